// Python's tuple: an array of objects that never changes.

import type { int } from "../rts/index.ts";
import { arrayCopy, mulU32, newArray, wrapU32 } from "../rts/index.ts";
import { def, defStatic } from "./builtin.ts";
import { raise0, raise1, w_IndexError, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { TupleIterator, tupleItems } from "./iterators.ts";
import { orderHolds } from "./long.ts";
import { ADD, EQ, hooks, MUL, NE, W_Object } from "./object.ts";
import { compareNested, hashNested, repetitions, sameOrEqual, toIndex } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { resolveSlice, searchBound, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { StrBuilder, strOf, type W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_tuple } from "./types.ts";

export class W_Tuple extends W_Object {
  readonly items: W_Object[];
  constructor(items: W_Object[]) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_tuple;
  }
  override isTrue(): boolean {
    return this.items.length > 0;
  }
  override len(): int {
    return this.items.length;
  }
  override hash(): int {
    return hashItems(this.items);
  }
  override repr(): W_Str {
    if (this.items.length === 0) return emptyText;
    // a tuple may be within itself, by way of a list
    if (!enterRepr(this)) return recursiveText;
    try {
      const text = new StrBuilder();
      text.addChar(40);
      for (let i = 0; i < this.items.length; i++) {
        if (i > 0) text.add(", ");
        text.addStr(this.items[i]!.repr());
      }
      if (this.items.length === 1) text.addChar(44);
      text.addChar(41);
      return text.build();
    } finally {
      leaveRepr();
    }
  }
  override getItem(key: W_Object): W_Object | null {
    const items = this.items;
    if (key instanceof W_Slice) {
      const range = resolveSlice(key, items.length);
      const result = newArray<W_Object>(range.count);
      for (let i = 0; i < range.count; i++) result[i] = items[range.start + i * range.step]!;
      return newTuple(result);
    }
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "tuple indices must be integers or slices, not %T", key);
    let index = toIndex(key);
    if (index < 0) index = index + items.length;
    if (index < 0 || index >= items.length) throw raise0(w_IndexError, "tuple index out of range");
    return items[index]!;
  }
  override contains(item: W_Object): int {
    for (let i = 0; i < this.items.length; i++) if (sameOrEqual(this.items[i]!, item)) return 1;
    return 0;
  }
  override iter(): W_Object | null {
    return new TupleIterator(this.items);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD && other instanceof W_Tuple) {
      const a = this.items;
      const b = other.items;
      if (a.length === 0) return other;
      if (b.length === 0) return this;
      const items = newArray<W_Object>(a.length + b.length);
      arrayCopy(a, 0, items, 0, a.length);
      arrayCopy(b, 0, items, a.length, b.length);
      return newTuple(items);
    }
    if (op === MUL) return this.repeat(other);
    return null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.repeat(other) : null;
  }
  private repeat(count: W_Object): W_Object | null {
    const length = this.items.length;
    const n = repetitions(count, length, null);
    if (n < 0) return null;
    if (n === 0) return emptyTuple;
    const items = newArray<W_Object>(n * length);
    for (let i = 0; i < n; i++) arrayCopy(this.items, 0, items, i * length, length);
    return newTuple(items);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return other instanceof W_Tuple
      ? compareItems(op, this.items, this.items.length, other.items, other.items.length)
      : null;
  }
}

/** Lexicographic comparison: the first unequal pair decides, else the lengths. */
const emptyText = strOf("()");
const recursiveText = strOf("(...)");
export function compareItems(op: int, a: W_Object[], aLength: int, b: W_Object[], bLength: int): W_Object {
  if (aLength !== bLength && (op === EQ || op === NE)) return newBool(op === NE);
  const n = aLength < bLength ? aLength : bLength;
  for (let i = 0; i < n; i++)
    if (!sameOrEqual(a[i]!, b[i]!)) {
      if (op === EQ) return newBool(false);
      if (op === NE) return newBool(true);
      return compareNested(op, a[i]!, b[i]!);
    }
  return compareLengths(op, aLength, bLength);
}
/** Of sequences of which one begins with the other. */
export function compareLengths(op: int, a: int, b: int): W_Object {
  return newBool(orderHolds(op, a < b ? -1 : a > b ? 1 : 0));
}
/** @jit unroll */
function hashItems(items: W_Object[]): int {
  let h = wrapU32(0x345678 + items.length);
  for (let i = 0; i < items.length; i++) {
    h = mulU32(wrapU32(h ^ wrapU32(hashNested(items[i]!))), 1000003);
    h = wrapU32(h ^ (h >>> 13));
  }
  return wrapU32(h & 0x7fffffff);
}

export const emptyTuple: W_Tuple = new W_Tuple(newArray<W_Object>(0));
/** A tuple of these items, which it keeps. */
export function newTuple(items: W_Object[]): W_Tuple {
  return items.length === 0 ? emptyTuple : new W_Tuple(items);
}
hooks.tupleObject = newTuple;
export function newTuple2(a: W_Object, b: W_Object): W_Tuple {
  const items = newArray<W_Object>(2);
  items[0] = a;
  items[1] = b;
  return new W_Tuple(items);
}
export function newTuple3(a: W_Object, b: W_Object, c: W_Object): W_Tuple {
  const items = newArray<W_Object>(3);
  items[0] = a;
  items[1] = b;
  items[2] = c;
  return new W_Tuple(items);
}

function tuple_new(type: W_Object, iterable: W_Object | null): W_Object {
  if (type === w_tuple && iterable !== null && iterable.getType() === w_tuple) return iterable;
  const tuple = iterable === null ? emptyTuple : newTuple(tupleItems(iterable));
  return type === w_tuple ? tuple : new W_Instance(type as W_Type, tuple);
}
function tuple_index(self: W_Object, item: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const items = (self as W_Tuple).items;
  const from = searchBound(start, 0, items.length);
  const to = searchBound(stop, items.length, items.length);
  for (let i = from; i < to; i++) if (sameOrEqual(items[i]!, item)) return newInt(i);
  throw raise0(w_ValueError, "tuple.index(x): x not in tuple");
}
/** A start or stop argument: from the end when negative, at most the length. */
export function clampIndex(index: int, length: int): int {
  const absolute = index < 0 ? index + length : index;
  return absolute < 0 ? 0 : absolute > length ? length : absolute;
}
function tuple_count(self: W_Object, item: W_Object): W_Object {
  let n = 0;
  for (const other of (self as W_Tuple).items) if (sameOrEqual(other, item)) n++;
  return newInt(n);
}

defStatic(w_tuple, "__new__(cls, iterable=(), /)", tuple_new);
defSlots(
  w_tuple,
  `__len__ __getitem__ __contains__ __iter__ __hash__ __repr__ __add__ __mul__ __rmul__ ${COMPARISON_SLOTS}`,
);
def(w_tuple, "index(self, value, start=0, stop=None, /)", tuple_index);
def(w_tuple, "count(self, value, /)", tuple_count);
