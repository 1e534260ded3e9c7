// W_BaseException: exception objects, and the methods of the exception types (which stand in errors.ts).

import { type int, newArray, type Throwable } from "../rts/index.ts";
import { def, defStatic, getterSetter } from "./builtin.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseObject,
  w_AttributeError,
  w_BaseException,
  w_ImportError,
  w_KeyError,
  w_NameError,
  w_OSError,
  w_StopIteration,
  w_SyntaxError,
  w_SystemExit,
  w_TypeError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_add_note } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";

export class W_BaseException extends W_Instance {
  args: W_Tuple = emptyTuple;
  traceback: Traceback | null = null;
  cause: W_Object | null = null;
  context: W_Object | null = null;
  suppressContext: boolean = false;
  constructor(type: W_Type) {
    super(type, null);
  }
}

/** OSError and its subclasses: see oserror.ts. */
export class W_OSError extends W_BaseException {
  errno: W_Object = w_None;
  strerror: W_Object = w_None;
  /** null: not given, which is None to programs. */
  filename: W_Object | null = null;
  filename2: W_Object | null = null;
  /** BlockingIOError: how much was written; -1: not known. */
  charactersWritten: int = -1;
}

/** The exception object of a type that the program may have derived: by calling it. */
function makeException(type: W_Type, argument: W_Object | null): W_Object {
  if (type.isHeap) return argument === null ? type.call0() : type.call1(argument);
  const exception = type.isSubtype(w_OSError) ? new W_OSError(type) : new W_BaseException(type);
  if (argument !== null) {
    const items = newArray<W_Object>(1);
    items[0] = argument;
    exception.args = newTuple(items);
  }
  setAttributesOfArgs(exception);
  return exception;
}
hooks.makeException = makeException;

/** Attributes that some types take from their arguments. */
function setAttributesOfArgs(exception: W_BaseException): void {
  const type = exception.getType();
  const items = exception.args.items;
  if (type.isSubtype(w_StopIteration)) exception.setOwn(n_value, items.length > 0 ? items[0]! : w_None);
  else if (type.isSubtype(w_SystemExit))
    exception.setOwn(n_code, items.length === 0 ? w_None : items.length === 1 ? items[0]! : exception.args);
  else if (type.isSubtype(w_ImportError)) exception.setOwn(n_msg, items.length === 1 ? items[0]! : w_None);
  else if (type.isSubtype(w_SyntaxError)) {
    exception.setOwn(n_msg, items.length > 0 ? items[0]! : w_None);
    const details = items.length > 1 ? items[1]! : w_None;
    const parts = details instanceof W_Tuple ? details.items : noParts;
    for (let i = 0; i < syntaxNames.length; i++)
      exception.setOwn(syntaxNames[i]!, i < parts.length ? parts[i]! : w_None);
  }
}
const noParts: W_Object[] = newArray<W_Object>(0);
const n_value = intern("value");
const n_code = intern("code");
const n_filename = intern("filename");
const n_msg = intern("msg");
const n_nameAttribute = intern("name");
const n_obj = intern("obj");
const n_pathAttribute = intern("path");
const syntaxNames: W_Str[] = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].map(intern);

