// Code objects as bytes: what the front end hands to the VM, and what a .pyc of ours holds.
//
// Everything is little-endian and a multiple of 4 bytes, so the whole is a sequence of u32 words and arrays lie aligned;
// bytes and u16 items fill their last word with zeros.
//
//   file   = MAGIC, VERSION, stringCount, offset in the file * stringCount, string * stringCount, value
//   string = kind, length, data      kind 0: ASCII, 1: Latin-1, 2: u16, 4: u32 a character; length in characters
//   value  = tag (`TAG`), payload:
//     None False True Ellipsis: nothing      int: low, high             big int: sign, limbCount, limbs (32 bits, low first)
//     float: low, high of its bits           complex: two floats        str: index of a string
//     bytes: length, data                    tuple, frozenset: count, values          slice: start, stop, step (values)
//     code:
//       argcount, posonlyargcount, kwonlyargcount, flags, firstlineno, registerCount
//       name, qualname, filename                          string indices
//       freevars                                          count, string indices
//       closureFrom                                       count, numbers
//       bodyBytes                                         of what follows, which a reader may leave for later
//       cellCount
//       varnames, cellvars, names                         each: count, string indices
//       sites                                             count, numbers
//       constants                                         count, values
//       exceptionTable                                    row count, then start, end, handler, register a row
//       lineTable                                         byte length, bytes
//       instructions                                      instruction count, 8 bytes an instruction
//
// A distinct text is in the string table once: whoever reads the file interns each once, when it is met first.

import type { Code, ExceptionRow, Value } from "./code.ts";
import { codePointsOf, hasApart, joinTexts, textOf } from "./surrogates.ts";

/** "TPY\n". */
export const MAGIC = 0x0a595054;
/** Rises with every change of this format or of the opcode table. */
export const VERSION = 2;

export const TAG = {
  NONE: 0,
  FALSE: 1,
  TRUE: 2,
  ELLIPSIS: 3,
  INT: 4,
  BIG_INT: 5,
  FLOAT: 6,
  COMPLEX: 7,
  STR: 8,
  BYTES: 9,
  TUPLE: 10,
  FROZENSET: 11,
  CODE: 12,
  SLICE: 13,
} as const;

export const STRING_KIND = { ASCII: 0, LATIN1: 1, UTF16: 2, UTF32: 4 } as const;

/** The bytes of a code object with all it holds. */
export function marshal(code: Code): Uint8Array {
  const body = new WordBuffer();
  const strings: StringIndex = new Map();
  writeCode(body, strings, code);
  return withStrings(strings, body);
}

/** A file of ours: its head, the table of its texts, and what refers to them. */
export function withStrings(strings: StringIndex, body: WordBuffer): Uint8Array {
  const head = new WordBuffer();
  head.word(MAGIC);
  head.word(VERSION);
  head.word(strings.size);
  const texts = new WordBuffer();
  const textsAt = head.byteLength + 4 * strings.size;
  for (const text of strings.keys()) {
    head.word(textsAt + texts.byteLength);
    writeString(texts, text);
  }
  head.append(texts);
  head.append(body);
  return head.bytes();
}

/** The inverse of `marshal`. Throws Error for bytes that are not ours or of another version. */
export function unmarshal(bytes: Uint8Array): Code {
  const reader = new WordReader(bytes);
  if (reader.word() !== MAGIC) {
    throw new Error("not marshalled bytecode: wrong magic number");
  }
  const version = reader.word();
  if (version !== VERSION) {
    throw new Error(`marshalled bytecode of version ${version}; this is version ${VERSION}`);
  }
  const offsets = reader.many(() => reader.word());
  const strings = offsets.map(() => readString(reader));
  const value = readValue(reader, strings);
  if (value.type !== "code") {
    throw new Error(`marshalled bytecode holds a ${value.type}, not code`);
  }
  return value.code;
}

