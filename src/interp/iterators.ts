// Iterators over sequences, and enumerate, zip, map, filter, reversed. An iterator's next() answers null at its end: no
// exception is made for a loop's end.

import type { int, Throwable } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { checkRange, checkRoom } from "./bigrange.ts";
import { def, defStatic, onlyPositional } from "./builtin.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseFull,
  raiseInts,
  w_IndexError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { newInt } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { newList, W_List } from "./list.ts";
import { n_getitem, n_init, n_reversed } from "./names.ts";
import { ADD, hooks, type W_Object } from "./object.ts";
import { callSpecial, getItem, indexObject, iter, sameOrEqual } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { charStr, intern, type W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";

/** A growing array of objects. */
export class ObjectBuffer {
  items: W_Object[] = newArray<W_Object>(8);
  length: int = 0;
  add(item: W_Object): void {
    if (this.length === this.items.length) {
      const more = newArray<W_Object>(this.length * 2);
      arrayCopy(this.items, 0, more, 0, this.length);
      this.items = more;
    }
    this.items[this.length] = item;
    this.length = this.length + 1;
  }
  /** A fresh array of exactly the items. */
  toArray(): W_Object[] {
    const items = newArray<W_Object>(this.length);
    arrayCopy(this.items, 0, items, 0, this.length);
    return items;
  }
}
/** The items of any iterable, in a fresh array: for a list. */
export function arrayOf(iterable: W_Object): W_Object[] {
  if (iterable instanceof W_Instance) checkRoom(iterable);
  return tupleItems(iterable);
}
/** The same for a tuple, which asks nobody how many there will be. */
export function tupleItems(iterable: W_Object): W_Object[] {
  if (iterable instanceof W_List) return iterable.toArray();
  if (iterable instanceof W_Tuple) {
    const items = newArray<W_Object>(iterable.items.length);
    arrayCopy(iterable.items, 0, items, 0, items.length);
    return items;
  }
  checkRange(iterable);
  const buffer = new ObjectBuffer();
  const iterator = iter(iterable);
  for (;;) {
    const item = iterator.next();
    if (item === null) return buffer.toArray();
    buffer.add(item);
  }
}

export const w_list_iterator = iteratorType("list_iterator");
export class ListIterator extends W_Iterator {
  /** null when it has come to the end: it stays there. */
  list: W_List | null;
  index: int = 0;
  constructor(list: W_List) {
    super();
    this.list = list;
  }
  override getType(): W_Type {
    return w_list_iterator;
  }
  override next(): W_Object | null {
    const list = this.list;
    if (list === null) return null;
    const index = this.index;
    if (index >= list.length) {
      this.list = null;
      return null;
    }
    this.index = index + 1;
    return list.get(index);
  }
  remaining(): int {
    return this.list === null || this.list.length < this.index ? 0 : this.list.length - this.index;
  }
}
export const w_list_reverseiterator = iteratorType("list_reverseiterator");
export class ReversedList extends W_Iterator {
  readonly list: W_List;
  index: int;
  constructor(list: W_List) {
    super();
    this.list = list;
    this.index = list.length;
  }
  override getType(): W_Type {
    return w_list_reverseiterator;
  }
  override next(): W_Object | null {
    if (this.index <= 0 || this.index > this.list.length) {
      this.index = 0;
      return null;
    }
    this.index = this.index - 1;
    return this.list.get(this.index);
  }
}
export const w_tuple_iterator = iteratorType("tuple_iterator");
export class TupleIterator extends W_Iterator {
  readonly items: W_Object[];
  index: int = 0;
  constructor(items: W_Object[]) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_tuple_iterator;
  }
  override next(): W_Object | null {
    const index = this.index;
    if (index >= this.items.length) return null;
    this.index = index + 1;
    return this.items[index]!;
  }
}
export const w_str_iterator = iteratorType("str_iterator");
export class StrIterator extends W_Iterator {
  readonly text: W_Str;
  index: int = 0;
  constructor(text: W_Str) {
    super();
    this.text = text;
  }
  override getType(): W_Type {
    return w_str_iterator;
  }
  override next(): W_Object | null {
    const index = this.index;
    if (index >= this.text.length) return null;
    this.index = index + 1;
    return charStr(this.text.charAt(index));
  }
}
/** iter(x) of an object that has only __getitem__. */
export const w_iterator = iteratorType("iterator");
export class SequenceIterator extends W_Iterator {
  object: W_Object | null;
  index: int = 0;
  constructor(object: W_Object) {
    super();
    this.object = object;
  }
  override getType(): W_Type {
    return w_iterator;
  }
  override next(): W_Object | null {
    const object = this.object;
    if (object === null) return null;
    try {
      const value = getItem(object, newInt(this.index));
      this.index = this.index + 1;
      return value;
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      if (!error.matches(w_IndexError) && !error.matches(w_StopIteration)) throw error;
      this.object = null;
      return null;
    }
  }
}
function sequenceIterator(object: W_Object): W_Object {
  return new SequenceIterator(object);
}
hooks.sequenceIterator = sequenceIterator;

