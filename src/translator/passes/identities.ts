// Identities of integer operations: x + 0, and conversions to narrower numbers that change nothing or are followed by another. A rule
// answers the value that its operation is equal to, or null; it may make one new operation, of operands that are there.

import type { Graph, Value } from "../../ir/graph.ts";
import type { OpName } from "../../ir/ops.ts";
import { type ArrayType, type Field, STORAGE, type Storage } from "../../ir/types.ts";

type Rule = (graph: Graph, inst: Value) => Value | null;

const isConstant = (value: Value, wanted: number): boolean => value.op === "const_i" && Number(value.aux) === wanted;
/** x op neutral = x */
const rightNeutral =
  (neutral: number): Rule =>
  (_graph, { args }) =>
    isConstant(args[1]!, neutral) ? args[0]! : null;
/** The same, and neutral op x = x. */
const neutral =
  (value: number): Rule =>
  (graph, inst) =>
    rightNeutral(value)(graph, inst) ?? (isConstant(inst.args[0]!, value) ? inst.args[1]! : null);

const RULES: Partial<Record<OpName, Rule>> = {
  int_add: neutral(0),
  int_or: neutral(0),
  int_xor: neutral(0),
  int_mul: neutral(1),
  int_sub: rightNeutral(0),
  int_shl: rightNeutral(0),
  int_shr: rightNeutral(0),
  uint_shr: rightNeutral(0),
  int_wrap: (graph, inst) => {
    const storage = inst.aux as Storage;
    const { size, signed } = STORAGE[storage];
    const value = inst.args[0]!;
    // an unsigned number of fewer bits than it may have
    if (unsignedBits(value, DEPTH) <= 8 * size - (signed ? 1 : 0)) return value;
    // of two conversions, the narrower one is enough when it is the later one
    if (value.op !== "int_wrap" || size > STORAGE[value.aux as Storage].size) return null;
    const once = graph.newValue("int_wrap", "i", [value.args[0]!], storage);
    once.pos = inst.pos;
    return once;
  },
};

/** How far operands are looked into. */
const DEPTH = 4;
/** So many bits hold the value, which is not negative then; 64: unknown. */
function unsignedBits(value: Value, depth: number): number {
  const [a, b] = value.args;
  const bits = (operand: Value | undefined): number => (depth > 0 ? unsignedBits(operand!, depth - 1) : 64);
  switch (value.op) {
    case "const_i":
      return Number(value.aux) >= 0 ? Math.max(1, BigInt(value.aux as number | bigint).toString(2).length) : 64;
    case "int_wrap":
      return bitsOf(value.aux as Storage);
    case "getfield":
      return bitsOf((value.aux as Field).storage);
    case "getitem":
      return bitsOf((value.aux as ArrayType).item);
    case "int_and":
      return Math.min(bits(a), bits(b));
    case "int_or":
    case "int_xor":
      return Math.max(bits(a), bits(b));
    case "uint_shr":
    case "int_shr": {
      const known = bits(a);
      const count = b!.op === "const_i" ? Number(b!.aux) : 0;
      return known < 64 ? Math.max(1, known - count) : value.op === "uint_shr" && count > 0 ? 64 - count : 64;
    }
    default:
      return 64;
  }
}
function bitsOf(storage: Storage): number {
  const { size, signed, kind } = STORAGE[storage];
  return kind !== "i" || signed ? 64 : 8 * size;
}

/** What the operation is equal to; null when no rule says. */
export function identity(graph: Graph, inst: Value): Value | null {
  return RULES[inst.op]?.(graph, inst) ?? null;
}
