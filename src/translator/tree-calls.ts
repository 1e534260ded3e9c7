// Calls: functions, methods, constructors, function values; their signatures, arguments and type arguments.

import ts from "typescript";
import {
  type ClassRType,
  INT,
  intType,
  OBJECT,
  type RType,
  type Substitution,
  substitute,
  typeName,
  VOID,
} from "./rtypes.ts";
import { type FunctionNode, type FunctionSource, isTopLevel } from "./sources.ts";
import type { Expr, FunctionRef } from "./tree.ts";
import { NameBuilder } from "./tree-names.ts";

const K = ts.SyntaxKind;

export abstract class CallBuilder extends NameBuilder {
  /** A call of a function of src/rts. */
  protected abstract intrinsic(node: ts.CallExpression, name: string, source: FunctionSource): Expr;

  protected call(node: ts.CallExpression): Expr {
    if (node.questionDotToken) this.fail("no-optional", node);
    for (const a of node.arguments) if (ts.isSpreadElement(a)) this.fail("no-spread", a);
    let callee: ts.Expression = node.expression;
    while (ts.isParenthesizedExpression(callee) || ts.isNonNullExpression(callee)) callee = callee.expression;
    if (callee.kind === K.SuperKeyword) return this.superCall(node);
    const symbol = ts.isIdentifier(callee)
      ? this.sources.symbolAt(callee)
      : ts.isPropertyAccessExpression(callee)
        ? this.sources.symbolAt(callee.name)
        : undefined;
    const declaration = symbol?.valueDeclaration;
    if (declaration && symbol && !this.locals.has(symbol)) {
      const source = this.functionDeclaredBy(declaration);
      if (source && this.sources.isLibrary(declaration.getSourceFile()))
        return this.intrinsic(node, symbol.name, source);
      if (source && isTopLevel(declaration)) return this.callFunction(node, source);
    }
    if (ts.isPropertyAccessExpression(callee)) {
      if (callee.questionDotToken) this.fail("no-optional", callee);
      if (declaration && ts.isMethodDeclaration(declaration) && !declaration.getSourceFile().isDeclarationFile) {
        const source = this.sources.functionOf(declaration);
        if (source.isStatic) return this.callFunction(node, source);
        return this.callMethod(node, callee);
      }
      const special = this.builtinMethod(node, callee);
      if (special) return special;
    }
    const fn = this.expression(callee);
    if (fn.type.k !== "fn") this.fail("not-supported", node, `a call of ${typeName(fn.type)}`);
    const { params, result } = fn.type;
    if (params.length !== node.arguments.length)
      this.fail("not-supported", node, "a call through a function value with optional parameters");
    const args = node.arguments.map((a, i) => this.coerce(this.expression(a, params[i]), params[i]!));
    return { k: "call", callee: { k: "indirect", fn }, args, type: result, node };
  }

  protected builtinMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Expr | null {
    const name = callee.name.text;
    if (name === "bind" || name === "call" || name === "apply") this.fail("no-arguments", node);
    const type = this.sources.tryResolve(this.sources.checker.getTypeAtLocation(callee.expression));
    if (type?.k === "array") this.fail("array-method", node);
    if (type?.k !== "string") {
      if (!type && !this.globalPath(callee)) this.expression(callee.expression); // reports what is wrong with the object
      return null;
    }
    if (name !== "charCodeAt" || node.arguments.length !== 1) this.fail("no-string-operation", node);
    const text = this.expression(callee.expression);
    const index = this.coerce(this.expression(node.arguments[0]!), INT);
    return { k: "charCode", text, index, type: intType("u16"), node };
  }

  /** Arguments for declared parameters: coerced, defaults filled in. */
  protected arguments(
    node: ts.CallExpression | ts.NewExpression,
    fn: FunctionNode,
    params: readonly RType[],
    by: Substitution,
  ): Expr[] {
    const given = node.arguments ?? [];
    return fn.parameters.map((p, i) => {
      const type = substitute(params[i]!, by);
      const argument = given[i];
      if (argument) return this.coerce(this.expression(argument, type), type);
      if (!p.initializer) this.fail("no-optional", node, `no argument for ${p.name.getText()}`);
      const value = this.expression(p.initializer, type);
      if (value.k !== "const" && value.k !== "str" && value.k !== "global" && value.k !== "intrinsic")
        this.fail("not-supported", p, `the default of ${p.name.getText()} is not a constant`);
      return this.coerce(value, type);
    });
  }

