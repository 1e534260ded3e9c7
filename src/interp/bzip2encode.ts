// Compression to bzip2 streams (bzip2decode.ts draws the format): text with shortened runs is collected into blocks; a block's rotations are sorted, and the
// last column is written in codes. There are up to six codes; which one a group of 50 symbols uses is found by trying: codes are made for the groups that
// were cheapest in the last ones, four times over. All of it is done as bzip2 does it, so that the same bytes come out.

import {
  arrayFill,
  type I32Array,
  INT_MAX,
  type int,
  intDiv,
  intShr,
  newArray,
  U8Array,
  U16Array,
  U32Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { forwardCrcByte } from "./checksums.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { RotationSorter } from "./rotations.ts";

const MAX_CODES = 6;
const MAX_SYMBOLS = 258;
const GROUP_SIZE = 50;
const MAX_GROUPS = 18002;
const ROUNDS = 4;
/** Words may have 20 bits; these are all that bzip2 makes. */
const LONGEST = 17;
/** What a symbol costs that a code was not made for, at first. */
const DEAR = 15;
const LONGEST_RUN = 255;
const NO_BYTE = 256;

/** A code: how often its symbols occur, and their words. */
class Code {
  readonly counts: U32Array = new U32Array(MAX_SYMBOLS);
  readonly lengths: U8Array = new U8Array(MAX_SYMBOLS);
  readonly words: U32Array = new U32Array(MAX_SYMBOLS);

  giveWords(symbols: int): void {
    let word = 0;
    for (let length = 1; length <= LONGEST; length++) {
      for (let i = 0; i < symbols; i++)
        if (this.lengths[i] === length) {
          this.words[i] = word;
          word++;
        }
      word = 2 * word;
    }
  }
}
/** Makes the lengths of words: Huffman's tree, made anew with flatter weights while it is too deep. */
class LengthMaker {
  private readonly heap: U16Array = new U16Array(MAX_SYMBOLS + 2);
  private heapLength: int = 0;
  /** A node's weight times 256, and the height of the tree below it: of nodes of the same weight, the lower one goes first. */
  private readonly weights: U32Array = new U32Array(2 * MAX_SYMBOLS);
  private readonly parents: U16Array = new U16Array(2 * MAX_SYMBOLS);

  /** @jit opaque */
  make(code: Code, symbols: int): void {
    // nodes count from 1; 0 stands before the heap, and is the lightest
    for (let i = 0; i < symbols; i++) this.weights[i + 1] = (code.counts[i] === 0 ? 1 : code.counts[i]!) * 256;
    while (!this.tree(code, symbols))
      for (let i = 1; i <= symbols; i++) this.weights[i] = (1 + intDiv(intShr(this.weights[i]!, 8), 2)) * 256;
  }
  /** False: a word is too long. */
  private tree(code: Code, symbols: int): boolean {
    const heap = this.heap;
    const weights = this.weights;
    const parents = this.parents;
    heap[0] = 0;
    weights[0] = 0;
    this.heapLength = 0;
    for (let node = 1; node <= symbols; node++) {
      parents[node] = 0;
      this.push(node);
    }
    let node = symbols;
    while (this.heapLength > 1) {
      const first = this.pop();
      const second = this.pop();
      node++;
      parents[first] = node;
      parents[second] = node;
      parents[node] = 0;
      const height =
        (weights[first]! & 255) > (weights[second]! & 255) ? weights[first]! & 255 : weights[second]! & 255;
      weights[node] = (intShr(weights[first]!, 8) + intShr(weights[second]!, 8)) * 256 + height + 1;
      this.push(node);
    }
    let fits = true;
    for (let i = 1; i <= symbols; i++) {
      let length = 0;
      for (let at: int = parents[i]!; at !== 0; at = parents[at]!) length++;
      code.lengths[i - 1] = length < 255 ? length : 255;
      if (length > LONGEST) fits = false;
    }
    return fits;
  }
  private push(node: int): void {
    const heap = this.heap;
    this.heapLength = this.heapLength + 1;
    let at = this.heapLength;
    while (this.weights[node]! < this.weights[heap[intShr(at, 1)]!]!) {
      heap[at] = heap[intShr(at, 1)]!;
      at = intShr(at, 1);
    }
    heap[at] = node;
  }
  private pop(): int {
    const heap = this.heap;
    const top: int = heap[1]!;
    const moved: int = heap[this.heapLength]!;
    heap[1] = moved;
    this.heapLength = this.heapLength - 1;
    let at = 1;
    let child = 2;
    while (child <= this.heapLength) {
      if (child < this.heapLength && this.weights[heap[child + 1]!]! < this.weights[heap[child]!]!) child++;
      if (this.weights[moved]! < this.weights[heap[child]!]!) break;
      heap[at] = heap[child]!;
      at = child;
      child = 2 * at;
    }
    heap[at] = moved;
    return top;
  }
}

const noOutput = new OutputBlocks(0, 0);

export class Bzip2Encoder {
  private readonly level: int;
  private readonly maxText: int;
  /** The block's text, its runs shortened. */
  private readonly text: U8Array;
  private length: int = 0;
  private readonly used: U8Array = new U8Array(256);
  private check: u32 = 0xffffffff;
  private allChecks: u32 = 0;
  /** The run that goes on: it is in no block yet. */
  private byte: int = NO_BYTE;
  private run: int = 0;
  private begun: boolean = false;

  private sorter: RotationSorter | null = null;
  private symbols: U16Array = new U16Array(0);
  private symbolCount: int = 0;
  /** How many different symbols there are. */
  private alphabet: int = 0;
  private readonly counts: U32Array = new U32Array(MAX_SYMBOLS);
  private readonly codes: Code[] = newArray<Code>(MAX_CODES);
  private readonly lengthMaker: LengthMaker = new LengthMaker();
  private readonly groupCodes: U8Array = new U8Array(MAX_GROUPS);
  private hold: u32 = 0;
  private held: int = 0;
  private output: OutputBlocks = noOutput;

  constructor(level: int) {
    this.level = level;
    this.maxText = level * 100000 - 19;
    this.text = new U8Array(level * 100000);
    for (let i = 0; i < MAX_CODES; i++) this.codes[i] = new Code();
  }
  /** Takes bytes; what fills a block is put out. @jit opaque */
  add(bytes: U8Array, from: int, to: int, output: OutputBlocks): void {
    this.output = output;
    for (let at = from; at < to; at++) {
      const byte: int = bytes[at]!;
      if (byte === this.byte && this.run < LONGEST_RUN) {
        this.run = this.run + 1;
        continue;
      }
      this.endRun();
      this.byte = byte;
      this.run = 1;
      if (this.length >= this.maxText) this.endBlock();
    }
    this.output = noOutput;
  }
  /** Ends the stream. @jit opaque */
  finish(output: OutputBlocks): void {
    this.output = output;
    this.endRun();
    this.endBlock();
    this.head();
    this.put(0x177245, 24);
    this.put(0x385090, 24);
    this.putWord(this.allChecks);
    if (this.held > 0) this.put(0, 8 - this.held);
    this.output = noOutput;
  }
  /** Puts the run into the text: up to four of its bytes, then how many more there were. */
  private endRun(): void {
    const run = this.run;
    if (run === 0) return;
    const byte = this.byte;
    this.used[byte] = 1;
    let length = this.length;
    for (let i = 0; i < run; i++) this.check = forwardCrcByte(this.check, byte);
    for (let i = 0; i < run && i < 4; i++) {
      this.text[length] = byte;
      length++;
    }
    if (run >= 4) {
      this.text[length] = run - 4;
      length++;
      this.used[run - 4] = 1;
    }
    this.length = length;
    this.run = 0;
    this.byte = NO_BYTE;
  }
  private head(): void {
    if (this.begun) return;
    this.begun = true;
    this.put(66, 8);
    this.put(90, 8);
    this.put(104, 8);
    this.put(48 + this.level, 8);
  }
  private endBlock(): void {
    if (this.length === 0) return;
    const check = wrapU32(~this.check);
    this.allChecks = wrapU32(((this.allChecks << 1) | (this.allChecks >>> 31)) ^ check);
    if (this.sorter === null) {
      this.sorter = new RotationSorter(this.text.length);
      this.symbols = new U16Array(this.text.length + 1);
    }
    // the sorter reads three bytes further
    for (let i = 0; i < 3; i++) this.text[this.length + i] = this.text[i % this.length]!;
    const order = this.sorter.sort(this.text, this.length);
    let origin = 0;
    while (order[origin] !== 0) origin++;
    this.head();
    this.put(0x314159, 24);
    this.put(0x265359, 24);
    this.putWord(check);
    this.put(0, 1);
    this.put(origin, 24);
    this.makeSymbols(order);
    this.putSymbols();
    this.length = 0;
    this.check = 0xffffffff;
    arrayFill(this.used, 0, 0, 256);
  }

  // --- symbols

  /** The last column: places of bytes in a list whose front the last one moves to; runs of the first place are numbers of the digits 1 and 2. */
  private makeSymbols(order: I32Array): void {
    const text = this.text;
    const list = new U8Array(256);
    let bytes = 0;
    for (let i = 0; i < 256; i++)
      if (this.used[i] !== 0) {
        list[bytes] = i;
        bytes++;
      }
    this.alphabet = bytes + 2;
    arrayFill(this.counts, 0, 0, MAX_SYMBOLS);
    this.symbolCount = 0;
    const length = this.length;
    let run = 0;
    for (let k = 0; k < length; k++) {
      const rotation: int = order[k]!;
      const byte: int = text[rotation > 0 ? rotation - 1 : length - 1]!;
      if (list[0] === byte) {
        run++;
        continue;
      }
      this.addRun(run);
      run = 0;
      let place = 1;
      let moved: int = list[0]!;
      while (list[place] !== byte) {
        const other: int = list[place]!;
        list[place] = moved;
        moved = other;
        place++;
      }
      list[place] = moved;
      list[0] = byte;
      this.addSymbol(place + 1);
    }
    this.addRun(run);
    this.addSymbol(bytes + 1);
  }
  private addRun(run: int): void {
    let rest = run;
    while (rest > 0) {
      this.addSymbol(rest % 2 === 1 ? 0 : 1);
      rest = intShr(rest - 1, 1);
    }
  }
  private addSymbol(symbol: int): void {
    this.symbols[this.symbolCount] = symbol;
    this.symbolCount = this.symbolCount + 1;
    this.counts[symbol] = this.counts[symbol]! + 1;
  }

  // --- codes

  private putSymbols(): void {
    const count = this.symbolCount;
    const codes = count < 200 ? 2 : count < 600 ? 3 : count < 1200 ? 4 : count < 2400 ? 5 : 6;
    this.firstLengths(codes);
    let groups = 0;
    for (let round = 0; round < ROUNDS; round++) groups = this.chooseCodes(codes);
    this.putUsed();
    this.put(codes, 3);
    this.put(groups, 15);
    this.putGroupCodes(codes, groups);
    for (let i = 0; i < codes; i++) {
      const code = this.codes[i]!;
      code.giveWords(this.alphabet);
      this.putLengths(code);
    }
    for (let i = 0; i < count; i++) {
      const code = this.codes[this.groupCodes[intDiv(i, GROUP_SIZE)]!]!;
      const symbol: int = this.symbols[i]!;
      this.put(code.words[symbol]!, code.lengths[symbol]!);
    }
  }
  /** Each code begins with a range of the symbols, which occur about as often as those of the others. */
  private firstLengths(codes: int): void {
    let rest = this.symbolCount;
    let from = 0;
    for (let part = codes; part > 0; part--) {
      const share = intDiv(rest, part);
      let to = from - 1;
      let sum = 0;
      while (sum < share && to < this.alphabet - 1) {
        to++;
        sum = sum + this.counts[to]!;
      }
      // every second one of those between takes one symbol less, lest all err in the same direction
      if (to > from && part !== codes && part !== 1 && (codes - part) % 2 === 1) {
        sum = sum - this.counts[to]!;
        to--;
      }
      const lengths = this.codes[part - 1]!.lengths;
      for (let i = 0; i < this.alphabet; i++) lengths[i] = i >= from && i <= to ? 0 : DEAR;
      from = to + 1;
      rest = rest - sum;
    }
  }
  /** The cheapest code for each group, and codes for these groups; answers how many groups there are. */
  private chooseCodes(codes: int): int {
    const symbols = this.symbols;
    for (let i = 0; i < codes; i++) arrayFill(this.codes[i]!.counts, 0, 0, this.alphabet);
    let groups = 0;
    for (let from = 0; from < this.symbolCount; from = from + GROUP_SIZE) {
      const to = from + GROUP_SIZE < this.symbolCount ? from + GROUP_SIZE : this.symbolCount;
      let best = 0;
      let bestCost = INT_MAX;
      for (let i = 0; i < codes; i++) {
        const lengths = this.codes[i]!.lengths;
        let cost = 0;
        for (let k = from; k < to; k++) cost = cost + lengths[symbols[k]!]!;
        if (cost < bestCost) {
          best = i;
          bestCost = cost;
        }
      }
      this.groupCodes[groups] = best;
      groups++;
      const counts = this.codes[best]!.counts;
      for (let k = from; k < to; k++) counts[symbols[k]!] = counts[symbols[k]!]! + 1;
    }
    for (let i = 0; i < codes; i++) this.lengthMaker.make(this.codes[i]!, this.alphabet);
    return groups;
  }
  private putUsed(): void {
    for (let i = 0; i < 16; i++) this.put(this.anyUsed(i) ? 1 : 0, 1);
    for (let i = 0; i < 16; i++) if (this.anyUsed(i)) for (let k = 0; k < 16; k++) this.put(this.used[16 * i + k]!, 1);
  }
  private anyUsed(group: int): boolean {
    for (let k = 0; k < 16; k++) if (this.used[16 * group + k] !== 0) return true;
    return false;
  }
  private putGroupCodes(codes: int, groups: int): void {
    const list = new U8Array(MAX_CODES);
    for (let i = 0; i < codes; i++) list[i] = i;
    for (let i = 0; i < groups; i++) {
      const code: int = this.groupCodes[i]!;
      let place = 0;
      while (list[place] !== code) {
        place++;
        this.put(1, 1);
      }
      this.put(0, 1);
      for (; place > 0; place--) list[place] = list[place - 1]!;
      list[0] = code;
    }
  }
  private putLengths(code: Code): void {
    let length: int = code.lengths[0]!;
    this.put(length, 5);
    for (let i = 0; i < this.alphabet; i++) {
      for (; length < code.lengths[i]!; length++) this.put(2, 2);
      for (; length > code.lengths[i]!; length--) this.put(3, 2);
      this.put(0, 1);
    }
  }

  // --- bits

  /** Writes the lowest `count` bits, at most 24, of a value that has no others; the highest first. */
  private put(value: int, count: int): void {
    this.hold = wrapU32((this.hold << count) | wrapU32(value));
    this.held = this.held + count;
    while (this.held >= 8) {
      this.held = this.held - 8;
      this.output.add((this.hold >>> this.held) & 255);
    }
  }
  private putWord(word: u32): void {
    this.put(word >>> 16, 16);
    this.put(word & 65535, 16);
  }
}
