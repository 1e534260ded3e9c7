// Decompression of DEFLATE streams (RFC 1951), bare or in the wrapping of zlib (RFC 1950) or gzip (RFC 1952).
//
// Input comes in pieces of any size, and output may stop anywhere, so this is a machine of states: a state that lacks input or room for output
// is left as it is, and tried again by the next call of `run`. Where there is plenty of both, `decodeFast` decodes a block's symbols in one loop
// with everything in locals.
//
// Matches reach 32 KiB back: into the block of output that is being filled (outputblocks.ts), and before it into `history`.
//
// Data errors are noted in `message`, in zlib's words, and are final.

import { arrayCopy, arrayFill, type int, intAnd, intShr, U8Array, U32Array, type u32, wrapU32 } from "../rts/index.ts";
import { adler32, crc32 } from "./checksums.ts";
import { GzipHead, gzipMagic } from "./gziphead.ts";
import { OutputBlocks } from "./outputblocks.ts";
import {
  CODE_GOOD,
  CODE_INCOMPLETE,
  CODE_OVERSUBSCRIBED,
  distanceEntries,
  KIND_BASE,
  KIND_END,
  KIND_INVALID,
  KIND_LITERAL,
  literalEntries,
  PrefixCode,
  plainEntries,
} from "./prefixdecode.ts";

/** What a stream is wrapped in: nothing, or one or both of the bits. */
export const WRAP_RAW = 0;
export const WRAP_ZLIB = 1;
export const WRAP_GZIP = 2;

/** What `run` answers: it needs more input or room; the stream has ended; it needs the dictionary; the data are wrong. */
export const INFLATE_MORE = 0;
export const INFLATE_END = 1;
export const INFLATE_DICTIONARY = 2;
export const INFLATE_WRONG = -3;

// states: of the wrapping,
const HEAD = 0;
const GZIP_HEAD = 1;
const DICTIONARY_ID = 2;
const DICTIONARY = 3;
// of blocks,
const BLOCK = 4;
const STORED_LENGTH = 5;
const STORED = 6;
const CODE_COUNTS = 7;
const CODE_LENGTHS = 8;
const WORD_LENGTHS = 9;
// of symbols,
const SYMBOL = 10;
const LITERAL = 11;
const LENGTH_EXTRA = 12;
const DISTANCE = 13;
const DISTANCE_EXTRA = 14;
const MATCH = 15;
// and the end
const CHECK = 16;
const SIZE_CHECK = 17;
const DONE = 18;
const WRONG = 19;

