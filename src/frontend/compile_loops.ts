// Loops: `for`, `while`, and one step of an asynchronous iteration, which comprehensions use, too.

import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { constantDisplay, jumpIf } from "./compile_conditions.ts";
import { expr, loadConst } from "./compile_expressions.ts";
import { assigned, registerOf } from "./compile_names.ts";
import { statements } from "./compile_statements.ts";
import { store } from "./compile_targets.ts";
import { fold, truth } from "./fold.ts";
import type { Unit } from "./unit.ts";

/** FOR_ITER into a target: straight into a local's register where the target is one. */
export function iterate(u: Unit, at: Position, variable: ast.Expr, iterator: number, exit: Label): void {
  const { b } = u;
  const register = variable.kind === "Name" ? registerOf(u, variable.id) : -1;
  if (register >= 0) {
    b.jump(at, OP.FOR_ITER, exit, register, iterator);
    assigned(u, (variable as ast.Name).id);
    return;
  }
  const value = b.temp();
  b.jump(at, OP.FOR_ITER, exit, value, iterator);
  store(u, variable, value);
  b.top = value;
}

/** Awaits the next item of an asynchronous iterator; StopAsyncIteration jumps to the exit. */
export function asyncForStep(u: Unit, at: Position, iterator: number, value: number, exit: Label): void {
  const { b } = u;
  const mark = b.top;
  const exception = b.temp();
  const end = new Label();
  const outer = b.handler;
  const handler = b.newHandler(exception);
  b.handler = handler;
  const awaitable = b.temp();
  b.emit(at, OP.GET_ANEXT, awaitable, iterator);
  loadConst(u, at, value, { type: "NoneType" });
  b.emit(at, OP.YIELD_FROM, value, awaitable);
  b.handler = outer;
  b.jump(at, OP.JUMP, end);
  b.placeHandler(handler);
  const stop = new Label();
  b.emit(at, OP.LOAD_COMMON, awaitable, 3);
  b.jump(at, OP.JUMP_IF_NOT_EXC_MATCH, stop, exception, awaitable);
  b.jump(at, OP.JUMP, exit);
  b.place(stop);
  b.emit(at, OP.RERAISE, exception);
  b.place(end);
  b.top = mark;
}

export function forStatement(u: Unit, node: ast.For): void {
  const { b } = u;
  const mark = b.top;
  const constants = constantDisplay(node.iter);
  const items = constants?.type === "tuple" ? loadConst(u, node.iter, -1, constants) : expr(u, node.iter);
  b.top = mark;
  const iterator = b.temp();
  b.emit(node.iter, OP.GET_ITER, iterator, items);
  loop(u, node, (exhausted) => iterate(u, node.iter, node.target, iterator, exhausted));
  b.top = mark;
}

export function asyncForStatement(u: Unit, node: ast.AsyncFor): void {
  const { b } = u;
  if (!u.frame.isCoroutine) {
    throw u.error("'async for' outside async function", node);
  }
  const mark = b.top;
  const items = expr(u, node.iter);
  b.top = mark;
  const iterator = b.temp();
  b.emit(node.iter, OP.GET_AITER, iterator, items);
  loop(u, node, (exhausted) => {
    const value = b.temp();
    asyncForStep(u, node.iter, iterator, value, exhausted);
    store(u, node.target, value);
    b.top = value;
  });
  b.top = mark;
}

export function whileStatement(u: Unit, node: ast.While): void {
  const value = fold(node.test);
  if (value !== null && !truth(value)) {
    // The body is never run, but its errors are errors.
    const reachable = u.b.assigned;
    u.b.assigned = null;
    loop(u, node, () => {});
    u.b.assigned = reachable;
    statements(u, node.orelse);
    return;
  }
  loop(u, node, (exhausted) => jumpIf(u, node.test, false, exhausted));
}

/** Header, step, body, jump back; `else` where the step jumps when there is no more; then where `break` goes. */
function loop(u: Unit, node: ast.For | ast.AsyncFor | ast.While, step: (exhausted: Label) => void): void {
  const { b } = u;
  const [exhausted, exit] = [new Label(), new Label()];
  const header = b.loopHeader();
  const cell = b.newJitCell();
  step(exhausted);
  u.blocks.push({ kind: "loop", header, exit, cell });
  statements(u, node.body);
  u.blocks.pop();
  b.loop(node, header, cell);
  b.place(exhausted);
  statements(u, node.orelse);
  b.place(exit);
}
