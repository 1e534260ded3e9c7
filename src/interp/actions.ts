// What may happen between two instructions: finalizers and callbacks of weak references. The collector, signals and timers set bits in a word
// (`pendingActions`, src/rts/memory.ts); the bytecode loop looks at it on loop edges and at function entry, and calls this.

import { takeActions } from "../rts/index.ts";
import { runFinalizers } from "./finalizers.ts";

/** Does what the word of actions asks for. Python code may run. @jit opaque */
export function runActions(): void {
  takeActions();
  runFinalizers();
}
