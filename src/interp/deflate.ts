// Compression to DEFLATE streams (RFC 1951), bare or in the wrapping of zlib (RFC 1950) or gzip (RFC 1952): finds the matches; deflatecodes.ts
// writes them.
//
// The method is zlib's, with its table of levels, so that the same bytes come out. The last 32 KiB of text and what is ahead stand in a window of twice that
// size, whose upper half is moved down when it is used up. Places of the window are chained by a hash of their three bytes: `head` has the last place of
// a hash, `prev` the one before a place. Level 1 to 3 take the first good match; the others look whether the next byte begins a longer one.
//
// A stored stream (level 0) needs no matches: its text goes through the window's array as a buffer.

import {
  arrayCopy,
  arrayFill,
  type int,
  intDiv,
  intShl,
  intShr,
  U8Array,
  U16Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { adler32, crc32 } from "./checksums.ts";
import { BlockWriter, STORED_MAX } from "./deflatecodes.ts";
import { WRAP_GZIP, WRAP_ZLIB } from "./inflate.ts";
import { OutputBlocks } from "./outputblocks.ts";

export const NO_FLUSH = 0;
export const PARTIAL_FLUSH = 1;
export const SYNC_FLUSH = 2;
export const FULL_FLUSH = 3;
export const FINISH = 4;
export const BLOCK_FLUSH = 5;

export const DEFAULT_STRATEGY = 0;
export const FILTERED = 1;
export const HUFFMAN_ONLY = 2;
export const RLE = 3;
export const FIXED = 4;

const MIN_MATCH = 3;
const MAX_MATCH = 258;
/** So much text has to be ahead for matches of any length, unless it is the last. */
const MIN_AHEAD = MAX_MATCH + MIN_MATCH + 1;
/** Matches of three bytes that lie farther back cost more than three literals. */
const TOO_FAR = 4096;

/** By level: a previous match of `good` makes the search four times shorter, one of `lazy` is taken at once (below level 4: strings longer than that are not
 * all hashed), one of `nice` ends the search, which follows `chain` places at most. */
const good = new U16Array([0, 4, 4, 4, 4, 8, 8, 8, 32, 32]);
const lazy = new U16Array([0, 4, 5, 6, 4, 16, 16, 32, 128, 258]);
const nice = new U16Array([0, 8, 16, 32, 16, 32, 128, 128, 258, 258]);
const chains = new U16Array([0, 4, 8, 32, 16, 32, 128, 256, 1024, 4096]);
const FIRST_LAZY_LEVEL = 4;

/** What a flush is worth: the same or a lesser one without new text says nothing. */
const flushRanks = new U8Array([0, 2, 4, 6, 8, 1]);

export class Deflater {
  readonly wrap: int;
  private readonly level: int;
  private readonly windowBits: int;
  private readonly memoryLevel: int;
  private readonly strategy: int;
  private readonly size: int;
  private readonly placeMask: u32;
  private readonly hashMask: u32;
  private readonly hashShift: int;
  private readonly window: U8Array;
  private readonly prev: U16Array;
  private readonly head: U16Array;
  /** Input that is not in the window yet: input[next..end-1]. */
  private input: U8Array = noBytes;
  private next: int = 0;
  private end: int = 0;
  /** Where the next string begins, and how many bytes are known from there on. */
  private start: int = 0;
  private ahead: int = 0;
  /** Where the text of the current block begins; below 0: it is gone. */
  private blockStart: int = 0;
  private matchStart: int = 0;
  /** Lazy matching: the match of the byte before, which waits. */
  private matchLength: int = MIN_MATCH - 1;
  private literalWaits: boolean = false;
  /** Strings at the end of what was known that could not be hashed yet. */
  private unhashed: int = 0;
  private writer: BlockWriter;
  private check: u32;
  private total: int = 0;
  private dictionaryId: u32 = 0;
  private hasDictionary: boolean = false;
  private begun: boolean = false;
  private lastFlush: int = -1;

  /** `most`: how much text there is at most, -1 when nobody knows: little text takes little room. */
  constructor(level: int, wrap: int, windowBits: int, memoryLevel: int, strategy: int, most: int) {
    this.level = level;
    this.wrap = wrap;
    this.windowBits = windowBits;
    this.memoryLevel = memoryLevel;
    this.strategy = strategy;
    this.size = intShl(1, windowBits);
    this.placeMask = wrapU32(this.size - 1);
    this.hashMask = wrapU32(intShl(1, memoryLevel + 7) - 1);
    this.hashShift = intDiv(memoryLevel + 9, 3);
    const isLittle = most >= 0 && most + MIN_AHEAD < this.size;
    const window = isLittle ? most + MIN_AHEAD : 2 * this.size;
    this.window = new U8Array(level === 0 ? STORED_MAX : window);
    this.prev = new U16Array(level === 0 ? 0 : isLittle ? window : this.size);
    this.head = new U16Array(level === 0 ? 0 : intShl(1, memoryLevel + 7));
    this.check = wrap === WRAP_ZLIB ? 1 : 0;
    const symbols = intShl(1, memoryLevel + 6);
    this.writer = new BlockWriter(symbols, most >= 0 && most < symbols ? most + 1 : symbols, strategy === FIXED);
  }
  /** Of one that may take any text. */
  copy(): Deflater {
    const other = new Deflater(this.level, this.wrap, this.windowBits, this.memoryLevel, this.strategy, -1);
    arrayCopy(this.window, 0, other.window, 0, this.window.length);
    arrayCopy(this.prev, 0, other.prev, 0, this.prev.length);
    arrayCopy(this.head, 0, other.head, 0, this.head.length);
    other.start = this.start;
    other.ahead = this.ahead;
    other.blockStart = this.blockStart;
    other.matchStart = this.matchStart;
    other.matchLength = this.matchLength;
    other.literalWaits = this.literalWaits;
    other.unhashed = this.unhashed;
    other.writer = this.writer.copy();
    other.check = this.check;
    other.total = this.total;
    other.dictionaryId = this.dictionaryId;
    other.hasDictionary = this.hasDictionary;
    other.begun = this.begun;
    other.lastFlush = this.lastFlush;
    return other;
  }
  /** Text before the stream's own, before anything else. False: gzip has no such thing. @jit opaque */
  setDictionary(bytes: U8Array): boolean {
    if (this.wrap === WRAP_GZIP) return false;
    this.hasDictionary = true;
    this.dictionaryId = adler32(bytes, 0, bytes.length, 1);
    if (this.level === 0) return true;
    const count = bytes.length < this.size ? bytes.length : this.size;
    arrayCopy(bytes, bytes.length - count, this.window, 0, count);
    for (let at = 0; at + MIN_MATCH <= count; at++) this.insert(at);
    this.unhashed = count < MIN_MATCH - 1 ? count : MIN_MATCH - 1;
    this.start = count;
    this.blockStart = count;
    return true;
  }
  /** Compresses input[from..to-1]; `flush` says how much of it has to come out now. @jit opaque */
  run(input: U8Array, from: int, to: int, flush: int, output: OutputBlocks): void {
    this.writer.output = output;
    this.input = input;
    this.next = from;
    this.end = to;
    const idle = this.begun && from === to && flush !== FINISH && flushRanks[flush]! <= this.rankBefore();
    if (!this.begun) this.writeHead(output);
    this.begun = true;
    this.lastFlush = flush;
    if (!idle) {
      if (this.level === 0) this.store(flush);
      else if (this.strategy === HUFFMAN_ONLY) this.literalsOnly(flush);
      else if (this.strategy === RLE) this.runs(flush);
      else if (this.level < FIRST_LAZY_LEVEL) this.fast(flush);
      else this.slow(flush);
      this.endFlush(flush, output);
    }
    this.input = noBytes;
    this.writer.output = noOutput;
  }
  private rankBefore(): int {
    return this.lastFlush < 0 ? -1 : flushRanks[this.lastFlush]!;
  }

  // --- wrapping

  private writeHead(output: OutputBlocks): void {
    const quick = this.strategy >= HUFFMAN_ONLY || this.level < 2;
    if (this.wrap === WRAP_GZIP) {
      output.add(31);
      output.add(139);
      output.add(8);
      // no flags, no time
      for (let i = 0; i < 5; i++) output.add(0);
      output.add(this.level === 9 ? 2 : quick ? 4 : 0);
      output.add(3);
    } else if (this.wrap === WRAP_ZLIB) {
      const hint = quick ? 0 : this.level < 6 ? 1 : this.level === 6 ? 2 : 3;
      let head = ((this.windowBits - 8) * 16 + 8) * 256 + hint * 64 + (this.hasDictionary ? 32 : 0);
      head = head + 31 - (head % 31);
      output.add(intDiv(head, 256));
      output.add(head % 256);
      if (this.hasDictionary) putBigEndian(output, this.dictionaryId);
    }
  }
  /** What a flush puts behind the last block. */
  private endFlush(flush: int, output: OutputBlocks): void {
    if (flush === PARTIAL_FLUSH) this.writer.align();
    else if (flush === SYNC_FLUSH || flush === FULL_FLUSH) {
      this.writer.stored(noBytes, 0, 0, false);
      if (flush === FULL_FLUSH) {
        arrayFill(this.head, 0, 0, this.head.length);
        if (this.ahead === 0) {
          this.start = 0;
          this.blockStart = 0;
          this.unhashed = 0;
        }
      }
    } else if (flush === FINISH) {
      if (this.wrap === WRAP_ZLIB) putBigEndian(output, this.check);
      else if (this.wrap === WRAP_GZIP) {
        putLittleEndian(output, this.check);
        putLittleEndian(output, wrapU32(this.total));
      }
    }
  }

  // --- the window

  /** Takes input into the window, at most `room` bytes, to a place of it; answers how many. */
  private read(place: int, room: int): int {
    const rest = this.end - this.next;
    const count = rest < room ? rest : room;
    if (count === 0) return 0;
    if (this.wrap === WRAP_ZLIB) this.check = adler32(this.input, this.next, this.next + count, this.check);
    else if (this.wrap === WRAP_GZIP) this.check = crc32(this.input, this.next, this.next + count, this.check);
    arrayCopy(this.input, this.next, this.window, place, count);
    this.next = this.next + count;
    this.total = this.total + count;
    return count;
  }
  private fill(): void {
    const size = this.size;
    do {
      let room = this.window.length - this.ahead - this.start;
      if (this.start >= 2 * size - MIN_AHEAD) {
        arrayCopy(this.window, size, this.window, 0, size);
        this.matchStart = this.matchStart - size;
        this.start = this.start - size;
        this.blockStart = this.blockStart - size;
        if (this.unhashed > this.start) this.unhashed = this.start;
        slide(this.head, size);
        slide(this.prev, size);
        room = room + size;
      }
      if (this.next === this.end) return;
      this.ahead = this.ahead + this.read(this.start + this.ahead, room);
      while (this.unhashed > 0 && this.ahead + this.unhashed >= MIN_MATCH) {
        this.insert(this.start - this.unhashed);
        this.unhashed = this.unhashed - 1;
      }
    } while (this.ahead < MIN_AHEAD && this.next < this.end);
  }
  /** Fills the window if less than `needed` bytes are ahead. False: more input has to come first. */
  private lookAhead(needed: int, flush: int): boolean {
    if (this.ahead >= needed) return true;
    this.fill();
    return this.ahead >= needed || flush !== NO_FLUSH;
  }
  /** Puts a string of the window into its chain; answers the place before it there, 0: none. */
  private insert(place: u32): int {
    const window = this.window;
    const shift = this.hashShift;
    const hash = ((window[place]! << (2 * shift)) ^ (window[place + 1]! << shift) ^ window[place + 2]!) & this.hashMask;
    const before: int = this.head[hash]!;
    this.prev[place & this.placeMask] = before;
    this.head[hash] = place;
    return before;
  }
  /** The longest string before this one that is like it and longer than `shortest`, from a place of its chain on: sets `matchStart`, answers the
   * length. */
  private longestMatch(place: int, shortest: int): int {
    const window = this.window;
    const prev = this.prev;
    const mask = this.placeMask;
    const start = this.start;
    let rounds: int = chains[this.level]!;
    if (shortest >= good[this.level]!) rounds = intShr(rounds, 2);
    const enough = nice[this.level]! < this.ahead ? nice[this.level]! : this.ahead;
    const limit = start > this.size - MIN_AHEAD ? start - (this.size - MIN_AHEAD) : 0;
    const scanEnd = start + MAX_MATCH;
    const first: int = window[start]!;
    const second: int = window[start + 1]!;
    let best = shortest;
    let endBefore: int = window[start + best - 1]!;
    let end: int = window[start + best]!;
    let at: u32 = wrapU32(place);
    do {
      // the end first: it is what differs most
      if (
        window[at + best] === end &&
        window[at + best - 1] === endBefore &&
        window[at] === first &&
        window[at + 1] === second
      ) {
        let scan = start + 2;
        const distance = start - at;
        while (scan < scanEnd && window[scan] === window[scan - distance]) scan++;
        const length = scan - start;
        if (length > best) {
          this.matchStart = at;
          best = length;
          if (length >= enough) break;
          endBefore = window[start + best - 1]!;
          end = window[start + best]!;
        }
      }
      at = prev[at & mask]!;
      rounds--;
    } while (at > limit && rounds > 0);
    return best < this.ahead ? best : this.ahead;
  }
  private endBlock(last: boolean): void {
    this.writer.block(this.window, this.blockStart, this.start - this.blockStart, last);
    this.blockStart = this.start;
  }
  /** The last block of what a flush lets come out. */
  private endBlocks(flush: int, unhashed: int): void {
    this.unhashed = unhashed;
    if (flush === FINISH) this.endBlock(true);
    else if (this.writer.hasSymbols()) this.endBlock(false);
  }
  private hashable(): int {
    return this.start < MIN_MATCH - 1 ? this.start : MIN_MATCH - 1;
  }

  // --- ways to find matches

  private fast(flush: int): void {
    const writer = this.writer;
    const maxDistance = this.size - MIN_AHEAD;
    const longest: int = lazy[this.level]!;
    for (;;) {
      if (!this.lookAhead(MIN_AHEAD, flush)) return;
      if (this.ahead === 0) break;
      const before = this.ahead >= MIN_MATCH ? this.insert(this.start) : 0;
      let length = 0;
      if (before !== 0 && this.start - before <= maxDistance) length = this.longestMatch(before, MIN_MATCH - 1);
      let full = false;
      if (length >= MIN_MATCH) {
        full = writer.match(this.start - this.matchStart, length);
        this.ahead = this.ahead - length;
        const end = this.start + length;
        if (length <= longest && this.ahead >= MIN_MATCH)
          for (let place = this.start + 1; place < end; place++) this.insert(place);
        this.start = end;
      } else {
        full = writer.literal(this.window[this.start]!);
        this.ahead = this.ahead - 1;
        this.start = this.start + 1;
      }
      if (full) this.endBlock(false);
    }
    this.endBlocks(flush, this.hashable());
  }
  private slow(flush: int): void {
    const writer = this.writer;
    const maxDistance = this.size - MIN_AHEAD;
    const enough: int = lazy[this.level]!;
    for (;;) {
      if (!this.lookAhead(MIN_AHEAD, flush)) return;
      if (this.ahead === 0) break;
      const before = this.ahead >= MIN_MATCH ? this.insert(this.start) : 0;
      const lastLength = this.matchLength;
      const lastStart = this.matchStart;
      let length = MIN_MATCH - 1;
      if (before !== 0 && lastLength < enough && this.start - before <= maxDistance) {
        length = this.longestMatch(before, lastLength);
        if (
          length <= 5 &&
          (this.strategy === FILTERED || (length === MIN_MATCH && this.start - this.matchStart > TOO_FAR))
        )
          length = MIN_MATCH - 1;
      }
      if (lastLength >= MIN_MATCH && length <= lastLength) {
        // the match of the byte before is the better one
        const lastInsert = this.start + this.ahead - MIN_MATCH;
        const full = writer.match(this.start - 1 - lastStart, lastLength);
        this.ahead = this.ahead - lastLength + 1;
        const end = this.start + lastLength - 1;
        for (let place = this.start + 1; place < end; place++) if (place <= lastInsert) this.insert(place);
        this.start = end;
        this.literalWaits = false;
        this.matchLength = MIN_MATCH - 1;
        if (full) this.endBlock(false);
        continue;
      }
      if (this.literalWaits && writer.literal(this.window[this.start - 1]!)) this.endBlock(false);
      this.literalWaits = true;
      this.matchLength = length;
      this.start = this.start + 1;
      this.ahead = this.ahead - 1;
    }
    if (this.literalWaits) {
      writer.literal(this.window[this.start - 1]!);
      this.literalWaits = false;
    }
    this.endBlocks(flush, this.hashable());
  }
  /** Runs of one byte only: matches of distance 1. */
  private runs(flush: int): void {
    const window = this.window;
    for (;;) {
      if (!this.lookAhead(MAX_MATCH + 1, flush)) return;
      if (this.ahead === 0) break;
      const start = this.start;
      let length = 0;
      if (this.ahead >= MIN_MATCH && start > 0) {
        const byte: int = window[start - 1]!;
        const most = this.ahead < MAX_MATCH ? this.ahead : MAX_MATCH;
        while (length < most && window[start + length] === byte) length++;
      }
      let full = false;
      if (length >= MIN_MATCH) full = this.writer.match(1, length);
      else {
        full = this.writer.literal(window[start]!);
        length = 1;
      }
      this.ahead = this.ahead - length;
      this.start = start + length;
      if (full) this.endBlock(false);
    }
    this.endBlocks(flush, 0);
  }
  private literalsOnly(flush: int): void {
    for (;;) {
      if (!this.lookAhead(1, flush)) return;
      if (this.ahead === 0) break;
      const full = this.writer.literal(this.window[this.start]!);
      this.ahead = this.ahead - 1;
      this.start = this.start + 1;
      if (full) this.endBlock(false);
    }
    this.endBlocks(flush, 0);
  }
  private store(flush: int): void {
    for (;;) {
      this.ahead = this.ahead + this.read(this.ahead, STORED_MAX - this.ahead);
      if (this.next === this.end) break;
      this.writer.stored(this.window, 0, STORED_MAX, false);
      this.ahead = 0;
    }
    if (flush === NO_FLUSH || (flush !== FINISH && this.ahead === 0)) return;
    this.writer.stored(this.window, 0, this.ahead, flush === FINISH);
    this.ahead = 0;
  }
}
const noBytes = new U8Array(0);
const noOutput = new OutputBlocks(0, 0);

/** Places that fall out of the window are 0 then. */
function slide(places: U16Array, size: int): void {
  for (let i = 0; i < places.length; i++) places[i] = places[i]! >= size ? places[i]! - size : 0;
}
export function putBigEndian(output: OutputBlocks, word: u32): void {
  for (let shift = 24; shift >= 0; shift = shift - 8) output.add((word >>> shift) & 255);
}
export function putLittleEndian(output: OutputBlocks, word: u32): void {
  for (let shift = 0; shift < 32; shift = shift + 8) output.add((word >>> shift) & 255);
}
