// Comprehensions and generator expressions. Those that the symbol table calls inlined run in the frame around them (PEP 709);
// the others, all generator expressions among them, are functions of one argument, `.0`: the iterator of the first `for`.

import { OP } from "../bytecode/opcodes.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { constantDisplay, jumpIf } from "./compile_conditions.ts";
import { deliver, expr, loadConst, NONE, target } from "./compile_expressions.ts";
import { makeFunction, prologue } from "./compile_functions.ts";
import { asyncForStep, iterate } from "./compile_loops.ts";
import { store } from "./compile_targets.ts";
import { innerQualname, Unit } from "./unit.ts";

type Collection = ast.ListComp | ast.SetComp | ast.DictComp;

const emptyOpcodes = { ListComp: OP.BUILD_LIST, SetComp: OP.BUILD_SET, DictComp: OP.BUILD_MAP } as const;

export function comprehension(u: Unit, node: Collection, dst: number): number {
  const scope = u.shared.table.scopes.get(node)!;
  if (scope.isCoroutine && scope.parent!.kind !== "comprehension" && !u.frame.isCoroutine) {
    throw u.error("asynchronous comprehension outside of an asynchronous function", node);
  }
  if (!scope.inlined) {
    return callComprehension(u, node, dst);
  }
  const { b } = u;
  const mark = b.top;
  const built = target(u, dst);
  const iterator = firstIterator(u, node);
  b.emit(node, emptyOpcodes[node.kind], built, 0, 0);
  u.openComprehension(scope, node);
  loops(u, node, 0, iterator, () => collect(u, node, built));
  u.closeComprehension(node);
  return deliver(u, node, built, dst, mark);
}

export function generatorExpression(u: Unit, node: ast.GeneratorExp, dst: number): number {
  return callComprehension(u, node, dst);
}

/** The first iterable's iterator, in a temporary; it is evaluated in the scope around. */
function firstIterator(u: Unit, node: Collection | ast.GeneratorExp): number {
  const { b } = u;
  const first = node.generators[0]!;
  const iterator = b.temp();
  const mark = b.top;
  if (first.isAsync) {
    b.emit(node, OP.GET_AITER, iterator, expr(u, first.iter));
  } else {
    iterable(u, first.iter, iterator);
  }
  b.top = mark;
  return iterator;
}

/** Evaluates an iterable and makes its iterator. */
function iterable(u: Unit, node: ast.Expr, iterator: number): void {
  const mark = u.b.top;
  const constants = constantDisplay(node);
  const items = constants?.type === "tuple" ? loadConst(u, node, -1, constants) : expr(u, node);
  u.b.top = mark;
  u.b.emit(node, OP.GET_ITER, iterator, items);
}

/** Adds the element for the current values of the variables to the collection. */
function collect(u: Unit, node: Collection, built: number): void {
  const { b } = u;
  const mark = b.top;
  if (node.kind === "DictComp") {
    const key = expr(u, node.key);
    b.emit(node, OP.MAP_ADD, built, key, expr(u, node.value));
  } else {
    b.emit(node.elt, node.kind === "ListComp" ? OP.LIST_APPEND : OP.SET_ADD, built, expr(u, node.elt));
  }
  b.top = mark;
}

/** The nested loops from generator `depth` on; its iterator is in a register. */
function loops(
  u: Unit,
  node: Collection | ast.GeneratorExp,
  depth: number,
  iterator: number,
  element: () => void,
): void {
  const { b } = u;
  const { target: variable, ifs, isAsync } = node.generators[depth]!;
  const mark = b.top;
  const body = () => {
    const next = new Label();
    for (const condition of ifs) {
      jumpIf(u, condition, false, next);
    }
    const inner = node.generators[depth + 1];
    if (inner === undefined) {
      element();
    } else {
      const innerIterator = b.temp();
      if (inner.isAsync) {
        b.emit(inner.iter, OP.GET_AITER, innerIterator, expr(u, inner.iter));
      } else {
        iterable(u, inner.iter, innerIterator);
      }
      b.top = innerIterator + 1;
      loops(u, node, depth + 1, innerIterator, element);
    }
    b.place(next);
  };
  const exit = new Label();
  const header = b.loopHeader();
  const cell = b.newJitCell();
  if (isAsync) {
    const value = b.temp();
    asyncForStep(u, node, iterator, value, exit);
    store(u, variable, value);
    b.top = value;
  } else {
    iterate(u, node.generators[depth]!.iter, variable, iterator, exit);
  }
  body();
  b.loop(node, header, cell);
  b.place(exit);
  b.top = mark;
}

/** A comprehension as a function, made and called at once. */
function callComprehension(u: Unit, node: Collection | ast.GeneratorExp, dst: number): number {
  const { b } = u;
  const scope = u.shared.table.scopes.get(node)!;
  const mark = b.top;
  const callee = b.temp();
  firstIterator(u, node);
  const inner = new Unit(u.shared, scope, u, innerQualname(u, scope.name), scope.name, node.lineno, {
    argcount: 1,
    posonlyargcount: 0,
    kwonlyargcount: 0,
  });
  prologue(inner, node);
  if (node.kind === "GeneratorExp") {
    loops(inner, node, 0, 0, () => {
      const bottom = inner.b.top;
      let value = expr(inner, node.elt);
      if (scope.isCoroutine) {
        const wrapped = inner.b.temp();
        inner.b.emit(node.elt, OP.INTRINSIC_1, wrapped, value, 1);
        value = wrapped;
      }
      inner.b.top = bottom;
      inner.b.emit(node.elt, OP.YIELD, inner.b.temp(), value);
      inner.b.top = bottom;
    });
    inner.b.emit(node, OP.RETURN_K, inner.b.constant(NONE));
  } else {
    const built = inner.b.temp();
    inner.b.emit(node, emptyOpcodes[node.kind], built, 0, 0);
    loops(inner, node, 0, 0, () => collect(inner, node, built));
    inner.b.emit(node, OP.RETURN, built);
  }
  makeFunction(u, node, inner.finish(), callee);
  b.top = mark;
  dst = dst < 0 ? b.temp() : dst;
  b.emit(node, OP.CALL, dst, callee, 1);
  return dst;
}
