// The typed tree as checked JavaScript. Statements start on the source's lines, so that stack traces need no map.
//
//   int + -          __int(a + b)        not a safe integer: the rule is broken
//   int *            __mul(a * b)        likewise, and no -0
//   int %            __rem(a % b)        no division by zero, no -0
//   -a               0 - a               no -0
//   a[i]             a[__at(i, a.length)]
//   stores into i8..u32                  __u8(v)
//   x as C           __as(x, C)
//   catch (e)        e = __caught(e)     what no Throwable is passes through
//   recursion        __enter() at entry, the depth restored at return and in catch clauses

import ts from "typescript";
import { type RType, storageOf } from "./rtypes.ts";
import type { Sources } from "./sources.ts";
import type { Expr, FunctionTree, Local, Place, Stmt } from "./tree.ts";

export interface EmitOptions {
  /** Count the depth of calls: the function lies on a cycle of the call graph. */
  readonly countDepth: boolean;
}

class Emitter {
  private out = "";
  private line: number;
  private readonly file: ts.SourceFile;
  private readonly tree: FunctionTree;
  private readonly sources: Sources;
  private readonly options: EmitOptions;
  private catches = 0;
  /** Names to declare at the function's head: the tree's temporaries, and those of index checks. */
  private readonly temps: string[];

  constructor(sources: Sources, tree: FunctionTree, options: EmitOptions) {
    this.sources = sources;
    this.tree = tree;
    this.options = options;
    this.file = tree.source.node.getSourceFile();
    this.temps = tree.temps.map((t) => t.name);
    this.line = this.file.getLineAndCharacterOfPosition(bodyStart(tree)).line;
  }

  body(): string {
    const { tree } = this;
    const only = tree.body[0];
    if (tree.expressionBody && !this.options.countDepth && only?.k === "return" && only.value) {
      const text = this.expr(only.value);
      if (this.temps.length === 0) return `(${text})`;
    }
    for (const s of tree.body) if (!this.isInitializer(s)) this.stmt(s);
    if (this.options.countDepth) this.out += " __stack.depth = __d - 1;";
    const end = this.file.getLineAndCharacterOfPosition(tree.source.node.getEnd()).line;
    this.syncTo(end);
    let head = this.temps.length ? ` let ${[...new Set(this.temps)].join(", ")};` : "";
    if (this.options.countDepth) head += " const __d = __enter();";
    return `{${head}${this.out} }`;
  }
  /** Field initializers stand in the class body. */
  private isInitializer(s: Stmt): boolean {
    return ts.isPropertyDeclaration(s.node);
  }

  private syncTo(line: number): void {
    while (this.line < line) {
      this.out += "\n";
      this.line++;
    }
  }
  private sync(node: ts.Node): void {
    this.syncTo(this.file.getLineAndCharacterOfPosition(node.getStart(this.file)).line);
  }
  private add(text: string): void {
    this.out += ` ${text}`;
  }

  // --- statements

