// Typed trees to graphs: statements. Loops, switches and `finally` become blocks; graph-expressions.ts has what stands in them.

import type { Block, Graph, Value } from "../ir/graph.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { ExpressionGraphs } from "./graph-expressions.ts";
import { arrayTypeOf, isRef, kindOf, type RType } from "./rtypes.ts";
import { RuleError } from "./rules.ts";
import type { ExprOf, FunctionTree, Local, Stmt, StmtOf } from "./tree.ts";
import type { World } from "./world.ts";

interface Target {
  readonly kind: "loop" | "switch" | "block";
  readonly label: string | null;
  readonly breaks: Block;
  readonly continues: Block | null;
  /** How many finalizers were open where the statement stands. */
  readonly depth: number;
}

export class GraphBuilder extends ExpressionGraphs {
  private readonly targets: Target[] = [];
  /** Open `finally` blocks, with the handler outside of each. */
  private readonly finalizers: { stmt: Stmt; outer: Block | null }[] = [];
  private label: string | null = null;
  private readonly tree: FunctionTree;

  constructor(tree: FunctionTree, decl: FunctionDecl, world: World, captures: Readonly<Record<string, unknown>>) {
    super(decl, world, captures);
    this.tree = tree;
  }

  build(): Graph {
    const { b, tree } = this;
    const params = tree.self ? [tree.self, ...tree.params] : tree.params;
    for (const p of params) b.write(p, b.graph.addParam(b.graph.entry, kindOf(p.type)));
    this.statements(tree.body);
    if (b.current)
      b.exit(b.graph.decl.signature.result === "v" ? { kind: "return", value: null } : { kind: "unreachable" });
    return b.graph;
  }

  // --- statements

  private statements(list: readonly Stmt[]): void {
    for (const s of list) {
      if (!this.b.current) return; // not reached
      this.statement(s);
    }
  }

  private statement(s: Stmt): void {
    const label = this.label;
    this.label = null;
    this.at(s);
    switch (s.k) {
      case "let":
        this.b.write(s.local, s.init ? this.value(s.init) : this.zero(s.local));
        return;
      case "expr":
        this.effect(s.expr);
        return;
      case "block":
        this.statements(s.body);
        return;
      case "if":
        this.ifElse(s);
        return;
      case "loop":
        this.loop(s, label);
        return;
      case "forOf":
        this.forOf(s, label);
        return;
      case "switch":
        this.switch(s, label);
        return;
      case "labeled":
        if (s.body.k === "block") this.labeledBlock(s);
        else {
          this.label = s.label;
          this.statement(s.body);
        }
        return;
      case "break":
      case "continue":
        this.jump(s);
        return;
      case "return":
        this.return(s);
        return;
      case "trap":
        this.b.emit("debug_trap", "v", [], s.message);
        this.b.exit({ kind: "unreachable" });
        return;
      case "throw":
        this.b.raise(this.value(s.value));
        return;
      case "try":
        this.try(s);
        return;
    }
  }
  private ifElse(s: StmtOf<"if">): void {
    const { b } = this;
    const yes = b.newBlock();
    const end = b.newBlock();
    const no = s.no ? b.newBlock() : end;
    this.condition(s.cond, yes, no);
    b.enterSealed(yes);
    this.statement(s.yes);
    b.goto(end);
    if (s.no) {
      b.enterSealed(no);
      if (b.current) this.statement(s.no);
      b.goto(end);
    }
    b.enterSealed(end);
  }

  private loop(s: StmtOf<"loop">, label: string | null): void {
    const { b } = this;
    this.statements(s.init);
    if (!b.current) return;
    const head = b.newBlock();
    const body = s.testFirst && s.cond ? b.newBlock() : head;
    const next = b.newBlock();
    const end = b.newBlock();
    b.goto(head);
    b.enter(head);
    if (s.testFirst && s.cond) {
      this.condition(s.cond, body, end);
      b.enterSealed(body);
    }
    this.targets.push({ kind: "loop", label, breaks: end, continues: next, depth: this.finalizers.length });
    if (b.current) this.statement(s.body);
    this.targets.pop();
    b.goto(next);
    b.enterSealed(next);
    if (b.current) {
      if (s.update) this.effect(s.update);
      if (!s.testFirst && s.cond) this.condition(s.cond, head, end);
      else b.goto(head);
    }
    b.seal(head);
    b.enterSealed(end);
  }

  private forOf(s: StmtOf<"forOf">, label: string | null): void {
    const { b } = this;
    const array = this.value(s.array);
    const type = arrayTypeOf((s.array.type as { item: RType }).item);
    const length = b.emit("array_len", "i", [array], type);
    const index: Local = { name: "index", type: { k: "int", storage: "i64" }, temp: true };
    b.write(index, b.graph.constInt(0));
    const head = b.newBlock();
    const body = b.newBlock();
    const next = b.newBlock();
    const end = b.newBlock();
    b.goto(head);
    b.enter(head);
    b.branch(b.emit("int_lt", "i", [b.read(index), length]), body, end);
    b.enterSealed(body);
    b.write(s.local, b.emit("getitem", type.kind, [array, b.read(index)], type));
    this.targets.push({ kind: "loop", label, breaks: end, continues: next, depth: this.finalizers.length });
    this.statement(s.body);
    this.targets.pop();
    b.goto(next);
    b.enterSealed(next);
    if (b.current) {
      b.write(index, b.emit("int_add", "i", [b.read(index), b.graph.constInt(1)]));
      b.goto(head);
    }
    b.seal(head);
    b.enterSealed(end);
  }

