// The second half of DEFLATE's compression: symbols of a block, and how they are written. Which literals and matches there are, deflate.ts finds.
//
// A block is written in the shortest of three forms: stored, with the fixed code, with a code of its own. A code of its own is Huffman's; words longer than
// the format allows are shortened by moving leaves in the tree (as zlib does: its choices decide which bytes come out).

import {
  arrayCopy,
  arrayFill,
  type int,
  intShr,
  U8Array,
  U16Array,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { distanceRange, lengthRange, reversed } from "./prefixdecode.ts";

const LITERALS = 286;
const DISTANCES = 30;
const LENGTH_SYMBOLS = 19;
const END = 256;
const MAX_BITS = 15;
const MAX_LENGTH_BITS = 7;

/** A match of at least 3 bytes: what stands for a length or distance, by length - 3 and by distance. */
const lengthSymbol = new U8Array(256);
const lengthBase = new U16Array(29);
const lengthExtra = new U8Array(29);
for (let i = 0; i < 29; i++) {
  const [base, extra] = lengthRange(i);
  lengthBase[i] = base - 3;
  lengthExtra[i] = extra;
  for (let k = 0; k < 1 << extra; k++) if (base - 3 + k < 256) lengthSymbol[base - 3 + k] = i;
}
/** By distance - 1 below 256, and by (distance - 1) >> 7 plus 256 above. */
const distanceSymbol = new U8Array(512);
const distanceBase = new U16Array(DISTANCES);
const distanceExtra = new U8Array(DISTANCES);
for (let i = 0; i < DISTANCES; i++) {
  const [base, extra] = distanceRange(i);
  distanceBase[i] = base - 1;
  distanceExtra[i] = extra;
  for (let k = base - 1; k < base - 1 + (1 << extra); k++) distanceSymbol[k < 256 ? k : 256 + (k >> 7)] = i;
}
const lengthOrder = new U8Array([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
const lengthCodeExtra = new U8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7]);

/** The symbol of a distance less one. */
function symbolOfDistance(distance: int): int {
  return distance < 256 ? distanceSymbol[distance]! : distanceSymbol[256 + intShr(distance, 7)]!;
}

/** One of a block's codes: how often symbols occur, and the words they get. */
class Code {
  /** Frequencies, set to zero when a block has been written. */
  readonly counts: U32Array;
  readonly lengths: U8Array;
  /** Words, their first bit lowest. */
  readonly words: U16Array;
  readonly size: int;
  /** Number of extra bits of symbols from `extraFrom` on. */
  private readonly extra: U8Array;
  private readonly extraFrom: int;
  private readonly longest: int;
  /** The lengths of the fixed code; all 0: there is none. */
  private readonly fixed: U8Array;
  /** The last symbol that occurs. */
  last: int = 0;
  constructor(size: int, extra: U8Array, extraFrom: int, longest: int, fixed: U8Array) {
    this.counts = new U32Array(size);
    this.lengths = new U8Array(size);
    this.words = new U16Array(size);
    this.size = size;
    this.extra = extra;
    this.extraFrom = extraFrom;
    this.longest = longest;
    this.fixed = fixed;
  }
  take(other: Code): void {
    arrayCopy(other.counts, 0, this.counts, 0, this.size);
  }

  /** Makes the code for the counts. Adds to `bits` what the symbols take in it, and in the fixed one. @jit opaque */
  make(work: Workspace, bits: BlockBits): void {
    const counts = this.counts;
    const lengths = this.lengths;
    const heap = work.heap;
    const weight = work.weight;
    const parent = work.parent;
    work.heapLength = 0;
    this.last = -1;
    for (let n = 0; n < this.size; n++) {
      lengths[n] = 0;
      if (counts[n] === 0) continue;
      work.heapLength = work.heapLength + 1;
      heap[work.heapLength] = n;
      this.last = n;
      weight[n] = counts[n]!;
      work.depth[n] = 0;
    }
    // decoders want two words at least
    while (work.heapLength < 2) {
      const node = this.last < 2 ? this.last + 1 : 0;
      if (this.last < 2) this.last = node;
      work.heapLength = work.heapLength + 1;
      heap[work.heapLength] = node;
      weight[node] = 1;
      work.depth[node] = 0;
      bits.own = bits.own - 1;
      if (this.fixed[node] !== 0) bits.fixed = bits.fixed - this.fixed[node]!;
    }
    for (let n = intShr(work.heapLength, 1); n >= 1; n--) work.sift(n);

    // joins the two lightest nodes until one is left; `order` gets all, the heaviest last, from its end on
    const order = work.order;
    let top = order.length;
    let node = this.size;
    do {
      const first: int = heap[1]!;
      heap[1] = heap[work.heapLength]!;
      work.heapLength = work.heapLength - 1;
      work.sift(1);
      const second: int = heap[1]!;
      order[top - 1] = first;
      order[top - 2] = second;
      top = top - 2;
      weight[node] = weight[first]! + weight[second]!;
      work.depth[node] = (work.depth[first]! >= work.depth[second]! ? work.depth[first]! : work.depth[second]!) + 1;
      parent[first] = node;
      parent[second] = node;
      heap[1] = node;
      node++;
      work.sift(1);
    } while (work.heapLength >= 2);
    top--;
    order[top] = heap[1]!;
    this.limitLengths(work, top, bits);
    this.giveWords(work);
  }
  /** The lengths of words: depths in the tree, but not more than `longest`. */
  private limitLengths(work: Workspace, top: int, bits: BlockBits): void {
    const order = work.order;
    const depth = work.level;
    const perLength = work.perLength;
    const lengths = this.lengths;
    arrayFill(perLength, 0, 0, 16);
    depth[order[top]!] = 0;
    let tooLong = 0;
    for (let h = top + 1; h < order.length; h++) {
      const n: int = order[h]!;
      let length = depth[work.parent[n]!]! + 1;
      if (length > this.longest) {
        length = this.longest;
        tooLong++;
      }
      depth[n] = length;
      if (n >= this.size) continue;
      lengths[n] = length;
      perLength[length] = perLength[length]! + 1;
      this.addBits(bits, n, length, work.weight[n]!);
    }
    if (tooLong === 0) return;
    // two leaves too deep take the place of one higher up, which goes down a level with one of them
    do {
      let length = this.longest - 1;
      while (perLength[length] === 0) length--;
      perLength[length] = perLength[length]! - 1;
      perLength[length + 1] = perLength[length + 1]! + 2;
      perLength[this.longest] = perLength[this.longest]! - 1;
      tooLong = tooLong - 2;
    } while (tooLong > 0);
    // lengths anew, the longest for the rarest symbols
    let h = order.length;
    for (let length = this.longest; length > 0; length--) {
      let n: int = perLength[length]!;
      while (n > 0) {
        h--;
        const symbol: int = order[h]!;
        if (symbol >= this.size) continue;
        if (lengths[symbol] !== length) {
          bits.own = bits.own + (length - lengths[symbol]!) * work.weight[symbol]!;
          lengths[symbol] = length;
        }
        n--;
      }
    }
  }
  private addBits(bits: BlockBits, symbol: int, length: int, count: int): void {
    const extra: int = symbol >= this.extraFrom ? this.extra[symbol - this.extraFrom]! : 0;
    bits.own = bits.own + count * (length + extra);
    if (this.fixed[symbol] !== 0) bits.fixed = bits.fixed + count * (this.fixed[symbol]! + extra);
  }
  /** Words in the order of length and symbol (RFC 1951, 3.2.2). */
  giveWords(work: Workspace): void {
    const next = work.nextWord;
    let word = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      word = 2 * (word + (length === 1 ? 0 : work.perLength[length - 1]!));
      next[length] = word;
    }
    for (let n = 0; n <= this.last; n++) {
      const length: int = this.lengths[n]!;
      if (length === 0) continue;
      this.words[n] = reversed(next[length]!, length);
      next[length] = next[length]! + 1;
    }
  }
}
/** How many bits a block's symbols take in the block's own code, and in the fixed one. */
class BlockBits {
  own: int = 0;
  fixed: int = 0;
}
/** What making a code needs: a heap of nodes by weight, the lightest at 1, and the tree. Leaves are symbols. */
class Workspace {
  readonly heap: U16Array = new U16Array(2 * LITERALS + 2);
  heapLength: int = 0;
  readonly order: U16Array = new U16Array(2 * LITERALS + 1);
  readonly weight: U32Array = new U32Array(2 * LITERALS + 1);
  /** The height of the tree below a node: of two nodes of the same weight the lower one goes first. */
  readonly depth: U8Array = new U8Array(2 * LITERALS + 1);
  readonly level: U8Array = new U8Array(2 * LITERALS + 1);
  readonly parent: U16Array = new U16Array(2 * LITERALS + 1);
  readonly perLength: U16Array = new U16Array(16);
  readonly nextWord: U32Array = new U32Array(16);

