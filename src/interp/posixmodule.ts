// The module `posix`, on which os.py stands: paths, descriptors, the environment. Each function asks the host's one system object (requests.ts).

import { F64Array, floatToInt, type int, intAnd, intShr, newArray, U8Array } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import {
  type OperationError,
  raise0,
  raise1,
  w_NotImplementedError,
  w_OSError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { putTimes } from "./filetimes.ts";
import { newFloat } from "./float.ts";
import { fsDecode, fsEncode, fsPath, pathBytes, shownPath } from "./fspath.ts";
import { newBool, newInt, W_Bool, W_Int } from "./int.ts";
import { bindArguments, bytesSlice } from "./iobase.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toCInt, toInt } from "./operations.ts";
import { errorText, osError } from "./oserror.ts";
import { posixConstants } from "./posixconstants.ts";
import { descriptorFunctions, onDescriptor, posix_ftruncate } from "./posixdescriptors.ts";
import { statOf, statResultLayout, terminalSizeLayout, timesLayout, unameLayout } from "./posixresults.ts";
import { waitFunctions } from "./posixwait.ts";
import { hostClock, hostFetch, hostSystem } from "./requests.ts";
import { W_ScandirIterator, w_DirEntry } from "./scandir.ts";
import { warnOfBool } from "./selectmodule.ts";
import { deliverSignal, handlers, SIGINT, SIGNAL_COUNT, sendToItself, signalHooks } from "./signals.ts";
import { w_None } from "./singletons.ts";
import { newStructSeq } from "./structseq.ts";
import { SYSTEM, SYSTEM_FACT } from "./system-operations.ts";
import { fileStatus } from "./systemstatus.ts";
import { emptyStr, intern, W_Str } from "./text.ts";
import { newTuple, type W_Tuple } from "./tuple.ts";
import { w_float } from "./types.ts";

const noBytes = new U8Array(0);
const dot = intern(".");

/** Whether the path is a descriptor. */
function isDescriptor(path: W_Object): boolean {
  const plain = path.unwrap();
  if (plain instanceof W_Bool) warnOfBool();
  return plain instanceof W_Int;
}
function noDirFd(dirFd: W_Object | null): void {
  if (dirFd !== null && dirFd !== w_None) throw raise0(w_NotImplementedError, "dir_fd unavailable on this platform");
}
function checked(answer: int, path: W_Object | null, second: W_Object | null): int {
  if (answer < 0) throw osError(-answer, shownPath(path), shownPath(second));
  return answer;
}
/** An operation on one path. */
function onPath(operation: int, path: W_Object, a: int, b: int): W_Object {
  checked(hostSystem(operation, a, b, 0, pathBytes(path), null, null), path, null);
  return w_None;
}
function fetch(length: int): U8Array {
  const bytes = new U8Array(length);
  if (length > 0) hostFetch(bytes);
  else hostFetch(noBytes);
  return bytes;
}
/** The system's bytes as a path of the same kind as the given one. */
function asKindOf(path: W_Object, bytes: U8Array): W_Object {
  return fsPath(path) instanceof W_Bytes ? new W_Bytes(bytes) : fsDecode(bytes, 0, bytes.length);
}
function yes(value: W_Object | null): boolean {
  return value === null || value.isTrue();
}

// --- status

function posix_stat(path: W_Object, dirFd: W_Object | null, follow: W_Object | null): W_Object {
  noDirFd(dirFd);
  if (path.getType().isSubtype(w_float))
    throw raise1(w_TypeError, "stat: path should be string, bytes, os.PathLike or integer, not %T", path);
  const answer = isDescriptor(path)
    ? fileStatus.ofDescriptor(toInt(path))
    : fileStatus.ofPath(pathBytes(path), yes(follow));
  checked(answer, path, null);
  return statOf(fileStatus);
}
function posix_lstat(path: W_Object, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  checked(fileStatus.ofPath(pathBytes(path), false), path, null);
  return statOf(fileStatus);
}
function posix_fstat(fd: W_Object): W_Object {
  checked(fileStatus.ofDescriptor(toInt(fd)), null, null);
  return statOf(fileStatus);
}
const accessLabel = intern("access");
const accessNames: W_Str[] = ["path", "mode", "dir_fd", "effective_ids", "follow_symlinks"].map(intern);
function posix_access(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(accessLabel, args, 0, kwnames, accessNames);
  if (given[0] === null || given[1] === null) throw raise1(w_TypeError, "%S() missing required argument", accessLabel);
  noDirFd(given[2]!);
  return newBool(hostSystem(SYSTEM.access, toInt(given[1]!), 0, 0, pathBytes(given[0]!), null, null) >= 0);
}

// --- folders

function posix_listdir(path: W_Object | null): W_Object {
  const folder = path === null || path === w_None ? dot : path;
  const bytes = fetch(checked(hostSystem(SYSTEM.list, 0, 0, 0, pathBytes(folder), null, null), folder, null));
  const names = new W_List();
  const wantsBytes = fsPath(folder) instanceof W_Bytes;
  let i = 0;
  while (i < bytes.length) {
    // behind the kind of the entry
    const from = i + 1;
    let to = from;
    while (bytes[to] !== 0) to++;
    names.append(wantsBytes ? bytesSlice(bytes, from, to) : fsDecode(bytes, from, to - from));
    i = to + 1;
  }
  return names;
}
function posix_scandir(path: W_Object | null): W_Object {
  const folder = path === null || path === w_None ? dot : path;
  const bytes = fetch(checked(hostSystem(SYSTEM.list, 0, 0, 0, pathBytes(folder), null, null), folder, null));
  return new W_ScandirIterator(fsPath(folder), bytes);
}
function posix_mkdir(path: W_Object, mode: W_Object | null, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  return onPath(SYSTEM.mkdir, path, mode === null ? 0o777 : toInt(mode), 0);
}
function posix_rmdir(path: W_Object, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  return onPath(SYSTEM.rmdir, path, 0, 0);
}
function posix_unlink(path: W_Object, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  return onPath(SYSTEM.remove, path, 0, 0);
}
function twoPaths(operation: int, from: W_Object, to: W_Object): W_Object {
  checked(hostSystem(operation, 0, 0, 0, pathBytes(from), pathBytes(to), null), from, to);
  return w_None;
}
function posix_rename(from: W_Object, to: W_Object, fromFd: W_Object | null, toFd: W_Object | null): W_Object {
  noDirFd(fromFd);
  noDirFd(toFd);
  return twoPaths(SYSTEM.rename, from, to);
}
function posix_symlink(from: W_Object, to: W_Object, _isFolder: W_Object | null, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  return twoPaths(SYSTEM.symlink, from, to);
}
function posix_link(from: W_Object, to: W_Object, _follow: W_Object | null): W_Object {
  return twoPaths(SYSTEM.link, from, to);
}
function posix_readlink(path: W_Object, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  const length = checked(hostSystem(SYSTEM.readlink, 0, 0, 0, pathBytes(path), null, null), path, null);
  return asKindOf(path, fetch(length));
}
function posix_chmod(path: W_Object, mode: W_Object, dirFd: W_Object | null, follow: W_Object | null): W_Object {
  noDirFd(dirFd);
  if (isDescriptor(path)) onDescriptor(SYSTEM.chmodOf, toCInt(path), toInt(mode), 0);
  else onPath(SYSTEM.chmod, path, toInt(mode), yes(follow) ? 1 : 0);
  return w_None;
}
function posix_chown(path: W_Object, uid: W_Object, gid: W_Object): W_Object {
  if (isDescriptor(path)) onDescriptor(SYSTEM.chownOf, toCInt(path), toInt(uid), toInt(gid));
  else onPath(SYSTEM.chown, path, toInt(uid), toInt(gid));
  return w_None;
}
const utimeLabel = intern("utime");
const utimeNames: W_Str[] = ["path", "times", "ns", "dir_fd", "follow_symlinks"].map(intern);
class Numbers {
  readonly parts: F64Array = new F64Array(4);
}
const numbers = new Numbers();
function posix_utime(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(utimeLabel, args, 0, kwnames, utimeNames);
  const path = given[0]!;
  if (path === null) throw raise1(w_TypeError, "%S() missing required argument 'path' (pos 1)", utimeLabel);
  const parts = numbers.parts;
  for (let i = 0; i < 4; i++) parts[i] = 0.0;
  const times = given[1] === w_None ? null : given[1]!;
  const ns = given[2]!;
  if (times !== null && ns !== null)
    throw raise0(w_ValueError, "utime: you may specify either 'times' or 'ns' but not both");
  noDirFd(given[3]!);
  if (times === null && ns === null) {
    hostClock(0, parts);
    parts[2] = parts[0]!;
    parts[3] = parts[1]!;
  } else {
    putTimes(parts, times, ns);
  }
  const answer = isDescriptor(path)
    ? hostSystem(SYSTEM.utimeOf, toCInt(path), 0, 0, null, null, parts)
    : hostSystem(SYSTEM.utime, yes(given[4]!) ? 1 : 0, 0, 0, pathBytes(path), null, parts);
  checked(answer, path, null);
  return w_None;
}
function posix_getcwd(): W_Object {
  const bytes = fetch(checked(hostSystem(SYSTEM.getcwd, 0, 0, 0, null, null, null), null, null));
  return fsDecode(bytes, 0, bytes.length);
}
function posix_getcwdb(): W_Object {
  return new W_Bytes(fetch(checked(hostSystem(SYSTEM.getcwd, 0, 0, 0, null, null, null), null, null)));
}
function posix_chdir(path: W_Object): W_Object {
  return onPath(SYSTEM.chdir, path, 0, 0);
}
function posix_umask(mask: W_Object): W_Object {
  return newInt(hostSystem(SYSTEM.umask, toInt(mask), 0, 0, null, null, null));
}

// --- descriptors

function posix_open(path: W_Object, flags: W_Object, mode: W_Object | null, dirFd: W_Object | null): W_Object {
  noDirFd(dirFd);
  const access = mode === null ? 0o777 : toInt(mode);
  return newInt(checked(hostSystem(SYSTEM.open, toInt(flags), access, 0, pathBytes(path), null, null), path, null));
}
function posix_truncate(path: W_Object, length: W_Object): W_Object {
  if (isDescriptor(path)) return posix_ftruncate(path, length);
  return onPath(SYSTEM.truncatePath, path, toInt(length), 0);
}
function posix_getTerminalSize(fd: W_Object | null): W_Object {
  checked(hostSystem(SYSTEM.terminalSize, fd === null ? 1 : toInt(fd), 0, 0, null, null, numbers.parts), null, null);
  const fields = newArray<W_Object>(2);
  fields[0] = newInt(floatToInt(numbers.parts[0]!));
  fields[1] = newInt(floatToInt(numbers.parts[1]!));
  return newStructSeq(terminalSizeLayout, fields);
}

// --- the process

function fact(kind: int): W_Object {
  return newInt(hostSystem(SYSTEM.fact, kind, 0, 0, null, null, null));
}
function posix_getpid(): W_Object {
  return fact(SYSTEM_FACT.pid);
}
function posix_getppid(): W_Object {
  return fact(SYSTEM_FACT.parentPid);
}
function posix_getuid(): W_Object {
  return fact(SYSTEM_FACT.uid);
}
function posix_getgid(): W_Object {
  return fact(SYSTEM_FACT.gid);
}
function posix_geteuid(): W_Object {
  return fact(SYSTEM_FACT.euid);
}
function posix_getegid(): W_Object {
  return fact(SYSTEM_FACT.egid);
}
function posix_cpuCount(): W_Object {
  return fact(SYSTEM_FACT.cpuCount);
}
function posix_urandom(size: W_Object): W_Object {
  const n = toInt(size);
  if (n < 0) throw raise0(w_ValueError, "negative argument not allowed");
  const bytes = new U8Array(n);
  checked(hostSystem(SYSTEM.random, n, 0, 0, bytes, null, null), null, null);
  return new W_Bytes(bytes);
}
function posix_getrandom(size: W_Object, _flags: W_Object | null): W_Object {
  return posix_urandom(size);
}
function posix_kill(pid: W_Object, signal: W_Object): W_Object {
  const own = hostSystem(SYSTEM.fact, SYSTEM_FACT.pid, 0, 0, null, null, null);
  const number = toInt(signal);
  // a signal to itself that the program handles needs no system
  if (
    toInt(pid) === own &&
    number > 0 &&
    number < SIGNAL_COUNT &&
    (number === SIGINT || handlers.table[number] !== null)
  ) {
    deliverSignal(number);
    return w_None;
  }
  const answer =
    toInt(pid) === own && number > 0 && number < SIGNAL_COUNT
      ? sendToItself(number)
      : hostSystem(SYSTEM.kill, toInt(pid), number, 0, null, null, null);
  checked(answer, null, null);
  return w_None;
}
function posix_exit(status: W_Object): W_Object {
  hostSystem(SYSTEM.exit, intAnd(toInt(status), 255), 0, 0, null, null, null);
  return w_None;
}
const SIGABRT = 6;
function posix_abort(): W_Object {
  signalHooks.beforeFatal(SIGABRT);
  hostSystem(SYSTEM.exit, 134, 0, 0, null, null, null);
  return w_None;
}
function posix_strerror(code: W_Object): W_Object {
  return errorText(toInt(code));
}
function posix_fspath(path: W_Object): W_Object {
  const plain = path.unwrap();
  return plain instanceof W_Str || plain instanceof W_Bytes ? path : fsPath(path);
}
/** Variables of the program's own environment: os.environ keeps them; the host's process does not change. */
function posix_putenv(name: W_Object, value: W_Object): W_Object {
  const bytes = pathBytes(name);
  pathBytes(value);
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] === 61) throw raise0(w_ValueError, "illegal environment variable name");
  return w_None;
}
function posix_unsetenv(_name: W_Object): W_Object {
  return w_None;
}
/** Texts, each ended by a zero byte, that the host answers. */
function zeroEnded(operation: int): W_Object[] {
  const bytes = fetch(checked(hostSystem(operation, 0, 0, 0, null, null, null), null, null));
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) count++;
  const texts = newArray<W_Object>(count);
  let from = 0;
  for (let k = 0; k < count; k++) {
    let to = from;
    while (bytes[to] !== 0) to++;
    texts[k] = bytesSlice(bytes, from, to);
    from = to + 1;
  }
  return texts;
}
/** Fills posix.environ: when the module is first imported. */
export function fillEnvironment(): void {
  for (const entry of zeroEnded(SYSTEM.environ)) {
    const items = (entry as W_Bytes).items;
    let at = 0;
    while (at < items.length && items[at] !== 61) at++;
    environ.set(
      bytesSlice(items, 0, at),
      bytesSlice(items, at + 1 > items.length ? items.length : at + 1, items.length),
    );
  }
}
/** System, name in the network, release, version, machine. */
export function unameTexts(): W_Object[] {
  const texts = zeroEnded(SYSTEM.uname);
  for (let i = 0; i < texts.length; i++) {
    const items = (texts[i] as W_Bytes).items;
    texts[i] = fsDecode(items, 0, items.length);
  }
  return texts;
}
function posix_uname(): W_Object {
  return newStructSeq(unameLayout, unameTexts());
}
function posix_times(): W_Object {
  const parts = numbers.parts;
  hostClock(2, parts);
  const fields = newArray<W_Object>(5);
  fields[0] = newFloat(parts[0]! + parts[1]! / 1e9);
  fields[1] = newFloat(0.0);
  fields[2] = newFloat(0.0);
  fields[3] = newFloat(0.0);
  hostClock(1, parts);
  fields[4] = newFloat(parts[0]! + parts[1]! / 1e9);
  return newStructSeq(timesLayout, fields);
}

