// The stubs: hand-written code at the borders of the VM's code (contracts.md, "Requests, entering, resuming").
//
// JavaScript enters `enter` or `resume` by a C call with the context's address. Both save C's registers on C's stack, note its stack
// pointer in the context, and switch to the VM's stack. Native code leaves by pushing what it needs to go on and, last, the address of
// the piece of stub code that will; then it notes its stack pointer, and returns to C with the status:
//
//   VM stack while a run is suspended, downwards       resumed by
//   request       ... caller | rbp rbx r12 r13 r14 | afterRequest     the answer to rax and xmm0, return to the caller
//   guardFailed   ... frame of the trace | rbp | afterGuard           the frame is unwound by rbp, then as told: return or tail call
//   hot           ... caller | rbp rbx r12 r13 r14 | afterHot         likewise: the portal's frame is gone already
//
// A run entered while another is suspended stands below it on the same stack; `enter` keeps the other's stack pointer in its frame
// and restores it at the end. So nothing is left behind, however often runs are suspended.
//
// Slow paths (`allocate`, `allocateArray`, `writeBarrier`) are called from within instructions and keep every register but the scratch
// register, which carries argument and result.

import type { Label } from "../backend/code-buffer.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { ANSWER, CONTEXT, CONTEXT_FIELD, RETURN_STATUS } from "../ir/vm-layout.ts";
import type { Assembler } from "./assembler.ts";
import { I } from "./forms.ts";
import { BASE, CALLEE_SAVED, FLOAT_ARGS, INT_ARGS, SCRATCH, STACK_ARGUMENTS, TRACE_FRAME } from "./machine.ts";
import { CC, R8, R9, R10, R11, R12, R13, R14, R15, RAX, RBP, RBX, RCX, RDI, RDX, RSI, RSP, XMM0 } from "./registers.ts";

export const STUB_NAMES = [
  "enter",
  "resume",
  "request",
  "guardFailure",
  "hot",
  "trap",
  "allocate",
  "allocateArray",
  "writeBarrier",
] as const;
export type StubName = (typeof STUB_NAMES)[number];

/** VM functions that the slow paths call; absent in programs without a collector (tests): then they trap. */
export interface SlowPaths {
  call(name: "gcAllocate" | "gcAllocateArray" | "gcWriteBarrier"): FunctionDecl | null;
  label(decl: FunctionDecl): Label;
}

/** System V: what a C function keeps for its caller. */
const C_SAVED = [RBX, RBP, R12, R13, R14, R15];
const disp = (field: keyof typeof CONTEXT_FIELD): number => CONTEXT + CONTEXT_FIELD[field];

/** Emits all stubs and answers their labels. */
export function emitStubs(a: Assembler, slow: SlowPaths): Record<StubName, Label> {
  return new Stubs(a, slow).emit();
}

class Stubs {
  private readonly a: Assembler;
  private readonly slow: SlowPaths;
  private readonly toHost: Label;
  constructor(a: Assembler, slow: SlowPaths) {
    this.a = a;
    this.slow = slow;
    this.toHost = a.label();
  }

  emit(): Record<StubName, Label> {
    const labels = {} as Record<StubName, Label>;
    for (const name of STUB_NAMES) {
      this.a.align(16);
      labels[name] = this.a.here();
      this[name]();
    }
    this.a.align(16);
    this.a.bind(this.toHost);
    this.returnToHost();
    return labels;
  }

  private load(register: number, field: keyof typeof CONTEXT_FIELD, offset = 0): void {
    this.a.rm(I.mov64, register, BASE, disp(field) + offset);
  }
  private store(field: keyof typeof CONTEXT_FIELD, register: number, offset = 0): void {
    this.a.mr(I.mov64, BASE, disp(field) + offset, register);
  }

