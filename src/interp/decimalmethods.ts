// The methods of Decimal and Context, from tables: a method of Decimal takes a context at the end, one of Context takes the numbers.
//
//   unary("sqrt", squareRoot)        Decimal.sqrt(context=None) and Context.sqrt(x)
//   binary("compare", compareQuiet)  Decimal.compare(other, context=None) and Context.compare(x, y)

import { def, defWhole, getter } from "./builtin.ts";
import { W_Complex } from "./complex.ts";
import {
  absolute,
  add,
  compareTotal,
  divide,
  divideBoth,
  divideInteger,
  fusedMultiplyAdd,
  minus,
  multiply,
  plus,
  quantize,
  reduce,
  remainder,
  remainderNear,
  squareRoot,
  subtract,
  toIntegral,
  totalOfMagnitudes,
} from "./decimalarith.ts";
import { contextArgument, getContext, roundingOf, settle, type W_DecimalContext } from "./decimalcontext.ts";
import { floatOfDecimal, integerOf, integerRatio, tupleOf } from "./decimalconvert.ts";
import {
  className,
  compareQuiet,
  compareSignaling,
  isNormal,
  isSubnormal,
  logb,
  logicalAnd,
  logicalInvert,
  logicalOr,
  logicalXor,
  maximum,
  maximumMagnitude,
  minimum,
  minimumMagnitude,
  nextMinus,
  nextPlus,
  nextToward,
  orderNumber,
  rotateDigits,
  sameQuantum,
  scaleb,
  shiftDigits,
} from "./decimaldigits.ts";
import { limbsOfInt } from "./decimallimbs.ts";
import { decimalLogarithm, exponential, naturalLogarithm } from "./decimalmath.ts";
import { FINITE, finite, INFINITE, QUIET_NAN, SIGNALING_NAN, W_Decimal, withSign, zero } from "./decimalnumber.ts";
import { decimalArgument, decimalPower } from "./decimaloperators.ts";
import { power, powerModulo } from "./decimalpower.ts";
import {
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_EVEN,
  type Rules,
  w_context,
  w_decimal,
} from "./decimalrules.ts";
import { decimalText } from "./decimaltext.ts";
import { raise0, w_OverflowError, w_TypeError } from "./errors.ts";
import type { W_Float } from "./float.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { args1, type W_Object } from "./object.ts";
import { toFloat } from "./operations.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { strOf } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";

type Unary = (rules: Rules, a: W_Decimal) => W_Decimal;
type Binary = (rules: Rules, a: W_Decimal, b: W_Decimal) => W_Decimal;
type Test = (rules: Rules, a: W_Decimal) => boolean;

function own(self: W_Object): W_Decimal {
  return self as W_Decimal;
}
/** The result, when nothing that was signalled is trapped. */
function settled(context: W_DecimalContext, result: W_Object): W_Object {
  settle(context);
  return result;
}

// --- declaring
function ofContext1(name: string, op: Unary): void {
  def(w_context, `${name}(self, x, /)`, (self: W_Object, x: W_Object): W_Object => {
    const context = self as W_DecimalContext;
    return settled(context, op(context.rules, decimalArgument(x)));
  });
}
function ofContext2(name: string, op: Binary): void {
  def(w_context, `${name}(self, x, y, /)`, (self: W_Object, x: W_Object, y: W_Object): W_Object => {
    const context = self as W_DecimalContext;
    return settled(context, op(context.rules, decimalArgument(x), decimalArgument(y)));
  });
}
function unary(name: string, op: Unary): void {
  ofContext1(name, op);
  def(w_decimal, `${name}(self, /, context=None)`, (self: W_Object, given: W_Object | null): W_Object => {
    const context = contextArgument(given);
    return settled(context, op(context.rules, own(self)));
  });
}
function binary(name: string, op: Binary): void {
  ofContext2(name, op);
  def(
    w_decimal,
    `${name}(self, /, other, context=None)`,
    (self: W_Object, other: W_Object, given: W_Object | null): W_Object => {
      const context = contextArgument(given);
      return settled(context, op(context.rules, own(self), decimalArgument(other)));
    },
  );
}
/** Without a context for Decimal's method. */
function plain(name: string, op: Unary): void {
  ofContext1(name, op);
  def(w_decimal, `${name}(self, /)`, (self: W_Object): W_Object => op(getContext().rules, own(self)));
}
function test(name: string, holds: Test): void {
  def(
    w_context,
    `${name}(self, x, /)`,
    (self: W_Object, x: W_Object): W_Object => newBool(holds((self as W_DecimalContext).rules, decimalArgument(x))),
  );
  def(w_decimal, `${name}(self, /)`, (self: W_Object): W_Object => newBool(holds(getContext().rules, own(self))));
}
/** A test that asks a context. */
function testIn(name: string, holds: Test): void {
  def(
    w_context,
    `${name}(self, x, /)`,
    (self: W_Object, x: W_Object): W_Object => newBool(holds((self as W_DecimalContext).rules, decimalArgument(x))),
  );
  def(
    w_decimal,
    `${name}(self, /, context=None)`,
    (self: W_Object, given: W_Object | null): W_Object => newBool(holds(contextArgument(given).rules, own(self))),
  );
}

