// Decompression of what LZMA comes in: .xz files (the XZ file format 1.2.0), .lzma files, and bare streams of LZMA1 or chunks of LZMA2.
//
//   .xz    = header of 12 bytes, blocks, index, footer of 12 bytes
//   block  = header (its size / 4 - 1, flags, sizes, filters, CRC-32), LZMA2 chunks, zeros up to a multiple of 4, check of the text
//   chunks = control byte, sizes, data: 0: the end; 1, 2: text as it is (1 forgets what was before); from 128 on: LZMA, up to 64 KiB of it
//   .lzma  = properties, size of the dictionary (4 bytes), size of the text (8 bytes; all ones: a mark ends it), LZMA1
//
// A state that lacks input leaves it where it is: the caller gives it again, with more.

import { INT_MAX, type int, intAnd, intDiv, intShl, intShr, U8Array, type u32, wrapU32 } from "../rts/index.ts";
import { crc32 } from "./checksums.ts";
import { littleWord } from "./hashes.ts";
import { CHECK_NONE, checkSizes, DeltaFilter, StreamCheck } from "./lzmachecks.ts";
import { LzmaDecoder } from "./lzmadecode.ts";
import type { OutputBlocks } from "./outputblocks.ts";

export const FORMAT_AUTO = 0;
export const FORMAT_XZ = 1;
export const FORMAT_ALONE = 2;
export const FORMAT_RAW = 3;
export const CHECK_UNKNOWN = 16;

export const FILTER_DELTA = 3;
export const FILTER_LZMA2 = 0x21;

/** What can be wrong. */
export const GOOD = 0;
export const BAD_FORMAT = 1;
export const BAD_DATA = 2;
export const BAD_OPTIONS = 3;
export const OVER_LIMIT = 4;

const ANY_HEAD = 0;
const STREAM_HEAD = 1;
const BLOCK_HEAD = 2;
const CHUNK_HEAD = 3;
const CHUNK = 4;
const STORED_CHUNK = 5;
const BLOCK_PADDING = 6;
const BLOCK_CHECK = 7;
const INDEX = 8;
const INDEX_PADDING = 9;
const INDEX_CHECK = 10;
const FOOTER = 11;
const ALONE_HEAD = 12;
const ALONE_START = 13;
const ALONE = 14;
const DONE = 15;
const FAILED = 16;

export const xzMagic = new U8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
const UNKNOWN_SIZE = -1;
/** Numbers of variable length have nine bytes at most; ours hold seven. */
const NUMBER_BYTES = 7;
/** Of a dictionary: less than 2**32. */
const LARGEST_DICTIONARY = 4294967295;
/** The decoder's own memory. */
const BASE_MEMORY = 32768;

export class XzDecoder {
  /** What is wrong. */
  failure: int = GOOD;
  /** The check that the stream has. */
  check: int;
  /** It stopped since there is no more input. */
  starved: boolean = true;
  private readonly format: int;
  /** How much memory a dictionary may take; below 0: any. */
  private readonly memoryLimit: int;
  private state: int;
  private readonly decoder: LzmaDecoder = new LzmaDecoder();
  private input: U8Array = new U8Array(0);
  private at: int = 0;
  private end: int = 0;
  // of a block: the size of its header, of its data so far and as its header has it, of its text so far and as its header has it
  private headSize: int = 0;
  private dataSize: int = 0;
  private statedData: int = UNKNOWN_SIZE;
  private textSize: int = 0;
  private statedText: int = UNKNOWN_SIZE;
  // of chunks: text and data that are left; what has to be reset before there can be others
  private chunkText: int = 0;
  private chunkEnd: int = 0;
  private dictionarySize: int = 0;
  private needsDictionary: boolean = true;
  private needsProperties: boolean = true;
  // of blocks and of the index: number, sums of sizes
  private blocks: int = 0;
  private blockSizes: int = 0;
  private textSizes: int = 0;
  private records: int = 0;
  private indexSize: int = 0;
  private indexCheck: u32 = 0;
  private recordSizes: int = 0;
  private recordTexts: int = 0;
  private number: int = 0;

