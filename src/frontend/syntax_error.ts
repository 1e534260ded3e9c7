// The one exception of the front end. Whatever is wrong with a source text, from its encoding to a misplaced `return`
// that only the compiler can see, is reported as a PythonSyntaxError; no other exception leaves `parse`.

/** The Python exception that this error becomes. */
export type SyntaxErrorKind = "SyntaxError" | "IndentationError" | "TabError" | "MemoryError";

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
   * `text` is the source line without its newline, or null where there is none (undecodable sources). `column` 0 says
   * that no column is known.
   */
  constructor(
    readonly kind: SyntaxErrorKind,
    message: string,
    readonly filename: string,
    readonly line: number,
    readonly column: number,
    readonly endLine: number,
    readonly endColumn: number,
    readonly text: string | null,
  ) {
    super(message);
  }

  /** The report as Python prints it: file and line, the source line, carets, the kind and the message. */
  format(): string {
    const out = [`  File "${this.filename}", line ${this.line}`];
    if (this.text !== null) {
      const stripped = this.text.trimStart();
      out.push(`    ${stripped.trimEnd()}`);
      if (this.column > 0) {
        const before = Array.from(this.text)
          .slice(0, this.column - 1)
          .join("")
          .trimStart();
        const lineEnd = Array.from(this.text.trimEnd()).length + 1;
        const end = this.endLine > this.line ? lineEnd : this.endColumn;
        // Tabs are kept, so that the carets stand under what they point at.
        out.push(`    ${before.replace(/[^\t\f]/gu, " ")}${"^".repeat(Math.max(1, end - this.column))}`);
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
