// Items in memory by the format characters of the module struct, native sizes, little-endian: what memoryview and array.array read and write.

import {
  type float,
  floatAbs,
  floatFromBits32,
  floatHigh32,
  floatLow32,
  floatToInt,
  type int,
  intAddOvf,
  intAnd,
  intDiv,
  intMod,
  intMulOvf,
  intShl,
  intShr,
  intToFloat,
  overflowed,
  U32Array,
} from "../rts/index.ts";
import type { Buffer } from "./buffer.ts";
import { libmFloor } from "./externals.ts";
import { isInfinite, isNegative, isNotANumber, newFloat } from "./float.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { longFromInt, newLong, scale, W_Long } from "./long.ts";
import { trim } from "./magnitude.ts";
import type { W_Object } from "./object.ts";

/** Bytes of an item; 0: no such format. */
export function formatSize(format: int): int {
  switch (format) {
    case 98: // b
    case 66: // B
    case 99: // c
    case 63: // ?
      return 1;
    case 104: // h
    case 72: // H
    case 101: // e
      return 2;
    case 105: // i
    case 73: // I
    case 102: // f
    case 117: // u
    case 119: // w
      return 4;
    case 108: // l
    case 76: // L
    case 113: // q
    case 81: // Q
    case 110: // n
    case 78: // N
    case 80: // P
    case 100: // d
      return 8;
    default:
      return 0;
  }
}
/** Formats of ints with a sign. */
export function isSignedFormat(format: int): boolean {
  return format === 98 || format === 104 || format === 105 || format === 108 || format === 113 || format === 110;
}
/** b B h H i I l L q Q n N P */
export function isIntFormat(format: int): boolean {
  if (isSignedFormat(format)) return true;
  return (
    format === 66 || format === 72 || format === 73 || format === 76 || format === 81 || format === 78 || format === 80
  );
}
export function isFloatFormat(format: int): boolean {
  return format === 100 || format === 102 || format === 101;
}

// --- ints
/** `size` bytes, at most 4, as an unsigned number. */
export function readUnsigned(buffer: Buffer, at: int, size: int): int {
  let value: int = 0;
  for (let i = size - 1; i >= 0; i--) value = value * 256 + buffer.byteAt(at + i);
  return value;
}
export function writeUnsigned(buffer: Buffer, at: int, size: int, value: int): void {
  let rest: int = value;
  for (let i = 0; i < size; i++) {
    buffer.setByteAt(at + i, intAnd(rest, 255));
    rest = intShr(rest, 8);
  }
}
export function readInt(buffer: Buffer, at: int, format: int): W_Object {
  const size = formatSize(format);
  const signed = isSignedFormat(format);
  if (size < 8) {
    const value = readUnsigned(buffer, at, size);
    const half = intShl(1, size * 8 - 1);
    return newInt(signed && value >= half ? value - half - half : value);
  }
  const low = readUnsigned(buffer, at, 4);
  const upper = readUnsigned(buffer, at + 4, 4);
  const high: int = signed && upper >= 2147483648 ? upper - 4294967296 : upper;
  const product = intMulOvf(high, 4294967296);
  if (!overflowed()) {
    const sum = intAddOvf(product, low);
    if (!overflowed()) return newInt(sum);
  }
  const limbs = new U32Array(2);
  limbs[0] = high < 0 && low !== 0 ? 4294967296 - low : low;
  limbs[1] = high < 0 ? -high - (low !== 0 ? 1 : 0) : high;
  return newLong(high < 0 ? -1 : 1, trim(limbs));
}
/** -1: below the format's range, 1: above it, 0: written. */
export function writeInt(buffer: Buffer, at: int, format: int, value: W_Object): int {
  const size = formatSize(format);
  const signed = isSignedFormat(format);
  if (value instanceof W_Int && size < 8) {
    const n = value.value;
    const half = intShl(1, size * 8 - 1);
    if (n < (signed ? -half : 0)) return -1;
    if (n >= (signed ? half : half + half)) return 1;
    writeUnsigned(buffer, at, size, n < 0 ? n + half + half : n);
    return 0;
  }
  const long = value instanceof W_Long ? value : longFromInt((value as W_Int).value);
  const limbs = long.magnitude;
  if (size < 8 || limbs.length > 2) return long.sign < 0 ? -1 : 1;
  let low: int = limbs.length > 0 ? limbs[0]! : 0;
  let high: int = limbs.length > 1 ? limbs[1]! : 0;
  if (long.sign < 0) {
    if (!signed || high > 2147483648 || (high === 2147483648 && low > 0)) return -1;
    // two's complement of both words
    high = 4294967295 - high;
    low = 4294967296 - low;
    if (low === 4294967296) {
      low = 0;
      high = intAnd(high + 1, 4294967295);
    }
  } else if (signed && high >= 2147483648) return 1;
  writeUnsigned(buffer, at, 4, low);
  writeUnsigned(buffer, at + 4, 4, high);
  return 0;
}

