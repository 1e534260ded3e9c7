// Normal forms of text. The tables are made while building, from CPython's Unicode data (unicodetables.ts): decompositions all the way; composition is
// their inverse.

import { type int, intDiv, U8Array, U32Array } from "../rts/index.ts";
import { raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import type { W_Object } from "./object.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { boundsOf, entriesOf, placeOf } from "./unicode.ts";
import { isAssigned } from "./unicodeproperties.ts";
import { CANONICAL, COMBINING, COMPATIBLE, COMPOSED } from "./unicodetables.ts";

// --- making the tables, at module level only

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
/** Ranges with a value each, and zero in between. */
function rangeValues(text: string): RangeValues {
  const numbers = text.split(" ").map((digits) => Number.parseInt(digits, 36));
  const starts = [0];
  const values = [0];
  let end = 0;
  for (let i = 0; i < numbers.length; i += 3) {
    const start = end + numbers[i]!;
    if (start === end) starts.pop();
    if (start === end) values.pop();
    end = start + numbers[i + 1]!;
    starts.push(start, end);
    values.push(numbers[i + 2]!, 0);
  }
  return new RangeValues(starts, values);
}
const combining = rangeValues(COMBINING);

/** What characters are decomposed to, all the way. */
class Decompositions {
  readonly from: U32Array;
  /** Where each one's begins in `to`. */
  readonly offsets: U32Array;
  readonly to: U32Array;
  constructor(entries: [number, number[]][]) {
    const from: number[] = [];
    const offsets: number[] = [];
    const to: number[] = [];
    for (const [code, parts] of entries) {
      from.push(code);
      offsets.push(to.length);
      to.push(...parts);
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
const canonicalEntries = entriesOf(CANONICAL);
const canonical = new Decompositions(canonicalEntries);
const compatible = new Decompositions(
  [...new Map([...canonicalEntries, ...entriesOf(COMPATIBLE)])].sort((a, b) => a[0] - b[0]),
);

/** Pairs that are composed: first, second, result, in ascending order. */
const pairs: U32Array = (() => {
  const parts = new Map(canonicalEntries);
  const whole = new Map<string, number>();
  const bounds = boundsOf(COMPOSED);
  const codes: number[] = [];
  for (let i = 0; i < bounds.length; i += 2) for (let c = bounds[i]!; c <= bounds[i + 1]!; c++) codes.push(c);
  for (const c of codes) whole.set(parts.get(c)!.join(), c);
  const found: [number, number, number][] = [];
  for (const c of codes) {
    const before = parts.get(c)!.slice(0, -1);
    const first = before.length === 1 ? before[0]! : whole.get(before.join());
    if (first === undefined) throw new Error(`U+${c.toString(16)} is composed of more than two characters`);
    found.push([first, parts.get(c)!.at(-1)!, c]);
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
