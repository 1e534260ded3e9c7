/**
 * Every instruction of the table, in every shape, with operands that reach its corners: for the recording from GNU as and the
 * test that compares with it. The order is fixed; a change of the table or of this file needs a new recording (`npm run record:x86`).
 */

import type { Label } from "../backend/code-buffer.ts";
import type { CaseSink, GnuAs } from "../backend/gnu-as.ts";
import { type Assembler, NOPS } from "./assembler.ts";
import { ALL_INSTRUCTIONS, type Form, I, type Instruction } from "./forms.ts";
import { NONE, R12, R13, RAX, RBP, RBX, type Reg, RSP, XMM0 } from "./registers.ts";

export const GNU_AS: GnuAs = {
  program: "as",
  target: /x86_64/,
  prologue: ".intel_syntax noprefix",
  options: ["--64"],
};

/** Instructions that get every combination of registers and addresses; one of each way to encode is enough. */
const THOROUGH = new Set(["add64", "mov8", "movzx32_8", "movsd", "shlx64", "cmp32"]);

const ALL_REGS = Array.from({ length: 16 }, (_, i) => i);
/** Low and high registers, and those that are special as a base (4, 5, 12, 13) or as bytes (4..7). */
const SOME_BASES = [RAX, RBX, RSP, RBP, 6, 8, R12, R13, 15];
const ALL_DISPS = [0, 1, 127, -128, 128, -129, 0x7fff_ffff, -0x8000_0000];
const SOME_DISPS = [0, -128, 128];
const SCALES = [1, 2, 4, 8];

/** Immediates by what the form encodes. */
const SHORT_IMMEDIATES = [0, 1, 5, -1, 127, -128];
const UNSIGNED_BYTES = [0, 1, 2, 31, 63, 127];
const FULL_IMMEDIATES: Record<number, readonly number[]> = {
  1: [0, 1, 0x7f, -1, -128, 0xff],
  2: [0, 1, 0x7fff, -1, -0x8000, 0xffff],
  4: [128, -129, 0x1234_5678, 0x7fff_ffff, -0x8000_0000],
};
/** Distances of labels from the start of the instruction; short jumps reach from -126 to 129. */
const DISTANCES = [0, 2, 100, 1000, -1000, 0x7fff_0000, -0x7000_0000];
const SHORT_DISTANCES = [0, 2, 129, -126];

interface Address {
  readonly base: Reg;
  readonly index: Reg;
  readonly scale: number;
  readonly disp: number;
}

function plainAddresses(thorough: boolean): Address[] {
  const addresses: Address[] = [];
  for (const base of thorough ? ALL_REGS : SOME_BASES) {
    for (const disp of thorough ? ALL_DISPS : SOME_DISPS) addresses.push({ base, index: NONE, scale: 1, disp });
  }
  addresses.push({ base: NONE, index: NONE, scale: 1, disp: 0x1234_5678 });
  return addresses;
}

function indexedAddresses(thorough: boolean): Address[] {
  const addresses: Address[] = [];
  const indices = ALL_REGS.filter((reg) => reg !== RSP);
  let turn = 0;
  for (const base of thorough ? ALL_REGS : SOME_BASES) {
    for (const index of thorough ? indices : [indices[turn % 15], indices[(turn + 7) % 15]]) {
      const disp = ALL_DISPS[turn % ALL_DISPS.length];
      addresses.push({ base, index, scale: SCALES[(turn + (turn >> 3)) % 4], disp });
      turn++;
    }
  }
  for (const scale of SCALES) addresses.push({ base: NONE, index: scale === 1 ? RBP : R12, scale, disp: 16 * scale });
  return addresses;
}

/**
 * Operands between registers that as encodes in another, equal way, and that are therefore left out here and asserted by hand
 * in assembler.test.ts: an exchange with rax has a form without ModRM, which we do not have.
 */
function isLeftOut(insn: Instruction, dst: Reg, src: Reg): boolean {
  return (insn === I.xchg64 || insn === I.xchg32) && (dst === RAX || src === RAX);
}