// --- floats
/** A double's bits in a shorter format, rounded to even; too large is infinity. `fraction`: bits of it, `exponents`: bits of the exponent. */
export function packFloat(value: float, fraction: int, exponents: int): int {
  const bias = intShl(1, exponents - 1) - 1;
  const sign: int = isNegative(value) ? intShl(1, fraction + exponents) : 0;
  const infinity: int = intShl(intShl(1, exponents) - 1, fraction);
  if (isNotANumber(value)) return sign + infinity + intShl(1, fraction - 1);
  if (isInfinite(value)) return sign + infinity;
  const absolute: float = floatAbs(value);
  const exponent = intMod(intDiv(floatHigh32(absolute), 1048576), 2048) - 1023;
  const least = 1 - bias - fraction;
  if (exponent < least - 1) return sign;
  const quantum = exponent - fraction > least ? exponent - fraction : least;
  const scaled = scale(absolute, -quantum);
  const floor = libmFloor(scaled);
  let whole = floatToInt(floor);
  const rest: float = scaled - floor;
  if (rest > 0.5 || (rest === 0.5 && intAnd(whole, 1) === 1)) whole = whole + 1;
  const bits = quantum === least ? whole : intShl(exponent + bias - 1, fraction) + whole;
  return sign + (bits > infinity ? infinity : bits);
}
export function unpackFloat(bits: int, fraction: int, exponents: int): float {
  const bias = intShl(1, exponents - 1) - 1;
  const exponent = intAnd(intShr(bits, fraction), intShl(1, exponents) - 1);
  const mantissa = intAnd(bits, intShl(1, fraction) - 1);
  const negative = intShr(bits, fraction + exponents) !== 0;
  let value: float;
  if (exponent === intShl(1, exponents) - 1) value = mantissa === 0 ? INFINITY : NAN;
  else if (exponent === 0) value = scale(intToFloat(mantissa), 1 - bias - fraction);
  else value = scale(intToFloat(mantissa + intShl(1, fraction)), exponent - bias - fraction);
  return negative ? -value : value;
}
const INFINITY: float = Number.POSITIVE_INFINITY;
const NAN: float = Number.NaN;
export function readFloat(buffer: Buffer, at: int, format: int): float {
  if (format === 100) {
    const low = readUnsigned(buffer, at, 4);
    return floatFromBits32(readUnsigned(buffer, at + 4, 4), low);
  }
  return format === 102
    ? unpackFloat(readUnsigned(buffer, at, 4), 23, 8)
    : unpackFloat(readUnsigned(buffer, at, 2), 10, 5);
}
export function writeFloat(buffer: Buffer, at: int, format: int, value: float): void {
  if (format === 100) {
    writeUnsigned(buffer, at, 4, floatLow32(value));
    writeUnsigned(buffer, at + 4, 4, floatHigh32(value));
  } else if (format === 102) writeUnsigned(buffer, at, 4, packFloat(value, 23, 8));
  else writeUnsigned(buffer, at, 2, packFloat(value, 10, 5));
}
/** An item of an int or float format, or a bool. */
export function readNumber(buffer: Buffer, at: int, format: int): W_Object {
  if (isFloatFormat(format)) return newFloat(readFloat(buffer, at, format));
  if (format === 63) return newBool(buffer.byteAt(at) !== 0);
  return readInt(buffer, at, format);
}
