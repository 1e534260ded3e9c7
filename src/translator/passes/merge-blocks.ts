// Straight lines become one block, and jumps to jumps go where those go.

import { type Block, exitOperands, type Graph, successors, type Value } from "../../ir/graph.ts";
import { predecessors, pruneBlocks, replaceValues, resolver } from "./rewrite.ts";

/** Answers whether anything changed. */
export function mergeBlocks(graph: Graph): boolean {
  const threaded = threadJumps(graph);
  const removed = pruneBlocks(graph);
  return joinLines(graph) || threaded || removed;
}

/**
 * An edge to an empty block that only goes on somewhere else goes there itself. The block's parameters may be used by its own jump only;
 * what else the jump passes is defined before the block, and so before its predecessors.
 */
function threadJumps(graph: Graph): boolean {
  const usedElsewhere = parametersUsedElsewhere(graph);
  const isEmpty = (block: Block): boolean =>
    block !== graph.entry &&
    block.insts.length === 0 &&
    block.exit.kind === "goto" &&
    block.exit.edge.target !== block &&
    !block.params.some((p) => usedElsewhere.has(p));
  let changed = false;
  for (const block of graph.blocks) {
    for (const edge of successors(block)) {
      if (edge === block.handler) continue;
      // as many steps as there are blocks: empty loops end
      for (let steps = 0; steps < graph.blocks.length && isEmpty(edge.target); steps++) {
        const { params, exit } = edge.target;
        if (exit.kind !== "goto") break;
        const given = edge.args;
        edge.target = exit.edge.target;
        edge.args = exit.edge.args.map((a) => (params.includes(a) ? given[params.indexOf(a)]! : a));
        changed = true;
      }
    }
  }
  return changed;
}

/** Block parameters that are used by more than the goto at their own block's end. */
function parametersUsedElsewhere(graph: Graph): Set<Value> {
  const home = new Map<Value, Block>();
  for (const block of graph.blocks) for (const p of block.params) home.set(p, block);
  const found = new Set<Value>();
  const use = (v: Value, by: Block | null): void => {
    const block = home.get(v);
    if (block && block !== by) found.add(v);
  };
  for (const block of graph.blocks) {
    for (const inst of block.insts) for (const a of inst.args) use(a, null);
    for (const v of exitOperands(block.exit)) use(v, null);
    for (const edge of successors(block))
      for (const a of edge.args) use(a, block.exit.kind === "goto" && edge !== block.handler ? block : null);
  }
  return found;
}

/** A block that is only entered by a goto joins the block it is entered from. */
function joinLines(graph: Graph): boolean {
  const into = predecessors(graph);
  const replaced = new Map<Value, Value>();
  const gone = new Set<Block>();
  for (const block of graph.blocks) {
    if (gone.has(block)) continue;
    for (;;) {
      if (block.handler || block.exit.kind !== "goto") break;
      const { target, args } = block.exit.edge;
      if (target === graph.entry || target === block || into[target.id]!.length !== 1) break;
      for (const [i, p] of target.params.entries()) replaced.set(p, args[i]!);
      block.insts.push(...target.insts);
      block.exit = target.exit;
      block.handler = target.handler;
      target.insts = [];
      target.params = [];
      target.exit = { kind: "unreachable" };
      target.handler = null;
      gone.add(target);
    }
  }
  if (gone.size === 0) return false;
  replaceValues(graph, resolver(replaced));
  pruneBlocks(graph);
  return true;
}
