// W_Str: Python's str, and StrBuilder, which makes one.
//
// Code points are stored in 1, 2 or 4 bytes each, the least that the widest needs, so two equal strings have the same
// width. The hash is cached. Interned strings (identifiers, attribute names) are unique: `===` compares them.
// Methods of str and its type object stand in str.ts; here is what the foundation modules need.

import type { int, u8, u32 } from "../rts/index.ts";
import {
  arrayCopy,
  intAnd,
  intDiv,
  intShr,
  mulU32,
  newArray,
  U8Array,
  U16Array,
  U32Array,
  wrapU32,
} from "../rts/index.ts";
import { W_Object } from "./object.ts";
import type { W_Type } from "./type.ts";

const emptyBytes = new U8Array(0);

/** Where str's type object and its operations are found by this file, which is loaded before them; filled by str.ts. @jit immutable */
export class StrHooks {
  type: W_Type | null = null;
  binary: (self: W_Str, op: int, other: W_Object) => W_Object | null = noBinary;
  rbinary: (self: W_Str, op: int, other: W_Object) => W_Object | null = noBinary;
  compare: (self: W_Str, op: int, other: W_Object) => W_Object | null = noBinary;
  getItem: (self: W_Str, key: W_Object) => W_Object = noItem;
  contains: (self: W_Str, item: W_Object) => int = noContains;
  iter: (self: W_Str) => W_Object = noIter;
  repr: (self: W_Str) => W_Str = noRepr;
  /** Throws MemoryError: no array is long enough. */
  tooLong: () => void = noError;
}
function noBinary(_self: W_Str, _op: int, _other: W_Object): W_Object | null {
  throw new Error("hook not set");
}
function noItem(_self: W_Str, _key: W_Object): W_Object {
  throw new Error("hook not set");
}
function noContains(_self: W_Str, _item: W_Object): int {
  throw new Error("hook not set");
}
function noIter(_self: W_Str): W_Object {
  throw new Error("hook not set");
}
function noError(): void {
  throw new Error("no error for long texts");
}
function noRepr(_self: W_Str): W_Str {
  throw new Error("hook not set");
}
export const strHooks = new StrHooks();

/** What most texts do without, so that they are small: arrays of wider code points, and what is to know of an array that is shared. */
export class StrExtra {
  /** Of texts with 2 and with 4 bytes a code point. */
  readonly wide: U16Array | null;
  readonly full: U32Array | null;
  /** How much of the array is taken by the longest of the texts that share it (`appended` in str.ts); 0: it is not shared. */
  used: u32 = 0;
  constructor(wide: U16Array | null, full: U32Array | null) {
    this.wide = wide;
    this.full = full;
  }
}

export class W_Str extends W_Object {
  /** In code points. The array may be longer. */
  readonly length: u32;
  /** Bytes a code point: 1, 2 or 4; tells which of the arrays holds them (`latin` is empty for the others). */
  readonly width: u8;
  // beside `width`, since fields keep their order in memory: 24 bytes in all
  interned: boolean = false;
  readonly latin: U8Array;
  readonly extra: StrExtra | null;
  /** 0: not computed yet. */
  hashCache: u32 = 0;

