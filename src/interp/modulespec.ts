// What a module says of where it came from: __spec__ and __loader__, as the native import makes them.
//
// They are light, so that a program that never looks does not pay for importlib. When somebody imports importlib (importlib.ts), the specs
// and loaders of all modules are replaced by importlib's own; what a loader or finder of here is asked until then, importlib's answers.

import { def, getter, getterSetter } from "./builtin.ts";
import { importlibObject, realLoader } from "./importlib.ts";
import { W_Instance } from "./instance.ts";
import { newBool, w_False } from "./int.ts";
import { W_List } from "./list.ts";
import { moduleHooks } from "./module.ts";
import { n_dict, n_module, n_name } from "./names.ts";
import { EQ, W_Object } from "./object.ts";
import { instance_dict, instance_setDict } from "./objecttype.ts";
import { compare } from "./operations.ts";
import { findLast } from "./search.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_list } from "./types.ts";

export const n_spec = intern("__spec__");
export const n_loader = intern("__loader__");
export const n_package = intern("__package__");
export const n_cached = intern("__cached__");
export const n_initializing = intern("_initializing");
export const n_uninitialized = intern("_uninitialized_submodules");
export const n_ownName = intern("name");
export const n_ownLoader = intern("loader");
export const n_origin = intern("origin");
export const n_locations = intern("submodule_search_locations");
export const n_hasLocation = intern("has_location");
const n_setFile = intern("_set_fileattr");
const n_ownCached = intern("_cached");
const n_loaderState = intern("loader_state");
const n_ownPath = intern("path");
const dot = intern(".");

/** The part of a dotted name before the last dot; empty when there is none. */
export function parentName(name: W_Str): W_Str {
  const at = findLast(name, dot, 0, name.length);
  return at < 0 ? emptyStr : name.slice(0, at);
}

// --- ModuleSpec: its attributes are those of the instance
export const w_ModuleSpec = builtinType("ModuleSpec");
w_ModuleSpec.hasInstanceDict = true;
w_ModuleSpec.dict.set(n_module, intern("_frozen_importlib"));

/** `locations`: a package's __path__, or null. */
export function newSpec(
  name: W_Str,
  loader: W_Object,
  origin: W_Object,
  locations: W_Object | null,
  hasLocation: boolean,
): W_Instance {
  const spec = new W_Instance(w_ModuleSpec, null);
  spec.setOwn(n_ownName, name);
  spec.setOwn(n_ownLoader, loader);
  spec.setOwn(n_origin, origin);
  spec.setOwn(n_loaderState, w_None);
  spec.setOwn(n_locations, locations === null ? w_None : locations);
  spec.setOwn(n_uninitialized, new W_List());
  spec.setOwn(n_setFile, newBool(hasLocation));
  spec.setOwn(n_ownCached, hasLocation && origin instanceof W_Str ? cachedPath(origin) : w_None);
  return spec;
}
/** Where CPython would keep the compiled file: `folder/__pycache__/name.taipan-314.pyc`. Nothing is written there. */
export function cachedPath(file: W_Str): W_Str {
  let from = file.length;
  while (from > 0 && file.charAt(from - 1) !== 47) from--;
  let to = file.length;
  while (to > from && file.charAt(to - 1) !== 46) to--;
  const text = new StrBuilder();
  text.addSlice(file, 0, from);
  text.add("__pycache__/");
  text.addSlice(file, from, to > from ? to : file.length);
  text.add("taipan-314.pyc");
  return text.build();
}
function moduleSpec_parent(self: W_Object): W_Object {
  const spec = self as W_Instance;
  const name = spec.getOwn(n_ownName);
  if (!(name instanceof W_Str)) return w_None;
  return spec.getOwn(n_locations) === w_None ? parentName(name) : name;
}
function moduleSpec_hasLocation(self: W_Object): W_Object {
  return (self as W_Instance).getOwn(n_setFile)!;
}
function moduleSpec_setHasLocation(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Instance).setOwn(n_setFile, newBool(value !== null && value.isTrue()));
  return w_None;
}
function moduleSpec_cached(self: W_Object): W_Object {
  return (self as W_Instance).getOwn(n_ownCached)!;
}
function moduleSpec_setCached(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Instance).setOwn(n_ownCached, value === null ? w_None : value);
  return w_None;
}
function moduleSpec_repr(self: W_Object): W_Object {
  const spec = self as W_Instance;
  const text = new StrBuilder();
  text.add("ModuleSpec(name=");
  text.addStr(spec.getOwn(n_ownName)!.repr());
  text.add(", loader=");
  text.addStr(spec.getOwn(n_ownLoader)!.repr());
  if (spec.getOwn(n_origin) !== w_None) {
    text.add(", origin=");
    text.addStr(spec.getOwn(n_origin)!.repr());
  }
  if (spec.getOwn(n_locations) !== w_None) {
    text.add(", submodule_search_locations=");
    text.addStr(spec.getOwn(n_locations)!.str());
  }
  text.addChar(41);
  return text.build();
}
function moduleSpec_eq(self: W_Object, other: W_Object): W_Object {
  if (!(other instanceof W_Instance) || other.getType() !== w_ModuleSpec) return w_NotImplemented;
  return compare(EQ, self.getAttr(n_dict)!, other.getAttr(n_dict)!);
}
getterSetter(w_ModuleSpec, "__dict__", instance_dict, instance_setDict);
getter(w_ModuleSpec, "parent", moduleSpec_parent);
getterSetter(w_ModuleSpec, "has_location", moduleSpec_hasLocation, moduleSpec_setHasLocation);
getterSetter(w_ModuleSpec, "cached", moduleSpec_cached, moduleSpec_setCached);
def(w_ModuleSpec, "__repr__(self, /)", moduleSpec_repr);
def(w_ModuleSpec, "__eq__(self, value, /)", moduleSpec_eq);