function baseException_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const exception = new W_BaseException(args[0] as W_Type);
  exception.args = tupleOfArguments(args, _kwnames);
  return exception;
}
export function tupleOfArguments(args: W_Object[], kwnames: W_Object[] | null): W_Tuple {
  const n = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  const items = newArray<W_Object>(n);
  for (let i = 0; i < n; i++) items[i] = args[i + 1]!;
  return newTuple(items);
}
function baseException_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const exception = args[0] as W_BaseException;
  exception.args = tupleOfArguments(args, kwnames);
  setAttributesOfArgs(exception);
  if (kwnames !== null) {
    const first = args.length - kwnames.length;
    const type = exception.getType();
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      const allowed = type.isSubtype(w_ImportError)
        ? name === n_nameAttribute || name === n_pathAttribute
        : type.isSubtype(w_NameError)
          ? name === n_nameAttribute
          : type.isSubtype(w_AttributeError) && (name === n_nameAttribute || name === n_obj);
      if (!allowed) throw raise1(w_TypeError, "%T() takes no keyword arguments", exception);
      exception.setOwn(name, args[first + i]!);
    }
  }
  return w_None;
}
export function baseException_str(self: W_Object): W_Object {
  const items = (self as W_BaseException).args.items;
  if (items.length === 0) return emptyStr;
  if (items.length === 1) return items[0]!.str();
  return (self as W_BaseException).args.str();
}
/** KeyError: a lone argument is shown as repr, so that an empty key is seen. */
function keyError_str(self: W_Object): W_Object {
  const items = (self as W_BaseException).args.items;
  return items.length === 1 ? items[0]!.repr() : baseException_str(self);
}
function syntaxError_str(self: W_Object): W_Object {
  const exception = self as W_BaseException;
  const items = exception.args.items;
  if (items.length === 0) return emptyStr;
  const file = exception.getOwn(n_filename);
  const line = exception.getOwn(syntaxNames[1]!);
  const message = items[0]!.str();
  if (!(line instanceof W_Int)) return message;
  const text = new StrBuilder();
  text.addStr(message);
  text.add(" (");
  if (file instanceof W_Str) {
    let from = file.length;
    while (from > 0 && file.charAt(from - 1) !== 47) from--;
    text.addSlice(file, from, file.length);
    text.add(", ");
  }
  text.add("line ");
  text.addInt(line.value);
  text.addChar(41);
  return text.build();
}
function baseException_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  text.addStr(self.getType().name);
  const args = (self as W_BaseException).args;
  if (args.items.length === 1) {
    text.addChar(40);
    text.addStr(args.items[0]!.repr());
    text.addChar(41);
  } else text.addStr(args.repr());
  return text.build();
}
function orNone(object: W_Object | null): W_Object {
  return object === null ? w_None : object;
}
function baseException_args(self: W_Object): W_Object {
  return (self as W_BaseException).args;
}
function baseException_setArgs(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "args may not be deleted");
  (self as W_BaseException).args = newTuple(arrayOf(value));
  return w_None;
}
function baseException_cause(self: W_Object): W_Object {
  return orNone((self as W_BaseException).cause);
}
function baseException_setCause(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "__cause__ may not be deleted");
  if (value !== w_None && !(value instanceof W_BaseException))
    throw raise0(w_TypeError, "exception cause must be None or derive from BaseException");
  (self as W_BaseException).cause = value === w_None ? null : value;
  (self as W_BaseException).suppressContext = true;
  return w_None;
}
function baseException_context(self: W_Object): W_Object {
  return orNone((self as W_BaseException).context);
}
function baseException_setContext(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "__context__ may not be deleted");
  if (value !== w_None && !(value instanceof W_BaseException))
    throw raise0(w_TypeError, "exception context must be None or derive from BaseException");
  (self as W_BaseException).context = value === w_None ? null : value;
  return w_None;
}
function baseException_suppressContext(self: W_Object): W_Object {
  return hooks.boolObject((self as W_BaseException).suppressContext);
}
function baseException_setSuppressContext(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "can't delete numeric/char attribute");
  (self as W_BaseException).suppressContext = value.isTrue();
  return w_None;
}
function baseException_traceback(self: W_Object): W_Object {
  return orNone((self as W_BaseException).traceback);
}
function baseException_setTraceback(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "__traceback__ may not be deleted");
  if (value !== w_None && !(value instanceof Traceback))
    throw raise0(w_TypeError, "__traceback__ must be a traceback or None");
  (self as W_BaseException).traceback = value instanceof Traceback ? value : null;
  return w_None;
}
function baseException_withTraceback(self: W_Object, traceback: W_Object): W_Object {
  baseException_setTraceback(self, traceback);
  return self;
}
function baseException_addNote(self: W_Object, note: W_Object): W_Object {
  const exception = self as W_BaseException;
  let notes = exception.getOwn(n_add_note);
  if (notes === null) {
    notes = new W_List();
    exception.setOwn(n_add_note, notes);
  }
  (notes as W_List).append(note);
  return w_None;
}

