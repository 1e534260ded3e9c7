// Displays of tuples, lists, sets and dicts, and formatted strings.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import { joinTexts } from "../bytecode/surrogates.ts";
import type * as ast from "./ast.ts";
import { deliver, expr, loadConst, NONE, push, target } from "./compile_expressions.ts";
import { foldTuple } from "./fold.ts";
import type { Unit } from "./unit.ts";

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

export function tuple(u: Unit, node: ast.Tuple, dst: number): number {
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

export function list(u: Unit, node: ast.List, dst: number): number {
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

export function set(u: Unit, node: ast.Set, dst: number): number {
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

export function dict(u: Unit, node: ast.Dict, dst: number): number {
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

export function joined(u: Unit, node: ast.JoinedStr, dst: number): number {
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

export function formatted(u: Unit, node: ast.FormattedValue, dst: number): number {
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

export function template(u: Unit, node: ast.TemplateStr, dst: number): number {
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
      text = joinTexts(text, value.value.value);
    } else {
      throw u.notSupported(`a ${value.kind} as a part of a template string`, value);
    }
  }
  strings.push({ type: "str", value: text });
  loadConst(u, node, base, { type: "tuple", items: strings });
  const first = b.top;
  for (const part of interpolations) {
    interpolation(u, part, b.temp());
  }
  b.emit(node, OP.BUILD_TUPLE, base + 1, first, interpolations.length);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.BUILD_TEMPLATE, dst, base);
  return dst;
}

export function interpolation(u: Unit, node: ast.Interpolation, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const parts = b.temps(4);
  expr(u, node.value, parts);
  loadConst(u, node, parts + 1, typeof node.str === "string" ? { type: "str", value: node.str } : node.str);
  const conversion: Value = node.conversion < 0 ? NONE : { type: "str", value: String.fromCharCode(node.conversion) };
  loadConst(u, node, parts + 2, conversion);
  if (node.formatSpec === null) {
    loadConst(u, node, parts + 3, { type: "str", value: "" });
  } else {
    expr(u, node.formatSpec, parts + 3);
  }
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.BUILD_INTERPOLATION, dst, parts);
  return dst;
}
