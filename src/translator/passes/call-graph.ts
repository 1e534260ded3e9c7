// Who may call whom, in a whole program of graphs.

import { exitOperands, type Graph, successors, type Value } from "../../ir/graph.ts";
import type { Program } from "../../ir/program.ts";
import { ArrayType, type ClassType, FunctionDecl, type MethodSlot, type Signature } from "../../ir/types.ts";
import type { FrozenObject } from "../image.ts";
import { memo } from "../memo.ts";

const shape = (s: Signature): string => `${s.params.join("")}>${s.result}`;

/** Every instruction of a graph. */
export function* instructions(graph: Graph): Iterable<Value> {
  for (const block of graph.blocks) yield* block.insts;
}

export class CallGraph {
  private readonly program: Program;
  /** Functions that are values somewhere, by signature: what call_indirect may reach. */
  private readonly held = new Map<string, Set<FunctionDecl>>();

  constructor(program: Program, objects: readonly FrozenObject[]) {
    this.program = program;
    for (const { type, values } of objects) {
      if (type instanceof ArrayType && type.item !== "fn") continue;
      for (let i = 0; i < values.length; i++) {
        const value = values[i];
        if (value instanceof FunctionDecl) this.hold(value);
      }
    }
    for (const decl of this.functions()) {
      if (!decl.graph) continue;
      const seen = (v: Value): void => {
        if (v.op === "const_fn") this.hold(v.aux as FunctionDecl);
      };
      for (const block of decl.graph.blocks) {
        for (const inst of block.insts) inst.args.forEach(seen);
        exitOperands(block.exit).forEach(seen);
        for (const edge of successors(block)) edge.args.forEach(seen);
      }
    }
  }
  /** A function that never returns may stand where one with a result is declared: it counts for all of them. */
  private hold(decl: FunctionDecl): void {
    const { params, result } = decl.signature;
    for (const r of result === "v" ? (["v", "i", "r", "f"] as const) : [result])
      memo(this.held, shape({ params, result: r }), () => new Set<FunctionDecl>()).add(decl);
  }

  *functions(): Iterable<FunctionDecl> {
    for (const decl of this.program.functions) if (decl) yield decl;
  }

  /** The implementations that a virtual call may choose. */
  implementations(slot: MethodSlot): Set<FunctionDecl> {
    const found = new Set<FunctionDecl>();
    const visit = (cls: ClassType): void => {
      const method = cls.vtable[slot.slot];
      if (method) found.add(method);
      cls.subclasses.forEach(visit);
    };
    visit(slot.cls);
    return found;
  }

  /** What an instruction may call. Requests and C functions are none of the program's. */
  callees(inst: Value): Iterable<FunctionDecl> {
    switch (inst.op) {
      case "call":
        return [inst.aux as FunctionDecl];
      case "call_virtual":
        return this.implementations(inst.aux as MethodSlot);
      case "call_indirect":
        return this.held.get(shape(inst.aux as Signature)) ?? [];
      default:
        return [];
    }
  }
  /** What a function may call, tail calls included. */
  *calls(decl: FunctionDecl): Iterable<FunctionDecl> {
    if (!decl.graph) return;
    for (const block of decl.graph.blocks) {
      for (const inst of block.insts) yield* this.callees(inst);
      if (block.exit.kind === "jit_enter") yield block.exit.portal;
    }
  }
}
