// Hints to the JIT, as calls. The others stand in doc comments (docs/internals/rtypescript.md):
//   functions: `@jit elidable`, `@jit opaque`, `@jit unroll`, `@jit noinline`,
//              `@jit portal greens(code, pc) virtualizable(frame)`
//   fields:    `readonly` or, for what module level sets later, `@jit immutable` (of a class: all its fields);
//              `@jit quasi-immutable`, `@jit immutable-items` (readonly, and so are the array's items)
//   classes: `@jit virtualizable`
//
// A *portal* is a function whose parameters are greens and reds. `jitMergePoint(...all parameters)` inside it says: the
// state is now exactly that of a fresh call of this function with these arguments. A trace is always a trace of a portal
// from such a point, for given greens, and has the portal's calling convention.

import type { int, u32 } from "./numbers.ts";

/** One loop header or function entry: its counter and, once there is one, its compiled code. */
export class JitCell {
  /** Executable address of the compiled trace; 0 while there is none. */
  entry: int = 0;
  /** Rises by `increment` (VM context) a visit; at 2**31 it is hot. */
  counter: u32 = 0;
}

/** Counts a visit of a loop header. True when compiled code waits or the place is hot: then leave with `return jitEnter(...)`. Untranslated: false. */
export function jitTick(_cell: JitCell): boolean {
  return false;
}
/** The same for a function entry, which has a threshold of its own. */
export function jitTickFunction(_cell: JitCell): boolean {
  return false;
}

/** Calls the portal in place of the current function (a tail call), through the cell's compiled code when there is some. */
export function jitEnter<A extends unknown[], R>(portal: (...args: A) => R, _cell: JitCell, ...args: A): R {
  return portal(...args);
}

/** Marks the state of the enclosing portal; see above. */
export function jitMergePoint(..._args: unknown[]): void {}

/** The same value; a trace treats it as a constant from here on, after a guard. */
export function promote<T>(value: T): T {
  return value;
}

/**
 * The same array, whose first `filled` items are set and the others null. A promise that the caller has the only reference to it, `length`
 * being its length: so a trace may keep its items in registers.
 */
export function privateArray<T>(array: T[], _filled: int, _length: int): T[] {
  return array;
}

/** Whether the tracer knows the value as a constant. Must not change what the program computes. */
export function isConstant(_value: unknown): boolean {
  return false;
}

/** True within traces, false in the interpreter. Must not change what the program computes. */
export function weAreJitted(): boolean {
  return false;
}
