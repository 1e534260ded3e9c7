// io.TextIOWrapper: text over a buffered binary stream.
//
// UTF-8, ASCII and Latin-1 are decoded here, line by line, out of the bytes that were read: a line's end is the same byte in all of them,
// and the place of the program in the file is known without any bookkeeping. New bytes are checked when they arrive, so that an error comes
// with the piece that has it. Other encodings go through the incremental decoders of the module codecs (textcodec.ts).

import { arrayCopy, type int, intOr, U8Array } from "../rts/index.ts";
import {
  flushBuffered,
  pendingFiles,
  positionOf,
  readOnce,
  readSize,
  type W_Buffered,
  writeItems,
} from "./buffered.ts";
import { W_Bytes } from "./bytes.ts";
import { encodeText } from "./codecs.ts";
import { decodeText } from "./decoding.ts";
import { raise0, raise1, w_OSError, w_TypeError, w_ValueError } from "./errors.ts";
import { utf8Char, utf8Length } from "./fspath.ts";
import { newInt } from "./int.ts";
import {
  CHUNK_SIZE,
  callMethod,
  isClosed,
  n_flush,
  n_read,
  n_read1,
  n_tell,
  n_write,
  unsupported,
  W_IOObject,
  w_BufferedRandom,
  w_BufferedReader,
  w_BufferedWriter,
  w_TextIOWrapper,
  withAppended,
} from "./iobase.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import type { Output } from "./output.ts";
import { SEEN_CR, SEEN_CRLF, SEEN_LF } from "./stringio.ts";
import { emptyStr, intern, latinStr, StrBuilder, type W_Str } from "./text.ts";
import type { TextCodec } from "./textcodec.ts";

const UTF8 = 0;
const ASCII = 1;
const LATIN1 = 2;
/** By the module codecs. */
export const OTHER = 3;

const noItems = new U8Array(0);
const lineFeed = intern("\n");
const strictName = intern("strict");

/** Names of the encodings that are decoded here: lower case, without - and _. */
const nativeNames: readonly (readonly [kind: number, names: string])[] = [
  [UTF8, "utf8 u8 cp65001"],
  [ASCII, "ascii usascii 646"],
  [LATIN1, "latin1 iso88591 88591 8859 cp819 l1"],
];
const knownNames: W_Str[] = [];
const knownKinds: number[] = [];
for (const [kind, names] of nativeNames)
  for (const name of names.split(" ")) {
    knownNames.push(intern(name));
    knownKinds.push(kind);
  }
const kindOfName: U8Array = U8Array.from(knownKinds) as U8Array;
/** UTF8, ASCII, LATIN1 or OTHER. */
export function encodingKind(encoding: W_Str): int {
  const plain = new StrBuilder();
  for (let i = 0; i < encoding.length; i++) {
    const c = encoding.charAt(i);
    if (c !== 45 && c !== 95) plain.addChar(c >= 65 && c <= 90 ? c + 32 : c);
  }
  const name = plain.build();
  for (let i = 0; i < knownNames.length; i++) if (knownNames[i]!.equals(name)) return kindOfName[i]!;
  return OTHER;
}

export class W_TextIOWrapper extends W_IOObject {
  /** The binary stream; null: not made yet, or detached. */
  stream: W_Object | null = null;
  detached: boolean = false;
  /** The binary stream, when it is one of ours. */
  buffered: W_Buffered | null = null;
  encoding: W_Str = emptyStr;
  errors: W_Str = strictName;
  kind: int = UTF8;
  codec: TextCodec | null = null;
  lineBuffering: boolean = false;
  writeThrough: boolean = false;
  isSeekable: boolean = false;
  telling: boolean = true;
  /** The newline argument: null for None. */
  newline: W_Str | null = null;
  /** Line ends other than \n end lines; they are given as \n; what \n is written as (null: itself). */
  universal: boolean = true;
  translates: boolean = true;
  written: W_Str | null = null;
  seen: int = 0;

  /** Bytes from `from` to `end` have been read and not been taken; those before `good` are checked. */
  bytes: U8Array = noItems;
  from: int = 0;
  good: int = 0;
  end: int = 0;
  ended: boolean = false;

