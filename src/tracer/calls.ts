// Calls: traced into, or recorded as calls that the driver makes; their results; leaving frames by return and exception.

import { type Code, codeOf, type Step } from "../ir/decode.ts";
import type { Frame, Outcome } from "../ir/evaluate.ts";
import type { Aux, Value } from "../ir/graph.ts";
import type { Word } from "../ir/meanings.ts";
import type { OpName } from "../ir/ops.ts";
import { Token } from "../ir/trace.ts";
import type { External, FunctionDecl, HostRequest } from "../ir/types.ts";
import { hasLoop, ticks } from "./code-facts.ts";
import { Abort, allConstant, type Ending } from "./recording.ts";
import { StepRecorder } from "./steps.ts";
import { greensOf, targetKey } from "./targets.ts";

export abstract class CallRecorder extends StepRecorder {
  // --- calls

  protected call(frame: Frame, step: Step): Ending | Outcome | null {
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
    if (decl.hints.elidable && allConstant(boxes)) {
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
  protected resolveCall(frame: Frame, step: Step): Outcome {
    if (step.op === "call_virtual") {
      const ref = this.engine.read(frame, step.a) as number;
      const box = this.box(frame, step.a);
      if (!box.isConstant() && this.knownClasses[box.id] === undefined) {
        const cls = this.machine.classOf(ref);
        this.guardWith("guard_class", "v", [box], cls, this.capture("at"));
        this.knownClasses[box.id] = cls;
      }
    } else if (step.op === "call_indirect") this.promote(frame, step.a);
    return this.engine.resolve(frame, step);
  }

  protected external(frame: Frame, step: Step, outcome: Outcome & { kind: "external" }, args: Value[]): null {
    const external = step.aux as External;
    const word = this.machine.callExternal(external, outcome.args);
    const folds = external.pure && allConstant(args);
    this.set(frame, step, word, folds ? this.constant(step.value!.kind, word) : this.append(step.value!, args));
    return null;
  }

  protected shouldInline(decl: FunctionDecl): boolean {
    const { parameters, noInline } = this.context;
    if (parameters.inlining === 0 || decl.hints.opaque || decl.name.startsWith("gc") || noInline.has(decl))
      return false;
    const graph = this.machine.graphOf(decl);
    if (!graph || this.engine.frames.length > parameters.max_inline_depth) return false;
    let recursions = 0;
    for (let i = 0; i < this.engine.frames.length; i++) if (this.engine.frames[i]!.code.decl === decl) recursions++;
    if (recursions > 8) return false;
    return decl.hints.unroll === true || !hasLoop(codeOf(this.machine, decl));
  }
  protected inline(decl: FunctionDecl, args: readonly Word[], boxes: Value[], key: string | null): void {
    this.context.counters.add("inlined_calls");
    this.enter(codeOf(this.machine, decl), args, boxes, key);
  }
  protected enter(code: Code, args: readonly Word[], boxes: Value[], key: string | null = null): void {
    const caller = this.engine.frames.at(-1);
    if (caller) this.facts.get(caller)!.waiting = null;
    const frame = this.engine.push(code, args);
    const own = frame.beginRecording();
    for (let i = 0; i < code.params.length; i++) own[code.params[i]!] = boxes[i]!;
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
  protected callPortal(
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
    const recursive = chain + startsHere;
    // a portal that an inlined one calls goes with it
    const outermost = this.facts.get(frame)!.cell !== 0;
    const unrolls =
      recursive < parameters.max_unroll_recursion && (!outermost || this.trace.ops.length < parameters.unroll_limit);
    const inlines =
      parameters.inlining !== 0 &&
      !deep &&
      (recursive === 0 || unrolls) &&
      !noInline.has(key) &&
      !this.isLarge(decl, outcome.args) &&
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
  /** It has code of its own, and much: to record it again would cost more than the calls do. */
  protected isLarge(portal: FunctionDecl, args: readonly Word[]): boolean {
    const target = this.context.targets.find(portal, greensOf(portal, args));
    return target?.code != null && target.compiledOps > this.context.parameters.inline_limit;
  }
  /** What call_assembler calls: the code that the cell has at that time. Its data are the backend's CallTarget. */
  protected callToken(portal: FunctionDecl, args: readonly Word[], cell: number): Token {
    this.keepAlive(cell);
    const token = new Token(this.context.describe(portal, greensOf(portal, args)));
    token.data = { portal, entry: null, cell };
    const target = this.context.targets.find(portal, greensOf(portal, args));
    if (target) target.called = true;
    return token;
  }
  protected cellWillHaveCode(cell: number, portal: FunctionDecl, args: readonly Word[]): boolean {
    if (cell === this.startCell) return this.startKey === targetKey(portal, greensOf(portal, args));
    const target = this.context.targets.find(portal, greensOf(portal, args));
    return target?.code != null && target.cells.has(cell);
  }

  /**
   * A portal call that is not traced into should count as a visit. The function that holds the jit_tick does that: when this frame
   * is such a function and has recorded nothing that must stay, its own call is recorded in place of what it did so far.
   */
  protected callCounter(
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

  protected residualCall(step: Step, decl: FunctionDecl, boxes: Value[], outcome: Outcome): Outcome {
    const { effects } = decl;
    const v = this.virtualizable;
    const touches = (places: ReadonlySet<unknown> | "any"): boolean =>
      v !== null &&
      (places === "any" || [...v.layout.fields, v.layout.arrayField, v.layout.arrayType].some((p) => places.has(p)));
    const forces =
      v !== null && !decl.hints.elidable && (effects.canForce || touches(effects.reads) || touches(effects.writes));
    return this.residual(step, "call", decl, boxes, outcome, forces, effects.canRaise);
  }

  protected residual(
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
    // memory is used up: no trace is made of that, and the blackhole sees it again
    if (pending.kind !== "call" && pending.kind !== "fold") throw new Abort("memory");
    const { step } = pending;
    const forces = pending.kind === "call" && pending.forces;
    const kind = step.value!.kind;
    const result = this.trace.append(pending.op, kind, pending.args, pending.aux);
    if (forces) this.forgetSlots();
    if (step.dest >= 0) frame.boxes![step.dest] = result;
    const cls = this.machine.classOf(exception);
    const box = this.guardWith("guard_exception", "r", [], cls, this.capture("after"));
    this.knownClasses[box.id] = cls;
    return this.unwind(exception, box);
  }

  // --- leaving frames

  protected popFrame(): Frame {
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
  protected leave(word: Word, box: Value | null): Ending | null {
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
  protected unwind(exception: number, box: Value): Ending | null {
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
}
