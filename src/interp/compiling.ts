// Compiling at run time: source or a syntax tree goes to the front end, code or a tree comes back; and the errors and warnings that it has.

import { COMPILE } from "../bytecode/asdl.ts";
import { type int, intOr, newArray, U8Array } from "../rts/index.ts";
import { W_Code } from "./code.ts";
import {
  OperationError,
  raiseObject,
  w_IncompleteInputError,
  w_IndentationError,
  w_MemoryError,
  w_RecursionError,
  w_SyntaxError,
  w_SyntaxWarning,
  w_SystemError,
  w_TabError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { exceptionMatches } from "./exceptions.ts";
import { importModule } from "./finding.ts";
import { newInt } from "./int.ts";
import { parseInteger } from "./long.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { utf8Of } from "./output.ts";
import { hostCompile, hostFetch } from "./requests.ts";
import { settings } from "./settings.ts";
import { w_None } from "./singletons.ts";
import { state } from "./state.ts";
import { emptyStr, intern, type W_Str } from "./text.ts";
import { readTree } from "./treeread.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { readerOf, unmarshal } from "./unmarshal.ts";
import { textOfUtf8 } from "./utf8.ts";

/** What hostCompile is to make of a source. */
export const MODE = {
  exec: 0,
  eval: 1,
  single: 2,
  traceback: 3,
  warnings: 4,
  value: 5,
  func_type: 6,
  tokens: 7,
} as const;

export class CompileOptions {
  readonly mode: int;
  /** Flags of compile(): those of `__future__`, and COMPILE. */
  flags: int = 0;
  /** Level of -O; -1: the program's own. */
  optimize: int = -1;
  /** The minor version whose syntax is allowed; -1: all. */
  featureVersion: int = -1;
  constructor(mode: int) {
    this.mode = mode;
  }
}

/** Compiles source text. Raises SyntaxError. */
export function compileSource(source: U8Array, filename: W_Str, mode: int): W_Code {
  return compileCode(source, filename, new CompileOptions(mode));
}
/** Compiles source text, or a tree (treewrite.ts) with the flag FROM_TREE. Raises what the front end finds wrong. */
export function compileCode(source: U8Array, filename: W_Str, options: CompileOptions): W_Code {
  const code = unmarshal(compileBytes(source, filename, options));
  issueSyntaxWarnings(filename);
  if (!state.realFrames && mentions(code, n_f_locals)) state.realFrames = true;
  return code;
}
/** Makes the syntax tree of source text, or, with the flag FROM_TREE, an optimized one of a tree. */
export function compileTree(source: U8Array, filename: W_Str, options: CompileOptions): W_Object {
  options.flags = intOr(options.flags, COMPILE.ONLY_AST);
  const tree = readTree(compileBytes(source, filename, options));
  issueSyntaxWarnings(filename);
  return tree;
}
/**
 * The tokens of source text: a tuple of their rows, and None or, for a fault behind the last of them, a tuple of the exception's name, its message, and
 * what SyntaxError takes besides, or the number of the line.
 */
export function tokensOf(source: U8Array): W_Tuple {
  return readerOf(compileBytes(source, emptyStr, new CompileOptions(MODE.tokens)), null).value() as W_Tuple;
}
/** The exception that a fault of the tokens is. */
export function tokenFault(fault: W_Tuple): OperationError {
  const type = typeOfName(placedTypes, fault.items[0] as W_Str)!;
  const details = fault.items[2]!;
  if (details instanceof W_Tuple) return raiseObject(type.call2(fault.items[1]!, details));
  const error = type.call1(fault.items[1]!);
  error.setAttr(n_filename, intern("<string>"));
  error.setAttr(n_lineno, details);
  error.setAttr(n_offset, newInt(0));
  error.setAttr(n_endLineno, details);
  return raiseObject(error);
}
function compileBytes(source: U8Array, filename: W_Str, options: CompileOptions): U8Array {
  const optimize = options.optimize < 0 ? settings.optimize : options.optimize;
  const length = hostCompile(source, utf8Of(filename), options.mode, options.flags, optimize, options.featureVersion);
  if (length < 0) throw sourceFault(-1 - length, filename);
  const bytes = new U8Array(length);
  hostFetch(bytes);
  return bytes;
}
/** What the front end found suspicious becomes SyntaxWarnings; where they are errors, SyntaxErrors. */
function issueSyntaxWarnings(filename: W_Str): void {
  const length = hostCompile(noBytes, noBytes, MODE.warnings, 0, 0, -1);
  if (length <= 0) return;
  const bytes = new U8Array(length);
  hostFetch(bytes);
  const warn = getAttr(importModule(n_warnings), n_warnExplicit);
  let from = 0;
  while (from < length) {
    const place = newArray<W_Object>(4);
    let to = from;
    for (let i = 0; i < 4; i++) {
      let number = 0;
      while (bytes[to] !== 32) {
        number = number * 10 + bytes[to]! - 48;
        to++;
      }
      place[i] = newInt(number);
      to++;
    }
    from = to;
    while (bytes[to] !== 10) to++;
    const args = newArray<W_Object>(4);
    args[0] = textOfUtf8(bytes, from, to - from);
    args[1] = w_SyntaxWarning;
    args[2] = filename;
    args[3] = place[0]!;
    try {
      warn.call(args, null);
    } catch (error) {
      if (!(error instanceof OperationError) || !exceptionMatches(error.value(), w_SyntaxWarning)) throw error;
      const details = newArray<W_Object>(6);
      details[0] = filename;
      details[1] = place[0]!;
      details[2] = place[1]!;
      details[3] = w_None;
      details[4] = place[2]!;
      details[5] = place[3]!;
      throw raiseObject(w_SyntaxError.call2(args[0]!, newTuple(details)));
    }
    from = to + 1;
  }
}
const n_filename = intern("filename");
const n_lineno = intern("lineno");
const n_offset = intern("offset");
const n_endLineno = intern("end_lineno");
const noBytes = new U8Array(0);
const n_warnings = intern("_warnings");
const n_warnExplicit = intern("warn_explicit");
const n_f_locals = intern("f_locals");
/** Whether the name stands in a code object or those within it. */
function mentions(code: W_Code, name: W_Str): boolean {
  for (const own of code.body().names) if (own === name) return true;
  for (const constant of code.body().constants) if (constant instanceof W_Code && mentions(constant, name)) return true;
  return false;
}
/** Exceptions that the front end raises about a place in the source, and others. */
const placedTypes: W_Type[] = [w_SyntaxError, w_IndentationError, w_TabError, w_IncompleteInputError];
const otherTypes: W_Type[] = [w_MemoryError, w_RecursionError, w_SystemError, w_TypeError, w_ValueError];
function typeOfName(types: W_Type[], name: W_Str): W_Type | null {
  for (const type of types) if (type.name.equals(name)) return type;
  return null;
}
/** The exception that the host describes: see hostCompile. */
function sourceFault(length: int, filename: W_Str): OperationError {
  const bytes = new U8Array(length);
  hostFetch(bytes);
  // lines: message, line, column, end line, end column, type name; "=" and the source's line, or nothing
  const lines = newArray<W_Str>(6);
  let from = 0;
  for (let n = 0; n < 6; n++) {
    let to = from;
    while (to < length && bytes[to] !== 10) to++;
    lines[n] = textOfUtf8(bytes, from, to - from);
    from = to + 1;
  }
  const other = typeOfName(otherTypes, lines[5]!);
  if (other !== null) return raiseObject(other.call1(lines[0]!));
  const type = typeOfName(placedTypes, lines[5]!)!;
  const details = newArray<W_Object>(6);
  details[0] = filename;
  details[1] = parseInteger(lines[1]!, 10);
  details[2] = parseInteger(lines[2]!, 10);
  details[3] = from === length ? w_None : textOfUtf8(bytes, from + 1, length - from - 1);
  details[4] = parseInteger(lines[3]!, 10);
  details[5] = parseInteger(lines[4]!, 10);
  return raiseObject(type.call2(lines[0]!, newTuple(details)));
}
