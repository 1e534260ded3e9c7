/**
 * Every instruction of the table, in every shape, with operands that reach its corners: for the recording from GNU as and the
 * test that compares with it. The order is fixed; a change of the table or of this file needs a new recording (`npm run record:arm64`).
 */

import type { Label } from "../backend/code-buffer.ts";
import type { CaseSink, GnuAs } from "../backend/gnu-as.ts";
import type { Assembler } from "./assembler.ts";
import { ALL_INSTRUCTIONS, type Form, I, IMMEDIATE, type Instruction } from "./forms.ts";
import { type Condition, EXTEND, type Extend, type IndexExtend, type Reg, SHIFT, SP, V0, ZR } from "./registers.ts";

export const GNU_AS: GnuAs = {
  program: "aarch64-linux-gnu-as",
  target: /aarch64/,
  prologue: ".arch armv8.1-a",
  options: [],
};

/** Numbers of registers that meet every bit of a field, and 31. */
const SOME_NUMBERS = [0, 1, 2, 4, 8, 16, 29, 30, 31];
/** Combinations of up to four operands: each operand meets all numbers while the others move on. */
const COMBINATIONS = SOME_NUMBERS.flatMap((_, i) => [
  [0, 3, 5, 7].map((step) => SOME_NUMBERS[(i + step) % SOME_NUMBERS.length]),
  [0, 2, 1, 4].map((step) => SOME_NUMBERS[(i * 2 + step) % SOME_NUMBERS.length]),
]);
const CONDITIONS = Array.from({ length: 14 }, (_, i) => i as Condition);
const SHIFTS = Object.values(SHIFT);
const EXTENDS = Object.values(EXTEND);
const INDEX_EXTENDS: readonly IndexExtend[] = [EXTEND.UXTW, EXTEND.UXTX, EXTEND.SXTW, EXTEND.SXTX];
const UNSCALED_OFFSETS = [0, 1, 8, 255, -1, -256];
const BYTE_FIELD_OFFSETS = [1, 8, 255, -1, -256];
const ADD_IMMEDIATES = [0, 1, 0x800, 0xfff, 0x1000, 0x555_000, 0xfff_000];

/** Distances of labels from the instruction, by the shape that has them; all within reach. */
const BRANCH_DISTANCES = [0, 4, -4, 0x7_fffc, -0x8_0000, 0xf_fffc, -0x10_0000];
const LONG_DISTANCES = [...BRANCH_DISTANCES, 0x7ff_fffc, -0x800_0000];
const TEST_DISTANCES = [0, 4, -4, 0x7ffc, -0x8000];

/** All logical immediates: each size of element, each run, each rotation. */
function allBitmasks(width: number): bigint[] {
  const values: bigint[] = [];
  for (let size = 2; size <= width; size *= 2) {
    for (let ones = 1; ones < size; ones++) {
      for (let rotation = 0; rotation < size; rotation++) {
        const run = (1n << BigInt(ones)) - 1n;
        const mask = (1n << BigInt(size)) - 1n;
        const element = ((run << BigInt(rotation)) | (run >> BigInt(size - rotation))) & mask;
        let value = 0n;
        for (let at = 0; at < width; at += size) value |= element << BigInt(at);
        values.push(value);
      }
    }
  }
  return values;
}

/** The doubles of fmov. */
function allDoubles(): number[] {
  const values: number[] = [];
  for (let exponent = -3; exponent <= 4; exponent++) {
    for (let n = 16; n < 32; n++) values.push((n / 16) * 2 ** exponent, (-n / 16) * 2 ** exponent);
  }
  return values;
}

const low = (value: bigint): number => Number(BigInt.asIntN(32, value));
const high = (value: bigint): number => Number(BigInt.asIntN(32, value >> 32n));

/** Emits the cases of one instruction: a method a shape. */
class Enumerator {
  private readonly a: Assembler;

  constructor(
    private readonly sink: CaseSink<Assembler>,
    private readonly insn: Instruction,
  ) {
    this.a = sink.assembler;
  }

