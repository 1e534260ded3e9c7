// The module atexit: functions that are called when the program has ended, the last one first.

import { arrayCopy, type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { OperationError, raise0, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { noArgs, W_Object } from "./object.ts";
import { sameOrEqual } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_call = builtinType("atexit call");
class Call extends W_Object {
  readonly fn: W_Object;
  readonly args: W_Object[];
  readonly kwnames: W_Object[] | null;
  constructor(fn: W_Object, args: W_Object[], kwnames: W_Object[] | null) {
    super();
    this.fn = fn;
    this.args = args;
    this.kwnames = kwnames;
  }
  override getType(): W_Type {
    return w_call;
  }
}
class Calls {
  items: (Call | null)[] = newArray<Call | null>(8);
  count: int = 0;
}
const calls = new Calls();

function atexit_register(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (args.length === 0 || (kwnames !== null && kwnames.length === args.length))
    throw raise0(w_TypeError, "register() takes at least 1 argument (0 given)");
  if (!args[0]!.isCallable()) throw raise0(w_TypeError, "the first argument must be callable");
  let rest = noArgs;
  if (args.length > 1) {
    rest = newArray<W_Object>(args.length - 1);
    arrayCopy(args, 1, rest, 0, rest.length);
  }
  if (calls.count === calls.items.length) {
    const more = newArray<Call | null>(2 * calls.count);
    arrayCopy(calls.items, 0, more, 0, calls.count);
    calls.items = more;
  }
  calls.items[calls.count] = new Call(args[0]!, rest, kwnames);
  calls.count = calls.count + 1;
  return args[0]!;
}
function atexit_unregister(fn: W_Object): W_Object {
  let kept = 0;
  for (let i = 0; i < calls.count; i++) {
    const call = calls.items[i]!;
    if (sameOrEqual(call.fn, fn)) continue;
    calls.items[kept] = call;
    kept++;
  }
  calls.count = kept;
  return w_None;
}
function atexit_clear(): W_Object {
  calls.count = 0;
  return w_None;
}
function atexit_ncallbacks(): W_Object {
  return newInt(calls.count);
}
function atexit_run(): W_Object {
  const failed = runExitFunctions();
  if (failed !== null) throw failed;
  return w_None;
}
/** Calls what was registered. Answers the last exception that one of them raised; the others are called all the same. */
export function runExitFunctions(): OperationError | null {
  let failed: OperationError | null = null;
  while (calls.count > 0) {
    calls.count = calls.count - 1;
    const call = calls.items[calls.count]!;
    calls.items[calls.count] = null;
    try {
      call.fn.call(call.args, call.kwnames);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      failed = error;
    }
  }
  return failed;
}
defineModule(
  "atexit",
  [
    builtinFunction("register(*args, **kwargs)", atexit_register),
    builtinFunction("unregister(func, /)", atexit_unregister),
    builtinFunction("_clear()", atexit_clear),
    builtinFunction("_ncallbacks()", atexit_ncallbacks),
    builtinFunction("_run_exitfuncs()", atexit_run),
  ],
  {},
);
