// The match statement (PEP 634). A case's captures are bound only when its whole pattern has matched, so they wait in
// temporaries; the temporaries of a case are given back when it ends.

import type { Value } from "../bytecode/code.ts";
import { reprConstant } from "../bytecode/dis.ts";
import { OP } from "../bytecode/opcodes.ts";
import type * as ast from "./ast.ts";
import { constantKey, Label } from "./code_builder.ts";
import { jumpIf } from "./compile_conditions.ts";
import { constantOperand, expr, loadConst } from "./compile_expressions.ts";
import { storeName } from "./compile_names.ts";
import { statements } from "./compile_statements.ts";
import { fold } from "./fold.ts";
import type { Unit } from "./unit.ts";

/** Registers of captured values by name, in the order of the pattern. */
type Captures = Map<string, number>;

interface Context {
  readonly u: Unit;
  readonly captures: Captures;
  /** Where to go when the pattern does not match. */
  readonly fail: Label;
  /** Whether a pattern that always matches may stand here: not before another case or alternative. */
  readonly irrefutable: boolean;
}

export function matchStatement(u: Unit, node: ast.Match): void {
  const { b } = u;
  const mark = b.top;
  const end = new Label();
  const subject = b.temp();
  expr(u, node.subject, subject);
  const inner = b.top;
  for (const [i, arm] of node.cases.entries()) {
    const last = i === node.cases.length - 1;
    const next = new Label();
    const captures: Captures = new Map();
    pattern({ u, captures, fail: next, irrefutable: last || arm.guard !== null }, arm.pattern, subject);
    for (const [name, register] of captures) {
      storeName(u, name, arm.pattern, register);
    }
    b.top = inner;
    if (arm.guard !== null) {
      jumpIf(u, arm.guard, false, next);
    }
    statements(u, arm.body);
    if (!last) {
      b.jump(node, OP.JUMP, end);
    }
    b.place(next);
  }
  b.place(end);
  b.top = mark;
}

/** What is part of another pattern: that one may fail elsewhere. */
function subpattern(context: Context, node: ast.Pattern, subject: number): void {
  pattern(context.irrefutable ? context : { ...context, irrefutable: true }, node, subject);
}

function capture({ u, captures }: Context, name: string, register: number, at: ast.Located): void {
  if (captures.has(name)) {
    throw u.error(`multiple assignments to name '${name}' in pattern`, at);
  }
  captures.set(name, register);
}

function pattern(context: Context, node: ast.Pattern, subject: number): void {
  const { u, fail } = context;
  const { b } = u;
  switch (node.kind) {
    case "MatchValue": {
      // of a tree that a program has made
      if (node.value.kind === "JoinedStr" || node.value.kind === "TemplateStr") {
        throw u.error("patterns may only match literals and attribute lookups", node.value);
      }
      const mark = b.top;
      const k = constantOperand(u, node.value);
      const opcode = k >= 0 ? OP.JUMP_IF_NOT_EQ_K : OP.JUMP_IF_NOT_EQ;
      b.jump(node, opcode, fail, subject, k >= 0 ? k : expr(u, node.value));
      b.top = mark;
      return;
    }
    case "MatchSingleton": {
      if (node.value.type === "NoneType") {
        b.jump(node, OP.JUMP_IF_NOT_NONE, fail, subject);
        return;
      }
      const mark = b.top;
      b.jump(node, OP.JUMP_IF_NOT_IS, fail, subject, loadConst(u, node, -1, node.value));
      b.top = mark;
      return;
    }
    case "MatchSequence":
      sequence(context, node, subject);
      return;
    case "MatchMapping":
      mapping(context, node, subject);
      return;
    case "MatchClass":
      classPattern(context, node, subject);
      return;
    case "MatchStar":
      if (node.name !== null) {
        capture(context, node.name, subject, node);
      }
      return;
    case "MatchAs":
      if (node.pattern !== null) {
        pattern(context, node.pattern, subject);
      } else if (!context.irrefutable) {
        const what = node.name === null ? "wildcard" : `name capture '${node.name}'`;
        throw u.error(`${what} makes remaining patterns unreachable`, node);
      }
      if (node.name !== null) {
        capture(context, node.name, subject, node);
      }
      return;
    case "MatchOr":
      alternatives(context, node, subject);
      return;
  }
}

function isWildcard(node: ast.Pattern): boolean {
  return (
    (node.kind === "MatchAs" && node.pattern === null && node.name === null) ||
    (node.kind === "MatchStar" && node.name === null)
  );
}

