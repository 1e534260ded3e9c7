// Python modules: a dict of globals, with cells. They are instances, so that classes may derive from them; the globals are the instance's attributes.

import { promote } from "../rts/index.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { newGlobals, type W_Dict } from "./dict.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { replaceDict } from "./instancedict.ts";
import { n_dir, n_doc, n_file, n_getattr, n_name } from "./names.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
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

export class W_Module extends W_Instance {
  readonly dict: W_Dict;
  /** Of a builtin module that needs modules of the library: called before it is given to the first who imports it. */
  prepare: ((module: W_Module) => void) | null = null;
  constructor(type: W_Type) {
    super(type, null);
    const dict = newGlobals();
    this.dict = dict;
    replaceDict(this, dict, dict);
  }
  name(): W_Str {
    const name = this.dict.get(n_name);
    return name instanceof W_Str ? name : emptyStr;
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override genericGetAttr(name: W_Str): W_Object | null {
    // there is nothing in the type itself that a global may not hide
    if (promote(this.map).type === w_module) {
      const value = this.dict.get(name);
      if (value !== null) return value;
    }
    const own = super.genericGetAttr(name);
    if (own !== null) return own;
    const fallback = this.dict.get(n_getattr);
    return fallback === null ? null : fallback.call1(name);
  }
  /** What `repr` says unless the class has its own. */
  moduleRepr(): W_Str {
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
/** A module with the attributes that every one has. */
export function newModule(name: W_Str): W_Module {
  const module = new W_Module(w_module);
  nameModule(module, name, w_None);
  return module;
}
function nameModule(module: W_Module, name: W_Object, doc: W_Object): void {
  const dict = module.dict;
  dict.set(n_name, name);
  dict.set(n_doc, doc);
  dict.set(n_package, w_None);
  dict.set(n_loader, w_None);
  dict.set(n_spec, w_None);
}
/** Arguments are __init__'s. */
function module_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Module(args[0] as W_Type);
}
function module_init(self: W_Object, name: W_Object, doc: W_Object | null): W_Object {
  if (!(name.unwrap() instanceof W_Str))
    throw raise1(w_TypeError, "module() argument 'name' must be str, not %T", name);
  nameModule(self as W_Module, name, doc === null ? w_None : doc);
  return w_None;
}
function module_repr(self: W_Object): W_Object {
  return (self as W_Module).moduleRepr();
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
def(w_module, "__init__(self, /, name, doc=None)", module_init);
def(w_module, "__repr__(self, /)", module_repr);
defStatic(w_module, "__new__(cls, *args, **kwargs)", module_new);
getter(w_module, "__dict__", module_dict);
