// collections.OrderedDict. A dict of ours is ordered already: what is added are moving an entry to either end, comparison in order, views that
// can be reversed, iterators that notice every change (`state`), and attributes.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { attributesArgument, dataDict } from "./attributesdict.ts";
import { def, defClass, defStatic, defWhole } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { deleteAttribute, ownAttribute, setByDescriptor } from "./dictobject.ts";
import { containsItem, DictSetView, DictView, defineSetView, defineValuesView } from "./dictviews.ts";
import { raise0, raiseInts, raiseWith, w_KeyError, w_RuntimeError, w_TypeError, w_ValueError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { newBool } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { n_hash, n_items, n_keys } from "./names.ts";
import { EQ, NE, OR, type W_Object } from "./object.ts";
import { getItem, iter, sameOrEqual, setItem } from "./operations.ts";
import { stateByMethod } from "./reduce.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

export const w_OrderedDict = dataType("collections.OrderedDict", w_dict);
w_OrderedDict.hasWeakref = true;

export class W_OrderedDict extends W_Dict {
  /** Rises when an entry comes, goes or moves. */
  state: int = 0;
  /** Attributes that the program has set. */
  attributes: W_Dict | null = null;

  override getType(): W_Type {
    return w_OrderedDict;
  }
  override append(key: W_Object, hash: int, value: W_Object): void {
    super.append(key, hash, value);
    this.state = this.state + 1;
  }
  override deleteEntry(entry: int): void {
    super.deleteEntry(entry);
    this.state = this.state + 1;
  }
  override clear(): void {
    super.clear();
    this.state = this.state + 1;
  }
  override moveEntry(entry: int, toEnd: boolean): void {
    if (toEnd ? entry === this.used - 1 : entry === this.nextEntry(0)) return;
    super.moveEntry(entry, toEnd);
    this.state = this.state + 1;
  }
  override iter(): W_Object | null {
    return new OrderedIterator(this, KEYS, false);
  }
  override getAttr(name: W_Str): W_Object | null {
    const own = ownAttribute(this, this.attributes, name);
    return own !== null ? own : super.getAttr(name);
  }
  override lookupMethod(name: W_Str): W_Object | null {
    return this.attributes === null ? super.lookupMethod(name) : null;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    if (setByDescriptor(this, name, value)) return;
    if (this.attributes === null) this.attributes = new W_Dict();
    this.attributes.set(name, value);
  }
  override delAttr(name: W_Str): void {
    deleteAttribute(this, this.attributes, name);
  }
  override repr(): W_Str {
    return orderedRepr(this, this) as W_Str;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    const equal = super.compare(EQ, other);
    if (equal === null) return null;
    let same = equal.isTrue();
    if (same && other instanceof W_OrderedDict) same = this.hasKeysOf(other);
    return newBool(same === (op === EQ));
  }
  /** The same keys in the same order. RuntimeError when a key's __eq__ changes one of the two. */
  private hasKeysOf(other: W_OrderedDict): boolean {
    if (this.count !== other.count) return false;
    const state = this.state;
    const otherState = other.state;
    let k = other.nextEntry(0);
    for (let i = this.nextEntry(0); i >= 0; i = this.nextEntry(i + 1)) {
      if (k < 0) return false;
      const same = sameOrEqual(this.keys[i]!, other.keys[k]!);
      if (this.state !== state || other.state !== otherState)
        throw raise0(w_RuntimeError, "OrderedDict mutated during iteration");
      if (!same) return false;
      k = other.nextEntry(k + 1);
    }
    return k < 0;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR && other instanceof W_Dict ? orderedOr(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR && other instanceof W_Dict ? orderedOr(other, this) : null;
  }
}
function orderedOr(a: W_Dict, b: W_Dict): W_Object {
  const result = new W_OrderedDict();
  result.copyFrom(a);
  result.copyFrom(b);
  return result;
}
function dictOf(self: W_Object): W_OrderedDict {
  return self.unwrap() as W_OrderedDict;
}

// --- iterators and views
const KEYS = 0;
const VALUES = 1;
const ITEMS = 2;
const w_odict_iterator = iteratorType("odict_iterator");
class OrderedIterator extends W_Iterator {
  /** null at the end. */
  dict: W_OrderedDict | null;
  readonly kind: int;
  readonly reversed: boolean;
  position: int;
  readonly state: int;
  constructor(dict: W_OrderedDict, kind: int, reversed: boolean) {
    super();
    this.dict = dict;
    this.kind = kind;
    this.reversed = reversed;
    this.position = reversed ? dict.used - 1 : 0;
    this.state = dict.state;
  }
  override getType(): W_Type {
    return w_odict_iterator;
  }
  override next(): W_Object | null {
    const dict = this.dict;
    if (dict === null) return null;
    if (dict.state !== this.state) {
      this.dict = null;
      throw raise0(w_RuntimeError, "OrderedDict mutated during iteration");
    }
    let entry = this.position;
    if (this.reversed) {
      while (entry >= 0 && dict.valueAt(entry) === null) entry--;
      this.position = entry - 1;
    } else {
      entry = dict.nextEntry(entry);
      this.position = entry + 1;
    }
    if (entry < 0) {
      this.dict = null;
      return null;
    }
    if (this.kind === KEYS) return dict.keys[entry]!;
    if (this.kind === VALUES) return dict.valueAt(entry)!;
    return newTuple2(dict.keys[entry]!, dict.valueAt(entry)!);
  }
}
function odict_iterator_reduce(self: W_Object): W_Object {
  const iterator = self as OrderedIterator;
  const rest = new OrderedIterator(
    iterator.dict === null ? new W_OrderedDict() : iterator.dict,
    iterator.kind,
    iterator.reversed,
  );
  if (iterator.dict !== null) rest.position = iterator.position;
  const items = newArray<W_Object>(1);
  items[0] = newTuple(arrayOf(rest));
  const iterFunction = builtinIter.value!;
  return newTuple2(iterFunction, newTuple(items));
}
class BuiltinIter {
  value: W_Object | null = null;
}
/** The function `iter`, which unpickles the iterator: given by the module that knows the builtins. */
export const builtinIter = new BuiltinIter();

const w_odict_keys = iteratorType("odict_keys");
const w_odict_values = iteratorType("odict_values");
const w_odict_items = iteratorType("odict_items");
class OrderedKeys extends DictSetView {
  override getType(): W_Type {
    return w_odict_keys;
  }
  override iter(): W_Object | null {
    return new OrderedIterator(this.dict as W_OrderedDict, KEYS, false);
  }
  override contains(item: W_Object): int {
    return this.dict.contains(item);
  }
}
class OrderedValues extends DictView {
  override getType(): W_Type {
    return w_odict_values;
  }
  override iter(): W_Object | null {
    return new OrderedIterator(this.dict as W_OrderedDict, VALUES, false);
  }
}
class OrderedItems extends DictSetView {
  override getType(): W_Type {
    return w_odict_items;
  }
  override iter(): W_Object | null {
    return new OrderedIterator(this.dict as W_OrderedDict, ITEMS, false);
  }
  override contains(item: W_Object): int {
    return containsItem(this.dict, item) ? 1 : 0;
  }
}
function odict_keys_reversed(self: W_Object): W_Object {
  return new OrderedIterator((self as OrderedKeys).dict as W_OrderedDict, KEYS, true);
}
function odict_values_reversed(self: W_Object): W_Object {
  return new OrderedIterator((self as OrderedValues).dict as W_OrderedDict, VALUES, true);
}
function odict_items_reversed(self: W_Object): W_Object {
  return new OrderedIterator((self as OrderedItems).dict as W_OrderedDict, ITEMS, true);
}
defSlots(w_odict_iterator, "__iter__ __next__");
def(w_odict_iterator, "__reduce__(self, /)", odict_iterator_reduce);
defineSetView(w_odict_keys);
defineSetView(w_odict_items);
defineValuesView(w_odict_values);
def(w_odict_keys, "__reversed__(self, /)", odict_keys_reversed);
def(w_odict_values, "__reversed__(self, /)", odict_values_reversed);
def(w_odict_items, "__reversed__(self, /)", odict_items_reversed);

// --- methods. Those that store or delete go through the object, since a derived class may have its own __setitem__ and __delitem__.
function orderedUpdate(self: W_Object, source: W_Object): void {
  const plain = source.unwrap();
  if (self instanceof W_OrderedDict && plain instanceof W_Dict) {
    self.copyFrom(plain);
    return;
  }
  if (plain === source && plain instanceof W_Dict) {
    for (let i = plain.nextEntry(0); i >= 0; i = plain.nextEntry(i + 1))
      setItem(self, plain.keys[i]!, plain.valueAt(i)!);
    return;
  }
  const keys = source.getAttr(n_keys);
  if (keys !== null) {
    const iterator = iter(keys.call0());
    for (;;) {
      const key = iterator.next();
      if (key === null) return;
      setItem(self, key, getItem(source, key));
    }
  }
  const items = source.getAttr(n_items);
  const iterator = iter(items === null ? source : items.call0());
  for (;;) {
    const pair = iterator.next();
    if (pair === null) return;
    const both = arrayOf(pair);
    if (both.length < 2)
      throw raiseInts(w_ValueError, "not enough values to unpack (expected 2, got %d)", null, both.length, 0);
    if (both.length > 2) throw raise0(w_ValueError, "too many values to unpack (expected 2)");
    setItem(self, both[0]!, both[1]!);
  }
}
function updateFromArguments(args: W_Object[], kwnames: W_Object[] | null, initialising: boolean): void {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 2)
    throw raiseInts(
      w_TypeError,
      initialising ? "expected at most 1 argument, got %d" : "update() takes at most 1 positional argument (%d given)",
      null,
      positional - 1,
      0,
    );
  if (positional === 2) orderedUpdate(args[0]!, args[1]!);
  if (kwnames !== null) for (let i = 0; i < kwnames.length; i++) setItem(args[0]!, kwnames[i]!, args[positional + i]!);
}
function OrderedDict_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_OrderedDict, new W_OrderedDict());
}
function OrderedDict_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  updateFromArguments(args, kwnames, true);
  return w_None;
}
function OrderedDict_update(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  updateFromArguments(args, kwnames, false);
  return w_None;
}
function OrderedDict_move_to_end(self: W_Object, key: W_Object, last: W_Object | null): W_Object {
  const dict = self as W_OrderedDict;
  const entry = dict.entryOf(key);
  if (entry < 0) throw raiseWith(w_KeyError, key);
  dict.moveEntry(entry, last === null || last.isTrue());
  return w_None;
}
function OrderedDict_popitem(self: W_Object, last: W_Object | null): W_Object {
  const dict = dictOf(self);
  if (dict.count === 0) throw raise0(w_KeyError, "dictionary is empty");
  let entry = dict.nextEntry(0);
  if (last === null || last.isTrue()) {
    entry = dict.used - 1;
    while (dict.valueAt(entry) === null) entry--;
    // nothing is behind it: the places are free
    dict.used = entry + 1;
  }
  const key = dict.keys[entry]!;
  const value = dict.valueAt(entry)!;
  dict.deleteEntry(entry);
  return newTuple2(key, value);
}
function OrderedDict_pop(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const value = dictOf(self).take(key);
  if (value !== null) return value;
  if (missing === null) throw raiseWith(w_KeyError, key);
  return missing;
}
function OrderedDict_setdefault(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const value = dictOf(self).get(key);
  if (value !== null) return value;
  const added = missing === null ? w_None : missing;
  setItem(self, key, added);
  return added;
}
function OrderedDict_clear(self: W_Object): W_Object {
  (self as W_OrderedDict).clear();
  return w_None;
}
function OrderedDict_copy(self: W_Object): W_Object {
  const dict = dictOf(self);
  const result = self === dict ? new W_OrderedDict() : self.getType().call0();
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1))
    setItem(result, dict.keys[i]!, self === dict ? dict.valueAt(i)! : getItem(self, dict.keys[i]!));
  if (result instanceof W_OrderedDict && dict.attributes !== null && self === dict) {
    result.attributes = new W_Dict();
    result.attributes.copyFrom(dict.attributes);
  }
  return result;
}
function OrderedDict_fromkeys(type: W_Object, iterable: W_Object, value: W_Object | null): W_Object {
  const result = type.call0();
  const iterator = iter(iterable);
  for (;;) {
    const key = iterator.next();
    if (key === null) return result;
    setItem(result, key, value === null ? w_None : value);
  }
}
function OrderedDict_keys(self: W_Object): W_Object {
  return new OrderedKeys(self as W_Dict);
}
function OrderedDict_values(self: W_Object): W_Object {
  return new OrderedValues(self as W_Dict);
}
function OrderedDict_items(self: W_Object): W_Object {
  return new OrderedItems(self as W_Dict);
}
function OrderedDict_reversed(self: W_Object): W_Object {
  return new OrderedIterator(self as W_OrderedDict, KEYS, true);
}
function OrderedDict_or(self: W_Object, other: W_Object): W_Object {
  const right = other.unwrap();
  if (!(right instanceof W_Dict)) return w_NotImplemented;
  const result = self.getType().call1(self);
  orderedUpdate(result, other);
  return result;
}
function OrderedDict_ror(self: W_Object, other: W_Object): W_Object {
  const left = other.unwrap();
  if (!(left instanceof W_Dict)) return w_NotImplemented;
  const result = self.getType().call1(other);
  orderedUpdate(result, self);
  return result;
}
function OrderedDict_ior(self: W_Object, other: W_Object): W_Object {
  orderedUpdate(self, other);
  return self;
}
/** `OrderedDict({'a': 1})`, by the class of `self`; `dict` is its data. */
function orderedRepr(self: W_Object, dict: W_OrderedDict): W_Object {
  const text = new StrBuilder();
  if (!enterRepr(self)) {
    text.add("...");
    return text.build();
  }
  try {
    text.addStr(self.getType().shortName());
    text.addChar(40);
    if (dict.count > 0) {
      const plain = new W_Dict();
      plain.copyFrom(dict);
      plain.addItems(text);
    }
    text.addChar(41);
    return text.build();
  } finally {
    leaveRepr();
  }
}
function OrderedDict_repr(self: W_Object): W_Object {
  return orderedRepr(self, dictOf(self));
}
function OrderedDict_reduce(self: W_Object): W_Object {
  const items = newArray<W_Object>(5);
  items[0] = self.getType();
  items[1] = emptyTuple;
  items[2] = stateByMethod(self, false);
  items[3] = w_None;
  const pairs = self.getAttr(n_items);
  items[4] = iter(pairs === null ? self : pairs.call0());
  return newTuple(items);
}
function OrderedDict_dict(self: W_Object): W_Object {
  const dict = self as W_OrderedDict;
  if (dict.attributes === null) dict.attributes = new W_Dict();
  return dict.attributes;
}
function OrderedDict_setDict(self: W_Object, value: W_Object | null): W_Object {
  (self as W_OrderedDict).attributes = attributesArgument(value);
  return w_None;
}