  /** What the type parameters of a function stand for in a call. */
  protected infer(node: ts.CallExpression, fn: FunctionNode, params: readonly RType[]): Map<object, RType> {
    const bindings = new Map<object, RType>();
    const { checker } = this.sources;
    const variables = (fn.typeParameters ?? []).map((p) => checker.getSymbolAtLocation(p.name)!);
    if (variables.length === 0) return bindings;
    if (node.typeArguments) {
      variables.forEach((v, i) => {
        const argument = node.typeArguments![i];
        if (argument) bindings.set(v, this.typeNode(argument));
      });
      return bindings;
    }
    node.arguments.forEach((a, i) => {
      const param = params[i];
      if (!param || param.k === "int" || param.k === "float" || param.k === "bool") return;
      const saved = this.temps.length;
      const type = this.expression(a).type;
      this.temps.length = saved; // the argument is built again with its type known
      this.unify(param, type, bindings);
    });
    const signature = checker.getResolvedSignature(node);
    const known = signature && checker.getTypeArgumentsForResolvedSignature(signature);
    variables.forEach((v, i) => {
      if (bindings.has(v)) return;
      const type = known?.[i] && this.sources.tryResolve(known[i]!);
      bindings.set(v, type ? substitute(type, this.substitution) : OBJECT);
    });
    return bindings;
  }
  protected unify(param: RType, type: RType, bindings: Map<object, RType>): void {
    if (param.k === "var") {
      const before = bindings.get(param.symbol);
      if (type.k === "null" || type.k === "never") return;
      bindings.set(param.symbol, before ? (this.sources.join(before, type) ?? type) : type);
    } else if (param.k === "array" && type.k === "array") this.unify(param.item, type.item, bindings);
    else if (param.k === "class" && type.k === "class") {
      let from: ClassRType | null = type;
      while (from && from.cls !== param.cls) from = this.sources.baseOf(from);
      if (from) for (const [i, p] of param.args.entries()) this.unify(p, from.args[i]!, bindings);
    } else if (param.k === "fn" && type.k === "fn") {
      for (const [i, p] of param.params.entries()) if (type.params[i]) this.unify(p, type.params[i], bindings);
      this.unify(param.result, type.result, bindings);
    }
  }

  protected callFunction(node: ts.CallExpression, source: FunctionSource): Expr {
    const fn = source.node as FunctionNode;
    const { params, result } = this.signatureOf(fn);
    const by = this.infer(node, fn, params);
    const args = this.arguments(node, fn, params, by);
    const ref: FunctionRef = { source, typeArgs: source.typeParams.map((p) => by.get(p) ?? OBJECT) };
    return this.narrowCall({ k: "call", callee: { k: "function", fn: ref }, args, type: substitute(result, by), node });
  }
  protected narrowCall(expr: Expr): Expr {
    return expr;
  }

  protected callMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Expr {
    const name = callee.name.text;
    const exact = callee.expression.kind === K.SuperKeyword;
    let object: Expr;
    let cls: ClassRType;
    if (exact) {
      if (this.self?.type.k !== "class") this.fail("not-supported", node);
      object = this.read(this.self, callee.expression);
      cls = this.sources.baseOf(this.self.type) ?? this.fail("not-supported", node);
    } else {
      object = this.expression(callee.expression);
      cls = this.asClass(object.type, callee);
    }
    const found = this.sources.method(cls, name);
    if (!found) {
      const isUnion = this.sources.checker.getTypeAtLocation(callee.expression).isUnion();
      this.fail(isUnion ? "no-union" : "no-structural", node, `${name} is no method of ${cls.cls.name}`);
    }
    const fn = found.method.node as FunctionNode;
    const { params, result } = this.signatureOf(fn);
    const classBindings = this.sources.classSubstitution(found.owner);
    const bound = params.map((p) => substitute(p, classBindings));
    const by = new Map([...this.infer(node, fn, bound), ...classBindings]);
    const args = [object, ...this.arguments(node, fn, params, by)];
    const own = (fn.typeParameters ?? []).map(
      (p) => by.get(this.sources.checker.getSymbolAtLocation(p.name)!) ?? OBJECT,
    );
    return {
      k: "call",
      callee: { k: "method", cls: exact ? found.owner : cls, name, exact, typeArgs: own },
      args,
      type: substitute(result, by),
      node,
    };
  }

  protected superCall(node: ts.CallExpression): Expr {
    if (!this.source.isConstructor || this.self?.type.k !== "class") this.fail("not-supported", node);
    const base = this.sources.baseOf(this.self.type) ?? this.fail("not-supported", node);
    const args = [this.read(this.self, node), ...this.constructorArguments(node, base)];
    return { k: "call", callee: { k: "super", cls: base }, args, type: VOID, node };
  }

  /** The class in the chain whose constructor runs for `new cls(...)`. */
  constructorOf(cls: ClassRType): { owner: ClassRType; source: FunctionSource } | null {
    for (let c: ClassRType | null = cls; c; c = this.sources.baseOf(c))
      if (c.cls.construct) return { owner: c, source: c.cls.construct };
    return null;
  }
  protected constructorArguments(node: ts.CallExpression | ts.NewExpression, cls: ClassRType): Expr[] {
    for (let c: ClassRType | null = cls; c; c = this.sources.baseOf(c)) {
      const fn = c.cls.construct?.node;
      if (!fn || ts.isClassDeclaration(fn)) continue;
      const by = this.sources.classSubstitution(c);
      return this.arguments(node, fn as FunctionNode, this.signatureOf(fn as FunctionNode).params, by);
    }
    return [];
  }

  protected construct(node: ts.NewExpression): Expr {
    const symbol = this.sources.symbolAt(node.expression);
    const type = this.sources.checker.getTypeAtLocation(node);
    for (const a of node.arguments ?? []) if (ts.isSpreadElement(a)) this.fail("no-spread", a);
    if (symbol?.name === "Array") this.fail("array-literal", node);
    const resolved = this.resolve(type, node);
    if (resolved.k === "array") {
      if (node.arguments?.length !== 1) this.fail("array-literal", node);
      const length = this.expression(node.arguments[0]!);
      if (length.type.k !== "int") this.fail("array-literal", node);
      return { k: "newArray", item: resolved.item, length, type: resolved, node };
    }
    if (resolved.k !== "class") this.fail("no-host-object", node);
    if (!ts.isIdentifier(node.expression) && !ts.isPropertyAccessExpression(node.expression))
      this.fail("not-supported", node);
    return { k: "new", cls: resolved, args: this.constructorArguments(node, resolved), type: resolved, node };
  }
}