/** iter(callable, sentinel) */
export const w_callable_iterator = iteratorType("callable_iterator");
export class CallableIterator extends W_Iterator {
  callable: W_Object | null;
  readonly sentinel: W_Object;
  constructor(callable: W_Object, sentinel: W_Object) {
    super();
    this.callable = callable;
    this.sentinel = sentinel;
  }
  override getType(): W_Type {
    return w_callable_iterator;
  }
  override next(): W_Object | null {
    if (this.callable === null) return null;
    const value = this.callable.call0();
    // the call may have come to the end of this very iterator
    if (this.callable === null) return null;
    if (!sameOrEqual(value, this.sentinel)) return value;
    this.callable = null;
    return null;
  }
}

export const w_enumerate = dataType("enumerate");
export class W_Enumerate extends W_Iterator {
  readonly iterator: W_Object;
  count: W_Object;
  constructor(iterator: W_Object, start: W_Object) {
    super();
    this.iterator = iterator;
    this.count = start;
  }
  override getType(): W_Type {
    return w_enumerate;
  }
  override next(): W_Object | null {
    const value = this.iterator.next();
    if (value === null) return null;
    const count = this.count;
    this.count = count.binary(ADD, newInt(1))!;
    return newTuple2(count, value);
  }
}
function enumerate_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named: int = kwnames === null ? 0 : kwnames.length;
  if (args.length > 3)
    throw raiseInts(w_TypeError, "enumerate() takes at most %d arguments (%d given)", null, 2, args.length - 1);
  let iterable = args.length - named > 1 ? args[1]! : null;
  let start = args.length - named > 2 ? args[2]! : null;
  for (let k = 0; k < named; k++) {
    const name = kwnames![k] as W_Str;
    const value = args[args.length - named + k]!;
    if (iterable === null && name.equals(iterableName)) iterable = value;
    else if (start === null && name.equals(startName)) start = value;
    else throw raise1(w_TypeError, "'%S' is an invalid keyword argument for enumerate()", name);
  }
  if (iterable === null) throw raise0(w_TypeError, "enumerate() missing required argument 'iterable'");
  return instanceWith(
    args[0]!,
    w_enumerate,
    new W_Enumerate(iter(iterable), start === null ? newInt(0) : indexObject(start)),
  );
}

const iterableName = intern("iterable");
const startName = intern("start");

export const w_zip = dataType("zip");
export class W_Zip extends W_Iterator {
  readonly iterators: W_Object[];
  strict: boolean;
  done: boolean = false;
  constructor(iterators: W_Object[], strict: boolean) {
    super();
    this.iterators = iterators;
    this.strict = strict;
  }
  override getType(): W_Type {
    return w_zip;
  }
  /** @jit unroll */
  override next(): W_Object | null {
    const n = this.iterators.length;
    if (n === 0 || this.done) return null;
    const items = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) {
      const item = this.iterators[i]!.next();
      if (item === null) {
        this.done = true;
        if (this.strict) checkAllEnd(this.iterators, i, zipName);
        return null;
      }
      items[i] = item;
    }
    return newTuple(items);
  }
}
const zipName = intern("zip");
const mapName = intern("map");
/** Number `short` has ended first: with strict, all must end here. */
function checkAllEnd(iterators: W_Object[], short: int, name: W_Str): void {
  if (short > 0)
    throw raiseFull(
      w_ValueError,
      short === 1 ? "%S() argument %d is shorter than argument 1" : "%S() argument %d is shorter than arguments 1-%d",
      name,
      null,
      short + 1,
      short,
    );
  for (let i = 1; i < iterators.length; i++)
    if (iterators[i]!.next() !== null)
      throw raiseFull(
        w_ValueError,
        i === 1 ? "%S() argument %d is longer than argument 1" : "%S() argument %d is longer than arguments 1-%d",
        name,
        null,
        i + 1,
        i,
      );
}
function zip_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  let n = args.length;
  let strict = false;
  if (kwnames !== null) {
    n = n - kwnames.length;
    if (kwnames.length > 1)
      throw raiseInts(w_TypeError, "zip() takes at most 1 keyword argument (%d given)", null, kwnames.length, 0);
    if (kwnames.length !== 1 || !(kwnames[0] as W_Str).equals(strictName))
      throw raise1(w_TypeError, "zip() got an unexpected keyword argument '%S'", kwnames[0]!);
    strict = args[n]!.isTrue();
  }
  const iterators = newArray<W_Object>(n - 1);
  for (let i = 1; i < n; i++) iterators[i - 1] = iter(args[i]!);
  return instanceWith(args[0]!, w_zip, new W_Zip(iterators, strict));
}
const strictName = intern("strict");

export const w_map = dataType("map");
/** What a function answers that an iterator calls for its items; null when it raises StopIteration, which ends the iterator. */
export function call1OrEnd(fn: W_Object, item: W_Object): W_Object | null {
  try {
    return fn.call1(item);
  } catch (error) {
    return endOrThrow(error as Throwable);
  }
}
export function call2OrEnd(fn: W_Object, a: W_Object, b: W_Object): W_Object | null {
  try {
    return fn.call2(a, b);
  } catch (error) {
    return endOrThrow(error as Throwable);
  }
}
export function callOrEnd(fn: W_Object, args: W_Object[]): W_Object | null {
  try {
    return fn.call(args, null);
  } catch (error) {
    return endOrThrow(error as Throwable);
  }
}
function endOrThrow(error: Throwable): W_Object | null {
  if (error instanceof OperationError && error.matches(w_StopIteration)) return null;
  throw error;
}