defStatic(w_OrderedDict, "__new__(cls, *args, **kwargs)", OrderedDict_new);
defWhole(w_OrderedDict, "__init__(self, *args, **kwargs)", OrderedDict_init);
defWhole(w_OrderedDict, "update(self, *args, **kwargs)", OrderedDict_update);
defSlots(w_OrderedDict, "__iter__ __eq__ __ne__ __setitem__ __delitem__");
w_OrderedDict.dict.set(n_hash, w_None);
def(w_OrderedDict, "move_to_end(self, key, last=True)", OrderedDict_move_to_end);
defWhole(w_OrderedDict, "popitem(self, last=True)", OrderedDict_popitem);
defWhole(w_OrderedDict, "pop(self, key, default=None)", OrderedDict_pop);
defWhole(w_OrderedDict, "setdefault(self, key, default=None)", OrderedDict_setdefault);
def(w_OrderedDict, "clear(self, /)", OrderedDict_clear);
defWhole(w_OrderedDict, "copy(self, /)", OrderedDict_copy);
defClass(w_OrderedDict, "fromkeys(cls, iterable, value=None)", OrderedDict_fromkeys);
def(w_OrderedDict, "keys(self, /)", OrderedDict_keys);
def(w_OrderedDict, "values(self, /)", OrderedDict_values);
def(w_OrderedDict, "items(self, /)", OrderedDict_items);
def(w_OrderedDict, "__reversed__(self, /)", OrderedDict_reversed);
defWhole(w_OrderedDict, "__or__(self, value, /)", OrderedDict_or);
defWhole(w_OrderedDict, "__ror__(self, value, /)", OrderedDict_ror);
defWhole(w_OrderedDict, "__ior__(self, value, /)", OrderedDict_ior);
defWhole(w_OrderedDict, "__repr__(self, /)", OrderedDict_repr);
defWhole(w_OrderedDict, "__reduce__(self, /)", OrderedDict_reduce);
dataDict(w_OrderedDict, OrderedDict_dict, OrderedDict_setDict);
defGeneric(w_OrderedDict);
