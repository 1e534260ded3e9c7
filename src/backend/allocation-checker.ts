// The symbolic checker: follows which virtual registers each location holds through an allocated function and reports every use
// that finds something else. For tests; it shares nothing with the allocator but its results.

import type { Value } from "../ir/graph.ts";
import { LATE, type LirBlock, type LirEdge, type LirFunction, type MoveGroup, REG } from "./lir.ts";
import type { Liveness } from "./liveness.ts";
import { isUnused } from "./resolve.ts";
import { FIRST_SLOT, type Location } from "./trace-input.ts";

/** What each location is known to hold: virtual registers with equal values. */
type State = Map<Location, Set<number>>;

/** The faults of the allocation, in words; empty when it is right. */
export function checkAllocation(fn: LirFunction, live: Liveness): string[] {
  return new Checker(fn, live).run();
}

class Checker {
  private readonly fn: LirFunction;
  private readonly live: Liveness;
  private readonly faults: string[] = [];
  private readonly states: (State | null)[];
  private reporting = false;

  constructor(fn: LirFunction, live: Liveness) {
    this.fn = fn;
    this.live = live;
    this.states = fn.blocks.map(() => null);
  }

  run(): string[] {
    const { fn } = this;
    const start: State = new Map();
    const entry = fn.blocks[0];
    entry.params.forEach((param, i) => {
      start.set(fn.incoming[i], new Set([param]));
    });
    if (fn.entryMoves) this.moves(start, fn.entryMoves);
    this.states[0] = start;
    const work: LirBlock[] = [entry];
    while (work.length > 0) {
      const block = work.pop()!;
      const state = this.through(block);
      for (const edge of block.succs) {
        const arrived = this.along(block, edge, state);
        if (this.meet(edge.target, arrived)) work.push(edge.target);
      }
    }
    this.reporting = true;
    for (const block of fn.blocks) {
      if (this.states[block.index] === null) continue;
      const state = this.through(block);
      for (const edge of block.succs) this.along(block, edge, state);
    }
    return this.faults;
  }

  private fault(text: string): void {
    if (this.reporting) this.faults.push(text);
  }

  private moves(state: State, group: MoveGroup): void {
    const sources = group.sources.map((source) =>
      typeof source === "number" ? new Set(state.get(source) ?? []) : new Set<number>(),
    );
    if (new Set(group.targets).size !== group.targets.length) this.fault("a parallel move has a target twice");
    group.targets.forEach((target, i) => {
      state.set(target, sources[i]);
    });
  }

  private through(block: LirBlock): State {
    const state: State = new Map();
    for (const [loc, set] of this.states[block.index]!) state.set(loc, new Set(set));
    for (const inst of block.insts) {
      for (const group of this.fn.gapMoves.get(inst.index) ?? []) this.moves(state, group);
      if (inst.index === block.end - 1 && block.endMoves) this.moves(state, block.endMoves);
      const where = `instruction ${inst.index} (${inst.rule.name})`;
      inst.uses.forEach((vreg, u) => {
        const loc = inst.locs[u];
        if (!state.get(loc)?.has(vreg)) this.fault(`${where}: use ${u}, v${vreg}, is not in location ${loc}`);
        if ((inst.how[u] & 3) === REG && loc >= FIRST_SLOT) this.fault(`${where}: use ${u} is in memory`);
        if ((inst.how[u] & LATE) === 0) return;
        if (loc === inst.defLoc && inst.def >= 0) this.fault(`${where}: late use ${u} shares the result's register`);
        if (loc < FIRST_SLOT && (inst.clobbers & (1 << loc)) !== 0) this.fault(`${where}: late use ${u} is clobbered`);
        if (inst.tempLocs.includes(loc)) this.fault(`${where}: late use ${u} shares a temporary`);
      });
      for (let reg = 0; reg < 32; reg++) if ((inst.clobbers & (1 << reg)) !== 0) state.delete(reg);
      for (const loc of inst.tempLocs) state.delete(loc);
      if (inst.def >= 0) {
        if (inst.defLoc < 0 || inst.defLoc >= FIRST_SLOT) this.fault(`${where}: the result has no register`);
        for (const set of state.values()) set.delete(inst.def);
        state.set(inst.defLoc, new Set([inst.def]));
      }
    }
    return state;
  }

  private along(from: LirBlock, edge: LirEdge, before: State): State {
    const state: State = new Map();
    for (const [loc, set] of before) state.set(loc, new Set(set));
    const { target } = edge;
    const group = from.succs.length > 1 ? target.startMoves : from.endMoves;
    // The moves at a block's end were made on the way through it.
    if (group && from.succs.length > 1) this.moves(state, group);
    const arrivals = target.params.map((param, i) => {
      const loc = this.live.intervals[param]!.loc;
      const arg = edge.args[i] as number | Value;
      if (isUnused(this.live, param)) return { param, loc: -1 };
      const right =
        typeof arg === "number"
          ? state.get(loc)?.has(arg) === true
          : group !== null && group.sources[group.targets.indexOf(loc)] === arg;
      if (!right)
        this.fault(`edge from block ${from.index} to ${target.index}: argument ${i} is not in location ${loc}`);
      return { param, loc };
    });
    for (const { param } of arrivals) for (const set of state.values()) set.delete(param);
    for (const { param, loc } of arrivals) {
      if (loc < 0) continue;
      const set = state.get(loc);
      if (set) set.add(param);
      else state.set(loc, new Set([param]));
    }
    return state;
  }

  /** Narrows what is known at a block's start; true when it changed. */
  private meet(block: LirBlock, arrived: State): boolean {
    const known = this.states[block.index];
    if (known === null) {
      this.states[block.index] = arrived;
      return true;
    }
    let changed = false;
    for (const [loc, set] of known) {
      const other = arrived.get(loc);
      for (const vreg of set) {
        if (other?.has(vreg)) continue;
        set.delete(vreg);
        changed = true;
      }
    }
    return changed;
  }
}
