// Common subexpressions and loads, for machine code. One walk over the dominator tree with a scoped table:
//
//   * a pure operation, or a load of a field that nothing here writes and that is immutable, is the value that was computed before
//   * a load of any other field or item is the value that was loaded or stored before, as long as nothing in between may have
//     written it. That is known along single ways only: where ways join, the table of such loads begins empty.
//
// Stores into small storage wrap, so they do not tell what a load answers.

import { footprint } from "../../ir/effects.ts";
import { type Block, type Graph, successors, type Value } from "../../ir/graph.ts";
import { isPure } from "../../ir/ops.ts";
import { type ArrayType, Field } from "../../ir/types.ts";
import { dominators } from "../../ir/verify.ts";
import { predecessors, replaceValues, resolver } from "./rewrite.ts";

interface Load {
  readonly place: Field | ArrayType;
  readonly value: Value;
}

const WHOLE = new Set(["i64", "f64", "ref", "bool", "fn"]);

class CommonValues {
  private readonly graph: Graph;
  private readonly replaced = new Map<Value, Value>();
  private readonly resolve = resolver(this.replaced);
  private readonly pure = new Map<string, Value>();
  private readonly auxIds = new Map<unknown, number>();
  /** Fields that are stored to somewhere in the graph: their loads look at stores, even when they are immutable. */
  private readonly stored = new Set<unknown>();

  constructor(graph: Graph) {
    this.graph = graph;
    for (const block of graph.blocks) for (const i of block.insts) if (i.op === "setfield") this.stored.add(i.aux);
  }

  run(): boolean {
    const { blocks } = this.graph;
    const idom = dominators(blocks.length, (n) => successors(blocks[n]!).map((e) => e.target.id));
    const children: Block[][] = blocks.map(() => []);
    for (const block of blocks) if (block.id !== 0 && idom[block.id]! >= 0) children[idom[block.id]!]!.push(block);
    const into = predecessors(this.graph);
    // the walk is by hand: graphs may be deep
    const work: {
      block: Block;
      loads: Map<string, Load>;
      added: string[] | null;
      next: number;
      after: Map<string, Load>;
    }[] = [];
    const open = (block: Block, loads: Map<string, Load>): void => {
      work.push({ block, loads, added: null, next: 0, after: loads });
    };
    open(this.graph.entry, new Map());
    for (let top = work.at(-1); top; top = work.at(-1)) {
      if (!top.added) {
        top.added = [];
        top.after = this.block(top.block, new Map(top.loads), top.added);
      }
      const child = children[top.block.id]![top.next++];
      if (!child) {
        for (const key of top.added) this.pure.delete(key);
        work.pop();
        continue;
      }
      const [only, ...others] = into[child.id]!;
      // behind a raising instruction the handler sees what the instruction may have done: it is in `after`
      open(child, only && others.length === 0 ? top.after : new Map());
    }
    if (this.replaced.size === 0) return false;
    replaceValues(this.graph, this.resolve);
    for (const block of blocks) block.insts = block.insts.filter((i) => !this.replaced.has(i));
    return true;
  }

  private auxId(aux: unknown): string {
    if (aux === null || typeof aux !== "object") return String(aux);
    let id = this.auxIds.get(aux);
    if (id === undefined) {
      id = this.auxIds.size;
      this.auxIds.set(aux, id);
    }
    return `#${id}`;
  }

  /** Goes through a block; answers the loads known at its end. */
  private block(block: Block, loads: Map<string, Load>, added: string[]): Map<string, Load> {
    for (const inst of block.insts) {
      for (let i = 0; i < inst.args.length; i++) inst.args[i] = this.resolve(inst.args[i]!);
      const isLast = inst === block.insts.at(-1) && block.handler !== null;
      if (isPure(inst.op) || this.isConstantLoad(inst)) {
        const key = `${inst.op} ${this.auxId(inst.aux)} ${inst.args.map((a) => a.id).join()}`;
        const known = this.pure.get(key);
        if (known && !isLast) this.replaced.set(inst, known);
        else {
          this.pure.set(key, inst);
          added.push(key);
        }
      } else this.memory(inst, loads);
    }
    return loads;
  }

  private isConstantLoad(inst: Value): boolean {
    if (inst.op !== "getfield") return false;
    const field = inst.aux as Field;
    return (field.mutability === "immutable" || field.mutability === "immutable-items") && !this.stored.has(field);
  }

  private memory(inst: Value, loads: Map<string, Load>): void {
    const [object, index] = inst.args;
    if (inst.op === "getfield" || inst.op === "getitem") {
      const key = this.loadKey(inst, object!, inst.op === "getitem" ? index! : null);
      const known = loads.get(key);
      if (known) this.replaced.set(inst, known.value);
      else loads.set(key, { place: inst.aux as Field | ArrayType, value: inst });
      return;
    }
    const { writes } = footprint(inst);
    if (writes === "any" || writes.has("raw")) loads.clear();
    else if (writes.size > 0) for (const [key, load] of loads) if (writes.has(load.place)) loads.delete(key);
    if (inst.op !== "setfield" && inst.op !== "setitem") return;
    const place = inst.aux as Field | ArrayType;
    if (!WHOLE.has(place instanceof Field ? place.storage : place.item)) return;
    const value = inst.args.at(-1)!;
    loads.set(this.loadKey(inst, object!, inst.op === "setitem" ? index! : null), { place, value });
  }
  private loadKey(inst: Value, object: Value, index: Value | null): string {
    return `${this.auxId(inst.aux)} ${object.id} ${index ? index.id : ""}`;
  }
}

/** Answers whether anything changed. */
export function commonValues(graph: Graph): boolean {
  return new CommonValues(graph).run();
}
