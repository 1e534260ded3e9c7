// The operations of decimals that are not arithmetic: comparison as methods, minimum and maximum, exponents, digits moved around, and logic on
// coefficients whose digits are ones and zeros.

import { type int, intDiv, intMod, U8Array, type U32Array } from "../rts/index.ts";
import { compareMagnitudes, compareNumbers, compareTotal, nextIn } from "./decimalarith.ts";
import {
  addLimbs,
  digitCount,
  digitsOfLimbs,
  intOfLimbs,
  limbsOfDigits,
  limbsOfInt,
  lowDigits,
  oneLimbs,
  shiftLeft,
  shiftRight,
  zeroLimbs,
} from "./decimallimbs.ts";
import {
  FINITE,
  finish,
  finishNumber,
  finite,
  INFINITE,
  infinity,
  invalid,
  nanOf1,
  nanOf2,
  QUIET_NAN,
  SIGNALING_NAN,
  type W_Decimal,
  withSign,
} from "./decimalnumber.ts";
import type { Rules } from "./decimalrules.ts";
import {
  CLAMPED,
  DIVISION_BY_ZERO,
  INEXACT,
  INVALID,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "./decimalsignals.ts";

// --- comparison
/** -1, 0 or 1 as a decimal. */
export function orderNumber(order: int): W_Decimal {
  return finite(order < 0, order === 0 ? zeroLimbs : oneLimbs, 0);
}
export function compareQuiet(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  return nan !== null ? nan : orderNumber(compareNumbers(a, b));
}
/** Any NaN is an invalid operand. */
export function compareSignaling(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan === null) return orderNumber(compareNumbers(a, b));
  rules.signal(INVALID);
  return nan;
}
/** The larger or smaller operand, rounded; a number rather than a quiet NaN. `byMagnitude`: without signs. */
function choose(rules: Rules, a: W_Decimal, b: W_Decimal, larger: boolean, byMagnitude: boolean): W_Decimal {
  if (a.kind === QUIET_NAN && !b.isNaN()) return finishNumber(rules, b);
  if (b.kind === QUIET_NAN && !a.isNaN()) return finishNumber(rules, a);
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  let order = byMagnitude ? compareMagnitudes(a, b) : compareNumbers(a, b);
  if (order === 0) order = compareTotal(a, b);
  return finishNumber(rules, order < 0 === larger ? b : a);
}
export function maximum(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return choose(rules, a, b, true, false);
}
export function minimum(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return choose(rules, a, b, false, false);
}
export function maximumMagnitude(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return choose(rules, a, b, true, true);
}
export function minimumMagnitude(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return choose(rules, a, b, false, true);
}

// --- neighbours and exponents
export function nextPlus(rules: Rules, a: W_Decimal): W_Decimal {
  return nextIn(rules, a, true);
}
export function nextMinus(rules: Rules, a: W_Decimal): W_Decimal {
  return nextIn(rules, a, false);
}
export function nextToward(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  const order = compareNumbers(a, b);
  if (order === 0) return withSign(a, b.negative);
  const result = nextIn(rules, a, order < 0);
  if (result.kind === INFINITE) rules.signal(OVERFLOW + ROUNDED + INEXACT);
  else if (result.adjusted() < rules.emin) {
    rules.signal(UNDERFLOW + SUBNORMAL + ROUNDED + INEXACT);
    if (result.limbs.length === 0) rules.signal(CLAMPED);
  }
  return result;
}
/** The exponent of the first digit. */
export function logb(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return infinity(false);
  if (a.limbs.length === 0) {
    rules.signal(DIVISION_BY_ZERO);
    return infinity(true);
  }
  const adjusted = a.adjusted();
  return finish(rules, adjusted < 0, limbsOfInt(adjusted < 0 ? -adjusted : adjusted), 0);
}
/** The second operand of scaleb, shift and rotate: an int within +-limit; NO_COUNT when it is none. */
function countOf(b: W_Decimal, limit: int): int {
  if (b.kind !== FINITE || b.exponent !== 0) return NO_COUNT;
  const count = intOfLimbs(b.limbs);
  if (count < 0 || count > limit) return NO_COUNT;
  return b.negative ? -count : count;
}
const NO_COUNT = -1000000000000000;
/** a * 10**b */
export function scaleb(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  const count = countOf(b, 2 * (rules.emax + rules.prec));
  if (count === NO_COUNT) return invalid(rules, INVALID);
  if (a.kind === INFINITE) return a;
  return finish(rules, a.negative, a.limbs, a.exponent + count);
}

