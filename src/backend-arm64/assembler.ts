/**
 * The ARM64 assembler: methods named after operand shapes emit the table's instructions.
 *
 *     const a = new Assembler();
 *     const done = a.label();
 *     a.rrr(I.add64, X0, X1, X2);               // add x0, x1, x2
 *     a.ri(I.cmp64, X0, 1000);                  // cmp x0, #1000
 *     a.bcond(COND.GE, done);                   // b.ge done
 *     a.rm(I.ldr64, X3, X4, 16);                // ldr x3, [x4, #16]          ldur when the offset is not a multiple of 8
 *     a.rmx(I.ldr32, X3, X4, X5, EXTEND.UXTW, true);   // ldr w3, [x4, w5, uxtw #2]
 *     a.rl(I.ldrD, V0, a.constantDouble(0.3));  // ldr d0, constant
 *     a.bind(done);
 *     const code = a.finish();
 *
 * Operands stand in the Arm manual's order and are plain numbers, so that emission allocates nothing. A shape's letters: `r` register,
 * `i` immediate, `s` a shift and its amount, `x` a register with its extension, `m` memory, `l` label, `c` condition. What cannot be encoded
 * (an immediate, an offset) throws a RangeError; `isAddImmediate`, `isBitmask`, `offsetFits` say so beforehand. A register of the wrong
 * kind is noticed only while there is a listing: run the lowering's tests with one.
 *
 * **Distances.** A conditional branch reaches 1 MiB, tbz 32 KiB, a load of a constant 1 MiB. Backward branches beyond that are emitted as the opposite
 * condition around a `b`. For forward ones the assembler watches the first that would get out of reach, and in time emits an **island**:
 * a `b` around veneers (a `b` for each such branch, which is redirected there) and the constants so far. So an island may stand
 * between any two instructions; `keepTogether` prevents it where instructions must be adjacent.
 */

import { CodeBuffer, type Label, writeInt32 } from "../backend/code-buffer.ts";
import { FIXUP, inReach, reachOf, writeDistance } from "./fixups.ts";
import { type Form, I, IMMEDIATE, type Instruction } from "./forms.ts";
import { encodeAddImmediate, encodeBitmask, encodeDouble, isBitmask } from "./immediates.ts";
import { checkRegisterKinds, type PrintedOperand, printExtended, printIndex, printInstruction } from "./printer.ts";
import {
  CONDITION_NAMES,
  type Condition,
  type Extend,
  type IndexExtend,
  negate,
  type Reg,
  SHIFT_NAMES,
  type Shift,
  ZR,
} from "./registers.ts";

/** Branches with too short a reach, by their opposites. */
const OPPOSITES = new Map<Instruction, Instruction>([
  [I.cbz64, I.cbnz64],
  [I.cbnz64, I.cbz64],
  [I.cbz32, I.cbnz32],
  [I.cbnz32, I.cbz32],
  [I.tbz, I.tbnz],
  [I.tbnz, I.tbz],
]);

/** No deadline for an island. */
const NEVER = 0x7fff_ffff;

/** An island is emitted this long before the first branch gets out of reach: it must not be overrun by one sequence kept together. */
const ISLAND_MARGIN = 1024;

/** As much room is left for constants on islands: 4096 of them, and veneers before them. */
const CONSTANTS_MARGIN = 0x10000;

export class Assembler extends CodeBuffer {
  /** Where the next island is due at the latest. */
  private deadline = NEVER;

  override reset(): void {
    super.reset();
    this.deadline = NEVER;
  }

  // Registers -----------------------------------------------------------------------------------------------------------

  op(insn: Instruction<"op">): void {
    const form = insn.op!;
    this.word(form.bits);
    if (this.listing !== null) this.note(form, []);
  }

  r(insn: Instruction<"r">, reg: Reg): void {
    const form = insn.r!;
    this.word(form.bits | ((reg & 31) << form.p0));
    if (this.listing !== null) this.note(form, [reg]);
  }

