// Assembles one code object: registers, constants, names, labels, exception regions, and the knowledge of which locals
// are surely assigned. It knows opcodes, but no Python syntax.
//
// *Flow.* `assigned` is the set of variables that are bound whatever way led here; null means that nothing leads here, and
// then nothing is emitted. A forward jump intersects its set into its label; placing a label intersects the label's set with
// what falls through. A loop's header is placed before its backward jumps are seen: there, and in exception handlers,
// whatever the function deletes anywhere counts as unassigned, which is all that a body could have undone.
//
// *Exceptions.* Each instruction remembers the handler that is innermost when it is emitted. At the end neighbours with the
// same handler become one row of the exception table, so rows never overlap and inlined `finally` bodies need no care.
//
// *Jumps.* Labels are resolved at the end. Short jumps reach 65,535 instructions; one that would not is turned into a
// short jump to a long JUMP behind it.

import type { Code, ExceptionRow, Value } from "../bytecode/code.ts";
import { OP, opInfo } from "../bytecode/opcodes.ts";
import { encodePositions, type Position } from "../bytecode/positions.ts";

/** A set of variables, by number. */
type VariableSet = Uint32Array;

export class Label {
  /** Instruction index; -1 until placed. */
  position = -1;
  /** What all jumps seen so far agree on; null when none was seen. */
  state: VariableSet | null = null;
}

/** Where exceptions of a region go: they are put into the register, then the label's code runs. */
export class Handler {
  readonly label = new Label();
  /** Whether an instruction lies in the region. */
  used = false;

  constructor(
    readonly register: number,
    /** What is assigned when the region begins, less all deletions. */
    readonly state: VariableSet | null,
  ) {}
}

/** What a limit of the instruction format refuses; the compiler adds the position. */
export class CodeTooLarge extends Error {}

export interface CodeHead {
  name: string;
  qualname: string;
  filename: string;
  firstlineno: number;
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  varnames: string[];
  cellvars: string[];
  freevars: string[];
  closureFrom: number[];
}

const maxOperand = 0xffff;

export class CodeBuilder {
  flags = 0;
  /** The innermost handler; what is emitted now is covered by it. */
  handler: Handler | null = null;
  private firstFree = 0;
  assigned: VariableSet | null;

  private readonly ops: number[] = [];
  private readonly as: number[] = [];
  private readonly bs: number[] = [];
  private readonly cs: number[] = [];
  private readonly positions: Position[] = [];
  private readonly handlers: (Handler | null)[] = [];
  private readonly targets: (Label | null)[] = [];
  /** Where the last label was placed: no instruction before may be changed by what comes now. */
  private barrier = 0;
  private registerCount = 0;
  private cellCount = 1;

  private readonly constants: Value[] = [];
  private readonly constantsByKey = new Map<string, number>();
  private readonly stringConstants = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly nameIndices = new Map<string, number>();
  private readonly sites: number[] = [];
  private readonly sharedSites = new Map<string, number>();
  private readonly deletable: VariableSet;

  /**
   * @param variables How many variables are tracked: the locals, numbered as registers, then what else the compiler numbers.
   * @param parameters The first so many are assigned at entry.
   * @param deletions Numbers of variables that the code deletes somewhere.
   */
  constructor(
    readonly head: CodeHead,
    variables: number,
    parameters: number,
    deletions: readonly number[],
  ) {
    const words = (variables + 31) >> 5;
    this.assigned = new Uint32Array(words);
    for (let i = 0; i < parameters; i++) {
      this.assigned[i >> 5]! |= 1 << (i & 31);
    }
    this.deletable = new Uint32Array(words);
    for (const i of deletions) {
      this.deletable[i >> 5]! |= 1 << (i & 31);
    }
    this.top = head.varnames.length + head.cellvars.length + head.freevars.length;
  }

  get reachable(): boolean {
    return this.assigned !== null;
  }

  /** Index of the next instruction. */
  get position(): number {
    return this.ops.length;
  }

  // -------------------------------------------------------------------------------------------------------- registers

