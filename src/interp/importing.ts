// The import statement: builtin modules, and .py files found along sys.path.

import { type int, intDiv, intMod, newArray, U8Array } from "../rts/index.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseObject,
  w_ImportError,
  w_IndentationError,
  w_ModuleNotFoundError,
  w_OSError,
  w_SyntaxError,
  w_TabError,
} from "./errors.ts";
import { F_MODULE, F_NAME_FROM, F_PATH, W_BaseException } from "./exceptions.ts";
import { W_Function } from "./function.ts";
import { newInt, W_Int } from "./int.ts";
import { runBody } from "./interpret.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { parseInteger } from "./long.ts";
import { W_Module } from "./module.ts";
import { n_dict, n_file, n_path } from "./names.ts";
import type { W_Object } from "./object.ts";
import { setItem } from "./operations.ts";
import { utf8Of } from "./output.ts";
import { hostCompile, hostFetch, hostFindModule, hostLibrary, hostReadFile } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { findLast } from "./str.ts";
import { emptyStr, intern, internStr, StrBuilder, strOf, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { unmarshal, unmarshalFrom } from "./unmarshal.ts";
import { textOfUtf8 } from "./utf8.ts";

/** Compiles source text. Raises SyntaxError. */
export function compileSource(source: U8Array, filename: W_Str, mode: int): W_Code {
  const length = hostCompile(source, utf8Of(filename), mode);
  if (length < 0) throw syntaxError(-1 - length, filename);
  const bytes = new U8Array(length);
  hostFetch(bytes);
  return unmarshal(bytes);
}
/** The SyntaxError that the host describes: see hostCompile. */
function syntaxError(length: int, filename: W_Str): OperationError {
  const bytes = new U8Array(length);
  hostFetch(bytes);
  // lines: message, line, column, end line, end column, source text, type name
  const lines = newArray<W_Str>(7);
  let from = 0;
  for (let n = 0; n < 7; n++) {
    let to = from;
    while (to < length && bytes[to] !== 10) to++;
    lines[n] = textOfUtf8(bytes, from, to - from);
    from = to + 1;
  }
  const type = lines[6]!.equals(w_IndentationError.name)
    ? w_IndentationError
    : lines[6]!.equals(w_TabError.name)
      ? w_TabError
      : w_SyntaxError;
  const details = newArray<W_Object>(6);
  details[0] = filename;
  details[1] = parseInteger(lines[1]!, 10);
  details[2] = parseInteger(lines[2]!, 10);
  details[3] = lines[5]!;
  details[4] = parseInteger(lines[3]!, 10);
  details[5] = parseInteger(lines[4]!, 10);
  return raiseObject(type.call2(lines[0]!, newTuple(details)));
}
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
  return runBody(new W_Function(code, globals, noCells), globals);
}
const noCells: W_Cell[] = newArray<W_Cell>(0);

function joinPath(folder: W_Str, name: W_Str, ending: string): W_Str {
  const text = new StrBuilder();
  text.addStr(folder);
  if (folder.length > 0 && name.length > 0 && folder.charAt(folder.length - 1) !== 47) text.addChar(47);
  text.addStr(name);
  text.add(ending);
  return text.build();
}
/** Finds and loads one module of a package's folders, or of sys.path; null when there is none. */
function loadFrom(folders: W_Object, fullName: W_Str, name: W_Str): W_Object | null {
  for (const item of arrayOf(folders)) {
    const folder = item.unwrap();
    if (!(folder instanceof W_Str)) continue;
    if (inLibrary(folder)) {
      const loaded = loadFromLibrary(fullName);
      if (loaded !== null) return loaded;
    }
    const kind = hostFindModule(utf8Of(folder), utf8Of(name));
    if (kind === 1) {
      const file = joinPath(folder, name, ".py");
      return runNewModule(fullName, compileSource(readFile(file), file, 0), file, null);
    }
    if (kind === 2) {
      const packageFolder = joinPath(folder, name, "");
      const file = joinPath(packageFolder, initName, ".py");
      return runNewModule(fullName, compileSource(readFile(file), file, 0), file, packageFolder);
    }
  }
  return null;
}
/** Whether an entry of a search path is the library's folder or lies in it. */
function inLibrary(folder: W_Str): boolean {
  const library = tables.libraryFolder;
  if (library === null || folder.length < library.length) return false;
  for (let i = 0; i < library.length; i++) if (folder.charAt(i) !== library.charAt(i)) return false;
  return folder.length === library.length || folder.charAt(library.length) === 47;
}
/** A module of the standard library, compiled when Taipan was built. */
function loadFromLibrary(fullName: W_Str): W_Object | null {
  const answer = hostLibrary(utf8Of(fullName));
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
  return runNewModule(fullName, unmarshalFrom(bytes, file), file, isPackage ? base : null);
}
const initName = intern("__init__");
function runNewModule(name: W_Str, code: W_Code, file: W_Str, packageFolder: W_Str | null): W_Object {
  const module = new W_Module(name);
  module.dict.set(n_file, file);
  if (packageFolder !== null) {
    const path = new W_List();
    path.append(packageFolder);
    module.dict.set(n_path, path);
    module.dict.set(n_package, name);
  } else {
    const dot = findLast(name, dotText, 0, name.length);
    module.dict.set(n_package, dot < 0 ? emptyStr : name.slice(0, dot));
  }
  tables.modules.set(name, module);
  try {
    runModuleCode(code, module.dict);
  } catch (error) {
    // a module that failed is not kept
    tables.modules.delete(name);
    throw error;
  }
  const loaded = tables.modules.get(name);
  return loaded === null ? module : loaded;
}
const dotText = intern(".");
export const n_package = intern("__package__");

