// W_Long: an int beyond the machine's, as sign and magnitude. Every result that fits a machine integer becomes a W_Int.

import type { float, int } from "../rts/index.ts";
import {
  floatFromBits32,
  floatHigh32,
  floatLow32,
  INT_MAX,
  intAddOvf,
  intAnd,
  intDiv,
  intMod,
  intMulOvf,
  intOr,
  intPopcount,
  intShl,
  intSubOvf,
  intToFloat,
  intXor,
  overflowed,
  U8Array,
  U32Array,
  wrapU32,
} from "../rts/index.ts";
import {
  type OperationError,
  raise0,
  raiseInts,
  w_MemoryError,
  w_OverflowError,
  w_ValueError,
  w_ZeroDivisionError,
} from "./errors.ts";
import { isNotANumber, newFloat } from "./float.ts";
import { HASH_MODULUS, newBool, newInt, signedHash, W_Int } from "./int.ts";
import {
  LIMB,
  magAdd,
  magAnyLowBit,
  magBitLength,
  magCompare,
  magnitudeOfInt,
  magShl,
  magShr,
  magSub,
  smallQuotient,
  trim,
} from "./magnitude.ts";
import { magDigits, magDivMod, magMul, magOfDigits } from "./magnitudefast.ts";
import {
  ABS,
  ADD,
  AND,
  DIVMOD,
  EQ,
  FLOORDIV,
  GE,
  GT,
  INVERT,
  LE,
  LSHIFT,
  LT,
  MOD,
  MUL,
  NE,
  NEG,
  OR,
  POW,
  RSHIFT,
  SUB,
  TRUEDIV,
  W_Object,
  XOR,
} from "./object.ts";
import { latinStr, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_int } from "./types.ts";
import { decimalValue, isWhiteSpace } from "./unicode.ts";

export class W_Long extends W_Object {
  /** 1 or -1; 0 only for numbers on their way through longBinary. */
  readonly sign: int;
  readonly magnitude: U32Array;
  constructor(sign: int, magnitude: U32Array) {
    super();
    this.sign = magnitude.length === 0 ? 0 : sign;
    this.magnitude = magnitude;
  }
  override getType(): W_Type {
    return w_int;
  }
  override isTrue(): boolean {
    return this.sign !== 0;
  }
  override asIndex(): W_Object | null {
    return this;
  }
  override hash(): int {
    // 2**32 is 2 modulo 2**31 - 1
    let h: int = 0;
    for (let i = this.magnitude.length - 1; i >= 0; i--) h = intMod(h * 2 + this.magnitude[i]!, HASH_MODULUS);
    return signedHash(h, this.sign < 0);
  }
  override repr(): W_Str {
    return longText(this, 10);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Long) return longBinary(op, this, other);
    if (other instanceof W_Int) return longBinary(op, this, longFromInt(other.value));
    return null;
  }
  override unary(op: int): W_Object | null {
    switch (op) {
      case NEG:
        return normalize(new W_Long(-this.sign, this.magnitude));
      case ABS:
        return this.sign < 0 ? normalize(new W_Long(1, this.magnitude)) : this;
      case INVERT:
        return longBinary(SUB, longFromInt(-1), this);
      default:
        return this;
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Long) return newBool(orderHolds(op, longCompare(this, other)));
    if (other instanceof W_Int) return newBool(orderHolds(op, this.sign));
    return null;
  }
  /** In the image, which the 64-bit machine alone reads, sys.maxsize is a small int. Nothing else of its range is made while building. */
  freeze(): W_Object {
    return this.sign === 1 && this.bitLength() === 63 && this.bitCount() === 63 ? newInt(INT_MAX) : this;
  }
  bitLength(): int {
    return magBitLength(this.magnitude);
  }
  bitCount(): int {
    let n = 0;
    for (let i = 0; i < this.magnitude.length; i++) n = n + intPopcount(this.magnitude[i]!);
    return n;
  }
}

