// collections.deque: a ring of items in an array whose length is a power of two. `state` rises with every change of the ring, so that
// iterators and searches notice what the program does meanwhile.

import type { int } from "../rts/index.ts";
import { intAnd, newArray } from "../rts/index.ts";
import { def, defStatic, defWhole, getter } from "./builtin.ts";
import { raise0, raise1, w_IndexError, w_MemoryError, w_RuntimeError, w_TypeError, w_ValueError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { orderHolds, W_Long } from "./long.ts";
import { n_dict, n_hash } from "./names.ts";
import { ADD, EQ, MUL, NE, W_Object } from "./object.ts";
import { compareNested, indexObject, iter, sameOrEqual, toIndex, toInt } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple2 } from "./tuple.ts";
import { SEQUENCE, type W_Type } from "./type.ts";

export const w_deque = dataType("collections.deque");
w_deque.hasWeakref = true;
w_deque.collection = SEQUENCE;
/** More items than this are out of memory. */
const MOST_ITEMS = 1073741824;

export class W_Deque extends W_Object {
  items: W_Object[] = newArray<W_Object>(8);
  /** Where the first item stands. */
  head: int = 0;
  length: int = 0;
  /** -1: none. */
  maxlen: int = -1;
  state: int = 0;

  override getType(): W_Type {
    return w_deque;
  }
  override isTrue(): boolean {
    return this.length > 0;
  }
  override len(): int {
    return this.length;
  }
  get(index: int): W_Object {
    return this.items[intAnd(this.head + index, this.items.length - 1)]!;
  }
  set(index: int, value: W_Object): void {
    this.items[intAnd(this.head + index, this.items.length - 1)] = value;
  }
  private grow(): void {
    if (this.length >= MOST_ITEMS) throw raise0(w_MemoryError, "");
    const more = newArray<W_Object>(this.items.length * 2);
    for (let i = 0; i < this.length; i++) more[i] = this.get(i);
    this.items = more;
    this.head = 0;
  }
  append(value: W_Object): void {
    if (this.length === this.items.length) this.grow();
    this.items[intAnd(this.head + this.length, this.items.length - 1)] = value;
    this.length = this.length + 1;
    this.state = this.state + 1;
    if (this.maxlen >= 0 && this.length > this.maxlen) this.popLeft();
  }
  appendLeft(value: W_Object): void {
    if (this.length === this.items.length) this.grow();
    this.head = intAnd(this.head + this.items.length - 1, this.items.length - 1);
    this.items[this.head] = value;
    this.length = this.length + 1;
    this.state = this.state + 1;
    if (this.maxlen >= 0 && this.length > this.maxlen) this.pop();
  }
  pop(): W_Object {
    if (this.length === 0) throw raise0(w_IndexError, "pop from an empty deque");
    const at = intAnd(this.head + this.length - 1, this.items.length - 1);
    const value = this.items[at]!;
    this.items[at] = null as unknown as W_Object;
    this.length = this.length - 1;
    this.state = this.state + 1;
    return value;
  }
  popLeft(): W_Object {
    if (this.length === 0) throw raise0(w_IndexError, "pop from an empty deque");
    const value = this.items[this.head]!;
    this.items[this.head] = null as unknown as W_Object;
    this.head = intAnd(this.head + 1, this.items.length - 1);
    this.length = this.length - 1;
    this.state = this.state + 1;
    return value;
  }
  clear(): void {
    this.items = newArray<W_Object>(8);
    this.head = 0;
    this.length = 0;
    this.state = this.state + 1;
  }
  /** A deque may be extended by itself: then by what it holds now. */
  extend(iterable: W_Object): void {
    const source = iterable.unwrap();
    const iterator = source === this ? this.copy().iter()! : iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return;
      this.append(item);
    }
  }
  extendLeft(iterable: W_Object): void {
    const source = iterable.unwrap();
    const iterator = source === this ? this.copy().iter()! : iter(iterable);
    for (;;) {
      const item = iterator.next();
      if (item === null) return;
      this.appendLeft(item);
    }
  }
  copy(): W_Deque {
    const result = new W_Deque();
    result.maxlen = this.maxlen;
    for (let i = 0; i < this.length; i++) result.append(this.get(i));
    return result;
  }
  rotate(steps: int): void {
    const n = this.length;
    if (n <= 1) return;
    let by = steps % n;
    if (by > n - by) by = by - n;
    else if (by < -(n + by)) by = by + n;
    for (; by > 0; by--) this.appendLeft(this.pop());
    for (; by < 0; by++) this.append(this.popLeft());
  }
  removeAt(index: int): void {
    this.rotate(-index);
    this.popLeft();
    this.rotate(index);
  }
  /** A valid index, or IndexError. */
  private position(key: W_Object): int {
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "sequence index must be integer, not '%T'", key);
    let index = toIndex(key);
    if (index < 0) index = index + this.length;
    if (index < 0 || index >= this.length) throw raise0(w_IndexError, "deque index out of range");
    return index;
  }
  override getItem(key: W_Object): W_Object | null {
    return this.get(this.position(key));
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    this.set(this.position(key), value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    this.removeAt(this.position(key));
    return true;
  }
  /** The index of an equal item in from..to-1; -1. */
  indexOf(item: W_Object, from: int, to: int): int {
    const state = this.state;
    for (let i = from; i < to; i++) {
      const same = sameOrEqual(this.get(i), item);
      if (this.state !== state) throw raise0(w_RuntimeError, "deque mutated during iteration");
      if (same) return i;
    }
    return -1;
  }
  override contains(item: W_Object): int {
    return this.indexOf(item, 0, this.length) >= 0 ? 1 : 0;
  }
  override iter(): W_Object | null {
    return new DequeIterator(this, 0);
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
  override repr(): W_Str {
    return this.reprAs(w_deque);
  }
  reprAs(type: W_Type): W_Str {
    const text = new StrBuilder();
    if (!enterRepr(this)) {
      text.add("[...]");
      return text.build();
    }
    try {
      text.addStr(type.shortName());
      text.add("([");
      const state = this.state;
      for (let i = 0; i < this.length; i++) {
        if (i > 0) text.add(", ");
        text.addStr(this.get(i).repr());
        if (this.state !== state) throw raise0(w_RuntimeError, "deque mutated during iteration");
      }
      text.addChar(93);
      if (this.maxlen >= 0) {
        text.add(", maxlen=");
        text.addInt(this.maxlen);
      }
      text.addChar(41);
      return text.build();
    } finally {
      leaveRepr();
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Deque)) return null;
    if (this === other) return newBool(orderHolds(op, 0));
    if ((op === EQ || op === NE) && this.length !== other.length) return newBool(op === NE);
    const a = this.iter()!;
    const b = other.iter()!;
    for (;;) {
      const x = a.next();
      const y = b.next();
      if (x === null || y === null) return newBool(orderHolds(op, x !== null ? 1 : y !== null ? -1 : 0));
      if (sameOrEqual(x, y)) continue;
      if (op === EQ || op === NE) return newBool(op === NE);
      return compareNested(op, x, y);
    }
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD) return deque_add(this, other);
    if (op !== MUL) return null;
    if (other.asIndex() !== null) return deque_mul(this, other);
    return other instanceof W_Instance ? null : deque_mul(this, other);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL && other.asIndex() !== null ? deque_mul(this, other) : null;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      this.extend(other);
      return this;
    }
    if (op !== MUL || other.asIndex() === null) return null;
    this.repeat(repeatCount(other));
    return this;
  }
  repeat(times: int): void {
    const n = this.length;
    if (times <= 0) {
      this.clear();
      return;
    }
    if (n === 0) return;
    // what does not fit is pushed out again: enough to fill it
    let rounds = times;
    if (this.maxlen >= 0 && rounds > this.maxlen + 1) {
      const needed = this.maxlen + 1;
      if (n * needed > this.maxlen) rounds = needed;
    } else if (times > MOST_ITEMS || n * times > MOST_ITEMS) throw raise0(w_MemoryError, "");
    const items = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) items[i] = this.get(i);
    for (let k = 1; k < rounds; k++) for (let i = 0; i < n; i++) this.append(items[i]!);
  }
}
function repeatCount(count: W_Object): int {
  if (count.asIndex() === null) throw raise1(w_TypeError, "can't multiply sequence by non-int of type '%T'", count);
  return toInt(indexObject(count));
}

