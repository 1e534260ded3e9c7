// Signals as Python sees them: the table of handlers, and what happens when one came. The module `signal` (signalmodule.ts) writes the table.

import { type int, newArray, U8Array } from "../rts/index.ts";
import { raiseWith, w_KeyboardInterrupt } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import type { W_Object } from "./object.ts";
import { hostSystem } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { endpointOf } from "./sockets.ts";
import { SYSTEM, SYSTEM_FACT } from "./system-operations.ts";

export const SIGNAL_COUNT = 65;
export const SIGINT = 2;
export const SIG_DFL = 0;
export const SIG_IGN = 1;
/** A process that a signal ended answers this much more than the signal's number. */
const SIGNALLED = 128;

class Handlers {
  /** null: the default, which for SIGINT is KeyboardInterrupt. */
  readonly table: (W_Object | null)[] = newArray<W_Object | null>(SIGNAL_COUNT);
  /** The socket that gets a byte, the number, for each signal that has a handler; -1: none. */
  wakeup: int = -1;
}
export const handlers = new Handlers();

/** What looks at a signal that is about to end the process. @jit immutable */
export class SignalHooks {
  beforeFatal: (signal: int) => void = nothing;
}
function nothing(_signal: int): void {}
export const signalHooks = new SignalHooks();

/** Sends a signal that the program does not handle to its own process. */
export function sendToItself(number: int): int {
  if (handlers.table[number] === null) signalHooks.beforeFatal(number);
  const pid = hostSystem(SYSTEM.fact, SYSTEM_FACT.pid, 0, 0, null, null, null);
  return hostSystem(SYSTEM.kill, pid, number, 0, null, null, null);
}

/** Calls the handler of a signal that came. */
export function deliverSignal(number: int): void {
  const handler = handlers.table[number]!;
  if (handler === null) {
    if (number === SIGINT) throw raiseWith(w_KeyboardInterrupt, null);
    return;
  }
  if (handler instanceof W_Int) {
    if (handler.value === SIG_DFL) hostSystem(SYSTEM.exit, SIGNALLED + number, 0, 0, null, null, null);
    return;
  }
  const end = handlers.wakeup < 0 ? null : endpointOf(handlers.wakeup);
  if (end !== null && end.peer !== null) {
    const byte = new U8Array(1);
    byte[0] = number;
    end.peer.put(byte, 0, 1);
  }
  handler.call2(newInt(number), w_None);
}
