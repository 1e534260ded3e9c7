// Conditions: whatever ends in a conditional jump. A branch, a guard, a check of the debug build and a comparison whose result is
// wanted as a number all select a Condition from the value they test and emit it with two targets.

import { LIKE, type LirInst, REG } from "../backend/lir.ts";
import { original, type Selection } from "../backend/selection.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import { type ClassType, STORAGE } from "../ir/types.ts";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import { contextDisp, type Emitter, EXCEPTION_DISP, type Label, referenceNumber, type X86Rule } from "./emitter.ts";
import { I, type Instruction } from "./forms.ts";
import { BASE, SCRATCH } from "./machine.ts";
import { immediateMemory, type Memory, opMemory, selectMemory } from "./operands.ts";
import { CC, type Condition as Code, negate, swapOperands } from "./registers.ts";

/**
 * compare  use0 ? use1, use0 ? imm, [memory] ? imm or use0 ? [memory], in 8 to 64 bits
 * float    use0 ? use1, use0 ? [memory]
 * flags    the flags are set already
 * type     the type id of object use0 lies in low..high; `nullable`: null is allowed and gives false
 * tick     the JitCell use0 is hot
 * exception  an exception is pending (with code E: none is)
 * bits     the double use0 has the bits of `constant`
 */
export interface Condition {
  kind: "compare" | "float" | "flags" | "type" | "tick" | "exception" | "bits";
  cc: Code;
  /** The condition is to be inverted. */
  not: boolean;
  width: 8 | 16 | 32 | 64;
  memory: Memory | null;
  imm: number | null;
  first: number;
  low: number;
  high: number;
  nullable: boolean;
  constant: Value | null;
}

export const newCondition = (kind: Condition["kind"], cc: Code, first: number): Condition => ({
  kind,
  cc,
  not: false,
  width: 64,
  memory: null,
  imm: null,
  first,
  low: 0,
  high: 0,
  nullable: false,
  constant: null,
});

const INT_CODES: Partial<Record<OpName, Code>> = {
  int_eq: CC.E,
  int_ne: CC.NE,
  int_lt: CC.L,
  int_le: CC.LE,
  int_gt: CC.G,
  int_ge: CC.GE,
  uint_lt: CC.B,
  uint_le: CC.BE,
  uint_gt: CC.A,
  uint_ge: CC.AE,
  ref_eq: CC.E,
  ref_ne: CC.NE,
};
/** After `ucomisd a, b`; less is asked as greater with the operands exchanged, which is false for NaN. */
const FLOAT_CODES: Partial<Record<OpName, { cc: Code; swap: boolean }>> = {
  float_eq: { cc: CC.E, swap: false },
  float_ne: { cc: CC.NE, swap: false },
  float_lt: { cc: CC.A, swap: true },
  float_le: { cc: CC.AE, swap: true },
  float_gt: { cc: CC.A, swap: false },
  float_ge: { cc: CC.AE, swap: false },
};
const UNSIGNED: Partial<Record<Code, Code>> = { [CC.L]: CC.B, [CC.LE]: CC.BE, [CC.G]: CC.A, [CC.GE]: CC.AE };

export const isComparison = (op: OpName): boolean =>
  op in INT_CODES ||
  op in FLOAT_CODES ||
  op === "ref_is_null" ||
  op === "ref_not_null" ||
  op === "instanceof" ||
  op === "int_is_zero" ||
  op === "int_is_true";

const fits = (n: number | bigint | null): n is number => typeof n === "number" && n === (n | 0);

/** The condition `value != 0`; takes the comparison that computes it where it can. */
export function selectTruth(s: Selection, inst: LirInst, value: Value): Condition {
  value = original(value);
  if (isComparison(value.op) && s.canTake(value)) {
    s.take(value);
    return selectComparison(s, inst, value);
  }
  if (value === s.lastOperation && s.uses[value.id] === 1) {
    if (value.op === "overflowed") {
      s.take(value);
      return newCondition("flags", CC.O, 0);
    }
    if (value.op === "jit_tick") {
      s.take(value);
      return selectTick(s, inst, value);
    }
  }
  return compareWith(s, inst, value, 0, CC.NE);
}

export function selectTick(s: Selection, inst: LirInst, tick: Value): Condition {
  const c = newCondition("tick", CC.S, inst.uses.length);
  inst.use(s.reg(tick.args[0]), REG);
  c.imm = s.constantInt(tick.args[1]) as number;
  return c;
}

