// Finding a text in a text, bytes in bytes.
//
// The plain way is tried first: look for the first item, then compare the rest. It is fast on what programs search, and quadratic on texts like
// "aaaa...ab". So it counts the comparisons that led to nothing, and once they outweigh the way it has come, Knuth, Morris and Pratt's search
// goes on from there: it never looks at an item of the text twice, whatever the part is, but begins with a table of the part's borders.

import type { int } from "../rts/index.ts";
import { I32Array, type U8Array } from "../rts/index.ts";
import { latinStr, type W_Str } from "./text.ts";

/** Whether so many comparisons for nothing are too many, `gone` items behind the beginning of a search for `n` items. */
function isSlow(wasted: int, gone: int, n: int): boolean {
  return wasted > 1000 + n + 4 * gone;
}

/** The first index of `part` in from..to; -1. */
export function findText(text: W_Str, part: W_Str, from: int, to: int): int {
  const n = part.length;
  const last = to - n;
  if (n === 0) return from <= to ? from : -1;
  if (text.width === 1) return part.width === 1 ? findLatin(text.latin, part.latin, n, from, last) : -1;
  return findWide(text, part, from, last);
}
/** @jit opaque */
function findWide(text: W_Str, part: W_Str, from: int, last: int): int {
  const n = part.length;
  const first = part.charAt(0);
  let wasted = 0;
  for (let i = from; i <= last; i++) {
    if (text.charAt(i) !== first) continue;
    let k = 1;
    while (k < n && text.charAt(i + k) === part.charAt(k)) k++;
    if (k === n) return i;
    wasted = wasted + k;
    if (isSlow(wasted, i - from, n)) return findLinearly(text, part, i + 1, last + n, false);
  }
  return -1;
}
/** The first index in from..last at which the `n` bytes of `part` are. @jit opaque */
function findLatin(text: U8Array, part: U8Array, n: int, from: int, last: int): int {
  const first: int = part[0]!;
  let wasted = 0;
  for (let i = from; i <= last; i++) {
    if (text[i] !== first) continue;
    let k = 1;
    while (k < n && text[i + k] === part[k]) k++;
    if (k === n) return i;
    wasted = wasted + k;
    // `part` may be longer than the text whose array it is
    if (isSlow(wasted, i - from, n))
      return findLinearly(latinStr(text), latinStr(part).slice(0, n), i + 1, last + n, false);
  }
  return -1;
}
/** The last index of `part` in from..to; -1. @jit opaque */
export function findLast(text: W_Str, part: W_Str, from: int, to: int): int {
  const n = part.length;
  const start = to - n;
  let wasted = 0;
  for (let i = start; i >= from; i--) {
    let k = 0;
    while (k < n && text.charAt(i + k) === part.charAt(k)) k++;
    if (k === n) return i;
    wasted = wasted + k;
    if (isSlow(wasted, start - i, n)) return findLinearly(text, part, from, i - 1 + n, true);
  }
  return -1;
}
/** Where `part` begins in from..to; -1. */
export function findBytes(items: U8Array, part: U8Array, from: int, to: int): int {
  const n = part.length;
  if (n === 0) return from <= to ? from : -1;
  return findLatin(items, part, n, from, to - n);
}
export function findLastBytes(items: U8Array, part: U8Array, from: int, to: int): int {
  return findLast(latinStr(items), latinStr(part), from, to);
}

/** The item at `k`, counted from the end when looking backwards. */
function itemAt(part: W_Str, k: int, backwards: boolean): int {
  return part.charAt(backwards ? part.length - 1 - k : k);
}
/** At k: how many items the first k end with that they begin with, too (less than k). */
function borders(part: W_Str, backwards: boolean): I32Array {
  const table = new I32Array(part.length + 1);
  let length = 0;
  for (let k = 1; k < part.length; k++) {
    const item = itemAt(part, k, backwards);
    while (length > 0 && itemAt(part, length, backwards) !== item) length = table[length]!;
    if (itemAt(part, length, backwards) === item) length = length + 1;
    table[k + 1] = length;
  }
  return table;
}
/** The first or, looking backwards, the last index of `part`, which is not empty, in from..to; -1. */
function findLinearly(text: W_Str, part: W_Str, from: int, to: int, backwards: boolean): int {
  const n = part.length;
  const table = borders(part, backwards);
  let matched = 0;
  for (let j = 0; j < to - from; j++) {
    const item = text.charAt(backwards ? to - 1 - j : from + j);
    while (matched > 0 && itemAt(part, matched, backwards) !== item) matched = table[matched]!;
    if (itemAt(part, matched, backwards) === item) matched = matched + 1;
    if (matched === n) return backwards ? to - 1 - j : from + j - n + 1;
  }
  return -1;
}
