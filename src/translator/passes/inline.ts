// Inlining for the VM's own machine code: small functions go into their callers, one level at a time: callees first, so that what goes in
// has had its own callees already, and what came in is not looked at again (recursion ends there). What the tracer reads are the
// graphs as written; these are copies. Portals are never inlined: their frames are what traces return from.
//
// A callee within a block that has a handler: its raising instructions get that handler, its throws become jumps to it.

import type { Block, Edge, Graph, Value } from "../../ir/graph.ts";
import { canRaise } from "../../ir/ops.ts";
import type { FunctionDecl } from "../../ir/types.ts";
import type { CallGraph } from "./call-graph.ts";
import { cloneGraph, copyBlocks } from "./clone.ts";
import { commonValues } from "./common-values.ts";
import { pruneBlocks, replaceValues } from "./rewrite.ts";
import { simplify } from "./simplify.ts";

/** Callees of up to so many instructions are inlined, into callers of up to so many. */
const LIMITS = { callee: 20, blocks: 10, caller: 6000 };

const sizeOf = (graph: Graph): number => graph.blocks.reduce((n, b) => n + b.insts.length + 1, 0);

/** Graphs for machine code, by function: copies, with small callees inlined. `checked`: functions with stack checks, which stay calls. */
export function inlineProgram(calls: CallGraph, checked: ReadonlySet<FunctionDecl>): Map<FunctionDecl, Graph> {
  const done = new Map<FunctionDecl, Graph>();
  const inlinable = (decl: FunctionDecl): boolean => {
    if (!decl.graph || decl.portal || decl.hints.noinline || checked.has(decl)) return false;
    const graph = done.get(decl) ?? decl.graph;
    return (
      graph.blocks.length <= LIMITS.blocks &&
      sizeOf(graph) <= LIMITS.callee &&
      graph.blocks.every(
        (b) =>
          b.exit.kind !== "jit_enter" && !b.insts.some((i) => i.op === "jit_merge_point" || i.op === "stack_pointer"),
      )
    );
  };
  // callees first; a function on a cycle is taken as it comes
  const visiting = new Set<FunctionDecl>();
  const visit = (root: FunctionDecl): void => {
    const stack: { decl: FunctionDecl; rest: Iterator<FunctionDecl> }[] = [];
    const open = (decl: FunctionDecl): void => {
      visiting.add(decl);
      stack.push({ decl, rest: calls.calls(decl)[Symbol.iterator]() });
    };
    if (!visiting.has(root)) open(root);
    while (stack.length > 0) {
      const { decl, rest } = stack.at(-1)!;
      const step = rest.next();
      if (!step.done) {
        if (!visiting.has(step.value)) open(step.value);
        continue;
      }
      stack.pop();
      if (!decl.graph) continue;
      const copy = cloneGraph(decl.graph);
      inlineInto(copy, (callee) => (inlinable(callee) && callee !== decl ? (done.get(callee) ?? callee.graph) : null));
      if (commonValues(copy)) simplify(copy);
      done.set(decl, copy);
    }
  };
  for (const decl of calls.functions()) visit(decl);
  return done;
}

function inlineInto(graph: Graph, bodyOf: (decl: FunctionDecl) => Graph | null): void {
  let size = sizeOf(graph);
  const cameIn = new Set<Block>();
  for (let i = 0; i < graph.blocks.length && size < LIMITS.caller; i++) {
    const block = graph.blocks[i]!;
    if (cameIn.has(block)) continue;
    const at = block.insts.findIndex((inst) => inst.op === "call" && bodyOf(inst.aux as FunctionDecl) !== null);
    if (at < 0) continue;
    const body = bodyOf(block.insts[at]!.aux as FunctionDecl)!;
    // the rest of the block stands in a new one, further on
    for (const copy of inlineCall(graph, block, at, body)) cameIn.add(copy);
    size += sizeOf(body);
  }
  if (cameIn.size === 0) return;
  pruneBlocks(graph);
  simplify(graph);
}

/** Puts the body in the call's place; answers the blocks that came in. */
function inlineCall(graph: Graph, block: Block, at: number, body: Graph): Iterable<Block> {
  const call = block.insts[at]!;
  const isLast = at === block.insts.length - 1;
  const handler = isLast ? block.handler : null;
  const after = graph.newBlock();
  after.insts = block.insts.slice(at + 1);
  after.exit = block.exit;
  after.handler = isLast ? null : block.handler;
  block.insts = block.insts.slice(0, at);
  block.handler = null;

  const known = new Map<Value, Value>(body.entry.params.map((p, i) => [p, call.args[i]!]));
  const blocks = copyBlocks(body, graph, known);
  block.exit = { kind: "goto", edge: { target: blocks.get(body.entry)!, args: [] } };

  let result: Value | null = null;
  if (call.kind !== "v") {
    result = graph.addParam(after, call.kind);
    const value = result;
    replaceValues(graph, (v) => (v === call ? value : v));
  }
  const toHandler = (): Edge => ({ target: handler!.target, args: [...handler!.args] });
  for (const copy of blocks.values()) {
    if (copy.exit.kind === "return") {
      const args = result ? [copy.exit.value!] : [];
      copy.exit = { kind: "goto", edge: { target: after, args } };
    } else if (copy.exit.kind === "throw" && handler) {
      copy.exit = { kind: "goto", edge: { target: handler.target, args: [copy.exit.value, ...handler.args] } };
    }
  }
  const added = [...blocks.values()];
  if (handler) for (const copy of blocks.values()) added.push(...catchIn(graph, copy, toHandler));
  return added;
}

/** Every instruction of the block that can raise and is not caught yet gets the handler, and so a block's end; answers the new blocks. */
function catchIn(graph: Graph, start: Block, toHandler: () => Edge): Block[] {
  const added: Block[] = [];
  for (let block = start; ; ) {
    const at = block.insts.findIndex((inst) => canRaise(inst.op));
    if (at < 0) return added;
    if (at === block.insts.length - 1) {
      block.handler ??= toHandler();
      return added;
    }
    const rest = graph.newBlock();
    rest.insts = block.insts.slice(at + 1);
    rest.exit = block.exit;
    rest.handler = block.handler;
    block.insts = block.insts.slice(0, at + 1);
    block.exit = { kind: "goto", edge: { target: rest, args: [] } };
    block.handler = toHandler();
    added.push(rest);
    block = rest;
  }
}
