"use raw memory";
// Allocation. The fast path is inline in compiled code: bump context.nurseryFree up to context.nurseryEnd. These are the slow paths,
// called when the current nursery block is full, and what old space needs.

import { ACTION_MEMORY, CONTEXT_FIELD, HEADER_BIT, LARGE_OBJECT } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intAnd, intOr, intShl, intShr, mulU32, unreachable } from "../rts/index.ts";
import {
  addressOfReference,
  contextAddress,
  load32,
  load64,
  rawFill,
  referenceOfAddress,
  store8,
  store32,
  store64,
} from "../rts/raw.ts";
import {
  addState,
  availableBlocks,
  blockState,
  getState,
  nextStart,
  openBlock,
  pushTable,
  setBlockState,
  setStart,
  setState,
  takeBlocks,
  takeProgramBlocks,
} from "./blocks.ts";
import { collectMajor, collectMinor } from "./collect.ts";
import { memoryHooks } from "./hooks.ts";
import { BLOCK, BLOCK_SHIFT, BLOCK_SIZE, CARDS, FLAG, GC, STATE } from "./layout.ts";
import { hasBit, objectSize, typeRecord } from "./objects.ts";

/**
 * An object of that type: `bytes` as its type record says, padded. Memory is zero but for the header. Answers its reference.
 * @jit opaque
 */
export function gcAllocate(typeId: int, bytes: int): int {
  const object = allocateBytes(bytes, false);
  store32(object, typeId + load32(object));
  return referenceOfAddress(object);
}

/**
 * An array of that type and length, all zero. Answers its reference. `length` is not negative.
 * @jit opaque
 */
export function gcAllocateArray(typeId: int, length: int): int {
  // compiled code passes 32 bits: what does not fit is 2**32 - 1
  if (length > 0x7fffffff) {
    outOfMemory();
    return 0;
  }
  const bytes = intShl(intShr(15 + load32(typeRecord(typeId)) * length, 3), 3);
  const object = allocateBytes(bytes, bytes > LARGE_OBJECT);
  store32(object, typeId + load32(object));
  store32(object + 4, length);
  return referenceOfAddress(object);
}

/** Address of that many zero bytes. */
function allocateBytes(bytes: int, large: boolean): int {
  const context = contextAddress();
  if (large) return allocateLarge(bytes);
  const stress = getState(GC.stress);
  if (stress > 0) {
    addState(GC.stressCount, 1);
    if (getState(GC.stressCount) >= stress) {
      setState(GC.stressCount, 0);
      collectMinor();
      if (getState(GC.minorCount) % 8 === 0) collectMajor();
    }
  }
  let free = load64(context + CONTEXT_FIELD.nurseryFree);
  if (free + bytes > blockLimit()) {
    nextNurseryBlock();
    free = load64(context + CONTEXT_FIELD.nurseryFree);
  }
  const end = free + bytes;
  store64(context + CONTEXT_FIELD.nurseryFree, end);
  // under stress every allocation comes here
  if (stress > 0) store64(context + CONTEXT_FIELD.nurseryEnd, end);
  return free;
}

function blockLimit(): int {
  const block = getState(GC.nurseryCurrent);
  return block === 0 ? 0 : block + BLOCK_SIZE;
}

/** Closes the current nursery block and opens another; collects when the nursery has all its blocks. */
function nextNurseryBlock(): void {
  closeNurseryBlock();
  if (getState(GC.nurseryUsed) >= getState(GC.nurserySize)) {
    collectMinor();
    if (getState(GC.oldAllocated) > getState(GC.majorLimit)) collectMajor();
  }
  openNurseryBlock(takeNurseryBlock());
}

/** Blocks for the program; when there are not enough everything is collected first. 0 when that does not help. */
function takeOrCollect(count: int): int {
  const block = takeProgramBlocks(count);
  if (block !== 0) return block;
  // what can never be had needs no collection
  if (count * BLOCK_SIZE >= getState(GC.reservedEnd) - getState(GC.imageEnd)) return 0;
  collectMinor();
  collectMajor();
  return takeProgramBlocks(count);
}

/**
 * A block for the nursery. When memory is used up, small objects still get some of what is kept for the collector, and the program hears of it when it
 * next looks at the word of actions: a compiled trace cannot raise where it allocates, since nobody has noted its frames there.
 */
