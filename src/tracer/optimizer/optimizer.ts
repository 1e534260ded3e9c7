// The optimizer: feeds a recorded trace, operation by operation, into a new one.
//
// Each operation is looked at once, with its operands already replaced. What it becomes is decided in this order: constants fold; identities
// and ranges (rules.ts, ranges.ts); an equal pure operation above; what memory is known to hold (heap-cache.ts); objects that have not
// escaped are virtual: their allocation, their loads and stores vanish, and guards describe them in their resume data. A guard that is
// implied goes away; one that stays teaches facts. A virtual that does escape is allocated there ("forced").
//
// Loops are peeled (loop.ts): the same operations are fed a second time behind the first pass, which then is the preamble.
//
// Costs: linear in the trace; facts stand in arrays indexed by the new trace's value ids.

import type { Aux, Int, Value } from "../../ir/graph.ts";
import { MEANINGS } from "../../ir/meanings.ts";
import { isPure, OPS, type OpName } from "../../ir/ops.ts";
import { Guard, Trace } from "../../ir/trace.ts";
import {
  ArrayType,
  type CallEffects,
  ClassType,
  type Field,
  type FunctionDecl,
  type Kind,
  STORAGE,
  type Storage,
} from "../../ir/types.ts";
import type { BodyWatch } from "./body-watch.ts";
import { Facts, Virtual } from "./facts.ts";
import { GuardResume } from "./guard-resume.ts";
import { HeapCache } from "./heap-cache.ts";
import type { LoopContext } from "./peeled-loop.ts";
import { decide, fits, narrow, resultRange, storageRange } from "./ranges.ts";
import { type Rewriter, RULES } from "./rules.ts";

/** Arrays of more items are allocated even if their length is constant. */
const MAX_VIRTUAL_LENGTH = 64;

export interface OptimizerOptions {
  /** The value of an immutable field of a constant object, or undefined. */
  constantField?(reference: number, field: Field): number | bigint | undefined;
  /** The type of a constant object. */
  constantType?(reference: number): ClassType | ArrayType | undefined;
}

/** The trace contradicts itself: what was recorded cannot happen again. */
export class InvalidTrace extends Error {}

/** Operations that say something to the tracer only. */
const DROPPED = new Set<OpName>(["jit_merge_point", "debug_merge_point"]);

/** Operations whose references do not escape. */
const READS_ONLY = new Set<OpName>([
  "ref_eq",
  "ref_ne",
  "ref_is_null",
  "ref_not_null",
  "instanceof",
  "type_id",
  "array_len",
  "cast",
]);

export class Optimizer implements Rewriter {
  readonly out = new Trace();
  readonly options: OptimizerOptions;
  /** By id of the recorded trace's values: what stands for them now. */
  map: (Value | undefined)[] = [];
  /** By id of the new trace's values: what they turned out to equal. */
  forward: (Value | undefined)[] = [];
  facts: (Facts | undefined)[] = [];
  pure = new Map<string, Value>();
  heap = this.newHeap();
  private readonly guardResume = new GuardResume(this);
  /** Of a bridge that comes back to a peeled loop. */
  context: LoopContext | null = null;
  /** While a loop's body is made. */
  watch: BodyWatch | null = null;
  /** The last operation cannot have overflowed or raised, so that the guard behind it is not needed. */
  private sureNoOverflow = false;
  private mayHaveRaised = false;
  /** A bridge may begin with an exception pending, behind virtual objects that are made again: its first question is asked. */
  private maybePendingAtEntry = true;
  private invalidationChecked = false;

  constructor(options: OptimizerOptions = {}) {
    this.options = options;
  }

  newHeap(): HeapCache {
    return new HeapCache((a, b) => this.mayAlias(a, b));
  }
  /** Between a loop's preamble and its body: nothing that was just computed is pending, and invalidation must be asked anew. */
  enterBody(): void {
    this.sureNoOverflow = false;
    this.pendingOverflow = null;
    this.noneIsPending();
    this.invalidationChecked = false;
  }
  private noneIsPending(): void {
    this.mayHaveRaised = false;
    this.maybePendingAtEntry = false;
  }

  /** At a label that traces jump to. */
  forgetAbove(): void {
    this.enterBody();
    this.heap = this.newHeap();
    this.pure = new Map();
    for (const id of this.facts.keys()) delete this.facts[id];
  }

