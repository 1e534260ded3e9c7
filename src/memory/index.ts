"use raw memory";
// The collector's interface: what lowered code, the tracer and the host call by name, and its start.

import { CONTEXT_FIELD, ROOT_TABLES } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intShl, intShr } from "../rts/index.ts";
import { contextAddress, rawFill, store64 } from "../rts/raw.ts";
import { getState, openTables, setBlockState, setState } from "./blocks.ts";
import { BLOCK_SHIFT, BLOCK_SIZE, GC, STATE } from "./layout.ts";

export { gcAllocate, gcAllocateArray, gcIdentityHash, gcWriteBarrier } from "./allocate.ts";
export { gcCollect } from "./collect.ts";
export { gcObject, gcService } from "./services.ts";

/**
 * Prepares the collector's state. The heap begins with the image; `imageEnd` is a multiple of the block size behind it.
 * All are addresses but `nurseryBlocks` (32 KiB each) and `stress` (collect at every n-th allocation; 0 = never for its own sake).
 */
export function gcInitialize(
  heapStart: int,
  imageEnd: int,
  committedEnd: int,
  reservedEnd: int,
  nurseryBlocks: int,
  stress: int,
): void {
  const context = contextAddress();
  rawFill(context + GC.heapStart, 0, GC.end - GC.heapStart);
  setState(GC.heapStart, heapStart);
  setState(GC.imageEnd, imageEnd);
  setState(GC.usedEnd, imageEnd);
  setState(GC.committedEnd, committedEnd);
  setState(GC.reservedEnd, reservedEnd);
  setState(GC.nurserySize, nurseryBlocks);
  setState(GC.majorLimit, 33554432);
  setState(GC.stress, stress);
  const tail = intShl(intShr(reservedEnd - imageEnd, BLOCK_SHIFT + 4), BLOCK_SHIFT);
  const least = (nurseryBlocks + 64) * BLOCK_SIZE;
  setState(GC.tail, tail > least ? tail : least);
  // a collection may have to copy the whole nursery, and that must not use up the tail
  setState(GC.reserve, intShr(getState(GC.tail), BLOCK_SHIFT) + nurseryBlocks);
  for (let block = heapStart; block < imageEnd; block = block + BLOCK_SIZE) setBlockState(block, STATE.image);
  openTables();
  store64(context + CONTEXT_FIELD.nurseryFree, 0);
  store64(context + CONTEXT_FIELD.nurseryEnd, 0);
  store64(context + CONTEXT_FIELD.barrierIndex, -1);
  store64(context + CONTEXT_FIELD.rootTablesEnd, context + ROOT_TABLES - 0x10000);
}
