// Calls of functions of src/rts: what cannot be said by their types is checked here.

import ts from "typescript";
import { INTRINSICS } from "./intrinsics.ts";
import { BOOL, INT, NEVER, type RType, VOID } from "./rtypes.ts";
import type { FunctionNode, FunctionSource } from "./sources.ts";
import type { Expr } from "./tree.ts";
import { CallBuilder } from "./tree-calls.ts";

const K = ts.SyntaxKind;

/** These take or answer things that no RType describes. */
const UNTYPED_PARAMETERS = new Set([
  "isConstant",
  "jitMergePoint",
  "identityHash",
  "gcWatch",
  "gcUnwatch",
  "gcNotify",

  "cast",
]);
/** Those of them that answer nothing. */
const OF_OBJECTS = new Set(["jitMergePoint", "gcWatch", "gcUnwatch", "gcNotify"]);
export abstract class IntrinsicBuilder extends CallBuilder {
  protected override intrinsic(node: ts.CallExpression, name: string, source: FunctionSource): Expr {
    const jsName = node.expression.getText();
    const make = (args: Expr[], type: RType): Expr => ({ k: "intrinsic", name, args, jsName, type, node });
    if (source.file.endsWith("/raw.ts") && !this.sources.usesRawMemory(this.source.node.getSourceFile()))
      this.fail("raw-memory", node);
    if (name === "newArray") {
      const type = node.typeArguments?.[0]
        ? this.typeNode(node.typeArguments[0])
        : this.resolve(this.sources.checker.getTypeAtLocation(node), node);
      const item = node.typeArguments?.[0] ? type : type.k === "array" ? type.item : this.fail("array-literal", node);
      if (item.k === "int" || item.k === "float" || item.k === "bool") this.fail("array-items", node);
      const length = this.coerce(this.expression(node.arguments[0]!), INT);
      return { k: "newArray", item, length, type: { k: "array", item }, node };
    }
    if (name === "cast") {
      const a = this.expression(node.arguments[0]!);
      return {
        k: "cast",
        a,
        checked: false,
        type: this.resolve(this.sources.checker.getTypeAtLocation(node), node),
        node,
      };
    }
    if (name === "gcNextDead" || name === "gcNextCleared")
      return make([], this.resolve(this.sources.checker.getTypeAtLocation(node), node));
    if (name === "jitEnter") return this.jitEnter(node, make);
    if (name === "unreachable") {
      const message = this.expression(node.arguments[0]!);
      if (message.k !== "str") this.fail("no-string-operation", node);
      return make([message], NEVER);
    }
    if (name === "overflowed") this.checkOverflowed(node);
    if (UNTYPED_PARAMETERS.has(name)) {
      const args = node.arguments.map((a) => this.expression(a));
      const type = OF_OBJECTS.has(name) ? VOID : name === "isConstant" ? BOOL : INT;
      if (name === "jitMergePoint") this.checkMergePoint(node, args);
      return make(args, type);
    }
    if (!INTRINSICS[name]) this.fail("intrinsic-unknown", node);
    const fn = source.node as FunctionNode;
    if (name === "promote" || name === "privateArray") {
      const args = node.arguments.map((a) => this.expression(a));
      return make(args, args[0]!.type);
    }
    if (name === "arrayCopy" || name === "arrayFill") return this.arrayOperation(node, name, make);
    const { params, result } = this.signatureOf(fn);
    return make(this.arguments(node, fn, params, new Map()), result);
  }

  protected arrayOperation(node: ts.CallExpression, name: string, make: (args: Expr[], type: RType) => Expr): Expr {
    const args = node.arguments.map((a) => this.expression(a));
    const array = args[0]!;
    if (array.type.k !== "array") this.fail("array-method", node);
    if (name === "arrayFill") args[1] = this.coerce(args[1]!, array.type.item);
    else if (args[2]!.type.k !== "array") this.fail("array-method", node);
    for (const [i, a] of args.entries())
      if (a.type.k === "float" && !(name === "arrayFill" && i === 1)) this.fail("mixed-numbers", a.node);
    return make(args, VOID);
  }

  protected jitEnter(node: ts.CallExpression, make: (args: Expr[], type: RType) => Expr): Expr {
    if (!ts.isReturnStatement(node.parent)) this.fail("jit-enter-returned", node);
    const [portal, ...rest] = node.arguments;
    const fn = portal && this.expression(portal);
    if (fn?.k !== "function" || !fn.fn.source.hints.portal)
      this.fail("jit-enter-returned", node, "jitEnter of what is no portal");
    const { params, result } = this.signatureOf(fn.fn.source.node as FunctionNode);
    if (rest.length !== params.length + 1) this.fail("merge-point-parameters", node);
    const cell = this.expression(rest[0]!);
    const args = rest.slice(1).map((a, i) => this.coerce(this.expression(a, params[i]), params[i]!));
    return make([fn, cell, ...args], result);
  }

  /** Stands where the overflow flag still is the operation's: its condition follows the statement that made it. */
  protected checkOverflowed(node: ts.CallExpression): void {
    let top: ts.Node = node;
    while (!ts.isStatement(top)) top = top.parent;
    const start =
      ts.isIfStatement(top) || ts.isReturnStatement(top)
        ? top.expression
        : ts.isVariableStatement(top)
          ? top.declarationList.declarations[0]?.initializer
          : undefined;
    const first = start ? this.evaluatedFirst(start) : null;
    const siblings =
      ts.isBlock(top.parent) || ts.isCaseClause(top.parent) || ts.isDefaultClause(top.parent)
        ? top.parent.statements
        : null;
    const before = siblings?.[siblings.indexOf(top as ts.Statement) - 1];
    if (first !== node || !before || !this.endsWithOverflow(before)) this.fail("overflowed-directly", node);
  }
  protected evaluatedFirst(node: ts.Expression): ts.Node {
    if (ts.isPrefixUnaryExpression(node) || ts.isParenthesizedExpression(node))
      return this.evaluatedFirst(ts.isParenthesizedExpression(node) ? node.expression : node.operand);
    if (ts.isBinaryExpression(node)) return this.evaluatedFirst(node.left);
    if (ts.isConditionalExpression(node)) return this.evaluatedFirst(node.condition);
    return node;
  }
  protected endsWithOverflow(node: ts.Statement): boolean {
    const isOvf = (e: ts.Expression | undefined): boolean =>
      !!e && ts.isCallExpression(e) && /^int\w+Ovf$/.test(e.expression.getText().split(".").at(-1)!);
    if (ts.isVariableStatement(node)) return isOvf(node.declarationList.declarations.at(-1)?.initializer);
    if (!ts.isExpressionStatement(node)) return false;
    const { expression } = node;
    return (
      ts.isBinaryExpression(expression) &&
      expression.operatorToken.kind === K.EqualsToken &&
      ts.isIdentifier(expression.left) &&
      isOvf(expression.right)
    );
  }

  protected checkMergePoint(node: ts.CallExpression, args: Expr[]): void {
    const fn = this.source.node as FunctionNode;
    if (!this.source.hints.portal) this.fail("merge-point-parameters", node, "jitMergePoint outside a portal");
    const names = fn.parameters.map((p) => p.name.getText());
    const given = args.map((a) =>
      a.k === "local" ? a.local.name : a.k === "cast" && a.a.k === "local" ? a.a.local.name : "?",
    );
    if (names.join() !== given.join()) this.fail("merge-point-parameters", node);
  }
}
