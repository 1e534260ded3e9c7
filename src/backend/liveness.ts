// Live intervals. For each virtual register: the ranges of positions (lir.ts) in which its value is needed, and its uses.
//
// Liveness is found per value, walking from each use up to the definition (Boissinot et al. 2008, "Fast liveness checking for
// SSA-form programs", the path exploration variant): each block is visited once a value, no bit sets, any control flow.

import { ANY, LATE, type LirBlock, type LirFunction, type LirInst, REG } from "./lir.ts";

/** What a use refers to: an operand of an instruction, its result, a temporary, or nothing (block parameters and edges). */
export const USE_OPERAND = 0;
export const USE_DEF = 1;
export const USE_TEMP = 2;
export const USE_EDGE = 3;

/** A stretch of the life of a virtual register, in one place throughout. */
export class Interval {
  readonly vreg: number;
  readonly cls: number;
  /** from, to, from, to, ... ascending; `to` is exclusive. */
  ranges: number[] = [];
  /** Ascending by position; parallel arrays. */
  usePos: number[] = [];
  useHow: number[] = [];
  useInst: (LirInst | null)[] = [];
  /** USE_... + 4 * operand index. */
  useRef: number[] = [];
  /** The next stretch of the same virtual register. */
  next: Interval | null = null;
  /** Register, FIRST_SLOT (in its stack slot; which one is decided last), or -1. */
  loc = -1;

  constructor(vreg: number, cls: number) {
    this.vreg = vreg;
    this.cls = cls;
  }
  get start(): number {
    return this.ranges[0];
  }
  get end(): number {
    return this.ranges[this.ranges.length - 1];
  }
  covers(position: number): boolean {
    const r = this.ranges;
    for (let i = 0; i < r.length; i += 2) {
      if (position < r[i]) return false;
      if (position < r[i + 1]) return true;
    }
    return false;
  }
  /** The first position at which both live, or -1. */
  intersection(other: Interval): number {
    const a = this.ranges;
    const b = other.ranges;
    let i = 0;
    let j = 0;
    while (i < a.length && j < b.length) {
      const from = Math.max(a[i], b[j]);
      if (a[i + 1] <= from) i += 2;
      else if (b[j + 1] <= from) j += 2;
      else return from;
    }
    return -1;
  }
  addUse(position: number, how: number, inst: LirInst | null, ref: number): void {
    this.usePos.push(position);
    this.useHow.push(how);
    this.useInst.push(inst);
    this.useRef.push(ref);
  }
  /** Cuts the interval at a position within it; answers the later part, linked behind this one. */
  split(position: number): Interval {
    const tail = new Interval(this.vreg, this.cls);
    const r = this.ranges;
    let k = 0;
    while (r[k + 1] <= position) k += 2;
    if (r[k] < position) {
      tail.ranges = r.slice(k);
      tail.ranges[0] = position;
      r.length = k + 2;
      r[k + 1] = position;
    } else {
      tail.ranges = r.slice(k);
      r.length = k;
    }
    let u = 0;
    while (u < this.usePos.length && this.usePos[u] < position) u++;
    tail.usePos = this.usePos.splice(u);
    tail.useHow = this.useHow.splice(u);
    tail.useInst = this.useInst.splice(u);
    tail.useRef = this.useRef.splice(u);
    tail.next = this.next;
    this.next = tail;
    return tail;
  }
}

export interface Liveness {
  /** By virtual register; null where it is never defined. */
  readonly intervals: (Interval | null)[];
  /** By block index: virtual registers that live at its start, without its parameters. */
  readonly liveIn: number[][];
}

