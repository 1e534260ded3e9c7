// The front end: Python source to bytecode, or to syntax trees; and trees to bytecode. What others use of it goes through here.

import { COMPILE } from "../bytecode/asdl.ts";
import type { Code } from "../bytecode/code.ts";
import { marshal } from "../bytecode/marshal.ts";
import type { Mod, Module, Program } from "./ast.ts";
import { compile } from "./compile.ts";
import { checkFeatures } from "./feature_version.ts";
import { optimizeTree } from "./optimize_tree.ts";
import { type ParseMode, parse, readSource } from "./parse.ts";
import { SourceText } from "./source.ts";
import { setUnicodeNames, type UnicodeNameLookup } from "./string_literal.ts";
import { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";
import { tokenRows } from "./token_rows.ts";
import { tracebackLines } from "./traceback_lines.ts";
import { decodeTree, encodeTree } from "./tree_message.ts";
import { validate } from "./validate.ts";

export { compile } from "./compile.ts";
export { type ParseMode, type ParseOptions, parse } from "./parse.ts";
export { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";

export interface CompileSourceOptions {
  /** Stands in tracebacks and errors; it is not opened. */
  filename: string;
  /** A file, one expression, one statement typed at a prompt, or the types of a function; and see compileSource. */
  mode: ParseMode | "value" | "traceback" | "warnings" | "tokens";
  /** CO_FUTURE_ flags to inherit, and those of COMPILE. */
  flags?: number;
  /** Level of -O. */
  optimize?: number;
  /** The minor version of Python whose syntax trees may use; negative: all. */
  featureVersion?: number;
  onWarning?: (warning: SyntaxWarning) => void;
  /** Finds the character that \N{...} names; null: there is none. Default: such escapes are refused by name. */
  characterNamed?: UnicodeNameLookup;
}

/** Python source to a code object. Throws PythonSyntaxError for whatever is wrong with the source or not supported yet. */
export function compileToCode(given: string | Uint8Array, options: CompileSourceOptions): Code {
  const source = textOf(given, options);
  const { mode } = options;
  if (mode === "traceback" || mode === "warnings" || mode === "tokens") throw new Error(`${mode}: no program`);
  const text = readSource(source, options.filename);
  if (mode === "value") return compile(answering(parse(text, { ...options, mode: "exec" }), source), text, options);
  if (mode === "func_type") throw new Error(`${mode}: no program`);
  return compile(parse(text, { ...options, ...atPrompt(options), mode }) as Program, text, options);
}

/** How codeop asks whether what was typed so far is all. */
const atPrompt = ({ flags = 0 }: CompileSourceOptions) => ({
  allowIncomplete: (flags & COMPILE.ALLOW_INCOMPLETE_INPUT) !== 0,
  noImpliedDedent: (flags & COMPILE.DONT_IMPLY_DEDENT) !== 0,
});

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
 * The same, marshalled (src/bytecode/marshal.ts), as the VM takes it. With the flag ONLY_AST the answer is a tree, with FROM_TREE the source is one
 * (tree_message.ts). With the mode "traceback" the source is the lines of one instruction, the file name says where in them it stands ("start end",
 * columns in bytes), and the answer is the text for a traceback. With the mode "warnings" it is what the last compilation warned about: lines of the
 * place (line, column, end line, end column) and the message. With the mode "tokens" it is the source's tokens (token_rows.ts).
 */
export function compileSource(source: string | Uint8Array, options: CompileSourceOptions): Uint8Array {
  const { mode, flags = 0 } = options;
  if (mode === "traceback") {
    const lines = typeof source === "string" ? source : new TextDecoder().decode(source);
    const [start, end] = options.filename.split(" ").map(Number);
    return new TextEncoder().encode(tracebackLines(lines, start!, end!));
  }
  if (mode === "tokens") return tokenRows(textOf(source, { ...options, flags: COMPILE.FROM_TEXT }) as string);
  if (mode === "warnings") {
    const lines = warnings.map(({ message, ...at }) => {
      return `${at.line} ${at.column} ${at.endLine} ${at.endColumn} ${message.replaceAll("\n", " ")}\n`;
    });
    warnings = [];
    return new TextEncoder().encode(lines.join(""));
  }
  warnings = [];
  setUnicodeNames(options.characterNamed ?? null);
  const noting = { ...options, onWarning: (warning: SyntaxWarning) => warnings.push(warning) };
  if ((flags & COMPILE.FROM_TREE) !== 0) return compileTreeMessage(source as Uint8Array, noting);
  if ((flags & COMPILE.ONLY_AST) !== 0 && mode !== "value") return sourceToTree(source, { ...noting, mode });
  return marshal(compileToCode(source, noting));
}
let warnings: SyntaxWarning[] = [];

/** The source of a str as one: see COMPILE.FROM_TEXT. */
function textOf(source: string | Uint8Array, { flags = 0 }: CompileSourceOptions): string | Uint8Array {
  const isText = typeof source !== "string" && (flags & COMPILE.FROM_TEXT) !== 0;
  return isText ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(source) : source;
}

function sourceToTree(source: string | Uint8Array, options: CompileSourceOptions & { mode: ParseMode }): Uint8Array {
  const { flags = 0, featureVersion = -1 } = options;
  const text = readSource(textOf(source, options), options.filename);
  const typeComments = (flags & COMPILE.TYPE_COMMENTS) !== 0;
  const tree = parse(text, { ...options, ...atPrompt(options), typeComments });
  if (featureVersion >= 0) checkFeatures(tree, text, featureVersion);
  return encodeTree(optimized(tree, options));
}

/** A tree of the program's to code, or to an optimized tree. Throws PythonSyntaxError, also of kinds ValueError and TypeError. */
function compileTreeMessage(message: Uint8Array, options: CompileSourceOptions): Uint8Array {
  const { filename, flags = 0 } = options;
  const tree = withinStack("during compilation", () => {
    const decoded = decodeTree(message);
    validate(decoded);
    return decoded;
  });
  if ((flags & COMPILE.ONLY_AST) !== 0) return encodeTree(optimized(tree, options));
  if (tree.kind === "FunctionType") throw new Error("a FunctionType is no program");
  return marshal(compile(tree, new SourceText("", filename, false), options));
}

function optimized(tree: Mod, { flags = 0, optimize = 0 }: CompileSourceOptions): Mod {
  if ((flags & COMPILE.OPTIMIZED_AST) !== COMPILE.OPTIMIZED_AST) return tree;
  return withinStack("during ast construction", () => optimizeTree(tree, optimize));
}

/** Runs what recurses over a tree; a tree too deep for the stack becomes RecursionError. */
function withinStack<Result>(where: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
    throw PythonSyntaxError.plain("RecursionError", `maximum recursion depth exceeded ${where}`);
  }
}
