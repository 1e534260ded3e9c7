// The tokenizer: a whole source text to a TokenStream, in one walk over character codes.
//
// Everything is tokenized before the parser sees anything. That is not only fast; it also gives Python's order of
// errors, in which a fault of the tokenizer (a bad number, an unmatched bracket) wins over a fault of the grammar, even
// one that stands earlier. A fault becomes an Error token and ends the stream, and the stream says whether it is such a
// `fatal` one; others (indentation, end of file within brackets) count only when the parser comes to them.
//
// F-strings and t-strings (PEP 701, PEP 750) are tokens, not strings: Start, then Middle tokens for the literal text
// with the ordinary tokens of replacement fields between them, then End:
//
//     f'a{x:>{w}}b'     FStringStart `f'`  Middle `a`  { x :  Middle `>`  { w }  }  Middle `b`  FStringEnd `'`
//
// So the walk is recursive: `scanFString` calls `scanTokens` for a field, which may meet another f-string, and returns
// at the field's own `}` or `:`. A Middle's text is raw: escapes and doubled braces are the parser's business.

import { scanNumber } from "./scan_number.ts";
import { type SourceText, utf8Length } from "./source.ts";
import type { SyntaxErrorKind } from "./syntax_error.ts";
import { TokenStream } from "./token_stream.ts";
import { keywordKind, operatorRest, operatorStarts, T } from "./tokens.ts";

const maxBrackets = 200;
const maxIndents = 100;
const maxFStringNesting = 150;
/** A replacement field in a format spec in a format spec is one too many. */
const maxFieldNesting = 3;
const tabSize = 8;

/** Thrown to leave all levels of recursion once the Error token stands. */
const stop = { stop: true };

// Character classes.
const identifierStart = 1;
const digit = 2;
const classes = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  classes[c] = /[A-Za-z_]/.test(String.fromCharCode(c)) ? identifierStart : c >= 48 && c <= 57 ? digit : 0;
}

const newline = 10;
const space = 32;
const backslash = 92;

/** Pairs of string prefixes that exclude each other, in the order in which they are reported. */
const prefixConflicts = ["ub", "ur", "uf", "ut", "bf", "bt", "ft"];

// functions, so that only sources that need the large sets of characters make them
const isUnprintable = (char: string): boolean => /[\p{C}\p{Z}]/u.test(char);
const isXidStart = (char: string): boolean => /[\p{XID_Start}_]/u.test(char);
const isXidContinue = (char: string): boolean => /\p{XID_Continue}/u.test(char);

interface Bracket {
  readonly char: number;
  readonly offset: number;
  readonly line: number;
}

/** The f-string (or t-string) around the current place. */
interface FString {
  readonly letter: "f" | "t";
  readonly quote: string;
  readonly raw: boolean;
  readonly start: number;
  readonly startLine: number;
}

/** What a comment says behind `# type:`; null: it is no type comment. */
export function typeCommentText(comment: string): string | null {
  const head = /^#[ \t]*type:[ \t]*/.exec(comment);
  return head === null ? null : comment.slice(head[0].length);
}

class Tokenizer {
  private readonly text: string;
  private readonly length: number;
  private readonly ascii: boolean;
  private readonly tokens: TokenStream;
  private pos = 0;
  private line = 1;
  private lineStart = 0;
  private atLineStart = true;
  private readonly brackets: Bracket[] = [];
  /** Widths of the open blocks: with tabs to multiples of 8, and with tabs as 1. They must agree in order. */
  private readonly indents = [0];
  private readonly alternateIndents = [0];
  private readonly fstrings: FString[] = [];
  // The last answer of `column`, from which the next one on the same line is counted on.
  private knownOffset = 0;
  private knownBytes = 0;
  private knownLineStart = 0;

  constructor(
    private readonly source: SourceText,
    private readonly typeComments: boolean,
    private readonly all: boolean,
    /** A file's last line has a newline, even if it is missing. */
    private readonly isFile: boolean,
    /** Blocks end where the text does. */
    private readonly impliesDedent: boolean,
  ) {
    this.text = source.text;
    this.length = source.text.length;
    this.ascii = source.ascii;
    this.tokens = new TokenStream(source);
  }

  run(): TokenStream {
    try {
      this.scanTokens(-1);
      this.finish();
    } catch (e) {
      if (e !== stop) {
        throw e;
      }
    }
    return this.tokens;
  }

