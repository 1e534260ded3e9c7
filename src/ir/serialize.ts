// The file vm.ir: a program's declarations and its graphs, each function decoded when it is first asked for.
//
//   "TIR2" | u32 bytes of the head | u32 bytes of the positions | head: JSON (interface Head) | positions: JSON | bodies, at the offsets
//   that the head names
//
// All of the head is read before the first trace, by JavaScript that is not warm: functions are columns, equal sets of effects stand
// once and become sets when somebody asks. Positions are read when somebody asks.
//
// A body is a stream of unsigned LEB128 numbers (signed ones zigzag). Values are numbered densely: constants first, then
// parameters and instructions in the order of the blocks.
//
//   constants: count, then each: kind 0 int (zigzag) | 1 float (8 bytes) | 2 reference | 3 function id
//   blocks: count, then each:
//     number of parameters, each a kind (0 i, 1 r, 2 f)
//     number of instructions, each: operation, result kind (3 v), position, number of operands, operands, aux (by the operation's row)
//     exit: code, then values and edges
//     handler: 0, or 1 and an edge
//   edge: block, number of arguments, arguments

import { type Block, type Edge, type Exit, Graph, type Value } from "./graph.ts";
import { type AuxKind, OPS, type OpName } from "./ops.ts";
import { type Position, Program } from "./program.ts";
import {
  ARRAY_TYPES,
  type ArrayType,
  type CallEffects,
  ClassType,
  type Field,
  FunctionDecl,
  type FunctionHints,
  type Kind,
  type MethodSlot,
  type Mutability,
  type PortalInfo,
  Prebuilt,
  type Signature,
  type Storage,
} from "./types.ts";

const MAGIC = 0x32524954; // "TIR2"
const HEADER_BYTES = 12;
const KINDS: readonly Kind[] = ["i", "r", "f", "v"];
const OP_NAMES = Object.keys(OPS) as OpName[];
const OP_NUMBER = new Map(OP_NAMES.map((name, i) => [name, i]));
const STORAGES: readonly Storage[] = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "f64", "ref", "bool", "fn"];
const ARRAYS: readonly ArrayType[] = Object.values(ARRAY_TYPES);
const EXITS = ["goto", "branch", "switch", "return", "throw", "jit_enter", "unreachable"] as const;

type TypeIndex = number; // class index, or -1 - array index, or null
interface ClassHead {
  name: string;
  base: number;
  fields: [string, Storage, Mutability, TypeIndex | null][];
  vtable: number[];
  typeId: number;
  lastTypeId: number;
  virtualizable: boolean;
}
/** Of what one function has a row of numbers in `Head.functionRows`. */
const ROW = {
  /** Index into `Head.signatures`. */
  signature: 0,
  /** 1 raise, 2 collect, 4 force. */
  effects: 1,
  /** Indices into `Head.effectSets`; -1: any. */
  reads: 2,
  writes: 3,
  /** Of the body, from the first body; -1: none. */
  offset: 4,
} as const;
const ROW_LENGTH = 5;
interface Head {
  classes: ClassHead[];
  /** By id - 1. */
  functionNames: string[];
  functionRows: number[];
  /** Of those that have some. */
  hints: [id: number, hints: FunctionHints][];
  portals: [id: number, portal: PortalInfo][];
  signatures: string[];
  /** Fields as indices into all fields, arrays as -1 - index. */
  effectSets: number[][];
  arrayTypeIds: number[];
  externals: [string, string, boolean][];
  requests: [string, number, string][];
  slots: [number, string, number, string][];
  strings: string[];
}
/** Files, then for each position the index of its file and the line. */
type Positions = [string[], number[]];

const signatureText = (s: Signature): string => `${s.params.join("")}>${s.result}`;
function parseSignature(text: string): Signature {
  const [params, result] = text.split(">") as [string, string];
  return { params: [...params] as Kind[], result: result as Kind };
}

