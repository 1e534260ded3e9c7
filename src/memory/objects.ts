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

/** How many reference slots the object has. */
export function slotCount(address: int, record: int): int {
  const flags = load16(record + TYPE_RECORD.flags);
  if (intAnd(flags, TYPE_FLAG.arrayOfReferences) !== 0) return load32(address + 4);
  return load16(record + TYPE_RECORD.refCount);
}
/** Address of the object's i-th reference slot. */
export function slotAddress(address: int, record: int, i: int): int {
  const flags = load16(record + TYPE_RECORD.flags);
  if (intAnd(flags, TYPE_FLAG.arrayOfReferences) !== 0) return address + 8 + i * 4;
  return address + load16(record + load16(record + TYPE_RECORD.refMap) + i * 2);
}

/** The header of the object with that reference. */
export function headerOf(reference: int): int {
  return load32(addressOfReference(reference));
}
