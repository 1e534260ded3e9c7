// Finalizers: what is done with objects that nothing refers to any more.
//
//   instances of classes with __del__     __del__ is called, once
//   generators within a `try`             are closed
//   weak references with a callback       the callback is called
//
// The collector finds them (src/memory/watched.ts) and keeps them alive until they are taken from its queues here: between two
// instructions (actions.ts), by gc.collect(), and at the end of the program.

import {
  gcAnnounceAll,
  gcCollect,
  gcNextCleared,
  gcNextDead,
  gcPending,
  gcWatch,
  gcWatchedCount,
} from "../rts/index.ts";
import { OperationError } from "./errors.ts";
import { forgetReturnedFrames } from "./frame.ts";
import { W_Instance } from "./instance.ts";
import { W_Module } from "./module.ts";
import { n_del, n_main } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import type { W_Type } from "./type.ts";
import { reportUnraisable } from "./unraisable.ts";
import type { W_WeakRef } from "./weakref.ts";

/** A builtin object that does something when it dies: generators, files. Such an object was given to `gcWatch`. @jit immutable */
export class FinalizerHooks {
  /** Any object but an instance of a user-defined class. */
  finalizeBuiltin: (object: W_Object) => void = nothing;
  /** Tells the host that one of its objects is not referred to any more; false: it is none. */
  releaseHost: (object: W_Object) => boolean = isNone;
}
function nothing(_object: W_Object): void {}
function isNone(_object: W_Object): boolean {
  return false;
}
export const finalizerHooks = new FinalizerHooks();

class FinalizerState {
  running: boolean = false;
}
const finalizers = new FinalizerState();

/** @jit opaque */
function watchInstance(instance: W_Object): void {
  gcWatch(instance);
}
hooks.watchInstance = watchInstance;

/** The host gave up a run: whoever ran does so no more. */
export function forgetRunningFinalizers(): void {
  finalizers.running = false;
}

/** Runs what waits, and what this makes wait. Python code may run; nothing is raised. */
export function runFinalizers(): void {
  // one that runs sees to those that come meanwhile
  if (finalizers.running) return;
  finalizers.running = true;
  const depth = state.depth;
  const handled = state.handled;
  try {
    while (gcPending() > 0) {
      const weak = gcNextCleared<W_WeakRef>();
      if (weak !== null) {
        callCallback(weak);
        continue;
      }
      const object = gcNextDead<W_Object>();
      if (object !== null) finalize(object);
    }
  } finally {
    finalizers.running = false;
    state.depth = depth;
    state.handled = handled;
  }
}

function finalize(object: W_Object): void {
  if (!(object instanceof W_Instance) || object.getType().lookup(n_del) === null) {
    if (!finalizerHooks.releaseHost(object)) finalizerHooks.finalizeBuiltin(object);
    return;
  }
  const type: W_Type = object.getType();
  const method = type.lookup(n_del)!;
  try {
    if (method.isMethodDescriptor()) method.call1(object);
    else method.descrGet(object, type).call0();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    reportUnraisable("Exception ignored while calling deallocator", error, method);
  }
}

function callCallback(weak: W_WeakRef): void {
  const callback = weak.callback;
  weak.callback = null;
  if (callback === null || callback === w_None) return;
  try {
    callback.call1(weak.self === null ? weak : weak.self);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    reportUnraisable("Exception ignored while calling weakref callback", error, callback);
  }
}

/** How often everything is collected at most, when finalizers leave more garbage behind. */
const MOST_ROUNDS = 1000;

/** Collects everything and runs finalizers, until no more come to light. Within a finalizer it collects once: what waits is for the caller to run. */
export function collectAll(): void {
  if (finalizers.running) {
    forgetReturnedFrames();
    gcCollect(1);
    return;
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    forgetReturnedFrames();
    gcCollect(1);
    if (gcPending() === 0) break;
    runFinalizers();
  }
}

/** At the program's end all that has a finalizer is finalized, reachable or not, while the main module's names are still there; then those go. */
export function finalizeAtExit(): void {
  if (gcWatchedCount() === 0 && gcPending() === 0) return;
  state.depth = 0;
  state.handled = null;
  collectAll();
  gcAnnounceAll();
  runFinalizers();
  const main = tables.modules.get(n_main);
  if (main instanceof W_Module) main.dict.clear();
  collectAll();
  gcAnnounceAll();
  runFinalizers();
}
