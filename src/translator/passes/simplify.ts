// The passes that every graph goes through after it is made, and again after anything that rewrites it.

import type { Graph } from "../../ir/graph.ts";
import { removeDeadCode } from "./dead-code.ts";
import { fold } from "./fold.ts";
import { mergeBlocks } from "./merge-blocks.ts";
import { mergeParams } from "./merge-params.ts";
import { pruneBlocks } from "./rewrite.ts";
import { dropZeroStores } from "./zero-stores.ts";

/** Runs the passes until nothing changes (a few rounds). */
export function simplify(graph: Graph): void {
  pruneBlocks(graph);
  for (let round = 0; round < 8; round++) {
    let changed = mergeParams(graph);
    changed = fold(graph) || changed;
    changed = mergeBlocks(graph) || changed;
    changed = removeDeadCode(graph) || changed;
    changed = dropZeroStores(graph) || changed;
    if (!changed) return;
  }
}
