// The codec charmap, of which the standard library makes its 8-bit encodings: a table says what each byte or character becomes.

import type { int } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import {
  addBackslashed,
  askHandler,
  BACKSLASH,
  ByteBuilder,
  decodeFault,
  errorsName,
  findHandler,
  IGNORE,
  REPLACE,
  XML,
} from "./codecs.ts";
import { bytesOf, textArgument } from "./codecsmodule.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseObject,
  w_LookupError,
  w_TypeError,
  w_UnicodeEncodeError,
} from "./errors.ts";
import { unicodeError } from "./exceptiontypes.ts";
import { newInt, W_Int } from "./int.ts";
import type { W_Object } from "./object.ts";
import { getItem } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { codecs_latin_1_decode, codecs_latin_1_encode } from "./utfcodecs.ts";

const charmapName = intern("charmap");
const undefinedReason = intern("character maps to <undefined>");
/** Means `undefined` in tables of decoding. */
const UNDEFINED = 0xfffe;

/** What a mapping says of a number: null for nothing. */
function mapped(mapping: W_Object, code: int): W_Object | null {
  const plain = mapping.unwrap();
  if (plain instanceof W_Dict && plain === mapping) {
    const found = plain.get(newInt(code));
    return found === w_None ? null : found;
  }
  let value: W_Object;
  try {
    value = getItem(mapping, newInt(code));
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_LookupError)) throw error;
    return null;
  }
  return value === w_None ? null : value;
}

/** Adds what a byte stands for; false: nothing. */
function addDecoded(text: StrBuilder, mapping: W_Object, byte: int): boolean {
  const table = mapping.unwrap();
  if (table instanceof W_Str && table === mapping) {
    if (byte >= table.length || table.charAt(byte) === UNDEFINED) return false;
    text.addChar(table.charAt(byte));
    return true;
  }
  const found = mapped(mapping, byte);
  if (found === null) return false;
  const value = found.unwrap();
  if (value instanceof W_Int) {
    if (value.value === UNDEFINED) return false;
    if (value.value < 0 || value.value > 0x10ffff)
      throw raise0(w_TypeError, "character mapping must be in range(0x110000)");
    text.addChar(value.value);
    return true;
  }
  if (!(value instanceof W_Str)) throw raise0(w_TypeError, "character mapping must return integer, None or str");
  if (value.length === 1 && value.charAt(0) === UNDEFINED) return false;
  text.addStr(value);
  return true;
}
export function codecs_charmap_decode(data: W_Object, errors: W_Object | null, mapping: W_Object | null): W_Object {
  if (mapping === null || mapping === w_None) return codecs_latin_1_decode(data, errors);
  const given = bytesOf(data);
  let bytes = given;
  const text = new StrBuilder();
  let i = 0;
  while (i < bytes.length)
    if (addDecoded(text, mapping, bytes[i]!)) i++;
    else {
      const next = decodeFault(text, charmapName, bytes, i, i + 1, undefinedReason, errors);
      bytes = next.bytes!;
      i = next.position;
    }
  return newTuple2(text.build(), newInt(given.length));
}

/** Adds a character's bytes to `out`, when there is one; false: it has none. */
function addEncoded(out: ByteBuilder | null, mapping: W_Object, c: int): boolean {
  const found = mapped(mapping, c);
  if (found === null) return false;
  const value = found.unwrap();
  if (value instanceof W_Int) {
    if (value.value < 0 || value.value > 255) throw raise0(w_TypeError, "character mapping must be in range(256)");
    if (out !== null) out.add(value.value);
  } else if (value instanceof W_Bytes) {
    if (out !== null) for (let k = 0; k < value.items.length; k++) out.add(value.items[k]!);
  } else throw raise1(w_TypeError, "character mapping must return integer, bytes or None, not %T", found);
  return true;
}
/** What stands for the characters from..to-1, which the mapping has not: where to go on. */
function encodeFault(
  out: ByteBuilder,
  mapping: W_Object,
  text: W_Str,
  from: int,
  to: int,
  errors: W_Object | null,
): int {
  const name = errorsName(errors);
  const handler = findHandler(name);
  if (handler === IGNORE) return to;
  const error = unicodeError(w_UnicodeEncodeError, charmapName, text, from, to, undefinedReason);
  let instead: W_Str;
  let next = to;
  if (handler === REPLACE || handler === XML || handler === BACKSLASH) {
    const built = new StrBuilder();
    for (let i = from; i < to; i++)
      if (handler === REPLACE) built.addChar(63);
      else if (handler === BACKSLASH) addBackslashed(built, text.charAt(i));
      else {
        built.add("&#");
        built.addInt(text.charAt(i));
        built.addChar(59);
      }
    instead = built.build();
  } else {
    const answer = askHandler(name, error, text.length);
    next = answer.position;
    if (answer.value instanceof W_Bytes) {
      const bytes = answer.value.items;
      for (let i = 0; i < bytes.length; i++) out.add(bytes[i]!);
      return next;
    }
    instead = answer.value as W_Str;
  }
  for (let i = 0; i < instead.length; i++) if (!addEncoded(out, mapping, instead.charAt(i))) throw raiseObject(error);
  return next;
}
export function codecs_charmap_encode(object: W_Object, errors: W_Object | null, mapping: W_Object | null): W_Object {
  if (mapping === null || mapping === w_None) return codecs_latin_1_encode(object, errors);
  const text = textArgument(object);
  const out = new ByteBuilder(text.length);
  let i = 0;
  while (i < text.length) {
    if (addEncoded(out, mapping, text.charAt(i))) {
      i++;
      continue;
    }
    // what cannot be encoded is reported as a whole
    let end = i + 1;
    while (end < text.length && !addEncoded(null, mapping, text.charAt(end))) end++;
    i = encodeFault(out, mapping, text, i, end, errors);
  }
  return newTuple2(new W_Bytes(out.build()), newInt(text.length));
}
/** {character: byte} of a decoding table. */
export function codecs_charmap_build(map: W_Object): W_Object {
  const text = map.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "charmap_build() argument must be str, not %T", map);
  const dict = new W_Dict();
  for (let i = 0; i < text.length; i++) if (text.charAt(i) !== UNDEFINED) dict.set(newInt(text.charAt(i)), newInt(i));
  return dict;
}
