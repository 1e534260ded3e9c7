// What a guard of the new trace keeps: its live values, and how the recorded resume data are to be read with them (resume-items.ts).
// Beyond what the state is made from, what its bridge may begin with: facts, and the way back to a peeled loop.

import type { Value } from "../../ir/graph.ts";
import type { Guard } from "../../ir/trace.ts";
import type { Facts } from "./facts.ts";
import type { Optimizer } from "./optimizer.ts";
import type { LoopContext, LoopState } from "./peeled-loop.ts";
import { liveItem, OptimizedResume, type ResumeItem, type VirtualItem, virtualItem } from "./resume-items.ts";

export class GuardResume {
  private readonly optimizer: Optimizer;
  /** By id of the new trace's values: how a guard's resume data describe them, and the last guard that did. */
  private readonly described: (ResumeItem | undefined)[] = [];
  private readonly describedBy: (Guard | undefined)[] = [];
  private readonly keptFacts: (Facts | undefined)[] = [];
  constructor(optimizer: Optimizer) {
    this.optimizer = optimizer;
  }

  /** Says of a guard that was just appended what has become of the recorded one's values. */
  write(guard: Guard, recorded: Guard): void {
    const { optimizer } = this;
    const virtuals: VirtualItem[] = [];
    guard.live = [];
    const items = recorded.live.map((value) => this.describe(optimizer.operand(value), guard, virtuals));
    const facts = guard.live.map((value) => this.lastingFacts(value));
    const resume = new OptimizedResume(recorded.resume, items, virtuals, facts);
    guard.resume = resume;
    if (optimizer.context) resume.loop = this.loopState(optimizer.context, guard, resume);
    // what nothing else needs may have been dropped
    const optional = recorded.optional.map(({ id }) => {
      const value = optimizer.map[id];
      return value ? optimizer.resolve(value) : null;
    });
    if (optimizer.watch) optimizer.watch.note(guard, optional);
    else keepOptional(guard, resume, optional);
  }

  /** What has become of a value that the resume data mention: adds it to the guard's live values, or to its virtual objects. */
  private describe(mentioned: Value, guard: Guard, virtuals: VirtualItem[]): ResumeItem {
    const value = this.optimizer.resolve(mentioned);
    if (value.isConstant()) return { kind: "constant", value };
    let item = this.described[value.id];
    if (item && this.describedBy[value.id] === guard) return item;
    const virtual = this.optimizer.virtualOf(value);
    item = virtual ? virtualItem(virtuals.length) : liveItem(guard.live.length);
    this.described[value.id] = item;
    this.describedBy[value.id] = guard;
    if (virtual) {
      const slots: VirtualItem["slots"] = [];
      virtuals.push({ type: virtual.type, length: virtual.length, slots });
      virtual.slots.forEach((slot, at) => {
        slots.push({ at, item: this.describe(slot, guard, virtuals) });
      });
    } else guard.live.push(value);
    return item;
  }
  /** Facts are learned in place: a guard keeps a copy, and shares it with others while nothing was learned. */
  private lastingFacts(value: Value): Facts | undefined {
    const facts = this.optimizer.facts[value.id];
    if (!facts || facts.isTrivial()) return undefined;
    let kept = this.keptFacts[value.id];
    if (!kept?.equals(facts)) {
      kept = facts.lasting();
      this.keptFacts[value.id] = kept;
    }
    return kept;
  }
  /** Adds to a guard's live values what its own bridge needs to come back to the loop's body. */
  private loopState(context: LoopContext, guard: Guard, resume: OptimizedResume): LoopState {
    const keep = (given: Value): ResumeItem => {
      const value = this.optimizer.resolve(given);
      return keepLive(guard, resume, value, this.lastingFacts(value));
    };
    const imports = context.imports.map(keep);
    const held: { assumption: number; content: ResumeItem }[] = [];
    context.loop.heap.forEach((assumption, i) => {
      const content = context.content(assumption);
      if (content && !this.optimizer.virtualOf(content)) held.push({ assumption: i, content: keep(content) });
    });
    return { loop: context.loop, imports, held };
  }
}

/** A value among the guard's live ones, where it is added if it must be. */
export function keepLive(guard: Guard, resume: OptimizedResume, value: Value, facts: Facts | undefined): ResumeItem {
  if (value.isConstant()) return { kind: "constant", value };
  let index = guard.live.indexOf(value);
  if (index < 0) {
    index = guard.live.push(value) - 1;
    resume.facts[index] = facts;
  }
  return liveItem(index);
}
/** When all that the guard keeps is known: which optional values are among that. */
export function keepOptional(guard: Guard, resume: OptimizedResume, optional: readonly (Value | null)[]): void {
  resume.optional = optional.map((value) => {
    if (!value) return null;
    if (value.isConstant()) return { kind: "constant", value };
    const index = guard.live.indexOf(value);
    return index < 0 ? null : liveItem(index);
  });
}
