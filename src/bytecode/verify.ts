// The bytecode verifier: what the interpreter and the JIT rely on without checking it.
//
//   * operands lie within the registers, constants, names, sites and JIT cells; short jumps go forward, LOOP backward;
//     all jumps land on instructions, and no path runs off the end;
//   * no register is read before it was written, on any path, exceptions included. A local counts as written behind its
//     CHECK_BOUND, and as not written behind CLEAR; calls kill the registers of callee and arguments;
//   * the exception table is sorted, without overlaps, and its handlers are instructions.
//
// The second is a forward data-flow problem: which registers are surely written, met by intersection.

import { type Code, firstTemporary } from "./code.ts";
import { OP } from "./opcodes.ts";
import {
  type Instruction,
  instructionAt,
  instructionCount,
  jumpTarget,
  type RegisterRange,
  reads,
  writes,
} from "./operands.ts";
import { decodePositions } from "./positions.ts";

/** The faults of a code object and of the code objects in its constants, each a line; empty when there are none. */
export function verify(code: Code): string[] {
  const faults = new Verifier(code).run();
  for (const constant of code.constants) {
    if (constant.type === "code") {
      faults.push(...verify(constant.code));
    }
  }
  return faults;
}

class Verifier {
  private readonly faults: string[] = [];
  private readonly count: number;
  private readonly instructions: Instruction[] = [];
  private readonly words: number;
  /** What is surely written before an instruction; only for those that are jumped to. */
  private readonly states = new Map<number, Uint32Array>();
  private readonly work: number[] = [];

  constructor(private readonly code: Code) {
    this.count = instructionCount(code);
    this.words = (code.registerCount + 31) >> 5;
  }

  run(): string[] {
    this.checkTables();
    for (let i = 0; i < this.count; i++) {
      this.instructions.push(instructionAt(this.code, i));
      this.checkOperands(i, this.instructions[i]!);
    }
    if (this.faults.length === 0) {
      this.checkFlow();
    }
    return this.faults;
  }

  private fault(index: number, message: string): void {
    const name = this.instructions[index]?.info.name ?? "";
    this.faults.push(`${this.code.qualname}: ${index} ${name}: ${message}`);
  }

  private checkTables(): void {
    const { code, count } = this;
    let end = 0;
    for (const row of code.exceptionTable) {
      if (row.start < end || row.end <= row.start || row.end > count) {
        this.fault(row.start, `exception range ${row.start}..${row.end} overlaps or lies outside`);
      }
      if (row.handler >= count || row.handler < 0 || row.register >= code.registerCount) {
        this.fault(row.start, `exception handler ${row.handler}, register ${row.register}`);
      }
      end = row.end;
    }
    const positions = decodePositions(code.lineTable, code.firstlineno).length;
    if (positions !== count) {
      this.fault(0, `${positions} positions for ${count} instructions`);
    }
    if (firstTemporary(code) > code.registerCount || code.closureFrom.length !== code.freevars.length) {
      this.fault(0, "counts of registers");
    }
    for (const name of code.sites) {
      if (name >= code.names.length) {
        this.fault(0, `site of name ${name}`);
      }
    }
  }

  private checkOperands(index: number, instruction: Instruction): void {
    const { code } = this;
    const { info, a, b, c } = instruction;
    for (const { first, count } of [...reads(instruction), ...writes(instruction)]) {
      if (count > 0 && first + count > code.registerCount) {
        this.fault(index, `registers ${first}..${first + count - 1} of ${code.registerCount}`);
      }
    }
    const limits: Record<string, number> = {
      k: code.constants.length,
      name: code.names.length,
      site: code.sites.length,
      cell: code.cellCount,
    };
    for (const [i, kind] of info.operands.entries()) {
      const value = [a, b, c][i]!;
      const limit = limits[kind];
      if (limit !== undefined && value >= limit) {
        this.fault(index, `${kind} ${value} of ${limit}`);
      }
      if (kind === "none" && value !== 0) {
        this.fault(index, `unused operand is ${value}`);
      }
    }
    if (info.code === OP.LOAD_CONST && (b | (c << 16)) >= code.constants.length) {
      this.fault(index, "constant out of range");
    }
    if (info.code === OP.RETURN_GENERATOR && index !== 0) {
      this.fault(index, "not the first instruction");
    }
    const target = jumpTarget(index, instruction);
    if (target >= this.count) {
      this.fault(index, `jump to ${target}`);
    }
    if (target >= 0 && target <= index !== (info.code === OP.LOOP)) {
      this.fault(index, `jump in the wrong direction, to ${target}`);
    }
    if (info.fallsThrough && index === this.count - 1) {
      this.fault(index, "runs off the end");
    }
  }

