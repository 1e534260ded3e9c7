// Graphs and traces decoded for the evaluator: a flat list of steps with operand numbers.
//
// A frame has one slot for each value that is no constant. An operand is a slot, or, when negative, the constant with the number
// ~operand. Exits are steps too; an edge is where to go and which slots to move (all at once). A block's parameters, and so the
// moves, are ordinary slots.

import type { Frame } from "./evaluate.ts";
import type { Block, Edge, Graph, Value } from "./graph.ts";
import { exitOperands, successors } from "./graph.ts";
import type { Machine } from "./machine.ts";
import {
  loadField,
  loadItem,
  loadRaw,
  MEANINGS,
  type Meaning,
  storeField,
  storeItem,
  storeRaw,
  type Word,
} from "./meanings.ts";
import { isGuard, OPS, type OpName } from "./ops.ts";
import { printInstruction } from "./print.ts";
import type { Token, Trace } from "./trace.ts";
import { type ArrayType, type Field, type FunctionDecl, Prebuilt, STORAGE, type Storage } from "./types.ts";

/** How the engine carries a step out. */
export const STEP = {
  /** dest = meaning(operands) */
  simple: 0,
  /** No result. */
  effect: 1,
  /** Stores references into operand `a`: the write barrier comes first. */
  storeRefs: 2,
  allocate: 3,
  call: 4,
  /** Calls a function of the collector: COLLECTOR_FUNCTIONS. */
  collector: 5,
  stackCheck: 6,
  mergePoint: 7,
  tick: 8,
  constantQuery: 9,
  jitted: 10,
  trap: 11,
  goto: 12,
  branch: 13,
  switch: 14,
  return: 15,
  throw: 16,
  jitEnter: 17,
  // of traces
  guard: 18,
  label: 19,
  jump: 20,
  finish: 21,
  finishRaise: 22,
} as const;
export type StepKind = (typeof STEP)[keyof typeof STEP];

export interface Moves {
  /** Index of the step to go on at. */
  target: number;
  /** Operands, and the slots they go to; kinds are the slots'. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Some move overwrites what a later one reads: read all first. */
  readonly overlap: boolean;
  readonly block: number;
}

export class Step {
  readonly kind: StepKind;
  readonly op: OpName | "exit";
  /** The instruction; null for exits of graphs. */
  readonly value: Value | null;
  readonly args: Int32Array;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly dest: number;
  meaning: Meaning;
  // biome-ignore lint/suspicious/noExplicitAny: what the aux is depends on the operation; the meaning knows
  aux: any;
  /** Where an exception of this step goes: its slot `to[0]` gets the exception. */
  handler: Moves | null = null;
  edges: Moves[] = [];
  /** For switches: case value -> edge. */
  cases: Map<number, Moves> | null = null;
  block = 0;
  constructor(kind: StepKind, op: OpName | "exit", value: Value | null, args: Int32Array, dest: number) {
    this.kind = kind;
    this.op = op;
    this.value = value;
    this.args = args;
    this.a = args[0] ?? 0;
    this.b = args[1] ?? 0;
    this.c = args[2] ?? 0;
    this.dest = dest;
    this.meaning = missing;
    this.aux = null;
  }
  toString(): string {
    return this.value ? printInstruction(this.value) : `exit of b${this.block}`;
  }
}

/** The functions of src/memory that operations of kind `collector` are calls of. */
export const COLLECTOR_FUNCTIONS: { readonly [op in OpName | "exit"]?: string } = {
  identity_hash: "gcIdentityHash",
  gc_service: "gcService",
  gc_object: "gcObject",
};

const missing: Meaning = () => {
  throw new Error("this operation has no meaning of its own");
};

const KIND_OF: { readonly [op in OpName]?: StepKind } = {
  new: STEP.allocate,
  new_array: STEP.allocate,
  identity_hash: STEP.collector,
  gc_service: STEP.collector,
  gc_object: STEP.collector,
  call: STEP.call,
  call_virtual: STEP.call,
  call_indirect: STEP.call,
  call_external: STEP.call,
  request: STEP.call,
  call_assembler: STEP.call,
  stack_check: STEP.stackCheck,
  is_constant: STEP.constantQuery,
  we_are_jitted: STEP.jitted,
  jit_merge_point: STEP.mergePoint,
  jit_tick: STEP.tick,
  debug_trap: STEP.trap,
  label: STEP.label,
  jump: STEP.jump,
  finish: STEP.finish,
  finish_raise: STEP.finishRaise,
  setfield: STEP.effect,
  setitem: STEP.effect,
  array_copy: STEP.effect,
  array_fill: STEP.effect,
  raw_store: STEP.effect,
  raw_copy: STEP.effect,
  raw_fill: STEP.effect,
  debug_merge_point: STEP.label,
};

