/**
 * Register numbers and condition codes of x86-64.
 *
 * General registers are 0..15 and vector registers 16..31, one numbering for the register allocator; the low four bits are what an
 * instruction encodes. Which of the two kinds an operand is, the instruction's row says.
 */

/** A register number: 0..15 general, 16..31 vector, or `NONE` in an address. */
export type Reg = number;

export const RAX = 0;
export const RCX = 1;
export const RDX = 2;
export const RBX = 3;
export const RSP = 4;
export const RBP = 5;
export const RSI = 6;
export const RDI = 7;
export const R8 = 8;
export const R9 = 9;
export const R10 = 10;
export const R11 = 11;
export const R12 = 12;
export const R13 = 13;
export const R14 = 14;
export const R15 = 15;

export const XMM0 = 16;
export const XMM1 = 17;
export const XMM2 = 18;
export const XMM3 = 19;
export const XMM4 = 20;
export const XMM5 = 21;
export const XMM6 = 22;
export const XMM7 = 23;
export const XMM8 = 24;
export const XMM9 = 25;
export const XMM10 = 26;
export const XMM11 = 27;
export const XMM12 = 28;
export const XMM13 = 29;
export const XMM14 = 30;
export const XMM15 = 31;

/** No base or no index in an address. */
export const NONE = -1;

export const isVector = (reg: Reg): boolean => reg >= XMM0;

/** Names of the general registers by width in bits. */
const GENERAL_NAMES: Record<8 | 16 | 32 | 64, readonly string[]> = {
  64: "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split(" "),
  32: "eax ecx edx ebx esp ebp esi edi r8d r9d r10d r11d r12d r13d r14d r15d".split(" "),
  16: "ax cx dx bx sp bp si di r8w r9w r10w r11w r12w r13w r14w r15w".split(" "),
  8: "al cl dl bl spl bpl sil dil r8b r9b r10b r11b r12b r13b r14b r15b".split(" "),
};

/** The assembler's name of a register; `width` in bits counts for general registers only. */
export function registerName(reg: Reg, width: 8 | 16 | 32 | 64 = 64): string {
  return isVector(reg) ? `xmm${reg - XMM0}` : GENERAL_NAMES[width][reg];
}

/**
 * Condition codes as `jcc`, `setcc` and `cmovcc` encode them. After `ucomisd` use the unsigned ones: P says unordered (a NaN),
 * and B, BE, E are true for unordered too.
 */
export const CC = {
  O: 0,
  NO: 1,
  B: 2,
  AE: 3,
  E: 4,
  NE: 5,
  BE: 6,
  A: 7,
  S: 8,
  NS: 9,
  P: 10,
  NP: 11,
  L: 12,
  GE: 13,
  LE: 14,
  G: 15,
} as const;

/** A condition code, one of `CC`. */
export type Condition = (typeof CC)[keyof typeof CC];

/** Suffixes by condition code, in the assembler's spelling. */
export const CONDITION_NAMES: readonly string[] = Object.keys(CC).map((name) => name.toLowerCase());

/** The condition that holds exactly when `cc` does not. */
export function negate(cc: Condition): Condition {
  return (cc ^ 1) as Condition;
}

const SWAPPED: Partial<Record<Condition, Condition>> = {
  [CC.B]: CC.A,
  [CC.A]: CC.B,
  [CC.AE]: CC.BE,
  [CC.BE]: CC.AE,
  [CC.L]: CC.G,
  [CC.G]: CC.L,
  [CC.GE]: CC.LE,
  [CC.LE]: CC.GE,
  [CC.E]: CC.E,
  [CC.NE]: CC.NE,
};

/** The condition on `b ? a` that holds exactly when `cc` holds on `a ? b`. */
export function swapOperands(cc: Condition): Condition {
  const swapped = SWAPPED[cc];
  if (swapped === undefined) throw new Error(`condition ${CONDITION_NAMES[cc]} does not compare two operands`);
  return swapped;
}
