// format(value, spec): format specifications, for texts, ints and floats; the formatting that str.format, % and f-strings share.

import type { float, int } from "../rts/index.ts";
import { floatAbs, intDiv, intMod, type U8Array } from "../rts/index.ts";
import { def, defWhole } from "./builtin.ts";
import { type OperationError, raise0, raise1, raise2, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { addExponent, addShortest, decimalOf, isInfinite, isNegative, isNotANumber, W_Float } from "./float.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { longFromInt, longText, W_Long } from "./long.ts";
import { n_format } from "./names.ts";
import type { W_Object } from "./object.ts";
import { toFloat } from "./operations.ts";
import { quoted } from "./str.ts";
import { charStr, decimalText, emptyStr, StrBuilder, W_Str } from "./text.ts";
import { w_object } from "./type.ts";
import { w_float, w_int, w_str } from "./types.ts";
import { decimalValue } from "./unicode.ts";

/** A format specification: [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type] */
export class Spec {
  fill: int = 32;
  /** '<' '>' '^' '=' or 0: the type's default. */
  align: int = 0;
  /** '+', '-' or ' '. */
  sign: int = 45;
  /** A sign was given. */
  signed: boolean = false;
  /** z: a zero has no minus sign. */
  noNegativeZero: boolean = false;
  alternate: boolean = false;
  width: int = 0;
  /** ',' or '_' or 0. */
  grouping: int = 0;
  /** The same behind the point. */
  fractionGrouping: int = 0;
  precision: int = -1;
  /** 0: none given. */
  type: int = 0;
}
function isAlign(c: int): boolean {
  return c === 60 || c === 62 || c === 94 || c === 61;
}
/** The largest width and precision that can be written: both lives of an int hold it. */
export const LARGEST = 2 ** 53 - 1;
/** Digits that a float may be asked for. */
export const MOST_DIGITS = 2147483647;

/** Reads a specification character by character. */
export class SpecReader {
  readonly text: W_Str;
  at: int = 0;
  constructor(text: W_Str) {
    this.text = text;
  }
  /** The next character; 0 at the end. */
  peek(): int {
    return this.at < this.text.length ? this.text.charAt(this.at) : 0;
  }
  take(c: int): boolean {
    if (this.peek() !== c) return false;
    this.at = this.at + 1;
    return true;
  }
  /** A decimal number; -1 when there is none. */
  number(): int {
    let value = -1;
    for (;;) {
      const digit = decimalValue(this.peek());
      if (digit < 0) return value;
      const before: int = value < 0 ? 0 : value;
      if (before > intDiv(LARGEST - digit, 10)) throw raise0(w_ValueError, "Too many decimal digits in format string");
      value = before * 10 + digit;
      this.at = this.at + 1;
    }
  }
  /** ',' or '_' or 0. */
  grouping(): int {
    let found = 0;
    if (this.take(44)) found = 44;
    if (this.take(95)) {
      if (found !== 0) throw raise0(w_ValueError, "Cannot specify both ',' and '_'.");
      found = 95;
    }
    if (found === 95 && this.peek() === 44) throw raise0(w_ValueError, "Cannot specify both ',' and '_'.");
    return found;
  }
  /** What a specification begins with: [[fill]align][sign][z][#]. Whether it has a fill. */
  head(spec: Spec): boolean {
    const text = this.text;
    const filled = text.length > 1 && isAlign(text.charAt(1));
    if (filled) {
      spec.fill = text.charAt(0);
      spec.align = text.charAt(1);
      this.at = 2;
    } else if (isAlign(this.peek())) {
      spec.align = this.peek();
      this.at = 1;
    }
    const sign = this.peek();
    if (sign === 43 || sign === 45 || sign === 32) {
      spec.sign = sign;
      spec.signed = true;
      this.at = this.at + 1;
    }
    spec.noNegativeZero = this.take(122);
    spec.alternate = this.take(35);
    return filled;
  }
}
/** `ofText`: the object is text, of type `s` and aligned left, so that 0 only fills. */
function parseSpec(text: W_Str, object: W_Object, ofText: boolean): Spec {
  const spec = new Spec();
  const reader = new SpecReader(text);
  const filled = reader.head(spec);
  if (!filled && reader.take(48)) {
    spec.fill = 48;
    if (spec.align === 0 && !ofText) spec.align = 61;
  }
  const width = reader.number();
  spec.width = width < 0 ? 0 : width;
  spec.grouping = reader.grouping();
  if (reader.take(46)) {
    spec.precision = reader.number();
    spec.fractionGrouping = reader.grouping();
    if (spec.precision < 0 && spec.fractionGrouping === 0)
      throw raise0(w_ValueError, "Format specifier missing precision");
  }
  if (reader.at < text.length) {
    spec.type = reader.peek();
    reader.at = reader.at + 1;
  }
  if (reader.at < text.length)
    throw raise2(w_ValueError, "Invalid format specifier '%S' for object of type '%T'", text, object);
  const type = spec.type === 0 && ofText ? 115 : spec.type;
  if (spec.grouping !== 0 && !allowsGrouping(spec.grouping, type)) throw groupingError(spec.grouping, type);
  if (spec.fractionGrouping !== 0 && !(type === 0 || isFloatType(type)))
    throw groupingError(spec.fractionGrouping, type);
  return spec;
}
/** e E f F g G % */
function isFloatType(type: int): boolean {
  const lower = type >= 65 && type <= 90 ? type + 32 : type;
  return (lower >= 101 && lower <= 103) || type === 37;
}
function allowsGrouping(grouping: int, type: int): boolean {
  if (type === 0 || type === 100 || isFloatType(type)) return true;
  return grouping === 95 && (type === 98 || type === 111 || type === 120 || type === 88);
}
/** Adds `body` aligned in the width; `prefix` (sign, 0x) stays in front of '=' padding. */
export function addAligned(out: StrBuilder, spec: Spec, prefix: W_Str, body: W_Str, normal: int): void {
  const align = spec.align === 0 ? normal : spec.align;
  const padding = spec.width - prefix.length - body.length;
  const left = padding <= 0 ? 0 : align === 60 ? 0 : align === 94 ? intDiv(padding, 2) : padding;
  const right = padding <= 0 ? 0 : padding - left;
  if (align === 61) {
    out.addStr(prefix);
    out.addRepeated(spec.fill, left);
  } else {
    out.addRepeated(spec.fill, left);
    out.addStr(prefix);
  }
  out.addStr(body);
  out.addRepeated(spec.fill, right);
}
/** Digits with a separator after every `size` of them from the right, padded with zeros to `width` where zeros fill. */
export function grouped(digits: W_Str, separator: int, size: int, width: int): W_Str {
  let count = digits.length;
  // zeros until, with separators, the width is reached
  while (count + intDiv(count - 1, size) < width) count++;
  const zeros = count - digits.length;
  const text = new StrBuilder();
  for (let i = 0; i < count; i++) {
    if (i > 0 && intMod(count - i, size) === 0) text.addChar(separator);
    text.addChar(i < zeros ? 48 : digits.charAt(i - zeros));
  }
  return text.build();
}
export function signText(negative: boolean, sign: int, rest: string): W_Str {
  if (rest.length === 0) return negative ? charStr(45) : sign === 45 ? emptyStr : charStr(sign);
  const text = new StrBuilder();
  if (negative) text.addChar(45);
  else if (sign !== 45) text.addChar(sign);
  text.add(rest);
  return text.build();
}

function formatText(self: W_Str, specText: W_Str): W_Str {
  const spec = parseSpec(specText, self, true);
  if (spec.type !== 0 && spec.type !== 115) throw unknownCode(spec.type, self);
  if (spec.signed)
    throw raise0(
      w_ValueError,
      spec.sign === 32 ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier",
    );
  if (spec.noNegativeZero)
    throw raise0(w_ValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) throw raise0(w_ValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.align === 61) throw raise0(w_ValueError, "'=' alignment not allowed in string format specifier");
  const out = new StrBuilder();
  const cut = spec.precision >= 0 && spec.precision < self.length;
  addAligned(out, spec, emptyStr, cut ? self.slice(0, spec.precision) : self, 60);
  return out.build();
}
/** Cannot specify ',' with 'x'. */
function groupingError(grouping: int, type: int): OperationError {
  return raise2(w_ValueError, "Cannot specify '%S' with '%S'.", charStr(grouping), charStr(type));
}
function unknownCode(code: int, object: W_Object): OperationError {
  if (code > 32 && code < 128)
    return raise2(w_ValueError, "Unknown format code '%S' for object of type '%T'", charStr(code), object);
  return raise2(
    w_ValueError,
    "Unknown format code '\\x%S' for object of type '%T'",
    longText(longFromInt(code), 16),
    object,
  );
}
/** The digits of |value| in a base. */
export function digitsOf(value: W_Object, base: int): W_Str {
  if (base === 10 && value instanceof W_Int && value.value >= 0) return decimalText(value.value);
  const long = value instanceof W_Long ? value : longFromInt((value as W_Int).value);
  const text = longText(long, base);
  return long.sign < 0 ? text.slice(1, text.length) : text;
}
export function isNegativeInt(value: W_Object): boolean {
  return value instanceof W_Long ? value.sign < 0 : (value as W_Int).value < 0;
}
export function upper(text: W_Str): W_Str {
  const out = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    out.addChar(c >= 97 && c <= 122 ? c - 32 : c);
  }
  return out.build();
}
function formatInt(value: W_Object, object: W_Object, specText: W_Str): W_Str {
  const spec = parseSpec(specText, object, false);
  const out = new StrBuilder();
  if (isFloatType(spec.type)) addFloat(out, toFloat(value), spec);
  else {
    if (!isIntType(spec.type)) throw unknownCode(spec.type, object);
    if (spec.precision >= 0) throw raise0(w_ValueError, "Precision not allowed in integer format specifier");
    if (spec.noNegativeZero)
      throw raise0(w_ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
    addInt(out, value, spec);
  }
  return out.build();
}
function isIntType(type: int): boolean {
  switch (type) {
    case 0:
    case 98: // b
    case 99: // c
    case 100: // d
    case 110: // n
    case 111: // o
    case 120: // x
    case 88:
      return true;
    default:
      return false;
  }
}
/** The types that isIntType lists. */
export function addInt(out: StrBuilder, value: W_Object, spec: Spec): void {
  let base = 10;
  let prefix = "";
  switch (spec.type) {
    case 98:
      base = 2;
      prefix = "0b";
      break;
    case 111:
      base = 8;
      prefix = "0o";
      break;
    case 120:
      base = 16;
      prefix = "0x";
      break;
    case 88:
      base = 16;
      prefix = "0X";
      break;
    case 99: {
      if (spec.signed) throw raise0(w_ValueError, "Sign not allowed with integer format specifier 'c'");
      if (spec.alternate)
        throw raise0(w_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
      const code = value instanceof W_Int ? value.value : -1;
      if (code < 0 || code > 0x10ffff) throw raise0(w_OverflowError, "%%c arg not in range(0x110000)");
      addAligned(out, spec, emptyStr, charStr(code), 62);
      return;
    }
  }
  const sign = signText(isNegativeInt(value), spec.sign, spec.alternate ? prefix : "");
  let digits = digitsOf(value, base);
  if (spec.type === 88) digits = upper(digits);
  if (spec.grouping !== 0)
    digits = grouped(
      digits,
      spec.grouping,
      base === 10 ? 3 : 4,
      spec.align === 61 && spec.fill === 48 ? spec.width - sign.length : 0,
    );
  addAligned(out, spec, sign, digits, 62);
}
function formatFloat(value: float, object: W_Object, specText: W_Str): W_Str {
  const spec = parseSpec(specText, object, false);
  if (spec.type !== 0 && spec.type !== 110 && !isFloatType(spec.type)) throw unknownCode(spec.type, object);
  const out = new StrBuilder();
  addFloat(out, value, spec);
  return out.build();
}
/** Digits of a Decimal from..to-1, zeros where there are none. */
function addDigits(text: StrBuilder, digits: U8Array, count: int, from: int, to: int): void {
  let i = from;
  for (; i < 0 && i < to; i++) text.addChar(48);
  const end = to < count ? to : count;
  for (; i < end; i++) text.addChar(digits[i]!);
  for (; i < to; i++) text.addChar(48);
}
/** Behind 1100 digits a double has only zeros. */
function digitsAsked(precision: int): int {
  return precision < 1100 ? precision : 1100;
}
/** |value| without sign and grouping. `dotZero`: the shortest form of a whole number ends in .0. */
function floatBody(value: float, spec: Spec, dotZero: boolean): W_Str {
  const text = new StrBuilder();
  const kind = spec.type >= 65 && spec.type <= 90 ? spec.type + 32 : spec.type;
  let absolute: float = floatAbs(value);
  if (isNotANumber(value)) text.add(kind === 37 ? "nan%" : "nan");
  else if (isInfinite(value)) text.add(kind === 37 ? "inf%" : "inf");
  else {
    const precision = spec.precision < 0 ? 6 : spec.precision;
    if (precision > MOST_DIGITS) throw raise0(w_ValueError, "precision too big");
    if (kind === 37) absolute = absolute * 100.0;
    switch (kind) {
      case 102: // f
      case 37: {
        if (isInfinite(absolute)) {
          text.add("inf");
          break;
        }
        const d = decimalOf(absolute, 2, digitsAsked(precision));
        if (d.exponent <= 0 || d.count === 0) text.addChar(48);
        else addDigits(text, d.digits, d.count, 0, d.exponent);
        if (precision > 0 || spec.alternate) text.addChar(46);
        addDigits(
          text,
          d.digits,
          d.count,
          d.count === 0 ? -precision : d.exponent,
          d.count === 0 ? 0 : d.exponent + precision,
        );
        break;
      }
      case 101: {
        const d = decimalOf(absolute, 1, digitsAsked(precision + 1));
        addDigits(text, d.digits, d.count, 0, 1);
        if (precision > 0 || spec.alternate) text.addChar(46);
        addDigits(text, d.digits, d.count, 1, precision + 1);
        addExponent(text, absolute === 0.0 ? 0 : d.exponent - 1);
        break;
      }
      case 0:
        if (spec.precision < 0) addShortest(text, decimalOf(absolute, 0, 0), dotZero, spec.alternate);
        else addGeneral(text, absolute, precision, spec.alternate, dotZero);
        break;
      default:
        addGeneral(text, absolute, precision, spec.alternate, false);
        break;
    }
    if (kind === 37) text.addChar(37);
  }
  const body = text.build();
  return spec.type !== kind ? upper(body) : body;
}
/** Whether no digit before an exponent differs from 0. */
function isZeroText(body: W_Str): boolean {
  for (let i = 0; i < body.length; i++) {
    const c = body.charAt(i);
    if (c === 101 || c === 69) return true;
    if (c !== 48 && c !== 46 && c !== 37) return false;
  }
  return true;
}
/** Separators in the whole part (padded with zeros to `width` of the whole) and in the fraction. */
function groupedFloat(body: W_Str, spec: Spec, width: int): W_Str {
  let whole = 0;
  while (whole < body.length && body.charAt(whole) >= 48 && body.charAt(whole) <= 57) whole++;
  let point = whole;
  const rest = new StrBuilder();
  if (point < body.length && body.charAt(point) === 46) {
    rest.addChar(46);
    point++;
    let n = 0;
    while (point < body.length && body.charAt(point) >= 48 && body.charAt(point) <= 57) {
      if (spec.fractionGrouping !== 0 && n > 0 && intMod(n, 3) === 0) rest.addChar(spec.fractionGrouping);
      rest.addChar(body.charAt(point));
      n++;
      point++;
    }
  }
  rest.addSlice(body, point, body.length);
  const tail = rest.build();
  const joined = new StrBuilder();
  const digits = body.slice(0, whole);
  if (spec.grouping !== 0 && whole > 0)
    joined.addStr(grouped(digits, spec.grouping, 3, width > 0 ? width - tail.length : 0));
  else joined.addStr(digits);
  joined.addStr(tail);
  return joined.build();
}
export function addFloat(out: StrBuilder, value: float, spec: Spec): void {
  let body = floatBody(value, spec, true);
  const dropsSign = isNotANumber(value) || (spec.noNegativeZero && isZeroText(body));
  const sign = signText(isNegative(value) && !dropsSign, spec.sign, "");
  if (spec.grouping !== 0 || spec.fractionGrouping !== 0)
    body = groupedFloat(body, spec, spec.align === 61 && spec.fill === 48 ? spec.width - sign.length : 0);
  addAligned(out, spec, sign, body, 62);
}
/** 'g': `precision` significant digits, trailing zeros removed, exponent when it is < -4 or >= precision. */
function addGeneral(text: StrBuilder, value: float, precision: int, alternate: boolean, likeRepr: boolean): void {
  const p = precision === 0 ? 1 : precision;
  const d = decimalOf(value, 1, digitsAsked(p));
  const point = value === 0.0 ? 1 : d.exponent;
  let count = d.count;
  if (!alternate) while (count > 1 && d.digits[count - 1]! === 48) count--;
  else count = p;
  if (point - 1 < -4 || point - 1 >= (likeRepr ? p - 1 : p)) {
    addDigits(text, d.digits, d.count, 0, 1);
    if (count > 1 || alternate) text.addChar(46);
    addDigits(text, d.digits, d.count, 1, count);
    addExponent(text, point - 1);
    return;
  }
  if (point <= 0) {
    text.add("0.");
    addDigits(text, d.digits, d.count, point, count);
    return;
  }
  addDigits(text, d.digits, d.count, 0, point);
  if (count > point || alternate) text.addChar(46);
  addDigits(text, d.digits, d.count, point, count);
  if (likeRepr && count <= point && !alternate) text.add(".0");
}

// --- complex numbers: two floats
/** One part, with its sign. */
function complexPart(value: float, spec: Spec): W_Str {
  const text = new StrBuilder();
  let body = floatBody(value, spec, false);
  const dropsSign = isNotANumber(value) || (spec.noNegativeZero && isZeroText(body));
  text.addStr(signText(isNegative(value) && !dropsSign, spec.sign, ""));
  if (spec.grouping !== 0 || spec.fractionGrouping !== 0) body = groupedFloat(body, spec, 0);
  text.addStr(body);
  return text.build();
}
export function formatComplex(real: float, imag: float, object: W_Object, specText: W_Str): W_Str {
  const spec = parseSpec(specText, object, false);
  if (spec.type === 37 || (spec.type !== 0 && spec.type !== 110 && !isFloatType(spec.type)))
    throw unknownCode(spec.type, object);
  if (spec.fill === 48) throw raise0(w_ValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align === 61) throw raise0(w_ValueError, "'=' alignment flag is not allowed in complex format specifier");
  const plain = spec.type === 0;
  const onlyImag = plain && real === 0.0 && !isNegative(real);
  const text = new StrBuilder();
  if (plain && !onlyImag) text.addChar(40);
  if (!onlyImag) {
    text.addStr(complexPart(real, spec));
    spec.sign = 43;
  }
  text.addStr(complexPart(imag, spec));
  text.addChar(106);
  if (plain && !onlyImag) text.addChar(41);
  const out = new StrBuilder();
  addAligned(out, spec, emptyStr, text.build(), 62);
  return out.build();
}

/** format(value, spec) */
export function format(value: W_Object, spec: W_Str): W_Str {
  if (value instanceof W_Str) return spec.length === 0 ? value : formatText(value, spec);
  if (spec.length === 0 && (value instanceof W_Int || value instanceof W_Float || value instanceof W_Long))
    return value.str();
  const type = value.getType();
  const found = type.lookup(n_format)!;
  const result = found.isMethodDescriptor() ? found.call2(value, spec) : found.descrGet(value, type).call1(spec);
  const text = result.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, "__format__ must return a str, not %T", result);
}
function specOf(spec: W_Object): W_Str {
  const text = spec.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, "__format__() argument must be str, not %T", spec);
}
function object_format(self: W_Object, spec: W_Object): W_Object {
  if (specOf(spec).length > 0) throw raise1(w_TypeError, "unsupported format string passed to %T.__format__", self);
  return self.str();
}
// without a specification, a subclass's __str__ answers
function str_format_spec(self: W_Object, spec: W_Object): W_Object {
  const text = specOf(spec);
  return text.length === 0 ? self.str() : formatText(self.unwrap() as W_Str, text);
}
function int_format(self: W_Object, spec: W_Object): W_Object {
  const text = specOf(spec);
  if (text.length === 0) return self.str();
  const plain = self.unwrap();
  return formatInt(plain instanceof W_Bool ? newInt(plain.value) : plain, self, text);
}
function float_format(self: W_Object, spec: W_Object): W_Object {
  const text = specOf(spec);
  return text.length === 0 ? self.str() : formatFloat((self.unwrap() as W_Float).value, self, text);
}
def(w_object, "__format__(self, format_spec, /)", object_format);
defWhole(w_str, "__format__(self, format_spec, /)", str_format_spec);
defWhole(w_int, "__format__(self, format_spec, /)", int_format);
defWhole(w_float, "__format__(self, format_spec, /)", float_format);

export function asciiText(text: W_Str): W_Str {
  const out = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c < 128) out.addChar(c);
    else {
      const escaped = quoted(charStr(c), true);
      out.addSlice(escaped, 1, escaped.length - 1);
    }
  }
  return out.build();
}
/** ascii(object) */
export function asciiRepr(object: W_Object): W_Str {
  return asciiText(object.repr());
}
