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
import { lambda } from "./compile_functions.ts";
import { assigned, loadName, registerOf, storeName } from "./compile_names.ts";
import { fold, foldTuple, truth } from "./fold.ts";
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
        return loadConst(u, node, dst, { type: "bool", value: true });
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
      throw new Error("an Interpolation outside of a template string");
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

function boolean(u: Unit, node: ast.BoolOp, dst: number): number {
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

// -------------------------------------------------------------------------------------------------------- comparisons

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

function compare(u: Unit, node: ast.Compare, dst: number): number {
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

// ------------------------------------------------------------------------------------------------ attributes and items

/**
 * Where the use of an attribute is said to be: `at`, but in an expression of several lines from the attribute's name on,
 * so that a chain of calls shows the line of the one that failed.
 */
export function fromName(node: ast.Attribute, at: Position): Position {
  const start = node.endColOffset - node.attr.length;
  if (at.lineno === node.endLineno || start < 0) {
    return at;
  }
  return { lineno: node.endLineno, colOffset: start, endLineno: at.endLineno, endColOffset: at.endColOffset };
}

export function attribute(u: Unit, node: ast.Attribute, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const base = superArguments(u, node);
  const name = u.mangle(node.attr);
  if (base >= 0) {
    b.top = mark;
    dst = dst < 0 ? b.temp() : dst;
    b.emit(fromName(node, node), OP.LOAD_SUPER_ATTR, dst, base, b.site(name));
    return dst;
  }
  const object = expr(u, node.value);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(fromName(node, node), OP.LOAD_ATTR, dst, object, b.site(name));
  return dst;
}

/** For `super().name` in a method: pushes super, class and self, and returns their first register; else -1. */
export function superArguments(u: Unit, node: ast.Attribute): number {
  const { b, frame } = u;
  const callee = node.value;
  if (
    callee.kind !== "Call" ||
    callee.func.kind !== "Name" ||
    callee.func.id !== "super" ||
    callee.args.length > 0 ||
    callee.keywords.length > 0 ||
    (frame.kind !== "function" && frame.kind !== "lambda") ||
    u.b.head.argcount === 0 ||
    !frame.frees.has("__class__") ||
    u.lookup("super").kind !== "global" ||
    u.shared.table.root.symbols.get("super")?.uses !== undefined
  ) {
    return -1;
  }
  const base = b.temps(3);
  b.emit(callee.func, OP.LOAD_GLOBAL, base, b.sharedSite("super"));
  b.emit(callee, OP.LOAD_CELL, base + 1, u.cellRegister("__class__"));
  loadName(u, frame.parameters[0]!, callee, base + 2);
  return base;
}

/** The bounds of a slice without a step, in two temporaries. */
export function sliceBounds(u: Unit, node: ast.Slice): number {
  const base = u.b.temps(2);
  for (const [i, bound] of [node.lower, node.upper].entries()) {
    if (bound === null) {
      loadConst(u, node, base + i, NONE);
    } else {
      expr(u, bound, base + i);
    }
  }
  return base;
}

/** A slice with constant bounds. */
function constantSlice(node: ast.Expr): Value | null {
  if (node.kind !== "Slice") {
    return null;
  }
  const parts = [node.lower, node.upper, node.step].map((part) => (part === null ? NONE : fold(part)));
  const [start, stop, step] = parts;
  return start && stop && step ? { type: "slice", start, stop, step } : null;
}

/** The index of a subscript as a constant that fits an operand, or -1. */
export function constantIndex(u: Unit, node: ast.Expr): number {
  const sliced = constantSlice(node);
  if (sliced === null) {
    return constantOperand(u, node);
  }
  const index = u.b.constant(sliced);
  return index <= 0xffff ? index : -1;
}

function subscript(u: Unit, node: ast.Subscript, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const object = expr(u, node.value);
  const k = constantIndex(u, node.slice);
  if (k >= 0) {
    b.top = mark;
    dst = dst < 0 ? b.temp() : dst;
    b.emit(node, OP.GET_ITEM_K, dst, object, k);
  } else if (node.slice.kind === "Slice" && node.slice.step === null) {
    const bounds = sliceBounds(u, node.slice);
    b.top = mark;
    dst = dst < 0 ? b.temp() : dst;
    b.emit(node, OP.GET_SLICE, dst, object, bounds);
  } else {
    const index = expr(u, node.slice);
    b.top = mark;
    dst = dst < 0 ? b.temp() : dst;
    b.emit(node, OP.GET_ITEM, dst, object, index);
  }
  return dst;
}

function slice(u: Unit, node: ast.Slice, dst: number): number {
  const { b } = u;
  const value = constantSlice(node);
  if (value !== null) {
    return loadConst(u, node, dst, value);
  }
  const mark = b.top;
  const base = sliceBounds(u, node);
  const step = b.temp();
  if (node.step === null) {
    loadConst(u, node, step, NONE);
  } else {
    expr(u, node.step, step);
  }
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.BUILD_SLICE, dst, base);
  return dst;
}

// ----------------------------------------------------------------------------------------------------------- displays

/** Longer displays are built item by item, to keep frames small. */
const longDisplay = 30;

/** The expressions in consecutive temporaries; returns the first. */
export function pushAll(u: Unit, nodes: readonly ast.Expr[]): number {
  const base = u.b.top;
  for (const node of nodes) {
    push(u, node);
  }
  return base;
}

function isStarred(node: ast.Expr): node is ast.Starred {
  return node.kind === "Starred";
}

function tuple(u: Unit, node: ast.Tuple, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const value = foldTuple(node.elts);
  if (value !== null) {
    return loadConst(u, node, dst, value);
  }
  if (node.elts.length > longDisplay || node.elts.some(isStarred)) {
    const built = target(u, dst);
    buildList(u, node, node.elts, built);
    if (dst < 0 || dst === built) {
      b.emit(node, OP.LIST_TO_TUPLE, built, built);
      return deliver(u, node, built, dst, mark);
    }
    b.top = mark;
    b.emit(node, OP.LIST_TO_TUPLE, dst, built);
    return dst;
  }
  return build(u, node, OP.BUILD_TUPLE, node.elts, dst);
}

function build(u: Unit, node: ast.Expr, opcode: number, elts: readonly ast.Expr[], dst: number): number {
  const { b } = u;
  const mark = b.top;
  const base = pushAll(u, elts);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, opcode, dst, base, elts.length);
  return dst;
}

