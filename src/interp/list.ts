// Python's list, with storage strategies: a list of machine ints or of floats holds them unboxed.
//
//   kind     items live in     becomes
//   EMPTY    nothing           INTS, FLOATS or OBJECTS by the first item
//   INTS     ints              OBJECTS when anything but an int that fits is stored
//   FLOATS   floats            OBJECTS when anything but a float is stored
//   OBJECTS  objects           stays
//
// Only exact ints and floats count (a bool or an instance of a subclass is an object), and no NaN, which is equal to nothing but
// found by identity. The arrays of the other kinds are empty.

import type { int } from "../rts/index.ts";
import { arrayCopy, arrayFill, F64Array, I64Array, intShr, newArray } from "../rts/index.ts";
import { checkRoom } from "./bigrange.ts";
import { def, defStatic, type W_Builtin } from "./builtin.ts";
import { raise0, raise1, raiseInts, w_IndexError, w_TypeError, w_ValueError } from "./errors.ts";
import { isNotANumber, newFloat, W_Float } from "./float.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Bool, W_Int } from "./int.ts";
import { ListIterator, ReversedList } from "./iterators.ts";
import { n_hash, n_init } from "./names.ts";
import { ADD, EQ, MUL, NE, W_Object } from "./object.ts";
import { checkedIterator, compareNested, iter, repetitions, sameOrEqual, toIndex, toSsize } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { resolveSlice, searchBound, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { sortList } from "./sort.ts";
import { StrBuilder, strOf, type W_Str } from "./text.ts";
import { clampIndex, compareLengths, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_list } from "./types.ts";

export const EMPTY = 0;
export const INTS = 1;
export const FLOATS = 2;
export const OBJECTS = 3;

const noInts = new I64Array(0);
const noFloats = new F64Array(0);
const noObjects: W_Object[] = newArray<W_Object>(0);

/** The kind of list that holds the object unboxed. */
function kindOf(object: W_Object): int {
  if (object instanceof W_Int) return object instanceof W_Bool ? OBJECTS : INTS;
  return object instanceof W_Float && !isNotANumber(object.value) ? FLOATS : OBJECTS;
}
/** Capacity for at least that many items. */
function grownCapacity(needed: int): int {
  return needed + intShr(needed, 3) + (needed < 9 ? 3 : 6);
}

export class W_List extends W_Object {
  kind: int = EMPTY;
  length: int = 0;
  ints: I64Array = noInts;
  floats: F64Array = noFloats;
  objects: W_Object[] = noObjects;

  override getType(): W_Type {
    return w_list;
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override len(): int {
    return this.length;
  }

  // --- items by a valid index
  get(index: int): W_Object {
    switch (this.kind) {
      case INTS:
        return newInt(this.ints[index]!);
      case FLOATS:
        return newFloat(this.floats[index]!);
      default:
        return this.objects[index]!;
    }
  }
  set(index: int, value: W_Object): void {
    if (this.kind === INTS) {
      if (value instanceof W_Int && !(value instanceof W_Bool)) {
        this.ints[index] = value.value;
        return;
      }
      this.generalize();
    } else if (this.kind === FLOATS) {
      if (value instanceof W_Float && !isNotANumber(value.value)) {
        this.floats[index] = value.value;
        return;
      }
      this.generalize();
    }
    this.objects[index] = value;
  }
  append(value: W_Object): void {
    const n = this.length;
    if (this.kind === EMPTY) this.begin(kindOf(value));
    if (this.kind === INTS) {
      if (value instanceof W_Int && !(value instanceof W_Bool)) {
        if (n === this.ints.length) this.reserve(n + 1);
        this.ints[n] = value.value;
        this.length = n + 1;
        return;
      }
      this.generalize();
    } else if (this.kind === FLOATS) {
      if (value instanceof W_Float && !isNotANumber(value.value)) {
        if (n === this.floats.length) this.reserve(n + 1);
        this.floats[n] = value.value;
        this.length = n + 1;
        return;
      }
      this.generalize();
    }
    if (n === this.objects.length) this.reserve(n + 1);
    this.objects[n] = value;
    this.length = n + 1;
  }
  /** An empty list takes a kind. Capacity that it had for it before is used again. */
  private begin(kind: int): void {
    this.kind = kind;
  }
  /** Makes room for `needed` items in the present kind. */
  reserve(needed: int): void {
    const n = this.length;
    if (this.kind === INTS) {
      if (needed <= this.ints.length) return;
      const ints = new I64Array(grownCapacity(needed));
      arrayCopy(this.ints, 0, ints, 0, n);
      this.ints = ints;
    } else if (this.kind === FLOATS) {
      if (needed <= this.floats.length) return;
      const floats = new F64Array(grownCapacity(needed));
      arrayCopy(this.floats, 0, floats, 0, n);
      this.floats = floats;
    } else {
      if (needed <= this.objects.length) return;
      const objects = newArray<W_Object>(grownCapacity(needed));
      arrayCopy(this.objects, 0, objects, 0, n);
      this.objects = objects;
    }
  }
  /** Becomes a list of objects. @jit opaque */
  generalize(): void {
    if (this.kind === OBJECTS) return;
    const n = this.length;
    const objects = newArray<W_Object>(n + 4);
    if (this.kind === INTS) for (let i = 0; i < n; i++) objects[i] = newInt(this.ints[i]!);
    else if (this.kind === FLOATS) for (let i = 0; i < n; i++) objects[i] = newFloat(this.floats[i]!);
    this.ints = noInts;
    this.floats = noFloats;
    this.objects = objects;
    this.kind = OBJECTS;
  }
  clear(): void {
    if (this.length === 0 && this.kind === EMPTY) return;
    this.kind = EMPTY;
    this.length = 0;
    this.ints = noInts;
    this.floats = noFloats;
    this.objects = noObjects;
  }
  /** Moves the items from `index` on by `by` places up (room is made) or down. */
  private shift(index: int, by: int): void {
    const n = this.length;
    if (by > 0) this.reserve(n + by);
    if (this.kind === INTS) arrayCopy(this.ints, index, this.ints, index + by, n - index);
    else if (this.kind === FLOATS) arrayCopy(this.floats, index, this.floats, index + by, n - index);
    else {
      arrayCopy(this.objects, index, this.objects, index + by, n - index);
      // what is behind the end must not keep objects alive
      if (by < 0) arrayFill(this.objects, null as unknown as W_Object, n + by, n);
    }
    this.length = n + by;
  }
  insert(index: int, value: W_Object): void {
    const n = this.length;
    if (index >= n) {
      this.append(value);
      return;
    }
    if (this.kind !== kindOf(value)) this.generalize();
    this.shift(index, 1);
    this.set(index, value);
  }
  /** Removes the items from..to-1. */
  removeRange(from: int, to: int): void {
    if (to <= from) return;
    if (from === 0 && to === this.length) this.clear();
    else this.shift(to, from - to);
  }
  pop(index: int): W_Object {
    const value = this.get(index);
    this.removeRange(index, index + 1);
    return value;
  }
  /** Appends the items of another list. */
  extendList(other: W_List): void {
    const more = other.length;
    if (more === 0) return;
    const n = this.length;
    if (this.kind === EMPTY) this.begin(other.kind);
    else if (this.kind !== other.kind) this.generalize();
    this.reserve(n + more);
    if (this.kind === INTS) arrayCopy(other.ints, 0, this.ints, n, more);
    else if (this.kind === FLOATS) arrayCopy(other.floats, 0, this.floats, n, more);
    else if (other.kind === OBJECTS) arrayCopy(other.objects, 0, this.objects, n, more);
    else for (let i = 0; i < more; i++) this.objects[n + i] = other.get(i);
    this.length = n + more;
  }
  extend(iterable: W_Object): void {
    if (iterable instanceof W_List) {
      this.extendList(iterable);
      return;
    }
    if (iterable instanceof W_Tuple) {
      for (let i = 0; i < iterable.items.length; i++) this.append(iterable.items[i]!);
      return;
    }
    this.extendFrom(iterable, iter(iterable));
  }
  /** Appends what an iterator of `iterable` gives. */
  extendFrom(iterable: W_Object, iterator: W_Object): void {
    checkRoom(iterable, this.length);
    for (;;) {
      const value = iterator.next();
      if (value === null) return;
      this.append(value);
    }
  }
  /** A fresh array of the items. */
  toArray(): W_Object[] {
    const items = newArray<W_Object>(this.length);
    if (this.kind === OBJECTS) arrayCopy(this.objects, 0, items, 0, this.length);
    else for (let i = 0; i < this.length; i++) items[i] = this.get(i);
    return items;
  }
  /** A list of count items from start on, in steps. */
  select(start: int, step: int, count: int): W_List {
    const result = new W_List();
    if (count === 0) return result;
    result.kind = this.kind;
    result.reserve(count);
    if (step === 1) {
      if (this.kind === INTS) arrayCopy(this.ints, start, result.ints, 0, count);
      else if (this.kind === FLOATS) arrayCopy(this.floats, start, result.floats, 0, count);
      else arrayCopy(this.objects, start, result.objects, 0, count);
    } else if (this.kind === INTS) for (let i = 0; i < count; i++) result.ints[i] = this.ints[start + i * step]!;
    else if (this.kind === FLOATS) for (let i = 0; i < count; i++) result.floats[i] = this.floats[start + i * step]!;
    else for (let i = 0; i < count; i++) result.objects[i] = this.objects[start + i * step]!;
    result.length = count;
    return result;
  }
  /** A valid index from a key, or IndexError with that message. */
  private position(key: W_Object, message: string): int {
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "list indices must be integers or slices, not %T", key);
    let index = toIndex(key);
    if (index < 0) index = index + this.length;
    if (index < 0 || index >= this.length) throw raise0(w_IndexError, message);
    return index;
  }

  // --- operations
  override getItem(key: W_Object): W_Object | null {
    if (key instanceof W_Slice) {
      const range = resolveSlice(key, this.length);
      return this.select(range.start, range.step, range.count);
    }
    return this.get(this.position(key, "list index out of range"));
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    if (key instanceof W_Slice) this.setSlice(key, value);
    else this.set(this.position(key, "list assignment index out of range"), value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    if (!(key instanceof W_Slice)) {
      const index = this.position(key, "list assignment index out of range");
      this.removeRange(index, index + 1);
      return true;
    }
    const range = resolveSlice(key, this.length);
    if (range.step === 1) {
      this.removeRange(range.start, range.start + range.count);
      return true;
    }
    // keep what is not selected
    const first = range.step > 0 ? range.start : range.start + (range.count - 1) * range.step;
    const step = range.step > 0 ? range.step : -range.step;
    const kept = new W_List();
    for (let i = 0; i < this.length; i++) {
      const offset = i - first;
      const selected = offset >= 0 && offset % step === 0 && offset < step * range.count;
      if (!selected) kept.append(this.get(i));
    }
    this.takeFrom(kept);
    return true;
  }
  /** Takes over the other list's storage. */
  takeFrom(other: W_List): void {
    this.kind = other.kind;
    this.length = other.length;
    this.ints = other.ints;
    this.floats = other.floats;
    this.objects = other.objects;
  }
  private setSlice(slice: W_Slice, value: W_Object): void {
    const items = new W_List();
    if (!(value instanceof W_List) && !(value instanceof W_Tuple)) {
      const iterator = value.iter();
      if (iterator === null) throw raise0(w_TypeError, "must assign iterable to extended slice");
      items.extendFrom(value, checkedIterator(iterator));
    } else items.extend(value);
    // the iteration may have changed this list
    const range = resolveSlice(slice, this.length);
    if (range.step !== 1) {
      if (items.length !== range.count)
        throw raiseInts(
          w_ValueError,
          "attempt to assign sequence of size %d to extended slice of size %d",
          null,
          items.length,
          range.count,
        );
      for (let i = 0; i < range.count; i++) this.set(range.start + i * range.step, items.get(i));
      return;
    }
    const stop = range.start + range.count;
    const result = this.select(0, 1, range.start);
    result.extendList(items);
    result.extendList(this.select(stop, 1, this.length - stop));
    this.takeFrom(result);
  }
  /** The index of an equal item in from..to-1; -1. */
  indexOf(item: W_Object, from: int, to: int): int {
    if (this.kind === INTS && item instanceof W_Int) {
      for (let i = from; i < to && i < this.length; i++) if (this.ints[i] === item.value) return i;
      return -1;
    }
    for (let i = from; i < to && i < this.length; i++) if (sameOrEqual(this.get(i), item)) return i;
    return -1;
  }
  override contains(item: W_Object): int {
    return this.indexOf(item, 0, this.length) >= 0 ? 1 : 0;
  }
  override iter(): W_Object | null {
    return new ListIterator(this);
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override repr(): W_Str {
    if (this.length === 0) return emptyText;
    if (!enterRepr(this)) return recursiveText;
    try {
      const text = new StrBuilder();
      text.addChar(91);
      for (let i = 0; i < this.length; i++) {
        if (i > 0) text.add(", ");
        text.addStr(this.get(i).repr());
      }
      text.addChar(93);
      return text.build();
    } finally {
      leaveRepr();
    }
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD && other instanceof W_List) {
      const result = this.select(0, 1, this.length);
      result.extendList(other);
      return result;
    }
    return op === MUL ? this.repeat(other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.repeat(other) : null;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      this.extend(other);
      return this;
    }
    if (op !== MUL) return null;
    const result = this.repeat(other);
    if (result === null) return null;
    this.takeFrom(result as W_List);
    return this;
  }
  private repeat(count: W_Object): W_Object | null {
    const length = this.length;
    const n = repetitions(count, length, null);
    if (n < 0) return null;
    const result = new W_List();
    if (n === 0) return result;
    this.repeatInto(n, result);
    return result;
  }
  private repeatInto(n: int, result: W_List): void {
    const length = this.length;
    const total = n * length;
    result.kind = this.kind;
    if (this.kind === INTS) {
      result.ints = new I64Array(total);
      for (let i = 0; i < n; i++) arrayCopy(this.ints, 0, result.ints, i * length, length);
    } else if (this.kind === FLOATS) {
      result.floats = new F64Array(total);
      for (let i = 0; i < n; i++) arrayCopy(this.floats, 0, result.floats, i * length, length);
    } else {
      result.objects = newArray<W_Object>(total);
      for (let i = 0; i < n; i++) arrayCopy(this.objects, 0, result.objects, i * length, length);
    }
    result.length = total;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_List)) return null;
    if (this.length !== other.length && (op === EQ || op === NE)) return newBool(op === NE);
    let i = 0;
    while (i < this.length && i < other.length && sameOrEqual(this.get(i), other.get(i))) i++;
    // an item's __eq__ may have shortened both lists: then the lengths decide, too
    if (i >= this.length || i >= other.length) return compareLengths(op, this.length, other.length);
    if (op === EQ || op === NE) return newBool(op === NE);
    return compareNested(op, this.get(i), other.get(i));
  }
}
const emptyText = strOf("[]");
const recursiveText = strOf("[...]");

