// Reads the text form that text.ts describes: lines of tokens; declarations first, then bodies, so that order does not matter.

import type { Block, Edge, Exit } from "./graph.ts";
import { type Aux, Graph, Value } from "./graph.ts";
import { canonical } from "./memory.ts";
import { isGuard, OPS, type OpName } from "./ops.ts";
import { HINTS } from "./print.ts";
import { Program } from "./program.ts";
import { Guard, Token, Trace } from "./trace.ts";
import {
  ARRAY_TYPES,
  type ArrayType,
  type CallEffects,
  ClassType,
  type External,
  type Field,
  FunctionDecl,
  type HostRequest,
  type Kind,
  type MethodSlot,
  type Mutability,
  Prebuilt,
  type Signature,
  STORAGE,
  type Storage,
} from "./types.ts";
/** The text is ill-formed: says the line and what was expected. */
export class TextError extends Error {}

type Tokens = { kind: "word" | "number" | "string" | "sign"; text: string }[];

const TOKEN =
  /\s*(?:;.*|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?(?:\d+\.\d*(?:e[+-]?\d+)?|\d+e[+-]?\d+|\d+|inf\b))|(?<word>[A-Za-z_$][\w$]*)|(?<sign>->|[()[\]{},:=@&#!.]))/y;

function tokenize(line: string, where: number): Tokens {
  const tokens: Tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    if (/^\s*$/.test(line.slice(TOKEN.lastIndex))) break;
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(line);
    if (!match) throw new TextError(`line ${where}: cannot read ${JSON.stringify(line.slice(at))}`);
    const groups = match.groups!;
    if (groups.string !== undefined) tokens.push({ kind: "string", text: JSON.parse(groups.string) as string });
    else if (groups.number !== undefined) tokens.push({ kind: "number", text: groups.number });
    else if (groups.word !== undefined) tokens.push({ kind: "word", text: groups.word });
    else if (groups.sign !== undefined) tokens.push({ kind: "sign", text: groups.sign });
  }
  return tokens;
}

/** What names in graphs and traces resolve to. */
class Names {
  readonly program: Program;
  readonly prebuilts: Map<string, Prebuilt>;
  readonly tokens: Map<string, Token>;
  constructor(program: Program, prebuilts: Map<string, Prebuilt>, tokens = new Map<string, Token>()) {
    this.program = program;
    this.prebuilts = prebuilts;
    this.tokens = tokens;
  }
}

class Line {
  private at = 0;
  readonly tokens: Tokens;
  readonly where: number;
  constructor(text: string, where: number) {
    this.where = where;
    this.tokens = tokenize(text, where);
  }
  fail(expected: string): never {
    const found = this.tokens[this.at]?.text ?? "the end of the line";
    throw new TextError(`line ${this.where}: expected ${expected}, found ${found}`);
  }
  get done(): boolean {
    return this.at >= this.tokens.length;
  }
  peek(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token !== undefined && token.text === text && token.kind !== "string";
  }
  take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at++;
    return true;
  }
  expect(text: string): void {
    if (!this.take(text)) this.fail(`'${text}'`);
  }
  end(): void {
    if (!this.done) this.fail("the end of the line");
  }
  name(): string {
    const token = this.tokens[this.at];
    if (!token || (token.kind !== "word" && token.kind !== "string")) this.fail("a name");
    this.at++;
    return token.text;
  }
  isNumber(): boolean {
    return this.tokens[this.at]?.kind === "number";
  }
  number(): string {
    const token = this.tokens[this.at];
    if (token?.kind !== "number") this.fail("a number");
    this.at++;
    return token.text;
  }
  kind(): Kind {
    const name = this.name();
    if (!"irfv".includes(name)) this.fail("a kind (i r f v)");
    return name as Kind;
  }
  signature(): Signature {
    this.expect("(");
    const params: Kind[] = [];
    while (!this.take(")")) {
      if (params.length > 0) this.expect(",");
      params.push(this.kind());
    }
    this.expect("->");
    return { params, result: this.kind() };
  }
  /** Items between an opening that was taken and `close`, separated by commas. */
  list<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.take(close)) {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    return items;
  }
}

const prebuiltTables = new WeakMap<Program, Map<string, Prebuilt>>();
function prebuiltsOf(program: Program): Map<string, Prebuilt> {
  let table = prebuiltTables.get(program);
  if (!table) {
    table = new Map();
    prebuiltTables.set(program, table);
  }
  return table;
}

