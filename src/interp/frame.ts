// Frame: what a running function needs besides its code and position. It is made inside the portal, and stays a virtual
// object in traces; a generator keeps its own between resumptions.

import type { int } from "../rts/index.ts";
import type { W_Function } from "./function.ts";
import type { W_Generator } from "./generator.ts";
import type { W_Object } from "./object.ts";

/** @jit virtualizable */
export class Frame {
  /** Parameters, locals, cells, temporaries: see docs/internals/bytecode.md. */
  readonly regs: W_Object[];
  readonly func: W_Function;
  /** The mapping of a class body's or module's names; null in functions. */
  readonly namespace: W_Object | null;
  /** state.depth within this frame. */
  depth: int;
  /** For generators: where to go on, and the generator. */
  pc: int = 0;
  generator: W_Generator | null = null;
  constructor(func: W_Function, regs: W_Object[], namespace: W_Object | null, depth: int) {
    this.func = func;
    this.regs = regs;
    this.namespace = namespace;
    this.depth = depth;
  }
}
