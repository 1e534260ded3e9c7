// Code objects as the compiler makes them, and the constants they hold. How they look as bytes: marshal.ts.

/**
 * A constant, tagged by Python's type. The parser's literals (ast.ts in the front end) have the same shape; this adds what
 * only a compiler makes.
 */
export type Value =
  | { readonly type: "NoneType" }
  | { readonly type: "ellipsis" }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly real: number; readonly imag: number }
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "tuple"; readonly items: readonly Value[] }
  | { readonly type: "frozenset"; readonly items: readonly Value[] }
  | { readonly type: "slice"; readonly start: Value; readonly stop: Value; readonly step: Value }
  | { readonly type: "code"; readonly code: Code };

/** Flags of code objects, with CPython's values (Include/cpython/code.h, documented in library/inspect). */
export const CO = {
  OPTIMIZED: 0x1,
  NEWLOCALS: 0x2,
  VARARGS: 0x4,
  VARKEYWORDS: 0x8,
  NESTED: 0x10,
  GENERATOR: 0x20,
  COROUTINE: 0x80,
  ITERABLE_COROUTINE: 0x100,
  ASYNC_GENERATOR: 0x200,
  FUTURE_BARRY_AS_BDFL: 0x400000,
  FUTURE_ANNOTATIONS: 0x1000000,
  HAS_DOCSTRING: 0x4000000,
  METHOD: 0x8000000,
} as const;

/** A range of instructions [start, end) whose exceptions go to `register` and then to instruction `handler`. */
export interface ExceptionRow {
  readonly start: number;
  readonly end: number;
  readonly handler: number;
  readonly register: number;
}

/** What docs/internals/bytecode.md describes. */
export interface Code {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstlineno: number;
  /** Positional parameters, positional-only ones included; not *args. */
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  /** Bits of `CO`. */
  readonly flags: number;
  /** Parameters, then other locals: registers 0 and up. */
  readonly varnames: readonly string[];
  /** Registers behind the locals. */
  readonly cellvars: readonly string[];
  /** Registers behind the cellvars. */
  readonly freevars: readonly string[];
  /** For each freevar, the register of the enclosing function's frame that holds its cell. */
  readonly closureFrom: readonly number[];
  readonly names: readonly string[];
  /** For each inline-cache site, the index of its name. */
  readonly sites: readonly number[];
  readonly constants: readonly Value[];
  /** Four words an instruction. */
  readonly instructions: Uint16Array;
  /** Sorted by start, not overlapping. */
  readonly exceptionTable: readonly ExceptionRow[];
  /** Runs of positions, as drawn in docs/internals/bytecode.md. */
  readonly lineTable: Uint8Array;
  readonly registerCount: number;
  /** JIT cells: the entry's and one for each loop. */
  readonly cellCount: number;
}

/** Number of the first temporary register: what stands before are locals, cells and free variables. */
export function firstTemporary(code: Code): number {
  return code.varnames.length + code.cellvars.length + code.freevars.length;
}