// --- digits
/** Moved by b digits within the precision; zeros come in. */
export function shiftDigits(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  const count = countOf(b, rules.prec);
  if (count === NO_COUNT) return invalid(rules, INVALID);
  if (a.kind === INFINITE) return a;
  const limbs =
    count >= 0 ? lowDigits(shiftLeft(a.limbs, count), rules.prec) : shiftRight(lowDigits(a.limbs, rules.prec), -count);
  return finite(a.negative, limbs, a.exponent);
}
/** The same; what goes out comes in on the other side. */
export function rotateDigits(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  const count = countOf(b, rules.prec);
  if (count === NO_COUNT) return invalid(rules, INVALID);
  if (a.kind === INFINITE) return a;
  const left = count >= 0 ? count : rules.prec + count;
  const limbs = lowDigits(a.limbs, rules.prec);
  const high = lowDigits(shiftLeft(limbs, left), rules.prec);
  return finite(a.negative, addLimbs(high, shiftRight(limbs, rules.prec - left)), a.exponent);
}

// --- logic
/** Whether a is a logical operand: no sign, no exponent, digits 0 and 1. */
function isLogical(a: W_Decimal): boolean {
  if (a.kind !== FINITE || a.negative || a.exponent !== 0) return false;
  for (let i = 0; i < a.limbs.length; i++)
    for (let rest: int = a.limbs[i]!; rest > 0; rest = intDiv(rest, 10)) if (intMod(rest, 10) > 1) return false;
  return true;
}
const AND_DIGITS = 0;
const OR_DIGITS = 1;
const XOR_DIGITS = 2;
function logical(rules: Rules, a: W_Decimal, b: W_Decimal, op: int): W_Decimal {
  if (!isLogical(a) || !isLogical(b)) return invalid(rules, INVALID);
  const n = a.digits > b.digits ? a.digits : b.digits;
  const x = digitsOfLimbs(a.limbs, n);
  const y = digitsOfLimbs(b.limbs, n);
  const digits = new U8Array(n);
  for (let i = 0; i < n; i++) {
    const p = x[i]! === 1;
    const q = y[i]! === 1;
    digits[i] = (op === AND_DIGITS ? p && q : op === OR_DIGITS ? p || q : p !== q) ? 1 : 0;
  }
  return withinPrecision(rules, limbsOfDigits(digits));
}
function withinPrecision(rules: Rules, limbs: U32Array): W_Decimal {
  return finite(false, digitCount(limbs) > rules.prec ? lowDigits(limbs, rules.prec) : limbs, 0);
}
export function logicalAnd(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return logical(rules, a, b, AND_DIGITS);
}
export function logicalOr(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return logical(rules, a, b, OR_DIGITS);
}
export function logicalXor(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return logical(rules, a, b, XOR_DIGITS);
}
export function logicalInvert(rules: Rules, a: W_Decimal): W_Decimal {
  if (!isLogical(a)) return invalid(rules, INVALID);
  const digits = digitsOfLimbs(lowDigits(a.limbs, rules.prec), rules.prec);
  for (let i = 0; i < digits.length; i++) digits[i] = 1 - digits[i]!;
  return finite(false, limbsOfDigits(digits), 0);
}

// --- classes
/** Neither zero nor subnormal. */
export function isNormal(rules: Rules, a: W_Decimal): boolean {
  return a.kind === FINITE && a.limbs.length > 0 && a.adjusted() >= rules.emin;
}
export function isSubnormal(rules: Rules, a: W_Decimal): boolean {
  return a.kind === FINITE && a.limbs.length > 0 && a.adjusted() < rules.emin;
}
export function className(rules: Rules, a: W_Decimal): string {
  if (a.kind === QUIET_NAN) return "NaN";
  if (a.kind === SIGNALING_NAN) return "sNaN";
  if (a.kind === INFINITE) return a.negative ? "-Infinity" : "+Infinity";
  if (a.limbs.length === 0) return a.negative ? "-Zero" : "+Zero";
  if (isSubnormal(rules, a)) return a.negative ? "-Subnormal" : "+Subnormal";
  return a.negative ? "-Normal" : "+Normal";
}
/** Same exponent, or both infinite, or both NaN. */
export function sameQuantum(a: W_Decimal, b: W_Decimal): boolean {
  if (a.isNaN() || b.isNaN()) return a.isNaN() && b.isNaN();
  return a.kind === b.kind && (a.kind === INFINITE || a.exponent === b.exponent);
}
