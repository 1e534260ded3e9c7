// The module _thread. There is one thread: locks are counters, thread-local data are plain attributes, and starting a thread is refused with
// the error that CPython has where the system gives none.

import type { float, int } from "../rts/index.ts";
import { builtinFunction, def, defStatic, getterSetter } from "./builtin.ts";
import { raise0, w_NotImplementedError, w_RuntimeError, w_SystemExit, w_TypeError, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, w_False, w_True } from "./int.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { addAddress, instance_dict, instance_setDict } from "./objecttype.ts";
import { toFloat, toInt } from "./operations.ts";
import { hostSleep } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const MAIN_THREAD = 1;
/** threading.TIMEOUT_MAX, in seconds. */
const TIMEOUT_MAX = 9223372036;

const w_lock = builtinType("_thread.lock");
w_lock.hasWeakref = true;
const w_RLock = builtinType("_thread.RLock");
w_RLock.hasWeakref = true;
const w_ThreadHandle = builtinType("_thread._ThreadHandle");
const w_local = builtinType("_thread._local");
w_lock.isBaseType = false;
w_ThreadHandle.isBaseType = false;
w_local.hasInstanceDict = true;
w_RLock.solidBase = w_RLock;

class W_Lock extends W_Object {
  readonly reentrant: boolean;
  /** How often it is held. */
  count: int = 0;
  constructor(reentrant: boolean) {
    super();
    this.reentrant = reentrant;
  }
  override getType(): W_Type {
    return this.reentrant ? w_RLock : w_lock;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add(this.count > 0 ? "<locked _thread." : "<unlocked _thread.");
    text.addStr(this.getType().name);
    if (this.reentrant) {
      text.add(" object owner=");
      text.addStr(newInt(this.count > 0 ? MAIN_THREAD : 0).repr());
      text.add(" count=");
      text.addStr(newInt(this.count).repr());
    } else text.add(" object");
    addAddress(text, this);
    return text.build();
  }
  take(blocking: boolean, timeout: float): boolean {
    if (!blocking && timeout !== -1.0) throw raise0(w_ValueError, "can't specify a timeout for a non-blocking call");
    if (timeout < 0.0 && timeout !== -1.0) throw raise0(w_ValueError, "timeout value must be a non-negative number");
    if (this.count > 0 && !this.reentrant) {
      if (!blocking) return false;
      if (timeout === -1.0)
        throw raise0(w_RuntimeError, "deadlock: the lock is held, and there is no other thread to release it");
      hostSleep(timeout);
      return false;
    }
    this.count = this.count + 1;
    return true;
  }
  give(): void {
    if (this.count === 0)
      throw raise0(w_RuntimeError, this.reentrant ? "cannot release un-acquired lock" : "release unlocked lock");
    this.count = this.count - 1;
  }
}
function lock_acquire(self: W_Object, blocking: W_Object | null, timeout: W_Object | null): W_Object {
  const wait = blocking === null || blocking.isTrue();
  return newBool((self as W_Lock).take(wait, timeout === null ? -1.0 : toFloat(timeout)));
}
function lock_release(self: W_Object): W_Object {
  (self as W_Lock).give();
  return w_None;
}
function lock_enter(self: W_Object): W_Object {
  return newBool((self as W_Lock).take(true, -1.0));
}
function lock_exit(self: W_Object, _type: W_Object, _value: W_Object, _traceback: W_Object): W_Object {
  (self as W_Lock).give();
  return w_None;
}
function lock_locked(self: W_Object): W_Object {
  return newBool((self as W_Lock).count > 0);
}
function lock_reinit(self: W_Object): W_Object {
  (self as W_Lock).count = 0;
  return w_None;
}
function lock_new(_type: W_Object): W_Object {
  return new W_Lock(false);
}
function rlock_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const lock = new W_Lock(true);
  return args[0] === w_RLock ? lock : new W_Instance(args[0] as W_Type, lock);
}
function rlock_save(self: W_Object): W_Object {
  const lock = self as W_Lock;
  if (lock.count === 0) throw raise0(w_RuntimeError, "cannot release un-acquired lock");
  const count = lock.count;
  lock.count = 0;
  return newInt(count);
}
function rlock_restore(self: W_Object, state: W_Object): W_Object {
  (self as W_Lock).count = toInt(state);
  return w_None;
}
function rlock_recursion(self: W_Object): W_Object {
  return newInt((self as W_Lock).count);
}
for (const type of [w_lock, w_RLock]) {
  def(type, "acquire(self, blocking=True, timeout=-1)", lock_acquire);
  def(type, "release(self, /)", lock_release);
  def(type, "locked(self, /)", lock_locked);
  def(type, "__enter__(self, /)", lock_enter);
  def(type, "__exit__(self, type, value, traceback, /)", lock_exit);
  def(type, "_at_fork_reinit(self, /)", lock_reinit);
}
def(w_lock, "acquire_lock(self, blocking=True, timeout=-1)", lock_acquire);
def(w_lock, "release_lock(self, /)", lock_release);
def(w_lock, "locked_lock(self, /)", lock_locked);
defStatic(w_lock, "__new__(cls, /)", lock_new);
defStatic(w_RLock, "__new__(cls, *args)", rlock_new);
def(w_RLock, "_is_owned(self, /)", lock_locked);
def(w_RLock, "_release_save(self, /)", rlock_save);
def(w_RLock, "_acquire_restore(self, state, /)", rlock_restore);
def(w_RLock, "_recursion_count(self, /)", rlock_recursion);

