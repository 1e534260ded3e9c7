/**
 * What stops native code from outside: Ctrl-C and timers. Both set bits in a 32-bit word of VM memory (CONTEXT.actions), which the
 * program looks at on loop edges and calls. They work while native code runs, when JavaScript's own handlers and timers cannot.
 */
import { check, checkAddress, type Shim } from "./shim.ts";

/** Bits of the VM's action word. */
export const ACTION = {
  /** SIGINT came. */
  interrupt: 1,
  /** A time limit passed. */
  deadline: 2,
  /** A periodic tick (counters decay, samples are taken). */
  tick: 4,
} as const;

/** From now until the answer is called, SIGINT sets `bits` in the word at `address` and does nothing else. */
export function watchInterrupts(shim: Shim, address: number, bits: number = ACTION.interrupt): () => void {
  check(shim.interruptWatch(address, bits), "watching for SIGINT");
  return once(() => check(shim.interruptUnwatch(address), "ending a watch for SIGINT"));
}

/**
 * After `delayMs`, and then every `intervalMs` (0: only once), sets `bits` in the word at `address`, until the answer is called. The
 * word's memory may be released after that.
 */
export function startTimer(shim: Shim, address: number, bits: number, delayMs: number, intervalMs = 0): () => void {
  const timer = checkAddress(
    shim.timerStart(address, bits, Math.round(delayMs * 1e6), Math.round(intervalMs * 1e6)),
    "starting a native timer",
  );
  return once(() => check(shim.timerStop(timer), "stopping a native timer"));
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
