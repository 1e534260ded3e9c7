// Integer and float arithmetic: selection and printing.

import { LATE, LIKE, type LirInst, REG, type Rule } from "../backend/lir.ts";
import { original, type Select, type Selection } from "../backend/selection.ts";
import { exactLog2 } from "../ir/bits.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { Storage } from "../ir/types.ts";
import { isComparison, isFoldable, materialize, newCondition, selectComparison, storageOf } from "./conditions.ts";
import type { Emitter, X86Rule } from "./emitter.ts";
import { I, type Instruction } from "./forms.ts";
import { SCRATCH } from "./machine.ts";
import { type Memory, opMemory, selectMemory } from "./operands.ts";
import { CC, RAX, RCX, RDX } from "./registers.ts";

type Alu = Instruction<"rr" | "rm" | "ri">;
type Unary = Instruction<"r">;

const isInt32 = (n: number | bigint | null): n is number => typeof n === "number" && n === (n | 0);
const bit = (reg: number): number => 1 << reg;

// Two-address instructions ------------------------------------------------------------------------------------------------

/** What the second operand of a two-address instruction is: use 1, an immediate, or memory. */
interface Second {
  readonly insn: Alu;
  readonly commutative: boolean;
  readonly imm: number | null;
  readonly memory: Memory | null;
}

function twoAddress(e: Emitter, inst: LirInst, s: Second): void {
  const d = inst.defLoc;
  let first = inst.locs[0];
  if (s.imm !== null) {
    e.move(d, first, 0);
    e.a.ri(s.insn, d, s.imm);
  } else if (s.memory) {
    e.move(d, first, d < 16 ? 0 : 1);
    opMemory(e, s.insn, d, inst, s.memory);
  } else {
    let second = inst.locs[1];
    if (second === d && first !== d) {
      second = first;
      first = d;
    }
    e.move(d, first, d < 16 ? 0 : 1);
    e.op(s.insn, d, second);
  }
}

const ALU: X86Rule = { name: "alu", emit: (e, inst) => twoAddress(e, inst, inst.aux as Second) };

/** Additions and subtractions may use lea, which has a destination of its own; flags are not set. */
const ADD: X86Rule = {
  name: "add",
  emit(e, inst) {
    const s = inst.aux as Second;
    const d = inst.defLoc;
    const first = inst.locs[0];
    if (first !== d && e.isRegister(first)) {
      if (s.imm !== null) {
        e.a.rm(I.lea64, d, first, s.imm);
        return;
      }
      const second = inst.locs[1];
      if (s.memory === null && second !== d && e.isRegister(second)) {
        e.a.rmx(I.lea64, d, first, second, 1, 0);
        return;
      }
    }
    twoAddress(e, inst, s);
  },
};

function selectTwo(s: Selection, value: Value, rule: Rule, insn: Alu, commutative: boolean, a: Value, b: Value): void {
  if (commutative && s.isConstant(a)) [a, b] = [b, a];
  const inst = s.deferred(rule);
  inst.def = s.vreg(value);
  inst.tied = true;
  inst.use(s.reg(a), LIKE);
  const constant = a.kind === "f" ? null : s.constantInt(b);
  const operand = original(b);
  let imm: number | null = null;
  let memory: Memory | null = null;
  if (isInt32(constant)) imm = constant;
  else if (isFoldable(operand) && s.canTake(operand) && ["i64", "f64"].includes(storageOf(operand))) {
    s.take(operand);
    // Late: the address is needed when the result has been written already.
    memory = selectMemory(s, inst, operand, true);
  } else inst.use(s.reg(b), commutative ? LIKE : LIKE | LATE);
  inst.aux = { insn, commutative, imm, memory };
  s.place(inst);
}

const two =
  (insn: Instruction, commutative: boolean, rule: Rule = ALU): Select =>
  (s, value) =>
    selectTwo(s, value, rule, insn as unknown as Alu, commutative, value.args[0], value.args[1]);

