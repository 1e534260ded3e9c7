// The one engine that runs graphs and traces, step by step, on a VM's memory.
//
// Frames are explicit: a call of the program pushes one, no JavaScript recursion. What the engine cannot do itself - call native
// code, ask the host - it returns as an *outcome*; whoever drives it does that and delivers the result. So nothing of
// JavaScript's stack is held while other code runs.
//
// Policies make the difference between the engine's uses (plain evaluation, blackholing, traces instead of machine code); the
// recorder (src/tracer/recorder.ts) walks frames of the same kind and carries out each step through `Engine.execute`.
//
// References. JavaScript's copies in frames are unknown to the collector. So before anything that may collect, `spill` writes
// the references of all frames into the root table in VM memory (which is scanned conservatively: what it names does not move).

import { COLLECTOR_FUNCTIONS, Code, codeOf, type Moves, NO_OPERAND, STEP, type Step } from "./decode.ts";
import type { Value } from "./graph.ts";
import type { Machine } from "./machine.ts";
import type { Word } from "./meanings.ts";
import type { Guard, Token } from "./trace.ts";
import type { ArrayType, ClassType, External, FunctionDecl, HostRequest, MethodSlot } from "./types.ts";

export class Frame {
  readonly code: Code;
  readonly regs: Word[];
  /** Index of the next step; while a call runs, of the call. */
  pc = 0;
  /** What the recorder knows each slot as; null outside recording. */
  boxes: Value[] | null = null;
  /** The waiting step is carried out again when the callee (a write barrier) has returned. */
  retry = false;
  private idleBoxes: Value[] | null = null;
  constructor(code: Code) {
    this.code = code;
    this.regs = new Array<Word>(code.slotCount).fill(0);
  }
  /** Gives the frame boxes, empty. */
  beginRecording(): Value[] {
    this.boxes = this.idleBoxes ?? new Array<Value>(this.regs.length);
    return this.boxes;
  }
  /** It is done with, and may serve another call of its code. Its boxes go at once: they would keep whole traces alive. */
  left(): void {
    const { spareFrames } = this.code;
    if (spareFrames.length === SPARE_FRAMES) return;
    spareFrames.push(this);
    if (!this.boxes) return;
    this.boxes.fill(undefined!);
    this.idleBoxes = this.boxes;
    this.boxes = null;
  }
  /** As if it were new. */
  reset(): void {
    this.regs.fill(0);
    this.pc = 0;
    this.retry = false;
  }
}

/** So many frames that were left are kept for the next calls of the same code: the interpreter's loop has a thousand slots. */
const SPARE_FRAMES = 8;

/** Why the engine stopped. All but the first two want `deliver` or `deliverException`, then `run` again. */
export type Outcome =
  | { kind: "returned"; value: Word }
  | { kind: "raised"; exception: number }
  /** Run this function elsewhere. */
  | { kind: "call"; decl: FunctionDecl; args: Word[] }
  | { kind: "external"; external: External; args: Word[] }
  | { kind: "request"; request: HostRequest; args: Word[] }
  /** A guard of a trace failed and has no bridge. The trace's frame is on top, and is answered for as a whole. */
  | { kind: "guard"; guard: Guard; values: Word[] }
  /** The oldest frame stands at a merge point, or leaves by jit_enter (cell is not 0): the state is a call of the portal. */
  | { kind: "portal"; portal: FunctionDecl; cell: number; args: Word[] };

/** What one use of the engine does where uses differ. */
export interface Policy {
  /** Whether a call of this function becomes a frame here; otherwise it is an outcome. */
  inlines(decl: FunctionDecl): boolean;
  /** At a merge point: an outcome to stop with, or null to go on. */
  mergePoint(engine: Engine, frame: Frame, step: Step): Outcome | null;
  /** Counts a visit: 1 when the place is to be left by jit_enter. */
  tick(cell: number, isFunction: boolean): number;
  /** At a jit_enter, the frame being gone: an outcome, the code of a trace, or null for a tail call of the portal's graph. */
  jitEnter(engine: Engine, portal: FunctionDecl, cell: number, args: Word[]): Outcome | Code | null;
  /** A guard of a trace failed: the bridge to go on in with the guard's live values, or an outcome. */
  guardFailed?(engine: Engine, guard: Guard, values: Word[]): Code | Outcome;
  /** The code of a trace that call_assembler names, or the portal's own. */
  assemblerCode?(target: object): Code;
  /** The code that a jump out of its trace goes to. */
  labelCode?(token: Token): Code;
}

