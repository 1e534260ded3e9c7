// What builtin types that may be derived from need in their __new__. A foundation module.

import { W_Instance } from "./instance.ts";
import type { W_Object } from "./object.ts";
import { builtinType, type W_Type } from "./type.ts";

/** A builtin type whose instances hold data, and which programs may derive from. At module level only. */
export function dataType(name: string, base?: W_Type): W_Type {
  const type = builtinType(name, base);
  type.solidBase = type;
  return type;
}
/** The object that `type.__new__` answers: the data itself, or an instance of a class derived from the type `own`, with the data inside. */
export function instanceWith(type: W_Object, own: W_Type, data: W_Object): W_Object {
  return type === own ? data : new W_Instance(type as W_Type, data);
}
