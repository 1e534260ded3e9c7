// Decompression of bzip2 streams.
//
//   stream = "BZh", level "1" to "9", blocks, 48 bits 0x177245385090, CRC of the blocks' CRCs, bits up to a whole byte
//   block  = 48 bits 0x314159265359, CRC, 1 bit 0, origin (24 bits), which bytes occur (16 bits, and 16 for each of them that is set),
//            number of codes (3), number of groups (15), the code of each group, the codes' lengths, symbols
//
// Bits come highest first. Symbols stand for the last column of the sorted rotations of the block's text, each byte by its place in a list whose front the
// byte used last moves to, runs of the first by RUNA and RUNB, digits of its length. The text has runs of more than four bytes shortened.
//
// As in inflate.ts, a state that lacks input is left as it is and tried again. A block is decoded when all of its symbols have come.

import {
  arrayFill,
  type int,
  intAnd,
  intShl,
  intShr,
  newArray,
  U8Array,
  U16Array,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { forwardCrc32 } from "./checksums.ts";
import { OutputBlocks } from "./outputblocks.ts";

const STREAM_HEAD = 0;
const BLOCK_MARK = 1;
const BLOCK_CHECK = 2;
const ORIGIN = 3;
const USED_GROUPS = 4;
const USED_BYTES = 5;
const CODES = 6;
const GROUPS = 7;
const GROUP_CODES = 8;
const LENGTHS = 9;
const SYMBOLS = 10;
const TEXT = 11;
const STREAM_CHECK = 12;
const DONE = 13;
const WRONG = 14;

const MAX_CODES = 6;
const MAX_GROUPS = 18002;
const GROUP_SIZE = 50;
const MAX_LENGTH = 20;
const MAX_SYMBOLS = 258;
const ROOT_BITS = 10;
const RUNB = 1;
const BLOCK_UNIT = 100000;
/** Longer runs are in no block. */
const MAX_RUN = 2097152;
const BLOCK_START = 0x314159265359;
const STREAM_END = 0x177245385090;

const masks = new U32Array(25);
for (let i = 0; i <= 24; i++) masks[i] = 2 ** i - 1;

/** A prefix code: words of the same length are consecutive numbers, in the order of symbols. */
class Code {
  readonly lengths: U8Array = new U8Array(MAX_SYMBOLS);
  /** By the next ROOT_BITS bits: symbol << 8 | length; 0: the word is longer. */
  readonly root: U32Array = new U32Array(intShl(1, ROOT_BITS));
  /** By length: the word behind the last one, and what to add to a word for its index in `symbols`. */
  private readonly ends: U32Array = new U32Array(MAX_LENGTH + 1);
  private readonly firsts: U32Array = new U32Array(MAX_LENGTH + 1);
  private readonly places: U16Array = new U16Array(MAX_LENGTH + 2);
  private readonly symbols: U16Array = new U16Array(MAX_SYMBOLS);

  /** Words that are too many for their lengths mean nothing, as bzip2 has it. @jit opaque */
  make(count: int): void {
    const lengths = this.lengths;
    const places = this.places;
    arrayFill(places, 0, 0, places.length);
    for (let i = 0; i < count; i++) places[lengths[i]! + 1] = places[lengths[i]! + 1]! + 1;
    for (let length = 1; length < places.length; length++) places[length] = places[length]! + places[length - 1]!;
    arrayFill(this.root, 0, 0, this.root.length);
    let word = 0;
    let at = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      word = 2 * word;
      this.firsts[length] = word;
      for (let i = 0; i < count; i++) {
        if (lengths[i] !== length) continue;
        this.symbols[at] = i;
        at++;
        if (length <= ROOT_BITS && word < intShl(1, length)) {
          const step = intShl(1, ROOT_BITS - length);
          arrayFill(this.root, i * 256 + length, word * step, (word + 1) * step);
        }
        word++;
      }
      this.ends[length] = word;
    }
  }
  /** The entry of the word that 20 bits begin with; 0: there is none. @jit opaque */
  longEntry(bits: u32): u32 {
    for (let length = 1; length <= MAX_LENGTH; length++) {
      const word = bits >>> (MAX_LENGTH - length);
      if (word < this.ends[length]! && word >= this.firsts[length]!)
        return this.symbols[this.places[length]! + word - this.firsts[length]!]! * 256 + length;
    }
    return 0;
  }
}

const noOutput = new OutputBlocks(0, 0);
const noColumn = new U32Array(0);

/** The first `count` of the `bits` lowest bits, zeros behind them if there are fewer. */
function topBits(hold: u32, bits: int, count: int): u32 {
  const top: u32 = bits >= count ? hold >>> (bits - count) : wrapU32(hold << (count - bits));
  return top & masks[count]!;
}