// --- helpers of posixpath

/** The parts of a path as its drive (none), root and rest. */
function posix_splitroot(path: W_Object): W_Object {
  const plain = fsPath(path);
  if (!(plain instanceof W_Str)) {
    const split = (posix_splitroot(fsDecode((plain as W_Bytes).items, 0, plain.len())) as W_Tuple).items;
    const parts = newArray<W_Object>(3);
    for (let i = 0; i < 3; i++) parts[i] = new W_Bytes(fsEncode(split[i] as W_Str));
    return newTuple(parts);
  }
  const text = plain;
  let slashes = 0;
  while (slashes < text.length && text.charAt(slashes) === 47) slashes++;
  const root = slashes === 2 ? 2 : slashes > 0 ? 1 : 0;
  const parts = newArray<W_Object>(3);
  parts[0] = emptyStr;
  parts[1] = text.slice(0, root);
  parts[2] = text.slice(root, text.length);
  return newTuple(parts);
}

function refused(name: string): OperationError {
  return raise0(w_NotImplementedError, name);
}
function posix_system(_command: W_Object): W_Object {
  throw refused("os.system");
}
function posix_waitstatus(status: W_Object): W_Object {
  const value = toInt(status);
  return newInt(intAnd(value, 127) === 0 ? intShr(intAnd(value, 0xff00), 8) : -intAnd(value, 127));
}

