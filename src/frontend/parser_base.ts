// What every part of the parser stands on: the tokens, the current place, and the two ways to fail.
//
// The parser is recursive descent over the token stream, one class that is written down in layers, each a file:
//
//     ParserBase <- StringParser <- AtomParser <- ParameterParser <- ExpressionParser <- PatternParser
//       <- SimpleStatementParser <- StatementParser <- DiagnosingBase <- ExpressionDiagnoser <- BracketDiagnoser
//       <- DiagnosingParser
//
// A source is parsed by StatementParser. Where the grammar does not fit it throws `failure`, an object without a
// message: nearly free, so that the few places where Python's grammar needs trying (`attempt`) can use it, too. Only
// when a whole parse has failed does DiagnosingParser parse again, slowly and with CPython's rules for explaining
// mistakes, and throws the PythonSyntaxError. Rules for which the fault is plain where it is met call `complain`, which
// in the first pass is a failure like any other.

import type { Expr, Located } from "./ast.ts";
import type { SourceText } from "./source.ts";
import { PythonSyntaxError } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
import { typeCommentText } from "./tokenizer.ts";
import { T } from "./tokens.ts";

/** Thrown where the tokens do not fit the grammar. */
export const failure = { failure: true };

/** Nested constructs (calls of `enter`) allowed. The rest of the front end recurses over the tree as deep as this. */
const maxDepth = 1000;

export abstract class ParserBase {
  protected readonly source: SourceText;
  protected readonly kinds: Uint8Array;
  protected readonly lines: Int32Array;
  protected readonly cols: Int32Array;
  protected readonly endLines: Int32Array;
  protected readonly endCols: Int32Array;
  /** The index of the current token. */
  protected pos = 0;
  /** The last token at which something failed: that is where a plain "invalid syntax" points. */
  furthest = 0;
  protected depth = 0;

  /** The last token that was consumed. */
  get consumed(): number {
    return Math.max(0, this.pos - 1);
  }

  constructor(protected readonly tokens: TokenStream) {
    this.source = tokens.source;
    this.kinds = tokens.kinds;
    this.lines = tokens.lines;
    this.cols = tokens.cols;
    this.endLines = tokens.endLines;
    this.endCols = tokens.endCols;
  }

  // ------------------------------------------------------------------------------------------------------ tokens

  protected peek(): number {
    return this.kinds[this.pos];
  }

  protected at(kind: number): boolean {
    return this.kinds[this.pos] === kind;
  }

  /** Consumes the current token when it is of this kind. */
  protected accept(kind: number): boolean {
    if (this.kinds[this.pos] === kind) {
      this.pos++;
      return true;
    }
    return false;
  }

  protected expect(kind: number): void {
    if (this.kinds[this.pos] !== kind) {
      this.fail();
    }
    this.pos++;
  }

  /** Consumes a name and answers it, normalized. */
  protected expectName(): string {
    if (this.kinds[this.pos] !== T.Name) {
      this.fail();
    }
    return this.nameOf(this.pos++);
  }

  /** The name that a token stands for: its text in normal form NFKC. */
  protected nameOf(token: number): string {
    const text = this.tokens.textOf(token);
    return this.source.ascii ? text : text.normalize("NFKC");
  }

  /** Is the current token the soft keyword `word`? */
  protected atWord(word: string): boolean {
    return this.kinds[this.pos] === T.Name && this.tokens.textOf(this.pos) === word;
  }

  /** Consumes a type comment, if one is here. There are none unless they were asked for. */
  protected typeComment(): { typeComment?: string } {
    return this.at(T.TypeComment) ? { typeComment: typeCommentText(this.tokens.textOf(this.pos++))! } : {};
  }

  // ---------------------------------------------------------------------------------------------------- positions

  /** A position from token `first` to the last token consumed. */
  protected located(first: number): Located {
    const last = this.pos - 1;
    return {
      lineno: this.lines[first],
      colOffset: this.cols[first],
      endLineno: this.endLines[last],
      endColOffset: this.endCols[last],
    };
  }

  // ----------------------------------------------------------------------------------------------------- failures

  /** The tokens do not fit the grammar at the current one. */
  protected fail(): never {
    if (this.pos > this.furthest) {
      this.furthest = this.pos;
    }
    throw failure;
  }

  /** As `fail`, with an explanation that the diagnosing parser reports about tokens first..last. */
  protected complain(_message: string, _first: number, _last = _first): never {
    this.fail();
  }

  /** As `complain`, about a node. */
  protected complainAt(_message: string, _node: Located): never {
    this.fail();
  }

  /** As `complain`, about the current token. */
  protected complainHere(_message: string): never {
    this.fail();
  }

  /** Runs a rule; when it fails, goes back to where it began and answers null. */
  protected attempt<R>(rule: () => R): R | null {
    const { pos, depth } = this;
    try {
      return rule();
    } catch (e) {
      if (e !== failure) {
        throw e;
      }
      this.pos = pos;
      this.depth = depth;
      return null;
    }
  }

  /** Counts a level of nesting; `this.depth--` when it is left (not when it fails: `attempt` restores the count). */
  protected enter(): void {
    if (++this.depth > maxDepth) {
      throw tooDeep();
    }
  }

  // ------------------------------------------------------- rules that lower layers need of higher ones

  protected abstract starExpressions(): Expr;
  protected abstract yieldExpression(): Expr;
}

/** The error for programs nested too deeply. */
export function tooDeep(): PythonSyntaxError {
  return PythonSyntaxError.plain("MemoryError", "Parser stack overflowed - Python source too complex to parse");
}
