// Decimal numbers as text, and from text, ints, floats and tuples. Making a number is exact; what a context rounds is rounded by its caller.

import {
  type float,
  floatHigh32,
  floatLow32,
  type int,
  intDiv,
  intMod,
  intTrailingZeros,
  U8Array,
  U32Array,
} from "../rts/index.ts";
import { getContext } from "./decimalcontext.ts";
import { digitsOfLimbs, limbsOfDigits, limbsOfInt, limbsOfMagnitude, mulLimbs, zeroLimbs } from "./decimallimbs.ts";
import {
  FINITE,
  finite,
  INFINITE,
  infinity,
  notANumber,
  QUIET_NAN,
  SIGNALING_NAN,
  type W_Decimal,
} from "./decimalnumber.ts";
import { raise0, w_OverflowError, w_ValueError } from "./errors.ts";
import { isInfinite, isNegative, isNotANumber } from "./float.ts";
import { W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_Long } from "./long.ts";
import { magnitudeOfInt, magShl, magShr, trim } from "./magnitude.ts";
import { magMul } from "./magnitudefast.ts";
import type { W_Object } from "./object.ts";
import { latinStr, StrBuilder, W_Str } from "./text.ts";
import { decimalValue, isWhiteSpace } from "./unicode.ts";

// --- to text
/** Exponents as the numbers' texts have them are written for `capitals` with E, else e. */
export function addDecimal(text: StrBuilder, a: W_Decimal, engineering: boolean, capitals: boolean): void {
  if (a.negative) text.addChar(45);
  if (a.kind === INFINITE) {
    text.add("Infinity");
    return;
  }
  if (a.kind !== FINITE) {
    text.add(a.kind === QUIET_NAN ? "NaN" : "sNaN");
    if (a.limbs.length > 0) addDigits(text, digitsOfLimbs(a.limbs, a.digits), 0, a.digits);
    return;
  }
  const digits = digitsOfLimbs(a.limbs, a.digits);
  // where the point stands, counted from the first digit
  const natural = a.exponent + a.digits;
  let point = 1;
  if (a.exponent <= 0 && natural > -6) point = natural;
  else if (engineering) {
    const group = a.limbs.length === 0 ? natural + 1 : natural - 1;
    point = intMod(intMod(group, 3) + 3, 3) + (a.limbs.length === 0 ? -1 : 1);
  }
  if (point <= 0) {
    text.add("0.");
    text.addRepeated(48, -point);
    addDigits(text, digits, 0, a.digits);
  } else if (point >= a.digits) {
    addDigits(text, digits, 0, a.digits);
    text.addRepeated(48, point - a.digits);
  } else {
    addDigits(text, digits, 0, point);
    text.addChar(46);
    addDigits(text, digits, point, a.digits);
  }
  if (natural === point) return;
  text.addChar(capitals ? 69 : 101);
  if (natural > point) text.addChar(43);
  text.addInt(natural - point);
}
/** Digits from..to-1, counted from the first one; `digits` has the last one first. */
export function addDigits(text: StrBuilder, digits: U8Array, from: int, to: int): void {
  const chars = new U8Array(to - from);
  const last = digits.length - 1 - from;
  for (let i = 0; i < chars.length; i++) chars[i] = 48 + digits[last - i]!;
  text.addStr(latinStr(chars));
}
export function decimalText(a: W_Decimal, engineering: boolean, capitals: boolean): W_Str {
  const text = new StrBuilder();
  addDecimal(text, a, engineering, capitals);
  return text.build();
}
/** @jit opaque */
export function decimalStr(a: W_Decimal): W_Str {
  return decimalText(a, false, getContext().capitals === 1);
}
/** @jit opaque */
export function decimalRepr(a: W_Decimal): W_Str {
  const text = new StrBuilder();
  text.add("Decimal('");
  addDecimal(text, a, false, getContext().capitals === 1);
  text.add("')");
  return text.build();
}

// --- from text
/** Beyond these, exponents are cut: whatever the coefficient, they are out of range. */
const EXPONENT_LIMIT = 2000000000;
/**
 * The number that a text is, of any exponent; null when it is none. `lenient`: white space around it and underscores anywhere are passed over.
 */