  // ------------------------------------------------------------------------------------------------ the main loop

  /**
   * Scans tokens until the end of the text, or, with `fieldDepth` >= 0, until the `}` or `:` that belongs to the
   * replacement field whose `{` was bracket number `fieldDepth`; that character is not consumed.
   */
  private scanTokens(fieldDepth: number): void {
    const text = this.text;
    for (;;) {
      if (this.atLineStart && !this.scanIndentation()) {
        return;
      }
      let c = text.charCodeAt(this.pos);
      while (c === space || c === 9 || c === 12) {
        c = text.charCodeAt(++this.pos);
      }
      if (c < 128) {
        const cls = classes[c]!;
        if (cls === identifierStart) {
          this.scanName();
        } else if (cls === digit) {
          this.scanNumber();
        } else if (c === newline) {
          this.scanNewline();
        } else if (c === 35) {
          this.skipComment(fieldDepth);
        } else if (c === 34 || c === 39) {
          this.scanString(this.pos);
        } else if (c === backslash) {
          this.scanContinuation();
        } else {
          if ((c === 125 || c === 58) && this.brackets.length === fieldDepth) {
            return;
          }
          this.scanOperator(c);
        }
      } else if (this.pos >= this.length) {
        if (fieldDepth >= 0) {
          this.deferEndOfFile(this.length);
        }
        return;
      } else {
        this.scanName();
      }
    }
  }

  private finish(): void {
    if (this.brackets.length > 0) {
      this.deferEndOfFile(this.length);
    }
    const tokens = this.tokens;
    const last = tokens.count > 0 ? tokens.kinds[tokens.count - 1]! : T.Newline;
    if (!this.all && last !== T.Newline && last !== T.Dedent) {
      // As wide as the newline that should be there.
      const col = this.column(this.length);
      tokens.add(T.Newline, this.length, this.length, this.line, col, this.line, col + 1, 0);
      if (!this.isFile) {
        tokens.missingNewline = tokens.count - 1;
      }
      this.line++;
      this.lineStart = this.length;
    }
    while (this.indents.length > 1 && (this.impliesDedent || this.text.endsWith("\n"))) {
      this.indents.pop();
      this.add(T.Dedent, this.length, this.length);
    }
    this.add(T.End, this.length, this.length);
  }

  private add(kind: number, start: number, end: number): void {
    const line = this.line;
    if (this.ascii) {
      const from = this.lineStart;
      this.tokens.add(kind, start, end, line, start - from, line, end - from, this.brackets.length);
    } else {
      const col = this.column(start);
      this.tokens.add(kind, start, end, line, col, line, this.column(end), this.brackets.length);
    }
  }

  /** Adds a token that began on another line, when the current place is its end. */
  private addLong(kind: number, start: number, startLine: number, startCol: number): void {
    const { line, pos } = this;
    this.tokens.add(kind, start, pos, startLine, startCol, line, this.column(pos), this.brackets.length);
  }

  /** UTF-8 bytes from the start of the current line to `offset`. */
  private column(offset: number): number {
    if (this.ascii) {
      return offset - this.lineStart;
    }
    if (this.knownLineStart !== this.lineStart || offset < this.knownOffset) {
      this.knownLineStart = this.lineStart;
      this.knownOffset = this.lineStart;
      this.knownBytes = 0;
    }
    let bytes = this.knownBytes;
    let at = this.knownOffset;
    while (at < offset) {
      const c = this.text.codePointAt(at)!;
      bytes += utf8Length(c);
      at += c > 0xffff ? 2 : 1;
    }
    this.knownOffset = at;
    this.knownBytes = bytes;
    return bytes;
  }

  // ------------------------------------------------------------------------------------------------------- errors

  /** An error about the character before `at`: what Python's tokenizer had read last. */
  private fail(message: string, at: number, from?: number): never {
    // Within an f-string, a fault of the grammar in a field explains more than the one that follows from it here.
    this.tokens.fatal = this.fstrings.length === 0;
    const error = this.errorAt(message, at, from);
    error.origin = "tokenizer";
    this.defer(error, this.pos);
  }

