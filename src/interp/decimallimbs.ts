// Coefficients of decimal numbers: non-negative integers as arrays of limbs below 10**7, lowest first, without leading zero limbs; zero is
// empty. Seven digits a limb, because 28 digits, the usual precision, are then four limbs without rest, a product of limbs is so small that a whole column
// of products is summed up before anything is divided (in both lives of an int), and rounding, which is most of decimal arithmetic, only moves digits.
// Products of long ones are Karatsuba's. Quotients of long ones, and conversions, are those of the binary magnitudes (magnitudefast.ts).

import type { int } from "../rts/index.ts";
import { arrayCopy, I64Array, intDiv, intMod, U8Array, U32Array } from "../rts/index.ts";
import { raise0, w_MemoryError } from "./errors.ts";
import { Division, magCompare, magnitudeOfInt, trim, zeroMagnitude } from "./magnitude.ts";
import { magDigits, magDivMod, magOfDigits } from "./magnitudefast.ts";

export const LIMB_DIGITS = 7;
const BASE = 10000000;
/** A column has so many products of limbs at most: 80 * 10**14 is below 2**53. */
const KARATSUBA = 80;
/** Limbs of a divisor from where dividing binary magnitudes costs less, conversions included. */
const LONG_DIVISOR = 250;

/**
 * Digits of the longest coefficient that is computed. The greatest precision is more than three times as much: what has that many digits, if only on the way,
 * is a MemoryError at its beginning, not after hours.
 */
const MOST_DIGITS = 134217728;
export function checkDigits(digits: int): void {
  if (digits > MOST_DIGITS) throw raise0(w_MemoryError, "");
}

/** 10**0 to 10**15. */
const powers = new I64Array(16);
for (let i = 0, power = 1; i < 16; i++, power *= 10) powers[i] = power;
/** 10**n, 0 <= n <= 15. */
export function powerOfTen(n: int): int {
  return powers[n]!;
}
export const zeroLimbs: U32Array = zeroMagnitude;
export const oneLimbs: U32Array = limbsOfInt(1);

/** Of a non-negative int. */
export function limbsOfInt(value: int): U32Array {
  let n = 0;
  for (let rest = value; rest > 0; rest = intDiv(rest, BASE)) n++;
  if (n === 0) return zeroLimbs;
  const result = new U32Array(n);
  let rest = value;
  for (let i = 0; i < n; i++) {
    const quotient = intDiv(rest, BASE);
    result[i] = rest - quotient * BASE;
    rest = quotient;
  }
  return result;
}
/** As an int; -1 when it has more than 15 digits. */
export function intOfLimbs(a: U32Array): int {
  if (a.length > 3 || (a.length === 3 && a[2]! >= 10)) return -1;
  let value: int = 0;
  for (let i = a.length - 1; i >= 0; i--) value = value * BASE + a[i]!;
  return value;
}
/** Number of digits; 1 for zero, as the specification counts. */
export function digitCount(a: U32Array): int {
  if (a.length === 0) return 1;
  const top: int = a[a.length - 1]!;
  let n = 1;
  while (top >= powers[n]!) n++;
  return (a.length - 1) * LIMB_DIGITS + n;
}
/** The digit of weight 10**i. */
export function digitAt(a: U32Array, i: int): int {
  const limb = intDiv(i, LIMB_DIGITS);
  if (limb >= a.length) return 0;
  return intMod(intDiv(a[limb]!, powers[i - limb * LIMB_DIGITS]!), 10);
}
/** Whether any of the lowest n digits is not 0. */
export function anyLowDigit(a: U32Array, n: int): boolean {
  const limbs = intDiv(n, LIMB_DIGITS);
  for (let i = 0; i < limbs && i < a.length; i++) if (a[i]! !== 0) return true;
  if (limbs >= a.length) return false;
  return intMod(a[limbs]!, powers[n - limbs * LIMB_DIGITS]!) !== 0;
}
/** How many zeros the number ends in; 0 for zero. */
export function trailingZeros(a: U32Array): int {
  let limb = 0;
  while (limb < a.length && a[limb]! === 0) limb++;
  if (limb === a.length) return 0;
  let n = limb * LIMB_DIGITS;
  for (let rest: int = a[limb]!; intMod(rest, 10) === 0; rest = intDiv(rest, 10)) n++;
  return n;
}
export function compareLimbs(a: U32Array, b: U32Array): int {
  return magCompare(a, b);
}

