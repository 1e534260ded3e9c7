// Site: the inline cache of one place of a code object that looks up a name. A site belongs to one attribute instruction, or
// to the instructions of one global name; so it uses one of its two halves.
//
//   attributes  valid for instances with `map`, while their type's version is `version`.
//               index >= 0: the attribute stands in the instance's storage there. Else `found` is what the type holds.
//               For a store that adds the attribute: `nextMap` is the instance's map afterwards.
//   globals     `binding` says what the name means.

import type { int } from "../rts/index.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Dict } from "./dict.ts";
import type { InstanceMap } from "./map.ts";
import type { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";

/** What a global name means to functions with these `globals`. Compiled code takes it for a constant. */
export class Binding {
  readonly globals: W_Dict;
  /** The variable in the globals, for good, since cells never leave a dict; or a builtin's. */
  readonly cell: W_Cell;
  /** -1: the cell is the globals' own. Else a builtin's, while this is the globals' version: they have no variable of that name. */
  readonly version: int;
  constructor(globals: W_Dict, cell: W_Cell, version: int) {
    this.globals = globals;
    this.cell = cell;
    this.version = version;
  }
}

export class Site {
  readonly name: W_Str;
  map: InstanceMap | null = null;
  version: int = -1;
  index: int = -1;
  found: W_Object | null = null;
  nextMap: InstanceMap | null = null;
  /** @jit quasi-immutable */
  binding: Binding | null = null;
  constructor(name: W_Str) {
    this.name = name;
  }
}
