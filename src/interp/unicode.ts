// Properties and case mappings of characters. The tables are made while building, from CPython's Unicode data (unicodetables.ts), and frozen into the
// image: sorted ranges, searched by halving.

import { type int, intDiv, intMod, U32Array } from "../rts/index.ts";
import { MAPPINGS, RANGES } from "./unicodetables.ts";

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
/** The numbers of a table, those joined by dots as one item. */
function itemsOf(text: string): number[][] {
  return text.split(" ").map((item) => item.split(".").map((digits) => Number.parseInt(digits, 36)));
}
/** First and last code point of each range. */
export function boundsOf(text: string): number[] {
  const numbers = itemsOf(text).flat();
  const bounds: number[] = [];
  let end = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    const first = end + numbers[i]!;
    end = first + numbers[i + 1]!;
    bounds.push(first, end - 1);
  }
  return bounds;
}
/** Code points and what each becomes. */
export function entriesOf(text: string): [number, number[]][] {
  const items = itemsOf(text);
  const entries: [number, number[]][] = [];
  let from = 0;
  for (let i = 0; i < items.length; i += 2) {
    from += items[i]![0]!;
    entries.push([from, items[i + 1]!]);
  }
  return entries;
}
function rangesOf(text: string): RangeTable {
  return new RangeTable(new U32Array(boundsOf(text)));
}
function mappingOf(runs: string): MappingTable {
  const items = itemsOf(runs);
  const from: number[] = [];
  const to: number[] = [];
  let first = 0;
  for (let i = 0; i < items.length; i += 4) {
    first += items[i]![0]!;
    const step = items[i + 2]![0]!;
    const change = items[i + 3]!;
    for (let k = 0; k < items[i + 1]![0]!; k++) {
      const code = first + k * step;
      from.push(code);
      if (step === 0) to.push(change[0]!, change[1] ?? 0, change[2] ?? 0);
      else to.push(code + change[0]!, 0, 0);
    }
  }
  return new MappingTable(new U32Array(from), new U32Array(to));
}
const alphabetic = rangesOf(RANGES.alphabetic);
const uppercase = rangesOf(RANGES.uppercase);
const lowercase = rangesOf(RANGES.lowercase);
const titlecase = rangesOf(RANGES.titlecase);
const caseIgnorable = rangesOf(RANGES.caseIgnorable);
const decimals = rangesOf(RANGES.decimals);
const digits = rangesOf(RANGES.digits);
const numerics = rangesOf(RANGES.numerics);
const spaces = rangesOf(RANGES.spaces);
const printables = rangesOf(RANGES.printables);
const identifierStarts = rangesOf(RANGES.identifierStarts);
const identifierParts = rangesOf(RANGES.identifierParts);
const toUpper = mappingOf(MAPPINGS.toUpper);
const toLower = mappingOf(MAPPINGS.toLower);
const toTitle = mappingOf(MAPPINGS.toTitle);
const toFold = mappingOf(MAPPINGS.toFold);

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
  return uppercase.has(c) || lowercase.has(c) || titlecase.has(c);
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
