/**
 * The x86-64 assembler: methods named after operand shapes emit the table's instructions.
 *
 *     const a = new Assembler();
 *     const done = a.label();
 *     a.rr(I.add64, RAX, RCX);                  // add rax, rcx
 *     a.ri(I.cmp64, RAX, 1000);                 // cmp rax, 1000        the shortest immediate that fits
 *     a.jcc(CC.GE, done);                       // jge done
 *     a.rm(I.mov64, RDX, R15, 16);              // mov rdx, [r15 + 16]
 *     a.rmx(I.mov32, RDX, R15, RAX, 8, 4);      // mov edx, [r15 + rax*8 + 4]
 *     a.rl(I.movsd, XMM0, a.constantDouble(0.5));   // movsd xmm0, [rip + constant]
 *     a.bind(done);
 *     const code = a.finish();
 *
 * A shape's letters are the operands in Intel's order, destination first: `r` register, `m` memory [base + disp], `i` immediate. Memory has
 * two more spellings: `mx` [base + index*scale + disp] and `l` [rip + label]. Operands are plain numbers, so that emission allocates nothing.
 * An address without a base is absolute: pass `NONE`.
 *
 * Everything emitted is correct for any register: rsp, r12 as base, rbp, r13 without displacement, sil and its kin. What cannot be
 * encoded (rsp as index, an immediate that does not fit) throws a RangeError. A vector register where a general one belongs is
 * noticed only while there is a listing: run the lowering's tests with one.
 */

import { CodeBuffer, type Label, writeInt32 } from "../backend/code-buffer.ts";
import {
  chooseImmediate,
  emitAddress,
  emitIndexedAddress,
  emitOpcode,
  emitVex,
  immediateOf,
  isInt8,
  isInt32,
} from "./encoding.ts";
import { type Form, I, type Instruction } from "./forms.ts";
import { checkRegisterKinds, type PrintedOperand, printInstruction } from "./printer.ts";
import { type Condition, NONE, type Reg } from "./registers.ts";

/** Kinds of fixups: the width of the field. */
const REL8 = 0;
const REL32 = 1;

/** Bytes of the short jump and of the near conditional jump. */
const SHORT_JUMP_SIZE = 2;

/**
 * Intel's recommended no-operations by length (Software Developer's Manual, volume 2, NOP), as GNU as spells them. Shared with the
 * test against as.
 */
export const NOPS: readonly { readonly bytes: readonly number[]; readonly text: string }[] = [
  { bytes: [0x90], text: "nop" },
  { bytes: [0x66, 0x90], text: "xchg ax, ax" },
  { bytes: [0x0f, 0x1f, 0x00], text: "nop dword ptr [rax]" },
  { bytes: [0x0f, 0x1f, 0x40, 0], text: "{disp8} nop dword ptr [rax]" },
  { bytes: [0x0f, 0x1f, 0x44, 0, 0], text: "{disp8} nop dword ptr [rax + rax*1]" },
  { bytes: [0x66, 0x0f, 0x1f, 0x44, 0, 0], text: "{disp8} nop word ptr [rax + rax*1]" },
  { bytes: [0x0f, 0x1f, 0x80, 0, 0, 0, 0], text: "{disp32} nop dword ptr [rax]" },
  { bytes: [0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0], text: "{disp32} nop dword ptr [rax + rax*1]" },
  { bytes: [0x66, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0], text: "{disp32} nop word ptr [rax + rax*1]" },
];

export class Assembler extends CodeBuffer {
  /** int3: what falls into the gap before constants traps. */
  protected override readonly padding = 0xcc;

  // No operands, one operand --------------------------------------------------------------------------------------------

  op(insn: Instruction<"op">): void {
    const form = insn.op!;
    const start = this.position;
    const bytes = this.reserve();
    this.position = emitOpcode(bytes, start, form, form.rex);
    if (form.modrm >= 0) bytes[this.position++] = form.modrm;
    if (this.listing !== null) this.note(start, form, []);
  }

