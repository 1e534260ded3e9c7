// The meta-interpreter: walks the interpreter's graphs from a portal's entry or a failed guard, carries out each step on the
// real heap, and records it.
//
// Frames are the evaluator's, with boxes beside the registers: `boxes[slot]` is the trace's value (or constant) for what
// `regs[slot]` holds now. Operations on constants fold. Where the path depends on a value that is no constant, a guard is
// recorded with resume data that describes the state from which the interpreter would go the other way; from there on the value
// counts as a constant. Calls are traced into or recorded as calls, which the driver makes (Outcome); nothing nests in JavaScript.
//
// A recording ends by meeting a compiled place or its own start at a merge point of the oldest frame (jump), by leaving the
// portal (finish), or by being given up: then the frames go on under the blackhole's policy.

import { type Code, codeOf, constantWord, type Moves, STEP, type Step } from "../ir/decode.ts";
import type { Engine, Frame, Outcome } from "../ir/evaluate.ts";
import type { Aux, Value } from "../ir/graph.ts";
import type { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import { isPure, type OpName, setsOverflow } from "../ir/ops.ts";
import { type Guard, Token, Trace } from "../ir/trace.ts";
import type { ArrayType, ClassType, External, Field, FunctionDecl, HostRequest, Kind } from "../ir/types.ts";
import type { AbortReason, Counters, Parameters } from "./policy.ts";
import { type Emitter, FrameSnapshot, Resume, type ResumeMode, type VirtualizableSnapshot } from "./resume.ts";
import { greensOf, type LabelArgument, type LabelInfo, type Target, type Targets, targetKey } from "./targets.ts";
import { VirtualizableLayout, VirtualizableState } from "./virtualizable.ts";

/** The recording is given up, before the current step was carried out. */
export class Abort extends Error {
  readonly reason: AbortReason;
  constructor(reason: AbortReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What the recorder shares with the rest of the session. */
export interface RecorderContext {
  readonly machine: Machine;
  readonly parameters: Parameters;
  readonly counters: Counters;
  readonly targets: Targets;
  /** Never traced into: functions, and portals with given greens (targetKey). */
  readonly noInline: Set<FunctionDecl | string>;
  /** References of arrays whose items never change, among the constants of compiled traces. */
  readonly constantArrays: Set<number>;
  /** A portal's place as the log names it. */
  describe(portal: FunctionDecl, greens: readonly Word[]): string;
}

/** How a recording ended. */
export type Ending =
  /** At a merge point of the oldest frame; the state is a call of the portal. `label`: the trace's own, or another's. */
  | { kind: "jump"; portal: FunctionDecl; args: Word[]; to: LabelInfo | OpenLabel }
  | { kind: "returned"; value: Word }
  | { kind: "raised"; exception: number };

/** A label that the trace has placed at a merge point, in case it comes there again. */
export interface OpenLabel {
  readonly key: string;
  readonly target: Target;
  /** The jump that stands directly before the label, with what its arguments are at first. */
  readonly enter: Value;
  readonly op: Value;
  readonly args: readonly LabelArgument[];
  readonly layout: VirtualizableLayout | null;
  /** By slot: memory did not have it when the label was placed. */
  readonly dirty: readonly boolean[];
}

/** A write-back of a slot that was recorded before a call; superfluous if the slot turns out not to change. */
export interface FlushOp {
  readonly op: Value;
  readonly slot: number;
}

/** What is being waited for while the driver runs a call. */
type Pending =
  | { kind: "store" }
  | { kind: "allocate"; step: Step; args: Value[] }
  | { kind: "fold"; step: Step; decl: FunctionDecl; op: OpName; aux: Aux; args: Value[] }
  | { kind: "call"; step: Step; op: OpName; aux: Aux; args: Value[]; forces: boolean; raises: boolean };

/** What the recorder keeps of each frame. */
interface FrameFacts {
  /** Of portals: targetKey of its call. */
  readonly key: string | null;
  readonly startOps: number;
  readonly startGuards: number;
  readonly args: Value[];
  mergePoints: number;
  /** The cell of the last jit_tick: box, and whether it is a constant its reference. */
  cell: number;
  /** The snapshot of this frame while it waits for the one above it. */
  waiting: FrameSnapshot | null;
}

export class Recorder {
  readonly trace = new Trace();
  readonly labels: OpenLabel[] = [];
  readonly flushes: FlushOp[] = [];
  virtualizable: VirtualizableState | null = null;
  /** References that are constants of the trace: must not move, nor die. */
  readonly constantRefs = new Set<number>();
  readonly portal: FunctionDecl;
  /** The cell whose heat began the recording; 0 for bridges. */
  readonly startCell: number;
  readonly engine: Engine;
  private readonly context: RecorderContext;
  private readonly machine: Machine;
  private readonly facts = new Map<Frame, FrameFacts>();
  private readonly ownConstants = new Map<Value, Value>();
  private readonly replaced = new Map<Value, Value>();
  private readonly knownClasses = new Map<Value, ClassType>();
  /** Values that are surely not the virtualizable. */
  private readonly otherObjects = new Set<Value>();
  /** References of arrays whose items never change, beyond those that the session keeps. */
  readonly constantArrays = new Set<number>();
  private readonly inlinedOps = new Map<FunctionDecl | string, number>();
  private guards = 0;
  private pending: Pending | null = null;
  private foldedOverflow = false;

  constructor(context: RecorderContext, engine: Engine, portal: FunctionDecl, startCell: number) {
    this.context = context;
    this.machine = context.machine;
    this.engine = engine;
    this.portal = portal;
    this.startCell = startCell;
    engine.extraRoots = () => this.constantRefs;
  }

  // --- beginning

  /** From a hot place: the state is a call of the portal with these arguments. */
  beginPortal(args: readonly Word[]): void {
    const { portal } = this;
    const greens = new Set(portal.portal!.greens);
    const boxes = portal.signature.params.map((kind, i) => {
      const input = this.trace.addInput(kind);
      return greens.has(i) ? this.constant(kind, args[i]!) : input;
    });
    this.enter(codeOf(this.machine, portal), args, boxes);
  }

  /**
   * From a failed guard: the engine has the rebuilt frames; `box` says what the values of the resume data are in the bridge;
   * `virtualizable`: reference of the virtualizable, 0 = none; `exception`: what was pending there, 0 = nothing.
   */
  beginBridge(resume: Resume, box: (value: Value) => Value, virtualizable: number, exception: number): Ending | null {
    const snapshots: FrameSnapshot[] = [];
    for (let s: FrameSnapshot | null = resume.frames; s; s = s.outer) snapshots.unshift(s);
    snapshots.forEach((snapshot, i) => {
      const frame = this.engine.frames[i]!;
      frame.boxes = new Array<Value>(frame.regs.length);
      snapshot.slots.forEach((slot, k) => {
        frame.boxes![slot] = box(snapshot.values[k]!);
      });
      const { key } = snapshot;
      this.facts.set(frame, { key, startOps: 0, startGuards: -1, args: [], mergePoints: 1, cell: 0, waiting: null });
    });
    const v = resume.virtualizable;
    if (v) {
      const needsArray = v.dirty.some((dirty, slot) => dirty && slot >= v.layout.fields.length);
      // a frame that has the array in a slot must go on to be seen to have it
      const hasArray = needsArray || snapshots.some((s) => s.values.includes(v.array!));
      const array = hasArray && v.array ? box(v.array) : null;
      const state = new VirtualizableState(v.layout, virtualizable, box(v.object), array);
      this.virtualizable = state;
      v.values.forEach((value, i) => {
        // what memory has and the guard did not keep is read again when it is needed
        state.values[i] = value && (v.dirty[i] || value.isConstant()) ? box(value) : null;
        state.dirty[i] = v.dirty[i]!;
      });
    }
    if (resume.frames.mode !== "after") return null;
    if (exception === 0) {
      this.guardWith("guard_no_exception", "v", [], null, this.capture("after"));
      this.engine.frames.at(-1)!.pc++;
      return null;
    }
    const cls = this.machine.classOf(exception);
    const caught = this.guardWith("guard_exception", "r", [], cls, this.capture("after"));
    this.knownClasses.set(caught, cls);
    return this.unwind(exception, caught);
  }

  // --- running

  /** Records until the trace ends or the driver is needed. Throws Abort between two steps. */
  run(): Ending | Outcome {
    const limit = this.context.parameters.trace_limit;
    for (;;) {
      if (this.trace.ops.length > limit) throw new Abort("trace_too_long");
      const frame = this.engine.frames.at(-1)!;
      const stop = this.step(frame, frame.code.steps[frame.pc]!);
      if (!stop) continue;
      if (stop.kind !== "jump" && "decl" in stop) this.engine.spill();
      if (stop.kind === "request") this.engine.spill();
      return stop;
    }
  }

  private step(frame: Frame, step: Step): Ending | Outcome | null {
    switch (step.kind) {
      case STEP.simple:
        this.simple(frame, step);
        return null;
      case STEP.effect:
        this.effect(frame, step);
        return null;
      case STEP.storeRefs: {
        const barrier = this.engine.barrierFor(frame, step);
        if (barrier) {
          this.pending = { kind: "store" };
          return barrier;
        }
        this.effect(frame, step);
        return null;
      }
      case STEP.goto:
        this.engine.takeEdge(frame, step.edges[0]!);
        return null;
      case STEP.branch:
        this.branch(frame, step);
        return null;
      case STEP.switch: {
        const word = this.promote(frame, step.a);
        this.engine.takeEdge(frame, step.cases!.get(word as number) ?? step.edges[0]!);
        return null;
      }
      case STEP.return: {
        const value = step.args.length > 0 ? this.engine.read(frame, step.a) : 0;
        return this.leave(value, step.args.length > 0 ? this.box(frame, step.a) : null);
      }
      case STEP.throw: {
        const exception = this.engine.read(frame, step.a) as number;
        const box = this.box(frame, step.a);
        this.popFrame();
        return this.unwind(exception, box);
      }
      case STEP.allocate:
        return this.allocate(frame, step);
      case STEP.call:
        return this.call(frame, step);
      case STEP.hash:
        return this.residual(
          step,
          step.op as OpName,
          step.aux,
          this.boxes(frame, step),
          {
            kind: "call",
            decl: this.machine.program.function("gcIdentityHash"),
            args: this.engine.readAll(frame, step.args),
          },
          false,
          false,
        );
      case STEP.stackCheck:
        // the oldest frame's own: inlined frames take no stack
        if (this.engine.frames.length === 1 && this.labels.length === 0) {
          this.trace.append("stack_check", "v");
          this.guardWith("guard_no_exception", "v", [], null, this.capture("after"));
        }
        frame.pc++;
        return null;
      case STEP.mergePoint:
        return this.mergePoint(frame, step);
      case STEP.tick: {
        const cell = this.box(frame, step.a);
        this.facts.get(frame)!.cell = cell.isConstant() ? (this.engine.read(frame, step.a) as number) : 0;
        this.set(frame, step, 0, this.trace.constInt(0));
        return null;
      }
      case STEP.constantQuery: {
        const known = this.boxes(frame, step).every((b) => b.isConstant()) ? 1 : 0;
        this.set(frame, step, known, this.trace.constInt(known));
        return null;
      }
      case STEP.jitted:
        this.set(frame, step, 1, this.trace.constInt(1));
        return null;
      case STEP.jitEnter:
        throw new Abort("jit_enter");
      default:
        throw new Abort("trap");
    }
  }

  // --- boxes

  /** A constant of the trace. */
  constant(kind: Kind, word: Word): Value {
    if (kind === "f") return this.trace.constFloat(word as number);
    if (kind === "i") return this.trace.constInt(word);
    if (word !== 0) this.constantRefs.add(word as number);
    return this.trace.constRef(word as number);
  }
  /** The operations that make virtual objects again, at the beginning of a bridge. */
  emitter(): Emitter {
    return {
      emit: (op, kind, args, aux) => {
        const value = this.trace.append(op, kind, args, aux);
        if (op === "new") this.knownClasses.set(value, aux as ClassType);
        if (kind === "r") this.otherObjects.add(value);
        return value;
      },
      constant: (value) => this.own(value, () => constantWord(value)),
      constInt: (value) => this.trace.constInt(value),
    };
  }
  /** Graphs' constants become the trace's. */
  private ownConstant(value: Value): Value {
    return this.own(value, () => constantWord(value));
  }
  private own(value: Value, word: () => Word): Value {
    if (!value.isConstant()) return value;
    let own = this.ownConstants.get(value);
    if (!own) {
      own = this.constant(value.kind, word());
      this.ownConstants.set(value, own);
      this.ownConstants.set(own, own);
    }
    return own;
  }
  private box(frame: Frame, operand: number): Value {
    return this.current(operand >= 0 ? frame.boxes![operand]! : frame.code.constantValues[~operand]!);
  }
  private boxes(frame: Frame, step: Step): Value[] {
    const boxes: Value[] = [];
    for (const operand of step.args) boxes.push(this.box(frame, operand));
    return boxes;
  }
  /** The step's result, and on to the next. */
  private set(frame: Frame, step: Step, word: Word, box: Value): void {
    if (step.dest >= 0) {
      frame.regs[step.dest] = word;
      frame.boxes![step.dest] = box;
    }
    frame.pc++;
  }
  /**
   * From here on a value counts as another, wherever a frame has it. Slots of the virtualizable keep it: a loop carries the value,
   * and the constant holds only within the iteration.
   */
  private replace(value: Value, by: Value): void {
    this.replaced.set(value, by);
  }

  /** Makes a value a constant, with a guard that is carried out again at this step when it fails. */
  private promote(frame: Frame, operand: number): Word {
    const word = this.engine.read(frame, operand);
    const box = this.box(frame, operand);
    if (box.isConstant()) return word;
    const constant = this.constant(box.kind, word);
    this.guardWith(`guard_value_${box.kind as "i" | "r"}`, "v", [box, constant], null, this.capture("at"));
    this.replace(box, constant);
    return word;
  }

  // --- guards and resume data

  private guardWith(op: OpName, kind: Kind, args: Value[], aux: Aux, resume: Resume): Value {
    const guard = this.trace.append(op, kind, args, aux) as Guard;
    guard.resume = resume;
    this.guards++;
    return guard;
  }

  /** The state at the current step of the top frame. */
  private capture(mode: "at" | "after"): Resume {
    const frame = this.engine.frames.at(-1)!;
    const { code, pc } = frame;
    const slots = mode === "at" ? [...code.liveBefore(pc)] : [...code.liveAcross(pc)];
    if (mode === "after") {
      const { dest } = code.steps[pc]!;
      if (dest >= 0 && frame.boxes![dest] !== undefined && !slots.includes(dest)) slots.push(dest);
    }
    return this.resumeAt(code, pc, mode, slots, (slot) => frame.boxes![slot]!);
  }
  /** The state behind an edge that is not taken. */
  private captureEdge(moves: Moves): Resume {
    const frame = this.engine.frames.at(-1)!;
    const { code } = frame;
    const slots = [...code.liveBefore(moves.target)];
    const { from, to } = moves;
    return this.resumeAt(code, moves.target, "at", slots, (slot) => {
      const i = to.indexOf(slot);
      return i < 0 ? frame.boxes![slot]! : this.box(frame, from[i]!);
    });
  }
  private resumeAt(code: Code, pc: number, mode: ResumeMode, slots: number[], boxOf: (slot: number) => Value): Resume {
    const { frames } = this.engine;
    const outer = frames.length > 1 ? this.waitingSnapshot(frames.length - 2) : null;
    const values = slots.map((slot) => this.current(boxOf(slot)));
    return new Resume(
      new FrameSnapshot(code, pc, mode, slots, values, outer, this.keyOf(frames.length - 1)),
      this.virtualizableSnapshot(),
    );
  }
  private keyOf(index: number): string | null {
    const key = this.facts.get(this.engine.frames[index]!)!.key;
    return key ?? (index === 0 ? this.startKey : null);
  }
  /** What a frame's box counts as now; edges may have put constants of graphs into boxes. */
  private current(value: Value): Value {
    const now = this.replaced.get(value) ?? value;
    return now.isConstant() ? this.own(now, () => constantWord(now)) : now;
  }
  /** Shared by all guards while the frame waits. */
  private waitingSnapshot(index: number): FrameSnapshot {
    const frame = this.engine.frames[index]!;
    const facts = this.facts.get(frame)!;
    const outer = index > 0 ? this.waitingSnapshot(index - 1) : null;
    if (!facts.waiting || facts.waiting.outer !== outer) {
      const slots = [...frame.code.liveAcross(frame.pc)];
      const values = slots.map((slot) => this.current(frame.boxes![slot]!));
      facts.waiting = new FrameSnapshot(frame.code, frame.pc, "wait", slots, values, outer, this.keyOf(index));
    }
    return facts.waiting;
  }
  private virtualizableSnapshot(): VirtualizableSnapshot | null {
    const v = this.virtualizable;
    if (!v) return null;
    const values = v.values.map((value) => value && this.ownConstant(value));
    return { layout: v.layout, object: v.object, array: v.array, values, dirty: [...v.dirty] };
  }

  // --- steps

  private simple(frame: Frame, step: Step): void {
    const { op } = step;
    switch (op) {
      case "getfield":
        this.getField(frame, step);
        return;
      case "getitem":
        this.getItem(frame, step);
        return;
      case "overflowed": {
        this.overflowed(frame, step);
        return;
      }
      case "promote_i":
      case "promote_r": {
        const word = this.promote(frame, step.a);
        this.set(frame, step, word, this.box(frame, step.a));
        return;
      }
      case "array_len":
        if (this.isOwnArray(frame, step.a)) {
          const length = this.virtualizable!.layout.length;
          this.set(frame, step, length, this.trace.constInt(length));
          return;
        }
        break;
      case "instanceof": {
        const box = this.box(frame, step.a);
        const ref = this.engine.read(frame, step.a) as number;
        // one guard for the exact class answers this question and those that will follow
        if (!box.isConstant() && ref !== 0 && !this.knownClasses.has(box)) {
          const cls = this.machine.classOf(ref);
          this.guardWith("guard_class", "v", [box], cls, this.capture("at"));
          this.knownClasses.set(box, cls);
        }
        const known = this.knownClasses.get(box);
        if (known) {
          const word = known.isSubclassOf(step.aux as ClassType) ? 1 : 0;
          this.set(frame, step, word, this.trace.constInt(word));
          return;
        }
        break;
      }
      case "cast": {
        // the same object: one box for both
        this.set(frame, step, this.engine.read(frame, step.a), this.box(frame, step.a));
        return;
      }
      case "stack_pointer":
        throw new Abort("stack_pointer");
    }
    const args = this.boxes(frame, step);
    const constant = args.every((a) => a.isConstant());
    const word = this.engine.execute(frame, step);
    if (constant && (isPure(op as OpName) || setsOverflow(op as OpName))) {
      this.foldedOverflow = true;
      this.set(frame, step, word, this.constant(step.value!.kind, word));
      return;
    }
    this.foldedOverflow = false;
    this.set(frame, step, word, this.append(step.value!, args));
  }

  private append(like: Value, args: Value[]): Value {
    const value = this.trace.append(like.op, like.kind, args, like.aux);
    value.pos = like.pos;
    return value;
  }

  /** Directly behind the operation it asks about: a guard that carries that operation out again when it fails. */
  private overflowed(frame: Frame, step: Step): void {
    const word = this.machine.overflow ? 1 : 0;
    if (!this.foldedOverflow) {
      // the state is taken at the operation, its result not yet there
      frame.pc--;
      const resume = this.capture("at");
      frame.pc++;
      this.guardWith(word ? "guard_overflow" : "guard_no_overflow", "v", [], null, resume);
    }
    this.set(frame, step, word, this.trace.constInt(word));
  }

  private branch(frame: Frame, step: Step): void {
    const [yes, no] = step.edges as [Moves, Moves];
    const word = this.engine.read(frame, step.a);
    const box = this.box(frame, step.a);
    const taken = word !== 0 ? yes : no;
    if (!box.isConstant()) {
      const resume = this.captureEdge(word !== 0 ? no : yes);
      this.guardWith(word !== 0 ? "guard_true" : "guard_false", "v", [box], null, resume);
      // as a condition a value that is not 0 need not be 1
      if (word === 0 || COMPARISONS.test(box.op)) this.replace(box, this.trace.constInt(word));
    }
    this.engine.takeEdge(frame, taken);
  }

  // --- fields and items

  /** Whether the operand is the virtualizable. Where only the reference says so, a guard makes it certain. */
  private isVirtualizable(frame: Frame, operand: number, field: Field): boolean {
    const v = this.virtualizable;
    if (!v || !v.layout.cls.isSubclassOf(field.owner)) return false;
    const box = this.box(frame, operand);
    if (box === v.object) return true;
    if (this.otherObjects.has(box)) return false;
    const same = this.engine.read(frame, operand) === v.ref;
    if (box.isConstant() && v.object.isConstant()) return same;
    const equal = this.trace.append("ref_eq", "i", [box, v.object]);
    this.guardWith(same ? "guard_true" : "guard_false", "v", [equal], null, this.capture("at"));
    if (same) this.replace(box, v.object);
    else this.otherObjects.add(box);
    return same;
  }
  private isOwnArray(frame: Frame, operand: number): boolean {
    const array = this.virtualizable?.array;
    return !!array && this.box(frame, operand) === array;
  }

  private getField(frame: Frame, step: Step): void {
    const field = step.value!.aux as Field;
    if (this.isVirtualizable(frame, step.a, field)) {
      const v = this.virtualizable!;
      const word = this.engine.execute(frame, step);
      if (field === v.layout.arrayField) {
        v.array ??= this.append(step.value!, [v.object]);
        this.set(frame, step, word, v.array);
        return;
      }
      const slot = v.fieldSlot(field);
      if (slot >= 0) {
        v.values[slot] ??= this.append(step.value!, [v.object]);
        this.set(frame, step, word, v.values[slot]!);
        return;
      }
    }
    const object = this.box(frame, step.a);
    const word = this.engine.execute(frame, step);
    if (field.mutability === "quasi-immutable" && object.isConstant()) {
      // it hardly ever changes, and much is constant once it is
      this.context.counters.add("quasi_immutable_reads");
      const value = this.append(step.value!, [object]);
      const constant = this.constant(field.kind, word);
      this.guardWith(`guard_value_${field.kind as "i" | "r"}`, "v", [value, constant], null, this.capture("at"));
      this.set(frame, step, word, constant);
      return;
    }
    const fixed = field.mutability === "immutable" || field.mutability === "immutable-items";
    if (fixed && object.isConstant()) {
      if (field.mutability === "immutable-items") this.constantArrays.add(word as number);
      this.set(frame, step, word, this.constant(field.kind, word));
      return;
    }
    this.set(frame, step, word, this.append(step.value!, [object]));
  }

  /** The slot of an item of the virtualizable's array; its index must be a constant. */
  private itemSlot(frame: Frame, operand: number): number {
    if (!this.box(frame, operand).isConstant()) throw new Abort("vable_index");
    return this.virtualizable!.layout.fields.length + (this.engine.read(frame, operand) as number);
  }

  private getItem(frame: Frame, step: Step): void {
    const array = this.box(frame, step.a);
    const index = this.box(frame, step.b);
    if (this.isOwnArray(frame, step.a)) {
      const v = this.virtualizable!;
      const slot = this.itemSlot(frame, step.b);
      const word = this.engine.execute(frame, step);
      v.values[slot] ??= this.append(step.value!, [array, index]);
      this.set(frame, step, word, v.values[slot]!);
      return;
    }
    const word = this.engine.execute(frame, step);
    const type = step.value!.aux as ArrayType;
    const ref = this.engine.read(frame, step.a) as number;
    const fixed = type.immutable || this.constantArrays.has(ref) || this.context.constantArrays.has(ref);
    if (fixed && array.isConstant() && index.isConstant()) {
      this.set(frame, step, word, this.constant(type.kind, word));
      return;
    }
    this.set(frame, step, word, this.append(step.value!, [array, index]));
  }

  private effect(frame: Frame, step: Step): void {
    const { op } = step;
    if (op === "setfield" && this.isVirtualizable(frame, step.a, step.value!.aux as Field)) {
      const slot = this.virtualizable!.fieldSlot(step.value!.aux as Field);
      if (slot >= 0) {
        this.engine.execute(frame, step);
        this.virtualizable!.set(slot, this.box(frame, step.b));
        frame.pc++;
        return;
      }
    }
    if (op === "setitem" && this.isOwnArray(frame, step.a)) {
      const slot = this.itemSlot(frame, step.b);
      this.engine.execute(frame, step);
      this.virtualizable!.set(slot, this.box(frame, step.c));
      frame.pc++;
      return;
    }
    const args = this.boxes(frame, step);
    const v = this.virtualizable;
    const touches = v?.array && args.includes(v.array) && (op === "array_copy" || op === "array_fill");
    if (touches) this.flush();
    this.engine.execute(frame, step);
    this.append(step.value!, args);
    if (touches) this.forgetSlots();
    frame.pc++;
  }

  private allocate(frame: Frame, step: Step): Outcome | null {
    const args = this.boxes(frame, step);
    const made = this.engine.allocate(frame, step);
    if (typeof made !== "number") {
      this.pending = { kind: "allocate", step, args };
      return made;
    }
    this.allocated(frame, step, args, made);
    return null;
  }
  private allocated(frame: Frame, step: Step, args: Value[], ref: number): void {
    const box = this.append(step.value!, args);
    this.otherObjects.add(box);
    if (step.op === "new") this.knownClasses.set(box, step.aux as ClassType);
    this.set(frame, step, ref, box);
  }

  // --- the virtualizable in memory

  /** Records the write-back of every slot that memory may not have. */
  private flush(): void {
    const v = this.virtualizable;
    if (!v) return;
    const { fields, arrayField, arrayType } = v.layout;
    let flushed = false;
    v.values.forEach((value, slot) => {
      // after a label, what it brought may differ from memory: whether it does is known at the end (finish.ts)
      if (!value || !(v.dirty[slot] || this.fromLabel(value, slot))) return;
      let op: Value;
      if (slot < fields.length) op = this.trace.append("setfield", "v", [v.object, value], fields[slot]!);
      else {
        v.array ??= this.trace.append("getfield", "r", [v.object], arrayField);
        const index = this.trace.constInt(slot - fields.length);
        op = this.trace.append("setitem", "v", [v.array, index, value], arrayType);
      }
      if (!v.dirty[slot]) this.flushes.push({ op, slot });
      v.dirty[slot] = false;
      flushed = true;
    });
    if (flushed) this.context.counters.add("vable_flushes");
  }
  private fromLabel(value: Value, slot: number): boolean {
    const label = this.labels.at(-1);
    if (!label) return false;
    const i = label.args.findIndex((a) => a.kind === "slot" && a.slot === slot);
    return i >= 0 && label.op.args[i] === value;
  }
  /** Someone may have changed the virtualizable: memory knows. */
  private forgetSlots(): void {
    this.virtualizable?.values.fill(null);
  }
  /** The value of a slot, read from memory if need be. */
  private slotValue(slot: number): Value {
    const v = this.virtualizable!;
    const known = v.values[slot];
    if (known) return this.ownConstant(known);
    const { fields, arrayField, arrayType } = v.layout;
    let value: Value;
    if (slot < fields.length) value = this.trace.append("getfield", fields[slot]!.kind, [v.object], fields[slot]!);
    else {
      v.array ??= this.trace.append("getfield", "r", [v.object], arrayField);
      const index = this.trace.constInt(slot - fields.length);
      value = this.trace.append("getitem", arrayType!.kind, [v.array, index], arrayType);
    }
    v.values[slot] = value;
    return value;
  }

  // --- calls

  private call(frame: Frame, step: Step): Ending | Outcome | null {
    const args = this.boxes(frame, step);
    const outcome = this.resolveCall(frame, step);
    if (outcome.kind === "external") return this.external(frame, step, outcome, args);
    if (outcome.kind !== "call") {
      // requests are for the host, which does not look at frames
      return this.residual(step, step.op as OpName, step.value!.aux as HostRequest, args, outcome, false, true);
    }
    const { decl } = outcome;
    // guards may have made constants of some operands
    const boxes = this.boxes(frame, step).slice(step.op === "call_indirect" ? 1 : 0);
    if (decl.hints.elidable && boxes.every((b) => b.isConstant())) {
      this.pending = { kind: "fold", step, decl, op: "call", aux: decl, args: boxes };
      return outcome;
    }
    if (decl.portal) return this.callPortal(frame, step, decl, outcome, boxes);
    if (this.shouldInline(decl)) {
      this.inline(decl, outcome.args, boxes, null);
      return null;
    }
    return this.residualCall(step, decl, boxes, outcome);
  }

  /** Guards that the callee is the one that is called now. */
  private resolveCall(frame: Frame, step: Step): Outcome {
    if (step.op === "call_virtual") {
      const ref = this.engine.read(frame, step.a) as number;
      const box = this.box(frame, step.a);
      if (!box.isConstant() && !this.knownClasses.has(box)) {
        const cls = this.machine.classOf(ref);
        this.guardWith("guard_class", "v", [box], cls, this.capture("at"));
        this.knownClasses.set(box, cls);
      }
    } else if (step.op === "call_indirect") this.promote(frame, step.a);
    return this.engine.resolve(frame, step);
  }

  private external(frame: Frame, step: Step, outcome: Outcome & { kind: "external" }, args: Value[]): null {
    const external = step.aux as External;
    const word = this.machine.callExternal(external, outcome.args);
    const folds = external.pure && args.every((a) => a.isConstant());
    this.set(frame, step, word, folds ? this.constant(step.value!.kind, word) : this.append(step.value!, args));
    return null;
  }

  private shouldInline(decl: FunctionDecl): boolean {
    const { parameters, noInline } = this.context;
    if (parameters.inlining === 0 || decl.hints.opaque || decl.name.startsWith("gc") || noInline.has(decl))
      return false;
    const graph = this.machine.graphOf(decl);
    if (!graph || this.engine.frames.length > parameters.max_inline_depth) return false;
    const recursions = this.engine.frames.filter((f) => f.code.decl === decl).length;
    if (recursions > 8) return false;
    return decl.hints.unroll === true || !hasLoop(codeOf(this.machine, decl));
  }
  private inline(decl: FunctionDecl, args: readonly Word[], boxes: Value[], key: string | null): void {
    this.context.counters.add("inlined_calls");
    this.enter(codeOf(this.machine, decl), args, boxes, key);
  }
  private enter(code: Code, args: readonly Word[], boxes: Value[], key: string | null = null): void {
    const caller = this.engine.frames.at(-1);
    if (caller) this.facts.get(caller)!.waiting = null;
    const frame = this.engine.push(code, args);
    frame.boxes = new Array<Value>(frame.regs.length);
    for (let i = 0; i < code.params.length; i++) frame.boxes[code.params[i]!] = boxes[i]!;
    this.facts.set(frame, {
      key,
      startOps: this.trace.ops.length,
      startGuards: this.guards,
      args: boxes,
      mergePoints: 0,
      cell: 0,
      waiting: null,
    });
  }

  /** A call of a portal: traced into unless it recurses; else compiled code is called, or whoever counts its calls. */
  private callPortal(
    frame: Frame,
    step: Step,
    decl: FunctionDecl,
    outcome: Outcome & { kind: "call" },
    boxes: Value[],
  ): Outcome | null {
    const { parameters, noInline } = this.context;
    const key = targetKey(decl, greensOf(decl, outcome.args));
    const chain = this.engine.frames.filter((f) => this.facts.get(f)?.key === key).length;
    const startsHere = this.startKey === key ? 1 : 0;
    const deep = this.engine.frames.length > parameters.max_inline_depth;
    const inlines =
      parameters.inlining !== 0 &&
      !deep &&
      chain + startsHere < parameters.max_unroll_recursion &&
      !noInline.has(key) &&
      this.machine.graphOf(decl) !== null;
    if (inlines) {
      for (const i of decl.portal!.greens) this.promote(frame, step.args[i + (step.op === "call_indirect" ? 1 : 0)]!);
      this.inline(decl, outcome.args, this.boxes(frame, step).slice(step.op === "call_indirect" ? 1 : 0), key);
      return null;
    }
    const facts = this.facts.get(frame)!;
    if (facts.cell !== 0 && this.cellWillHaveCode(facts.cell, decl, outcome.args)) {
      this.context.counters.add("assembler_calls");
      const aux = this.callToken(decl, outcome.args, facts.cell);
      return this.residual(step, "call_assembler", aux, boxes, outcome, true, true);
    }
    return this.callCounter(frame, step, decl, outcome, boxes);
  }
  /** What call_assembler calls: the code that the cell has at that time. Its data are the backend's CallTarget. */
  private callToken(portal: FunctionDecl, args: readonly Word[], cell: number): Token {
    this.constantRefs.add(cell);
    const token = new Token(this.context.describe(portal, greensOf(portal, args)));
    token.data = { portal, entry: null, cell };
    return token;
  }
  /** targetKey of the place where a loop or entry trace begins. */
  startKey: string | null = null;

  private cellWillHaveCode(cell: number, portal: FunctionDecl, args: readonly Word[]): boolean {
    if (cell === this.startCell) return this.startKey === targetKey(portal, greensOf(portal, args));
    const target = this.context.targets.find(portal, greensOf(portal, args));
    return target?.code != null && target.cells.has(cell);
  }

  /**
   * A portal call that is not traced into should count as a visit. The function that holds the jit_tick does that: when this frame
   * is such a function and has recorded nothing that must stay, its own call is recorded in place of what it did so far.
   */
  private callCounter(
    frame: Frame,
    step: Step,
    decl: FunctionDecl,
    outcome: Outcome & { kind: "call" },
    boxes: Value[],
  ): Outcome | null {
    const facts = this.facts.get(frame)!;
    const { decl: counter } = frame.code;
    const isCounter =
      counter !== null &&
      this.engine.frames.length > 1 &&
      !counter.portal &&
      ticks(frame.code) &&
      facts.args.length > 0;
    if (!isCounter || this.guards !== facts.startGuards) return this.residualCall(step, decl, boxes, outcome);
    this.trace.ops.length = facts.startOps;
    const args = Array.from(frame.code.params, (slot) => frame.regs[slot]!);
    this.popFrame();
    const caller = this.engine.frames.at(-1)!;
    const callStep = caller.code.steps[caller.pc]!;
    return this.residualCall(callStep, counter, facts.args, { kind: "call", decl: counter, args });
  }

  private residualCall(step: Step, decl: FunctionDecl, boxes: Value[], outcome: Outcome): Outcome {
    const { effects } = decl;
    const v = this.virtualizable;
    const touches = (places: ReadonlySet<unknown> | "any"): boolean =>
      v !== null &&
      (places === "any" || [...v.layout.fields, v.layout.arrayField, v.layout.arrayType].some((p) => places.has(p)));
    const forces =
      v !== null && !decl.hints.elidable && (effects.canForce || touches(effects.reads) || touches(effects.writes));
    return this.residual(step, "call", decl, boxes, outcome, forces, effects.canRaise);
  }

  private residual(
    step: Step,
    op: OpName,
    aux: Aux,
    args: Value[],
    outcome: Outcome,
    forces: boolean,
    raises: boolean,
  ): Outcome {
    if (forces) this.flush();
    this.context.counters.add("residual_calls");
    this.pending = { kind: "call", step, op, aux, args, forces, raises };
    return outcome;
  }

  // --- results of calls

  /** The call that `run` asked for has returned. */
  delivered(word: Word): Ending | null {
    const pending = this.pending!;
    this.pending = null;
    const frame = this.engine.frames.at(-1)!;
    switch (pending.kind) {
      case "store":
        frame.retry = false;
        return null;
      case "allocate":
        this.allocated(frame, pending.step, pending.args, word as number);
        return null;
      case "fold":
        this.set(frame, pending.step, word, this.constant(pending.decl.signature.result, word));
        return null;
      case "call": {
        const { step } = pending;
        const kind = step.value!.kind;
        const result = this.trace.append(pending.op, kind, pending.args, pending.aux);
        result.pos = step.value!.pos;
        if (pending.forces) this.forgetSlots();
        if (step.dest >= 0) {
          frame.regs[step.dest] = word;
          frame.boxes![step.dest] = result;
        }
        if (pending.raises) this.guardWith("guard_no_exception", "v", [], null, this.capture("after"));
        frame.pc++;
        return null;
      }
    }
  }

  /** The call that `run` asked for has raised. */
  deliveredException(exception: number): Ending | null {
    const pending = this.pending!;
    this.pending = null;
    const frame = this.engine.frames.at(-1)!;
    frame.retry = false;
    if (pending.kind !== "call" && pending.kind !== "fold") {
      // memory is exhausted: not recorded, the trace would be left in the same way
      const box = this.constant("r", exception);
      return this.unwind(exception, box);
    }
    const { step } = pending;
    const forces = pending.kind === "call" && pending.forces;
    const kind = step.value!.kind;
    const result = this.trace.append(pending.op, kind, pending.args, pending.aux);
    if (forces) this.forgetSlots();
    if (step.dest >= 0) frame.boxes![step.dest] = result;
    const cls = this.machine.classOf(exception);
    const box = this.guardWith("guard_exception", "r", [], cls, this.capture("after"));
    this.knownClasses.set(box, cls);
    return this.unwind(exception, box);
  }

  // --- leaving frames

  private popFrame(): Frame {
    const frame = this.engine.pop();
    const facts = this.facts.get(frame)!;
    this.facts.delete(frame);
    const name = facts.key ?? frame.code.decl;
    if (name !== null && this.engine.frames.length > 0)
      this.inlinedOps.set(name, (this.inlinedOps.get(name) ?? 0) + this.trace.ops.length - facts.startOps);
    return frame;
  }
  /** The inlined callee, done or still running, that recorded most. */
  biggestInlined(): FunctionDecl | string | null {
    const sizes = new Map(this.inlinedOps);
    for (const frame of this.engine.frames.slice(1)) {
      const facts = this.facts.get(frame);
      const name = facts?.key ?? frame.code.decl;
      if (facts && name !== null) sizes.set(name, (sizes.get(name) ?? 0) + this.trace.ops.length - facts.startOps);
    }
    let best: FunctionDecl | string | null = null;
    let most = this.trace.ops.length / 4;
    for (const [name, size] of sizes) {
      // portals are what is called again and again; a helper is only blamed when nothing else is
      if (size > most && (typeof name === "string" || best === null)) {
        best = name;
        most = size;
      }
    }
    return best;
  }

  /** The top frame returns. */
  private leave(word: Word, box: Value | null): Ending | null {
    this.popFrame();
    const frame = this.engine.frames.at(-1);
    if (!frame) {
      this.flush();
      this.trace.append("finish", "v", box ? [box] : []);
      return { kind: "returned", value: word };
    }
    const step = frame.code.steps[frame.pc]!;
    this.set(frame, step, word, box ?? this.trace.constInt(0));
    return null;
  }
  /** The top frame's current step raises. */
  private unwind(exception: number, box: Value): Ending | null {
    for (;;) {
      const frame = this.engine.frames.at(-1);
      if (!frame) {
        this.flush();
        this.trace.append("finish_raise", "v", [box]);
        return { kind: "raised", exception };
      }
      const { handler } = frame.code.steps[frame.pc]!;
      if (handler) {
        this.engine.takeEdge(frame, handler, exception, box);
        return null;
      }
      this.popFrame();
    }
  }

  // --- merge points

  private mergePoint(frame: Frame, step: Step): Ending | Outcome | null {
    const decl = step.aux as FunctionDecl;
    const facts = this.facts.get(frame)!;
    const visit = facts.mergePoints++;
    const args = this.engine.readAll(frame, step.args);
    if (this.engine.frames.length > 1) {
      if (visit === 0) {
        frame.pc++;
        return null;
      }
      return this.innerLoop(frame, step, decl, args);
    }
    for (const i of decl.portal!.greens) this.promote(frame, step.args[i]!);
    const greens = greensOf(decl, args);
    const key = targetKey(decl, greens);
    const open = this.labels.find((l) => l.key === key);
    const target = this.context.targets.get(decl, greens, () => this.context.describe(decl, greens));
    const to = open ?? target.label;
    if (to) {
      const { virtualizable } = decl.portal!;
      if (virtualizable >= 0) {
        const operand = step.args[virtualizable]!;
        this.openVirtualizable(this.engine.read(frame, operand) as number, this.box(frame, operand));
      }
      this.jump(frame, step, to);
      return { kind: "jump", portal: decl, args, to };
    }
    this.placeLabel(frame, step, decl, key, target);
    frame.pc++;
    return null;
  }

  /** The first visit: all that is not green becomes an argument of a label. */
  private placeLabel(frame: Frame, step: Step, decl: FunctionDecl, key: string, target: Target): void {
    const { virtualizable, greens } = decl.portal!;
    const green = new Set(greens);
    const args: Value[] = [];
    const info: LabelArgument[] = [];
    const initial: Value[] = [];
    let object: Value | null = null as Value | null;
    const add = (from: Value, what: LabelArgument): Value => {
      const param = this.trace.newValue("param", from.kind);
      initial.push(from);
      args.push(param);
      info.push(what);
      return param;
    };
    step.args.forEach((operand, i) => {
      if (green.has(i)) return;
      const from = this.box(frame, operand);
      const box = add(from, { kind: "red", parameter: i });
      if (operand >= 0) frame.boxes![operand] = box;
      if (i !== virtualizable) return;
      this.openVirtualizable(this.engine.read(frame, operand) as number, from);
      object = box;
    });
    const v = virtualizable >= 0 ? this.virtualizable : null;
    if (v) {
      if (v.layout.arrayField && !v.array)
        v.array = this.trace.append("getfield", "r", [v.object], v.layout.arrayField);
      for (let slot = 0; slot < v.layout.slotCount; slot++)
        v.values[slot] = add(this.slotValue(slot), { kind: "slot", slot });
      v.object = object!;
    }
    const token = this.context.targets.newToken(target.name);
    const enter = this.trace.append("jump", "v", initial, token);
    const op = this.trace.append("label", "v", args, token);
    this.labels.push({ key, target, enter, op, args: info, layout: v?.layout ?? null, dirty: v ? [...v.dirty] : [] });
    // below a label nothing from above it may be used but its arguments
    if (v?.array) v.array = this.trace.append("getfield", "r", [v.object], v.layout.arrayField);
    this.facts.get(frame)!.waiting = null;
    this.rename(frame, initial, args);
  }

  /**
   * Below a label its arguments stand for what they were above it, in whichever slot; other values from above are of no use there.
   * By the rule of merge points they are dead.
   */
  private rename(frame: Frame, initial: readonly Value[], args: readonly Value[]): void {
    const boxes = frame.boxes!;
    const names = new Map(initial.map((value, i) => [value, args[i]!]));
    for (let slot = 0; slot < boxes.length; slot++) {
      if (!boxes[slot]) continue;
      const box = this.current(boxes[slot]!);
      if (!box.isConstant() && !args.includes(box)) boxes[slot] = names.get(box) as Value;
    }
    for (const slot of frame.code.liveBefore(frame.pc + 1)) if (!boxes[slot]) throw new Abort("merge_point_live");
  }

  private openVirtualizable(ref: number, object: Value): void {
    if (this.virtualizable) {
      if (this.virtualizable.ref === ref) {
        this.virtualizable.object = object;
        return;
      }
      this.flush();
    }
    let cls = this.machine.classOf(ref);
    while (cls.base?.virtualizable) cls = cls.base;
    const layout = this.layoutOf(cls, ref);
    this.virtualizable = new VirtualizableState(layout, ref, object, null);
  }
  private layoutOf(cls: ClassType, ref: number): VirtualizableLayout {
    const probe = new VirtualizableLayout(cls, 0);
    if (!probe.arrayField) return probe;
    const { memory, base } = this.machine;
    const array = memory.load32(base + 8 * ref + probe.arrayField.offset);
    return new VirtualizableLayout(cls, memory.load32(base + 8 * array + 4));
  }

  private jump(frame: Frame, step: Step, to: LabelInfo | OpenLabel): void {
    const token = "token" in to ? to.token : (to.op.aux as never);
    const v = this.virtualizable;
    if ("token" in to && v) {
      // what the label does not carry is expected in memory
      const carried = to.carried;
      this.flushWhere((slot) => !carried[slot]);
    }
    const args = to.args.map((arg) =>
      arg.kind === "red" ? this.box(frame, step.args[arg.parameter]!) : this.slotValue(arg.slot),
    );
    this.trace.append("jump", "v", args, token);
  }
  private flushWhere(wanted: (slot: number) => boolean): void {
    const v = this.virtualizable!;
    const kept = v.dirty.map((dirty, slot) => dirty && !wanted(slot));
    const values = v.values.slice();
    kept.forEach((keep, slot) => {
      if (keep || !wanted(slot)) {
        v.dirty[slot] = false;
        v.values[slot] = null;
      }
    });
    this.flush();
    values.forEach((value, slot) => {
      v.values[slot] = value;
      v.dirty[slot] = kept[slot]!;
    });
  }

  /** A loop in an inlined portal: compiled code, or the portal itself, runs it in place of the rest of its frame. */
  private innerLoop(frame: Frame, step: Step, decl: FunctionDecl, args: Word[]): Outcome {
    const boxes = this.boxes(frame, step);
    const facts = this.facts.get(frame)!;
    const { cell } = facts;
    const compiled = cell !== 0 && this.cellWillHaveCode(cell, decl, args);
    this.popFrame();
    const caller = this.engine.frames.at(-1)!;
    const callStep = caller.code.steps[caller.pc]!;
    const outcome: Outcome = { kind: "call", decl, args };
    if (!compiled) return this.residualCall(callStep, decl, boxes, outcome);
    this.context.counters.add("assembler_calls");
    const aux = this.callToken(decl, args, cell);
    return this.residual(callStep, "call_assembler", aux, boxes, outcome, true, true);
  }
}

const COMPARISONS = /_(eq|ne|lt|le|gt|ge)$|^(instanceof|overflowed|int_is_zero|int_is_true|ref_is_null|ref_not_null)$/;

const loops = new WeakMap<Code, boolean>();
/** Whether some edge of the function goes back to a block that reaches it. */
function hasLoop(code: Code): boolean {
  let found = loops.get(code);
  if (found === undefined) {
    found = findLoop(code);
    loops.set(code, found);
  }
  return found;
}
function findLoop(code: Code): boolean {
  const { blocks } = code.graph!;
  const state = new Uint8Array(blocks.length);
  const stack: { block: number; at: number; next: number[] }[] = [];
  const open = (block: number): void => {
    state[block] = 1;
    stack.push({ block, at: 0, next: code.successorsOf(block) });
  };
  open(0);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const next = top.next[top.at++];
    if (next === undefined) {
      state[top.block] = 2;
      stack.pop();
    } else if (state[next] === 1) return true;
    else if (state[next] === 0) open(next);
  }
  return false;
}

const counters = new WeakMap<Code, boolean>();
/** Whether the function counts visits of a portal's entry and leaves by jit_enter. */
function ticks(code: Code): boolean {
  let found = counters.get(code);
  if (found === undefined) {
    found = code.steps.some((s) => s.kind === STEP.jitEnter);
    counters.set(code, found);
  }
  return found;
}
