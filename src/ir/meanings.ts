// What the operations mean, on canonical integers (number when safe, else bigint), doubles and reference numbers.
//
// One row an operation that neither calls, allocates nor leaves its frame. Evaluating a graph, recording a trace, blackholing and
// constant folding all use these rows. Operations on fields, items and raw memory are made per storage by `loadMeaning`
// and `storeMeaning`.

import type { Int } from "./graph.ts";
import type { Machine } from "./machine.ts";
import { canonical } from "./memory.ts";
import type { OpName } from "./ops.ts";
import type { Storage } from "./types.ts";

/** A value of any kind. */
export type Word = number | bigint;
/** Operands (missing ones are undefined), then what the decoder made of the aux. */
// biome-ignore lint/suspicious/noExplicitAny: operands of every kind pass through one signature
export type Meaning = (machine: Machine, x: any, y: any, z: any, aux: any) => any;

const MAX = Number.MAX_SAFE_INTEGER;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const bit = (condition: boolean): number => (condition ? 1 : 0);
const small = (a: Int): a is number => typeof a === "number" && (a | 0) === a;
const unsigned = (a: Int): bigint => BigInt.asUintN(64, BigInt(a));

function add(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    if (r <= MAX && r >= -MAX) return r;
  }
  return canonical(BigInt(a) + BigInt(b));
}
function sub(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    if (r <= MAX && r >= -MAX) return r;
  }
  return canonical(BigInt(a) - BigInt(b));
}
function mul(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    if (r <= MAX && r >= -MAX) return r + 0;
  }
  return canonical(BigInt(a) * BigInt(b));
}
function overflowing(machine: Machine, exact: bigint): Int {
  machine.overflow = exact < INT64_MIN || exact > INT64_MAX;
  return canonical(exact);
}
function div(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") return (a - (a % b)) / b + 0;
  return canonical(BigInt(a) / BigInt(b));
}
function mod(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") return (a % b) + 0;
  return canonical(BigInt(a) % BigInt(b));
}
function floorMod(a: Int, b: Int): Int {
  const r = mod(a, b);
  return r !== 0 && r < 0 !== b < 0 ? add(r, b) : r;
}
function floorDiv(a: Int, b: Int): Int {
  const r = mod(a, b);
  const q = div(a, b); // a - floorMod(a, b) would wrap near the least int
  return r !== 0 && r < 0 !== b < 0 ? sub(q, 1) : q;
}

function shl(a: Int, count: number): Int {
  if (typeof a === "number") {
    const r = a * 2 ** count;
    if (r <= MAX && r >= -MAX) return r;
  }
  return canonical(BigInt(a) << BigInt(count));
}
const shr = (a: Int, count: number): Int =>
  typeof a === "number" ? Math.floor(a / 2 ** count) : canonical(a >> BigInt(count));
const ushr = (a: Int, count: number): Int => (a >= 0 ? shr(a, count) : canonical(unsigned(a) >> BigInt(count)));

function floatToInt(a: number): Int {
  const whole = Math.trunc(a);
  if (whole <= MAX && whole >= -MAX) return whole + 0;
  // NaN and what does not fit: MIN, as x86's conversion answers
  return whole >= -(2 ** 63) && whole < 2 ** 63 ? canonical(BigInt(whole)) : INT64_MIN;
}

const scratch = new DataView(new ArrayBuffer(8));
export function floatBits(a: number): Int {
  scratch.setFloat64(0, a);
  return canonical(scratch.getBigInt64(0));
}
export function bitsToFloat(bits: Int): number {
  scratch.setBigInt64(0, BigInt(bits));
  return scratch.getFloat64(0);
}

