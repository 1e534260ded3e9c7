// Generators: a frame that is kept between resumptions. Resuming is a call of the bytecode loop at the frame's position.

import { OP } from "../bytecode/opcodes.ts";
import type { int } from "../rts/index.ts";
import { gcUnwatch, gcWatch } from "../rts/index.ts";
import { def, getter, getterSetter } from "./builtin.ts";
import type { W_Code } from "./code.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseWith,
  w_BaseException,
  w_DeprecationWarning,
  w_GeneratorExit,
  w_RecursionError,
  w_RuntimeError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { errorOf, setContext, stopValue, type W_BaseException } from "./exceptions.ts";
import { finalizerHooks } from "./finalizers.ts";
import type { Frame } from "./frame.ts";
import { newBool } from "./int.ts";
import { interpret } from "./interpret.ts";
import { W_Iterator } from "./iterator.ts";
import { n_close, n_next, n_send, n_throw } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { W_Resumable } from "./resumable.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";
import { w_generator } from "./types.ts";
import { reportUnraisable } from "./unraisable.ts";
import { issueWarning } from "./warningsmodule.ts";

export class W_Generator extends W_Resumable {
  readonly code: W_Code;
  /** null when it has ended. */
  frame: Frame | null;
  started: boolean = false;
  running: boolean = false;
  /** Set by YIELD: the loop has returned a yielded value, not the result. */
  yielded: boolean = false;
  /** Something is done when it dies: it is closed, since it has been suspended and has handlers; or it was never awaited. */
  private watched: boolean = false;
  /** The register that the sent value goes to. */
  destination: int = 0;
  /** While it is suspended: the exception being handled within it; null: none. */
  handled: W_Object | null = null;
  /** It handles an exception of its own, not only the resumer's. */
  private handles: boolean = false;
  /** While it runs: what the resumer handles. */
  private outer: W_Object | null = null;
  name: W_Str;
  qualname: W_Str;