const subtract: Select = (s, value) => {
  const [a, b] = value.args;
  const n = s.constantInt(b);
  if (isInt32(n) && isInt32(-n)) {
    const made = define(s, ADD, value, [[s.reg(a), LIKE]]);
    made.aux = { insn: I.add64, commutative: false, imm: -n, memory: null };
    made.tied = true;
  } else if (s.constantInt(a) === 0) selectUnary(s, value, I.neg64, b);
  else two(I.sub64, false)(s, value);
};

/** An instruction for `value` with these uses; registers of constants must have been asked for before. */
function define(s: Selection, rule: Rule, value: Value, uses: readonly [number, number, number?][]): LirInst {
  const inst = s.emit(rule);
  inst.def = s.vreg(value);
  for (const [vreg, how, hint] of uses) inst.use(vreg, how, hint ?? -1);
  return inst;
}

const multiply: Select = (s, value) => {
  let [a, b] = value.args;
  if (s.isConstant(a)) [a, b] = [b, a];
  const n = s.constantInt(b);
  if (value.op === "int_mul" && typeof n === "number") {
    const power = exactLog2(n);
    if (power >= 0) {
      shiftBy(s, value, a, I.shl64, power);
      return;
    }
  }
  if (isInt32(n)) {
    const made = define(s, MULTIPLY_BY, value, [[s.reg(a), REG]]);
    made.imm = n;
  } else two(I.imul64, true)(s, value);
};
const MULTIPLY_BY: X86Rule = {
  name: "imul",
  emit: (e, inst) => e.a.rri(I.imul64, inst.defLoc, inst.locs[0], inst.imm),
};

// One operand -----------------------------------------------------------------------------------------------------------------

const UNARY: X86Rule = {
  name: "unary",
  emit(e, inst) {
    e.move(inst.defLoc, inst.locs[0], 0);
    e.a.r(inst.aux as Unary, inst.defLoc);
  },
};
function selectUnary(s: Selection, value: Value, insn: Instruction, operand: Value): void {
  const made = define(s, UNARY, value, [[s.reg(operand), LIKE]]);
  made.aux = insn;
  made.tied = true;
}
const unary =
  (insn: Instruction): Select =>
  (s, value) =>
    selectUnary(s, value, insn, value.args[0]);

/** `insn result, operand` with a register or memory operand. */
const CONVERT: X86Rule = {
  name: "convert",
  emit: (e, inst) => e.op(inst.aux as Instruction<"rr" | "rm">, inst.defLoc, inst.locs[0]),
};
const convert =
  (insn: Instruction, how = LIKE): Select =>
  (s, value) => {
    define(s, CONVERT, value, [[s.reg(value.args[0]), how]]).aux = insn;
  };

const WRAP: Readonly<Record<Storage, Instruction | null>> = {
  i8: I.movsx64_8,
  u8: I.movzx32_8,
  i16: I.movsx64_16,
  u16: I.movzx32_16,
  i32: I.movsxd,
  u32: I.mov32,
  bool: I.movzx32_8,
  fn: I.mov32,
  ref: I.mov32,
  i64: I.mov64,
  f64: null,
};

// Shifts ----------------------------------------------------------------------------------------------------------------------

