// The module `array`: arrays of numbers or characters of one format. The items stand as bytes in a growing array, in the machine's (little-endian)
// order, so that memoryviews work on them directly.

import type { float, int } from "../rts/index.ts";
import { arrayCopy, intDiv, intShr, U8Array } from "../rts/index.ts";
import { type Buffer, BytesBuffer, bytesLike } from "./buffer.ts";
import { def, defStatic, defWhole, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { decodeText } from "./decoding.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raiseFull,
  raiseInts,
  w_BufferError,
  w_DeprecationWarning,
  w_EOFError,
  w_IndexError,
  w_MemoryError,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { importLibrary } from "./importing.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import {
  formatSize,
  isFloatFormat,
  readNumber,
  readUnsigned,
  writeFloat,
  writeInt,
  writeUnsigned,
} from "./itemformat.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { W_List } from "./list.ts";
import { defineBuffer } from "./memoryview.ts";
import type { W_Module } from "./module.ts";
import { defineModule } from "./modules.ts";
import { n_hash } from "./names.ts";
import { ADD, args1, EQ, LT, MUL, NE, W_Object } from "./object.ts";
import {
  compare,
  getAttr,
  indexObject,
  iter,
  repetitions,
  sameOrEqual,
  toFloat,
  toIndex,
  toInt,
  toSsize,
} from "./operations.ts";
import { w_None } from "./singletons.ts";
import { resolveSlice, sliceStart, sliceStop, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { charStr, intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { clampIndex, newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import { builtinType, SEQUENCE, type W_Type } from "./type.ts";
import { issueWarning } from "./warningsmodule.ts";

export const w_array = builtinType("array.array");
w_array.hasWeakref = true;
w_array.collection = SEQUENCE;
w_array.solidBase = w_array;

const CODES = "bBuwhHiIlLqQfd";
/** By place in CODES: what errors call the type; null where a conversion of C's is named. */
const rangeNames: (W_Str | null)[] = [
  intern("signed char"),
  intern("unsigned byte integer"),
  null,
  null,
  intern("signed short integer"),
  intern("unsigned short"),
];
function placeOf(code: int): int {
  for (let i = 0; i < CODES.length; i++) if (CODES.charCodeAt(i) === code) return i;
  return -1;
}

const wideEncoding = intern("utf-32-le");
export class W_Array extends W_Object {
  readonly code: int;
  readonly itemSize: int;
  /** Number of items. */
  length: int = 0;
  bytes: U8Array = noBytes;
  exports: int = 0;
  constructor(code: int) {
    super();
    this.code = code;
    this.itemSize = formatSize(code);
  }
  override getType(): W_Type {
    return w_array;
  }
  isText(): boolean {
    return this.code === 117 || this.code === 119;
  }
  override len(): int {
    return this.length;
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override buffer(): Buffer | null {
    this.exports = this.exports + 1;
    return new ArrayBytes(this);
  }
  /** The memory, for reading and writing items. */
  private memory(): BytesBuffer {
    return new BytesBuffer(this, this.bytes, 0, this.length * this.itemSize, false);
  }
  get(index: int): W_Object {
    const at = index * this.itemSize;
    if (this.isText()) {
      const c = readUnsigned(this.memory(), at, 4);
      if (c > 0x10ffff) throw raise0(w_ValueError, "chr() arg not in range(0x110000)");
      return charStr(c);
    }
    return readNumber(this.memory(), at, this.code);
  }
  /** Converts and stores. The conversion may run a program's code: the index is checked afterwards. */
  set(index: int, value: W_Object): void {
    const at = index * this.itemSize;
    if (this.isText()) {
      const text = value.unwrap();
      if (!(text instanceof W_Str)) throw raise1(w_TypeError, "array item must be a unicode character, not %T", value);
      if (text.length !== 1)
        throw raiseInts(
          w_TypeError,
          "array item must be a unicode character, not a string of length %d",
          null,
          text.length,
          0,
        );
      writeUnsigned(this.memory(), at, 4, text.charAt(0));
      return;
    }
    if (isFloatFormat(this.code)) {
      const number: float = toFloat(value);
      if (index < this.length) writeFloat(this.memory(), at, this.code, number);
      return;
    }
    const number = indexObject(value);
    if (index >= this.length) return;
    const outcome = writeInt(this.memory(), at, this.code, number);
    if (outcome !== 0) throw this.outOfRange(outcome, number);
  }
  private outOfRange(outcome: int, value: W_Object): OperationError {
    const place = placeOf(this.code);
    const negative = value.compare(LT, newInt(0))!.isTrue();
    if (place < 6)
      return raise1(
        w_OverflowError,
        outcome < 0 ? "%S is less than minimum" : "%S is greater than maximum",
        rangeNames[place]!,
      );
    switch (this.code) {
      case 105: // i
        return raise0(
          w_OverflowError,
          !(value instanceof W_Int)
            ? "Python int too large to convert to C long"
            : outcome < 0
              ? "signed integer is less than minimum"
              : "signed integer is greater than maximum",
        );
      case 73: // I
        if (negative) return raise0(w_OverflowError, "can't convert negative value to unsigned int");
        return raise0(
          w_OverflowError,
          value instanceof W_Int
            ? "unsigned int is greater than maximum"
            : "Python int too large to convert to C unsigned long",
        );
      case 108: // l
        return raise0(w_OverflowError, "Python int too large to convert to C long");
      case 76: // L
        return raise0(
          w_OverflowError,
          negative
            ? "can't convert negative value to unsigned int"
            : "Python int too large to convert to C unsigned long",
        );
      default:
        return raise0(
          w_OverflowError,
          negative && this.code === 81 ? "can't convert negative int to unsigned" : "int too big to convert",
        );
    }
  }
  /** Makes it `length` items long. */
  resize(length: int): void {
    if (length === this.length) return;
    if (this.exports > 0) throw raise0(w_BufferError, "cannot resize an array that is exporting buffers");
    const needed = length * this.itemSize;
    if (needed > 2147483647) throw raise0(w_MemoryError, "");
    if (needed > this.bytes.length) {
      const room = length + intShr(length, 4) + (length < 8 ? 3 : 7);
      const more = new U8Array(room * this.itemSize);
      arrayCopy(this.bytes, 0, more, 0, this.length * this.itemSize);
      this.bytes = more;
    }
    this.length = length;
  }
  append(value: W_Object): void {
    const n = this.length;
    this.resize(n + 1);
    try {
      this.set(n, value);
    } catch (error) {
      this.length = n;
      throw error;
    }
  }
  /** Puts `more` (whole items) in place of the items from..to-1. */
  splice(from: int, to: int, more: U8Array): void {
    const size = this.itemSize;
    const count = intDiv(more.length, size);
    const tail = (this.length - to) * size;
    const by = count - (to - from);
    if (by > 0) {
      this.resize(this.length + by);
      arrayCopy(this.bytes, to * size, this.bytes, (to + by) * size, tail);
    } else if (by < 0) {
      if (this.exports > 0) throw raise0(w_BufferError, "cannot resize an array that is exporting buffers");
      arrayCopy(this.bytes, to * size, this.bytes, (to + by) * size, tail);
      this.resize(this.length + by);
    }
    arrayCopy(more, 0, this.bytes, from * size, more.length);
  }
  /** The bytes of `count` items from `start` on, in steps. */
  part(start: int, step: int, count: int): U8Array {
    const size = this.itemSize;
    const result = new U8Array(count * size);
    if (step === 1) arrayCopy(this.bytes, start * size, result, 0, count * size);
    else for (let i = 0; i < count; i++) arrayCopy(this.bytes, (start + i * step) * size, result, i * size, size);
    return result;
  }
  private position(key: W_Object, message: string): int {
    if (key.asIndex() === null) throw raise0(w_TypeError, "array indices must be integers");
    let index = toIndex(key);
    if (index < 0) index = index + this.length;
    if (index < 0 || index >= this.length) throw raise0(w_IndexError, message);
    return index;
  }
  override getItem(key: W_Object): W_Object | null {
    if (key instanceof W_Slice) {
      const range = resolveSlice(key, this.length);
      return arrayWith(this.code, this.part(range.start, range.step, range.count));
    }
    return this.get(this.position(key, "array index out of range"));
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    if (!(key instanceof W_Slice)) {
      this.set(this.position(key, "array assignment index out of range"), value);
      return true;
    }
    const other = value.unwrap();
    if (!(other instanceof W_Array))
      throw raise1(w_TypeError, 'can only assign array (not "%T") to array slice', value);
    if (other.code !== this.code) throw raise0(w_TypeError, "bad argument type for built-in operation");
    const range = resolveSlice(key, this.length);
    const items = other.part(0, 1, other.length);
    if (range.step === 1) this.splice(range.start, range.start + range.count, items);
    else {
      if (other.length !== range.count)
        throw raiseInts(
          w_ValueError,
          "attempt to assign array of size %d to extended slice of size %d",
          null,
          other.length,
          range.count,
        );
      const size = this.itemSize;
      for (let i = 0; i < range.count; i++)
        arrayCopy(items, i * size, this.bytes, (range.start + i * range.step) * size, size);
    }
    return true;
  }
  override delItem(key: W_Object): boolean {
    if (!(key instanceof W_Slice)) {
      const index = this.position(key, "array assignment index out of range");
      this.splice(index, index + 1, noBytes);
      return true;
    }
    const range = resolveSlice(key, this.length);
    if (range.step === 1) {
      this.splice(range.start, range.start + range.count, noBytes);
      return true;
    }
    for (let i = 0; i < range.count; i++) {
      // from the highest on, so that the others stay in place
      const at = range.step > 0 ? range.start + (range.count - 1 - i) * range.step : range.start + i * range.step;
      this.splice(at, at + 1, noBytes);
    }
    return true;
  }
  override contains(item: W_Object): int {
    for (let i = 0; i < this.length; i++) if (sameOrEqual(this.get(i), item)) return 1;
    return 0;
  }
  override iter(): W_Object | null {
    return new ArrayIterator(this);
  }
  override repr(): W_Str {
    return this.reprAs(w_array);
  }
  /** That of an object of the type, a derived one perhaps. */
  reprAs(type: W_Type): W_Str {
    const text = new StrBuilder();
    text.addStr(type.shortName());
    text.add("('");
    text.addChar(this.code);
    text.addChar(39);
    if (this.length > 0) {
      text.add(", ");
      text.addStr(this.isText() ? this.text().repr() : this.toList().repr());
    }
    text.addChar(41);
    return text.build();
  }
  text(): W_Str {
    const text = new StrBuilder();
    const memory = this.memory();
    for (let i = 0; i < this.length; i++) {
      const c = readUnsigned(memory, i * 4, 4);
      // raises the error that belongs there
      if (c > 0x10ffff) return decodeText(this.part(0, 1, this.length), wideEncoding, null);
      text.addChar(c);
    }
    return text.build();
  }
  toList(): W_List {
    const list = new W_List();
    for (let i = 0; i < this.length; i++) list.append(this.get(i));
    return list;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      if (!(other instanceof W_Array)) throw raise1(w_TypeError, 'can only append array (not "%T") to array', other);
      if (other.code !== this.code) throw raise0(w_TypeError, "bad argument type for built-in operation");
      const result = arrayWith(this.code, this.part(0, 1, this.length));
      result.splice(result.length, result.length, other.part(0, 1, other.length));
      return result;
    }
    return op === MUL ? this.repeat(other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.repeat(other) : null;
  }
  private repeat(count: W_Object): W_Array {
    const n = repetitions(count, this.length * this.itemSize, null);
    if (n < 0) throw raise1(w_TypeError, "can't multiply sequence by non-int of type '%T'", count);
    const size = this.length * this.itemSize;
    const bytes = new U8Array(n * size);
    for (let i = 0; i < n; i++) arrayCopy(this.bytes, 0, bytes, i * size, size);
    return arrayWith(this.code, bytes);
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      if (!(other.unwrap() instanceof W_Array))
        throw raise1(w_TypeError, 'can only extend array with array (not "%T")', other);
      extendArray(this, other);
      return this;
    }
    if (op !== MUL) return null;
    const result = this.repeat(other);
    this.splice(0, this.length, result.part(0, 1, result.length));
    return this;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Array)) return null;
    if (this.length !== other.length && (op === EQ || op === NE)) return newBool(op === NE);
    const n = this.length < other.length ? this.length : other.length;
    for (let i = 0; i < n; i++) {
      const a = this.get(i);
      const b = other.get(i);
      if (!sameOrEqual(a, b)) {
        if (op === EQ || op === NE) return newBool(op === NE);
        return compare(op, a, b);
      }
    }
    return newInt(this.length).compare(op, newInt(other.length));
  }
}
const noBytes = new U8Array(0);
/** Keeps the bytes. */
function arrayWith(code: int, bytes: U8Array): W_Array {
  const array = new W_Array(code);
  array.bytes = bytes;
  array.length = intDiv(bytes.length, array.itemSize);
  return array;
}
class ArrayBytes extends BytesBuffer {
  constructor(owner: W_Array) {
    super(owner, owner.bytes, 0, owner.length * owner.itemSize, false, owner.itemSize, owner.code);
  }
  override release(): void {
    const owner = this.owner as W_Array;
    owner.exports = owner.exports - 1;
  }
}

export const w_arrayiterator = iteratorType("arrayiterator");
export class ArrayIterator extends W_Iterator {
  array: W_Array | null;
  index: int = 0;
  constructor(array: W_Array) {
    super();
    this.array = array;
  }
  override getType(): W_Type {
    return w_arrayiterator;
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
    return array.get(index);
  }
}

// --- methods
const deprecatedCode = strOf("The 'u' type code is deprecated and will be removed in Python 3.16");
function array_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  if (type === w_array && kwnames !== null && kwnames.length > 0)
    throw raise0(w_TypeError, "array.array() takes no keyword arguments");
  // keywords are for the __init__ of a derived class
  const count = args.length - 1 - (kwnames === null ? 0 : kwnames.length);
  if (count === 0 || count > 2)
    throw raiseInts(
      w_TypeError,
      count === 0 ? "array() takes at least 1 argument (%d given)" : "array() takes at most 2 arguments (%d given)",
      null,
      count,
      0,
    );
  const codeText = args[1]!.unwrap();
  if (!(codeText instanceof W_Str))
    throw raise1(w_TypeError, "array() argument 1 must be a unicode character, not %T", args[1]!);
  if (codeText.length !== 1)
    throw raiseInts(
      w_TypeError,
      "array() argument 1 must be a unicode character, not a string of length %d",
      null,
      codeText.length,
      0,
    );
  const code = codeText.charAt(0);
  if (placeOf(code) < 0)
    throw raise0(w_ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  if (code === 117) issueWarning(w_DeprecationWarning, deprecatedCode);
  const array = new W_Array(code);
  if (count === 2) fill(array, args[2]!);
  return type === w_array ? array : new W_Instance(type, array);
}
function fill(array: W_Array, source: W_Object): void {
  const plain = source.unwrap();
  if (plain instanceof W_Str) {
    if (!array.isText())
      throw raise1(w_TypeError, "cannot use a str to initialize an array with typecode '%S'", charStr(array.code));
    for (let i = 0; i < plain.length; i++) array.append(charStr(plain.charAt(i)));
    return;
  }
  if (plain instanceof W_Array) {
    if (plain.code === array.code) {
      array.splice(0, 0, plain.part(0, 1, plain.length));
      return;
    }
    if (plain.isText() !== array.isText())
      throw raiseFull(
        w_TypeError,
        "cannot use a unicode array to initialize an array with typecode '%S'",
        charStr(array.code),
        null,
        0,
        0,
      );
  }
  const bytes =
    plain instanceof W_Array || plain instanceof W_List || plain instanceof W_Tuple ? null : bytesLike(plain);
  if (bytes !== null) addBytes(array, bytes);
  else addItems(array, source);
}
function addItems(array: W_Array, iterable: W_Object): void {
  const iterator = iter(iterable);
  for (;;) {
    const item = iterator.next();
    if (item === null) return;
    array.append(item);
  }
}
function addBytes(array: W_Array, bytes: U8Array): void {
  if (bytes.length % array.itemSize !== 0) throw raise0(w_ValueError, "bytes length not a multiple of item size");
  array.splice(array.length, array.length, bytes);
}
function extendArray(array: W_Array, iterable: W_Object): void {
  const other = iterable.unwrap();
  if (other instanceof W_Array) {
    if (other.code !== array.code) throw raise0(w_TypeError, "can only extend with array of same kind");
    array.splice(array.length, array.length, other.part(0, 1, other.length));
  } else addItems(array, iterable);
}
function array_append(self: W_Object, value: W_Object): W_Object {
  (self as W_Array).append(value);
  return w_None;
}
function array_extend(self: W_Object, iterable: W_Object): W_Object {
  extendArray(self as W_Array, iterable);
  return w_None;
}
function array_insert(self: W_Object, index: W_Object, value: W_Object): W_Object {
  const array = self as W_Array;
  const at = clampIndex(toSsize(index), array.length);
  const single = new W_Array(array.code);
  single.append(value);
  array.splice(at, at, single.part(0, 1, 1));
  return w_None;
}
function array_pop(self: W_Object, index: W_Object | null): W_Object {
  const array = self as W_Array;
  let at = index === null ? -1 : toSsize(index);
  if (array.length === 0) throw raise0(w_IndexError, "pop from empty array");
  if (at < 0) at = at + array.length;
  if (at < 0 || at >= array.length) throw raise0(w_IndexError, "pop index out of range");
  const value = array.get(at);
  array.splice(at, at + 1, noBytes);
  return value;
}
function indexOf(array: W_Array, value: W_Object, from: int, to: int): int {
  for (let i = from; i < to && i < array.length; i++) if (sameOrEqual(array.get(i), value)) return i;
  return -1;
}
function array_remove(self: W_Object, value: W_Object): W_Object {
  const array = self as W_Array;
  const at = indexOf(array, value, 0, array.length);
  if (at < 0) throw raise0(w_ValueError, "array.remove(x): x not in array");
  array.splice(at, at + 1, noBytes);
  return w_None;
}
function array_index(self: W_Object, value: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const array = self as W_Array;
  const at = indexOf(array, value, sliceStart(start, array.length), sliceStop(stop, array.length));
  if (at < 0) throw raise0(w_ValueError, "array.index(x): x not in array");
  return newInt(at);
}
function array_count(self: W_Object, value: W_Object): W_Object {
  const array = self as W_Array;
  let n = 0;
  for (let i = 0; i < array.length; i++) if (sameOrEqual(array.get(i), value)) n++;
  return newInt(n);
}
function array_reverse(self: W_Object): W_Object {
  const array = self as W_Array;
  if (array.length > 0) {
    const reversed = array.part(array.length - 1, -1, array.length);
    arrayCopy(reversed, 0, array.bytes, 0, reversed.length);
  }
  return w_None;
}
function array_byteswap(self: W_Object): W_Object {
  const array = self as W_Array;
  const size = array.itemSize;
  const copy = array.part(0, 1, array.length);
  for (let i = 0; i < array.length; i++)
    for (let k = 0; k < size; k++) array.bytes[i * size + k] = copy[i * size + size - 1 - k]!;
  return w_None;
}
function array_frombytes(self: W_Object, buffer: W_Object): W_Object {
  const bytes = bytesLike(buffer);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", buffer);
  addBytes(self as W_Array, buffer.unwrap() === self ? (self as W_Array).part(0, 1, self.len()) : bytes);
  return w_None;
}
function array_tobytes(self: W_Object): W_Object {
  const array = self as W_Array;
  return new W_Bytes(array.part(0, 1, array.length));
}
function array_fromlist(self: W_Object, list: W_Object): W_Object {
  const array = self as W_Array;
  const plain = list.unwrap();
  if (!(plain instanceof W_List)) throw raise0(w_TypeError, "arg must be list");
  const before = array.length;
  try {
    for (let i = 0; i < plain.length; i++) array.append(plain.get(i));
  } catch (error) {
    if (array.exports === 0) array.resize(before);
    throw error;
  }
  return w_None;
}
function array_tolist(self: W_Object): W_Object {
  return (self as W_Array).toList();
}
function array_fromunicode(self: W_Object, text: W_Object): W_Object {
  const array = self as W_Array;
  const plain = text.unwrap();
  if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "fromunicode() argument must be str, not %T", text);
  if (!array.isText())
    throw raise0(w_ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  for (let i = 0; i < plain.length; i++) array.append(charStr(plain.charAt(i)));
  return w_None;
}
function array_tounicode(self: W_Object): W_Object {
  const array = self as W_Array;
  if (!array.isText()) throw raise0(w_ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  return array.text();
}
const n_read = intern("read");
const n_write = intern("write");
function array_fromfile(self: W_Object, file: W_Object, count: W_Object): W_Object {
  const array = self as W_Array;
  const wanted = toInt(count) * array.itemSize;
  if (wanted < 0) throw raise0(w_ValueError, "negative count");
  const data = getAttr(file, n_read).call1(newInt(wanted));
  const bytes = data.unwrap();
  if (!(bytes instanceof W_Bytes)) throw raise0(w_TypeError, "read() didn't return bytes");
  addBytes(array, bytes.items);
  if (bytes.items.length < wanted) throw raise0(w_EOFError, "read() returned not enough bytes");
  return w_None;
}
function array_tofile(self: W_Object, file: W_Object): W_Object {
  getAttr(file, n_write).call1(array_tobytes(self));
  return w_None;
}
function array_buffer_info(self: W_Object): W_Object {
  return newTuple2(newInt(0), newInt((self as W_Array).length));
}
function array_clear(self: W_Object): W_Object {
  (self as W_Array).resize(0);
  return w_None;
}
function array_copy(self: W_Object): W_Object {
  const array = self as W_Array;
  return arrayWith(array.code, array.part(0, 1, array.length));
}
function array_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return array_copy(self);
}
function array_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_Array).reprAs(self.getType());
}
function array_typecode(self: W_Object): W_Object {
  return charStr((self as W_Array).code);
}
function array_itemsize(self: W_Object): W_Object {
  return newInt((self as W_Array).itemSize);
}
defStatic(w_array, "__new__(cls, *args, **kwargs)", array_new);
defSlots(
  w_array,
  "__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ " +
    `__add__ __mul__ __rmul__ __iadd__ __imul__ ${COMPARISON_SLOTS}`,
);
w_array.dict.set(n_hash, w_None);
defWhole(w_array, "__repr__(self, /)", array_repr);
def(w_array, "append(self, v, /)", array_append);
def(w_array, "extend(self, bb, /)", array_extend);
def(w_array, "insert(self, i, v, /)", array_insert);
def(w_array, "pop(self, i=-1, /)", array_pop);
def(w_array, "remove(self, v, /)", array_remove);
def(w_array, "index(self, v, start=0, stop=None, /)", array_index);
def(w_array, "count(self, v, /)", array_count);
def(w_array, "reverse(self, /)", array_reverse);
def(w_array, "byteswap(self, /)", array_byteswap);
def(w_array, "frombytes(self, buffer, /)", array_frombytes);
def(w_array, "tobytes(self, /)", array_tobytes);
def(w_array, "fromlist(self, list, /)", array_fromlist);
def(w_array, "tolist(self, /)", array_tolist);
def(w_array, "fromunicode(self, ustr, /)", array_fromunicode);
def(w_array, "tounicode(self, /)", array_tounicode);
def(w_array, "fromfile(self, f, n, /)", array_fromfile);
def(w_array, "tofile(self, f, /)", array_tofile);
def(w_array, "buffer_info(self, /)", array_buffer_info);
def(w_array, "clear(self, /)", array_clear);
def(w_array, "__copy__(self, /)", array_copy);
def(w_array, "__deepcopy__(self, unused, /)", array_deepcopy);
defGeneric(w_array);
getter(w_array, "typecode", array_typecode);
getter(w_array, "itemsize", array_itemsize);
defSlots(w_arrayiterator, "__iter__ __next__");

const n_abc = intern("collections.abc");
const n_MutableSequence = intern("MutableSequence");
const n_register = intern("register");
function prepare(_module: W_Module): void {
  const library = importLibrary(n_abc, newTuple(args1(n_MutableSequence)));
  getAttr(getAttr(library, n_MutableSequence), n_register).call1(w_array);
}
defineBuffer(w_array);
export const arrayModule = defineModule("array", [], {
  array: w_array,
  ArrayType: w_array,
  typecodes: strOf(CODES),
});
arrayModule.prepare = prepare;
