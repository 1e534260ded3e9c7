// The module `_bisect`: where an item belongs in a sorted sequence.

import type { int } from "../rts/index.ts";
import { intShr, newArray } from "../rts/index.ts";
import { W_BigRange } from "./bigrange.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, raise2, raiseFull, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { newInt, W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { ADD, FLOORDIV, LT, type W_Object } from "./object.ts";
import { binary, compareHolds, getAttr, getItem, indexObject, len, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { clampIndex } from "./tuple.ts";

const parameters: W_Str[] = ["a", "x", "lo", "hi", "key"].map(intern);
/** The arguments a, x, lo=0, hi=None, *, key=None in this order; null: not given. */
function parse(args: W_Object[], kwnames: W_Object[] | null, name: W_Str): W_Object[] {
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named;
  if (args.length > 5)
    throw raiseFull(w_TypeError, "%S() takes at most 5 arguments (%d given)", name, null, args.length, 0);
  if (positional > 4)
    throw raiseFull(w_TypeError, "%S() takes at most 4 positional arguments (%d given)", name, null, positional, 0);
  const given = newArray<W_Object>(5);
  for (let i = 0; i < positional; i++) given[i] = args[i]!;
  let unexpected: W_Object | null = null;
  for (let k = 0; k < named; k++) {
    let at = -1;
    for (let i = 0; i < 5; i++) if (parameters[i]!.equals(kwnames![k] as W_Str)) at = i;
    if (at < 0) {
      unexpected = kwnames![k]!;
      continue;
    }
    if (given[at] !== null)
      throw raiseFull(
        w_TypeError,
        "argument for %S() given by name ('%S') and position (%d)",
        name,
        parameters[at]!,
        at + 1,
        0,
      );
    given[at] = args[positional + k]!;
  }
  for (let i = 0; i < 2; i++)
    if (given[i] === null)
      throw raiseFull(w_TypeError, "%S() missing required argument '%S' (pos %d)", name, parameters[i]!, i + 1, 0);
  if (unexpected !== null) throw raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", name, unexpected);
  return given;
}
function isLess(a: W_Object, b: W_Object): boolean {
  if (a instanceof W_Int && b instanceof W_Int) return a.value < b.value;
  if (a instanceof W_Float && b instanceof W_Float) return a.value < b.value;
  return compareHolds(LT, a, b);
}
/** The index at which x belongs, behind equal items or before them: by Python's arithmetic where bounds are beyond our ints. */
function placeOf(given: W_Object[], x: W_Object, right: boolean): W_Object {
  const sequence = given[0]!;
  const low = given[2] === null ? newInt(0) : indexObject(given[2]!);
  if (toSsize(low) < 0) throw raise0(w_ValueError, "lo must be non-negative");
  let high: W_Object;
  if (given[3] !== null && given[3] !== w_None) high = indexObject(given[3]!);
  else high = sequence instanceof W_BigRange ? sequence.exactLength() : newInt(len(sequence));
  toSsize(high);
  if (low instanceof W_Int && high instanceof W_Int) return newInt(search(given, low.value, high.value, x, right));
  return farSearch(given, low, high, x, right);
}
function farSearch(given: W_Object[], first: W_Object, end: W_Object, x: W_Object, right: boolean): W_Object {
  const key = given[4] === null || given[4] === w_None ? null : given[4]!;
  let low = first;
  let high = end;
  while (compareHolds(LT, low, high)) {
    const middle = binary(FLOORDIV, binary(ADD, low, high), newInt(2));
    let item = getItem(given[0]!, middle);
    if (key !== null) item = key.call1(item);
    if (right ? isLess(x, item) : !isLess(item, x)) high = middle;
    else low = binary(ADD, middle, newInt(1));
  }
  return low;
}
function search(given: W_Object[], first: int, end: int, x: W_Object, right: boolean): int {
  const sequence = given[0]!;
  let low = first;
  let high = end;
  const key = given[4] === null || given[4] === w_None ? null : given[4]!;
  while (low < high) {
    const middle = low + intShr(high - low, 1);
    let item =
      sequence instanceof W_List && middle < sequence.length ? sequence.get(middle) : getItem(sequence, newInt(middle));
    if (key !== null) item = key.call1(item);
    if (right ? isLess(x, item) : !isLess(item, x)) high = middle;
    else low = middle + 1;
  }
  return low;
}
function insort(given: W_Object[], right: boolean): W_Object {
  const item = given[1]!;
  const key = given[4] === null || given[4] === w_None ? null : given[4]!;
  const place = placeOf(given, key === null ? item : key.call1(item), right);
  const sequence = given[0]!;
  if (sequence instanceof W_List) sequence.insert(clampIndex(toSsize(place), sequence.length), item);
  else getAttr(sequence, n_insert).call2(place, item);
  return w_None;
}
const n_insert = intern("insert");
const leftName = intern("bisect_left");
const rightName = intern("bisect_right");
const insortLeftName = intern("insort_left");
const insortRightName = intern("insort_right");
function bisect_left(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = parse(args, kwnames, leftName);
  return placeOf(given, given[1]!, false);
}
function bisect_right(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = parse(args, kwnames, rightName);
  return placeOf(given, given[1]!, true);
}
function bisect_insort_left(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return insort(parse(args, kwnames, insortLeftName), false);
}
function bisect_insort_right(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return insort(parse(args, kwnames, insortRightName), true);
}
defineModule(
  "_bisect",
  [
    builtinFunction("bisect_left(*args, **kwargs)", bisect_left),
    builtinFunction("bisect_right(*args, **kwargs)", bisect_right),
    builtinFunction("insort_left(*args, **kwargs)", bisect_insort_left),
    builtinFunction("insort_right(*args, **kwargs)", bisect_insort_right),
  ],
  {},
);
