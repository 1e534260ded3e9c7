// What the tokenizer hands to the parser: all tokens of a source, as columns of numbers.
//
// One row a token: kind, where it starts and ends in the text (`starts`, `ends`: offsets), and the same two places as
// the tree wants them (`lines`/`cols` and `endLines`/`endCols`: line, UTF-8 column), and how many brackets are open
// around it (`levels`), which only errors ask. The last row is End, or Error where tokenizing stopped early.

import type { TypeIgnore } from "./ast.ts";
import type { SourceText } from "./source.ts";
import type { ErrorRange, PythonSyntaxError, SyntaxWarning } from "./syntax_error.ts";
import { T } from "./tokens.ts";

export class TokenStream {
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  lines: Int32Array;
  cols: Int32Array;
  endLines: Int32Array;
  endCols: Int32Array;
  levels: Uint8Array;
  count = 0;
  /** The fault behind the Error token, if there is one. */
  deferred: PythonSyntaxError | null = null;
  /** True when that fault wins over faults of the grammar that stand before it. */
  fatal = false;
  /** The Newline token behind a last line without one, if the text is not that of a file; -1: there is none. */
  missingNewline = -1;
  /** Whether the fault is that the text ends within a bracket or a string. */
  endsEarly = false;
  /** The line of the innermost bracket that was never closed, 0 when all were. */
  unclosedLine = 0;
  /** Offsets (start, end, start, end ...) of comments within replacement fields: `=` fields leave them out. */
  readonly fieldComments: number[] = [];
  /** Comments `# type: ignore`, where type comments were asked for. */
  readonly typeIgnores: TypeIgnore[] = [];
  readonly warnings: SyntaxWarning[] = [];

  constructor(readonly source: SourceText) {
    // Typical code has a token every four or five characters.
    const capacity = (source.text.length >> 2) + 64;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.lines = new Int32Array(capacity);
    this.cols = new Int32Array(capacity);
    this.endLines = new Int32Array(capacity);
    this.endCols = new Int32Array(capacity);
    this.levels = new Uint8Array(capacity);
  }

  add(
    kind: number,
    start: number,
    end: number,
    line: number,
    col: number,
    endLine: number,
    endCol: number,
    level: number,
  ): void {
    const i = this.count++;
    if (i === this.kinds.length) {
      this.grow();
    }
    this.kinds[i] = kind;
    this.starts[i] = start;
    this.ends[i] = end;
    this.lines[i] = line;
    this.cols[i] = col;
    this.endLines[i] = endLine;
    this.endCols[i] = endCol;
    this.levels[i] = level;
  }

  /** The source text of token `i`. */
  textOf(i: number): string {
    return this.source.text.substring(this.starts[i]!, this.ends[i]!);
  }

  /** Whether the text ends at that token, as the grammar or a bracket or a string goes on. */
  isEnd(token: number): boolean {
    const kind = this.kinds[token];
    const atEnd = token === this.missingNewline || this.starts[token] === this.source.text.length;
    return kind === T.End || (kind === T.Error ? this.endsEarly : atEnd && (kind === T.Dedent || kind === T.Newline));
  }

  /** At the newline that ends the text, even if it is missing. */
  endRange(): ErrorRange {
    const { text } = this.source;
    const { line, column } = this.source.positionOf(text.endsWith("\n") ? text.length - 1 : text.length);
    return { line, column, endLine: line, endColumn: -1 };
  }

  /** The range from the start of token `first` to the end of token `last`, as errors want it. */
  rangeOf(first: number, last = first): ErrorRange {
    return {
      line: this.lines[first]!,
      column: this.source.charColumn(this.lines[first]!, this.cols[first]!) + 1,
      endLine: this.endLines[last]!,
      endColumn: this.source.charColumn(this.endLines[last]!, this.endCols[last]!) + 1,
    };
  }

  private grow(): void {
    const wider = <A extends Uint8Array | Int32Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    const capacity = this.kinds.length * 2;
    this.kinds = wider(this.kinds, new Uint8Array(capacity));
    this.starts = wider(this.starts, new Int32Array(capacity));
    this.ends = wider(this.ends, new Int32Array(capacity));
    this.lines = wider(this.lines, new Int32Array(capacity));
    this.cols = wider(this.cols, new Int32Array(capacity));
    this.endLines = wider(this.endLines, new Int32Array(capacity));
    this.endCols = wider(this.endCols, new Int32Array(capacity));
    this.levels = wider(this.levels, new Uint8Array(capacity));
  }
}
