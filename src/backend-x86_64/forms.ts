/**
 * The table's rows, compiled: each row becomes a `Form` (precomputed prefixes and opcode, small integers only), and the rows of one
 * name an `Instruction`, which has one slot per operand shape. The assembler's methods pick a slot and emit; no text is
 * looked at after the module is loaded.
 *
 * A **shape** says what the operands are, destination first: `r` register, `m` memory, `i` immediate, `j` label; `rm` is a
 * register and memory, `op` nothing. The type of an instruction lists its shapes, derived from the rows by the type checker, so that
 * `a.mi(I.lea64, ...)` does not compile.
 */

import { CONDITION_NAMES } from "./registers.ts";
import { TABLE } from "./table.ts";

// Types from rows -----------------------------------------------------------------------------------------------------

type Row = (typeof TABLE)[number];

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;

type NameOf<S> = S extends `${infer Name}|${string}|${string}` ? Trim<Name> : never;

/** Mnemonic and operands of a row, without `lock` and `rep`. */
type SyntaxOf<S> = S extends `${string}|${infer Syntax}|${string}`
  ? Trim<Syntax> extends `${"lock" | "rep"} ${infer Rest}`
    ? Rest
    : Trim<Syntax>
  : never;

/** Shape letters of one operand; an operand that is register or memory gives both. */
type Letter<Operand> = Operand extends "cl"
  ? ""
  : Operand extends `${"r" | "xmm"}/m${string}`
    ? "r" | "m"
    : Operand extends "imm64"
      ? "q"
      : Operand extends "1" | `imm${string}`
        ? "i"
        : Operand extends `rel${string}`
          ? "j"
          : Operand extends `m${string}`
            ? "m"
            : "r";

type Letters<Operands> = Operands extends `${infer First}, ${infer Rest}`
  ? `${Letter<First>}${Letters<Rest>}`
  : Letter<Operands>;

type ShapesOf<S> = SyntaxOf<S> extends `${string} ${infer Operands}` ? Letters<Operands> : "op";

type ShapesByName = { [R in Row as NameOf<R>]: ShapesOf<R> };
type ConditionalNames = NameOf<Extract<Row, `${string}+cc${string}`>>;

/** All instructions by name; those with `+cc` are lists indexed by condition. */
type Instructions = {
  readonly [N in keyof ShapesByName]: N extends ConditionalNames
    ? readonly Instruction<ShapesByName[N]>[]
    : Instruction<ShapesByName[N]>;
};

// Forms ---------------------------------------------------------------------------------------------------------------

/** What an operand of a row is. */
export interface OperandSpec {
  readonly kind: "reg" | "regmem" | "mem" | "imm" | "rel" | "fixed";
  /** Width in bits; 0 where the row does not say (the `m` of lea). */
  readonly width: number;
  readonly vector: boolean;
  /** The text of a fixed operand. */
  readonly text: string;
}

/** Opcode maps, by the escape bytes before the opcode. */
export const MAP = { primary: 0, "0F": 1, "0F38": 2, "0F3A": 3 } as const;

/** One row, ready to be emitted. */
export class Form {
  constructor(
    /** The instruction's name in our API. */
    readonly name: string,
    readonly mnemonic: string,
    readonly operands: readonly OperandSpec[],
    /** Shapes that this form encodes. */
    readonly shapes: readonly string[],
    /** First prefix byte, or 0. */
    readonly prefix: number,
    /** 8 with REX.W, else 0. */
    readonly rex: number,
    /** One of `MAP`. */
    readonly map: number,
    readonly opcode: number,
    /** A fixed ModRM byte after the opcode (mfence), or -1. */
    readonly modrm: number,
    /** What stands in ModRM.reg if no register does. */
    readonly digit: number,
    /** The register stands in the opcode's low bits; there is no ModRM. */
    readonly inOpcode: boolean,
    /** The operand in ModRM.rm is the first of two registers (MR), not the second. */
    readonly rmFirst: boolean,
    /** Bytes of the immediate or the distance. */
    readonly immSize: number,
    /** The register in ModRM.reg (or in the opcode) is 8 bits wide: spl, bpl, sil, dil need a REX prefix. */
    readonly byteReg: boolean,
    /** The register in ModRM.rm is 8 bits wide. */
    readonly byteRm: boolean,
    /** Third byte of a VEX prefix without vvvv, or -1 for a form without VEX. */
    readonly vex: number,
    /** Width of the operation, for immediates: what the immediate is extended or cut to. */
    readonly width: number,
  ) {}
}

