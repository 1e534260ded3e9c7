// Text to bytes and back: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, with the error handlers that Python has; other encodings and handlers are asked of the
// registry of the module _codecs.

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, intOr, intShr, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseObject,
  w_ImportError,
  w_IndexError,
  w_LookupError,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
} from "./errors.ts";
import { unicodeError } from "./exceptiontypes.ts";
import { newInt } from "./int.ts";
import { digitChar } from "./long.ts";
import type { W_Object } from "./object.ts";
import { getAttr, getItem, toInt } from "./operations.ts";
import { intern, latinStr, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";

const UTF8 = 0;
const ASCII = 1;
const LATIN1 = 2;
const UTF16 = 3;
const UTF16LE = 4;
const UTF16BE = 5;
const UTF32 = 6;
const UTF32LE = 7;
const UTF32BE = 8;
/** By codec: its name in errors. */
const codecNames: W_Str[] = [
  "utf-8",
  "ascii",
  "latin-1",
  "utf-16",
  "utf-16-le",
  "utf-16-be",
  "utf-32",
  "utf-32-le",
  "utf-32-be",
].map(intern);
const surrogatesReason = intern("surrogates not allowed");
const asciiReason = intern("ordinal not in range(128)");
const latinReason = intern("ordinal not in range(256)");
const startReason = intern("invalid start byte");
const endReason = intern("unexpected end of data");
const continuationReason = intern("invalid continuation byte");
const truncatedReason = intern("truncated data");
const illegalSurrogateReason = intern("illegal UTF-16 surrogate");
const illegalEncodingReason = intern("illegal encoding");
const surrogateRangeReason = intern("code point in surrogate code point range(0xd800, 0xe000)");
const rangeReason = intern("code point not in range(0x110000)");

/** Names of encodings, lower case, all else than letters and digits as `_`; the codec stands at the same place in `codecOf`. */
const encodingNames: W_Str[] = [];
const encodingCodecs: number[] = [];
const encodings: readonly (readonly [codec: number, names: string])[] = [
  [UTF8, "utf_8 utf8 u8 utf"],
  [ASCII, "ascii us_ascii 646"],
  [LATIN1, "latin_1 latin1 iso_8859_1 iso8859_1 8859 cp819 l1 latin"],
  [UTF16, "utf_16 utf16 u16"],
  [UTF16LE, "utf_16_le utf_16le utf16_le"],
  [UTF16BE, "utf_16_be utf_16be utf16_be"],
  [UTF32, "utf_32 utf32 u32"],
  [UTF32LE, "utf_32_le utf_32le utf32_le"],
  [UTF32BE, "utf_32_be utf_32be utf32_be"],
];
for (const [codec, names] of encodings)
  for (const name of names.split(" ")) {
    encodingNames.push(intern(name));
    encodingCodecs.push(codec);
  }
const codecOf: U8Array = U8Array.from(encodingCodecs) as U8Array;

const STRICT = 0;
const IGNORE = 1;
const REPLACE = 2;
const BACKSLASH = 3;
const XML = 4;
const ESCAPE = 5;
const PASS = 6;
/** Asked of the registry. */
const OTHER = 7;
const handlerNames: W_Str[] = [
  "strict",
  "ignore",
  "replace",
  "backslashreplace",
  "xmlcharrefreplace",
  "surrogateescape",
  "surrogatepass",
].map(intern);

const encodeName = intern("encode");
const decodeName = intern("decode");
const encodingArgument = intern("encoding");
const errorsArgument = intern("errors");
function nameArgument(object: W_Object, method: W_Str, what: W_Str): W_Str {
  const name = object.unwrap();
  if (name instanceof W_Str) return name;
  const label = new StrBuilder();
  label.addStr(method);
  label.add("() argument '");
  label.addStr(what);
  label.addChar(39);
  throw raise2(w_TypeError, "%S must be str, not %T", label.build(), object);
}
/** -1: none of ours. */
function findCodec(name: W_Str): int {
  const plain = new StrBuilder();
  let separated = false;
  for (let i = 0; i < name.length; i++) {
    const c = name.charAt(i);
    const upper = c >= 65 && c <= 90;
    if (upper || (c >= 97 && c <= 122) || (c >= 48 && c <= 57)) {
      if (separated && plain.length > 0) plain.addChar(95);
      plain.addChar(upper ? c + 32 : c);
      separated = false;
    } else separated = true;
  }
  const wanted = plain.build();
  for (let i = 0; i < encodingNames.length; i++) if (encodingNames[i]!.equals(wanted)) return codecOf[i]!;
  return -1;
}
function findHandler(errors: W_Str | null): int {
  if (errors === null) return STRICT;
  for (let i = 0; i < handlerNames.length; i++) if (handlerNames[i]!.equals(errors)) return i;
  return OTHER;
}
/** The import system's, which is loaded later than this file. @jit immutable */
export class CodecHooks {
  importModule: (name: W_Str) => W_Object = notLoaded;
}
function notLoaded(_name: W_Str): W_Object {
  throw new Error("hook not set");
}
export const codecHooks = new CodecHooks();
const n_codecs = intern("_codecs");
const n_lookup = intern("lookup");
const n_lookup_error = intern("lookup_error");
const strictName = intern("strict");
/** The registry's codec of that name: (encode, decode, ...). */
function registered(name: W_Str): W_Object {
  let module: W_Object;
  try {
    module = codecHooks.importModule(n_codecs);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ImportError)) throw error;
    throw raise1(w_LookupError, "unknown encoding: %S", name);
  }
  return getAttr(module, n_lookup).call1(name);
}
/** Runs the registry's codec, function number `which`. */
function byRegistry(name: W_Str, which: int, input: W_Object, errors: W_Str | null): W_Object {
  const info = registered(name);
  const answer = getItem(info, newInt(which)).call2(input, errors === null ? strictName : errors);
  if (!(answer instanceof W_Tuple) || answer.items.length !== 2)
    throw raise0(
      w_TypeError,
      which === 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object, integer)",
    );
  return answer.items[0]!;
}
/** What a registered error handler says: its text or bytes, and where to go on. */
class Replacement {
  readonly value: W_Object;
  readonly position: int;
  constructor(value: W_Object, position: int) {
    this.value = value;
    this.position = position;
  }
}
function askHandler(errors: W_Str, exception: W_Object, length: int, encoding: boolean): Replacement {
  let module: W_Object;
  try {
    module = codecHooks.importModule(n_codecs);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ImportError)) throw error;
    throw raise1(w_LookupError, "unknown error handler name '%S'", errors);
  }
  const handler = getAttr(module, n_lookup_error).call1(errors);
  const answer = handler.call1(exception);
  const ok = answer instanceof W_Tuple && answer.items.length === 2;
  const value = ok ? (answer as W_Tuple).items[0]!.unwrap() : null;
  if (value === null || !(value instanceof W_Str || (encoding && value instanceof W_Bytes)))
    throw raise0(
      w_TypeError,
      encoding
        ? "encoding error handler must return (str/bytes, int) tuple"
        : "decoding error handler must return (str, int) tuple",
    );
  let position = toInt((answer as W_Tuple).items[1]!);
  if (position < 0) position = position + length;
  if (position < 0 || position > length)
    throw raiseFull(w_IndexError, "position %d from error handler out of bounds", null, null, position, 0);
  return new Replacement(value, position);
}

