// A host without machine code: the program's graphs and the traces are run by the evaluator. What the tracer's tests use, and
// the rung of the ladder that shows whether a fault is in the tracer or in the backend.

import type { CallTarget } from "../backend/trace-input.ts";
import { Code } from "../ir/decode.ts";
import { Engine, type Outcome, PlainPolicy } from "../ir/evaluate.ts";
import type { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import type { Guard, Token } from "../ir/trace.ts";
import type { FunctionDecl, HostRequest } from "../ir/types.ts";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import type { Action, Answer, CompiledCode, CompileRequest, TraceCompiler } from "./driver-protocol.ts";
import type { SessionOptions } from "./session.ts";
import { TracerSession } from "./session.ts";

/** 'Compiles' traces for the evaluator. Entries are small numbers. */
export class GraphCompiler implements TraceCompiler {
  readonly codes: Code[] = [];
  readonly traces: CompileRequest[] = [];
  readonly labels = new Map<Token, Code>();
  readonly bridges = new Map<number, Code>();
  compile(request: CompileRequest): CompiledCode {
    const code = Code.ofTrace(request.name, request.trace);
    this.codes.push(code);
    this.traces.push(request);
    for (const token of code.labels.keys()) this.labels.set(token, code);
    if (request.guard >= 0) this.bridges.set(request.guard, code);
    return { entry: this.codes.length, bytes: 0 };
  }
  codeAt(entry: number): Code {
    return this.codes[entry - 1]!;
  }
}

class GraphHostPolicy extends PlainPolicy {
  private readonly compiler: GraphCompiler;
  constructor(machine: Machine, compiler: GraphCompiler) {
    super(machine);
    this.compiler = compiler;
  }
  private field(name: string): number {
    return this.machine.program.classes.get("JitCell")!.field(name)!.offset;
  }
  private entryOf(cell: number): number {
    return this.machine.memory.load64(this.machine.base + 8 * cell + this.field("entry")) as number;
  }
  override tick(cell: number, isFunction: boolean): number {
    const { memory, base, context } = this.machine;
    const at = base + 8 * cell + this.field("counter");
    const count =
      memory.load32(at) + memory.load32(context + CONTEXT_FIELD[isFunction ? "jitFunctionIncrement" : "jitIncrement"]);
    memory.store32(at, Math.min(count, 0xffff_ffff));
    return this.entryOf(cell) !== 0 || count >= 2 ** 31 ? 1 : 0;
  }
  override jitEnter(_engine: Engine, portal: FunctionDecl, cell: number, args: Word[]): Outcome | Code {
    const entry = this.entryOf(cell);
    return entry !== 0 ? this.compiler.codeAt(entry) : { kind: "portal", portal, cell, args };
  }
  guardFailed(_engine: Engine, guard: Guard, values: Word[]): Code | Outcome {
    return this.compiler.bridges.get(guard.number) ?? { kind: "guard", guard, values };
  }
  assemblerCode(target: object): Code {
    const { entry, cell } = (target as Token).data as CallTarget;
    return this.compiler.codeAt(entry ?? this.entryOf(cell));
  }
  labelCode(token: Token): Code {
    return this.compiler.labels.get(token)!;
  }
}

export class GraphHost {
  readonly session: TracerSession;
  readonly compiler = new GraphCompiler();
  private readonly machine: Machine;
  private readonly policy: GraphHostPolicy;
  private readonly runs: Engine[] = [];
  private readonly onRequest: (request: HostRequest, args: Word[]) => Word;

  constructor(
    machine: Machine,
    options: Omit<SessionOptions, "machine" | "compiler"> = {},
    onRequest: (request: HostRequest, args: Word[]) => Word = () => 0,
  ) {
    this.machine = machine;
    this.policy = new GraphHostPolicy(machine, this.compiler);
    this.session = new TracerSession({ ...options, machine, compiler: this.compiler });
    this.onRequest = onRequest;
  }

  /** Calls a function of the program and runs it to its end. */
  run(decl: FunctionDecl, args: readonly Word[]): { value: Word } | { raised: number } {
    let outcome = this.begin(decl, args);
    for (;;) {
      const run = this.runs.at(-1)!;
      switch (outcome.kind) {
        case "returned":
        case "raised": {
          this.runs.pop();
          run.release();
          const raised = outcome.kind === "raised";
          if (this.runs.length === 0)
            return outcome.kind === "raised" ? { raised: outcome.exception } : { value: outcome.value };
          const { session } = this;
          outcome = this.perform(
            outcome.kind === "raised" ? session.raised(outcome.exception) : session.finished(outcome.value),
          );
          if (raised) continue;
          break;
        }
        case "portal":
          outcome = this.perform(this.session.hot(outcome.portal, outcome.cell, outcome.args));
          break;
        case "guard": {
          const { guard, values } = outcome;
          run.pop();
          outcome = this.perform(this.session.guardFailed(guard.number, (i) => values[i]!));
          break;
        }
        case "request":
          outcome = run.deliver(this.onRequest(outcome.request, outcome.args)) ?? run.run();
          break;
        default:
          throw new Error(`the graph host cannot serve ${outcome.kind}`);
      }
    }
  }

  private begin(decl: FunctionDecl, args: readonly Word[]): Outcome {
    const engine = new Engine(this.machine, this.policy);
    engine.start(decl, args);
    this.runs.push(engine);
    return engine.run();
  }
  private perform(action: Action): Outcome {
    let next = action;
    while (next.kind === "request") next = this.session.finished(this.onRequest(next.request, next.args));
    return next.kind === "call" ? this.begin(next.decl, next.args) : this.resume(next.answer);
  }
  private resume(answer: Answer): Outcome {
    const run = this.runs.at(-1)!;
    switch (answer.kind) {
      case "value":
        return run.deliver(answer.value) ?? run.run();
      case "raise":
        return run.deliverException(answer.exception) ?? run.run();
      case "enter":
        if (answer.entry !== 0) run.push(this.compiler.codeAt(answer.entry), answer.args);
        else run.start(answer.portal, answer.args);
        return run.run();
    }
  }
}
