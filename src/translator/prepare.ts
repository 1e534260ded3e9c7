// What happens to the graphs between their making and their use: simplification, devirtualization, effects, stack checks. The result
// is what the tracer reads; machine code is made of the copies that `forMachineCode` answers.

import type { Graph } from "../ir/graph.ts";
import type { Program } from "../ir/program.ts";
import type { FunctionDecl } from "../ir/types.ts";
import type { FrozenObject } from "./image.ts";
import { CallGraph } from "./passes/call-graph.ts";
import { commonValues } from "./passes/common-values.ts";
import { devirtualize } from "./passes/devirtualize.ts";
import { analyzeEffects } from "./passes/effects.ts";
import { dropHandlers } from "./passes/handlers.ts";
import { inlineProgram } from "./passes/inline.ts";
import { type StrayValue, strayValues } from "./passes/merge-points.ts";
import { simplify } from "./passes/simplify.ts";
import { insertStackChecks } from "./passes/stack-checks.ts";

export interface Prepared {
  /** What merge points do not pass though it is used behind them. */
  readonly strays: readonly { readonly decl: FunctionDecl; readonly stray: StrayValue }[];
  /** Graphs with small callees inlined, for the VM's own machine code. */
  forMachineCode(): Map<FunctionDecl, Graph>;
}

/** Brings a program's graphs into their final form. `exempt`: functions that get no stack check. */
export function prepare(
  program: Program,
  objects: readonly FrozenObject[],
  exempt: (decl: FunctionDecl) => boolean,
): Prepared {
  const graphs = (): Graph[] => program.functions.flatMap((f) => (f?.graph ? [f.graph] : []));
  for (const graph of graphs()) simplify(graph);
  const before = new CallGraph(program, objects);
  for (const graph of graphs()) devirtualize(graph, before);
  const calls = new CallGraph(program, objects);
  const checked = insertStackChecks(calls, exempt);
  analyzeEffects(calls);
  for (const graph of graphs()) if (dropHandlers(graph, calls)) simplify(graph);
  // not in portals: there a value computed before a merge point may not be used behind it
  for (const decl of calls.functions())
    if (decl.graph && !decl.portal && commonValues(decl.graph)) simplify(decl.graph);
  const strays = [...calls.functions()].flatMap((decl) =>
    decl.portal && decl.graph ? strayValues(decl.graph).map((stray) => ({ decl, stray })) : [],
  );
  return { strays, forMachineCode: () => inlineProgram(calls, checked) };
}
