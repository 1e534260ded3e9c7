// Coroutines: generators that are awaited; and what awaiting anything needs.

import type { int } from "../rts/index.ts";
import { intAnd, newArray, type Throwable } from "../rts/index.ts";
import { W_AsyncGenerator } from "./asyncgenerator.ts";
import { def, getter, getterSetter } from "./builtin.ts";
import { CO_ASYNC_GENERATOR, CO_COROUTINE, type W_Code } from "./code.ts";
import {
  OperationError,
  raise0,
  raise1,
  w_RuntimeError,
  w_StopAsyncIteration,
  w_StopIteration,
  w_TypeError,
} from "./errors.ts";
import { caught, raisedFrom, stopValue } from "./exceptions.ts";
import { type Frame, frameAt } from "./frame.ts";
import { positionOf } from "./frameobject.ts";
import {
  generator_code,
  generator_delegate,
  generator_frame,
  generator_name,
  generator_qualname,
  generator_running,
  generator_setName,
  generator_setQualname,
  generator_suspended,
  resumable_next,
  resumable_send,
  resumable_throw,
  stopLeft,
  W_Generator,
} from "./generator.ts";
import { defGeneric } from "./genericalias.ts";
import { newInt } from "./int.ts";
import { n_close, n_send, n_throw } from "./names.ts";
import type { W_Object } from "./object.ts";
import { callSpecial, getAttr, iter } from "./operations.ts";
import { W_Resumable } from "./resumable.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { intern } from "./text.ts";
import { newTuple, newTuple3 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { warnUnawaited } from "./unawaited.ts";

export const w_coroutine = builtinType("coroutine");
w_coroutine.hasWeakref = true;
w_coroutine.isBaseType = false;
const w_coroutine_wrapper = builtinType("coroutine_wrapper");
w_coroutine_wrapper.isBaseType = false;

/** Set by types.coroutine: a generator that can be awaited. */
export const CO_ITERABLE_COROUTINE = 0x100;

export class W_Coroutine extends W_Generator {
  /** Where the callers stood that it was made for, as the program sees it. */
  origin: W_Object = w_None;
  override getType(): W_Type {
    return w_coroutine;
  }
  override kindName(): string {
    return "coroutine";
  }
  override iter(): W_Object | null {
    return null;
  }
  override isIterator(): boolean {
    return false;
  }
  override resumeEnded(): W_Object | null {
    throw raise0(w_RuntimeError, "cannot reuse already awaited coroutine");
  }
  override leaving(error: OperationError): OperationError {
    return error.matches(w_StopIteration) ? stopLeft(error, "coroutine raised StopIteration") : error;
  }
  override finalize(): void {
    if (this.started) super.finalize();
    else if (this.frame !== null) warnUnawaited(this, this.qualname);
  }
}
/** What `__await__` of a coroutine answers. */
class W_CoroutineWrapper extends W_Resumable {
  private readonly coroutine: W_Coroutine;
  constructor(coroutine: W_Coroutine) {
    super();
    this.coroutine = coroutine;
  }
  override getType(): W_Type {
    return w_coroutine_wrapper;
  }
  override resume(sent: W_Object | null): W_Object | null {
    return this.taken(this.coroutine.resume(sent));
  }
  override raiseInside(error: OperationError): W_Object | null {
    return this.taken(this.coroutine.raiseInside(error));
  }
  private taken(value: W_Object | null): W_Object | null {
    if (value === null) this.result = this.coroutine.takeResult();
    return value;
  }
  override close(): void {
    this.coroutine.close();
  }
}

/** RETURN_GENERATOR */
export function newGenerator(code: W_Code, frame: Frame): W_Object {
  const generator =
    intAnd(code.flags, CO_COROUTINE) !== 0
      ? newCoroutine(code, frame)
      : intAnd(code.flags, CO_ASYNC_GENERATOR) !== 0
        ? new W_AsyncGenerator(code, frame)
        : new W_Generator(code, frame);
  frame.generator = generator;
  frame.shadowed = false;
  return generator;
}
function newCoroutine(code: W_Code, frame: Frame): W_Coroutine {
  const coroutine = new W_Coroutine(code, frame);
  coroutine.watch();
  if (state.originDepth > 0) coroutine.origin = callersOf(state.depth, state.originDepth);
  return coroutine;
}
/** (file, line, function) of up to `count` callers of the code that runs at a depth. @jit opaque */
function callersOf(depth: int, count: int): W_Object {
  const rows = newArray<W_Object>(depth - 1 < count ? depth - 1 : count);
  for (let i = 0; i < rows.length; i++) {
    const frame = frameAt(depth - 1 - i);
    const code = frame.func.code;
    rows[i] = newTuple3(code.filename, newInt(code.lineAt(positionOf(frame))), code.name);
  }
  return newTuple(rows);
}
/** GET_YIELD_FROM_ITER */
export function yieldFromIterator(code: W_Code, object: W_Object): W_Object {
  if (object instanceof W_Coroutine) {
    if (intAnd(code.flags, CO_COROUTINE + CO_ITERABLE_COROUTINE) === 0)
      throw raise0(w_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return object;
  }
  return iter(object);
}

const n_await = intern("__await__");
const n_aiter = intern("__aiter__");
const n_anext = intern("__anext__");

/** The iterator to delegate to for awaiting an object; null when it cannot be awaited. */
export function tryAwaitable(object: W_Object): W_Object | null {
  if (object instanceof W_Coroutine) return object;
  if (object instanceof W_Generator && intAnd(object.code.flags, CO_ITERABLE_COROUTINE) !== 0) return object;
  const iterator = callSpecial(object, n_await);
  if (iterator === null) return null;
  if (iterator instanceof W_Coroutine) throw raise0(w_TypeError, "__await__() returned a coroutine");
  if (!iterator.isIterator()) throw raise1(w_TypeError, "__await__() returned non-iterator of type '%T'", iterator);
  return iterator;
}
/** GET_AWAITABLE */
export function awaitableOf(object: W_Object, context: int): W_Object {
  const iterator = tryAwaitable(object);
  if (iterator === null)
    throw raise1(
      w_TypeError,
      context === 1
        ? "'async with' received an object from __aenter__ that does not implement __await__: %T"
        : context === 2
          ? "'async with' received an object from __aexit__ that does not implement __await__: %T"
          : "'%T' object can't be awaited",
      object,
    );
  if (iterator instanceof W_Coroutine && iterator.delegatesTo() !== null)
    throw raise0(w_RuntimeError, "coroutine is being awaited already");
  return iterator;
}
/** GET_AITER */
export function aiterOf(object: W_Object): W_Object {
  const iterator = callSpecial(object, n_aiter);
  if (iterator === null)
    throw raise1(w_TypeError, "'async for' requires an object with __aiter__ method, got %T", object);
  if (iterator.getType().lookup(n_anext) === null)
    throw raise1(
      w_TypeError,
      "'async for' received an object from __aiter__ that does not implement __anext__: %T",
      iterator,
    );
  return iterator;
}
/** GET_ANEXT */
export function anextOf(iterator: W_Object): W_Object {
  if (iterator instanceof W_AsyncGenerator) return iterator.anext();
  const next = callSpecial(iterator, n_anext);
  if (next === null)
    throw raise1(w_TypeError, "'async for' requires an iterator with __anext__ method, got %T", iterator);
  try {
    const awaitable = tryAwaitable(next);
    if (awaitable !== null) return awaitable;
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    const invalid = raise1(w_TypeError, "'async for' received an invalid object from __anext__: %T", next);
    throw raisedFrom(invalid.value(), caught(error));
  }
  throw raise1(w_TypeError, "'async for' received an invalid object from __anext__: %T", next);
}

// --- aiter() and anext()

export function builtin_aiter(object: W_Object): W_Object {
  const iterator = callSpecial(object, n_aiter);
  if (iterator === null) throw raise1(w_TypeError, "'%T' object is not an async iterable", object);
  if (iterator.getType().lookup(n_anext) === null)
    throw raise1(w_TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
  return iterator;
}
export function builtin_anext(iterator: W_Object, missing: W_Object | null): W_Object {
  const next = callSpecial(iterator, n_anext);
  if (next === null) throw raise1(w_TypeError, "'%T' object is not an async iterator", iterator);
  return missing === null ? next : new W_AnextDefault(next, missing);
}
/** anext(iterator, default): its awaiting ends with the default when the iterator is exhausted. */
class W_AnextDefault extends W_Resumable {
  private readonly awaitable: W_Object;
  private readonly missing: W_Object;
  private inner: W_Object | null = null;
  constructor(awaitable: W_Object, missing: W_Object) {
    super();
    this.awaitable = awaitable;
    this.missing = missing;
  }
  override getType(): W_Type {
    return w_anext_awaitable;
  }
  private iterator(): W_Object {
    if (this.inner === null) this.inner = awaitableOf(this.awaitable, 0);
    return this.inner;
  }
  override resume(sent: W_Object | null): W_Object | null {
    try {
      const inner = this.iterator();
      const value = sent === null || sent === w_None ? inner.next() : getAttr(inner, n_send).call1(sent);
      if (value === null && inner instanceof W_Resumable) this.result = inner.takeResult();
      return value;
    } catch (error) {
      return this.stopped(error as Throwable);
    }
  }
  override raiseInside(error: OperationError): W_Object | null {
    try {
      const inner = this.iterator();
      if (!(inner instanceof W_Resumable)) return getAttr(inner, n_throw).call1(error.value());
      const value = inner.raiseInside(error);
      if (value === null) this.result = inner.takeResult();
      return value;
    } catch (raised) {
      return this.stopped(raised as Throwable);
    }
  }
  private stopped(error: Throwable): W_Object | null {
    if (!(error instanceof OperationError)) throw error;
    if (error.matches(w_StopAsyncIteration)) {
      this.result = this.missing;
      return null;
    }
    if (!error.matches(w_StopIteration)) throw error;
    this.result = stopValue(error);
    return null;
  }
  override close(): void {
    const close = this.iterator().getAttr(n_close);
    if (close !== null) close.call0();
  }
}
const w_anext_awaitable = builtinType("anext_awaitable");
w_anext_awaitable.isBaseType = false;
def(w_anext_awaitable, "__await__(self, /)", anext_self);
def(w_anext_awaitable, "__next__(self, /)", resumable_next);
def(w_anext_awaitable, "send(self, value, /)", resumable_send);
def(w_anext_awaitable, "throw(self, type, value=None, traceback=None, /)", resumable_throw);
def(w_anext_awaitable, "close(self, /)", resumable_close);
defSlots(w_anext_awaitable, "__iter__");
function anext_self(self: W_Object): W_Object {
  return self;
}

function coroutine_await(self: W_Object): W_Object {
  return new W_CoroutineWrapper(self as W_Coroutine);
}
function coroutine_origin(self: W_Object): W_Object {
  return (self as W_Coroutine).origin;
}
export function resumable_close(self: W_Object): W_Object {
  (self as W_Resumable).close();
  return w_None;
}
def(w_coroutine, "__await__(self, /)", coroutine_await);
def(w_coroutine, "send(self, value, /)", resumable_send);
def(w_coroutine, "throw(self, type, value=None, traceback=None, /)", resumable_throw);
def(w_coroutine, "close(self, /)", resumable_close);
defSlots(w_coroutine, "__repr__");
defGeneric(w_coroutine);
getterSetter(w_coroutine, "__name__", generator_name, generator_setName);
getterSetter(w_coroutine, "__qualname__", generator_qualname, generator_setQualname);
getter(w_coroutine, "cr_frame", generator_frame);
getter(w_coroutine, "cr_running", generator_running);
getter(w_coroutine, "cr_suspended", generator_suspended);
getter(w_coroutine, "cr_code", generator_code);
getter(w_coroutine, "cr_await", generator_delegate);
getter(w_coroutine, "cr_origin", coroutine_origin);
def(w_coroutine_wrapper, "__next__(self, /)", resumable_next);
def(w_coroutine_wrapper, "send(self, value, /)", resumable_send);
def(w_coroutine_wrapper, "throw(self, type, value=None, traceback=None, /)", resumable_throw);
def(w_coroutine_wrapper, "close(self, /)", resumable_close);
defSlots(w_coroutine_wrapper, "__iter__");
