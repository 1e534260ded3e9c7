// Intrinsics on objects: identity, hashing, downcasts.

import type { int } from "./numbers.ts";

const hashes = new WeakMap<object, number>();
let nextHash = 1;
/** A number in 1..2**31-1 that stays with the object while it lives (32 bits, see the collector's page). */
export function identityHash(object: object): int {
  let hash = hashes.get(object);
  if (hash === undefined) {
    nextHash = (Math.imul(nextHash, 1103515245) + 12345) & 0x7fffffff;
    hash = nextHash || 1;
    hashes.set(object, hash);
  }
  return hash;
}

/** A static promise that `object` is a T: `cast<W_Int>(x)`. The untranslated run cannot check it; write `x as W_Int` where tsc allows it. */
export function cast<T>(object: unknown): T {
  return object as T;
}
