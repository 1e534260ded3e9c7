// Instruction selection, the part that knows no CPU: walks a graph's blocks (or a trace) backwards and lets the CPU's table turn
// each operation into machine instructions (lir.ts).
//
// Backwards, because then an operation is met after everything that uses it: one that nobody wants is dropped, and one with a single
// use can be left to its user, which computes it in its own instruction (a comparison in a branch, a load in an addition). Constants
// are never computed on their own: whoever needs one in a register loads it right there.
//
// A load may be left to its user when nothing between them can write memory: `epoch` counts what can.

import type { Edge, Exit, Value } from "../ir/graph.ts";
import { isGuard, isPure, OPS, type OpName } from "../ir/ops.ts";
import type { FunctionDecl, Kind } from "../ir/types.ts";
import {
  FLOAT,
  INT,
  type LirBlock,
  type LirEdge,
  type LirFunction,
  LirInst,
  OUTGOING,
  type RegisterSet,
  type Rule,
  type Source,
  type VReg,
} from "./lir.ts";
import type { CallTarget, Location } from "./trace-input.ts";

export type Select = (s: Selection, value: Value) => void;

/** What a CPU offers for selection. */
export interface Cpu {
  readonly registers: RegisterSet;
  /** By operation. Absent: cannot be compiled, which is reported by name. */
  readonly select: Partial<Record<OpName, Select>>;
  /** The only exit without operands; emits nothing, the emitter jumps where the next block is another. */
  readonly goto: Rule;
  /** Reads the exception and clears it. */
  readonly takeException: Rule;
  /** Loads the constant `aux` (a Value). */
  readonly loadConstant: Rule;
  /** Each emits one exit instruction. Edges: branch yes, no; switch as `cases`. */
  branch(s: Selection, cond: Value): void;
  switch(s: Selection, value: Value, cases: readonly number[]): void;
  return(s: Selection, value: Value | null): void;
  throw(s: Selection, value: Value): void;
  jitEnter(s: Selection, portal: FunctionDecl, cell: Value, args: readonly Value[]): void;
  unreachable(s: Selection): void;
  /** Registers (or INCOMING words) in which parameters of these kinds arrive. */
  incoming(kinds: readonly Kind[]): number[];
}

export interface SelectionOptions {
  /** Check nulls, bounds and casts at each access. */
  readonly debug: boolean;
  /** Compiling a trace. */
  readonly jitted: boolean;
  /** The function that `stack_check` calls. */
  readonly overflowHook: FunctionDecl | null;
  /** Offsets in the program's JitCell class. */
  readonly jitCell: { readonly entry: number; readonly counter: number };
  /** VM functions that lowering calls, by name (`gcIdentityHash`, ...). */
  helper(name: string): FunctionDecl;
}

const SAME: ReadonlySet<OpName> = new Set<OpName>(["cast", "promote_i", "promote_r", "private_array"]);

/** The value that this one merely renames. */
export function original(value: Value): Value {
  while (SAME.has(value.op)) value = value.args[0];
  return value;
}

/** Whether an operation can leave through an exception when run as part of a VM function. */
export function mayRaise(value: Value): boolean {
  if (value.op === "call") return (value.aux as FunctionDecl).effects.canRaise;
  return OPS[value.op].flags.includes("R");
}

const isLoad = (op: OpName): boolean =>
  op === "getfield" || op === "getitem" || op === "raw_load" || op === "array_len";

/** What a Graph and a Trace have in common. */
interface Values {
  constInt(value: number): Value;
  readonly valueCount: number;
}

export class Selection {
  readonly fn: LirFunction;
  readonly cpu: Cpu;
  readonly options: SelectionOptions;
  /** Uses that are still to be satisfied, by value id. */
  readonly uses: Int32Array;
  /** By value id: the virtual register, or -1. */
  private readonly vregs: Int32Array;
  /** By value id: the block (any dense number) it stands in, and how many writes came before it. */
  readonly home: Int32Array;
  readonly epoch: Int32Array;
  /** Of the operation that is being selected. */
  currentHome = 0;
  currentEpoch = 0;
  /** The last operation of the block whose exit is being selected, if nothing stands between them. */
  lastOperation: Value | null = null;
  private pos = 0;
  /** By value id: what stands in place of `Value.pos`; null: that. */
  positions: Int32Array | null = null;
  private sequence: LirInst[] = [];
  private readonly left: Uint8Array;
  private writes = 0;
  /** By value id: how many operations that may collect came before it. */
  private readonly collections: Int32Array;
  private collects = 0;
  private currentCollections = 0;

