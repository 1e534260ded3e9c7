// Jump threading: an edge that brings a constant to a block which does nothing but branch on it goes where that branch would go.
// Inlined boolean functions, `&&` and `||` leave such blocks behind:
//
//   b1: goto b3(1)      b2: goto b3(0)      b3(i5): branch i5 -> b4(), b6()      becomes      b1: goto b4()      b2: goto b6()
//
// The graph stays as it is; only the edges that selection sees differ.

import { type Block, type Edge, exitOperands, type Graph, type Value } from "../ir/graph.ts";
import { original } from "./selection.ts";

const MAX_STEPS = 8;
const NEGATIONS = new Set(["int_is_zero", "int_is_true"]);

export class Threads {
  private readonly constant: (value: Value) => number | bigint | null;
  /** Blocks that only branch on one of their parameters, all of whose parameters are used by nobody else. */
  private readonly candidates = new Map<Block, { index: number; zero: boolean }>();

  constructor(graph: Graph, constant: (value: Value) => number | bigint | null) {
    this.constant = constant;
    const uses = new Int32Array(graph.valueCount);
    const count = (value: Value): void => {
      uses[value.id]++;
    };
    for (const block of graph.blocks) {
      for (const inst of block.insts) inst.args.forEach(count);
      block.handler?.args.forEach(count);
      operandsOf(block).forEach(count);
    }
    for (const block of graph.blocks) {
      const { exit, insts } = block;
      if (exit.kind !== "branch" || block.handler || insts.length > 1) continue;
      const [test] = insts;
      // `int_is_zero p` may stand between.
      if (test !== undefined && (exit.cond !== test || uses[test.id] !== 1 || !NEGATIONS.has(test.op))) continue;
      const tested = original(test === undefined ? exit.cond : test.args[0]);
      const index = block.params.indexOf(tested);
      if (index < 0) continue;
      const local = new Map<Value, number>();
      for (const value of [...operandsOf(block), ...insts.flatMap((inst) => inst.args)])
        local.set(value, (local.get(value) ?? 0) + 1);
      if (block.params.some((param) => uses[param.id] !== (local.get(param) ?? 0))) continue;
      this.candidates.set(block, { index, zero: test?.op === "int_is_zero" });
    }
  }

  /** The edge that is taken in the end. */
  follow(edge: Edge): Edge {
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const { target } = edge;
      const found = this.candidates.get(target);
      if (found === undefined || target.exit.kind !== "branch") return edge;
      const known = this.constant(edge.args[found.index]);
      if (known === null) return edge;
      const next = (Number(known) !== 0) !== found.zero ? target.exit.yes : target.exit.no;
      const { args } = edge;
      edge = {
        target: next.target,
        args: next.args.map((arg) => {
          const param = target.params.indexOf(original(arg));
          return param < 0 ? arg : args[param];
        }),
      };
    }
    return edge;
  }
}

/** What a block's exit reads, its edges included. */
function operandsOf(block: Block): Value[] {
  const { exit } = block;
  const values = exitOperands(exit);
  if (exit.kind === "goto") values.push(...exit.edge.args);
  else if (exit.kind === "branch") values.push(...exit.yes.args, ...exit.no.args);
  else if (exit.kind === "switch")
    for (const edge of [...exit.cases.map((c) => c.edge), exit.otherwise]) values.push(...edge.args);
  return values;
}
