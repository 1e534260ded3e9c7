// exp, ln and log10, correctly rounded (to the nearest, whatever the context rounds by). Values are fixed-point numbers: limbs that stand for
// limbs / 10**w. A result is computed with some digits more than asked for and a known error; where the two ends of what it could be round
// differently, it is computed again with more digits (Ziv's strategy). It ends, since but for the cases treated first no result is rational.
//
//   exp(x)   x = k ln 10 + r with 0 <= r < ln 10; e**r by Taylor's series of r / 2**m, squared m times
//   ln(x)    x = m 10**k with 1 <= m < 10; Halley's iteration, which triples the digits of a double's logarithm with every e**y
//   ln 10    46 artanh(1/31) + 34 artanh(1/49) + 20 artanh(1/161); kept

import type { float, int } from "../rts/index.ts";
import { floatToInt, intDiv, intToFloat, type U32Array } from "../rts/index.ts";
import {
  addLimbs,
  compareLimbs,
  digitCount,
  divLimbs,
  divSmall,
  increment,
  intOfLimbs,
  limbsOfInt,
  mulLimbs,
  oneLimbs,
  shiftLeft,
  shiftRight,
  subLimbs,
  zeroLimbs,
} from "./decimallimbs.ts";
import {
  finish,
  finite,
  INFINITE,
  infinity,
  invalid,
  nanOf1,
  roundedShift,
  type W_Decimal,
  zero,
} from "./decimalnumber.ts";
import { ROUND_HALF_EVEN, type Rules } from "./decimalrules.ts";
import { INEXACT, INVALID, ROUNDED } from "./decimalsignals.ts";
import { libmLog } from "./externals.ts";

/** An approximation is off by less than so many units of its last digit. */
const ERROR = 100;

class Logarithm {
  digits: int = 0;
  value: U32Array = zeroLimbs;
}
const lnTenKept = new Logarithm();

/** artanh(1/n) */
function inverseArtanh(n: int, w: int): U32Array {
  let power = divSmall(shiftLeft(oneLimbs, w), n);
  let sum = power;
  for (let k = 3; power.length > 0; k = k + 2) {
    power = divSmall(power, n * n);
    sum = addLimbs(sum, divSmall(power, k));
  }
  return sum;
}
/** ln 10, less than a unit too small. */
function lnTen(w: int): U32Array {
  if (lnTenKept.digits < w) {
    const digits = w + 20 + intDiv(w, 4);
    const guard = 10;
    let sum = mulLimbs(inverseArtanh(31, digits + guard), limbsOfInt(46));
    sum = addLimbs(sum, mulLimbs(inverseArtanh(49, digits + guard), limbsOfInt(34)));
    sum = addLimbs(sum, mulLimbs(inverseArtanh(161, digits + guard), limbsOfInt(20)));
    lnTenKept.value = shiftRight(sum, guard);
    lnTenKept.digits = digits;
  }
  return shiftRight(lnTenKept.value, lnTenKept.digits - w);
}

/** e**r for 0 <= r < 2.4. The error is below 10 units. */
function expFixed(r: U32Array, w: int): U32Array {
  // halvings: about as many as there are terms then
  let halvings = 4;
  while (halvings * halvings < w) halvings++;
  const wide = w + intDiv(halvings, 3) + 6;
  let small = shiftLeft(r, wide - w);
  for (let rest = halvings; rest > 0; rest = rest - 20) small = divSmall(small, powerOfTwo(rest < 20 ? rest : 20));
  const one = shiftLeft(oneLimbs, wide);
  let sum = addLimbs(one, small);
  let term = small;
  for (let k = 2; ; k++) {
    term = divSmall(shiftRight(mulLimbs(term, small), wide), k);
    if (term.length === 0) break;
    sum = addLimbs(sum, term);
  }
  for (let i = 0; i < halvings; i++) sum = shiftRight(mulLimbs(sum, sum), wide);
  return shiftRight(sum, wide - w);
}
function powerOfTwo(n: int): int {
  let result = 1;
  for (let i = 0; i < n; i++) result = result * 2;
  return result;
}
/** ln(m) for 1 <= m < 10, m with w digits behind the point. The error is below 20 units. */
function lnFixed(m: U32Array, w: int): U32Array {
  if (w <= 14) {
    const logarithm: float = libmLog(intToFloat(intOfLimbs(m)) / powerOfTenFloat(w));
    return limbsOfInt(floatToInt((logarithm < 0.0 ? 0.0 : logarithm) * powerOfTenFloat(w)));
  }
  const before = intDiv(w, 3) + 3;
  const narrow = before < 14 ? 14 : before;
  const y = shiftLeft(lnFixed(shiftRight(m, w - narrow), narrow), w - narrow);
  const e = expFixed(y, w);
  const sum = addLimbs(m, e);
  if (compareLimbs(m, e) >= 0)
    return addLimbs(y, divLimbs(shiftLeft(mulLimbs(subLimbs(m, e), limbsOfInt(2)), w), sum).quotient);
  const correction = divLimbs(shiftLeft(mulLimbs(subLimbs(e, m), limbsOfInt(2)), w), sum).quotient;
  return compareLimbs(y, correction) > 0 ? subLimbs(y, correction) : zeroLimbs;
}
/** 10.0**n, n <= 22 */
function powerOfTenFloat(n: int): float {
  let result: float = 1.0;
  for (let i = 0; i < n; i++) result = result * 10.0;
  return result;
}

