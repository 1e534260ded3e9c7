// What the program consists of: one fixpoint over functions, classes and live objects. A graph refers to functions, classes and objects;
// an object leads by its declared types to further objects, to its class and to the functions it holds; an instantiated class
// leads to those methods of it that some reached call may choose. Freezing writes exactly what was found here.

import type { Graph, Int } from "../ir/graph.ts";
import { Program } from "../ir/program.ts";
import {
  ARRAY_TYPES,
  type ArrayType,
  ClassType,
  type Field,
  FunctionDecl,
  type Kind,
  type MethodSlot,
  type PortalInfo,
  Prebuilt,
  type Signature,
} from "../ir/types.ts";
import { GraphBuilder } from "./build-graph.ts";
import type { FrozenObject, FrozenValue } from "./image.ts";
import type { LiveProgram } from "./live.ts";
import { memo } from "./memo.ts";
import type { Prepared } from "./prepare.ts";
import {
  arrayTypeOf,
  type ClassRType,
  type FunctionRType,
  isRef,
  kindOf,
  normalizeArgument,
  OBJECT,
  type RType,
  type Substitution,
  storageOf,
  substitute,
  typeName,
} from "./rtypes.ts";
import { type Diagnostic, RULES, RuleError, type RuleId } from "./rules.ts";
import type { ClassSource, FunctionNode, FunctionSource, Sources } from "./sources.ts";
import type { FieldRef, FunctionRef, FunctionTree, GlobalRef } from "./tree.ts";
import type { Trees } from "./trees.ts";
import type { Constant, LiveCallee, World } from "./world.ts";

/** One translated function and what it was translated from. */
interface Instance {
  readonly decl: FunctionDecl;
  readonly source: FunctionSource;
  readonly substitution: Substitution;
  readonly captures: Readonly<Record<string, unknown>>;
}

interface ClassInfo {
  readonly type: ClassType;
  readonly rtype: ClassRType;
  readonly slots: Map<string, MethodSlot>;
  instantiated: boolean;
}

const UNTRANSLATED_MAX = 2 ** 53 - 1;
/** The greatest and least int of the untranslated run stand for those of the machine; all others are themselves. */
export function machineInt(value: number): Int {
  if (value === UNTRANSLATED_MAX) return 2n ** 63n - 1n;
  if (value === -UNTRANSLATED_MAX) return -(2n ** 63n);
  return value;
}

