// Values between an embedding host and the program, as bytes: docs/internals/embedding.md has the format, src/host/embedding/messages.ts is the
// other side. Small values are copied; other Python objects travel as handles (handles.ts), the host's objects as their numbers.

import {
  arrayCopy,
  floatFromBits32,
  floatHigh32,
  floatLow32,
  type int,
  intAnd,
  intOr,
  intShl,
  intShr,
  newArray,
  U8Array,
  wrapI32,
} from "../rts/index.ts";
import { W_ByteArray } from "./bytearray.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import { TAG } from "./embed-operations.ts";
import { raise0, w_ValueError } from "./errors.ts";
import { newFloat, W_Float } from "./float.ts";
import { handles } from "./handles.ts";
import { newHostObject, W_HostObject } from "./hostobject.ts";
import { newInt, W_Bool, W_Int, w_False, w_True } from "./int.ts";
import { newList, W_List } from "./list.ts";
import { longText, parseInteger, W_Long } from "./long.ts";
import type { W_Object } from "./object.ts";
import { hostFetch } from "./requests.ts";
import { W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { intern, internStr, latinStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";

const CALLABLE = 1;
const ITERABLE = 2;
/** Containers within containers are copied so deep. */
const MOST_LEVELS = 500;

export class MessageWriter {
  bytes: U8Array = new U8Array(64);
  used: int = 0;

  private reserve(more: int): void {
    if (this.used + more <= this.bytes.length) return;
    let size = this.bytes.length;
    while (size < this.used + more) size = size * 2;
    const bytes = new U8Array(size);
    arrayCopy(this.bytes, 0, bytes, 0, this.used);
    this.bytes = bytes;
  }
  byte(value: int): void {
    this.reserve(1);
    this.bytes[this.used] = value;
    this.used = this.used + 1;
  }
  u32(value: int): void {
    this.reserve(4);
    for (let i = 0; i < 4; i++) this.bytes[this.used + i] = intAnd(intShr(value, 8 * i), 255);
    this.used = this.used + 4;
  }
  private latin(tag: int, items: U8Array, count: int): void {
    this.byte(tag);
    this.u32(count);
    this.reserve(count);
    arrayCopy(items, 0, this.bytes, this.used, count);
    this.used = this.used + count;
  }
  text(text: W_Str): void {
    if (text.width === 1) {
      this.latin(TAG.latin, text.latin, text.length);
      return;
    }
    let units = text.length;
    for (let i = 0; i < text.length; i++) if (text.charAt(i) >= 0x10000) units++;
    this.byte(TAG.utf16);
    this.u32(units);
    this.reserve(2 * units);
    for (let i = 0; i < text.length; i++) {
      const c = text.charAt(i);
      if (c < 0x10000) this.unit(c);
      else {
        this.unit(0xd800 + intShr(c - 0x10000, 10));
        this.unit(0xdc00 + intAnd(c, 0x3ff));
      }
    }
  }
  private unit(c: int): void {
    this.bytes[this.used] = intAnd(c, 255);
    this.bytes[this.used + 1] = intShr(c, 8);
    this.used = this.used + 2;
  }
  /** Whether the value is one of those that are copied always. */
  private small(value: W_Object): boolean {
    if (value === w_None) this.byte(TAG.none);
    else if (value instanceof W_Bool) this.byte(value.value === 0 ? TAG.false : TAG.true);
    else if (value instanceof W_Int) {
      this.byte(TAG.int);
      this.u32(intAnd(value.value, 0xffffffff));
      this.u32(intShr(value.value, 32));
    } else if (value instanceof W_Long) this.latin(TAG.long, longText(value, 16).latin, longText(value, 16).length);
    else if (value instanceof W_Float) {
      this.byte(TAG.float);
      this.u32(floatLow32(value.value));
      this.u32(floatHigh32(value.value));
    } else if (value instanceof W_Str) this.text(value);
    else if (value instanceof W_Bytes) this.latin(TAG.bytes, value.items, value.items.length);
    else if (value instanceof W_HostObject) {
      this.byte(TAG.host);
      this.u32(value.id);
    } else return false;
    return true;
  }
  nothing(): void {
    this.byte(TAG.nothing);
  }
  /** Small values as themselves, others as handles. */
  value(value: W_Object): void {
    if (!this.small(value)) this.handle(value);
  }
  handle(value: W_Object): void {
    this.byte(TAG.handle);
    this.u32(handles.add(value));
    this.byte(intOr(value.isCallable() ? CALLABLE : 0, hasIterator(value) ? ITERABLE : 0));
  }
  /** A copy of the containers list, tuple, dict, set, and what is in them. */
  deep(object: W_Object, levels: int): void {
    const value = object.unwrap();
    if (this.small(value)) return;
    if (levels > MOST_LEVELS) throw raise0(w_ValueError, "toJs(): containers are nested too deeply, or in themselves");
    if (value instanceof W_List) this.items(TAG.list, value.toArray(), levels);
    else if (value instanceof W_Tuple) this.items(TAG.tuple, value.items, levels);
    else if (value instanceof W_ByteArray) this.latin(TAG.bytes, value.items, value.length);
    else if (value instanceof W_Set || value instanceof W_Dict) {
      const dict = value instanceof W_Set ? value.entries : (value as W_Dict);
      this.byte(value instanceof W_Set ? TAG.set : TAG.dict);
      this.u32(dict.count);
      for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) {
        this.deep(dict.keys[i]!, levels + 1);
        if (value instanceof W_Dict) this.deep(dict.valueAt(i)!, levels + 1);
      }
    } else this.handle(object);
  }
  private items(tag: int, items: W_Object[], levels: int): void {
    this.byte(tag);
    this.u32(items.length);
    for (const item of items) this.deep(item, levels + 1);
  }
  /** A list or tuple whose items are values as `value` writes them. */
  values(tag: int, items: W_Object[], count: int): void {
    this.byte(tag);
    this.u32(count);
    for (let i = 0; i < count; i++) this.value(items[i]!);
  }
}
const n_iter = intern("__iter__");
function hasIterator(value: W_Object): boolean {
  return value.getType().lookup(n_iter) !== null;
}

/** Reads the message that hostFetch gives. */
export class MessageReader {
  private readonly bytes: U8Array;
  private at: int = 0;
  constructor(length: int) {
    this.bytes = new U8Array(length);
    if (length > 0) hostFetch(this.bytes);
  }
  byte(): int {
    const value: int = this.bytes[this.at]!;
    this.at = this.at + 1;
    return value;
  }
  u32(): int {
    const bytes = this.bytes;
    const at = this.at;
    this.at = at + 4;
    return bytes[at]! + intShl(bytes[at + 1]!, 8) + intShl(bytes[at + 2]!, 16) + intShl(bytes[at + 3]!, 24);
  }
  private slice(): U8Array {
    const count = this.u32();
    const items = new U8Array(count);
    arrayCopy(this.bytes, this.at, items, 0, count);
    this.at = this.at + count;
    return items;
  }
  private wide(): W_Str {
    const count = this.u32();
    const text = new StrBuilder();
    let i = 0;
    while (i < count) {
      let c = this.unit(i);
      i++;
      if (c >= 0xd800 && c < 0xdc00 && i < count) {
        const low = this.unit(i);
        if (low >= 0xdc00 && low < 0xe000) {
          c = 0x10000 + (c - 0xd800) * 1024 + (low - 0xdc00);
          i++;
        }
      }
      text.addChar(c);
    }
    this.at = this.at + 2 * count;
    return text.build();
  }
  private unit(i: int): int {
    return this.bytes[this.at + 2 * i]! + 256 * this.bytes[this.at + 2 * i + 1]!;
  }
  /** The next value; null for `nothing`. */
  value(): W_Object | null {
    const tag = this.byte();
    switch (tag) {
      case TAG.none:
        return w_None;
      case TAG.false:
        return w_False;
      case TAG.true:
        return w_True;
      case TAG.int: {
        const low = this.u32();
        return newInt(wrapI32(this.u32()) * 4294967296 + low);
      }
      case TAG.long:
        return parseInteger(latinStr(this.slice()), 16);
      case TAG.float: {
        const low = this.u32();
        return newFloat(floatFromBits32(this.u32(), low));
      }
      case TAG.latin:
        return latinStr(this.slice());
      case TAG.utf16:
        return this.wide();
      case TAG.bytes:
        return new W_Bytes(this.slice());
      case TAG.list: {
        const items = this.items();
        return newList(items, items.length);
      }
      case TAG.tuple:
        return newTuple(this.items());
      case TAG.dict: {
        const dict = new W_Dict();
        const count = this.u32();
        for (let i = 0; i < count; i++) {
          const key = this.value()!;
          dict.set(key instanceof W_Str ? internStr(key) : key, this.value()!);
        }
        return dict;
      }
      case TAG.set: {
        const set = new W_Set(false);
        const count = this.u32();
        for (let i = 0; i < count; i++) set.add(this.value()!);
        return set;
      }
      case TAG.handle:
        return handles.get(this.u32());
      case TAG.host: {
        const id = this.u32();
        return newHostObject(id, this.byte() !== 0);
      }
      case TAG.nothing:
        return null;
      default:
        throw new Error("a message of the host has a value of no kind");
    }
  }
  private items(): W_Object[] {
    const count = this.u32();
    const items = newArray<W_Object>(count);
    for (let i = 0; i < count; i++) items[i] = this.value()!;
    return items;
  }
}
