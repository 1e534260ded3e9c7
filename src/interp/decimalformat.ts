// Decimal.__format__: [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type], with the types of floats. Unlike a float, a decimal has
// digits of its own: without a precision none is rounded away or added, and roundings are the context's.

import { type int, intMod } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { getContext } from "./decimalcontext.ts";
import { digitsOfLimbs, shiftLeft } from "./decimallimbs.ts";
import { FINITE, finite, roundedShift, type W_Decimal, zero } from "./decimalnumber.ts";
import { w_decimal } from "./decimalrules.ts";
import { addDigits, decimalText } from "./decimaltext.ts";
import { type OperationError, raise0, raise1, w_DeprecationWarning, w_TypeError, w_ValueError } from "./errors.ts";
import { addAligned, grouped, Spec, SpecReader, signText } from "./formatspec.ts";
import type { W_Object } from "./object.ts";
import { StrBuilder, strOf, W_Str } from "./text.ts";
import { issueWarning } from "./warningsmodule.ts";

const E_LOWER = 101;
const E_UPPER = 69;
const PERCENT = 37;

class DecimalSpec extends Spec {
  zeroPadded: boolean = false;
}
function invalidSpec(text: W_Str): OperationError {
  return raise1(w_ValueError, "Invalid format specifier: %S", text);
}
function parseSpec(text: W_Str, capitals: boolean): DecimalSpec {
  const spec = new DecimalSpec();
  const reader = new SpecReader(text);
  const filled = reader.head(spec);
  spec.zeroPadded = reader.take(48);
  const width = reader.number();
  spec.width = width < 0 ? 0 : width;
  if (reader.peek() === 44 || reader.peek() === 95) {
    spec.grouping = reader.peek();
    reader.at = reader.at + 1;
  }
  if (reader.take(46)) {
    spec.precision = reader.number();
    if (reader.peek() === 44 || reader.peek() === 95) {
      spec.fractionGrouping = reader.peek();
      reader.at = reader.at + 1;
    } else if (spec.precision < 0) throw invalidSpec(text);
  }
  spec.type = capitals ? 71 : 103;
  if (reader.at < text.length) {
    spec.type = reader.peek();
    reader.at = reader.at + 1;
    if (!isType(spec.type)) throw invalidSpec(text);
  }
  if (reader.at < text.length) throw invalidSpec(text);
  if (spec.zeroPadded) {
    if (filled) throw raise1(w_ValueError, "Fill character conflicts with '0' in format specifier: %S", text);
    if (spec.align !== 0) throw raise1(w_ValueError, "Alignment conflicts with '0' in format specifier: %S", text);
    spec.fill = 48;
    spec.align = 61;
  }
  if (spec.type === 110 || spec.type === 78) {
    if (spec.type === 78) issueWarning(w_DeprecationWarning, deprecatedType);
    if (spec.grouping !== 0)
      throw raise1(w_ValueError, "Explicit thousands separator conflicts with 'n' type in format specifier: %S", text);
    spec.type = spec.type === 110 ? 103 : 71;
  }
  if (spec.precision === 0 && (spec.type === 103 || spec.type === 71)) spec.precision = 1;
  return spec;
}
const deprecatedType = strOf("Format specifier 'N' is deprecated");
function isType(type: int): boolean {
  switch (type) {
    case E_LOWER:
    case E_UPPER:
    case 102: // f
    case 70:
    case 103: // g
    case 71:
    case 110: // n
    case 78:
    case PERCENT:
      return true;
    default:
      return false;
  }
}
function isFixed(type: int): boolean {
  return type === 102 || type === 70 || type === PERCENT;
}
function isExponential(type: int): boolean {
  return type === E_LOWER || type === E_UPPER;
}