const environ = new W_Dict();
const haveFunctions = new W_List();
for (const name of ["HAVE_LSTAT", "HAVE_FTRUNCATE", "HAVE_FCHMOD", "HAVE_FCHOWN", "HAVE_FUTIMENS", "HAVE_LUTIMES"])
  haveFunctions.append(intern(name));

export const posixModule = defineModule(
  "posix",
  [
    builtinFunction("stat(path, *, dir_fd=None, follow_symlinks=True)", posix_stat),
    builtinFunction("lstat(path, *, dir_fd=None)", posix_lstat),
    builtinFunction("fstat(fd)", posix_fstat),
    builtinFunction("access(*args, **kwargs)", posix_access),
    builtinFunction("listdir(path=None)", posix_listdir),
    builtinFunction("scandir(path=None)", posix_scandir),
    builtinFunction("mkdir(path, mode=511, *, dir_fd=None)", posix_mkdir),
    builtinFunction("rmdir(path, *, dir_fd=None)", posix_rmdir),
    builtinFunction("unlink(path, *, dir_fd=None)", posix_unlink),
    builtinFunction("remove(path, *, dir_fd=None)", posix_unlink),
    builtinFunction("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename),
    builtinFunction("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", posix_rename),
    builtinFunction("symlink(src, dst, target_is_directory=False, *, dir_fd=None)", posix_symlink),
    builtinFunction("link(src, dst, *, follow_symlinks=True)", posix_link),
    builtinFunction("readlink(path, *, dir_fd=None)", posix_readlink),
    builtinFunction("chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", posix_chmod),
    builtinFunction("chown(path, uid, gid)", posix_chown),
    builtinFunction("utime(*args, **kwargs)", posix_utime),
    builtinFunction("getcwd()", posix_getcwd),
    builtinFunction("getcwdb()", posix_getcwdb),
    builtinFunction("chdir(path)", posix_chdir),
    builtinFunction("umask(mask, /)", posix_umask),
    builtinFunction("open(path, flags, mode=511, *, dir_fd=None)", posix_open),
    builtinFunction("truncate(path, length)", posix_truncate),
    builtinFunction("get_terminal_size(fd=1, /)", posix_getTerminalSize),
    builtinFunction("getpid()", posix_getpid),
    builtinFunction("getppid()", posix_getppid),
    builtinFunction("getuid()", posix_getuid),
    builtinFunction("getgid()", posix_getgid),
    builtinFunction("geteuid()", posix_geteuid),
    builtinFunction("getegid()", posix_getegid),
    builtinFunction("cpu_count()", posix_cpuCount),
    builtinFunction("urandom(size, /)", posix_urandom),
    builtinFunction("getrandom(size, flags=0)", posix_getrandom),
    builtinFunction("kill(pid, signal, /)", posix_kill),
    builtinFunction("_exit(status)", posix_exit),
    builtinFunction("abort()", posix_abort),
    builtinFunction("strerror(code, /)", posix_strerror),
    builtinFunction("fspath(path)", posix_fspath),
    builtinFunction("putenv(name, value, /)", posix_putenv),
    builtinFunction("unsetenv(name, /)", posix_unsetenv),
    builtinFunction("uname()", posix_uname),
    builtinFunction("times()", posix_times),
    builtinFunction("_path_splitroot_ex(path, /)", posix_splitroot),
    builtinFunction("system(command)", posix_system),
    ...descriptorFunctions,
    ...waitFunctions,
    builtinFunction("waitstatus_to_exitcode(status)", posix_waitstatus),
  ],
  {
    environ,
    _have_functions: haveFunctions,
    error: w_OSError,
    DirEntry: w_DirEntry,
    stat_result: statResultLayout.type,
    terminal_size: terminalSizeLayout.type,
    uname_result: unameLayout.type,
    times_result: timesLayout.type,
    ...posixConstants,
  },
);
