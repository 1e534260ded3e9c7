// Calls: callee and arguments in consecutive temporaries.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { buildList, pushAll } from "./compile_displays.ts";
import { expr, loadConst, push } from "./compile_expressions.ts";
import { fromName, superArguments } from "./compile_items.ts";
import type { Unit } from "./unit.ts";

export function call(u: Unit, node: ast.Call, dst: number): number {
  const { b } = u;
  const mark = b.top;
  const { func, args, keywords } = node;
  checkKeywords(u, keywords);
  if (func.kind === "Attribute" && !needsUnpacking(args, keywords)) {
    const name = u.mangle(func.attr);
    const supers = superArguments(u, func);
    if (supers >= 0) {
      b.top = mark;
      const base = b.temps(2);
      b.emit(fromName(func, func), OP.LOAD_SUPER_METHOD, base, supers, b.site(name));
    } else {
      const object = expr(u, func.value);
      b.top = mark;
      const base = b.temps(2);
      b.emit(fromName(func, func), OP.LOAD_METHOD, base, object, b.site(name));
    }
    return finishCall(u, fromName(func, node), mark, args, keywords, true, dst);
  }
  push(u, func);
  return callWithArguments(u, node, mark, args, keywords, dst);
}

/**
 * A call whose callee is in register `base`, with temporaries behind it that hold the first arguments. What is pushed
 * so far counts; the expressions follow. The result is in dst, or in `base`.
 */
export function callWithArguments(
  u: Unit,
  at: Position,
  base: number,
  args: readonly ast.Expr[],
  keywords: readonly ast.Keyword[],
  dst: number,
): number {
  checkKeywords(u, keywords);
  if (!needsUnpacking(args, keywords)) {
    return finishCall(u, at, base, args, keywords, false, dst);
  }
  const { b } = u;
  const pushed = b.top - base - 1;
  const positional = base + 1;
  const [only] = args;
  if (pushed === 0 && args.length === 1 && only!.kind === "Starred") {
    b.temp();
    expr(u, only!.value, positional);
  } else if (pushed === 0 && !args.some((arg) => arg.kind === "Starred")) {
    const first = pushAll(u, args);
    b.top = positional + 1;
    b.emit(at, OP.BUILD_TUPLE, positional, first, args.length);
  } else {
    b.top = Math.max(b.top, positional + 1);
    if (pushed === 0) {
      buildList(u, at, args, positional);
    } else {
      b.emit(at, OP.BUILD_LIST, positional, positional, pushed);
      b.top = positional + 1;
      const mark = b.top;
      for (const arg of args) {
        const starred = arg.kind === "Starred";
        b.emit(arg, starred ? OP.LIST_EXTEND : OP.LIST_APPEND, positional, expr(u, starred ? arg.value : arg));
        b.top = mark;
      }
    }
  }
  if (keywords.length > 0) {
    keywordDict(u, at, b.temp(), keywords, base);
  }
  b.top = base;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(at, keywords.length > 0 ? OP.CALL_EX_KW : OP.CALL_EX, dst, base);
  return dst;
}

function needsUnpacking(args: readonly ast.Expr[], keywords: readonly ast.Keyword[]): boolean {
  return args.some((arg) => arg.kind === "Starred") || keywords.some((keyword) => keyword.arg === null);
}

function finishCall(
  u: Unit,
  at: Position,
  base: number,
  args: readonly ast.Expr[],
  keywords: readonly ast.Keyword[],
  method: boolean,
  dst: number,
): number {
  const { b } = u;
  pushAll(u, args);
  for (const keyword of keywords) {
    push(u, keyword.value);
  }
  const count = b.top - base - (method ? 2 : 1);
  b.top = base;
  if (keywords.length === 0) {
    dst = dst < 0 ? b.temp() : dst;
    b.emit(at, method ? OP.CALL_METHOD : OP.CALL, dst, base, count);
    return dst;
  }
  const names: Value = { type: "tuple", items: keywords.map(({ arg }) => ({ type: "str", value: arg! })) };
  const index = b.constant(names);
  if (index > 0xffff) {
    throw u.notSupported("keyword arguments behind 65535 constants", at);
  }
  b.emit(at, method ? OP.CALL_METHOD_KW : OP.CALL_KW, base, count, index);
  if (dst < 0) {
    return b.temp();
  }
  b.move(at, dst, base);
  return dst;
}

/** The keywords of a call as a dict. What follows a `**` is merged, since it may repeat one of its keys. */
function keywordDict(u: Unit, at: Position, dict: number, keywords: readonly ast.Keyword[], callee: number): void {
  const { b } = u;
  b.emit(at, OP.BUILD_MAP, dict, 0, 0);
  const mark = b.top;
  let merging = false;
  for (const { arg, value } of keywords) {
    if (arg === null) {
      merging = true;
      b.emit(value, OP.DICT_MERGE, dict, expr(u, value), callee);
    } else {
      const pair = b.temps(2);
      loadConst(u, value, pair, { type: "str", value: arg });
      expr(u, value, pair + 1);
      if (merging) {
        b.emit(value, OP.BUILD_MAP, pair, pair, 1);
        b.emit(value, OP.DICT_MERGE, dict, pair, callee);
      } else {
        b.emit(value, OP.MAP_ADD, dict, pair, pair + 1);
      }
    }
    b.top = mark;
  }
}

function checkKeywords(u: Unit, keywords: readonly ast.Keyword[]): void {
  if (keywords.length === 0) {
    return;
  }
  const seen = new Set<string>();
  for (const keyword of keywords) {
    if (keyword.arg !== null) {
      if (keyword.arg === "__debug__") {
        throw u.error("cannot assign to __debug__", keyword);
      }
      if (seen.has(keyword.arg)) {
        throw u.error(`keyword argument repeated: ${keyword.arg}`, keyword);
      }
      seen.add(keyword.arg);
    }
  }
}
