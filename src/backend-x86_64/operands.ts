// Memory operands: how loads and stores of fields, items and raw memory find their address.
//
//   field   [r15 + 8*ref + disp]                  item, constant index: the same
//   item    r11 = r15 + 8*ref; [r11 + size*index + disp]
//   raw     [address + disp]
//   fixed   r11 = ref; [r15 + 8*r11 + disp]       the object is a constant
//
// So an address may use r11, and who has one keeps nothing else there.

import type { LirInst } from "../backend/lir.ts";
import { LATE, REG } from "../backend/lir.ts";
import { original, type Selection } from "../backend/selection.ts";
import type { Value } from "../ir/graph.ts";
import {
  ARRAY_ITEMS_OFFSET,
  ARRAY_LENGTH_OFFSET,
  type ArrayType,
  type Field,
  STORAGE,
  type Storage,
} from "../ir/types.ts";
import { type Emitter, referenceNumber } from "./emitter.ts";
import { I, type Instruction } from "./forms.ts";
import { BASE, SCRATCH } from "./machine.ts";
import { NONE, type Reg } from "./registers.ts";

/** An address, as selection leaves it to emission; `first` is the index of its first register among the instruction's uses. */
export interface Memory {
  readonly storage: Storage;
  readonly disp: number;
  /** A constant object's reference; 0 when it is in a register. */
  readonly fixed: number;
  readonly raw: boolean;
  /** Bytes an index counts; 0 = no index. */
  readonly scale: number;
  readonly first: number;
}

const isSmall = (n: number | bigint): n is number => typeof n === "number" && Math.abs(n) < 0x1000_0000;

/** The address that a load or store operation accesses; adds its registers to `inst`. */
export function selectMemory(s: Selection, inst: LirInst, access: Value, late = false): Memory {
  const how = late ? REG | LATE : REG;
  const object = original(access.args[0]);
  let storage: Storage;
  let disp: number;
  let index: Value | null = null;
  let raw = false;
  switch (access.op) {
    case "getfield":
    case "setfield": {
      const field = access.aux as Field;
      if (field.offset < 0) throw new Error(`class ${field.owner.name} is not laid out`);
      storage = field.storage;
      disp = field.offset;
      break;
    }
    case "array_len":
      storage = "u32";
      disp = ARRAY_LENGTH_OFFSET;
      break;
    case "getitem":
    case "setitem":
      storage = (access.aux as ArrayType).item;
      disp = ARRAY_ITEMS_OFFSET;
      index = access.args[1];
      break;
    case "raw_load":
    case "raw_store":
      storage = access.aux as Storage;
      disp = 0;
      raw = true;
      index = access.args[1];
      break;
    default:
      throw new Error(`${access.op} accesses no memory`);
  }
  const first = inst.uses.length;
  const size = raw ? 1 : STORAGE[storage].size;
  let scale = 0;
  if (index !== null) {
    const known = s.constantInt(index);
    if (known !== null && isSmall(known)) disp += known * size;
    else scale = size;
  }
  let fixed = 0;
  if (!raw && s.isConstant(object)) fixed = referenceNumber(object);
  else inst.use(s.reg(object), how);
  if (scale !== 0) inst.use(s.reg(index!), how);
  return { storage, disp, fixed, raw, scale, first };
}

interface Address {
  base: Reg;
  index: Reg;
  scale: number;
  disp: number;
}
const ADDRESS: Address = { base: NONE, index: NONE, scale: 1, disp: 0 };

/** Emits what the address needs and answers its parts, valid until the next call. */
export function addressOf(e: Emitter, inst: LirInst, m: Memory): Address {
  const { a } = e;
  const at = ADDRESS;
  at.disp = m.disp;
  let next = m.first;
  if (m.fixed !== 0) {
    a.ri(I.mov32, SCRATCH, m.fixed);
    at.base = BASE;
    at.index = SCRATCH;
    at.scale = 8;
  } else if (m.raw) {
    at.base = inst.locs[next++];
    at.index = NONE;
    at.scale = 1;
  } else {
    at.base = BASE;
    at.index = inst.locs[next++];
    at.scale = 8;
  }
  if (m.scale !== 0) {
    if (!m.raw) {
      a.rmx(I.lea64, SCRATCH, at.base, at.index, 8, 0);
      at.base = SCRATCH;
    }
    at.index = inst.locs[next];
    at.scale = m.scale;
  }
  return at;
}

/** `insn target, [memory]`. */
export function opMemory(e: Emitter, insn: Instruction<"rm">, target: Reg, inst: LirInst, m: Memory): void {
  const at = addressOf(e, inst, m);
  if (at.index === NONE) e.a.rm(insn, target, at.base, at.disp);
  else e.a.rmx(insn, target, at.base, at.index, at.scale, at.disp);
}
/** `insn [memory], source`. */
export function storeMemory(e: Emitter, insn: Instruction<"mr">, inst: LirInst, m: Memory, source: Reg): void {
  const at = addressOf(e, inst, m);
  if (at.index === NONE) e.a.mr(insn, at.base, at.disp, source);
  else e.a.mxr(insn, at.base, at.index, at.scale, at.disp, source);
}
/** `insn [memory], imm`. */
export function immediateMemory(e: Emitter, insn: Instruction<"mi">, inst: LirInst, m: Memory, imm: number): void {
  const at = addressOf(e, inst, m);
  if (at.index === NONE) e.a.mi(insn, at.base, at.disp, imm);
  else e.a.mxi(insn, at.base, at.index, at.scale, at.disp, imm);
}

/** How a register is loaded from each storage, and stored to it. */
export const LOAD: Readonly<Record<Storage, Instruction<"rm">>> = {
  i8: I.movsx64_8,
  u8: I.movzx32_8,
  i16: I.movsx64_16,
  u16: I.movzx32_16,
  i32: I.movsxd,
  u32: I.mov32,
  i64: I.mov64,
  f64: I.movsd,
  ref: I.mov32,
  bool: I.movzx32_8,
  fn: I.mov32,
};
export const STORE: Readonly<Record<Storage, Instruction<"mr">>> = {
  i8: I.mov8,
  u8: I.mov8,
  i16: I.mov16,
  u16: I.mov16,
  i32: I.mov32,
  u32: I.mov32,
  i64: I.mov64,
  f64: I.movsd,
  ref: I.mov32,
  bool: I.mov8,
  fn: I.mov32,
};
const BY_SIZE = { 1: I.mov8, 2: I.mov16, 4: I.mov32, 8: I.mov64 } as const;
export const storeImmediate = (storage: Storage): Instruction<"mi"> =>
  BY_SIZE[STORAGE[storage].size as 1 | 2 | 4 | 8] as unknown as Instruction<"mi">;
