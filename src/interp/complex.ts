// Python's complex: two doubles. A real operand of + - * / takes part as what it is, a real number, not as one with an imaginary zero
// (Python 3.14, after annex G of C), so that signs of zeros and infinities survive. A product or quotient that comes out as NaN in
// both parts although an operand is infinite is computed again with the infinities made to units.

import type { float, int } from "../rts/index.ts";
import {
  floatAbs,
  floatNeg,
  floatToInt,
  identityHash,
  intAnd,
  intDiv,
  intMod,
  intToFloat,
  mulU32,
  wrapU32,
} from "../rts/index.ts";
import { def, defClass, defStatic, getter } from "./builtin.ts";
import {
  OperationError,
  raise0,
  raise1,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
  w_ZeroDivisionError,
} from "./errors.ts";
import { libmAtan2, libmCos, libmExp, libmFloor, libmHypot, libmLog, libmPow, libmSin } from "./externals.ts";
import {
  addShortest,
  asciiOf,
  decimalOf,
  hashFloat,
  isInfinite,
  isNegative,
  isNotANumber,
  newFloat,
  parseFloat,
  W_Float,
} from "./float.ts";
import { formatComplex } from "./formatspec.ts";
import { W_Instance } from "./instance.ts";
import { fitsFloat, newBool, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { n_complex, n_float } from "./names.ts";
import { ABS, ADD, EQ, MUL, NE, NEG, POS, POW, SUB, TRUEDIV, W_Object } from "./object.ts";
import { callSpecial, toFloat } from "./operations.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { StrBuilder, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { W_Type } from "./type.ts";
import { w_complex } from "./types.ts";
import { isWhiteSpace } from "./unicode.ts";

export class W_Complex extends W_Object {
  readonly re: float;
  readonly im: float;
  constructor(re: float, im: float) {
    super();
    this.re = re;
    this.im = im;
  }
  override getType(): W_Type {
    return w_complex;
  }
  override isTrue(): boolean {
    return this.re !== 0.0 || this.im !== 0.0;
  }
  override hash(): int {
    if (isNotANumber(this.re) || isNotANumber(this.im)) return identityHash(this);
    const re = hashFloat(this.re);
    const im = hashFloat(this.im);
    return im === 0 ? re : intAnd(wrapU32(wrapU32(re) + mulU32(wrapU32(im), 1000003)), 0x7fffffff);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    if (this.re === 0.0 && !isNegative(this.re)) addPart(text, this.im, false);
    else {
      text.addChar(40);
      addPart(text, this.re, false);
      addPart(text, this.im, true);
    }
    text.addChar(106);
    if (this.re !== 0.0 || isNegative(this.re)) text.addChar(41);
    return text.build();
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Complex) return complexBinary(op, this, other);
    if (!isReal(other) || !isComplexOperator(op)) return null;
    const b: float = toFloat(other);
    switch (op) {
      case ADD:
        return new W_Complex(this.re + b, this.im);
      case SUB:
        return new W_Complex(this.re - b, this.im);
      case MUL:
        return new W_Complex(this.re * b, this.im * b);
      case TRUEDIV:
        if (b === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
        return new W_Complex(this.re / b, this.im / b);
      case POW:
        return complexPower(this, new W_Complex(b, 0.0));
      default:
        return null;
    }
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    if (!isReal(other) || !isComplexOperator(op)) return null;
    const a: float = toFloat(other);
    switch (op) {
      case ADD:
        return new W_Complex(a + this.re, this.im);
      case SUB:
        return new W_Complex(a - this.re, floatNeg(this.im));
      case MUL:
        return new W_Complex(a * this.re, a * this.im);
      case TRUEDIV:
        return quotientOfReal(a, this);
      case POW:
        return complexPower(new W_Complex(a, 0.0), this);
      default:
        return null;
    }
  }
  override unary(op: int): W_Object | null {
    switch (op) {
      case NEG:
        return new W_Complex(floatNeg(this.re), floatNeg(this.im));
      case POS:
        return this;
      case ABS:
        return newFloat(absolute(this));
      default:
        return null;
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    let equal = false;
    if (other instanceof W_Complex) equal = this.re === other.re && this.im === other.im;
    else if (other instanceof W_Float) equal = this.im === 0.0 && this.re === other.value;
    else if (other instanceof W_Int)
      equal =
        this.im === 0.0 &&
        (fitsFloat(other.value) ? this.re === intToFloat(other.value) : newFloat(this.re).compare(EQ, other)!.isTrue());
    else if (other instanceof W_Long) equal = this.im === 0.0 && newFloat(this.re).compare(EQ, other)!.isTrue();
    else return null;
    return newBool(equal === (op === EQ));
  }
}
/** The others are refused before an int that no float can hold is converted. */
function isComplexOperator(op: int): boolean {
  return op <= MUL || op === TRUEDIV || op === POW;
}
function isReal(object: W_Object): boolean {
  return object instanceof W_Float || object instanceof W_Int || object instanceof W_Long;
}
/** A part as repr has it: without .0; `signed`: with a plus, too. */
function addPart(text: StrBuilder, value: float, signed: boolean): void {
  if (isNotANumber(value)) {
    text.add(signed ? "+nan" : "nan");
    return;
  }
  if (isNegative(value)) text.addChar(45);
  else if (signed) text.addChar(43);
  if (isInfinite(value)) text.add("inf");
  else addShortest(text, decimalOf(floatAbs(value), 0, 0), false, false);
}

// --- arithmetic
function complexBinary(op: int, a: W_Complex, b: W_Complex): W_Object | null {
  switch (op) {
    case ADD:
      return new W_Complex(a.re + b.re, a.im + b.im);
    case SUB:
      return new W_Complex(a.re - b.re, a.im - b.im);
    case MUL:
      return complexProduct(a, b);
    case TRUEDIV:
      return complexQuotient(a, b);
    case POW:
      return complexPower(a, b);
    default:
      return null;
  }
}
/** 1 for an infinity, 0 for anything else, with the sign. */
function unit(value: float): float {
  const size: float = isInfinite(value) ? 1.0 : 0.0;
  return isNegative(value) ? -size : size;
}
function zeroForNaN(value: float): float {
  if (!isNotANumber(value)) return value;
  return isNegative(value) ? -0.0 : 0.0;
}
const INFINITY: float = Number.POSITIVE_INFINITY;
const NAN: float = Number.NaN;

export function complexProduct(a: W_Complex, b: W_Complex): W_Complex {
  const rr: float = a.re * b.re;
  const ii: float = a.im * b.im;
  const ri: float = a.re * b.im;
  const ir: float = a.im * b.re;
  const re: float = rr - ii;
  const im: float = ri + ir;
  if (!isNotANumber(re) || !isNotANumber(im)) return new W_Complex(re, im);
  let x: float = a.re;
  let y: float = a.im;
  let u: float = b.re;
  let v: float = b.im;
  let again = false;
  if (isInfinite(x) || isInfinite(y)) {
    x = unit(x);
    y = unit(y);
    u = zeroForNaN(u);
    v = zeroForNaN(v);
    again = true;
  }
  if (isInfinite(u) || isInfinite(v)) {
    u = unit(u);
    v = unit(v);
    x = zeroForNaN(x);
    y = zeroForNaN(y);
    again = true;
  }
  if (!again && (isInfinite(rr) || isInfinite(ii) || isInfinite(ri) || isInfinite(ir))) {
    x = zeroForNaN(x);
    y = zeroForNaN(y);
    u = zeroForNaN(u);
    v = zeroForNaN(v);
    again = true;
  }
  if (!again) return new W_Complex(re, im);
  return new W_Complex(INFINITY * (x * u - y * v), INFINITY * (x * v + y * u));
}
/** Smith's method: divides by the larger part first, so that nothing overflows on the way. */
export function complexQuotient(a: W_Complex, b: W_Complex): W_Complex {
  const absRe: float = floatAbs(b.re);
  const absIm: float = floatAbs(b.im);
  let re: float = 0.0;
  let im: float = 0.0;
  if (absRe >= absIm) {
    if (absRe === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
    const ratio: float = b.im / b.re;
    const denominator: float = b.re + b.im * ratio;
    re = (a.re + a.im * ratio) / denominator;
    im = (a.im - a.re * ratio) / denominator;
  } else if (absIm >= absRe) {
    const ratio: float = b.re / b.im;
    const denominator: float = b.re * ratio + b.im;
    re = (a.re * ratio + a.im) / denominator;
    im = (a.im * ratio - a.re) / denominator;
  } else {
    re = NAN;
    im = NAN;
  }
  if (isNotANumber(re) && isNotANumber(im)) {
    if ((isInfinite(a.re) || isInfinite(a.im)) && isFinite2(b)) {
      const x = unit(a.re);
      const y = unit(a.im);
      re = INFINITY * (x * b.re + y * b.im);
      im = INFINITY * (y * b.re - x * b.im);
    } else if ((isInfinite(absRe) || isInfinite(absIm)) && isFinite2(a)) {
      const x = unit(b.re);
      const y = unit(b.im);
      re = 0.0 * (a.re * x + a.im * y);
      im = 0.0 * (a.im * x - a.re * y);
    }
  }
  return new W_Complex(re, im);
}
function isFinite2(z: W_Complex): boolean {
  return !isInfinite(z.re) && !isInfinite(z.im) && !isNotANumber(z.re) && !isNotANumber(z.im);
}
function quotientOfReal(a: float, b: W_Complex): W_Complex {
  const absRe: float = floatAbs(b.re);
  const absIm: float = floatAbs(b.im);
  let re: float = NAN;
  let im: float = NAN;
  if (absRe >= absIm) {
    if (absRe === 0.0) throw raise0(w_ZeroDivisionError, "division by zero");
    const ratio: float = b.im / b.re;
    const denominator: float = b.re + b.im * ratio;
    re = a / denominator;
    im = (-a * ratio) / denominator;
  } else if (absIm >= absRe) {
    const ratio: float = b.re / b.im;
    const denominator: float = b.re * ratio + b.im;
    re = (a * ratio) / denominator;
    im = -a / denominator;
  }
  if (isNotANumber(re) && isNotANumber(im) && !isInfinite(a) && (isInfinite(absRe) || isInfinite(absIm))) {
    const x = unit(b.re);
    const y = unit(b.im);
    re = 0.0 * (a * x);
    im = 0.0 * (-a * y);
  }
  return new W_Complex(re, im);
}
export function absolute(z: W_Complex): float {
  const result = libmHypot(z.re, z.im);
  if (isInfinite(result) && !isInfinite(z.re) && !isInfinite(z.im))
    throw raise0(w_OverflowError, "absolute value too large");
  return result;
}
/** A power with an exponent that is a small whole number: by squaring. */
function wholePower(base: W_Complex, exponent: int): W_Complex {
  let result = new W_Complex(1.0, 0.0);
  let square = base;
  let rest = exponent < 0 ? -exponent : exponent;
  for (;;) {
    if (intMod(rest, 2) === 1) result = complexProduct(result, square);
    rest = intDiv(rest, 2);
    if (rest === 0) break;
    square = complexProduct(square, square);
  }
  return exponent < 0 ? complexQuotient(new W_Complex(1.0, 0.0), result) : result;
}
function complexPower(a: W_Complex, b: W_Complex): W_Object {
  let result: W_Complex;
  if (b.im === 0.0 && b.re === libmFloor(b.re) && floatAbs(b.re) <= 100.0) {
    if (a.re === 0.0 && a.im === 0.0 && b.re < 0.0) throw zeroToNegative();
    result = wholePower(a, floatToInt(b.re));
  } else if (b.re === 0.0 && b.im === 0.0) result = new W_Complex(1.0, 0.0);
  else if (a.re === 0.0 && a.im === 0.0) {
    if (b.im !== 0.0 || b.re < 0.0) throw zeroToNegative();
    result = new W_Complex(0.0, 0.0);
  } else {
    const size = libmHypot(a.re, a.im);
    let length = libmPow(size, b.re);
    const angle = libmAtan2(a.im, a.re);
    let phase: float = angle * b.re;
    if (b.im !== 0.0) {
      length = length * libmExp(-angle * b.im);
      phase = phase + b.im * libmLog(size);
    }
    result = new W_Complex(length * libmCos(phase), length * libmSin(phase));
  }
  if ((isInfinite(result.re) || isInfinite(result.im)) && isFinite2(a) && isFinite2(b))
    throw raise0(w_OverflowError, "complex exponentiation");
  return result;
}
function zeroToNegative(): OperationError {
  return raise0(w_ZeroDivisionError, "zero to a negative or complex power");
}
/** A negative float to the power of a fraction. */
export function complexOfPower(a: float, b: float): W_Object {
  return complexPower(new W_Complex(a, 0.0), new W_Complex(b, 0.0));
}

// --- making
function malformed(): OperationError {
  return raise0(w_ValueError, "complex() arg is a malformed string");
}
/** Where a number (digits, point, exponent, inf, nan) that begins at `from` ends. */
function endOfNumber(text: W_Str, from: int): int {
  let i = from;
  if (i < text.length && (text.charAt(i) === 43 || text.charAt(i) === 45)) i++;
  let previous = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if ((c === 43 || c === 45) && previous !== 101 && previous !== 69) break;
    if (c === 106 || c === 74 || c === 41 || isWhiteSpace(c)) break;
    previous = c;
    i++;
  }
  return i;
}
/** A part of a complex number's text; a sign alone is a one. */
function partOf(text: W_Str, from: int, to: int): float {
  const part = text.slice(from, to);
  if (part.length === 0 || (part.length === 1 && (part.charAt(0) === 43 || part.charAt(0) === 45)))
    return part.length === 1 && part.charAt(0) === 45 ? -1.0 : 1.0;
  return parseFloat(part);
}
function isDigitAt(text: W_Str, i: int): boolean {
  if (i < 0 || i >= text.length) return false;
  const c = asciiOf(text.charAt(i));
  return c >= 48 && c <= 57;
}
function parseComplex(text: W_Str): W_Complex {
  let i = 0;
  let n = text.length;
  while (i < n && isWhiteSpace(text.charAt(i))) i++;
  while (n > i && isWhiteSpace(text.charAt(n - 1))) n--;
  if (i < n && text.charAt(i) === 40) {
    if (text.charAt(n - 1) !== 41) throw malformed();
    i++;
    n--;
    while (i < n && isWhiteSpace(text.charAt(i))) i++;
    while (n > i && isWhiteSpace(text.charAt(n - 1))) n--;
  }
  if (i >= n) throw malformed();
  const ascii = new StrBuilder();
  for (let k = i; k < n; k++) {
    const c = asciiOf(text.charAt(k));
    if (c === 95 && !(isDigitAt(text, k - 1) && isDigitAt(text, k + 1)))
      throw raise1(w_ValueError, "could not convert string to complex: %R", text);
    ascii.addChar(c < 0 ? 63 : c);
  }
  const body = ascii.build();
  try {
    const first = endOfNumber(body, 0);
    if (first === body.length) return new W_Complex(numberOf(body, 0, first), 0.0);
    const c = body.charAt(first);
    if (c === 106 || c === 74) {
      if (first + 1 !== body.length) throw malformed();
      return new W_Complex(0.0, partOf(body, 0, first));
    }
    const second = endOfNumber(body, first);
    if ((c !== 43 && c !== 45) || second + 1 !== body.length) throw malformed();
    if (body.charAt(second) !== 106 && body.charAt(second) !== 74) throw malformed();
    return new W_Complex(numberOf(body, 0, first), partOf(body, first, second));
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ValueError)) throw error;
    throw malformed();
  }
}
function numberOf(text: W_Str, from: int, to: int): float {
  if (from === to) throw malformed();
  return parseFloat(text.slice(from, to));
}

