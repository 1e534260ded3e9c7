// sys.excepthook: what happens to an exception that nobody catches. Those that nobody can catch: unraisable.ts.

import { builtinFunction } from "./builtin.ts";
import { OperationError, raise1, w_TypeError } from "./errors.ts";
import { W_BaseException } from "./exceptions.ts";
import { n_write } from "./names.ts";
import type { W_Object } from "./object.ts";
import { standardError } from "./output.ts";
import { w_None } from "./singletons.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { tracebackText } from "./tracebackprint.ts";

const n_stderr = intern("stderr");
const n_stderrAtFirst = intern("__stderr__");
const n_flush = intern("flush");
/** Writes to sys.stderr: to the process' own when the program has put nothing else there. */
function writeError(text: W_Str): void {
  const stream = sysModule.dict.get(n_stderr);
  if (stream === w_None) return;
  if (stream === null || stream === sysModule.dict.get(n_stderrAtFirst)) {
    standardError.write(text);
    standardError.flush();
    return;
  }
  try {
    const write = stream.getAttr(n_write);
    if (write !== null) write.call1(text);
    const flush = stream.getAttr(n_flush);
    if (flush !== null) flush.call0();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
  }
}
function writeLiteral(text: string): void {
  const out = new StrBuilder();
  out.add(text);
  writeError(out.build());
}
/** The exception of an error that has left all frames. */
function exceptionOf(error: OperationError): W_BaseException {
  const exception = error.value() as W_BaseException;
  exception.traceback = error.traceback;
  return exception;
}

function sys_excepthook(_type: W_Object, value: W_Object, traceback: W_Object): W_Object {
  if (!(value instanceof W_BaseException))
    throw raise1(w_TypeError, "print_exception(): Exception expected for value, %T found", value);
  if (traceback instanceof Traceback && value.traceback === null) value.traceback = traceback;
  writeError(tracebackText(value));
  return w_None;
}
const defaultHook = builtinFunction("excepthook(exctype, value, traceback, /)", sys_excepthook);
const n_excepthook = intern("excepthook");

/** Tells the user of an uncaught exception, by sys.excepthook. */
export function showUncaught(error: OperationError): void {
  const exception = exceptionOf(error);
  const traceback = exception.traceback === null ? w_None : exception.traceback;
  sysModule.dict.set(n_last_exc, exception);
  sysModule.dict.set(n_last_type, exception.getType());
  sysModule.dict.set(n_last_value, exception);
  sysModule.dict.set(n_last_traceback, traceback);
  const hook = sysModule.dict.get(n_excepthook);
  if (hook === defaultHook) {
    writeError(tracebackText(exception));
    return;
  }
  if (hook === null) {
    writeLiteral("sys.excepthook is missing\n");
    writeError(tracebackText(exception));
    return;
  }
  try {
    hook.call3(exception.getType(), exception, traceback);
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
    writeLiteral("Error in sys.excepthook:\n");
    writeError(tracebackText(exceptionOf(second)));
    writeLiteral("\nOriginal exception was:\n");
    writeError(tracebackText(exception));
  }
}
const n_last_exc = intern("last_exc");
const n_last_type = intern("last_type");
const n_last_value = intern("last_value");
const n_last_traceback = intern("last_traceback");

defaultHook.module = intern("sys");
sysModule.dict.set(n_excepthook, defaultHook);
sysModule.dict.set(intern("__excepthook__"), defaultHook);
