// Walks typed trees.

import type { Expr, Place, Stmt } from "./tree.ts";

/** Calls `visit` for every expression of a statement list, outermost first. */
export function eachExpression(body: readonly Stmt[], visit: (e: Expr) => void): void {
  const place = (p: Place): void => {
    if (p.k === "field") expr(p.object);
    else if (p.k === "item") {
      expr(p.array);
      expr(p.index);
    }
  };
  const expr = (e: Expr | null): void => {
    if (!e) return;
    visit(e);
    switch (e.k) {
      case "field":
        expr(e.object);
        return;
      case "item":
        expr(e.array);
        expr(e.index);
        return;
      case "length":
        expr(e.array);
        return;
      case "charCode":
        expr(e.text);
        expr(e.index);
        return;
      case "neg":
      case "not":
      case "cast":
      case "instanceof":
        expr(e.a);
        return;
      case "arith":
      case "bits":
      case "compare":
      case "logic":
        expr(e.a);
        expr(e.b);
        return;
      case "cond":
        expr(e.c);
        expr(e.a);
        expr(e.b);
        return;
      case "assign":
        place(e.place);
        expr(e.value);
        return;
      case "seq":
        e.exprs.forEach(expr);
        return;
      case "call":
        if (e.callee.k === "indirect") expr(e.callee.fn);
        e.args.forEach(expr);
        return;
      case "new":
      case "intrinsic":
        e.args.forEach(expr);
        return;
      case "newArray":
        expr(e.length);
        return;
    }
  };
  const stmt = (s: Stmt | null): void => {
    if (!s) return;
    switch (s.k) {
      case "let":
        expr(s.init);
        return;
      case "expr":
        expr(s.expr);
        return;
      case "if":
        expr(s.cond);
        stmt(s.yes);
        stmt(s.no);
        return;
      case "loop":
        s.init.forEach(stmt);
        expr(s.cond);
        expr(s.update);
        stmt(s.body);
        return;
      case "forOf":
        expr(s.array);
        stmt(s.body);
        return;
      case "switch":
        expr(s.value);
        for (const c of s.clauses) {
          c.tests.forEach(expr);
          c.body.forEach(stmt);
        }
        return;
      case "labeled":
        stmt(s.body);
        return;
      case "return":
        expr(s.value);
        return;
      case "throw":
        expr(s.value);
        return;
      case "try":
        stmt(s.body);
        stmt(s.handler);
        stmt(s.finalizer);
        return;
      case "block":
        s.body.forEach(stmt);
        return;
    }
  };
  body.forEach(stmt);
}
