// The register allocator: linear scan over live intervals with holes, split where registers run out
// (Wimmer and Franz 2010, "Linear scan register allocation on SSA form"; splitting positions after Wimmer and Moessenboeck 2005).
// It serves whole functions and traces of every CPU; what it needs to know of one is a RegisterSet.
//
// Intervals are visited by their start. Each takes a register that is free long enough, preferably one it is hinted to. Else
// the one whose next use is furthest goes to memory, or the interval itself does. An interval in memory comes back before the next use
// that wants a register. Splits are moved to the block boundary that runs least often.
//
// A value has one stack slot, which is written once at most a path: SSA values do not change, so nothing is ever written back.
// The split positions are turned into moves by resolve.ts.

import { LIKE, type LirFunction, REG, type RegisterSet } from "./lir.ts";
import { type Interval, type Liveness, USE_DEF, USE_OPERAND } from "./liveness.ts";
import { FIRST_SLOT } from "./trace-input.ts";

const NEVER = 0x3fff_ffff;
const gapOf = (position: number): number => position & ~3;

export function allocateRegisters(fn: LirFunction, live: Liveness, registers: RegisterSet): void {
  new LinearScan(fn, live, registers).run();
}

class LinearScan {
  private readonly fn: LirFunction;
  private readonly live: Liveness;
  private readonly registers: RegisterSet;
  /** Sorted by start, descending: the next one is last. */
  private unhandled: Interval[] = [];
  private active: Interval[] = [];
  private inactive: Interval[] = [];
  /** Split tails that start within an instruction: they are in memory at first. */
  private readonly memoryFirst = new Set<Interval>();
  private readonly free = new Int32Array(32);
  private readonly blocked = new Int32Array(32);
  /** Instructions that clobber registers: positions ascending, and masks. */
  private readonly clobberPos: number[] = [];
  private readonly clobberMask: number[] = [];
  private readonly allClobbers: number;
  /** Hints by virtual register: registers, and virtual registers as ~v. */
  private readonly hints: (number[] | undefined)[];

  constructor(fn: LirFunction, live: Liveness, registers: RegisterSet) {
    this.fn = fn;
    this.live = live;
    this.registers = registers;
    this.hints = new Array(fn.classes.length);
    let all = 0;
    for (const block of fn.blocks) {
      for (const inst of block.insts) {
        if (inst.clobbers !== 0) {
          this.clobberPos.push(4 * inst.index + 1);
          this.clobberMask.push(inst.clobbers);
          all |= inst.clobbers;
        }
        if (inst.def >= 0) {
          if (inst.defHint >= 0) this.hint(inst.def, inst.defHint);
          if (inst.tied) {
            this.hint(inst.def, ~inst.uses[0]);
            this.hint(inst.uses[0], ~inst.def);
          }
        }
        for (let u = 0; u < inst.uses.length; u++) if (inst.hints[u] >= 0) this.hint(inst.uses[u], inst.hints[u]);
      }
      for (const edge of block.succs) {
        for (let i = 0; i < edge.args.length; i++) {
          const arg = edge.args[i];
          if (typeof arg !== "number") continue;
          this.hint(edge.target.params[i], ~arg);
          this.hint(arg, ~edge.target.params[i]);
        }
      }
    }
    const entry = fn.blocks[0];
    entry.params.forEach((param, i) => {
      if (fn.incoming[i] < 32) this.hint(param, fn.incoming[i]);
    });
    this.allClobbers = all;
  }

  private hint(vreg: number, hint: number): void {
    const list = this.hints[vreg];
    if (list === undefined) this.hints[vreg] = [hint];
    else if (list.length < 6) list.push(hint);
  }

  run(): void {
    for (const interval of this.live.intervals) if (interval) this.unhandled.push(interval);
    this.unhandled.sort((a, b) => b.start - a.start);
    while (this.unhandled.length > 0) {
      const current = this.unhandled.pop()!;
      this.advance(current.start);
      if (this.memoryFirst.delete(current)) this.spillCurrent(current);
      else if (!this.takeFree(current)) this.takeBlocked(current);
      if (current.loc >= 0 && current.loc < FIRST_SLOT) {
        this.active.push(current);
        this.fn.usedRegisters |= 1 << current.loc;
      }
    }
  }

