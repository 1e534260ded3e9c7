// Message digests in 32-bit words: what all of them share, MD5 (RFC 1321), SHA-1 and SHA-2 with 256 bits (FIPS 180-4).
// hashes64.ts has those of 64-bit words, hashmodules.ts the modules.

import { arrayCopy, type int, intDiv, U8Array, U32Array, type u32, wrapU32 } from "../rts/index.ts";

export function rotateLeft(x: u32, count: int): u32 {
  return wrapU32((x << count) | (x >>> (32 - count)));
}

/** A digest that is being computed: bytes are collected into blocks. */
export abstract class Digest {
  readonly digestSize: int;
  readonly blockSize: int;
  readonly buffer: U8Array;
  /** Bytes in the buffer, and before it. */
  used: int = 0;
  before: int = 0;
  constructor(digestSize: int, blockSize: int) {
    this.digestSize = digestSize;
    this.blockSize = blockSize;
    this.buffer = new U8Array(blockSize);
  }
  /** Works in the full buffer. */
  abstract block(): void;
  abstract copy(): Digest;
  /** The digest; ends the computation. `length` is its size in bytes, which only some let choose. */
  abstract finish(length: int): U8Array;

  update(bytes: U8Array): void {
    this.updatePart(bytes, 0, bytes.length);
  }
  /** With bytes[from..n-1]. @jit opaque */
  updatePart(bytes: U8Array, from: int, n: int): void {
    let at = from;
    while (at < n) {
      const room = this.blockSize - this.used;
      const count = n - at < room ? n - at : room;
      arrayCopy(bytes, at, this.buffer, this.used, count);
      at = at + count;
      this.used = this.used + count;
      if (this.used === this.blockSize) {
        this.before = this.before + this.blockSize;
        this.used = 0;
        this.block();
      }
    }
  }
  protected takeBuffer(other: Digest): void {
    arrayCopy(other.buffer, 0, this.buffer, 0, this.blockSize);
    this.used = other.used;
    this.before = other.before;
  }
  /** A one bit, zeros, and the number of bits in the last `lengthBytes` bytes of a block. */
  protected pad(lengthBytes: int, bigEndian: boolean): void {
    const buffer = this.buffer;
    let bits = (this.before + this.used) * 8;
    buffer[this.used] = 128;
    for (let i = this.used + 1; i < this.blockSize; i++) buffer[i] = 0;
    if (this.used >= this.blockSize - lengthBytes) {
      this.block();
      for (let i = 0; i < this.blockSize; i++) buffer[i] = 0;
    }
    for (let i = 0; i < 8; i++) {
      buffer[bigEndian ? this.blockSize - 1 - i : this.blockSize - 8 + i] = bits % 256;
      bits = intDiv(bits, 256);
    }
    this.block();
  }
}
export function bigWord(bytes: U8Array, at: int): u32 {
  return wrapU32((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!);
}
export function littleWord(bytes: U8Array, at: int): u32 {
  return wrapU32((bytes[at + 3]! << 24) | (bytes[at + 2]! << 16) | (bytes[at + 1]! << 8) | bytes[at]!);
}
/** The bytes of words, the first `length` of them. */
export function wordBytes(words: U32Array, length: int, bigEndian: boolean): U8Array {
  const bytes = new U8Array(length);
  for (let i = 0; i < length; i++) {
    const word: u32 = words[intDiv(i, 4)]!;
    const place = i % 4;
    bytes[i] = (word >>> (8 * (bigEndian ? 3 - place : place))) & 255;
  }
  return bytes;
}
function copyWords(words: U32Array): U32Array {
  const copy = new U32Array(words.length);
  arrayCopy(words, 0, copy, 0, words.length);
  return copy;
}

// --- MD5

const md5Sines = new U32Array(64);
for (let i = 0; i < 64; i++) md5Sines[i] = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32);
const md5Shifts = new U8Array([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]);

export class Md5 extends Digest {
  private readonly state: U32Array;
  constructor(state: U32Array) {
    super(16, 64);
    this.state = state;
  }
  override copy(): Digest {
    const other = new Md5(copyWords(this.state));
    other.takeBuffer(this);
    return other;
  }
  override block(): void {
    const state = this.state;
    let a: u32 = state[0]!;
    let b: u32 = state[1]!;
    let c: u32 = state[2]!;
    let d: u32 = state[3]!;
    for (let i = 0; i < 64; i++) {
      const round = intDiv(i, 16);
      let f: u32 = 0;
      let k = i;
      if (round === 0) f = wrapU32((b & c) | (~b & d));
      else if (round === 1) {
        f = wrapU32((d & b) | (~d & c));
        k = (5 * i + 1) % 16;
      } else if (round === 2) {
        f = wrapU32(b ^ c ^ d);
        k = (3 * i + 5) % 16;
      } else {
        f = wrapU32(c ^ (b | ~d));
        k = (7 * i) % 16;
      }
      const sum = wrapU32(a + f + md5Sines[i]! + littleWord(this.buffer, 4 * k));
      a = d;
      d = c;
      c = b;
      b = wrapU32(b + rotateLeft(sum, md5Shifts[4 * round + (i % 4)]!));
    }
    state[0] = wrapU32(state[0]! + a);
    state[1] = wrapU32(state[1]! + b);
    state[2] = wrapU32(state[2]! + c);
    state[3] = wrapU32(state[3]! + d);
  }
  override finish(length: int): U8Array {
    this.pad(8, false);
    return wordBytes(this.state, length, false);
  }
}
const sha1Start = new U32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
const md5Start = new U32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
export function newMd5(): Digest {
  return new Md5(copyWords(md5Start));
}

