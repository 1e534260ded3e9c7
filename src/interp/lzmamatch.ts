// The text that LZMA's encoder works on, and where strings of it occurred before.
//
// `text` holds the dictionary and what is ahead. It grows as the text does, to twice the dictionary's size; then what the dictionary has left is dropped.
// Places are chained by a hash of four bytes; the last places of strings of two and three bytes are known besides.

import { arrayCopy, arrayFill, I32Array, type int, intAnd, intShl, mulU32, U8Array, wrapU32 } from "../rts/index.ts";
import { MAX_MATCH } from "./lzmamodel.ts";

const PAIRS = 65536;
const FIRST_TEXT = 65536;
const NOWHERE = -1;

export class MatchFinder {
  text: U8Array;
  /** Up to here the text is known; up to `hashed`, strings are in their chains. */
  end: int = 0;
  private hashed: int = 0;
  /** The matches that `find` found: ever longer ones, ever farther back. Distances less one. */
  count: int = 0;
  readonly lengths: I32Array = new I32Array(MAX_MATCH + 1);
  readonly distances: I32Array = new I32Array(MAX_MATCH + 1);
  private readonly dictionarySize: int;
  private readonly nice: int;
  private readonly depth: int;
  private readonly pairs: I32Array = new I32Array(PAIRS);
  private readonly triples: I32Array = new I32Array(PAIRS);
  private readonly heads: I32Array;
  private readonly hashBits: int;
  private before: I32Array;

  /** A match of `nice` bytes ends a search, which follows `depth` places at most. */
  constructor(dictionarySize: int, nice: int, depth: int) {
    this.dictionarySize = dictionarySize;
    this.nice = nice;
    this.depth = depth;
    let bits = 12;
    while (bits < 17 && intShl(1, bits) < dictionarySize) bits++;
    this.hashBits = bits;
    this.heads = new I32Array(intShl(1, bits));
    this.text = new U8Array(FIRST_TEXT);
    this.before = new I32Array(FIRST_TEXT);
    arrayFill(this.pairs, NOWHERE, 0, PAIRS);
    arrayFill(this.triples, NOWHERE, 0, PAIRS);
    arrayFill(this.heads, NOWHERE, 0, this.heads.length);
  }
  /** How many bytes can be added at once. */
  room(): int {
    return this.text.length - this.end;
  }
  /** Makes room; `place` is where encoding stands. Answers by how much all places are less now. */
  makeRoom(place: int): int {
    // what is put out as it is has to be there, too
    const behind = this.dictionarySize > FIRST_TEXT ? this.dictionarySize : FIRST_TEXT;
    const most = 2 * behind + FIRST_TEXT;
    if (this.text.length < most) {
      const size = 2 * this.text.length < most ? 2 * this.text.length : most;
      const text = new U8Array(size);
      const before = new I32Array(size);
      arrayCopy(this.text, 0, text, 0, this.end);
      arrayCopy(this.before, 0, before, 0, this.end);
      this.text = text;
      this.before = before;
      return 0;
    }
    const dropped = place - behind;
    if (dropped <= 0) return 0;
    const kept = this.end - dropped;
    arrayCopy(this.text, dropped, this.text, 0, kept);
    arrayCopy(this.before, dropped, this.before, 0, kept);
    this.end = kept;
    this.hashed = this.hashed - dropped;
    lower(this.pairs, PAIRS, dropped);
    lower(this.triples, PAIRS, dropped);
    lower(this.heads, this.heads.length, dropped);
    lower(this.before, kept, dropped);
    return dropped;
  }
  add(bytes: U8Array, from: int, count: int): void {
    arrayCopy(bytes, from, this.text, this.end, count);
    this.end = this.end + count;
  }
  private pairAt(place: int): int {
    return this.text[place]! * 256 + this.text[place + 1]!;
  }
  private tripleAt(place: int): int {
    const pair = this.text[place]! * 256 + this.text[place + 1]!;
    return intAnd(pair * 29 + this.text[place + 2]! * 2017, 65535);
  }
  private hashAt(place: int): int {
    const text = this.text;
    const word = text[place]! | (text[place + 1]! << 8) | (text[place + 2]! << 16) | (text[place + 3]! << 24);
    return mulU32(wrapU32(word), 2654435761) >>> (32 - this.hashBits);
  }
  /** Puts the strings before `place` into their chains. */
  insertUpTo(place: int): void {
    for (; this.hashed < place; this.hashed = this.hashed + 1) {
      const at = this.hashed;
      const left = this.end - at;
      if (left >= 2) this.pairs[this.pairAt(at)] = at;
      if (left >= 3) this.triples[this.tripleAt(at)] = at;
      if (left < 4) continue;
      const hash = this.hashAt(at);
      this.before[at] = this.heads[hash]!;
      this.heads[hash] = at;
    }
  }
  /** Finds the matches of the string at `place`, which is the first that is not in its chain. */
  find(place: int): void {
    this.insertUpTo(place);
    this.count = 0;
    const ahead = this.end - place;
    if (ahead < 2) return;
    const most = ahead < MAX_MATCH ? ahead : MAX_MATCH;
    const farthest = place > this.dictionarySize ? place - this.dictionarySize : 0;
    let best = 1;
    best = this.tryPlace(this.pairs[this.pairAt(place)]!, place, best, most, farthest);
    if (ahead < 3) return;
    best = this.tryPlace(this.triples[this.tripleAt(place)]!, place, best, most, farthest);
    if (ahead < 4) return;
    const text = this.text;
    let at: int = this.heads[this.hashAt(place)]!;
    let rounds = this.depth;
    while (at >= farthest && rounds > 0 && best < this.nice && best < most) {
      if (text[at + best] === text[place + best]) best = this.tryPlace(at, place, best, most, farthest);
      at = this.before[at]!;
      rounds--;
    }
  }
  /** Notes a match that is longer than the best one so far; answers the best length. */
  private tryPlace(at: int, place: int, best: int, most: int, farthest: int): int {
    if (at < farthest || at >= place) return best;
    const length = this.matchLength(at, place, most);
    if (length <= best) return best;
    this.lengths[this.count] = length;
    this.distances[this.count] = place - at - 1;
    this.count = this.count + 1;
    return length;
  }
  /** How many bytes are the same at two places, at most `most`. */
  matchLength(at: int, place: int, most: int): int {
    const text = this.text;
    let length = 0;
    while (length < most && text[at + length] === text[place + length]) length++;
    return length;
  }
}
function lower(places: I32Array, count: int, by: int): void {
  for (let i = 0; i < count; i++) places[i] = places[i]! >= by ? places[i]! - by : NOWHERE;
}
