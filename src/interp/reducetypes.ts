// __reduce__, __setstate__ and __length_hint__ of builtin types whose objects are not made by their class and attributes alone: iterators, ranges,
// functions. The rest of the protocol: reduce.ts.

import { type int, newArray } from "../rts/index.ts";
import { type BigRangeIterator, W_BigRange, w_longrange_iterator } from "./bigrange.ts";
import {
  def,
  defWhole,
  W_BoundBuiltin,
  W_Builtin,
  w_builtin_function,
  w_method_descriptor,
  w_method_wrapper,
  w_wrapper_descriptor,
} from "./builtin.ts";
import { type ByteArrayIterator, type W_ByteArray, w_bytearray_iterator } from "./bytearray.ts";
import { type BytesIterator, W_Bytes, w_bytes_iterator } from "./bytes.ts";
import { codecHooks } from "./codecs.ts";
import {
  DictItemIterator,
  type DictIterator,
  DictKeyIterator,
  DictReverseIterator,
  DictValueIterator,
  reverseTypes,
  w_dict_itemiterator,
  w_dict_keyiterator,
  w_dict_valueiterator,
} from "./dictviews.ts";
import { raise0, raise1, w_AttributeError, w_TypeError } from "./errors.ts";
import { importModule } from "./finding.ts";
import { AliasIterator, type W_GenericAlias, w_alias_iterator, w_genericalias } from "./genericalias.ts";
import { newInt } from "./int.ts";
import {
  type CallableIterator,
  type ListIterator,
  type ReversedList,
  type SequenceIterator,
  type StrIterator,
  type TupleIterator,
  type W_Enumerate,
  type W_Filter,
  type W_Map,
  type W_Reversed,
  type W_Zip,
  w_callable_iterator,
  w_enumerate,
  w_filter,
  w_iterator,
  w_list_iterator,
  w_list_reverseiterator,
  w_map,
  w_reversed,
  w_str_iterator,
  w_tuple_iterator,
  w_zip,
} from "./iterators.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { indexObject, len, toSsize } from "./operations.ts";
import { type RangeIterator, type W_Range, w_range_iterator } from "./range.ts";
import { stateByMethod } from "./reduce.ts";
import { SetIterator, w_set_iterator } from "./set.ts";
import { w_Ellipsis, w_None, w_NotImplemented } from "./singletons.ts";
import type { W_Slice } from "./slice.ts";
import { tables } from "./state.ts";
import { emptyStr, intern, latinStr, strOf, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple2, newTuple3, type W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_bytearray, w_range, w_slice } from "./types.ts";

const n_iter = intern("iter");
const n_next = intern("next");
const n_getattr = intern("getattr");
codecHooks.importModule = importModule;
/** The builtin function of that name; AttributeError when the program has deleted it. */
export function builtin(name: W_Str): W_Object {
  const found = tables.builtins.get(name);
  if (found === null) throw raise1(w_AttributeError, "%S", name);
  return found;
}

