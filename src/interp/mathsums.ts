// Sums of the module `math` that lose as little as they can: fsum, sumprod, and the lengths of hypot and dist.

import { F64Array, type float, floatAbs, floatSqrt } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { raise0, w_OverflowError, w_ValueError } from "./errors.ts";
import { libmFma } from "./externals.ts";
import { isInfinite, isNotANumber, newFloat, W_Float } from "./float.ts";
import { newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { scale } from "./long.ts";
import { binaryExponent } from "./mathmodule.ts";
import { ADD, MUL, type W_Object } from "./object.ts";
import { binary, iter, toFloat } from "./operations.ts";

// --- fsum

/** The correctly rounded sum: partial sums that do not overlap (Shewchuk 1997). */
function math_fsum(iterable: W_Object): W_Object {
  const items = arrayOf(iterable);
  const partials = new F64Array(items.length + 1);
  let count = 0;
  let special = false;
  for (const item of items) {
    let x: float = toFloat(item);
    if (isInfinite(x) || isNotANumber(x)) {
      special = true;
      continue;
    }
    let kept = 0;
    for (let i = 0; i < count; i++) {
      let y: float = partials[i]!;
      if (floatAbs(x) < floatAbs(y)) {
        const swap: float = x;
        x = y;
        y = swap;
      }
      const high: float = x + y;
      const low: float = y - (high - x);
      if (low !== 0.0) {
        partials[kept] = low;
        kept++;
      }
      x = high;
    }
    if (isInfinite(x)) throw raise0(w_OverflowError, "intermediate overflow in fsum");
    partials[kept] = x;
    count = kept + 1;
  }
  if (special) return specialSum(items);
  let total: float = 0.0;
  let i = count - 1;
  if (count > 0) {
    total = partials[i]!;
    let low: float = 0.0;
    while (i > 0 && low === 0.0) {
      i--;
      const x: float = total;
      total = x + partials[i]!;
      low = partials[i]! - (total - x);
    }
    // a tie is decided by the next partial
    if (i > 0 && ((low < 0.0 && partials[i - 1]! < 0.0) || (low > 0.0 && partials[i - 1]! > 0.0))) {
      const twice: float = low * 2.0;
      const x: float = total + twice;
      if (twice === x - total) total = x;
    }
  }
  return newFloat(total);
}
function specialSum(items: W_Object[]): W_Object {
  let sum: float = 0.0;
  for (const item of items) {
    const x: float = toFloat(item);
    if (isInfinite(x) && isInfinite(sum) && x !== sum) throw raise0(w_ValueError, "-inf + inf in fsum");
    if (isInfinite(x) || isNotANumber(x)) sum = sum + x;
  }
  return newFloat(sum);
}

// --- sums of products

/** Three floats whose sum is the sum so far: as if it had three times the precision. */
class Triple {
  high: float = 0.0;
  low: float = 0.0;
  tiny: float = 0.0;
  addProduct(x: float, y: float): void {
    const product: float = x * y;
    const lost: float = libmFma(x, y, -product);
    const high: float = this.high + product;
    const highLost: float = sumError(this.high, product, high);
    const low1: float = this.low + lost;
    const lost1: float = sumError(this.low, lost, low1);
    const low2: float = low1 + highLost;
    const lost2: float = sumError(low1, highLost, low2);
    this.high = high;
    this.low = low2;
    this.tiny = this.tiny + lost1 + lost2;
  }
  total(): float {
    const last: float = this.low + this.tiny;
    const lastLost: float = sumError(this.low, this.tiny, last);
    const sum: float = this.high + last;
    const sumLost: float = sumError(this.high, last, sum);
    return sum + (sumLost + lastLost);
  }
}
/** What a + b lost when it became `sum`. */
function sumError(a: float, b: float, sum: float): float {
  const part: float = sum - a;
  return a - (sum - part) + (b - part);
}
function isPlainNumber(object: W_Object): boolean {
  return object instanceof W_Float || object instanceof W_Int;
}
/** Ints first are added exactly, floats next with three times the precision; from whatever comes then on, order matters. */
function math_sumprod(p: W_Object, q: W_Object): W_Object {
  const first = iter(p);
  const second = iter(q);
  let total: W_Object = newInt(0);
  let ints = true;
  let floats: Triple | null = new Triple();
  let used = false;
  for (;;) {
    const a = first.next();
    const b = second.next();
    if ((a === null) !== (b === null)) throw raise0(w_ValueError, "Inputs are not the same length");
    if (ints && a instanceof W_Int && b instanceof W_Int) {
      total = binary(ADD, total, binary(MUL, a, b));
      continue;
    }
    ints = false;
    if (floats !== null) {
      if (a instanceof W_Float ? b !== null && isPlainNumber(b) : b instanceof W_Float && isPlainNumber(a!)) {
        const x = toFloat(a!);
        const y = toFloat(b!);
        if (!isInfinite(x * y) && !isNotANumber(x * y)) {
          floats.addProduct(x, y);
          used = true;
          continue;
        }
      }
      if (used) total = binary(ADD, total, newFloat(floats.total()));
      floats = null;
    }
    if (a === null) return total;
    total = binary(ADD, total, binary(MUL, a, b!));
  }
}

// --- lengths

/** A sum of squares as a big part and what additions to it and products have lost. Begins with 1, so that every square is the smaller part. */
class SquareSum {
  high: float = 1.0;
  private lostProducts: float = 0.0;
  private lostSums: float = 0.0;
  add(x: float, y: float): void {
    const product: float = x * y;
    this.lostProducts = this.lostProducts + libmFma(x, y, -product);
    const high: float = this.high + product;
    this.lostSums = this.lostSums + (this.high - high + product);
    this.high = high;
  }
  value(): float {
    return this.high - 1.0 + (this.lostProducts + this.lostSums);
  }
}
/** The root of the sum of squares, nearly always rounded correctly: scaled by a power of two, summed exactly, the root corrected by one step of Newton's method. */
function lengthOf(items: F64Array): float {
  let largest: float = 0.0;
  let hasNaN = false;
  for (let i = 0; i < items.length; i++) {
    const x = floatAbs(items[i]!);
    if (isNotANumber(x)) hasNaN = true;
    else if (x > largest) largest = x;
  }
  if (isInfinite(largest)) return largest;
  if (hasNaN) return NAN;
  if (largest === 0.0 || items.length === 1) return largest;
  const exponent = binaryExponent(largest);
  const sum = new SquareSum();
  for (let i = 0; i < items.length; i++) {
    const x = scale(items[i]!, -exponent);
    sum.add(x, x);
  }
  const root = floatSqrt(sum.value());
  sum.add(-root, root);
  return scale(root + sum.value() / (2.0 * root), exponent);
}
const NAN: float = Number.NaN;
function math_hypot(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const items = new F64Array(args.length);
  for (let i = 0; i < args.length; i++) items[i] = toFloat(args[i]!);
  return newFloat(lengthOf(items));
}
function math_dist(p: W_Object, q: W_Object): W_Object {
  const a = arrayOf(p);
  const b = arrayOf(q);
  if (a.length !== b.length) throw raise0(w_ValueError, "both points must have the same number of dimensions");
  const items = new F64Array(a.length);
  for (let i = 0; i < a.length; i++) items[i] = toFloat(a[i]!) - toFloat(b[i]!);
  return newFloat(lengthOf(items));
}

export const sumFunctions: W_Builtin[] = [
  builtinFunction("fsum(seq, /)", math_fsum),
  builtinFunction("sumprod(p, q, /)", math_sumprod),
  builtinFunction("hypot(*coordinates)", math_hypot),
  builtinFunction("dist(p, q, /)", math_dist),
];