  private enqueue(interval: Interval): void {
    const list = this.unhandled;
    const start = interval.start;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].start > start) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, interval);
  }

  /** Sorts the intervals that hold registers into active, inactive (in a hole) and done, as of `position`. */
  private advance(position: number): void {
    const active: Interval[] = [];
    const inactive: Interval[] = [];
    const sort = (list: readonly Interval[]): void => {
      for (let i = 0; i < list.length; i++) {
        const it = list[i];
        if (it.end > position) (it.covers(position) ? active : inactive).push(it);
      }
    };
    sort(this.active);
    sort(this.inactive);
    this.active = active;
    this.inactive = inactive;
  }

  /** Lowers `until[r]` to where an instruction destroys register r while `current` lives. */
  private limitByClobbers(current: Interval, until: Int32Array): void {
    const positions = this.clobberPos;
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[middle] < current.start) low = middle + 1;
      else high = middle;
    }
    const r = current.ranges;
    let k = 0;
    let seen = 0;
    for (let i = low; i < positions.length; i++) {
      const position = positions[i];
      while (k < r.length && r[k + 1] <= position) k += 2;
      if (k >= r.length) return;
      if (r[k] > position) continue;
      let fresh = this.clobberMask[i] & ~seen;
      seen |= fresh;
      while (fresh !== 0) {
        const reg = 31 - Math.clz32(fresh);
        fresh &= ~(1 << reg);
        if (until[reg] > position) until[reg] = position;
      }
      if (seen === this.allClobbers) return;
    }
  }

  /** Takes a register that nobody holds, at least for a while. */
  private takeFree(current: Interval): boolean {
    // loops by index: what V8 has not optimized yet allocates for each step of an iterator
    const { free, active, inactive } = this;
    const allocatable = this.registers.allocatable[current.cls];
    free.fill(0);
    for (let i = 0; i < allocatable.length; i++) free[allocatable[i]] = NEVER;
    for (let i = 0; i < active.length; i++) if (active[i].cls === current.cls) free[active[i].loc] = 0;
    for (let i = 0; i < inactive.length; i++) {
      const it = inactive[i];
      if (it.cls !== current.cls || free[it.loc] <= current.start) continue;
      const at = it.intersection(current);
      if (at >= 0 && at < free[it.loc]) free[it.loc] = at;
    }
    this.limitByClobbers(current, free);

    let best = -1;
    for (let i = 0; i < allocatable.length; i++) {
      const reg = allocatable[i];
      if (free[reg] >= current.end) {
        best = reg;
        break;
      }
      if (best < 0 || free[reg] > free[best]) best = reg;
    }
    const hinted = this.hinted(current);
    if (hinted >= 0 && (free[hinted] >= current.end || (free[hinted] >= free[best] && free[best] < current.end)))
      best = hinted;
    if (free[best] < current.end) {
      const cut = this.cutBefore(current, free[best]);
      if (cut <= current.start) return false;
      const use = firstUse(current, LIKE);
      if (use < 0 || current.usePos[use] >= cut) return false;
      this.cut(current, this.bestSplit(this.lastUseBefore(current, cut) + 1, cut));
    }
    current.loc = best;
    return true;
  }

  /** The register that a hint names and that is free longest; -1 without hints. */
  private hinted(current: Interval): number {
    const list = this.hints[current.vreg];
    if (list === undefined) return -1;
    let best = -1;
    for (const hint of list) {
      let reg = hint;
      if (hint < 0) {
        // The place of another virtual register: the stretch nearest before this one, else its first.
        reg = -1;
        for (let it = this.live.intervals[~hint]; it; it = it.next) {
          if (it.loc >= 0 && it.loc < FIRST_SLOT && (reg < 0 || it.start <= current.start)) reg = it.loc;
        }
        if (reg < 0) continue;
      }
      if (best < 0 || this.free[reg] > this.free[best]) best = reg;
    }
    return best;
  }

  /** The latest position at which `current` may be cut so that it ends before `limit`. */
  private cutBefore(current: Interval, limit: number): number {
    if ((limit & 3) === 0) return limit;
    // Within an instruction: allowed if nothing of that instruction is used after the cut, since the rest starts in memory.
    const nextGap = gapOf(limit) + 4;
    for (let u = 0; u < current.usePos.length; u++) {
      const position = current.usePos[u];
      if (position >= limit && position < nextGap) return gapOf(limit);
    }
    return limit;
  }

  /** Cuts `current` there; the rest waits for its turn. */
  private cut(current: Interval, position: number): void {
    if (position >= current.end) return;
    const rest = current.split(position);
    if ((rest.start & 3) !== 0 && rest.start === position) this.memoryFirst.add(rest);
    this.enqueue(rest);
  }

  private lastUseBefore(current: Interval, position: number): number {
    let last = current.start;
    const { usePos } = current;
    for (let u = 0; u < usePos.length && usePos[u] < position; u++) if (usePos[u] > last) last = usePos[u];
    return last;
  }

  /** A good position to split in [from, to]: the start of the block that runs least often between them, or `to` itself. */
  private bestSplit(from: number, to: number): number {
    const blocks = this.fn.blocks;
    const last = this.blockAt(to - 1);
    const first = this.blockAt(from);
    let best = to;
    let frequency = blocks[last].frequency;
    for (let b = last; b > first; b--) {
      const boundary = 4 * blocks[b].first;
      if (boundary <= from || boundary > to) continue;
      const cost = Math.min(blocks[b - 1].frequency, blocks[b].frequency);
      if (cost >= frequency) continue;
      best = boundary;
      frequency = cost;
    }
    return best;
  }

  private blockAt(position: number): number {
    const blocks = this.fn.blocks;
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (4 * blocks[middle].first <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** No register is free: sends the one with the furthest next use to memory, or `current` itself. */
  private takeBlocked(current: Interval): void {
    const must = firstUse(current, REG);
    const need = must < 0 ? NEVER : current.usePos[must];
    const next = this.free;
    const blocked = this.blocked;
    const allocatable = this.registers.allocatable[current.cls];
    next.fill(-1);
    blocked.fill(0);
    for (let i = 0; i < allocatable.length; i++) {
      next[allocatable[i]] = NEVER;
      blocked[allocatable[i]] = NEVER;
    }
    const { active, inactive } = this;
    for (let i = 0; i < active.length; i++)
      if (active[i].cls === current.cls) next[active[i].loc] = nextUse(active[i], current.start);
    for (let i = 0; i < inactive.length; i++) {
      const it = inactive[i];
      if (it.cls !== current.cls || it.intersection(current) < 0) continue;
      const use = nextUse(it, current.start);
      if (use < next[it.loc]) next[it.loc] = use;
    }
    this.limitByClobbers(current, blocked);
    let best = -1;
    for (let i = 0; i < allocatable.length; i++) {
      const reg = allocatable[i];
      if (blocked[reg] <= need && need !== NEVER) continue;
      if (best < 0 || next[reg] > next[best]) best = reg;
    }
    if (need === NEVER || best < 0 || next[best] <= need) {
      if (must >= 0 && gapOf(need) <= current.start)
        throw new Error(
          `out of registers at instruction ${need >> 2}: ${current.useInst[must]?.rule.name} of virtual register ${current.vreg}`,
        );
      this.spillCurrent(current);
      return;
    }
    for (const it of [...this.active, ...this.inactive]) {
      if (it.loc !== best) continue;
      if (it.covers(current.start)) this.evict(it, current.start);
      else if (it.intersection(current) >= 0) {
        const rest = it.split(current.start);
        this.enqueue(rest);
        this.inactive.splice(this.inactive.indexOf(it), 1);
      }
    }
    current.loc = best;
    if (blocked[best] < current.end) {
      const cut = this.cutBefore(current, blocked[best]);
      this.cut(current, this.bestSplit(this.lastUseBefore(current, cut) + 1, cut));
    }
  }

  /** An interval that holds a register goes to memory from `position` on, or somewhat earlier. */
  private evict(it: Interval, position: number): void {
    const index = this.active.indexOf(it);
    if (index >= 0) this.active.splice(index, 1);
    if (it.start >= position) {
      it.loc = -1;
      this.spillCurrent(it);
      return;
    }
    const at = this.bestSplit(this.lastUseBefore(it, position) + 1, position);
    const rest = it.split(at);
    this.spillCurrent(rest);
  }

  /** Puts the interval into its stack slot until the next use that wants a register. */
  private spillCurrent(current: Interval): void {
    current.loc = FIRST_SLOT;
    const startGap = gapOf(current.start);
    for (let u = 0; u < current.usePos.length; u++) {
      const how = current.useHow[u];
      if (how < LIKE) continue;
      const gap = gapOf(current.usePos[u]);
      if (gap <= startGap) {
        if (how === REG) {
          if (gap < startGap || (current.useRef[u] & 3) !== USE_OPERAND) continue;
          throw new Error(`a use that needs a register was given memory: ${current.useInst[u]?.rule.name}`);
        }
        continue;
      }
      if (how === LIKE && this.staysInMemory(current, u)) continue;
      const at = this.bestSplit(Math.max(startGap + 4, this.lastUseBefore(current, gap) + 1), gap);
      this.enqueue(current.split(at > current.start ? at : gap));
      return;
    }
  }

  /** Whether a use that could do with memory does, because it is the last and no loop repeats it. */
  private staysInMemory(current: Interval, u: number): boolean {
    for (let later = u + 1; later < current.usePos.length; later++) if (current.useHow[later] >= LIKE) return false;
    const blocks = this.fn.blocks;
    return blocks[this.blockAt(current.usePos[u])].frequency <= blocks[this.blockAt(current.start)].frequency;
  }
}

function firstUse(interval: Interval, how: number): number {
  for (let u = 0; u < interval.useHow.length; u++) if (interval.useHow[u] >= how) return u;
  return -1;
}

/** Position of the first use that wants a register at `from` or later. */
function nextUse(interval: Interval, from: number): number {
  // Within the instruction of `from`, late operands count as used.
  for (let u = 0; u < interval.usePos.length; u++) {
    if (interval.useHow[u] < LIKE) continue;
    const position = interval.usePos[u];
    if (position >= from) return position;
    // Late operands and results are in use until their instruction's end.
    if (position >> 2 === from >> 2 && ((position & 3) === 1 || (interval.useRef[u] & 3) === USE_DEF)) return from;
  }
  return NEVER;
}