  /** From C, rdi = context: C's registers saved, r15 set. Leaves rsp on C's stack. */
  private fromHost(): void {
    const { a } = this;
    for (const reg of C_SAVED) a.r(I.push, reg);
    a.rm(I.lea64, BASE, RDI, -CONTEXT);
    this.store("hostStackPointer", RSP);
  }
  /** Status in eax: back to C. */
  private returnToHost(): void {
    const { a } = this;
    a.mr(I.mov32, BASE, disp("status"), RAX);
    this.load(RSP, "hostStackPointer");
    for (const reg of [...C_SAVED].reverse()) a.r(I.pop, reg);
    a.op(I.ret);
  }
  /** Suspends the run with the address of `after` on top of the stack. */
  private suspend(status: number, after: Label): void {
    const { a } = this;
    a.rl(I.lea64, RCX, after);
    a.r(I.push, RCX);
    this.store("stackPointer", RSP);
    a.ri(I.mov32, RAX, status);
    a.jmp(this.toHost);
  }
  private loadArguments(): void {
    INT_ARGS.forEach((reg, i) => {
      this.load(reg, "callArgs", 8 * i);
    });
    FLOAT_ARGS.forEach((reg, i) => {
      this.a.rm(I.movsd, reg, BASE, disp("callFloatArgs") + 8 * i);
    });
  }
  private loadAnswer(): void {
    this.load(RAX, "answer");
    this.a.rr(I.movqToXmm, XMM0, RAX);
  }

  // JavaScript's entries ------------------------------------------------------------------------------------------------

  protected enter(): void {
    const { a } = this;
    this.fromHost();
    this.load(RAX, "stackPointer");
    a.rr(I.mov64, RCX, RAX);
    a.rr(I.test64, RCX, RCX);
    const nested = a.label();
    a.jcc(CC.NE, nested);
    this.load(RCX, "stackTop");
    a.bind(nested);
    a.rr(I.mov64, RSP, RCX);
    a.ri(I.and64, RSP, -16);
    // Whose stack pointer to restore; the second push aligns.
    a.r(I.push, RAX);
    a.r(I.push, RAX);
    // Arguments that no register holds: JavaScript leaves them where a request has its own.
    a.ri(I.sub64, RSP, 8 * STACK_ARGUMENTS);
    for (let i = 0; i < STACK_ARGUMENTS; i++) {
      this.load(RAX, "requestArgs", 8 * i);
      a.mr(I.mov64, RSP, 8 * i, RAX);
    }
    this.loadArguments();
    a.m(I.call, BASE, disp("callTarget"));
    a.ri(I.add64, RSP, 8 * STACK_ARGUMENTS);
    this.store("answer", RAX);
    a.mr(I.movsd, BASE, disp("callFloatArgs"), XMM0);
    a.r(I.pop, RAX);
    this.store("stackPointer", RAX);
    a.ri(I.mov32, RAX, RETURN_STATUS.finished);
    a.jmp(this.toHost);
  }

  protected resume(): void {
    this.fromHost();
    this.load(RSP, "stackPointer");
    this.a.op(I.ret);
  }

  // Leaving to JavaScript -----------------------------------------------------------------------------------------------

  /** Called with the request's id in eax; its arguments are in the context. */
  protected request(): void {
    const { a } = this;
    const after = a.label();
    a.mr(I.mov32, BASE, disp("detail"), RAX);
    for (const reg of CALLEE_SAVED) a.r(I.push, reg);
    this.suspend(RETURN_STATUS.request, after);
    a.bind(after);
    this.loadAnswer();
    for (const reg of [...CALLEE_SAVED].reverse()) a.r(I.pop, reg);
    a.op(I.ret);
  }