// --- arithmetic
ofContext1("abs", absolute);
ofContext1("plus", plus);
ofContext1("minus", minus);
ofContext2("add", add);
ofContext2("subtract", subtract);
ofContext2("multiply", multiply);
ofContext2("divide", divide);
ofContext2("divide_int", divideInteger);
ofContext2("remainder", remainder);
unary("exp", exponential);
unary("ln", naturalLogarithm);
unary("log10", decimalLogarithm);
unary("sqrt", squareRoot);
unary("normalize", reduce);
unary("next_plus", nextPlus);
unary("next_minus", nextMinus);
unary("logb", logb);
unary("logical_invert", logicalInvert);
binary("remainder_near", remainderNear);
binary("compare", compareQuiet);
binary("compare_signal", compareSignaling);
binary("max", maximum);
binary("max_mag", maximumMagnitude);
binary("min", minimum);
binary("min_mag", minimumMagnitude);
binary("next_toward", nextToward);
binary("logical_and", logicalAnd);
binary("logical_or", logicalOr);
binary("logical_xor", logicalXor);
binary("rotate", rotateDigits);
binary("scaleb", scaleb);
binary("shift", shiftDigits);
binary("compare_total", decimal_compareTotal);
binary("compare_total_mag", decimal_compareTotalMag);
binary("copy_sign", decimal_copySign);
plain("copy_abs", decimal_copyAbs);
plain("copy_negate", decimal_copyNegate);
ofContext2("quantize", quantize);

function decimal_compareTotal(_rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return orderNumber(compareTotal(a, b));
}
function decimal_compareTotalMag(_rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return orderNumber(totalOfMagnitudes(a, b));
}
function decimal_copySign(_rules: Rules, a: W_Decimal, b: W_Decimal): W_Decimal {
  return withSign(a, b.negative);
}
function decimal_copyAbs(_rules: Rules, a: W_Decimal): W_Decimal {
  return withSign(a, false);
}
function decimal_copyNegate(_rules: Rules, a: W_Decimal): W_Decimal {
  return withSign(a, !a.negative);
}
function context_divmod(self: W_Object, x: W_Object, y: W_Object): W_Object {
  const context = self as W_DecimalContext;
  const both = divideBoth(context.rules, decimalArgument(x), decimalArgument(y));
  return settled(context, newTuple2(both.quotient, both.remainder));
}
def(w_context, "divmod(self, x, y, /)", context_divmod);
function context_power(self: W_Object, a: W_Object, b: W_Object, modulo: W_Object | null): W_Object {
  const context = self as W_DecimalContext;
  const x = decimalArgument(a);
  const y = decimalArgument(b);
  if (modulo === null || modulo === w_None) return settled(context, power(context.rules, x, y));
  return settled(context, powerModulo(context.rules, x, y, decimalArgument(modulo)));
}
def(w_context, "power(self, /, a, b, modulo=None)", context_power);
function decimal_pow(self: W_Object, value: W_Object, modulo: W_Object | null): W_Object {
  const result = decimalPower(self, value, modulo);
  return result === null ? w_NotImplemented : result;
}
function decimal_rpow(self: W_Object, value: W_Object, modulo: W_Object | null): W_Object {
  return decimal_pow(value, self, modulo);
}
def(w_decimal, "__pow__(self, value, mod=None, /)", decimal_pow);
def(w_decimal, "__rpow__(self, value, mod=None, /)", decimal_rpow);
function decimal_fma(self: W_Object, other: W_Object, third: W_Object, given: W_Object | null): W_Object {
  const context = contextArgument(given);
  return settled(context, fusedMultiplyAdd(context.rules, own(self), decimalArgument(other), decimalArgument(third)));
}
def(w_decimal, "fma(self, /, other, third, context=None)", decimal_fma);
function context_fma(self: W_Object, x: W_Object, y: W_Object, z: W_Object): W_Object {
  const context = self as W_DecimalContext;
  return settled(context, fusedMultiplyAdd(context.rules, decimalArgument(x), decimalArgument(y), decimalArgument(z)));
}
def(w_context, "fma(self, x, y, z, /)", context_fma);
function decimal_quantize(self: W_Object, exp: W_Object, rounding: W_Object | null, given: W_Object | null): W_Object {
  const context = contextArgument(given);
  const usual = context.rules.rounding;
  const by = rounding === null || rounding === w_None ? usual : roundingOf(rounding);
  const like = decimalArgument(exp);
  context.rules.rounding = by;
  const result = quantize(context.rules, own(self), like);
  context.rules.rounding = usual;
  return settled(context, result);
}
def(w_decimal, "quantize(self, /, exp, rounding=None, context=None)", decimal_quantize);

