// The typed tree to a graph. Short-circuit conditions become branches, sugar of statements blocks; names of the module level
// become constants (their live values). What the graph refers to (functions, classes, prebuilt objects) is asked of the World,
// which thereby learns what is reached.

import type { Block, Edge, Graph, Int, Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import {
  ARRAY_TYPES,
  type ClassType,
  type External,
  type Field,
  type FunctionDecl,
  type HostRequest,
  type MethodSlot,
  type Prebuilt,
  STORAGE,
} from "../ir/types.ts";
import { INTRINSICS } from "./intrinsics.ts";
import {
  arrayTypeOf,
  type ClassRType,
  type FunctionRType,
  isRef,
  kindOf,
  type RType,
  storageOf,
  typeName,
} from "./rtypes.ts";
import { RuleError } from "./rules.ts";
import { SsaBuilder } from "./ssa.ts";
import type {
  CompareOp,
  Expr,
  ExprOf,
  FieldRef,
  FunctionRef,
  FunctionTree,
  GlobalRef,
  Local,
  Place,
  Stmt,
  StmtOf,
} from "./tree.ts";

/** A live value as a constant of graphs and images. */
export type Constant =
  | { readonly k: "int"; readonly value: Int }
  | { readonly k: "float"; readonly value: number }
  | { readonly k: "ref"; readonly value: Prebuilt | null }
  | { readonly k: "function"; readonly value: FunctionDecl | null };

/** What a call of a live function value becomes. */
export type LiveCallee =
  | { readonly k: "function"; readonly decl: FunctionDecl }
  | { readonly k: "request"; readonly request: HostRequest }
  | { readonly k: "external"; readonly external: External };

/** What graphs refer to. Every answer makes its subject part of the program. */
export interface World {
  function(fn: FunctionRef): FunctionDecl;
  /** How a call of a method on an object of that class (or a subclass) goes. */
  dispatch(cls: ClassRType, name: string, exact: boolean, typeArgs: readonly RType[]): FunctionDecl | MethodSlot;
  /** The constructor to call for an object of that class, null when there is nothing to do. */
  constructorOf(cls: ClassRType): FunctionDecl | null;
  instantiated(cls: ClassRType): ClassType;
  classType(cls: ClassRType): ClassType;
  field(field: FieldRef): Field;
  /** The live value of a module-level constant. */
  live(global: GlobalRef): unknown;
  constant(value: unknown, type: RType, name: string): Constant;
  callee(value: unknown, type: FunctionRType, name: string): LiveCallee;
  /** A readonly field of primitive type of a live object: its value. Null: not to be folded. */
  foldField(object: unknown, field: FieldRef): Constant | null;
  position(node: Expr["node"]): number;
}

interface Target {
  readonly kind: "loop" | "switch" | "block";
  readonly label: string | null;
  readonly breaks: Block;
  readonly continues: Block | null;
  /** How many finalizers were open where the statement stands. */
  readonly depth: number;
}

const COMPARE: Record<CompareOp, string> = { "===": "eq", "!==": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" };
const ARITH = { "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod" } as const;

export class GraphBuilder {
  readonly b: SsaBuilder;
  private readonly world: World;
  private readonly captures: Readonly<Record<string, unknown>>;
  private readonly targets: Target[] = [];
  /** Open `finally` blocks, with the handler outside of each. */
  private readonly finalizers: { stmt: Stmt; outer: Block | null }[] = [];
  private label: string | null = null;
  private readonly tree: FunctionTree;

  constructor(tree: FunctionTree, decl: FunctionDecl, world: World, captures: Readonly<Record<string, unknown>>) {
    this.tree = tree;
    this.b = new SsaBuilder(decl);
    this.world = world;
    this.captures = captures;
  }

  build(): Graph {
    const { b, tree } = this;
    const params = tree.self ? [tree.self, ...tree.params] : tree.params;
    for (const p of params) b.write(p, b.graph.addParam(b.graph.entry, kindOf(p.type)));
    this.statements(tree.body);
    if (b.current)
      b.exit(b.graph.decl.signature.result === "v" ? { kind: "return", value: null } : { kind: "unreachable" });
    return b.graph;
  }

  // --- statements

  private statements(list: readonly Stmt[]): void {
    for (const s of list) {
      if (!this.b.current) return; // not reached
      this.statement(s);
    }
  }

  private statement(s: Stmt): void {
    const label = this.label;
    this.label = null;
    this.at(s);
    switch (s.k) {
      case "let":
        this.b.write(s.local, s.init ? this.value(s.init) : this.zero(s.local));
        return;
      case "expr":
        this.effect(s.expr);
        return;
      case "block":
        this.statements(s.body);
        return;
      case "if":
        this.ifElse(s);
        return;
      case "loop":
        this.loop(s, label);
        return;
      case "forOf":
        this.forOf(s, label);
        return;
      case "switch":
        this.switch(s, label);
        return;
      case "labeled":
        if (s.body.k === "block") this.labeledBlock(s);
        else {
          this.label = s.label;
          this.statement(s.body);
        }
        return;
      case "break":
      case "continue":
        this.jump(s);
        return;
      case "return":
        this.return(s);
        return;
      case "trap":
        this.b.emit("debug_trap", "v", [], s.message);
        this.b.exit({ kind: "unreachable" });
        return;
      case "throw":
        this.b.raise(this.value(s.value));
        return;
      case "try":
        this.try(s);
        return;
    }
  }
  private at(s: { node: Stmt["node"] }): void {
    this.b.position = this.world.position(s.node);
  }
  private zero(local: Local): Value {
    const kind = kindOf(local.type);
    const { graph } = this.b;
    return kind === "f" ? graph.constFloat(0) : kind === "r" ? graph.constRef(0) : graph.constInt(0);
  }

  private ifElse(s: StmtOf<"if">): void {
    const { b } = this;
    const yes = b.newBlock();
    const end = b.newBlock();
    const no = s.no ? b.newBlock() : end;
    this.condition(s.cond, yes, no);
    b.enterSealed(yes);
    this.statement(s.yes);
    b.goto(end);
    if (s.no) {
      b.enterSealed(no);
      if (b.current) this.statement(s.no);
      b.goto(end);
    }
    b.enterSealed(end);
  }

  private loop(s: StmtOf<"loop">, label: string | null): void {
    const { b } = this;
    this.statements(s.init);
    if (!b.current) return;
    const head = b.newBlock();
    const body = s.testFirst && s.cond ? b.newBlock() : head;
    const next = b.newBlock();
    const end = b.newBlock();
    b.goto(head);
    b.enter(head);
    if (s.testFirst && s.cond) {
      this.condition(s.cond, body, end);
      b.enterSealed(body);
    }
    this.targets.push({ kind: "loop", label, breaks: end, continues: next, depth: this.finalizers.length });
    if (b.current) this.statement(s.body);
    this.targets.pop();
    b.goto(next);
    b.enterSealed(next);
    if (b.current) {
      if (s.update) this.effect(s.update);
      if (!s.testFirst && s.cond) this.condition(s.cond, head, end);
      else b.goto(head);
    }
    b.seal(head);
    b.enterSealed(end);
  }

  private forOf(s: StmtOf<"forOf">, label: string | null): void {
    const { b } = this;
    const array = this.value(s.array);
    const type = arrayTypeOf((s.array.type as { item: RType }).item);
    const length = b.emit("array_len", "i", [array], type);
    const index: Local = { name: "index", type: { k: "int", storage: "i64" }, temp: true };
    b.write(index, b.graph.constInt(0));
    const head = b.newBlock();
    const body = b.newBlock();
    const next = b.newBlock();
    const end = b.newBlock();
    b.goto(head);
    b.enter(head);
    b.branch(b.emit("int_lt", "i", [b.read(index), length]), body, end);
    b.enterSealed(body);
    b.write(s.local, b.emit("getitem", type.kind, [array, b.read(index)], type));
    this.targets.push({ kind: "loop", label, breaks: end, continues: next, depth: this.finalizers.length });
    this.statement(s.body);
    this.targets.pop();
    b.goto(next);
    b.enterSealed(next);
    if (b.current) {
      b.write(index, b.emit("int_add", "i", [b.read(index), b.graph.constInt(1)]));
      b.goto(head);
    }
    b.seal(head);
    b.enterSealed(end);
  }

  private labeledBlock(s: StmtOf<"labeled">): void {
    const end = this.b.newBlock();
    this.targets.push({ kind: "block", label: s.label, breaks: end, continues: null, depth: this.finalizers.length });
    this.statement(s.body);
    this.targets.pop();
    this.b.goto(end);
    this.b.enterSealed(end);
  }

  private switch(s: StmtOf<"switch">, label: string | null): void {
    const { b } = this;
    const value = this.value(s.value);
    const end = b.newBlock();
    const bodies = s.clauses.map(() => b.newBlock());
    const at = s.clauses.findIndex((c) => c.isDefault);
    const otherwise = at >= 0 ? bodies[at]! : end;
    const tests = s.clauses.flatMap((c, i) => c.tests.map((t) => ({ test: this.value(t), body: bodies[i]! })));
    if (b.current) {
      if (tests.length > 0 && tests.every((t) => t.test.op === "const_i" && typeof t.test.aux === "number")) {
        const cases = new Map<number, Block>();
        for (const { test, body } of tests) if (!cases.has(test.aux as number)) cases.set(test.aux as number, body);
        b.exit({
          kind: "switch",
          value,
          cases: [...cases].map(([key, body]) => ({ value: key, edge: b.edge(body) })),
          otherwise: b.edge(otherwise),
        });
      } else {
        for (const { test, body } of tests) {
          const next = b.newBlock();
          b.branch(b.emit(isRef(s.value.type) ? "ref_eq" : "int_eq", "i", [value, test]), body, next);
          b.enterSealed(next);
        }
        b.goto(otherwise);
      }
    }
    this.targets.push({ kind: "switch", label, breaks: end, continues: null, depth: this.finalizers.length });
    s.clauses.forEach((c, i) => {
      b.goto(bodies[i]!); // falls through from the clause before
      b.enterSealed(bodies[i]!);
      this.statements(c.body);
    });
    this.targets.pop();
    b.goto(end);
    b.enterSealed(end);
  }

  private jump(s: StmtOf<"break" | "continue">): void {
    const target = this.targets.findLast((t) => {
      if (s.label !== null) return t.label === s.label;
      return s.k === "continue" ? t.kind === "loop" : t.kind !== "block";
    });
    if (!target) throw new RuleError("not-supported", s.node, `${s.k} ${s.label ?? ""}`);
    this.leaveTo(target.depth, () => this.b.goto(s.k === "break" ? target.breaks : target.continues!));
  }

  /** Runs the finalizers that are left on the way out to `depth`, innermost first, then jumps. */
  private leaveTo(depth: number, jump: () => void): void {
    const { b } = this;
    const open = this.finalizers.splice(depth);
    const handler = b.handler;
    for (let i = open.length - 1; i >= 0; i--) {
      b.handler = open[i]!.outer;
      this.finalizers.push(...open.slice(0, i));
      if (b.current) this.statement(open[i]!.stmt);
      this.finalizers.splice(depth);
    }
    jump();
    b.handler = handler;
    this.finalizers.push(...open);
  }

  private return(s: StmtOf<"return">): void {
    const { b } = this;
    const e = s.value;
    if (e?.k === "intrinsic" && e.name === "jitEnter") {
      if (this.finalizers.length > 0) throw new RuleError("jit-enter-returned", s.node, "jitEnter within try-finally");
      const portal = this.world.function((e.args[0] as ExprOf<"function">).fn);
      const [cell, ...args] = e.args.slice(1).map((a) => this.value(a));
      b.exit({ kind: "jit_enter", portal, cell: cell!, args });
      return;
    }
    let value: Value | null = null;
    if (e) {
      if (kindOf(e.type) === "v" || b.graph.decl.signature.result === "v") this.effect(e);
      else value = this.value(e);
    }
    this.leaveTo(0, () => b.exit({ kind: "return", value }));
  }

  private try(s: StmtOf<"try">): void {
    const { b } = this;
    const outer = b.handler;
    const end = b.newBlock();
    const finallyHandler = s.finalizer ? b.newBlock() : null;
    if (finallyHandler) {
      b.graph.addParam(finallyHandler, "r");
      b.handler = finallyHandler;
      this.finalizers.push({ stmt: s.finalizer!, outer });
    }
    const afterTry = s.finalizer ? b.newBlock() : end;
    if (s.handler) {
      const handler = b.newBlock();
      const exception = b.graph.addParam(handler, "r");
      const around = b.handler;
      b.handler = handler;
      this.statement(s.body);
      b.goto(afterTry);
      b.handler = around;
      b.enterSealed(handler);
      if (b.current) {
        if (s.local) b.write(s.local, exception);
        this.statement(s.handler);
        b.goto(afterTry);
      }
    } else {
      this.statement(s.body);
      b.goto(afterTry);
    }
    if (finallyHandler) {
      b.handler = outer;
      this.finalizers.pop();
      b.enterSealed(afterTry);
      if (b.current) this.statement(s.finalizer!);
      b.goto(end);
      b.enterSealed(finallyHandler);
      if (b.current) {
        this.statement(s.finalizer!);
        b.raise(finallyHandler.params[0]!);
      }
    }
    b.enterSealed(end);
  }

  // --- conditions

  private condition(e: Expr, yes: Block, no: Block): void {
    const { b } = this;
    if (e.k === "not") {
      this.condition(e.a, no, yes);
    } else if (e.k === "logic") {
      const second = b.newBlock();
      if (e.op === "&&") this.condition(e.a, second, no);
      else this.condition(e.a, yes, second);
      b.enterSealed(second);
      if (b.current) this.condition(e.b, yes, no);
    } else b.branch(this.value(e), yes, no);
  }

  /** A value that depends on control flow: both sides assign one temporary. */
  private choose(type: RType, cond: (yes: Block, no: Block) => void, a: () => Value, c: () => Value): Value {
    const { b } = this;
    const result: Local = { name: "choice", type, temp: true };
    const [yes, no, end] = [b.newBlock(), b.newBlock(), b.newBlock()];
    cond(yes, no);
    for (const [block, make] of [
      [yes, a],
      [no, c],
    ] as const) {
      b.enterSealed(block);
      if (b.current) b.write(result, make());
      b.goto(end);
    }
    b.enterSealed(end);
    return b.read(result);
  }

  // --- expressions

  private effect(e: Expr): void {
    if (e.k === "cond") {
      const [yes, no, end] = [this.b.newBlock(), this.b.newBlock(), this.b.newBlock()];
      this.condition(e.c, yes, no);
      for (const [block, side] of [
        [yes, e.a],
        [no, e.b],
      ] as const) {
        this.b.enterSealed(block);
        if (this.b.current) this.effect(side);
        this.b.goto(end);
      }
      this.b.enterSealed(end);
    } else this.evaluate(e);
  }
  private value(e: Expr): Value {
    const v = this.evaluate(e);
    if (!v) {
      if (e.type.k === "never" || !this.b.current)
        return this.zero({ name: "", type: e.type.k === "never" ? { k: "int", storage: "i64" } : e.type, temp: true });
      throw new Error(`${e.k} of type ${typeName(e.type)} yields no value: ${e.node.getText()}`);
    }
    return v;
  }

  private evaluate(e: Expr): Value | null {
    const { b } = this;
    const { graph } = b;
    switch (e.k) {
      case "const":
        if (e.value === null) return e.type.k === "fn" ? graph.constInt(0) : graph.constRef(0);
        if (typeof e.value === "boolean") return graph.constInt(e.value ? 1 : 0);
        return e.type.k === "float" ? graph.constFloat(e.value) : graph.constInt(e.value);
      case "str":
        return this.constant(this.world.constant(e.value, e.type, "string"));
      case "local":
        return b.read(e.local);
      case "captured":
        return this.constant(this.world.constant(this.captures[e.name], e.type, e.name));
      case "global":
        return this.constant(
          this.world.constant(this.world.live(e.global), e.type, e.global.path.at(-1) ?? e.global.name),
        );
      case "function":
        return graph.constFunction(this.world.function(e.fn));
      case "field":
        return this.field(e);
      case "item": {
        const array = this.value(e.array);
        const type = arrayTypeOf((e.array.type as { item: RType }).item);
        return b.emit("getitem", type.kind, [array, this.value(e.index)], type);
      }
      case "length":
        return b.emit("array_len", "i", [this.value(e.array)], this.arrayType(e.array.type));
      case "charCode": {
        const text = this.value(e.text);
        return b.emit("getitem", "i", [text, this.value(e.index)], ARRAY_TYPES.string);
      }
      case "neg":
        return e.type.k === "float"
          ? b.emit("float_neg", "f", [this.value(e.a)])
          : b.emit("int_neg", "i", [this.value(e.a)]);
      case "not":
        return e.a.k === "logic" ? this.asValue(e) : b.emit("int_is_zero", "i", [this.value(e.a)]);
      case "arith": {
        const x = this.value(e.a);
        const y = this.value(e.b);
        const isFloat = e.type.k === "float";
        return b.emit(`${isFloat ? "float" : "int"}_${ARITH[e.op]}` as OpName, isFloat ? "f" : "i", [x, y]);
      }
      case "bits":
        return this.bits(e);
      case "compare":
        return this.compare(e);
      case "logic":
        return this.asValue(e);
      case "cond":
        return this.choose(
          e.type,
          (yes, no) => this.condition(e.c, yes, no),
          () => this.value(e.a),
          () => this.value(e.b),
        );
      case "assign":
        return this.assign(e.place, e.value, e);
      case "seq": {
        for (const part of e.exprs.slice(0, -1)) this.effect(part);
        return this.evaluate(e.exprs.at(-1)!);
      }
      case "call":
        return this.call(e);
      case "new":
        return this.construct(e);
      case "newArray":
        return b.emit("new_array", "r", [this.value(e.length)], arrayTypeOf(e.item));
      case "intrinsic":
        return this.intrinsic(e);
      case "instanceof":
        return b.emit("instanceof", "i", [this.value(e.a)], this.world.classType(e.cls));
      case "cast":
        return this.cast(e);
    }
  }

  private asValue(e: Expr): Value {
    const { graph } = this.b;
    return this.choose(
      e.type,
      (yes, no) => this.condition(e, yes, no),
      () => graph.constInt(1),
      () => graph.constInt(0),
    );
  }

  private constant(c: Constant): Value {
    const { graph } = this.b;
    switch (c.k) {
      case "int":
        return graph.constInt(c.value);
      case "float":
        return graph.constFloat(c.value);
      case "ref":
        return graph.constRef(c.value ?? 0);
      case "function":
        return c.value ? graph.constFunction(c.value) : graph.constInt(0);
    }
  }

  private arrayType(type: RType) {
    return type.k === "string" ? ARRAY_TYPES.string : arrayTypeOf((type as { item: RType }).item);
  }

  /** The live object that an expression is, when it is a constant; undefined otherwise. */
  private liveObject(e: Expr): unknown {
    if (e.k === "global") return this.world.live(e.global);
    if (e.k === "captured") return this.captures[e.name];
    return e.k === "cast" ? this.liveObject(e.a) : undefined;
  }

  private field(e: ExprOf<"field">): Value {
    const live = this.liveObject(e.object);
    if (live !== undefined && live !== null) {
      const folded = this.world.foldField(live, e.field);
      if (folded) return this.constant(folded);
    }
    const object = this.value(e.object);
    const field = this.world.field(e.field);
    return this.b.emit("getfield", field.kind, [object], field);
  }

  private cast(e: ExprOf<"cast">): Value {
    const value = this.value(e.a);
    if (value.isConstant()) return value;
    if (e.type.k === "class") return this.b.emit("cast", "r", [value], this.world.classType(e.type));
    if (e.type.k === "array" || e.type.k === "string") return this.b.emit("cast", "r", [value], this.arrayType(e.type));
    return value;
  }

  private bits(e: ExprOf<"bits">): Value {
    const { b } = this;
    const x = this.value(e.a);
    const y = this.value(e.b);
    const wrap = (v: Value, to: "i32" | "u32"): Value => b.emit("int_wrap", "i", [v], to);
    const fits = (side: Expr): boolean => {
      if (side.k === "const") return (side.value as number) >= -(2 ** 31) && (side.value as number) < 2 ** 31;
      const storage = storageOf(side.type);
      if (side.k === "local" && side.local.loose) return false;
      return storage !== "u32" && STORAGE[storage].size <= 4;
    };
    const isU32 = (side: Expr): boolean => storageOf(side.type) === "u32" && !(side.k === "local" && side.local.loose);
    const count = (): Value =>
      y.op === "const_i" ? b.graph.constInt(Number(y.aux) & 31) : b.emit("int_and", "i", [y, b.graph.constInt(31)]);
    switch (e.op) {
      case "<<":
        return wrap(b.emit("int_shl", "i", [x, count()]), "i32");
      case ">>":
        return b.emit("int_shr", "i", [fits(e.a) ? x : wrap(x, "i32"), count()]);
      case ">>>":
        return b.emit("uint_shr", "i", [isU32(e.a) ? x : wrap(x, "u32"), count()]);
      default: {
        const op = e.op === "&" ? "int_and" : e.op === "|" ? "int_or" : "int_xor";
        const value = b.emit(op, "i", [x, y]);
        return fits(e.a) && fits(e.b) ? value : wrap(value, "i32");
      }
    }
  }

  private compare(e: ExprOf<"compare">): Value {
    const { b } = this;
    const isNull = (side: Expr): boolean => side.k === "const" && side.value === null && isRef(side.type);
    if (isNull(e.b)) return b.emit(e.op === "===" ? "ref_is_null" : "ref_not_null", "i", [this.value(e.a)]);
    if (isNull(e.a)) return b.emit(e.op === "===" ? "ref_is_null" : "ref_not_null", "i", [this.value(e.b)]);
    const x = this.value(e.a);
    const y = this.value(e.b);
    const of = x.kind === "f" ? "float" : x.kind === "r" ? "ref" : "int";
    return b.emit(`${of}_${COMPARE[e.op]}` as OpName, "i", [x, y]);
  }

  private assign(place: Place, source: Expr, e: Expr): Value {
    const { b } = this;
    if (place.k === "local") {
      const value = this.value(source);
      b.write(place.local, value);
      return value;
    }
    if (place.k === "field") {
      const object = this.value(place.object);
      const value = this.value(source);
      this.at(e);
      b.emit("setfield", "v", [object, value], this.world.field(place.field));
      return value;
    }
    const array = this.value(place.array);
    const index = this.value(place.index);
    const value = this.value(source);
    this.at(e);
    b.emit("setitem", "v", [array, index, value], arrayTypeOf(place.type));
    return value;
  }

  // --- calls

  private result(value: Value, type: RType): Value | null {
    if (type.k === "never") this.b.exit({ kind: "unreachable" });
    return kindOf(type) === "v" ? null : value;
  }

  private call(e: ExprOf<"call">): Value | null {
    const { b } = this;
    const { callee } = e;
    const args = (): Value[] => {
      const values = e.args.map((a) => this.value(a));
      this.at(e);
      return values;
    };
    if (callee.k === "function") {
      const decl = this.world.function(callee.fn);
      return this.result(b.emit("call", decl.signature.result, args(), decl), e.type);
    }
    if (callee.k === "super") {
      const decl = this.world.constructorOf(callee.cls);
      const values = args();
      if (decl) b.emit("call", "v", values, decl);
      return null;
    }
    if (callee.k === "method") {
      const to = this.world.dispatch(callee.cls, callee.name, callee.exact, callee.typeArgs);
      if ("slot" in to) return this.result(b.emit("call_virtual", to.signature.result, args(), to), e.type);
      return this.result(b.emit("call", to.signature.result, args(), to), e.type);
    }
    const live = this.liveObject(callee.fn);
    if (typeof live === "function") {
      const to = this.world.callee(live, callee.fn.type as FunctionRType, callee.fn.node.getText());
      if (to.k === "function") return this.result(b.emit("call", to.decl.signature.result, args(), to.decl), e.type);
      if (to.k === "request")
        return this.result(b.emit("request", to.request.signature.result, args(), to.request), e.type);
      return this.result(b.emit("call_external", to.external.signature.result, args(), to.external), e.type);
    }
    const fn = this.value(callee.fn);
    const type = callee.fn.type as FunctionRType;
    const signature = { params: type.params.map(kindOf), result: kindOf(type.result) };
    return this.result(b.emit("call_indirect", signature.result, [fn, ...args()], signature), e.type);
  }

  private construct(e: ExprOf<"new">): Value {
    const { b } = this;
    const args = e.args.map((a) => this.value(a));
    this.at(e);
    const object = b.emit("new", "r", [], this.world.instantiated(e.cls));
    const decl = this.world.constructorOf(e.cls);
    if (decl) b.emit("call", "v", [object, ...args], decl);
    return object;
  }

  private intrinsic(e: ExprOf<"intrinsic">): Value | null {
    const { b } = this;
    if (e.name === "unreachable") {
      b.emit("debug_trap", "v", [], (e.args[0] as ExprOf<"str">).value);
      b.exit({ kind: "unreachable" });
      return null;
    }
    const row = INTRINSICS[e.name];
    if (!row) throw new RuleError("intrinsic-unknown", e.node, e.name);
    const args = e.args.map((a) => this.value(a));
    this.at(e);
    return row(
      b,
      args,
      e.args.map((a) => a.type),
    );
  }
}

export type { Edge };