  /** The constants 0 and 1 of the graph or trace. */
  private readonly zero: Value;
  private readonly one: Value;

  /** `values`: the graph or trace; its two constants are made before values are counted. */
  constructor(fn: LirFunction, cpu: Cpu, options: SelectionOptions, values: Values) {
    this.zero = values.constInt(0);
    this.one = values.constInt(1);
    const { valueCount } = values;
    this.fn = fn;
    this.cpu = cpu;
    this.options = options;
    this.uses = new Int32Array(valueCount);
    this.vregs = new Int32Array(valueCount).fill(-1);
    this.home = new Int32Array(valueCount).fill(-1);
    this.epoch = new Int32Array(valueCount);
    this.left = new Uint8Array(valueCount);
    this.collections = new Int32Array(valueCount);
  }

  // Facts about values ---------------------------------------------------------------------------------------------

  countUse(value: Value): void {
    this.uses[original(value).id]++;
  }

  /** First pass over the operations of a block, in order. */
  survey(block: number, insts: readonly Value[]): void {
    this.writes++;
    this.collects++;
    for (let i = 0; i < insts.length; i++) {
      const inst = insts[i];
      this.home[inst.id] = block;
      this.epoch[inst.id] = this.writes;
      if (writesMemory(inst)) this.writes++;
      if (OPS[inst.op].flags.includes("C")) this.collects++;
      this.collections[inst.id] = this.collects;
      if (SAME.has(inst.op)) continue;
      const { args } = inst;
      for (let k = 0; k < args.length; k++) this.countUse(args[k]);
    }
  }
  /** The epoch at the end of what was surveyed last. */
  get surveyed(): number {
    return this.writes;
  }

  constantInt(value: Value): number | bigint | null {
    value = original(value);
    switch (value.op) {
      case "const_i":
        return value.aux as number | bigint;
      case "const_fn":
        return (value.aux as FunctionDecl).id;
      case "is_constant":
        return 0;
      case "we_are_jitted":
        return this.options.jitted ? 1 : 0;
      default:
        return null;
    }
  }
  isConstant(value: Value): boolean {
    value = original(value);
    return value.isConstant() || value.op === "is_constant" || value.op === "we_are_jitted";
  }
  /** Whether the operation that is being selected may compute `value` itself: it is the only user, in the same block. */
  canTake(value: Value): boolean {
    if (this.uses[value.id] !== 1 || this.home[value.id] !== this.currentHome) return false;
    return !isLoad(value.op) || (!this.options.debug && this.epoch[value.id] === this.currentEpoch);
  }
  /** Whether the object was allocated in this block and nothing since can have made it old. */
  isFresh(object: Value): boolean {
    return (
      (object.op === "new" || object.op === "new_array") &&
      this.home[object.id] === this.currentHome &&
      this.collections[object.id] === this.currentCollections
    );
  }
  /** Leaves `value` to the operation that is being selected: it will not be computed on its own. */
  take(value: Value): void {
    this.left[value.id] = 1;
  }

  // Making instructions --------------------------------------------------------------------------------------------

  classOf(kind: Kind): number {
    return kind === "f" ? FLOAT : INT;
  }
  /** The virtual register of a value that is no constant. */
  vreg(value: Value): VReg {
    value = original(value);
    let v = this.vregs[value.id];
    if (v < 0) {
      v = this.fn.newVReg(this.classOf(value.kind));
      this.vregs[value.id] = v;
    }
    return v;
  }
  /** Gives the value a new virtual register for what stands above (a trace's label: above it another one holds the value). */
  rename(value: Value): void {
    this.vregs[original(value).id] = -1;
  }
  hasVReg(value: Value): boolean {
    return this.vregs[original(value).id] >= 0;
  }
  /** A virtual register with the value; loads a constant into a new one. */
  reg(value: Value): VReg {
    value = original(value);
    if (!this.isConstant(value)) return this.vreg(value);
    const v = this.fn.newVReg(this.classOf(value.kind));
    const inst = this.emit(this.cpu.loadConstant);
    inst.def = v;
    inst.aux = this.plainConstant(value);
    return v;
  }
  /** The constant as a const_* value (hints that are constants here become const_i). */
  plainConstant(value: Value): Value {
    if (value.isConstant()) return value;
    const number = this.constantInt(value);
    return number === 0 ? this.zero : this.one;
  }
  /** For edges: a virtual register or a constant. */
  source(value: Value): Source {
    value = original(value);
    return this.isConstant(value) ? this.plainConstant(value) : this.vreg(value);
  }

