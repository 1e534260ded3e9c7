// Arithmetic on magnitudes: non-negative integers as arrays of 32-bit limbs, lowest first. Limbs are the same in both lives.
// Schoolbook algorithms (magnitudefast.ts has those for large numbers); Knuth's algorithm D (TAOCP 2, 4.3.1) for division. Results have no leading zero limbs; zero is empty.

import type { int, u32 } from "../rts/index.ts";
import {
  arrayCopy,
  divWide32,
  intAnd,
  intBitLength,
  intDiv,
  intMod,
  intShl,
  intShr,
  modWide32,
  mulAddHigh32,
  mulAddLow32,
  U32Array,
  wrapU32,
} from "../rts/index.ts";

/** 2**32 */
export const LIMB = 4294967296;
export const zeroMagnitude = new U32Array(0);

/** Without leading zero limbs. */
export function trim(a: U32Array): U32Array {
  let n = a.length;
  while (n > 0 && a[n - 1]! === 0) n--;
  if (n === a.length) return a;
  const result = new U32Array(n);
  arrayCopy(a, 0, result, 0, n);
  return result;
}
/** |value| */
export function magnitudeOfInt(value: int): U32Array {
  // remainders of a negative number are negative, so that the least int needs no special case
  let low = intMod(value, LIMB);
  let high = intDiv(value, LIMB);
  if (value < 0) {
    low = -low;
    high = -high;
  }
  const n = high !== 0 ? 2 : low !== 0 ? 1 : 0;
  const result = new U32Array(n);
  if (n > 0) result[0] = low;
  if (n > 1) result[1] = high;
  return result;
}
/** -1, 0 or 1. */
export function magCompare(a: U32Array, b: U32Array): int {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  for (let i = a.length - 1; i >= 0; i--) {
    const x: int = a[i]!;
    const y: int = b[i]!;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
/** Carries are shifted out, never branched on: they are as good as random. */
export function magAdd(a: U32Array, b: U32Array): U32Array {
  const long = a.length >= b.length ? a : b;
  const short = a.length >= b.length ? b : a;
  const n = short.length;
  if (n === 0) return long;
  // the uppermost limbs tell, nearly always, whether there will be one more
  let top: int = long[long.length - 1]!;
  if (n === long.length) top = top + short[n - 1]!;
  const longer = top >= LIMB - 1;
  const result = new U32Array(longer ? long.length + 1 : long.length);
  let carry: int = 0;
  for (let i = 0; i < n; i++) {
    const sum: int = long[i]! + short[i]! + carry;
    result[i] = wrapU32(sum);
    carry = intShr(sum, 32);
  }
  for (let i = n; i < long.length; i++) {
    const sum: int = long[i]! + carry;
    result[i] = wrapU32(sum);
    carry = intShr(sum, 32);
  }
  if (!longer) return result;
  result[long.length] = carry;
  return carry === 0 ? trim(result) : result;
}
/** a - b, a >= b. */
export function magSub(a: U32Array, b: U32Array): U32Array {
  const result = new U32Array(a.length);
  // 0 or -1
  let borrow: int = 0;
  const n = b.length;
  for (let i = 0; i < n; i++) {
    const difference: int = a[i]! - b[i]! + borrow;
    result[i] = wrapU32(difference);
    borrow = intShr(difference, 32);
  }
  for (let i = n; i < a.length; i++) {
    const difference: int = a[i]! + borrow;
    result[i] = wrapU32(difference);
    borrow = intShr(difference, 32);
  }
  return trim(result);
}
/** For a short one: magnitudefast.ts has the others. Two rows at a time: each sum is read and written once for two products. */
export function magMulSchool(a: U32Array, b: U32Array): U32Array {
  const long = a.length >= b.length ? a : b;
  const short = a.length >= b.length ? b : a;
  const m = long.length;
  const n = short.length;
  if (n === 0) return zeroMagnitude;
  const fits = intBitLength(long[m - 1]!) + intBitLength(short[n - 1]!) <= 32;
  const result = new U32Array(fits ? m + n - 1 : m + n);
  let i = 0;
  for (; i + 1 < n; i = i + 2) {
    const x = short[i]!;
    const y = short[i + 1]!;
    let carryX: u32 = 0;
    let carryY: u32 = 0;
    let before: u32 = 0;
    for (let k = 0; k < m; k++) {
      const limb = long[k]!;
      const sum = result[i + k]!;
      const low = mulAddLow32(limb, x, sum, carryX);
      carryX = mulAddHigh32(limb, x, sum, carryX);
      result[i + k] = mulAddLow32(before, y, low, carryY);
      carryY = mulAddHigh32(before, y, low, carryY);
      before = limb;
    }
    result[i + m] = mulAddLow32(before, y, carryX, carryY);
    const last = mulAddHigh32(before, y, carryX, carryY);
    if (i + m + 1 < result.length) result[i + m + 1] = last;
  }
  if (i < n) {
    const x = short[i]!;
    let carry: u32 = 0;
    for (let k = 0; k < m; k++) {
      const limb = long[k]!;
      const sum = result[i + k]!;
      result[i + k] = mulAddLow32(limb, x, sum, carry);
      carry = mulAddHigh32(limb, x, sum, carry);
    }
    if (i + m < result.length) result[i + m] = carry;
  }
  return trim(result);
}
/** In place the lowest `length` limbs / divisor (one limb, not 0); the remainder. */
export function divideInPlace(a: U32Array, length: int, divisor: u32): u32 {
  let rest: u32 = 0;
  for (let i = length - 1; i >= 0; i--) {
    const limb = a[i]!;
    a[i] = divWide32(rest, limb, divisor);
    rest = modWide32(rest, limb, divisor);
  }
  return rest;
}
function copyOf(a: U32Array, length: int): U32Array {
  const result = new U32Array(length);
  arrayCopy(a, 0, result, 0, a.length);
  return result;
}

export class Division {
  readonly quotient: U32Array;
  readonly remainder: U32Array;
  constructor(quotient: U32Array, remainder: U32Array) {
    this.quotient = quotient;
    this.remainder = remainder;
  }
}
/** Quotient and remainder; b is not zero. */
export function schoolDivMod(a: U32Array, b: U32Array): Division {
  if (magCompare(a, b) < 0) return new Division(zeroMagnitude, a);
  if (b.length === 1) {
    const quotient = copyOf(a, a.length);
    const rest = divideInPlace(quotient, quotient.length, b[0]!);
    const remainder = new U32Array(rest === 0 ? 0 : 1);
    if (rest !== 0) remainder[0] = rest;
    return new Division(trim(quotient), remainder);
  }
  // normalize: the divisor's top limb gets its highest bit
  const n = b.length;
  const shift = 32 - intBitLength(b[n - 1]!);
  const v = new U32Array(n);
  shiftInto(v, b, shift, 0);
  const u = new U32Array(a.length + 1);
  shiftInto(u, a, shift, 0);
  const m = a.length - n;
  const quotient = new U32Array(m + 1);
  const top: int = v[n - 1]!;
  const second: int = v[n - 2]!;
  for (let j = m; j >= 0; j--) {
    // estimate a digit from the top two limbs; at most two too large
    const high: int = u[j + n]!;
    let digit: int;
    let rest: int;
    if (high >= top) {
      digit = LIMB - 1;
      rest = u[j + n - 1]! + top + (high - top) * LIMB;
    } else {
      digit = divWide32(high, u[j + n - 1]!, top);
      rest = modWide32(high, u[j + n - 1]!, top);
    }
    while (rest < LIMB && isProductLarger(digit, second, rest, u[j + n - 2]!)) {
      digit = digit - 1;
      rest = rest + top;
    }
    // subtract digit * v
    let carry: u32 = 0;
    let borrow: int = 0;
    for (let i = 0; i < n; i++) {
      const low: int = mulAddLow32(digit, v[i]!, carry, 0);
      carry = mulAddHigh32(digit, v[i]!, carry, 0);
      const difference: int = u[i + j]! - low + borrow;
      u[i + j] = wrapU32(difference);
      borrow = intShr(difference, 32);
    }
    let last: int = u[j + n]! - carry + borrow;
    if (last < 0) {
      // the estimate was one too large: add v back
      last = last + LIMB;
      digit = digit - 1;
      let back = 0;
      for (let i = 0; i < n; i++) {
        const sum: int = u[i + j]! + v[i]! + back;
        u[i + j] = wrapU32(sum);
        back = sum >= LIMB ? 1 : 0;
      }
      last = last + back;
    }
    u[j + n] = wrapU32(last);
    quotient[j] = digit;
  }
  return new Division(trim(quotient), magShr(u, shift));
}
/**
 * The quotient rounded down, if it has at most 28 bits and the uppermost 52 bits of both settle it, as they nearly always do; else -1. b is
 * not zero.
 */
export function smallQuotient(a: U32Array, b: U32Array): int {
  const bits = magBitLength(a);
  const divisorBits = magBitLength(b);
  if (divisorBits > bits) return 0;
  const shift = bits - 52;
  if (shift < 0 || divisorBits < shift + 24) return -1;
  const x = bitsFrom(a, shift);
  const y = bitsFrom(b, shift);
  // x <= a / 2**shift < x + 1, and so for y
  const least = intDiv(x, y + 1);
  return least === intDiv(x + 1, y) ? least : -1;
}
/** floor(a / 2**shift), which has at most 52 bits. */
function bitsFrom(a: U32Array, shift: int): int {
  const limb = intDiv(shift, 32);
  const bits = intMod(shift, 32);
  let value: int = intShr(a[limb]!, bits);
  if (limb + 1 < a.length) value = value + intShl(a[limb + 1]!, 32 - bits);
  if (limb + 2 < a.length) value = value + intShl(a[limb + 2]!, 64 - bits);
  return value;
}
/** a * b > high * 2**32 + low, all of one limb. */
function isProductLarger(a: u32, b: u32, high: u32, low: u32): boolean {
  const productHigh = mulAddHigh32(a, b, 0, 0);
  if (productHigh !== high) return productHigh > high;
  return mulAddLow32(a, b, 0, 0) > low;
}
export function magShl(a: U32Array, count: int): U32Array {
  if (a.length === 0) return a;
  const limbs = intDiv(count, 32);
  const bits = intMod(count, 32);
  const longer = intBitLength(a[a.length - 1]!) + bits > 32;
  const result = new U32Array(a.length + limbs + (longer ? 1 : 0));
  shiftInto(result, a, bits, limbs);
  return result;
}
/** target[at..] = a * 2**bits, 0 <= bits < 32; the uppermost limb is left out where it has no room, since it is zero then. */
function shiftInto(target: U32Array, a: U32Array, bits: int, at: int): void {
  const factor: u32 = intShl(1, bits);
  let carry: u32 = 0;
  const n = a.length;
  for (let i = 0; i < n; i++) {
    const limb = a[i]!;
    target[at + i] = mulAddLow32(limb, factor, carry, 0);
    carry = mulAddHigh32(limb, factor, carry, 0);
  }
  if (at + n < target.length) target[at + n] = carry;
}
/** floor(a / 2**count); a may have leading zero limbs. */
export function magShr(a: U32Array, count: int): U32Array {
  const limbs = intDiv(count, 32);
  const bits = intMod(count, 32);
  if (limbs >= a.length) return zeroMagnitude;
  const result = new U32Array(a.length - limbs);
  const factor: int = intShl(1, bits);
  let high: int = 0;
  for (let i = a.length - 1; i >= limbs; i--) {
    const limb: int = a[i]!;
    // high: the bits that the limb above has shifted out, at the top of this one
    result[i - limbs] = intShr(limb, bits) + high;
    high = bits === 0 ? 0 : intShl(intAnd(limb, factor - 1), 32 - bits);
  }
  return trim(result);
}
/** Whether any of the lowest `count` bits is set. */
export function magAnyLowBit(a: U32Array, count: int): boolean {
  const limbs = intDiv(count, 32);
  for (let i = 0; i < limbs && i < a.length; i++) if (a[i]! !== 0) return true;
  if (limbs >= a.length) return false;
  return intAnd(a[limbs]!, intShl(1, intMod(count, 32)) - 1) !== 0;
}
export function magBitLength(a: U32Array): int {
  if (a.length === 0) return 0;
  return (a.length - 1) * 32 + intBitLength(a[a.length - 1]!);
}
