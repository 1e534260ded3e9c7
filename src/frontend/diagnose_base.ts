// What the rules of the second pass (diagnose.ts) share: reporting, trying, and remembering what was tried.

import type { Expr, Located } from "./ast.ts";
import { exprName, invalidTarget, type TargetUse } from "./invalid_target.ts";
import { StatementParser } from "./parse_statements.ts";
import { failure } from "./parser_base.ts";
import { type ErrorRange, PythonSyntaxError, type SyntaxErrorKind } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
import { T } from "./tokens.ts";

interface Memo {
  /** The node, or null where the rule failed. */
  readonly expr: Expr | null;
  readonly end: number;
}

const memoRules = ["expression", "disjunction", "binary", "primary", "starExpressions", "namedExpression"] as const;

type MemoRule = (typeof memoRules)[number];

export abstract class DiagnosingBase extends StatementParser {
  private readonly memos = new Map<number, Memo>();
  /** False within what is only looked at to explain something else. */
  protected explaining = true;

  constructor(
    tokens: TokenStream,
    protected readonly failedAt: number,
  ) {
    super(tokens);
    this.furthest = failedAt;
  }

  /** The error for a source that `rule` could not parse. */
  diagnose(rule: (parser: StatementParser) => unknown): PythonSyntaxError {
    const { deferred, fatal, unclosedLine } = this.tokens;
    const kind = this.kinds[this.failedAt];
    if (deferred !== null && kind === T.Error) {
      return deferred;
    }
    const explanation = this.explanation(rule);
    if (explanation === null && (kind === T.Indent || kind === T.Dedent)) {
      const what = kind === T.Indent ? "unexpected indent" : "unexpected unindent";
      return this.source.error(what, this.rangeOf(this.failedAt), "IndentationError");
    }
    // A bracket that was never closed explains better what went wrong on a later line.
    if (deferred !== null && (fatal || (unclosedLine > 0 && this.lines[this.furthest] > unclosedLine))) {
      return deferred;
    }
    const nowhere = kind === T.End || this.failedAt === this.tokens.missingNewline;
    return explanation ?? this.source.error("invalid syntax", nowhere ? this.atEnd() : this.rangeOf(this.failedAt));
  }

  /** A plain error at the end of the text points nowhere in it. */
  private atEnd(): ErrorRange {
    const { text } = this.source;
    const line = text === "" ? 0 : this.source.positionOf(text.endsWith("\n") ? text.length - 1 : text.length).line;
    return { line, column: 0, endLine: line, endColumn: 0 };
  }

  /** Parses again, to be told what is wrong; null when there is nothing to say. */
  protected explanation(rule: (parser: StatementParser) => unknown): PythonSyntaxError | null {
    try {
      rule(this);
    } catch (e) {
      if (e instanceof PythonSyntaxError && e.kind !== "MemoryError") {
        return e;
      }
      // Trying goes deeper than parsing did; where that is too deep, there is no explanation.
      if (e !== failure && !(e instanceof PythonSyntaxError) && !(e instanceof RangeError)) {
        throw e;
      }
    }
    return null;
  }

  // ----------------------------------------------------------------------------------------------------- reporting

  /** The range of a token; those without text stand where the text before them ends. */
  protected rangeOf(token: number): ErrorRange {
    const kind = this.kinds[token];
    const range = this.tokens.rangeOf(token);
    if (token === this.tokens.missingNewline) {
      return { ...range, column: range.column - 1, endColumn: -1 };
    }
    if (kind === T.Indent) {
      const column = Math.max(1, range.endColumn - 1);
      return { ...range, column, endColumn: -1 };
    }
    if (kind === T.End || (kind === T.Dedent && this.tokens.starts[token] === this.source.text.length)) {
      return this.tokens.endRange();
    }
    return kind === T.Dedent ? { ...range, column: range.column - 1, endColumn: -1 } : range;
  }

  protected raise(message: string, range: ErrorRange, kind: SyntaxErrorKind = "SyntaxError"): never {
    if (!this.explaining) {
      this.fail();
    }
    throw this.source.error(message, range, kind);
  }

  protected override fail(): never {
    if (this.kinds[this.pos] === T.Error && this.tokens.deferred !== null) {
      throw this.tokens.deferred;
    }
    return super.fail();
  }

  protected override complain(message: string, first: number, last = first): never {
    this.raise(message, first === last ? this.rangeOf(first) : this.tokens.rangeOf(first, last));
  }

  protected override complainAt(message: string, node: Located): never {
    if (!this.explaining) {
      this.fail();
    }
    throw this.source.errorAt(message, node);
  }

  protected override complainHere(message: string): never {
    if (this.at(T.Error)) {
      this.fail();
    }
    this.complain(message, this.pos);
  }

  /** As complainHere, but about the furthest token that was looked at. */
  protected complainLast(message: string): never {
    this.complain(message, Math.max(this.furthest, this.pos));
  }

  protected complainTarget(target: Expr, use: TargetUse): void {
    const invalid = invalidTarget(target, use);
    if (invalid !== null) {
      this.complainAt(`cannot ${use === "delete" ? "delete" : "assign to"} ${exprName(invalid)}`, invalid);
    }
  }

  // --------------------------------------------------------------------------------------------- trying and memory

  /** Runs a rule only to see whether it fits; consumes nothing. */
  protected fits(rule: () => unknown): boolean {
    const { pos } = this;
    const result = this.attempt(() => {
      rule();
      return true;
    });
    this.pos = pos;
    return result === true;
  }

  /**
   * CPython remembers what it found without explaining, too, and then does not explain it any more. That decides which
   * mistake is reported, so it is done here in the same way.
   */
  protected memo(rule: MemoRule, parse: () => Expr): Expr {
    const key = this.pos * memoRules.length + memoRules.indexOf(rule);
    const known = this.memos.get(key);
    if (known !== undefined) {
      if (known.expr === null) {
        this.fail();
      }
      this.pos = known.end;
      return known.expr;
    }
    const expr = this.attempt(parse);
    this.memos.set(key, { expr, end: this.pos });
    return expr ?? this.fail();
  }
}
