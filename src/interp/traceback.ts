// Traceback: one record for each frame that an exception has left, outermost first. Also Python's traceback object.

import type { int } from "../rts/index.ts";
import type { W_Code } from "./code.ts";
import { W_Object } from "./object.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_traceback = builtinType("traceback");
w_traceback.isBaseType = false;

export class Traceback extends W_Object {
  readonly code: W_Code;
  /** The instruction that raised or called. */
  readonly pc: int;
  /** The record of the frame that was called. */
  readonly tail: Traceback | null;
  constructor(code: W_Code, pc: int, tail: Traceback | null) {
    super();
    this.code = code;
    this.pc = pc;
    this.tail = tail;
  }
  override getType(): W_Type {
    return w_traceback;
  }
  line(): int {
    return this.code.lineAt(this.pc);
  }
}
