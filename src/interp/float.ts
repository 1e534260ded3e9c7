// Python's float: a boxed double.

import type { float, int } from "../rts/index.ts";
import {
  F64Array,
  floatAbs,
  floatHigh32,
  floatLow32,
  floatNeg,
  floatToInt,
  identityHash,
  intAnd,
  intDiv,
  intMod,
  intShl,
  intShr,
  intToFloat,
  U8Array,
  U32Array,
} from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, defClass, defStatic, getter } from "./builtin.ts";
import { complexOfPower } from "./complex.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raiseObject,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
  w_ZeroDivisionError,
} from "./errors.ts";
import { libmFloor, libmFmod, libmPow } from "./externals.ts";
import { Decimal, fixedDigits, significantDigits } from "./floatdigits.ts";
import { W_Instance } from "./instance.ts";
import { asciiDigits, fitsFloat, HASH_MODULUS, hashInt, newBool, newInt, signedHash, W_Int } from "./int.ts";
import { digitChar, longFromFloat, longToFloat, roundToFloat, W_Long } from "./long.ts";
import { n_float } from "./names.ts";
import {
  ABS,
  ADD,
  DIVMOD,
  EQ,
  FLOORDIV,
  GE,
  GT,
  hooks,
  LE,
  LT,
  MATMUL,
  MOD,
  MUL,
  NE,
  NEG,
  POW,
  SUB,
  TRUEDIV,
  W_Object,
} from "./object.ts";
import { callSpecial, indexObject, toClamped } from "./operations.ts";
import { hostFloatDigits, hostParseFloat } from "./requests.ts";
import { addShortFloat, shortFloat } from "./shortfloat.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { StrBuilder, strOf, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_float } from "./types.ts";
import { decimalValue, isWhiteSpace } from "./unicode.ts";

export class W_Float extends W_Object {
  readonly value: float;
  constructor(value: float) {
    super();
    this.value = value;
  }
  override getType(): W_Type {
    return w_float;
  }
  override isTrue(): boolean {
    return this.value !== 0.0;
  }
  override hash(): int {
    return isNotANumber(this.value) ? identityHash(this) : hashFloat(this.value);
  }
  override repr(): W_Str {
    return floatRepr(this.value);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Float) return floatBinary(op, this.value, other.value);
    if (other instanceof W_Int) return floatBinary(op, this.value, intToFloat(other.value));
    if (other instanceof W_Long) return isFloatOperator(op) ? floatBinary(op, this.value, longToFloat(other)) : null;
    // an int of a class of the program's is not asked first: it is an int
    const plain = other instanceof W_Instance ? other.unwrap() : other;
    return plain === other || plain instanceof W_Float ? null : this.binary(op, plain);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Int) return floatBinary(op, intToFloat(other.value), this.value);
    if (other instanceof W_Long) return isFloatOperator(op) ? floatBinary(op, longToFloat(other), this.value) : null;
    return null;
  }
  override unary(op: int): W_Object | null {
    switch (op) {
      case NEG:
        return newFloat(floatNeg(this.value));
      case ABS:
        return newFloat(floatAbs(this.value));
      case 1:
        return newFloat(this.value);
      default:
        return null;
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Float) return newBool(floatCompare(op, this.value, other.value));
    if (other instanceof W_Int) {
      if (fitsFloat(other.value)) return newBool(floatCompare(op, this.value, intToFloat(other.value)));
      return this.compareExactly(op, other);
    }
    if (other instanceof W_Long) return this.compareExactly(op, other);
    return null;
  }
  /** With an int that no double equals: both as ints, a fraction decides a tie. */
  private compareExactly(op: int, other: W_Object): W_Object {
    const value = this.value;
    if (isNotANumber(value)) return newBool(op === NE);
    if (floatAbs(value) > 1.7976931348623157e308) return newBool(floatCompare(op, value, 0.0));
    const floor = longFromFloat(libmFloor(value));
    if (floor.compare(EQ, other)!.isTrue()) return newBool(floatCompare(op, value, libmFloor(value)));
    return floor.compare(op, other)!;
  }
}

