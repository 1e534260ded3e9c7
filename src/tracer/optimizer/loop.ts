// Loop peeling (Ardoe, Bolz, Fijalkowski 2012, by copy and substitution as in LuaJIT's loop.c).
//
// A recorded loop is `label L(inputs) ... jump L(args)`. It becomes
//
//   label L(inputs)     entry; bridges jump here
//   ...                 the preamble: the first iteration, optimized
//   jump B(state)
//   label B(state)      state: the leaves of what the preamble ends with, by virtual state
//   ...                 the body: the same operations again, knowing what the preamble left
//   jump B(state')
//
// What the preamble computed of values that do not change is computed no more: its pure operations, guards and loads are found again.
// Whatever is assumed at B is assumed on the preamble's evidence, and must hold at the body's end too. So the assumptions are an object
// (`Assumptions`): for each leaf a shape. Where the body's end does not fulfil one it is weakened, and the body is made again; shapes
// only get weaker, so this ends. Virtual objects at the edge are passed as their fields.
//
// Fields of loop-invariant objects are leaves too, when their value is known at the edge: what the body reads first it gets in a register.

import type { Value } from "../../ir/graph.ts";
import { isPure } from "../../ir/ops.ts";
import { Guard, Token, type Trace } from "../../ir/trace.ts";
import { ArrayType, type Field } from "../../ir/types.ts";
import { BodyWatch, type Connection, type HeldField } from "./body-watch.ts";
import { Facts, Virtual } from "./facts.ts";
import type { HeapCache } from "./heap-cache.ts";
import { InvalidTrace, Optimizer, type OptimizerOptions } from "./optimizer.ts";
import { LoopContext } from "./peeled-loop.ts";
import { OptimizedResume, type ResumeItem } from "./resume-items.ts";

const MAX_ATTEMPTS = 12;

export interface OptimizedTrace {
  readonly trace: Trace;
  /** The label of the peeled body that is in this trace, or that this bridge enters; else null. */
  readonly body: Token | null;
  /** Why there is no peeled body; "" if there is one or none was wanted. */
  readonly notPeeled: string;
}

export interface LoopOptions extends OptimizerOptions {
  /** Of a bridge: its guard. The trace's inputs are the guard's live values. */
  guard?: Guard;
  /** Off: loops stay as recorded, one iteration. */
  unroll?: boolean;
}

/** What is assumed of one value at the edge: weaker with each attempt that fails. */
type Assumed = "invariant" | "constant" | "virtual" | Facts;

/** By path: `3` is the label's fourth argument, `3.x` field x of the virtual object there, `h5` a cached field. */
class Assumptions {
  private readonly shapes = new Map<string, Assumed>();
  /** Slots of virtual objects that only the body sets: zero at the preamble's end. */
  private readonly slots = new Map<string, Set<Field | number>>();
  /** Cached fields that the body's end does not know. */
  readonly droppedHeap = new Set<string>();
  weakened = false;
  get(path: string, strongest: Assumed): Assumed {
    return this.shapes.get(path) ?? strongest;
  }
  weaken(path: string, to: Assumed): void {
    this.shapes.set(path, to);
    this.weakened = true;
  }
  addSlot(path: string, at: Field | number): void {
    const known = this.slots.get(path);
    if (known) known.add(at);
    else this.slots.set(path, new Set([at]));
    this.weakened = true;
  }
  slotsOf(path: string): Iterable<Field | number> {
    return this.slots.get(path) ?? [];
  }
  dropHeap(path: string): void {
    this.droppedHeap.add(path);
    this.weakened = true;
  }
}

/** One leaf passed over the edge: its parameter in the body, where it comes from at the preamble's end, and how to find it at the body's end. */
interface Leaf {
  readonly path: string;
  readonly param: Value;
  readonly initial: Value;
  readonly carried: Facts;
  final: Value | null;
}

interface CarriedField extends HeldField {
  readonly leaf: Leaf;
}
/** Its content is the same constant in every iteration. */
interface ConstantField extends HeldField {
  readonly path: string;
  readonly content: Value;
}