function list(u: Unit, node: ast.List, dst: number): number {
  const constants = node.elts.length > 2 ? foldTuple(node.elts) : null;
  if (constants === null && node.elts.length <= longDisplay && !node.elts.some(isStarred)) {
    return build(u, node, OP.BUILD_LIST, node.elts, dst);
  }
  const mark = u.b.top;
  const built = target(u, dst);
  if (constants !== null) {
    u.b.emit(node, OP.BUILD_LIST, built, 0, 0);
    extendByConstant(u, node, OP.LIST_EXTEND, built, constants);
  } else {
    buildList(u, node, node.elts, built);
  }
  return deliver(u, node, built, dst, mark);
}

function extendByConstant(u: Unit, at: Position, opcode: number, container: number, items: Value): void {
  const mark = u.b.top;
  u.b.emit(at, opcode, container, loadConst(u, at, -1, items));
  u.b.top = mark;
}

/** A new list of the items in a register. Also the way to tuples with stars, and to a call's arguments. */
export function buildList(u: Unit, at: Position, elts: readonly ast.Expr[], dst: number): void {
  const { b } = u;
  const mark = b.top;
  let leading = elts.findIndex(isStarred);
  leading = Math.min(leading < 0 ? elts.length : leading, longDisplay);
  const base = pushAll(u, elts.slice(0, leading));
  b.emit(at, OP.BUILD_LIST, dst, base, leading);
  b.top = mark;
  appendAll(u, elts.slice(leading), dst, OP.LIST_APPEND, OP.LIST_EXTEND);
}

function appendAll(u: Unit, elts: readonly ast.Expr[], container: number, append: number, extend: number): void {
  const mark = u.b.top;
  for (const elt of elts) {
    if (isStarred(elt)) {
      u.b.emit(elt, extend, container, expr(u, elt.value));
    } else {
      u.b.emit(elt, append, container, expr(u, elt));
    }
    u.b.top = mark;
  }
}