function takeNurseryBlock(): int {
  let block = takeOrCollect(1);
  if (block !== 0) return block;
  if (grantEmergency()) {
    const actions = contextAddress() + CONTEXT_FIELD.actions;
    store32(actions, intOr(load32(actions), ACTION_MEMORY));
    block = takeProgramBlocks(1);
  }
  if (block === 0) outOfMemory();
  return block;
}

/** Makes a block of the nursery's the current one, zeroed. */
function openNurseryBlock(block: int): void {
  openBlock(block, STATE.nursery);
  rawFill(block + BLOCK.objects, 0, BLOCK_SIZE - BLOCK.objects);
  store64(block + BLOCK.next, getState(GC.nurseryBlocks));
  setState(GC.nurseryBlocks, block);
  setState(GC.nurseryCurrent, block);
  addState(GC.nurseryUsed, 1);
  const context = contextAddress();
  store64(context + CONTEXT_FIELD.nurseryFree, block + BLOCK.objects);
  store64(context + CONTEXT_FIELD.nurseryEnd, getState(GC.stress) > 0 ? block + BLOCK.objects : block + BLOCK_SIZE);
}

/** Notes where the current nursery block's objects end. Afterwards there is no current block. */
export function closeNurseryBlock(): void {
  const block = getState(GC.nurseryCurrent);
  const context = contextAddress();
  if (block !== 0) store64(block + BLOCK.top, load64(context + CONTEXT_FIELD.nurseryFree));
  setState(GC.nurseryCurrent, 0);
  store64(context + CONTEXT_FIELD.nurseryFree, 0);
  store64(context + CONTEXT_FIELD.nurseryEnd, 0);
}

/**
 * A large object: old from birth, and in the remembered set from birth, so that stores that initialize it need no barrier.
 */
function allocateLarge(bytes: int): int {
  const blocks = intShr(bytes + BLOCK.objects + BLOCK_SIZE - 1, BLOCK_SHIFT);
  addState(GC.oldAllocated, blocks * BLOCK_SIZE);
  if (getState(GC.oldAllocated) > getState(GC.majorLimit)) {
    collectMinor();
    collectMajor();
  }
  const block = takeOrCollect(blocks);
  if (block === 0) {
    grantEmergency();
    outOfMemory();
  }
  openBlock(block, STATE.large);
  for (let i = 1; i < blocks; i++) setBlockState(block + i * BLOCK_SIZE, STATE.continuation);
  const object = block + BLOCK.objects;
  rawFill(object, 0, bytes);
  store64(block + BLOCK.length, blocks);
  store64(block + BLOCK.top, object + bytes);
  store64(block + BLOCK.next, getState(GC.largeObjects));
  let shift = 5;
  while (intShr(bytes, shift) >= CARDS) shift++;
  store32(block + BLOCK.cardShift, shift);
  store32(block + BLOCK.flags, FLAG.remembered + FLAG.wholeDirty);
  setState(GC.largeObjects, block);
  pushTable(GC.remembered, referenceOfAddress(object));
  return object;
}

/**
 * Lets the program use some of what is kept for the collector, for what handles a MemoryError, until there is memory again (sweep). Every further
 * error gets a little more. false when there is no more to give.
 */
function grantEmergency(): boolean {
  const reserve = getState(GC.reserve);
  const nursery = getState(GC.nurserySize);
  const given = getState(GC.emergency);
  // the collection before this may have copied a whole nursery into what is kept for that, and all of it lives
  const lacking = reserve - availableBlocks();
  const more = (given > lacking ? given : lacking > 0 ? lacking : 0) + (given === 0 ? EMERGENCY_BLOCKS : 4);
  const most = reserve - (nursery > EMERGENCY_BLOCKS ? nursery : EMERGENCY_BLOCKS);
  if (given >= most) return false;
  setState(GC.emergency, more < most ? more : most);
  return true;
}
/** 1 MiB. */
const EMERGENCY_BLOCKS = 32;

/** The program's hook throws; when even its error does not fit, the other one, which has one ready. */
function outOfMemory(): void {
  if (getState(GC.raising) !== 0) memoryHooks.exhausted();
  setState(GC.raising, 1);
  try {
    memoryHooks.outOfMemory();
  } finally {
    setState(GC.raising, 0);
  }
}

