// A block whose last instruction turned out not to raise needs no handler.

import type { Graph } from "../../ir/graph.ts";
import type { CallGraph } from "./call-graph.ts";
import { mayRaise } from "./effects.ts";

/** Answers whether anything changed. */
export function dropHandlers(graph: Graph, calls: CallGraph): boolean {
  let changed = false;
  for (const block of graph.blocks) {
    if (!block.handler) continue;
    const last = block.insts.at(-1);
    if (last && mayRaise(last, calls)) continue;
    block.handler = null;
    changed = true;
  }
  return changed;
}