/** Whether a comparison operator holds for an order of -1, 0, 1. */
export function orderHolds(op: int, order: int): boolean {
  switch (op) {
    case LT:
      return order < 0;
    case LE:
      return order <= 0;
    case EQ:
      return order === 0;
    case NE:
      return order !== 0;
    case GT:
      return order > 0;
    case GE:
      return order >= 0;
    default:
      return false;
  }
}
function longCompare(a: W_Long, b: W_Long): int {
  if (a.sign !== b.sign) return a.sign < b.sign ? -1 : 1;
  const order = magCompare(a.magnitude, b.magnitude);
  return a.sign < 0 ? -order : order;
}

/** For arithmetic with a long: not normalized. */
export function longFromInt(value: int): W_Long {
  return new W_Long(value < 0 ? -1 : 1, magnitudeOfInt(value));
}
/** The int of that value: a W_Int when it fits. */
export function normalize(value: W_Long): W_Object {
  const digits = value.magnitude;
  if (digits.length > 2) return value;
  if (digits.length === 0) return newInt(0);
  const low: int = digits[0]!;
  if (digits.length === 1) return newInt(value.sign < 0 ? -low : low);
  const high: int = digits[1]!;
  const upper = intMulOvf(value.sign < 0 ? -high : high, LIMB);
  if (overflowed()) return value;
  if (value.sign < 0) {
    const difference = intSubOvf(upper, low);
    return overflowed() ? value : newInt(difference);
  }
  const sum = intAddOvf(upper, low);
  return overflowed() ? value : newInt(sum);
}
export function newLong(sign: int, magnitude: U32Array): W_Object {
  return normalize(new W_Long(sign, magnitude));
}