// --- SHA-1

export class Sha1 extends Digest {
  private readonly state: U32Array;
  constructor(state: U32Array) {
    super(20, 64);
    this.state = state;
  }
  override copy(): Digest {
    const other = new Sha1(copyWords(this.state));
    other.takeBuffer(this);
    return other;
  }
  override block(): void {
    const w = new U32Array(80);
    for (let i = 0; i < 16; i++) w[i] = bigWord(this.buffer, 4 * i);
    for (let i = 16; i < 80; i++) w[i] = rotateLeft(wrapU32(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!), 1);
    const state = this.state;
    let a: u32 = state[0]!;
    let b: u32 = state[1]!;
    let c: u32 = state[2]!;
    let d: u32 = state[3]!;
    let e: u32 = state[4]!;
    for (let i = 0; i < 80; i++) {
      let f: u32 = 0;
      let k: u32 = 0;
      if (i < 20) {
        f = wrapU32((b & c) | (~b & d));
        k = 0x5a827999;
      } else if (i < 40) {
        f = wrapU32(b ^ c ^ d);
        k = 0x6ed9eba1;
      } else if (i < 60) {
        f = wrapU32((b & c) | (b & d) | (c & d));
        k = 0x8f1bbcdc;
      } else {
        f = wrapU32(b ^ c ^ d);
        k = 0xca62c1d6;
      }
      const sum = wrapU32(rotateLeft(a, 5) + f + e + k + w[i]!);
      e = d;
      d = c;
      c = rotateLeft(b, 30);
      b = a;
      a = sum;
    }
    state[0] = wrapU32(state[0]! + a);
    state[1] = wrapU32(state[1]! + b);
    state[2] = wrapU32(state[2]! + c);
    state[3] = wrapU32(state[3]! + d);
    state[4] = wrapU32(state[4]! + e);
  }
  override finish(length: int): U8Array {
    this.pad(8, true);
    return wordBytes(this.state, length, true);
  }
}
export function newSha1(): Digest {
  return new Sha1(copyWords(sha1Start));
}

// --- SHA-224, SHA-256: their constants are the first bits of roots of primes

/** The first primes. For module level. */
export function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}
/** The first 64 bits behind the point of a root of n. For module level. */
export function rootBits(n: bigint, degree: bigint): bigint {
  const scaled = n << (64n * degree);
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle;
  }
  return low & 0xffffffffffffffffn;
}
const firstPrimes = primes(64);
const sha256Rounds = new U32Array(firstPrimes.map((p) => Number(rootBits(p, 3n) >> 32n)));
const sha256Start = new U32Array(firstPrimes.slice(0, 8).map((p) => Number(rootBits(p, 2n) >> 32n)));
const sha224Start = new U32Array(firstPrimes.slice(8, 16).map((p) => Number(rootBits(p, 2n) & 0xffffffffn)));

export class Sha256 extends Digest {
  private readonly state: U32Array;
  constructor(state: U32Array, digestSize: int) {
    super(digestSize, 64);
    this.state = state;
  }
  override copy(): Digest {
    const other = new Sha256(copyWords(this.state), this.digestSize);
    other.takeBuffer(this);
    return other;
  }
  override block(): void {
    const w = new U32Array(64);
    for (let i = 0; i < 16; i++) w[i] = bigWord(this.buffer, 4 * i);
    for (let i = 16; i < 64; i++) {
      const x: u32 = w[i - 15]!;
      const y: u32 = w[i - 2]!;
      const s0 = wrapU32(rotateLeft(x, 25) ^ rotateLeft(x, 14) ^ (x >>> 3));
      const s1 = wrapU32(rotateLeft(y, 15) ^ rotateLeft(y, 13) ^ (y >>> 10));
      w[i] = wrapU32(w[i - 16]! + s0 + w[i - 7]! + s1);
    }
    const state = this.state;
    let a: u32 = state[0]!;
    let b: u32 = state[1]!;
    let c: u32 = state[2]!;
    let d: u32 = state[3]!;
    let e: u32 = state[4]!;
    let f: u32 = state[5]!;
    let g: u32 = state[6]!;
    let h: u32 = state[7]!;
    for (let i = 0; i < 64; i++) {
      const s1 = wrapU32(rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7));
      const choice = wrapU32((e & f) ^ (~e & g));
      const first = wrapU32(h + s1 + choice + sha256Rounds[i]! + w[i]!);
      const s0 = wrapU32(rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10));
      const majority = wrapU32((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = wrapU32(d + first);
      d = c;
      c = b;
      b = a;
      a = wrapU32(first + s0 + majority);
    }
    state[0] = wrapU32(state[0]! + a);
    state[1] = wrapU32(state[1]! + b);
    state[2] = wrapU32(state[2]! + c);
    state[3] = wrapU32(state[3]! + d);
    state[4] = wrapU32(state[4]! + e);
    state[5] = wrapU32(state[5]! + f);
    state[6] = wrapU32(state[6]! + g);
    state[7] = wrapU32(state[7]! + h);
  }
  override finish(length: int): U8Array {
    this.pad(8, true);
    return wordBytes(this.state, length, true);
  }
}
export function newSha256(): Digest {
  return new Sha256(copyWords(sha256Start), 32);
}
export function newSha224(): Digest {
  return new Sha256(copyWords(sha224Start), 28);
}
