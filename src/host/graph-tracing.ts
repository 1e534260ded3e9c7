// `--jit=graphs`: a native VM whose traces are run by the evaluator. When this rung prints something else than the one with machine code for
// traces, the fault is in the backend's traces; when it differs from `--jit=off`, in tracer or optimizer.
//
// What JitCell.entry holds is the address of a *thunk*: it takes the portal's arguments and returns to JavaScript as a hot place does, with a
// cell that is none but the trace's number. The trace runs on an engine of its own; what it calls runs natively, as a nested run.

import type { CallTarget } from "../backend/trace-input.ts";
import { Assembler } from "../backend-x86_64/assembler.ts";
import { I } from "../backend-x86_64/forms.ts";
import { BASE, FLOAT_ARGS, portalArguments } from "../backend-x86_64/machine.ts";
import { RAX } from "../backend-x86_64/registers.ts";
import { Code } from "../ir/decode.ts";
import { Engine, type Outcome, PlainPolicy } from "../ir/evaluate.ts";
import type { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import type { Guard, Token } from "../ir/trace.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { CONTEXT, CONTEXT_FIELD } from "../ir/vm-layout.ts";
import type { Action, Answer, CompiledCode, CompileRequest, TraceCompiler } from "../tracer/driver-protocol.ts";
import type { TracerSession } from "../tracer/session.ts";
import type { CodeChunk } from "./code-memory.ts";
import type { Tracing } from "./driver.ts";
import type { TracedVm } from "./tracing.ts";

/** Cells from here on are numbers of traces: more than any reference. */
const FIRST_TRACE = 2 ** 32;
const CHUNK_BYTES = 1 << 20;
const THUNK_BYTES = 256;

/** Keeps traces for the evaluator, and makes their thunks. */
export class ThunkCompiler implements TraceCompiler {
  readonly traces: { readonly code: Code; readonly portal: FunctionDecl }[] = [];
  readonly labels = new Map<Token, Code>();
  readonly bridges = new Map<number, Code>();
  private readonly byEntry = new Map<number, Code>();
  private readonly vm: TracedVm;
  private readonly chunk: CodeChunk;
  private used = 0;

  constructor(vm: TracedVm) {
    this.vm = vm;
    this.chunk = vm.codeMemory.allocate(CHUNK_BYTES);
  }

  compile({ name, trace, portal, guard }: CompileRequest): CompiledCode | null {
    if (this.used + THUNK_BYTES > this.chunk.bytes) return null;
    const code = Code.ofTrace(name, trace);
    for (const token of code.labels.keys()) this.labels.set(token, code);
    if (guard >= 0) {
      this.bridges.set(guard, code);
      return { entry: 1, bytes: 0 };
    }
    const entry = this.thunk(portal, this.traces.length);
    this.traces.push({ code, portal });
    this.byEntry.set(entry, code);
    return { entry, bytes: 0 };
  }
  codeAt(entry: number): Code {
    return this.byEntry.get(entry)!;
  }

  private thunk(portal: FunctionDecl, number: number): number {
    const address = this.chunk.executableAddress(this.used);
    const a = new Assembler();
    const at = (field: "requestArgs" | "cell", offset = 0): number => CONTEXT + CONTEXT_FIELD[field] + offset;
    portalArguments(portal.name, portal.signature.params).forEach((register, i) => {
      if (FLOAT_ARGS.includes(register)) a.mr(I.movsd, BASE, at("requestArgs", 8 * i), register);
      else a.mr(I.mov64, BASE, at("requestArgs", 8 * i), register);
    });
    a.loadInt64(RAX, FIRST_TRACE + number);
    a.mr(I.mov64, BASE, at("cell"), RAX);
    a.ri(I.mov32, RAX, portal.id);
    a.jmp(a.labelAt(this.vm.addresses.stub("hot") - address));
    const { bytes } = a.finish();
    this.chunk.write(this.used, bytes);
    this.used += THUNK_BYTES;
    return address;
  }

  dispose(): void {
    this.chunk.free();
  }
}

class TracePolicy extends PlainPolicy {
  private readonly compiler: ThunkCompiler;
  constructor(machine: Machine, compiler: ThunkCompiler) {
    super(machine);
    this.compiler = compiler;
  }
  /** Calls of traces run natively. */
  override inlines(): boolean {
    return false;
  }
  guardFailed(_engine: Engine, guard: Guard, values: Word[]): Code | Outcome {
    return this.compiler.bridges.get(guard.number) ?? { kind: "guard", guard, values };
  }
  assemblerCode(target: object): Code {
    const { entry, cell } = (target as Token).data as CallTarget;
    const { memory, base, program } = this.machine;
    const offset = program.classes.get("JitCell")!.field("entry")!.offset;
    return this.compiler.codeAt(entry ?? (memory.load64(base + 8 * cell + offset) as number));
  }
  labelCode(token: Token): Code {
    return this.compiler.labels.get(token)!;
  }
}

/** The driver's tracing with `compiler`'s traces on engines. */
export class GraphTracing implements Tracing {
  private readonly session: TracerSession;
  private readonly machine: Machine;
  private readonly compiler: ThunkCompiler;
  private readonly policy: TracePolicy;
  /** Who asked for the nested runs that are going on: the session, or a trace's engine. */
  private readonly waiting: (Engine | null)[] = [];
  /** For each task of the session: the engine whose guard failed, or null when native code was hot. */
  private readonly tasks: (Engine | null)[] = [];

  constructor(session: TracerSession, machine: Machine, compiler: ThunkCompiler) {
    this.session = session;
    this.machine = machine;
    this.compiler = compiler;
    this.policy = new TracePolicy(machine, compiler);
  }

  hot(portal: number, cell: number, argument: Parameters<Tracing["hot"]>[2]): Action {
    const decl = this.machine.program.functions[portal]!;
    const args = decl.signature.params.map((kind, i) => argument(i, kind));
    if (cell < FIRST_TRACE) {
      this.tasks.push(null);
      return this.ofSession(this.session.hot(decl, cell, args));
    }
    const engine = new Engine(this.machine, this.policy);
    engine.push(this.compiler.traces[cell - FIRST_TRACE]!.code, args);
    return this.ofEngine(engine, engine.run());
  }
  guardFailed(): Action {
    throw new Error("a guard failed in machine code, but traces are run by the evaluator");
  }
  finished(value: Word): Action {
    const engine = this.waiting.pop();
    if (!engine) return this.ofSession(this.session.finished(value));
    return this.ofEngine(engine, engine.deliver(value) ?? engine.run());
  }
  raised(exception: number): Action {
    const engine = this.waiting.pop();
    if (!engine) return this.ofSession(this.session.raised(exception));
    return this.ofEngine(engine, engine.deliverException(exception) ?? engine.run());
  }
  abandon(): void {
    this.waiting.length = 0;
    this.tasks.length = 0;
  }

  private ofSession(action: Action): Action {
    if (action.kind !== "answer") {
      this.waiting.push(null);
      return action;
    }
    const engine = this.tasks.pop();
    return engine ? this.goOn(engine, action.answer) : action;
  }

  /** The engine's trace was left by a guard; this is how its portal goes on. */
  private goOn(engine: Engine, answer: Answer): Action {
    switch (answer.kind) {
      case "value":
        return this.ofEngine(engine, engine.deliver(answer.value) ?? engine.run());
      case "raise":
        return this.ofEngine(engine, engine.deliverException(answer.exception) ?? engine.run());
      case "enter":
        if (answer.entry !== 0) {
          engine.push(this.compiler.codeAt(answer.entry), answer.args);
          return this.ofEngine(engine, engine.run());
        }
        if (engine.frames.length === 0) {
          engine.release();
          return { kind: "answer", answer };
        }
        engine.spill();
        this.waiting.push(engine);
        return { kind: "call", decl: answer.portal, args: answer.args };
    }
  }

  private ofEngine(engine: Engine, outcome: Outcome): Action {
    switch (outcome.kind) {
      case "returned":
        engine.release();
        return { kind: "answer", answer: { kind: "value", value: outcome.value } };
      case "raised":
        engine.release();
        return { kind: "answer", answer: { kind: "raise", exception: outcome.exception } };
      case "call":
      case "request":
        this.waiting.push(engine);
        return outcome;
      case "guard": {
        const { guard, values } = outcome;
        engine.pop();
        this.tasks.push(engine);
        return this.ofSession(this.session.guardFailed(guard.number, (i) => values[i]!));
      }
      default:
        throw new Error(`a trace does not stop for ${outcome.kind}`);
    }
  }
}
