// What CPython 3.14 does to a tree before it compiles it, for programs that ask for optimized trees: `__debug__` becomes a constant, `"..." % (...)`
// a formatted string where that means the same, numbers in patterns one constant; at level 2 doc strings go. (Our compiler does not need it: it
// folds on its way.) The tree is changed in place.

import type * as ast from "./ast.ts";
import { fold } from "./fold.ts";
import { changeChildren } from "./walk_tree.ts";

export function optimizeTree(tree: ast.Mod, level: number): ast.Mod {
  const change = (node: ast.Node): ast.Node => {
    changeChildren(node, change);
    return changed(node, level);
  };
  return change(tree) as ast.Mod;
}

function changed(node: ast.Node, level: number): ast.Node {
  switch (node.kind) {
    case "Module":
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
      if (level > 1) {
        node.body = withoutDoc(node.body);
      }
      return node;
    case "Name":
      if (node.id === "__debug__" && node.ctx === "Load") {
        return { ...placeOf(node), kind: "Constant", value: { type: "bool", value: level === 0 }, prefix: null };
      }
      return node;
    case "BinOp":
      return formatted(node) ?? node;
    case "MatchValue":
      node.value = numberConstant(node.value);
      return node;
    case "MatchMapping":
      node.keys = node.keys.map(numberConstant);
      return node;
    default:
      return node;
  }
}

function placeOf({ lineno, colOffset, endLineno, endColOffset }: ast.Located): ast.Located {
  return { lineno, colOffset, endLineno, endColOffset };
}

function withoutDoc(body: ast.Stmt[]): ast.Stmt[] {
  const [first, ...rest] = body;
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str") {
    return body;
  }
  const { lineno, colOffset } = first;
  const pass: ast.Pass = { kind: "Pass", lineno, colOffset, endLineno: lineno, endColOffset: colOffset + 4 };
  return rest.length === 0 ? [pass] : rest;
}

/** `-1` and `1+2j` of a pattern as one constant. */
function numberConstant(node: ast.Expr): ast.Expr {
  if (node.kind !== "UnaryOp" && node.kind !== "BinOp") {
    return node;
  }
  const value = fold(node);
  return value === null
    ? node
    : { ...placeOf(node), kind: "Constant", value: value as ast.ConstantValue, prefix: null };
}

/** `%`, flags, width, precision, conversion. */
const conversion = /%([-+ #0]*)(\d{0,2})(\.\d{0,2})?([sra])/y;
/** Of what no source has. */
const nowhere: ast.Located = { lineno: -1, colOffset: -1, endLineno: -1, endColOffset: -1 };
const text = (value: string): ast.Constant => ({
  ...nowhere,
  kind: "Constant",
  value: { type: "str", value },
  prefix: null,
});

/** The f-string that `"format" % (values)` means; null when it may mean something else. */
function formatted({ left, op, right, ...place }: ast.BinOp): ast.JoinedStr | null {
  if (op !== "Mod" || left.kind !== "Constant" || left.value.type !== "str" || right.kind !== "Tuple") {
    return null;
  }
  if (right.elts.some(({ kind }) => kind === "Starred")) {
    return null;
  }
  const format = left.value.value;
  const values: ast.Expr[] = [];
  let literal = "";
  let used = 0;
  for (let at = 0; at < format.length; ) {
    if (format[at] !== "%") {
      literal += format[at++];
      continue;
    }
    if (format[at + 1] === "%") {
      literal += "%";
      at += 2;
      continue;
    }
    conversion.lastIndex = at;
    const found = conversion.exec(format);
    const value = right.elts[used++];
    if (found === null || value === undefined) {
      return null;
    }
    if (literal !== "") {
      values.push(text(literal));
      literal = "";
    }
    const [whole, flags, width, precision, letter] = found;
    const spec = `${width !== "" && !flags!.includes("-") ? ">" : ""}${width}${precision ?? ""}`;
    values.push({
      ...placeOf(value),
      kind: "FormattedValue",
      value,
      conversion: letter!.charCodeAt(0),
      formatSpec: spec === "" ? null : text(spec),
    });
    at += whole.length;
  }
  if (literal !== "") {
    values.push(text(literal));
  }
  return used === right.elts.length ? { ...placeOf(place), kind: "JoinedStr", values } : null;
}
