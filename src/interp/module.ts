// Python modules: a dict of globals, with cells.

import { def, defStatic, getter } from "./builtin.ts";
import { newGlobals, type W_Dict } from "./dict.ts";
import { raise1, raise2, w_AttributeError, w_TypeError } from "./errors.ts";
import { n_dir, n_doc, n_file, n_getattr, n_name } from "./names.ts";
import { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";
import { w_list, w_module } from "./types.ts";

/** What modulespec.ts sets. @jit immutable */
class ModuleHooks {
  specRepr: (spec: W_Object) => W_Str = noSpecRepr;
}
function noSpecRepr(_spec: W_Object): W_Str {
  throw new Error("interpreter hook not set");
}
export const moduleHooks = new ModuleHooks();
const n_package = intern("__package__");
const n_loader = intern("__loader__");
const n_spec = intern("__spec__");

export class W_Module extends W_Object {
  readonly dict: W_Dict = newGlobals();
  /** Of a builtin module that needs modules of the library: called before it is given to the first who imports it. */
  prepare: ((module: W_Module) => void) | null = null;
  constructor(name: W_Str) {
    super();
    this.dict.set(n_name, name);
    this.dict.set(n_doc, w_None);
    this.dict.set(n_package, w_None);
    this.dict.set(n_loader, w_None);
    this.dict.set(n_spec, w_None);
  }
  override getType(): W_Type {
    return w_module;
  }
  name(): W_Str {
    const name = this.dict.get(n_name);
    return name instanceof W_Str ? name : emptyStr;
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override getAttr(name: W_Str): W_Object | null {
    const value = this.dict.get(name);
    if (value !== null) return value;
    const own = super.getAttr(name);
    if (own !== null) return own;
    const fallback = this.dict.get(n_getattr);
    return fallback === null ? null : fallback.call1(name);
  }
  override setAttr(name: W_Str, value: W_Object): void {
    this.dict.set(name, value);
  }
  override delAttr(name: W_Str): void {
    if (!this.dict.delete(name)) throw raise2(w_AttributeError, "module '%S' has no attribute '%S'", this.name(), name);
  }
  override repr(): W_Str {
    const spec = this.dict.get(n_spec);
    if (spec !== null && spec !== w_None) return moduleHooks.specRepr(spec);
    const text = new StrBuilder();
    text.add("<module ");
    text.addStr(this.name().repr());
    const file = this.dict.get(n_file);
    const loader = this.dict.get(n_loader);
    if (file !== null) {
      text.add(" from ");
      text.addStr(file.repr());
    } else if (loader !== null && loader !== w_None) {
      text.add(" (");
      text.addStr(loader.repr());
      text.addChar(41);
    }
    text.addChar(62);
    return text.build();
  }
}
function module_new(_type: W_Object, name: W_Object, doc: W_Object | null): W_Object {
  const text = name.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "module() argument 'name' must be str, not %T", name);
  const module = new W_Module(text);
  if (doc !== null) module.dict.set(n_doc, doc);
  return module;
}
function module_dict(self: W_Object): W_Object {
  return (self as W_Module).dict;
}
function module_dir(self: W_Object): W_Object {
  const dict = (self as W_Module).dict;
  const own = dict.get(n_dir);
  return own === null ? w_list.call1(dict) : own.call0();
}
def(w_module, "__dir__(self, /)", module_dir);
defStatic(w_module, "__new__(cls, name, doc=None)", module_new);
getter(w_module, "__dict__", module_dict);
defSlots(w_module, "__repr__");
