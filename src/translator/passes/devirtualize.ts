// Virtual calls with one possible implementation become direct calls: class hierarchy analysis over the classes that are instantiated.

import type { Graph, Value } from "../../ir/graph.ts";
import type { MethodSlot } from "../../ir/types.ts";
import type { CallGraph } from "./call-graph.ts";
import { replaceValues, resolver } from "./rewrite.ts";

/** Answers whether anything changed. */
export function devirtualize(graph: Graph, calls: CallGraph): boolean {
  const replaced = new Map<Value, Value>();
  for (const block of graph.blocks) {
    block.insts = block.insts.map((inst) => {
      if (inst.op !== "call_virtual") return inst;
      const [only, ...others] = calls.implementations(inst.aux as MethodSlot);
      if (!only || others.length > 0 || only.signature.params.length !== inst.args.length) return inst;
      const call = graph.newValue("call", inst.kind, inst.args, only);
      call.pos = inst.pos;
      replaced.set(inst, call);
      return call;
    });
  }
  if (replaced.size > 0) replaceValues(graph, resolver(replaced));
  return replaced.size > 0;
}