/** The module of a dotted name; each package on the way is loaded first and gets its submodule as an attribute. */
export function importModule(fullName: W_Str): W_Object {
  const present = tables.modules.get(fullName);
  if (present !== null) {
    if (present === w_None) throw raise1(w_ModuleNotFoundError, "import of %S halted; None in sys.modules", fullName);
    return present;
  }
  const builtin = tables.builtinModules.get(fullName);
  if (builtin !== null) {
    tables.modules.set(fullName, builtin);
    return builtin;
  }
  const dot = findLast(fullName, dotText, 0, fullName.length);
  if (dot < 0) {
    const loaded = loadFrom(tables.searchPath, fullName, fullName);
    if (loaded === null) throw notFound(fullName);
    return loaded;
  }
  const parent = importModule(internStr(fullName.slice(0, dot)));
  const name = internStr(fullName.slice(dot + 1, fullName.length));
  const folders = parent.getAttr(n_path);
  if (folders === null)
    throw raise2(w_ModuleNotFoundError, "No module named %R; %R is not a package", fullName, fullName.slice(0, dot));
  const loaded = loadFrom(folders, fullName, name);
  if (loaded === null) throw notFound(fullName);
  parent.setAttr(name, loaded);
  return loaded;
}
function notFound(name: W_Str): OperationError {
  const error = raise1(w_ModuleNotFoundError, "No module named %R", name);
  const exception = error.value();
  if (exception instanceof W_BaseException) exception.setField(F_MODULE, name);
  return error;
}

/** `from ..a import b`: the name that a level and a name mean in the globals' package. */
function absoluteName(globals: W_Dict, name: W_Str, level: int): W_Str {
  const own = globals.get(n_package);
  if (!(own instanceof W_Str) || own.length === 0)
    throw raise0(w_ImportError, "attempted relative import with no known parent package");
  let base = own;
  for (let i = 1; i < level; i++) {
    const dot = findLast(base, dotText, 0, base.length);
    if (dot < 0) throw raise0(w_ImportError, "attempted relative import beyond top-level package");
    base = base.slice(0, dot);
  }
  if (name.length === 0) return internStr(base);
  const text = new StrBuilder();
  text.addStr(base);
  text.addChar(46);
  text.addStr(name);
  return internStr(text.build());
}
/** IMPORT_NAME */
export function importName(globals: W_Dict, name: W_Str, levelObject: W_Object, fromList: W_Object): W_Object {
  const level = levelObject instanceof W_Int ? levelObject.value : 0;
  const fullName = level > 0 ? absoluteName(globals, name, level) : name;
  const module = importModule(fullName);
  if (fromList instanceof W_Tuple && fromList.items.length > 0) {
    // names that are submodules are loaded
    if (module.getAttr(n_path) !== null)
      for (const item of fromList.items)
        if (item instanceof W_Str && module.getAttr(item) === null) tryImport(fullName, item);
    return module;
  }
  // `import a.b` gives a
  if (level > 0) return module;
  let dot = 0;
  while (dot < fullName.length && fullName.charAt(dot) !== 46) dot++;
  return dot === fullName.length ? module : importModule(internStr(fullName.slice(0, dot)));
}
function tryImport(packageName: W_Str, name: W_Str): void {
  const text = new StrBuilder();
  text.addStr(packageName);
  text.addChar(46);
  text.addStr(name);
  try {
    importModule(internStr(text.build()));
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_ModuleNotFoundError)) throw error;
  }
}
/** IMPORT_FROM */
export function importFrom(module: W_Object, name: W_Str): W_Object {
  const value = module.getAttr(name);
  if (value !== null) return value;
  const moduleName = module instanceof W_Module ? module.name() : emptyStr;
  const file = module.getAttr(n_file);
  const text = new StrBuilder();
  text.add("cannot import name ");
  text.addStr(name.repr());
  text.add(" from ");
  text.addStr(moduleName.repr());
  text.add(" (");
  if (file instanceof W_Str) text.addStr(file);
  else text.add("unknown location");
  text.addChar(41);
  const error = raise1(w_ImportError, "%S", text.build());
  const exception = error.value() as W_BaseException;
  exception.setField(F_MODULE, moduleName);
  if (file instanceof W_Str) exception.setField(F_PATH, file);
  exception.setField(F_NAME_FROM, name);
  throw error;
}
/** IMPORT_STAR: the names of __all__, or all without a leading underscore. */
export function importStar(module: W_Object, namespace: W_Object): void {
  const all = module.getAttr(n_all);
  if (all !== null) {
    for (const item of arrayOf(all)) {
      const name = internStr(item.unwrap() as W_Str);
      setItem(namespace, name, importFrom(module, name));
    }
    return;
  }
  const dict = module.getAttr(n_dict);
  if (!(dict instanceof W_Dict)) throw raise0(w_ImportError, "from-import-* object has no __dict__ and no __all__");
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) {
    const name = dict.keys[i]!;
    if (name instanceof W_Str && (name.length === 0 || name.charAt(0) !== 95))
      setItem(namespace, name, dict.valueAt(i)!);
  }
}
const n_all = intern("__all__");