export function parseDecimal(text: W_Str, lenient: boolean): W_Decimal | null {
  const chars = plainChars(text, lenient);
  const n = chars.length;
  let i = 0;
  let negative = false;
  if (i < n && (chars[i]! === 43 || chars[i]! === 45)) {
    negative = chars[i]! === 45;
    i++;
  }
  if (i < n && chars[i]! >= 65) return parseSpecial(chars, i, negative);
  const digits = new U8Array(n);
  let count = 0;
  let leading = true;
  let seen = false;
  let fraction = 0;
  let point = false;
  for (; i < n; i++) {
    const c = chars[i]!;
    if (c === 46 && !point) {
      point = true;
      continue;
    }
    if (c < 48 || c > 57) break;
    seen = true;
    if (point) fraction++;
    if (leading && c === 48) continue;
    leading = false;
    digits[count] = c - 48;
    count++;
  }
  if (!seen) return null;
  let exponent = 0;
  if (i < n) {
    if (chars[i]! !== 69 && chars[i]! !== 101) return null;
    i++;
    let below = false;
    if (i < n && (chars[i]! === 43 || chars[i]! === 45)) {
      below = chars[i]! === 45;
      i++;
    }
    if (i === n) return null;
    for (; i < n; i++) {
      if (chars[i]! < 48 || chars[i]! > 57) return null;
      if (exponent < EXPONENT_LIMIT) exponent = exponent * 10 + chars[i]! - 48;
    }
    if (exponent > EXPONENT_LIMIT) exponent = EXPONENT_LIMIT;
    if (below) exponent = -exponent;
  }
  return finite(negative, limbsOfText(digits, count), exponent - fraction);
}
/** The first `count` digit values, highest first. */
function limbsOfText(digits: U8Array, count: int): U32Array {
  const lowest = new U8Array(count);
  for (let i = 0; i < count; i++) lowest[i] = digits[count - 1 - i]!;
  return limbsOfDigits(lowest);
}
/** The characters, digits of all scripts as ASCII, others beyond ASCII as 1. */
function plainChars(text: W_Str, lenient: boolean): U8Array {
  let from = 0;
  let to = text.length;
  if (lenient) {
    while (from < to && isWhiteSpace(text.charAt(from))) from++;
    while (to > from && isWhiteSpace(text.charAt(to - 1))) to--;
  }
  const chars = new U8Array(to - from);
  let n = 0;
  for (let i = from; i < to; i++) {
    const c = text.charAt(i);
    if (lenient && c === 95) continue;
    const digit = c < 128 ? -1 : decimalValue(c);
    chars[n] = c < 128 ? c : digit < 0 ? 1 : 48 + digit;
    n++;
  }
  if (n === chars.length) return chars;
  const fewer = new U8Array(n);
  for (let i = 0; i < n; i++) fewer[i] = chars[i]!;
  return fewer;
}
/** Whether the characters from i on are these, but for case. */
function isWord(chars: U8Array, at: int, to: int, word: string): boolean {
  if (to - at !== word.length) return false;
  for (let i = 0; i < word.length; i++) {
    const c = chars[at + i]!;
    if ((c >= 65 && c <= 90 ? c + 32 : c) !== word.charCodeAt(i)) return false;
  }
  return true;
}
function parseSpecial(chars: U8Array, at: int, negative: boolean): W_Decimal | null {
  const n = chars.length;
  if (isWord(chars, at, n, "inf") || isWord(chars, at, n, "infinity")) return infinity(negative);
  let end = at;
  while (end < n && chars[end]! >= 65) end++;
  const quiet = isWord(chars, at, end, "nan");
  if (!quiet && !isWord(chars, at, end, "snan")) return null;
  const digits = new U8Array(n - end);
  for (let i = end; i < n; i++) {
    if (chars[i]! < 48 || chars[i]! > 57) return null;
    digits[i - end] = chars[i]! - 48;
  }
  return notANumber(quiet ? QUIET_NAN : SIGNALING_NAN, negative, limbsOfText(digits, digits.length));
}