  /** Encoded text that has not been passed on. */
  pending: U8Array = noItems;
  used: int = 0;
  /** Standard output and error: where text goes instead, while nothing was configured. */
  output: Output | null = null;

  override isIterator(): boolean {
    return true;
  }
  override iter(): W_Object | null {
    if (this.getType() !== w_TextIOWrapper) return super.iter();
    checkUsable(this);
    return this;
  }
  override next(): W_Object | null {
    if (this.getType() !== w_TextIOWrapper) return super.next();
    checkUsable(this);
    if (this.buffered !== null && this.buffered.getType() === w_BufferedWriter) throw unsupported("not readable");
    const line = nextTextLine(this, -1);
    this.telling = line.length === 0;
    return line.length === 0 ? null : line;
  }
}

/** The binary stream; ValueError when there is none. */
export function bufferOf(self: W_TextIOWrapper): W_Object {
  const buffer = self.stream;
  if (buffer !== null) return buffer;
  throw raise0(
    w_ValueError,
    self.detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object",
  );
}
export function checkUsable(self: W_TextIOWrapper): void {
  const buffered = self.buffered;
  if (buffered !== null && buffered.file !== null ? buffered.file.fd < 0 : isClosed(bufferOf(self)))
    throw raise0(w_ValueError, "I/O operation on closed file.");
}
/** Sets what the newline argument means. */
export function setNewline(self: W_TextIOWrapper, newline: W_Str | null): void {
  self.newline = newline;
  self.universal = newline === null || newline.length === 0;
  self.translates = newline === null;
  self.written = newline === null || newline.length === 0 || newline === lineFeed ? null : newline;
}
export function setBuffer(self: W_TextIOWrapper, buffer: W_Object): void {
  self.stream = buffer;
  const type = buffer.getType();
  const own = type === w_BufferedReader || type === w_BufferedWriter || type === w_BufferedRandom;
  self.buffered = own ? (buffer as W_Buffered) : null;
}

// --- reading bytes

/** Forgets what was read. */
export function dropRead(self: W_TextIOWrapper): void {
  self.from = 0;
  self.good = 0;
  self.end = 0;
  self.ended = false;
  if (self.codec !== null) self.codec.resetReading();
}
function readChunk(self: W_TextIOWrapper, all: boolean): U8Array {
  const buffered = self.buffered;
  let part: W_Object;
  if (buffered !== null && buffered.getType() !== w_BufferedWriter)
    part = all ? readSize(buffered, -1) : readOnce(buffered, CHUNK_SIZE);
  else {
    const buffer = bufferOf(self);
    if (all) part = callMethod(buffer, n_read);
    else {
      const once = buffer.getAttr(n_read1);
      part = once === null ? getAttr(buffer, n_read).call1(newInt(CHUNK_SIZE)) : once.call1(newInt(CHUNK_SIZE));
    }
  }
  const plain = part.unwrap();
  if (plain instanceof W_Bytes) return plain.items;
  throw raise1(w_TypeError, "underlying read1() should have returned a bytes-like object, not '%T'", part);
}
/** More bytes behind those that there are, checked. false: the end; all bytes are good then. */
function more(self: W_TextIOWrapper, all: boolean): boolean {
  if (self.ended) return false;
  const chunk = readChunk(self, all);
  const left = self.end - self.from;
  if (self.from > 0) {
    arrayCopy(self.bytes, self.from, self.bytes, 0, left);
    self.good = self.good - self.from;
    self.from = 0;
    self.end = left;
  }
  if (left === 0) {
    self.bytes = chunk;
    self.end = chunk.length;
    self.good = 0;
  } else {
    self.bytes = withAppended(self.bytes, left, chunk);
    self.end = left + chunk.length;
  }
  const last = chunk.length === 0;
  if (last || all) self.ended = true;
  const good = checkBytes(self, self.good, self.ended);
  if (good < 0) {
    // the error's positions count from where decoding went on
    const bad = self.good;
    const count = self.end - bad;
    const wrong = new U8Array(count);
    arrayCopy(self.bytes, bad, wrong, 0, count);
    self.from = 0;
    self.good = 0;
    self.end = 0;
    self.ended = false;
    decodeText(wrong, self.encoding, self.errors);
    throw new Error("bytes that cannot be decoded were decoded");
  }
  self.good = good;
  return !last;
}
/** Up to where the bytes are whole characters; -1: there is an error that has to be raised. */
function checkBytes(self: W_TextIOWrapper, from: int, last: boolean): int {
  const bytes = self.bytes;
  const end = self.end;
  if (self.kind === LATIN1) return end;
  let i = from;
  while (i < end && bytes[i]! < 128) i++;
  if (i === end) return end;
  const strict = self.errors.equals(strictName);
  if (self.kind === ASCII) return strict ? -1 : end;
  while (i < end) {
    const n = utf8Length(bytes, i, end);
    if (n > 0) {
      i = i + n;
      continue;
    }
    if (!last && isBeginning(bytes, i, end)) return i;
    if (strict) return -1;
    i++;
  }
  return end;
}
/** Whether the last bytes may be the beginning of a character. */
function isBeginning(bytes: U8Array, at: int, end: int): boolean {
  const first: int = bytes[at]!;
  const needed = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (needed === 0 || end - at >= needed) return false;
  for (let i = at + 1; i < end; i++) if (bytes[i]! < 0x80 || bytes[i]! > 0xbf) return false;
  return true;
}

