// Bytes to text: UTF-8, UTF-16, UTF-32, ASCII, Latin-1, whole or in pieces; other encodings are asked of the registry (codecs.ts).

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import {
  ASCII,
  addBackslashed,
  asciiReason,
  askHandler,
  BACKSLASH,
  byRegistry,
  codecNames,
  ESCAPE,
  encodingArgument,
  errorsArgument,
  findCodec,
  findHandler,
  IGNORE,
  isAscii,
  LATIN1,
  nameArgument,
  OTHER,
  PASS,
  REPLACE,
  UTF8,
  UTF16,
  UTF16BE,
  UTF32,
  UTF32BE,
  XML,
} from "./codecs.ts";
import { raise1, raise2, raiseObject, w_TypeError, w_UnicodeDecodeError } from "./errors.ts";
import type { W_BaseException } from "./exceptions.ts";
import { unicodeError } from "./exceptiontypes.ts";
import type { W_Object } from "./object.ts";
import { intern, latinStr, StrBuilder, W_Str } from "./text.ts";

const startReason = intern("invalid start byte");
const endReason = intern("unexpected end of data");
const continuationReason = intern("invalid continuation byte");
const truncatedReason = intern("truncated data");
const illegalSurrogateReason = intern("illegal UTF-16 surrogate");
const illegalEncodingReason = intern("illegal encoding");
const surrogateRangeReason = intern("code point in surrogate code point range(0xd800, 0xe000)");
const rangeReason = intern("code point not in range(0x110000)");
const decodeName = intern("decode");

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
  return new Decoder(bytes, codec, handlerName, true).run();
}
/** One piece of bytes. */
export class Decoder {
  bytes: U8Array;
  private readonly codec: int;
  private readonly errors: W_Str | null;
  private readonly handler: int;
  private readonly text: StrBuilder = new StrBuilder();
  /** Whether an unfinished character at the end is a fault; else it is left for the next piece. */
  private readonly final: boolean;
  /** How many bytes have been taken. */
  at: int = 0;
  big: boolean = false;
  /** Whether a byte order mark said the order. */
  marked: boolean = false;
  constructor(bytes: U8Array, codec: int, errors: W_Str | null, final: boolean) {
    this.bytes = bytes;
    this.codec = codec;
    this.errors = errors;
    this.handler = findHandler(errors);
    this.final = final;
  }
  run(): W_Str {
    const codec = this.codec;
    this.big = codec === UTF16BE || codec === UTF32BE;
    if (codec === UTF16) this.readMark(2);
    if (codec === UTF32) this.readMark(4);
    let more = true;
    while (more && this.at < this.bytes.length) {
      if (codec === UTF8) more = this.utf8();
      else if (codec === ASCII) this.ascii();
      else if (codec < UTF32) more = this.utf16();
      else more = this.utf32();
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
        this.marked = true;
        this.at = 2;
      }
      return;
    }
    const little = a === 0xff && b === 0xfe && bytes[2]! === 0 && bytes[3]! === 0;
    const big = a === 0 && b === 0 && bytes[2]! === 0xfe && bytes[3]! === 0xff;
    if (little || big) {
      this.big = big;
      this.marked = true;
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
  /** The next character, or a fault; false: what is left is unfinished. So do utf16 and utf32. */
  private utf8(): boolean {
    const bytes = this.bytes;
    const i = this.at;
    const first: int = bytes[i]!;
    if (first < 128) {
      this.text.addChar(first);
      this.at = i + 1;
      return true;
    }
    const needed = sequenceLength(first);
    if (needed === 0) return this.wrong(1, startReason);
    const good = validBytes(bytes, i, needed);
    if (good < needed) {
      if (i + good < bytes.length) return this.wrong(good, continuationReason);
      return this.unfinished(good, endReason);
    }
    let c = intAnd(first, needed === 2 ? 31 : needed === 3 ? 15 : 7);
    for (let k = 1; k < needed; k++) c = c * 64 + intAnd(bytes[i + k]!, 63);
    this.text.addChar(c);
    this.at = i + needed;
    return true;
  }
  private unit(at: int): int {
    const a: int = this.bytes[at]!;
    const b: int = this.bytes[at + 1]!;
    return this.big ? a * 256 + b : b * 256 + a;
  }
  private utf16(): boolean {
    const left = this.bytes.length - this.at;
    if (left < 2) return this.unfinished(left, truncatedReason);
    const unit = this.unit(this.at);
    if (unit < 0xd800 || unit > 0xdfff) {
      this.text.addChar(unit);
      this.at = this.at + 2;
      return true;
    }
    if (unit >= 0xdc00) return this.wrong(2, illegalEncodingReason);
    if (left < 4) return this.unfinished(left, endReason);
    const low = this.unit(this.at + 2);
    if (low < 0xdc00 || low > 0xdfff) return this.wrong(2, illegalSurrogateReason);
    this.text.addChar(0x10000 + (unit - 0xd800) * 1024 + low - 0xdc00);
    this.at = this.at + 4;
    return true;
  }
  private utf32(): boolean {
    const left = this.bytes.length - this.at;
    if (left < 4) return this.unfinished(left, truncatedReason);
    let c: int = 0;
    for (let i = 0; i < 4; i++) c = c * 256 + this.bytes[this.at + (this.big ? i : 3 - i)]!;
    if (c >= 0xd800 && c <= 0xdfff) return this.wrong(4, surrogateRangeReason);
    if (c > 0x10ffff) return this.wrong(4, rangeReason);
    this.text.addChar(c);
    this.at = this.at + 4;
    return true;
  }
  private unfinished(count: int, reason: W_Str): boolean {
    return this.final && this.wrong(count, reason);
  }
  /** `count` bytes from `at` on are no text: what stands in for them; true. */
  private wrong(count: int, reason: W_Str): boolean {
    const start = this.at;
    const end = start + count;
    switch (this.handler) {
      case IGNORE:
        this.at = end;
        return true;
      case REPLACE:
        this.text.addChar(0xfffd);
        this.at = end;
        return true;
      case BACKSLASH:
        for (let i = start; i < end; i++) addBackslashed(this.text, this.bytes[i]!);
        this.at = end;
        return true;
      case ESCAPE: {
        let at = start;
        while (at < end && this.bytes[at]! >= 128) {
          this.text.addChar(0xdc00 + this.bytes[at]!);
          at++;
        }
        if (at === start) break;
        this.at = at;
        return true;
      }
      case PASS:
        if (this.codec !== ASCII && this.passSurrogate()) return true;
        break;
      case OTHER: {
        const exception = this.error(start, end, reason);
        const answer = askHandler(this.errors!, exception, -1);
        this.text.addStr(answer.value as W_Str);
        this.bytes = answer.bytes!;
        this.at = answer.position;
        return true;
      }
      case XML:
        throw raise1(w_TypeError, "don't know how to handle %T in error callback", this.error(start, end, reason));
    }
    throw raiseObject(this.error(start, end, reason));
  }
  /** A surrogate in the codec's own form. */
  private passSurrogate(): boolean {
    const c = surrogateAt(this.bytes, this.at, this.codec, this.big);
    if (c < 0) return false;
    this.text.addChar(c);
    this.at = this.at + surrogateSize(this.codec);
    return true;
  }
  private error(start: int, end: int, reason: W_Str): W_BaseException {
    // the codecs with a mark are called by the order that they found
    let named = this.codec;
    if (named === UTF16 || named === UTF32) named = named + (this.big ? 2 : 1);
    return unicodeError(w_UnicodeDecodeError, codecNames[named]!, new W_Bytes(this.bytes), start, end, reason);
  }
}
/** How many bytes a UTF codec has for a surrogate. */
export function surrogateSize(codec: int): int {
  return codec < UTF16 ? 3 : codec < UTF32 ? 2 : 4;
}
/** The surrogate that begins there, in a UTF codec; -1: none. */
export function surrogateAt(bytes: U8Array, at: int, codec: int, big: boolean): int {
  const size = surrogateSize(codec);
  if (at + size > bytes.length) return -1;
  if (codec < UTF16) {
    const second: int = bytes[at + 1]!;
    const third: int = bytes[at + 2]!;
    if (bytes[at]! !== 0xed || second < 0xa0 || second > 0xbf || third < 0x80 || third > 0xbf) return -1;
    return 0xd000 + intAnd(second, 63) * 64 + intAnd(third, 63);
  }
  let c = 0;
  for (let k = 0; k < size; k++) c = c * 256 + bytes[at + (big ? k : size - 1 - k)]!;
  return c >= 0xd800 && c <= 0xdfff ? c : -1;
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
