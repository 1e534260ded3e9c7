// Python's set and frozenset: a dict whose values do not matter. The methods are in setmethods.ts.
//
// Which of two equal items a result keeps, and how often their __eq__ is asked, is what CPython does: an item that came out of a set or dict
// takes its hash along, and of an intersection the smaller side's items are kept.

import type { int } from "../rts/index.ts";
import { intShr, mulU32, wrapU32 } from "../rts/index.ts";
import { checkRange } from "./bigrange.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, raise0, raise1, w_RuntimeError, w_TypeError } from "./errors.ts";
import { newBool } from "./int.ts";
import { W_Iterator } from "./iterator.ts";
import { AND, EQ, GE, GT, LE, LT, NE, OR, SUB, W_Object, XOR } from "./object.ts";
import { hashNested, iter } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_dict, w_frozenset, w_set } from "./types.ts";

export class W_Set extends W_Object {
  readonly frozen: boolean;
  entries: W_Dict = new W_Dict();
  /** A frozenset's hash, once somebody has asked for it. */
  private hashed: int = -1;
  constructor(frozen: boolean) {
    super();
    this.frozen = frozen;
    this.entries.ofSet = true;
  }
  override getType(): W_Type {
    return this.frozen ? w_frozenset : w_set;
  }
  override isTrue(): boolean {
    return this.entries.count > 0;
  }
  override len(): int {
    return this.entries.count;
  }

