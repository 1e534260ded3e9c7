// What the optimizer says of a guard's resume data. The recorder's data refer to the guard's `live` values by index; after optimization
// a value may be a constant, may lie elsewhere in the new `live` list, or may be an object that was never allocated.

import type { Value } from "../../ir/graph.ts";
import type { ArrayType, ClassType, Field } from "../../ir/types.ts";
import type { Facts } from "./facts.ts";
import type { LoopState } from "./peeled-loop.ts";

export type ResumeItem =
  | { readonly kind: "constant"; readonly value: Value }
  /** Index into the optimized guard's `live`. */
  | { readonly kind: "live"; readonly index: number }
  /** Index into `virtuals`. */
  | { readonly kind: "virtual"; readonly index: number };

/** Items are shared: there are hundreds of thousands of guards' values, and a few dozen indices. */
const made = { live: [] as ResumeItem[], virtual: [] as ResumeItem[] };
const itemOf = (kind: "live" | "virtual", index: number): ResumeItem => (made[kind][index] ??= { kind, index });
export const liveItem = (index: number): ResumeItem => itemOf("live", index);
export const virtualItem = (index: number): ResumeItem => itemOf("virtual", index);

/** An object to be allocated when the guard fails; slots that are missing are zero. Virtuals may refer to each other. */
export interface VirtualItem {
  readonly type: ClassType | ArrayType;
  /** Of an array. */
  readonly length: number;
  readonly slots: { readonly at: Field | number; readonly item: ResumeItem }[];
}

export class OptimizedResume {
  /** The recorder's resume data. */
  readonly recorded: object | null;
  /** One for each of the recorded guard's `live` values. */
  readonly items: readonly ResumeItem[];
  readonly virtuals: readonly VirtualItem[];
  /** So many of the guard's `live` values are what the items mention; the others are kept for its bridge alone. */
  readonly mentioned: number;
  /** What is known of the guard's `live` values: for its bridge to begin with. By index; what is missing is unknown. */
  readonly facts: (Facts | undefined)[];
  /** One for each of the recorded guard's `optional` values: constants and live ones. */
  optional: readonly (ResumeItem | null)[] = [];
  /** For a guard of a loop's body, or of a bridge that comes back to it. */
  loop: LoopState | null = null;
  constructor(
    recorded: object | null,
    items: readonly ResumeItem[],
    virtuals: readonly VirtualItem[],
    facts: (Facts | undefined)[],
  ) {
    this.recorded = recorded;
    this.items = items;
    this.virtuals = virtuals;
    this.facts = facts;
    this.mentioned = facts.length;
  }
}
