// Every service that the VM asks of its host. The list is short on purpose; a test asserts it.
//
// Answers are ints. Where the answer is bytes, it is their number, and the program fetches them into an array with hostFetch;
// a negative answer is an error: -errno of the operating system, or as the request says.

import { type F64Array, type float, hostRequest, type int, type U8Array } from "../rts/index.ts";

/** Files, folders, processes: an operation of SYSTEM (system-operations.ts) and its arguments. */
export const hostSystem: (
  operation: int,
  a: int,
  b: int,
  c: int,
  first: U8Array | null,
  second: U8Array | null,
  numbers: F64Array | null,
) => int = hostRequest("system");
/** Copies the bytes of the last answer that was a length into the array. */
export const hostFetch: (target: U8Array) => int = hostRequest("fetch");
/** Reads a whole file, by its path in UTF-8. */
export const hostReadFile: (path: U8Array) => int = hostRequest("readFile");
/** 0: there is nothing; 1: a file; 2: a directory; 3: something else. */
export const hostStat: (path: U8Array) => int = hostRequest("stat");
/**
 * A module of a folder: 0: there is none, 1: a file `name.py`, 2: a package, a folder with `__init__.py`, 3: a folder without it, 4: the
 * folder is a file, or in a file (an archive). The empty folder is the current one.
 */
export const hostFindModule: (folder: U8Array, name: U8Array) => int = hostRequest("findModule");
/**
 * Kinds are those of LIBRARY (library-kinds.ts). A module of the standard library, by its full name: 0: there is none; else fetch gives its marshalled code, of half as many bytes as the answer;
 * an odd answer says that it is a package. Names of characters, their properties (src/host/unicode-file.ts): the number of bytes; 0: there
 * is no library.
 */
export const hostLibrary: (name: U8Array, kind: int) => int = hostRequest("library");
/**
 * Compiles source text (UTF-8) of a file name; the modes are those of MODE (compiling.ts): exec, eval, single, func_type; "value": exec whose code answers
 * a last expression; "traceback": see tracebackprint.ts; "warnings": those of the last compilation, each a line's number, a space, the message, a newline;
 * "tokens": see tokensOf.
 * Flags are those of compile(), COMPILE (src/bytecode/asdl.ts) among them. The answer is marshalled code, or, with ONLY_AST, a tree's message; with
 * FROM_TREE the source is one. Or, negative, -1 - length of a description of the exception: lines of message, line, column, end line, end column,
 * name of the exception's type; then "=" and the source's line, which may end with a newline (nothing where there is none).
 */
export const hostCompile: (
  source: U8Array,
  filename: U8Array,
  mode: int,
  flags: int,
  optimize: int,
  featureVersion: int,
) => int = hostRequest("compile");
/** Nanoseconds in two parts, seconds and nanoseconds, into the array; kind 0: time since 1970, 1: monotonic, 2: CPU time of the process. */
export const hostClock: (kind: int, seconds: F64Array) => int = hostRequest("clock");
/** Sleeps that many seconds; -EINTR when a signal came. */
export const hostSleep: (seconds: float) => int = hostRequest("sleep");
/**
 * A float as text: kind 0: the shortest digits that read back as it, 1: `precision` significant digits, 2: `precision` digits behind the
 * point. Digits go into the array as characters; the answer is their number + 1000 * (decimal exponent + 500): the point stands
 * before the first digit times 10**exponent. The float is finite and positive, or zero.
 */
export const hostFloatDigits: (value: float, kind: int, precision: int, digits: U8Array) => int =
  hostRequest("floatDigits");
/** The float that characters of the array spell, into result[0]; 0: fine, -1: not a float. */
export const hostParseFloat: (text: U8Array, count: int, result: F64Array) => int = hostRequest("parseFloat");

/**
 * Asks an embedding host: operation, number of an object of the host's, a message (messages.ts) and its length. The answer is the length of a
 * message; for release, deliver and deadline a number.
 */
export const hostEmbed: (operation: int, id: int, message: U8Array | null, count: int) => int = hostRequest("embed");