class Writer {
  private buffer = new Uint8Array(1 << 16);
  length = 0;
  byte(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Uint8Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }
  number(value: number): void {
    while (value >= 128) {
      this.byte((value % 128) + 128);
      value = Math.floor(value / 128);
    }
    this.byte(value);
  }
  signed(value: number | bigint): void {
    let big = BigInt(value);
    big = big < 0n ? -2n * big - 1n : 2n * big;
    while (big >= 128n) {
      this.byte(Number(big & 127n) + 128);
      big >>= 7n;
    }
    this.byte(Number(big));
  }
  float(value: number): void {
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.byte(byte);
  }
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

class Reader {
  private readonly buffer: Uint8Array;
  private at: number;
  constructor(buffer: Uint8Array, at: number) {
    this.buffer = buffer;
    this.at = at;
  }
  number(): number {
    let result = 0;
    let scale = 1;
    for (;;) {
      const byte = this.buffer[this.at++]!;
      if (byte < 128) return result + byte * scale;
      result += (byte - 128) * scale;
      scale *= 128;
    }
  }
  signed(): number | bigint {
    let result = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.buffer[this.at++]!;
      result |= BigInt(byte & 127) << shift;
      if (byte < 128) break;
    }
    const value = result & 1n ? -((result + 1n) / 2n) : result / 2n;
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }
  float(): number {
    const view = new DataView(this.buffer.buffer, this.buffer.byteOffset + this.at, 8);
    this.at += 8;
    return view.getFloat64(0, true);
  }
}

/** Numbers for what instructions name. */
class Tables {
  readonly classes: ClassType[];
  readonly fields: Field[] = [];
  private readonly classIndex = new Map<ClassType, number>();
  private readonly fieldIndex = new Map<Field, number>();
  readonly slots: MethodSlot[] = [];
  private readonly slotIndex = new Map<string, number>();
  readonly strings: string[] = [];
  private readonly stringIndex = new Map<string, number>();
  constructor(program: Program) {
    this.classes = [...program.classes.values()];
    this.classes.forEach((cls, i) => {
      this.classIndex.set(cls, i);
      for (const field of cls.fields) {
        this.fieldIndex.set(field, this.fields.length);
        this.fields.push(field);
      }
    });
  }
  cls(cls: ClassType): number {
    const index = this.classIndex.get(cls);
    if (index === undefined) throw new Error(`class ${cls.name} does not belong to the program`);
    return index;
  }
  field(field: Field): number {
    const index = this.fieldIndex.get(field);
    if (index === undefined) throw new Error(`field ${field} does not belong to the program`);
    return index;
  }
  type(type: ClassType | ArrayType): TypeIndex {
    return type instanceof ClassType ? this.cls(type) : -1 - ARRAYS.indexOf(type);
  }
  slot(slot: MethodSlot): number {
    const key = `${this.cls(slot.cls)}.${slot.slot}.${slot.name}`;
    let index = this.slotIndex.get(key);
    if (index === undefined) {
      index = this.slots.length;
      this.slotIndex.set(key, index);
      this.slots.push(slot);
    }
    return index;
  }
  string(text: string): number {
    let index = this.stringIndex.get(text);
    if (index === undefined) {
      index = this.strings.length;
      this.stringIndex.set(text, index);
      this.strings.push(text);
    }
    return index;
  }
}

