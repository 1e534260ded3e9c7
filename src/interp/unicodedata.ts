// The module unicodedata. Its tables are made while building, from JavaScript's own Unicode data: categories and mirroring from regular expressions,
// decompositions from String.normalize; composition is their inverse. JavaScript does not tell combining classes, but it
// orders marks by them: so each mark is compared with one known mark of every class.
//
// JavaScript has no names, bidirectional classes, East Asian widths: what needs them is refused by name, except names that are computed.

import { type int, intAnd, intDiv, intShr, U8Array, U32Array } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { type OperationError, raise0, raise1, w_NotImplementedError, w_TypeError, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { hooks } from "./object.ts";
import { intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { decimalValue } from "./unicode.ts";

// --- making the tables, at module level only

const everything: string = (() => {
  const parts: string[] = [];
  for (let start = 0; start < 0xe1000; start += 256) {
    if (start >= 0x40000 && start < 0xe0000) continue;
    const codes: number[] = [];
    for (let c = start; c < start + 256; c++) if (c < 0xd800 || c >= 0xe000) codes.push(c);
    parts.push(String.fromCodePoint(...codes));
  }
  return parts.join("");
})();
const categoryNames = "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co".split(
  " ",
);

/** Values of ranges of code points: searched by halving. */
class RangeValues {
  readonly starts: U32Array;
  readonly values: U8Array;
  constructor(starts: number[], values: number[]) {
    this.starts = new U32Array(starts);
    this.values = new U8Array(values);
  }
  at(c: int): int {
    const starts = this.starts;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = intDiv(low + high, 2);
      if (starts[middle]! <= c) low = middle;
      else high = middle;
    }
    return this.values[low]!;
  }
}
function rangeValues(valueOf: (c: number, found: Uint8Array) => number, found: Uint8Array): RangeValues {
  const starts: number[] = [];
  const values: number[] = [];
  for (let c = 0; c < 0x110000; c++) {
    const value = valueOf(c, found);
    if (values.length > 0 && values.at(-1) === value) continue;
    starts.push(c);
    values.push(value);
  }
  return new RangeValues(starts, values);
}
const categoryOf = new Uint8Array(0x110000);
for (const [k, name] of categoryNames.entries())
  if (k > 0)
    for (const match of everything.matchAll(new RegExp(`\\p{${name}}+`, "gu")))
      for (const character of match[0]) categoryOf[character.codePointAt(0)!] = k;
categoryOf.fill(28, 0xd800, 0xe000);
categoryOf.fill(29, 0xf0000, 0xffffe);
categoryOf.fill(29, 0x100000, 0x10fffe);
const categories = rangeValues((c, found) => found[c]!, categoryOf);
const categoryTexts: W_Str[] = categoryNames.map((name) => intern(name));

const mirroredOf = new Uint8Array(0x110000);
for (const match of everything.matchAll(/\p{Bidi_Mirrored}/gu)) mirroredOf[match[0].codePointAt(0)!] = 1;
const mirrored = rangeValues((c, found) => found[c]!, mirroredOf);

/** One mark of each combining class. */
const representatives: [number, number][] = (
  "1:334 6:16ff0 7:93c 8:3099 9:94d 10:5b0 11:5b1 12:5b2 13:5b3 14:5b4 15:5b5 16:5b6 17:5b7 18:5b8 19:5b9 20:5bb 21:5bc 22:5bd 23:5bf " +
  "24:5c1 25:5c2 26:fb1e 27:64b 28:64c 29:64d 30:64e 31:64f 32:650 33:651 34:652 35:670 36:711 84:c55 91:c56 103:e38 107:e48 118:eb8 " +
  "122:ec8 129:f71 130:f72 132:f74 202:321 214:1dce 216:31b 218:302a 220:316 222:59a 224:302e 226:1d16d 228:5ae 230:300 232:315 233:35c " +
  "234:35d 240:345"
)
  .split(" ")
  .map((pair) => [Number(pair.split(":")[0]), Number.parseInt(pair.split(":")[1]!, 16)]);
/** Whether normalizing puts b before a. */
function isSwapped(a: number, b: number): boolean {
  const text = String.fromCodePoint(a, b);
  const normal = text.normalize("NFD");
  return normal !== text && normal === String.fromCodePoint(b, a);
}
function combiningClass(character: number): number {
  // three Tibetan vowels are starters, though they consist of marks
  if (character === 0xf73 || character === 0xf75 || character === 0xf81) return 0;
  const c = String.fromCodePoint(character).normalize("NFD").codePointAt(0)!;
  for (const [value, mark] of representatives) if (mark === c) return value;
  if (!isSwapped(c, 0x334) && !isSwapped(0x300, c)) {
    // class 1 or 230, or a starter
    if (isSwapped(c, 0x316)) return 230;
    return 0;
  }
  for (const [value, mark] of representatives) if (!isSwapped(c, mark) && !isSwapped(mark, c)) return value;
  throw new Error(`the combining class of U+${c.toString(16)} is not known`);
}
const combiningOf = new Uint8Array(0x110000);
for (const match of everything.matchAll(/\p{M}/gu)) {
  const c = match[0].codePointAt(0)!;
  combiningOf[c] = combiningClass(c);
}
const combining = rangeValues((c, found) => found[c]!, combiningOf);

/** What characters are decomposed to, all the way. */
class Decompositions {
  readonly from: U32Array;
  /** Where each one's begins in `to`. */
  readonly offsets: U32Array;
  readonly to: U32Array;
  constructor(form: string) {
    const from: number[] = [];
    const offsets: number[] = [];
    const to: number[] = [];
    for (const character of everything) {
      const c = character.codePointAt(0)!;
      if (c >= 0xac00 && c < 0xd7a4) continue;
      const normal = character.normalize(form);
      if (normal === character) continue;
      from.push(c);
      offsets.push(to.length);
      to.push(...[...normal].map((part) => part.codePointAt(0)!));
    }
    offsets.push(to.length);
    this.from = new U32Array(from);
    this.offsets = new U32Array(offsets);
    this.to = new U32Array(to);
  }
  find(c: int): int {
    let low = 0;
    let high = this.from.length;
    while (low < high) {
      const middle = intDiv(low + high, 2);
      if (this.from[middle]! < c) low = middle + 1;
      else high = middle;
    }
    return low < this.from.length && this.from[low] === c ? low : -1;
  }
}
const canonical = new Decompositions("NFD");
const compatible = new Decompositions("NFKD");

/** Pairs that are composed: first, second, result, in ascending order. */
const pairs: U32Array = (() => {
  const found: [number, number, number][] = [];
  for (const c of canonical.from) {
    const character = String.fromCodePoint(c);
    if (character.normalize("NFC") !== character) continue;
    const parts = [...character.normalize("NFD")];
    const last = parts.pop()!;
    const first = [...parts.join("").normalize("NFC")];
    if (first.length === 1) found.push([first[0]!.codePointAt(0)!, last.codePointAt(0)!, c]);
  }
  return new U32Array(found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat());
})();
function composed(first: int, second: int): int {
  // Hangul syllables are computed
  if (first >= 0x1100 && first < 0x1113 && second >= 0x1161 && second < 0x1176)
    return 0xac00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28;
  if (first >= 0xac00 && first < 0xd7a4 && (first - 0xac00) % 28 === 0 && second > 0x11a7 && second < 0x11c3)
    return first + (second - 0x11a7);
  let low = 0;
  let high = intDiv(pairs.length, 3);
  while (low < high) {
    const middle = intDiv(low + high, 2);
    const a: int = pairs[3 * middle]!;
    const b: int = pairs[3 * middle + 1]!;
    if (a < first || (a === first && b < second)) low = middle + 1;
    else high = middle;
  }
  if (3 * low < pairs.length && pairs[3 * low] === first && pairs[3 * low + 1] === second) return pairs[3 * low + 2]!;
  return -1;
}

// --- normal forms

function decompose(text: W_Str, table: Decompositions): U32Array {
  let items = new U32Array(text.length * 4 + 20);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (n + 20 > items.length) {
      const more = new U32Array(items.length * 2);
      for (let k = 0; k < n; k++) more[k] = items[k]!;
      items = more;
    }
    if (c >= 0xac00 && c < 0xd7a4) {
      const index = c - 0xac00;
      items[n] = 0x1100 + intDiv(index, 588);
      items[n + 1] = 0x1161 + intDiv(index % 588, 28);
      n = n + 2;
      if (index % 28 !== 0) {
        items[n] = 0x11a7 + (index % 28);
        n++;
      }
      continue;
    }
    const found = c < 128 ? -1 : table.find(c);
    if (found < 0) {
      items[n] = c;
      n++;
    } else
      for (let k: int = table.offsets[found]!; k < table.offsets[found + 1]!; k++) {
        items[n] = table.to[k]!;
        n++;
      }
  }
  const exact = new U32Array(n);
  for (let i = 0; i < n; i++) exact[i] = items[i]!;
  // marks behind a starter in the order of their classes, equal ones as they were
  for (let i = 1; i < n; i++) {
    const c: int = exact[i]!;
    const rank = c < 0x300 ? 0 : combining.at(c);
    if (rank === 0) continue;
    let at = i;
    while (at > 0 && combining.at(exact[at - 1]!) > rank) {
      exact[at] = exact[at - 1]!;
      at--;
    }
    exact[at] = c;
  }
  return exact;
}
function compose(items: U32Array): W_Str {
  const n = items.length;
  let starter = -1;
  let lastRank = 0;
  let used = 0;
  for (let i = 0; i < n; i++) {
    const c: int = items[i]!;
    const rank = combining.at(c);
    if (starter >= 0 && (used === starter + 1 || lastRank < rank)) {
      const result = composed(items[starter]!, c);
      if (result >= 0) {
        items[starter] = result;
        continue;
      }
    }
    if (rank === 0) starter = used;
    lastRank = rank;
    items[used] = c;
    used++;
  }
  return textOf(items, used);
}
function textOf(items: U32Array, count: int): W_Str {
  const text = new StrBuilder();
  for (let i = 0; i < count; i++) text.addChar(items[i]!);
  return text.build();
}
/** @jit opaque */
function normalized(form: W_Object, object: W_Object): W_Str {
  const text = object.unwrap();
  const name = form.unwrap();
  if (!(name instanceof W_Str)) throw raise1(w_TypeError, "normalize() argument 1 must be str, not %T", form);
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "normalize() argument 2 must be str, not %T", object);
  const compatibly = name.equals(nfkc) || name.equals(nfkd);
  if (!compatibly && !name.equals(nfc) && !name.equals(nfd)) throw raise0(w_ValueError, "invalid normalization form");
  const items = decompose(text, compatibly ? compatible : canonical);
  return name.equals(nfc) || name.equals(nfkc) ? compose(items) : textOf(items, items.length);
}
const nfc = intern("NFC");
const nfd = intern("NFD");
const nfkc = intern("NFKC");
const nfkd = intern("NFKD");
function unicodedata_normalize(form: W_Object, text: W_Object): W_Object {
  return normalized(form, text);
}
function unicodedata_is_normalized(form: W_Object, text: W_Object): W_Object {
  return hooks.boolObject(normalized(form, text).equals(text.unwrap() as W_Str));
}

