// Decompression of LZMA's symbols; lzmacontainers.ts has what stands around them.
//
// A range coder's number says for each bit on which side of its probability it lies. `window` is the end of the text, at most as long as the dictionary;
// it grows as the text does, and is a ring when it has its full size.
//
// A symbol takes 20 bytes at most. Where there are fewer, and it is not known that there are enough, the state is saved, and put back if they are too few.

import {
  arrayCopy,
  type int,
  intAnd,
  intShl,
  intShr,
  mulU32,
  U8Array,
  type U16Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import type { DeltaFilter, StreamCheck } from "./lzmachecks.ts";
import {
  ADAPTION,
  DIRECT_SLOT,
  DISTANCE_ALIGN,
  DISTANCE_SPECIAL,
  IS_MATCH,
  IS_REP,
  IS_REP0,
  IS_REP0_LONG,
  IS_REP1,
  IS_REP2,
  LENGTH_HIGH,
  LENGTH_LOW,
  LENGTH_MIDDLE,
  LITERAL_STATES,
  LzmaModel,
  MATCH_LENGTH,
  MIN_MATCH,
  PROBABILITY_BITS,
  PROBABILITY_ONE,
  REP_LENGTH,
  slotCode,
  TOP,
} from "./lzmamodel.ts";
import type { OutputBlocks } from "./outputblocks.ts";

const MOST_INPUT = 20;
const FIRST_WINDOW = 65536;
const END_MARK = 0xffffffff;

export class LzmaDecoder {
  readonly model: LzmaModel = new LzmaModel();
  /** The input: input[at..end-1]. */
  input: U8Array = new U8Array(0);
  at: int = 0;
  end: int = 0;
  /** The input is all that there is for what is to be decoded. */
  whole: boolean = false;
  /** The mark that ends a stream has come. */
  ended: boolean = false;
  wrong: boolean = false;
  /** What is done with text before it is put out; what is computed of it. */
  delta: DeltaFilter | null = null;
  check: StreamCheck | null = null;
  private range: u32 = 0;
  private code: u32 = 0;
  /** The input was too short for the symbol. */
  private short: boolean = false;
  /** The model's. */
  private probabilities: U16Array = this.model.probabilities;

  private dictionarySize: int = 0;
  private window: U8Array = new U8Array(0);
  private position: int = 0;
  private isRing: boolean = false;
  /** Position in the whole text, for contexts. */
  private total: int = 0;
  /** What is left of a match. */
  private remaining: int = 0;
  private saved: LzmaModel | null = null;

  /** Forgets all text. */
  resetDictionary(size: int): void {
    this.dictionarySize = size < 4096 ? 4096 : size;
    const first = this.dictionarySize < FIRST_WINDOW ? this.dictionarySize : FIRST_WINDOW;
    if (this.window.length < first || this.window.length > this.dictionarySize) this.window = new U8Array(first);
    this.position = 0;
    this.isRing = false;
    this.total = 0;
    this.remaining = 0;
  }
  resetModel(): void {
    this.model.reset();
    this.probabilities = this.model.probabilities;
    this.remaining = 0;
  }
  /** Reads the range coder's first five bytes, which have to be there. */
  start(): void {
    if (this.input[this.at] !== 0) this.wrong = true;
    this.range = 0xffffffff;
    this.code = 0;
    for (let i = 1; i < 5; i++) this.code = wrapU32((this.code << 8) | this.input[this.at + i]!);
    this.at = this.at + 5;
    this.ended = false;
  }
  /** Decodes up to `wanted` bytes of text; answers how many, which are fewer when the output is full, input lacks, or `ended` or `wrong` is set. @jit opaque */
  decode(wanted: int, output: OutputBlocks): int {
    let done = 0;
    while (done < wanted) {
      const room = this.room(wanted - done, output);
      if (room === 0) break;
      const from = this.position;
      this.decodeUntil(from + room);
      const count = this.position - from;
      this.emit(from, count, output);
      done = done + count;
      if (count < room) break;
    }
    return done;
  }
  /** Takes text that is stored as it is. */
  store(bytes: U8Array, from: int, count: int, output: OutputBlocks): int {
    let done = 0;
    while (done < count) {
      const room = this.room(count - done, output);
      if (room === 0) break;
      arrayCopy(bytes, from + done, this.window, this.position, room);
      this.emit(this.position, room, output);
      this.position = this.position + room;
      this.total = this.total + room;
      done = done + room;
    }
    return done;
  }
  /** How many bytes may be written at `position` of the window and put out. */
  private room(wanted: int, output: OutputBlocks): int {
    this.makeRoom();
    let room = output.allowed();
    if (room > wanted) room = wanted;
    const space = this.window.length - this.position;
    return room < space ? room : space;
  }
  /** At the window's end: it grows, or goes on at its beginning. */
  private makeRoom(): void {
    if (this.position < this.window.length) return;
    if (this.window.length < this.dictionarySize) {
      const size = 2 * this.window.length;
      const window = new U8Array(size < this.dictionarySize ? size : this.dictionarySize);
      arrayCopy(this.window, 0, window, 0, this.position);
      this.window = window;
    } else {
      this.position = 0;
      this.isRing = true;
    }
  }
  private emit(from: int, count: int, output: OutputBlocks): void {
    let bytes = this.window;
    let start = from;
    if (this.delta !== null) {
      bytes = new U8Array(count);
      start = 0;
      this.delta.decode(this.window, from, bytes, count);
    }
    output.addAll(bytes, start, count);
    if (this.check !== null) this.check.update(bytes, start, count);
  }
  private decodeUntil(limit: int): void {
    while (this.position < limit) {
      if (this.remaining > 0) {
        this.copyMatch(limit);
        continue;
      }
      if (this.whole || this.end - this.at >= MOST_INPUT) this.symbol();
      else if (!this.trySymbol()) return;
      if (this.short) this.wrong = true;
      if (this.wrong || this.ended) return;
    }
  }
  private copyMatch(limit: int): void {
    const window = this.window;
    const distance: int = this.model.distances[0]! + 1;
    const count = limit - this.position < this.remaining ? limit - this.position : this.remaining;
    let to = this.position;
    let from = to - distance;
    if (from < 0) from = from + window.length;
    for (let i = 0; i < count; i++) {
      window[to] = window[from]!;
      to++;
      from++;
      if (from === window.length) from = 0;
    }
    this.position = to;
    this.total = this.total + count;
    this.remaining = this.remaining - count;
  }
  /** A symbol with little input; false: there is too little. */
  private trySymbol(): boolean {
    if (this.saved === null) this.saved = new LzmaModel();
    this.saved.take(this.model);
    const range = this.range;
    const code = this.code;
    const at = this.at;
    const position = this.position;
    const total = this.total;
    this.symbol();
    if (!this.short) return true;
    this.short = false;
    this.wrong = false;
    this.ended = false;
    this.model.take(this.saved);
    this.probabilities = this.model.probabilities;
    this.range = range;
    this.code = code;
    this.at = at;
    this.position = position;
    this.total = total;
    this.remaining = 0;
    return false;
  }
  /** The end of a stream whose length was known. 1: it is there; 0: more input is needed; -1: it is not. */
  finish(): int {
    if (!this.normalize()) return 0;
    if (this.code === 0) return 1;
    // a mark, which is not needed
    this.makeRoom();
    if (this.end - this.at >= MOST_INPUT) this.symbol();
    else if (!this.trySymbol()) return 0;
    return this.ended && !this.wrong ? 1 : -1;
  }
  /** Between symbols: the coder's number is used up, as it is at its end. */
  isUsedUp(): boolean {
    return this.code === 0;
  }
  isInMatch(): boolean {
    return this.remaining > 0;
  }
  /** Between symbols: takes the byte that the next one would; false: it is not there. */
  normalize(): boolean {
    if (this.range >= TOP) return true;
    if (this.at === this.end) return false;
    this.shift();
    return true;
  }

  // --- bits

  private shift(): void {
    if (this.at === this.end) {
      this.short = true;
      return;
    }
    this.range = wrapU32(this.range << 8);
    this.code = wrapU32((this.code << 8) | this.input[this.at]!);
    this.at = this.at + 1;
  }
  private bit(context: int): int {
    if (this.range < TOP) this.shift();
    const probability: u32 = this.probabilities[context]!;
    const bound: u32 = mulU32(this.range >>> PROBABILITY_BITS, probability);
    if (this.code < bound) {
      this.range = bound;
      this.probabilities[context] = probability + (wrapU32(PROBABILITY_ONE - probability) >>> ADAPTION);
      return 0;
    }
    this.range = wrapU32(this.range - bound);
    this.code = wrapU32(this.code - bound);
    this.probabilities[context] = probability - (probability >>> ADAPTION);
    return 1;
  }
  /** A number of so many bits, the highest first, each in the context of those before. */
  private tree(contexts: int, count: int): int {
    let node = 1;
    for (let i = 0; i < count; i++) node = 2 * node + this.bit(contexts + node);
    return node - intShl(1, count);
  }
  /** The same, the lowest bit first. */
  private reverseTree(contexts: int, count: int): int {
    let node = 1;
    let value = 0;
    let weight = 1;
    for (let i = 0; i < count; i++) {
      const bit = this.bit(contexts + node);
      node = 2 * node + bit;
      value = value + bit * weight;
      weight = 2 * weight;
    }
    return value;
  }
  private direct(count: int): int {
    let value = 0;
    for (let i = 0; i < count; i++) {
      if (this.range < TOP) this.shift();
      this.range = this.range >>> 1;
      if (this.code >= this.range) {
        this.code = wrapU32(this.code - this.range);
        value = 2 * value + 1;
      } else value = 2 * value;
    }
    return value;
  }

  // --- symbols

  /** Decodes a literal, or the head of a match. */
  private symbol(): void {
    const model = this.model;
    const position = intAnd(this.total, intShl(1, model.pb) - 1);
    const state = model.state;
    if (this.bit(IS_MATCH + state * 16 + position) === 0) {
      this.literal();
      return;
    }
    if (this.bit(IS_REP + state) === 0) {
      const length = this.lengthOf(MATCH_LENGTH, position);
      model.afterMatch();
      this.newDistance(length);
    } else {
      if (this.bit(IS_REP0 + state) === 0) {
        if (this.bit(IS_REP0_LONG + state * 16 + position) === 0) {
          model.afterShortRep();
          this.remaining = 1;
          this.checkDistance();
          return;
        }
      } else if (this.bit(IS_REP1 + state) === 0) model.reuse(1);
      else model.reuse(2 + this.bit(IS_REP2 + state));
      this.remaining = this.lengthOf(REP_LENGTH, position);
      model.afterRep();
      this.checkDistance();
    }
  }
  private checkDistance(): void {
    const known = this.isRing ? this.window.length : this.position;
    if (this.model.distances[0]! >= known) {
      this.wrong = true;
      this.remaining = 0;
    }
  }
  private literal(): void {
    const model = this.model;
    const window = this.window;
    const before = this.position === 0 ? (this.isRing ? window.length - 1 : -1) : this.position - 1;
    const last: int = before < 0 ? 0 : window[before]!;
    const contexts = model.literal(this.total, last);
    let node = 1;
    if (model.state >= LITERAL_STATES) {
      // behind a match: the byte that would have gone on with it is a context as long as it is right
      let from = this.position - model.distances[0]! - 1;
      if (from < 0) from = from + window.length;
      let match: int = window[from]!;
      while (node < 256) {
        match = 2 * match;
        const expected = intAnd(match, 256);
        const bit = this.bit(contexts + 256 + expected + node);
        node = 2 * node + bit;
        if (expected !== 256 * bit) break;
      }
    }
    while (node < 256) node = 2 * node + this.bit(contexts + node);
    window[this.position] = node - 256;
    this.position = this.position + 1;
    this.total = this.total + 1;
    model.afterLiteral();
  }
  private lengthOf(contexts: int, position: int): int {
    if (this.bit(contexts) === 0) return MIN_MATCH + this.tree(contexts + LENGTH_LOW + position * 8, 3);
    if (this.bit(contexts + 1) === 0) return MIN_MATCH + 8 + this.tree(contexts + LENGTH_MIDDLE + position * 8, 3);
    return MIN_MATCH + 16 + this.tree(contexts + LENGTH_HIGH, 8);
  }
  private newDistance(length: int): void {
    const slot = this.tree(slotCode(length), 6);
    let distance = slot;
    if (slot >= 4) {
      const bits = intShr(slot, 1) - 1;
      distance = intShl(2 + intAnd(slot, 1), bits);
      if (slot < DIRECT_SLOT) distance = distance + this.reverseTree(DISTANCE_SPECIAL + distance - slot, bits);
      else distance = distance + this.direct(bits - 4) * 16 + this.reverseTree(DISTANCE_ALIGN, 4);
    }
    this.model.push(distance);
    if (distance === END_MARK) {
      this.ended = true;
      this.normalizeEnd();
      return;
    }
    this.remaining = length;
    this.checkDistance();
  }
  /** The coder's last byte comes behind the mark. */
  private normalizeEnd(): void {
    if (this.range < TOP) this.shift();
  }
}
