// What the tracer hands to a backend, and what it gets back: the data of both sides, no code of either.
//
// A trace is a list of operations (src/ir/graph.ts, rows with T too) for one portal. It begins with its *inputs*:
//
//   loop or entry   all parameters of the portal, in its calling convention (see contracts.md, "Portals and traces")
//   bridge          the live values of the guard it is attached to, wherever that guard's exit left them
//
// It ends with `jump`, `finish`, `finish_raise` or `guard_always_fails`. Between them stand operations, guards and labels:
//
//   label(v0, v1, ...)   a place that jumps can go to. After it, v0, v1, ... stand for whatever the last jump (or the code above)
//                        brought; no other value from above the label may be used below it (constants may).
//   jump(w0, w1, ...)    to a label of this trace, or to one of a trace that is compiled already
//   call_assembler(...)  calls another trace in the portal's convention; its `aux` is a CallTarget
//
// Calls of a trace check nothing by themselves: `guard_no_exception` follows where a call may raise.
//
// Locations. A value lives in a register or in a stack slot of the trace's frame; a location is one number:
//
//   0..15    general register      16..31   vector register      32 + n   slot n of the frame      -1   a constant, or dead

import { type Aux, Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { FunctionDecl, Kind } from "../ir/types.ts";

/** See the head of this file. */
export type Location = number;
export const FIRST_SLOT = 32;
export const NO_LOCATION = -1;

/** A guard of a trace: an operation that may leave it. */
export class Guard extends Value {
  /** Process-wide number (31 bits, chosen by the tracer): the `detail` of a guardFailed return. */
  readonly guardId: number;
  /** The values that resuming needs, in the tracer's own order; duplicates and constants are allowed. */
  live: Value[];
  constructor(id: number, op: OpName, kind: Kind, args: Value[], aux: Aux, guardId: number, live: Value[] = []) {
    super(id, op, kind, args, aux);
    this.guardId = guardId;
    this.live = live;
  }
}

/** The `aux` of `label` and `jump`: made by the tracer; `placed` is filled when the trace that holds the label is compiled. */
export class LabelToken {
  readonly name: string;
  placed: PlacedLabel | null = null;
  constructor(name: string) {
    this.name = name;
  }
}

/** Where a compiled label stands and where it expects its arguments. */
export interface PlacedLabel {
  /** Executable address. */
  readonly address: number;
  /** One for each argument of the label. Never a constant. */
  readonly locations: readonly Location[];
  /** Slots that the label's trace uses: a jump from elsewhere must leave as many below the frame pointer. */
  readonly frameSlots: number;
}

/** The `aux` of `call_assembler`: what is called, in the portal's convention. */
export interface CallTarget {
  readonly portal: FunctionDecl;
  /** Executable address of the trace, or null: read it from the JitCell `cell` at each call (it must not be 0 then). */
  readonly entry: number | null;
  /** Reference of the JitCell. */
  readonly cell: number;
}

export interface TraceInput {
  /** For listings and profiles. */
  readonly name: string;
  /** The trace returns what this portal returns. */
  readonly portal: FunctionDecl;
  /** `param` values; see the head of this file. */
  readonly inputs: readonly Value[];
  readonly insts: readonly Value[];
  /** Greater than every id of a value of this trace (constants included). */
  readonly valueCount: number;
  /** For a bridge: the guard it continues. `inputs[i]` arrives in `parent.locations[i]`; where that is -1, the input must be unused. */
  readonly parent: CompiledGuard | null;
}

/** A guard as compiled. */
export interface CompiledGuard {
  readonly guardId: number;
  /** Of each value of `Guard.live`, in order. */
  readonly locations: readonly Location[];
  /** Offset in the trace's code of the guard's exit: `patchGuard` writes a jump to the bridge there. */
  readonly exitOffset: number;
  /** For guard_not_invalidated: offset of the five bytes that `invalidate` overwrites with a jump to the exit; else -1. */
  readonly invalidateOffset: number;
  /** Slots of the frame in use at the exit: a bridge keeps clear of them. */
  readonly frameSlots: number;
}

export interface CompiledTrace {
  /** To be copied to exactly `TraceTarget.address`. */
  readonly bytes: Uint8Array;
  /** Offset of the portal-convention entry (of a bridge: where a guard's exit jumps to). */
  readonly entryOffset: number;
  readonly guards: readonly CompiledGuard[];
  readonly frameSlots: number;
  /** Pairs (code offset, index of the operation in `insts`), ascending: for profiles and the fault reporter. */
  readonly positions: Uint32Array;
}

/** Where a trace will run: what its code refers to by address. */
export interface TraceTarget {
  /** Executable address at which the code will stand, 16-aligned. All of VM code and traces lie within 2 GiB. */
  readonly address: number;
  /** Executable address of a VM function. */
  functionAddress(decl: FunctionDecl): number;
  /** Executable address of one of the VM's stubs, by name (`VmCode.stubs`). */
  stubAddress(name: string): number;
  /** Address of a C function. */
  externalAddress(name: string): number;
}
