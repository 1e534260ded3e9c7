// Names of characters: read of the host when somebody first asks (src/host/unicode-file.ts draws the form); those of Hangul syllables and of
// ideographs are computed.

import { type int, intAnd, intDiv, intShr, U8Array, U32Array } from "../rts/index.ts";
import { raise0, w_RuntimeError } from "./errors.ts";
import { IDEOGRAPHS, LIBRARY } from "./library-kinds.ts";
import { hostFetch, hostLibrary } from "./requests.ts";
import { charStr, StrBuilder, strOf, type W_Str } from "./text.ts";

/** One of the two parts of the Unicode data, as bytes whose beginning is u32 words. */
export class UnicodePart {
  bytes: U8Array;
  constructor(bytes: U8Array) {
    this.bytes = bytes;
  }
  word(at: int): int {
    const bytes = this.bytes;
    const i = 4 * at;
    return bytes[i]! + 256 * (bytes[i + 1]! + 256 * (bytes[i + 2]! + 256 * bytes[i + 3]!));
  }
  words(from: int, count: int): U32Array {
    const found = new U32Array(count);
    for (let i = 0; i < count; i++) found[i] = this.word(from + i);
    return found;
  }
}
const noName = new U8Array(0);
/** Names, or properties. RuntimeError when the interpreter has no standard library. */
export function readUnicode(kind: int): UnicodePart {
  const count = hostLibrary(noName, kind);
  if (count === 0) throw raise0(w_RuntimeError, "the Unicode data of the standard library is not there");
  const bytes = new U8Array(count);
  hostFetch(bytes);
  return new UnicodePart(bytes);
}

class Names {
  part: UnicodePart | null = null;
}
const names = new Names();
function namesPart(): UnicodePart {
  let part = names.part;
  if (part === null) {
    part = readUnicode(LIBRARY.names);
    names.part = part;
  }
  return part;
}
const HEAD = 3;
/** High bytes of meanings. */
const ALIAS = 1;
const SEQUENCE = 2;

const initials = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ").map((part) => strOf(part));
const vowels = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ").map((part) => strOf(part));
const finals = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H"
  .split(" ")
  .map((part) => strOf(part));
const hangulPrefix = strOf("HANGUL SYLLABLE ");
const ideographPrefix = strOf("CJK UNIFIED IDEOGRAPH-");
const ideographs = new U32Array(IDEOGRAPHS);
function isIdeograph(c: int): boolean {
  for (let i = 0; i < ideographs.length; i = i + 2) if (c >= ideographs[i]! && c <= ideographs[i + 1]!) return true;
  return false;
}

/** null: it has none. @jit opaque */
export function characterName(c: int): W_Str | null {
  const text = new StrBuilder();
  if (c >= 0xac00 && c < 0xd7a4) {
    const index = c - 0xac00;
    text.addStr(hangulPrefix);
    text.addStr(initials[intDiv(index, 588)]!);
    text.addStr(vowels[intDiv(index % 588, 28)]!);
    text.addStr(finals[index % 28]!);
    return text.build();
  }
  if (isIdeograph(c)) {
    text.addStr(ideographPrefix);
    for (let shift = c > 0xffff ? 16 : 12; shift >= 0; shift = shift - 4) {
      const digit = intAnd(intShr(c, shift), 15);
      text.addChar(digit < 10 ? 48 + digit : 55 + digit);
    }
    return text.build();
  }
  const part = namesPart();
  const count = part.word(0);
  const meanings = HEAD + count + 1;
  const byCode = meanings + count;
  let low = 0;
  let high = part.word(1);
  while (low < high) {
    const middle = intDiv(low + high, 2);
    if (part.word(meanings + part.word(byCode + middle)) < c) low = middle + 1;
    else high = middle;
  }
  if (low === part.word(1)) return null;
  const entry = part.word(byCode + low);
  if (part.word(meanings + entry) !== c) return null;
  const begin = textStart(part) + part.word(HEAD + entry);
  const length = part.word(HEAD + entry + 1) - part.word(HEAD + entry);
  for (let i = 0; i < length; i++) text.addChar(part.bytes[begin + i]!);
  return text.build();
}
function textStart(part: UnicodePart): int {
  return 4 * (HEAD + part.word(0) + 1 + part.word(0) + part.word(1) + part.word(2));
}

function upper(c: int): int {
  return c >= 97 && c <= 122 ? c - 32 : c;
}
function startsWith(name: W_Str, prefix: W_Str, at: int): boolean {
  if (at + prefix.length > name.length) return false;
  for (let i = 0; i < prefix.length; i++) if (name.charAt(at + i) !== prefix.charAt(i)) return false;
  return true;
}
/** The longest of the parts that stands at that place: its index; -1: none. */
function longestPart(name: W_Str, at: int, parts: W_Str[]): int {
  let best = -1;
  for (let i = 0; i < parts.length; i++)
    if (startsWith(name, parts[i]!, at) && (best < 0 || parts[i]!.length > parts[best]!.length)) best = i;
  return best;
}
function hangulNamed(name: W_Str): int {
  let at = hangulPrefix.length;
  const first = longestPart(name, at, initials);
  if (first < 0) return -1;
  at = at + initials[first]!.length;
  const second = longestPart(name, at, vowels);
  if (second < 0) return -1;
  at = at + vowels[second]!.length;
  const third = longestPart(name, at, finals);
  if (third < 0 || at + finals[third]!.length !== name.length) return -1;
  return 0xac00 + (first * 21 + second) * 28 + third;
}
function ideographNamed(name: W_Str): int {
  const from = ideographPrefix.length;
  if (name.length !== from + 4 && name.length !== from + 5) return -1;
  let code = 0;
  for (let i = from; i < name.length; i++) {
    const c = name.charAt(i);
    const digit = c >= 48 && c <= 57 ? c - 48 : c >= 65 && c <= 70 ? c - 55 : -1;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return isIdeograph(code) ? code : -1;
}
/** The entry of that name, in any case; -1: none. */
function findEntry(part: UnicodePart, name: W_Str): int {
  const text = textStart(part);
  let low = 0;
  let high = part.word(0);
  while (low < high) {
    const middle = intDiv(low + high, 2);
    const begin = part.word(HEAD + middle);
    const length = part.word(HEAD + middle + 1) - begin;
    let order = 0;
    for (let i = 0; order === 0 && i < length && i < name.length; i++)
      order = part.bytes[text + begin + i]! - upper(name.charAt(i));
    if (order === 0) order = length - name.length;
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}
/** What a name (in any case, but for those that are computed), an alias or, with `sequences`, the name of a sequence stands for; null: there is no such name. @jit opaque */
export function characterNamed(name: W_Str, sequences: boolean): W_Str | null {
  let c = -1;
  if (startsWith(name, hangulPrefix, 0)) c = hangulNamed(name);
  else if (startsWith(name, ideographPrefix, 0)) c = ideographNamed(name);
  if (c >= 0) return charStr(c);
  const part = namesPart();
  const entry = findEntry(part, name);
  if (entry < 0) return null;
  const count = part.word(0);
  const meaning = part.word(HEAD + count + 1 + entry);
  const value = intAnd(meaning, 0xffffff);
  const kind = intShr(meaning, 24);
  if (kind <= ALIAS) return charStr(value);
  if (kind !== SEQUENCE || !sequences) return null;
  const at = HEAD + count + 1 + count + part.word(1) + value;
  const text = new StrBuilder();
  for (let i = 1; i <= part.word(at); i++) text.addChar(part.word(at + i));
  return text.build();
}
