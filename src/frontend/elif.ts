// `if ... elif ... elif ... else` is nested in the tree; here it is a list again, since such chains may be long.

import type * as ast from "./ast.ts";

/** The `if` and its `elif`s. An `if` alone in an `else` counts as one: it means the same. */
export function branchesOf(node: ast.If): ast.If[] {
  const branches = [node];
  for (let last = node; ; ) {
    const [only] = last.orelse;
    if (last.orelse.length !== 1 || only!.kind !== "If") {
      return branches;
    }
    branches.push(only);
    last = only;
  }
}

/** The last `else`'s body, or an empty one. */
export function elseOf(node: ast.If): ast.Stmt[] {
  return branchesOf(node).at(-1)!.orelse;
}
