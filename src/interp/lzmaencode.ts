// Compression to LZMA's symbols; xzencode.ts has what stands around them.
//
// Which symbols a text is written in is decided as it goes: the longest match, unless a repeated distance does nearly as well, a much nearer match is one byte
// shorter, or a better one begins at the next byte (the "fast" way of LZMA's encoders, which weighs no prices of whole sequences).

import {
  arrayCopy,
  type int,
  intAnd,
  intBitLength,
  intShl,
  intShr,
  mulU32,
  U8Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { MatchFinder } from "./lzmamatch.ts";
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
  MAX_MATCH,
  MIN_MATCH,
  PROBABILITY_BITS,
  PROBABILITY_ONE,
  REP_LENGTH,
  slotCode,
  TOP,
} from "./lzmamodel.ts";

/** Text that is wanted ahead of a symbol, unless it is the last. */
export const LOOK_AHEAD = 2 * MAX_MATCH;
const WORD = 4294967296;
/** What the coder may still put out: its number, and bytes that wait. */
const CODER_REST = 5;

export class LzmaEncoder {
  readonly model: LzmaModel = new LzmaModel();
  readonly finder: MatchFinder;
  /** Where the next symbol begins. */
  place: int = 0;
  /** What the coder has put out. */
  bytes: U8Array = new U8Array(65536);
  used: int = 0;
  private readonly nice: int;
  /** Position in the whole text, for contexts. */
  private total: int = 0;
  private low: int = 0;
  private range: u32 = 0xffffffff;
  /** The byte that a carry may still change, and how many bytes of ones wait behind it. */
  private cache: int = 0;
  private waiting: int = 1;
  /** Matches at `place` have been found by the look ahead. */
  private foundAt: int = -1;

  constructor(dictionarySize: int, lc: int, lp: int, pb: int, nice: int, depth: int) {
    this.finder = new MatchFinder(dictionarySize, nice, depth);
    this.nice = nice;
    this.model.setProperties(lc, lp, pb);
    this.model.reset();
  }
  /** Adds as much text as there is room for; answers how much. */
  addText(bytes: U8Array, from: int, count: int): int {
    if (this.finder.room() === 0) {
      const less = this.finder.makeRoom(this.place);
      this.place = this.place - less;
      this.foundAt = this.foundAt - less;
    }
    const room = this.finder.room();
    const part = count < room ? count : room;
    this.finder.add(bytes, from, part);
    return part;
  }
  ahead(): int {
    return this.finder.end - this.place;
  }
  /** How many bytes there would be if the coder ended now. */
  size(): int {
    return this.used + this.waiting + CODER_REST;
  }
  /** Takes text that is not to be encoded. */
  skip(count: int): void {
    this.place = this.place + count;
    this.total = this.total + count;
  }
  /** Ends the coder's number, and begins a new one; the bytes of the old one are to be taken from `bytes`. */
  endNumber(): void {
    for (let i = 0; i < CODER_REST; i++) this.shift();
    this.low = 0;
    this.range = 0xffffffff;
    this.cache = 0;
    this.waiting = 1;
  }

  // --- bits

  private shift(): void {
    if (this.low < 0xff000000 || this.low >= WORD) {
      const carry = this.low >= WORD ? 1 : 0;
      let byte = this.cache;
      while (this.waiting > 0) {
        this.put(intAnd(byte + carry, 255));
        byte = 255;
        this.waiting = this.waiting - 1;
      }
      this.cache = intAnd(intShr(this.low, 24), 255);
    }
    this.waiting = this.waiting + 1;
    this.low = (this.low % TOP) * 256;
  }
  private put(byte: int): void {
    if (this.used === this.bytes.length) {
      const more = new U8Array(2 * this.used);
      arrayCopy(this.bytes, 0, more, 0, this.used);
      this.bytes = more;
    }
    this.bytes[this.used] = byte;
    this.used = this.used + 1;
  }
  private bit(context: int, bit: int): void {
    const probabilities = this.model.probabilities;
    const probability: u32 = probabilities[context]!;
    const bound: u32 = mulU32(this.range >>> PROBABILITY_BITS, probability);
    if (bit === 0) {
      this.range = bound;
      probabilities[context] = probability + (wrapU32(PROBABILITY_ONE - probability) >>> ADAPTION);
    } else {
      this.low = this.low + bound;
      this.range = wrapU32(this.range - bound);
      probabilities[context] = probability - (probability >>> ADAPTION);
    }
    if (this.range < TOP) {
      this.range = wrapU32(this.range << 8);
      this.shift();
    }
  }
  private tree(contexts: int, count: int, value: int): void {
    let node = 1;
    for (let i = count - 1; i >= 0; i--) {
      const bit = intAnd(intShr(value, i), 1);
      this.bit(contexts + node, bit);
      node = 2 * node + bit;
    }
  }
  private reverseTree(contexts: int, count: int, value: int): void {
    let node = 1;
    for (let i = 0; i < count; i++) {
      const bit = intAnd(intShr(value, i), 1);
      this.bit(contexts + node, bit);
      node = 2 * node + bit;
    }
  }
  private direct(count: int, value: int): void {
    for (let i = count - 1; i >= 0; i--) {
      this.range = this.range >>> 1;
      if (intAnd(intShr(value, i), 1) === 1) this.low = this.low + this.range;
      if (this.range < TOP) {
        this.range = wrapU32(this.range << 8);
        this.shift();
      }
    }
  }

