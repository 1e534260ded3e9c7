// The module _struct: Python values as bytes and back, by a format (structlayout.ts).

import {
  arrayCopy,
  type float,
  floatFromBits32,
  floatHigh32,
  floatLow32,
  type int,
  intAnd,
  intDiv,
  intShl,
  intShr,
  newArray,
  U8Array,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction, def, defStatic, getter } from "./builtin.ts";
import { W_ByteArray } from "./bytearray.ts";
import { newBytes, W_Bytes } from "./bytes.ts";
import { W_Complex } from "./complex.ts";
import { W_Dict } from "./dict.ts";
import { type OperationError, raise0, raise1, raiseInts, w_OverflowError, w_TypeError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { newLong, type W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import { SUB, W_Object } from "./object.ts";
import { indexObject, toFloat, toIndex, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { floatOfBits, smallFloatBits } from "./smallfloat.ts";
import {
  BOOL,
  BYTES,
  CHAR,
  COMPLEX,
  FIELDS,
  FLOATING,
  INTEGER,
  type Layout,
  layoutOf,
  PASCAL,
  UNSIGNED,
  w_struct_error,
} from "./structlayout.ts";
import { StrBuilder, strOf, W_Str } from "./text.ts";
import { emptyTuple, newTuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_struct = builtinType("_struct.Struct");
w_struct.hasWeakref = true;
w_struct.solidBase = w_struct;

// --- packing

/** Puts the low `size` bytes of a two's complement of 64 bits, given as two words. */
function putWords(target: U8Array, at: int, size: int, big: boolean, high: u32, low: u32): void {
  for (let i = 0; i < size; i++) {
    const byte = i < 4 ? (low >>> (8 * i)) & 255 : (high >>> (8 * (i - 4))) & 255;
    target[big ? at + size - 1 - i : at + i] = byte;
  }
}
function notInRange(size: int, unsigned: boolean, character: int): OperationError {
  const text = new StrBuilder();
  text.addChar(39);
  text.addChar(character);
  text.add("' format requires ");
  const top = newLong(1, shiftedOne(8 * size - (unsigned ? 0 : 1)));
  if (unsigned) text.addChar(48);
  else text.addStr(newLong(-1, shiftedOne(8 * size - 1)).repr());
  text.add(" <= number <= ");
  text.addStr(less(top).repr());
  return raise1(w_struct_error, "%S", text.build());
}
/** 2**bits */
function shiftedOne(bits: int): U32Array {
  const limbs = new U32Array(intDiv(bits, 32) + 1);
  limbs[limbs.length - 1] = wrapU32(intShl(1, bits % 32));
  return limbs;
}
function less(value: W_Object): W_Object {
  return value.binary(SUB, newInt(1))!;
}

function putInteger(
  target: U8Array,
  at: int,
  size: int,
  big: boolean,
  unsigned: boolean,
  character: int,
  object: W_Object,
): void {
  if (object.asIndex() === null) throw raise0(w_struct_error, "required argument is not an integer");
  const value = indexObject(object);
  if (value instanceof W_Int) {
    const n = value.value;
    let fits = true;
    if (size < 8) {
      const top = intShl(1, 8 * size - (unsigned ? 0 : 1));
      fits = n < top && (unsigned ? n >= 0 : n >= -top);
    } else if (unsigned) fits = n >= 0;
    if (!fits) throw notInRange(size, unsigned, character);
    putWords(target, at, size, big, wrapU32(intAnd(intShr(n, 32), 4294967295)), wrapU32(intAnd(n, 4294967295)));
    return;
  }
  const long = value as W_Long;
  const limbs = long.magnitude;
  let low: u32 = limbs[0]!;
  let high: u32 = limbs.length > 1 ? limbs[1]! : 0;
  const negative = long.sign < 0;
  if (negative) {
    const borrow = low === 0 ? 1 : 0;
    low = wrapU32(4294967296 - low);
    high = wrapU32(wrapU32(~high) + borrow);
  }
  // a negative number has a sign bit, others have none
  const fits = size === 8 && limbs.length <= 2 && (unsigned ? !negative : high >= 2147483648 === negative);
  if (!fits) throw notInRange(size, unsigned, character);
  putWords(target, at, size, big, high, low);
}
function putFloat(target: U8Array, at: int, size: int, big: boolean, native: boolean, value: float): void {
  if (size === 8) {
    putWords(target, at, 8, big, floatHigh32(value), floatLow32(value));
    return;
  }
  let bits = size === 4 ? smallFloatBits(value, 8, 23) : smallFloatBits(value, 5, 10);
  // C's own conversion, which native formats use, makes an infinity of it
  if (bits < 0 && native && size === 4) bits = value < 0.0 ? 0xff800000 : 0x7f800000;
  if (bits < 0)
    throw raise0(
      w_OverflowError,
      size === 4 ? "float too large to pack with f format" : "float too large to pack with e format",
    );
  putWords(target, at, size, big, 0, wrapU32(bits));
}
function floatOf(object: W_Object): float {
  const plain = object.unwrap();
  if (plain instanceof W_Str || plain instanceof W_Bytes || plain === w_None || plain instanceof W_Complex)
    throw raise0(w_struct_error, "required argument is not a float");
  return toFloat(object);
}
function putText(target: U8Array, at: int, size: int, pascal: boolean, object: W_Object): void {
  const plain = object.unwrap();
  const bytes = plain instanceof W_Bytes || plain instanceof W_ByteArray ? bytesLike(plain) : null;
  if (bytes === null)
    throw raise0(
      w_struct_error,
      pascal ? "argument for 'p' must be a bytes object" : "argument for 's' must be a bytes object",
    );
  if (!pascal) {
    arrayCopy(bytes, 0, target, at, bytes.length < size ? bytes.length : size);
    return;
  }
  if (size === 0) return;
  let count = bytes.length < size - 1 ? bytes.length : size - 1;
  arrayCopy(bytes, 0, target, at + 1, count);
  if (count > 255) count = 255;
  target[at] = count;
}
function putItem(
  target: U8Array,
  at: int,
  kind: int,
  size: int,
  layout: Layout,
  character: int,
  object: W_Object,
): void {
  const big = layout.big;
  const native = layout.native;
  switch (kind) {
    case INTEGER:
    case UNSIGNED:
      putInteger(target, at, size, big, kind === UNSIGNED, character, object);
      break;
    case FLOATING:
      putFloat(target, at, size, big, native, floatOf(object));
      break;
    case CHAR: {
      const plain = object.unwrap();
      if (!(plain instanceof W_Bytes) || plain.items.length !== 1)
        throw raise0(w_struct_error, "char format requires a bytes object of length 1");
      target[at] = plain.items[0]!;
      break;
    }
    case BOOL:
      target[at] = object.isTrue() ? 1 : 0;
      break;
    case COMPLEX: {
      const plain = object.unwrap();
      const half = intDiv(size, 2);
      if (plain instanceof W_Complex) {
        putFloat(target, at, half, big, native, plain.re);
        putFloat(target, at + half, half, big, native, plain.im);
      } else {
        putFloat(target, at, half, big, native, toFloat(object));
        putFloat(target, at + half, half, big, native, 0.0);
      }
      break;
    }
    default:
      putText(target, at, size, kind === PASCAL, object);
  }
}
/** The values args[first..] as bytes. */
function packed(layout: Layout, args: W_Object[], first: int, name: string): U8Array {
  if (args.length - first !== layout.values)
    throw raiseInts(w_struct_error, name, null, layout.values, args.length - first);
  const target = newBytes(layout.size);
  const runs = layout.runs;
  let next = first;
  for (let r = 0; r < runs.length; r = r + FIELDS) {
    const size = runs[r + 1]!;
    const count = runs[r + 3]!;
    for (let i = 0; i < count; i++) {
      putItem(target, runs[r + 2]! + i * size, runs[r]!, size, layout, runs[r + 4]!, args[next]!);
      next++;
    }
  }
  return target;
}

// --- unpacking

function wordAt(bytes: U8Array, at: int, size: int, big: boolean): int {
  let value: int = 0;
  for (let i = 0; i < size; i++) value = value * 256 + bytes[big ? at + i : at + size - 1 - i]!;
  return value;
}
function integerAt(bytes: U8Array, at: int, size: int, big: boolean, unsigned: boolean): W_Object {
  if (size < 8) {
    const value = wordAt(bytes, at, size, big);
    const top = intShl(1, 8 * size - 1);
    return newInt(!unsigned && value >= top ? value - 2 * top : value);
  }
  let low: u32 = wrapU32(wordAt(bytes, big ? at + 4 : at, 4, big));
  let high: u32 = wrapU32(wordAt(bytes, big ? at : at + 4, 4, big));
  if (high < 1048576) return newInt(high * 4294967296 + low);
  const negative = !unsigned && high >= 2147483648;
  if (negative) {
    const borrow = low === 0 ? 1 : 0;
    low = wrapU32(4294967296 - low);
    high = wrapU32(wrapU32(~high) + borrow);
  }
  const limbs = new U32Array(high === 0 ? 1 : 2);
  limbs[0] = low;
  if (high !== 0) limbs[1] = high;
  return newLong(negative ? -1 : 1, limbs);
}
function floatAt(bytes: U8Array, at: int, size: int, big: boolean): float {
  if (size === 8)
    return floatFromBits32(
      wrapU32(wordAt(bytes, big ? at : at + 4, 4, big)),
      wrapU32(wordAt(bytes, big ? at + 4 : at, 4, big)),
    );
  const bits = wordAt(bytes, at, size, big);
  return size === 4 ? floatOfBits(bits, 8, 23) : floatOfBits(bits, 5, 10);
}
function part(bytes: U8Array, from: int, count: int): W_Object {
  const items = new U8Array(count);
  arrayCopy(bytes, from, items, 0, count);
  return new W_Bytes(items);
}
function itemAt(bytes: U8Array, at: int, kind: int, size: int, big: boolean): W_Object {
  switch (kind) {
    case INTEGER:
      return integerAt(bytes, at, size, big, false);
    case UNSIGNED:
      return integerAt(bytes, at, size, big, true);
    case FLOATING:
      return newFloat(floatAt(bytes, at, size, big));
    case CHAR:
      return part(bytes, at, 1);
    case BOOL:
      return newBool(bytes[at] !== 0);
    case BYTES:
      return part(bytes, at, size);
    case COMPLEX: {
      const half = intDiv(size, 2);
      return new W_Complex(floatAt(bytes, at, half, big), floatAt(bytes, at + half, half, big));
    }
    default: {
      const length: int = size === 0 ? 0 : bytes[at]!;
      return part(bytes, at + 1, length < size ? length : size === 0 ? 0 : size - 1);
    }
  }
}
function unpacked(layout: Layout, bytes: U8Array, from: int): W_Object {
  if (layout.values === 0) return emptyTuple;
  const items = newArray<W_Object>(layout.values);
  const runs = layout.runs;
  let next = 0;
  for (let r = 0; r < runs.length; r = r + FIELDS) {
    const size = runs[r + 1]!;
    const count = runs[r + 3]!;
    for (let i = 0; i < count; i++) {
      items[next] = itemAt(bytes, from + runs[r + 2]! + i * size, runs[r]!, size, layout.big);
      next++;
    }
  }
  return newTuple(items);
}

// --- Struct

const noLayout: Layout = layoutOf(strOf(""));

export class W_Struct extends W_Object {
  format: W_Str = strOf("");
  layout: Layout = noLayout;
  override getType(): W_Type {
    return w_struct;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("Struct(");
    text.addStr(this.format.repr());
    text.addChar(41);
    return text.build();
  }
}
function formatText(object: W_Object, name: string): W_Str {
  const plain = object.unwrap();
  if (plain instanceof W_Str) return plain;
  if (plain instanceof W_Bytes) return plain.latin();
  throw raise1(w_TypeError, name, object);
}
const BAD_FORMAT = "Struct() argument 1 must be a str or bytes object, not %T";
function struct_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0]!;
  return type === w_struct ? new W_Struct() : new W_Instance(type as W_Type, new W_Struct());
}
function struct_init(self: W_Object, format: W_Object): W_Object {
  const struct = self as W_Struct;
  const text = formatText(format, BAD_FORMAT);
  struct.layout = layoutOf(text);
  struct.format = text;
  return w_None;
}
function packNew(layout: Layout, args: W_Object[], first: int): W_Object {
  return new W_Bytes(packed(layout, args, first, "pack expected %d items for packing (got %d)"));
}
function intoError(template: string, a: int, b: int, c: int, d: int): OperationError {
  // a template with one more number than raiseInts fills
  const text = new StrBuilder();
  let n = 0;
  for (let i = 0; i < template.length; i++) {
    const ch = template.charCodeAt(i);
    if (ch !== 35) {
      text.addChar(ch);
      continue;
    }
    text.addInt(n === 0 ? a : n === 1 ? b : n === 2 ? c : d);
    n++;
  }
  return raise1(w_struct_error, "%S", text.build());
}
/** args: buffer, offset, values, from `first` on. */
function packInto(layout: Layout, args: W_Object[], first: int): W_Object {
  const given = args.length - first;
  if (given === 0) throw raise0(w_struct_error, "pack_into expected buffer argument");
  if (given === 1) throw raise0(w_struct_error, "pack_into expected offset argument");
  if (given - 2 !== layout.values)
    throw raiseInts(w_struct_error, "pack_into expected %d items for packing (got %d)", null, layout.values, given - 2);
  const owner = args[first]!;
  const buffer = owner.unwrap().buffer();
  if (buffer === null || buffer.readonly)
    throw raise1(w_TypeError, "argument must be read-write bytes-like object, not %T", owner);
  let offset = toIndex(args[first + 1]!);
  const length = buffer.length;
  buffer.release();
  if (offset < 0) {
    if (offset + layout.size > 0) throw intoError("no space to pack # bytes at offset #", layout.size, offset, 0, 0);
    if (offset + length < 0) throw intoError("offset # out of range for #-byte buffer", offset, length, 0, 0);
    offset = offset + length;
  }
  if (length - offset < layout.size)
    throw intoError(
      "pack_into requires a buffer of at least # bytes for packing # bytes at offset # (actual buffer size is #)",
      layout.size + offset,
      layout.size,
      offset,
      length,
    );
  const bytes = packed(layout, args, first + 2, "pack_into expected %d items for packing (got %d)");
  // converting the values may have changed the buffer's owner
  const target = owner.unwrap().buffer();
  if (target === null || target.length < offset + bytes.length) throw raise0(w_struct_error, "buffer changed size");
  for (let i = 0; i < bytes.length; i++) target.setByteAt(offset + i, bytes[i]!);
  target.release();
  return w_None;
}
function bufferOf(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return bytes;
}
function unpackAll(layout: Layout, buffer: W_Object): W_Object {
  const bytes = bufferOf(buffer);
  if (bytes.length !== layout.size)
    throw raiseInts(w_struct_error, "unpack requires a buffer of %d bytes", null, layout.size, 0);
  return unpacked(layout, bytes, 0);
}
function unpackFrom(layout: Layout, buffer: W_Object, at: W_Object | null): W_Object {
  const bytes = bufferOf(buffer);
  let offset = at === null ? 0 : toInt(at);
  if (offset < 0) {
    if (offset + layout.size > 0)
      throw intoError("not enough data to unpack # bytes at offset #", layout.size, offset, 0, 0);
    if (offset + bytes.length < 0)
      throw intoError("offset # out of range for #-byte buffer", offset, bytes.length, 0, 0);
    offset = offset + bytes.length;
  }
  if (bytes.length - offset < layout.size)
    throw intoError(
      "unpack_from requires a buffer of at least # bytes for unpacking # bytes at offset # (actual buffer size is #)",
      layout.size + offset,
      layout.size,
      offset,
      bytes.length,
    );
  return unpacked(layout, bytes, offset);
}

const w_unpack_iterator = iteratorType("_struct.unpack_iterator");
class UnpackIterator extends W_Iterator {
  readonly layout: Layout;
  readonly source: W_Object;
  at: int = 0;
  constructor(layout: Layout, source: W_Object) {
    super();
    this.layout = layout;
    this.source = source;
  }
  override getType(): W_Type {
    return w_unpack_iterator;
  }
  override next(): W_Object | null {
    const bytes = bufferOf(this.source);
    if (this.at + this.layout.size > bytes.length) return null;
    const result = unpacked(this.layout, bytes, this.at);
    this.at = this.at + this.layout.size;
    return result;
  }
}
function unpackIterator_lengthHint(self: W_Object): W_Object {
  const it = self as UnpackIterator;
  return newInt(intDiv(bufferOf(it.source).length - it.at, it.layout.size));
}
defSlots(w_unpack_iterator, "__iter__ __next__");
def(w_unpack_iterator, "__length_hint__(self, /)", unpackIterator_lengthHint);
function iterUnpack(layout: Layout, buffer: W_Object): W_Object {
  if (layout.size === 0) throw raise0(w_struct_error, "cannot iteratively unpack with a struct of length 0");
  const bytes = bufferOf(buffer);
  if (bytes.length % layout.size !== 0)
    throw raiseInts(
      w_struct_error,
      "iterative unpacking requires a buffer of a multiple of %d bytes",
      null,
      layout.size,
      0,
    );
  return new UnpackIterator(layout, buffer);
}
function struct_pack(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return packNew((args[0] as W_Struct).layout, args, 1);
}
function struct_pack_into(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return packInto((args[0] as W_Struct).layout, args, 1);
}
function struct_unpack(self: W_Object, buffer: W_Object): W_Object {
  return unpackAll((self as W_Struct).layout, buffer);
}
function struct_unpack_from(self: W_Object, buffer: W_Object, offset: W_Object | null): W_Object {
  return unpackFrom((self as W_Struct).layout, buffer, offset);
}
function struct_iter_unpack(self: W_Object, buffer: W_Object): W_Object {
  return iterUnpack((self as W_Struct).layout, buffer);
}
function struct_format(self: W_Object): W_Object {
  return (self as W_Struct).format;
}
function struct_size(self: W_Object): W_Object {
  return newInt((self as W_Struct).layout.size);
}
defStatic(w_struct, "__new__(cls, *args)", struct_new);
def(w_struct, "__init__(self, format)", struct_init);
def(w_struct, "pack(self, *args)", struct_pack);
def(w_struct, "pack_into(self, *args)", struct_pack_into);
def(w_struct, "unpack(self, buffer, /)", struct_unpack);
def(w_struct, "unpack_from(self, /, buffer, offset=0)", struct_unpack_from);
def(w_struct, "iter_unpack(self, buffer, /)", struct_iter_unpack);
getter(w_struct, "format", struct_format);
getter(w_struct, "size", struct_size);
defSlots(w_struct, "__repr__");

// --- functions, with the layouts of formats used lately

const layouts: W_Dict[] = [new W_Dict()];
const LAYOUTS_KEPT = 100;
function layoutFor(format: W_Object): Layout {
  const text = formatText(format, BAD_FORMAT);
  const cache = layouts[0]!;
  const known = cache.get(text);
  if (known instanceof W_Struct) return known.layout;
  const struct = new W_Struct();
  struct.layout = layoutOf(text);
  struct.format = text;
  if (cache.count >= LAYOUTS_KEPT) cache.clear();
  cache.set(text, struct);
  return struct.layout;
}
function module_calcsize(format: W_Object): W_Object {
  return newInt(layoutFor(format).size);
}
function module_pack(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length === 0) throw raise0(w_TypeError, "pack expected at least 1 argument, got 0");
  return packNew(layoutFor(args[0]!), args, 1);
}
function module_pack_into(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length === 0) throw raise0(w_TypeError, "pack_into expected at least 3 arguments, got 0");
  return packInto(layoutFor(args[0]!), args, 1);
}
function module_unpack(format: W_Object, buffer: W_Object): W_Object {
  return unpackAll(layoutFor(format), buffer);
}
function module_unpack_from(format: W_Object, buffer: W_Object, offset: W_Object | null): W_Object {
  return unpackFrom(layoutFor(format), buffer, offset);
}
function module_iter_unpack(format: W_Object, buffer: W_Object): W_Object {
  return iterUnpack(layoutFor(format), buffer);
}
function module_clearcache(): W_Object {
  layouts[0]!.clear();
  return w_None;
}
defineModule(
  "_struct",
  [
    builtinFunction("calcsize(format, /)", module_calcsize),
    builtinFunction("pack(*args)", module_pack),
    builtinFunction("pack_into(*args)", module_pack_into),
    builtinFunction("unpack(format, buffer, /)", module_unpack),
    builtinFunction("unpack_from(format, /, buffer, offset=0)", module_unpack_from),
    builtinFunction("iter_unpack(format, buffer, /)", module_iter_unpack),
    builtinFunction("_clearcache()", module_clearcache),
  ],
  { Struct: w_struct, error: w_struct_error },
);