/** Writes a program whose types are numbered and whose prebuilt objects have references. */
export function serializeProgram(program: Program): Uint8Array {
  const tables = new Tables(program);
  const bodies = new Writer();
  const signatures = new Map<string, number>();
  const effectSets = new Map<string, number>();
  const numberOf = (known: Map<string, number>, key: string): number => {
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key)!;
  };
  const effectSet = (set: CallEffects["reads"]): number => {
    if (set === "any") return -1;
    const places = [...set].map((e) => ("owner" in e ? tables.field(e) : -1 - ARRAYS.indexOf(e)));
    return numberOf(effectSets, JSON.stringify(places));
  };
  const decls = program.functions.filter((decl) => decl !== null);
  const functionRows: number[] = [];
  for (const decl of decls) {
    const { effects } = decl;
    functionRows.push(
      numberOf(signatures, signatureText(decl.signature)),
      (effects.canRaise ? 1 : 0) + (effects.canCollect ? 2 : 0) + (effects.canForce ? 4 : 0),
      effectSet(effects.reads),
      effectSet(effects.writes),
      decl.graph ? bodies.length : -1,
    );
    if (decl.graph) writeGraph(bodies, decl.graph, tables);
  }
  const files = [...new Set(program.positions.map((p) => p.file))];
  const fileIndex = new Map(files.map((f, i) => [f, i]));
  const head: Head = {
    classes: tables.classes.map((cls) => ({
      name: cls.name,
      base: cls.base ? tables.cls(cls.base) : -1,
      fields: cls.fields.map((f) => [f.name, f.storage, f.mutability, f.refType ? tables.type(f.refType) : null]),
      vtable: cls.vtable.map((f) => f?.id ?? 0),
      typeId: cls.typeId,
      lastTypeId: cls.lastTypeId,
      virtualizable: cls.virtualizable,
    })),
    functionNames: decls.map(({ name }) => name),
    functionRows,
    hints: decls.filter(({ hints }) => Object.keys(hints).length > 0).map(({ id, hints }) => [id, hints]),
    portals: decls.flatMap(({ id, portal }) => (portal ? [[id, portal] as [number, PortalInfo]] : [])),
    signatures: [...signatures.keys()],
    effectSets: [...effectSets.keys()].map((key) => JSON.parse(key) as number[]),
    arrayTypeIds: ARRAYS.map((a) => a.typeId),
    externals: [...program.externals.values()].map((e) => [e.name, signatureText(e.signature), e.pure]),
    requests: [...program.requests.values()].map((r) => [r.name, r.id, signatureText(r.signature)]),
    slots: tables.slots.map((s) => [tables.cls(s.cls), s.name, s.slot, signatureText(s.signature)]),
    strings: tables.strings,
  };
  const positions: Positions = [files, program.positions.flatMap((p) => [fileIndex.get(p.file)!, p.line])];
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const positionBytes = new TextEncoder().encode(JSON.stringify(positions));
  const firstBody = HEADER_BYTES + headBytes.length + positionBytes.length;
  const result = new Uint8Array(firstBody + bodies.length);
  const view = new DataView(result.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, headBytes.length, true);
  view.setUint32(8, positionBytes.length, true);
  result.set(headBytes, HEADER_BYTES);
  result.set(positionBytes, HEADER_BYTES + headBytes.length);
  result.set(bodies.bytes(), firstBody);
  return result;
}

function writeGraph(out: Writer, graph: Graph, tables: Tables): void {
  const numbers = new Map<Value, number>();
  const constants: Value[] = [];
  const note = (value: Value): void => {
    if (!value.isConstant() || numbers.has(value)) return;
    numbers.set(value, constants.length);
    constants.push(value);
  };
  const noteEdge = (edge: Edge): void => edge.args.forEach(note);
  for (const block of graph.blocks) {
    for (const inst of block.insts) inst.args.forEach(note);
    exitValues(block.exit).forEach(note);
    for (const edge of exitEdges(block.exit)) noteEdge(edge);
    if (block.handler) noteEdge(block.handler);
  }
  let next = constants.length;
  for (const block of graph.blocks) {
    for (const param of block.params) numbers.set(param, next++);
    // constants never stand in a block
    for (const inst of block.insts) if (!inst.isConstant()) numbers.set(inst, next++);
  }
  const number = (value: Value): number => {
    const found = numbers.get(value);
    if (found === undefined)
      throw new Error(`${graph.decl.name}: operand v${value.id} (${value.op}) stands in no block`);
    return found;
  };
  out.number(constants.length);
  for (const value of constants) writeConstant(out, value);
  out.number(graph.blocks.length);
  graph.blocks.forEach((block, i) => {
    if (block.id !== i) throw new Error(`${graph.decl.name}: block ${block.id} stands at ${i}`);
  });
  const edge = (e: Edge): void => {
    out.number(e.target.id);
    out.number(e.args.length);
    for (const arg of e.args) out.number(number(arg));
  };
  for (const block of graph.blocks) {
    out.number(block.params.length);
    for (const param of block.params) out.number(KINDS.indexOf(param.kind));
    const insts = block.insts.filter((inst) => !inst.isConstant());
    out.number(insts.length);
    for (const inst of insts) {
      out.number(OP_NUMBER.get(inst.op)!);
      out.number(KINDS.indexOf(inst.kind));
      out.number(inst.pos);
      out.number(inst.args.length);
      for (const arg of inst.args) out.number(number(arg));
      writeAux(out, OPS[inst.op].aux, inst, tables);
    }
    writeExit(out, block.exit, number, edge);
    out.number(block.handler ? 1 : 0);
    if (block.handler) edge(block.handler);
  }
}

function exitValues(exit: Exit): Value[] {
  switch (exit.kind) {
    case "branch":
      return [exit.cond];
    case "switch":
    case "throw":
      return [exit.value];
    case "return":
      return exit.value ? [exit.value] : [];
    case "jit_enter":
      return [exit.cell, ...exit.args];
    default:
      return [];
  }
}
function exitEdges(exit: Exit): Edge[] {
  if (exit.kind === "goto") return [exit.edge];
  if (exit.kind === "branch") return [exit.yes, exit.no];
  if (exit.kind === "switch") return [...exit.cases.map((c) => c.edge), exit.otherwise];
  return [];
}