/** The value of any number as a complex one; null when it is none. By complex itself, __complex__, __float__, __index__. */
export function asComplex(object: W_Object): W_Complex | null {
  const plain = object.unwrap();
  if (plain instanceof W_Complex) return plain;
  const converted = callSpecial(object, n_complex);
  if (converted !== null) {
    const value = converted.unwrap();
    if (value instanceof W_Complex) return value;
    throw raise1(w_TypeError, "__complex__ returned non-complex (type %T)", converted);
  }
  if (isNumber(object)) return new W_Complex(toFloat(object), 0.0);
  return null;
}
/** Whether float() takes it as a number. */
export function isNumber(object: W_Object): boolean {
  return isReal(object.unwrap()) || object.getType().lookup(n_float) !== null || object.asIndex() !== null;
}
function made(type: W_Object, value: W_Complex): W_Object {
  return type === w_complex ? value : new W_Instance(type as W_Type, value);
}
function complex_new(type: W_Object, real: W_Object | null, imag: W_Object | null): W_Object {
  if (!(type instanceof W_Type)) throw raise1(w_TypeError, "complex.__new__(X): X is not a type object (%T)", type);
  if (imag === null) {
    if (real === null) return made(type, new W_Complex(0.0, 0.0));
    if (type === w_complex && real.getType() === w_complex) return real;
    const text = real.unwrap();
    if (text instanceof W_Str) return made(type, parseComplex(text));
    const value = asComplex(real);
    if (value === null) throw raise1(w_TypeError, "complex() argument must be a string or a number, not %T", real);
    return made(type, value);
  }
  let re: float = 0.0;
  let im: float = 0.0;
  if (real !== null) {
    const plain = real.unwrap();
    const value = plain instanceof W_Str ? null : asComplex(real);
    if (value === null) throw raise1(w_TypeError, "complex() argument 'real' must be a real number, not %T", real);
    re = value.re;
    im = value.im;
  }
  const plain = imag.unwrap();
  if (plain instanceof W_Complex) return made(type, new W_Complex(re - plain.im, im + plain.re));
  if (!isNumber(imag)) throw raise1(w_TypeError, "complex() argument 'imag' must be a real number, not %T", imag);
  const value: float = toFloat(imag);
  const complexReal = real !== null && real.unwrap() instanceof W_Complex;
  return made(type, new W_Complex(re, complexReal ? im + value : value));
}
function complex_from_number(type: W_Object, number: W_Object): W_Object {
  if (type === w_complex && number.getType() === w_complex) return number;
  const value = asComplex(number);
  if (value === null) throw raise1(w_TypeError, "must be real number, not %T", number);
  return type === w_complex ? value : type.call1(value);
}
function complex_real(self: W_Object): W_Object {
  return newFloat((self as W_Complex).re);
}
function complex_imag(self: W_Object): W_Object {
  return newFloat((self as W_Complex).im);
}
function complex_conjugate(self: W_Object): W_Object {
  const z = self as W_Complex;
  return new W_Complex(z.re, floatNeg(z.im));
}
function complex_self(self: W_Object): W_Object {
  return self;
}
function complex_getnewargs(self: W_Object): W_Object {
  const z = self as W_Complex;
  return newTuple2(newFloat(z.re), newFloat(z.im));
}
function complex_format(self: W_Object, spec: W_Object): W_Object {
  const text = spec.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "__format__() argument must be str, not %T", spec);
  const z = self as W_Complex;
  return text.length === 0 ? self.str() : formatComplex(z.re, z.im, self, text);
}

defStatic(w_complex, "__new__(cls, real=0, imag=0)", complex_new);
defSlots(
  w_complex,
  "__add__ __sub__ __mul__ __truediv__ __pow__ __radd__ __rsub__ __rmul__ __rtruediv__ __rpow__ " +
    `__neg__ __pos__ __abs__ __bool__ __repr__ __hash__ ${COMPARISON_SLOTS}`,
);
def(w_complex, "__complex__(self, /)", complex_self);
def(w_complex, "__getnewargs__(self, /)", complex_getnewargs);
def(w_complex, "__format__(self, format_spec, /)", complex_format);
def(w_complex, "conjugate(self, /)", complex_conjugate);
defClass(w_complex, "from_number(cls, number, /)", complex_from_number);
getter(w_complex, "real", complex_real);
getter(w_complex, "imag", complex_imag);