// --- properties of a character

/** `category() argument must be a unicode character, not %T`: CPython's words for a text put a colon into it. */
function wrongLength(template: string, length: int): OperationError {
  const text = new StrBuilder();
  let i = 0;
  while (template.charCodeAt(i) !== 41) i++;
  for (let k = 0; k <= i; k++) text.addChar(template.charCodeAt(k));
  text.addChar(58);
  for (let k = i + 1; k < template.length - 2; k++) text.addChar(template.charCodeAt(k));
  text.add("a string of length ");
  text.addInt(length);
  return raise1(w_TypeError, "%S", text.build());
}
function characterOf(object: W_Object, name: string): int {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, name, object);
  if (text.length !== 1) throw wrongLength(name, text.length);
  return text.charAt(0);
}
function unicodedata_category(chr: W_Object): W_Object {
  return categoryTexts[categories.at(characterOf(chr, "category() argument must be a unicode character, not %T"))]!;
}
function unicodedata_combining(chr: W_Object): W_Object {
  return newInt(combining.at(characterOf(chr, "combining() argument must be a unicode character, not %T")));
}
function unicodedata_mirrored(chr: W_Object): W_Object {
  return newInt(mirrored.at(characterOf(chr, "mirrored() argument must be a unicode character, not %T")));
}
function unicodedata_decimal(chr: W_Object, standard: W_Object | null): W_Object {
  const value = decimalValue(characterOf(chr, "decimal() argument 1 must be a unicode character, not %T"));
  if (value >= 0) return newInt(value);
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a decimal");
}
/** Superscripts, subscripts, digits in circles and the like: what they are compatible with ends in their value. */
function digitOf(c: int): int {
  const decimal = decimalValue(c);
  if (decimal >= 0) return decimal;
  const found = c < 128 ? -1 : compatible.find(c);
  if (found < 0) return -1;
  const from: int = compatible.offsets[found]!;
  const count = compatible.offsets[found + 1]! - from;
  // a digit alone, in parentheses, or before a full stop or comma
  if (count === 1) return decimalValue(compatible.to[from]!);
  if (count === 2 && (compatible.to[from + 1] === 46 || compatible.to[from + 1] === 44))
    return decimalValue(compatible.to[from]!);
  if (count === 3 && compatible.to[from] === 40 && compatible.to[from + 2] === 41)
    return decimalValue(compatible.to[from + 1]!);
  return -1;
}
function unicodedata_digit(chr: W_Object, standard: W_Object | null): W_Object {
  const value = digitOf(characterOf(chr, "digit() argument 1 must be a unicode character, not %T"));
  if (value >= 0) return newInt(value);
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a digit");
}
function unicodedata_numeric(chr: W_Object, standard: W_Object | null): W_Object {
  const c = characterOf(chr, "numeric() argument 1 must be a unicode character, not %T");
  const value = digitOf(c);
  if (value >= 0) return newFloat(value === 0 ? 0.0 : hooks.floatOf(newInt(value)));
  const category = categories.at(c);
  if (category === 10 || category === 11)
    throw raise1(
      w_NotImplementedError,
      "unicodedata.numeric(%R): JavaScript's Unicode data has no numeric values",
      chr,
    );
  if (standard !== null) return standard;
  throw raise0(w_ValueError, "not a numeric character");
}

