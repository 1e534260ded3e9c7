// Finding and loading modules: what importlib's finders and loaders do, for builtin modules, for the standard library and for .py files in
// folders. Finders that a program puts into sys.meta_path or sys.path_hooks are asked by way of importlib (importlib.ts).

import { intDiv, intMod, U8Array } from "../rts/index.ts";
import type { W_Code } from "./code.ts";
import { compileSource } from "./compiling.ts";
import { OperationError, raise1, raise2, w_ImportError, w_ModuleNotFoundError } from "./errors.ts";
import { F_MODULE, W_BaseException } from "./exceptions.ts";
import { attributeOrNull, readFile, runModuleCode } from "./importing.ts";
import {
  BUILTIN_FINDER,
  FROZEN_FINDER,
  finderKind,
  giveRealSpec,
  importlibCore,
  isBeingMade,
  isImportlibCore,
  metaPath,
  PATH_FINDER,
  pathHooksAreOurs,
  realPathFinder,
} from "./importlib.ts";
import { w_False, w_True } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { LIBRARY } from "./library-kinds.ts";
import { W_List } from "./list.ts";
import { newModule, W_Module } from "./module.ts";
import {
  builtinImporter,
  cachedPath,
  n_cached,
  n_initializing,
  n_loader,
  n_locations,
  n_ownLoader,
  n_package,
  n_spec,
  n_uninitialized,
  newSpec,
  parentName,
  W_FileLoader,
} from "./modulespec.ts";
import { n_builtins, n_file, n_path } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { utf8Of } from "./output.ts";
import { hostFetch, hostFindModule, hostLibrary, hostSystem } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { SYSTEM } from "./system-operations.ts";
import { emptyStr, intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { unmarshalFrom } from "./unmarshal.ts";
import { textOfUtf8 } from "./utf8.ts";

function joinPath(folder: W_Str, name: W_Str, ending: string): W_Str {
  const text = new StrBuilder();
  text.addStr(folder);
  if (folder.length > 0 && name.length > 0 && folder.charAt(folder.length - 1) !== 47) text.addChar(47);
  text.addStr(name);
  text.add(ending);
  return text.build();
}
const initName = intern("__init__");

// --- making and running a module

/** A module with the attributes that tell where it is from. */
function specifiedModule(name: W_Str, loader: W_Object, origin: W_Object, locations: W_Object | null): W_Module {
  const module = newModule(name);
  const dict = module.dict;
  dict.set(n_package, locations === null ? internStr(parentName(name)) : name);
  dict.set(n_loader, loader);
  dict.set(n_spec, newSpec(name, loader, origin, locations, origin !== w_None));
  if (locations !== null) dict.set(n_path, locations);
  if (origin instanceof W_Str) {
    dict.set(n_file, origin);
    dict.set(n_cached, cachedPath(origin));
  }
  dict.set(n_builtins, tables.builtins);
  giveRealSpec(module);
  return module;
}
function setInitializing(module: W_Module, value: W_Object): void {
  const spec = module.dict.get(n_spec);
  if (spec !== null && spec !== w_None) spec.setAttr(n_initializing, value);
}
function loadSource(name: W_Str, code: W_Code, file: W_Str, packageFolder: W_Str | null): W_Object {
  let locations: W_List | null = null;
  if (packageFolder !== null) {
    locations = new W_List();
    locations.append(packageFolder);
  }
  const module = specifiedModule(name, new W_FileLoader(name, file), file, locations);
  setInitializing(module, w_True);
  tables.modules.set(name, module);
  try {
    runModuleCode(code, module.dict);
  } catch (error) {
    // a module that failed is not kept
    tables.modules.delete(name);
    setInitializing(module, w_False);
    throw error;
  }
  setInitializing(module, w_False);
  const loaded = tables.modules.get(name);
  return loaded === null ? module : loaded;
}
function loadBuiltin(name: W_Str): W_Object | null {
  const module = tables.builtinModules.get(name);
  if (!(module instanceof W_Module)) return module;
  markBuiltin(module, name);
  const prepare = module.prepare;
  if (prepare !== null) {
    prepare(module);
    module.prepare = null;
  }
  tables.modules.set(name, module);
  return module;
}
/** Gives a builtin module the attributes of the import system. */
export function markBuiltin(module: W_Module, name: W_Str): void {
  if (module.dict.get(n_spec) !== w_None) return;
  module.dict.set(n_package, emptyStr);
  module.dict.set(n_loader, builtinImporter);
  module.dict.set(n_spec, newSpec(name, builtinImporter, builtinOrigin, null, false));
  giveRealSpec(module);
}
const builtinOrigin = intern("built-in");

// --- the standard library

/** The code of a module of the library, with `filename` in it; null when there is none. */
export function libraryCode(name: W_Str, filename: W_Str): W_Code | null {
  const answer = hostLibrary(utf8Of(name), LIBRARY.module);
  if (answer === 0) return null;
  const bytes = new U8Array(intDiv(answer, 2));
  hostFetch(bytes);
  return unmarshalFrom(bytes, filename);
}
/** Whether an entry of a search path is where the library has the modules of the package `parent`. */
function isLibraryFolder(folder: W_Str, parent: W_Str): boolean {
  const library = tables.libraryFolder;
  if (library === null || folder.length !== library.length + (parent.length > 0 ? parent.length + 1 : 0)) return false;
  for (let i = 0; i < library.length; i++) if (folder.charAt(i) !== library.charAt(i)) return false;
  return true;
}
function loadFromLibrary(fullName: W_Str): W_Object | null {
  const answer = hostLibrary(utf8Of(fullName), LIBRARY.module);
  if (answer === 0) return null;
  const bytes = new U8Array(intDiv(answer, 2));
  hostFetch(bytes);
  const path = new StrBuilder();
  path.addStr(tables.libraryFolder!);
  path.addChar(47);
  for (let i = 0; i < fullName.length; i++) path.addChar(fullName.charAt(i) === 46 ? 47 : fullName.charAt(i));
  const base = path.build();
  const isPackage = intMod(answer, 2) === 1;
  const file = isPackage ? joinPath(base, initName, ".py") : joinPath(base, emptyStr, ".py");
  return loadSource(fullName, unmarshalFrom(bytes, file), file, isPackage ? base : null);
}

// --- folders

const FILE = 1;
const PACKAGE = 2;
const FOLDER = 3;
const ARCHIVE = 4;

/** Modules say where they are by absolute paths, whatever stands in sys.path. */
function absolutePath(folder: W_Str): W_Str {
  if (folder.length > 0 && folder.charAt(0) === 47) return folder;
  const length = hostSystem(SYSTEM.getcwd, 0, 0, 0, null, null, null);
  if (length < 0) return folder;
  const bytes = new U8Array(length);
  hostFetch(bytes);
  const current = textOfUtf8(bytes, 0, length);
  return folder.length === 0 ? current : joinPath(current, folder, "");
}
/** What PathFinder does: a module of a package's folders, or of sys.path; null when there is none. */
function loadFromPath(folders: W_Object, fullName: W_Str, name: W_Str, parent: W_Str): W_Object | null {
  let portions: W_List | null = null;
  for (const item of arrayOf(folders)) {
    const given = item.unwrap();
    if (!(given instanceof W_Str)) continue;
    if (isLibraryFolder(given, parent)) {
      const loaded = loadFromLibrary(fullName);
      if (loaded !== null) return loaded;
    }
    const kind = hostFindModule(utf8Of(given), utf8Of(name));
    if (kind === 0) continue;
    const folder = absolutePath(given);
    if (kind === FILE) {
      const file = joinPath(folder, name, ".py");
      return loadSource(fullName, compileSource(readFile(file), file, 0), file, null);
    }
    if (kind === PACKAGE) {
      const packageFolder = joinPath(folder, name, "");
      const file = joinPath(packageFolder, initName, ".py");
      return loadSource(fullName, compileSource(readFile(file), file, 0), file, packageFolder);
    }
    if (kind === FOLDER) {
      if (portions === null) portions = new W_List();
      portions.append(joinPath(folder, name, ""));
    }
    if (kind === ARCHIVE && !isBeingMade()) {
      const spec = archiveSpec(given, fullName);
      if (spec === w_None) continue;
      if (getAttr(spec, n_ownLoader) !== w_None) return loadBySpec(spec);
      if (portions === null) portions = new W_List();
      for (const portion of arrayOf(getAttr(spec, n_locations))) portions.append(portion);
    }
  }
  if (portions === null) return null;
  const module = specifiedModule(fullName, new W_FileLoader(fullName, null), w_None, portions);
  tables.modules.set(fullName, module);
  return module;
}

/** What importlib's finder says of a module in an archive: a spec, whose loader is None where it is a folder only; None. */
function archiveSpec(archive: W_Str, fullName: W_Str): W_Object {
  const entries = new W_List();
  entries.append(archive);
  return getAttr(realPathFinder(), n_findSpec).call2(fullName, entries);
}

// --- finders

/** Asks the finders of sys.meta_path, one after the other. `path`: the package's __path__; null: a top-level module. */
function load(fullName: W_Str, name: W_Str, parent: W_Str, path: W_Object | null): W_Object | null {
  if (isImportlibCore(fullName)) {
    importlibCore();
    return tables.modules.get(fullName);
  }
  const finders = metaPath();
  if (finders === w_None) throw raise1(w_ImportError, "sys.meta_path is None, Python is likely shutting down", finders);
  for (const finder of arrayOf(finders)) {
    let found: W_Object | null = null;
    const kind = finderKind(finder);
    if (kind === BUILTIN_FINDER) {
      if (path === null) found = loadBuiltin(fullName);
    } else if (kind === PATH_FINDER && pathHooksAreOurs()) {
      const folders = path === null ? tables.sys.get(n_sysPath) : path;
      if (folders !== null) found = loadFromPath(folders, fullName, name, parent);
    } else if (kind !== FROZEN_FINDER && !isBeingMade()) found = loadByFinder(finder, fullName, path);
    if (found !== null) return found;
  }
  return null;
}
const n_sysPath = intern("path");
const n_findSpec = intern("find_spec");
const n_loadUnlocked = intern("_load_unlocked");
/** By a finder of the program's own. */
function loadByFinder(finder: W_Object, fullName: W_Str, path: W_Object | null): W_Object | null {
  importlibCore();
  const findSpec = finder.getAttr(n_findSpec);
  if (findSpec === null) return null;
  const spec = findSpec.call3(fullName, path === null ? w_None : path, w_None);
  return spec === w_None ? null : loadBySpec(spec);
}
function loadBySpec(spec: W_Object): W_Object {
  try {
    return getAttr(importlibCore(), n_loadUnlocked).call1(spec);
  } catch (error) {
    if (error instanceof OperationError) error.traceback = withoutImportlib(error.traceback);
    throw error;
  }
}
/** Without the frames of importlib, which say nothing to the program. */
function withoutImportlib(entry: Traceback | null): Traceback | null {
  if (entry === null) return null;
  const tail = withoutImportlib(entry.tail);
  if (startsWith(entry.code().filename, importlibFiles)) return tail;
  return tail === entry.tail ? entry : new Traceback(entry.frame, entry.pc, tail);
}
const importlibFiles = intern("<frozen importlib.");
function startsWith(text: W_Str, start: W_Str): boolean {
  if (text.length < start.length) return false;
  for (let i = 0; i < start.length; i++) if (text.charAt(i) !== start.charAt(i)) return false;
  return true;
}

/** The module of a dotted name, loaded if it is not there; each package on the way is loaded first and gets its submodule as an attribute. */
export function importModule(name: W_Str): W_Object {
  const fullName = internStr(name);
  const present = tables.modules.get(fullName);
  if (present !== null) {
    if (present === w_None)
      throw named(raise1(w_ModuleNotFoundError, "import of %S halted; None in sys.modules", fullName), fullName);
    return present;
  }
  const parent = internStr(parentName(fullName));
  if (parent.length === 0) {
    const loaded = load(fullName, fullName, parent, null);
    if (loaded === null) throw notFound(fullName);
    return loaded;
  }
  importModule(parent);
  // loading the package may have loaded the module
  const now = tables.modules.get(fullName);
  if (now !== null) return now;
  const packageModule = tables.modules.get(parent);
  const path = packageModule === null ? null : attributeOrNull(packageModule, n_path);
  if (packageModule === null || path === null)
    throw named(raise2(w_ModuleNotFoundError, "No module named %R; %R is not a package", fullName, parent), fullName);
  const child = internStr(fullName.slice(parent.length + 1, fullName.length));
  const unfinished = unfinishedSubmodules(packageModule);
  if (unfinished !== null) unfinished.append(child);
  let loaded: W_Object | null = null;
  try {
    loaded = load(fullName, child, parent, path);
  } finally {
    if (unfinished !== null) unfinished.pop(unfinished.length - 1);
  }
  if (loaded === null) throw notFound(fullName);
  packageModule.setAttr(child, loaded);
  return loaded;
}
function unfinishedSubmodules(packageModule: W_Object): W_List | null {
  const spec = packageModule.getAttr(n_spec);
  if (spec === null || spec === w_None) return null;
  const list = spec.getAttr(n_uninitialized);
  return list instanceof W_List ? list : null;
}
function notFound(name: W_Str): OperationError {
  return named(raise1(w_ModuleNotFoundError, "No module named %R", name), name);
}
/** Gives an ImportError its attribute `name`. */
export function named(error: OperationError, name: W_Object): OperationError {
  const exception = error.value();
  if (exception instanceof W_BaseException) exception.setField(F_MODULE, name);
  return error;
}
