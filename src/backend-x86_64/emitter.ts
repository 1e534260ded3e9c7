// Prints allocated machine instructions (src/backend/lir.ts) as x86-64 code: frames, locations, moves, block layout, out-of-line
// code. What each instruction looks like is its rule's business (rules-*.ts).

import type { Label } from "../backend/code-buffer.ts";
import {
  FLOAT,
  INCOMING,
  type LirBlock,
  type LirFunction,
  type LirInst,
  type MoveGroup,
  OUTGOING,
  type Rule,
} from "../backend/lir.ts";
import { type MoveTarget, moveAll } from "../backend/parallel-move.ts";
import { FIRST_SLOT, type Location } from "../backend/trace-input.ts";
import type { Int, Value } from "../ir/graph.ts";
import { type FunctionDecl, Prebuilt } from "../ir/types.ts";
import { CONTEXT, CONTEXT_FIELD } from "../ir/vm-layout.ts";
import type { Assembler } from "./assembler.ts";
import { I, type Instruction } from "./forms.ts";
import { FLOAT_SCRATCH, SCRATCH } from "./machine.ts";
import { isVector, type Reg, RSP } from "./registers.ts";
import type { EmittedGuard } from "./rules-traces.ts";

/** An x86-64 instruction of ours: how it is printed. */
export interface X86Rule extends Rule {
  emit(e: Emitter, inst: LirInst): void;
  /** Leaves the block by itself; without it control goes on to the first successor. */
  readonly exit?: boolean;
  /** Contains a call, if only out of line: the stack must be aligned. */
  readonly calls?: boolean;
}

/** How code refers to other code: labels within the VM's blob, addresses from a trace. */
export interface Linkage {
  callFunction(e: Emitter, decl: FunctionDecl): void;
  callStub(e: Emitter, name: string): void;
  jumpStub(e: Emitter, name: string): void;
  callExternal(e: Emitter, name: string): void;
  stubLabel(e: Emitter, name: string): Label;
  /** Code at an executable address; traces only. */
  codeLabel(e: Emitter, address: number): Label;
}

/** The number of a reference constant. */
export function referenceNumber(value: Value): number {
  if (!(value.aux instanceof Prebuilt)) return value.aux as number;
  if (value.aux.ref === 0)
    throw new Error(`the image has no place for ${value.aux.name} yet: lay it out before compiling`);
  return value.aux.ref;
}

/** Displacement of a field of the VM context from r15. */
export const contextDisp = (field: number): number => CONTEXT + field;
export const EXCEPTION_DISP = contextDisp(CONTEXT_FIELD.exception);

export class Emitter implements MoveTarget {
  /** Of traces: every so many guards fail on purpose; 0: none does. */
  failGuards = 0;
  readonly a: Assembler;
  readonly linkage: Linkage;
  fn!: LirFunction;
  /** The block that is being emitted. */
  block!: LirBlock;
  private raised: Label | null = null;
  /** Leaves the function with the result in place; tail calls restore the frame only. */
  leave!: (e: Emitter) => void;
  restoreFrame!: (e: Emitter) => void;
  /** Base register and displacement of slot 0, and the distance of the next. */
  slotBase = RSP;
  slotDisp = 0;
  slotStep = 8;
  /** Base register and displacement of the first incoming stack argument. */
  incomingBase = RSP;
  incomingDisp = 0;
  /** The guards of a trace, in order. */
  readonly guards: EmittedGuard[] = [];
  /** Offsets in the program's JitCell class. */
  jitCell = { entry: 0, counter: 0 };
  /** Pairs (offset, position). */
  readonly positions: number[] = [];

  private labels: (Label | undefined)[] = [];
  private nextBlock: LirBlock | null = null;
  private readonly later: (() => void)[] = [];
  private lastPosition = -1;

  constructor(a: Assembler, linkage: Linkage) {
    this.a = a;
    this.linkage = linkage;
  }

  // Code -----------------------------------------------------------------------------------------------------------------

  /** Emits all blocks; the caller has set the frame up and printed its prologue. */
  run(fn: LirFunction): void {
    this.fn = fn;
    this.labels = new Array(fn.blocks.length);
    this.raised = null;
    const blocks = fn.blocks.filter((block, i) => i === 0 || !this.isEmpty(block));
    if (fn.entryMoves) moveAll(fn.entryMoves, this);
    for (let i = 0; i < blocks.length; i++) {
      this.block = blocks[i];
      this.nextBlock = blocks[i + 1] ?? null;
      this.emitBlock(blocks[i]);
    }
    for (let i = 0; i < this.later.length; i++) this.later[i]();
    this.later.length = 0;
    if (this.raised !== null) {
      this.a.bind(this.raised);
      this.leave(this);
    }
  }