  private stmt(s: Stmt): void {
    this.sync(s.node);
    switch (s.k) {
      case "let":
        this.add(
          `${s.isConst ? "const" : "let"} ${s.local.name} = ${s.init ? this.stored(s.init, s.local.type, s.local) : zeroOf(s.local.type)};`,
        );
        return;
      case "expr":
        this.add(`${this.statementExpr(s.expr)};`);
        return;
      case "block":
        this.braces(s.body);
        return;
      case "if":
        this.add(`if (${this.expr(s.cond)})`);
        this.nested(s.yes);
        if (s.no) {
          this.add("else");
          this.nested(s.no);
        }
        return;
      case "loop":
        this.loop(s);
        return;
      case "forOf":
        this.add(`for (${s.isConst ? "const" : "let"} ${s.local.name} of ${this.expr(s.array)})`);
        this.nested(s.body);
        return;
      case "switch":
        this.add(`switch (${this.expr(s.value)}) {`);
        for (const c of s.clauses) {
          for (const t of c.tests) {
            this.sync(t.node);
            this.add(`case ${this.expr(t)}:`);
          }
          if (c.isDefault) this.add("default:");
          for (const inner of c.body) this.stmt(inner);
        }
        this.add("}");
        return;
      case "labeled":
        this.add(`${s.label}:`);
        this.stmt(s.body);
        return;
      case "break":
      case "continue":
        this.add(`${s.k}${s.label ? ` ${s.label}` : ""};`);
        return;
      case "return":
        this.return(s.value);
        return;
      case "trap":
        this.add(`throw new Error(${JSON.stringify(s.message)});`);
        return;
      case "throw":
        this.add(`throw ${this.expr(s.value)};`);
        return;
      case "try":
        this.add("try");
        this.nested(s.body);
        if (s.handler) {
          const name = s.local?.name ?? `__e${this.catches++}`;
          this.add(`catch (${name}) { ${name} = __caught(${name});`);
          if (this.options.countDepth) this.add("__stack.depth = __d;");
          this.stmt(s.handler);
          this.add("}");
        }
        if (s.finalizer) {
          this.add("finally");
          this.nested(s.finalizer);
        }
        return;
    }
  }
  private return(value: Expr | null): void {
    if (!this.options.countDepth) this.add(value ? `return ${this.expr(value)};` : "return;");
    else if (!value) this.add("{ __stack.depth = __d - 1; return; }");
    else this.add(`{ const __r = ${this.expr(value)}; __stack.depth = __d - 1; return __r; }`);
  }
  private braces(body: readonly Stmt[]): void {
    this.add("{");
    for (const s of body) this.stmt(s);
    this.add("}");
  }
  private nested(s: Stmt): void {
    if (s.k === "block") this.braces(s.body);
    else this.braces([s]);
  }
  private loop(s: Extract<Stmt, { k: "loop" }>): void {
    if (!s.testFirst) {
      this.add("do");
      this.nested(s.body);
      this.add(`while (${s.cond ? this.expr(s.cond) : "true"});`);
      return;
    }
    const first = s.init[0];
    let init = "";
    if (first?.k === "let") {
      const parts = s.init.map((d) =>
        d.k === "let"
          ? `${d.local.name} = ${d.init ? this.stored(d.init, d.local.type, d.local) : zeroOf(d.local.type)}`
          : "",
      );
      init = `${first.isConst ? "const" : "let"} ${parts.join(", ")}`;
    } else if (first?.k === "expr") init = this.statementExpr(first.expr);
    this.add(`for (${init}; ${s.cond ? this.expr(s.cond) : ""}; ${s.update ? this.statementExpr(s.update) : ""})`);
    this.nested(s.body);
  }

  // --- expressions

  private statementExpr(e: Expr): string {
    if (e.k === "assign") return this.assign(e.place, e.value);
    if (e.k === "seq")
      return e.exprs.map((x) => (x.k === "assign" ? this.assign(x.place, x.value) : this.expr(x))).join(", ");
    return this.expr(e);
  }

  /** A value on its way into a variable, field or item of that type. */
  private stored(e: Expr, type: RType, into?: Local): string {
    const text = this.expr(e);
    if (type.k !== "int" || type.storage === "i64" || into?.loose) return text;
    const isLoose = e.k === "local" && e.local.loose;
    if (e.type.k === "int" && e.type.storage === type.storage && e.k !== "const" && e.k !== "arith" && !isLoose)
      return text;
    return `__${type.storage}(${text})`;
  }

  private place(p: Place): string {
    switch (p.k) {
      case "local":
        return p.local.name;
      case "field":
        return `${this.expr(p.object)}.${p.field.name}`;
      case "item":
        return this.item(p.array, p.index);
    }
  }
  private item(array: Expr, index: Expr): string {
    const a = this.expr(array);
    // a simple expression is written twice; anything else is held by the index's check
    if (/^[\w$.]+$/.test(a)) return `${a}[__at(${this.expr(index)}, ${a}.length)]`;
    const hold = this.hold();
    return `(${hold} = ${a})[__at(${this.expr(index)}, ${hold}.length)]`;
  }
  private hold(): string {
    const name = `__h${this.temps.length}`;
    this.temps.push(name);
    return name;
  }
  private assign(p: Place, value: Expr): string {
    const type = p.k === "local" ? p.local.type : p.type;
    return `${this.place(p)} = ${this.stored(value, type, p.k === "local" ? p.local : undefined)}`;
  }

