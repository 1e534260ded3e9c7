// Decimal digits of doubles, rounded to a place, without the host: value * 10**power is mantissa * 10**power * 2**exponent, a whole
// number and a shift. Nearly always that is machine arithmetic; else it takes big magnitudes. Ties of the exact value go to the even digit.

import {
  type float,
  floatHigh32,
  floatLow32,
  I64Array,
  INT_BITS,
  type int,
  intAnd,
  intDiv,
  intFloorDiv,
  intMod,
  intMulOvf,
  intShl,
  intShr,
  intTrailingZeros,
  overflowed,
  U8Array,
  type U32Array,
} from "../rts/index.ts";
import { magAdd, magAnyLowBit, magnitudeOfInt, magShl, magShr } from "./magnitude.ts";
import { magDigits, magMul } from "./magnitudefast.ts";
import { decimalText } from "./text.ts";

/** Shortest, or rounded, decimal digits of a finite non-negative double; see requests.ts. */
export class Decimal {
  /** Characters. The array may be longer. */
  readonly digits: U8Array;
  readonly count: int;
  /** The point stands before the first digit, times 10**exponent. */
  readonly exponent: int;
  constructor(digits: U8Array, count: int, exponent: int) {
    this.digits = digits;
    this.count = count;
    this.exponent = exponent;
  }
}

/** As far as ints go in both lives. */
const POWERS = 16;
const powers = new I64Array(POWERS);
for (let i = 0; i < POWERS; i++) powers[i] = 10 ** i;
/** Beyond this, the host computes. */
const LARGEST_POWER = 60;

/** `precision` digits behind the point; null: ask the host. */
export function fixedDigits(value: float, precision: int): Decimal | null {
  return precision > LARGEST_POWER ? null : scaledDigits(value, precision);
}
/** `precision` significant digits; null: ask the host. */
export function significantDigits(value: float, precision: int): Decimal | null {
  const high: int = floatHigh32(value);
  const biased = intDiv(high, 1048576);
  if (biased === 0) return null;
  // value >= 2**(biased - 1023): it has at least so many digits before the point, and at most one more
  const least = intFloorDiv((biased - 1023) * 30103, 100000) + 1;
  const power = precision - least;
  if (power < 1 || power > LARGEST_POWER) return null;
  const found = scaledDigits(value, power);
  return found === null || found.count === precision ? found : scaledDigits(value, power - 1);
}
/** The digits of value * 10**power, rounded; null for subnormal numbers. @jit opaque */
function scaledDigits(value: float, power: int): Decimal | null {
  const high: int = floatHigh32(value);
  const low: int = floatLow32(value);
  const biased = intDiv(high, 1048576);
  if (biased === 0) {
    if (high !== 0 || low !== 0) return null;
    return new Decimal(decimalText(0).latin, 1, 1 - power);
  }
  const whole = (intMod(high, 1048576) + 1048576) * 4294967296 + low;
  const zeros = intTrailingZeros(whole);
  const mantissa = intShr(whole, zeros);
  // value = mantissa / 2**shift
  const shift = 1075 - biased - zeros;
  if (shift >= 0 && shift < INT_BITS && power < POWERS) {
    const product = intMulOvf(mantissa, powers[power]!);
    if (!overflowed()) {
      let quotient = intShr(product, shift);
      if (shift > 0) {
        const rest = product - intShl(quotient, shift);
        const half = intShl(1, shift - 1);
        if (rest > half || (rest === half && intAnd(quotient, 1) === 1)) quotient = quotient + 1;
      }
      const text = decimalText(quotient);
      return new Decimal(text.latin, text.length, text.length - power);
    }
  }
  return largeDigits(mantissa, shift, power);
}
/** The digits of mantissa * 10**power / 2**shift. @jit noinline */
function largeDigits(mantissa: int, shift: int, power: int): Decimal {
  const product = magMul(magnitudeOfInt(mantissa), powerOfTen(power));
  const digits = magDigits(shift <= 0 ? magShl(product, -shift) : roundedShift(product, shift), 10);
  const n = digits.length;
  if (n === 0) return new Decimal(decimalText(0).latin, 1, 1 - power);
  const characters = new U8Array(n);
  for (let i = 0; i < n; i++) characters[i] = 48 + digits[n - 1 - i]!;
  return new Decimal(characters, n, n - power);
}
function powerOfTen(power: int): U32Array {
  let result = magnitudeOfInt(powers[intMod(power, POWERS - 1)]!);
  const unit = magnitudeOfInt(powers[POWERS - 1]!);
  for (let i = POWERS - 1; i <= power; i = i + POWERS - 1) result = magMul(result, unit);
  return result;
}
/** a / 2**shift to the nearest, ties to even. */
function roundedShift(a: U32Array, shift: int): U32Array {
  const quotient = magShr(a, shift);
  const isHalf = isBitSet(a, shift - 1);
  const up = isHalf && (magAnyLowBit(a, shift - 1) || isBitSet(quotient, 0));
  return up ? magAdd(quotient, magnitudeOfInt(1)) : quotient;
}
function isBitSet(a: U32Array, bit: int): boolean {
  const limb = intDiv(bit, 32);
  return limb < a.length && intAnd(a[limb]!, intShl(1, intMod(bit, 32))) !== 0;
}
