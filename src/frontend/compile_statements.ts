// Statements to bytecode. What is long has a file of its own: loops, exceptions, functions and classes, patterns, targets.

import type { Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { jumpIf } from "./compile_conditions.ts";
import { leaveBlocks, leavingRunsCode, tryStarStatement, tryStatement, withStatement } from "./compile_exceptions.ts";
import { expr, loadConst, NONE } from "./compile_expressions.ts";
import { annotationExecuted, classStatement, functionStatement, returnConstant } from "./compile_functions.ts";
import { typeAlias } from "./compile_generics.ts";
import { asyncForStatement, forStatement, whileStatement } from "./compile_loops.ts";
import { registerOf, storeName } from "./compile_names.ts";
import { matchStatement } from "./compile_patterns.ts";
import { assign, assignName, augmentedAssign, deleteTarget, forgetTemporaries, store } from "./compile_targets.ts";
import { branchesOf, elseOf } from "./elif.ts";
import { fold, truth } from "./fold.ts";
import { optimization } from "./optimization.ts";
import type { Block, Unit } from "./unit.ts";

type Compiler<S> = (u: Unit, node: S) => void;
type StatementOf<K extends ast.Stmt["kind"]> = Extract<ast.Stmt, { kind: K }>;

const compilers: { [K in ast.Stmt["kind"]]: Compiler<StatementOf<K>> } = {
  FunctionDef: functionStatement,
  AsyncFunctionDef: functionStatement,
  ClassDef: classStatement,
  Return: returnStatement,
  Delete: (u, node) => {
    for (const target of node.targets) {
      deleteTarget(u, target);
    }
    if (node.targets.some((target) => target.kind === "Name")) forgetTemporaries(u, node);
  },
  Assign: assign,
  TypeAlias: typeAlias,
  AugAssign: augmentedAssign,
  AnnAssign: annotatedAssign,
  For: forStatement,
  AsyncFor: asyncForStatement,
  While: whileStatement,
  If: ifStatement,
  With: withStatement,
  AsyncWith: withStatement,
  Match: matchStatement,
  Raise: raiseStatement,
  Try: tryStatement,
  TryStar: tryStarStatement,
  Assert: assertStatement,
  Import: importStatement,
  ImportFrom: importFrom,
  Global: () => {},
  Nonlocal: () => {},
  Expr: expressionStatement,
  Pass: () => {},
  Break: (u, node) => leaveLoop(u, node, "'break' outside loop"),
  Continue: (u, node) => leaveLoop(u, node, "'continue' not properly in loop"),
};

export function statements(u: Unit, body: readonly ast.Stmt[]): void {
  for (const node of body) {
    (compilers[node.kind] as Compiler<ast.Stmt>)(u, node);
  }
}

function expressionStatement(u: Unit, node: ast.ExprStmt): void {
  const { b } = u;
  const mark = b.top;
  if (u.shared.interactive && u.frame.kind === "module") {
    const value = expr(u, node.value);
    b.emit(node, OP.INTRINSIC_1, b.temp(), value, 0);
  } else if (node.value.kind !== "Constant") {
    expr(u, node.value);
  }
  b.top = mark;
}

function ifStatement(u: Unit, node: ast.If): void {
  const { b } = u;
  const end = new Label();
  for (const branch of branchesOf(node)) {
    const otherwise = new Label();
    const value = fold(branch.test);
    const always = value !== null && truth(value);
    if (!always) {
      jumpIf(u, branch.test, false, otherwise);
    }
    statements(u, branch.body);
    if (always || branch.orelse.length > 0) {
      b.jump(branch, OP.JUMP, end);
    }
    b.place(otherwise);
  }
  statements(u, elseOf(node));
  b.place(end);
}

function annotatedAssign(u: Unit, node: ast.AnnAssign): void {
  const { b } = u;
  const mark = b.top;
  const { target } = node;
  if (node.value !== null) {
    if (target.kind === "Name") {
      assignName(u, target, node.value);
    } else {
      store(u, target, expr(u, node.value));
    }
  } else if (target.kind === "Attribute") {
    expr(u, target.value);
  } else if (target.kind === "Subscript") {
    expr(u, target.value);
    expr(u, target.slice);
  }
  b.top = mark;
  annotationExecuted(u, node);
  if (!node.simple && !u.frame.isFunctionLike && !u.shared.futureAnnotations) {
    expr(u, node.annotation);
    b.top = mark;
  }
}

// ------------------------------------------------------------------------------------------------------------- jumps

function returnStatement(u: Unit, node: ast.Return): void {
  const { b, frame } = u;
  if (!frame.isFunctionLike && !node.ofModule) {
    throw u.error("'return' outside function", node);
  }
  const mark = b.top;
  const value = node.value === null ? NONE : fold(node.value);
  const runsCode = leavingRunsCode(u, 0);
  if (value !== null) {
    leaveBlocks(u, 0, node.value ?? node, () => returnConstant(u, node, value));
  } else {
    const local = node.value!.kind === "Name" && registerOf(u, node.value!.id) >= 0;
    const result = expr(u, node.value!, runsCode && local ? b.temp() : -1);
    leaveBlocks(u, 0, node.value!, () => b.emit(node, OP.RETURN, result));
  }
  b.top = mark;
}

function leaveLoop(u: Unit, node: ast.Break | ast.Continue, problem: string): void {
  let depth = u.blocks.length - 1;
  for (; depth >= 0; depth--) {
    const { kind } = u.blocks[depth]!;
    if (kind === "loop") {
      break;
    }
    if (kind === "except*") {
      throw u.error("'break', 'continue' and 'return' cannot appear in an except* block", node);
    }
  }
  if (depth < 0) {
    throw u.error(problem, node);
  }
  const loop = u.blocks[depth] as Extract<Block, { kind: "loop" }>;
  leaveBlocks(u, depth + 1, node, () => {
    if (node.kind === "Break") {
      u.b.jump(node, OP.JUMP, loop.exit);
    } else {
      u.b.loop(node, loop.header, loop.cell);
    }
  });
}

function raiseStatement(u: Unit, node: ast.Raise): void {
  const { b } = u;
  const mark = b.top;
  if (node.exc === null) {
    b.emit(node, OP.RAISE_CURRENT);
    return;
  }
  const exception = expr(u, node.exc);
  if (node.cause === null) {
    b.emit(node, OP.RAISE, exception);
  } else {
    b.emit(node, OP.RAISE_FROM, exception, expr(u, node.cause));
  }
  b.top = mark;
}

function assertStatement(u: Unit, node: ast.Assert): void {
  if (optimization.level > 0) return;
  const { b } = u;
  const mark = b.top;
  const passed = new Label();
  jumpIf(u, node.test, true, passed);
  const error = b.temp();
  b.emit(node, OP.LOAD_COMMON, error, 0);
  if (node.msg !== null) {
    expr(u, node.msg, b.temp());
    b.emit(node, OP.CALL, error, error, 1);
  }
  b.emit(node.test, OP.RAISE, error);
  b.place(passed);
  b.top = mark;
}

// ------------------------------------------------------------------------------------------------------------ imports

function importModule(
  u: Unit,
  node: ast.Import | ast.ImportFrom,
  name: string,
  level: number,
  names: readonly string[] | null,
): number {
  const { b } = u;
  const dst = b.temp();
  const arguments_ = b.temps(2);
  loadConst(u, node, arguments_, { type: "int", value: BigInt(level) });
  const fromlist: Value =
    names === null ? NONE : { type: "tuple", items: names.map((value): Value => ({ type: "str", value })) };
  loadConst(u, node, arguments_ + 1, fromlist);
  b.emit(node, OP.IMPORT_NAME, dst, b.name(name), arguments_);
  b.top = dst + 1;
  return dst;
}

function importStatement(u: Unit, node: ast.Import): void {
  const { b } = u;
  const mark = b.top;
  for (const alias of node.names) {
    const module = importModule(u, node, alias.name, 0, null);
    const [first, ...rest] = alias.name.split(".");
    if (alias.asname === null) {
      storeName(u, first!, node, module);
    } else {
      for (const part of rest) {
        b.emit(node, OP.IMPORT_FROM, module, module, b.name(part));
      }
      storeName(u, alias.asname, node, module);
    }
    b.top = mark;
  }
}

function importFrom(u: Unit, node: ast.ImportFrom): void {
  if (node.module === "__future__" && node.level === 0 && node.lineno > u.shared.futureLine) {
    throw u.error("from __future__ imports must occur at the beginning of the file", node);
  }
  const { b } = u;
  const mark = b.top;
  const names = node.names.map(({ name }) => name);
  const module = importModule(u, node, node.module ?? "", node.level, names);
  for (const alias of node.names) {
    if (alias.name === "*") {
      b.emit(node, OP.IMPORT_STAR, module);
    } else {
      const value = b.temp();
      b.emit(node, OP.IMPORT_FROM, value, module, b.name(alias.name));
      storeName(u, alias.asname ?? alias.name, node, value);
      b.top = value;
    }
  }
  b.top = mark;
}
