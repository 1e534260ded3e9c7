// Code objects from bytes: the reader of the format in docs/internals/bytecode.md.

import {
  arrayCopy,
  type float,
  floatFromBits32,
  I32Array,
  type int,
  intAddOvf,
  intDiv,
  intMulOvf,
  JitCell,
  newArray,
  overflowed,
  U8Array,
  U16Array,
  U32Array,
} from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { Site } from "./caches.ts";
import { W_Code } from "./code.ts";
import { W_Complex } from "./complex.ts";
import { raise0, raiseInts, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { newLong } from "./long.ts";
import { trim } from "./magnitude.ts";
import type { W_Object } from "./object.ts";
import { W_Set } from "./set.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { W_Slice } from "./slice.ts";
import { internStr, StrBuilder, type W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";

const MAGIC = 0x0a595054;
const VERSION = 1;

export class Reader {
  private readonly bytes: U8Array;
  private position: int = 0;
  strings: W_Str[] = newArray<W_Str>(0);
  filename: W_Str | null = null;
  constructor(bytes: U8Array) {
    this.bytes = bytes;
  }
  word(): int {
    const b = this.bytes;
    const p = this.position;
    this.position = p + 4;
    return b[p]! + b[p + 1]! * 256 + b[p + 2]! * 65536 + b[p + 3]! * 16777216;
  }
  /** The table of strings, which the other parts refer to. */
  readStrings(): void {
    const count = this.word();
    const strings = newArray<W_Str>(count);
    for (let i = 0; i < count; i++) strings[i] = this.string();
    this.strings = strings;
  }
  private alignTo4(): void {
    this.position = intDiv(this.position + 3, 4) * 4;
  }
  private string(): W_Str {
    const kind = this.word();
    const length = this.word();
    const width = kind === 0 ? 1 : kind;
    const text = new StrBuilder();
    for (let i = 0; i < length; i++) {
      let c: int = this.bytes[this.position]!;
      if (width >= 2) c = c + this.bytes[this.position + 1]! * 256;
      if (width === 4) c = c + this.bytes[this.position + 2]! * 65536 + this.bytes[this.position + 3]! * 16777216;
      this.position = this.position + width;
      text.addChar(c);
    }
    this.alignTo4();
    return internStr(text.build());
  }
  private byString(): W_Str {
    return this.strings[this.word()]!;
  }
  private names(): W_Str[] {
    const count = this.word();
    const names = newArray<W_Str>(count);
    for (let i = 0; i < count; i++) names[i] = this.byString();
    return names;
  }
  private values(): W_Object[] {
    const count = this.word();
    const values = newArray<W_Object>(count);
    for (let i = 0; i < count; i++) values[i] = this.value();
    return values;
  }
  private rawBytes(count: int): U8Array {
    const bytes = new U8Array(count);
    arrayCopy(this.bytes, this.position, bytes, 0, count);
    this.position = this.position + count;
    this.alignTo4();
    return bytes;
  }
  value(): W_Object {
    const tag = this.word();
    switch (tag) {
      case 0:
        return w_None;
      case 1:
        return w_False;
      case 2:
        return w_True;
      case 3:
        return w_Ellipsis;
      case 4:
        return this.int64();
      case 5: {
        const negative = this.word() === 1;
        const limbs = new U32Array(this.word());
        for (let i = 0; i < limbs.length; i++) limbs[i] = this.word();
        return newLong(negative ? -1 : 1, trim(limbs));
      }
      case 6:
        return newFloat(this.float());
      case 7:
        return this.complex();
      case 8:
        return this.byString();
      case 9:
        return new W_Bytes(this.rawBytes(this.word()));
      case 10:
        return newTuple(this.values());
      case 11: {
        const set = new W_Set(true);
        for (const item of this.values()) set.add(item);
        return set;
      }
      case 12:
        return this.code();
      case 13: {
        const start = this.value();
        const stop = this.value();
        return new W_Slice(start, stop, this.value());
      }
      default:
        throw raiseInts(w_ValueError, "bad marshal data (unknown type code %d)", null, tag, 0);
    }
  }
  private float(): float {
    const low = this.word();
    return floatFromBits32(this.word(), low);
  }
  private complex(): W_Object {
    const real = this.float();
    return new W_Complex(real, this.float());
  }
  /** 64 bits in two's complement: beyond the machine's ints a big one. */
  private int64(): W_Object {
    const low = this.word();
    const unsigned = this.word();
    const high = unsigned >= 2147483648 ? unsigned - 4294967296 : unsigned;
    const upper = intMulOvf(high, 4294967296);
    if (!overflowed()) {
      const value = intAddOvf(upper, low);
      if (!overflowed()) return newInt(value);
    }
    const limbs = new U32Array(2);
    limbs[0] = high < 0 && low !== 0 ? 4294967296 - low : low;
    limbs[1] = high < 0 ? -high - (low !== 0 ? 1 : 0) : high;
    return newLong(high < 0 ? -1 : 1, trim(limbs));
  }
  private code(): W_Code {
    const argCount = this.word();
    const posOnlyCount = this.word();
    const kwOnlyCount = this.word();
    const flags = this.word();
    const firstLine = this.word();
    const registerCount = this.word();
    const cellCount = this.word();
    const name = this.byString();
    const qualname = this.byString();
    const ownFilename = this.byString();
    const filename = this.filename === null ? ownFilename : this.filename;
    const varnames = this.names();
    const cellvars = this.names();
    const freevars = this.names();
    const names = this.names();
    const closureFrom = new U32Array(this.word());
    for (let i = 0; i < closureFrom.length; i++) closureFrom[i] = this.word();
    const sites = newArray<Site>(this.word());
    for (let i = 0; i < sites.length; i++) sites[i] = new Site(names[this.word()]!);
    const constants = this.values();
    const exceptionTable = new I32Array(this.word() * 4);
    for (let i = 0; i < exceptionTable.length; i++) exceptionTable[i] = this.word();
    const lineTable = this.rawBytes(this.word());
    const instructions = new U16Array(this.word() * 4);
    for (let i = 0; i < instructions.length; i++) {
      instructions[i] = this.bytes[this.position]! + this.bytes[this.position + 1]! * 256;
      this.position = this.position + 2;
    }
    const cells = newArray<JitCell>(cellCount);
    for (let i = 0; i < cellCount; i++) cells[i] = new JitCell();
    return new W_Code(
      name,
      qualname,
      filename,
      firstLine,
      flags,
      argCount,
      posOnlyCount,
      kwOnlyCount,
      registerCount,
      varnames,
      cellvars,
      freevars,
      names,
      closureFrom,
      sites,
      constants,
      exceptionTable,
      lineTable,
      instructions,
      cells,
    );
  }
}

/** The code object that the bytes of a marshalled file hold. ValueError when they are not of this version. */
export function unmarshal(bytes: U8Array): W_Code {
  return unmarshalFrom(bytes, null);
}
/** The same; `filename` takes the place of the one in the bytes. */
export function unmarshalFrom(bytes: U8Array, filename: W_Str | null): W_Code {
  const reader = new Reader(bytes);
  reader.filename = filename;
  if (bytes.length < 16 || reader.word() !== MAGIC || reader.word() !== VERSION)
    throw raise0(w_ValueError, "bad marshal data: not of this version");
  reader.readStrings();
  const value = reader.value();
  if (!(value instanceof W_Code)) throw raise0(w_ValueError, "bad marshal data: no code object");
  return value;
}
