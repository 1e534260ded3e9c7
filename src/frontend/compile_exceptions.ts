// try, with, and leaving them: every way out of a statement that has something to do on the way.
//
// Handlers keep three registers: the exception, the one that was being handled before (`saved`), and one for exceptions that
// are raised while handling (`second`). An exception that leaves a handler restores what was being handled and goes on.

import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { type Handler, Label } from "./code_builder.ts";
import { awaitRegister, expr, loadConst, NONE } from "./compile_expressions.ts";
import { storeName, unbindName } from "./compile_names.ts";
import { statements } from "./compile_statements.ts";
import { store } from "./compile_targets.ts";
import type { Block, Unit } from "./unit.ts";

/** Runs work with a block around it, for jumps out of it. */
function inBlock(u: Unit, block: Block, work: () => void): void {
  u.blocks.push(block);
  work();
  u.blocks.pop();
}

/** Runs work with exceptions going to the handler. */
function protectedBy(u: Unit, handler: Handler, work: () => void): void {
  const { b } = u;
  const outer = b.handler;
  b.handler = handler;
  work();
  b.handler = outer;
}

/**
 * Leaves the blocks from the innermost down to index `depth`: emits finally bodies, __exit__, restoring the exception being
 * handled, each outside of its own handler, and then what `jump` emits, outside of all of them.
 */
export function leaveBlocks(u: Unit, depth: number, at: Position, jump: () => void): void {
  const { b } = u;
  const { blocks } = u;
  const handler = b.handler;
  for (let i = blocks.length - 1; i >= depth; i--) {
    const block = blocks[i]!;
    u.blocks = blocks.slice(0, i);
    switch (block.kind) {
      case "loop":
        break;
      case "finally":
        b.handler = block.outer;
        statements(u, block.body);
        break;
      case "with":
        b.handler = block.outer;
        callExit(u, block.at, block.pair, block.isAsync);
        break;
      case "handler":
        b.handler = block.outer;
        b.emit(block.at, OP.POP_EXC, block.saved);
        if (block.name !== null) {
          unbindName(u, block.name, block.at);
        }
        break;
      case "except*":
        throw u.error("'break', 'continue' and 'return' cannot appear in an except* block", at);
    }
  }
  jump();
  u.blocks = blocks;
  b.handler = handler;
}

/** Whether leaving down to `depth` runs code that could change what a register holds. */
export function leavingRunsCode(u: Unit, depth: number): boolean {
  return u.blocks.slice(depth).some(({ kind }) => kind !== "loop");
}

// ---------------------------------------------------------------------------------------------------------------- try

export function tryStatement(u: Unit, node: ast.Try): void {
  if (node.finalbody.length === 0) {
    tryExcept(u, node);
    return;
  }
  const { b } = u;
  const mark = b.top;
  const [exception, saved] = [b.temp(), b.temp()];
  const end = new Label();
  const handler = b.newHandler(exception);
  const { handler: outer } = b;
  inBlock(u, { kind: "finally", body: node.finalbody, outer }, () => {
    protectedBy(u, handler, () => {
      if (node.handlers.length > 0) {
        tryExcept(u, node);
      } else {
        statements(u, node.body);
      }
    });
  });
  statements(u, node.finalbody);
  b.jump(node, OP.JUMP, end);
  b.placeHandler(handler);
  handling(u, node, exception, saved, () => {
    statements(u, node.finalbody);
    b.emit(node, OP.POP_EXC, saved);
    b.emit(node, OP.RERAISE, exception);
  });
  b.place(end);
  b.top = mark;
}

/** The exception is being handled during `work`, which must end that itself on all its ways; what it raises ends it, too. */
function handling(u: Unit, at: Position, exception: number, saved: number, work: () => void): void {
  const { b } = u;
  b.emit(at, OP.PUSH_EXC, saved, exception);
  const second = b.temp();
  const cleanup = b.newHandler(second);
  inBlock(u, { kind: "handler", saved, name: null, at, outer: b.handler }, () => protectedBy(u, cleanup, work));
  endHandling(u, at, cleanup, saved, null);
  b.top = second;
}