  /** Jumped to from a guard's exit, which has pushed the guard's number. */
  protected guardFailure(): void {
    const { a } = this;
    const after = a.label();
    for (let reg = 0; reg < 16; reg++) {
      this.store("savedIntegers", reg, 8 * reg);
      a.mr(I.movsd, BASE, disp("savedFloats") + 8 * reg, XMM0 + reg);
    }
    a.r(I.pop, RAX);
    a.mr(I.mov32, BASE, disp("detail"), RAX);
    a.r(I.push, RBP);
    this.suspend(RETURN_STATUS.guardFailed, after);
    a.bind(after);
    a.r(I.pop, RBP);
    a.rm(I.lea64, RSP, RBP, -TRACE_FRAME.savedBytes);
    for (const reg of [...TRACE_FRAME.saved].reverse()) a.r(I.pop, reg);
    a.r(I.pop, RBP);
    this.answer();
  }

  /** Jumped to with the portal's id in eax, in place of the portal: cell and arguments are in the context. */
  protected hot(): void {
    const { a } = this;
    const after = a.label();
    a.mr(I.mov32, BASE, disp("detail"), RAX);
    for (const reg of CALLEE_SAVED) a.r(I.push, reg);
    this.suspend(RETURN_STATUS.hot, after);
    a.bind(after);
    for (const reg of [...CALLEE_SAVED].reverse()) a.r(I.pop, reg);
    this.answer();
  }
  /** Does in place of a portal what JavaScript answered: returns, or calls another function in its place. */
  private answer(): void {
    const { a } = this;
    const call = a.label();
    a.mi(I.cmp32, BASE, disp("answerKind"), ANSWER.call);
    a.jcc(CC.E, call);
    this.loadAnswer();
    a.op(I.ret);
    a.bind(call);
    this.loadArguments();
    a.m(I.jmp, BASE, disp("callTarget"));
  }

  /** Called by what must not happen. The return address tells where; the run is over. */
  protected trap(): void {
    const { a } = this;
    a.r(I.pop, RCX);
    this.load(RAX, "codeBase");
    a.rr(I.sub64, RCX, RAX);
    this.store("detail", RCX);
    a.ri(I.mov32, RAX, RETURN_STATUS.trap);
    a.jmp(this.toHost);
  }

  // Slow paths ----------------------------------------------------------------------------------------------------------

  /** Two 32-bit arguments in the scratch register; the reference comes back there. */
  protected allocate(): void {
    this.slowPath("gcAllocate", () => this.splitArguments());
  }
  protected allocateArray(): void {
    this.slowPath("gcAllocateArray", () => this.splitArguments());
  }
  /** The object in the scratch register. */
  protected writeBarrier(): void {
    this.slowPath("gcWriteBarrier", () => this.a.rr(I.mov64, RDI, SCRATCH));
  }
  private splitArguments(): void {
    this.a.rr(I.mov32, RDI, SCRATCH);
    this.a.rr(I.mov64, RSI, SCRATCH);
    this.a.ri(I.shr64, RSI, 32);
  }

  /** Calls a VM function and keeps all registers. Callee-saved ones are pushed too: the collector looks for references on the stack. */
  private slowPath(name: "gcAllocate" | "gcAllocateArray" | "gcWriteBarrier", load: () => void): void {
    const { a } = this;
    const decl = this.slow.call(name);
    if (decl === null) {
      a.op(I.ud2);
      return;
    }
    const saved = [RAX, RCX, RDX, RSI, RDI, R8, R9, R10];
    const floats = 16;
    for (const reg of saved) a.r(I.push, reg);
    // The return address and 8 pushes: 8 more bytes align.
    a.ri(I.sub64, RSP, 8 * floats + 8);
    for (let i = 0; i < floats; i++) a.mr(I.movsd, RSP, 8 * i, XMM0 + i);
    load();
    a.call(this.slow.label(decl));
    a.rr(I.mov64, R11, RAX);
    for (let i = 0; i < floats; i++) a.rm(I.movsd, XMM0 + i, RSP, 8 * i);
    a.ri(I.add64, RSP, 8 * floats + 8);
    for (const reg of [...saved].reverse()) a.r(I.pop, reg);
    a.op(I.ret);
  }
}
