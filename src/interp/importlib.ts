// importlib is CPython's own Python code, and it is made only when somebody asks for it: until then modules are found and loaded by
// finding.ts alone. `_frozen_importlib` and `_frozen_importlib_external` are the library's importlib/_bootstrap.py and
// _bootstrap_external.py under other names, as in CPython. Afterwards sys.meta_path holds importlib's finders, and every module has specs
// and loaders of importlib's; finding.ts goes on to do itself what it knows importlib would do.

import type { int } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, raise1, w_ImportError, w_TypeError } from "./errors.ts";
import { importModule, libraryCode } from "./finding.ts";
import { runModuleCode } from "./importing.ts";
import { W_Instance } from "./instance.ts";
import { W_List } from "./list.ts";
import { newModule, W_Module } from "./module.ts";
import {
  builtinImporter,
  frozenImporter,
  n_initializing,
  n_loader,
  n_locations,
  n_origin,
  n_ownLoader,
  n_ownName,
  n_spec,
  n_uninitialized,
  pathFinder,
  W_FileLoader,
  W_Finder,
  w_ModuleSpec,
} from "./modulespec.ts";
import { n_builtins, n_path } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { intern, W_Str } from "./text.ts";

class Importlib {
  /** `_frozen_importlib` and `_frozen_importlib_external`; null: not made yet. */
  core: W_Module | null = null;
  external: W_Module | null = null;
  ready: boolean = false;
  /** Its finders of sys.meta_path. */
  builtinImporter: W_Object = w_None;
  frozenImporter: W_Object = w_None;
  pathFinder: W_Object = w_None;
}
const importlib = new Importlib();

const n_sys = intern("sys");
const n_imp = intern("_imp");
const n_core = intern("_frozen_importlib");
const n_external = intern("_frozen_importlib_external");
const n_install = intern("_install");
const n_installExternal = intern("_install_external_importers");
const n_metaPath = intern("meta_path");
const n_pathHooks = intern("path_hooks");
const n_findAndLoad = intern("_find_and_load");
const n_setFile = intern("_set_fileattr");

/** The finders of sys.meta_path, which others may have changed. */
export function metaPath(): W_Object {
  const list = tables.sys.get(n_metaPath);
  return list === null ? w_None : list;
}
export const OTHER_FINDER = 0;
export const BUILTIN_FINDER = 1;
export const FROZEN_FINDER = 2;
export const PATH_FINDER = 3;
/** Which of importlib's finders it is, whether importlib has been made or not. */
export function finderKind(finder: W_Object): int {
  if (finder === builtinImporter || finder === importlib.builtinImporter) return BUILTIN_FINDER;
  if (finder === frozenImporter || finder === importlib.frozenImporter) return FROZEN_FINDER;
  return finder === pathFinder || finder === importlib.pathFinder ? PATH_FINDER : OTHER_FINDER;
}
/** Whether sys.path_hooks is what importlib made it, so that what stands in sys.path are folders and zip files. */
export function pathHooksAreOurs(): boolean {
  const hooks = tables.sys.get(n_pathHooks);
  return isBeingMade() || (hooks instanceof W_List && hooks.length === (importlib.ready ? 2 : 0));
}
/** While importlib is being made, only modules that it does not have to be asked for can be loaded. */
export function isBeingMade(): boolean {
  return importlib.core !== null && !importlib.ready;
}

/** Names under which `import` makes importlib. */
export function isImportlibCore(name: W_Str): boolean {
  return name === n_core || name === n_external;
}

/** `_frozen_importlib`, made at need. */
export function importlibCore(): W_Module {
  if (importlib.core === null) makeImportlib();
  return importlib.core!;
}
/** An object of one of importlib's two modules. */
export function importlibObject(module: W_Str, name: W_Str): W_Object {
  const core = importlibCore();
  return getAttr(module === n_core ? core : importlib.external!, name);
}
/** importlib's PathFinder. */
export function realPathFinder(): W_Object {
  importlibCore();
  return importlib.pathFinder;
}
/** importlib's loader for a module that was found in a file, or for a namespace package. */
export function realLoader(name: W_Str, path: W_Str | null): W_Object {
  if (path !== null) return importlibObject(n_external, n_SourceFileLoader).call2(name, path);
  const module = tables.modules.get(name);
  const locations = module === null ? null : module.getAttr(n_path);
  return importlibObject(n_external, n_NamespaceLoader).call3(name, locations === null ? w_None : locations, w_None);
}
const n_SourceFileLoader = intern("SourceFileLoader");
const n_NamespaceLoader = intern("NamespaceLoader");
const n_ModuleSpec = intern("ModuleSpec");