// --- rounding to whole numbers
function rounded(self: W_Object, rounding: W_Object | null, given: W_Object | null, exact: boolean): W_Object {
  const context = contextArgument(given);
  const by = rounding === null || rounding === w_None ? context.rules.rounding : roundingOf(rounding);
  return settled(context, toIntegral(context.rules, own(self), by, exact));
}
function decimal_toIntegral(self: W_Object, rounding: W_Object | null, given: W_Object | null): W_Object {
  return rounded(self, rounding, given, false);
}
function decimal_toIntegralExact(self: W_Object, rounding: W_Object | null, given: W_Object | null): W_Object {
  return rounded(self, rounding, given, true);
}
def(w_decimal, "to_integral(self, /, rounding=None, context=None)", decimal_toIntegral);
def(w_decimal, "to_integral_value(self, /, rounding=None, context=None)", decimal_toIntegral);
def(w_decimal, "to_integral_exact(self, /, rounding=None, context=None)", decimal_toIntegralExact);
function integralValue(rules: Rules, a: W_Decimal): W_Decimal {
  return toIntegral(rules, a, rules.rounding, false);
}
function integralExact(rules: Rules, a: W_Decimal): W_Decimal {
  return toIntegral(rules, a, rules.rounding, true);
}
ofContext1("to_integral", integralValue);
ofContext1("to_integral_value", integralValue);
ofContext1("to_integral_exact", integralExact);
function decimal_round(self: W_Object, digits: W_Object | null): W_Object {
  if (digits === null || digits === w_None) return integerOf(own(self), ROUND_HALF_EVEN);
  const n = digits.unwrap();
  if (n instanceof W_Long || (n instanceof W_Int && (n.value > LARGEST_PLACES || n.value < -LARGEST_PLACES)))
    throw raise0(w_OverflowError, "Python int too large to convert to C ssize_t");
  if (!(n instanceof W_Int)) throw raise0(w_TypeError, "optional arg must be an integer");
  const context = getContext();
  return settled(context, quantize(context.rules, own(self), finite(false, limbsOfInt(1), -n.value)));
}
const LARGEST_PLACES = 2147483647;
function decimal_trunc(self: W_Object): W_Object {
  return integerOf(own(self), ROUND_DOWN);
}
function decimal_floor(self: W_Object): W_Object {
  return integerOf(own(self), ROUND_FLOOR);
}
function decimal_ceil(self: W_Object): W_Object {
  return integerOf(own(self), ROUND_CEILING);
}
def(w_decimal, "__round__(self, ndigits=None, /)", decimal_round);
def(w_decimal, "__trunc__(self, /)", decimal_trunc);
def(w_decimal, "__int__(self, /)", decimal_trunc);
def(w_decimal, "__floor__(self, /)", decimal_floor);
def(w_decimal, "__ceil__(self, /)", decimal_ceil);

// --- tests
test("is_finite", (_rules: Rules, a: W_Decimal): boolean => a.kind === FINITE);
test("is_infinite", (_rules: Rules, a: W_Decimal): boolean => a.kind === INFINITE);
test("is_nan", (_rules: Rules, a: W_Decimal): boolean => a.isNaN());
test("is_qnan", (_rules: Rules, a: W_Decimal): boolean => a.kind === QUIET_NAN);
test("is_snan", (_rules: Rules, a: W_Decimal): boolean => a.kind === SIGNALING_NAN);
test("is_signed", (_rules: Rules, a: W_Decimal): boolean => a.negative);
test("is_zero", (_rules: Rules, a: W_Decimal): boolean => a.isZero());
def(w_decimal, "is_canonical(self, /)", decimal_isCanonical);
def(w_context, "is_canonical(self, x, /)", context_isCanonical);
testIn("is_normal", isNormal);
testIn("is_subnormal", isSubnormal);
function decimal_numberClass(self: W_Object, given: W_Object | null): W_Object {
  return strOf(className(contextArgument(given).rules, own(self)));
}
def(w_decimal, "number_class(self, /, context=None)", decimal_numberClass);
function context_numberClass(self: W_Object, x: W_Object): W_Object {
  return strOf(className((self as W_DecimalContext).rules, decimalArgument(x)));
}
def(w_context, "number_class(self, x, /)", context_numberClass);
function decimal_sameQuantum(self: W_Object, other: W_Object, given: W_Object | null): W_Object {
  contextArgument(given);
  return newBool(sameQuantum(own(self), decimalArgument(other)));
}
def(w_decimal, "same_quantum(self, /, other, context=None)", decimal_sameQuantum);
function context_sameQuantum(_self: W_Object, x: W_Object, y: W_Object): W_Object {
  return newBool(sameQuantum(decimalArgument(x), decimalArgument(y)));
}
def(w_context, "same_quantum(self, x, y, /)", context_sameQuantum);

