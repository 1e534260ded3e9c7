// Parts of function definitions that the symbol table and the compiler must list in the same order.

import type * as ast from "./ast.ts";

/** Defaults are evaluated outside of a generic function's scope, and given to it as arguments. */
export function givenDefaults(args: ast.Arguments): string[] {
  const given: string[] = [];
  if (args.defaults.length > 0) {
    given.push(".defaults");
  }
  if (args.kwDefaults.some((value) => value !== null)) {
    given.push(".kwdefaults");
  }
  return given;
}

/** Parameters' names with their annotations, in the order of `__annotations__`; the result's as "return". */
export function annotatedParts(node: ast.FunctionDef | ast.AsyncFunctionDef): [string, ast.Expr][] {
  const { posonlyargs, args, vararg, kwonlyargs, kwarg } = node.args;
  const parts: [string, ast.Expr][] = [];
  for (const parameter of [...posonlyargs, ...args, vararg, ...kwonlyargs, kwarg]) {
    if (parameter?.annotation) {
      parts.push([parameter.arg, parameter.annotation]);
    }
  }
  if (node.returns !== null) {
    parts.push(["return", node.returns]);
  }
  return parts;
}
