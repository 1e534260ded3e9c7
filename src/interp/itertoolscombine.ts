// The module `itertools`, second part: products, permutations and combinations. Each keeps the pool of items and the indices of
// the last answer, and steps the indices in lexicographic order.

import type { int } from "../rts/index.ts";
import { arrayCopy, I64Array, intToFloat, newArray } from "../rts/index.ts";
import { defStatic } from "./builtin.ts";
import { raise0, raise1, w_MemoryError, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Int } from "./int.ts";
import { W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { W_Long } from "./long.ts";
import type { W_Object } from "./object.ts";
import { indexObject, toFloat, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";

/** More items than this in one answer is out of memory. */
const MOST_ITEMS = 268435456;

function checkSize(n: int): void {
  if (n > MOST_ITEMS) throw raise0(w_MemoryError, "");
}
/** The pool's items at the indices, as a tuple. */
function pick(pool: W_Object[], indices: I64Array, r: int): W_Object {
  const items = newArray<W_Object>(r);
  for (let i = 0; i < r; i++) items[i] = pool[indices[i]!]!;
  return newTuple(items);
}

// --- product
export const w_product = dataType("itertools.product");
class W_Product extends W_Iterator {
  readonly pools: W_Object[][];
  readonly indices: I64Array;
  started: boolean = false;
  stopped: boolean = false;
  constructor(pools: W_Object[][]) {
    super();
    this.pools = pools;
    this.indices = new I64Array(pools.length);
  }
  override getType(): W_Type {
    return w_product;
  }
  override next(): W_Object | null {
    if (this.stopped) return null;
    const pools = this.pools;
    const indices = this.indices;
    const n = pools.length;
    if (this.started) {
      let i = n - 1;
      while (i >= 0) {
        const index = indices[i]! + 1;
        if (index < pools[i]!.length) {
          indices[i] = index;
          break;
        }
        indices[i] = 0;
        i--;
      }
      if (i < 0) {
        this.stopped = true;
        return null;
      }
    } else {
      this.started = true;
      for (let i = 0; i < n; i++)
        if (pools[i]!.length === 0) {
          this.stopped = true;
          return null;
        }
    }
    const items = newArray<W_Object>(n);
    for (let i = 0; i < n; i++) items[i] = pools[i]![indices[i]!]!;
    return newTuple(items);
  }
}
const n_repeat = intern("repeat");
/** The argument `repeat` for so many pools. What CPython has no address space for is refused in other words, at any width of our ints. */
function repeatOf(argument: W_Object, pools: int): int {
  const index = indexObject(argument);
  const times = toFloat(index);
  if (times < TWO_TO_63 && pools > 0) {
    if (times * intToFloat(pools) >= TWO_TO_63 / 8.0) throw raise0(w_OverflowError, "repeat argument too large");
    if (times > intToFloat(MOST_ITEMS)) throw raise0(w_MemoryError, "");
  }
  return toSsize(index);
}
const TWO_TO_63 = 2.0 ** 63;
function product_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  let given = args.length;
  let repeat = 1;
  if (kwnames !== null) {
    given = given - kwnames.length;
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      if (!name.equals(n_repeat)) throw raise1(w_TypeError, "product() got an unexpected keyword argument '%S'", name);
      repeat = repeatOf(args[given + i]!, given - 1);
    }
    if (repeat < 0) throw raise0(w_ValueError, "repeat argument cannot be negative");
  }
  const width = repeat === 0 ? 0 : given - 1;
  checkSize(width * repeat);
  const n = width === 0 ? 0 : width * repeat;
  const pools = newArray<W_Object[]>(n);
  for (let i = 0; i < width; i++) pools[i] = arrayOf(args[i + 1]!);
  for (let i = width; i < n; i++) pools[i] = pools[i - width]!;
  return instanceWith(args[0]!, w_product, new W_Product(pools));
}
defStatic(w_product, "__new__(cls, *iterables, repeat=1)", product_new);

// --- combinations
/** The argument r of combinations. */
function lengthArgument(r: W_Object): int {
  const n = toSsize(r);
  if (n < 0) throw raise0(w_ValueError, "r must be non-negative");
  checkSize(n);
  return n;
}

