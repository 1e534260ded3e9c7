// Arithmetic of decimal numbers: sum, product, quotient, remainder, fused product and sum, and what only moves digits (quantize, rounding to a whole
// number, next numbers). Every function takes the rules to round by first. What they leave in `rules.status` is for their caller.

import { type int, intDiv, intFloorDiv, intMod, type U32Array } from "../rts/index.ts";
import {
  addLimbs,
  anyLowDigit,
  compareLimbs,
  digitAt,
  digitCount,
  divLimbs,
  increment,
  mulLimbs,
  ninesLimbs,
  oneLimbs,
  shiftLeft,
  shiftRight,
  sqrtLimbs,
  subLimbs,
  trailingZeros,
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
  roundedShift,
  SIGNALING_NAN,
  type W_Decimal,
  withSign,
  zero,
} from "./decimalnumber.ts";
import { ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, type Rules } from "./decimalrules.ts";
import {
  CLAMPED,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  INEXACT,
  INVALID,
  ROUNDED,
} from "./decimalsignals.ts";

// --- sums
export function add(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return addSigned(rules, a, b, b.negative);
}
export function subtract(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return addSigned(rules, a, b, !b.negative);
}
/** a + b, where b has the sign that is given. */
function addSigned(rules: Rules, a: W_Decimal, b: W_Decimal, negative: boolean): W_Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    if (a.kind !== INFINITE) return infinity(negative);
    return b.kind === INFINITE && a.negative !== negative ? invalid(rules, INVALID) : a;
  }
  let high = a;
  let low = b;
  let highNegative = a.negative;
  let lowNegative = negative;
  if (a.exponent < b.exponent) {
    high = b;
    low = a;
    highNegative = negative;
    lowNegative = a.negative;
  }
  let x = high.limbs;
  let y = low.limbs;
  let exponent = low.exponent;
  if (high.exponent !== exponent && x.length > 0) {
    // a number that lies below everything that could be kept of the other counts as a single digit there
    const below = high.exponent - 1 - (high.digits > rules.prec ? 0 : rules.prec + 1 - high.digits);
    if (low.adjusted() < below) {
      if (y.length > 0) y = oneLimbs;
      exponent = below;
    }
    x = shiftLeft(x, high.exponent - exponent);
  }
  if (highNegative === lowNegative) return finish(rules, highNegative, addLimbs(x, y), exponent);
  const order = compareLimbs(x, y);
  if (order === 0) return finish(rules, rules.rounding === ROUND_FLOOR, zeroLimbs, exponent);
  if (order > 0) return finish(rules, highNegative, subLimbs(x, y), exponent);
  return finish(rules, lowNegative, subLimbs(y, x), exponent);
}
/** +a: a zero loses its sign, but when rounding down. */
export function plus(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  return finishNumber(rules, a.isZero() ? withSign(a, a.negative && rules.rounding === ROUND_FLOOR) : a);
}
export function minus(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  return finishNumber(rules, withSign(a, a.isZero() ? rules.rounding === ROUND_FLOOR && !a.negative : !a.negative));
}
export function absolute(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  return nan !== null ? nan : finishNumber(rules, withSign(a, false));
}

// --- products
export function multiply(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind === FINITE && b.kind === FINITE)
    return finish(rules, negative, mulLimbs(a.limbs, b.limbs), a.exponent + b.exponent);
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  return a.isZero() || b.isZero() ? invalid(rules, INVALID) : infinity(negative);
}
/** a * b + c, rounded once. */
export function fusedMultiplyAdd(rules: Rules, a: W_Decimal, b: W_Decimal, c: W_Decimal): W_Decimal {
  if (a.kind === FINITE && b.kind === FINITE) {
    const product = finite(a.negative !== b.negative, mulLimbs(a.limbs, b.limbs), a.exponent + b.exponent);
    return add(rules, product, c);
  }
  if (a.kind !== SIGNALING_NAN && b.kind !== SIGNALING_NAN && c.kind === SIGNALING_NAN) return nanOf1(rules, c)!;
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  if (a.isZero() || b.isZero()) return invalid(rules, INVALID);
  return add(rules, infinity(a.negative !== b.negative), c);
}

