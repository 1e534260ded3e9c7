// Python's set and frozenset: a dict whose values do not matter.

import type { int } from "../rts/index.ts";
import { wrapU32 } from "../rts/index.ts";
import { checkRoom } from "./bigrange.ts";
import { def, defStatic, defWhole } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseWith, w_KeyError, w_RuntimeError, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool } from "./int.ts";
import { W_Iterator } from "./iterator.ts";
import { n_hash } from "./names.ts";
import { AND, EQ, GE, GT, LE, LT, NE, OR, SUB, W_Object, XOR } from "./object.ts";
import { hashNested, iter } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_frozenset, w_set } from "./types.ts";

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
  has(item: W_Object): boolean {
    return this.entries.get(item) !== null;
  }
  add(item: W_Object): void {
    this.entries.set(item, w_None);
  }
  addAll(iterable: W_Object): void {
    const plain = iterable.unwrap();
    if (plain instanceof W_Set) {
      this.entries.copyFrom(plain.entries);
      return;
    }
    checkRoom(iterable);
    const iterator = iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return;
      this.add(item);
    }
  }
  override contains(item: W_Object): int {
    return this.has(item) ? 1 : 0;
  }
  override iter(): W_Object | null {
    return new SetIterator(this.entries);
  }
  override hash(): int {
    if (!this.frozen) throw raise1(w_TypeError, "unhashable type: '%T'", this);
    if (this.hashed >= 0) return this.hashed;
    // independent of the order
    let h = wrapU32(this.entries.count + 1);
    const entries = this.entries;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1)) {
      const item = wrapU32(hashNested(entries.keys[i]!));
      h = wrapU32(h ^ wrapU32(wrapU32(item ^ (item << 7)) ^ 89869747));
    }
    this.hashed = wrapU32(h & 0x7fffffff);
    return this.hashed;
  }
  override repr(): W_Str {
    return this.reprAs(this.getType());
  }
  /** `{1}`, or `Name({1})` when it is of another type than set. */
  reprAs(type: W_Type): W_Str {
    const text = new StrBuilder();
    const entries = this.entries;
    const named = entries.count === 0 || type !== w_set;
    if (named) {
      text.addStr(type.name);
      text.addChar(40);
    }
    if (entries.count > 0) {
      if (!enterRepr(this)) text.add("...");
      else {
        try {
          text.addChar(123);
          let first = true;
          for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1)) {
            if (!first) text.add(", ");
            first = false;
            text.addStr(entries.keys[i]!.repr());
          }
          text.addChar(125);
        } finally {
          leaveRepr();
        }
      }
    }
    if (named) text.addChar(41);
    return text.build();
  }
  copy(): W_Set {
    const result = new W_Set(this.frozen);
    result.entries.copyFrom(this.entries);
    return result;
  }
  /** The items that are in the other set, or that are not. */
  filtered(other: W_Set, present: boolean): W_Set {
    const result = new W_Set(this.frozen);
    const entries = this.entries;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1))
      if (other.has(entries.keys[i]!) === present) result.add(entries.keys[i]!);
    return result;
  }
  isSubset(other: W_Set): boolean {
    const entries = this.entries;
    if (entries.count > other.entries.count) return false;
    for (let i = entries.nextEntry(0); i >= 0; i = entries.nextEntry(i + 1))
      if (!other.has(entries.keys[i]!)) return false;
    return true;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Set)) return null;
    switch (op) {
      case OR: {
        const result = this.copy();
        result.addAll(other);
        return result;
      }
      case AND:
        return this.filtered(other, true);
      case SUB:
        return this.filtered(other, false);
      case XOR: {
        const result = this.filtered(other, false);
        result.addAll(other.filtered(this, false));
        return result;
      }
      default:
        return null;
    }
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (this.frozen) return null;
    const result = this.binary(op, other);
    if (result === null) return null;
    this.entries = (result as W_Set).entries;
    return this;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Set)) return null;
    const a = this.entries.count;
    const b = other.entries.count;
    switch (op) {
      case EQ:
        return newBool(a === b && this.isSubset(other));
      case NE:
        return newBool(!(a === b && this.isSubset(other)));
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
}
const w_set_iterator = builtinType("set_iterator");
w_set_iterator.isBaseType = false;
defSlots(w_set_iterator, "__iter__ __next__");
/** As a dict's, with a set's message. */
class SetIterator extends W_Iterator {
  readonly entries: W_Dict;
  position: int = 0;
  readonly size: int;
  constructor(entries: W_Dict) {
    super();
    this.entries = entries;
    this.size = entries.count;
  }
  override getType(): W_Type {
    return w_set_iterator;
  }
  override next(): W_Object | null {
    if (this.position < 0) return null;
    if (this.entries.count !== this.size) {
      this.position = -1;
      throw raise0(w_RuntimeError, "Set changed size during iteration");
    }
    const entry = this.entries.nextEntry(this.position);
    this.position = entry < 0 ? -1 : entry + 1;
    return entry < 0 ? null : this.entries.keys[entry]!;
  }
}

