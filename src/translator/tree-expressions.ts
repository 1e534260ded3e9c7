// Expressions: TypeScript's syntax tree to the typed tree. Number kinds are inferred and operators told apart here; names and calls in the
// files below.

import ts from "typescript";
import { ARITH, BITS, COMPARE, COMPOUND } from "./operators.ts";
import { BOOL, FLOAT, INT, intType, isRef, NULL, OBJECT, type RType, STRING, sameType, typeName } from "./rtypes.ts";
import { isTopLevel } from "./sources.ts";
import type { ArithOp, BitOp, CompareOp, Expr, ExprOf, Place } from "./tree.ts";
import { IntrinsicBuilder } from "./tree-intrinsics.ts";

const K = ts.SyntaxKind;

export class ExpressionBuilder extends IntrinsicBuilder {
  condition(node: ts.Expression): Expr {
    const expr = this.expression(node);
    if (expr.type.k !== "bool")
      this.fail("condition-type", node, `${node.getText()} is of type ${typeName(expr.type)}`);
    return expr;
  }

  override expression(node: ts.Expression, expected?: RType): Expr {
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

  protected nonNull(node: ts.NonNullExpression, expected?: RType): Expr {
    const inner = this.expression(node.expression, expected);
    return inner;
  }

  protected cast(node: ts.AsExpression): Expr {
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

  protected prefix(node: ts.PrefixUnaryExpression): Expr {
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

  protected bitOperand(node: ts.Expression): Expr {
    const a = this.expression(node);
    if (a.k === "const" && a.type.k === "int") return a;
    if (a.type.k !== "int" || a.type.storage === "i64") this.fail("bit-operators", node);
    return a;
  }

  /** A shift's count may be any int: only its low five bits count. */
  protected rightBits(operator: ts.SyntaxKind, node: ts.Expression): Expr {
    const op = BITS[operator] ?? BITS[COMPOUND[operator]!];
    if (op !== "<<" && op !== ">>" && op !== ">>>") return this.bitOperand(node);
    return this.coerce(this.expression(node), INT);
  }

  protected binary(node: ts.BinaryExpression, expected?: RType): Expr {
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

  protected bits(node: ts.Node, op: BitOp, a: Expr, b: Expr): Expr {
    return { k: "bits", op, a, b, type: intType(op === ">>>" ? "u32" : "i32"), node };
  }

  protected arith(node: ts.Node, op: ArithOp, left: Expr, right: Expr): Expr {
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
  protected balance(a: Expr, b: Expr, node: ts.Node): [Expr, Expr] {
    if (a.type.k === "float" && b.type.k === "int") return [a, this.coerce(b, FLOAT)];
    if (b.type.k === "float" && a.type.k === "int") return [this.coerce(a, FLOAT), b];
    if (a.type.k !== b.type.k && !(isRef(a.type) && isRef(b.type)) && a.type.k !== "null" && b.type.k !== "null")
      this.fail("no-union", node, `${node.getText()}: ${typeName(a.type)} and ${typeName(b.type)}`);
    return [a, b];
  }

  protected comparison(node: ts.BinaryExpression, op: CompareOp): Expr {
    let [a, b] = this.balance(this.expression(node.left), this.expression(node.right), node);
    if (a.type.k === "null") a = this.coerce(a, b.type.k === "null" ? OBJECT : b.type);
    if (b.type.k === "null") b = this.coerce(b, a.type);
    if (op !== "===" && op !== "!==" && a.type.k !== "int" && a.type.k !== "float")
      this.fail(a.type.k === "string" ? "no-string-operation" : "number-kind", node);
    return { k: "compare", op, a, b, type: BOOL, node };
  }

  protected instanceOf(node: ts.BinaryExpression): Expr {
    const cls = this.sources.classOf(this.sources.symbolAt(node.right));
    if (!cls) this.fail("no-structural", node);
    const a = this.expression(node.left);
    if (!isRef(a.type) && a.type.k !== "var") this.fail("no-structural", node);
    return { k: "instanceof", a, cls: { k: "class", cls, args: cls.typeParams.map(() => OBJECT) }, type: BOOL, node };
  }

  /** `a ?? b` on references. */
  protected orElse(node: ts.BinaryExpression, expected?: RType): Expr {
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

  protected conditional(node: ts.ConditionalExpression, expected?: RType): Expr {
    const c = this.condition(node.condition);
    const [a, b] = this.balance(
      this.expression(node.whenTrue, expected),
      this.expression(node.whenFalse, expected),
      node,
    );
    const type = this.joinTypes(a, b, node);
    return { k: "cond", c, a: this.coerce(a, type), b: this.coerce(b, type), type, node };
  }
  protected joinTypes(a: Expr, b: Expr, node: ts.Node): RType {
    if (a.type.k === "never") return b.type;
    if (b.type.k === "never") return a.type;
    if (a.type.k === "int" && b.type.k === "int")
      return a.type === b.type ? a.type : a.k === "const" ? this.widen(a, b) : b.k === "const" ? this.widen(b, a) : INT;
    const joined = this.sources.join(a.type, b.type);
    if (!joined) this.fail("no-union", node, `${typeName(a.type)} or ${typeName(b.type)}`);
    return joined;
  }
  /** The storage of `other` holds the literal too, or else an int. */
  protected widen(literal: ExprOf<"const">, other: Expr): RType {
    const value = literal.value as number;
    const storage = other.type.k === "int" ? other.type.storage : "i64";
    const bits = Number(storage.slice(1));
    if (storage.startsWith("u")) return value >= 0 && value < 2 ** bits ? other.type : INT;
    return value >= -(2 ** (bits - 1)) && value < 2 ** (bits - 1) ? other.type : INT;
  }

  // --- assignment

  protected place(node: ts.Expression): Place {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return this.place(node.expression);
    if (ts.isIdentifier(node)) {
      const symbol = this.sources.symbolAt(node);
      const local = symbol && this.locals.get(symbol);
      if (local) return { k: "local", local };
      const declaration = symbol?.valueDeclaration;
      this.fail(declaration && isTopLevel(declaration) ? "no-module-write" : "captured-constant", node);
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (this.globalPath(node)) this.fail("no-module-write", node);
      const object = this.expression(node.expression);
      if (object.type.k === "array") this.fail("array-method", node);
      const { field, type } = this.fieldOf(object, node);
      const { mutability } = this.sources.field(field.owner, field.name)!.field;
      if (mutability === "immutable" && !this.source.isConstructor) this.fail("immutable-field", node);
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
  protected placeType(place: Place): RType {
    return place.k === "local" ? place.local.type : place.type;
  }

  protected assignment(node: ts.BinaryExpression): Expr {
    const place = this.place(node.left);
    const type = this.placeType(place);
    const value = this.coerce(this.expression(node.right, type), type);
    // the value keeps the narrower type that it has
    return { k: "assign", place, value, type: isRef(type) && value.type.k !== "null" ? value.type : type, node };
  }

  /** A place whose object and index can be evaluated twice, and what must be evaluated first. */
  protected steady(place: Place): { place: Place; before: Expr[] } {
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
  protected readPlace(place: Place, node: ts.Node): Expr {
    if (place.k === "local") return this.read(place.local, node);
    if (place.k === "field") return { k: "field", object: place.object, field: place.field, type: place.type, node };
    return { k: "item", array: place.array, index: place.index, type: place.type, node };
  }

  protected compound(node: ts.BinaryExpression, operator: ts.SyntaxKind): Expr {
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

  protected increment(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, postfix: boolean): Expr {
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
  protected isStatement(node: ts.Node): boolean {
    const { parent } = node;
    return (
      ts.isExpressionStatement(parent) ||
      (ts.isForStatement(parent) && (parent.incrementor === node || parent.initializer === node))
    );
  }
}
