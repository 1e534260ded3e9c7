// Asynchronous generators: `yield` within `async def`. What __anext__(), asend(), athrow() and aclose() answer is awaited; a value that is
// yielded (a W_AsyncYield, to be told from what an `await` inside yields) ends that awaiting as its result.

import { gcWatch, type int } from "../rts/index.ts";
import { def, getter, getterSetter } from "./builtin.ts";
import { resumable_close } from "./coroutine.ts";
import {
  OperationError,
  raise0,
  raiseWith,
  w_DeprecationWarning,
  w_GeneratorExit,
  w_RuntimeError,
  w_StopAsyncIteration,
  w_StopIteration,
} from "./errors.ts";
import {
  generator_code,
  generator_delegate,
  generator_frame,
  generator_name,
  generator_qualname,
  generator_setName,
  generator_setQualname,
  generator_suspended,
  resumable_next,
  resumable_send,
  resumable_throw,
  stopLeft,
  thrownError,
  W_Generator,
} from "./generator.ts";
import { defGeneric } from "./genericalias.ts";
import { newBool } from "./int.ts";
import { W_Object } from "./object.ts";
import { W_Resumable } from "./resumable.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { intern } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { warnUnawaitedMethod } from "./unawaited.ts";
import { reportUnraisable } from "./unraisable.ts";
import { issueWarning } from "./warningsmodule.ts";

export const w_async_generator = builtinType("async_generator");
w_async_generator.hasWeakref = true;
const w_asend = builtinType("async_generator_asend");
const w_athrow = builtinType("async_generator_athrow");
const w_async_yield = builtinType("async_generator_wrapped_value");
for (const type of [w_async_generator, w_asend, w_athrow, w_async_yield]) type.isBaseType = false;

/** A value on its way out of an asynchronous generator. Programs never see one. */
export class W_AsyncYield extends W_Object {
  readonly value: W_Object;
  constructor(value: W_Object) {
    super();
    this.value = value;
  }
  override getType(): W_Type {
    return w_async_yield;
  }
}

export class W_AsyncGenerator extends W_Generator {
  /** One of its awaitables is at work. */
  asyncRunning: boolean = false;
  closed: boolean = false;
  hooked: boolean = false;
  /** sys.set_asyncgen_hooks, when the iteration began: told when nothing refers to it any more; null: it is just closed. */
  private finalizer: W_Object | null = null;
  override getType(): W_Type {
    return w_async_generator;
  }
  override kindName(): string {
    return "async generator";
  }
  override iter(): W_Object | null {
    return null;
  }
  override isIterator(): boolean {
    return false;
  }
  override leaving(error: OperationError): OperationError {
    if (error.matches(w_StopIteration)) return stopLeft(error, "async generator raised StopIteration");
    if (error.matches(w_StopAsyncIteration)) return stopLeft(error, "async generator raised StopAsyncIteration");
    return error;
  }
  /** sys.set_asyncgen_hooks: told when the iteration begins. */
  callHook(): void {
    if (this.hooked) return;
    this.hooked = true;
    this.finalizer = state.asyncgenFinalizer;
    if (this.finalizer !== null) this.watch();
    const hook = state.asyncgenFirstIter;
    if (hook !== null) hook.call1(this);
  }
  override hasHandlers(): boolean {
    return this.finalizer !== null || super.hasHandlers();
  }
  override finalize(): void {
    const finalizer = this.finalizer;
    if (finalizer === null || this.closed) {
      super.finalize();
      return;
    }
    try {
      finalizer.call1(this);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      reportUnraisable("Exception ignored while finalizing generator", error, this);
    }
  }
  /** The awaitable of the next value. */
  anext(): W_ASend {
    this.callHook();
    return new W_ASend(this, w_None);
  }
}

const n_asend = intern("asend");
const n_athrow = intern("athrow");
const n_aclose = intern("aclose");

const INIT = 0;
const ITERATING = 1;
const DONE = 2;

