// Joins the tracer to a native VM: code memory for traces, where the driver's reports go. A script of its own in dist/, loaded at the
// first hot place.

import { type CallTarget, type CompiledGuard, NO_LOCATION, type PlacedLabel } from "../backend/trace-input.ts";
import { jumpPatch, TraceCompiler as MachineCodeCompiler } from "../backend-x86_64/compile-trace.ts";
import { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import { StoredProgram } from "../ir/serialize.ts";
import type { Token } from "../ir/trace.ts";
import type { FunctionDecl, Kind, Signature } from "../ir/types.ts";
import type { CompiledCode, CompileRequest, TraceCompiler } from "../tracer/driver-protocol.ts";
import { JitLog, type LogSink } from "../tracer/log.ts";
import type { Counters, Parameters } from "../tracer/policy.ts";
import { TracerSession } from "../tracer/session.ts";
import type { CodeChunk, CodeMemory } from "./code-memory.ts";
import type { CodeAddresses, Tracing } from "./driver.ts";
import { GraphTracing, ThunkCompiler } from "./graph-tracing.ts";
import { type Shim, shimExternal } from "./shim.ts";
import type { VmMemory } from "./vm-memory.ts";

/** What tracing needs of a VM. */
export interface TracedVm {
  readonly shim: Shim;
  readonly memory: VmMemory;
  readonly codeMemory: CodeMemory;
  readonly addresses: CodeAddresses;
  callExternal(name: string, signature: Signature, args: readonly Word[]): Word;
}

export interface TracingOptions {
  /** The bytes of vm.ir. */
  readonly graphs: Uint8Array;
  readonly parameters: Partial<Parameters>;
  readonly log?: LogSink;
  /** Write traces in full. */
  readonly longLog?: boolean;
  /** Told of each trace's machine code, where it stands. */
  readonly placed?: (address: number, bytes: number, name: string) => void;
  /** Run traces by the evaluator instead of as machine code. */
  readonly onGraphs?: boolean;
}

/** Tracing, and what tests and the summary ask of it. */
export interface OpenedTracing extends Tracing {
  readonly counters: Counters;
  dispose(): void;
}

export function openTracing(vm: TracedVm, options: TracingOptions): OpenedTracing {
  const stored = new StoredProgram(options.graphs);
  const { program } = stored;
  const externals = Object.fromEntries(
    [...program.externals.values()].map(({ name, signature }) => [
      name,
      (...args: Word[]) => vm.callExternal(name, signature, args),
    ]),
  );
  const machine = new Machine(program, vm.memory, { graphOf: stored.graphOf.bind(stored), externals });
  const open = (compiler: TraceCompiler): TracerSession =>
    new TracerSession({
      machine,
      compiler,
      parameters: options.parameters,
      log: new JitLog(options.log ?? null, options.longLog ?? false),
    });
  if (options.onGraphs) {
    const thunks = new ThunkCompiler(vm);
    const session = open(thunks);
    const { counters } = session;
    return Object.assign(new GraphTracing(session, machine, thunks), { counters, dispose: () => thunks.dispose() });
  }
  const code = new TraceCode(vm, new MachineCodeCompiler(program, options.parameters?.fail_guards), options.placed);
  const session = open(code);
  return {
    counters: session.counters,
    hot(id, cell, argument) {
      const portal = program.functions[id]!;
      return session.hot(
        portal,
        cell,
        portal.signature.params.map((kind, i) => argument(i, kind)),
      );
    },
    guardFailed(number, read) {
      const { locations } = code.guards[number]!;
      return session.guardFailed(number, (index: number, kind: Kind): Word => {
        const location = locations[index]!;
        return location === NO_LOCATION ? 0 : read(location, kind);
      });
    },
    finished: (value) => session.finished(value),
    raised: (exception) => session.raised(exception),
    abandon: () => session.abandon(),
    dispose: () => code.dispose(),
  };
}

/** Traces are put one behind the other into chunks of this size. */
const CHUNK_BYTES = 1 << 20;
const ALIGNMENT = 64;

/** A guard as compiled, and where its exit stands. */
interface PlacedGuard extends CompiledGuard {
  readonly chunk: CodeChunk;
  /** Of the exit, in the chunk. */
  readonly exitPosition: number;
}

/** Compiles traces and puts them into code memory. Nothing is given back before the VM is. */
class TraceCode implements TraceCompiler {
  /** By guard number. */
  readonly guards: PlacedGuard[] = [];
  private readonly labels = new Map<Token, PlacedLabel>();
  private readonly chunks: CodeChunk[] = [];
  private used = 0;
  private readonly vm: TracedVm;
  private readonly compiler: MachineCodeCompiler;
  private readonly placed: TracingOptions["placed"];

  constructor(vm: TracedVm, compiler: MachineCodeCompiler, placed: TracingOptions["placed"]) {
    this.vm = vm;
    this.compiler = compiler;
    this.placed = placed;
  }

  compile(request: CompileRequest): CompiledCode | null {
    const { name, trace, portal } = request;
    const parent = request.guard >= 0 ? this.guards[request.guard]! : null;
    const first = this.place(0);
    let { chunk, position } = first;
    let compiled = this.assemble(request, parent, chunk.executableAddress(position));
    if (position + compiled.bytes.length > chunk.bytes) {
      // its size is known only now: again, where there is room
      ({ chunk, position } = this.place(compiled.bytes.length));
      compiled = this.assemble(
        { name, trace, portal, guard: request.guard },
        parent,
        chunk.executableAddress(position),
      );
    }
    chunk.write(position, compiled.bytes);
    this.used = position + compiled.bytes.length;
    this.placed?.(chunk.executableAddress(position), compiled.bytes.length, name);
    for (const guard of compiled.guards)
      this.guards[guard.number] = { ...guard, chunk, exitPosition: position + guard.exitOffset };
    for (const label of compiled.labels) this.labels.set(label.token, label);
    const entry = chunk.executableAddress(position + compiled.entryOffset);
    if (parent) {
      const at = parent.exitPosition;
      parent.chunk.write(at, jumpPatch(parent.chunk.executableAddress(at), entry));
    }
    return { entry, bytes: compiled.bytes.length };
  }

  private assemble(request: CompileRequest, parent: PlacedGuard | null, address: number) {
    const { addresses, shim } = this.vm;
    const { name, trace, portal } = request;
    return this.compiler.compile(
      { name, trace, portal, parent },
      {
        address,
        functionAddress: (decl: FunctionDecl) => addresses.function(decl.id),
        stubAddress: (stub) => addresses.stub(stub),
        externalAddress: (external) => shimExternal(shim, external),
        placedLabel: (token) => {
          const label = this.labels.get(token);
          if (!label) throw new Error(`trace ${name} jumps to ${token.name}, which is not compiled`);
          return label;
        },
        callTarget: (token) => token.data as CallTarget,
      },
    );
  }

  /** Where the next trace may stand; with room for `bytes`, in a new chunk if need be. */
  private place(bytes: number): { chunk: CodeChunk; position: number } {
    const position = Math.ceil(this.used / ALIGNMENT) * ALIGNMENT;
    const last = this.chunks.at(-1);
    if (last && position + bytes <= last.bytes && position < last.bytes) return { chunk: last, position };
    const chunk = this.vm.codeMemory.allocate(Math.max(CHUNK_BYTES, bytes));
    this.chunks.push(chunk);
    this.used = 0;
    return { chunk, position: 0 };
  }

  dispose(): void {
    for (const chunk of this.chunks) chunk.free();
    this.chunks.length = 0;
  }
}
