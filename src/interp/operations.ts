// Python's operations on any objects: ask the virtual methods of W_Object, try what Python tries next, raise what CPython raises.
// Code outside the bytecode loop should call these rather than the methods.

import { type float, floatHigh32, INT_MAX, INT_MIN, type int, intDiv, intToFloat } from "../rts/index.ts";
import { W_ByteArray } from "./bytearray.ts";
import { W_Bytes } from "./bytes.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raise3,
  w_IndexError,
  w_MemoryError,
  w_OverflowError,
  w_TypeError,
} from "./errors.ts";
import { W_Float } from "./float.ts";
import { newGenericAlias } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { newBool, W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { W_Long } from "./long.ts";
import { BINARY, COMPARE_SIGNS, n_contains, n_getitem, n_index, UNARY_SIGNS } from "./names.ts";
import { enterHash, enterNested, leaveNested } from "./nesting.ts";
import { ADD, EQ, hooks, INVERT, MUL, NE, swappedComparison, type W_Object } from "./object.ts";
import { W_Template } from "./templates.ts";
import { W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type, w_type } from "./type.ts";
import { w_int } from "./types.ts";

// --- operators

/** a op b */
export function binary(op: int, a: W_Object, b: W_Object): W_Object {
  const result = tryBinary(op, a, b);
  if (result !== null) return result;
  const ofData = tryPayloads(op, a, b);
  if (ofData !== null) return ofData;
  throw unsupported(op, a, b, BINARY[op]!.sign);
}
/**
 * Where a builtin object meets an instance of a user-defined subclass of a builtin type: the builtin type's operator, on the builtin
 * object inside the instance. The instance's own class has been asked. @jit noinline
 */
function tryPayloads(op: int, a: W_Object, b: W_Object): W_Object | null {
  if (!(a instanceof W_Instance)) {
    const plain = b.unwrap();
    const result = plain === b ? null : a.binary(op, plain);
    if (result !== null) return result;
  }
  if (b instanceof W_Instance) return null;
  const plain = a.unwrap();
  if (plain === a) return null;
  const result = b.rbinary(op, plain);
  return result === null ? plain.binary(op, b) : result;
}
/** a op= b */
export function inplace(op: int, a: W_Object, b: W_Object): W_Object {
  let result = a.inplace(op, b);
  if (result !== null) return result;
  result = tryBinary(op, a, b);
  if (result !== null) return result;
  result = tryPayloads(op, a, b);
  if (result !== null) return result;
  throw unsupported(op, a, b, BINARY[op]!.inplaceSign);
}
function tryBinary(op: int, a: W_Object, b: W_Object): W_Object | null {
  const ta = a.getType();
  const tb = b.getType();
  if (ta === tb) {
    const result = a.binary(op, b);
    return result;
  }
  let reflectedTried = false;
  // one that inherits the reflected method of the left operand's type has nothing to say before it
  if (
    tb.mayReflectFirst() &&
    tb.isSubtype(ta) &&
    tb.lookup(BINARY[op]!.reflected) !== ta.lookup(BINARY[op]!.reflected)
  ) {
    const first = b.rbinary(op, a);
    if (first !== null) return first;
    reflectedTried = true;
  }
  const result = a.binary(op, b);
  if (result !== null) return result;
  return reflectedTried ? null : b.rbinary(op, a);
}
function unsupported(op: int, a: W_Object, b: W_Object, sign: W_Str): OperationError {
  const left = a.unwrap();
  if (op === ADD) {
    if (left instanceof W_Str) return raise1(w_TypeError, 'can only concatenate str (not "%T") to str', b);
    if (left instanceof W_List) return raise1(w_TypeError, 'can only concatenate list (not "%T") to list', b);
    if (left instanceof W_Tuple) return raise1(w_TypeError, 'can only concatenate tuple (not "%T") to tuple', b);
    if (left instanceof W_Bytes || left instanceof W_ByteArray)
      return raise2(w_TypeError, "can't concat %T to %T", b, a);
    if (left instanceof W_Template)
      return raise2(w_TypeError, 'can only concatenate %T (not "%T") to string.templatelib.Template', a, b);
  }
  if (op === MUL) {
    if (isSequence(left)) return raise1(w_TypeError, "can't multiply sequence by non-int of type '%T'", b);
    if (isSequence(b.unwrap())) return raise1(w_TypeError, "can't multiply sequence by non-int of type '%T'", a);
  }
  return raise3(w_TypeError, "unsupported operand type(s) for %S: '%T' and '%T'", sign, a, b);
}
function isSequence(object: W_Object): boolean {
  if (object instanceof W_Str || object instanceof W_List || object instanceof W_Tuple) return true;
  return object instanceof W_Bytes || object instanceof W_ByteArray;
}

export function unary(op: int, a: W_Object): W_Object {
  const result = a.unary(op);
  if (result !== null) return result;
  throw raise2(w_TypeError, "bad operand type for %S: '%T'", UNARY_SIGNS[op]!, a);
}

/** The result of a comparison as Python gives it: any object. */
export function compare(op: int, a: W_Object, b: W_Object): W_Object {
  const ta = a.getType();
  const tb = b.getType();
  let swappedTried = false;
  if (ta !== tb && tb.mayReflectFirst() && tb.isSubtype(ta)) {
    const first = b.compare(swappedComparison(op), a);
    if (first !== null) return first;
    swappedTried = true;
  }
  const result = compareData(op, a, b);
  if (result !== null) return result;
  if (!swappedTried) {
    const swapped = compareData(swappedComparison(op), b, a);
    if (swapped !== null) return swapped;
  }
  if (op === EQ) return newBool(is(a, b));
  if (op === NE) return newBool(!is(a, b));
  throw raise3(w_TypeError, "'%S' not supported between instances of '%T' and '%T'", COMPARE_SIGNS[op]!, a, b);
}
/** What a's type answers. A builtin object sees an instance of a subclass of a builtin type as the builtin object inside. */
function compareData(op: int, a: W_Object, b: W_Object): W_Object | null {
  const result = a.compare(op, b);
  if (result !== null || a instanceof W_Instance) return result;
  const plain = b.unwrap();
  return plain === b ? null : a.compare(op, plain);
}
/** Whether a op b is true. */
export function compareHolds(op: int, a: W_Object, b: W_Object): boolean {
  return compare(op, a, b).isTrue();
}
/** Identity or equality: how containers compare items. */
export function sameOrEqual(a: W_Object, b: W_Object): boolean {
  if (a === b) return true;
  if (a instanceof W_Int && b instanceof W_Int) return a.value === b.value;
  if (a instanceof W_Str && b instanceof W_Str) return a.equals(b);
  if (a instanceof W_Float && b instanceof W_Float) return a.value === b.value;
  return compareNested(EQ, a, b).isTrue();
}
/** The comparison of what containers hold: the items may be containers, and so on. */
export function compareNested(op: int, a: W_Object, b: W_Object): W_Object {
  enterNested("maximum recursion depth exceeded in comparison");
  try {
    return compare(op, a, b);
  } finally {
    leaveNested();
  }
}
/** The hash of what a container holds. */
export function hashNested(item: W_Object): int {
  if (item instanceof W_Str) return item.hash();
  if (item instanceof W_Int) return item.hash();
  enterHash();
  try {
    return item.hash();
  } finally {
    leaveNested();
  }
}
/** a is b. Ints and floats have no identity of their own: equal ones of the same type are the same. */
export function is(a: W_Object, b: W_Object): boolean {
  if (a === b) return true;
  if (a instanceof W_Int && b instanceof W_Int) return a.value === b.value && a.getType() === b.getType();
  if (a instanceof W_Float && b instanceof W_Float) return sameFloat(a.value, b.value);
  return false;
}
/** Zeros of different signs differ. NaN is the same only as the same object. */
function sameFloat(a: float, b: float): boolean {
  return a === b && (a !== 0.0 || floatHigh32(a) === floatHigh32(b));
}

// --- attributes

export function getAttr(object: W_Object, name: W_Str): W_Object {
  const value = object.getAttr(name);
  if (value !== null) return value;
  throw attributeError(object, name);
}
export function attributeError(object: W_Object, name: W_Str): OperationError {
  return hooks.noAttribute(object, name) as OperationError;
}
/** The special method, called without arguments; null when the type does not have it. */
export function callSpecial(object: W_Object, name: W_Str): W_Object | null {
  const type = object.getType();
  const found = type.lookup(name);
  if (found === null) return null;
  return found.isMethodDescriptor() ? found.call1(object) : found.descrGet(object, type).call0();
}

// --- containers

export function getItem(object: W_Object, key: W_Object): W_Object {
  const value = object.getItem(key);
  if (value !== null) return value;
  if (object === w_type) return newGenericAlias(object, key);
  if (object instanceof W_Type) throw raise1(w_TypeError, "type '%N' is not subscriptable", object);
  throw raise1(w_TypeError, "'%T' object is not subscriptable", object);
}
export function setItem(object: W_Object, key: W_Object, value: W_Object): void {
  if (!object.setItem(key, value)) throw raise1(w_TypeError, "'%T' object does not support item assignment", object);
}
export function delItem(object: W_Object, key: W_Object): void {
  if (object.delItem(key)) return;
  // CPython has two words for it: of what is a sequence, and of what is none
  const type = object.getType();
  const sequence = type.isHeap || type.lookup(n_contains) !== null || type.lookup(n_getitem) !== null;
  if (sequence && key.asIndex() !== null)
    throw raise1(w_TypeError, "'%T' object doesn't support item deletion", object);
  throw raise1(w_TypeError, "'%T' object does not support item deletion", object);
}
export function len(object: W_Object): int {
  const n = object.len();
  if (n < 0) throw raise1(w_TypeError, "object of type '%T' has no len()", object);
  return n;
}
export function iter(object: W_Object): W_Object {
  const iterator = object.iter();
  if (iterator === null) throw raise1(w_TypeError, "'%T' object is not iterable", object);
  return checkedIterator(iterator);
}
/** What `__iter__` has answered, or TypeError when it is no iterator. */
export function checkedIterator(iterator: W_Object): W_Object {
  if (!iterator.isIterator()) throw raise1(w_TypeError, "iter() returned non-iterator of type '%T'", iterator);
  return iterator;
}
/** item in container */
export function contains(container: W_Object, item: W_Object): boolean {
  const answer = container.contains(item);
  if (answer >= 0) return answer > 0;
  const iterator = container.iter();
  if (iterator === null) throw raise1(w_TypeError, "argument of type '%T' is not a container or iterable", container);
  for (;;) {
    const next = iterator.next();
    if (next === null) return false;
    if (sameOrEqual(next, item)) return true;
  }
}

// --- ints

/** The int that object is, by __index__: a W_Int or W_Long. */
export function indexObject(object: W_Object): W_Object {
  // an int of the program's own class is one already: its __index__ is not asked
  const data = object.unwrap();
  if (data instanceof W_Int || data instanceof W_Long) return data;
  const value = object.asIndex();
  if (value === null) throw raise1(w_TypeError, "'%T' object cannot be interpreted as an integer", object);
  const plain = value.unwrap();
  if (!(plain instanceof W_Int) && !(plain instanceof W_Long))
    throw raise2(w_TypeError, "%S returned non-int (type %T)", n_index, value);
  if (value.getType() !== w_int) hooks.warnOfIndex(value);
  return plain;
}
/** An int argument that has to fit. */
export function toInt(object: W_Object): int {
  if (object instanceof W_Int) return object.value;
  const value = indexObject(object);
  if (value instanceof W_Int) return value.value;
  // a count within 64 bits: as good as without end where ints are shorter
  if (value instanceof W_Long && value.bitLength() < 64) return value.sign < 0 ? INT_MIN : INT_MAX;
  throw raise1(w_OverflowError, "Python int too large to convert to C ssize_t", value);
}
/** An int that may be of any size: what lies beyond the machine's is as good as its ends. */
export function toClamped(object: W_Object): int {
  const value = indexObject(object);
  return value instanceof W_Int ? value.value : (value as W_Long).sign < 0 ? INT_MIN : INT_MAX;
}
/** Beyond all lengths, and so small that sums of a few do not overflow. */
export const MAX_SIZE = 4503599627370496;
/**
 * An int argument that is a length, a limit or a place: what CPython's 64-bit ssize_t holds (sys.maxsize, above all) is accepted; beyond all lengths,
 * one number is as good as another.
 */
export function toSsize(object: W_Object): int {
  if (object instanceof W_Int) return clampSize(object.value);
  const value = indexObject(object);
  if (value instanceof W_Int) return clampSize(value.value);
  if (fitsSize(value as W_Long)) return (value as W_Long).sign < 0 ? -MAX_SIZE : MAX_SIZE;
  throw raise1(w_OverflowError, "Python int too large to convert to C ssize_t", value);
}
function clampSize(size: int): int {
  return size > MAX_SIZE ? MAX_SIZE : size < -MAX_SIZE ? -MAX_SIZE : size;
}
export function fitsSize(value: W_Long): boolean {
  // of the negative ones, -(2**63) does, too
  const magnitude = value.sign < 0 ? value.unary(INVERT)! : value;
  return magnitude instanceof W_Int || (magnitude as W_Long).bitLength() <= 63;
}
/** The same for what C takes as an `int`. */
export function toCInt(object: W_Object): int {
  const value = indexObject(object);
  if (value instanceof W_Int && value.value <= 0x7fff_ffff && value.value >= -0x8000_0000) return value.value;
  throw raise0(w_OverflowError, "Python int too large to convert to C int");
}
/** The most items that any sequence may have: more is a MemoryError before anything is tried. */
const MAX_LENGTH = 0x7fff_ffff;
/**
 * How often a sequence of `length` items is to be repeated, 0 for an empty result; -1 when `count` is no index. What CPython on a 64-bit machine calls
 * an OverflowError is one at any width of our ints: a count beyond 64 bits, or, if the sequence has words for it (`tooLong`), a length beyond.
 */
export function repetitions(count: W_Object, length: int, tooLong: string | null): int {
  if (!(count instanceof W_Int) && count.asIndex() === null) return -1;
  const index = indexObject(count);
  if (index instanceof W_Int && (index.value <= 0 || length === 0)) return 0;
  if (index instanceof W_Int && index.value <= intDiv(MAX_LENGTH, length)) return index.value;
  if (index instanceof W_Long && index.bitLength() > 64)
    throw raise1(w_OverflowError, "cannot fit '%T' into an index-sized integer", count);
  const times = toFloat(index);
  if (times >= TWO_TO_63 || times < -TWO_TO_63)
    throw raise1(w_OverflowError, "cannot fit '%T' into an index-sized integer", count);
  if (times <= 0.0 || length === 0) return 0;
  if (tooLong !== null && times * intToFloat(length) >= TWO_TO_63) throw raise0(w_OverflowError, tooLong);
  throw raise0(w_MemoryError, "");
}
const TWO_TO_63 = 2.0 ** 63;
/** An int that is an index: too large is an IndexError. `length`-relative negatives are the caller's. */
export function toIndex(object: W_Object): int {
  if (object instanceof W_Int) return object.value;
  const value = indexObject(object);
  if (value instanceof W_Int) return value.value;
  if (fitsSize(value as W_Long)) return (value as W_Long).sign < 0 ? -MAX_SIZE : MAX_SIZE;
  throw raise1(w_IndexError, "cannot fit '%T' into an index-sized integer", object);
}
/** Any number as a double, for functions of math and float(): by float, int, __float__, __index__. */
export function toFloat(object: W_Object): float {
  if (object instanceof W_Float) return object.value;
  return hooks.floatOf(object);
}

// --- iteration in builtin functions

export function next(iterator: W_Object): W_Object | null {
  if (!iterator.isIterator()) throw raise1(w_TypeError, "'%T' object is not an iterator", iterator);
  return iterator.next();
}
