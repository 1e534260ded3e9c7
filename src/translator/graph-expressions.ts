// Expressions of typed trees to operations of graphs: short-circuit conditions become branches, names of the module level constants.

import type { Block, Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import { ARRAY_TYPES, type FunctionDecl, STORAGE } from "../ir/types.ts";
import { INTRINSICS } from "./intrinsics.ts";
import { arrayTypeOf, type FunctionRType, isRef, kindOf, type RType, storageOf, typeName } from "./rtypes.ts";
import { RuleError } from "./rules.ts";
import { SsaBuilder } from "./ssa.ts";
import type { CompareOp, Expr, ExprOf, Local, Place, Stmt } from "./tree.ts";
import type { Constant, World } from "./world.ts";

const COMPARE: Record<CompareOp, string> = { "===": "eq", "!==": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge" };
const ARITH = { "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod" } as const;
/** Expressions and conditions of one function. */
export class ExpressionGraphs {
  readonly b: SsaBuilder;
  protected readonly world: World;
  private readonly captures: Readonly<Record<string, unknown>>;

  constructor(decl: FunctionDecl, world: World, captures: Readonly<Record<string, unknown>>) {
    this.b = new SsaBuilder(decl);
    this.world = world;
    this.captures = captures;
  }

  protected at(s: { node: Stmt["node"] }): void {
    this.b.position = this.world.position(s.node);
  }
  protected zero(local: Local): Value {
    const kind = kindOf(local.type);
    const { graph } = this.b;
    return kind === "f" ? graph.constFloat(0) : kind === "r" ? graph.constRef(0) : graph.constInt(0);
  }

  // --- conditions

  protected condition(e: Expr, yes: Block, no: Block): void {
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
  protected choose(type: RType, cond: (yes: Block, no: Block) => void, a: () => Value, c: () => Value): Value {
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

  protected effect(e: Expr): void {
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
  protected value(e: Expr): Value {
    const v = this.evaluate(e);
    if (!v) {
      if (e.type.k === "never" || !this.b.current)
        return this.zero({ name: "", type: e.type.k === "never" ? { k: "int", storage: "i64" } : e.type, temp: true });
      throw new Error(`${e.k} of type ${typeName(e.type)} yields no value: ${e.node.getText()}`);
    }
    return v;
  }

  protected evaluate(e: Expr): Value | null {
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

  protected asValue(e: Expr): Value {
    const { graph } = this.b;
    return this.choose(
      e.type,
      (yes, no) => this.condition(e, yes, no),
      () => graph.constInt(1),
      () => graph.constInt(0),
    );
  }

  protected constant(c: Constant): Value {
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

  protected arrayType(type: RType) {
    return type.k === "string" ? ARRAY_TYPES.string : arrayTypeOf((type as { item: RType }).item);
  }

  /** The live object that an expression is, when it is a constant; undefined otherwise. */
  protected liveObject(e: Expr): unknown {
    if (e.k === "global") return this.world.live(e.global);
    if (e.k === "captured") return this.captures[e.name];
    return e.k === "cast" ? this.liveObject(e.a) : undefined;
  }

  protected field(e: ExprOf<"field">): Value {
    const live = this.liveObject(e.object);
    if (live !== undefined && live !== null) {
      const folded = this.world.foldField(live, e.field);
      if (folded) return this.constant(folded);
    }
    const object = this.value(e.object);
    const field = this.world.field(e.field);
    return this.b.emit("getfield", field.kind, [object], field);
  }

  protected cast(e: ExprOf<"cast">): Value {
    const value = this.value(e.a);
    if (value.isConstant()) return value;
    if (e.type.k === "class") return this.b.emit("cast", "r", [value], this.world.classType(e.type));
    if (e.type.k === "array" || e.type.k === "string") return this.b.emit("cast", "r", [value], this.arrayType(e.type));
    return value;
  }

  protected bits(e: ExprOf<"bits">): Value {
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

  protected compare(e: ExprOf<"compare">): Value {
    const { b } = this;
    const isNull = (side: Expr): boolean => side.k === "const" && side.value === null && isRef(side.type);
    if (isNull(e.b)) return b.emit(e.op === "===" ? "ref_is_null" : "ref_not_null", "i", [this.value(e.a)]);
    if (isNull(e.a)) return b.emit(e.op === "===" ? "ref_is_null" : "ref_not_null", "i", [this.value(e.b)]);
    const x = this.value(e.a);
    const y = this.value(e.b);
    const of = x.kind === "f" ? "float" : x.kind === "r" ? "ref" : "int";
    return b.emit(`${of}_${COMPARE[e.op]}` as OpName, "i", [x, y]);
  }

  protected assign(place: Place, source: Expr, e: Expr): Value {
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

  protected result(value: Value, type: RType): Value | null {
    if (type.k === "never") this.b.exit({ kind: "unreachable" });
    return kindOf(type) === "v" ? null : value;
  }

  protected call(e: ExprOf<"call">): Value | null {
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

  protected construct(e: ExprOf<"new">): Value {
    const { b } = this;
    const args = e.args.map((a) => this.value(a));
    this.at(e);
    const object = b.emit("new", "r", [], this.world.instantiated(e.cls));
    const decl = this.world.constructorOf(e.cls);
    if (decl) b.emit("call", "v", [object, ...args], decl);
    return object;
  }

  protected intrinsic(e: ExprOf<"intrinsic">): Value | null {
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
