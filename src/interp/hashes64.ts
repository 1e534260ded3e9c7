// Message digests in 64-bit words: SHA-384 and SHA-512 (FIPS 180-4), SHA-3 and SHAKE (FIPS 202), BLAKE2b; and BLAKE2s, which is BLAKE2b in
// 32-bit words (RFC 7693). A 64-bit word is two of 32 bits in a row: the upper one first in SHA-2, the lower one first in the others.

import { arrayCopy, type int, intDiv, U8Array, U32Array, type u32, wrapU32 } from "../rts/index.ts";
import { bigWord, Digest, littleWord, primes, rootBits, rotateLeft, wordBytes } from "./hashes.ts";

const TWO32 = 4294967296;

function copyWords(words: U32Array): U32Array {
  const copy = new U32Array(words.length);
  arrayCopy(words, 0, copy, 0, words.length);
  return copy;
}
const halves = (x: bigint): number[] => [Number(x >> 32n), Number(x & 0xffffffffn)];

// --- SHA-512

const eighty = primes(80);
const sha512Rounds = new U32Array(eighty.flatMap((p) => halves(rootBits(p, 3n))));
const sha512Start = new U32Array(eighty.slice(0, 8).flatMap((p) => halves(rootBits(p, 2n))));
const sha384Start = new U32Array(eighty.slice(8, 16).flatMap((p) => halves(rootBits(p, 2n))));

/** The upper word of (high, low) rotated right; with the words exchanged the lower one, or for counts from 32 the upper. */
function rotated(high: u32, low: u32, count: int): u32 {
  return wrapU32((high >>> count) | (low << (32 - count)));
}

export class Sha512 extends Digest {
  private readonly state: U32Array;
  constructor(state: U32Array, digestSize: int) {
    super(digestSize, 128);
    this.state = state;
  }
  override copy(): Digest {
    const other = new Sha512(copyWords(this.state), this.digestSize);
    other.takeBuffer(this);
    return other;
  }
  override block(): void {
    const w = new U32Array(160);
    for (let i = 0; i < 32; i++) w[i] = bigWord(this.buffer, 4 * i);
    for (let i = 32; i < 160; i = i + 2) {
      const xh: u32 = w[i - 30]!;
      const xl: u32 = w[i - 29]!;
      const yh: u32 = w[i - 4]!;
      const yl: u32 = w[i - 3]!;
      const s0h = wrapU32(rotated(xh, xl, 1) ^ rotated(xh, xl, 8) ^ (xh >>> 7));
      const s0l = wrapU32(rotated(xl, xh, 1) ^ rotated(xl, xh, 8) ^ rotated(xl, xh, 7));
      const s1h = wrapU32(rotated(yh, yl, 19) ^ rotated(yl, yh, 29) ^ (yh >>> 6));
      const s1l = wrapU32(rotated(yl, yh, 19) ^ rotated(yh, yl, 29) ^ rotated(yl, yh, 6));
      const low = w[i - 31]! + s0l + w[i - 13]! + s1l;
      w[i + 1] = wrapU32(low);
      w[i] = wrapU32(w[i - 32]! + s0h + w[i - 14]! + s1h + intDiv(low, TWO32));
    }
    // a..h, upper and lower words
    const v = copyWords(this.state);
    for (let i = 0; i < 160; i = i + 2) {
      const ah: u32 = v[0]!;
      const al: u32 = v[1]!;
      const eh: u32 = v[8]!;
      const el: u32 = v[9]!;
      const s1h = wrapU32(rotated(eh, el, 14) ^ rotated(eh, el, 18) ^ rotated(el, eh, 9));
      const s1l = wrapU32(rotated(el, eh, 14) ^ rotated(el, eh, 18) ^ rotated(eh, el, 9));
      const choiceH = wrapU32((eh & v[10]!) ^ (~eh & v[12]!));
      const choiceL = wrapU32((el & v[11]!) ^ (~el & v[13]!));
      const firstL = v[15]! + s1l + choiceL + sha512Rounds[i + 1]! + w[i + 1]!;
      const firstH = v[14]! + s1h + choiceH + sha512Rounds[i]! + w[i]! + intDiv(firstL, TWO32);
      const s0h = wrapU32(rotated(ah, al, 28) ^ rotated(al, ah, 2) ^ rotated(al, ah, 7));
      const s0l = wrapU32(rotated(al, ah, 28) ^ rotated(ah, al, 2) ^ rotated(ah, al, 7));
      const majorityH = wrapU32((ah & v[2]!) ^ (ah & v[4]!) ^ (v[2]! & v[4]!));
      const majorityL = wrapU32((al & v[3]!) ^ (al & v[5]!) ^ (v[3]! & v[5]!));
      for (let k = 15; k >= 2; k--) v[k] = v[k - 2]!;
      const low1 = v[9]! + wrapU32(firstL);
      v[9] = wrapU32(low1);
      v[8] = wrapU32(v[8]! + wrapU32(firstH) + intDiv(low1, TWO32));
      const low2 = wrapU32(firstL) + s0l + majorityL;
      v[1] = wrapU32(low2);
      v[0] = wrapU32(wrapU32(firstH) + s0h + majorityH + intDiv(low2, TWO32));
    }
    const state = this.state;
    for (let i = 0; i < 16; i = i + 2) {
      const low = state[i + 1]! + v[i + 1]!;
      state[i + 1] = wrapU32(low);
      state[i] = wrapU32(state[i]! + v[i]! + intDiv(low, TWO32));
    }
  }
  override finish(length: int): U8Array {
    this.pad(16, true);
    return wordBytes(this.state, length, true);
  }
}
export function newSha512(): Digest {
  return new Sha512(copyWords(sha512Start), 64);
}
export function newSha384(): Digest {
  return new Sha512(copyWords(sha384Start), 48);
}

