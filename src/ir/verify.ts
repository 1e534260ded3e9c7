// Says when a graph or a trace is ill-formed: kinds against the table of operations, arity of edges, dominance, the rule of
// handlers, `overflowed` directly after its operation.
//
// A block with a handler has two ends: its last instruction's result exists on the normal exit and not in the handler. So in
// the graph that dominance is computed on, such a block is two nodes, 2b (up to the last instruction) and 2b+1 (after it).

import { type Block, type Edge, exitOperands, type Graph, successors, type Value } from "./graph.ts";
import { canRaise, OPS, setsOverflow } from "./ops.ts";
import { printExit, printInstruction, printOperand } from "./print.ts";
import { Guard, type Trace } from "./trace.ts";
import type { ArrayType, Field, FunctionDecl, Kind, MethodSlot, Signature, Storage } from "./types.ts";
import { STORAGE } from "./types.ts";

/** What the table and the aux say of an instruction: the kinds of its operands (null: any) and of its result (null: any). */
export function expectedKinds(value: Value): { operands: readonly Kind[] | null; result: Kind | null } {
  const row = OPS[value.op];
  switch (row.aux) {
    case "field":
    case "array": {
      const kind = (value.aux as Field | ArrayType).kind;
      return {
        operands: [...row.operands].map((k) => (k === "?" ? kind : (k as Kind))),
        result: row.result === "?" ? kind : row.result,
      };
    }
    case "storage": {
      const kind = STORAGE[value.aux as Storage].kind;
      return {
        operands: [...row.operands].map((k) => (k === "?" ? kind : (k as Kind))),
        result: row.result === "?" ? kind : row.result,
      };
    }
    case "function":
    case "slot":
    case "external":
    case "request": {
      if (value.op === "const_fn") return { operands: [], result: "i" };
      const { params, result } = (value.aux as FunctionDecl | MethodSlot).signature;
      return { operands: params, result };
    }
    case "signature": {
      const { params, result } = value.aux as Signature;
      return { operands: ["i", ...params], result };
    }
    case "portal":
      return { operands: (value.aux as FunctionDecl).signature.params, result: "v" };
    default:
      return {
        operands: row.operands === "*" ? null : ([...row.operands] as Kind[]),
        result: row.result === "?" ? null : row.result,
      };
  }
}

const where = (value: Value): string => `'${printInstruction(value)}'`;

function checkInstruction(value: Value, problems: string[]): void {
  const { operands, result } = expectedKinds(value);
  if (result !== null && value.kind !== result) problems.push(`${where(value)} yields ${value.kind}, not ${result}`);
  if (operands === null) return;
  if (operands.length !== value.args.length)
    problems.push(`${where(value)} has ${value.args.length} operands, not ${operands.length}`);
  else
    operands.forEach((kind, i) => {
      const arg = value.args[i]!;
      if (arg.kind !== kind) problems.push(`${where(value)}: operand ${printOperand(arg)} is ${arg.kind}, not ${kind}`);
    });
}

/** Immediate dominators by Cooper, Harvey and Kennedy's iteration; -1 for what is not reached. `next(n)`: successors. */
export function dominators(count: number, next: (node: number) => readonly number[]): Int32Array {
  const order: number[] = [];
  const state = new Uint8Array(count);
  const stack: { node: number; at: number }[] = [{ node: 0, at: 0 }];
  state[0] = 1;
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const target = next(top.node)[top.at++];
    if (target === undefined) {
      order.push(top.node);
      stack.pop();
    } else if (!state[target]) {
      state[target] = 1;
      stack.push({ node: target, at: 0 });
    }
  }
  const rank = new Int32Array(count).fill(-1);
  order.forEach((node, i) => {
    rank[node] = i;
  });
  const preds: number[][] = Array.from({ length: count }, () => []);
  for (const node of order) for (const target of next(node)) preds[target]!.push(node);
  const idom = new Int32Array(count).fill(-1);
  idom[0] = 0;
  const intersect = (a: number, b: number): number => {
    while (a !== b) {
      while (rank[a]! < rank[b]!) a = idom[a]!;
      while (rank[b]! < rank[a]!) b = idom[b]!;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = order.length - 2; i >= 0; i--) {
      const node = order[i]!;
      let best = -1;
      for (const pred of preds[node]!) if (idom[pred]! >= 0) best = best < 0 ? pred : intersect(pred, best);
      if (idom[node] !== best) {
        idom[node] = best;
        changed = true;
      }
    }
  }
  return idom;
}

