// Parallel moves: all sources are read before any target is written. Turned into a sequence by doing first what nobody reads any
// more; what is left then are cycles, which the CPU's `exchange` breaks or a scratch location does.

import type { Value } from "../ir/graph.ts";
import type { MoveGroup } from "./lir.ts";
import { FIRST_SLOT, type Location } from "./trace-input.ts";

export interface MoveTarget {
  /** Copies; locations are registers or stack words. Must not disturb any location that the allocator hands out, nor the flags. */
  move(target: Location, source: Location, cls: number): void;
  /** Loads a constant, under the same conditions. */
  constant(target: Location, value: Value, cls: number): void;
  /** Exchanges the contents of two locations: both fit the class, if both are memory then their contents need not. */
  exchange(a: Location, b: Location, cls: number): void;
}

const isRegister = (location: Location): boolean => location >= 0 && location < FIRST_SLOT;

/** Carries out the moves. Targets are distinct. */
export function moveAll(group: MoveGroup, out: MoveTarget): void {
  const { targets, sources, classes } = group;
  const n = targets.length;
  if (n === 1) {
    const source = sources[0];
    if (typeof source !== "number") out.constant(targets[0], source, classes[0]);
    else if (source !== targets[0]) out.move(targets[0], source, classes[0]);
    return;
  }
  const from: Location[] = [];
  const to: Location[] = [];
  const cls: number[] = [];
  /** How many pending moves read a location. */
  const readers = new Map<Location, number>();
  for (let i = 0; i < n; i++) {
    const source = sources[i];
    if (typeof source !== "number" || source === targets[i]) continue;
    from.push(source);
    to.push(targets[i]);
    cls.push(classes[i]);
    readers.set(source, (readers.get(source) ?? 0) + 1);
  }
  let pending = from.length;
  while (pending > 0) {
    let progress = false;
    for (let i = 0; i < pending; ) {
      if ((readers.get(to[i]) ?? 0) > 0) {
        i++;
        continue;
      }
      out.move(to[i], from[i], cls[i]);
      readers.set(from[i], readers.get(from[i])! - 1);
      pending--;
      from[i] = from[pending];
      to[i] = to[pending];
      cls[i] = cls[pending];
      progress = true;
    }
    if (progress || pending === 0) continue;
    // Only cycles are left. After exchanging, one move of the cycle is done; who read one of the two now finds it in the other.
    // What the move's target held goes to the move's source, which must be a place for it: a memory word may hold what no register
    // of this class can. Not all moves of a cycle go from registers to memory.
    let next = 0;
    while (isRegister(from[next]) && !isRegister(to[next])) next++;
    const a = to[next];
    const b = from[next];
    out.exchange(a, b, cls[next]);
    pending--;
    from[next] = from[pending];
    to[next] = to[pending];
    cls[next] = cls[pending];
    readers.set(b, 0);
    readers.set(a, 0);
    for (let i = 0; i < pending; i++) {
      if (from[i] === a) from[i] = b;
      else if (from[i] === b) from[i] = a;
    }
    readers.clear();
    for (let i = 0; i < pending; ) {
      if (from[i] === to[i]) {
        pending--;
        from[i] = from[pending];
        to[i] = to[pending];
        cls[i] = cls[pending];
      } else {
        readers.set(from[i], (readers.get(from[i]) ?? 0) + 1);
        i++;
      }
    }
  }
  for (let i = 0; i < n; i++) {
    const source = sources[i];
    if (typeof source !== "number") out.constant(targets[i], source, classes[i]);
  }
}
