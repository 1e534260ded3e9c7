// Frames and tracebacks as Python sees them: attributes, f_locals (PEP 667), and the functions of `sys` that find them.

import type { int } from "../rts/index.ts";
import { intDiv } from "../rts/index.ts";
import { def, defStatic, frameFunction, getter, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  w_AttributeError,
  w_NotImplementedError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { currentFrame, Frame, frameAt, frameHooks, isRunning, w_frame } from "./frame.ts";
import { namesOf, requireVariables } from "./framevariables.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { W_LocalsProxy } from "./localsproxy.ts";
import { n_name } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { Traceback, w_traceback } from "./traceback.ts";

// --- frame

/** The instruction at which a frame stands. */
export function positionOf(frame: Frame): int {
  if (frame.phantom && isRunning(frame)) return state.positions[frame.depth]!;
  const generator = frame.generator;
  // suspended behind a YIELD, or at a YIELD_FROM
  if (generator !== null && !generator.running && generator.frame === frame && frame.pc > 0) {
    return generator.delegates() ? frame.pc : frame.pc - 1;
  }
  return frame.pc;
}
function frame_back(self: W_Object): W_Object {
  const frame = self as Frame;
  const back = backOf(frame);
  return back === null ? w_None : back;
}
export function backOf(frame: Frame): Frame | null {
  if (isRunning(frame)) {
    if (frame.depth <= 1) return null;
    const back = frameAt(frame.depth - 1);
    if (frame.generator === null) frame.back = back;
    return back;
  }
  return frame.back;
}
/** Notes each caller of a frame, for those who keep the frame when it has returned. */
export function linkCallers(frame: Frame): Frame {
  let link: Frame | null = frame;
  while (link !== null && (link.back === null || link === frame)) link = backOf(link);
  return frame;
}
function frame_code(self: W_Object): W_Object {
  return (self as Frame).func.code;
}
function frame_globals(self: W_Object): W_Object {
  return (self as Frame).func.globals;
}
function frame_builtins(self: W_Object): W_Object {
  return (self as Frame).func.builtins;
}
function frame_locals(self: W_Object): W_Object {
  const frame = self as Frame;
  if (frame.namespace !== null) return namesOf(frame);
  requireVariables(frame);
  return new W_LocalsProxy(frame);
}
function frame_line(self: W_Object): W_Object {
  const frame = self as Frame;
  return newInt(frame.func.code.lineAt(positionOf(frame)));
}
function frame_lasti(self: W_Object): W_Object {
  return newInt(2 * positionOf(self as Frame));
}
function frame_generator(self: W_Object): W_Object {
  const generator = (self as Frame).generator;
  return generator === null ? w_None : generator;
}
function frame_trace(_self: W_Object): W_Object {
  return w_None;
}
function frame_setTrace(_self: W_Object, value: W_Object | null): W_Object {
  if (value !== null && value !== w_None) throw raise0(w_NotImplementedError, "tracing (f_trace) is not implemented");
  return w_None;
}
function frame_traceLines(_self: W_Object): W_Object {
  return hooks.boolObject(true);
}
function frame_setTraceFlag(_self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_AttributeError, "cannot delete attribute");
  if (!(value instanceof W_Bool)) throw raise0(w_TypeError, "attribute value type must be bool");
  throw raise0(w_NotImplementedError, "tracing (f_trace_lines, f_trace_opcodes) is not implemented");
}
function frame_setLine(_self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_AttributeError, "cannot delete attribute");
  const plain = value.unwrap();
  if (!(plain instanceof W_Int) && !(plain instanceof W_Bool)) throw raise0(w_ValueError, "lineno must be an integer");
  throw raise0(w_ValueError, "f_lineno can only be set in a trace function");
}
function frame_traceOpcodes(_self: W_Object): W_Object {
  return hooks.boolObject(false);
}
function frame_clear(self: W_Object): W_Object {
  const frame = self as Frame;
  if (isRunning(frame)) throw raise0(w_RuntimeError, "cannot clear an executing frame");
  const generator = frame.generator;
  if (generator !== null && generator.frame === frame) {
    if (generator.started) throw raise0(w_RuntimeError, "cannot clear a suspended frame");
    generator.forget();
  }
  for (let i = 0; i < frame.regs.length; i++) frame.regs[i] = null as unknown as W_Object;
  return w_None;
}
function reprOf(frame: Frame): W_Str {
  const whole = hooks.defaultRepr(frame);
  const text = new StrBuilder();
  // `<frame object at 0x...>`
  text.add("<frame");
  text.addSlice(whole, 13, whole.length - 1);
  text.add(", file ");
  text.addStr(frame.func.code.filename.repr());
  text.add(", line ");
  text.addInt(frame.func.code.lineAt(positionOf(frame)));
  text.add(", code ");
  text.addStr(frame.func.code.name);
  text.addChar(62);
  return text.build();
}
getter(w_frame, "f_back", frame_back);
getter(w_frame, "f_code", frame_code);
getter(w_frame, "f_globals", frame_globals);
getter(w_frame, "f_builtins", frame_builtins);
getter(w_frame, "f_locals", frame_locals);
getterSetter(w_frame, "f_lineno", frame_line, frame_setLine);
getter(w_frame, "f_lasti", frame_lasti);
getter(w_frame, "f_generator", frame_generator);
getterSetter(w_frame, "f_trace", frame_trace, frame_setTrace);
getterSetter(w_frame, "f_trace_lines", frame_traceLines, frame_setTraceFlag);
getterSetter(w_frame, "f_trace_opcodes", frame_traceOpcodes, frame_setTraceFlag);
def(w_frame, "clear(self, /)", frame_clear);
frameHooks.repr = reprOf;
defSlots(w_frame, "__repr__");