// --- decoding

/** The text of bytes that are good. */
function decode(self: W_TextIOWrapper, from: int, to: int): W_Str {
  const bytes = self.bytes;
  let i = from;
  if (self.kind === LATIN1) i = to;
  else while (i < to && bytes[i]! < 128) i++;
  if (i === to) {
    if (from === to) return emptyStr;
    const copy = new U8Array(to - from);
    arrayCopy(bytes, from, copy, 0, to - from);
    return latinStr(copy);
  }
  if (!self.errors.equals(strictName)) {
    const part = new U8Array(to - from);
    arrayCopy(bytes, from, part, 0, to - from);
    return decodeText(part, self.encoding, self.errors);
  }
  const text = new StrBuilder();
  i = from;
  while (i < to) {
    const n = utf8Length(bytes, i, to);
    text.addChar(utf8Char(bytes, i, n));
    i = i + n;
  }
  return text.build();
}
/** Notes the line ends of a text; with all of them as \n, where they are translated. */
function translated(self: W_TextIOWrapper, text: W_Str): W_Str {
  let i = 0;
  let seen = self.seen;
  while (i < text.length && text.charAt(i) !== 13) {
    if (text.charAt(i) === 10) seen = intOr(seen, SEEN_LF);
    i++;
  }
  if (i === text.length) {
    self.seen = seen;
    return text;
  }
  const out = new StrBuilder();
  out.addSlice(text, 0, i);
  while (i < text.length) {
    const c = text.charAt(i);
    i++;
    if (c === 13) {
      const pair = i < text.length && text.charAt(i) === 10;
      if (pair) i++;
      seen = intOr(seen, pair ? SEEN_CRLF : SEEN_CR);
      if (!self.translates) out.addChar(13);
      if (self.translates || pair) out.addChar(10);
    } else {
      if (c === 10) seen = intOr(seen, SEEN_LF);
      out.addChar(c);
    }
  }
  self.seen = seen;
  return out.build();
}

// --- lines