// --- encoding

/** Bytes in a growing array. */
class ByteBuilder {
  bytes: U8Array;
  length: int = 0;
  constructor(room: int) {
    this.bytes = new U8Array(room);
  }
  add(byte: int): void {
    if (this.length === this.bytes.length) {
      const more = new U8Array(this.length * 2 + 16);
      arrayCopy(this.bytes, 0, more, 0, this.length);
      this.bytes = more;
    }
    this.bytes[this.length] = byte;
    this.length = this.length + 1;
  }
  addUnit16(unit: int, big: boolean): void {
    this.add(big ? intShr(unit, 8) : intAnd(unit, 255));
    this.add(big ? intAnd(unit, 255) : intShr(unit, 8));
  }
  build(): U8Array {
    if (this.length === this.bytes.length) return this.bytes;
    const exact = new U8Array(this.length);
    arrayCopy(this.bytes, 0, exact, 0, this.length);
    return exact;
  }
}
/** Whether the codec has no bytes for the code point. */
function cannotEncode(codec: int, c: int): boolean {
  if (codec === ASCII) return c > 127;
  if (codec === LATIN1) return c > 255;
  return c >= 0xd800 && c <= 0xdfff;
}
function addEncoded(out: ByteBuilder, codec: int, c: int): void {
  switch (codec) {
    case UTF8: {
      if (c < 128) {
        out.add(c);
        return;
      }
      // a lead byte with the upper bits, then six bits each
      const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      out.add(intOr(more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0, intShr(c, 6 * more)));
      for (let k = 1; k <= more; k++) out.add(intOr(0x80, intAnd(intShr(c, 6 * (more - k)), 63)));
      return;
    }
    case ASCII:
    case LATIN1:
      out.add(c);
      return;
    case UTF16:
    case UTF16LE:
    case UTF16BE:
      if (c < 0x10000) out.addUnit16(c, codec === UTF16BE);
      else {
        out.addUnit16(0xd800 + intShr(c - 0x10000, 10), codec === UTF16BE);
        out.addUnit16(0xdc00 + intAnd(c - 0x10000, 1023), codec === UTF16BE);
      }
      return;
    default:
      for (let i = 0; i < 4; i++) out.add(intAnd(intShr(c, 8 * (codec === UTF32BE ? 3 - i : i)), 255));
  }
}
/** str.encode */
export function encodeText(text: W_Str, encoding: W_Object | null, errors: W_Object | null): U8Array {
  const name = encoding === null ? null : nameArgument(encoding, encodeName, encodingArgument);
  const handlerName = errors === null ? null : nameArgument(errors, encodeName, errorsArgument);
  const codec = name === null ? UTF8 : findCodec(name);
  if (codec < 0) {
    const result = byRegistry(name!, 0, text, handlerName).unwrap();
    if (result instanceof W_Bytes) return result.items;
    throw raise2(
      w_TypeError,
      "'%S' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
      name!,
      result,
    );
  }
  if (codec <= LATIN1 && text.width === 1 && (codec === LATIN1 || isAscii(text.latin, 0, text.length))) {
    const copy = new U8Array(text.length);
    arrayCopy(text.latin, 0, copy, 0, text.length);
    return copy;
  }
  const out = new ByteBuilder(text.length * (codec === UTF8 ? 2 : codec < UTF16 ? 1 : codec < UTF32 ? 2 : 4) + 4);
  if (codec === UTF16 || codec === UTF32) addEncoded(out, codec, 0xfeff);
  const handler = findHandler(handlerName);
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (!cannotEncode(codec, c)) {
      addEncoded(out, codec, c);
      i++;
      continue;
    }
    let end = i + 1;
    // UTF-16 and UTF-32 refuse one by one
    if (codec < UTF16) while (end < text.length && cannotEncode(codec, text.charAt(end))) end++;
    i = replaceEncoding(out, codec, text, i, end, handler, handlerName);
  }
  return out.build();
}
/** Puts something in place of what cannot be encoded; where to go on. */
function replaceEncoding(
  out: ByteBuilder,
  codec: int,
  text: W_Str,
  start: int,
  end: int,
  handler: int,
  errors: W_Str | null,
): int {
  switch (handler) {
    case IGNORE:
      return end;
    case REPLACE:
      for (let i = start; i < end; i++) addEncoded(out, codec, 63);
      return end;
    case BACKSLASH:
    case XML: {
      const instead = new StrBuilder();
      for (let i = start; i < end; i++) {
        const c = text.charAt(i);
        if (handler === XML) {
          instead.add("&#");
          instead.addInt(c);
          instead.addChar(59);
        } else addBackslashed(instead, c);
      }
      addText(out, codec, instead.build());
      return end;
    }
    case ESCAPE: {
      let at = start;
      while (at < end && text.charAt(at) >= 0xdc80 && text.charAt(at) <= 0xdcff) at++;
      if (at === start || codec > LATIN1) break;
      for (let i = start; i < at; i++) out.add(text.charAt(i) - 0xdc00);
      return at;
    }
    case PASS: {
      if (codec === ASCII || codec === LATIN1) break;
      for (let i = start; i < end; i++) addEncoded(out, codec, text.charAt(i));
      return end;
    }
    case OTHER: {
      const exception = encodeError(codec, text, start, end);
      const answer = askHandler(errors!, exception, text.length, true);
      if (answer.value instanceof W_Bytes)
        for (let i = 0; i < answer.value.items.length; i++) out.add(answer.value.items[i]!);
      else {
        const instead = answer.value as W_Str;
        for (let i = 0; i < instead.length; i++)
          if (cannotEncode(codec, instead.charAt(i))) throw raiseObject(exception);
        addText(out, codec, instead);
      }
      return answer.position;
    }
  }
  throw raiseObject(encodeError(codec, text, start, end));
}
function addText(out: ByteBuilder, codec: int, text: W_Str): void {
  for (let i = 0; i < text.length; i++) addEncoded(out, codec, text.charAt(i));
}
/** \x.., \u.... or \U........ */
function addBackslashed(text: StrBuilder, c: int): void {
  text.addChar(92);
  const digits = c < 256 ? 2 : c < 65536 ? 4 : 8;
  text.addChar(digits === 2 ? 120 : digits === 4 ? 117 : 85);
  for (let i = digits - 1; i >= 0; i--) text.addChar(digitChar(intAnd(intShr(c, 4 * i), 15)));
}
function encodeError(codec: int, text: W_Str, start: int, end: int): W_Object {
  const reason = codec === ASCII ? asciiReason : codec === LATIN1 ? latinReason : surrogatesReason;
  return unicodeError(w_UnicodeEncodeError, codecNames[codec]!, text, start, end, reason);
}

