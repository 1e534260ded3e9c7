/**
 * The table's rows, compiled: each row becomes a `Form` (its fixed bits, and where its operands go), and the rows of one name an
 * `Instruction` with one slot per shape. The assembler's methods pick a slot and put operands into the bits; no text is looked at after the
 * module is loaded.
 */

import type { RegisterLetter } from "./registers.ts";
import { TABLE } from "./table.ts";

// Types from rows -----------------------------------------------------------------------------------------------------

type Row = (typeof TABLE)[number];

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;

/** A row whose encoding begins with `sf` stands for two instructions. */
type NameOf<S> = S extends `${infer Name}|${string}|${string}| sf ${string}`
  ? `${Trim<Name>}64` | `${Trim<Name>}32`
  : S extends `${infer Name}|${string}`
    ? Trim<Name>
    : never;

type ShapeOf<S> = S extends `${string}|${infer Shape}|${string}|${string}` ? Trim<Shape> : never;

type ShapesByName = { [R in Row as NameOf<R>]: ShapeOf<R> };

/** All instructions by name. */
type Instructions = { readonly [N in keyof ShapesByName]: Instruction<ShapesByName[N]> };

// Forms ---------------------------------------------------------------------------------------------------------------

/** An operand of a row. */
export interface OperandSpec {
  /** `reg`; `imm` for `#name`; `other` for `<name>`, which the assembler prints itself. */
  readonly kind: "reg" | "imm" | "other";
  /** The field (Rd, Rn, ...) or the name between the signs. */
  readonly name: string;
  /** File and width of a register. */
  readonly letter: RegisterLetter;
  /** Whether number 31 is the stack pointer here. */
  readonly allowsSp: boolean;
  /** What the value is divided by. */
  readonly scale: number;
}

/** How the last immediate of `rri`, `ri` is encoded. */
export const IMMEDIATE = { none: 0, add: 1, bitmask: 2, leftShift: 3, rightShift: 4, plain16: 5 } as const;

/** One row, ready to be emitted. */
export class Form {
  constructor(
    readonly name: string,
    /** Syntax: text and operands, in turn. */
    readonly syntax: readonly (string | OperandSpec)[],
    /** The syntax's operands alone. */
    readonly operands: readonly OperandSpec[],
    readonly shape: string,
    /** The fixed bits. */
    readonly bits: number,
    /** How far left the register operands stand, in the order of the syntax. */
    readonly p0: number,
    readonly p1: number,
    readonly p2: number,
    readonly p3: number,
    /** How far left the condition stands. */
    readonly conditionAt: number,
    /** 1 if the opposite condition is stored. */
    readonly conditionFlip: number,
    /** One of `IMMEDIATE`. */
    readonly immediate: number,
    /** What offsets are divided by: the bytes accessed. */
    readonly scale: number,
    /** Width of the operation in bits. */
    readonly width: number,
  ) {}
}

/** An instruction with a slot for each of its shapes; those that its type parameter names are filled. */
export class Instruction<Shapes extends string = string> {
  /** Only for the type checker: an instruction with more shapes goes where fewer are wanted. */
  declare readonly shapes: { readonly [S in Shapes]: true };

  op: Form | null = null;
  i: Form | null = null;
  r: Form | null = null;
  rr: Form | null = null;
  rrr: Form | null = null;
  rrrr: Form | null = null;
  ri: Form | null = null;
  rri: Form | null = null;
  rrii: Form | null = null;
  rrri: Form | null = null;
  rrs: Form | null = null;
  rrrs: Form | null = null;
  rrx: Form | null = null;
  rrrx: Form | null = null;
  rih: Form | null = null;
  rf: Form | null = null;
  rc: Form | null = null;
  rrrc: Form | null = null;
  rrnc: Form | null = null;
  rinc: Form | null = null;
  j: Form | null = null;
  cj: Form | null = null;
  rj: Form | null = null;
  rbj: Form | null = null;
  rl: Form | null = null;
  rp: Form | null = null;
  rm: Form | null = null;
  rmu: Form | null = null;
  rmx: Form | null = null;
  rmPre: Form | null = null;
  rmPost: Form | null = null;
  rrm: Form | null = null;
  rrmPre: Form | null = null;
  rrmPost: Form | null = null;

  constructor(
    readonly name: string,
    /** The rows it came from, in the table's order. */
    readonly forms: readonly Form[],
  ) {}
}

// Fields --------------------------------------------------------------------------------------------------------------

