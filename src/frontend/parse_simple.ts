// The parser's layer for simple statements: assignments, imports, and those that are a keyword with a few expressions.

import type { Alias, Expr, ImportFrom, Stmt, TypeAlias, TypeParam } from "./ast.ts";
import { PatternParser } from "./parse_patterns.ts";
import { augmentedOperator, T } from "./tokens.ts";

export abstract class SimpleStatementParser extends PatternParser {
  protected simpleStatements(body: Stmt[]): void {
    do {
      body.push(this.simpleStatement());
    } while (this.accept(T.Semicolon) && !this.at(T.Newline));
    this.expect(T.Newline);
  }

  protected simpleStatement(): Stmt {
    const first = this.pos;
    switch (this.kinds[first]) {
      case T.Return: {
        this.pos++;
        const value = this.beginsStarExpression(this.peek()) ? this.starExpressions() : null;
        return { kind: "Return", value, ...this.located(first) };
      }
      case T.Import:
        return this.importStatement();
      case T.From:
        return this.importFrom();
      case T.Raise:
        return this.raiseStatement();
      case T.Pass:
        this.pos++;
        return { kind: "Pass", ...this.located(first) };
      case T.Break:
        this.pos++;
        return { kind: "Break", ...this.located(first) };
      case T.Continue:
        this.pos++;
        return { kind: "Continue", ...this.located(first) };
      case T.Del:
        return this.deleteStatement();
      case T.Assert:
        return this.assertStatement();
      case T.Global:
        this.pos++;
        return { kind: "Global", names: this.nameList(), ...this.located(first) };
      case T.Nonlocal:
        this.pos++;
        return { kind: "Nonlocal", names: this.nameList(), ...this.located(first) };
      case T.Name:
        if (this.kinds[first + 1] === T.Name && this.atWord("type")) {
          return this.typeAlias();
        }
    }
    return this.expressionStatement();
  }

  /** An assignment of any kind, or an expression. */
  protected expressionStatement(): Stmt {
    const first = this.pos;
    const expr = this.annotatedRhs();
    const kind = this.kinds[this.pos];
    if (kind === T.Equal) {
      return this.assignment(first, expr);
    }
    if (kind === T.Colon) {
      return this.annotatedAssignment(first, expr);
    }
    const op = augmentedOperator[kind];
    if (op !== null) {
      if (!this.isSingleTarget(expr)) {
        this.fail();
      }
      this.pos++;
      const value = this.annotatedRhs();
      return { kind: "AugAssign", target: expr, op, value, ...this.located(first) };
    }
    return { kind: "Expr", value: expr, ...this.located(first) };
  }

  /** What may stand right of `=`: a yield, or expressions. */
  protected annotatedRhs(): Expr {
    return this.kinds[this.pos] === T.Yield ? this.yieldExpression() : this.starExpressions();
  }

  private assignment(first: number, target: Expr): Stmt {
    const targets: Expr[] = [];
    let value = target;
    while (this.at(T.Equal)) {
      if (!this.setContext(value, "Store")) {
        this.fail();
      }
      targets.push(value);
      this.pos++;
      value = this.annotatedRhs();
    }
    const comment = this.typeComment();
    return { kind: "Assign", targets, value, ...this.located(first), ...comment };
  }

  private annotatedAssignment(first: number, target: Expr): Stmt {
    if (!this.isSingleTarget(target)) {
      this.fail();
    }
    const simple = target.kind === "Name" && this.kinds[first] === T.Name;
    this.pos++;
    const annotation = this.expression();
    const value = this.accept(T.Equal) ? this.annotatedRhs() : null;
    return { kind: "AnnAssign", target, annotation, value, simple, ...this.located(first) };
  }

  /** A name, attribute or subscript; it becomes a target. */
  private isSingleTarget(expr: Expr): boolean {
    const single = expr.kind === "Name" || expr.kind === "Attribute" || expr.kind === "Subscript";
    return single && this.setContext(expr, "Store");
  }

  private typeAlias(): TypeAlias {
    const first = this.pos++;
    const name = this.name(this.pos++, "Store");
    const typeParams = this.typeParams();
    this.expect(T.Equal);
    const value = this.expression();
    return { kind: "TypeAlias", name, typeParams, value, ...this.located(first) };
  }

  private nameList(): string[] {
    const names = [this.expectName()];
    while (this.accept(T.Comma)) {
      names.push(this.expectName());
    }
    return names;
  }

  protected raiseStatement(): Stmt {
    const first = this.pos++;
    let exc: Expr | null = null;
    let cause: Expr | null = null;
    if (this.beginsExpression(this.peek())) {
      exc = this.expression();
      if (this.accept(T.From)) {
        cause = this.expression();
      }
    }
    return { kind: "Raise", exc, cause, ...this.located(first) };
  }

