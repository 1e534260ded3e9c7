// Sorting of lists: a stable merge sort, bottom up. What is moved is the order (indices of items), and beside each index a number that
// decides most comparisons:
//
//   keys                                     the number of a key                     equal numbers
//   ints up to 2**53 and floats but NaN      itself                                  equal keys
//   texts of Latin-1 characters              the first six characters as digits      compare the texts
//   tuples whose first items are all such    that of the first item                  compare the tuples
//   anything else                            0                                       compare the keys
//
// A merge of two stretches that are in order already costs one comparison.

import type { float, int } from "../rts/index.ts";
import { arrayCopy, F64Array, I32Array, I64Array, intToFloat, newArray } from "../rts/index.ts";
import { raise0, w_ValueError } from "./errors.ts";
import { isNotANumber, W_Float } from "./float.ts";
import { fitsFloat, W_Int } from "./int.ts";
import { FLOATS, INTS, W_List } from "./list.ts";
import { LT, type W_Object } from "./object.ts";
import { compareHolds, sameOrEqual } from "./operations.ts";
import { compareText } from "./str.ts";
import { W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";

/**
 * Sorts in place; key and order as list.sort has them. The list is empty while keys and comparisons run; when one of them raises, it gets
 * its items back in their old order.
 */
export function sortList(list: W_List, key: W_Object | null, reverse: boolean): void {
  const n = list.length;
  const items = new W_List();
  items.takeFrom(list);
  list.takeFrom(new W_List());
  // nobody else has this array: whatever adds items to the list, and takes them out again, leaves another one
  const untouched = new I64Array(0);
  list.ints = untouched;
  let sorted = items;
  let modified = false;
  try {
    const order = key === null ? orderOfItems(items, reverse) : orderOfKeys(keysOf(items, key), reverse);
    sorted = ordered(items, order, n, reverse);
  } finally {
    modified = list.length > 0 || list.ints !== untouched;
    list.takeFrom(sorted);
  }
  if (modified) throw raise0(w_ValueError, "list modified during sort");
}
function keysOf(items: W_List, key: W_Object): W_Object[] {
  const n = items.length;
  const keys = newArray<W_Object>(n);
  for (let i = 0; i < n; i++) keys[i] = key.call1(items.get(i));
  return keys;
}
/** A list of the items in that order: unboxed if they were. A reversed sort runs on the reversed list, and its result is reversed. */
function ordered(items: W_List, order: I32Array, n: int, reverse: boolean): W_List {
  const result = new W_List();
  result.kind = items.kind;
  result.length = n;
  const last = n - 1;
  if (items.kind === INTS) {
    const from = items.ints;
    const to = new I64Array(n);
    for (let i = 0; i < n; i++) to[reverse ? last - i : i] = from[order[i]!]!;
    result.ints = to;
  } else if (items.kind === FLOATS) {
    const from = items.floats;
    const to = new F64Array(n);
    for (let i = 0; i < n; i++) to[reverse ? last - i : i] = from[order[i]!]!;
    result.floats = to;
  } else {
    const from = items.objects;
    const to = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) to[reverse ? last - i : i] = from[order[i]!]!;
    result.objects = to;
  }
  return result;
}

// --- the numbers of keys
const NUMBER = 1;
const TEXT = 2;
/** What there is no number of. */
const OTHER = 0;
function familyOf(key: W_Object): int {
  if (key instanceof W_Int) return fitsFloat(key.value) ? NUMBER : OTHER;
  if (key instanceof W_Float) return isNotANumber(key.value) ? OTHER : NUMBER;
  return key instanceof W_Str && key.width === 1 ? TEXT : OTHER;
}
function numberOf(key: W_Object): float {
  if (key instanceof W_Int) return intToFloat(key.value);
  if (key instanceof W_Float) return key.value;
  const text = key as W_Str;
  const latin = text.latin;
  const n = text.length;
  let number: int = 0;
  for (let i = 0; i < TEXT_DIGITS; i++) number = number * 256 + (i < n ? latin[i]! : 0);
  return intToFloat(number);
}
/** As many characters as a double holds. */
const TEXT_DIGITS = 6;

