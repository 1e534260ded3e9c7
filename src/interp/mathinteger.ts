// The functions of the module `math` about whole numbers.

import { INT_MIN, type int, intBitLength, intDiv, intShr } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { raise0, w_MemoryError, w_OverflowError, w_ValueError } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { ABS, ADD, FLOORDIV, LSHIFT, LT, MOD, MUL, RSHIFT, SUB, type W_Object } from "./object.ts";
import { binary, compareHolds, indexObject, toClamped, unary } from "./operations.ts";
import { w_None } from "./singletons.ts";

function gcdOf(a: W_Object, b: W_Object): W_Object {
  if (a instanceof W_Int && b instanceof W_Int && a.value !== INT_MIN && b.value !== INT_MIN) {
    let p: int = a.value < 0 ? -a.value : a.value;
    let q: int = b.value < 0 ? -b.value : b.value;
    while (q !== 0) {
      const rest = p % q;
      p = q;
      q = rest;
    }
    return newInt(p);
  }
  let x = unary(ABS, a);
  let y = unary(ABS, b);
  while (y.isTrue()) {
    const rest = binary(MOD, x, y);
    x = y;
    y = rest;
  }
  return x;
}
function math_gcd(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  let result: W_Object = newInt(0);
  for (const x of args) result = gcdOf(result, indexObject(x));
  return result;
}
function math_lcm(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  let result: W_Object = newInt(1);
  for (const x of args) {
    const value = indexObject(x);
    // one zero is enough, but all have to be ints
    if (!result.isTrue()) continue;
    if (value.isTrue()) result = unary(ABS, binary(MUL, binary(FLOORDIV, result, gcdOf(result, value)), value));
    else result = newInt(0);
  }
  return result;
}
/** first * (first + 1) * ... * last, by halves: factors of like length are multiplied fastest. */
function productOf(first: int, last: int): W_Object {
  if (last - first < 8) {
    let result: W_Object = newInt(first);
    for (let i = first + 1; i <= last; i++) result = result.binary(MUL, newInt(i))!;
    return result;
  }
  const middle = intDiv(first + last, 2);
  return productOf(first, middle).binary(MUL, productOf(middle + 1, last))!;
}
function math_factorial(x: W_Object): W_Object {
  const n = toClamped(x);
  if (n < 0) throw raise0(w_ValueError, "factorial() not defined for negative values");
  if (n > MOST_FACTORS) {
    if (indexObject(x) instanceof W_Long)
      throw raise0(w_OverflowError, "factorial() argument should not exceed 9223372036854775807");
    throw raise0(w_MemoryError, "");
  }
  return n === 0 ? newInt(1) : productOf(1, n);
}
/** No memory holds a product of more. */
const MOST_FACTORS = 1000000000;
function isNegative(n: W_Object): boolean {
  return compareHolds(LT, n, newInt(0));
}
/** n and k of comb and perm, which may be ints of any size. */
function checkCounts(n: W_Object, k: W_Object): void {
  if (isNegative(n)) throw raise0(w_ValueError, "n must be a non-negative integer");
  if (isNegative(k)) throw raise0(w_ValueError, "k must be a non-negative integer");
}
function math_comb(n: W_Object, k: W_Object): W_Object {
  const total = indexObject(n);
  let chosen = indexObject(k);
  checkCounts(total, chosen);
  if (compareHolds(LT, total, chosen)) return newInt(0);
  const others = binary(SUB, total, chosen);
  if (compareHolds(LT, others, chosen)) chosen = others;
  if (chosen instanceof W_Long) throw raise0(w_OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
  const count = (chosen as W_Int).value;
  const least = binary(SUB, total, chosen);
  let result: W_Object = newInt(1);
  for (let i = 1; i <= count; i++)
    result = binary(FLOORDIV, binary(MUL, result, binary(ADD, least, newInt(i))), newInt(i));
  return result;
}
function math_perm(n: W_Object, k: W_Object | null): W_Object {
  if (k === null || k === w_None) return math_factorial(n);
  const total = indexObject(n);
  const chosen = indexObject(k);
  checkCounts(total, chosen);
  if (compareHolds(LT, total, chosen)) return newInt(0);
  if (chosen instanceof W_Long) throw raise0(w_OverflowError, "k must not exceed 9223372036854775807");
  const count = (chosen as W_Int).value;
  let result: W_Object = newInt(1);
  for (let i = 0; i < count; i++) result = binary(MUL, result, binary(SUB, total, newInt(i)));
  return result;
}
/** By Newton's method, from above. */
function math_isqrt(x: W_Object): W_Object {
  const n = indexObject(x);
  if (isNegative(n)) throw raise0(w_ValueError, "isqrt() argument must be nonnegative");
  if (!n.isTrue()) return newInt(0);
  // a root of ever more of the highest bits, by one step of Newton's method each
  const c = intDiv(bitLength(n) - 1, 2);
  let root: W_Object = newInt(1);
  let d = 0;
  for (let s = intBitLength(c) - 1; s >= 0; s--) {
    const e = d;
    d = intShr(c, s);
    const upper = root.binary(LSHIFT, newInt(d - e - 1))!;
    root = upper.binary(ADD, n.binary(RSHIFT, newInt(2 * c - e - d + 1))!.binary(FLOORDIV, root)!)!;
  }
  return compareHolds(LT, n, root.binary(MUL, root)!) ? root.binary(SUB, newInt(1))! : root;
}
function bitLength(n: W_Object): int {
  return n instanceof W_Long ? n.bitLength() : intBitLength((n as W_Int).value);
}

export const integerFunctions: W_Builtin[] = [
  builtinFunction("gcd(*integers)", math_gcd),
  builtinFunction("lcm(*integers)", math_lcm),
  builtinFunction("factorial(n, /)", math_factorial),
  builtinFunction("comb(n, k, /)", math_comb),
  builtinFunction("perm(n, k=None, /)", math_perm),
  builtinFunction("isqrt(n, /)", math_isqrt),
];
