"use raw memory";
// Collections.
//
// Minor: what the stack and the root tables may refer to is pinned: the objects stay where they are, and so do all live objects of their
// blocks, which become old blocks. What lives in the other nursery blocks is copied to old space. Roots besides: the remembered set.
// Major: directly after a minor one. Marks from the roots and from the written objects of the image, then sweeps: dead objects lose
// their start bit, blocks without live objects are freed, blocks with enough room are recycled. Old objects never move.
//
// Behind the marking of either kind comes what the program watches (watched.ts): dead objects with finalizers live on for them; after that
// weak references to what is still dead are cleared.

import { ACTION_MEMORY, CONTEXT_FIELD, HEADER_BIT, TYPE_FLAG, TYPE_RECORD } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intAnd, intOr, intShl, intShr } from "../rts/index.ts";
import {
  addressOfReference,
  contextAddress,
  load8,
  load16,
  load32,
  load64,
  rawCopy,
  referenceOfAddress,
  store8,
  store32,
  store64,
} from "../rts/raw.ts";
import { allocateOld, closeNurseryBlock, hashOfReference } from "./allocate.ts";
import {
  addState,
  availableBlocks,
  blockOf,
  blockState,
  clearStart,
  clearTable,
  discardFreeRuns,
  freeBlocks,
  getState,
  joinFreeRuns,
  nextStart,
  popTable,
  pushTable,
  setBlockState,
  setState,
  shrinkTable,
  tableItem,
  tableLength,
} from "./blocks.ts";
import { memoryHooks } from "./hooks.ts";
import { BLOCK, BLOCK_SHIFT, BLOCK_SIZE, CARDS, FLAG, GC, STATE } from "./layout.ts";
import { hasBit, mayRefer, objectSize, typeRecord } from "./objects.ts";
import { buildStarts, scanRoots } from "./roots.ts";
import { clearOldWeak, clearYoungWeak, orderOldDead, orderYoungDead } from "./watched.ts";

/** A block with fewer live bytes is allocated in again. */
const RECYCLE_BELOW = 24576;
const LEAST_MAJOR_LIMIT = 33554432;

/** Collects the nursery; with `generation` > 0 old space too.
 * @jit opaque
 */
export function gcCollect(generation: int): void {
  collectMinor();
  if (generation > 0) collectMajor();
}

/** Empties the nursery. Afterwards there is no current nursery block. */
export function collectMinor(): void {
  closeNurseryBlock();
  setState(GC.collecting, 1);
  addState(GC.minorCount, 1);
  scanRoots(pinObject);
  const length = tableLength(GC.remembered);
  for (let i = 0; i < length; i++) updateRemembered(addressOfReference(tableItem(GC.remembered, i)));
  finishUpdates();
  orderYoungDead();
  clearYoungWeak();
  for (let i = 0; i < length; i++) {
    const object = addressOfReference(tableItem(GC.remembered, i));
    store32(object, intOr(load32(object), HEADER_BIT.remember));
  }
  clearTable(GC.remembered);
  shrinkTable(GC.remembered);
  releaseNursery();
  setState(GC.collecting, 0);
}

/** Makes all references of what survives references to old space, until nothing new survives. */
export function finishUpdates(): void {
  while (tableLength(GC.work) > 0) updateSlots(addressOfReference(popTable(GC.work)));
}

/** A root may refer to this object: it must stay. */
function pinObject(object: int, state: int): void {
  if (state !== STATE.nursery) return;
  const block = blockOf(object);
  const flags = load32(block + BLOCK.flags);
  if (flags % 2 === 0) {
    store32(block + BLOCK.flags, intOr(flags, FLAG.pinned));
    addState(GC.pinnedBlocks, 1);
  }
  addState(GC.pinnedObjects, 1);
  keepObject(object);
}

/** The object lives on in its pinned block. */
function keepObject(object: int): void {
  const header = load32(object);
  if (hasBit(header, HEADER_BIT.kept)) return;
  store32(object, header + HEADER_BIT.kept);
  pushTable(GC.work, referenceOfAddress(object));
}

/** Makes each of the object's references one to old space. */
export function updateSlots(object: int): void {
  const record = typeRecord(load32(object));
  const flags = load16(record + TYPE_RECORD.flags);
  if (intAnd(flags, TYPE_FLAG.arrayOfReferences) !== 0) {
    updateRange(object + 8, object + 8 + 4 * load32(object + 4));
    return;
  }
  const count = load16(record + TYPE_RECORD.refCount);
  const map = record + load16(record + TYPE_RECORD.refMap);
  for (let i = 0; i < count; i++) {
    const slot = object + load16(map + i * 2);
    const reference = load32(slot);
    if (reference === 0) continue;
    const target = addressOfReference(reference);
    if (blockState(target) === STATE.nursery) store32(slot, survivor(target, reference));
  }
  if (flags >= TYPE_FLAG.weak) pushTable(GC.weakSeen, referenceOfAddress(object));
}

