/**
 * Prints instructions as GNU as reads them. The syntax comes from the instruction's row; the operands are those that the assembler
 * emitted.
 */

import type { Label } from "../backend/code-buffer.ts";
import type { ListingStyle } from "../backend/listing.ts";
import type { Form } from "./forms.ts";
import {
  EXTEND,
  EXTEND_NAMES,
  type Extend,
  type IndexExtend,
  isVector,
  type Reg,
  registerName,
  SP,
  ZR,
} from "./registers.ts";

/** A register or an immediate, a label, or text for what the row writes in angle brackets. */
export type PrintedOperand = number | string | { readonly label: Label };

/** The text of one instruction at [start, end); operands in the order of the row's syntax. */
export function printInstruction(
  form: Form,
  operands: readonly PrintedOperand[],
  style: ListingStyle,
  start: number,
  end: number,
): string {
  let next = 0;
  const text = form.syntax.map((part) => {
    if (typeof part === "string") return part;
    const operand = operands[next++];
    if (typeof operand === "object") return style.label(operand.label, start, end);
    if (part.kind === "reg") return registerName(operand as Reg, part.letter);
    return part.kind === "imm" ? `#${operand}` : String(operand);
  });
  return text.join("");
}

/** @throws TypeError when a register is of the wrong file, or zero register and stack pointer are confused. */
export function checkRegisterKinds(form: Form, operands: readonly PrintedOperand[]): void {
  form.operands.forEach((spec, i) => {
    const reg = operands[i];
    if (spec.kind !== "reg" || typeof reg !== "number") return;
    const general = spec.letter === "X" || spec.letter === "W";
    const wrong = general ? isVector(reg) || reg === (spec.allowsSp ? ZR : SP) : !isVector(reg);
    if (wrong) {
      throw new TypeError(`${form.name} has ${registerName(reg, isVector(reg) ? "V" : "X")} as its operand ${i + 1}`);
    }
  });
}

/** `w2, uxtw #3`: a register, extended and shifted, as the last operand of add and its kin. */
export function printExtended(width: number, reg: Reg, extend: Extend, amount: number): string {
  const wide = width === 64 && (extend & 3) === EXTEND.UXTX;
  const shift = amount === 0 ? "" : ` #${amount}`;
  return `${registerName(reg, wide ? "X" : "W")}, ${EXTEND_NAMES[extend]}${shift}`;
}

/** `x2`, `x2, lsl #3`, `w2, uxtw #3`: the index of an address, multiplied by `scale` if it is not 1. */
export function printIndex(reg: Reg, extend: IndexExtend, scale: number): string {
  const name = registerName(reg, (extend & 3) === EXTEND.UXTX ? "X" : "W");
  const shift = scale === 1 ? "" : ` #${31 - Math.clz32(scale)}`;
  if (extend === EXTEND.UXTX) return scale === 1 ? name : `${name}, lsl${shift}`;
  return `${name}, ${EXTEND_NAMES[extend]}${shift}`;
}
