/**
 * Register numbers, conditions, shifts and extensions of ARM64 (AArch64).
 *
 * General registers are 0..30, vector and floating-point registers 32..63, one numbering for the register allocator; the low five bits
 * are what an instruction encodes. Number 31 is encoded both for the zero register and for the stack pointer, and the instruction decides
 * which of them it means: so they have two numbers here, and the assembler checks the right one while it keeps a listing.
 */

/** A register number: 0..30 general, `ZR`, `SP`, or 32..63 vector. */
export type Reg = number;

export const X0 = 0;
export const X1 = 1;
export const X2 = 2;
export const X3 = 3;
export const X4 = 4;
export const X5 = 5;
export const X6 = 6;
export const X7 = 7;
export const X8 = 8;
export const X9 = 9;
export const X10 = 10;
export const X11 = 11;
export const X12 = 12;
export const X13 = 13;
export const X14 = 14;
export const X15 = 15;
/** The linker's and our veneers' scratch registers. */
export const X16 = 16;
export const X17 = 17;
/** The platform's register: not to be touched on macOS and Windows. */
export const X18 = 18;
export const X19 = 19;
export const X20 = 20;
export const X21 = 21;
export const X22 = 22;
export const X23 = 23;
export const X24 = 24;
export const X25 = 25;
export const X26 = 26;
export const X27 = 27;
export const X28 = 28;
/** The frame pointer. */
export const X29 = 29;
/** The link register. */
export const X30 = 30;
/** The zero register. */
export const ZR = 31;

/** The first vector register; the others follow it: V0 + 7 is v7. */
export const V0 = 32;
export const V1 = 33;
export const V2 = 34;
export const V3 = 35;
export const V4 = 36;
export const V5 = 37;
export const V6 = 38;
export const V7 = 39;

/** The stack pointer; encoded as 31, like `ZR`. */
export const SP = 95;

export const isVector = (reg: Reg): boolean => reg >= V0 && reg < V0 + 32;

/** Register files and widths by the letter that stands for them in the table. */
export type RegisterLetter = "X" | "W" | "B" | "H" | "S" | "D" | "Q" | "V";

/** The assembler's name of a register, seen as the given letter. */
export function registerName(reg: Reg, letter: RegisterLetter): string {
  const lower = letter.toLowerCase();
  if (letter !== "X" && letter !== "W") return `${lower}${reg & 31}`;
  if (reg === SP) return letter === "X" ? "sp" : "wsp";
  return reg === ZR ? `${lower}zr` : `${lower}${reg}`;
}

/**
 * Condition codes. After `fcmp`, an unordered result (a NaN) sets C and V: use MI, LS, GT, GE, EQ for comparisons that are false
 * then, VS for 'unordered'.
 */
export const COND = {
  EQ: 0,
  NE: 1,
  HS: 2,
  LO: 3,
  MI: 4,
  PL: 5,
  VS: 6,
  VC: 7,
  HI: 8,
  LS: 9,
  GE: 10,
  LT: 11,
  GT: 12,
  LE: 13,
  AL: 14,
} as const;

/** A condition code, one of `COND`. */
export type Condition = (typeof COND)[keyof typeof COND];

export const CONDITION_NAMES: readonly string[] = Object.keys(COND).map((name) => name.toLowerCase());

/** The condition that holds exactly when `cond` does not; AL has none. */
export function negate(cond: Condition): Condition {
  if (cond === COND.AL) throw new RangeError("the condition 'always' has no opposite");
  return (cond ^ 1) as Condition;
}

/** Kinds of shift for an operand in a register. ROR is for logical operations only. */
export const SHIFT = { LSL: 0, LSR: 1, ASR: 2, ROR: 3 } as const;
export type Shift = (typeof SHIFT)[keyof typeof SHIFT];
export const SHIFT_NAMES: readonly string[] = ["lsl", "lsr", "asr", "ror"];

/** Extensions of an operand in a register, before it is shifted left. UXTX is what `lsl` is written for in addresses. */
export const EXTEND = { UXTB: 0, UXTH: 1, UXTW: 2, UXTX: 3, SXTB: 4, SXTH: 5, SXTW: 6, SXTX: 7 } as const;
export type Extend = (typeof EXTEND)[keyof typeof EXTEND];
/** The extensions that an index in an address may have. */
export type IndexExtend = typeof EXTEND.UXTW | typeof EXTEND.UXTX | typeof EXTEND.SXTW | typeof EXTEND.SXTX;
export const EXTEND_NAMES: readonly string[] = Object.keys(EXTEND).map((name) => name.toLowerCase());