/**
 * An instruction with a slot for each way to encode it. The slots of shapes that its type parameter names are filled; of the immediate
 * ones (`i`), those that the table has: `…1` the operand 1, `…8` a sign-extended byte, `…Full` the widest, `…Acc` the short form of rax.
 */
export class Instruction<Shapes extends string = string> {
  /** Only for the type checker: an instruction with more shapes goes where fewer are wanted. */
  declare readonly shapes: { readonly [S in Shapes]: true };

  op: Form | null = null;
  r: Form | null = null;
  m: Form | null = null;
  /** Register to register. */
  rr: Form | null = null;
  rm: Form | null = null;
  mr: Form | null = null;
  rrr: Form | null = null;
  rmr: Form | null = null;
  ri1: Form | null = null;
  ri8: Form | null = null;
  riAcc: Form | null = null;
  riFull: Form | null = null;
  mi1: Form | null = null;
  mi8: Form | null = null;
  miFull: Form | null = null;
  rri8: Form | null = null;
  rriFull: Form | null = null;
  rmi8: Form | null = null;
  rmiFull: Form | null = null;
  mri8: Form | null = null;
  i8: Form | null = null;
  iFull: Form | null = null;
  rq: Form | null = null;
  j8: Form | null = null;
  j32: Form | null = null;

  constructor(
    readonly name: string,
    /** The rows it came from, in the table's order. */
    readonly forms: readonly Form[],
  ) {}
}

// Parsing -------------------------------------------------------------------------------------------------------------

class RowError extends Error {
  constructor(row: string, problem: string) {
    super(`x86-64 instruction table: ${problem} in "${row}"`);
  }
}

const FIXED_OPERANDS: Record<string, { width: number; letters: string }> = {
  al: { width: 8, letters: "r" },
  eax: { width: 32, letters: "r" },
  rax: { width: 64, letters: "r" },
  cl: { width: 8, letters: "" },
  "1": { width: 8, letters: "i" },
};

/** Patterns of operands: kind, and the shape letters it may take. The groups are the prefix and the width. */
const OPERAND_PATTERNS: readonly [RegExp, OperandSpec["kind"], string][] = [
  [/^(r|xmm)\/m(\d+)$/, "regmem", "rm"],
  [/^(xmm)()$/, "reg", "r"],
  [/^(r)(8|16|32|64)$/, "reg", "r"],
  [/^(m)(\d*)$/, "mem", "m"],
  [/^(imm)(8|16|32)$/, "imm", "i"],
  [/^(imm)(64)$/, "imm", "q"],
  [/^(rel)(8|32)$/, "rel", "j"],
];

interface ParsedOperand {
  readonly spec: OperandSpec;
  readonly letters: string;
}

/** Remembers what a function says of a text. Rows repeat each other, and this is most of what loading the module costs. */
function memoize<T>(parse: (text: string, row: string) => T): (text: string, row: string) => T {
  const seen = new Map<string, T>();
  return (text, row) => {
    let result = seen.get(text);
    if (result === undefined) {
      result = parse(text, row);
      seen.set(text, result);
    }
    return result;
  };
}

const parseOperand = memoize((text: string, row: string): ParsedOperand => {
  const fixed = FIXED_OPERANDS[text];
  if (fixed !== undefined) {
    return { spec: { kind: "fixed", width: fixed.width, vector: false, text }, letters: fixed.letters };
  }
  for (const [pattern, kind, letters] of OPERAND_PATTERNS) {
    const match = pattern.exec(text);
    if (match !== null)
      return { spec: { kind, width: Number(match[2]), vector: match[1] === "xmm", text: "" }, letters };
  }
  throw new RowError(row, `operand ${text} is unknown`);
});

/** The operands column without the mnemonic. */
interface ParsedOperands {
  readonly specs: readonly OperandSpec[];
  readonly shapes: readonly string[];
  /** Index of the operand that is register or memory, or memory only; or -1. */
  readonly rm: number;
  /** How many are registers only, and whether one of them has 8 bits. */
  readonly registers: number;
  readonly hasByteRegister: boolean;
}

