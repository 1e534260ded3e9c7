// Graphs: functions in static single assignment form, with block parameters instead of phi nodes.
//
// An instruction and the value it yields are one thing (class Value). Operands refer only to values; constants are
// instructions too. Constants may stand in any block (they dominate all: the printer and the verifier treat them as floating);
// by convention they stand in no block at all and are reached only as operands.
//
// Exceptions: an instruction that can raise and stands anywhere but last in its block leaves the function when it raises.
// A block with a `handler` ends with the one instruction whose exception it catches: when it raises, control goes to the handler's
// block, whose parameter 0 is the exception object and whose other parameters are `handler.args`. Only the last
// instruction of a block with a handler may raise; its own result may be used on the normal exit only.

import type { OpName } from "./ops.ts";
import type {
  ArrayType,
  ClassType,
  External,
  Field,
  FunctionDecl,
  HostRequest,
  Kind,
  MethodSlot,
  Prebuilt,
  Signature,
  Storage,
} from "./types.ts";

/** Canonical 64-bit integer: a number when safe (never -0), a bigint otherwise. */
export type Int = number | bigint;

export type Aux =
  | null
  | Int
  | string
  | Prebuilt
  | Field
  | ArrayType
  | ClassType
  | FunctionDecl
  | MethodSlot
  | Signature
  | External
  | HostRequest
  | Storage
  | object;

export class Value {
  /** Dense within its graph or trace; names the value in text (`i12`, `r3`) and indexes side tables. */
  id: number;
  readonly op: OpName;
  readonly kind: Kind;
  args: Value[];
  aux: Aux;
  /** Source position: index into the program's position table; 0 = unknown. */
  pos = 0;
  private readonly constant: boolean;
  constructor(id: number, op: OpName, kind: Kind, args: Value[], aux: Aux) {
    this.id = id;
    this.op = op;
    this.kind = kind;
    this.args = args;
    this.aux = aux;
    this.constant = op === "const_i" || op === "const_f" || op === "const_r" || op === "const_fn";
  }
  isConstant(): boolean {
    return this.constant;
  }
}

export interface Edge {
  target: Block;
  /** One for each parameter of the target (for a handler: for each but the first). */
  args: Value[];
}

export type Exit =
  | { kind: "goto"; edge: Edge }
  /** To `yes` when the condition (i) is not 0. `likely`: a hint for code layout. */
  | { kind: "branch"; cond: Value; yes: Edge; no: Edge; likely?: boolean }
  | { kind: "switch"; value: Value; cases: { value: number; edge: Edge }[]; otherwise: Edge }
  | { kind: "return"; value: Value | null }
  | { kind: "throw"; value: Value }
  /** Leaves this function by calling `portal` in its place, through compiled code when the cell has some. args: cell, then the portal's. */
  | { kind: "jit_enter"; portal: FunctionDecl; cell: Value; args: Value[] }
  | { kind: "unreachable" };

export class Block {
  /** Dense within its graph. */
  id: number;
  params: Value[] = [];
  insts: Value[] = [];
  exit: Exit = { kind: "unreachable" };
  handler: Edge | null = null;
  constructor(id: number) {
    this.id = id;
  }
}

export class Graph {
  readonly decl: FunctionDecl;
  /** blocks[0] is the entry; its parameters are the function's. It has no predecessors. */
  readonly blocks: Block[] = [];
  private nextValue = 0;
  private readonly constants = new Map<string, Value>();

  constructor(decl: FunctionDecl) {
    this.decl = decl;
  }
  /** One more than the greatest value id: the length of side tables indexed by it. */
  get valueCount(): number {
    return this.nextValue;
  }
  get entry(): Block {
    return this.blocks[0]!;
  }
  newBlock(): Block {
    const block = new Block(this.blocks.length);
    this.blocks.push(block);
    return block;
  }
  newValue(op: OpName, kind: Kind, args: Value[] = [], aux: Aux = null): Value {
    return new Value(this.nextValue++, op, kind, args, aux);
  }
  /** Values made from now on have ids from `from` on: for readers of text, which give values the ids they are written with. */
  reserveIds(from: number): void {
    this.nextValue = Math.max(this.nextValue, from);
  }
  addParam(block: Block, kind: Kind): Value {
    const value = this.newValue("param", kind);
    block.params.push(value);
    return value;
  }
  append(block: Block, op: OpName, kind: Kind, args: Value[] = [], aux: Aux = null): Value {
    const value = this.newValue(op, kind, args, aux);
    block.insts.push(value);
    return value;
  }
  /** Equal constants are one value: interned by operation and value. */
  constInt(value: Int): Value {
    return this.constant(`i${value}`, "const_i", "i", value);
  }
  constFloat(value: number): Value {
    return this.constant(Object.is(value, -0) ? "f-0" : `f${value}`, "const_f", "f", value);
  }
  constRef(ref: Prebuilt | number): Value {
    if (typeof ref === "number") return this.constant(`r${ref}`, "const_r", "r", ref);
    const found = this.prebuilt.get(ref);
    if (found) return found;
    const value = this.newValue("const_r", "r", [], ref);
    this.prebuilt.set(ref, value);
    return value;
  }
  constFunction(decl: FunctionDecl): Value {
    const found = this.functions.get(decl);
    if (found) return found;
    const value = this.newValue("const_fn", "i", [], decl);
    this.functions.set(decl, value);
    return value;
  }
  private readonly prebuilt = new Map<Prebuilt, Value>();
  private readonly functions = new Map<FunctionDecl, Value>();
  private constant(key: string, op: OpName, kind: Kind, aux: Aux): Value {
    let value = this.constants.get(key);
    if (!value) {
      value = this.newValue(op, kind, [], aux);
      this.constants.set(key, value);
    }
    return value;
  }
}

/** The edges that leave a block, the handler's last. */
export function successors(block: Block): Edge[] {
  const exit = block.exit;
  const edges: Edge[] = [];
  if (exit.kind === "goto") edges.push(exit.edge);
  else if (exit.kind === "branch") edges.push(exit.yes, exit.no);
  else if (exit.kind === "switch") edges.push(...exit.cases.map((c) => c.edge), exit.otherwise);
  if (block.handler) edges.push(block.handler);
  return edges;
}

/** The values that an exit reads, besides those its edges pass. */
export function exitOperands(exit: Exit): Value[] {
  switch (exit.kind) {
    case "branch":
      return [exit.cond];
    case "switch":
      return [exit.value];
    case "return":
      return exit.value ? [exit.value] : [];
    case "throw":
      return [exit.value];
    case "jit_enter":
      return [exit.cell, ...exit.args];
    default:
      return [];
  }
}
