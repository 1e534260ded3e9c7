"use raw memory";
// Objects as the collector sees them: size, reference fields, from the type records (src/ir/vm-layout.ts draws them).

import { HEADER_BIT, TYPE_FLAG, TYPE_RECORD } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intAnd, intShl, intShr } from "../rts/index.ts";
import { addressOfReference, contextAddress, load16, load32 } from "../rts/raw.ts";
import { TO_TYPE_TABLE } from "./layout.ts";

/** Whether a header has one of the bits. */
export function hasBit(header: int, bit: int): boolean {
  return intAnd(header, bit) !== 0;
}

/** Address of the type record for a header. */
export function typeRecord(header: int): int {
  return contextAddress() + TO_TYPE_TABLE + intShl(intAnd(header, 0xffff), 3);
}

/** Bytes of the object at that address with that header (its own, or the one it had before it was forwarded), padded. */
export function objectSize(address: int, header: int): int {
  const record = typeRecord(header);
  let bytes = load32(record + TYPE_RECORD.size);
  if (intAnd(load16(record + TYPE_RECORD.flags), TYPE_FLAG.array) !== 0) {
    bytes = intShl(intShr(8 + bytes * load32(address + 4) + 7, 3), 3);
  }
  return hasBit(header, HEADER_BIT.hashStored) ? bytes + 8 : bytes;
}

/** The header of the object with that reference. */
export function headerOf(reference: int): int {
  return load32(addressOfReference(reference));
}

/** Whether an object with that type record may hold references. */
export function mayRefer(record: int): boolean {
  return load16(record + TYPE_RECORD.refCount) > 0 || load16(record + TYPE_RECORD.flags) >= TYPE_FLAG.arrayOfReferences;
}
/** Address of a weak object's weak slot. */
export function weakSlot(object: int): int {
  const record = typeRecord(load32(object));
  const count = load16(record + TYPE_RECORD.refCount);
  return object + load16(record + load16(record + TYPE_RECORD.refMap) + count * 2);
}

/** Calls the visitor with the address of each object that this one refers to, but for its weak slot. */
export function forEachReference(object: int, visit: (target: int) => void): void {
  const record = typeRecord(load32(object));
  if (intAnd(load16(record + TYPE_RECORD.flags), TYPE_FLAG.arrayOfReferences) !== 0) {
    const length = load32(object + 4);
    for (let i = 0; i < length; i++) {
      const reference = load32(object + 8 + 4 * i);
      if (reference !== 0) visit(addressOfReference(reference));
    }
    return;
  }
  const count = load16(record + TYPE_RECORD.refCount);
  const map = record + load16(record + TYPE_RECORD.refMap);
  for (let i = 0; i < count; i++) {
    const reference = load32(object + load16(map + i * 2));
    if (reference !== 0) visit(addressOfReference(reference));
  }
}
