// Signals where a wait was interrupted: the bytecode loop looks by itself (actions.ts).

import { pendingActions } from "../rts/index.ts";
import { runActions } from "./actions.ts";

/** Runs the handlers of signals that came; they may raise. */
export function checkSignals(): void {
  if (pendingActions() !== 0) runActions();
}
