// Writes programs, graphs and traces in the text form that text.ts describes.

import type { Aux, Block, Edge, Exit, Graph, Value } from "./graph.ts";
import { OPS, type OpName } from "./ops.ts";
import type { Program } from "./program.ts";
import { Guard, type Trace } from "./trace.ts";
import {
  ArrayType,
  type CallEffects,
  type ClassType,
  Field,
  type FunctionDecl,
  type FunctionHints,
  type MethodSlot,
  type Mutability,
  Prebuilt,
  type Signature,
  WORST_EFFECTS,
} from "./types.ts";

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const quoted = (name: string): string => (IDENTIFIER.test(name) ? name : JSON.stringify(name));
const signatureText = (s: Signature): string => `(${s.params.join(", ")}) -> ${s.result}`;
const typeText = (t: ClassType | ArrayType): string => (t instanceof ArrayType ? `[${t.name}]` : quoted(t.name));
const fieldText = (f: Field): string => `${quoted(f.owner.name)}.${quoted(f.name)}`;

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A value as an operand: its name, or the constant it is. */
export function printOperand(value: Value): string {
  switch (value.op) {
    case "const_i":
      return String(value.aux);
    case "const_f":
      return floatText(value.aux as number);
    case "const_r":
      if (value.aux instanceof Prebuilt) return `@${quoted(value.aux.name)}`;
      return value.aux === 0 ? "null" : `#${value.aux}`;
    case "const_fn":
      return `&${quoted((value.aux as FunctionDecl).name)}`;
    default:
      return `${value.kind}${value.id}`;
  }
}

const operands = (values: readonly Value[]): string => values.map(printOperand).join(", ");

function auxText(op: OpName, aux: Aux): string {
  switch (OPS[op].aux) {
    case "none":
      return "";
    case "field":
      return fieldText(aux as Field);
    case "array":
    case "class":
      return quoted((aux as ClassType).name);
    case "type":
      return typeText(aux as ClassType);
    case "slot": {
      const slot = aux as MethodSlot;
      return `${quoted(slot.cls.name)}.${quoted(slot.name)}:${slot.slot} ${signatureText(slot.signature)}`;
    }
    case "signature":
      return signatureText(aux as Signature);
    case "function":
    case "portal":
    case "external":
    case "request":
    case "token":
      return quoted((aux as { name: string }).name);
    case "storage":
      return aux as string;
    case "text":
      return JSON.stringify(aux);
    default:
      return String(aux);
  }
}

/** One instruction, without its line's end. `resume`: what to write after a guard's live values (the log's long form). */
export function printInstruction(value: Value, resume?: (guard: Guard) => string): string {
  const aux = auxText(value.op, value.aux);
  const parts = [aux, operands(value.args)].filter((part) => part !== "").join(", ");
  let text = parts === "" ? value.op : `${value.op} ${parts}`;
  if (value.kind !== "v") text = `${value.kind}${value.id} = ${text}`;
  if (value instanceof Guard) text += ` [${operands(value.live)}]${resume ? ` ${resume(value)}` : ""}`;
  if (value.pos) text += ` !${value.pos}`;
  return text;
}

const edgeText = (edge: Edge): string => `b${edge.target.id}(${operands(edge.args)})`;

export function printExit(exit: Exit): string {
  switch (exit.kind) {
    case "goto":
      return `goto ${edgeText(exit.edge)}`;
    case "branch": {
      const hint = exit.likely === undefined ? "" : exit.likely ? " likely" : " unlikely";
      return `branch ${printOperand(exit.cond)} -> ${edgeText(exit.yes)}, ${edgeText(exit.no)}${hint}`;
    }
    case "switch": {
      const cases = exit.cases.map((c) => `${c.value}: ${edgeText(c.edge)}, `).join("");
      return `switch ${printOperand(exit.value)} -> ${cases}else: ${edgeText(exit.otherwise)}`;
    }
    case "return":
      return exit.value ? `return ${printOperand(exit.value)}` : "return";
    case "throw":
      return `throw ${printOperand(exit.value)}`;
    case "jit_enter":
      return `jit_enter ${quoted(exit.portal.name)}, ${operands([exit.cell, ...exit.args])}`;
    case "unreachable":
      return "unreachable";
  }
}

function printBlock(block: Block): string {
  const lines = [`b${block.id}(${operands(block.params)}):`];
  for (const inst of block.insts) lines.push(`  ${printInstruction(inst)}`);
  if (block.handler) lines.push(`  catch ${edgeText(block.handler)}`);
  lines.push(`  ${printExit(block.exit)}`);
  return lines.join("\n");
}

/** Hints by the names that headers write. */
export const HINTS: readonly (keyof FunctionHints)[] = ["elidable", "opaque", "unroll", "noinline"];