/** The condition that a comparison operation computes. */
export function selectComparison(s: Selection, inst: LirInst, value: Value): Condition {
  const [a, b] = value.args;
  switch (value.op) {
    case "int_is_zero": {
      const c = selectTruth(s, inst, a);
      c.not = !c.not;
      return c;
    }
    case "int_is_true":
      return selectTruth(s, inst, a);
    case "ref_is_null":
      return compareWith(s, inst, a, 0, CC.E);
    case "ref_not_null":
      return compareWith(s, inst, a, 0, CC.NE);
    case "instanceof":
      return selectType(s, inst, a, value.aux as ClassType, true);
    default:
      break;
  }
  const float = FLOAT_CODES[value.op];
  if (float !== undefined) {
    const [x, y] = float.swap ? [b, a] : [a, b];
    const c = newCondition("float", float.cc, inst.uses.length);
    inst.use(s.reg(x), REG);
    const operand = original(y);
    if (isFoldable(operand) && s.canTake(operand)) {
      s.take(operand);
      c.memory = selectMemory(s, inst, operand);
    } else inst.use(s.reg(y), LIKE);
    return c;
  }
  const cc = INT_CODES[value.op];
  if (cc === undefined) throw new Error(`${value.op} is no comparison`);
  return selectIntegers(s, inst, a, b, cc);
}

/** Two integers or references are equal. */
export const selectEqual = (s: Selection, inst: LirInst, a: Value, b: Value): Condition =>
  selectIntegers(s, inst, a, b, CC.E);

function selectIntegers(s: Selection, inst: LirInst, a: Value, b: Value, cc: Code): Condition {
  const x = intValue(s, a);
  const y = intValue(s, b);
  if (fits(y)) return compareWith(s, inst, a, y, cc);
  if (fits(x)) return compareWith(s, inst, b, x, swapOperands(cc));
  const c = newCondition("compare", cc, inst.uses.length);
  if (a.kind === "r") c.width = 32;
  const operand = original(b);
  if (isFoldable(operand) && s.canTake(operand) && STORAGE[storageOf(operand)].size * 8 === c.width) {
    inst.use(s.reg(a), REG);
    s.take(operand);
    c.memory = selectMemory(s, inst, operand);
  } else {
    // One of the two may stay in memory.
    inst.use(s.reg(a), REG);
    inst.use(s.reg(b), LIKE);
  }
  return c;
}

const isFoldable = (value: Value): boolean =>
  value.op === "getfield" || value.op === "getitem" || value.op === "raw_load";
function storageOf(load: Value): keyof typeof STORAGE {
  if (load.op === "getfield") return (load.aux as { storage: keyof typeof STORAGE }).storage;
  if (load.op === "getitem") return (load.aux as { item: keyof typeof STORAGE }).item;
  return load.aux as keyof typeof STORAGE;
}

export { isFoldable, storageOf };

/** The constant that an integer or reference comparison can have as an immediate, as the CPU sees it; null where there is none. */
function intValue(s: Selection, value: Value): number | bigint | null {
  value = original(value);
  if (value.op === "const_r") return value.aux === null ? 0 : referenceNumber(value) | 0;
  return s.constantInt(value);
}

/** `value cc imm`. */
export function compareWith(s: Selection, inst: LirInst, value: Value, imm: number, cc: Code): Condition {
  value = original(value);
  const c = newCondition("compare", cc, inst.uses.length);
  c.imm = imm;
  if (value.kind === "r") c.width = 32;
  if ((isFoldable(value) || value.op === "array_len") && s.canTake(value)) {
    const storage = value.op === "array_len" ? "u32" : storageOf(value);
    const { size, signed } = STORAGE[storage];
    const limit = 2 ** (8 * size);
    // A narrow load compares in its own width where the immediate is one of its values.
    const inRange =
      size === 8 ||
      (signed ? imm >= -limit / 2 && imm < limit / 2 : imm >= (storage === "ref" ? -limit : 0) && imm < limit);
    const narrow = size === 8 || signed ? cc : (UNSIGNED[cc] ?? cc);
    if (inRange && (!signed || size === 8 || UNSIGNED[cc] !== undefined || cc === CC.E || cc === CC.NE)) {
      s.take(value);
      c.cc = narrow;
      c.width = (8 * size) as 8 | 16 | 32 | 64;
      c.imm = size === 1 ? (imm << 24) >> 24 : size === 2 ? (imm << 16) >> 16 : imm | 0;
      c.memory = selectMemory(s, inst, value);
      return c;
    }
  }
  inst.use(s.reg(value), LIKE);
  return c;
}

/** The type of an object lies in the class's range. */
export function selectType(s: Selection, inst: LirInst, object: Value, cls: ClassType, nullable: boolean): Condition {
  return selectTypeRange(s, inst, object, cls.typeId, cls.lastTypeId, nullable, cls.name);
}
export function selectTypeRange(
  s: Selection,
  inst: LirInst,
  object: Value,
  low: number,
  high: number,
  nullable: boolean,
  name: string,
): Condition {
  if (low < 0 || high < low) throw new Error(`type ${name} has no type id`);
  const c = newCondition("type", CC.E, inst.uses.length);
  c.low = low;
  c.high = high;
  c.nullable = nullable;
  inst.use(s.reg(object), REG);
  return c;
}

const COMPARE = { 8: I.cmp8, 16: I.cmp16, 32: I.cmp32, 64: I.cmp64 } as const;