// --- quotients
export function divide(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(rules, INVALID) : infinity(negative);
    rules.signal(CLAMPED);
    return zero(negative, rules.etiny());
  }
  if (b.limbs.length === 0) {
    if (a.limbs.length === 0) return invalid(rules, DIVISION_UNDEFINED);
    rules.signal(DIVISION_BY_ZERO);
    return infinity(negative);
  }
  const ideal = a.exponent - b.exponent;
  if (a.limbs.length === 0) return finish(rules, negative, zeroLimbs, ideal);
  // the quotient gets a digit more than the precision, or two
  const shift = b.digits - a.digits + rules.prec + 1;
  const division =
    shift >= 0 ? divLimbs(shiftLeft(a.limbs, shift), b.limbs) : divLimbs(a.limbs, shiftLeft(b.limbs, -shift));
  const exact = division.remainder.length === 0;
  return finishQuotient(rules, negative, division.quotient, ideal - shift, ideal, exact);
}
/** A quotient or root that was cut off (or is exact), with digits beyond the precision: rounded; if it is exact, brought near the ideal exponent. */
function finishQuotient(
  rules: Rules,
  negative: boolean,
  coefficient: U32Array,
  exponent: int,
  ideal: int,
  exact: boolean,
): W_Decimal {
  if (!exact) {
    // a last digit of 0 or 5 must not look like an exact one
    const sticky = intMod(coefficient[0]!, 5) === 0;
    return finish(rules, negative, sticky ? increment(coefficient) : coefficient, exponent);
  }
  let zeros = trailingZeros(coefficient);
  if (zeros > ideal - exponent) zeros = ideal - exponent;
  if (zeros <= 0) return finish(rules, negative, coefficient, exponent);
  return finish(rules, negative, shiftRight(coefficient, zeros), exponent + zeros);
}
/** What divideWhole finds: the quotient cut to a whole number, and the rest. */
export class WholeDivision {
  readonly quotient: W_Decimal;
  readonly remainder: W_Decimal;
  constructor(quotient: W_Decimal, remainder: W_Decimal) {
    this.quotient = quotient;
    this.remainder = remainder;
  }
}
/** Of finite numbers, b not zero. The quotient must fit the precision: else both are NaN. */
function divideWhole(rules: Rules, a: W_Decimal, b: W_Decimal): WholeDivision {
  const negative = a.negative !== b.negative;
  const ideal = a.exponent < b.exponent ? a.exponent : b.exponent;
  if (a.limbs.length === 0) return new WholeDivision(zero(negative, 0), zero(a.negative, ideal));
  const distance = a.adjusted() - b.adjusted();
  if (distance < 0)
    return new WholeDivision(zero(negative, 0), finite(a.negative, shiftLeft(a.limbs, a.exponent - ideal), ideal));
  if (distance <= rules.prec) {
    const division = divLimbs(shiftLeft(a.limbs, a.exponent - ideal), shiftLeft(b.limbs, b.exponent - ideal));
    if (digitCount(division.quotient) <= rules.prec)
      return new WholeDivision(finite(negative, division.quotient, 0), finite(a.negative, division.remainder, ideal));
  }
  const nan = invalid(rules, DIVISION_IMPOSSIBLE);
  return new WholeDivision(nan, nan);
}
/** a // b, towards zero. */
export function divideInteger(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(rules, INVALID) : infinity(negative);
    return zero(negative, 0);
  }
  if (b.limbs.length === 0) {
    if (a.limbs.length === 0) return invalid(rules, DIVISION_UNDEFINED);
    rules.signal(DIVISION_BY_ZERO);
    return infinity(negative);
  }
  return finishNumber(rules, divideWhole(rules, a, b).quotient);
}
/** a % b, with the sign of a. */
export function remainder(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    return a.kind === INFINITE ? invalid(rules, INVALID) : finishNumber(rules, a);
  }
  if (b.limbs.length === 0) return invalid(rules, a.limbs.length === 0 ? DIVISION_UNDEFINED : INVALID);
  return finishNumber(rules, divideWhole(rules, a, b).remainder);
}
/** divmod(a, b) */
export function divideBoth(rules: Rules, a: W_Decimal, b: W_Decimal): WholeDivision {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return new WholeDivision(nan, nan);
  const negative = a.negative !== b.negative;
  if (a.kind === INFINITE) {
    const rest = invalid(rules, INVALID);
    return new WholeDivision(b.kind === INFINITE ? rest : infinity(negative), rest);
  }
  if (b.kind === INFINITE) return new WholeDivision(zero(negative, 0), finishNumber(rules, a));
  if (b.limbs.length === 0) {
    const rest = invalid(rules, a.limbs.length === 0 ? DIVISION_UNDEFINED : DIVISION_BY_ZERO + INVALID);
    return new WholeDivision(a.limbs.length === 0 ? rest : infinity(negative), rest);
  }
  const both = divideWhole(rules, a, b);
  return new WholeDivision(finishNumber(rules, both.quotient), finishNumber(rules, both.remainder));
}
/** The remainder of the quotient that is rounded to the nearest whole number, halves to even. */
export function remainderNear(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    return a.kind === INFINITE ? invalid(rules, INVALID) : finishNumber(rules, a);
  }
  if (b.limbs.length === 0) return invalid(rules, a.limbs.length === 0 ? DIVISION_UNDEFINED : INVALID);
  const ideal = a.exponent < b.exponent ? a.exponent : b.exponent;
  if (a.limbs.length === 0) return finish(rules, a.negative, zeroLimbs, ideal);
  const distance = a.adjusted() - b.adjusted();
  if (distance >= rules.prec + 1) return invalid(rules, DIVISION_IMPOSSIBLE);
  // less than half of b
  if (distance <= -2) return finish(rules, a.negative, shiftLeft(a.limbs, a.exponent - ideal), ideal);
  const divisor = shiftLeft(b.limbs, b.exponent - ideal);
  const division = divLimbs(shiftLeft(a.limbs, a.exponent - ideal), divisor);
  let quotient = division.quotient;
  let rest = division.remainder;
  let negative = a.negative;
  const order = compareLimbs(addLimbs(rest, rest), divisor);
  if (order > 0 || (order === 0 && quotient.length > 0 && intMod(quotient[0]!, 2) === 1)) {
    rest = subLimbs(divisor, rest);
    negative = !negative;
    quotient = increment(quotient);
  }
  if (digitCount(quotient) > rules.prec) return invalid(rules, DIVISION_IMPOSSIBLE);
  return finish(rules, negative, rest, ideal);
}