/** Plain evaluation: everything with a graph runs here, merge points say nothing. */
export class PlainPolicy implements Policy {
  protected readonly machine: Machine;
  constructor(machine: Machine) {
    this.machine = machine;
  }
  inlines(decl: FunctionDecl): boolean {
    return this.machine.graphOf(decl) !== null;
  }
  mergePoint(_engine: Engine, _frame: Frame, _step: Step): Outcome | null {
    return null;
  }
  tick(_cell: number, _isFunction: boolean): number {
    return 0;
  }
  jitEnter(_engine: Engine, _portal: FunctionDecl, _cell: number, _args: Word[]): Outcome | Code | null {
    return null;
  }
}

/** A fault of the evaluated program: a trap, or an operation that the program promised not to do. */
export class EvaluationError extends Error {}

export class Engine {
  readonly machine: Machine;
  policy: Policy;
  /** The oldest frame first. */
  readonly frames: Frame[] = [];
  /** Frames beyond this many make stack_check raise. */
  depthLimit = 20_000;
  /** Further references to keep alive while other code runs: the recorder's constants. */
  extraRoots: () => Iterable<number> = () => [];
  private readonly rootsStart: number;
  /** So many frames, which wait for calls, have their references in the root table already; and where the table ends after each. */
  private spilled = 0;
  private readonly spillEnds: number[] = [];

  constructor(machine: Machine, policy: Policy) {
    this.machine = machine;
    this.policy = policy;
    this.rootsStart = machine.rootsEnd();
  }

  /** A new frame on top, its parameters set. */
  push(code: Code, args: readonly Word[]): Frame {
    const spare = code.spareFrames.pop();
    spare?.reset();
    const frame = spare ?? new Frame(code);
    for (let i = 0; i < args.length; i++) frame.regs[code.params[i]!] = args[i]!;
    this.frames.push(frame);
    return frame;
  }
  pop(): Frame {
    const frame = this.frames.pop()!;
    frame.left();
    // the frame that is on top now goes on
    this.spilled = Math.min(this.spilled, Math.max(0, this.frames.length - 1));
    return frame;
  }
  /** Begins a call of a function. */
  start(decl: FunctionDecl, args: readonly Word[]): void {
    this.push(codeOf(this.machine, decl), args);
  }
  /** Gives up the engine's part of the root table. Called by whoever drives it, at the end. */
  release(): void {
    this.machine.setRootsEnd(this.rootsStart);
  }

  read(frame: Frame, operand: number): Word {
    return operand >= 0 ? frame.regs[operand]! : frame.code.constants[~operand]!;
  }
  readAll(frame: Frame, operands: Int32Array): Word[] {
    const values = new Array<Word>(operands.length);
    for (let i = 0; i < operands.length; i++) values[i] = this.read(frame, operands[i]!);
    return values;
  }

  /** Carries out a step of kind simple, effect or storeRefs (the barrier being done with) or allocate without slow path. */
  execute(frame: Frame, step: Step): Word {
    const { regs } = frame;
    const { constants } = frame.code;
    const { a, b, c } = step;
    let { aux } = step;
    if (step.args.length > 3) aux = { type: aux, rest: this.readAll(frame, step.args.subarray(3)) };
    return step.meaning(
      this.machine,
      a >= 0 ? regs[a] : constants[~a],
      b >= 0 ? regs[b] : constants[~b],
      c >= 0 ? regs[c] : constants[~c],
      aux,
    );
  }

  /** The call that must be made before a step that stores references may be carried out, or null. */
  barrierFor(frame: Frame, step: Step): Outcome | null {
    const target = this.read(frame, step.op === "array_copy" ? step.c : step.a) as number;
    if (!this.machine.needsBarrier(target)) return null;
    frame.retry = true;
    return { kind: "call", decl: this.machine.program.function("gcWriteBarrier"), args: [target] };
  }

