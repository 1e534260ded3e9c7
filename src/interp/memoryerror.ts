// MemoryError: what the collector calls when memory is used up, and stays so after a collection (src/memory/allocate.ts). It leaves 1 MiB
// for the error and what handles it, and a little more for the next one; when that is used up, too, one error that was made before serves for all.

import { memoryHooks } from "../memory/hooks.ts";
import { type OperationError, raiseWith, w_MemoryError } from "./errors.ts";
import { forgetReturnedFrames } from "./frame.ts";
import { strHooks } from "./text.ts";
import { forgetLookups } from "./type.ts";

function raiseMemoryError(): void {
  throw raiseWith(w_MemoryError, null);
}
memoryHooks.outOfMemory = raiseMemoryError;

const lastError: OperationError = raiseWith(w_MemoryError, null);
function raiseLastError(): void {
  lastError.traceback = null;
  throw lastError;
}
memoryHooks.exhausted = raiseLastError;
strHooks.tooLong = raiseMemoryError;
/** What is only there to be found soon must not keep objects alive. */
function beforeMajor(): void {
  forgetReturnedFrames();
  forgetLookups();
}
memoryHooks.beforeMajor = beforeMajor;
