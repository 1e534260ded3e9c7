// The module `itertools`, first part: iterators that pass on the items of others. (itertoolscombine.ts has combinations and products,
// itertoolsgroup.ts what keeps items: groupby, tee, batched and the like.)
//
// Like all iterators of ours, next() answers null at the end, and is short, so that a trace of a loop takes it in.

import type { int } from "../rts/index.ts";
import { INT_MAX, newArray } from "../rts/index.ts";
import { add } from "./arith.ts";
import { def, defClass, defStatic, defWhole, onlyPositional } from "./builtin.ts";
import { raise0, raiseInts, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { defGeneric } from "./genericalias.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Iterator } from "./iterator.ts";
import { arrayOf, call1OrEnd, call2OrEnd, callOrEnd, ObjectBuffer, TupleIterator } from "./iterators.ts";
import { W_Long } from "./long.ts";
import { n_complex, n_float, n_index, n_int } from "./names.ts";
import { ADD, SUB, type W_Object } from "./object.ts";
import { fitsSize, indexObject, iter, MAX_SIZE, toSsize } from "./operations.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_bool } from "./types.ts";

/** `name(` of an iterator's repr, by the class that the program sees. */
function beginRepr(type: W_Type): StrBuilder {
  const text = new StrBuilder();
  text.addStr(type.shortName());
  text.addChar(40);
  return text;
}

// --- count
export const w_count = dataType("itertools.count");
class W_Count extends W_Iterator {
  value: W_Object;
  readonly step: W_Object;
  constructor(start: W_Object, step: W_Object) {
    super();
    this.value = start;
    this.step = step;
  }
  override getType(): W_Type {
    return w_count;
  }
  override next(): W_Object | null {
    const value = this.value;
    this.value = add(value, this.step);
    return value;
  }
  override repr(): W_Str {
    return this.reprAs(w_count);
  }
  reprAs(type: W_Type): W_Str {
    const text = beginRepr(type);
    text.addStr(this.value.repr());
    if (!isOne(this.step)) {
      text.add(", ");
      text.addStr(this.step.repr());
    }
    text.addChar(41);
    return text.build();
  }
}
function isOne(step: W_Object): boolean {
  const plain = step.unwrap();
  return plain instanceof W_Int && plain.value === 1;
}
function isNumber(object: W_Object): boolean {
  if (object instanceof W_Int || object instanceof W_Float || object instanceof W_Long) return true;
  const type = object.getType();
  return (
    type.lookup(n_index) !== null ||
    type.lookup(n_int) !== null ||
    type.lookup(n_float) !== null ||
    type.lookup(n_complex) !== null
  );
}
function count_new(type: W_Object, start: W_Object | null, step: W_Object | null): W_Object {
  let first = start === null ? newInt(0) : start;
  let by = step === null ? newInt(1) : step;
  if (!isNumber(first) || !isNumber(by)) throw raise0(w_TypeError, "a number is required");
  const plain = first.unwrap();
  // counting by one goes in plain ints, whatever subclass of int the start is of
  if (plain instanceof W_Int && isOne(by)) {
    first = newInt(plain.value);
    by = newInt(1);
  }
  return instanceWith(type, w_count, new W_Count(first, by));
}
function count_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_Count).reprAs(self.getType());
}
defStatic(w_count, "__new__(cls, start=0, step=1)", count_new);

