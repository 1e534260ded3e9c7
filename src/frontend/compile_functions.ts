// Functions, lambdas and classes: their code objects, and the code that makes them.

import { CO, type Code, type Value } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { Label } from "./code_builder.ts";
import { callWithArguments } from "./compile_calls.ts";
import { expr, loadConst, NONE, push } from "./compile_expressions.ts";
import { genericClass, genericFunction } from "./compile_generics.ts";
import { storeName } from "./compile_names.ts";
import { statements } from "./compile_statements.ts";
import { fold, foldTuple } from "./fold.ts";
import { annotatedParts } from "./function_parts.ts";
import { optimization } from "./optimization.ts";
import { conditionalAnnotations, type Scope } from "./symtable.ts";
import { innerQualname, Unit } from "./unit.ts";
import { unparse } from "./unparse.ts";

export type AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef;

const str = (value: string): Value => ({ type: "str", value });

/** Functions that do not count as methods of a class they stand in. */
const computesTypes: ReadonlySet<string> = new Set([
  "annotations",
  "type parameters",
  "type alias",
  "type bound",
  "type default",
]);

/** The instructions every frame begins with, and the flags that follow from its scope. */
export function prologue(u: Unit, at: Position): void {
  const { b, frame } = u;
  const { varnames, cellvars, freevars } = b.head;
  if (frame.isFunctionLike) {
    b.flags |= CO.OPTIMIZED | CO.NEWLOCALS;
    for (let outer = u.parent; outer !== null; outer = outer.parent) {
      if (outer.frame.isFunctionLike) {
        b.flags |= CO.NESTED;
        break;
      }
    }
    if (u.parent?.frame.kind === "class" && !computesTypes.has(frame.kind)) {
      b.flags |= CO.METHOD;
    }
  }
  if (frame.isGenerator || frame.isCoroutine) {
    b.flags |= !frame.isCoroutine ? CO.GENERATOR : frame.isGenerator ? CO.ASYNC_GENERATOR : CO.COROUTINE;
    b.emit(at, OP.RETURN_GENERATOR);
  }
  if (freevars.length > 0) {
    b.emit(at, OP.COPY_FREE_VARS, varnames.length + cellvars.length, freevars.length);
  }
  for (const [i, name] of cellvars.entries()) {
    const parameter = frame.parameters.indexOf(name);
    if (parameter >= 0) {
      b.emit(at, OP.NEW_CELL_FROM, varnames.length + i, parameter);
    } else {
      b.emit(at, OP.NEW_CELL, varnames.length + i);
    }
  }
}

/** Emits the making of a function of this code. */
export function makeFunction(u: Unit, at: Position, code: Code, dst: number): void {
  const index = u.b.constant({ type: "code", code });
  if (index > 0xffff) {
    throw u.notSupported("a function behind 65535 constants", at);
  }
  u.b.emit(at, OP.MAKE_FUNCTION, dst, index);
}

/** The position of instructions that belong to a line as a whole. */
export function wholeLine(lineno: number): Position {
  return { lineno, colOffset: 0, endLineno: lineno, endColOffset: 0 };
}

// ---------------------------------------------------------------------------------------------------------- functions

function parameterCounts(args: ast.Arguments) {
  return {
    argcount: args.posonlyargs.length + args.args.length,
    posonlyargcount: args.posonlyargs.length,
    kwonlyargcount: args.kwonlyargs.length,
  };
}

function parameterFlags(args: ast.Arguments): number {
  return (args.vararg === null ? 0 : CO.VARARGS) | (args.kwarg === null ? 0 : CO.VARKEYWORDS);
}

