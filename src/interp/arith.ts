// The operators of the bytecode loop: machine ints and floats at once, an int and a float behind a call, everything else by operations.ts.
// They are small, so that the translator inlines them into the loop.

import {
  type int,
  intAddOvf,
  intFloorDiv,
  intFloorMod,
  intMulOvf,
  intSubOvf,
  intToFloat,
  overflowed,
} from "../rts/index.ts";
import { floatCompare, newFloat, W_Float } from "./float.ts";
import { fitsFloat, intCompare, newBool, newInt, W_Int } from "./int.ts";
import { ADD, EQ, FLOORDIV, GE, GT, LE, LT, MOD, MUL, NE, SUB, TRUEDIV, type W_Object } from "./object.ts";
import { binary, compare, compareHolds, inplace } from "./operations.ts";
import { concat } from "./str.ts";
import { W_Str } from "./text.ts";

export function add(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const sum = intAddOvf(x.value, y.value);
    if (!overflowed()) return newInt(sum);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value + y.value);
  return addOthers(x, y);
}
/** @jit noinline */
function addOthers(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Float && y instanceof W_Int) return newFloat(x.value + intToFloat(y.value));
  if (x instanceof W_Int && y instanceof W_Float) return newFloat(intToFloat(x.value) + y.value);
  return x instanceof W_Str && y instanceof W_Str ? concat(x, y) : binary(ADD, x, y);
}
export function subtract(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const difference = intSubOvf(x.value, y.value);
    if (!overflowed()) return newInt(difference);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value - y.value);
  return subtractOthers(x, y);
}
/** @jit noinline */
function subtractOthers(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Float && y instanceof W_Int) return newFloat(x.value - intToFloat(y.value));
  if (x instanceof W_Int && y instanceof W_Float) return newFloat(intToFloat(x.value) - y.value);
  return binary(SUB, x, y);
}
export function multiply(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const product = intMulOvf(x.value, y.value);
    if (!overflowed()) return newInt(product);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value * y.value);
  return multiplyOthers(x, y);
}
/** @jit noinline */
function multiplyOthers(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Float && y instanceof W_Int) return newFloat(x.value * intToFloat(y.value));
  if (x instanceof W_Int && y instanceof W_Float) return newFloat(intToFloat(x.value) * y.value);
  return binary(MUL, x, y);
}
export function trueDivide(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Float && y instanceof W_Float && y.value !== 0.0) return newFloat(x.value / y.value);
  return divideOthers(x, y);
}
/** @jit noinline */
function divideOthers(x: W_Object, y: W_Object): W_Object {
  if (y instanceof W_Int && y.value !== 0) {
    if (x instanceof W_Float) return newFloat(x.value / intToFloat(y.value));
    if (x instanceof W_Int && fitsFloat(x.value) && fitsFloat(y.value))
      return newFloat(intToFloat(x.value) / intToFloat(y.value));
  } else if (x instanceof W_Int && y instanceof W_Float && y.value !== 0.0)
    return newFloat(intToFloat(x.value) / y.value);
  return binary(TRUEDIV, x, y);
}
export function floorDivide(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int && y.value > 0) return newInt(intFloorDiv(x.value, y.value));
  return binary(FLOORDIV, x, y);
}
export function modulo(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int && y.value > 0) return newInt(intFloorMod(x.value, y.value));
  return binary(MOD, x, y);
}
export function inplaceAdd(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const sum = intAddOvf(x.value, y.value);
    if (!overflowed()) return newInt(sum);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value + y.value);
  return inplaceAddOthers(x, y);
}
/** @jit noinline */
function inplaceAddOthers(x: W_Object, y: W_Object): W_Object {
  if (isIntAndFloat(x, y)) return addOthers(x, y);
  return x instanceof W_Str && y instanceof W_Str ? concat(x, y) : inplace(ADD, x, y);
}
/** In either order. */
function isIntAndFloat(x: W_Object, y: W_Object): boolean {
  return x instanceof W_Int ? y instanceof W_Float : x instanceof W_Float && y instanceof W_Int;
}
export function inplaceSubtract(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const difference = intSubOvf(x.value, y.value);
    if (!overflowed()) return newInt(difference);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value - y.value);
  return isIntAndFloat(x, y) ? subtractOthers(x, y) : inplace(SUB, x, y);
}
export function inplaceMultiply(x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) {
    const product = intMulOvf(x.value, y.value);
    if (!overflowed()) return newInt(product);
  } else if (x instanceof W_Float && y instanceof W_Float) return newFloat(x.value * y.value);
  return isIntAndFloat(x, y) ? multiplyOthers(x, y) : inplace(MUL, x, y);
}

// --- comparisons as conditions of jumps
/** @jit noinline */
function holdsOthers(op: int, x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Float && y instanceof W_Int && fitsFloat(y.value))
    return floatCompare(op, x.value, intToFloat(y.value));
  if (x instanceof W_Int && y instanceof W_Float && fitsFloat(x.value))
    return floatCompare(op, intToFloat(x.value), y.value);
  return compareHolds(op, x, y);
}
export function lessThan(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value < y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value < y.value;
  return holdsOthers(LT, x, y);
}
export function lessOrEqual(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value <= y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value <= y.value;
  return holdsOthers(LE, x, y);
}
export function equal(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value === y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value === y.value;
  return equalOthers(x, y);
}
/** @jit noinline */
function equalOthers(x: W_Object, y: W_Object): boolean {
  return x instanceof W_Str && y instanceof W_Str ? x.equals(y) : holdsOthers(EQ, x, y);
}
export function notEqual(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value !== y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value !== y.value;
  return notEqualOthers(x, y);
}
/** @jit noinline */
function notEqualOthers(x: W_Object, y: W_Object): boolean {
  return x instanceof W_Str && y instanceof W_Str ? !x.equals(y) : holdsOthers(NE, x, y);
}
export function greaterThan(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value > y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value > y.value;
  return holdsOthers(GT, x, y);
}
export function greaterOrEqual(x: W_Object, y: W_Object): boolean {
  if (x instanceof W_Int && y instanceof W_Int) return x.value >= y.value;
  if (x instanceof W_Float && y instanceof W_Float) return x.value >= y.value;
  return holdsOthers(GE, x, y);
}

/** The result of a comparison as an object. Ints and floats give a bool. */
export function compareValue(op: int, x: W_Object, y: W_Object): W_Object {
  if (x instanceof W_Int && y instanceof W_Int) return newBool(intCompare(op, x.value, y.value));
  if (x instanceof W_Float && y instanceof W_Float) return newBool(floatCompare(op, x.value, y.value));
  return compare(op, x, y);
}