  private expr(e: Expr): string {
    switch (e.k) {
      case "const":
        return typeof e.value === "number" ? numberText(e.value) : String(e.value);
      case "str":
        return JSON.stringify(e.value);
      case "local":
        return e.local.name;
      case "captured":
        return e.name;
      case "global":
      case "function":
        return this.sourceName(e.node);
      case "field":
        return `${this.operand(e.object)}.${e.field.name}`;
      case "item":
        return this.item(e.array, e.index);
      case "length":
        return `${this.operand(e.array)}.length`;
      case "charCode": {
        const text = this.operand(e.text);
        return `${text}.charCodeAt(__at(${this.expr(e.index)}, ${text}.length))`;
      }
      case "neg":
        return e.type.k === "int" ? `(0 - ${this.operand(e.a)})` : `(-${this.operand(e.a)})`;
      case "not":
        return `!${this.operand(e.a)}`;
      case "arith": {
        const text = `${this.operand(e.a)} ${e.op} ${this.operand(e.b)}`;
        if (e.type.k === "float") return `(${text})`;
        return `${e.op === "*" ? "__mul" : e.op === "%" ? "__rem" : "__int"}(${text})`;
      }
      case "bits":
      case "compare":
      case "logic":
        return `(${this.operand(e.a)} ${e.op} ${this.operand(e.b)})`;
      case "cond":
        return `(${this.expr(e.c)} ? ${this.expr(e.a)} : ${this.expr(e.b)})`;
      case "assign":
        return `(${this.assign(e.place, e.value)})`;
      case "seq":
        return `(${e.exprs.map((x) => this.expr(x)).join(", ")})`;
      case "call":
        return this.call(e);
      case "new":
        return `new ${this.sourceName((e.node as ts.NewExpression).expression)}(${this.given(e, 0)})`;
      case "newArray": {
        const node = e.node as ts.CallExpression | ts.NewExpression;
        const length = this.expr(e.length);
        return ts.isNewExpression(node)
          ? `new ${node.expression.getText()}(${length})`
          : `${node.expression.getText()}(${length})`;
      }
      case "intrinsic":
        return e.jsName.startsWith("INT_") || /\.INT_\w+$/.test(e.jsName)
          ? e.jsName
          : `${e.jsName}(${this.list(e.args)})`;
      case "instanceof":
        return `(${this.operand(e.a)} instanceof ${(e.node as ts.BinaryExpression).right.getText()})`;
      case "cast":
        return this.cast(e);
    }
  }
  private operand(e: Expr): string {
    const text = this.expr(e);
    return e.k === "const" && typeof e.value === "number" && (e.value < 0 || Object.is(e.value, -0))
      ? `(${text})`
      : e.k === "new" || (e.k === "const" && typeof e.value === "number")
        ? `(${text})`
        : text;
  }
  private list(args: readonly Expr[]): string {
    return args.map((a) => this.expr(a)).join(", ");
  }
  /** How the source names a function or constant, without types and assertions. */
  private sourceName(node: ts.Node): string {
    let n = node;
    while (ts.isParenthesizedExpression(n) || ts.isNonNullExpression(n) || ts.isAsExpression(n)) n = n.expression;
    if (ts.isCallExpression(n)) return this.sourceName(n.expression);
    return n.getText();
  }
  /** The arguments that the source gives: JavaScript fills in the defaults itself. */
  private given(e: Extract<Expr, { k: "call" | "new" }>, objects: number): string {
    const count = (e.node as ts.CallExpression | ts.NewExpression).arguments?.length ?? 0;
    return this.list(e.args.slice(objects, objects + count));
  }
  private call(e: Extract<Expr, { k: "call" }>): string {
    const { callee } = e;
    switch (callee.k) {
      case "function":
        return `${this.sourceName((e.node as ts.CallExpression).expression)}(${this.given(e, 0)})`;
      case "indirect":
        return `${this.operand(callee.fn)}(${this.given(e, 0)})`;
      case "super":
        return `super(${this.given(e, 1)})`;
      case "method":
        return `${callee.exact ? "super" : this.operand(e.args[0]!)}.${callee.name}(${this.given(e, 1)})`;
    }
  }
  private cast(e: Extract<Expr, { k: "cast" }>): string {
    const value = this.expr(e.a);
    if (!e.checked || e.type.k !== "class" || !ts.isAsExpression(e.node)) return value;
    const { type } = e.node;
    if (!ts.isTypeReferenceNode(type) || !this.isValue(type.typeName)) return value;
    return `__as(${value}, ${type.typeName.getText()})`;
  }
  /** Whether a type's name is there at run time: not where it is imported as a type only. */
  private isValue(name: ts.EntityName): boolean {
    const symbol = this.sources.checker.getSymbolAtLocation(name);
    if (!symbol) return false;
    for (const d of symbol.declarations ?? []) {
      if (ts.isImportSpecifier(d) && (d.isTypeOnly || d.parent.parent.isTypeOnly)) return false;
      if (ts.isTypeParameterDeclaration(d) || ts.isTypeAliasDeclaration(d)) return false;
    }
    return true;
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

export function zeroOf(type: RType): string {
  if (type.k === "bool") return "false";
  if (type.k === "var") return "null";
  const storage = storageOf(type);
  return storage === "ref" || storage === "fn" ? "null" : "0";
}

/** Where a function's body begins in the source. */
function bodyStart(tree: FunctionTree): number {
  const { node } = tree.source;
  if (ts.isClassDeclaration(node) || !node.body) return node.getStart();
  return node.body.getStart();
}

/** The body of a function: a block, or an expression in parentheses for arrow functions. */
export function emitBody(sources: Sources, tree: FunctionTree, options: EmitOptions): string {
  return new Emitter(sources, tree, options).body();
}
