// Python's int and bool: W_Int is a machine integer; beyond that a W_Long (long.ts). Which of the two it is, no program can see.

import type { int } from "../rts/index.ts";
import {
  INT_BITS,
  INT_MAX,
  INT_MIN,
  intAddOvf,
  intAnd,
  intBitLength,
  intDiv,
  intFloorDiv,
  intFloorMod,
  intMod,
  intMulOvf,
  intNot,
  intOr,
  intPopcount,
  intShl,
  intShr,
  intSubOvf,
  intToFloat,
  intXor,
  overflowed,
  U8Array,
} from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, defStatic, getter } from "./builtin.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
  w_ZeroDivisionError,
} from "./errors.ts";
import { newFloat, W_Float } from "./float.ts";
import { W_Instance } from "./instance.ts";
import { longBinary, longFromFloat, longFromInt, newLong, parseInteger, W_Long } from "./long.ts";
import { magPowMod } from "./magnitudefast.ts";
import { n_int, n_trunc } from "./names.ts";
import {
  ABS,
  ADD,
  AND,
  DIVMOD,
  EQ,
  FLOORDIV,
  GT,
  hooks,
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
import { callSpecial, indexObject, toClamped } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { decimalText, intern, latinStr, strOf, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_bool, w_int } from "./types.ts";

/** 2**31 - 1: hash(x) of a number is |x| modulo this, with the sign of x. */
export const HASH_MODULUS = 2147483647;

export class W_Int extends W_Object {
  readonly value: int;
  constructor(value: int) {
    super();
    this.value = value;
  }
  override getType(): W_Type {
    return w_int;
  }
  override isTrue(): boolean {
    return this.value !== 0;
  }
  override hash(): int {
    return hashInt(this.value);
  }
  override asIndex(): W_Object | null {
    return this;
  }
  override repr(): W_Str {
    return decimalText(this.value);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Int) return intBinary(op, this.value, other.value);
    if (other instanceof W_Long) return longBinary(op, longFromInt(this.value), other);
    return null;
  }
  override unary(op: int): W_Object | null {
    const value = this.value;
    switch (op) {
      case NEG:
        return intBinary(SUB, 0, value);
      case INVERT:
        return intBinary(SUB, -1, value);
      case ABS:
        return value < 0 ? intBinary(SUB, 0, value) : newInt(value);
      default:
        return newInt(value);
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Int) return newBool(intCompare(op, this.value, other.value));
    if (other instanceof W_Long) {
      // the other is beyond the machine's ints: only its sign matters
      const less = other.sign > 0;
      switch (op) {
        case EQ:
          return w_False;
        case NE:
          return w_True;
        case LT:
        case LE:
          return newBool(less);
        default:
          return newBool(!less);
      }
    }
    return null;
  }
}

export class W_Bool extends W_Int {
  override getType(): W_Type {
    return w_bool;
  }
  override repr(): W_Str {
    return this.value !== 0 ? trueText : falseText;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (other instanceof W_Bool) {
      const a = this.value !== 0;
      const b = other.value !== 0;
      if (op === AND) return newBool(a && b);
      if (op === OR) return newBool(a || b);
      if (op === XOR) return newBool(a !== b);
    }
    return super.binary(op, other);
  }
  override unary(op: int): W_Object | null {
    if (op === INVERT) hooks.warnDeprecated(inversionText);
    return super.unary(op);
  }
}
const inversionText = strOf(
  "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int " +
    "object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want " +
    "the bitwise inversion of the underlying int.",
);
const trueText = intern("True");
const falseText = intern("False");
export const w_True: W_Bool = new W_Bool(1);
export const w_False: W_Bool = new W_Bool(0);

export function newInt(value: int): W_Int {
  return new W_Int(value);
}
export function newBool(value: boolean): W_Object {
  return value ? w_True : w_False;
}

/** The hash of an int: its remainder modulo 2**31-1, with its sign; -1 is no hash in Python. */
export function hashInt(value: int): int {
  if (value >= 0 && value < HASH_MODULUS) return value;
  const hash = intMod(value, HASH_MODULUS);
  return hash === -1 ? -2 : hash;
}
/** The hash of a number whose absolute value is `remainder` modulo 2**31-1. */
export function signedHash(remainder: int, negative: boolean): int {
  return !negative ? remainder : remainder === 1 ? -2 : -remainder;
}

export function intCompare(op: int, a: int, b: int): boolean {
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
    default:
      return a >= b;
  }
}

