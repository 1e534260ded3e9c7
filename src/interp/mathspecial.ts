// Functions of the module `math` that the C library's are not used for: gamma and error functions, neighbours of floats, sumprod.
//
// gamma: Lanczos' approximation with g = 7 and nine terms, exact for small integers. erf: its series near zero, the continued fraction of erfc
// (Lentz' method) beyond. Both are good to about 15 digits.

import { F64Array, type float, floatAbs, floatFromBits32, floatHigh32, floatLow32, type int } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, w_OverflowError, w_ValueError } from "./errors.ts";
import { libmExp, libmFloor, libmFmod, libmLog, libmPow, libmSin } from "./externals.ts";
import { isInfinite, isNegative, isNotANumber, newFloat } from "./float.ts";
import { newInt } from "./int.ts";
import type { W_Module } from "./module.ts";
import { ADD, MUL, type W_Object } from "./object.ts";
import { binary, iter, toFloat } from "./operations.ts";
import { tables } from "./state.ts";
import { intern } from "./text.ts";

const PI = 3.141592653589793;
const INFINITY: float = Number.POSITIVE_INFINITY;
const lanczos = F64Array.from([
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]) as F64Array;
const LAST_FACTORIAL = 23.0;

/** For x >= 0.5. */
function lanczosSum(x: float): float {
  let sum: float = lanczos[0]!;
  let at: float = x;
  for (let i = 1; i < lanczos.length; i++) {
    sum = sum + lanczos[i]! / at;
    at = at + 1.0;
  }
  return sum;
}
function gamma(x: float): float {
  if (x < 0.5) return PI / (libmSin(PI * x) * gamma(1.0 - x));
  if (x === libmFloor(x) && x <= LAST_FACTORIAL) {
    let product: float = 1.0;
    for (let n: float = 2.0; n < x; n = n + 1.0) product = product * n;
    return product;
  }
  const t = x + 6.5;
  // the power in two halves: it overflows before the product does
  const half = libmPow(t, (x - 0.5) / 2.0);
  return 2.5066282746310002 * half * libmExp(-t) * half * lanczosSum(x);
}
function math_gamma(x: W_Object): W_Object {
  const value = toFloat(x);
  if (isNotANumber(value) || (isInfinite(value) && value > 0.0)) return newFloat(value);
  if (isInfinite(value) || (value <= 0.0 && value === libmFloor(value)))
    throw raise0(w_ValueError, "math domain error");
  if (value > 171.7) throw raise0(w_OverflowError, "math range error");
  if (value < -190.0) return newFloat(libmFmod(libmFloor(value), 2.0) === 0.0 ? 0.0 : -0.0);
  const result = gamma(value);
  if (isInfinite(result)) throw raise0(w_OverflowError, "math range error");
  return newFloat(result);
}
function logGamma(x: float): float {
  if (x < 0.5) return libmLog(PI / floatAbs(libmSin(PI * x))) - logGamma(1.0 - x);
  if (x === 1.0 || x === 2.0) return 0.0;
  const t = x + 6.5;
  return 0.9189385332046728 + (x - 0.5) * libmLog(t) - t + libmLog(lanczosSum(x));
}
function math_lgamma(x: W_Object): W_Object {
  const value = toFloat(x);
  if (isNotANumber(value)) return newFloat(value);
  if (isInfinite(value)) return newFloat(INFINITY);
  if (value <= 0.0 && value === libmFloor(value)) throw raise0(w_ValueError, "math domain error");
  return newFloat(logGamma(value));
}
const SQRT_PI = 1.7724538509055159;
/** For |x| < 2. */
function erfSeries(x: float): float {
  let term: float = x;
  let sum: float = x;
  for (let n: float = 1.0; n < 100.0; n = n + 1.0) {
    term = (-term * x * x) / n;
    const part = term / (2.0 * n + 1.0);
    sum = sum + part;
    if (floatAbs(part) < 1e-17 * floatAbs(sum)) break;
  }
  return (2.0 * sum) / SQRT_PI;
}
/** For x >= 2. */
function erfcFraction(x: float): float {
  if (x > 27.3) return 0.0;
  let f: float = x;
  let c: float = x;
  let d: float = 0.0;
  for (let n: float = 1.0; n < 200.0; n = n + 1.0) {
    const a = n / 2.0;
    d = 1.0 / (x + a * d);
    c = x + a / c;
    const delta = c * d;
    f = f * delta;
    if (floatAbs(delta - 1.0) < 1e-16) break;
  }
  return libmExp(-x * x) / (f * SQRT_PI);
}
function math_erf(x: W_Object): W_Object {
  const value = toFloat(x);
  if (isNotANumber(value)) return newFloat(value);
  if (floatAbs(value) < 2.0) return newFloat(erfSeries(value));
  return newFloat(value > 0.0 ? 1.0 - erfcFraction(value) : erfcFraction(-value) - 1.0);
}
function math_erfc(x: W_Object): W_Object {
  const value = toFloat(x);
  if (isNotANumber(value)) return newFloat(value);
  if (floatAbs(value) < 2.0) return newFloat(1.0 - erfSeries(value));
  return newFloat(value > 0.0 ? erfcFraction(value) : 2.0 - erfcFraction(-value));
}
function math_exp2(x: W_Object): W_Object {
  const value = toFloat(x);
  const result = libmPow(2.0, value);
  if (isInfinite(result) && !isInfinite(value)) throw raise0(w_OverflowError, "math range error");
  return newFloat(result);
}
function math_remainder(x: W_Object, y: W_Object): W_Object {
  const a = toFloat(x);
  const b = toFloat(y);
  if (isNotANumber(a) || isNotANumber(b)) return newFloat(a + b);
  if (isInfinite(a) || b === 0.0) throw raise0(w_ValueError, "math domain error");
  if (isInfinite(b)) return newFloat(a);
  const size = floatAbs(b);
  const rest = libmFmod(floatAbs(a), size);
  const other = size - rest;
  // ties go to the even multiple
  let result: float = rest;
  if (rest > other) result = -other;
  else if (rest === other) result = rest - 2.0 * libmFmod(0.5 * (floatAbs(a) - rest), size);
  return newFloat(isNegative(a) ? -result : result);
}
/** The next float up from a finite one that is not negative. */
function above(value: float): float {
  const low: int = floatLow32(value);
  return low === 4294967295 ? floatFromBits32(floatHigh32(value) + 1, 0) : floatFromBits32(floatHigh32(value), low + 1);
}
function below(value: float): float {
  const low: int = floatLow32(value);
  return low === 0 ? floatFromBits32(floatHigh32(value) - 1, 4294967295) : floatFromBits32(floatHigh32(value), low - 1);
}
function math_nextafter(x: W_Object, y: W_Object): W_Object {
  const from = toFloat(x);
  const to = toFloat(y);
  if (isNotANumber(from) || isNotANumber(to)) return newFloat(from + to);
  if (from === to) return newFloat(to);
  if (from === 0.0) return newFloat(to > 0.0 ? 5e-324 : -5e-324);
  const away = from > 0.0 === to > from;
  const size = floatAbs(from);
  const next = away ? above(size) : below(size);
  return newFloat(from > 0.0 ? next : -next);
}
function math_ulp(x: W_Object): W_Object {
  const value = floatAbs(toFloat(x));
  if (isNotANumber(value) || isInfinite(value)) return newFloat(value);
  const next = above(value);
  return newFloat(isInfinite(next) ? value - below(value) : next - value);
}
function math_sumprod(p: W_Object, q: W_Object): W_Object {
  const first = iter(p);
  const second = iter(q);
  let sum: W_Object = newInt(0);
  for (;;) {
    const a = first.next();
    const b = second.next();
    if (a === null && b === null) return sum;
    if (a === null || b === null) throw raise0(w_ValueError, "Inputs are not the same length");
    sum = binary(ADD, sum, binary(MUL, a, b));
  }
}
const mathModule = tables.builtinModules.get(intern("math")) as W_Module;
for (const fn of [
  builtinFunction("gamma(x, /)", math_gamma),
  builtinFunction("lgamma(x, /)", math_lgamma),
  builtinFunction("erf(x, /)", math_erf),
  builtinFunction("erfc(x, /)", math_erfc),
  builtinFunction("exp2(x, /)", math_exp2),
  builtinFunction("remainder(x, y, /)", math_remainder),
  builtinFunction("nextafter(x, y, /)", math_nextafter),
  builtinFunction("ulp(x, /)", math_ulp),
  builtinFunction("sumprod(p, q, /)", math_sumprod),
]) {
  fn.module = intern("math");
  mathModule.dict.set(fn.name, fn);
}
