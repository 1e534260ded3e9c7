// The parser's layer for blocks and compound statements, and the three kinds of whole sources.

import type {
  ExceptHandler,
  Expr,
  Expression,
  FunctionType,
  If,
  Interactive,
  Keyword,
  Match,
  MatchCase,
  Module,
  Stmt,
  WithItem,
} from "./ast.ts";
import { SimpleStatementParser } from "./parse_simple.ts";
import { T } from "./tokens.ts";

export class StatementParser extends SimpleStatementParser {
  // ------------------------------------------------------------------------------------------------- whole sources

  parseModule(): Module {
    const body = this.statements(T.End);
    const { typeIgnores } = this.tokens;
    return typeIgnores.length > 0 ? { kind: "Module", body, typeIgnores } : { kind: "Module", body };
  }

  /** One expression, perhaps a tuple, and nothing else. */
  parseExpression(): Expression {
    const first = this.pos;
    const expr = this.expression();
    const elts = [expr];
    const comma = this.at(T.Comma);
    while (this.accept(T.Comma) && this.beginsExpression(this.peek())) {
      elts.push(this.expression());
    }
    const body: Expr = comma ? { kind: "Tuple", elts, ctx: "Load", ...this.located(first) } : expr;
    while (this.accept(T.Newline)) {
      // Blank lines may follow.
    }
    this.expect(T.End);
    return { kind: "Expression", body };
  }

  /** One statement as typed at a prompt: a compound statement, or a line of simple ones. */
  parseInteractive(): Interactive {
    const body: Stmt[] = [];
    this.statement(body);
    const newline = this.pos - 1;
    const compound = "body" in body.at(-1)! || "cases" in body.at(-1)!;
    if (compound && newline === this.tokens.missingNewline) {
      // behind it one more line is wanted
      this.pos = newline;
      this.fail();
    }
    while (this.accept(T.Newline)) {
      // Blank lines may follow.
    }
    if (!this.at(T.End)) {
      if (compound) {
        // a prompt waits for an empty line behind a compound statement
        this.fail();
      }
      const { line, column, endColumn } = this.tokens.rangeOf(newline);
      throw this.source.error("multiple statements found while compiling a single statement", {
        ...{ line, column, endLine: line },
        endColumn: Math.max(endColumn, column + 1),
      });
    }
    return { kind: "Interactive", body };
  }

  /** `(int, *str, **bool) -> None`, what a type comment says of a function. */
  parseFunctionType(): FunctionType {
    const argtypes: Expr[] = [];
    this.expect(T.LParen);
    let stars = 0;
    if (!this.at(T.RParen)) {
      do {
        // one type behind `*`, one behind `**`, and then no more
        const star = this.at(T.Star) ? 1 : this.at(T.DoubleStar) ? 2 : 0;
        if (stars === 2 || (stars === 1 && star !== 2)) {
          this.fail();
        }
        if (star > 0) {
          stars = star;
          this.pos++;
        }
        argtypes.push(this.expression());
      } while (this.accept(T.Comma));
    }
    this.expect(T.RParen);
    this.expect(T.Arrow);
    const returns = this.expression();
    while (this.accept(T.Newline)) {
      // Blank lines may follow.
    }
    this.expect(T.End);
    return { kind: "FunctionType", argtypes, returns };
  }

  protected statements(end: number): Stmt[] {
    const body: Stmt[] = [];
    while (this.kinds[this.pos] !== end) {
      this.statement(body);
    }
    return body;
  }

