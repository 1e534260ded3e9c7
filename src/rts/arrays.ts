// Arrays of RTypeScript: fixed length. Arrays of references are `Array<T>` made by newArray; the others are typed arrays.
// Indexing is `a[i]`, length `a.length`. Untranslated an I64Array holds safe integers in doubles.

import type { int } from "./numbers.ts";
import { RuleBroken } from "./numbers.ts";

export class I64Array extends Float64Array {
  declare readonly __item?: "i64";
}
export class F64Array extends Float64Array {
  declare readonly __item?: "f64";
}
export class U8Array extends Uint8Array {
  declare readonly __item?: "u8";
}
export class U16Array extends Uint16Array {
  declare readonly __item?: "u16";
}
export class U32Array extends Uint32Array {
  declare readonly __item?: "u32";
}
export class I32Array extends Int32Array {
  declare readonly __item?: "i32";
}

/** An array of n references, all null. In RTypeScript source `new Array<T>(n)` is not used: JavaScript would leave holes. */
export function newArray<T>(n: int): T[] {
  return new Array<T>(n).fill(null as T);
}

interface Items<T> {
  [index: number]: T;
  readonly length: number;
}

/** Copies count items; the ranges may overlap and lie within the arrays. */
export function arrayCopy<T>(source: Items<T>, from: int, target: Items<T>, to: int, count: int): void {
  if (count < 0 || from < 0 || to < 0 || from + count > source.length || to + count > target.length)
    throw new RuleBroken(`arrayCopy(${from}, ${to}, ${count}) of ${source.length} into ${target.length} items`);
  if (source === target && from < to) for (let i = count - 1; i >= 0; i--) target[to + i] = source[from + i]!;
  else for (let i = 0; i < count; i++) target[to + i] = source[from + i]!;
}

/** Sets items from..to-1. */
export function arrayFill<T>(array: Items<T>, value: T, from: int, to: int): void {
  if (from < 0 || to > array.length) throw new RuleBroken(`arrayFill(${from}, ${to}) of ${array.length} items`);
  for (let i = from; i < to; i++) array[i] = value;
}
