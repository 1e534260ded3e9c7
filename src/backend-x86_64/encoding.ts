/**
 * The parts that x86-64 encodings are made of: prefixes and opcode, ModRM with SIB and displacement, immediates. Each writes at an
 * offset and returns the next. See the Intel manual, volume 2, chapter 2 (instruction format).
 */

import { writeInt32 } from "../backend/code-buffer.ts";
import { type Form, MAP } from "./forms.ts";
import { NONE, type Reg } from "./registers.ts";

export const isInt8 = (value: number): boolean => (value << 24) >> 24 === value;
export const isInt32 = (value: number): boolean => (value | 0) === value;

/** Prefix, REX, escape bytes and opcode; a REX prefix of 0x40 itself is asked for by setting that bit. Returns the next offset. */
export function emitOpcode(bytes: Uint8Array, p: number, form: Form, rex: number): number {
  if (form.prefix !== 0) bytes[p++] = form.prefix;
  if (rex !== 0) bytes[p++] = 0x40 | rex;
  const map = form.map;
  if (map !== MAP.primary) {
    bytes[p++] = 0x0f;
    if (map === MAP["0F38"]) bytes[p++] = 0x38;
    else if (map === MAP["0F3A"]) bytes[p++] = 0x3a;
  }
  bytes[p++] = form.opcode;
  return p;
}

/** The three-byte VEX prefix and the opcode; the registers' fourth bits and vvvv are stored inverted. */
export function emitVex(bytes: Uint8Array, p: number, form: Form, reg: Reg, index: Reg, rm: Reg, vvvv: Reg): number {
  bytes[p++] = 0xc4;
  let inverted = 0xe0 ^ ((reg & 8) << 4);
  if (index !== NONE) inverted ^= (index & 8) << 3;
  if (rm !== NONE) inverted ^= (rm & 8) << 2;
  bytes[p++] = inverted | form.map;
  bytes[p++] = form.vex | ((~vvvv & 15) << 3);
  bytes[p++] = form.opcode;
  return p;
}

/**
 * ModRM, SIB and displacement of [base + disp]. In ModRM.rm, 4 (rsp, r12) announces a SIB byte, and 5 (rbp, r13) without a
 * displacement means rip: so the first always get a SIB byte, the others always a displacement.
 */
export function emitAddress(bytes: Uint8Array, p: number, reg: number, base: Reg, disp: number): number {
  const field = (reg & 7) << 3;
  if (base === NONE) {
    bytes[p] = field | 4;
    bytes[p + 1] = 0x25;
    return emitDisp32(bytes, p + 2, disp);
  }
  const low = base & 7;
  if (disp === 0 && low !== 5) {
    bytes[p++] = field | low;
    if (low === 4) bytes[p++] = 0x24;
    return p;
  }
  if (isInt8(disp)) {
    bytes[p++] = 0x40 | field | low;
    if (low === 4) bytes[p++] = 0x24;
    bytes[p++] = disp;
    return p;
  }
  bytes[p++] = 0x80 | field | low;
  if (low === 4) bytes[p++] = 0x24;
  return emitDisp32(bytes, p, disp);
}

/** ModRM, SIB and displacement of [base + index*scale + disp]; the same for 5 as base, and 5 without displacement means no base. */
export function emitIndexedAddress(
  bytes: Uint8Array,
  p: number,
  reg: number,
  base: Reg,
  index: Reg,
  scale: number,
  disp: number,
): number {
  if (index === 4) throw new RangeError("rsp cannot be an index");
  const field = ((reg & 7) << 3) | 4;
  const scaled = (scaleBits(scale) << 6) | ((index & 7) << 3);
  if (base === NONE) {
    bytes[p] = field;
    bytes[p + 1] = scaled | 5;
    return emitDisp32(bytes, p + 2, disp);
  }
  const low = base & 7;
  if (disp === 0 && low !== 5) {
    bytes[p] = field;
    bytes[p + 1] = scaled | low;
    return p + 2;
  }
  bytes[p + 1] = scaled | low;
  if (isInt8(disp)) {
    bytes[p] = 0x40 | field;
    bytes[p + 2] = disp;
    return p + 3;
  }
  bytes[p] = 0x80 | field;
  return emitDisp32(bytes, p + 2, disp);
}

function emitDisp32(bytes: Uint8Array, p: number, disp: number): number {
  if (!isInt32(disp)) throw new RangeError(`displacement ${disp} does not fit 32 bits`);
  writeInt32(bytes, p, disp);
  return p + 4;
}

function scaleBits(scale: number): number {
  if (scale === 1) return 0;
  if (scale === 2) return 1;
  if (scale === 4) return 2;
  if (scale === 8) return 3;
  throw new RangeError(`scale ${scale} is none of 1, 2, 4, 8`);
}

/** The shortest form for an immediate. */
export function chooseImmediate(one: Form | null, short: Form | null, full: Form | null, imm: number): Form {
  if (one !== null && imm === 1) return one;
  if (short !== null && (full === null || isInt8(signedFor(full, imm)))) return short;
  return full!;
}

/** Operations of 32 and 16 bits take 0xffff_fff0 and -16 alike. */
function signedFor(form: Form, imm: number): number {
  if (form.width === 32 && imm === imm >>> 0) return imm | 0;
  if (form.width === 16 && imm === (imm & 0xffff)) return (imm << 16) >> 16;
  return imm;
}

/** The immediate as it is encoded, or a RangeError if it does not fit. What is not sign-extended may be spelled unsigned. */
export function immediateOf(form: Form, imm: number): number {
  const value = signedFor(form, imm);
  switch (form.immSize) {
    case 1:
      if (isInt8(value) || value === (value & 0xff)) return value;
      break;
    case 2:
      if (value === (value << 16) >> 16 || value === (value & 0xffff)) return value;
      break;
    case 4:
      if (isInt32(value)) return value;
      break;
    default:
      // The operand 1 of a shift is in the opcode.
      return value;
  }
  throw new RangeError(`immediate ${imm} does not fit ${form.name}`);
}