  run(): void {
    for (const form of this.insn.forms) {
      this.sink.key(`${this.insn.name}.${form.shape}`);
      const emit = (this as unknown as Record<string, ((form: Form) => void) | undefined>)[`shape_${form.shape}`];
      if (emit === undefined) throw new Error(`no enumeration for shape ${form.shape} of ${this.insn.name}`);
      emit.call(this, form);
    }
  }

  /** Combinations of register operands, each of the kind that the form wants. */
  private combinations(form: Form): Reg[][] {
    const specs = form.operands.filter(({ kind }) => kind === "reg");
    return COMBINATIONS.map((numbers) =>
      specs.map(({ letter, allowsSp }, i) => {
        if (letter !== "X" && letter !== "W") return V0 + numbers[i];
        return numbers[i] === 31 ? (allowsSp ? SP : ZR) : numbers[i];
      }),
    ).filter((regs) => !this.isUnpredictable(form, regs));
  }

  /** Loads of a pair into one register, and of a base that they change, are refused by as. */
  private isUnpredictable(form: Form, regs: readonly Reg[]): boolean {
    const { name, shape } = form;
    if (name.startsWith("ldp") && regs[0] === regs[1]) return true;
    if (name.startsWith("stlxr") && (regs[0] === regs[1] || regs[0] === regs[2])) return true;
    if (/Pre$|Post$/.test(shape)) return regs.slice(0, -1).includes(regs.at(-1)!);
    return false;
  }

  private label(distance: number): Label {
    return this.a.labelAt(this.a.position + distance);
  }

  shape_op(): void {
    this.a.op(this.insn);
  }

  shape_r(form: Form): void {
    for (const [x] of this.combinations(form)) this.a.r(this.insn, x);
  }

  shape_rr(form: Form): void {
    for (const [x, y] of this.combinations(form)) this.a.rr(this.insn, x, y);
  }

  shape_rrr(form: Form): void {
    for (const [x, y, z] of this.combinations(form)) this.a.rrr(this.insn, x, y, z);
  }

  shape_rrrr(form: Form): void {
    for (const [x, y, z, w] of this.combinations(form)) this.a.rrrr(this.insn, x, y, z, w);
  }

  shape_rrs(form: Form): void {
    for (const [x, y] of this.combinations(form)) {
      // Addition and its kin have no rotation.
      for (const shift of [SHIFT.LSL, SHIFT.LSR, SHIFT.ASR]) this.a.rrs(this.insn, x, y, shift, (x + 1) % form.width);
    }
  }

  shape_rrrs(form: Form): void {
    const logical = this.insn.rri?.immediate === IMMEDIATE.bitmask || /^(bic|orn|eon)/.test(form.name);
    const shifts = logical ? SHIFTS : SHIFTS.filter((shift) => shift !== SHIFT.ROR);
    for (const [x, y, z] of this.combinations(form)) {
      for (const shift of shifts) this.a.rrrs(this.insn, x, y, z, shift, (x + 1) % form.width);
    }
    // as writes a shift to the left by 0 as none.
    this.a.rrrs(this.insn, 1, 2, 3, SHIFT.LSL, form.width - 1);
  }

  /** Extensions with amounts; as takes `uxtx` of a 32-bit register for a mistake. */
  private extensions(form: Form): [Extend, number][] {
    const extends_ = EXTENDS.filter((extend) => form.width === 64 || (extend & 3) !== EXTEND.UXTX);
    return extends_.flatMap((extend): [Extend, number][] => [0, 1, 3, 4].map((amount) => [extend, amount]));
  }

  shape_rrx(form: Form): void {
    for (const [extend, amount] of this.extensions(form)) {
      for (const [x, y] of this.combinations(form)) this.a.rrx(this.insn, x, y ?? ZR, extend, amount);
    }
  }

