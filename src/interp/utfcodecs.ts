// The functions of _codecs that codecs.ts and decoding.ts stand behind: each answers a pair, the result and how much of the input it is of.

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import {
  ASCII,
  codecNames,
  encodeText,
  errorsName,
  LATIN1,
  UTF8,
  UTF16,
  UTF16BE,
  UTF16LE,
  UTF32,
  UTF32BE,
  UTF32LE,
} from "./codecs.ts";
import { bytesOf, textArgument } from "./codecsmodule.ts";
import { Decoder, decodeText } from "./decoding.ts";
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { newTuple, newTuple2 } from "./tuple.ts";

function encodeWith(text: W_Object, errors: W_Object | null, codec: int): W_Object {
  const string = textArgument(text);
  return newTuple2(new W_Bytes(encodeText(string, codecNames[codec]!, errorsName(errors))), newInt(string.length));
}
function decodeWith(data: W_Object, errors: W_Object | null, codec: int, final: boolean): W_Object {
  const decoder = new Decoder(bytesOf(data), codec, errorsName(errors), final);
  const text = decoder.run();
  return newTuple2(text, newInt(decoder.at));
}
export function codecs_latin_1_encode(text: W_Object, errors: W_Object | null): W_Object {
  return encodeWith(text, errors, LATIN1);
}
export function codecs_latin_1_decode(data: W_Object, errors: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  return newTuple2(decodeText(bytes, codecNames[LATIN1]!, errorsName(errors)), newInt(bytes.length));
}
function codecs_ascii_encode(text: W_Object, errors: W_Object | null): W_Object {
  return encodeWith(text, errors, ASCII);
}
function codecs_ascii_decode(data: W_Object, errors: W_Object | null): W_Object {
  return decodeWith(data, errors, ASCII, true);
}

export const utfFunctions: W_Builtin[] = [
  builtinFunction("latin_1_encode(str, errors=None, /)", codecs_latin_1_encode),
  builtinFunction("latin_1_decode(data, errors=None, /)", codecs_latin_1_decode),
  builtinFunction("ascii_encode(str, errors=None, /)", codecs_ascii_encode),
  builtinFunction("ascii_decode(data, errors=None, /)", codecs_ascii_decode),
];

// --- the codecs that can stop in the middle of a character

for (const [name, codec] of [
  ["utf_8", UTF8],
  ["utf_16_le", UTF16LE],
  ["utf_16_be", UTF16BE],
  ["utf_32_le", UTF32LE],
  ["utf_32_be", UTF32BE],
  ["utf_16", UTF16],
  ["utf_32", UTF32],
] as const) {
  const decode = (data: W_Object, errors: W_Object | null, final: W_Object | null): W_Object =>
    decodeWith(data, errors, codec, final !== null && final.isTrue());
  utfFunctions.push(builtinFunction(`${name}_decode(data, errors=None, final=False, /)`, decode));
  if (codec === UTF16 || codec === UTF32) continue;
  const encode = (text: W_Object, errors: W_Object | null): W_Object => encodeWith(text, errors, codec);
  utfFunctions.push(builtinFunction(`${name}_encode(str, errors=None, /)`, encode));
}

// --- those that may have a byte order mark: the order is -1 (little), 1 (big) or 0 (the mark says)

function codecOfOrder(order: W_Object | null, codec: int): int {
  const value = order === null ? 0 : toInt(order);
  return value === 0 ? codec : value < 0 ? codec + 1 : codec + 2;
}
for (const [name, codec] of [
  ["utf_16", UTF16],
  ["utf_32", UTF32],
] as const) {
  const encode = (text: W_Object, errors: W_Object | null, order: W_Object | null): W_Object =>
    encodeWith(text, errors, codecOfOrder(order, codec));
  const decodeMarked = (
    data: W_Object,
    errors: W_Object | null,
    order: W_Object | null,
    final: W_Object | null,
  ): W_Object => {
    const chosen = codecOfOrder(order, codec);
    const decoder = new Decoder(bytesOf(data), chosen, errorsName(errors), final !== null && final.isTrue());
    const items = newArray<W_Object>(3);
    items[0] = decoder.run();
    items[1] = newInt(decoder.at);
    items[2] = newInt(chosen !== codec ? toInt(order!) : decoder.marked ? (decoder.big ? 1 : -1) : 0);
    return newTuple(items);
  };
  utfFunctions.push(
    builtinFunction(`${name}_encode(str, errors=None, byteorder=0, /)`, encode),
    builtinFunction(`${name}_ex_decode(data, errors=None, byteorder=0, final=False, /)`, decodeMarked),
  );
}
