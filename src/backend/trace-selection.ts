// From a trace to machine instructions: one block from label to label. A label's arguments are its block's parameters; what stands
// for a value above the label is another virtual register than below it.

import type { Value } from "../ir/graph.ts";
import { Guard, Token, type Trace } from "../ir/trace.ts";
import { LirBlock, LirFunction } from "./lir.ts";
import { type Cpu, connect, original, Selection, type SelectionOptions } from "./selection.ts";
import type { CallTarget, Location, PlacedLabel } from "./trace-input.ts";

/** What a CPU offers beyond `Cpu` for traces: the exits of a trace. */
export interface TraceCpu extends Cpu {
  guard(s: Selection, guard: Guard): void;
  finish(s: Selection, value: Value | null): void;
  finishRaise(s: Selection, value: Value): void;
  /** To a label of another trace. */
  jumpOut(s: Selection, label: PlacedLabel, args: readonly Value[]): void;
}

export interface SelectedTrace {
  readonly fn: LirFunction;
  readonly labels: readonly { readonly token: Token; readonly block: LirBlock }[];
}

export interface TraceLinks {
  placedLabel(token: Token): PlacedLabel;
  callTarget(token: Token): CallTarget;
}

/** Loops are taken to run so much more often than what leads to them. */
const LOOP_WEIGHT = 8;

/** `incoming`: where the inputs arrive. */
export function selectTrace(
  trace: Trace,
  incoming: readonly Location[],
  cpu: TraceCpu,
  options: SelectionOptions,
  links: TraceLinks,
): SelectedTrace {
  const fn = new LirFunction();
  const s = new Selection(fn, cpu, options, trace);
  s.callTarget = (value) => links.callTarget(value.aux as Token);
  const { ops } = trace;
  const order = new Int32Array(trace.valueCount);
  ops.forEach((op, i) => {
    order[op.id] = i;
  });
  s.positions = order;

  // Segments: [start, end) of operations; each but the first begins behind a label.
  const starts = [0];
  ops.forEach((op, i) => {
    if (op.op === "label") starts.push(i + 1);
  });
  const segmentOps = (k: number): Value[] =>
    ops.slice(starts[k], k + 1 < starts.length ? starts[k + 1] - 1 : ops.length);
  const labelOf = (k: number): Value => ops[starts[k] - 1];
  /** The jump with which a segment goes on into the next one, if it does not simply run into it. */
  const jumpInto = (k: number): Value | null => jumpBefore(ops, starts[k] - 1);
  const epochs: number[] = [];
  const countUse = (value: Value): void => s.countUse(value);
  for (let k = 0; k < starts.length; k++) {
    const list = segmentOps(k);
    s.survey(k, list);
    epochs.push(s.surveyed);
    for (const op of list) if (op instanceof Guard) op.live.forEach(countUse);
    if (k > 0 && !jumpInto(k)) for (const arg of labelOf(k).args) s.countUse(arg);
  }
  checkLabels(trace, starts);

  const blocks = starts.map(() => new LirBlock());
  const last = ops[ops.length - 1];
  const loopStart = starts.findIndex((_, k) => k > 0 && last.op === "jump" && labelOf(k).aux === last.aux);
  blocks.forEach((block, k) => {
    block.frequency = loopStart >= 0 && k >= loopStart ? LOOP_WEIGHT : 1;
    block.aligned = k === loopStart;
  });

  const labels: { token: Token; block: LirBlock }[] = [];
  for (let k = starts.length - 1; k >= 0; k--) {
    const list = segmentOps(k);
    const insts: LirBlock["insts"] = [];
    let count = list.length;
    if (k === starts.length - 1) {
      count--;
      s.exit(k, epochs[k], insts, () => selectEnd(s, cpu, list[count], links, loopStart >= 0));
      if (loopStart >= 0) {
        connect(
          blocks[k],
          blocks[loopStart],
          last.args.map((arg) => s.source(arg)),
        );
      }
    } else {
      const jump = jumpInto(k + 1);
      if (jump) count--;
      // What the label's parameters are called above it.
      const args = (jump ?? labelOf(k + 1)).args.map((arg) => s.source(arg));
      s.exit(k, epochs[k], insts, () => s.emit(cpu.goto));
      connect(blocks[k], blocks[k + 1], args);
    }
    for (let i = count - 1; i >= 0; i--) {
      const op = list[i];
      s.operation(op, insts);
    }
    blocks[k].insts = insts.reverse();
    if (k > 0) {
      const label = labelOf(k);
      for (const arg of label.args) blocks[k].params.push(s.vreg(arg));
      for (const arg of label.args) s.rename(arg);
      labels.unshift({ token: label.aux as Token, block: blocks[k] });
    }
  }
  for (const input of trace.inputs) blocks[0].params.push(s.vreg(input));
  fn.incoming = [...incoming];
  fn.blocks = blocks;
  fn.number();
  return { fn, labels };
}

function selectEnd(s: Selection, cpu: TraceCpu, op: Value, links: TraceLinks, loops: boolean): void {
  switch (op.op) {
    case "jump":
      if (loops) s.emit(cpu.goto);
      else if (op.aux instanceof Token) cpu.jumpOut(s, links.placedLabel(op.aux), op.args);
      else throw new Error("a jump needs a token");
      return;
    case "finish":
      cpu.finish(s, op.args[0] ?? null);
      return;
    case "finish_raise":
      cpu.finishRaise(s, op.args[0]);
      return;
    case "guard_always_fails":
      cpu.guard(s, op as Guard);
      return;
    default:
      throw new Error(`a trace ends with ${op.op}`);
  }
}

/** The jump directly before the label at that index, when it goes there. */
function jumpBefore(ops: readonly Value[], label: number): Value | null {
  const before = ops[label - 1];
  return before?.op === "jump" && before.aux === ops[label].aux ? before : null;
}

/** Below a label only its arguments and constants may be used of what stands above it. */
function checkLabels(trace: Trace, starts: readonly number[]): void {
  if (starts.length === 1) return;
  let known = new Set<Value>(trace.inputs);
  const use = (value: Value, by: Value): void => {
    value = original(value);
    if (value.isConstant() || value.op === "is_constant" || value.op === "we_are_jitted" || known.has(value)) return;
    const name = `${value.kind}${value.id}`;
    throw new Error(`${by.op} uses ${name}, which is no argument of the label above it`);
  };
  const { ops } = trace;
  for (let i = 0; i < ops.length; i++) {
    const op = ops[i];
    if (op.op === "label") {
      const args = op.args.map(original);
      if (new Set(args).size !== args.length || args.some((arg) => arg.isConstant()))
        throw new Error("a label's arguments are distinct and no constants");
      if (!jumpBefore(trace.ops, i)) for (const arg of op.args) use(arg, op);
      known = new Set(args);
      continue;
    }
    for (let k = 0; k < op.args.length; k++) use(op.args[k], op);
    if (op instanceof Guard) for (let k = 0; k < op.live.length; k++) use(op.live[k], op);
    known.add(op);
  }
}