// --- decoding

function isAscii(bytes: U8Array, from: int, to: int): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! > 127) return false;
  return true;
}
/** bytes.decode */
export function decodeText(bytes: U8Array, encoding: W_Object | null, errors: W_Object | null): W_Str {
  const name = encoding === null ? null : nameArgument(encoding, decodeName, encodingArgument);
  const handlerName = errors === null ? null : nameArgument(errors, decodeName, errorsArgument);
  const codec = name === null ? UTF8 : findCodec(name);
  if (codec < 0) {
    const result = byRegistry(name!, 1, new W_Bytes(bytes), handlerName).unwrap();
    if (result instanceof W_Str) return result;
    throw raise2(
      w_TypeError,
      "'%S' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types",
      name!,
      result,
    );
  }
  if (codec === LATIN1 || (codec <= ASCII && isAscii(bytes, 0, bytes.length))) {
    if (bytes.length < 2) {
      const short = new StrBuilder();
      for (let i = 0; i < bytes.length; i++) short.addChar(bytes[i]!);
      return short.build();
    }
    const copy = new U8Array(bytes.length);
    arrayCopy(bytes, 0, copy, 0, bytes.length);
    return latinStr(copy);
  }
  const decoder = new Decoder(bytes, codec, handlerName);
  return decoder.run();
}
class Decoder {
  readonly bytes: U8Array;
  private readonly codec: int;
  private readonly errors: W_Str | null;
  private readonly handler: int;
  private readonly text: StrBuilder = new StrBuilder();
  private at: int = 0;
  private big: boolean = false;
  constructor(bytes: U8Array, codec: int, errors: W_Str | null) {
    this.bytes = bytes;
    this.codec = codec;
    this.errors = errors;
    this.handler = findHandler(errors);
  }
  run(): W_Str {
    const codec = this.codec;
    this.big = codec === UTF16BE || codec === UTF32BE;
    if (codec === UTF16) this.readMark(2);
    if (codec === UTF32) this.readMark(4);
    while (this.at < this.bytes.length) {
      if (codec === UTF8) this.utf8();
      else if (codec === ASCII) this.ascii();
      else if (codec < UTF32) this.utf16();
      else this.utf32();
    }
    return this.text.build();
  }
  /** A byte order mark: 0xfeff in one of the orders. */
  private readMark(size: int): void {
    const bytes = this.bytes;
    if (bytes.length < size) return;
    const a: int = bytes[0]!;
    const b: int = bytes[1]!;
    if (size === 2) {
      if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
        this.big = a === 0xfe;
        this.at = 2;
      }
      return;
    }
    const little = a === 0xff && b === 0xfe && bytes[2]! === 0 && bytes[3]! === 0;
    const big = a === 0 && b === 0 && bytes[2]! === 0xfe && bytes[3]! === 0xff;
    if (little || big) {
      this.big = big;
      this.at = 4;
    }
  }
  private ascii(): void {
    const c: int = this.bytes[this.at]!;
    if (c < 128) {
      this.text.addChar(c);
      this.at = this.at + 1;
    } else this.wrong(1, asciiReason);
  }
  private utf8(): void {
    const bytes = this.bytes;
    const i = this.at;
    const first: int = bytes[i]!;
    if (first < 128) {
      this.text.addChar(first);
      this.at = i + 1;
      return;
    }
    const needed = sequenceLength(first);
    if (needed === 0) {
      this.wrong(1, startReason);
      return;
    }
    const good = validBytes(bytes, i, needed);
    if (good < needed) {
      this.wrong(good, i + good >= bytes.length ? endReason : continuationReason);
      return;
    }
    let c = intAnd(first, needed === 2 ? 31 : needed === 3 ? 15 : 7);
    for (let k = 1; k < needed; k++) c = c * 64 + intAnd(bytes[i + k]!, 63);
    this.text.addChar(c);
    this.at = i + needed;
  }
  private unit(at: int): int {
    const a: int = this.bytes[at]!;
    const b: int = this.bytes[at + 1]!;
    return this.big ? a * 256 + b : b * 256 + a;
  }
  private utf16(): void {
    const left = this.bytes.length - this.at;
    if (left < 2) {
      this.wrong(left, truncatedReason);
      return;
    }
    const unit = this.unit(this.at);
    if (unit < 0xd800 || unit > 0xdfff) {
      this.text.addChar(unit);
      this.at = this.at + 2;
      return;
    }
    if (unit >= 0xdc00) {
      this.wrong(2, illegalEncodingReason);
      return;
    }
    if (left < 4) {
      this.wrong(left, endReason);
      return;
    }
    const low = this.unit(this.at + 2);
    if (low < 0xdc00 || low > 0xdfff) {
      this.wrong(2, illegalSurrogateReason);
      return;
    }
    this.text.addChar(0x10000 + (unit - 0xd800) * 1024 + low - 0xdc00);
    this.at = this.at + 4;
  }
  private utf32(): void {
    const left = this.bytes.length - this.at;
    if (left < 4) {
      this.wrong(left, truncatedReason);
      return;
    }
    let c: int = 0;
    for (let i = 0; i < 4; i++) c = c * 256 + this.bytes[this.at + (this.big ? i : 3 - i)]!;
    if (c >= 0xd800 && c <= 0xdfff) {
      this.wrong(4, surrogateRangeReason);
      return;
    }
    if (c > 0x10ffff) {
      this.wrong(4, rangeReason);
      return;
    }
    this.text.addChar(c);
    this.at = this.at + 4;
  }
  /** `count` bytes from `at` on are no text. */
  private wrong(count: int, reason: W_Str): void {
    const start = this.at;
    const end = start + count;
    switch (this.handler) {
      case IGNORE:
        this.at = end;
        return;
      case REPLACE:
        this.text.addChar(0xfffd);
        this.at = end;
        return;
      case BACKSLASH:
        for (let i = start; i < end; i++) addBackslashed(this.text, this.bytes[i]!);
        this.at = end;
        return;
      case ESCAPE: {
        let at = start;
        while (at < end && this.bytes[at]! >= 128) {
          this.text.addChar(0xdc00 + this.bytes[at]!);
          at++;
        }
        if (at === start) break;
        this.at = at;
        return;
      }
      case PASS:
        if (this.passSurrogate()) return;
        break;
      case OTHER: {
        const exception = this.error(start, end, reason);
        const answer = askHandler(this.errors!, exception, this.bytes.length, false);
        this.text.addStr(answer.value as W_Str);
        this.at = answer.position;
        return;
      }
      case XML:
        throw raise1(w_TypeError, "don't know how to handle %T in error callback", this.error(start, end, reason));
    }
    throw raiseObject(this.error(start, end, reason));
  }
  /** A surrogate in the codec's own form. */
  private passSurrogate(): boolean {
    const i = this.at;
    const bytes = this.bytes;
    let c = 0;
    let size = 0;
    if (this.codec === UTF8 && i + 3 <= bytes.length && bytes[i]! === 0xed) {
      const second: int = bytes[i + 1]!;
      const third: int = bytes[i + 2]!;
      if (second < 0xa0 || second > 0xbf || third < 0x80 || third > 0xbf) return false;
      c = 0xd000 + intAnd(second, 63) * 64 + intAnd(third, 63);
      size = 3;
    } else if (this.codec >= UTF16 && this.codec < UTF32 && i + 2 <= bytes.length) {
      c = this.unit(i);
      size = 2;
    } else if (this.codec >= UTF32 && i + 4 <= bytes.length) {
      for (let k = 0; k < 4; k++) c = c * 256 + bytes[i + (this.big ? k : 3 - k)]!;
      size = 4;
    }
    if (c < 0xd800 || c > 0xdfff) return false;
    this.text.addChar(c);
    this.at = i + size;
    return true;
  }
  private error(start: int, end: int, reason: W_Str): W_Object {
    // the codecs with a mark are called by the order that they found
    let named = this.codec;
    if (named === UTF16 || named === UTF32) named = named + (this.big ? 2 : 1);
    return unicodeError(w_UnicodeDecodeError, codecNames[named]!, new W_Bytes(this.bytes), start, end, reason);
  }
}
/** How long a UTF-8 sequence with this first byte is; 0: it begins none. */
function sequenceLength(first: int): int {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}
/** How many bytes from `at` on are a sequence's beginning. */
function validBytes(bytes: U8Array, at: int, needed: int): int {
  const first: int = bytes[at]!;
  let n = 1;
  while (n < needed && at + n < bytes.length) {
    const c: int = bytes[at + n]!;
    let least = 0x80;
    let most = 0xbf;
    // no overlong forms, no surrogates, nothing beyond U+10FFFF
    if (n === 1 && first === 0xe0) least = 0xa0;
    else if (n === 1 && first === 0xed) most = 0x9f;
    else if (n === 1 && first === 0xf0) least = 0x90;
    else if (n === 1 && first === 0xf4) most = 0x8f;
    if (c < least || c > most) break;
    n++;
  }
  return n;
}