/** The same for the slots of an array of references from one address to another. */
function updateRange(from: int, to: int): void {
  for (let slot = from; slot < to; slot = slot + 4) {
    const reference = load32(slot);
    if (reference === 0) continue;
    const target = addressOfReference(reference);
    if (blockState(target) === STATE.nursery) store32(slot, survivor(target, reference));
  }
}

/** An object of the remembered set. Of a large array only what was written is looked at. */
function updateRemembered(object: int): void {
  if (blockState(object) !== STATE.large) {
    updateSlots(object);
    return;
  }
  const block = object - BLOCK.objects;
  const whole = intAnd(load32(block + BLOCK.flags), FLAG.wholeDirty) !== 0;
  store32(block + BLOCK.flags, 0);
  if (whole) updateSlots(object);
  const shift = load32(block + BLOCK.cardShift);
  const end = object + 8 + 4 * load32(object + 4);
  for (let i = 0; i < CARDS; i++) {
    const card = block + BLOCK.cards + i;
    if (load8(card) === 0) continue;
    store8(card, 0);
    if (whole) continue;
    const from = object + intShl(i, shift);
    const to = object + intShl(i + 1, shift);
    updateRange(i === 0 ? object + 8 : from, to < end ? to : end);
  }
}

/** The reference under which a live object of the nursery survives. */
export function survivor(object: int, reference: int): int {
  const header = load32(object);
  if (hasBit(header, HEADER_BIT.forwarded)) return load32(object + 4);
  if (load32(blockOf(object) + BLOCK.flags) % 2 === 1) {
    keepObject(object);
    return reference;
  }
  const bytes = objectSize(object, header);
  let total = bytes;
  let moved = header + HEADER_BIT.remember;
  if (hasBit(header, HEADER_BIT.hashTaken) && !hasBit(header, HEADER_BIT.hashStored)) {
    moved = moved + HEADER_BIT.hashStored;
    total = bytes + 8;
  }
  const target = allocateOld(total);
  rawCopy(target, object, bytes);
  store32(target, moved);
  if (total > bytes) {
    store32(target + bytes, hashOfReference(reference));
    store32(target + bytes + 4, 0);
  }
  const result = referenceOfAddress(target);
  store32(object, header + HEADER_BIT.forwarded);
  store32(object + 4, result);
  addState(GC.promotedObjects, 1);
  addState(GC.promotedBytes, total);
  pushTable(GC.work, result);
  return result;
}

/** Frees the nursery's blocks; pinned ones become old, with the start bits of what lives in them. */
function releaseNursery(): void {
  let block = getState(GC.nurseryBlocks);
  while (block !== 0) {
    const next = load64(block + BLOCK.next);
    if (load32(block + BLOCK.flags) % 2 === 1) promoteBlock(block);
    else freeBlocks(block, 1);
    block = next;
  }
  setState(GC.nurseryBlocks, 0);
  setState(GC.nurseryUsed, 0);
}

function promoteBlock(block: int): void {
  buildStarts(block);
  const top = load64(block + BLOCK.top);
  let live = 0;
  let object = block + BLOCK.objects;
  while (object < top) {
    const header = load32(object);
    const bytes = objectSize(object, header);
    if (hasBit(header, HEADER_BIT.kept)) {
      store32(object, header - HEADER_BIT.kept + HEADER_BIT.remember);
      live = live + bytes;
    } else clearStart(block, object);
    object = object + bytes;
  }
  setBlockState(block, STATE.old);
  // what the block takes, not what lives in it: many blocks that are nearly empty are a reason for a major collection
  addState(GC.oldAllocated, BLOCK_SIZE);
  listOldBlock(block, live);
}

function listOldBlock(block: int, live: int): void {
  const list = live < RECYCLE_BELOW ? GC.recyclable : GC.oldBlocks;
  store64(block + BLOCK.next, getState(list));
  setState(list, block);
}

/** Collects old space. The nursery is empty. */
export function collectMajor(): void {
  memoryHooks.beforeMajor();
  setState(GC.collecting, 1);
  addState(GC.majorCount, 1);
  scanRoots(markRoot);
  markTable(GC.dead);
  markTable(GC.cleared);
  const written = tableLength(GC.dirtyImage);
  for (let i = 0; i < written; i++) markSlots(addressOfReference(tableItem(GC.dirtyImage, i)));
  finishMarking();
  orderOldDead();
  clearOldWeak();
  sweep();
  shrinkTable(GC.work);
  shrinkTable(GC.pieces);
  setState(GC.collecting, 0);
}

/** Marks what the marked objects refer to, until nothing new is marked. */
export function finishMarking(): void {
  do while (tableLength(GC.work) > 0) markSlots(addressOfReference(popTable(GC.work)));
  while (markPiece());
}

function markTable(table: int): void {
  const length = tableLength(table);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(table, i);
    markObject(addressOfReference(reference), reference);
  }
}

function markRoot(object: int, _state: int): void {
  markObject(object, referenceOfAddress(object));
}

export function markObject(object: int, reference: int): void {
  const header = load32(object);
  if (hasBit(header, HEADER_BIT.marked)) return;
  store32(object, header + HEADER_BIT.marked);
  if (mayRefer(typeRecord(header))) pushTable(GC.work, reference);
}