export function newFloat(value: float): W_Float {
  return new W_Float(value);
}

export function floatCompare(op: int, a: float, b: float): boolean {
  switch (op) {
    case LT:
      return a < b;
    case LE:
      return a <= b;
    case EQ:
      return a === b;
    case NE:
      return a !== b;
    case GT:
      return a > b;
    case GE:
      return a >= b;
    default:
      return false;
  }
}

/** a op b; null for operators that float does not have. */
/** The others are refused before an int that no float can hold is converted. */
function isFloatOperator(op: int): boolean {
  return op === DIVMOD || (op <= POW && op !== MATMUL);
}
export function floatBinary(op: int, a: float, b: float): W_Object | null {
  switch (op) {
    case ADD:
      return newFloat(a + b);
    case SUB:
      return newFloat(a - b);
    case MUL:
      return newFloat(a * b);
    case TRUEDIV:
      if (b === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
      return newFloat(a / b);
    case FLOORDIV:
      if (b === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
      return newFloat(floorQuotient(a, b));
    case MOD:
      if (b === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
      return newFloat(floorRemainder(a, b));
    case DIVMOD:
      if (b === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
      return newTuple2(newFloat(floorQuotient(a, b)), newFloat(floorRemainder(a, b)));
    case POW:
      return floatPower(a, b);
    default:
      return null;
  }
}
/** The remainder with the divisor's sign; a zero has it too. */
export function floorRemainder(a: float, b: float): float {
  const rest = libmFmod(a, b);
  if (rest === 0.0) return b < 0.0 ? -0.0 : 0.0;
  return rest < 0.0 !== b < 0.0 ? rest + b : rest;
}
function floorQuotient(a: float, b: float): float {
  const rest = libmFmod(a, b);
  let quotient: float = (a - rest) / b;
  if (rest !== 0.0 && rest < 0.0 !== b < 0.0) quotient = quotient - 1.0;
  if (quotient === 0.0) return isNegative(a) !== isNegative(b) ? -0.0 : 0.0;
  // the division has rounded: to the nearest whole number
  const floor = libmFloor(quotient);
  return quotient - floor > 0.5 ? floor + 1.0 : floor;
}
function floatPower(a: float, b: float): W_Object {
  if (a === 0.0 && b < 0.0 && !isInfinite(b)) throw raise0(w_ZeroDivisionError, "zero to a negative power");
  const result = libmPow(a, b);
  if (isNotANumber(result) && !isNotANumber(a) && !isNotANumber(b)) return complexOfPower(a, b);
  if (isInfinite(result) && !isInfinite(a) && !isInfinite(b))
    throw raiseObject(w_OverflowError.call2(newInt(34), strOf("Numerical result out of range")));
  return newFloat(result);
}
/** True for NaN alone, the one value that is not equal to itself. */
export function isNotANumber(value: float): boolean {
  // biome-ignore lint/suspicious/noSelfCompare: one comparison, and so one guard in a trace
  return value !== value;
}
export function isInfinite(value: float): boolean {
  return floatAbs(value) > 1.7976931348623157e308;
}
/** The sign bit: true for -0.0, too. */
export function isNegative(value: float): boolean {
  return floatHigh32(value) >= 2147483648;
}

/** As hash(int) for whole numbers; else the fraction modulo 2**31-1, as CPython defines it for its modulus. @jit opaque */
export function hashFloat(value: float): int {
  if (isNotANumber(value)) return 0;
  if (isInfinite(value)) return value > 0.0 ? 314159 : -314159;
  if (value === libmFloor(value))
    return floatAbs(value) < 9007199254740992.0 ? hashInt(floatToInt(value)) : longFromFloat(value).hash();
  // value = mantissa * 2**exponent; the mantissa modulo 2**31-1, then rotated by the exponent in 31 bits
  const high: int = floatHigh32(value);
  const bits = intMod(intDiv(high, 1048576), 2048);
  const exponent = (bits === 0 ? 1 : bits) - 1075;
  const upper = intMod(high, 1048576) + (bits === 0 ? 0 : 1048576);
  const mantissa = intMod(upper * 2 + floatLow32(value), HASH_MODULUS);
  const shift = intMod(exponent + 31 * 40, 31);
  const kept = 31 - shift;
  const rotated = intShl(intAnd(mantissa, intShl(1, kept) - 1), shift) + intShr(mantissa, kept);
  return signedHash(rotated, value < 0.0);
}

/** Digits of a finite non-negative double; kinds are those of hostFloatDigits. */
export function decimalOf(value: float, kind: int, precision: int): Decimal {
  const found = kind === 2 ? fixedDigits(value, precision) : kind === 1 ? significantDigits(value, precision) : null;
  if (found !== null) return found;
  const digits = new U8Array(precision + 400);
  const answer = hostFloatDigits(value, kind, precision, digits);
  return new Decimal(digits, intMod(answer, 1000), intDiv(answer, 1000) - 500);
}
export function floatRepr(value: float): W_Str {
  const text = new StrBuilder();
  if (isNotANumber(value)) text.add("nan");
  else {
    if (isNegative(value)) text.addChar(45);
    if (isInfinite(value)) text.add("inf");
    else if (!addShortFloat(text, floatAbs(value))) addShortest(text, decimalOf(floatAbs(value), 0, 0), true, false);
  }
  return text.build();
}
/** `dotZero`: a whole number ends in .0; `always`: even an exponent form or a whole number has a point. */
export function addShortest(text: StrBuilder, d: Decimal, dotZero: boolean, always: boolean): void {
  const point = d.exponent;
  if (point > 16 || point < -3) {
    text.addChar(d.digits[0]!);
    if (d.count > 1 || always) text.addChar(46);
    for (let i = 1; i < d.count; i++) text.addChar(d.digits[i]!);
    addExponent(text, point - 1);
    return;
  }
  if (point <= 0) {
    text.add("0.");
    text.addRepeated(48, -point);
    for (let i = 0; i < d.count; i++) text.addChar(d.digits[i]!);
    return;
  }
  for (let i = 0; i < point; i++) text.addChar(i < d.count ? d.digits[i]! : 48);
  if (d.count > point || dotZero || always) text.addChar(46);
  if (d.count <= point && dotZero) text.addChar(48);
  for (let i = point; i < d.count; i++) text.addChar(d.digits[i]!);
}
/** `e+05`: a sign and at least two digits. */
export function addExponent(text: StrBuilder, exponent: int): void {
  text.addChar(101);
  text.addChar(exponent < 0 ? 45 : 43);
  const e = exponent < 0 ? -exponent : exponent;
  if (e < 10) text.addChar(48);
  text.addInt(e);
}

/** A digit of any script as an ASCII digit, white space as a space; -1 for what no number has. */
export function asciiOf(c: int): int {
  if (c < 128) return c;
  if (isWhiteSpace(c)) return 32;
  const digit = decimalValue(c);
  return digit < 0 ? -1 : 48 + digit;
}
/** float(text). ValueError when it is no number; it shows `shown`, the text itself by default. */
export function parseFloat(text: W_Str, shown: W_Object | null = null): float {
  const short = shortFloat(text);
  if (!isNotANumber(short)) return short;
  const bytes = new U8Array(text.length);
  let n = 0;
  let ok = true;
  for (let i = 0; i < text.length; i++) {
    const c = asciiOf(text.charAt(i));
    if (c < 0) ok = false;
    else {
      bytes[n] = c;
      n++;
    }
  }
  const result = new F64Array(1);
  if (!ok || hostParseFloat(bytes, n, result) < 0)
    throw raise1(w_ValueError, "could not convert string to float: %R", shown === null ? text : shown);
  return result[0]!;
}

function floatOf(object: W_Object): float {
  const plain = object.unwrap();
  if (plain instanceof W_Float) return plain.value;
  if (plain instanceof W_Int) return intToFloat(plain.value);
  if (plain instanceof W_Long) return longToFloat(plain);
  const converted = callSpecial(object, n_float);
  if (converted !== null) {
    const value = converted.unwrap();
    if (value instanceof W_Float) return value.value;
    throw raise2(w_TypeError, "%T.__float__ returned non-float (type %T)", object, converted);
  }
  if (object.asIndex() !== null) return floatOf(indexObject(object));
  throw raise1(w_TypeError, "must be real number, not %T", object);
}
hooks.floatOf = floatOf;

function float_new(type: W_Object, value: W_Object | null): W_Object {
  let result: float = 0.0;
  if (value !== null) {
    const plain = value.unwrap();
    if (plain instanceof W_Str) result = parseFloat(plain);
    else if (value.getType().lookup(n_float) === null && value.asIndex() === null) {
      const bytes = bytesLike(plain);
      if (bytes === null)
        throw raise1(w_TypeError, "float() argument must be a string or a real number, not '%T'", value);
      result = parseFloat(asciiDigits(bytes), value);
    } else {
      // a subclass of float may have a __float__ of its own
      const own = value === plain || !(plain instanceof W_Float) ? null : callSpecial(value, n_float);
      if (own !== null && !(own.unwrap() instanceof W_Float))
        throw raise2(w_TypeError, "%T.__float__ returned non-float (type %T)", value, own);
      result = floatOf(own === null ? value : own.unwrap());
    }
  }
  return type === w_float ? newFloat(result) : new W_Instance(type as W_Type, newFloat(result));
}
function float_self(self: W_Object): W_Object {
  return self;
}
function float_zero(_self: W_Object): W_Object {
  return newFloat(0.0);
}
function float_trunc(self: W_Object): W_Object {
  return longFromFloat((self as W_Float).value);
}
function float_floor(self: W_Object): W_Object {
  return longFromFloat(libmFloor((self as W_Float).value));
}
function float_ceil(self: W_Object): W_Object {
  return longFromFloat(-libmFloor(-(self as W_Float).value));
}
function float_is_integer(self: W_Object): W_Object {
  const value = (self as W_Float).value;
  return newBool(!isInfinite(value) && value === libmFloor(value));
}
function float_round(self: W_Object, digits: W_Object | null): W_Object {
  const value = (self as W_Float).value;
  if (digits === null || digits === w_None) {
    if (isInfinite(value) || isNotANumber(value)) return longFromFloat(value);
    const floor = libmFloor(value);
    const rest: float = value - floor;
    if (rest > 0.5 || (rest === 0.5 && libmFmod(floor, 2.0) !== 0.0)) return longFromFloat(floor + 1.0);
    return longFromFloat(floor);
  }
  const n = toClamped(digits);
  if (isInfinite(value) || isNotANumber(value) || n > 323) return self;
  if (n < -308) return newFloat(isNegative(value) ? -0.0 : 0.0);
  // exactly: round the decimal expansion and read it back
  const text = new StrBuilder();
  if (n >= 0) {
    const d = decimalOf(floatAbs(value), 2, n);
    for (let i = 0; i < d.count; i++) text.addChar(d.digits[i]!);
    if (d.count === 0) text.addChar(48);
    text.addChar(101);
    text.addInt(d.exponent - d.count);
  } else {
    const whole = longFromFloat(floatAbs(value));
    const rounded = callSpecialRound(whole, n, floatAbs(value));
    return newFloat(isNegative(value) ? -floatOf(rounded) : floatOf(rounded));
  }
  const result = parseFloat(text.build());
  return newFloat(isNegative(value) ? -result : result);
}
/** A whole part rounded to 10**-n; a fraction above a tie rounds up. */
function callSpecialRound(whole: W_Object, n: int, value: float): W_Object {
  const unit = newInt(10).binary(POW, newInt(-n))!;
  const lower = whole.binary(FLOORDIV, unit)!.binary(MUL, unit)!;
  const twice = whole.binary(SUB, lower)!.binary(MUL, newInt(2))!;
  const order = twice.compare(EQ, unit)!.isTrue() ? 0 : twice.compare(GT, unit)!.isTrue() ? 1 : -1;
  const fraction = value !== libmFloor(value);
  const odd = lower.binary(FLOORDIV, unit)!.binary(MOD, newInt(2))!.isTrue();
  return order > 0 || (order === 0 && (fraction || odd)) ? lower.binary(ADD, unit)! : lower;
}
function float_as_integer_ratio(self: W_Object): W_Object {
  let value: float = (self as W_Float).value;
  if (isNotANumber(value)) throw raise0(w_ValueError, "cannot convert NaN to integer ratio");
  if (isInfinite(value)) throw raise0(w_OverflowError, "cannot convert Infinity to integer ratio");
  let denominator: W_Object = newInt(1);
  while (value !== libmFloor(value)) {
    value = value * 2.0;
    denominator = denominator.binary(MUL, newInt(2))!;
  }
  return newTuple2(longFromFloat(value), denominator);
}

/** 0x1.8p+1 */
function float_hex(self: W_Object): W_Object {
  const value = (self as W_Float).value;
  if (isNotANumber(value) || isInfinite(value)) return self.repr();
  const text = new StrBuilder();
  if (isNegative(value)) text.addChar(45);
  const high: int = floatHigh32(value);
  const low: int = floatLow32(value);
  const biased = intMod(intDiv(high, 1048576), 2048);
  const upper = intMod(high, 1048576);
  if (biased === 0 && upper === 0 && low === 0) {
    text.add("0x0.0p+0");
    return text.build();
  }
  text.add(biased === 0 ? "0x0." : "0x1.");
  for (let shift = 16; shift >= 0; shift = shift - 4) text.addChar(digitChar(intAnd(intShr(upper, shift), 15)));
  for (let shift = 28; shift >= 0; shift = shift - 4) text.addChar(digitChar(intAnd(intShr(low, shift), 15)));
  text.addChar(112);
  const exponent = biased === 0 ? -1022 : biased - 1023;
  text.addChar(exponent < 0 ? 45 : 43);
  text.addInt(exponent < 0 ? -exponent : exponent);
  return text.build();
}

/** A hexadecimal digit's value; -1. */
function hexDigit(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function badHex(): OperationError {
  return raise0(w_ValueError, "invalid hexadecimal floating-point string");
}
function hasWord(text: W_Str, at: int, word: string): boolean {
  if (at + word.length > text.length) return false;
  for (let i = 0; i < word.length; i++) {
    const c = text.charAt(at + i);
    if ((c >= 65 && c <= 90 ? c + 32 : c) !== word.charCodeAt(i)) return false;
  }
  return true;
}
/** [sign] [0x] digits [. digits] [p exponent], or inf or nan: the nearest double, halves to even. */
function parseHex(text: W_Str): float {
  let at = 0;
  let end = text.length;
  while (at < end && isWhiteSpace(text.charAt(at))) at++;
  while (end > at && isWhiteSpace(text.charAt(end - 1))) end--;
  let negative = false;
  if (at < end && (text.charAt(at) === 45 || text.charAt(at) === 43)) {
    negative = text.charAt(at) === 45;
    at++;
  }
  let word = 0;
  if (hasWord(text, at, "infinity")) word = 8;
  else if (hasWord(text, at, "inf") || hasWord(text, at, "nan")) word = 3;
  if (word > 0) {
    if (at + word !== end) throw badHex();
    const value: float = hasWord(text, at, "nan") ? NAN : INFINITY;
    return negative ? -value : value;
  }
  if (hasWord(text, at, "0x")) at = at + 2;
  // 15 digits, two limbs, are kept; what follows only matters as not being zero
  const mantissa = new U32Array(2);
  let kept = 0;
  let exponent = 0;
  let sticky = false;
  let any = false;
  let point = false;
  while (at < end) {
    const c = text.charAt(at);
    if (c === 46 && !point) point = true;
    else {
      const digit = hexDigit(c);
      if (digit < 0) break;
      any = true;
      if (kept < 15) {
        mantissa[1] = intAnd(mantissa[1]! * 16, 0xffffffff) + intShr(mantissa[0]!, 28);
        mantissa[0] = intAnd(mantissa[0]! * 16, 0xffffffff) + digit;
        if (kept > 0 || digit > 0) kept++;
        if (point) exponent = exponent - 4;
      } else {
        if (digit !== 0) sticky = true;
        if (!point) exponent = exponent + 4;
      }
    }
    at++;
  }
  if (!any) throw badHex();
  if (at < end && (text.charAt(at) === 112 || text.charAt(at) === 80)) {
    at++;
    let below = false;
    if (at < end && (text.charAt(at) === 45 || text.charAt(at) === 43)) {
      below = text.charAt(at) === 45;
      at++;
    }
    let given = 0;
    let digits = 0;
    while (at < end && text.charAt(at) >= 48 && text.charAt(at) <= 57) {
      if (given < 100000) given = given * 10 + text.charAt(at) - 48;
      digits++;
      at++;
    }
    if (digits === 0) throw badHex();
    exponent = below ? exponent - given : exponent + given;
  }
  if (at !== end) throw badHex();
  let result: float = 0.0;
  if (kept > 0) {
    if (exponent + 4 * kept > 4000)
      throw raise0(w_OverflowError, "hexadecimal value too large to represent as a float");
    result = roundToFloat(mantissa, exponent, sticky);
    if (isInfinite(result)) throw raise0(w_OverflowError, "hexadecimal value too large to represent as a float");
  }
  return negative ? -result : result;
}
const NAN: float = Number.NaN;
const INFINITY: float = Number.POSITIVE_INFINITY;
function float_fromhex(type: W_Object, string: W_Object): W_Object {
  const text = string.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "bad argument type for built-in operation", string);
  const value = newFloat(parseHex(text));
  return type === w_float ? value : type.call1(value);
}
function float_from_number(type: W_Object, number: W_Object): W_Object {
  if (type === w_float && number.getType() === w_float) return number;
  const plain = number.unwrap();
  if (!(plain instanceof W_Float) && number.getType().lookup(n_float) === null && number.asIndex() === null)
    throw raise1(w_TypeError, "must be real number, not %T", number);
  const value = newFloat(floatOf(number));
  return type === w_float ? value : type.call1(value);
}
const doubleName = strOf("double");
const floatName = strOf("float");
const littleEndian = strOf("IEEE, little-endian");
function float_getformat(_type: W_Object, kind: W_Object): W_Object {
  const text = kind.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "__getformat__() argument must be str, not %T", kind);
  if (text.equals(doubleName) || text.equals(floatName)) return littleEndian;
  throw raise0(w_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

defClass(w_float, "fromhex(type, string, /)", float_fromhex);
defClass(w_float, "from_number(type, number, /)", float_from_number);
defClass(w_float, "__getformat__(type, typestr, /)", float_getformat);
defStatic(w_float, "__new__(cls, x=0, /)", float_new);
defSlots(
  w_float,
  "__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ " +
    "__radd__ __rsub__ __rmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ " +
    `__neg__ __pos__ __abs__ __bool__ __repr__ __hash__ ${COMPARISON_SLOTS}`,
);
def(w_float, "__float__(self, /)", float_self);
def(w_float, "__int__(self, /)", float_trunc);
def(w_float, "__trunc__(self, /)", float_trunc);
def(w_float, "__floor__(self, /)", float_floor);
def(w_float, "__ceil__(self, /)", float_ceil);
def(w_float, "__round__(self, ndigits=None, /)", float_round);
def(w_float, "hex(self, /)", float_hex);
def(w_float, "is_integer(self, /)", float_is_integer);
def(w_float, "as_integer_ratio(self, /)", float_as_integer_ratio);
def(w_float, "conjugate(self, /)", float_self);
getter(w_float, "real", float_self);
getter(w_float, "imag", float_zero);
