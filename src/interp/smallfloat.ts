// Floats of 16 and 32 bits (IEEE 754 binary16, binary32) as bits, with correct rounding.

import {
  type float,
  floatFromBits32,
  floatHigh32,
  floatLow32,
  type int,
  intAnd,
  intDiv,
  intMod,
  intShl,
  intShr,
  intToFloat,
  wrapU32,
} from "../rts/index.ts";

/** The nearest float of that format, halves to even, as bits; -1 when it is too large. */
export function smallFloatBits(value: float, exponentBits: int, mantissaBits: int): int {
  const high: int = floatHigh32(value);
  const low: int = floatLow32(value);
  const sign = high >= 2147483648 ? intShl(1, exponentBits + mantissaBits) : 0;
  const field = intMod(intDiv(high, 1048576), 2048);
  const mantissa = intMod(high, 1048576) * 4294967296 + low;
  const bias = intShl(1, exponentBits - 1) - 1;
  const special = intShl(2 * bias + 1, mantissaBits);
  if (field === 2047) {
    if (mantissa === 0) return sign + special;
    const payload = intShr(mantissa, 52 - mantissaBits);
    const quiet = intShl(1, mantissaBits - 1);
    return sign + special + (payload >= quiet ? payload : payload + quiet);
  }
  // subnormal doubles are far below the least of these formats
  if (field === 0) return sign;
  const exponent = field - 1023;
  const significand = mantissa + 4503599627370496;
  const normal = exponent >= 1 - bias;
  const drop = 52 - mantissaBits + (normal ? 0 : 1 - bias - exponent);
  if (drop > 53) return sign;
  let kept = intShr(significand, drop);
  const rest = kept === 0 ? significand : significand - intShl(kept, drop);
  const half = intShl(1, drop - 1);
  if (rest > half || (rest === half && intAnd(kept, 1) === 1)) kept++;
  // a carry out of the mantissa goes into the exponent by itself
  const bits = normal ? intShl(exponent + bias - 1, mantissaBits) + kept : kept;
  return bits >= special ? -1 : sign + bits;
}
/** The double that the bits of a float of that format are. */
export function floatOfBits(bits: int, exponentBits: int, mantissaBits: int): float {
  const top = intShl(1, exponentBits + mantissaBits);
  const negative = bits >= top;
  const rest = negative ? bits - top : bits;
  const field = intShr(rest, mantissaBits);
  const mantissa = rest - intShl(field, mantissaBits);
  const bias = intShl(1, exponentBits - 1) - 1;
  if (field === 0) {
    const scale = floatFromBits32(intShl(1024 - bias - mantissaBits, 20), 0);
    const value: float = intToFloat(mantissa) * scale;
    return negative ? -value : value;
  }
  const exponent = field === 2 * bias + 1 ? 2047 : field - bias + 1023;
  // the mantissa's upper 20 bits go into the upper word
  const shifted = mantissa * intShl(1, 52 - mantissaBits);
  const high = intShl(exponent, 20) + intDiv(shifted, 4294967296) + (negative ? 2147483648 : 0);
  return floatFromBits32(wrapU32(high), wrapU32(intMod(shifted, 4294967296)));
}