/** The prebuilt objects that a program's text mentions, by name: tests give them references (or objects) before they run it. */
export const prebuiltsInText = (program: Program): Map<string, Prebuilt> => prebuiltsOf(program);

function classNamed(line: Line, program: Program): ClassType {
  const name = line.name();
  return program.classes.get(name) ?? line.fail(`a class, and ${name} is none`);
}
function arrayNamed(line: Line): ArrayType {
  const name = line.name();
  return (ARRAY_TYPES as Record<string, ArrayType>)[name] ?? line.fail(`an array type, and ${name} is none`);
}
function typeNamed(line: Line, program: Program): ClassType | ArrayType {
  if (!line.take("[")) return classNamed(line, program);
  const type = arrayNamed(line);
  line.expect("]");
  return type;
}
function fieldNamed(line: Line, program: Program): Field {
  const cls = classNamed(line, program);
  line.expect(".");
  const name = line.name();
  return cls.field(name) ?? line.fail(`a field of ${cls.name}, and ${name} is none`);
}
function storageNamed(line: Line): Storage {
  const name = line.name();
  if (!(name in STORAGE)) line.fail("a storage");
  return name as Storage;
}
function functionNamed(line: Line, program: Program): FunctionDecl {
  const name = line.name();
  return program.hasFunction(name) ? program.function(name) : line.fail(`a function, and ${name} is none`);
}

function parseAux(line: Line, op: OpName, names: Names): Aux {
  const { program } = names;
  switch (OPS[op].aux) {
    case "none":
      return null;
    case "field":
      return fieldNamed(line, program);
    case "array":
      return arrayNamed(line);
    case "class":
      return classNamed(line, program);
    case "type":
      return typeNamed(line, program);
    case "function":
    case "portal":
      return functionNamed(line, program);
    case "slot": {
      const cls = classNamed(line, program);
      line.expect(".");
      const name = line.name();
      line.expect(":");
      const slot = Number(line.number());
      return { cls, name, slot, signature: line.signature() } satisfies MethodSlot;
    }
    case "signature":
      return line.signature();
    case "external": {
      const name = line.name();
      return program.externals.get(name) ?? line.fail(`an external, and ${name} is none`);
    }
    case "request": {
      const name = line.name();
      return program.requests.get(name) ?? line.fail(`a request, and ${name} is none`);
    }
    case "storage":
      return storageNamed(line);
    case "token": {
      const name = line.name();
      let token = names.tokens.get(name);
      if (!token) {
        token = new Token(name);
        names.tokens.set(name, token);
      }
      return token;
    }
    case "text":
      return line.name();
    case "int":
      return canonical(BigInt(line.number()));
    default:
      throw new TextError(`line ${line.where}: ${op} is never written as an instruction`);
  }
}

type ValueMaker = Pick<Graph, "constInt" | "constFloat" | "constRef" | "constFunction" | "reserveIds">;

/** Values by name while one graph or trace is read. Ids are those in the names, unless two kinds share a number. */
class ValueTable {
  readonly values = new Map<string, Value>();
  private readonly ids = new Set<number>();
  private readonly clashing: Value[] = [];
  private readonly maker: ValueMaker;
  private readonly names: Names;
  constructor(maker: ValueMaker, names: Names) {
    this.maker = maker;
    this.names = names;
  }
  define(line: Line, name: string, op: OpName): Value {
    const match = /^([irf])(\d+)$/.exec(name);
    if (!match) throw new TextError(`line ${line.where}: ${name} is no name of a value (i3, r4, f5)`);
    if (this.values.has(name)) throw new TextError(`line ${line.where}: ${name} is defined twice`);
    const id = Number(match[2]);
    const value = makeValue(id, op, match[1] as Kind);
    if (this.ids.has(id)) this.clashing.push(value);
    this.ids.add(id);
    this.values.set(name, value);
    return value;
  }
  /** Call when all definitions have been seen: gives out ids to what has none of its own. */
  settle(unnamed: Value[]): void {
    let next = 0;
    for (const id of this.ids) next = Math.max(next, id + 1);
    for (const value of [...this.clashing, ...unnamed]) value.id = next++;
    this.maker.reserveIds(next);
  }
  operand(line: Line): Value {
    if (line.isNumber()) {
      const text = line.number();
      if (/[.en]/.test(text)) return this.maker.constFloat(text === "-inf" ? -Infinity : Number(text));
      return this.maker.constInt(canonical(BigInt(text)));
    }
    if (line.take("null")) return this.maker.constRef(0);
    if (line.take("inf")) return this.maker.constFloat(Infinity);
    if (line.take("nan")) return this.maker.constFloat(NaN);
    if (line.take("#")) return this.maker.constRef(Number(line.number()));
    if (line.take("&")) return this.maker.constFunction(functionNamed(line, this.names.program));
    if (line.take("@")) {
      const name = line.name();
      let prebuilt = this.names.prebuilts.get(name);
      if (!prebuilt) {
        prebuilt = new Prebuilt(undefined, name);
        this.names.prebuilts.set(name, prebuilt);
      }
      return this.maker.constRef(prebuilt);
    }
    const name = line.name();
    return this.values.get(name) ?? line.fail(`a value defined before, and ${name} is none`);
  }
}

