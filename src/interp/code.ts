// W_Code: a code object (docs/internals/bytecode.md), with the inline caches and JIT cells that belong to it.

import type { int } from "../rts/index.ts";
import {
  type I32Array,
  intAnd,
  intShr,
  type JitCell,
  type U8Array,
  type U16Array,
  type U32Array,
} from "../rts/index.ts";
import type { Site } from "./caches.ts";
import { COMPARE, n_repr } from "./names.ts";
import { EQ, hooks, NE, W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_code = builtinType("code");
w_code.isBaseType = false;

export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_HAS_DOCSTRING = 0x4000000;

/** What running a code object takes. */
export class CodeBody {
  /** @jit immutable-items */
  readonly varnames: W_Str[];
  /** @jit immutable-items */
  readonly cellvars: W_Str[];
  /** @jit immutable-items */
  readonly names: W_Str[];
  /** @jit immutable-items */
  readonly sites: Site[];
  /** @jit immutable-items */
  readonly constants: W_Object[];
  /** Rows of start, end, handler, register. @jit immutable-items */
  readonly exceptionTable: I32Array;
  /** @jit immutable-items */
  readonly lineTable: U8Array;
  /** @jit immutable-items */
  readonly instructions: U16Array;
  /** @jit immutable-items */
  readonly cells: JitCell[];
  /** Names a function that looks at the frame it is called from: see frame.ts. */
  readonly looksAtFrames: boolean;

  constructor(
    varnames: W_Str[],
    cellvars: W_Str[],
    names: W_Str[],
    sites: Site[],
    constants: W_Object[],
    exceptionTable: I32Array,
    lineTable: U8Array,
    instructions: U16Array,
    cells: JitCell[],
  ) {
    this.varnames = varnames;
    this.cellvars = cellvars;
    this.names = names;
    this.sites = sites;
    this.constants = constants;
    this.exceptionTable = exceptionTable;
    this.lineTable = lineTable;
    this.instructions = instructions;
    this.cells = cells;
    this.looksAtFrames = hasAny(names, lookingNames);
  }
}

/** Where the bodies of code objects come from that nobody ran yet. */
export abstract class CodeSource {
  /** The body at a place of the source. */
  abstract bodyAt(place: int): CodeBody;
}

/** Most functions that a program imports are never called. So a code object is only the head until somebody asks for its body. */
export class W_Code extends W_Object {
  readonly name: W_Str;
  readonly qualname: W_Str;
  readonly filename: W_Str;
  readonly firstLine: int;
  readonly flags: int;
  /** A call makes a generator, coroutine or asynchronous generator. */
  readonly makesGenerator: boolean;
  /** Positional parameters, positional-only ones included. */
  readonly argCount: int;
  readonly posOnlyCount: int;
  readonly kwOnlyCount: int;
  readonly registerCount: int;
  /** @jit immutable-items */
  readonly freevars: W_Str[];
  /** @jit immutable-items */
  readonly closureFrom: U32Array;
  /** Its names are variables; a module's or class's live in a mapping. */
  readonly isFunction: boolean;
  /** A function with only positional parameters, no defaults looked at: the caller may fill the registers itself. */
  readonly isSimple: boolean;
  /** Registers that a call fills: parameters of every kind. */
  readonly filledCount: int;
  private present: CodeBody | null = null;
  /** Where the body is to be had while it is not present. */
  private source: CodeSource | null = null;
  private place: int = 0;

  constructor(
    name: W_Str,
    qualname: W_Str,
    filename: W_Str,
    firstLine: int,
    flags: int,
    argCount: int,
    posOnlyCount: int,
    kwOnlyCount: int,
    registerCount: int,
    freevars: W_Str[],
    closureFrom: U32Array,
  ) {
    super();
    this.name = name;
    this.qualname = qualname;
    this.filename = filename;
    this.firstLine = firstLine;
    this.flags = flags;
    this.makesGenerator = intAnd(flags, CO_GENERATOR + CO_COROUTINE + CO_ASYNC_GENERATOR) !== 0;
    this.argCount = argCount;
    this.posOnlyCount = posOnlyCount;
    this.kwOnlyCount = kwOnlyCount;
    this.registerCount = registerCount;
    this.freevars = freevars;
    this.closureFrom = closureFrom;
    const extra = (intAnd(flags, CO_VARARGS) !== 0 ? 1 : 0) + (intAnd(flags, CO_VARKEYWORDS) !== 0 ? 1 : 0);
    this.filledCount = argCount + kwOnlyCount + extra;
    this.isFunction = intAnd(flags, CO_OPTIMIZED) !== 0;
    this.isSimple = this.isFunction && kwOnlyCount === 0 && intAnd(flags, CO_VARARGS + CO_VARKEYWORDS) === 0;
  }
  /** Part of making one: its body stands there. */
  setSource(source: CodeSource, place: int): void {
    this.source = source;
    this.place = place;
  }
  /** Part of making one: its body. */
  setBody(body: CodeBody): void {
    this.present = body;
    this.source = null;
  }
  /** The same object every time. @jit elidable */
  body(): CodeBody {
    return this.present !== null ? this.present : this.loadBody();
  }
  /** @jit noinline */
  private loadBody(): CodeBody {
    const body = this.source!.bodyAt(this.place);
    this.setBody(body);
    return body;
  }
  /** The doc string, or None. */
  doc(): W_Object {
    return intAnd(this.flags, CO_HAS_DOCSTRING) !== 0 ? this.body().constants[0]! : w_None;
  }
  override getType(): W_Type {
    return w_code;
  }
  override repr(): W_Str {
    return w_code.lookup(n_repr)!.call1(this) as W_Str;
  }
  override hash(): int {
    return (this.name.hash() * 31 + this.firstLine * 7 + this.body().instructions.length) % 2147483647;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    const same = w_code.lookup(COMPARE[EQ]!)!.call2(this, other);
    return op === EQ || !(other instanceof W_Code) ? hooks.orNull(same) : hooks.boolObject(!same.isTrue());
  }
  /** The source line of an instruction. */
  lineAt(pc: int): int {
    const bytes = this.body().lineTable;
    const table = new LineReader(bytes);
    let line = this.firstLine;
    let at = 0;
    while (table.position < bytes.length) {
      const count = table.number();
      const zigzag = table.number();
      line = line + (intAnd(zigzag, 1) === 1 ? -intShr(zigzag + 1, 1) : intShr(zigzag, 1));
      table.number();
      table.number();
      table.number();
      at = at + count;
      if (pc < at) return line;
    }
    return line;
  }
  /** The variable of a cell register. */
  cellName(register: int): W_Str {
    const cellvars = this.body().cellvars;
    const index = register - this.body().varnames.length;
    return index < cellvars.length ? cellvars[index]! : this.freevars[index - cellvars.length]!;
  }
  /** Which row of the exception table covers the instruction: its index * 4; -1 when none does. @jit elidable */
  handlerRow(pc: int): int {
    const table = this.body().exceptionTable;
    for (let i = 0; i < table.length; i = i + 4) if (pc >= table[i]! && pc < table[i + 1]!) return i;
    return -1;
  }
}

const lookingNames: W_Str[] = ["locals", "vars", "dir", "eval", "exec", "_getframe", "currentframe", "f_back"].map(
  intern,
);
/** Whether some name is in the list. */
function hasAny(names: W_Str[], wanted: W_Str[]): boolean {
  for (let i = 0; i < names.length; i++)
    for (let k = 0; k < wanted.length; k++) if (names[i] === wanted[k]) return true;
  return false;
}

/** Reads the LEB128 numbers of a line table. */
export class LineReader {
  position: int = 0;
  private readonly bytes: U8Array;
  constructor(bytes: U8Array) {
    this.bytes = bytes;
  }
  number(): int {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte: int = this.bytes[this.position]!;
      this.position = this.position + 1;
      value = value + intAnd(byte, 127) * unit;
      if (byte < 128) return value;
      unit = unit * 128;
    }
  }
}