// --- builtin types
function tuple1(a: W_Object): W_Tuple {
  const items = newArray<W_Object>(1);
  items[0] = a;
  return newTuple(items);
}
/** (iter, (source,), position) */
export function iterOf(source: W_Object, position: int): W_Object {
  return newTuple3(builtin(n_iter), tuple1(source), newInt(position));
}
export function iterEmpty(source: W_Object): W_Object {
  return newTuple2(builtin(n_iter), tuple1(source));
}
function list_iterator_reduce(self: W_Object): W_Object {
  const it = self as ListIterator;
  return it.list === null ? iterEmpty(new W_List()) : iterOf(it.list, it.index);
}
function list_reverseiterator_reduce(self: W_Object): W_Object {
  const it = self as ReversedList;
  if (it.index <= 0) return newTuple2(w_reversed, tuple1(new W_List()));
  return newTuple3(w_reversed, tuple1(it.list), newInt(it.index - 1));
}
function tuple_iterator_reduce(self: W_Object): W_Object {
  const it = self as TupleIterator;
  return it.index >= it.items.length && it.index > 0 ? iterEmpty(emptyTuple) : iterOf(newTuple(it.items), it.index);
}
function str_iterator_reduce(self: W_Object): W_Object {
  const it = self as StrIterator;
  return it.index >= it.text.length && it.index > 0 ? iterEmpty(emptyStr) : iterOf(it.text, it.index);
}
function bytes_iterator_reduce(self: W_Object): W_Object {
  const it = self as BytesIterator;
  if (it.index >= it.items.length && it.index > 0) return iterEmpty(emptyTuple);
  return iterOf(new W_Bytes(it.items), it.index);
}
function bytearray_iterator_reduce(self: W_Object): W_Object {
  const it = self as ByteArrayIterator;
  return it.array === null ? iterEmpty(emptyTuple) : iterOf(it.array, it.index);
}
function iterator_reduce(self: W_Object): W_Object {
  const it = self as SequenceIterator;
  return it.object === null ? iterEmpty(emptyTuple) : iterOf(it.object, it.index);
}
function callable_iterator_reduce(self: W_Object): W_Object {
  const it = self as CallableIterator;
  return it.callable === null ? iterEmpty(emptyTuple) : newTuple2(builtin(n_iter), newTuple2(it.callable, it.sentinel));
}
function genericAlias_reduce(self: W_Object): W_Object {
  const alias = self as W_GenericAlias;
  if (alias.starred) return newTuple2(builtin(n_next), tuple1(new AliasIterator(alias)));
  return newTuple2(w_genericalias, newTuple2(alias.origin, alias.args));
}
function generic_alias_iterator_reduce(self: W_Object): W_Object {
  return newTuple2(builtin(n_iter), tuple1((self as AliasIterator).source()));
}
function range_iterator_reduce(self: W_Object): W_Object {
  return newTuple3(builtin(n_iter), tuple1((self as RangeIterator).rest()), w_None);
}
function longrange_iterator_reduce(self: W_Object): W_Object {
  return newTuple3(builtin(n_iter), tuple1((self as BigRangeIterator).rest()), w_None);
}
/** What a dict's or set's iterator has still to give, as a list; the iterator itself stays where it is. */
function restOf(copy: W_Object): W_Object {
  const list = new W_List();
  list.extend(copy);
  return iterEmpty(list);
}
/** The same for an iterator over a dict's entries; `copy` is a new one over the same dict. */
function restOfEntries(it: DictIterator, copy: DictIterator): W_Object {
  copy.position = it.position;
  copy.left = it.left;
  return restOf(copy);
}
function dict_keyiterator_reduce(self: W_Object): W_Object {
  const it = self as DictKeyIterator;
  return restOfEntries(it, new DictKeyIterator(it.dict));
}
function dict_valueiterator_reduce(self: W_Object): W_Object {
  const it = self as DictValueIterator;
  return restOfEntries(it, new DictValueIterator(it.dict));
}
function dict_itemiterator_reduce(self: W_Object): W_Object {
  const it = self as DictItemIterator;
  return restOfEntries(it, new DictItemIterator(it.dict));
}
function set_iterator_reduce(self: W_Object): W_Object {
  const it = self as SetIterator;
  const copy = new SetIterator(it.set);
  copy.position = it.position;
  return restOf(copy);
}
function dict_reversekeyiterator_reduce(self: W_Object): W_Object {
  const it = self as DictReverseIterator;
  const copy = new DictReverseIterator(it.dict, it.kind);
  copy.position = it.position;
  return restOf(copy);
}
function range_reduce(self: W_Object): W_Object {
  if (self instanceof W_BigRange) return newTuple2(w_range, newTuple3(self.start, self.stop, self.step));
  const range = self as W_Range;
  return newTuple2(w_range, newTuple3(newInt(range.start), newInt(range.stop), newInt(range.step)));
}
function slice_reduce(self: W_Object): W_Object {
  const slice = self as W_Slice;
  return newTuple2(w_slice, newTuple3(slice.start, slice.stop, slice.step));
}
function enumerate_reduce(self: W_Object): W_Object {
  const it = self.unwrap() as W_Enumerate;
  return newTuple2(self.getType(), newTuple2(it.iterator, it.count));
}
function zip_reduce(self: W_Object): W_Object {
  const it = self.unwrap() as W_Zip;
  const iterators = newTuple(it.iterators);
  return it.strict ? newTuple3(self.getType(), iterators, builtin(n_True)) : newTuple2(self.getType(), iterators);
}
function map_reduce(self: W_Object): W_Object {
  const it = self.unwrap() as W_Map;
  const args = newArray<W_Object>(it.iterators.length + 1);
  args[0] = it.fn;
  for (let i = 0; i < it.iterators.length; i++) args[i + 1] = it.iterators[i]!;
  return it.strict
    ? newTuple3(self.getType(), newTuple(args), builtin(n_True))
    : newTuple2(self.getType(), newTuple(args));
}
const n_True = intern("True");
function filter_reduce(self: W_Object): W_Object {
  const it = self.unwrap() as W_Filter;
  return newTuple2(self.getType(), newTuple2(it.fn, it.iterator));
}
function reversed_reduce(self: W_Object): W_Object {
  const it = self.unwrap() as W_Reversed;
  if (it.index <= 0) return newTuple2(self.getType(), tuple1(emptyTuple));
  return newTuple3(self.getType(), tuple1(it.object), newInt(it.index - 1));
}
function function_reduce(self: W_Object): W_Object {
  if (self instanceof W_BoundBuiltin) {
    return newTuple2(builtin(n_getattr), newTuple2(self.self, self.method.name));
  }
  if (!(self instanceof W_Builtin)) throw raise0(w_TypeError, "cannot pickle 'staticmethod' object");
  const type = self.ofType;
  return type === null ? self.name : newTuple2(builtin(n_getattr), newTuple2(type, self.name));
}
function method_descriptor_reduce(self: W_Object): W_Object {
  const method = self as W_Builtin;
  return newTuple2(builtin(n_getattr), newTuple2(method.owner!, method.name));
}
const ellipsisName = intern("Ellipsis");
const notImplementedName = intern("NotImplemented");
function bytearray_reduce(self: W_Object): W_Object {
  const text = latinStr((self.unwrap() as W_ByteArray).snapshot());
  return newTuple3(self.getType(), newTuple2(text, latin1), stateByMethod(self, false));
}

