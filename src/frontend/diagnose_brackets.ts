// The second pass over what stands in brackets (see diagnose.ts): groups, displays, comprehensions, arguments, parameters
// and the fields of f-strings.

import type { Expr, Keyword, Located } from "./ast.ts";
import { ExpressionDiagnoser, walrusMistake } from "./diagnose_expressions.ts";
import { T } from "./tokens.ts";

const startOf = ({ lineno, colOffset }: Located) => ({ lineno, colOffset });

export abstract class BracketDiagnoser extends ExpressionDiagnoser {
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
  protected override explainBareStar(): void {
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
  protected noneFits(explain: () => void): never {
    explain();
    return this.fail();
  }

  /** `[a, b for a, b in c]`. */
  protected explainComprehensionTarget(): void {
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

  protected explainDict(): void {
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

  protected explainPair(first: boolean): void {
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
      this.raise("':' expected after dictionary key", { line, column: column - 1, endLine: line, endColumn: 0 });
    }
    return key;
  }

  protected endOf(node: Located): { line: number; column: number } {
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
  protected target(explain: () => void): Expr {
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

  protected explainKeyword(first: number): void {
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

  protected explainUnpacking(kind: number): void {
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
  protected explainBareGenerator(first: number): void {
    const alone = this.kinds[first - 1] === T.LParen;
    if (this.isNamed(first)) {
      this.pos += 2;
    }
    this.expression();
    this.comprehensionClauses();
    if (this.at(T.Comma) && this.kinds[this.pos + 1] === T.Error) {
      this.pos++;
      this.fail();
    }
    if (!alone || this.at(T.Comma)) {
      this.complain("Generator expression must be parenthesized", first, this.pos - 1);
    }
  }

  protected override behindKeywords(): void {}

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
    if (isCall && this.at(T.Star)) {
      this.fits(() => {
        const starred = this.starred();
        this.comprehensionClauses();
        this.complainAt("iterable unpacking cannot be used in comprehension", starred);
      });
    }
    super.arguments(args, keywords, isCall);
    const last = args.at(-1);
    if (args.length > 1 && last?.kind === "Starred") {
      this.fits(() => {
        this.comprehensionClauses();
        const end = this.located(this.pos - 1);
        this.complainAt("Generator expression must be parenthesized", { ...end, ...startOf(last) });
      });
    }
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
}
