// C functions that translated code calls by address; their JavaScript equals serve the untranslated run.

import { external, type float } from "../rts/index.ts";

type Real = (x: float) => float;
type Real2 = (x: float, y: float) => float;

export const libmFloor: Real = external("floor", Math.floor);
export const libmCeil: Real = external("ceil", Math.ceil);
export const libmTrunc: Real = external("trunc", Math.trunc);
export const libmSin: Real = external("sin", Math.sin);
export const libmCos: Real = external("cos", Math.cos);
export const libmTan: Real = external("tan", Math.tan);
export const libmAsin: Real = external("asin", Math.asin);
export const libmAcos: Real = external("acos", Math.acos);
export const libmAtan: Real = external("atan", Math.atan);
export const libmSinh: Real = external("sinh", Math.sinh);
export const libmCosh: Real = external("cosh", Math.cosh);
export const libmTanh: Real = external("tanh", Math.tanh);
export const libmAsinh: Real = external("asinh", Math.asinh);
export const libmAcosh: Real = external("acosh", Math.acosh);
export const libmAtanh: Real = external("atanh", Math.atanh);
export const libmExp: Real = external("exp", Math.exp);
export const libmExpm1: Real = external("expm1", Math.expm1);
export const libmLog: Real = external("log", Math.log);
export const libmLog2: Real = external("log2", Math.log2);
export const libmLog10: Real = external("log10", Math.log10);
export const libmLog1p: Real = external("log1p", Math.log1p);
export const libmCbrt: Real = external("cbrt", Math.cbrt);
export const libmAtan2: Real2 = external("atan2", Math.atan2);
export const libmHypot: Real2 = external("hypot", Math.hypot);
/** C's pow differs from JavaScript's at (1, NaN), (1, inf) and (-1, inf), where it is 1. */
export const libmPow: Real2 = external("pow", (x: float, y: float) =>
  x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : x ** y,
);
/** The remainder with the dividend's sign. */
export const libmFmod: Real2 = external("fmod", (x: float, y: float) => x % y);

// --- what JavaScript has no function for; the equals are close, not always the same in the last digit

/** By its series, and for large x by the continued fraction of erfc. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (!(a < 2.5)) return Number.isNaN(x) ? x : Math.sign(x) * (1 - erfcLarge(a));
  let term = a;
  let sum = a;
  for (let n = 1; Math.abs(term) > 1e-18 * sum; n++) {
    term *= (-a * a) / n;
    sum += term / (2 * n + 1);
  }
  return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
}
function erfcLarge(x: number): number {
  let fraction = 0;
  for (let k = 120; k > 0; k--) fraction = k / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}
function erfc(x: number): number {
  return x >= 2.5 ? erfcLarge(x) : 1 - erf(x);
}
/** The significand as an integer and the power of two that it is multiplied with. */
function parts(x: number): [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 2047n);
  const fraction = bits & 0xfffffffffffffn;
  const significand = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return [bits >> 63n ? -significand : significand, Math.max(exponent, 1) - 1075];
}
/** x * y + z, rounded once: computed exactly. */
function fma(x: number, y: number, z: number): number {
  const plain = x * y + z;
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || y === 0) return plain;
  if (!Number.isFinite(z)) return z;
  const [a, aExponent] = parts(x);
  const [b, bExponent] = parts(y);
  const [c, cExponent] = parts(z);
  const exponent = Math.min(aExponent + bExponent, cExponent);
  const sum =
    ((a * b) << BigInt(aExponent + bExponent - exponent)) + (z === 0 ? 0n : c << BigInt(cExponent - exponent));
  if (sum === 0n) return plain;
  const size = sum < 0n ? -sum : sum;
  const length = size.toString(2).length;
  // cut to what a double holds, half to even
  const drop = Math.max(length - 53, -1074 - exponent, 0);
  let kept = size >> BigInt(drop);
  const rest = size - (kept << BigInt(drop));
  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);
  if (drop > 0 && (rest > half || (rest === half && kept & 1n))) kept++;
  const power = exponent + drop;
  const value = power < -1000 ? Number(kept) * 2 ** (power + 600) * 2 ** -600 : Number(kept) * 2 ** power;
  return sum < 0n ? -value : value;
}
export const libmErf: Real = external("erf", erf);
export const libmErfc: Real = external("erfc", erfc);
export const libmExp2: Real = external("exp2", (x: float) => 2 ** x);
export const libmFma: (x: float, y: float, z: float) => float = external("fma", fma);
