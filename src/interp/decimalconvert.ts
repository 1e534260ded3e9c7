// Decimal(x) and its kin (from_float, from_number, create_decimal), and decimals as ints, floats, ratios and tuples.

import { type int, newArray } from "../rts/index.ts";
import { def, defClass, defStatic } from "./builtin.ts";
import { toIntegral } from "./decimalarith.ts";
import { contextArgument, settle, signalIn, type W_DecimalContext } from "./decimalcontext.ts";
import {
  digitsOfLimbs,
  magnitudeOfLimbs,
  oneLimbs,
  shiftLeft,
  shiftRight,
  trailingZeros,
  zeroLimbs,
} from "./decimallimbs.ts";
import {
  FINITE,
  finishNumber,
  INFINITE,
  notANumber,
  QUIET_NAN,
  SIGNALING_NAN,
  W_Decimal,
  zero,
} from "./decimalnumber.ts";
import { operand } from "./decimaloperators.ts";
import { exactRules, MAX_EMAX, MIN_ETINY, type Rules, w_context, w_decimal } from "./decimalrules.ts";
import { CONVERSION_SYNTAX, FLOAT_OPERATION, INVALID } from "./decimalsignals.ts";
import { decimalOfFloat, decimalOfInt, decimalOfTuple, decimalText, parseDecimal } from "./decimaltext.ts";
import { raise0, raise1, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { newFloat, parseFloat, W_Float } from "./float.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { newLong } from "./long.ts";
import { magnitudeOfInt } from "./magnitude.ts";
import { magDivMod } from "./magnitudefast.ts";
import type { W_Object } from "./object.ts";
import { instanceWith } from "./subclassing.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";

/** A number as it is written, if the widest context has room for it; null: it is none. */
function exactly(context: W_DecimalContext, value: W_Decimal | null): W_Decimal {
  let result = value;
  if (result === null) {
    result = notANumber(QUIET_NAN, false, zeroLimbs);
    signalIn(context, CONVERSION_SYNTAX);
  } else if (
    result.kind === FINITE &&
    (result.exponent < MIN_ETINY || (result.isZero() ? result.exponent : result.adjusted()) > MAX_EMAX)
  ) {
    result = notANumber(QUIET_NAN, false, zeroLimbs);
    signalIn(context, INVALID);
  }
  return result;
}
/** A number rounded by a context; null: it is none. */
function rounded(context: W_DecimalContext, value: W_Decimal | null): W_Decimal {
  const rules = context.rules;
  let result: W_Decimal;
  if (value === null || payloadTooLong(rules, value)) {
    rules.signal(CONVERSION_SYNTAX);
    result = notANumber(QUIET_NAN, false, zeroLimbs);
  } else result = finishNumber(rules, value);
  settle(context);
  return result;
}
function payloadTooLong(rules: Rules, value: W_Decimal): boolean {
  return value.isNaN() && value.limbs.length > 0 && value.digits > (rules.clamp ? rules.prec - 1 : rules.prec);
}
function exactDecimal(object: W_Object, context: W_DecimalContext): W_Decimal {
  const data = object.unwrap();
  if (data instanceof W_Decimal) return data;
  if (data instanceof W_Str) return exactly(context, parseDecimal(data, true));
  const whole = decimalOfInt(data);
  if (whole !== null) return exactly(context, whole);
  if (data instanceof W_Tuple || data instanceof W_List) return exactly(context, decimalOfTuple(data));
  if (data instanceof W_Float) {
    signalIn(context, FLOAT_OPERATION);
    return decimalOfFloat(data.value);
  }
  throw raise1(w_TypeError, "conversion from %T to Decimal is not supported", object);
}
function decimal_new(type: W_Object, value: W_Object | null, context: W_Object | null): W_Object {
  const own = contextArgument(context);
  if (value === null) return instanceWith(type, w_decimal, zero(false, 0));
  if (type === w_decimal && value.getType() === w_decimal) return value;
  return instanceWith(type, w_decimal, exactDecimal(value, own));
}
function made(type: W_Object, value: W_Decimal): W_Object {
  return type === w_decimal ? value : type.call1(value);
}
function exactFloatOrInt(object: W_Object): W_Decimal {
  const data = object.unwrap();
  if (data instanceof W_Float) return decimalOfFloat(data.value);
  const whole = decimalOfInt(data);
  if (whole === null) throw raise0(w_TypeError, "argument must be int or float");
  return whole;
}
function decimal_fromFloat(type: W_Object, value: W_Object): W_Object {
  return made(type, exactFloatOrInt(value));
}
function decimal_fromNumber(type: W_Object, value: W_Object): W_Object {
  const data = value.unwrap();
  if (data instanceof W_Float) return made(type, decimalOfFloat(data.value));
  const number = operand(data);
  if (number === null) throw raise1(w_TypeError, "conversion from %T to Decimal is not supported", value);
  if (type === w_decimal && value.getType() === w_decimal) return value;
  return made(type, number);
}
function context_createDecimal(self: W_Object, value: W_Object | null): W_Object {
  const context = self as W_DecimalContext;
  if (value === null) return rounded(context, zero(false, 0));
  const data = value.unwrap();
  if (data instanceof W_Str) return rounded(context, parseDecimal(data, false));
  return rounded(context, exactDecimal(value, context));
}
function context_createDecimalFromFloat(self: W_Object, value: W_Object): W_Object {
  return rounded(self as W_DecimalContext, exactFloatOrInt(value));
}
defStatic(w_decimal, "__new__(cls, value='0', context=None)", decimal_new);
defClass(w_decimal, "from_float(cls, f, /)", decimal_fromFloat);
defClass(w_decimal, "from_number(cls, number, /)", decimal_fromNumber);
def(w_context, "create_decimal(self, num='0', /)", context_createDecimal);
def(w_context, "create_decimal_from_float(self, f, /)", context_createDecimalFromFloat);

// --- to other types
/** Rounded to a whole number, as an int. Raises ValueError and OverflowError for what is no number. */
export function integerOf(a: W_Decimal, rounding: int): W_Object {
  if (a.isNaN()) throw raise0(w_ValueError, "cannot convert NaN to integer");
  if (a.kind === INFINITE) throw raise0(w_OverflowError, "cannot convert Infinity to integer");
  const whole = toIntegral(exactRules(), a, rounding, false);
  const magnitude = magnitudeOfLimbs(shiftLeft(whole.limbs, whole.exponent > 0 ? whole.exponent : 0));
  return newLong(a.negative ? -1 : 1, magnitude);
}
export function floatOfDecimal(a: W_Decimal): W_Object {
  if (a.kind === SIGNALING_NAN) throw raise0(w_ValueError, "cannot convert signaling NaN to float");
  if (a.isNaN()) return newFloat(parseFloat(a.negative ? negativeNaN : nanText));
  return newFloat(parseFloat(decimalText(a, false, true)));
}
const nanText = intern("nan");
const negativeNaN = intern("-nan");
/** (numerator, denominator) in lowest terms. */
export function integerRatio(a: W_Decimal): W_Object {
  if (a.isNaN()) throw raise0(w_ValueError, "cannot convert NaN to integer ratio");
  if (a.kind === INFINITE) throw raise0(w_OverflowError, "cannot convert Infinity to integer ratio");
  const sign = a.negative ? -1 : 1;
  if (a.limbs.length === 0) return newTuple2(newInt(0), newInt(1));
  const zeros = a.exponent < 0 ? trailingZeros(a.limbs) : 0;
  const drop = zeros < -a.exponent ? zeros : a.exponent < 0 ? -a.exponent : 0;
  const exponent = a.exponent + drop;
  const limbs = shiftRight(a.limbs, drop);
  if (exponent >= 0) return newTuple2(newLong(sign, magnitudeOfLimbs(shiftLeft(limbs, exponent))), newInt(1));
  // what is left in common with 10**n are twos or fives, not both
  let numerator = magnitudeOfLimbs(limbs);
  let denominator = magnitudeOfLimbs(shiftLeft(oneLimbs, -exponent));
  for (let factor = 2; factor <= 5; factor = factor + 3) {
    const by = magnitudeOfInt(factor);
    for (let n = -exponent; n > 0; n--) {
      const division = magDivMod(numerator, by);
      if (division.remainder.length > 0) break;
      numerator = division.quotient;
      denominator = magDivMod(denominator, by).quotient;
    }
  }
  return newTuple2(newLong(sign, numerator), newLong(1, denominator));
}
/** What importing the module makes. */
class TupleClass {
  type: W_Object | null = null;
}
export const decimalTuple = new TupleClass();
const exponentNames: W_Str[] = [intern("F"), intern("n"), intern("N")];
/** A DecimalTuple. */
export function tupleOf(a: W_Decimal): W_Object {
  const bare = a.kind === INFINITE || (a.isNaN() && a.limbs.length === 0);
  const digits = digitsOfLimbs(a.limbs, a.digits);
  // an infinity has the digit 0, a NaN without payload none
  const items = newArray<W_Object>(bare && a.kind !== INFINITE ? 0 : a.digits);
  for (let i = 0; i < items.length; i++) items[i] = newInt(digits[a.digits - 1 - i]!);
  const exponent = a.kind === FINITE ? newInt(a.exponent) : exponentNames[a.kind - 1]!;
  return decimalTuple.type!.call3(newInt(a.negative ? 1 : 0), newTuple(items), exponent);
}