  /** The operation being selected has a handler for its exception in this function. */
  catching = false;
  /** For traces: what a call_assembler calls. */
  callTarget: (value: Value) => CallTarget = () => {
    throw new Error("call_assembler outside of a trace");
  };
  /** Words at the bottom of the frame that calls write arguments to. */
  noteOutgoing(targets: readonly Location[]): void {
    for (const target of targets)
      if (target >= OUTGOING) this.fn.outgoing = Math.max(this.fn.outgoing, target - OUTGOING + 1);
  }

  emit(rule: Rule): LirInst {
    const inst = new LirInst(rule);
    inst.pos = this.pos;
    this.sequence.push(inst);
    return inst;
  }

  /** An instruction that is filled before it is placed, behind whatever its operands need. */
  deferred(rule: Rule): LirInst {
    const inst = new LirInst(rule);
    inst.pos = this.pos;
    return inst;
  }
  place(inst: LirInst): void {
    this.sequence.push(inst);
  }

  /** Runs `select` and appends what it emitted, backwards, to `out`. */
  private gather(out: LirInst[], select: () => void): void {
    this.sequence.length = 0;
    select();
    for (let i = this.sequence.length - 1; i >= 0; i--) out.push(this.sequence[i]);
  }

  /** Selects one operation; `out` is in reverse order. */
  operation(value: Value, out: LirInst[]): void {
    const { op } = value;
    if (this.left[value.id] === 1) return;
    if (SAME.has(op)) {
      // The debug build checks casts of what is used; the check is a use of its own.
      if (op !== "cast" || !this.options.debug || this.uses[original(value).id] === 0) return;
      this.countUse(value);
    } else if (value.kind !== "v" && this.uses[value.id] === 0 && (isPure(op) || isLoad(op) || UNUSED.has(op))) {
      const { args } = value;
      for (let i = 0; i < args.length; i++) this.uses[original(args[i]).id]--;
      return;
    }
    const select = this.cpu.select[op];
    if (select === undefined) throw new Error(`the backend does not compile ${op} yet`);
    this.lastOperation = null;
    this.currentCollections = this.collections[value.id];
    this.currentHome = this.home[value.id];
    this.currentEpoch = this.epoch[value.id];
    this.pos = this.positions === null ? value.pos : this.positions[value.id];
    this.gather(out, () => select(this, value));
  }

  exit(block: number, epoch: number, out: LirInst[], select: () => void): void {
    this.currentHome = block;
    this.currentEpoch = epoch;
    this.pos = 0;
    this.gather(out, select);
  }
}

const UNUSED: ReadonlySet<OpName> = new Set<OpName>(["is_constant", "we_are_jitted", "overflowed"]);

function writesMemory(inst: Value): boolean {
  switch (OPS[inst.op].effect) {
    case "none":
    case "read-field":
    case "read-item":
    case "raw-read":
    case "alloc":
      return false;
    case "control":
      return !isGuard(inst.op);
    default:
      return true;
  }
}

/** The edges that can be taken, where a condition is constant for this build (`we_are_jitted`) only one. */
export function takenEdges(exit: Exit, constant: (value: Value) => number | bigint | null): Edge[] {
  switch (exit.kind) {
    case "goto":
      return [exit.edge];
    case "branch": {
      const known = constant(exit.cond);
      if (known === null) return [exit.yes, exit.no];
      return [Number(known) !== 0 ? exit.yes : exit.no];
    }
    case "switch": {
      const known = constant(exit.value);
      if (known === null) return [...exit.cases.map((c) => c.edge), exit.otherwise];
      return [exit.cases.find((c) => c.value === Number(known))?.edge ?? exit.otherwise];
    }
    default:
      return [];
  }
}

export function connect(from: LirBlock, to: LirBlock, args: Source[] = []): LirEdge {
  const edge = { target: to, args };
  from.succs.push(edge);
  to.preds.push(from);
  return edge;
}