/** Item moves: operands x, y, z are the first three; the engine passes the rest through `aux.rest`. */
export interface ItemRange {
  readonly type: ArrayType;
  readonly rest: Word[];
}

function meaningOf(value: Value): { meaning: Meaning; aux: unknown } {
  const { op, aux } = value;
  switch (op) {
    case "getfield":
      return { meaning: loadField((aux as Field).storage), aux: (aux as Field).offset };
    case "setfield":
      return { meaning: storeField((aux as Field).storage), aux: (aux as Field).offset };
    case "getitem":
      return { meaning: loadItem((aux as ArrayType).item), aux: STORAGE[(aux as ArrayType).item].size };
    case "setitem":
      return { meaning: storeItem((aux as ArrayType).item), aux: STORAGE[(aux as ArrayType).item].size };
    case "raw_load":
      return { meaning: loadRaw(aux as Storage), aux: null };
    case "raw_store":
      return { meaning: storeRaw(aux as Storage), aux: null };
    case "array_copy":
      return { meaning: copyItems, aux };
    case "array_fill":
      return { meaning: fillItems, aux };
    default:
      return { meaning: MEANINGS[op] ?? missing, aux };
  }
}

/** x, y, z: source, start, target; aux: { type, rest: [start, count] }. */
const copyItems: Meaning = (machine, source, from, target, { type, rest }: ItemRange) => {
  const { size } = STORAGE[type.item];
  const items = machine.base + 8;
  const [to, count] = rest as [number, number];
  machine.memory.copy(items + 8 * target + size * to, items + 8 * source + size * from, size * count);
};
/** x, y, z: array, value, from; aux: { type, rest: [to] }. */
const fillItems: Meaning = (machine, array, value, from, { type, rest }: ItemRange) => {
  const store = storeItem(type.item);
  const { size } = STORAGE[type.item];
  for (let i = from; i < (rest[0] as number); i++) store(machine, array, i, value, size);
};

/** A graph or a trace, decoded. */
export class Code {
  readonly name: string;
  readonly decl: FunctionDecl | null;
  readonly steps: Step[] = [];
  readonly constants: Word[] = [];
  /** The value each slot holds, and each constant. */
  readonly slotValues: Value[] = [];
  readonly constantValues: Value[] = [];
  /** Slots of the parameters or inputs. */
  params: Int32Array = new Int32Array(0);
  /** Index of each block's first step (graphs). */
  readonly blockStarts: number[] = [];
  /** Where traces jump to: steps of labels. */
  readonly labels = new Map<Token, number>();
  private readonly slots = new Map<Value, number>();
  /** Null for traces. */
  graph: Graph | null = null;
  private references: Int32Array | null = null;
  private liveOut: Set<number>[] | null = null;
  private readonly liveSets = new Map<number, Int32Array>();
  private readonly liveReferences = new Map<number, Int32Array>();
  /** Frames of it that were left, for the engine to use again. */
  readonly spareFrames: Frame[] = [];

  constructor(name: string, decl: FunctionDecl | null) {
    this.name = name;
    this.decl = decl;
  }
  /** Slots that hold references. */
  get referenceSlots(): Int32Array {
    this.references ??= Int32Array.from(this.slotValues.flatMap((value, slot) => (value.kind === "r" ? [slot] : [])));
    return this.references;
  }
  get slotCount(): number {
    return this.slotValues.length;
  }

  /** The graph of `decl`. Prebuilt objects must have their references. */
  static ofGraph(graph: Graph): Code {
    const code = new Code(graph.decl.name, graph.decl);
    code.graph = graph;
    for (const block of graph.blocks) {
      for (const param of block.params) code.slotOf(param);
      for (const inst of block.insts) if (inst.kind !== "v") code.slotOf(inst);
    }
    code.params = Int32Array.from(graph.entry.params, (p) => code.slotOf(p));
    const pending: Moves[] = [];
    const edge = (e: Edge, exception: boolean): Moves => {
      const from = e.args.map((v) => code.operand(v));
      const to = e.target.params.map((v) => code.slotOf(v));
      const moves = makeMoves(exception ? [NO_OPERAND, ...from] : from, to, e.target.id);
      pending.push(moves);
      return moves;
    };
    for (const block of graph.blocks) {
      code.blockStarts.push(code.steps.length);
      for (const inst of block.insts) code.steps.push(code.step(inst, block.id));
      if (block.handler) code.steps.at(-1)!.handler = edge(block.handler, true);
      code.steps.push(code.exitStep(block, (e) => edge(e, false)));
    }
    for (const moves of pending) moves.target = code.blockStarts[moves.block]!;
    return code;
  }