export class W_Map extends W_Iterator {
  readonly fn: W_Object;
  readonly iterators: W_Object[];
  strict: boolean;
  constructor(fn: W_Object, iterators: W_Object[], strict: boolean) {
    super();
    this.fn = fn;
    this.iterators = iterators;
    this.strict = strict;
  }
  override getType(): W_Type {
    return w_map;
  }
  /** @jit unroll */
  override next(): W_Object | null {
    const n = this.iterators.length;
    if (n === 1) {
      const item = this.iterators[0]!.next();
      return item === null ? null : call1OrEnd(this.fn, item);
    }
    const items = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) {
      const item = this.iterators[i]!.next();
      if (item === null) {
        if (this.strict) checkAllEnd(this.iterators, i, mapName);
        return null;
      }
      items[i] = item;
    }
    return callOrEnd(this.fn, items);
  }
}
function map_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  // a class with an __init__ of its own takes what keywords it likes
  if (args[0] !== w_map && (args[0] as W_Type).lookup(n_init) !== w_map.lookup(n_init)) {
    args = onlyPositional(w_map, args, kwnames);
    kwnames = null;
  }
  let n = args.length;
  let strict = false;
  if (kwnames !== null && kwnames.length > 0) {
    n = n - kwnames.length;
    if (kwnames.length !== 1 || !(kwnames[0] as W_Str).equals(strictName))
      throw raise1(w_TypeError, "map() got an unexpected keyword argument '%S'", kwnames[0]!);
    strict = args[n]!.isTrue();
  }
  if (n < 3) throw raise1(w_TypeError, "map() must have at least two arguments.", args[0]!);
  const iterators = newArray<W_Object>(n - 2);
  for (let i = 2; i < n; i++) iterators[i - 2] = iter(args[i]!);
  return instanceWith(args[0]!, w_map, new W_Map(args[1]!, iterators, strict));
}

export const w_filter = dataType("filter");
export class W_Filter extends W_Iterator {
  /** None: keep what is true. */
  readonly fn: W_Object;
  readonly iterator: W_Object;
  constructor(fn: W_Object, iterator: W_Object) {
    super();
    this.fn = fn;
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_filter;
  }
  override next(): W_Object | null {
    for (;;) {
      const item = this.iterator.next();
      if (item === null) return null;
      const answer = this.fn === w_None ? item : call1OrEnd(this.fn, item);
      if (answer === null) return null;
      if (answer.isTrue()) return item;
    }
  }
}
function filter_new(type: W_Object, fn: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_filter, new W_Filter(fn, iter(iterable)));
}

export const w_reversed = dataType("reversed");
export class W_Reversed extends W_Iterator {
  readonly object: W_Object;
  index: int;
  constructor(object: W_Object, length: int) {
    super();
    this.object = object;
    this.index = length;
  }
  override getType(): W_Type {
    return w_reversed;
  }
  override next(): W_Object | null {
    if (this.index <= 0) return null;
    this.index = this.index - 1;
    return getItem(this.object, newInt(this.index));
  }
}
function reversed_new(type: W_Object, object: W_Object): W_Object {
  if (object.getType().lookup(n_reversed) === w_None)
    throw raise1(w_TypeError, "'%T' object is not reversible", object);
  const own = callSpecial(object, n_reversed);
  if (own !== null) return own;
  const length = object.getType().lookup(n_getitem) === null ? -1 : object.len();
  if (length < 0) throw raise1(w_TypeError, "'%T' object is not reversible", object);
  return instanceWith(type, w_reversed, new W_Reversed(object, length));
}

function iterator_length_hint(self: W_Object): W_Object {
  return newInt((self as ListIterator).remaining());
}

for (const type of [
  w_list_iterator,
  w_list_reverseiterator,
  w_tuple_iterator,
  w_str_iterator,
  w_iterator,
  w_callable_iterator,
  w_enumerate,
  w_zip,
  w_map,
  w_filter,
  w_reversed,
])
  defSlots(type, "__iter__ __next__");
def(w_list_iterator, "__length_hint__(self, /)", iterator_length_hint);
defStatic(w_enumerate, "__new__(cls, *args)", enumerate_new);
defGeneric(w_enumerate);
defStatic(w_zip, "__new__(cls, *iterables, strict=False)", zip_new);
defStatic(w_map, "__new__(cls, function, iterable, /, *iterables, strict=False)", map_new);
defStatic(w_filter, "__new__(cls, function, iterable, /)", filter_new);
defStatic(w_reversed, "__new__(cls, sequence, /)", reversed_new);

/** A list of what an iterable gives. */
export function listOf(iterable: W_Object): W_List {
  const items = arrayOf(iterable);
  return newList(items, items.length);
}