  constructor(length: int, width: int, latin: U8Array, extra: StrExtra | null) {
    super();
    this.length = length;
    this.width = width;
    this.latin = latin;
    this.extra = extra;
  }
  override getType(): W_Type {
    return strHooks.type!;
  }
  /** The code point at 0 <= i < length. */
  charAt(i: int): int {
    if (this.width === 1) return this.latin[i]!;
    const extra = this.extra!;
    if (this.width === 2) return extra.wide![i]!;
    return extra.full![i]!;
  }
  override hash(): int {
    if (this.hashCache === 0) this.hashCache = computeHash(this);
    return this.hashCache;
  }
  equals(other: W_Str): boolean {
    if (this === other) return true;
    if (this.length !== other.length || this.width !== other.width) return false;
    if (this.interned && other.interned) return false;
    if (this.hashCache !== 0 && other.hashCache !== 0 && this.hashCache !== other.hashCache) return false;
    return sameItems(this, other);
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override len(): int {
    return this.length;
  }
  override str(): W_Str {
    return this;
  }
  override repr(): W_Str {
    return strHooks.repr(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return strHooks.binary(this, op, other);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return strHooks.rbinary(this, op, other);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return strHooks.compare(this, op, other);
  }
  override getItem(key: W_Object): W_Object | null {
    return strHooks.getItem(this, key);
  }
  override contains(item: W_Object): int {
    return strHooks.contains(this, item);
  }
  override iter(): W_Object | null {
    return strHooks.iter(this);
  }
  /** The bytes of a Latin-1 text, as many as it has. */
  latinBytes(): U8Array {
    if (this.latin.length === this.length) return this.latin;
    const bytes = new U8Array(this.length);
    arrayCopy(this.latin, 0, bytes, 0, this.length);
    return bytes;
  }
  /** The code points from `from` to `to` (exclusive), both within the string. */
  slice(from: int, to: int): W_Str {
    if (from >= to) return emptyStr;
    if (from === 0 && to === this.length) return this;
    if (to - from === 1) return charStr(this.charAt(from));
    if (this.width === 1) {
      const bytes = new U8Array(to - from);
      copyBytes(this.latin, from, bytes, 0, to - from);
      return latinStr(bytes);
    }
    const builder = new StrBuilder();
    for (let i = from; i < to; i++) builder.addChar(this.charAt(i));
    return builder.build();
  }
}

/** @jit opaque */
function computeHash(s: W_Str): u32 {
  let h: u32 = 0x811c9dc5;
  const n = s.length;
  if (s.width === 1) {
    const latin = s.latin;
    for (let i = 0; i < n; i++) h = mixed(h, latin[i]!);
  } else for (let i = 0; i < n; i++) h = mixed(h, s.charAt(i));
  h = wrapU32(h & 0x7fffffff);
  return h === 0 ? 1 : h;
}
function mixed(h: u32, c: u32): u32 {
  const product = mulU32(wrapU32(h ^ c), 16777619);
  return wrapU32(product ^ (product >>> 15));
}

/** @jit opaque */
function sameItems(a: W_Str, b: W_Str): boolean {
  if (a.width === 1) {
    const x = a.latin;
    const y = b.latin;
    const n = a.length;
    for (let i = 0; i < n; i++) if (x[i] !== y[i]) return false;
    return true;
  }
  for (let i = 0; i < a.length; i++) if (a.charAt(i) !== b.charAt(i)) return false;
  return true;
}

/** Copies bytes; few of them one by one, since a call costs more. */
export function copyBytes(from: U8Array, at: int, to: U8Array, toAt: int, count: int): void {
  if (count > 16) arrayCopy(from, at, to, toAt, count);
  else copyFew(from, at, to, toAt, count);
}
/** The ranges do not overlap. @jit opaque */
function copyFew(from: U8Array, at: int, to: U8Array, toAt: int, count: int): void {
  for (let i = 0; i < count; i++) to[toAt + i] = from[at + i]!;
}
/** Decimal digits of a number that is not positive. @jit opaque */
function digitCount(value: int): int {
  let n = 1;
  let rest = value;
  while (rest <= -1000) {
    rest = intDiv(rest, 1000);
    n = n + 3;
  }
  return rest <= -100 ? n + 2 : rest <= -10 ? n + 1 : n;
}
/** Writes the decimal digits of a number that is not positive, so that they end before `end`. @jit opaque */
function writeDigits(value: int, target: U8Array, end: int): void {
  let rest = value;
  let at = end;
  for (;;) {
    const quotient = intDiv(rest, 10);
    at = at - 1;
    target[at] = 48 + quotient * 10 - rest;
    rest = quotient;
    if (rest === 0) return;
  }
}
/** The decimal text of an int. */
export function decimalText(value: int): W_Str {
  if (value >= 0 && value < 10) return latinChars[48 + value]!;
  const minus = value < 0 ? 1 : 0;
  const absolute = value < 0 ? value : -value;
  const count = digitCount(absolute);
  const bytes = new U8Array(count + minus);
  if (minus === 1) bytes[0] = 45;
  writeDigits(absolute, bytes, count + minus);
  return latinStr(bytes);
}

/** Makes a str of Latin-1 bytes, which it keeps. */
export function latinStr(bytes: U8Array): W_Str {
  return new W_Str(bytes.length, 1, bytes, null);
}
/** A str of 2 bytes a code point, at least one of which needs them; it keeps the array. */
export function wideStr(length: int, items: U16Array): W_Str {
  return new W_Str(length, 2, emptyBytes, new StrExtra(items, null));
}
/** The same with 4 bytes. */
export function fullStr(length: int, items: U32Array): W_Str {
  return new W_Str(length, 4, emptyBytes, new StrExtra(null, items));
}
export const emptyStr: W_Str = latinStr(emptyBytes);

const latinChars: W_Str[] = newArray<W_Str>(256);
for (let i = 0; i < 256; i++) {
  const bytes = new U8Array(1);
  bytes[0] = i;
  latinChars[i] = latinStr(bytes);
}

/** The str of one code point. */
export function charStr(c: int): W_Str {
  if (c < 256) return latinChars[c]!;
  if (c < 0x10000) {
    const items = new U16Array(1);
    items[0] = c;
    return wideStr(1, items);
  }
  const items = new U32Array(1);
  items[0] = c;
  return fullStr(1, items);
}

/** Arrays have no more items. */
const LONGEST = 0x7fff_ffff;
/** Collects code points; widens its buffer when one does not fit. */
export class StrBuilder {
  length: int = 0;
  private width: int = 1;
  private latin: U8Array = new U8Array(24);
  private wide: U16Array | null = null;
  private full: U32Array | null = null;

  private capacity(): int {
    if (this.width === 1) return this.latin.length;
    if (this.width === 2) return this.wide!.length;
    return this.full!.length;
  }
  /** Makes room for `more` code points of that width. */
  private reserve(more: int, width: int): void {
    let capacity = this.capacity();
    if (more <= capacity - this.length && width <= this.width) return;
    if (more > LONGEST - this.length) strHooks.tooLong();
    while (capacity < this.length + more) capacity = capacity * 2;
    if (capacity > LONGEST) capacity = LONGEST;
    const target = width > this.width ? width : this.width;
    const n = this.length;
    if (target === 1) {
      const bytes = new U8Array(capacity);
      arrayCopy(this.latin, 0, bytes, 0, n);
      this.latin = bytes;
    } else if (target === 2) {
      const items = new U16Array(capacity);
      if (this.width === 1) for (let i = 0; i < n; i++) items[i] = this.latin[i]!;
      else arrayCopy(this.wide!, 0, items, 0, n);
      this.wide = items;
    } else {
      const items = new U32Array(capacity);
      if (this.width === 1) for (let i = 0; i < n; i++) items[i] = this.latin[i]!;
      else if (this.width === 2) for (let i = 0; i < n; i++) items[i] = this.wide![i]!;
      else arrayCopy(this.full!, 0, items, 0, n);
      this.full = items;
    }
    this.width = target;
  }
  addChar(c: int): void {
    const n = this.length;
    if (c < 256 && this.width === 1 && n < this.latin.length) {
      this.latin[n] = c;
      this.length = n + 1;
    } else this.addSlowly(c);
  }
  /** @jit noinline */
  private addSlowly(c: int): void {
    this.reserve(1, c < 256 ? 1 : c < 0x10000 ? 2 : 4);
    if (this.width === 1) this.latin[this.length] = c;
    else if (this.width === 2) this.wide![this.length] = c;
    else this.full![this.length] = c;
    this.length = this.length + 1;
  }
  /** Adds a constant of the program. */
  add(text: string): void {
    for (let i = 0; i < text.length; i++) this.addChar(text.charCodeAt(i));
  }
  addStr(s: W_Str): void {
    this.addSlice(s, 0, s.length);
  }
  addSlice(s: W_Str, from: int, to: int): void {
    this.reserve(to - from, s.width);
    if (this.width === 1) {
      copyBytes(s.latin, from, this.latin, this.length, to - from);
      this.length = this.length + (to - from);
    } else for (let i = from; i < to; i++) this.addChar(s.charAt(i));
  }
  addRepeated(c: int, count: int): void {
    // all at once: what does not fit is known before anything is done
    if (count > 0) this.reserve(count, c < 256 ? 1 : c < 0x10000 ? 2 : 4);
    for (let i = 0; i < count; i++) this.addChar(c);
  }
  /** Adds a non-negative or negative machine integer in decimal. */
  addInt(value: int): void {
    if (value < 0) {
      this.addChar(45);
      // digits of the negative number, so that the least int needs no special case
      this.addNegativeDigits(value);
    } else this.addNegativeDigits(-value);
  }
  private addNegativeDigits(value: int): void {
    const count = digitCount(value);
    this.reserve(count, 1);
    const at = this.length;
    if (this.width === 1) {
      writeDigits(value, this.latin, at + count);
      this.length = at + count;
      return;
    }
    const digits = new U8Array(count);
    writeDigits(value, digits, count);
    for (let i = 0; i < count; i++) this.addChar(digits[i]!);
  }
  build(): W_Str {
    const n = this.length;
    if (n === 0) return emptyStr;
    if (this.width === 1) {
      if (n === 1) return charStr(this.latin[0]!);
      // the buffer itself, if not much of it is left over: what is added later lies behind this text
      if (this.latin.length - n <= 16 + intShr(n, 3)) return new W_Str(n, 1, this.latin, null);
      const bytes = new U8Array(n);
      arrayCopy(this.latin, 0, bytes, 0, n);
      return latinStr(bytes);
    }
    // a builder that copied from a wider string may hold only narrow code points
    let widest = 0;
    for (let i = 0; i < n; i++) {
      const c = this.width === 2 ? this.wide![i]! : this.full![i]!;
      if (c > widest) widest = c;
    }
    if (widest < 256) {
      const bytes = new U8Array(n);
      for (let i = 0; i < n; i++) bytes[i] = this.width === 2 ? this.wide![i]! : this.full![i]!;
      return n === 1 ? charStr(bytes[0]!) : latinStr(bytes);
    }
    if (widest < 0x10000) {
      const items = new U16Array(n);
      for (let i = 0; i < n; i++) items[i] = this.width === 2 ? this.wide![i]! : this.full![i]!;
      return wideStr(n, items);
    }
    const items = new U32Array(n);
    arrayCopy(this.full!, 0, items, 0, n);
    return fullStr(n, items);
  }
}

/** The table of interned strings: open addressing, at most half full: a probe of another text is a cache miss. */
class InternTable {
  count: int = 0;
  slots: (W_Str | null)[] = newArray<W_Str | null>(4096);

  find(s: W_Str): W_Str {
    const mask = this.slots.length - 1;
    let i = intAnd(s.hash(), mask);
    for (;;) {
      const found = this.slots[i]!;
      if (found === null) break;
      if (found.hashCache === s.hashCache && found.length === s.length && found.equals(s)) return found;
      i = intAnd(i + 1, mask);
    }
    s.interned = true;
    this.slots[i] = s;
    this.count = this.count + 1;
    if (this.count * 2 > this.slots.length) this.grow();
    return s;
  }
  private grow(): void {
    const old = this.slots;
    this.slots = newArray<W_Str | null>(old.length * 2);
    const mask = this.slots.length - 1;
    for (const s of old) {
      if (s === null) continue;
      let i = intAnd(s.hash(), mask);
      while (this.slots[i] !== null) i = intAnd(i + 1, mask);
      this.slots[i] = s;
    }
  }
}
const internTable = new InternTable();

/** The unique string equal to s. */
export function internStr(s: W_Str): W_Str {
  return s.interned ? s : internTable.find(s);
}
/** A str of a constant of the program (UTF-16; surrogate pairs are joined). */
export function strOf(text: string): W_Str {
  const builder = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    let c: int = text.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.length) {
      i++;
      c = 0x10000 + (c - 0xd800) * 1024 + (text.charCodeAt(i) - 0xdc00);
    }
    builder.addChar(c);
  }
  return builder.build();
}
/** The interned str of a constant. */
export function intern(text: string): W_Str {
  return internStr(strOf(text));
}
for (let i = 0; i < 256; i++) internStr(latinChars[i]!);
internStr(emptyStr);