// ------------------------------------------------------------------------------------------------------------ writing

/** The string table being made: its texts with their indices. */
export type StringIndex = Map<string, number>;

export function indexOf(strings: StringIndex, text: string): number {
  let index = strings.get(text);
  if (index === undefined) {
    index = strings.size;
    strings.set(text, index);
  }
  return index;
}

function writeCode(out: WordBuffer, strings: StringIndex, code: Code): void {
  out.word(TAG.CODE);
  out.word(code.argcount);
  out.word(code.posonlyargcount);
  out.word(code.kwonlyargcount);
  out.word(code.flags);
  out.word(code.firstlineno);
  out.word(code.registerCount);
  out.word(indexOf(strings, code.name));
  out.word(indexOf(strings, code.qualname));
  out.word(indexOf(strings, code.filename));
  writeNames(out, strings, code.freevars);
  writeNumbers(out, code.closureFrom);
  const body = new WordBuffer();
  writeBody(body, strings, code);
  out.word(body.byteLength);
  out.append(body);
}

function writeNames(out: WordBuffer, strings: StringIndex, names: readonly string[]): void {
  out.word(names.length);
  for (const name of names) {
    out.word(indexOf(strings, name));
  }
}

function writeNumbers(out: WordBuffer, numbers: readonly number[]): void {
  out.word(numbers.length);
  for (const number of numbers) {
    out.word(number);
  }
}

function writeBody(out: WordBuffer, strings: StringIndex, code: Code): void {
  out.word(code.cellCount);
  for (const names of [code.varnames, code.cellvars, code.names]) {
    writeNames(out, strings, names);
  }
  writeNumbers(out, code.sites);
  writeValues(out, strings, code.constants);
  out.word(code.exceptionTable.length);
  for (const row of code.exceptionTable) {
    out.word(row.start);
    out.word(row.end);
    out.word(row.handler);
    out.word(row.register);
  }
  out.word(code.lineTable.length);
  out.data(code.lineTable);
  const { buffer, byteOffset, byteLength, length } = code.instructions;
  out.word(length / 4);
  out.data(new Uint8Array(buffer, byteOffset, byteLength));
}

function writeValues(out: WordBuffer, strings: StringIndex, values: readonly Value[]): void {
  out.word(values.length);
  for (const value of values) {
    writeValue(out, strings, value);
  }
}

export function writeValue(out: WordBuffer, strings: StringIndex, value: Value): void {
  switch (value.type) {
    case "NoneType":
      out.word(TAG.NONE);
      return;
    case "ellipsis":
      out.word(TAG.ELLIPSIS);
      return;
    case "bool":
      out.word(value.value ? TAG.TRUE : TAG.FALSE);
      return;
    case "int":
      writeInt(out, value.value);
      return;
    case "float":
      out.word(TAG.FLOAT);
      out.float(value.value);
      return;
    case "complex":
      out.word(TAG.COMPLEX);
      out.float(value.real);
      out.float(value.imag);
      return;
    case "str":
      out.word(TAG.STR);
      out.word(indexOf(strings, value.value));
      return;
    case "bytes":
      out.word(TAG.BYTES);
      out.word(value.value.length);
      out.data(value.value);
      return;
    case "tuple":
      out.word(TAG.TUPLE);
      writeValues(out, strings, value.items);
      return;
    case "frozenset":
      out.word(TAG.FROZENSET);
      writeValues(out, strings, value.items);
      return;
    case "slice":
      out.word(TAG.SLICE);
      writeValue(out, strings, value.start);
      writeValue(out, strings, value.stop);
      writeValue(out, strings, value.step);
      return;
    case "code":
      writeCode(out, strings, value.code);
  }
}

const mask32 = 0xffff_ffffn;

