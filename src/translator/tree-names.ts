// Names: locals, captured variables, constants of the module level; fields and items.

import ts from "typescript";
import { COMPOUND } from "./operators.ts";
import { type ClassRType, FLOAT, INT, type RType, substitute, typeName } from "./rtypes.ts";
import { RuleError } from "./rules.ts";
import { type FunctionNode, type FunctionSource, isCapturable, isTopLevel, nameOf } from "./sources.ts";
import type { Expr, ExprOf, GlobalRef } from "./tree.ts";
import { TreeBase } from "./tree-base.ts";

const K = ts.SyntaxKind;

const isVariable = (node: ts.Node): node is ts.VariableDeclaration | ts.BindingElement =>
  ts.isVariableDeclaration(node) || ts.isBindingElement(node);

/** Names, properties and items. */
export abstract class NameBuilder extends TreeBase {
  protected identifier(node: ts.Identifier): Expr {
    const symbol = this.sources.symbolAt(node);
    if (node.text === "undefined") this.fail("no-optional", node);
    if (node.text === "arguments") this.fail("no-arguments", node);
    if (!symbol) this.fail("not-supported", node, `the name ${node.text}`);
    const local = this.locals.get(symbol);
    if (local) return this.narrow(this.read(local, node));
    return this.outer(symbol, node);
  }

