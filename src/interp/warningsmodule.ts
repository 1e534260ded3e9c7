// The module _warnings: warn and warn_explicit, which say where a warning stands, ask the filters and keep the registries of what has been
// said. Showing is the business of the library's module warnings if the program has imported it; else it is done here. CPython's _warnings.c
// is the model. SyntaxWarnings come here from compileSource (importing.ts).

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction, frameFunction } from "./builtin.ts";
import { newContextVar } from "./contextvars.ts";
import { W_Dict } from "./dict.ts";
import {
  expand,
  raise0,
  raise1,
  raise2,
  raiseObject,
  w_DeprecationWarning,
  w_ImportWarning,
  w_PendingDeprecationWarning,
  w_ResourceWarning,
  w_RuntimeError,
  w_TypeError,
  w_UserWarning,
  w_Warning,
} from "./errors.ts";
import { importModule } from "./finding.ts";
import { currentFrame, type Frame } from "./frame.ts";
import { backOf, positionOf } from "./frameobject.ts";
import { attributeOrNull, isInstance, isSubclass } from "./instancecheck.ts";
import { newInt, w_True } from "./int.ts";
import { bindArguments } from "./iobase.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { n_name } from "./names.ts";
import { hooks, type W_Object } from "./object.ts";
import { getAttr, iter, next, toInt } from "./operations.ts";
import { standardError, standardOutput } from "./output.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { sourceLineText } from "./tracebackprint.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";

const n_warnings = intern("warnings");
const n_filters = intern("filters");
const n_defaultaction = intern("defaultaction");
const n_onceregistry = intern("onceregistry");
const n_registry = intern("__warningregistry__");
const n_version = intern("version");
const n_match = intern("match");
const n_warnoptions = intern("warnoptions");
const n_showwarnmsg = intern("_showwarnmsg");
const n_WarningMessage = intern("WarningMessage");
const n_get = intern("get");
const n_inner = intern("_filters");

const a_always = intern("always");
const a_all = intern("all");
const a_once = intern("once");
const a_module = intern("module");
const a_ignore = intern("ignore");
const a_error = intern("error");
const a_default = intern("default");

class WarningState {
  /** Changes with the filters: what a registry has of an older version does not count. */
  version: int = 1;
}
const warningState = new WarningState();
const filters = new W_List();
const onceRegistry = new W_Dict();
const contextVar = newContextVar(intern("warnings_context"));

function addFilter(action: W_Str, category: W_Type, module: W_Object): void {
  const items = newArray<W_Object>(5);
  items[0] = action;
  items[1] = w_None;
  items[2] = category;
  items[3] = module;
  items[4] = newInt(0);
  filters.append(newTuple(items));
}
addFilter(a_default, w_DeprecationWarning, intern("__main__"));
addFilter(a_ignore, w_DeprecationWarning, w_None);
addFilter(a_ignore, w_PendingDeprecationWarning, w_None);
addFilter(a_ignore, w_ImportWarning, w_None);
addFilter(a_ignore, w_ResourceWarning, w_None);

/** The library's module, if it has been imported, or has to be for what -W says. */
function library(): W_Object | null {
  const module = tables.modules.get(n_warnings);
  if (module !== null) return module;
  const options = sysModule.dict.get(n_warnoptions);
  if (options !== null && options.isTrue()) return importModule(n_warnings);
  return null;
}
/** What the library's module has under a name, or what this module has. */
function setting(name: W_Str, own: W_Object): W_Object {
  const module = library();
  const found = module === null ? null : attributeOrNull(module, name);
  return found === null ? own : found;
}
function currentFilters(): W_Object {
  const context = getAttr(contextVar, n_get).call1(w_None);
  return context === w_None ? setting(n_filters, filters) : getAttr(context, n_inner);
}

// --- which action

function matches(pattern: W_Object, text: W_Object): boolean {
  if (pattern === w_None) return true;
  if (pattern instanceof W_Str) return text instanceof W_Str && pattern.equals(text);
  return getAttr(pattern, n_match).call1(text).isTrue();
}
/** The filter that decides; null: none. */
function filterFor(category: W_Object, text: W_Object, line: int, module: W_Object): W_Tuple | null {
  const iterator = iter(currentFilters());
  for (;;) {
    const item = next(iterator);
    if (item === null) return null;
    if (!(item instanceof W_Tuple) || item.items.length !== 5)
      throw raise0(w_RuntimeError, "warnings.filters item isn't a 5-tuple");
    const parts = item.items;
    const at = toInt(parts[4]!);
    if (
      matches(parts[1]!, text) &&
      isSubclass(category, parts[2]!) &&
      matches(parts[3]!, module) &&
      (at === 0 || at === line)
    )
      return item;
  }
}

// --- what has been said

