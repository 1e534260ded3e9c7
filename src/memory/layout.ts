// How the collector divides memory, and where its state stands.
//
// The heap is divided into blocks of 32 KiB. One byte a block in the block table says what it is (STATE). A block of small objects:
//
//   0 u32 flags (FLAG)   4 u32 bytes in live objects   8 u64 top: address behind the last object   16 u64 next block in a list, 0 = end
//   24 u64 length in blocks (of a free run)            64.. start bitmap: bit i set = an object starts at byte 8*i of the block (512 bytes)
//   576.. objects
//
// A large object takes a run of blocks: the first begins with the same head (top, next, length), the object at 576. In place of the
// start bitmap it has cards, 512 of one byte: card i is 1 when a reference was stored into bytes i << shift .. of the object
// since the last minor collection (32 u32 shift). Only an array of references has them; FLAG.wholeDirty stands for all of them.
// Free blocks are kept in runs; a run's first block holds its length and the next run.

import { BLOCK_STATES, CONTEXT, CONTEXT_FIELD, TYPE_TABLE } from "../ir/vm-layout.ts";

export const BLOCK_SIZE = 32768;
export const BLOCK_SHIFT = 15;
export const BLOCK = {
  flags: 0,
  liveBytes: 4,
  top: 8,
  next: 16,
  length: 24,
  cardShift: 32,
  starts: 64,
  cards: 64,
  objects: 576,
} as const;

export const STATE = {
  unused: 0,
  free: 1,
  nursery: 2,
  old: 3,
  large: 4,
  continuation: 5,
  image: 6,
  private: 7,
} as const;
/** Of blocks of small objects; of large ones; of free runs. */
export const FLAG = { pinned: 1, startsBuilt: 2, remembered: 4, wholeDirty: 8, discarded: 16 } as const;
export const CARDS = 512;

/** From the context's address to the other tables of the low area. */
export const TO_TYPE_TABLE = TYPE_TABLE - CONTEXT;
export const TO_BLOCK_STATES = BLOCK_STATES - CONTEXT;

const C = CONTEXT_FIELD.collector;
/** The first of the tables. */
const T = C + 304;
/** The collector's state: offsets from the context's start, 8 bytes each. */
export const GC = {
  /** First block's address (the image's first), end of the image, end of the blocks ever used, end of what is committed, greatest end. */
  heapStart: C,
  imageEnd: C + 8,
  usedEnd: C + 16,
  committedEnd: C + 24,
  reservedEnd: C + 32,
  /** Lists of blocks by address, 0 = empty. */
  freeRuns: C + 40,
  nurseryBlocks: C + 48,
  nurseryCurrent: C + 56,
  oldBlocks: C + 64,
  recyclable: C + 72,
  largeObjects: C + 80,
  /** How many blocks the nursery may have, and has now. */
  nurserySize: C + 88,
  nurseryUsed: C + 96,
  /** Bump allocation in old space: the current hole and its block. */
  oldFree: C + 104,
  oldEnd: C + 112,
  oldCurrent: C + 120,
  /** Bytes allocated in old space since the last major collection, and the limit that starts one. */
  oldAllocated: C + 128,
  majorLimit: C + 136,
  oldLive: C + 144,
  /** Collect at every n-th slow allocation; 0 = only when needed. With 1 the nursery gives out one object at a time. */
  stress: C + 152,
  stressCount: C + 160,
  /** 1 while collecting: allocation is then a fault. */
  collecting: C + 168,
  /** Counters, for tests and the log. */
  minorCount: C + 176,
  majorCount: C + 184,
  promotedObjects: C + 192,
  promotedBytes: C + 200,
  pinnedObjects: C + 208,
  pinnedBlocks: C + 216,
  freedBlocks: C + 224,
  discardedBytes: C + 232,
  /** Index of the first entry of `dead`, of `cleared` that the program has not taken yet. */
  deadTaken: C + 240,
  clearedTaken: C + 248,
  /** Free blocks in runs; how many blocks the program leaves to the collector; how many of these it may use after a MemoryError. */
  freeCount: C + 256,
  reserve: C + 264,
  emergency: C + 272,
  /** 1 while MemoryError is being raised. */
  raising: C + 280,
  /** Bytes at the end of what is reserved that only the collector uses: its tables need room in one piece. */
  tail: C + 288,
  /** How many major collections in a row have left dead objects with finalizers to later ones. */
  deadRounds: C + 296,
  /** Tables of references: address, length, capacity (in entries). The first block behind the image is the first one's home, and so on. */
  remembered: T,
  work: T + 24,
  dirtyImage: T + 48,
  /** Watched objects, by age, in the order of registration; those found dead, and weak objects that were cleared; the weak objects that this collection has reached. */
  youngWatched: T + 72,
  oldWatched: T + 96,
  dead: T + 120,
  cleared: T + 144,
  weakSeen: T + 168,
  /** Large arrays that are marked piece by piece: reference and index of the next item, in turns. */
  pieces: T + 192,
  end: T + 216,
} as const;
/** Bytes of state of a table; how many tables there are. */
export const TABLE_STATE = 24;
export const TABLES = 9;
