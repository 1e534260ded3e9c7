// Exceptions that nobody can catch: in finalizers and callbacks. sys.unraisablehook says what happens to them.

import { newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { OperationError, raise0, w_TypeError } from "./errors.ts";
import { errorOf, type W_BaseException } from "./exceptions.ts";
import type { W_Object } from "./object.ts";
import { standardError, standardOutput } from "./output.ts";
import { w_None } from "./singletons.ts";
import { newStructSeq, structSeqType, W_StructSeq } from "./structseq.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, StrBuilder, strOf, type W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { tracebackText } from "./tracebackprint.ts";

const argsLayout = structSeqType("sys", "UnraisableHookArgs", "exc_type exc_value exc_traceback err_msg object");
const n_unraisablehook = intern("unraisablehook");
const ignoredIn = intern("Exception ignored in");

/** Tells of an error that is lost; the object's repr follows the message. Raises nothing. */
export function reportUnraisable(message: string, error: OperationError, object: W_Object): void {
  const exception = error.value() as W_BaseException;
  exception.traceback = error.traceback;
  const fields = newArray<W_Object>(5);
  fields[0] = exception.getType();
  fields[1] = exception;
  fields[2] = exception.traceback === null ? w_None : exception.traceback;
  fields[3] = withRepr(message, object);
  fields[4] = w_None;
  const args = newStructSeq(argsLayout, fields);
  const hook = sysModule.dict.get(n_unraisablehook);
  try {
    if (hook === null || hook === w_None) sys_unraisablehook(args);
    else hook.call1(args);
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
    if (hook !== null) report("Exception ignored in sys.unraisablehook", second, hook);
  }
}
function withRepr(message: string, object: W_Object): W_Str {
  const text = new StrBuilder();
  text.add(message);
  text.add(" ");
  try {
    text.addStr(object.repr());
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    text.add("<object repr() failed>");
  }
  return text.build();
}
function report(message: string, error: OperationError, object: W_Object): void {
  const exception = error.value() as W_BaseException;
  exception.traceback = error.traceback;
  try {
    write(strOf(message), exception, object);
  } catch (second) {
    if (!(second instanceof OperationError)) throw second;
  }
}

/** sys.__unraisablehook__ */
function sys_unraisablehook(args: W_Object): W_Object {
  if (!(args instanceof W_StructSeq) || args.layout !== argsLayout)
    throw raise0(w_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
  const exception = args.items[1]!;
  const message = args.items[3]!;
  const error = errorOf(exception === w_None ? args.items[0]! : exception);
  const value = error.value() as W_BaseException;
  const traceback = args.items[2]!;
  if (traceback instanceof Traceback) value.traceback = traceback;
  write(message === w_None ? ignoredIn : message, value, args.items[4]!);
  return w_None;
}
function write(message: W_Object, exception: W_BaseException, object: W_Object): void {
  standardOutput.flush();
  standardError.write(message.str());
  if (object !== w_None) {
    standardError.writeLiteral(" ");
    try {
      standardError.write(object.repr());
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      standardError.writeLiteral("<object repr() failed>");
    }
  }
  standardError.writeLiteral(":\n");
  standardError.write(tracebackText(exception));
  standardError.flush();
}
const hookFunction = builtinFunction("unraisablehook(unraisable, /)", sys_unraisablehook);
hookFunction.module = intern("sys");
sysModule.dict.set(n_unraisablehook, hookFunction);
sysModule.dict.set(intern("__unraisablehook__"), hookFunction);
