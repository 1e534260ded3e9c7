// The parser's layer for the patterns of `match` (PEP 634).

import type { ConstantValue, Expr, MatchClass, MatchMapping, Pattern } from "./ast.ts";
import { falseValue, noneValue, trueValue } from "./ast.ts";
import { ExpressionParser } from "./parse_expressions.ts";
import { T } from "./tokens.ts";

const singletons: Readonly<Record<number, ConstantValue>> = {
  [T.None]: noneValue,
  [T.True]: trueValue,
  [T.False]: falseValue,
};

export abstract class PatternParser extends ExpressionParser {
  /** What stands behind `case`: a pattern, or several with commas, which match a sequence. */
  protected patterns(): Pattern {
    const first = this.pos;
    const pattern = this.maybeStarPattern();
    if (!this.at(T.Comma)) {
      if (pattern.kind === "MatchStar") {
        this.fail();
      }
      return pattern;
    }
    const patterns = this.patternsRest(pattern, T.Colon);
    return { kind: "MatchSequence", patterns, ...this.located(first) };
  }

  /** Patterns behind commas; `close` or a guard may follow the last comma. */
  private patternsRest(pattern: Pattern, close: number): Pattern[] {
    const patterns = [pattern];
    while (this.accept(T.Comma) && !this.at(close) && !this.at(T.If)) {
      patterns.push(this.maybeStarPattern());
    }
    return patterns;
  }

  private maybeStarPattern(): Pattern {
    const first = this.pos;
    if (!this.accept(T.Star)) {
      return this.pattern();
    }
    const name = this.expectName();
    return { kind: "MatchStar", name: name === "_" ? null : name, ...this.located(first) };
  }

  protected pattern(): Pattern {
    const first = this.pos;
    this.enter();
    const pattern = this.orPattern();
    this.depth--;
    if (!this.accept(T.As)) {
      return pattern;
    }
    const name = this.asTarget();
    return { kind: "MatchAs", pattern, name, ...this.located(first) };
  }

  /** The name behind `as`, which must be a name and not `_`. */
  protected asTarget(): string {
    if (this.atWord("_")) {
      this.complainHere("cannot use '_' as a target");
    }
    const name = this.expectName();
    if (this.at(T.Dot) || this.at(T.LParen) || this.at(T.Equal)) {
      this.fail();
    }
    return name;
  }

  private orPattern(): Pattern {
    const first = this.pos;
    const pattern = this.closedPattern();
    if (!this.at(T.VBar)) {
      return pattern;
    }
    const patterns = [pattern];
    while (this.accept(T.VBar)) {
      patterns.push(this.closedPattern());
    }
    return { kind: "MatchOr", patterns, ...this.located(first) };
  }

  private closedPattern(): Pattern {
    const first = this.pos;
    const kind = this.peek();
    switch (kind) {
      case T.Name:
        return this.namePattern();
      case T.Number:
      case T.Minus: {
        const value = this.signedNumber();
        return { kind: "MatchValue", value, ...this.located(first) };
      }
      case T.String:
      case T.FStringStart:
      case T.TStringStart: {
        const value = this.strings();
        return { kind: "MatchValue", value, ...this.located(first) };
      }
      case T.None:
      case T.True:
      case T.False:
        this.pos++;
        return { kind: "MatchSingleton", value: singletons[kind]!, ...this.located(first) };
      case T.LParen:
        return this.parenthesizedPattern();
      case T.LBracket: {
        this.pos++;
        const patterns = this.at(T.RBracket) ? [] : this.patternsRest(this.maybeStarPattern(), T.RBracket);
        this.expect(T.RBracket);
        return { kind: "MatchSequence", patterns, ...this.located(first) };
      }
      case T.LBrace:
        return this.mappingPattern();
      default:
        return this.fail();
    }
  }

  /** A group, or a sequence: `()`, `(p,)`, `(p, q)`, `(*p,)`. */
  private parenthesizedPattern(): Pattern {
    const first = this.pos++;
    if (this.accept(T.RParen)) {
      return { kind: "MatchSequence", patterns: [], ...this.located(first) };
    }
    const pattern = this.maybeStarPattern();
    if (this.at(T.Comma)) {
      const patterns = this.patternsRest(pattern, T.RParen);
      this.expect(T.RParen);
      return { kind: "MatchSequence", patterns, ...this.located(first) };
    }
    if (pattern.kind === "MatchStar") {
      this.fail();
    }
    this.expect(T.RParen);
    return pattern;
  }

