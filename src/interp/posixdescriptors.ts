// Of the module posix: descriptors and the files that they stand for. What paths and descriptors share stands in posixmodule.ts.

import { F64Array, floatToInt, type int, U8Array } from "../rts/index.ts";
import { bufferView } from "./buffers.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { newBool, newInt } from "./int.ts";
import { bytesSlice } from "./iobase.ts";
import type { W_Object } from "./object.ts";
import { toCInt, toInt } from "./operations.ts";
import { EBADF, EINTR, EINVAL, osError } from "./oserror.ts";
import { checkSignals } from "./pending.ts";
import { hostSystem } from "./requests.ts";
import { descriptorOf } from "./selectmodule.ts";
import { w_None } from "./singletons.ts";
import { SYSTEM } from "./system-operations.ts";
import { newTuple2 } from "./tuple.ts";

/** An operation on a descriptor: its answer. Throws OSError. */
export function onDescriptor(operation: int, fd: int, a: int, b: int): int {
  const answer = hostSystem(operation, fd, a, b, null, null, null);
  if (answer < 0) throw osError(-answer, null, null);
  return answer;
}
function posix_close(fd: W_Object): W_Object {
  onDescriptor(SYSTEM.close, toInt(fd), 0, 0);
  return w_None;
}
function posix_closerange(low: W_Object, high: W_Object): W_Object {
  const end = toInt(high);
  for (let fd = toInt(low); fd < end; fd++) hostSystem(SYSTEM.close, fd, 0, 0, null, null, null);
  return w_None;
}
function posix_read(fd: W_Object, length: W_Object): W_Object {
  const n = toInt(length);
  if (n < 0) throw osError(EINVAL, null, null);
  const bytes = new U8Array(n);
  for (;;) {
    const got = hostSystem(SYSTEM.read, toInt(fd), 0, n, bytes, null, null);
    if (got === -EINTR) {
      checkSignals();
      continue;
    }
    if (got < 0) throw osError(-got, null, null);
    return got === n ? new W_Bytes(bytes) : bytesSlice(bytes, 0, got);
  }
}
function posix_write(fd: W_Object, data: W_Object): W_Object {
  const view = bufferView(data);
  for (;;) {
    const done = hostSystem(SYSTEM.write, toInt(fd), view.from, view.count, view.items, null, null);
    if (done >= 0) return newInt(done);
    if (done !== -EINTR) throw osError(-done, null, null);
    checkSignals();
  }
}
function posix_lseek(fd: W_Object, position: W_Object, whence: W_Object): W_Object {
  return newInt(onDescriptor(SYSTEM.seek, toInt(fd), toInt(position), toInt(whence)));
}
export function posix_ftruncate(fd: W_Object, length: W_Object): W_Object {
  onDescriptor(SYSTEM.truncate, toInt(fd), toInt(length), 0);
  return w_None;
}
function posix_fsync(fd: W_Object): W_Object {
  onDescriptor(SYSTEM.sync, descriptorOf(fd), 0, 0);
  return w_None;
}
function posix_isatty(fd: W_Object): W_Object {
  return newBool(hostSystem(SYSTEM.isatty, toInt(fd), 0, 0, null, null, null) > 0);
}
function posix_fchmod(fd: W_Object, mode: W_Object): W_Object {
  onDescriptor(SYSTEM.chmodOf, toCInt(fd), toInt(mode), 0);
  return w_None;
}
function posix_fchown(fd: W_Object, uid: W_Object, gid: W_Object): W_Object {
  onDescriptor(SYSTEM.chownOf, toCInt(fd), toInt(uid), toInt(gid));
  return w_None;
}

class Ends {
  readonly numbers: F64Array = new F64Array(2);
}
const ends = new Ends();
function posix_pipe(): W_Object {
  const answer = hostSystem(SYSTEM.pipe, 0, 0, 0, null, null, ends.numbers);
  if (answer < 0) throw osError(-answer, null, null);
  return newTuple2(newInt(floatToInt(ends.numbers[0]!)), newInt(floatToInt(ends.numbers[1]!)));
}
function posix_dup(fd: W_Object): W_Object {
  return newInt(onDescriptor(SYSTEM.duplicate, toCInt(fd), 0, 0));
}
function posix_dup2(fd: W_Object, target: W_Object, inheritable: W_Object | null): W_Object {
  const from = toCInt(fd);
  const to = toCInt(target);
  if (from < 0 || to < 0) throw osError(EBADF, null, null);
  onDescriptor(SYSTEM.duplicateTo, from, to, inheritable === null || inheritable.isTrue() ? 1 : 0);
  return newInt(to);
}
function posix_get_inheritable(fd: W_Object): W_Object {
  return newBool(onDescriptor(SYSTEM.inheritable, toCInt(fd), 0, 0) > 0);
}
function posix_set_inheritable(fd: W_Object, inheritable: W_Object): W_Object {
  onDescriptor(SYSTEM.setInheritable, toCInt(fd), toInt(inheritable), 0);
  return w_None;
}
function posix_get_blocking(fd: W_Object): W_Object {
  return newBool(onDescriptor(SYSTEM.blocking, toCInt(fd), 0, 0) > 0);
}
function posix_set_blocking(fd: W_Object, blocking: W_Object): W_Object {
  onDescriptor(SYSTEM.setBlocking, toCInt(fd), blocking.isTrue() ? 1 : 0, 0);
  return w_None;
}

export const descriptorFunctions: W_Builtin[] = [
  builtinFunction("close(fd)", posix_close),
  builtinFunction("closerange(fd_low, fd_high, /)", posix_closerange),
  builtinFunction("read(fd, length, /)", posix_read),
  builtinFunction("write(fd, data, /)", posix_write),
  builtinFunction("lseek(fd, position, whence, /)", posix_lseek),
  builtinFunction("ftruncate(fd, length, /)", posix_ftruncate),
  builtinFunction("fsync(fd)", posix_fsync),
  builtinFunction("fdatasync(fd)", posix_fsync),
  builtinFunction("isatty(fd, /)", posix_isatty),
  builtinFunction("fchmod(fd, mode)", posix_fchmod),
  builtinFunction("fchown(fd, uid, gid)", posix_fchown),
  builtinFunction("pipe()", posix_pipe),
  builtinFunction("dup(fd, /)", posix_dup),
  builtinFunction("dup2(fd, fd2, inheritable=True)", posix_dup2),
  builtinFunction("get_inheritable(fd, /)", posix_get_inheritable),
  builtinFunction("set_inheritable(fd, inheritable, /)", posix_set_inheritable),
  builtinFunction("get_blocking(fd, /)", posix_get_blocking),
  builtinFunction("set_blocking(fd, blocking, /)", posix_set_blocking),
];
