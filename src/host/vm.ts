// What every way to run a VM has in common: functions called by name, results, what goes wrong.

import type { Word } from "../ir/meanings.ts";
import type { Services } from "./services.ts";

/** How a call of a VM function ended: a result (0 where there is none), or the reference of what was raised. */
export type CallResult = { readonly value: Word } | { readonly raised: number };

/** The VM found itself in a state that cannot be: a fault of ours, never of the program's. The VM cannot be used any more. */
export class VmTrap extends Error {
  constructor(message: string) {
    super(message);
    this.name = "VmTrap";
  }
}

/** A VM of any kind, with one program's state in it. */
export interface Vm {
  readonly services: Services;
  /** Calls an entry function of the program. One call at a time. */
  call(name: string, ...args: Word[]): CallResult;
  dispose(): void;
}
