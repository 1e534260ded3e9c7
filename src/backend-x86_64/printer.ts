/**
 * Prints instructions in Intel syntax, as GNU as reads it after `.intel_syntax noprefix`. Names, operand order and sizes come from the
 * instruction's row; the operands are those that the assembler emitted.
 */

import type { Label } from "../backend/code-buffer.ts";
import type { ListingStyle } from "../backend/listing.ts";
import type { Form, OperandSpec } from "./forms.ts";
import { isVector, NONE, type Reg, registerName } from "./registers.ts";

/** A memory operand as it was emitted. With a label it is relative to the end of the instruction. */
export interface PrintedAddress {
  readonly base: Reg;
  readonly index: Reg;
  readonly scale: number;
  readonly disp: number;
  readonly label: Label | null;
}

/** A register, an immediate, a label (where the row has `rel`) or an address. */
export type PrintedOperand = number | bigint | PrintedAddress;

const SIZE_NAMES: Record<number, string> = {
  8: "byte ptr ",
  16: "word ptr ",
  32: "dword ptr ",
  64: "qword ptr ",
  128: "xmmword ptr ",
};

/** The text of one instruction that was emitted at [start, end). `operands` are in the row's order, without its fixed ones. */
export function printInstruction(
  form: Form,
  operands: readonly PrintedOperand[],
  style: ListingStyle,
  start: number,
  end: number,
): string {
  let next = 0;
  const texts = form.operands.map((spec) => {
    if (spec.kind === "fixed") {
      // `add rax, imm32`: the caller named rax; the row's text says the same. `cl` was not named by anybody.
      if (spec.text !== "cl") next++;
      return spec.text;
    }
    return printOperand(spec, operands[next++], style, start, end);
  });
  const hint = style.forAssembler ? encodingHint(form, operands, end - start) : "";
  return texts.length === 0 ? form.mnemonic : `${hint}${form.mnemonic} ${texts.join(", ")}`;
}

/** @throws TypeError when a general register stands where the row wants a vector register, or the other way round. */
export function checkRegisterKinds(form: Form, operands: readonly PrintedOperand[]): void {
  const explicit = form.operands.filter((spec) => spec.text !== "cl");
  explicit.forEach((spec, i) => {
    const operand = operands[i];
    if (typeof operand !== "number" || (spec.kind !== "reg" && spec.kind !== "regmem")) return;
    if (isVector(operand) !== spec.vector) {
      throw new TypeError(`${form.name} has ${registerName(operand)} as its operand ${i + 1}, of the wrong kind`);
    }
  });
}

function printOperand(
  spec: OperandSpec,
  operand: PrintedOperand,
  style: ListingStyle,
  start: number,
  end: number,
): string {
  if (typeof operand === "object") return printAddress(spec, operand, style, start, end);
  switch (spec.kind) {
    case "rel":
      return style.label(Number(operand) as Label, start, end);
    case "imm":
      return String(operand);
    default:
      return registerName(Number(operand), spec.vector ? 64 : (spec.width as 8 | 16 | 32 | 64));
  }
}

function printAddress(
  spec: OperandSpec,
  address: PrintedAddress,
  style: ListingStyle,
  start: number,
  end: number,
): string {
  const size = SIZE_NAMES[spec.width] ?? "";
  if (address.label !== null) {
    const target = style.label(address.label, start, end);
    // `.+n` counts from the instruction's start, a plain displacement after rip from its end.
    const relative = style.forAssembler ? String(Number(target.slice(1)) - (end - start)) : target;
    return `${size}[rip + ${relative}]`;
  }
  const terms: string[] = [];
  if (address.base !== NONE) terms.push(registerName(address.base));
  if (address.index !== NONE) terms.push(`${registerName(address.index)}*${address.scale}`);
  if (terms.length === 0) return `${size}[${address.disp}]`;
  if (address.disp > 0) terms.push(`+ ${address.disp}`);
  else if (address.disp < 0) terms.push(`- ${-address.disp}`);
  return `${size}[${terms.join(" + ").replaceAll("+ + ", "+ ").replaceAll("+ - ", "- ")}]`;
}

/**
 * The pseudo prefix that makes GNU as choose our encoding where it knows several: the load form between two registers, and the distance's width
 * of a jump (as would shorten it).
 */
function encodingHint(form: Form, operands: readonly PrintedOperand[], length: number): string {
  if (form.operands.some((spec) => spec.kind === "rel"))
    return length > 2 && form.mnemonic !== "call" ? "{disp32} " : "";
  const registersOnly = operands.length === 2 && operands.every((operand) => typeof operand === "number");
  if (!registersOnly || form.operands.some((spec) => spec.kind === "imm")) return "";
  return form.rmFirst ? "{store} " : "{load} ";
}
