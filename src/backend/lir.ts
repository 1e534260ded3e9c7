// Machine instructions before their registers are known: what instruction selection makes, the register allocator annotates and
// the emitter prints. It knows no CPU; what an instruction does is its `rule`, an object of the CPU's.
//
// The form is SSA over *virtual registers* with block parameters. There are no fixed operands: an instruction that needs a
// value in a certain register reads it from anywhere, copies it there itself and lists that register among its clobbers; a hint
// makes the copy vanish most of the time. That leaves the allocator four things to know of an operand:
//
//   how       ANY   any location will do, nothing is gained by a register (arguments of calls, what guards keep alive)
//             LIKE  any location will do, a register is better (x86-64's memory operands)
//             REG   must be in a register
//   when      early: read before anything is written, so its register may be reused;  LATE: lives to the instruction's end
//
// Positions: instruction i has four, 4i gap (moves) | 4i+1 clobbers and temporaries | 4i+2 result | 4i+3 end.

import type { Value } from "../ir/graph.ts";
import type { Location } from "./trace-input.ts";

export const ANY = 0;
export const LIKE = 1;
export const REG = 2;
/** Added to one of the above. */
export const LATE = 4;

/** Register classes. */
export const INT = 0;
export const FLOAT = 1;

/** A virtual register: an index into `LirFunction.classes`. */
export type VReg = number;

/** What the CPU's tables say about one instruction: at least its name. */
export interface Rule {
  readonly name: string;
}

/** Operands of edges and calls: a virtual register, or a constant of the IR. */
export type Source = VReg | Value;

export class LirInst {
  readonly rule: Rule;
  /** Position of the instruction in the function's final order; set by `numberInstructions`. */
  index = -1;
  def: VReg = -1;
  /** A register (0..31) that the result comes in, or -1. */
  defHint = -1;
  /** The result should stand in the register of operand 0 (two-address instructions). */
  tied = false;
  readonly uses: VReg[] = [];
  readonly how: number[] = [];
  /** For each use: a register it should be in already, or -1. */
  readonly hints: number[] = [];
  readonly temps: VReg[] = [];
  /** Bit mask of registers 0..31. */
  clobbers = 0;
  /** Whatever rule and selection agree on. */
  aux: unknown = null;
  imm = 0;
  /** Source position, index into the program's table. */
  pos = 0;
  /** Set by the allocator: locations of the result, the uses, the temporaries. */
  defLoc: Location = -1;
  readonly locs: Location[] = [];
  readonly tempLocs: Location[] = [];

  constructor(rule: Rule) {
    this.rule = rule;
  }
  use(vreg: VReg, how: number, hint = -1): this {
    this.uses.push(vreg);
    this.how.push(how);
    this.hints.push(hint);
    return this;
  }
}

export interface LirEdge {
  target: LirBlock;
  /** One for each parameter of the target. */
  args: Source[];
}

export class LirBlock {
  /** Position in `LirFunction.blocks`. */
  index = -1;
  readonly params: VReg[] = [];
  insts: LirInst[] = [];
  readonly succs: LirEdge[] = [];
  readonly preds: LirBlock[] = [];
  /** Its start is aligned: a loop's header. */
  aligned = false;
  /** How often it runs, compared with the entry: 8 a loop level, less where it is cold. */
  frequency = 1;
  /** Numbers of its first instruction and of the one behind its last. */
  first = 0;
  end = 0;
  /** Moves at the block's start (when it has one predecessor) and before its last instruction: set by the allocator. */
  startMoves: MoveGroup | null = null;
  endMoves: MoveGroup | null = null;
}

/** Moves that happen at once: all sources are read before any target is written. Constants are sources too. */
export interface MoveGroup {
  readonly targets: Location[];
  readonly sources: (Location | Value)[];
  /** Class of each. */
  readonly classes: number[];
}

export const newMoveGroup = (): MoveGroup => ({ targets: [], sources: [], classes: [] });

export class LirFunction {
  /** In the order in which they are emitted; [0] is the entry. */
  blocks: LirBlock[] = [];
  /** Class of each virtual register. */
  readonly classes: number[] = [];
  /** Where the entry's parameters arrive: registers, or incoming stack arguments (see `INCOMING`). */
  incoming: Location[] = [];
  /** Set by the allocator: moves in the gap before instruction i, in order. */
  gapMoves = new Map<number, MoveGroup[]>();
  entryMoves: MoveGroup | null = null;
  slots = 0;
  /** Words at the bottom of the frame for stack arguments of calls. */
  outgoing = 0;
  /** All callee-saved registers are saved at entry, used or not. */
  savesAll = false;
  usedRegisters = 0;

  newVReg(cls: number): VReg {
    this.classes.push(cls);
    return this.classes.length - 1;
  }
  instructionCount = 0;

  /** Numbers blocks and instructions. A block is never empty afterwards as long as it has an exit instruction. */
  number(): void {
    let n = 0;
    for (let b = 0; b < this.blocks.length; b++) {
      const block = this.blocks[b];
      block.index = b;
      block.first = n;
      for (const inst of block.insts) inst.index = n++;
      block.end = n;
    }
    this.instructionCount = n;
  }
}

/** Locations from here on are incoming stack arguments: `INCOMING + n` is the n-th word above the return address. */
export const INCOMING = 0x100_0000;
/** Locations from here on are words at the bottom of the frame: arguments of a call about to be made. */
export const OUTGOING = 0x200_0000;

/** What the allocator must know of a CPU. */
export interface RegisterSet {
  /** By class: registers that may be allocated, those to be preferred first. */
  readonly allocatable: readonly (readonly number[])[];
  /** Mask of those that a called function keeps. */
  readonly calleeSaved: number;
}