/** Emits the cases of one instruction. */
class Enumerator {
  private readonly a: Assembler;
  private readonly plain: readonly Address[];
  private readonly indexed: readonly Address[];
  private turn = 0;

  constructor(
    private readonly sink: CaseSink<Assembler>,
    private readonly insn: Instruction,
  ) {
    this.a = sink.assembler;
    const thorough = THOROUGH.has(insn.name);
    this.plain = plainAddresses(thorough);
    this.indexed = indexedAddresses(thorough);
  }

  run(): void {
    const shapes = new Set(this.insn.forms.flatMap((form) => form.shapes));
    for (const shape of shapes) {
      this.sink.key(`${this.insn.name}.${shape}`);
      const emit = (this as unknown as Record<string, (() => void) | undefined>)[`shape_${shape}`];
      if (emit === undefined) throw new Error(`no enumeration for shape ${shape} of ${this.insn.name}`);
      emit.call(this);
    }
  }

  /** The n-th register operand's file. */
  private reg(form: Form, operand: number, number: number): Reg {
    return form.operands[operand].vector ? XMM0 + number : number;
  }

  /** A register that changes from case to case, so that all are met. */
  private nextReg(form: Form, operand: number): Reg {
    this.turn = (this.turn + 5) % 16;
    return this.reg(form, operand, this.turn);
  }

  private label(distance: number): Label {
    return this.a.labelAt(this.a.position + distance);
  }

  /** The immediates of all forms of a shape, which the assembler then chooses from. */
  private immediates(short: Form | null, full: Form | null): number[] {
    const values: number[] = [];
    if (short !== null) values.push(...(full === null ? UNSIGNED_BYTES : SHORT_IMMEDIATES));
    if (full !== null) values.push(...FULL_IMMEDIATES[full.immSize]);
    return values;
  }

  private pairs(): [number, number][] {
    if (THOROUGH.has(this.insn.name)) return ALL_REGS.flatMap((x) => ALL_REGS.map((y): [number, number] => [x, y]));
    return ALL_REGS.flatMap((x): [number, number][] => [
      [x, (x * 7 + 3) % 16],
      [x, x],
    ]);
  }

  shape_op(): void {
    this.a.op(this.insn);
  }

  shape_r(): void {
    for (const reg of ALL_REGS) this.a.r(this.insn, this.reg(this.insn.r!, 0, reg));
  }

  shape_m(): void {
    for (const { base, disp } of this.plain) this.a.m(this.insn, base, disp);
    for (const { base, index, scale, disp } of this.indexed) this.a.mx(this.insn, base, index, scale, disp);
    for (const distance of DISTANCES) this.a.l(this.insn, this.label(distance));
  }

  shape_i(): void {
    for (const imm of this.immediates(this.insn.i8, this.insn.iFull)) this.a.i(this.insn, imm);
  }

  shape_rr(): void {
    const form = this.insn.rr!;
    for (const [dst, src] of this.pairs()) {
      if (!isLeftOut(this.insn, dst, src)) this.a.rr(this.insn, this.reg(form, 0, dst), this.reg(form, 1, src));
    }
  }

  shape_rm(): void {
    const form = this.insn.rm!;
    for (const { base, disp } of this.plain) this.a.rm(this.insn, this.nextReg(form, 0), base, disp);
    for (const { base, index, scale, disp } of this.indexed) {
      this.a.rmx(this.insn, this.nextReg(form, 0), base, index, scale, disp);
    }
    if (this.insn === I.lea32) return; // as warns of a 32-bit address relative to rip
    for (const distance of DISTANCES) this.a.rl(this.insn, this.nextReg(form, 0), this.label(distance));
  }