/** Optimizes a recorded trace into a new one; throws InvalidTrace when it contradicts itself. */
export function optimizeTrace(recorded: Trace, options: LoopOptions = {}): OptimizedTrace {
  const optimizer = new Optimizer(options);
  const { out } = optimizer;
  for (const input of recorded.inputs) optimizer.map[input.id] = out.addInput(input.kind);
  if (options.guard?.resume instanceof OptimizedResume) begin(optimizer, options.guard.resume, recorded);
  let label: { token: Token; args: Value[]; start: number } | null = null;
  for (let i = 0; i < recorded.ops.length; i++) {
    const op = recorded.ops[i]!;
    if (op.op === "label") {
      // directly behind a jump a label has arguments of its own, else it takes values from above
      if (recorded.ops[i - 1]?.op === "jump")
        for (const arg of op.args) optimizer.map[arg.id] = out.newValue("param", arg.kind);
      let args = op.args.map((a) => optimizer.force(optimizer.operand(a)));
      if (args.some((a, k) => a.isConstant() || args.indexOf(a) !== k)) {
        out.append("jump", "v", args, op.aux);
        args = op.args.map((a) => {
          const param = out.newValue("param", a.kind);
          optimizer.map[a.id] = param;
          return param;
        });
      }
      out.append("label", "v", args, op.aux);
      // bridges come here too: only the arguments exist below, and nothing is known of them
      optimizer.forgetAbove();
      label = { token: op.aux as Token, args: op.args, start: i + 1 };
    } else if (op.op === "jump") {
      if (label && op.aux === label.token && options.unroll !== false)
        return new LoopCloser(recorded, optimizer, label.args, label.start, op, label.token).close();
      const args = op.args.map((a) => optimizer.operand(a));
      const entered = optimizer.context?.enter(args);
      if (entered) {
        const { body } = optimizer.context!.loop;
        out.append("jump", "v", entered, body);
        removeDead(out);
        return { trace: out, body, notPeeled: "" };
      }
      out.append(
        "jump",
        "v",
        args.map((a) => optimizer.force(a)),
        op.aux,
      );
    } else if (op.op === "finish" || op.op === "finish_raise") {
      out.append(
        op.op,
        "v",
        op.args.map((a) => optimizer.force(optimizer.operand(a))),
        op.aux,
      );
    } else optimizer.feed(op);
  }
  removeDead(out);
  return { trace: out, body: null, notPeeled: "" };
}

/** What a guard knows for its bridge. */
function begin(optimizer: Optimizer, { facts, loop: state }: OptimizedResume, bridge: Trace): void {
  const { out } = optimizer;
  facts.forEach((known, i) => {
    if (known) optimizer.facts[out.inputs[i]!.id] = known.copy();
  });
  const end = bridge.ops.at(-1)!;
  if (!state || end.op !== "jump" || end.aux !== state.loop.label) return;
  const itemValue = (item: ResumeItem): Value => {
    if (item.kind === "constant") return optimizer.operand(item.value);
    return out.inputs[item.index]!;
  };
  const { loop, imports, held } = state;
  const context = new LoopContext(optimizer, loop, imports.map(itemValue));
  optimizer.context = context;
  for (const { assumption, content } of held) {
    const { place, object, index } = loop.heap[assumption]!;
    optimizer.heap.set(place, context.known(object), index && context.known(index), itemValue(content));
  }
}

class LoopCloser {
  private readonly recorded: Trace;
  private readonly optimizer: Optimizer;
  private readonly out: Trace;
  private readonly labelArgs: Value[];
  private readonly start: number;
  private readonly jump: Value;
  private readonly token: Token;
  private readonly assumptions = new Assumptions();
  /** Paths of arguments that no operation of the loop works on. */
  private readonly untouched = new Set<string>();
  private leaves: Leaf[] = [];
  /** What stands for the label's arguments at the preamble's end. */
  private entries = new Map<Value, Value>();
  private byVirtual = new Map<Virtual, { path: string; value: Value }>();
  /** Virtual objects of the preamble's end and those of the body's end that take their places, both ways. */
  private successors = new Map<Virtual, Virtual>();
  private predecessors = new Map<Virtual, Virtual>();

