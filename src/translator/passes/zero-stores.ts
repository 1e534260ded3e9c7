// Constructors write null and 0 into fields of objects whose memory is zero from birth: those stores are dropped. An object is followed
// within its block, as long as nothing else can have got hold of it.

import type { Graph, Value } from "../../ir/graph.ts";
import type { Field } from "../../ir/types.ts";

const isZero = ({ op, aux }: Value): boolean =>
  op === "const_f" ? Object.is(aux, 0) : (op === "const_i" || op === "const_r") && (aux === 0 || aux === 0n);

/** Answers whether anything changed. */
export function dropZeroStores(graph: Graph): boolean {
  let changed = false;
  for (const block of graph.blocks) {
    /** New objects that nothing else refers to, and which of their fields were written. */
    const fresh = new Map<Value, Set<Field>>();
    const last = block.insts.at(-1);
    const kept = block.insts.filter((inst) => {
      const written = inst.op === "setfield" ? fresh.get(inst.args[0]!) : undefined;
      // the object in a getfield or setfield stays alone; an object that is stored, passed or cast does not
      const users = inst.op === "getfield" || inst.op === "setfield" ? inst.args.slice(1) : inst.args;
      for (const arg of users) fresh.delete(arg);
      if (inst.op === "new") fresh.set(inst, new Set());
      if (!written) return true;
      const field = inst.aux as Field;
      const isInitial = isZero(inst.args[1]!) && !written.has(field);
      written.add(field);
      return !isInitial || (block.handler !== null && inst === last);
    });
    if (kept.length === block.insts.length) continue;
    block.insts = kept;
    changed = true;
  }
  return changed;
}
