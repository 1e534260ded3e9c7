// int.to_bytes and int.from_bytes, and __getnewargs__ and __sizeof__ of numbers and texts.

import type { int } from "../rts/index.ts";
import { intAnd, intDiv, intShr, newArray, type U8Array, U32Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, defClass } from "./builtin.ts";
import { bytesOfIterable, newBytes, W_Bytes } from "./bytes.ts";
import { raise0, raise1, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, W_Bool, type W_Int } from "./int.ts";
import { longFromInt, newLong, W_Long } from "./long.ts";
import { magBitLength, trim } from "./magnitude.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";
import { w_float, w_int, w_str } from "./types.ts";

const littleText = intern("little");
const bigText = intern("big");
function isLittle(order: W_Object | null): boolean {
  if (order === null) return false;
  const text = order.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "to_bytes() argument 'byteorder' must be str, not %T", order);
  if (text.equals(littleText)) return true;
  if (text.equals(bigText)) return false;
  throw raise0(w_ValueError, "byteorder must be either 'little' or 'big'");
}
function int_to_bytes(
  self: W_Object,
  length: W_Object | null,
  order: W_Object | null,
  signed: W_Object | null,
): W_Object {
  const size = length === null ? 1 : toInt(length);
  const little = isLittle(order);
  if (size < 0) throw raise0(w_ValueError, "length argument must be non-negative");
  const isSigned = signed !== null && signed.isTrue();
  const long = self instanceof W_Long ? self : longFromInt((self as W_Int).value);
  if (long.sign < 0 && !isSigned) throw raise0(w_OverflowError, "can't convert negative int to unsigned");
  const limbs = long.magnitude;
  const bits = magBitLength(limbs);
  let fits = bits <= size * 8;
  if (isSigned && bits >= size * 8) fits = long.sign < 0 && bits === size * 8 && isPowerOfTwo(limbs);
  if (long.sign === 0) fits = true;
  if (!fits) throw raise0(w_OverflowError, "int too big to convert");
  const bytes = newBytes(size);
  let carry = 1;
  for (let i = 0; i < size; i++) {
    const at = intDiv(i, 4);
    const limb: int = at < limbs.length ? limbs[at]! : 0;
    let byte = intAnd(intShr(limb, 8 * (i - at * 4)), 255);
    if (long.sign < 0) {
      // two's complement
      byte = 255 - byte + carry;
      carry = byte > 255 ? 1 : 0;
      byte = intAnd(byte, 255);
    }
    bytes[little ? i : size - 1 - i] = byte;
  }
  return new W_Bytes(bytes);
}
function isPowerOfTwo(limbs: U32Array): boolean {
  const top: int = limbs[limbs.length - 1]!;
  for (let i = 0; i < limbs.length - 1; i++) if (limbs[i]! !== 0) return false;
  return intAnd(top, top - 1) === 0;
}
/** An int from bytes, two's complement when `signed`. */
export function intFromBytes(bytes: U8Array, little: boolean, signed: boolean): W_Object {
  const n = bytes.length;
  const limbs = new U32Array(intDiv(n + 3, 4));
  const top: int = n === 0 ? 0 : bytes[little ? n - 1 : 0]!;
  const negative = signed && top > 127;
  let carry = 1;
  let limb: int = 0;
  let unit: int = 1;
  for (let i = 0; i < n; i++) {
    let byte: int = bytes[little ? i : n - 1 - i]!;
    if (negative) {
      byte = 255 - byte + carry;
      carry = byte > 255 ? 1 : 0;
      byte = intAnd(byte, 255);
    }
    limb = limb + byte * unit;
    unit = unit * 256;
    if (intAnd(i, 3) === 3 || i === n - 1) {
      limbs[intDiv(i, 4)] = limb;
      limb = 0;
      unit = 1;
    }
  }
  const magnitude = trim(limbs);
  // -2**(8n): the complement of zeros has no bits left
  return newLong(negative ? -1 : 1, magnitude);
}
const n_bytes = intern("__bytes__");
function int_from_bytes(type: W_Object, source: W_Object, order: W_Object | null, signed: W_Object | null): W_Object {
  const little = isLittle(order);
  let bytes = bytesLike(source);
  if (bytes === null) {
    const own = source.getType().lookup(n_bytes);
    if (own !== null) {
      const converted = own.descrGet(source, source.getType()).call0().unwrap();
      if (!(converted instanceof W_Bytes))
        throw raise1(w_TypeError, "__bytes__ returned non-bytes (type %T)", converted);
      bytes = converted.items;
    } else {
      if (source.unwrap() instanceof W_Str || source.iter() === null)
        throw raise1(w_TypeError, "cannot convert '%T' object to bytes", source);
      bytes = bytesOfIterable(source, "bytes must be in range(0, 256)");
    }
  }
  const value = intFromBytes(bytes, little, signed !== null && signed.isTrue());
  return type === w_int ? value : type.call1(value);
}
function oneTuple(value: W_Object): W_Object {
  const items = newArray<W_Object>(1);
  items[0] = value;
  return newTuple(items);
}
function int_getnewargs(self: W_Object): W_Object {
  return oneTuple(self instanceof W_Bool ? newInt(self.value) : self);
}
function self_getnewargs(self: W_Object): W_Object {
  return oneTuple(self);
}

def(w_int, "to_bytes(self, length=1, byteorder='big', *, signed=False)", int_to_bytes);
defClass(w_int, "from_bytes(type, bytes, byteorder='big', *, signed=False)", int_from_bytes);
def(w_int, "__getnewargs__(self, /)", int_getnewargs);
def(w_float, "__getnewargs__(self, /)", self_getnewargs);
def(w_str, "__getnewargs__(self, /)", self_getnewargs);
