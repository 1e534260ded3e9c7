// Algebraic identities: one line a rule. A rule looks at an operation's operands and answers the value that replaces it, or
// null. `x` and `y` are the operands; `k` is the right one's constant. Rules are checked by brute force on small numbers.

import { exactLog2 } from "../../ir/bits.ts";
import type { Int, Value } from "../../ir/graph.ts";
import type { OpName } from "../../ir/ops.ts";

/** What a rule can build with. */
export interface Rewriter {
  int(value: Int): Value;
  /** Feeds another operation through the optimizer. */
  op(op: OpName, x: Value, y?: Value): Value;
}
type Rule = (r: Rewriter, x: Value, y: Value) => Value | null;

/** The constant of a const_i that is a safe integer. */
const k = (v: Value): number | null => (v.op === "const_i" && typeof v.aux === "number" ? v.aux : null);
const log2 = (n: number | null): number => (n === null ? -1 : exactLog2(n));
/** `v` is `op(a, constant)`: [a, constant], when both constants together stay safe. */
function inner(v: Value, op: OpName): [Value, number] | null {
  if (v.op !== op) return null;
  const c = k(v.args[1]!);
  return c === null ? null : [v.args[0]!, c];
}
const sum = (r: Rewriter, x: Value, n: number): Value | null =>
  Number.isSafeInteger(n) ? (n === 0 ? x : r.op("int_add", x, r.int(n))) : null;

export const RULES: { readonly [op in OpName]?: readonly Rule[] } = {
  int_add: [
    (_r, x, y) => (k(y) === 0 ? x : null),
    // (a + c) + k = a + (c + k); (a - c) + k = a + (k - c)
    (r, x, y) => (k(y) !== null && inner(x, "int_add") ? sum(r, x.args[0]!, inner(x, "int_add")![1] + k(y)!) : null),
    (r, x, y) => (k(y) !== null && inner(x, "int_sub") ? sum(r, x.args[0]!, k(y)! - inner(x, "int_sub")![1]) : null),
  ],
  int_sub: [
    (_r, x, y) => (k(y) === 0 ? x : null),
    (r, x, y) => (x === y ? r.int(0) : null),
    (r, x, y) => (k(y) !== null && inner(x, "int_add") ? sum(r, x.args[0]!, inner(x, "int_add")![1] - k(y)!) : null),
    (r, x, y) => (k(x) === 0 ? r.op("int_neg", y) : null),
  ],
  int_mul: [
    (r, _x, y) => (k(y) === 0 ? r.int(0) : null),
    (_r, x, y) => (k(y) === 1 ? x : null),
    (r, x, y) => (k(y) === -1 ? r.op("int_neg", x) : null),
    (r, x, y) => (log2(k(y)) > 0 ? r.op("int_shl", x, r.int(log2(k(y)))) : null),
  ],
  int_floordiv: [
    (_r, x, y) => (k(y) === 1 ? x : null),
    (r, x, y) => (log2(k(y)) > 0 ? r.op("int_shr", x, r.int(log2(k(y)))) : null),
  ],
  int_floormod: [(r, x, y) => (log2(k(y)) >= 0 ? r.op("int_and", x, r.int(k(y)! - 1)) : null)],
  int_div: [(_r, x, y) => (k(y) === 1 ? x : null)],
  int_and: [
    (_r, x, y) => (x === y ? x : null),
    (r, _x, y) => (k(y) === 0 ? r.int(0) : null),
    (_r, x, y) => (k(y) === -1 ? x : null),
  ],
  int_or: [(_r, x, y) => (x === y || k(y) === 0 ? x : null), (r, _x, y) => (k(y) === -1 ? r.int(-1) : null)],
  int_xor: [
    (r, x, y) => (x === y ? r.int(0) : null),
    (_r, x, y) => (k(y) === 0 ? x : null),
    (r, x, y) => (k(y) === -1 ? r.op("int_invert", x) : null),
  ],
  int_shl: [(_r, x, y) => (k(y) === 0 ? x : null)],
  int_shr: [(_r, x, y) => (k(y) === 0 ? x : null)],
  uint_shr: [(_r, x, y) => (k(y) === 0 ? x : null)],
  int_neg: [(_r, x) => (x.op === "int_neg" ? x.args[0]! : null)],
  int_invert: [(_r, x) => (x.op === "int_invert" ? x.args[0]! : null)],
  int_eq: [(r, x, y) => (x === y ? r.int(1) : null)],
  int_ne: [(r, x, y) => (x === y ? r.int(0) : null)],
  int_lt: [(r, x, y) => (x === y ? r.int(0) : null)],
  int_le: [(r, x, y) => (x === y ? r.int(1) : null)],
  int_gt: [(r, x, y) => (x === y ? r.int(0) : null)],
  int_ge: [(r, x, y) => (x === y ? r.int(1) : null)],
  int_is_zero: [
    (r, x) => (x.op === "int_is_true" ? r.op("int_is_zero", x.args[0]!) : null),
    // !(a < b) = a >= b, for integers and references, not for floats (NaN)
    (r, x) => (NEGATED[x.op] ? r.op(NEGATED[x.op]!, x.args[0]!, x.args[1]) : null),
  ],
  int_is_true: [(_r, x) => (IS_BIT.has(x.op) ? x : null)],
  ref_eq: [(r, x, y) => (x === y ? r.int(1) : null)],
  ref_ne: [(r, x, y) => (x === y ? r.int(0) : null)],
  float_neg: [(_r, x) => (x.op === "float_neg" ? x.args[0]! : null)],
  float_abs: [(_r, x) => (x.op === "float_abs" ? x : null)],
  // x * 1.0 and x - 0.0 are x for every x, NaN and -0.0 too; x + 0.0 is not (-0.0)
  float_mul: [(_r, x, y) => (y.op === "const_f" && y.aux === 1 ? x : null)],
  float_sub: [(_r, x, y) => (y.op === "const_f" && Object.is(y.aux, 0) ? x : null)],
  float_div: [(_r, x, y) => (y.op === "const_f" && y.aux === 1 ? x : null)],
  bits_to_float: [(_r, x) => (x.op === "float_bits" ? x.args[0]! : null)],
  float_bits: [(_r, x) => (x.op === "bits_to_float" ? x.args[0]! : null)],
};

export const NEGATED: { readonly [op in OpName]?: OpName } = {
  int_eq: "int_ne",
  int_ne: "int_eq",
  int_lt: "int_ge",
  int_ge: "int_lt",
  int_le: "int_gt",
  int_gt: "int_le",
  uint_lt: "uint_ge",
  uint_ge: "uint_lt",
  uint_le: "uint_gt",
  uint_gt: "uint_le",
  ref_eq: "ref_ne",
  ref_ne: "ref_eq",
  ref_is_null: "ref_not_null",
  ref_not_null: "ref_is_null",
  int_is_zero: "int_is_true",
  int_is_true: "int_is_zero",
};

const IS_BIT = new Set<OpName>([
  ...(Object.keys(NEGATED) as OpName[]),
  "float_eq",
  "float_ne",
  "float_lt",
  "float_le",
  "float_gt",
  "float_ge",
  "instanceof",
]);
