// Type parameters (PEP 695): generic functions, classes and type aliases.
//
// `def f[T: bound](x=default): ...` is compiled as if it were
//
//     def <generic parameters of f>(.defaults):
//         T = TypeVar("T", bound computed by a function on demand)
//         def f(x): ...                             with the defaults given
//         f.__type_params__ = (T,)
//         return f
//     f = <generic parameters of f>((default,))
//
// so that T is visible in annotations and body, and nowhere else. Bounds, defaults of type parameters and the values of
// aliases are functions of a format, as annotations are.

import type { Value } from "../bytecode/code.ts";
import { intrinsics, OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { expr, loadConst, NONE } from "./compile_expressions.ts";
import {
  type AnyFunction,
  checkFormat,
  classObject,
  evaluateDefaults,
  firstLine,
  functionObject,
  makeFunction,
  prologue,
  wholeLine,
} from "./compile_functions.ts";
import { storeName } from "./compile_names.ts";
import { givenDefaults } from "./function_parts.ts";
import { innerQualname, Unit } from "./unit.ts";

type Intrinsic = (typeof intrinsics)[number][0];

function intrinsic(u: Unit, at: Position, name: Intrinsic, dst: number, args: number): void {
  const which = intrinsics.findIndex((row) => row[0] === name);
  u.b.emit(at, intrinsics[which]![1] === 1 ? OP.INTRINSIC_1 : OP.INTRINSIC_2, dst, args, which);
}

const str = (value: string): Value => ({ type: "str", value });

/** A generic function, in the next temporary. */
export function genericFunction(u: Unit, node: AnyFunction): void {
  const given = givenDefaults(node.args);
  withTypeParams(
    u,
    node,
    node.typeParams,
    given.length,
    () => evaluateDefaults(u, node, node.args),
    (inner, params) => {
      const { b } = inner;
      const pair = b.temps(2);
      const positional = given.indexOf(".defaults");
      functionObject(inner, u, node, pair, { positional, keyword: given.indexOf(".kwdefaults") });
      b.top = pair + 2;
      b.move(node, pair + 1, params);
      intrinsic(inner, node, "set_function_type_params", pair, pair);
      return pair;
    },
  );
}

/** A generic class, in the next temporary. Its last base is `Generic[...]` of the type parameters. */
export function genericClass(u: Unit, node: ast.ClassDef): void {
  withTypeParams(u, node, node.typeParams, 0, null, (inner, params) => {
    storeName(inner, ".type_params", node, params);
    const base = inner.b.temp();
    intrinsic(inner, node, "subscript_generic", base, params);
    storeName(inner, ".generic_base", node, base);
    inner.b.top = base;
    const { lineno, colOffset, endLineno, endColOffset } = node;
    const generic: ast.Name = {
      kind: "Name",
      id: ".generic_base",
      ctx: "Load",
      lineno,
      colOffset,
      endLineno,
      endColOffset,
    };
    return classObject(inner, u, node, [...node.bases, generic]);
  });
}

/** `type name[params] = value` */
export function typeAlias(u: Unit, node: ast.TypeAlias): void {
  const { b } = u;
  const mark = b.top;
  const { id } = node.name as ast.Name;
  const make = (inner: Unit, params: number) => {
    const parts = inner.b.temps(3);
    loadConst(inner, node, parts, str(id));
    if (params < 0) {
      loadConst(inner, node, parts + 1, NONE);
    } else {
      inner.b.move(node, parts + 1, params);
    }
    computedOnDemand(inner, id, node.value, parts + 2, node);
    inner.b.emit(node, OP.BUILD_TUPLE, parts, parts, 3);
    intrinsic(inner, node, "typealias", parts, parts);
    inner.b.top = parts + 1;
    return parts;
  };
  if (node.typeParams.length > 0) {
    withTypeParams(u, node, node.typeParams, 0, null, make);
  } else {
    make(u, -1);
  }
  storeName(u, id, node, mark);
  b.top = mark;
}

/**
 * Makes and calls the function that makes type parameters; its result is in the next temporary. `pushArguments` evaluates
 * what it is given. `work` gets the register of the tuple of type parameters, and answers that of the result.
 */
function withTypeParams(
  u: Unit,
  at: AnyFunction | ast.ClassDef | ast.TypeAlias,
  params: readonly ast.TypeParam[],
  argumentCount: number,
  pushArguments: (() => void) | null,
  work: (inner: Unit, params: number) => number,
): void {
  const { b } = u;
  const callee = b.temp();
  pushArguments?.();
  const scope = u.shared.table.scopes.get(params)!;
  const lineno = at.kind === "TypeAlias" ? at.lineno : firstLine(at);
  const inner = new Unit(u.shared, scope, u, innerQualname(u, scope.name), scope.name, lineno, {
    argcount: argumentCount,
    posonlyargcount: 0,
    kwonlyargcount: 0,
  });
  prologue(inner, wholeLine(lineno));
  const tuple = inner.b.temps(params.length);
  for (const [i, param] of params.entries()) {
    typeParam(inner, param, tuple + i);
  }
  inner.b.emit(at, OP.BUILD_TUPLE, tuple, tuple, params.length);
  inner.b.top = tuple + 1;
  inner.b.emit(at, OP.RETURN, work(inner, tuple));
  makeFunction(u, at, inner.finish(), callee);
  b.emit(at, OP.CALL, callee, callee, argumentCount);
  b.top = callee + 1;
}

const plainKinds = { TypeVar: "typevar", ParamSpec: "paramspec", TypeVarTuple: "typevartuple" } as const;

function typeParam(u: Unit, node: ast.TypeParam, dst: number): void {
  const { b } = u;
  const pair = b.temps(2);
  loadConst(u, node, pair, str(node.name));
  if (node.kind === "TypeVar" && node.bound !== null) {
    computedOnDemand(u, node.name, node.bound, pair + 1);
    const constrained = node.bound.kind === "Tuple";
    intrinsic(u, node, constrained ? "typevar_with_constraints" : "typevar_with_bound", pair, pair);
  } else {
    intrinsic(u, node, plainKinds[node.kind], pair, pair);
  }
  if (node.defaultValue !== null) {
    computedOnDemand(u, node.name, node.defaultValue, pair + 1);
    intrinsic(u, node, "set_typeparam_default", pair, pair);
  }
  b.move(node, dst, pair);
  storeName(u, node.name, node, pair);
  b.top = pair;
}

/** The function that computes an expression on demand; its parameter, the format, is 1 (VALUE) by default. */
function computedOnDemand(u: Unit, name: string, value: ast.Expr, dst: number, at: Position = value): void {
  const { b } = u;
  const scope = u.shared.table.valueScopes.get(value)!;
  const inner = new Unit(u.shared, scope, u, innerQualname(u, name), name, value.lineno, {
    argcount: 1,
    posonlyargcount: 1,
    kwonlyargcount: 0,
  });
  prologue(inner, wholeLine(value.lineno));
  checkFormat(inner, at);
  // The default of a TypeVarTuple may be `*tuple`, which stands for its one item.
  const result = inner.b.temp();
  if (value.kind === "Starred") {
    inner.b.emit(value, OP.UNPACK_SEQUENCE, result, expr(inner, value.value), 1);
  } else {
    expr(inner, value, result);
  }
  inner.b.emit(value, OP.RETURN, result);
  makeFunction(u, value, inner.finish(), dst);
  const defaults = loadConst(u, value, -1, { type: "tuple", items: [{ type: "int", value: 1n }] });
  b.emit(value, OP.SET_FUNCTION_ATTRIBUTE, dst, defaults, 0);
  b.top = defaults;
}
