// Whether a program awaits something outside of its functions and classes, which compile() may allow (PyCF_ALLOW_TOP_LEVEL_AWAIT).

import type * as ast from "./ast.ts";
import { childrenOf } from "./walk_tree.ts";

export function awaitsItself(tree: ast.Program): boolean {
  const waiting: ast.Node[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    switch (node.kind) {
      case "Await":
      case "AsyncFor":
      case "AsyncWith":
        return true;
      case "comprehension":
        if (node.isAsync) {
          return true;
        }
        break;
      default:
    }
    waiting.push(...ownChildren(node));
  }
  return false;
}

/** The children that are evaluated where the node stands: not the bodies of functions and classes. */
function ownChildren(node: ast.Node): Iterable<ast.Node> {
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      return [...node.decoratorList, ...defaults(node.args)];
    case "ClassDef":
      return [...node.decoratorList, ...node.bases, ...node.keywords];
    case "Lambda":
      return defaults(node.args);
    case "GeneratorExp":
      return [node.generators[0]!.iter];
    default:
      return childrenOf(node);
  }
}

function defaults({ defaults, kwDefaults }: ast.Arguments): ast.Expr[] {
  return [...defaults, ...kwDefaults.filter((value) => value !== null)];
}