  /** Takes the next temporary. */
  temp(): number {
    return this.temps(1);
  }

  /** Takes n temporaries in a row; returns the first. */
  temps(n: number): number {
    const first = this.top;
    this.top += n;
    return first;
  }

  /** The next free temporary. Saved and restored by whoever uses temporaries. */
  get top(): number {
    return this.firstFree;
  }
  /** Gives registers back, or takes what lies below `first`, which then counts as used. */
  set top(first: number) {
    this.firstFree = first;
    if (first > this.registerCount) {
      this.registerCount = first;
      if (first > maxOperand) {
        throw new CodeTooLarge("more than 65535 registers in a function");
      }
    }
  }

  // ------------------------------------------------------------------------------------------------------- assignments

  isAssigned(variable: number): boolean {
    return this.assigned === null || (this.assigned[variable >> 5]! & (1 << (variable & 31))) !== 0;
  }

  setAssigned(variable: number): void {
    if (this.assigned !== null) {
      this.assigned[variable >> 5]! |= 1 << (variable & 31);
    }
  }

  setUnassigned(variable: number): void {
    if (this.assigned !== null) {
      this.assigned[variable >> 5]! &= ~(1 << (variable & 31));
    }
  }

  private withoutDeletable(state: VariableSet | null): VariableSet | null {
    return state === null ? null : state.map((word, i) => word & ~this.deletable[i]!);
  }

  // ----------------------------------------------------------------------------------------------------- instructions

  emit(at: Position, op: number, a = 0, b = 0, c = 0): void {
    if (this.assigned === null) {
      return;
    }
    this.push(at, op, a, b, c, null);
    if (!opInfo[op]!.fallsThrough) {
      this.assigned = null;
    }
  }

  /** Emits a short jump; its delta operand is filled in later. `JUMP` too may be given. */
  jump(at: Position, op: number, label: Label, a = 0, b = 0): void {
    if (this.assigned === null) {
      return;
    }
    this.push(at, op, a, b, 0, label);
    this.meet(label);
    if (op === OP.JUMP) {
      this.assigned = null;
    }
  }

  /** Emits the jump back to a loop's header. */
  loop(at: Position, header: Label, cell: number): void {
    if (this.assigned === null) {
      return;
    }
    this.push(at, OP.LOOP, header.position & maxOperand, header.position >>> 16, cell, null);
    this.assigned = null;
  }

  /** R[to] = R[from]; two such moves in a row become one instruction. */
  move(at: Position, to: number, from: number): void {
    if (this.assigned === null || to === from) {
      return;
    }
    const last = this.ops.length - 1;
    if (last >= this.barrier && this.ops[last] === OP.MOVE && this.handlers[last] === this.handler) {
      const to0 = this.as[last]!;
      const from0 = this.bs[last]!;
      if (to === to0 + 1 && from0 !== to && from !== to0) {
        this.ops[last] = OP.MOVE2;
        this.cs[last] = from;
        return;
      }
    }
    this.push(at, OP.MOVE, to, from, 0, null);
  }

  private push(at: Position, op: number, a: number, b: number, c: number, target: Label | null): void {
    this.ops.push(op);
    this.as.push(a);
    this.bs.push(b);
    this.cs.push(c);
    this.positions.push(at);
    this.targets.push(target);
    this.handlers.push(this.handler);
    if (this.handler !== null) {
      this.handler.used = true;
    }
  }

  // ----------------------------------------------------------------------------------------------------------- labels

  private meet(label: Label): void {
    if (label.state === null) {
      label.state = this.assigned!.slice();
    } else {
      for (let i = 0; i < label.state.length; i++) {
        label.state[i]! &= this.assigned![i]!;
      }
    }
  }

  /** Puts the label of forward jumps here. */
  place(label: Label): void {
    const last = this.ops.length - 1;
    if (last >= this.barrier && this.ops[last] === OP.JUMP && this.targets[last] === label && this.assigned === null) {
      this.drop();
    }
    label.position = this.ops.length;
    if (label.state !== null) {
      if (this.assigned !== null) {
        this.meet(label);
      }
      this.assigned = label.state.slice();
      this.barrier = label.position;
    }
  }

