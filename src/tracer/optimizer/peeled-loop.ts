// A peeled loop as bridges see it. A bridge that comes back to the loop's merge point may enter the body, past the preamble, when what the
// body assumes holds at the bridge's end too:
//
//   * the label's arguments have the body's *shapes*: constants are these constants, virtual objects are virtual, and so on;
//   * *imports*, values that the preamble has computed and that are the same in every iteration, are at hand: each guard of the body keeps
//     them alive (they live in registers or slots anyway), and so does each guard of such a bridge;
//   * what the body takes memory to hold, memory does hold: a guard says which of these assumptions hold where it stands.
//
// (PyPy regenerates the imports by a "short preamble" instead; Ardoe, Bolz, Fijalkowski 2012.) Where something does not hold the bridge goes
// to the loop's first label, and through the preamble again.

import type { Value } from "../../ir/graph.ts";
import type { Token } from "../../ir/trace.ts";
import type { ArrayType, ClassType, Field } from "../../ir/types.ts";
import type { Facts, Virtual } from "./facts.ts";
import type { Optimizer } from "./optimizer.ts";
import type { ResumeItem } from "./resume-items.ts";

/** What the body takes one value at its label to be. */
export type Shape =
  /** The body does not look at it. */
  | { readonly kind: "any" }
  | { readonly kind: "constant"; readonly value: Value }
  | { readonly kind: "import"; readonly index: number }
  /** The body's parameter of that index, with `PeeledLoop.leaves[index]` known of it. */
  | { readonly kind: "leaf"; readonly index: number }
  /** The same object of this description is the same virtual object. */
  | VirtualShape;
export interface VirtualShape {
  readonly kind: "virtual";
  readonly type: ClassType | ArrayType;
  readonly length: number;
  /** What is missing is zero or null. */
  readonly slots: Map<Field | number, Shape>;
}

/** A field of an import or a constant, or an item (then `index` is one too), and what the body takes it to hold. */
export interface HeapAssumption {
  readonly place: Field | ArrayType;
  readonly object: Shape;
  readonly index: Shape | null;
  readonly content: Shape;
}

export interface PeeledLoop {
  /** Where the loop is entered through the preamble; whose arguments `args` describe. */
  readonly label: Token;
  /** Its parameters are the leaves, then the imports. */
  readonly body: Token;
  readonly args: readonly Shape[];
  readonly leaves: readonly Facts[];
  readonly heap: readonly HeapAssumption[];
}

/** What a guard within the body, or within a bridge that comes back to it, keeps for its own bridge. */
export interface LoopState {
  readonly loop: PeeledLoop;
  readonly imports: readonly ResumeItem[];
  /** Indices into `loop.heap` of what holds there, and what memory holds. */
  readonly held: readonly { readonly assumption: number; readonly content: ResumeItem }[];
}

/** Within a bridge: the loop that it comes back to. */
export class LoopContext {
  readonly loop: PeeledLoop;
  readonly imports: readonly Value[];
  private readonly optimizer: Optimizer;
  constructor(optimizer: Optimizer, loop: PeeledLoop, imports: readonly Value[]) {
    this.optimizer = optimizer;
    this.loop = loop;
    this.imports = imports;
  }

  /** What an import or a constant is here. */
  known(shape: Shape): Value {
    const { optimizer } = this;
    if (shape.kind === "constant") return optimizer.operand(shape.value);
    if (shape.kind === "import") return optimizer.resolve(this.imports[shape.index]!);
    throw new Error(`an object that changes within the loop holds nothing: ${shape.kind}`);
  }
  /** What memory is known to hold here. */
  content({ place, object, index }: HeapAssumption): Value | null {
    const { optimizer } = this;
    const content = optimizer.heap.get(place, this.known(object), index && this.known(index));
    return content ? optimizer.resolve(content) : null;
  }

  /** What the body's parameters are, for a jump with these arguments of the loop's label; null when it cannot be entered. */
  enter(args: readonly Value[]): Value[] | null {
    const { optimizer, loop } = this;
    const entry = new Entry(this, optimizer);
    if (!loop.args.every((shape, i) => entry.fits(shape, args[i]!))) return null;
    for (const assumption of loop.heap) if (!entry.holds(assumption)) return null;
    return [...entry.leaves(), ...this.imports.map((value) => optimizer.resolve(value))];
  }
}

/** One attempt to enter a body: looks first, and changes nothing until all fits. */
class Entry {
  private readonly context: LoopContext;
  private readonly optimizer: Optimizer;
  private readonly found: (Value | null)[];
  private readonly toLoad: HeapAssumption[] = [];
  private readonly virtuals = new Map<VirtualShape, Virtual>();
  private readonly shapes = new Map<Virtual, VirtualShape>();
  constructor(context: LoopContext, optimizer: Optimizer) {
    this.context = context;
    this.optimizer = optimizer;
    this.found = new Array<Value | null>(context.loop.leaves.length).fill(null);
  }

  fits(shape: Shape, value: Value): boolean {
    switch (shape.kind) {
      case "any":
        return true;
      case "constant":
      case "import":
        return value === this.context.known(shape);
      case "leaf": {
        if (!this.context.loop.leaves[shape.index]!.impliedBy(this.optimizer.factsOf(value))) return false;
        const found = this.found[shape.index] ?? value;
        this.found[shape.index] = found;
        return found === value;
      }
      case "virtual":
        return this.fitsVirtual(shape, value);
    }
  }
  private fitsVirtual(shape: VirtualShape, value: Value): boolean {
    const { optimizer } = this;
    const virtual = optimizer.virtualOf(value);
    if (!virtual || virtual.type !== shape.type || virtual.length !== shape.length) return false;
    const known = this.virtuals.get(shape);
    if (known || this.shapes.has(virtual)) return known === virtual;
    this.virtuals.set(shape, virtual);
    this.shapes.set(virtual, shape);
    for (const at of new Set([...shape.slots.keys(), ...virtual.slots.keys()])) {
      const zero = optimizer.zeroAt(virtual, at);
      const slot = optimizer.resolve(virtual.slots.get(at) ?? zero);
      const expected = shape.slots.get(at);
      if (expected ? !this.fits(expected, slot) : slot !== zero) return false;
    }
    return true;
  }
  /** What memory is not known to hold is loaded, if the body knows nothing of it. */
  holds(assumption: HeapAssumption): boolean {
    const content = this.context.content(assumption);
    if (content) return this.fits(assumption.content, content);
    if (assumption.content.kind !== "leaf" || !this.context.loop.leaves[assumption.content.index]!.isTrivial())
      return false;
    this.toLoad.push(assumption);
    return true;
  }
  leaves(): Value[] {
    const { optimizer, context, found } = this;
    for (const { place, object, index, content } of this.toLoad)
      found[(content as { index: number }).index] = optimizer.load(
        place,
        context.known(object),
        index && context.known(index),
      );
    return found.map((value) => optimizer.force(value!));
  }
}
