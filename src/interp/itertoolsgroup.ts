// The module `itertools`, third part: iterators that make groups of items or keep items (batched, groupby, pairwise, tee, zip_longest), and
// the module's table.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { builtinFunction, def, defStatic } from "./builtin.ts";
import { raise0, raise1, w_RuntimeError, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Iterator } from "./iterator.ts";
import { call1OrEnd, ObjectBuffer } from "./iterators.ts";
import {
  w_accumulate,
  w_chain,
  w_compress,
  w_count,
  w_cycle,
  w_dropwhile,
  w_filterfalse,
  w_islice,
  w_repeat,
  w_starmap,
  w_takewhile,
} from "./itertools.ts";
import { w_combinations, w_combinations_with_replacement, w_permutations, w_product } from "./itertoolscombine.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { iter, sameOrEqual, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

// --- batched
export const w_batched = dataType("itertools.batched");
class W_Batched extends W_Iterator {
  /** null at the end. */
  iterator: W_Object | null;
  readonly size: int;
  readonly strict: boolean;
  constructor(iterator: W_Object, size: int, strict: boolean) {
    super();
    this.iterator = iterator;
    this.size = size;
    this.strict = strict;
  }
  override getType(): W_Type {
    return w_batched;
  }
  override next(): W_Object | null {
    const iterator = this.iterator;
    if (iterator === null) return null;
    const batch = new ObjectBuffer();
    while (batch.length < this.size) {
      const item = iterator.next();
      if (item === null) {
        this.iterator = null;
        if (batch.length === 0) return null;
        if (this.strict) throw raise0(w_ValueError, "batched(): incomplete batch");
        break;
      }
      batch.add(item);
    }
    return newTuple(batch.toArray());
  }
}
function batched_new(type: W_Object, iterable: W_Object, n: W_Object, strict: W_Object | null): W_Object {
  const size = toSsize(n);
  if (size < 1) throw raise0(w_ValueError, "n must be at least one");
  return instanceWith(type, w_batched, new W_Batched(iter(iterable), size, strict !== null && strict.isTrue()));
}
defStatic(w_batched, "__new__(cls, iterable, n, *, strict=False)", batched_new);

// --- groupby
export const w_groupby = dataType("itertools.groupby");
const w_grouper = builtinType("itertools._grouper");
w_grouper.isBaseType = false;
class W_GroupBy extends W_Iterator {
  readonly iterator: W_Object;
  /** null: an item is its own key. */
  readonly keyOf: W_Object | null;
  /** The key of the group given last. */
  targetKey: W_Object | null = null;
  /** The item read last, and its key; the item is null when a group has given it. */
  currentKey: W_Object | null = null;
  currentValue: W_Object | null = null;
  /** The group that may go on. */
  group: W_Grouper | null = null;
  constructor(iterator: W_Object, keyOf: W_Object | null) {
    super();
    this.iterator = iterator;
    this.keyOf = keyOf;
  }
  override getType(): W_Type {
    return w_groupby;
  }
  override next(): W_Object | null {
    this.group = null;
    for (;;) {
      const key = this.currentKey;
      if (key !== null) {
        const target = this.targetKey;
        if (target === null || !sameOrEqual(target, key)) break;
      }
      if (!this.read()) return null;
    }
    const key = this.currentKey!;
    this.targetKey = key;
    const group = new W_Grouper(this, key);
    this.group = group;
    return newTuple2(key, group);
  }
  /** Reads the next item; false at the end. */
  read(): boolean {
    const value = this.iterator.next();
    if (value === null) return false;
    const key = this.keyOf === null ? value : call1OrEnd(this.keyOf, value);
    if (key === null) return false;
    this.currentValue = value;
    this.currentKey = key;
    return true;
  }
}
/** The items of one group, as long as the groupby has not gone on. */
class W_Grouper extends W_Iterator {
  readonly parent: W_GroupBy;
  readonly key: W_Object;
  constructor(parent: W_GroupBy, key: W_Object) {
    super();
    this.parent = parent;
    this.key = key;
  }
  override getType(): W_Type {
    return w_grouper;
  }
  override next(): W_Object | null {
    const parent = this.parent;
    if (parent.group !== this) return null;
    if (parent.currentValue === null && !parent.read()) return null;
    if (!sameOrEqual(this.key, parent.currentKey!)) return null;
    const value = parent.currentValue;
    parent.currentValue = null;
    return value;
  }
}
function groupby_new(type: W_Object, iterable: W_Object, key: W_Object | null): W_Object {
  return instanceWith(type, w_groupby, new W_GroupBy(iter(iterable), key === null || key === w_None ? null : key));
}
function grouper_new(_type: W_Object, parent: W_Object, key: W_Object): W_Object {
  const plain = parent.unwrap();
  if (!(plain instanceof W_GroupBy))
    throw raise1(w_TypeError, "_grouper() argument 1 must be itertools.groupby, not %T", parent);
  const group = new W_Grouper(plain, key);
  plain.group = group;
  return group;
}
defStatic(w_groupby, "__new__(cls, iterable, key=None)", groupby_new);
defStatic(w_grouper, "__new__(cls, parent, tgtkey, /)", grouper_new);

