// The VM's memory as the evaluator uses it: objects and their types, allocation, the pending exception, and the table of
// references that JavaScript holds.

import type { Graph, Int } from "./graph.ts";
import type { Word } from "./meanings.ts";
import type { Memory } from "./memory.ts";
import type { Program } from "./program.ts";
import {
  ARRAY_TYPES,
  type ArrayType,
  ClassType,
  type External,
  type FunctionDecl,
  type MethodSlot,
  STORAGE,
} from "./types.ts";
import {
  CONTEXT,
  CONTEXT_FIELD,
  HEADER_BIT,
  ROOT_TABLES,
  TYPE_FLAG,
  TYPE_ID_MASK,
  TYPE_RECORD,
  TYPE_TABLE,
} from "./vm-layout.ts";

export interface MachineOptions {
  /** Brings a function's graph from where it is stored; by default `decl.graph`. */
  graphOf?: (decl: FunctionDecl) => Graph | null;
  /** C functions by name; an external without one is an error that names it. */
  externals?: Record<string, (...args: never[]) => Word>;
}

export class Machine {
  readonly program: Program;
  readonly memory: Memory;
  /** Address of reference 0, and of the VM context. */
  readonly base: number;
  readonly context: number;
  /** Set by the last operation that can overflow. */
  overflow = false;
  private readonly classes = new Map<number, ClassType | ArrayType>();
  private readonly options: MachineOptions;

  constructor(program: Program, memory: Memory, options: MachineOptions = {}) {
    this.program = program;
    this.memory = memory;
    this.base = memory.base;
    this.context = memory.base + CONTEXT;
    this.options = options;
    const end = this.context + CONTEXT_FIELD.rootTablesEnd;
    if (memory.load64(end) === 0) memory.store64(end, memory.base + ROOT_TABLES);
  }

  graphOf(decl: FunctionDecl): Graph | null {
    return decl.graph ?? this.options.graphOf?.(decl) ?? null;
  }
  callExternal(external: External, args: Word[]): Word {
    const found = this.options.externals?.[external.name];
    if (!found) throw new Error(`no C function ${external.name} for the evaluator`);
    return found(...(args as never[]));
  }

  // --- types
  typeIdOf(ref: number): number {
    return this.memory.load32(this.base + 8 * ref) & TYPE_ID_MASK;
  }
  isInstance(ref: number, cls: ClassType): boolean {
    const id = this.typeIdOf(ref);
    return id >= cls.typeId && id <= cls.lastTypeId;
  }
  /** The class or array type with that id. */
  typeById(id: number): ClassType | ArrayType {
    if (this.classes.size === 0) {
      for (const cls of this.program.classes.values()) this.classes.set(cls.typeId, cls);
      for (const type of Object.values(ARRAY_TYPES)) this.classes.set(type.typeId, type);
    }
    const found = this.classes.get(id);
    if (!found) throw new Error(`no type has id ${id}`);
    return found;
  }
  classOf(ref: number): ClassType {
    const type = this.typeById(this.typeIdOf(ref));
    if (!(type instanceof ClassType)) throw new Error(`#${ref} is an array of ${type.name}, no instance of a class`);
    return type;
  }
  /** The function in an object's virtual method table, as memory says. */
  methodOf(ref: number, slot: MethodSlot): FunctionDecl {
    const record = this.base + TYPE_TABLE + 8 * this.typeIdOf(ref);
    return this.functionById(this.memory.load32(record + TYPE_RECORD.vtable + 4 * slot.slot));
  }
  functionById(id: Int): FunctionDecl {
    const decl = this.program.functions[Number(id)];
    if (!decl) throw new Error(`no function has id ${id}`);
    return decl;
  }

  // --- allocation
  /** A new object of that many bytes from the nursery block, or 0 when the block is full (or collection is under stress). */
  tryAllocate(typeId: number, bytes: number, length: number): number {
    const { memory, context } = this;
    const free = memory.load64(context + CONTEXT_FIELD.nurseryFree) as number;
    if (free + bytes > (memory.load64(context + CONTEXT_FIELD.nurseryEnd) as number)) return 0;
    memory.store64(context + CONTEXT_FIELD.nurseryFree, free + bytes);
    memory.store32(free, typeId);
    if (length >= 0) memory.store32(free + 4, length);
    return (free - this.base) / 8;
  }
  needsBarrier(ref: number): boolean {
    return (this.memory.load32(this.base + 8 * ref) & HEADER_BIT.remember) !== 0;
  }

  // --- the pending exception, as native code leaves it
  exception(): number {
    return this.memory.load32(this.context + CONTEXT_FIELD.exception);
  }
  setException(ref: number): void {
    this.memory.store32(this.context + CONTEXT_FIELD.exception, ref);
  }
  takeException(): number {
    const ref = this.exception();
    this.setException(0);
    return ref;
  }
  stackTop(): Int {
    return this.memory.load64(this.context + CONTEXT_FIELD.stackTop);
  }

  // --- the root table: one stack of slots; whoever holds references across a possible collection writes them at its end
  rootsEnd(): number {
    return this.memory.load64(this.context + CONTEXT_FIELD.rootTablesEnd) as number;
  }
  setRootsEnd(address: number): void {
    this.memory.store64(this.context + CONTEXT_FIELD.rootTablesEnd, address);
  }
}

/**
 * For tests and the graphs rung without a heap image: numbers the types, writes their records, and makes all of
 * `heapBytes` at `heapStart` the current nursery block.
 */
export function installTypes(program: Program, memory: Memory, heapStart: number, heapBytes: number): void {
  let next = 1;
  const record = (id: number): number => memory.base + TYPE_TABLE + 8 * id;
  const visit = (cls: ClassType): void => {
    cls.layOut();
    cls.typeId = next;
    const { strong, weak } = cls.referenceFields();
    const refs = weak ? [...strong, weak] : strong;
    const at = record(next);
    const refMap = TYPE_RECORD.vtable + 4 * cls.vtable.length;
    next += Math.ceil((refMap + 2 * refs.length) / 8);
    memory.store32(at + TYPE_RECORD.size, cls.size);
    memory.store16(at + TYPE_RECORD.flags, weak ? TYPE_FLAG.weak : 0);
    memory.store16(at + TYPE_RECORD.refCount, strong.length);
    memory.store16(at + TYPE_RECORD.refMap, refMap);
    for (const [i, method] of cls.vtable.entries()) memory.store32(at + TYPE_RECORD.vtable + 4 * i, method?.id ?? 0);
    for (const [i, field] of refs.entries()) memory.store16(at + refMap + 2 * i, field.offset);
    cls.lastTypeId = cls.typeId;
    for (const sub of cls.subclasses) {
      visit(sub);
      cls.lastTypeId = sub.lastTypeId;
    }
    memory.store16(at + TYPE_RECORD.lastTypeId, cls.lastTypeId);
  };
  for (const cls of program.classes.values()) if (!cls.base) visit(cls);
  for (const type of Object.values(ARRAY_TYPES)) {
    type.typeId = next;
    const at = record(next);
    memory.store32(at + TYPE_RECORD.size, STORAGE[type.item].size);
    memory.store16(at + TYPE_RECORD.flags, TYPE_FLAG.array | (type.item === "ref" ? TYPE_FLAG.arrayOfReferences : 0));
    next += TYPE_RECORD.vtable / 8;
  }
  const context = memory.base + CONTEXT;
  memory.store64(context + CONTEXT_FIELD.nurseryFree, memory.base + heapStart);
  memory.store64(context + CONTEXT_FIELD.nurseryEnd, memory.base + heapStart + heapBytes);
}