/** The square root, to the nearest. */
export function squareRoot(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  const ideal = intFloorDiv(a.exponent, 2);
  if (a.isZero()) return finish(rules, a.negative, zeroLimbs, ideal);
  if (a.negative) return invalid(rules, INVALID);
  if (a.kind === INFINITE) return a;
  return finishRoot(rules, a, ideal);
}
function finishRoot(rules: Rules, a: W_Decimal, ideal: int): W_Decimal {
  // a = c * 100**e; the root of c gets a digit more than the precision
  let c = a.exponent === 2 * ideal ? a.limbs : shiftLeft(a.limbs, 1);
  const pairs = rules.prec + 1 - intDiv(digitCount(c) + 1, 2);
  let exact = true;
  if (pairs >= 0) c = shiftLeft(c, 2 * pairs);
  else {
    exact = !anyLowDigit(c, -2 * pairs);
    c = shiftRight(c, -2 * pairs);
  }
  const root = sqrtLimbs(c);
  exact = exact && compareLimbs(mulLimbs(root, root), c) === 0;
  const rounding = rules.rounding;
  rules.rounding = ROUND_HALF_EVEN;
  const result = finishQuotient(rules, false, root, ideal - pairs, ideal, exact);
  rules.rounding = rounding;
  return result;
}

