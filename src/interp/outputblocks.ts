// What a compressor or decompressor puts out: bytes whose number is not known before. They are collected in blocks that are never moved,
// each as large as all before it, so that large output is copied once, at the end, and needs twice its size at most.
//
// Output may have a limit: `grow` answers false there.

import { arrayCopy, INT_MAX, type int, newArray, U8Array } from "../rts/index.ts";

const LARGEST_BLOCK = 33554432;

export class OutputBlocks {
  /** Where output goes, from `used` on. */
  block: U8Array;
  used: int = 0;
  /** Bytes in the blocks before it. */
  private before: int = 0;
  private readonly limit: int;
  private full: U8Array[] = newArray<U8Array>(8);
  private count: int = 0;
  /** `first`: the size of the first block; `limit`: how many bytes there may be, -1 for any number. */
  constructor(first: int, limit: int) {
    this.limit = limit;
    this.block = new U8Array(limit >= 0 && limit < first ? limit : first);
  }
  length(): int {
    return this.before + this.used;
  }
  /** How many more bytes there may be. */
  allowed(): int {
    return this.limit < 0 ? INT_MAX : this.limit - this.before - this.used;
  }
  /** A new block, when this one is full. False: no more output is allowed. */
  grow(): boolean {
    const length = this.before + this.used;
    let size = length < 1024 ? 1024 : length > LARGEST_BLOCK ? LARGEST_BLOCK : length;
    if (this.limit >= 0 && size > this.limit - length) size = this.limit - length;
    if (size === 0) return false;
    const block = new U8Array(size);
    if (this.count === this.full.length) {
      const more = newArray<U8Array>(this.count * 2);
      arrayCopy(this.full, 0, more, 0, this.count);
      this.full = more;
    }
    this.full[this.count] = this.block;
    this.count = this.count + 1;
    this.before = length;
    this.block = block;
    this.used = 0;
    return true;
  }
  add(byte: int): void {
    if (this.used === this.block.length) this.grow();
    this.block[this.used] = byte;
    this.used = this.used + 1;
  }
  /** Adds bytes of an array; as many as the limit allows. Answers how many. */
  addAll(bytes: U8Array, from: int, count: int): int {
    let at = from;
    const end = from + count;
    while (at < end) {
      if (this.used === this.block.length && !this.grow()) break;
      const room = this.block.length - this.used;
      const part = end - at < room ? end - at : room;
      arrayCopy(bytes, at, this.block, this.used, part);
      this.used = this.used + part;
      at = at + part;
    }
    return at - from;
  }
  /** All output in one array. */
  build(): U8Array {
    if (this.count === 0 && this.used === this.block.length) return this.block;
    const result = new U8Array(this.before + this.used);
    let at = 0;
    for (let i = 0; i < this.count; i++) {
      const block = this.full[i]!;
      arrayCopy(block, 0, result, at, block.length);
      at = at + block.length;
    }
    arrayCopy(this.block, 0, result, at, this.used);
    return result;
  }
}
