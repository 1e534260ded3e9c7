// What the tracer hands to a backend, and what it gets back: the data of both sides, no code of either.
//
// A trace (src/ir/trace.ts) is compiled for one portal. It begins with its *inputs*:
//
//   loop or entry   all parameters of the portal, in its calling convention (contracts.md, "Portals and traces")
//   bridge          `Guard.live` of the guard it is attached to, wherever that guard's exit left them
//
// It ends with `jump`, `finish`, `finish_raise` or `guard_always_fails`. Between them stand operations, guards and labels:
//
//   label(v0, v1, ...)   a place that jumps can go to. After it, v0, v1, ... stand for whatever the last jump (or the code above)
//                        brought; no other value from above the label may be used below it (constants may).
//   jump(w0, w1, ...)    to a label of this trace, or to one of a trace that is compiled already
//                        (a peeled loop has one in its middle too: `jump B(w...)` directly before `label B(v...)`, whose v are new `param` values)
//   call_assembler(...)  calls another trace in the portal's convention
//
// Calls in a trace check nothing by themselves: `guard_no_exception` or `guard_exception` follows where a call may raise.
// So it does where an array may be large (ArrayType.mayBeLarge). Where small objects find no memory the trace is left with the error raised.
//
// Locations. A value lives in a register or in a stack slot of the trace's frame; a location is one number:
//
//   0..15    general register      16..31   vector register      32 + n   slot n of the frame      -1   a constant, or unused

import type { Token, Trace } from "../ir/trace.ts";
import type { FunctionDecl } from "../ir/types.ts";

/** See the head of this file. */
export type Location = number;
export const FIRST_SLOT = 32;
export const NO_LOCATION = -1;

/** Where a compiled label stands and where it expects its arguments. */
export interface PlacedLabel {
  readonly token: Token;
  /** Executable address. */
  readonly address: number;
  /** One for each argument of the label. Never a constant; -1 where the argument is not used below the label. */
  readonly locations: readonly Location[];
  /** Slots of the frame of the label's trace: who jumps there leaves as many below the frame pointer. */
  readonly frameSlots: number;
}

/** What `call_assembler` calls, in the portal's convention. */
export interface CallTarget {
  readonly portal: FunctionDecl;
  /** Executable address of the trace, or null: read it from the JitCell `cell` at each call (its `entry` must not be 0 then). */
  readonly entry: number | null;
  /** Reference of the JitCell; 0 when `entry` is given. */
  readonly cell: number;
}

export interface TraceInput {
  /** For listings and profiles. */
  readonly name: string;
  readonly trace: Trace;
  /** The trace returns what this portal returns. */
  readonly portal: FunctionDecl;
  /** For a bridge: the guard it continues. `trace.inputs[i]` arrives in `parent.locations[i]`; where that is -1, it must be unused. */
  readonly parent: CompiledGuard | null;
}

/** A guard as compiled. */
export interface CompiledGuard {
  /** `Guard.number`: the `detail` of its guardFailed return. */
  readonly number: number;
  /** Of each value of `Guard.live`, in order. */
  readonly locations: readonly Location[];
  /** Offset in the trace's code of the guard's exit: `patchJump` writes a jump to the bridge over its first five bytes. */
  readonly exitOffset: number;
  /** For guard_not_invalidated: offset of the five bytes that invalidation overwrites with a jump to the exit; else -1. */
  readonly invalidateOffset: number;
  /** Slots of the frame in use at the exit: a bridge keeps clear of them. */
  readonly frameSlots: number;
}

export interface CompiledTrace {
  /** To be copied to exactly `TraceTarget.address`. */
  readonly bytes: Uint8Array;
  /** Offset of the portal-convention entry (of a bridge: where the guard's exit jumps to). */
  readonly entryOffset: number;
  /** In the order of the trace. */
  readonly guards: readonly CompiledGuard[];
  readonly labels: readonly PlacedLabel[];
  readonly frameSlots: number;
  /** Pairs (code offset, index of the operation in `trace.ops`), ascending: for profiles and the fault reporter. */
  readonly positions: Uint32Array;
}

/** Where a trace will run: what its code refers to by address. All of VM code and traces lie within 2 GiB. */
export interface TraceTarget {
  /** Executable address at which the code will stand, 16-aligned. */
  readonly address: number;
  /** Executable address of a VM function. */
  functionAddress(decl: FunctionDecl): number;
  /** Executable address of one of the VM's stubs, by name (`VmCode.stubs`). */
  stubAddress(name: string): number;
  /** Address of a C function. */
  externalAddress(name: string): number;
  /** A label of an earlier trace. */
  placedLabel(token: Token): PlacedLabel;
  callTarget(token: Token): CallTarget;
}
