// The import statement: which module it means, what `from` takes of it, and the errors. Finding and loading modules: finding.ts.

import { type int, newArray, U8Array } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raise3,
  raiseInts,
  raiseObject,
  w_AttributeError,
  w_ImportError,
  w_KeyError,
  w_ModuleNotFoundError,
  w_OSError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { F_NAME_FROM, F_PATH, W_BaseException } from "./exceptions.ts";
import { importModule, named } from "./finding.ts";
import { W_Function } from "./function.ts";
import { newInt, W_Int } from "./int.ts";
import { runBody } from "./interpret.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { W_Module } from "./module.ts";
import {
  n_hasLocation,
  n_initializing,
  n_origin,
  n_ownName,
  n_package,
  n_spec,
  n_uninitialized,
  parentName,
} from "./modulespec.ts";
import { n_dict, n_file, n_import, n_name, n_path } from "./names.ts";
import { builtinsOf, findBuiltin } from "./namespaces.ts";
import { hooks, type W_Object } from "./object.ts";
import { getAttr, setItem, toInt } from "./operations.ts";
import { utf8Of } from "./output.ts";
import { hostFetch, hostReadFile } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { emptyStr, intern, internStr, StrBuilder, strOf, W_Str } from "./text.ts";

export { importModule } from "./finding.ts";

/** A whole file; OSError when it cannot be read. */
export function readFile(path: W_Str): U8Array {
  const length = hostReadFile(utf8Of(path));
  if (length < 0) throw raiseObject(w_OSError.call3(newInt(-length), strOf("cannot read file"), path));
  const bytes = new U8Array(length);
  hostFetch(bytes);
  return bytes;
}
/** Runs a module's code in its globals. */
export function runModuleCode(code: W_Code, globals: W_Dict): W_Object {
  return runBody(new W_Function(code, globals, builtinsOf(globals), noCells), globals);
}
const noCells: W_Cell[] = newArray<W_Cell>(0);

// --- which module a statement means

