/** Patching finished code: guards' exits that learn of their bridge, calls and addresses that the loader fills in. */

import { readInt32, writeInt32 } from "../backend/code-buffer.ts";
import { isInt32 } from "./encoding.ts";

/** Lets the 32-bit distance at offset `at` (of a near jump or call, in code that lies in `bytes`) lead to offset `target`. */
export function patchRel32(bytes: Uint8Array, at: number, target: number): void {
  const distance = target - (at + 4);
  if (!isInt32(distance)) throw new RangeError(`cannot patch offset ${at}: the target is ${distance} bytes away`);
  writeInt32(bytes, at, distance);
}

/** Where the 32-bit distance at offset `at` leads. */
export function targetOfRel32(bytes: Uint8Array, at: number): number {
  return at + 4 + readInt32(bytes, at);
}

/** Writes a 64-bit value, in halves, at offset `at`: an `abs64` relocation, or the immediate of `movabs`. */
export function patchAbs64(bytes: Uint8Array, at: number, low: number, high: number): void {
  writeInt32(bytes, at, low);
  writeInt32(bytes, at + 4, high);
}