  constructor(code: W_Code, frame: Frame) {
    super();
    this.code = code;
    this.frame = frame;
    this.name = frame.func.name;
    this.qualname = frame.func.qualname;
  }
  override getType(): W_Type {
    return w_generator;
  }
  /** How messages call it. */
  kindName(): string {
    return "generator";
  }
  override resume(sent: W_Object | null): W_Object | null {
    const frame = this.frame;
    if (frame === null) return this.resumeEnded();
    if (this.running) throw raise1(w_ValueError, "%S already executing", strOf(this.kindName()));
    if (this.started) frame.regs[this.destination] = sent === null ? w_None : sent;
    else if (sent !== null && sent !== w_None)
      throw raise1(w_TypeError, "can't send non-None value to a just-started %S", strOf(this.kindName()));
    return this.run(frame, frame.pc);
  }
  /** It has ended already. */
  resumeEnded(): W_Object | null {
    return null;
  }
  /** An error on its way out of the frame: PEP 479. */
  leaving(error: OperationError): OperationError {
    return error.matches(w_StopIteration) ? stopLeft(error, "generator raised StopIteration") : error;
  }
  private run(frame: Frame, pc: int): W_Object | null {
    const depth = state.depth + 1;
    if (depth > state.recursionLimit) throw raise0(w_RecursionError, "maximum recursion depth exceeded");
    const outer = state.handled;
    state.depth = depth;
    frame.depth = depth;
    state.frames[depth] = frame;
    this.outer = outer;
    if (this.handled !== null) state.handled = this.handled;
    if (!this.started) this.start();
    this.running = true;
    this.yielded = false;
    try {
      const value = interpret(this.code, pc, frame);
      this.running = false;
      state.depth = depth - 1;
      this.handled = this.handles ? state.handled : null;
      state.handled = outer;
      this.outer = null;
      if (this.yielded) {
        if (!this.watched && this.hasHandlers()) this.watch();
        return value;
      }
      this.forget();
      this.result = value;
      return null;
    } catch (error) {
      this.running = false;
      this.forget();
      this.handled = null;
      this.outer = null;
      state.depth = depth - 1;
      state.handled = outer;
      if (!(error instanceof OperationError)) throw error;
      throw this.leaving(error);
    }
  }
  private start(): void {
    this.started = true;
    if (this.watched && !this.hasHandlers()) this.unwatch();
  }
  /** Something happens when it dies in suspension. */
  hasHandlers(): boolean {
    return this.code.body().exceptionTable.length > 0;
  }
  /** Its death shall be noticed. @jit opaque */
  watch(): void {
    this.watched = true;
    gcWatch(this);
  }
  /** It has ended. */
  forget(): void {
    this.frame = null;
    if (this.watched) this.unwatch();
  }
  /** @jit opaque */
  private unwatch(): void {
    this.watched = false;
    gcUnwatch(this);
  }
  /** A handler begins: what was handled before it within the generator; null: nothing. */
  enterHandler(): W_Object | null {
    if (this.handles) return state.handled;
    this.handles = true;
    return null;
  }
  /** The outermost handler has ended: again what the resumer handles by now is handled. */
  leaveHandlers(): void {
    this.handles = false;
    state.handled = this.outer;
  }
  /** What it delegates to now; null: nothing. */
  delegatesTo(): W_Object | null {
    const frame = this.frame;
    if (frame === null || !this.started || this.running) return null;
    const at = frame.pc * 4;
    return this.code.body().instructions[at]! === OP.YIELD_FROM
      ? frame.regs[this.code.body().instructions[at + 2]!]!
      : null;
  }
  override raiseInside(error: OperationError): W_Object | null {
    const frame = this.frame;
    if (frame === null) {
      this.resumeEnded();
      throw error;
    }
    if (this.running) throw raise1(w_ValueError, "%S already executing", strOf(this.kindName()));
    if (!this.started) {
      this.forget();
      error.traceback = new Traceback(frame, 0, error.traceback);
      throw error;
    }
    // within `yield from` the inner iterator gets it
    const at = frame.pc * 4;
    if (this.code.body().instructions[at]! === OP.YIELD_FROM) {
      const inner = frame.regs[this.code.body().instructions[at + 2]!]!;
      return this.throwInto(frame, inner, error);
    }
    return this.continueWith(frame, frame.pc - 1, error);
  }
  /** Goes on at the handler of instruction pc, as if it had raised; ends when there is none. */
  private continueWith(frame: Frame, pc: int, error: OperationError): W_Object | null {
    if (this.handled !== null) setContext(error.value() as W_BaseException, this.handled);
    error.traceback = new Traceback(frame, pc, error.traceback);
    const row = this.code.handlerRow(pc);
    if (row < 0) {
      this.forget();
      throw this.leaving(error);
    }
    const exception = error.value() as W_BaseException;
    exception.traceback = error.traceback;
    frame.regs[this.code.body().exceptionTable[row + 3]!] = exception;
    return this.run(frame, this.code.body().exceptionTable[row + 2]!);
  }
  /** PEP 380: throw() and close() reach the iterator that is delegated to. */
  private throwInto(frame: Frame, inner: W_Object, error: OperationError): W_Object | null {
    this.running = true;
    try {
      if (error.matches(w_GeneratorExit)) {
        closeIterator(inner);
        this.running = false;
        return this.continueWith(frame, frame.pc, error);
      }
      let value: W_Object | null;
      if (inner instanceof W_Resumable) {
        value = inner.raiseInside(error);
        this.running = false;
        if (value !== null) return value;
        frame.regs[this.destination] = inner.takeResult();
        return this.run(frame, frame.pc + 1);
      }
      const method = inner.getAttr(n_throw);
      if (method === null) {
        this.running = false;
        return this.continueWith(frame, frame.pc, error);
      }
      value = method.call1(error.value());
      this.running = false;
      return value;
    } catch (raised) {
      if (!this.running) throw raised;
      this.running = false;
      if (!(raised instanceof OperationError)) throw raised;
      if (!raised.matches(w_StopIteration)) return this.continueWith(frame, frame.pc, raised);
      frame.regs[this.destination] = stopValue(raised);
      return this.run(frame, frame.pc + 1);
    }
  }
  /** Whether it is suspended in a `yield from`. */
  delegates(): boolean {
    return this.delegatesTo() !== null;
  }
  override close(): void {
    closeGenerator(this);
  }
  override finalize(): void {
    try {
      closeGenerator(this);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      reportUnraisable("Exception ignored while closing generator", error, this);
    }
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    const whole = hooks.defaultRepr(this);
    text.addChar(60);
    text.addStr(this.getType().name);
    text.add(" object ");
    text.addStr(this.qualname);
    let at = whole.length - 1;
    while (whole.charAt(at) !== 32) at--;
    text.add(" at");
    text.addSlice(whole, at, whole.length);
    return text.build();
  }
}
/** PEP 479: RuntimeError in place of a StopIteration. */
export function stopLeft(error: OperationError, message: string): OperationError {
  const replaced = raise0(w_RuntimeError, message);
  const exception = replaced.value() as W_BaseException;
  const inner = error.value() as W_BaseException;
  inner.traceback = error.traceback;
  exception.cause = inner;
  exception.context = inner;
  exception.suppressContext = true;
  return replaced;
}