  // ------------------------------------------------------------------------------------------------------------- flow

  private checkFlow(): void {
    const { code } = this;
    const targets = new Set<number>(code.exceptionTable.map(({ handler }) => handler));
    for (const [i, instruction] of this.instructions.entries()) {
      const target = jumpTarget(i, instruction);
      if (target >= 0) {
        targets.add(target);
      }
    }
    const entry = new Uint32Array(this.words);
    const extra = ((code.flags & 4) >> 2) + ((code.flags & 8) >> 3);
    for (let i = 0; i < code.argcount + code.kwonlyargcount + extra; i++) {
      add(entry, i);
    }
    this.meet(0, entry);
    // Faults are reported in a second walk, when the sets are final.
    while (this.work.length > 0) {
      this.walk(this.work.pop()!, targets, false);
    }
    for (const start of [...this.states.keys()].sort((x, y) => x - y)) {
      this.walk(start, targets, true);
    }
  }

  /** Intersects a set into the one before an instruction, which is walked again if that changed it. */
  private meet(index: number, state: Uint32Array): void {
    const known = this.states.get(index);
    if (known === undefined) {
      this.states.set(index, state.slice());
      this.work.push(index);
      return;
    }
    let changed = false;
    for (let i = 0; i < known.length; i++) {
      const met = known[i]! & state[i]!;
      changed ||= met >>> 0 !== known[i];
      known[i] = met;
    }
    if (changed) {
      this.work.push(index);
    }
  }

  /** Follows the straight line from an instruction to where it ends or meets a jump's target. */
  private walk(start: number, targets: ReadonlySet<number>, report: boolean): void {
    const state = this.states.get(start)!.slice();
    let row = this.code.exceptionTable.findIndex(({ end }) => end > start);
    for (let index = start; index < this.count; index++) {
      if (index > start && targets.has(index)) {
        this.meet(index, state);
        return;
      }
      const instruction = this.instructions[index]!;
      const { code, fallsThrough } = instruction.info;
      while (row >= 0 && row < this.code.exceptionTable.length && this.code.exceptionTable[row]!.end <= index) {
        row++;
      }
      const region = row < 0 ? undefined : this.code.exceptionTable[row];
      if (region !== undefined && region.start <= index) {
        const known = has(state, region.register);
        add(state, region.register);
        this.meet(region.handler, state);
        if (!known) {
          remove(state, region.register);
        }
      }
      if (report && code !== OP.CHECK_BOUND) {
        this.reportUnwritten(index, state, reads(instruction));
      }
      const target = jumpTarget(index, instruction);
      if (target >= 0 && code !== OP.FOR_ITER) {
        this.meet(target, state);
      }
      if (code === OP.FOR_ITER) {
        this.meet(target, state);
      }
      if (code === OP.CHECK_BOUND) {
        add(state, instruction.a);
      } else if (code === OP.CLEAR) {
        remove(state, instruction.a);
      } else if (code === OP.FORGET) {
        for (let i = instruction.a; i < this.code.registerCount; i++) remove(state, i);
      } else {
        if (killsArguments.has(code)) {
          for (const { first, count } of reads(instruction)) {
            for (let i = first; i < first + count; i++) {
              remove(state, i);
            }
          }
        }
        for (const { first, count } of writes(instruction)) {
          for (let i = first; i < first + count; i++) {
            add(state, i);
          }
        }
      }
      if (!fallsThrough) {
        return;
      }
    }
  }

  private reportUnwritten(index: number, state: Uint32Array, ranges: readonly RegisterRange[]): void {
    for (const { first, count } of ranges) {
      for (let i = first; i < first + count; i++) {
        if (!has(state, i)) {
          this.fault(index, `reads register ${i}, which may not have been written`);
        }
      }
    }
  }
}

/** Calls leave the registers of the callee and the arguments in an undefined state. */
const killsArguments: ReadonlySet<number> = new Set([
  OP.CALL,
  OP.CALL_METHOD,
  OP.CALL_KW,
  OP.CALL_METHOD_KW,
  OP.CALL_EX,
  OP.CALL_EX_KW,
]);

function has(set: Uint32Array, i: number): boolean {
  return (set[i >> 5]! & (1 << (i & 31))) !== 0;
}

function add(set: Uint32Array, i: number): void {
  set[i >> 5]! |= 1 << (i & 31);
}

function remove(set: Uint32Array, i: number): void {
  set[i >> 5]! &= ~(1 << (i & 31));
}
