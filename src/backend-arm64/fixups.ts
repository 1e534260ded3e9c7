/**
 * Fields that hold a distance: their kinds, reach, and how they are written into an instruction. Used for labels while assembling and
 * for patching finished code.
 */

import { readInt32, writeInt32 } from "../backend/code-buffer.ts";

/** Kinds of fixups. */
export const FIXUP = {
  /** b, bl */
  branch26: 0,
  /** b.cond, cbz, cbnz */
  branch19: 1,
  /** tbz, tbnz */
  branch14: 2,
  /** ldr from a pool of constants */
  literal19: 3,
  /** adr */
  adr21: 4,
  /** 32 bits of data: an entry of a jump table */
  data32: 5,
} as const;

interface DistanceField {
  readonly name: string;
  /** Bits of the signed field. */
  readonly bits: number;
  /** Its position in the instruction. */
  readonly at: number;
  /** What the distance is divided by. */
  readonly unit: number;
}

/** By kind. adr has its field in two parts and is written apart; so is data. */
const DISTANCE_FIELDS: readonly DistanceField[] = [
  { name: "branch", bits: 26, at: 0, unit: 4 },
  { name: "conditional branch", bits: 19, at: 5, unit: 4 },
  { name: "test-and-branch", bits: 14, at: 5, unit: 4 },
  { name: "load of a constant", bits: 19, at: 5, unit: 4 },
  { name: "adr", bits: 21, at: 5, unit: 1 },
  { name: "table entry", bits: 32, at: 0, unit: 1 },
];

/** Distances d with -reach <= d < reach fit a field of this kind. */
export function reachOf(kind: number): number {
  const { bits, unit } = DISTANCE_FIELDS[kind];
  return 2 ** (bits - 1) * unit;
}

export function inReach(kind: number, distance: number): boolean {
  const reach = reachOf(kind);
  return distance >= -reach && distance < reach;
}

/**
 * Writes a distance into the instruction at `at`.
 * @throws RangeError when it does not fit, or is no multiple of four where it has to be.
 */
export function writeDistance(bytes: Uint8Array, kind: number, at: number, distance: number): void {
  const { name, bits, at: position, unit } = DISTANCE_FIELDS[kind];
  if (!inReach(kind, distance)) throw new RangeError(`${name} at offset ${at}: the target is ${distance} bytes away`);
  if (distance % unit !== 0) throw new RangeError(`${name} at offset ${at}: the distance ${distance} is not aligned`);
  const old = readInt32(bytes, at);
  if (kind === FIXUP.data32) writeInt32(bytes, at, distance);
  else if (kind === FIXUP.adr21) writeInt32(bytes, at, (old & ~ADR_MASK) | adrFields(distance));
  else {
    const mask = (2 ** bits - 1) << position;
    writeInt32(bytes, at, (old & ~mask) | (((distance / unit) << position) & mask));
  }
}

/** immlo and immhi of adr and adrp. */
const ADR_MASK = (3 << 29) | (0x7ffff << 5);

const adrFields = (value: number): number => ((value & 3) << 29) | (((value >> 2) & 0x7ffff) << 5);

// Patching finished code ------------------------------------------------------------------------------------------------

/** Lets the `b` or `bl` at offset `at` lead to offset `target` of the same bytes. */
export function patchBranch26(bytes: Uint8Array, at: number, target: number): void {
  writeDistance(bytes, FIXUP.branch26, at, target - at);
}

/** Lets the `b.cond`, `cbz` or `cbnz` at offset `at` lead to offset `target`. */
export function patchBranch19(bytes: Uint8Array, at: number, target: number): void {
  writeDistance(bytes, FIXUP.branch19, at, target - at);
}

/** Writes a 64-bit value, in halves, into the movz and the three movk at offset `at` (relocation `mov64`). */
export function patchMov64(bytes: Uint8Array, at: number, low: number, high: number): void {
  const parts = [low & 0xffff, low >>> 16, high & 0xffff, high >>> 16];
  parts.forEach((part, i) => {
    const instruction = at + 4 * i;
    writeInt32(bytes, instruction, (readInt32(bytes, instruction) & ~(0xffff << 5)) | (part << 5));
  });
}

/**
 * Writes the distance in pages of 4096 bytes into the `adrp` at `at` (relocation `page21`).
 * @param place the address of the instruction, as it will run
 * @param target the address meant; both as numbers, or as offsets from the same page boundary
 */
export function patchPage21(bytes: Uint8Array, at: number, place: number, target: number): void {
  const pages = Math.floor(target / 4096) - Math.floor(place / 4096);
  if (pages < -(2 ** 20) || pages >= 2 ** 20)
    throw new RangeError(`adrp at offset ${at}: the target is ${pages} pages away`);
  writeInt32(bytes, at, (readInt32(bytes, at) & ~ADR_MASK) | adrFields(pages));
}

/** Writes the lower twelve bits of an address into the `add` at `at` that follows an adrp (relocation `low12`). */
export function patchLow12(bytes: Uint8Array, at: number, target: number): void {
  writeInt32(bytes, at, (readInt32(bytes, at) & ~(0xfff << 10)) | ((target % 4096) << 10));
}

/** Writes a 64-bit value of data, in halves (relocation `abs64`). */
export function patchAbs64(bytes: Uint8Array, at: number, low: number, high: number): void {
  writeInt32(bytes, at, low);
  writeInt32(bytes, at + 4, high);
}
