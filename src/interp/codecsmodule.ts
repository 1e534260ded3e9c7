// The module _codecs: the registry of encodings and of error handlers, and the codecs that codecs.ts has, in the form that the standard
// library's `encodings` wraps. UTF-16, UTF-32, UTF-7 and the escape codecs are not there yet.

import { arrayCopy, type int, intAnd, intDiv, intMod, intShr, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { decodeText, encodeText } from "./codecs.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raiseObject,
  w_LookupError,
  w_NotImplementedError,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
  w_UnicodeTranslateError,
} from "./errors.ts";
import { unicodeError } from "./exceptiontypes.ts";
import { importModule } from "./finding.ts";
import { newInt, W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { getAttr, getItem, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { charStr, emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import { codecs_unicode_escape_decode, codecs_unicode_escape_encode } from "./unicodeescape.ts";

export function textArgument(object: W_Object): W_Str {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "argument must be str, not %T", object);
  return text;
}
export function bytesOf(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return bytes;
}
/** Errors argument: None means strict. */
function errorsOf(errors: W_Object | null): W_Object | null {
  return errors === w_None ? null : errors;
}

// --- encodings

class Registry {
  readonly searchers: W_List = new W_List();
  /** Normalized name -> what a searcher answered. */
  readonly found: W_Dict = new W_Dict();
  readonly handlers: W_Dict = new W_Dict();
  loaded: boolean = false;
}
const registry = new Registry();
const encodingsPackage = intern("encodings");

function codecs_register(search: W_Object): W_Object {
  if (!search.isCallable()) throw raise0(w_TypeError, "argument must be callable");
  registry.searchers.append(search);
  return w_None;
}
function codecs_unregister(search: W_Object): W_Object {
  const at = registry.searchers.indexOf(search, 0, registry.searchers.length);
  if (at >= 0) {
    registry.searchers.pop(at);
    registry.found.clear();
  }
  return w_None;
}
/** Lower case, and no spaces. */
function normalized(name: W_Str): W_Str {
  const text = new StrBuilder();
  for (let i = 0; i < name.length; i++) {
    const c = name.charAt(i);
    text.addChar(c >= 65 && c <= 90 ? c + 32 : c === 32 ? 95 : c);
  }
  return text.build();
}
function lookUp(encoding: W_Str): W_Object {
  const name = normalized(encoding);
  const known = registry.found.get(name);
  if (known !== null) return known;
  if (!registry.loaded) {
    registry.loaded = true;
    importModule(encodingsPackage);
  }
  for (let i = 0; i < registry.searchers.length; i++) {
    const answer = registry.searchers.get(i).call1(name);
    if (answer === w_None) continue;
    const tuple = answer.unwrap();
    if (!(tuple instanceof W_Tuple) || tuple.items.length !== 4)
      throw raise0(w_TypeError, "codec search functions must return 4-tuples");
    registry.found.set(name, answer);
    return answer;
  }
  throw raise1(w_LookupError, "unknown encoding: %S", encoding);
}
function codecs_lookup(encoding: W_Object): W_Object {
  return lookUp(textArgument(encoding));
}
const utf8Name = intern("utf-8");
const strictName = intern("strict");
function convert(object: W_Object, encoding: W_Object | null, errors: W_Object | null, which: int): W_Object {
  const codec = lookUp(encoding === null ? utf8Name : textArgument(encoding)).unwrap() as W_Tuple;
  const answer = codec.items[which]!.call2(object, errors === null ? strictName : errors).unwrap();
  if (!(answer instanceof W_Tuple) || answer.items.length !== 2)
    throw raise0(
      w_TypeError,
      which === 0 ? "encoder must return a tuple (object, integer)" : "decoder must return a tuple (object,integer)",
    );
  return answer.items[0]!;
}
function codecs_encode(object: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return convert(object, encoding, errors, 0);
}
function codecs_decode(object: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return convert(object, encoding, errors, 1);
}

// --- the codecs themselves: (result, how much was taken)

const asciiName = intern("ascii");
const latinName = intern("latin-1");
function encodeWith(text: W_Object, errors: W_Object | null, name: W_Str): W_Object {
  const string = textArgument(text);
  return newTuple2(new W_Bytes(encodeText(string, name, errorsOf(errors))), newInt(string.length));
}
function codecs_utf_8_encode(text: W_Object, errors: W_Object | null): W_Object {
  return encodeWith(text, errors, utf8Name);
}
function codecs_ascii_encode(text: W_Object, errors: W_Object | null): W_Object {
  return encodeWith(text, errors, asciiName);
}
function codecs_latin_1_encode(text: W_Object, errors: W_Object | null): W_Object {
  return encodeWith(text, errors, latinName);
}
function codecs_utf_8_decode(data: W_Object, errors: W_Object | null, final: W_Object | null): W_Object {
  let bytes = bytesOf(data);
  if (final === null || !final.isTrue()) {
    const count = bytes.length - unfinishedTail(bytes);
    const whole = new U8Array(count);
    arrayCopy(bytes, 0, whole, 0, count);
    bytes = whole;
  }
  return newTuple2(decodeText(bytes, utf8Name, errorsOf(errors)), newInt(bytes.length));
}
/** How many bytes at the end are the beginning of a sequence that is not complete. */
function unfinishedTail(bytes: U8Array): int {
  for (let n = 1; n <= 3 && n <= bytes.length; n++) {
    const byte: int = bytes[bytes.length - n]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return n < needed && byte < 0xf5 ? n : 0;
    }
  }
  return 0;
}
function codecs_ascii_decode(data: W_Object, errors: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  return newTuple2(decodeText(bytes, asciiName, errorsOf(errors)), newInt(bytes.length));
}
function codecs_latin_1_decode(data: W_Object, errors: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  return newTuple2(decodeText(bytes, latinName, errorsOf(errors)), newInt(bytes.length));
}
/** Latin-1, and the other characters as \\uXXXX and \\UXXXXXXXX. */
function codecs_raw_unicode_escape_encode(text: W_Object, _errors: W_Object | null): W_Object {
  const string = textArgument(text);
  let length = 0;
  for (let i = 0; i < string.length; i++) {
    const c = string.charAt(i);
    length = length + (c < 256 ? 1 : c < 0x10000 ? 6 : 10);
  }
  const bytes = new U8Array(length);
  let to = 0;
  for (let i = 0; i < string.length; i++) {
    const c = string.charAt(i);
    if (c < 256) {
      bytes[to] = c;
      to++;
      continue;
    }
    const digits = c < 0x10000 ? 4 : 8;
    bytes[to] = 92;
    bytes[to + 1] = digits === 4 ? 117 : 85;
    to = to + 2;
    for (let k = digits - 1; k >= 0; k--) {
      const digit = intAnd(intShr(c, 4 * k), 15);
      bytes[to] = digit < 10 ? 48 + digit : 87 + digit;
      to++;
    }
  }
  return newTuple2(new W_Bytes(bytes), newInt(string.length));
}
export function hexDigit(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
const rawUnicodeName = intern("rawunicodeescape");
const truncatedShort = intern("truncated \\uXXXX escape");
const truncatedLong = intern("truncated \\UXXXXXXXX escape");
const illegalReason = intern("\\Uxxxxxxxx out of range");
function codecs_raw_unicode_escape_decode(data: W_Object, errors: W_Object | null, _final: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  const text = new StrBuilder();
  let i = 0;
  while (i < bytes.length) {
    const letter: int = bytes[i] === 92 && i + 1 < bytes.length ? bytes[i + 1]! : 0;
    if (letter !== 117 && letter !== 85) {
      text.addChar(bytes[i]!);
      i++;
      // a backslash escapes a backslash
      if (letter === 92) {
        text.addChar(92);
        i++;
      }
      continue;
    }
    const digits = letter === 117 ? 4 : 8;
    const from = i;
    i = i + 2;
    let code = 0;
    let n = 0;
    while (n < digits && i < bytes.length) {
      const digit = hexDigit(bytes[i]!);
      if (digit < 0) break;
      code = code * 16 + digit;
      n++;
      i++;
    }
    if (n === digits && code <= 0x10ffff) text.addChar(code);
    else {
      const reason = n === digits ? illegalReason : digits === 4 ? truncatedShort : truncatedLong;
      text.addStr(
        replacement(unicodeError(w_UnicodeDecodeError, rawUnicodeName, new W_Bytes(bytes), from, i, reason), errors),
      );
    }
  }
  return newTuple2(text.build(), newInt(bytes.length));
}
function codecs_readbuffer_encode(data: W_Object, _errors: W_Object | null): W_Object {
  const text = data.unwrap();
  const bytes = text instanceof W_Str ? encodeText(text, null, null) : bytesOf(data);
  return newTuple2(new W_Bytes(bytes), newInt(bytes.length));
}
const charmapName = intern("charmap");
const undefinedReason = intern("character maps to <undefined>");
/** What a mapping says of a character: null for nothing. */
function mapped(mapping: W_Object, code: int): W_Object | null {
  const plain = mapping.unwrap();
  if (plain instanceof W_Str) {
    if (code >= plain.length || plain.charAt(code) === 0xfffe) return null;
    return charStr(plain.charAt(code));
  }
  const value = plain instanceof W_Dict ? plain.get(newInt(code)) : getItem(mapping, newInt(code));
  return value === w_None ? null : value;
}
function codecs_charmap_decode(data: W_Object, errors: W_Object | null, mapping: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  if (mapping === null || mapping === w_None) return codecs_latin_1_decode(data, errors);
  const text = new StrBuilder();
  for (let i = 0; i < bytes.length; i++) {
    const value = mapped(mapping, bytes[i]!);
    if (value === null) {
      const error = unicodeError(w_UnicodeDecodeError, charmapName, new W_Bytes(bytes), i, i + 1, undefinedReason);
      text.addStr(replacement(error, errors));
    } else if (value instanceof W_Int) text.addChar(value.value);
    else text.addStr(textArgument(value));
  }
  return newTuple2(text.build(), newInt(bytes.length));
}
function codecs_charmap_encode(object: W_Object, errors: W_Object | null, mapping: W_Object | null): W_Object {
  if (mapping === null || mapping === w_None) return codecs_latin_1_encode(object, errors);
  const text = textArgument(object);
  const out = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    const value = mapped(mapping, text.charAt(i));
    if (value instanceof W_Int) out.addChar(value.value);
    else if (value instanceof W_Bytes) for (let k = 0; k < value.items.length; k++) out.addChar(value.items[k]!);
    else {
      const error = unicodeError(w_UnicodeEncodeError, charmapName, text, i, i + 1, undefinedReason);
      const instead = replacement(error, errors);
      for (let k = 0; k < instead.length; k++) {
        const other = mapped(mapping, instead.charAt(k));
        if (!(other instanceof W_Int)) throw raiseObject(error);
        out.addChar(other.value);
      }
    }
  }
  const bytes = encodeText(out.build(), latinName, null);
  return newTuple2(new W_Bytes(bytes), newInt(text.length));
}
/** {character: byte} of a decoding table. */
function codecs_charmap_build(map: W_Object): W_Object {
  const text = textArgument(map);
  const dict = new W_Dict();
  for (let i = 0; i < text.length; i++) if (text.charAt(i) !== 0xfffe) dict.set(newInt(text.charAt(i)), newInt(i));
  return dict;
}

// --- error handlers: (exception) -> (text in its place, where to go on)

export function replacement(error: W_Object, errors: W_Object | null): W_Str {
  const handler = findHandler(errors === null || errors === w_None ? strictName : textArgument(errors));
  const answer = handler.call1(error).unwrap();
  if (answer instanceof W_Tuple && answer.items.length === 2) return textArgument(answer.items[0]!);
  throw raise0(w_TypeError, "decoding error handler must return (str, int) tuple");
}
function findHandler(name: W_Str): W_Object {
  const handler = registry.handlers.get(name);
  if (handler === null) throw raise1(w_LookupError, "unknown error handler name '%S'", name);
  return handler;
}
function codecs_lookup_error(name: W_Object): W_Object {
  return findHandler(textArgument(name));
}
function codecs_register_error(name: W_Object, handler: W_Object): W_Object {
  if (!handler.isCallable()) throw raise0(w_TypeError, "handler must be callable");
  registry.handlers.set(textArgument(name), handler);
  return w_None;
}
const n_start = intern("start");
const n_end = intern("end");
const n_object = intern("object");
function notHandled(error: W_Object): W_Object {
  throw raise1(w_TypeError, "don't know how to handle %T in error callback", error);
}
function strict_errors(error: W_Object): W_Object {
  throw raiseObject(error);
}
function ignore_errors(error: W_Object): W_Object {
  return newTuple2(emptyStr, getAttr(error, n_end));
}
function replace_errors(error: W_Object): W_Object {
  const type = error.getType();
  const count = toInt(getAttr(error, n_end)) - toInt(getAttr(error, n_start));
  if (type.isSubtype(w_UnicodeDecodeError)) return newTuple2(charStr(0xfffd), getAttr(error, n_end));
  const text = new StrBuilder();
  const encode = type.isSubtype(w_UnicodeEncodeError);
  if (!encode && !type.isSubtype(w_UnicodeTranslateError)) return notHandled(error);
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
function addEscape(text: StrBuilder, c: int): void {
  text.addChar(92);
  text.addChar(c > 0xffff ? 85 : c > 0xff ? 117 : 120);
  let digits = c > 0xffff ? 8 : c > 0xff ? 4 : 2;
  let unit = 1;
  for (let i = 1; i < digits; i++) unit = unit * 16;
  while (digits > 0) {
    const digit = intMod(intDiv(c, unit), 16);
    text.addChar(digit < 10 ? 48 + digit : 87 + digit);
    unit = intDiv(unit, 16);
    digits--;
  }
}
function backslashreplace_errors(error: W_Object): W_Object {
  const object = getAttr(error, n_object).unwrap();
  const end = toInt(getAttr(error, n_end));
  const text = new StrBuilder();
  for (let i = toInt(getAttr(error, n_start)); i < end; i++)
    addEscape(text, object instanceof W_Str ? object.charAt(i) : toInt(getItem(object, newInt(i))));
  return newTuple2(text.build(), getAttr(error, n_end));
}
function namereplace_errors(_error: W_Object): W_Object {
  throw raise0(w_NotImplementedError, "the error handler namereplace needs unicodedata, which is not there yet");
}
for (const [name, fn] of [
  ["strict", strict_errors],
  ["ignore", ignore_errors],
  ["replace", replace_errors],
  ["xmlcharrefreplace", xmlcharrefreplace_errors],
  ["backslashreplace", backslashreplace_errors],
  ["namereplace", namereplace_errors],
] as const)
  registry.handlers.set(intern(name), builtinFunction(`${name}_errors(exception, /)`, fn));

defineModule(
  "_codecs",
  [
    builtinFunction("register(search_function, /)", codecs_register),
    builtinFunction("unregister(search_function, /)", codecs_unregister),
    builtinFunction("lookup(encoding, /)", codecs_lookup),
    builtinFunction("encode(obj, encoding='utf-8', errors='strict')", codecs_encode),
    builtinFunction("decode(obj, encoding='utf-8', errors='strict')", codecs_decode),
    builtinFunction("register_error(errors, handler, /)", codecs_register_error),
    builtinFunction("lookup_error(name, /)", codecs_lookup_error),
    builtinFunction("utf_8_encode(str, errors=None, /)", codecs_utf_8_encode),
    builtinFunction("utf_8_decode(data, errors=None, final=False, /)", codecs_utf_8_decode),
    builtinFunction("ascii_encode(str, errors=None, /)", codecs_ascii_encode),
    builtinFunction("ascii_decode(data, errors=None, /)", codecs_ascii_decode),
    builtinFunction("latin_1_encode(str, errors=None, /)", codecs_latin_1_encode),
    builtinFunction("latin_1_decode(data, errors=None, /)", codecs_latin_1_decode),
    builtinFunction("unicode_escape_encode(str, errors=None, /)", codecs_unicode_escape_encode),
    builtinFunction("unicode_escape_decode(data, errors=None, final=True, /)", codecs_unicode_escape_decode),
    builtinFunction("raw_unicode_escape_encode(str, errors=None, /)", codecs_raw_unicode_escape_encode),
    builtinFunction("raw_unicode_escape_decode(data, errors=None, final=True, /)", codecs_raw_unicode_escape_decode),
    builtinFunction("readbuffer_encode(data, errors=None, /)", codecs_readbuffer_encode),
    builtinFunction("charmap_encode(str, errors=None, mapping=None, /)", codecs_charmap_encode),
    builtinFunction("charmap_decode(data, errors=None, mapping=None, /)", codecs_charmap_decode),
    builtinFunction("charmap_build(map, /)", codecs_charmap_build),
  ],
  {},
);
