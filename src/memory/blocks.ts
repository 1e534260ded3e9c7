"use raw memory";
// Blocks: the block table, runs of free blocks, tables of references that the collector keeps for itself.

import type { int } from "../rts/index.ts";
import {
  hostRequest,
  intAnd,
  intBitLength,
  intDiv,
  intShl,
  intShr,
  intTrailingZeros,
  unreachable,
} from "../rts/index.ts";
import { contextAddress, load8, load32, load64, rawCopy, rawFill, store8, store32, store64 } from "../rts/raw.ts";
import { BLOCK, BLOCK_SHIFT, BLOCK_SIZE, FLAG, GC, STATE, TABLE_STATE, TABLES, TO_BLOCK_STATES } from "./layout.ts";

/** Makes the heap usable up to that address; answers the new end of what is committed, or 0 when there is no more. */
const hostGrowHeap: (end: int) => int = hostRequest("growHeap");
/** Gives whole pages of the heap back to the system; they read as zero afterwards. */
const hostDiscardHeap: (from: int, bytes: int) => int = hostRequest("discardHeap");

export function getState(field: int): int {
  return load64(contextAddress() + field);
}
export function setState(field: int, value: int): void {
  store64(contextAddress() + field, value);
}
export function addState(field: int, value: int): void {
  const at = contextAddress() + field;
  store64(at, load64(at) + value);
}

/** Address of the block table's entry for the block at or around an address of the heap. */
function stateAddress(address: int): int {
  return contextAddress() + TO_BLOCK_STATES + intShr(address - getState(GC.heapStart), BLOCK_SHIFT);
}
/** What the block around a heap address is (STATE). */
export function blockState(address: int): int {
  return load8(stateAddress(address));
}
export function setBlockState(block: int, state: int): void {
  store8(stateAddress(block), state);
}
/** The block around an address; not for continuations of large objects. */
export function blockOf(address: int): int {
  const start = getState(GC.heapStart);
  return start + intShl(intShr(address - start, BLOCK_SHIFT), BLOCK_SHIFT);
}
/** The first block of the large object around an address in a large or continuation block. */
export function largeBlockOf(address: int): int {
  let block = blockOf(address);
  while (blockState(block) === STATE.continuation) block = block - BLOCK_SIZE;
  return block;
}

/** How many blocks could still be taken. */
export function availableBlocks(): int {
  return getState(GC.freeCount) + intShr(getState(GC.reservedEnd) - getState(GC.usedEnd), BLOCK_SHIFT);
}

/**
 * The same for the program, which leaves some to the collector: a collection must find room for all that survives. 0 when there are not
 * that many.
 */
export function takeProgramBlocks(count: int): int {
  const emergency = getState(GC.emergency);
  if (availableBlocks() - count < getState(GC.reserve) - emergency) return 0;
  return takeBelow(count, getState(GC.reservedEnd) - getState(GC.tail) + emergency * BLOCK_SIZE);
}

/** Takes a run of `count` blocks, best the first that fits, else at the heap's end. 0 when memory is used up. */
export function takeBlocks(count: int): int {
  return takeBelow(count, getState(GC.reservedEnd));
}
function takeBelow(count: int, limit: int): int {
  let previous = 0;
  let run = getState(GC.freeRuns);
  while (run !== 0) {
    const length = load64(run + BLOCK.length);
    const next = load64(run + BLOCK.next);
    if (length >= count && run < limit) {
      // what is left stays free: the run's tail
      let rest = next;
      if (length > count) {
        rest = run + count * BLOCK_SIZE;
        store32(rest + BLOCK.flags, load32(run + BLOCK.flags));
        store64(rest + BLOCK.length, length - count);
        store64(rest + BLOCK.next, next);
      }
      if (previous === 0) setState(GC.freeRuns, rest);
      else store64(previous + BLOCK.next, rest);
      addState(GC.freeCount, -count);
      return run;
    }
    previous = run;
    run = next;
  }
  const block = getState(GC.usedEnd);
  const end = block + count * BLOCK_SIZE;
  if (end > limit) return 0;
  if (end > getState(GC.committedEnd)) {
    const committed = hostGrowHeap(end);
    if (committed < end) return 0;
    setState(GC.committedEnd, committed);
  }
  setState(GC.usedEnd, end);
  return block;
}