function writeConstant(out: Writer, value: Value): void {
  switch (value.op) {
    case "const_i":
      out.number(0);
      out.signed(value.aux as number | bigint);
      return;
    case "const_f":
      out.number(1);
      out.float(value.aux as number);
      return;
    case "const_r": {
      const ref = value.aux instanceof Prebuilt ? value.aux.ref : (value.aux as number);
      if (value.aux instanceof Prebuilt && ref === 0)
        throw new Error(`prebuilt ${value.aux.name} has no reference yet`);
      out.number(2);
      out.number(ref);
      return;
    }
    default:
      out.number(3);
      out.number((value.aux as FunctionDecl).id);
  }
}

function writeAux(out: Writer, kind: AuxKind, inst: Value, tables: Tables): void {
  const aux = inst.aux;
  switch (kind) {
    case "none":
      return;
    case "field":
      return out.number(tables.field(aux as Field));
    case "array":
      return out.number(ARRAYS.indexOf(aux as ArrayType));
    case "class":
      return out.number(tables.cls(aux as ClassType));
    case "type":
      return out.signed(tables.type(aux as ClassType | ArrayType));
    case "function":
    case "portal":
      return out.number((aux as FunctionDecl).id);
    case "slot":
      return out.number(tables.slot(aux as MethodSlot));
    case "signature":
      return out.number(tables.string(signatureText(aux as Signature)));
    case "external":
    case "request":
      return out.number(tables.string((aux as { name: string }).name));
    case "storage":
      return out.number(STORAGES.indexOf(aux as Storage));
    case "scale":
      return out.signed(aux as number);
    case "text":
      return out.number(tables.string(String(aux)));
    default:
      throw new Error(`${inst.op} does not belong into a stored graph`);
  }
}

function writeExit(out: Writer, exit: Exit, number: (v: Value) => number, edge: (e: Edge) => void): void {
  out.number(EXITS.indexOf(exit.kind));
  switch (exit.kind) {
    case "goto":
      return edge(exit.edge);
    case "branch":
      out.number(number(exit.cond));
      out.number(exit.likely === undefined ? 0 : exit.likely ? 1 : 2);
      edge(exit.yes);
      return edge(exit.no);
    case "switch":
      out.number(number(exit.value));
      out.number(exit.cases.length);
      for (const c of exit.cases) {
        out.signed(c.value);
        edge(c.edge);
      }
      return edge(exit.otherwise);
    case "return":
      out.number(exit.value ? 1 : 0);
      if (exit.value) out.number(number(exit.value));
      return;
    case "throw":
      return out.number(number(exit.value));
    case "jit_enter":
      out.number(exit.portal.id);
      out.number(number(exit.cell));
      out.number(exit.args.length);
      for (const arg of exit.args) out.number(number(arg));
      return;
    case "unreachable":
      return;
  }
}

/** A program read back: declarations at once, each function's graph by `graphOf`. */
/** A function's effects, whose sets are made when somebody asks. */
class StoredEffects implements CallEffects {
  readonly canRaise: boolean;
  readonly canCollect: boolean;
  readonly canForce: boolean;
  private readonly sets: (index: number) => CallEffects["reads"];
  private readonly readsIndex: number;
  private readonly writesIndex: number;
  constructor(sets: (index: number) => CallEffects["reads"], flags: number, reads: number, writes: number) {
    this.canRaise = (flags & 1) !== 0;
    this.canCollect = (flags & 2) !== 0;
    this.canForce = (flags & 4) !== 0;
    this.sets = sets;
    this.readsIndex = reads;
    this.writesIndex = writes;
  }
  get reads(): CallEffects["reads"] {
    return this.sets(this.readsIndex);
  }
  get writes(): CallEffects["reads"] {
    return this.sets(this.writesIndex);
  }
}

