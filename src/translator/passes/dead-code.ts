// Removes instructions and block parameters whose values nobody needs.

import { exitOperands, type Graph, type Value } from "../../ir/graph.ts";
import { isPure, setsOverflow } from "../../ir/ops.ts";
import type { External } from "../../ir/types.ts";
import { dropParam, predecessors } from "./rewrite.ts";

/** Whether an instruction may go when its result is not used. */
function removable(inst: Value): boolean {
  if (isPure(inst.op)) return true;
  switch (inst.op) {
    case "getfield":
    case "getitem":
    case "raw_load":
    case "is_constant":
    case "we_are_jitted":
    case "new":
    case "new_array":
      return true;
    case "call_external":
      return (inst.aux as External).pure;
    default:
      return false;
  }
}

/** Answers whether anything changed. */
export function removeDeadCode(graph: Graph): boolean {
  const live = new Set<Value>();
  const work: Value[] = [];
  const mark = (value: Value): void => {
    if (!live.has(value)) {
      live.add(value);
      work.push(value);
    }
  };
  const into = predecessors(graph);
  /** `overflowed` -> the operation it asks about. */
  const askedOf = new Map<Value, Value>();
  const paramHome = new Map<Value, { block: number; index: number }>();
  for (const block of graph.blocks) {
    for (const [index, p] of block.params.entries()) paramHome.set(p, { block: block.id, index });
    block.insts.forEach((inst, i) => {
      if (inst.op === "overflowed") askedOf.set(inst, block.insts[i - 1]!);
      else if (!removable(inst) && !setsOverflow(inst.op)) mark(inst);
    });
    exitOperands(block.exit).forEach(mark);
  }
  for (let value = work.pop(); value; value = work.pop()) {
    value.args.forEach(mark);
    const asked = askedOf.get(value);
    if (asked) mark(asked);
    const home = paramHome.get(value);
    if (!home) continue;
    for (const { edge, isHandler } of into[home.block]!) {
      const arg = edge.args[isHandler ? home.index - 1 : home.index];
      if (arg) mark(arg);
    }
  }
  let changed = false;
  for (const block of graph.blocks) {
    const kept = block.insts.filter((inst) => live.has(inst));
    if (kept.length !== block.insts.length) {
      if (block.handler && kept.at(-1) !== block.insts.at(-1)) block.handler = null;
      block.insts = kept;
      changed = true;
    }
    if (block === graph.entry) continue;
    for (let i = block.params.length - 1; i >= 0; i--) {
      if (live.has(block.params[i]!)) continue;
      if (into[block.id]!.some((p) => p.isHandler && i === 0)) continue; // the exception
      dropParam(block, i, into[block.id]!);
      changed = true;
    }
  }
  return changed;
}
