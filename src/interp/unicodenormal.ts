// Normal forms of text. The tables are made while building: decompositions from String.normalize; composition is their inverse. JavaScript does not
// tell combining classes, but it orders marks by them: so each mark is compared with one known mark of every class.

import { type int, intDiv, U8Array, U32Array } from "../rts/index.ts";
import { raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import type { W_Object } from "./object.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { placeOf } from "./unicode.ts";
import { isAssigned } from "./unicodeproperties.ts";

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
/** Values of ranges of code points: searched by halving. */
class RangeValues {
  readonly starts: U32Array;
  readonly values: U8Array;
  constructor(starts: number[], values: number[]) {
    this.starts = new U32Array(starts);
    this.values = new U8Array(values);
  }
  at(c: int): int {
    return this.values[placeOf(this.starts, c)]!;
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
    const at = placeOf(this.from, c);
    return at >= 0 && this.from[at] === c ? at : -1;
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

/** With `old` as Unicode 3.2.0 has it: later characters stay as they are. */
function decompose(text: W_Str, table: Decompositions, old: boolean): U32Array {
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
    const found = c < 128 || (old && !isAssigned(c, true)) ? -1 : table.find(c);
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
export function normalized(form: W_Object, object: W_Object, old: boolean): W_Str {
  const text = object.unwrap();
  const name = form.unwrap();
  if (!(name instanceof W_Str)) throw raise1(w_TypeError, "normalize() argument 1 must be str, not %T", form);
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "normalize() argument 2 must be str, not %T", object);
  const compatibly = name.equals(nfkc) || name.equals(nfkd);
  if (!compatibly && !name.equals(nfc) && !name.equals(nfd)) throw raise0(w_ValueError, "invalid normalization form");
  const items = decompose(text, compatibly ? compatible : canonical, old);
  return name.equals(nfc) || name.equals(nfkc) ? compose(items) : textOf(items, items.length);
}
const nfc = intern("NFC");
const nfd = intern("NFD");
const nfkc = intern("NFKC");
const nfkd = intern("NFKD");
