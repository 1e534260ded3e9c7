// Comparisons, `and` and `or`: as values, and as conditions that jump without making a bool.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { constantOperand, deliver, expr, loadConst, namedForTest, target } from "./compile_expressions.ts";
import { fold, foldTuple, truth } from "./fold.ts";
import type { Unit } from "./unit.ts";

export function boolean(u: Unit, node: ast.BoolOp, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const built = target(u, dst);
  const end = new Label();
  const decides = node.op === "And" ? OP.JUMP_IF_FALSE : OP.JUMP_IF_TRUE;
  for (const [i, operand] of node.values.entries()) {
    const inner = b.top;
    const value = fold(operand);
    const last = i === node.values.length - 1;
    if (value !== null && !last) {
      if (truth(value) === (node.op === "Or")) {
        // Whatever follows is never evaluated.
        loadConst(u, operand, built, value);
        b.jump(node, OP.JUMP, end);
      }
      continue;
    }
    expr(u, operand, built);
    b.top = inner;
    if (!last) {
      b.jump(node, decides, end, built);
    }
  }
  b.place(end);
  return deliver(u, node, built, dst, mark);
}

const comparisonIndex: Partial<Record<ast.CompareOperator, number>> = { Lt: 0, LtE: 1, Eq: 2, NotEq: 3, Gt: 4, GtE: 5 };
const identityOpcodes: Partial<Record<ast.CompareOperator, number>> = {
  Is: OP.IS,
  IsNot: OP.IS_NOT,
  In: OP.IN,
  NotIn: OP.NOT_IN,
};
/** Jumps taken when the comparison is true, and when it is false. */
const identityJumps: Partial<Record<ast.CompareOperator, readonly [number, number]>> = {
  Is: [OP.JUMP_IF_IS, OP.JUMP_IF_NOT_IS],
  IsNot: [OP.JUMP_IF_NOT_IS, OP.JUMP_IF_IS],
  In: [OP.JUMP_IF_IN, OP.JUMP_IF_NOT_IN],
  NotIn: [OP.JUMP_IF_NOT_IN, OP.JUMP_IF_IN],
};

/** The right operand of a comparison. Displays of constants after `in` become constants, as nothing else can see them. */
function comparand(u: Unit, op: ast.CompareOperator, node: ast.Expr): number {
  if (op === "In" || op === "NotIn") {
    const value = constantDisplay(node);
    if (value !== null) {
      return loadConst(u, node, -1, value);
    }
  }
  return expr(u, node);
}

/** A list display as a tuple, a set display as a frozenset, when all items are constants. */
export function constantDisplay(node: ast.Expr): Value | null {
  if (node.kind !== "List" && node.kind !== "Set") {
    return null;
  }
  const items = foldTuple(node.elts);
  if (items?.type !== "tuple") {
    return null;
  }
  return node.kind === "List" ? items : { type: "frozenset", items: items.items };
}

/** Emits one comparison of a register with an expression. */
function compareOnce(u: Unit, at: Position, op: ast.CompareOperator, dst: number, left: number, right: ast.Expr): void {
  const { b } = u;
  const mark = b.top;
  const index = comparisonIndex[op];
  if (index !== undefined) {
    const k = constantOperand(u, right);
    const operand = k >= 0 ? k : expr(u, right);
    b.emit(at, (k >= 0 ? OP.LT_K : OP.LT) + index, dst, left, operand);
  } else {
    b.emit(at, identityOpcodes[op]!, dst, left, comparand(u, op, right));
  }
  b.top = mark;
}

export function compare(u: Unit, node: ast.Compare, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const { ops, comparators } = node;
  if (ops.length === 1) {
    const left = expr(u, node.left);
    // The result may take the left side's temporary, but only once the right side is there.
    const result = dst < 0 ? mark : dst;
    b.top = Math.max(b.top, mark + 1);
    compareOnce(u, node, ops[0]!, result, left, comparators[0]!);
    b.top = mark;
    return dst < 0 ? b.temp() : dst;
  }
  const built = target(u, dst);
  const end = new Label();
  const inner = b.top;
  let left = expr(u, node.left);
  for (const [i, op] of ops.entries()) {
    const comparator = comparators[i]!;
    if (i === ops.length - 1) {
      compareOnce(u, node, op, built, left, comparator);
    } else {
      const right = comparand(u, op, comparator);
      const index = comparisonIndex[op];
      b.emit(node, index !== undefined ? OP.LT + index : identityOpcodes[op]!, built, left, right);
      b.jump(node, OP.JUMP_IF_FALSE, end, built);
      left = right;
    }
  }
  b.place(end);
  b.top = inner;
  return deliver(u, node, built, dst, mark);
}

