// The second pass over a source that did not parse: it finds out which mistake it was.
//
// CPython's grammar explains mistakes by rules of its own (their names begin with `invalid_`), which are tried between
// the alternatives of the real ones. Which explanation wins depends on the order of trying, and on how a parsing
// expression grammar goes on after a part that does not fit: in `x = 1 +` the assignment is `x = 1`, and what is wrong
// is the `+` behind it. So this parser overrides the rules of the plain one in both respects: operators and trailers
// whose right side fails are given back, and explanations are tried where CPython tries them. It also remembers what it
// found at each token, since everything is tried several times.
//
// When nothing explains the mistake, it is "invalid syntax" at the furthest token that the first pass came to.

import type { CompareOperator, Expr, Keyword, Located, Stmt, WithItem } from "./ast.ts";
import { exprName, invalidTarget, type TargetUse } from "./invalid_target.ts";
import { StatementParser } from "./parse_statements.ts";
import { failure } from "./parser_base.ts";
import { type ErrorRange, PythonSyntaxError, type SyntaxErrorKind } from "./syntax_error.ts";
import type { TokenStream } from "./token_stream.ts";
import { augmentedOperator, binaryOperator, binaryPrecedence, T } from "./tokens.ts";

/** Names that are keywords in some places, and so may stand beside another name. */
const softKeywords = new Set(["_", "case", "match", "type"]);

/** Statements of Python 2 that are functions now. */
const legacyStatements = new Set(["print", "exec"]);

/** Statements whose colon CPython insists on whatever stands there instead. */
const colonIsForced = new Set(["'else' statement", "'try' statement", "'finally' statement", "function definition"]);

const comparisonMistake = "Maybe you meant '==' instead of '='?";
const walrusMistake = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

interface Memo {
  /** The node, or null where the rule failed. */
  readonly expr: Expr | null;
  readonly end: number;
}

const memoRules = ["expression", "disjunction", "binary", "primary", "starExpressions", "namedExpression"] as const;

type MemoRule = (typeof memoRules)[number];

export class DiagnosingParser extends StatementParser {
  private readonly memos = new Map<number, Memo>();
  /** False within what is only looked at to explain something else. */
  private explaining = true;

  constructor(
    tokens: TokenStream,
    private readonly failedAt: number,
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
    const range = this.rangeOf(this.failedAt);
    return explanation ?? this.source.error("invalid syntax", kind === T.End ? { ...range, column: 0 } : range);
  }