const parseOperands = memoize((text: string, row: string): ParsedOperands => {
  const parsed = text === "" ? [] : text.split(",").map((operand) => parseOperand(operand.trim(), row));
  const specs = parsed.map(({ spec }) => spec);
  const registers = specs.filter((spec) => spec.kind === "reg");
  return {
    specs,
    shapes: shapesOf(parsed.map(({ letters }) => letters)),
    rm: specs.findIndex((spec) => spec.kind === "regmem" || spec.kind === "mem"),
    registers: registers.length,
    hasByteRegister: registers.some(isByte),
  };
});

const isByte = (spec: OperandSpec): boolean => !spec.vector && spec.width === 8;

/** All words with one letter from each of the given strings; "" contributes nothing. */
function shapesOf(letters: readonly string[]): string[] {
  let shapes = [""];
  for (const choice of letters) {
    if (choice !== "") shapes = shapes.flatMap((shape) => [...choice].map((letter) => shape + letter));
  }
  return shapes[0] === "" ? ["op"] : shapes;
}

const PREFIXES = new Set(["66", "F2", "F3", "F0"]);
const IMMEDIATE_SIZES: Record<string, number> = { ib: 1, iw: 2, id: 4, io: 8, cb: 1, cd: 4 };
const VEX_PREFIXES: Record<string, number> = { "66": 1, F3: 2, F2: 3 };

/** The value of a byte in hexadecimal, with `+rd` and the like behind it or not; -1 for what is no byte. */
const byteOf = memoize((token: string): number =>
  /^[0-9A-F]{2}(\+(rd|rb|cc))?$/.test(token) ? Number.parseInt(token, 16) : -1,
);

/** The encoding column as numbers. */
function parseEncoding(row: string, text: string) {
  const enc = {
    prefix: 0,
    rex: 0,
    map: MAP.primary as number,
    opcode: -1,
    modrm: -1,
    digit: 0,
    inOpcode: false,
    withCondition: false,
    immSize: 0,
    vex: -1,
    opEn: "",
  };
  for (const token of text.split(" ")) {
    if (enc.opcode < 0 && PREFIXES.has(token) && enc.map === MAP.primary && enc.rex === 0) {
      if (enc.prefix !== 0) throw new RowError(row, "a second prefix byte is not provided for");
      enc.prefix = Number.parseInt(token, 16);
    } else if (token === "REX.W") enc.rex = 8;
    else if (token.startsWith("VEX.")) parseVex(row, token, enc);
    else if (enc.opcode < 0 && enc.map === MAP.primary && token === "0F") enc.map = MAP["0F"];
    else if (enc.opcode < 0 && enc.map === MAP["0F"] && token === "38") enc.map = MAP["0F38"];
    else if (enc.opcode < 0 && enc.map === MAP["0F"] && token === "3A") enc.map = MAP["0F3A"];
    else if (byteOf(token, row) >= 0) {
      if (enc.opcode < 0) enc.opcode = byteOf(token, row);
      else enc.modrm = byteOf(token, row);
      if (token.endsWith("+cc")) enc.withCondition = true;
      else if (token.includes("+")) enc.inOpcode = true;
    } else if (token === "/r") continue;
    else if (token[0] === "/" && token.length === 2) enc.digit = Number.parseInt(token[1], 8);
    else if (token in IMMEDIATE_SIZES) enc.immSize = IMMEDIATE_SIZES[token];
    else if (token === "RM" || token === "MR") enc.opEn = token;
    else throw new RowError(row, `${token} is unknown`);
  }
  if (enc.opcode < 0) throw new RowError(row, "there is no opcode");
  return enc;
}

/** `VEX.LZ.66.0F38.W1`: the manual's fields, of which the third byte holds W, L and pp (vvvv is added when emitting). */
function parseVex(row: string, token: string, enc: { map: number; vex: number }): void {
  const fields = token.split(".").slice(1);
  const map = fields.find((field) => field.startsWith("0F"));
  // The map 0F would allow the two-byte prefix, which GNU as prefers; nothing needs it yet.
  if (map !== "0F38" && map !== "0F3A") throw new RowError(row, "VEX is only provided for with the maps 0F38 and 0F3A");
  enc.map = MAP[map];
  enc.vex = fields.includes("W1") ? 0x80 : 0;
  for (const field of fields) enc.vex |= VEX_PREFIXES[field] ?? 0;
}

