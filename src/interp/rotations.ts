// Sorts the rotations of a text, for bzip2's blocks (Burrows and Wheeler, 1994), by doubling (Larsson and Sadakane, 1999): rotations that are sorted by their
// first h bytes are sorted by 2h when those h bytes further on are ranked by theirs. Groups of rotations that have become single are skipped. Begins with
// four bytes, by counting. Texts that repeat themselves take no longer than others.

import { arrayFill, I32Array, type int, intDiv, type U8Array, U32Array } from "../rts/index.ts";

/** Groups below this are sorted by insertion. */
const FEW = 8;

export class RotationSorter {
  private readonly size: int;
  /** The rotations in order; where a run of k sorted ones begins, -k. */
  private readonly order: I32Array;
  /** The last place of a rotation's group. */
  private readonly ranks: I32Array;
  private readonly counts: U32Array = new U32Array(65537);
  private length: int = 0;
  private step: int = 0;

  /** For texts of up to `size` bytes. */
  constructor(size: int) {
    this.size = size;
    this.order = new I32Array(size);
    this.ranks = new I32Array(size);
  }
  /** The rotations of text[0..length-1] in order: where each begins. The first three bytes have to stand behind the text once more. @jit opaque */
  sort(text: U8Array, length: int): I32Array {
    const order = this.order;
    const ranks = this.ranks;
    if (length > this.size) throw new Error("the text is too long");
    this.length = length;
    this.begin(text);
    for (let step = 4; step < length && order[0]! > -length; step = 2 * step) {
      this.step = step;
      let at = 0;
      let sorted = 0;
      while (at < length) {
        const entry: int = order[at]!;
        if (entry < 0) {
          at = at - entry;
          sorted = sorted + entry;
          continue;
        }
        if (sorted < 0) {
          order[at + sorted] = sorted;
          sorted = 0;
        }
        const end = ranks[entry]! + 1;
        this.refine(at, end);
        at = end;
      }
      if (sorted < 0) order[at + sorted] = sorted;
    }
    // what is left of groups are rotations that are the same: the last one first, as bzip2 has them
    arrayFill(order, 0, 0, length);
    for (let i = 0; i < length; i++) {
      const last: int = ranks[i]!;
      ranks[i] = last - order[last]!;
      order[last] = order[last]! + 1;
    }
    for (let i = 0; i < length; i++) order[ranks[i]!] = i;
    return order;
  }
  /** By the first four bytes: by the third and fourth, then by the first and second. */
  private begin(text: U8Array): void {
    const length = this.length;
    const order = this.order;
    const ranks = this.ranks;
    const counts = this.counts;
    this.count(text);
    for (let i = 0; i < length; i++) {
      // the rotation two bytes further on has this pair behind its own
      const pair = text[i]! * 256 + text[i + 1]!;
      ranks[counts[pair]!] = i;
      counts[pair] = counts[pair]! + 1;
    }
    this.count(text);
    const back = 2 % length;
    for (let k = 0; k < length; k++) {
      const i = ranks[k]! >= back ? ranks[k]! - back : ranks[k]! - back + length;
      const pair = text[i]! * 256 + text[i + 1]!;
      order[counts[pair]!] = i;
      counts[pair] = counts[pair]! + 1;
    }
    let end = length - 1;
    let last = -1;
    let lastLow = -1;
    for (let k = length - 1; k >= 0; k--) {
      const i: int = order[k]!;
      const high = text[i]! * 256 + text[i + 1]!;
      const low = text[i + 2]! * 256 + text[i + 3]!;
      if (high !== last || low !== lastLow) {
        end = k;
        last = high;
        lastLow = low;
      }
      ranks[i] = end;
    }
    for (let k = 0; k < length; k++) {
      // a group of its own: it begins where the one before ends
      const i: int = order[k]!;
      if (ranks[i] === k && (k === 0 || order[k - 1]! < 0 || ranks[order[k - 1]!] !== k)) order[k] = -1;
    }
  }
  /** Where in sorted order each pair of bytes begins. */
  private count(text: U8Array): void {
    const length = this.length;
    const counts = this.counts;
    arrayFill(counts, 0, 0, 65537);
    for (let i = 0; i < length; i++) {
      const pair = text[i]! * 256 + text[i + 1]!;
      counts[pair + 1] = counts[pair + 1]! + 1;
    }
    for (let i = 1; i < 65537; i++) counts[i] = counts[i]! + counts[i - 1]!;
  }
  /** The rank of what stands `step` bytes further on. */
  private key(rotation: int): int {
    const at = rotation + this.step;
    return this.ranks[at < this.length ? at : at - this.length]!;
  }
  /** Sorts the group order[from..to-1] by `key`. Smaller ones get their new ranks before greater ones are looked at: ranks stay in order all the time. */
  private refine(from: int, to: int): void {
    const order = this.order;
    let start = from;
    while (to - start >= FEW) {
      const pivot = this.pivot(start, to);
      let low = start;
      let at = start;
      let high = to;
      while (at < high) {
        const rotation: int = order[at]!;
        const key = this.key(rotation);
        if (key < pivot) {
          order[at] = order[low]!;
          order[low] = rotation;
          low++;
          at++;
        } else if (key > pivot) {
          high--;
          order[at] = order[high]!;
          order[high] = rotation;
        } else at++;
      }
      if (low > start) this.refine(start, low);
      this.endGroup(low, high);
      start = high;
    }
    this.refineFew(start, to);
  }
  private refineFew(from: int, to: int): void {
    const order = this.order;
    let start = from;
    while (start < to) {
      // the smallest ones to the front
      let least = this.key(order[start]!);
      let end = start + 1;
      for (let at = start + 1; at < to; at++) {
        const rotation: int = order[at]!;
        const key = this.key(rotation);
        if (key > least) continue;
        if (key < least) {
          least = key;
          end = start;
        }
        order[at] = order[end]!;
        order[end] = rotation;
        end++;
      }
      this.endGroup(start, end);
      start = end;
    }
  }
  /** The rotations order[from..to-1] are a group now. */
  private endGroup(from: int, to: int): void {
    const order = this.order;
    for (let at = from; at < to; at++) this.ranks[order[at]!] = to - 1;
    if (to === from + 1) order[from] = -1;
  }
  /** The middle one of three, or of nine in large groups. */
  private pivot(from: int, to: int): int {
    const middle = from + intDiv(to - from, 2);
    if (to - from < 64) return this.middle(from, middle, to - 1);
    const part = intDiv(to - from, 8);
    const a = this.middle(from, from + part, from + 2 * part);
    const b = this.middle(middle - part, middle, middle + part);
    const c = this.middle(to - 1 - 2 * part, to - 1 - part, to - 1);
    return middleOf(a, b, c);
  }
  private middle(a: int, b: int, c: int): int {
    return middleOf(this.key(this.order[a]!), this.key(this.order[b]!), this.key(this.order[c]!));
  }
}
function middleOf(a: int, b: int, c: int): int {
  if (a < b) return b < c ? b : a < c ? c : a;
  return a < c ? a : b < c ? c : b;
}