  /** The end lies on the start's line; of a single character, it is its place. */
  private errorAt(message: string, at: number, from?: number, kind: SyntaxErrorKind = "SyntaxError") {
    const width = from === undefined ? 0 : Array.from(this.text.slice(from, at)).length;
    const { line, column } = this.source.positionOf(Math.max(0, from ?? at - 1));
    return this.source.error(message, { line, column, endLine: line, endColumn: column + width }, kind);
  }

  /** The same where Python knows no end, and says 0 or -1. */
  private openError(endColumn: 0 | -1, message: string, at: number, kind: SyntaxErrorKind = "SyntaxError") {
    const { line, column } = this.source.positionOf(Math.max(0, at - 1));
    return this.source.error(message, { line, column, endLine: line, endColumn }, kind);
  }

  /** Ends the stream with an Error token. */
  private defer(error: ReturnType<SourceText["error"]>, at: number): never {
    this.tokens.deferred = error;
    this.add(T.Error, at, at);
    throw stop;
  }

  private deferEndOfFile(at: number): never {
    this.tokens.endsEarly = true;
    const open = this.brackets.at(-1);
    if (open === undefined) {
      this.defer(this.openError(-1, "unexpected EOF while parsing", at), at);
    }
    this.tokens.unclosedLine = open.line;
    const message = `'${String.fromCharCode(open.char)}' was never closed`;
    this.defer(this.openError(0, message, open.offset + 1), at);
  }

  // ------------------------------------------------------------------------------------------ lines and indentation

  /**
   * At the start of a logical line: skips blank lines, then adds Indent and Dedent tokens. Answers false at the end
   * of the text.
   */
  private scanIndentation(): boolean {
    const text = this.text;
    let continued = 0;
    let col = 0;
    let alternate = 0;
    for (;;) {
      const lineOffset = this.pos;
      let c = text.charCodeAt(this.pos);
      for (; ; c = text.charCodeAt(++this.pos)) {
        if (c === space) {
          col++;
          alternate++;
        } else if (c === 9) {
          col = (Math.floor(col / tabSize) + 1) * tabSize;
          alternate++;
        } else if (c === 12) {
          col = 0;
          alternate = 0;
        } else {
          break;
        }
      }
      if (c === 35) {
        if (this.typeComments && this.typeComment(true)) {
          this.atLineStart = false;
          return true;
        }
        const start = this.pos;
        this.pos = this.endOfLine(start);
        if (this.all) {
          this.add(T.Comment, start, this.pos);
        }
        c = text.charCodeAt(this.pos);
      }
      if (this.pos >= this.length) {
        return false;
      }
      if (c === newline) {
        if (this.all) {
          this.add(T.BlankEnd, this.pos, this.pos + 1);
        }
        this.pos++;
        this.startLine();
        continued = 0;
        col = 0;
        alternate = 0;
        continue;
      }
      if (c === backslash) {
        // The line's indentation is that of its first physical line that has any.
        continued ||= col;
        this.scanContinuation();
        continue;
      }
      this.atLineStart = false;
      this.indentTo(continued || col, continued || alternate, lineOffset);
      return true;
    }
  }

  private indentTo(col: number, alternate: number, lineOffset: number): void {
    const { indents, alternateIndents } = this;
    const inconsistent = () =>
      this.defer(
        this.openError(0, "inconsistent use of tabs and spaces in indentation", lineOffset + 1, "TabError"),
        lineOffset,
      );
    let top = indents.length - 1;
    if (col === indents[top]) {
      if (alternate !== alternateIndents[top]) {
        inconsistent();
      }
    } else if (col > indents[top]!) {
      if (indents.length >= maxIndents) {
        this.defer(this.openError(0, "too many levels of indentation", lineOffset + 1, "IndentationError"), this.pos);
      }
      if (alternate <= alternateIndents[top]!) {
        inconsistent();
      }
      indents.push(col);
      alternateIndents.push(alternate);
      this.add(T.Indent, lineOffset, this.pos);
    } else {
      if (!indents.includes(col)) {
        const end = this.endOfLine(this.pos);
        const message = "unindent does not match any outer indentation level";
        this.defer(this.openError(-1, message, end + 1, "IndentationError"), this.pos);
      }
      for (; col < indents[top]!; top--) {
        indents.pop();
        alternateIndents.pop();
        this.add(T.Dedent, this.pos, this.pos);
      }
      if (alternate !== alternateIndents[top]) {
        inconsistent();
      }
    }
  }

