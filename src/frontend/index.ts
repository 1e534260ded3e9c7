// The front end: Python source to bytecode. What others use of it goes through here.

import type { Code } from "../bytecode/code.ts";
import { marshal } from "../bytecode/marshal.ts";
import { compile } from "./compile.ts";
import { type ParseMode, parse, readSource } from "./parse.ts";
import type { SyntaxWarning } from "./syntax_error.ts";

export { compile } from "./compile.ts";
export { type ParseMode, type ParseOptions, parse } from "./parse.ts";
export { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";

export interface CompileSourceOptions {
  /** Stands in tracebacks and errors; it is not opened. */
  filename: string;
  /** A file, one expression, or one statement typed at a prompt. */
  mode: ParseMode;
  /** CO_FUTURE_ flags to inherit. */
  flags?: number;
  onWarning?: (warning: SyntaxWarning) => void;
}

/** Python source to a code object. Throws PythonSyntaxError for whatever is wrong with the source or not supported yet. */
export function compileToCode(source: string | Uint8Array, options: CompileSourceOptions): Code {
  const text = readSource(source, options.filename);
  return compile(parse(text, options), text, options);
}

/** The same, marshalled (src/bytecode/marshal.ts), as the VM takes it. */
export function compileSource(source: string | Uint8Array, options: CompileSourceOptions): Uint8Array {
  return marshal(compileToCode(source, options));
}