  constructor(recorded: Trace, optimizer: Optimizer, labelArgs: Value[], start: number, jump: Value, token: Token) {
    this.recorded = recorded;
    this.optimizer = optimizer;
    this.out = optimizer.out;
    this.labelArgs = labelArgs;
    this.start = start;
    this.jump = jump;
    this.token = token;
    const operands = new Set<Value>();
    for (let i = start; i < recorded.ops.length; i++)
      if (recorded.ops[i] !== jump) for (const arg of recorded.ops[i]!.args) operands.add(arg);
    labelArgs.forEach((arg, i) => {
      if (!operands.has(arg)) this.untouched.add(`${i}`);
    });
  }

  close(): OptimizedTrace {
    let reason = "assumptions did not settle";
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const saved = save(this.optimizer);
      this.assumptions.weakened = false;
      try {
        const body = this.attempt(saved.facts);
        if (body) {
          removeDead(this.out);
          return { trace: this.out, body, notPeeled: "" };
        }
      } catch (e) {
        if (!(e instanceof InvalidTrace)) throw e;
        reason = e.message;
        restore(this.optimizer, saved);
        break;
      }
      restore(this.optimizer, saved);
    }
    this.out.append(
      "jump",
      "v",
      this.jump.args.map((a) => this.optimizer.force(this.optimizer.operand(a))),
      this.token,
    );
    removeDead(this.out);
    return { trace: this.out, body: null, notPeeled: reason };
  }

  /** Peels under the present assumptions (`atEdge`: what is known at the preamble's end); null when the body's end does not fulfil them (they are weaker then). */
  private attempt(atEdge: Optimizer["facts"]): Token | null {
    const { optimizer, out } = this;
    optimizer.watch = null;
    this.leaves = [];
    this.byVirtual = new Map();
    this.successors = new Map();
    this.predecessors = new Map();
    const entries = this.labelArgs.map((a) => optimizer.operand(a));
    this.entries = new Map(this.labelArgs.map((a, i) => [a, entries[i]!]));
    const ends = this.jump.args.map((a) => optimizer.operand(a));
    // the state at the edge, and what stands for it in the body
    const starts = ends.map((end, i) => this.carry(`${i}`, end, entries[i]!));
    const heap = optimizer.heap;
    const edgeJump = out.append("jump", "v", [], null);
    const token = new Token(`${this.token.name}.body`);
    edgeJump.aux = token;
    const edgeLabel = out.append("label", "v", [], token);
    const bodyStart = out.ops.length;
    optimizer.enterBody();
    optimizer.heap = optimizer.newHeap();
    const { carried, constants } = this.carryHeap(heap, ends);
    const fields = [...carried, ...constants];
    optimizer.watch = new BodyWatch(optimizer, starts, fields, [
      ...carried.map(({ leaf }) => leaf.param),
      ...constants.map(({ content }) => content),
    ]);
    const preambleMap = optimizer.map;
    optimizer.map = [];
    this.labelArgs.forEach((arg, i) => {
      optimizer.map[arg.id] = starts[i]!;
    });
    // inputs that the label does not pass are the same in every iteration
    for (const input of this.recorded.inputs) optimizer.map[input.id] ??= preambleMap[input.id];
    const jumpAt = this.recorded.ops.indexOf(this.jump);
    for (let i = this.start; i < jumpAt; i++) optimizer.feed(this.recorded.ops[i]!);
    // the body's end must fulfil what was assumed
    const finals = this.jump.args.map((a) => optimizer.operand(a));
    finals.forEach((final, i) => {
      this.match(`${i}`, ends[i]!, final, starts[i]!);
    });
    const atEnd = ({ place, object, index }: HeldField): Value | null => {
      const value = optimizer.heap.get(place, optimizer.resolve(object), index);
      return value ? optimizer.resolve(value) : null;
    };
    for (const field of carried) {
      const value = atEnd(field);
      if (value) this.finish(field.leaf, value);
    }
    for (const field of constants) {
      const value = atEnd(field);
      if (!value) this.assumptions.dropHeap(field.path);
      else if (value !== field.content) this.assumptions.weaken(field.path, this.bothFacts(field.content, value));
    }
    if (this.assumptions.weakened) return null;
    const backJump = optimizer.out.newValue("jump", "v", [], token);
    // what a bridge has to compare is passed, too
    const compared = starts.filter((start, i) => start === ends[i]);
    for (const { object, index } of constants) compared.push(object, index ?? object);
    const connection = this.connect(edgeJump, edgeLabel, backJump, bodyStart, compared, carried);
    if (!connection) return null;
    out.ops.push(backJump);
    optimizer.watch.tellGuards(this.token, token, connection, atEdge, out.ops.slice(bodyStart));
    return token;
  }

  /** A constant that no operation works on is passed on as any value would be: bridges come back with another one. */
  private ofConstant(path: string): Assumed {
    return this.untouched.has(path) ? new Facts() : "constant";
  }
  /** What stands in the body for a value that crosses the edge. */
  private carry(path: string, end: Value, entry: Value | null): Value {
    const { optimizer } = this;
    const virtual = optimizer.virtualOf(end);
    const strongest: Assumed = end.isConstant()
      ? this.ofConstant(path)
      : virtual
        ? "virtual"
        : end === entry
          ? "invariant"
          : optimizer.factsOf(end).copy();
    const shape = this.assumptions.get(path, strongest);
    if (shape === "invariant" || shape === "constant") return end;
    if (shape === "virtual" && virtual) {
      const known = this.byVirtual.get(virtual);
      if (known) return known.value;
      const copy = new Virtual(virtual.type, virtual.length);
      const value = optimizer.virtualValue(copy);
      this.byVirtual.set(virtual, { path, value });
      for (const at of this.assumptions.slotsOf(path))
        if (!virtual.slots.has(at)) virtual.slots.set(at, optimizer.zeroAt(virtual, at));
      for (const [at, slot] of virtual.slots)
        copy.slots.set(at, this.carry(slotPath(path, at), optimizer.resolve(slot), null));
      return value;
    }
    return this.leaf(path, optimizer.force(end), shape instanceof Facts ? shape : new Facts());
  }
  private leaf(path: string, initial: Value, carried: Facts): Value {
    const param = this.out.newValue("param", initial.kind);
    const facts = carried.copy();
    facts.virtual = null;
    facts.fresh = false;
    this.optimizer.facts[param.id] = facts;
    this.leaves.push({ path, param, initial, carried: facts.copy(), final: null });
    return param;
  }

  /** Cached fields of objects that do not change become leaves. */
  private carryHeap(heap: HeapCache, ends: Value[]): { carried: CarriedField[]; constants: ConstantField[] } {
    const { optimizer } = this;
    const carried: CarriedField[] = [];
    const constants: ConstantField[] = [];
    const invariant = (value: Value | null): boolean =>
      value === null || value.isConstant() || this.isInvariant(value, ends);
    for (const { place, object, index, value } of heap.entries()) {
      const holder = optimizer.resolve(object);
      if (!invariant(holder) || !invariant(index && optimizer.resolve(index)) || optimizer.virtualOf(holder)) continue;
      const content = optimizer.resolve(value);
      if (optimizer.virtualOf(content)) continue;
      const frozen = place instanceof ArrayType ? place.immutable : place.mutability === "immutable";
      if (frozen) {
        optimizer.heap.set(place, holder, index, content);
        continue;
      }
      const path = `h${holder.id}.${place instanceof ArrayType ? `${place.name}[${index?.id}]` : place}`;
      if (this.assumptions.droppedHeap.has(path)) continue;
      const shape = this.assumptions.get(path, content.isConstant() ? "constant" : optimizer.factsOf(content).copy());
      if (shape === "constant") {
        optimizer.heap.set(place, holder, index, content);
        constants.push({ path, place, object: holder, index, content });
        continue;
      }
      const param = this.leaf(path, content, shape instanceof Facts ? shape : new Facts());
      optimizer.heap.set(place, holder, index, param);
      carried.push({ leaf: this.leaves[this.leaves.length - 1]!, place, object: holder, index });
    }
    return { carried, constants };
  }
  /** Whether a value of the preamble means the same in every iteration: it is passed unchanged, or computed from such values alone. */
  private isInvariant(value: Value, ends: Value[]): boolean {
    if (value.isConstant()) return true;
    const position = this.labelArgs.findIndex((a) => this.entries.get(a) === value);
    if (position >= 0)
      return ends[position] === value && this.assumptions.get(`${position}`, "invariant") === "invariant";
    if (value.op === "param") return this.out.inputs.includes(value);
    const unchanging = isPure(value.op) || (value.op === "getfield" && (value.aux as Field).mutability === "immutable");
    return unchanging && value.args.every((a) => this.isInvariant(a, ends));
  }

  /** Compares what the body ends with to what it assumed at its start. */
  private match(path: string, end: Value, final: Value, start: Value): void {
    const { optimizer } = this;
    const virtual = optimizer.virtualOf(end);
    const strongest: Assumed = end.isConstant()
      ? this.ofConstant(path)
      : virtual
        ? "virtual"
        : start === end
          ? "invariant"
          : new Facts();
    const shape = this.assumptions.get(path, strongest);
    if (shape === "invariant" || shape === "constant") {
      if (final !== end) this.assumptions.weaken(path, this.bothFacts(end, final));
      return;
    }
    if (shape === "virtual" && virtual) {
      // the object of the preamble's end lives on as `start`, unless the body made another one
      const other = optimizer.virtualOf(final);
      if (!other || other.type !== virtual.type || other.length !== virtual.length) {
        this.assumptions.weaken(path, this.bothFacts(end, final));
        return;
      }
      const successor = this.successors.get(virtual);
      const predecessor = this.predecessors.get(other);
      if ((successor && successor !== other) || (predecessor && predecessor !== virtual)) {
        // one object where there were two, or the other way round
        this.assumptions.weaken(path, this.bothFacts(end, final));
        return;
      }
      if (successor) return;
      this.successors.set(virtual, other);
      this.predecessors.set(other, virtual);
      const started = optimizer.virtualOf(start);
      for (const at of new Set([...virtual.slots.keys(), ...other.slots.keys()])) {
        const slot = virtual.slots.get(at);
        if (!slot) {
          this.assumptions.addSlot(path, at);
          continue;
        }
        const zero = optimizer.zeroAt(virtual, at);
        const begun = started ? (started.slots.get(at) ?? zero) : start;
        this.match(slotPath(path, at), optimizer.resolve(slot), optimizer.resolve(other.slots.get(at) ?? zero), begun);
      }
      return;
    }
    const leaf = this.leaves.find((l) => l.path === path);
    if (leaf) this.finish(leaf, final);
  }
  private bothFacts(a: Value, b: Value): Facts {
    const joined = this.optimizer.factsOf(a).join(this.optimizer.factsOf(b));
    // what differs between two iterations will differ again
    if (joined.low !== 0) joined.low = joined.low > 0 ? 0 : -Infinity;
    joined.high = Infinity;
    return joined;
  }
  private finish(leaf: Leaf, final: Value): void {
    const facts = this.optimizer.factsOf(final);
    if (!leaf.carried.impliedBy(facts)) this.assumptions.weaken(leaf.path, leaf.carried.join(facts));
    leaf.final = final;
  }

  /**
   * Fills in the edge: leaves that the body uses, and values of the preamble that it uses, which pass themselves. False when a cached field
   * is needed that the body's end does not know.
   */
  private connect(
    edgeJump: Value,
    edgeLabel: Value,
    backJump: Value,
    bodyStart: number,
    compared: readonly Value[],
    carried: readonly CarriedField[],
  ): Connection | null {
    const { out, optimizer } = this;
    const params = new Map(this.leaves.map((leaf) => [leaf.param, leaf]));
    const used = new Set<Value>();
    const defined = new Set<Value>();
    const passed: Leaf[] = [];
    const use = (value: Value): void => {
      if (value.isConstant() || used.has(value)) return;
      used.add(value);
      const leaf = params.get(value);
      if (leaf) passed.push(leaf);
    };
    let scanned = bodyStart;
    const scan = (): void => {
      for (; scanned < out.ops.length; scanned++) {
        const op = out.ops[scanned]!;
        defined.add(op);
        op.args.forEach(use);
        if (op instanceof Guard) op.live.forEach(use);
      }
    };
    scan();
    // what a used leaf is at the body's end is used too; virtual objects are allocated for that
    for (let i = 0; i < passed.length; i++) {
      const leaf = passed[i]!;
      if (!leaf.final) {
        this.assumptions.dropHeap(leaf.path);
        return null;
      }
      leaf.final = optimizer.force(leaf.final);
      scan();
      use(leaf.final);
    }
    compared.forEach(use);
    for (const { leaf, object, index } of carried)
      if (used.has(leaf.param)) {
        use(object);
        if (index) use(index);
      }
    const imported = [...used].filter((v) => !defined.has(v) && !params.has(v));
    // fresh names for what passes itself, so that a label's arguments are always its own
    const renamed = new Map<Value, Value>();
    for (const value of imported) renamed.set(value, out.newValue("param", value.kind));
    const rename = (value: Value): Value => renamed.get(value) ?? value;
    for (let i = bodyStart; i < out.ops.length; i++) {
      const op = out.ops[i]!;
      op.args = op.args.map(rename);
      if (op instanceof Guard) op.live = op.live.map(rename);
    }
    edgeJump.args = [...passed.map((l) => l.initial), ...imported];
    edgeLabel.args = [...passed.map((l) => l.param), ...imported.map(rename)];
    backJump.args = [...passed.map((l) => rename(l.final!)), ...imported.map(rename)];
    return { leaves: passed, imported, rename };
  }
}

