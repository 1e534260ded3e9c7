// Text to bytes and back: UTF-8, ASCII, Latin-1, with the error handlers strict, ignore, replace, surrogateescape, backslashreplace, xmlcharrefreplace, surrogatepass.

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, intOr, intShr, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import {
  type OperationError,
  raise1,
  raise2,
  raiseObject,
  w_LookupError,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
} from "./errors.ts";
import { unicodeError } from "./exceptiontypes.ts";
import type { W_Object } from "./object.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";

const UTF8 = 0;
const ASCII = 1;
const LATIN1 = 2;
/** By codec: its name in errors, and what it cannot encode. */
const codecNames: W_Str[] = ["utf-8", "ascii", "latin-1"].map(intern);
const encodeReasons: W_Str[] = ["surrogates not allowed", "ordinal not in range(128)", "ordinal not in range(256)"].map(
  intern,
);

const decodeReasons: W_Str[] = [
  "ordinal not in range(128)",
  "invalid start byte",
  "unexpected end of data",
  "invalid continuation byte",
].map(intern);

/** Names of encodings, lower case, `_` as `-`; the codec stands at the same place in `encodingCodecs`. */
const encodingNames: W_Str[] = [];
const encodingCodecs: number[] = [];
const encodings: readonly (readonly [codec: number, names: string])[] = [
  [UTF8, "utf-8 utf8 u8 cp65001"],
  [ASCII, "ascii us-ascii 646"],
  [LATIN1, "latin-1 latin1 iso-8859-1 iso8859-1 8859 cp819 l1"],
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
const SURROGATE_ESCAPE = 3;
const BACKSLASH = 4;
const XML = 5;
const SURROGATE_PASS = 6;
const handlerNames: W_Str[] = [
  "strict",
  "ignore",
  "replace",
  "surrogateescape",
  "backslashreplace",
  "xmlcharrefreplace",
  "surrogatepass",
].map(intern);

function nameArgument(object: W_Object, what: W_Str): W_Str {
  const name = object.unwrap();
  if (name instanceof W_Str) return name;
  throw raise2(w_TypeError, "%S must be str, not %T", what, object);
}
const encodingArgument = intern("encoding");
const errorsArgument = intern("errors");
function findCodec(encoding: W_Object | null): int {
  if (encoding === null) return UTF8;
  const name = nameArgument(encoding, encodingArgument);
  const plain = new StrBuilder();
  for (let i = 0; i < name.length; i++) {
    const c = name.charAt(i);
    plain.addChar(c >= 65 && c <= 90 ? c + 32 : c === 95 ? 45 : c);
  }
  const wanted = plain.build();
  for (let i = 0; i < encodingNames.length; i++) if (encodingNames[i]!.equals(wanted)) return codecOf[i]!;
  throw raise1(w_LookupError, "unknown encoding: %S", name);
}
function findHandler(errors: W_Object | null): int {
  if (errors === null) return STRICT;
  const name = nameArgument(errors, errorsArgument);
  for (let i = 0; i < handlerNames.length; i++) if (handlerNames[i]!.equals(name)) return i;
  throw raise1(w_LookupError, "unknown error handler name '%S'", name);
}

/** Whether the codec has no bytes for the code point. */
function cannotEncode(codec: int, c: int): boolean {
  if (codec === UTF8) return c >= 0xd800 && c <= 0xdfff;
  return c > (codec === ASCII ? 127 : 255);
}
/** str.encode */
export function encodeText(text: W_Str, encoding: W_Object | null, errors: W_Object | null): U8Array {
  const codec = findCodec(encoding);
  const handler = findHandler(errors);
  // the longest replacements: \U0010ffff and &#1114111;
  const room = handler === BACKSLASH || handler === XML ? 10 : codec === UTF8 ? 4 : 1;
  const bytes = new U8Array(text.length * room);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    let c = text.charAt(i);
    if (cannotEncode(codec, c)) {
      if (handler === IGNORE) continue;
      if (handler === BACKSLASH || handler === XML) {
        const shown = handler === XML ? characterReference(c) : escaped(c);
        for (let k = 0; k < shown.length; k++) bytes[n + k] = shown.charAt(k);
        n = n + shown.length;
        continue;
      }
      if (handler === SURROGATE_ESCAPE && c >= 0xdc80 && c <= 0xdcff) {
        bytes[n] = c - 0xdc00;
        n++;
        continue;
      }
      if (handler === REPLACE) c = 63;
      else if (handler !== SURROGATE_PASS || codec !== UTF8) throw encodeError(codec, text, i);
    }
    if (codec !== UTF8 || c < 128) {
      bytes[n] = c;
      n++;
      continue;
    }
    // a lead byte with the upper bits, then six bits each
    const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    bytes[n] = intOr(more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0, intShr(c, 6 * more));
    for (let k = 1; k <= more; k++) bytes[n + k] = intOr(0x80, intAnd(intShr(c, 6 * (more - k)), 63));
    n = n + more + 1;
  }
  const exact = new U8Array(n);
  arrayCopy(bytes, 0, exact, 0, n);
  return exact;
}
/** `\xff`, `\u20ac`, `\U0001f40d` */
function escaped(c: int): W_Str {
  const text = new StrBuilder();
  const digits = c < 256 ? 2 : c < 0x10000 ? 4 : 8;
  text.add(digits === 2 ? "\\x" : digits === 4 ? "\\u" : "\\U");
  for (let k = digits - 1; k >= 0; k--) {
    const digit = intAnd(intShr(c, 4 * k), 15);
    text.addChar(digit < 10 ? 48 + digit : 87 + digit);
  }
  return text.build();
}
/** `&#8364;` */
function characterReference(c: int): W_Str {
  const text = new StrBuilder();
  text.add("&#");
  text.addInt(c);
  text.addChar(59);
  return text.build();
}
function encodeError(codec: int, text: W_Str, at: int): OperationError {
  let end = at + 1;
  while (end < text.length && cannotEncode(codec, text.charAt(end))) end++;
  return raiseObject(unicodeError(w_UnicodeEncodeError, codecNames[codec]!, text, at, end, encodeReasons[codec]!));
}