const BITS: Readonly<Record<Storage, number>> = {
  i8: 8,
  u8: 8,
  i16: 16,
  u16: 16,
  i32: 32,
  u32: 32,
  i64: 64,
  f64: 64,
  ref: 32,
  bool: 8,
  fn: 32,
};
/** To that storage and back: sign- or zero-extends. */
export function wrap(a: Int, storage: Storage): Int {
  if (storage === "i64") return a;
  const bits = BITS[storage];
  return Number(storage[0] === "i" ? BigInt.asIntN(bits, BigInt(a)) : BigInt.asUintN(bits, BigInt(a)));
}

function popcount(a: Int): number {
  let n = 0;
  for (let v = unsigned(a); v !== 0n; v &= v - 1n) n++;
  return n;
}
function leadingZeros(a: Int): number {
  const v = unsigned(a);
  return v === 0n ? 64 : 64 - v.toString(2).length;
}
function trailingZeros(a: Int): number {
  if (a === 0) return 64;
  let n = 0;
  for (let v = unsigned(a); (v & 1n) === 0n; v >>= 1n) n++;
  return n;
}
const wide = (high: Int, low: Int): bigint => (unsigned(high) << 64n) | unsigned(low);

export const MEANINGS: { readonly [op in OpName]?: Meaning } = {
  int_add: (_, a, b) => add(a, b),
  int_sub: (_, a, b) => sub(a, b),
  int_mul: (_, a, b) => mul(a, b),
  int_div: (_, a, b) => div(a, b),
  int_mod: (_, a, b) => mod(a, b),
  int_floordiv: (_, a, b) => floorDiv(a, b),
  int_floormod: (_, a, b) => floorMod(a, b),
  int_and: (_, a, b) => (small(a) && small(b) ? a & b : canonical(BigInt(a) & BigInt(b))),
  int_or: (_, a, b) => (small(a) && small(b) ? a | b : canonical(BigInt(a) | BigInt(b))),
  int_xor: (_, a, b) => (small(a) && small(b) ? a ^ b : canonical(BigInt(a) ^ BigInt(b))),
  int_shl: (_, a, b) => shl(a, Number(b)),
  int_shr: (_, a, b) => shr(a, Number(b)),
  uint_shr: (_, a, b) => ushr(a, Number(b)),
  int_neg: (_, a) => sub(0, a),
  int_invert: (_, a) => sub(-1, a),
  int_add_ovf: (machine, a, b) => {
    const r = typeof a === "number" && typeof b === "number" ? a + b : Infinity;
    if (r <= MAX && r >= -MAX) {
      machine.overflow = false;
      return r;
    }
    return overflowing(machine, BigInt(a) + BigInt(b));
  },
  int_sub_ovf: (machine, a, b) => {
    const r = typeof a === "number" && typeof b === "number" ? a - b : Infinity;
    if (r <= MAX && r >= -MAX) {
      machine.overflow = false;
      return r;
    }
    return overflowing(machine, BigInt(a) - BigInt(b));
  },
  int_mul_ovf: (machine, a, b) => {
    const r = typeof a === "number" && typeof b === "number" ? a * b : Infinity;
    if (r <= MAX && r >= -MAX) {
      machine.overflow = false;
      return r + 0;
    }
    return overflowing(machine, BigInt(a) * BigInt(b));
  },
  overflowed: (machine) => bit(machine.overflow),
  uint_mul_high: (_, a, b) => canonical((unsigned(a) * unsigned(b)) >> 64n),
  uint_div: (_, a, b) => canonical(unsigned(a) / unsigned(b)),
  uint_mod: (_, a, b) => canonical(unsigned(a) % unsigned(b)),
  uint_div_wide: (_, high, low, divisor) => canonical(wide(high, low) / unsigned(divisor)),
  uint_mod_wide: (_, high, low, divisor) => canonical(wide(high, low) % unsigned(divisor)),
  int_clz: (_, a) => leadingZeros(a),
  int_ctz: (_, a) => trailingZeros(a),
  int_popcount: (_, a) => popcount(a),
  int_wrap: (_, a, _y, _z, storage) => wrap(a, storage),
  int_eq: (_, a, b) => bit(a === b),
  int_ne: (_, a, b) => bit(a !== b),
  int_lt: (_, a, b) => bit(a < b),
  int_le: (_, a, b) => bit(a <= b),
  int_gt: (_, a, b) => bit(a > b),
  int_ge: (_, a, b) => bit(a >= b),
  uint_lt: (_, a, b) => bit(a >= 0 && b >= 0 ? a < b : unsigned(a) < unsigned(b)),
  uint_le: (_, a, b) => bit(a >= 0 && b >= 0 ? a <= b : unsigned(a) <= unsigned(b)),
  uint_gt: (_, a, b) => bit(a >= 0 && b >= 0 ? a > b : unsigned(a) > unsigned(b)),
  uint_ge: (_, a, b) => bit(a >= 0 && b >= 0 ? a >= b : unsigned(a) >= unsigned(b)),
  int_is_zero: (_, a) => bit(a === 0),
  int_is_true: (_, a) => bit(a !== 0),
  float_add: (_, a, b) => a + b,
  float_sub: (_, a, b) => a - b,
  float_mul: (_, a, b) => a * b,
  float_div: (_, a, b) => a / b,
  float_neg: (_, a) => -a,
  float_abs: (_, a) => Math.abs(a),
  float_sqrt: (_, a) => Math.sqrt(a),
  float_eq: (_, a, b) => bit(a === b),
  float_ne: (_, a, b) => bit(a !== b),
  float_lt: (_, a, b) => bit(a < b),
  float_le: (_, a, b) => bit(a <= b),
  float_gt: (_, a, b) => bit(a > b),
  float_ge: (_, a, b) => bit(a >= b),
  int_to_float: (_, a) => Number(a),
  float_to_int: (_, a) => floatToInt(a),
  float_bits: (_, a) => floatBits(a),
  bits_to_float: (_, a) => bitsToFloat(a),
  ref_eq: (_, a, b) => bit(a === b),
  ref_ne: (_, a, b) => bit(a !== b),
  ref_is_null: (_, a) => bit(a === 0),
  ref_not_null: (_, a) => bit(a !== 0),
  instanceof: (machine, a, _y, _z, cls) => bit(a !== 0 && machine.isInstance(a, cls)),
  type_id: (machine, a) => machine.typeIdOf(a),
  cast: (_, a) => a,
  array_len: (machine, a) => machine.memory.load32(machine.base + 8 * a + 4),
  ref_to_address: (machine, a) => machine.base + 8 * a,
  address_to_ref: (machine, a) => (Number(a) - machine.base) / 8,
  context_address: (machine) => machine.context,
  stack_pointer: (machine) => machine.stackTop(),
  raw_copy: (machine, target, source, bytes) => machine.memory.copy(Number(target), Number(source), Number(bytes)),
  raw_fill: (machine, target, byte, bytes) => machine.memory.fill(Number(target), Number(byte), Number(bytes)),
  promote_i: (_, a) => a,
  promote_r: (_, a) => a,
  private_array: (_, a) => a,
  // guards: 1 when the trace may go on. guard_exception and those of overflow look at the machine
  guard_true: (_, a) => bit(a !== 0),
  guard_false: (_, a) => bit(a === 0),
  guard_value_i: (_, a, b) => bit(a === b),
  guard_value_r: (_, a, b) => bit(a === b),
  guard_value_f: (_, a, b) => bit(Object.is(a, b)),
  guard_class: (machine, a, _y, _z, cls) => bit(a !== 0 && machine.typeIdOf(a) === cls.typeId),
  guard_nonnull_class: (machine, a, _y, _z, cls) => bit(a !== 0 && machine.typeIdOf(a) === cls.typeId),
  guard_array_type: (machine, a, _y, _z, array) => bit(a !== 0 && machine.typeIdOf(a) === array.typeId),
  guard_subclass: (machine, a, _y, _z, cls) => bit(a !== 0 && machine.isInstance(a, cls)),
  guard_nonnull: (_, a) => bit(a !== 0),
  guard_isnull: (_, a) => bit(a === 0),
  guard_no_exception: (machine) => bit(machine.exception() === 0),
  guard_exception: (machine, _x, _y, _z, cls) => {
    const exception = machine.exception();
    return bit(exception !== 0 && machine.typeIdOf(exception) === cls.typeId);
  },
  guard_no_overflow: (machine) => bit(!machine.overflow),
  guard_overflow: (machine) => bit(machine.overflow),
  guard_not_invalidated: () => 1,
  guard_not_forced: () => 1,
  guard_always_fails: () => 0,
};

