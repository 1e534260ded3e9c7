// Decoding of the prefix codes of DEFLATE (RFC 1951, 3.2.2): a code is given by the lengths of its words; its bits arrive lowest bit of a byte first.
//
// The next ROOT_BITS bits are an index into a table, whose entry says all about the symbol. Words longer than that are rare by construction (each stands
// for less than one symbol in 2**ROOT_BITS): their entry is 0, and they are found bit by bit, by counting how many words of each length there are.
//
//   entry = base << 16 | kind << 8 | number of extra bits << 4 | length of the word

import {
  arrayCopy,
  arrayFill,
  type int,
  intShl,
  type U8Array,
  U16Array,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";

const ROOT_BITS = 10;
const MAX_BITS = 15;

export const KIND_LITERAL = 0;
/** A length of a match, or a distance: the value of the extra bits is added to the base. */
export const KIND_BASE = 1;
export const KIND_END = 2;
/** No symbol has that word. */
export const KIND_INVALID = 3;
const INVALID = KIND_INVALID * 256 + 1;

export const CODE_GOOD = 0;
export const CODE_OVERSUBSCRIBED = 1;
/** Some words mean nothing. */
export const CODE_INCOMPLETE = 2;
/** The same, but there is only one word, of one bit: what encoders write for a code with one symbol. */
export const CODE_SINGLE = 3;

/** What entries say beside the length, by symbol. At module level only. */
function entries(count: number, entry: (symbol: number) => [base: number, kind: number, extra: number]): U32Array {
  const array = new U32Array(count);
  for (let i = 0; i < count; i++) {
    const [base, kind, extra] = entry(i);
    array[i] = ((base << 16) | (kind << 8) | (extra << 4)) >>> 0;
  }
  return array;
}
/** First length and number of extra bits of the symbols 257 to 284, of distances 0 to 29 (RFC 1951, 3.2.5). At module level only. */
export function lengthRange(index: number): [base: number, extra: number] {
  if (index === 28) return [258, 0];
  if (index < 8) return [3 + index, 0];
  const extra = (index >> 2) - 1;
  return [3 + ((4 + (index & 3)) << extra), extra];
}
export function distanceRange(index: number): [base: number, extra: number] {
  if (index < 4) return [1 + index, 0];
  const extra = (index >> 1) - 1;
  return [1 + ((2 + (index & 1)) << extra), extra];
}
export const literalEntries = entries(288, (symbol) => {
  if (symbol < 256) return [symbol, KIND_LITERAL, 0];
  if (symbol === 256) return [0, KIND_END, 0];
  if (symbol > 285) return [0, KIND_INVALID, 0];
  const [base, extra] = lengthRange(symbol - 257);
  return [base, KIND_BASE, extra];
});
export const distanceEntries = entries(32, (symbol) => {
  if (symbol > 29) return [0, KIND_INVALID, 0];
  const [base, extra] = distanceRange(symbol);
  return [base, KIND_BASE, extra];
});
/** Of the code of code lengths. */
export const plainEntries = entries(19, (symbol) => [symbol, KIND_LITERAL, 0]);

export class PrefixCode {
  readonly root: U32Array = new U32Array(1024);
  /** How many words have a length, and the symbols in the order of their words. */
  private readonly counts: U16Array = new U16Array(16);
  private readonly symbols: U16Array = new U16Array(288);
  private meanings: U32Array = plainEntries;

  /** Makes the code of symbols with these lengths, lengths[from..from+count-1]; 0: the symbol does not occur. Answers CODE_.... @jit opaque */
  make(lengths: U8Array, from: int, count: int, meanings: U32Array): int {
    const counts = this.counts;
    const symbols = this.symbols;
    this.meanings = meanings;
    arrayFill(counts, 0, 0, 16);
    for (let i = 0; i < count; i++) counts[lengths[from + i]!] = counts[lengths[from + i]!]! + 1;
    const used = count - counts[0]!;
    counts[0] = 0;
    let left = 1;
    for (let length = 1; length <= MAX_BITS; length++) {
      left = 2 * left - counts[length]!;
      if (left < 0) return CODE_OVERSUBSCRIBED;
    }
    const root = this.root;
    arrayFill(root, left > 0 ? INVALID : 0, 0, 1024);

    // where the symbols of a length begin, and their first word
    const next = new U16Array(16);
    const words = new U32Array(16);
    let word = 0;
    let at = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      word = 2 * word;
      words[length] = word;
      next[length] = at;
      word = word + counts[length]!;
      at = at + counts[length]!;
    }
    for (let i = 0; i < count; i++) {
      const length: int = lengths[from + i]!;
      if (length === 0) continue;
      symbols[next[length]!] = i;
      next[length] = next[length]! + 1;
      const own: u32 = words[length]!;
      words[length] = own + 1;
      if (length > ROOT_BITS) {
        if (left > 0) root[reversed(own, length) & 1023] = 0;
        continue;
      }
      const entry: u32 = wrapU32(meanings[i]! + length);
      const step = intShl(1, length);
      for (let k: int = reversed(own, length); k < 1024; k = k + step) root[k] = entry;
    }
    if (left === 0) return CODE_GOOD;
    if (used === 1 && counts[1] === 1) return CODE_SINGLE;
    // a code without words is one that is not used
    return used === 0 ? CODE_GOOD : CODE_INCOMPLETE;
  }
  /** The entry of the word that `hold` begins with, which the table does not know. @jit opaque */
  longEntry(hold: u32): u32 {
    let rest: u32 = hold;
    let word = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      word = 2 * word + (rest & 1);
      rest = rest >>> 1;
      const count: int = this.counts[length]!;
      if (word < first + count) return wrapU32(this.meanings[this.symbols[index + word - first]!]! + length);
      index = index + count;
      first = 2 * (first + count);
    }
    return INVALID;
  }
  /** Becomes what the other is. */
  take(other: PrefixCode): void {
    arrayCopy(other.root, 0, this.root, 0, other.root.length);
    arrayCopy(other.counts, 0, this.counts, 0, other.counts.length);
    arrayCopy(other.symbols, 0, this.symbols, 0, other.symbols.length);
    this.meanings = other.meanings;
  }
}
/** The lowest `count` bits in the other order. */
export function reversed(bits: u32, count: int): u32 {
  let rest: u32 = bits;
  let result: u32 = 0;
  for (let i = 0; i < count; i++) {
    result = wrapU32((result << 1) | (rest & 1));
    rest = rest >>> 1;
  }
  return result;
}