const slotPath = (path: string, at: Field | number): string => `${path}.${at}`;

interface Saved {
  ops: number;
  map: Optimizer["map"];
  forward: Optimizer["forward"];
  facts: Optimizer["facts"];
  pure: Optimizer["pure"];
  heap: HeapCache;
}

function save(optimizer: Optimizer): Saved {
  return {
    ops: optimizer.out.ops.length,
    map: optimizer.map.slice(),
    forward: optimizer.forward.slice(),
    facts: optimizer.facts.map(copyFacts),
    pure: new Map(optimizer.pure),
    heap: optimizer.heap.copy(),
  };
}
function copyFacts(facts: Facts | undefined): Facts | undefined {
  if (!facts) return undefined;
  const copy = facts.copy();
  if (facts.virtual) {
    copy.virtual = new Virtual(facts.virtual.type, facts.virtual.length);
    for (const [at, slot] of facts.virtual.slots) copy.virtual.slots.set(at, slot);
  }
  return copy;
}
function restore(optimizer: Optimizer, saved: Saved): void {
  optimizer.out.ops.length = saved.ops;
  optimizer.map = saved.map;
  optimizer.forward = saved.forward;
  optimizer.facts = saved.facts;
  optimizer.pure = saved.pure;
  optimizer.heap = saved.heap;
}

/** Removes pure operations and loads whose result nobody uses. */
function removeDead(trace: Trace): void {
  const used = new Uint8Array(trace.valueCount);
  const use = (value: Value): void => {
    used[value.id] = 1;
  };
  const kept: Value[] = [];
  for (let i = trace.ops.length - 1; i >= 0; i--) {
    const op = trace.ops[i]!;
    if (used[op.id] === 0 && isRemovable(op)) continue;
    op.args.forEach(use);
    if (op instanceof Guard) op.live.forEach(use);
    kept.push(op);
  }
  trace.ops = kept.reverse();
}

/** Whether an operation whose result is not used may go. */
function isRemovable(op: Value): boolean {
  if (op.kind === "v" || op instanceof Guard) return false;
  return isPure(op.op) || op.op === "getfield" || op.op === "getitem" || op.op === "new";
}