/** a op b; null for operators that int does not have. @jit opaque */
export function longBinary(op: int, a: W_Long, b: W_Long): W_Object | null {
  switch (op) {
    case ADD:
      return addSigned(a, b.sign, b.magnitude);
    case SUB:
      return addSigned(a, -b.sign, b.magnitude);
    case MUL:
      return newLong(a.sign * b.sign, magMul(a.magnitude, b.magnitude));
    case FLOORDIV:
    case MOD:
    case DIVMOD:
      return floorDivision(op, a, b);
    case TRUEDIV:
      return trueDivision(a, b);
    case POW:
      return longPower(a, b);
    case LSHIFT:
      if (b.sign < 0) throw raise0(w_ValueError, "negative shift count");
      if (a.sign === 0) return newInt(0);
      if (b.magnitude.length > 2 || (b.magnitude.length === 2 && b.magnitude[1]! > 0x7fff_ffff))
        throw raise0(w_OverflowError, "too many digits in integer");
      if (b.magnitude.length > 1) throw raise0(w_MemoryError, "");
      return newLong(a.sign, magShl(a.magnitude, b.sign === 0 ? 0 : b.magnitude[0]!));
    case RSHIFT: {
      if (b.sign < 0) throw raise0(w_ValueError, "negative shift count");
      const count: int = b.magnitude.length > 1 ? magBitLength(a.magnitude) + 1 : b.sign === 0 ? 0 : b.magnitude[0]!;
      const shifted = magShr(a.magnitude, count);
      // rounding is down: a negative number with bits lost goes one further
      if (a.sign < 0 && magAnyLowBit(a.magnitude, count)) return newLong(-1, magAdd(shifted, magnitudeOfInt(1)));
      return newLong(a.sign, shifted);
    }
    case AND:
    case OR:
    case XOR:
      return bitwise(op, a, b);
    default:
      return null;
  }
}
function addSigned(a: W_Long, sign: int, magnitude: U32Array): W_Object {
  if (sign === 0) return normalize(a);
  if (a.sign === 0) return newLong(sign, magnitude);
  if (a.sign === sign) return newLong(sign, magAdd(a.magnitude, magnitude));
  const order = magCompare(a.magnitude, magnitude);
  if (order === 0) return newInt(0);
  return order > 0 ? newLong(a.sign, magSub(a.magnitude, magnitude)) : newLong(sign, magSub(magnitude, a.magnitude));
}
function floorDivision(op: int, a: W_Long, b: W_Long): W_Object {
  if (b.sign === 0) throw raise0(w_ZeroDivisionError, "division by zero");
  if (op === FLOORDIV && a.sign === b.sign) {
    const small = smallQuotient(a.magnitude, b.magnitude);
    if (small >= 0) return newInt(small);
  }
  const division = magDivMod(a.magnitude, b.magnitude);
  let quotient = division.quotient;
  let remainder = division.remainder;
  // round down: different signs and a remainder
  if (a.sign * b.sign < 0 && remainder.length > 0) {
    quotient = magAdd(quotient, magnitudeOfInt(1));
    remainder = magSub(b.magnitude, remainder);
  }
  if (op === FLOORDIV) return newLong(a.sign * b.sign, quotient);
  if (op === MOD) return newLong(b.sign, remainder);
  return newTuple2(newLong(a.sign * b.sign, quotient), newLong(b.sign, remainder));
}
/** The correctly rounded quotient: scaled so that it has 55 bits or more, with what is lost as a sticky bit. */
function trueDivision(a: W_Long, b: W_Long): W_Object {
  if (b.sign === 0) throw raise0(w_ZeroDivisionError, "division by zero");
  if (a.sign === 0) return newFloat(b.sign < 0 ? -0.0 : 0.0);
  const shift = magBitLength(b.magnitude) - magBitLength(a.magnitude) + 66;
  const numerator = shift > 0 ? magShl(a.magnitude, shift) : a.magnitude;
  const denominator = shift < 0 ? magShl(b.magnitude, -shift) : b.magnitude;
  const division = magDivMod(numerator, denominator);
  const value = roundToFloat(division.quotient, -shift, division.remainder.length > 0);
  if (value > 1.7976931348623157e308) throw raise0(w_OverflowError, "integer division result too large for a float");
  return newFloat(a.sign * b.sign < 0 ? -value : value);
}
/** magnitude * 2**exponent as the nearest double, halves to even; `sticky`: a little more than that. Infinity when too large. */
export function roundToFloat(magnitude: U32Array, exponent: int, sticky: boolean): float {
  const bits = magBitLength(magnitude);
  // bits kept: 53, fewer when the result is subnormal
  let keep = 53;
  if (bits + exponent < -1021) keep = 53 - (-1021 - (bits + exponent));
  if (keep < 0) return 0.0;
  const drop = bits - keep;
  if (drop <= 0) return scale(limbsToFloat(magnitude), exponent);
  const kept = magShr(magnitude, drop);
  let value = limbsToFloat(kept);
  const half = intAnd(limbAt(magShr(magnitude, drop - 1), 0), 1) === 1;
  const more = sticky || magAnyLowBit(magnitude, drop - 1);
  if (half && (more || intAnd(limbAt(kept, 0), 1) === 1)) value = value + 1.0;
  return scale(value, exponent + drop);
}
function limbAt(a: U32Array, i: int): int {
  return i < a.length ? a[i]! : 0;
}
/** Exact: the magnitude has at most 53 significant bits and two limbs. */
function limbsToFloat(a: U32Array): float {
  return intToFloat(limbAt(a, 1)) * 4294967296.0 + intToFloat(limbAt(a, 0));
}
/** value * 2**exponent */
export function scale(value: float, exponent: int): float {
  let result: float = value;
  let rest = exponent;
  while (rest > 1000) {
    result = result * powerOfTwo(1000);
    rest = rest - 1000;
  }
  while (rest < -1000) {
    result = result * powerOfTwo(-1000);
    rest = rest + 1000;
  }
  return result * powerOfTwo(rest);
}
/** 2.0 ** e for -1022 <= e <= 1023. */
function powerOfTwo(e: int): float {
  return floatFromBits32(intShl(e + 1023, 20), 0);
}
/** The nearest double. Raises OverflowError. */
export function longToFloat(value: W_Long): float {
  const result = roundToFloat(value.magnitude, 0, false);
  if (result > 1.7976931348623157e308) throw raise0(w_OverflowError, "int too large to convert to float");
  return value.sign < 0 ? -result : result;
}
/** The int that a finite double is when its fraction is cut off. */
export function longFromFloat(value: float): W_Object {
  if (isNotANumber(value)) throw raise0(w_ValueError, "cannot convert float NaN to integer");
  const high: int = floatHigh32(value);
  const low: int = floatLow32(value);
  const sign = high >= 2147483648 ? -1 : 1;
  const exponent = intMod(intDiv(high, 1048576), 2048);
  if (exponent === 2047) throw raise0(w_OverflowError, "cannot convert float infinity to integer");
  if (exponent < 1023) return newInt(0);
  const mantissa = new U32Array(2);
  mantissa[0] = low;
  mantissa[1] = intMod(high, 1048576) + 1048576;
  const shift = exponent - 1075;
  return newLong(sign, shift >= 0 ? magShl(mantissa, shift) : magShr(mantissa, -shift));
}
/** Of a magnitude: its limbs are an array. */
const MOST_BITS = 2147483647.0 * 32.0;
function longPower(a: W_Long, b: W_Long): W_Object {
  if (b.sign < 0) {
    if (a.sign === 0) throw raise0(w_ZeroDivisionError, "zero to a negative power");
    return newFloat(longToFloat(a)).binary(POW, newFloat(longToFloat(b)))!;
  }
  let result: U32Array = magnitudeOfInt(1);
  if (b.sign === 0) return newInt(1);
  if (a.sign === 0) return newInt(0);
  if (b.magnitude.length > 1) {
    if (a.magnitude.length === 1 && a.magnitude[0]! === 1)
      return newInt(a.sign < 0 && intAnd(b.magnitude[0]!, 1) === 1 ? -1 : 1);
    throw raise0(w_MemoryError, "");
  }
  // the least that the result can have: what no array holds is not begun
  if (intToFloat(magBitLength(a.magnitude) - 1) * intToFloat(b.magnitude[0]!) > MOST_BITS)
    throw raise0(w_MemoryError, "");
  let rest: int = b.magnitude[0]!;
  const odd = intAnd(rest, 1) === 1;
  let square = a.magnitude;
  for (;;) {
    if (intAnd(rest, 1) === 1) result = magMul(result, square);
    rest = intDiv(rest, 2);
    if (rest === 0) break;
    square = magMul(square, square);
  }
  return newLong(a.sign < 0 && odd ? -1 : 1, result);
}
/** Limbs of the two's complement, n of them. */
function twosComplement(a: W_Long, n: int): U32Array {
  const result = new U32Array(n);
  let carry: int = 1;
  for (let i = 0; i < n; i++) {
    const limb = limbAt(a.magnitude, i);
    if (a.sign >= 0) result[i] = limb;
    else {
      const sum: int = LIMB - 1 - limb + carry;
      result[i] = wrapU32(sum);
      carry = sum >= LIMB ? 1 : 0;
    }
  }
  return result;
}
function bitwise(op: int, a: W_Long, b: W_Long): W_Object {
  const n = (a.magnitude.length > b.magnitude.length ? a.magnitude.length : b.magnitude.length) + 1;
  const x = twosComplement(a, n);
  const y = twosComplement(b, n);
  const result = new U32Array(n);
  for (let i = 0; i < n; i++) {
    const p: int = x[i]!;
    const q: int = y[i]!;
    result[i] = wrapU32(op === AND ? intAnd(p, q) : op === OR ? intOr(p, q) : intXor(p, q));
  }
  if (result[n - 1]! < 2147483648) return newLong(1, trim(result));
  // negative: its magnitude is the complement of the complement
  const negative = new W_Long(-1, trim(result));
  return newLong(-1, trim(twosComplement(negative, n)));
}