// --- moving digits
/** a * 10**n */
export function shiftLeft(a: U32Array, n: int): U32Array {
  if (n === 0 || a.length === 0) return a;
  checkDigits(n);
  const limbs = intDiv(n, LIMB_DIGITS);
  const digits = n - limbs * LIMB_DIGITS;
  if (digits === 0) {
    const moved = new U32Array(a.length + limbs);
    arrayCopy(a, 0, moved, limbs, a.length);
    return moved;
  }
  const result = new U32Array(a.length + limbs + 1);
  const up = powers[digits]!;
  const down = powers[LIMB_DIGITS - digits]!;
  let carry: int = 0;
  for (let i = 0; i < a.length; i++) {
    const limb: int = a[i]!;
    const high = intDiv(limb, down);
    result[i + limbs] = (limb - high * down) * up + carry;
    carry = high;
  }
  result[a.length + limbs] = carry;
  return trim(result);
}
/** floor(a / 10**n) */
export function shiftRight(a: U32Array, n: int): U32Array {
  if (n === 0) return a;
  const limbs = intDiv(n, LIMB_DIGITS);
  if (limbs >= a.length) return zeroLimbs;
  const digits = n - limbs * LIMB_DIGITS;
  const result = new U32Array(a.length - limbs);
  if (digits === 0) {
    arrayCopy(a, limbs, result, 0, result.length);
    return result;
  }
  const down = powers[digits]!;
  const up = powers[LIMB_DIGITS - digits]!;
  let above: int = 0;
  for (let i = a.length - 1; i >= limbs; i--) {
    const limb: int = a[i]!;
    const high = intDiv(limb, down);
    result[i - limbs] = above * up + high;
    above = limb - high * down;
  }
  return trim(result);
}
/** The number that the lowest n digits are. */
export function lowDigits(a: U32Array, n: int): U32Array {
  if (n >= a.length * LIMB_DIGITS) return a;
  const limbs = intDiv(n, LIMB_DIGITS);
  const result = new U32Array(limbs + 1);
  arrayCopy(a, 0, result, 0, limbs);
  result[limbs] = intMod(a[limbs]!, powers[n - limbs * LIMB_DIGITS]!);
  return trim(result);
}
/** 10**n - 1 */
export function ninesLimbs(n: int): U32Array {
  checkDigits(n);
  const limbs = intDiv(n, LIMB_DIGITS);
  const rest = n - limbs * LIMB_DIGITS;
  const result = new U32Array(rest > 0 ? limbs + 1 : limbs);
  for (let i = 0; i < limbs; i++) result[i] = BASE - 1;
  if (rest > 0) result[limbs] = powers[rest]! - 1;
  return result;
}

// --- sums
export function addLimbs(a: U32Array, b: U32Array): U32Array {
  const long = a.length >= b.length ? a : b;
  const short = a.length >= b.length ? b : a;
  const n = long.length;
  const m = short.length;
  // the sum is longer than its longer operand only where the top limbs leave no room
  const room = n === 0 || long[n - 1]! + (m === n ? short[n - 1]! : 0) + 1 < BASE;
  const result = new U32Array(room ? n : n + 1);
  let carry: int = 0;
  for (let i = 0; i < n; i++) {
    let sum: int = long[i]! + carry;
    if (i < m) sum = sum + short[i]!;
    carry = 0;
    if (sum >= BASE) {
      sum = sum - BASE;
      carry = 1;
    }
    result[i] = sum;
  }
  if (room) return result;
  result[n] = carry;
  return trim(result);
}
/** a - b, a >= b. */
export function subLimbs(a: U32Array, b: U32Array): U32Array {
  const result = new U32Array(a.length);
  let borrow: int = 0;
  for (let i = 0; i < a.length; i++) {
    let difference: int = a[i]! - borrow;
    if (i < b.length) difference = difference - b[i]!;
    borrow = 0;
    if (difference < 0) {
      difference = difference + BASE;
      borrow = 1;
    }
    result[i] = difference;
  }
  return trim(result);
}
export function increment(a: U32Array): U32Array {
  return addLimbs(a, oneLimbs);
}

