// Recursion looks at the stack's end: every cycle of the call graph has a function in it that begins with `stack_check`. Portals come
// first, since most cycles go through them; what cycles are left lose the function that most ways pass, until there are none. So most
// small functions between two portals pay nothing, and the slack under the limit covers what runs between two checks.
// Modules with raw memory are left out (the collector relies on the slack), and so is the hook that throws.

import type { FunctionDecl } from "../../ir/types.ts";
import { components } from "../call-cycles.ts";
import type { CallGraph } from "./call-graph.ts";

/** Inserts the checks; `exempt` says which functions get none. Answers the functions that have one. */
export function insertStackChecks(calls: CallGraph, exempt: (decl: FunctionDecl) => boolean): Set<FunctionDecl> {
  /** Calls within the group of functions that is looked at: they grow fewer with it. */
  const edges = new Map<FunctionDecl, FunctionDecl[]>();
  for (const decl of calls.functions())
    if (decl.graph && !exempt(decl)) edges.set(decl, [...new Set(calls.calls(decl))]);
  const inside = (decl: FunctionDecl): FunctionDecl[] => edges.get(decl)!;
  const checked = new Set<FunctionDecl>();
  let work = [[...edges.keys()]];
  while (work.length > 0) {
    const left: FunctionDecl[][] = [];
    for (const group of work) {
      const within = new Set(group);
      for (const decl of group)
        edges.set(
          decl,
          inside(decl).filter((to) => within.has(to)),
        );
      for (const component of components(group, inside)) {
        const portals = component.filter((d) => d.portal);
        const cut = portals.length > 0 ? portals : [mostPassed(component, inside)];
        for (const decl of cut) checked.add(decl);
        left.push(component.filter((d) => !checked.has(d)));
      }
    }
    work = left;
  }
  for (const decl of checked) {
    const { entry } = decl.graph!;
    const check = decl.graph!.newValue("stack_check", "v");
    check.pos = entry.insts[0]?.pos ?? 0;
    entry.insts.unshift(check);
  }
  return checked;
}

/** The function that most ways through the component pass, by the product of its calls in and out (recursive ones first). */
function mostPassed(
  component: readonly FunctionDecl[],
  successors: (decl: FunctionDecl) => readonly FunctionDecl[],
): FunctionDecl {
  const members = new Set(component);
  const into = new Map<FunctionDecl, number>();
  const out = new Map<FunctionDecl, number>();
  for (const from of component)
    for (const to of successors(from)) {
      if (to === from) return from; // it is cut in any case
      if (!members.has(to)) continue;
      into.set(to, (into.get(to) ?? 0) + 1);
      out.set(from, (out.get(from) ?? 0) + 1);
    }
  const weight = (d: FunctionDecl): number => (into.get(d) ?? 0) * (out.get(d) ?? 0);
  return component.reduce((a, b) => (weight(b) > weight(a) ? b : a));
}
