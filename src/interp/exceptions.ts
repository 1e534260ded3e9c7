// W_BaseException: exception objects, the methods that all of them have, and what `raise` and `except` do. The attributes of single
// types stand in exceptiontypes.ts, groups in exceptiongroup.ts, the types themselves in errors.ts.
//
// Attributes that a builtin type declares (`OSError.errno`) lie in `fields`, apart from the instance's dictionary; which is where is
// told by the constants F_...

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray, type Throwable } from "../rts/index.ts";
import { def, defStatic, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseObject,
  w_AttributeError,
  w_BaseException,
  w_BaseExceptionGroup,
  w_ImportError,
  w_NameError,
  w_OSError,
  w_StopIteration,
  w_SyntaxError,
  w_SystemExit,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
  w_UnicodeTranslateError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_notes } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { reprNested, strNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { state } from "./state.ts";
import { emptyStr, intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";

const noFields: W_Object[] = newArray<W_Object>(0);

export class W_BaseException extends W_Instance {
  args: W_Tuple = emptyTuple;
  traceback: Traceback | null = null;
  cause: W_Object | null = null;
  context: W_Object | null = null;
  suppressContext: boolean = false;
  /** Attributes that its builtin type declares; null: None. */
  private fields: W_Object[] = noFields;
  constructor(type: W_Type) {
    super(type, null);
  }
  /** The attribute F_...; null when it has not been set. */
  field(index: int): W_Object | null {
    return index < this.fields.length ? this.fields[index]! : null;
  }
  setField(index: int, value: W_Object | null): void {
    if (index >= this.fields.length) {
      const more = newArray<W_Object>(index + 1);
      arrayCopy(this.fields, 0, more, 0, this.fields.length);
      this.fields = more;
    }
    this.fields[index] = value as W_Object;
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

/** StopIteration.value */
export const F_VALUE = 0;
/** SystemExit.code */
export const F_CODE = 0;
/** NameError.name */
export const F_NAME = 0;
/** AttributeError */
export const F_OBJ = 0;
export const F_ATTRIBUTE = 1;
/** ImportError */
export const F_MSG = 0;
export const F_MODULE = 1;
export const F_PATH = 2;
export const F_NAME_FROM = 3;
/** SyntaxError; the first is its message */
export const F_SYNTAX_FILE = 1;
export const F_LINENO = 2;
export const F_OFFSET = 3;
export const F_TEXT = 4;
export const F_END_LINENO = 5;
export const F_END_OFFSET = 6;
export const F_PRINT_FILE = 7;
export const F_METADATA = 8;
/** UnicodeError's derived types */
export const F_ENCODING = 0;
export const F_OBJECT = 1;
export const F_START = 2;
export const F_END = 3;
export const F_REASON = 4;
/** BaseExceptionGroup */
export const F_MESSAGE = 0;
export const F_EXCEPTIONS = 1;

/** What sets the fields of the types with a layout of their own, by arguments; set by exceptiontypes.ts. */
class FieldInitializers {
  imports: (e: W_BaseException, items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]) => void = unset;
  names: (e: W_BaseException, items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]) => void = unset;
  attributes: (e: W_BaseException, items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]) => void = unset;
  syntax: (e: W_BaseException, items: W_Object[]) => void = unsetFields;
  encode: (e: W_BaseException, items: W_Object[]) => void = unsetFields;
  decode: (e: W_BaseException, items: W_Object[]) => void = unsetFields;
  translate: (e: W_BaseException, items: W_Object[]) => void = unsetFields;
}
function unset(_e: W_BaseException, _items: W_Object[], _kwnames: W_Object[] | null, _all: W_Object[]): void {
  throw new Error("exceptiontypes.ts has not run yet");
}
function unsetFields(_e: W_BaseException, _items: W_Object[]): void {
  throw new Error("exceptiontypes.ts has not run yet");
}
export const fieldInitializers = new FieldInitializers();

/** Attributes that some types take from their arguments. `all` are the call's arguments, the keywords' last. */
function initFields(exception: W_BaseException, kwnames: W_Object[] | null, all: W_Object[]): void {
  const layout = exception.map.type.solidBase;
  if (layout === w_BaseException) {
    if (kwnames !== null && kwnames.length > 0) throw noKeywords(exception);
    return;
  }
  const items = exception.args.items;
  if (layout === w_ImportError) fieldInitializers.imports(exception, items, kwnames, all);
  else if (layout === w_NameError) fieldInitializers.names(exception, items, kwnames, all);
  else if (layout === w_AttributeError) fieldInitializers.attributes(exception, items, kwnames, all);
  else {
    if (kwnames !== null && kwnames.length > 0) throw noKeywords(exception);
    if (layout === w_StopIteration) exception.setField(F_VALUE, items.length > 0 ? items[0]! : null);
    else if (layout === w_SystemExit) {
      if (items.length > 0) exception.setField(F_CODE, items.length === 1 ? items[0]! : exception.args);
    } else if (layout === w_SyntaxError) fieldInitializers.syntax(exception, items);
    else if (layout === w_UnicodeEncodeError) fieldInitializers.encode(exception, items);
    else if (layout === w_UnicodeDecodeError) fieldInitializers.decode(exception, items);
    else if (layout === w_UnicodeTranslateError) fieldInitializers.translate(exception, items);
  }
}
function noKeywords(exception: W_BaseException): OperationError {
  return raise1(w_TypeError, "%T() takes no keyword arguments", exception);
}

/**
 * The exception object of a type that the program may have derived: by calling it. `object` and `name` become an AttributeError's or
 * NameError's attributes.
 */
function makeException(
  type: W_Type,
  argument: W_Object | null,
  object: W_Object | null,
  name: W_Object | null,
): W_Object {
  if (type.isHeap) {
    const made = argument === null ? type.call0() : type.call1(argument);
    if (made instanceof W_BaseException) return made;
    throw raise2(
      w_TypeError,
      "calling %R should have returned an instance of BaseException, not %R",
      type,
      made.getType(),
    );
  }
  const layout = type.solidBase;
  const exception = layout === w_OSError ? new W_OSError(type) : new W_BaseException(type);
  if (argument !== null) {
    const items = newArray<W_Object>(1);
    items[0] = argument;
    exception.args = newTuple(items);
  }
  if (layout === w_BaseException || layout === w_OSError) return exception;
  if (layout === w_StopIteration) exception.setField(F_VALUE, argument);
  else if (layout === w_AttributeError) {
    if (name instanceof W_Str) {
      exception.setField(F_ATTRIBUTE, name);
      exception.setField(F_OBJ, object);
    }
  } else if (type === w_NameError) {
    if (object instanceof W_Str) exception.setField(F_NAME, object);
  } else if (type.isSubtype(w_NameError)) return exception;
  else initFields(exception, null, noFields);
  return exception;
}
hooks.makeException = makeException;

/** The positional arguments behind the first. */
export function tupleOfArguments(args: W_Object[], kwnames: W_Object[] | null): W_Tuple {
  const n = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  if (n === 0) return emptyTuple;
  const items = newArray<W_Object>(n);
  for (let i = 0; i < n; i++) items[i] = args[i + 1]!;
  return newTuple(items);
}
function baseException_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const exception = new W_BaseException(args[0] as W_Type);
  exception.args = tupleOfArguments(args, kwnames);
  return exception;
}
function baseException_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const exception = args[0] as W_BaseException;
  exception.args = tupleOfArguments(args, kwnames);
  initFields(exception, kwnames, args);
  return w_None;
}
export function baseException_str(self: W_Object): W_Object {
  const items = (self as W_BaseException).args.items;
  if (items.length === 0) return emptyStr;
  if (items.length === 1) return strNested(items[0]!);
  return (self as W_BaseException).args.str();
}
function baseException_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  text.addStr(self.getType().shortName());
  const args = (self as W_BaseException).args;
  if (args.items.length === 1) {
    text.addChar(40);
    text.addStr(reprNested(args.items[0]!));
    text.addChar(41);
  } else text.addStr(args.repr());
  return text.build();
}
export function orNone(object: W_Object | null): W_Object {
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
  if (value !== hooks.boolObject(true) && value !== hooks.boolObject(false))
    throw raise0(w_TypeError, "attribute value type must be bool");
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
  if (!(note.unwrap() instanceof W_Str)) throw raise1(w_TypeError, "add_note() argument must be str, not %T", note);
  let notes = exception.getAttr(n_notes);
  if (notes === null) {
    notes = new W_List();
    exception.setAttr(n_notes, notes);
  }
  const list = notes.unwrap();
  if (!(list instanceof W_List)) throw raise0(w_TypeError, "Cannot add note: __notes__ is not a list");
  list.append(note);
  return w_None;
}

