// Objects from bytes in CPython's marshal format (marshaldump.ts draws it), of any version but without code objects. The bytes are not
// trusted: lengths are compared with what is there before anything is made of them, and numbers with the objects that exist so far.

import { type float, floatFromBits32, type int, intAnd, intDiv, newArray, U8Array, U32Array } from "../rts/index.ts";
import { newByteArray } from "./bytearray.ts";
import { newBytes, W_Bytes } from "./bytes.ts";
import { isAscii } from "./codecs.ts";
import { W_Complex } from "./complex.ts";
import { decodeText } from "./decoding.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raiseInts,
  w_EOFError,
  w_NotImplementedError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newFloat, parseFloat } from "./float.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { W_List } from "./list.ts";
import { newLong } from "./long.ts";
import { trim } from "./magnitude.ts";
import { MARSHAL_DEPTH, NUMBERED } from "./marshaldump.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { intern, internStr, latinStr, strOf, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";

const utf8Name = intern("utf-8");
const surrogatepass = intern("surrogatepass");
const n_readinto = intern("readinto");
/** Of a file nobody knows how much there is: longer tuples are made when their items are there, and cannot be within themselves. */
const LARGE = 65536;

/** The bytes that are read: all at once, or piece by piece from a file. */
class MarshalSource {
  bytes: U8Array;
  private position: int = 0;
  private readonly file: W_Object | null;
  constructor(bytes: U8Array, file: W_Object | null) {
    this.bytes = bytes;
    this.file = file;
  }
  /** Where the next `count` bytes stand in `bytes`. EOFError when there are not so many. */
  take(count: int): int {
    if (this.file === null) {
      const at = this.position;
      if (count > this.bytes.length - at) throw raise0(w_EOFError, "marshal data too short");
      this.position = at + count;
      return at;
    }
    if (!this.read(this.file, count)) throw raise0(w_EOFError, "EOF read where not expected");
    return 0;
  }
  /** Makes the next bytes of the file `bytes`; false: there are not so many. */
  private read(file: W_Object, count: int): boolean {
    const piece = newByteArray(newBytes(count));
    const read = toInt(getAttr(file, n_readinto).call1(piece));
    if (read > count)
      throw raiseInts(
        w_ValueError,
        "read() returned too much data: %d bytes requested, %d returned",
        null,
        count,
        read,
      );
    this.bytes = piece.items;
    return read === count && piece.length === count;
  }
  /** The next byte; -1 at the end. */
  byteOrEnd(): int {
    if (this.file === null) {
      if (this.position === this.bytes.length) return -1;
      this.position = this.position + 1;
      return this.bytes[this.position - 1]!;
    }
    return this.read(this.file, 1) ? this.bytes[0]! : -1;
  }
  byte(): int {
    const byte = this.byteOrEnd();
    if (byte < 0) throw raise0(w_EOFError, "EOF read where not expected");
    return byte;
  }
  /** Whether there cannot be so many more objects. */
  lacks(count: int): boolean {
    return this.file === null && count > this.bytes.length - this.position;
  }
  isKnown(): boolean {
    return this.file === null;
  }
}

class MarshalLoad {
  private readonly source: MarshalSource;
  private readonly allowCode: boolean;
  /** The numbered objects; null: one that is not whole yet. */
  private numbered: (W_Object | null)[] = newArray<W_Object | null>(16);
  private count: int = 0;
  private depth: int = 0;

