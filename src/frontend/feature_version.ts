// ast.parse(feature_version=...): refuses what Python had not yet in that minor version of 3, as far as CPython does.

import type * as ast from "./ast.ts";
import type { SourceText } from "./source.ts";
import { childrenOf } from "./walk_tree.ts";

/** The minor version that a node needs, and what messages call it; null: any. */
function needs(node: ast.Node, source: SourceText): [number, string] | null {
  switch (node.kind) {
    case "AnnAssign":
      return [6, "Variable annotation syntax is"];
    case "AsyncFunctionDef":
      return node.typeParams.length > 0 ? typeParameters : [5, "Async functions are"];
    case "AsyncFor":
      return [5, "Async for loops are"];
    case "AsyncWith":
      return [5, "Async with statements are"];
    case "Await":
      return [5, "Await expressions are"];
    case "comprehension":
      return node.isAsync ? [6, "Async comprehensions are"] : null;
    case "NamedExpr":
      return [8, "Assignment expressions are"];
    case "arguments":
      return node.posonlyargs.length > 0 ? [8, "Positional-only parameters are"] : null;
    case "BinOp":
    case "AugAssign":
      return node.op === "MatMult" ? [5, "The '@' operator is"] : null;
    case "TryStar":
      return [11, "Exception groups are"];
    case "ExceptHandler":
      return node.type?.kind === "Tuple" && textOf(node.type, source)[0] !== "("
        ? [14, "except expressions without parentheses are"]
        : null;
    case "Match":
      return [10, "Pattern matching is"];
    case "TypeAlias":
      return [12, "Type statement is"];
    case "FunctionDef":
    case "ClassDef":
      return node.typeParams.length > 0 ? typeParameters : null;
    case "TypeVar":
    case "ParamSpec":
    case "TypeVarTuple":
      return node.defaultValue !== null ? [13, "Type parameter defaults are"] : null;
    case "TemplateStr":
      return [14, "t-strings are"];
    case "Constant": {
      const { type } = node.value;
      const isNumber = type === "int" || type === "float" || type === "complex";
      return isNumber && textOf(node, source).includes("_") ? [6, "Underscores in numeric literals are"] : null;
    }
    default:
      return null;
  }
}
const typeParameters: [number, string] = [12, "Type parameter lists are"];

function textOf({ lineno, colOffset, endLineno, endColOffset }: ast.Located, source: SourceText): string {
  const line = Buffer.from(source.lineText(lineno));
  return line.subarray(colOffset, endLineno === lineno ? endColOffset : line.length).toString();
}

/** Throws PythonSyntaxError for the first construct that is too new. */
export function checkFeatures(tree: ast.Node, source: SourceText, minor: number): void {
  // CPython checks when a construct has been read, so inner ones come first, and errors point behind it
  const check = (node: ast.Node, place: ast.Located): void => {
    const here = "colOffset" in node ? node : place;
    for (const child of childrenOf(node)) {
      check(child, here);
    }
    const need = needs(node, source);
    if (need !== null && minor < need[0]) {
      const end = { ...here, lineno: here.endLineno, colOffset: here.endColOffset };
      throw source.errorAt(`${need[1]} only supported in Python 3.${need[0]} and greater`, end);
    }
  };
  check(tree, { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 });
}
