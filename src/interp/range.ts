// Python's range, for machine ints.

import type { int } from "../rts/index.ts";
import { intFloorDiv, intMod } from "../rts/index.ts";
import { W_BigRange } from "./bigrange.ts";
import { def, defStatic, member } from "./builtin.ts";
import { raise0, raise1, w_IndexError, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { W_Long } from "./long.ts";
import { EQ, FLOORDIV, NE, NEG, SUB, W_Object } from "./object.ts";
import { indexObject, sameOrEqual } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { resolveSlice, W_Slice } from "./slice.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { newTuple3 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_range } from "./types.ts";

/** Ranges of the same items hash alike: those of no or one item whatever their step is. */
export function rangeHash(length: W_Object, start: W_Object, step: W_Object): int {
  if (!length.isTrue()) return newTuple3(length, w_None, w_None).hash();
  return newTuple3(length, start, sameOrEqual(length, newInt(1)) ? w_None : step).hash();
}

export class W_Range extends W_Object {
  readonly start: int;
  readonly stop: int;
  readonly step: int;
  readonly length: int;
  constructor(start: int, stop: int, step: int) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = rangeLength(start, stop, step);
  }
  override getType(): W_Type {
    return w_range;
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override len(): int {
    return this.length;
  }
  at(index: int): W_Object {
    return newInt(this.start + index * this.step);
  }
  override getItem(key: W_Object): W_Object | null {
    if (key instanceof W_Slice) {
      const part = resolveSlice(key, this.length);
      return new W_Range(
        this.start + part.start * this.step,
        this.start + part.stop * this.step,
        this.step * part.step,
      );
    }
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "range indices must be integers or slices, not %T", key);
    const given = indexObject(key);
    if (!(given instanceof W_Int)) throw raise0(w_IndexError, "range object index out of range");
    let index = given.value;
    if (index < 0) index = index + this.length;
    if (index < 0 || index >= this.length) throw raise0(w_IndexError, "range object index out of range");
    return this.at(index);
  }
  /** The index of a value; -1. */
  indexOf(value: int): int {
    const offset = value - this.start;
    if (intMod(offset, this.step) !== 0) return -1;
    const index = intFloorDiv(offset, this.step);
    return index >= 0 && index < this.length ? index : -1;
  }
  override contains(item: W_Object): int {
    if (item instanceof W_Int) return this.indexOf(item.value) >= 0 ? 1 : 0;
    for (let i = 0; i < this.length; i++) if (sameOrEqual(this.at(i), item)) return 1;
    return 0;
  }
  override iter(): W_Object | null {
    return new RangeIterator(this.start, this.step, this.length);
  }
  override hash(): int {
    return rangeHash(newInt(this.length), newInt(this.start), newInt(this.step));
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Range) || (op !== EQ && op !== NE)) return null;
    const n = this.length;
    const equal =
      n === other.length && (n === 0 || (this.start === other.start && (n === 1 || this.step === other.step)));
    return newBool(equal === (op === EQ));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("range(");
    text.addInt(this.start);
    text.add(", ");
    text.addInt(this.stop);
    if (this.step !== 1) {
      text.add(", ");
      text.addInt(this.step);
    }
    text.addChar(41);
    return text.build();
  }
}
function rangeLength(start: int, stop: int, step: int): int {
  if (step > 0) return start < stop ? intFloorDiv(stop - start - 1, step) + 1 : 0;
  return start > stop ? intFloorDiv(start - stop - 1, -step) + 1 : 0;
}

export const w_range_iterator = iteratorType("range_iterator");
export class RangeIterator extends W_Iterator {
  private current: int;
  private readonly step: int;
  private remaining: int;
  constructor(start: int, step: int, length: int) {
    super();
    this.current = start;
    this.step = step;
    this.remaining = length;
  }
  left(): int {
    return this.remaining;
  }
  skip(count: int): void {
    const by = count < 0 ? 0 : count < this.remaining ? count : this.remaining;
    this.current = this.current + by * this.step;
    this.remaining = this.remaining - by;
  }
  /** What it has still to give. */
  rest(): W_Range {
    return new W_Range(this.current, this.current + this.remaining * this.step, this.step);
  }
  override getType(): W_Type {
    return w_range_iterator;
  }
  override next(): W_Object | null {
    const remaining = this.remaining;
    if (remaining <= 0) return null;
    this.remaining = remaining - 1;
    const value = this.current;
    this.current = value + this.step;
    return newInt(value);
  }
}