/** asend(value), __anext__() */
export class W_ASend extends W_Resumable {
  private readonly generator: W_AsyncGenerator;
  private readonly value: W_Object;
  private phase: int = INIT;
  constructor(generator: W_AsyncGenerator, value: W_Object) {
    super();
    this.generator = generator;
    this.value = value;
  }
  override getType(): W_Type {
    return w_asend;
  }
  override resume(sent: W_Object | null): W_Object | null {
    const generator = this.generator;
    if (this.phase === DONE) throw raise0(w_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    let given = sent === null ? w_None : sent;
    if (this.phase === INIT) {
      if (generator.asyncRunning) {
        this.phase = DONE;
        throw raise0(w_RuntimeError, "anext(): asynchronous generator is already running");
      }
      if (given === w_None) given = this.value;
      this.phase = ITERATING;
    }
    generator.asyncRunning = true;
    try {
      return this.received(generator.resume(given));
    } catch (error) {
      throw this.failed(error as OperationError);
    }
  }
  override raiseInside(error: OperationError): W_Object | null {
    const generator = this.generator;
    if (this.phase === DONE) throw raise0(w_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    if (this.phase === INIT) {
      if (generator.asyncRunning) {
        this.phase = DONE;
        throw raise0(w_RuntimeError, "anext(): asynchronous generator is already running");
      }
      this.phase = ITERATING;
      generator.asyncRunning = true;
    }
    try {
      return this.received(generator.raiseInside(error));
    } catch (raised) {
      throw this.failed(raised as OperationError);
    }
  }
  private failed(error: OperationError): OperationError {
    this.phase = DONE;
    return ended(this.generator, error);
  }
  private received(value: W_Object | null): W_Object | null {
    if (value === null) throw raiseWith(w_StopAsyncIteration, null);
    if (!(value instanceof W_AsyncYield)) return value;
    this.phase = DONE;
    this.generator.asyncRunning = false;
    this.result = value.value;
    return null;
  }
  override close(): void {
    if (this.phase === DONE) return;
    closeAwaitable(this);
    this.phase = DONE;
  }
  override finalize(): void {
    if (this.phase === INIT) warnUnawaitedMethod(this.generator, this.generator.qualname, n_asend);
  }
}
/** The generator is at rest; after these errors for ever. */
function ended(generator: W_AsyncGenerator, error: OperationError): OperationError {
  generator.asyncRunning = false;
  if (error instanceof OperationError && (error.matches(w_StopAsyncIteration) || error.matches(w_GeneratorExit)))
    generator.closed = true;
  return error;
}
function closeAwaitable(awaitable: W_Resumable): void {
  try {
    const value = awaitable.raiseInside(raiseWith(w_GeneratorExit, null));
    if (value !== null) throw raise0(w_RuntimeError, "coroutine ignored GeneratorExit");
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    if (!error.matches(w_GeneratorExit) && !error.matches(w_StopIteration) && !error.matches(w_StopAsyncIteration))
      throw error;
  }
}

/** athrow(...), and aclose() when there is nothing to throw. */
class W_AThrow extends W_Resumable {
  private readonly generator: W_AsyncGenerator;
  /** What athrow() was given: exception or class, value, traceback. */
  private readonly type: W_Object | null;
  private readonly value: W_Object | null;
  private readonly traceback: W_Object | null;
  private phase: int = INIT;
  constructor(generator: W_AsyncGenerator, type: W_Object | null, value: W_Object | null, traceback: W_Object | null) {
    super();
    this.generator = generator;
    this.type = type;
    this.value = value;
    this.traceback = traceback;
  }
  /** TypeError when it was given something else than an exception. */
  private thrown(): OperationError {
    const type = this.type;
    return type === null ? raiseWith(w_GeneratorExit, null) : thrownError(type, this.value, this.traceback);
  }
  override getType(): W_Type {
    return w_athrow;
  }
  private begin(): void {
    const generator = this.generator;
    if (generator.asyncRunning) {
      this.phase = DONE;
      throw raise0(
        w_RuntimeError,
        this.type === null
          ? "aclose(): asynchronous generator is already running"
          : "athrow(): asynchronous generator is already running",
      );
    }
    if (generator.closed) {
      this.phase = DONE;
      throw raiseWith(w_StopAsyncIteration, null);
    }
    this.phase = ITERATING;
    generator.asyncRunning = true;
  }
  override resume(sent: W_Object | null): W_Object | null {
    const generator = this.generator;
    if (this.phase === DONE) throw raise0(w_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    const fresh = this.phase === INIT;
    if (fresh && generator.frame === null) {
      this.phase = DONE;
      return null;
    }
    if (fresh) {
      if (sent !== null && sent !== w_None)
        throw raise0(w_RuntimeError, "can't send non-None value to a just-started coroutine");
      if (this.type === null && generator.closed && !generator.asyncRunning) {
        this.phase = DONE;
        return null;
      }
      this.begin();
      if (this.type === null) generator.closed = true;
    }
    try {
      if (!fresh) return this.answer(generator.resume(sent));
      return this.answer(generator.raiseInside(this.thrown()));
    } catch (error) {
      return this.afterError(error as OperationError);
    }
  }
  override raiseInside(error: OperationError): W_Object | null {
    if (this.phase === DONE) throw raise0(w_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    if (this.phase === INIT) this.begin();
    try {
      return this.answer(this.generator.raiseInside(error));
    } catch (raised) {
      return this.afterError(raised as OperationError);
    }
  }
  /** What the generator yielded; null: it has ended. */
  private answer(value: W_Object | null): W_Object | null {
    if (value === null) {
      if (this.type !== null) throw raiseWith(w_StopAsyncIteration, null);
    } else {
      if (!(value instanceof W_AsyncYield)) return value;
      if (this.type === null) throw raise0(w_RuntimeError, "async generator ignored GeneratorExit");
      this.result = value.value;
    }
    this.phase = DONE;
    this.generator.asyncRunning = false;
    return null;
  }
  private afterError(error: OperationError): W_Object | null {
    this.phase = DONE;
    ended(this.generator, error);
    if (
      this.type === null &&
      error instanceof OperationError &&
      (error.matches(w_StopAsyncIteration) || error.matches(w_GeneratorExit))
    ) {
      this.result = w_None;
      return null;
    }
    throw error;
  }
  override close(): void {
    if (this.phase === DONE) return;
    closeAwaitable(this);
    this.phase = DONE;
  }
  override finalize(): void {
    if (this.phase === INIT)
      warnUnawaitedMethod(this.generator, this.generator.qualname, this.type === null ? n_aclose : n_athrow);
  }
}

function asyncgen_aiter(self: W_Object): W_Object {
  return self;
}
function asyncgen_anext(self: W_Object): W_Object {
  return asyncgen_asend(self, w_None);
}
function asyncgen_asend(self: W_Object, value: W_Object): W_Object {
  const generator = self as W_AsyncGenerator;
  generator.callHook();
  return watched(new W_ASend(generator, value));
}
/** There is a warning when it dies unawaited. @jit opaque */
function watched(awaitable: W_Resumable): W_Resumable {
  gcWatch(awaitable);
  return awaitable;
}
function asyncgen_athrow(self: W_Object, type: W_Object, value: W_Object | null, traceback: W_Object | null): W_Object {
  const generator = self as W_AsyncGenerator;
  if (value !== null) issueWarning(w_DeprecationWarning, threeArguments);
  generator.callHook();
  return watched(new W_AThrow(generator, type, value, traceback));
}
function asyncgen_aclose(self: W_Object): W_Object {
  const generator = self as W_AsyncGenerator;
  generator.callHook();
  return watched(new W_AThrow(generator, null, null, null));
}
const threeArguments = intern(
  "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.",
);
function asyncgen_running(self: W_Object): W_Object {
  return newBool((self as W_AsyncGenerator).asyncRunning);
}
def(w_async_generator, "__aiter__(self, /)", asyncgen_aiter);
def(w_async_generator, "__anext__(self, /)", asyncgen_anext);
def(w_async_generator, "asend(self, value, /)", asyncgen_asend);
def(w_async_generator, "athrow(self, type, value=None, traceback=None, /)", asyncgen_athrow);
def(w_async_generator, "aclose(self, /)", asyncgen_aclose);
defSlots(w_async_generator, "__repr__");
defGeneric(w_async_generator);
getterSetter(w_async_generator, "__name__", generator_name, generator_setName);
getterSetter(w_async_generator, "__qualname__", generator_qualname, generator_setQualname);
getter(w_async_generator, "ag_frame", generator_frame);
getter(w_async_generator, "ag_running", asyncgen_running);
getter(w_async_generator, "ag_suspended", generator_suspended);
getter(w_async_generator, "ag_code", generator_code);
getter(w_async_generator, "ag_await", generator_delegate);
for (const type of [w_asend, w_athrow]) {
  def(type, "__await__(self, /)", asyncgen_aiter);
  def(type, "__next__(self, /)", resumable_next);
  def(type, "send(self, value, /)", resumable_send);
  def(type, "throw(self, type, value=None, traceback=None, /)", resumable_throw);
  def(type, "close(self, /)", resumable_close);
  defSlots(type, "__iter__");
}
