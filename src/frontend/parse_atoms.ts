// The parser's layer for atoms: names, constants, and what stands in brackets; with comprehensions, and the targets that
// those assign to.

import {
  type Comprehension,
  type ConstantValue,
  type Expr,
  type ExprContext,
  ellipsisValue,
  falseValue,
  noneValue,
  trueValue,
} from "./ast.ts";
import { StringParser } from "./parse_strings.ts";
import { numberValue } from "./scan_number.ts";
import { expressionBeginners, T } from "./tokens.ts";

export abstract class AtomParser extends StringParser {
  // ------------------------------------------------------------------------------------------- rules of higher layers

  protected abstract expression(): Expr;
  protected abstract disjunction(): Expr;
  protected abstract binary(level: number): Expr;
  protected abstract primary(): Expr;
  protected abstract namedExpression(): Expr;
  protected abstract starNamedExpression(): Expr;
  protected abstract elementsRest(expr: Expr): Expr[];

  protected beginsExpression(kind: number): boolean {
    return expressionBeginners[kind] === 1;
  }

  protected beginsStarExpression(kind: number): boolean {
    return expressionBeginners[kind] !== 0;
  }

  // --------------------------------------------------------------------------------------------------------- atoms

  protected atom(): Expr {
    const first = this.pos;
    switch (this.kinds[first]) {
      case T.Name:
        this.pos++;
        return this.name(first, "Load");
      case T.Number:
        return this.number();
      case T.String:
      case T.FStringStart:
      case T.TStringStart:
        return this.strings();
      case T.LParen:
        return this.parenthesized();
      case T.LBracket:
        return this.list();
      case T.LBrace:
        return this.braces();
      case T.None:
        return this.constant(noneValue);
      case T.True:
        return this.constant(trueValue);
      case T.False:
        return this.constant(falseValue);
      case T.Ellipsis:
        return this.constant(ellipsisValue);
      default:
        return this.fail();
    }
  }

  /** The Name of a token; the caller consumes it. */
  protected name(token: number, ctx: ExprContext): Expr {
    return {
      kind: "Name",
      id: this.nameOf(token),
      ctx,
      lineno: this.lines[token],
      colOffset: this.cols[token],
      endLineno: this.endLines[token],
      endColOffset: this.endCols[token],
    };
  }

  /** The current token as a Constant. */
  protected constant(value: ConstantValue): Expr {
    const token = this.pos++;
    return {
      kind: "Constant",
      value,
      prefix: null,
      lineno: this.lines[token],
      colOffset: this.cols[token],
      endLineno: this.endLines[token],
      endColOffset: this.endCols[token],
    };
  }

  protected number(): Expr {
    const token = this.pos;
    try {
      return this.constant(numberValue(this.tokens.textOf(token)));
    } catch (e) {
      throw e instanceof RangeError ? this.source.error(e.message, this.tokens.rangeOf(token)) : e;
    }
  }