  /** To be called with `pos` just behind a newline. */
  private startLine(): void {
    this.line++;
    this.lineStart = this.pos;
  }

  private endOfLine(from: number): number {
    const at = this.text.indexOf("\n", from);
    return at < 0 ? this.length : at;
  }

  private scanNewline(from = this.pos): void {
    if (this.brackets.length === 0) {
      this.add(T.Newline, from, this.pos + 1);
      this.atLineStart = true;
    } else if (this.all) {
      this.add(T.BlankEnd, from, this.pos + 1);
    }
    this.pos++;
    this.startLine();
  }

  private skipComment(fieldDepth: number): void {
    if (this.typeComments && fieldDepth < 0 && this.typeComment(false)) {
      return;
    }
    const start = this.pos;
    this.pos = this.endOfLine(start);
    if (this.all) {
      this.add(T.Comment, start, this.pos);
    } else if (this.brackets.length === 0 && this.pos < this.length) {
      // Errors about the end of a line point at its comment.
      this.scanNewline(start);
      return;
    }
    if (fieldDepth >= 0) {
      this.tokens.fieldComments.push(start, this.pos);
    }
  }

  /** Adds a type comment that stands here, and answers true; notes one that says to ignore. `alone`: nothing stands before it. */
  private typeComment(alone: boolean): boolean {
    const start = this.pos;
    const end = this.endOfLine(start);
    const text = typeCommentText(this.text.slice(start, end));
    if (text === null) {
      return false;
    }
    const ignored = /^ignore(?![A-Za-z0-9\u0080-\uffff])/.exec(text);
    if (ignored === null) {
      this.pos = end;
      this.add(T.TypeComment, start, end);
      return true;
    }
    const newline = alone && end < this.length ? "\n" : "";
    this.tokens.typeIgnores.push({
      kind: "TypeIgnore",
      lineno: this.line,
      tag: text.slice(ignored[0].length) + newline,
    });
    return false;
  }

  private scanContinuation(): void {
    const next = this.pos + 1;
    if (this.text.charCodeAt(next) !== newline) {
      if (next >= this.length && this.isFile) {
        this.deferEndOfFile(this.length + 1);
      }
      const at = Math.min(next + 1, this.length);
      this.defer(this.openError(0, "unexpected character after line continuation character", at), this.pos);
    }
    this.pos = next + 1;
    if (this.pos >= this.length) {
      this.deferEndOfFile(this.length);
    }
    this.startLine();
  }

  // -------------------------------------------------------------------------------------- names, numbers, operators

  private scanName(): void {
    const { text, pos: start } = this;
    let pos = start;
    let c = text.charCodeAt(pos);
    let foreign = false;
    while (c < 128 ? classes[c]! !== 0 : c >= 128) {
      if (c >= 128) {
        foreign = true;
      }
      c = text.charCodeAt(++pos);
    }
    if ((c === 34 || c === 39) && pos - start <= 5 && this.scanPrefixed(start, pos)) {
      return;
    }
    if (foreign) {
      pos = this.all ? pos : this.checkIdentifier(start, pos);
      this.pos = pos;
      this.add(T.Name, start, pos);
      return;
    }
    this.pos = pos;
    this.add(keywordKind(text, start, pos), start, pos);
  }

  /** Fails at the first character of a name that may not stand there (PEP 3131, on the normalized form). */
  private checkIdentifier(start: number, end: number): number {
    let at = start;
    for (const char of this.text.slice(start, end)) {
      const normal = char.normalize("NFKC");
      const good = at === start ? isXidStart(normal) : isXidContinue(normal);
      if (!good) {
        this.failCharacter(char, at);
      }
      at += char.length;
    }
    return end;
  }

  private failCharacter(char: string, at: number): never {
    const code = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    const shown = isUnprintable(char)
      ? `invalid non-printable character U+${code}`
      : `invalid character '${char}' (U+${code})`;
    this.fail(shown, at + 1);
  }

