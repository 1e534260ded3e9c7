// Expressions: TypeScript's syntax tree to the typed tree. Names are resolved, number kinds inferred, operators and calls told apart.

import ts from "typescript";
import { INTRINSICS } from "./intrinsics.ts";
import {
  BOOL,
  type ClassRType,
  FLOAT,
  type FunctionRType,
  INT,
  intType,
  isRef,
  NEVER,
  NULL,
  OBJECT,
  type RType,
  STRING,
  type Substitution,
  sameType,
  substitute,
  typeName,
  VOID,
} from "./rtypes.ts";
import { type Diagnostic, RuleError, type RuleId } from "./rules.ts";
import { type FunctionNode, type FunctionSource, nameOf, type Sources } from "./sources.ts";
import type { ArithOp, BitOp, CompareOp, Expr, ExprOf, FunctionRef, GlobalRef, Local, Place } from "./tree.ts";

const K = ts.SyntaxKind;

const ARITH: Partial<Record<ts.SyntaxKind, ArithOp>> = {
  [K.PlusToken]: "+",
  [K.MinusToken]: "-",
  [K.AsteriskToken]: "*",
  [K.SlashToken]: "/",
  [K.PercentToken]: "%",
};
const BITS: Partial<Record<ts.SyntaxKind, BitOp>> = {
  [K.AmpersandToken]: "&",
  [K.BarToken]: "|",
  [K.CaretToken]: "^",
  [K.LessThanLessThanToken]: "<<",
  [K.GreaterThanGreaterThanToken]: ">>",
  [K.GreaterThanGreaterThanGreaterThanToken]: ">>>",
};
const COMPARE: Partial<Record<ts.SyntaxKind, CompareOp>> = {
  [K.EqualsEqualsEqualsToken]: "===",
  [K.ExclamationEqualsEqualsToken]: "!==",
  [K.LessThanToken]: "<",
  [K.LessThanEqualsToken]: "<=",
  [K.GreaterThanToken]: ">",
  [K.GreaterThanEqualsToken]: ">=",
};
const COMPOUND: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [K.PlusEqualsToken]: K.PlusToken,
  [K.MinusEqualsToken]: K.MinusToken,
  [K.AsteriskEqualsToken]: K.AsteriskToken,
  [K.SlashEqualsToken]: K.SlashToken,
  [K.PercentEqualsToken]: K.PercentToken,
  [K.AmpersandEqualsToken]: K.AmpersandToken,
  [K.BarEqualsToken]: K.BarToken,
  [K.CaretEqualsToken]: K.CaretToken,
  [K.LessThanLessThanEqualsToken]: K.LessThanLessThanToken,
  [K.GreaterThanGreaterThanEqualsToken]: K.GreaterThanGreaterThanToken,
  [K.GreaterThanGreaterThanGreaterThanEqualsToken]: K.GreaterThanGreaterThanGreaterThanToken,
};

/** Functions of src/rts that are called like any other: none; these take or answer things that no RType describes. */
const UNTYPED_PARAMETERS = new Set(["isConstant", "jitMergePoint", "identityHash", "cast"]);

