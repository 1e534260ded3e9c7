// Python's slice, and what it selects of a sequence.

import type { int } from "../rts/index.ts";
import { intFloorDiv } from "../rts/index.ts";
import { def, defStatic, member } from "./builtin.ts";
import { raise0, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { ADD, LT, SUB, W_Object } from "./object.ts";
import { compareHolds, indexObject, toInt } from "./operations.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { newTuple3 } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_slice } from "./types.ts";

export class W_Slice extends W_Object {
  readonly start: W_Object;
  readonly stop: W_Object;
  readonly step: W_Object;
  constructor(start: W_Object, stop: W_Object, step: W_Object) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  override getType(): W_Type {
    return w_slice;
  }
  override hash(): int {
    return this.parts().hash();
  }
  /** As which it is compared. */
  private parts(): W_Object {
    return newTuple3(this.start, this.stop, this.step);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Slice)) return null;
    return this.parts().compare(op, other.parts());
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("slice(");
    text.addStr(reprNested(this.start));
    text.add(", ");
    text.addStr(reprNested(this.stop));
    text.add(", ");
    text.addStr(reprNested(this.step));
    text.addChar(41);
    return text.build();
  }
}

/** The items start, start + step, ...: `count` of them. `stop` is as range() has it. */
export class SliceRange {
  readonly start: int;
  readonly stop: int;
  readonly step: int;
  readonly count: int;
  constructor(start: int, stop: int, step: int, count: int) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.count = count;
  }
}
/** A bound, clamped to low..high; a big integer is beyond. */
function bound(value: W_Object, missing: int, length: int, low: int, high: int): int {
  if (value === w_None) return missing;
  let index: int;
  if (value instanceof W_Int) index = value.value;
  else {
    if (value.asIndex() === null)
      throw raise0(w_TypeError, "slice indices must be integers or None or have an __index__ method");
    const plain = indexObject(value);
    if (plain instanceof W_Long) return plain.sign < 0 ? low : high;
    index = toInt(plain);
  }
  if (index < 0) index = index + length;
  return index < low ? low : index > high ? high : index;
}
/** A start or stop argument: clamped to 0..length; for `start`, beyond the end is kept as length + 1 (where nothing is found). */
export function sliceStart(value: W_Object | null, length: int): int {
  return value === null ? 0 : bound(value, 0, length, 0, length + 1);
}
export function sliceStop(value: W_Object | null, length: int): int {
  return value === null ? length : bound(value, length, length, 0, length);
}
/** The same for the index() of a sequence, where None is no bound. */
export function searchBound(value: W_Object | null, missing: int, length: int): int {
  if (value === null) return missing;
  if (value === w_None || value.asIndex() === null)
    throw raise0(w_TypeError, "slice indices must be integers or have an __index__ method");
  return bound(value, missing, length, 0, length);
}
export function resolveSlice(slice: W_Slice, length: int): SliceRange {
  let step = 1;
  if (slice.step !== w_None) {
    if (slice.step.asIndex() === null)
      throw raise0(w_TypeError, "slice indices must be integers or None or have an __index__ method");
    const plain = indexObject(slice.step);
    // a larger step selects as much as one of the length
    if (plain instanceof W_Long) step = plain.sign < 0 ? -length - 1 : length + 1;
    else step = toInt(plain);
    if (step === 0) throw raise0(w_ValueError, "slice step cannot be zero");
  }
  if (step > 0) {
    const start = bound(slice.start, 0, length, 0, length);
    const stop = bound(slice.stop, length, length, 0, length);
    return new SliceRange(start, stop, step, start < stop ? intFloorDiv(stop - start - 1, step) + 1 : 0);
  }
  const start = bound(slice.start, length - 1, length, -1, length - 1);
  const stop = bound(slice.stop, -1, length, -1, length - 1);
  return new SliceRange(start, stop, step, start > stop ? intFloorDiv(start - stop - 1, -step) + 1 : 0);
}

function slice_new(_type: W_Object, start: W_Object, stop: W_Object | null, step: W_Object | null): W_Object {
  if (stop === null) return new W_Slice(w_None, start, w_None);
  return new W_Slice(start, stop, step === null ? w_None : step);
}
function slice_start(self: W_Object): W_Object {
  return (self as W_Slice).start;
}
function slice_stop(self: W_Object): W_Object {
  return (self as W_Slice).stop;
}
function slice_step(self: W_Object): W_Object {
  return (self as W_Slice).step;
}
function slice_indices(self: W_Object, length: W_Object): W_Object {
  const given = indexObject(length);
  if (given instanceof W_Long) return bigIndices(self as W_Slice, given);
  const count = toInt(given);
  if (count < 0) throw raise0(w_ValueError, "length should not be negative");
  const slice = self as W_Slice;
  if (isLong(slice.step)) return bigIndices(slice, given);
  const range = resolveSlice(self as W_Slice, count);
  return newTuple3(newInt(range.start), newInt(range.stop), newInt(range.step));
}
function isLong(value: W_Object): boolean {
  return value.asIndex() !== null && indexObject(value) instanceof W_Long;
}
/** By Python's arithmetic. */
function bigIndices(slice: W_Slice, length: W_Object): W_Object {
  const zero = newInt(0);
  if (compareHolds(LT, length, zero)) throw raise0(w_ValueError, "length should not be negative");
  const step = slice.step === w_None ? newInt(1) : sliceIndex(slice.step);
  if (!step.isTrue()) throw raise0(w_ValueError, "slice step cannot be zero");
  const down = compareHolds(LT, step, zero);
  const lower = down ? newInt(-1) : zero;
  const upper = down ? length.binary(SUB, newInt(1))! : length;
  const start = bigBound(slice.start, down ? upper : lower, length, lower, upper);
  return newTuple3(start, bigBound(slice.stop, down ? lower : upper, length, lower, upper), step);
}
/** A bound of a slice, as an int of any size: clamped to lower..upper. */
export function bigBound(
  value: W_Object,
  missing: W_Object,
  length: W_Object,
  lower: W_Object,
  upper: W_Object,
): W_Object {
  if (value === w_None) return missing;
  let index = sliceIndex(value);
  if (compareHolds(LT, index, newInt(0))) index = index.binary(ADD, length)!;
  return compareHolds(LT, index, lower) ? lower : compareHolds(LT, upper, index) ? upper : index;
}
export function sliceIndex(value: W_Object): W_Object {
  if (value.asIndex() === null)
    throw raise0(w_TypeError, "slice indices must be integers or None or have an __index__ method");
  return indexObject(value);
}
defStatic(w_slice, "__new__(cls, start, stop=None, step=None, /)", slice_new);
defSlots(w_slice, "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __repr__ __hash__");
member(w_slice, "start", slice_start);
member(w_slice, "stop", slice_stop);
member(w_slice, "step", slice_step);
def(w_slice, "indices(self, length, /)", slice_indices);
