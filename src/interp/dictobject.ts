// W_DictObject: the base of builtin types whose instances take any attributes, kept in a dict that is made when it is needed: functions,
// static and class methods, type parameters, partial. A foundation module: classes of other files derive from it.

import type { W_Dict } from "./dict.ts";
import { hooks, W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";

export class DictMaker {
  /** Set by objecttype.ts. */
  make: () => W_Dict = unset;
}
function unset(): W_Dict {
  throw new Error("interpreter hook not set");
}
export const dictMaker = new DictMaker();

export abstract class W_DictObject extends W_Object {
  dict: W_Dict | null = null;

  /** `__dict__` */
  ownDict(): W_Dict {
    let dict = this.dict;
    if (dict === null) {
      dict = dictMaker.make();
      this.dict = dict;
    }
    return dict;
  }
  override getAttr(name: W_Str): W_Object | null {
    const own = ownAttribute(this, this.dict, name);
    return own !== null ? own : super.getAttr(name);
  }
  override lookupMethod(name: W_Str): W_Object | null {
    const found = this.getType().lookup(name);
    if (found === null || !found.isMethodDescriptor()) return null;
    return this.dict !== null && this.dict.get(name) !== null ? null : found;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    if (!setByDescriptor(this, name, value)) this.ownDict().set(name, value);
  }
  override delAttr(name: W_Str): void {
    deleteAttribute(this, this.dict, name);
  }
}

// What these methods do, for a type that cannot derive from the class (OrderedDict is a dict).

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