/** One step of `yield from`: the yielded value; null at the end, the result is then in the generator. */
export function delegate(generator: W_Generator, iterator: W_Object, sent: W_Object): W_Object | null {
  if (iterator instanceof W_Resumable) {
    const value = iterator.resume(sent);
    if (value === null) generator.result = iterator.takeResult();
    return value;
  }
  const builtin = iterator instanceof W_Iterator;
  if (builtin && sent === w_None) {
    const value = iterator.next();
    if (value === null) generator.result = w_None;
    return value;
  }
  try {
    if (sent === w_None) {
      const found = iterator.getType().lookup(n_next)!;
      return found.descrGet(iterator, iterator.getType()).call0();
    }
    return getAttr(iterator, n_send).call1(sent);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_StopIteration)) throw error;
    generator.result = stopValue(error);
    return null;
  }
}
function closeIterator(iterator: W_Object): void {
  if (iterator instanceof W_Resumable) {
    iterator.close();
    return;
  }
  const method = iterator.getAttr(n_close);
  if (method !== null) method.call0();
}
/** close(): the value that it returned, or None. */
export function closeGenerator(generator: W_Generator): W_Object {
  if (generator.frame === null) return w_None;
  if (!generator.started) {
    generator.forget();
    return w_None;
  }
  try {
    const value = generator.raiseInside(raiseWith(w_GeneratorExit, null));
    if (value !== null) throw raise1(w_RuntimeError, "%S ignored GeneratorExit", strOf(generator.kindName()));
    return generator.takeResult();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    if (!error.matches(w_GeneratorExit) && !error.matches(w_StopIteration)) throw error;
    return w_None;
  }
}

/** Nothing refers to the object any more. */
function finalizeBuiltin(object: W_Object): void {
  if (object instanceof W_Resumable) object.finalize();
}
finalizerHooks.finalizeBuiltin = finalizeBuiltin;

