// Characters as the regular expression engine asks about them: categories, case, and sets of characters.
//
// A CharSet answers for the first 256 characters from a table; beyond that from what is known of all the others (none, all), or by reading the set's
// code words. Categories in the basic plane come from a table that is made while building.

import { I64Array, type int, intAnd, intDiv, intMod, intShr, U8Array } from "../rts/index.ts";
import { CATEGORY, SRE } from "./srecodes.ts";
import { caseMapped, isAlphabetic, isDecimal, isNumeric, isWhiteSpace, LOWER, TITLE, UPPER } from "./unicode.ts";

const WORD = 1;
const SPACE = 2;
const DIGIT = 4;
function propertiesOf(c: int): int {
  return (
    (c === 95 || isAlphabetic(c) || isNumeric(c) ? WORD : 0) +
    (isWhiteSpace(c) ? SPACE : 0) +
    (isDecimal(c) ? DIGIT : 0)
  );
}
const properties = new U8Array(65536);
for (let c = 0; c < 65536; c++) properties[c] = propertiesOf(c);

function hasProperty(c: int, property: int): boolean {
  const all: int = c < 65536 ? properties[c]! : propertiesOf(c);
  return intAnd(all, property) !== 0;
}
export function isUnicodeWord(c: int): boolean {
  return hasProperty(c, WORD);
}
export function isAsciiWord(c: int): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95;
}
function isAsciiSpace(c: int): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}
function isUnicodeLineBreak(c: int): boolean {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || c === 0x2028 || c === 0x2029;
}
function inCategory(category: int, c: int): boolean {
  switch (category) {
    case CATEGORY.DIGIT:
      return c >= 48 && c <= 57;
    case CATEGORY.NOT_DIGIT:
      return c < 48 || c > 57;
    case CATEGORY.SPACE:
      return isAsciiSpace(c);
    case CATEGORY.NOT_SPACE:
      return !isAsciiSpace(c);
    // the locale is C's, in which letters are those of ASCII
    case CATEGORY.WORD:
    case CATEGORY.LOC_WORD:
      return isAsciiWord(c);
    case CATEGORY.NOT_WORD:
    case CATEGORY.LOC_NOT_WORD:
      return !isAsciiWord(c);
    case CATEGORY.LINEBREAK:
      return c === 10;
    case CATEGORY.NOT_LINEBREAK:
      return c !== 10;
    case CATEGORY.UNI_DIGIT:
      return hasProperty(c, DIGIT);
    case CATEGORY.UNI_NOT_DIGIT:
      return !hasProperty(c, DIGIT);
    case CATEGORY.UNI_SPACE:
      return hasProperty(c, SPACE);
    case CATEGORY.UNI_NOT_SPACE:
      return !hasProperty(c, SPACE);
    case CATEGORY.UNI_WORD:
      return hasProperty(c, WORD);
    case CATEGORY.UNI_NOT_WORD:
      return !hasProperty(c, WORD);
    case CATEGORY.UNI_LINEBREAK:
      return isUnicodeLineBreak(c);
    default:
      return !isUnicodeLineBreak(c);
  }
}

export function asciiLower(c: int): int {
  return c >= 65 && c <= 90 ? c + 32 : c;
}
function asciiUpper(c: int): int {
  return c >= 97 && c <= 122 ? c - 32 : c;
}
/** The simple mapping: to one character. */
export function unicodeLower(c: int): int {
  return c < 128 ? asciiLower(c) : caseMapped(c, LOWER, 0);
}
export function unicodeUpper(c: int): int {
  if (c < 128) return asciiUpper(c);
  if (caseMapped(c, UPPER, 1) === 0) return caseMapped(c, UPPER, 0);
  return caseMapped(c, TITLE, 1) === 0 ? caseMapped(c, TITLE, 0) : c;
}

// --- sets

/** How a set changes a character before it looks. */
export const AS_IS = 0;
export const ASCII_CASE = 1;
export const LOCALE_CASE = 2;
export const UNICODE_CASE = 3;

/** What a set answers beyond the first 256 characters. */
export const WIDE_NONE = 0;
export const WIDE_ALL = 1;
export const WIDE_TEST = 2;