// --- names: only those that are computed

const initials = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ").map((part) => strOf(part));
const vowels = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ").map((part) => strOf(part));
const finals = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H"
  .split(" ")
  .map((part) => strOf(part));
function isIdeograph(c: int): boolean {
  return (
    (c >= 0x3400 && c <= 0x4dbf) ||
    (c >= 0x4e00 && c <= 0x9fff) ||
    (c >= 0x20000 && c <= 0x2a6df) ||
    (c >= 0x2a700 && c <= 0x2b739) ||
    (c >= 0x2b740 && c <= 0x2b81d) ||
    (c >= 0x2b820 && c <= 0x2cea1) ||
    (c >= 0x2ceb0 && c <= 0x2ebe0) ||
    (c >= 0x30000 && c <= 0x3134a) ||
    (c >= 0x31350 && c <= 0x323af)
  );
}
function unicodedata_name(chr: W_Object, standard: W_Object | null): W_Object {
  const c = characterOf(chr, "name() argument 1 must be a unicode character, not %T");
  const text = new StrBuilder();
  if (c >= 0xac00 && c < 0xd7a4) {
    const index = c - 0xac00;
    text.add("HANGUL SYLLABLE ");
    text.addStr(initials[intDiv(index, 588)]!);
    text.addStr(vowels[intDiv(index % 588, 28)]!);
    text.addStr(finals[index % 28]!);
    return text.build();
  }
  if (isIdeograph(c)) {
    text.add("CJK UNIFIED IDEOGRAPH-");
    for (let shift = c > 0xffff ? 16 : 12; shift >= 0; shift = shift - 4) {
      const digit = intAnd(intShr(c, shift), 15);
      text.addChar(digit < 10 ? 48 + digit : 55 + digit);
    }
    return text.build();
  }
  const category = categories.at(c);
  // unassigned, control, surrogate, private: these have none
  if (category === 0 || category === 26 || category >= 28) {
    if (standard !== null) return standard;
    throw raise0(w_ValueError, "no such name");
  }
  throw raise1(w_NotImplementedError, "unicodedata.name(%R): the names of characters are not built in yet", chr);
}
function unicodedata_lookup(name: W_Object): W_Object {
  if (!(name.unwrap() instanceof W_Str)) throw raise1(w_TypeError, "lookup() argument must be str, not %T", name);
  throw raise1(w_NotImplementedError, "unicodedata.lookup(%R): the names of characters are not built in yet", name);
}
function unicodedata_bidirectional(_chr: W_Object): W_Object {
  throw raise0(
    w_NotImplementedError,
    "unicodedata.bidirectional: JavaScript's Unicode data has no bidirectional classes",
  );
}
function unicodedata_east_asian_width(chr: W_Object): W_Object {
  if (characterOf(chr, "east_asian_width() argument must be a unicode character, not %T") < 0x7f)
    return characterOf(chr, "%T") < 32 ? n_N : n_Na;
  throw raise0(w_NotImplementedError, "unicodedata.east_asian_width: JavaScript's Unicode data has no widths");
}
const n_N = intern("N");
const n_Na = intern("Na");

defineModule(
  "unicodedata",
  [
    builtinFunction("normalize(form, unistr, /)", unicodedata_normalize),
    builtinFunction("is_normalized(form, unistr, /)", unicodedata_is_normalized),
    builtinFunction("category(chr, /)", unicodedata_category),
    builtinFunction("combining(chr, /)", unicodedata_combining),
    builtinFunction("mirrored(chr, /)", unicodedata_mirrored),
    builtinFunction("decimal(chr, default=None, /)", unicodedata_decimal),
    builtinFunction("digit(chr, default=None, /)", unicodedata_digit),
    builtinFunction("numeric(chr, default=None, /)", unicodedata_numeric),
    builtinFunction("name(chr, default=None, /)", unicodedata_name),
    builtinFunction("lookup(name, /)", unicodedata_lookup),
    builtinFunction("bidirectional(chr, /)", unicodedata_bidirectional),
    builtinFunction("east_asian_width(chr, /)", unicodedata_east_asian_width),
  ],
  { unidata_version: intern("16.0.0") },
);
