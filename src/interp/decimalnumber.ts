// W_Decimal: (-1)**negative * limbs * 10**exponent, or an infinity or a NaN. Numbers never change. Operations round by `Rules`, the part of a context
// that arithmetic needs, and note there what they signal: whoever called them looks at `status` at the end (decimalcontext.ts), so nothing is
// thrown in arithmetic. The specification is Cowlishaw's "General Decimal Arithmetic" (speleotrove.com/decimal).

import type { int } from "../rts/index.ts";
import { identityHash, intDiv, intMod, mulAddHigh32, mulAddLow32, type U32Array } from "../rts/index.ts";
import {
  anyLowDigit,
  digitAt,
  digitCount,
  increment,
  lowDigits,
  ninesLimbs,
  shiftLeft,
  shiftRight,
  zeroLimbs,
} from "./decimallimbs.ts";
import { decimalBinary, decimalCompare, decimalPower, decimalReflected, decimalUnary } from "./decimaloperators.ts";
import {
  ROUND_05UP,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_DOWN,
  ROUND_HALF_UP,
  ROUND_UP,
  type Rules,
  w_decimal,
} from "./decimalrules.ts";
import { CLAMPED, INEXACT, INVALID, OVERFLOW, ROUNDED, SUBNORMAL, UNDERFLOW } from "./decimalsignals.ts";
import { decimalRepr, decimalStr } from "./decimaltext.ts";
import { raise0, w_TypeError } from "./errors.ts";
import { HASH_MODULUS, signedHash } from "./int.ts";
import { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

// --- kinds
export const FINITE = 0;
export const INFINITE = 1;
export const QUIET_NAN = 2;
export const SIGNALING_NAN = 3;

export class W_Decimal extends W_Object {
  readonly kind: int;
  readonly negative: boolean;
  /** The coefficient; of a NaN its payload. */
  readonly limbs: U32Array;
  /** Of a finite number. */
  readonly exponent: int;
  /** Number of digits of the coefficient, 1 for zero. */
  readonly digits: int;
  constructor(kind: int, negative: boolean, limbs: U32Array, exponent: int, digits: int) {
    super();
    this.kind = kind;
    this.negative = negative;
    this.limbs = limbs;
    this.exponent = exponent;
    this.digits = digits;
  }
  override getType(): W_Type {
    return w_decimal;
  }
  isFinite(): boolean {
    return this.kind === FINITE;
  }
  isNaN(): boolean {
    return this.kind >= QUIET_NAN;
  }
  isZero(): boolean {
    return this.kind === FINITE && this.limbs.length === 0;
  }
  /** The exponent of the first digit. */
  adjusted(): int {
    return this.exponent + this.digits - 1;
  }
  override isTrue(): boolean {
    return !this.isZero();
  }
  override hash(): int {
    return hashDecimal(this);
  }
  override repr(): W_Str {
    return decimalRepr(this);
  }
  override str(): W_Str {
    return decimalStr(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return decimalBinary(op, this, other);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return decimalReflected(op, this, other);
  }
  override powerModulo(base: W_Object, exponent: W_Object): W_Object | null {
    return decimalPower(base, exponent, this);
  }
  override unary(op: int): W_Object | null {
    return decimalUnary(op, this);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return decimalCompare(op, this, other);
  }
}

// --- making numbers
export function finite(negative: boolean, limbs: U32Array, exponent: int): W_Decimal {
  return new W_Decimal(FINITE, negative, limbs, exponent, digitCount(limbs));
}
export function infinity(negative: boolean): W_Decimal {
  return new W_Decimal(INFINITE, negative, zeroLimbs, 0, 1);
}
export function notANumber(kind: int, negative: boolean, payload: U32Array): W_Decimal {
  return new W_Decimal(kind, negative, payload, 0, digitCount(payload));
}
export function zero(negative: boolean, exponent: int): W_Decimal {
  return new W_Decimal(FINITE, negative, zeroLimbs, exponent, 1);
}
export function withSign(a: W_Decimal, negative: boolean): W_Decimal {
  return a.negative === negative ? a : new W_Decimal(a.kind, negative, a.limbs, a.exponent, a.digits);
}

// --- rounding
/** Signals and answers NaN. */
export function invalid(rules: Rules, condition: int): W_Decimal {
  rules.signal(condition);
  return notANumber(QUIET_NAN, false, zeroLimbs);
}

/** Whether dropping the lowest `drop` digits of a coefficient rounds away from zero; `kept` is what is left of it. */
function roundsAway(limbs: U32Array, drop: int, kept: U32Array, negative: boolean, rounding: int): boolean {
  const first = digitAt(limbs, drop - 1);
  const more = anyLowDigit(limbs, drop - 1);
  if (first === 0 && !more) return false;
  switch (rounding) {
    case ROUND_DOWN:
      return false;
    case ROUND_UP:
      return true;
    case ROUND_CEILING:
      return !negative;
    case ROUND_FLOOR:
      return negative;
    case ROUND_HALF_UP:
      return first >= 5;
    case ROUND_HALF_DOWN:
      return first > 5 || (first === 5 && more);
    case ROUND_05UP: {
      const last = digitAt(kept, 0);
      return last === 0 || last === 5;
    }
    default:
      return first > 5 || (first === 5 && (more || (kept.length > 0 && intMod(kept[0]!, 2) === 1)));
  }
}
/** limbs / 10**drop, rounded to a whole number. */
export function roundedShift(limbs: U32Array, drop: int, negative: boolean, rounding: int): U32Array {
  if (drop === 0) return limbs;
  const kept = shiftRight(limbs, drop);
  return roundsAway(limbs, drop, kept, negative, rounding) ? increment(kept) : kept;
}
/** The result of an operation: rounded to the precision, its exponent within limits. @jit opaque */
export function finish(rules: Rules, negative: boolean, limbs: U32Array, exponent: int): W_Decimal {
  const digits = digitCount(limbs);
  const adjusted = exponent + digits - 1;
  if (digits > rules.prec || adjusted > rules.emax || adjusted < rules.emin || limbs.length === 0 || rules.clamp)
    return finishSlowly(rules, negative, limbs, exponent);
  return new W_Decimal(FINITE, negative, limbs, exponent, digits);
}
function finishSlowly(rules: Rules, negative: boolean, coefficient: U32Array, power: int): W_Decimal {
  let limbs = coefficient;
  let exponent = power;
  if (limbs.length === 0) {
    const highest = rules.clamp ? rules.etop() : rules.emax;
    const within = exponent > highest ? highest : exponent < rules.etiny() ? rules.etiny() : exponent;
    if (within !== exponent) rules.signal(CLAMPED);
    return zero(negative, within);
  }
  const adjusted = exponent + digitCount(limbs) - 1;
  if (adjusted > rules.emax) return overflow(rules, negative);
  if (rules.clamp && exponent > rules.etop()) {
    limbs = shiftLeft(limbs, exponent - rules.etop());
    exponent = rules.etop();
    rules.signal(CLAMPED);
    if (adjusted < rules.emin) rules.signal(SUBNORMAL);
  } else if (adjusted < rules.emin) {
    rules.signal(SUBNORMAL);
    const drop = rules.etiny() - exponent;
    if (drop > 0) {
      const inexact = anyLowDigit(limbs, drop);
      limbs = roundedShift(limbs, drop, negative, rules.rounding);
      exponent = rules.etiny();
      rules.signal(inexact ? ROUNDED + INEXACT + UNDERFLOW : ROUNDED);
      if (limbs.length === 0) rules.signal(CLAMPED);
    }
  }
  const drop = digitCount(limbs) - rules.prec;
  if (drop > 0) {
    rules.signal(anyLowDigit(limbs, drop) ? ROUNDED + INEXACT : ROUNDED);
    limbs = roundedShift(limbs, drop, negative, rules.rounding);
    exponent = exponent + drop;
    if (digitCount(limbs) > rules.prec) {
      // 99...9 became 100...0
      limbs = shiftRight(limbs, 1);
      exponent = exponent + 1;
      if (exponent + rules.prec - 1 > rules.emax) return overflow(rules, negative);
    }
  }
  return finite(negative, limbs, exponent);
}
/** Infinity, or the largest number where the rounding is towards zero. */
function overflow(rules: Rules, negative: boolean): W_Decimal {
  rules.signal(OVERFLOW + ROUNDED + INEXACT);
  switch (rules.rounding) {
    case ROUND_DOWN:
    case ROUND_05UP:
      return finite(negative, ninesLimbs(rules.prec), rules.etop());
    case ROUND_CEILING:
      return negative ? finite(negative, ninesLimbs(rules.prec), rules.etop()) : infinity(false);
    case ROUND_FLOOR:
      return negative ? infinity(true) : finite(negative, ninesLimbs(rules.prec), rules.etop());
    default:
      return infinity(negative);
  }
}
/** Any number as the result of an operation. */
export function finishNumber(rules: Rules, a: W_Decimal): W_Decimal {
  if (a.kind === FINITE) return finish(rules, a.negative, a.limbs, a.exponent);
  return a.isNaN() ? finishNaN(rules, a) : a;
}
/** A payload that is too long keeps its last digits. */
function finishNaN(rules: Rules, a: W_Decimal): W_Decimal {
  const room = rules.clamp ? rules.prec - 1 : rules.prec;
  if (a.limbs.length === 0 || a.digits <= room) return a;
  return notANumber(a.kind, a.negative, lowDigits(a.limbs, room));
}
function quieted(rules: Rules, a: W_Decimal): W_Decimal {
  if (a.kind === SIGNALING_NAN) {
    rules.signal(INVALID);
    return finishNaN(rules, notANumber(QUIET_NAN, a.negative, a.limbs));
  }
  return finishNaN(rules, a);
}
/** The NaN that an operation on NaNs answers; null when there is none among the operands. Signaling ones come first. */
export function nanOf1(rules: Rules, a: W_Decimal): W_Decimal | null {
  return a.isNaN() ? quieted(rules, a) : null;
}
export function nanOf2(rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal | null {
  if (a.kind < QUIET_NAN && b.kind < QUIET_NAN) return null;
  if (a.kind === SIGNALING_NAN) return quieted(rules, a);
  if (b.kind === SIGNALING_NAN) return quieted(rules, b);
  return quieted(rules, a.isNaN() ? a : b);
}

// --- hash
/** a * b modulo 2**31 - 1 */
function hashProduct(a: int, b: int): int {
  return intMod(mulAddHigh32(a, b, 0, 0) * 2 + mulAddLow32(a, b, 0, 0), HASH_MODULUS);
}
function hashPower(base: int, exponent: int): int {
  let result: int = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = intDiv(rest, 2)) {
    if (intMod(rest, 2) === 1) result = hashProduct(result, square);
    square = hashProduct(square, square);
  }
  return result;
}
/** The inverse of 10 modulo 2**31 - 1. */
const TENTH = 1503238553;
/** The same for equal ints, floats and fractions: the value modulo 2**31 - 1. */
function hashDecimal(a: W_Decimal): int {
  if (a.kind === SIGNALING_NAN) throw raise0(w_TypeError, "Cannot hash a signaling NaN value");
  if (a.kind === QUIET_NAN) return identityHash(a);
  if (a.kind === INFINITE) return a.negative ? -314159 : 314159;
  let h: int = 0;
  for (let i = a.limbs.length - 1; i >= 0; i--) h = intMod(hashProduct(h, 10000000) + a.limbs[i]!, HASH_MODULUS);
  h = hashProduct(h, a.exponent >= 0 ? hashPower(10, a.exponent) : hashPower(TENTH, -a.exponent));
  return signedHash(h, a.negative);
}