function writeInt(out: WordBuffer, value: bigint): void {
  if (value === BigInt.asIntN(64, value)) {
    out.word(TAG.INT);
    out.word(Number(value & mask32));
    out.word(Number((value >> 32n) & mask32));
    return;
  }
  // Through hexadecimal: shifting a big integer limb by limb would take quadratic time.
  const digits = (value < 0n ? -value : value).toString(16);
  const limbs = Math.ceil(digits.length / 8);
  out.word(TAG.BIG_INT);
  out.word(value < 0n ? 1 : 0);
  out.word(limbs);
  for (let end = digits.length; end > 0; end -= 8) {
    out.word(Number.parseInt(digits.slice(Math.max(0, end - 8), end), 16));
  }
}

export function writeString(out: WordBuffer, text: string): void {
  if (hasApart(text)) {
    const codes = codePointsOf(text);
    out.word(STRING_KIND.UTF32);
    out.word(codes.length);
    for (const code of codes) {
      out.word(code);
    }
    return;
  }
  let union = 0;
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    union |= unit;
    if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      pairs++;
    }
  }
  const kind =
    pairs > 0
      ? STRING_KIND.UTF32
      : union < 0x80
        ? STRING_KIND.ASCII
        : union < 0x100
          ? STRING_KIND.LATIN1
          : STRING_KIND.UTF16;
  const length = text.length - pairs;
  out.word(kind);
  out.word(length);
  if (kind === STRING_KIND.UTF32) {
    for (const character of text) {
      out.word(character.codePointAt(0)!);
    }
  } else if (kind === STRING_KIND.UTF16) {
    for (let i = 0; i < length; i += 2) {
      out.word(text.charCodeAt(i) | (i + 1 < length ? text.charCodeAt(i + 1) << 16 : 0));
    }
  } else {
    for (let i = 0; i < length; i += 4) {
      let word = 0;
      for (let j = Math.min(length, i + 4) - 1; j >= i; j--) {
        word = (word << 8) | text.charCodeAt(j);
      }
      out.word(word);
    }
  }
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

export class WordBuffer {
  private words = new Uint32Array(16);
  private length = 0;

  get byteLength(): number {
    return 4 * this.length;
  }

  word(value: number): void {
    if (this.length === this.words.length) {
      this.reserve(1);
    }
    this.words[this.length++] = value;
  }

  float(value: number): void {
    floatView.setFloat64(0, value, true);
    this.word(floatView.getUint32(0, true));
    this.word(floatView.getUint32(4, true));
  }

  /** Bytes, padded to whole words. */
  data(bytes: Uint8Array): void {
    const words = (bytes.length + 3) >> 2;
    this.reserve(words);
    new Uint8Array(this.words.buffer).set(bytes, 4 * this.length);
    this.length += words;
  }

  append(other: WordBuffer): void {
    this.reserve(other.length);
    this.words.set(other.words.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.words.buffer.slice(0, 4 * this.length));
  }

  private reserve(words: number): void {
    if (this.length + words > this.words.length) {
      const larger = new Uint32Array(Math.max(2 * this.words.length, this.length + words));
      larger.set(this.words);
      this.words = larger;
    }
  }
}

const floatView = new DataView(new ArrayBuffer(8));

// ------------------------------------------------------------------------------------------------------------ reading

export function readString(reader: WordReader): string {
  const kind = reader.word();
  const length = reader.word();
  const unitSize = Math.max(1, kind);
  const data = reader.data(length * unitSize);
  if (kind === STRING_KIND.UTF32) {
    let text = "";
    for (let i = 0; i < length; i++) {
      const at = 4 * i;
      const code = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
      text = joinTexts(text, String.fromCodePoint(code));
    }
    return text;
  }
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const text = buffer.toString(kind === STRING_KIND.UTF16 ? "utf16le" : "latin1");
  // its units are characters, each by itself
  return kind === STRING_KIND.UTF16 && pair.test(text)
    ? textOf(text.split("").map((unit) => unit.charCodeAt(0)))
    : text;
}
const pair = /[\ud800-\udbff][\udc00-\udfff]/;