// --- from numbers
/** An int, as a W_Int or W_Long; null for anything else. */
export function decimalOfInt(object: W_Object): W_Decimal | null {
  if (object instanceof W_Int) {
    const value = object.value;
    // the least int has no negative
    if (value > -LARGE && value < LARGE) return finite(value < 0, limbsOfInt(value < 0 ? -value : value), 0);
    return finite(value < 0, limbsOfMagnitude(magnitudeOfInt(value)), 0);
  }
  if (object instanceof W_Long) return finite(object.sign < 0, limbsOfMagnitude(object.magnitude), 0);
  return null;
}
const LARGE = 1000000000000000;
/** The exact value of a double. */
export function decimalOfFloat(value: float): W_Decimal {
  if (isNotANumber(value)) return notANumber(QUIET_NAN, false, zeroLimbs);
  const negative = isNegative(value);
  if (isInfinite(value)) return infinity(negative);
  const high: int = floatHigh32(value);
  const bits = intMod(intDiv(high, 1048576), 2048);
  const mantissa = new U32Array(2);
  mantissa[0] = floatLow32(value);
  mantissa[1] = intMod(high, 1048576) + (bits === 0 ? 0 : 1048576);
  let magnitude = trim(mantissa);
  if (magnitude.length === 0) return finite(negative, zeroLimbs, 0);
  let exponent = (bits === 0 ? 1 : bits) - 1075;
  let zeros = mantissa[0]! === 0 ? 32 + intTrailingZeros(mantissa[1]!) : intTrailingZeros(mantissa[0]!);
  if (exponent < 0) {
    if (zeros > -exponent) zeros = -exponent;
    magnitude = magShr(magnitude, zeros);
    exponent = exponent + zeros;
  }
  if (exponent >= 0) return finite(negative, limbsOfMagnitude(magShl(magnitude, exponent)), 0);
  // m / 2**n = m * 5**n / 10**n
  return finite(negative, mulLimbs(limbsOfMagnitude(magnitude), limbsOfMagnitude(powerOfFive(-exponent))), exponent);
}
function powerOfFive(n: int): U32Array {
  let result = magnitudeOfInt(1);
  let square = magnitudeOfInt(5);
  for (let rest = n; rest > 0; rest = intDiv(rest, 2)) {
    if (intMod(rest, 2) === 1) result = magMul(result, square);
    if (rest > 1) square = magMul(square, square);
  }
  return result;
}

/** (sign, digits, exponent); the exponent may be 'F', 'n' or 'N'. Raises ValueError. */
export function decimalOfTuple(object: W_Object): W_Decimal {
  const parts = arrayOf(object);
  if (parts.length !== 3) throw raise0(w_ValueError, "argument must be a sequence of length 3");
  const sign = parts[0]!.unwrap();
  if (!(sign instanceof W_Int) || (sign.value !== 0 && sign.value !== 1))
    throw raise0(w_ValueError, "sign must be an integer with the value 0 or 1");
  const negative = sign.value === 1;
  const power = parts[2]!.unwrap();
  let kind = FINITE;
  let exponent = 0;
  if (power instanceof W_Str) {
    const c = power.length === 1 ? power.charAt(0) : 0;
    if (c !== 70 && c !== 110 && c !== 78)
      throw raise0(w_ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    kind = c === 70 ? INFINITE : c === 110 ? QUIET_NAN : SIGNALING_NAN;
  } else {
    if (power instanceof W_Long) throw raise0(w_OverflowError, "Python int too large to convert to C ssize_t");
    if (!(power instanceof W_Int)) throw raise0(w_ValueError, "exponent must be an integer");
    exponent =
      power.value > EXPONENT_LIMIT ? EXPONENT_LIMIT : power.value < -EXPONENT_LIMIT ? -EXPONENT_LIMIT : power.value;
  }
  if (kind === INFINITE) return infinity(negative);
  const items = parts[1]!.iter();
  if (items === null) throw raise0(w_ValueError, "coefficient must be a tuple of digits");
  const list = arrayOf(parts[1]!);
  const digits = new U8Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const digit = list[i]!.unwrap();
    if (!(digit instanceof W_Int) || digit.value < 0 || digit.value > 9)
      throw raise0(w_ValueError, "coefficient must be a tuple of digits");
    digits[i] = digit.value;
  }
  const limbs = limbsOfText(digits, digits.length);
  return kind === FINITE ? finite(negative, limbs, exponent) : notANumber(kind, negative, limbs);
}
