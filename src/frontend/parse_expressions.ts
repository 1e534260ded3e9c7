// The parser's layer for expressions: the operator levels, primaries, atoms, comprehensions, arguments and parameters.
//
// Nodes begin at the first token of their rule, which for `(a).b` is the parenthesis; so rules remember the token they
// began at, not the node. Assignment targets are parsed as the expressions they look like and turned by `store`.

import {
  type Arg,
  type Arguments,
  type Call,
  type CompareOperator,
  type Comprehension,
  type ConstantValue,
  type Expr,
  type ExprContext,
  ellipsisValue,
  falseValue,
  type Keyword,
  type Lambda,
  noneValue,
  trueValue,
} from "./ast.ts";
import { StringParser } from "./parse_strings.ts";
import { numberValue } from "./scan_number.ts";
import { binaryOperator, binaryPrecedence, compareOperator, kindCount, T, unaryOperator } from "./tokens.ts";

/** Kinds with which an expression can begin (1), or only a starred or yielded one (2). */
const beginners = new Uint8Array(kindCount);
for (const kind of [
  T.Name,
  T.Number,
  T.String,
  T.FStringStart,
  T.TStringStart,
  T.LParen,
  T.LBracket,
  T.LBrace,
  T.Ellipsis,
  T.Plus,
  T.Minus,
  T.Tilde,
  T.False,
  T.None,
  T.True,
  T.Await,
  T.Lambda,
  T.Not,
]) {
  beginners[kind] = 1;
}
beginners[T.Star] = 2;

export abstract class ExpressionParser extends StringParser {
  // ------------------------------------------------------------------------------------------- lists of expressions

  protected beginsExpression(kind: number): boolean {
    return beginners[kind] === 1;
  }

  protected beginsStarExpression(kind: number): boolean {
    return beginners[kind] !== 0;
  }

  /** `a`, `a, *b`, `a,`: a Tuple when there is a comma. */
  protected starExpressions(): Expr {
    const first = this.pos;
    const expr = this.starExpression();
    return this.at(T.Comma) ? this.tupleRest(first, expr) : expr;
  }

  protected tupleRest(first: number, expr: Expr): Expr {
    const elts = [expr];
    while (this.accept(T.Comma) && beginners[this.peek()] !== 0) {
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
  private elementsRest(expr: Expr): Expr[] {
    const elts = [expr];
    while (this.accept(T.Comma) && beginners[this.peek()] !== 0) {
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
    const value = beginners[this.peek()] !== 0 ? this.starExpressions() : null;
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
        if (unpackedKeywords) {
          this.complain("iterable argument unpacking follows keyword argument unpacking", first - 1, first);
        }
        this.pos++;
        const value = this.expression();
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

  /** A positional argument behind a keyword argument. */
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
  private constant(value: ConstantValue): Expr {
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
    while (this.accept(T.Comma) && beginners[this.peek()] !== 0) {
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

  // -------------------------------------------------------------------------------------------- lambda, parameters

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
        if (result.args.length === 0) {
          this.complain("at least one argument must precede /", first);
        }
        slash = true;
        result.posonlyargs = result.args;
        result.args = [];
        if (this.at(T.Star)) {
          this.complainHere("expected comma between / and *");
        }
      } else if (this.accept(T.Star)) {
        if (star) {
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
      if (!this.at(close)) {
        this.expect(T.Comma);
      }
    }
    return result;
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
      if (close === T.RParen && (this.at(close) || this.at(T.Comma))) {
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
    if (this.accept(T.Comma) && !this.at(close)) {
      this.complainHere("arguments cannot follow var-keyword argument");
    }
    if (!this.at(close)) {
      this.fail();
    }
  }
}