/** Whether the registry has the key; notes it then, if `note`. */
function known(registry: W_Object, key: W_Tuple, note: boolean): boolean {
  if (!(registry instanceof W_Dict)) throw raise0(w_TypeError, "'registry' must be a dict or None");
  const version = registry.get(n_version);
  if (version === null || toInt(version) !== warningState.version) {
    registry.clear();
    registry.set(n_version, newInt(warningState.version));
  } else {
    const found = registry.get(key);
    if (found !== null && found.isTrue()) return true;
  }
  if (note) registry.set(key, w_True);
  return false;
}
function keyOf(text: W_Object, category: W_Object, line: W_Object): W_Tuple {
  const items = newArray<W_Object>(3);
  items[0] = text;
  items[1] = category;
  items[2] = line;
  return newTuple(items);
}
function shortKey(text: W_Object, category: W_Object): W_Tuple {
  return keyOf(text, category, newInt(0));
}

// --- showing

function show(category: W_Object, message: W_Object, filename: W_Object, line: W_Object, source: W_Object): void {
  const module = source === w_None ? library() : importModule(n_warnings);
  const shower = module === null ? null : attributeOrNull(module, n_showwarnmsg);
  if (module === null || shower === null) {
    showHere(category, message, filename, toInt(line));
    return;
  }
  const args = newArray<W_Object>(7);
  args[0] = message;
  args[1] = category;
  args[2] = filename;
  args[3] = line;
  args[4] = w_None;
  args[5] = w_None;
  args[6] = source;
  shower.call1(getAttr(module, n_WarningMessage).call(args, null));
}
function showHere(category: W_Object, message: W_Object, filename: W_Object, line: int): void {
  const text = new StrBuilder();
  text.addStr(filename.str());
  text.addChar(58);
  text.addInt(line);
  text.add(": ");
  text.addStr((category as W_Type).name);
  text.add(": ");
  text.addStr(message.str());
  text.addChar(10);
  if (filename instanceof W_Str) {
    const source = sourceLineText(filename, line);
    if (source.length > 0) {
      text.add("  ");
      text.addStr(source);
      text.addChar(10);
    }
  }
  standardOutput.flush();
  standardError.write(text.build());
  standardError.flush();
}

/** Issues a warning, ignores it, or raises it, as the filters say. `registry` may be None. */
function issue(
  message: W_Object,
  given: W_Object,
  filename: W_Object,
  lineObject: W_Object,
  module: W_Object,
  registry: W_Object,
  source: W_Object,
): void {
  let category = given;
  let text = message;
  let warning = message;
  if (isInstance(message, w_Warning)) {
    text = message.str();
    category = message.getType();
  } else warning = category.call1(message);
  const line = toInt(lineObject);
  const key = keyOf(text, category, lineObject);
  if (registry !== w_None && known(registry, key, false)) return;
  const filter = filterFor(category, text, line, module);
  const action = filter === null ? setting(n_defaultaction, a_default) : filter.items[0]!;
  if (!(action instanceof W_Str)) throw raise1(w_TypeError, "action must be a string, not '%T'", action);
  if (action.equals(a_error)) throw raiseObject(warning);
  if (action.equals(a_ignore)) return;
  const always = action.equals(a_always) || action.equals(a_all);
  let said = false;
  if (!always) {
    if (registry !== w_None) (registry as W_Dict).set(key, w_True);
    if (action.equals(a_once)) said = known(setting(n_onceregistry, onceRegistry), shortKey(text, category), true);
    else if (action.equals(a_module)) said = registry !== w_None && known(registry, shortKey(text, category), true);
    else if (!action.equals(a_default))
      throw raise2(
        w_RuntimeError,
        "Unrecognized action (%R) in warnings.filters:\n %R",
        action,
        filter === null ? w_None : filter,
      );
  }
  if (!said) show(category, warning, filename, lineObject, source);
}

// --- where a warning stands

const importlibWord = intern("importlib");
const bootstrapWord = intern("_bootstrap");
function isInternal(frame: Frame): boolean {
  const filename = frame.func.code.filename;
  return filename.contains(importlibWord) === 1 && filename.contains(bootstrapWord) === 1;
}
function startsWith(text: W_Str, start: W_Str): boolean {
  return text.length >= start.length && text.slice(0, start.length).equals(start);
}
function isSkipped(frame: Frame, prefixes: W_Tuple | null): boolean {
  if (isInternal(frame)) return true;
  if (prefixes === null) return false;
  for (const prefix of prefixes.items)
    if (prefix instanceof W_Str && startsWith(frame.func.code.filename, prefix)) return true;
  return false;
}
function nextExternal(frame: Frame, prefixes: W_Tuple | null): Frame | null {
  let found = backOf(frame);
  while (found !== null && isSkipped(found, prefixes)) found = backOf(found);
  return found;
}
function frameOfLevel(level: int, prefixes: W_Tuple | null): Frame | null {
  let frame = currentFrame();
  const plain = level <= 0 || (frame !== null && isInternal(frame));
  for (let n = level; n > 1 && frame !== null; n--) frame = plain ? backOf(frame) : nextExternal(frame, prefixes);
  return frame;
}

