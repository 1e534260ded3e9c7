// W_DictObject: the base of builtin types whose instances take any attributes, kept in a dict that is made when it is needed: functions,
// static and class methods, namespaces. A foundation module: classes of other files derive from it.

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
    const type = this.getType();
    const found = type.lookup(name);
    const dict = this.dict;
    if (dict !== null && (found === null || !found.isDataDescriptor())) {
      const own = dict.get(name);
      if (own !== null) return own;
    }
    return found === null ? null : found.descrGet(this, type);
  }
  override lookupMethod(name: W_Str): W_Object | null {
    const found = this.getType().lookup(name);
    if (found === null || !found.isMethodDescriptor()) return null;
    return this.dict !== null && this.dict.get(name) !== null ? null : found;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const found = this.getType().lookup(name);
    if (found !== null && found.descrSet(this, value)) return;
    this.ownDict().set(name, value);
  }
  override delAttr(name: W_Str): void {
    const found = this.getType().lookup(name);
    if (found !== null && found.descrDelete(this)) return;
    if (this.dict === null || !this.dict.delete(name)) throw hooks.noAttribute(this, name);
  }
}
