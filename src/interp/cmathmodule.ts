// The module `cmath`. Finite arguments: the formulas of Kahan's "Branch cuts for complex elementary functions" (1987), scaled where a step
// would overflow. Others: a table for each function, of 7 by 7 kinds of arguments (-inf, negative, -0.0, 0.0, positive, inf, nan).

import type { float, int } from "../rts/index.ts";
import { floatAbs, floatNeg, floatSqrt } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { absolute, asComplex, complexQuotient, W_Complex } from "./complex.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseInts,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
  w_ZeroDivisionError,
} from "./errors.ts";
import {
  libmAsinh,
  libmAtan2,
  libmCos,
  libmCosh,
  libmExp,
  libmHypot,
  libmLog,
  libmLog1p,
  libmSin,
  libmSinh,
  libmTan,
  libmTanh,
} from "./externals.ts";
import { isInfinite, isNegative, isNotANumber, newFloat } from "./float.ts";
import { newBool } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toFloat } from "./operations.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";

const LN2: float = 0.6931471805599453;
const LN10: float = 2.302585092994046;
const E: float = 2.718281828459045;
const HALF_PI: float = 1.5707963267948966;
const INF: float = Number.POSITIVE_INFINITY;
const NAN: float = Number.NaN;
/** A quarter of the largest double, its root, its logarithm; the least normal double and its root. */
const LARGE: float = 4.4942328371557893e307;
const SQRT_LARGE: float = 6.703903964971298e153;
const LOG_LARGE: float = 708.3964185322641;
const LEAST: float = 2.2250738585072014e-308;
const SQRT_LEAST: float = 1.4916681462400413e-154;
/** 2**53, 2**-27 */
const UP: float = 9007199254740992.0;
const DOWN: float = 7.450580596923828e-9;

// --- arguments that are not finite
/**
 * Two characters, for real and imaginary part, by 7 * kind of the real part + kind of the imaginary part. i: infinity, p h q t: pi, pi/2, pi/4, 3pi/4,
 * in capitals negative; 0 z: zero and -0.0; 1 m: 1 and -1; n: nan; ee: domain error; dots: computed.
 */
const ACOS = "tipipipIpItInihi........hInnhi........hIhnhi........hIhnhi........hInnqi0i0i0I0IqInininnnnnnnnnInn";
const ACOSH = "iTiPiPipipitiniH........ihnniH........ihnhiH........ihnhiH........ihnniQizizi0i0iqininnnnnnnnninnn";
const ASINH = "IQIzIzI0I0IqInIH........IhnnIH........IhnniH........ihnniH........ihnniQizizi0i0iqininnnnzn0nninnn";
const ATANH = "zHzHzHzhzhzhznzH........zhnnzH........zhzn0H........0h0n0H........0hnn0H0H0H0h0h0h0n0Hnnnnnnnn0hnn";
const COSH = "ee..i0iz..eeinee........eennee........een0ee........een0ee........eennee..izi0..eeinnnnnn0n0nnnnnn";
const EXP = "00..0z00..0000ee........eennee........eennee........eennee........eennee..izi0..eeinnnnnnzn0nnnnnn";
const LOG = "iTiPiPipipitiniH........ihnniH........ihnniH........ihnniH........ihnniQizizi0i0iqininnnnnnnnninnn";
const SINH = "ee..IzI0..eeinee........eennee........ee0nee........ee0nee........eennee..izi0..eeinnnnnnzn0nnnnnn";
const SQRT = "iI0I0I0i0iiiniiI........iinniI........iinniI........iinniI........iinniIizizi0i0iiiniInnnnnnnniinn";
const TANH = "m0..mzm0..m0m0ee........eennee........eeznee........ee0nee........eenn10..1z10..1010nnnnnzn0nnnnnn";
const RECT = "ee..I0Iz..eeinee........eenn00........000000........0000ee........eennee..izi0..eeinnnnnn0n0nnnnnn";

