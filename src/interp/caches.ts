// Site: the inline cache of one place of a code object that looks up a name. A site belongs to one attribute instruction, or
// to the instructions of one global name; so it uses one of its two halves.
//
//   attributes  valid for instances with `map`, while their type's version is `version`.
//               index >= 0: the attribute stands in the instance's storage there. Else `found` is what the type holds.
//               For a store that adds the attribute: `nextMap` is the instance's map afterwards.
//   globals     `cell` holds the variable of this name in the globals `dict`: for good, since cells never leave a dict;
//               or a builtin's, while the globals' version is `dictVersion` (they have no variable of that name).

import type { int } from "../rts/index.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Dict } from "./dict.ts";
import type { InstanceMap } from "./map.ts";
import type { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";

export class Site {
  readonly name: W_Str;
  map: InstanceMap | null = null;
  version: int = -1;
  index: int = -1;
  found: W_Object | null = null;
  nextMap: InstanceMap | null = null;
  /** @jit quasi-immutable */
  dict: W_Dict | null = null;
  /** -1: the cell is the globals' own. @jit quasi-immutable */
  dictVersion: int = -1;
  /** @jit quasi-immutable */
  cell: W_Cell | null = null;
  constructor(name: W_Str) {
    this.name = name;
  }
}