// --- iterators
export const w_deque_iterator = iteratorType("collections._deque_iterator");
export const w_deque_reverse_iterator = iteratorType("collections._deque_reverse_iterator");
class DequeIterator extends W_Iterator {
  readonly deque: W_Deque;
  /** Items given. */
  index: int;
  state: int;
  constructor(deque: W_Deque, index: int) {
    super();
    this.deque = deque;
    this.index = index;
    this.state = deque.state;
  }
  override getType(): W_Type {
    return w_deque_iterator;
  }
  override next(): W_Object | null {
    const index = this.advance();
    return index < 0 ? null : this.deque.get(index);
  }
  /** How many items were given before the one to give now; -1 at the end. */
  protected advance(): int {
    const deque = this.deque;
    if (this.state !== deque.state) throw raise0(w_RuntimeError, "deque mutated during iteration");
    const index = this.index;
    if (index >= deque.length) return -1;
    this.index = index + 1;
    return index;
  }
}
class DequeReverseIterator extends DequeIterator {
  override getType(): W_Type {
    return w_deque_reverse_iterator;
  }
  override next(): W_Object | null {
    const index = this.advance();
    return index < 0 ? null : this.deque.get(this.deque.length - 1 - index);
  }
}
function dequeArgument(value: W_Object): W_Deque {
  const plain = value.unwrap();
  if (plain instanceof W_Deque) return plain;
  throw raise1(w_TypeError, "argument 1 must be collections.deque, not %T", value);
}
function startArgument(index: W_Object | null): int {
  const n = index === null ? 0 : toInt(index);
  return n < 0 ? 0 : n;
}
function deque_iterator_new(_type: W_Object, deque: W_Object, index: W_Object | null): W_Object {
  return new DequeIterator(dequeArgument(deque), startArgument(index));
}
function deque_iterator_length_hint(self: W_Object): W_Object {
  const iterator = self as DequeIterator;
  return newInt(iterator.state !== iterator.deque.state ? 0 : iterator.deque.length - iterator.index);
}
function deque_iterator_reduce(self: W_Object): W_Object {
  const iterator = self as DequeIterator;
  return newTuple2(iterator.getType(), newTuple2(iterator.deque, newInt(iterator.index)));
}
function deque_reverse_iterator_new(_type: W_Object, deque: W_Object, index: W_Object | null): W_Object {
  return new DequeReverseIterator(dequeArgument(deque), startArgument(index));
}
defStatic(w_deque_iterator, "__new__(cls, deque, index=0, /)", deque_iterator_new);
defStatic(w_deque_reverse_iterator, "__new__(cls, deque, index=0, /)", deque_reverse_iterator_new);
for (const type of [w_deque_iterator, w_deque_reverse_iterator]) {
  def(type, "__length_hint__(self, /)", deque_iterator_length_hint);
  def(type, "__reduce__(self, /)", deque_iterator_reduce);
  defSlots(type, "__iter__ __next__");
}

