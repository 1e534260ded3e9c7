// The attribute __dict__ of builtin types that derive from W_DictObject.

import { type Fn1, W_GetSet } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import type { W_DictObject } from "./dictobject.ts";
import { raise0, raise1, w_TypeError } from "./errors.ts";
import { n_dict } from "./names.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import type { W_Type } from "./type.ts";

/** The dict that a program assigns to __dict__. */
export function attributesArgument(value: W_Object | null): W_Dict {
  if (value === null) throw raise0(w_TypeError, "cannot delete __dict__");
  const plain = value.unwrap();
  if (plain instanceof W_Dict) return plain;
  throw raise1(w_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
}
/** Declares the `__dict__` of a type's own objects. An instance of a class derived from it has attributes of its own, and shows those. */
export function dataDict(type: W_Type, get: Fn1, set: (self: W_Object, value: W_Object | null) => W_Object): void {
  const descriptor = new W_GetSet(type, "__dict__", get, set, true);
  descriptor.ofData = true;
  type.dict.set(n_dict, descriptor);
}
export function dictObject_dict(self: W_Object): W_Object {
  return (self as W_DictObject).ownDict();
}
export function dictObject_setDict(self: W_Object, value: W_Object | null): W_Object {
  (self as W_DictObject).dict = attributesArgument(value);
  return w_None;
}
