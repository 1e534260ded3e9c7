// The parser's layer for parameters, of functions and of lambdas.

import type { Arg, Arguments, Expr } from "./ast.ts";
import { AtomParser } from "./parse_atoms.ts";
import { T } from "./tokens.ts";

export abstract class ParameterParser extends AtomParser {
  protected abstract starExpression(): Expr;

  /**
   * Parameters up to `close`, which is not consumed: `)` for a function, whose parameters may have annotations, or `:`
   * for a lambda.
   */
  protected parameters(close: number): Arguments {
    const result: Arguments = {
      kind: "arguments",
      posonlyargs: [],
      args: [],
      vararg: null,
      kwonlyargs: [],
      kwDefaults: [],
      kwarg: null,
      defaults: [],
    };
    let slash = false;
    let star = false;
    while (!this.at(close)) {
      const first = this.pos;
      if (this.accept(T.Slash)) {
        if (slash) {
          this.complain("/ may appear only once", first);
        }
        if (star) {
          this.complain("/ must be ahead of *", first);
        }
        if (result.args.length === 0 && this.at(T.Comma)) {
          this.complain("at least one argument must precede /", first);
        }
        if (result.args.length === 0) {
          this.pos = first;
          this.fail();
        }
        slash = true;
        result.posonlyargs = result.args;
        result.args = [];
        if (this.at(T.Star)) {
          this.complainHere("expected comma between / and *");
        }
      } else if (this.accept(T.Star)) {
        if (star) {
          if (!this.at(T.Name) && !this.at(T.Comma)) {
            this.pos = first;
            this.fail();
          }
          this.complain("* argument may appear only once", first);
        }
        star = true;
        this.varargs(first, close, result);
      } else if (this.accept(T.DoubleStar)) {
        this.kwargs(close, result);
        return result;
      } else if (this.at(T.Name)) {
        this.parameter(close, star, result);
      } else {
        this.strangeParameter(close);
      }
      const last = this.lastParameter(first, result);
      if (!this.at(close)) {
        if (this.at(T.TypeComment) && this.kinds[this.pos + 1] === close) {
          this.commentParameter(last);
          return result;
        }
        this.expect(T.Comma);
        this.commentParameter(last);
      }
    }
    return result;
  }

  /** The parameter that began at token `first`; null: it was `*` or `/`. */
  private lastParameter(first: number, { args, kwonlyargs, vararg }: Arguments): Arg | null {
    const kind = this.kinds[first];
    if (kind === T.Star) {
      return this.kinds[first + 1] === T.Name ? vararg : null;
    }
    return kind === T.Name ? (kwonlyargs.at(-1) ?? args.at(-1) ?? null) : null;
  }

  /** A parameter's type comment, behind the comma or before the parenthesis. */
  private commentParameter(parameter: Arg | null): void {
    if (this.at(T.TypeComment)) {
      if (parameter === null) {
        const bare = this.kinds[this.pos - 2] === T.Star;
        return bare ? this.complainHere("bare * has associated type comment") : this.fail();
      }
      Object.assign(parameter, this.typeComment());
    }
  }

  /** What stands where a parameter should, and is none. */
  protected strangeParameter(_close: number): never {
    this.fail();
  }

  private parameter(close: number, keywordOnly: boolean, result: Arguments): void {
    const first = this.pos;
    const arg = this.arg(close, false);
    let value: Expr | null = null;
    const equal = this.pos;
    if (this.accept(T.Equal)) {
      if (this.at(T.RParen) || this.at(T.Comma)) {
        this.complain("expected default value expression", equal);
      }
      value = this.expression();
    }
    if (keywordOnly) {
      result.kwonlyargs.push(arg);
      result.kwDefaults.push(value);
      return;
    }
    if (value !== null) {
      result.defaults.push(value);
    } else if (result.defaults.length > 0) {
      if (!this.at(close) && !this.at(T.Comma)) {
        this.fail();
      }
      this.complain("parameter without a default follows parameter with a default", first, this.pos - 1);
    }
    result.args.push(arg);
  }

  private arg(close: number, starAnnotation: boolean): Arg {
    const first = this.pos;
    const arg = this.expectName();
    let annotation: Expr | null = null;
    if (close === T.RParen && this.accept(T.Colon)) {
      annotation = starAnnotation ? this.starExpression() : this.expression();
    }
    return { kind: "arg", arg, annotation, ...this.located(first) };
  }

  private varargs(star: number, close: number, result: Arguments): void {
    const comma = this.at(T.Comma);
    const next = this.kinds[comma ? this.pos + 1 : this.pos];
    if (next === close || (comma && next === T.DoubleStar)) {
      // CPython points at the star of a function, but behind it in a lambda.
      this.complain("named arguments must follow bare *", close === T.RParen ? star : comma ? this.pos + 1 : this.pos);
    }
    if (comma) {
      return;
    }
    result.vararg = this.arg(close, true);
    if (this.at(T.Equal)) {
      this.complainHere("var-positional argument cannot have default value");
    }
  }

  private kwargs(close: number, result: Arguments): void {
    result.kwarg = this.arg(close, false);
    if (this.at(T.Equal)) {
      this.complainHere("var-keyword argument cannot have default value");
    }
    const comma = this.accept(T.Comma);
    this.commentParameter(result.kwarg);
    if (comma && !this.at(close)) {
      this.complainHere("arguments cannot follow var-keyword argument");
    }
    if (!this.at(close)) {
      this.fail();
    }
  }
}
