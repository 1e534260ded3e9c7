// The module `_signal`, on which signal.py stands. Only SIGINT reaches the program from outside; other signals can be raised by the program itself.

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import {
  type OperationError,
  raise0,
  raiseWith,
  w_KeyboardInterrupt,
  w_NotImplementedError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { EINVAL, osError } from "./oserror.ts";
import { W_Set } from "./set.ts";
import { deliverSignal, handlers, SIG_DFL, SIG_IGN, SIGINT, SIGNAL_COUNT, sendToItself } from "./signals.ts";
import { w_None } from "./singletons.ts";
import { endpointOf } from "./sockets.ts";
import { intern, type W_Str } from "./text.ts";

/** Linux's numbers, and what strsignal says. */
const NAMES: readonly (readonly [name: string, number: number, text: string])[] = [
  ["SIGHUP", 1, "Hangup"],
  ["SIGINT", 2, "Interrupt"],
  ["SIGQUIT", 3, "Quit"],
  ["SIGILL", 4, "Illegal instruction"],
  ["SIGTRAP", 5, "Trace/breakpoint trap"],
  ["SIGABRT", 6, "Aborted"],
  ["SIGBUS", 7, "Bus error"],
  ["SIGFPE", 8, "Floating point exception"],
  ["SIGKILL", 9, "Killed"],
  ["SIGUSR1", 10, "User defined signal 1"],
  ["SIGSEGV", 11, "Segmentation fault"],
  ["SIGUSR2", 12, "User defined signal 2"],
  ["SIGPIPE", 13, "Broken pipe"],
  ["SIGALRM", 14, "Alarm clock"],
  ["SIGTERM", 15, "Terminated"],
  ["SIGCHLD", 17, "Child exited"],
  ["SIGCONT", 18, "Continued"],
  ["SIGSTOP", 19, "Stopped (signal)"],
  ["SIGTSTP", 20, "Stopped"],
  ["SIGTTIN", 21, "Stopped (tty input)"],
  ["SIGTTOU", 22, "Stopped (tty output)"],
  ["SIGWINCH", 28, "Window changed"],
];
const texts: (W_Str | null)[] = newArray<W_Str | null>(SIGNAL_COUNT);
const SIGKILL = 9;
const SIGSTOP = 19;

function numberOf(signal: W_Object): int {
  const number = toInt(signal);
  if (number < 1 || number >= SIGNAL_COUNT) throw raise0(w_ValueError, "signal number out of range");
  return number;
}
const ignore = newInt(SIG_IGN);
const standard = newInt(SIG_DFL);
function signal_defaultIntHandler(_number: W_Object, _frame: W_Object): W_Object {
  throw raiseWith(w_KeyboardInterrupt, null);
}
const defaultIntHandler = builtinFunction("default_int_handler(signalnum, frame, /)", signal_defaultIntHandler);

function current(number: int): W_Object {
  const handler = handlers.table[number]!;
  if (handler !== null) return handler;
  if (number === SIGINT) return defaultIntHandler;
  return number === SIGPIPE ? ignore : standard;
}
const SIGPIPE = 13;
function signal_signal(signal: W_Object, handler: W_Object): W_Object {
  const number = numberOf(signal);
  if (handler.asIndex() !== null) {
    const value = toInt(handler);
    if (value !== SIG_DFL && value !== SIG_IGN) throw notAHandler();
  } else if (!handler.isCallable()) throw notAHandler();
  if (number === SIGKILL || number === SIGSTOP) throw osError(EINVAL, null, null);
  const old = current(number);
  handlers.table[number] = handler === defaultIntHandler && number === SIGINT ? null : handler;
  return old;
}
function notAHandler(): OperationError {
  return raise0(w_TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
}
function signal_getsignal(signal: W_Object): W_Object {
  return current(numberOf(signal));
}
function signal_raise(signal: W_Object): W_Object {
  const number = numberOf(signal);
  if (handlers.table[number] !== null || number === SIGINT) deliverSignal(number);
  else sendToItself(number);
  return w_None;
}
function signal_strsignal(signal: W_Object): W_Object {
  const text = texts[numberOf(signal)]!;
  return text === null ? w_None : text;
}
function signal_validSignals(): W_Object {
  const all = new W_Set(false);
  for (let number = 1; number < SIGNAL_COUNT; number++) if (number !== 32 && number !== 33) all.add(newInt(number));
  return all;
}
function signal_setWakeupFd(fd: W_Object, _warn: W_Object | null): W_Object {
  const number = toInt(fd);
  if (number >= 0 && endpointOf(number) === null)
    throw raise0(w_NotImplementedError, "set_wakeup_fd() of what is no socket is not implemented");
  const before = handlers.wakeup;
  handlers.wakeup = number < 0 ? -1 : number;
  return newInt(before);
}
function signal_siginterrupt(_signal: W_Object, _flag: W_Object): W_Object {
  return w_None;
}
function signal_alarm(_seconds: W_Object): W_Object {
  throw raise0(w_NotImplementedError, "signal.alarm");
}
function signal_pause(): W_Object {
  throw raise0(w_NotImplementedError, "signal.pause");
}

const values: Record<string, W_Object> = { SIG_DFL: standard, SIG_IGN: ignore, NSIG: newInt(SIGNAL_COUNT) };
for (const [name, number, text] of NAMES) {
  values[name] = newInt(number);
  texts[number] = intern(text);
}
defineModule(
  "_signal",
  [
    builtinFunction("signal(signalnum, handler, /)", signal_signal),
    builtinFunction("getsignal(signalnum, /)", signal_getsignal),
    builtinFunction("raise_signal(signalnum, /)", signal_raise),
    defaultIntHandler,
    builtinFunction("strsignal(signalnum, /)", signal_strsignal),
    builtinFunction("valid_signals()", signal_validSignals),
    builtinFunction("set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", signal_setWakeupFd),
    builtinFunction("siginterrupt(signalnum, flag, /)", signal_siginterrupt),
    builtinFunction("alarm(seconds, /)", signal_alarm),
    builtinFunction("pause()", signal_pause),
  ],
  values,
);