// --- pairwise
export const w_pairwise = dataType("itertools.pairwise");
class W_Pairwise extends W_Iterator {
  iterator: W_Object | null;
  old: W_Object | null = null;
  constructor(iterator: W_Object) {
    super();
    this.iterator = iterator;
  }
  override getType(): W_Type {
    return w_pairwise;
  }
  override next(): W_Object | null {
    const iterator = this.iterator;
    if (iterator === null) return null;
    let old = this.old;
    if (old === null) {
      old = iterator.next();
      // the iterator may have asked this one meanwhile
      if (old === null || this.iterator === null) return this.end();
      this.old = old;
    }
    const item = iterator.next();
    if (item === null) return this.end();
    this.old = item;
    return newTuple2(old, item);
  }
  private end(): W_Object | null {
    this.iterator = null;
    this.old = null;
    return null;
  }
}
function pairwise_new(type: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_pairwise, new W_Pairwise(iter(iterable)));
}
defStatic(w_pairwise, "__new__(cls, iterable, /)", pairwise_new);

// --- tee
/** What the iterators of one tee share: the iterator that they read, item by item. */
class TeeSource {
  readonly iterator: W_Object;
  running: boolean = false;
  constructor(iterator: W_Object) {
    this.iterator = iterator;
  }
}
/** A link of the chain of items read. The last link has no item yet. What no iterator can reach any more is garbage. */
class TeeLink {
  value: W_Object | null = null;
  next: TeeLink | null = null;
}
const w_tee = dataType("itertools._tee");
w_tee.hasWeakref = true;
class W_Tee extends W_Iterator {
  readonly source: TeeSource;
  link: TeeLink;
  constructor(source: TeeSource, link: TeeLink) {
    super();
    this.source = source;
    this.link = link;
  }
  override getType(): W_Type {
    return w_tee;
  }
  override next(): W_Object | null {
    const link = this.link;
    if (link.next === null && !readTee(this.source, link)) return null;
    this.link = link.next!;
    return link.value;
  }
}
/** Reads one more item into the last link. */
function readTee(source: TeeSource, link: TeeLink): boolean {
  if (source.running) throw raise0(w_RuntimeError, "cannot re-enter the tee iterator");
  source.running = true;
  try {
    const value = source.iterator.next();
    if (value === null) return false;
    link.value = value;
    link.next = new TeeLink();
    return true;
  } finally {
    source.running = false;
  }
}
function newTee(iterable: W_Object): W_Tee {
  const iterator = iter(iterable);
  const plain = iterator.unwrap();
  if (plain instanceof W_Tee) return new W_Tee(plain.source, plain.link);
  return new W_Tee(new TeeSource(iterator), new TeeLink());
}
function tee_new(type: W_Object, iterable: W_Object): W_Object {
  return instanceWith(type, w_tee, newTee(iterable));
}
function tee_copy(self: W_Object): W_Object {
  const tee = self as W_Tee;
  return new W_Tee(tee.source, tee.link);
}
function itertools_tee(iterable: W_Object, n: W_Object | null): W_Object {
  const count = n === null ? 2 : toSsize(n);
  if (count < 0) throw raise0(w_ValueError, "n must be >= 0");
  if (count === 0) return newTuple(newArray<W_Object>(0));
  const first = newTee(iterable);
  const result = new ObjectBuffer();
  result.add(first);
  for (let i = 1; i < count; i++) result.add(new W_Tee(first.source, first.link));
  return newTuple(result.toArray());
}
defStatic(w_tee, "__new__(cls, iterable, /)", tee_new);
def(w_tee, "__copy__(self, /)", tee_copy);

