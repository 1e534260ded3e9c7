// Expressions to bytecode.
//
// `expr(u, node, dst)` computes a value and returns its register. With dst >= 0 that is dst. With dst = -1 it is a local's
// own register, or the first temporary that was free; the caller gives temporaries back by resetting `u.b.top`.
// A dst that is a local variable is written by the last instruction only, since the expression may still read it or raise;
// `target` and `deliver` bracket expressions that build their value in steps.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { call } from "./compile_calls.ts";
import { comprehension, generatorExpression } from "./compile_comprehensions.ts";
import { boolean, compare, jumpIf } from "./compile_conditions.ts";
import { dict, formatted, interpolation, joined, list, set, template, tuple } from "./compile_displays.ts";
import { lambda } from "./compile_functions.ts";
import { attribute, slice, subscript } from "./compile_items.ts";
import { assigned, loadName, registerOf, storeName } from "./compile_names.ts";
import { fold } from "./fold.ts";
import { optimization } from "./optimization.ts";
import type { Unit } from "./unit.ts";

export const NONE: Value = { type: "NoneType" };

export function loadConst(u: Unit, at: Position, dst: number, value: Value): number {
  dst = dst < 0 ? u.b.temp() : dst;
  const index = u.b.constant(value);
  u.b.emit(at, OP.LOAD_CONST, dst, index & 0xffff, index >>> 16);
  return dst;
}

/** A temporary to build a value in: dst itself if it is one. */
export function target(u: Unit, dst: number): number {
  return dst >= u.firstTemporary ? dst : u.b.temp();
}

/** Ends what `target` began: gives back the temporaries from `mark` on, and brings the value to dst. */
export function deliver(u: Unit, at: Position, built: number, dst: number, mark: number): number {
  if (dst < 0) {
    u.b.top = Math.max(mark, built + 1);
    return built;
  }
  u.b.top = mark;
  u.b.move(at, dst, built);
  return dst;
}

/** Evaluates into the next temporary. */
export function push(u: Unit, node: ast.Expr): number {
  const dst = u.b.temp();
  return expr(u, node, dst);
}

export function expr(u: Unit, node: ast.Expr, dst = -1): number {
  switch (node.kind) {
    case "Constant":
      return loadConst(u, node, dst, node.value);
    case "Name":
      if (node.id === "__debug__") {
        return loadConst(u, node, dst, { type: "bool", value: optimization.level === 0 });
      }
      return loadName(u, node.id, node, dst);
    case "BinOp":
      return binary(u, node, dst);
    case "UnaryOp":
      return unary(u, node, dst);
    case "BoolOp":
      return boolean(u, node, dst);
    case "Compare":
      return compare(u, node, dst);
    case "Call":
      return call(u, node, dst);
    case "Attribute":
      return attribute(u, node, dst);
    case "Subscript":
      return subscript(u, node, dst);
    case "IfExp":
      return conditional(u, node, dst);
    case "Tuple":
      return tuple(u, node, dst);
    case "List":
      return list(u, node, dst);
    case "Set":
      return set(u, node, dst);
    case "Dict":
      return dict(u, node, dst);
    case "JoinedStr":
      return joined(u, node, dst);
    case "FormattedValue":
      return formatted(u, node, dst);
    case "NamedExpr":
      return named(u, node, dst);
    case "Lambda":
      return lambda(u, node, dst);
    case "ListComp":
    case "SetComp":
    case "DictComp":
      return comprehension(u, node, dst);
    case "GeneratorExp":
      return generatorExpression(u, node, dst);
    case "Yield":
      return yieldValue(u, node, dst);
    case "YieldFrom":
      return yieldFrom(u, node, dst);
    case "Await":
      return awaitValue(u, node, dst);
    case "Starred":
      throw u.error(
        node.ctx === "Store"
          ? "starred assignment target must be in a list or tuple"
          : "can't use starred expression here",
        node,
      );
    case "Slice":
      return slice(u, node, dst);
    case "TemplateStr":
      return template(u, node, dst);
    case "Interpolation":
      return interpolation(u, node, dst);
  }
}

// ---------------------------------------------------------------------------------------------------------- operators

/** Offsets within the binary families. */
export const operatorIndex: Record<ast.Operator, number> = {
  Add: 0,
  Sub: 1,
  Mult: 2,
  MatMult: 3,
  Div: 4,
  FloorDiv: 5,
  Mod: 6,
  Pow: 7,
  LShift: 8,
  RShift: 9,
  BitAnd: 10,
  BitOr: 11,
  BitXor: 12,
};

/** Index of a constant that fits an operand, or -1: then it has to be loaded. */
export function constantOperand(u: Unit, node: ast.Expr): number {
  const value = fold(node);
  if (value === null) {
    return -1;
  }
  const index = u.b.constant(value);
  return index <= 0xffff ? index : -1;
}