interface ParsedRow {
  readonly name: string;
  /** Sixteen forms with `+cc`, else one. */
  readonly forms: readonly Form[];
}

function parseRow(row: string): ParsedRow {
  const [name, syntax, encoding] = row.split("|").map((column) => column.trim());
  const match = /^((?:lock |rep )?\w+)(?: +(.*))?$/.exec(syntax);
  if (match === null || encoding === undefined) throw new RowError(row, "expected name | mnemonic operands | encoding");
  const { specs, shapes, rm, registers, hasByteRegister } = parseOperands(match[2] ?? "", row);
  const enc = parseEncoding(row, encoding);
  if (rm < 0 && registers === 2 && enc.opEn === "") throw new RowError(row, "two registers need RM or MR");
  const rmFirst = rm === 0 || enc.opEn === "MR";
  // With a digit the only register operand stands in ModRM.rm, however it is written.
  const onlyRm = rm < 0 && registers === 1 && !enc.inOpcode;
  const byteReg = !onlyRm && hasByteRegister;
  const byteRm = rm >= 0 && isByte(specs[rm]);

  const forms: Form[] = [];
  for (let cc = 0; cc < (enc.withCondition ? 16 : 1); cc++) {
    forms.push(
      new Form(
        enc.withCondition ? name.replace(/cc$/, "") + CONDITION_NAMES[cc] : name,
        enc.withCondition ? match[1].replace(/cc$/, CONDITION_NAMES[cc]) : match[1],
        specs,
        shapes,
        enc.prefix,
        enc.rex,
        enc.map,
        enc.opcode + cc,
        enc.modrm,
        enc.digit,
        enc.inOpcode,
        rmFirst,
        enc.immSize,
        byteReg,
        byteRm,
        enc.vex,
        specs.find((spec) => spec.kind !== "imm")?.width ?? 64,
      ),
    );
  }
  return { name, forms };
}

// Slots ---------------------------------------------------------------------------------------------------------------

type Slot = Exclude<keyof Instruction, "name" | "forms" | "shapes">;

/** The slot of a form for one of its shapes. */
function slotFor(form: Form, shape: string): Slot {
  const last = form.operands.at(-1);
  if (shape.endsWith("i")) {
    if (form.operands[0].kind === "fixed") return "riAcc";
    if (last?.kind === "fixed") return `${shape}1` as Slot;
    // A byte is 'short' where it is extended; for operations on bytes it is all there is.
    const short = last?.width === 8 && form.width !== 8;
    return `${shape}${short ? "8" : "Full"}` as Slot;
  }
  if (shape === "j") return last?.width === 8 ? "j8" : "j32";
  return shape as Slot;
}

/** Fills the slots. Of two forms for the same slot the first row wins: so `rr` is the load form where there are both. */
function makeInstruction(name: string, forms: readonly Form[]): Instruction {
  const instruction = new Instruction(name, forms);
  for (const form of forms) {
    for (const shape of form.shapes) {
      const slot = slotFor(form, shape);
      if (!(slot in instruction))
        throw new Error(`x86-64 instruction table: ${name} has operands of a new shape, ${shape}`);
      instruction[slot] ??= form;
    }
  }
  return instruction;
}

/** Compiles rows to instructions by name. Exported for the tests; everybody else uses `I`. */
export function compileTable(rows: readonly string[]): Record<string, Instruction | readonly Instruction[]> {
  const byName = new Map<string, ParsedRow[]>();
  for (const parsed of rows.map(parseRow)) {
    const group = byName.get(parsed.name);
    if (group === undefined) byName.set(parsed.name, [parsed]);
    else group.push(parsed);
  }
  const instructions: Record<string, Instruction | readonly Instruction[]> = {};
  for (const [name, parsed] of byName) {
    const variants = parsed[0].forms.map((first, i) =>
      makeInstruction(
        first.name,
        parsed.map(({ forms }) => forms[i]),
      ),
    );
    instructions[name] = variants.length === 1 ? variants[0] : variants;
  }
  return instructions;
}

/** The instructions by name: `I.add64`, `I.setcc[CC.E]`. */
export const I = compileTable(TABLE) as unknown as Instructions;

/** All instructions, each condition's for itself, in the table's order. */
export const ALL_INSTRUCTIONS: readonly Instruction[] = (
  Object.values(I) as (Instruction | readonly Instruction[])[]
).flat();