  // --- symbols

  private positionBits(): int {
    return intAnd(this.total, intShl(1, this.model.pb) - 1);
  }
  private literal(): void {
    const model = this.model;
    const text = this.finder.text;
    const place = this.place;
    const byte: int = text[place]!;
    this.bit(IS_MATCH + model.state * 16 + this.positionBits(), 0);
    const contexts = model.literal(this.total, this.total === 0 ? 0 : text[place - 1]!);
    let node = 1;
    let i = 7;
    if (model.state >= LITERAL_STATES) {
      const match: int = text[place - model.distances[0]! - 1]!;
      for (; i >= 0; i--) {
        const expected = intAnd(intShr(match, i), 1);
        const bit = intAnd(intShr(byte, i), 1);
        this.bit(contexts + 256 + 256 * expected + node, bit);
        node = 2 * node + bit;
        if (bit !== expected) {
          i--;
          break;
        }
      }
    }
    for (; i >= 0; i--) {
      const bit = intAnd(intShr(byte, i), 1);
      this.bit(contexts + node, bit);
      node = 2 * node + bit;
    }
    model.afterLiteral();
    this.skip(1);
  }
  private lengthOf(contexts: int, length: int): void {
    const position = this.positionBits();
    const rest = length - MIN_MATCH;
    if (rest < 8) {
      this.bit(contexts, 0);
      this.tree(contexts + LENGTH_LOW + position * 8, 3, rest);
    } else if (rest < 16) {
      this.bit(contexts, 1);
      this.bit(contexts + 1, 0);
      this.tree(contexts + LENGTH_MIDDLE + position * 8, 3, rest - 8);
    } else {
      this.bit(contexts, 1);
      this.bit(contexts + 1, 1);
      this.tree(contexts + LENGTH_HIGH, 8, rest - 16);
    }
  }
  /** A match; `distance` is less one. */
  private match(distance: int, length: int): void {
    const model = this.model;
    this.bit(IS_MATCH + model.state * 16 + this.positionBits(), 1);
    this.bit(IS_REP + model.state, 0);
    this.lengthOf(MATCH_LENGTH, length);
    model.afterMatch();
    model.push(distance);
    const slot = slotOf(distance);
    this.tree(slotCode(length), 6, slot);
    if (slot < 4) return;
    const bits = intShr(slot, 1) - 1;
    const base = intShl(2 + intAnd(slot, 1), bits);
    const rest = distance - base;
    if (slot < DIRECT_SLOT) this.reverseTree(DISTANCE_SPECIAL + base - slot, bits, rest);
    else {
      this.direct(bits - 4, intShr(rest, 4));
      this.reverseTree(DISTANCE_ALIGN, 4, intAnd(rest, 15));
    }
  }
  /** A match of the n-th last distance; one byte of the last one is a symbol of its own. */
  private repeated(n: int, length: int): void {
    const model = this.model;
    const state = model.state;
    this.bit(IS_MATCH + state * 16 + this.positionBits(), 1);
    this.bit(IS_REP + state, 1);
    this.bit(IS_REP0 + state, n === 0 ? 0 : 1);
    if (n === 0) this.bit(IS_REP0_LONG + state * 16 + this.positionBits(), length === 1 ? 0 : 1);
    else {
      this.bit(IS_REP1 + state, n === 1 ? 0 : 1);
      if (n > 1) this.bit(IS_REP2 + state, n - 2);
      model.reuse(n);
    }
    if (length === 1) model.afterShortRep();
    else {
      this.lengthOf(REP_LENGTH, length);
      model.afterRep();
    }
  }
  /** The mark that ends a stream. */
  endMark(): void {
    this.match(WORD - 1, MIN_MATCH);
  }

