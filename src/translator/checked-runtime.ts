// What checked JavaScript calls: bundled once into every instance, so that its state is the instance's own. The names are short because
// they stand in every emitted expression; emit-js.ts lists which check stands where.

import { Throwable } from "../rts/errors.ts";
import { RuleBroken } from "../rts/numbers.ts";

/** Result of + and - on ints. */
export function __int(value: number): number {
  if (value > 9007199254740991 || value < -9007199254740991) broken(`int overflow: ${value}`);
  return value;
}
/** Result of * on ints: -0 becomes 0. */
export function __mul(value: number): number {
  if (value > 9007199254740991 || value < -9007199254740991) broken(`int overflow: ${value}`);
  return value + 0;
}
/** Result of % on ints. */
export function __rem(value: number): number {
  if (Number.isNaN(value)) broken("remainder of a division by zero");
  return value + 0;
}
/** An index into an array of that length. */
export function __at(index: number, length: number): number {
  if (!(index >= 0 && index < length)) broken(`index ${index} of ${length} items`);
  return index;
}
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  i8: [-128, 127],
  u8: [0, 255],
  i16: [-32768, 32767],
  u16: [0, 65535],
  i32: [-2147483648, 2147483647],
  u32: [0, 4294967295],
};
/** A value stored in a field, item or variable of small storage: one check function a storage. */
const within =
  (storage: string) =>
  (value: number): number => {
    const [low, high] = RANGES[storage]!;
    if (!(value >= low && value <= high)) broken(`${value} is no ${storage}`);
    return value;
  };
export const __i8 = within("i8");
export const __u8 = within("u8");
export const __i16 = within("i16");
export const __u16 = within("u16");
export const __i32 = within("i32");
export const __u32 = within("u32");
/** A checked downcast: `as`. */
export function __as<T>(value: T, cls: abstract new (...args: never[]) => unknown): T {
  if (value !== null && !(value instanceof cls)) broken(`a ${(value as object).constructor?.name} is no ${cls.name}`);
  return value;
}
function broken(message: string): never {
  throw new RuleBroken(message);
}

/**
 * Functions on cycles of the call graph count how deep they are; over the limit the program's hook throws. Whoever enters the program
 * from outside sets `depth` to 0 (an exception that leaves the program does not count back).
 */
export const __stack = {
  depth: 0,
  limit: 4000,
  overflow: (): never => broken("stack overflow, and no raiseStackOverflow"),
};
/** What the hook may use over the limit. */
const SLACK = 200;
export function __enter(): number {
  if (__stack.depth >= __stack.limit) overflow();
  return ++__stack.depth;
}
function overflow(): never {
  __stack.limit += SLACK;
  try {
    return __stack.overflow();
  } finally {
    __stack.limit -= SLACK;
  }
}
/** What a catch clause caught: faults of the run itself pass through; V8's stack overflow becomes the program's. */
export function __caught(e: unknown): unknown {
  if (e instanceof Throwable) return e;
  if (e instanceof RangeError && e.message.startsWith("Maximum call stack")) {
    try {
      overflow();
    } catch (raised) {
      if (raised instanceof Throwable) return raised;
    }
  }
  throw e;
}
