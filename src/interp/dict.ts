// Python's dict: compact and ordered. Entries (key, value, hash) stand in arrays in order of insertion; an index table of
// entry numbers, addressed by hash, finds them. A deleted entry keeps its place, with a null key, until the arrays are rebuilt.
//
// A dict of globals (`hasCells`) holds a W_Cell for each value. Its entries are never removed: deleting empties the cell. So whoever
// has found the cell of a name may keep it for ever; `version` rises whenever a name is added.

import type { int, u8, u32 } from "../rts/index.ts";
import { I32Array, intDiv, mulU32, newArray, wrapU32 } from "../rts/index.ts";
import { W_Cell } from "./cell.ts";
import { DictKeyIterator, updateDict } from "./dictviews.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseWith,
  w_KeyError,
  w_RuntimeError,
  w_TypeError,
} from "./errors.ts";
import { W_Float } from "./float.ts";
import { newBool, W_Int } from "./int.ts";
import { EQ, NE, OR, W_Object } from "./object.ts";
import { compareNested, sameOrEqual } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { StrBuilder, strOf, W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

const DELETED = -1;
/** Below this number of entries a dict grows by four instead of two. */
const SMALL = 32;

export class W_Dict extends W_Object {
  /** Entry number + 1; 0: free, DELETED: was used. A power of two long. */
  private table: I32Array = new I32Array(8);
  /** 32 - log2 of the table's length: the hash is multiplied and its upper bits taken. */
  private tableShift: u8 = 29;
  // fields keep their order in memory: these three take four bytes together
  hasCells: boolean = false;
  /** Holds a set's items: for messages. */
  ofSet: boolean = false;
  keys: (W_Object | null)[] = newArray<W_Object | null>(5);
  values: W_Object[] = newArray<W_Object>(5);
  private hashes: I32Array = new I32Array(5);
  /** Entries used, deleted ones included. */
  used: u32 = 0;
  /** Slots of the table that are not free: some always have to be, or a search would not end. */
  private linked: u32 = 0;
  /** Entries before this one are deleted: so that taking items from the front again and again is quick. */
  private first: u32 = 0;
  /** Entries that are there. */
  count: u32 = 0;
  /** @jit quasi-immutable */
  version: u32 = 0;

  override getType(): W_Type {
    return w_dict;
  }
  override isTrue(): boolean {
    return this.count > 0;
  }
  override len(): int {
    return this.count;
  }

  // --- entries
  hashOf(key: W_Object): int {
    if (key instanceof W_Str) return key.hash();
    if (key instanceof W_Int) return key.hash();
    return keyHash(key, this.ofSet);
  }
  private slotOf(hash: int): int {
    return mulU32(wrapU32(hash), 2654435761) >>> this.tableShift;
  }
  hashAt(entry: int): int {
    return this.hashes[entry]!;
  }
  /**
   * The entry with an equal key; -1 when there is none. An empty cell's entry counts. An `__eq__` that changes the dict makes the search
   * begin again; `adding`: not if it says that the keys are equal, then a set takes that for granted.
   */
  find(key: W_Object, hash: int, adding: boolean = false): int {
    let table = this.table;
    let keys = this.keys;
    let mask = table.length - 1;
    const text = key instanceof W_Str ? key : null;
    let slot = this.slotOf(hash);
    for (;;) {
      const entry = table[slot]! - 1;
      if (entry === -1) return -1;
      if (entry >= 0) {
        const other = keys[entry]!;
        if (other === key) return entry;
        if (this.hashes[entry] === hash && other !== null) {
          if (text !== null && other instanceof W_Str) {
            if (text.equals(other)) return entry;
          } else {
            const equal = keysEqual(other, key);
            // Python's __eq__ may have changed the dict: what was found is no longer there, so that the search begins again
            if (!(adding && equal) && (this.table !== table || this.keys !== keys || keys[entry] !== other)) {
              table = this.table;
              keys = this.keys;
              mask = table.length - 1;
              slot = this.slotOf(hash);
              continue;
            }
            if (equal) return entry;
          }
        }
      }
      slot = slot === mask ? 0 : slot + 1;
    }
  }
  /** Adds a key that is not there, of that hash. */
  addHashed(key: W_Object, hash: int, value: W_Object): void {
    this.append(key, hash, value);
    this.count = this.count + 1;
  }
  /** The entry of a key that is there; -1. */
  entryOf(key: W_Object): int {
    return this.find(key, this.hashOf(key));
  }
  /** The value at an entry; null: deleted. */
  valueAt(entry: int): W_Object | null {
    if (this.hasCells) return this.keys[entry] === null ? null : (this.values[entry] as W_Cell).value;
    return this.keys[entry] === null ? null : this.values[entry]!;
  }
  get(key: W_Object): W_Object | null {
    const hash = this.hashOf(key);
    if (this.used === 0) return null;
    const entry = this.find(key, hash);
    return entry < 0 ? null : this.valueAt(entry);
  }
  set(key: W_Object, value: W_Object): void {
    this.setHashed(key, this.hashOf(key), value);
  }
  /** The same for a key whose hash is known: it is not asked again. */
  setHashed(key: W_Object, hash: int, value: W_Object): void {
    const entry = this.find(key, hash);
    if (this.hasCells) {
      const cell = entry < 0 ? this.addCell(key, hash) : (this.values[entry] as W_Cell);
      if (cell.value === null) this.count = this.count + 1;
      cell.setGlobal(value);
    } else if (entry >= 0) this.values[entry] = value;
    else {
      this.append(key, hash, value);
      this.count = this.count + 1;
    }
  }
  /** The value of a key, which gets this one if it has none. */
  setDefault(key: W_Object, value: W_Object): W_Object {
    const hash = this.hashOf(key);
    const entry = this.find(key, hash);
    const present = entry < 0 ? null : this.valueAt(entry);
    if (present !== null) return present;
    if (this.hasCells) this.set(key, value);
    else this.addHashed(key, hash, value);
    return value;
  }
  /** false when there is no such key. */
  delete(key: W_Object): boolean {
    const entry = this.find(key, this.hashOf(key));
    if (entry < 0 || this.valueAt(entry) === null) return false;
    this.deleteEntry(entry);
    return true;
  }
  /** The value of a key, which is deleted; null when there is no such key. An empty dict does not ask for the hash. */
  take(key: W_Object): W_Object | null {
    if (this.count === 0) return null;
    const entry = this.find(key, this.hashOf(key));
    const value = entry < 0 ? null : this.valueAt(entry);
    if (value !== null) this.deleteEntry(entry);
    return value;
  }
  deleteEntry(entry: int): void {
    this.count = this.count - 1;
    if (this.hasCells) {
      (this.values[entry] as W_Cell).setGlobal(null);
      return;
    }
    const table = this.table;
    const mask = table.length - 1;
    let slot = this.slotOf(this.hashes[entry]!);
    while (table[slot]! !== entry + 1) slot = slot === mask ? 0 : slot + 1;
    table[slot] = DELETED;
    this.keys[entry] = null;
    this.values[entry] = null as unknown as W_Object;
    if (entry === this.first) this.first = entry + 1;
  }
  clear(): void {
    if (this.hasCells) {
      for (let i = 0; i < this.used; i++) if (this.valueAt(i) !== null) this.deleteEntry(i);
      return;
    }
    this.table = new I32Array(8);
    this.tableShift = 29;
    this.keys = newArray<W_Object | null>(5);
    this.values = newArray<W_Object>(5);
    this.hashes = new I32Array(5);
    this.used = 0;
    this.linked = 0;
    this.first = 0;
    this.count = 0;
  }
  /** Appends an entry for a key that is not there. With deleteEntry and clear, this is all that changes which entries there are. */
  append(key: W_Object, hash: int, value: W_Object): void {
    if (this.used === this.keys.length || this.isTableFull()) this.rebuild(0);
    const entry = this.used;
    this.keys[entry] = key;
    this.values[entry] = value;
    this.hashes[entry] = hash;
    this.used = entry + 1;
    this.link(hash, entry + 1);
  }
  private link(hash: int, number: int): void {
    const table = this.table;
    const mask = table.length - 1;
    let slot = this.slotOf(hash);
    while (table[slot]! > 0) slot = slot === mask ? 0 : slot + 1;
    if (table[slot]! === 0) this.linked = this.linked + 1;
    table[slot] = number;
  }
  /** So many slots are used, or were, that the table has to be made anew. */
  private isTableFull(): boolean {
    return this.linked * 8 >= this.table.length * 7;
  }
  /** New arrays with room to grow, without deleted entries, but with `gap` of them in front. @jit opaque */
  rebuild(gap: int): void {
    const live = this.hasCells ? this.used : this.count;
    if (live === 0 && gap === 0 && this.table.length === 8) {
      // items come and go one by one: the smallest arrays are used again
      for (let i = 0; i < 8; i++) this.table[i] = 0;
      this.used = 0;
      this.first = 0;
      this.linked = 0;
      return;
    }
    let size = 8;
    let shift = 29;
    // at most 5/8 of the table is used; there is room for as much again, for three times as much while they are few
    const room = live < SMALL ? live * 4 : live * 2;
    while (size * 5 < room * 8) {
      size = size * 2;
      shift = shift - 1;
    }
    const capacity = gap + intDiv(size * 5, 8);
    const keys = newArray<W_Object | null>(capacity);
    const values = newArray<W_Object>(capacity);
    const hashes = new I32Array(capacity);
    // before anything is changed: there may be no memory for it
    const table = new I32Array(size);
    let n = gap;
    for (let i = 0; i < this.used; i++) {
      if (this.keys[i] === null) continue;
      keys[n] = this.keys[i]!;
      values[n] = this.values[i]!;
      hashes[n] = this.hashes[i]!;
      n++;
    }
    this.keys = keys;
    this.values = values;
    this.hashes = hashes;
    this.used = n;
    this.first = gap;
    this.table = table;
    this.tableShift = shift;
    this.linked = 0;
    for (let i = gap; i < n; i++) this.link(hashes[i]!, i + 1);
  }

  // --- cells of globals
  private addCell(key: W_Object, hash: int): W_Cell {
    const cell = new W_Cell();
    this.append(key, hash, cell);
    this.version = this.version + 1;
    return cell;
  }
  /** The cell of a name; null when the name was never assigned. */
  findCell(name: W_Str): W_Cell | null {
    const entry = this.find(name, name.hash());
    return entry < 0 ? null : (this.values[entry] as W_Cell);
  }
  setCell(cell: W_Cell, value: W_Object): void {
    if (cell.value === null) this.count = this.count + 1;
    cell.setGlobal(value);
  }
  deleteCell(cell: W_Cell): void {
    this.count = this.count - 1;
    cell.setGlobal(null);
  }

  /** The first entry from `entry` on that is there; -1 at the end. */
  nextEntry(entry: int): int {
    for (let i = entry < this.first ? this.first : entry; i < this.used; i++) if (this.valueAt(i) !== null) return i;
    return -1;
  }
  /** Moves an entry behind or before all others. Not for a dict with cells. */
  moveEntry(entry: int, toEnd: boolean): void {
    const key = this.keys[entry]!;
    const value = this.values[entry]!;
    const hash = this.hashes[entry]!;
    if (this.count === 1) return;
    this.deleteEntry(entry);
    if (toEnd) this.append(key, hash, value);
    else {
      if (this.first === 0 || this.isTableFull()) this.rebuild(8 + this.count);
      const front = this.first - 1;
      this.first = front;
      this.keys[front] = key;
      this.values[front] = value;
      this.hashes[front] = hash;
      this.link(hash, front + 1);
    }
    this.count = this.count + 1;
  }
  /** Takes over all entries. RuntimeError when an `__eq__` adds keys to the other dict meanwhile. */
  copyFrom(other: W_Dict): void {
    // keys of one dict differ: into an empty one they go without comparison
    if (this.count === 0 && this.used > 0 && other.count > 0) this.clear();
    const fresh = this.used === 0 && !this.hasCells;
    const used = other.used;
    for (let i = other.nextEntry(0); i >= 0; i = other.nextEntry(i + 1)) {
      const key = other.keys[i]!;
      const value = other.valueAt(i)!;
      if (fresh) {
        this.addHashed(key, other.hashes[i]!, value);
        continue;
      }
      this.setHashed(key, other.hashes[i]!, value);
      if (other.used !== used) throw raise0(w_RuntimeError, "dict mutated during update");
    }
  }

  // --- operations
  override getItem(key: W_Object): W_Object | null {
    const value = this.get(key);
    if (value === null) throw raiseWith(w_KeyError, key);
    return value;
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    this.set(key, value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    if (!this.delete(key)) throw raiseWith(w_KeyError, key);
    return true;
  }
  override contains(key: W_Object): int {
    return this.get(key) === null ? 0 : 1;
  }
  override iter(): W_Object | null {
    return new DictKeyIterator(this);
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override repr(): W_Str {
    if (this.count === 0) return emptyText;
    if (!enterRepr(this)) return recursiveText;
    try {
      const text = new StrBuilder();
      this.addItems(text);
      return text.build();
    } finally {
      leaveRepr();
    }
  }
  /** `{key: value, ...}` */
  addItems(text: StrBuilder): void {
    text.addChar(123);
    let first = true;
    for (let i = this.nextEntry(0); i >= 0; i = this.nextEntry(i + 1)) {
      // the key's repr may remove the entry
      const key = this.keys[i]!;
      const value = this.valueAt(i)!;
      if (!first) text.add(", ");
      first = false;
      text.addStr(key.repr());
      text.add(": ");
      text.addStr(value.repr());
    }
    text.addChar(125);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Dict) || (op !== EQ && op !== NE)) return null;
    return newBool(this.equals(other) === (op === EQ));
  }
  private equals(other: W_Dict): boolean {
    if (this.count !== other.count) return false;
    for (let i = this.nextEntry(0); i >= 0; i = this.nextEntry(i + 1)) {
      // before the search: the key's __eq__ may change both dicts
      const own = this.valueAt(i)!;
      const entry = other.find(this.keys[i]!, this.hashes[i]!);
      const value = entry < 0 ? null : other.valueAt(entry);
      if (value === null || !sameOrEqual(own, value)) return false;
    }
    return true;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op !== OR || !(other instanceof W_Dict)) return null;
    const result = new W_Dict();
    result.copyFrom(this);
    result.copyFrom(other);
    return result;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op !== OR) return null;
    updateDict(this, other);
    return this;
  }
}
const emptyText = strOf("{}");
const recursiveText = strOf("{...}");

/** The hash of a key; where it has none, TypeError says what it was to be used for. */
function keyHash(key: W_Object, ofSet: boolean): int {
  try {
    return key.hash();
  } catch (error) {
    if (!(error instanceof OperationError) || error.type !== w_TypeError) throw error;
    throw raise2(
      w_TypeError,
      ofSet ? "cannot use '%T' as a set element (%S)" : "cannot use '%T' as a dict key (%S)",
      key,
      error.value(),
    );
  }
}
/** Equality of keys with the same hash. */
function keysEqual(a: W_Object, b: W_Object): boolean {
  if (a instanceof W_Str && b instanceof W_Str) return a.equals(b);
  if (a instanceof W_Int && b instanceof W_Int) return a.value === b.value;
  if (a instanceof W_Float && b instanceof W_Float) return a.value === b.value;
  return compareNested(EQ, a, b).isTrue();
}

/** The globals of a module. */
export function newGlobals(): W_Dict {
  const dict = new W_Dict();
  dict.hasCells = true;
  return dict;
}