const makeValue = (id: number, op: OpName, kind: Kind): Value =>
  isGuard(op) ? new Guard(id, op, kind, [], null) : new Value(id, op, kind, [], null);

function opNamed(line: Line): OpName {
  const name = line.name();
  if (!(name in OPS)) line.fail(`an operation, and ${name} is none`);
  return name as OpName;
}

/** First pass over an instruction: makes its value. The rest of the line is read when all values are known. */
function beginInstruction(line: Line, table: ValueTable, unnamed: Value[]): Value {
  if (line.peek("=", 1)) {
    const name = line.name();
    line.expect("=");
    return table.define(line, name, opNamed(line));
  }
  const value = makeValue(-1, opNamed(line), "v");
  unnamed.push(value);
  return value;
}

function finishInstruction(line: Line, value: Value, table: ValueTable, names: Names): void {
  value.aux = parseAux(line, value.op, names);
  const atEnd = (): boolean => line.done || line.peek("[") || line.peek("!");
  if (OPS[value.op].aux === "none" || !atEnd()) {
    if (OPS[value.op].aux !== "none") line.expect(",");
    while (!atEnd()) {
      value.args.push(table.operand(line));
      if (!atEnd()) line.expect(",");
    }
  }
  if (line.take("[")) {
    if (!(value instanceof Guard)) line.fail("no brackets: only guards keep values alive");
    value.live = line.list("]", () => table.operand(line));
  }
  if (line.take("!")) value.pos = Number(line.number());
  line.end();
}