  static ofTrace(name: string, trace: Trace): Code {
    const code = new Code(name, null);
    code.params = Int32Array.from(trace.inputs, (v) => code.slotOf(v));
    for (const op of trace.ops) {
      if (op.op === "label") code.labels.set(op.aux as Token, code.steps.length);
      code.steps.push(code.step(op, 0));
    }
    return code;
  }

  /** Numbers of the blocks that follow a block, handlers included. */
  successorsOf(block: number): number[] {
    return successors(this.graph!.blocks[block]!).map((e) => e.target.id);
  }
  slotOf(value: Value): number {
    let slot = this.slots.get(value);
    if (slot === undefined) {
      slot = this.slotValues.length;
      this.slotValues.push(value);
      this.slots.set(value, slot);
    }
    return slot;
  }
  /** The operand's number; see the head of this file. */
  operand(value: Value): number {
    if (!value.isConstant()) return this.slotOf(value);
    let index = this.constantValues.indexOf(value);
    if (index < 0) {
      index = this.constants.length;
      this.constants.push(constantWord(value));
      this.constantValues.push(value);
    }
    return ~index;
  }

  private step(value: Value, block: number): Step {
    const args = Int32Array.from(value.args, (v) => this.operand(v));
    const dest = value.kind === "v" ? -1 : this.slotOf(value);
    let kind = isGuard(value.op) ? STEP.guard : (KIND_OF[value.op] ?? STEP.simple);
    if (kind === STEP.effect && storesReferences(value)) kind = STEP.storeRefs;
    const step = new Step(kind, value.op, value, args, dest);
    const { meaning, aux } = meaningOf(value);
    step.meaning = meaning;
    step.aux = aux;
    step.block = block;
    return step;
  }

  private exitStep(block: Block, edge: (e: Edge) => Moves): Step {
    const { exit } = block;
    const kinds = {
      goto: STEP.goto,
      branch: STEP.branch,
      switch: STEP.switch,
      return: STEP.return,
      throw: STEP.throw,
      jit_enter: STEP.jitEnter,
      unreachable: STEP.trap,
    };
    const args = Int32Array.from(exitOperands(exit), (v) => this.operand(v));
    const step = new Step(kinds[exit.kind], "exit", null, args, -1);
    step.block = block.id;
    if (exit.kind === "goto") step.edges = [edge(exit.edge)];
    else if (exit.kind === "branch") step.edges = [edge(exit.yes), edge(exit.no)];
    else if (exit.kind === "switch") {
      step.cases = new Map(exit.cases.map((c) => [c.value, edge(c.edge)]));
      step.edges = [edge(exit.otherwise)];
    } else if (exit.kind === "jit_enter") step.aux = exit.portal;
    else if (exit.kind === "unreachable") step.aux = "an exit that is not reached";
    return step;
  }

  // --- liveness

  /** Slots whose values are needed from just before that step on, ascending. */
  liveBefore(pc: number): Int32Array {
    return this.live(2 * pc);
  }
  /** Slots needed when that call has returned or raised, its result not among them: what a frame keeps while it waits. */
  liveAcross(pc: number): Int32Array {
    return this.live(2 * pc + 1);
  }

  /**
   * Slots of the references that a frame needs which stands at that step, `waiting` for its call or about to carry it out. Where looking
   * at all is quick, or what is live is not known (traces), these are all reference slots: the interpreter's loop has a thousand.
   */
  referencesAt(pc: number, waiting: boolean): Int32Array {
    const all = this.referenceSlots;
    if (all.length <= FEW_SLOTS || !this.graph) return all;
    const key = 2 * pc + (waiting ? 1 : 0);
    let found = this.liveReferences.get(key);
    if (!found) {
      found = this.live(key).filter((slot) => this.slotValues[slot]!.kind === "r");
      this.liveReferences.set(key, found);
    }
    return found;
  }

