// Traces on the bare native VM: places them behind the program's code, attaches bridges, reads the values of a failed guard.

import type {
  CallTarget,
  CompiledGuard,
  CompiledTrace,
  PlacedLabel,
  TraceTarget,
} from "../../src/backend/trace-input.ts";
import { jumpPatch, locationAddress, TraceCompiler } from "../../src/backend-x86_64/compile-trace.ts";
import { shimExternal } from "../../src/host/shim.ts";
import type { Int, Value } from "../../src/ir/graph.ts";
import { isGuard } from "../../src/ir/ops.ts";
import { parseTrace } from "../../src/ir/text.ts";
import type { Guard, Token, Trace } from "../../src/ir/trace.ts";
import { CONTEXT_FIELD } from "../../src/ir/vm-layout.ts";
import { NativeVm } from "./native-vm.ts";

export interface Placed {
  readonly trace: Trace;
  readonly address: number;
  readonly compiled: CompiledTrace;
}

export class TraceVm extends NativeVm {
  readonly tokens = new Map<string, Token>();
  private readonly labels = new Map<Token, PlacedLabel>();
  readonly callTargets = new Map<string, CallTarget>();
  readonly guards: { guard: Guard; compiled: CompiledGuard; address: number }[] = [];
  private free = (this.code.bytes.length + 15) & ~15;
  private readonly compiler = new TraceCompiler(this.program);

  compile(text: string, portal: string, parent: number | null = null): Placed {
    const trace = parseTrace(text, this.program, this.tokens);
    const first = this.guards.length;
    const guards = trace.ops.filter((op): op is Guard => isGuard(op.op));
    guards.forEach((guard, i) => {
      guard.number = first + i;
    });
    const address = this.chunk.address + this.free;
    const target: TraceTarget = {
      address,
      functionAddress: (decl) => this.chunk.address + this.code.functionOffsets[decl.id],
      stubAddress: (name) => this.stubAddress(name),
      externalAddress: (name) => shimExternal(this.shim, name),
      placedLabel: (token) => this.labels.get(token)!,
      callTarget: (token) => this.callTargets.get(token.name)!,
    };
    const compiled = this.compiler.compile(
      {
        name: "test",
        trace,
        portal: this.program.function(portal),
        parent: parent === null ? null : this.guards[parent].compiled,
      },
      target,
    );
    this.chunk.write(this.free, compiled.bytes);
    this.free = (this.free + compiled.bytes.length + 15) & ~15;
    for (const label of compiled.labels) this.labels.set(label.token, label);
    compiled.guards.forEach((g, i) => {
      this.guards.push({ guard: guards[i], compiled: g, address });
    });
    if (parent !== null) {
      const from = this.guards[parent];
      const exit = from.address + from.compiled.exitOffset;
      this.chunk.write(exit - this.chunk.address, jumpPatch(exit, address + compiled.entryOffset));
    }
    return { trace, address, compiled };
  }

  /** Calls a trace as its portal is called. */
  run(placed: Placed, portal: string, ...args: Int[]) {
    const { signature } = this.program.function(portal);
    return this.callAddress(placed.address + placed.compiled.entryOffset, signature.params, signature.result, args);
  }

  /** The live values of the guard that has just failed; null for constants. */
  liveValues(number: number): (Int | null)[] {
    const { guard, compiled } = this.guards[number];
    const context = this.memory.context;
    const frame = this.memory.load64(context + CONTEXT_FIELD.savedIntegers + 8 * 5) as number;
    return guard.live.map((value: Value, i) => {
      if (compiled.locations[i] < 0) return null;
      const at = locationAddress(
        compiled.locations[i],
        frame,
        context + CONTEXT_FIELD.savedIntegers,
        context + CONTEXT_FIELD.savedFloats,
      );
      return value.kind === "f" ? this.memory.loadFloat(at) : this.memory.load64(at);
    });
  }
}
