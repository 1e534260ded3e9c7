// After allocation: stack slots, the moves that splits and edges need, and the locations written into the instructions.
//
// A value that goes to memory is stored where it does, or once right after its definition when that runs less often; in the
// latter case every other store of it is dropped.

import { type LirBlock, type LirFunction, type MoveGroup, newMoveGroup, type Source } from "./lir.ts";
import { type Interval, type Liveness, USE_DEF, USE_EDGE, USE_OPERAND } from "./liveness.ts";
import { FIRST_SLOT, type Location } from "./trace-input.ts";

interface Spilled {
  vreg: number;
  /** The value is stored right after its definition. */
  early: boolean;
  slot: number;
  from: number;
  to: number;
}

/**
 * Slots below `firstSlot` are taken: a bridge keeps clear of its parent's frame, but a value that arrives in one of its slots stays there.
 */
export function resolve(fn: LirFunction, live: Liveness, firstSlot = 0): void {
  const spilled = findSpilled(fn, live);
  fn.slots = assignSlots(fn, live, spilled, firstSlot);
  const byVreg = new Map(spilled.map((s) => [s.vreg, s]));
  for (const { vreg, slot } of spilled) {
    for (let it = live.intervals[vreg]; it; it = it.next) if (it.loc === FIRST_SLOT) it.loc = FIRST_SLOT + slot;
  }
  const isEarly = (vreg: number): boolean => byVreg.get(vreg)?.early === true;
  const blockStarts = new Set(fn.blocks.map((b) => 4 * b.first));

  // Moves by exact position; those within one instruction are executed in the order of positions before it.
  const at = new Map<number, MoveGroup>();
  const addMove = (position: number, target: Location, source: Location, cls: number): void => {
    let group = at.get(position);
    if (group === undefined) {
      group = newMoveGroup();
      at.set(position, group);
    }
    group.targets.push(target);
    group.sources.push(source);
    group.classes.push(cls);
  };
  const EARLY = 0.5; // stores after definitions come before the other moves of their gap
  for (const { vreg, slot, early } of spilled) {
    if (!early) continue;
    const first = live.intervals[vreg]!;
    if (first.loc >= FIRST_SLOT) continue;
    addMove(storeGap(first) - EARLY, FIRST_SLOT + slot, first.loc, first.cls);
  }
  for (const interval of live.intervals) {
    for (let it = interval; it?.next; it = it.next) {
      const next: Interval = it.next;
      if (next.start !== it.end || it.loc === next.loc || blockStarts.has(next.start)) continue;
      if (next.loc >= FIRST_SLOT && isEarly(next.vreg)) continue;
      addMove(next.start, next.loc, it.loc, it.cls);
    }
  }
  for (const position of [...at.keys()].sort((a, b) => a - b)) {
    const gap = Math.floor((position + EARLY) / 4);
    const list = fn.gapMoves.get(gap);
    if (list === undefined) fn.gapMoves.set(gap, [at.get(position)!]);
    else list.push(at.get(position)!);
  }

  const places = new Places(live);
  for (const block of fn.blocks) {
    const end = 4 * block.end - 1;
    for (const edge of block.succs) {
      const group = newMoveGroup();
      const { target } = edge;
      const start = 4 * target.first;
      for (const vreg of live.liveIn[target.index]) {
        if (live.intervals[vreg]!.next === null) continue;
        const from = places.at(vreg, end);
        const to = places.at(vreg, start);
        if (from === to || (to >= FIRST_SLOT && isEarly(vreg))) continue;
        pushMove(group, to, from, fn.classes[vreg]);
      }
      for (let i = 0; i < edge.args.length; i++) {
        const arg: Source = edge.args[i];
        const param = target.params[i];
        if (isUnused(live, param)) continue;
        const to = live.intervals[param]!.loc;
        const from = typeof arg === "number" ? places.at(arg, end) : arg;
        if (from !== to) pushMove(group, to, from, fn.classes[param]);
      }
      if (group.targets.length === 0) continue;
      if (block.succs.length === 1) block.endMoves = group;
      else if (target.preds.length === 1) target.startMoves = group;
      else throw new Error(`critical edge from block ${block.index} to block ${target.index}`);
    }
  }
  const entry = newMoveGroup();
  fn.blocks[0].params.forEach((param, i) => {
    const to = live.intervals[param]!.loc;
    if (fn.incoming[i] !== to && fn.incoming[i] >= 0 && !isUnused(live, param))
      pushMove(entry, to, fn.incoming[i], fn.classes[param]);
  });
  fn.entryMoves = entry.targets.length > 0 ? entry : null;
  writeLocations(live);
}

/** A block parameter that nobody reads: it needs no move. */
export function isUnused(live: Liveness, param: number): boolean {
  const interval = live.intervals[param]!;
  return interval.next === null && interval.usePos.length === 1;
}

