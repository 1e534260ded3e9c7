// The tracer as the host's driver loop sees it (driver-protocol.ts).
//
// Each hot place and each failed guard is a *task* with an engine of its own: it records, or blackholes, and ends with an answer.
// While a task waits for a nested run, that run may begin tasks of its own; the newest is always the one that goes on.

import { Engine, type Frame, type Outcome } from "../ir/evaluate.ts";
import type { Value } from "../ir/graph.ts";
import type { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import { Guard, type Token, type Trace } from "../ir/trace.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import { BlackholePolicy, type ExitCode, exitCode, rebuildFrames, wordOf } from "./blackhole.ts";
import type { Action, Answer, ReadLive, TraceCompiler } from "./driver-protocol.ts";
import { finishTrace } from "./finish.ts";
import { JitLog } from "./log.ts";
import { optimizeTrace } from "./optimizer/index.ts";
import { type AbortReason, Counters, counterIncrements, defaultParameters, type Parameters } from "./policy.ts";
import { Recorder } from "./recorder.ts";
import { Abort, type Ending, type RecorderContext } from "./recording.ts";
import { mentionedLive, restore, resumeOf } from "./resume.ts";
import { TraceRoots } from "./roots.ts";
import { greensOf, type Target, Targets, targetKey } from "./targets.ts";

export interface SessionOptions {
  readonly machine: Machine;
  readonly compiler: TraceCompiler;
  readonly parameters?: Partial<Parameters>;
  readonly log?: JitLog;
  /** How the log names a place; by default the portal's name and its greens. */
  readonly describe?: (portal: FunctionDecl, greens: readonly Word[]) => string;
}

/** A guard of a compiled trace. */
interface GuardRecord {
  readonly guard: Guard;
  readonly portal: FunctionDecl;
  /** Of the loop or entry that its trace, or the traces it is a bridge of, began with. */
  readonly place: string;
  readonly root: Target;
  /** targetKey of the trace's beginning, if it is a loop or an entry. */
  readonly startKey: string | null;
  failures: number;
  /** Bridges that were given up. */
  attempts: number;
  exit: ExitCode | null;
}

interface Task {
  readonly engine: Engine;
  recorder: Recorder | null;
  /** Of a failed guard until its state is put together. */
  rebuilding: { record: GuardRecord; frame: Frame; exception: number; bridge: boolean } | null;
  readonly guard: GuardRecord | null;
  readonly target: Target | null;
}

export class TracerSession implements RecorderContext {
  readonly machine: Machine;
  readonly parameters: Parameters;
  readonly counters = new Counters();
  readonly targets = new Targets();
  readonly noInline = new Set<FunctionDecl | string>();
  readonly constantArrays = new Set<number>();
  readonly log: JitLog;
  private readonly compiler: TraceCompiler;
  private readonly options: SessionOptions;
  private readonly guards: GuardRecord[] = [];
  private readonly tasks: Task[] = [];
  private readonly blackholePolicy = new BlackholePolicy();
  private readonly roots: TraceRoots;
  private traces = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.machine = options.machine;
    this.compiler = options.compiler;
    this.parameters = { ...defaultParameters(), ...options.parameters };
    this.log = options.log ?? new JitLog(null);
    this.roots = new TraceRoots(this.machine);
    const { memory, context } = this.machine;
    for (const [field, increment] of counterIncrements(this.parameters, true))
      memory.store32(context + CONTEXT_FIELD[field], increment);
  }

  keeps(ref: number): boolean {
    return this.roots.has(ref);
  }
  describe(portal: FunctionDecl, greens: readonly Word[]): string {
    return this.options.describe?.(portal, greens) ?? `${portal.name}(${greens.join(", ")})`;
  }

  // --- what the driver calls

  /** Native code left at a jit_enter whose cell is hot. */
  hot(portal: FunctionDecl, cell: number, args: readonly Word[]): Action {
    this.counters.add("hot");
    this.resetCell(cell);
    const greens = greensOf(portal, args);
    const target = this.targets.get(portal, greens, () => this.describe(portal, greens));
    const enter = (): Action => this.answerEnter(portal, args, target.code?.entry ?? 0);
    if (target.code) {
      this.addCell(target, cell);
      return enter();
    }
    const { jit, max_aborts } = this.parameters;
    if (!jit || !this.mayRecord((t) => t.target === target) || target.aborts >= max_aborts) return enter();
    if (!this.machine.graphOf(portal)) return enter();
    const engine = new Engine(this.machine, this.blackholePolicy);
    const recorder = new Recorder(this, engine, portal, cell);
    recorder.startKey = targetKey(portal, greens);
    for (const ref of this.greenReferences(target)) recorder.keepAlive(ref);
    recorder.keepAlive(cell);
    this.counters.add("recordings");
    recorder.beginPortal(args);
    const task: Task = { engine, recorder, rebuilding: null, guard: null, target };
    this.tasks.push(task);
    return this.advance(task);
  }

  /** A guard failed that has no bridge; `read` finds its live values. */
  guardFailed(number: number, read: ReadLive): Action {
    this.counters.add("guard_failures");
    const record = this.guards[number];
    if (!record) throw new Error(`no guard has number ${number}`);
    record.failures++;
    const { guard } = record;
    const exception = resumeOf(guard).frames.mode === "after" ? this.machine.takeException() : 0;
    record.exit ??= exitCode(guard);
    const engine = new Engine(this.machine, this.blackholePolicy);
    const frame = engine.push(
      record.exit.code,
      mentionedLive(guard).map((value, i) => read(i, value.kind)),
    );
    engine.extraRoots = () => [exception];
    const bridge = this.wantsBridge(record);
    if (!bridge) this.counters.add("blackholes");
    if (this.isHopeless(record)) this.retire(record.root);
    const task: Task = {
      engine,
      recorder: null,
      rebuilding: { record, frame, exception, bridge },
      guard: record,
      target: null,
    };
    this.tasks.push(task);
    return this.advance(task);
  }

  /** The run or request that the last action asked for has ended. */
  finished(value: Word): Action {
    const task = this.currentTask();
    if (task.recorder && !task.rebuilding) {
      const ending = task.recorder.delivered(value);
      return ending ? this.finish(task, ending) : this.advance(task);
    }
    const outcome = task.engine.deliver(value);
    return outcome ? this.after(task, outcome) : this.advance(task);
  }
  raised(exception: number): Action {
    const task = this.currentTask();
    if (task.rebuilding) throw new Error("out of memory while a guard's state was put together");
    if (task.recorder) {
      try {
        const ending = task.recorder.deliveredException(exception);
        return ending ? this.finish(task, ending) : this.advance(task);
      } catch (e) {
        if (!(e instanceof Abort)) throw e;
        this.giveUp(task, e.reason);
        return this.advance(task);
      }
    }
    const outcome = task.engine.deliverException(exception);
    return outcome ? this.after(task, outcome) : this.advance(task);
  }

  /** All runs were given up: so are the tasks that waited for them. */
  abandon(): void {
    this.tasks[0]?.engine.release();
    this.tasks.length = 0;
  }

  private currentTask(): Task {
    const task = this.tasks.at(-1);
    if (!task) throw new Error("nothing waits for the end of a run");
    return task;
  }
  /**
   * Whether a recording may begin. While one waits for a call others may, since such a call can be most of the program; but not many, and none
   * of the `same` place.
   */
  private mayRecord(same: (task: Task) => boolean): boolean {
    const waiting = this.tasks.filter((t) => t.recorder !== null);
    return waiting.length < this.parameters.max_recordings && !waiting.some(same);
  }

  // --- running tasks

  private advance(task: Task): Action {
    if (task.recorder && !task.rebuilding) {
      try {
        const stop = task.recorder.run();
        if (isEnding(stop, task)) return this.finish(task, stop);
        return this.toAction(stop as Outcome);
      } catch (e) {
        if (!(e instanceof Abort)) throw e;
        this.giveUp(task, e.reason);
      }
    }
    return this.after(task, task.engine.run());
  }

  /** The blackhole, or the exit code before it, has stopped. */
  private after(task: Task, outcome: Outcome): Action {
    if (task.rebuilding && outcome.kind === "returned") return this.rebuilt(task);
    switch (outcome.kind) {
      case "returned":
        return this.answer(task, { kind: "value", value: outcome.value });
      case "raised":
        return this.answer(task, { kind: "raise", exception: outcome.exception });
      case "portal": {
        const code = this.targets.find(outcome.portal, greensOf(outcome.portal, outcome.args))?.code;
        return this.answer(task, {
          kind: "enter",
          portal: outcome.portal,
          args: outcome.args,
          entry: code?.entry ?? 0,
        });
      }
      default:
        return this.toAction(outcome);
    }
  }

  private toAction(outcome: Outcome): Action {
    if (outcome.kind === "call" || outcome.kind === "request") return outcome;
    throw new Error(`the tracer does not stop for ${outcome.kind}`);
  }

  private answer(task: Task, answer: Answer): Action {
    this.tasks.pop();
    task.engine.release();
    return { kind: "answer", answer };
  }
  private answerEnter(portal: FunctionDecl, args: readonly Word[], entry: number): Action {
    return { kind: "answer", answer: { kind: "enter", portal, args: [...args], entry } };
  }

  // --- failed guards

  private wantsBridge(record: GuardRecord): boolean {
    const { jit, bridges, trace_eagerness, max_aborts } = this.parameters;
    const doublings = record.attempts + this.growth(record.root);
    return (
      jit !== 0 &&
      bridges !== 0 &&
      this.mayRecord((t) => t.guard === record) &&
      doublings < max_aborts &&
      record.failures >= trace_eagerness * 2 ** doublings
    );
  }
  /**
   * How often the price of a bridge has doubled since the place's code was made. A place where types never settle would get a bridge for each
   * combination of them: it has to show more and more failures instead, and gets none at the end.
   */
  private growth(root: Target): number {
    return Math.floor(root.bridges / Math.max(1, this.parameters.max_bridges));
  }
  /** A guard that gets no bridge and fails on. More patience is due to a place whose many bridges were expensive. */
  private isHopeless(record: GuardRecord): boolean {
    const { max_aborts, max_blackholes } = this.parameters;
    const growth = this.growth(record.root);
    return record.attempts + growth >= max_aborts && record.failures >= max_blackholes * 2 ** growth;
  }

  /** The exit code has run: makes the frames, and goes on as a bridge or a blackhole. */
  private rebuilt(task: Task): Action {
    const { record, frame, exception, bridge } = task.rebuilding!;
    const { guard } = record;
    const { engine } = task;
    const exit = record.exit!;
    const resume = resumeOf(guard);
    task.rebuilding = null;
    rebuildFrames(engine, guard, exit, frame);
    engine.extraRoots = () => [];
    if (bridge) {
      this.counters.add("recordings");
      const recorder = new Recorder(this, engine, record.portal, 0);
      task.recorder = recorder;
      recorder.startKey = record.startKey;
      recorder.keepAlive(exception);
      const inputs = guard.live.map((value: Value) => recorder.trace.addInput(value.kind));
      const restored = restore(guard, inputs, recorder.emitter());
      const v = resume.virtualizable;
      const ref = v ? (wordOf(exit.value(v.object), exit.code, frame) as number) : 0;
      const ending = recorder.beginBridge(resume, restored, ref, exception);
      return ending ? this.finish(task, ending) : this.advance(task);
    }
    if (resume.frames.mode === "after") {
      if (exception !== 0) {
        const outcome = engine.deliverException(exception);
        return outcome ? this.after(task, outcome) : this.advance(task);
      }
      engine.frames.at(-1)!.pc++;
    }
    return this.advance(task);
  }

  // --- ends of recordings

  private finish(task: Task, ending: Ending): Action {
    const recorder = task.recorder!;
    task.recorder = null;
    this.counters.add("recorded_ops", recorder.trace.ops.length);
    this.install(task, recorder, ending);
    switch (ending.kind) {
      case "returned":
        return this.answer(task, { kind: "value", value: ending.value });
      case "raised":
        return this.answer(task, { kind: "raise", exception: ending.exception });
      case "jump": {
        const target = this.targets.find(ending.portal, greensOf(ending.portal, ending.args));
        return this.answer(task, {
          kind: "enter",
          portal: ending.portal,
          args: ending.args,
          entry: target?.code?.entry ?? 0,
        });
      }
    }
  }

  private install(task: Task, recorder: Recorder, ending: Ending): void {
    const recorded = recorder.trace.ops.length;
    const place = task.guard ? `of guard ${task.guard.guard.number} in ${task.guard.place}` : task.target!.name;
    const { trace: finished, label } = finishTrace(recorder, ending);
    this.log.recorded(place, finished);
    const { trace, remark } = this.optimize(finished, task.guard?.guard);
    if (!this.roots.keep(recorder.ownRefs)) {
      this.failed(task, "roots_full", recorded);
      return;
    }
    const first = this.guards.length;
    const root = task.guard ? task.guard.root : task.target!;
    for (const op of trace.ops)
      if (op instanceof Guard) {
        op.number = this.guards.length;
        this.guards.push({
          guard: op,
          portal: recorder.portal,
          place: task.guard?.place ?? place,
          root,
          startKey: recorder.startKey,
          failures: 0,
          attempts: 0,
          exit: null,
        });
      }
    const code = this.compiler.compile({
      name: place,
      trace,
      portal: recorder.portal,
      guard: task.guard ? task.guard.guard.number : -1,
    });
    if (!code) {
      this.guards.length = first;
      this.failed(task, "compile_failed", recorded);
      return;
    }
    for (const ref of recorder.constantArrays) if (this.roots.has(ref)) this.constantArrays.add(ref);
    this.counters.add("compiled_ops", trace.ops.length);
    const kind = task.guard ? "bridge" : ending.kind === "jump" ? "loop" : "entry";
    if (kind === "bridge") root.bridges++;
    this.counters.add(kind === "bridge" ? "bridges" : kind === "loop" ? "loops" : "entries");
    if (ending.kind === "jump") {
      const to =
        "op" in ending.to ? ending.to.target : this.targets.find(ending.portal, greensOf(ending.portal, ending.args));
      if (to && to !== root) to.linkedFrom.add(root);
    }
    if (label && ending.kind === "jump" && "op" in ending.to) {
      const labelled = ending.to.target;
      labelled.label ??= label;
      this.roots.keep(this.greenReferences(labelled));
    }
    if (task.target) {
      task.target.code = code;
      task.target.compiledOps = trace.ops.length;
      this.addCell(task.target, recorder.startCell);
    }
    this.log.compiled({
      kind,
      number: this.traces++,
      place,
      recorded,
      trace,
      bytes: code.bytes,
      link: linkOf(ending),
      remark,
    });
  }
  private optimize(trace: Trace, guard: Guard | undefined): { trace: Trace; remark: string } {
    if (!this.parameters.enable_opts) return { trace, remark: "" };
    const optimized = optimizeTrace(trace, {
      ...(guard && { guard }),
      constantType: (ref) => this.machine.typeById(this.machine.typeIdOf(ref)),
    });
    const { notPeeled } = optimized;
    if (guard && optimized.body) this.counters.add("body_entries");
    return { trace: optimized.trace, remark: notPeeled && `not peeled: ${notPeeled}` };
  }

  private giveUp(task: Task, reason: AbortReason): void {
    const recorder = task.recorder!;
    task.recorder = null;
    for (const frame of task.engine.frames) frame.boxes = null;
    task.engine.extraRoots = () => [];
    this.counters.add("recorded_ops", recorder.trace.ops.length);
    let remark = "";
    if (reason === "trace_too_long") {
      const biggest = recorder.biggestInlined();
      if (biggest !== null) {
        this.noInline.add(biggest);
        remark = `no longer inlined: ${typeof biggest === "string" ? biggest : biggest.name}`;
        // not the place's fault: it may be tried again
        this.failed(task, reason, recorder.trace.ops.length, remark, false);
        return;
      }
    }
    this.failed(task, reason, recorder.trace.ops.length, remark);
  }
  private failed(task: Task, reason: AbortReason, ops: number, remark = "", blame = true): void {
    this.counters.abort(reason);
    if (task.guard) task.guard.attempts++;
    else if (blame) task.target!.aborts++;
    const place = task.guard ? `of guard ${task.guard.guard.number} in ${task.guard.place}` : task.target!.name;
    this.log.aborted(place, reason, ops, remark);
  }

  // --- cells

  private cellField(name: string): number {
    const field = this.machine.program.classes.get("JitCell")?.field(name);
    if (!field) throw new Error(`the program has no class JitCell with a field ${name}`);
    return field.offset;
  }
  private resetCell(cell: number): void {
    this.machine.memory.store32(this.machine.base + 8 * cell + this.cellField("counter"), 0);
  }
  /** From now on visits of that cell go to the target's code. */
  private addCell(target: Target, cell: number): void {
    if (cell === 0) return;
    target.cells.add(cell);
    this.roots.keep([cell]);
    this.machine.memory.store64(this.machine.base + 8 * cell + this.cellField("entry"), target.code!.entry);
  }
  /**
   * Compiled code that ends in the blackhole again and again is worse than none: the place, and those whose traces jump to it, are
   * left to the interpreter. Not where a trace calls its code by the cell.
   */
  private retire(target: Target): void {
    if (!target.code || target.called) return;
    this.counters.add("retired");
    this.log.retired(target.name);
    target.code = null;
    target.label = null;
    target.aborts = this.parameters.max_aborts;
    for (const cell of target.cells) {
      this.machine.memory.store64(this.machine.base + 8 * cell + this.cellField("entry"), 0);
      this.resetCell(cell);
    }
    for (const from of target.linkedFrom) this.retire(from);
  }
  private greenReferences(target: Target): number[] {
    const { greens } = target.portal.portal!;
    return greens
      .map((i, k) => (target.portal.signature.params[i] === "r" ? (target.greens[k] as number) : 0))
      .filter((ref) => ref !== 0);
  }
}

const ENDINGS = new Set(["jump", "returned", "raised"]);
/** Outcomes of the recorder that are its end. */
const isEnding = (stop: Ending | Outcome, _task: Task): stop is Ending => ENDINGS.has(stop.kind);

function linkOf(ending: Ending): string {
  if (ending.kind === "returned") return "return";
  if (ending.kind === "raised") return "raise";
  if ("op" in ending.to) return "itself";
  return (ending.to.token as Token).name;
}