/** What a module's relative imports start from: its package. */
function packageOf(globals: W_Dict): W_Str {
  const own = globals.get(n_package);
  if (own !== null && own !== w_None) {
    const text = own.unwrap();
    if (!(text instanceof W_Str)) throw raise0(w_TypeError, "package must be a string");
    return text;
  }
  const spec = globals.get(n_spec);
  if (spec !== null && spec !== w_None) {
    const parent = getAttr(spec, n_parent).unwrap();
    if (!(parent instanceof W_Str)) throw raise0(w_TypeError, "__spec__.parent must be a string");
    return parent;
  }
  const name = globals.get(n_name);
  if (name === null) throw raise0(w_KeyError, "'__name__' not in globals");
  if (!(name instanceof W_Str)) throw raise0(w_TypeError, "__name__ must be a string");
  return globals.get(n_path) === null ? parentName(name) : name;
}
const n_parent = intern("parent");
/** `from ..a import b`: the name that a level and a name mean in the globals' package. */
function absoluteName(globals: W_Dict, name: W_Str, level: int): W_Str {
  let base = packageOf(globals);
  if (base.length === 0) throw raise0(w_ImportError, "attempted relative import with no known parent package");
  for (let i = 1; i < level; i++) {
    base = parentName(base);
    if (base.length === 0) throw raise0(w_ImportError, "attempted relative import beyond top-level package");
  }
  return name.length === 0 ? internStr(base) : dotted(base, name);
}
function dotted(base: W_Str, name: W_Str): W_Str {
  const text = new StrBuilder();
  text.addStr(base);
  text.addChar(46);
  text.addStr(name);
  return internStr(text.build());
}
/** IMPORT_NAME: what `__import__` answers, which a program may have replaced. `namespace`: of a module or class; null in functions. */
export function importName(
  func: W_Function,
  name: W_Str,
  level: W_Object,
  fromList: W_Object,
  namespace: W_Object | null,
): W_Object {
  const importer = findBuiltin(func, n_import);
  if (importer === importFunction)
    return importWithLevel(func.globals, name, level instanceof W_Int ? level.value : 0, fromList);
  if (importer === null) throw raise0(w_ImportError, "__import__ not found");
  const args = newArray<W_Object>(5);
  args[0] = name;
  args[1] = func.globals;
  args[2] = namespace === null ? w_None : namespace;
  args[3] = fromList;
  args[4] = level;
  return importer.call(args, null);
}
/** What the interpreter itself needs of the library's Python: as `import name`, or as `from name import ...` with a tuple of names. */
export function importLibrary(name: W_Str, fromList: W_Object): W_Object {
  return importWithLevel(new W_Dict(), name, 0, fromList);
}
function importWithLevel(globals: W_Dict, name: W_Str, level: int, fromList: W_Object): W_Object {
  const fullName = level > 0 ? absoluteName(globals, name, level) : name;
  if (fullName.length === 0) throw raise0(w_ValueError, "Empty module name");
  const module = importModule(fullName);
  if (fromList !== w_None && fromList.isTrue()) {
    // names that are submodules are loaded
    if (attributeOrNull(module, n_path) !== null) importSubmodules(module, fromList, false);
    return module;
  }
  // `import a.b` gives a
  let end = 0;
  while (end < name.length && name.charAt(end) !== 46) end++;
  if (end === name.length) return module;
  return importModule(internStr(fullName.slice(0, fullName.length - name.length + end)));
}
/** `from package import names`: what is no attribute may be a submodule. `ofAll`: the names are the package's __all__. */
function importSubmodules(module: W_Object, names: W_Object, ofAll: boolean): void {
  for (const item of arrayOf(names)) {
    const name = item.unwrap();
    if (!(name instanceof W_Str)) {
      if (ofAll) throw raise2(w_TypeError, "Item in %S.__all__ must be str, not %T", nameOf(module), item);
      throw raise1(w_TypeError, "Item in ``from list'' must be str, not %T", item);
    }
    if (name.length === 1 && name.charAt(0) === 42) {
      const all = ofAll ? null : attributeOrNull(module, n_all);
      if (all !== null) importSubmodules(module, all, true);
    } else if (attributeOrNull(module, internStr(name)) === null) tryImport(dotted(nameOf(module), name));
  }
}
function nameOf(module: W_Object): W_Str {
  const name = module.getAttr(n_name);
  return name instanceof W_Str ? name : emptyStr;
}
function tryImport(name: W_Str): void {
  try {
    importModule(name);
  } catch (error) {
    // that there is no such submodule is no error here; that one of the modules it imports is missing is
    if (!(error instanceof OperationError) || !error.matches(w_ModuleNotFoundError)) throw error;
    const missing = error.value().getAttr(n_ownName);
    if (!(missing instanceof W_Str) || !missing.equals(name) || tables.modules.get(name) === w_None) throw error;
  }
}
/** The attribute; null when there is none, also when the module's __getattr__ says so. */
export function attributeOrNull(module: W_Object, name: W_Str): W_Object | null {
  try {
    return module.getAttr(name);
  } catch (error) {
    if (error instanceof OperationError && error.matches(w_AttributeError)) return null;
    throw error;
  }
}
/** IMPORT_FROM */
export function importFrom(module: W_Object, name: W_Str): W_Object {
  const value = attributeOrNull(module, name);
  if (value !== null) return value;
  // a submodule that is being loaded is no attribute of its package yet
  const moduleName = module.getAttr(n_name);
  if (moduleName instanceof W_Str) {
    const submodule = tables.modules.get(dotted(moduleName, name));
    if (submodule !== null) return submodule;
  }
  throw cannotImport(module, moduleName, name);
}
const unknownName = intern("<unknown module name>");
function cannotImport(module: W_Object, moduleName: W_Object | null, name: W_Str): OperationError {
  const shown: W_Object = moduleName instanceof W_Str ? moduleName : unknownName;
  const place = new ModulePlace(module);
  const origin = place.origin;
  const text = new StrBuilder();
  text.add("cannot import name ");
  text.addStr(name.repr());
  text.add(" from ");
  if (place.shadows && place.hasLibraryName) {
    text.addStr(shown.repr());
    text.add(" (consider renaming ");
    text.addStr(origin!.repr());
    text.add(" since it has the same name as the standard library module named ");
    text.addStr(shown.repr());
    text.add(" and prevents importing that standard library module)");
  } else if (place.initializing && place.shadows) {
    text.addStr(shown.repr());
    text.add(" (consider renaming ");
    text.addStr(origin!.repr());
    text.add(" if it has the same name as a library you intended to import)");
  } else if (place.initializing) {
    text.add("partially initialized module ");
    text.addStr(shown.repr());
    text.add(" (most likely due to a circular import)");
    if (origin !== null) {
      text.add(" (");
      text.addStr(origin);
      text.addChar(41);
    }
  } else {
    text.addStr(shown.repr());
    text.add(" (");
    if (origin === null) text.add("unknown location");
    else text.addStr(origin);
    text.addChar(41);
  }
  const error = named(raise1(w_ImportError, "%S", text.build()), shown);
  const exception = error.value();
  if (exception instanceof W_BaseException) {
    exception.setField(F_NAME_FROM, name);
    if (origin !== null) exception.setField(F_PATH, origin);
  }
  return error;
}