// --- traceback
function traceback_frame(self: W_Object): W_Object {
  return (self as Traceback).frame;
}
function traceback_line(self: W_Object): W_Object {
  return newInt((self as Traceback).line());
}
function traceback_lasti(self: W_Object): W_Object {
  return newInt(2 * (self as Traceback).pc);
}
function traceback_next(self: W_Object): W_Object {
  const tail = (self as Traceback).tail;
  return tail === null ? w_None : tail;
}
function traceback_setNext(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "can't delete tb_next attribute");
  if (value !== w_None && !(value instanceof Traceback))
    throw raise1(w_TypeError, "expected traceback object, got '%T'", value);
  let link: Traceback | null = value instanceof Traceback ? value : null;
  while (link !== null) {
    if (link === self) throw raise0(w_ValueError, "traceback loop detected");
    link = link.tail;
  }
  (self as Traceback).tail = value instanceof Traceback ? value : null;
  return w_None;
}
function traceback_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null || args.length !== 5)
    throw raise0(w_TypeError, "traceback() takes exactly 4 arguments: tb_next, tb_frame, tb_lasti, tb_lineno");
  const next = args[1]!;
  const frame = args[2]!;
  if (next !== w_None && !(next instanceof Traceback))
    throw raise1(w_TypeError, "expected traceback object or None, got '%T'", next);
  if (!(frame instanceof Frame))
    throw raise1(w_TypeError, "traceback() argument 'tb_frame' must be frame, not %T", frame);
  const lasti = toInt(args[3]!);
  const made = new Traceback(frame, lasti < 0 ? 0 : intDiv(lasti, 2), next instanceof Traceback ? next : null);
  made.givenLine = toInt(args[4]!);
  return made;
}
getter(w_traceback, "tb_frame", traceback_frame);
getter(w_traceback, "tb_lineno", traceback_line);
getter(w_traceback, "tb_lasti", traceback_lasti);
getterSetter(w_traceback, "tb_next", traceback_next, traceback_setNext);
defStatic(w_traceback, "__new__(cls, *args, **kwargs)", traceback_new);

// --- sys
function sys_getframe(depth: W_Object | null): W_Object {
  let frame = currentFrame();
  let n = depth === null ? 0 : toInt(depth);
  if (frame !== null) linkCallers(frame);
  while (n > 0 && frame !== null) {
    frame = backOf(frame);
    n--;
  }
  if (frame === null) throw raise0(w_ValueError, "call stack is not deep enough");
  return frame;
}
function sys_getframemodulename(depth: W_Object | null): W_Object {
  const at = state.depth - (depth === null ? 0 : toInt(depth));
  if (at < 1 || at > state.depth) return w_None;
  const module = frameAt(at).func.globals.get(n_name);
  return module === null ? w_None : module;
}
function sys_current_frames(): W_Object {
  const dict = new W_Dict();
  const frame = currentFrame();
  if (frame !== null) dict.set(newInt(1), frame);
  return dict;
}
for (const fn of [
  frameFunction("_getframe(depth=0, /)", sys_getframe),
  frameFunction("_getframemodulename(depth=0)", sys_getframemodulename),
  frameFunction("_current_frames()", sys_current_frames),
]) {
  fn.module = intern("sys");
  sysModule.dict.set(fn.name, fn);
}
