"use raw memory";
// Conservative roots: the VM's stack and the root tables, in 8-byte slots. A slot may hold a reference number or an address within an object.

import { CONTEXT_FIELD, FIRST_REFERENCE, ROOT_TABLES } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intOr } from "../rts/index.ts";
import { addressOfReference, contextAddress, load32, load64, stackPointer, store32 } from "../rts/raw.ts";
import { blockOf, blockState, getState, largeBlockOf, previousStart, setStart } from "./blocks.ts";
import { BLOCK, FLAG, GC, STATE } from "./layout.ts";
import { objectSize } from "./objects.ts";

const TO_ROOT_TABLES = ROOT_TABLES - 0x1_0000;

/** What is done with an object that a root slot points to: its address and its block's state. */
export type RootVisitor = (object: int, state: int) => void;

/** Calls the visitor for each object that the stack or a root table may refer to. */
export function scanRoots(visit: RootVisitor): void {
  const context = contextAddress();
  scanRange(stackPointer(), load64(context + CONTEXT_FIELD.stackTop), visit);
  scanRange(context + TO_ROOT_TABLES, load64(context + CONTEXT_FIELD.rootTablesEnd), visit);
  scanRange(context + CONTEXT_FIELD.exception, context + CONTEXT_FIELD.exception + 8, visit);
}

function scanRange(from: int, to: int, visit: RootVisitor): void {
  for (let at = from; at < to; at = at + 8) {
    const low = load32(at);
    const high = load32(at + 4);
    // user addresses have 47 bits
    if (high > 0xffff) continue;
    const address = high === 0 && low >= FIRST_REFERENCE ? addressOfReference(low) : high * 0x1_0000_0000 + low;
    const object = objectAround(address);
    if (object !== 0) visit(object, blockState(object));
  }
}

/** The object that contains that address, 0 if there is none (or it is of the image, which always lives). */
export function objectAround(address: int): int {
  if (address < getState(GC.imageEnd) || address >= getState(GC.usedEnd)) return 0;
  const state = blockState(address);
  if (state === STATE.nursery || state === STATE.old) {
    const block = blockOf(address);
    if (state === STATE.nursery) buildStarts(block);
    const object = previousStart(block, address);
    if (object === 0 || address >= object + objectSize(object, load32(object))) return 0;
    return object;
  }
  if (state === STATE.large || state === STATE.continuation) {
    const block = largeBlockOf(address);
    if (address >= load64(block + BLOCK.top)) return 0;
    return block + BLOCK.objects;
  }
  return 0;
}

/** Fills in a nursery block's start bitmap, once, by walking its objects. */
export function buildStarts(block: int): void {
  const flags = load32(block + BLOCK.flags);
  if (flags >= FLAG.startsBuilt) return;
  store32(block + BLOCK.flags, intOr(flags, FLAG.startsBuilt));
  const top = load64(block + BLOCK.top);
  let object = block + BLOCK.objects;
  while (object < top) {
    setStart(block, object);
    object = object + objectSize(object, load32(object));
  }
}