  // --- values
  int(value: Int): Value {
    return this.out.constInt(value);
  }
  resolve(value: Value): Value {
    for (let next = this.forward[value.id]; next; next = this.forward[value.id]) value = next;
    return value;
  }
  /** What stands for a value of the recorded trace. */
  operand(value: Value): Value {
    switch (value.op) {
      case "const_i":
        return this.out.constInt(value.aux as Int);
      case "const_f":
        return this.out.constFloat(value.aux as number);
      case "const_r":
        return this.out.constRef(value.aux as number);
      case "const_fn":
        return this.out.constFunction(value.aux as FunctionDecl);
      default: {
        const found = this.map[value.id];
        if (!found) throw new Error(`operand v${value.id} (${value.op}) is used before it is computed`);
        return this.resolve(found);
      }
    }
  }
  factsOf(value: Value): Facts {
    let facts = this.facts[value.id];
    if (!facts) {
      facts = new Facts();
      if (value.op === "const_i") {
        if (typeof value.aux === "number") facts.low = facts.high = value.aux;
      } else if (value.op === "const_r") {
        const reference = value.aux as number;
        facts.nonnull = reference !== 0;
        if (reference !== 0) facts.type = this.options.constantType?.(reference) ?? null;
      }
      this.facts[value.id] = facts;
    }
    return facts;
  }
  virtualOf(value: Value): Virtual | null {
    return this.facts[value.id]?.virtual ?? null;
  }
  private isNull(value: Value): boolean {
    return value.op === "const_r" && value.aux === 0;
  }
  private mayAlias(a: Value, b: Value): boolean {
    if (a.op === "const_r" && b.op === "const_r") return false;
    const x = this.factsOf(a);
    const y = this.factsOf(b);
    // an object made in this trace and never stored is no object that came from elsewhere
    if (x.fresh || y.fresh) return false;
    if (x.type && y.type && x.type !== y.type) return false;
    if (x.type instanceof ClassType && y.bound) return x.type.isSubclassOf(y.bound);
    if (y.type instanceof ClassType && x.bound) return y.type.isSubclassOf(x.bound);
    return true;
  }
  private replace(value: Value, by: Value): void {
    if (value !== by) this.forward[value.id] = by;
  }

  // --- emitting
  /** Appends an operation whose virtual operands escape. */
  private emit(op: OpName, kind: Kind, args: Value[], aux: Aux): Value {
    for (let i = 0; i < args.length; i++) args[i] = this.force(args[i]!);
    return this.out.append(op, kind, args, aux);
  }
  /** Allocates a virtual object here, if it is one. */
  force(value: Value): Value {
    const resolved = this.resolve(value);
    const facts = this.facts[resolved.id];
    const virtual = facts?.virtual;
    if (!virtual) {
      // stored or passed on: others may refer to it from now on
      if (facts) facts.fresh = false;
      return resolved;
    }
    facts.virtual = null;
    const isArray = virtual.type instanceof ArrayType;
    const object = isArray
      ? this.out.append("new_array", "r", [this.int(virtual.length)], virtual.type)
      : this.out.append("new", "r", [], virtual.type);
    this.mayHaveRaised = false;
    const known = this.factsOf(object);
    known.type = virtual.type;
    known.nonnull = true;
    this.replace(resolved, object);
    for (const [at, slot] of virtual.slots) {
      const item = this.force(slot);
      if (isZero(item)) continue;
      if (isArray) this.out.append("setitem", "v", [object, this.int(at as number), item], virtual.type);
      else this.out.append("setfield", "v", [object, item], at as Field);
    }
    for (const [at, slot] of virtual.slots) {
      const item = this.resolve(slot);
      if (isArray) this.heap.set(virtual.type as ArrayType, object, this.int(at as number), item);
      else this.heap.set(at as Field, object, null, item);
    }
    return object;
  }

  // --- feeding
  /** Feeds an operation that is no label or jump. */
  feed(recorded: Value): void {
    if (DROPPED.has(recorded.op)) return;
    const args: Value[] = [];
    for (let i = 0; i < recorded.args.length; i++) args.push(this.operand(recorded.args[i]!));
    this.watch?.noteOperands(args);
    if (recorded instanceof Guard) return this.guard(recorded, args);
    const result = this.operation(recorded.op, recorded.kind, args, recorded.aux);
    if (recorded.kind !== "v") this.map[recorded.id] = result;
  }

