// What a recording keeps, below what it does with it: the trace, what each slot of each frame is in it, guards with their resume data, and the
// virtualizable. steps.ts, calls.ts and recorder.ts build on it, in that order.

import { type Code, constantWord, type Moves, type Step } from "../ir/decode.ts";
import type { Engine, Frame } from "../ir/evaluate.ts";
import type { Aux, Value } from "../ir/graph.ts";
import type { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import type { OpName } from "../ir/ops.ts";
import { type Guard, Trace } from "../ir/trace.ts";
import type { ClassType, Field, FunctionDecl, Kind } from "../ir/types.ts";
import type { AbortReason, Counters, Parameters } from "./policy.ts";
import { type Emitter, FrameSnapshot, Resume, type ResumeMode, type VirtualizableSnapshot } from "./resume.ts";
import type { LabelArgument, LabelInfo, Target, Targets } from "./targets.ts";
import type { VirtualizableLayout, VirtualizableState } from "./virtualizable.ts";

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
  /** Whether compiled traces keep this reference alive for good. */
  keeps(ref: number): boolean;
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
export type Pending =
  | { kind: "store" }
  | { kind: "allocate"; step: Step; args: Value[] }
  | { kind: "fold"; step: Step; decl: FunctionDecl; op: OpName; aux: Aux; args: Value[] }
  | { kind: "call"; step: Step; op: OpName; aux: Aux; args: Value[]; forces: boolean; raises: boolean };

/** What the recorder keeps of each frame. */
export interface FrameFacts {
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

export function allConstant(values: readonly Value[]): boolean {
  for (let i = 0; i < values.length; i++) if (!values[i]!.isConstant()) return false;
  return true;
}

export abstract class Recording {
  readonly trace = new Trace();
  readonly labels: OpenLabel[] = [];
  readonly flushes: FlushOp[] = [];
  virtualizable: VirtualizableState | null = null;
  /** References that are constants of the trace: must not move, nor die. Those that no earlier trace keeps, in an array too. */
  private readonly constantRefs = new Set<number>();
  readonly ownRefs: number[] = [];
  readonly portal: FunctionDecl;
  /** The cell whose heat began the recording; 0 for bridges. */
  readonly startCell: number;
  /** targetKey of the place where a loop or entry trace begins. */
  startKey: string | null = null;
  readonly engine: Engine;
  protected readonly context: RecorderContext;
  protected readonly machine: Machine;
  protected readonly facts = new Map<Frame, FrameFacts>();
  protected readonly ownConstants = new Map<Value, Value>();
  /** By id of the trace's values: what one counts as from some point on; the class that a guard has found. */
  protected readonly replaced: (Value | undefined)[] = [];
  protected readonly knownClasses: (ClassType | undefined)[] = [];
  /** Values that are surely not the virtualizable. */
  protected readonly otherObjects = new Set<Value>();
  /** References of arrays whose items never change, beyond those that the session keeps. */
  readonly constantArrays = new Set<number>();
  protected readonly inlinedOps = new Map<FunctionDecl | string, number>();
  protected guards = 0;
  protected pending: Pending | null = null;
  protected foldedOverflow = false;

  constructor(context: RecorderContext, engine: Engine, portal: FunctionDecl, startCell: number) {
    this.context = context;
    this.machine = context.machine;
    this.engine = engine;
    this.portal = portal;
    this.startCell = startCell;
    engine.extraRoots = () => this.ownRefs;
  }

  // --- boxes

  keepAlive(ref: number): void {
    if (ref === 0 || this.constantRefs.has(ref)) return;
    this.constantRefs.add(ref);
    if (!this.context.keeps(ref)) this.ownRefs.push(ref);
  }

  /** A constant of the trace. */
  constant(kind: Kind, word: Word): Value {
    if (kind === "f") return this.trace.constFloat(word as number);
    if (kind === "i") return this.trace.constInt(word);
    this.keepAlive(word as number);
    return this.trace.constRef(word as number);
  }
  /** The operations that make virtual objects again, at the beginning of a bridge. */
  emitter(): Emitter {
    return {
      emit: (op, kind, args, aux) => {
        const value = this.trace.append(op, kind, args, aux);
        if (op === "new") this.knownClasses[value.id] = aux as ClassType;
        if (kind === "r") this.otherObjects.add(value);
        return value;
      },
      constant: (value) => this.ownConstant(value),
      constInt: (value) => this.trace.constInt(value),
    };
  }
  /** Graphs' constants become the trace's. */
  protected ownConstant(value: Value): Value {
    if (!value.isConstant()) return value;
    let own = this.ownConstants.get(value);
    if (!own) {
      own = this.constant(value.kind, constantWord(value));
      this.ownConstants.set(value, own);
      this.ownConstants.set(own, own);
    }
    return own;
  }
  protected box(frame: Frame, operand: number): Value {
    return this.current(operand >= 0 ? frame.boxes![operand]! : frame.code.constantValues[~operand]!);
  }
  protected boxes(frame: Frame, step: Step): Value[] {
    const { args } = step;
    const boxes: Value[] = [];
    for (let i = 0; i < args.length; i++) boxes.push(this.box(frame, args[i]!));
    return boxes;
  }
  /** The step's result, and on to the next. */
  protected set(frame: Frame, step: Step, word: Word, box: Value): void {
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
  protected replace(value: Value, by: Value): void {
    this.replaced[value.id] = by;
  }

  /** Makes a value a constant, with a guard that is carried out again at this step when it fails. */
  protected promote(frame: Frame, operand: number): Word {
    const word = this.engine.read(frame, operand);
    const box = this.box(frame, operand);
    if (box.isConstant()) return word;
    const constant = this.constant(box.kind, word);
    this.guardWith(`guard_value_${box.kind as "i" | "r"}`, "v", [box, constant], null, this.capture("at"));
    this.replace(box, constant);
    return word;
  }

  // --- guards and resume data

  protected guardWith(op: OpName, kind: Kind, args: Value[], aux: Aux, resume: Resume): Value {
    const guard = this.trace.append(op, kind, args, aux) as Guard;
    guard.resume = resume;
    this.guards++;
    return guard;
  }

  /** The state at the current step of the top frame. */
  protected capture(mode: "at" | "after"): Resume {
    const frame = this.engine.frames.at(-1)!;
    const { code, pc } = frame;
    let slots = mode === "at" ? code.liveBefore(pc) : code.liveAcross(pc);
    if (mode === "after") {
      const { dest } = code.steps[pc]!;
      if (dest >= 0 && frame.boxes![dest] !== undefined && !slots.includes(dest)) slots = Int32Array.of(...slots, dest);
    }
    return this.resumeAt(code, pc, mode, slots, this.boxesAt(frame, slots));
  }
  /** The state behind an edge that is not taken. */
  protected captureEdge(moves: Moves): Resume {
    const frame = this.engine.frames.at(-1)!;
    const { code } = frame;
    const slots = code.liveBefore(moves.target);
    const { from, to } = moves;
    const values: Value[] = [];
    for (let k = 0; k < slots.length; k++) {
      const i = to.indexOf(slots[k]!);
      values.push(i < 0 ? this.current(frame.boxes![slots[k]!]!) : this.box(frame, from[i]!));
    }
    return this.resumeAt(code, moves.target, "at", slots, values);
  }
  /** What slots of a frame hold. */
  private boxesAt(frame: Frame, slots: Int32Array): Value[] {
    const values: Value[] = [];
    const boxes = frame.boxes!;
    for (let i = 0; i < slots.length; i++) values.push(this.current(boxes[slots[i]!]!));
    return values;
  }
  protected resumeAt(code: Code, pc: number, mode: ResumeMode, slots: Int32Array, values: Value[]): Resume {
    const { frames } = this.engine;
    const outer = frames.length > 1 ? this.waitingSnapshot(frames.length - 2) : null;
    return new Resume(
      new FrameSnapshot(code, pc, mode, slots, values, outer, this.keyOf(frames.length - 1)),
      this.virtualizableSnapshot(),
    );
  }
  protected keyOf(index: number): string | null {
    const key = this.facts.get(this.engine.frames[index]!)!.key;
    return key ?? (index === 0 ? this.startKey : null);
  }
  /** What a frame's box counts as now; edges may have put constants of graphs into boxes. */
  protected current(value: Value): Value {
    if (value.isConstant()) return this.ownConstant(value);
    return this.replaced[value.id] ?? value;
  }
  /** Shared by all guards while the frame waits. */
  protected waitingSnapshot(index: number): FrameSnapshot {
    const frame = this.engine.frames[index]!;
    const facts = this.facts.get(frame)!;
    const outer = index > 0 ? this.waitingSnapshot(index - 1) : null;
    if (!facts.waiting || facts.waiting.outer !== outer) {
      const slots = frame.code.liveAcross(frame.pc);
      const values = this.boxesAt(frame, slots);
      facts.waiting = new FrameSnapshot(frame.code, frame.pc, "wait", slots, values, outer, this.keyOf(index));
    }
    return facts.waiting;
  }
  protected virtualizableSnapshot(): VirtualizableSnapshot | null {
    const v = this.virtualizable;
    if (!v) return null;
    const values = v.values.map((value) => value && this.ownConstant(value));
    return { layout: v.layout, object: v.object, array: v.array, values, dirty: [...v.dirty] };
  }

  // --- the virtualizable in memory

  /** Records the write-back of every slot that memory may not have. */
  protected flush(): void {
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
  protected fromLabel(value: Value, slot: number): boolean {
    const label = this.labels.at(-1);
    if (!label) return false;
    const i = label.args.findIndex((a) => a.kind === "slot" && a.slot === slot);
    return i >= 0 && label.op.args[i] === value;
  }
  /** Someone may have changed the virtualizable: memory knows. Fields that never change are the same. */
  protected forgetSlots(): void {
    const v = this.virtualizable;
    if (!v) return;
    const { fields } = v.layout;
    for (let slot = 0; slot < v.values.length; slot++)
      if (fields[slot]?.mutability !== "immutable") v.values[slot] = null;
  }
  /** The value of a slot, read from memory if need be. */
  protected slotValue(slot: number): Value {
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

  /** Whether the operand is the virtualizable. Where only the reference says so, a guard makes it certain. */
  protected isVirtualizable(frame: Frame, operand: number, field: Field): boolean {
    const v = this.virtualizable;
    if (!v?.layout.cls.isSubclassOf(field.owner)) return false;
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
  protected isOwnArray(frame: Frame, operand: number): boolean {
    const array = this.virtualizable?.array;
    return !!array && this.box(frame, operand) === array;
  }
}
