// Sorting of lists: a stable merge sort, bottom up, on arrays of keys with their values beside them.

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { raise0, w_ValueError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { W_Int } from "./int.ts";
import { newList, type W_List } from "./list.ts";
import { LT, type W_Object } from "./object.ts";
import { compareHolds } from "./operations.ts";

/**
 * Sorts in place; key and order as list.sort has them. The list is empty while keys and comparisons run; when one of them raises, it gets
 * its items back in their old order.
 */
export function sortList(list: W_List, key: W_Object | null, reverse: boolean): void {
  const n = list.length;
  const values = list.toArray();
  list.clear();
  let sorted = values;
  let modified = false;
  try {
    sorted = sortedValues(values, n, key, reverse);
  } finally {
    modified = list.length > 0;
    list.clear();
    list.takeFrom(newList(sorted, n));
  }
  if (modified) throw raise0(w_ValueError, "list modified during sort");
}
/** The values in order, in an array of their own. */
function sortedValues(values: W_Object[], n: int, key: W_Object | null, reverse: boolean): W_Object[] {
  const items = newArray<W_Object>(n);
  arrayCopy(values, 0, items, 0, n);
  let keys = items;
  if (key !== null) {
    keys = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) keys[i] = key.call1(items[i]!);
  }
  // a reversed sort keeps equal items in order: reverse, sort, reverse
  if (reverse) {
    reverseArray(items);
    if (key !== null) reverseArray(keys);
  }
  const sorted = mergeSort(keys, items, n);
  if (reverse) reverseArray(sorted);
  return sorted;
}
function reverseArray(items: W_Object[]): void {
  let i = 0;
  let k = items.length - 1;
  while (i < k) {
    const item = items[i]!;
    items[i] = items[k]!;
    items[k] = item;
    i++;
    k--;
  }
}
function isLess(a: W_Object, b: W_Object): boolean {
  if (a instanceof W_Int && b instanceof W_Int) return a.value < b.value;
  if (a instanceof W_Float && b instanceof W_Float) return a.value < b.value;
  return compareHolds(LT, a, b);
}

/** The values in the order of their keys. */
function mergeSort(keys: W_Object[], values: W_Object[], n: int): W_Object[] {
  let fromKeys = keys;
  let fromValues = values;
  let toKeys = newArray<W_Object>(n);
  let toValues = newArray<W_Object>(n);
  const same = keys === values;
  for (let width = 1; width < n; width = width * 2) {
    for (let low = 0; low < n; low = low + 2 * width) {
      const middle = low + width < n ? low + width : n;
      const high = low + 2 * width < n ? low + 2 * width : n;
      let i = low;
      let k = middle;
      for (let out = low; out < high; out++) {
        // the right one only when it is strictly less: equal items keep their order
        const right = i >= middle || (k < high && isLess(fromKeys[k]!, fromKeys[i]!));
        const at = right ? k : i;
        if (right) k++;
        else i++;
        toKeys[out] = fromKeys[at]!;
        if (!same) toValues[out] = fromValues[at]!;
      }
    }
    const freeKeys = toKeys;
    toKeys = width === 1 && fromKeys === keys ? newArray<W_Object>(n) : fromKeys;
    fromKeys = freeKeys;
    if (!same) {
      const freeValues = toValues;
      toValues = width === 1 && fromValues === values ? newArray<W_Object>(n) : fromValues;
      fromValues = freeValues;
    }
  }
  return same ? fromKeys : fromValues;
}
