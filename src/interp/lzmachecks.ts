// What xz streams have beside LZMA: checks of the text, the delta filter, numbers of variable length.

import { type int, intAnd, intShr, U8Array, U32Array, type u32, wrapU32 } from "../rts/index.ts";
import { crc32 } from "./checksums.ts";
import { type Digest, newSha256 } from "./hashes.ts";

export const CHECK_NONE = 0;
export const CHECK_CRC32 = 1;
export const CHECK_CRC64 = 4;
export const CHECK_SHA256 = 10;

/** Bytes of a check, by its number. */
export const checkSizes = new U8Array([0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]);

/** CRC-64 (ECMA-182), whose remainders are pairs of words. */
const lowTable = new U32Array(256);
const highTable = new U32Array(256);
for (let i = 0; i < 256; i++) {
  let c = BigInt(i);
  for (let k = 0; k < 8; k++) c = c & 1n ? (c >> 1n) ^ 0xc96c5795d7870f42n : c >> 1n;
  lowTable[i] = Number(c & 0xffffffffn);
  highTable[i] = Number(c >> 32n);
}

/** A check that is being computed. */
export class StreamCheck {
  private readonly kind: int;
  private low: u32;
  private high: u32 = 0xffffffff;
  private readonly digest: Digest | null;
  constructor(kind: int) {
    this.kind = kind;
    this.low = kind === CHECK_CRC64 ? 0xffffffff : 0;
    this.digest = kind === CHECK_SHA256 ? newSha256() : null;
  }
  /** @jit opaque */
  update(bytes: U8Array, from: int, count: int): void {
    if (this.kind === CHECK_CRC32) this.low = crc32(bytes, from, from + count, this.low);
    else if (this.kind === CHECK_CRC64) {
      let low = this.low;
      let high = this.high;
      for (let i = from; i < from + count; i++) {
        const index: u32 = (low ^ bytes[i]!) & 255;
        low = wrapU32(((low >>> 8) | (high << 24)) ^ lowTable[index]!);
        high = wrapU32((high >>> 8) ^ highTable[index]!);
      }
      this.low = low;
      this.high = high;
    } else if (this.digest !== null) this.digest.updatePart(bytes, from, from + count);
  }
  /** The check's bytes; null: it is one that nobody knows. */
  value(): U8Array | null {
    if (this.digest !== null) return this.digest.finish(32);
    if (this.kind !== CHECK_CRC32 && this.kind !== CHECK_CRC64) return null;
    const bytes = new U8Array(this.kind === CHECK_CRC32 ? 4 : 8);
    putWord(bytes, 0, this.kind === CHECK_CRC32 ? this.low : wrapU32(~this.low));
    if (this.kind === CHECK_CRC64) putWord(bytes, 4, wrapU32(~this.high));
    return bytes;
  }
}
/** Writes a word, its lowest byte first. */
export function putWord(bytes: U8Array, at: int, word: u32): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (word >>> (8 * i)) & 255;
}

/** Bytes as differences to the one `distance` before. */
export class DeltaFilter {
  private readonly distance: int;
  private readonly last: U8Array;
  private place: int = 0;
  constructor(distance: int) {
    this.distance = distance;
    this.last = new U8Array(distance);
  }
  decode(bytes: U8Array, from: int, target: U8Array, count: int): void {
    for (let i = 0; i < count; i++) {
      const byte = intAnd(bytes[from + i]! + this.last[this.place]!, 255);
      this.next(byte);
      target[i] = byte;
    }
  }
  encode(bytes: U8Array, from: int, target: U8Array, count: int): void {
    for (let i = 0; i < count; i++) {
      const byte: int = bytes[from + i]!;
      target[i] = intAnd(byte - this.last[this.place]!, 255);
      this.next(byte);
    }
  }
  private next(byte: int): void {
    this.last[this.place] = byte;
    this.place = this.place + 1 === this.distance ? 0 : this.place + 1;
  }
}

/** Writes a number of variable length, seven bits a byte; answers where it ends. */
export function putNumber(bytes: U8Array, at: int, value: int): int {
  let place = at;
  let rest = value;
  for (; rest >= 128; rest = intShr(rest, 7)) {
    bytes[place] = intAnd(rest, 127) + 128;
    place++;
  }
  bytes[place] = rest;
  return place + 1;
}