export function markSlots(object: int): void {
  const record = typeRecord(load32(object));
  const flags = load16(record + TYPE_RECORD.flags);
  const imageEnd = getState(GC.imageEnd);
  if (intAnd(flags, TYPE_FLAG.arrayOfReferences) !== 0) {
    const length = load32(object + 4);
    if (length <= PIECE) markItems(object, 0, length);
    else pushPiece(referenceOfAddress(object), 0);
    return;
  }
  const count = load16(record + TYPE_RECORD.refCount);
  const map = record + load16(record + TYPE_RECORD.refMap);
  for (let i = 0; i < count; i++) {
    const reference = load32(object + load16(map + i * 2));
    if (reference === 0) continue;
    const target = addressOfReference(reference);
    if (target >= imageEnd) markObject(target, reference);
  }
  if (flags >= TYPE_FLAG.weak) pushTable(GC.weakSeen, referenceOfAddress(object));
}

/** The items of an array of references from one index to another. */
function markItems(array: int, from: int, to: int): void {
  const imageEnd = getState(GC.imageEnd);
  const end = array + 8 + 4 * to;
  for (let slot = array + 8 + 4 * from; slot < end; slot = slot + 4) {
    const reference = load32(slot);
    if (reference === 0) continue;
    const target = addressOfReference(reference);
    if (target >= imageEnd) markObject(target, reference);
  }
}

/**
 * Items of an array that are marked at a time: what they refer to is done before the next ones, so that an array of millions does not need a table as
 * long as itself, just when memory is short.
 */
const PIECE = 1024;
function pushPiece(array: int, from: int): void {
  pushTable(GC.pieces, array);
  pushTable(GC.pieces, from);
}
/** Marks the next piece of the last array that is not done; false when there is none. */
export function markPiece(): boolean {
  if (tableLength(GC.pieces) === 0) return false;
  const from = popTable(GC.pieces);
  const reference = popTable(GC.pieces);
  const array = addressOfReference(reference);
  const length = load32(array + 4);
  const to = from + PIECE;
  if (to < length) pushPiece(reference, to);
  markItems(array, from, to < length ? to : length);
  return true;
}

function sweep(): void {
  const first = getState(GC.oldBlocks);
  const second = getState(GC.recyclable);
  setState(GC.oldBlocks, 0);
  setState(GC.recyclable, 0);
  setState(GC.oldCurrent, 0);
  setState(GC.oldFree, 0);
  setState(GC.oldEnd, 0);
  const live = sweepBlocks(first) + sweepBlocks(second) + sweepLarge();
  joinFreeRuns();
  setState(GC.oldLive, live);
  setState(GC.oldAllocated, 0);
  // the heap may grow to 1.75 times what lives
  const growth = live - intShr(live, 2);
  const limit = growth > LEAST_MAJOR_LIMIT ? growth : LEAST_MAJOR_LIMIT;
  setState(GC.majorLimit, limit);
  // what will be used again before the next time is not given back: the system would have to clear it
  discardFreeRuns(2 * getState(GC.nurserySize) + intShr(limit, BLOCK_SHIFT));
  if (availableBlocks() > 2 * getState(GC.reserve)) {
    setState(GC.emergency, 0);
    const actions = contextAddress() + CONTEXT_FIELD.actions;
    const bits = load32(actions);
    if (hasBit(bits, ACTION_MEMORY)) store32(actions, bits - ACTION_MEMORY);
  }
}

/** Sweeps a list of blocks of small objects; answers the bytes that live. */
function sweepBlocks(list: int): int {
  let total = 0;
  let block = list;
  while (block !== 0) {
    const next = load64(block + BLOCK.next);
    const live = sweepBlock(block);
    if (live === 0) freeBlocks(block, 1);
    else listOldBlock(block, live);
    total = total + live;
    block = next;
  }
  return total;
}

function sweepBlock(block: int): int {
  let live = 0;
  const end = block + BLOCK_SIZE;
  let object = nextStart(block, block + BLOCK.objects, end);
  while (object !== 0) {
    const header = load32(object);
    const after = object + objectSize(object, header);
    if (hasBit(header, HEADER_BIT.marked)) {
      store32(object, header - HEADER_BIT.marked);
      live = live + after - object;
    } else clearStart(block, object);
    object = nextStart(block, after, end);
  }
  return live;
}

function sweepLarge(): int {
  let total = 0;
  let block = getState(GC.largeObjects);
  setState(GC.largeObjects, 0);
  while (block !== 0) {
    const next = load64(block + BLOCK.next);
    const blocks = load64(block + BLOCK.length);
    const object = block + BLOCK.objects;
    const header = load32(object);
    if (hasBit(header, HEADER_BIT.marked)) {
      store32(object, header - HEADER_BIT.marked);
      store64(block + BLOCK.next, getState(GC.largeObjects));
      setState(GC.largeObjects, block);
      total = total + blocks * BLOCK_SIZE;
    } else freeBlocks(block, blocks);
    block = next;
  }
  return total;
}
