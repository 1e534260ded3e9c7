// The IR's types: kinds of values, storage of fields and items, object layouts, functions.
//
// A *value* has one of four kinds; what a field or an array item occupies in memory is its *storage*:
//
//   kind  a register holds                storages that load into it
//   i     a 64-bit integer, or a boolean  i8 u8 i16 u16 i32 u32 i64 bool (0/1) fn (u32, a function's id)
//   r     an object reference, 0 = null   ref (u32)
//   f     a double                        f64
//   v     nothing
//
// Layout of a heap object, in bytes from its start (little-endian, 8-aligned):
//
//   object:  0 header u32 | 4.. fields at natural alignment, the base class's first | padded to 8
//   array:   0 header u32 | 4 length u32 | 8.. items | padded to 8
//   header:  bits 0-15 type id (the type's record stands at TYPE_TABLE + 8 * type id) | bits 16-31 the collector's

import { LARGE_OBJECT } from "./vm-layout.ts";

export type Kind = "i" | "r" | "f" | "v";
export type Storage = "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "i64" | "f64" | "ref" | "bool" | "fn";

/** Bytes, register kind and signedness of each storage. */
export const STORAGE: Readonly<
  Record<Storage, { readonly size: number; readonly kind: Kind; readonly signed: boolean }>
> = {
  i8: { size: 1, kind: "i", signed: true },
  u8: { size: 1, kind: "i", signed: false },
  i16: { size: 2, kind: "i", signed: true },
  u16: { size: 2, kind: "i", signed: false },
  i32: { size: 4, kind: "i", signed: true },
  u32: { size: 4, kind: "i", signed: false },
  i64: { size: 8, kind: "i", signed: true },
  f64: { size: 8, kind: "f", signed: true },
  ref: { size: 4, kind: "r", signed: false },
  bool: { size: 1, kind: "i", signed: false },
  fn: { size: 4, kind: "i", signed: false },
};

export const HEADER_SIZE = 4;
export const ARRAY_LENGTH_OFFSET = 4;
export const ARRAY_ITEMS_OFFSET = 8;
export const OBJECT_ALIGNMENT = 8;

/**
 * How a field may change; what tracer and optimizer may assume of it. `immutable-items`: neither the field nor the items of the array
 * in it change once the object is initialized (`@jit immutable-items`: a code object's instructions and constants).
 */
export type Mutability = "mutable" | "immutable" | "quasi-immutable" | "immutable-items";

export class Field {
  /** Byte offset from the object's start; assigned when the owner is laid out. */
  offset = -1;
  readonly owner: ClassType;
  readonly name: string;
  readonly storage: Storage;
  readonly mutability: Mutability;
  /** For storage `ref`: the declared type, where it is known exactly enough to matter (a class or an array type). */
  readonly refType: ClassType | ArrayType | null;
  /** The collector does not follow it, and clears it (only in memory, so it is not serialized). At most one in a class. */
  weak = false;

  constructor(
    owner: ClassType,
    name: string,
    storage: Storage,
    mutability: Mutability = "mutable",
    refType: ClassType | ArrayType | null = null,
  ) {
    this.owner = owner;
    this.name = name;
    this.storage = storage;
    this.mutability = mutability;
    this.refType = refType;
  }
  get kind(): Kind {
    return STORAGE[this.storage].kind;
  }
  toString(): string {
    return `${this.owner.name}.${this.name}`;
  }
}

/** A class of RTypeScript: single inheritance, fields, virtual methods. */
export class ClassType {
  /** Own fields only; inherited ones stand in `base`. */
  readonly fields: Field[] = [];
  /** The virtual method table: slot -> the function for exactly this class (null: abstract). Inherited slots come first. */
  readonly vtable: (FunctionDecl | null)[] = [];
  readonly subclasses: ClassType[] = [];
  readonly name: string;
  readonly base: ClassType | null;
  /** Bytes of an instance, padded; -1 before layout. */
  size = -1;
  /** Offset of the type's record in the type table, in units of 8 bytes; -1 before types are numbered. */
  typeId = -1;
  /** Type ids of the class and all its subclasses are exactly those in [typeId, lastTypeId]: records stand in preorder. */
  lastTypeId = -1;
  /** A frame class whose fields live in registers while compiled code runs (`@jit virtualizable`). */
  virtualizable = false;

  constructor(name: string, base: ClassType | null = null) {
    this.name = name;
    this.base = base;
    if (base) {
      base.subclasses.push(this);
      this.vtable.push(...base.vtable);
    }
  }
  addField(
    name: string,
    storage: Storage,
    mutability: Mutability = "mutable",
    refType: ClassType | ArrayType | null = null,
  ): Field {
    const field = new Field(this, name, storage, mutability, refType);
    this.fields.push(field);
    return field;
  }
  /** The field of that name here or in a base class. */
  field(name: string): Field | undefined {
    return this.fields.find((f) => f.name === name) ?? this.base?.field(name);
  }
  /** The fields that the collector follows, then the weak one: as they stand in the type record. */
  referenceFields(): { strong: Field[]; weak: Field | null } {
    const all = this.allFields().filter((f) => f.storage === "ref");
    return { strong: all.filter((f) => !f.weak), weak: all.find((f) => f.weak) ?? null };
  }
  allFields(): Field[] {
    return this.base ? [...this.base.allFields(), ...this.fields] : [...this.fields];
  }
  isSubclassOf(other: ClassType): boolean {
    for (let c: ClassType | null = this; c; c = c.base) if (c === other) return true;
    return false;
  }
  /** Assigns offsets and the size (bases first). Fields keep their declared order, each at its natural alignment. */
  layOut(): void {
    if (this.size >= 0) return;
    let offset = HEADER_SIZE;
    if (this.base) {
      this.base.layOut();
      offset = this.base.unpaddedSize();
    }
    for (const field of this.fields) {
      const size = STORAGE[field.storage].size;
      offset = Math.ceil(offset / size) * size;
      field.offset = offset;
      offset += size;
    }
    this.size = Math.ceil(offset / OBJECT_ALIGNMENT) * OBJECT_ALIGNMENT;
  }
  private unpaddedSize(): number {
    const last = this.allFields().reduce<Field | null>((a, f) => (a === null || f.offset > a.offset ? f : a), null);
    return last ? last.offset + STORAGE[last.storage].size : HEADER_SIZE;
  }
}

