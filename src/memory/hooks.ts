// What the collector asks of the program it serves. The program sets these at module level.

import { unreachable } from "../rts/index.ts";

export class MemoryHooks {
  /** Throws the program's error for exhausted memory. */
  outOfMemory: () => void = noProgram;
  /** The same when there is no room for an object: throws one that was made before. */
  exhausted: () => void = noProgram;
  /** Before everything is collected: lets go what the program will not use again. Allocates nothing. */
  beforeMajor: () => void = nothing;
}
function nothing(): void {}
function noProgram(): void {
  unreachable("out of memory");
}
export const memoryHooks = new MemoryHooks();