  /** `(...)`: a group, a tuple or a generator expression. */
  protected parenthesized(): Expr {
    const first = this.pos++;
    if (this.accept(T.RParen)) {
      return { kind: "Tuple", elts: [], ctx: "Load", ...this.located(first) };
    }
    this.enter();
    if (this.at(T.Yield)) {
      const expr = this.yieldExpression();
      this.expect(T.RParen);
      this.depth--;
      return expr;
    }
    const expr = this.starNamedExpression();
    this.depth--;
    switch (this.kinds[this.pos]) {
      case T.RParen:
        if (expr.kind === "Starred") {
          this.fail();
        }
        this.pos++;
        return expr;
      case T.Comma: {
        const elts = this.elementsRest(expr);
        this.expect(T.RParen);
        return { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
      }
      default: {
        const generators = this.comprehensionOf(expr);
        this.expect(T.RParen);
        return { kind: "GeneratorExp", elt: expr, generators, ...this.located(first) };
      }
    }
  }

  protected list(): Expr {
    const first = this.pos++;
    if (this.accept(T.RBracket)) {
      return { kind: "List", elts: [], ctx: "Load", ...this.located(first) };
    }
    this.enter();
    const expr = this.starNamedExpression();
    this.depth--;
    if (this.at(T.For) || this.at(T.Async)) {
      const generators = this.comprehensionOf(expr);
      this.expect(T.RBracket);
      return { kind: "ListComp", elt: expr, generators, ...this.located(first) };
    }
    const elts = this.elementsRest(expr);
    this.expect(T.RBracket);
    return { kind: "List", elts, ctx: "Load", ...this.located(first) };
  }

  /** `{...}`: a dict, a set or a comprehension of either. */
  protected braces(): Expr {
    const first = this.pos++;
    if (this.accept(T.RBrace)) {
      return { kind: "Dict", keys: [], values: [], ...this.located(first) };
    }
    this.enter();
    if (this.at(T.DoubleStar)) {
      return this.dict(first, null);
    }
    const expr = this.starNamedExpression();
    if (this.at(T.Colon) && expr.kind !== "Starred" && !this.isNamed(first + 1)) {
      return this.dict(first, expr);
    }
    this.depth--;
    if (this.at(T.For) || this.at(T.Async)) {
      const generators = this.comprehensionOf(expr);
      this.expect(T.RBrace);
      return { kind: "SetComp", elt: expr, generators, ...this.located(first) };
    }
    const elts = this.elementsRest(expr);
    this.expect(T.RBrace);
    return { kind: "Set", elts, ...this.located(first) };
  }

  protected isNamed(token: number): boolean {
    return this.kinds[token] === T.Name && this.kinds[token + 1] === T.ColonEqual;
  }

  /** The rest of a dict: the current token is the first key's `:`, or `**` when `key` is null. */
  private dict(first: number, key: Expr | null): Expr {
    const keys: (Expr | null)[] = [];
    const values: Expr[] = [];
    for (;;) {
      if (key === null) {
        this.expect(T.DoubleStar);
        keys.push(null);
        values.push(this.binary(1));
      } else {
        this.expect(T.Colon);
        keys.push(key);
        values.push(this.expression());
        if (keys.length === 1 && (this.at(T.For) || this.at(T.Async))) {
          const generators = this.comprehensionClauses();
          this.expect(T.RBrace);
          this.depth--;
          return { kind: "DictComp", key, value: values[0]!, generators, ...this.located(first) };
        }
      }
      if (!this.accept(T.Comma) || this.at(T.RBrace)) {
        break;
      }
      key = this.at(T.DoubleStar) ? null : this.laterKey();
    }
    this.expect(T.RBrace);
    this.depth--;
    return { kind: "Dict", keys, values, ...this.located(first) };
  }

  /** A dict's key, not the first. */
  protected laterKey(): Expr {
    return this.expression();
  }

  // ------------------------------------------------------------------------------------------------ comprehensions

  /** The clauses behind an element, which must not be starred. */
  protected comprehensionOf(element: Expr): Comprehension[] {
    if (!this.at(T.For) && !this.at(T.Async)) {
      this.fail();
    }
    if (element.kind === "Starred") {
      this.complainAt("iterable unpacking cannot be used in comprehension", element);
    }
    return this.comprehensionClauses();
  }

  /** One or more `[async] for targets in iter [if test]*`. */
  protected comprehensionClauses(): Comprehension[] {
    const generators: Comprehension[] = [];
    do {
      const isAsync = this.accept(T.Async);
      this.expect(T.For);
      const target = this.comprehensionTarget();
      this.expect(T.In);
      const iter = this.disjunction();
      const ifs: Expr[] = [];
      while (this.accept(T.If)) {
        ifs.push(this.disjunction());
      }
      generators.push({ kind: "comprehension", target, iter, ifs, isAsync });
    } while (this.at(T.For) || (this.at(T.Async) && this.kinds[this.pos + 1] === T.For));
    return generators;
  }

  protected comprehensionTarget(): Expr {
    return this.starTargets();
  }

  // ------------------------------------------------------------------------------------------------------- targets

  /** What `for` assigns to, in Store context. */
  protected starTargets(): Expr {
    const first = this.pos;
    const target = this.starTarget();
    if (!this.at(T.Comma)) {
      return target;
    }
    const elts = [target];
    while (this.accept(T.Comma) && this.beginsStarExpression(this.peek())) {
      elts.push(this.starTarget());
    }
    return { kind: "Tuple", elts, ctx: "Store", ...this.located(first) };
  }

  /** One target, perhaps starred, in Store context. */
  protected starTarget(): Expr {
    const first = this.pos;
    if (this.accept(T.Star)) {
      const value = this.starTarget();
      if (value.kind === "Starred") {
        this.fail();
      }
      return { kind: "Starred", value, ctx: "Store", ...this.located(first) };
    }
    const target = this.primary();
    if (!this.setContext(target, "Store")) {
      this.fail();
    }
    return target;
  }

  /**
   * Turns an expression into what is assigned to (Store) or deleted (Del), with all its parts. Answers false when
   * it cannot be.
   */
  protected setContext(expr: Expr, ctx: ExprContext): boolean {
    switch (expr.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        expr.ctx = ctx;
        return true;
      case "Starred":
        expr.ctx = ctx;
        return ctx === "Store" && expr.value.kind !== "Starred" && this.setContext(expr.value, ctx);
      case "Tuple":
      case "List":
        expr.ctx = ctx;
        return expr.elts.every((elt) => this.setContext(elt, ctx));
      default:
        return false;
    }
  }
}