function sequence(context: Context, node: ast.MatchSequence, subject: number): void {
  const { u, fail } = context;
  const { b } = u;
  const { patterns } = node;
  let star = -1;
  for (const [i, item] of patterns.entries()) {
    if (item.kind === "MatchStar") {
      if (star >= 0) {
        throw u.error("multiple starred names in sequence pattern", node);
      }
      star = i;
    }
  }
  const mark = b.top;
  const test = b.temp();
  b.emit(node, OP.MATCH_SEQUENCE, test, subject);
  b.jump(node, OP.JUMP_IF_FALSE, fail, test);
  const count: Value = { type: "int", value: BigInt(star < 0 ? patterns.length : patterns.length - 1) };
  if (star < 0 || patterns.length > 1) {
    b.emit(node, OP.GET_LENGTH, test, subject);
    const wanted = b.constant(count);
    if (wanted > 0xffff) {
      throw u.notSupported("a sequence pattern behind 65535 constants", node);
    }
    b.jump(node, star < 0 ? OP.JUMP_IF_NOT_EQ_K : OP.JUMP_IF_NOT_GE_K, fail, test, wanted);
  }
  b.top = mark;
  if (patterns.every(isWildcard)) {
    return;
  }
  if (star >= 0 && isWildcard(patterns[star]!)) {
    itemsAround(context, node, subject, star);
    return;
  }
  const items = b.temps(patterns.length);
  if (star < 0) {
    b.emit(node, OP.UNPACK_SEQUENCE, items, subject, patterns.length);
  } else {
    const after = patterns.length - star - 1;
    if (star > 255 || after > 255) {
      throw u.error("too many expressions in star-unpacking sequence pattern", node);
    }
    b.emit(node, OP.UNPACK_EX, items, subject, star | (after << 8));
  }
  for (const [i, item] of patterns.entries()) {
    subpattern(context, item, items + i);
  }
}

/** What stands before and behind `*_`: nobody wants the items between, so those that are wanted are asked for by index. */
function itemsAround(context: Context, node: ast.MatchSequence, subject: number, star: number): void {
  const { u } = context;
  const { b } = u;
  const { patterns } = node;
  for (const [i, item] of patterns.entries()) {
    if (isWildcard(item)) {
      continue;
    }
    const value = b.temp();
    const mark = b.top;
    const index = b.temp();
    loadConst(u, node, index, { type: "int", value: BigInt(i < star ? i : patterns.length - i) });
    if (i > star) {
      b.emit(node, OP.GET_LENGTH, value, subject);
      b.emit(node, OP.SUBTRACT, index, value, index);
    }
    b.emit(node, OP.GET_ITEM, value, subject, index);
    b.top = mark;
    subpattern(context, item, value);
  }
}

function mapping(context: Context, node: ast.MatchMapping, subject: number): void {
  const { u, fail } = context;
  const { b } = u;
  checkKeys(u, node);
  const mark = b.top;
  const test = b.temp();
  b.emit(node, OP.MATCH_MAPPING, test, subject);
  b.jump(node, OP.JUMP_IF_FALSE, fail, test);
  b.top = mark;
  if (node.keys.length === 0 && node.rest === null) {
    return;
  }
  const values = b.temps(node.keys.length);
  const rest = b.temp();
  const inner = b.top;
  const keys = b.temp();
  for (const key of node.keys) {
    expr(u, key, b.temp());
  }
  b.emit(node, OP.BUILD_TUPLE, keys, keys + 1, node.keys.length);
  b.top = keys + 1;
  if (node.keys.length > 0) {
    b.emit(node, OP.GET_LENGTH, rest, subject);
    b.jump(node, OP.JUMP_IF_NOT_GE_K, fail, rest, b.constant({ type: "int", value: BigInt(node.keys.length) }));
    b.emit(node, OP.MATCH_KEYS, rest, subject, keys);
    b.jump(node, OP.JUMP_IF_NONE, fail, rest);
    b.emit(node, OP.UNPACK_SEQUENCE, values, rest, node.keys.length);
  }
  if (node.rest !== null) {
    b.emit(node, OP.BUILD_MAP, rest, 0, 0);
    b.emit(node, OP.DICT_UPDATE, rest, subject);
    const unpacked = b.temps(node.keys.length);
    b.emit(node, OP.UNPACK_SEQUENCE, unpacked, keys, node.keys.length);
    for (let i = 0; i < node.keys.length; i++) {
      b.emit(node, OP.DELETE_ITEM, rest, unpacked + i);
    }
  }
  b.top = inner;
  for (const [i, item] of node.patterns.entries()) {
    subpattern(context, item, values + i);
  }
  if (node.rest !== null) {
    capture(context, node.rest, rest, node);
  }
}

