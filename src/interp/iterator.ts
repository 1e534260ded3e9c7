// The base of builtin iterators. A foundation module: classes of other files derive from it.

import { W_Object } from "./object.ts";
import { builtinType, type W_Type } from "./type.ts";

/** The type of an iterator: not to be made or derived from by programs. */
export function iteratorType(name: string): W_Type {
  const type = builtinType(name);
  type.isBaseType = false;
  return type;
}

/** What all iterators of ours share. */
export abstract class W_Iterator extends W_Object {
  override iter(): W_Object | null {
    return this;
  }
  override isIterator(): boolean {
    return true;
  }
}