/** Address of that many bytes in old space, not cleared; its start bit is set. Collector only. */
export function allocateOld(bytes: int): int {
  for (;;) {
    const free = getState(GC.oldFree);
    if (free + bytes <= getState(GC.oldEnd)) {
      setState(GC.oldFree, free + bytes);
      setStart(getState(GC.oldCurrent), free);
      addState(GC.oldAllocated, bytes);
      return free;
    }
    nextHole(bytes);
  }
}

/** Finds the next hole of old space: in the current block, in a recyclable block, else a new block. */
function nextHole(bytes: int): void {
  let block = getState(GC.oldCurrent);
  let from = getState(GC.oldEnd);
  for (;;) {
    if (block !== 0 && findHole(block, from, bytes)) {
      setState(GC.oldCurrent, block);
      return;
    }
    block = getState(GC.recyclable);
    if (block === 0) break;
    setState(GC.recyclable, load64(block + BLOCK.next));
    store64(block + BLOCK.next, getState(GC.oldBlocks));
    setState(GC.oldBlocks, block);
    from = block + BLOCK.objects;
  }
  block = takeBlocks(1);
  if (block === 0) unreachable("no memory left to promote objects to");
  openBlock(block, STATE.old);
  store64(block + BLOCK.next, getState(GC.oldBlocks));
  setState(GC.oldBlocks, block);
  setState(GC.oldCurrent, block);
  setState(GC.oldFree, block + BLOCK.objects);
  setState(GC.oldEnd, block + BLOCK_SIZE);
}

/** Sets oldFree and oldEnd to the first gap of at least `bytes` between objects of the block, at or after `from`. */
function findHole(block: int, from: int, bytes: int): boolean {
  const end = block + BLOCK_SIZE;
  let at = from;
  while (at + bytes <= end) {
    const next = nextStart(block, at, end);
    const limit = next === 0 ? end : next;
    if (limit - at >= bytes) {
      setState(GC.oldFree, at);
      setState(GC.oldEnd, limit);
      return true;
    }
    if (next === 0) return false;
    at = next + objectSize(next, load32(next));
  }
  return false;
}

/**
 * The write barrier's slow path: an old object that is not remembered is about to get a reference stored. A large array goes on
 * calling it: only the card of the item (context.barrierIndex) is remembered, unless many items are stored at once.
 * @jit opaque
 */
export function gcWriteBarrier(reference: int): void {
  const object = addressOfReference(reference);
  const header = load32(object);
  const context = contextAddress();
  const index = load64(context + CONTEXT_FIELD.barrierIndex);
  store64(context + CONTEXT_FIELD.barrierIndex, -1);
  let bits = header - HEADER_BIT.remember;
  if (object < getState(GC.imageEnd)) {
    if (!hasBit(header, HEADER_BIT.imageDirty)) {
      bits = bits + HEADER_BIT.imageDirty;
      pushTable(GC.dirtyImage, reference);
    }
  } else if (blockState(object) === STATE.large) {
    const block = object - BLOCK.objects;
    const flags = load32(block + BLOCK.flags);
    let more = intOr(flags, FLAG.remembered);
    if (index < 0) more = intOr(more, FLAG.wholeDirty);
    else {
      store8(block + BLOCK.cards + intShr(8 + 4 * index, load32(block + BLOCK.cardShift)), 1);
      bits = header;
    }
    store32(object, bits);
    store32(block + BLOCK.flags, more);
    if (intAnd(flags, FLAG.remembered) === 0) pushTable(GC.remembered, reference);
    return;
  }
  store32(object, bits);
  pushTable(GC.remembered, reference);
}

/**
 * A number in 1..2**31-1 that stays with the object: made of the reference that it had when it was first asked.
 * @jit opaque
 */
export function gcIdentityHash(reference: int): int {
  const object = addressOfReference(reference);
  const header = load32(object);
  if (hasBit(header, HEADER_BIT.hashStored)) return load32(object + objectSize(object, header) - 8);
  if (!hasBit(header, HEADER_BIT.hashTaken)) store32(object, header + HEADER_BIT.hashTaken);
  return hashOfReference(reference);
}

export function hashOfReference(reference: int): int {
  return intShr(mulU32(reference, 0x9e3779b1), 1) + 1;
}