/** Left-associative chains are long at times (`a + b + c ...`), so they are walked without recursion. */
function binary(u: Unit, node: ast.BinOp, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const chain: ast.BinOp[] = [];
  let leftmost: ast.Expr = node;
  let left = -1;
  while (leftmost.kind === "BinOp") {
    const value = fold(leftmost);
    if (value !== null) {
      left = loadConst(u, leftmost, leftmost === node ? dst : -1, value);
      break;
    }
    chain.push(leftmost);
    leftmost = leftmost.left;
  }
  if (left < 0) {
    left = expr(u, leftmost);
  }
  for (let operation = chain.pop(); operation !== undefined; operation = chain.pop()) {
    const k = constantOperand(u, operation.right);
    const right = k >= 0 ? k : expr(u, operation.right);
    b.top = mark;
    const result = chain.length === 0 && dst >= 0 ? dst : b.temp();
    b.emit(operation, (k >= 0 ? OP.ADD_K : OP.ADD) + operatorIndex[operation.op], result, left, right);
    left = result;
  }
  return left;
}

const unaryOpcodes = { USub: OP.NEGATIVE, UAdd: OP.POSITIVE, Invert: OP.INVERT, Not: OP.NOT } as const;

function unary(u: Unit, node: ast.UnaryOp, dst: number): number {
  const { b } = u;
  const value = fold(node);
  if (value !== null) {
    return loadConst(u, node, dst, value);
  }
  const mark = b.top;
  // `not (x in y)` and `not (x is y)` have opcodes of their own.
  if (node.op === "Not" && node.operand.kind === "Compare" && node.operand.ops.length === 1) {
    const opposite = identityOpposites[node.operand.ops[0]!];
    if (opposite !== undefined) {
      return compare(u, { ...node.operand, ops: [opposite] }, dst);
    }
  }
  const operand = expr(u, node.operand);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, unaryOpcodes[node.op], dst, operand);
  return dst;
}

const identityOpposites: Partial<Record<ast.CompareOperator, ast.CompareOperator>> = {
  Is: "IsNot",
  IsNot: "Is",
  In: "NotIn",
  NotIn: "In",
};

function conditional(u: Unit, node: ast.IfExp, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const [otherwise, end] = [new Label(), new Label()];
  dst = dst < 0 ? b.temp() : dst;
  jumpIf(u, node.test, false, otherwise);
  const inner = b.top;
  expr(u, node.body, dst);
  b.top = inner;
  b.jump(node, OP.JUMP, end);
  b.place(otherwise);
  expr(u, node.orelse, dst);
  b.place(end);
  b.top = Math.max(mark, inner);
  return dst;
}

// -------------------------------------------------------------------------------------------- assignments and suspension

function named(u: Unit, node: ast.NamedExpr, dst: number): number {
  const { id } = node.target as ast.Name;
  const register = registerOf(u, id);
  if (register >= 0) {
    expr(u, node.value, register);
    assigned(u, id);
    return loadName(u, id, node, dst);
  }
  const value = expr(u, node.value, dst);
  storeName(u, id, node, value);
  return value;
}

/** The same where the value is used at once, so that a local's own register will do. */
export function namedForTest(u: Unit, node: ast.NamedExpr): number {
  const { id } = node.target as ast.Name;
  const register = registerOf(u, id);
  if (register < 0) {
    return named(u, node, -1);
  }
  expr(u, node.value, register);
  assigned(u, id);
  return register;
}

function yieldValue(u: Unit, node: ast.Yield, dst: number): number {
  const { b } = u;
  requireFunction(u, node, "yield");
  const mark = b.top;
  let value = node.value === null ? loadConst(u, node, -1, NONE) : expr(u, node.value);
  if (u.frame.isCoroutine) {
    b.top = mark;
    const wrapped = b.temp();
    b.emit(node, OP.INTRINSIC_1, wrapped, value, 1);
    value = wrapped;
  }
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.YIELD, dst, value);
  return dst;
}

function yieldFrom(u: Unit, node: ast.YieldFrom, dst: number): number {
  const { b } = u;
  requireFunction(u, node, "yield from");
  if (u.frame.isCoroutine) {
    throw u.error("'yield from' inside async function", node);
  }
  const mark = b.top;
  const built = target(u, dst);
  const inner = b.top;
  const iterable = expr(u, node.value);
  b.top = inner;
  const iterator = b.temp();
  b.emit(node, OP.GET_YIELD_FROM_ITER, iterator, iterable);
  delegate(u, node, built, iterator);
  return deliver(u, node, built, dst, mark);
}

/** Runs an iterator to its end from within this generator; its result goes to the register. */
function delegate(u: Unit, at: Position, result: number, iterator: number): void {
  loadConst(u, at, result, NONE);
  u.b.emit(at, OP.YIELD_FROM, result, iterator);
}

function awaitValue(u: Unit, node: ast.Await, dst: number): number {
  const { b } = u;
  const { frame } = u;
  if (!frame.isCoroutine) {
    throw u.error(frame.isFunctionLike ? "'await' outside async function" : "'await' outside function", node);
  }
  const mark = b.top;
  const built = target(u, dst);
  const inner = b.top;
  const value = expr(u, node.value);
  b.top = inner;
  awaitRegister(u, node, built, value, 0);
  return deliver(u, node, built, dst, mark);
}

/** Awaits what is in a register; `how` is GET_AWAITABLE's c. The result may be the same register. */
export function awaitRegister(u: Unit, at: Position, result: number, value: number, how: number): void {
  const iterator = u.b.temp();
  u.b.emit(at, OP.GET_AWAITABLE, iterator, value, how);
  delegate(u, at, result, iterator);
  u.b.top = iterator;
}

function requireFunction(u: Unit, at: Position, what: string): void {
  if (!u.frame.isFunctionLike) {
    throw u.error(`'${what}' outside function`, at);
  }
}