/** A list of these items, unboxed where they allow. */
export function newList(items: W_Object[], count: int): W_List {
  const list = new W_List();
  if (count === 0) return list;
  // room for all at once, in the kind that the first one has
  list.kind = kindOf(items[0]!);
  list.reserve(count);
  for (let i = 0; i < count; i++) list.append(items[i]!);
  return list;
}
/** A list of floats, which it keeps. */
export function newFloatList(items: F64Array): W_List {
  const list = new W_List();
  list.kind = items.length === 0 ? EMPTY : FLOATS;
  list.floats = items;
  list.length = items.length;
  return list;
}

function list_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  return type === w_list ? new W_List() : new W_Instance(type, new W_List());
}
function list_init(self: W_Object, iterable: W_Object | null): W_Object {
  const list = self as W_List;
  list.clear();
  if (iterable !== null) list.extend(iterable);
  return w_None;
}
function list_append(self: W_Object, item: W_Object): W_Object {
  (self as W_List).append(item);
  return w_None;
}
function list_extend(self: W_Object, iterable: W_Object): W_Object {
  (self as W_List).extend(iterable);
  return w_None;
}
function list_insert(self: W_Object, index: W_Object, item: W_Object): W_Object {
  const list = self as W_List;
  list.insert(clampIndex(toSsize(index), list.length), item);
  return w_None;
}
function list_pop(self: W_Object, index: W_Object | null): W_Object {
  const list = self as W_List;
  if (list.length === 0) throw raise0(w_IndexError, "pop from empty list");
  let at = index === null ? list.length - 1 : toSsize(index);
  if (at < 0) at = at + list.length;
  if (at < 0 || at >= list.length) throw raise0(w_IndexError, "pop index out of range");
  return list.pop(at);
}
function list_remove(self: W_Object, item: W_Object): W_Object {
  const list = self as W_List;
  const index = list.indexOf(item, 0, list.length);
  if (index < 0) throw raise0(w_ValueError, "list.remove(x): x not in list");
  list.removeRange(index, index + 1);
  return w_None;
}
function list_clear(self: W_Object): W_Object {
  (self as W_List).clear();
  return w_None;
}
function list_copy(self: W_Object): W_Object {
  const list = self as W_List;
  return list.select(0, 1, list.length);
}
function list_index(self: W_Object, item: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const list = self as W_List;
  const from = searchBound(start, 0, list.length);
  const to = searchBound(stop, list.length, list.length);
  const index = list.indexOf(item, from, to);
  if (index < 0) throw raise0(w_ValueError, "list.index(x): x not in list");
  return newInt(index);
}
function list_count(self: W_Object, item: W_Object): W_Object {
  const list = self as W_List;
  let n = 0;
  for (let i = 0; i < list.length; i++) if (sameOrEqual(list.get(i), item)) n++;
  return newInt(n);
}
function list_reverse(self: W_Object): W_Object {
  const list = self as W_List;
  const last = list.length - 1;
  if (last > 0) list.takeFrom(list.select(last, -1, list.length));
  return w_None;
}
function list_sort(self: W_Object, key: W_Object | null, reverse: W_Object | null): W_Object {
  sortList(self as W_List, key === null || key === w_None ? null : key, reverse !== null && reverse.isTrue());
  return w_None;
}
function list_reversed(self: W_Object): W_Object {
  return new ReversedList(self as W_List);
}

defStatic(w_list, "__new__(cls, *args, **kwargs)", list_new);
def(w_list, "__init__(self, iterable=(), /)", list_init);
(w_list.dict.get(n_init) as W_Builtin).forgiving = true;
defSlots(
  w_list,
  "__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __repr__ " +
    `__add__ __mul__ __rmul__ __iadd__ __imul__ ${COMPARISON_SLOTS}`,
);
w_list.dict.set(n_hash, w_None);
def(w_list, "append(self, object, /)", list_append);
def(w_list, "extend(self, iterable, /)", list_extend);
def(w_list, "insert(self, index, object, /)", list_insert);
def(w_list, "pop(self, index=-1, /)", list_pop);
def(w_list, "remove(self, value, /)", list_remove);
def(w_list, "clear(self, /)", list_clear);
def(w_list, "copy(self, /)", list_copy);
def(w_list, "index(self, value, start=0, stop=sys.maxsize, /)", list_index);
def(w_list, "count(self, value, /)", list_count);
def(w_list, "reverse(self, /)", list_reverse);
def(w_list, "sort(self, *, key=None, reverse=False)", list_sort);
def(w_list, "__reversed__(self, /)", list_reversed);