function effectsText(e: CallEffects): string {
  const places = (set: ReadonlySet<Field | ArrayType> | "any"): string =>
    set === "any" ? "any" : [...set].map((p) => (p instanceof Field ? fieldText(p) : typeText(p))).join(", ");
  const parts = [e.canRaise ? "raise" : "", e.canCollect ? "collect" : "", e.canForce ? "force" : ""];
  parts.push(`reads(${places(e.reads)})`, `writes(${places(e.writes)})`);
  return `effects(${parts.filter((p) => p !== "").join(" ")})`;
}

function headerText(decl: FunctionDecl): string {
  const parts = [`func ${quoted(decl.name)} ${signatureText(decl.signature)}`];
  for (const hint of HINTS) if (decl.hints[hint]) parts.push(hint);
  if (decl.portal) {
    parts.push(`portal ${quoted(decl.portal.name)} greens(${decl.portal.greens.join(", ")})`);
    if (decl.portal.virtualizable >= 0) parts.push(`virtualizable(${decl.portal.virtualizable})`);
  }
  if (decl.effects !== WORST_EFFECTS) parts.push(effectsText(decl.effects));
  return parts.join(" ");
}

/** A function with its graph; one without is its header alone. */
export function printFunction(decl: FunctionDecl): string {
  return decl.graph ? `${headerText(decl)} {\n${decl.graph.blocks.map(printBlock).join("\n")}\n}` : headerText(decl);
}

export const printGraph = (graph: Graph): string => printFunction(graph.decl);

/** How each mutability is written before a field's name. */
export const MUTABILITY: Readonly<Record<Mutability, string>> = {
  mutable: "",
  immutable: "readonly ",
  "quasi-immutable": "quasi ",
  "immutable-items": "constant ",
};

function printClass(cls: ClassType, slots: Map<ClassType, MethodSlot[]>): string {
  const head = ["class", quoted(cls.name)];
  if (cls.base) head.push("extends", quoted(cls.base.name));
  if (cls.virtualizable) head.push("virtualizable");
  const lines = cls.fields.map((f) => {
    const prefix = MUTABILITY[f.mutability];
    return `  ${prefix}${quoted(f.name)} ${f.storage}${f.refType ? ` ${typeText(f.refType)}` : ""}`;
  });
  cls.vtable.forEach((impl, index) => {
    const owner = slotAt(cls, index, slots);
    const name = owner ? quoted(owner.name) : `slot${index}`;
    const signature = owner?.signature ?? impl?.signature;
    if (!signature) return;
    lines.push(`  method ${name}:${index} ${signatureText(signature)} = ${impl ? quoted(impl.name) : "abstract"}`);
  });
  return lines.length === 0 ? head.join(" ") : `${head.join(" ")} {\n${lines.join("\n")}\n}`;
}

function slotAt(cls: ClassType, index: number, slots: Map<ClassType, MethodSlot[]>): MethodSlot | undefined {
  for (let c: ClassType | null = cls; c; c = c.base) {
    const found = slots.get(c)?.find((s) => s.slot === index);
    if (found) return found;
  }
  return undefined;
}

/** The method slots that graphs mention: the program does not list them otherwise. */
function mentionedSlots(program: Program): Map<ClassType, MethodSlot[]> {
  const slots = new Map<ClassType, MethodSlot[]>();
  for (const decl of program.functions)
    for (const block of decl?.graph?.blocks ?? [])
      for (const inst of block.insts)
        if (OPS[inst.op].aux === "slot") {
          const slot = inst.aux as MethodSlot;
          slots.set(slot.cls, [...(slots.get(slot.cls) ?? []), slot]);
        }
  return slots;
}

/** Classes, externals, requests and functions; bases stand before their subclasses. */
export function printProgram(program: Program): string {
  const slots = mentionedSlots(program);
  const parts: string[] = [];
  const printed = new Set<ClassType>();
  const visit = (cls: ClassType): void => {
    if (printed.has(cls)) return;
    if (cls.base) visit(cls.base);
    printed.add(cls);
    parts.push(printClass(cls, slots));
  };
  for (const cls of program.classes.values()) visit(cls);
  for (const e of program.externals.values())
    parts.push(`external ${quoted(e.name)} ${signatureText(e.signature)}${e.pure ? " pure" : ""}`);
  for (const r of program.requests.values())
    parts.push(`request ${quoted(r.name)} ${signatureText(r.signature)} = ${r.id}`);
  for (const decl of program.functions) if (decl) parts.push(printFunction(decl));
  return `${parts.join("\n")}\n`;
}

/** A trace in the notation of graphs; `resume` writes what stands behind a guard's live values. */
export function printTrace(trace: Trace, resume?: (guard: Guard) => string): string {
  return [`[${operands(trace.inputs)}]`, ...trace.ops.map((op) => printInstruction(op, resume))].join("\n");
}