function kindOf(x: float): int {
  if (isNotANumber(x)) return 6;
  if (isInfinite(x)) return x < 0.0 ? 0 : 5;
  if (x === 0.0) return isNegative(x) ? 2 : 3;
  return x < 0.0 ? 1 : 4;
}
function valueOf(code: int): float {
  switch (code) {
    case 105:
      return INF;
    case 73:
      return -INF;
    case 112:
      return 2.0 * HALF_PI;
    case 80:
      return -2.0 * HALF_PI;
    case 104:
      return HALF_PI;
    case 72:
      return -HALF_PI;
    case 113:
      return 0.5 * HALF_PI;
    case 81:
      return -0.5 * HALF_PI;
    case 116:
      return 1.5 * HALF_PI;
    case 84:
      return -1.5 * HALF_PI;
    case 48:
      return 0.0;
    case 122:
      return -0.0;
    case 49:
      return 1.0;
    case 109:
      return -1.0;
    default:
      return NAN;
  }
}
/** What a table says of the argument; null: compute it. */
function special(table: string, re: float, im: float): W_Complex | null {
  if (isFinite(re) && isFinite(im)) return null;
  const at = 2 * (7 * kindOf(re) + kindOf(im));
  const first = table.charCodeAt(at);
  if (first === 46) return null;
  if (first === 101) throw domainError();
  return new W_Complex(valueOf(first), valueOf(table.charCodeAt(at + 1)));
}
function isFinite(x: float): boolean {
  return !isInfinite(x) && !isNotANumber(x);
}
function domainError(): OperationError {
  return raise0(w_ValueError, "math domain error");
}
/** A finite argument whose result is too large. */
function checked(z: W_Complex): W_Complex {
  if (isInfinite(z.re) || isInfinite(z.im)) throw raise0(w_OverflowError, "math range error");
  return z;
}
function copySign(size: float, sign: float): float {
  const a: float = floatAbs(size);
  return isNegative(sign) ? floatNeg(a) : a;
}
function argument(object: W_Object): W_Complex {
  const z = asComplex(object);
  if (z === null) throw raise1(w_TypeError, "must be real number, not %T", object);
  return z;
}