  /** Rewriter: an operation made by a rule. */
  op(op: OpName, x: Value, y?: Value): Value {
    const kind = OPS[op].result as Kind;
    return this.operation(op, kind, y ? [x, y] : [x], null);
  }

  private operation(op: OpName, kind: Kind, args: Value[], aux: Aux): Value {
    if (isPure(op)) return this.pureOperation(op, kind, args, aux);
    switch (op) {
      case "int_add_ovf":
      case "int_sub_ovf":
      case "int_mul_ovf":
        return this.overflowing(op, args);
      case "new":
        return this.makeVirtual(new Virtual(aux as ClassType));
      case "new_array": {
        const length = constant(args[0]!);
        if (length !== null && length >= 0 && length <= MAX_VIRTUAL_LENGTH)
          return this.makeVirtual(new Virtual(aux as ArrayType, length));
        return this.allocateArray(args, aux as ArrayType);
      }
      case "getfield":
        return this.getfield(kind, args[0]!, aux as Field);
      case "setfield":
        return this.setfield(args[0]!, args[1]!, aux as Field);
      case "getitem":
        return this.getitem(kind, args[0]!, args[1]!, aux as ArrayType);
      case "setitem":
        return this.setitem(args[0]!, args[1]!, args[2]!, aux as ArrayType);
      case "array_copy":
        return this.arrayCopy(args, aux as ArrayType);
      case "array_fill": {
        const value = this.emit(op, kind, args, aux);
        this.heap.forget(aux as ArrayType);
        return value;
      }
      case "promote_i":
      case "promote_r":
        return args[0]!;
      case "private_array":
        return this.privateArray(args, aux as ArrayType);
      case "is_constant":
        return this.int(args.every((a) => a.isConstant()) ? 1 : 0);
      case "we_are_jitted":
        return this.int(1);
      case "identity_hash":
        return this.emit(op, kind, args, aux);
      default:
        return this.other(op, kind, args, aux);
    }
  }

  private pureOperation(op: OpName, kind: Kind, args: Value[], aux: Aux): Value {
    const row = OPS[op];
    if (row.flags.includes("K") && args[0]!.isConstant() && !args[1]!.isConstant()) args.reverse();
    if (op === "cast") return this.castTo(args[0]!, aux as ClassType | ArrayType);
    if (args.length > 0 && args.every((a) => a.op === "const_i" || a.op === "const_f")) {
      const folded = this.fold(op, kind, args, aux);
      if (folded) return folded;
    }
    const known = this.aboutReferences(op, args, aux);
    if (known) return known;
    const x = args[0] ? this.factsOf(args[0]) : NOTHING;
    const y = args[1] ? this.factsOf(args[1]) : NOTHING;
    const decided = decide(op, x, y);
    if (decided !== null) return this.int(decided);
    if (op === "int_is_true" || op === "int_is_zero") {
      const nonzero = x.low > 0 || x.high < 0;
      if (nonzero || (x.low === 0 && x.high === 0)) return this.int(nonzero === (op === "int_is_true") ? 1 : 0);
      if (op === "int_is_true" && x.low >= 0 && x.high <= 1) return args[0]!;
    }
    if (op === "int_wrap") {
      const range = storageRange(aux as Storage);
      if (x.low >= range[0] && x.high <= range[1]) return args[0]!;
    }
    for (const rule of RULES[op] ?? []) {
      const replacement = rule(this, args[0]!, args[1]!);
      if (replacement) return replacement;
    }
    const key = pureKey(op, args, aux);
    const equal = this.pure.get(key);
    if (equal) return this.resolve(equal);
    const value = this.emit(op, kind, args, aux);
    this.pure.set(pureKey(op, value.args, aux), value);
    if (kind === "i") {
      const [low, high] = resultRange(op, x, y, aux);
      const facts = this.factsOf(value);
      facts.low = low;
      facts.high = high;
    }
    return value;
  }

  private fold(op: OpName, kind: Kind, args: Value[], aux: Aux): Value | null {
    const meaning = MEANINGS[op];
    if (!meaning) return null;
    const [a, b, c] = args.map((v) => v.aux);
    if (op.includes("div") || op.includes("mod")) if (b === 0 || b === -1) return null;
    const result = meaning(undefined as never, a, b, c, aux) as number | bigint;
    return kind === "f" ? this.out.constFloat(result as number) : this.int(result);
  }