const BLOCK_LABEL = /^\s*b\d+\s*\(/;

function blockNumber(line: Line): number {
  const name = line.name();
  if (!/^b\d+$/.test(name)) line.fail("a block (b1)");
  return Number(name.slice(1));
}

/** Reads the lines of a graph's body into `graph`, which is empty. */
function parseBody(graph: Graph, lines: Line[], labels: Set<number>, names: Names): void {
  const table = new ValueTable(graph, names);
  const unnamed: Value[] = [];
  const pending: (() => void)[] = [];
  let block: Block | null = null as Block | null;
  let caught = false;
  const blockAt = (line: Line): Block => graph.blocks[blockNumber(line)] ?? line.fail("a block that exists");
  const edge = (line: Line): Edge => {
    const target = blockAt(line);
    line.expect("(");
    return { target, args: line.list(")", () => table.operand(line)) };
  };
  lines.forEach((line, index) => {
    if (labels.has(index)) {
      block = graph.newBlock();
      caught = false;
      if (blockNumber(line) !== block.id) line.fail(`blocks in order, b${block.id} here`);
      line.expect("(");
      const params = line.list(")", () => table.define(line, line.name(), "param"));
      block.params.push(...params);
      line.expect(":");
      line.end();
      return;
    }
    const into = block ?? line.fail("a block's label");
    if (line.take("catch")) {
      caught = true;
      pending.push(() => {
        into.handler = edge(line);
        line.end();
      });
    } else if (EXITS.some((word) => line.peek(word)) && !line.peek("=", 1)) {
      pending.push(() => {
        into.exit = parseExit(line, table, names, edge);
        line.end();
      });
    } else {
      if (caught) line.fail("the exit behind 'catch'");
      const value = beginInstruction(line, table, unnamed);
      into.insts.push(value);
      pending.push(() => finishInstruction(line, value, table, names));
    }
  });
  table.settle(unnamed);
  for (const finish of pending) finish();
}

const EXITS = ["goto", "branch", "switch", "return", "throw", "jit_enter", "unreachable"];

function parseExit(line: Line, table: ValueTable, names: Names, edge: (line: Line) => Edge): Exit {
  const kind = line.name();
  switch (kind) {
    case "goto":
      return { kind, edge: edge(line) };
    case "branch": {
      const cond = table.operand(line);
      line.expect("->");
      const yes = edge(line);
      line.expect(",");
      const exit: Exit = { kind, cond, yes, no: edge(line) };
      if (line.take("likely")) exit.likely = true;
      else if (line.take("unlikely")) exit.likely = false;
      return exit;
    }
    case "switch": {
      const value = table.operand(line);
      line.expect("->");
      const cases: { value: number; edge: Edge }[] = [];
      while (!line.take("else")) {
        const label = Number(line.number());
        line.expect(":");
        cases.push({ value: label, edge: edge(line) });
        line.expect(",");
      }
      line.expect(":");
      return { kind, value, cases, otherwise: edge(line) };
    }
    case "return":
      return { kind, value: line.done ? null : table.operand(line) };
    case "throw":
      return { kind, value: table.operand(line) };
    case "jit_enter": {
      const portal = functionNamed(line, names.program);
      const args: Value[] = [];
      while (line.take(",")) args.push(table.operand(line));
      const cell = args.shift() ?? line.fail("the cell");
      return { kind, portal, cell, args };
    }
    default:
      return { kind: "unreachable" };
  }
}

function parseEffects(line: Line, program: Program): CallEffects {
  const places = (): ReadonlySet<Field | ArrayType> | "any" => {
    line.expect("(");
    if (line.take("any")) {
      line.expect(")");
      return "any";
    }
    return new Set(
      line.list(")", () => (line.peek("[") ? (typeNamed(line, program) as ArrayType) : fieldNamed(line, program))),
    );
  };
  const effects: CallEffects = {
    canRaise: false,
    canCollect: false,
    canForce: false,
    reads: new Set(),
    writes: new Set(),
  };
  line.expect("(");
  while (!line.take(")")) {
    if (line.take("raise")) effects.canRaise = true;
    else if (line.take("collect")) effects.canCollect = true;
    else if (line.take("force")) effects.canForce = true;
    else if (line.take("reads")) effects.reads = places();
    else if (line.take("writes")) effects.writes = places();
    else line.fail("an effect");
  }
  return effects;
}

/** A function's header; returns whether a body follows. Effects mention classes, so these must be known. */
function parseHeader(line: Line, program: Program): { decl: FunctionDecl; body: boolean } {
  const name = line.name();
  const decl = new FunctionDecl(name, line.signature());
  for (;;) {
    const hint = HINTS.find((h) => line.take(h));
    if (hint) decl.hints[hint] = true;
    else if (line.take("portal")) {
      const portal = line.name();
      line.expect("greens");
      line.expect("(");
      const greens = line.list(")", () => Number(line.number()));
      let virtualizable = -1;
      if (line.take("virtualizable")) {
        line.expect("(");
        virtualizable = Number(line.number());
        line.expect(")");
      }
      decl.portal = { name: portal, greens, virtualizable };
    } else if (line.take("effects")) decl.effects = parseEffects(line, program);
    else break;
  }
  const body = line.take("{");
  line.end();
  return { decl, body };
}

function parseMembers(lines: Line[], cls: ClassType, program: Program): { line: Line; slot: number }[] {
  const methods: { line: Line; slot: number }[] = [];
  for (const line of lines) {
    if (line.take("method")) {
      line.name();
      line.expect(":");
      const slot = Number(line.number());
      line.signature();
      line.expect("=");
      methods.push({ line, slot });
      continue;
    }
    let mutability: Mutability = "mutable";
    if (line.take("readonly")) mutability = "immutable";
    else if (line.take("quasi")) mutability = "quasi-immutable";
    else if (line.take("constant")) mutability = "immutable-items";
    const name = line.name();
    const storage = storageNamed(line);
    const refType = line.done ? null : typeNamed(line, program);
    cls.addField(name, storage, mutability, refType);
    line.end();
  }
  return methods;
}

/** Reads a program's text, or adds to a program. Classes are laid out, types are not numbered. */
export function parseProgram(text: string, program: Program = new Program()): Program {
  const names = new Names(program, prebuiltsOf(program));
  const all = text.split("\n").map((line, index) => ({ text: line, line: new Line(line, index + 1) }));
  const items = all.filter((item) => item.line.tokens.length > 0);
  const later: (() => void)[] = [];
  const headers: (() => void)[] = [];
  const bodyOf = (from: number): { lines: Line[]; labels: Set<number>; next: number } => {
    const lines: Line[] = [];
    const labels = new Set<number>();
    let at = from;
    for (; at < items.length && !items[at]!.line.peek("}"); at++) {
      if (BLOCK_LABEL.test(items[at]!.text)) labels.add(lines.length);
      lines.push(items[at]!.line);
    }
    if (at >= items.length) throw new TextError(`line ${all.length}: expected '}'`);
    return { lines, labels, next: at + 1 };
  };
  const newClasses: ClassType[] = [];
  const members: (() => void)[] = [];
  for (let at = 0; at < items.length; ) {
    const { line } = items[at++]!;
    if (line.take("class")) {
      const name = line.name();
      const base = line.take("extends") ? classNamed(line, program) : null;
      const cls = new ClassType(name, base);
      if (line.take("virtualizable")) cls.virtualizable = true;
      program.addClass(cls);
      newClasses.push(cls);
      if (!line.take("{")) continue;
      const body = bodyOf(at);
      at = body.next;
      members.push(() => {
        const methods = parseMembers(body.lines, cls, program);
        later.push(() => {
          base?.vtable.forEach((impl, slot) => {
            cls.vtable[slot] ??= impl;
          });
          for (const { line: method, slot } of methods)
            cls.vtable[slot] = method.take("abstract") ? null : functionNamed(method, program);
        });
      });
    } else if (line.take("external")) {
      const name = line.name();
      const external: External = { name, signature: line.signature(), pure: line.take("pure") };
      program.externals.set(name, external);
    } else if (line.take("request")) {
      const name = line.name();
      const signature = line.signature();
      line.expect("=");
      const request: HostRequest = { name, signature, id: Number(line.number()) };
      program.requests.set(name, request);
    } else if (line.take("func")) {
      const body = line.tokens.at(-1)?.text === "{" ? bodyOf(at) : null;
      if (body) at = body.next;
      headers.push(() => {
        const { decl } = parseHeader(line, program);
        program.addFunction(decl);
        if (!body) return;
        later.push(() => {
          const graph = new Graph(decl);
          parseBody(graph, body.lines, body.labels, names);
          decl.graph = graph;
        });
      });
    } else line.fail("class, external, request or func");
  }
  for (const run of members) run();
  for (const cls of newClasses) cls.layOut();
  for (const run of headers) run();
  for (const run of later) run();
  return program;
}

/** Reads one function's text against a program that has everything it mentions; the function itself may be new to it. */
export function parseGraph(text: string, program: Program): Graph {
  const before = program.functions.length;
  parseProgram(text, program);
  const graph = program.functions[before]?.graph;
  if (!graph) throw new TextError("line 1: expected a function with a body");
  return graph;
}

/** Reads a trace. `tokens` collects the labels and call_assembler targets by name. */
export function parseTrace(text: string, program: Program, tokens = new Map<string, Token>()): Trace {
  const names = new Names(program, prebuiltsOf(program), tokens);
  const trace = new Trace();
  const table = new ValueTable(trace, names);
  const unnamed: Value[] = [];
  const lines = text
    .split("\n")
    .map((line, index) => new Line(line, index + 1))
    .filter((line) => line.tokens.length > 0);
  const first = lines.shift();
  if (!first) throw new TextError("line 1: expected a trace's inputs in brackets");
  first.expect("[");
  trace.inputs = first.list("]", () => table.define(first, first.name(), "param"));
  first.end();
  const values = lines.map((line) => beginInstruction(line, table, unnamed));
  // a label directly behind a jump has arguments of its own
  for (const [index, value] of values.entries()) {
    if (value.op !== "label" || values[index - 1]?.op !== "jump") continue;
    const line = lines[index]!;
    for (const { kind, text: name } of line.tokens)
      if (kind === "word" && /^[irf]\d+$/.test(name)) table.define(line, name, "param");
  }
  table.settle(unnamed);
  for (const [index, line] of lines.entries()) finishInstruction(line, values[index]!, table, names);
  trace.ops = values;
  return trace;
}