  shape_mr(): void {
    const form = this.insn.mr!;
    for (const { base, disp } of this.plain) this.a.mr(this.insn, base, disp, this.nextReg(form, 1));
    for (const { base, index, scale, disp } of this.indexed) {
      this.a.mxr(this.insn, base, index, scale, disp, this.nextReg(form, 1));
    }
    for (const distance of DISTANCES) this.a.lr(this.insn, this.label(distance), this.nextReg(form, 1));
  }

  shape_ri(): void {
    const { ri8, riFull } = this.insn;
    const form = (riFull ?? ri8)!;
    for (const reg of ALL_REGS) {
      for (const imm of this.immediates(ri8, riFull)) this.a.ri(this.insn, this.reg(form, 0, reg), imm);
    }
  }

  shape_mi(): void {
    const immediates = this.immediates(this.insn.mi8, this.insn.miFull);
    let turn = 0;
    const imm = () => immediates[turn++ % immediates.length];
    for (const { base, disp } of this.plain) this.a.mi(this.insn, base, disp, imm());
    for (const { base, index, scale, disp } of this.indexed) this.a.mxi(this.insn, base, index, scale, disp, imm());
    for (const distance of DISTANCES) this.a.li(this.insn, this.label(distance), imm());
    for (const value of immediates) this.a.li(this.insn, this.label(64), value);
  }

  shape_rri(): void {
    const { rri8, rriFull } = this.insn;
    const form = (rriFull ?? rri8)!;
    for (const [dst, src] of this.pairs()) {
      for (const imm of this.immediates(rri8, rriFull)) {
        this.a.rri(this.insn, this.reg(form, 0, dst), this.reg(form, 1, src), imm);
      }
    }
  }

  shape_rmi(): void {
    const { rmi8, rmiFull } = this.insn;
    const form = (rmiFull ?? rmi8)!;
    const immediates = this.immediates(rmi8, rmiFull);
    let turn = 0;
    const imm = () => immediates[turn++ % immediates.length];
    for (const { base, disp } of this.plain) this.a.rmi(this.insn, this.nextReg(form, 0), base, disp, imm());
    for (const { base, index, scale, disp } of this.indexed) {
      this.a.rmxi(this.insn, this.nextReg(form, 0), base, index, scale, disp, imm());
    }
    for (const value of immediates) this.a.rli(this.insn, this.nextReg(form, 0), this.label(64), value);
  }

  shape_mri(): void {
    for (const { base, disp } of this.plain) this.a.mri(this.insn, base, disp, this.nextReg(this.insn.mri8!, 1), 7);
  }

  shape_rrr(): void {
    for (const [dst, src] of this.pairs()) this.a.rrr(this.insn, dst, src, (dst * 3 + src * 5 + 1) % 16);
  }

  shape_rmr(): void {
    const form = this.insn.rmr!;
    for (const { base, disp } of this.plain) {
      this.a.rmr(this.insn, this.nextReg(form, 0), base, disp, this.nextReg(form, 2));
    }
    for (const { base, index, scale, disp } of this.indexed) {
      this.a.rmxr(this.insn, this.nextReg(form, 0), base, index, scale, disp, this.nextReg(form, 2));
    }
  }

  shape_rq(): void {
    for (const reg of ALL_REGS) {
      this.a.rq(this.insn, reg, 0x9abc_def0, 0x1234_5678);
      this.a.rq(this.insn, reg, 0, -0x8000_0000);
      this.a.rq(this.insn, reg, -1, -1);
    }
  }

  shape_j(): void {
    if (this.insn.j8 !== null) {
      for (const distance of SHORT_DISTANCES) this.a.j(this.insn, this.label(distance));
      for (const distance of SHORT_DISTANCES) this.a.jShort(this.insn, this.label(distance));
    }
    for (const distance of DISTANCES) this.a.jNear(this.insn, this.label(distance));
  }
}

/** Emits every case. */
export function enumerate(sink: CaseSink<Assembler>): void {
  for (const insn of ALL_INSTRUCTIONS) new Enumerator(sink, insn).run();
  sink.key("nops");
  NOPS.forEach((_, i) => {
    sink.assembler.nop(i + 1);
  });
}