  /** Questions about references that facts answer. */
  private aboutReferences(op: OpName, args: Value[], aux: Aux): Value | null {
    if (!READS_ONLY.has(op)) return null;
    const x = args[0]!;
    const facts = this.factsOf(x);
    switch (op) {
      case "ref_is_null":
      case "ref_not_null": {
        const yes = op === "ref_is_null" ? 1 : 0;
        if (this.isNull(x)) return this.int(yes);
        return facts.nonnull ? this.int(1 - yes) : null;
      }
      case "ref_eq":
      case "ref_ne": {
        const y = args[1]!;
        const yes = op === "ref_eq" ? 1 : 0;
        if (x === y) return this.int(yes);
        if (x.op === "const_r" && y.op === "const_r") return this.int(x.aux === y.aux ? yes : 1 - yes);
        // an object that does not exist yet is no other object
        if (facts.virtual || this.virtualOf(y)) return this.int(1 - yes);
        if (this.isNull(y)) return this.operation(op === "ref_eq" ? "ref_is_null" : "ref_not_null", "i", [x], null);
        if (this.isNull(x)) return this.operation(op === "ref_eq" ? "ref_is_null" : "ref_not_null", "i", [y], null);
        return null;
      }
      case "instanceof":
        if (this.isNull(x) || facts.isNoInstance(aux as ClassType)) return this.int(0);
        return facts.isInstance(aux as ClassType) ? this.int(1) : null;
      case "type_id":
        return facts.type ? this.int(facts.type.typeId) : null;
      case "array_len":
        return facts.virtual ? this.int(facts.virtual.length) : null;
      default:
        return null;
    }
  }

  /** A cast promises nothing that a guard could rely on: it vanishes. */
  private castTo(value: Value, _type: ClassType | ArrayType): Value {
    return value;
  }

  private overflowing(op: OpName, args: Value[]): Value {
    const plain = op.slice(0, -4) as OpName;
    if (args[0]!.isConstant() && !args[1]!.isConstant() && op !== "int_sub_ovf") args.reverse();
    const x = this.factsOf(args[0]!);
    const y = this.factsOf(args[1]!);
    const range = resultRange(op, x, y, null);
    if (fits(range)) {
      this.sureNoOverflow = true;
      return this.pureOperation(plain, "i", args, null);
    }
    // the same operation above, whose guard has passed: it did not overflow then
    const equal = this.pure.get(pureKey(op, args, null));
    if (equal) {
      this.sureNoOverflow = true;
      return this.resolve(equal);
    }
    this.sureNoOverflow = false;
    const value = this.emit(op, "i", args, null);
    const facts = this.factsOf(value);
    facts.low = range[0];
    facts.high = range[1];
    this.pendingOverflow = value;
    return value;
  }
  private pendingOverflow: Value | null = null;

