// The front end's first half as one function: Python source to tree.

import type { Expression, FunctionType, Interactive, Mod, Module } from "./ast.ts";
import { DiagnosingParser } from "./diagnose.ts";
import { StatementParser } from "./parse_statements.ts";
import { failure, tooDeep } from "./parser_base.ts";
import { readSource, SourceText } from "./source.ts";
import { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
import { tokenize } from "./tokenizer.ts";
import { T } from "./tokens.ts";

export { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";
export { readSource, SourceText };

/** What a source is to be: a file, one expression (`eval`), one statement typed at a prompt, or the types of a function. */
export type ParseMode = "exec" | "eval" | "single" | "func_type";

export interface ParseOptions {
  /** Stands in errors; it is not opened. */
  filename: string;
  mode: ParseMode;
  /** Comments `# type: ...` belong to the grammar. */
  typeComments?: boolean;
  /** A text that ends too early is an _IncompleteInputError: a prompt waits for more then. */
  allowIncomplete?: boolean;
  /** Mode "single": a block is not at an end where the text is, unless a newline says so. */
  noImpliedDedent?: boolean;
  /** Told about suspicious but legal sources (invalid escapes, `1if x`), in no order, once the source has parsed. */
  onWarning?: (warning: SyntaxWarning) => void;
}

const rules = {
  exec: (parser: StatementParser) => parser.parseModule(),
  eval: (parser: StatementParser) => parser.parseExpression(),
  single: (parser: StatementParser) => parser.parseInteractive(),
  func_type: (parser: StatementParser) => parser.parseFunctionType(),
} as const;

/**
 * Parses Python 3.14. Bytes are decoded as PEP 263 says; of a string, an encoding declaration is ignored. Throws
 * PythonSyntaxError, and nothing else, for whatever is wrong with the source.
 */
export function parse(source: string | Uint8Array | SourceText, options: ParseOptions & { mode: "exec" }): Module;
export function parse(source: string | Uint8Array | SourceText, options: ParseOptions & { mode: "eval" }): Expression;
export function parse(
  source: string | Uint8Array | SourceText,
  options: ParseOptions & { mode: "single" },
): Interactive;
export function parse(
  source: string | Uint8Array | SourceText,
  options: ParseOptions & { mode: "func_type" },
): FunctionType;
export function parse(source: string | Uint8Array | SourceText, options: ParseOptions): Mod;
export function parse(source: string | Uint8Array | SourceText, options: ParseOptions): Mod {
  const text = source instanceof SourceText ? source : readSource(source, options.filename);
  try {
    const { mode, allowIncomplete = false } = options;
    const impliesDedent = mode !== "single" || options.noImpliedDedent !== true;
    const tokens = tokenize(text, options.typeComments ?? false, mode === "exec", impliesDedent);
    const tree = parseTokens(tokens, mode, allowIncomplete);
    if (options.onWarning !== undefined) {
      tokens.warnings.forEach(options.onWarning);
    }
    return tree;
  } catch (e) {
    if (e instanceof PythonSyntaxError && e.origin === "compiler") {
      e.origin = "parser";
    }
    // V8's stack is smaller than the nesting that `enter` allows when we were called deep in it already.
    throw e instanceof RangeError && e.message.includes("call stack") ? tooDeep() : e;
  }
}

function parseTokens(tokens: TokenStream, mode: ParseMode, allowIncomplete: boolean): Mod {
  const parser = new StatementParser(tokens);
  try {
    return rules[mode](parser);
  } catch (e) {
    if (e !== failure) {
      throw e instanceof PythonSyntaxError ? withNewline(e, tokens, parser.consumed, mode) : e;
    }
  }
  if (allowIncomplete && tokens.isEnd(parser.furthest)) {
    const end = tokens.kinds[parser.furthest] === T.Error ? tokens.rangeOf(parser.furthest) : tokens.endRange();
    const column = Math.max(1, end.column - (mode === "exec" || tokens.source.hasNewline(end.line) ? 0 : 1));
    const range = { ...end, column, endColumn: -1 };
    const error = tokens.source.error("incomplete input", range, "_IncompleteInputError");
    throw withNewline(error, tokens, parser.furthest, mode);
  }
  const diagnosing = new DiagnosingParser(tokens, parser.furthest);
  const error = diagnosing.diagnose(rules[mode]);
  throw withNewline(error, tokens, Math.max(parser.furthest, diagnosing.furthest), mode);
}

/**
 * Python shows the line that its tokenizer holds, with the newline; of an earlier line than that of the last token read only the text. To what is to be a
 * file it adds a newline.
 */
function withNewline(error: PythonSyntaxError, tokens: TokenStream, lastRead: number, mode: ParseMode) {
  const { source } = tokens;
  const held =
    Math.min(tokens.endLines[lastRead]!, source.lineCount()) <= error.line &&
    (mode === "exec" || source.hasNewline(error.line));
  if (error.text !== null && error.origin !== "tokenizer" && held && error.line > 0) {
    error.text += "\n";
  }
  return error;
}