  shape_rrrx(form: Form): void {
    for (const [extend, amount] of this.extensions(form)) {
      for (const [x, y] of this.combinations(form)) this.a.rrrx(this.insn, x, y, (x + amount) & 15, extend, amount);
    }
  }

  shape_i(): void {
    for (const imm of [0, 1, 0x8000, 0xffff]) this.a.i(this.insn, imm);
  }

  shape_ri(form: Form): void {
    if (form.immediate === IMMEDIATE.bitmask) {
      for (const [x] of this.combinations(form)) {
        for (const imm of [1, 0xff0, 0x7fff_fffe]) this.a.ri(this.insn, x, imm);
      }
      return;
    }
    for (const [x] of this.combinations(form)) {
      for (const imm of ADD_IMMEDIATES) this.a.ri(this.insn, x, imm);
    }
  }

  shape_rri(form: Form): void {
    const combinations = this.combinations(form);
    if (form.immediate === IMMEDIATE.bitmask) {
      for (const [x, y] of combinations) this.a.rri(this.insn, x, y, 0xff0);
      // One instruction of each width meets all values, the others share its code.
      const values = /^and(64|32)$/.test(form.name) ? allBitmasks(form.width) : [];
      for (const value of values) {
        if (form.width === 64) this.a.bitmask(this.insn, 1, 2, low(value), high(value));
        else this.a.rri(this.insn, 1, 2, low(value));
      }
    } else if (form.immediate === IMMEDIATE.add) {
      for (const [x, y] of combinations) {
        for (const imm of ADD_IMMEDIATES) this.a.rri(this.insn, x, y, imm);
      }
    } else {
      for (const [x, y] of combinations) this.a.rri(this.insn, x, y, 1);
      for (let imm = 0; imm < form.width; imm++) this.a.rri(this.insn, 1, 2, imm);
    }
  }

  shape_rrii(form: Form): void {
    for (const [x, y] of this.combinations(form)) this.a.rrii(this.insn, x, y, 3, 5);
    for (let lsb = 0; lsb < form.width; lsb++) {
      this.a.rrii(this.insn, 1, 2, lsb, 1);
      this.a.rrii(this.insn, 1, 2, lsb, form.width - lsb);
    }
  }

  shape_rrri(form: Form): void {
    for (const [x, y, z] of this.combinations(form)) {
      for (const imm of [0, 1, form.width - 1]) this.a.rrri(this.insn, x, y, z, imm);
    }
  }

  shape_rih(form: Form): void {
    for (const [x] of this.combinations(form)) {
      for (let shift = 0; shift < form.width; shift += 16) {
        for (const imm of [0, 1, 0x1234, 0xffff]) this.a.rih(this.insn, x, imm, shift);
      }
    }
  }

  shape_rf(form: Form): void {
    for (const [x] of this.combinations(form)) this.a.rf(this.insn, x, 1);
    for (const value of allDoubles()) this.a.rf(this.insn, V0, value);
  }

  shape_rc(form: Form): void {
    for (const [x] of this.combinations(form)) {
      for (const cond of CONDITIONS) this.a.rc(this.insn, x, cond);
    }
  }

  shape_rrrc(form: Form): void {
    for (const [x, y, z] of this.combinations(form)) this.a.rrrc(this.insn, x, y, z, (x % 14) as Condition);
    const file = form.operands[0].letter === "D" ? V0 : 0;
    for (const cond of CONDITIONS) this.a.rrrc(this.insn, file + 1, file + 2, file + 3, cond);
  }

  shape_rrnc(form: Form): void {
    for (const [x, y] of this.combinations(form)) this.a.rrnc(this.insn, x, y, x & 15, (y % 14) as Condition);
    for (const cond of CONDITIONS) this.a.rrnc(this.insn, 1, 2, 15 - cond, cond);
  }

  shape_rinc(form: Form): void {
    for (const [x] of this.combinations(form)) this.a.rinc(this.insn, x, 31 - (x & 31), x & 15, (x % 14) as Condition);
    for (const cond of CONDITIONS) this.a.rinc(this.insn, 1, cond, 15 - cond, cond);
  }