/** Without the module's __getattr__, whose own errors may be what is being told. */
function ownAttribute(module: W_Object, name: W_Str): W_Object | null {
  return module instanceof W_Module ? module.dict.get(name) : attributeOrNull(module, name);
}
/** What error messages say about where a module is from. */
class ModulePlace {
  /** Its file; null: none is known. */
  readonly origin: W_Str | null;
  readonly initializing: boolean;
  /** It lies beside the script, and so comes before a library's module of that name. */
  readonly shadows: boolean;
  readonly hasLibraryName: boolean;
  constructor(module: W_Object) {
    const spec = ownAttribute(module, n_spec);
    let origin: W_Object | null = null;
    let initializing = false;
    if (spec !== null && spec !== w_None) {
      const flag = spec.getAttr(n_initializing);
      initializing = flag !== null && flag.isTrue();
      const located = spec.getAttr(n_hasLocation);
      if (located !== null && located.isTrue()) origin = spec.getAttr(n_origin);
    }
    if (!(origin instanceof W_Str)) origin = ownAttribute(module, n_file);
    const file = origin instanceof W_Str ? origin : null;
    this.origin = file;
    this.initializing = initializing;
    this.shadows = file !== null && liesBesideScript(file);
    const names = tables.sys.get(n_libraryNames);
    const name = ownAttribute(module, n_name);
    this.hasLibraryName = name !== null && names !== null && names.contains(name) === 1;
  }
}
const n_libraryNames = intern("stdlib_module_names");
const initFile = intern("/__init__.py");
/** Whether a module's file is in the folder that came first in sys.path: sys.path[0] at the start. */
function liesBesideScript(file: W_Str): boolean {
  const folder = tables.scriptFolder;
  if (folder === null || folder.length === 0) return false;
  let end = file.length;
  if (end > initFile.length && file.slice(end - initFile.length, end).equals(initFile)) end = end - initFile.length;
  while (end > 0 && file.charAt(end - 1) !== 47) end--;
  return end === folder.length + 1 && file.slice(0, end - 1).equals(folder);
}
/** The AttributeError for a module. */
export function noModuleAttribute(object: W_Object, name: W_Str): OperationError {
  const module = object as W_Module;
  const ownName = module.dict.get(n_name);
  const text = new StrBuilder();
  if (!(ownName instanceof W_Str)) {
    text.add("module has no attribute '");
    text.addStr(name);
    text.addChar(39);
    return raise3(w_AttributeError, "%S", text.build(), name, module);
  }
  const place = new ModulePlace(module);
  const circular = " (most likely due to a circular import)";
  if (!place.shadows && !place.initializing && isUnfinished(module, name)) {
    text.add("cannot access submodule '");
    text.addStr(name);
    text.add("' of module '");
    text.addStr(ownName);
    text.addChar(39);
    text.add(circular);
    return raise3(w_AttributeError, "%S", text.build(), name, module);
  }
  const unfinished = place.initializing && !place.shadows;
  if (unfinished) text.add("partially initialized ");
  text.add("module '");
  text.addStr(ownName);
  if (unfinished && place.origin !== null) {
    text.add("' from '");
    text.addStr(place.origin);
  }
  text.add("' has no attribute '");
  text.addStr(name);
  text.addChar(39);
  if (unfinished) text.add(circular);
  else if (place.shadows && (place.hasLibraryName || place.initializing)) {
    text.add(" (consider renaming '");
    text.addStr(place.origin!);
    if (place.hasLibraryName) {
      text.add("' since it has the same name as the standard library module named '");
      text.addStr(ownName);
      text.add("' and prevents importing that standard library module)");
    } else text.add("' if it has the same name as a library you intended to import)");
  }
  return raise3(w_AttributeError, "%S", text.build(), name, module);
}
hooks.noModuleAttribute = noModuleAttribute;
function isUnfinished(module: W_Module, name: W_Str): boolean {
  const spec = module.dict.get(n_spec);
  if (spec === null || spec === w_None) return false;
  const names = spec.getAttr(n_uninitialized);
  return names instanceof W_List && names.contains(name) === 1;
}