  /** Allocates, or answers the call that does. */
  allocate(frame: Frame, step: Step): number | Outcome {
    const { machine } = this;
    const isArray = step.op === "new_array";
    const length = isArray ? (this.read(frame, step.a) as number) : -1;
    const type = step.aux as ClassType & ArrayType;
    const bytes = isArray ? type.byteSize(length) : type.size;
    const ref = machine.tryAllocate(type.typeId, bytes, length);
    if (ref !== 0) return ref;
    const name = isArray ? "gcAllocateArray" : "gcAllocate";
    if (!machine.program.hasFunction(name)) throw new EvaluationError(`out of memory, and there is no ${name}`);
    return {
      kind: "call",
      decl: machine.program.function(name),
      args: [type.typeId, isArray ? length : bytes],
    };
  }

  /** What a call step calls and with what. */
  resolve(frame: Frame, step: Step): Outcome {
    const args = this.readAll(frame, step.args);
    switch (step.op) {
      case "call":
        return { kind: "call", decl: step.aux as FunctionDecl, args };
      case "call_virtual": {
        if (args[0] === 0) throw new EvaluationError(`a method of null is called: ${step}`);
        return { kind: "call", decl: this.machine.methodOf(args[0] as number, step.aux as MethodSlot), args };
      }
      case "call_indirect":
        return { kind: "call", decl: this.machine.functionById(args[0]!), args: args.slice(1) };
      case "call_external":
        return { kind: "external", external: step.aux as External, args };
      default:
        return { kind: "request", request: step.aux as HostRequest, args };
    }
  }

  /** Moves an edge's values and goes to its target. `exception`: for a handler. */
  takeEdge(frame: Frame, moves: Moves, exception = 0, box: Value | null = null): void {
    const { from, to } = moves;
    const { regs, boxes } = frame;
    const { constants, constantValues } = frame.code;
    const count = from.length;
    const values: Word[] | null = moves.overlap ? [] : null;
    const known: Value[] | null = boxes && moves.overlap ? [] : null;
    for (let i = 0; i < count; i++) {
      const operand = from[i]!;
      let value: Word;
      let known1: Value | null = null;
      if (operand === NO_OPERAND) {
        value = exception;
        known1 = box;
      } else if (operand >= 0) {
        value = regs[operand]!;
        if (boxes) known1 = boxes[operand]!;
      } else {
        value = constants[~operand]!;
        if (boxes) known1 = constantValues[~operand]!;
      }
      if (values) {
        values.push(value);
        known?.push(known1!);
      } else {
        regs[to[i]!] = value;
        if (boxes) boxes[to[i]!] = known1!;
      }
    }
    if (values)
      for (let i = 0; i < count; i++) {
        regs[to[i]!] = values[i]!;
        if (boxes) boxes[to[i]!] = known![i]!;
      }
    frame.pc = moves.target;
  }

  /** The top frame's call has this result: stores it and goes on behind the call. Without frames: the end. */
  deliver(value: Word): Outcome | null {
    const frame = this.frames.at(-1);
    if (!frame) return { kind: "returned", value };
    if (frame.retry) {
      frame.retry = false;
      return null;
    }
    const step = frame.code.steps[frame.pc]!;
    if (step.dest >= 0) frame.regs[step.dest] = value;
    frame.pc++;
    return null;
  }
  /** The top frame's call has raised: unwinds to the first handler. Without one: the end. */
  deliverException(exception: number): Outcome | null {
    for (;;) {
      const frame = this.frames.at(-1);
      if (!frame) return { kind: "raised", exception };
      frame.retry = false;
      const step = frame.code.steps[frame.pc]!;
      if (step.handler) {
        this.takeEdge(frame, step.handler, exception);
        return null;
      }
      if (!frame.code.decl) {
        // a trace: its guards look at the pending exception
        this.machine.setException(exception);
        frame.pc++;
        return null;
      }
      this.pop();
    }
  }