function checkKeys(u: Unit, node: ast.MatchMapping): void {
  const seen = new Set<string>();
  for (const key of node.keys) {
    const value = key.kind === "JoinedStr" || key.kind === "TemplateStr" ? null : fold(key);
    if (value === null && key.kind !== "Attribute") {
      throw u.error("mapping pattern keys may only match literals and attribute lookups", node);
    }
    if (value === null) {
      continue;
    }
    const text = constantKey(exactly(value))!;
    if (seen.has(text)) {
      throw u.error(`mapping pattern checks duplicate key (${reprConstant(value)})`, node);
    }
    seen.add(text);
  }
}

/** Of equal numbers the one of the plainest type: False, 0.0 and 0j are the same key as 0. */
function exactly(value: Value): Value {
  if (value.type === "complex" && value.imag === 0) {
    return exactly({ type: "float", value: value.real });
  }
  if (value.type === "float" && Number.isInteger(value.value)) {
    return { type: "int", value: BigInt(value.value) };
  }
  return value.type === "bool" ? { type: "int", value: value.value ? 1n : 0n } : value;
}

function classPattern(context: Context, node: ast.MatchClass, subject: number): void {
  const { u, fail } = context;
  const { b } = u;
  const seen = new Set<string>();
  for (const [i, name] of node.kwdAttrs.entries()) {
    if (seen.has(name)) {
      throw u.error(`attribute name repeated in class pattern: ${name}`, node.kwdPatterns[i]!);
    }
    seen.add(name);
  }
  const patterns = [...node.patterns, ...node.kwdPatterns];
  const values = b.temps(Math.max(1, patterns.length));
  const mark = b.top;
  const base = b.temps(3);
  b.move(node, base, subject);
  expr(u, node.cls, base + 1);
  const names = node.kwdAttrs.map((value): Value => ({ type: "str", value }));
  loadConst(u, node, base + 2, { type: "tuple", items: names });
  b.emit(node, OP.MATCH_CLASS, base, base, node.patterns.length);
  b.jump(node, OP.JUMP_IF_NONE, fail, base);
  b.emit(node, OP.UNPACK_SEQUENCE, values, base, patterns.length);
  b.top = mark;
  for (const [i, item] of patterns.entries()) {
    subpattern(context, item, values + i);
  }
}

function alternatives(context: Context, node: ast.MatchOr, subject: number): void {
  const { u, fail } = context;
  const { b } = u;
  const matched = new Label();
  let shared: Captures | null = null;
  for (const [i, item] of node.patterns.entries()) {
    const last = i === node.patterns.length - 1;
    const next = last ? fail : new Label();
    const captures: Captures = new Map();
    if (shared === null) {
      // The names are known after the first alternative; room for their values is needed before.
      shared = new Map();
      for (const name of capturedNames(item)) {
        shared.set(name, b.temp());
      }
    }
    const mark = b.top;
    pattern({ u, captures, fail: next, irrefutable: last && context.irrefutable }, item, subject);
    if (captures.size !== shared.size || [...captures.keys()].some((name) => !shared!.has(name))) {
      throw u.error("alternative patterns bind different names", node);
    }
    for (const [name, register] of captures) {
      b.move(node, shared.get(name)!, register);
    }
    b.top = mark;
    if (!last) {
      b.jump(node, OP.JUMP, matched);
      b.place(next);
    }
  }
  b.place(matched);
  for (const [name, register] of shared!) {
    capture(context, name, register, node);
  }
}

function capturedNames(node: ast.Pattern): Set<string> {
  const names = new Set<string>();
  const walk = (item: ast.Pattern) => {
    if (item.kind === "MatchSequence" || item.kind === "MatchOr" || item.kind === "MatchMapping") {
      item.patterns.forEach(walk);
    }
    if (item.kind === "MatchClass") {
      item.patterns.forEach(walk);
      item.kwdPatterns.forEach(walk);
    }
    if (item.kind === "MatchAs" && item.pattern !== null) {
      walk(item.pattern);
    }
    const name =
      item.kind === "MatchMapping"
        ? item.rest
        : item.kind === "MatchAs" || item.kind === "MatchStar"
          ? item.name
          : null;
    if (name !== null) {
      names.add(name);
    }
  };
  walk(node);
  return names;
}
