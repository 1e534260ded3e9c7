// Constant folding: the value of an expression that is made of literals, where CPython folds it too. The folded results
// are visible in `co_consts` and through `is`; what could raise or grow large is left to run time.

import type { Value } from "../bytecode/code.ts";
import { joinTexts } from "../bytecode/surrogates.ts";
import type * as ast from "./ast.ts";
import { optimization } from "./optimization.ts";

/** The value of a constant expression; null when it is none, or one that is not folded. */
export function fold(node: ast.Expr): Value | null {
  switch (node.kind) {
    case "Constant":
      return node.value;
    case "UnaryOp": {
      const operand = fold(node.operand);
      return operand === null ? null : foldUnary(node.op, operand);
    }
    case "BinOp": {
      const left = fold(node.left);
      if (left === null) {
        return null;
      }
      const right = fold(node.right);
      return right === null ? null : foldBinary(node.op, left, right);
    }
    case "Tuple":
      return node.ctx === "Load" ? foldTuple(node.elts) : null;
    case "Name":
      return node.id === "__debug__" ? { type: "bool", value: optimization.level === 0 } : null;
    default:
      return null;
  }
}

/** A tuple of constants, or null when an item is not constant. */
export function foldTuple(elts: readonly ast.Expr[]): Value | null {
  const items: Value[] = [];
  for (const elt of elts) {
    const item = fold(elt);
    if (item === null) {
      return null;
    }
    items.push(item);
  }
  return { type: "tuple", items };
}

/** bool() of a constant. */
export function truth(value: Value): boolean {
  switch (value.type) {
    case "NoneType":
      return false;
    case "bool":
      return value.value;
    case "int":
      return value.value !== 0n;
    case "float":
      return value.value !== 0;
    case "complex":
      return value.real !== 0 || value.imag !== 0;
    case "str":
    case "bytes":
      return value.value.length > 0;
    case "tuple":
    case "frozenset":
      return value.items.length > 0;
    default:
      return true;
  }
}

function foldUnary(op: ast.UnaryOperator, operand: Value): Value | null {
  if (op === "Not") {
    return { type: "bool", value: !truth(operand) };
  }
  switch (operand.type) {
    case "int":
    case "bool": {
      const value = BigInt(operand.value);
      // ~True warns at run time.
      if (op === "Invert") {
        return operand.type === "bool" ? null : { type: "int", value: ~value };
      }
      return { type: "int", value: op === "USub" ? -value : value };
    }
    case "float":
      return op === "Invert" ? null : { type: "float", value: op === "USub" ? -operand.value : operand.value };
    case "complex": {
      if (op === "Invert") {
        return null;
      }
      return op === "UAdd" ? operand : { type: "complex", real: -operand.real, imag: -operand.imag };
    }
    default:
      return null;
  }
}

function foldBinary(op: ast.Operator, left: Value, right: Value): Value | null {
  if (isInteger(left) && isInteger(right)) {
    if (left.type === "bool" && right.type === "bool" && op.startsWith("Bit")) {
      return null;
    }
    return integerOperators[op](BigInt(left.value), BigInt(right.value));
  }
  if (isReal(left) && isReal(right)) {
    const value = floatOperators[op]?.(Number(left.value), Number(right.value));
    return value === undefined || value === null ? null : { type: "float", value };
  }
  if ((op === "Add" || op === "Sub") && right.type === "complex" && isReal(left)) {
    // The real part of an imaginary literal is 0, but -0.0 - 0.0 and -0.0 + 0.0 differ: compute as Python does.
    return op === "Add"
      ? { type: "complex", real: Number(left.value) + right.real, imag: right.imag }
      : { type: "complex", real: Number(left.value) - right.real, imag: -right.imag };
  }
  if (op === "Add") {
    return concatenate(left, right);
  }
  if (op === "Mult") {
    return isInteger(right) ? repeat(left, right) : isInteger(left) ? repeat(right, left) : null;
  }
  return null;
}

type Integer = Extract<Value, { type: "int" | "bool" }>;
type Real = Extract<Value, { type: "int" | "bool" | "float" }>;

function isInteger(value: Value): value is Integer {
  return value.type === "int" || value.type === "bool";
}

function isReal(value: Value): value is Real {
  return isInteger(value) || value.type === "float";
}

const int = (value: bigint): Value => ({ type: "int", value });

/** Results of `**`, `<<` and `*` are folded up to this size. */
const maxFoldedBits = 128;
/** Strings, bytes and tuples that `*` repeats are folded up to this size. */
const maxFoldedText = 4096;
const maxFoldedItems = 256;

function bits(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length;
}

function floorDiv(x: bigint, y: bigint): bigint {
  const quotient = x / y;
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

const integerOperators: Record<ast.Operator, (x: bigint, y: bigint) => Value | null> = {
  Add: (x, y) => int(x + y),
  Sub: (x, y) => int(x - y),
  Mult: (x, y) => (bits(x) + bits(y) > maxFoldedBits ? null : int(x * y)),
  MatMult: () => null,
  Div: (x, y) => (y === 0n || bits(x) > 53 || bits(y) > 53 ? null : { type: "float", value: Number(x) / Number(y) }),
  FloorDiv: (x, y) => (y === 0n ? null : int(floorDiv(x, y))),
  Mod: (x, y) => (y === 0n ? null : int(x - y * floorDiv(x, y))),
  Pow: (x, y) => (y < 0n || (y > 0n && bits(x) * Number(y) > maxFoldedBits) ? null : int(x ** y)),
  LShift: (x, y) => (y < 0n || y > maxFoldedBits || bits(x) + Number(y) > maxFoldedBits ? null : int(x << y)),
  RShift: (x, y) => (y < 0n || y > 1_000_000n ? null : int(x >> y)),
  BitOr: (x, y) => int(x | y),
  BitXor: (x, y) => int(x ^ y),
  BitAnd: (x, y) => int(x & y),
};

/** `//`, `%` and `**` of floats are left to run time, which knows their corner cases. */
const floatOperators: Partial<Record<ast.Operator, (x: number, y: number) => number | null>> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mult: (x, y) => x * y,
  Div: (x, y) => (y === 0 ? null : x / y),
};

function concatenate(left: Value, right: Value): Value | null {
  if (left.type === "str" && right.type === "str") {
    return { type: "str", value: joinTexts(left.value, right.value) };
  }
  if (left.type === "bytes" && right.type === "bytes") {
    return { type: "bytes", value: Uint8Array.of(...left.value, ...right.value) };
  }
  if (left.type === "tuple" && right.type === "tuple") {
    return { type: "tuple", items: [...left.items, ...right.items] };
  }
  return null;
}

/** Not for a text that ends with a high surrogate and begins with a low one. */
function isJoinedPlainly(text: string): boolean {
  return joinTexts(text, text).length === 2 * text.length;
}
function repeat(value: Value, by: Integer): Value | null {
  const times = Math.max(0, Number(by.value));
  if (value.type === "str" && value.value.length * times <= maxFoldedText && isJoinedPlainly(value.value)) {
    return { type: "str", value: value.value.repeat(times) };
  }
  if (value.type === "bytes" && value.value.length * times <= maxFoldedText) {
    const bytes = new Uint8Array(value.value.length * times);
    for (let i = 0; i < times; i++) {
      bytes.set(value.value, i * value.value.length);
    }
    return { type: "bytes", value: bytes };
  }
  if (value.type === "tuple" && value.items.length * times <= maxFoldedItems) {
    const items: Value[] = [];
    for (let i = 0; i < times; i++) {
      items.push(...value.items);
    }
    return { type: "tuple", items };
  }
  return null;
}