/** Emits jumps to `yes` when the condition holds and to `no` when it does not; null (at most one) falls through. */
export function jumpOn(e: Emitter, inst: LirInst, c: Condition, yes: Label | null, no: Label | null): void {
  if (c.not) [yes, no] = [no, yes];
  const { a } = e;
  const x = inst.locs[c.first];
  switch (c.kind) {
    case "flags":
      break;
    case "exception":
      a.mi(I.cmp32, BASE, EXCEPTION_DISP, 0);
      break;
    case "bits":
      a.rr(I.movqFromXmm, SCRATCH, x);
      a.rl(I.cmp64, SCRATCH, a.constantDouble(c.constant!.aux as number));
      break;
    case "compare":
      compare(e, inst, c);
      break;
    case "float":
      if (c.memory) opMemory(e, I.ucomisd, x, inst, c.memory);
      else e.op(I.ucomisd, x, inst.locs[c.first + 1]);
      if (c.cc === CC.E || c.cc === CC.NE) {
        // Unordered sets both E and P.
        const [equal, different] = c.cc === CC.E ? [yes, no] : [no, yes];
        if (different !== null) {
          a.jcc(CC.P, different);
          a.jcc(CC.NE, different);
          if (equal !== null) a.jmp(equal);
        } else {
          const skip = a.label();
          a.jcc(CC.P, skip);
          a.jcc(CC.E, equal!);
          a.bind(skip);
        }
        return;
      }
      break;
    case "type": {
      const skip = no ?? a.label();
      if (c.nullable) {
        a.rr(I.test32, x, x);
        a.jcc(CC.E, skip);
      }
      if (c.low === c.high) {
        a.mxi(I.cmp16, BASE, x, 8, 0, (c.low << 16) >> 16);
        jump(e, CC.E, yes, no);
      } else {
        a.rmx(I.movzx32_16, SCRATCH, BASE, x, 8, 0);
        a.ri(I.sub32, SCRATCH, c.low);
        a.ri(I.cmp32, SCRATCH, c.high - c.low);
        jump(e, CC.BE, yes, no);
      }
      if (no === null) a.bind(skip);
      return;
    }
    case "tick": {
      // The counter stays below 2**31 until it is hot; then it is left alone.
      const { counter } = e.jitCell;
      const hot = yes ?? a.label();
      a.rmx(I.mov32, SCRATCH, BASE, x, 8, counter);
      const increment = c.imm === 1 ? "jitFunctionIncrement" : "jitIncrement";
      a.rm(I.add32, SCRATCH, BASE, contextDisp(CONTEXT_FIELD[increment]));
      a.jcc(CC.S, hot);
      a.mxr(I.mov32, BASE, x, 8, counter, SCRATCH);
      if (no !== null) a.jmp(no);
      if (yes === null) a.bind(hot);
      return;
    }
  }
  jump(e, c.cc, yes, no);
}

function jump(e: Emitter, cc: Code, yes: Label | null, no: Label | null): void {
  if (yes === null) {
    if (no !== null) e.a.jcc(negate(cc), no);
  } else {
    e.a.jcc(cc, yes);
    if (no !== null) e.a.jmp(no);
  }
}

function compare(e: Emitter, inst: LirInst, c: Condition): void {
  const insn = COMPARE[c.width];
  const x = inst.locs[c.first];
  if (c.imm !== null) {
    if (c.memory) immediateMemory(e, insn as unknown as Instruction<"mi">, inst, c.memory, c.imm);
    else if (c.imm === 0 && e.isRegister(x)) e.a.rr(c.width === 32 ? I.test32 : I.test64, x, x);
    else e.opImm(c.width === 32 ? I.cmp32 : I.cmp64, x, c.imm);
  } else if (c.memory) opMemory(e, c.width === 32 ? I.cmp32 : I.cmp64, x, inst, c.memory);
  else e.op(c.width === 32 ? I.cmp32 : I.cmp64, x, inst.locs[c.first + 1]);
}

/** The condition as 0 or 1 in a register. */
export const materialize: X86Rule = {
  name: "set",
  emit(e, inst) {
    const { a } = e;
    const c = inst.aux as Condition;
    const d = inst.defLoc;
    if (c.kind === "compare" || c.kind === "flags" || (c.kind === "float" && c.cc !== CC.E && c.cc !== CC.NE)) {
      if (c.kind === "compare") compare(e, inst, c);
      else if (c.kind === "float") {
        if (c.memory) opMemory(e, I.ucomisd, inst.locs[c.first], inst, c.memory);
        else e.op(I.ucomisd, inst.locs[c.first], inst.locs[c.first + 1]);
      }
      a.r(I.setcc[c.not ? negate(c.cc) : c.cc], d);
      a.rr(I.movzx32_8, d, d);
      return;
    }
    const no = a.label();
    const end = a.label();
    jumpOn(e, inst, c, null, no);
    a.ri(I.mov32, d, 1);
    a.jmp(end);
    a.bind(no);
    a.ri(I.mov32, d, 0);
    a.bind(end);
  },
};