  // --- memory
  private makeVirtual(virtual: Virtual): Value {
    this.mayHaveRaised = false;
    return this.virtualValue(virtual);
  }
  /** A value that stands for an object which is not allocated. */
  virtualValue(virtual: Virtual): Value {
    // the value has no place in the trace unless it is forced
    const value = this.out.newValue(virtual.type instanceof ArrayType ? "new_array" : "new", "r", [], virtual.type);
    const facts = this.factsOf(value);
    facts.virtual = virtual;
    facts.type = virtual.type;
    facts.nonnull = true;
    return value;
  }
  private allocateArray(args: Value[], type: ArrayType): Value {
    const value = this.emit("new_array", "r", args, type);
    this.mayHaveRaised = type.mayBeLarge(constant(args[0]!));
    const facts = this.factsOf(value);
    facts.type = type;
    facts.nonnull = true;
    facts.fresh = true;
    this.pure.set(pureKey("array_len", [value], type), args[0]!);
    return value;
  }
  /** An array that nobody else refers to becomes a virtual one with its items: where it escapes another is allocated. */
  private privateArray([array, filled, length]: Value[], type: ArrayType): Value {
    const count = constant(filled!);
    const size = constant(length!);
    if (count === null || size === null || size > MAX_VIRTUAL_LENGTH || this.virtualOf(array!)) return array!;
    const virtual = new Virtual(type, size);
    for (let i = 0; i < count; i++) virtual.slots.set(i, this.getitem(type.kind, array!, this.int(i), type));
    return this.virtualValue(virtual);
  }
  /** What an unset slot of a virtual object holds. */
  zeroAt(virtual: Virtual, at: Field | number): Value {
    return this.zero(virtual.type instanceof ArrayType ? virtual.type.kind : (at as Field).kind);
  }
  private zero(kind: Kind): Value {
    return kind === "i" ? this.int(0) : kind === "f" ? this.out.constFloat(0) : this.out.constRef(0);
  }
  private learnFromAccess(object: Value, type: ClassType | ArrayType): void {
    const facts = this.factsOf(object);
    facts.nonnull = true;
    if (type instanceof ArrayType) facts.type ??= type;
    else if (!facts.type && !facts.bound?.isSubclassOf(type)) facts.bound = type;
  }
  private getfield(kind: Kind, object: Value, field: Field): Value {
    const virtual = this.virtualOf(object);
    if (virtual) return this.resolve(virtual.slots.get(field) ?? this.zero(kind));
    if (field.mutability === "immutable" && object.op === "const_r") {
      const value = this.options.constantField?.(object.aux as number, field);
      if (value !== undefined)
        return kind === "f"
          ? this.out.constFloat(value as number)
          : kind === "r"
            ? this.out.constRef(value as number)
            : this.int(value);
    }
    const cached = this.heap.get(field, object, null);
    if (cached) return this.resolve(cached);
    const value = this.emit("getfield", kind, [object], field);
    this.learnFromAccess(value.args[0]!, field.owner);
    this.learnStorage(value, field.storage);
    this.heap.set(field, value.args[0]!, null, value);
    return value;
  }
  private learnStorage(value: Value, storage: Storage): void {
    if (STORAGE[storage].kind !== "i") return;
    const facts = this.factsOf(value);
    [facts.low, facts.high] = storageRange(storage);
  }
  /** A field or an item, read. */
  load(place: Field | ArrayType, object: Value, index: Value | null): Value {
    if (place instanceof ArrayType) return this.getitem(place.kind, object, index!, place);
    return this.getfield(place.kind, object, place);
  }
  private setfield(object: Value, item: Value, field: Field): Value {
    const virtual = this.virtualOf(object);
    if (virtual) {
      virtual.slots.set(field, item);
      return object;
    }
    const known = this.heap.get(field, object, null);
    if (known && this.resolve(known) === item) return object;
    const store = this.emit("setfield", "v", [object, item], field);
    this.heap.store(field, store.args[0]!, null);
    this.heap.set(field, store.args[0]!, null, narrowStorage(field.storage) ? item : store.args[1]!);
    if (narrowStorage(field.storage)) this.heap.store(field, store.args[0]!, null);
    this.learnFromAccess(store.args[0]!, field.owner);
    return store;
  }
  private getitem(kind: Kind, array: Value, index: Value, type: ArrayType): Value {
    const virtual = this.virtualOf(array);
    const at = constant(index);
    if (virtual && at !== null) return this.resolve(virtual.slots.get(at) ?? this.zero(kind));
    const cached = this.heap.get(type, array, index);
    if (cached) return this.resolve(cached);
    const value = this.emit("getitem", kind, [array, index], type);
    this.learnFromAccess(value.args[0]!, type);
    this.learnStorage(value, type.item);
    this.heap.set(type, value.args[0]!, index, value);
    return value;
  }
  private setitem(array: Value, index: Value, item: Value, type: ArrayType): Value {
    const virtual = this.virtualOf(array);
    const at = constant(index);
    if (virtual && at !== null) {
      virtual.slots.set(at, item);
      return array;
    }
    const store = this.emit("setitem", "v", [array, index, item], type);
    this.heap.store(type, store.args[0]!, index);
    if (!narrowStorage(type.item)) this.heap.set(type, store.args[0]!, index, store.args[2]!);
    this.learnFromAccess(store.args[0]!, type);
    return store;
  }
  private arrayCopy(args: Value[], type: ArrayType): Value {
    const [source, from, target, to, count] = args as [Value, Value, Value, Value, Value];
    const n = constant(count);
    const f = constant(from);
    const t = constant(to);
    if (n !== null && f !== null && t !== null && n <= 8 && (this.virtualOf(target) || n === 0)) {
      // item by item; overlapping ranges of one array are read before they are written
      const items: Value[] = [];
      for (let i = 0; i < n; i++) items.push(this.getitem(type.kind, source, this.int(f + i), type));
      for (const [i, item] of items.entries()) this.setitem(target, this.int(t + i), item, type);
      return target;
    }
    const value = this.emit("array_copy", "v", args, type);
    this.heap.forget(type);
    return value;
  }