/** Bits of such numbers may combine to one below INT_MIN, which is not a power of two untranslated. */
function isNearLimit(a: int): boolean {
  return a < intDiv(INT_MIN, 2) || a > intDiv(INT_MAX, 2);
}

/** a op b for machine integers; null for operators that int does not have. */
export function intBinary(op: int, a: int, b: int): W_Object | null {
  switch (op) {
    case ADD: {
      const sum = intAddOvf(a, b);
      if (overflowed()) break;
      return newInt(sum);
    }
    case SUB: {
      const difference = intSubOvf(a, b);
      if (overflowed()) break;
      return newInt(difference);
    }
    case MUL: {
      const product = intMulOvf(a, b);
      if (overflowed()) break;
      return newInt(product);
    }
    case FLOORDIV:
      if (b === 0) throw divisionByZero();
      if (b === -1) return intBinary(SUB, 0, a);
      return newInt(intFloorDiv(a, b));
    case MOD:
      if (b === 0) throw raise0(w_ZeroDivisionError, "division by zero");
      if (b === -1) return newInt(0);
      return newInt(intFloorMod(a, b));
    case DIVMOD:
      if (b === 0) throw divisionByZero();
      if (b === -1) return newTuple2(intBinary(SUB, 0, a)!, newInt(0));
      return newTuple2(newInt(intFloorDiv(a, b)), newInt(intFloorMod(a, b)));
    case TRUEDIV:
      if (b === 0) throw divisionByZero();
      if (fitsFloat(a) && fitsFloat(b)) return newFloat(intToFloat(a) / intToFloat(b));
      break;
    case AND:
      if (isNearLimit(a) || isNearLimit(b)) break;
      return newInt(intAnd(a, b));
    case OR:
      return newInt(intOr(a, b));
    case XOR:
      if (isNearLimit(a) || isNearLimit(b)) break;
      return newInt(intXor(a, b));
    case LSHIFT:
      if (b < 0) throw raise0(w_ValueError, "negative shift count");
      if (a === 0) return newInt(0);
      if (b < INT_BITS && intBitLength(a < 0 ? intNot(a) : a) + b < INT_BITS) return newInt(intShl(a, b));
      break;
    case RSHIFT:
      if (b < 0) throw raise0(w_ValueError, "negative shift count");
      if (b > 62) return newInt(a < 0 ? -1 : 0);
      return newInt(intShr(a, b));
    case POW:
      return intPower(a, b);
    default:
      return null;
  }
  return longBinary(op, longFromInt(a), longFromInt(b));
}
/** Whether the int is a double without rounding: |a| <= 2**53. */
export function fitsFloat(a: int): boolean {
  return a >= -9007199254740991 && a <= 9007199254740991;
}
export function divisionByZero(): OperationError {
  return raise0(w_ZeroDivisionError, "division by zero");
}

/** @jit unroll */
function intPower(base: int, exponent: int): W_Object {
  if (exponent < 0) {
    if (base === 0) throw raise0(w_ZeroDivisionError, "zero to a negative power");
    return newFloat(intToFloat(base)).binary(POW, newFloat(intToFloat(exponent)))!;
  }
  let result: int = 1;
  let square: int = base;
  let rest: int = exponent;
  for (;;) {
    if (intAnd(rest, 1) === 1) {
      result = intMulOvf(result, square);
      if (overflowed()) return longBinary(POW, longFromInt(base), longFromInt(exponent))!;
    }
    rest = intShr(rest, 1);
    if (rest === 0) return newInt(result);
    square = intMulOvf(square, square);
    if (overflowed()) return longBinary(POW, longFromInt(base), longFromInt(exponent))!;
  }
}

