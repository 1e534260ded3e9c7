// Compiles a whole program to one blob of x86-64 code: stubs, functions, and slots for the addresses of C functions.
//
// A function's frame, downwards: stack arguments | return address | callee-saved registers it uses | slots | arguments of its calls.

import type { Label } from "../backend/code-buffer.ts";
import { selectGraph } from "../backend/graph-selection.ts";
import { allocateRegisters } from "../backend/linear-scan.ts";
import type { LirFunction } from "../backend/lir.ts";
import { computeLiveness } from "../backend/liveness.ts";
import { resolve } from "../backend/resolve.ts";
import type { Cpu, SelectionOptions } from "../backend/selection.ts";
import type { VmCode } from "../backend/vm-code.ts";
import type { Program } from "../ir/program.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { Assembler } from "./assembler.ts";
import { Emitter, type Linkage, type X86Rule } from "./emitter.ts";
import { I } from "./forms.ts";
import { CALLEE_SAVED } from "./machine.ts";
import { RSP } from "./registers.ts";
import { X86_64 } from "./rules-control.ts";
import { emitStubs, STUB_NAMES, type StubName } from "./stubs.ts";

export interface CompileOptions {
  /** Check nulls, bounds and casts at each access; a violation ends the run with status `trap`. */
  readonly debug?: boolean;
}

/** Compiles every function of the program that has a graph. Classes must be laid out and numbered, prebuilt objects placed. */
export function compileProgram(program: Program, options: CompileOptions = {}): VmCode {
  return new ProgramCompiler(program, options.debug ?? false).run();
}

/** What selection must know of a program. */
export function selectionOptions(program: Program, debug: boolean, jitted: boolean): SelectionOptions {
  const cell = program.classes.get("JitCell");
  return {
    debug,
    jitted,
    overflowHook: program.hasFunction("raiseStackOverflow") ? program.function("raiseStackOverflow") : null,
    jitCell: { entry: cell?.field("entry")?.offset ?? 0, counter: cell?.field("counter")?.offset ?? 0 },
    helper: (name) => program.function(name),
  };
}

/** Selection, liveness, registers: everything before emission. */
export function allocate(fn: LirFunction, cpu: Cpu): LirFunction {
  const live = computeLiveness(fn);
  allocateRegisters(fn, live, cpu.registers);
  resolve(fn, live);
  return fn;
}

class ProgramCompiler implements Linkage {
  private readonly a = new Assembler();
  private readonly program: Program;
  private readonly debug: boolean;
  private readonly functions = new Map<FunctionDecl, Label>();
  private readonly externals = new Map<string, Label>();
  private stubs!: Record<StubName, Label>;

  constructor(program: Program, debug: boolean) {
    this.program = program;
    this.debug = debug;
  }

  run(): VmCode {
    const { a, program } = this;
    const compiled = program.functions.filter((decl): decl is FunctionDecl => decl?.graph != null);
    this.stubs = emitStubs(a, {
      call: (name) => (program.hasFunction(name) && program.function(name).graph ? program.function(name) : null),
      label: (decl) => this.label(decl),
    });
    const options = selectionOptions(program, this.debug, false);
    const e = new Emitter(a, this);
    e.jitCell = options.jitCell;
    for (const decl of compiled) {
      a.align(16);
      e.at(0);
      a.bind(this.label(decl));
      try {
        emitFunction(e, allocate(selectGraph(decl.graph!, X86_64, options), X86_64));
      } catch (error) {
        if (error instanceof Error) error.message = `compiling ${decl.name}: ${error.message}`;
        throw error;
      }
    }
    e.at(0);
    for (const [decl, label] of this.functions) {
      if (!a.isBound(label)) throw new Error(`function ${decl.name} is called but has no graph`);
    }
    a.alignData(16);
    const externals = [...this.externals].map(([name, label]) => {
      const slot = a.position;
      a.bind(label);
      a.data64(0, 0);
      return { name, slot };
    });
    const functionOffsets = new Int32Array(program.functions.length).fill(-1);
    for (const [decl, label] of this.functions) functionOffsets[decl.id] = a.offsetOf(label);
    const stubs = Object.fromEntries(STUB_NAMES.map((name) => [name, a.offsetOf(this.stubs[name])]));
    const { bytes } = a.finish();
    return {
      target: "x86_64-linux",
      debug: this.debug,
      bytes,
      functionOffsets,
      stubs,
      externals,
      positions: Uint32Array.from(e.positions),
    };
  }

  private label(decl: FunctionDecl): Label {
    let label = this.functions.get(decl);
    if (label === undefined) {
      label = this.a.label();
      this.functions.set(decl, label);
    }
    return label;
  }

  callFunction(e: Emitter, decl: FunctionDecl): void {
    e.a.call(this.label(decl));
  }
  callStub(e: Emitter, name: string): void {
    e.a.call(this.stubs[name as StubName]);
  }
  jumpStub(e: Emitter, name: string): void {
    e.a.jmp(this.stubs[name as StubName]);
  }
  stubLabel(_e: Emitter, name: string): Label {
    return this.stubs[name as StubName];
  }
  codeLabel(): Label {
    throw new Error("the VM's own code knows no addresses");
  }
  callExternal(e: Emitter, name: string): void {
    let slot = this.externals.get(name);
    if (slot === undefined) {
      slot = e.a.label();
      this.externals.set(name, slot);
    }
    e.a.l(I.call, slot);
  }
}

/** Prologue, blocks, epilogues of one allocated function. */
export function emitFunction(e: Emitter, fn: LirFunction): void {
  const { a } = e;
  const saved = CALLEE_SAVED.filter((reg) => fn.savesAll || (fn.usedRegisters & (1 << reg)) !== 0);
  const calls = fn.blocks.some((block) => block.insts.some((inst) => (inst.rule as X86Rule).calls === true));
  let frame = 8 * (fn.outgoing + fn.slots);
  // Calls need rsp to be a multiple of 16: the return address and the pushes count.
  if ((calls || frame > 0) && (8 + 8 * saved.length + frame) % 16 !== 0) frame += 8;
  e.slotBase = RSP;
  e.slotDisp = 8 * fn.outgoing;
  e.slotStep = 8;
  e.incomingBase = RSP;
  e.incomingDisp = frame + 8 * saved.length + 8;
  e.restoreFrame = () => {
    if (frame > 0) a.ri(I.add64, RSP, frame);
    for (let i = saved.length - 1; i >= 0; i--) a.r(I.pop, saved[i]);
  };
  e.leave = () => {
    e.restoreFrame(e);
    a.op(I.ret);
  };
  for (const reg of saved) a.r(I.push, reg);
  if (frame > 0) a.ri(I.sub64, RSP, frame);
  if (calls) e.clearWords(RSP, 0, frame / 8);
  e.run(fn);
}
