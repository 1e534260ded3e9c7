// Instructions taken apart by the opcode table: what they read and write, and where they go. For `dis`, the verifier and tests.

import type { Code } from "./code.ts";
import { OP, type OpInfo, opInfo } from "./opcodes.ts";

export interface Instruction {
  readonly info: OpInfo;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export function instructionCount(code: Code): number {
  return code.instructions.length / 4;
}

/** Instruction `index` of the code. Throws Error for an unknown opcode. */
export function instructionAt(code: Code, index: number): Instruction {
  const { instructions } = code;
  const op = instructions[4 * index]!;
  const info = opInfo[op];
  if (info === undefined) {
    throw new Error(`instruction ${index}: unknown opcode ${op}`);
  }
  const at = 4 * index;
  return { info, a: instructions[at + 1]!, b: instructions[at + 2]!, c: instructions[at + 3]! };
}

/** Where the instruction may jump, or -1. */
export function jumpTarget(index: number, { info, a, b, c }: Instruction): number {
  if (info.code === OP.JUMP || info.code === OP.LOOP) {
    return a | (b << 16);
  }
  return info.delta < 0 ? -1 : index + 1 + [a, b, c][info.delta]!;
}

/** A run of registers. */
export interface RegisterRange {
  readonly first: number;
  readonly count: number;
}

/** The registers that an instruction reads. */
export function reads(instruction: Instruction): RegisterRange[] {
  return ranges(instruction, (kind, first, count) =>
    kind === "src" || kind === "mod" ? { first, count: 1 } : kind === "run" || kind === "io" ? { first, count } : null,
  );
}

/** The registers that an instruction writes, when it does not raise. */
export function writes(instruction: Instruction): RegisterRange[] {
  return ranges(instruction, (kind, first, count) =>
    kind === "dst" || kind === "mod" || kind === "io" ? { first, count: 1 } : kind === "out" ? { first, count } : null,
  );
}

function ranges(
  { info, a, b, c }: Instruction,
  range: (kind: string, first: number, count: number) => RegisterRange | null,
): RegisterRange[] {
  const found: RegisterRange[] = [];
  for (let i = 0; i < 3; i++) {
    const value = i === 0 ? a : i === 1 ? b : c;
    const one = range(info.operands[i]!, value, info.lengths[i]?.(a, b, c) ?? 1);
    if (one !== null) {
      found.push(one);
    }
  }
  return found;
}
