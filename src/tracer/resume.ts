// Resume data: how to go on from a guard that failed.
//
// A *snapshot* lists the interpreter's frames, innermost first, each with the values of its live slots; frames that wait for a
// callee do not change meanwhile, so that snapshots share them. Values are those of the trace, or its constants.
//
// What the optimizer has put off until an exit stands in `exit`: ordinary operations (new, setfield, setitem, ...) that are
// carried out when the guard fails, in order; their operands are values of the trace, constants, or results of earlier exit
// operations. So a virtual object is a `new` and its stores there, a delayed store is a `setfield`. The blackhole runs them
// before it rebuilds the frames; a bridge is recorded with them as its first operations, so that what was virtual may stay so.
//
// A virtualizable's fields and items are kept apart: `values` as the trace has them, `dirty` where memory has something else.
// The blackhole writes the dirty ones back; a bridge goes on with the values.
//
// `Guard.live` is computed last: the distinct values that all this mentions, which the backend keeps locations of.

import type { Code } from "../ir/decode.ts";
import { Value } from "../ir/graph.ts";
import { printInstruction, printOperand } from "../ir/print.ts";
import type { Guard } from "../ir/trace.ts";
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
  readonly slots: readonly number[];
  readonly values: readonly Value[];
  /** The frame that waits for this one. */
  readonly outer: FrameSnapshot | null;
  constructor(
    code: Code,
    pc: number,
    mode: ResumeMode,
    slots: readonly number[],
    values: readonly Value[],
    outer: FrameSnapshot | null,
  ) {
    this.code = code;
    this.pc = pc;
    this.mode = mode;
    this.slots = slots;
    this.values = values;
    this.outer = outer;
  }
}

export interface VirtualizableSnapshot {
  readonly layout: VirtualizableLayout;
  readonly object: Value;
  readonly array: Value | null;
  /** By slot of the layout: null when only memory has it. */
  readonly values: readonly (Value | null)[];
  readonly dirty: readonly boolean[];
}

export class Resume {
  readonly frames: FrameSnapshot;
  readonly virtualizable: VirtualizableSnapshot | null;
  readonly exit: readonly Value[];
  constructor(frames: FrameSnapshot, virtualizable: VirtualizableSnapshot | null, exit: readonly Value[] = []) {
    this.frames = frames;
    this.virtualizable = virtualizable;
    this.exit = exit;
  }
}

export const resumeOf = (guard: Guard): Resume => guard.resume as Resume;

/** The same resume data with other values. Shared frames stay shared when `memo` is. Exit operations get their operands replaced. */
export function mapResume(
  resume: Resume,
  map: (value: Value) => Value,
  memo = new Map<FrameSnapshot, FrameSnapshot>(),
): Resume {
  const frame = (f: FrameSnapshot): FrameSnapshot => {
    let made = memo.get(f);
    if (!made) {
      made = new FrameSnapshot(f.code, f.pc, f.mode, f.slots, f.values.map(map), f.outer && frame(f.outer));
      memo.set(f, made);
    }
    return made;
  };
  const v = resume.virtualizable;
  const virtualizable = v && {
    ...v,
    object: map(v.object),
    array: v.array && map(v.array),
    values: v.values.map((value) => value && map(value)),
  };
  const renamed = new Map<Value, Value>();
  const exit = resume.exit.map((op) => {
    const copy = new Value(
      op.id,
      op.op,
      op.kind,
      op.args.map((a) => renamed.get(a) ?? map(a)),
      op.aux,
    );
    renamed.set(op, copy);
    return copy;
  });
  if (renamed.size === 0) return new Resume(frame(resume.frames), virtualizable, exit);
  // frames that mention results of exit operations are this guard's own
  const own = mapResume(new Resume(resume.frames, resume.virtualizable), (value) => renamed.get(value) ?? map(value));
  return new Resume(own.frames, own.virtualizable, exit);
}

/** Calls `visit` for every value that the resume data mentions and the trace must keep, constants included. */
export function visitResume(resume: Resume, visit: (value: Value) => void): void {
  const made = new Set(resume.exit);
  const see = (value: Value): void => {
    if (!made.has(value)) visit(value);
  };
  for (const op of resume.exit) for (const arg of op.args) see(arg);
  for (let f: FrameSnapshot | null = resume.frames; f; f = f.outer) for (const value of f.values) see(value);
  const v = resume.virtualizable;
  if (!v) return;
  see(v.object);
  if (v.array) see(v.array);
  v.values.forEach((value, i) => {
    if (value && v.dirty[i]) see(value);
  });
}

/** The distinct values that are no constants, in the order of their first mention. */
export function liveValues(resume: Resume): Value[] {
  const live = new Set<Value>();
  visitResume(resume, (value) => {
    if (!value.isConstant()) live.add(value);
  });
  return [...live];
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
  for (const op of resume.exit) parts.push(`exit: ${printInstruction(op)}`);
  return `; ${parts.join(" ")}`;
}