export function lambda(u: Unit, node: ast.Lambda, dst: number): number {
  const scope = u.shared.table.scopes.get(node)!;
  const inner = new Unit(
    u.shared,
    scope,
    u,
    innerQualname(u, "<lambda>"),
    "<lambda>",
    node.lineno,
    parameterCounts(node.args),
  );
  inner.b.flags |= parameterFlags(node.args);
  prologue(inner, wholeLine(node.lineno));
  const value = fold(node.body);
  if (value !== null && !scope.isGenerator) {
    returnConstant(inner, node.body, value);
  } else {
    inner.b.emit(node.body, OP.RETURN, expr(inner, node.body));
  }
  const mark = u.b.top;
  const made = u.b.temp();
  const defaults = evaluateDefaults(u, node, node.args);
  makeWithDefaults(u, node, inner.finish(), made, defaults);
  u.b.top = mark;
  if (dst < 0) {
    return u.b.temp();
  }
  u.b.move(node, dst, made);
  return dst;
}

export function returnConstant(u: Unit, at: Position, value: Value): void {
  const index = u.b.constant(value);
  if (index <= 0xffff) {
    u.b.emit(at, OP.RETURN_K, index);
  } else {
    u.b.emit(at, OP.RETURN, loadConst(u, at, -1, value));
  }
}

/** Registers of the tuple and the dict of defaults; -1 where there are none. */
export interface Defaults {
  readonly positional: number;
  readonly keyword: number;
}

/** Evaluates a function's defaults, into the next temporaries. */
export function evaluateDefaults(u: Unit, at: Position, args: ast.Arguments): Defaults {
  const positional = args.defaults.length > 0 ? defaultsTuple(u, at, args.defaults) : -1;
  const keyword = args.kwDefaults.some((value) => value !== null) ? keywordDefaults(u, at, args) : -1;
  return { positional, keyword };
}

function makeWithDefaults(u: Unit, at: Position, code: Code, made: number, { positional, keyword }: Defaults): void {
  makeFunction(u, at, code, made);
  if (positional >= 0) {
    u.b.emit(at, OP.SET_FUNCTION_ATTRIBUTE, made, positional, 0);
  }
  if (keyword >= 0) {
    u.b.emit(at, OP.SET_FUNCTION_ATTRIBUTE, made, keyword, 1);
  }
}

function defaultsTuple(u: Unit, at: Position, defaults: readonly ast.Expr[]): number {
  const { b } = u;
  const constants = foldTuple(defaults);
  if (constants !== null) {
    return loadConst(u, at, -1, constants);
  }
  const base = b.top;
  for (const value of defaults) {
    push(u, value);
  }
  b.top = base;
  const dst = b.temp();
  b.emit(at, OP.BUILD_TUPLE, dst, base, defaults.length);
  return dst;
}

function keywordDefaults(u: Unit, at: Position, args: ast.Arguments): number {
  const { b } = u;
  const base = b.top;
  let count = 0;
  for (const [i, value] of args.kwDefaults.entries()) {
    if (value !== null) {
      loadConst(u, value, -1, str(u.mangle(args.kwonlyargs[i]!.arg)));
      push(u, value);
      count++;
    }
  }
  b.top = base;
  const dst = b.temp();
  b.emit(at, OP.BUILD_MAP, dst, base, count);
  return dst;
}

export function functionStatement(u: Unit, node: AnyFunction): void {
  const { b } = u;
  const mark = b.top;
  decorated(u, node, () => {
    if (node.typeParams.length > 0) {
      genericFunction(u, node);
      return;
    }
    const made = b.temp();
    functionObject(u, u, node, made, evaluateDefaults(u, node, node.args));
    b.top = made + 1;
  });
  storeName(u, node.name, node, mark);
  b.top = mark;
}

/** Makes the function of a definition. `definer` is the unit it is defined in, as qualified names have it. */
export function functionObject(u: Unit, definer: Unit, node: AnyFunction, made: number, defaults: Defaults): void {
  makeWithDefaults(u, node, functionCode(u, node, definedQualname(definer, node.name)), made, defaults);
  setAnnotations(u, node, made);
}

/** Evaluates decorators, makes the thing behind them in the next temporary, and applies them from the inside out. */
function decorated(u: Unit, node: AnyFunction | ast.ClassDef, make: () => void): void {
  const { b } = u;
  for (const decorator of node.decoratorList) {
    push(u, decorator);
  }
  make();
  for (const decorator of [...node.decoratorList].reverse()) {
    const callee = b.top - 2;
    b.emit(decorator, OP.CALL, callee, callee, 1);
    b.top = callee + 1;
  }
}