  /** Parses a compound statement or a line of simple ones, and adds it to `body`. */
  protected statement(body: Stmt[]): void {
    switch (this.kinds[this.pos]) {
      case T.If:
        body.push(this.ifStatement());
        return;
      case T.Def:
        body.push(this.functionDef(this.pos, []));
        return;
      case T.At:
        body.push(this.decorated());
        return;
      case T.Class:
        body.push(this.classDef([]));
        return;
      case T.For:
        body.push(this.forStatement(this.pos));
        return;
      case T.While:
        body.push(this.whileStatement());
        return;
      case T.Try:
        body.push(this.tryStatement());
        return;
      case T.With:
        body.push(this.withStatement(this.pos));
        return;
      case T.Async:
        body.push(this.asyncStatement());
        return;
      case T.Name:
        if (this.atWord("match")) {
          const match = this.matchStatement();
          if (match !== null) {
            body.push(match);
            return;
          }
        }
    }
    this.simpleStatements(body);
  }

  // -------------------------------------------------------------------------------------------------------- blocks

  /**
   * `:` and what it governs: an indented block, or simple statements on the same line. `owner` names the statement for
   * messages, with the line of its token `keyword`.
   */
  protected block(owner: string, keyword: number): Stmt[] {
    this.blockColon(owner);
    return this.blockBody(owner, keyword);
  }

  /** What is behind the colon. */
  private blockBody(owner: string, keyword: number): Stmt[] {
    const body: Stmt[] = [];
    if (!this.accept(T.Newline)) {
      this.simpleStatements(body);
      return body;
    }
    if (!this.accept(T.Indent)) {
      this.missingBlock(owner, this.lines[keyword]);
    }
    this.enter();
    do {
      this.statement(body);
    } while (!this.at(T.Dedent));
    this.pos++;
    this.depth--;
    return body;
  }

  protected blockColon(_owner: string): void {
    this.expect(T.Colon);
  }

  protected missingBlock(_owner: string, _line: number): never {
    this.fail();
  }

  // ------------------------------------------------------------------------------------------- compound statements

  /** `elif`s are collected first and nested from the last to the first, so that long chains need no recursion. */
  private ifStatement(): If {
    const clauses: { first: number; test: Expr; body: Stmt[] }[] = [];
    let owner = "'if' statement";
    do {
      const first = this.pos++;
      const test = this.namedExpression();
      clauses.push({ first, test, body: this.block(owner, first) });
      owner = "'elif' statement";
    } while (this.at(T.Elif));
    let orelse = this.elseBlock();
    for (let i = clauses.length - 1; ; i--) {
      const { first, test, body } = clauses[i]!;
      const node: If = { kind: "If", test, body, orelse, ...this.lastLocated(first) };
      if (i === 0) {
        return node;
      }
      orelse = [node];
    }
  }

  /** A compound statement's position ends where its last line's last token does, not at the dedents behind it. */
  private lastLocated(first: number) {
    let last = this.pos - 1;
    while (this.kinds[last] === T.Dedent || this.kinds[last] === T.Newline) {
      last--;
    }
    return {
      lineno: this.lines[first],
      colOffset: this.cols[first],
      endLineno: this.endLines[last],
      endColOffset: this.endCols[last],
    };
  }

  protected elseBlock(): Stmt[] {
    const first = this.pos;
    return this.accept(T.Else) ? this.block("'else' statement", first) : [];
  }

  private whileStatement(): Stmt {
    const first = this.pos++;
    const test = this.namedExpression();
    const body = this.block("'while' statement", first);
    const orelse = this.elseBlock();
    return { kind: "While", test, body, orelse, ...this.lastLocated(first) };
  }

  /** The current token is `for`; the statement begins at `first`, which is an `async` before it. */
  private forStatement(first: number): Stmt {
    const keyword = this.pos++;
    const target = this.forTargets();
    this.expect(T.In);
    const iter = this.starExpressions();
    this.blockColon("'for' statement");
    const comment = this.typeComment();
    const body = this.blockBody("'for' statement", keyword);
    const orelse = this.elseBlock();
    const kind = first === keyword ? "For" : "AsyncFor";
    return { kind, target, iter, body, orelse, ...this.lastLocated(first), ...comment };
  }

  protected forTargets(): Expr {
    return this.starTargets();
  }