// --- zip_longest
export const w_zip_longest = dataType("itertools.zip_longest");
class W_ZipLongest extends W_Iterator {
  /** null where an iterator has ended. */
  readonly iterators: (W_Object | null)[];
  active: int;
  readonly fill: W_Object;
  constructor(iterators: (W_Object | null)[], fill: W_Object) {
    super();
    this.iterators = iterators;
    this.active = iterators.length;
    this.fill = fill;
  }
  override getType(): W_Type {
    return w_zip_longest;
  }
  /** @jit unroll */
  override next(): W_Object | null {
    const n = this.iterators.length;
    if (this.active === 0) return null;
    const items = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) {
      const iterator = this.iterators[i]!;
      let item: W_Object | null = iterator === null ? null : iterator.next();
      if (item === null) {
        if (iterator !== null && this.iterators[i] !== null) {
          this.iterators[i] = null;
          this.active = this.active - 1;
          if (this.active === 0) return null;
        }
        item = this.fill;
      }
      items[i] = item;
    }
    return newTuple(items);
  }
}
const n_fillvalue = intern("fillvalue");
function zip_longest_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  let given = args.length;
  let fill: W_Object = w_None;
  if (kwnames !== null) {
    given = given - kwnames.length;
    for (let i = 0; i < kwnames.length; i++) {
      if (!(kwnames[i] as W_Str).equals(n_fillvalue))
        throw raise0(w_TypeError, "zip_longest() got an unexpected keyword argument");
      fill = args[given + i]!;
    }
  }
  const iterators = newArray<W_Object | null>(given - 1);
  for (let i = 1; i < given; i++) iterators[i - 1] = iter(args[i]!);
  return instanceWith(args[0]!, w_zip_longest, new W_ZipLongest(iterators, fill));
}
defStatic(w_zip_longest, "__new__(cls, *iterables, fillvalue=None)", zip_longest_new);

for (const type of [w_batched, w_groupby, w_grouper, w_pairwise, w_tee, w_zip_longest])
  defSlots(type, "__iter__ __next__");

defineModule("itertools", [builtinFunction("tee(iterable, n=2, /)", itertools_tee)], {
  accumulate: w_accumulate,
  batched: w_batched,
  chain: w_chain,
  combinations: w_combinations,
  combinations_with_replacement: w_combinations_with_replacement,
  compress: w_compress,
  count: w_count,
  cycle: w_cycle,
  dropwhile: w_dropwhile,
  filterfalse: w_filterfalse,
  groupby: w_groupby,
  _grouper: w_grouper,
  islice: w_islice,
  pairwise: w_pairwise,
  permutations: w_permutations,
  product: w_product,
  repeat: w_repeat,
  starmap: w_starmap,
  takewhile: w_takewhile,
  _tee: w_tee,
  zip_longest: w_zip_longest,
});