export class Bzip2Decoder {
  /** How many bytes of the last input were left. */
  rest: int = 0;
  private input: U8Array = noOutput.block;
  private at: int = 0;
  private end: int = 0;
  private output: OutputBlocks = noOutput;
  private state: int = STREAM_HEAD;
  /** The bits that have been taken from the input, the last one lowest, and how many count. */
  private hold: u32 = 0;
  private bits: int = 0;
  private maxText: int = 0;
  private check: u32 = 0;
  private allChecks: u32 = 0;
  /** Which groups of 16 bytes occur; the bytes that do, as a list whose front those used last move to. */
  private usedGroups: int = 0;
  private readonly order: U8Array = new U8Array(256);
  private byteCount: int = 0;
  private readonly codes: Code[] = newArray<Code>(MAX_CODES);
  private codeCount: int = 0;
  private readonly groupCodes: U8Array = new U8Array(MAX_GROUPS);
  private groupCount: int = 0;
  /** Where a state stands that does something several times, and what it has found so far. */
  private place: int = 0;
  private second: int = 0;
  private value: int = 0;
  // symbols: the next group, symbols that are left of this one; a run that is being read, and what its next digit is worth
  private group: int = 0;
  private groupRest: int = 0;
  private run: int = 0;
  private digit: int = 1;
  /** The block's last column; then for each byte of the text, above it, where the next one stands. */
  private column: U32Array = noColumn;
  private length: int = 0;
  private origin: int = 0;
  // text: the next place in `column`, bytes left there; the last byte, how often it has come in a row, how often it is to be repeated
  private next: u32 = 0;
  private textRest: int = 0;
  private last: int = -1;
  private same: int = 0;
  private repeat: int = 0;
  private ownCheck: u32 = 0;

  constructor() {
    for (let i = 0; i < MAX_CODES; i++) this.codes[i] = new Code();
  }
  isDone(): boolean {
    return this.state === DONE;
  }
  /** A block's text is being put out. */
  hasText(): boolean {
    return this.state === TEXT;
  }
  /** Decompresses input into `output`, a new one, as far as both go. False: the data are wrong. @jit opaque */
  decode(input: U8Array, at: int, end: int, output: OutputBlocks): boolean {
    this.input = input;
    this.at = at;
    this.end = end;
    this.output = output;
    while (this.step()) {}
    this.rest = this.end - this.at;
    this.output = noOutput;
    this.input = noOutput.block;
    return this.state !== WRONG;
  }
  /** Does what the state says; false: nothing can be done now. */
  private step(): boolean {
    switch (this.state) {
      case STREAM_HEAD:
        return this.streamHead();
      case BLOCK_MARK:
        if (!this.word(6)) return false;
        if (this.value !== BLOCK_START && this.value !== STREAM_END) return this.wrong();
        return this.go(this.value === BLOCK_START ? BLOCK_CHECK : STREAM_CHECK);
      case BLOCK_CHECK:
        if (!this.word(4)) return false;
        this.check = wrapU32(this.value);
        return this.go(ORIGIN);
      case ORIGIN:
        return this.originOf();
      case USED_GROUPS:
        if (!this.need(16)) return false;
        this.usedGroups = this.take(16);
        this.byteCount = 0;
        return this.go(USED_BYTES);
      case USED_BYTES:
        return this.usedBytes();
      case CODES:
        if (!this.need(3)) return false;
        this.codeCount = this.take(3);
        return this.codeCount < 2 || this.codeCount > MAX_CODES ? this.wrong() : this.go(GROUPS);
      case GROUPS:
        if (!this.need(15)) return false;
        this.groupCount = this.take(15);
        return this.groupCount === 0 ? this.wrong() : this.go(GROUP_CODES);
      case GROUP_CODES:
        return this.groupCodeNumbers();
      case LENGTHS:
        return this.wordLengths();
      case SYMBOLS:
        return this.symbols();
      case TEXT:
        return this.text();
      case STREAM_CHECK:
        if (!this.word(4)) return false;
        if (this.value !== this.allChecks) return this.wrong();
        this.bits = 0;
        this.state = DONE;
        return false;
      default:
        return false;
    }
  }
  private go(state: int): boolean {
    this.state = state;
    this.place = 0;
    this.second = 0;
    return true;
  }
  private wrong(): boolean {
    this.state = WRONG;
    return false;
  }

  // --- bits

  /** Takes bytes until there are `count` bits, at most 24. */
  private need(count: int): boolean {
    while (this.bits < count) {
      if (this.at === this.end) return false;
      this.hold = wrapU32((this.hold << 8) | this.input[this.at]!);
      this.at = this.at + 1;
      this.bits = this.bits + 8;
    }
    return true;
  }
  private take(count: int): int {
    this.bits = this.bits - count;
    return (this.hold >>> this.bits) & masks[count]!;
  }
  /** A number of so many bytes, into `value`; false: it has not come yet. */
  private word(bytes: int): boolean {
    if (this.place === 0) this.value = 0;
    for (; this.place < bytes; this.place = this.place + 1) {
      if (!this.need(8)) return false;
      this.value = this.value * 256 + this.take(8);
    }
    return true;
  }

