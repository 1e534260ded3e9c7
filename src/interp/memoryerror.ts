// MemoryError: what the collector calls when memory is used up, and stays so after a collection (src/memory/allocate.ts). It leaves 2 MiB for
// the error and what handles it.

import { memoryHooks } from "../memory/hooks.ts";
import { raiseWith, w_MemoryError } from "./errors.ts";

function raiseMemoryError(): void {
  throw raiseWith(w_MemoryError, null);
}
memoryHooks.outOfMemory = raiseMemoryError;
