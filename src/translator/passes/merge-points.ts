// At a merge point only the portal's parameters are live: a trace that starts there knows nothing else.

import { type Block, exitOperands, type Graph, successors, type Value } from "../../ir/graph.ts";
import { printInstruction } from "../../ir/print.ts";

/** A value that is used behind a merge point without being one of its operands. */
export interface StrayValue {
  readonly mergePoint: Value;
  readonly text: string;
}

export function strayValues(graph: Graph): StrayValue[] {
  const found: StrayValue[] = [];
  const points = graph.blocks.flatMap((block) =>
    block.insts.filter((i) => i.op === "jit_merge_point").map((inst) => ({ block, inst })),
  );
  if (points.length === 0) return found;
  const liveAtEnd = liveness(graph);
  for (const { block, inst } of points) {
    const live = liveBehind(block, inst, liveAtEnd);
    for (const value of live)
      if (!inst.args.includes(value)) found.push({ mergePoint: inst, text: printInstruction(value) });
  }
  return found;
}

function liveBehind(block: Block, inst: Value, liveAtEnd: ReadonlyMap<Block, ReadonlySet<Value>>): Set<Value> {
  const live = new Set(liveAtEnd.get(block));
  for (const v of ownUses(block)) live.add(v);
  for (let i = block.insts.length - 1; block.insts[i] !== inst; i--) {
    const at = block.insts[i]!;
    live.delete(at);
    for (const a of at.args) if (!a.isConstant()) live.add(a);
  }
  return live;
}

/** What a block's exit and edges read. */
function ownUses(block: Block): Value[] {
  return [...exitOperands(block.exit), ...successors(block).flatMap((e) => e.args)].filter((v) => !v.isConstant());
}

/** Values that are live where each block ends, besides what its exit reads. */
function liveness(graph: Graph): Map<Block, Set<Value>> {
  const atEnd = new Map<Block, Set<Value>>(graph.blocks.map((b) => [b, new Set()]));
  const atStart = new Map<Block, Set<Value>>(graph.blocks.map((b) => [b, new Set()]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of [...graph.blocks].reverse()) {
      const end = atEnd.get(block)!;
      for (const { target } of successors(block)) for (const v of atStart.get(target)!) end.add(v);
      const live = new Set([...end, ...ownUses(block)]);
      for (let i = block.insts.length - 1; i >= 0; i--) {
        const inst = block.insts[i]!;
        live.delete(inst);
        for (const a of inst.args) if (!a.isConstant()) live.add(a);
      }
      for (const p of block.params) live.delete(p);
      if (live.size !== atStart.get(block)!.size) {
        atStart.set(block, live);
        changed = true;
      }
    }
  }
  return atEnd;
}
