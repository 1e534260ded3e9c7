// Constant folding: pure operations on constants, conditions that are known, comparisons that are negated, identities (identities.ts).

import type { Exit, Graph, Int, Value } from "../../ir/graph.ts";
import type { Machine } from "../../ir/machine.ts";
import { MEANINGS } from "../../ir/meanings.ts";
import { isPure, OPS, type OpName } from "../../ir/ops.ts";
import { Prebuilt } from "../../ir/types.ts";
import { identity } from "./identities.ts";
import { replaceValues, resolver } from "./rewrite.ts";

/** The comparison that holds exactly when the other does not. Floats have none: NaN compares false both ways. */
const INVERSE: Partial<Record<OpName, OpName>> = {
  int_eq: "int_ne",
  int_ne: "int_eq",
  int_lt: "int_ge",
  int_ge: "int_lt",
  int_gt: "int_le",
  int_le: "int_gt",
  uint_lt: "uint_ge",
  uint_ge: "uint_lt",
  uint_gt: "uint_le",
  uint_le: "uint_gt",
  ref_eq: "ref_ne",
  ref_ne: "ref_eq",
  ref_is_null: "ref_not_null",
  ref_not_null: "ref_is_null",
  int_is_zero: "int_is_true",
  int_is_true: "int_is_zero",
};
const BOOLEAN = new Set<OpName>([
  ...(Object.keys(INVERSE) as OpName[]),
  "float_eq",
  "float_ne",
  "float_lt",
  "float_le",
  "float_gt",
  "float_ge",
  "instanceof",
]);

/** Conditions that hold rarely: a hint for the layout of machine code. */
const RARE = new Set<OpName>(["overflowed", "jit_tick"]);

// the meanings of pure operations on numbers use nothing of the machine
const NO_MACHINE = { overflow: false } as unknown as Machine;

/** Answers whether anything changed. */
export function fold(graph: Graph): boolean {
  const replaced = new Map<Value, Value>();
  const resolve = resolver(replaced);
  let changed = false;
  for (const block of graph.blocks) {
    block.insts.forEach((inst, at) => {
      for (let i = 0; i < inst.args.length; i++) inst.args[i] = resolve(inst.args[i]!);
      const before = graph.valueCount;
      const value = folded(graph, inst);
      if (!value || value === inst) return;
      replaced.set(inst, value);
      // a new instruction takes the old one's place
      if (value.id >= before && !value.isConstant()) block.insts[at] = value;
    });
    const exit = foldExit(block.exit, resolve);
    if (exit !== block.exit) {
      block.exit = exit;
      changed = true;
    }
  }
  if (replaced.size === 0) return changed;
  replaceValues(graph, resolve);
  for (const block of graph.blocks) {
    const last = block.insts.at(-1);
    block.insts = block.insts.filter((i) => !replaced.has(i) || (block.handler !== null && i === last));
  }
  return true;
}

function folded(graph: Graph, inst: Value): Value | null {
  const row = OPS[inst.op];
  const a = inst.args[0];
  if (inst.op === "array_len" || inst.op === "getitem") return foldConstantArray(graph, inst);
  if (inst.op === "int_is_zero" && INVERSE[a!.op] && !a!.op.startsWith("int_is")) {
    const inverse = graph.newValue(INVERSE[a!.op]!, "i", [...a!.args]);
    inverse.pos = inst.pos;
    return inverse;
  }
  if (!isPure(inst.op) || inst.args.length === 0) return null;
  if (a!.kind === "r") return foldReference(graph, inst);
  if (inst.op === "int_is_zero" || inst.op === "int_is_true") {
    if (inst.op === "int_is_true" && BOOLEAN.has(a!.op)) return a!;
    const negated = inst.op === "int_is_zero" && a!.op === "int_is_zero" && BOOLEAN.has(a!.args[0]!.op);
    if (negated) return a!.args[0]!;
  }
  if (!inst.args.every((x) => x.op === "const_i" || x.op === "const_f")) return identity(graph, inst);
  const meaning = MEANINGS[inst.op];
  if (!meaning || (row.aux !== "none" && row.aux !== "storage")) return null;
  if (/div|mod/.test(inst.op) && inst.args.at(-1)!.aux === 0) return null;
  const [x, y, z] = inst.args.map((v) => v.aux);
  const result = meaning(NO_MACHINE, x, y, z, inst.aux) as Int | number;
  if (inst.kind === "f") return graph.constFloat(result as number);
  if (typeof result === "number" && !Number.isSafeInteger(result)) return null;
  return inst.kind === "i" ? graph.constInt(result) : null;
}

function foldReference(graph: Graph, inst: Value): Value | null {
  const [a, b] = inst.args as [Value, Value | undefined];
  if (inst.op === "cast") return a.op === "const_r" ? a : null;
  const known = (v: Value): boolean => v.op === "const_r";
  const bool = (x: boolean): Value => graph.constInt(x ? 1 : 0);
  if (inst.op === "ref_is_null" && known(a)) return bool(a.aux === 0);
  if (inst.op === "ref_not_null" && known(a)) return bool(a.aux !== 0);
  if ((inst.op === "ref_eq" || inst.op === "ref_ne") && b) {
    const equal = inst.op === "ref_eq";
    if (a === b) return bool(equal);
    // constants are interned: different ones are different objects
    if (known(a) && known(b)) return bool(!equal);
  }
  if (inst.op === "instanceof" && a.aux === 0 && known(a)) return bool(false);
  return null;
}

/** Lengths of module-level arrays, and characters of string constants. */
function foldConstantArray(graph: Graph, inst: Value): Value | null {
  const [array, index] = inst.args;
  if (array!.op !== "const_r" || !(array!.aux instanceof Prebuilt)) return null;
  const object = array!.aux.object as { length?: number } | string;
  if (inst.op === "array_len") return typeof object.length === "number" ? graph.constInt(object.length) : null;
  if (typeof object !== "string" || index!.op !== "const_i") return null;
  const at = Number(index!.aux);
  return at >= 0 && at < object.length ? graph.constInt(object.charCodeAt(at)) : null;
}

function foldExit(exit: Exit, resolve: (v: Value) => Value): Exit {
  if (exit.kind === "branch") {
    const cond = resolve(exit.cond);
    if (cond.op === "const_i") return { kind: "goto", edge: cond.aux === 0 ? exit.no : exit.yes };
    if (RARE.has(cond.op) && exit.likely === undefined) return { ...exit, likely: false };
    if (cond.op === "int_is_true") return { ...exit, cond: cond.args[0]! };
    if (cond.op === "int_is_zero") {
      const likely = exit.likely === undefined ? {} : { likely: !exit.likely };
      return { kind: "branch", cond: cond.args[0]!, yes: exit.no, no: exit.yes, ...likely };
    }
  }
  if (exit.kind === "switch") {
    const value = resolve(exit.value);
    if (value.op !== "const_i") return exit;
    return { kind: "goto", edge: exit.cases.find((c) => c.value === value.aux)?.edge ?? exit.otherwise };
  }
  return exit;
}