// --- pickling: the type, its arguments, and the attributes that these do not tell
const n_dict = intern("__dict__");
/** The dictionary of the exception's own attributes; null when there are none. */
export function ownDict(exception: W_BaseException): W_Object | null {
  const dict = exception.map.size === 0 ? null : exception.getAttr(n_dict);
  return dict === null || dict.len() === 0 ? null : dict;
}
export function reduced(exception: W_BaseException, args: W_Tuple, dict: W_Object | null): W_Object {
  const items = newArray<W_Object>(dict === null ? 2 : 3);
  items[0] = exception.getType();
  items[1] = args;
  if (dict !== null) items[2] = dict;
  return newTuple(items);
}
function baseException_reduce(self: W_Object): W_Object {
  const exception = self as W_BaseException;
  return reduced(exception, exception.args, ownDict(exception));
}
function baseException_setstate(self: W_Object, values: W_Object): W_Object {
  if (values === w_None) return w_None;
  if (!(values.unwrap() instanceof W_Dict)) throw raise0(w_TypeError, "state is not a dictionary");
  for (const key of arrayOf(values)) {
    const value = values.getItem(key);
    if (value !== null && key instanceof W_Str) self.setAttr(internStr(key), value);
  }
  return w_None;
}

defStatic(w_BaseException, "__new__(cls, *args, **kwargs)", baseException_new);
def(w_BaseException, "__init__(self, *args, **kwargs)", baseException_init);
def(w_BaseException, "__str__(self, /)", baseException_str);
def(w_BaseException, "__repr__(self, /)", baseException_repr);
def(w_BaseException, "with_traceback(self, tb, /)", baseException_withTraceback);
def(w_BaseException, "add_note(self, note, /)", baseException_addNote);
def(w_BaseException, "__reduce__(self, /)", baseException_reduce);
def(w_BaseException, "__setstate__(self, state, /)", baseException_setstate);
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
  if (value instanceof W_Type && value.isSubtype(w_BaseException)) return raiseObject(instanceOf(value));
  return raise0(w_TypeError, "exceptions must derive from BaseException");
}
function instanceOf(type: W_Type): W_BaseException {
  const exception = type.call0();
  if (exception instanceof W_BaseException) return exception;
  throw raise2(
    w_TypeError,
    "calling %R should have returned an instance of BaseException, not %R",
    type,
    exception.getType(),
  );
}
/** `raise value`: the exception being handled is its context. */
export function raised(value: W_Object): OperationError {
  const error = errorOf(value);
  if (state.handled !== null) setContext(error.value() as W_BaseException, state.handled);
  return error;
}
/** `raise value from cause` */
export function raisedFrom(value: W_Object, cause: W_Object): OperationError {
  const error = raised(value);
  const exception = error.value();
  if (!(exception instanceof W_BaseException) || (value !== exception && !(value instanceof W_Type))) return error;
  if (cause === w_None) exception.cause = null;
  else if (cause instanceof W_BaseException) exception.cause = cause;
  else if (cause instanceof W_Type && cause.isSubtype(w_BaseException)) exception.cause = instanceOf(cause);
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
  if (pattern instanceof W_Type && pattern.isSubtype(w_BaseException)) return exception.getType().isSubtype(pattern);
  const tuple = pattern.unwrap();
  if (!(tuple instanceof W_Tuple)) throw notCatchable();
  for (const item of tuple.items)
    if (!(item instanceof W_Type) || !item.isSubtype(w_BaseException)) throw notCatchable();
  for (const item of tuple.items) if (exception.getType().isSubtype(item as W_Type)) return true;
  return false;
}
function notCatchable(): OperationError {
  return raise0(w_TypeError, "catching classes that do not inherit from BaseException is not allowed");
}
/** Whether `except*` may have that pattern; raises when not. */
export function checkStarPattern(pattern: W_Object): void {
  const tuple = pattern.unwrap();
  if (!(tuple instanceof W_Tuple)) {
    checkStarType(pattern);
    return;
  }
  for (const item of tuple.items) checkStarType(item);
}
function checkStarType(type: W_Object): void {
  if (!(type instanceof W_Type) || !type.isSubtype(w_BaseException)) throw notCatchable();
  if (type.isSubtype(w_BaseExceptionGroup))
    throw raise0(w_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
}
/** Gives a raised exception the one being handled as context, and breaks a cycle that this would make. */
export function setContext(exception: W_BaseException, handled: W_Object | null): void {
  if (handled === null || handled === exception) return;
  let link: W_Object | null = handled;
  // a cycle that is there already (the program can make one) is walked at two speeds
  let slow: W_Object | null = handled;
  let step = 0;
  while (link instanceof W_BaseException) {
    const next: W_Object | null = link.context;
    if (next === null) break;
    if (next === exception) {
      link.context = null;
      break;
    }
    link = next;
    step++;
    if (step % 2 === 0 && slow instanceof W_BaseException) {
      slow = slow.context;
      if (slow === link) break;
    }
  }
  exception.context = handled;
}
/** StopIteration(value): its value. */
export function stopValue(error: OperationError): W_Object {
  const value = error.value();
  if (!(value instanceof W_BaseException)) return w_None;
  return orNone(value.field(F_VALUE));
}
