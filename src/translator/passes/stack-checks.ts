// Recursion looks at the stack's end: every cycle of the call graph has a function in it that begins with `stack_check`. Portals come
// first, since most cycles go through them; what cycles are left lose the function with the most calls within its cycle, until there are
// none. So the small functions between two portals pay nothing, and the slack under the limit covers what runs between two checks.
// Modules with raw memory are left out (the collector relies on the slack), and so is the hook that throws.

import type { FunctionDecl } from "../../ir/types.ts";
import { components } from "../call-cycles.ts";
import type { CallGraph } from "./call-graph.ts";

/** Inserts the checks; `exempt` says which functions get none. Answers the functions that have one. */
export function insertStackChecks(calls: CallGraph, exempt: (decl: FunctionDecl) => boolean): Set<FunctionDecl> {
  const successors = new Map<FunctionDecl, Set<FunctionDecl>>();
  for (const decl of calls.functions())
    if (decl.graph && !exempt(decl)) successors.set(decl, new Set(calls.calls(decl)));
  const checked = new Set<FunctionDecl>();
  const open = (decl: FunctionDecl): FunctionDecl[] =>
    checked.has(decl) ? [] : [...(successors.get(decl) ?? [])].filter((to) => !checked.has(to) && successors.has(to));
  let work = [[...successors.keys()]];
  while (work.length > 0) {
    const left: FunctionDecl[][] = [];
    for (const group of work) {
      const within = new Set(group);
      const inside = (decl: FunctionDecl): FunctionDecl[] => open(decl).filter((to) => within.has(to));
      for (const component of components(group, inside)) {
        const portals = component.filter((d) => d.portal);
        const cut = portals.length > 0 ? portals : [mostCalled(component, inside)];
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

/** The function that the most others of its component call. */
function mostCalled(
  component: readonly FunctionDecl[],
  successors: (decl: FunctionDecl) => readonly FunctionDecl[],
): FunctionDecl {
  const members = new Set(component);
  const counts = new Map<FunctionDecl, number>(component.map((d) => [d, 0]));
  for (const from of component)
    for (const to of successors(from)) {
      if (to === from) return from; // recursive by itself: it is cut in any case
      if (members.has(to)) counts.set(to, counts.get(to)! + 1);
    }
  return component.reduce((a, b) => (counts.get(b)! > counts.get(a)! ? b : a));
}
