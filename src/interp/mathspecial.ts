// Functions of the module math that take more than a call of the C library: gamma and its logarithm, fma, remainder, neighbours of a float,
// exact sums of products.

import {
  F64Array,
  type float,
  floatAbs,
  floatFromBits32,
  floatHigh32,
  floatLow32,
  floatToInt,
  type int,
  wrapU32,
} from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { raise0, raise1, w_OverflowError, w_ValueError } from "./errors.ts";
import {
  libmCos,
  libmErf,
  libmErfc,
  libmExp,
  libmExp2,
  libmFloor,
  libmFma,
  libmFmod,
  libmLog,
  libmPow,
  libmSin,
} from "./externals.ts";
import { isInfinite, isNegative, isNotANumber, newFloat } from "./float.ts";
import type { W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import type { W_Object } from "./object.ts";
import { indexObject, toFloat } from "./operations.ts";
import { w_None } from "./singletons.ts";

const PI = 3.141592653589793;
const INFINITY: float = Number.POSITIVE_INFINITY;

// --- gamma, by Lanczos' approximation with the coefficients of Boost's lanczos13m53

const LANCZOS_G = 6.02468004077673;
const LANCZOS_G_MINUS_HALF = 5.52468004077673;
const numerator = new F64Array([
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
]);
const denominator = new F64Array([
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
]);
/** Gamma of 1..23: exact. */
const factorials = new F64Array(23);
for (let i = 0, f = 1; i < 23; i++) {
  factorials[i] = f;
  f = f * (i + 1);
}
function lanczosSum(x: float): float {
  let above: float = 0.0;
  let below: float = 0.0;
  if (x < 5.0)
    for (let i = 12; i >= 0; i--) {
      above = above * x + numerator[i]!;
      below = below * x + denominator[i]!;
    }
  else
    for (let i = 0; i < 13; i++) {
      above = above / x + numerator[i]!;
      below = below / x + denominator[i]!;
    }
  return above / below;
}
/** sin(pi * x), exact where it is 0 or 1. */
function sinPi(x: float): float {
  const y = libmFmod(floatAbs(x), 2.0);
  const quarter = floatToInt(2.0 * y + 0.5);
  let result: float = 0.0;
  switch (quarter) {
    case 0:
      result = libmSin(PI * y);
      break;
    case 1:
      result = libmCos(PI * (y - 0.5));
      break;
    case 2:
      result = libmSin(PI * (1.0 - y));
      break;
    case 3:
      result = -libmCos(PI * (y - 1.5));
      break;
    default:
      result = libmSin(PI * (y - 2.0));
  }
  return isNegative(x) ? -result : result;
}
function math_gamma(object: W_Object): W_Object {
  const x = toFloat(object);
  if (isNotANumber(x) || x === INFINITY) return newFloat(x);
  if (x === 0.0 || isInfinite(x) || (x < 0.0 && x === libmFloor(x)))
    throw raise1(w_ValueError, "expected a noninteger or positive integer, got %R", newFloat(x));
  if (x === libmFloor(x) && x <= 23.0) return newFloat(factorials[floatToInt(x) - 1]!);
  const absolute = floatAbs(x);
  if (absolute < 1e-20) return checkedRange(1.0 / x);
  if (absolute > 200.0) {
    if (x < 0.0) return newFloat(0.0 / sinPi(x));
    throw raise0(w_OverflowError, "math range error");
  }
  const y = absolute + LANCZOS_G_MINUS_HALF;
  // what was lost in that sum
  const lost: float =
    absolute > LANCZOS_G_MINUS_HALF ? y - absolute - LANCZOS_G_MINUS_HALF : y - LANCZOS_G_MINUS_HALF - absolute;
  const correction: float = (lost * LANCZOS_G) / y;
  let result: float = 0.0;
  if (x < 0.0) {
    result = ((-PI / sinPi(absolute) / absolute) * libmExp(y)) / lanczosSum(absolute);
    result = result - correction * result;
    if (absolute < 140.0) result = result / libmPow(y, absolute - 0.5);
    else {
      const root = libmPow(y, absolute / 2.0 - 0.25);
      result = result / root / root;
    }
  } else {
    result = lanczosSum(absolute) / libmExp(y);
    result = result + correction * result;
    if (absolute < 140.0) result = result * libmPow(y, absolute - 0.5);
    else {
      const root = libmPow(y, absolute / 2.0 - 0.25);
      result = result * root * root;
    }
  }
  return checkedRange(result);
}
function checkedRange(result: float): W_Object {
  if (isInfinite(result)) throw raise0(w_OverflowError, "math range error");
  return newFloat(result);
}
function math_lgamma(object: W_Object): W_Object {
  const x = toFloat(object);
  if (isNotANumber(x)) return newFloat(x);
  if (isInfinite(x)) return newFloat(INFINITY);
  if (x === libmFloor(x) && x <= 2.0) {
    if (x <= 0.0) throw raise1(w_ValueError, "expected a noninteger or positive integer, got %R", newFloat(x));
    return newFloat(0.0);
  }
  const absolute = floatAbs(x);
  if (absolute < 1e-20) return newFloat(-libmLog(absolute));
  let result: float = libmLog(lanczosSum(absolute)) - LANCZOS_G;
  result = result + (absolute - 0.5) * (libmLog(absolute + LANCZOS_G - 0.5) - 1.0);
  if (x < 0.0) result = 1.1447298858494002 - libmLog(floatAbs(sinPi(absolute))) - libmLog(absolute) - result;
  return checkedRange(result);
}

// --- error function, powers of two

function math_erf(x: W_Object): W_Object {
  return newFloat(libmErf(toFloat(x)));
}
function math_erfc(x: W_Object): W_Object {
  return newFloat(libmErfc(toFloat(x)));
}
function math_exp2(x: W_Object): W_Object {
  const value = toFloat(x);
  const result = libmExp2(value);
  if (isInfinite(result) && !isInfinite(value)) throw raise0(w_OverflowError, "math range error");
  return newFloat(result);
}

function math_fma(x: W_Object, y: W_Object, z: W_Object): W_Object {
  const a = toFloat(x);
  const b = toFloat(y);
  const c = toFloat(z);
  const result = libmFma(a, b, c);
  const finite = !isInfinite(a) && !isInfinite(b) && !isInfinite(c);
  if (isNotANumber(result) && !isNotANumber(a) && !isNotANumber(b) && !isNotANumber(c))
    throw raise0(w_ValueError, "invalid operation in fma");
  if (isInfinite(result) && finite && !isNotANumber(a) && !isNotANumber(b) && !isNotANumber(c))
    throw raise0(w_OverflowError, "overflow in fma");
  return newFloat(result);
}
/** x - n*y for the integer n nearest to x/y, the even one of two. */
function math_remainder(first: W_Object, second: W_Object): W_Object {
  const x = toFloat(first);
  const y = toFloat(second);
  if (isNotANumber(x)) return newFloat(x);
  if (isNotANumber(y)) return newFloat(y);
  if (isInfinite(x) || y === 0.0) throw raise0(w_ValueError, "math domain error");
  if (isInfinite(y)) return newFloat(x);
  const a = floatAbs(x);
  const b = floatAbs(y);
  const rest = libmFmod(a, b);
  const other = b - rest;
  let result: float = rest;
  if (rest > other) result = -other;
  // halfway: even multiples of b below a
  else if (rest === other) result = rest - 2.0 * libmFmod(0.5 * (a - rest), b);
  return newFloat(isNegative(x) ? -result : result);
}

// --- neighbours

/** The next float away from zero, or towards it. */
function stepped(x: float, away: boolean): float {
  const high: int = floatHigh32(x);
  const low: int = floatLow32(x);
  if (away) return floatFromBits32(wrapU32(high + (low === 4294967295 ? 1 : 0)), wrapU32(low + 1));
  return floatFromBits32(wrapU32(high - (low === 0 ? 1 : 0)), wrapU32(low + 4294967295));
}
const leastFloat: float = 5e-324;
function neighbour(x: float, up: boolean): float {
  if (x === 0.0) return up ? leastFloat : -leastFloat;
  return stepped(x, x > 0.0 === up);
}
function math_nextafter(first: W_Object, second: W_Object, steps: W_Object | null): W_Object {
  const x = toFloat(first);
  const y = toFloat(second);
  let count: int = 1;
  if (steps !== null && steps !== w_None) {
    const given = indexObject(steps);
    if (given instanceof W_Long) {
      if (given.sign < 0) throw raise0(w_ValueError, "steps must be a non-negative integer");
      return isNotANumber(x) ? newFloat(x) : newFloat(y);
    }
    count = (given as W_Int).value;
    if (count < 0) throw raise0(w_ValueError, "steps must be a non-negative integer");
  }
  if (isNotANumber(x)) return newFloat(x);
  if (isNotANumber(y)) return newFloat(y);
  return newFloat(x === y ? y : moved(x, y, count));
}
/** `count` floats from x towards y, at most to y. */
function moved(start: float, y: float, count: int): float {
  let x: float = start;
  let rest: int = count;
  const up = y > x;
  while (rest > 0 && x !== y) {
    // long ways within one sign and exponent range go by the lower word
    const low: int = floatLow32(x);
    const away = x !== 0.0 && x > 0.0 === up;
    const room = x === 0.0 ? 0 : away ? 4294967295 - low : low;
    const step = rest < room ? rest : room;
    if (step > 1) {
      const candidate = floatFromBits32(floatHigh32(x), wrapU32(away ? low + step : low - step));
      if (up ? candidate <= y : candidate >= y) {
        x = candidate;
        rest = rest - step;
        continue;
      }
      // y has the same upper word
      return y;
    }
    x = neighbour(x, up);
    rest--;
  }
  return x;
}
function math_ulp(object: W_Object): W_Object {
  const x = floatAbs(toFloat(object));
  if (isNotANumber(x) || isInfinite(x)) return newFloat(x);
  if (x === 1.7976931348623157e308) return newFloat(1.99584030953472e292);
  return newFloat(neighbour(x, true) - x);
}

export const specialFunctions: W_Builtin[] = [
  builtinFunction("gamma(x, /)", math_gamma),
  builtinFunction("lgamma(x, /)", math_lgamma),
  builtinFunction("erf(x, /)", math_erf),
  builtinFunction("erfc(x, /)", math_erfc),
  builtinFunction("exp2(x, /)", math_exp2),
  builtinFunction("fma(x, y, z, /)", math_fma),
  builtinFunction("remainder(x, y, /)", math_remainder),
  builtinFunction("nextafter(x, y, /, *, steps=None)", math_nextafter),
  builtinFunction("ulp(x, /)", math_ulp),
];