// --- a thread's handle: only the main thread has one that says something

class W_ThreadHandle extends W_Object {
  ident: int = 0;
  done: boolean = false;
  override getType(): W_Type {
    return w_ThreadHandle;
  }
}
function handle_new(_type: W_Object): W_Object {
  return new W_ThreadHandle();
}
function handle_ident(self: W_Object): W_Object {
  return newInt((self as W_ThreadHandle).ident);
}
function handle_noIdent(_self: W_Object, _value: W_Object | null): W_Object {
  throw raise0(w_TypeError, "ident is read-only");
}
function handle_is_done(self: W_Object): W_Object {
  return newBool((self as W_ThreadHandle).done);
}
function handle_set_done(self: W_Object): W_Object {
  (self as W_ThreadHandle).done = true;
  return w_None;
}
function handle_join(_self: W_Object, _timeout: W_Object | null): W_Object {
  throw raise0(w_RuntimeError, "Cannot join current thread");
}
defStatic(w_ThreadHandle, "__new__(cls, /)", handle_new);
getterSetter(w_ThreadHandle, "ident", handle_ident, handle_noIdent);
def(w_ThreadHandle, "is_done(self, /)", handle_is_done);
def(w_ThreadHandle, "_set_done(self, /)", handle_set_done);
def(w_ThreadHandle, "join(self, timeout=None, /)", handle_join);

// --- thread-local data

function local_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Instance(args[0] as W_Type, null);
}
defStatic(w_local, "__new__(cls, *args, **kwargs)", local_new);
getterSetter(w_local, "__dict__", instance_dict, instance_setDict);

// --- functions

function thread_allocate_lock(): W_Object {
  return new W_Lock(false);
}
function thread_get_ident(): W_Object {
  return newInt(MAIN_THREAD);
}
function thread_start(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_RuntimeError, "can't start new thread");
}
function thread_exit(): W_Object {
  throw raise0(w_SystemExit, "");
}
function thread_count(): W_Object {
  return newInt(0);
}
function thread_stack_size(size: W_Object | null): W_Object {
  if (size !== null && toInt(size) !== 0) throw raise0(w_ValueError, "setting stack size not supported");
  return newInt(0);
}
function thread_true(): W_Object {
  return w_True;
}
function thread_nothing(): W_Object {
  return w_None;
}
function thread_set_name(_name: W_Object): W_Object {
  return w_None;
}
function thread_interrupt_main(_signum: W_Object | null): W_Object {
  throw raise0(w_NotImplementedError, "_thread.interrupt_main is not implemented");
}
function thread_make_handle(ident: W_Object): W_Object {
  const handle = new W_ThreadHandle();
  handle.ident = toInt(ident);
  return handle;
}
function thread_daemonAllowed(): W_Object {
  return w_False;
}
defineModule(
  "_thread",
  [
    builtinFunction("allocate_lock()", thread_allocate_lock),
    builtinFunction("allocate()", thread_allocate_lock),
    builtinFunction("get_ident()", thread_get_ident),
    builtinFunction("_get_main_thread_ident()", thread_get_ident),
    builtinFunction("get_native_id()", thread_get_ident),
    builtinFunction("start_new_thread(*args)", thread_start),
    builtinFunction("start_new(*args)", thread_start),
    builtinFunction("start_joinable_thread(*args)", thread_start),
    builtinFunction("exit()", thread_exit),
    builtinFunction("exit_thread()", thread_exit),
    builtinFunction("interrupt_main(signum=None, /)", thread_interrupt_main),
    builtinFunction("_count()", thread_count),
    builtinFunction("stack_size(size=0, /)", thread_stack_size),
    builtinFunction("daemon_threads_allowed()", thread_daemonAllowed),
    builtinFunction("_is_main_interpreter()", thread_true),
    builtinFunction("_shutdown()", thread_nothing),
    builtinFunction("_make_thread_handle(ident, /)", thread_make_handle),
    builtinFunction("set_name(name)", thread_set_name),
  ],
  {
    error: w_RuntimeError,
    LockType: w_lock,
    lock: w_lock,
    RLock: w_RLock,
    _local: w_local,
    _ThreadHandle: w_ThreadHandle,
    TIMEOUT_MAX: newFloat(TIMEOUT_MAX),
  },
);
