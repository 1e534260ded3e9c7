// Attributes of builtin objects that have a __dict__ (functools.partial, OrderedDict): a dict that is made with the first of them.

import { W_Dict } from "./dict.ts";
import { raise0, raise1, w_TypeError } from "./errors.ts";
import type { W_Object } from "./object.ts";
import { hooks } from "./object.ts";
import type { W_Str } from "./text.ts";

/** What getAttr answers before it asks the type; null: nothing. Data descriptors come before. */
export function ownAttribute(object: W_Object, attributes: W_Dict | null, name: W_Str): W_Object | null {
  if (attributes === null) return null;
  const found = object.getType().lookup(name);
  if (found !== null && found.isDataDescriptor()) return null;
  return attributes.get(name);
}
/** Sets a data descriptor's attribute; false when the object's own is to be set. */
export function setByDescriptor(object: W_Object, name: W_Str, value: W_Object): boolean {
  const found = object.getType().lookup(name);
  return found !== null && found.descrSet(object, value);
}
/** Deletes an attribute, or raises AttributeError. */
export function deleteAttribute(object: W_Object, attributes: W_Dict | null, name: W_Str): void {
  const found = object.getType().lookup(name);
  if (found !== null && found.descrDelete(object)) return;
  if (attributes === null || !attributes.delete(name)) throw hooks.noAttribute(object, name);
}
/** The dict that a program assigns to __dict__. */
export function attributesArgument(value: W_Object | null): W_Dict {
  if (value === null) throw raise0(w_TypeError, "cannot delete __dict__");
  const plain = value.unwrap();
  if (plain instanceof W_Dict) return plain;
  throw raise1(w_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
}