// --- methods
function deque_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_deque, new W_Deque());
}
function deque_init(self: W_Object, iterable: W_Object | null, maxlen: W_Object | null): W_Object {
  const deque = self as W_Deque;
  let limit = -1;
  if (maxlen !== null && maxlen !== w_None) {
    const plain = maxlen.unwrap();
    if (!(plain instanceof W_Int) && !(plain instanceof W_Long)) throw raise0(w_TypeError, "an integer is required");
    limit = toInt(plain);
    if (limit < 0) throw raise0(w_ValueError, "maxlen must be non-negative");
  }
  deque.maxlen = limit;
  if (deque.length > 0) deque.clear();
  if (iterable !== null) deque.extend(iterable);
  return w_None;
}
function deque_append(self: W_Object, item: W_Object): W_Object {
  (self as W_Deque).append(item);
  return w_None;
}
function deque_appendleft(self: W_Object, item: W_Object): W_Object {
  (self as W_Deque).appendLeft(item);
  return w_None;
}
function deque_pop(self: W_Object): W_Object {
  return (self as W_Deque).pop();
}
function deque_popleft(self: W_Object): W_Object {
  return (self as W_Deque).popLeft();
}
function deque_clear(self: W_Object): W_Object {
  (self as W_Deque).clear();
  return w_None;
}
function deque_extend(self: W_Object, iterable: W_Object): W_Object {
  (self as W_Deque).extend(iterable);
  return w_None;
}
function deque_extendleft(self: W_Object, iterable: W_Object): W_Object {
  (self as W_Deque).extendLeft(iterable);
  return w_None;
}
/** A copy of the same class: a class of the program's makes it itself. */
function deque_copy(self: W_Object): W_Object {
  if (self instanceof W_Deque) return self.copy();
  const deque = self.unwrap() as W_Deque;
  const type = self.getType();
  return deque.maxlen < 0 ? type.call1(self) : type.call2(self, newInt(deque.maxlen));
}
function deque_add(self: W_Object, other: W_Object): W_Object {
  const right = other.unwrap();
  if (!(right instanceof W_Deque)) throw raise1(w_TypeError, 'can only concatenate deque (not "%T") to deque', other);
  const result = deque_copy(self);
  dequeArgument(result).extend(right);
  return result;
}
function deque_mul(self: W_Object, count: W_Object): W_Object {
  const times = repeatCount(count);
  const result = deque_copy(self);
  dequeArgument(result).repeat(times);
  return result;
}
function deque_iadd(self: W_Object, other: W_Object): W_Object {
  dequeArgument(self).extend(other);
  return self;
}
function deque_imul(self: W_Object, count: W_Object): W_Object {
  dequeArgument(self).repeat(repeatCount(count));
  return self;
}
function deque_repr(self: W_Object): W_Object {
  return dequeArgument(self).reprAs(self.getType());
}
function deque_rotate(self: W_Object, n: W_Object | null): W_Object {
  (self as W_Deque).rotate(n === null ? 1 : toInt(n));
  return w_None;
}
function deque_reverse(self: W_Object): W_Object {
  const deque = self as W_Deque;
  let i = 0;
  let k = deque.length - 1;
  while (i < k) {
    const item = deque.get(i);
    deque.set(i, deque.get(k));
    deque.set(k, item);
    i++;
    k--;
  }
  return w_None;
}
function deque_count(self: W_Object, item: W_Object): W_Object {
  const deque = self as W_Deque;
  const state = deque.state;
  let n = 0;
  for (let i = 0; i < deque.length; i++) {
    if (sameOrEqual(deque.get(i), item)) n++;
    if (deque.state !== state) throw raise0(w_RuntimeError, "deque mutated during iteration");
  }
  return newInt(n);
}
/** A start or stop, which may be too large for an int or negative. */
function bound(value: W_Object | null, length: int, missing: int): int {
  if (value === null) return missing;
  const plain = indexObject(value);
  if (!(plain instanceof W_Int)) return (plain as W_Long).sign < 0 ? 0 : length;
  const index = plain.value < 0 ? plain.value + length : plain.value;
  return index < 0 ? 0 : index > length ? length : index;
}
function deque_index(self: W_Object, item: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const deque = self as W_Deque;
  const from = bound(start, deque.length, 0);
  const to = bound(stop, deque.length, deque.length);
  const index = deque.indexOf(item, from, to < deque.length ? to : deque.length);
  if (index < 0) throw raise0(w_ValueError, "deque.index(x): x not in deque");
  return newInt(index);
}
function deque_insert(self: W_Object, index: W_Object, item: W_Object): W_Object {
  const deque = self as W_Deque;
  let at = toInt(index);
  const n = deque.length;
  if (deque.maxlen === n) throw raise0(w_IndexError, "deque already at its maximum size");
  if (at >= n) deque.append(item);
  else if (at <= -n || at === 0) deque.appendLeft(item);
  else {
    if (at < 0) at = at + n;
    deque.rotate(-at);
    deque.appendLeft(item);
    deque.rotate(at);
  }
  return w_None;
}
function deque_remove(self: W_Object, item: W_Object): W_Object {
  const deque = self as W_Deque;
  const state = deque.state;
  for (let i = 0; i < deque.length; i++) {
    const same = sameOrEqual(deque.get(i), item);
    if (deque.state !== state) throw raise0(w_IndexError, "deque mutated during remove().");
    if (same) {
      deque.removeAt(i);
      return w_None;
    }
  }
  throw raise0(w_ValueError, "deque.remove(x): x not in deque");
}
function deque_reversed(self: W_Object): W_Object {
  return new DequeReverseIterator(self as W_Deque, 0);
}
function deque_maxlen(self: W_Object): W_Object {
  const limit = (self as W_Deque).maxlen;
  return limit < 0 ? w_None : newInt(limit);
}
function deque_reduce(self: W_Object): W_Object {
  const deque = dequeArgument(self);
  const items = newArray<W_Object>(4);
  items[0] = self.getType();
  items[1] = deque.maxlen < 0 ? emptyTuple : newTuple2(emptyTuple, newInt(deque.maxlen));
  items[2] = stateOf(self);
  items[3] = iter(self);
  return newTuple(items);
}
/** The attributes of an instance of a user-defined subclass, for pickling; None when there are none. */
export function stateOf(self: W_Object): W_Object {
  if (!(self instanceof W_Instance)) return w_None;
  const dict = self.getAttr(n_dict);
  return dict !== null && dict.isTrue() ? dict : w_None;
}

