// Powers of decimals. Whole exponents by repeated multiplication with a few digits more than the precision, others as exp(b ln a) with so many more
// that the result is nearly always the correctly rounded one: the numbers of digits on the way are libmpdec's, so that the last digit is, too.

import { floatToInt, type int, intAnd, intDiv, intToFloat, type U32Array } from "../rts/index.ts";
import { compareMagnitudes, compareNumbers, divide, isOdd, isWhole, multiply } from "./decimalarith.ts";
import {
  checkDigits,
  compareLimbs,
  digitAt,
  digitCount,
  divLimbs,
  intOfLimbs,
  limbsOfInt,
  limbsOfMagnitude,
  magnitudeOfLimbs,
  mulLimbs,
  oneLimbs,
  shiftLeft,
  shiftRight,
  subLimbs,
  zeroLimbs,
} from "./decimallimbs.ts";
import { exponential, naturalLogarithm } from "./decimalmath.ts";
import {
  finish,
  finishNumber,
  finite,
  INFINITE,
  infinity,
  invalid,
  nanOf2,
  SIGNALING_NAN,
  type W_Decimal,
  withSign,
  zero,
} from "./decimalnumber.ts";
import { MAX_EMAX, ROUND_HALF_EVEN, Rules, workRules } from "./decimalrules.ts";
import { CLAMPED, INEXACT, INVALID, ROUNDED } from "./decimalsignals.ts";
import { magPowMod } from "./magnitudefast.ts";

function one(): W_Decimal {
  return finite(false, oneLimbs, 0);
}
/** Digits of the largest exponents of a machine of 64 bits. */
const EXPONENT_DIGITS = 19;

/** a ** b */
export function power(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const nan = nanOf2(rules, a, b);
  if (nan !== null) return nan;
  const whole = isWhole(b);
  const negative = whole && a.negative && isOdd(b);
  if (a.isZero()) {
    if (b.isZero()) return invalid(rules, INVALID);
    return b.negative ? infinity(negative) : zero(negative, 0);
  }
  if (a.negative && !whole) return invalid(rules, INVALID);
  if (b.kind === INFINITE) {
    const order = compareNumbers(a, one());
    if (order === 0) {
      rules.signal(INEXACT + ROUNDED);
      return oneWithDigits(rules.prec, negative);
    }
    return order > 0 === b.negative ? zero(negative, 0) : infinity(negative);
  }
  if (a.kind === INFINITE) {
    if (b.isZero()) return finite(negative, oneLimbs, 0);
    return b.negative ? zero(negative, 0) : infinity(negative);
  }
  if (b.isZero()) return finite(negative, oneLimbs, 0);
  if (compareMagnitudes(a, one()) === 0) return powerOfOne(rules, a, b, whole, negative);
  const certain = certainlyBeyond(rules, a, b, negative);
  if (certain !== null) return certain;
  return whole ? wholePower(rules, a, b, negative) : realPower(rules, a, b);
}
/** 1.000 with so many digits. */
function oneWithDigits(digits: int, negative: boolean): W_Decimal {
  return finite(negative, shiftLeft(oneLimbs, digits - 1), 1 - digits);
}
/** |a| is 1: what differs are the zeros behind. */
function powerOfOne(rules: Rules, a: W_Decimal, b: W_Decimal, whole: boolean, negative: boolean): W_Decimal {
  if (!whole) {
    rules.signal(INEXACT + ROUNDED);
    return oneWithDigits(rules.prec, negative);
  }
  if (b.negative || a.exponent === 0) return finite(negative, oneLimbs, 0);
  // 1.00 ** 3 has 6 zeros
  const times = b.adjusted() < 12 ? intOfWhole(b) : MAX_EMAX;
  let zeros = rules.prec;
  if (times < MAX_EMAX) zeros = times * -a.exponent;
  if (zeros > rules.prec - 1) {
    zeros = rules.prec - 1;
    rules.signal(ROUNDED);
  }
  return oneWithDigits(zeros + 1, negative);
}
/** |a| of a whole number that has few digits. */
function intOfWhole(a: W_Decimal): int {
  return intOfLimbs(wholeLimbs(a));
}
function wholeLimbs(a: W_Decimal): U32Array {
  return a.exponent >= 0 ? shiftLeft(a.limbs, a.exponent) : shiftRight(a.limbs, -a.exponent);
}
function digitsOfInt(value: int): int {
  return digitCount(limbsOfInt(value < 0 ? -value : value));
}
/** Overflow or underflow that is seen without calculating: by log10 |log10 a| + log10 |b|, bounded from below. */
function certainlyBeyond(rules: Rules, a: W_Decimal, b: W_Decimal, negative: boolean): W_Decimal | null {
  const adjusted = a.adjusted();
  let zeta: int;
  if (adjusted > 0) zeta = digitsOfInt(adjusted) - 1;
  else if (adjusted < -1) zeta = digitsOfInt(adjusted + 1) - 1;
  else {
    const unit = shiftLeft(oneLimbs, -a.exponent);
    const distance = compareLimbs(a.limbs, unit) >= 0 ? subLimbs(a.limbs, unit) : subLimbs(unit, a.limbs);
    zeta = digitCount(distance) - 1 + a.exponent - (adjusted === 0 ? 2 : 1);
  }
  const size = zeta + b.adjusted();
  const down = adjusted < 0 !== b.negative;
  if (down) return digitsOfInt(rules.etiny()) < size ? finish(rules, negative, oneLimbs, rules.etiny() - 1) : null;
  return digitsOfInt(rules.emax) < size ? finish(rules, negative, oneLimbs, MAX_EMAX + 1) : null;
}
function wholePower(rules: Rules, a: W_Decimal, b: W_Decimal, negative: boolean): W_Decimal {
  const work = new Rules(rules.prec + b.digits + b.exponent + 2, ROUND_HALF_EVEN, rules.emin, rules.emax);
  let base = a;
  if (b.negative) {
    work.prec = work.prec + 1;
    base = divide(work, one(), a);
  }
  const result = b.adjusted() < 15 ? upwards(work, base, intOfWhole(b)) : downwards(work, base, b);
  rules.signal(work.status);
  if (result.kind === INFINITE) return finish(rules, negative, oneLimbs, MAX_EMAX + 1);
  return finishNumber(rules, withSign(result, negative));
}
/** So many digits at least has the power, or as many as the precision. */
function leastDigits(work: Rules, base: W_Decimal, exponent: int): int {
  if (base.limbs.length === 0) return 0;
  const size = intToFloat(base.digits - 1) + (digitAt(base.limbs, base.digits - 1) >= 2 ? 0.3 : 0.0);
  const least = size * intToFloat(exponent);
  return least < intToFloat(work.prec) ? floatToInt(least) : work.prec;
}
/** Exponent's bits from the highest. */
function upwards(work: Rules, base: W_Decimal, exponent: int): W_Decimal {
  checkDigits(leastDigits(work, base, exponent));
  let bit = 1;
  while (bit * 2 <= exponent) bit = bit * 2;
  let rest = exponent - bit;
  let result = base;
  while (bit > 1) {
    bit = intDiv(bit, 2);
    result = multiply(work, result, result);
    if (rest >= bit) {
      rest = rest - bit;
      result = multiply(work, result, base);
    }
    if (isSettled(work, result)) break;
  }
  return result;
}
/** An infinity, or zero by underflow: it will not change. */
function isSettled(work: Rules, a: W_Decimal): boolean {
  return !a.isFinite() || (a.limbs.length === 0 && intAnd(work.status, CLAMPED) !== 0);
}
/** Exponent's bits from the lowest, for exponents that are no ints. */
function downwards(work: Rules, base: W_Decimal, exponent: W_Decimal): W_Decimal {
  const two = limbsOfInt(2);
  let rest = wholeLimbs(exponent);
  let square = base;
  let result = one();
  while (rest.length > 0) {
    const division = divLimbs(rest, two);
    if (division.remainder.length > 0) {
      result = multiply(work, result, square);
      if (isSettled(work, result)) break;
    }
    rest = division.quotient;
    square = multiply(work, square, square);
  }
  return result;
}
function realPower(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  const digits = a.digits > rules.prec ? a.digits : rules.prec;
  const work = workRules(digits + 4 + EXPONENT_DIGITS);
  const result = exponential(work, multiply(work, naturalLogarithm(work, a), b));
  rules.signal(INEXACT + ROUNDED);
  if (result.kind === INFINITE) return finish(rules, false, oneLimbs, MAX_EMAX + 1);
  if (compareNumbers(result, one()) === 0) return finishNumber(rules, oneWithDigits(rules.prec, false));
  return finishNumber(rules, result);
}