  rr(insn: Instruction<"rr">, first: Reg, second: Reg): void {
    const form = insn.rr!;
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << form.p1));
    if (this.listing !== null) this.note(form, [first, second]);
  }

  rrr(insn: Instruction<"rrr">, first: Reg, second: Reg, third: Reg): void {
    const form = insn.rrr!;
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << form.p2));
    if (this.listing !== null) this.note(form, [first, second, third]);
  }

  rrrr(insn: Instruction<"rrrr">, first: Reg, second: Reg, third: Reg, fourth: Reg): void {
    const form = insn.rrrr!;
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << form.p2);
    this.word(form.bits | registers | ((fourth & 31) << form.p3));
    if (this.listing !== null) this.note(form, [first, second, third, fourth]);
  }

  // Shifted and extended registers ----------------------------------------------------------------------------------------

  /** `cmp n, m, lsl #amount`. */
  rrs(insn: Instruction<"rrs">, first: Reg, second: Reg, shift: Shift, amount: number): void {
    const form = insn.rrs!;
    checkRange(form, amount, 0, form.width - 1);
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1);
    this.word(form.bits | registers | (shift << 22) | (amount << 10));
    if (this.listing !== null) this.note(form, [first, second, SHIFT_NAMES[shift], amount]);
  }

  /** `add d, n, m, lsl #amount`. */
  rrrs(insn: Instruction<"rrrs">, first: Reg, second: Reg, third: Reg, shift: Shift, amount: number): void {
    const form = insn.rrrs!;
    checkRange(form, amount, 0, form.width - 1);
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << form.p2);
    this.word(form.bits | registers | (shift << 22) | (amount << 10));
    if (this.listing !== null) this.note(form, [first, second, third, SHIFT_NAMES[shift], amount]);
  }

  /** `cmp n, m, uxtw #amount`; the amount is 0 to 4. */
  rrx(insn: Instruction<"rrx">, first: Reg, second: Reg, extend: Extend, amount: number): void {
    const form = insn.rrx!;
    checkRange(form, amount, 0, 4);
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << 16) | (extend << 13) | (amount << 10));
    if (this.listing !== null) this.note(form, [first, printExtended(form.width, second, extend, amount)]);
  }

  /** `add d, n, m, uxtw #amount`; the amount is 0 to 4. */
  rrrx(insn: Instruction<"rrrx">, first: Reg, second: Reg, third: Reg, extend: Extend, amount: number): void {
    const form = insn.rrrx!;
    checkRange(form, amount, 0, 4);
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << 16);
    this.word(form.bits | registers | (extend << 13) | (amount << 10));
    if (this.listing !== null) this.note(form, [first, second, printExtended(form.width, third, extend, amount)]);
  }

  // Immediates ----------------------------------------------------------------------------------------------------------

  i(insn: Instruction<"i">, imm: number): void {
    const form = insn.i!;
    this.word(form.bits | encodeImmediate(form, imm));
    if (this.listing !== null) this.note(form, [imm]);
  }

  ri(insn: Instruction<"ri">, reg: Reg, imm: number): void {
    const form = insn.ri!;
    this.word(form.bits | ((reg & 31) << form.p0) | encodeImmediate(form, imm));
    if (this.listing !== null) this.note(form, [reg, printImmediate(form, imm)]);
  }

  /** `add d, n, #imm`, `and d, n, #bitmask`, `lsl d, n, #shift`. A bitmask of 64 bits is sign-extended: see `bitmask` for others. */
  rri(insn: Instruction<"rri">, first: Reg, second: Reg, imm: number): void {
    const form = insn.rri!;
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << form.p1) | encodeImmediate(form, imm));
    if (this.listing !== null) this.note(form, [first, second, printImmediate(form, imm)]);
  }

  /** A logical operation of 64 bits with a bitmask given in halves. */
  bitmask(insn: Instruction<"rri">, first: Reg, second: Reg, low: number, high: number): void {
    const form = insn.rri!;
    const fields = encodeBitmask(low, high);
    if (form.immediate !== IMMEDIATE.bitmask || fields < 0) throw new RangeError(`no bitmask for ${form.name}`);
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << form.p1) | fields);
    if (this.listing !== null) this.note(form, [first, second, printHalves(low, high)]);
  }

  /** Bit fields: `ubfx d, n, #lsb, #width` takes bits out, `bfi` and `ubfiz` put the lowest `width` bits at `lsb`. */
  rrii(insn: Instruction<"rrii">, first: Reg, second: Reg, lsb: number, width: number): void {
    const form = insn.rrii!;
    checkRange(form, lsb, 0, form.width - 1);
    checkRange(form, width, 1, form.width - lsb);
    const inserts = form.operands[2].name === "insert";
    const rotation = inserts ? -lsb & (form.width - 1) : lsb;
    const last = inserts ? width - 1 : lsb + width - 1;
    this.word(form.bits | ((first & 31) << form.p0) | ((second & 31) << form.p1) | (rotation << 16) | (last << 10));
    if (this.listing !== null) this.note(form, [first, second, `${lsb}, #${width}`]);
  }

  /** `extr d, n, m, #lsb`: the bits from `lsb` on of n:m; with n = m a rotation to the right. */
  rrri(insn: Instruction<"rrri">, first: Reg, second: Reg, third: Reg, imm: number): void {
    const form = insn.rrri!;
    checkRange(form, imm, 0, form.width - 1);
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << form.p2);
    this.word(form.bits | registers | (imm << 10));
    if (this.listing !== null) this.note(form, [first, second, third, imm]);
  }

  /** `movz d, #imm16, lsl #shift`; the shift is 0, 16, 32 or 48. */
  rih(insn: Instruction<"rih">, reg: Reg, imm: number, shift: number): void {
    const form = insn.rih!;
    checkRange(form, imm, 0, 0xffff);
    if (shift % 16 !== 0 || shift < 0 || shift >= form.width)
      throw new RangeError(`${form.name} cannot shift by ${shift}`);
    this.word(form.bits | ((reg & 31) << form.p0) | (imm << 5) | ((shift >> 4) << 21));
    if (this.listing !== null) this.note(form, [reg, imm, shift]);
  }

  /** `fmov d, #value`, for the few doubles that fit. */
  rf(insn: Instruction<"rf">, reg: Reg, value: number): void {
    const form = insn.rf!;
    const fields = encodeDouble(value);
    if (fields < 0) throw new RangeError(`${value} does not fit ${form.name}`);
    this.word(form.bits | ((reg & 31) << form.p0) | fields);
    if (this.listing !== null) this.note(form, [reg, value]);
  }

  // Conditions ----------------------------------------------------------------------------------------------------------

  /** `cset d, cond`. */
  rc(insn: Instruction<"rc">, reg: Reg, cond: Condition): void {
    const form = insn.rc!;
    this.word(form.bits | ((reg & 31) << form.p0) | ((cond ^ form.conditionFlip) << form.conditionAt));
    if (this.listing !== null) this.note(form, [reg, CONDITION_NAMES[cond]]);
  }

  /** `csel d, n, m, cond`. */
  rrrc(insn: Instruction<"rrrc">, first: Reg, second: Reg, third: Reg, cond: Condition): void {
    const form = insn.rrrc!;
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1) | ((third & 31) << form.p2);
    this.word(form.bits | registers | (cond << form.conditionAt));
    if (this.listing !== null) this.note(form, [first, second, third, CONDITION_NAMES[cond]]);
  }

  /** `ccmp n, m, #nzcv, cond`. */
  rrnc(insn: Instruction<"rrnc">, first: Reg, second: Reg, nzcv: number, cond: Condition): void {
    const form = insn.rrnc!;
    checkRange(form, nzcv, 0, 15);
    const registers = ((first & 31) << form.p0) | ((second & 31) << form.p1);
    this.word(form.bits | registers | (cond << form.conditionAt) | nzcv);
    if (this.listing !== null) this.note(form, [first, second, nzcv, CONDITION_NAMES[cond]]);
  }

  /** `ccmp n, #imm5, #nzcv, cond`. */
  rinc(insn: Instruction<"rinc">, reg: Reg, imm: number, nzcv: number, cond: Condition): void {
    const form = insn.rinc!;
    checkRange(form, imm, 0, 31);
    checkRange(form, nzcv, 0, 15);
    this.word(form.bits | ((reg & 31) << form.p0) | (imm << 16) | (cond << form.conditionAt) | nzcv);
    if (this.listing !== null) this.note(form, [reg, imm, nzcv, CONDITION_NAMES[cond]]);
  }

  // Memory --------------------------------------------------------------------------------------------------------------

  /** Whether `rm` can encode this offset: 0..4095 times the size accessed, or -256..255. */
  offsetFits(insn: Instruction<"rm">, offset: number): boolean {
    const scale = insn.rm!.scale;
    return (offset >= -256 && offset <= 255) || (offset >= 0 && offset <= 4095 * scale && offset % scale === 0);
  }

  /** Load or store at [base, #offset]. */
  rm(insn: Instruction<"rm">, reg: Reg, base: Reg, offset: number): void {
    const form = insn.rm!;
    const scaled = offset / form.scale;
    if (scaled === (scaled & 0xfff)) {
      this.word(form.bits | (reg & 31) | ((base & 31) << 5) | (scaled << 10));
      if (this.listing !== null) this.note(form, [reg, base, offset]);
    } else this.indexed(insn.rmu!, reg, base, offset);
  }

  /** Load or store at [base, index]: the index extended, and multiplied by the size accessed if `scaled`. */
  rmx(insn: Instruction<"rmx">, reg: Reg, base: Reg, index: Reg, extend: IndexExtend, scaled: boolean): void {
    const form = insn.rmx!;
    // A byte's scale is 1: as has a spelling for it that differs in the bit S and means the same.
    const s = scaled && form.scale > 1 ? 1 : 0;
    this.word(form.bits | (reg & 31) | ((base & 31) << 5) | ((index & 31) << 16) | (extend << 13) | (s << 12));
    if (this.listing !== null) this.note(form, [reg, base, printIndex(index, extend, s === 1 ? form.scale : 1)]);
  }

  /** At [base, #offset]!: the base is changed first. The offset is -256..255, as for `rmPost`. */
  rmPre(insn: Instruction<"rmPre">, reg: Reg, base: Reg, offset: number): void {
    this.indexed(insn.rmPre!, reg, base, offset);
  }

  /** At [base], #offset: the base is changed afterwards. */
  rmPost(insn: Instruction<"rmPost">, reg: Reg, base: Reg, offset: number): void {
    this.indexed(insn.rmPost!, reg, base, offset);
  }

  private indexed(form: Form, reg: Reg, base: Reg, offset: number): void {
    checkRange(form, offset, -256, 255);
    this.word(form.bits | (reg & 31) | ((base & 31) << 5) | ((offset & 0x1ff) << 12));
    if (this.listing !== null) this.note(form, [reg, base, offset]);
  }

  /** A pair at [base, #offset]: -64..63 times the size accessed, as for `rrmPre` and `rrmPost`. */
  rrm(insn: Instruction<"rrm">, first: Reg, second: Reg, base: Reg, offset: number): void {
    this.pair(insn.rrm!, first, second, base, offset);
  }

  rrmPre(insn: Instruction<"rrmPre">, first: Reg, second: Reg, base: Reg, offset: number): void {
    this.pair(insn.rrmPre!, first, second, base, offset);
  }

  rrmPost(insn: Instruction<"rrmPost">, first: Reg, second: Reg, base: Reg, offset: number): void {
    this.pair(insn.rrmPost!, first, second, base, offset);
  }

  private pair(form: Form, first: Reg, second: Reg, base: Reg, offset: number): void {
    const scaled = offset / form.scale;
    checkRange(form, scaled, -64, 63);
    this.word(form.bits | (first & 31) | ((second & 31) << 10) | ((base & 31) << 5) | ((scaled & 0x7f) << 15));
    if (this.listing !== null) this.note(form, [first, second, base, offset]);
  }

  /** Load from a label (a constant of the pool, within 1 MiB), or `adr`. */
  rl(insn: Instruction<"rl">, reg: Reg, label: Label): void {
    const form = insn.rl!;
    this.branch(form.bits | ((reg & 31) << form.p0), form.name === "adr" ? FIXUP.adr21 : FIXUP.literal19, label);
    if (this.listing !== null) this.note(form, [reg, { label }]);
  }

  // Branches ------------------------------------------------------------------------------------------------------------

  /** `b`, `bl`. Returns the instruction's offset, for `patchBranch26`. */
  j(insn: Instruction<"j">, label: Label): number {
    const form = insn.j!;
    const at = this.branch(form.bits, FIXUP.branch26, label);
    if (this.listing !== null) this.note(form, [{ label }]);
    return at;
  }

  /** `b`, `bl` to a symbol: the loader fills in the distance (relocation `branch26`). Returns the instruction's offset. */
  jSymbol(insn: Instruction<"j">, symbol: string, addend = 0): number {
    const form = insn.j!;
    this.word(form.bits);
    const at = this.position - 4;
    this.addRelocation(at, "branch26", symbol, addend);
    if (this.listing !== null) this.listing.instruction(at, at + 4, () => `${form.name} ${symbol}`);
    return at;
  }

  b(label: Label): number {
    return this.j(I.b, label);
  }

  bl(label: Label): number {
    return this.j(I.bl, label);
  }

  callSymbol(symbol: string): number {
    return this.jSymbol(I.bl, symbol);
  }

  /** `b.cond`. */
  bcond(cond: Condition, label: Label): void {
    if (this.isFarBack(FIXUP.branch19, label)) {
      const over = this.skipAround(label, (next) => this.bcond(negate(cond), next));
      this.bind(over);
      return;
    }
    const form = I.bcond.cj!;
    this.branch(form.bits | cond, FIXUP.branch19, label);
    if (this.listing !== null) this.note(form, [CONDITION_NAMES[cond], { label }]);
  }

  /** `cbz`, `cbnz`. */
  rj(insn: Instruction<"rj">, reg: Reg, label: Label): void {
    if (this.isFarBack(FIXUP.branch19, label)) {
      const opposite = OPPOSITES.get(insn as Instruction)! as Instruction<"rj">;
      this.bind(this.skipAround(label, (next) => this.rj(opposite, reg, next)));
      return;
    }
    const form = insn.rj!;
    this.branch(form.bits | (reg & 31), FIXUP.branch19, label);
    if (this.listing !== null) this.note(form, [reg, { label }]);
  }

  /** `tbz`, `tbnz`: branches by one bit, 0 to 63. */
  rbj(insn: Instruction<"rbj">, reg: Reg, bit: number, label: Label): void {
    if (this.isFarBack(FIXUP.branch14, label)) {
      const opposite = OPPOSITES.get(insn as Instruction)! as Instruction<"rbj">;
      this.bind(this.skipAround(label, (next) => this.rbj(opposite, reg, bit, next)));
      return;
    }
    const form = insn.rbj!;
    checkRange(form, bit, 0, 63);
    const bits = form.bits | (reg & 31) | ((bit >> 5) << 31) | ((bit & 31) << 19);
    this.branch(bits, FIXUP.branch14, label);
    if (this.listing !== null) this.note(form, [reg, bit, { label }]);
  }

  /** Whether a bound label is out of a branch's reach. */
  private isFarBack(kind: number, label: Label): boolean {
    return this.isBound(label) && !inReach(kind, this.offsetOf(label) - this.position);
  }

  /** The opposite branch around a `b` to `label`; returns the label behind, still to be bound. */
  private skipAround(label: Label, opposite: (over: Label) => void): Label {
    this.keepTogether(8);
    const over = this.label();
    opposite(over);
    this.b(label);
    return over;
  }

  // Conveniences --------------------------------------------------------------------------------------------------------

  /** Sets `dst` to a 64-bit integer in one to four instructions that leave the flags alone. */
  loadInt64(dst: Reg, value: number | bigint): void {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new RangeError(`${value} is no safe integer: pass a bigint`);
    }
    const wide = BigInt.asIntN(64, BigInt(value));
    this.loadHalves(dst, Number(BigInt.asIntN(32, wide)), Number(BigInt.asIntN(32, wide >> 32n)));
  }

  /** The same for a value in two 32-bit halves. */
  loadHalves(dst: Reg, low: number, high: number): void {
    const parts = [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16];
    const zeros = parts.filter((part) => part === 0).length;
    const ones = parts.filter((part) => part === 0xffff).length;
    if (zeros < 3 && ones < 3 && isBitmask(low, high)) {
      this.bitmask(I.orr64, dst, ZR, low, high);
      return;
    }
    // Start from all zeros (movz) or all ones (movn), whichever leaves less to set.
    const fill = ones > zeros ? 0xffff : 0;
    const start = fill === 0 ? I.movz64 : I.movn64;
    let first = parts.findIndex((part) => part !== fill);
    if (first < 0) first = 0;
    this.rih(start, dst, parts[first] ^ fill, 16 * first);
    for (let i = first + 1; i < 4; i++) {
      if (parts[i] !== fill) this.rih(I.movk64, dst, parts[i], 16 * i);
    }
  }

  /** Sets a vector register to a double: movi for 0.0, fmov where it fits, else a load from the pool. */
  loadDouble(dst: Reg, value: number): void {
    if (Object.is(value, 0)) this.r(I.moviZero, dst);
    else if (encodeDouble(value) >= 0) this.rf(I.fmov, dst, value);
    else this.rl(I.ldrD, dst, this.constantDouble(value));
  }

  /** The 64-bit address of `symbol` through movz and three movk (relocation `mov64`). Returns the first one's offset. */
  loadSymbol(dst: Reg, symbol: string, addend = 0): number {
    this.keepTogether(16);
    const at = this.position;
    this.addRelocation(at, "mov64", symbol, addend);
    this.rih(I.movz64, dst, 0, 0);
    for (const shift of [16, 32, 48]) this.rih(I.movk64, dst, 0, shift);
    return at;
  }

  /** The address of `symbol` within 4 GiB, through adrp and add (relocations `page21` and `low12`). Returns the first one's offset. */
  loadNearSymbol(dst: Reg, symbol: string, addend = 0): number {
    this.keepTogether(8);
    const at = this.position;
    this.addRelocation(at, "page21", symbol, addend);
    this.adrp(dst, symbol);
    this.addRelocation(at + 4, "low12", symbol, addend);
    this.rri(I.add64, dst, dst, 0);
    return at;
  }

  private adrp(dst: Reg, symbol: string): void {
    const form = I.adrp.rp!;
    this.word(form.bits | (dst & 31));
    if (this.listing !== null) this.note(form, [dst, symbol]);
  }

  /** No-operations, `size` bytes of them. */
  nop(size: number): void {
    for (let done = 0; done < size; done += 4) this.op(I.nop);
  }

  /** Aligns code with no-operations to a power of two; does nothing when it would take more than `limit` bytes. */
  align(alignment: number, limit = alignment): void {
    this.keepTogether(alignment);
    const gap = -this.position & (alignment - 1);
    if (gap <= limit) this.nop(gap);
  }

  /** One entry of a jump table: the distance of `target` from `table`, a bound label, in 32 bits. */
  tableEntry(target: Label, table: Label): void {
    const at = this.position;
    this.data32(0);
    this.addFixup(at, FIXUP.data32, this.offsetOf(table), target);
    if (this.listing !== null)
      this.listing.instruction(at, this.position, (style) => `.long ${style.label(target, at, at)}`);
  }

  /** 64 bits of data that hold the address of `symbol` (relocation `abs64`). */
  dataSymbol(symbol: string, addend = 0): void {
    this.addRelocation(this.position, "abs64", symbol, addend);
    this.data64(0, 0);
  }

  // Islands -------------------------------------------------------------------------------------------------------------

  /** Guarantees that the next `size` bytes (at most 1024) are emitted without an island in between. */
  keepTogether(size: number): void {
    if (size > ISLAND_MARGIN) throw new RangeError(`cannot keep ${size} bytes together`);
    if (this.position + size >= this.deadline) this.emitIsland();
  }

  /**
   * Veneers for the branches that have used up half of their reach, and the constants if one of their loads has. Veneers come first, those with
   * the least reach left before the others: the n-th is 4*n bytes further away than the first, as is its branch, so if the first is
   * in reach, all are.
   */
  private emitIsland(): void {
    this.deadline = NEVER;
    const due: { fixup: number; left: number }[] = [];
    let constantsDue = false;
    for (let i = 0; i < this.fixupAt.length; i++) {
      const kind = this.fixupKind[i];
      if (!isShort(kind) || this.isBound(this.fixupLabel[i])) continue;
      const left = this.fixupAt[i] + reachOf(kind) - this.position;
      if (left > reachOf(kind) / 2) this.watch(kind, this.fixupAt[i]);
      else if (kind === FIXUP.literal19) constantsDue = true;
      else due.push({ fixup: i, left });
    }
    // What set the deadline may have been bound since.
    if (due.length === 0 && !constantsDue) return;
    const over = this.label();
    this.b(over);
    due.sort((x, y) => x.left - y.left);
    for (const { fixup } of due) {
      const target = this.fixupLabel[fixup];
      this.fixupLabel[fixup] = this.here();
      this.b(target);
    }
    if (constantsDue) this.placeConstants();
    this.bind(over);
  }

  /** Notes when a forward branch or load of this kind at `at` gets out of reach. */
  private watch(kind: number, at: number): void {
    const margin = kind === FIXUP.literal19 ? ISLAND_MARGIN + CONSTANTS_MARGIN : 2 * ISLAND_MARGIN;
    const deadline = at + reachOf(kind) - margin;
    if (deadline < this.deadline) this.deadline = deadline;
  }

  // Encoding ------------------------------------------------------------------------------------------------------------

  /** Emits one instruction, and before it an island that is due. */
  private word(bits: number): void {
    if (this.position >= this.deadline) this.emitIsland();
    const bytes = this.reserve();
    writeInt32(bytes, this.position, bits);
    this.position += 4;
  }

  /** Emits an instruction that holds a distance; returns its offset. */
  private branch(bits: number, kind: number, label: Label): number {
    this.word(bits);
    const at = this.position - 4;
    this.addFixup(at, kind, at, label);
    if (isShort(kind) && !this.isBound(label)) this.watch(kind, at);
    return at;
  }

  protected override writeFixup(kind: number, at: number, distance: number): void {
    writeDistance(this.bytes, kind, at, distance);
  }

  private note(form: Form, operands: readonly PrintedOperand[]): void {
    const end = this.position;
    checkRegisterKinds(form, operands);
    this.listing!.instruction(end - 4, end, (style) => printInstruction(form, operands, style, end - 4, end));
  }
}

