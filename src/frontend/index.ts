// The front end: Python source to bytecode. What others use of it goes through here.

import type { Code } from "../bytecode/code.ts";
import { marshal } from "../bytecode/marshal.ts";
import type { Module } from "./ast.ts";
import { compile } from "./compile.ts";
import { type ParseMode, parse, readSource } from "./parse.ts";
import type { SyntaxWarning } from "./syntax_error.ts";
import { tracebackLines } from "./traceback_lines.ts";

export { compile } from "./compile.ts";
export { type ParseMode, type ParseOptions, parse } from "./parse.ts";
export { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";

export interface CompileSourceOptions {
  /** Stands in tracebacks and errors; it is not opened. */
  filename: string;
  /** A file, one expression, or one statement typed at a prompt. */
  mode: ParseMode | "value" | "traceback" | "warnings";
  /** CO_FUTURE_ flags to inherit. */
  flags?: number;
  /** Level of -O. */
  optimize?: number;
  onWarning?: (warning: SyntaxWarning) => void;
}

/** Python source to a code object. Throws PythonSyntaxError for whatever is wrong with the source or not supported yet. */
export function compileToCode(source: string | Uint8Array, options: CompileSourceOptions): Code {
  const { mode } = options;
  if (mode === "traceback" || mode === "warnings") throw new Error(`${mode}: no program`);
  const text = readSource(source, options.filename);
  if (mode === "value") return compile(answering(parse(text, { ...options, mode: "exec" }), source), text, options);
  return compile(parse(text, { ...options, mode }), text, options);
}

/** Mode "value": a last statement that is an expression, with no semicolon behind, becomes what the module's code answers. */
function answering(tree: Module, source: string | Uint8Array): Module {
  const last = tree.body.at(-1);
  if (last?.kind !== "Expr") return tree;
  const text = typeof source === "string" ? source : new TextDecoder().decode(source);
  const line = text.split(/\r\n?|\n/)[last.endLineno - 1] ?? "";
  const behind = new TextDecoder().decode(new TextEncoder().encode(line).subarray(last.endColOffset));
  if (/^[)\s]*;/.test(behind)) return tree;
  const { kind: _, ...place } = last;
  return { ...tree, body: [...tree.body.slice(0, -1), { ...place, kind: "Return", ofModule: true }] };
}

/**
 * The same, marshalled (src/bytecode/marshal.ts), as the VM takes it. With the mode "traceback" the source is the lines of one instruction,
 * the file name says where in them it stands ("start end", columns in bytes), and the answer is the text for a traceback. With the mode
 * "warnings" it is what the last compilation warned about: lines of line number and message.
 */
export function compileSource(source: string | Uint8Array, options: CompileSourceOptions): Uint8Array {
  if (options.mode === "traceback") {
    const lines = typeof source === "string" ? source : new TextDecoder().decode(source);
    const [start, end] = options.filename.split(" ").map(Number);
    return new TextEncoder().encode(tracebackLines(lines, start!, end!));
  }
  if (options.mode === "warnings") {
    const lines = warnings.map(({ line, message }) => `${line} ${message.replaceAll("\n", " ")}\n`);
    warnings = [];
    return new TextEncoder().encode(lines.join(""));
  }
  warnings = [];
  return marshal(compileToCode(source, { ...options, onWarning: (warning) => warnings.push(warning) }));
}
let warnings: SyntaxWarning[] = [];
