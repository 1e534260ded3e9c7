// The ground of the typed tree's construction (tree-names, tree-calls, tree-intrinsics, tree-expressions, tree-statements stand on it, in
// this order).

import ts from "typescript";
import {
  FLOAT,
  type FunctionRType,
  isRef,
  type RType,
  type Substitution,
  substitute,
  typeName,
  VOID,
} from "./rtypes.ts";
import { type Diagnostic, RuleError, type RuleId } from "./rules.ts";
import type { FunctionNode, FunctionSource, Sources } from "./sources.ts";
import type { Expr, Local } from "./tree.ts";

const K = ts.SyntaxKind;

/** What all parts of the tree's construction need: errors, types, temporaries, conversions. */
export abstract class TreeBase {
  readonly errors: Diagnostic[] = [];
  protected readonly locals = new Map<ts.Symbol, Local>();
  readonly temps: Local[] = [];
  readonly captures = new Set<string>();
  protected self: Local | null = null;
  readonly sources: Sources;
  readonly source: FunctionSource;
  /** Bindings of type parameters, when the tree is made for a graph. */
  readonly substitution: Substitution;

  constructor(sources: Sources, source: FunctionSource, substitution: Substitution) {
    this.sources = sources;
    this.source = source;
    this.substitution = substitution;
  }

  /** An expression; `expected` only helps literals and type arguments. */
  abstract expression(node: ts.Expression, expected?: RType): Expr;

  // --- errors and types

  protected report(error: RuleError): void {
    const at = this.sources.position(error.node ?? this.source.node);
    this.errors.push({ ...at, rule: error.rule, message: error.message });
  }
  protected fail(rule: RuleId, node: ts.Node, found?: string): never {
    const text = node.getText();
    throw new RuleError(
      rule,
      node,
      found ?? (text.length > 60 ? `${text.slice(0, 57).replaceAll(/\s+/g, " ")}...` : text),
    );
  }
  resolve(type: ts.Type, node: ts.Node): RType {
    return substitute(this.sources.resolve(type, node), this.substitution);
  }
  protected typeNode(node: ts.TypeNode): RType {
    return this.resolve(this.sources.checker.getTypeFromTypeNode(node), node);
  }
  /** What tsc knows of a reference here, when that is a narrower class than declared: then a cast. */
  protected narrow(expr: Expr): Expr {
    const declared = expr.type;
    if (declared.k !== "class" && declared.k !== "object" && declared.k !== "var") return expr;
    const type = this.sources.tryResolve(this.sources.checker.getTypeAtLocation(expr.node));
    if (type?.k !== "class" && type?.k !== "array" && type?.k !== "string") return expr;
    const here = substitute(type, this.substitution);
    if (
      declared.k === "class" &&
      !(here.k === "class" && here.cls !== declared.cls && here.cls.isSubclassOf(declared.cls))
    )
      return expr;
    if (declared.k === "var") return expr;
    return { k: "cast", a: expr, checked: false, type: here, node: expr.node };
  }

  temp(type: RType): Local {
    const local: Local = { name: `__t${this.temps.length}`, type, temp: true };
    this.temps.push(local);
    return local;
  }
  protected read(local: Local, node: ts.Node): Expr {
    return { k: "local", local, type: local.type, node };
  }
  protected store(local: Local, value: Expr): Expr {
    return { k: "assign", place: { k: "local", local }, value, type: local.type, node: value.node };
  }

  /** The expression as a value of the target type; the only conversions are of literals. */
  coerce(expr: Expr, target: RType): Expr {
    const from = expr.type;
    if (from === target || target.k === "void") return expr;
    if (target.k === "float" && from.k === "int") {
      if (expr.k === "const" && expr.literal) return { ...expr, type: FLOAT };
      if (expr.k === "cond")
        return { ...expr, a: this.coerce(expr.a, FLOAT), b: this.coerce(expr.b, FLOAT), type: FLOAT };
      this.fail("mixed-numbers", expr.node);
    }
    if (target.k === "int" && from.k === "float") this.fail("mixed-numbers", expr.node);
    if (from.k === "null") {
      if (isRef(target) || target.k === "fn" || target.k === "var") return { ...expr, type: target };
      this.fail("no-union", expr.node, `null where ${typeName(target)} is needed`);
    }
    if (from.k === "never" || target.k === "never") return expr;
    const numeric = (t: RType): boolean => t.k === "int" || t.k === "float" || t.k === "bool";
    if (numeric(target) && from.k !== target.k && from.k !== "var")
      this.fail("not-supported", expr.node, `${typeName(from)} where ${typeName(target)} is needed`);
    if (target.k === "fn" && from.k === "fn" && !this.sameSignature(from, target))
      this.fail("override-signature", expr.node, `${typeName(from)} where ${typeName(target)} is needed`);
    return expr;
  }
  protected sameSignature(a: FunctionRType, b: FunctionRType): boolean {
    const shape = (t: RType): string => (isRef(t) || t.k === "var" ? "r" : t.k);
    return (
      a.params.length === b.params.length &&
      a.params.every((p, i) => shape(p) === shape(b.params[i]!)) &&
      (shape(a.result) === shape(b.result) || a.result.k === "never")
    );
  }

  /** The declared parameter and result types of a function, in terms of its type parameters (also when it is this function). */
  signatureOf(node: FunctionNode): FunctionRType {
    const { checker } = this.sources;
    return {
      k: "fn",
      params: node.parameters.map((p) => this.parameterType(p)),
      result: ts.isConstructorDeclaration(node) ? VOID : this.resultType(node, checker),
    };
  }
  parameterType(p: ts.ParameterDeclaration): RType {
    if (p.dotDotDotToken || !ts.isIdentifier(p.name)) this.fail("no-spread", p);
    if (p.questionToken) this.fail("no-optional", p);
    if (ts.isParameterPropertyDeclaration(p, p.parent)) this.fail("no-parameter-property", p);
    if (!p.type && p.initializer) {
      const literal = this.sources.numberLiteral(p.initializer);
      if (literal) return literal;
    }
    // the annotation, not the symbol's type: a parameter with a default has `undefined` in it outside
    const { checker } = this.sources;
    return this.sources.resolve(p.type ? checker.getTypeFromTypeNode(p.type) : checker.getTypeAtLocation(p), p);
  }
  protected resultType(node: FunctionNode, checker: ts.TypeChecker): RType {
    if (node.asteriskToken || this.sources.hasModifier(node, K.AsyncKeyword)) this.fail("no-generator", node);
    if (node.type) return this.sources.resolve(checker.getTypeFromTypeNode(node.type), node.type);
    const signature = checker.getSignatureFromDeclaration(node)!;
    const type = checker.getReturnTypeOfSignature(signature);
    if (type.flags & ts.TypeFlags.NumberLike && !type.getProperty("__kind")) {
      const contextual =
        ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? checker.getContextualType(node) : undefined;
      const outer = contextual?.getCallSignatures()[0]?.getReturnType();
      if (!outer) this.fail("number-kind", node, `the result of ${this.sources.functionOf(node).name}`);
      return this.sources.resolve(outer, node);
    }
    return this.sources.resolve(type, node);
  }
}