// --- loaders and finders that stand for importlib's

const w_SourceFileLoader = builtinType("SourceFileLoader");
const w_NamespaceLoader = builtinType("NamespaceLoader");
for (const type of [w_SourceFileLoader, w_NamespaceLoader])
  type.dict.set(n_module, intern("_frozen_importlib_external"));

/** The loader of a module that was found in a file; of a namespace package when there is no path. */
export class W_FileLoader extends W_Object {
  readonly name: W_Str;
  readonly path: W_Str | null;
  /** importlib's loader in its place, once it was needed. */
  private real: W_Object | null = null;
  constructor(name: W_Str, path: W_Str | null) {
    super();
    this.name = name;
    this.path = path;
  }
  override getType(): W_Type {
    return this.path === null ? w_NamespaceLoader : w_SourceFileLoader;
  }
  override getAttr(name: W_Str): W_Object | null {
    if (name === n_ownName) return this.name;
    if (name === n_ownPath && this.path !== null) return this.path;
    const own = super.getAttr(name);
    return own !== null ? own : this.replacement().getAttr(name);
  }
  /** importlib's loader for the same module. */
  replacement(): W_Object {
    let real = this.real;
    if (real === null) {
      real = realLoader(this.name, this.path);
      this.real = real;
    }
    return real;
  }
}

const w_Finder = builtinType("Finder");
/** BuiltinImporter, FrozenImporter or PathFinder, before importlib's class of that name is there. */
export class W_Finder extends W_Object {
  readonly module: W_Str;
  readonly name: W_Str;
  constructor(module: W_Str, name: W_Str) {
    super();
    this.module = module;
    this.name = name;
  }
  override getType(): W_Type {
    return w_Finder;
  }
  override getAttr(name: W_Str): W_Object | null {
    if (name === n_name) return this.name;
    return this.replacement().getAttr(name);
  }
  replacement(): W_Object {
    return importlibObject(this.module, this.name);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<class '");
    text.addStr(this.module);
    text.addChar(46);
    text.addStr(this.name);
    text.add("'>");
    return text.build();
  }
}
export const builtinImporter = new W_Finder(intern("_frozen_importlib"), intern("BuiltinImporter"));
export const frozenImporter = new W_Finder(intern("_frozen_importlib"), intern("FrozenImporter"));
export const pathFinder = new W_Finder(intern("_frozen_importlib_external"), intern("PathFinder"));

/** repr() of a module, by its spec. */
function specRepr(spec: W_Object): W_Str {
  const text = new StrBuilder();
  text.add("<module ");
  text.addStr((spec.getAttr(n_ownName) ?? w_None).repr());
  const origin = spec.getAttr(n_origin) ?? w_None;
  const loader = spec.getAttr(n_ownLoader) ?? w_None;
  if (origin === w_None) {
    const locations = spec.getAttr(n_locations) ?? w_None;
    if (locations !== w_None && (loader === w_None || loader.getType().name === w_NamespaceLoader.name)) {
      text.add(" (namespace) from ");
      text.addStr(w_list.call1(locations).repr());
    } else if (loader !== w_None) {
      text.add(" (");
      text.addStr(loader.repr());
      text.addChar(41);
    }
  } else if ((spec.getAttr(n_hasLocation) ?? w_False).isTrue()) {
    text.add(" from ");
    text.addStr(origin.repr());
  } else {
    text.add(" (");
    text.addStr(origin.str());
    text.addChar(41);
  }
  text.addChar(62);
  return text.build();
}
moduleHooks.specRepr = specRepr;
