// Python's operators on decimals: which operands take part, and comparison with the other kinds of numbers. Ints are exact decimals; floats and fractions are
// compared by their exact values, but not calculated with. Results are rounded by the current context.

import { type int, intOr } from "../rts/index.ts";
import { W_Complex } from "./complex.ts";
import {
  absolute,
  add,
  compareNumbers,
  divide,
  divideBoth,
  divideInteger,
  minus,
  multiply,
  plus,
  remainder,
  subtract,
} from "./decimalarith.ts";
import { getContext, settle, signalIn, type W_DecimalContext } from "./decimalcontext.ts";
import { SIGNALING_NAN, W_Decimal } from "./decimalnumber.ts";
import { power, powerModulo } from "./decimalpower.ts";
import { exactRules } from "./decimalrules.ts";
import { FLOAT_OPERATION, INVALID } from "./decimalsignals.ts";
import { decimalOfFloat, decimalOfInt } from "./decimaltext.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { isInstance } from "./instancecheck.ts";
import { newBool } from "./int.ts";
import { orderHolds } from "./long.ts";
import { ABS, ADD, DIVMOD, EQ, FLOORDIV, MOD, MUL, NE, NEG, POS, POW, SUB, TRUEDIV, type W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern } from "./text.ts";
import { newTuple2 } from "./tuple.ts";

/** A decimal or an int, exactly; null for anything else. */
export function operand(object: W_Object): W_Decimal | null {
  const data = object.unwrap();
  return data instanceof W_Decimal ? data : decimalOfInt(data);
}
/** The same for an argument of a method. Raises TypeError. */
export function decimalArgument(object: W_Object): W_Decimal {
  const value = operand(object);
  if (value === null) throw raise1(w_TypeError, "conversion from %T to Decimal is not supported", object);
  return value;
}

export function decimalBinary(op: int, a: W_Decimal, other: W_Object): W_Object | null {
  const b = operand(other);
  return b === null ? null : calculate(op, a, b);
}
export function decimalReflected(op: int, b: W_Decimal, other: W_Object): W_Object | null {
  const a = operand(other);
  return a === null ? null : calculate(op, a, b);
}
/** a op b in the current context; null for operators that decimals do not have. @jit opaque */
function calculate(op: int, a: W_Decimal, b: W_Decimal): W_Object | null {
  const context = getContext();
  const rules = context.rules;
  let result: W_Object;
  switch (op) {
    case ADD:
      result = add(rules, a, b);
      break;
    case SUB:
      result = subtract(rules, a, b);
      break;
    case MUL:
      result = multiply(rules, a, b);
      break;
    case TRUEDIV:
      result = divide(rules, a, b);
      break;
    case FLOORDIV:
      result = divideInteger(rules, a, b);
      break;
    case MOD:
      result = remainder(rules, a, b);
      break;
    case DIVMOD: {
      const both = divideBoth(rules, a, b);
      result = newTuple2(both.quotient, both.remainder);
      break;
    }
    case POW:
      result = power(rules, a, b);
      break;
    default:
      return null;
  }
  settle(context);
  return result;
}
/** pow(a, b, modulo), or a ** b where the modulus is null or None; null when an operand is of another type. @jit opaque */
export function decimalPower(a: W_Object, b: W_Object, modulo: W_Object | null): W_Object | null {
  const x = operand(a);
  const y = operand(b);
  if (x === null || y === null) return null;
  if (modulo === null || modulo === w_None) return calculate(POW, x, y);
  const z = operand(modulo);
  if (z === null) return null;
  const context = getContext();
  const result = powerModulo(context.rules, x, y, z);
  settle(context);
  return result;
}
/** @jit opaque */
export function decimalUnary(op: int, a: W_Decimal): W_Object | null {
  const context = getContext();
  let result: W_Decimal;
  switch (op) {
    case NEG:
      result = minus(context.rules, a);
      break;
    case POS:
      result = plus(context.rules, a);
      break;
    case ABS:
      result = absolute(context.rules, a);
      break;
    default:
      return null;
  }
  settle(context);
  return result;
}

// --- comparison
/** What importing the module finds: the class numbers.Rational. */
class Numbers {
  rational: W_Object | null = null;
}
export const numbers = new Numbers();
const n_numerator = intern("numerator");
const n_denominator = intern("denominator");

export function decimalCompare(op: int, a: W_Decimal, other: W_Object): W_Object | null {
  const b = operand(other);
  return b === null ? compareWithOther(op, a, other) : compared(op, a, b);
}
/** @jit opaque */
function compared(op: int, a: W_Decimal, b: W_Decimal): W_Object {
  if (!a.isNaN() && !b.isNaN()) return newBool(orderHolds(op, compareNumbers(a, b)));
  const equality = op === EQ || op === NE;
  if (!equality || a.kind === SIGNALING_NAN || b.kind === SIGNALING_NAN) signalIn(getContext(), INVALID);
  return newBool(op === NE);
}
/** @jit opaque */
function compareWithOther(op: int, a: W_Decimal, other: W_Object): W_Object | null {
  const data = other.unwrap();
  const equality = op === EQ || op === NE;
  if (data instanceof W_Float) return compared(op, a, comparedFloat(getContext(), data, equality));
  if (data instanceof W_Complex)
    return equality && data.im === 0.0
      ? compared(op, a, comparedFloat(getContext(), new W_Float(data.re), true))
      : null;
  if (numbers.rational === null || !isInstance(other, numbers.rational)) return null;
  // a ? n/d is a * d ? n
  const numerator = decimalArgument(getAttr(other, n_numerator));
  const denominator = decimalArgument(getAttr(other, n_denominator));
  return compared(op, a.isFinite() ? multiply(exactRules(), a, denominator) : a, numerator);
}
/** The exact value of a float that is compared with. To test for equality is no mixing that would be trapped. */
function comparedFloat(context: W_DecimalContext, value: W_Float, equality: boolean): W_Decimal {
  if (equality) context.flags = intOr(context.flags, FLOAT_OPERATION);
  else signalIn(context, FLOAT_OPERATION);
  return decimalOfFloat(value.value);
}