/** @jit opaque */
function findLineFeed(bytes: U8Array, from: int, end: int): int {
  let i = from;
  while (i < end && bytes[i] !== 10) i++;
  return i;
}
/** @jit opaque */
function findLineEnd(bytes: U8Array, from: int, end: int): int {
  let i = from;
  while (i < end && bytes[i] !== 10 && bytes[i] !== 13) i++;
  return i;
}
/** A line of up to `limit` characters (-1: any), its end included; empty at the end of the file. */
export function nextTextLine(self: W_TextIOWrapper, limit: int): W_Str {
  flushText(self);
  if (self.kind === OTHER) return self.codec!.readLine(self, limit);
  const newline = self.newline;
  let searched = 0;
  for (;;) {
    const bytes = self.bytes;
    const from = self.from;
    const good = self.good;
    let to = -1;
    if (self.universal) {
      const at = findLineEnd(bytes, from + searched, good);
      if (at < good) {
        if (bytes[at] === 10) to = at + 1;
        else if (at + 1 < self.end) to = bytes[at + 1] === 10 ? at + 2 : at + 1;
        else if (self.ended) to = at + 1;
        // else a \n may follow the \r
      }
      searched = at - from;
    } else if (newline === lineFeed || newline === null) {
      const at = findLineFeed(bytes, from + searched, good);
      if (at < good) to = at + 1;
      searched = at - from;
    } else {
      to = findGivenEnd(bytes, from, good, newline);
      searched = 0;
    }
    if (to >= 0) return takeLine(self, to, limit);
    if (limit >= 0 && good - from >= limit * 4 + 4) return takeLine(self, good, limit);
    if (!more(self, false)) {
      if (self.good > self.from && self.universal && searched < self.good - self.from) continue;
      return takeLine(self, self.good, limit);
    }
  }
}
/** The end of a line that ends with the newline argument; -1: there is none. */
function findGivenEnd(bytes: U8Array, from: int, good: int, newline: W_Str): int {
  const first = newline.charAt(0);
  for (let i = from; i + newline.length <= good; i++)
    if (bytes[i] === first && (newline.length === 1 || bytes[i + 1] === newline.charAt(1))) return i + newline.length;
  return -1;
}
/** The text up to `to`, or its first `limit` characters. */
function takeLine(self: W_TextIOWrapper, to: int, limit: int): W_Str {
  const from = self.from;
  let end = to;
  if (limit >= 0) end = afterChars(self, from, to, limit);
  self.from = end;
  if (self.universal && end > from) {
    const last: int = self.bytes[end - 1]!;
    const pair = last === 10 && end - 1 > from && self.bytes[end - 2] === 13;
    if (last === 13 || pair) {
      self.seen = intOr(self.seen, pair ? SEEN_CRLF : SEEN_CR);
      if (self.translates) {
        const text = new StrBuilder();
        text.addStr(decode(self, from, pair ? end - 2 : end - 1));
        text.addChar(10);
        return text.build();
      }
    } else if (last === 10) self.seen = intOr(self.seen, SEEN_LF);
  }
  return decode(self, from, end);
}
/** Where `count` characters from `from` on end; \r\n is one where it is translated. */
function afterChars(self: W_TextIOWrapper, from: int, to: int, count: int): int {
  const bytes = self.bytes;
  let i = from;
  let left = count;
  while (left > 0 && i < to) {
    const first: int = bytes[i]!;
    if (self.kind === UTF8 && first >= 128) {
      const n = utf8Length(bytes, i, to);
      i = i + (n === 0 ? 1 : n);
    } else if (first === 13 && self.translates && i + 1 < self.end && bytes[i + 1] === 10) i = i + 2;
    else i++;
    left = left - 1;
  }
  return i;
}
/** `count` characters, or all (-1). */
export function readText(self: W_TextIOWrapper, count: int): W_Str {
  flushText(self);
  if (self.kind === OTHER) return self.codec!.read(self, count);
  if (count < 0) {
    while (more(self, true)) {}
    // what comes later is read by a later call
    self.ended = false;
    const text = decode(self, self.from, self.good);
    self.from = self.good;
    return self.universal ? translated(self, text) : text;
  }
  // a \r at the end of what was read waits for what follows
  while (self.good - self.from < count * 4 + 1 && !hasChars(self, count)) if (!more(self, false)) break;
  const from = self.from;
  const to = afterChars(self, from, self.good, count);
  self.from = to;
  if (self.ended && self.from === self.end) self.ended = false;
  const text = decode(self, from, to);
  return self.universal ? translated(self, text) : text;
}
/** Whether `count` characters are there, and what follows a last \r is known. */
function hasChars(self: W_TextIOWrapper, count: int): boolean {
  if (count === 0) return true;
  const bytes = self.bytes;
  let i = self.from;
  let left = count;
  while (left > 0 && i < self.good) {
    const first: int = bytes[i]!;
    if (first === 13 && self.translates) {
      if (i + 1 >= self.end) return false;
      if (bytes[i + 1] === 10) i++;
      i++;
    } else if (self.kind === UTF8 && first >= 128) {
      const n = utf8Length(bytes, i, self.good);
      i = i + (n === 0 ? 1 : n);
    } else i++;
    left = left - 1;
  }
  return left === 0;
}

// --- writing

