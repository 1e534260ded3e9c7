// What decimal arithmetic can signal, as bits of an int, and the exceptions that stand for them. A *signal* can be trapped and has a flag in a
// context; a *condition* is a kind of invalid operation, which has no flag of its own, and is told in the exception's argument.

import { type int, intAnd, newArray } from "../rts/index.ts";
import { type OperationError, raiseWith, w_ArithmeticError, w_TypeError, w_ZeroDivisionError } from "./errors.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const CLAMPED = 1;
export const CONVERSION_SYNTAX = 2;
export const DIVISION_BY_ZERO = 4;
export const DIVISION_IMPOSSIBLE = 8;
export const DIVISION_UNDEFINED = 16;
export const INEXACT = 32;
export const INVALID_CONTEXT = 64;
export const INVALID = 128;
export const OVERFLOW = 256;
export const ROUNDED = 512;
export const SUBNORMAL = 1024;
export const UNDERFLOW = 2048;
export const FLOAT_OPERATION = 4096;
/** The signal InvalidOperation: all its conditions. */
export const ANY_INVALID = CONVERSION_SYNTAX + DIVISION_IMPOSSIBLE + DIVISION_UNDEFINED + INVALID_CONTEXT + INVALID;

function decimalException(name: string, bases: W_Type[]): W_Type {
  const type = builtinType(`decimal.${name}`, bases[0]!);
  if (bases.length > 1) {
    type.bases = newArray<W_Type>(bases.length);
    for (const [i, base] of bases.entries()) type.bases[i] = base;
    for (const base of bases.slice(1)) base.addSubclass(type);
    type.mro = resolutionOrder(type, bases);
  }
  return type;
}
/** A class and its bases' orders of resolution, merged. */
function resolutionOrder(type: W_Type, bases: W_Type[]): W_Type[] {
  const orders = [...bases.map((base) => [...base.mro]), [...bases]];
  const order = [type];
  for (;;) {
    const left = orders.filter((rest) => rest.length > 0);
    if (left.length === 0) break;
    const next = left.map((rest) => rest[0]!).find((head) => left.every((rest) => rest.indexOf(head) <= 0))!;
    order.push(next);
    for (const rest of orders) if (rest[0] === next) rest.shift();
  }
  const result = newArray<W_Type>(order.length);
  for (const [i, each] of order.entries()) result[i] = each;
  return result;
}
export const w_DecimalException = builtinType("decimal.DecimalException", w_ArithmeticError);
const w_Clamped = decimalException("Clamped", [w_DecimalException]);
const w_Rounded = decimalException("Rounded", [w_DecimalException]);
const w_Inexact = decimalException("Inexact", [w_DecimalException]);
const w_Subnormal = decimalException("Subnormal", [w_DecimalException]);
const w_InvalidOperation = decimalException("InvalidOperation", [w_DecimalException]);
const w_DivisionByZero = decimalException("DivisionByZero", [w_DecimalException, w_ZeroDivisionError]);
const w_Overflow = decimalException("Overflow", [w_Inexact, w_Rounded]);
const w_Underflow = decimalException("Underflow", [w_Inexact, w_Rounded, w_Subnormal]);
const w_FloatOperation = decimalException("FloatOperation", [w_DecimalException, w_TypeError]);
const w_DivisionImpossible = decimalException("DivisionImpossible", [w_InvalidOperation]);
const w_DivisionUndefined = decimalException("DivisionUndefined", [w_InvalidOperation, w_ZeroDivisionError]);
const w_ConversionSyntax = decimalException("ConversionSyntax", [w_InvalidOperation]);
const w_InvalidContext = decimalException("InvalidContext", [w_InvalidOperation]);

export class Signal {
  readonly name: W_Str;
  readonly type: W_Type;
  readonly bits: int;
  constructor(type: W_Type, bits: int) {
    this.name = type.name;
    this.type = type;
    this.bits = bits;
  }
}
function table(rows: readonly (readonly [W_Type, int])[]): Signal[] {
  const signals = newArray<Signal>(rows.length);
  for (const [i, [type, bits]] of rows.entries()) signals[i] = new Signal(type, bits);
  return signals;
}
/** In the order in which contexts list them. */
export const signals: Signal[] = table([
  [w_InvalidOperation, ANY_INVALID],
  [w_FloatOperation, FLOAT_OPERATION],
  [w_DivisionByZero, DIVISION_BY_ZERO],
  [w_Overflow, OVERFLOW],
  [w_Underflow, UNDERFLOW],
  [w_Subnormal, SUBNORMAL],
  [w_Inexact, INEXACT],
  [w_Rounded, ROUNDED],
  [w_Clamped, CLAMPED],
]);
/** In the order in which a context's repr names them. */
export const signalsByName: Signal[] = newArray<Signal>(signals.length);
for (const [i, at] of [8, 0, 2, 6, 1, 3, 7, 5, 4].entries()) signalsByName[i] = signals[at]!;
export const conditions: Signal[] = table([
  [w_InvalidOperation, INVALID],
  [w_DivisionImpossible, DIVISION_IMPOSSIBLE],
  [w_DivisionUndefined, DIVISION_UNDEFINED],
  [w_ConversionSyntax, CONVERSION_SYNTAX],
  [w_InvalidContext, INVALID_CONTEXT],
]);
/** The exception for what was signalled and is trapped: of the first signal, with the list of them all. */
export function signalError(status: int): OperationError {
  const list = new W_List();
  let type: W_Type | null = null;
  for (const signal of signals) if (type === null && intAnd(signal.bits, status) !== 0) type = signal.type;
  for (const condition of conditions) if (intAnd(condition.bits, status) !== 0) list.append(condition.type);
  for (const signal of signals)
    if (signal.bits !== ANY_INVALID && intAnd(signal.bits, status) !== 0) list.append(signal.type);
  return raiseWith(type!, list);
}
/** The bits of a signal's exception type; 0 when it is none. */
export function bitsOfSignal(type: W_Object): int {
  for (const signal of signals) if (signal.type === type) return signal.bits;
  return 0;
}
