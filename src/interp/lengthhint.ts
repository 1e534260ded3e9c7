// How many items an object will probably give: its length, or what it says itself. Who collects them asks first, as CPython does, so
// that an error of the object's comes before its first item.

import type { int } from "../rts/index.ts";
import { OperationError, raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { n_length_hint } from "./names.ts";
import type { W_Object } from "./object.ts";
import { callSpecial, toSsize } from "./operations.ts";
import { w_NotImplemented } from "./singletons.ts";

/** The length, or what __length_hint__ says, or `missing`. OverflowError when it is more than C's ssize_t holds. */
export function lengthHint(object: W_Object, missing: int): int {
  return toSsize(lengthHintObject(object, missing));
}
/** The same as a W_Int or W_Long. */
export function lengthHintObject(object: W_Object, missing: int): W_Object {
  try {
    const length = object.len();
    if (length >= 0) return newInt(length);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
  }
  let hint: W_Object | null = null;
  try {
    hint = callSpecial(object, n_length_hint);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
  }
  if (hint === null || hint === w_NotImplemented) return newInt(missing);
  const plain = hint.unwrap();
  if (!(plain instanceof W_Int) && !(plain instanceof W_Long))
    throw raise1(w_TypeError, "__length_hint__ must be an integer, not %T", hint);
  if (toSsize(plain) < 0) throw raise0(w_ValueError, "__length_hint__() should return >= 0");
  return plain;
}
