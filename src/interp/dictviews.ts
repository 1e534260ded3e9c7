// dict's methods, its views and their iterators.

import type { int } from "../rts/index.ts";
import { def, defClass, defStatic, defWhole, getter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseWith,
  w_KeyError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, w_False, w_True } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf, listOf } from "./iterators.ts";
import { W_MappingProxy } from "./mappingproxy.ts";
import { n_hash, n_iter, n_keys, n_missing } from "./names.ts";
import { AND, callSpecial1, EQ, GE, GT, LE, LT, NE, OR, SUB, W_Object, XOR } from "./object.ts";
import { contains, getItem, iter, sameOrEqual } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { hashedItems, W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { intern, StrBuilder, strOf, type W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

// --- iterators
export abstract class DictIterator extends W_Iterator {
  readonly dict: W_Dict;
  position: int = 0;
  readonly size: int;
  /** How many entries it should still find. */
  left: int;
  constructor(dict: W_Dict) {
    super();
    this.dict = dict;
    this.size = dict.count;
    this.left = dict.count;
  }
  /** The next entry; -1 at the end. */
  advance(): int {
    const dict = this.dict;
    if (this.position < 0) return -1;
    if (dict.count !== this.size) {
      this.position = -1;
      throw raise0(w_RuntimeError, "dictionary changed size during iteration");
    }
    const entry = dict.nextEntry(this.position);
    this.position = entry < 0 ? -1 : entry + 1;
    if (entry >= 0) {
      if (this.left === 0) throw raise0(w_RuntimeError, "dictionary keys changed during iteration");
      this.left = this.left - 1;
    }
    return entry;
  }
}
export const w_dict_keyiterator = iteratorType("dict_keyiterator");
export class DictKeyIterator extends DictIterator {
  override getType(): W_Type {
    return w_dict_keyiterator;
  }
  override next(): W_Object | null {
    const entry = this.advance();
    return entry < 0 ? null : this.dict.keys[entry]!;
  }
}
export const w_dict_valueiterator = iteratorType("dict_valueiterator");
export class DictValueIterator extends DictIterator {
  override getType(): W_Type {
    return w_dict_valueiterator;
  }
  override next(): W_Object | null {
    const entry = this.advance();
    return entry < 0 ? null : this.dict.valueAt(entry);
  }
}
export const w_dict_itemiterator = iteratorType("dict_itemiterator");
export class DictItemIterator extends DictIterator {
  override getType(): W_Type {
    return w_dict_itemiterator;
  }
  override next(): W_Object | null {
    const entry = this.advance();
    return entry < 0 ? null : newTuple2(this.dict.keys[entry]!, this.dict.valueAt(entry)!);
  }
}
/** The types of reversed iterators, by what is given. */
const KEYS = 0;
const VALUES = 1;
const ITEMS = 2;
export const reverseTypes: W_Type[] = ["key", "value", "item"].map((what) =>
  iteratorType(`dict_reverse${what}iterator`),
);
export class DictReverseIterator extends W_Iterator {
  readonly dict: W_Dict;
  readonly kind: int;
  readonly size: int;
  /** Behind the next entry; -1 when the dict has changed. */
  position: int;
  constructor(dict: W_Dict, kind: int) {
    super();
    this.dict = dict;
    this.kind = kind;
    this.size = dict.count;
    this.position = dict.used;
  }
  override getType(): W_Type {
    return reverseTypes[this.kind]!;
  }
  override next(): W_Object | null {
    const dict = this.dict;
    if (this.position <= 0) return null;
    if (dict.count !== this.size) {
      this.position = -1;
      throw raise0(w_RuntimeError, "dictionary changed size during iteration");
    }
    while (this.position > 0) {
      const entry = this.position - 1;
      this.position = entry;
      const value = dict.valueAt(entry);
      if (value === null) continue;
      if (this.kind === KEYS) return dict.keys[entry]!;
      return this.kind === VALUES ? value : newTuple2(dict.keys[entry]!, value);
    }
    return null;
  }
}

// --- views
export const w_dict_keys = iteratorType("dict_keys");
export const w_dict_values = iteratorType("dict_values");
export const w_dict_items = iteratorType("dict_items");

const recursiveText = strOf("...");
export abstract class DictView extends W_Object {
  readonly dict: W_Dict;
  constructor(dict: W_Dict) {
    super();
    this.dict = dict;
  }
  override len(): int {
    return this.dict.count;
  }
  override repr(): W_Str {
    if (!enterRepr(this)) return recursiveText;
    try {
      const text = new StrBuilder();
      text.addStr(this.getType().name);
      text.addChar(40);
      text.addStr(listOf(this).repr());
      text.addChar(41);
      return text.build();
    } finally {
      leaveRepr();
    }
  }
}
/** Views of keys and items are sets, too. */
export abstract class DictSetView extends DictView {
  override binary(op: int, other: W_Object): W_Object | null {
    return combined(op, this, other);
  }
  /** Any iterable may stand on the left, too. */
  override rbinary(op: int, other: W_Object): W_Object | null {
    return combined(op, other, this);
  }
  /** By length, and whether all items of one are in the other: items need no hash for it. */
  override compare(op: int, other: W_Object): W_Object | null {
    const set = other.unwrap();
    if (!isSetLike(set)) return null;
    const n = this.len();
    const m = set.len();
    switch (op) {
      case EQ:
        return newBool(n === m && allIn(this, set));
      case NE:
        return newBool(!(n === m && allIn(this, set)));
      case LT:
        return newBool(n < m && allIn(this, set));
      case LE:
        return newBool(n <= m && allIn(this, set));
      case GT:
        return newBool(n > m && allIn(set, this));
      case GE:
        return newBool(n >= m && allIn(set, this));
      default:
        return null;
    }
  }
}
function isSetLike(object: W_Object): boolean {
  return object instanceof DictSetView || object instanceof W_Set;
}
function allIn(items: W_Object, container: W_Object): boolean {
  const iterator = iter(items);
  for (;;) {
    const item = iterator.next();
    if (item === null) return true;
    if (!contains(container, item)) return false;
  }
}
/** The operators of sets, of any two iterables. */
function combined(op: int, left: W_Object, right: W_Object): W_Object | null {
  switch (op) {
    case AND:
      return left instanceof DictSetView ? intersection(left, right) : intersection(right as DictSetView, left);
    case OR: {
      const result = setOf(left);
      result.addAll(right);
      return result;
    }
    case SUB: {
      const result = setOf(left);
      result.removeAll(right);
      return result;
    }
    case XOR:
      return symmetricDifference(left, right);
    default:
      return null;
  }
}
function setOf(iterable: W_Object): W_Set {
  const set = new W_Set(false);
  set.addAll(iterable);
  return set;
}
/** Items of the larger side are looked for in it, those of the other are kept. */
function intersection(view: DictSetView, other: W_Object): W_Object {
  if (other instanceof W_Set && !other.frozen && view.len() <= other.len()) return other.intersected(view);
  let container = view;
  let items = other;
  if (other instanceof DictSetView && other.len() > view.len()) {
    container = other;
    items = view;
  }
  const result = new W_Set(false);
  const iterator = iter(items);
  for (;;) {
    const item = iterator.next();
    if (item === null) return result;
    if (container.contains(item) > 0) result.add(item);
  }
}
/** Of two views of items: only the pairs that differ need hashes. */
function symmetricDifference(left: W_Object, right: W_Object): W_Object {
  if (!(left instanceof DictItems) || !(right instanceof DictItems)) {
    const result = setOf(left);
    result.toggleAll(right);
    return result;
  }
  const result = new W_Set(false);
  addMissing(result, left.dict, right.dict);
  addMissing(result, right.dict, left.dict);
  return result;
}
/** Adds the pairs of `dict` that the other dict does not have. */
function addMissing(result: W_Set, dict: W_Dict, other: W_Dict): void {
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) {
    const key = dict.keys[i]!;
    const value = dict.valueAt(i)!;
    const entry = other.find(key, dict.hashAt(i));
    const there = entry < 0 ? null : other.valueAt(entry);
    if (there === null || !sameOrEqual(there, value)) result.add(newTuple2(key, value));
  }
}
class DictKeys extends DictSetView {
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override getType(): W_Type {
    return w_dict_keys;
  }
  override iter(): W_Object | null {
    return new DictKeyIterator(this.dict);
  }
  override contains(item: W_Object): int {
    return this.dict.contains(item);
  }
}
class DictValues extends DictView {
  override getType(): W_Type {
    return w_dict_values;
  }
  override iter(): W_Object | null {
    return new DictValueIterator(this.dict);
  }
}
class DictItems extends DictSetView {
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override getType(): W_Type {
    return w_dict_items;
  }
  override iter(): W_Object | null {
    return new DictItemIterator(this.dict);
  }
  override contains(item: W_Object): int {
    return containsItem(this.dict, item) ? 1 : 0;
  }
}
/** Whether the pair is a key of the dict and its value. */
export function containsItem(dict: W_Dict, item: W_Object): boolean {
  const pair = item.unwrap();
  if (!(pair instanceof W_Tuple) || pair.items.length !== 2) return false;
  const value = dict.get(pair.items[0]!);
  return value !== null && sameOrEqual(value, pair.items[1]!);
}
function view_isdisjoint(self: W_Object, other: W_Object): W_Object {
  if (self === other) return newBool(self.len() === 0);
  const plain = other.unwrap();
  // of two sets, the shorter one is iterated over
  const swap = isSetLike(plain) && plain.len() > self.len();
  const container = swap ? plain : self;
  const items = iter(swap ? self : other);
  for (;;) {
    const item = items.next();
    if (item === null) return w_True;
    if (contains(container, item)) return w_False;
  }
}
function view_mapping(self: W_Object): W_Object {
  return new W_MappingProxy((self as DictView).dict);
}
/** The slots and methods of views of keys or items, which are sets. */
export function defineSetView(type: W_Type): void {
  defSlots(
    type,
    `__iter__ __len__ __contains__ __repr__ ${COMPARISON_SLOTS} __and__ __or__ __sub__ __xor__ __rand__ __ror__ __rsub__ __rxor__`,
  );
  def(type, "isdisjoint(self, other, /)", view_isdisjoint);
  getter(type, "mapping", view_mapping);
  type.dict.set(n_hash, w_None);
}
export function defineValuesView(type: W_Type): void {
  defSlots(type, "__iter__ __len__ __repr__");
  getter(type, "mapping", view_mapping);
}

// --- methods
/** dict.update of one argument: a dict, something with keys(), or pairs. */
export function updateDict(dict: W_Dict, source: W_Object): void {
  const plain = source.unwrap();
  // a subclass with an iteration of its own is asked for its keys
  if (plain instanceof W_Dict && (plain === source || source.getType().lookup(n_iter) === w_dict.lookup(n_iter))) {
    dict.copyFrom(plain);
    return;
  }
  const keys = source.getAttr(n_keys);
  if (keys !== null) {
    // all keys first: getting an item may change what the mapping iterates over
    const all = keys.call0();
    const iterator = all.iter();
    if (iterator === null) throw raise2(w_TypeError, "%T.keys() returned a non-iterable (type %T)", source, all);
    const list = arrayOf(iterator);
    for (let i = 0; i < list.length; i++) dict.set(list[i]!, getItem(source, list[i]!));
    return;
  }
  const iterator = iter(source);
  for (let i = 0; ; i++) {
    const pair = iterator.next();
    if (pair === null) return;
    if (pair.iter() === null) throw raiseFull(w_TypeError, "object is not iterable", null, null, i, 0);
    const items = arrayOf(pair);
    if (items.length !== 2)
      throw raiseFull(
        w_ValueError,
        "dictionary update sequence element #%d has length %d; 2 is required",
        null,
        null,
        i,
        items.length,
      );
    dict.set(items[0]!, items[1]!);
  }
}
function updateFromArguments(dict: W_Dict, name: W_Str, args: W_Object[], kwnames: W_Object[] | null): void {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 2)
    throw raiseFull(w_TypeError, "%S expected at most 1 argument, got %d", name, null, positional - 1, 0);
  if (positional === 2) updateDict(dict, args[1]!);
  if (kwnames !== null) for (let i = 0; i < kwnames.length; i++) dict.set(kwnames[i]!, args[positional + i]!);
}
function dict_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  return type === w_dict ? new W_Dict() : new W_Instance(type, new W_Dict());
}
function dict_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  updateFromArguments(args[0] as W_Dict, w_dict.name, args, kwnames);
  return w_None;
}
const updateName = intern("update");
function dict_update(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  updateFromArguments(args[0] as W_Dict, updateName, args, kwnames);
  return w_None;
}
function dict_get(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const value = (self as W_Dict).get(key);
  return value !== null ? value : missing === null ? w_None : missing;
}
function dict_setdefault(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  return (self as W_Dict).setDefault(key, missing === null ? w_None : missing);
}
function dict_pop(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const value = (self as W_Dict).take(key);
  if (value !== null) return value;
  if (missing === null) throw raiseWith(w_KeyError, key);
  return missing;
}
function dict_popitem(self: W_Object): W_Object {
  const dict = self as W_Dict;
  for (let i = dict.used - 1; i >= 0; i--) {
    const value = dict.valueAt(i);
    if (value === null) continue;
    const item = newTuple2(dict.keys[i]!, value);
    dict.deleteEntry(i);
    if (!dict.hasCells) dict.used = i;
    return item;
  }
  throw raise0(w_KeyError, "popitem(): dictionary is empty");
}
function dict_clear(self: W_Object): W_Object {
  (self as W_Dict).clear();
  return w_None;
}
function dict_copy(self: W_Object): W_Object {
  const copy = new W_Dict();
  copy.copyFrom(self as W_Dict);
  return copy;
}
function dict_keys(self: W_Object): W_Object {
  return new DictKeys(self as W_Dict);
}
function dict_values(self: W_Object): W_Object {
  return new DictValues(self as W_Dict);
}
function dict_items(self: W_Object): W_Object {
  return new DictItems(self as W_Dict);
}
function dict_fromkeys(type: W_Object, iterable: W_Object, value: W_Object | null): W_Object {
  const result = type === w_dict ? new W_Dict() : type.call0();
  const source = hashedItems(iterable);
  if (source !== null && result instanceof W_Dict && result.getType() === w_dict) {
    for (let i = source.nextEntry(0); i >= 0; i = source.nextEntry(i + 1))
      result.setHashed(source.keys[i]!, source.hashAt(i), value === null ? w_None : value);
    return result;
  }
  const iterator = iter(iterable);
  for (;;) {
    const key = iterator.next();
    if (key === null) return result;
    result.setItem(key, value === null ? w_None : value);
  }
}
function dict_ior(self: W_Object, other: W_Object): W_Object {
  updateDict(self as W_Dict, other);
  return self;
}
/** A subclass may have `__missing__`, which answers for keys that are not there. */
function dict_getitem(self: W_Object, key: W_Object): W_Object {
  const dict = self.unwrap() as W_Dict;
  // a defaultdict itself asks its factory
  if (dict === self) return getItem(dict, key);
  const value = dict.get(key);
  if (value !== null) return value;
  const type = self.getType();
  const missing = type.lookup(n_missing);
  if (missing === null) throw raiseWith(w_KeyError, key);
  return callSpecial1(missing, self, type, key);
}
function dict_reversed(self: W_Object): W_Object {
  return new DictReverseIterator(self as W_Dict, KEYS);
}
function keys_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, KEYS);
}
function values_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, VALUES);
}
function items_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, ITEMS);
}

