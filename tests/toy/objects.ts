// The toy language's values: integers and objects with one field. Written in RTypeScript.

import {
  INT_MAX,
  type int,
  intAddOvf,
  type JitCell,
  newArray,
  overflowed,
  Throwable,
  type U16Array,
} from "../../src/rts/index.ts";

/** What a toy program raises: any value. */
export class ToyError extends Throwable {
  readonly value: ToyValue;
  constructor(value: ToyValue) {
    super();
    this.value = value;
  }
}

export abstract class ToyValue {
  /** The sum, or raises the value `left` when the operands do not add up. */
  add(_other: ToyValue): ToyValue {
    throw new ToyError(this);
  }
  less(_other: ToyValue): boolean {
    throw new ToyError(this);
  }
  isTrue(): boolean {
    return true;
  }
}

export class ToyInt extends ToyValue {
  readonly value: int;
  constructor(value: int) {
    super();
    this.value = value;
  }
  override add(other: ToyValue): ToyValue {
    if (!(other instanceof ToyInt)) throw new ToyError(other);
    const sum = intAddOvf(this.value, other.value);
    if (overflowed()) throw new ToyError(this);
    return new ToyInt(sum);
  }
  override less(other: ToyValue): boolean {
    if (!(other instanceof ToyInt)) throw new ToyError(other);
    return this.value < other.value;
  }
  override isTrue(): boolean {
    return this.value !== 0;
  }
}

/** An object with one field. */
export class ToyObject extends ToyValue {
  field: ToyValue;
  constructor(field: ToyValue) {
    super();
    this.field = field;
  }
}

/** Raised by the stack's end: deep recursion. */
export const stackOverflowValue = new ToyInt(-1);
export const zero = new ToyInt(0);
export const one = new ToyInt(1);
export const greatest = new ToyInt(INT_MAX);

/** A compiled toy function. */
export class ToyCode {
  readonly name: string;
  /** Four words an instruction: opcode, a, b, c. @jit immutable-items */
  readonly words: U16Array;
  /** @jit immutable-items */
  readonly constants: ToyValue[];
  /** @jit immutable-items */
  readonly callees: ToyCode[];
  readonly registers: int;
  /** Instruction that catches what any instruction raises, with the register for the value; -1: none. */
  readonly handler: int;
  readonly handlerRegister: int;
  /** cells[0] is the function's entry, the others are its loops. @jit immutable-items */
  readonly cells: JitCell[];
  constructor(
    name: string,
    words: U16Array,
    constants: ToyValue[],
    callees: ToyCode[],
    registers: int,
    handler: int,
    handlerRegister: int,
    cells: JitCell[],
  ) {
    this.name = name;
    this.words = words;
    this.constants = constants;
    this.callees = callees;
    this.registers = registers;
    this.handler = handler;
    this.handlerRegister = handlerRegister;
    this.cells = cells;
  }
}

/** @jit virtualizable */
export class ToyFrame {
  readonly registers: (ToyValue | null)[];
  constructor(size: int) {
    this.registers = newArray<ToyValue | null>(size);
  }
}
