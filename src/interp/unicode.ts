// Properties and case mappings of characters. The tables are made while building, from the Unicode data of JavaScript's own
// regular expressions and strings, and frozen into the image: sorted ranges, searched by halving.

import { type int, intDiv, intMod, U32Array } from "../rts/index.ts";

/** The last place of an ascending table whose item is not greater; -1: none. */
export function placeOf(table: U32Array, item: int): int {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = intDiv(low + high, 2);
    if (table[middle]! <= item) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Pairs of first and last code point, ascending. */
class RangeTable {
  readonly bounds: U32Array;
  constructor(bounds: U32Array) {
    this.bounds = bounds;
  }
  /** The first code point of the range that holds c; -1 when none does. @jit elidable */
  rangeOf(c: int): int {
    const bounds = this.bounds;
    let low = 0;
    let high = intDiv(bounds.length, 2);
    while (low < high) {
      const middle = intDiv(low + high, 2);
      if (bounds[2 * middle + 1]! < c) low = middle + 1;
      else high = middle;
    }
    return 2 * low < bounds.length && bounds[2 * low]! <= c ? bounds[2 * low]! : -1;
  }
  has(c: int): boolean {
    return this.rangeOf(c) >= 0;
  }
}

/** From a code point to one to three others. */
class MappingTable {
  readonly from: U32Array;
  /** Three for each; 0: no more. */
  readonly to: U32Array;
  constructor(from: U32Array, to: U32Array) {
    this.from = from;
    this.to = to;
  }
  /** The index of the mapping of c; -1: c stays itself. @jit elidable */
  find(c: int): int {
    const at = placeOf(this.from, c);
    return at >= 0 && this.from[at] === c ? at : -1;
  }
}

// --- making the tables, at module level only
function everyCharacter(): string {
  const parts: string[] = [];
  for (let c = 128; c < 0x110000; c += 256) {
    // planes 4 to 13 are empty, and what lies above plane 14 is private
    if (c >= 0x40000 && c < 0xe0000) continue;
    if (c >= 0xe1000) break;
    const codes: number[] = [];
    for (let k = c; k < c + 256; k++) if (k < 0xd800 || k >= 0xe000) codes.push(k);
    parts.push(String.fromCodePoint(...codes));
  }
  return parts.join("");
}
function asciiCharacters(): string {
  return String.fromCodePoint(...Array.from({ length: 128 }, (_, i) => i));
}
function rangesOf(text: string, pattern: RegExp): RangeTable {
  const bounds: number[] = [];
  for (const match of text.matchAll(pattern)) {
    for (const character of match[0]) {
      const c = character.codePointAt(0)!;
      if (bounds.length > 0 && bounds.at(-1) === c - 1) bounds[bounds.length - 1] = c;
      else bounds.push(c, c);
    }
  }
  return new RangeTable(new U32Array(bounds));
}
function mappingOf(text: string, pattern: RegExp, map: (character: string) => string): MappingTable {
  const from: number[] = [];
  const to: number[] = [];
  for (const match of text.matchAll(pattern)) {
    const result = [...map(match[0])].map((c) => c.codePointAt(0)!);
    if (result.length === 1 && result[0] === match[0].codePointAt(0)) continue;
    from.push(match[0].codePointAt(0)!);
    to.push(result[0]!, result[1] ?? 0, result[2] ?? 0);
  }
  return new MappingTable(new U32Array(from), new U32Array(to));
}
/** The digraphs that have a title case of their own. */
const titleDigraphs: Record<string, string> = {
  Ǆ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǋ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǳ: "ǲ",
};
function titleCase(character: string): string {
  const own = titleDigraphs[character];
  if (own !== undefined) return own;
  if (/\p{Lt}/u.test(character)) return character;
  const [first, ...rest] = [...character.toUpperCase()];
  return first + rest.join("").toLowerCase();
}
const everything = asciiCharacters() + everyCharacter();
const alphabetic = rangesOf(everything, /\p{L}+/gu);
const uppercase = rangesOf(everything, /\p{Uppercase}+/gu);
const lowercase = rangesOf(everything, /\p{Lowercase}+/gu);
const titlecase = rangesOf(everything, /\p{Lt}+/gu);
const cased = rangesOf(everything, /\p{Cased}+/gu);
const caseIgnorable = rangesOf(everything, /\p{Case_Ignorable}+/gu);
const decimals = rangesOf(everything, /\p{Nd}+/gu);
const digits = rangesOf(everything, /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]+/gu);
const numerics = rangesOf(everything, /[\p{N}〇一二三四五六七八九十百千万億兆]+/gu);
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts these four as white space
const spaces = rangesOf(everything, /[\p{White_Space}\u001c-\u001f]+/gu);
const printables = rangesOf(everything, /[^\p{C}\p{Z}]+/gu);
const identifierStarts = rangesOf(everything, /[\p{XID_Start}_]+/gu);
const identifierParts = rangesOf(everything, /\p{XID_Continue}+/gu);
const toUpper = mappingOf(everything, /\p{Changes_When_Uppercased}/gu, (c) => c.toUpperCase());
const toLower = mappingOf(everything, /\p{Changes_When_Lowercased}/gu, (c) => c.toLowerCase());
const toTitle = mappingOf(everything, /[\p{Changes_When_Titlecased}\p{Changes_When_Uppercased}]/gu, titleCase);
const toFold = mappingOf(everything, /\p{Changes_When_Casefolded}/gu, (c) =>
  c === "ẞ" ? "ss" : /\p{Changes_When_Lowercased}/u.test(c) ? c.toLowerCase() : c.toUpperCase().toLowerCase(),
);

