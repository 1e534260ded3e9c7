// Tokens for programs: what the module _tokenize hands out, as rows of type, text, start, end and line, with the numbers and the
// units (lines from 1, columns in characters from 0) of the module `token`.

import type { Value } from "../bytecode/code.ts";
import { type StringIndex, WordBuffer, withStrings, writeValue } from "../bytecode/marshal.ts";
import { readSource } from "./source.ts";
import type { PythonSyntaxError } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
import { tokenizeAll } from "./tokenizer.ts";
import { T } from "./tokens.ts";

/** Numbers of the module `token` (3.14). All operators are one there. */
const NAME = 1;
const OPERATOR = 55;
const numbers: Readonly<Record<number, number>> = {
  [T.End]: 0,
  [T.Number]: 2,
  [T.String]: 3,
  [T.Newline]: 4,
  [T.Indent]: 5,
  [T.Dedent]: 6,
  [T.FStringStart]: 59,
  [T.FStringMiddle]: 60,
  [T.FStringEnd]: 61,
  [T.TStringStart]: 62,
  [T.TStringMiddle]: 63,
  [T.TStringEnd]: 64,
  [T.Comment]: 65,
  [T.BlankEnd]: 66,
};
/** Tokens of strings show all their lines, others the line that they end on. */
const isString = (kind: number) => kind === T.String || (kind >= T.FStringStart && kind <= T.TStringEnd);

const int = (value: number): Value => ({ type: "int", value: BigInt(value) });
const str = (value: string): Value => ({ type: "str", value });
const tuple = (...items: Value[]): Value => ({ type: "tuple", items });
const none: Value = { type: "NoneType" };

/**
 * The message (src/bytecode/marshal.ts) of a source text's tokens: a tuple of their rows, and None or, for a fault behind the last of them, a tuple of
 * the exception's name, its message, and the details that SyntaxError takes, or, where nothing but the line is known, its number.
 */
export function tokenRows(text: string): Uint8Array {
  const rows: Value[] = [];
  let fault: Value = none;
  try {
    const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    const tokens = tokenizeAll(readSource(ended, "<string>"));
    const lines = new Lines(text);
    for (let i = 0; i < tokens.count && tokens.kinds[i] !== T.Error; i++) {
      rows.push(rowOf(tokens, i, lines));
    }
    fault = tokens.deferred === null ? none : faultOf(tokens.deferred, lines.count);
  } catch (e) {
    fault = faultOf(e as PythonSyntaxError, 1);
  }
  const body = new WordBuffer();
  const strings: StringIndex = new Map();
  writeValue(body, strings, tuple(tuple(...rows), fault));
  return withStrings(strings, body);
}

/** Lines as they were given: the tokenizer's text has other ends of lines, and one at its end. */
class Lines {
  private readonly lines: readonly string[];
  constructor(text: string) {
    this.lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  }
  get count(): number {
    return this.lines.length;
  }
  /** Lines `first` to `last`, from 1. */
  text(first: number, last: number): string {
    return this.lines.slice(first - 1, last).join("");
  }
  /** What ends the line: "" at the end of an unended text. */
  end(line: number): string {
    return /[\r\n]*$/.exec(this.lines[line - 1]!)![0];
  }
}

function rowOf(tokens: TokenStream, i: number, lines: Lines): Value {
  const kind = tokens.kinds[i]!;
  const number = kind === T.Name || kind >= T.False ? NAME : (numbers[kind] ?? OPERATOR);
  // at the end of the text, all stands on the line behind the last
  if (kind === T.End || (kind === T.Dedent && onlyEnds(tokens, i))) {
    const place = tuple(int(lines.count + 1), int(0));
    return tuple(int(number), str(""), place, place, str(""));
  }
  const [line, endLine] = [tokens.lines[i]!, tokens.endLines[i]!];
  const column = tokens.source.charColumn(line, tokens.cols[i]!);
  let endColumn = tokens.source.charColumn(endLine, tokens.endCols[i]!);
  let text = tokens.textOf(i);
  if (kind === T.Newline || kind === T.BlankEnd) {
    text = lines.end(line);
    endColumn = column + Math.max(1, text.length);
  } else if (isString(kind) && text.includes("\n")) {
    text = withEnds(text, line, lines);
  }
  const shown = lines.text(isString(kind) ? line : endLine, endLine);
  return tuple(int(number), str(text), tuple(int(line), int(column)), tuple(int(endLine), int(endColumn)), str(shown));
}

/** Whether no line follows: only the ends of blocks and of the text. */
function onlyEnds(tokens: TokenStream, i: number): boolean {
  let at = i;
  while (tokens.kinds[at] === T.Dedent) {
    at++;
  }
  return tokens.kinds[at] === T.End;
}

/** A text of several lines with the ends that they had in the file. */
function withEnds(text: string, line: number, lines: Lines): string {
  return text
    .split("\n")
    .map((part, i, parts) => (i < parts.length - 1 ? part + lines.end(line + i) : part))
    .join("");
}

function faultOf(error: PythonSyntaxError, lineCount: number): Value {
  const { kind, message, line, column, endLine, endColumn, text } = error;
  if (message.endsWith("was never closed") || message === "unexpected EOF while parsing") {
    return tuple(str("SyntaxError"), str("unexpected EOF in multi-line statement"), int(lineCount));
  }
  const file = str("<string>");
  // of faults in the layout of lines, CPython shows the line as far as it was read, and knows no end
  const afterBackslash = message === "unexpected character after line continuation character";
  if (text !== null && (kind !== "SyntaxError" || afterBackslash)) {
    const shown = afterBackslash ? text.slice(0, column + 1) : text;
    return tuple(str(kind), str(message), tuple(file, int(line), int(shown.length + 1), str(shown), none, none));
  }
  const shown = text === null ? none : str(text);
  const end = endColumn <= 0 ? [int(line), int(column)] : [int(endLine), int(endColumn)];
  return tuple(str(kind), str(message), tuple(file, int(line), int(column), shown, ...end));
}
