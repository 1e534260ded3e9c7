// Values as bytes for the front end: the values of src/bytecode/marshal.ts, behind their texts one after the other (src/bytecode/asdl.ts), not behind a table of offsets.

import {
  arrayCopy,
  type float,
  floatHigh32,
  floatLow32,
  type int,
  intAnd,
  intDiv,
  intShr,
  newArray,
  U8Array,
} from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Complex } from "./complex.ts";
import { W_Dict } from "./dict.ts";
import { W_Float } from "./float.ts";
import { newInt, W_Int, w_False, w_True } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_Long } from "./long.ts";
import type { W_Object } from "./object.ts";
import { W_Set } from "./set.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { w_tuple } from "./types.ts";

/** Words of 32 bits, little-endian. */
export class WordBuffer {
  bytes: U8Array = new U8Array(256);
  used: int = 0;

  private reserve(more: int): void {
    let size = this.bytes.length;
    if (this.used + more <= size) return;
    while (size < this.used + more) size = size * 2;
    const bytes = new U8Array(size);
    arrayCopy(this.bytes, 0, bytes, 0, this.used);
    this.bytes = bytes;
  }
  /** The lowest 32 bits. */
  word(value: int): void {
    this.reserve(4);
    for (let i = 0; i < 4; i++) this.bytes[this.used + i] = intAnd(intShr(value, 8 * i), 255);
    this.used = this.used + 4;
  }
  float(value: float): void {
    this.word(floatLow32(value));
    this.word(floatHigh32(value));
  }
  /** The first bytes of an array, padded with zeros to whole words. */
  data(items: U8Array, count: int): void {
    this.reserve(count + 4);
    arrayCopy(items, 0, this.bytes, this.used, count);
    this.used = this.used + count;
    while (this.used !== intDiv(this.used, 4) * 4) {
      this.bytes[this.used] = 0;
      this.used = this.used + 1;
    }
  }
}

/** What is written, and the table of its strings. */
export class MarshalWriter {
  readonly body: WordBuffer = new WordBuffer();
  private readonly strings: WordBuffer = new WordBuffer();
  private readonly indices: W_Dict = new W_Dict();

  word(value: int): void {
    this.body.word(value);
  }
  /** The text's index in the table of strings. */
  indexOf(text: W_Str): int {
    const found = this.indices.get(text);
    if (found !== null) return (found as W_Int).value;
    const index = this.indices.count;
    this.indices.set(text, newInt(index));
    this.addString(text);
    return index;
  }
  private addString(text: W_Str): void {
    const out = this.strings;
    out.word(text.width);
    out.word(text.length);
    if (text.width === 1) {
      out.data(text.latin, text.length);
      return;
    }
    const bytes = new U8Array(text.length * text.width);
    for (let i = 0; i < text.length; i++)
      for (let k = 0; k < text.width; k++) bytes[i * text.width + k] = intAnd(intShr(text.charAt(i), 8 * k), 255);
    out.data(bytes, bytes.length);
  }
  /** Writes a constant. Answers the object that cannot be one; null: all is well. */
  value(object: W_Object): W_Object | null {
    const body = this.body;
    if (object === w_None) body.word(0);
    else if (object === w_False) body.word(1);
    else if (object === w_True) body.word(2);
    else if (object === w_Ellipsis) body.word(3);
    else if (object instanceof W_Int) {
      body.word(4);
      body.word(object.value);
      body.word(intShr(object.value, 32));
    } else if (object instanceof W_Long) {
      body.word(5);
      body.word(object.sign < 0 ? 1 : 0);
      body.word(object.magnitude.length);
      for (let i = 0; i < object.magnitude.length; i++) body.word(object.magnitude[i]!);
    } else if (object instanceof W_Float) {
      body.word(6);
      body.float(object.value);
    } else if (object instanceof W_Complex) {
      body.word(7);
      body.float(object.re);
      body.float(object.im);
    } else if (object instanceof W_Str) {
      body.word(8);
      body.word(this.indexOf(object));
    } else if (object instanceof W_Bytes) {
      body.word(9);
      body.word(object.items.length);
      body.data(object.items, object.items.length);
    } else if (object instanceof W_Tuple && object.getType() === w_tuple) return this.values(10, object.items);
    else if (object instanceof W_Set && object.frozen) return this.values(11, arrayOf(object));
    else if (object instanceof W_Slice) {
      const items = newArray<W_Object>(3);
      items[0] = object.start;
      items[1] = object.stop;
      items[2] = object.step;
      body.word(13);
      return this.all(items);
    } else return object;
    return null;
  }
  private values(tag: int, items: W_Object[]): W_Object | null {
    this.body.word(tag);
    this.body.word(items.length);
    return this.all(items);
  }
  private all(items: W_Object[]): W_Object | null {
    for (const item of items) {
      const refused = this.value(item);
      if (refused !== null) return refused;
    }
    return null;
  }
  /** The table of strings, then what was written. */
  finish(): U8Array {
    const out = new WordBuffer();
    out.word(this.indices.count);
    out.data(this.strings.bytes, this.strings.used);
    out.data(this.body.bytes, this.body.used);
    const bytes = new U8Array(out.used);
    arrayCopy(out.bytes, 0, bytes, 0, out.used);
    return bytes;
  }
}