  /** Runs until an outcome. */
  run(): Outcome {
    for (;;) {
      const outcome = this.runFrame(this.frames.at(-1)!);
      if (!outcome) continue;
      if (outcome.kind === "call" && this.policy.inlines(outcome.decl)) {
        const code = codeOf(this.machine, outcome.decl);
        if (outcome.decl.name.startsWith("gc")) this.spill();
        this.push(code, outcome.args);
        continue;
      }
      if (outcome.kind === "external") {
        this.deliver(this.machine.callExternal(outcome.external, outcome.args));
        continue;
      }
      this.spill();
      return outcome;
    }
  }

  /** Steps of one frame until another is on top (null) or there is an outcome. */
  private runFrame(frame: Frame): Outcome | null {
    const { machine } = this;
    const { regs, code } = frame;
    const { steps, constants } = code;
    let pc = frame.pc;
    for (;;) {
      const step = steps[pc]!;
      switch (step.kind) {
        case STEP.simple: {
          const { a, b, c } = step;
          regs[step.dest] = step.meaning(
            machine,
            a >= 0 ? regs[a] : constants[~a],
            b >= 0 ? regs[b] : constants[~b],
            c >= 0 ? regs[c] : constants[~c],
            step.aux,
          );
          pc++;
          continue;
        }
        case STEP.goto:
          this.takeEdge(frame, step.edges[0]!);
          pc = frame.pc;
          continue;
        case STEP.branch: {
          const taken = step.edges[this.read(frame, step.a) !== 0 ? 0 : 1]!;
          this.takeEdge(frame, taken);
          pc = frame.pc;
          continue;
        }
        case STEP.switch:
          this.takeEdge(frame, step.cases!.get(this.read(frame, step.a) as number) ?? step.edges[0]!);
          pc = frame.pc;
          continue;
        case STEP.storeRefs: {
          const barrier = this.barrierFor(frame, step);
          if (barrier) {
            frame.pc = pc;
            return barrier;
          }
          this.execute(frame, step);
          pc++;
          continue;
        }
        case STEP.effect:
          this.execute(frame, step);
          pc++;
          continue;
        case STEP.label:
          pc++;
          continue;
        case STEP.guard: {
          frame.pc = pc;
          const next = this.runGuard(frame, step);
          if (next) return next;
          if (this.frames.at(-1) !== frame) return null;
          pc = frame.pc;
          continue;
        }
        default: {
          frame.pc = pc;
          const outcome = this.special(frame, step);
          if (outcome) return outcome;
          if (this.frames.at(-1) !== frame) return null;
          pc = frame.pc;
        }
      }
    }
  }

  /** The steps that leave the straight line. Null: go on at frame.pc, if the frame is still on top. */
  private special(frame: Frame, step: Step): Outcome | null {
    const { machine, policy } = this;
    switch (step.kind) {
      case STEP.allocate: {
        const made = this.allocate(frame, step);
        if (typeof made !== "number") return made;
        frame.regs[step.dest] = made;
        frame.pc++;
        return null;
      }
      case STEP.call: {
        if (step.op === "call_assembler") {
          const code = policy.assemblerCode!(step.aux as object);
          this.push(code, this.readAll(frame, step.args));
          return null;
        }
        return this.resolve(frame, step);
      }
      case STEP.collector:
        return {
          kind: "call",
          decl: machine.program.function(COLLECTOR_FUNCTIONS[step.op]!),
          args: this.readAll(frame, step.args),
        };
      case STEP.stackCheck:
        if (this.frames.length > this.depthLimit)
          return { kind: "call", decl: machine.program.function("raiseStackOverflow"), args: [] };
        frame.pc++;
        return null;
      case STEP.mergePoint: {
        const outcome = policy.mergePoint(this, frame, step);
        if (!outcome) frame.pc++;
        return outcome;
      }
      case STEP.tick:
        frame.regs[step.dest] = policy.tick(this.read(frame, step.a) as number, this.read(frame, step.b) === 1);
        frame.pc++;
        return null;
      case STEP.constantQuery:
      case STEP.jitted:
        frame.regs[step.dest] = 0;
        frame.pc++;
        return null;
      case STEP.trap:
        throw new EvaluationError(`${frame.code.name} trapped: ${step.aux}`);
      case STEP.return:
      case STEP.finish: {
        const value = step.args.length > 0 ? this.read(frame, step.a) : 0;
        this.pop();
        return this.deliver(value);
      }
      case STEP.throw:
      case STEP.finishRaise: {
        const exception = this.read(frame, step.a) as number;
        this.pop();
        return this.deliverException(exception);
      }
      case STEP.jitEnter: {
        const [cell, ...args] = this.readAll(frame, step.args);
        const portal = step.aux as FunctionDecl;
        this.pop();
        const next = policy.jitEnter(this, portal, cell as number, args);
        if (next && !(next instanceof Code)) return next;
        this.push(next ?? codeOf(machine, portal), args);
        return null;
      }
      case STEP.jump: {
        const token = step.aux as Token;
        const args = this.readAll(frame, step.args);
        const target = frame.code.labels.has(token) ? frame.code : policy.labelCode!(token);
        this.enterLabel(frame, target, token, args);
        return null;
      }
      default:
        throw new EvaluationError(`the engine cannot carry out ${step}`);
    }
  }

