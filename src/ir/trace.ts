// Traces: one list of operations with inputs and guards. What the recorder makes, the optimizer rewrites and backends compile.
//
// A trace uses the values and operations of graphs. What is different: there are no blocks; a guard is where the path could
// have gone elsewhere, and says with its resume data how to go on from there; the last operation is `jump`, `finish`,
// `finish_raise` or `guard_always_fails`.

import type { Aux, Int } from "./graph.ts";
import { Value } from "./graph.ts";
import { isGuard, type OpName } from "./ops.ts";
import type { FunctionDecl, Kind, Prebuilt } from "./types.ts";

/** Names a place that traces jump to (a label), or compiled code that traces call (call_assembler). */
export class Token {
  readonly name: string;
  /** Whatever the tracer keeps with it. */
  data: unknown = null;
  constructor(name: string) {
    this.name = name;
  }
}

/** A guard: besides its operands it keeps alive the values that the state after its failure is made from. */
export class Guard extends Value {
  /**
   * The distinct values (no constants) that the resume data refers to; the backend tells where each lies when the guard fails.
   * The text form writes them in brackets.
   */
  live: Value[] = [];
  /** Values that the resume data mention and can do without, since memory has them: kept when something else keeps them alive. */
  optional: Value[] = [];
  /** The tracer's description of the state (src/tracer/resume.ts); shared between guards with nothing in between. */
  resume: object | null = null;
  /** Number of the guard in the tracer's table, which native code reports when it fails; -1 until compiled. */
  number = -1;
}

export class Trace {
  inputs: Value[] = [];
  ops: Value[] = [];
  private nextValue = 0;
  private readonly constants = new Map<string | object, Value>();

  /** One more than the greatest value id: the length of side tables indexed by it. */
  get valueCount(): number {
    return this.nextValue;
  }
  reserveIds(from: number): void {
    this.nextValue = Math.max(this.nextValue, from);
  }
  newValue(op: OpName, kind: Kind, args: Value[] = [], aux: Aux = null): Value {
    const id = this.nextValue++;
    return isGuard(op) ? new Guard(id, op, kind, args, aux) : new Value(id, op, kind, args, aux);
  }
  addInput(kind: Kind): Value {
    const value = this.newValue("param", kind);
    this.inputs.push(value);
    return value;
  }
  append(op: OpName, kind: Kind, args: Value[] = [], aux: Aux = null): Value {
    const value = this.newValue(op, kind, args, aux);
    this.ops.push(value);
    return value;
  }
  /** Equal constants are one value, as in graphs. */
  constInt(value: Int): Value {
    return this.constant(`i${value}`, "const_i", "i", value);
  }
  constFloat(value: number): Value {
    return this.constant(Object.is(value, -0) ? "f-0" : `f${value}`, "const_f", "f", value);
  }
  constRef(ref: Prebuilt | number): Value {
    return this.constant(typeof ref === "number" ? `r${ref}` : ref, "const_r", "r", ref);
  }
  constFunction(decl: FunctionDecl): Value {
    return this.constant(decl, "const_fn", "i", decl);
  }
  private constant(key: string | object, op: OpName, kind: Kind, aux: Aux): Value {
    let value = this.constants.get(key);
    if (!value) {
      value = this.newValue(op, kind, [], aux);
      this.constants.set(key, value);
    }
    return value;
  }
}