export const UPPER = 0;
export const LOWER = 1;
export const TITLE = 2;
export const FOLD = 3;
const mappings: MappingTable[] = [toUpper, toLower, toTitle, toFold];

/** Code point number `part` (0..2) of what c becomes in a case (UPPER..FOLD); 0: no more. */
export function caseMapped(c: int, kind: int, part: int): int {
  if (c < 128) {
    if (part > 0) return 0;
    if (kind === LOWER || kind === FOLD) return c >= 65 && c <= 90 ? c + 32 : c;
    return c >= 97 && c <= 122 ? c - 32 : c;
  }
  const table = mappings[kind]!;
  const index = table.find(c);
  if (index < 0) return part === 0 ? c : 0;
  return table.to[3 * index + part]!;
}
export function isAlphabetic(c: int): boolean {
  return alphabetic.has(c);
}
export function isUppercase(c: int): boolean {
  return uppercase.has(c);
}
export function isLowercase(c: int): boolean {
  return lowercase.has(c);
}
export function isTitlecase(c: int): boolean {
  return titlecase.has(c);
}
export function isCased(c: int): boolean {
  return cased.has(c);
}
export function isCaseIgnorable(c: int): boolean {
  return caseIgnorable.has(c);
}
export function isDecimal(c: int): boolean {
  return decimals.has(c);
}
export function isDigitCharacter(c: int): boolean {
  return digits.has(c);
}
export function isNumeric(c: int): boolean {
  return numerics.has(c);
}
/** Beyond ASCII, 0x85 and 0xa0. */
export function isLatinSpace(c: int): boolean {
  return c <= 32 ? c === 32 || (c >= 9 && c <= 13) || c >= 28 : c >= 128 && (c === 133 || c === 160);
}
export function isWhiteSpace(c: int): boolean {
  if (c < 128) return c === 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  return spaces.has(c);
}
export function isPrintable(c: int): boolean {
  if (c < 127) return c >= 32;
  return printables.has(c);
}
export function isIdentifierStart(c: int): boolean {
  return identifierStarts.has(c);
}
export function isIdentifierPart(c: int): boolean {
  return identifierParts.has(c);
}
/** The value of a decimal digit of any script; -1 when it is none. Their ranges begin with a zero. */
export function decimalValue(c: int): int {
  if (c < 128) return c >= 48 && c <= 57 ? c - 48 : -1;
  const start = decimals.rangeOf(c);
  return start < 0 ? -1 : intMod(c - start, 10);
}
