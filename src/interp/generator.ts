// Generators: a frame that is kept between resumptions. Resuming is a call of the bytecode loop at the frame's position.

import { OP } from "../bytecode/opcodes.ts";
import type { int } from "../rts/index.ts";
import { intAnd } from "../rts/index.ts";
import { def, getter } from "./builtin.ts";
import { CO_ASYNC_GENERATOR, CO_COROUTINE, type W_Code } from "./code.ts";
import {
  OperationError,
  raise0,
  raiseWith,
  w_GeneratorExit,
  w_RecursionError,
  w_RuntimeError,
  w_StopIteration,
  w_SystemError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { errorOf, setContext, stopValue, type W_BaseException } from "./exceptions.ts";
import type { Frame } from "./frame.ts";
import { newBool } from "./int.ts";
import { interpret } from "./interpret.ts";
import { W_Iterator } from "./iterator.ts";
import { n_close, n_next, n_send, n_throw } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import type { W_Type } from "./type.ts";
import { w_generator } from "./types.ts";

export class W_Generator extends W_Iterator {
  readonly code: W_Code;
  /** null when it has ended. */
  frame: Frame | null;
  started: boolean = false;
  running: boolean = false;
  /** Set by YIELD: the loop has returned a yielded value, not the result. */
  yielded: boolean = false;
  /** The register that the sent value goes to. */
  destination: int = 0;
  /** What it returned: the StopIteration's value. */
  result: W_Object | null = null;
  /** The exception being handled within it, when that is not the resumer's. */
  handled: W_Object | null = null;
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
  override next(): W_Object | null {
    return this.resume(null);
  }
  /** Goes on with a sent value (null: None). The next yielded value; null when it has ended: `result` is its value. */
  resume(sent: W_Object | null): W_Object | null {
    const frame = this.frame;
    if (frame === null) return null;
    if (this.running) throw raise0(w_ValueError, "generator already executing");
    if (this.started) frame.regs[this.destination] = sent === null ? w_None : sent;
    else if (sent !== null && sent !== w_None)
      throw raise0(w_TypeError, "can't send non-None value to a just-started generator");
    return this.run(frame, frame.pc);
  }
  private run(frame: Frame, pc: int): W_Object | null {
    const depth = state.depth + 1;
    if (depth > state.recursionLimit) throw raise0(w_RecursionError, "maximum recursion depth exceeded");
    const outer = state.handled;
    state.depth = depth;
    frame.depth = depth;
    if (this.handled !== null) state.handled = this.handled;
    this.started = true;
    this.running = true;
    this.yielded = false;
    try {
      const value = interpret(this.code, pc, frame);
      this.running = false;
      state.depth = depth - 1;
      this.handled = state.handled === outer ? null : state.handled;
      state.handled = outer;
      if (this.yielded) return value;
      this.frame = null;
      this.result = value;
      return null;
    } catch (error) {
      this.running = false;
      this.frame = null;
      this.handled = null;
      state.depth = depth - 1;
      state.handled = outer;
      if (!(error instanceof OperationError) || !error.matches(w_StopIteration)) throw error;
      throw stopIterationLeft(error);
    }
  }
  /** Raises an error where it is suspended. As resume. */
  raiseInside(error: OperationError): W_Object | null {
    const frame = this.frame;
    if (frame === null) throw error;
    if (this.running) throw raise0(w_ValueError, "generator already executing");
    if (!this.started) {
      this.frame = null;
      error.traceback = new Traceback(this.code, 0, error.traceback);
      throw error;
    }
    // within `yield from` the inner iterator gets it
    const at = frame.pc * 4;
    if (this.code.instructions[at]! === OP.YIELD_FROM) {
      const inner = frame.regs[this.code.instructions[at + 2]!]!;
      return this.throwInto(frame, inner, error);
    }
    return this.continueWith(frame, frame.pc - 1, error);
  }
  /** Goes on at the handler of instruction pc, as if it had raised; ends when there is none. */
  private continueWith(frame: Frame, pc: int, error: OperationError): W_Object | null {
    if (error.traceback === null && this.handled !== null) setContext(error.value() as W_BaseException, this.handled);
    error.traceback = new Traceback(this.code, pc, error.traceback);
    const row = this.code.handlerRow(pc);
    if (row < 0) {
      this.frame = null;
      if (error.matches(w_StopIteration)) throw stopIterationLeft(error);
      throw error;
    }
    const exception = error.value() as W_BaseException;
    exception.traceback = error.traceback;
    frame.regs[this.code.exceptionTable[row + 3]!] = exception;
    return this.run(frame, this.code.exceptionTable[row + 2]!);
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
      if (inner instanceof W_Generator) {
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
  /** The result, once. */
  takeResult(): W_Object {
    const result = this.result;
    this.result = null;
    return result === null ? w_None : result;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    const whole = hooks.defaultRepr(this);
    text.add("<generator object ");
    text.addStr(this.qualname);
    text.addSlice(whole, 17, whole.length);
    return text.build();
  }
}
/** PEP 479 */
function stopIterationLeft(error: OperationError): OperationError {
  const replaced = raise0(w_RuntimeError, "generator raised StopIteration");
  const exception = replaced.value() as W_BaseException;
  const inner = error.value() as W_BaseException;
  inner.traceback = error.traceback;
  exception.cause = inner;
  exception.context = inner;
  exception.suppressContext = true;
  return replaced;
}

/** RETURN_GENERATOR */
export function newGenerator(code: W_Code, frame: Frame): W_Object {
  if (intAnd(code.flags, CO_COROUTINE + CO_ASYNC_GENERATOR) !== 0)
    throw raise0(w_SystemError, "coroutines and asynchronous generators are not implemented");
  const generator = new W_Generator(code, frame);
  frame.generator = generator;
  return generator;
}
/** One step of `yield from`: the yielded value; null at the end, the result is then in the generator. */
export function delegate(generator: W_Generator, iterator: W_Object, sent: W_Object): W_Object | null {
  if (iterator instanceof W_Generator) {
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
  if (iterator instanceof W_Generator) {
    close(iterator);
    return;
  }
  const method = iterator.getAttr(n_close);
  if (method !== null) method.call0();
}
function close(generator: W_Generator): W_Object {
  if (generator.frame === null) return w_None;
  if (!generator.started) {
    generator.frame = null;
    return w_None;
  }
  try {
    const value = generator.raiseInside(raiseWith(w_GeneratorExit, null));
    if (value !== null) throw raise0(w_RuntimeError, "generator ignored GeneratorExit");
    return generator.takeResult();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    if (!error.matches(w_GeneratorExit) && !error.matches(w_StopIteration)) throw error;
    return w_None;
  }
}

/** A resumption's answer as send() and throw() give it. */
function orStop(generator: W_Generator, value: W_Object | null): W_Object {
  if (value !== null) return value;
  const result = generator.takeResult();
  throw raiseWith(w_StopIteration, result === w_None ? null : result);
}
function generator_next(self: W_Object): W_Object {
  const generator = self as W_Generator;
  return orStop(generator, generator.resume(null));
}
function generator_send(self: W_Object, value: W_Object): W_Object {
  const generator = self as W_Generator;
  return orStop(generator, generator.resume(value));
}
function generator_throw(self: W_Object, type: W_Object, value: W_Object | null): W_Object {
  const generator = self as W_Generator;
  const error = errorOf(value === null || value === w_None ? type : value);
  return orStop(generator, generator.raiseInside(error));
}
function generator_close(self: W_Object): W_Object {
  return close(self as W_Generator);
}
function generator_name(self: W_Object): W_Object {
  return (self as W_Generator).name;
}
function generator_qualname(self: W_Object): W_Object {
  return (self as W_Generator).qualname;
}
function generator_running(self: W_Object): W_Object {
  return newBool((self as W_Generator).running);
}
defSlots(w_generator, "__iter__ __repr__");
def(w_generator, "__next__(self, /)", generator_next);
def(w_generator, "send(self, value, /)", generator_send);
def(w_generator, "throw(self, type, value=None, /)", generator_throw);
def(w_generator, "close(self, /)", generator_close);
getter(w_generator, "__name__", generator_name);
getter(w_generator, "__qualname__", generator_qualname);
getter(w_generator, "gi_running", generator_running);