export class StoredProgram {
  readonly program = new Program();
  private readonly bytes: Uint8Array;
  private readonly bodies: number;
  private readonly positionsStart: number;
  private readonly head: Head;
  private readonly effectSets: ReadonlySet<Field | ArrayType>[] = [];
  private readonly classes: ClassType[] = [];
  private readonly fields: Field[] = [];
  private readonly slots: MethodSlot[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
      throw new Error("not a vm.ir file of this version");
    this.positionsStart = HEADER_BYTES + view.getUint32(4, true);
    this.bodies = this.positionsStart + view.getUint32(8, true);
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_BYTES, this.positionsStart))) as Head;
    this.head = head;
    ARRAYS.forEach((array, i) => {
      array.typeId = head.arrayTypeIds[i]!;
    });
    const signatures = head.signatures.map(parseSignature);
    const { functionNames, functionRows } = head;
    for (let i = 0; i < functionNames.length; i++) {
      const row = i * ROW_LENGTH;
      const decl = new FunctionDecl(functionNames[i]!, signatures[functionRows[row + ROW.signature]!]!);
      this.program.addFunction(decl);
      const flags = functionRows[row + ROW.effects]!;
      const reads = functionRows[row + ROW.reads]!;
      const writes = functionRows[row + ROW.writes]!;
      if (flags !== 7 || reads >= 0 || writes >= 0)
        decl.effects = new StoredEffects(this.effectSet, flags, reads, writes);
    }
    for (const [id, hints] of head.hints) this.program.functions[id]!.hints = hints;
    for (const [id, portal] of head.portals) this.program.functions[id]!.portal = portal;
    for (const h of head.classes) {
      const cls = new ClassType(h.name, h.base < 0 ? null : this.classes[h.base]!);
      this.classes.push(cls);
      this.program.addClass(cls);
    }
    const type = (index: TypeIndex | null): ClassType | ArrayType | null =>
      index === null ? null : index >= 0 ? this.classes[index]! : ARRAYS[-1 - index]!;
    head.classes.forEach((h, i) => {
      const cls = this.classes[i]!;
      for (const [name, storage, mutability, refType] of h.fields)
        this.fields.push(cls.addField(name, storage, mutability, type(refType)));
      cls.vtable.length = 0;
      cls.vtable.push(...h.vtable.map((id) => this.program.functions[id] ?? null));
      cls.typeId = h.typeId;
      cls.lastTypeId = h.lastTypeId;
      cls.virtualizable = h.virtualizable;
    });
    for (const cls of this.classes) cls.layOut();
    for (const [name, signature, pure] of head.externals)
      this.program.externals.set(name, { name, signature: parseSignature(signature), pure });
    for (const [name, id, signature] of head.requests)
      this.program.requests.set(name, { name, id, signature: parseSignature(signature) });
    this.slots = head.slots.map(([cls, name, slot, signature]) => ({
      cls: this.classes[cls]!,
      name,
      slot,
      signature: parseSignature(signature),
    }));
  }

  /** What Value.pos indexes: read from the file at each call. */
  positions(): Position[] {
    const text = new TextDecoder().decode(this.bytes.subarray(this.positionsStart, this.bodies));
    const [files, lines] = JSON.parse(text) as Positions;
    const positions: Position[] = [];
    for (let i = 0; i < lines.length; i += 2) positions.push({ file: files[lines[i]!]!, line: lines[i + 1]! });
    return positions;
  }
  private readonly effectSet = (index: number): CallEffects["reads"] => {
    if (index < 0) return "any";
    this.effectSets[index] ??= new Set(
      this.head.effectSets[index]!.map((n) => (n >= 0 ? this.fields[n]! : ARRAYS[-1 - n]!)),
    );
    return this.effectSets[index];
  };

  /** The function's graph, decoded at the first call; null for what has none. */
  graphOf(decl: FunctionDecl): Graph | null {
    if (decl.graph) return decl.graph;
    const offset = this.head.functionRows[(decl.id - 1) * ROW_LENGTH + ROW.offset]!;
    if (offset < 0) return null;
    decl.graph = this.readGraph(new Reader(this.bytes, this.bodies + offset), decl);
    return decl.graph;
  }
  /** Decodes everything: for the evaluator's rung and tests. */
  decodeAll(): void {
    for (const decl of this.program.functions) if (decl) this.graphOf(decl);
  }

  private readGraph(input: Reader, decl: FunctionDecl): Graph {
    const graph = new Graph(decl);
    const values: Value[] = [];
    for (let n = input.number(); n > 0; n--) values.push(this.readConstant(input, graph));
    const blocks: Block[] = [];
    for (let n = input.number(); n > 0; n--) blocks.push(graph.newBlock());
    // operands may stand in blocks that come later: they are filled in at the end
    const pending: { value: Value; args: number[] }[] = [];
    const later: (() => void)[] = [];
    const edge = (): Edge => {
      const target = blocks[input.number()]!;
      const args = this.readNumbers(input);
      const result: Edge = { target, args: [] };
      later.push(() => {
        result.args = args.map((n) => values[n]!);
      });
      return result;
    };
    for (const block of blocks) {
      for (let n = input.number(); n > 0; n--) values.push(graph.addParam(block, KINDS[input.number()]!));
      for (let n = input.number(); n > 0; n--) {
        const op = OP_NAMES[input.number()]!;
        const kind = KINDS[input.number()]!;
        const pos = input.number();
        const args = this.readNumbers(input);
        const value = graph.append(block, op, kind, [], this.readAux(input, OPS[op].aux));
        value.pos = pos;
        values.push(value);
        pending.push({ value, args });
      }
      block.exit = this.readExit(input, values, later, edge);
      if (input.number() === 1) block.handler = edge();
    }
    for (const { value, args } of pending) value.args = args.map((n) => values[n]!);
    for (const fill of later) fill();
    return graph;
  }
  private readNumbers(input: Reader): number[] {
    const numbers: number[] = [];
    for (let n = input.number(); n > 0; n--) numbers.push(input.number());
    return numbers;
  }
  private readConstant(input: Reader, graph: Graph): Value {
    switch (input.number()) {
      case 0:
        return graph.constInt(input.signed());
      case 1:
        return graph.constFloat(input.float());
      case 2:
        return graph.constRef(input.number());
      default:
        return graph.constFunction(this.program.functions[input.number()]!);
    }
  }
  private readAux(input: Reader, kind: AuxKind): Value["aux"] {
    switch (kind) {
      case "none":
        return null;
      case "field":
        return this.fields[input.number()]!;
      case "array":
        return ARRAYS[input.number()]!;
      case "class":
        return this.classes[input.number()]!;
      case "type": {
        const index = input.signed() as number;
        return index >= 0 ? this.classes[index]! : ARRAYS[-1 - index]!;
      }
      case "function":
      case "portal":
        return this.program.functions[input.number()]!;
      case "slot":
        return this.slots[input.number()]!;
      case "signature":
        return parseSignature(this.head.strings[input.number()]!);
      case "external":
        return this.program.externals.get(this.head.strings[input.number()]!)!;
      case "request":
        return this.program.requests.get(this.head.strings[input.number()]!)!;
      case "storage":
        return STORAGES[input.number()]!;
      case "scale":
        return input.signed();
      case "text":
        return this.head.strings[input.number()]!;
      default:
        throw new Error(`vm.ir: no aux of kind ${kind}`);
    }
  }
  private readExit(input: Reader, values: Value[], later: (() => void)[], edge: () => Edge): Exit {
    const kind = EXITS[input.number()]!;
    const placeholder = undefined as unknown as Value;
    switch (kind) {
      case "goto":
        return { kind, edge: edge() };
      case "branch": {
        const cond = input.number();
        const likely = input.number();
        const exit: Exit = { kind, cond: placeholder, yes: edge(), no: edge() };
        if (likely) exit.likely = likely === 1;
        later.push(() => {
          exit.cond = values[cond]!;
        });
        return exit;
      }
      case "switch": {
        const value = input.number();
        const cases: { value: number; edge: Edge }[] = [];
        for (let n = input.number(); n > 0; n--) cases.push({ value: Number(input.signed()), edge: edge() });
        const exit: Exit = { kind, value: placeholder, cases, otherwise: edge() };
        later.push(() => {
          exit.value = values[value]!;
        });
        return exit;
      }
      case "return": {
        const exit: Exit = { kind, value: null };
        if (input.number() === 1) {
          const value = input.number();
          later.push(() => {
            exit.value = values[value]!;
          });
        }
        return exit;
      }
      case "throw": {
        const value = input.number();
        const exit: Exit = { kind, value: placeholder };
        later.push(() => {
          exit.value = values[value]!;
        });
        return exit;
      }
      case "jit_enter": {
        const portal = this.program.functions[input.number()]!;
        const cell = input.number();
        const args = this.readNumbers(input);
        const exit: Exit = { kind, portal, cell: placeholder, args: [] };
        later.push(() => {
          exit.cell = values[cell]!;
          exit.args = args.map((n) => values[n]!);
        });
        return exit;
      }
      case "unreachable":
        return { kind };
    }
  }
}