function definedQualname(u: Unit, name: string): string {
  return u.scope.place(u.mangle(name)) === "global" ? name : innerQualname(u, name);
}

export function firstLine(node: AnyFunction | ast.ClassDef): number {
  return node.decoratorList[0]?.lineno ?? node.lineno;
}

function functionCode(u: Unit, node: AnyFunction, qualname: string): Code {
  const scope = u.shared.table.scopes.get(node)!;
  const lineno = firstLine(node);
  const inner = new Unit(u.shared, scope, u, qualname, node.name, lineno, parameterCounts(node.args));
  const { b } = inner;
  b.flags |= parameterFlags(node.args);
  const doc = docString(node.body);
  if (doc !== null) {
    b.constant(str(cleanDoc(doc)));
    b.flags |= CO.HAS_DOCSTRING;
  }
  prologue(inner, wholeLine(lineno));
  statements(inner, node.body);
  b.emit(node.body.at(-1)!, OP.RETURN_K, b.reachable ? noneIndex(inner) : 0);
  return inner.finish();
}

function noneIndex(u: Unit): number {
  const index = u.b.constant(NONE);
  if (index > 0xffff) {
    throw u.notSupported("None behind 65535 constants", wholeLine(1));
  }
  return index;
}

/** The doc string of a body, or null. */
export function docString(body: readonly ast.Stmt[]): string | null {
  const first = body[0];
  if (optimization.level > 1) return null;
  if (first?.kind === "Expr" && first.value.kind === "Constant" && first.value.value.type === "str") {
    return first.value.value.value;
  }
  return null;
}

/** Removes the indentation of a doc string, as the compiler has done since 3.13: what all lines but the first share. */
export function cleanDoc(text: string): string {
  const lines = expandTabs(text).split("\n");
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const indent = line.length - line.replace(/^ +/, "").length;
    if (indent < line.length) {
      margin = Math.min(margin, indent);
    }
  }
  const strip = Number.isFinite(margin) ? margin : 0;
  return lines
    .map((line, i) => {
      if (i === 0) {
        return line.replace(/^ +/, "");
      }
      let spaces = 0;
      while (spaces < strip && line[spaces] === " ") {
        spaces++;
      }
      return line.slice(spaces);
    })
    .join("\n");
}

function expandTabs(text: string): string {
  if (!text.includes("\t")) {
    return text;
  }
  return text
    .split("\n")
    .map((line) => {
      let out = "";
      for (const c of line) {
        out += c === "\t" ? " ".repeat(8 - (out.length % 8)) : c;
      }
      return out;
    })
    .join("\n");
}

// -------------------------------------------------------------------------------------------------------- annotations

/** Gives a function the one that computes its annotations (PEP 649); under PEP 563 that gives strings. */
function setAnnotations(u: Unit, node: AnyFunction, made: number): void {
  const parts = annotatedParts(node);
  if (parts.length === 0) {
    return;
  }
  const { b } = u;
  const annotate = b.temp();
  const scope = u.shared.table.scopes.get(node.args)!;
  makeFunction(u, node, annotationsCode(u, scope, innerQualname(u, "__annotate__"), node, parts), annotate);
  b.emit(node, OP.SET_FUNCTION_ATTRIBUTE, made, annotate, 3);
  b.top = annotate;
}

