// Finishing a recorded trace: from what the recorder wrote down to what the optimizer and the backend take.
//
// While recording it is not known which merge point the trace will come back to, so that a label stands at each; nor which slots of
// the virtualizable an iteration changes. Now both are known:
//
//   * labels that no one jumps back to vanish, and their arguments are what they were at first;
//   * a slot whose value at the jump is not the label's argument is *carried*: memory need not have it within the loop. The others
//     have been in memory since the label, so that guards need not write them back;
//   * write-backs before calls of slots that are not carried vanish;
//   * operations without use vanish, and arguments of the label that are neither used nor changed;
//   * each guard's live values are what its resume data then mentions.

import type { Value } from "../ir/graph.ts";
import { isGuard, OPS } from "../ir/ops.ts";
import { Guard, type Token, type Trace } from "../ir/trace.ts";
import type { Recorder } from "./recorder.ts";
import type { Ending, OpenLabel } from "./recording.ts";
import { type FrameSnapshot, liveValues, optionalValues, resumeOf } from "./resume.ts";
import type { LabelInfo } from "./targets.ts";

/** The trace, and its label when it has one. */
export function finishTrace(recorder: Recorder, ending: Ending): { trace: Trace; label: LabelInfo | null } {
  const { trace } = recorder;
  const label = ending.kind === "jump" && "op" in ending.to ? ending.to : null;
  const carried = label ? carriedSlots(trace, label) : [];
  dropLabels(recorder, label);
  settleVirtualizable(recorder, label, carried);
  const marks = new Int32Array(trace.valueCount);
  for (const op of trace.ops)
    if (op instanceof Guard) {
      const resume = resumeOf(op);
      resume.live = liveValues(resume, marks, op.id + 1);
      op.live = resume.live;
      op.optional = optionalValues(resume);
    }
  const kept = removeDead(trace, label);
  if (!label) return { trace, label: null };
  const info: LabelInfo = {
    token: label.op.aux as Token,
    layout: label.layout,
    args: label.args.filter((_, i) => kept[i]),
    carried,
  };
  return { trace, label: info };
}

/** By slot: whether an iteration may leave something else than it began with. */
function carriedSlots(trace: Trace, label: OpenLabel): boolean[] {
  const jump = trace.ops.at(-1)!;
  const carried = new Array<boolean>(label.layout?.slotCount ?? 0).fill(false);
  label.args.forEach((arg, i) => {
    if (arg.kind === "slot") carried[arg.slot] = label.dirty[arg.slot]! || jump.args[i] !== label.op.args[i];
  });
  return carried;
}

/**
 * Removes all labels but that one. It too takes values from above as its arguments, without a jump before it, when they are distinct
 * and none is a constant.
 */
function dropLabels(recorder: Recorder, label: OpenLabel | null): void {
  const { trace } = recorder;
  const same = new Map<Value, Value>();
  const dropped = new Set<Value>();
  const map = (value: Value): Value => {
    let v = value;
    for (let next = same.get(v); next; next = same.get(v)) v = next;
    return v;
  };
  for (const open of recorder.labels) {
    const initial = open.enter.args.map(map);
    const simple = initial.every((value, i) => !value.isConstant() && initial.indexOf(value) === i);
    if (open === label && !simple) continue;
    dropped.add(open.enter);
    if (open !== label) dropped.add(open.op);
    open.op.args.forEach((param, i) => {
      same.set(param, initial[i]!);
    });
  }
  if (dropped.size === 0) return;
  trace.ops = trace.ops.filter((op) => !dropped.has(op));
  if (same.size === 0) return;
  const mapAll = (values: (Value | null)[]): void => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value !== null && same.has(value)) values[i] = map(value);
    }
  };
  const seen = new Set<FrameSnapshot>();
  for (const op of trace.ops) {
    mapAll(op.args);
    if (!(op instanceof Guard)) continue;
    const { frames, virtualizable } = resumeOf(op);
    for (let f: FrameSnapshot | null = frames; f && !seen.has(f); f = f.outer) {
      seen.add(f);
      mapAll(f.values);
    }
    if (!virtualizable) continue;
    virtualizable.object = map(virtualizable.object);
    if (virtualizable.array) virtualizable.array = map(virtualizable.array);
    mapAll(virtualizable.values);
  }
}

/** Which slots guards write back, and which write-backs before calls stay. */
function settleVirtualizable(recorder: Recorder, label: OpenLabel | null, carried: readonly boolean[]): void {
  const { trace } = recorder;
  const superfluous = new Set<Value>();
  for (const { op, slot } of recorder.flushes) {
    const value = op.args.at(-1)!;
    const at = label?.args.findIndex((a) => a.kind === "slot" && a.slot === slot) ?? -1;
    // of another label's argument, or of one that does not change
    if (at < 0 || label!.op.args[at] !== value || !carried[slot]) superfluous.add(op);
  }
  if (superfluous.size > 0) trace.ops = trace.ops.filter((op) => !superfluous.has(op));
  if (!label) return;
  const argument = new Map<number, Value>();
  label.args.forEach((arg, i) => {
    if (arg.kind === "slot") argument.set(arg.slot, label.op.args[i]!);
  });
  // a write-back makes memory right for its slot until the slot changes
  const start = trace.ops.indexOf(label.op);
  const written = new Set<number>();
  const flushSlot = new Map(recorder.flushes.map((f) => [f.op, f.slot]));
  for (const op of trace.ops.slice(start)) {
    const slot = flushSlot.get(op);
    if (slot !== undefined) written.add(slot);
    if (!(op instanceof Guard)) continue;
    const v = resumeOf(op).virtualizable;
    if (!v) continue;
    v.dirty = v.dirty.map(
      (dirty, s) =>
        dirty || (carried[s] === true && !written.has(s) && v.values[s] === argument.get(s) && v.values[s] !== null),
    );
  }
}

/** Operations that may be dropped when no one uses their result. */
function isRemovable(op: Value): boolean {
  if (isGuard(op.op)) return false;
  const { effect, flags } = OPS[op.op];
  if (flags.includes("V")) return false;
  return effect === "none" || effect === "read-field" || effect === "read-item" || effect === "alloc";
}

/** Drops what is not used; answers for each argument of the label whether it stays. */
function removeDead(trace: Trace, label: OpenLabel | null): boolean[] {
  const used = new Uint8Array(trace.valueCount);
  const jump = trace.ops.at(-1)!;
  const kept = label?.op.args.map(() => false) ?? [];
  const use = (value: Value): void => {
    used[value.id] = 1;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = trace.ops.length - 1; i >= 0; i--) {
      const op = trace.ops[i]!;
      if (op === label?.op) continue;
      if ((op === jump || op === label?.enter) && label) {
        op.args.forEach((arg, k) => {
          if (kept[k]) use(arg);
        });
        continue;
      }
      if (isRemovable(op) && used[op.id] === 0) continue;
      op.args.forEach(use);
      if (op instanceof Guard) op.live.forEach(use);
    }
    label?.op.args.forEach((arg, k) => {
      if (!kept[k] && used[arg.id] === 1) {
        kept[k] = true;
        changed = true;
      }
    });
  }
  if (label) {
    for (const op of [jump, label.enter]) op.args = op.args.filter((_, k) => kept[k]);
    label.op.args = label.op.args.filter((_, k) => kept[k]);
  }
  trace.ops = trace.ops.filter((op) => !isRemovable(op) || used[op.id] === 1);
  return kept;
}