// --- product
export function mulLimbs(a: U32Array, b: U32Array): U32Array {
  const long = a.length >= b.length ? a : b;
  const short = a.length >= b.length ? b : a;
  checkDigits((a.length + b.length) * LIMB_DIGITS);
  if (short.length <= KARATSUBA) return mulColumns(long, short);
  if (long.length >= 2 * short.length) {
    // by pieces as long as the shorter one
    const result = new U32Array(long.length + short.length + 1);
    for (let at = 0; at < long.length; at = at + short.length)
      addAt(result, mulLimbs(piece(long, at, at + short.length), short), at);
    return trim(result);
  }
  const half = intDiv(long.length + 1, 2);
  const a0 = piece(a, 0, half);
  const a1 = piece(a, half, a.length);
  const b0 = piece(b, 0, half);
  const b1 = piece(b, half, b.length);
  const low = mulLimbs(a0, b0);
  const high = mulLimbs(a1, b1);
  const middle = subLimbs(subLimbs(mulLimbs(addLimbs(a0, a1), addLimbs(b0, b1)), low), high);
  const result = new U32Array(a.length + b.length + 1);
  arrayCopy(low, 0, result, 0, low.length);
  arrayCopy(high, 0, result, 2 * half, high.length);
  addAt(result, middle, half);
  return trim(result);
}
/** Column by column; the shorter one has no more limbs than a column may have products. */
function mulColumns(long: U32Array, short: U32Array): U32Array {
  const n = long.length;
  const m = short.length;
  if (m === 0) return zeroLimbs;
  const result = new U32Array(n + m);
  let carry: int = 0;
  for (let k = 0; k < n + m - 1; k++) {
    let sum: int = carry;
    const first = k < n ? 0 : k - n + 1;
    const last = k < m ? k : m - 1;
    for (let i = first; i <= last; i++) sum = sum + short[i]! * long[k - i]!;
    carry = intDiv(sum, BASE);
    result[k] = sum - carry * BASE;
  }
  result[n + m - 1] = carry;
  return trim(result);
}
/** Limbs from..to-1. */
function piece(a: U32Array, from: int, to: int): U32Array {
  let end = to < a.length ? to : a.length;
  while (end > from && a[end - 1]! === 0) end--;
  if (end <= from) return zeroLimbs;
  const result = new U32Array(end - from);
  arrayCopy(a, from, result, 0, end - from);
  return result;
}
/** In place: target += a * BASE**at; there is room for the carry. */
function addAt(target: U32Array, a: U32Array, at: int): void {
  let carry: int = 0;
  for (let i = 0; i < a.length || carry !== 0; i++) {
    let sum: int = target[at + i]! + carry;
    if (i < a.length) sum = sum + a[i]!;
    carry = sum >= BASE ? 1 : 0;
    target[at + i] = sum - carry * BASE;
  }
}

// --- quotient
/** Quotient and remainder; b is not zero. */
export function divLimbs(a: U32Array, b: U32Array): Division {
  if (compareLimbs(a, b) < 0) return new Division(zeroLimbs, a);
  if (b.length === 1) return divByLimb(a, b[0]!);
  if (b.length > LONG_DIVISOR && a.length - b.length > LONG_DIVISOR) {
    const division = magDivMod(magnitudeOfLimbs(a), magnitudeOfLimbs(b));
    return new Division(limbsOfMagnitude(division.quotient), limbsOfMagnitude(division.remainder));
  }
  return divSchool(a, b);
}
function divByLimb(a: U32Array, divisor: int): Division {
  const quotient = new U32Array(a.length);
  let rest: int = 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const value: int = rest * BASE + a[i]!;
    const q = intDiv(value, divisor);
    quotient[i] = q;
    rest = value - q * divisor;
  }
  return new Division(trim(quotient), limbsOfInt(rest));
}
/** Knuth's algorithm D (TAOCP 2, 4.3.1) in base 10**7. b has two limbs or more. */
function divSchool(a: U32Array, b: U32Array): Division {
  const n = b.length;
  // normalize: the divisor's top limb becomes at least half of the base
  const factor = intDiv(BASE, b[n - 1]! + 1);
  const u = new U32Array(a.length + 1);
  mulInto(u, a, factor);
  const v = new U32Array(n);
  mulInto(v, b, factor);
  const m = a.length - n;
  const quotient = new U32Array(m + 1);
  const top: int = v[n - 1]!;
  const second: int = v[n - 2]!;
  for (let j = m; j >= 0; j--) {
    const high: int = u[j + n]! * BASE + u[j + n - 1]!;
    let digit = intDiv(high, top);
    let rest = high - digit * top;
    while (digit >= BASE || (rest < BASE && digit * second > rest * BASE + u[j + n - 2]!)) {
      digit = digit - 1;
      rest = rest + top;
    }
    // subtract digit * v
    let borrow: int = 0;
    for (let i = 0; i < n; i++) {
      const product: int = digit * v[i]! + borrow;
      borrow = intDiv(product, BASE);
      let difference: int = u[i + j]! - (product - borrow * BASE);
      if (difference < 0) {
        difference = difference + BASE;
        borrow = borrow + 1;
      }
      u[i + j] = difference;
    }
    let last: int = u[j + n]! - borrow;
    if (last < 0) {
      // the estimate was one too large: add v back
      digit = digit - 1;
      let carry: int = 0;
      for (let i = 0; i < n; i++) {
        const sum: int = u[i + j]! + v[i]! + carry;
        carry = sum >= BASE ? 1 : 0;
        u[i + j] = sum - carry * BASE;
      }
      last = last + carry;
    }
    u[j + n] = last;
    quotient[j] = digit;
  }
  return new Division(trim(quotient), divByLimb(trim(u), factor).quotient);
}
/** target = a * factor, a factor of one limb. */
function mulInto(target: U32Array, a: U32Array, factor: int): void {
  let carry: int = 0;
  for (let i = 0; i < a.length; i++) {
    const product: int = a[i]! * factor + carry;
    carry = intDiv(product, BASE);
    target[i] = product - carry * BASE;
  }
  if (a.length < target.length) target[a.length] = carry;
}

