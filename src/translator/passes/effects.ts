// What calls of each function may do: a fixpoint over the call graph, from what each does by itself upwards. Fills FunctionDecl.effects.
//
//   canRaise    some instruction raises and nothing in the function catches it
//   canCollect  some instruction allocates, or lets the host run
//   canForce    the function reaches a portal, the host, or touches fields of a virtualizable class
//   reads, writes   fields and arrays; "any" through requests and impure C functions. Raw memory counts as neither: what is
//                   in objects is not reached through addresses but by the collector, which changes no value

import { footprint, type Places } from "../../ir/effects.ts";
import type { Block, Value } from "../../ir/graph.ts";
import { canRaise, OPS } from "../../ir/ops.ts";
import { type ArrayType, type CallEffects, Field, type FunctionDecl } from "../../ir/types.ts";
import type { CallGraph } from "./call-graph.ts";

interface Mutable {
  canRaise: boolean;
  canCollect: boolean;
  canForce: boolean;
  reads: Set<Field | ArrayType> | "any";
  writes: Set<Field | ArrayType> | "any";
}

const nothing = (): Mutable => ({
  canRaise: false,
  canCollect: false,
  canForce: false,
  reads: new Set(),
  writes: new Set(),
});
const everything = (): Mutable => ({ canRaise: true, canCollect: true, canForce: true, reads: "any", writes: "any" });

/** A function that calls another, and whether one of these calls is not caught. */
type Callers = Map<FunctionDecl, boolean>;

/** Computes the effects of all functions. Those without a graph keep the worst. */
export function analyzeEffects(calls: CallGraph): void {
  const known = new Map<FunctionDecl, Mutable>();
  const callers = new Map<FunctionDecl, Callers>();
  for (const decl of calls.functions()) known.set(decl, decl.graph ? read(decl, calls, callers) : everything());
  const work = new Set(known.keys());
  for (const decl of work) {
    work.delete(decl);
    const effects = known.get(decl)!;
    for (const [caller, uncaught] of callers.get(decl) ?? []) {
      const grown = known.get(caller)!;
      const before = size(grown);
      add(grown, effects, !uncaught);
      if (size(grown) !== before) work.add(caller);
    }
  }
  for (const [decl, effects] of known) decl.effects = effects as CallEffects;
}

/** What a function does by itself: its instructions but for calls. Tells those whom it calls of it. */
function read(decl: FunctionDecl, calls: CallGraph, callers: Map<FunctionDecl, Callers>): Mutable {
  const effects = nothing();
  const called = (callee: FunctionDecl, uncaught: boolean): void => {
    const known: Callers = callers.get(callee) ?? new Map();
    callers.set(callee, known);
    known.set(decl, known.get(decl) || uncaught);
  };
  if (decl.portal) effects.canForce = true;
  for (const block of decl.graph!.blocks) {
    block.insts.forEach((inst, i) => {
      const caught = isCaught(block, i);
      if (inst.op === "call" || inst.op === "call_virtual" || inst.op === "call_indirect")
        for (const callee of calls.callees(inst)) called(callee, !caught);
      else addInstruction(effects, inst, caught);
    });
    if (block.exit.kind === "throw") effects.canRaise = true;
    if (block.exit.kind === "jit_enter") called(block.exit.portal, true);
  }
  return effects;
}
const isCaught = (block: Block, i: number): boolean => block.handler !== null && i === block.insts.length - 1;

function size(e: Mutable): number {
  const places = (p: Mutable["reads"]): number => (p === "any" ? 1e9 : p.size);
  return places(e.reads) + places(e.writes) + Number(e.canRaise) + Number(e.canCollect) + Number(e.canForce);
}

function add(to: Mutable, from: Mutable, caught: boolean): void {
  if (!caught) to.canRaise ||= from.canRaise;
  to.canCollect ||= from.canCollect;
  to.canForce ||= from.canForce;
  to.reads = union(to.reads, from.reads);
  to.writes = union(to.writes, from.writes);
}
function union(a: Mutable["reads"], b: Places): Mutable["reads"] {
  if (a === "any" || b === "any") return "any";
  for (const place of b) if (place !== "raw") a.add(place);
  return a;
}

function addInstruction(effects: Mutable, inst: Value, caught: boolean): void {
  if (inst.op === "request") {
    add(effects, everything(), caught);
    return;
  }
  if (canRaise(inst.op) && !caught) effects.canRaise = true;
  if (OPS[inst.op].flags.includes("C")) effects.canCollect = true;
  const { aux } = inst;
  if (aux instanceof Field && aux.owner.virtualizable) effects.canForce = true;
  if (OPS[inst.op].effect === "control") return; // looks at the memory only when it leaves
  const print = footprint(inst);
  effects.reads = union(effects.reads, print.reads);
  effects.writes = union(effects.writes, print.writes);
}

/** Whether an instruction can raise, now that effects are known. */
export function mayRaise(inst: Value, calls: CallGraph): boolean {
  if (inst.op === "call" || inst.op === "call_virtual" || inst.op === "call_indirect") {
    for (const callee of calls.callees(inst)) if (callee.effects.canRaise) return true;
    return false;
  }
  return canRaise(inst.op);
}
