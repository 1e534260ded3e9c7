// References that compiled traces hold as constants: they stand in the first part of the root table, so that the collector
// neither frees nor moves what they name.

import type { Machine } from "../ir/machine.ts";

/** Entries set aside. The collector scans them all, 8 bytes each. */
const CAPACITY = 8192;

export class TraceRoots {
  private readonly machine: Machine;
  private readonly start: number;
  private readonly kept = new Set<number>();
  /** To be made while nothing else stands in the root table's growing part. */
  constructor(machine: Machine) {
    this.machine = machine;
    this.start = machine.rootsEnd();
    machine.memory.fill(this.start, 0, 8 * CAPACITY);
    machine.setRootsEnd(this.start + 8 * CAPACITY);
  }
  has(ref: number): boolean {
    return this.kept.has(ref);
  }
  /** Keeps these references for good; false when there is no room for all of them (then none is added). */
  keep(refs: Iterable<number>): boolean {
    const fresh = [...new Set(refs)].filter((ref) => ref !== 0 && !this.kept.has(ref));
    if (this.kept.size + fresh.length > CAPACITY) return false;
    for (const ref of fresh) {
      this.machine.memory.store64(this.start + 8 * this.kept.size, ref);
      this.kept.add(ref);
    }
    return true;
  }
}
