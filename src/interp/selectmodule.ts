// The module select: select() of sockets, which are all within the program (sockets.ts). While none is ready only a signal's handler or time can change
// anything, so it sleeps. There is no poll, epoll and kqueue.

import { type float, type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseInts,
  w_NotImplementedError,
  w_OSError,
  w_RuntimeWarning,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Bool, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { newList } from "./list.ts";
import { W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toCInt, toFloat } from "./operations.ts";
import { checkSignals } from "./pending.ts";
import { hostSleep } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { endpointOf } from "./sockets.ts";
import { intern, strOf } from "./text.ts";
import { monotonicSeconds } from "./timemodule.ts";
import { newTuple } from "./tuple.ts";
import { issueWarning } from "./warningsmodule.ts";

const n_fileno = intern("fileno");
/** Seconds of one sleep of a wait without end. */
const LONG = 3600.0;

const READING = 0;
const WRITING = 1;

/** The descriptor of an int or of an object with fileno(). */
export function descriptorOf(object: W_Object): int {
  let number = object.unwrap();
  if (number instanceof W_Bool) warnOfBool();
  if (!isInt(number)) {
    const method = object.getAttr(n_fileno);
    if (method === null) throw raise0(w_TypeError, "argument must be an int, or have a fileno() method.");
    number = method.call0().unwrap();
    if (!isInt(number)) throw raise0(w_TypeError, "fileno() returned a non-integer");
  }
  const fd = toCInt(number);
  if (fd < 0) throw raiseInts(w_ValueError, "file descriptor cannot be a negative integer (%d)", null, fd, 0);
  return fd;
}
function isInt(object: W_Object): boolean {
  return object instanceof W_Int || object instanceof W_Long;
}
/** True and False are ints, but hardly ever meant as descriptors. */
export function warnOfBool(): void {
  issueWarning(w_RuntimeWarning, boolText);
}
const boolText = strOf("bool is used as a file descriptor");
/** Those of the objects that are ready. */
function readyOf(objects: W_Object[], kind: int): W_Object {
  const ready = newArray<W_Object>(objects.length);
  let count = 0;
  for (let i = 0; i < objects.length; i++) {
    const fd = descriptorOf(objects[i]!);
    if (fd < 0) throw raise1(w_ValueError, "file descriptor cannot be a negative integer (%R)", objects[i]!);
    const end = endpointOf(fd);
    if (end === null)
      throw raise1(w_NotImplementedError, "select() of %R, which is no socket, is not implemented", objects[i]!);
    if (kind === READING ? end.isReadable() : kind === WRITING && end.isWritable()) {
      ready[count] = objects[i]!;
      count++;
    }
  }
  return newList(ready, count);
}
function objectsOf(list: W_Object): W_Object[] {
  try {
    return arrayOf(list);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
    throw raise0(w_TypeError, "arguments 1-3 must be sequences");
  }
}
function select_select(readers: W_Object, writers: W_Object, others: W_Object, timeout: W_Object | null): W_Object {
  const forEver = timeout === null || timeout === w_None;
  const seconds: float = forEver ? 0.0 : toFloat(timeout);
  if (seconds < 0.0) throw raise0(w_ValueError, "timeout must be non-negative");
  const end = monotonicSeconds() + seconds;
  const reading = objectsOf(readers);
  const writing = objectsOf(writers);
  const exceptional = objectsOf(others);
  for (;;) {
    const answer = newArray<W_Object>(3);
    answer[0] = readyOf(reading, READING);
    answer[1] = readyOf(writing, WRITING);
    answer[2] = readyOf(exceptional, 2);
    const left = forEver ? LONG : end - monotonicSeconds();
    if (answer[0].len() > 0 || answer[1].len() > 0 || left <= 0.0) return newTuple(answer);
    hostSleep(left);
    checkSignals();
  }
}
defineModule("select", [builtinFunction("select(rlist, wlist, xlist, timeout=None, /)", select_select)], {
  error: w_OSError,
});