/** Passes encoded text on to the binary stream. */
export function flushText(self: W_TextIOWrapper): void {
  if (self.used === 0) return;
  const used = self.used;
  self.used = 0;
  pendingFiles.remove(self);
  const buffered = self.buffered;
  if (buffered !== null && buffered.getType() !== w_BufferedReader) {
    writeItems(buffered, self.pending, 0, used);
    return;
  }
  const part = new U8Array(used);
  arrayCopy(self.pending, 0, part, 0, used);
  getAttr(bufferOf(self), n_write).call1(new W_Bytes(part));
}
export function flushAll(self: W_TextIOWrapper): void {
  if (self.output !== null) {
    self.output.flush();
    return;
  }
  flushText(self);
  const buffered = self.buffered;
  if (buffered !== null && buffered.getType() === w_BufferedWriter) flushBuffered(buffered);
  else callMethod(bufferOf(self), n_flush);
}
function addPending(self: W_TextIOWrapper, items: U8Array, count: int): void {
  if (self.used === 0 && count > 0) pendingFiles.add(self);
  if (self.pending.length === 0) self.pending = new U8Array(count > CHUNK_SIZE ? count * 2 : CHUNK_SIZE * 2);
  if (count === items.length) self.pending = withAppended(self.pending, self.used, items);
  else {
    const part = new U8Array(count);
    arrayCopy(items, 0, part, 0, count);
    self.pending = withAppended(self.pending, self.used, part);
  }
  self.used = self.used + count;
}
const CARRIAGE_RETURN = 13;
export function writeText(self: W_TextIOWrapper, given: W_Str): void {
  const output = self.output;
  if (output !== null) {
    output.write(given);
    return;
  }
  checkUsable(self);
  let hasLine = false;
  let text = given;
  if (self.lineBuffering || self.written !== null)
    for (let i = 0; i < text.length && !hasLine; i++) {
      const c = text.charAt(i);
      if (c === 10 || c === CARRIAGE_RETURN) hasLine = true;
    }
  if (hasLine && self.written !== null) text = withLineEnds(text, self.written);
  if (self.kind === OTHER) {
    const bytes = self.codec!.encode(self, text);
    addPending(self, bytes, bytes.length);
  } else if (!appendAscii(self, text)) {
    const bytes = encodeText(text, self.encoding, self.errors);
    addPending(self, bytes, bytes.length);
  }
  // what was read ahead is not valid any more
  if (self.end > 0 || self.ended) dropRead(self);
  if (self.used > CHUNK_SIZE || self.writeThrough || (self.lineBuffering && hasLine)) {
    flushText(self);
    if (self.lineBuffering && hasLine) flushAll(self);
  }
}
/** Appends a text of ASCII characters; false when it has others. @jit opaque */
function appendAscii(self: W_TextIOWrapper, text: W_Str): boolean {
  if (text.width !== 1) return false;
  const items = text.latin;
  const n = text.length;
  const at = self.used;
  const most = self.kind === LATIN1 ? 255 : 127;
  if (at + n > self.pending.length) {
    for (let i = 0; i < n; i++) if (items[i]! > most) return false;
    addPending(self, items, n);
    return true;
  }
  const pending = self.pending;
  for (let i = 0; i < n; i++) {
    const c: int = items[i]!;
    if (c > most) return false;
    pending[at + i] = c;
  }
  if (at === 0 && n > 0) pendingFiles.add(self);
  self.used = at + n;
  return true;
}
function withLineEnds(text: W_Str, end: W_Str): W_Str {
  const out = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === 10) out.addStr(end);
    else out.addChar(c);
  }
  return out.build();
}

// --- places

/** The place in the file of what the program reads next. */
export function tellText(self: W_TextIOWrapper): W_Object {
  const buffer = bufferOf(self);
  checkUsable(self);
  if (!self.isSeekable) throw unsupported("underlying stream is not seekable");
  if (!self.telling) throw raise0(w_OSError, "telling position disabled by next() call");
  flushAll(self);
  if (self.kind === OTHER) return self.codec!.tell(self);
  const buffered = self.buffered;
  const place = buffered !== null ? positionOf(buffered) : toInt(callMethod(buffer, n_tell));
  return newInt(place - (self.end - self.from));
}