  /** A capture, the wildcard, a dotted name, or a class with its patterns. */
  private namePattern(): Pattern {
    const first = this.pos;
    const wildcard = this.atWord("_");
    const value = wildcard ? this.name(this.pos++, "Load") : this.dottedName();
    if (wildcard && (this.at(T.Dot) || this.at(T.LParen))) {
      this.fail();
    }
    if (this.at(T.LParen)) {
      return this.classPattern(first, value);
    }
    const where = this.located(first);
    if (value.kind === "Attribute") {
      return { kind: "MatchValue", value, ...where };
    }
    if (this.at(T.Equal)) {
      this.fail();
    }
    const name = this.nameOf(first);
    return { kind: "MatchAs", pattern: null, name: name === "_" ? null : name, ...where };
  }

  protected dottedName(): Expr {
    const first = this.pos;
    if (!this.at(T.Name)) {
      this.fail();
    }
    let value = this.name(this.pos++, "Load");
    while (this.accept(T.Dot)) {
      const attr = this.expectName();
      value = { kind: "Attribute", value, attr, ctx: "Load", ...this.located(first) };
    }
    return value;
  }

  private classPattern(first: number, cls: Expr): MatchClass {
    const patterns: Pattern[] = [];
    const kwdAttrs: string[] = [];
    const kwdPatterns: Pattern[] = [];
    this.expect(T.LParen);
    while (!this.at(T.RParen)) {
      if (this.at(T.Name) && this.kinds[this.pos + 1] === T.Equal) {
        kwdAttrs.push(this.nameOf(this.pos));
        this.pos += 2;
        kwdPatterns.push(this.pattern());
      } else {
        const start = this.pos;
        patterns.push(this.pattern());
        if (kwdAttrs.length > 0) {
          this.positionalAfterKeyword(start);
        }
      }
      if (!this.accept(T.Comma)) {
        break;
      }
    }
    this.expect(T.RParen);
    return { kind: "MatchClass", cls, patterns, kwdAttrs, kwdPatterns, ...this.located(first) };
  }

  protected positionalAfterKeyword(first: number): never {
    // all that stand here are told of
    while (
      this.attempt(() => {
        this.expect(T.Comma);
        return this.pattern();
      }) !== null
    );
    return this.complain("positional patterns follow keyword patterns", first, this.pos - 1);
  }

  private mappingPattern(): MatchMapping {
    const first = this.pos++;
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.at(T.RBrace)) {
      if (this.accept(T.DoubleStar)) {
        if (this.atWord("_")) {
          this.fail();
        }
        rest = this.expectName();
        this.accept(T.Comma);
        break;
      }
      keys.push(this.mappingKey());
      this.expect(T.Colon);
      patterns.push(this.pattern());
      if (!this.accept(T.Comma)) {
        break;
      }
    }
    this.expect(T.RBrace);
    return { kind: "MatchMapping", keys, patterns, rest, ...this.located(first) };
  }

  private mappingKey(): Expr {
    switch (this.peek()) {
      case T.Name: {
        const key = this.dottedName();
        return key.kind === "Attribute" ? key : this.fail();
      }
      case T.Number:
      case T.Minus:
        return this.signedNumber();
      case T.String:
      case T.FStringStart:
      case T.TStringStart:
        return this.strings();
      case T.None:
      case T.True:
      case T.False:
        return this.atom();
      default:
        return this.fail();
    }
  }

  /** `1`, `-1`, `1 + 2j`, `-1 - 2j`. */
  private signedNumber(): Expr {
    const first = this.pos;
    const left = this.maybeNegative();
    if (!this.at(T.Plus) && !this.at(T.Minus)) {
      return left;
    }
    const op = this.at(T.Plus) ? "Add" : "Sub";
    const number = left.kind === "UnaryOp" ? left.operand : left;
    if (number.kind === "Constant" && number.value.type === "complex") {
      this.complainAt("real number required in complex literal", number);
    }
    this.pos++;
    if (!this.at(T.Number)) {
      this.fail();
    }
    const right = this.number();
    if (right.kind !== "Constant" || right.value.type !== "complex") {
      this.complainAt("imaginary number required in complex literal", right);
    }
    return { kind: "BinOp", left, op, right, ...this.located(first) };
  }

  private maybeNegative(): Expr {
    const first = this.pos;
    const negative = this.accept(T.Minus);
    if (!this.at(T.Number)) {
      this.fail();
    }
    const operand = this.number();
    return negative ? { kind: "UnaryOp", op: "USub", operand, ...this.located(first) } : operand;
  }
}