function set(u: Unit, node: ast.Set, dst: number): number {
  const { b } = u;
  const constants = node.elts.length > 2 ? foldTuple(node.elts) : null;
  if (constants === null && node.elts.length <= longDisplay && !node.elts.some(isStarred)) {
    return build(u, node, OP.BUILD_SET, node.elts, dst);
  }
  const mark = b.top;
  const built = target(u, dst);
  b.emit(node, OP.BUILD_SET, built, 0, 0);
  if (constants?.type === "tuple") {
    extendByConstant(u, node, OP.SET_UPDATE, built, { type: "frozenset", items: constants.items });
  } else {
    appendAll(u, node.elts, built, OP.SET_ADD, OP.SET_UPDATE);
  }
  return deliver(u, node, built, dst, mark);
}

function dict(u: Unit, node: ast.Dict, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const { keys, values } = node;
  const stars = keys.includes(null);
  if (!stars && 2 * keys.length <= longDisplay) {
    const base = b.top;
    for (const [i, key] of keys.entries()) {
      push(u, key!);
      push(u, values[i]!);
    }
    b.top = mark;
    dst = dst < 0 ? b.temp() : dst;
    b.emit(node, OP.BUILD_MAP, dst, base, keys.length);
    return dst;
  }
  const built = target(u, dst);
  b.emit(node, OP.BUILD_MAP, built, 0, 0);
  const inner = b.top;
  for (const [i, key] of keys.entries()) {
    const value = values[i]!;
    if (key === null) {
      b.emit(value, OP.DICT_UPDATE, built, expr(u, value));
    } else {
      const keyRegister = expr(u, key);
      b.emit(key, OP.MAP_ADD, built, keyRegister, expr(u, value));
    }
    b.top = inner;
  }
  return deliver(u, node, built, dst, mark);
}

// ---------------------------------------------------------------------------------------------------- formatted strings

function joined(u: Unit, node: ast.JoinedStr, dst: number): number {
  const { b } = u;
  const { values } = node;
  if (values.length === 0) {
    return loadConst(u, node, dst, { type: "str", value: "" });
  }
  if (values.length === 1) {
    return expr(u, values[0]!, dst);
  }
  const mark = b.top;
  const base = pushAll(u, values);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.BUILD_STRING, dst, base, values.length);
  return dst;
}

/** CONVERT's numbers, by the code of the conversion's letter. */
const conversions: Record<number, number> = { 115: 1, 114: 2, 97: 3 };

function formatted(u: Unit, node: ast.FormattedValue, dst: number): number {
  const { b } = u;
  const mark = b.top;
  let value = expr(u, node.value);
  if (node.conversion >= 0) {
    b.top = mark;
    const converted = b.temp();
    b.emit(node, OP.CONVERT, converted, value, conversions[node.conversion]!);
    value = converted;
  }
  const spec = node.formatSpec === null ? -1 : expr(u, node.formatSpec);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  if (spec >= 0) {
    b.emit(node, OP.FORMAT_WITH_SPEC, dst, value, spec);
  } else {
    b.emit(node, OP.FORMAT_SIMPLE, dst, value);
  }
  return dst;
}

function template(u: Unit, node: ast.TemplateStr, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const base = b.temps(2);
  const strings: Value[] = [];
  const interpolations: ast.Interpolation[] = [];
  let text = "";
  for (const value of node.values) {
    if (value.kind === "Interpolation") {
      strings.push({ type: "str", value: text });
      text = "";
      interpolations.push(value);
    } else if (value.kind === "Constant" && value.value.type === "str") {
      text += value.value.value;
    }
  }
  strings.push({ type: "str", value: text });
  loadConst(u, node, base, { type: "tuple", items: strings });
  const first = b.top;
  for (const part of interpolations) {
    const built = b.temp();
    const parts = b.temps(4);
    expr(u, part.value, parts);
    loadConst(u, part, parts + 1, { type: "str", value: part.str });
    const conversion: Value = part.conversion < 0 ? NONE : { type: "str", value: String.fromCharCode(part.conversion) };
    loadConst(u, part, parts + 2, conversion);
    if (part.formatSpec === null) {
      loadConst(u, part, parts + 3, { type: "str", value: "" });
    } else {
      expr(u, part.formatSpec, parts + 3);
    }
    b.emit(part, OP.BUILD_INTERPOLATION, built, parts);
    b.top = built + 1;
  }
  b.emit(node, OP.BUILD_TUPLE, base + 1, first, interpolations.length);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.BUILD_TEMPLATE, dst, base);
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
function namedForTest(u: Unit, node: ast.NamedExpr): number {
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
