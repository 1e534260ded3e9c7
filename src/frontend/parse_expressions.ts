// The parser's layer for expressions: lists of them, the operator levels, primaries with their arguments, lambda.
//
// Nodes begin at the first token of their rule, which for `(a).b` is the parenthesis; so rules remember the token they
// began at, not the node. Assignment targets are parsed as the expressions they look like and turned by `setContext`.

import type { Call, CompareOperator, Expr, Keyword, Lambda } from "./ast.ts";
import { ParameterParser } from "./parse_parameters.ts";
import { binaryOperator, binaryPrecedence, compareOperator, T, unaryOperator } from "./tokens.ts";

export abstract class ExpressionParser extends ParameterParser {
  // ------------------------------------------------------------------------------------------- lists of expressions

  /** `a`, `a, *b`, `a,`: a Tuple when there is a comma. */
  protected starExpressions(): Expr {
    const first = this.pos;
    const expr = this.starExpression();
    return this.at(T.Comma) ? this.tupleRest(first, expr) : expr;
  }

  protected tupleRest(first: number, expr: Expr): Expr {
    const elts = [expr];
    while (this.accept(T.Comma) && this.beginsStarExpression(this.peek())) {
      elts.push(this.starExpression());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
  }

  protected starExpression(): Expr {
    return this.at(T.Star) ? this.starred() : this.expression();
  }

  /** `*bitwise_or`. */
  protected starred(): Expr {
    const first = this.pos++;
    const value = this.binary(1);
    return { kind: "Starred", value, ctx: "Load", ...this.located(first) };
  }

  protected starNamedExpression(): Expr {
    return this.at(T.Star) ? this.starred() : this.namedExpression();
  }

  /** Elements up to a closing bracket, the first of which is parsed already. */
  protected elementsRest(expr: Expr): Expr[] {
    const elts = [expr];
    while (this.accept(T.Comma) && this.beginsStarExpression(this.peek())) {
      elts.push(this.starNamedExpression());
    }
    return elts;
  }

  /** `name := expression`, or an expression. */
  protected namedExpression(): Expr {
    if (this.kinds[this.pos] === T.Name && this.kinds[this.pos + 1] === T.ColonEqual) {
      const first = this.pos;
      const target = this.name(first, "Store");
      this.pos += 2;
      const value = this.expression();
      return { kind: "NamedExpr", target, value, ...this.located(first) };
    }
    const expr = this.expression();
    if (this.at(T.ColonEqual)) {
      this.fail();
    }
    return expr;
  }

  protected yieldExpression(): Expr {
    const first = this.pos;
    this.expect(T.Yield);
    if (this.accept(T.From)) {
      const value = this.expression();
      return { kind: "YieldFrom", value, ...this.located(first) };
    }
    const value = this.beginsStarExpression(this.peek()) ? this.starExpressions() : null;
    return { kind: "Yield", value, ...this.located(first) };
  }

  // ---------------------------------------------------------------------------------------------------- expression

  protected expression(): Expr {
    const first = this.pos;
    if (this.kinds[first] === T.Lambda) {
      return this.lambda();
    }
    const body = this.disjunction();
    if (this.kinds[this.pos] !== T.If) {
      return body;
    }
    this.pos++;
    this.enter();
    const test = this.disjunction();
    if (!this.accept(T.Else)) {
      this.fail();
    }
    const orelse = this.expression();
    this.depth--;
    return { kind: "IfExp", test, body, orelse, ...this.located(first) };
  }

  protected disjunction(): Expr {
    const first = this.pos;
    const expr = this.conjunction();
    if (this.kinds[this.pos] !== T.Or) {
      return expr;
    }
    const values = [expr];
    while (this.accept(T.Or)) {
      values.push(this.conjunction());
    }
    return { kind: "BoolOp", op: "Or", values, ...this.located(first) };
  }

  protected conjunction(): Expr {
    const first = this.pos;
    const expr = this.inversion();
    if (this.kinds[this.pos] !== T.And) {
      return expr;
    }
    const values = [expr];
    while (this.accept(T.And)) {
      values.push(this.inversion());
    }
    return { kind: "BoolOp", op: "And", values, ...this.located(first) };
  }

  protected inversion(): Expr {
    const first = this.pos;
    if (this.kinds[first] !== T.Not) {
      return this.comparison();
    }
    this.pos++;
    this.enter();
    const operand = this.inversion();
    this.depth--;
    return { kind: "UnaryOp", op: "Not", operand, ...this.located(first) };
  }

  protected comparison(): Expr {
    const first = this.pos;
    const left = this.binary(1);
    let op = this.comparisonOperator();
    if (op === null) {
      return left;
    }
    const ops: CompareOperator[] = [];
    const comparators: Expr[] = [];
    for (; op !== null; op = this.comparisonOperator()) {
      ops.push(op);
      comparators.push(this.binary(1));
    }
    return { kind: "Compare", left, ops, comparators, ...this.located(first) };
  }

  /** Consumes a comparison operator, if one is here. */
  protected comparisonOperator(): CompareOperator | null {
    const kind = this.kinds[this.pos];
    const op = compareOperator[kind];
    if (op !== null) {
      this.pos++;
      return kind === T.Is && this.accept(T.Not) ? "IsNot" : op;
    }
    if (kind === T.Not) {
      if (this.kinds[this.pos + 1] === T.In) {
        this.pos += 2;
        return "NotIn";
      }
      this.furthest = Math.max(this.furthest, this.pos + 1);
    }
    return null;
  }

  /** Binary operators that bind at least as tightly as `level` (binaryPrecedence); 1 is the grammar's bitwise_or. */
  protected binary(level: number): Expr {
    const first = this.pos;
    let left = this.factor();
    for (;;) {
      const kind = this.kinds[this.pos];
      const precedence = binaryPrecedence[kind];
      if (precedence < level || precedence === 0) {
        return left;
      }
      this.pos++;
      const right = this.binary(precedence + 1);
      const last = this.pos - 1;
      left = {
        kind: "BinOp",
        left,
        op: binaryOperator[kind],
        right,
        lineno: this.lines[first],
        colOffset: this.cols[first],
        endLineno: this.endLines[last],
        endColOffset: this.endCols[last],
      };
    }
  }

  protected factor(): Expr {
    const first = this.pos;
    const op = unaryOperator[this.kinds[first]];
    if (op === null) {
      return this.power();
    }
    this.pos++;
    this.enter();
    const operand = this.factor();
    this.depth--;
    return { kind: "UnaryOp", op, operand, ...this.located(first) };
  }

  protected power(): Expr {
    const first = this.pos;
    const left = this.kinds[first] === T.Await ? this.awaitExpression() : this.primary();
    if (this.kinds[this.pos] !== T.DoubleStar) {
      return left;
    }
    this.pos++;
    this.enter();
    const right = this.factor();
    this.depth--;
    return { kind: "BinOp", left, op: "Pow", right, ...this.located(first) };
  }

  protected awaitExpression(): Expr {
    const first = this.pos++;
    const value = this.primary();
    return { kind: "Await", value, ...this.located(first) };
  }

  // ----------------------------------------------------------------------------------------------------- primaries

  protected primary(): Expr {
    const first = this.pos;
    let expr = this.atom();
    for (;;) {
      const kind = this.kinds[this.pos];
      if (kind === T.Dot) {
        this.pos++;
        const attr = this.expectName();
        const last = this.pos - 1;
        expr = {
          kind: "Attribute",
          value: expr,
          attr,
          ctx: "Load",
          lineno: this.lines[first],
          colOffset: this.cols[first],
          endLineno: this.endLines[last],
          endColOffset: this.endCols[last],
        };
      } else if (kind === T.LParen) {
        expr = this.call(first, expr);
      } else if (kind === T.LBracket) {
        this.pos++;
        const slice = this.slices();
        this.expect(T.RBracket);
        expr = { kind: "Subscript", value: expr, slice, ctx: "Load", ...this.located(first) };
      } else {
        return expr;
      }
    }
  }

  protected call(first: number, func: Expr): Call {
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    this.pos++;
    if (!this.accept(T.RParen)) {
      this.arguments(args, keywords, true);
      this.expect(T.RParen);
    }
    const last = this.pos - 1;
    return {
      kind: "Call",
      func,
      args,
      keywords,
      lineno: this.lines[first],
      colOffset: this.cols[first],
      endLineno: this.endLines[last],
      endColOffset: this.endCols[last],
    };
  }

  /**
   * The arguments between the parentheses of a call or class; the current token is the one behind the `(`. A lone
   * generator expression, which shares the parentheses, is allowed in calls only.
   */
  protected arguments(args: Expr[], keywords: Keyword[], isCall: boolean): void {
    const open = this.pos - 1;
    let unpackedKeywords = false;
    do {
      const first = this.pos;
      const kind = this.kinds[first];
      if (kind === T.RParen && first > open + 1) {
        return;
      }
      this.beforeArgument();
      if (kind === T.Star) {
        this.pos++;
        const value = this.expression();
        if (unpackedKeywords) {
          const message = "iterable argument unpacking follows keyword argument unpacking";
          this.complain(message, first - 1, this.pos - 1);
        }
        args.push({ kind: "Starred", value, ctx: "Load", ...this.located(first) });
      } else if (kind === T.DoubleStar) {
        this.pos++;
        const value = this.expression();
        unpackedKeywords = true;
        keywords.push({ kind: "keyword", arg: null, value, ...this.located(first) });
      } else if (kind === T.Name && this.kinds[first + 1] === T.Equal) {
        const arg = this.nameOf(first);
        this.pos += 2;
        const value = this.expression();
        keywords.push({ kind: "keyword", arg, value, ...this.located(first) });
      } else {
        if (keywords.length > 0) {
          this.behindKeywords(first);
        }
        const expr = this.positionalArgument();
        if (this.at(T.For) || this.at(T.Async)) {
          if (!isCall || args.length > 0 || keywords.length > 0) {
            this.fail();
          }
          const generators = this.comprehensionClauses();
          if (!this.at(T.RParen)) {
            this.fail();
          }
          this.pos++;
          args.push({ kind: "GeneratorExp", elt: expr, generators, ...this.located(open) });
          this.pos--;
          return;
        }
        if (this.at(T.Equal)) {
          this.fail();
        }
        if (keywords.length > 0) {
          this.misplacedPositional(unpackedKeywords);
        }
        args.push(expr);
      }
    } while (this.accept(T.Comma));
  }

  /** Called before each argument; there is nothing to do but for the diagnosing parser. */
  protected beforeArgument(): void {}

  protected positionalArgument(): Expr {
    return this.namedExpression();
  }

  /** At a positional argument behind keyword arguments: it stops where no keyword argument goes on. */
  protected behindKeywords(first: number): void {
    this.pos = this.at(T.Name) ? first + 1 : first;
    this.fail();
  }

  /** The same, parsed. */
  protected misplacedPositional(_unpacked: boolean): never {
    this.fail();
  }

  protected slices(): Expr {
    const first = this.pos;
    const slice = this.slice();
    if (!this.at(T.Comma) && slice.kind !== "Starred") {
      return slice;
    }
    const elts = [slice];
    while (this.accept(T.Comma) && !this.at(T.RBracket)) {
      elts.push(this.slice());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
  }

  private slice(): Expr {
    const first = this.pos;
    let lower: Expr | null = null;
    if (!this.at(T.Colon)) {
      if (this.at(T.Star)) {
        this.pos++;
        const value = this.expression();
        return { kind: "Starred", value, ctx: "Load", ...this.located(first) };
      }
      lower = this.namedExpression();
      if (!this.at(T.Colon) || lower.kind === "NamedExpr") {
        return lower;
      }
    }
    this.pos++;
    const upper = this.beginsExpression(this.peek()) ? this.expression() : null;
    let step: Expr | null = null;
    if (this.accept(T.Colon) && this.beginsExpression(this.peek())) {
      step = this.expression();
    }
    return { kind: "Slice", lower, upper, step, ...this.located(first) };
  }

  // -------------------------------------------------------------------------------------------- lambda

  private lambda(): Lambda {
    const first = this.pos++;
    this.enter();
    const args = this.parameters(T.Colon);
    this.lambdaColon(first);
    const body = this.expression();
    this.depth--;
    return { kind: "Lambda", args, body, ...this.located(first) };
  }

  protected lambdaColon(_lambda: number): void {
    this.expect(T.Colon);
  }
}
