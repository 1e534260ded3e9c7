// W_Resumable: what `yield from` and `await` delegate to without going through Python's methods: generators, coroutines, and the awaitables
// of asynchronous generators. A foundation module: classes of other files derive from it.

import type { OperationError } from "./errors.ts";
import { W_Iterator } from "./iterator.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";

export abstract class W_Resumable extends W_Iterator {
  /** What it returned: the StopIteration's value. */
  result: W_Object | null = null;

  /** Goes on with a sent value (null: None). The next yielded value; null when it has ended: `result` is its value. */
  abstract resume(sent: W_Object | null): W_Object | null;
  /** Raises an error where it is suspended. As resume. */
  abstract raiseInside(error: OperationError): W_Object | null;
  abstract close(): void;

  /** Nothing refers to it any more; only for what was given to `gcWatch`. Raises nothing. */
  finalize(): void {}
  override next(): W_Object | null {
    return this.resume(null);
  }
  /** The result, once. */
  takeResult(): W_Object {
    const result = this.result;
    this.result = null;
    return result === null ? w_None : result;
  }
}