  private lighter(a: int, b: int): boolean {
    const weight = this.weight;
    return weight[a]! < weight[b]! || (weight[a] === weight[b] && this.depth[a]! <= this.depth[b]!);
  }
  /** Moves the node at a place down to where it belongs. */
  sift(place: int): void {
    const heap = this.heap;
    const moved: int = heap[place]!;
    let at = place;
    let child = 2 * at;
    while (child <= this.heapLength) {
      if (child < this.heapLength && this.lighter(heap[child + 1]!, heap[child]!)) child++;
      if (this.lighter(moved, heap[child]!)) break;
      heap[at] = heap[child]!;
      at = child;
      child = 2 * at;
    }
    heap[at] = moved;
  }
}

function fixedLengths(size: number, lengthOf: (symbol: number) => number): U8Array {
  const lengths = new U8Array(size);
  for (let i = 0; i < size; i++) lengths[i] = lengthOf(i);
  return lengths;
}
const fixedLiteralLengths = fixedLengths(288, (i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
const fixedDistanceLengths = fixedLengths(DISTANCES, () => 5);
const noFixedLengths = new U8Array(LENGTH_SYMBOLS);
/** The words of the fixed code: 288 literals and lengths, of which two never occur. */
const fixedLiteralWords = new U16Array(288);
const fixedDistanceWords = new U16Array(DISTANCES);
for (let i = 0; i < 288; i++)
  fixedLiteralWords[i] =
    i < 144
      ? reversed(0x30 + i, 8)
      : i < 256
        ? reversed(0x190 + i - 144, 9)
        : i < 280
          ? reversed(i - 256, 7)
          : reversed(0xc0 + i - 280, 8);
for (let i = 0; i < DISTANCES; i++) fixedDistanceWords[i] = reversed(i, 5);

/** Room for what a block's head and each of its symbols may take, at most 48 bits. */
const HEAD_ROOM = 512;
const SYMBOL_ROOM = 6;
/** The most bytes of a stored block. */
export const STORED_MAX = 65535;

const noOutput = new OutputBlocks(0, 0);

/** Symbols of a block, and the bits that are written. */
export class BlockWriter {
  /** Symbols: a distance and a length less 3, or 0 and a byte. */
  private readonly distances: U16Array;
  private readonly lengths: U8Array;
  private count: int = 0;
  private readonly literals: Code = new Code(LITERALS, lengthExtra, 257, MAX_BITS, fixedLiteralLengths);
  private readonly distanceCode: Code = new Code(DISTANCES, distanceExtra, 0, MAX_BITS, fixedDistanceLengths);
  private readonly lengthCode: Code = new Code(LENGTH_SYMBOLS, lengthCodeExtra, 0, MAX_LENGTH_BITS, noFixedLengths);
  private readonly bits: BlockBits = new BlockBits();
  private readonly work: Workspace = new Workspace();
  /** Bytes of a block that is being written. */
  private readonly bytes: U8Array;
  private used: int = 0;
  /** Bits that are no whole byte yet. */
  private hold: u32 = 0;
  private held: int = 0;
  private readonly size: int;
  private readonly fixedOnly: boolean;
  /** Where the bytes go. */
  output: OutputBlocks = noOutput;

  /** A block has `size` symbols less one; `room`: how many there may be at all. */
  constructor(size: int, room: int, fixedOnly: boolean) {
    this.size = size;
    this.fixedOnly = fixedOnly;
    this.distances = new U16Array(room);
    this.lengths = new U8Array(room);
    this.bytes = new U8Array(room * SYMBOL_ROOM + HEAD_ROOM);
    this.literals.counts[END] = 1;
  }
  copy(): BlockWriter {
    const other = new BlockWriter(this.size, this.distances.length, this.fixedOnly);
    arrayCopy(this.distances, 0, other.distances, 0, this.count);
    arrayCopy(this.lengths, 0, other.lengths, 0, this.count);
    other.count = this.count;
    other.literals.take(this.literals);
    other.distanceCode.take(this.distanceCode);
    other.hold = this.hold;
    other.held = this.held;
    return other;
  }
  hasSymbols(): boolean {
    return this.count > 0;
  }
  /** Adds a byte; true: the block is full. */
  literal(byte: int): boolean {
    const count = this.count;
    this.distances[count] = 0;
    this.lengths[count] = byte;
    this.literals.counts[byte] = this.literals.counts[byte]! + 1;
    this.count = count + 1;
    return count + 2 === this.size;
  }
  /** Adds a match; true: the block is full. */
  match(distance: int, length: int): boolean {
    const count = this.count;
    this.distances[count] = distance;
    this.lengths[count] = length - 3;
    const symbol = lengthSymbol[length - 3]! + 257;
    this.literals.counts[symbol] = this.literals.counts[symbol]! + 1;
    const place = symbolOfDistance(distance - 1);
    this.distanceCode.counts[place] = this.distanceCode.counts[place]! + 1;
    this.count = count + 1;
    return count + 2 === this.size;
  }

  // --- blocks

  /** Writes a block of the symbols, which stand for bytes[from..from+length-1]; from < 0: these are not at hand any more. @jit opaque */
  block(bytes: U8Array, from: int, length: int, last: boolean): void {
    const bits = this.bits;
    bits.own = 0;
    bits.fixed = 0;
    this.literals.make(this.work, bits);
    this.distanceCode.make(this.work, bits);
    const lengthSymbols = this.makeLengthCode();
    let ownBytes = intShr(bits.own + 3 + 7, 3);
    const fixedBytes = intShr(bits.fixed + 3 + 7, 3);
    const fixed = fixedBytes <= ownBytes || this.fixedOnly;
    if (fixed) ownBytes = fixedBytes;
    if (from >= 0 && length <= STORED_MAX && length + 4 <= ownBytes) this.stored(bytes, from, length, last);
    else if (fixed) {
      this.put((last ? 1 : 0) + 2, 3);
      this.symbols(fixedLiteralWords, fixedLiteralLengths, fixedDistanceWords, fixedDistanceLengths);
    } else {
      this.put((last ? 1 : 0) + 4, 3);
      this.codes(lengthSymbols);
      this.symbols(this.literals.words, this.literals.lengths, this.distanceCode.words, this.distanceCode.lengths);
    }
    this.count = 0;
    arrayFill(this.literals.counts, 0, 0, LITERALS);
    arrayFill(this.distanceCode.counts, 0, 0, DISTANCES);
    this.literals.counts[END] = 1;
    if (last) this.toByte();
    this.flush();
  }
  /** A stored block of at most STORED_MAX bytes. */
  stored(bytes: U8Array, from: int, length: int, last: boolean): void {
    this.put(last ? 1 : 0, 3);
    this.toByte();
    this.put(length, 16);
    this.put(65535 - length, 16);
    this.flush();
    this.output.addAll(bytes, from, length);
  }
  /** An empty block of the fixed code: enough for a decoder to get at all that stands before it. */
  align(): void {
    this.put(2, 3);
    this.put(0, 7);
    this.flush();
  }
  private makeLengthCode(): int {
    arrayFill(this.lengthCode.counts, 0, 0, LENGTH_SYMBOLS);
    this.scan(this.literals, false);
    this.scan(this.distanceCode, false);
    this.lengthCode.make(this.work, this.bits);
    let count = LENGTH_SYMBOLS;
    while (count > 4 && this.lengthCode.lengths[lengthOrder[count - 1]!] === 0) count--;
    this.bits.own = this.bits.own + 3 * count + 5 + 5 + 4;
    return count;
  }
  private codes(lengthSymbols: int): void {
    this.put(this.literals.last - 256, 5);
    this.put(this.distanceCode.last, 5);
    this.put(lengthSymbols - 4, 4);
    for (let i = 0; i < lengthSymbols; i++) this.put(this.lengthCode.lengths[lengthOrder[i]!]!, 3);
    this.scan(this.literals, true);
    this.scan(this.distanceCode, true);
  }
  /** The lengths of a code's words, run by run: counted, or written. */
  private scan(code: Code, write: boolean): void {
    const lengths = code.lengths;
    let previous = -1;
    let at = 0;
    while (at <= code.last) {
      const length: int = lengths[at]!;
      // zeros may be said to come 138 times, others to be repeated 6 times
      const most = length === 0 ? 138 : length === previous ? 6 : 7;
      let run = 1;
      while (run < most && at + run <= code.last && lengths[at + run] === length) run++;
      at = at + run;
      if (length === 0 ? run < 3 : run < (length === previous ? 3 : 4)) {
        for (let i = 0; i < run; i++) this.lengthItem(length, 0, write);
      } else if (length === 0) {
        if (run <= 10) this.lengthItem(17, run - 3, write);
        else this.lengthItem(18, run - 11, write);
      } else {
        if (length !== previous) {
          this.lengthItem(length, 0, write);
          run--;
        }
        this.lengthItem(16, run - 3, write);
      }
      previous = length;
    }
  }
  private lengthItem(symbol: int, extra: int, write: boolean): void {
    const code = this.lengthCode;
    if (!write) {
      code.counts[symbol] = code.counts[symbol]! + 1;
      return;
    }
    this.put(code.words[symbol]!, code.lengths[symbol]!);
    if (lengthCodeExtra[symbol] !== 0) this.put(extra, lengthCodeExtra[symbol]!);
  }
  private symbols(words: U16Array, wordLengths: U8Array, distanceWords: U16Array, distanceLengths: U8Array): void {
    const count = this.count;
    for (let i = 0; i < count; i++) {
      const distance: int = this.distances[i]!;
      const value: int = this.lengths[i]!;
      if (distance === 0) {
        this.put(words[value]!, wordLengths[value]!);
        continue;
      }
      const length: int = lengthSymbol[value]!;
      this.put(words[length + 257]!, wordLengths[length + 257]!);
      if (lengthExtra[length] !== 0) this.put(value - lengthBase[length]!, lengthExtra[length]!);
      const symbol = symbolOfDistance(distance - 1);
      this.put(distanceWords[symbol]!, distanceLengths[symbol]!);
      if (distanceExtra[symbol] !== 0) this.put(distance - 1 - distanceBase[symbol]!, distanceExtra[symbol]!);
    }
    this.put(words[END]!, wordLengths[END]!);
  }

  // --- bits

  /** Writes the lowest `count` bits of a value, which has no others: at most 16. */
  private put(value: u32, count: int): void {
    let hold: u32 = wrapU32(this.hold | (value << this.held));
    let held = this.held + count;
    if (held >= 16) {
      const bytes = this.bytes;
      const used = this.used;
      bytes[used] = hold & 255;
      bytes[used + 1] = (hold >>> 8) & 255;
      this.used = used + 2;
      hold = hold >>> 16;
      held = held - 16;
    }
    this.hold = hold;
    this.held = held;
  }
  /** Fills up the byte that has been begun. */
  private toByte(): void {
    if (this.held % 8 !== 0) this.put(0, 8 - (this.held % 8));
  }
  /** Gives all whole bytes to the output. */
  private flush(): void {
    if (this.held >= 8) {
      this.bytes[this.used] = this.hold & 255;
      this.used = this.used + 1;
      this.hold = this.hold >>> 8;
      this.held = this.held - 8;
    }
    this.output.addAll(this.bytes, 0, this.used);
    this.used = 0;
  }
}
