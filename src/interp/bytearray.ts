// Python's bytearray: bytes in an array with room to grow. While a memoryview (or another buffer) of it exists its size stays.

import type { int } from "../rts/index.ts";
import { arrayCopy, intShr, U8Array } from "../rts/index.ts";
import { checkRoom } from "./bigrange.ts";
import { type Buffer, BytesBuffer, bytesLike } from "./buffer.ts";
import { def, defStatic } from "./builtin.ts";
import {
  byteOf,
  bytesOfIterable,
  compareBytes,
  containsBytes,
  itemsOf,
  joined,
  repeatBytes,
  selectBytes,
  toSize,
} from "./bytes.ts";
import {
  raise0,
  raise1,
  raise2,
  raiseInts,
  w_BufferError,
  w_IndexError,
  w_MemoryError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { orderHolds } from "./long.ts";
import { n_hash } from "./names.ts";
import { ADD, MOD, MUL, W_Object } from "./object.ts";
import { toIndex, toSsize } from "./operations.ts";
import { formatPercent } from "./percent.ts";
import { w_None } from "./singletons.ts";
import { resolveSlice, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { latinStr, StrBuilder, strOf, W_Str } from "./text.ts";
import { clampIndex, newTuple2, newTuple3 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_bytearray } from "./types.ts";

export class W_ByteArray extends W_Object {
  /** The items, and room behind them. */
  items: U8Array;
  length: int;
  /** Buffers that exist. */
  exports: int = 0;
  /** Keeps the array. */
  constructor(items: U8Array) {
    super();
    this.items = items;
    this.length = items.length;
  }
  override getType(): W_Type {
    return w_bytearray;
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override len(): int {
    return this.length;
  }
  /** A fresh array of exactly the items. */
  snapshot(): U8Array {
    const copy = new U8Array(this.length);
    arrayCopy(this.items, 0, copy, 0, this.length);
    return copy;
  }
  /** The items, not to be written or kept. */
  private view(): U8Array {
    return this.items.length === this.length ? this.items : this.snapshot();
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addStr(this.getType().name);
    text.add("(b");
    let single = false;
    let double = false;
    for (let i = 0; i < this.length; i++) {
      if (this.items[i]! === 39) single = true;
      if (this.items[i]! === 34) double = true;
    }
    const quote = single && !double ? 34 : 39;
    text.addChar(quote);
    for (let i = 0; i < this.length; i++) {
      const c: int = this.items[i]!;
      if (c === 39 || c === 92) text.addChar(92);
      if (c === 9) text.add("\\t");
      else if (c === 10) text.add("\\n");
      else if (c === 13) text.add("\\r");
      else if (c >= 32 && c < 127) text.addChar(c);
      else {
        text.add("\\x");
        addHexDigit(text, intShr(c, 4));
        addHexDigit(text, c - intShr(c, 4) * 16);
      }
    }
    text.addChar(quote);
    text.addChar(41);
    return text.build();
  }
  override buffer(): Buffer | null {
    this.exports = this.exports + 1;
    return new ByteArrayBuffer(this);
  }
  /** Makes the array `length` long; new items are zero (or what was there). */
  resize(length: int): void {
    if (this.exports > 0 && length !== this.length)
      throw raise0(w_BufferError, "Existing exports of data: object cannot be re-sized");
    if (length > this.items.length) {
      if (length > 2147483647) throw raise0(w_MemoryError, "");
      const more = new U8Array(length + intShr(length, 3) + (length < 9 ? 3 : 6));
      arrayCopy(this.items, 0, more, 0, this.length);
      this.items = more;
    } else for (let i = length; i < this.length; i++) this.items[i] = 0;
    this.length = length;
  }
  /** Puts `more` in place of the items from..to-1. */
  splice(from: int, to: int, more: U8Array): void {
    const by = more.length - (to - from);
    const tail = this.length - to;
    if (by > 0) {
      this.resize(this.length + by);
      arrayCopy(this.items, to, this.items, to + by, tail);
    } else if (by < 0) {
      if (this.exports > 0) throw raise0(w_BufferError, "Existing exports of data: object cannot be re-sized");
      arrayCopy(this.items, to, this.items, to + by, tail);
      this.resize(this.length + by);
    }
    arrayCopy(more, 0, this.items, from, more.length);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    const bytes = bytesLike(other);
    return bytes === null ? null : newBool(orderHolds(op, compareBytes(this.view(), bytes)));
  }
  private position(key: W_Object): int {
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "bytearray indices must be integers or slices, not %T", key);
    let index = toIndex(key);
    if (index < 0) index = index + this.length;
    if (index < 0 || index >= this.length) throw raise0(w_IndexError, "bytearray index out of range");
    return index;
  }
  override getItem(key: W_Object): W_Object | null {
    if (key instanceof W_Slice) return new W_ByteArray(selectBytes(this.items, this.length, key));
    return newInt(this.items[this.position(key)]!);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    if (key instanceof W_Slice) this.setSlice(key, value);
    else {
      const index = this.position(key);
      const byte = byteOf(value);
      // converting the value may have changed the size
      if (index < this.length) this.items[index] = byte;
      else throw raise0(w_IndexError, "bytearray index out of range");
    }
    return true;
  }
  private setSlice(slice: W_Slice, value: W_Object): void {
    const bytes = this.assignable(value);
    const range = resolveSlice(slice, this.length);
    if (range.step === 1) {
      this.splice(range.start, range.start + range.count, bytes);
      return;
    }
    if (bytes.length === 0) {
      this.removeSlice(slice);
      return;
    }
    if (bytes.length !== range.count)
      throw raiseInts(
        w_ValueError,
        "attempt to assign bytes of size %d to extended slice of size %d",
        null,
        bytes.length,
        range.count,
      );
    for (let i = 0; i < range.count; i++) this.items[range.start + i * range.step] = bytes[i]!;
  }
  private assignable(value: W_Object): U8Array {
    const plain = value.unwrap();
    if (plain instanceof W_ByteArray) return plain.snapshot();
    const bytes = bytesLike(value);
    if (bytes !== null) return bytes;
    if (plain instanceof W_Str || plain.asIndex() !== null || value.iter() === null)
      throw raise0(w_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return bytesOfIterable(value, "byte must be in range(0, 256)");
  }
  override delItem(key: W_Object): boolean {
    if (key instanceof W_Slice) this.removeSlice(key);
    else {
      const index = this.position(key);
      this.splice(index, index + 1, noBytes);
    }
    return true;
  }
  private removeSlice(slice: W_Slice): void {
    const range = resolveSlice(slice, this.length);
    if (range.count === 0) return;
    if (range.step === 1) {
      this.splice(range.start, range.start + range.count, noBytes);
      return;
    }
    if (this.exports > 0) throw raise0(w_BufferError, "Existing exports of data: object cannot be re-sized");
    const first = range.step > 0 ? range.start : range.start + (range.count - 1) * range.step;
    const step = range.step > 0 ? range.step : -range.step;
    let n = first;
    for (let i = first; i < this.length; i++) {
      const offset = i - first;
      if (offset % step === 0 && offset < step * range.count) continue;
      this.items[n] = this.items[i]!;
      n++;
    }
    this.resize(n);
  }
  override contains(item: W_Object): int {
    return containsBytes(this.view(), item);
  }
  override iter(): W_Object | null {
    return new ByteArrayIterator(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      const more = bytesLike(other);
      return more === null ? null : new W_ByteArray(joined(this.items, this.length, more));
    }
    if (op === MUL) {
      const repeated = repeatBytes(this.items, this.length, other);
      return repeated === null ? null : new W_ByteArray(repeated);
    }
    return op === MOD ? newByteArray(formatPercent(latinStr(this.snapshot()), other, true).latinBytes()) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.binary(op, other) : null;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      const own = other.unwrap() === this ? this.snapshot() : bytesLike(other);
      if (own === null) throw raise2(w_TypeError, "can't concat %T to %T", other, this);
      this.splice(this.length, this.length, own);
      return this;
    }
    if (op !== MUL) return null;
    const repeated = repeatBytes(this.items, this.length, other);
    if (repeated === null) return null;
    this.splice(0, this.length, repeated);
    return this;
  }
}
const noBytes = new U8Array(0);
function addHexDigit(text: StrBuilder, digit: int): void {
  text.addChar(digit < 10 ? 48 + digit : 87 + digit);
}
/** A bytearray with a copy of the items. */
export function newByteArray(items: U8Array): W_ByteArray {
  const copy = new U8Array(items.length);
  arrayCopy(items, 0, copy, 0, items.length);
  return new W_ByteArray(copy);
}

class ByteArrayBuffer extends BytesBuffer {
  constructor(owner: W_ByteArray) {
    super(owner, owner.items, 0, owner.length, false);
  }
  override release(): void {
    const owner = this.owner as W_ByteArray;
    owner.exports = owner.exports - 1;
  }
}

export const w_bytearray_iterator = iteratorType("bytearray_iterator");
export class ByteArrayIterator extends W_Iterator {
  array: W_ByteArray | null;
  index: int = 0;
  constructor(array: W_ByteArray) {
    super();
    this.array = array;
  }
  override getType(): W_Type {
    return w_bytearray_iterator;
  }
  override next(): W_Object | null {
    const array = this.array;
    if (array === null) return null;
    const index = this.index;
    if (index >= array.length) {
      this.array = null;
      return null;
    }
    this.index = index + 1;
    return newInt(array.items[index]!);
  }
}

// --- methods
function bytearray_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  const array = new W_ByteArray(new U8Array(0));
  return type === w_bytearray ? array : new W_Instance(type, array);
}
function bytearray_init(
  self: W_Object,
  source: W_Object | null,
  encoding: W_Object | null,
  errors: W_Object | null,
): W_Object {
  const array = self as W_ByteArray;
  const items = itemsOf(w_bytearray, source, encoding, errors);
  array.splice(0, array.length, items);
  return w_None;
}
function bytearray_append(self: W_Object, item: W_Object): W_Object {
  const array = self as W_ByteArray;
  const byte = byteOf(item);
  const n = array.length;
  array.resize(n + 1);
  array.items[n] = byte;
  return w_None;
}
function bytearray_extend(self: W_Object, iterable: W_Object): W_Object {
  const array = self as W_ByteArray;
  const plain = iterable.unwrap();
  let more = plain === array ? array.snapshot() : bytesLike(iterable);
  if (more === null) {
    if (plain instanceof W_Str) throw raise1(w_TypeError, "expected iterable of integers; got: '%T'", iterable);
    if (iterable.iter() === null) throw raise1(w_TypeError, "can't extend bytearray with %T", iterable);
    checkRoom(iterable);
    more = bytesOfIterable(iterable, "byte must be in range(0, 256)");
  }
  array.splice(array.length, array.length, more);
  return w_None;
}
function bytearray_insert(self: W_Object, index: W_Object, item: W_Object): W_Object {
  const array = self as W_ByteArray;
  const at = toSsize(index);
  const one = new U8Array(1);
  one[0] = byteOf(item);
  const place = clampIndex(at, array.length);
  array.splice(place, place, one);
  return w_None;
}
function bytearray_pop(self: W_Object, index: W_Object | null): W_Object {
  const array = self as W_ByteArray;
  let at = index === null ? -1 : toSsize(index);
  if (array.length === 0) throw raise0(w_IndexError, "pop from empty bytearray");
  if (at < 0) at = at + array.length;
  if (at < 0 || at >= array.length) throw raise0(w_IndexError, "pop index out of range");
  const value: int = array.items[at]!;
  array.splice(at, at + 1, noBytes);
  return newInt(value);
}
function bytearray_remove(self: W_Object, item: W_Object): W_Object {
  const array = self as W_ByteArray;
  const byte = byteOf(item);
  for (let i = 0; i < array.length; i++)
    if (array.items[i]! === byte) {
      array.splice(i, i + 1, noBytes);
      return w_None;
    }
  throw raise0(w_ValueError, "value not found in bytearray");
}
function bytearray_clear(self: W_Object): W_Object {
  (self as W_ByteArray).resize(0);
  return w_None;
}
function bytearray_copy(self: W_Object): W_Object {
  return new W_ByteArray((self as W_ByteArray).snapshot());
}
function bytearray_reverse(self: W_Object): W_Object {
  const array = self as W_ByteArray;
  const copy = array.snapshot();
  for (let i = 0; i < array.length; i++) array.items[i] = copy[array.length - 1 - i]!;
  return w_None;
}
function bytearray_resize(self: W_Object, size: W_Object): W_Object {
  const n = toSize(size);
  if (n < 0) throw raiseInts(w_ValueError, "Can only resize to positive sizes, got %d", null, n, 0);
  (self as W_ByteArray).resize(n);
  return w_None;
}
function bytearray_alloc(self: W_Object): W_Object {
  return newInt((self as W_ByteArray).items.length + 1);
}
const latin1 = strOf("latin-1");
/** For pickle: the bytes as a text. */
function bytearray_reduce(self: W_Object): W_Object {
  const text = latinStr((self as W_ByteArray).snapshot());
  return newTuple3(self.getType(), newTuple2(text, latin1), w_None);
}

defStatic(w_bytearray, "__new__(cls, *args, **kwargs)", bytearray_new);
def(w_bytearray, "__init__(self, source=b'', encoding=None, errors=None)", bytearray_init);
defSlots(
  w_bytearray,
  "__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __repr__ " +
    `__add__ __mul__ __rmul__ __mod__ __rmod__ __iadd__ __imul__ ${COMPARISON_SLOTS}`,
);
w_bytearray.dict.set(n_hash, w_None);
def(w_bytearray, "append(self, item, /)", bytearray_append);
def(w_bytearray, "extend(self, iterable_of_ints, /)", bytearray_extend);
def(w_bytearray, "insert(self, index, item, /)", bytearray_insert);
def(w_bytearray, "pop(self, index=-1, /)", bytearray_pop);
def(w_bytearray, "remove(self, value, /)", bytearray_remove);
def(w_bytearray, "clear(self, /)", bytearray_clear);
def(w_bytearray, "copy(self, /)", bytearray_copy);
def(w_bytearray, "reverse(self, /)", bytearray_reverse);
def(w_bytearray, "resize(self, size, /)", bytearray_resize);
def(w_bytearray, "__alloc__(self, /)", bytearray_alloc);
def(w_bytearray, "__reduce__(self, /)", bytearray_reduce);
defSlots(w_bytearray_iterator, "__iter__ __next__");