  /** Takes the last instruction back. */
  private drop(): void {
    for (const list of [this.ops, this.as, this.bs, this.cs, this.positions, this.targets, this.handlers]) {
      list.pop();
    }
  }

  /** A loop's header, here. */
  loopHeader(): Label {
    const label = new Label();
    label.position = this.ops.length;
    this.barrier = label.position;
    this.assigned = this.withoutDeletable(this.assigned);
    return label;
  }

  newJitCell(): number {
    return this.cellCount++;
  }

  // ------------------------------------------------------------------------------------------------------- exceptions

  /** A handler for a region that begins here. The caller sets `handler` to it, and back at the region's end. */
  newHandler(register: number): Handler {
    return new Handler(register, this.withoutDeletable(this.assigned));
  }

  /** The handler's code begins here. When nothing can raise into it, what follows is unreachable. */
  placeHandler(handler: Handler): void {
    handler.label.position = this.ops.length;
    this.barrier = this.ops.length;
    this.assigned = handler.used && handler.state !== null ? handler.state.slice() : null;
  }

  // ------------------------------------------------------------------------------------------- constants, names, sites
  // In unreachable code nothing is added: the index given back is not used.

  /** Index of a constant; equal constants of one type share it. */
  constant(value: Value): number {
    if (this.assigned === null) {
      return 0;
    }
    const known = value.type === "str" ? this.stringConstants.get(value.value) : undefined;
    if (known !== undefined) {
      return known;
    }
    const key = value.type === "str" ? "" : constantKey(value);
    const index = value.type === "str" || key === null ? undefined : this.constantsByKey.get(key);
    if (index !== undefined) {
      return index;
    }
    const added = this.constants.push(value) - 1;
    if (value.type === "str") {
      this.stringConstants.set(value.value, added);
    } else if (key !== null) {
      this.constantsByKey.set(key, added);
    }
    return added;
  }

  name(name: string): number {
    if (this.assigned === null) {
      return 0;
    }
    let index = this.nameIndices.get(name);
    if (index === undefined) {
      index = this.names.push(name) - 1;
      this.nameIndices.set(name, index);
      if (index > maxOperand) {
        throw new CodeTooLarge("more than 65536 names in a code object");
      }
    }
    return index;
  }

  /** A new inline-cache site for the name. */
  site(name: string): number {
    if (this.assigned === null) {
      return 0;
    }
    const index = this.sites.push(this.name(name)) - 1;
    if (index > maxOperand) {
      throw new CodeTooLarge("more than 65536 attribute accesses in a code object");
    }
    return index;
  }

  /** The site that all accesses of a global share. */
  sharedSite(name: string): number {
    if (this.assigned === null) {
      return 0;
    }
    let index = this.sharedSites.get(name);
    if (index === undefined) {
      index = this.site(name);
      this.sharedSites.set(name, index);
    }
    return index;
  }

  // -------------------------------------------------------------------------------------------------------------- end

  finish(): Code {
    this.lengthenJumps();
    const count = this.ops.length;
    const instructions = new Uint16Array(4 * count);
    for (let i = 0, at = 0; i < count; i++, at += 4) {
      const op = this.ops[i]!;
      instructions[at] = op;
      instructions[at + 1] = this.as[i]!;
      instructions[at + 2] = this.bs[i]!;
      instructions[at + 3] = this.cs[i]!;
      const target = this.targets[i]!;
      if (target !== null) {
        if (op === OP.JUMP) {
          instructions[at + 1] = target.position & maxOperand;
          instructions[at + 2] = target.position >>> 16;
        } else {
          instructions[at + 1 + opInfo[op]!.delta] = target.position - i - 1;
        }
      }
    }
    return {
      ...this.head,
      flags: this.flags,
      names: this.names,
      sites: this.sites,
      constants: this.constants,
      instructions,
      exceptionTable: this.exceptionTable(),
      lineTable: encodePositions(this.positions, this.head.firstlineno),
      registerCount: this.registerCount,
      cellCount: this.cellCount,
    };
  }