  // --- what stands before the symbols

  private streamHead(): boolean {
    if (!this.need(8)) return false;
    const byte = this.take(8);
    const place = this.place;
    if (place === 3) {
      if (byte < 49 || byte > 57) return this.wrong();
      this.maxText = (byte - 48) * BLOCK_UNIT;
      return this.go(BLOCK_MARK);
    }
    if (byte !== (place === 0 ? 66 : place === 1 ? 90 : 104)) return this.wrong();
    this.place = place + 1;
    return true;
  }
  private originOf(): boolean {
    if (this.second === 0) {
      // a bit for blocks that are shuffled, which nobody has written for long
      if (!this.need(1)) return false;
      if (this.take(1) === 1) return this.wrong();
      this.second = 1;
    }
    if (!this.word(3)) return false;
    this.origin = this.value;
    return this.go(USED_GROUPS);
  }
  private usedBytes(): boolean {
    for (; this.place < 16; this.place = this.place + 1) {
      if (intAnd(this.usedGroups, intShl(1, 15 - this.place)) === 0) continue;
      if (!this.need(16)) return false;
      const used = this.take(16);
      for (let i = 0; i < 16; i++)
        if (intAnd(used, intShl(1, 15 - i)) !== 0) {
          this.order[this.byteCount] = 16 * this.place + i;
          this.byteCount = this.byteCount + 1;
        }
    }
    return this.byteCount === 0 ? this.wrong() : this.go(CODES);
  }
  /** Codes by their places in a list whose front those used last move to, as so many ones and a zero. */
  private groupCodeNumbers(): boolean {
    const list = this.codeOrder;
    if (this.place === 0 && this.second === 0) for (let i = 0; i < MAX_CODES; i++) list[i] = i;
    while (this.place < this.groupCount) {
      if (!this.need(1)) return false;
      if (this.take(1) === 1) {
        this.second = this.second + 1;
        if (this.second >= this.codeCount) return this.wrong();
        continue;
      }
      const code: int = list[this.second]!;
      for (let i = this.second; i > 0; i--) list[i] = list[i - 1]!;
      list[0] = code;
      // some encoders write more of them than a block has groups
      if (this.place < MAX_GROUPS) this.groupCodes[this.place] = code;
      this.place = this.place + 1;
      this.second = 0;
    }
    if (this.groupCount > MAX_GROUPS) this.groupCount = MAX_GROUPS;
    this.value = -1;
    return this.go(LENGTHS);
  }
  private readonly codeOrder: U8Array = new U8Array(MAX_CODES);
  /** A code's first length (5 bits), then for each symbol: 0: this one; 10: one more; 11: one less. */
  private wordLengths(): boolean {
    const symbols = this.byteCount + 2;
    while (this.place < this.codeCount) {
      const code = this.codes[this.place]!;
      if (this.value < 0) {
        if (!this.need(5)) return false;
        this.value = this.take(5);
      }
      while (this.second < symbols) {
        if (this.value < 1 || this.value > MAX_LENGTH) return this.wrong();
        if (!this.need(1)) return false;
        if (((this.hold >>> (this.bits - 1)) & 1) === 0) {
          this.take(1);
          code.lengths[this.second] = this.value;
          this.second = this.second + 1;
          continue;
        }
        if (!this.need(2)) return false;
        this.value = this.value + (this.take(2) === 2 ? 1 : -1);
      }
      code.make(symbols);
      this.place = this.place + 1;
      this.second = 0;
      this.value = -1;
    }
    this.group = 0;
    this.groupRest = 0;
    this.run = 0;
    this.digit = 1;
    this.length = 0;
    if (this.column.length < this.maxText) this.column = new U32Array(this.maxText);
    return this.go(SYMBOLS);
  }

  // --- symbols