// --- SHA-3

/** Round constants, by the linear feedback register of FIPS 202, 3.2.5: lower word first. */
const keccakRounds: U32Array = (() => {
  const words: number[] = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << ((1n << BigInt(j)) - 1n);
      register = register & 0x80 ? ((register << 1) & 0xff) ^ 0x71 : register << 1;
    }
    words.push(...halves(constant).reverse());
  }
  return new U32Array(words);
})();
/** For lane i: where it goes, and how far it is rotated (rho and pi). */
const keccakTargets = new U8Array(25);
const keccakRotations = new U8Array(25);
for (let t = 0, x = 1, y = 0; t < 24; t++) {
  keccakRotations[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64;
  const newY = (2 * x + 3 * y) % 5;
  x = y;
  y = newY;
}
for (let x = 0; x < 5; x++) for (let y = 0; y < 5; y++) keccakTargets[x + 5 * y] = y + 5 * ((2 * x + 3 * y) % 5);

export class Sha3 extends Digest {
  private readonly state: U32Array;
  /** The bits that follow the message, and the first bit of the padding. */
  private readonly suffix: int;
  constructor(state: U32Array, digestSize: int, rate: int, suffix: int) {
    super(digestSize, rate);
    this.state = state;
    this.suffix = suffix;
  }
  override copy(): Digest {
    const other = new Sha3(copyWords(this.state), this.digestSize, this.blockSize, this.suffix);
    other.takeBuffer(this);
    return other;
  }
  override block(): void {
    for (let i = 0; i < this.blockSize; i = i + 4) {
      const at = intDiv(i, 4);
      this.state[at] = wrapU32(this.state[at]! ^ littleWord(this.buffer, i));
    }
    this.permute();
  }
  private permute(): void {
    const a = this.state;
    const b = new U32Array(50);
    const c = new U32Array(10);
    for (let round = 0; round < 24; round++) {
      for (let i = 0; i < 10; i++) c[i] = wrapU32(a[i]! ^ a[i + 10]! ^ a[i + 20]! ^ a[i + 30]! ^ a[i + 40]!);
      for (let x = 0; x < 5; x++) {
        const left = 2 * ((x + 4) % 5);
        const right = 2 * ((x + 1) % 5);
        const low: u32 = c[right]!;
        const high: u32 = c[right + 1]!;
        const dLow = wrapU32(c[left]! ^ ((low << 1) | (high >>> 31)));
        const dHigh = wrapU32(c[left + 1]! ^ ((high << 1) | (low >>> 31)));
        for (let y = 0; y < 5; y++) {
          const at = 2 * (x + 5 * y);
          a[at] = wrapU32(a[at]! ^ dLow);
          a[at + 1] = wrapU32(a[at + 1]! ^ dHigh);
        }
      }
      for (let i = 0; i < 25; i++) {
        const count: int = keccakRotations[i]!;
        const target = 2 * keccakTargets[i]!;
        const low: u32 = count < 32 ? a[2 * i]! : a[2 * i + 1]!;
        const high: u32 = count < 32 ? a[2 * i + 1]! : a[2 * i]!;
        const rest = count % 32;
        b[target] = rest === 0 ? low : wrapU32((low << rest) | (high >>> (32 - rest)));
        b[target + 1] = rest === 0 ? high : wrapU32((high << rest) | (low >>> (32 - rest)));
      }
      for (let y = 0; y < 50; y = y + 10)
        for (let x = 0; x < 10; x++) a[y + x] = wrapU32(b[y + x]! ^ (~b[y + ((x + 2) % 10)]! & b[y + ((x + 4) % 10)]!));
      a[0] = wrapU32(a[0]! ^ keccakRounds[2 * round]!);
      a[1] = wrapU32(a[1]! ^ keccakRounds[2 * round + 1]!);
    }
  }
  override finish(length: int): U8Array {
    for (let i = this.used; i < this.blockSize; i++) this.buffer[i] = 0;
    this.buffer[this.used] = this.suffix;
    const last = this.blockSize - 1;
    this.buffer[last] = this.buffer[last]! | 128;
    this.block();
    const result = new U8Array(length);
    let at = 0;
    for (;;) {
      const count = length - at < this.blockSize ? length - at : this.blockSize;
      arrayCopy(wordBytes(this.state, count, false), 0, result, at, count);
      at = at + count;
      if (at === length) return result;
      this.permute();
    }
  }
}
/** digestSize 0: SHAKE with so many bits of security. */
export function newSha3(digestSize: int, bits: int): Digest {
  return new Sha3(new U32Array(50), digestSize, 200 - intDiv(bits, 4), digestSize === 0 ? 31 : 6);
}

// --- BLAKE2

const sigma = new U8Array(
  [
    "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    "14 10 4 8 9 15 13 6 1 12 0 2 11 7 5 3",
    "11 8 12 0 5 2 15 13 10 14 3 6 7 1 9 4",
    "7 9 3 1 13 12 11 14 2 6 5 10 4 0 15 8",
    "9 0 5 7 2 4 10 15 14 1 11 12 6 8 3 13",
    "2 12 6 10 0 11 8 3 4 13 7 5 15 14 1 9",
    "12 5 1 15 14 13 4 10 0 7 6 3 9 2 8 11",
    "13 11 7 14 12 1 3 9 5 0 15 4 8 6 2 10",
    "6 15 14 9 11 3 0 8 12 2 13 7 1 4 10 5",
    "10 2 8 4 7 6 1 5 15 11 9 14 3 12 13 0",
  ].flatMap((line) => line.split(" ").map(Number)),
);
/** Which words of the state the eight mixing steps of a round take. */
const mixed = new U8Array([
  0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 5, 10, 15, 1, 6, 11, 12, 2, 7, 8, 13, 3, 4, 9, 14,
]);
const blake2bStart = new U32Array(eighty.slice(0, 8).flatMap((p) => halves(rootBits(p, 2n)).reverse()));
const blake2sStart = new U32Array(eighty.slice(0, 8).map((p) => Number(rootBits(p, 2n) >> 32n)));

/** A block is worked in when more follows: the last one has a mark. So the buffer keeps a full block until then. */
export class Blake2 extends Digest {
  private readonly state: U32Array;
  private readonly wide: boolean;
  private readonly lastNode: boolean;
  /** Whether `held` has a block. */
  private holds: boolean = false;
  private readonly held: U8Array;
  private done: int = 0;
  constructor(state: U32Array, digestSize: int, wide: boolean, lastNode: boolean) {
    super(digestSize, wide ? 128 : 64);
    this.state = state;
    this.wide = wide;
    this.lastNode = lastNode;
    this.held = new U8Array(this.blockSize);
  }
  override copy(): Digest {
    const other = new Blake2(copyWords(this.state), this.digestSize, this.wide, this.lastNode);
    other.takeBuffer(this);
    arrayCopy(this.held, 0, other.held, 0, this.blockSize);
    other.holds = this.holds;
    other.done = this.done;
    return other;
  }
  override block(): void {
    if (this.holds) this.compress(this.held, this.blockSize, false);
    arrayCopy(this.buffer, 0, this.held, 0, this.blockSize);
    this.holds = true;
  }
  override finish(length: int): U8Array {
    if (this.used === 0 && this.holds) this.compress(this.held, this.blockSize, true);
    else {
      if (this.holds) this.compress(this.held, this.blockSize, false);
      for (let i = this.used; i < this.blockSize; i++) this.buffer[i] = 0;
      this.compress(this.buffer, this.used, true);
    }
    return wordBytes(this.state, length, false);
  }
  private compress(bytes: U8Array, count: int, last: boolean): void {
    this.done = this.done + count;
    if (this.wide) this.compress64(bytes, last);
    else this.compress32(bytes, last);
  }
  private compress64(bytes: U8Array, last: boolean): void {
    const v = new U32Array(32);
    const m = new U32Array(32);
    for (let i = 0; i < 32; i++) m[i] = littleWord(bytes, 4 * i);
    arrayCopy(this.state, 0, v, 0, 16);
    arrayCopy(blake2bStart, 0, v, 16, 16);
    v[24] = wrapU32(v[24]! ^ wrapU32(this.done));
    v[25] = wrapU32(v[25]! ^ wrapU32(intDiv(this.done, TWO32)));
    if (last) {
      v[28] = wrapU32(~v[28]!);
      v[29] = wrapU32(~v[29]!);
      if (this.lastNode) {
        v[30] = wrapU32(~v[30]!);
        v[31] = wrapU32(~v[31]!);
      }
    }
    for (let round = 0; round < 12; round++)
      for (let i = 0; i < 8; i++) {
        const a = 2 * mixed[4 * i]!;
        const b = 2 * mixed[4 * i + 1]!;
        const c = 2 * mixed[4 * i + 2]!;
        const d = 2 * mixed[4 * i + 3]!;
        const x = 2 * sigma[16 * (round % 10) + 2 * i]!;
        const y = 2 * sigma[16 * (round % 10) + 2 * i + 1]!;
        add64(v, a, v, b, m, x);
        xorRotate(v, d, a, 32);
        add64(v, c, v, d, m, -1);
        xorRotate(v, b, c, 24);
        add64(v, a, v, b, m, y);
        xorRotate(v, d, a, 16);
        add64(v, c, v, d, m, -1);
        xorRotate(v, b, c, 63);
      }
    for (let i = 0; i < 16; i++) this.state[i] = wrapU32(this.state[i]! ^ v[i]! ^ v[i + 16]!);
  }
  private compress32(bytes: U8Array, last: boolean): void {
    const v = new U32Array(16);
    arrayCopy(this.state, 0, v, 0, 8);
    arrayCopy(blake2sStart, 0, v, 8, 8);
    v[12] = wrapU32(v[12]! ^ wrapU32(this.done));
    v[13] = wrapU32(v[13]! ^ wrapU32(intDiv(this.done, TWO32)));
    if (last) {
      v[14] = wrapU32(~v[14]!);
      if (this.lastNode) v[15] = wrapU32(~v[15]!);
    }
    for (let round = 0; round < 10; round++)
      for (let i = 0; i < 8; i++) {
        const a: int = mixed[4 * i]!;
        const b: int = mixed[4 * i + 1]!;
        const c: int = mixed[4 * i + 2]!;
        const d: int = mixed[4 * i + 3]!;
        v[a] = wrapU32(v[a]! + v[b]! + littleWord(bytes, 4 * sigma[16 * round + 2 * i]!));
        v[d] = rotateLeft(wrapU32(v[d]! ^ v[a]!), 16);
        v[c] = wrapU32(v[c]! + v[d]!);
        v[b] = rotateLeft(wrapU32(v[b]! ^ v[c]!), 20);
        v[a] = wrapU32(v[a]! + v[b]! + littleWord(bytes, 4 * sigma[16 * round + 2 * i + 1]!));
        v[d] = rotateLeft(wrapU32(v[d]! ^ v[a]!), 24);
        v[c] = wrapU32(v[c]! + v[d]!);
        v[b] = rotateLeft(wrapU32(v[b]! ^ v[c]!), 25);
      }
    for (let i = 0; i < 8; i++) this.state[i] = wrapU32(this.state[i]! ^ v[i]! ^ v[i + 8]!);
  }
}
/** v[a] += w[b] + m[x]; x may be -1. */
function add64(v: U32Array, a: int, w: U32Array, b: int, m: U32Array, x: int): void {
  const low = v[a]! + w[b]! + (x < 0 ? 0 : m[x]!);
  const high = v[a + 1]! + w[b + 1]! + (x < 0 ? 0 : m[x + 1]!) + intDiv(low, TWO32);
  v[a] = wrapU32(low);
  v[a + 1] = wrapU32(high);
}
/** v[a] = (v[a] ^ v[b]) rotated right by 16, 24, 32 or 63. */
function xorRotate(v: U32Array, a: int, b: int, count: int): void {
  const low = wrapU32(v[a]! ^ v[b]!);
  const high = wrapU32(v[a + 1]! ^ v[b + 1]!);
  if (count === 32) {
    v[a] = high;
    v[a + 1] = low;
  } else if (count === 63) {
    v[a] = wrapU32((low << 1) | (high >>> 31));
    v[a + 1] = wrapU32((high << 1) | (low >>> 31));
  } else {
    v[a] = wrapU32((low >>> count) | (high << (32 - count)));
    v[a + 1] = wrapU32((high >>> count) | (low << (32 - count)));
  }
}
/** `parameters`: the parameter block of 64 or 32 bytes, whose first byte is the digest's size. The key is padded to a block. */
export function newBlake2(parameters: U8Array, key: U8Array, wide: boolean, lastNode: boolean): Digest {
  const state = copyWords(wide ? blake2bStart : blake2sStart);
  for (let i = 0; i < state.length; i++) state[i] = wrapU32(state[i]! ^ littleWord(parameters, 4 * i));
  const digest = new Blake2(state, parameters[0]!, wide, lastNode);
  if (key.length > 0) {
    const block = new U8Array(digest.blockSize);
    arrayCopy(key, 0, block, 0, key.length);
    digest.update(block);
  }
  return digest;
}