  constructor(format: int, memoryLimit: int) {
    this.format = format;
    this.memoryLimit = memoryLimit;
    this.check = format === FORMAT_ALONE || format === FORMAT_RAW ? CHECK_NONE : CHECK_UNKNOWN;
    this.state = format === FORMAT_AUTO ? ANY_HEAD : format === FORMAT_ALONE ? ALONE_HEAD : STREAM_HEAD;
  }
  /** For FORMAT_RAW: chunks of LZMA2. */
  rawChunks(dictionarySize: int, delta: int): void {
    this.dictionarySize = dictionarySize;
    this.setDelta(delta);
    this.state = CHUNK_HEAD;
  }
  /** For FORMAT_RAW: LZMA1, which a mark ends. */
  rawSymbols(lc: int, lp: int, pb: int, dictionarySize: int, delta: int): void {
    this.decoder.model.setProperties(lc, lp, pb);
    this.decoder.resetDictionary(dictionarySize);
    this.setDelta(delta);
    this.statedText = UNKNOWN_SIZE;
    this.state = ALONE_START;
  }
  private setDelta(distance: int): void {
    this.decoder.delta = distance > 0 ? new DeltaFilter(distance) : null;
  }
  isDone(): boolean {
    return this.state === DONE;
  }
  /** Decompresses; answers how many bytes of the input are left. `failure` says what is wrong with it. @jit opaque */
  run(input: U8Array, at: int, end: int, output: OutputBlocks): int {
    this.input = input;
    this.at = at;
    this.end = end;
    this.starved = false;
    while (this.step(output)) {}
    return this.end - this.at;
  }
  private step(output: OutputBlocks): boolean {
    switch (this.state) {
      case ANY_HEAD:
        if (!this.has(1)) return false;
        return this.go(this.input[this.at] === 0xfd ? STREAM_HEAD : ALONE_HEAD);
      case STREAM_HEAD:
        return this.streamHead();
      case BLOCK_HEAD:
        return this.blockHead();
      case CHUNK_HEAD:
        return this.chunkHead();
      case CHUNK:
        return this.chunk(output);
      case STORED_CHUNK:
        return this.storedChunk(output);
      case BLOCK_PADDING:
        return this.blockPadding();
      case BLOCK_CHECK:
        return this.blockCheck();
      case INDEX:
        return this.index();
      case INDEX_PADDING:
        return this.indexPadding();
      case INDEX_CHECK:
        if (!this.has(4)) return false;
        if (littleWord(this.input, this.at) !== this.indexCheck) return this.fail(BAD_DATA);
        return this.skip(4, FOOTER);
      case FOOTER:
        return this.footer();
      case ALONE_HEAD:
        return this.aloneHead();
      case ALONE_START:
        if (!this.has(5)) return false;
        this.decoder.resetModel();
        this.give(this.end);
        this.decoder.start();
        this.at = this.decoder.at;
        return this.decoder.wrong ? this.fail(BAD_DATA) : this.go(ALONE);
      case ALONE:
        return this.alone(output);
      default:
        return false;
    }
  }
  /** Whether so many bytes of input are there. */
  private has(count: int): boolean {
    if (this.end - this.at >= count) return true;
    this.starved = true;
    return false;
  }
  private go(state: int): boolean {
    this.state = state;
    return true;
  }
  private skip(count: int, state: int): boolean {
    this.at = this.at + count;
    this.state = state;
    return true;
  }
  private fail(failure: int): boolean {
    this.failure = failure;
    this.state = FAILED;
    return false;
  }
  /** A number of variable length at `place`, before `end`, into `number`; answers where it ends, -1: it is not well-formed. */
  private readNumber(place: int, end: int): int {
    let value = 0;
    for (let i = 0; i < NUMBER_BYTES && place + i < end; i++) {
      const byte: int = this.input[place + i]!;
      value = value + intShl(intAnd(byte, 127), 7 * i);
      if (byte >= 128) continue;
      if (byte === 0 && i > 0) return -1;
      this.number = value;
      return place + i + 1;
    }
    return -1;
  }

  // --- .xz: head, blocks

