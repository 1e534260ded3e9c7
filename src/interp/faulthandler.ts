// The module `faulthandler`: where the program stands, written to a descriptor; on demand, and before a signal that ends the process is raised by
// the program itself (os.abort, os.kill, signal.raise_signal). A fault of the machine code ends the VM without Python's help, so the functions for
// such faults, for other threads and for C's stack are refused.

import type { int } from "../rts/index.ts";
import { builtinFunction, frameFunction } from "./builtin.ts";
import { addBackslashed, encodeText } from "./codecs.ts";
import { OperationError, raise0, w_NotImplementedError, w_RuntimeError, w_ValueError } from "./errors.ts";
import { frameAt } from "./frame.ts";
import { positionOf } from "./frameobject.ts";
import { newBool, W_Bool, W_Int } from "./int.ts";
import { callMethod } from "./iobase.ts";
import { longFromInt, longText, W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toCInt } from "./operations.ts";
import { hostSystem } from "./requests.ts";
import { signalHooks } from "./signals.ts";
import { w_None } from "./singletons.ts";
import { state } from "./state.ts";
import { sysModule } from "./sysmodule.ts";
import { SYSTEM } from "./system-operations.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { MAIN_THREAD } from "./threadmodule.ts";

/** Frames, and characters of a name, that are shown at most. */
const MOST_FRAMES = 100;
const MOST_CHARACTERS = 500;
const n_flush = intern("flush");
const n_fileno = intern("fileno");
const n_stderr = intern("stderr");

class FaultHandler {
  enabled: boolean = false;
  /** Where to write. */
  fd: int = 2;
  allThreads: boolean = true;
}
const handler = new FaultHandler();

/** The descriptor of a file, flushed, or of sys.stderr. Throws what `fileno` throws, ValueError, RuntimeError. */
function outputOf(given: W_Object | null): int {
  let file = given;
  if (file === null || file === w_None) {
    file = sysModule.dict.get(n_stderr);
    if (file === null) throw raise0(w_RuntimeError, "unable to get sys.stderr");
    if (file === w_None) throw raise0(w_RuntimeError, "sys.stderr is None");
  }
  const plain = file.unwrap();
  if (plain instanceof W_Int || plain instanceof W_Long || plain instanceof W_Bool) {
    const fd = toCInt(plain);
    if (fd < 0) throw raise0(w_ValueError, "file is not a valid file descriptor");
    return fd;
  }
  const number = callMethod(file, n_fileno).unwrap();
  if (!(number instanceof W_Int) || number.value < 0)
    throw raise0(w_RuntimeError, "file.fileno() is not a valid file descriptor");
  try {
    callMethod(file, n_flush);
  } catch (error) {
    // what cannot be flushed does not keep the traceback from being written
    if (!(error instanceof OperationError)) throw error;
  }
  return number.value;
}

function addShown(text: StrBuilder, name: W_Str): void {
  for (let i = 0; i < name.length && i < MOST_CHARACTERS; i++) {
    const c = name.charAt(i);
    if (c < 32 || c > 126) addBackslashed(text, c);
    else text.addChar(c);
  }
  if (name.length > MOST_CHARACTERS) text.add("...");
}
/** The stack of the one thread. */
function addStack(text: StrBuilder, allThreads: boolean): void {
  if (allThreads) {
    const digits = longText(longFromInt(MAIN_THREAD), 16);
    text.add("Current thread 0x");
    text.addRepeated(48, 16 - digits.length);
    text.addStr(digits);
    text.add(" (most recent call first):\n");
  } else text.add("Stack (most recent call first):\n");
  if (state.depth === 0) text.add("  <no Python frame>\n");
  for (let shown = 0; shown < state.depth; shown++) {
    if (shown === MOST_FRAMES) {
      text.add("  ...\n");
      return;
    }
    const frame = frameAt(state.depth - shown);
    const code = frame.func.code;
    text.add('  File "');
    addShown(text, code.filename);
    text.add('", line ');
    text.addInt(code.lineAt(positionOf(frame)));
    text.add(" in ");
    addShown(text, code.name);
    text.addChar(10);
  }
}
/** Writes past all buffers; an error of the system leaves the rest out. */
function writeTo(fd: int, text: W_Str): void {
  const bytes = encodeText(text, null, null);
  let at = 0;
  while (at < bytes.length) {
    const done = hostSystem(SYSTEM.write, fd, at, bytes.length - at, bytes, null, null);
    if (done <= 0) return;
    at = at + done;
  }
}

function faulthandler_dump_traceback(file: W_Object | null, allThreads: W_Object | null): W_Object {
  const fd = outputOf(file);
  const text = new StrBuilder();
  addStack(text, allThreads === null || allThreads.isTrue());
  writeTo(fd, text.build());
  return w_None;
}
function faulthandler_enable(file: W_Object | null, allThreads: W_Object | null, _cStack: W_Object | null): W_Object {
  handler.fd = outputOf(file);
  handler.allThreads = allThreads === null || allThreads.isTrue();
  handler.enabled = true;
  return w_None;
}
function faulthandler_disable(): W_Object {
  const was = handler.enabled;
  handler.enabled = false;
  return newBool(was);
}
function faulthandler_is_enabled(): W_Object {
  return newBool(handler.enabled);
}
/** None is ever running: dump_traceback_later is refused. */
function faulthandler_cancel(): W_Object {
  return w_None;
}
/** None is ever registered. */
function faulthandler_unregister(signal: W_Object): W_Object {
  const number = toCInt(signal);
  if (number < 1 || number > 64) throw raise0(w_ValueError, "signal number out of range");
  return newBool(false);
}
function faulthandler_later(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(
    w_NotImplementedError,
    "faulthandler.dump_traceback_later: there is no thread that could watch the time",
  );
}
function faulthandler_register(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "faulthandler.register: signals of other processes do not reach the program");
}
function faulthandler_c_stack(_file: W_Object | null): W_Object {
  throw raise0(w_NotImplementedError, "faulthandler.dump_c_stack: there is no C stack");
}

/** What the signals that faulthandler.enable is for are called. */
const FATAL: readonly (readonly [number: int, name: string])[] = [
  [4, "Illegal instruction"],
  [6, "Aborted"],
  [7, "Bus error"],
  [8, "Floating-point exception"],
  [11, "Segmentation fault"],
];
const names: (W_Str | null)[] = [];
for (let number = 0; number < 12; number++) names.push(null);
for (const [number, name] of FATAL) names[number] = intern(name);

function reportFatal(signal: int): void {
  const name = signal < names.length ? names[signal]! : null;
  if (!handler.enabled || name === null) return;
  const text = new StrBuilder();
  text.add("Fatal Python error: ");
  text.addStr(name);
  text.add("\n\n");
  addStack(text, handler.allThreads);
  writeTo(handler.fd, text.build());
}
signalHooks.beforeFatal = reportFatal;

defineModule(
  "faulthandler",
  [
    builtinFunction("enable(file=None, all_threads=True, c_stack=True)", faulthandler_enable),
    builtinFunction("disable()", faulthandler_disable),
    builtinFunction("is_enabled()", faulthandler_is_enabled),
    frameFunction("dump_traceback(file=None, all_threads=True)", faulthandler_dump_traceback),
    builtinFunction("dump_c_stack(file=None)", faulthandler_c_stack),
    builtinFunction("dump_traceback_later(*args, **kwargs)", faulthandler_later),
    builtinFunction("cancel_dump_traceback_later()", faulthandler_cancel),
    builtinFunction("register(*args, **kwargs)", faulthandler_register),
    builtinFunction("unregister(signum, /)", faulthandler_unregister),
  ],
  {},
);