/** IMPORT_STAR: the names of __all__, or all without a leading underscore. */
export function importStar(module: W_Object, namespace: W_Object): void {
  const all = attributeOrNull(module, n_all);
  if (all !== null) {
    for (const item of arrayOf(all)) {
      const name = item.unwrap();
      if (!(name instanceof W_Str))
        throw raise2(w_TypeError, "Item in %S.__all__ must be str, not %T", nameOf(module), item);
      setItem(namespace, internStr(name), getAttr(module, internStr(name)));
    }
    return;
  }
  const dict = module.getAttr(n_dict);
  if (dict === null) throw raise0(w_ImportError, "from-import-* object has no __dict__ and no __all__");
  for (const key of arrayOf(dict)) {
    const name = key.unwrap();
    if (!(name instanceof W_Str))
      throw raise2(w_TypeError, "Key in %S.__dict__ must be str, not %T", nameOf(module), key);
    if (name.length > 0 && name.charAt(0) === 95) continue;
    setItem(namespace, internStr(name), getAttr(module, internStr(name)));
  }
}
const n_all = intern("__all__");

/** __import__(name, globals=None, locals=None, fromlist=(), level=0) */
function builtin_import(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = newArray<W_Object | null>(5);
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 5)
    throw raiseInts(w_TypeError, "__import__() takes at most 5 arguments (%d given)", null, args.length, 0);
  for (let i = 0; i < positional; i++) given[i] = args[i]!;
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      let at = 0;
      while (at < 5 && importParameters[at] !== kwnames[k]) at++;
      if (at === 5) throw raise1(w_TypeError, "__import__() got an unexpected keyword argument %R", kwnames[k]!);
      if (given[at] !== null)
        throw raiseInts(
          w_TypeError,
          "argument for __import__() given by name ('%S') and position (%d)",
          kwnames[k]!,
          at + 1,
          0,
        );
      given[at] = args[positional + k]!;
    }
  if (given[0] === null) throw raise0(w_TypeError, "__import__() missing required argument 'name' (pos 1)");
  const name = given[0]!.unwrap();
  if (!(name instanceof W_Str)) throw raise0(w_TypeError, "module name must be a string");
  const level = given[4] === null ? 0 : toInt(given[4]!);
  if (level < 0) throw raise0(w_ValueError, "level must be >= 0");
  const globals = given[1];
  if (level > 0 && !(globals instanceof W_Dict)) {
    if (globals === null || globals === w_None) throw raise0(w_KeyError, "'__name__' not in globals");
    throw raise0(w_TypeError, "globals must be a dict");
  }
  const fromList = given[3] === null ? w_None : given[3]!;
  return importWithLevel(globals instanceof W_Dict ? globals : new W_Dict(), internStr(name), level, fromList);
}
const importParameters: W_Str[] = ["name", "globals", "locals", "fromlist", "level"].map(intern);
export const importFunction = builtinFunction("__import__(*args)", builtin_import);
