// What may happen between two instructions: finalizers and callbacks of weak references. The collector, signals and timers set bits in a word
// (`pendingActions`, src/rts/memory.ts); the bytecode loop looks at it on loop edges and at function entry, and calls this.

import { intAnd, takeActions } from "../rts/index.ts";
import { runFinalizers } from "./finalizers.ts";
import { deliverSignal, SIGINT } from "./signals.ts";

/** The bit that SIGINT sets: ACTION.interrupt of src/host/interrupts.ts. */
const INTERRUPT = 1;

/** Does what the word of actions asks for. Python code may run. @jit opaque */
export function runActions(): void {
  const actions = takeActions();
  if (intAnd(actions, INTERRUPT) !== 0) deliverSignal(SIGINT);
  runFinalizers();
}