  private scanNumber(): void {
    const { text, pos: start } = this;
    // Most numbers are one or a few digits; the rest goes through the full scanner.
    let pos = start + 1;
    let c = text.charCodeAt(pos);
    if (text.charCodeAt(start) !== 48) {
      while (c >= 48 && c <= 57) {
        c = text.charCodeAt(++pos);
      }
    }
    if (c >= 128 || c === 46 || (c < 128 && classes[c]! !== 0)) {
      const found = scanNumber(text, start, this.all);
      if ("message" in found) {
        this.fail(found.message, found.at, found.from < 0 ? undefined : found.from);
      }
      pos = found.end;
      if (found.warn !== null && !this.all) {
        this.warn(`invalid ${found.warn} literal`, start, pos);
      }
    }
    this.pos = pos;
    this.add(T.Number, start, pos);
  }

  private scanOperator(c: number): void {
    const { text, pos: start } = this;
    let kind: number = operatorStarts[c]!;
    let pos = start + 1;
    switch (kind) {
      case 0:
        if (isUnprintable(String.fromCharCode(c))) {
          this.failCharacter(String.fromCharCode(c), start);
        }
        kind = T.Unknown;
        break;
      case T.LParen:
      case T.LBracket:
      case T.LBrace:
        this.openBracket(c, start);
        break;
      case T.RParen:
      case T.RBracket:
      case T.RBrace:
        this.closeBracket(c, start);
        break;
      case T.Dot: {
        const next = text.charCodeAt(pos);
        if (next >= 48 && next <= 57) {
          this.scanNumber();
          return;
        }
        if (next === 46 && text.charCodeAt(pos + 1) === 46) {
          kind = T.Ellipsis;
          pos += 2;
        }
        break;
      }
      default:
        for (let more = operatorRest[kind]?.[text.charCodeAt(pos)]; more !== undefined; pos++) {
          kind = more;
          more = operatorRest[kind]?.[text.charCodeAt(pos + 1)];
        }
    }
    this.pos = pos;
    this.add(kind, start, pos);
  }

  private openBracket(char: number, offset: number): void {
    if (this.brackets.length >= maxBrackets) {
      this.fail("too many nested parentheses", offset + 1);
    }
    this.brackets.push({ char, offset, line: this.line });
  }

  private closeBracket(char: number, offset: number): void {
    const closing = String.fromCharCode(char);
    const open = this.brackets.pop();
    if (this.all && this.fstrings.length === 0) {
      return;
    }
    if (open === undefined) {
      this.fail(`unmatched '${closing}'`, offset + 1);
    }
    // The closing character is one (for parentheses) or two codes behind the opening one.
    if (char !== open.char + (open.char === 40 ? 1 : 2)) {
      const fstring = this.fstrings.at(-1);
      if (fstring !== undefined && open.char === 123) {
        this.fail(`${fstring.letter}-string: unmatched '${closing}'`, offset + 1);
      }
      const opening = String.fromCharCode(open.char);
      const where = open.line === this.line ? "" : ` on line ${open.line}`;
      const message = `closing parenthesis '${closing}' does not match opening parenthesis '${opening}'${where}`;
      this.fail(message, offset + 1);
    }
  }

  private warn(message: string, start: number, end: number): void {
    const { line, column } = this.source.positionOf(start);
    this.tokens.warnings.push({ message, line, column, endLine: line, endColumn: column + end - start });
  }

  // ------------------------------------------------------------------------------------------------------- strings

  /** A string with the letters at start..quote before it; answers false when those are no prefix. */
  private scanPrefixed(start: number, quote: number): boolean {
    const letters = this.text.slice(start, quote).toLowerCase();
    for (let i = 0; i < letters.length; i++) {
      if (!"burft".includes(letters[i]!) || letters.indexOf(letters[i]!) !== i) {
        return false;
      }
    }
    const conflict = prefixConflicts.find((pair) => letters.includes(pair[0]!) && letters.includes(pair[1]!));
    if (conflict !== undefined) {
      this.fail(`'${conflict[0]}' and '${conflict[1]}' prefixes are incompatible`, quote, start);
    }
    const letter = letters.includes("f") ? "f" : letters.includes("t") ? "t" : null;
    if (letter === null) {
      this.scanString(start, quote);
    } else {
      this.scanFString(letter, start, quote, letters.includes("r"));
    }
    return true;
  }