const LOAD: Readonly<Record<Storage, (machine: Machine, address: number) => Word>> = {
  i8: (m, a) => (m.memory.load8(a) << 24) >> 24,
  u8: (m, a) => m.memory.load8(a),
  i16: (m, a) => (m.memory.load16(a) << 16) >> 16,
  u16: (m, a) => m.memory.load16(a),
  i32: (m, a) => m.memory.load32(a) | 0,
  u32: (m, a) => m.memory.load32(a),
  i64: (m, a) => m.memory.load64(a),
  f64: (m, a) => m.memory.loadFloat(a),
  ref: (m, a) => m.memory.load32(a),
  bool: (m, a) => m.memory.load8(a),
  fn: (m, a) => m.memory.load32(a),
};
const low = (v: Int, bits: number): number => (typeof v === "number" ? v : Number(BigInt.asUintN(bits, v)));
const STORE: Readonly<Record<Storage, (machine: Machine, address: number, value: never) => void>> = {
  i8: (m, a, v) => m.memory.store8(a, low(v, 8)),
  u8: (m, a, v) => m.memory.store8(a, low(v, 8)),
  i16: (m, a, v) => m.memory.store16(a, low(v, 16)),
  u16: (m, a, v) => m.memory.store16(a, low(v, 16)),
  i32: (m, a, v) => m.memory.store32(a, low(v, 32)),
  u32: (m, a, v) => m.memory.store32(a, low(v, 32)),
  i64: (m, a, v) => m.memory.store64(a, v),
  f64: (m, a, v) => m.memory.storeFloat(a, v),
  ref: (m, a, v) => m.memory.store32(a, v),
  bool: (m, a, v) => m.memory.store8(a, v),
  fn: (m, a, v) => m.memory.store32(a, v),
};