  /** Calls and whatever else has effects of its own. */
  private other(op: OpName, kind: Kind, args: Value[], aux: Aux): Value {
    const row = OPS[op];
    const decl = op === "call" ? (aux as FunctionDecl) : null;
    if (decl?.hints.elidable) {
      const key = pureKey(op, args, aux);
      const equal = this.pure.get(key);
      if (equal) {
        this.mayHaveRaised = false;
        return this.resolve(equal);
      }
      const value = this.emit(op, kind, args, aux);
      this.mayHaveRaised = true;
      this.pure.set(pureKey(op, value.args, aux), value);
      return value;
    }
    if (op === "call_external" && (aux as { pure: boolean }).pure) {
      const key = pureKey(op, args, aux);
      const equal = this.pure.get(key);
      if (equal) return this.resolve(equal);
      const value = this.emit(op, kind, args, aux);
      this.pure.set(key, value);
      return value;
    }
    const value = this.emit(op, kind, args, aux);
    if (row.effect === "call" && op !== "call_external") {
      const effects: CallEffects | null = decl ? decl.effects : null;
      this.heap.call(effects, isImmutable);
      this.mayHaveRaised = effects ? effects.canRaise : true;
      if (!effects || effects.writes === "any" || effects.canForce) this.invalidationChecked = false;
    }
    return value;
  }

  // --- guards
  private guard(recorded: Guard, args: Value[]): void {
    const [x, y] = args as [Value, Value];
    switch (recorded.op) {
      case "guard_true":
      case "guard_false": {
        const truth = recorded.op === "guard_true";
        if (x.op === "const_i") {
          if ((x.aux !== 0) !== truth) throw new InvalidTrace(`${recorded.op} of the constant ${x.aux}`);
          return;
        }
        this.emitGuard(recorded, args);
        return this.learnCondition(x, truth);
      }
      case "guard_value_i":
      case "guard_value_f":
      case "guard_value_r":
        if (x.isConstant()) {
          if (x !== y) throw new InvalidTrace(`${recorded.op} of another constant`);
          return;
        }
        this.emitGuard(recorded, args);
        return this.replace(this.resolve(x), y);
      case "guard_class":
      case "guard_array_type":
      case "guard_subclass":
      case "guard_nonnull_class":
        return this.guardType(recorded, args);
      case "guard_nonnull":
        if (this.factsOf(x).nonnull) return;
        if (this.isNull(x)) throw new InvalidTrace("guard_nonnull of null");
        this.emitGuard(recorded, args);
        this.factsOf(this.resolve(x)).nonnull = true;
        return;
      case "guard_isnull":
        if (this.isNull(x)) return;
        if (this.factsOf(x).nonnull) throw new InvalidTrace("guard_isnull of an object");
        this.emitGuard(recorded, args);
        return this.replace(this.resolve(x), this.out.constRef(0));
      case "guard_no_exception":
        if (!this.mayHaveRaised && !this.maybePendingAtEntry) return;
        this.emitGuard(recorded, args);
        this.noneIsPending();
        return;
      case "guard_exception": {
        const guard = this.emitGuard(recorded, args);
        const facts = this.factsOf(guard);
        facts.nonnull = true;
        facts.type = recorded.aux as ClassType;
        this.map[recorded.id] = guard;
        this.noneIsPending();
        return;
      }
      case "guard_no_overflow":
        if (this.sureNoOverflow) return;
        this.emitGuard(recorded, args);
        if (this.pendingOverflow)
          this.pure.set(pureKey(this.pendingOverflow.op, this.pendingOverflow.args, null), this.pendingOverflow);
        return;
      case "guard_overflow":
        if (this.sureNoOverflow) throw new InvalidTrace("guard_overflow of an operation that cannot overflow");
        this.emitGuard(recorded, args);
        return;
      case "guard_not_invalidated":
        if (this.invalidationChecked) return;
        this.emitGuard(recorded, args);
        this.invalidationChecked = true;
        return;
      default:
        this.emitGuard(recorded, args);
    }
  }