export class Reach implements World {
  readonly program = new Program();
  readonly frozen: FrozenObject[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly sources: Sources;
  private readonly trees: Trees;
  private readonly liveProgram: LiveProgram;

  private readonly instances = new Map<string, Instance>();
  private readonly captureLists = new Map<FunctionSource, Readonly<Record<string, unknown>>[]>();
  private readonly rawMemory = new Set<FunctionDecl>();
  private readonly functionNames = new Set<string>();
  private readonly classInfos = new Map<string, ClassInfo>();
  private readonly infoOfType = new Map<ClassType, ClassInfo>();
  private readonly calledSlots = new Set<MethodSlot>();
  private readonly prebuilts = new Map<unknown, Prebuilt>();
  private readonly prebuiltNames = new Set<string>();
  private readonly positions = new Map<string, number>();

  private readonly pendingFunctions: Instance[] = [];
  private readonly pendingObjects: { prebuilt: Prebuilt; type: RType; path: string }[] = [];

  constructor(sources: Sources, trees: Trees, live: LiveProgram) {
    this.sources = sources;
    this.trees = trees;
    this.liveProgram = live;
  }

  /** Makes the function of an entry module part of the program. */
  entry(file: string, name: string): FunctionDecl {
    const value = this.liveProgram.value(file, name);
    const live = typeof value === "function" ? this.liveProgram.functionOf(value) : null;
    if (live?.k !== "function") throw new Error(`${file}: ${name} is no function`);
    return this.liveInstance(live.source, live.captures);
  }

  /** Turns values that stray past merge points into diagnostics. */
  reportStrays(strays: Prepared["strays"]): void {
    for (const { stray } of strays) {
      const at = this.program.positions[stray.mergePoint.pos]!;
      this.diagnostics.push({
        ...at,
        column: 1,
        rule: "merge-point-live",
        message: `${stray.text}: ${RULES["merge-point-live"]}`,
      });
    }
  }

  /** Whether a function stands in a module with raw memory. */
  usesRawMemory(decl: FunctionDecl): boolean {
    return this.rawMemory.has(decl);
  }

  /** Translates until nothing new is reached. */
  run(): void {
    for (;;) {
      const object = this.pendingObjects.pop();
      if (object) {
        this.guarded(null, () => this.freeze(object.prebuilt, object.type, object.path));
        continue;
      }
      const instance = this.pendingFunctions.shift();
      if (!instance) return;
      this.translate(instance);
    }
  }

  private guarded(node: FunctionSource["node"] | null, action: () => void): void {
    try {
      action();
    } catch (e) {
      if (!(e instanceof RuleError)) throw e;
      const at = e.node ?? node;
      const where = at ? this.sources.position(at) : { file: "", line: 0, column: 0 };
      this.diagnostics.push({ ...where, rule: e.rule, message: e.message });
    }
  }
  private report(rule: RuleId, node: FunctionSource["node"], found: string): void {
    this.diagnostics.push({ ...this.sources.position(node), rule, message: `${found}: ${RULES[rule]}` });
  }

  // --- functions

  private translate(instance: Instance): void {
    const { tree, errors } = this.trees.instance(instance.source, instance.substitution);
    if (!tree) {
      for (const e of errors)
        if (
          !this.diagnostics.some(
            (d) => d.file === e.file && d.line === e.line && d.column === e.column && d.rule === e.rule,
          )
        )
          this.diagnostics.push(e);
      return;
    }
    this.guarded(instance.source.node, () => {
      instance.decl.graph = this.build(tree, instance);
    });
  }
  private build(tree: FunctionTree, instance: Instance): Graph {
    return new GraphBuilder(tree, instance.decl, this, instance.captures).build();
  }

  function(fn: FunctionRef): FunctionDecl {
    const { source } = fn;
    const bindings = new Map(source.typeParams.map((p, i) => [p, this.normalized(p, fn.typeArgs[i] ?? OBJECT)]));
    return this.instance(source, bindings, {});
  }
  private normalized(parameter: object, argument: RType): RType {
    if (argument.k === "var") return normalizeArgument(argument.bound, OBJECT);
    const bound = this.boundOf(parameter);
    return normalizeArgument(argument, bound);
  }
  private boundOf(parameter: object): RType {
    const type = this.sources.checker.getDeclaredTypeOfSymbol(
      parameter as Parameters<Sources["checker"]["getDeclaredTypeOfSymbol"]>[0],
    );
    const resolved = this.sources.tryResolve(type);
    return resolved?.k === "var" && resolved.bound.k === "class" ? resolved.bound : OBJECT;
  }

  private liveInstance(source: FunctionSource, captures: Readonly<Record<string, unknown>>): FunctionDecl {
    return this.instance(source, new Map(), captures);
  }

  private captureKey(source: FunctionSource, captures: Readonly<Record<string, unknown>>): number {
    const names = Object.keys(captures);
    if (names.length === 0) return 0;
    const list = memo(this.captureLists, source, () => []);
    const found = list.findIndex((c) => names.every((n) => Object.is(c[n], captures[n])));
    if (found >= 0) return found + 1;
    list.push(captures);
    return list.length;
  }

  private instance(
    source: FunctionSource,
    substitution: Substitution,
    captures: Readonly<Record<string, unknown>>,
  ): FunctionDecl {
    const args = [...substitution.values()].map(typeName);
    const key = `${source.id}|${args.join()}|${this.captureKey(source, captures)}`;
    const known = this.instances.get(key);
    if (known) return known.decl;
    const suffix = args.some((a) => a !== "object") ? `$${args.map((a) => a.replaceAll(/\W/g, "")).join("$")}` : "";
    const name = this.uniqueName(`${source.name.replaceAll(".", "_")}${suffix}`, this.functionNames);
    const decl = new FunctionDecl(name, this.signature(source, substitution));
    const {
      portal,
      quasiImmutable: _q,
      immutable: _f,
      immutableItems: _i,
      virtualizable: _v,
      weak: _w,
      ...hints
    } = source.hints;
    decl.hints = hints;
    if (portal) decl.portal = this.portal(source, portal, name);
    this.program.addFunction(decl);
    if (this.sources.usesRawMemory(source.node.getSourceFile())) this.rawMemory.add(decl);
    const instance: Instance = { decl, source, substitution, captures };
    this.instances.set(key, instance);
    this.pendingFunctions.push(instance);
    return decl;
  }
  private uniqueName(wanted: string, taken: Set<string>): string {
    const base = /^[A-Za-z_$]/.test(wanted)
      ? wanted.replaceAll(/[^\w$]/g, "_")
      : `_${wanted.replaceAll(/[^\w$]/g, "_")}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}$${n}`;
    taken.add(name);
    return name;
  }

  private portal(
    source: FunctionSource,
    hint: { greens: string[]; virtualizable: string | null },
    name: string,
  ): PortalInfo {
    const params = (source.node as FunctionNode).parameters.map((p) => p.name.getText());
    const index = (p: string): number => {
      const i = params.indexOf(p);
      if (i < 0) throw new RuleError("merge-point-parameters", source.node, `${source.name} has no parameter ${p}`);
      return i;
    };
    return { name, greens: hint.greens.map(index), virtualizable: hint.virtualizable ? index(hint.virtualizable) : -1 };
  }

  /** Kinds of parameters (the object first) and of the result. */
  private signature(source: FunctionSource, substitution: Substitution): Signature {
    let params: readonly RType[] = [];
    let result: RType = { k: "void" };
    this.guarded(source.node, () => {
      const s = this.trees.signature(source, substitution);
      params = s.params;
      result = s.result;
    });
    const self: Kind[] = source.cls && !source.isStatic ? ["r"] : [];
    // a method that never returns has its base method's result
    if ((result as RType).k === "never" && source.cls && !source.isStatic && !source.isConstructor) {
      const root = this.rootMethod(source.cls, source.name.split(".")[1]!);
      if (root && root !== source) result = this.trees.signature(root, substitution).result;
    }
    return { params: [...self, ...params.map(kindOf)], result: kindOf(result) };
  }
  /** The method as the topmost class of the chain declares it. */
  private rootMethod(cls: ClassSource, name: string): FunctionSource | null {
    let found: FunctionSource | null = null;
    for (let c: ClassSource | null = cls; c; c = c.base?.cls ?? null) found = c.methods.get(name) ?? found;
    return found;
  }

  private methodInstance(owner: ClassRType, method: FunctionSource, typeArgs: readonly RType[]): FunctionDecl {
    return this.function({ source: method, typeArgs: [...typeArgs, ...owner.args] });
  }

  // --- classes

  private info(cls: ClassRType): ClassInfo {
    const args = cls.cls.typeParams.map((p, i) => this.normalized(p, cls.args[i] ?? OBJECT));
    const key = `${cls.cls.id}|${args.map(typeName).join()}`;
    const known = this.classInfos.get(key);
    if (known) return known;
    const rtype: ClassRType = { k: "class", cls: cls.cls, args };
    const baseType = this.sources.baseOf(rtype);
    const base = baseType && this.info(baseType);
    const suffix = args.some((a) => a.k !== "object")
      ? `$${args.map((a) => typeName(a).replaceAll(/\W/g, "")).join("$")}`
      : "";
    const name = this.uniqueName(`${cls.cls.name}${suffix}`, new Set(this.program.classes.keys()));
    const type = new ClassType(name, base?.type ?? null);
    type.virtualizable = cls.cls.hints.virtualizable === true;
    this.program.addClass(type);
    const info: ClassInfo = { type, rtype, slots: new Map(base?.slots), instantiated: false };
    this.classInfos.set(key, info);
    this.infoOfType.set(type, info);
    for (const [methodName, method] of cls.cls.methods) {
      if (info.slots.has(methodName) || !this.isOverridden(cls.cls, methodName)) continue;
      const substitution = this.sources.classSubstitution(rtype);
      info.slots.set(methodName, {
        cls: type,
        name: methodName,
        slot: type.vtable.length,
        signature: this.signature(method, substitution),
      });
      type.vtable.push(null);
    }
    for (const field of cls.cls.fields) {
      this.guarded(null, () => {
        const fieldType = substitute(this.sources.fieldType(field), this.sources.classSubstitution(rtype));
        const made = type.addField(field.name, storageOf(fieldType), field.mutability, this.referenceType(fieldType));
        made.weak = field.weak;
      });
    }
    return info;
  }
  private referenceType(type: RType): ClassType | ArrayType | null {
    if (type.k === "class") return this.info(type).type;
    if (type.k === "array") return arrayTypeOf(type.item);
    return type.k === "string" ? ARRAY_TYPES.string : null;
  }
  private isOverridden(cls: ClassSource, name: string): boolean {
    return cls.subclasses.some((s) => s.methods.has(name) || this.isOverridden(s, name));
  }

  classType(cls: ClassRType): ClassType {
    return this.info(cls).type;
  }
  field(field: FieldRef): Field {
    const found = this.classType(field.owner).field(field.name);
    if (!found) throw new Error(`no field ${field.name} in ${field.owner.cls.name}`);
    return found;
  }

  instantiated(cls: ClassRType): ClassType {
    const info = this.info(cls);
    if (!info.instantiated) {
      info.instantiated = true;
      for (const slot of info.slots.values()) if (this.calledSlots.has(slot)) this.fillSlot(info, slot);
    }
    return info.type;
  }

  /** The implementation of a slot for exactly that class. */
  private fillSlot(info: ClassInfo, slot: MethodSlot): void {
    const found = this.sources.method(info.rtype, slot.name);
    if (!found || !(found.method.node as FunctionNode).body) return; // abstract: reported by tsc
    const decl = this.methodInstance(found.owner, found.method, []);
    info.type.vtable[slot.slot] = decl;
    const same =
      decl.signature.params.join() === slot.signature.params.join() && decl.signature.result === slot.signature.result;
    if (!same) this.report("override-signature", found.method.node, `${found.method.name}`);
  }

  dispatch(cls: ClassRType, name: string, exact: boolean, typeArgs: readonly RType[]): FunctionDecl | MethodSlot {
    const info = this.info(cls);
    const slot = info.slots.get(name);
    if (slot && !exact) {
      if (!this.calledSlots.has(slot)) {
        this.calledSlots.add(slot);
        for (const other of this.classInfos.values())
          if (other.instantiated && other.slots.get(name) === slot) this.fillSlot(other, slot);
      }
      return slot;
    }
    const found = this.sources.method(info.rtype, name);
    if (!found) throw new Error(`no method ${name} in ${cls.cls.name}`);
    return this.methodInstance(found.owner, found.method, typeArgs);
  }

  constructorOf(cls: ClassRType): FunctionDecl | null {
    for (let c: ClassRType | null = this.info(cls).rtype; c; c = this.sources.baseOf(c)) {
      if (c.cls.construct) return this.methodInstance(c, c.cls.construct, []);
    }
    return null;
  }

  // --- live values

  live(global: GlobalRef): unknown {
    let value = this.liveProgram.value(global.file, global.name);
    for (const name of global.path) value = (value as Record<string, unknown>)[name];
    return value;
  }

  callee(value: unknown, type: FunctionRType, name: string): LiveCallee {
    const live = this.liveProgram.functionOf(value as object);
    if (!live) throw new RuleError("not-frozen", null, `the function ${name}`);
    if (live.k === "function") return { k: "function", decl: this.liveInstance(live.source, live.captures) };
    const signature: Signature = { params: type.params.map(kindOf), result: kindOf(type.result) };
    const { externals, requests } = this.program;
    if (live.k === "external")
      return {
        k: "external",
        external: memo(externals, live.name, () => ({ name: live.name, signature, pure: !live.impure })),
      };
    return {
      k: "request",
      request: memo(requests, live.name, () => ({ name: live.name, id: requests.size + 1, signature })),
    };
  }

  constant(value: unknown, type: RType, name: string): Constant {
    const wrong = (): RuleError =>
      new RuleError("not-frozen", null, `${name} = ${describe(value)}, declared ${typeName(type)}`);
    switch (type.k) {
      case "int":
        if (!Number.isSafeInteger(value)) throw wrong();
        return { k: "int", value: machineInt((value as number) + 0) };
      case "float":
        if (typeof value !== "number") throw wrong();
        return { k: "float", value };
      case "bool":
        if (typeof value !== "boolean") throw wrong();
        return { k: "int", value: value ? 1 : 0 };
      case "fn": {
        if (value === null) return { k: "function", value: null };
        const live = typeof value === "function" ? this.liveProgram.functionOf(value) : null;
        if (live?.k !== "function") throw wrong();
        return { k: "function", value: this.liveInstance(live.source, live.captures) };
      }
      case "void":
      case "never":
        throw wrong();
      default:
        if (value === null) return { k: "ref", value: null };
        if (value === undefined || (typeof value !== "object" && typeof value !== "string")) throw wrong();
        return { k: "ref", value: this.prebuilt(value, type, name) };
    }
  }

  foldField(object: unknown, ref: FieldRef): Constant | null {
    const found = this.sources.field(ref.owner, ref.name);
    if (found?.field.mutability !== "immutable") return null;
    const type = substitute(this.sources.fieldType(found.field), this.sources.classSubstitution(found.owner));
    if (isRef(type) || type.k === "var") return null;
    return this.constant((object as Record<string, unknown>)[ref.name], type, ref.name);
  }

  private prebuilt(value: unknown, type: RType, path: string): Prebuilt {
    let object = value;
    if (typeof object === "object" && object !== null && "freeze" in object && typeof object.freeze === "function") {
      object = (object as { freeze(): unknown }).freeze();
    }
    const known = this.prebuilts.get(object);
    if (known) return known;
    const name = typeof object === "string" ? `str_${object.slice(0, 24)}` : path.replaceAll(/\W+/g, "_");
    const prebuilt = new Prebuilt(object, this.uniqueName(name, this.prebuiltNames));
    this.prebuilts.set(object, prebuilt);
    this.pendingObjects.push({ prebuilt, type, path });
    return prebuilt;
  }

  private freeze(prebuilt: Prebuilt, type: RType, path: string): void {
    const { object } = prebuilt;
    const wrong = (rule: RuleId = "not-frozen"): RuleError =>
      new RuleError(rule, null, `${path} = ${describe(object)}, declared ${typeName(type)}`);
    if (typeof object === "string") {
      this.frozen.push({ prebuilt, type: ARRAY_TYPES.string, values: units(object) });
      return;
    }
    if (object instanceof Map || object instanceof Set) throw wrong("no-host-object");
    if (ArrayBuffer.isView(object)) {
      const item = numericItem(object, type);
      if (!item) throw wrong();
      const numbers = Array.from(object as unknown as ArrayLike<number>, (v) =>
        item === ARRAY_TYPES.i64 ? machineInt(v) : v,
      );
      this.frozen.push({ prebuilt, type: item, values: numbers });
      return;
    }
    if (Array.isArray(object)) {
      const item = type.k === "array" ? type.item : OBJECT;
      if (!isRef(item) && item.k !== "fn") throw wrong("array-items");
      const items = Array.from(
        object as unknown[],
        (v, i) => this.constant(v === undefined ? null : v, item, `${path}_${i}`).value,
      );
      this.frozen.push({ prebuilt, type: arrayTypeOf(item), values: items });
      return;
    }
    const cls = this.liveProgram.classOf(object as object);
    if (!cls) throw wrong("no-structural");
    const declared = type.k === "class" && type.cls === cls ? type : null;
    const rtype: ClassRType = { k: "class", cls, args: declared?.args ?? cls.typeParams.map(() => OBJECT) };
    const classType = this.instantiated(rtype);
    const info = this.infoOfType.get(classType)!;
    const values = new Map<Field, FrozenValue>();
    for (let c: ClassRType | null = info.rtype; c; c = this.sources.baseOf(c)) {
      const substitution = this.sources.classSubstitution(c);
      for (const f of c.cls.fields) {
        const fieldType = substitute(this.sources.fieldType(f), substitution);
        const value = (object as Record<string, unknown>)[f.name];
        values.set(this.field({ owner: c, name: f.name }), this.constant(value, fieldType, `${path}_${f.name}`).value);
      }
    }
    this.frozen.push({ prebuilt, type: classType, values: classType.allFields().map((f) => values.get(f)!) });
  }

  position(node: FunctionSource["node"] | Parameters<World["position"]>[0]): number {
    const { file, line } = this.sources.position(node);
    const key = `${file}:${line}`;
    let index = this.positions.get(key);
    if (index === undefined) {
      index = this.program.positions.length;
      this.program.positions.push({ file, line });
      this.positions.set(key, index);
    }
    return index;
  }
}

const units = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

function numericItem(object: ArrayBufferView, type: RType): ArrayType | null {
  if (object instanceof Float64Array) {
    if (object.constructor.name.includes("I64Array")) return ARRAY_TYPES.i64;
    if (object.constructor.name.includes("F64Array")) return ARRAY_TYPES.f64;
    return type.k === "array" ? arrayTypeOf(type.item) : null;
  }
  if (object instanceof Uint8Array) return ARRAY_TYPES.u8;
  if (object instanceof Uint16Array) return ARRAY_TYPES.u16;
  if (object instanceof Uint32Array) return ARRAY_TYPES.u32;
  return object instanceof Int32Array ? ARRAY_TYPES.i32 : null;
}

function describe(value: unknown): string {
  if (typeof value === "object" && value !== null) return `a ${value.constructor?.name ?? "plain object"}`;
  return String(value).slice(0, 40);
}
