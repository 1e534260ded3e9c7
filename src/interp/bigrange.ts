// A range whose bounds or length are beyond the machine's integers: everything by Python's own arithmetic. Programs see the same
// type as for W_Range.

import type { int } from "../rts/index.ts";
import { raise0, raise1, w_IndexError, w_MemoryError, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { W_Repeat } from "./itertools.ts";
import { lengthHintObject } from "./lengthhint.ts";
import { W_Long } from "./long.ts";
import { ADD, EQ, FLOORDIV, GE, LT, MOD, MUL, NE, SUB, W_Object } from "./object.ts";
import { compareHolds, fitsSize, indexObject, sameOrEqual, toSsize } from "./operations.ts";
import { makeRange, rangeHash, W_Range } from "./range.ts";
import { w_None } from "./singletons.ts";
import { bigBound, sliceIndex, W_Slice } from "./slice.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_range } from "./types.ts";

/** More items than this are not made at once: out of memory. */
const MOST_ITEMS = 1073741824;
function checkCount(count: int): void {
  if (count > MOST_ITEMS) throw raise0(w_MemoryError, "");
}
/** Refuses to collect the items of a range that no memory could hold. */
export function checkRange(iterable: W_Object): void {
  if (iterable instanceof W_Repeat) checkCount(iterable.remaining);
  if (iterable instanceof W_Range) {
    checkCount(iterable.length);
  } else if (iterable instanceof W_BigRange) {
    const length = iterable.length;
    if (!(length instanceof W_Int) || length.value > MOST_ITEMS) throw raise0(w_MemoryError, "");
  }
}
/**
 * The same for a list. An object of the program's is asked how many it has. What together with
 * the `present` ones would be more than C's ssize_t holds is taken for a lie, as CPython does.
 */
export function checkRoom(iterable: W_Object, present: int = 0): void {
  if (iterable instanceof W_Instance) {
    const hint = lengthHintObject(iterable, 0);
    if (toSsize(hint) <= MOST_ITEMS) return;
    const total = hint.binary(ADD, newInt(present))!;
    if (total instanceof W_Int || fitsSize(total as W_Long)) throw raise0(w_MemoryError, "");
    return;
  }
  checkRange(iterable);
}

export class W_BigRange extends W_Object {
  readonly start: W_Object;
  readonly stop: W_Object;
  readonly step: W_Object;
  /** W_Int or W_Long. */
  readonly length: W_Object;
  constructor(start: W_Object, stop: W_Object, step: W_Object) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    const zero = newInt(0);
    const up = compareHolds(LT, zero, step);
    const distance = up ? stop.binary(SUB, start)! : start.binary(SUB, stop)!;
    const size = up ? step : zero.binary(SUB, step)!;
    const one = newInt(1);
    this.length = compareHolds(LT, zero, distance)
      ? distance.binary(SUB, one)!.binary(FLOORDIV, size)!.binary(ADD, one)!
      : zero;
  }
  override getType(): W_Type {
    return w_range;
  }
  override isTrue(): boolean {
    return this.length.isTrue();
  }
  override len(): int {
    return toSsize(this.length);
  }
  /** What len() says; OverflowError when it is more than C's ssize_t holds. */
  exactLength(): W_Object {
    toSsize(this.length);
    return this.length;
  }
  at(index: W_Object): W_Object {
    return this.start.binary(ADD, index.binary(MUL, this.step)!)!;
  }
  /** The range of the items that a slice selects. */
  private sliced(slice: W_Slice): W_Object {
    const zero = newInt(0);
    const step = slice.step === w_None ? newInt(1) : sliceIndex(slice.step);
    if (!step.isTrue()) throw raise0(w_ValueError, "slice step cannot be zero");
    const down = compareHolds(LT, step, zero);
    const lower = down ? newInt(-1) : zero;
    const upper = down ? this.length.binary(SUB, newInt(1))! : this.length;
    const start = bigBound(slice.start, down ? upper : lower, this.length, lower, upper);
    const stop = bigBound(slice.stop, down ? lower : upper, this.length, lower, upper);
    return makeRange(this.at(start), this.at(stop), step.binary(MUL, this.step)!);
  }
  override getItem(key: W_Object): W_Object | null {
    if (key instanceof W_Slice) return this.sliced(key);
    if (key.asIndex() === null) throw raise1(w_TypeError, "range indices must be integers or slices, not %T", key);
    let index = indexObject(key);
    const zero = newInt(0);
    if (compareHolds(LT, index, zero)) index = index.binary(ADD, this.length)!;
    if (compareHolds(LT, index, zero) || compareHolds(GE, index, this.length))
      throw raise0(w_IndexError, "range object index out of range");
    return this.at(index);
  }
  override contains(item: W_Object): int {
    if (!isInt(item)) return -1;
    const offset = item.binary(SUB, this.start)!;
    if (offset.binary(MOD, this.step)!.isTrue()) return 0;
    const index = offset.binary(FLOORDIV, this.step)!;
    return compareHolds(GE, index, newInt(0)) && compareHolds(LT, index, this.length) ? 1 : 0;
  }
  override iter(): W_Object | null {
    return new BigRangeIterator(this);
  }
  override hash(): int {
    return rangeHash(this.length, this.start, this.step);
  }
  /** Ranges of the same items are equal. */
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    if (other instanceof W_BigRange)
      return newBool(this.sameItems(other.length, other.start, other.step) === (op === EQ));
    if (other instanceof W_Range)
      return newBool(this.sameItems(newInt(other.length), newInt(other.start), newInt(other.step)) === (op === EQ));
    return null;
  }
  private sameItems(length: W_Object, start: W_Object, step: W_Object): boolean {
    if (!sameOrEqual(this.length, length)) return false;
    if (!length.isTrue()) return true;
    return sameOrEqual(this.start, start) && (sameOrEqual(length, newInt(1)) || sameOrEqual(this.step, step));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("range(");
    text.addStr(this.start.repr());
    text.add(", ");
    text.addStr(this.stop.repr());
    if (!sameOrEqual(this.step, newInt(1))) {
      text.add(", ");
      text.addStr(this.step.repr());
    }
    text.addChar(41);
    return text.build();
  }
}
function isInt(object: W_Object): boolean {
  return object instanceof W_Int || object instanceof W_Long;
}
export const w_longrange_iterator = iteratorType("longrange_iterator");
defSlots(w_longrange_iterator, "__iter__ __next__");
export class BigRangeIterator extends W_Iterator {
  private readonly range: W_BigRange;
  private position: W_Object = newInt(0);
  constructor(range: W_BigRange) {
    super();
    this.range = range;
  }
  override getType(): W_Type {
    return w_longrange_iterator;
  }
  override next(): W_Object | null {
    const position = this.position;
    if (!compareHolds(LT, position, this.range.length)) return null;
    this.position = position.binary(ADD, newInt(1))!;
    return this.range.at(position);
  }
  left(): W_Object {
    return this.range.length.binary(SUB, this.position)!;
  }
  rest(): W_Object {
    const range = this.range;
    return makeRange(range.at(this.position), range.at(range.length), range.step);
  }
  /** Goes on by so many items, at most to the end. */
  skip(count: W_Object): void {
    const zero = newInt(0);
    const left = this.left();
    const by = compareHolds(LT, count, zero) ? zero : compareHolds(LT, left, count) ? left : count;
    this.position = this.position.binary(ADD, by)!;
  }
}
