// Raw memory, for modules that begin with "use raw memory" (the collector, a few leaf routines).
// Addresses are ints. Untranslated they are offsets into one ArrayBuffer, set by `useMemory`.

import type { float, int, u8, u16, u32 } from "./numbers.ts";
import { checkInt, RuleBroken } from "./numbers.ts";

let view = new DataView(new ArrayBuffer(0));
let contextAt = 0;
let referencesAt = 0;

/** Untranslated: the memory, where the VM context stands in it, and the address of reference 0 (`base`). */
export function useMemory(buffer: ArrayBuffer, context: int, base: int): void {
  view = new DataView(buffer);
  contextAt = context;
  referencesAt = base;
}
export const load8 = (address: int): u8 => view.getUint8(address);
export const load16 = (address: int): u16 => view.getUint16(address, true);
export const load32 = (address: int): u32 => view.getUint32(address, true);
export const load64 = (address: int): int => checkInt(Number(view.getBigInt64(address, true)));
export const loadFloat = (address: int): float => view.getFloat64(address, true);
export const store8 = (address: int, value: int): void => view.setUint8(address, value);
export const store16 = (address: int, value: int): void => view.setUint16(address, value, true);
export const store32 = (address: int, value: int): void => view.setUint32(address, value, true);
export const store64 = (address: int, value: int): void => view.setBigInt64(address, BigInt(value), true);
export const storeFloat = (address: int, value: float): void => view.setFloat64(address, value, true);
/** Copies bytes; the ranges may overlap. */
export function rawCopy(target: int, source: int, bytes: int): void {
  new Uint8Array(view.buffer).copyWithin(target, source, source + bytes);
}
export function rawFill(target: int, value: u8, bytes: int): void {
  if (bytes < 0) throw new RuleBroken(`rawFill of ${bytes} bytes`);
  new Uint8Array(view.buffer).fill(value, target, target + bytes);
}
/** Address of the VM context (src/memory/context.ts draws it). */
export const contextAddress = (): int => contextAt;
/** Address of the object with that reference number: base + 8 * reference. */
export const addressOfReference = (reference: u32): int => referencesAt + 8 * reference;
/** The reference number of an address. */
export const referenceOfAddress = (address: int): u32 => (address - referencesAt) / 8;
/** Spills all registers and answers the stack pointer: the lower end of the conservative scan. Untranslated: set by tests. */
export const untranslatedStack: { pointer: int } = { pointer: 0 };
export const stackPointer = (): int => untranslatedStack.pointer;