  protected deleteStatement(): Stmt {
    const first = this.pos++;
    const targets: Expr[] = [];
    do {
      if (targets.length > 0 && (this.at(T.Newline) || this.at(T.Semicolon))) {
        break;
      }
      const target = this.primary();
      if (!this.setContext(target, "Del")) {
        this.fail();
      }
      targets.push(target);
    } while (this.accept(T.Comma));
    if (!this.at(T.Newline) && !this.at(T.Semicolon)) {
      this.fail();
    }
    return { kind: "Delete", targets, ...this.located(first) };
  }

  protected assertStatement(): Stmt {
    const first = this.pos++;
    const test = this.expression();
    const msg = this.accept(T.Comma) ? this.expression() : null;
    return { kind: "Assert", test, msg, ...this.located(first) };
  }

  // ------------------------------------------------------------------------------------------------------- imports

  protected importStatement(): Stmt {
    const first = this.pos++;
    const names: Alias[] = [];
    do {
      const start = this.pos;
      const name = this.dottedNameText();
      names.push({ kind: "alias", name, asname: this.asName(), ...this.located(start) });
    } while (this.accept(T.Comma));
    return { kind: "Import", names, ...this.located(first) };
  }

  protected dottedNameText(): string {
    let name = this.expectName();
    while (this.accept(T.Dot)) {
      name += `.${this.expectName()}`;
    }
    return name;
  }

  protected asName(): string | null {
    return this.accept(T.As) ? this.expectName() : null;
  }

  protected importFrom(): ImportFrom {
    const first = this.pos++;
    let level = 0;
    for (; this.at(T.Dot) || this.at(T.Ellipsis); this.pos++) {
      level += this.at(T.Dot) ? 1 : 3;
    }
    const module = level > 0 && this.at(T.Import) ? null : this.dottedNameText();
    this.expect(T.Import);
    const names = this.importedNames();
    return { kind: "ImportFrom", module, names, level, ...this.located(first) };
  }

  protected importedNames(): Alias[] {
    const start = this.pos;
    if (this.accept(T.Star)) {
      return [{ kind: "alias", name: "*", asname: null, ...this.located(start) }];
    }
    const parenthesized = this.accept(T.LParen);
    const names: Alias[] = [];
    do {
      if (names.length > 0 && parenthesized && this.at(T.RParen)) {
        break;
      }
      if (names.length > 0 && this.at(T.Newline)) {
        this.complainHere("trailing comma not allowed without surrounding parentheses");
      }
      const at = this.pos;
      const name = this.expectName();
      names.push({ kind: "alias", name, asname: this.asName(), ...this.located(at) });
    } while (this.accept(T.Comma));
    if (parenthesized) {
      this.expect(T.RParen);
    }
    return names;
  }

  // ------------------------------------------------------------------------------------------------ type parameters

  /** `[T, *Ts, **P]`, when it is here (PEP 695, PEP 696). */
  protected typeParams(): TypeParam[] {
    const params: TypeParam[] = [];
    if (!this.accept(T.LBracket)) {
      return params;
    }
    if (this.at(T.RBracket)) {
      this.complainHere("Type parameter list cannot be empty");
    }
    do {
      if (params.length > 0 && this.at(T.RBracket)) {
        break;
      }
      params.push(this.typeParam());
    } while (this.accept(T.Comma));
    this.expect(T.RBracket);
    return params;
  }

  private typeParam(): TypeParam {
    const first = this.pos;
    if (this.accept(T.Star)) {
      const name = this.expectName();
      this.noBound("TypeVarTuple");
      let defaultValue: Expr | null = null;
      if (this.accept(T.Equal)) {
        defaultValue = this.at(T.Star) ? this.starred() : this.expression();
      }
      return { kind: "TypeVarTuple", name, defaultValue, ...this.located(first) };
    }
    if (this.accept(T.DoubleStar)) {
      const name = this.expectName();
      this.noBound("ParamSpec");
      const defaultValue = this.accept(T.Equal) ? this.expression() : null;
      return { kind: "ParamSpec", name, defaultValue, ...this.located(first) };
    }
    const name = this.expectName();
    const bound = this.accept(T.Colon) ? this.expression() : null;
    const defaultValue = this.accept(T.Equal) ? this.expression() : null;
    return { kind: "TypeVar", name, bound, defaultValue, ...this.located(first) };
  }

  private noBound(what: string): void {
    const colon = this.pos;
    if (this.accept(T.Colon)) {
      const bound = this.expression();
      const noun = bound.kind === "Tuple" ? "constraints" : "bound";
      this.complain(`cannot use ${noun} with ${what}`, colon, this.pos - 1);
    }
  }
}