export function computeLiveness(fn: LirFunction): Liveness {
  const { blocks } = fn;
  const count = fn.classes.length;
  const intervals: (Interval | null)[] = new Array(count).fill(null);
  const defBlock = new Int32Array(count).fill(-1);
  const liveIn: number[][] = blocks.map(() => []);
  const useBlocks: number[][] = new Array(count);

  const define = (vreg: number, block: number): Interval => {
    const interval = new Interval(vreg, fn.classes[vreg]);
    intervals[vreg] = interval;
    defBlock[vreg] = block;
    useBlocks[vreg] = [];
    return interval;
  };
  for (const block of blocks) {
    for (const param of block.params) define(param, block.index).addUse(4 * block.first, ANY, null, USE_EDGE);
    for (const inst of block.insts) if (inst.def >= 0) define(inst.def, block.index);
  }
  // Uses, in ascending order of positions. `lastUse[v]` while walking a block: the end of the last use there.
  const noteUse = (vreg: number, block: LirBlock, end: number): void => {
    const list = useBlocks[vreg];
    if (list === undefined) throw new Error(`virtual register ${vreg} is used but never defined`);
    const n = list.length;
    if (n > 0 && list[n - 2] === block.index) {
      if (list[n - 1] < end) list[n - 1] = end;
    } else list.push(block.index, end);
  };
  for (const block of blocks) {
    for (const inst of block.insts) {
      const p = 4 * inst.index;
      for (let u = 0; u < inst.uses.length; u++) {
        const vreg = inst.uses[u];
        const late = (inst.how[u] & LATE) !== 0;
        noteUse(vreg, block, late ? p + 3 : p + 1);
        intervals[vreg]!.addUse(late ? p + 1 : p, inst.how[u] & 3, inst, USE_OPERAND + 4 * u);
      }
      for (let t = 0; t < inst.temps.length; t++) {
        const temp = define(inst.temps[t], block.index);
        temp.ranges.push(p + 1, p + 3);
        temp.addUse(p + 1, REG, inst, USE_TEMP + 4 * t);
      }
      if (inst.def >= 0) intervals[inst.def]!.addUse(p + 2, REG, inst, USE_DEF);
    }
    for (const edge of block.succs) {
      for (const arg of edge.args) {
        if (typeof arg !== "number") continue;
        noteUse(arg, block, 4 * block.end);
        intervals[arg]!.addUse(4 * block.end - 1, ANY, null, USE_EDGE);
      }
    }
  }

  const mark = new Int32Array(blocks.length).fill(-1);
  const full = new Int32Array(blocks.length).fill(-1);
  const work: LirBlock[] = [];
  for (let vreg = 0; vreg < count; vreg++) {
    const interval = intervals[vreg];
    if (interval === null || interval.ranges.length > 0) continue;
    const home = defBlock[vreg];
    const defPos = interval.usePos[0];
    const uses = useBlocks[vreg];
    const found: number[] = []; // from, to pairs, unordered
    if (uses.length === 0) found.push(defPos, defPos + 1);
    const enter = (block: LirBlock): void => {
      if (mark[block.index] === vreg) return;
      mark[block.index] = vreg;
      liveIn[block.index].push(vreg);
      for (const pred of block.preds) work.push(pred);
    };
    for (let i = 0; i < uses.length; i += 2) {
      const block = blocks[uses[i]];
      if (block.index === home) found.push(defPos, uses[i + 1]);
      else {
        found.push(4 * block.first, uses[i + 1]);
        enter(block);
      }
    }
    while (work.length > 0) {
      const block = work.pop()!;
      if (full[block.index] === vreg) continue;
      full[block.index] = vreg;
      if (block.index === home) found.push(defPos, 4 * block.end);
      else {
        found.push(4 * block.first, 4 * block.end);
        enter(block);
      }
    }
    interval.ranges = found.length === 2 ? found : mergeRanges(found);
  }
  return { intervals, liveIn };
}

/** Sorts pairs and joins those that touch. */
function mergeRanges(pairs: number[]): number[] {
  const order: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) order.push(i);
  order.sort((a, b) => pairs[a] - pairs[b]);
  const merged: number[] = [];
  for (const i of order) {
    const n = merged.length;
    if (n > 0 && pairs[i] <= merged[n - 1]) {
      if (merged[n - 1] < pairs[i + 1]) merged[n - 1] = pairs[i + 1];
    } else merged.push(pairs[i], pairs[i + 1]);
  }
  return merged;
}
