// What is noted while a loop's body is made, so that it can be described for bridges that come back (peeled-loop.ts) when it is done.

import { Value } from "../../ir/graph.ts";
import { Guard, type Token } from "../../ir/trace.ts";
import type { ArrayType, ClassType, Field } from "../../ir/types.ts";
import { Facts, type Virtual } from "./facts.ts";
import { keepLive, keepOptional } from "./guard-resume.ts";
import type { Optimizer } from "./optimizer.ts";
import type { HeapAssumption, PeeledLoop, Shape } from "./peeled-loop.ts";
import type { OptimizedResume, ResumeItem } from "./resume-items.ts";

/** A field or item of an object that does not change, whose content is known at the edge. */
export interface HeldField {
  readonly place: Field | ArrayType;
  readonly object: Value;
  readonly index: Value | null;
}

/** How the preamble and the body are joined. */
export interface Connection {
  /** Parameters of the body that it uses, and what it takes for granted of them. */
  readonly leaves: readonly { readonly param: Value; readonly carried: Facts }[];
  /** Values of the preamble that the body uses, and what they are called in it. */
  readonly imported: readonly Value[];
  readonly rename: (value: Value) => Value;
}

/** A value at the body's start, before the body changes virtual objects: itself, or what a virtual object consisted of. */
type StartShape = Value | StartObject;
interface StartObject {
  readonly type: ClassType | ArrayType;
  readonly length: number;
  readonly slots: Map<Field | number, StartShape>;
}

export class BodyWatch {
  private readonly optimizer: Optimizer;
  private readonly starts: readonly StartShape[];
  private readonly fields: readonly HeldField[];
  private readonly contents: readonly Value[];
  /** What the body's operations work on, those too that vanish for what is known of it. */
  private readonly operands = new Set<Value>();
  private readonly guards = new Map<Guard, { held: readonly number[]; optional: readonly (Value | null)[] }>();
  private heapVersion = -1;
  private held: readonly number[] = [];

  /** `starts` stand for the label's arguments in the body; memory is taken to hold `contents` in `fields`. */
  constructor(
    optimizer: Optimizer,
    starts: readonly Value[],
    fields: readonly HeldField[],
    contents: readonly Value[],
  ) {
    this.optimizer = optimizer;
    const known = new Map<Virtual, StartObject>();
    this.starts = starts.map((start) => this.shape(start, known));
    this.fields = fields;
    this.contents = contents;
  }
  private shape(start: Value, known: Map<Virtual, StartObject>): StartShape {
    const virtual = this.optimizer.virtualOf(start);
    if (!virtual) return start;
    let shape = known.get(virtual);
    if (!shape) {
      shape = { type: virtual.type, length: virtual.length, slots: new Map() };
      known.set(virtual, shape);
      for (const [at, slot] of virtual.slots) shape.slots.set(at, this.shape(this.optimizer.resolve(slot), known));
    }
    return shape;
  }

  /** An operation is about to be looked at. */
  noteOperands(args: readonly Value[]): void {
    for (let i = 0; i < args.length; i++) this.operands.add(args[i]!);
  }
  note(guard: Guard, optional: readonly (Value | null)[]): void {
    this.guards.set(guard, { held: this.heldNow(), optional });
  }
  /** Indices of the fields that hold now what they held at the start. */
  private heldNow(): readonly number[] {
    const { optimizer } = this;
    const { heap } = optimizer;
    if (this.heapVersion === heap.version) return this.held;
    this.heapVersion = heap.version;
    this.held = this.fields.flatMap(({ place, object, index }, i) => {
      const now = heap.get(place, object, index);
      return now && optimizer.resolve(now) === optimizer.resolve(this.contents[i]!) ? [i] : [];
    });
    return this.held;
  }

  /** Has the guards of the body keep what bridges need to enter it. `atEdge`: what is known of values at the preamble's end. */
  tellGuards(
    label: Token,
    body: Token,
    connection: Connection,
    atEdge: Optimizer["facts"],
    ops: readonly Value[],
  ): void {
    const { leaves, imported, rename } = connection;
    const leafIndex = new Map(leaves.map((leaf, i) => [leaf.param, i]));
    const shapes = new Map<StartObject, Shape>();
    const number = (start: StartShape): Shape => {
      if (start instanceof Value) {
        if (start.isConstant()) return { kind: "constant", value: start };
        const leaf = leafIndex.get(start);
        if (leaf !== undefined) return { kind: "leaf", index: leaf };
        const index = imported.indexOf(start);
        return index < 0 ? { kind: "any" } : { kind: "import", index };
      }
      let shape = shapes.get(start);
      if (!shape) {
        const slots = new Map<Field | number, Shape>();
        shape = { kind: "virtual", type: start.type, length: start.length, slots };
        shapes.set(start, shape);
        for (const [at, slot] of start.slots) slots.set(at, number(slot));
      }
      return shape;
    };
    const heap: HeapAssumption[] = [];
    /** By index into `fields`: where it stands in `heap`; -1: the body does not use it. */
    const numbers = this.fields.map(({ place, object, index }, i) => {
      const content = this.contents[i]!;
      if (!content.isConstant() && !leafIndex.has(content)) return -1;
      return heap.push({ place, object: number(object), index: index && number(index), content: number(content) }) - 1;
    });
    const loop: PeeledLoop = {
      label,
      body,
      args: this.starts.map(number),
      // what is only passed on may be anything
      leaves: leaves.map(({ param, carried }) => (this.operands.has(param) ? carried : new Facts())),
      heap,
    };
    for (const guard of ops) {
      if (!(guard instanceof Guard)) continue;
      const { held, optional } = this.guards.get(guard)!;
      const resume = guard.resume as OptimizedResume;
      const keep = (value: Value, facts: Facts | undefined): ResumeItem =>
        keepLive(guard, resume, rename(value), facts && !facts.isTrivial() ? facts : undefined);
      resume.loop = {
        loop,
        imports: imported.map((value) => keep(value, atEdge[value.id]?.lasting())),
        held: held.flatMap((i) => {
          const content = this.contents[i]!;
          const facts = leaves[leafIndex.get(content) ?? -1]?.carried;
          return numbers[i]! < 0 ? [] : [{ assumption: numbers[i]!, content: keep(content, facts) }];
        }),
      };
      keepOptional(
        guard,
        resume,
        optional.map((value) => value && rename(value)),
      );
    }
  }
}