// --- the functions
function squareRoot(z: W_Complex): W_Complex {
  const known = special(SQRT, z.re, z.im);
  if (known !== null) return known;
  if (z.re === 0.0 && z.im === 0.0) return new W_Complex(0.0, z.im);
  let ax: float = floatAbs(z.re);
  const ay: float = floatAbs(z.im);
  let s: float = 0.0;
  if (ax < LEAST && ay < LEAST) {
    ax = ax * UP;
    s = floatSqrt(ax + libmHypot(ax, ay * UP)) * DOWN;
  } else {
    ax = ax / 8.0;
    s = 2.0 * floatSqrt(ax + libmHypot(ax, ay / 8.0));
  }
  const d: float = ay / (2.0 * s);
  return z.re >= 0.0 ? new W_Complex(s, copySign(d, z.im)) : new W_Complex(d, copySign(s, z.im));
}
function isLarge(z: W_Complex): boolean {
  return floatAbs(z.re) > LARGE || floatAbs(z.im) > LARGE;
}
/** log(|z|) + log(2) for a large z. */
function logOfLarge(z: W_Complex): float {
  return libmLog(libmHypot(z.re / 2.0, z.im / 2.0)) + 2.0 * LN2;
}
function arcCosine(z: W_Complex): W_Complex {
  const known = special(ACOS, z.re, z.im);
  if (known !== null) return known;
  if (isLarge(z)) {
    const size = logOfLarge(z);
    return new W_Complex(
      libmAtan2(floatAbs(z.im), z.re),
      z.re < 0.0 ? floatNeg(copySign(size, z.im)) : copySign(size, floatNeg(z.im)),
    );
  }
  const s1 = squareRoot(new W_Complex(1.0 - z.re, floatNeg(z.im)));
  const s2 = squareRoot(new W_Complex(1.0 + z.re, z.im));
  return new W_Complex(2.0 * libmAtan2(s1.re, s2.re), libmAsinh(s2.re * s1.im - s2.im * s1.re));
}
function arcCosineHyperbolic(z: W_Complex): W_Complex {
  const known = special(ACOSH, z.re, z.im);
  if (known !== null) return known;
  if (isLarge(z)) return new W_Complex(logOfLarge(z), libmAtan2(z.im, z.re));
  const s1 = squareRoot(new W_Complex(z.re - 1.0, z.im));
  const s2 = squareRoot(new W_Complex(z.re + 1.0, z.im));
  return new W_Complex(libmAsinh(s1.re * s2.re + s1.im * s2.im), 2.0 * libmAtan2(s1.im, s2.re));
}
function arcSineHyperbolic(z: W_Complex): W_Complex {
  const known = special(ASINH, z.re, z.im);
  if (known !== null) return known;
  if (isLarge(z)) {
    const size = logOfLarge(z);
    return new W_Complex(
      isNegative(z.im) ? floatNeg(copySign(size, floatNeg(z.re))) : copySign(size, z.re),
      libmAtan2(z.im, floatAbs(z.re)),
    );
  }
  const s1 = squareRoot(new W_Complex(1.0 + z.im, floatNeg(z.re)));
  const s2 = squareRoot(new W_Complex(1.0 - z.im, z.re));
  return new W_Complex(libmAsinh(s1.re * s2.im - s2.re * s1.im), libmAtan2(z.im, s1.re * s2.re - s1.im * s2.im));
}
function arcTangentHyperbolic(z: W_Complex): W_Complex {
  const known = special(ATANH, z.re, z.im);
  if (known !== null) return known;
  if (isNegative(z.re)) {
    const positive = arcTangentHyperbolic(new W_Complex(floatNeg(z.re), floatNeg(z.im)));
    return new W_Complex(floatNeg(positive.re), floatNeg(positive.im));
  }
  const ay: float = floatAbs(z.im);
  if (z.re > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = libmHypot(z.re / 2.0, z.im / 2.0);
    return new W_Complex(z.re / 4.0 / h / h, floatNeg(copySign(HALF_PI, floatNeg(z.im))));
  }
  if (z.re === 1.0 && ay < SQRT_LEAST) {
    if (ay === 0.0) throw domainError();
    return new W_Complex(
      floatNeg(libmLog(floatSqrt(ay) / floatSqrt(libmHypot(ay, 2.0)))),
      copySign(libmAtan2(2.0, floatNeg(ay)) / 2.0, z.im),
    );
  }
  const rest: float = 1.0 - z.re;
  return new W_Complex(
    libmLog1p((4.0 * z.re) / (rest * rest + ay * ay)) / 4.0,
    floatNeg(libmAtan2(-2.0 * z.im, rest * (1.0 + z.re) - ay * ay) / 2.0),
  );
}
/** Infinite real part, finite imaginary part other than 0. */
function isRay(z: W_Complex): boolean {
  return isInfinite(z.re);
}
function cosineHyperbolic(z: W_Complex): W_Complex {
  const known = special(COSH, z.re, z.im);
  if (known !== null) return known;
  const cos = libmCos(z.im);
  const sin = libmSin(z.im);
  if (isRay(z)) return new W_Complex(copySign(INF, cos), z.re > 0.0 ? copySign(INF, sin) : -copySign(INF, sin));
  if (floatAbs(z.re) > LOG_LARGE) {
    const less: float = z.re - copySign(1.0, z.re);
    return checked(new W_Complex(cos * libmCosh(less) * E, sin * libmSinh(less) * E));
  }
  return checked(new W_Complex(cos * libmCosh(z.re), sin * libmSinh(z.re)));
}
function sineHyperbolic(z: W_Complex): W_Complex {
  const known = special(SINH, z.re, z.im);
  if (known !== null) return known;
  const cos = libmCos(z.im);
  const sin = libmSin(z.im);
  if (isRay(z)) return new W_Complex(z.re > 0.0 ? copySign(INF, cos) : -copySign(INF, cos), copySign(INF, sin));
  if (floatAbs(z.re) > LOG_LARGE) {
    const less: float = z.re - copySign(1.0, z.re);
    return checked(new W_Complex(cos * libmSinh(less) * E, sin * libmCosh(less) * E));
  }
  return checked(new W_Complex(cos * libmSinh(z.re), sin * libmCosh(z.re)));
}
function tangentHyperbolic(z: W_Complex): W_Complex {
  const known = special(TANH, z.re, z.im);
  if (known !== null) return known;
  if (isRay(z)) return new W_Complex(z.re > 0.0 ? 1.0 : -1.0, copySign(0.0, 2.0 * libmSin(z.im) * libmCos(z.im)));
  if (floatAbs(z.re) > LOG_LARGE)
    return new W_Complex(copySign(1.0, z.re), 4.0 * libmSin(z.im) * libmCos(z.im) * libmExp(-2.0 * floatAbs(z.re)));
  const tx = libmTanh(z.re);
  const ty = libmTan(z.im);
  const cx: float = 1.0 / libmCosh(z.re);
  const both: float = tx * ty;
  const denominator: float = 1.0 + both * both;
  return new W_Complex((tx * (1.0 + ty * ty)) / denominator, (ty / denominator) * cx * cx);
}
function exponential(z: W_Complex): W_Complex {
  const known = special(EXP, z.re, z.im);
  if (known !== null) return known;
  const cos = libmCos(z.im);
  const sin = libmSin(z.im);
  if (isRay(z)) {
    const size: float = z.re > 0.0 ? INF : 0.0;
    return new W_Complex(copySign(size, cos), copySign(size, sin));
  }
  if (z.re > LOG_LARGE) {
    const size = libmExp(z.re - 1.0);
    return checked(new W_Complex(size * cos * E, size * sin * E));
  }
  const size = libmExp(z.re);
  return checked(new W_Complex(size * cos, size * sin));
}
/** The natural logarithm. */
function logarithm(z: W_Complex): W_Complex {
  const known = special(LOG, z.re, z.im);
  if (known !== null) return known;
  const ax: float = floatAbs(z.re);
  const ay: float = floatAbs(z.im);
  let size: float = 0.0;
  if (ax > LARGE || ay > LARGE) size = libmLog(libmHypot(ax / 2.0, ay / 2.0)) + LN2;
  else if (ax < LEAST && ay < LEAST) {
    if (ax === 0.0 && ay === 0.0) throw domainError();
    size = libmLog(libmHypot(ax * UP, ay * UP)) - 53.0 * LN2;
  } else {
    const h = libmHypot(ax, ay);
    if (h >= 0.71 && h <= 1.73) {
      const more: float = ax > ay ? ax : ay;
      const less: float = ax > ay ? ay : ax;
      size = libmLog1p((more - 1.0) * (more + 1.0) + less * less) / 2.0;
    } else size = libmLog(h);
  }
  return new W_Complex(size, libmAtan2(z.im, z.re));
}
/** i * z */
function turned(z: W_Complex): W_Complex {
  return new W_Complex(floatNeg(z.im), z.re);
}
/** z / i */
function turnedBack(z: W_Complex): W_Complex {
  return new W_Complex(z.im, floatNeg(z.re));
}