  private live(key: number): Int32Array {
    let found = this.liveSets.get(key);
    if (!found) {
      const pc = key >> 1;
      const live = new Set(this.liveOutOf(this.steps[pc]!.block));
      let at = this.blockEnd(pc);
      for (; at > pc; at--) this.before(this.steps[at]!, live);
      if (key & 1) {
        const step = this.steps[pc]!;
        live.delete(step.dest);
        addHandler(step, live, this);
      } else this.before(this.steps[pc]!, live);
      found = Int32Array.from(live).sort();
      this.liveSets.set(key, found);
    }
    return found;
  }
  private blockEnd(pc: number): number {
    const { block } = this.steps[pc]!;
    return (this.blockStarts[block + 1] ?? this.steps.length) - 1;
  }
  private before(step: Step, live: Set<number>): void {
    live.delete(step.dest);
    for (const arg of step.args) if (arg >= 0) live.add(arg);
    for (const moves of edgesOf(step)) for (const from of moves.from) if (from >= 0) live.add(from);
    addHandler(step, live, this);
  }
  /** Live at a block's end, beyond what its exit's moves read: the union of what its successors need besides their parameters. */
  private liveOutOf(block: number): Set<number> {
    if (!this.liveOut) this.liveOut = this.solve();
    return this.liveOut[block]!;
  }
  private solve(): Set<number>[] {
    const graph = this.graph;
    if (!graph) throw new Error(`liveness of a trace (${this.name}) is not kept here`);
    const count = graph.blocks.length;
    const out = Array.from({ length: count }, () => new Set<number>());
    const preds: number[][] = Array.from({ length: count }, () => []);
    for (const block of graph.blocks) for (const e of successors(block)) preds[e.target.id]!.push(block.id);
    const work = graph.blocks.map((b) => b.id);
    const queued = new Uint8Array(count).fill(1);
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      queued[id] = 0;
      const live = new Set(out[id]);
      const start = this.blockStarts[id]!;
      for (let at = (this.blockStarts[id + 1] ?? this.steps.length) - 1; at >= start; at--)
        this.before(this.steps[at]!, live);
      for (const param of graph.blocks[id]!.params) live.delete(this.slotOf(param));
      for (const pred of preds[id]!) {
        const before = out[pred]!.size;
        for (const slot of live) out[pred]!.add(slot);
        if (out[pred]!.size > before && !queued[pred]) {
          queued[pred] = 1;
          work.push(pred);
        }
      }
    }
    return out;
  }
}

/** Functions with so few reference slots keep no list of the live ones. */
const FEW_SLOTS = 64;

/** Stands for the exception among a handler's moves. */
export const NO_OPERAND = 0x7fffffff;

export function* edgesOf(step: Step): Iterable<Moves> {
  yield* step.edges;
  if (step.cases) yield* step.cases.values();
}

function addHandler(step: Step, live: Set<number>, _code: Code): void {
  if (step.handler) for (const from of step.handler.from) if (from >= 0 && from !== NO_OPERAND) live.add(from);
}

function makeMoves(from: number[], to: number[], block: number): Moves {
  const overlap = to.some((slot, i) => from.slice(i + 1).includes(slot));
  return { target: -1, from: Int32Array.from(from), to: Int32Array.from(to), overlap, block };
}

function storesReferences(value: Value): boolean {
  if (value.op === "setfield") return (value.aux as Field).storage === "ref";
  if (OPS[value.op].aux === "array") return (value.aux as ArrayType).item === "ref";
  return false;
}

/** What a constant is at run time. */
export function constantWord(value: Value): Word {
  const { aux } = value;
  if (aux instanceof Prebuilt) {
    if (aux.ref === 0) throw new Error(`the prebuilt object ${aux.name} has no reference: its image is not laid out`);
    return aux.ref;
  }
  if (value.op === "const_fn") return (aux as FunctionDecl).id;
  return aux as Word;
}

const cache = new WeakMap<Graph, Code>();

/** The decoded graph of a function, kept with the graph. */
export function codeOf(machine: Machine, decl: FunctionDecl): Code {
  const graph = machine.graphOf(decl);
  if (!graph) throw new Error(`the function ${decl.name} has no graph`);
  let code = cache.get(graph);
  if (!code) {
    code = Code.ofGraph(graph);
    cache.set(graph, code);
  }
  return code;
}
