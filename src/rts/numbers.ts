// Number kinds of RTypeScript and the integer and float intrinsics.
//
// `int` is the machine's integer: 64 bits translated, a safe integer (53 bits) untranslated. What stands here is the
// untranslated meaning; the translator replaces a call of each function by the IR operations that
// src/translator/intrinsics.ts lists for its name. The flavours below catch plain mistakes in tsc; the translator is the authority.

export type int = number & { readonly __kind?: "int" };
export type float = number & { readonly __kind?: "float" };
export type i8 = int & { readonly __storage?: "i8" };
export type u8 = int & { readonly __storage?: "u8" };
export type i16 = int & { readonly __storage?: "i16" };
export type u16 = int & { readonly __storage?: "u16" };
export type i32 = int & { readonly __storage?: "i32" };
export type u32 = int & { readonly __storage?: "u32" };

/** Least and greatest int of this life; never frozen into an image by value. */
export const INT_MIN: int = -(2 ** 53 - 1);
export const INT_MAX: int = 2 ** 53 - 1;
/** Bits of an int that hold its magnitude: 63 translated, 53 untranslated. */
export const INT_BITS: int = 53;

/** An error of the untranslated run: the program breaks a rule that translated code would not notice. */
export class RuleBroken extends Error {}

/** Checks one int result: a safe integer, -0 made 0. Emitted around arithmetic in checked JavaScript. */
export function checkInt(value: number): int {
  if (!Number.isSafeInteger(value)) throw new RuleBroken(`int overflow or not an int: ${value}`);
  return value + 0;
}

let overflow = false;
function ovf(value: number): int {
  overflow = !Number.isSafeInteger(value);
  return overflow ? 0 : value + 0;
}
/** The sum; `overflowed()` must be asked directly afterwards and the result used only if it is false. */
export const intAddOvf = (a: int, b: int): int => ovf(a + b);
export const intSubOvf = (a: int, b: int): int => ovf(a - b);
export const intMulOvf = (a: int, b: int): int => ovf(a * b);
/** Whether the directly preceding int*Ovf overflowed. */
export const overflowed = (): boolean => overflow;

/** Truncating division; the divisor is not 0, and not -1 with INT_MIN. */
export const intDiv = (a: int, b: int): int => checkInt((a - (a % b)) / b);
/** Remainder with the dividend's sign. */
export const intMod = (a: int, b: int): int => checkInt(a % b);
/** Quotient rounded down. */
export const intFloorDiv = (a: int, b: int): int => {
  const quotient = intDiv(a, b);
  return a % b !== 0 && a < 0 !== b < 0 ? quotient - 1 : quotient;
};
/** Remainder with the divisor's sign. */
export const intFloorMod = (a: int, b: int): int => {
  const r = a % b;
  return checkInt(r !== 0 && r < 0 !== b < 0 ? r + b : r);
};

const big = (value: bigint): int => {
  const wrapped = Number(BigInt.asIntN(64, value));
  return checkInt(wrapped);
};
const small = (a: number): boolean => (a | 0) === a;
export const intAnd = (a: int, b: int): int => (small(a) && small(b) ? a & b : big(BigInt(a) & BigInt(b)));
export const intOr = (a: int, b: int): int => (small(a) && small(b) ? a | b : big(BigInt(a) | BigInt(b)));
export const intXor = (a: int, b: int): int => (small(a) && small(b) ? a ^ b : big(BigInt(a) ^ BigInt(b)));
export const intNot = (a: int): int => -a - 1;
/** Shift left; the count is in 0..63 and the result fits (untranslated it is checked). */
export const intShl = (a: int, count: int): int => checkInt(a * 2 ** count);
/** Arithmetic shift right, count in 0..63. */
export const intShr = (a: int, count: int): int => checkInt(Math.floor(a / 2 ** count));
/** Number of one bits of a non-negative int. */
export const intPopcount = (a: int): int => {
  let n = 0;
  for (let v = BigInt(a); v > 0n; v &= v - 1n) n++;
  return n;
};
/** Bits needed for a non-negative int: 0 for 0, 3 for 5. */
export const intBitLength = (a: int): int => (a === 0 ? 0 : BigInt(a).toString(2).length);
/** Number of trailing zero bits of a non-zero int. */
export const intTrailingZeros = (a: int): int => {
  let n = 0;
  for (let v = BigInt(a); (v & 1n) === 0n; v >>= 1n) n++;
  return n;
};

// --- 32-bit pieces: products and quotients of 32-bit limbs, the same in both lives
/** a * b + c + d for u32 operands, as (high, low) pairs: the low 32 bits. */
export const mulAddLow32 = (a: u32, b: u32, c: u32, d: u32): u32 =>
  Number((BigInt(a) * BigInt(b) + BigInt(c) + BigInt(d)) & 0xffffffffn);
/** The high 32 bits of a * b + c + d. */
export const mulAddHigh32 = (a: u32, b: u32, c: u32, d: u32): u32 =>
  Number((BigInt(a) * BigInt(b) + BigInt(c) + BigInt(d)) >> 32n);
/** floor((high * 2**32 + low) / divisor), high < divisor. */
export const divWide32 = (high: u32, low: u32, divisor: u32): u32 =>
  Number(((BigInt(high) << 32n) | BigInt(low)) / BigInt(divisor));
/** (high * 2**32 + low) mod divisor, high < divisor. */
export const modWide32 = (high: u32, low: u32, divisor: u32): u32 =>
  Number(((BigInt(high) << 32n) | BigInt(low)) % BigInt(divisor));
/** Wraps to 32 bits unsigned: for hashes. */
export const wrapU32 = (a: int): u32 => a >>> 0;
/** a * b modulo 2**32, for u32 operands. */
export const mulU32 = (a: u32, b: u32): u32 => Math.imul(a, b) >>> 0;
/** Wraps to a signed 32-bit number. */
export const wrapI32 = (a: int): i32 => a | 0;

// --- floats
const scratch = new DataView(new ArrayBuffer(8));
/** The upper / lower 32 bits of a double's representation. */
export const floatHigh32 = (a: float): u32 => {
  scratch.setFloat64(0, a);
  return scratch.getUint32(0);
};
export const floatLow32 = (a: float): u32 => {
  scratch.setFloat64(0, a);
  return scratch.getUint32(4);
};
/** The double of that representation. */
export const floatFromBits32 = (high: u32, low: u32): float => {
  scratch.setUint32(0, high);
  scratch.setUint32(4, low);
  return scratch.getFloat64(0);
};
export const intToFloat = (a: int): float => a as number;
/** Truncates; the value is within the range of int (the program has checked). */
export const floatToInt = (a: float): int => checkInt(Math.trunc(a));
export const floatSqrt = (a: float): float => Math.sqrt(a);
export const floatAbs = (a: float): float => Math.abs(a);
export const floatNeg = (a: float): float => -a;