defStatic(w_deque, "__new__(cls, *args, **kwargs)", deque_new);
def(w_deque, "__init__(self, iterable=(), maxlen=None)", deque_init);
defSlots(w_deque, `__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ ${COMPARISON_SLOTS}`);
w_deque.dict.set(n_hash, w_None);
defWhole(w_deque, "__repr__(self, /)", deque_repr);
defWhole(w_deque, "__add__(self, value, /)", deque_add);
defWhole(w_deque, "__mul__(self, value, /)", deque_mul);
defWhole(w_deque, "__rmul__(self, value, /)", deque_mul);
defWhole(w_deque, "__iadd__(self, value, /)", deque_iadd);
defWhole(w_deque, "__imul__(self, value, /)", deque_imul);
defWhole(w_deque, "copy(self, /)", deque_copy);
defWhole(w_deque, "__copy__(self, /)", deque_copy);
defWhole(w_deque, "__reduce__(self, /)", deque_reduce);
def(w_deque, "__reversed__(self, /)", deque_reversed);
def(w_deque, "append(self, item, /)", deque_append);
def(w_deque, "appendleft(self, item, /)", deque_appendleft);
def(w_deque, "pop(self, /)", deque_pop);
def(w_deque, "popleft(self, /)", deque_popleft);
def(w_deque, "clear(self, /)", deque_clear);
def(w_deque, "extend(self, iterable, /)", deque_extend);
def(w_deque, "extendleft(self, iterable, /)", deque_extendleft);
def(w_deque, "rotate(self, n=1, /)", deque_rotate);
def(w_deque, "reverse(self, /)", deque_reverse);
def(w_deque, "count(self, value, /)", deque_count);
def(w_deque, "index(self, value, start=0, stop=None, /)", deque_index);
def(w_deque, "insert(self, index, value, /)", deque_insert);
def(w_deque, "remove(self, value, /)", deque_remove);
getter(w_deque, "maxlen", deque_maxlen);
defGeneric(w_deque);
