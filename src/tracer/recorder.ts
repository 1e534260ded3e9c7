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
//
// In layers: recording.ts (what is known of values, guards), steps.ts, calls.ts, and here beginnings, the walk, merge points.

import { COLLECTOR_FUNCTIONS, codeOf, STEP, type Step } from "../ir/decode.ts";
import type { Frame, Outcome } from "../ir/evaluate.ts";
import type { Value } from "../ir/graph.ts";
import type { Word } from "../ir/meanings.ts";
import type { OpName } from "../ir/ops.ts";
import type { ClassType, FunctionDecl } from "../ir/types.ts";
import { CallRecorder } from "./calls.ts";
import { Abort, type Ending, type OpenLabel } from "./recording.ts";
import type { FrameSnapshot, Restored, Resume } from "./resume.ts";
import { greensOf, type LabelArgument, type LabelInfo, type Target, targetKey } from "./targets.ts";
import { VirtualizableLayout, VirtualizableState } from "./virtualizable.ts";

export class Recorder extends CallRecorder {
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
   * From a failed guard: the engine has the rebuilt frames; `restored` says what the values of the resume data are in the bridge;
   * `virtualizable`: reference of the virtualizable, 0 = none; `exception`: what was pending there, 0 = nothing.
   */
  beginBridge(resume: Resume, restored: Restored, virtualizable: number, exception: number): Ending | null {
    const box = restored.value;
    const snapshots: FrameSnapshot[] = [];
    for (let s: FrameSnapshot | null = resume.frames; s; s = s.outer) snapshots.unshift(s);
    snapshots.forEach((snapshot, i) => {
      const frame = this.engine.frames[i]!;
      const own = frame.beginRecording();
      snapshot.values.forEach((value, k) => {
        own[snapshot.slots[k]!] = box(value);
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
        state.values[i] = value && (v.dirty[i] ? box(value) : restored.optional(value));
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
    this.knownClasses[caught.id] = cls;
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
      case STEP.collector:
        return this.residual(
          step,
          step.op as OpName,
          step.aux,
          this.boxes(frame, step),
          {
            kind: "call",
            decl: this.machine.program.function(COLLECTOR_FUNCTIONS[step.op]!),
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