  private exceptionTable(): ExceptionRow[] {
    const rows: ExceptionRow[] = [];
    const { handlers } = this;
    for (let i = 0; i < handlers.length; ) {
      const start = i;
      const handler = handlers[i]!;
      while (i < handlers.length && handlers[i] === handler) {
        i++;
      }
      if (handler !== null) {
        rows.push({ start, end: i, handler: handler.label.position, register: handler.register });
      }
    }
    return rows;
  }

  /** Splits short jumps whose targets are too far: `OP x, y, +1; JUMP +1; JUMP target`. */
  private lengthenJumps(): void {
    if (this.ops.length <= maxOperand) {
      return;
    }
    // Inserting moves the rest, so that more jumps can become too long: leave room for all of them.
    const far: number[] = [];
    for (const [i, target] of this.targets.entries()) {
      if (target !== null && this.ops[i] !== OP.JUMP && target.position - i > maxOperand / 4) {
        far.push(i);
      }
    }
    const shift = (position: number) => position + 2 * countBelow(far, position);
    const labels = new Set(this.targets.filter((label) => label !== null));
    for (const handler of this.handlers) {
      if (handler !== null) {
        labels.add(handler.label);
      }
    }
    for (let i = 0; i < this.ops.length; i++) {
      if (this.ops[i] === OP.LOOP) {
        const header = shift(this.as[i]! | (this.bs[i]! << 16));
        this.as[i] = header & maxOperand;
        this.bs[i] = header >>> 16;
      }
    }
    for (const label of labels) {
      label.position = shift(label.position);
    }
    const { targets, positions, handlers } = this;
    const jumps = far.map((i): [Label, Label | null] => {
      const [over, trampoline, target] = [new Label(), new Label(), targets[i]!];
      trampoline.position = shift(i) + 2;
      over.position = shift(i) + 3;
      targets[i] = trampoline;
      return [over, target];
    });
    insertBehind(this.ops, far, () => [OP.JUMP, OP.JUMP]);
    insertBehind(targets, far, (_, nth) => jumps[nth]!);
    for (const list of [this.as, this.bs, this.cs]) {
      insertBehind(list, far, () => [0, 0]);
    }
    insertBehind(positions, far, (i) => [positions[i]!, positions[i]!]);
    insertBehind(handlers, far, (i) => [handlers[i]!, handlers[i]!]);
  }
}

/** How many of the ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Puts two items behind each of the ascending places, which are those of the list as it was; in one pass, since there may be many. */
function insertBehind<Item>(
  list: Item[],
  places: readonly number[],
  items: (place: number, nth: number) => [Item, Item],
): void {
  const longer: Item[] = [];
  let nth = 0;
  for (const [i, item] of list.entries()) {
    longer.push(item);
    if (places[nth] === i) {
      longer.push(...items(i, nth));
      nth++;
    }
  }
  list.length = 0;
  for (const item of longer) {
    list.push(item);
  }
}

/** Equal for constants that may be one object: the same type and value, bit by bit. Code is never shared: null. */
export function constantKey(value: Value): string | null {
  switch (value.type) {
    case "NoneType":
    case "ellipsis":
      return value.type;
    case "bool":
    case "int":
      return `${value.type} ${value.value}`;
    case "float":
      return `float ${floatKey(value.value)}`;
    case "complex":
      return `complex ${floatKey(value.real)} ${floatKey(value.imag)}`;
    case "str":
      return `str ${value.value.length} ${value.value}`;
    case "bytes":
      return `bytes ${value.value.join()}`;
    case "tuple":
    case "frozenset":
      return `${value.type} ${value.items.length} (${value.items.map(constantKey).join(";")})`;
    case "slice":
      return `slice ${constantKey(value.start)};${constantKey(value.stop)};${constantKey(value.step)}`;
    case "code":
      return null;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