function annotationsCode(
  u: Unit,
  scope: Scope,
  qualname: string,
  at: Position,
  parts: readonly (readonly [string, ast.Expr])[],
  conditional: (part: number) => boolean = () => false,
): Code {
  const inner = new Unit(u.shared, scope, u, qualname, "__annotate__", at.lineno, {
    argcount: 1,
    posonlyargcount: 1,
    kwonlyargcount: 0,
  });
  const { b } = inner;
  prologue(inner, wholeLine(at.lineno));
  checkFormat(inner, at);
  const dict = b.temp();
  b.emit(at, OP.BUILD_MAP, dict, 0, 0);
  for (const [i, [name, annotation]] of parts.entries()) {
    const skip = new Label();
    if (conditional(i)) {
      const index = loadConst(inner, annotation, -1, { type: "int", value: BigInt(i) });
      const executed = b.temp();
      b.emit(annotation, OP.LOAD_CELL, executed, inner.cellRegister(conditionalAnnotations));
      b.jump(annotation, OP.JUMP_IF_NOT_IN, skip, index, executed);
      b.top = dict + 1;
    }
    const key = loadConst(inner, annotation, -1, str(inner.mangle(name)));
    b.emit(annotation, OP.MAP_ADD, dict, key, annotationValue(inner, annotation));
    b.place(skip);
    b.top = dict + 1;
  }
  b.emit(at, OP.RETURN, dict);
  return inner.finish();
}

/** Functions that compute on demand take a format. Those above 2 (VALUE_WITH_FAKE_GLOBALS) are for annotationlib to make. */
export function checkFormat(u: Unit, at: Position): void {
  const { b } = u;
  const supported = new Label();
  b.jump(at, OP.JUMP_IF_NOT_GT_K, supported, 0, b.constant({ type: "int", value: 2n }));
  const error = b.temp();
  b.emit(at, OP.LOAD_COMMON, error, 1);
  b.emit(at, OP.RAISE, error);
  b.place(supported);
  b.top = error;
}

function annotationValue(u: Unit, annotation: ast.Expr): number {
  if (u.shared.futureAnnotations) {
    return loadConst(u, annotation, -1, str(unparse(annotation)));
  }
  if (annotation.kind === "Starred") {
    // `*args: *Ts` stands for the one item of `*Ts`.
    const value = u.b.temp();
    u.b.emit(annotation, OP.UNPACK_SEQUENCE, value, expr(u, annotation.value), 1);
    return value;
  }
  return expr(u, annotation);
}

/**
 * What a module or class with annotated variables begins with. Under PEP 563 its annotations are strings in a dict that is
 * filled on the way; else those that are conditional are noted in a set when they are executed.
 */
export function setupAnnotations(u: Unit, at: Position): void {
  const { b, frame } = u;
  if (u.shared.futureAnnotations) {
    if (frame.annotated.length > 0) {
      b.emit(at, OP.SETUP_ANNOTATIONS);
    }
  } else if (frame.conditional.size > 0) {
    const executed = b.temp();
    b.emit(at, OP.BUILD_SET, executed, 0, 0);
    b.emit(at, OP.STORE_CELL, executed, u.cellRegister(conditionalAnnotations));
    b.top = executed;
  }
}

/** Notes that a variable's annotation was executed. */
export function annotationExecuted(u: Unit, node: ast.AnnAssign): void {
  const { b, frame } = u;
  const mark = b.top;
  if (frame.annotated.length === 0 || frame.isFunctionLike || !node.simple) {
    return;
  }
  if (u.shared.futureAnnotations) {
    const dict = b.temp();
    b.emit(node, OP.LOAD_NAME, dict, b.sharedSite("__annotations__"));
    const name = loadConst(u, node, -1, str(u.mangle((node.target as ast.Name).id)));
    b.emit(node, OP.SET_ITEM, dict, name, loadConst(u, node, -1, str(unparse(node.annotation))));
  } else if (frame.conditional.has(node)) {
    const executed = b.temp();
    b.emit(node, OP.LOAD_CELL, executed, u.cellRegister(conditionalAnnotations));
    const index: Value = { type: "int", value: BigInt(frame.annotated.indexOf(node)) };
    b.emit(node, OP.SET_ADD, executed, loadConst(u, node, -1, index));
  }
  b.top = mark;
}

