// Compiles traces (src/backend/trace-input.ts): the frame, the entry in the portal's convention or the entry of a bridge, and what
// the tracer must know of the result.

import type { Label } from "../backend/code-buffer.ts";
import { writeInt32 } from "../backend/code-buffer.ts";
import { allocateRegisters } from "../backend/linear-scan.ts";
import type { Listing } from "../backend/listing.ts";
import { computeLiveness } from "../backend/liveness.ts";
import { isUnused, resolve } from "../backend/resolve.ts";
import type { SelectionOptions } from "../backend/selection.ts";
import {
  type CompiledTrace,
  FIRST_SLOT,
  type Location,
  NO_LOCATION,
  type TraceInput,
  type TraceTarget,
} from "../backend/trace-input.ts";
import { selectTrace } from "../backend/trace-selection.ts";
import type { Program } from "../ir/program.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { Assembler } from "./assembler.ts";
import { selectionOptions } from "./compile-program.ts";
import { Emitter, type Linkage } from "./emitter.ts";
import { I } from "./forms.ts";
import { incomingLocations, SCRATCH, TRACE_FRAME, traceFrameDepth, traceSlotOffset } from "./machine.ts";
import { RBP, RSP } from "./registers.ts";
import { PATCH_BYTES, X86_64_TRACES } from "./rules-traces.ts";

/** Compiles the traces of one program; keeps its buffers between traces. */
export class TraceCompiler implements Linkage {
  private readonly options: SelectionOptions;
  private readonly a = new Assembler();
  private target!: TraceTarget;

  private readonly failGuards: number;

  /** `failGuards`: every so many guards that pass fail on purpose, for tests; 0: none does. */
  constructor(program: Program, failGuards = 0) {
    this.failGuards = failGuards;
    this.options = selectionOptions(program, false, true);
  }

  /** `listing`, when given, gets the text of the code. */
  compile(input: TraceInput, target: TraceTarget, listing: Listing | null = null): CompiledTrace {
    const { trace, parent, portal } = input;
    const { a } = this;
    this.target = target;
    const incoming: readonly Location[] = parent ? parent.locations : incomingLocations(portal.signature.params);
    if (incoming.length !== trace.inputs.length)
      throw new Error(`trace ${input.name} has ${trace.inputs.length} inputs, ${incoming.length} values arrive`);
    const { fn, labels } = selectTrace(trace, incoming, X86_64_TRACES, this.options, target);
    const live = computeLiveness(fn);
    allocateRegisters(fn, live, X86_64_TRACES.registers);
    resolve(fn, live, parent?.frameSlots ?? 0);

    // All that runs in this frame: the parent's slots, ours, and those of the trace that we jump to.
    const last = trace.ops[trace.ops.length - 1];
    const own = fn.slots + fn.outgoing;
    const leavesTo = last.op === "jump" && !labels.some(({ token }) => token === last.aux);
    const beyond = leavesTo ? target.placedLabel(last.aux as Parameters<TraceTarget["placedLabel"]>[0]).frameSlots : 0;
    const frameSlots = Math.max(own, parent?.frameSlots ?? 0, beyond);
    const depth = traceFrameDepth(frameSlots);

    a.reset();
    a.listing = listing;
    const e = new Emitter(a, this);
    e.jitCell = this.options.jitCell;
    e.failGuards = this.failGuards;
    e.slotBase = RBP;
    e.slotDisp = traceSlotOffset(0);
    e.slotStep = -8;
    e.incomingBase = RBP;
    e.incomingDisp = 16;
    e.restoreFrame = () => {
      a.rm(I.lea64, RSP, RBP, -TRACE_FRAME.savedBytes);
      for (let i = TRACE_FRAME.saved.length - 1; i >= 0; i--) a.r(I.pop, TRACE_FRAME.saved[i]);
      a.r(I.pop, RBP);
    };
    e.leave = () => {
      e.restoreFrame(e);
      a.op(I.ret);
    };
    if (parent === null) {
      a.r(I.push, RBP);
      a.rr(I.mov64, RBP, RSP);
      for (const reg of TRACE_FRAME.saved) a.r(I.push, reg);
    }
    a.rm(I.lea64, RSP, RBP, depth);
    const arrived = parent === null ? -TRACE_FRAME.savedBytes : traceFrameDepth(parent.frameSlots);
    if (arrived > depth) e.clearWords(RBP, depth, (arrived - depth) / 8);
    e.run(fn);

    const placed = labels.map(({ token, block }) => ({
      token,
      address: target.address + a.offsetOf(e.label(block)),
      locations: block.params.map((param) => (isUnused(live, param) ? NO_LOCATION : live.intervals[param]!.loc)),
      frameSlots,
    }));
    const { bytes } = a.finish();
    return {
      bytes,
      entryOffset: 0,
      guards: e.guards.map(({ guard, locations, exitOffset, invalidateOffset }) => ({
        number: guard.number,
        locations,
        exitOffset,
        invalidateOffset,
        frameSlots,
      })),
      labels: placed,
      frameSlots,
      positions: Uint32Array.from(e.positions),
    };
  }

  // Linkage: everything has an address already.

  codeLabel(e: Emitter, address: number): Label {
    return e.a.labelAt(address - this.target.address);
  }
  stubLabel(e: Emitter, name: string): Label {
    return this.codeLabel(e, this.target.stubAddress(name));
  }
  callFunction(e: Emitter, decl: FunctionDecl): void {
    e.a.call(this.codeLabel(e, this.target.functionAddress(decl)));
  }
  callStub(e: Emitter, name: string): void {
    e.a.call(this.stubLabel(e, name));
  }
  jumpStub(e: Emitter, name: string): void {
    e.a.jmp(this.stubLabel(e, name));
  }
  callExternal(e: Emitter, name: string): void {
    e.a.loadInt64(SCRATCH, this.target.externalAddress(name));
    e.a.r(I.call, SCRATCH);
  }
}

/**
 * The bytes of a jump from executable address `at` to `target`: written over a guard's exit to attach a bridge, or over a
 * guard_not_invalidated to let it fail from now on.
 */
export function jumpPatch(at: number, target: number): Uint8Array {
  const distance = target - (at + PATCH_BYTES);
  if (distance !== (distance | 0)) throw new RangeError(`a jump of ${distance} bytes does not fit 32 bits`);
  const bytes = new Uint8Array(PATCH_BYTES);
  bytes[0] = 0xe9;
  writeInt32(bytes, 1, distance);
  return bytes;
}

/**
 * The address of the word that holds a location at a guard's exit: for a register its place in the context's saved registers, for a
 * slot its place in the frame. `framePointer` is the saved rbp.
 */
export function locationAddress(
  location: Location,
  framePointer: number,
  savedIntegers: number,
  savedFloats: number,
): number {
  if (location < 16) return savedIntegers + 8 * location;
  if (location < FIRST_SLOT) return savedFloats + 8 * (location - 16);
  return framePointer + traceSlotOffset(location - FIRST_SLOT);
}
