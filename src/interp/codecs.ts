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
import type { W_BaseException } from "./exceptions.ts";
import { decodedBytes, unicodeError } from "./exceptiontypes.ts";
import { newInt } from "./int.ts";
import { digitChar } from "./long.ts";
import type { W_Object } from "./object.ts";
import { getAttr, getItem, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";

export const UTF8 = 0;
export const ASCII = 1;
export const LATIN1 = 2;
export const UTF16 = 3;
export const UTF16LE = 4;
export const UTF16BE = 5;
export const UTF32 = 6;
export const UTF32LE = 7;
export const UTF32BE = 8;
/** By codec: its name in errors. */
export const codecNames: W_Str[] = [
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
export const asciiReason = intern("ordinal not in range(128)");
const latinReason = intern("ordinal not in range(256)");

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
export const IGNORE = 1;
export const REPLACE = 2;
export const BACKSLASH = 3;
export const XML = 4;
export const ESCAPE = 5;
export const PASS = 6;
/** Asked of the registry. */
export const OTHER = 7;
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
export const encodingArgument = intern("encoding");
export const errorsArgument = intern("errors");
export function nameArgument(object: W_Object, method: W_Str, what: W_Str): W_Str {
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
export function findCodec(name: W_Str): int {
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
export function findHandler(errors: W_Str | null): int {
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
const n_isTextEncoding = intern("_is_text_encoding");
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
/** Calls a codec's function number `which` (0 encodes, 1 decodes). What it raises is noted to be of that codec. */
export function callCodec(fn: W_Object, which: int, name: W_Str, input: W_Object, errors: W_Object): W_Object {
  try {
    return fn.call2(input, errors);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    const note = new StrBuilder();
    note.add(which === 0 ? "encoding with '" : "decoding with '");
    note.addStr(name);
    note.add("' codec failed");
    getAttr(error.value(), n_add_note).call1(note.build());
    throw error;
  }
}
const n_add_note = intern("add_note");
/** Runs the registry's codec, function number `which`. */
export function byRegistry(name: W_Str, which: int, input: W_Object, errors: W_Str | null): W_Object {
  const info = registered(name);
  const isText = info.getAttr(n_isTextEncoding);
  if (isText !== null && !isText.isTrue())
    throw raise1(
      w_LookupError,
      which === 0
        ? "'%S' is not a text encoding; use codecs.encode() to handle arbitrary codecs"
        : "'%S' is not a text encoding; use codecs.decode() to handle arbitrary codecs",
      name,
    );
  const answer = callCodec(getItem(info, newInt(which)), which, name, input, errors === null ? strictName : errors);
  if (!(answer instanceof W_Tuple) || answer.items.length !== 2)
    throw raise0(
      w_TypeError,
      which === 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object, integer)",
    );
  return answer.items[0]!;
}
/** What a registered error handler says: its text or bytes, and where to go on; when decoding, in which bytes: it may have put others in their place. */
export class Replacement {
  readonly value: W_Object;
  readonly position: int;
  readonly bytes: U8Array | null;
  constructor(value: W_Object, position: int, bytes: U8Array | null) {
    this.value = value;
    this.position = position;
    this.bytes = bytes;
  }
}
/** Asks the handler about an encoding's fault. `length`: of the text; -1: it is a decoding's, and the exception has the bytes. */
export function askHandler(errors: W_Str, exception: W_BaseException, length: int): Replacement {
  const encoding = length >= 0;
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
  const bytes = encoding ? null : decodedBytes(exception);
  const end = bytes === null ? length : bytes.length;
  let position = toInt((answer as W_Tuple).items[1]!);
  if (position < 0) position = position + end;
  if (position < 0 || position > end)
    throw raiseFull(w_IndexError, "position %d from error handler out of bounds", null, null, position, 0);
  return new Replacement(value, position, bytes);
}
/** None is strict. */
export function errorsName(errors: W_Object | null): W_Str {
  if (errors === null || errors === w_None) return strictName;
  const name = errors.unwrap();
  if (name instanceof W_Str) return name;
  throw raise1(w_TypeError, "errors must be str or None, not %T", errors);
}
/** Asks the error handler what stands for bytes that a codec could not decode, and adds it. The answer has the bytes and the place to go on. */
export function decodeFault(
  out: StrBuilder,
  codec: W_Str,
  bytes: U8Array,
  start: int,
  end: int,
  reason: W_Str,
  errors: W_Object | null,
): Replacement {
  const error = unicodeError(w_UnicodeDecodeError, codec, new W_Bytes(bytes), start, end, reason);
  const answer = askHandler(errorsName(errors), error, -1);
  out.addStr(answer.value as W_Str);
  return answer;
}

// --- encoding

/** Bytes in a growing array. */
export class ByteBuilder {
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
function unitSize(codec: int): int {
  return codec < UTF16 ? 1 : codec < UTF32 ? 2 : 4;
}
/** Whether the codec has no bytes for the code point. */
function cannotEncode(codec: int, c: int): boolean {
  if (codec === ASCII) return c > 127;
  if (codec === LATIN1) return c > 255;
  return c >= 0xd800 && c <= 0xdfff;
}
export function addEncoded(out: ByteBuilder, codec: int, c: int): void {
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
export function isAscii(bytes: U8Array, from: int, to: int): boolean {
  for (let i = from; i < to; i++) if (bytes[i]! > 127) return false;
  return true;
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
  const out = new ByteBuilder(text.length * (codec === UTF8 ? 2 : unitSize(codec)) + 4);
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
      const answer = askHandler(errors!, exception, text.length);
      if (answer.value instanceof W_Bytes) {
        const bytes = answer.value.items;
        if (bytes.length % unitSize(codec) !== 0) throw raiseObject(exception);
        for (let i = 0; i < bytes.length; i++) out.add(bytes[i]!);
      } else {
        // the UTF codecs take ASCII only
        const instead = answer.value as W_Str;
        for (let i = 0; i < instead.length; i++)
          if (instead.charAt(i) > (codec === LATIN1 ? 255 : 127)) throw raiseObject(exception);
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
export function addBackslashed(text: StrBuilder, c: int): void {
  text.addChar(92);
  const digits = c < 256 ? 2 : c < 65536 ? 4 : 8;
  text.addChar(digits === 2 ? 120 : digits === 4 ? 117 : 85);
  for (let i = digits - 1; i >= 0; i--) text.addChar(digitChar(intAnd(intShr(c, 4 * i), 15)));
}
function encodeError(codec: int, text: W_Str, start: int, end: int): W_BaseException {
  const reason = codec === ASCII ? asciiReason : codec === LATIN1 ? latinReason : surrogatesReason;
  return unicodeError(w_UnicodeEncodeError, codecNames[codec]!, text, start, end, reason);
}
