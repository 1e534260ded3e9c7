// The one exception of the front end. Whatever is wrong with a source text, from its encoding to a misplaced `return`
// that only the compiler can see, is reported as a PythonSyntaxError; no other exception leaves `parse`.

/** The Python exception that this error becomes. Those of the second line are not about a place in the source. */
export type SyntaxErrorKind =
  | ("SyntaxError" | "IndentationError" | "TabError" | "_IncompleteInputError")
  | ("MemoryError" | "RecursionError" | "SystemError" | "TypeError" | "ValueError");

/** A range in a source text: lines from 1, columns in characters (code points) from 1, the end exclusive. */
export interface ErrorRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A fault in a Python source text, in CPython's wording where CPython reports it, too. */
export class PythonSyntaxError extends Error implements ErrorRange {
  override readonly name = "PythonSyntaxError";

  /**
   * Who found the fault. What the compiler finds has, in Python, the line that the file of this name has now, and no text where there is no such file:
   * whoever can read files sees to that.
   */
  origin: "compiler" | "parser" | "tokenizer" = "compiler";

  /**
   * `text` is the source line, or null where there is none (undecodable sources). What the parser found has the line's newline, unless the tokens of a
   * later line had been read already. `column` 0 says that no column is known. `endColumn` is 0 or -1 where Python knows none: the range is one
   * character then; so it is where the end is the start, as with faults that the tokenizer found.
   */
  constructor(
    readonly kind: SyntaxErrorKind,
    message: string,
    readonly filename: string,
    readonly line: number,
    readonly column: number,
    readonly endLine: number,
    readonly endColumn: number,
    public text: string | null,
  ) {
    super(message);
  }

  /** An exception that is not about a place in the source. */
  static plain(kind: SyntaxErrorKind, message: string): PythonSyntaxError {
    return new PythonSyntaxError(kind, message, "", 0, 0, 0, 0, null);
  }

  /** The report as Python prints it: file and line, the source line, carets, the kind and the message. */
  format(): string {
    const out = [`  File "${this.filename}", line ${this.line}`];
    if (this.text !== null) {
      const whole = this.text.replace(/\n$/, "");
      const line = whole.replace(/^[ \f]+/, "");
      const indent = whole.length - line.length;
      out.push(`    ${line}`);
      const chars = Array.from(line);
      const start = this.column - 1 - indent;
      const end = this.endLine > this.line ? chars.length : this.endColumn - 1 - indent;
      // Nothing points into the indentation.
      if (start >= 0) {
        // Tabs are kept, so that the carets stand under what they point at.
        const before = chars.slice(0, start).map((c) => (c === "\t" ? c : " "));
        out.push(`    ${before.join("")}${"^".repeat(Math.max(1, end - start))}`);
      }
    }
    out.push(`${this.kind}: ${this.message}`);
    return out.join("\n");
  }
}

/** Something legal but suspicious, as an invalid escape sequence; Python's SyntaxWarning. */
export interface SyntaxWarning extends ErrorRange {
  message: string;
}
