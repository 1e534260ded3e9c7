// Large magnitudes: multiplication, division and conversion that cost less than the square of the length.
//
// Product: Karatsuba's (three products of halves for four). Quotient: Burnikel and Ziegler, "Fast recursive division" (1998): 2n limbs by
// n are two divisions of 3n/2 by n, each of them one of n by n/2 and a product. Digits: the number is divided by about the root of its size, and so are
// the parts; reading joins halves by products. Below the thresholds the schoolbook algorithms of magnitude.ts are faster.

import type { int, u32 } from "../rts/index.ts";
import {
  arrayCopy,
  intAnd,
  intBitLength,
  intDiv,
  intMod,
  intShl,
  intShr,
  mulAddHigh32,
  mulAddLow32,
  newArray,
  U8Array,
  U32Array,
  wrapU32,
} from "../rts/index.ts";
import {
  Division,
  divideInPlace,
  LIMB,
  magAdd,
  magBitLength,
  magCompare,
  magMulSchool,
  magnitudeOfInt,
  magShl,
  magShr,
  magSub,
  schoolDivMod,
  smallQuotient,
  trim,
  zeroMagnitude,
} from "./magnitude.ts";

const KARATSUBA = 40;
const BURNIKEL_ZIEGLER = 64;

// --- pieces
/** Limbs from..to-1. */
function piece(a: U32Array, from: int, to: int): U32Array {
  let end = to < a.length ? to : a.length;
  while (end > from && a[end - 1]! === 0) end--;
  if (end <= from) return zeroMagnitude;
  if (from === 0 && end === a.length) return a;
  const result = new U32Array(end - from);
  arrayCopy(a, from, result, 0, end - from);
  return result;
}
/** a * 2**(32 * limbs) + b, b shorter than that. */
function joined(a: U32Array, limbs: int, b: U32Array): U32Array {
  if (a.length === 0) return b;
  const result = new U32Array(a.length + limbs);
  arrayCopy(b, 0, result, 0, b.length);
  arrayCopy(a, 0, result, limbs, a.length);
  return result;
}
/** In place: target += a * 2**(32 * at); there is room for the carry. */
function addAt(target: U32Array, a: U32Array, at: int): void {
  let carry: int = 0;
  for (let i = 0; i < a.length; i++) {
    const sum: int = target[at + i]! + a[i]! + carry;
    target[at + i] = wrapU32(sum);
    carry = intShr(sum, 32);
  }
  for (let k = at + a.length; carry !== 0; k++) {
    const sum: int = target[k]! + carry;
    target[k] = wrapU32(sum);
    carry = intShr(sum, 32);
  }
}

