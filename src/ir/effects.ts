// What an instruction does to the world, as one small lattice with one question: `interferes(a, b)`.
//
// A *place* is a field, an array type's items, or raw memory; an instruction reads and writes sets of places ("any": all of
// them). Two instructions interfere when one writes what the other reads or writes, so that exchanging them could change what
// is computed. Allocation interferes with nothing: a new object is no one else's. An exit of the trace (a guard, a raise) shows the
// whole memory to whoever continues: it reads everything.

import type { Value } from "./graph.ts";
import { OPS } from "./ops.ts";
import type { ArrayType, Field, FunctionDecl } from "./types.ts";
import { ARRAY_TYPES } from "./types.ts";

export type Place = Field | ArrayType | "raw";
export type Places = ReadonlySet<Place> | "any";
export interface Footprint {
  readonly reads: Places;
  readonly writes: Places;
}

const NONE: ReadonlySet<Place> = new Set();
const RAW: ReadonlySet<Place> = new Set(["raw" as const]);
const NOTHING: Footprint = { reads: NONE, writes: NONE };
const EVERYTHING: Footprint = { reads: "any", writes: "any" };
const EXIT: Footprint = { reads: "any", writes: NONE };

/** An array type's items as one place. Types that differ never alias; `string` is immutable and no place at all. */
const itemsOf = (type: ArrayType): ReadonlySet<Place> => (type === ARRAY_TYPES.string ? NONE : new Set([type]));

/** Hints and checks of the control effect that neither leave nor look at memory. */
const HARMLESS = new Set(["jit_tick", "debug_merge_point", "label"]);

export function footprint(value: Value): Footprint {
  const row = OPS[value.op];
  switch (row.effect) {
    case "none":
    case "alloc":
      return NOTHING;
    case "read-field":
      return { reads: new Set([value.aux as Field]), writes: NONE };
    case "write-field":
      return { reads: NONE, writes: new Set([value.aux as Field]) };
    case "read-item":
      return { reads: itemsOf(value.aux as ArrayType), writes: NONE };
    case "write-item": {
      const items = itemsOf(value.aux as ArrayType);
      return { reads: value.op === "array_copy" ? items : NONE, writes: items };
    }
    case "raw-read":
      return { reads: RAW, writes: NONE };
    case "raw-write":
      return { reads: value.op === "raw_copy" ? RAW : NONE, writes: RAW };
    case "call":
      if (value.op === "call_external") return (value.aux as { pure: boolean }).pure ? NOTHING : EVERYTHING;
      if (value.op === "identity_hash") return NOTHING;
      if (value.op === "call") {
        const { effects } = value.aux as FunctionDecl;
        return effects.canForce ? EVERYTHING : { reads: effects.reads, writes: effects.writes };
      }
      return EVERYTHING;
    case "control":
      return HARMLESS.has(value.op) ? NOTHING : EXIT;
  }
}

function meet(a: Places, b: Places): boolean {
  if (a === "any") return b === "any" || b.size > 0;
  if (b === "any") return a.size > 0;
  for (const place of a) if (b.has(place)) return true;
  return false;
}

/** Whether exchanging the two instructions could change what is computed, data dependencies apart. */
export function interferes(a: Value, b: Value): boolean {
  const x = footprint(a);
  const y = footprint(b);
  return meet(x.writes, y.writes) || meet(x.writes, y.reads) || meet(x.reads, y.writes);
}