export const w_combinations = dataType("itertools.combinations");
class W_Combinations extends W_Iterator {
  readonly pool: W_Object[];
  readonly indices: I64Array;
  readonly r: int;
  started: boolean = false;
  stopped: boolean;
  constructor(pool: W_Object[], r: int) {
    super();
    this.pool = pool;
    this.r = r;
    this.stopped = r > pool.length;
    this.indices = new I64Array(this.stopped ? 0 : r);
    if (!this.stopped) for (let i = 0; i < r; i++) this.indices[i] = i;
  }
  override getType(): W_Type {
    return w_combinations;
  }
  override next(): W_Object | null {
    if (this.stopped) return null;
    const indices = this.indices;
    const r = this.r;
    if (this.started) {
      // the last index that is not at its end, where those behind it leave it room
      const n = this.pool.length;
      let i = r - 1;
      while (i >= 0 && indices[i] === i + n - r) i--;
      if (i < 0) {
        this.stopped = true;
        return null;
      }
      indices[i] = indices[i]! + 1;
      for (let k = i + 1; k < r; k++) indices[k] = indices[k - 1]! + 1;
    } else this.started = true;
    return pick(this.pool, indices, r);
  }
}
function combinations_new(type: W_Object, iterable: W_Object, r: W_Object): W_Object {
  const pool = arrayOf(iterable);
  return instanceWith(type, w_combinations, new W_Combinations(pool, lengthArgument(r)));
}
defStatic(w_combinations, "__new__(cls, iterable, r)", combinations_new);

export const w_combinations_with_replacement = dataType("itertools.combinations_with_replacement");
class W_CombinationsWithReplacement extends W_Iterator {
  readonly pool: W_Object[];
  readonly indices: I64Array;
  readonly r: int;
  started: boolean = false;
  stopped: boolean;
  constructor(pool: W_Object[], r: int) {
    super();
    this.pool = pool;
    this.r = r;
    this.stopped = pool.length === 0 && r > 0;
    this.indices = new I64Array(this.stopped ? 0 : r);
  }
  override getType(): W_Type {
    return w_combinations_with_replacement;
  }
  override next(): W_Object | null {
    if (this.stopped) return null;
    const indices = this.indices;
    const r = this.r;
    if (this.started) {
      const last = this.pool.length - 1;
      let i = r - 1;
      while (i >= 0 && indices[i] === last) i--;
      if (i < 0) {
        this.stopped = true;
        return null;
      }
      const index = indices[i]! + 1;
      for (let k = i; k < r; k++) indices[k] = index;
    } else this.started = true;
    return pick(this.pool, indices, r);
  }
}
function combinations_with_replacement_new(type: W_Object, iterable: W_Object, r: W_Object): W_Object {
  const pool = arrayOf(iterable);
  const n = lengthArgument(r);
  checkSize(n);
  return instanceWith(type, w_combinations_with_replacement, new W_CombinationsWithReplacement(pool, n));
}
defStatic(w_combinations_with_replacement, "__new__(cls, iterable, r)", combinations_with_replacement_new);

// --- permutations
export const w_permutations = dataType("itertools.permutations");
class W_Permutations extends W_Iterator {
  readonly pool: W_Object[];
  /** A permutation of all positions; the first r are the answer. */
  readonly indices: I64Array;
  /** For each of the r places, how many more items it can still take before it is back at its own. */
  readonly cycles: I64Array;
  readonly r: int;
  started: boolean = false;
  stopped: boolean;
  constructor(pool: W_Object[], r: int) {
    super();
    const n = pool.length;
    this.pool = pool;
    this.r = r;
    this.stopped = r > n;
    this.indices = new I64Array(this.stopped ? 0 : n);
    this.cycles = new I64Array(this.stopped ? 0 : r);
    if (!this.stopped) {
      for (let i = 0; i < n; i++) this.indices[i] = i;
      for (let i = 0; i < r; i++) this.cycles[i] = n - i;
    }
  }
  override getType(): W_Type {
    return w_permutations;
  }
  override next(): W_Object | null {
    if (this.stopped) return null;
    if (this.started) {
      if (!this.step()) {
        this.stopped = true;
        return null;
      }
    } else this.started = true;
    return pick(this.pool, this.indices, this.r);
  }
  private step(): boolean {
    const indices = this.indices;
    const cycles = this.cycles;
    const n = indices.length;
    for (let i = this.r - 1; i >= 0; i--) {
      const left = cycles[i]! - 1;
      if (left > 0) {
        cycles[i] = left;
        const k = n - left;
        const index = indices[i]!;
        indices[i] = indices[k]!;
        indices[k] = index;
        return true;
      }
      // rotate the rest to the left: this place is back at its own item
      const first = indices[i]!;
      arrayCopy(indices, i + 1, indices, i, n - i - 1);
      indices[n - 1] = first;
      cycles[i] = n - i;
    }
    return false;
  }
}
function permutations_new(type: W_Object, iterable: W_Object, r: W_Object | null): W_Object {
  const pool = arrayOf(iterable);
  let n = pool.length;
  if (r !== null && r !== w_None) {
    const plain = r.unwrap();
    if (!(plain instanceof W_Int) && !(plain instanceof W_Long)) throw raise0(w_TypeError, "Expected int as r");
    n = lengthArgument(plain);
  }
  return instanceWith(type, w_permutations, new W_Permutations(pool, n));
}
defStatic(w_permutations, "__new__(cls, iterable, r=None)", permutations_new);

for (const type of [w_product, w_combinations, w_combinations_with_replacement, w_permutations])
  defSlots(type, "__iter__ __next__");
