// Attributes, items and slices as values, zero-argument super() included.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { constantOperand, expr, loadConst, NONE } from "./compile_expressions.ts";
import { loadName } from "./compile_names.ts";
import { fold } from "./fold.ts";
import type { Unit } from "./unit.ts";

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

export function subscript(u: Unit, node: ast.Subscript, dst: number): number {
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

export function slice(u: Unit, node: ast.Slice, dst: number): number {
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