function range_new(_type: W_Object, start: W_Object, stop: W_Object | null, step: W_Object | null): W_Object {
  if (stop === null) return makeRange(newInt(0), indexObject(start), newInt(1));
  return makeRange(indexObject(start), indexObject(stop), step === null ? newInt(1) : indexObject(step));
}
/** Bounds whose differences and multiples may overflow go the slow way. */
export function makeRange(start: W_Object, stop: W_Object, step: W_Object): W_Object {
  if (!step.isTrue()) throw raise0(w_ValueError, "range() arg 3 must not be zero");
  if (start instanceof W_Int && stop instanceof W_Int && step instanceof W_Int) {
    const from = start.value;
    const to = stop.value;
    const by = step.value;
    if (isModerate(from) && isModerate(to) && isModerate(by)) return new W_Range(from, to, by);
  }
  return new W_BigRange(start, stop, step);
}
/** At most half of the ints, so that no step goes beyond them. */
function isModerate(value: int): boolean {
  return value >= -4503599627370496 && value <= 4503599627370496;
}
function range_start(self: W_Object): W_Object {
  if (self instanceof W_BigRange) return self.start;
  return newInt((self as W_Range).start);
}
function range_stop(self: W_Object): W_Object {
  if (self instanceof W_BigRange) return self.stop;
  return newInt((self as W_Range).stop);
}
function range_step(self: W_Object): W_Object {
  if (self instanceof W_BigRange) return self.step;
  return newInt((self as W_Range).step);
}
function range_index(self: W_Object, value: W_Object): W_Object {
  if (self instanceof W_BigRange) {
    if (self.contains(value) !== 1) throw raise0(w_ValueError, "range.index(x): x not in range");
    return indexObject(value).binary(SUB, self.start)!.binary(FLOORDIV, self.step)!;
  }
  const range = self as W_Range;
  let index = value instanceof W_Int ? range.indexOf(value.value) : -1;
  if (!(value instanceof W_Int))
    for (let i = 0; index < 0 && i < range.length; i++) if (sameOrEqual(range.at(i), value)) index = i;
  if (index < 0)
    throw raise0(
      w_ValueError,
      value instanceof W_Int ? "range.index(x): x not in range" : "sequence.index(x): x not in sequence",
    );
  return newInt(index);
}
/** What is no int may be equal to several items. */
function range_count(self: W_Object, value: W_Object): W_Object {
  if (value instanceof W_Int || value instanceof W_Long) return newInt(self.contains(value));
  const items = self.iter()!;
  let n = 0;
  for (;;) {
    const item = items.next();
    if (item === null) return newInt(n);
    if (sameOrEqual(item, value)) n++;
  }
}
function range_reversed(self: W_Object): W_Object {
  if (self instanceof W_BigRange) {
    const last = self.at(self.length.binary(SUB, newInt(1))!);
    return new W_BigRange(last, self.start.binary(SUB, self.step)!, self.step.unary(NEG)!).iter()!;
  }
  const range = self as W_Range;
  return new RangeIterator(range.start + (range.length - 1) * range.step, -range.step, range.length);
}
defStatic(w_range, "__new__(cls, start, stop=None, step=None, /)", range_new);
defSlots(w_range, "__len__ __getitem__ __contains__ __iter__ __hash__ __eq__ __ne__ __repr__");
member(w_range, "start", range_start);
member(w_range, "stop", range_stop);
member(w_range, "step", range_step);
def(w_range, "index(self, value, /)", range_index);
def(w_range, "count(self, value, /)", range_count);
def(w_range, "__reversed__(self, /)", range_reversed);
defSlots(w_range_iterator, "__iter__ __next__");