function cmath_acos(z: W_Object): W_Object {
  return arcCosine(argument(z));
}
function cmath_acosh(z: W_Object): W_Object {
  return arcCosineHyperbolic(argument(z));
}
function cmath_asin(z: W_Object): W_Object {
  return turnedBack(arcSineHyperbolic(turned(argument(z))));
}
function cmath_asinh(z: W_Object): W_Object {
  return arcSineHyperbolic(argument(z));
}
function cmath_atan(z: W_Object): W_Object {
  return turnedBack(arcTangentHyperbolic(turned(argument(z))));
}
function cmath_atanh(z: W_Object): W_Object {
  return arcTangentHyperbolic(argument(z));
}
function cmath_cos(z: W_Object): W_Object {
  return cosineHyperbolic(turned(argument(z)));
}
function cmath_cosh(z: W_Object): W_Object {
  return cosineHyperbolic(argument(z));
}
function cmath_exp(z: W_Object): W_Object {
  return exponential(argument(z));
}
function cmath_sin(z: W_Object): W_Object {
  return turnedBack(sineHyperbolic(turned(argument(z))));
}
function cmath_sinh(z: W_Object): W_Object {
  return sineHyperbolic(argument(z));
}
function cmath_sqrt(z: W_Object): W_Object {
  return squareRoot(argument(z));
}
function cmath_tan(z: W_Object): W_Object {
  return turnedBack(tangentHyperbolic(turned(argument(z))));
}
function cmath_tanh(z: W_Object): W_Object {
  return tangentHyperbolic(argument(z));
}
function cmath_log(z: W_Object, base: W_Object | null): W_Object {
  const result = logarithm(argument(z));
  if (base === null) return result;
  const divisor = logarithm(argument(base));
  try {
    return complexQuotient(result, divisor);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ZeroDivisionError)) throw error;
    throw domainError();
  }
}
function cmath_log10(z: W_Object): W_Object {
  const result = logarithm(argument(z));
  return new W_Complex(result.re / LN10, result.im / LN10);
}
function cmath_phase(z: W_Object): W_Object {
  const value = argument(z);
  return newFloat(libmAtan2(value.im, value.re));
}
function cmath_polar(z: W_Object): W_Object {
  const value = argument(z);
  const size = libmHypot(value.re, value.im);
  if (isInfinite(size) && isFinite(value.re) && isFinite(value.im)) throw raise0(w_OverflowError, "math range error");
  return newTuple2(newFloat(size), newFloat(libmAtan2(value.im, value.re)));
}
function cmath_rect(r: W_Object, phi: W_Object): W_Object {
  const size: float = toFloat(r);
  const angle: float = toFloat(phi);
  const known = special(RECT, size, angle);
  if (known !== null) return known;
  const cos = libmCos(angle);
  const sin = libmSin(angle);
  if (isInfinite(size))
    return size > 0.0
      ? new W_Complex(copySign(INF, cos), copySign(INF, sin))
      : new W_Complex(-copySign(INF, cos), -copySign(INF, sin));
  if (angle === 0.0) return new W_Complex(size, size * angle);
  return new W_Complex(size * cos, size * sin);
}
function cmath_isfinite(z: W_Object): W_Object {
  const value = argument(z);
  return newBool(isFinite(value.re) && isFinite(value.im));
}
function cmath_isinf(z: W_Object): W_Object {
  const value = argument(z);
  return newBool(isInfinite(value.re) || isInfinite(value.im));
}
function cmath_isnan(z: W_Object): W_Object {
  const value = argument(z);
  return newBool(isNotANumber(value.re) || isNotANumber(value.im));
}
const n_rel_tol = intern("rel_tol");
const n_abs_tol = intern("abs_tol");
function cmath_isclose(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 2)
    throw raiseInts(w_TypeError, "isclose() takes exactly 2 positional arguments (%d given)", null, positional, 0);
  let relative: float = 1e-9;
  let least: float = 0.0;
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      const value: float = toFloat(args[2 + i]!);
      if (name.equals(n_rel_tol)) relative = value;
      else if (name.equals(n_abs_tol)) least = value;
      else throw raise1(w_TypeError, "isclose() got an unexpected keyword argument '%S'", name);
    }
  if (relative < 0.0 || least < 0.0) throw raise0(w_ValueError, "tolerances must be non-negative");
  const a = argument(args[0]!);
  const b = argument(args[1]!);
  if (a.re === b.re && a.im === b.im) return newBool(true);
  if (isInfinite(a.re) || isInfinite(a.im) || isInfinite(b.re) || isInfinite(b.im)) return newBool(false);
  const distance = absolute(new W_Complex(a.re - b.re, a.im - b.im));
  return newBool(distance <= relative * absolute(b) || distance <= relative * absolute(a) || distance <= least);
}