/** Kinds whose forward targets may get out of reach; adr is for tables nearby, and `b` reaches all code there is. */
const isShort = (kind: number): boolean =>
  kind === FIXUP.branch19 || kind === FIXUP.branch14 || kind === FIXUP.literal19;

function checkRange(form: Form, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${value} does not fit ${form.name}: it takes ${min}..${max}`);
  }
}

/** The immediate's bits in their place. */
function encodeImmediate(form: Form, imm: number): number {
  let bits = -1;
  switch (form.immediate) {
    case IMMEDIATE.add:
      bits = encodeAddImmediate(imm);
      break;
    case IMMEDIATE.bitmask:
      bits = form.width === 32 ? encodeBitmask(imm | 0, imm | 0) : encodeBitmask(imm | 0, upperHalf(imm));
      break;
    case IMMEDIATE.leftShift:
      if (imm >= 0 && imm < form.width) bits = ((-imm & (form.width - 1)) << 16) | ((form.width - 1 - imm) << 10);
      break;
    case IMMEDIATE.rightShift:
      if (imm >= 0 && imm < form.width) bits = imm << 16;
      break;
    case IMMEDIATE.plain16:
      if (imm === (imm & 0xffff)) bits = imm << 5;
      break;
  }
  if (bits < 0 || !Number.isInteger(imm)) throw new RangeError(`immediate ${imm} does not fit ${form.name}`);
  return bits;
}

/** Bits 32..63 of a safe integer in two's complement. */
const upperHalf = (value: number): number => Math.floor(value / 0x1_0000_0000) | 0;

function printImmediate(form: Form, imm: number): PrintedOperand {
  if (form.immediate !== IMMEDIATE.bitmask) return imm;
  return form.width === 32 ? `0x${(imm >>> 0).toString(16)}` : printHalves(imm | 0, upperHalf(imm));
}

const printHalves = (low: number, high: number): string =>
  `0x${((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString(16)}`;
