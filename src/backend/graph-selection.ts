// From a function's graph to machine instructions: blocks, edges and exits; the operations are the CPU's (selection.ts).
//
//   * Edges out of a block with several successors get a block of their own when their target has parameters or other predecessors:
//     there the moves stand that the allocator puts on edges. Blocks that stay empty vanish when they are emitted.
//   * A block with a handler is cut behind the instruction that raises. That instruction ends the first half, with two
//     successors: the second half, and a block that takes the exception and goes on to the handler.

import { type Block, type Edge, exitOperands, type Graph, type Value } from "../ir/graph.ts";
import { orderBlocks } from "./block-order.ts";
import { Threads } from "./jump-threading.ts";
import { LirBlock, LirFunction, LirInst } from "./lir.ts";
import { type Cpu, connect, mayRaise, Selection, type SelectionOptions, takenEdges } from "./selection.ts";

export function selectGraph(graph: Graph, cpu: Cpu, options: SelectionOptions): LirFunction {
  return new GraphSelection(graph, cpu, options).run();
}

class GraphSelection {
  private readonly graph: Graph;
  private readonly cpu: Cpu;
  private readonly fn = new LirFunction();
  private readonly s: Selection;
  /** By block id. */
  private readonly heads: LirBlock[] = [];
  private readonly main: LirBlock[] = [];
  private readonly cold: LirBlock[] = [];

  constructor(graph: Graph, cpu: Cpu, options: SelectionOptions) {
    this.graph = graph;
    this.cpu = cpu;
    this.s = new Selection(this.fn, cpu, options, graph);
  }

  run(): LirFunction {
    const { graph, s, fn } = this;
    const constant = (value: Value): number | bigint | null => s.constantInt(value);
    const threads = new Threads(graph, constant);
    const edgesOf = new Map<Block, Edge[]>();
    const normal = (block: Block): Edge[] => {
      let edges = edgesOf.get(block);
      if (edges === undefined) {
        edges = takenEdges(block.exit, constant).map((edge) => threads.follow(edge));
        edgesOf.set(block, edges);
      }
      return edges;
    };
    const { order, frequency, predecessors } = orderBlocks(graph, (block) => {
      const edges = normal(block);
      return block.handler ? [...edges, block.handler] : [...edges];
    });
    const epochs = new Map<Block, number>();
    for (const block of order) {
      s.survey(block.id, block.insts);
      epochs.set(block, s.surveyed);
      for (const edge of normal(block)) for (const arg of edge.args) s.countUse(arg);
      if (block.handler) for (const arg of block.handler.args) s.countUse(arg);
      for (const value of exitOperands(block.exit)) if (!s.isConstant(value)) s.countUse(value);
    }
    for (const block of order) {
      const head = new LirBlock();
      head.frequency = frequency[block.id];
      this.heads[block.id] = head;
    }
    // Backwards over the blocks too, so that what dies takes its operands along.
    const placed: LirBlock[][] = [];
    for (let i = order.length - 1; i >= 0; i--)
      placed.push(this.selectBlock(order[i], epochs.get(order[i])!, normal(order[i]), predecessors));
    for (let i = placed.length - 1; i >= 0; i--) this.main.push(...placed[i]);
    for (const block of order) for (const param of block.params) this.heads[block.id].params.push(s.vreg(param));
    fn.incoming = this.cpu.incoming(graph.entry.params.map((p) => p.kind));
    fn.blocks = [...this.main, ...this.cold];
    fn.number();
    return fn;
  }

  private selectBlock(block: Block, epoch: number, edges: Edge[], predecessors: Int32Array): LirBlock[] {
    const { s, cpu } = this;
    const { exit } = block;
    const head = this.heads[block.id];
    const after: LirBlock[] = [];
    const last = block.insts.at(-1);
    const catches = block.handler !== null && last !== undefined && mayRaise(last);
    let tail = head;
    if (catches) {
      tail = new LirBlock();
      tail.frequency = head.frequency;
      after.push(tail);
    }

    // The exit, then the operations, in reverse.
    const tailInsts: LirInst[] = [];
    const straight = edges.length === 1;
    s.lastOperation = catches ? null : (last ?? null);
    s.exit(block.id, epoch, tailInsts, () => {
      if (straight) s.emit(cpu.goto);
      else if (exit.kind === "branch") cpu.branch(s, exit.cond);
      else if (exit.kind === "switch")
        cpu.switch(
          s,
          exit.value,
          exit.cases.map((c) => c.value),
        );
      else if (exit.kind === "return") cpu.return(s, exit.value);
      else if (exit.kind === "throw") cpu.throw(s, exit.value);
      else if (exit.kind === "jit_enter") cpu.jitEnter(s, exit.portal, exit.cell, exit.args);
      else cpu.unreachable(s);
    });
    for (const edge of edges) {
      const target = this.heads[edge.target.id];
      const args = edge.args.map((arg) => s.source(arg));
      if (straight) connect(tail, target, args);
      else if (args.length === 0 && predecessors[edge.target.id] === 1) connect(tail, target);
      else after.push(this.edgeBlock(tail, target, args, Math.min(tail.frequency, target.frequency)));
    }
    let at = block.insts.length - 1;
    if (catches) {
      tail.insts = tailInsts.reverse();
      const headInsts: LirInst[] = [];
      s.catching = true;
      s.operation(last, headInsts);
      s.catching = false;
      if (headInsts.length === 0) headInsts.push(new LirInst(cpu.goto));
      connect(head, tail);
      const handler = block.handler!;
      const landing = new LirBlock();
      landing.frequency = head.frequency / 64;
      const take = new LirInst(cpu.takeException);
      take.def = this.fn.newVReg(0);
      landing.insts.push(take, new LirInst(cpu.goto));
      head.succs.push({ target: landing, args: [] });
      landing.preds.push(head);
      connect(landing, this.heads[handler.target.id], [take.def, ...handler.args.map((arg) => s.source(arg))]);
      this.cold.push(landing);
      at--;
      this.finish(head, block, at, headInsts);
    } else this.finish(head, block, at, tailInsts);
    return [head, ...after];
  }

  private finish(head: LirBlock, block: Block, from: number, insts: LirInst[]): void {
    for (let i = from; i >= 0; i--) this.s.operation(block.insts[i], insts);
    head.insts = insts.reverse();
  }

  private edgeBlock(
    from: LirBlock,
    to: LirBlock,
    args: LirBlock["succs"][number]["args"],
    frequency: number,
  ): LirBlock {
    const block = new LirBlock();
    block.frequency = frequency;
    block.insts.push(new LirInst(this.cpu.goto));
    connect(from, block);
    connect(block, to, args);
    return block;
  }
}