  private asyncStatement(): Stmt {
    const first = this.pos++;
    switch (this.peek()) {
      case T.Def:
        return this.functionDef(first, []);
      case T.For:
        return this.forStatement(first);
      case T.With:
        return this.withStatement(first);
      default:
        return this.fail();
    }
  }

  private withStatement(first: number): Stmt {
    const keyword = this.pos++;
    const items = (this.at(T.LParen) && this.attempt(() => this.parenthesizedItems())) || this.withItems(T.Colon);
    this.blockColon("'with' statement");
    const comment = this.typeComment();
    const body = this.blockBody("'with' statement", keyword);
    const kind = first === keyword ? "With" : "AsyncWith";
    return { kind, items, body, ...this.lastLocated(first), ...comment };
  }

  protected parenthesizedItems(): WithItem[] {
    this.pos++;
    const items = this.withItems(T.RParen);
    this.expect(T.RParen);
    if (!this.at(T.Colon)) {
      this.blockColon("'with' statement");
    }
    return items;
  }

  /** Items up to `close`, before which there may be a trailing comma if it is a parenthesis. */
  private withItems(close: number): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (items.length > 0 && close === T.RParen && this.at(close)) {
        break;
      }
      items.push(this.withItem(close));
    } while (this.accept(T.Comma));
    return items;
  }

  protected withItem(close: number): WithItem {
    const contextExpr = this.expression();
    let optionalVars: Expr | null = null;
    if (this.accept(T.As)) {
      optionalVars = this.starTarget();
      if (!this.at(T.Comma) && !this.at(close)) {
        this.fail();
      }
    }
    return { kind: "withitem", contextExpr, optionalVars };
  }

  private tryStatement(): Stmt {
    const first = this.pos++;
    const body = this.block("'try' statement", first);
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (this.at(T.Except)) {
      const isStar = this.kinds[this.pos + 1] === T.Star;
      if (handlers.length > 0 && isStar !== star) {
        const message = "cannot have both 'except' and 'except*' on the same 'try'";
        this.complain(message, this.pos, isStar ? this.pos + 1 : this.pos);
      }
      star = isStar;
      handlers.push(this.exceptHandler(star));
    }
    const orelse = handlers.length > 0 ? this.elseBlock() : [];
    let finalbody: Stmt[] = [];
    const keyword = this.pos;
    if (this.accept(T.Finally)) {
      finalbody = this.block("'finally' statement", keyword);
    } else if (handlers.length === 0) {
      this.complainHere("expected 'except' or 'finally' block");
    }
    return { kind: star ? "TryStar" : "Try", body, handlers, orelse, finalbody, ...this.lastLocated(first) };
  }

  private exceptHandler(star: boolean): ExceptHandler {
    const first = this.pos++;
    if (star) {
      this.pos++;
    }
    const { type, name } = this.exceptTypes(star);
    const body = this.block(star ? "'except*' statement" : "'except' statement", first);
    return { kind: "ExceptHandler", type, name, body, ...this.lastLocated(first) };
  }

  /** `E`, `E as name`, `A, B`, or nothing (without a star). */
  protected exceptTypes(star: boolean): { type: Expr | null; name: string | null } {
    if (!star && this.at(T.Colon)) {
      return { type: null, name: null };
    }
    const first = this.pos;
    let type = this.expression();
    if (!this.at(T.Comma)) {
      return { type, name: this.asName() };
    }
    const elts = [type];
    while (this.accept(T.Comma) && this.beginsExpression(this.peek())) {
      elts.push(this.expression());
    }
    type = { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
    return { type, name: null };
  }

  // ------------------------------------------------------------------------------------------------------- match

  /** The current token is the name `match`; null when the line is no match statement after all. */
  private matchStatement(): Match | null {
    const first = this.pos;
    if (!this.beginsStarExpression(this.kinds[first + 1])) {
      return null;
    }
    const subject = this.attempt(() => {
      this.pos++;
      const subject = this.matchSubject();
      this.matchHead(first);
      return subject;
    });
    if (subject === null) {
      return null;
    }
    const cases: MatchCase[] = [];
    do {
      cases.push(this.matchCase());
    } while (this.atWord("case"));
    this.expect(T.Dedent);
    return { kind: "Match", subject, cases, ...this.lastLocated(first) };
  }

  protected matchSubject(): Expr {
    const first = this.pos;
    const expr = this.starNamedExpression();
    if (!this.at(T.Comma)) {
      return expr.kind === "Starred" ? this.fail() : expr;
    }
    const elts = [expr];
    while (this.accept(T.Comma) && this.beginsStarExpression(this.peek())) {
      elts.push(this.starNamedExpression());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.located(first) };
  }

  /** From the `:` behind the subject to the first `case`. */
  protected matchHead(_first: number): void {
    this.expect(T.Colon);
    this.expect(T.Newline);
    this.expect(T.Indent);
    if (!this.atWord("case")) {
      this.fail();
    }
  }

  private matchCase(): MatchCase {
    const first = this.pos;
    if (!this.atWord("case")) {
      this.fail();
    }
    this.pos++;
    const pattern = this.patterns();
    const guard = this.accept(T.If) ? this.namedExpression() : null;
    const body = this.block("'case' statement", first);
    return { kind: "match_case", pattern, guard, body };
  }

  // ------------------------------------------------------------------------------------------ functions and classes

  private decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.accept(T.At)) {
      decorators.push(this.namedExpression());
      this.expect(T.Newline);
    }
    const first = this.pos;
    if (this.at(T.Class)) {
      return this.classDef(decorators);
    }
    this.accept(T.Async);
    return this.at(T.Def) ? this.functionDef(first, decorators) : this.fail();
  }

  /** The current token is `def`; the statement begins at `first`, which is an `async` before it. */
  protected functionDef(first: number, decoratorList: Expr[]): Stmt {
    const keyword = this.pos++;
    const name = this.expectName();
    const typeParams = this.typeParams();
    this.functionParen();
    const args = this.parameters(T.RParen);
    this.expect(T.RParen);
    const returns = this.returnAnnotation();
    this.blockColon("function definition");
    const comment = this.functionTypeComment();
    const body = this.blockBody("function definition", keyword);
    const kind = first === keyword ? "FunctionDef" : "AsyncFunctionDef";
    return { kind, name, args, body, decoratorList, returns, typeParams, ...this.lastLocated(first), ...comment };
  }

  /** On the line of the colon, or alone on the next one. */
  private functionTypeComment(): { typeComment?: string } {
    const { pos, kinds } = this;
    const isAlone = (at: number) =>
      kinds[at] === T.Newline &&
      kinds[at + 1] === T.TypeComment &&
      kinds[at + 2] === T.Newline &&
      kinds[at + 3] === T.Indent;
    if (isAlone(pos)) {
      this.pos++;
    } else if (this.at(T.TypeComment) && isAlone(pos + 1)) {
      this.complain("Cannot have two type comments on def", pos + 4);
    }
    return this.typeComment();
  }

  protected functionParen(): void {
    this.expect(T.LParen);
  }

  protected returnAnnotation(): Expr | null {
    return this.accept(T.Arrow) ? this.expression() : null;
  }

  private classDef(decoratorList: Expr[]): Stmt {
    const first = this.pos++;
    const name = this.expectName();
    const typeParams = this.typeParams();
    const bases: Expr[] = [];
    const keywords: Keyword[] = [];
    if (this.accept(T.LParen) && !this.accept(T.RParen)) {
      this.arguments(bases, keywords, false);
      this.expect(T.RParen);
    }
    const body = this.block("class definition", first);
    return { kind: "ClassDef", name, bases, keywords, body, decoratorList, typeParams, ...this.lastLocated(first) };
  }
}