const SHIFT_BY: X86Rule = {
  name: "shift",
  emit(e, inst) {
    e.move(inst.defLoc, inst.locs[0], 0);
    if (inst.imm !== 0) e.a.ri(inst.aux as Instruction<"ri">, inst.defLoc, inst.imm);
  },
};
function shiftBy(s: Selection, value: Value, operand: Value, insn: Instruction, count: number): void {
  const made = define(s, SHIFT_BY, value, [[s.reg(operand), LIKE]]);
  made.aux = insn;
  made.imm = count;
  made.tied = true;
}
const SHIFT: X86Rule = {
  name: "shift-cl",
  emit(e, inst) {
    const d = inst.defLoc;
    const [operand, count] = inst.locs;
    const insn = inst.aux as Unary;
    if (d !== RCX && d !== count) {
      e.move(d, operand, 0);
      e.move(RCX, count, 0);
      e.a.r(insn, d);
    } else {
      e.move(SCRATCH, operand, 0);
      e.move(RCX, count, 0);
      e.a.r(insn, SCRATCH);
      e.move(d, SCRATCH, 0);
    }
  },
};
const shift =
  (by: Instruction, byCl: Instruction): Select =>
  (s, value) => {
    const [a, b] = value.args;
    const n = s.constantInt(b);
    if (n !== null) shiftBy(s, value, a, by, Number(n) & 63);
    else {
      const made = define(s, SHIFT, value, [
        [s.reg(a), LIKE],
        [s.reg(b), LIKE, RCX],
      ]);
      made.aux = byCl;
      made.clobbers = bit(RCX);
    }
  };

// Division and wide products: rdx:rax ---------------------------------------------------------------------------------------

interface Division {
  readonly signed: boolean;
  /** The remainder is wanted. */
  readonly remainder: boolean;
  /** Rounds towards minus infinity. */
  readonly floor: boolean;
  /** The dividend's upper half is operand 0; else it is the sign or 0. */
  readonly wide: boolean;
}
const DIVIDE: X86Rule = {
  name: "divide",
  emit(e, inst) {
    const { a } = e;
    const how = inst.aux as Division;
    if (how.wide) {
      e.moves({ targets: [RDX, RAX], sources: [inst.locs[0], inst.locs[1]], classes: [0, 0] });
      e.op1(I.div64, inst.locs[2]);
    } else {
      const divisor = inst.locs[1];
      e.move(RAX, inst.locs[0], 0);
      if (how.signed) {
        a.op(I.cqo);
        e.op1(I.idiv64, divisor);
      } else {
        a.ri(I.mov32, RDX, 0);
        e.op1(I.div64, divisor);
      }
      if (how.floor) {
        // A remainder that is not 0 and has not the divisor's sign belongs to the quotient one below.
        const exact = a.label();
        a.rr(I.test64, RDX, RDX);
        a.jcc(CC.E, exact);
        e.move(SCRATCH, divisor, 0);
        a.rr(I.xor64, SCRATCH, RDX);
        a.jcc(CC.NS, exact);
        if (how.remainder) e.op(I.add64, RDX, divisor);
        else a.ri(I.sub64, RAX, 1);
        a.bind(exact);
      }
    }
    e.move(inst.defLoc, how.remainder ? RDX : RAX, 0);
  },
};
const divide =
  (how: Division): Select =>
  (s, value) => {
    const operands = value.args.map((arg) => s.reg(arg));
    const made = s.emit(DIVIDE);
    made.def = s.vreg(value);
    made.aux = how;
    made.defHint = how.remainder ? RDX : RAX;
    made.clobbers = bit(RAX) | bit(RDX);
    if (how.wide)
      made
        .use(operands[0], LIKE, RDX)
        .use(operands[1], LIKE, RAX)
        .use(operands[2], LIKE | LATE);
    else made.use(operands[0], LIKE, RAX).use(operands[1], LIKE | LATE);
  };
/** Division by a power of two that rounds down is a shift; its remainder a mask. */
const floorDivide =
  (remainder: boolean): Select =>
  (s, value) => {
    const n = s.constantInt(value.args[1]);
    const power = typeof n === "number" ? exactLog2(n) : -1;
    if (typeof n === "number" && power >= 0 && power <= 30) {
      if (!remainder) shiftBy(s, value, value.args[0], I.sar64, power);
      else {
        const made = define(s, ALU, value, [[s.reg(value.args[0]), LIKE]]);
        made.aux = { insn: I.and64, commutative: true, imm: n - 1, memory: null };
        made.tied = true;
      }
    } else divide({ signed: true, remainder, floor: true, wide: false })(s, value);
  };

