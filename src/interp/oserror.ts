// OSError: its attributes, the subclasses by error number, how the interpreter raises it.

import { type int, newArray } from "../rts/index.ts";
import { def, defStatic, getterSetter, memberSetter } from "./builtin.ts";
import { ERRNOS } from "./errnos.ts";
import {
  type OperationError,
  raise1,
  raiseObject,
  w_AttributeError,
  w_BlockingIOError,
  w_BrokenPipeError,
  w_ChildProcessError,
  w_ConnectionAbortedError,
  w_ConnectionRefusedError,
  w_ConnectionResetError,
  w_FileExistsError,
  w_FileNotFoundError,
  w_InterruptedError,
  w_IsADirectoryError,
  w_NotADirectoryError,
  w_OSError,
  w_PermissionError,
  w_ProcessLookupError,
  w_TimeoutError,
  w_TypeError,
} from "./errors.ts";
import { baseException_str, ownDict, reduced, tupleOfArguments, W_OSError } from "./exceptions.ts";
import { newInt, W_Int } from "./int.ts";
import { n_init, n_new } from "./names.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";

/** Error numbers that the interpreter itself asks for. */
export const EPERM = 1;
export const ENOENT = 2;
export const EINTR = 4;
export const EBADF = 9;
export const EAGAIN = 11;
export const EACCES = 13;
export const EEXIST = 17;
export const ENOTDIR = 20;
export const EISDIR = 21;
export const EINVAL = 22;
export const ESPIPE = 29;
export const EPIPE = 32;

const LAST = 134;
/** By number: the subclass of OSError that it makes, and its text. */
const subclasses: (W_Type | null)[] = newArray<W_Type | null>(LAST);
const texts: (W_Str | null)[] = newArray<W_Str | null>(LAST);
for (const [number, , text] of ERRNOS) texts[number] = intern(text);
const byName: readonly (readonly [W_Type, string])[] = [
  [w_BlockingIOError, "EAGAIN EALREADY EINPROGRESS"],
  [w_BrokenPipeError, "EPIPE ESHUTDOWN"],
  [w_ChildProcessError, "ECHILD"],
  [w_ConnectionAbortedError, "ECONNABORTED"],
  [w_ConnectionRefusedError, "ECONNREFUSED"],
  [w_ConnectionResetError, "ECONNRESET"],
  [w_FileExistsError, "EEXIST"],
  [w_FileNotFoundError, "ENOENT"],
  [w_InterruptedError, "EINTR"],
  [w_IsADirectoryError, "EISDIR"],
  [w_NotADirectoryError, "ENOTDIR"],
  [w_PermissionError, "EACCES EPERM ENOTCAPABLE"],
  [w_ProcessLookupError, "ESRCH"],
  [w_TimeoutError, "ETIMEDOUT"],
];
for (const [type, names] of byName)
  for (const [number, name] of ERRNOS) if (names.split(" ").includes(name)) subclasses[number] = type;

/** The system's text for an error number. */
export function errorText(number: int): W_Str {
  if (number >= 0 && number < LAST) {
    const text = texts[number]!;
    if (text !== null) return text;
  }
  const text = new StrBuilder();
  text.add("Unknown error ");
  text.addInt(number);
  return text.build();
}
function typeOf(number: W_Object): W_Type {
  if (!(number instanceof W_Int) || number.value < 0 || number.value >= LAST) return w_OSError;
  const type = subclasses[number.value]!;
  return type === null ? w_OSError : type;
}

/** OSError of that number; the file names may be null. */
export function osError(number: int, filename: W_Object | null, filename2: W_Object | null): OperationError {
  const code = newInt(number);
  const exception = new W_OSError(typeOf(code));
  exception.errno = code;
  exception.strerror = errorText(number);
  exception.args = newTuple2(code, exception.strerror);
  exception.filename = filename;
  exception.filename2 = filename2;
  return raiseObject(exception);
}

