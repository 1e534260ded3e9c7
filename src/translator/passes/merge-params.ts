// Parameters that always have one value are that value: what Braun's construction leaves behind (redundant phi functions), and
// what other passes make.

import type { Graph, Value } from "../../ir/graph.ts";
import { dropParam, predecessors, replaceValues, resolver } from "./rewrite.ts";

/** Answers whether anything changed. */
export function mergeParams(graph: Graph): boolean {
  const into = predecessors(graph);
  const replaced = new Map<Value, Value>();
  const resolve = resolver(replaced);
  let changed = true;
  while (changed) {
    changed = false;
    for (const block of graph.blocks) {
      if (block === graph.entry) continue;
      const edges = into[block.id]!;
      for (let i = block.params.length - 1; i >= 0; i--) {
        const param = block.params[i]!;
        let only: Value | null = null;
        const merges = edges.every(({ edge, isHandler }) => {
          if (isHandler && i === 0) return false;
          const arg = resolve(edge.args[isHandler ? i - 1 : i]!);
          if (arg === param || arg === only) return true;
          if (only) return false;
          only = arg;
          return true;
        });
        if (!merges || !only) continue;
        replaced.set(param, only);
        dropParam(block, i, edges);
        changed = true;
      }
    }
  }
  if (replaced.size === 0) return false;
  replaceValues(graph, resolve);
  return true;
}
