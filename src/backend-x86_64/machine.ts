// x86-64 as the register allocator and the calling convention see it (contracts.md, "Functions in machine code").
//
//   r15 base of references | r11, xmm15 scratch of the emitter | rsp stack | rbp frame of a trace, an ordinary register elsewhere

import { INCOMING, OUTGOING, type RegisterSet } from "../backend/lir.ts";
import type { Kind } from "../ir/types.ts";
import { R8, R9, R10, R11, R12, R13, R14, R15, RAX, RBP, RBX, RCX, RDI, RDX, RSI, XMM0, XMM15 } from "./registers.ts";

export const BASE = R15;
export const SCRATCH = R11;
export const FLOAT_SCRATCH = XMM15;

export const INT_ARGS: readonly number[] = [RDI, RSI, RDX, RCX, R8, R9];
export const FLOAT_ARGS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => XMM0 + n);

/** Words on the stack that a call from JavaScript may pass (stubs.ts, enter), in `requestArgs`. */
export const STACK_ARGUMENTS = 8;

/** In the order in which a prologue pushes them. */
export const CALLEE_SAVED: readonly number[] = [RBP, RBX, R12, R13, R14];
const maskOf = (registers: readonly number[]): number => registers.reduce((mask, reg) => mask | (1 << reg), 0);
export const CALLEE_SAVED_MASK = maskOf(CALLEE_SAVED);

const CALLER_SAVED: readonly number[] = [RAX, RCX, RDX, RSI, RDI, R8, R9, R10];
const FLOATS: readonly number[] = Array.from({ length: 15 }, (_, n) => XMM0 + n);

/** What a call destroys, of the registers that are allocated. */
export const CALL_CLOBBERS = maskOf(CALLER_SAVED) | maskOf(FLOATS);

/** Registers of a VM function. */
export const FUNCTION_REGISTERS: RegisterSet = {
  allocatable: [[...CALLER_SAVED, RBX, R14, R12, R13, RBP], FLOATS],
  calleeSaved: CALLEE_SAVED_MASK,
};
/** Registers of a trace: rbp holds its frame. Callee-saved ones cost nothing, since traces save them all. */
export const TRACE_REGISTERS: RegisterSet = {
  allocatable: [[...CALLER_SAVED, RBX, R14, R12, R13], FLOATS],
  calleeSaved: CALLEE_SAVED_MASK,
};

/** Where arguments of these kinds go: registers, then words from `stack` on. */
export function argumentLocations(kinds: readonly Kind[], stack: number): number[] {
  let ints = 0;
  let floats = 0;
  let words = 0;
  return kinds.map((kind) => {
    if (kind === "f") return floats < FLOAT_ARGS.length ? FLOAT_ARGS[floats++] : stack + words++;
    return ints < INT_ARGS.length ? INT_ARGS[ints++] : stack + words++;
  });
}
export const incomingLocations = (kinds: readonly Kind[]): number[] => argumentLocations(kinds, INCOMING);
export const outgoingLocations = (kinds: readonly Kind[]): number[] => argumentLocations(kinds, OUTGOING);
export const resultRegister = (kind: Kind): number => (kind === "f" ? XMM0 : RAX);

/** A portal's arguments fit registers, since portals are left and entered by tail calls. */
export function portalArguments(name: string, kinds: readonly Kind[]): number[] {
  const locations = outgoingLocations(kinds);
  if (kinds.length > 8 || locations.some((loc) => loc >= OUTGOING))
    throw new Error(`portal ${name} has more parameters than registers: at most 6 integers and references, 8 in all`);
  return locations;
}

/**
 * The frame of a trace, from rbp downwards: rbx, r12, r13, r14, then slots. Bridges use the frame of the trace they belong to,
 * enlarged. Above rbp: the caller's rbp, the return address, stack arguments.
 */
export const TRACE_FRAME = { saved: [RBX, R12, R13, R14], savedBytes: 32 } as const;
/** Offset of a slot from rbp. */
export const traceSlotOffset = (slot: number): number => -(TRACE_FRAME.savedBytes + 8 * (slot + 1));
/** rsp - rbp while the trace runs: room for the slots and the argument words of calls, a multiple of 16. */
export const traceFrameDepth = (words: number): number => -(Math.ceil((TRACE_FRAME.savedBytes + 8 * words) / 16) * 16);