  /** Where an exception leaves the function: it stands in the context already. */
  get exceptionExit(): Label {
    this.raised ??= this.a.label();
    return this.raised;
  }

  private emitBlock(block: LirBlock): void {
    if (block.aligned) this.a.align(16);
    this.a.bind(this.labelOf(block));
    if (block.startMoves) moveAll(block.startMoves, this);
    let last: X86Rule | null = null;
    for (const inst of block.insts) {
      const groups = this.fn.gapMoves.get(inst.index);
      if (groups !== undefined) for (const group of groups) moveAll(group, this);
      if (inst.index === block.end - 1 && block.endMoves) moveAll(block.endMoves, this);
      this.at(inst.pos);
      last = inst.rule as X86Rule;
      last.emit(this, inst);
    }
    if (last?.exit !== true) this.goTo(block.succs[0].target);
  }

  /** Notes the source position of what is emitted next. */
  at(pos: number): void {
    if (pos === this.lastPosition) return;
    this.lastPosition = pos;
    this.positions.push(this.a.position, pos);
  }

  /** Runs `emit` when the function's blocks are done: code that is seldom reached. */
  outOfLine(pos: number, emit: () => void): Label {
    const label = this.a.label();
    this.later.push(() => {
      this.at(pos);
      this.a.bind(label);
      emit();
    });
    return label;
  }

  /** A block that does nothing but go on. */
  private isEmpty(block: LirBlock): boolean {
    return (
      block.insts.length === 1 &&
      block.insts[0].rule.name === "goto" &&
      block.startMoves === null &&
      block.endMoves === null &&
      !this.fn.gapMoves.has(block.first) &&
      block.succs[0].target !== block
    );
  }
  private follow(block: LirBlock): LirBlock {
    for (let steps = 0; this.isEmpty(block) && steps < 100; steps++) block = block.succs[0].target;
    return block;
  }
  private labelOf(block: LirBlock): Label {
    let label = this.labels[block.index];
    if (label === undefined) {
      label = this.a.label();
      this.labels[block.index] = label;
    }
    return label;
  }
  /** The label of a successor, or null where it follows anyway. */
  target(block: LirBlock): Label | null {
    const found = this.follow(block);
    return found === this.nextBlock ? null : this.labelOf(found);
  }
  label(block: LirBlock): Label {
    return this.labelOf(this.follow(block));
  }
  goTo(block: LirBlock): void {
    const label = this.target(block);
    if (label !== null) this.a.jmp(label);
  }
  /** Where an exception raised by `inst` goes: the handler's block if the instruction ends its block and has one. */
  exceptionTarget(inst: LirInst): Label {
    const { block } = this;
    return inst.index === block.end - 1 && block.succs.length === 2
      ? this.label(block.succs[1].target)
      : this.exceptionExit;
  }

  // Locations ------------------------------------------------------------------------------------------------------------

  private wordBase = RSP;
  private wordDisp = 0;
  /** Sets wordBase and wordDisp to the address of a location that is no register. */
  private address(location: Location): void {
    if (location >= OUTGOING) {
      this.wordBase = RSP;
      this.wordDisp = 8 * (location - OUTGOING);
    } else if (location >= INCOMING) {
      this.wordBase = this.incomingBase;
      this.wordDisp = this.incomingDisp + 8 * (location - INCOMING);
    } else if (location >= FIRST_SLOT) {
      this.wordBase = this.slotBase;
      this.wordDisp = this.slotDisp + this.slotStep * (location - FIRST_SLOT);
    } else throw new Error(`location ${location} is no word in memory`);
  }
  isRegister(location: Location): boolean {
    return location >= 0 && location < FIRST_SLOT;
  }
  /** `insn target, location` for a location of any kind. */
  op(insn: Instruction<"rr" | "rm">, target: Reg, location: Location): void {
    if (this.isRegister(location)) this.a.rr(insn, target, location);
    else {
      this.address(location);
      this.a.rm(insn, target, this.wordBase, this.wordDisp);
    }
  }
  /** `insn location, imm`. */
  opImm(insn: Instruction<"ri" | "mi">, location: Location, imm: number): void {
    if (this.isRegister(location)) this.a.ri(insn, location, imm);
    else {
      this.address(location);
      this.a.mi(insn, this.wordBase, this.wordDisp, imm);
    }
  }
  /** `insn location`: one operand, register or memory. */
  op1(insn: Instruction<"r" | "m">, location: Location): void {
    if (this.isRegister(location)) this.a.r(insn, location);
    else {
      this.address(location);
      this.a.m(insn, this.wordBase, this.wordDisp);
    }
  }

