// OperationError: a Python exception on its way, as RTypeScript's throwable; the exception types; how to raise.
//
//   throw raise2(w_TypeError, "can't multiply '%T' by %R", a, b)
//
// An error that is raised here keeps its template and arguments; the message and the exception object are made when
// somebody looks (`value()`). In templates: %T the type name of the next argument, %N the argument's own name (it is a
// type), %S the argument's str, %R its repr, %d the next int.
//
// An AttributeError's `obj` is the template's first object (the third when there are three), its `name` the second; a
// NameError's `name` is the first.

import type { int } from "../rts/index.ts";
import { Throwable } from "../rts/index.ts";
import { hooks, type W_Object } from "./object.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import type { Traceback } from "./traceback.ts";
import { builtinType, W_Type, w_object } from "./type.ts";

export class OperationError extends Throwable {
  readonly type: W_Type;
  /** The exception object, once it exists. */
  private exception: W_Object | null;
  /** Innermost record last: a frame that the error leaves puts its own in front. */
  traceback: Traceback | null = null;
  private readonly template: string;
  private readonly a: W_Object | null;
  private readonly b: W_Object | null;
  private readonly c: W_Object | null;
  private readonly n: int;
  private readonly m: int;

  constructor(
    type: W_Type,
    exception: W_Object | null,
    template: string,
    a: W_Object | null,
    b: W_Object | null,
    c: W_Object | null,
    n: int,
    m: int,
  ) {
    super();
    this.type = type;
    this.exception = exception;
    this.template = template;
    this.a = a;
    this.b = b;
    this.c = c;
    this.n = n;
    this.m = m;
  }
  /** The exception object (a W_BaseException, see exceptions.ts). */
  value(): W_Object {
    if (this.exception === null)
      this.exception =
        this.template.length === 0
          ? hooks.makeException(this.type, this.a, null, null)
          : hooks.makeException(
              this.type,
              expand(this.template, this.a, this.b, this.c, this.n, this.m),
              this.c === null ? this.a : this.c,
              this.b,
            );
    return this.exception;
  }
  /** Whether `except type` catches it. */
  matches(type: W_Type): boolean {
    return this.type.isSubtype(type);
  }
}

/** Fills a template; see the head of this file. */
export function expand(
  template: string,
  a: W_Object | null,
  b: W_Object | null,
  c: W_Object | null,
  n: int,
  m: int,
): W_Str {
  const out = new StrBuilder();
  let objects = 0;
  let ints = 0;
  for (let i = 0; i < template.length; i++) {
    const ch = template.charCodeAt(i);
    if (ch !== 37 || i + 1 >= template.length) {
      out.addChar(ch);
      continue;
    }
    i++;
    const kind = template.charCodeAt(i);
    if (kind === 100) {
      out.addInt(ints === 0 ? n : m);
      ints++;
      continue;
    }
    if (kind === 37) {
      out.addChar(37);
      continue;
    }
    const object = objects === 0 ? a : objects === 1 ? b : c;
    objects++;
    if (kind === 84) out.addStr(object!.getType().name);
    else if (kind === 78) out.addStr(object instanceof W_Type ? object.name : object!.getType().name);
    else if (kind === 83) out.addStr(object!.str());
    else out.addStr(object!.repr());
  }
  return out.build();
}

