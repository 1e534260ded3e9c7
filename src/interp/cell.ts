// W_Cell: a variable that is shared between functions, or a global.
//
// As a global, compiled code treats the value as a constant as long as the cell was written once: `fixed` is that value. The second
// write sets it to null for good, so a global that changes costs one invalidation in all.

import type { int } from "../rts/index.ts";
import { newInt } from "./int.ts";
import { n_repr } from "./names.ts";
import { hooks, W_Object } from "./object.ts";
import { compare, compareNested } from "./operations.ts";
import type { W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_cell = builtinType("cell");
w_cell.isBaseType = false;

export class W_Cell extends W_Object {
  /** null: empty. */
  value: W_Object | null = null;
  /** @jit quasi-immutable */
  fixed: W_Object | null = null;
  written: boolean = false;

  override getType(): W_Type {
    return w_cell;
  }
  override repr(): W_Str {
    return w_cell.lookup(n_repr)!.call1(this) as W_Str;
  }
  /** By contents; an empty cell comes first. */
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Cell)) return null;
    const a = this.value;
    const b = other.value;
    if (a !== null && b !== null) return compareNested(op, a, b);
    return compare(op, newInt(a === null ? 0 : 1), newInt(b === null ? 0 : 1));
  }
  override hash(): int {
    throw hooks.unhashable(this);
  }
  /** Writes the cell of a global. */
  setGlobal(value: W_Object | null): void {
    if (!this.written) {
      this.written = true;
      this.fixed = value;
    } else if (this.fixed !== null) this.fixed = null;
    this.value = value;
  }
}