/** Reads storage at an address. */
export const loadAt = (machine: Machine, storage: Storage, address: number): Word => LOAD[storage](machine, address);
export const storeAt = (machine: Machine, storage: Storage, address: number, value: Word): void =>
  STORE[storage](machine, address, value as never);

/** getfield: aux is the offset. */
export function loadField(storage: Storage): Meaning {
  const load = LOAD[storage];
  return (m, r, _y, _z, offset) => load(m, m.base + 8 * r + offset);
}
/** setfield. */
export function storeField(storage: Storage): Meaning {
  const store = STORE[storage];
  return (m, r, value, _z, offset) => store(m, m.base + 8 * r + offset, value as never);
}
/** getitem: aux is the item's size. */
export function loadItem(storage: Storage): Meaning {
  const load = LOAD[storage];
  return (m, r, index, _z, size) => load(m, m.base + 8 * r + 8 + size * index);
}
export function storeItem(storage: Storage): Meaning {
  const store = STORE[storage];
  return (m, r, index, value, size) => store(m, m.base + 8 * r + 8 + size * index, value as never);
}
export function loadRaw(storage: Storage): Meaning {
  const load = LOAD[storage];
  return (m, address, offset) => load(m, Number(address) + Number(offset));
}
export function storeRaw(storage: Storage): Meaning {
  const store = STORE[storage];
  return (m, address, offset, value) => store(m, Number(address) + Number(offset), value as never);
}