export function raise0(type: W_Type, template: string): OperationError {
  return new OperationError(type, null, template, null, null, null, 0, 0);
}
export function raise1(type: W_Type, template: string, a: W_Object): OperationError {
  return new OperationError(type, null, template, a, null, null, 0, 0);
}
export function raise2(type: W_Type, template: string, a: W_Object, b: W_Object): OperationError {
  return new OperationError(type, null, template, a, b, null, 0, 0);
}
export function raise3(type: W_Type, template: string, a: W_Object, b: W_Object, c: W_Object): OperationError {
  return new OperationError(type, null, template, a, b, c, 0, 0);
}
/** With two ints for %d. */
export function raiseInts(type: W_Type, template: string, a: W_Object | null, n: int, m: int): OperationError {
  return new OperationError(type, null, template, a, null, null, n, m);
}
/** With two objects and two ints. */
export function raiseFull(
  type: W_Type,
  template: string,
  a: W_Object | null,
  b: W_Object | null,
  n: int,
  m: int,
): OperationError {
  return new OperationError(type, null, template, a, b, null, n, m);
}
/** An exception with exactly that argument, or none: `KeyError(key)`, `StopIteration(value)`. */
export function raiseWith(type: W_Type, argument: W_Object | null): OperationError {
  return new OperationError(type, null, "", argument, null, null, 0, 0);
}
/** An exception object raised anew. */
export function raiseObject(exception: W_Object): OperationError {
  return new OperationError(exception.getType(), exception, "", null, null, null, 0, 0);
}