// --- repeat
export const w_repeat = dataType("itertools.repeat");
export class W_Repeat extends W_Iterator {
  readonly object: W_Object;
  /** -1: for ever. */
  remaining: int;
  /** What there will be when so many are given that nobody sees the end. */
  private readonly beyond: W_Object;
  constructor(object: W_Object, times: int, beyond: W_Object) {
    super();
    this.object = object;
    this.remaining = times;
    this.beyond = beyond;
  }
  left(): W_Object {
    return newInt(this.remaining).binary(ADD, this.beyond)!;
  }
  override getType(): W_Type {
    return w_repeat;
  }
  override next(): W_Object | null {
    const remaining = this.remaining;
    if (remaining === 0) return null;
    if (remaining > 0) this.remaining = remaining - 1;
    return this.object;
  }
  override repr(): W_Str {
    return this.reprAs(w_repeat);
  }
  reprAs(type: W_Type): W_Str {
    const text = beginRepr(type);
    text.addStr(reprNested(this.object));
    if (this.remaining >= 0) {
      text.add(", ");
      text.addStr(this.left().repr());
    }
    text.addChar(41);
    return text.build();
  }
}
function repeat_new(type: W_Object, object: W_Object, times: W_Object | null): W_Object {
  let n = -1;
  let beyond: W_Object = newInt(0);
  if (times !== null) {
    n = toSsize(times);
    if (n < 0) n = 0;
    else beyond = indexObject(times).binary(SUB, newInt(n))!;
  }
  return instanceWith(type, w_repeat, new W_Repeat(object, n, beyond));
}
function repeat_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_Repeat).reprAs(self.getType());
}
function repeat_length_hint(self: W_Object): W_Object {
  const repeat = self as W_Repeat;
  if (repeat.remaining < 0) throw raise0(w_TypeError, "len() of unsized object");
  return repeat.left();
}
defStatic(w_repeat, "__new__(cls, object, times=None)", repeat_new);
def(w_repeat, "__length_hint__(self, /)", repeat_length_hint);

// --- cycle
export const w_cycle = dataType("itertools.cycle");
class W_Cycle extends W_Iterator {
  /** null when it has come to its end: the items kept are given from then on. */
  iterator: W_Object | null;
  readonly kept: ObjectBuffer = new ObjectBuffer();
  index: int = 0;
  constructor(iterator: W_Object) {
    super();
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_cycle;
  }
  override next(): W_Object | null {
    if (this.iterator !== null) return this.first(this.iterator);
    const kept = this.kept;
    if (kept.length === 0) return null;
    const index = this.index;
    this.index = index + 1 >= kept.length ? 0 : index + 1;
    return kept.items[index]!;
  }
  private first(iterator: W_Object): W_Object | null {
    const item = iterator.next();
    if (item === null) {
      this.iterator = null;
      return this.next();
    }
    this.kept.add(item);
    return item;
  }
}
function cycle_new(type: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_cycle, new W_Cycle(iter(iterable)));
}
defStatic(w_cycle, "__new__(cls, iterable, /)", cycle_new);

// --- chain
export const w_chain = dataType("itertools.chain");
class W_Chain extends W_Iterator {
  /** The iterables to come; null at the end. */
  sources: W_Object | null;
  active: W_Object | null = null;
  constructor(sources: W_Object) {
    super();
    this.sources = sources;
  }
  override getType(): W_Type {
    return w_chain;
  }
  override next(): W_Object | null {
    for (;;) {
      const active = this.active;
      if (active !== null) {
        const item = active.next();
        if (item !== null) return item;
        this.active = null;
      }
      const sources = this.sources;
      if (sources === null) return null;
      const source = sources.next();
      if (source === null) {
        this.sources = null;
        return null;
      }
      this.active = this.open(source);
    }
  }
  /** An iterable that is none ends the chain. */
  private open(source: W_Object): W_Object {
    const sources = this.sources;
    this.sources = null;
    const iterator = iter(source);
    this.sources = sources;
    return iterator;
  }
}
function chain_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_chain, new W_Chain(restIterator(onlyPositional(w_chain, args, kwnames))));
}
/** An iterator over the arguments behind the class. */
function restIterator(args: W_Object[]): W_Object {
  const items = newArray<W_Object>(args.length - 1);
  for (let i = 1; i < args.length; i++) items[i - 1] = args[i]!;
  return new TupleIterator(items);
}
function chain_from_iterable(type: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_chain, new W_Chain(iter(iterable)));
}
defStatic(w_chain, "__new__(cls, *iterables)", chain_new);
defClass(w_chain, "from_iterable(cls, iterable, /)", chain_from_iterable);

