// The module `sys`, and its standard streams.

import { arrayCopy, I32Array, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import {
  raise0,
  raise1,
  raiseInts,
  raiseWith,
  w_OverflowError,
  w_RecursionError,
  w_RuntimeError,
  w_SystemExit,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_BaseException } from "./exceptions.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { n_write } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple3 } from "./tuple.ts";

function sys_exit(status: W_Object | null): W_Object {
  throw raiseWith(w_SystemExit, status === w_None ? null : status);
}
function sys_getrecursionlimit(): W_Object {
  return newInt(state.wantedLimit);
}
/** More calls than that cannot be nested: the stack is used up before. */
const DEEPEST = 1000000;
function sys_setrecursionlimit(limit: W_Object): W_Object {
  const value = toInt(limit);
  if (value < 1) throw raise0(w_ValueError, "recursion limit must be greater or equal than 1");
  if (value > 2147483647) throw raise0(w_OverflowError, "Python int too large to convert to C int");
  if (state.depth >= value)
    throw raiseInts(
      w_RecursionError,
      "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low",
      null,
      value,
      state.depth,
    );
  const reached = value < DEEPEST ? value : DEEPEST;
  // calls write their frames at their depth without looking
  if (reached + 100 > state.frames.length) {
    const frames = newArray<W_Object>(reached + 100);
    arrayCopy(state.frames, 0, frames, 0, state.frames.length);
    const positions = new I32Array(reached + 100);
    arrayCopy(state.positions, 0, positions, 0, state.positions.length);
    state.frames = frames;
    state.positions = positions;
  }
  state.wantedLimit = value;
  state.recursionLimit = reached;
  return w_None;
}
const n_stdout = intern("stdout");
const n_underscore = intern("_");
const newline = intern("\n");
/** To sys.stdout. Raises RuntimeError when there is none. */
export function printLine(text: W_Str): void {
  const file = tables.sys.get(n_stdout);
  if (file === null) throw raise0(w_RuntimeError, "lost sys.stdout");
  const write = getAttr(file, n_write);
  write.call1(text);
  write.call1(newline);
}
/** What a statement of interactive mode does with its value. */
function sys_displayhook(value: W_Object): W_Object {
  if (value === w_None) return w_None;
  tables.builtins.set(n_underscore, w_None);
  printLine(value.repr());
  tables.builtins.set(n_underscore, value);
  return w_None;
}
function sys_intern(text: W_Object): W_Object {
  if (!(text.unwrap() instanceof W_Str)) throw raise1(w_TypeError, "intern() argument must be str, not %T", text);
  return text;
}
function sys_exc_info(): W_Object {
  const handled = state.handled;
  if (!(handled instanceof W_BaseException)) return newTuple3(w_None, w_None, w_None);
  return newTuple3(handled.getType(), handled, handled.traceback === null ? w_None : handled.traceback);
}
function sys_exception(): W_Object {
  return state.handled === null ? w_None : state.handled;
}

export const programArguments: W_List = new W_List();

export const sysModule = defineModule(
  "sys",
  [
    builtinFunction("exit(status=None, /)", sys_exit),
    builtinFunction("getrecursionlimit()", sys_getrecursionlimit),
    builtinFunction("setrecursionlimit(limit, /)", sys_setrecursionlimit),
    builtinFunction("displayhook(object, /)", sys_displayhook),
    builtinFunction("intern(string, /)", sys_intern),
    builtinFunction("exc_info()", sys_exc_info),
    builtinFunction("exception()", sys_exception),
  ],
  {
    argv: programArguments,
    path: tables.searchPath,
    modules: tables.modules,
    platform: intern("linux"),
    executable: intern(""),
  },
);

const writable = tables as { -readonly [K in keyof typeof tables]: (typeof tables)[K] };
writable.sys = sysModule.dict;