const latin1 = strOf("latin-1");
function ellipsis_reduce(_self: W_Object): W_Object {
  return ellipsisName;
}
function notImplemented_reduce(_self: W_Object): W_Object {
  return notImplementedName;
}

// --- positions of iterators that are put together again
function clamped(position: W_Object, length: int): int {
  const at = toSsize(position);
  return at < 0 ? 0 : at > length ? length : at;
}
function list_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as ListIterator;
  if (it.list !== null) it.index = clamped(position, it.list.length);
  return w_None;
}
function list_reverseiterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as ReversedList;
  it.index = clamped(position, it.list.length - 1) + 1;
  return w_None;
}
function tuple_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as TupleIterator;
  it.index = clamped(position, it.items.length);
  return w_None;
}
function str_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as StrIterator;
  it.index = clamped(position, it.text.length);
  return w_None;
}
function bytes_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as BytesIterator;
  it.index = clamped(position, it.items.length);
  return w_None;
}
function bytearray_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as ByteArrayIterator;
  if (it.array !== null) it.index = clamped(position, it.array.length);
  return w_None;
}
function iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as SequenceIterator;
  const at = toSsize(position);
  it.index = at < 0 ? 0 : at;
  return w_None;
}
function range_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  (self as RangeIterator).skip(toSsize(position));
  return w_None;
}
function longrange_iterator_setstate(self: W_Object, position: W_Object): W_Object {
  (self as BigRangeIterator).skip(indexObject(position));
  return w_None;
}
function reversed_setstate(self: W_Object, position: W_Object): W_Object {
  const it = self as W_Reversed;
  it.index = clamped(position, it.object.len() - 1) + 1;
  return w_None;
}
function zip_setstate(self: W_Object, strict: W_Object): W_Object {
  (self as W_Zip).strict = strict.isTrue();
  return w_None;
}
function map_setstate(self: W_Object, strict: W_Object): W_Object {
  (self as W_Map).strict = strict.isTrue();
  return w_None;
}

// --- how many items are left
function tuple_iterator_length_hint(self: W_Object): W_Object {
  const it = self as TupleIterator;
  return newInt(it.items.length - it.index);
}
function str_iterator_length_hint(self: W_Object): W_Object {
  const it = self as StrIterator;
  return newInt(it.text.length - it.index);
}
function bytes_iterator_length_hint(self: W_Object): W_Object {
  const it = self as BytesIterator;
  return newInt(it.items.length - it.index);
}
function bytearray_iterator_length_hint(self: W_Object): W_Object {
  const it = self as ByteArrayIterator;
  return newInt(it.array === null || it.index >= it.array.length ? 0 : it.array.length - it.index);
}
function list_reverseiterator_length_hint(self: W_Object): W_Object {
  const it = self as ReversedList;
  return newInt(it.index > it.list.length ? 0 : it.index);
}
function reversed_length_hint(self: W_Object): W_Object {
  const it = self as W_Reversed;
  if (it.index <= 0) return newInt(0);
  const n = len(it.object);
  return newInt(n < it.index ? 0 : it.index);
}
function range_iterator_length_hint(self: W_Object): W_Object {
  return newInt((self as RangeIterator).left());
}
function longrange_iterator_length_hint(self: W_Object): W_Object {
  return (self as BigRangeIterator).left();
}
function set_iterator_length_hint(self: W_Object): W_Object {
  return newInt((self as SetIterator).left());
}
function dict_iterator_length_hint(self: W_Object): W_Object {
  const it = self as DictKeyIterator;
  if (it.position < 0 || it.dict.count !== it.size) return newInt(0);
  let n = 0;
  for (let i = it.dict.nextEntry(it.position); i >= 0; i = it.dict.nextEntry(i + 1)) n++;
  return newInt(n);
}

