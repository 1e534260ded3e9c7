// Construction of graphs in SSA form while the tree is walked: Braun et al. 2013, "Simple and efficient construction of static single
// assignment form". A variable's value in a block is looked up when it is read; where control flow joins, the block gets
// a parameter. A block is *sealed* once all its predecessors are known; parameters asked of an unsealed block are completed then.
//
// Exceptions: inside a `try` an instruction that can raise ends its block, with an edge to the handler's block. What variables hold
// on that edge is what they held before the instruction's own result is assigned, since that happens in the next block.

import type { Aux } from "../ir/graph.ts";
import { type Block, type Edge, type Exit, Graph, type Value } from "../ir/graph.ts";
import { canRaise, type OpName } from "../ir/ops.ts";
import type { FunctionDecl, Kind } from "../ir/types.ts";
import { kindOf } from "./rtypes.ts";
import type { Local } from "./tree.ts";

interface Predecessor {
  readonly from: Block;
  readonly edge: Edge;
}

export class SsaBuilder {
  readonly graph: Graph;
  /** Where instructions go; null after a jump, until the next block is entered. */
  current: Block | null;
  /** Position index of the instructions made now. */
  position = 0;
  /** The block that catches what is raised now. */
  handler: Block | null = null;

  private readonly definitions: Map<Local, Value>[] = [];
  private readonly predecessors: Predecessor[][] = [];
  private readonly sealed: boolean[] = [];
  private readonly incomplete: Map<Local, Value>[] = [];

  constructor(decl: FunctionDecl) {
    this.graph = new Graph(decl);
    this.current = this.newBlock();
    this.seal(this.current);
  }

  newBlock(): Block {
    const block = this.graph.newBlock();
    this.definitions[block.id] = new Map();
    this.predecessors[block.id] = [];
    this.sealed[block.id] = false;
    this.incomplete[block.id] = new Map();
    return block;
  }
  /** Goes on in `block`. */
  enter(block: Block): void {
    this.current = block;
  }
  /** Goes on in `block`, all of whose predecessors are known; nowhere if there are none. */
  enterSealed(block: Block): void {
    this.seal(block);
    this.current = this.predecessors[block.id]!.length > 0 ? block : null;
  }
  isReached(block: Block): boolean {
    return this.predecessors[block.id]!.length > 0;
  }

  // --- instructions

  emit(op: OpName, kind: Kind, args: Value[] = [], aux: Aux = null): Value {
    const block = this.current;
    if (!block) return this.graph.constInt(0); // not reached: the value is never used
    const value = this.graph.append(block, op, kind, args, aux);
    value.pos = this.position;
    if (this.handler && canRaise(op)) {
      const next = this.newBlock();
      block.handler = this.edge(this.handler);
      this.exit({ kind: "goto", edge: this.edge(next) });
      this.enterSealed(next);
    }
    return value;
  }
  /** An edge from the current block; `leading` are the arguments of parameters that are no variables. */
  edge(target: Block, leading: Value[] = []): Edge {
    const edge: Edge = { target, args: leading };
    if (this.sealed[target.id]) throw new Error(`an edge to block ${target.id}, which is sealed`);
    this.predecessors[target.id]!.push({ from: this.current!, edge });
    return edge;
  }
  exit(exit: Exit): void {
    if (!this.current) return;
    this.current.exit = exit;
    this.current = null;
  }
  goto(target: Block, leading: Value[] = []): void {
    if (this.current) this.exit({ kind: "goto", edge: this.edge(target, leading) });
  }
  branch(cond: Value, yes: Block, no: Block): void {
    if (!this.current) return;
    if (cond.op === "const_i") this.goto(cond.aux !== 0 ? yes : no);
    else this.exit({ kind: "branch", cond, yes: this.edge(yes), no: this.edge(no) });
  }
  raise(value: Value): void {
    if (this.handler) this.goto(this.handler, [value]);
    else this.exit({ kind: "throw", value });
  }

  // --- variables

  write(local: Local, value: Value): void {
    if (this.current) this.definitions[this.current.id]!.set(local, value);
  }
  read(local: Local): Value {
    return this.current ? this.readIn(local, this.current) : this.zero(local);
  }
  private zero(local: Local): Value {
    const kind = kindOf(local.type);
    return kind === "f" ? this.graph.constFloat(0) : kind === "r" ? this.graph.constRef(0) : this.graph.constInt(0);
  }
  private readIn(local: Local, block: Block): Value {
    const known = this.definitions[block.id]!.get(local);
    if (known) return known;
    const predecessors = this.predecessors[block.id]!;
    let value: Value;
    if (!this.sealed[block.id]) {
      value = this.graph.addParam(block, kindOf(local.type));
      this.incomplete[block.id]!.set(local, value);
    } else if (predecessors.length === 0)
      value = this.zero(local); // not assigned on this path
    else if (predecessors.length === 1) value = this.readIn(local, predecessors[0]!.from);
    else {
      value = this.graph.addParam(block, kindOf(local.type));
      this.definitions[block.id]!.set(local, value); // before the predecessors are asked: loops end here
      this.complete(local, block);
    }
    this.definitions[block.id]!.set(local, value);
    return value;
  }
  private complete(local: Local, block: Block): void {
    for (const { from, edge } of this.predecessors[block.id]!) edge.args.push(this.readIn(local, from));
  }
  seal(block: Block): void {
    if (this.sealed[block.id]) return;
    this.sealed[block.id] = true;
    for (const local of this.incomplete[block.id]!.keys()) this.complete(local, block);
  }
}