function tryExcept(u: Unit, node: ast.Try): void {
  const { b } = u;
  const mark = b.top;
  const [exception, saved, second] = [b.temp(), b.temp(), b.temp()];
  const end = new Label();
  const handler = b.newHandler(exception);
  protectedBy(u, handler, () => statements(u, node.body));
  statements(u, node.orelse);
  b.jump(node, OP.JUMP, end);
  b.placeHandler(handler);
  b.emit(node, OP.PUSH_EXC, saved, exception);
  const cleanup = b.newHandler(second);
  for (const [i, clause] of node.handlers.entries()) {
    if (clause.type === null && i < node.handlers.length - 1) {
      throw u.error("default 'except:' must be last", clause);
    }
    exceptClause(u, clause, { exception, saved, second, cleanup, end });
  }
  b.emit(node, OP.POP_EXC, saved);
  b.emit(node, OP.RERAISE, exception);
  endHandling(u, node, cleanup, saved, null);
  b.place(end);
  b.top = mark;
}

/** The handler of exceptions raised while handling one: what was handled before is so again, and the new one goes on. */
function endHandling(u: Unit, at: Position, cleanup: Handler, saved: number, name: string | null): void {
  const { b } = u;
  b.placeHandler(cleanup);
  if (name !== null && b.reachable) {
    unbindName(u, name, at);
  }
  b.emit(at, OP.POP_EXC, saved);
  b.emit(at, OP.RERAISE, cleanup.register);
}

interface Handling {
  readonly exception: number;
  readonly saved: number;
  readonly second: number;
  readonly cleanup: Handler;
  readonly end: Label;
}

function exceptClause(u: Unit, clause: ast.ExceptHandler, context: Handling): void {
  const { b } = u;
  const { exception, saved, second, cleanup, end } = context;
  const next = new Label();
  const mark = b.top;
  const { type, name } = clause;
  const { handler: outer } = b;
  if (type !== null) {
    protectedBy(u, cleanup, () => {
      b.jump(clause, OP.JUMP_IF_NOT_EXC_MATCH, next, exception, expr(u, type));
    });
    b.top = mark;
  }
  if (name !== null) {
    protectedBy(u, cleanup, () => storeName(u, name, clause, exception));
  }
  // With a name to unbind, a clause has a handler of its own.
  const handler = name === null ? cleanup : b.newHandler(second);
  inBlock(u, { kind: "handler", saved, name, at: clause, outer }, () => {
    protectedBy(u, handler, () => statements(u, clause.body));
  });
  b.emit(clause, OP.POP_EXC, saved);
  if (name !== null && b.reachable) {
    unbindName(u, name, clause);
  }
  b.jump(clause, OP.JUMP, end);
  if (name !== null) {
    endHandling(u, clause, handler, saved, name);
  }
  b.place(next);
}

/**
 * `try` with `except*` (PEP 654). Each clause takes its part out of the group (`rest`, `match`); what clauses raise is
 * collected, and at the end goes on together with what nobody took.
 */
export function tryStarStatement(u: Unit, node: ast.TryStar): void {
  if (node.finalbody.length > 0) {
    const inner: ast.TryStar = { ...node, finalbody: [] };
    tryStatement(u, { ...node, kind: "Try", body: [inner], handlers: [], orelse: [] });
    return;
  }
  const { b } = u;
  const mark = b.top;
  const [exception, saved, second, results] = [b.temp(), b.temp(), b.temp(), b.temp()];
  const rest = b.temps(2);
  const match = rest + 1;
  const end = new Label();
  const handler = b.newHandler(exception);
  protectedBy(u, handler, () => statements(u, node.body));
  statements(u, node.orelse);
  b.jump(node, OP.JUMP, end);
  b.placeHandler(handler);
  b.emit(node, OP.PUSH_EXC, saved, exception);
  const cleanup = b.newHandler(second);
  protectedBy(u, cleanup, () => {
    b.emit(node, OP.BUILD_LIST, results, 0, 0);
    b.move(node, rest, exception);
    for (const clause of node.handlers) {
      starClause(u, clause, rest, results);
    }
    const handled = new Label();
    b.jump(node, OP.JUMP_IF_NONE, handled, rest);
    b.emit(node, OP.LIST_APPEND, results, rest);
    b.place(handled);
    const pair = b.temps(2);
    b.move(node, pair, exception);
    b.move(node, pair + 1, results);
    b.emit(node, OP.EXC_GROUP_RERAISE, match, pair);
  });
  b.emit(node, OP.POP_EXC, saved);
  b.jump(node, OP.JUMP_IF_NONE, end, match);
  b.emit(node, OP.RERAISE, match);
  endHandling(u, node, cleanup, saved, null);
  b.place(end);
  b.top = mark;
}