/** The order of a list without keys. */
function orderOfItems(items: W_List, reverse: boolean): I32Array {
  const n = items.length;
  if (items.kind === INTS) {
    const ints = items.ints;
    for (let i = 0; i < n; i++) if (!fitsFloat(ints[i]!)) return orderOfKeys(items.toArray(), reverse);
    const numbers = new F64Array(n);
    for (let i = 0; i < n; i++) numbers[i] = intToFloat(ints[reverse ? n - 1 - i : i]!);
    return mergeSort(numbers, null, n, reverse);
  }
  if (items.kind === FLOATS) {
    const numbers = new F64Array(n);
    if (reverse) for (let i = 0; i < n; i++) numbers[i] = items.floats[n - 1 - i]!;
    else arrayCopy(items.floats, 0, numbers, 0, n);
    return mergeSort(numbers, null, n, reverse);
  }
  return orderOfKeys(items.toArray(), reverse);
}
function orderOfKeys(keys: W_Object[], reverse: boolean): I32Array {
  const n = keys.length;
  const numbers = new F64Array(n);
  const tuples = n > 0 && keys[0] instanceof W_Tuple;
  let family = OTHER;
  for (let i = 0; i < n; i++) {
    const key = keys[i]!;
    let first: W_Object | null = key;
    if (tuples) first = key instanceof W_Tuple && key.items.length > 0 ? key.items[0]! : null;
    const own = first === null ? OTHER : familyOf(first);
    if (i === 0) family = own;
    if (own === OTHER || own !== family) {
      family = OTHER;
      break;
    }
    numbers[reverse ? n - 1 - i : i] = numberOf(first!);
  }
  if (family === OTHER) return mergeSort(new F64Array(n), keys, n, reverse);
  return mergeSort(numbers, family === NUMBER && !tuples ? null : keys, n, reverse);
}

// --- comparison
function isLess(a: W_Object, b: W_Object): boolean {
  if (a instanceof W_Int && b instanceof W_Int) return a.value < b.value;
  if (a instanceof W_Float && b instanceof W_Float) return a.value < b.value;
  if (a instanceof W_Str && b instanceof W_Str) return compareText(a, b) < 0;
  if (a instanceof W_Tuple && b instanceof W_Tuple) return isTupleLess(a.items, b.items);
  return compareHolds(LT, a, b);
}
/** The first unequal items decide. */
function isTupleLess(a: W_Object[], b: W_Object[]): boolean {
  const n = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x instanceof W_Str && y instanceof W_Str) {
      const order = x === y ? 0 : compareText(x, y);
      if (order !== 0) return order < 0;
    } else if (!sameOrEqual(x, y)) return isLess(x, y);
  }
  return a.length < b.length;
}

// --- merging
/**
 * The indices of the items in order. `numbers`, which are used up, stand in the order in which the items are taken, the last first if
 * `reverse`; `keys`, by index, decide where numbers are equal (null: the items are).
 */
function mergeSort(numbers: F64Array, keys: W_Object[] | null, n: int, reverse: boolean): I32Array {
  let from = new I32Array(n);
  for (let i = 0; i < n; i++) from[i] = reverse ? n - 1 - i : i;
  let fromNumbers = numbers;
  let sorted = 1;
  while (sorted < n && !comesBefore(numbers, from, keys, sorted, sorted - 1)) sorted++;
  if (sorted >= n) return from;
  let to = new I32Array(n);
  let toNumbers = new F64Array(n);
  for (let width = 1; width < n; width = width * 2) {
    for (let low = 0; low < n; low = low + 2 * width) {
      const middle = low + width < n ? low + width : n;
      const high = low + 2 * width < n ? low + 2 * width : n;
      let i = low;
      let k = middle;
      let out = low;
      if (k < high && comesBefore(fromNumbers, from, keys, k, k - 1)) {
        if (width === 1) {
          // this was the only comparison
          toNumbers[out] = fromNumbers[k]!;
          to[out] = from[k]!;
          out++;
          k++;
        }
        while (i < middle && k < high) {
          const x = fromNumbers[i]!;
          const y = fromNumbers[k]!;
          // the right one only when it is strictly less: equal items keep their order
          if (y < x || (keys !== null && y === x && isLess(keys[from[k]!]!, keys[from[i]!]!))) {
            toNumbers[out] = y;
            to[out] = from[k]!;
            k++;
          } else {
            toNumbers[out] = x;
            to[out] = from[i]!;
            i++;
          }
          out++;
        }
      }
      for (; i < middle; i++) {
        toNumbers[out] = fromNumbers[i]!;
        to[out] = from[i]!;
        out++;
      }
      for (; k < high; k++) {
        toNumbers[out] = fromNumbers[k]!;
        to[out] = from[k]!;
        out++;
      }
    }
    const freeNumbers = fromNumbers;
    fromNumbers = toNumbers;
    toNumbers = freeNumbers;
    const free = from;
    from = to;
    to = free;
  }
  return from;
}
/** Whether the item at i is less than the one at k. */
function comesBefore(numbers: F64Array, order: I32Array, keys: W_Object[] | null, i: int, k: int): boolean {
  const x = numbers[i]!;
  const y = numbers[k]!;
  return x < y || (keys !== null && x === y && isLess(keys[order[i]!]!, keys[order[k]!]!));
}