export class ExpressionBuilder {
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
  private narrow(expr: Expr): Expr {
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
  private read(local: Local, node: ts.Node): Expr {
    return { k: "local", local, type: local.type, node };
  }
  private store(local: Local, value: Expr): Expr {
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
  private sameSignature(a: FunctionRType, b: FunctionRType): boolean {
    const shape = (t: RType): string => (isRef(t) || t.k === "var" ? "r" : t.k);
    return (
      a.params.length === b.params.length &&
      a.params.every((p, i) => shape(p) === shape(b.params[i]!)) &&
      (shape(a.result) === shape(b.result) || a.result.k === "never")
    );
  }

  // --- expressions

  condition(node: ts.Expression): Expr {
    const expr = this.expression(node);
    if (expr.type.k !== "bool")
      this.fail("condition-type", node, `${node.getText()} is of type ${typeName(expr.type)}`);
    return expr;
  }

  /** An expression; `expected` only helps literals and type arguments. */
  expression(node: ts.Expression, expected?: RType): Expr {
    switch (node.kind) {
      case K.ParenthesizedExpression:
        return this.expression((node as ts.ParenthesizedExpression).expression, expected);
      case K.NumericLiteral: {
        const type = this.sources.numberLiteral(node)!;
        const value = Number((node as ts.NumericLiteral).text);
        if (type.k === "int" && !Number.isSafeInteger(value)) this.fail("number-kind", node);
        return { k: "const", value, literal: true, type, node };
      }
      case K.TrueKeyword:
      case K.FalseKeyword:
        return { k: "const", value: node.kind === K.TrueKeyword, type: BOOL, node };
      case K.NullKeyword:
        return { k: "const", value: null, type: NULL, node };
      case K.StringLiteral:
      case K.NoSubstitutionTemplateLiteral:
        return { k: "str", value: (node as ts.StringLiteral).text, type: STRING, node };
      case K.ThisKeyword:
        if (!this.self) this.fail("no-closure", node, "this outside a method");
        return this.narrow(this.read(this.self, node));
      case K.Identifier:
        return this.identifier(node as ts.Identifier);
      case K.PropertyAccessExpression:
        return this.propertyAccess(node as ts.PropertyAccessExpression);
      case K.ElementAccessExpression:
        return this.elementAccess(node as ts.ElementAccessExpression);
      case K.NonNullExpression:
        return this.nonNull(node as ts.NonNullExpression, expected);
      case K.AsExpression:
      case K.TypeAssertionExpression:
        return this.cast(node as ts.AsExpression);
      case K.SatisfiesExpression:
        return this.expression((node as ts.SatisfiesExpression).expression, expected);
      case K.PrefixUnaryExpression:
        return this.prefix(node as ts.PrefixUnaryExpression);
      case K.PostfixUnaryExpression:
        return this.increment(node as ts.PostfixUnaryExpression, true);
      case K.BinaryExpression:
        return this.binary(node as ts.BinaryExpression, expected);
      case K.ConditionalExpression:
        return this.conditional(node as ts.ConditionalExpression, expected);
      case K.CallExpression:
        return this.call(node as ts.CallExpression);
      case K.NewExpression:
        return this.construct(node as ts.NewExpression);
      case K.ArrowFunction:
      case K.FunctionExpression:
      case K.ClassExpression:
        return this.fail("no-closure", node);
      case K.ArrayLiteralExpression:
        return this.fail("array-literal", node);
      case K.ObjectLiteralExpression:
        return this.fail("object-literal", node);
      case K.TemplateExpression:
      case K.TaggedTemplateExpression:
        return this.fail("no-string-operation", node);
      case K.SpreadElement:
        return this.fail("no-spread", node);
      case K.YieldExpression:
      case K.AwaitExpression:
        return this.fail("no-generator", node);
      default:
        return this.fail("not-supported", node);
    }
  }

  private identifier(node: ts.Identifier): Expr {
    const symbol = this.sources.symbolAt(node);
    if (node.text === "undefined") this.fail("no-optional", node);
    if (node.text === "arguments") this.fail("no-arguments", node);
    if (!symbol) this.fail("not-supported", node, `the name ${node.text}`);
    const local = this.locals.get(symbol);
    if (local) return this.narrow(this.read(local, node));
    return this.outer(symbol, node);
  }

  /** A name from outside the body: a module-level const or function, an intrinsic constant, or a captured variable. */
  private outer(symbol: ts.Symbol, node: ts.Expression): Expr {
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
    if (!this.isModuleLevel(declaration)) return this.captured(symbol, declaration, node);
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

  private isModuleLevel(declaration: ts.Node): boolean {
    for (let n = declaration.parent; n; n = n.parent) {
      if (ts.isSourceFile(n)) return true;
      if (ts.isFunctionLike(n) || ts.isClassLike(n)) return false;
    }
    return false;
  }

  /** The function that a const or function declaration names. */
  private functionDeclaredBy(declaration: ts.Node): FunctionSource | null {
    if (ts.isFunctionDeclaration(declaration)) return declaration.body ? this.sources.functionOf(declaration) : null;
    if (!ts.isVariableDeclaration(declaration) || !this.isConst(declaration)) return null;
    const init = declaration.initializer;
    if (init && (ts.isArrowFunction(init) || ts.isFunctionExpression(init))) return this.sources.functionOf(init);
    return null;
  }
  private isConst(declaration: ts.VariableDeclaration): boolean {
    return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  }

  private captured(symbol: ts.Symbol, declaration: ts.Declaration, node: ts.Expression): Expr {
    if (
      !ts.isVariableDeclaration(declaration) &&
      !ts.isParameter(declaration) &&
      !ts.isFunctionDeclaration(declaration)
    )
      this.fail("not-supported", node);
    if (this.isReassigned(symbol, declaration)) this.fail("captured-constant", node);
    this.captures.add(symbol.name);
    let type: RType;
    const tsType = this.sources.checker.getTypeOfSymbol(symbol);
    const initializer = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    if (tsType.flags & ts.TypeFlags.NumberLike && initializer) type = this.sources.numberKindOfInitializer(initializer);
    else type = this.resolve(tsType, node);
    return this.narrow({ k: "captured", name: symbol.name, symbol, type, node });
  }

  private readonly reassigned = new Map<ts.Symbol, boolean>();
  private isReassigned(symbol: ts.Symbol, declaration: ts.Declaration): boolean {
    if (ts.isVariableDeclaration(declaration) && this.isConst(declaration)) return false;
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
  private globalPath(node: ts.Expression): { ref: GlobalRef; symbol: ts.Symbol; node: ts.Expression } | null {
    const { sources } = this;
    if (ts.isParenthesizedExpression(node)) return this.globalPath(node.expression);
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return null;
    const symbol = sources.symbolAt(ts.isIdentifier(node) ? node : node.name);
    if (!symbol) return null;
    const declaration = symbol.valueDeclaration;
    if (declaration && ts.isVariableDeclaration(declaration) && this.isModuleLevel(declaration)) {
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
  private tryGlobalType(global: { symbol: ts.Symbol; node: ts.Expression }): RType | null {
    try {
      return this.globalType(global);
    } catch (e) {
      if (e instanceof RuleError) return null;
      throw e;
    }
  }
  private globalType({ symbol, node }: { symbol: ts.Symbol; node: ts.Expression }): RType {
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

  private propertyAccess(node: ts.PropertyAccessExpression): Expr {
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

  private fieldOf(object: Expr, node: ts.PropertyAccessExpression): ExprOf<"field"> {
    const name = node.name.text;
    const cls = this.asClass(object.type, node);
    const found = this.sources.field(cls, name);
    if (!found) this.fail("no-structural", node, `${name} is no field of ${cls.cls.name}`);
    const type = substitute(this.sources.fieldType(found.field), this.sources.classSubstitution(found.owner));
    return { k: "field", object, field: { owner: found.owner, name }, type, node };
  }
  private asClass(type: RType, node: ts.Node): ClassRType {
    if (type.k === "class") return type;
    if (type.k === "var" && type.bound.k === "class") return type.bound;
    return this.fail("no-structural", node, `${node.getText()}: a property of ${typeName(type)}`);
  }

  private elementAccess(node: ts.ElementAccessExpression): Expr {
    if (node.questionDotToken) this.fail("no-optional", node);
    const array = this.expression(node.expression);
    if (array.type.k === "string") this.fail("no-string-operation", node);
    if (array.type.k !== "array") this.fail("no-structural", node, `an item of ${typeName(array.type)}`);
    const index = this.expression(node.argumentExpression);
    if (index.type.k !== "int")
      this.fail("number-kind", node.argumentExpression, `an index of type ${typeName(index.type)}`);
    return this.narrow({ k: "item", array, index, type: array.type.item, node });
  }

  private nonNull(node: ts.NonNullExpression, expected?: RType): Expr {
    const inner = this.expression(node.expression, expected);
    return inner;
  }

  private cast(node: ts.AsExpression): Expr {
    if (ts.isTypeReferenceNode(node.type) && node.type.getText() === "const") return this.expression(node.expression);
    let inner = node.expression;
    // `x as unknown as T`: what tsc needs to be told
    while (ts.isParenthesizedExpression(inner) || (ts.isAsExpression(inner) && inner.type.kind === K.UnknownKeyword))
      inner = inner.expression;
    const a = this.expression(inner);
    const type = this.typeNode(node.type);
    if (a.type.k === "null") return this.coerce(a, type);
    if (a.type.k === "int" && type.k === "int") return { ...a, type } as Expr;
    if (a.k === "const" && type.k === "float") return this.coerce(a, type);
    if (!isRef(type) && type.k !== a.type.k && a.type.k !== "var") this.fail("mixed-numbers", node);
    if (!isRef(type) || sameType(a.type, type)) return { ...a, type } as Expr;
    return { k: "cast", a, checked: true, type, node };
  }

  // --- operators

  private prefix(node: ts.PrefixUnaryExpression): Expr {
    switch (node.operator) {
      case K.ExclamationToken:
        return { k: "not", a: this.condition(node.operand), type: BOOL, node };
      case K.MinusToken: {
        const a = this.expression(node.operand);
        if (a.type.k !== "int" && a.type.k !== "float") this.fail("number-kind", node);
        if (a.k === "const") {
          const value = -(a.value as number);
          return { ...a, value: a.type.k === "int" ? value + 0 : value, node };
        }
        return { k: "neg", a, type: a.type.k === "int" ? INT : FLOAT, node };
      }
      case K.PlusPlusToken:
      case K.MinusMinusToken:
        return this.increment(node, false);
      case K.TildeToken: {
        const a = this.bitOperand(node.operand);
        const minusOne: Expr = { k: "const", value: -1, literal: true, type: INT, node };
        return { k: "bits", op: "^", a, b: minusOne, type: intType("i32"), node };
      }
      default:
        return this.fail("not-supported", node);
    }
  }

  private bitOperand(node: ts.Expression): Expr {
    const a = this.expression(node);
    if (a.k === "const" && a.type.k === "int") return a;
    if (a.type.k !== "int" || a.type.storage === "i64") this.fail("bit-operators", node);
    return a;
  }

  /** A shift's count may be any int: only its low five bits count. */
  private rightBits(operator: ts.SyntaxKind, node: ts.Expression): Expr {
    const op = BITS[operator] ?? BITS[COMPOUND[operator]!];
    if (op !== "<<" && op !== ">>" && op !== ">>>") return this.bitOperand(node);
    return this.coerce(this.expression(node), INT);
  }

  private binary(node: ts.BinaryExpression, expected?: RType): Expr {
    const operator = node.operatorToken.kind;
    if (operator === K.EqualsToken) return this.assignment(node);
    const compound = COMPOUND[operator];
    if (compound !== undefined) return this.compound(node, compound);
    if (operator === K.CommaToken) {
      const exprs = [this.expression(node.left), this.expression(node.right)];
      return { k: "seq", exprs, type: exprs[1]!.type, node };
    }
    if (operator === K.AmpersandAmpersandToken || operator === K.BarBarToken) {
      const a = this.condition(node.left);
      return {
        k: "logic",
        op: operator === K.BarBarToken ? "||" : "&&",
        a,
        b: this.condition(node.right),
        type: BOOL,
        node,
      };
    }
    if (operator === K.QuestionQuestionToken) return this.orElse(node, expected);
    if (operator === K.InstanceOfKeyword) return this.instanceOf(node);
    if (operator === K.EqualsEqualsToken || operator === K.ExclamationEqualsToken) this.fail("strict-equality", node);
    const compare = COMPARE[operator];
    if (compare) return this.comparison(node, compare);
    if (BITS[operator])
      return this.bits(node, BITS[operator]!, this.bitOperand(node.left), this.rightBits(operator, node.right));
    if (ARITH[operator])
      return this.arith(node, ARITH[operator]!, this.expression(node.left), this.expression(node.right));
    if (operator === K.AsteriskAsteriskToken) this.fail("no-power", node);
    return this.fail("not-supported", node);
  }

  private bits(node: ts.Node, op: BitOp, a: Expr, b: Expr): Expr {
    return { k: "bits", op, a, b, type: intType(op === ">>>" ? "u32" : "i32"), node };
  }

  private arith(node: ts.Node, op: ArithOp, left: Expr, right: Expr): Expr {
    if (left.type.k === "string" || right.type.k === "string") this.fail("no-string-operation", node);
    const [a, b] = this.balance(left, right, node);
    if (a.type.k !== "int" && a.type.k !== "float")
      this.fail("number-kind", node, `${node.getText()} on ${typeName(a.type)}`);
    if (a.type.k === "int" && op === "/") this.fail("int-division", node);
    if (a.type.k === "float" && op === "%") this.fail("no-power", node);
    if (a.k === "const" && b.k === "const" && a.literal && b.literal && a.type.k === "int" && op !== "%") {
      const [x, y] = [a.value as number, b.value as number];
      const value = op === "+" ? x + y : op === "-" ? x - y : x * y;
      if (Number.isSafeInteger(value)) return { k: "const", value: value + 0, literal: true, type: INT, node };
    }
    return { k: "arith", op, a, b, type: a.type.k === "int" ? INT : FLOAT, node };
  }

  /** Both operands with one number kind: an int literal becomes a float beside a float. */
  private balance(a: Expr, b: Expr, node: ts.Node): [Expr, Expr] {
    if (a.type.k === "float" && b.type.k === "int") return [a, this.coerce(b, FLOAT)];
    if (b.type.k === "float" && a.type.k === "int") return [this.coerce(a, FLOAT), b];
    if (a.type.k !== b.type.k && !(isRef(a.type) && isRef(b.type)) && a.type.k !== "null" && b.type.k !== "null")
      this.fail("no-union", node, `${node.getText()}: ${typeName(a.type)} and ${typeName(b.type)}`);
    return [a, b];
  }

  private comparison(node: ts.BinaryExpression, op: CompareOp): Expr {
    let [a, b] = this.balance(this.expression(node.left), this.expression(node.right), node);
    if (a.type.k === "null") a = this.coerce(a, b.type.k === "null" ? OBJECT : b.type);
    if (b.type.k === "null") b = this.coerce(b, a.type);
    if (op !== "===" && op !== "!==" && a.type.k !== "int" && a.type.k !== "float")
      this.fail(a.type.k === "string" ? "no-string-operation" : "number-kind", node);
    return { k: "compare", op, a, b, type: BOOL, node };
  }

  private instanceOf(node: ts.BinaryExpression): Expr {
    const cls = this.sources.classOf(this.sources.symbolAt(node.right));
    if (!cls) this.fail("no-structural", node);
    const a = this.expression(node.left);
    if (!isRef(a.type) && a.type.k !== "var") this.fail("no-structural", node);
    return { k: "instanceof", a, cls: { k: "class", cls, args: cls.typeParams.map(() => OBJECT) }, type: BOOL, node };
  }

  /** `a ?? b` on references. */
  private orElse(node: ts.BinaryExpression, expected?: RType): Expr {
    const a = this.expression(node.left, expected);
    const b = this.coerce(this.expression(node.right, expected), a.type);
    if (!isRef(a.type)) this.fail("no-optional", node);
    const local = this.temp(a.type);
    const read = this.read(local, node);
    const isNull: Expr = {
      k: "compare",
      op: "!==",
      a: read,
      b: { k: "const", value: null, type: a.type, node },
      type: BOOL,
      node,
    };
    const type = this.joinTypes(a, b, node);
    return { k: "seq", exprs: [this.store(local, a), { k: "cond", c: isNull, a: read, b, type, node }], type, node };
  }

  private conditional(node: ts.ConditionalExpression, expected?: RType): Expr {
    const c = this.condition(node.condition);
    const [a, b] = this.balance(
      this.expression(node.whenTrue, expected),
      this.expression(node.whenFalse, expected),
      node,
    );
    const type = this.joinTypes(a, b, node);
    return { k: "cond", c, a: this.coerce(a, type), b: this.coerce(b, type), type, node };
  }
  private joinTypes(a: Expr, b: Expr, node: ts.Node): RType {
    if (a.type.k === "never") return b.type;
    if (b.type.k === "never") return a.type;
    if (a.type.k === "int" && b.type.k === "int")
      return a.type === b.type ? a.type : a.k === "const" ? this.widen(a, b) : b.k === "const" ? this.widen(b, a) : INT;
    const joined = this.sources.join(a.type, b.type);
    if (!joined) this.fail("no-union", node, `${typeName(a.type)} or ${typeName(b.type)}`);
    return joined;
  }
  /** The storage of `other` holds the literal too, or else an int. */
  private widen(literal: ExprOf<"const">, other: Expr): RType {
    const value = literal.value as number;
    const storage = other.type.k === "int" ? other.type.storage : "i64";
    const bits = Number(storage.slice(1));
    if (storage.startsWith("u")) return value >= 0 && value < 2 ** bits ? other.type : INT;
    return value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1) ? other.type : INT;
  }

  // --- assignment

  private place(node: ts.Expression): Place {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return this.place(node.expression);
    if (ts.isIdentifier(node)) {
      const symbol = this.sources.symbolAt(node);
      const local = symbol && this.locals.get(symbol);
      if (local) return { k: "local", local };
      const declaration = symbol?.valueDeclaration;
      this.fail(declaration && this.isModuleLevel(declaration) ? "no-module-write" : "captured-constant", node);
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (this.globalPath(node)) this.fail("no-module-write", node);
      const object = this.expression(node.expression);
      if (object.type.k === "array") this.fail("array-method", node);
      const { field, type } = this.fieldOf(object, node);
      return { k: "field", object, field, type };
    }
    if (ts.isElementAccessExpression(node)) {
      const array = this.expression(node.expression);
      if (array.type.k !== "array") this.fail("no-structural", node);
      const index = this.expression(node.argumentExpression);
      if (index.type.k !== "int") this.fail("number-kind", node.argumentExpression);
      return { k: "item", array, index, type: array.type.item };
    }
    return this.fail("no-spread", node);
  }
  private placeType(place: Place): RType {
    return place.k === "local" ? place.local.type : place.type;
  }

  private assignment(node: ts.BinaryExpression): Expr {
    const place = this.place(node.left);
    const type = this.placeType(place);
    const value = this.coerce(this.expression(node.right, type), type);
    // the value keeps the narrower type that it has
    return { k: "assign", place, value, type: isRef(type) && value.type.k !== "null" ? value.type : type, node };
  }

  /** A place whose object and index can be evaluated twice, and what must be evaluated first. */
  private steady(place: Place): { place: Place; before: Expr[] } {
    const before: Expr[] = [];
    const hold = (e: Expr): Expr => {
      if (e.k === "local" || e.k === "const" || e.k === "global" || e.k === "captured") return e;
      if (e.k === "cast" && e.a.k === "local") return e;
      const local = this.temp(e.type);
      before.push(this.store(local, e));
      return this.read(local, e.node);
    };
    if (place.k === "field") return { place: { ...place, object: hold(place.object) }, before };
    if (place.k === "item") return { place: { ...place, array: hold(place.array), index: hold(place.index) }, before };
    return { place, before };
  }
  private readPlace(place: Place, node: ts.Node): Expr {
    if (place.k === "local") return this.read(place.local, node);
    if (place.k === "field") return { k: "field", object: place.object, field: place.field, type: place.type, node };
    return { k: "item", array: place.array, index: place.index, type: place.type, node };
  }

  private compound(node: ts.BinaryExpression, operator: ts.SyntaxKind): Expr {
    const { place, before } = this.steady(this.place(node.left));
    const old = this.readPlace(place, node.left);
    const operand = BITS[operator] ? this.rightBits(operator, node.right) : this.expression(node.right);
    if (BITS[operator] && (old.type.k !== "int" || old.type.storage === "i64")) this.fail("bit-operators", node);
    const value = BITS[operator]
      ? this.bits(node, BITS[operator]!, old, operand)
      : this.arith(node, ARITH[operator]!, old, operand);
    const assign: Expr = { k: "assign", place, value, type: this.placeType(place), node };
    return before.length === 0 ? assign : { k: "seq", exprs: [...before, assign], type: assign.type, node };
  }

  private increment(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, postfix: boolean): Expr {
    const { place, before } = this.steady(this.place(node.operand));
    const type = this.placeType(place);
    if (type.k !== "int" && type.k !== "float") this.fail("number-kind", node);
    const old = this.readPlace(place, node.operand);
    const step: Expr = { k: "const", value: 1, literal: true, type, node };
    const op: ArithOp = node.operator === K.PlusPlusToken ? "+" : "-";
    const usesValue = postfix && !this.isStatement(node);
    if (!usesValue) {
      const value: Expr = { k: "arith", op, a: old, b: step, type: type.k === "int" ? INT : FLOAT, node };
      const assign: Expr = { k: "assign", place, value, type, node };
      return before.length === 0 ? assign : { k: "seq", exprs: [...before, assign], type, node };
    }
    const local = this.temp(type);
    const value: Expr = {
      k: "arith",
      op,
      a: this.read(local, node),
      b: step,
      type: type.k === "int" ? INT : FLOAT,
      node,
    };
    const exprs: Expr[] = [
      ...before,
      this.store(local, old),
      { k: "assign", place, value, type, node },
      this.read(local, node),
    ];
    return { k: "seq", exprs, type, node };
  }
  private isStatement(node: ts.Node): boolean {
    const { parent } = node;
    return (
      ts.isExpressionStatement(parent) ||
      (ts.isForStatement(parent) && (parent.incrementor === node || parent.initializer === node))
    );
  }

  // --- calls

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
  private resultType(node: FunctionNode, checker: ts.TypeChecker): RType {
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

  private call(node: ts.CallExpression): Expr {
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
      if (source && this.isModuleLevel(declaration)) return this.callFunction(node, source);
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

  private builtinMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Expr | null {
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
  private arguments(
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
  private infer(node: ts.CallExpression, fn: FunctionNode, params: readonly RType[]): Map<object, RType> {
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
  private unify(param: RType, type: RType, bindings: Map<object, RType>): void {
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

  private callFunction(node: ts.CallExpression, source: FunctionSource): Expr {
    const fn = source.node as FunctionNode;
    const { params, result } = this.signatureOf(fn);
    const by = this.infer(node, fn, params);
    const args = this.arguments(node, fn, params, by);
    const ref: FunctionRef = { source, typeArgs: source.typeParams.map((p) => by.get(p) ?? OBJECT) };
    return this.narrowCall({ k: "call", callee: { k: "function", fn: ref }, args, type: substitute(result, by), node });
  }
  private narrowCall(expr: Expr): Expr {
    return expr;
  }

  private callMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Expr {
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
    if (!found) this.fail("no-structural", node, `${name} is no method of ${cls.cls.name}`);
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

  private superCall(node: ts.CallExpression): Expr {
    if (!this.source.isConstructor || this.self?.type.k !== "class") this.fail("constructor-only", node);
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
  private constructorArguments(node: ts.CallExpression | ts.NewExpression, cls: ClassRType): Expr[] {
    for (let c: ClassRType | null = cls; c; c = this.sources.baseOf(c)) {
      const fn = c.cls.construct?.node;
      if (!fn || ts.isClassDeclaration(fn)) continue;
      const by = this.sources.classSubstitution(c);
      return this.arguments(node, fn as FunctionNode, this.signatureOf(fn as FunctionNode).params, by);
    }
    return [];
  }

  private construct(node: ts.NewExpression): Expr {
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

  // --- functions of src/rts

  private intrinsic(node: ts.CallExpression, name: string, source: FunctionSource): Expr {
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
    if (name === "jitEnter") return this.jitEnter(node, make);
    if (name === "unreachable") {
      const message = this.expression(node.arguments[0]!);
      if (message.k !== "str") this.fail("no-string-operation", node);
      return make([message], NEVER);
    }
    if (name === "overflowed") this.checkOverflowed(node);
    if (UNTYPED_PARAMETERS.has(name)) {
      const args = node.arguments.map((a) => this.expression(a));
      const type = name === "jitMergePoint" ? VOID : name === "isConstant" ? BOOL : INT;
      if (name === "jitMergePoint") this.checkMergePoint(node, args);
      return make(args, type);
    }
    if (!INTRINSICS[name]) this.fail("intrinsic-unknown", node);
    const fn = source.node as FunctionNode;
    if (name === "promote") {
      const a = this.expression(node.arguments[0]!);
      return make([a], a.type);
    }
    if (name === "arrayCopy" || name === "arrayFill") return this.arrayOperation(node, name, make);
    const { params, result } = this.signatureOf(fn);
    return make(this.arguments(node, fn, params, new Map()), result);
  }

  private arrayOperation(node: ts.CallExpression, name: string, make: (args: Expr[], type: RType) => Expr): Expr {
    const args = node.arguments.map((a) => this.expression(a));
    const array = args[0]!;
    if (array.type.k !== "array") this.fail("array-method", node);
    if (name === "arrayFill") args[1] = this.coerce(args[1]!, array.type.item);
    else if (args[2]!.type.k !== "array") this.fail("array-method", node);
    for (const [i, a] of args.entries())
      if (a.type.k === "float" && !(name === "arrayFill" && i === 1)) this.fail("mixed-numbers", a.node);
    return make(args, VOID);
  }

  private jitEnter(node: ts.CallExpression, make: (args: Expr[], type: RType) => Expr): Expr {
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
  private checkOverflowed(node: ts.CallExpression): void {
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
  private evaluatedFirst(node: ts.Expression): ts.Node {
    if (ts.isPrefixUnaryExpression(node) || ts.isParenthesizedExpression(node))
      return this.evaluatedFirst(ts.isParenthesizedExpression(node) ? node.expression : node.operand);
    if (ts.isBinaryExpression(node)) return this.evaluatedFirst(node.left);
    if (ts.isConditionalExpression(node)) return this.evaluatedFirst(node.condition);
    return node;
  }
  private endsWithOverflow(node: ts.Statement): boolean {
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

  private checkMergePoint(node: ts.CallExpression, args: Expr[]): void {
    const fn = this.source.node as FunctionNode;
    if (!this.source.hints.portal) this.fail("merge-point-parameters", node, "jitMergePoint outside a portal");
    const names = fn.parameters.map((p) => p.name.getText());
    const given = args.map((a) =>
      a.k === "local" ? a.local.name : a.k === "cast" && a.a.k === "local" ? a.a.local.name : "?",
    );
    if (names.join() !== given.join()) this.fail("merge-point-parameters", node);
  }
}