function pushMove(group: MoveGroup, target: Location, source: MoveGroup["sources"][number], cls: number): void {
  group.targets.push(target);
  group.sources.push(source);
  group.classes.push(cls);
}

/** Where virtual registers are at a position: a search in the list of their stretches. */
class Places {
  private readonly live: Liveness;
  private readonly lists = new Map<number, Interval[]>();
  constructor(live: Liveness) {
    this.live = live;
  }
  at(vreg: number, position: number): Location {
    const first = this.live.intervals[vreg]!;
    if (first.next === null) return first.loc;
    let list = this.lists.get(vreg);
    if (list === undefined) {
      list = [];
      for (let it: Interval | null = first; it; it = it.next) list.push(it);
      this.lists.set(vreg, list);
    }
    let low = 0;
    let high = list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle].start <= position) low = middle;
      else high = middle - 1;
    }
    return list[low].loc;
  }
}

function blockOf(fn: LirFunction, position: number): LirBlock {
  let low = 0;
  let high = fn.blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (4 * fn.blocks[middle].first <= position) low = middle;
    else high = middle - 1;
  }
  return fn.blocks[low];
}

function findSpilled(fn: LirFunction, live: Liveness): Spilled[] {
  const spilled: Spilled[] = [];
  for (const first of live.intervals) {
    if (!first) continue;
    let to = -1;
    let cost = 0;
    let previous: Interval | null = null;
    for (let it: Interval | null = first; it; it = it.next) {
      if (it.loc === FIRST_SLOT) {
        to = it.end;
        if (previous && previous.loc !== FIRST_SLOT) cost += blockOf(fn, it.start).frequency;
      }
      previous = it;
    }
    if (to < 0) continue;
    // The slot is in use from the definition, so that a store there is possible.
    // (Not behind a block's last instruction: the edges' moves come first there.)
    const home = blockOf(fn, first.start);
    const early = first.loc !== FIRST_SLOT && cost >= home.frequency && storeGap(first) < 4 * home.end;
    // Such a slot must keep the value as long as it lives: edges back to where it is in memory store nothing.
    if (early) for (let it: Interval | null = first; it; it = it.next) to = it.end;
    spilled.push({ vreg: first.vreg, early, slot: -1, from: first.start, to });
  }
  return spilled;
}

/**
 * Gives each spilled value a slot that nobody else uses where it lives, from its definition to its last stretch in memory. What does not live at the
 * same time shares slots even if the one is defined in between the other's stretches, as cases of a long switch are: frames are cleared at entry.
 */
function assignSlots(fn: LirFunction, live: Liveness, spilled: Spilled[], firstSlot: number): number {
  const arrives = new Map<number, number>();
  fn.blocks[0].params.forEach((param, i) => {
    const slot = fn.incoming[i] - FIRST_SLOT;
    if (slot >= 0 && slot < firstSlot) arrives.set(param, slot);
  });
  spilled.sort((a, b) => a.from - b.from);
  /** By slot: who has it and is not over yet. */
  const users: Spilled[][] = [];
  for (const s of spilled) {
    const given = arrives.get(s.vreg);
    if (given !== undefined) {
      s.slot = given;
      continue;
    }
    let slot = 0;
    for (; slot < users.length; slot++) {
      const still = users[slot].filter((other) => other.to > s.from);
      users[slot] = still;
      if (!still.some((other) => meet(live, other, s))) break;
    }
    if (slot === users.length) users.push([]);
    users[slot].push(s);
    s.slot = firstSlot + slot;
  }
  return firstSlot + users.length;
}

/** Whether both values live at some position up to the end of the first one's need for a slot. */
function meet(live: Liveness, a: Spilled, b: Spilled): boolean {
  for (let x = live.intervals[a.vreg]; x; x = x.next) {
    for (let y = live.intervals[b.vreg]; y; y = y.next) {
      const position = x.intersection(y);
      if (position >= 0 && position < a.to && position < b.to) return true;
    }
  }
  return false;
}

/** The gap behind a definition. */
const storeGap = (first: Interval): number => (first.start + 3) & ~3;

function writeLocations(live: Liveness): void {
  for (const interval of live.intervals) {
    for (let it = interval; it; it = it.next) {
      for (let u = 0; u < it.usePos.length; u++) {
        const ref = it.useRef[u];
        const inst = it.useInst[u]!;
        const kind = ref & 3;
        if (kind === USE_OPERAND) inst.locs[ref >> 2] = it.loc;
        else if (kind === USE_DEF) inst.defLoc = it.loc;
        else if (kind !== USE_EDGE) inst.tempLocs[ref >> 2] = it.loc;
      }
    }
  }
}
