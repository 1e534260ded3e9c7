// What LZMA's decoder and encoder both know of a stream (LZMA specification, Pavlov, 2015): the probabilities of its bits in their contexts, what the last
// symbols were, the last four distances.

import { arrayCopy, arrayFill, type int, intAnd, intShl, intShr, U16Array, U32Array } from "../rts/index.ts";

const STATES = 12;
const POSITIONS = 16;
/** Offsets of the kinds of bits; each has a probability for each of its contexts. */
export const IS_MATCH = 0;
export const IS_REP = IS_MATCH + STATES * POSITIONS;
export const IS_REP0 = IS_REP + STATES;
export const IS_REP1 = IS_REP0 + STATES;
export const IS_REP2 = IS_REP1 + STATES;
export const IS_REP0_LONG = IS_REP2 + STATES;
export const DISTANCE_SLOT = IS_REP0_LONG + STATES * POSITIONS;
export const DISTANCE_SPECIAL = DISTANCE_SLOT + 4 * 64;
export const DISTANCE_ALIGN = DISTANCE_SPECIAL + 128;
export const MATCH_LENGTH = DISTANCE_ALIGN + 16;
/** Within a code of lengths: two choices, 8 short ones and 8 middle ones by position, 256 long ones. */
export const LENGTH_LOW = 2;
export const LENGTH_MIDDLE = LENGTH_LOW + POSITIONS * 8;
export const LENGTH_HIGH = LENGTH_MIDDLE + POSITIONS * 8;
export const REP_LENGTH = MATCH_LENGTH + LENGTH_HIGH + 256;
export const LITERAL = REP_LENGTH + LENGTH_HIGH + 256;
export const LITERAL_SIZE = 0x300;

/** Probabilities are of a bit being 0, of 2**11. */
export const PROBABILITY_BITS = 11;
export const PROBABILITY_ONE = 2048;
export const ADAPTION = 5;
/** The range is kept above this. */
export const TOP = 16777216;

export const MIN_MATCH = 2;
export const MAX_MATCH = 273;
/** The first slot of distances with direct bits, and the first distance that has them. */
export const DIRECT_SLOT = 14;
export const DIRECT_DISTANCE = 128;
/** States below this come behind a literal. */
export const LITERAL_STATES = 7;

export class LzmaModel {
  probabilities: U16Array = new U16Array(LITERAL);
  /** Bits of the last byte that literals' contexts have, and of the position; bits of the position that others have. */
  lc: int = 0;
  lp: int = 0;
  pb: int = 0;
  /** The kinds of the last symbols. */
  state: int = 0;
  /** The last four distances less one, the last one first. */
  readonly distances: U32Array = new U32Array(4);

  /** New properties; `reset` has to follow. */
  setProperties(lc: int, lp: int, pb: int): void {
    this.lc = lc;
    this.lp = lp;
    this.pb = pb;
    const size = LITERAL + intShl(LITERAL_SIZE, lc + lp);
    if (this.probabilities.length !== size) this.probabilities = new U16Array(size);
  }
  reset(): void {
    arrayFill(this.probabilities, 1024, 0, this.probabilities.length);
    arrayFill(this.distances, 0, 0, 4);
    this.state = 0;
  }
  take(other: LzmaModel): void {
    if (this.probabilities.length !== other.probabilities.length)
      this.probabilities = new U16Array(other.probabilities.length);
    arrayCopy(other.probabilities, 0, this.probabilities, 0, other.probabilities.length);
    arrayCopy(other.distances, 0, this.distances, 0, 4);
    this.lc = other.lc;
    this.lp = other.lp;
    this.pb = other.pb;
    this.state = other.state;
  }
  /** Where the probabilities of a literal begin. */
  literal(position: int, last: int): int {
    const context = intShl(intAnd(position, intShl(1, this.lp) - 1), this.lc) + intShr(last, 8 - this.lc);
    return LITERAL + context * LITERAL_SIZE;
  }
  afterLiteral(): void {
    this.state = this.state < 4 ? 0 : this.state < 10 ? this.state - 3 : this.state - 6;
  }
  afterMatch(): void {
    this.state = this.state < LITERAL_STATES ? 7 : 10;
  }
  afterRep(): void {
    this.state = this.state < LITERAL_STATES ? 8 : 11;
  }
  afterShortRep(): void {
    this.state = this.state < LITERAL_STATES ? 9 : 11;
  }
  /** The distance that was the n-th last one comes again. */
  reuse(n: int): void {
    const distances = this.distances;
    const distance: int = distances[n]!;
    for (let i = n; i > 0; i--) distances[i] = distances[i - 1]!;
    distances[0] = distance;
  }
  /** A new distance, less one. */
  push(distance: int): void {
    const distances = this.distances;
    distances[3] = distances[2]!;
    distances[2] = distances[1]!;
    distances[1] = distances[0]!;
    distances[0] = distance;
  }
}
/** Which of the four codes of distance slots is used for a match of that length. */
export function slotCode(length: int): int {
  return DISTANCE_SLOT + 64 * (length - MIN_MATCH < 4 ? length - MIN_MATCH : 3);
}
