// The module `sys`, and its standard streams.

import { builtinFunction, def } from "./builtin.ts";
import { raise0, raise1, raiseWith, w_SystemExit, w_TypeError, w_ValueError } from "./errors.ts";
import { W_BaseException } from "./exceptions.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { type Output, standardError, standardOutput } from "./output.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple3 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_TextIO = builtinType("TextIOWrapper");
w_TextIO.isBaseType = false;
/** sys.stdout, sys.stderr */
class W_Stream extends W_Object {
  readonly output: Output;
  constructor(output: Output) {
    super();
    this.output = output;
  }
  override getType(): W_Type {
    return w_TextIO;
  }
}
function stream_write(self: W_Object, text: W_Object): W_Object {
  const s = text.unwrap();
  if (!(s instanceof W_Str)) throw raise1(w_TypeError, "write() argument must be str, not %T", text);
  const output = (self as W_Stream).output;
  if (output === standardError) standardOutput.flush();
  output.write(s);
  if (output === standardError) output.flush();
  return newInt(s.length);
}
function stream_flush(self: W_Object): W_Object {
  (self as W_Stream).output.flush();
  return w_None;
}
def(w_TextIO, "write(self, text, /)", stream_write);
def(w_TextIO, "flush(self, /)", stream_flush);

function sys_exit(status: W_Object | null): W_Object {
  throw raiseWith(w_SystemExit, status === w_None ? null : status);
}
function sys_getrecursionlimit(): W_Object {
  return newInt(state.recursionLimit);
}
function sys_setrecursionlimit(limit: W_Object): W_Object {
  const value = toInt(limit);
  if (value < 1) throw raise0(w_ValueError, "recursion limit must be greater or equal than 1");
  state.recursionLimit = value;
  return w_None;
}
function sys_intern(text: W_Object): W_Object {
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

const stdoutStream = new W_Stream(standardOutput);

export const programArguments: W_List = new W_List();

export const sysModule = defineModule(
  "sys",
  [
    builtinFunction("exit(status=None, /)", sys_exit),
    builtinFunction("getrecursionlimit()", sys_getrecursionlimit),
    builtinFunction("setrecursionlimit(limit, /)", sys_setrecursionlimit),
    builtinFunction("intern(string, /)", sys_intern),
    builtinFunction("exc_info()", sys_exc_info),
    builtinFunction("exception()", sys_exception),
  ],
  {
    argv: programArguments,
    path: tables.searchPath,
    modules: tables.modules,
    stdout: stdoutStream,
    stderr: new W_Stream(standardError),
    platform: intern("linux"),
    executable: intern(""),
  },
);

const writable = tables as { -readonly [K in keyof typeof tables]: (typeof tables)[K] };
writable.sys = sysModule.dict;
writable.stdoutCell = sysModule.dict.findCell(intern("stdout"))!;
writable.stdoutStream = stdoutStream;
