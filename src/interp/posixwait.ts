// Of the module posix: waiting for processes. None is ever started (subprocessmodule.ts), so there is none to wait for.

import { type int, intAnd, intShr } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { newBool, newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { osError } from "./oserror.ts";

const ECHILD = 10;
const STOPPED = 0x7f;

function posix_waitpid(pid: W_Object, options: W_Object): W_Object {
  toInt(pid);
  toInt(options);
  throw osError(ECHILD, null, null);
}
function posix_wait(): W_Object {
  throw osError(ECHILD, null, null);
}
/** The signal that ended a process; 0: none did. */
function endedBy(status: int): int {
  return intAnd(status, STOPPED);
}
function posix_WIFEXITED(status: W_Object): W_Object {
  return newBool(endedBy(toInt(status)) === 0);
}
function posix_WIFSIGNALED(status: W_Object): W_Object {
  const signal = endedBy(toInt(status));
  return newBool(signal !== 0 && signal !== STOPPED);
}
function posix_WIFSTOPPED(status: W_Object): W_Object {
  return newBool(intAnd(toInt(status), 0xff) === STOPPED);
}
function posix_WEXITSTATUS(status: W_Object): W_Object {
  return newInt(intAnd(intShr(toInt(status), 8), 0xff));
}
function posix_WTERMSIG(status: W_Object): W_Object {
  return newInt(endedBy(toInt(status)));
}
export const waitFunctions: W_Builtin[] = [
  builtinFunction("waitpid(pid, options, /)", posix_waitpid),
  builtinFunction("wait()", posix_wait),
  builtinFunction("WIFEXITED(status)", posix_WIFEXITED),
  builtinFunction("WIFSIGNALED(status)", posix_WIFSIGNALED),
  builtinFunction("WIFSTOPPED(status)", posix_WIFSTOPPED),
  builtinFunction("WEXITSTATUS(status)", posix_WEXITSTATUS),
  builtinFunction("WSTOPSIG(status)", posix_WEXITSTATUS),
  builtinFunction("WTERMSIG(status)", posix_WTERMSIG),
];
