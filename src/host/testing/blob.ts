/**
 * A few hand-assembled x86-64 routines, for tests of the shim that need native code but no backend. The real stubs are
 * src/backend-x86_64/stubs.ts'. r15 holds the context in these, not base.
 */
import { CONTEXT_FIELD } from "../../ir/vm-layout.ts";
import type { CodeChunk } from "../code-memory.ts";
import type { Shim } from "../shim.ts";
import type { VmMemory } from "../vm-memory.ts";

// The routines have these offsets of the context in them.
const { stackPointer, hostStackPointer, callTarget } = CONTEXT_FIELD;
if (stackPointer !== 40 || hostStackPointer !== 48 || callTarget !== 168)
  throw new Error("reassemble the test routines");

const ROUTINES = {
  /** Stub: saves the host's registers, switches to the stack at [context+40] and returns to what lies on it. */
  enter: "53 55 41 54 41 55 41 56 41 57 49 89 ff 49 89 67 30 49 8b 67 28 c3",
  /** Called on the VM's stack: back to the host, with status 1. Must follow `enter`. */
  request: "49 89 67 28 49 8b 67 30 41 5f 41 5e 41 5d 41 5c 5d 5b b8 01 00 00 00 c3",
  /** Coroutine: for ever, adds 1 to [context+168] and requests. Must follow `request`. */
  counter: "49 ff 87 a8 00 00 00 e8 dc ff ff ff eb f2",
  /** Plain C function of the context: waits until the u32 at [context+8] is not 0, and answers it. */
  spin: "8b 47 08 f3 90 85 c0 74 f7 c3",
  /** Coroutine: calls `load`. */
  loader: "e8 02 00 00 00 eb f9",
  /** Loads the field at 24 of the object whose address is in [context+168]. Must follow `loader`. */
  load: "49 8b 87 a8 00 00 00 8b 40 18 c3",
  /** Coroutine: calls itself until the stack ends. */
  deep: "e8 fb ff ff ff",
  illegal: "0f 0b",
  divide: "31 c9 31 d2 b8 01 00 00 00 f7 f1",
} as const;

export type Routine = keyof typeof ROUTINES;

const offsets = new Map<string, number>();
const bytes: number[] = [];
for (const [name, hex] of Object.entries(ROUTINES)) {
  offsets.set(name, bytes.length);
  bytes.push(...hex.split(" ").map((byte) => Number.parseInt(byte, 16)));
}

export const BLOB = Uint8Array.from(bytes);
export function routineOffset(name: Routine): number {
  return offsets.get(name)!;
}

/** Makes the next `enterOnce` start the coroutine. */
export function prepare(memory: VmMemory, chunk: CodeChunk, coroutine: Routine): void {
  const top = memory.stackTop - 64;
  memory.store64(top, chunk.executableAddress(routineOffset(coroutine)));
  memory.store64(memory.context + CONTEXT_FIELD.stackPointer, top);
}
/** Enters or resumes the coroutine; answers the status. */
export function enterOnce(shim: Shim, memory: VmMemory, chunk: CodeChunk): number {
  return shim.enter(chunk.executableAddress(routineOffset("enter")), memory.context);
}
