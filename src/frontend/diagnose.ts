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

import type { Expr, Stmt, WithItem } from "./ast.ts";
import { BracketDiagnoser } from "./diagnose_brackets.ts";
import { exprName } from "./invalid_target.ts";
import { augmentedOperator, T } from "./tokens.ts";

/** Statements whose colon CPython insists on whatever stands there instead. */
const colonIsForced = new Set(["'else' statement", "'try' statement", "'finally' statement", "function definition"]);

/** Parses what did not parse, to explain it; `diagnose` answers the error. */
export class DiagnosingParser extends BracketDiagnoser {
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
    const statement = this.pos;
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
      const first = this.pos;
      const target = this.annotatedRhs();
      this.expect(T.Equal);
      const yields = target.kind === "Yield" || target.kind === "YieldFrom";
      // in parentheses, behind other targets, it is an expression like others
      if (yields && (this.kinds[first] === T.Yield || first === statement)) {
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
      const range = this.rangeOf(this.pos);
      this.raise("Expected one or more names after 'import'", { ...range, endColumn: range.column });
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
      if (!this.at(T.Colon)) {
        this.fail();
      }
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
