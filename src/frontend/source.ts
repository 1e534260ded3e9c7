// A source text, decoded and with its lines counted: what the tokenizer reads and what errors quote.
//
// Line ends are normalized to "\n", as Python's tokenizer does, so offsets here are offsets into `text` and not into the
// file. Three units of columns meet in this file, and only here:
//
//   * offsets count UTF-16 units of `text` (what the tokenizer walks on),
//   * the tree's columns count UTF-8 bytes within the line,
//   * errors count characters (code points) within the line, from 1.
//
// In a text of pure ASCII the three differ only by the start of the line.

import { type ErrorRange, PythonSyntaxError, type SyntaxErrorKind } from "./syntax_error.ts";

export class SourceText {
  /** True when the text has no character above U+007F: then all columns are differences of offsets. */
  readonly ascii: boolean;
  private lineStarts: number[] | null = null;

  constructor(
    readonly text: string,
    readonly filename: string,
    /** false: a tree was made by a program, and errors have no line to show. */
    private readonly hasLines = true,
  ) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL to DEL is what ASCII means.
    this.ascii = /^[\x00-\x7f]*$/.test(text);
  }

  /** The offset where line `lineno` (from 1) begins; the text's length for lines behind the last. */
  lineStart(lineno: number): number {
    if (this.lineStarts === null) {
      this.lineStarts = [0];
      for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) {
        this.lineStarts.push(at + 1);
      }
    }
    return this.lineStarts[lineno - 1] ?? this.text.length;
  }

  /** Line `lineno` (from 1) without its newline. */
  lineText(lineno: number): string {
    const start = this.lineStart(lineno);
    const end = this.text.indexOf("\n", start);
    return this.text.slice(start, end < 0 ? this.text.length : end);
  }

  /** Lines that have text or a newline. */
  lineCount(): number {
    const behindLast = this.lineStart(Number.MAX_SAFE_INTEGER);
    const starts = this.lineStarts!;
    return starts.at(-1) === behindLast ? starts.length - 1 : starts.length;
  }

  /** Whether a newline ends the line, and not the text. */
  hasNewline(lineno: number): boolean {
    return this.text.indexOf("\n", this.lineStart(lineno)) >= 0;
  }

  /** Characters before byte column `colOffset` of line `lineno`. Columns of errors are this plus one. */
  charColumn(lineno: number, colOffset: number): number {
    if (this.ascii) {
      return colOffset;
    }
    const line = this.lineText(lineno);
    let bytes = 0;
    let chars = 0;
    for (const c of line) {
      if (bytes >= colOffset) {
        return chars;
      }
      bytes += utf8Length(c.codePointAt(0)!);
      chars++;
    }
    return chars + Math.max(0, colOffset - bytes);
  }

  /** Line and character column (both from 1) of an offset. */
  positionOf(offset: number): { line: number; column: number } {
    this.lineStart(1);
    const starts = this.lineStarts!;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const prefix = this.text.slice(starts[low]!, offset);
    return { line: low + 1, column: (this.ascii ? prefix.length : Array.from(prefix).length) + 1 };
  }

  /** An error about a range given in errors' own units; it is returned, for the caller to throw. */
  error(message: string, range: ErrorRange, kind: SyntaxErrorKind = "SyntaxError"): PythonSyntaxError {
    const { line, column, endLine, endColumn } = range;
    const text = this.hasLines ? this.lineText(line) : null;
    return new PythonSyntaxError(kind, message, this.filename, line, column, endLine, endColumn, text);
  }

  /** An error about something in the tree; returned, for the caller to throw. */
  errorAt(
    message: string,
    node: { lineno: number; colOffset: number; endLineno: number; endColOffset: number },
    kind: SyntaxErrorKind = "SyntaxError",
  ): PythonSyntaxError {
    const range = {
      line: node.lineno,
      column: this.charColumn(node.lineno, node.colOffset) + 1,
      endLine: node.endLineno,
      endColumn: this.charColumn(node.endLineno, node.endColOffset) + 1,
    };
    return this.error(message, range, kind);
  }
}

/** Bytes of a code point in UTF-8; a lone surrogate counts 3, as in Python's surrogatepass. */
export function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/**
 * Makes a SourceText of a file's bytes or of a string: byte order mark, encoding declaration (PEP 263; a string's is
 * ignored), line ends. Throws PythonSyntaxError for unknown encodings, undecodable bytes and null bytes.
 */