// --- the exception types. Their methods stand in exceptions.ts, exceptiontypes.ts and exceptiongroup.ts.
const exceptionTypes: Record<string, W_Type> = {};
function exceptionType(name: string, base: W_Type): W_Type {
  const type = builtinType(name, base);
  exceptionTypes[name] = type;
  return type;
}
/** A type whose exceptions have attributes of their own: two such types have no common subclass. */
function layoutType(name: string, base: W_Type): W_Type {
  const type = exceptionType(name, base);
  type.solidBase = type;
  return type;
}
export const w_BaseException = builtinType("BaseException");
w_BaseException.hasInstanceDict = true;
w_BaseException.solidBase = w_BaseException;
exceptionTypes.BaseException = w_BaseException;
export const w_Exception = exceptionType("Exception", w_BaseException);
export const w_SystemExit = layoutType("SystemExit", w_BaseException);
export const w_KeyboardInterrupt = exceptionType("KeyboardInterrupt", w_BaseException);
export const w_GeneratorExit = exceptionType("GeneratorExit", w_BaseException);
export const w_BaseExceptionGroup = layoutType("BaseExceptionGroup", w_BaseException);
export const w_StopIteration = layoutType("StopIteration", w_Exception);
export const w_StopAsyncIteration = exceptionType("StopAsyncIteration", w_Exception);
export const w_ArithmeticError = exceptionType("ArithmeticError", w_Exception);
export const w_FloatingPointError = exceptionType("FloatingPointError", w_ArithmeticError);
export const w_OverflowError = exceptionType("OverflowError", w_ArithmeticError);
export const w_ZeroDivisionError = exceptionType("ZeroDivisionError", w_ArithmeticError);
export const w_AssertionError = exceptionType("AssertionError", w_Exception);
export const w_AttributeError = layoutType("AttributeError", w_Exception);
export const w_BufferError = exceptionType("BufferError", w_Exception);
export const w_EOFError = exceptionType("EOFError", w_Exception);
export const w_ImportError = layoutType("ImportError", w_Exception);
export const w_ModuleNotFoundError = exceptionType("ModuleNotFoundError", w_ImportError);
export const w_LookupError = exceptionType("LookupError", w_Exception);
export const w_IndexError = exceptionType("IndexError", w_LookupError);
export const w_KeyError = exceptionType("KeyError", w_LookupError);
export const w_MemoryError = exceptionType("MemoryError", w_Exception);
export const w_NameError = layoutType("NameError", w_Exception);
export const w_UnboundLocalError = exceptionType("UnboundLocalError", w_NameError);
export const w_OSError = layoutType("OSError", w_Exception);
exceptionTypes.IOError = w_OSError;
exceptionTypes.EnvironmentError = w_OSError;
export const w_BlockingIOError = exceptionType("BlockingIOError", w_OSError);
export const w_ChildProcessError = exceptionType("ChildProcessError", w_OSError);
export const w_ConnectionError = exceptionType("ConnectionError", w_OSError);
export const w_BrokenPipeError = exceptionType("BrokenPipeError", w_ConnectionError);
export const w_ConnectionAbortedError = exceptionType("ConnectionAbortedError", w_ConnectionError);
export const w_ConnectionRefusedError = exceptionType("ConnectionRefusedError", w_ConnectionError);
export const w_ConnectionResetError = exceptionType("ConnectionResetError", w_ConnectionError);
export const w_FileExistsError = exceptionType("FileExistsError", w_OSError);
export const w_FileNotFoundError = exceptionType("FileNotFoundError", w_OSError);
export const w_InterruptedError = exceptionType("InterruptedError", w_OSError);
export const w_IsADirectoryError = exceptionType("IsADirectoryError", w_OSError);
export const w_NotADirectoryError = exceptionType("NotADirectoryError", w_OSError);
export const w_PermissionError = exceptionType("PermissionError", w_OSError);
export const w_ProcessLookupError = exceptionType("ProcessLookupError", w_OSError);
export const w_TimeoutError = exceptionType("TimeoutError", w_OSError);
export const w_ReferenceError = exceptionType("ReferenceError", w_Exception);
export const w_RuntimeError = exceptionType("RuntimeError", w_Exception);
export const w_NotImplementedError = exceptionType("NotImplementedError", w_RuntimeError);
export const w_PythonFinalizationError = exceptionType("PythonFinalizationError", w_RuntimeError);
export const w_RecursionError = exceptionType("RecursionError", w_RuntimeError);
export const w_SyntaxError = layoutType("SyntaxError", w_Exception);
export const w_IndentationError = exceptionType("IndentationError", w_SyntaxError);
export const w_TabError = exceptionType("TabError", w_IndentationError);
export const w_IncompleteInputError = exceptionType("_IncompleteInputError", w_SyntaxError);
export const w_SystemError = exceptionType("SystemError", w_Exception);
export const w_TypeError = exceptionType("TypeError", w_Exception);
export const w_ValueError = exceptionType("ValueError", w_Exception);
export const w_UnicodeError = exceptionType("UnicodeError", w_ValueError);
export const w_UnicodeDecodeError = layoutType("UnicodeDecodeError", w_UnicodeError);
export const w_UnicodeEncodeError = layoutType("UnicodeEncodeError", w_UnicodeError);
export const w_UnicodeTranslateError = layoutType("UnicodeTranslateError", w_UnicodeError);
export const w_Warning = exceptionType("Warning", w_Exception);
export const w_BytesWarning = exceptionType("BytesWarning", w_Warning);
export const w_DeprecationWarning = exceptionType("DeprecationWarning", w_Warning);
export const w_EncodingWarning = exceptionType("EncodingWarning", w_Warning);
export const w_FutureWarning = exceptionType("FutureWarning", w_Warning);
export const w_ImportWarning = exceptionType("ImportWarning", w_Warning);
export const w_PendingDeprecationWarning = exceptionType("PendingDeprecationWarning", w_Warning);
export const w_ResourceWarning = exceptionType("ResourceWarning", w_Warning);
export const w_RuntimeWarning = exceptionType("RuntimeWarning", w_Warning);
export const w_SyntaxWarning = exceptionType("SyntaxWarning", w_Warning);
export const w_UnicodeWarning = exceptionType("UnicodeWarning", w_Warning);
export const w_UserWarning = exceptionType("UserWarning", w_Warning);
/** Has two bases. */
export const w_ExceptionGroup = exceptionType("ExceptionGroup", w_BaseExceptionGroup);
w_ExceptionGroup.bases = [w_BaseExceptionGroup, w_Exception];
w_ExceptionGroup.mro = [w_ExceptionGroup, w_BaseExceptionGroup, w_Exception, w_BaseException, w_object];
w_Exception.addSubclass(w_ExceptionGroup);

/** Every exception type under each of its builtin names. For module level. */
export const allExceptionTypes: Readonly<Record<string, W_Type>> = exceptionTypes;
