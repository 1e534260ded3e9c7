// The error handlers of the registry: (exception) -> (text or bytes in place of what is at fault, where to go on).

import { type int, U8Array } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { addBackslashed, addEncoded, ByteBuilder, findCodec, UTF8, UTF16, UTF16BE, UTF32BE } from "./codecs.ts";
import { textArgument } from "./codecsmodule.ts";
import { surrogateAt, surrogateSize } from "./decoding.ts";
import {
  raise0,
  raise1,
  raiseObject,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
  w_UnicodeError,
} from "./errors.ts";
import { W_BaseException } from "./exceptions.ts";
import { decodedBytes, faultEnd, faultStart, faultyText } from "./exceptiontypes.ts";
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { charStr, emptyStr, intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { characterName } from "./unicodenames.ts";

const n_encoding = intern("encoding");
function notHandled(error: W_Object): W_Object {
  throw raise1(w_TypeError, "don't know how to handle %T in error callback", error);
}
function strict_errors(error: W_Object): W_Object {
  if (error instanceof W_BaseException) throw raiseObject(error);
  throw raise0(w_TypeError, "codec must pass exception instance");
}
/** Where an encoding's, a decoding's or a translation's fault stands, within the object. */
class FaultPlace {
  /** null: a decoding's. */
  readonly text: W_Str | null;
  readonly bytes: U8Array;
  readonly start: int;
  /** Never before the start. */
  readonly stop: int;
  /** As the handler answers it. */
  readonly end: int;
  constructor(error: W_BaseException) {
    const decoding = error.getType().isSubtype(w_UnicodeDecodeError);
    this.text = decoding ? null : faultyText(error);
    this.bytes = decoding ? decodedBytes(error) : noBytes;
    const length = this.text === null ? this.bytes.length : this.text.length;
    this.start = faultStart(error, length);
    this.end = faultEnd(error, length);
    this.stop = this.end < this.start ? this.start : this.end;
  }
  codeAt(index: int): int {
    return this.text === null ? this.bytes[index]! : this.text.charAt(index);
  }
}
const noBytes = new U8Array(0);
function placeOf(error: W_Object): FaultPlace {
  return new FaultPlace(error as W_BaseException);
}
/** An error of one of the three kinds. */
function hasPlace(error: W_Object): boolean {
  const type = error.getType();
  return type.isSubtype(w_UnicodeError) && type !== w_UnicodeError;
}
function ignore_errors(error: W_Object): W_Object {
  if (!hasPlace(error)) return notHandled(error);
  return newTuple2(emptyStr, newInt(placeOf(error).end));
}
function replace_errors(error: W_Object): W_Object {
  if (!hasPlace(error)) return notHandled(error);
  const place = placeOf(error);
  if (place.text === null) return newTuple2(charStr(0xfffd), newInt(place.end));
  const text = new StrBuilder();
  const encode = error.getType().isSubtype(w_UnicodeEncodeError);
  for (let i = place.start; i < place.stop; i++) text.addChar(encode ? 63 : 0xfffd);
  return newTuple2(text.build(), newInt(place.end));
}
function xmlcharrefreplace_errors(error: W_Object): W_Object {
  if (!error.getType().isSubtype(w_UnicodeEncodeError)) return notHandled(error);
  const place = placeOf(error);
  const text = new StrBuilder();
  for (let i = place.start; i < place.stop; i++) {
    text.add("&#");
    text.addInt(place.codeAt(i));
    text.addChar(59);
  }
  return newTuple2(text.build(), newInt(place.end));
}
function backslashreplace_errors(error: W_Object): W_Object {
  if (!hasPlace(error)) return notHandled(error);
  const place = placeOf(error);
  const text = new StrBuilder();
  for (let i = place.start; i < place.stop; i++) addBackslashed(text, place.codeAt(i));
  return newTuple2(text.build(), newInt(place.end));
}
function namereplace_errors(error: W_Object): W_Object {
  if (!error.getType().isSubtype(w_UnicodeEncodeError)) return notHandled(error);
  const place = placeOf(error);
  const text = new StrBuilder();
  for (let i = place.start; i < place.stop; i++) {
    const name = characterName(place.codeAt(i));
    if (name === null) addBackslashed(text, place.codeAt(i));
    else {
      text.add("\\N{");
      text.addStr(name);
      text.addChar(125);
    }
  }
  return newTuple2(text.build(), newInt(place.stop));
}
/** Bytes beyond ASCII as lone surrogates U+DC80 to U+DCFF, and back. */
function surrogateescape_errors(error: W_Object): W_Object {
  const type = error.getType();
  const encoding = type.isSubtype(w_UnicodeEncodeError);
  if (!encoding && !type.isSubtype(w_UnicodeDecodeError)) return notHandled(error);
  const place = placeOf(error);
  if (encoding) {
    const bytes = new U8Array(place.stop - place.start);
    for (let i = place.start; i < place.stop; i++) {
      const c = place.codeAt(i);
      if (c < 0xdc80 || c > 0xdcff) throw raiseObject(error);
      bytes[i - place.start] = c - 0xdc00;
    }
    return newTuple2(new W_Bytes(bytes), newInt(place.end));
  }
  const text = new StrBuilder();
  let i = place.start;
  // four at most, as many as a character may have
  while (i < place.stop && i - place.start < 4 && place.codeAt(i) >= 128) {
    text.addChar(0xdc00 + place.codeAt(i));
    i++;
  }
  if (i === place.start) throw raiseObject(error);
  return newTuple2(text.build(), newInt(i));
}
/** Surrogates in the form that the codec has for other characters. */
function surrogatepass_errors(error: W_Object): W_Object {
  const type = error.getType();
  const encoding = type.isSubtype(w_UnicodeEncodeError);
  if (!encoding && !type.isSubtype(w_UnicodeDecodeError)) return notHandled(error);
  const codec = findCodec(textArgument(getAttr(error, n_encoding)));
  if (codec !== UTF8 && codec < UTF16) throw raiseObject(error);
  const place = placeOf(error);
  if (encoding) {
    const out = new ByteBuilder(place.stop - place.start);
    for (let i = place.start; i < place.stop; i++) {
      const c = place.codeAt(i);
      if (c < 0xd800 || c > 0xdfff) throw raiseObject(error);
      addEncoded(out, codec, c);
    }
    return newTuple2(new W_Bytes(out.build()), newInt(place.end));
  }
  const c = surrogateAt(place.bytes, place.start, codec, codec === UTF16BE || codec === UTF32BE);
  if (c < 0) throw raiseObject(error);
  return newTuple2(charStr(c), newInt(place.start + surrogateSize(codec)));
}
export const errorHandlers: (readonly [name: string, handler: W_Builtin])[] = (
  [
    ["strict", strict_errors],
    ["ignore", ignore_errors],
    ["replace", replace_errors],
    ["xmlcharrefreplace", xmlcharrefreplace_errors],
    ["backslashreplace", backslashreplace_errors],
    ["namereplace", namereplace_errors],
    ["surrogateescape", surrogateescape_errors],
    ["surrogatepass", surrogatepass_errors],
  ] as const
).map(([name, fn]) => [name, builtinFunction(`${name}_errors(exception, /)`, fn)]);
