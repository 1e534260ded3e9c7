// Functions on cycles of the call graph look at the stack's end when they are entered. Modules with raw memory are left out (the
// collector relies on the slack under the limit), and so is the hook that throws.

import type { FunctionDecl } from "../../ir/types.ts";
import { onCycles } from "../call-cycles.ts";
import type { CallGraph } from "./call-graph.ts";

/** Inserts the checks; `exempt` says which functions get none. Answers the functions on cycles. */
export function insertStackChecks(calls: CallGraph, exempt: (decl: FunctionDecl) => boolean): Set<FunctionDecl> {
  const cyclic = onCycles(calls.functions(), (decl) => calls.calls(decl));
  for (const decl of cyclic) {
    if (!decl.graph || exempt(decl)) continue;
    const { graph } = decl;
    const check = graph.newValue("stack_check", "v");
    check.pos = graph.entry.insts[0]?.pos ?? 0;
    graph.entry.insts.unshift(check);
  }
  return cyclic;
}
