// Which containers are just being written by repr: a list within itself is written as `[...]`.

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { raise0, w_RecursionError } from "./errors.ts";
import { enterNested, leaveNested } from "./nesting.ts";
import type { W_Object } from "./object.ts";
import { state } from "./state.ts";
import type { W_Str } from "./text.ts";

export const REPR_TOO_DEEP = "maximum recursion depth exceeded while getting the repr of an object";

class ReprStack {
  depth: int = 0;
  objects: W_Object[] = newArray<W_Object>(16);
}
const stack = new ReprStack();

/** false when the object's repr is going on already. Else leaveRepr has to follow, in a finally. */
export function enterRepr(object: W_Object): boolean {
  for (let i = 0; i < stack.depth; i++) if (stack.objects[i] === object) return false;
  if (stack.depth >= state.recursionLimit) throw raise0(w_RecursionError, REPR_TOO_DEEP);
  if (stack.depth === stack.objects.length) {
    const more = newArray<W_Object>(stack.depth * 2);
    arrayCopy(stack.objects, 0, more, 0, stack.depth);
    stack.objects = more;
  }
  stack.objects[stack.depth] = object;
  stack.depth = stack.depth + 1;
  return true;
}
export function leaveRepr(): void {
  stack.depth = stack.depth - 1;
}

/** The repr of what an object holds that is no container itself, and keeps no place above. */
export function reprNested(object: W_Object): W_Str {
  enterNested(REPR_TOO_DEEP);
  try {
    return object.repr();
  } finally {
    leaveNested();
  }
}
/** The same for str. */
export function strNested(object: W_Object): W_Str {
  enterNested("maximum recursion depth exceeded while getting the str of an object");
  try {
    return object.str();
  } finally {
    leaveNested();
  }
}