/** The number in a base 2..36, with a minus sign, without prefix. */
export function longText(value: W_Long, base: int): W_Str {
  const limit = digitLimit.value;
  const limited = limit > 0 && intAnd(base, base - 1) !== 0;
  // 3.33 bits a digit: far too large is refused before anything is computed
  if (limited && value.bitLength() > limit * 4 + 64) throw tooManyDigits(limit);
  const digits = magDigits(value.magnitude, base);
  if (limited && digits.length > limit) throw tooManyDigits(limit);
  const n = digits.length === 0 ? 1 : digits.length;
  const minus = value.sign < 0 ? 1 : 0;
  const text = new U8Array(n + minus);
  text[0] = minus === 1 ? 45 : 48;
  for (let i = 0; i < digits.length; i++) text[minus + i] = digitChar(digits[n - 1 - i]!);
  return latinStr(text);
}
function tooManyDigits(limit: int): OperationError {
  return raiseInts(
    w_ValueError,
    "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
    null,
    limit,
    0,
  );
}
/** '0'..'9', 'a'..'z' */
export function digitChar(digit: int): int {
  return digit < 10 ? 48 + digit : 87 + digit;
}

/** The value of a digit character in any base up to 36; 99 when it is none. */
function digitValue(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 122) return c - 87;
  if (c >= 65 && c <= 90) return c - 55;
  const value = c < 128 ? -1 : decimalValue(c);
  return value < 0 ? 99 : value;
}
/** int(text, base); base 0 reads the prefix. ValueError when it is no number. */
/** int(text, base). ValueError when it is no integer; it shows `shown`, the text itself by default. */
export function parseInteger(text: W_Str, base: int, shown: W_Object | null = null): W_Object {
  let from = 0;
  let to = text.length;
  while (from < to && isWhiteSpace(text.charAt(from))) from++;
  while (to > from && isWhiteSpace(text.charAt(to - 1))) to--;
  let negative = false;
  if (from < to && (text.charAt(from) === 45 || text.charAt(from) === 43)) {
    negative = text.charAt(from) === 45;
    from++;
  }
  let radix = base;
  if (from + 1 < to && text.charAt(from) === 48) {
    const c = intOr(text.charAt(from + 1), 32);
    const prefixed = c === 120 ? 16 : c === 111 ? 8 : c === 98 ? 2 : 0;
    if (prefixed !== 0 && (base === 0 || base === prefixed)) {
      radix = prefixed;
      from = from + 2;
      if (from < to && text.charAt(from) === 95) from++;
    }
  }
  if (radix === 0) radix = 10;
  const digits = new U8Array(to > from ? to - from : 0);
  let count = 0;
  let separator = true;
  for (let i = from; i < to; i++) {
    const c = text.charAt(i);
    if (c === 95 && !separator) {
      separator = true;
      continue;
    }
    const digit = digitValue(c);
    if (digit >= radix) throw notAnInteger(shown === null ? text : shown, base);
    separator = false;
    digits[count] = digit;
    count++;
  }
  if (count === 0 || separator) throw notAnInteger(shown === null ? text : shown, base);
  let zeros = 0;
  while (zeros < count && digits[zeros]! === 0) zeros++;
  if (base === 0 && radix === 10 && zeros > 0 && zeros < count && text.charAt(from) === 48)
    throw notAnInteger(shown === null ? text : shown, base);
  const significant = count - zeros;
  if (significant <= 10) {
    let value: int = 0;
    for (let i = zeros; i < count; i++) value = value * radix + digits[i]!;
    return newInt(negative ? -value : value);
  }
  if (count > digitLimit.value && digitLimit.value > 0 && intAnd(radix, radix - 1) !== 0)
    throw raiseInts(
      w_ValueError,
      "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit",
      null,
      digitLimit.value,
      count,
    );
  return newLong(negative ? -1 : 1, magOfDigits(digits, zeros, count, radix));
}
/** What sys.set_int_max_str_digits sets; 0: no limit. */
class DigitLimit {
  value: int = 4300;
}
export const digitLimit = new DigitLimit();
function notAnInteger(text: W_Object, base: int): OperationError {
  return raiseInts(w_ValueError, "invalid literal for int() with base %d: %R", text, base, 0);
}