/** pow(base, exponent, modulus) */
export function powerModulo(base: W_Object, exponent: W_Object, modulus: W_Object): W_Object {
  const zero = newInt(0);
  if (!indexObject(modulus).isTrue()) throw raise0(w_ValueError, "pow() 3rd argument cannot be 0");
  const rest = indexObject(exponent);
  if (rest.compare(LT, zero)!.isTrue())
    return powerModulo(inverseModulo(base, indexObject(modulus).unary(ABS)!), rest.unary(NEG)!, modulus);
  const whole = indexObject(modulus);
  const b = longOf(indexObject(base).binary(MOD, whole)!);
  const m = longOf(whole);
  if (b.sign < 0) {
    // of a negative modulus: the power of the positive remainder, then the sign of the modulus
    const result = newLong(1, magPowMod(longOf(b.binary(SUB, m)!).magnitude, longOf(rest).magnitude, m.magnitude));
    return result.binary(MOD, whole)!;
  }
  return newLong(1, magPowMod(b.magnitude, longOf(rest).magnitude, m.magnitude)).binary(MOD, whole)!;
}
function longOf(value: W_Object): W_Long {
  return value instanceof W_Long ? value : longFromInt((value as W_Int).value);
}
/** By Euclid's extended algorithm; the modulus is positive. */
function inverseModulo(value: W_Object, modulus: W_Object): W_Object {
  let r0 = modulus;
  let r1 = indexObject(value).binary(MOD, modulus)!;
  let s0: W_Object = newInt(0);
  let s1: W_Object = newInt(1);
  while (r1.isTrue()) {
    const q = r0.binary(FLOORDIV, r1)!;
    const r2 = r0.binary(SUB, q.binary(MUL, r1)!)!;
    const s2 = s0.binary(SUB, q.binary(MUL, s1)!)!;
    r0 = r1;
    r1 = r2;
    s0 = s1;
    s1 = s2;
  }
  if (!r0.compare(EQ, newInt(1))!.isTrue()) throw raise0(w_ValueError, "base is not invertible for the given modulus");
  return s0.binary(MOD, modulus)!;
}

