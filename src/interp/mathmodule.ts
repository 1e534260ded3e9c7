// The module `math`.

import { type float, floatAbs, floatHigh32, floatSqrt, type int, intDiv, intMod, intToFloat } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { raise0, raise1, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import {
  libmAcos,
  libmAcosh,
  libmAsin,
  libmAsinh,
  libmAtan,
  libmAtan2,
  libmAtanh,
  libmCbrt,
  libmCeil,
  libmCos,
  libmCosh,
  libmExp,
  libmExpm1,
  libmFloor,
  libmFmod,
  libmLog,
  libmLog1p,
  libmLog2,
  libmLog10,
  libmPow,
  libmSin,
  libmSinh,
  libmTan,
  libmTanh,
} from "./externals.ts";
import { isInfinite, isNegative, isNotANumber, newFloat, W_Float } from "./float.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { longFromFloat, scale, W_Long } from "./long.ts";
import { integerFunctions } from "./mathinteger.ts";
import { specialFunctions } from "./mathspecial.ts";
import { sumFunctions } from "./mathsums.ts";
import { defineModule } from "./modules.ts";
import { n_ceil, n_floor, n_trunc } from "./names.ts";
import { MUL, RSHIFT, TRUEDIV, type W_Object } from "./object.ts";
import { binary, callSpecial, iter, toClamped, toFloat } from "./operations.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";

/** A result that is NaN without a NaN argument is a domain error. */
function checked(result: float, argument: float): W_Object {
  if (isNotANumber(result) && !isNotANumber(argument)) throw raise0(w_ValueError, "math domain error");
  return newFloat(result);
}
/** The result where the function has one; else ValueError, whose words say what was expected. */
function checkedIn(result: float, argument: float, expected: string): W_Object {
  const outside = isNotANumber(result) ? !isNotANumber(argument) : isInfinite(result) && !isInfinite(argument);
  if (outside) throw raise1(w_ValueError, expected, newFloat(argument));
  return newFloat(result);
}
/** As checked; an infinite result of a finite argument is an overflow. */
function checkedRange(result: float, argument: float): W_Object {
  if (isInfinite(result) && !isInfinite(argument)) throw raise0(w_OverflowError, "math range error");
  return checked(result, argument);
}
function math_sin(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmSin(value), value, "expected a finite input, got %R");
}
function math_cos(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmCos(value), value, "expected a finite input, got %R");
}
function math_tan(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmTan(value), value, "expected a finite input, got %R");
}
function math_asin(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmAsin(value), value, "expected a number in range from -1 up to 1, got %R");
}
function math_acos(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmAcos(value), value, "expected a number in range from -1 up to 1, got %R");
}
function math_atan(x: W_Object): W_Object {
  const value = toFloat(x);
  return checked(libmAtan(value), value);
}
function math_sinh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedRange(libmSinh(value), value);
}
function math_cosh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedRange(libmCosh(value), value);
}
function math_tanh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checked(libmTanh(value), value);
}
function math_asinh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checked(libmAsinh(value), value);
}
function math_acosh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmAcosh(value), value, "expected argument value not less than 1, got %R");
}
function math_atanh(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmAtanh(value), value, "expected a number between -1 and 1, got %R");
}
function math_exp(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedRange(libmExp(value), value);
}
function math_expm1(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedRange(libmExpm1(value), value);
}
function math_log1p(x: W_Object): W_Object {
  const value = toFloat(x);
  return checkedIn(libmLog1p(value), value, "expected argument value > -1, got %R");
}
function math_cbrt(x: W_Object): W_Object {
  const value = toFloat(x);
  return checked(libmCbrt(value), value);
}
function math_sqrt(x: W_Object): W_Object {
  const value = toFloat(x);
  if (value < 0.0) throw raise1(w_ValueError, "expected a nonnegative input, got %R", newFloat(value));
  return newFloat(floatSqrt(value));
}
function math_fabs(x: W_Object): W_Object {
  return newFloat(floatAbs(toFloat(x)));
}
function math_floor(x: W_Object): W_Object {
  if (x instanceof W_Float) return longFromFloat(libmFloor(x.value));
  const own = callSpecial(x, n_floor);
  return own === null ? longFromFloat(libmFloor(toFloat(x))) : own;
}
function math_ceil(x: W_Object): W_Object {
  if (x instanceof W_Float) return longFromFloat(libmCeil(x.value));
  const own = callSpecial(x, n_ceil);
  return own === null ? longFromFloat(libmCeil(toFloat(x))) : own;
}
function math_trunc(x: W_Object): W_Object {
  const own = callSpecial(x, n_trunc);
  if (own === null) throw raise1(w_TypeError, "type %T doesn't define __trunc__ method", x);
  return own;
}
function math_pow(x: W_Object, y: W_Object): W_Object {
  const a = toFloat(x);
  const b = toFloat(y);
  const result = libmPow(a, b);
  if (isNotANumber(result) && !isNotANumber(a) && !isNotANumber(b)) throw raise0(w_ValueError, "math domain error");
  if (isInfinite(result) && !isInfinite(a) && !isInfinite(b))
    throw a === 0.0 ? raise0(w_ValueError, "math domain error") : raise0(w_OverflowError, "math range error");
  return newFloat(result);
}
function math_fmod(x: W_Object, y: W_Object): W_Object {
  const a = toFloat(x);
  const b = toFloat(y);
  const result = libmFmod(a, b);
  if (isNotANumber(result) && !isNotANumber(a) && !isNotANumber(b)) throw raise0(w_ValueError, "math domain error");
  return newFloat(result);
}
function math_atan2(y: W_Object, x: W_Object): W_Object {
  return newFloat(libmAtan2(toFloat(y), toFloat(x)));
}
function math_copysign(x: W_Object, y: W_Object): W_Object {
  const value = floatAbs(toFloat(x));
  return newFloat(isNegative(toFloat(y)) ? -value : value);
}
/** The natural logarithm, of any positive int too. */
function logarithm(x: W_Object): float {
  if (x instanceof W_Long) {
    if (x.sign < 0) throw raise0(w_ValueError, "expected a positive input");
    const shift = x.bitLength() - 60;
    const top = x.binary(RSHIFT, newInt(shift))!;
    return libmLog(toFloat(top)) + intToFloat(shift) * 0.6931471805599453;
  }
  const value = toFloat(x);
  if (value <= 0.0) {
    if (x instanceof W_Int) throw raise0(w_ValueError, "expected a positive input");
    throw raise1(w_ValueError, "expected a positive input, got %R", newFloat(value));
  }
  return libmLog(value);
}
function math_log(x: W_Object, base: W_Object | null): W_Object {
  if (base === null) return newFloat(logarithm(x));
  const dividend = newFloat(logarithm(x));
  return dividend.binary(TRUEDIV, newFloat(logarithm(base)))!;
}
function math_log2(x: W_Object): W_Object {
  if (x instanceof W_Long) {
    if (x.sign < 0) throw raise0(w_ValueError, "expected a positive input");
    const shift = x.bitLength() - 60;
    return newFloat(libmLog2(toFloat(x.binary(RSHIFT, newInt(shift))!)) + intToFloat(shift));
  }
  const value = toFloat(x);
  if (value <= 0.0) throw raise1(w_ValueError, "expected a positive input, got %R", newFloat(value));
  return newFloat(libmLog2(value));
}
function math_log10(x: W_Object): W_Object {
  if (x instanceof W_Long && x.sign > 0 && x.bitLength() > 1000) {
    // too large for a float, perhaps: a fraction below 1 times a power of two
    const bits = x.bitLength();
    const top = toFloat(x.binary(RSHIFT, newInt(bits - 60))!) / 1.152921504606847e18; // 2**60
    return newFloat(libmLog10(top) + libmLog10(2.0) * intToFloat(bits));
  }
  if (x instanceof W_Long && x.sign < 0) throw raise0(w_ValueError, "expected a positive input");
  const value = toFloat(x);
  if (value <= 0.0) throw raise1(w_ValueError, "expected a positive input, got %R", newFloat(value));
  return newFloat(libmLog10(value));
}
function math_degrees(x: W_Object): W_Object {
  return newFloat(toFloat(x) * (180.0 / 3.141592653589793));
}
function math_radians(x: W_Object): W_Object {
  return newFloat(toFloat(x) * (3.141592653589793 / 180.0));
}
function math_isnan(x: W_Object): W_Object {
  return newBool(isNotANumber(toFloat(x)));
}
function math_isinf(x: W_Object): W_Object {
  return newBool(isInfinite(toFloat(x)));
}
function math_isfinite(x: W_Object): W_Object {
  const value = toFloat(x);
  return newBool(!isInfinite(value) && !isNotANumber(value));
}
function math_isclose(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 2) throw raise0(w_TypeError, "isclose() takes exactly 2 positional arguments");
  let relative: float = 1e-9;
  let absolute: float = 0.0;
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      if ((kwnames[i] as W_Str).equals(n_rel_tol)) relative = toFloat(args[positional + i]!);
      else absolute = toFloat(args[positional + i]!);
    }
  const a = toFloat(args[0]!);
  const b = toFloat(args[1]!);
  if (relative < 0.0 || absolute < 0.0) throw raise0(w_ValueError, "tolerances must be non-negative");
  if (a === b) return newBool(true);
  if (isInfinite(a) || isInfinite(b)) return newBool(false);
  const difference = floatAbs(a - b);
  return newBool(
    difference <= relative * floatAbs(b) || difference <= relative * floatAbs(a) || difference <= absolute,
  );
}
const n_rel_tol = intern("rel_tol");
function math_modf(x: W_Object): W_Object {
  const value = toFloat(x);
  if (isInfinite(value)) return newTuple2(newFloat(isNegative(value) ? -0.0 : 0.0), newFloat(value));
  const whole = value < 0.0 ? libmCeil(value) : libmFloor(value);
  return newTuple2(newFloat(value - whole), newFloat(whole));
}
/** e, where 2**(e - 1) <= |value| < 2**e: of a finite value that is not zero. */
export function binaryExponent(value: float): int {
  // subnormals are scaled up first
  if (floatAbs(value) < 2.2250738585072014e-308) return binaryExponent(scale(value, 100)) - 100;
  return intMod(intDiv(floatHigh32(value), 1048576), 2048) - 1022;
}
function math_frexp(x: W_Object): W_Object {
  const value = toFloat(x);
  if (value === 0.0 || isInfinite(value) || isNotANumber(value)) return newTuple2(newFloat(value), newInt(0));
  const exponent = binaryExponent(value);
  return newTuple2(newFloat(scale(value, -exponent)), newInt(exponent));
}
function math_ldexp(x: W_Object, exponent: W_Object): W_Object {
  const value = toFloat(x);
  if (exponent.asIndex() === null) throw raise0(w_TypeError, "Expected an int as second argument to ldexp.");
  const e = toClamped(exponent);
  const result = scale(value, e > 5000 ? 5000 : e < -5000 ? -5000 : e);
  if (isInfinite(result) && !isInfinite(value)) throw raise0(w_OverflowError, "math range error");
  return newFloat(result);
}
function math_prod(iterable: W_Object, start: W_Object | null): W_Object {
  let result: W_Object = start === null ? newInt(1) : start;
  const iterator = iter(iterable);
  for (;;) {
    const item = iterator.next();
    if (item === null) return result;
    result = binary(MUL, result, item);
  }
}
const functions: W_Builtin[] = [
  builtinFunction("sin(x, /)", math_sin),
  builtinFunction("cos(x, /)", math_cos),
  builtinFunction("tan(x, /)", math_tan),
  builtinFunction("asin(x, /)", math_asin),
  builtinFunction("acos(x, /)", math_acos),
  builtinFunction("atan(x, /)", math_atan),
  builtinFunction("sinh(x, /)", math_sinh),
  builtinFunction("cosh(x, /)", math_cosh),
  builtinFunction("tanh(x, /)", math_tanh),
  builtinFunction("asinh(x, /)", math_asinh),
  builtinFunction("acosh(x, /)", math_acosh),
  builtinFunction("atanh(x, /)", math_atanh),
  builtinFunction("exp(x, /)", math_exp),
  builtinFunction("expm1(x, /)", math_expm1),
  builtinFunction("log1p(x, /)", math_log1p),
  builtinFunction("cbrt(x, /)", math_cbrt),
  builtinFunction("sqrt(x, /)", math_sqrt),
  builtinFunction("fabs(x, /)", math_fabs),
  builtinFunction("floor(x, /)", math_floor),
  builtinFunction("ceil(x, /)", math_ceil),
  builtinFunction("trunc(x, /)", math_trunc),
  builtinFunction("pow(x, y, /)", math_pow),
  builtinFunction("fmod(x, y, /)", math_fmod),
  builtinFunction("atan2(y, x, /)", math_atan2),
  builtinFunction("copysign(x, y, /)", math_copysign),
  builtinFunction("log(x, base=None, /)", math_log),
  builtinFunction("log2(x, /)", math_log2),
  builtinFunction("log10(x, /)", math_log10),
  builtinFunction("degrees(x, /)", math_degrees),
  builtinFunction("radians(x, /)", math_radians),
  builtinFunction("isnan(x, /)", math_isnan),
  builtinFunction("isinf(x, /)", math_isinf),
  builtinFunction("isfinite(x, /)", math_isfinite),
  builtinFunction("isclose(*args, rel_tol=1e-09, abs_tol=0.0)", math_isclose),
  builtinFunction("modf(x, /)", math_modf),
  builtinFunction("frexp(x, /)", math_frexp),
  builtinFunction("ldexp(x, i, /)", math_ldexp),
  builtinFunction("prod(iterable, /, *, start=1)", math_prod),
];

defineModule("math", functions.concat(specialFunctions, integerFunctions, sumFunctions), {
  pi: newFloat(3.141592653589793),
  e: newFloat(2.718281828459045),
  tau: newFloat(6.283185307179586),
  inf: newFloat(Number.POSITIVE_INFINITY),
  nan: newFloat(Number.NaN),
});
