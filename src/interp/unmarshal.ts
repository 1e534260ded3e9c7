// Code objects from bytes: the reader of the format in docs/internals/bytecode.md. Texts are interned, and bodies of code objects made, when
// somebody asks for them; the bytes are kept until then.

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
import { CodeBody, CodeSource, W_Code } from "./code.ts";
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
import { internStr, latinStr, StrBuilder, type W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";

const MAGIC = 0x0a595054;
const VERSION = 2;
/** Where these stand in a file. */
const STRING_COUNT = 8;
const STRING_OFFSETS = 12;

function wordAt(bytes: U8Array, place: int): int {
  return bytes[place]! + bytes[place + 1]! * 256 + bytes[place + 2]! * 65536 + bytes[place + 3]! * 16777216;
}

/** Bytes of a file: its texts, as far as somebody asked for them, and the bodies of its code objects. */
class MarshalledFile extends CodeSource {
  readonly bytes: U8Array;
  readonly filename: W_Str | null;
  private readonly strings: (W_Str | null)[];

  constructor(bytes: U8Array, filename: W_Str | null) {
    super();
    this.bytes = bytes;
    this.filename = filename;
    this.strings = newArray<W_Str | null>(wordAt(bytes, STRING_COUNT));
  }
  string(index: int): W_Str {
    const known = this.strings[index]!;
    if (known !== null) return known;
    const text = internStr(new Reader(this, wordAt(this.bytes, STRING_OFFSETS + 4 * index)).text());
    this.strings[index] = text;
    return text;
  }
  /** Where the value stands. */
  valueAt(): int {
    const count = this.strings.length;
    if (count === 0) return STRING_OFFSETS;
    const last = new Reader(this, wordAt(this.bytes, STRING_OFFSETS + 4 * (count - 1)));
    last.text();
    return last.position;
  }
  override bodyAt(place: int): CodeBody {
    return new Reader(this, place).body();
  }
}

export class Reader {
  private readonly file: MarshalledFile;
  private readonly bytes: U8Array;
  position: int;
  constructor(file: MarshalledFile, position: int) {
    this.file = file;
    this.bytes = file.bytes;
    this.position = position;
  }
  word(): int {
    const word = wordAt(this.bytes, this.position);
    this.position = this.position + 4;
    return word;
  }
  private alignTo4(): void {
    this.position = intDiv(this.position + 3, 4) * 4;
  }
  text(): W_Str {
    const width = this.word();
    const length = this.word();
    if (width <= 1) return latinStr(this.rawBytes(length));
    const text = new StrBuilder();
    for (let i = 0; i < length; i++) {
      let c: int = this.bytes[this.position]! + this.bytes[this.position + 1]! * 256;
      if (width === 4) c = c + this.bytes[this.position + 2]! * 65536 + this.bytes[this.position + 3]! * 16777216;
      this.position = this.position + width;
      text.addChar(c);
    }
    this.alignTo4();
    return text.build();
  }
  private byString(): W_Str {
    return this.string(this.word());
  }
  /** A text of the file's table. */
  string(index: int): W_Str {
    return this.file.string(index);
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
    const name = this.byString();
    const qualname = this.byString();
    const ownFilename = this.byString();
    const filename = this.file.filename === null ? ownFilename : this.file.filename;
    const freevars = this.names();
    const closureFrom = new U32Array(this.word());
    for (let i = 0; i < closureFrom.length; i++) closureFrom[i] = this.word();
    const bodyBytes = this.word();
    const code = new W_Code(
      name,
      qualname,
      filename,
      firstLine,
      flags,
      argCount,
      posOnlyCount,
      kwOnlyCount,
      registerCount,
      freevars,
      closureFrom,
    );
    code.setSource(this.file, this.position);
    this.position = this.position + bodyBytes;
    return code;
  }
  body(): CodeBody {
    const cells = newArray<JitCell>(this.word());
    for (let i = 0; i < cells.length; i++) cells[i] = new JitCell();
    const varnames = this.names();
    const cellvars = this.names();
    const names = this.names();
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
    return new CodeBody(varnames, cellvars, names, sites, constants, exceptionTable, lineTable, instructions, cells);
  }
}

/** The code object that the bytes of a marshalled file hold, which are kept. ValueError when they are not of this version. */
export function unmarshal(bytes: U8Array): W_Code {
  return unmarshalFrom(bytes, null);
}
/** The same; `filename` takes the place of the one in the bytes. */
export function unmarshalFrom(bytes: U8Array, filename: W_Str | null): W_Code {
  const value = readerOf(bytes, filename).value();
  if (!(value instanceof W_Code)) throw raise0(w_ValueError, "bad marshal data: no code object");
  return value;
}
/** Reads what stands behind the texts. */
export function readerOf(bytes: U8Array, filename: W_Str | null): Reader {
  if (bytes.length < 16 || wordAt(bytes, 0) !== MAGIC || wordAt(bytes, 4) !== VERSION)
    throw raise0(w_ValueError, "bad marshal data: not of this version");
  const file = new MarshalledFile(bytes, filename);
  return new Reader(file, file.valueAt());
}