export class CharSet {
  /** 1 or 0 for each of the first 256 characters. */
  readonly map: U8Array = new U8Array(256);
  wide: int = WIDE_NONE;
  /** For WIDE_TEST: the set's code words, from `at` on. */
  readonly words: I64Array;
  readonly at: int;
  readonly change: int;
  constructor(words: I64Array, at: int, change: int) {
    this.words = words;
    this.at = at;
    this.change = change;
  }
  has(c: int): boolean {
    if (c < 256) return this.map[c] !== 0;
    if (this.wide !== WIDE_TEST) return this.wide === WIDE_ALL;
    return this.holds(c);
  }
  private holds(c: int): boolean {
    switch (this.change) {
      case ASCII_CASE:
        return inWords(this.words, this.at, asciiLower(c));
      case UNICODE_CASE:
        return inWords(this.words, this.at, unicodeLower(c));
      case LOCALE_CASE:
        return inWords(this.words, this.at, asciiLower(c)) || inWords(this.words, this.at, asciiUpper(c));
      default:
        return inWords(this.words, this.at, c);
    }
  }
  /** Adds what another set has, exactly for the first 256, beyond that at least. */
  include(other: CharSet): void {
    for (let c = 0; c < 256; c++) if (other.map[c] !== 0) this.map[c] = 1;
    if (other.wide !== WIDE_NONE) this.wide = WIDE_ALL;
  }
  /** False where a character might be in both. */
  isApartFrom(other: CharSet): boolean {
    for (let c = 0; c < 256; c++) if (this.map[c] !== 0 && other.map[c] !== 0) return false;
    return this.wide === WIDE_NONE || other.wide === WIDE_NONE;
  }
  fill(): void {
    for (let c = 0; c < 256; c++) this.map[c] = this.holds(c) ? 1 : 0;
    this.wide = this.change === UNICODE_CASE ? WIDE_TEST : wideAnswer(this.words, this.at);
  }
}
const noWords = new I64Array(0);

/** A set to be filled in. */
export function emptySet(): CharSet {
  return new CharSet(noWords, 0, AS_IS);
}
/** The set whose code words begin at `at`. */
export function setOfWords(words: I64Array, at: int, change: int): CharSet {
  const set = new CharSet(words, at, change);
  set.fill();
  return set;
}
/** The set of one character, or of all others; `c` is in lower case when case does not matter. */
export function setOfCharacter(c: int, negated: boolean, change: int): CharSet {
  const words = new I64Array(4);
  let n = 0;
  if (negated) {
    words[0] = SRE.NEGATE;
    n = 1;
  }
  words[n] = SRE.LITERAL;
  words[n + 1] = c;
  words[n + 2] = SRE.FAILURE;
  return setOfWords(words, 0, change);
}
export function setOfCategory(category: int): CharSet {
  const words = new I64Array(3);
  words[0] = SRE.CATEGORY;
  words[1] = category;
  words[2] = SRE.FAILURE;
  return setOfWords(words, 0, AS_IS);
}

/** Whether the answer is the same for all characters from 256 on. */
function wideAnswer(words: I64Array, from: int): int {
  let at = from;
  let inside = true;
  for (;;) {
    switch (words[at]!) {
      case SRE.FAILURE:
        return inside ? WIDE_NONE : WIDE_ALL;
      case SRE.NEGATE:
        inside = !inside;
        at = at + 1;
        break;
      case SRE.LITERAL:
        if (words[at + 1]! >= 256) return WIDE_TEST;
        at = at + 2;
        break;
      case SRE.RANGE:
        if (words[at + 2]! >= 256) return WIDE_TEST;
        at = at + 3;
        break;
      case SRE.CHARSET:
        at = at + 9;
        break;
      case SRE.CATEGORY: {
        const category = words[at + 1]!;
        if (category >= CATEGORY.UNI_DIGIT) return WIDE_TEST;
        // of the ASCII categories, those that are negations hold for all others
        if (inCategory(category, 256)) return inside ? WIDE_ALL : WIDE_NONE;
        at = at + 2;
        break;
      }
      default:
        return WIDE_TEST;
    }
  }
}

function bitOf(words: I64Array, at: int, bit: int): boolean {
  return intAnd(intShr(words[at + intDiv(bit, 32)]!, intMod(bit, 32)), 1) !== 0;
}
/** Reads a set's code words: the first item that holds c decides. */
function inWords(words: I64Array, from: int, c: int): boolean {
  let at = from;
  let inside = true;
  for (;;) {
    switch (words[at]!) {
      case SRE.NEGATE:
        inside = !inside;
        at = at + 1;
        break;
      case SRE.LITERAL:
        if (c === words[at + 1]!) return inside;
        at = at + 2;
        break;
      case SRE.RANGE:
        if (words[at + 1]! <= c && c <= words[at + 2]!) return inside;
        at = at + 3;
        break;
      case SRE.RANGE_UNI_IGNORE: {
        if (words[at + 1]! <= c && c <= words[at + 2]!) return inside;
        const upper = unicodeUpper(c);
        if (words[at + 1]! <= upper && upper <= words[at + 2]!) return inside;
        at = at + 3;
        break;
      }
      case SRE.CATEGORY:
        if (inCategory(words[at + 1]!, c)) return inside;
        at = at + 2;
        break;
      case SRE.CHARSET:
        if (c < 256 && bitOf(words, at + 1, c)) return inside;
        at = at + 9;
        break;
      case SRE.BIGCHARSET: {
        // number of blocks, 256 bytes with the block of each 256 characters, blocks of 256 bits
        const blocks = words[at + 1]!;
        if (c < 65536) {
          const page = intDiv(c, 256);
          const block = intAnd(intShr(words[at + 2 + intDiv(page, 4)]!, 8 * intMod(page, 4)), 255);
          if (bitOf(words, at + 66 + 8 * block, intMod(c, 256))) return inside;
        }
        at = at + 66 + 8 * blocks;
        break;
      }
      default:
        return !inside;
    }
  }
}