  // --- items
  has(item: W_Object): boolean {
    return this.hasHashed(item, this.entries.hashOf(item));
  }
  hasHashed(item: W_Object, hash: int): boolean {
    return this.entries.used > 0 && this.entries.find(item, hash) >= 0;
  }
  add(item: W_Object): void {
    this.addHashed(item, this.entries.hashOf(item));
  }
  addHashed(item: W_Object, hash: int): void {
    const entries = this.entries;
    if (entries.find(item, hash, true) < 0) entries.addHashed(item, hash, w_None);
  }
  /** false when it is not there. */
  remove(item: W_Object): boolean {
    return this.removeHashed(item, this.entries.hashOf(item));
  }
  private removeHashed(item: W_Object, hash: int): boolean {
    const entry = this.entries.find(item, hash);
    if (entry >= 0) this.entries.deleteEntry(entry);
    return entry >= 0;
  }
  addAll(iterable: W_Object): void {
    const source = hashedItems(iterable);
    if (source !== null) {
      this.addEntries(source, iterable.unwrap() instanceof W_Set);
      return;
    }
    checkRange(iterable);
    const iterator = iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return;
      this.add(item);
    }
  }
  /** `ofSet`: the items of a set, which differ: into an empty one they go without comparison. */
  private addEntries(source: W_Dict, ofSet: boolean): void {
    const entries = this.entries;
    if (entries.count === 0 && entries.used > 0) entries.clear();
    const fresh = ofSet && entries.used === 0;
    for (let i = source.nextEntry(0); i >= 0; i = source.nextEntry(i + 1))
      if (fresh) entries.addHashed(source.keys[i]!, source.hashAt(i), w_None);
      else this.addHashed(source.keys[i]!, source.hashAt(i));
  }
  removeAll(iterable: W_Object): void {
    if (iterable === this) {
      this.entries.clear();
      return;
    }
    const source = iterable.unwrap();
    if (source instanceof W_Set) {
      const others = source.entries;
      for (let i = others.nextEntry(0); i >= 0; i = others.nextEntry(i + 1))
        this.removeHashed(others.keys[i]!, others.hashAt(i));
      return;
    }
    const iterator = iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return;
      this.remove(item);
    }
  }
  /** Adds the items that are not there, removes those that are. */
  toggleAll(iterable: W_Object): void {
    if (iterable === this) {
      this.entries.clear();
      return;
    }
    let source = hashedItems(iterable);
    if (source === null) {
      const set = new W_Set(this.frozen);
      set.addAll(iterable);
      source = set.entries;
    }
    for (let i = source.nextEntry(0); i >= 0; i = source.nextEntry(i + 1)) {
      const item = source.keys[i]!;
      const hash = source.hashAt(i);
      if (!this.removeHashed(item, hash)) this.addHashed(item, hash);
    }
  }

  // --- new sets, of this one's type
  copy(): W_Set {
    const result = new W_Set(this.frozen);
    result.addEntries(this.entries, true);
    return result;
  }
  intersected(iterable: W_Object): W_Set {
    if (iterable === this) return this.copy();
    const result = new W_Set(this.frozen);
    const other = iterable.unwrap();
    if (other instanceof W_Set) {
      const swap = other.entries.count > this.entries.count;
      const large = swap ? other : this;
      const small = swap ? this.entries : other.entries;
      for (let i = small.nextEntry(0); i >= 0; i = small.nextEntry(i + 1)) {
        const item = small.keys[i]!;
        const hash = small.hashAt(i);
        if (large.hasHashed(item, hash)) result.addHashed(item, hash);
      }
      return result;
    }
    const iterator = iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return result;
      const hash = hashNested(item);
      if (!this.hasHashed(item, hash)) continue;
      result.addHashed(item, hash);
      if (result.entries.count >= this.entries.count) return result;
    }
  }
  without(iterable: W_Object): W_Set {
    const source = hashedItems(iterable);
    // what is taken away from a much larger set, or is in no table, is removed from a copy
    if (source === null || intShr(this.entries.count, 2) > source.count) {
      const result = this.copy();
      result.removeAll(iterable === this ? result : iterable);
      return result;
    }
    const result = new W_Set(this.frozen);
    const entries = this.entries;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1)) {
      const item = entries.keys[i]!;
      const hash = entries.hashAt(i);
      const entry = source.find(item, hash);
      if (entry < 0 || source.valueAt(entry) === null) result.addHashed(item, hash);
    }
    return result;
  }
  toggled(iterable: W_Object): W_Set {
    const result = new W_Set(this.frozen);
    result.addAll(iterable);
    result.toggleAll(this);
    return result;
  }

  // --- questions
  isSubset(other: W_Set): boolean {
    const entries = this.entries;
    if (entries.count > other.entries.count) return false;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1))
      if (!other.hasHashed(entries.keys[i]!, entries.hashAt(i))) return false;
    return true;
  }
  isDisjoint(iterable: W_Object): boolean {
    if (iterable === this) return this.entries.count === 0;
    const other = iterable.unwrap();
    if (other instanceof W_Set) {
      const swap = other.entries.count > this.entries.count;
      const large = swap ? other : this;
      const small = swap ? this.entries : other.entries;
      for (let i = small.nextEntry(0); i >= 0; i = small.nextEntry(i + 1))
        if (large.hasHashed(small.keys[i]!, small.hashAt(i))) return false;
      return true;
    }
    const iterator = iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return true;
      if (this.has(item)) return false;
    }
  }

  // --- operations
  override contains(item: W_Object): int {
    return this.has(asItem(item)) ? 1 : 0;
  }
  override iter(): W_Object | null {
    return new SetIterator(this);
  }
  override hash(): int {
    if (!this.frozen) throw raise1(w_TypeError, "unhashable type: '%T'", this);
    if (this.hashed >= 0) return this.hashed;
    // independent of the order
    let h = mulU32(wrapU32(this.entries.count + 1), 1927868237);
    const entries = this.entries;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1)) {
      const item = wrapU32(entries.hashAt(i));
      h = wrapU32(h ^ mulU32(wrapU32(wrapU32(item ^ 89869747) ^ (item << 16)), 3644798167));
    }
    // what came of the items' low bits is spread over all
    h = wrapU32(h ^ wrapU32((h >>> 11) ^ (h >>> 25)));
    this.hashed = wrapU32(wrapU32(mulU32(h, 69069) + 907133923) & 0x7fffffff);
    return this.hashed;
  }
  override repr(): W_Str {
    return this.reprAs(this.getType());
  }
  /** `{1}`, or `Name({1})` when it is of another type than set. */
  reprAs(type: W_Type): W_Str {
    const text = new StrBuilder();
    const entries = this.entries;
    if (!enterRepr(this)) {
      text.addStr(type.shortName());
      text.add("(...)");
      return text.build();
    }
    const named = entries.count === 0 || type !== w_set;
    if (named) {
      text.addStr(type.shortName());
      text.addChar(40);
    }
    try {
      if (entries.count > 0) {
        text.addChar(123);
        let first = true;
        for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1)) {
          if (!first) text.add(", ");
          first = false;
          text.addStr(entries.keys[i]!.repr());
        }
        text.addChar(125);
      }
    } finally {
      leaveRepr();
    }
    if (named) text.addChar(41);
    return text.build();
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Set)) return null;
    switch (op) {
      case OR: {
        const result = this.copy();
        if (other !== this) result.addEntries(other.entries, true);
        return result;
      }
      case AND:
        return this.intersected(other);
      case SUB:
        return this.without(other);
      case XOR:
        return this.toggled(other);
      default:
        return null;
    }
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    const set = other.unwrap();
    if (this.frozen || !(set instanceof W_Set)) return null;
    switch (op) {
      case OR:
        this.addEntries(set.entries, true);
        return this;
      case AND:
        this.entries = this.intersected(set).entries;
        return this;
      case SUB:
        this.removeAll(set);
        return this;
      case XOR:
        this.toggleAll(set);
        return this;
      default:
        return null;
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Set)) return null;
    const a = this.entries.count;
    const b = other.entries.count;
    switch (op) {
      case EQ:
        return newBool(this.isEqual(other));
      case NE:
        return newBool(!this.isEqual(other));
      case LE:
        return newBool(this.isSubset(other));
      case LT:
        return newBool(a < b && this.isSubset(other));
      case GE:
        return newBool(other.isSubset(this));
      case GT:
        return newBool(a > b && other.isSubset(this));
      default:
        return null;
    }
  }
  private isEqual(other: W_Set): boolean {
    if (this.entries.count !== other.entries.count) return false;
    // frozensets that know their hashes
    if (this.hashed >= 0 && other.hashed >= 0 && this.hashed !== other.hashed) return false;
    return this.isSubset(other);
  }
}
/** The table of what keeps its items with their hashes: a set or dict. null for other iterables. */
export function hashedItems(iterable: W_Object): W_Dict | null {
  const plain = iterable.unwrap();
  if (plain instanceof W_Set) return plain.entries;
  return iterable instanceof W_Dict && iterable.getType() === w_dict ? iterable : null;
}
/** What is looked for in a set: for a set itself, which has no hash, the frozenset that is equal to it. */
export function asItem(item: W_Object): W_Object {
  const set = item.unwrap();
  if (!(set instanceof W_Set) || (set.frozen && item === set)) return item;
  try {
    item.hash();
    return item;
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
  }
  const frozen = new W_Set(true);
  frozen.addAll(set);
  return frozen;
}

export const w_set_iterator = builtinType("set_iterator");
w_set_iterator.isBaseType = false;
defSlots(w_set_iterator, "__iter__ __next__");
/** As a dict's, with a set's message. */
export class SetIterator extends W_Iterator {
  readonly set: W_Set;
  position: int = 0;
  readonly size: int;
  constructor(set: W_Set) {
    super();
    this.set = set;
    this.size = set.entries.count;
  }
  override getType(): W_Type {
    return w_set_iterator;
  }
  override next(): W_Object | null {
    if (this.position < 0) return null;
    const entries = this.set.entries;
    if (entries.count !== this.size) {
      this.position = -1;
      throw raise0(w_RuntimeError, "Set changed size during iteration");
    }
    const entry = entries.nextEntry(this.position);
    this.position = entry < 0 ? -1 : entry + 1;
    return entry < 0 ? null : entries.keys[entry]!;
  }
  /** How many items it has still to give: none of a set that has changed. */
  left(): int {
    const entries = this.set.entries;
    if (this.position < 0 || entries.count !== this.size) return 0;
    let n = 0;
    for (let i = entries.nextEntry(this.position); i >= 0; i = entries.nextEntry(i + 1)) n++;
    return n;
  }
}