/** Fields by name: width, and position of the lowest bit, which is the same in all rows that have it (the condition's is not). */
export const FIELDS: Readonly<Record<string, { readonly width: number; readonly at: number | null }>> = {
  Rd: { width: 5, at: 0 },
  Rt: { width: 5, at: 0 },
  Rn: { width: 5, at: 5 },
  Ra: { width: 5, at: 10 },
  Rt2: { width: 5, at: 10 },
  Rm: { width: 5, at: 16 },
  Rs: { width: 5, at: 16 },
  shift: { width: 2, at: 22 },
  imm6: { width: 6, at: 10 },
  option: { width: 3, at: 13 },
  imm3: { width: 3, at: 10 },
  S: { width: 1, at: 12 },
  sh: { width: 1, at: 22 },
  imm12: { width: 12, at: 10 },
  imm9: { width: 9, at: 12 },
  imm7: { width: 7, at: 15 },
  N: { width: 1, at: 22 },
  immr: { width: 6, at: 16 },
  imms: { width: 6, at: 10 },
  imm16: { width: 16, at: 5 },
  hw: { width: 2, at: 21 },
  imm8: { width: 8, at: 13 },
  imm5: { width: 5, at: 16 },
  nzcv: { width: 4, at: 0 },
  cond: { width: 4, at: null },
  imm26: { width: 26, at: 0 },
  imm19: { width: 19, at: 5 },
  imm14: { width: 14, at: 5 },
  immlo: { width: 2, at: 29 },
  immhi: { width: 19, at: 5 },
  b5: { width: 1, at: 31 },
  b40: { width: 5, at: 19 },
};

/** Fields that an operand fills, where it is not the field of its own name; of several choices, the row has one. */
const FIELDS_OF_OPERAND: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "#imm12": [["sh", "imm12"]],
  "#bitmask": [["N", "immr", "imms"]],
  "#lsl": [["immr", "imms"]],
  "#shift": [["immr"]],
  "#lsb": [["imms"]],
  "#extract": [["immr", "imms"]],
  "#insert": [["immr", "imms"]],
  "#bit": [["b5", "b40"]],
  "<extended>": [["Rm", "option", "imm3"]],
  "<index>": [["Rm", "option", "S"]],
  "<label>": [["imm26"], ["imm19"], ["imm14"], ["immlo", "immhi"]],
};

const IMMEDIATE_OF_OPERAND: Readonly<Record<string, number>> = {
  imm12: IMMEDIATE.add,
  bitmask: IMMEDIATE.bitmask,
  lsl: IMMEDIATE.leftShift,
  shift: IMMEDIATE.rightShift,
  imm16: IMMEDIATE.plain16,
};

// Parsing -------------------------------------------------------------------------------------------------------------

class RowError extends Error {
  constructor(row: string, problem: string) {
    super(`ARM64 instruction table: ${problem} in "${row}"`);
  }
}

/** `<name>` or `<name*8>`, `#name` or `#name*8`, or a register. */
const OPERAND = /<([a-z]\w*)(?:\*(\d+))?>|#([a-z]\w*)(?:\*(\d+))?|\b([RXWBHSDQV])(d|n|m|a|t2|t|s)\b(\|SP)?/g;

/** Operands columns without their mnemonic, by width: rows repeat each other, and reading them is most of the module's loading time. */
const syntaxSeen = new Map<string, readonly (string | OperandSpec)[]>();

function parseSyntax(text: string, width: number): readonly (string | OperandSpec)[] {
  // Only `b.<cond>` has an operand in its mnemonic.
  const space = text.includes(".<") ? 0 : text.indexOf(" ") + 1;
  if (space === 0) return parseOperands(text, width);
  const rest = text.slice(space);
  const key = `${rest}${width}`;
  let operands = syntaxSeen.get(key);
  if (operands === undefined) {
    operands = parseOperands(rest, width);
    syntaxSeen.set(key, operands);
  }
  return [text.slice(0, space), ...operands];
}

