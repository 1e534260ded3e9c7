// The module `gc`. The collector is not CPython's: it always runs when memory is needed, whatever gc.disable() and the thresholds say, and does
// not count what it frees, nor what refers to what: gc.collect() answers 0.

import { declareRoots, gcCollect, gcCollections, type int } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, raise0, w_NotImplementedError, w_TypeError, w_ValueError } from "./errors.ts";
import { collectAll } from "./finalizers.ts";
import { newBool, newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { addReferents } from "./referents.ts";
import { w_None } from "./singletons.ts";
import { isTracked } from "./sizes.ts";
import { state, tables } from "./state.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple3 } from "./tuple.ts";
import { reportUnraisable } from "./unraisable.ts";

declareRoots(state, tables);

class GcState {
  enabled: boolean = true;
  threshold0: int = 2000;
  threshold1: int = 10;
  threshold2: int = 0;
  debug: int = 0;
  readonly callbacks: W_List = new W_List();
  readonly garbage: W_List = new W_List();
}
const gcState = new GcState();
declareRoots(gcState);

const n_start = intern("start");
const n_stop = intern("stop");
const n_generation = intern("generation");
const n_collected = intern("collected");
const n_uncollectable = intern("uncollectable");
const n_collections = intern("collections");

function gc_collect(generation: W_Object | null): W_Object {
  const which = generation === null ? 2 : toInt(generation);
  if (which < 0 || which > 2) throw raise0(w_ValueError, "invalid generation");
  tellCallbacks(n_start, which);
  if (which === 2) collectAll();
  else gcCollect(0);
  tellCallbacks(n_stop, which);
  return newInt(0);
}
function tellCallbacks(phase: W_Str, generation: int): void {
  const callbacks = gcState.callbacks;
  for (let i = 0; i < callbacks.length; i++) {
    const info = new W_Dict();
    info.set(n_generation, newInt(generation));
    info.set(n_collected, newInt(0));
    info.set(n_uncollectable, newInt(0));
    const callback = callbacks.get(i);
    try {
      callback.call2(phase, info);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      reportUnraisable("Exception ignored while calling GC callback", error, callback);
    }
  }
}
function gc_enable(): W_Object {
  gcState.enabled = true;
  return w_None;
}
function gc_disable(): W_Object {
  gcState.enabled = false;
  return w_None;
}
function gc_isenabled(): W_Object {
  return newBool(gcState.enabled);
}
function ints(a: int, b: int, c: int): W_Object {
  return newTuple3(newInt(a), newInt(b), newInt(c));
}
/** Collections of the young objects, of all. */
function gc_get_count(): W_Object {
  return ints(0, gcCollections(0), gcCollections(1));
}
function gc_get_threshold(): W_Object {
  return ints(gcState.threshold0, gcState.threshold1, gcState.threshold2);
}
function gc_set_threshold(threshold0: W_Object, threshold1: W_Object | null, threshold2: W_Object | null): W_Object {
  gcState.threshold0 = toInt(threshold0);
  if (threshold1 !== null) gcState.threshold1 = toInt(threshold1);
  if (threshold2 !== null) gcState.threshold2 = toInt(threshold2);
  return w_None;
}
function gc_get_debug(): W_Object {
  return newInt(gcState.debug);
}
function gc_set_debug(flags: W_Object): W_Object {
  const value = toInt(flags);
  if (value !== 0) throw raise0(w_NotImplementedError, "gc.set_debug: this collector has no debugging flags");
  return w_None;
}
function gc_get_stats(): W_Object {
  const list = new W_List();
  for (let generation = 0; generation < 3; generation++) {
    const stats = new W_Dict();
    const count = generation === 1 ? 0 : gcCollections(generation === 0 ? 0 : 1);
    stats.set(n_collections, newInt(count));
    stats.set(n_collected, newInt(0));
    stats.set(n_uncollectable, newInt(0));
    list.append(stats);
  }
  return list;
}
function gc_is_tracked(object: W_Object): W_Object {
  return newBool(isTracked(object));
}
/** Nothing is ever set apart: all old objects stay where they are. */
function gc_freeze(): W_Object {
  return w_None;
}
function gc_get_freeze_count(): W_Object {
  return newInt(0);
}
function gc_get_objects(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "gc.get_objects: this collector does not list its objects");
}
function gc_get_referrers(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "gc.get_referrers: this collector does not know who refers to an object");
}
function gc_get_referents(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "get_referents() takes no keyword arguments");
  const found = new W_List();
  for (const object of args) addReferents(found, object);
  return found;
}
function gc_is_finalized(_object: W_Object): W_Object {
  throw raise0(w_NotImplementedError, "gc.is_finalized: this collector does not remember what was finalized");
}

defineModule(
  "gc",
  [
    builtinFunction("collect(generation=2)", gc_collect),
    builtinFunction("enable()", gc_enable),
    builtinFunction("disable()", gc_disable),
    builtinFunction("isenabled()", gc_isenabled),
    builtinFunction("get_count()", gc_get_count),
    builtinFunction("get_threshold()", gc_get_threshold),
    builtinFunction("set_threshold(threshold0, threshold1=0, threshold2=0, /)", gc_set_threshold),
    builtinFunction("get_debug()", gc_get_debug),
    builtinFunction("set_debug(flags, /)", gc_set_debug),
    builtinFunction("get_stats()", gc_get_stats),
    builtinFunction("is_tracked(obj, /)", gc_is_tracked),
    builtinFunction("is_finalized(obj, /)", gc_is_finalized),
    builtinFunction("freeze()", gc_freeze),
    builtinFunction("unfreeze()", gc_freeze),
    builtinFunction("get_freeze_count()", gc_get_freeze_count),
    builtinFunction("get_objects(*args, generation=None)", gc_get_objects),
    builtinFunction("get_referrers(*objs)", gc_get_referrers),
    builtinFunction("get_referents(*objs, **kwargs)", gc_get_referents),
  ],
  {
    callbacks: gcState.callbacks,
    garbage: gcState.garbage,
    DEBUG_STATS: newInt(1),
    DEBUG_COLLECTABLE: newInt(2),
    DEBUG_UNCOLLECTABLE: newInt(4),
    DEBUG_SAVEALL: newInt(32),
    DEBUG_LEAK: newInt(38),
  },
);