export function readSource(source: string | Uint8Array, filename: string): SourceText {
  let text = typeof source === "string" ? source : decode(source, filename);
  if (typeof source !== "string" && text.charCodeAt(0) === 0xfeff) {
    text = text.slice(1);
  }
  if (text.includes("\r")) {
    text = text.replace(/\r\n?/g, "\n");
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw new PythonSyntaxError("SyntaxError", "source code cannot contain null bytes", filename, 1, 0, 1, 0, null);
  }
  return new SourceText(text, filename);
}

// PEP 263: in a comment that stands alone on line 1 or 2.
const codingComment = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const blankLine = /^[ \t\f]*(?:#.*)?$/;

function declaredEncoding(bytes: Uint8Array): string | null {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) {
      end++;
    }
    const text = latin1(bytes.subarray(start, end));
    const found = codingComment.exec(text);
    if (found) {
      return found[1]!;
    }
    if (!blankLine.test(text)) {
      return null;
    }
    start = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
  }
  return null;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Python's names for what TextDecoder knows under another one; the others are tried as they are. */
const decoderNames: Record<string, string> = {
  "utf-8-sig": "utf-8",
  utf8: "utf-8",
  u8: "utf-8",
  cp65001: "utf-8",
  "euc-jp": "euc-jp",
  eucjp: "euc-jp",
  sjis: "shift_jis",
  "shift-jis": "shift_jis",
  "mac-cyrillic": "x-mac-cyrillic",
  "mac-roman": "macintosh",
};

/** What cp1252 has where Latin-1 has control characters. TextDecoder of some versions of Node takes one for the other. */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function decode(bytes: Uint8Array, filename: string): string {
  const fail = (message: string, line = 1) =>
    new PythonSyntaxError("SyntaxError", message, filename, line, 0, line, 0, null);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = declaredEncoding(bom ? bytes.subarray(3) : bytes);
  const name = (declared ?? "utf-8").toLowerCase().replaceAll("_", "-");
  if (bom && declared !== null && !/^(?:utf-?8|utf-8-.*)$/.test(name)) {
    throw fail(`encoding problem: ${declared} with BOM`);
  }
  if (/^(?:latin-?1|iso-?8859-1|iso-latin-1|l1)(?:-.*)?$/.test(name)) {
    return latin1(bytes);
  }
  if (/^(?:cp1252|windows-1252|1252)$/.test(name)) {
    return latin1(bytes).replace(/[\x80-\x9f]/g, (c) => windows1252[c.charCodeAt(0) - 0x80]!);
  }
  if (/^(?:us-)?ascii$/.test(name)) {
    const at = bytes.findIndex((byte) => byte > 127);
    if (at >= 0) {
      throw fail(`'ascii' codec can't decode byte 0x${hex2(bytes[at]!)} in position ${at}: ordinal not in range(128)`);
    }
    return latin1(bytes);
  }
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(decoderNames[name] ?? name.replace(/^(?:cp)?(125\d)$/, "windows-$1"), { fatal: true });
  } catch {
    throw fail(`unknown encoding: ${declared}`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    if (declared !== null) {
      throw fail(`(unicode error) '${name}' codec can't decode the source`);
    }
    const { line, byte } = firstBadUtf8(bytes);
    throw fail(
      `Non-UTF-8 code starting with '\\x${hex2(byte)}' on line ${line}, but no encoding declared; ` +
        "see https://peps.python.org/pep-0263/ for details",
      line,
    );
  }
}

function hex2(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** The first byte that does not belong to well-formed UTF-8: each line is tried, then each prefix of the bad one. */
function firstBadUtf8(bytes: Uint8Array): { line: number; byte: number } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decodes = (from: number, to: number, stream: boolean) => {
    try {
      decoder.decode(bytes.subarray(from, to), { stream });
      decoder.decode(new Uint8Array());
      return true;
    } catch {
      return false;
    }
  };
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    if (!decodes(start, end, false)) {
      for (let at = start; at < end; ) {
        const lead = bytes[at]!;
        const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (!decodes(at, Math.min(at + size, end), false)) {
          return { line, byte: lead };
        }
        at += size;
      }
    }
    start = end;
  }
  return { line, byte: bytes[bytes.length - 1] ?? 0 };
}