function readInt(reader: WordReader): bigint {
  const low = BigInt(reader.word());
  return BigInt.asIntN(64, low | (BigInt(reader.word()) << 32n));
}

function readBigInt(reader: WordReader): bigint {
  const negative = reader.word() === 1;
  const limbs = reader.many(() => reader.word().toString(16).padStart(8, "0"));
  const magnitude = BigInt(`0x${limbs.reverse().join("")}`);
  return negative ? -magnitude : magnitude;
}

export function readValue(reader: WordReader, strings: readonly string[]): Value {
  const tag = reader.word();
  switch (tag) {
    case TAG.NONE:
      return { type: "NoneType" };
    case TAG.FALSE:
    case TAG.TRUE:
      return { type: "bool", value: tag === TAG.TRUE };
    case TAG.ELLIPSIS:
      return { type: "ellipsis" };
    case TAG.INT:
      return { type: "int", value: readInt(reader) };
    case TAG.BIG_INT:
      return { type: "int", value: readBigInt(reader) };
    case TAG.FLOAT:
      return { type: "float", value: reader.float() };
    case TAG.COMPLEX:
      return { type: "complex", real: reader.float(), imag: reader.float() };
    case TAG.STR:
      return { type: "str", value: strings[reader.word()]! };
    case TAG.BYTES:
      return { type: "bytes", value: reader.data(reader.word()).slice() };
    case TAG.TUPLE:
      return { type: "tuple", items: reader.many(() => readValue(reader, strings)) };
    case TAG.FROZENSET:
      return { type: "frozenset", items: reader.many(() => readValue(reader, strings)) };
    case TAG.SLICE:
      return {
        type: "slice",
        start: readValue(reader, strings),
        stop: readValue(reader, strings),
        step: readValue(reader, strings),
      };
    case TAG.CODE:
      return { type: "code", code: readCode(reader, strings) };
    default:
      throw new Error(`marshalled bytecode: unknown tag ${tag}`);
  }
}

/** The fields are read in the order they are written here: an object literal evaluates from top to bottom. */
function readCode(reader: WordReader, strings: readonly string[]): Code {
  const string = () => strings[reader.word()]!;
  const word = () => reader.word();
  const { bodyBytes: _, ...head } = {
    argcount: word(),
    posonlyargcount: word(),
    kwonlyargcount: word(),
    flags: word(),
    firstlineno: word(),
    registerCount: word(),
    name: string(),
    qualname: string(),
    filename: string(),
    freevars: reader.many(string),
    closureFrom: reader.many(word),
    bodyBytes: word(),
    cellCount: word(),
    varnames: reader.many(string),
    cellvars: reader.many(string),
    names: reader.many(string),
    sites: reader.many(word),
    constants: reader.many(() => readValue(reader, strings)),
    exceptionTable: reader.many(
      (): ExceptionRow => ({ start: word(), end: word(), handler: word(), register: word() }),
    ),
    lineTable: reader.data(word()).slice(),
  };
  const bytes = reader.data(8 * word()).slice();
  return { ...head, instructions: new Uint16Array(bytes.buffer) };
}

export class WordReader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  word(): number {
    if (this.at + 4 > this.source.length) {
      throw new Error("marshalled bytecode: unexpected end");
    }
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  float(): number {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  /** A view of n bytes; goes on at the next whole word. */
  data(n: number): Uint8Array {
    if (this.at + n > this.source.length) {
      throw new Error("marshalled bytecode: unexpected end");
    }
    const bytes = this.source.subarray(this.at, this.at + n);
    this.at += (n + 3) & ~3;
    return bytes;
  }

  /** A count, then that many items. */
  many<T>(item: () => T): T[] {
    const count = this.word();
    const items: T[] = [];
    for (let i = 0; i < count; i++) {
      items.push(item());
    }
    return items;
  }
}