  private streamHead(): boolean {
    if (!this.has(12)) return false;
    for (let i = 0; i < 6; i++) if (this.input[this.at + i] !== xzMagic[i]) return this.fail(BAD_FORMAT);
    const input = this.input;
    const at = this.at;
    if (crc32(input, at + 6, at + 8, 0) !== littleWord(input, at + 8)) return this.fail(BAD_DATA);
    if (input[at + 6] !== 0 || input[at + 7]! >= 16) return this.fail(BAD_OPTIONS);
    this.check = input[at + 7]!;
    return this.skip(12, BLOCK_HEAD);
  }
  private blockHead(): boolean {
    if (!this.has(1)) return false;
    if (this.input[this.at] === 0) {
      this.indexCheck = 0;
      this.indexSize = 0;
      this.records = -1;
      this.recordSizes = 0;
      this.recordTexts = 0;
      return this.go(INDEX);
    }
    const size = (this.input[this.at]! + 1) * 4;
    if (!this.has(size)) return false;
    const input = this.input;
    const end = this.at + size - 4;
    if (crc32(input, this.at, end, 0) !== littleWord(input, end)) return this.fail(BAD_DATA);
    const flags: int = input[this.at + 1]!;
    if (intAnd(flags, 0x3c) !== 0) return this.fail(BAD_OPTIONS);
    let place = this.at + 2;
    this.statedData = UNKNOWN_SIZE;
    this.statedText = UNKNOWN_SIZE;
    if (intAnd(flags, 0x40) !== 0) {
      place = this.readNumber(place, end);
      if (place < 0 || this.number === 0) return this.fail(BAD_DATA);
      this.statedData = this.number;
    }
    if (intAnd(flags, 0x80) !== 0) {
      place = this.readNumber(place, end);
      if (place < 0) return this.fail(BAD_DATA);
      this.statedText = this.number;
    }
    place = this.filters(place, end, intAnd(flags, 3) + 1);
    if (place < 0) return false;
    for (; place < end; place++) if (input[place] !== 0) return this.fail(BAD_OPTIONS);
    this.headSize = size;
    this.dataSize = 0;
    this.textSize = 0;
    this.needsDictionary = true;
    this.decoder.check = new StreamCheck(this.check);
    return this.skip(size, CHUNK_HEAD);
  }
  /** LZMA2, and deltas before it; answers where they end, -1 when something is wrong. */
  private filters(from: int, end: int, count: int): int {
    let place = from;
    this.setDelta(0);
    for (let i = 0; i < count; i++) {
      place = this.readNumber(place, end);
      const id = this.number;
      if (place >= 0) place = this.readNumber(place, end);
      if (place < 0 || place + this.number > end) {
        this.fail(BAD_DATA);
        return -1;
      }
      const value: int = this.number === 1 ? this.input[place]! : -1;
      place = place + this.number;
      const last = i === count - 1;
      if (last && id === FILTER_LZMA2 && value >= 0 && value <= 40) this.dictionarySize = dictionaryOf(value);
      else if (!last && id === FILTER_DELTA && value >= 0 && count === 2) this.setDelta(value + 1);
      else {
        this.fail(BAD_OPTIONS);
        return -1;
      }
    }
    if (this.isOverLimit()) {
      this.fail(OVER_LIMIT);
      return -1;
    }
    return place;
  }
  private isOverLimit(): boolean {
    return this.memoryLimit >= 0 && this.dictionarySize + BASE_MEMORY > this.memoryLimit;
  }
  private blockPadding(): boolean {
    while (this.dataSize % 4 !== 0) {
      if (!this.has(1)) return false;
      if (this.input[this.at] !== 0) return this.fail(BAD_DATA);
      this.at = this.at + 1;
      this.dataSize = this.dataSize + 1;
    }
    return this.go(BLOCK_CHECK);
  }
  private blockCheck(): boolean {
    const size: int = checkSizes[this.check]!;
    if (!this.has(size)) return false;
    const value = this.decoder.check!.value();
    if (value !== null)
      for (let i = 0; i < size; i++) if (this.input[this.at + i] !== value[i]) return this.fail(BAD_DATA);
    return this.skip(size, BLOCK_HEAD);
  }
  /** A block's data have ended. */
  private endBlock(): boolean {
    if (this.format === FORMAT_RAW) {
      this.state = DONE;
      return false;
    }
    if (this.statedData !== UNKNOWN_SIZE && this.statedData !== this.dataSize) return this.fail(BAD_DATA);
    if (this.statedText !== UNKNOWN_SIZE && this.statedText !== this.textSize) return this.fail(BAD_DATA);
    this.blocks = this.blocks + 1;
    this.blockSizes = this.blockSizes + this.headSize + this.dataSize + checkSizes[this.check]!;
    this.textSizes = this.textSizes + this.textSize;
    return this.go(BLOCK_PADDING);
  }

  // --- LZMA2