/** A resumption's answer as send() and throw() give it. */
function orStop(generator: W_Resumable, value: W_Object | null): W_Object {
  if (value !== null) return value;
  const result = generator.takeResult();
  throw raiseWith(w_StopIteration, result === w_None ? null : result);
}
export function resumable_next(self: W_Object): W_Object {
  const generator = self as W_Resumable;
  return orStop(generator, generator.resume(null));
}
export function resumable_send(self: W_Object, value: W_Object): W_Object {
  const generator = self as W_Resumable;
  return orStop(generator, generator.resume(value));
}
/** The exception that throw(type, value, traceback) is about; where making it fails, that exception. Raises TypeError. */
export function thrownError(type: W_Object, value: W_Object | null, traceback: W_Object | null): OperationError {
  if (traceback !== null && traceback !== w_None && !(traceback instanceof Traceback))
    throw raise0(w_TypeError, "throw() third argument must be a traceback object");
  if (!isExceptionOrClass(type))
    throw raise1(w_TypeError, "exceptions must be classes or instances deriving from BaseException, not %T", type);
  let error: OperationError;
  if (type instanceof W_Type) error = errorMade(type, value === null ? w_None : value);
  else {
    if (value !== null && value !== w_None)
      throw raise0(w_TypeError, "instance exception may not have a separate value");
    error = errorOf(type);
  }
  if (traceback instanceof Traceback) error.traceback = traceback;
  return error;
}
const threeArguments = intern(
  "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
);
/** An exception of a class by what came with it: nothing, the exception itself, a tuple of arguments, an argument. */
function errorMade(type: W_Type, value: W_Object): OperationError {
  if (value.getType().isSubtype(type)) return errorOf(value);
  try {
    const made =
      value === w_None ? type.call0() : value instanceof W_Tuple ? type.call(value.items, null) : type.call1(value);
    if (made.getType().isSubtype(w_BaseException)) return errorOf(made);
    return raise2(w_TypeError, "calling %R should have returned an instance of BaseException, not %T", type, made);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return error;
  }
}
function isExceptionOrClass(object: W_Object): boolean {
  if (object instanceof W_Type) return object.isSubtype(w_BaseException);
  return object.getType().isSubtype(w_BaseException);
}
export function resumable_throw(
  self: W_Object,
  type: W_Object,
  value: W_Object | null,
  traceback: W_Object | null,
): W_Object {
  const generator = self as W_Resumable;
  if (value !== null) issueWarning(w_DeprecationWarning, threeArguments);
  return orStop(generator, generator.raiseInside(thrownError(type, value, traceback)));
}
function generator_close(self: W_Object): W_Object {
  return closeGenerator(self as W_Generator);
}
export function generator_name(self: W_Object): W_Object {
  return (self as W_Generator).name;
}
export function generator_setName(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Str)) throw raise0(w_TypeError, "__name__ must be set to a string object");
  (self as W_Generator).name = value;
  return w_None;
}
export function generator_qualname(self: W_Object): W_Object {
  return (self as W_Generator).qualname;
}
export function generator_setQualname(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Str)) throw raise0(w_TypeError, "__qualname__ must be set to a string object");
  (self as W_Generator).qualname = value;
  return w_None;
}
export function generator_running(self: W_Object): W_Object {
  return newBool((self as W_Generator).running);
}
export function generator_suspended(self: W_Object): W_Object {
  const generator = self as W_Generator;
  return newBool(generator.started && !generator.running && generator.frame !== null);
}
export function generator_frame(self: W_Object): W_Object {
  const frame = (self as W_Generator).frame;
  return frame === null ? w_None : frame;
}
export function generator_code(self: W_Object): W_Object {
  return (self as W_Generator).code;
}
export function generator_delegate(self: W_Object): W_Object {
  const inner = (self as W_Generator).delegatesTo();
  return inner === null ? w_None : inner;
}
defSlots(w_generator, "__iter__ __repr__");
def(w_generator, "__next__(self, /)", resumable_next);
def(w_generator, "send(self, value, /)", resumable_send);
def(w_generator, "throw(self, type, value=None, traceback=None, /)", resumable_throw);
def(w_generator, "close(self, /)", generator_close);
getterSetter(w_generator, "__name__", generator_name, generator_setName);
getterSetter(w_generator, "__qualname__", generator_qualname, generator_setQualname);
getter(w_generator, "gi_frame", generator_frame);
getter(w_generator, "gi_running", generator_running);
getter(w_generator, "gi_suspended", generator_suspended);
getter(w_generator, "gi_code", generator_code);
getter(w_generator, "gi_yieldfrom", generator_delegate);
