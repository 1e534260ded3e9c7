// Copies of graphs: into a graph of their own, or into another graph's blocks.

import type { Int } from "../../ir/graph.ts";
import { type Block, type Edge, type Exit, Graph, type Value } from "../../ir/graph.ts";
import type { FunctionDecl, Prebuilt } from "../../ir/types.ts";

/** The blocks of `from` as new blocks of `into`, and the map of values. `known`: values that stand for others (parameters). */
export function copyBlocks(from: Graph, into: Graph, known: Map<Value, Value> = new Map()): Map<Block, Block> {
  const blocks = new Map<Block, Block>();
  for (const block of from.blocks) blocks.set(block, into.newBlock());
  const constant = (v: Value): Value => {
    switch (v.op) {
      case "const_i":
        return into.constInt(v.aux as Int);
      case "const_f":
        return into.constFloat(v.aux as number);
      case "const_r":
        return into.constRef(v.aux as Prebuilt | number);
      default:
        return into.constFunction(v.aux as FunctionDecl);
    }
  };
  // values first: operands may stand in later blocks
  for (const [block, copy] of blocks) {
    for (const param of block.params) if (!known.has(param)) known.set(param, into.addParam(copy, param.kind));
    for (const inst of block.insts) {
      const value = into.newValue(inst.op, inst.kind, [], inst.aux);
      value.pos = inst.pos;
      known.set(inst, value);
      copy.insts.push(value);
    }
  }
  const map = (v: Value): Value => (v.isConstant() ? constant(v) : known.get(v)!);
  const edge = (e: Edge): Edge => ({ target: blocks.get(e.target)!, args: e.args.map(map) });
  for (const [block, copy] of blocks) {
    block.insts.forEach((inst, i) => {
      copy.insts[i]!.args = inst.args.map(map);
      // a merge point names its own function: that stays the one it was written in
    });
    copy.exit = copyExit(block.exit, map, edge);
    copy.handler = block.handler ? edge(block.handler) : null;
  }
  return blocks;
}

function copyExit(exit: Exit, map: (v: Value) => Value, edge: (e: Edge) => Edge): Exit {
  switch (exit.kind) {
    case "goto":
      return { kind: "goto", edge: edge(exit.edge) };
    case "branch":
      return { ...exit, cond: map(exit.cond), yes: edge(exit.yes), no: edge(exit.no) };
    case "switch":
      return {
        kind: "switch",
        value: map(exit.value),
        cases: exit.cases.map((c) => ({ value: c.value, edge: edge(c.edge) })),
        otherwise: edge(exit.otherwise),
      };
    case "return":
      return { kind: "return", value: exit.value && map(exit.value) };
    case "throw":
      return { kind: "throw", value: map(exit.value) };
    case "jit_enter":
      return { ...exit, cell: map(exit.cell), args: exit.args.map(map) };
    case "unreachable":
      return { kind: "unreachable" };
  }
}

/** A copy of a graph. */
export function cloneGraph(graph: Graph): Graph {
  const copy = new Graph(graph.decl);
  copyBlocks(graph, copy);
  return copy;
}