  private labeledBlock(s: StmtOf<"labeled">): void {
    const end = this.b.newBlock();
    this.targets.push({ kind: "block", label: s.label, breaks: end, continues: null, depth: this.finalizers.length });
    this.statement(s.body);
    this.targets.pop();
    this.b.goto(end);
    this.b.enterSealed(end);
  }

  private switch(s: StmtOf<"switch">, label: string | null): void {
    const { b } = this;
    const value = this.value(s.value);
    const end = b.newBlock();
    const bodies = s.clauses.map(() => b.newBlock());
    const at = s.clauses.findIndex((c) => c.isDefault);
    const otherwise = at >= 0 ? bodies[at]! : end;
    const tests = s.clauses.flatMap((c, i) => c.tests.map((t) => ({ test: this.value(t), body: bodies[i]! })));
    if (b.current) {
      if (tests.length > 0 && tests.every((t) => t.test.op === "const_i" && typeof t.test.aux === "number")) {
        const cases = new Map<number, Block>();
        for (const { test, body } of tests) if (!cases.has(test.aux as number)) cases.set(test.aux as number, body);
        b.exit({
          kind: "switch",
          value,
          cases: [...cases].map(([key, body]) => ({ value: key, edge: b.edge(body) })),
          otherwise: b.edge(otherwise),
        });
      } else {
        for (const { test, body } of tests) {
          const next = b.newBlock();
          b.branch(b.emit(isRef(s.value.type) ? "ref_eq" : "int_eq", "i", [value, test]), body, next);
          b.enterSealed(next);
        }
        b.goto(otherwise);
      }
    }
    this.targets.push({ kind: "switch", label, breaks: end, continues: null, depth: this.finalizers.length });
    s.clauses.forEach((c, i) => {
      b.goto(bodies[i]!); // falls through from the clause before
      b.enterSealed(bodies[i]!);
      this.statements(c.body);
    });
    this.targets.pop();
    b.goto(end);
    b.enterSealed(end);
  }

  private jump(s: StmtOf<"break" | "continue">): void {
    const target = this.targets.findLast((t) => {
      if (s.label !== null) return t.label === s.label;
      return s.k === "continue" ? t.kind === "loop" : t.kind !== "block";
    });
    if (!target) throw new RuleError("not-supported", s.node, `${s.k} ${s.label ?? ""}`);
    this.leaveTo(target.depth, () => this.b.goto(s.k === "break" ? target.breaks : target.continues!));
  }

  /** Runs the finalizers that are left on the way out to `depth`, innermost first, then jumps. */
  private leaveTo(depth: number, jump: () => void): void {
    const { b } = this;
    const open = this.finalizers.splice(depth);
    const handler = b.handler;
    for (let i = open.length - 1; i >= 0; i--) {
      b.handler = open[i]!.outer;
      this.finalizers.push(...open.slice(0, i));
      if (b.current) this.statement(open[i]!.stmt);
      this.finalizers.splice(depth);
    }
    jump();
    b.handler = handler;
    this.finalizers.push(...open);
  }

  private return(s: StmtOf<"return">): void {
    const { b } = this;
    const e = s.value;
    if (e?.k === "intrinsic" && e.name === "jitEnter") {
      if (this.finalizers.length > 0) throw new RuleError("jit-enter-returned", s.node, "jitEnter within try-finally");
      const portal = this.world.function((e.args[0] as ExprOf<"function">).fn);
      const [cell, ...args] = e.args.slice(1).map((a) => this.value(a));
      b.exit({ kind: "jit_enter", portal, cell: cell!, args });
      return;
    }
    let value: Value | null = null;
    if (e) {
      if (kindOf(e.type) === "v" || b.graph.decl.signature.result === "v") this.effect(e);
      else value = this.value(e);
    }
    this.leaveTo(0, () => b.exit({ kind: "return", value }));
  }

  private try(s: StmtOf<"try">): void {
    const { b } = this;
    const outer = b.handler;
    const end = b.newBlock();
    const finallyHandler = s.finalizer ? b.newBlock() : null;
    if (finallyHandler) {
      b.graph.addParam(finallyHandler, "r");
      b.handler = finallyHandler;
      this.finalizers.push({ stmt: s.finalizer!, outer });
    }
    const afterTry = s.finalizer ? b.newBlock() : end;
    if (s.handler) {
      const handler = b.newBlock();
      const exception = b.graph.addParam(handler, "r");
      const around = b.handler;
      b.handler = handler;
      this.statement(s.body);
      b.goto(afterTry);
      b.handler = around;
      b.enterSealed(handler);
      if (b.current) {
        if (s.local) b.write(s.local, exception);
        this.statement(s.handler);
        b.goto(afterTry);
      }
    } else {
      this.statement(s.body);
      b.goto(afterTry);
    }
    if (finallyHandler) {
      b.handler = outer;
      this.finalizers.pop();
      b.enterSealed(afterTry);
      if (b.current) this.statement(s.finalizer!);
      b.goto(end);
      b.enterSealed(finallyHandler);
      if (b.current) {
        this.statement(s.finalizer!);
        b.raise(finallyHandler.params[0]!);
      }
    }
    b.enterSealed(end);
  }
}