  private chunkHead(): boolean {
    if (!this.has(1)) return false;
    const control: int = this.input[this.at]!;
    if (control === 0) {
      this.at = this.at + 1;
      this.dataSize = this.dataSize + 1;
      return this.endBlock();
    }
    if (control > 2 && control < 128) return this.fail(BAD_DATA);
    const size = control < 128 ? 3 : control >= 0xc0 ? 6 : 5;
    if (!this.has(size)) return false;
    const input = this.input;
    const at = this.at;
    if (control === 1 || control >= 0xe0) {
      this.decoder.resetDictionary(this.dictionarySize);
      this.needsDictionary = false;
      this.needsProperties = true;
    } else if (this.needsDictionary) return this.fail(BAD_DATA);
    const length = input[at + 1]! * 256 + input[at + 2]! + 1;
    if (control < 128) {
      this.chunkText = length;
      this.dataSize = this.dataSize + 3;
      return this.skip(3, STORED_CHUNK);
    }
    this.chunkText = length + intAnd(control, 31) * 65536;
    const data = input[at + 3]! * 256 + input[at + 4]! + 1;
    if (data < 5) return this.fail(BAD_DATA);
    if (control >= 0xc0) {
      if (!this.setProperties(input[at + 5]!)) return this.fail(BAD_DATA);
      this.needsProperties = false;
    } else if (this.needsProperties) return this.fail(BAD_DATA);
    if (!this.has(size + 5)) return false;
    if (control >= 0xa0) this.decoder.resetModel();
    this.at = at + size;
    this.dataSize = this.dataSize + size;
    this.chunkEnd = data;
    this.give(this.at + 5);
    this.decoder.start();
    this.took();
    return this.decoder.wrong ? this.fail(BAD_DATA) : this.go(CHUNK);
  }
  /** lc, lp, pb in a byte; false: they are not valid. */
  private setProperties(byte: int): boolean {
    if (byte >= 225) return false;
    const lc = byte % 9;
    const rest = intDiv(byte, 9);
    if (lc + (rest % 5) > 4) return false;
    this.decoder.model.setProperties(lc, rest % 5, intDiv(rest, 5));
    return true;
  }
  /** The decoder works on the input up to a place. */
  private give(end: int): void {
    this.decoder.input = this.input;
    this.decoder.at = this.at;
    this.decoder.end = end;
  }
  /** What the decoder has taken of the chunk. */
  private took(): void {
    const count = this.decoder.at - this.at;
    this.at = this.decoder.at;
    this.dataSize = this.dataSize + count;
    this.chunkEnd = this.chunkEnd - count;
  }
  private chunk(output: OutputBlocks): boolean {
    const decoder = this.decoder;
    const there = this.end - this.at;
    const isWhole = there >= this.chunkEnd;
    this.give(isWhole ? this.at + this.chunkEnd : this.end);
    decoder.whole = isWhole;
    const count = decoder.decode(this.chunkText, output);
    this.chunkText = this.chunkText - count;
    this.textSize = this.textSize + count;
    const ends = this.chunkText === 0 && decoder.normalize();
    this.took();
    if (decoder.wrong || decoder.ended) return this.fail(BAD_DATA);
    if (!ends) {
      if (this.chunkText === 0 && isWhole) return this.fail(BAD_DATA);
      this.starved = !isWhole && (this.chunkText === 0 || output.allowed() > 0);
      return false;
    }
    if (this.chunkEnd > 0 || decoder.isInMatch() || !decoder.isUsedUp()) return this.fail(BAD_DATA);
    return this.go(CHUNK_HEAD);
  }
  private storedChunk(output: OutputBlocks): boolean {
    if (!this.has(1)) return false;
    const there = this.end - this.at;
    const wanted = there < this.chunkText ? there : this.chunkText;
    const count = this.decoder.store(this.input, this.at, wanted, output);
    this.at = this.at + count;
    this.dataSize = this.dataSize + count;
    this.textSize = this.textSize + count;
    this.chunkText = this.chunkText - count;
    if (this.chunkText === 0) return this.go(CHUNK_HEAD);
    return count === wanted;
  }

  // --- .xz: index, footer

