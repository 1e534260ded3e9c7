// Resume data: how to go on from a guard that failed.
//
// A *snapshot* lists the interpreter's frames, innermost first, each with the values of its live slots; frames that wait for a
// callee do not change meanwhile, so that snapshots share them. Values are those of the trace, or its constants.
//
// `live` are the distinct values that all this mentions: what the recorded guard keeps alive. The optimizer says for each of them
// what has become of it (OptimizedResume): a constant, a value that lives on (index into the optimized guard's `live`, of which the
// backend keeps locations), or a virtual object, which is made when the guard fails. `Restored` puts the two together.
//
// A virtualizable's fields and items are kept apart: `values` as the trace has them, `dirty` where memory has something else.
// The blackhole writes the dirty ones back; a bridge goes on with the values.

import type { Code } from "../ir/decode.ts";
import type { Aux, Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import { printOperand } from "../ir/print.ts";
import type { Guard } from "../ir/trace.ts";
import { ClassType, type Kind } from "../ir/types.ts";
import { OptimizedResume, type ResumeItem } from "./optimizer/resume-items.ts";
import type { VirtualizableLayout } from "./virtualizable.ts";

/**
 * Where a frame goes on. `at`: carries out the step. `after`: the step, a call, is done; when an exception is pending it has
 * raised, else it has returned what its slot has. `wait`: the step is a call of the next inner frame.
 */
export type ResumeMode = "at" | "after" | "wait";

export class FrameSnapshot {
  readonly code: Code;
  readonly pc: number;
  readonly mode: ResumeMode;
  /** Slots of the frame, and what they hold. */
  readonly slots: Int32Array;
  readonly values: Value[];
  /** The frame that waits for this one. */
  readonly outer: FrameSnapshot | null;
  /** Of a portal's frame: its place (targetKey), to notice recursions. */
  readonly key: string | null;
  constructor(
    code: Code,
    pc: number,
    mode: ResumeMode,
    slots: Int32Array,
    values: Value[],
    outer: FrameSnapshot | null,
    key: string | null,
  ) {
    this.code = code;
    this.pc = pc;
    this.mode = mode;
    this.slots = slots;
    this.values = values;
    this.outer = outer;
    this.key = key;
  }
}

export interface VirtualizableSnapshot {
  readonly layout: VirtualizableLayout;
  object: Value;
  array: Value | null;
  /** By slot of the layout: null when only memory has it. */
  readonly values: (Value | null)[];
  /** Where memory has something else. Completed when the trace is finished. */
  dirty: readonly boolean[];
}

export class Resume {
  readonly frames: FrameSnapshot;
  readonly virtualizable: VirtualizableSnapshot | null;
  /** Set when the trace is finished: which slots are dirty is known only then. */
  live: Value[] = [];
  constructor(frames: FrameSnapshot, virtualizable: VirtualizableSnapshot | null) {
    this.frames = frames;
    this.virtualizable = virtualizable;
  }
}

/** The recorder's data of a guard, optimized or not. */
export const resumeOf = (guard: Guard): Resume =>
  (guard.resume instanceof OptimizedResume ? guard.resume.recorded : guard.resume) as Resume;

/**
 * The distinct values, no constants, that the resume data mentions, in the order of their first mention. `marks`: by id of the trace's values,
 * where `mark` stands for none yet.
 */
export function liveValues(resume: Resume, marks: Int32Array, mark: number): Value[] {
  const live: Value[] = [];
  const see = (value: Value): void => {
    if (marks[value.id] === mark || value.isConstant()) return;
    marks[value.id] = mark;
    live.push(value);
  };
  for (let f: FrameSnapshot | null = resume.frames; f; f = f.outer) f.values.forEach(see);
  const v = resume.virtualizable;
  if (v) {
    see(v.object);
    if (v.array && v.dirty.some((dirty, slot) => dirty && slot >= v.layout.fields.length)) see(v.array);
    v.values.forEach((value, i) => {
      if (value && v.dirty[i]) see(value);
    });
  }
  return live;
}

/** Slots of the virtualizable that memory has too. */
export function optionalValues({ virtualizable: v }: Resume): Value[] {
  if (!v) return [];
  return v.values.filter((value, i): value is Value => value !== null && !v.dirty[i] && !value.isConstant());
}

/** How operations and constants are made where a failed guard's state is put together: in an exit's code, or in a bridge. */
export interface Emitter {
  emit(op: OpName, kind: Kind, args: Value[], aux: Aux): Value;
  constant(value: Value): Value;
  constInt(value: number): Value;
}

/** What the values of a guard's resume data are behind it. */
export interface Restored {
  value(recorded: Value): Value;
  /** For values that the guard need not have kept. */
  optional(recorded: Value): Value | null;
}

/** Live values of a guard that the state after its failure is made from. */
export function mentionedLive(guard: Guard): Value[] {
  return guard.resume instanceof OptimizedResume ? guard.live.slice(0, guard.resume.mentioned) : guard.live;
}

/**
 * What the values of a guard's resume data are, seen from behind the guard: `inputs` stand for the guard's live values, or for those
 * that are mentioned; virtual
 * objects are made by operations that `emitter` takes. Called once; answers the translation.
 */
export function restore(guard: Guard, inputs: readonly Value[], emitter: Emitter): Restored {
  const resume = resumeOf(guard);
  const { live } = resume;
  const known = new Map<Value, Value>();
  if (guard.resume instanceof OptimizedResume) {
    const { items, virtuals } = guard.resume;
    const made = virtuals.map((v) => {
      const op = v.type instanceof ClassType ? "new" : "new_array";
      return emitter.emit(op, "r", op === "new" ? [] : [emitter.constInt(v.length)], v.type);
    });
    const itemValue = (item: ResumeItem): Value => {
      if (item.kind === "constant") return emitter.constant(item.value);
      return item.kind === "live" ? inputs[item.index]! : made[item.index]!;
    };
    virtuals.forEach((v, i) => {
      for (const { at, item } of v.slots) {
        const value = itemValue(item);
        if (typeof at === "number") emitter.emit("setitem", "v", [made[i]!, emitter.constInt(at), value], v.type);
        else emitter.emit("setfield", "v", [made[i]!, value], at);
      }
    });
    live.forEach((value, i) => {
      known.set(value, itemValue(items[i]!));
    });
    const { optional } = guard.resume;
    optionalValues(resume).forEach((value, i) => {
      const item = optional[i];
      if (item && (item.kind !== "live" || item.index < inputs.length)) known.set(value, itemValue(item));
    });
  } else
    live.forEach((value, i) => {
      known.set(value, inputs[i]!);
    });
  return {
    value(recorded) {
      if (recorded.isConstant()) return emitter.constant(recorded);
      const found = known.get(recorded);
      if (!found) throw new Error(`the resume data do not keep ${printOperand(recorded)}`);
      return found;
    },
    optional: (recorded) => (recorded.isConstant() ? emitter.constant(recorded) : (known.get(recorded) ?? null)),
  };
}

/** For the log's long form: `{interpret@12 s3=i4 | portal@3 ...} exit: ...`. */
export function printResume(guard: Guard): string {
  if (!guard.resume) return "";
  const resume = resumeOf(guard);
  const frames: string[] = [];
  for (let f: FrameSnapshot | null = resume.frames; f; f = f.outer) {
    const values = f.values.map((value, i) => `${f.slots[i]}=${printOperand(value)}`);
    frames.push([`${f.code.name}@${f.pc}${f.mode === "at" ? "" : ` ${f.mode}`}`, ...values].join(" "));
  }
  const parts = [`{${frames.join(" | ")}}`];
  const v = resume.virtualizable;
  if (v) {
    const values = v.values.flatMap((value, i) =>
      value && v.dirty[i] ? [`${v.layout.slotName(i)}=${printOperand(value)}`] : [],
    );
    parts.push(`${printOperand(v.object)}{${values.join(" ")}}`);
  }
  return `; ${parts.join(" ")}`;
}
