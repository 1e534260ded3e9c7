// What may happen between two instructions: finalizers and callbacks of weak references. The collector, signals and timers set bits in a word
// (`pendingActions`, src/rts/memory.ts); the bytecode loop looks at it on loop edges and at function entry, and calls this.

import { intAnd, takeActions } from "../rts/index.ts";
import { HOST } from "./embed-operations.ts";
import { raiseWith, w_KeyboardInterrupt, w_MemoryError } from "./errors.ts";
import { runFinalizers } from "./finalizers.ts";
import { hostEmbed } from "./requests.ts";
import { deliverSignal, SIGINT } from "./signals.ts";

/** The bit that SIGINT sets: ACTION.interrupt of src/host/interrupts.ts. */
const INTERRUPT = 1;
/** A time limit passed, or an embedder asks to look: ACTION.deadline. */
const DEADLINE = 2;
/** Memory is used up: ACTION_MEMORY of src/ir/vm-layout.ts. */
const MEMORY = 512;

/** Does what the word of actions asks for. Python code may run. @jit opaque */
export function runActions(): void {
  const actions = takeActions();
  if (intAnd(actions, INTERRUPT) !== 0) deliverSignal(SIGINT);
  if (intAnd(actions, DEADLINE) !== 0 && hostEmbed(HOST.deadline, 0, null, 0) !== 0)
    throw raiseWith(w_KeyboardInterrupt, null);
  runFinalizers();
  if (intAnd(actions, MEMORY) !== 0) throw raiseWith(w_MemoryError, null);
}