/** Takes errno, strerror, filename, (winerror), filename2 from the arguments. */
function parseArguments(exception: W_OSError, args: W_Object[], kwnames: W_Object[] | null): void {
  const tuple = tupleOfArguments(args, kwnames);
  exception.args = tuple;
  const items = tuple.items;
  if (items.length < 2 || items.length > 5) return;
  exception.errno = items[0]!;
  exception.strerror = items[1]!;
  if (items.length > 2 && items[2] !== w_None) {
    const third = items[2]!;
    if (exception.getType() === w_BlockingIOError && third.asIndex() !== null) {
      exception.charactersWritten = toInt(third);
      return;
    }
    exception.filename = third;
    if (items.length > 4 && items[4] !== w_None) exception.filename2 = items[4]!;
    exception.args = newTuple2(items[0]!, items[1]!);
  }
}
/** Whether the arguments are __init__'s: of a class with an __init__ of its own and no __new__. */
function usesInit(type: W_Type): boolean {
  return type.lookup(n_init) !== osErrorInit && type.lookup(n_new) === osErrorNew;
}
function osError_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const wanted = args[0] as W_Type;
  if (usesInit(wanted)) return new W_OSError(wanted);
  if (kwnames !== null && kwnames.length > 0) throw raise1(w_TypeError, "%N() takes no keyword arguments", wanted);
  const type = wanted === w_OSError && args.length > 2 ? typeOf(args[1]!) : wanted;
  const exception = new W_OSError(type);
  parseArguments(exception, args, kwnames);
  return exception;
}
function osError_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const exception = args[0] as W_OSError;
  const type = exception.getType();
  if (!usesInit(type)) return w_None;
  if (kwnames !== null && kwnames.length > 0) throw raise1(w_TypeError, "%N() takes no keyword arguments", type);
  parseArguments(exception, args, kwnames);
  return w_None;
}
function osError_str(self: W_Object): W_Object {
  const exception = self as W_OSError;
  const filename = exception.filename;
  const filename2 = exception.filename2;
  if (filename === null && (exception.errno === w_None || exception.strerror === w_None))
    return baseException_str(self);
  const text = new StrBuilder();
  text.add("[Errno ");
  text.addStr(exception.errno.str());
  text.add("] ");
  text.addStr(exception.strerror.str());
  if (filename !== null) {
    text.add(": ");
    text.addStr(filename.repr());
    if (filename2 !== null) {
      text.add(" -> ");
      text.addStr(filename2.repr());
    }
  }
  return text.build();
}
/** (type, arguments): with the file names, which `args` does not hold. */
function osError_reduce(self: W_Object): W_Object {
  const exception = self as W_OSError;
  const items = exception.args.items;
  if (items.length !== 2 || exception.filename === null) return reduced(exception, exception.args, ownDict(exception));
  const second = exception.filename2;
  const all = newArray<W_Object>(second === null ? 3 : 5);
  all[0] = items[0]!;
  all[1] = items[1]!;
  all[2] = exception.filename;
  if (second !== null) {
    all[3] = w_None;
    all[4] = second;
  }
  return reduced(exception, newTuple(all), ownDict(exception));
}
function orNone(object: W_Object | null): W_Object {
  return object === null ? w_None : object;
}
function osError_errno(self: W_Object): W_Object {
  return (self as W_OSError).errno;
}
function osError_setErrno(self: W_Object, value: W_Object | null): W_Object {
  (self as W_OSError).errno = orNone(value);
  return w_None;
}
function osError_strerror(self: W_Object): W_Object {
  return (self as W_OSError).strerror;
}
function osError_setStrerror(self: W_Object, value: W_Object | null): W_Object {
  (self as W_OSError).strerror = orNone(value);
  return w_None;
}
function osError_filename(self: W_Object): W_Object {
  return orNone((self as W_OSError).filename);
}
function osError_setFilename(self: W_Object, value: W_Object | null): W_Object {
  (self as W_OSError).filename = value;
  return w_None;
}
function osError_filename2(self: W_Object): W_Object {
  return orNone((self as W_OSError).filename2);
}
function osError_setFilename2(self: W_Object, value: W_Object | null): W_Object {
  (self as W_OSError).filename2 = value;
  return w_None;
}
const n_characters_written = intern("characters_written");
function osError_written(self: W_Object): W_Object {
  const written = (self as W_OSError).charactersWritten;
  if (written < 0) throw raise1(w_AttributeError, "%S", n_characters_written);
  return newInt(written);
}
function osError_setWritten(self: W_Object, value: W_Object | null): W_Object {
  if (value === null && (self as W_OSError).charactersWritten < 0)
    throw raise1(w_AttributeError, "%S", n_characters_written);
  (self as W_OSError).charactersWritten = value === null ? -1 : toInt(value);
  return w_None;
}

defStatic(w_OSError, "__new__(cls, *args, **kwargs)", osError_new);
def(w_OSError, "__init__(self, *args, **kwargs)", osError_init);
def(w_OSError, "__str__(self, /)", osError_str);
def(w_OSError, "__reduce__(self, /)", osError_reduce);
memberSetter(w_OSError, "errno", osError_errno, osError_setErrno);
memberSetter(w_OSError, "strerror", osError_strerror, osError_setStrerror);
memberSetter(w_OSError, "filename", osError_filename, osError_setFilename);
memberSetter(w_OSError, "filename2", osError_filename2, osError_setFilename2);
getterSetter(w_OSError, "characters_written", osError_written, osError_setWritten);
const osErrorNew: W_Object = w_OSError.dict.get(n_new)!;
const osErrorInit: W_Object = w_OSError.dict.get(n_init)!;
