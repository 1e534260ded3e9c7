// Integer ranges: what an operation's result can be, given what its operands can be; and which comparisons are decided.
// All bounds are safe integers or infinite, so sums and products of bounds that leave the safe range become infinite.

import { bitLength } from "../../ir/bits.ts";
import type { OpName } from "../../ir/ops.ts";
import { STORAGE, type Storage } from "../../ir/types.ts";
import type { Facts } from "./facts.ts";

export type Range = readonly [low: number, high: number];
export const ANY: Range = [-Infinity, Infinity];
const BIT: Range = [0, 1];
/** Length of any array. */
export const LENGTH: Range = [0, 0x7fff_ffff];

const low = (n: number): number => (Number.isSafeInteger(n) ? n : -Infinity);
const high = (n: number): number => (Number.isSafeInteger(n) ? n : Infinity);

/** What a field or item of that storage can hold. */
export function storageRange(storage: Storage): Range {
  const { size, kind, signed } = STORAGE[storage];
  if (storage === "bool") return BIT;
  if (kind !== "i" || size === 8) return ANY;
  return signed ? [-(2 ** (8 * size - 1)), 2 ** (8 * size - 1) - 1] : [0, 2 ** (8 * size) - 1];
}

/** Whether the exact result of the overflowing operation surely fits 64 bits: both bounds of the result are safe. */
export const fits = ([a, b]: Range): boolean => Number.isFinite(a) && Number.isFinite(b);

type RangeRule = (a: Facts, b: Facts, aux: unknown) => Range;

const add: RangeRule = (a, b) => [low(a.low + b.low), high(a.high + b.high)];
const sub: RangeRule = (a, b) => [low(a.low - b.high), high(a.high - b.low)];
const mul: RangeRule = (a, b) => {
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  if (!products.every(Number.isSafeInteger)) return ANY;
  return [Math.min(...products), Math.max(...products)];
};
/** 2**k - 1 that covers n >= 0. */
const mask = (n: number): number => (n < 2 ** 52 ? 2 ** bitLength(n) - 1 : Infinity);

const RULES: { readonly [op in OpName]?: RangeRule } = {
  // wrapping: known only where the exact result is
  int_add: (a, b, aux) => exact(add(a, b, aux)),
  int_sub: (a, b, aux) => exact(sub(a, b, aux)),
  int_mul: mul,
  // the result is used only where nothing overflowed
  int_add_ovf: add,
  int_sub_ovf: sub,
  int_mul_ovf: mul,
  int_and: (a, b) => {
    if (a.low >= 0 || b.low >= 0) return [0, Math.min(a.low >= 0 ? a.high : Infinity, b.low >= 0 ? b.high : Infinity)];
    return ANY;
  },
  int_or: (a, b) => (a.low >= 0 && b.low >= 0 ? [Math.max(a.low, b.low), mask(Math.max(a.high, b.high))] : ANY),
  int_xor: (a, b) => (a.low >= 0 && b.low >= 0 ? [0, mask(Math.max(a.high, b.high))] : ANY),
  int_floormod: (a, b) => {
    if (b.low > 0) return [0, Math.min(b.high - 1, a.low >= 0 ? a.high : Infinity)];
    return b.high < 0 ? [b.low + 1, 0] : ANY;
  },
  int_mod: (a, b) => (b.low > 0 && a.low >= 0 ? [0, Math.min(a.high, b.high - 1)] : ANY),
  int_div: (a, b) => (b.low > 0 && a.low >= 0 ? [0, a.high] : ANY),
  int_floordiv: (a, b) => (b.low > 0 ? [Math.min(a.low, 0), Math.max(a.high, 0)] : ANY),
  int_shr: (a, b) => {
    if (a.low >= 0 && b.low >= 0 && b.low === b.high)
      return [Math.floor(a.low / 2 ** b.low), Math.floor(a.high / 2 ** b.low)];
    return a.low >= 0 ? [0, a.high] : ANY;
  },
  uint_shr: (a, b) => {
    if (a.low >= 0) return [0, b.low === b.high ? Math.floor(a.high / 2 ** b.low) : a.high];
    return b.low >= 11 ? [0, 2 ** (64 - b.low)] : ANY;
  },
  int_neg: (a) => [low(-a.high), high(-a.low)],
  int_wrap: (a, _b, storage) => {
    const range = storageRange(storage as Storage);
    return a.low >= range[0] && a.high <= range[1] ? [a.low, a.high] : range;
  },
  int_clz: () => [0, 64],
  int_ctz: () => [0, 64],
  int_popcount: () => [0, 64],
  array_len: () => LENGTH,
  type_id: () => [0, 0xffff],
  identity_hash: () => [0, 0x7fff_ffff],
};
const exact = (range: Range): Range => (fits(range) ? range : ANY);
for (const op of ["eq", "ne", "lt", "le", "gt", "ge"] as const) {
  (RULES as Record<string, RangeRule>)[`int_${op}`] = () => BIT;
  (RULES as Record<string, RangeRule>)[`float_${op}`] = () => BIT;
}
for (const op of [
  "uint_lt",
  "uint_le",
  "uint_gt",
  "uint_ge",
  "int_is_zero",
  "int_is_true",
  "ref_eq",
  "ref_ne",
  "ref_is_null",
  "ref_not_null",
  "instanceof",
])
  (RULES as Record<string, RangeRule>)[op] = () => BIT;