// --- moving digits
/** a with the exponent of b. */
export function quantize(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf2(rules, a, b);
    if (nan !== null) return nan;
    return a.kind === b.kind ? a : invalid(rules, INVALID);
  }
  const exponent = b.exponent;
  if (exponent > rules.emax || exponent < rules.etiny()) return invalid(rules, INVALID);
  if (a.limbs.length === 0) return finish(rules, a.negative, zeroLimbs, exponent);
  const shift = a.exponent - exponent;
  if (a.digits + shift > rules.prec) return invalid(rules, INVALID);
  let limbs: U32Array;
  if (shift >= 0) limbs = shiftLeft(a.limbs, shift);
  else {
    limbs = roundedShift(a.limbs, -shift, a.negative, rules.rounding);
    if (digitCount(limbs) > rules.prec) return invalid(rules, INVALID);
  }
  if (limbs.length > 0 && exponent + digitCount(limbs) - 1 > rules.emax) return invalid(rules, INVALID);
  if (shift < 0) rules.signal(anyLowDigit(a.limbs, -shift) ? ROUNDED + INEXACT : ROUNDED);
  return finish(rules, a.negative, limbs, exponent);
}
/** Without trailing zeros. */
export function reduce(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  const rounded = finishNumber(rules, a);
  if (rounded.kind === INFINITE) return rounded;
  if (rounded.limbs.length === 0) return zero(rounded.negative, 0);
  const highest = rules.clamp ? rules.etop() : rules.emax;
  let zeros = trailingZeros(rounded.limbs);
  if (zeros > highest - rounded.exponent) zeros = highest - rounded.exponent;
  if (zeros <= 0) return rounded;
  return finite(rounded.negative, shiftRight(rounded.limbs, zeros), rounded.exponent + zeros);
}
/** Rounded to a whole number; `exact`: signals what was lost. */
export function toIntegral(rules: Rules, a: W_Decimal, rounding: int, exact: boolean): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE || a.exponent >= 0) return a;
  if (a.limbs.length === 0) return zero(a.negative, 0);
  if (exact) rules.signal(anyLowDigit(a.limbs, -a.exponent) ? ROUNDED + INEXACT : ROUNDED);
  return finite(a.negative, roundedShift(a.limbs, -a.exponent, a.negative, rounding), 0);
}
/** The next number in a direction: towards positive infinity (up) or negative. */
export function nextIn(rules: Rules, a: W_Decimal, up: boolean): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return a.negative === up ? finite(a.negative, ninesLimbs(rules.prec), rules.etop()) : a;
  const status = rules.status;
  const rounding = rules.rounding;
  rules.rounding = up ? ROUND_CEILING : ROUND_FLOOR;
  let result = finishNumber(rules, a);
  if (compareNumbers(result, a) === 0) result = add(rules, result, finite(!up, oneLimbs, rules.etiny() - 1));
  rules.rounding = rounding;
  rules.status = status;
  return result;
}

// --- order
/** -1, 0 or 1, of numbers that are no NaNs. */
export function compareNumbers(a: W_Decimal, b: W_Decimal): int {
  const x = signOf(a);
  const y = signOf(b);
  if (x !== y) return x < y ? -1 : 1;
  return x < 0 ? -compareMagnitudes(a, b) : compareMagnitudes(a, b);
}
function signOf(a: W_Decimal): int {
  return a.isZero() ? 0 : a.negative ? -1 : 1;
}
/** The order of |a| and |b|. */
export function compareMagnitudes(a: W_Decimal, b: W_Decimal): int {
  if (a.kind === INFINITE) return b.kind === INFINITE ? 0 : 1;
  if (b.kind === INFINITE) return -1;
  if (a.limbs.length === 0 || b.limbs.length === 0)
    return a.limbs.length === b.limbs.length ? 0 : a.limbs.length === 0 ? -1 : 1;
  const x = a.adjusted();
  const y = b.adjusted();
  if (x !== y) return x < y ? -1 : 1;
  const shift = a.exponent - b.exponent;
  return shift >= 0
    ? compareLimbs(shiftLeft(a.limbs, shift), b.limbs)
    : compareLimbs(a.limbs, shiftLeft(b.limbs, -shift));
}
/** The order that tells apart what compares equal: by sign, NaNs, exponent. */
export function compareTotal(a: W_Decimal, b: W_Decimal): int {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order = totalOfMagnitudes(a, b);
  return a.negative ? -order : order;
}
/** compareTotal without signs. */
export function totalOfMagnitudes(a: W_Decimal, b: W_Decimal): int {
  if (a.isNaN() || b.isNaN()) {
    // a signaling NaN is below a quiet one
    const x = a.kind === QUIET_NAN ? 2 : a.kind === SIGNALING_NAN ? 1 : 0;
    const y = b.kind === QUIET_NAN ? 2 : b.kind === SIGNALING_NAN ? 1 : 0;
    return x !== y ? (x < y ? -1 : 1) : compareLimbs(a.limbs, b.limbs);
  }
  const order = compareMagnitudes(a, b);
  if (order !== 0) return order;
  return a.exponent === b.exponent ? 0 : a.exponent < b.exponent ? -1 : 1;
}
/** Whether a number is a whole one. */
export function isWhole(a: W_Decimal): boolean {
  return a.kind === FINITE && (a.exponent >= 0 || !anyLowDigit(a.limbs, -a.exponent));
}
/** Whether a whole number is odd. */
export function isOdd(a: W_Decimal): boolean {
  return a.exponent <= 0 && intMod(digitAt(a.limbs, -a.exponent), 2) === 1;
}