defStatic(w_BaseException, "__new__(cls, *args, **kwargs)", baseException_new);
def(w_BaseException, "__init__(self, *args, **kwargs)", baseException_init);
def(w_BaseException, "__str__(self, /)", baseException_str);
def(w_BaseException, "__repr__(self, /)", baseException_repr);
def(w_BaseException, "with_traceback(self, tb, /)", baseException_withTraceback);
def(w_BaseException, "add_note(self, note, /)", baseException_addNote);
def(w_KeyError, "__str__(self, /)", keyError_str);
def(w_SyntaxError, "__str__(self, /)", syntaxError_str);
getterSetter(w_BaseException, "args", baseException_args, baseException_setArgs);
getterSetter(w_BaseException, "__cause__", baseException_cause, baseException_setCause);
getterSetter(w_BaseException, "__context__", baseException_context, baseException_setContext);
getterSetter(w_BaseException, "__suppress_context__", baseException_suppressContext, baseException_setSuppressContext);
getterSetter(w_BaseException, "__traceback__", baseException_traceback, baseException_setTraceback);

// --- what `raise` does

/** The error of `raise value`: an exception, or a class that is called. */
export function errorOf(value: W_Object): OperationError {
  if (value instanceof W_BaseException) {
    const error = raiseObject(value);
    error.traceback = value.traceback;
    return error;
  }
  if (value instanceof W_Type && value.isSubtype(w_BaseException)) {
    const exception = value.call0();
    if (!(exception instanceof W_BaseException))
      throw raise1(w_TypeError, "calling %R should have returned an instance of BaseException", value);
    return raiseObject(exception);
  }
  return raise0(w_TypeError, "exceptions must derive from BaseException");
}
/** `raise value from cause` */
export function errorFrom(value: W_Object, cause: W_Object): OperationError {
  const error = errorOf(value);
  const exception = error.value();
  if (!(exception instanceof W_BaseException)) return error;
  if (cause === w_None) exception.cause = null;
  else if (cause instanceof W_BaseException) exception.cause = cause;
  else if (cause instanceof W_Type && cause.isSubtype(w_BaseException)) exception.cause = errorOf(cause).value();
  else return raise0(w_TypeError, "exception causes must derive from BaseException");
  exception.suppressContext = true;
  return error;
}
/** What a caught throwable is as an exception object, with its traceback; other throwables go on. */
export function caught(error: Throwable): W_BaseException {
  if (!(error instanceof OperationError)) throw error;
  const exception = error.value() as W_BaseException;
  exception.traceback = error.traceback;
  return exception;
}
/** Whether `except pattern` catches the exception: a class or a tuple of classes. */
export function exceptionMatches(exception: W_Object, pattern: W_Object): boolean {
  if (pattern instanceof W_Tuple) {
    for (const item of pattern.items) if (exceptionMatches(exception, item)) return true;
    return false;
  }
  if (!(pattern instanceof W_Type) || !pattern.isSubtype(w_BaseException))
    throw raise0(w_TypeError, "catching classes that do not inherit from BaseException is not allowed");
  return exception.getType().isSubtype(pattern);
}
/** Gives a new exception the one being handled as context, and breaks a cycle that this would make. */
export function setContext(exception: W_BaseException, handled: W_Object | null): void {
  if (handled === null || handled === exception || exception.context !== null) return;
  let link: W_Object | null = handled;
  while (link instanceof W_BaseException) {
    const next: W_Object | null = link.context;
    if (next === exception) {
      link.context = null;
      break;
    }
    link = next;
  }
  exception.context = handled;
}
/** StopIteration(value): its value. */
export function stopValue(error: OperationError): W_Object {
  const value = error.value();
  if (!(value instanceof W_Instance)) return w_None;
  return orNone(value.getOwn(n_value));
}