  private guardType(recorded: Guard, args: Value[]): void {
    const type = recorded.aux as ClassType | ArrayType;
    const x = args[0]!;
    const facts = this.factsOf(x);
    const below = recorded.op === "guard_subclass";
    if (below ? facts.isInstance(type as ClassType) : facts.type === type) return;
    if (this.isNull(x) || (facts.type && !below) || (below && facts.isNoInstance(type as ClassType)))
      throw new InvalidTrace(`${recorded.op} ${type.name} of another class`);
    this.emitGuard(
      recorded,
      args,
      recorded.op === "guard_nonnull_class" && facts.nonnull ? "guard_class" : recorded.op,
    );
    facts.nonnull = true;
    if (below) facts.bound = type as ClassType;
    else facts.type = type;
  }

  /** The condition turned out so: it is a constant from here on, and says something of its operands. */
  private learnCondition(condition: Value, truth: boolean): void {
    const known = this.factsOf(condition);
    const isBit = resultIsBit(condition) || (known.low >= 0 && known.high <= 1);
    if (!truth || isBit) this.replace(this.resolve(condition), this.int(truth ? 1 : 0));
    const [a, b] = condition.args;
    switch (condition.op) {
      case "ref_is_null":
      case "ref_not_null":
        if (truth === (condition.op === "ref_not_null")) this.factsOf(this.resolve(a!)).nonnull = true;
        else this.replace(this.resolve(a!), this.out.constRef(0));
        return;
      case "ref_eq":
      case "ref_ne":
        if (truth === (condition.op === "ref_eq") && this.resolve(b!).isConstant() && !this.resolve(a!).isConstant())
          this.replace(this.resolve(a!), this.resolve(b!));
        return;
      case "instanceof":
        if (truth) {
          const facts = this.factsOf(this.resolve(a!));
          facts.nonnull = true;
          if (!facts.type) facts.bound = condition.aux as ClassType;
        }
        return;
      case "int_is_true":
      case "int_is_zero":
        if (truth === (condition.op === "int_is_zero")) this.replace(this.resolve(a!), this.int(0));
        else if (this.factsOf(a!).low === 0) this.factsOf(a!).low = 1;
        return;
      default:
        if (a && b && a.kind === "i") {
          const x = this.resolve(a);
          const y = this.resolve(b);
          narrow(condition.op, truth, this.factsOf(x), this.factsOf(y));
          // constants know their range already; narrowing may have learned an exact value
          for (const v of [x, y]) {
            const facts = this.factsOf(v);
            if (!v.isConstant() && facts.low === facts.high && Number.isSafeInteger(facts.low))
              this.replace(v, this.int(facts.low));
          }
        }
    }
  }

  /** Appends a guard, with the state behind it in terms of the new trace. */
  private emitGuard(recorded: Guard, args: Value[], op: OpName = recorded.op): Guard {
    for (let i = 0; i < args.length; i++) args[i] = this.force(args[i]!);
    const guard = this.out.append(op, recorded.kind, args, recorded.aux) as Guard;
    this.guardResume.write(guard, recorded);
    return guard;
  }
}

const NOTHING = new Facts();
const isImmutable = (place: Field | ArrayType): boolean =>
  place instanceof ArrayType ? place.immutable : place.mutability.startsWith("immutable");
/** A load may give another value than was stored. */
const narrowStorage = (storage: Storage): boolean =>
  STORAGE[storage].kind === "i" && STORAGE[storage].size < 8 && storage !== "bool" && storage !== "fn";
const resultIsBit = (value: Value): boolean =>
  /_(eq|ne|lt|le|gt|ge)$|^ref_is|^ref_not|^int_is|^instanceof$|^overflowed$/.test(value.op);

/** A safe constant integer, else null. */
export function constant(value: Value): number | null {
  return value.op === "const_i" && typeof value.aux === "number" ? value.aux : null;
}
function isZero(value: Value): boolean {
  return (
    (value.op === "const_i" && value.aux === 0) ||
    (value.op === "const_r" && value.aux === 0) ||
    (value.op === "const_f" && Object.is(value.aux, 0))
  );
}

const auxIds = new WeakMap<object, number>();
let nextAuxId = 1;
/** Equal for equal operations on equal operands. */
function pureKey(op: OpName, args: readonly Value[], aux: Aux): string {
  let key: string = op;
  for (let i = 0; i < args.length; i++) key += `,${args[i]!.id}`;
  if (aux === null) return key;
  if (typeof aux !== "object") return `${key};${String(aux)}`;
  let id = auxIds.get(aux);
  if (id === undefined) {
    id = nextAuxId++;
    auxIds.set(aux, id);
  }
  return `${key};${id}`;
}