/** A fixed-length array; one type for each storage, and `string` (UTF-16 units, immutable, interned when constant). */
export class ArrayType {
  typeId = -1;
  readonly name: string;
  readonly item: Storage;
  readonly immutable: boolean;
  constructor(name: string, item: Storage, immutable = false) {
    this.name = name;
    this.item = item;
    this.immutable = immutable;
  }
  get kind(): Kind {
    return STORAGE[this.item].kind;
  }
  /**
   * Whether an array of that length, null: of any, may be a large object. Its allocation raises where the program can catch it when memory is used up;
   * a small one finds room in what is kept for that.
   */
  mayBeLarge(length: number | null): boolean {
    return length === null || this.byteSize(length) > LARGE_OBJECT;
  }
  /** Bytes of an array of that many items, padded. */
  byteSize(length: number): number {
    return Math.ceil((ARRAY_ITEMS_OFFSET + length * STORAGE[this.item].size) / OBJECT_ALIGNMENT) * OBJECT_ALIGNMENT;
  }
}

/** Every array type there is, by name as the text form writes it. */
export const ARRAY_TYPES = {
  ref: new ArrayType("ref", "ref"),
  u8: new ArrayType("u8", "u8"),
  u16: new ArrayType("u16", "u16"),
  u32: new ArrayType("u32", "u32"),
  i32: new ArrayType("i32", "i32"),
  i64: new ArrayType("i64", "i64"),
  f64: new ArrayType("f64", "f64"),
  fn: new ArrayType("fn", "fn"),
  string: new ArrayType("string", "u16", true),
} as const;

export interface Signature {
  readonly params: readonly Kind[];
  readonly result: Kind;
}

/** What a call may do, beyond computing its result. Computed by the translator's effect analysis; pessimistic until then. */
export interface CallEffects {
  canRaise: boolean;
  /** May allocate, and so move objects. */
  canCollect: boolean;
  /** May run Python code or otherwise force a frame or touch a virtualizable. */
  canForce: boolean;
  /** Fields and arrays that may be written; "any" when unknown. Fields by object identity, arrays by their type. */
  writes: ReadonlySet<Field | ArrayType> | "any";
  reads: ReadonlySet<Field | ArrayType> | "any";
}

export const WORST_EFFECTS: CallEffects = {
  canRaise: true,
  canCollect: true,
  canForce: true,
  writes: "any",
  reads: "any",
};

/** Hints that stand in a function's doc comment, see docs/internals/rtypescript.md. */
export interface FunctionHints {
  /** Same arguments, same result, no visible effect: may be folded and removed. May raise only if it always does for these arguments. */
  elidable?: boolean;
  /** Never traced into: calls of it are residual. */
  opaque?: boolean;
  /** Its loops may be unrolled while tracing. */
  unroll?: boolean;
  /** Never inlined by the VM's own build (slow paths). */
  noinline?: boolean;
}

/** Which parameters of a portal function are green, and what its merge points are about. */
export interface PortalInfo {
  readonly name: string;
  /** Indices of the parameters, in order. The other parameters are red. */
  readonly greens: readonly number[];
  /** Index of the virtualizable parameter, or -1. */
  readonly virtualizable: number;
}

/** A function of the program: identity, signature, hints; its graph when it has been translated or decoded. */
export class FunctionDecl {
  /** Dense number; function values in memory are these ids. 0 is no function. */
  id = 0;
  readonly name: string;
  readonly signature: Signature;
  hints: FunctionHints = {};
  effects: CallEffects = WORST_EFFECTS;
  portal: PortalInfo | null = null;
  /** Decoded on demand at run time; absent for declarations only. */
  graph: import("./graph.ts").Graph | null = null;
  constructor(name: string, signature: Signature) {
    this.name = name;
    this.signature = signature;
  }
}

/** A slot of a class's virtual method table, as named by a call. */
export interface MethodSlot {
  readonly cls: ClassType;
  readonly name: string;
  readonly slot: number;
  readonly signature: Signature;
}

/** A C function called directly by address (System V / Win64 ABI). It neither raises, collects nor calls back. */
export interface External {
  readonly name: string;
  readonly signature: Signature;
  /** Pure functions may be folded and removed. */
  readonly pure: boolean;
}

/** A service of the host: native code returns to JavaScript with it and is resumed with the result. */
export interface HostRequest {
  readonly name: string;
  readonly id: number;
  readonly signature: Signature;
}

/** An object of the module level that the program refers to: a constant of graphs, frozen into the heap image. */
export class Prebuilt {
  /** Its reference once the image is laid out; 0 before. */
  ref = 0;
  /** The live JavaScript object; undefined when read back from the image or text. */
  readonly object: unknown;
  readonly name: string;
  constructor(object: unknown, name: string) {
    this.object = object;
    this.name = name;
  }
}
