// Properties of characters as CPython's own unicodedata has them, of its Unicode version and of 3.2.0: read of the host when somebody first asks.
//
// The data (scripts/unicode-data.py makes them), all numbers u32, little-endian:
//   ranges, records, numerics, decompositions
//   first code point of a range * ranges, index of its record * ranges
//   (bits today, bits in 3.2.0) * records
//   code point * numerics, (low, high half of the value as a double) * numerics
//   code point * decompositions, offset in the text * (decompositions + 1), text
//
// Bits of a record: category 0-4, bidirectional class 5-9, combining class 10-17, mirrored 18, width 19-21, is a decimal 22, is a digit 23.

import { type float, floatFromBits32, type int, intAnd, intShr, type U32Array } from "../rts/index.ts";
import { LIBRARY } from "./library-kinds.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { placeOf } from "./unicode.ts";
import { readUnicode, type UnicodePart } from "./unicodenames.ts";

class Properties {
  readonly part: UnicodePart;
  readonly starts: U32Array;
  readonly values: U32Array;
  readonly records: U32Array;
  readonly numerics: U32Array;
  /** Where the values of the numerics begin, in words. */
  readonly numbers: int;
  readonly decompositions: U32Array;
  readonly offsets: U32Array;
  readonly text: int;
  constructor(part: UnicodePart) {
    this.part = part;
    const ranges = part.word(0);
    const records = part.word(1);
    const numerics = part.word(2);
    const decompositions = part.word(3);
    let at = 4;
    this.starts = part.words(at, ranges);
    at = at + ranges;
    this.values = part.words(at, ranges);
    at = at + ranges;
    this.records = part.words(at, 2 * records);
    at = at + 2 * records;
    this.numerics = part.words(at, numerics);
    at = at + numerics;
    this.numbers = at;
    at = at + 2 * numerics;
    this.decompositions = part.words(at, decompositions);
    at = at + decompositions;
    this.offsets = part.words(at, decompositions + 1);
    this.text = 4 * (at + decompositions + 1);
  }
}
class Loaded {
  properties: Properties | null = null;
}
const loaded = new Loaded();
function properties(): Properties {
  let found = loaded.properties;
  if (found === null) {
    found = new Properties(readUnicode(LIBRARY.properties));
    loaded.properties = found;
  }
  return found;
}
/** The bits of a character's record. @jit opaque */
export function characterRecord(c: int, old: boolean): int {
  const all = properties();
  return all.records[2 * all.values[placeOf(all.starts, c)]! + (old ? 1 : 0)]!;
}
export function categoryBits(record: int): int {
  return intAnd(record, 31);
}
/** Whether the version has the character. */
export function isAssigned(c: int, old: boolean): boolean {
  return categoryBits(characterRecord(c, old)) !== 0;
}
export function bidirectionalBits(record: int): int {
  return intAnd(intShr(record, 5), 31);
}
export function combiningBits(record: int): int {
  return intAnd(intShr(record, 10), 255);
}
export function mirroredBit(record: int): int {
  return intAnd(intShr(record, 18), 1);
}
export function widthBits(record: int): int {
  return intAnd(intShr(record, 19), 7);
}
export function isDecimalRecord(record: int): boolean {
  return intAnd(intShr(record, 22), 1) !== 0;
}
export function isDigitRecord(record: int): boolean {
  return intAnd(intShr(record, 23), 1) !== 0;
}
/** Where a character's numeric value stands; -1: it has none. @jit opaque */
export function numericPlace(c: int): int {
  const all = properties();
  const place = placeOf(all.numerics, c);
  return place >= 0 && all.numerics[place] === c ? place : -1;
}
/** @jit opaque */
export function numericAt(place: int): float {
  const all = properties();
  const at = all.numbers + 2 * place;
  return floatFromBits32(all.part.word(at + 1), all.part.word(at));
}
/** As the Unicode data write it: a tag in angle brackets, code points in hexadecimal; empty: it has none. @jit opaque */
export function decompositionText(c: int): W_Str {
  const all = properties();
  const text = new StrBuilder();
  const place = placeOf(all.decompositions, c);
  if (place >= 0 && all.decompositions[place] === c)
    for (let i: int = all.offsets[place]!; i < all.offsets[place + 1]!; i++)
      text.addChar(all.part.bytes[all.text + i]!);
  return text.build();
}