function starClause(u: Unit, clause: ast.ExceptHandler, rest: number, results: number): void {
  const { b } = u;
  const mark = b.top;
  const next = new Label();
  const { name } = clause;
  const match = rest + 1;
  const pair = b.temps(2);
  b.move(clause, pair, rest);
  expr(u, clause.type!, pair + 1);
  b.emit(clause, OP.EXC_GROUP_MATCH, rest, pair);
  b.jump(clause, OP.JUMP_IF_NONE, next, match);
  b.top = mark;
  const [saved, raised] = [b.temp(), b.temp()];
  b.emit(clause, OP.PUSH_EXC, saved, match);
  const handler = b.newHandler(raised);
  protectedBy(u, handler, () => {
    if (name !== null) {
      storeName(u, name, clause, match);
    }
    inBlock(u, { kind: "except*" }, () => statements(u, clause.body));
  });
  const leave = () => {
    if (b.reachable) {
      b.emit(clause, OP.POP_EXC, saved);
      if (name !== null) {
        unbindName(u, name, clause);
      }
    }
  };
  leave();
  b.jump(clause, OP.JUMP, next);
  b.placeHandler(handler);
  leave();
  b.emit(clause, OP.LIST_APPEND, results, raised);
  b.place(next);
  b.top = mark;
}

// --------------------------------------------------------------------------------------------------------------- with

const enterMethod = { sync: 0, async: 2 } as const;
const exitMethod = { sync: 1, async: 3 } as const;

export function withStatement(u: Unit, node: ast.With | ast.AsyncWith): void {
  const isAsync = node.kind === "AsyncWith";
  if (isAsync && !u.frame.isCoroutine) {
    throw u.error("'async with' outside async function", node);
  }
  withItem(u, node, 0, isAsync);
}

function withItem(u: Unit, node: ast.With | ast.AsyncWith, index: number, isAsync: boolean): void {
  const item = node.items[index];
  if (item === undefined) {
    statements(u, node.body);
    return;
  }
  const { b } = u;
  const mark = b.top;
  const life = isAsync ? "async" : "sync";
  const at = item.contextExpr;
  const exit = b.temps(2);
  const [exception, saved] = [b.temp(), b.temp()];
  const end = new Label();
  const inner = b.top;
  const manager = expr(u, item.contextExpr);
  b.emit(at, OP.LOAD_SPECIAL, exit, manager, exitMethod[life]);
  b.top = inner;
  const enter = b.temps(2);
  b.emit(at, OP.LOAD_SPECIAL, enter, manager, enterMethod[life]);
  b.emit(at, OP.CALL_METHOD, enter, enter, 0);
  b.top = enter + 1;
  if (isAsync) {
    awaitRegister(u, at, enter, enter, 1);
  }
  const handler = b.newHandler(exception);
  const { handler: outer } = b;
  inBlock(u, { kind: "with", pair: exit, at, isAsync, outer }, () => {
    protectedBy(u, handler, () => {
      if (item.optionalVars !== null) {
        store(u, item.optionalVars, enter);
      }
      b.top = inner;
      withItem(u, node, index + 1, isAsync);
    });
  });
  callExit(u, at, exit, isAsync);
  b.jump(node, OP.JUMP, end);
  b.placeHandler(handler);
  handling(u, at, exception, saved, () => {
    const result = b.temp();
    b.emit(at, OP.WITH_EXCEPT, result, exit, exception);
    if (isAsync) {
      awaitRegister(u, at, result, result, 2);
    }
    const suppressed = new Label();
    b.jump(at, OP.JUMP_IF_TRUE, suppressed, result);
    b.emit(at, OP.POP_EXC, saved);
    b.emit(at, OP.RERAISE, exception);
    b.place(suppressed);
    b.emit(at, OP.POP_EXC, saved);
    b.jump(at, OP.JUMP, end);
  });
  b.place(end);
  b.top = mark;
}

/** `exit(None, None, None)`: the way out without an exception. */
function callExit(u: Unit, at: Position, pair: number, isAsync: boolean): void {
  const { b } = u;
  const base = b.temps(5);
  b.move(at, base, pair);
  b.move(at, base + 1, pair + 1);
  for (let i = 2; i < 5; i++) {
    loadConst(u, at, base + i, NONE);
  }
  b.emit(at, OP.CALL_METHOD, base, base, 3);
  b.top = base + 1;
  if (isAsync) {
    awaitRegister(u, at, base, base, 2);
  }
  b.top = base;
}
