// Traceback: one record for each frame that an exception has left, outermost first. Also Python's traceback object.

import type { int } from "../rts/index.ts";
import type { W_Code } from "./code.ts";
import type { Frame } from "./frame.ts";
import { W_Object } from "./object.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_traceback = builtinType("traceback");
w_traceback.isBaseType = false;

export class Traceback extends W_Object {
  readonly frame: Frame;
  /** The instruction that raised or called. */
  readonly pc: int;
  /** The record of the frame that was called. */
  tail: Traceback | null;
  /** The line, when a program made the record; 0: that of the instruction. */
  givenLine: int = 0;
  constructor(frame: Frame, pc: int, tail: Traceback | null) {
    super();
    this.frame = frame;
    this.pc = pc;
    this.tail = tail;
    // the frame below has been left: from now on its f_back is known from here
    if (tail !== null && tail.frame.depth === frame.depth + 1) tail.frame.back = frame;
  }
  override getType(): W_Type {
    return w_traceback;
  }
  code(): W_Code {
    return this.frame.func.code;
  }
  line(): int {
    if (this.givenLine > 0) return this.givenLine;
    return this.code().lineAt(this.pc);
  }
}