/** What is wrong with a graph, a sentence each; empty when it is well-formed. */
export function verifyGraph(graph: Graph): string[] {
  const problems: string[] = [];
  const { blocks, decl } = graph;
  if (blocks.length === 0) return ["it has no blocks"];
  const params = graph.entry.params.map((p) => p.kind).join("");
  if (params !== decl.signature.params.join("")) problems.push(`the entry's parameters are ${params}`);
  const node = (block: Block): number => 2 * block.id;
  const end = (block: Block): number => (block.handler ? 2 * block.id + 1 : 2 * block.id);
  const next = (n: number): number[] => {
    const block = blocks[n >> 1]!;
    const normal = (block.handler ? successors(block).slice(0, -1) : successors(block)).map((e) => node(e.target));
    if (!block.handler) return normal;
    return n & 1 ? normal : [n + 1, node(block.handler.target)];
  };
  // where each value is defined: its node, and its place within it
  const definedIn = new Int32Array(graph.valueCount).fill(-1);
  const place = new Int32Array(graph.valueCount);
  const define = (value: Value, at: number, index: number): void => {
    if (value.id < 0 || value.id >= graph.valueCount) problems.push(`${where(value)} has no id of this graph`);
    else if (definedIn[value.id] !== -1) problems.push(`${where(value)} stands twice or shares its id`);
    definedIn[value.id] = at;
    place[value.id] = index;
  };
  blocks.forEach((block, index) => {
    if (block.id !== index) problems.push(`block ${index} has id ${block.id}`);
    for (const param of block.params) define(param, node(block), -1);
    block.insts.forEach((inst, i) => {
      const last = i === block.insts.length - 1;
      define(inst, last ? end(block) : node(block), last && block.handler ? -1 : i);
    });
  });
  const idom = dominators(2 * blocks.length, next);
  const dominates = (a: number, b: number): boolean => {
    for (let n = b; ; n = idom[n]!) {
      if (n === a) return true;
      if (n === 0 || n < 0) return false;
    }
  };
  const use = (value: Value, at: number, index: number, text: string): void => {
    if (value.isConstant()) return;
    const def = definedIn[value.id] ?? -1;
    if (def < 0) problems.push(`${text} uses ${printOperand(value)}, which stands nowhere`);
    else if (def === at ? place[value.id]! >= index : !dominates(def, at))
      problems.push(`${text} uses ${printOperand(value)}, which is not defined on every way there`);
  };
  const checkEdge = (edge: Edge, at: number, text: string, implicit: Kind[]): void => {
    if (blocks[edge.target.id] !== edge.target) problems.push(`${text} goes to a block of another graph`);
    if (edge.target === graph.entry) problems.push(`${text} goes to the entry`);
    const kinds = [...implicit, ...edge.args.map((a) => a.kind)].join("");
    const expected = edge.target.params.map((p) => p.kind).join("");
    if (kinds !== expected) problems.push(`${text} passes (${kinds}) to b${edge.target.id}(${expected})`);
    for (const arg of edge.args) use(arg, at, Infinity, text);
  };
  for (const block of blocks) {
    if (idom[node(block)]! < 0) continue;
    block.insts.forEach((inst, i) => {
      const text = where(inst);
      checkInstruction(inst, problems);
      for (const arg of inst.args) use(arg, node(block), i, text);
      if (inst.op === "overflowed" && !(i > 0 && setsOverflow(block.insts[i - 1]!.op)))
        problems.push(`${text} does not stand directly behind an operation that overflows`);
      if (OPS[inst.op].flags.includes("T")) problems.push(`${text} is an operation of traces`);
    });
    const text = `'${printExit(block.exit)}' of b${block.id}`;
    if (block.handler) {
      const last = block.insts.at(-1);
      if (!last || !canRaise(last.op)) problems.push(`b${block.id} has a handler and nothing at its end that raises`);
      checkEdge(block.handler, node(block), `the handler of b${block.id}`, ["r"]);
    }
    const { exit } = block;
    for (const value of exitOperands(exit)) use(value, end(block), Infinity, text);
    const edges = block.handler ? successors(block).slice(0, -1) : successors(block);
    for (const edge of edges) checkEdge(edge, end(block), text, []);
    if (exit.kind === "return" && (exit.value?.kind ?? "v") !== decl.signature.result)
      problems.push(`${text} in a function that returns ${decl.signature.result}`);
    if (exit.kind === "throw" && exit.value.kind !== "r") problems.push(`${text} throws no reference`);
    if (exit.kind === "jit_enter") {
      const kinds = exit.args.map((a) => a.kind).join("");
      if (kinds !== exit.portal.signature.params.join("")) problems.push(`${text} passes (${kinds})`);
    }
  }
  return problems;
}

const LAST = new Set(["jump", "finish", "finish_raise", "guard_always_fails"]);

/** What is wrong with a trace. */
export function verifyTrace(trace: Trace): string[] {
  const problems: string[] = [];
  const defined = new Set<Value>(trace.inputs);
  const ids = new Set<number>();
  for (const input of trace.inputs) ids.add(input.id);
  trace.ops.forEach((op, index) => {
    const text = where(op);
    // a label directly behind a jump: its arguments begin there
    if (op.op === "label" && trace.ops[index - 1]?.op === "jump")
      for (const arg of op.args) {
        defined.add(arg);
        if (ids.has(arg.id)) problems.push(`${text}: ${printOperand(arg)} shares its id`);
        ids.add(arg.id);
      }
    const used = op instanceof Guard ? [...op.args, ...op.live] : op.args;
    for (const arg of used)
      if (!arg.isConstant() && !defined.has(arg))
        problems.push(`${text} uses ${printOperand(arg)} before it is defined`);
    checkInstruction(op, problems);
    if (ids.has(op.id) || op.id < 0 || op.id >= trace.valueCount) problems.push(`${text} shares its id`);
    ids.add(op.id);
    defined.add(op);
    if (op.op === "label") {
      if (op.args.some((a) => a.isConstant()) || new Set(op.args).size !== op.args.length)
        problems.push(`${text} has a constant or a value twice`);
      defined.clear();
      for (const arg of op.args) defined.add(arg);
    }
    if (
      (op.op === "guard_overflow" || op.op === "guard_no_overflow") &&
      !setsOverflow(trace.ops[index - 1]?.op ?? "param")
    )
      problems.push(`${text} does not stand directly behind an operation that overflows`);
    const last = index === trace.ops.length - 1 || trace.ops[index + 1]!.op === "label";
    if (LAST.has(op.op) ? !last : index === trace.ops.length - 1)
      problems.push(index === trace.ops.length - 1 ? `${text} does not end a trace` : `${text} stands before the end`);
  });
  if (trace.ops.length === 0) problems.push("it has no operations");
  return problems;
}