/** bytes.decode */
export function decodeText(bytes: U8Array, encoding: W_Object | null, errors: W_Object | null): W_Str {
  const codec = findCodec(encoding);
  const handler = findHandler(errors);
  const text = new StrBuilder();
  let i = 0;
  while (i < bytes.length) {
    const first: int = bytes[i]!;
    if (first < 128 || codec === LATIN1) {
      text.addChar(first);
      i++;
      continue;
    }
    const good = codec === ASCII ? 0 : validBytes(bytes, i);
    const needed = codec === ASCII ? 0 : sequenceLength(first);
    if (needed > 0 && good === needed) {
      let c = intAnd(first, needed === 2 ? 31 : needed === 3 ? 15 : 7);
      for (let k = 1; k < needed; k++) c = c * 64 + intAnd(bytes[i + k]!, 63);
      text.addChar(c);
      i = i + needed;
      continue;
    }
    if (handler === SURROGATE_PASS && codec === UTF8 && isSurrogate(bytes, i)) {
      text.addChar(0xd000 + intAnd(bytes[i + 1]!, 63) * 64 + intAnd(bytes[i + 2]!, 63));
      i = i + 3;
      continue;
    }
    if (handler === STRICT || handler === XML || handler === SURROGATE_PASS) {
      if (codec === ASCII) throw decodeError(codec, bytes, i, good, decodeReasons[0]!);
      if (needed === 0) throw decodeError(codec, bytes, i, good, decodeReasons[1]!);
      throw decodeError(codec, bytes, i, good, decodeReasons[i + good >= bytes.length ? 2 : 3]!);
    }
    const bad = good < 1 ? 1 : good;
    if (handler === REPLACE) text.addChar(0xfffd);
    else if (handler === SURROGATE_ESCAPE) for (let k = 0; k < bad; k++) text.addChar(0xdc00 + bytes[i + k]!);
    else if (handler === BACKSLASH) for (let k = 0; k < bad; k++) text.addStr(escaped(bytes[i + k]!));
    i = i + bad;
  }
  return text.build();
}
/** Whether the three bytes are a surrogate, as UTF-8 would encode it. */
function isSurrogate(bytes: U8Array, at: int): boolean {
  if (at + 2 >= bytes.length || bytes[at] !== 0xed) return false;
  const second: int = bytes[at + 1]!;
  const third: int = bytes[at + 2]!;
  return second >= 0xa0 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
}
/** How long a UTF-8 sequence with this first byte is; 0: it begins none. */
function sequenceLength(first: int): int {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}
/** How many bytes from `at` on are a sequence's beginning. */
function validBytes(bytes: U8Array, at: int): int {
  const first: int = bytes[at]!;
  const needed = sequenceLength(first);
  if (needed === 0) return 0;
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
function decodeError(codec: int, bytes: U8Array, at: int, good: int, reason: W_Str): OperationError {
  const end = at + (good < 1 ? 1 : good);
  return raiseObject(unicodeError(w_UnicodeDecodeError, codecNames[codec]!, new W_Bytes(bytes), at, end, reason));
}