  // --- choices

  /** Encodes symbols while more than `keep` bytes are ahead, the coder has less than `most` bytes, and less than `longest` of text have been encoded; answers
   * how much has been. @jit opaque */
  encode(keep: int, most: int, longest: int): int {
    const start = this.total;
    while (this.ahead() > keep && this.size() < most && this.total - start < longest) this.symbol();
    return this.total - start;
  }
  private symbol(): void {
    const finder = this.finder;
    const place = this.place;
    const ahead = this.ahead();
    const most = ahead < MAX_MATCH ? ahead : MAX_MATCH;
    if (this.foundAt !== place) finder.find(place);
    this.foundAt = -1;

    let rep = 0;
    let repLength = 0;
    for (let i = 0; i < 4; i++) {
      const length = this.repLength(i, place, most);
      if (length > repLength) {
        rep = i;
        repLength = length;
      }
    }
    if (repLength >= MIN_MATCH && repLength >= this.nice) {
      this.takeRepeated(rep, repLength);
      return;
    }
    let last = finder.count - 1;
    let length: int = last >= 0 ? finder.lengths[last]! : 0;
    let distance: int = last >= 0 ? finder.distances[last]! : 0;
    if (length >= this.nice) {
      // the finder stopped there
      this.takeMatch(distance, length);
      return;
    }
    while (last > 0 && length === finder.lengths[last - 1]! + 1 && isFarther(finder.distances[last - 1]!, distance)) {
      last--;
      length = finder.lengths[last]!;
      distance = finder.distances[last]!;
    }
    if (length === MIN_MATCH && distance >= 128) length = 1;
    if (
      repLength >= MIN_MATCH &&
      (repLength + 1 >= length ||
        (repLength + 2 >= length && distance > 512) ||
        (repLength + 3 >= length && distance > 32768))
    ) {
      this.takeRepeated(rep, repLength);
      return;
    }
    if (length < MIN_MATCH || ahead <= MIN_MATCH || this.isBetterNext(place, length, distance)) {
      // one byte
      if (this.repLength(0, place, 1) === 1 && this.foundAt < 0) this.takeRepeated(0, 1);
      else this.literal();
      return;
    }
    this.takeMatch(distance, length);
  }
  private takeMatch(distance: int, length: int): void {
    this.match(distance, length);
    this.foundAt = -1;
    this.skip(length);
  }
  private takeRepeated(n: int, length: int): void {
    this.repeated(n, length);
    this.foundAt = this.foundAt === this.place + length ? this.foundAt : -1;
    this.skip(length);
  }
  /** How long a match of the n-th last distance would be. */
  private repLength(n: int, place: int, most: int): int {
    const at = place - this.model.distances[n]! - 1;
    return at < 0 ? 0 : this.finder.matchLength(at, place, most);
  }
  /** Whether a literal and what begins behind it are worth more than that match. */
  private isBetterNext(place: int, length: int, distance: int): boolean {
    const finder = this.finder;
    finder.find(place + 1);
    this.foundAt = place + 1;
    const last = finder.count - 1;
    if (last >= 0) {
      const nextLength: int = finder.lengths[last]!;
      const nextDistance: int = finder.distances[last]!;
      if (
        (nextLength >= length && nextDistance < distance) ||
        (nextLength === length + 1 && !isFarther(distance, nextDistance)) ||
        nextLength > length + 1 ||
        (nextLength + 1 >= length && length >= 3 && isFarther(nextDistance, distance))
      )
        return true;
    }
    const limit = length - 1 > MIN_MATCH ? length - 1 : MIN_MATCH;
    for (let i = 0; i < 4; i++) if (this.repLength(i, place + 1, limit) >= limit) return true;
    return false;
  }
}
/** Much farther, so that a byte less of the nearer one costs less. */
function isFarther(near: int, far: int): boolean {
  return near < intShr(far, 7);
}
/** Distances by their highest bits: the slot says two of them, and how many follow. */
function slotOf(distance: int): int {
  if (distance < 4) return distance;
  const bits = intBitLength(distance) - 1;
  return 2 * bits + intAnd(intShr(distance, bits - 1), 1);
}