const MULTIPLY_HIGH: X86Rule = {
  name: "mul-high",
  emit(e, inst) {
    e.move(RAX, inst.locs[0], 0);
    e.op1(I.mulWide64, inst.locs[1]);
    e.move(inst.defLoc, RDX, 0);
  },
};

// Bits ------------------------------------------------------------------------------------------------------------------------

/** bsr and bsf, which every x86-64 has: they set Z for 0. `imm`: what their result is for 0; then it is xored with aux. */
const SCAN: X86Rule = {
  name: "scan",
  emit(e, inst) {
    const { insn, none, flip } = inst.aux as { insn: Instruction<"rr" | "rm">; none: number; flip: number };
    const d = inst.defLoc;
    e.op(insn, SCRATCH, inst.locs[0]);
    e.a.ri(I.mov32, d, none);
    e.a.rr(I.cmov64[CC.NE], d, SCRATCH);
    if (flip !== 0) e.a.ri(I.xor32, d, flip);
  },
};
const scan =
  (insn: Instruction, none: number, flip: number): Select =>
  (s, value) => {
    define(s, SCAN, value, [[s.reg(value.args[0]), LIKE]]).aux = { insn, none, flip };
  };

// Overflow, comparisons -------------------------------------------------------------------------------------------------------

const overflowed: Select = (s, value) => {
  const made = s.emit(materialize);
  made.def = s.vreg(value);
  made.aux = newCondition("flags", CC.O, 0);
};
const setCondition: Select = (s, value) => {
  // The instruction stands behind the constants it needs.
  const made = s.deferred(materialize);
  made.def = s.vreg(value);
  made.aux = selectComparison(s, made, value);
  s.place(made);
};

// Floats ----------------------------------------------------------------------------------------------------------------------

/** Negation and absolute value: a mask over both lanes. */
const MASK: X86Rule = {
  name: "float-mask",
  emit(e, inst) {
    const d = inst.defLoc;
    e.move(d, inst.locs[0], 1);
    if (inst.imm === 0) e.a.rl(I.xorpd, d, e.a.constant128(0, 0x8000_0000, 0, 0x8000_0000));
    else e.a.rl(I.andpd, d, e.a.constant128(-1, 0x7fff_ffff, -1, 0x7fff_ffff));
  },
};
const mask =
  (absolute: number): Select =>
  (s, value) => {
    const made = define(s, MASK, value, [[s.reg(value.args[0]), LIKE]]);
    made.imm = absolute;
    made.tied = true;
  };
const INT_TO_FLOAT: X86Rule = {
  name: "int-to-float",
  emit(e, inst) {
    // cvtsi2sd leaves the upper half alone: cleared, so that it waits for no older value.
    e.a.rr(I.pxor, inst.defLoc, inst.defLoc);
    e.op(I.cvtsi2sd64, inst.defLoc, inst.locs[0]);
  },
};
const FLOAT_BITS: X86Rule = {
  name: "float-bits",
  emit(e, inst) {
    const [source] = inst.locs;
    if (!e.isRegister(source)) e.move(inst.defLoc, source, inst.defLoc < 16 ? 0 : 1);
    else if (inst.defLoc < 16) e.a.rr(I.movqFromXmm, inst.defLoc, source);
    else e.a.rr(I.movqToXmm, inst.defLoc, source);
  },
};
const bits: Select = (s, value) => {
  define(s, FLOAT_BITS, value, [[s.reg(value.args[0]), LIKE]]);
};
/** A float constant as second operand comes from the pool. */
const FLOAT_POOL: X86Rule = {
  name: "float-pool",
  emit(e, inst) {
    const { insn, value } = inst.aux as { insn: Instruction<"rm">; value: Value };
    e.move(inst.defLoc, inst.locs[0], 1);
    e.a.rl(insn, inst.defLoc, e.a.constantDouble(value.aux as number));
  },
};
const float =
  (insn: Instruction, commutative: boolean): Select =>
  (s, value) => {
    let [a, b] = value.args;
    if (commutative && s.isConstant(a)) [a, b] = [b, a];
    if (s.isConstant(b)) {
      const made = define(s, FLOAT_POOL, value, [[s.reg(a), LIKE]]);
      made.aux = { insn, value: original(b) };
      made.tied = true;
    } else selectTwo(s, value, ALU, insn as unknown as Alu, commutative, a, b);
  };

