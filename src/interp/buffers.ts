// The buffer protocol as far as the modules of files need it: the bytes behind an object.

import type { int, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
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
  const plain = object.unwrap();
  if (plain instanceof W_Bytes) return new BufferView(plain.items, 0, plain.items.length);
  throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
}
/** The same of an object whose bytes may be written. */
export function writableView(object: W_Object): BufferView {
  throw raise1(w_TypeError, "readinto() argument must be read-write bytes-like object, not %T", object);
}
/** A bytearray of that length. */
export function newBuffer(_length: int): W_Object {
  throw raise0(w_NotImplementedError, "bytearray");
}
