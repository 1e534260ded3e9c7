// How deep native code is in itself: comparing, hashing or showing a container that holds containers calls no Python function, so the recursion limit
// does not see it. Who goes down by one level counts here. It is a count of its own, so that Python's calls and nested containers may both reach the limit.

import { raise0, w_RecursionError } from "./errors.ts";
import { state } from "./state.ts";

/** One level down; leaveNested has to follow, in a finally. Raises RecursionError with these words at the recursion limit. */
export function enterNested(message: string): void {
  if (state.nested >= state.recursionLimit) throw raise0(w_RecursionError, message);
  state.nested = state.nested + 1;
}
/** The same for hashes, which CPython does not count at all: tuples nested in each other as lists of a few thousand links are usual keys. */
export function enterHash(): void {
  if (state.nested >= state.recursionLimit * 10) throw raise0(w_RecursionError, "maximum recursion depth exceeded");
  state.nested = state.nested + 1;
}
export function leaveNested(): void {
  state.nested = state.nested - 1;
}