const functions: W_Builtin[] = [
  builtinFunction("acos(z, /)", cmath_acos),
  builtinFunction("acosh(z, /)", cmath_acosh),
  builtinFunction("asin(z, /)", cmath_asin),
  builtinFunction("asinh(z, /)", cmath_asinh),
  builtinFunction("atan(z, /)", cmath_atan),
  builtinFunction("atanh(z, /)", cmath_atanh),
  builtinFunction("cos(z, /)", cmath_cos),
  builtinFunction("cosh(z, /)", cmath_cosh),
  builtinFunction("exp(z, /)", cmath_exp),
  builtinFunction("sin(z, /)", cmath_sin),
  builtinFunction("sinh(z, /)", cmath_sinh),
  builtinFunction("sqrt(z, /)", cmath_sqrt),
  builtinFunction("tan(z, /)", cmath_tan),
  builtinFunction("tanh(z, /)", cmath_tanh),
  builtinFunction("log(z, base=None, /)", cmath_log),
  builtinFunction("log10(z, /)", cmath_log10),
  builtinFunction("phase(z, /)", cmath_phase),
  builtinFunction("polar(z, /)", cmath_polar),
  builtinFunction("rect(r, phi, /)", cmath_rect),
  builtinFunction("isfinite(z, /)", cmath_isfinite),
  builtinFunction("isinf(z, /)", cmath_isinf),
  builtinFunction("isnan(z, /)", cmath_isnan),
  builtinFunction("isclose(*args, rel_tol=1e-09, abs_tol=0.0)", cmath_isclose),
];

defineModule("cmath", functions, {
  pi: newFloat(Math.PI),
  e: newFloat(Math.E),
  tau: newFloat(2 * Math.PI),
  inf: newFloat(Number.POSITIVE_INFINITY),
  nan: newFloat(Number.NaN),
  infj: new W_Complex(0, Number.POSITIVE_INFINITY),
  nanj: new W_Complex(0, Number.NaN),
});