/** a ** b modulo c, of whole numbers. */
export function powerModulo(rules: Rules, a: W_Decimal, b: W_Decimal, c: W_Decimal): W_Decimal {
  if (a.isNaN() || b.isNaN() || c.isNaN()) {
    if (c.kind === SIGNALING_NAN && a.kind !== SIGNALING_NAN && b.kind !== SIGNALING_NAN) return nanOf2(rules, c, c)!;
    const nan = nanOf2(rules, a, b);
    return nan !== null ? nan : nanOf2(rules, c, c)!;
  }
  if (!isWhole(a) || !isWhole(b) || !isWhole(c) || c.isZero()) return invalid(rules, INVALID);
  if (c.digits + c.exponent > rules.prec) return invalid(rules, INVALID);
  const negative = a.negative && isOdd(b);
  if (b.isZero()) {
    if (a.isZero()) return invalid(rules, INVALID);
    return finite(negative, compareMagnitudes(c, one()) === 0 ? zeroLimbs : oneLimbs, 0);
  }
  if (b.negative) return invalid(rules, INVALID);
  if (a.isZero()) return zero(negative, 0);
  const modulus = magnitudeOfLimbs(wholeLimbs(c));
  // a = m * 10**e: the power of ten is reduced before it is multiplied with
  const coefficient = a.exponent >= 0 ? a.limbs : shiftRight(a.limbs, -a.exponent);
  let base = divLimbs(coefficient, limbsOfMagnitude(modulus)).remainder;
  if (a.exponent > 0) {
    const ten = limbsOfMagnitude(
      magPowMod(magnitudeOfLimbs(limbsOfInt(10)), magnitudeOfLimbs(limbsOfInt(a.exponent)), modulus),
    );
    base = divLimbs(mulLimbs(base, ten), limbsOfMagnitude(modulus)).remainder;
  }
  const result = magPowMod(magnitudeOfLimbs(base), magnitudeOfLimbs(wholeLimbs(b)), modulus);
  return finite(negative, limbsOfMagnitude(result), 0);
}
