// The second pass over expressions (see diagnose.ts): operators that give back what fails, and explanations for what is
// wrong between operands.

import type { CompareOperator, Expr } from "./ast.ts";
import { DiagnosingBase } from "./diagnose_base.ts";
import { exprName } from "./invalid_target.ts";
import { binaryOperator, binaryPrecedence, T } from "./tokens.ts";

/** Names that are keywords in some places, and so may stand beside another name. */
const softKeywords = new Set(["_", "case", "match", "type"]);

/** Statements of Python 2 that are functions now. */
const legacyStatements = new Set(["print", "exec"]);

/** Where an assignment was written for a comparison, or for an assignment expression. */
export const walrusMistake = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

export abstract class ExpressionDiagnoser extends DiagnosingBase {
  protected abstract explainBareStar(): void;

  /** An expression, without explanations for what is wrong within it. */
  protected unexplained(): Expr {
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

  protected conditional(): Expr {
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

  protected boolean(kind: number, operand: () => Expr): Expr {
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

  protected binaryFrom(level: number): Expr {
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
  protected explainNot(precedence: number): void {
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

  protected trailer(first: number, value: Expr): Expr {
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

  protected explainExpression(): void {
    this.fits(() => this.explainBrokenString());
    this.fits(() => this.explainMissingComma());
    this.fits(() => this.explainConditional());
    this.fits(() => this.explainStatementInExpression());
  }

  /** `"a" b "c"`: the b was meant to be in the string. */
  protected explainBrokenString(): void {
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
  protected explainMissingComma(): void {
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

  protected explainConditional(): void {
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

  protected explainStatementInExpression(): void {
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
  protected explainLegacyStatement(): void {
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
  protected explainNamed(): void {
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
        this.complainAt(`cannot assign to ${exprName(target)} here. Maybe you meant '==' instead of '='?`, target);
      }
    });
  }

  protected beginsDisplay(first: number): boolean {
    const { pos } = this;
    this.pos = first;
    const expr = this.at(T.LParen) || this.at(T.LBracket) ? this.attempt(() => this.atom()) : null;
    this.pos = pos;
    const kind = expr?.kind;
    // A parenthesized list is a group, not a list.
    const own = expr !== null && expr.lineno === this.lines[first] && expr.colOffset === this.cols[first];
    return own && (kind === "List" || kind === "Tuple" || kind === "GeneratorExp");
  }
}