// --- product
export function magMul(a: U32Array, b: U32Array): U32Array {
  const long = a.length >= b.length ? a : b;
  const short = a.length >= b.length ? b : a;
  if (short.length < KARATSUBA) return a === b ? square(a) : magMulSchool(a, b);
  if (long.length >= 2 * short.length) {
    // by pieces as long as the shorter one
    const result = new U32Array(long.length + short.length + 1);
    for (let at = 0; at < long.length; at = at + short.length)
      addAt(result, magMul(piece(long, at, at + short.length), short), at);
    return trim(result);
  }
  const half = intDiv(long.length + 1, 2);
  const a0 = piece(a, 0, half);
  const a1 = piece(a, half, a.length);
  const low: U32Array = a === b ? magMul(a0, a0) : magMul(a0, piece(b, 0, half));
  const high: U32Array = a === b ? magMul(a1, a1) : magMul(a1, piece(b, half, b.length));
  const sumA = magAdd(a0, a1);
  const sumB: U32Array = a === b ? sumA : magAdd(piece(b, 0, half), piece(b, half, b.length));
  const middle = magSub(magSub(magMul(sumA, sumB), low), high);
  const result = new U32Array(a.length + b.length + 1);
  arrayCopy(low, 0, result, 0, low.length);
  arrayCopy(high, 0, result, 2 * half, high.length);
  addAt(result, middle, half);
  return trim(result);
}
/** a * a: products of different limbs once, doubled, then the squares. */
function square(a: U32Array): U32Array {
  const n = a.length;
  const result = new U32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    let carry: u32 = 0;
    for (let k = i + 1; k < n; k++) {
      const low = mulAddLow32(x, a[k]!, result[i + k]!, carry);
      carry = mulAddHigh32(x, a[k]!, result[i + k]!, carry);
      result[i + k] = low;
    }
    result[i + n] = carry;
  }
  let bit: int = 0;
  let carry: int = 0;
  for (let i = 0; i < n; i++) {
    const even: int = result[2 * i]!;
    const odd: int = result[2 * i + 1]!;
    const doubled: int = even * 2 + bit;
    const x = a[i]!;
    const first: int = wrapU32(doubled) + mulAddLow32(x, x, 0, 0) + carry;
    const upper: int = odd * 2 + intShr(doubled, 32);
    const second: int = wrapU32(upper) + mulAddHigh32(x, x, 0, 0) + intShr(first, 32);
    bit = intShr(upper, 32);
    result[2 * i] = wrapU32(first);
    result[2 * i + 1] = wrapU32(second);
    carry = intShr(second, 32);
  }
  return trim(result);
}

// --- quotient
/** Quotient and remainder; b is not zero. */
export function magDivMod(a: U32Array, b: U32Array): Division {
  const n = b.length;
  if (a.length - n <= 1 && n > 2) {
    const small = smallQuotient(a, b);
    if (small === 0) return new Division(zeroMagnitude, a);
    if (small > 0) {
      const quotient = magnitudeOfInt(small);
      return new Division(quotient, magSub(a, magMulSchool(b, quotient)));
    }
  }
  if (n < BURNIKEL_ZIEGLER || a.length - n < 32) return schoolDivMod(a, b);
  // the divisor gets a length that can be halved down to the threshold, and its highest bit
  let parts = 1;
  while (parts * BURNIKEL_ZIEGLER <= n) parts = parts * 2;
  const size = intDiv(n + parts - 1, parts) * parts;
  const shift = 32 * size - magBitLength(b);
  const divisor = magShl(b, shift);
  const dividend = magShl(a, shift);
  let blocks = intDiv(magBitLength(dividend) + 32 * size, 32 * size);
  if (blocks < 2) blocks = 2;
  let rest = piece(dividend, (blocks - 2) * size, blocks * size);
  let quotient = zeroMagnitude;
  for (let i = blocks - 2; i >= 0; i--) {
    const division = divideTwoByOne(rest, divisor, size);
    quotient = quotient.length === 0 ? division.quotient : joined(quotient, size, division.quotient);
    rest = division.remainder;
    if (i > 0) rest = joined(rest, size, piece(dividend, (i - 1) * size, i * size));
  }
  return new Division(quotient, magShr(rest, shift));
}
/** a of 2n limbs by b of n, whose highest bit is set; the quotient has n limbs. */
function divideTwoByOne(a: U32Array, b: U32Array, n: int): Division {
  if (intMod(n, 2) === 1 || n < BURNIKEL_ZIEGLER) return schoolDivMod(a, b);
  const half = intDiv(n, 2);
  const upper = divideThreeByTwo(piece(a, half, a.length), b, half);
  const lower = divideThreeByTwo(joined(upper.remainder, half, piece(a, 0, half)), b, half);
  return new Division(joined(upper.quotient, half, lower.quotient), lower.remainder);
}
/** a of 3h limbs by b of 2h. */
function divideThreeByTwo(a: U32Array, b: U32Array, h: int): Division {
  const top = piece(a, h, a.length);
  const b1 = piece(b, h, b.length);
  const b2 = piece(b, 0, h);
  let quotient: U32Array;
  let rest: U32Array;
  if (magCompare(piece(top, h, top.length), b1) < 0) {
    const division = divideTwoByOne(top, b1, h);
    quotient = division.quotient;
    rest = division.remainder;
  } else {
    // the largest quotient of h limbs
    quotient = new U32Array(h);
    for (let i = 0; i < h; i++) quotient[i] = 4294967295;
    rest = magAdd(magSub(top, joined(b1, h, zeroMagnitude)), b1);
  }
  const product = magMul(quotient, b2);
  rest = joined(rest, h, piece(a, 0, h));
  const one = magnitudeOfInt(1);
  while (magCompare(rest, product) < 0) {
    rest = magAdd(rest, b);
    quotient = magSub(quotient, one);
  }
  return new Division(quotient, magSub(rest, product));
}