  private scanString(start: number, quoteAt = start): void {
    const text = this.text;
    const quote = text.charCodeAt(quoteAt);
    const triple = text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote;
    const startLine = this.line;
    const startCol = this.column(start);
    let pos = quoteAt + (triple ? 3 : 1);
    for (;;) {
      const c = text.charCodeAt(pos);
      if (c === quote) {
        pos++;
        if (!triple) {
          break;
        }
        if (text.charCodeAt(pos) === quote && text.charCodeAt(pos + 1) === quote) {
          pos += 2;
          break;
        }
      } else if (c === backslash) {
        pos++;
        if (text.charCodeAt(pos) === newline) {
          this.pos = pos + 1;
          this.startLine();
        }
        pos++;
      } else if (c === newline && triple) {
        this.pos = ++pos;
        this.startLine();
      } else if (c === newline || pos >= this.length) {
        this.failUnterminated(start, quoteAt, triple, Math.min(pos, this.length));
      } else {
        pos++;
      }
    }
    this.pos = pos;
    this.addLong(T.String, start, startLine, startCol);
  }

  private failUnterminated(start: number, quoteAt: number, triple: boolean, end: number): never {
    const text = this.text;
    const quote = text.slice(quoteAt, quoteAt + (triple ? 3 : 1));
    const around = this.fstrings.at(-1);
    if (around !== undefined && around.quote === quote) {
      this.fail(`${around.letter}-string: expecting '}'`, start + 1);
    }
    if (triple) {
      this.tokens.endsEarly = true;
      this.fail(`unterminated triple-quoted string literal (detected at line ${this.lastLine()})`, start + 1);
    }
    const escaped = end > quoteAt + 1 && text.slice(end - 2, end) === `\\${quote}`;
    const hint = escaped ? "; perhaps you escaped the end quote?" : "";
    const line = Math.min(this.line, this.lastLine());
    this.fail(`unterminated string literal (detected at line ${line})${hint}`, start + 1);
  }

  /** The number of the text's last line; a newline at the end does not begin another. */
  private lastLine(): number {
    const { line, column } = this.source.positionOf(this.length);
    return column === 1 && line > 1 ? line - 1 : line;
  }

  // ------------------------------------------------------------------------------------------ f-strings and t-strings

  private scanFString(letter: "f" | "t", start: number, quoteAt: number, raw: boolean): void {
    const text = this.text;
    const char = text[quoteAt]!;
    const quote = text.startsWith(char.repeat(3), quoteAt) ? char.repeat(3) : char;
    if (this.fstrings.length >= maxFStringNesting) {
      this.fail("too many nested f-strings or t-strings", quoteAt + quote.length);
    }
    const fstring: FString = { letter, quote, raw, start, startLine: this.line };
    const isT = letter === "t";
    this.pos = quoteAt + quote.length;
    this.add(isT ? T.TStringStart : T.FStringStart, start, this.pos);
    this.fstrings.push(fstring);
    while (this.scanMiddle(fstring, 0)) {
      this.scanField(fstring, 1);
    }
    this.fstrings.pop();
    this.add(isT ? T.TStringEnd : T.FStringEnd, this.pos, this.pos + quote.length);
    this.pos += quote.length;
  }

