// Checksums of byte streams: CRC-32 (RFC 1952, 8), Adler-32 (RFC 1950, 8.2).

import { type int, type U8Array, U32Array, type u32, wrapU32 } from "../rts/index.ts";

/** CRC's remainders of a byte that has 0, 1, 2 or 3 zero bytes behind it: table n begins at 256 * n. */
const crcTable = new U32Array(1024);
for (let i = 0; i < 256; i++) {
  let c = i;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  crcTable[i] = c >>> 0;
}
for (let i = 256; i < 1024; i++) crcTable[i] = (crcTable[i - 256]! >>> 8) ^ crcTable[crcTable[i - 256]! & 255]!;

/** The CRC-32 of what `start` is that of, and bytes from..to-1. @jit opaque */
export function crc32(bytes: U8Array, from: int, to: int, start: u32): u32 {
  let crc: u32 = wrapU32(~start);
  let at = from;
  // four bytes a round: their tables are independent of each other, so the processor looks them up at once
  for (; at + 4 <= to; at = at + 4) {
    const word: u32 = wrapU32(
      crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)),
    );
    crc = wrapU32(
      crcTable[768 + (word & 255)]! ^
        crcTable[512 + ((word >>> 8) & 255)]! ^
        crcTable[256 + ((word >>> 16) & 255)]! ^
        crcTable[word >>> 24]!,
    );
  }
  for (; at < to; at++) crc = wrapU32((crc >>> 8) ^ crcTable[(crc ^ bytes[at]!) & 255]!);
  return wrapU32(~crc);
}

const ADLER_BASE = 65521;
/** So many bytes can be summed in 32 bits before sums have to be reduced. */
const ADLER_RUN = 5552;

/** The Adler-32 of what `start` is that of, and bytes from..to-1. @jit opaque */
export function adler32(bytes: U8Array, from: int, to: int, start: u32): u32 {
  let a: int = start & 65535;
  let b: int = start >>> 16;
  let at = from;
  do {
    const end = to - at < ADLER_RUN ? to : at + ADLER_RUN;
    for (; at < end; at++) {
      a = a + bytes[at]!;
      b = b + a;
    }
    a = a % ADLER_BASE;
    b = b % ADLER_BASE;
  } while (at < to);
  return wrapU32(b * 65536 + a);
}

/** The remainders of bytes for bzip2's CRC-32, whose bits go the other way. */
const forwardTable = new U32Array(256);
for (let i = 0; i < 256; i++) {
  let c = i << 24;
  for (let k = 0; k < 8; k++) c = c & 0x80000000 ? (c << 1) ^ 0x04c11db7 : c << 1;
  forwardTable[i] = c >>> 0;
}
export function forwardCrcByte(crc: u32, byte: int): u32 {
  return wrapU32((crc << 8) ^ forwardTable[(crc >>> 24) ^ wrapU32(byte)]!);
}
/** The CRC of bzip2's blocks: begin with 0xffffffff, invert the result. @jit opaque */
export function forwardCrc32(bytes: U8Array, from: int, to: int, start: u32): u32 {
  let crc = start;
  for (let i = from; i < to; i++) crc = forwardCrcByte(crc, bytes[i]!);
  return crc;
}
