// Python's bytes: the type, how bytes and bytearrays are made of other objects, and what both do with an index or an operator. Their
// methods stand in bytesmethods.ts.

import type { int } from "../rts/index.ts";
import { arrayCopy, U8Array } from "../rts/index.ts";
import { type Buffer, BytesBuffer, bytesLike } from "./buffer.ts";
import { defStatic } from "./builtin.ts";
import { encodeText } from "./codecs.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  w_IndexError,
  w_MemoryError,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { orderHolds } from "./long.ts";
import { ADD, MOD, MUL, W_Object } from "./object.ts";
import { callSpecial, indexObject, iter, repetitions, toIndex } from "./operations.ts";
import { formatPercent } from "./percent.ts";
import { findBytes } from "./search.ts";
import { resolveSlice, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { quoted } from "./str.ts";
import { intern, latinStr, StrBuilder, W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_bytearray, w_bytes } from "./types.ts";

export class W_Bytes extends W_Object {
  readonly items: U8Array;
  /** 0: not computed yet. */
  private hashCache: int = 0;
  constructor(items: U8Array) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_bytes;
  }
  override isTrue(): boolean {
    return this.items.length > 0;
  }
  override len(): int {
    return this.items.length;
  }
  /** The same items as characters; shares them. */
  latin(): W_Str {
    return latinStr(this.items);
  }
  override hash(): int {
    if (this.hashCache === 0) this.hashCache = this.latin().hash();
    return this.hashCache;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addChar(98);
    text.addStr(quoted(this.latin(), true));
    return text.build();
  }
  override buffer(): Buffer | null {
    return new BytesBuffer(this, this.items, 0, this.items.length, true);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    // with other bytes-like objects: by theirs
    return other instanceof W_Bytes ? newBool(orderHolds(op, compareBytes(this.items, other.items))) : null;
  }
  override getItem(key: W_Object): W_Object | null {
    const n = this.items.length;
    if (key instanceof W_Slice) return new W_Bytes(selectBytes(this.items, n, key));
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "byte indices must be integers or slices, not %T", key);
    let index = toIndex(key);
    if (index < 0) index = index + n;
    if (index < 0 || index >= n) throw raise0(w_IndexError, "index out of range");
    return newInt(this.items[index]!);
  }
  override contains(item: W_Object): int {
    return containsBytes(this.items, item);
  }
  override iter(): W_Object | null {
    return new BytesIterator(this.items);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      const more = bytesLike(other);
      return more === null ? null : new W_Bytes(joined(this.items, this.items.length, more));
    }
    if (op === MUL) {
      const repeated = repeatBytes(this.items, this.items.length, other);
      return repeated === null ? null : new W_Bytes(repeated);
    }
    return op === MOD ? new W_Bytes(formatPercent(this.latin(), other, true).latinBytes()) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.binary(op, other) : null;
  }
}

// --- what bytes and bytearray share; `bytes` holds `length` items in front
/** -1, 0 or 1. */
export function compareBytes(a: U8Array, b: U8Array): int {
  const n = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < n; i++) {
    const x: int = a[i]!;
    const y: int = b[i]!;
    if (x !== y) return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}
export function selectBytes(items: U8Array, length: int, slice: W_Slice): U8Array {
  const range = resolveSlice(slice, length);
  const result = new U8Array(range.count);
  if (range.step === 1) arrayCopy(items, range.start, result, 0, range.count);
  else for (let i = 0; i < range.count; i++) result[i] = items[range.start + i * range.step]!;
  return result;
}
export function joined(items: U8Array, length: int, more: U8Array): U8Array {
  const result = new U8Array(length + more.length);
  arrayCopy(items, 0, result, 0, length);
  arrayCopy(more, 0, result, length, more.length);
  return result;
}
/** null: not an int. */
export function repeatBytes(items: U8Array, length: int, count: W_Object): U8Array | null {
  const n = repetitions(count, length, "repeated bytes are too long");
  if (n < 0) return null;
  const result = new U8Array(n * length);
  for (let i = 0; i < n; i++) arrayCopy(items, 0, result, i * length, length);
  return result;
}
/** An int as a count: one that does not fit is an OverflowError. */
export function toSize(object: W_Object): int {
  const value = indexObject(object);
  if (value instanceof W_Int) return value.value;
  throw raise1(w_OverflowError, "cannot fit '%T' into an index-sized integer", object);
}
const LARGEST = 2147483647;
/** Zeros. MemoryError when no array can be so long. */
export function newBytes(length: int): U8Array {
  if (length > LARGEST) throw raise0(w_MemoryError, "");
  return new U8Array(length);
}
/** `item in bytes`: an int or a part. */
export function containsBytes(items: U8Array, item: W_Object): int {
  const part = bytesLike(item);
  if (part !== null) return findBytes(items, part, 0, items.length) >= 0 ? 1 : 0;
  if (item.asIndex() === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", item);
  const value = byteOf(item);
  for (let i = 0; i < items.length; i++) if (items[i]! === value) return 1;
  return 0;
}
/** An item: an int in range(256). */
export function byteOf(object: W_Object): int {
  const value = indexObject(object);
  if (!(value instanceof W_Int) || value.value < 0 || value.value > 255)
    throw raise0(w_ValueError, "byte must be in range(0, 256)");
  return value.value;
}

export const w_bytes_iterator = iteratorType("bytes_iterator");
export class BytesIterator extends W_Iterator {
  readonly items: U8Array;
  index: int = 0;
  constructor(items: U8Array) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_bytes_iterator;
  }
  override next(): W_Object | null {
    const index = this.index;
    if (index >= this.items.length) return null;
    this.index = index + 1;
    return newInt(this.items[index]!);
  }
}