const warnLabel = strOf("warn");
const warnNames = ["message", "category", "stacklevel", "source", "skip_file_prefixes"].map((name) => intern(name));
function warnings_warn(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(warnLabel, args, 0, kwnames, warnNames);
  const message = given[0]!;
  if (message === null) throw raise0(w_TypeError, "warn() missing required argument 'message' (pos 1)");
  let level = given[2] === null ? 1 : toInt(given[2]!);
  let prefixes: W_Tuple | null = null;
  if (given[4] !== null) {
    if (!(given[4] instanceof W_Tuple))
      throw raise1(w_TypeError, "warn() argument 'skip_file_prefixes' must be tuple, not %T", given[4]!);
    for (const prefix of given[4].items)
      if (!(prefix instanceof W_Str)) throw raise1(w_TypeError, "Found non-str '%T' in skip_file_prefixes.", prefix);
    if (given[4].items.length > 0) {
      prefixes = given[4];
      if (level < 2) level = 2;
    }
  }
  let category: W_Object = w_UserWarning;
  if (isInstance(message, w_Warning)) category = message.getType();
  else if (given[1] !== null && given[1] !== w_None) category = given[1]!;
  if (!(category instanceof W_Type) || !isSubclass(category, w_Warning))
    throw raise1(w_TypeError, "category must be a Warning subclass, not '%T'", category);
  const frame = frameOfLevel(level, prefixes);
  const globals = frame === null ? sysModule.dict : frame.func.globals;
  let registry = globals.get(n_registry);
  if (registry === null) {
    registry = new W_Dict();
    globals.set(n_registry, registry);
  }
  const name = globals.get(n_name);
  const line = frame === null ? 0 : frame.func.code.lineAt(positionOf(frame));
  issue(
    message,
    category,
    frame === null ? strOf("<sys>") : frame.func.code.filename,
    newInt(line),
    name === null ? strOf("<string>") : name,
    registry,
    given[3] === null ? w_None : given[3]!,
  );
  return w_None;
}

/** What a function of a builtin type warns of; the line is the running one. Raises it where the filters say so. */
export function issueWarning(category: W_Type, message: W_Object): void {
  const args = newArray<W_Object>(2);
  args[0] = message;
  args[1] = category;
  warnings_warn(args, null);
}

/** @jit opaque */
function warnDeprecated(message: W_Object): void {
  issueWarning(w_DeprecationWarning, message);
}
hooks.warnDeprecated = warnDeprecated;
const strictIndex =
  "__index__ returned non-int (type %T).  The ability to return an instance of a strict subclass of int is deprecated, " +
  "and may not be supported in a future version of Python.";
function warnOfIndex(result: W_Object): void {
  issueWarning(w_DeprecationWarning, expand(strictIndex, result, null, null, 0, 0));
}
hooks.warnOfIndex = warnOfIndex;

const explicitLabel = strOf("warn_explicit");
const explicitNames = [
  "message",
  "category",
  "filename",
  "lineno",
  "module",
  "registry",
  "module_globals",
  "source",
].map((name) => intern(name));
const dotPy = strOf(".py");
function warnings_warnExplicit(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(explicitLabel, args, 0, kwnames, explicitNames);
  for (let i = 0; i < 4; i++)
    if (given[i] === null)
      throw raise2(
        w_TypeError,
        "warn_explicit() missing required argument '%S' (pos %S)",
        explicitNames[i]!,
        newInt(i + 1).str(),
      );
  const filename = given[2]!;
  if (!(filename instanceof W_Str))
    throw raise1(w_TypeError, "warn_explicit() argument 'filename' must be str, not %T", filename);
  let module = given[4];
  if (module === null) {
    const tail = filename.length - 3;
    if (filename.length === 0) module = strOf("<unknown>");
    else module = tail >= 0 && filename.slice(tail, filename.length).equals(dotPy) ? filename.slice(0, tail) : filename;
  }
  // a module of None stands for a program that is being finished
  if (module === w_None) return w_None;
  issue(
    given[0]!,
    given[1]!,
    filename,
    given[3]!,
    module!,
    given[5] === null ? w_None : given[5]!,
    given[7] === null ? w_None : given[7]!,
  );
  return w_None;
}
function warnings_filtersMutated(): W_Object {
  warningState.version = warningState.version + 1;
  return w_None;
}
/** There is one thread: the lock is never waited for. */
function warnings_lock(): W_Object {
  return w_None;
}

defineModule(
  "_warnings",
  [
    frameFunction("warn(*args, **kwargs)", warnings_warn),
    builtinFunction("warn_explicit(*args, **kwargs)", warnings_warnExplicit),
    builtinFunction("_filters_mutated_lock_held()", warnings_filtersMutated),
    builtinFunction("_acquire_lock()", warnings_lock),
    builtinFunction("_release_lock()", warnings_lock),
  ],
  {
    filters,
    _defaultaction: a_default,
    _onceregistry: onceRegistry,
    _warnings_context: contextVar,
  },
);
