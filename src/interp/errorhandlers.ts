// The error handlers of the registry: (exception) -> (text or bytes in place of what is at fault, where to go on).

import { U8Array } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { addBackslashed, addEncoded, ByteBuilder, findCodec, UTF8, UTF16, UTF16BE, UTF32BE } from "./codecs.ts";
import { bytesOf, textArgument } from "./codecsmodule.ts";
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
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { getAttr, getItem, toInt } from "./operations.ts";
import { charStr, emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { characterName } from "./unicodenames.ts";

const n_encoding = intern("encoding");
const n_start = intern("start");
const n_end = intern("end");
const n_object = intern("object");
function notHandled(error: W_Object): W_Object {
  throw raise1(w_TypeError, "don't know how to handle %T in error callback", error);
}
function strict_errors(error: W_Object): W_Object {
  if (error instanceof W_BaseException) throw raiseObject(error);
  throw raise0(w_TypeError, "codec must pass exception instance");
}
function ignore_errors(error: W_Object): W_Object {
  const type = error.getType();
  if (!type.isSubtype(w_UnicodeError) || type === w_UnicodeError) return notHandled(error);
  return newTuple2(emptyStr, getAttr(error, n_end));
}
function replace_errors(error: W_Object): W_Object {
  const type = error.getType();
  if (!type.isSubtype(w_UnicodeError) || type === w_UnicodeError) return notHandled(error);
  const count = toInt(getAttr(error, n_end)) - toInt(getAttr(error, n_start));
  if (type.isSubtype(w_UnicodeDecodeError)) return newTuple2(charStr(0xfffd), getAttr(error, n_end));
  const text = new StrBuilder();
  const encode = type.isSubtype(w_UnicodeEncodeError);
  for (let i = 0; i < count; i++) text.addChar(encode ? 63 : 0xfffd);
  return newTuple2(text.build(), getAttr(error, n_end));
}
function xmlcharrefreplace_errors(error: W_Object): W_Object {
  if (!error.getType().isSubtype(w_UnicodeEncodeError)) return notHandled(error);
  const object = textArgument(getAttr(error, n_object));
  const end = toInt(getAttr(error, n_end));
  const text = new StrBuilder();
  for (let i = toInt(getAttr(error, n_start)); i < end; i++) {
    text.add("&#");
    text.addStr(newInt(object.charAt(i)).repr());
    text.addChar(59);
  }
  return newTuple2(text.build(), getAttr(error, n_end));
}
function backslashreplace_errors(error: W_Object): W_Object {
  const type = error.getType();
  if (!type.isSubtype(w_UnicodeError) || type === w_UnicodeError) return notHandled(error);
  const object = getAttr(error, n_object).unwrap();
  const end = toInt(getAttr(error, n_end));
  const text = new StrBuilder();
  for (let i = toInt(getAttr(error, n_start)); i < end; i++)
    addBackslashed(text, object instanceof W_Str ? object.charAt(i) : toInt(getItem(object, newInt(i))));
  return newTuple2(text.build(), newInt(end));
}
function namereplace_errors(error: W_Object): W_Object {
  if (!error.getType().isSubtype(w_UnicodeEncodeError)) return notHandled(error);
  const object = textArgument(getAttr(error, n_object));
  const end = toInt(getAttr(error, n_end));
  const text = new StrBuilder();
  for (let i = toInt(getAttr(error, n_start)); i < end; i++) {
    const name = characterName(object.charAt(i));
    if (name === null) addBackslashed(text, object.charAt(i));
    else {
      text.add("\\N{");
      text.addStr(name);
      text.addChar(125);
    }
  }
  return newTuple2(text.build(), newInt(end));
}
/** Bytes beyond ASCII as lone surrogates U+DC80 to U+DCFF, and back. */
function surrogateescape_errors(error: W_Object): W_Object {
  const type = error.getType();
  const encoding = type.isSubtype(w_UnicodeEncodeError);
  if (!encoding && !type.isSubtype(w_UnicodeDecodeError)) return notHandled(error);
  const start = toInt(getAttr(error, n_start));
  const end = toInt(getAttr(error, n_end));
  if (encoding) {
    const object = textArgument(getAttr(error, n_object));
    const bytes = new U8Array(end - start);
    for (let i = start; i < end; i++) {
      const c = object.charAt(i);
      if (c < 0xdc80 || c > 0xdcff) throw raiseObject(error);
      bytes[i - start] = c - 0xdc00;
    }
    return newTuple2(new W_Bytes(bytes), newInt(end));
  }
  const bytes = bytesOf(getAttr(error, n_object));
  const text = new StrBuilder();
  let i = start;
  // four at most, as many as a character may have
  while (i < end && i - start < 4 && bytes[i]! >= 128) {
    text.addChar(0xdc00 + bytes[i]!);
    i++;
  }
  if (i === start) throw raiseObject(error);
  return newTuple2(text.build(), newInt(i));
}
/** Surrogates in the form that the codec has for other characters. */
function surrogatepass_errors(error: W_Object): W_Object {
  const type = error.getType();
  const encoding = type.isSubtype(w_UnicodeEncodeError);
  if (!encoding && !type.isSubtype(w_UnicodeDecodeError)) return notHandled(error);
  const codec = findCodec(textArgument(getAttr(error, n_encoding)));
  if (codec !== UTF8 && codec < UTF16) throw raiseObject(error);
  const start = toInt(getAttr(error, n_start));
  if (encoding) {
    const end = toInt(getAttr(error, n_end));
    const object = textArgument(getAttr(error, n_object));
    const out = new ByteBuilder(end - start);
    for (let i = start; i < end; i++) {
      const c = object.charAt(i);
      if (c < 0xd800 || c > 0xdfff) throw raiseObject(error);
      addEncoded(out, codec, c);
    }
    return newTuple2(new W_Bytes(out.build()), newInt(end));
  }
  const bytes = bytesOf(getAttr(error, n_object));
  const c = surrogateAt(bytes, start, codec, codec === UTF16BE || codec === UTF32BE);
  if (c < 0) throw raiseObject(error);
  return newTuple2(charStr(c), newInt(start + surrogateSize(codec)));
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