function isNone(node: ast.Expr): boolean {
  return node.kind === "Constant" && node.value.type === "NoneType";
}

/** Jumps if a comparison of a register is (or, for sense false, is not) true. */
function jumpIfCompared(
  u: Unit,
  at: Position,
  op: ast.CompareOperator,
  sense: boolean,
  label: Label,
  left: number,
  right: ast.Expr,
): void {
  const { b } = u;
  const mark = b.top;
  const index = comparisonIndex[op];
  if (index !== undefined) {
    const k = constantOperand(u, right);
    const operand = k >= 0 ? k : expr(u, right);
    const family = k >= 0 ? (sense ? OP.JUMP_IF_LT_K : OP.JUMP_IF_NOT_LT_K) : sense ? OP.JUMP_IF_LT : OP.JUMP_IF_NOT_LT;
    b.top = mark;
    b.jump(at, family + index, label, left, operand);
    return;
  }
  if ((op === "Is" || op === "IsNot") && isNone(right)) {
    b.jump(at, (op === "Is") === sense ? OP.JUMP_IF_NONE : OP.JUMP_IF_NOT_NONE, label, left);
    return;
  }
  const operand = comparand(u, op, right);
  b.top = mark;
  b.jump(at, identityJumps[op]![sense ? 0 : 1], label, left, operand);
}

/** Jumps to the label if the expression's truth is `sense`; else goes on. */
export function jumpIf(u: Unit, node: ast.Expr, sense: boolean, label: Label): void {
  const { b } = u;
  const mark = b.top;
  const value = fold(node);
  if (value !== null) {
    if (truth(value) === sense) {
      b.jump(node, OP.JUMP, label);
    }
    return;
  }
  if (node.kind === "UnaryOp" && node.op === "Not") {
    jumpIf(u, node.operand, !sense, label);
    return;
  }
  if (node.kind === "BoolOp") {
    // The first operand that decides jumps: to the label when it decides for `sense`, else over the rest.
    const decides = node.op === "Or";
    const skip = new Label();
    for (const [i, operand] of node.values.entries()) {
      if (i === node.values.length - 1 || decides === sense) {
        jumpIf(u, operand, i === node.values.length - 1 ? sense : decides, label);
      } else {
        jumpIf(u, operand, decides, skip);
      }
    }
    b.place(skip);
    return;
  }
  if (node.kind === "Compare") {
    const { ops, comparators } = node;
    const skip = new Label();
    let left = expr(u, node.left);
    for (const [i, op] of ops.entries()) {
      const comparator = comparators[i]!;
      if (i === ops.length - 1) {
        jumpIfCompared(u, node, op, sense, label, left, comparator);
      } else {
        const right = comparand(u, op, comparator);
        const index = comparisonIndex[op];
        const opcode = index !== undefined ? OP.JUMP_IF_NOT_LT + index : identityJumps[op]![1];
        b.jump(node, opcode, sense ? skip : label, left, right);
        left = right;
      }
    }
    b.place(skip);
    b.top = mark;
    return;
  }
  if (node.kind === "IfExp") {
    const [otherwise, end] = [new Label(), new Label()];
    jumpIf(u, node.test, false, otherwise);
    jumpIf(u, node.body, sense, label);
    b.jump(node, OP.JUMP, end);
    b.place(otherwise);
    jumpIf(u, node.orelse, sense, label);
    b.place(end);
    return;
  }
  const register = node.kind === "NamedExpr" ? namedForTest(u, node) : expr(u, node);
  b.top = mark;
  b.jump(node, sense ? OP.JUMP_IF_TRUE : OP.JUMP_IF_FALSE, label, register);
}