function parseOperands(text: string, width: number): (string | OperandSpec)[] {
  const parts: (string | OperandSpec)[] = [];
  let end = 0;
  for (const match of text.matchAll(OPERAND)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [, other, otherScale, imm, immScale, letter, field, sp] = match;
    const kind = other !== undefined ? "other" : imm !== undefined ? "imm" : "reg";
    parts.push({
      kind,
      name: other ?? imm ?? `R${field}`,
      letter: (letter === "R" ? (width === 64 ? "X" : "W") : (letter ?? "X")) as RegisterLetter,
      allowsSp: sp !== undefined,
      scale: Number(otherScale ?? immScale ?? 0),
    });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Fixed bits of the encoding column, its fields, and where the condition stands. */
function parseEncoding(row: string, text: string, sf: number) {
  const tokens = text.split(" ").map((token) => (token === "sf" ? String(sf) : token));
  const widths = tokens.map((token) => widthOf(row, token));
  let at = widths.reduce((sum, width) => sum + width, 0);
  if (at !== 32) throw new RowError(row, `the fields have ${at} bits, not 32`);
  let bits = 0;
  let conditionAt = 0;
  let conditionFlip = 0;
  const fields = new Set<string>();
  tokens.forEach((token, i) => {
    at -= widths[i];
    if (isFixed(token)) {
      bits |= Number.parseInt(token, 2) << at;
      return;
    }
    const name = token.replace("~", "");
    const place = FIELDS[name].at ?? at;
    if (place !== at) throw new RowError(row, `${name} stands at bit ${at}, not ${place}`);
    if (name === "cond") {
      conditionAt = at;
      conditionFlip = token.startsWith("~") ? 1 : 0;
    }
    fields.add(name);
  });
  return { bits, fields, conditionAt, conditionFlip };
}

const isFixed = (token: string): boolean => token[0] === "0" || token[0] === "1";

function widthOf(row: string, token: string): number {
  if (isFixed(token)) return token.length;
  const field = FIELDS[token.replace("~", "")];
  if (field === undefined) throw new RowError(row, `field ${token} is unknown`);
  return field.width;
}

/** Takes from `fields` those that the operand fills. */
function consumeFields(row: string, operand: OperandSpec, fields: Set<string>): void {
  const sign =
    operand.kind === "imm" ? `#${operand.name}` : operand.kind === "other" ? `<${operand.name}>` : operand.name;
  const scaledOffset = operand.kind === "imm" && operand.scale > 0;
  const choices = (scaledOffset ? undefined : FIELDS_OF_OPERAND[sign]) ?? [[operand.name]];
  const choice = choices.find((names) => names.every((name) => fields.has(name)));
  if (choice === undefined) throw new RowError(row, `there is no field for operand ${sign}`);
  for (const name of choice) fields.delete(name);
}

function parseRow(row: string): Form[] {
  const columns = row.split("|");
  const name = columns[0].trim();
  const shape = columns[1].trim();
  const encoding = columns.at(-1)!.trim();
  // The syntax may itself contain a bar, in `|SP`.
  const syntaxText = columns.slice(2, -1).join("|").trim();
  const twoWidths = encoding.startsWith("sf ");
  return (twoWidths ? [1, 0] : [1]).map((sf) => {
    const { bits, fields, conditionAt, conditionFlip } = parseEncoding(row, encoding, sf);
    const width = twoWidths ? (sf === 1 ? 64 : 32) : bits < 0 ? 64 : 32;
    const syntax = parseSyntax(syntaxText, width);
    const operands = syntax.filter((part) => typeof part !== "string");
    // `cond` is named in the syntax without its flip.
    for (const operand of operands) consumeFields(row, operand, fields);
    if (fields.size > 0) throw new RowError(row, `no operand fills ${[...fields].join(", ")}`);
    const positions = operands.filter(({ kind }) => kind === "reg").map((operand) => FIELDS[operand.name].at ?? 0);
    const scaled = operands.find(({ scale }) => scale > 0);
    const immediate = operands.findLast(({ kind }) => kind === "imm");
    return new Form(
      twoWidths ? `${name}${width}` : name,
      syntax,
      operands,
      shape,
      bits,
      positions[0] ?? 0,
      positions[1] ?? 0,
      positions[2] ?? 0,
      positions[3] ?? 0,
      conditionAt,
      conditionFlip,
      immediate === undefined || immediate.scale > 0 ? IMMEDIATE.none : (IMMEDIATE_OF_OPERAND[immediate.name] ?? 0),
      scaled?.scale ?? 1,
      width,
    );
  });
}

/** Compiles rows to instructions by name. Exported for the tests; everybody else uses `I`. */
export function compileTable(rows: readonly string[]): Record<string, Instruction> {
  const byName = new Map<string, Form[]>();
  for (const form of rows.flatMap(parseRow)) {
    const group = byName.get(form.name);
    if (group === undefined) byName.set(form.name, [form]);
    else group.push(form);
  }
  const instructions: Record<string, Instruction> = {};
  for (const [name, forms] of byName) {
    const instruction = new Instruction(name, forms);
    for (const form of forms) {
      const slot = form.shape as Exclude<keyof Instruction, "name" | "forms" | "shapes">;
      if (!(slot in instruction)) throw new Error(`ARM64 instruction table: ${name} has a new shape, ${slot}`);
      if (instruction[slot] !== null) throw new Error(`ARM64 instruction table: ${name} has two rows of shape ${slot}`);
      instruction[slot] = form;
    }
    instructions[name] = instruction;
  }
  return instructions;
}

/** The instructions by name: `I.add64`, `I.ldrb`. */
export const I = compileTable(TABLE) as unknown as Instructions;

/** All instructions in the table's order. */
export const ALL_INSTRUCTIONS: readonly Instruction[] = Object.values(I);