/** The argument as a set: itself when it is one. */
function asSet(iterable: W_Object): W_Set {
  const plain = iterable.unwrap();
  if (plain instanceof W_Set) return plain;
  const set = new W_Set(false);
  set.addAll(iterable);
  return set;
}
function set_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  return type === w_set ? new W_Set(false) : new W_Instance(type, new W_Set(false));
}
function set_init(self: W_Object, iterable: W_Object | null): W_Object {
  const set = self as W_Set;
  set.entries.clear();
  if (iterable !== null) set.addAll(iterable);
  return w_None;
}
function frozenset_new(type: W_Object, iterable: W_Object | null): W_Object {
  const set = new W_Set(true);
  if (iterable !== null) set.addAll(iterable);
  return type === w_frozenset ? set : new W_Instance(type as W_Type, set);
}
function set_add(self: W_Object, item: W_Object): W_Object {
  (self as W_Set).add(item);
  return w_None;
}
function set_discard(self: W_Object, item: W_Object): W_Object {
  (self as W_Set).entries.delete(item);
  return w_None;
}
function set_remove(self: W_Object, item: W_Object): W_Object {
  if (!(self as W_Set).entries.delete(item)) throw raiseWith(w_KeyError, item);
  return w_None;
}
function set_pop(self: W_Object): W_Object {
  const entries = (self as W_Set).entries;
  const entry = entries.nextEntry(0);
  if (entry < 0) throw raise0(w_KeyError, "pop from an empty set");
  const item = entries.keys[entry]!;
  entries.deleteEntry(entry);
  return item;
}
function set_clear(self: W_Object): W_Object {
  (self as W_Set).entries.clear();
  return w_None;
}
function set_copy(self: W_Object): W_Object {
  return (self as W_Set).copy();
}
function set_update(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  for (let i = 1; i < args.length; i++) (args[0] as W_Set).addAll(args[i]!);
  return w_None;
}
function set_union(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const result = (args[0] as W_Set).copy();
  for (let i = 1; i < args.length; i++) result.addAll(args[i]!);
  return result;
}
function set_intersection(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  let result = (args[0] as W_Set).copy();
  for (let i = 1; i < args.length; i++) result = result.filtered(asSet(args[i]!), true);
  return result;
}
function set_difference(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  let result = (args[0] as W_Set).copy();
  for (let i = 1; i < args.length; i++) result = result.filtered(asSet(args[i]!), false);
  return result;
}
function set_symmetric_difference(self: W_Object, other: W_Object): W_Object {
  return self.binary(XOR, asSet(other))!;
}
function set_difference_update(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  (args[0] as W_Set).entries = (set_difference(args, kwnames) as W_Set).entries;
  return w_None;
}
function set_intersection_update(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  (args[0] as W_Set).entries = (set_intersection(args, kwnames) as W_Set).entries;
  return w_None;
}
function set_symmetric_difference_update(self: W_Object, other: W_Object): W_Object {
  (self as W_Set).entries = (self.binary(XOR, asSet(other)) as W_Set).entries;
  return w_None;
}
function set_issubset(self: W_Object, other: W_Object): W_Object {
  return newBool((self as W_Set).isSubset(asSet(other)));
}
function set_issuperset(self: W_Object, other: W_Object): W_Object {
  return newBool(asSet(other).isSubset(self as W_Set));
}
function set_isdisjoint(self: W_Object, other: W_Object): W_Object {
  return newBool((self as W_Set).filtered(asSet(other), true).entries.count === 0);
}

function set_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_Set).reprAs(self.getType());
}
for (const type of [w_set, w_frozenset]) defWhole(type, "__repr__(self, /)", set_repr);
defStatic(w_set, "__new__(cls, *args, **kwargs)", set_new);
def(w_set, "__init__(self, iterable=(), /)", set_init);
defStatic(w_frozenset, "__new__(cls, iterable=(), /)", frozenset_new);
for (const type of [w_set, w_frozenset]) {
  defSlots(
    type,
    `__len__ __contains__ __iter__ __and__ __or__ __sub__ __xor__ __rand__ __ror__ __rsub__ __rxor__ ${COMPARISON_SLOTS}`,
  );
  def(type, "copy(self, /)", set_copy);
  def(type, "union(self, *others)", set_union);
  def(type, "intersection(self, *others)", set_intersection);
  def(type, "difference(self, *others)", set_difference);
  def(type, "symmetric_difference(self, other, /)", set_symmetric_difference);
  def(type, "issubset(self, other, /)", set_issubset);
  def(type, "issuperset(self, other, /)", set_issuperset);
  def(type, "isdisjoint(self, other, /)", set_isdisjoint);
}
defSlots(w_frozenset, "__hash__");
w_set.dict.set(n_hash, w_None);
defSlots(w_set, "__iand__ __ior__ __isub__ __ixor__");
def(w_set, "add(self, item, /)", set_add);
def(w_set, "discard(self, item, /)", set_discard);
def(w_set, "remove(self, item, /)", set_remove);
def(w_set, "pop(self, /)", set_pop);
def(w_set, "clear(self, /)", set_clear);
def(w_set, "update(self, *others)", set_update);
def(w_set, "difference_update(self, *others)", set_difference_update);
def(w_set, "intersection_update(self, *others)", set_intersection_update);
def(w_set, "symmetric_difference_update(self, other, /)", set_symmetric_difference_update);