  /** Parses again, to be told what is wrong; null when there is nothing to say. */
  private explanation(rule: (parser: StatementParser) => unknown): PythonSyntaxError | null {
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
  private rangeOf(token: number): ErrorRange {
    const kind = this.kinds[token];
    const range = this.tokens.rangeOf(token);
    if (kind === T.Indent) {
      const column = Math.max(1, range.endColumn - 1);
      return { ...range, column, endColumn: column + 1 };
    }
    const { text } = this.source;
    if (kind === T.End || (kind === T.Dedent && this.tokens.starts[token] === text.length)) {
      // At the newline that ends the text, even if it is missing.
      const { line, column } = this.source.positionOf(text.endsWith("\n") ? text.length - 1 : text.length);
      return { line, column, endLine: line, endColumn: column + 1 };
    }
    return kind === T.Dedent ? { ...range, column: range.column - 1 } : range;
  }

  private raise(message: string, range: ErrorRange, kind: SyntaxErrorKind = "SyntaxError"): never {
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
  private complainLast(message: string): never {
    this.complain(message, Math.max(this.furthest, this.pos));
  }

  private complainTarget(target: Expr, use: TargetUse): void {
    const invalid = invalidTarget(target, use);
    if (invalid !== null) {
      this.complainAt(`cannot ${use === "delete" ? "delete" : "assign to"} ${exprName(invalid)}`, invalid);
    }
  }

  // --------------------------------------------------------------------------------------------- trying and memory

  /** Runs a rule only to see whether it fits; consumes nothing. */
  private fits(rule: () => unknown): boolean {
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
  private memo(rule: MemoRule, parse: () => Expr): Expr {
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

  /** An expression, without explanations for what is wrong within it. */
  private unexplained(): Expr {
    const { explaining } = this;
    this.explaining = false;
    try {
      return this.conditional();
    } finally {
      this.explaining = explaining;
    }
  }

  // --------------------------------------------------------------------- expressions that give back what fails

  protected override starExpressions(): Expr {
    return this.memo("starExpressions", () => super.starExpressions());
  }

  protected override tupleRest(first: number, expr: Expr): Expr {
    const elts = [expr];
    while (this.accept(T.Comma)) {
      const elt = this.attempt(() => this.starExpression());
      if (elt === null) {
        break;
      }
      elts.push(elt);
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
  }

  protected override expression(): Expr {
    return this.memo("expression", () => {
      if (this.explaining) {
        this.explainExpression();
        this.explainLegacyStatement();
      }
      return this.conditional();
    });
  }

  private conditional(): Expr {
    const first = this.pos;
    if (this.at(T.Lambda)) {
      return super.expression();
    }
    const body = this.disjunction();
    const rest = this.attempt(() => {
      this.expect(T.If);
      const test = this.disjunction();
      this.expect(T.Else);
      return { test, orelse: this.expression() };
    });
    return rest === null ? body : { kind: "IfExp", test: rest.test, body, orelse: rest.orelse, ...this.located(first) };
  }

  protected override disjunction(): Expr {
    return this.memo("disjunction", () => this.boolean(T.Or, () => this.conjunction()));
  }

  protected override conjunction(): Expr {
    return this.boolean(T.And, () => this.inversion());
  }

  private boolean(kind: number, operand: () => Expr): Expr {
    const first = this.pos;
    const values = [operand()];
    for (;;) {
      const value = this.attempt(() => {
        this.expect(kind);
        return operand();
      });
      if (value === null) {
        break;
      }
      values.push(value);
    }
    const op = kind === T.Or ? "Or" : "And";
    return values.length === 1 ? values[0]! : { kind: "BoolOp", op, values, ...this.located(first) };
  }

  protected override comparison(): Expr {
    const first = this.pos;
    const left = this.binary(1);
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    for (;;) {
      const pair = this.attempt(() => {
        const op = this.comparisonOperator();
        return { op: op ?? this.fail(), right: this.binary(1) };
      });
      if (pair === null) {
        break;
      }
      ops.push(pair.op);
      comparators.push(pair.right);
    }
    return ops.length === 0 ? left : { kind: "Compare", left, ops, comparators, ...this.located(first) };
  }

  protected override binary(level: number): Expr {
    return level === 1 ? this.memo("binary", () => this.binaryFrom(1)) : this.binaryFrom(level);
  }

  private binaryFrom(level: number): Expr {
    const first = this.pos;
    let left = this.factor();
    for (;;) {
      const operator = this.pos;
      const kind = this.kinds[operator];
      const precedence = binaryPrecedence[kind];
      if (precedence < level || precedence === 0) {
        return left;
      }
      this.pos++;
      this.explainNot(precedence);
      const right = this.attempt(() => this.binaryFrom(precedence + 1));
      if (right === null) {
        this.pos = operator;
        return left;
      }
      left = { kind: "BinOp", left, op: binaryOperator[kind], right, ...this.located(first) };
    }
  }

  /** `not` behind an arithmetic operator. */
  private explainNot(precedence: number): void {
    const arithmetic = binaryPrecedence[T.Plus];
    if (precedence >= arithmetic && this.at(T.Not)) {
      const not = this.pos;
      if (this.attempt(() => this.inversion()) !== null) {
        this.complain("'not' after an operator must be parenthesized", not, this.pos - 1);
      }
      this.pos = not;
    }
  }

  protected override factor(): Expr {
    const kind = this.peek();
    if (kind === T.Plus || kind === T.Minus || kind === T.Tilde) {
      this.pos++;
      this.explainNot(binaryPrecedence[T.Plus]);
      this.pos--;
    }
    return super.factor();
  }

  protected override power(): Expr {
    const first = this.pos;
    const left = this.at(T.Await) ? this.awaitExpression() : this.primary();
    const right = this.attempt(() => {
      this.expect(T.DoubleStar);
      return this.factor();
    });
    return right === null ? left : { kind: "BinOp", left, op: "Pow", right, ...this.located(first) };
  }

  protected override primary(): Expr {
    return this.memo("primary", () => {
      const first = this.pos;
      let expr = this.atom();
      for (;;) {
        const longer = this.attempt(() => this.trailer(first, expr));
        if (longer === null) {
          return expr;
        }
        expr = longer;
      }
    });
  }

  private trailer(first: number, value: Expr): Expr {
    if (this.accept(T.Dot)) {
      const attr = this.expectName();
      return { kind: "Attribute", value, attr, ctx: "Load", ...this.located(first) };
    }
    if (this.at(T.LParen)) {
      return this.call(first, value);
    }
    if (this.at(T.LBracket)) {
      this.explainBareStar();
    }
    this.expect(T.LBracket);
    const slice = this.slices();
    this.expect(T.RBracket);
    return { kind: "Subscript", value, slice, ctx: "Load", ...this.located(first) };
  }

  protected override namedExpression(): Expr {
    return this.memo("namedExpression", () => {
      if (!this.isNamed(this.pos)) {
        this.explainNamed();
      }
      return super.namedExpression();
    });
  }

  // ---------------------------------------------------------------------------------------- explaining expressions

  private explainExpression(): void {
    this.fits(() => this.explainBrokenString());
    this.fits(() => this.explainMissingComma());
    this.fits(() => this.explainConditional());
    this.fits(() => this.explainStatementInExpression());
  }

  /** `"a" b "c"`: the b was meant to be in the string. */
  private explainBrokenString(): void {
    this.expect(T.String);
    const start = this.pos;
    do {
      if (this.at(T.String)) {
        this.fail();
      }
      this.unexplained();
    } while (!this.at(T.String));
    this.complain("invalid syntax. Is this intended to be part of the string?", start, this.pos - 1);
  }

  /** `a b` within brackets. */
  private explainMissingComma(): void {
    const first = this.pos;
    if (this.at(T.Name)) {
      if (this.kinds[first + 1] === T.String || softKeywords.has(this.tokens.textOf(first))) {
        this.fail();
      }
    }
    const left = this.disjunction();
    this.unexplained();
    const legacy = left.kind === "Name" && legacyStatements.has(left.id);
    if (!legacy && this.tokens.levels[this.pos - 1]! > 0) {
      this.complain("invalid syntax. Perhaps you forgot a comma?", first, this.pos - 1);
    }
  }

  private explainConditional(): void {
    const first = this.pos;
    this.disjunction();
    this.expect(T.If);
    this.disjunction();
    if (!this.at(T.Else) && !this.at(T.Colon)) {
      this.complain("expected 'else' after 'if' expression", first, this.pos - 1);
    }
    this.expect(T.Else);
    if (!this.fits(() => this.expression())) {
      this.complainHere("expected expression after 'else', but statement is given");
    }
  }

  private explainStatementInExpression(): void {
    const first = this.pos;
    if (!this.at(T.Pass) && !this.at(T.Break) && !this.at(T.Continue)) {
      this.fail();
    }
    this.pos++;
    this.expect(T.If);
    this.disjunction();
    this.expect(T.Else);
    this.simpleStatement();
    this.complain("expected expression before 'if', but statement is given", first);
  }

  /** `print x`. */
  private explainLegacyStatement(): void {
    const first = this.pos;
    if (!this.at(T.Name) || this.kinds[first + 1] === T.LParen) {
      return;
    }
    this.fits(() => {
      this.pos++;
      // What follows may have an explanation of its own, whatever the name is.
      this.starExpressions();
      const name = this.tokens.textOf(first);
      if (!legacyStatements.has(name)) {
        this.fail();
      }
      this.complain(`Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, first, this.pos - 1);
    });
  }

  /** `x = 1`, `f() = 1` and `x.y := 1` where only a value may stand. */
  private explainNamed(): void {
    const first = this.pos;
    this.fits(() => {
      const target = this.expression();
      this.expect(T.ColonEqual);
      this.expression();
      this.complainAt(`cannot use assignment expressions with ${exprName(target)}`, target);
    });
    this.fits(() => {
      this.expect(T.Name);
      this.expect(T.Equal);
      this.binary(1);
      if (!this.at(T.Equal) && !this.at(T.ColonEqual)) {
        this.complain(walrusMistake, first, this.pos - 1);
      }
    });
    this.fits(() => {
      const kind = this.peek();
      if (kind === T.True || kind === T.None || kind === T.False) {
        this.fail();
      }
      const target = this.binary(1);
      // CPython asks whether a list, tuple or generator expression begins here, not whether it is all there is.
      if (this.beginsDisplay(first)) {
        this.fail();
      }
      this.expect(T.Equal);
      this.binary(1);
      if (!this.at(T.Equal) && !this.at(T.ColonEqual)) {
        this.complainAt(`cannot assign to ${exprName(target)} here. ${comparisonMistake}`, target);
      }
    });
  }

  private beginsDisplay(first: number): boolean {
    const { pos } = this;
    this.pos = first;
    const expr = this.at(T.LParen) || this.at(T.LBracket) ? this.attempt(() => this.atom()) : null;
    this.pos = pos;
    const kind = expr?.kind;
    // A parenthesized list is a group, not a list.
    const own = expr !== null && expr.lineno === this.lines[first] && expr.colOffset === this.cols[first];
    return own && (kind === "List" || kind === "Tuple" || kind === "GeneratorExp");
  }

  // ------------------------------------------------------------------------------------------ explaining brackets

  protected override parenthesized(): Expr {
    this.explainBareStar();
    return (
      this.attempt(() => super.parenthesized()) ??
      this.noneFits(() => {
        this.fits(() => {
          this.pos++;
          const stars = this.peek();
          const first = this.pos;
          if (this.accept(T.DoubleStar)) {
            this.expression();
            this.expect(T.RParen);
            this.complain("cannot use double starred expression here", first);
          }
          if (stars === T.Star) {
            const starred = this.starred();
            this.expect(T.RParen);
            this.complainAt("cannot use starred expression here", starred);
          }
        });
      })
    );
  }

  protected override list(): Expr {
    this.explainBareStar();
    return this.attempt(() => super.list()) ?? this.noneFits(() => this.explainComprehensionTarget());
  }

  protected override braces(): Expr {
    this.explainBareStar();
    return (
      this.attempt(() => super.braces()) ??
      this.noneFits(() => {
        this.explainDict();
        this.explainComprehensionTarget();
      })
    );
  }

  /** A bracket with a star that has nothing to unpack. */
  private explainBareStar(): void {
    const star = this.pos + 1;
    const fits = () => {
      this.pos = star + 1;
      this.expression();
    };
    if (this.kinds[star] === T.Star && !this.fits(fits)) {
      this.complain("Invalid star expression", star + 1);
    }
  }

  /** Explains, and fails if there was nothing to explain. */
  private noneFits(explain: () => void): never {
    explain();
    return this.fail();
  }

  /** `[a, b for a, b in c]`. */
  private explainComprehensionTarget(): void {
    this.fits(() => {
      const first = ++this.pos;
      this.starNamedExpression();
      this.expect(T.Comma);
      let last = this.pos - 1;
      if (this.beginsStarExpression(this.peek())) {
        do {
          this.starNamedExpression();
          last = this.pos - 1;
        } while (this.accept(T.Comma) && this.beginsStarExpression(this.peek()));
      }
      this.comprehensionClauses();
      this.complain("did you forget parentheses around the comprehension target?", first, last);
    });
  }

  private explainDict(): void {
    this.fits(() => {
      const stars = ++this.pos;
      this.expect(T.DoubleStar);
      this.binary(1);
      this.comprehensionClauses();
      this.expect(T.RBrace);
      this.complain("dict unpacking cannot be used in dict comprehension", stars);
    });
    this.fits(() => {
      this.pos++;
      for (let first = true; ; first = false) {
        if (!first || this.explaining) {
          this.explainPair(first);
        }
        if (this.accept(T.DoubleStar)) {
          this.binary(1);
        } else {
          this.expression();
          this.expect(T.Colon);
          this.expression();
        }
        this.expect(T.Comma);
      }
    });
  }

  private explainPair(first: boolean): void {
    if (this.at(T.DoubleStar) || this.at(T.RBrace)) {
      return;
    }
    this.fits(() => {
      if (first) {
        this.expression();
      } else {
        this.laterKey();
      }
      const colon = this.pos;
      this.expect(T.Colon);
      if (this.at(T.RBrace) || this.at(T.Comma)) {
        this.complain("expression expected after dictionary key and ':'", colon);
      }
      const star = this.pos;
      if (this.accept(T.Star)) {
        this.binary(1);
        this.complain("cannot use a starred expression in a dictionary value", star, this.pos - 1);
      }
    });
  }

  /** A missing colon explains more than what else could be said about the key. */
  protected override laterKey(): Expr {
    const key = this.unexplained();
    if (!this.at(T.Colon)) {
      const { line, column } = this.endOf(key);
      this.raise("':' expected after dictionary key", { line, column: column - 1, endLine: line, endColumn: column });
    }
    return key;
  }

  private endOf(node: Located): { line: number; column: number } {
    const line = node.endLineno;
    return { line, column: this.source.charColumn(line, node.endColOffset) + 1 };
  }

  protected override comprehensionTarget(): Expr {
    return this.target(() => {
      this.fits(() => {
        do {
          this.binary(1);
        } while (this.accept(T.Comma) && this.beginsExpression(this.peek()));
        if (!this.at(T.In)) {
          this.complainLast("'in' expected after for-loop variables");
        }
      });
    });
  }

  protected override forTargets(): Expr {
    return this.target(() => {});
  }

  /** What stands between `for` and `in`. */
  private target(explain: () => void): Expr {
    const target = this.attempt(() => {
      const target = this.starTargets();
      return this.at(T.In) ? target : this.fail();
    });
    if (target !== null) {
      return target;
    }
    explain();
    this.fits(() => this.complainTarget(this.starExpressions(), "for"));
    return this.fail();
  }

  // ------------------------------------------------------------------------------------------ explaining arguments

  protected override positionalArgument(): Expr {
    return this.isNamed(this.pos) ? super.positionalArgument() : this.expression();
  }

  protected override beforeArgument(): void {
    const first = this.pos;
    const kind = this.peek();
    const next = this.kinds[first + 1];
    if (next === T.Equal && (kind === T.True || kind === T.False || kind === T.None)) {
      this.complain(`cannot assign to ${this.tokens.textOf(first)}`, first, first + 1);
    }
    if (kind === T.Name && next === T.Equal) {
      this.explainKeyword(first);
    } else if (kind === T.Star || kind === T.DoubleStar) {
      this.explainUnpacking(kind);
    } else {
      this.fits(() => {
        const expr = this.expression();
        this.expect(T.Equal);
        const message = 'expression cannot contain assignment, perhaps you meant "=="?';
        const last = this.pos - 1;
        const end = { endLineno: this.endLines[last], endColOffset: this.endCols[last] };
        this.complainAt(message, { ...expr, ...end });
      });
    }
    this.fits(() => this.explainBareGenerator(first));
  }

  private explainKeyword(first: number): void {
    this.fits(() => {
      this.pos += 2;
      if (this.at(T.Comma) || this.at(T.RParen)) {
        this.complain("expected argument value expression", first, first + 1);
      }
      this.expression();
      this.comprehensionClauses();
      this.complain(walrusMistake, first, first + 1);
    });
  }

  private explainUnpacking(kind: number): void {
    const first = this.pos;
    const fitted = this.fits(() => {
      this.pos++;
      this.expression();
      if (this.accept(T.Equal)) {
        this.expression();
        const what = kind === T.Star ? "iterable" : "keyword";
        this.complain(`cannot assign to ${what} argument unpacking`, first, this.pos - 1);
      }
    });
    if (!fitted && kind === T.Star) {
      this.complainLast("Invalid star expression");
    }
  }

  /** A generator expression beside other arguments. */
  private explainBareGenerator(first: number): void {
    const alone = this.kinds[first - 1] === T.LParen;
    if (this.isNamed(first)) {
      this.pos += 2;
    }
    this.expression();
    this.comprehensionClauses();
    if (!alone || this.at(T.Comma)) {
      this.complain("Generator expression must be parenthesized", first, this.pos - 1);
    }
  }

  protected override misplacedPositional(unpacked: boolean): never {
    this.attempt(() => {
      while (this.accept(T.Comma)) {
        this.arguments([], [], true);
      }
      this.fail();
    });
    const what = unpacked ? "keyword argument unpacking" : "keyword argument";
    return this.complainLast(`positional argument follows ${what}`);
  }

  protected override arguments(args: Expr[], keywords: Keyword[], isCall: boolean): void {
    super.arguments(args, keywords, isCall);
    if (!this.at(T.RParen)) {
      this.fail();
    }
  }

  protected override strangeParameter(close: number): never {
    const first = this.pos;
    this.attempt(() => {
      this.expect(T.LParen);
      do {
        this.expectName();
      } while (this.accept(T.Comma) && !this.at(T.RParen));
      this.expect(T.RParen);
      const what = close === T.Colon ? "Lambda expression" : "Function";
      this.complain(`${what} parameters cannot be parenthesized`, first, this.pos - 1);
    });
    return this.fail();
  }

  protected override lambdaColon(lambda: number): void {
    const next = this.kinds[this.pos + 1];
    if (this.at(T.Colon) && (next === T.FStringMiddle || next === T.TStringMiddle)) {
      const letter = next === T.FStringMiddle ? "f" : "t";
      this.complain(`${letter}-string: lambda expressions are not allowed without parentheses`, lambda, this.pos);
    }
    super.lambdaColon(lambda);
  }

  // ------------------------------------------------------------------------------------ explaining formatted strings

  protected override fieldExpression(kind: { letter: "f" | "t" }, open: number): Expr {
    const here = this.tokens.textOf(this.pos);
    if (["=", "!", ":", "}"].includes(here)) {
      this.complainHere(`${kind.letter}-string: valid expression required before '${here}'`);
    }
    const expr = this.attempt(() => this.annotatedRhs());
    if (expr === null) {
      this.pos = open + 1;
      this.complainHere(`${kind.letter}-string: expecting a valid expression after '{'`);
    }
    return expr;
  }

  // ------------------------------------------------------------------------------------- explaining simple statements

  protected override expressionStatement(): Stmt {
    const first = this.pos;
    const assignment = this.attempt(() => this.assignmentByTargets());
    if (assignment !== null) {
      return assignment;
    }
    this.explainAssignment();
    const value = this.annotatedRhs();
    return { kind: "Expr", value, ...this.located(first) };
  }

  /** An assignment, recognized by its targets as CPython does, and as far as it fits. */
  private assignmentByTargets(): Stmt {
    const first = this.pos;
    const annotated = this.attempt(() => {
      const target = this.singleTarget();
      this.expect(T.Colon);
      return target;
    });
    if (annotated !== null) {
      const annotation = this.expression();
      const value = this.attempt(() => {
        this.expect(T.Equal);
        return this.annotatedRhs();
      });
      return { kind: "AnnAssign", target: annotated, annotation, value, simple: true, ...this.located(first) };
    }
    const targets: Expr[] = [];
    for (;;) {
      const target = this.attempt(() => {
        const target = this.starTargets();
        this.expect(T.Equal);
        return target;
      });
      if (target === null) {
        break;
      }
      targets.push(target);
    }
    if (targets.length > 0) {
      const value = this.annotatedRhs();
      return this.at(T.Equal) ? this.fail() : { kind: "Assign", targets, value, ...this.located(first) };
    }
    const target = this.singleTarget();
    const op = augmentedOperator[this.peek()] ?? this.fail();
    this.pos++;
    const value = this.annotatedRhs();
    return { kind: "AugAssign", target, op, value, ...this.located(first) };
  }

  private singleTarget(): Expr {
    const target = this.primary();
    const single = target.kind === "Name" || target.kind === "Attribute" || target.kind === "Subscript";
    return single ? target : this.fail();
  }

  private explainAssignment(): void {
    this.fits(() => {
      const target = this.atom();
      if (target.kind === "List" || target.kind === "Tuple") {
        this.expect(T.Colon);
        this.expression();
        this.complainAt(`only single target (not ${exprName(target)}) can be annotated`, target);
      }
    });
    this.fits(() => {
      const target = this.starNamedExpression();
      this.expect(T.Comma);
      // CPython's rule does not ask for commas here.
      while (this.attempt(() => this.starNamedExpression()) !== null) {
        this.accept(T.Comma);
      }
      this.expect(T.Colon);
      this.expression();
      this.complainAt("only single target (not tuple) can be annotated", target);
    });
    this.fits(() => {
      const target = this.expression();
      this.expect(T.Colon);
      this.expression();
      this.complainAt("illegal target for annotation", target);
    });
    this.fits(() => {
      for (;;) {
        const target = this.attempt(() => {
          const target = this.starTargets();
          this.expect(T.Equal);
          return target;
        });
        if (target === null) {
          break;
        }
      }
      const target = this.annotatedRhs();
      this.expect(T.Equal);
      if (target.kind === "Yield" || target.kind === "YieldFrom") {
        this.complainAt("assignment to yield expression not possible", target);
      }
      this.complainTarget(target, "assign");
    });
    this.fits(() => {
      const target = this.starExpressions();
      if (augmentedOperator[this.peek()] === null) {
        this.fail();
      }
      this.pos++;
      this.annotatedRhs();
      this.complainAt(`'${exprName(target)}' is an illegal expression for augmented assignment`, target);
    });
  }

  protected override deleteStatement(): Stmt {
    const statement = this.attempt(() => super.deleteStatement());
    if (statement !== null) {
      return statement;
    }
    this.fits(() => {
      this.pos++;
      this.complainTarget(this.starExpressions(), "delete");
    });
    return this.fail();
  }

  protected override importStatement(): Stmt {
    const first = this.pos;
    this.fits(() => {
      this.pos++;
      this.explainNoNames();
      do {
        this.dottedNameText();
      } while (this.accept(T.Comma));
      this.expect(T.From);
      this.dottedNameText();
      this.complain("Did you mean to use 'from ... import ...' instead?", first, this.pos - 1);
    });
    return super.importStatement();
  }

  protected override importedNames() {
    this.explainNoNames();
    return super.importedNames();
  }

  private explainNoNames(): void {
    if (this.at(T.Newline)) {
      this.complainHere("Expected one or more names after 'import'");
    }
  }

  protected override asName(): string | null {
    const next = this.kinds[this.pos + 2];
    const ends = next === T.Comma || next === T.RParen || next === T.Semicolon || next === T.Newline;
    if (this.at(T.As) && !(this.kinds[this.pos + 1] === T.Name && (ends || this.inExcept))) {
      this.fits(() => {
        this.pos++;
        const target = this.expression();
        if (!this.inExcept) {
          this.complainAt(`cannot use ${exprName(target)} as import target`, target);
        }
      });
    }
    return super.asName();
  }

  // ----------------------------------------------------------------------------------- explaining compound statements

  protected override blockColon(owner: string): void {
    if (!this.at(T.Colon) && (colonIsForced.has(owner) || this.at(T.Newline))) {
      this.complainHere("expected ':'");
    }
    super.blockColon(owner);
  }

  protected override missingBlock(owner: string, line: number): never {
    this.raise(`expected an indented block after ${owner} on line ${line}`, this.rangeOf(this.pos), "IndentationError");
  }

  protected override functionParen(): void {
    if (!this.at(T.LParen)) {
      this.complainHere("expected '('");
    }
    super.functionParen();
  }

  protected override returnAnnotation(): Expr | null {
    // Where there is no expression behind the arrow, CPython wants the colon in the arrow's place.
    return this.attempt(() => super.returnAnnotation());
  }

  protected override elseBlock(): Stmt[] {
    const isElse = this.at(T.Else);
    const body = super.elseBlock();
    if (isElse && this.at(T.Elif)) {
      this.complainHere("'elif' block follows an 'else' block");
    }
    return body;
  }

  protected override withItem(close: number): WithItem {
    const item = this.attempt(() => super.withItem(close));
    if (item !== null) {
      return item;
    }
    this.fits(() => {
      this.expression();
      this.expect(T.As);
      this.starTarget();
      this.blockColon("'with' statement");
    });
    this.fits(() => {
      this.expression();
      this.expect(T.As);
      const target = this.expression();
      if (this.at(T.Comma) || this.at(T.RParen) || this.at(T.Colon)) {
        this.complainTarget(target, "assign");
      }
    });
    const contextExpr = this.expression();
    return { kind: "withitem", contextExpr, optionalVars: null };
  }

  /** True while the names behind `except` are parsed, whose `as` is explained in other words. */
  private inExcept = false;

  protected override exceptTypes(star: boolean): { type: Expr | null; name: string | null } {
    if (star && (this.at(T.Newline) || this.at(T.Colon))) {
      this.complainHere("expected one or more exception types");
    }
    if (this.at(T.Newline)) {
      this.complainHere("expected ':'");
    }
    const first = this.pos;
    this.fits(() => {
      this.expression();
      this.expect(T.Comma);
      do {
        this.expression();
      } while (this.accept(T.Comma) && this.beginsExpression(this.peek()));
      this.expect(T.As);
      this.expect(T.Name);
      this.expect(T.Colon);
      const message = "multiple exception types must be parenthesized when using 'as'";
      this.complain(message, first, this.pos - 1);
    });
    this.fits(() => {
      this.expression();
      this.expect(T.As);
      const target = this.expression();
      if (target.kind !== "Name" && this.at(T.Colon)) {
        this.complainAt(`cannot use except${star ? "*" : ""} statement with ${exprName(target)}`, target);
      }
    });
    this.inExcept = true;
    const result = super.exceptTypes(star);
    this.inExcept = false;
    const bare = result.type?.kind === "Tuple" && this.kinds[first] !== T.LParen;
    return bare && !this.at(T.Colon) ? this.fail() : result;
  }

  protected override matchHead(first: number): void {
    // The line may be a call of something named match; then it is not what the first pass stumbled over.
    if (this.at(T.Newline) && this.pos >= this.failedAt) {
      this.complainHere("expected ':'");
    }
    if (this.at(T.Colon) && this.kinds[this.pos + 1] === T.Newline && this.kinds[this.pos + 2] !== T.Indent) {
      this.pos += 2;
      this.missingBlock("'match' statement", this.lines[first]);
    }
    super.matchHead(first);
  }

  protected override asTarget(): string {
    const name = this.attempt(() => super.asTarget());
    if (name !== null) {
      return name;
    }
    this.fits(() => {
      const target = this.expression();
      this.complainAt(`cannot use ${exprName(target)} as pattern target`, target);
    });
    return this.fail();
  }
}
