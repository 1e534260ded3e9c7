// What errors call an expression, and which part of a target cannot be assigned to or deleted.

import type { Expr } from "./ast.ts";

/** Who wants the target: an assignment (or `with`), a `for`, or `del`. */
export type TargetUse = "assign" | "for" | "delete";

const names: Readonly<Record<Exclude<Expr["kind"], "Constant">, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  YieldFrom: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  FormattedValue: "f-string expression",
  TemplateStr: "t-string expression",
  Interpolation: "t-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
  Slice: "slice",
};

/** What an error calls an expression: "function call", "literal". */
export function exprName(expr: Expr): string {
  if (expr.kind !== "Constant") {
    return names[expr.kind];
  }
  switch (expr.value.type) {
    case "NoneType":
      return "None";
    case "bool":
      return expr.value.value ? "True" : "False";
    case "ellipsis":
      return "ellipsis";
    default:
      return "literal";
  }
}

/** The first part of `expr` that cannot be a target, or null. */
export function invalidTarget(expr: Expr, use: TargetUse): Expr | null {
  switch (expr.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return null;
    case "List":
    case "Tuple":
      for (const elt of expr.elts) {
        const invalid = invalidTarget(elt, use);
        if (invalid !== null) {
          return invalid;
        }
      }
      return null;
    case "Starred":
      return use === "delete" ? expr : invalidTarget(expr.value, use);
    case "Compare":
      // `for x in y` looks like a comparison; then its left side is the target.
      if (use === "for") {
        return expr.ops[0] === "In" ? invalidTarget(expr.left, use) : null;
      }
      return expr;
    default:
      return expr;
  }
}
