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