const WINDOW = 32768;
const LONGEST_MATCH = 258;
/** Input that the longest symbol and its distance may take, and one refill more. */
const FAST_INPUT = 8;
/** The lowest 0 to 16 bits. */
const masks = new U32Array(17);
for (let i = 0; i <= 16; i++) masks[i] = 2 ** i - 1;
/** Where the numbers of bits of code lengths stand (RFC 1951, 3.2.7). */
const lengthOrder = new U8Array([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

function fixedCode(count: number, lengthOf: (symbol: number) => number, literals: boolean): PrefixCode {
  const lengths = new U8Array(count);
  for (let i = 0; i < count; i++) lengths[i] = lengthOf(i);
  const code = new PrefixCode();
  code.make(lengths, 0, count, literals ? literalEntries : distanceEntries);
  return code;
}
const fixedLiterals = fixedCode(288, (i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8), true);
const fixedDistances = fixedCode(32, () => 5, false);

const noOutput = new OutputBlocks(0, 0);

export class Inflater {
  /** How many bytes of the last input were left. */
  rest: int = 0;
  /** What is wrong with the data. */
  message: string = "";
  /** The number of the dictionary that is wanted. */
  dictionaryId: u32 = 0;

  /** The input: input[at..end-1]. */
  private input: U8Array = noOutput.block;
  private at: int = 0;
  private end: int = 0;
  private output: OutputBlocks = noOutput;
  private readonly wrap: int;
  /** log2 of the largest window that the header may ask for; 0: any. */
  private readonly windowBits: int;
  private state: int;
  /** The bits that have been taken from the input, the next one lowest, and how many. */
  private hold: u32 = 0;
  private bits: int = 0;
  private isGzip: boolean = false;
  private readonly gzip: GzipHead = new GzipHead();
  private last: boolean = false;
  /** A length that a state counts down, or the symbol that waits for room. */
  private length: int = 0;
  private distance: int = 0;
  private extra: int = 0;
  private literals: PrefixCode = fixedLiterals;
  private distances: PrefixCode = fixedDistances;
  /** Those of blocks with codes of their own, made for the first. */
  private ownLiterals: PrefixCode = fixedLiterals;
  private ownDistances: PrefixCode = fixedDistances;
  private readonly lengths: U8Array = new U8Array(320);
  private literalCount: int = 0;
  private distanceCount: int = 0;
  private codeCount: int = 0;
  private have: int = 0;

  /** The last bytes before the current block of output: history[0..historyLength-1], at least WINDOW of them if there were so many. */
  private history: U8Array = new U8Array(0);
  private historyLength: int = 0;
  /** Of the current block, this has been taken into `check` and into `history`. */
  private noted: int = 0;
  private check: u32 = 0;
  private total: int = 0;

  constructor(wrap: int, windowBits: int) {
    this.wrap = wrap;
    this.windowBits = windowBits;
    this.state = wrap === WRAP_RAW ? BLOCK : HEAD;
  }
  copy(): Inflater {
    const other = new Inflater(this.wrap, this.windowBits);
    other.message = this.message;
    other.dictionaryId = this.dictionaryId;
    other.state = this.state;
    other.hold = this.hold;
    other.bits = this.bits;
    other.isGzip = this.isGzip;
    other.gzip.take(this.gzip);
    other.last = this.last;
    other.length = this.length;
    other.distance = this.distance;
    other.extra = this.extra;
    if (this.ownLiterals !== fixedLiterals) {
      other.ownLiterals = new PrefixCode();
      other.ownDistances = new PrefixCode();
      other.ownLiterals.take(this.ownLiterals);
      other.ownDistances.take(this.ownDistances);
    }
    other.literals = this.literals === fixedLiterals ? fixedLiterals : other.ownLiterals;
    other.distances = this.distances === fixedDistances ? fixedDistances : other.ownDistances;
    arrayCopy(this.lengths, 0, other.lengths, 0, this.lengths.length);
    other.literalCount = this.literalCount;
    other.distanceCount = this.distanceCount;
    other.codeCount = this.codeCount;
    other.have = this.have;
    other.history = new U8Array(this.history.length);
    arrayCopy(this.history, 0, other.history, 0, this.historyLength);
    other.historyLength = this.historyLength;
    other.check = this.check;
    other.total = this.total;
    return other;
  }
  /** Text before the stream's own; zlib asks for it by its number. False: it is not the one that was asked for. */
  setDictionary(bytes: U8Array): boolean {
    if (this.wrap !== WRAP_RAW) {
      if (this.state !== DICTIONARY || adler32(bytes, 0, bytes.length, 1) !== this.dictionaryId) return false;
      this.state = BLOCK;
    }
    this.remember(bytes, 0, bytes.length);
    return true;
  }
  /** Decompresses the input into `output`, a new one, as far as both go; answers INFLATE_.... @jit opaque */
  run(input: U8Array, at: int, end: int, output: OutputBlocks): int {
    this.input = input;
    this.at = at;
    this.end = end;
    this.output = output;
    this.noted = output.used;
    while (this.step()) {}
    this.note();
    this.rest = this.end - this.at;
    this.output = noOutput;
    this.input = noOutput.block;
    if (this.state === DONE) return INFLATE_END;
    if (this.state === WRONG) return INFLATE_WRONG;
    return this.state === DICTIONARY ? INFLATE_DICTIONARY : INFLATE_MORE;
  }

  /** Does what the state says; false: nothing can be done now. */
  private step(): boolean {
    switch (this.state) {
      case HEAD:
        return this.head();
      case GZIP_HEAD:
        return this.gzipHead();
      case DICTIONARY_ID:
        if (!this.need(32)) return false;
        this.dictionaryId = swapped(this.takeWord());
        this.state = DICTIONARY;
        return false;
      case BLOCK:
        return this.blockHead();
      case STORED_LENGTH:
        return this.storedLength();
      case STORED:
        return this.stored();
      case CODE_COUNTS:
        return this.codeCounts();
      case CODE_LENGTHS:
        return this.codeLengths();
      case WORD_LENGTHS:
        return this.wordLengths();
      case SYMBOL:
      case LITERAL:
      case LENGTH_EXTRA:
      case DISTANCE:
      case DISTANCE_EXTRA:
      case MATCH:
        return this.symbols();
      case CHECK:
      case SIZE_CHECK:
        return this.trailer();
      default:
        return false;
    }
  }
  private wrong(message: string): boolean {
    this.message = message;
    this.state = WRONG;
    return false;
  }

  // --- bits

  /** Takes bytes until there are `count` bits (at most 32, and more than 25 only behind whole bytes). */
  private need(count: int): boolean {
    while (this.bits < count) if (!this.pull()) return false;
    return true;
  }
  private pull(): boolean {
    if (this.at === this.end) return false;
    this.hold = wrapU32(this.hold | (this.input[this.at]! << this.bits));
    this.at = this.at + 1;
    this.bits = this.bits + 8;
    return true;
  }
  private take(count: int): int {
    const value = this.hold & masks[count]!;
    this.drop(count);
    return value;
  }
  /** All 32 bits. */
  private takeWord(): u32 {
    const value = this.hold;
    this.hold = 0;
    this.bits = 0;
    return value;
  }
  private drop(count: int): void {
    this.hold = this.hold >>> count;
    this.bits = this.bits - count;
  }

  // --- wrapping

  private head(): boolean {
    if (!this.need(16)) return false;
    const first = this.hold & 255;
    const second = (this.hold >>> 8) & 255;
    if (intAnd(this.wrap, WRAP_GZIP) !== 0 && first === gzipMagic[0] && second === gzipMagic[1]) {
      this.isGzip = true;
      this.drop(16);
      this.state = GZIP_HEAD;
      return true;
    }
    if (intAnd(this.wrap, WRAP_ZLIB) === 0 || (first * 256 + second) % 31 !== 0)
      return this.wrong("incorrect header check");
    if ((first & 15) !== 8) return this.wrong("unknown compression method");
    const windowBits = (first >>> 4) + 8;
    if (windowBits > 15 || (this.windowBits !== 0 && windowBits > this.windowBits))
      return this.wrong("invalid window size");
    this.drop(16);
    this.check = 1;
    this.state = (second & 32) !== 0 ? DICTIONARY_ID : BLOCK;
    return true;
  }
  private gzipHead(): boolean {
    const head = this.gzip;
    this.at = head.read(this.input, this.at, this.end);
    if (head.message.length > 0) return this.wrong(head.message);
    if (!head.isDone()) return false;
    this.check = 0;
    this.state = BLOCK;
    return true;
  }
  private trailer(): boolean {
    if (this.wrap !== WRAP_RAW) {
      if (!this.need(32)) return false;
      this.note();
      const word = this.takeWord();
      if (this.state === CHECK) {
        if ((this.isGzip ? word : swapped(word)) !== this.check) return this.wrong("incorrect data check");
        if (this.isGzip) {
          this.state = SIZE_CHECK;
          return true;
        }
      } else if (word !== wrapU32(this.total)) return this.wrong("incorrect length check");
    }
    this.state = DONE;
    return false;
  }

  // --- blocks

  private blockHead(): boolean {
    if (this.last) {
      this.drop(this.bits % 8);
      this.state = CHECK;
      return true;
    }
    if (!this.need(3)) return false;
    this.last = this.take(1) === 1;
    switch (this.take(2)) {
      case 0:
        this.drop(this.bits % 8);
        this.state = STORED_LENGTH;
        return true;
      case 1:
        this.literals = fixedLiterals;
        this.distances = fixedDistances;
        this.state = SYMBOL;
        return true;
      case 2:
        this.state = CODE_COUNTS;
        return true;
      default:
        return this.wrong("invalid block type");
    }
  }
  private storedLength(): boolean {
    if (!this.need(32)) return false;
    const word = this.takeWord();
    this.length = word & 65535;
    if (this.length !== 65535 - (word >>> 16)) return this.wrong("invalid stored block lengths");
    this.state = STORED;
    return true;
  }
  private stored(): boolean {
    while (this.length > 0) {
      const output = this.output;
      if (this.at === this.end || !this.room()) return false;
      let count = this.length;
      if (this.end - this.at < count) count = this.end - this.at;
      if (output.block.length - output.used < count) count = output.block.length - output.used;
      arrayCopy(this.input, this.at, output.block, output.used, count);
      this.at = this.at + count;
      output.used = output.used + count;
      this.length = this.length - count;
    }
    this.state = BLOCK;
    return true;
  }
  private codeCounts(): boolean {
    if (!this.need(14)) return false;
    this.literalCount = this.take(5) + 257;
    this.distanceCount = this.take(5) + 1;
    this.codeCount = this.take(4) + 4;
    if (this.literalCount > 286 || this.distanceCount > 30) return this.wrong("too many length or distance symbols");
    this.have = 0;
    arrayFill(this.lengths, 0, 0, 19);
    this.state = CODE_LENGTHS;
    return true;
  }
  private codeLengths(): boolean {
    while (this.have < this.codeCount) {
      if (!this.need(3)) return false;
      this.lengths[lengthOrder[this.have]!] = this.take(3);
      this.have = this.have + 1;
    }
    if (this.ownLiterals === fixedLiterals) {
      this.ownLiterals = new PrefixCode();
      this.ownDistances = new PrefixCode();
    }
    this.literals = this.ownLiterals;
    this.distances = this.ownDistances;
    // the code of the lengths is done with when the others are made
    if (this.ownLiterals.make(this.lengths, 0, 19, plainEntries) !== CODE_GOOD)
      return this.wrong("invalid code lengths set");
    this.have = 0;
    this.state = WORD_LENGTHS;
    return true;
  }
  private wordLengths(): boolean {
    const lengths = this.lengths;
    const count = this.literalCount + this.distanceCount;
    while (this.have < count) {
      let entry: u32 = this.ownLiterals.root[this.hold & 1023]!;
      while ((entry & 15) > this.bits) {
        if (!this.pull()) return false;
        entry = this.ownLiterals.root[this.hold & 1023]!;
      }
      const wordBits = entry & 15;
      const symbol: int = entry >>> 16;
      if (symbol < 16) {
        this.drop(wordBits);
        lengths[this.have] = symbol;
        this.have = this.have + 1;
        continue;
      }
      const extra = symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
      if (!this.need(wordBits + extra)) return false;
      if (symbol === 16 && this.have === 0) return this.wrong("invalid bit length repeat");
      this.drop(wordBits);
      const times = this.take(extra) + (symbol === 18 ? 11 : 3);
      if (this.have + times > count) return this.wrong("invalid bit length repeat");
      arrayFill(lengths, symbol === 16 ? lengths[this.have - 1]! : 0, this.have, this.have + times);
      this.have = this.have + times;
    }
    if (lengths[256] === 0) return this.wrong("invalid code -- missing end-of-block");
    const literals = this.ownLiterals.make(lengths, 0, this.literalCount, literalEntries);
    if (literals === CODE_OVERSUBSCRIBED || literals === CODE_INCOMPLETE)
      return this.wrong("invalid literal/lengths set");
    const distances = this.ownDistances.make(lengths, this.literalCount, this.distanceCount, distanceEntries);
    if (distances === CODE_OVERSUBSCRIBED || distances === CODE_INCOMPLETE) return this.wrong("invalid distances set");
    this.state = SYMBOL;
    return true;
  }

  // --- symbols

  /** The entry of the next symbol, whose bits are dropped; 0: there are too few. */
  private nextEntry(code: PrefixCode): u32 {
    for (;;) {
      let entry: u32 = code.root[this.hold & 1023]!;
      if (entry === 0) entry = code.longEntry(this.hold);
      if ((entry & 15) <= this.bits) {
        this.drop(entry & 15);
        return entry;
      }
      if (!this.pull()) return 0;
    }
  }
  private symbols(): boolean {
    switch (this.state) {
      case SYMBOL: {
        if (this.end - this.at >= FAST_INPUT && this.output.block.length - this.output.used >= LONGEST_MATCH) {
          this.decodeFast();
          return this.state !== WRONG;
        }
        const entry = this.nextEntry(this.literals);
        if (entry === 0) return false;
        this.length = entry >>> 16;
        this.extra = (entry >>> 4) & 15;
        switch ((entry >>> 8) & 3) {
          case KIND_LITERAL:
            this.state = LITERAL;
            return true;
          case KIND_BASE:
            this.state = LENGTH_EXTRA;
            return true;
          case KIND_END:
            this.state = BLOCK;
            return true;
          default:
            return this.wrong("invalid literal/length code");
        }
      }
      case LITERAL:
        if (!this.room()) return false;
        this.output.add(this.length);
        this.state = SYMBOL;
        return true;
      case LENGTH_EXTRA:
        if (!this.need(this.extra)) return false;
        this.length = this.length + this.take(this.extra);
        this.state = DISTANCE;
        return true;
      case DISTANCE: {
        const entry = this.nextEntry(this.distances);
        if (entry === 0) return false;
        if (((entry >>> 8) & 3) !== KIND_BASE) return this.wrong("invalid distance code");
        this.distance = entry >>> 16;
        this.extra = (entry >>> 4) & 15;
        this.state = DISTANCE_EXTRA;
        return true;
      }
      case DISTANCE_EXTRA:
        if (!this.need(this.extra)) return false;
        this.distance = this.distance + this.take(this.extra);
        if (this.distance > this.output.used + this.historyLength) return this.wrong("invalid distance too far back");
        this.state = MATCH;
        return true;
      default:
        while (this.length > 0) {
          if (!this.room()) return false;
          const output = this.output;
          let count = this.length;
          if (output.block.length - output.used < count) count = output.block.length - output.used;
          copyMatch(output.block, output.used, this.distance, count, this.history, this.historyLength);
          output.used = output.used + count;
          this.length = this.length - count;
        }
        this.state = SYMBOL;
        return true;
    }
  }
  /** Symbols while there are FAST_INPUT bytes and room for the longest match. Ends in a state of its own. */
  private decodeFast(): void {
    const input = this.input;
    const output = this.output.block;
    const literals = this.literals;
    const distances = this.distances;
    const literalRoot = literals.root;
    const distanceRoot = distances.root;
    const inputEnd = this.end - FAST_INPUT;
    const outputEnd = output.length - LONGEST_MATCH;
    const historyLength = this.historyLength;
    let at = this.at;
    let used = this.output.used;
    let hold: u32 = this.hold;
    let bits = this.bits;
    let state = SYMBOL;
    while (at <= inputEnd && used <= outputEnd) {
      if (bits < 15) {
        hold = wrapU32(hold | (input[at]! << bits) | (input[at + 1]! << (bits + 8)));
        at = at + 2;
        bits = bits + 16;
      }
      let entry: u32 = literalRoot[hold & 1023]!;
      if (entry === 0) entry = literals.longEntry(hold);
      hold = hold >>> (entry & 15);
      bits = bits - (entry & 15);
      const kind = (entry >>> 8) & 3;
      if (kind === KIND_LITERAL) {
        output[used] = entry >>> 16;
        used++;
        continue;
      }
      if (kind !== KIND_BASE) {
        if (kind === KIND_INVALID) this.wrong("invalid literal/length code");
        state = kind === KIND_INVALID ? WRONG : BLOCK;
        break;
      }
      let length: int = entry >>> 16;
      let extra = (entry >>> 4) & 15;
      if (bits < 15) {
        hold = wrapU32(hold | (input[at]! << bits) | (input[at + 1]! << (bits + 8)));
        at = at + 2;
        bits = bits + 16;
      }
      if (extra > 0) {
        length = length + (hold & masks[extra]!);
        hold = hold >>> extra;
        bits = bits - extra;
        if (bits < 15) {
          hold = wrapU32(hold | (input[at]! << bits) | (input[at + 1]! << (bits + 8)));
          at = at + 2;
          bits = bits + 16;
        }
      }
      entry = distanceRoot[hold & 1023]!;
      if (entry === 0) entry = distances.longEntry(hold);
      hold = hold >>> (entry & 15);
      bits = bits - (entry & 15);
      if (((entry >>> 8) & 3) !== KIND_BASE) {
        this.wrong("invalid distance code");
        state = WRONG;
        break;
      }
      let distance: int = entry >>> 16;
      extra = (entry >>> 4) & 15;
      if (bits < 15) {
        hold = wrapU32(hold | (input[at]! << bits) | (input[at + 1]! << (bits + 8)));
        at = at + 2;
        bits = bits + 16;
      }
      distance = distance + (hold & masks[extra]!);
      hold = hold >>> extra;
      bits = bits - extra;
      if (distance > used + historyLength) {
        this.wrong("invalid distance too far back");
        state = WRONG;
        break;
      }
      if (distance > used || length > 16) copyMatch(output, used, distance, length, this.history, historyLength);
      else for (let i = 0; i < length; i++) output[used + i] = output[used + i - distance]!;
      used = used + length;
    }
    // whole bytes that are not needed go back: a stream ends where its last bit does
    const back = intShr(bits, 3);
    this.at = at - back;
    this.bits = bits - 8 * back;
    this.hold = wrapU32(hold & masks[this.bits]!);
    this.output.used = used;
    this.state = state;
  }

  // --- output and what came before it

  /** Whether there is room for a byte of output; takes a new block if there is not. */
  private room(): boolean {
    if (this.output.used < this.output.block.length) return true;
    this.note();
    if (!this.output.grow()) return false;
    this.noted = 0;
    return true;
  }
  /** Takes the output since the last time into check and history. */
  private note(): void {
    const block = this.output.block;
    const from = this.noted;
    const to = this.output.used;
    if (from === to) return;
    this.total = this.total + to - from;
    if (this.wrap !== WRAP_RAW)
      this.check = this.isGzip ? crc32(block, from, to, this.check) : adler32(block, from, to, this.check);
    this.remember(block, from, to);
    this.noted = to;
  }
  private remember(bytes: U8Array, from: int, to: int): void {
    let start = from;
    if (to - from > WINDOW) {
      start = to - WINDOW;
      this.historyLength = 0;
    }
    const count = to - start;
    const kept = this.historyLength;
    if (kept + count > this.history.length) {
      const keep = kept < WINDOW ? kept : WINDOW;
      // twice the window, so that it is moved now and then only
      let history = this.history;
      if (history.length < 2 * WINDOW) history = new U8Array(keep + count < 1024 ? 2048 : 2 * WINDOW);
      if (keep + count > history.length) history = new U8Array(2 * WINDOW);
      arrayCopy(this.history, kept - keep, history, 0, keep);
      this.history = history;
      this.historyLength = keep;
    }
    arrayCopy(bytes, start, this.history, this.historyLength, count);
    this.historyLength = this.historyLength + count;
  }
}

function swapped(word: u32): u32 {
  return wrapU32((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24));
}
/** Copies `length` bytes that lie `distance` before bytes[used], from the history if they are not in `bytes`. @jit opaque */
function copyMatch(bytes: U8Array, used: int, distance: int, length: int, history: U8Array, kept: int): void {
  let at = used;
  let left = length;
  if (distance > at) {
    const start = kept - (distance - at);
    const count = kept - start < left ? kept - start : left;
    arrayCopy(history, start, bytes, at, count);
    at = at + count;
    left = left - count;
  }
  if (left === 0) return;
  if (distance === 1) arrayFill(bytes, bytes[at - 1]!, at, at + left);
  else if (distance >= left) arrayCopy(bytes, at - distance, bytes, at, left);
  else for (let i = 0; i < left; i++) bytes[at + i] = bytes[at + i - distance]!;
}
