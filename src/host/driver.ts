// The driver loop: enters native code, serves what it returns with, resumes it (docs/internals/contracts.md, "Requests, entering,
// resuming"). Runs nest (residual calls of tracer and blackhole interpreter stand below the suspended run on the VM's stack) but
// JavaScript does not: one loop, with the tracing session's stack of tasks in place of recursion.

import { FIRST_SLOT, type Location } from "../backend/trace-input.ts";
import { FLOAT_ARGS, INT_ARGS, STACK_ARGUMENTS, traceSlotOffset } from "../backend-x86_64/machine.ts";
import type { Word } from "../ir/meanings.ts";
import type { Kind, Signature } from "../ir/types.ts";
import { ANSWER, CONTEXT_FIELD, RETURN_STATUS } from "../ir/vm-layout.ts";
import type { Action, Answer } from "../tracer/driver-protocol.ts";
import type { RequestServer } from "./requests.ts";
import type { Shim } from "./shim.ts";
import type { CallResult } from "./vm.ts";
import { VmTrap } from "./vm.ts";
import type { VmMemory } from "./vm-memory.ts";

/** What the driver asks of tracing; src/host/tracing.ts implements it, loaded at the first hot place. */
export interface Tracing {
  /** A place is hot: the portal's id, the JitCell, the portal's arguments. */
  hot(portal: number, cell: number, argument: (index: number, kind: Kind) => Word): Action;
  /** A guard failed; `read` reads registers and frame slots as the guard's exit left them. */
  guardFailed(guard: number, read: (location: Location, kind: Kind) => Word): Action;
  /** What an action asked for is done. */
  finished(value: Word): Action;
  raised(exception: number): Action;
  /** All runs were given up. */
  abandon(): void;
}

/** Where the driver finds the VM's code. Addresses are executable ones. */
export interface CodeAddresses {
  function(id: number): number;
  stub(name: string): number;
  /** `src/interp/list.ts:12 in append`, for an offset of the VM's code. */
  describe(offset: number): string;
}

const RBP = 5;
const FIRST_VECTOR = 16;
/** Where a function's float result comes back (stubs.ts, enter). */
const FLOAT_RESULT = CONTEXT_FIELD.callFloatArgs;

export class Driver {
  /** Set when the JIT is on. Called at the first hot place. */
  openTracing: (() => Tracing) | null = null;
  private tracing: Tracing | null = null;
  /** Name of the function that is running; null between calls. */
  private running: string | null = null;
  private dead: VmTrap | null = null;
  /** Whether a service is running, which may call. */
  private serving = false;
  /** All runs were given up, for this error. */
  private givenUp: { readonly error: unknown } | null = null;
  private readonly enterStub: number;
  private readonly resumeStub: number;
  private readonly context: number;
  private readonly shim: Shim;
  private readonly memory: VmMemory;
  private readonly code: CodeAddresses;
  private readonly requests: RequestServer;

  constructor(shim: Shim, memory: VmMemory, code: CodeAddresses, requests: RequestServer) {
    this.shim = shim;
    this.memory = memory;
    this.code = code;
    this.requests = requests;
    this.context = memory.context;
    this.enterStub = code.stub("enter");
    this.resumeStub = code.stub("resume");
  }

  /** Runs a function to its end. A service may call, too. Errors of services give the run up and pass through; a VmTrap ends the VM. */
  call(name: string, id: number, signature: Signature, args: readonly Word[]): CallResult {
    if (this.dead) throw this.dead;
    const outer = this.running;
    if (outer !== null && !this.serving)
      throw new Error(`the VM is running ${outer}: ${name} can be called when that has ended, or from a service`);
    if (outer === null) this.givenUp = null;
    this.running = name;
    this.serving = false;
    try {
      return this.drive(id, signature, args);
    } catch (error) {
      if (!this.givenUp) this.giveUp(error);
      throw error;
    } finally {
      this.running = outer;
      this.serving = outer !== null;
    }
  }

  /** Serves a request. The service may call the VM again: a nested run, below the suspended one on the VM's stack. */
  private serve(id: number, argument: (index: number, kind: Kind) => Word): Word {
    this.serving = true;
    try {
      const answer = this.requests.serve(id, argument);
      // a service may have caught the error that ended all runs: there is nothing to go back to
      if (this.givenUp) throw this.givenUp.error;
      return answer;
    } finally {
      this.serving = false;
    }
  }

  private drive(id: number, signature: Signature, args: readonly Word[]): CallResult {
    /** Result kinds of the runs that are going on, the outermost first. */
    const runs: Kind[] = [signature.result];
    let status = this.enter(id, signature, args);
    for (;;) {
      let action: Action;
      switch (status) {
        case RETURN_STATUS.request:
          this.setAnswer(ANSWER.value, this.serve(this.detail(), this.readArgument));
          status = this.shim.enter(this.resumeStub, this.context);
          continue;
        case RETURN_STATUS.finished: {
          const kind = runs.pop()!;
          const raised = this.takeException();
          if (runs.length === 0) return raised !== 0 ? { raised } : { value: this.result(kind) };
          action = raised !== 0 ? this.tracing!.raised(raised) : this.tracing!.finished(this.result(kind));
          break;
        }
        case RETURN_STATUS.guardFailed:
          action = this.traced().guardFailed(this.detail(), this.readLocation);
          break;
        case RETURN_STATUS.hot:
          action = this.traced().hot(this.detail(), this.load("cell") as number, this.readArgument);
          break;
        case RETURN_STATUS.trap:
          throw new VmTrap(`a check of the VM failed at ${this.code.describe(this.detail() - 1)}`);
        default:
          throw new VmTrap(`native code returned with status ${status}`);
      }
      while (action.kind === "request") {
        const { request, args: words } = action;
        action = this.tracing!.finished(this.serve(request.id, (i) => words[i]!));
      }
      if (action.kind === "call") {
        runs.push(action.decl.signature.result);
        status = this.enter(action.decl.id, action.decl.signature, action.args);
      } else {
        this.giveAnswer(action.answer);
        status = this.shim.enter(this.resumeStub, this.context);
      }
    }
  }