/** A text, or bytes as one; null for other objects. */
function textOfDigits(object: W_Object): W_Str | null {
  if (object instanceof W_Str) return object;
  const bytes = bytesLike(object);
  return bytes === null ? null : asciiDigits(bytes);
}
/** Bytes as a text of ASCII: what is a digit or white space beyond that counts in texts only, and becomes what is neither. */
export function asciiDigits(bytes: U8Array): W_Str {
  const text = new U8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++)
    text[i] = bytes[i]! > 127 || (bytes[i]! > 27 && bytes[i]! < 32) ? 0 : bytes[i]!;
  return latinStr(text);
}
/** int(x), int(text, base): the value as W_Int or W_Long. */
function toInteger(value: W_Object, base: W_Object | null): W_Object {
  const plain = value.unwrap();
  if (base !== null) {
    const text = textOfDigits(plain);
    if (text === null) throw raise0(w_TypeError, "int() can't convert non-string with explicit base");
    const radix = toClamped(base);
    if (radix !== 0 && (radix < 2 || radix > 36)) throw raise0(w_ValueError, "int() base must be >= 2 and <= 36, or 0");
    return parseInteger(text, radix, plain);
  }
  if (plain instanceof W_Bool) return newInt(plain.value);
  if (plain instanceof W_Int || plain instanceof W_Long) {
    if (value === plain) return plain;
    const converted = callSpecial(value, n_int);
    return converted === null ? plain : checkedInt(converted);
  }
  if (plain instanceof W_Float) return longFromFloat(plain.value);
  const text = textOfDigits(plain);
  if (text !== null) return parseInteger(text, 10, plain);
  let converted = callSpecial(value, n_int);
  if (converted !== null) return checkedInt(converted);
  converted = value.asIndex();
  if (converted === null) converted = callSpecial(value, n_trunc);
  if (converted === null)
    throw raise1(w_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", value);
  return indexObject(converted);
}

/** What `__int__` has answered, as an exact int. */
function checkedInt(result: W_Object): W_Object {
  const plain = result.unwrap();
  if (plain instanceof W_Bool) return newInt(plain.value);
  if (plain instanceof W_Int || plain instanceof W_Long) return plain;
  throw raise1(w_TypeError, "__int__ returned non-int (type %T)", result);
}
function int_new(type: W_Object, value: W_Object | null, base: W_Object | null): W_Object {
  if (value === null && base !== null) throw raise0(w_TypeError, "int() missing string argument");
  const result = value === null ? newInt(0) : toInteger(value, base);
  return type === w_int ? result : new W_Instance(type as W_Type, result);
}
function bool_new(_type: W_Object, value: W_Object | null): W_Object {
  return newBool(value !== null && value.isTrue());
}
function int_self(self: W_Object): W_Object {
  return self instanceof W_Bool ? newInt(self.value) : self;
}
function int_zero(_self: W_Object): W_Object {
  return newInt(0);
}
function int_one(_self: W_Object): W_Object {
  return newInt(1);
}
function int_float(self: W_Object): W_Object {
  return newFloat(hooks.floatOf(self));
}
function int_bit_length(self: W_Object): W_Object {
  if (self instanceof W_Long) return newInt(self.bitLength());
  const value = (self as W_Int).value;
  return newInt(value >= 0 ? intBitLength(value) : intNot(value) === 0 ? 1 : bitLengthOfNegative(value));
}
function bitLengthOfNegative(value: int): int {
  // of -value, which may be no int
  const inverted = intNot(value);
  const bits = intBitLength(inverted);
  // all ones: -value is the next power of two
  return intPopcount(inverted) === bits ? bits + 1 : bits;
}
function int_bit_count(self: W_Object): W_Object {
  if (self instanceof W_Long) return newInt(self.bitCount());
  const value = (self as W_Int).value;
  return newInt(value >= 0 ? intPopcount(value) : intPopcount(-value));
}
function int_round(self: W_Object, digits: W_Object | null): W_Object {
  if (digits === null || digits === w_None) return int_self(self);
  const n = toClamped(digits);
  if (n >= 0) return int_self(self);
  // less than half of 10**-n
  if (-n > (self instanceof W_Long ? self.bitLength() : 64)) return newInt(0);
  // to the nearest multiple of 10**-n, halves to even
  const unit = intPower(10, -n);
  const half = unit.binary(FLOORDIV, newInt(2))!;
  const lower = self.binary(FLOORDIV, unit)!.binary(MUL, unit)!;
  const rest = self.binary(SUB, lower)!;
  const up = lower.binary(ADD, unit)!;
  if (rest.compare(GT, half)!.isTrue()) return up;
  if (rest.compare(LT, half)!.isTrue()) return lower;
  return lower.binary(FLOORDIV, unit)!.binary(AND, newInt(1))!.isTrue() ? up : lower;
}
function int_is_integer(_self: W_Object): W_Object {
  return w_True;
}
function int_as_integer_ratio(self: W_Object): W_Object {
  return newTuple2(int_self(self), newInt(1));
}

defStatic(w_int, "__new__(cls, x=0, /, base=10)", int_new);
defStatic(w_bool, "__new__(cls, x=False, /)", bool_new);
defSlots(
  w_int,
  "__add__ __sub__ __mul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ __lshift__ __rshift__ __and__ __or__ __xor__ " +
    "__radd__ __rsub__ __rmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ __rpow__ __rlshift__ __rrshift__ __rand__ __ror__ __rxor__ " +
    `__neg__ __pos__ __invert__ __abs__ __bool__ __repr__ __hash__ __index__ ${COMPARISON_SLOTS}`,
);
defSlots(w_bool, "__and__ __or__ __xor__ __rand__ __ror__ __rxor__ __repr__");
for (const name of ["__int__", "__trunc__", "__floor__", "__ceil__", "conjugate"])
  def(w_int, `${name}(self, /)`, int_self);
def(w_int, "__float__(self, /)", int_float);
def(w_int, "__round__(self, ndigits=None, /)", int_round);
def(w_int, "bit_length(self, /)", int_bit_length);
def(w_int, "bit_count(self, /)", int_bit_count);
def(w_int, "is_integer(self, /)", int_is_integer);
def(w_int, "as_integer_ratio(self, /)", int_as_integer_ratio);
getter(w_int, "real", int_self);
getter(w_int, "numerator", int_self);
getter(w_int, "imag", int_zero);
getter(w_int, "denominator", int_one);

function boolResult(result: W_Object): boolean {
  if (result instanceof W_Bool) return result.value !== 0;
  throw raise1(w_TypeError, "__bool__ should return bool, returned %T", result);
}
function lengthResult(result: W_Object): int {
  const n = indexObject(result);
  if (!(n instanceof W_Int) && (n as W_Long).sign < 0) throw raise0(w_ValueError, "__len__() should return >= 0");
  if (!(n instanceof W_Int)) throw raise1(w_OverflowError, "cannot fit '%T' into an index-sized integer", result);
  if (n.value < 0) throw raise0(w_ValueError, "__len__() should return >= 0");
  return n.value;
}
function hashResult(result: W_Object): int {
  const n = result.unwrap();
  // 32 bits are a hash as they are, as in a CPython with 32-bit addresses
  if (n instanceof W_Int) {
    const value = n.value;
    if (value < -2147483648 || value > 2147483647) return hashInt(value);
    return value === -1 ? -2 : value;
  }
  if (n instanceof W_Long) return n.hash();
  throw raise0(w_TypeError, "__hash__ method should return an integer");
}
function textResult(result: W_Object, method: W_Str): W_Str {
  const text = result.unwrap();
  if (text instanceof W_Str) return text;
  throw raise2(w_TypeError, "%S returned non-string (type %T)", method, result);
}
hooks.boolObject = newBool;
hooks.intObject = newInt;
hooks.boolResult = boolResult;
hooks.lengthResult = lengthResult;
hooks.hashResult = hashResult;
hooks.textResult = textResult;