  /** A zero, the number of blocks, size of each block and of its text. */
  private index(): boolean {
    const before = this.at;
    if (this.records < 0) {
      const end = this.readNumber(before + 1, this.end);
      if (end < 0) return this.badNumber(before + 1);
      if (this.number !== this.blocks) return this.fail(BAD_DATA);
      this.records = this.number;
      return this.tookIndex(end);
    }
    if (this.records === 0) {
      if (this.recordSizes !== this.blockSizes || this.recordTexts !== this.textSizes) return this.fail(BAD_DATA);
      return this.go(INDEX_PADDING);
    }
    let end = this.readNumber(before, this.end);
    if (end < 0) return this.badNumber(before);
    const size = this.number;
    const second = end;
    end = this.readNumber(second, this.end);
    if (end < 0) return this.badNumber(second);
    this.recordSizes = this.recordSizes + size;
    this.recordTexts = this.recordTexts + this.number;
    this.records = this.records - 1;
    return this.tookIndex(end);
  }
  /** A number that is not well-formed, or has not come yet. */
  private badNumber(place: int): boolean {
    for (let i = place; i < this.end && i < place + NUMBER_BYTES; i++)
      if (this.input[i]! < 128) return this.fail(BAD_DATA);
    return this.end - place >= NUMBER_BYTES ? this.fail(BAD_DATA) : this.has(this.end - this.at + 1);
  }
  private tookIndex(end: int): boolean {
    this.indexCheck = crc32(this.input, this.at, end, this.indexCheck);
    this.indexSize = this.indexSize + end - this.at;
    this.at = end;
    return true;
  }
  private indexPadding(): boolean {
    if (this.indexSize % 4 === 0) return this.go(INDEX_CHECK);
    if (!this.has(1)) return false;
    return this.input[this.at] === 0 ? this.tookIndex(this.at + 1) : this.fail(BAD_DATA);
  }
  /** CRC-32 of what follows, size of the index / 4 - 1, the head's flags, "YZ". */
  private footer(): boolean {
    if (!this.has(12)) return false;
    const input = this.input;
    const at = this.at;
    if (input[at + 10] !== 89 || input[at + 11] !== 90) return this.fail(BAD_DATA);
    if (crc32(input, at + 4, at + 10, 0) !== littleWord(input, at)) return this.fail(BAD_DATA);
    if (littleWord(input, at + 4) !== wrapU32(intShr(this.indexSize, 2))) return this.fail(BAD_DATA);
    if (input[at + 8] !== 0 || input[at + 9] !== this.check) return this.fail(BAD_DATA);
    this.at = at + 12;
    this.state = DONE;
    return false;
  }

  // --- .lzma

  private aloneHead(): boolean {
    if (!this.has(1)) return false;
    if (!this.setProperties(this.input[this.at]!)) return this.fail(BAD_FORMAT);
    if (!this.has(13)) return false;
    this.check = CHECK_NONE;
    this.dictionarySize = littleWord(this.input, this.at + 1);
    const low: int = littleWord(this.input, this.at + 5);
    const high: int = littleWord(this.input, this.at + 9);
    // what may be any file is taken for one of these only if its sizes are such as encoders write
    const picky = this.format === FORMAT_AUTO;
    if (low === LARGEST_DICTIONARY && high === LARGEST_DICTIONARY) this.statedText = UNKNOWN_SIZE;
    else if (high >= (picky ? 64 : 0x100000)) return this.fail(BAD_FORMAT);
    else this.statedText = high * 4294967296 + low;
    if (picky && !isRoundSize(this.dictionarySize)) return this.fail(BAD_FORMAT);
    if (this.isOverLimit()) return this.fail(OVER_LIMIT);
    this.decoder.resetDictionary(this.dictionarySize);
    return this.skip(13, ALONE_START);
  }
  private alone(output: OutputBlocks): boolean {
    const decoder = this.decoder;
    this.give(this.end);
    const wanted = this.statedText === UNKNOWN_SIZE ? INT_MAX : this.statedText - this.textSize;
    this.textSize = this.textSize + decoder.decode(wanted, output);
    let done = decoder.ended;
    if (!done && !decoder.wrong && this.textSize === this.statedText) {
      const found = decoder.isInMatch() ? -1 : decoder.finish();
      if (found < 0) return this.fail(BAD_DATA);
      done = found > 0;
    }
    this.at = decoder.at;
    if (decoder.wrong) return this.fail(BAD_DATA);
    if (decoder.ended && this.statedText !== UNKNOWN_SIZE && this.textSize !== this.statedText)
      return this.fail(BAD_DATA);
    if (done) this.state = DONE;
    else this.starved = output.allowed() > 0 || this.textSize === this.statedText;
    return false;
  }
}
/** The size of an LZMA2 dictionary: 2**12, 2**12 + 2**11, ... */
export function dictionaryOf(value: int): int {
  return value === 40 ? LARGEST_DICTIONARY : intShl(2 + intAnd(value, 1), intDiv(value, 2) + 11);
}
/** 2**n, or 2**n + 2**(n-1). */
function isRoundSize(size: int): boolean {
  if (size === LARGEST_DICTIONARY) return true;
  let rest = size;
  while (rest > 3 && rest % 2 === 0) rest = intDiv(rest, 2);
  return rest === 1 || rest === 2 || rest === 3;
}