// --- digits
/** Digits of a chunk: as many as fit 31 bits. */
function chunkDigits(base: int): int {
  let chunk: int = base;
  let digits = 1;
  while (chunk * base < 2147483648) {
    chunk = chunk * base;
    digits++;
  }
  return digits;
}
function power(base: int, exponent: int): int {
  let result: int = 1;
  for (let i = 0; i < exponent; i++) result = result * base;
  return result;
}
/** 1 to 5 for powers of two up to 32; 0 for other bases. */
function bitsOfBase(base: int): int {
  const bits = intBitLength(base) - 1;
  return intShl(1, bits) === base ? bits : 0;
}
/** base**(chunk digits * 2**k), for k = 0, 1, ... until one is longer than half of `limbs`. */
function powersOf(base: int, limbs: int): U32Array[] {
  const powers = newArray<U32Array>(40);
  powers[0] = magnitudeOfInt(power(base, chunkDigits(base)));
  let k = 0;
  while (powers[k]!.length * 2 <= limbs + 1) {
    powers[k + 1] = magMul(powers[k]!, powers[k]!);
    k++;
  }
  return powers;
}
/** Digits in a base 2..36, lowest first: values, not characters. */
export function magDigits(a: U32Array, base: int): U8Array {
  const bits = bitsOfBase(base);
  const total = magBitLength(a);
  if (bits > 0) {
    const digits = new U8Array(intDiv(total + bits - 1, bits));
    for (let i = 0; i < digits.length; i++) {
      const at = i * bits;
      const limb = intDiv(at, 32);
      let value: int = intShr(a[limb]!, at - 32 * limb);
      if (at - 32 * limb + bits > 32 && limb + 1 < a.length)
        value = value + intShl(a[limb + 1]!, 32 - (at - 32 * limb));
      digits[i] = intAnd(value, base - 1);
    }
    return digits;
  }
  const size = chunkDigits(base);
  const digits = new U8Array(intDiv(total, intBitLength(base) - 1) + 2 * size + 1);
  let level = -1;
  let powers = noPowers;
  if (a.length > 30) {
    powers = powersOf(base, a.length);
    level = 0;
    while (powers[level + 1] !== null) level++;
  }
  const end = putDigits(a, base, size, powers, level, digits, 0);
  let n = end;
  while (n > 0 && digits[n - 1]! === 0) n--;
  const result = new U8Array(n);
  arrayCopy(digits, 0, result, 0, n);
  return result;
}
const noPowers: U32Array[] = newArray<U32Array>(0);
/** Writes the digits of a from `at` on; the end of what was written. Digits behind it are zero. */
function putDigits(a: U32Array, base: int, size: int, powers: U32Array[], level: int, digits: U8Array, at: int): int {
  let k = level;
  while (k >= 0 && magCompare(a, powers[k]!) < 0) k--;
  if (k < 0 || a.length <= 30) {
    const chunk: u32 = power(base, size);
    const rest = new U32Array(a.length);
    arrayCopy(a, 0, rest, 0, a.length);
    let length = a.length;
    let n = at;
    while (length > 0) {
      let part: int = divideInPlace(rest, length, chunk);
      while (length > 0 && rest[length - 1]! === 0) length--;
      for (let i = 0; i < size && (length > 0 || part > 0); i++) {
        const quotient = intDiv(part, base);
        digits[n + i] = part - quotient * base;
        part = quotient;
      }
      n = n + size;
    }
    return n < digits.length ? n : digits.length;
  }
  const division = magDivMod(a, powers[k]!);
  putDigits(division.remainder, base, size, powers, k - 1, digits, at);
  return putDigits(division.quotient, base, size, powers, k, digits, at + size * intShl(1, k));
}
/** The number of these digits, highest first. */
export function magOfDigits(digits: U8Array, from: int, to: int, base: int): U32Array {
  const bits = bitsOfBase(base);
  if (bits > 0) {
    const result = new U32Array(intDiv((to - from) * bits + 31, 32) + 1);
    for (let i = 0; i < to - from; i++) {
      const at = i * bits;
      const limb = intDiv(at, 32);
      const shifted = intShl(digits[to - 1 - i]!, at - 32 * limb);
      result[limb] = wrapU32(result[limb]! + wrapU32(shifted));
      if (shifted >= LIMB) result[limb + 1] = intShr(shifted, 32);
    }
    return trim(result);
  }
  const size = chunkDigits(base);
  const powers = to - from > 40 * size ? powersOf(base, intDiv((to - from) * intBitLength(base), 64) + 2) : noPowers;
  return joinDigits(digits, from, to, base, size, powers);
}
function joinDigits(digits: U8Array, from: int, to: int, base: int, size: int, powers: U32Array[]): U32Array {
  const count = to - from;
  if (count > 40 * size) {
    let k = 0;
    while (size * intShl(1, k + 1) < count && k + 1 < powers.length && powers[k + 1] !== null) k++;
    const low = size * intShl(1, k);
    const high = joinDigits(digits, from, to - low, base, size, powers);
    const product = magMul(high, powers[k]!);
    return magAdd(product, joinDigits(digits, to - low, to, base, size, powers));
  }
  const result = new U32Array(intDiv(count * intBitLength(base), 32) + 1);
  let length = 0;
  let i = from;
  let take = intMod(count, size);
  if (take === 0) take = size;
  while (i < to) {
    let chunk: int = 0;
    let factor: int = 1;
    for (let k = 0; k < take; k++) {
      chunk = chunk * base + digits[i + k]!;
      factor = factor * base;
    }
    let carry: u32 = chunk;
    for (let k = 0; k < length; k++) {
      const low = mulAddLow32(result[k]!, factor, carry, 0);
      carry = mulAddHigh32(result[k]!, factor, carry, 0);
      result[k] = low;
    }
    if (carry !== 0) {
      result[length] = carry;
      length++;
    }
    i = i + take;
    take = size;
  }
  return trim(result);
}

// --- power
/** base**exponent modulo `modulus`, by windows of four bits from the top. */
export function magPowMod(base: U32Array, exponent: U32Array, modulus: U32Array): U32Array {
  const table = newArray<U32Array>(16);
  const reduced = magDivMod(base, modulus).remainder;
  table[0] = magDivMod(magnitudeOfInt(1), modulus).remainder;
  for (let i = 1; i < 16; i++) table[i] = magDivMod(magMul(table[i - 1]!, reduced), modulus).remainder;
  let result = table[0]!;
  for (let window = exponent.length * 8 - 1; window >= 0; window--) {
    if (result.length > 1 || (result.length === 1 && result[0]! !== 1))
      for (let i = 0; i < 4; i++) result = magDivMod(magMul(result, result), modulus).remainder;
    const limb = intDiv(window, 8);
    const digit = intAnd(intShr(exponent[limb]!, 4 * (window - 8 * limb)), 15);
    if (digit !== 0) result = magDivMod(magMul(result, table[digit]!), modulus).remainder;
  }
  return result;
}
