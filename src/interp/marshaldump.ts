// Objects as bytes in CPython's marshal format, version 5. An object begins with a letter; the letter's highest bit says that the object gets
// the next number, and `r` with that number stands for it from then on:
//
//   N F T .   None False True Ellipsis            S         StopIteration (the class)
//   i         int of 32 bits                      l         other ints: count (negative for negative ones), digits of 15 bits
//   g y       float, complex, as doubles          f x       the same as text (before version 2)
//   s         bytes-like: length, bytes           u t       str in UTF-8, t: interned (from version 3)
//   a A z Z   str in ASCII, capitals: interned; z Z have a length of one byte (from version 4)
//   ( )       tuple; ) has a length of one byte   [ { < >   list, dict (ends with 0), set, frozenset
//   :         slice (from version 5)              c         code objects: not written
//
// Numbers are little-endian. Objects are numbered from version 3 on. Which ones CPython numbers depends on its reference counts; here all
// are but numbers, whose identity means nothing. Items of sets are in the order of their bytes.

import {
  type float,
  floatHigh32,
  floatLow32,
  identityHash,
  type int,
  intAnd,
  intDiv,
  intMod,
  intShr,
  newArray,
  type U8Array,
  type U32Array,
} from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Code } from "./code.ts";
import { addEncoded, ByteBuilder, isAscii, UTF8 } from "./codecs.ts";
import { W_Complex } from "./complex.ts";
import { W_Dict } from "./dict.ts";
import { raise0, w_NotImplementedError, w_StopIteration, w_ValueError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { newInt, W_Int, w_False, w_True } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { longFromInt, W_Long } from "./long.ts";
import { n_format } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { sortList } from "./sort.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import { w_dict, w_list, w_tuple } from "./types.ts";

export const MARSHAL_VERSION = 5;
/** How deep objects may lie within each other. */
export const MARSHAL_DEPTH = 2000;
/** In an object's first byte: it gets a number. */
export const NUMBERED = 0x80;

/** Objects by identity, with the order in which they came. */
class ObjectNumbers {
  count: int = 0;
  private objects: (W_Object | null)[] = newArray<W_Object | null>(64);
  private rows: W_Object[] = newArray<W_Object>(64);

  /** The object's number; -1: it came for the first time, and has one now. */
  numberOf(object: W_Object): int {
    const mask = this.objects.length - 1;
    let i = intAnd(identityHash(object), mask);
    for (;;) {
      const found = this.objects[i]!;
      if (found === null) break;
      if (found === object) return (this.rows[i] as W_Int).value;
      i = intAnd(i + 1, mask);
    }
    this.objects[i] = object;
    this.rows[i] = newInt(this.count);
    this.count = this.count + 1;
    if (this.count * 2 > this.objects.length) this.grow();
    return -1;
  }
  private grow(): void {
    const oldObjects = this.objects;
    const oldRows = this.rows;
    const size = oldObjects.length * 2;
    this.objects = newArray<W_Object | null>(size);
    this.rows = newArray<W_Object>(size);
    for (let k = 0; k < oldObjects.length; k++) {
      const object = oldObjects[k]!;
      if (object === null) continue;
      let i = intAnd(identityHash(object), size - 1);
      while (this.objects[i] !== null) i = intAnd(i + 1, size - 1);
      this.objects[i] = object;
      this.rows[i] = oldRows[k]!;
    }
  }
}

class MarshalDump {
  readonly out: ByteBuilder = new ByteBuilder(64);
  private readonly version: int;
  private readonly allowCode: boolean;
  private readonly numbers: ObjectNumbers = new ObjectNumbers();
  private depth: int;

  constructor(version: int, allowCode: boolean, depth: int) {
    this.version = version;
    this.allowCode = allowCode;
    this.depth = depth;
  }
  private long(value: int): void {
    for (let i = 0; i < 4; i++) this.out.add(intAnd(intShr(value, 8 * i), 255));
  }
  private double(value: float): void {
    this.long(floatLow32(value));
    this.long(floatHigh32(value));
  }
  /** A float as text, behind its length in one byte. */
  private floatText(value: float): void {
    const text = getAttr(new W_Float(value), n_format).call1(seventeenDigits) as W_Str;
    this.out.add(text.length);
    for (let i = 0; i < text.length; i++) this.out.add(text.charAt(i));
  }
  /** Raises ValueError for what the format has no letter for, and for objects too deep within each other. */
  object(object: W_Object): void {
    const out = this.out;
    this.depth = this.depth + 1;
    if (this.depth > MARSHAL_DEPTH) throw raise0(w_ValueError, "object too deeply nested to marshal");
    if (object === w_None) out.add(78);
    else if (object === w_StopIteration) out.add(83);
    else if (object === w_Ellipsis) out.add(46);
    else if (object === w_False) out.add(70);
    else if (object === w_True) out.add(84);
    else if (object instanceof W_Int) this.int(object);
    else if (object instanceof W_Long) this.digits(object.sign, object.magnitude);
    else if (object instanceof W_Float) {
      out.add(this.version > 1 ? 103 : 102);
      if (this.version > 1) this.double(object.value);
      else this.floatText(object.value);
    } else if (object instanceof W_Complex) {
      out.add(this.version > 1 ? 121 : 120);
      if (this.version > 1) {
        this.double(object.re);
        this.double(object.im);
      } else {
        this.floatText(object.re);
        this.floatText(object.im);
      }
    } else this.numbered(object);
    this.depth = this.depth - 1;
  }
  private int(object: W_Int): void {
    const value = object.value;
    if (value >= -2147483648 && value <= 2147483647) {
      this.out.add(105);
      this.long(value);
      return;
    }
    const long = longFromInt(value);
    this.digits(long.sign, long.magnitude);
  }
  private digits(sign: int, limbs: U32Array): void {
    const digits = new ByteBuilder(limbs.length * 5);
    let pending = 0;
    let bits = 0;
    for (let i = 0; i < limbs.length; i++) {
      pending = pending + limbs[i]! * powerOfTwo(bits);
      bits = bits + 32;
      while (bits >= 15) {
        digits.addUnit16(intMod(pending, 32768), false);
        pending = intDiv(pending, 32768);
        bits = bits - 15;
      }
    }
    digits.addUnit16(pending, false);
    let count = intDiv(digits.length, 2);
    while (count > 0 && digits.bytes[2 * count - 1] === 0 && digits.bytes[2 * count - 2] === 0) count--;
    this.out.add(108);
    this.long(sign < 0 ? -count : count);
    for (let i = 0; i < 2 * count; i++) this.out.add(digits.bytes[i]!);
  }
  private numbered(object: W_Object): void {
    let flag = 0;
    if (this.version >= 3) {
      const number = this.numbers.numberOf(object);
      if (number >= 0) {
        this.out.add(114);
        this.long(number);
        return;
      }
      flag = NUMBERED;
    }
    if (object instanceof W_Str) this.text(object, flag);
    else if (object instanceof W_Tuple && object.getType() === w_tuple) {
      const short = this.version >= 4 && object.items.length < 256;
      this.out.add((short ? 41 : 40) + flag);
      this.sized(object.items, short);
    } else if (object instanceof W_List && object.getType() === w_list) {
      this.out.add(91 + flag);
      this.sized(object.toArray(), false);
    } else if (object instanceof W_Dict && object.getType() === w_dict) this.dict(object, flag);
    else if (object instanceof W_Set) {
      this.out.add((object.frozen ? 62 : 60) + flag);
      this.sized(this.inOrder(arrayOf(object)), false);
    } else if (object instanceof W_Slice && this.version >= 5) {
      this.out.add(58 + flag);
      this.object(object.start);
      this.object(object.stop);
      this.object(object.step);
    } else if (object instanceof W_Code)
      throw this.allowCode
        ? raise0(w_NotImplementedError, "marshal.dumps of code objects is not implemented")
        : raise0(w_ValueError, "marshalling code objects is disallowed");
    else {
      const bytes = bytesLike(object);
      if (bytes === null) throw raise0(w_ValueError, "unmarshallable object");
      this.out.add(115 + flag);
      this.data(bytes, bytes.length);
    }
  }
  private data(bytes: U8Array, length: int): void {
    this.long(length);
    for (let i = 0; i < length; i++) this.out.add(bytes[i]!);
  }
  private text(text: W_Str, flag: int): void {
    const out = this.out;
    if (this.version >= 4 && text.width === 1 && isAscii(text.latin, 0, text.length)) {
      const short = text.length < 256;
      // a A z Z
      out.add((short ? 122 : 97) - (text.interned ? 32 : 0) + flag);
      if (short) {
        out.add(text.length);
        for (let i = 0; i < text.length; i++) out.add(text.charAt(i));
      } else this.data(text.latin, text.length);
      return;
    }
    out.add((text.interned && this.version >= 3 ? 116 : 117) + flag);
    const encoded = new ByteBuilder(text.length * 2);
    // surrogates, too
    for (let i = 0; i < text.length; i++) addEncoded(encoded, UTF8, text.charAt(i));
    this.data(encoded.bytes, encoded.length);
  }
  private sized(items: W_Object[], short: boolean): void {
    if (short) this.out.add(items.length);
    else this.long(items.length);
    for (const item of items) this.object(item);
  }
  private dict(dict: W_Dict, flag: int): void {
    this.out.add(123 + flag);
    const keys = arrayOf(dict);
    for (const key of keys) {
      const value = dict.get(key);
      if (value === null) continue;
      this.object(key);
      this.object(value);
    }
    this.out.add(48);
  }
  /** A set's items by their bytes, so that equal sets give the same ones. */
  private inOrder(items: W_Object[]): W_Object[] {
    if (items.length < 2) return items;
    const rows = new W_List();
    for (let i = 0; i < items.length; i++)
      rows.append(newTuple2(new W_Bytes(dump(items[i]!, this.version, this.allowCode, this.depth)), newInt(i)));
    sortList(rows, null, false);
    const sorted = newArray<W_Object>(items.length);
    for (let i = 0; i < items.length; i++) sorted[i] = items[((rows.get(i) as W_Tuple).items[1] as W_Int).value]!;
    return sorted;
  }
}
const seventeenDigits = intern(".17g");
function powerOfTwo(exponent: int): int {
  let power = 1;
  for (let i = 0; i < exponent; i++) power = power * 2;
  return power;
}
function dump(object: W_Object, version: int, allowCode: boolean, depth: int): U8Array {
  const writer = new MarshalDump(version, allowCode, depth);
  writer.object(object);
  return writer.out.build();
}
/** The bytes of an object, for readers of that version. Raises ValueError. */
export function marshalDump(object: W_Object, version: int, allowCode: boolean): U8Array {
  return dump(object, version, allowCode, 0);
}
