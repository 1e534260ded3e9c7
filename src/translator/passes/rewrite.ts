// What the passes on graphs share: predecessors, replacing values, dropping blocks and parameters.

import { type Block, type Edge, type Exit, type Graph, successors, type Value } from "../../ir/graph.ts";

export interface Predecessor {
  readonly from: Block;
  readonly edge: Edge;
  /** The edge is the block's handler: it passes no argument for parameter 0. */
  readonly isHandler: boolean;
}

/** The edges into each block, by block id. */
export function predecessors(graph: Graph): Predecessor[][] {
  const into: Predecessor[][] = graph.blocks.map(() => []);
  for (const from of graph.blocks)
    for (const edge of successors(from)) into[edge.target.id]!.push({ from, edge, isHandler: from.handler === edge });
  return into;
}

/** Replaces operands everywhere. `resolve` answers the value itself where there is nothing to replace. */
export function replaceValues(graph: Graph, resolve: (value: Value) => Value): void {
  const all = (values: Value[]): void => {
    for (let i = 0; i < values.length; i++) values[i] = resolve(values[i]!);
  };
  for (const block of graph.blocks) {
    for (const inst of block.insts) all(inst.args);
    replaceInExit(block.exit, resolve);
    for (const edge of successors(block)) all(edge.args);
  }
}

function replaceInExit(exit: Exit, resolve: (value: Value) => Value): void {
  switch (exit.kind) {
    case "branch":
      exit.cond = resolve(exit.cond);
      return;
    case "switch":
    case "throw":
      exit.value = resolve(exit.value);
      return;
    case "return":
      if (exit.value) exit.value = resolve(exit.value);
      return;
    case "jit_enter":
      exit.cell = resolve(exit.cell);
      exit.args = exit.args.map(resolve);
      return;
    default:
      return;
  }
}

/** A map of replacements that may point at each other, as a function to its ends. */
export function resolver(replaced: Map<Value, Value>): (value: Value) => Value {
  return (value) => {
    let v = value;
    for (let next = replaced.get(v); next; next = replaced.get(v)) v = next;
    if (v !== value) replaced.set(value, v);
    return v;
  };
}

/** Removes blocks that cannot be reached, and numbers the others anew. Answers whether there were any. */
export function pruneBlocks(graph: Graph): boolean {
  const reached = new Set<Block>([graph.entry]);
  const work = [graph.entry];
  for (let block = work.pop(); block; block = work.pop())
    for (const { target } of successors(block))
      if (!reached.has(target)) {
        reached.add(target);
        work.push(target);
      }
  const removed = reached.size !== graph.blocks.length;
  const kept = graph.blocks.filter((b) => reached.has(b));
  graph.blocks.length = 0;
  for (const block of kept) {
    block.id = graph.blocks.length;
    graph.blocks.push(block);
  }
  return removed;
}

/** Drops parameter `index` of a block, and its argument on every edge. */
export function dropParam(block: Block, index: number, into: readonly Predecessor[]): void {
  block.params.splice(index, 1);
  for (const { edge, isHandler } of into) edge.args.splice(isHandler ? index - 1 : index, 1);
}