// --- making
const n_bytes = intern("__bytes__");
const n_encoding = intern("encoding");
const n_errors = intern("errors");
function textArgument(value: W_Object, type: W_Type, name: W_Str): void {
  if (!(value.unwrap() instanceof W_Str)) throw notText(type, name, value);
}
function notText(type: W_Type, name: W_Str, value: W_Object): OperationError {
  const text = new StrBuilder();
  text.addStr(type.name);
  text.add("() argument '");
  text.addStr(name);
  text.addChar(39);
  return raise2(w_TypeError, "%S must be str, not %T", text.build(), value);
}
/** The items that bytes(...) or bytearray(...) is to have: a fresh array, or that of a bytes object. */
export function itemsOf(
  type: W_Type,
  source: W_Object | null,
  encoding: W_Object | null,
  errors: W_Object | null,
): U8Array {
  if (encoding !== null) textArgument(encoding, type, n_encoding);
  if (errors !== null) textArgument(errors, type, n_errors);
  const plain = source === null ? null : source.unwrap();
  if (plain instanceof W_Str) {
    if (encoding === null) throw raise0(w_TypeError, "string argument without an encoding");
    return encodeText(plain, encoding, errors);
  }
  if (encoding !== null) throw raise0(w_TypeError, "encoding without a string argument");
  if (errors !== null) throw raise0(w_TypeError, "errors without a string argument");
  if (source === null || plain === null) return new U8Array(0);
  if (plain instanceof W_Bytes && plain === source) return plain.items;
  const own = callSpecial(source, n_bytes);
  if (own !== null) {
    const converted = own.unwrap();
    if (!(converted instanceof W_Bytes)) throw raise1(w_TypeError, "__bytes__ returned non-bytes (type %T)", own);
    return converted.items;
  }
  if (plain.asIndex() !== null) {
    const count = toSize(plain);
    if (count < 0) throw raise0(w_ValueError, "negative count");
    return newBytes(count);
  }
  const bytes = bytesLike(plain);
  if (bytes !== null) {
    const copy = new U8Array(bytes.length);
    arrayCopy(bytes, 0, copy, 0, copy.length);
    return copy;
  }
  if (source.iter() === null) throw raise2(w_TypeError, "cannot convert '%T' object to %N", source, type);
  return bytesOfIterable(
    source,
    type === w_bytearray ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)",
  );
}
/** The ints that an iterable gives. */
export function bytesOfIterable(iterable: W_Object, message: string): U8Array {
  const values = arrayOf(iter(iterable));
  const items = new U8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = indexObject(values[i]!);
    if (!(value instanceof W_Int) || value.value < 0 || value.value > 255) throw raise0(w_ValueError, message);
    items[i] = value.value;
  }
  return items;
}
function bytes_new(
  type: W_Object,
  source: W_Object | null,
  encoding: W_Object | null,
  errors: W_Object | null,
): W_Object {
  if (type === w_bytes && source !== null && source.getType() === w_bytes && encoding === null && errors === null)
    return source;
  const result = new W_Bytes(itemsOf(w_bytes, source, encoding, errors));
  return type === w_bytes ? result : new W_Instance(type as W_Type, result);
}

defStatic(w_bytes, "__new__(cls, source=b'', encoding=None, errors=None)", bytes_new);
defSlots(
  w_bytes,
  `__len__ __getitem__ __contains__ __iter__ __repr__ __hash__ __add__ __mul__ __rmul__ __mod__ __rmod__ ${COMPARISON_SLOTS}`,
);
defSlots(w_bytes_iterator, "__iter__ __next__");