/** With that exponent, of any number of digits. */
function rescaled(a: W_Decimal, exponent: int, rounding: int): W_Decimal {
  if (a.limbs.length === 0) return zero(a.negative, exponent);
  const shift = a.exponent - exponent;
  if (shift >= 0) return finite(a.negative, shiftLeft(a.limbs, shift), exponent);
  return finite(a.negative, roundedShift(a.limbs, -shift, a.negative, rounding), exponent);
}
/** With so many digits; 99 may become 100, and then 1.0E+2. */
function withDigits(a: W_Decimal, digits: int, rounding: int): W_Decimal {
  if (a.limbs.length === 0) return a;
  const result = rescaled(a, a.adjusted() + 1 - digits, rounding);
  return result.digits > digits ? rescaled(result, result.exponent + 1, rounding) : result;
}
/** Rounded as the precision says. */
function prepared(a: W_Decimal, spec: DecimalSpec, rounding: int): W_Decimal {
  let result = spec.type === PERCENT ? finite(a.negative, a.limbs, a.exponent + 2) : a;
  if (spec.precision >= 0) {
    if (isExponential(spec.type)) result = withDigits(result, spec.precision + 1, rounding);
    else if (isFixed(spec.type)) result = rescaled(result, -spec.precision, rounding);
    else if (result.digits > spec.precision) result = withDigits(result, spec.precision, rounding);
  }
  if (result.limbs.length === 0 && result.exponent > 0 && isFixed(spec.type)) result = zero(result.negative, 0);
  return result;
}
/** Digits with a separator behind every three from the left. */
function addFraction(text: StrBuilder, digits: W_Str, separator: int): void {
  for (let i = 0; i < digits.length; i++) {
    if (separator !== 0 && i > 0 && intMod(i, 3) === 0) text.addChar(separator);
    text.addChar(digits.charAt(i));
  }
}
function formatFinite(number: W_Decimal, spec: DecimalSpec, rounding: int): W_Str {
  const a = prepared(number, spec, rounding);
  const negative = a.negative && !(spec.noNegativeZero && a.limbs.length === 0);
  const digits = digitsOfLimbs(a.limbs, a.digits);
  const natural = a.exponent + a.digits;
  let point = 1;
  if (isExponential(spec.type)) point = a.limbs.length === 0 && spec.precision >= 0 ? 1 - spec.precision : 1;
  else if (isFixed(spec.type) || (a.exponent <= 0 && natural > -6)) point = natural;
  const whole = new StrBuilder();
  const fraction = new StrBuilder();
  if (point <= 0) {
    whole.addChar(48);
    fraction.addRepeated(48, -point);
    addDigits(fraction, digits, 0, a.digits);
  } else if (point >= a.digits) {
    addDigits(whole, digits, 0, a.digits);
    whole.addRepeated(48, point - a.digits);
  } else {
    addDigits(whole, digits, 0, point);
    addDigits(fraction, digits, point, a.digits);
  }
  const fractionDigits = fraction.build();
  const tail = new StrBuilder();
  if (fractionDigits.length > 0 || spec.alternate) tail.addChar(46);
  addFraction(tail, fractionDigits, spec.fractionGrouping);
  const exponent = natural - point;
  if (exponent !== 0 || isExponential(spec.type)) {
    tail.addChar(spec.type === E_UPPER || spec.type === 71 ? E_UPPER : E_LOWER);
    if (exponent >= 0) tail.addChar(43);
    tail.addInt(exponent);
  }
  if (spec.type === PERCENT) tail.addChar(PERCENT);
  const sign = signText(negative, spec.sign, "");
  const behind = tail.build();
  let wholeDigits = whole.build();
  if (spec.grouping !== 0)
    wholeDigits = grouped(
      wholeDigits,
      spec.grouping,
      3,
      spec.zeroPadded ? spec.width - behind.length - sign.length : 0,
    );
  const body = new StrBuilder();
  body.addStr(wholeDigits);
  body.addStr(behind);
  const out = new StrBuilder();
  addAligned(out, spec, sign, body.build(), 62);
  return out.build();
}
/** An infinity or NaN: never filled with zeros. */
function formatSpecial(a: W_Decimal, spec: DecimalSpec): W_Str {
  const body = new StrBuilder();
  const text = decimalText(a, false, true);
  body.addSlice(text, a.negative ? 1 : 0, text.length);
  if (spec.type === PERCENT) body.addChar(PERCENT);
  if (spec.zeroPadded) {
    spec.fill = 32;
    spec.align = 62;
  }
  const out = new StrBuilder();
  addAligned(out, spec, signText(a.negative, spec.sign, ""), body.build(), 62);
  return out.build();
}
function decimal_format(self: W_Object, specification: W_Object): W_Object {
  const text = specification.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "format arg must be str");
  const a = self as W_Decimal;
  const context = getContext();
  if (text.length === 0) return decimalText(a, false, context.capitals === 1);
  const spec = parseSpec(text, context.capitals === 1);
  return a.kind === FINITE ? formatFinite(a, spec, context.rules.rounding) : formatSpecial(a, spec);
}
def(w_decimal, "__format__(self, format_spec, /)", decimal_format);
