// Code objects for tests, from instructions written as [name, a, b, c].

import type { Code } from "./code.ts";
import { OP, type OpName } from "./opcodes.ts";
import { encodePositions } from "./positions.ts";

export type Row = readonly [op: OpName, a?: number, b?: number, c?: number];

/** A code object of these instructions, all on line 1; what else it needs is given. */
export function codeOf(rows: readonly Row[], fields: Partial<Code> = {}): Code {
  const position = { lineno: 1, endLineno: 1, colOffset: 0, endColOffset: 0 };
  return {
    name: "f",
    qualname: "f",
    filename: "x.py",
    firstlineno: 1,
    argcount: 0,
    posonlyargcount: 0,
    kwonlyargcount: 0,
    flags: 0,
    varnames: [],
    cellvars: [],
    freevars: [],
    closureFrom: [],
    names: [],
    sites: [],
    constants: [{ type: "NoneType" }],
    instructions: Uint16Array.from(rows.flatMap(([op, a = 0, b = 0, c = 0]) => [OP[op], a, b, c])),
    exceptionTable: [],
    lineTable: encodePositions(
      rows.map(() => position),
      1,
    ),
    registerCount: 4,
    cellCount: 1,
    ...fields,
  };
}