function dict_reverseiterator_length_hint(self: W_Object): W_Object {
  const it = self as DictReverseIterator;
  let n = 0;
  for (let i = 0; i < it.position; i++) if (it.dict.valueAt(i) !== null) n++;
  return newInt(n);
}

const reducers: readonly (readonly [type: W_Type, reduce: (self: W_Object) => W_Object])[] = [
  [w_list_iterator, list_iterator_reduce],
  [w_list_reverseiterator, list_reverseiterator_reduce],
  [w_tuple_iterator, tuple_iterator_reduce],
  [w_str_iterator, str_iterator_reduce],
  [w_bytes_iterator, bytes_iterator_reduce],
  [w_bytearray_iterator, bytearray_iterator_reduce],
  [w_iterator, iterator_reduce],
  [w_callable_iterator, callable_iterator_reduce],
  [w_genericalias, genericAlias_reduce],
  [w_alias_iterator, generic_alias_iterator_reduce],
  [w_range_iterator, range_iterator_reduce],
  [w_longrange_iterator, longrange_iterator_reduce],
  [w_set_iterator, set_iterator_reduce],
  [w_dict_keyiterator, dict_keyiterator_reduce],
  [w_dict_valueiterator, dict_valueiterator_reduce],
  [w_dict_itemiterator, dict_itemiterator_reduce],
  ...reverseTypes.map((type): [W_Type, typeof dict_reversekeyiterator_reduce] => [
    type,
    dict_reversekeyiterator_reduce,
  ]),
  [w_range, range_reduce],
  [w_slice, slice_reduce],
  [w_enumerate, enumerate_reduce],
  [w_zip, zip_reduce],
  [w_map, map_reduce],
  [w_filter, filter_reduce],
  [w_reversed, reversed_reduce],
  [w_builtin_function, function_reduce],
  [w_method_descriptor, method_descriptor_reduce],
  [w_wrapper_descriptor, method_descriptor_reduce],
  [w_method_wrapper, function_reduce],
  [w_Ellipsis.getType(), ellipsis_reduce],
  [w_NotImplemented.getType(), notImplemented_reduce],
];
defWhole(w_bytearray, "__reduce__(self, /)", bytearray_reduce);
for (const [type, reduce] of reducers)
  if (type.isBaseType) defWhole(type, "__reduce__(self, /)", reduce);
  else def(type, "__reduce__(self, /)", reduce);

const positioned: readonly (readonly [type: W_Type, set: (self: W_Object, position: W_Object) => W_Object])[] = [
  [w_list_iterator, list_iterator_setstate],
  [w_list_reverseiterator, list_reverseiterator_setstate],
  [w_tuple_iterator, tuple_iterator_setstate],
  [w_str_iterator, str_iterator_setstate],
  [w_bytes_iterator, bytes_iterator_setstate],
  [w_bytearray_iterator, bytearray_iterator_setstate],
  [w_iterator, iterator_setstate],
  [w_range_iterator, range_iterator_setstate],
  [w_longrange_iterator, longrange_iterator_setstate],
  [w_reversed, reversed_setstate],
  [w_zip, zip_setstate],
  [w_map, map_setstate],
];
for (const [type, set] of positioned) def(type, "__setstate__(self, state, /)", set);

const hinted: readonly (readonly [type: W_Type, hint: (self: W_Object) => W_Object])[] = [
  [w_tuple_iterator, tuple_iterator_length_hint],
  [w_str_iterator, str_iterator_length_hint],
  [w_bytes_iterator, bytes_iterator_length_hint],
  [w_bytearray_iterator, bytearray_iterator_length_hint],
  [w_list_reverseiterator, list_reverseiterator_length_hint],
  [w_reversed, reversed_length_hint],
  [w_range_iterator, range_iterator_length_hint],
  [w_longrange_iterator, longrange_iterator_length_hint],
  [w_set_iterator, set_iterator_length_hint],
  [w_dict_keyiterator, dict_iterator_length_hint],
  [w_dict_valueiterator, dict_iterator_length_hint],
  [w_dict_itemiterator, dict_iterator_length_hint],
];
for (const type of reverseTypes) def(type, "__length_hint__(self, /)", dict_reverseiterator_length_hint);
for (const [type, hint] of hinted) def(type, "__length_hint__(self, /)", hint);