// --- accumulate
export const w_accumulate = dataType("itertools.accumulate");
class W_Accumulate extends W_Iterator {
  readonly iterator: W_Object;
  /** null: addition. */
  readonly fn: W_Object | null;
  total: W_Object | null = null;
  /** What comes before the first item; null: nothing (more). */
  initial: W_Object | null;
  constructor(iterator: W_Object, fn: W_Object | null, initial: W_Object | null) {
    super();
    this.iterator = iterator;
    this.fn = fn;
    this.initial = initial;
  }
  override getType(): W_Type {
    return w_accumulate;
  }
  override next(): W_Object | null {
    if (this.initial !== null) {
      this.total = this.initial;
      this.initial = null;
      return this.total;
    }
    const item = this.iterator.next();
    if (item === null) return null;
    const total = this.total;
    const fn = this.fn;
    const sum = total === null ? item : fn === null ? add(total, item) : call2OrEnd(fn, total, item);
    if (sum === null) return null;
    this.total = sum;
    return sum;
  }
}
function accumulate_new(type: W_Object, iterable: W_Object, func: W_Object | null, initial: W_Object | null): W_Object {
  const fn = func === null || func === w_None ? null : func;
  const first = initial === null || initial === w_None ? null : initial;
  return instanceWith(type, w_accumulate, new W_Accumulate(iter(iterable), fn, first));
}
defStatic(w_accumulate, "__new__(cls, iterable, func=None, *, initial=None)", accumulate_new);

// --- compress
export const w_compress = dataType("itertools.compress");
class W_Compress extends W_Iterator {
  readonly data: W_Object;
  readonly selectors: W_Object;
  constructor(data: W_Object, selectors: W_Object) {
    super();
    this.data = data;
    this.selectors = selectors;
  }
  override getType(): W_Type {
    return w_compress;
  }
  override next(): W_Object | null {
    for (;;) {
      const item = this.data.next();
      if (item === null) return null;
      const selector = this.selectors.next();
      if (selector === null) return null;
      if (selector.isTrue()) return item;
    }
  }
}
function compress_new(type: W_Object, data: W_Object, selectors: W_Object): W_Object {
  return instanceWith(type, w_compress, new W_Compress(iter(data), iter(selectors)));
}
defStatic(w_compress, "__new__(cls, data, selectors)", compress_new);

// --- dropwhile, takewhile, filterfalse
export const w_dropwhile = dataType("itertools.dropwhile");
class W_DropWhile extends W_Iterator {
  readonly predicate: W_Object;
  readonly iterator: W_Object;
  started: boolean = false;
  constructor(predicate: W_Object, iterator: W_Object) {
    super();
    this.predicate = predicate;
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_dropwhile;
  }
  override next(): W_Object | null {
    for (;;) {
      const item = this.iterator.next();
      if (item === null || this.started) return item;
      const answer = call1OrEnd(this.predicate, item);
      if (answer === null) return null;
      if (!answer.isTrue()) {
        this.started = true;
        return item;
      }
    }
  }
}
function dropwhile_new(type: W_Object, predicate: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_dropwhile, new W_DropWhile(predicate, iter(iterable)));
}
defStatic(w_dropwhile, "__new__(cls, predicate, iterable, /)", dropwhile_new);

export const w_takewhile = dataType("itertools.takewhile");
class W_TakeWhile extends W_Iterator {
  readonly predicate: W_Object;
  readonly iterator: W_Object;
  stopped: boolean = false;
  constructor(predicate: W_Object, iterator: W_Object) {
    super();
    this.predicate = predicate;
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_takewhile;
  }
  override next(): W_Object | null {
    if (this.stopped) return null;
    const item = this.iterator.next();
    if (item === null) return null;
    const answer = call1OrEnd(this.predicate, item);
    if (answer === null) return null;
    if (answer.isTrue()) return item;
    this.stopped = true;
    return null;
  }
}
function takewhile_new(type: W_Object, predicate: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_takewhile, new W_TakeWhile(predicate, iter(iterable)));
}
defStatic(w_takewhile, "__new__(cls, predicate, iterable, /)", takewhile_new);

export const w_filterfalse = dataType("itertools.filterfalse");
class W_FilterFalse extends W_Iterator {
  /** null: what is false itself is kept. */
  readonly predicate: W_Object | null;
  readonly iterator: W_Object;
  constructor(predicate: W_Object | null, iterator: W_Object) {
    super();
    this.predicate = predicate;
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_filterfalse;
  }
  override next(): W_Object | null {
    const predicate = this.predicate;
    for (;;) {
      const item = this.iterator.next();
      if (item === null) return null;
      const answer = predicate === null ? item : call1OrEnd(predicate, item);
      if (answer === null) return null;
      if (!answer.isTrue()) return item;
    }
  }
}
function filterfalse_new(type: W_Object, predicate: W_Object, iterable: W_Object): W_Object {
  const plain = predicate === w_None || predicate === w_bool ? null : predicate;
  return instanceWith(type, w_filterfalse, new W_FilterFalse(plain, iter(iterable)));
}
defStatic(w_filterfalse, "__new__(cls, function, iterable, /)", filterfalse_new);