// --- as texts, tuples, other numbers
function decimal_toEngString(self: W_Object, given: W_Object | null): W_Object {
  return decimalText(own(self), true, contextArgument(given).capitals === 1);
}
def(w_decimal, "to_eng_string(self, /, context=None)", decimal_toEngString);
function context_toEngString(self: W_Object, x: W_Object): W_Object {
  return decimalText(decimalArgument(x), true, (self as W_DecimalContext).capitals === 1);
}
def(w_context, "to_eng_string(self, x, /)", context_toEngString);
function context_toSciString(self: W_Object, x: W_Object): W_Object {
  return decimalText(decimalArgument(x), false, (self as W_DecimalContext).capitals === 1);
}
def(w_context, "to_sci_string(self, x, /)", context_toSciString);
function decimal_adjusted(self: W_Object): W_Object {
  return newInt(own(self).kind === FINITE ? own(self).adjusted() : 0);
}
def(w_decimal, "adjusted(self, /)", decimal_adjusted);
function decimal_asTuple(self: W_Object): W_Object {
  return tupleOf(own(self));
}
def(w_decimal, "as_tuple(self, /)", decimal_asTuple);
function decimal_asIntegerRatio(self: W_Object): W_Object {
  return integerRatio(own(self));
}
def(w_decimal, "as_integer_ratio(self, /)", decimal_asIntegerRatio);
function decimal_float(self: W_Object): W_Object {
  return floatOfDecimal(own(self));
}
def(w_decimal, "__float__(self, /)", decimal_float);
function decimal_complex(self: W_Object): W_Object {
  return new W_Complex(toFloat(floatOfDecimal(own(self)) as W_Float), 0.0);
}
def(w_decimal, "__complex__(self, /)", decimal_complex);

// --- the number itself
function decimal_itself(self: W_Object): W_Object {
  return self;
}
defWhole(w_decimal, "canonical(self, /)", decimal_itself);
defWhole(w_decimal, "conjugate(self, /)", decimal_itself);
defWhole(w_decimal, "__copy__(self, /)", decimal_itself);
function decimal_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return self;
}
defWhole(w_decimal, "__deepcopy__(self, object, /)", decimal_deepcopy);
getter(w_decimal, "real", decimal_itself);
function decimal_imag(_self: W_Object): W_Object {
  return zero(false, 0);
}
getter(w_decimal, "imag", decimal_imag);
function decimal_radix(_self: W_Object): W_Object {
  return finite(false, limbsOfInt(10), 0);
}
def(w_decimal, "radix(self, /)", decimal_radix);
def(w_context, "radix(self, /)", decimal_radix);
function decimal_isCanonical(_self: W_Object): W_Object {
  return newBool(true);
}
function context_isCanonical(self: W_Object, x: W_Object): W_Object {
  context_canonical(self, x);
  return newBool(true);
}
function context_canonical(_self: W_Object, x: W_Object): W_Object {
  if (!(x.unwrap() instanceof W_Decimal)) throw raise0(w_TypeError, "argument must be a Decimal");
  return x;
}
def(w_context, "canonical(self, x, /)", context_canonical);
function context_copyDecimal(_self: W_Object, x: W_Object): W_Object {
  return decimalArgument(x);
}
def(w_context, "copy_decimal(self, x, /)", context_copyDecimal);
function context_apply(self: W_Object, x: W_Object): W_Object {
  const context = self as W_DecimalContext;
  return settled(context, plus(context.rules, decimalArgument(x)));
}
def(w_context, "_apply(self, object, /)", context_apply);
function decimal_reduce(self: W_Object): W_Object {
  return newTuple2(self.getType(), newTuple(args1(self.unwrap().str())));
}
function decimal_sizeof(self: W_Object): W_Object {
  return newInt(56 + 4 * own(self).limbs.length);
}
defWhole(w_decimal, "__reduce__(self, /)", decimal_reduce);
def(w_decimal, "__sizeof__(self, /)", decimal_sizeof);
defSlots(
  w_decimal,
  "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__ __mod__ __rmod__ " +
    `__divmod__ __rdivmod__ __neg__ __pos__ __abs__ __bool__ __repr__ __str__ __hash__ ${COMPARISON_SLOTS}`,
);