  /** A name from outside the body: a module-level const or function, an intrinsic constant, or a captured variable. */
  protected outer(symbol: ts.Symbol, node: ts.Expression): Expr {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (!declaration) this.fail("not-supported", node);
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) {
      if (symbol.name === "NaN") return { k: "const", value: Number.NaN, type: FLOAT, node };
      if (symbol.name === "Infinity") return { k: "const", value: Number.POSITIVE_INFINITY, type: FLOAT, node };
      this.fail("not-supported", node, `${symbol.name} of JavaScript`);
    }
    if (
      this.sources.isLibrary(file) &&
      (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration))
    ) {
      if (symbol.name === "INT_MIN" || symbol.name === "INT_MAX" || symbol.name === "INT_BITS")
        return { k: "intrinsic", name: symbol.name, args: [], jsName: node.getText(), type: INT, node };
      const source = this.functionDeclaredBy(declaration);
      if (!source) this.fail("intrinsic-unknown", node);
    }
    if (!isTopLevel(declaration)) return this.captured(symbol, declaration, node);
    const source = this.functionDeclaredBy(declaration);
    if (source) {
      if (source.typeParams.length > 0)
        this.fail("not-supported", node, `the generic function ${source.name} as a value`);
      return { k: "function", fn: { source, typeArgs: [] }, type: this.signatureOf(source.node as FunctionNode), node };
    }
    const global = this.globalPath(node);
    if (!global) this.fail("not-supported", node);
    return this.narrow({ k: "global", global: global.ref, type: this.globalType(global), node });
  }

  /** The function that a const or function declaration names. */
  protected functionDeclaredBy(declaration: ts.Node): FunctionSource | null {
    if (ts.isFunctionDeclaration(declaration)) return declaration.body ? this.sources.functionOf(declaration) : null;
    if (!ts.isVariableDeclaration(declaration) || !this.isConst(declaration)) return null;
    const init = declaration.initializer;
    if (init && (ts.isArrowFunction(init) || ts.isFunctionExpression(init))) return this.sources.functionOf(init);
    return null;
  }
  protected isConst(declaration: ts.VariableDeclaration | ts.BindingElement): boolean {
    return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  }

  protected captured(symbol: ts.Symbol, declaration: ts.Declaration, node: ts.Expression): Expr {
    if (!isCapturable(declaration)) this.fail("not-supported", node);
    if (this.isReassigned(symbol, declaration)) this.fail("captured-constant", node);
    this.captures.add(symbol.name);
    let type: RType;
    const tsType = this.sources.checker.getTypeOfSymbol(symbol);
    const initializer = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    if (tsType.flags & ts.TypeFlags.NumberLike && initializer) type = this.sources.numberKindOfInitializer(initializer);
    else type = this.resolve(tsType, node);
    return this.narrow({ k: "captured", name: symbol.name, symbol, type, node });
  }

  protected readonly reassigned = new Map<ts.Symbol, boolean>();
  protected isReassigned(symbol: ts.Symbol, declaration: ts.Declaration): boolean {
    if (isVariable(declaration) && this.isConst(declaration)) return false;
    const known = this.reassigned.get(symbol);
    if (known !== undefined) return known;
    let scope: ts.Node = declaration.parent;
    while (!ts.isFunctionLike(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
    let found = false;
    const visit = (n: ts.Node): void => {
      const target =
        ts.isBinaryExpression(n) && (n.operatorToken.kind === K.EqualsToken || COMPOUND[n.operatorToken.kind])
          ? n.left
          : (ts.isPrefixUnaryExpression(n) || ts.isPostfixUnaryExpression(n)) &&
              (n.operator === K.PlusPlusToken || n.operator === K.MinusMinusToken)
            ? n.operand
            : null;
      if (target && ts.isIdentifier(target) && this.sources.symbolAt(target) === symbol) found = true;
      if (!found) ts.forEachChild(n, visit);
    };
    visit(scope);
    this.reassigned.set(symbol, found);
    return found;
  }

  // --- module-level constants

  /** A const of a module, a static field, or constant properties from them on where the object has no RType. */
  protected globalPath(node: ts.Expression): { ref: GlobalRef; symbol: ts.Symbol; node: ts.Expression } | null {
    const { sources } = this;
    if (ts.isParenthesizedExpression(node)) return this.globalPath(node.expression);
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return null;
    const symbol = sources.symbolAt(ts.isIdentifier(node) ? node : node.name);
    if (!symbol) return null;
    const declaration = symbol.valueDeclaration;
    if (declaration && isVariable(declaration) && isTopLevel(declaration)) {
      const file = declaration.getSourceFile();
      if (file.isDeclarationFile) return null;
      if (!this.isConst(declaration)) this.fail("no-module-let", node);
      return { ref: { file: sources.relative(file), name: symbol.name, path: [] }, symbol, node };
    }
    if (!ts.isPropertyAccessExpression(node)) return null;
    if (declaration && ts.isPropertyDeclaration(declaration) && sources.hasModifier(declaration, K.StaticKeyword)) {
      if (!sources.hasModifier(declaration, K.ReadonlyKeyword)) this.fail("no-module-let", node);
      const cls = declaration.parent as ts.ClassDeclaration;
      const file = sources.relative(cls.getSourceFile());
      return { ref: { file, name: nameOf(cls.name), path: [symbol.name] }, symbol, node };
    }
    const base = this.globalPath(node.expression);
    if (!base || this.tryGlobalType(base)) return null;
    return { ref: { ...base.ref, path: [...base.ref.path, node.name.text] }, symbol, node };
  }
  protected tryGlobalType(global: { symbol: ts.Symbol; node: ts.Expression }): RType | null {
    try {
      return this.globalType(global);
    } catch (e) {
      if (e instanceof RuleError) return null;
      throw e;
    }
  }
  protected globalType({ symbol, node }: { symbol: ts.Symbol; node: ts.Expression }): RType {
    const type = this.sources.checker.getTypeOfSymbol(symbol);
    const declaration = symbol.valueDeclaration;
    const initializer =
      declaration &&
      (ts.isVariableDeclaration(declaration) ||
        ts.isPropertyAssignment(declaration) ||
        ts.isPropertyDeclaration(declaration))
        ? declaration.initializer
        : undefined;
    if (type.flags & ts.TypeFlags.NumberLike && initializer) return this.sources.numberKindOfInitializer(initializer);
    return this.resolve(type, node);
  }

  // --- property and item access

  protected propertyAccess(node: ts.PropertyAccessExpression): Expr {
    if (node.questionDotToken) this.fail("no-optional", node);
    const name = node.name.text;
    const symbol = this.sources.symbolAt(node.name);
    const declaration = symbol?.valueDeclaration;
    if (declaration && ts.isMethodDeclaration(declaration)) {
      const source = this.sources.functionOf(declaration);
      if (!source.isStatic) this.fail("no-arguments", node, `the method ${name} as a value`);
      return { k: "function", fn: { source, typeArgs: [] }, type: this.signatureOf(declaration), node };
    }
    if (
      declaration &&
      (ts.isGetAccessor(declaration) || ts.isSetAccessor(declaration)) &&
      !declaration.getSourceFile().isDeclarationFile
    )
      this.fail("no-accessor", node);
    if (ts.isIdentifier(node.expression)) {
      const base = this.sources.symbolAt(node.expression);
      if (base && base.flags & ts.SymbolFlags.ValueModule && symbol) return this.outer(symbol, node);
    }
    const global = this.globalPath(node);
    if (global) return this.narrow({ k: "global", global: global.ref, type: this.globalType(global), node });
    const object = this.expression(node.expression);
    if (name === "length") {
      if (object.type.k === "array" || object.type.k === "string")
        return { k: "length", array: object, type: INT, node };
    }
    if (object.type.k === "string") this.fail("no-string-operation", node);
    if (object.type.k === "array") this.fail("array-method", node);
    return this.narrow(this.fieldOf(object, node));
  }

  protected fieldOf(object: Expr, node: ts.PropertyAccessExpression): ExprOf<"field"> {
    const name = node.name.text;
    const cls = this.asClass(object.type, node);
    const found = this.sources.field(cls, name);
    if (!found) this.fail("no-structural", node, `${name} is no field of ${cls.cls.name}`);
    const type = substitute(this.sources.fieldType(found.field), this.sources.classSubstitution(found.owner));
    return { k: "field", object, field: { owner: found.owner, name }, type, node };
  }
  protected asClass(type: RType, node: ts.Node): ClassRType {
    if (type.k === "class") return type;
    if (type.k === "var" && type.bound.k === "class") return type.bound;
    return this.fail("no-structural", node, `${node.getText()}: a property of ${typeName(type)}`);
  }

  protected elementAccess(node: ts.ElementAccessExpression): Expr {
    if (node.questionDotToken) this.fail("no-optional", node);
    const array = this.expression(node.expression);
    if (array.type.k === "string") this.fail("no-string-operation", node);
    if (array.type.k !== "array") this.fail("no-structural", node, `an item of ${typeName(array.type)}`);
    const index = this.expression(node.argumentExpression);
    if (index.type.k !== "int")
      this.fail("number-kind", node.argumentExpression, `an index of type ${typeName(index.type)}`);
    return this.narrow({ k: "item", array, index, type: array.type.item, node });
  }
}