  /**
   * Calls code that comes back without asking for anything: a C function, whose ABI is the VM's own convention here (System V). May be called
   * while a run is suspended.
   */
  callLeaf(address: number, signature: Signature, args: readonly Word[]): Word {
    this.setCall(address, signature.params, args);
    const status = this.shim.enter(this.enterStub, this.context);
    if (status !== RETURN_STATUS.finished) throw new VmTrap(`a C function came back with status ${status}`);
    return this.result(signature.result);
  }

  private enter(id: number, signature: Signature, args: readonly Word[]): number {
    this.setCall(this.code.function(id), signature.params, args);
    return this.shim.enter(this.enterStub, this.context);
  }

  /** Address and arguments of what is to be called: in the registers' order, then words on the stack. */
  private setCall(address: number, kinds: readonly Kind[], args: readonly Word[]): void {
    const { memory, context } = this;
    let integers = 0;
    let floats = 0;
    let words = 0;
    kinds.forEach((kind, i) => {
      let at: number;
      if (kind === "f" && floats < FLOAT_ARGS.length) at = CONTEXT_FIELD.callFloatArgs + 8 * floats++;
      else if (kind !== "f" && integers < INT_ARGS.length) at = CONTEXT_FIELD.callArgs + 8 * integers++;
      else at = CONTEXT_FIELD.requestArgs + 8 * words++;
      if (kind === "f") memory.storeFloat(context + at, args[i] as number);
      else memory.store64(context + at, args[i]!);
    });
    if (words > STACK_ARGUMENTS) throw new Error(`a call from JavaScript passes too many arguments: ${kinds.join("")}`);
    this.store("callTarget", address);
  }

  private giveAnswer(answer: Answer): void {
    switch (answer.kind) {
      case "value":
        this.setAnswer(ANSWER.value, answer.value);
        return;
      case "raise":
        this.setAnswer(ANSWER.raise, 0);
        this.memory.store32(this.context + CONTEXT_FIELD.exception, answer.exception);
        return;
      case "enter": {
        const { portal, args, entry } = answer;
        this.setCall(entry !== 0 ? entry : this.code.function(portal.id), portal.signature.params, args);
        this.store("answerKind", ANSWER.call);
      }
    }
  }

  /** Ints and references: requests answer ints, and portals whose result is a float there are none (an answer does not say its kind). */
  private setAnswer(kind: number, value: Word): void {
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error(`the answer ${value} is no int`);
    this.store("answerKind", kind);
    this.store("answer", value);
  }

  private result(kind: Kind): Word {
    if (kind === "v") return 0;
    if (kind === "f") return this.memory.loadFloat(this.context + FLOAT_RESULT);
    if (kind === "r") return this.memory.load32(this.context + CONTEXT_FIELD.answer);
    return this.load("answer");
  }

  private takeException(): number {
    const at = this.context + CONTEXT_FIELD.exception;
    const raised = this.memory.load32(at);
    if (raised !== 0) this.memory.store32(at, 0);
    return raised;
  }

  private readonly readArgument = (index: number, kind: Kind): Word => {
    const at = this.context + CONTEXT_FIELD.requestArgs + 8 * index;
    if (kind === "f") return this.memory.loadFloat(at);
    return kind === "r" ? this.memory.load32(at) : this.memory.load64(at);
  };

  /** A location of a failed guard (trace-input.ts): a saved register, or a slot of the trace's frame. */
  private readonly readLocation = (location: Location, kind: Kind): Word => {
    const { memory, context } = this;
    let at: number;
    if (location >= FIRST_SLOT) {
      const frame = memory.load64(context + CONTEXT_FIELD.savedIntegers + 8 * RBP) as number;
      at = frame + traceSlotOffset(location - FIRST_SLOT);
    } else if (location >= FIRST_VECTOR) at = context + CONTEXT_FIELD.savedFloats + 8 * (location - FIRST_VECTOR);
    else if (location >= 0) at = context + CONTEXT_FIELD.savedIntegers + 8 * location;
    else throw new Error("a value is read that the guard's exit does not keep");
    if (kind === "f") return memory.loadFloat(at);
    return kind === "r" ? memory.load32(at) : memory.load64(at);
  };

  private traced(): Tracing {
    if (!this.tracing) {
      if (!this.openTracing) throw new VmTrap("native code asks for the tracer, which is off");
      this.tracing = this.openTracing();
    }
    return this.tracing;
  }

  /** Leaves the VM's stack as it was before the outermost call. */
  private giveUp(error: unknown): void {
    if (error instanceof VmTrap) this.dead = error;
    this.givenUp = { error };
    this.store("stackPointer", 0);
    this.takeException();
    this.tracing?.abandon();
  }

  private detail(): number {
    return this.load("detail") as number;
  }
  private load(field: keyof typeof CONTEXT_FIELD): Word {
    return this.memory.load64(this.context + CONTEXT_FIELD[field]);
  }
  private store(field: keyof typeof CONTEXT_FIELD, value: Word): void {
    this.memory.store64(this.context + CONTEXT_FIELD[field], value);
  }
}