/** Makes the function that computes a module's or class's annotations, and stores it under `name`. */
export function variableAnnotations(u: Unit, name: string, at: Position): void {
  const { annotations, annotated } = u.frame;
  if (annotations === null || u.shared.futureAnnotations) {
    return;
  }
  const { b } = u;
  const mark = b.top;
  const qualname = u.frame.kind === "class" ? `${u.qualname}.__annotate__` : "__annotate__";
  const parts = annotated.map((node) => [(node.target as ast.Name).id, node.annotation] as const);
  const made = b.temp();
  const conditional = (i: number) => u.frame.conditional.has(annotated[i]!);
  makeFunction(u, at, annotationsCode(u, annotations, qualname, at, parts, conditional), made);
  storeName(u, name, at, made);
  b.top = mark;
}

// ------------------------------------------------------------------------------------------------------------- classes

export function classStatement(u: Unit, node: ast.ClassDef): void {
  const { b } = u;
  const mark = b.top;
  decorated(u, node, () => {
    if (node.typeParams.length > 0) {
      genericClass(u, node);
    } else {
      classObject(u, u, node, node.bases);
    }
  });
  storeName(u, node.name, node, mark);
  b.top = mark;
}

/** Makes the class of a definition, in the next temporary. */
export function classObject(u: Unit, definer: Unit, node: ast.ClassDef, bases: readonly ast.Expr[]): number {
  const { b } = u;
  const callee = b.temp();
  b.emit(node, OP.LOAD_COMMON, callee, 2);
  makeFunction(u, node, classCode(u, node, definedQualname(definer, node.name)), b.temp());
  loadConst(u, node, -1, str(node.name));
  callWithArguments(u, node, callee, bases, node.keywords, callee);
  b.top = callee + 1;
  return callee;
}

/** The body of a class, as a function that fills its namespace and returns the `__class__` cell or None. */
function classCode(u: Unit, node: ast.ClassDef, qualname: string): Code {
  const scope = u.shared.table.scopes.get(node)!;
  const lineno = firstLine(node);
  const inner = new Unit(u.shared, scope, u, qualname, node.name, lineno, {
    argcount: 0,
    posonlyargcount: 0,
    kwonlyargcount: 0,
  });
  const { b } = inner;
  const at = wholeLine(lineno);
  prologue(inner, at);
  const value = b.temp();
  b.emit(at, OP.LOAD_NAME, value, b.sharedSite("__name__"));
  b.emit(at, OP.STORE_NAME, value, b.sharedSite("__module__"));
  const define = (name: string, constant: Value) => {
    loadConst(inner, at, value, constant);
    b.emit(at, OP.STORE_NAME, value, b.sharedSite(name));
  };
  define("__qualname__", str(qualname));
  define("__firstlineno__", { type: "int", value: BigInt(lineno) });
  if (node.typeParams.length > 0) {
    b.emit(at, OP.LOAD_CELL, value, inner.cellRegister(".type_params"));
    b.emit(at, OP.STORE_NAME, value, b.sharedSite("__type_params__"));
  }
  if (scope.needsClassDict) {
    b.emit(at, OP.LOAD_LOCALS, value);
    b.emit(at, OP.STORE_CELL, value, inner.cellRegister("__classdict__"));
  }
  setupAnnotations(inner, at);
  const doc = docString(node.body);
  if (doc !== null) {
    define("__doc__", str(cleanDoc(doc)));
  }
  b.top = value;
  statements(inner, node.body);
  variableAnnotations(inner, "__annotate_func__", at);
  b.temp();
  const attributes = [...inner.staticAttributes].sort();
  define("__static_attributes__", { type: "tuple", items: attributes.map(str) });
  if (scope.needsClassDict) {
    // the class that is made puts its own dict in place of the namespace
    b.move(at, value, inner.cellRegister("__classdict__"));
    b.emit(at, OP.STORE_NAME, value, b.sharedSite("__classdictcell__"));
  }
  if (scope.needsClassCell) {
    b.move(at, value, inner.cellRegister("__class__"));
    b.emit(at, OP.STORE_NAME, value, b.sharedSite("__classcell__"));
    b.emit(at, OP.RETURN, value);
  } else {
    b.emit(at, OP.RETURN_K, b.constant(NONE));
  }
  return inner.finish();
}