/** The range of an operation's result. */
export function resultRange(op: OpName, a: Facts, b: Facts, aux: unknown): Range {
  return RULES[op]?.(a, b, aux) ?? ANY;
}

/** 1 or 0 when the ranges decide the comparison, else null. */
export function decide(op: OpName, a: Facts, b: Facts): 0 | 1 | null {
  const bothPositive = a.low >= 0 && b.low >= 0;
  switch (op) {
    case "uint_lt":
      if (!bothPositive) return null;
      return decide("int_lt", a, b);
    case "uint_le":
      if (!bothPositive) return null;
      return decide("int_le", a, b);
    case "uint_gt":
      return decide("uint_lt", b, a);
    case "uint_ge":
      return decide("uint_le", b, a);
    case "int_lt":
      return a.high < b.low ? 1 : a.low >= b.high ? 0 : null;
    case "int_le":
      return a.high <= b.low ? 1 : a.low > b.high ? 0 : null;
    case "int_gt":
      return decide("int_lt", b, a);
    case "int_ge":
      return decide("int_le", b, a);
    case "int_eq":
    case "int_ne": {
      const yes = op === "int_eq" ? 1 : 0;
      if (a.high < b.low || b.high < a.low) return (1 - yes) as 0 | 1;
      return a.low === a.high && b.low === b.high && a.low === b.low ? (yes as 0 | 1) : null;
    }
    default:
      return null;
  }
}

/** Narrows both operands' ranges by a comparison that is known to be true (or false). Bounds stay as they are where nothing follows. */
export function narrow(op: OpName, truth: boolean, a: Facts, b: Facts): void {
  const less = (x: Facts, y: Facts, gap: number): void => {
    x.high = Math.min(x.high, y.high - gap);
    y.low = Math.max(y.low, x.low + gap);
  };
  switch (op) {
    case "int_lt":
      return truth ? less(a, b, 1) : less(b, a, 0);
    case "int_le":
      return truth ? less(a, b, 0) : less(b, a, 1);
    case "int_gt":
      return truth ? less(b, a, 1) : less(a, b, 0);
    case "int_ge":
      return truth ? less(b, a, 0) : less(a, b, 1);
    case "uint_lt":
      // an index that passed the bounds check
      if (truth && b.low >= 0) {
        a.low = Math.max(a.low, 0);
        less(a, b, 1);
      }
      return;
    case "uint_ge":
      return narrow("uint_lt", !truth, a, b);
    case "int_eq":
    case "int_ne":
      if (truth === (op === "int_eq")) {
        a.low = b.low = Math.max(a.low, b.low);
        a.high = b.high = Math.min(a.high, b.high);
      } else if (b.low === b.high) {
        if (a.low === b.low) a.low++;
        if (a.high === b.low) a.high--;
      }
      return;
    default:
  }
}
