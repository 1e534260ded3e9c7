// format(value, spec): format specifications, for texts, ints and floats; the formatting that str.format, % and f-strings share.

import type { float, int } from "../rts/index.ts";
import { floatAbs, intDiv, intMod, type U8Array } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { type OperationError, raise0, raise1, raise2, w_TypeError, w_ValueError } from "./errors.ts";
import { addExponent, decimalOf, isInfinite, isNegative, isNotANumber, W_Float } from "./float.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { longFromInt, longText, W_Long } from "./long.ts";
import { n_format } from "./names.ts";
import type { W_Object } from "./object.ts";
import { indexObject, toFloat } from "./operations.ts";
import { quoted } from "./str.ts";
import { charStr, emptyStr, StrBuilder, W_Str } from "./text.ts";
import { w_object } from "./type.ts";
import { w_float, w_int, w_str } from "./types.ts";

/** A format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type] */
export class Spec {
  fill: int = 32;
  /** '<' '>' '^' '=' or 0: the type's default. */
  align: int = 0;
  /** '+', '-' or ' '. */
  sign: int = 45;
  /** A sign was given. */
  signed: boolean = false;
  alternate: boolean = false;
  width: int = 0;
  /** ',' or '_' or 0. */
  grouping: int = 0;
  precision: int = -1;
  /** 0: none given. */
  type: int = 0;
}
function isAlign(c: int): boolean {
  return c === 60 || c === 62 || c === 94 || c === 61;
}
function parseSpec(text: W_Str, object: W_Object): Spec {
  const spec = new Spec();
  let i = 0;
  const n = text.length;
  if (n > 1 && isAlign(text.charAt(1))) {
    spec.fill = text.charAt(0);
    spec.align = text.charAt(1);
    i = 2;
  } else if (n > 0 && isAlign(text.charAt(0))) {
    spec.align = text.charAt(0);
    i = 1;
  }
  if (i < n && (text.charAt(i) === 43 || text.charAt(i) === 45 || text.charAt(i) === 32)) {
    spec.sign = text.charAt(i);
    spec.signed = true;
    i++;
  }
  if (i < n && text.charAt(i) === 35) {
    spec.alternate = true;
    i++;
  }
  if (i < n && text.charAt(i) === 48) {
    if (spec.align === 0) {
      spec.fill = 48;
      spec.align = 61;
    }
    i++;
  }
  while (i < n && text.charAt(i) >= 48 && text.charAt(i) <= 57) {
    spec.width = spec.width * 10 + text.charAt(i) - 48;
    i++;
  }
  if (i < n && (text.charAt(i) === 44 || text.charAt(i) === 95)) {
    spec.grouping = text.charAt(i);
    i++;
  }
  if (i < n && text.charAt(i) === 46) {
    i++;
    if (i >= n || text.charAt(i) < 48 || text.charAt(i) > 57)
      throw raise0(w_ValueError, "Format specifier missing precision");
    spec.precision = 0;
    while (i < n && text.charAt(i) >= 48 && text.charAt(i) <= 57) {
      spec.precision = spec.precision * 10 + text.charAt(i) - 48;
      i++;
    }
  }
  if (i < n) {
    spec.type = text.charAt(i);
    i++;
  }
  if (i < n) throw raise2(w_ValueError, "Invalid format specifier '%S' for object of type '%T'", text, object);
  return spec;
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
function grouped(digits: W_Str, separator: int, size: int, width: int): W_Str {
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
  const text = new StrBuilder();
  if (negative) text.addChar(45);
  else if (sign !== 45) text.addChar(sign);
  text.add(rest);
  return text.build();
}

function formatText(self: W_Str, specText: W_Str): W_Str {
  const spec = parseSpec(specText, self);
  if (spec.type !== 0 && spec.type !== 115) throw unknownCode(spec.type, self);
  if (spec.sign !== 45 || spec.signed) throw raise0(w_ValueError, "Sign not allowed in string format specifier");
  if (spec.alternate) throw raise0(w_ValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.grouping !== 0) throw groupingError(spec, 115);
  if (spec.align === 61 && spec.fill !== 48)
    throw raise0(w_ValueError, "'=' alignment not allowed in string format specifier");
  if (spec.align === 61) spec.align = 60;
  const out = new StrBuilder();
  addAligned(
    out,
    spec,
    emptyStr,
    spec.precision >= 0 && spec.precision < self.length ? self.slice(0, spec.precision) : self,
    60,
  );
  return out.build();
}
/** Cannot specify ',' with 'x'. */
function groupingError(spec: Spec, type: int): OperationError {
  return raise2(w_ValueError, "Cannot specify '%S' with '%S'.", charStr(spec.grouping), charStr(type));
}
function unknownCode(code: int, object: W_Object): OperationError {
  return raise2(w_ValueError, "Unknown format code '%S' for object of type '%T'", charStr(code), object);
}
/** The digits of |value| in a base. */
export function digitsOf(value: W_Object, base: int): W_Str {
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
function formatInt(value: W_Object, specText: W_Str): W_Str {
  const spec = parseSpec(specText, value);
  const out = new StrBuilder();
  addInt(out, value, spec);
  return out.build();
}
export function addInt(out: StrBuilder, value: W_Object, spec: Spec): void {
  let base = 10;
  let prefix = "";
  switch (spec.type) {
    case 0:
    case 100: // d
    case 110: // n
      break;
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
    case 99: // c
      addAligned(out, spec, emptyStr, charStr((indexObject(value) as W_Int).value), 60);
      return;
    case 101:
    case 69:
    case 102:
    case 70:
    case 103:
    case 71:
    case 37:
      addFloat(out, toFloat(value), spec);
      return;
    default:
      throw unknownCode(spec.type, value);
  }
  if (spec.precision >= 0) throw raise0(w_ValueError, "Precision not allowed in integer format specifier");
  if (spec.grouping === 44 && base !== 10) throw groupingError(spec, spec.type);
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
  const spec = parseSpec(specText, object);
  const out = new StrBuilder();
  addFloat(out, value, spec);
  return out.build();
}
/** Digits of a Decimal from..to-1, zeros where there are none. */
function addDigits(text: StrBuilder, digits: U8Array, count: int, from: int, to: int): void {
  for (let i = from; i < to; i++) text.addChar(i >= 0 && i < count ? digits[i]! : 48);
}
export function addFloat(out: StrBuilder, value: float, spec: Spec): void {
  const text = new StrBuilder();
  const kind = spec.type >= 65 && spec.type <= 90 ? spec.type + 32 : spec.type;
  let absolute: float = floatAbs(value);
  if (isNotANumber(value)) text.add("nan");
  else if (isInfinite(value)) text.add("inf");
  else {
    const precision = spec.precision < 0 ? 6 : spec.precision;
    if (kind === 37) absolute = absolute * 100.0;
    switch (kind) {
      case 102: // f
      case 37: {
        const d = decimalOf(absolute, 2, precision);
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
        const d = decimalOf(absolute, 1, precision + 1);
        addDigits(text, d.digits, d.count, 0, 1);
        if (precision > 0 || spec.alternate) text.addChar(46);
        addDigits(text, d.digits, d.count, 1, precision + 1);
        addExponent(text, absolute === 0.0 ? 0 : d.exponent - 1);
        break;
      }
      case 0:
        if (spec.precision < 0) {
          const repr = new W_Float(absolute).repr();
          text.addStr(repr);
          break;
        }
        addGeneral(text, absolute, precision, spec.alternate, true);
        break;
      case 103:
      case 110:
        addGeneral(text, absolute, precision, spec.alternate, false);
        break;
      default:
        throw unknownCode(spec.type, new W_Float(value));
    }
    if (kind === 37) text.addChar(37);
  }
  let body = text.build();
  if (spec.type !== kind) body = upper(body);
  const sign = signText(isNegative(value) && !isNotANumber(value), spec.sign, "");
  if (spec.grouping !== 0) {
    let whole = 0;
    while (whole < body.length && body.charAt(whole) >= 48 && body.charAt(whole) <= 57) whole++;
    const rest = body.length - whole;
    const joined = new StrBuilder();
    joined.addStr(
      grouped(
        body.slice(0, whole),
        spec.grouping,
        3,
        spec.align === 61 && spec.fill === 48 ? spec.width - sign.length - rest : 0,
      ),
    );
    joined.addSlice(body, whole, body.length);
    body = joined.build();
  }
  addAligned(out, spec, sign, body, 62);
}
/** 'g': `precision` significant digits, trailing zeros removed, exponent when it is < -4 or >= precision. */
function addGeneral(text: StrBuilder, value: float, precision: int, alternate: boolean, likeRepr: boolean): void {
  const p = precision === 0 ? 1 : precision;
  const d = decimalOf(value, 1, p);
  const point = value === 0.0 ? 1 : d.exponent;
  let count = d.count;
  if (!alternate) while (count > 1 && d.digits[count - 1]! === 48) count--;
  else count = p;
  if (point - 1 < -4 || point - 1 >= p) {
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
function str_format_spec(self: W_Object, spec: W_Object): W_Object {
  return formatText(self as W_Str, specOf(spec));
}
function int_format(self: W_Object, spec: W_Object): W_Object {
  const text = specOf(spec);
  if (text.length === 0) return self.str();
  return formatInt(self instanceof W_Bool ? newInt(self.value) : self, text);
}
function float_format(self: W_Object, spec: W_Object): W_Object {
  const text = specOf(spec);
  return text.length === 0 ? self.str() : formatFloat((self as W_Float).value, self, text);
}
def(w_object, "__format__(self, format_spec, /)", object_format);
def(w_str, "__format__(self, format_spec, /)", str_format_spec);
def(w_int, "__format__(self, format_spec, /)", int_format);
def(w_float, "__format__(self, format_spec, /)", float_format);

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