  private symbols(): boolean {
    const input = this.input;
    const end = this.end;
    const column = this.column;
    const order = this.order;
    const endSymbol = this.byteCount + 1;
    let at = this.at;
    let hold: u32 = this.hold;
    let bits = this.bits;
    let group = this.group;
    let groupRest = this.groupRest;
    let length = this.length;
    let run = this.run;
    let digit = this.digit;
    let code = this.codes[this.groupCodes[group > 0 ? group - 1 : 0]!]!;
    let root = code.root;
    let result = SYMBOLS;
    while (result === SYMBOLS) {
      if (groupRest === 0) {
        if (group === this.groupCount) {
          result = WRONG;
          break;
        }
        code = this.codes[this.groupCodes[group]!]!;
        root = code.root;
        group++;
        groupRest = GROUP_SIZE;
      }
      if (end - at >= 3)
        while (bits < MAX_LENGTH) {
          hold = wrapU32((hold << 8) | input[at]!);
          at++;
          bits = bits + 8;
        }
      let entry: u32 = root[topBits(hold, bits, ROOT_BITS)]!;
      if (entry === 0) entry = code.longEntry(topBits(hold, bits, MAX_LENGTH));
      if (entry === 0 && bits >= MAX_LENGTH) {
        result = WRONG;
        break;
      }
      if (entry === 0 || (entry & 255) > bits) {
        // near the end of the input: a byte at a time
        if (at === end) break;
        hold = wrapU32((hold << 8) | input[at]!);
        at++;
        bits = bits + 8;
        continue;
      }
      bits = bits - (entry & 255);
      groupRest--;
      const symbol: int = entry >>> 8;
      if (symbol <= RUNB) {
        run = run + digit * (symbol + 1);
        digit = 2 * digit;
        if (run > MAX_RUN) result = WRONG;
        continue;
      }
      if (run > 0) {
        if (length + run > this.maxText) {
          result = WRONG;
          break;
        }
        arrayFill(column, order[0]!, length, length + run);
        length = length + run;
        run = 0;
        digit = 1;
      }
      if (symbol === endSymbol) {
        // whole bytes that are not needed go back
        const back = intShr(bits, 3);
        at = at - back;
        bits = bits - 8 * back;
        hold = hold >>> (8 * back);
        result = TEXT;
        break;
      }
      if (length === this.maxText) {
        result = WRONG;
        break;
      }
      const byte: int = order[symbol - 1]!;
      for (let i = symbol - 1; i > 0; i--) order[i] = order[i - 1]!;
      order[0] = byte;
      column[length] = byte;
      length++;
    }
    this.at = at;
    this.hold = hold;
    this.bits = bits;
    this.group = group;
    this.groupRest = groupRest;
    this.length = length;
    this.run = run;
    this.digit = digit;
    this.state = result;
    if (result === TEXT) return this.beginText();
    return false;
  }

  // --- text

  /** Finds the way through the rotations: the n-th of a byte in the last column is the n-th of it in the first, which is sorted. */
  private beginText(): boolean {
    const column = this.column;
    const length = this.length;
    if (this.origin >= length) return this.wrong();
    const places = new U32Array(257);
    for (let i = 0; i < length; i++) {
      const byte: int = column[i]!;
      places[byte + 1] = places[byte + 1]! + 1;
    }
    for (let i = 1; i < 257; i++) places[i] = places[i]! + places[i - 1]!;
    for (let i = 0; i < length; i++) {
      const byte: u32 = column[i]! & 255;
      const place: u32 = places[byte]!;
      column[place] = wrapU32(column[place]! + i * 256);
      places[byte] = place + 1;
    }
    this.next = column[this.origin]! >>> 8;
    this.textRest = length;
    this.last = -1;
    this.same = 0;
    this.repeat = 0;
    this.ownCheck = 0xffffffff;
    return true;
  }
  private text(): boolean {
    const output = this.output;
    for (;;) {
      const done = this.textRest === 0 && this.repeat === 0;
      if (done) return this.endText();
      if (output.used === output.block.length && !output.grow()) return false;
      this.fillBlock(output);
    }
  }
  /** As much of the text as the output's block has room for. */
  private fillBlock(output: OutputBlocks): void {
    const block = output.block;
    const column = this.column;
    const from = output.used;
    let used = from;
    let next: u32 = this.next;
    let rest = this.textRest;
    let last = this.last;
    let same = this.same;
    let repeat = this.repeat;
    while (used < block.length) {
      if (repeat > 0) {
        const count = block.length - used < repeat ? block.length - used : repeat;
        arrayFill(block, last, used, used + count);
        used = used + count;
        repeat = repeat - count;
        if (repeat === 0) last = -1;
        continue;
      }
      if (rest === 0) break;
      rest--;
      const entry: u32 = column[next]!;
      next = entry >>> 8;
      const byte: int = entry & 255;
      if (same === 4) {
        // the number of equal bytes behind four of them
        same = 0;
        repeat = byte;
        if (repeat === 0) last = -1;
        continue;
      }
      same = byte === last ? same + 1 : 1;
      last = byte;
      block[used] = byte;
      used++;
    }
    this.ownCheck = forwardCrc32(block, from, used, this.ownCheck);
    output.used = used;
    this.next = next;
    this.textRest = rest;
    this.last = last;
    this.same = same;
    this.repeat = repeat;
  }
  private endText(): boolean {
    if (wrapU32(~this.ownCheck) !== this.check) return this.wrong();
    this.allChecks = wrapU32(((this.allChecks << 1) | (this.allChecks >>> 31)) ^ this.check);
    return this.go(BLOCK_MARK);
  }
}