// --- conversion
/** Digit values, lowest first; n of them. */
export function digitsOfLimbs(a: U32Array, n: int): U8Array {
  checkDigits(n);
  const digits = new U8Array(n);
  for (let i = 0; i < a.length; i++) {
    let rest: int = a[i]!;
    const end = (i + 1) * LIMB_DIGITS < n ? (i + 1) * LIMB_DIGITS : n;
    for (let k = i * LIMB_DIGITS; k < end; k++) {
      const quotient = intDiv(rest, 10);
      digits[k] = rest - quotient * 10;
      rest = quotient;
    }
  }
  return digits;
}
/** Of digit values, lowest first. */
export function limbsOfDigits(digits: U8Array): U32Array {
  const n = intDiv(digits.length + LIMB_DIGITS - 1, LIMB_DIGITS);
  const result = new U32Array(n);
  for (let i = 0; i < n; i++) {
    const end = (i + 1) * LIMB_DIGITS < digits.length ? (i + 1) * LIMB_DIGITS : digits.length;
    let limb: int = 0;
    for (let k = end - 1; k >= i * LIMB_DIGITS; k--) limb = limb * 10 + digits[k]!;
    result[i] = limb;
  }
  return trim(result);
}
export function limbsOfMagnitude(magnitude: U32Array): U32Array {
  return limbsOfDigits(magDigits(magnitude, 10));
}
export function magnitudeOfLimbs(a: U32Array): U32Array {
  const small = intOfLimbs(a);
  if (small >= 0) return magnitudeOfInt(small);
  const n = digitCount(a);
  const lowest = digitsOfLimbs(a, n);
  const digits = new U8Array(n);
  for (let i = 0; i < n; i++) digits[i] = lowest[n - 1 - i]!;
  return magOfDigits(digits, 0, n, 10);
}
/** floor(sqrt(a)), by Newton's method from above; a has few limbs or the first guess, of half the digits, is found the same way. */
export function sqrtLimbs(a: U32Array): U32Array {
  const digits = digitCount(a);
  if (digits <= 14) return limbsOfInt(sqrtInt(intOfLimbs(a)));
  // the root of the upper half of the digits, one more, and zeros behind, is above the root and right in about half of its digits
  let drop = intDiv(digits, 4) * 2;
  if (drop > digits - 2) drop = drop - 2;
  let root = shiftLeft(increment(sqrtLimbs(shiftRight(a, drop))), intDiv(drop, 2));
  const two = limbsOfInt(2);
  for (;;) {
    const next = divLimbs(addLimbs(root, divLimbs(a, root).quotient), two).quotient;
    if (compareLimbs(next, root) >= 0) return root;
    root = next;
  }
}
function sqrtInt(value: int): int {
  if (value === 0) return 0;
  let root = value;
  let next = intDiv(value + 1, 2);
  while (next < root) {
    root = next;
    next = intDiv(root + intDiv(value, root), 2);
  }
  return root;
}
/** floor(a / n), n of one limb. */
export function divSmall(a: U32Array, n: int): U32Array {
  return divByLimb(a, n).quotient;
}