// Constants -------------------------------------------------------------------------------------------------------------------

/** Loads the constant `aux`. */
export const CONSTANT: X86Rule = {
  name: "constant",
  emit(e, inst) {
    e.constant(inst.defLoc, inst.aux as Value, inst.defLoc < 16 ? 0 : 1);
  },
};

const signedDivision = { signed: true, remainder: false, floor: false, wide: false };

const TABLE: Partial<Record<OpName, Select>> = {
  int_add: two(I.add64, true, ADD),
  int_sub: subtract,
  int_mul: multiply,
  int_and: two(I.and64, true),
  int_or: two(I.or64, true),
  int_xor: two(I.xor64, true),
  int_add_ovf: two(I.add64, true),
  int_sub_ovf: two(I.sub64, false),
  int_mul_ovf: multiply,
  overflowed,
  int_shl: shift(I.shl64, I.shl64cl),
  int_shr: shift(I.sar64, I.sar64cl),
  uint_shr: shift(I.shr64, I.shr64cl),
  int_neg: unary(I.neg64),
  int_invert: unary(I.not64),
  int_div: divide(signedDivision),
  int_mod: divide({ ...signedDivision, remainder: true }),
  int_floordiv: floorDivide(false),
  int_floormod: floorDivide(true),
  uint_div: divide({ ...signedDivision, signed: false }),
  uint_mod: divide({ ...signedDivision, signed: false, remainder: true }),
  uint_div_wide: divide({ ...signedDivision, signed: false, wide: true }),
  uint_mod_wide: divide({ ...signedDivision, signed: false, wide: true, remainder: true }),
  uint_mul_high(s, value) {
    const made = define(s, MULTIPLY_HIGH, value, [
      [s.reg(value.args[0]), LIKE, RAX],
      [s.reg(value.args[1]), LIKE | LATE],
    ]);
    made.defHint = RDX;
    made.clobbers = bit(RAX) | bit(RDX);
  },
  int_clz: scan(I.bsr64, 127, 63),
  int_ctz: scan(I.bsf64, 64, 0),
  int_popcount: convert(I.popcnt64),
  int_wrap(s, value) {
    const insn = WRAP[value.aux as Storage];
    if (insn === null) throw new Error(`int_wrap to ${value.aux as string}`);
    convert(insn)(s, value);
  },
  float_add: float(I.addsd, true),
  float_sub: float(I.subsd, false),
  float_mul: float(I.mulsd, true),
  float_div: float(I.divsd, false),
  float_neg: mask(0),
  float_abs: mask(1),
  float_sqrt: convert(I.sqrtsd),
  int_to_float(s, value) {
    define(s, INT_TO_FLOAT, value, [[s.reg(value.args[0]), LIKE]]);
  },
  float_to_int: convert(I.cvttsd2si64),
  float_bits: bits,
  bits_to_float: bits,
  // A hint that is a constant here has no users left but operands, which load it themselves.
  is_constant() {},
  we_are_jitted() {},
};

const COMPARISONS: readonly OpName[] = [
  "int_eq int_ne int_lt int_le int_gt int_ge uint_lt uint_le uint_gt uint_ge int_is_zero int_is_true",
  "float_eq float_ne float_lt float_le float_gt float_ge ref_eq ref_ne ref_is_null ref_not_null instanceof",
].flatMap((names) => names.split(" ") as OpName[]);
for (const op of COMPARISONS) {
  if (!isComparison(op)) throw new Error(`${op} has no condition`);
  TABLE[op] = setCondition;
}

export const ARITHMETIC: Readonly<Partial<Record<OpName, Select>>> = TABLE;
export { define };