  private enterLabel(frame: Frame, code: Code, token: Token, args: Word[]): void {
    const at = code.labels.get(token)!;
    let into = frame;
    if (code !== frame.code) {
      this.pop();
      into = new Frame(code);
      this.frames.push(into);
    }
    const slots = code.steps[at]!.args;
    for (let i = 0; i < slots.length; i++) into.regs[slots[i]!] = args[i]!;
    into.pc = at + 1;
  }

  private runGuard(frame: Frame, step: Step): Outcome | null {
    if (this.execute(frame, step) !== 0) {
      if (step.op === "guard_exception") frame.regs[step.dest] = this.machine.takeException();
      frame.pc++;
      return null;
    }
    const guard = step.value as Guard;
    const values = guard.live.map((v) => this.read(frame, frame.code.operand(v)));
    const next = this.policy.guardFailed!(this, guard, values);
    if (!(next instanceof Code)) return next;
    this.pop();
    this.push(next, values);
    return null;
  }

  // --- roots

  /** Writes the references that the frames still need, and the extra roots, to the root table. */
  spill(): void {
    const { machine } = this;
    for (let i = this.spilled; i < this.frames.length; i++) {
      let at = i === 0 ? this.rootsStart : this.spillEnds[i - 1]!;
      const { code, regs, pc } = this.frames[i]!;
      for (const slot of code.referencesAt(pc, i < this.frames.length - 1)) {
        if (regs[slot] === 0) continue;
        machine.memory.store64(at, regs[slot]!);
        at += 8;
      }
      this.spillEnds[i] = at;
    }
    this.spilled = Math.max(0, this.frames.length - 1);
    let end = this.frames.length === 0 ? this.rootsStart : this.spillEnds[this.frames.length - 1]!;
    for (const ref of this.extraRoots()) {
      machine.memory.store64(end, ref);
      end += 8;
    }
    machine.setRootsEnd(end);
  }
}

/**
 * Runs a function of the program to its end, all of it from graphs. `onRequest` serves requests. The result, or the
 * reference of what was raised.
 */
export function evaluate(
  machine: Machine,
  decl: FunctionDecl,
  args: readonly Word[],
  onRequest: (request: HostRequest, args: Word[]) => Word = (request) => {
    throw new EvaluationError(`no one serves the request ${request.name}`);
  },
): { value: Word } | { raised: number } {
  const engine = new Engine(machine, new PlainPolicy(machine));
  engine.start(decl, args);
  try {
    for (;;) {
      const outcome = engine.run();
      if (outcome.kind === "returned") return { value: outcome.value };
      if (outcome.kind === "raised") return { raised: outcome.exception };
      if (outcome.kind === "request") engine.deliver(onRequest(outcome.request, outcome.args));
      else if (outcome.kind === "call") throw new EvaluationError(`the function ${outcome.decl.name} has no graph`);
      else throw new EvaluationError(`plain evaluation does not stop for ${outcome.kind}`);
    }
  } finally {
    engine.release();
  }
}