  shape_j(): void {
    for (const distance of LONG_DISTANCES) this.a.j(this.insn, this.label(distance));
  }

  shape_cj(): void {
    for (const cond of CONDITIONS) {
      for (const distance of BRANCH_DISTANCES) this.a.bcond(cond, this.label(distance));
    }
  }

  shape_rj(form: Form): void {
    for (const [x] of this.combinations(form)) {
      for (const distance of BRANCH_DISTANCES) this.a.rj(this.insn, x, this.label(distance));
    }
  }

  shape_rbj(form: Form): void {
    for (const [x] of this.combinations(form)) {
      for (const distance of TEST_DISTANCES) this.a.rbj(this.insn, x, (x * 2) & 63, this.label(distance));
    }
    for (let bit = 0; bit < 64; bit++) this.a.rbj(this.insn, 1, bit, this.label(8));
  }

  shape_rl(form: Form): void {
    const distances = this.insn === I.adr ? [...BRANCH_DISTANCES, 1, 2, 3, -1] : BRANCH_DISTANCES;
    for (const [x] of this.combinations(form)) {
      for (const distance of distances) this.a.rl(this.insn, x, this.label(distance));
    }
  }

  /** The distance of adrp is the linker's: here it is 0. The test of `patchPage21` has the others. */
  shape_rp(): void {
    for (const reg of SOME_NUMBERS) this.a.loadNearSymbol(reg === 31 ? 7 : reg, "symbol");
  }

  shape_rm(form: Form): void {
    const offsets = [0, 1, 7, 2048, 4095].map((n) => n * form.scale);
    for (const [x, base] of this.combinations(form)) {
      for (const offset of offsets) this.a.rm(this.insn, x, base, offset);
    }
  }

  /** Offsets that only the unscaled form takes: unaligned or negative. */
  shape_rmu(form: Form): void {
    const scale = this.insn.rm!.scale;
    const offsets = UNSCALED_OFFSETS.filter((offset) => offset < 0 || offset % scale !== 0);
    for (const [x, base] of this.combinations(form)) {
      for (const offset of offsets) this.a.rm(this.insn, x, base, offset);
    }
  }

  shape_rmx(form: Form): void {
    for (const [x, base] of this.combinations(form)) {
      for (const extend of INDEX_EXTENDS) {
        for (const scaled of [false, true]) {
          for (const index of [(x + 3) & 15, ZR]) this.a.rmx(this.insn, x, base, index, extend, scaled);
        }
      }
    }
  }

  shape_rmPre(form: Form): void {
    for (const [x, base] of this.combinations(form)) {
      for (const offset of BYTE_FIELD_OFFSETS) this.a.rmPre(this.insn, x, base, offset);
    }
  }

  shape_rmPost(form: Form): void {
    for (const [x, base] of this.combinations(form)) {
      for (const offset of BYTE_FIELD_OFFSETS) this.a.rmPost(this.insn, x, base, offset);
    }
  }

  private pairOffsets(form: Form): number[] {
    return [0, 1, 63, -1, -64].map((n) => n * form.scale);
  }

  shape_rrm(form: Form): void {
    for (const [x, y, base] of this.combinations(form)) {
      for (const offset of this.pairOffsets(form)) this.a.rrm(this.insn, x, y, base, offset);
    }
  }

  shape_rrmPre(form: Form): void {
    for (const [x, y, base] of this.combinations(form)) {
      for (const offset of this.pairOffsets(form)) this.a.rrmPre(this.insn, x, y, base, offset);
    }
  }

  shape_rrmPost(form: Form): void {
    for (const [x, y, base] of this.combinations(form)) {
      for (const offset of this.pairOffsets(form)) this.a.rrmPost(this.insn, x, y, base, offset);
    }
  }
}

/** Emits every case. */
export function enumerate(sink: CaseSink<Assembler>): void {
  for (const insn of ALL_INSTRUCTIONS) new Enumerator(sink, insn).run();
}