  /** One register: `neg rax`, `push rax`, `shl rax, cl`, `jmp rax`. */
  r(insn: Instruction<"r">, reg: Reg): void {
    const form = insn.r!;
    const start = this.position;
    if (form.inOpcode) this.emitInOpcode(form, reg);
    else this.emitReg(form, form.digit, reg);
    if (this.listing !== null) this.note(start, form, [reg]);
  }

  m(insn: Instruction<"m">, base: Reg, disp: number): void {
    const form = insn.m!;
    const start = this.position;
    this.emitMem(form, form.digit, base, disp);
    if (this.listing !== null) this.note(start, form, [address(base, NONE, 1, disp)]);
  }

  mx(insn: Instruction<"m">, base: Reg, index: Reg, scale: number, disp: number): void {
    const form = insn.m!;
    const start = this.position;
    this.emitIndexed(form, form.digit, base, index, scale, disp);
    if (this.listing !== null) this.note(start, form, [address(base, index, scale, disp)]);
  }

  l(insn: Instruction<"m">, label: Label): void {
    const form = insn.m!;
    const start = this.position;
    this.emitLabel(form, form.digit, label, 0);
    if (this.listing !== null) this.note(start, form, [ripRelative(label)]);
  }

  /** One immediate: `push 5`. */
  i(insn: Instruction<"i">, imm: number): void {
    const short = insn.i8 !== null && isInt8(imm);
    const form = short ? insn.i8! : insn.iFull!;
    const start = this.position;
    const bytes = this.reserve();
    const value = immediateOf(form, imm);
    this.position = emitOpcode(bytes, start, form, form.rex);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [value]);
  }

  // Two operands --------------------------------------------------------------------------------------------------------

  rr(insn: Instruction<"rr">, dst: Reg, src: Reg): void {
    const form = insn.rr!;
    const start = this.position;
    if (form.rmFirst) this.emitReg(form, src, dst);
    else this.emitReg(form, dst, src);
    if (this.listing !== null) this.note(start, form, [dst, src]);
  }

  /** Register and [base + disp]: loads, and operations with memory as their source. */
  rm(insn: Instruction<"rm">, dst: Reg, base: Reg, disp: number): void {
    const form = insn.rm!;
    const start = this.position;
    this.emitMem(form, dst, base, disp);
    if (this.listing !== null) this.note(start, form, [dst, address(base, NONE, 1, disp)]);
  }

  /** Register and [base + index*scale + disp]. */
  rmx(insn: Instruction<"rm">, dst: Reg, base: Reg, index: Reg, scale: number, disp: number): void {
    const form = insn.rm!;
    const start = this.position;
    this.emitIndexed(form, dst, base, index, scale, disp);
    if (this.listing !== null) this.note(start, form, [dst, address(base, index, scale, disp)]);
  }

  /** Register and [rip + label]. */
  rl(insn: Instruction<"rm">, dst: Reg, label: Label): void {
    const form = insn.rm!;
    const start = this.position;
    this.emitLabel(form, dst, label, 0);
    if (this.listing !== null) this.note(start, form, [dst, ripRelative(label)]);
  }

  /** [base + disp] and register: stores, and operations with memory as their destination. */
  mr(insn: Instruction<"mr">, base: Reg, disp: number, src: Reg): void {
    const form = insn.mr!;
    const start = this.position;
    this.emitMem(form, src, base, disp);
    if (this.listing !== null) this.note(start, form, [address(base, NONE, 1, disp), src]);
  }

  mxr(insn: Instruction<"mr">, base: Reg, index: Reg, scale: number, disp: number, src: Reg): void {
    const form = insn.mr!;
    const start = this.position;
    this.emitIndexed(form, src, base, index, scale, disp);
    if (this.listing !== null) this.note(start, form, [address(base, index, scale, disp), src]);
  }

  lr(insn: Instruction<"mr">, label: Label, src: Reg): void {
    const form = insn.mr!;
    const start = this.position;
    this.emitLabel(form, src, label, 0);
    if (this.listing !== null) this.note(start, form, [ripRelative(label), src]);
  }

  /** Register and immediate, in the shortest form; the immediate is sign-extended to 64 bits, or cut to the operation's width. */
  ri(insn: Instruction<"ri">, dst: Reg, imm: number): void {
    const form = chooseImmediate(insn.ri1, insn.ri8, (dst === 0 && insn.riAcc) || insn.riFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    if (form.inOpcode) this.emitInOpcode(form, dst);
    else if (form === insn.riAcc) this.position = emitOpcode(this.reserve(), start, form, form.rex);
    else this.emitReg(form, form.digit, dst);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [dst, value]);
  }

  mi(insn: Instruction<"mi">, base: Reg, disp: number, imm: number): void {
    const form = chooseImmediate(insn.mi1, insn.mi8, insn.miFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitMem(form, form.digit, base, disp);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [address(base, NONE, 1, disp), value]);
  }

  mxi(insn: Instruction<"mi">, base: Reg, index: Reg, scale: number, disp: number, imm: number): void {
    const form = chooseImmediate(insn.mi1, insn.mi8, insn.miFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitIndexed(form, form.digit, base, index, scale, disp);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [address(base, index, scale, disp), value]);
  }

  li(insn: Instruction<"mi">, label: Label, imm: number): void {
    const form = chooseImmediate(insn.mi1, insn.mi8, insn.miFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitLabel(form, form.digit, label, form.immSize);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [ripRelative(label), value]);
  }

  /** Register and 64-bit immediate, given in two halves; `loadInt64` chooses something shorter where it can. */
  rq(insn: Instruction<"rq">, dst: Reg, low: number, high: number): void {
    const form = insn.rq!;
    const start = this.position;
    this.emitInOpcode(form, dst);
    const bytes = this.bytes;
    writeInt32(bytes, this.position, low);
    writeInt32(bytes, this.position + 4, high);
    this.position += 8;
    if (this.listing !== null) this.note(start, form, [dst, (BigInt(high) << 32n) | BigInt(low >>> 0)]);
  }

  // Three operands ------------------------------------------------------------------------------------------------------

  /** `imul rax, rcx, 100`; `roundsd`; `shld`. */
  rri(insn: Instruction<"rri">, dst: Reg, src: Reg, imm: number): void {
    const form = chooseImmediate(null, insn.rri8, insn.rriFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    if (form.rmFirst) this.emitReg(form, src, dst);
    else this.emitReg(form, dst, src);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [dst, src, value]);
  }

  rmi(insn: Instruction<"rmi">, dst: Reg, base: Reg, disp: number, imm: number): void {
    const form = chooseImmediate(null, insn.rmi8, insn.rmiFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitMem(form, dst, base, disp);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [dst, address(base, NONE, 1, disp), value]);
  }

  rmxi(insn: Instruction<"rmi">, dst: Reg, base: Reg, index: Reg, scale: number, disp: number, imm: number): void {
    const form = chooseImmediate(null, insn.rmi8, insn.rmiFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitIndexed(form, dst, base, index, scale, disp);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [dst, address(base, index, scale, disp), value]);
  }

  rli(insn: Instruction<"rmi">, dst: Reg, label: Label, imm: number): void {
    const form = chooseImmediate(null, insn.rmi8, insn.rmiFull, imm);
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitLabel(form, dst, label, form.immSize);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [dst, ripRelative(label), value]);
  }

  /** `shld [base + disp], src, imm`. */
  mri(insn: Instruction<"mri">, base: Reg, disp: number, src: Reg, imm: number): void {
    const form = insn.mri8!;
    const value = immediateOf(form, imm);
    const start = this.position;
    this.emitMem(form, src, base, disp);
    this.emitImmediate(form, value);
    if (this.listing !== null) this.note(start, form, [address(base, NONE, 1, disp), src, value]);
  }

  /** Three registers (VEX): `shlx dst, src, count`. */
  rrr(insn: Instruction<"rrr">, dst: Reg, src: Reg, count: Reg): void {
    const form = insn.rrr!;
    const start = this.position;
    const bytes = this.reserve();
    const p = emitVex(bytes, start, form, dst, NONE, src, count);
    bytes[p] = 0xc0 | ((dst & 7) << 3) | (src & 7);
    this.position = p + 1;
    if (this.listing !== null) this.note(start, form, [dst, src, count]);
  }

  /** `shlx dst, [base + disp], count`. */
  rmr(insn: Instruction<"rmr">, dst: Reg, base: Reg, disp: number, count: Reg): void {
    const form = insn.rmr!;
    const start = this.position;
    const bytes = this.reserve();
    const p = emitVex(bytes, start, form, dst, NONE, base, count);
    this.position = emitAddress(bytes, p, dst, base, disp);
    if (this.listing !== null) this.note(start, form, [dst, address(base, NONE, 1, disp), count]);
  }

  rmxr(insn: Instruction<"rmr">, dst: Reg, base: Reg, index: Reg, scale: number, disp: number, count: Reg): void {
    const form = insn.rmr!;
    const start = this.position;
    const bytes = this.reserve();
    const p = emitVex(bytes, start, form, dst, index, base, count);
    this.position = emitIndexedAddress(bytes, p, dst, base, index, scale, disp);
    if (this.listing !== null) this.note(start, form, [dst, address(base, index, scale, disp), count]);
  }

  // Jumps ---------------------------------------------------------------------------------------------------------------

  /**
   * Jump or call: the short form when the target is bound and in reach, else the near one with 32 bits. Forward jumps are
   * near, since their distance is not known yet: see `jShort`.
   */
  j(insn: Instruction<"j">, label: Label): void {
    if (insn.j8 !== null && this.isBound(label)) {
      const distance = this.offsetOf(label) - (this.position + SHORT_JUMP_SIZE);
      if (isInt8(distance)) {
        this.jShort(insn, label);
        return;
      }
    }
    this.jNear(insn, label);
  }

  /** The short form: `finish` throws a RangeError if the target turns out to be more than 127 bytes away. */
  jShort(insn: Instruction<"j">, label: Label): void {
    const form = insn.j8!;
    const start = this.position;
    const bytes = this.reserve();
    const p = emitOpcode(bytes, start, form, 0);
    bytes[p] = 0;
    this.position = p + 1;
    this.addFixup(p, REL8, p + 1, label);
    if (this.listing !== null) this.note(start, form, [label]);
  }

  /** The near form, always. Returns the offset of its 32-bit field, for `patchRel32`. */
  jNear(insn: Instruction<"j">, label: Label): number {
    const form = insn.j32!;
    const start = this.position;
    const field = this.emitNear(form);
    this.addFixup(field, REL32, field + 4, label);
    if (this.listing !== null) this.note(start, form, [label]);
    return field;
  }

  /** Jump or call to a symbol: the loader fills in the distance (relocation `rel32`). Returns the field's offset. */
  jSymbol(insn: Instruction<"j">, symbol: string, addend = 0): number {
    const form = insn.j32!;
    const start = this.position;
    const field = this.emitNear(form);
    this.addRelocation(field, "rel32", symbol, addend);
    if (this.listing !== null) this.listing.instruction(start, this.position, () => `${form.mnemonic} ${symbol}`);
    return field;
  }

  jmp(label: Label): void {
    this.j(I.jmp, label);
  }

  jcc(cc: Condition, label: Label): void {
    this.j(I.jcc[cc], label);
  }

  call(label: Label): void {
    this.jNear(I.call, label);
  }

  callSymbol(symbol: string): number {
    return this.jSymbol(I.call, symbol);
  }

  // Conveniences --------------------------------------------------------------------------------------------------------

  /** Sets `dst` to a 64-bit integer in the shortest way that leaves the flags alone: 5, 7 or 10 bytes. */
  loadInt64(dst: Reg, value: number | bigint): void {
    if (typeof value === "number") {
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer: pass a bigint`);
      if (value >= 0 && value <= 0xffff_ffff) this.ri(I.mov32, dst, value);
      else if (isInt32(value)) this.ri(I.mov64, dst, value);
      else this.rq(I.movabs64, dst, value | 0, Math.floor(value / 0x1_0000_0000) | 0);
    } else {
      const wide = BigInt.asIntN(64, value);
      const asNumber = Number(wide);
      if (Number.isSafeInteger(asNumber)) this.loadInt64(dst, asNumber);
      else this.rq(I.movabs64, dst, Number(BigInt.asIntN(32, wide)), Number(BigInt.asIntN(32, wide >> 32n)));
    }
  }

  /** `movabs dst, symbol`: the loader writes the 64-bit address (relocation `abs64`). Returns the field's offset. */
  loadSymbol(dst: Reg, symbol: string, addend = 0): number {
    const start = this.position;
    this.emitInOpcode(I.movabs64.rq!, dst);
    const field = this.position;
    this.data64(0, 0);
    this.addRelocation(field, "abs64", symbol, addend);
    if (this.listing !== null) this.note(start, I.movabs64.rq!, [dst, 0n]);
    return field;
  }

  /** `size` bytes that do nothing, in as few instructions as possible. */
  nop(size: number): void {
    while (size > 0) {
      const nop = NOPS[Math.min(size, NOPS.length) - 1];
      const start = this.position;
      this.reserve().set(nop.bytes, start);
      this.position += nop.bytes.length;
      size -= nop.bytes.length;
      if (this.listing !== null) this.listing.instruction(start, this.position, () => nop.text);
    }
  }

  /** Aligns code with no-operations to a power of two; does nothing when it would take more than `limit` bytes. */
  align(alignment: number, limit = alignment): void {
    const gap = -this.position & (alignment - 1);
    if (gap <= limit) this.nop(gap);
  }

  /** One entry of a jump table: the distance of `target` from `table`, a bound label, in 32 bits. */
  tableEntry(target: Label, table: Label): void {
    const at = this.position;
    this.data32(0);
    this.addFixup(at, REL32, this.offsetOf(table), target);
    if (this.listing !== null)
      this.listing.instruction(at, this.position, (style) => `.long ${style.label(target, at, at)}`);
  }

  /** 64 bits of data that hold the address of `symbol` (relocation `abs64`). */
  dataSymbol(symbol: string, addend = 0): void {
    this.addRelocation(this.position, "abs64", symbol, addend);
    this.data64(0, 0);
  }

  // Encoding ------------------------------------------------------------------------------------------------------------

  /** Opcode with ModRM: register field `reg`, register operand `rm`. */
  private emitReg(form: Form, reg: number, rm: Reg): void {
    const bytes = this.reserve();
    let rex = form.rex | ((reg & 8) >> 1) | ((rm & 8) >> 3);
    // Without a REX prefix, 4..7 would be ah, ch, dh, bh.
    if ((form.byteRm && (rm & 0x1c) === 4) || (form.byteReg && (reg & 0x1c) === 4)) rex |= 0x40;
    const p = emitOpcode(bytes, this.position, form, rex);
    bytes[p] = 0xc0 | ((reg & 7) << 3) | (rm & 7);
    this.position = p + 1;
  }

  /** Opcode with the register in its low three bits. */
  private emitInOpcode(form: Form, reg: Reg): void {
    const bytes = this.reserve();
    let rex = form.rex | ((reg & 8) >> 3);
    if (form.byteReg && (reg & 0x1c) === 4) rex |= 0x40;
    const p = emitOpcode(bytes, this.position, form, rex);
    bytes[p - 1] |= reg & 7;
    this.position = p;
  }

  /** Opcode with ModRM for [base + disp]. */
  private emitMem(form: Form, reg: number, base: Reg, disp: number): void {
    const bytes = this.reserve();
    let rex = form.rex | ((reg & 8) >> 1);
    if (base !== NONE) rex |= (base & 8) >> 3;
    if (form.byteReg && (reg & 0x1c) === 4) rex |= 0x40;
    const p = emitOpcode(bytes, this.position, form, rex);
    this.position = emitAddress(bytes, p, reg, base, disp);
  }

  /** Opcode with ModRM and SIB for [base + index*scale + disp]. */
  private emitIndexed(form: Form, reg: number, base: Reg, index: Reg, scale: number, disp: number): void {
    if (index === NONE) {
      this.emitMem(form, reg, base, disp);
      return;
    }
    const bytes = this.reserve();
    let rex = form.rex | ((reg & 8) >> 1) | ((index & 8) >> 2);
    if (base !== NONE) rex |= (base & 8) >> 3;
    if (form.byteReg && (reg & 0x1c) === 4) rex |= 0x40;
    const p = emitOpcode(bytes, this.position, form, rex);
    this.position = emitIndexedAddress(bytes, p, reg, base, index, scale, disp);
  }

  /** Opcode with ModRM for [rip + label]; `trailing` bytes of immediate follow, since rip is the end of the instruction. */
  private emitLabel(form: Form, reg: number, label: Label, trailing: number): void {
    const bytes = this.reserve();
    let rex = form.rex | ((reg & 8) >> 1);
    if (form.byteReg && (reg & 0x1c) === 4) rex |= 0x40;
    const p = emitOpcode(bytes, this.position, form, rex);
    bytes[p] = ((reg & 7) << 3) | 5;
    writeInt32(bytes, p + 1, 0);
    this.position = p + 5;
    this.addFixup(p + 1, REL32, p + 5 + trailing, label);
  }

  /** Opcode and an empty 32-bit distance, whose offset is returned. */
  private emitNear(form: Form): number {
    const bytes = this.reserve();
    const field = emitOpcode(bytes, this.position, form, 0);
    writeInt32(bytes, field, 0);
    this.position = field + 4;
    return field;
  }

  private emitImmediate(form: Form, value: number): void {
    const bytes = this.bytes;
    const p = this.position;
    switch (form.immSize) {
      case 1:
        bytes[p] = value;
        this.position = p + 1;
        break;
      case 2:
        bytes[p] = value;
        bytes[p + 1] = value >> 8;
        this.position = p + 2;
        break;
      case 4:
        writeInt32(bytes, p, value);
        this.position = p + 4;
        break;
    }
  }

  protected override writeFixup(kind: number, at: number, distance: number): void {
    if (kind === REL8) {
      if (!isInt8(distance))
        throw new RangeError(`short jump at offset ${at - 1}: its target is ${distance} bytes away`);
      this.bytes[at] = distance;
    } else {
      if (!isInt32(distance))
        throw new RangeError(`32-bit distance at offset ${at}: the target is ${distance} bytes away`);
      writeInt32(this.bytes, at, distance);
    }
  }

  private note(start: number, form: Form, operands: readonly PrintedOperand[]): void {
    const end = this.position;
    checkRegisterKinds(form, operands);
    this.listing!.instruction(start, end, (style) => printInstruction(form, operands, style, start, end));
  }
}

const address = (base: Reg, index: Reg, scale: number, disp: number) => ({ base, index, scale, disp, label: null });
const ripRelative = (label: Label) => ({ base: NONE, index: NONE, scale: 1, disp: 0, label });