/** Gives a run of blocks back. Neighbouring runs are joined by joinFreeRuns. */
export function freeBlocks(block: int, count: int): void {
  for (let i = 0; i < count; i++) setBlockState(block + i * BLOCK_SIZE, STATE.free);
  store32(block + BLOCK.flags, 0);
  store64(block + BLOCK.length, count);
  store64(block + BLOCK.next, getState(GC.freeRuns));
  setState(GC.freeRuns, block);
  addState(GC.freedBlocks, count);
  addState(GC.freeCount, count);
}

/** Rebuilds the list of free runs from the block table, in address order with neighbours joined. */
export function joinFreeRuns(): void {
  const end = getState(GC.usedEnd);
  let block = getState(GC.imageEnd);
  let last = 0;
  setState(GC.freeRuns, 0);
  while (block < end) {
    if (blockState(block) !== STATE.free) {
      block = block + BLOCK_SIZE;
      continue;
    }
    let length = 0;
    while (block + length * BLOCK_SIZE < end && blockState(block + length * BLOCK_SIZE) === STATE.free) length++;
    // a run that has grown has pages of its own again
    if (load64(block + BLOCK.length) !== length) store32(block + BLOCK.flags, 0);
    store64(block + BLOCK.length, length);
    store64(block + BLOCK.next, 0);
    if (last === 0) setState(GC.freeRuns, block);
    else store64(last + BLOCK.next, block);
    last = block;
    block = block + length * BLOCK_SIZE;
  }
}

/** Runs of fewer blocks are not worth a system call. */
const LEAST_DISCARDED = 16;
const PAGE = 4096;
/** Gives the pages of free blocks back to the system, but for the first `keep` blocks. The runs are joined. */
export function discardFreeRuns(keep: int): void {
  let kept = 0;
  let run = getState(GC.freeRuns);
  while (run !== 0) {
    const length = load64(run + BLOCK.length);
    const first = kept < keep ? keep - kept : 0;
    kept = kept + length;
    const flags = load32(run + BLOCK.flags);
    if (length - first >= LEAST_DISCARDED && flags < FLAG.discarded) {
      // the run's head stays
      const from = run + (first === 0 ? PAGE : first * BLOCK_SIZE);
      const bytes = run + length * BLOCK_SIZE - from;
      hostDiscardHeap(from, bytes);
      addState(GC.discardedBytes, bytes);
      if (first === 0) store32(run + BLOCK.flags, FLAG.discarded);
    }
    run = load64(run + BLOCK.next);
  }
}

/** Clears a block's head and start bitmap and gives it a state. */
export function openBlock(block: int, state: int): void {
  rawFill(block, 0, BLOCK.objects);
  store64(block + BLOCK.top, block + BLOCK.objects);
  setBlockState(block, state);
}

// --- the start bitmap
export function setStart(block: int, object: int): void {
  const index = intShr(object - block, 3);
  const at = block + BLOCK.starts + intShr(index, 3);
  const bit = intShl(1, index % 8);
  const byte = load8(at);
  if (intShr(byte, index % 8) % 2 === 0) store8(at, byte + bit);
}
export function clearStart(block: int, object: int): void {
  const index = intShr(object - block, 3);
  const at = block + BLOCK.starts + intShr(index, 3);
  const byte = load8(at);
  if (intShr(byte, index % 8) % 2 === 1) store8(at, byte - intShl(1, index % 8));
}
/** The next object start at or after an address of the block, below `end`; 0 if there is none. */
export function nextStart(block: int, from: int, end: int): int {
  const index = intShr(from - block + 7, 3);
  const stop = intShr(end - block, 3);
  let word = intShr(index, 5);
  if (index >= stop) return 0;
  let bits = intShr(load32(block + BLOCK.starts + word * 4), index % 32);
  let at = index;
  while (bits === 0) {
    word++;
    at = word * 32;
    if (at >= stop) return 0;
    bits = load32(block + BLOCK.starts + word * 4);
  }
  at = at + intTrailingZeros(bits);
  return at < stop ? block + at * 8 : 0;
}
/** The last object start at or before an address of the block; 0 if there is none. */
export function previousStart(block: int, address: int): int {
  const index = intShr(address - block, 3);
  let word = intShr(index, 5);
  // the bits up to the index
  let bits = intAnd(load32(block + BLOCK.starts + word * 4), intShl(2, index % 32) - 1);
  while (bits === 0) {
    if (word === 0) return 0;
    word--;
    bits = load32(block + BLOCK.starts + word * 4);
  }
  return block + (word * 32 + intBitLength(bits) - 1) * 8;
}