defStatic(w_dict, "__new__(cls, *args, **kwargs)", dict_new);
def(w_dict, "__init__(self, *args, **kwargs)", dict_init);
defSlots(w_dict, "__len__ __setitem__ __delitem__ __contains__ __iter__ __repr__ __eq__ __ne__ __or__ __ror__");
w_dict.dict.set(n_hash, w_None);
defWhole(w_dict, "__getitem__(self, key, /)", dict_getitem);
def(w_dict, "__ior__(self, value, /)", dict_ior);
def(w_dict, "get(self, key, default=None, /)", dict_get);
def(w_dict, "setdefault(self, key, default=None, /)", dict_setdefault);
def(w_dict, "pop(self, key, default=None, /)", dict_pop);
def(w_dict, "popitem(self, /)", dict_popitem);
def(w_dict, "clear(self, /)", dict_clear);
def(w_dict, "copy(self, /)", dict_copy);
def(w_dict, "update(self, *args, **kwargs)", dict_update);
def(w_dict, "keys(self, /)", dict_keys);
def(w_dict, "values(self, /)", dict_values);
def(w_dict, "items(self, /)", dict_items);
def(w_dict, "__reversed__(self, /)", dict_reversed);
defClass(w_dict, "fromkeys(cls, iterable, value=None, /)", dict_fromkeys);
for (const type of [w_dict_keyiterator, w_dict_valueiterator, w_dict_itemiterator, ...reverseTypes])
  defSlots(type, "__iter__ __next__");
defineSetView(w_dict_keys);
defineSetView(w_dict_items);
defineValuesView(w_dict_values);
def(w_dict_keys, "__reversed__(self, /)", keys_reversed);
def(w_dict_values, "__reversed__(self, /)", values_reversed);
def(w_dict_items, "__reversed__(self, /)", items_reversed);
