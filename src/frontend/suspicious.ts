// What is legal and hardly ever meant: the compiler's SyntaxWarnings. The symbol table's walk asks here at each node that may be one.

import type * as ast from "./ast.ts";

/** Names of types that an expression's form tells. */
const typeOfKind: Partial<Record<ast.Expr["kind"], string>> = {
  Tuple: "tuple",
  List: "list",
  ListComp: "list",
  Dict: "dict",
  DictComp: "dict",
  Set: "set",
  SetComp: "set",
  GeneratorExp: "generator",
  Lambda: "function",
  JoinedStr: "str",
  FormattedValue: "str",
  TemplateStr: "string.templatelib.Template",
  Interpolation: "string.templatelib.Interpolation",
};

/** The type of what an expression computes; null where its form does not tell. */
function typeOf(node: ast.Expr): string | null {
  return node.kind === "Constant" ? node.value.type : (typeOfKind[node.kind] ?? null);
}

const notSubscriptable = new Set([
  "NoneType",
  "ellipsis",
  "bool",
  "int",
  "float",
  "complex",
  "set",
  "frozenset",
  "generator",
  "function",
  "string.templatelib.Template",
  "string.templatelib.Interpolation",
]);
const sequences = new Set(["str", "bytes", "tuple", "list"]);
const indices = new Set(["int", "bool", "slice"]);

/** Whether identity says nothing about it: a number, a text, a tuple of constants. */
function isLiteral(node: ast.Expr): boolean {
  if (node.kind === "Tuple") return node.elts.every((item) => item.kind === "Constant" || isLiteral(item));
  if (node.kind !== "Constant") return false;
  const { type } = node.value;
  return type !== "NoneType" && type !== "bool" && type !== "ellipsis";
}

/** `x is 1` */
export function suspiciousCompare(node: ast.Compare): string | null {
  let left = node.left;
  for (const [i, right] of node.comparators.entries()) {
    const op = node.ops[i]!;
    if (op === "Is" || op === "IsNot") {
      const literal = isLiteral(left) ? left : isLiteral(right) ? right : null;
      if (literal !== null) {
        const [said, meant] = op === "Is" ? ["is", "=="] : ["is not", "!="];
        return `"${said}" with '${typeOf(literal)}' literal. Did you mean "${meant}"?`;
      }
    }
    left = right;
  }
  return null;
}

/** `[(1, 2) (3, 4)]`; the place is that of what is called. */
export function suspiciousCall(node: ast.Call): string | null {
  const type = node.func.kind === "Lambda" ? null : typeOf(node.func);
  return type === null ? null : `'${type}' object is not callable; perhaps you missed a comma?`;
}

/** `[[1, 2] [3, 4]]`; the place is that of what is subscripted. */
export function suspiciousSubscript(node: ast.Subscript): string | null {
  const type = node.ctx === "Load" ? typeOf(node.value) : null;
  if (type === null) return null;
  if (notSubscriptable.has(type)) return `'${type}' object is not subscriptable; perhaps you missed a comma?`;
  const index = sequences.has(type) ? typeOf(node.slice) : null;
  if (index === null || indices.has(index)) return null;
  return `${type} indices must be integers or slices, not ${index}; perhaps you missed a comma?`;
}

/** `assert (x, "message")` */
export function suspiciousAssert({ test }: ast.Assert): string | null {
  const filled = test.kind === "Tuple" && test.elts.length > 0;
  return filled ? "assertion is always true, perhaps remove parentheses?" : null;
}