  /**
   * Scans literal text and adds a Middle token when there is any. Stops, without consuming, at a `{` that opens a
   * field (answer true), at the closing quote, or, in a format spec (`specDepth` > 0), at the `}` that ends it.
   */
  private scanMiddle(fstring: FString, specDepth: number, firstOfSpec = false): boolean {
    const text = this.text;
    const { quote, raw } = fstring;
    const triple = quote.length === 3;
    const quoteChar = quote.charCodeAt(0);
    let start = this.pos;
    let startLine = this.line;
    let startCol = this.column(start);
    let pos = start;
    const kind = fstring.letter === "t" ? T.TStringMiddle : T.FStringMiddle;
    // where all tokens were asked for, a token ends with the first of two braces, and with a named escape
    const splitAt = (end: number, next: number) => {
      if (!this.all) {
        return;
      }
      this.pos = end;
      this.addLong(kind, start, startLine, startCol);
      start = next;
      startLine = this.line;
      startCol = this.column(start);
    };
    let field = false;
    for (;;) {
      const c = text.charCodeAt(pos);
      if (c === quoteChar && (!triple || text.startsWith(quote, pos))) {
        break;
      }
      if (c === 123) {
        if (specDepth > 0 || text.charCodeAt(pos + 1) !== 123) {
          field = true;
          break;
        }
        pos += 2;
        splitAt(pos - 1, pos);
      } else if (c === 125) {
        if (specDepth > 0) {
          break;
        }
        if (text.charCodeAt(pos + 1) !== 125) {
          if (this.all) {
            this.pos = pos;
            this.addLong(kind, start, startLine, startCol);
          }
          this.fail(`${fstring.letter}-string: single '}' is not allowed`, pos + 1);
        }
        pos += 2;
        splitAt(pos - 1, pos);
      } else if (c === backslash) {
        const next = text.charCodeAt(++pos);
        if (next === 78 && text.charCodeAt(pos + 1) === 123 && !raw) {
          pos = this.skipNamedEscape(pos + 2);
          splitAt(pos, pos);
        } else if (next === newline) {
          this.pos = ++pos;
          this.startLine();
        } else if (next !== 123 && next !== 125) {
          // Before a brace the backslash is literal, and the brace means what it always means.
          pos++;
        }
      } else if (c === newline && triple) {
        this.pos = ++pos;
        this.startLine();
      } else if (c === newline || pos >= this.length) {
        if (specDepth > 0 && firstOfSpec && !triple) {
          const message = "newlines are not allowed in format specifiers for single quoted";
          this.fail(`${fstring.letter}-string: ${message} ${fstring.letter}-strings`, pos + 1);
        }
        this.failUnterminatedF(fstring);
      } else {
        pos++;
      }
    }
    this.pos = pos;
    // the empty text before the end of a format spec is a token, where all were asked for
    if (pos > start || (this.all && specDepth > 0 && !field)) {
      this.addLong(kind, start, startLine, startCol);
    }
    return field;
  }

  /** The place behind the `}` of \N{...}, when it has one on this line. */
  private skipNamedEscape(pos: number): number {
    const end = this.text.indexOf("}", pos);
    return end >= 0 && /^[A-Za-z0-9 -]*$/.test(this.text.slice(pos, end)) ? end + 1 : pos;
  }

  private failUnterminatedF(fstring: FString): never {
    const triple = fstring.quote.length === 3;
    const line = triple ? this.lastLine() : this.line;
    const what = `${triple ? "triple-quoted " : ""}${fstring.letter}-string literal`;
    this.fail(`unterminated ${what} (detected at line ${line})`, fstring.start + 1);
  }

  /** A replacement field, from its `{` to its `}`; `depth` counts fields in format specs of fields. */
  private scanField(fstring: FString, depth: number): void {
    const open = this.pos;
    if (depth > maxFieldNesting) {
      this.fail(`${fstring.letter}-string: expressions nested too deeply`, open);
    }
    this.pos = open + 1;
    this.openBracket(123, open);
    this.add(T.LBrace, open, open + 1);
    this.scanTokens(this.brackets.length);
    if (this.text.charCodeAt(this.pos) === 58) {
      this.add(T.Colon, this.pos, this.pos + 1);
      this.pos++;
      let first = true;
      while (this.scanMiddle(fstring, depth, first)) {
        this.scanField(fstring, depth + 1);
        first = false;
      }
      if (this.text.charCodeAt(this.pos) !== 125) {
        // The string ends within the spec. The parser complains about its end; there is nothing to see behind it.
        this.add(fstring.letter === "t" ? T.TStringEnd : T.FStringEnd, this.pos, this.pos + fstring.quote.length);
        this.deferEndOfFile(this.pos + fstring.quote.length);
      }
    }
    this.closeBracket(125, this.pos);
    this.add(T.RBrace, this.pos, this.pos + 1);
    this.pos++;
  }
}

/**
 * Tokenizes a whole source; comments `# type: ...` are tokens if asked for. What is no file (`isFile`) may end without a newline, and errors at its end
 * tell; without `impliesDedent` its blocks are open then. It does not throw: what is wrong is the stream's Error token.
 */
export function tokenize(source: SourceText, typeComments = false, isFile = true, impliesDedent = true): TokenStream {
  return new Tokenizer(source, typeComments, false, isFile, impliesDedent).run();
}

/**
 * The same for who reads tokens and not programs: comments, and newlines within statements and on empty lines, are tokens; whether names may be spelled
 * so, numbers be followed by letters and brackets match is not asked.
 */
export function tokenizeAll(source: SourceText): TokenStream {
  return new Tokenizer(source, false, true, true, true).run();
}