// --- islice
export const w_islice = dataType("itertools.islice");
class W_ISlice extends W_Iterator {
  /** null at the end. */
  iterator: W_Object | null;
  /** The next index to give; the end, INT_MAX for none; how many were taken of the iterator. */
  wanted: int;
  readonly stop: int;
  readonly step: int;
  taken: int = 0;
  constructor(iterator: W_Object, start: int, stop: int, step: int) {
    super();
    this.iterator = iterator;
    this.wanted = start;
    this.stop = stop;
    this.step = step;
  }
  override getType(): W_Type {
    return w_islice;
  }
  override next(): W_Object | null {
    const iterator = this.iterator;
    if (iterator === null) return null;
    while (this.taken < this.wanted) {
      if (iterator.next() === null) return this.end();
      this.taken = this.taken + 1;
    }
    if (this.taken >= this.stop) return this.end();
    const item = iterator.next();
    if (item === null) return this.end();
    this.taken = this.taken + 1;
    // wanted + step may be more than an int holds
    this.wanted = this.stop - this.wanted > this.step ? this.wanted + this.step : this.stop;
    return item;
  }
  private end(): W_Object | null {
    this.iterator = null;
    return null;
  }
}
/** An argument of islice: `missing` for None, -1 for what is not allowed. */
function sliceArgument(value: W_Object, missing: int): int {
  if (value === w_None) return missing;
  if (!(value instanceof W_Int) && value.asIndex() === null) return -1;
  const plain = indexObject(value);
  if (plain instanceof W_Int) return plain.value;
  return fitsSize(plain as W_Long) && (plain as W_Long).sign > 0 ? MAX_SIZE : -1;
}
function islice_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  args = onlyPositional(w_islice, args, kwnames);
  const n = args.length - 1;
  if (n < 2) throw raiseInts(w_TypeError, "islice expected at least 2 arguments, got %d", null, n, 0);
  if (n > 4) throw raiseInts(w_TypeError, "islice expected at most 4 arguments, got %d", null, n, 0);
  const stop = sliceArgument(n === 2 ? args[2]! : args[3]!, INT_MAX);
  if (n === 2 && stop < 0)
    throw raise0(w_ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  const start = n === 2 ? 0 : sliceArgument(args[2]!, 0);
  if (start < 0 || stop < 0)
    throw raise0(w_ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  const step = n < 4 ? 1 : sliceArgument(args[4]!, 1);
  if (step < 1) throw raise0(w_ValueError, "Step for islice() must be a positive integer or None.");
  return instanceWith(args[0]!, w_islice, new W_ISlice(iter(args[1]!), start, stop, step));
}
defStatic(w_islice, "__new__(cls, *args)", islice_new);

// --- starmap
export const w_starmap = dataType("itertools.starmap");
class W_StarMap extends W_Iterator {
  readonly fn: W_Object;
  readonly iterator: W_Object;
  constructor(fn: W_Object, iterator: W_Object) {
    super();
    this.fn = fn;
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_starmap;
  }
  override next(): W_Object | null {
    const item = this.iterator.next();
    if (item === null) return null;
    if (item instanceof W_Tuple) {
      const items = item.items;
      if (items.length === 2) return call2OrEnd(this.fn, items[0]!, items[1]!);
      if (items.length === 1) return call1OrEnd(this.fn, items[0]!);
      // the callee may keep and change its array
      return callOrEnd(this.fn, arrayOf(item));
    }
    return callOrEnd(this.fn, arrayOf(item));
  }
}
function starmap_new(type: W_Object, fn: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_starmap, new W_StarMap(fn, iter(iterable)));
}
defStatic(w_starmap, "__new__(cls, function, iterable, /)", starmap_new);

for (const type of [
  w_count,
  w_repeat,
  w_cycle,
  w_chain,
  w_accumulate,
  w_compress,
  w_dropwhile,
  w_takewhile,
  w_filterfalse,
  w_islice,
  w_starmap,
])
  defSlots(type, "__iter__ __next__");
defWhole(w_count, "__repr__(self, /)", count_repr);
defWhole(w_repeat, "__repr__(self, /)", repeat_repr);
defGeneric(w_chain);