  // Moves: leave the flags alone ----------------------------------------------------------------------------------------

  move(target: Location, source: Location, cls: number): void {
    if (target === source) return;
    const { a } = this;
    if (this.isRegister(target)) {
      if (this.isRegister(source)) a.rr(cls === FLOAT ? I.movapd : I.mov64, target, source);
      else {
        this.address(source);
        if (cls === FLOAT) a.rm(I.movsd, target, this.wordBase, this.wordDisp);
        else a.rm(I.mov64, target, this.wordBase, this.wordDisp);
      }
      return;
    }
    let register = source;
    if (!this.isRegister(source)) {
      this.address(source);
      a.rm(I.mov64, SCRATCH, this.wordBase, this.wordDisp);
      register = SCRATCH;
    }
    this.address(target);
    if (isVector(register)) a.mr(I.movsd, this.wordBase, this.wordDisp, register);
    else a.mr(I.mov64, this.wordBase, this.wordDisp, register);
  }

  exchange(x: Location, y: Location, cls: number): void {
    const { a } = this;
    if (this.isRegister(x) && this.isRegister(y)) {
      if (cls !== FLOAT) a.rr(I.xchg64, x, y);
      else {
        a.rr(I.movapd, FLOAT_SCRATCH, x);
        a.rr(I.movapd, x, y);
        a.rr(I.movapd, y, FLOAT_SCRATCH);
      }
      return;
    }
    const scratch = cls === FLOAT ? FLOAT_SCRATCH : SCRATCH;
    this.move(scratch, x, cls);
    if (this.isRegister(x) || this.isRegister(y)) this.move(x, y, cls);
    else {
      // Both in memory: the other class's scratch holds the second word.
      const other = cls === FLOAT ? SCRATCH : FLOAT_SCRATCH;
      const otherClass = cls === FLOAT ? 0 : FLOAT;
      this.move(other, y, otherClass);
      this.move(x, other, otherClass);
    }
    this.move(y, scratch, cls);
  }

  constant(target: Location, value: Value, cls: number): void {
    const { a } = this;
    if (cls === FLOAT) {
      const register = this.isRegister(target) ? target : FLOAT_SCRATCH;
      const number = value.aux as number;
      if (Object.is(number, 0)) a.rr(I.pxor, register, register);
      else a.rl(I.movsd, register, a.constantDouble(number));
      if (register !== target) this.move(target, register, FLOAT);
      return;
    }
    const number = intConstant(value);
    if (this.isRegister(target)) a.loadInt64(target, number);
    else if (typeof number === "number" && number === (number | 0)) {
      this.address(target);
      a.mi(I.mov64, this.wordBase, this.wordDisp, number);
    } else {
      a.loadInt64(SCRATCH, number);
      this.move(target, SCRATCH, cls);
    }
  }
  moves(group: MoveGroup): void {
    moveAll(group, this);
  }

  /**
   * Clears words of a new frame. The collector takes every word of the stack for a reference: what an earlier call left in a slot that is not
   * written yet would keep alive all that it refers to.
   */
  clearWords(base: Reg, disp: number, count: number): void {
    const { a } = this;
    const pairs = count >> 1;
    if (pairs > 0) a.rr(I.pxor, FLOAT_SCRATCH, FLOAT_SCRATCH);
    for (let i = 0; i < pairs; i++) a.mr(I.movups, base, disp + 16 * i, FLOAT_SCRATCH);
    if (count % 2 === 1) a.mi(I.mov64, base, disp + 16 * pairs, 0);
  }
}

/** What an integer register holds for a constant: an integer, a reference's number, a function's id. */
export function intConstant(value: Value): Int {
  if (value.op === "const_i") return value.aux as Int;
  if (value.op === "const_fn") return (value.aux as FunctionDecl).id;
  if (value.op === "const_r") return referenceNumber(value);
  throw new Error(`${value.op} is no integer constant`);
}
export type { Label };
