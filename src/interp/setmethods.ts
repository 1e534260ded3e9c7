// The methods of set and frozenset.

import type { int } from "../rts/index.ts";
import { def, defStatic, defWhole } from "./builtin.ts";
import { raise0, raiseWith, w_KeyError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, w_False, w_True } from "./int.ts";
import { n_hash } from "./names.ts";
import type { W_Object } from "./object.ts";
import { iter } from "./operations.ts";
import { asItem, W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import type { W_Type } from "./type.ts";
import { w_frozenset, w_set } from "./types.ts";

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
  if (type === w_frozenset && iterable !== null && iterable.getType() === w_frozenset) return iterable;
  const set = new W_Set(true);
  if (iterable !== null) set.addAll(iterable);
  return type === w_frozenset ? set : new W_Instance(type as W_Type, set);
}

// --- changes
function set_add(self: W_Object, item: W_Object): W_Object {
  (self as W_Set).add(item);
  return w_None;
}
function set_discard(self: W_Object, item: W_Object): W_Object {
  (self as W_Set).remove(asItem(item));
  return w_None;
}
function set_remove(self: W_Object, item: W_Object): W_Object {
  if (!(self as W_Set).remove(asItem(item))) throw raiseWith(w_KeyError, item);
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
function set_update(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  for (let i: int = 1; i < args.length; i++) (args[0] as W_Set).addAll(args[i]!);
  return w_None;
}
function set_difference_update(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  for (let i: int = 1; i < args.length; i++) (args[0] as W_Set).removeAll(args[i]!);
  return w_None;
}
function set_intersection_update(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  (args[0] as W_Set).entries = (set_intersection(args, kwnames) as W_Set).entries;
  return w_None;
}
function set_symmetric_difference_update(self: W_Object, other: W_Object): W_Object {
  (self as W_Set).toggleAll(other);
  return w_None;
}

// --- new sets
function set_copy(self: W_Object): W_Object {
  return (self as W_Set).copy();
}
/** A frozenset is its own copy, an instance of a class derived from it is not. */
function frozenset_copy(self: W_Object): W_Object {
  return self instanceof W_Set ? self : (self.unwrap() as W_Set).copy();
}
function set_union(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const result = (args[0] as W_Set).copy();
  for (let i: int = 1; i < args.length; i++) if (args[i] !== args[0]) result.addAll(args[i]!);
  return result;
}
function set_intersection(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  let result = args[0] as W_Set;
  if (args.length === 1) return result.copy();
  for (let i: int = 1; i < args.length; i++) result = result.intersected(args[i]!);
  return result;
}
function set_difference(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const set = args[0] as W_Set;
  if (args.length === 1) return set.copy();
  const result = set.without(args[1]!);
  for (let i: int = 2; i < args.length; i++) result.removeAll(args[i]!);
  return result;
}
function set_symmetric_difference(self: W_Object, other: W_Object): W_Object {
  return (self as W_Set).toggled(other);
}

// --- questions
function set_issubset(self: W_Object, other: W_Object): W_Object {
  const set = self as W_Set;
  const plain = other.unwrap();
  if (plain instanceof W_Set) return newBool(set.isSubset(plain));
  return newBool(set.intersected(other).entries.count === set.entries.count);
}
function set_issuperset(self: W_Object, other: W_Object): W_Object {
  const set = self as W_Set;
  const plain = other.unwrap();
  if (plain instanceof W_Set) return newBool(plain.isSubset(set));
  const iterator = iter(other);
  for (;;) {
    const item = iterator.next();
    if (item === null) return w_True;
    if (!set.has(item)) return w_False;
  }
}
function set_isdisjoint(self: W_Object, other: W_Object): W_Object {
  return newBool((self as W_Set).isDisjoint(other));
}
function set_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_Set).reprAs(self.getType());
}

defStatic(w_set, "__new__(cls, *args, **kwargs)", set_new);
def(w_set, "__init__(self, iterable=(), /)", set_init);
defStatic(w_frozenset, "__new__(cls, iterable=(), /)", frozenset_new);
for (const type of [w_set, w_frozenset]) {
  defSlots(
    type,
    `__len__ __contains__ __iter__ __and__ __or__ __sub__ __xor__ __rand__ __ror__ __rsub__ __rxor__ ${COMPARISON_SLOTS}`,
  );
  defWhole(type, "__repr__(self, /)", set_repr);
  def(type, "union(self, *others)", set_union);
  def(type, "intersection(self, *others)", set_intersection);
  def(type, "difference(self, *others)", set_difference);
  def(type, "symmetric_difference(self, other, /)", set_symmetric_difference);
  def(type, "issubset(self, other, /)", set_issubset);
  def(type, "issuperset(self, other, /)", set_issuperset);
  def(type, "isdisjoint(self, other, /)", set_isdisjoint);
}
defSlots(w_frozenset, "__hash__");
defWhole(w_frozenset, "copy(self, /)", frozenset_copy);
w_set.dict.set(n_hash, w_None);
defSlots(w_set, "__iand__ __ior__ __isub__ __ixor__");
def(w_set, "copy(self, /)", set_copy);
def(w_set, "add(self, item, /)", set_add);
def(w_set, "discard(self, item, /)", set_discard);
def(w_set, "remove(self, item, /)", set_remove);
def(w_set, "pop(self, /)", set_pop);
def(w_set, "clear(self, /)", set_clear);
def(w_set, "update(self, *others)", set_update);
def(w_set, "difference_update(self, *others)", set_difference_update);
def(w_set, "intersection_update(self, *others)", set_intersection_update);
def(w_set, "symmetric_difference_update(self, other, /)", set_symmetric_difference_update);
