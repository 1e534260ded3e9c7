// dict's methods, its views and their iterators.

import type { int } from "../rts/index.ts";
import { def, defClass, defStatic } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raiseFull,
  raiseWith,
  w_KeyError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { w_False, w_True } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf, listOf } from "./iterators.ts";
import { n_hash, n_iter, n_keys } from "./names.ts";
import { AND, OR, SUB, W_Object, XOR } from "./object.ts";
import { getItem, iter, sameOrEqual } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

// --- iterators
export abstract class DictIterator extends W_Iterator {
  readonly dict: W_Dict;
  position: int = 0;
  readonly size: int;
  constructor(dict: W_Dict) {
    super();
    this.dict = dict;
    this.size = dict.count;
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
export const w_dict_reversekeyiterator = iteratorType("dict_reversekeyiterator");
export const w_dict_reversevalueiterator = iteratorType("dict_reversevalueiterator");
export const w_dict_reverseitemiterator = iteratorType("dict_reverseitemiterator");
export class DictReverseIterator extends W_Iterator {
  readonly dict: W_Dict;
  readonly type: W_Type;
  readonly count: int;
  position: int;
  /** `type` says what it gives: keys, values or items. */
  constructor(dict: W_Dict, type: W_Type) {
    super();
    this.dict = dict;
    this.type = type;
    this.count = dict.count;
    this.position = dict.used;
  }
  override getType(): W_Type {
    return this.type;
  }
  override next(): W_Object | null {
    if (this.position > 0 && this.dict.count !== this.count)
      throw raise0(w_RuntimeError, "dictionary changed size during iteration");
    while (this.position > 0) {
      this.position = this.position - 1;
      const value = this.dict.valueAt(this.position);
      if (value === null) continue;
      if (this.type === w_dict_reversevalueiterator) return value;
      const key = this.dict.keys[this.position]!;
      return this.type === w_dict_reversekeyiterator ? key : newTuple2(key, value);
    }
    return null;
  }
}

// --- views
export const w_dict_keys = iteratorType("dict_keys");
export const w_dict_values = iteratorType("dict_values");
export const w_dict_items = iteratorType("dict_items");

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
    const text = new StrBuilder();
    text.addStr(this.getType().name);
    text.addChar(40);
    text.addStr(listOf(this).repr());
    text.addChar(41);
    return text.build();
  }
}
/** Views of keys and items are sets, too. */
export abstract class DictSetView extends DictView {
  override binary(op: int, other: W_Object): W_Object | null {
    const set = new W_Set(false);
    set.addAll(this);
    const right = new W_Set(false);
    right.addAll(other);
    return set.binary(op, right);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    if (op !== AND && op !== OR && op !== XOR && op !== SUB) return null;
    const left = new W_Set(false);
    left.addAll(other);
    const set = new W_Set(false);
    set.addAll(this);
    return left.binary(op, set);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof DictSetView) && !(other instanceof W_Set)) return null;
    const set = new W_Set(false);
    set.addAll(this);
    const right = new W_Set(false);
    right.addAll(other);
    return set.compare(op, right);
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
    if (!(item instanceof W_Tuple) || item.items.length !== 2) return 0;
    const value = this.dict.get(item.items[0]!);
    return value !== null && sameOrEqual(value, item.items[1]!) ? 1 : 0;
  }
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
    const iterator = iter(keys.call0());
    for (;;) {
      const key = iterator.next();
      if (key === null) return;
      dict.set(key, getItem(source, key));
    }
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
  const dict = self as W_Dict;
  const value = dict.get(key);
  if (value !== null) return value;
  const added = missing === null ? w_None : missing;
  dict.set(key, added);
  return added;
}
function dict_pop(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const dict = self as W_Dict;
  const value = dict.get(key);
  if (value === null) {
    if (missing === null) throw raiseWith(w_KeyError, key);
    return missing;
  }
  dict.delete(key);
  return value;
}
function dict_popitem(self: W_Object): W_Object {
  const dict = self as W_Dict;
  for (let i = dict.used - 1; i >= 0; i--) {
    const value = dict.valueAt(i);
    if (value === null) continue;
    const item = newTuple2(dict.keys[i]!, value);
    dict.deleteEntry(i);
    if (!dict.hasCells && dict.count > 0) dict.used = i;
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
function dict_keys_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, w_dict_reversekeyiterator);
}
function dict_values_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, w_dict_reversevalueiterator);
}
function dict_items_reversed(self: W_Object): W_Object {
  return new DictReverseIterator((self as DictView).dict, w_dict_reverseitemiterator);
}
function dict_reversed(self: W_Object): W_Object {
  return new DictReverseIterator(self as W_Dict, w_dict_reversekeyiterator);
}

defStatic(w_dict, "__new__(cls, *args, **kwargs)", dict_new);
def(w_dict, "__init__(self, *args, **kwargs)", dict_init);
defSlots(
  w_dict,
  "__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __repr__ __eq__ __ne__ __or__ __ror__",
);
w_dict.dict.set(n_hash, w_None);
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
function view_isdisjoint(self: W_Object, other: W_Object): W_Object {
  const iterator = iter(other);
  for (;;) {
    const item = iterator.next();
    if (item === null) return w_True;
    if (self.contains(item) > 0) return w_False;
  }
}
for (const type of [w_dict_keys, w_dict_items]) def(type, "isdisjoint(self, other, /)", view_isdisjoint);
def(w_dict_keys, "__reversed__(self, /)", dict_keys_reversed);
def(w_dict_values, "__reversed__(self, /)", dict_values_reversed);
def(w_dict_items, "__reversed__(self, /)", dict_items_reversed);
for (const type of [
  w_dict_keyiterator,
  w_dict_valueiterator,
  w_dict_itemiterator,
  w_dict_reversekeyiterator,
  w_dict_reversevalueiterator,
  w_dict_reverseitemiterator,
])
  defSlots(type, "__iter__ __next__");
for (const type of [w_dict_keys, w_dict_items]) type.dict.set(n_hash, w_None);
for (const type of [w_dict_keys, w_dict_items])
  defSlots(
    type,
    "__iter__ __len__ __contains__ __repr__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __and__ __or__ __sub__ __xor__ __rand__ __ror__ __rsub__ __rxor__",
  );
defSlots(w_dict_values, "__iter__ __len__ __repr__");