// --- tables of references: three words of state (address, length, capacity), 4 bytes an entry
const TABLE_LENGTH = 8;
const TABLE_CAPACITY = 16;

export function tableLength(table: int): int {
  return load64(contextAddress() + table + TABLE_LENGTH);
}
export function tableItem(table: int, index: int): int {
  return load32(load64(contextAddress() + table) + index * 4);
}
export function clearTable(table: int): void {
  store64(contextAddress() + table + TABLE_LENGTH, 0);
}
/** Removes and answers the last entry; the table is not empty. */
export function truncateTable(table: int, length: int): void {
  store64(contextAddress() + table + TABLE_LENGTH, length);
}
export function setTableItem(table: int, index: int, reference: int): void {
  store32(load64(contextAddress() + table) + index * 4, reference);
}
export function popTable(table: int): int {
  const at = contextAddress() + table;
  const length = load64(at + TABLE_LENGTH) - 1;
  store64(at + TABLE_LENGTH, length);
  return load32(load64(at) + length * 4);
}
export function pushTable(table: int, reference: int): void {
  const at = contextAddress() + table;
  const length = load64(at + TABLE_LENGTH);
  if (length === load64(at + TABLE_CAPACITY)) growTable(at, length);
  store32(load64(at) + length * 4, reference);
  store64(at + TABLE_LENGTH, length + 1);
}
function growTable(at: int, length: int): void {
  const oldBlocks = intShr(length * 4, BLOCK_SHIFT);
  const blocks = oldBlocks * 2;
  const memory = takeBlocks(blocks);
  if (memory === 0) unreachable("no memory for the collector's own tables");
  for (let i = 0; i < blocks; i++) setBlockState(memory + i * BLOCK_SIZE, STATE.private);
  const old = load64(at);
  rawCopy(memory, old, length * 4);
  if (oldBlocks > 1) freeBlocks(old, oldBlocks);
  store64(at, memory);
  store64(at + TABLE_CAPACITY, intShr(blocks * BLOCK_SIZE, 2));
}
/**
 * The block that a table has while it is short. It stays the table's: taken where there is room just then, it would end up between the program's large arrays,
 * which cannot move.
 */
function homeOf(table: int): int {
  return getState(GC.imageEnd) + intDiv(table - GC.remembered, TABLE_STATE) * BLOCK_SIZE;
}
/** Lets the tables have their homes: the first blocks of an unused heap. */
export function openTables(): void {
  for (let i = 0; i < TABLES; i++) {
    const table = GC.remembered + i * TABLE_STATE;
    const home = homeOf(table);
    setBlockState(home, STATE.private);
    setState(table, home);
    setState(table + TABLE_CAPACITY, intShr(BLOCK_SIZE, 2));
  }
  setState(GC.usedEnd, getState(GC.imageEnd) + TABLES * BLOCK_SIZE);
}
/** Gives an empty table's memory back when it is more than its home. */
export function shrinkTable(table: int): void {
  const at = contextAddress() + table;
  const capacity = load64(at + TABLE_CAPACITY);
  if (load64(at + TABLE_LENGTH) > 0 || capacity * 4 <= BLOCK_SIZE) return;
  freeBlocks(load64(at), intShr(capacity * 4, BLOCK_SHIFT));
  store64(at, homeOf(table));
  store64(at + TABLE_CAPACITY, intShr(BLOCK_SIZE, 2));
}