/** What value * 10**exponent, off by less than ERROR units, rounds to; null when the two ends of what it could be round differently. */
function roundedAlike(rules: Rules, negative: boolean, value: U32Array, exponent: int): W_Decimal | null {
  const error = limbsOfInt(ERROR);
  if (compareLimbs(value, error) <= 0) return null;
  const low = nearest(subLimbs(value, error), exponent, rules.prec);
  const high = nearest(addLimbs(value, error), exponent, rules.prec);
  if (low.exponent !== high.exponent || compareLimbs(low.limbs, high.limbs) !== 0) return null;
  // the value itself has all its digits still, so that a subnormal result is rounded once
  const rounding = rules.rounding;
  rules.rounding = ROUND_HALF_EVEN;
  // it is never exact: a last digit says so where all others behind a subnormal result are zeros
  const result = finish(rules, negative, increment(shiftLeft(value, 1)), exponent - 1);
  rules.rounding = rounding;
  rules.signal(INEXACT + ROUNDED);
  return result;
}
/** Rounded to `prec` digits; the value has more. */
function nearest(value: U32Array, exponent: int, prec: int): W_Decimal {
  const drop = digitCount(value) - prec;
  if (drop <= 0) return finite(false, value, exponent);
  const rounded = roundedShift(value, drop, false, ROUND_HALF_EVEN);
  if (digitCount(rounded) > prec) return finite(false, shiftRight(rounded, 1), exponent + drop + 1);
  return finite(false, rounded, exponent + drop);
}

/** e**a @jit opaque */
export function exponential(rules: Rules, a: W_Decimal): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return a.negative ? zero(false, 0) : a;
  if (a.limbs.length === 0) return finite(false, oneLimbs, 0);
  if (a.adjusted() >= 10) return beyond(rules, a.negative);
  for (let extra = 6; ; extra = extra * 2) {
    const w = rules.prec + extra;
    // k has up to 10 digits, and with it the error of ln 10 grows
    const wide = w + 12;
    const shift = a.exponent + wide;
    const x = shift >= 0 ? shiftLeft(a.limbs, shift) : shiftRight(a.limbs, -shift);
    const ten = lnTen(wide);
    const division = divLimbs(x, ten);
    let k = intOfLimbs(division.quotient);
    let r = division.remainder;
    if (a.negative) {
      k = -k - 1;
      r = subLimbs(ten, r);
    }
    const result = roundedAlike(rules, false, expFixed(shiftRight(r, 12), w), k - w);
    if (result !== null) return result;
  }
}
/** e**x beyond all exponents: overflow, or (downwards) underflow. */
function beyond(rules: Rules, down: boolean): W_Decimal {
  const rounding = rules.rounding;
  rules.rounding = ROUND_HALF_EVEN;
  const result = finish(rules, false, oneLimbs, down ? rules.etiny() - 10 : rules.emax + 1);
  rules.rounding = rounding;
  return result;
}
/** The natural logarithm. @jit opaque */
export function naturalLogarithm(rules: Rules, a: W_Decimal): W_Decimal {
  return logarithm(rules, a, false);
}
/** @jit opaque */
export function decimalLogarithm(rules: Rules, a: W_Decimal): W_Decimal {
  return logarithm(rules, a, true);
}
function logarithm(rules: Rules, a: W_Decimal, ofTen: boolean): W_Decimal {
  const nan = nanOf1(rules, a);
  if (nan !== null) return nan;
  if (a.isZero()) return infinity(true);
  if (a.negative) return invalid(rules, INVALID);
  if (a.kind === INFINITE) return a;
  const power = a.adjusted();
  const isPower = compareLimbs(a.limbs, shiftLeft(oneLimbs, a.digits - 1)) === 0;
  if (isPower && (ofTen || power === 0)) return finish(rules, power < 0, limbsOfInt(power < 0 ? -power : power), 0);
  // near 1 the logarithm is small, and needs as many digits more
  const near = digitsNearOne(a);
  for (let extra = 6; ; extra = extra * 2) {
    const w = rules.prec + near + extra;
    const shift = w - (a.digits - 1);
    const wide = w + 12;
    const m = shift >= 0 ? shiftLeft(a.limbs, shift) : shiftRight(a.limbs, -shift);
    let logarithmOfM = lnFixed(m, w);
    const ten = lnTen(wide);
    if (ofTen) logarithmOfM = divLimbs(shiftLeft(logarithmOfM, wide), ten).quotient;
    const whole = limbsOfInt(power < 0 ? -power : power);
    const part = ofTen ? shiftLeft(whole, w) : shiftRight(mulLimbs(whole, ten), 12);
    let negative = false;
    let value = zeroLimbs;
    if (power >= 0) value = addLimbs(part, logarithmOfM);
    else if (compareLimbs(part, logarithmOfM) >= 0) {
      negative = true;
      value = subLimbs(part, logarithmOfM);
    } else value = subLimbs(logarithmOfM, part);
    const result = roundedAlike(rules, negative, value, -w);
    if (result !== null) return result;
  }
}
/** How many digits behind the point are zeros in |a - 1|, if a lies between 0.1 and 10; else 0. */
function digitsNearOne(a: W_Decimal): int {
  const power = a.adjusted();
  if (power !== 0 && power !== -1) return 0;
  const one = shiftLeft(oneLimbs, -a.exponent);
  const difference = compareLimbs(a.limbs, one) >= 0 ? subLimbs(a.limbs, one) : subLimbs(one, a.limbs);
  const digits = -a.exponent - digitCount(difference) + 1;
  return digits > 0 ? digits : 0;
}