function makeModule(name: W_Str, source: W_Str, filename: W_Str): W_Module {
  const code = libraryCode(source, filename);
  if (code === null) throw raise0(w_ImportError, "there is no importlib: the standard library is missing");
  const module = newModule(name);
  module.dict.set(n_builtins, tables.builtins);
  tables.modules.set(name, module);
  runModuleCode(code, module.dict);
  return module;
}
function makeImportlib(): void {
  const core = makeModule(n_core, intern("importlib._bootstrap"), intern("<frozen importlib._bootstrap>"));
  importlib.core = core;
  const finders = metaPath() as W_List;
  const before = finders.length;
  importModule(n_thread);
  importModule(n_weakref);
  importModule(n_warnings);
  getAttr(core, n_install).call2(tables.modules.get(n_sys)!, importModule(n_imp));
  importlib.external = makeModule(
    n_external,
    intern("importlib._bootstrap_external"),
    intern("<frozen importlib._bootstrap_external>"),
  );
  getAttr(core, n_installExternal).call0();
  // the interpreter puts this hook before importlib's own
  const hooks = tables.sys.get(n_pathHooks);
  if (hooks instanceof W_List) hooks.insert(0, getAttr(importModule(n_zipimport), n_zipimporter));
  importlib.builtinImporter = builtinImporter.replacement();
  importlib.frozenImporter = frozenImporter.replacement();
  importlib.pathFinder = pathFinder.replacement();
  importlib.ready = true;
  // importlib appended its finders; they stand where ours stood, and nothing stands twice
  while (finders.length > before) finders.pop(finders.length - 1);
  for (let i = 0; i < finders.length; i++) {
    const finder = finders.get(i);
    if (finder instanceof W_Finder) finders.set(i, finder.replacement());
  }
  // what importlib would find and load by its own finders is found and loaded by ours
  core.dict.set(n_findAndLoad, findAndLoad);
  for (let i = tables.modules.nextEntry(0); i >= 0; i = tables.modules.nextEntry(i + 1)) {
    const module = tables.modules.valueAt(i)!;
    if (module instanceof W_Module) giveRealSpec(module);
  }
}
const n_zipimport = intern("zipimport");
const n_zipimporter = intern("zipimporter");
const n_warnings = intern("_warnings");
const n_thread = intern("_thread");
const n_weakref = intern("_weakref");
/** Puts importlib's kind of spec and loader in place of ours. */
export function giveRealSpec(module: W_Module): void {
  if (!importlib.ready) return;
  const spec = module.dict.get(n_spec);
  if (!(spec instanceof W_Instance) || spec.getType() !== w_ModuleSpec) return;
  const loader = realOf(spec.getOwn(n_ownLoader)!);
  const real = importlibObject(n_core, n_ModuleSpec).call2(spec.getOwn(n_ownName)!, loader);
  real.setAttr(n_origin, spec.getOwn(n_origin)!);
  real.setAttr(n_locations, spec.getOwn(n_locations)!);
  real.setAttr(n_setFile, spec.getOwn(n_setFile)!);
  const initializing = spec.getOwn(n_initializing);
  if (initializing !== null) real.setAttr(n_initializing, initializing);
  real.setAttr(n_uninitialized, spec.getOwn(n_uninitialized)!);
  module.dict.set(n_spec, real);
  module.dict.set(n_loader, loader);
}
function realOf(loader: W_Object): W_Object {
  if (loader instanceof W_FileLoader) return loader.replacement();
  if (loader instanceof W_Finder) return loader.replacement();
  return loader;
}

/** Stands in for _find_and_load of importlib/_bootstrap.py. */
function bootstrap_findAndLoad(name: W_Object, _import: W_Object): W_Object {
  const plain = name.unwrap();
  if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "module name must be str, not '%T'", name);
  return importModule(plain);
}
const findAndLoad = builtinFunction("_find_and_load(name, import_)", bootstrap_findAndLoad);

/** sys.meta_path, as it is at first. At module level only. */
export function setMetaPath(): void {
  const finders = metaPath() as W_List;
  for (const finder of [builtinImporter, frozenImporter, pathFinder]) finders.append(finder);
}
