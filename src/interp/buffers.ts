// Bytes behind an object, for files: what is read at once or written at once (buffer.ts has the whole protocol).

import { type int, U8Array } from "../rts/index.ts";
import { newByteArray } from "./bytearray.ts";
import { raise0, raise1, w_NotImplementedError, w_TypeError } from "./errors.ts";
import type { W_Object } from "./object.ts";

/** `count` bytes of `items` from `from` on: shared with the object that they were taken from. */
export class BufferView {
  readonly items: U8Array;
  readonly from: int;
  readonly count: int;
  constructor(items: U8Array, from: int, count: int) {
    this.items = items;
    this.from = from;
    this.count = count;
  }
}
/** The bytes of a bytes-like object; TypeError. */
export function bufferView(object: W_Object): BufferView {
  const buffer = object.unwrap().buffer();
  if (buffer === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  const count = buffer.length;
  const shared = buffer.inArray();
  if (shared !== null) {
    buffer.release();
    return new BufferView(shared.bytes, shared.start, count);
  }
  const bytes = new U8Array(count);
  buffer.copyTo(0, bytes, 0, count);
  buffer.release();
  return new BufferView(bytes, 0, count);
}
/** The same of an object whose bytes may be written. */
export function writableView(object: W_Object): BufferView {
  const buffer = object.unwrap().buffer();
  if (buffer === null || buffer.readonly)
    throw raise1(w_TypeError, "readinto() argument must be read-write bytes-like object, not %T", object);
  buffer.release();
  const shared = buffer.inArray();
  if (shared === null) throw raise0(w_NotImplementedError, "readinto() of a buffer of other items");
  return new BufferView(shared.bytes, shared.start, shared.length);
}
/** A bytearray of that length. */
export function newBuffer(length: int): W_Object {
  return newByteArray(new U8Array(length));
}
