// The buffer protocol: what bytes, bytearray, memoryview, array.array and the like show of their memory to those who work on bytes.
//
//   object.buffer()         a Buffer, or null: not a bytes-like object. Every exporter counts its buffers until release() is called.
//   bytesLike(object)       all its bytes, to be read at once; null when it is not bytes-like
//
// A foundation module: it imports only rts and object.ts.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import type { W_Object } from "./object.ts";

/** Contiguous memory of an object: `length` bytes, which are items of `itemSize` bytes in a format of the module struct. */
export abstract class Buffer {
  readonly owner: W_Object;
  readonly length: int;
  readonly readonly: boolean;
  readonly itemSize: int;
  /** The format's character. */
  readonly format: int;
  constructor(owner: W_Object, length: int, readonly: boolean, itemSize: int, format: int) {
    this.owner = owner;
    this.length = length;
    this.readonly = readonly;
    this.itemSize = itemSize;
    this.format = format;
  }
  abstract byteAt(index: int): int;
  abstract setByteAt(index: int, value: int): void;
  /** The bytes from..from+count-1, into an array. */
  copyTo(from: int, target: U8Array, to: int, count: int): void {
    for (let i = 0; i < count; i++) target[to + i] = this.byteAt(from + i);
  }
  /** The same memory as bytes of one array; null: it is none. */
  inArray(): BytesBuffer | null {
    return null;
  }
  /** Ends the export: the owner may change its size again. */
  release(): void {}
}

/** Bytes in an array, from `start` on. */
export class BytesBuffer extends Buffer {
  readonly bytes: U8Array;
  readonly start: int;
  constructor(
    owner: W_Object,
    bytes: U8Array,
    start: int,
    length: int,
    readonly: boolean,
    itemSize: int = 1,
    format: int = 66,
  ) {
    super(owner, length, readonly, itemSize, format);
    this.bytes = bytes;
    this.start = start;
  }
  override inArray(): BytesBuffer | null {
    return this;
  }
  override byteAt(index: int): int {
    return this.bytes[this.start + index]!;
  }
  override setByteAt(index: int, value: int): void {
    this.bytes[this.start + index] = value;
  }
  override copyTo(from: int, target: U8Array, to: int, count: int): void {
    arrayCopy(this.bytes, this.start + from, target, to, count);
  }
}

/** All bytes of a bytes-like object, for reading: they may be the object's own array, which is not to be written or kept. */
export function bytesLike(object: W_Object): U8Array | null {
  const buffer = object.unwrap().buffer();
  if (buffer === null) return null;
  if (buffer instanceof BytesBuffer && buffer.start === 0 && buffer.bytes.length === buffer.length) {
    const bytes = buffer.bytes;
    buffer.release();
    return bytes;
  }
  const bytes = new U8Array(buffer.length);
  buffer.copyTo(0, bytes, 0, buffer.length);
  buffer.release();
  return bytes;
}