  constructor(source: MarshalSource, allowCode: boolean) {
    this.source = source;
    this.allowCode = allowCode;
  }
  private long(): int {
    const at = this.source.take(4);
    const bytes = this.source.bytes;
    const word: int = bytes[at]! + bytes[at + 1]! * 256 + bytes[at + 2]! * 65536 + bytes[at + 3]! * 16777216;
    return word >= 2147483648 ? word - 4294967296 : word;
  }
  private double(): float {
    const at = this.source.take(8);
    const bytes = this.source.bytes;
    return floatFromBits32(wordAt(bytes, at + 4), wordAt(bytes, at));
  }
  private floatText(): float {
    const count = this.source.byte();
    return parseFloat(this.latin(count));
  }
  private latin(count: int): W_Str {
    return latinStr(this.data(count));
  }
  private data(count: int): U8Array {
    const at = this.source.take(count);
    const data = new U8Array(count);
    for (let i = 0; i < count; i++) data[i] = this.source.bytes[at + i]!;
    return data;
  }
  /** A length. ValueError when it is negative. */
  private size(what: string): int {
    const size = this.long();
    if (size < 0) throw raise1(w_ValueError, "bad marshal data (%S size out of range)", strOf(what));
    return size;
  }
  /** Gives the object the next number, if it shall have one. */
  private keep(object: W_Object | null, flagged: boolean): int {
    if (!flagged) return -1;
    if (this.count === this.numbered.length) {
      const more = newArray<W_Object | null>(2 * this.count);
      for (let i = 0; i < this.count; i++) more[i] = this.numbered[i]!;
      this.numbered = more;
    }
    this.numbered[this.count] = object;
    this.count = this.count + 1;
    return this.count - 1;
  }
  private kept(object: W_Object, flagged: boolean): W_Object {
    this.keep(object, flagged);
    return object;
  }
  /** The next object; null: the letter for none. Raises EOFError, ValueError, TypeError. */
  object(): W_Object | null {
    const code = this.source.byteOrEnd();
    if (code < 0) throw raise0(w_EOFError, "EOF read where object expected");
    this.depth = this.depth + 1;
    if (this.depth > MARSHAL_DEPTH) throw raise0(w_ValueError, "recursion limit exceeded");
    const object = this.ofLetter(intAnd(code, NUMBERED - 1), intAnd(code, NUMBERED) !== 0);
    this.depth = this.depth - 1;
    return object;
  }
  private ofLetter(letter: int, flagged: boolean): W_Object | null {
    switch (letter) {
      case 48:
        return null;
      case 78:
        return w_None;
      case 83:
        return w_StopIteration;
      case 46:
        return w_Ellipsis;
      case 70:
        return w_False;
      case 84:
        return w_True;
      case 105:
        return this.kept(newInt(this.long()), flagged);
      case 108:
        return this.kept(this.digits(), flagged);
      case 102:
        return this.kept(newFloat(this.floatText()), flagged);
      case 103:
        return this.kept(newFloat(this.double()), flagged);
      case 120: {
        const real = this.floatText();
        return this.kept(new W_Complex(real, this.floatText()), flagged);
      }
      case 121: {
        const real = this.double();
        return this.kept(new W_Complex(real, this.double()), flagged);
      }
      case 115:
        return this.kept(new W_Bytes(this.data(this.size("bytes object"))), flagged);
      case 65:
        return this.kept(internStr(this.latin(this.size("string"))), flagged);
      case 97:
        return this.kept(this.latin(this.size("string")), flagged);
      case 90:
        return this.kept(internStr(this.latin(this.source.byte())), flagged);
      case 122:
        return this.kept(this.latin(this.source.byte()), flagged);
      case 116:
        return this.kept(internStr(this.text()), flagged);
      case 117:
        return this.kept(this.text(), flagged);
      case 41:
        return this.tuple(this.source.byte(), flagged);
      case 40:
        return this.tuple(this.size("tuple"), flagged);
      case 91:
        return this.list(this.size("list"), flagged);
      case 123:
        return this.dict(flagged);
      case 60:
        return this.set(this.size("set"), false, flagged);
      case 62:
        return this.set(this.size("set"), true, flagged);
      case 58:
        return this.slice(flagged);
      case 114:
        return this.reference();
      case 99:
        throw this.allowCode
          ? raise0(w_NotImplementedError, "marshal.loads of code objects is not implemented")
          : raise0(w_ValueError, "unmarshalling code objects is disallowed");
      default:
        throw raise0(w_ValueError, "bad marshal data (unknown type code)");
    }
  }
  private digits(): W_Object {
    const signed = this.long();
    const count = signed < 0 ? -signed : signed;
    if (count === 0) return newInt(0);
    if (signed === -2147483648) throw raise0(w_ValueError, "bad marshal data (long size out of range)");
    // a digit that is too large is told before the end of the bytes
    while (this.source.lacks(2 * count)) this.checkDigit(this.source.take(2));
    const at = this.source.take(2 * count);
    const limbs = new U32Array(intDiv(count * 15 + 31, 32));
    let pending = 0;
    let scale = 1;
    let limb = 0;
    for (let i = 0; i < count; i++) {
      const digit = this.checkDigit(at + 2 * i);
      if (i === count - 1 && digit === 0) throw raise0(w_ValueError, "bad marshal data (unnormalized long data)");
      pending = pending + digit * scale;
      scale = scale * 32768;
      if (scale >= 4294967296) {
        limbs[limb] = intAnd(pending, 4294967295);
        limb++;
        pending = intDiv(pending, 4294967296);
        scale = intDiv(scale, 4294967296);
      }
    }
    if (limb < limbs.length) limbs[limb] = pending;
    return newLong(signed < 0 ? -1 : 1, trim(limbs));
  }
  private checkDigit(at: int): int {
    const bytes = this.source.bytes;
    const digit: int = bytes[at]! + bytes[at + 1]! * 256;
    if (digit > 32767) throw raise0(w_ValueError, "bad marshal data (digit out of range in long)");
    return digit;
  }
  private text(): W_Str {
    const data = this.data(this.size("string"));
    return isAscii(data, 0, data.length) ? latinStr(data) : decodeText(data, utf8Name, surrogatepass);
  }
  /** An item of a collection. */
  private item(what: string): W_Object {
    const item = this.object();
    if (item === null) throw raise1(w_TypeError, "NULL object in marshal data for %S", strOf(what));
    return item;
  }
  private tuple(count: int, flagged: boolean): W_Object {
    if (count === 0) return this.kept(emptyTuple, flagged);
    if (this.source.lacks(count) || (count > LARGE && !this.source.isKnown())) {
      const number = this.keep(null, flagged);
      const list = new W_List();
      for (let i = 0; i < count; i++) list.append(this.item("tuple"));
      return this.whole(newTuple(list.toArray()), number);
    }
    // its items may refer to it: no item is ever missing
    const items = newArray<W_Object>(count);
    for (let i = 0; i < count; i++) items[i] = w_None;
    const tuple = new W_Tuple(items);
    this.keep(tuple, flagged);
    for (let i = 0; i < count; i++) items[i] = this.item("tuple");
    return tuple;
  }
  private whole(object: W_Object, number: int): W_Object {
    if (number >= 0) this.numbered[number] = object;
    return object;
  }
  private list(count: int, flagged: boolean): W_Object {
    const list = new W_List();
    this.keep(list, flagged);
    for (let i = 0; i < count; i++) list.append(this.item("list"));
    return list;
  }
  private dict(flagged: boolean): W_Object {
    const dict = new W_Dict();
    this.keep(dict, flagged);
    for (;;) {
      const key = this.object();
      if (key === null) return dict;
      const value = this.object();
      if (value === null) return dict;
      dict.set(key, value);
    }
  }
  private set(count: int, frozen: boolean, flagged: boolean): W_Object {
    const set = new W_Set(frozen);
    const number = this.keep(frozen && count > 0 ? null : set, flagged);
    for (let i = 0; i < count; i++) set.add(this.item("set"));
    return this.whole(set, number);
  }
  private slice(flagged: boolean): W_Object {
    const number = this.keep(null, flagged);
    const start = this.item("object");
    const stop = this.item("object");
    return this.whole(new W_Slice(start, stop, this.item("object")), number);
  }
  private reference(): W_Object {
    const number = this.long();
    const object = number < 0 || number >= this.count ? null : this.numbered[number]!;
    if (object === null) throw raise0(w_ValueError, "bad marshal data (invalid reference)");
    return object;
  }
}
function wordAt(bytes: U8Array, at: int): int {
  return bytes[at]! + bytes[at + 1]! * 256 + bytes[at + 2]! * 65536 + bytes[at + 3]! * 16777216;
}

function load(source: MarshalSource, allowCode: boolean): W_Object {
  const object = new MarshalLoad(source, allowCode).object();
  if (object === null) throw raise0(w_TypeError, "NULL object in marshal data for object");
  return object;
}
/** The object at the beginning of the bytes; what follows is left alone. Raises EOFError, ValueError, TypeError. */
export function marshalLoad(bytes: U8Array, allowCode: boolean): W_Object {
  return load(new MarshalSource(bytes, null), allowCode);
}
/** The next object of a binary file, of which no more is read than that. */
export function marshalLoadFrom(file: W_Object, allowCode: boolean): W_Object {
  return load(new MarshalSource(new U8Array(0), file), allowCode);
}
