// Global names, builtins, and the namespaces of modules and class bodies.

import { isConstant } from "../rts/index.ts";
import { Binding, type Site } from "./caches.ts";
import type { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, raise1, w_KeyError, w_NameError } from "./errors.ts";
import { currentFrame, type Frame } from "./frame.ts";
import type { W_Function } from "./function.ts";
import { InstanceGlobals } from "./instanceglobals.ts";
import { W_Module } from "./module.ts";
import { n_builtins } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getItem, setItem } from "./operations.ts";
import { tables } from "./state.ts";
import type { W_Str } from "./text.ts";

function undefinedName(name: W_Str): OperationError {
  return raise1(w_NameError, "name '%S' is not defined", name);
}

/**
 * The builtins of code that is to run in these globals: what their `__builtins__` says, else those of the running code. Sites that found a name among
 * the usual ones look again.
 */
export function builtinsOf(globals: W_Dict): W_Object {
  const own = globals.get(n_builtins);
  if (own === null) return runningBuiltins();
  const builtins = own instanceof W_Module ? own.dict : own;
  if (builtins !== tables.builtins && globals.hasCells) globals.version = globals.version + 1;
  return builtins;
}
export function runningBuiltins(): W_Object {
  const frame = currentFrame();
  return frame === null ? tables.builtins : frame.func.builtins;
}
/** A name among the function's builtins; null when it is not there. */
export function findBuiltin(func: W_Function, name: W_Str): W_Object | null {
  return lookupMapping(func.builtins, name);
}

/** A global, else a builtin. */
export function loadGlobal(func: W_Function, site: Site): W_Object {
  const globals = func.globals;
  const binding = site.binding;
  if (binding !== null && binding.globals === globals && (binding.version < 0 || binding.version === globals.version)) {
    const value = readCell(binding.cell);
    if (value !== null) return value;
  }
  return loadUncached(func, globals, site);
}
/** The cell's value: a constant of the trace as long as it was written once. */
function readCell(cell: W_Cell): W_Object | null {
  if (isConstant(cell)) {
    const fixed = cell.fixed;
    if (fixed !== null) return fixed;
  }
  return cell.value;
}
function loadUncached(func: W_Function, globals: W_Dict, site: Site): W_Object {
  if (!globals.hasCells || func.builtins !== tables.builtins) {
    // exec with a plain dict or with builtins of its own
    const value =
      globals instanceof InstanceGlobals ? lookupMapping(globals.instance, site.name) : globals.get(site.name);
    if (value !== null) return value;
    const builtin = findBuiltin(func, site.name);
    if (builtin === null) throw undefinedName(site.name);
    return builtin;
  }
  const own = globals.findCell(site.name);
  if (own !== null && own.value !== null) {
    site.binding = new Binding(globals, own, -1);
    return own.value;
  }
  const cell = tables.builtins.findCell(site.name);
  if (cell === null || cell.value === null) throw undefinedName(site.name);
  if (own === null) site.binding = new Binding(globals, cell, globals.version);
  return cell.value;
}
export function storeGlobal(globals: W_Dict, site: Site, value: W_Object): void {
  const binding = site.binding;
  if (binding !== null && binding.globals === globals && binding.version < 0) {
    globals.setCell(binding.cell, value);
    return;
  }
  globals.set(site.name, value);
  if (!globals.hasCells) return;
  const own = globals.findCell(site.name);
  if (own !== null) site.binding = new Binding(globals, own, -1);
}
export function deleteGlobal(globals: W_Dict, site: Site): void {
  if (!globals.delete(site.name)) throw undefinedName(site.name);
}

// --- class bodies and modules

/** The name in a mapping; null when it is not there. */
export function lookupMapping(mapping: W_Object, name: W_Str): W_Object | null {
  if (mapping instanceof W_Dict) return mapping.get(name);
  try {
    return getItem(mapping, name);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_KeyError)) throw error;
    return null;
  }
}
export function loadName(frame: Frame, site: Site): W_Object {
  if (frame.namespace !== frame.func.globals) {
    const value = lookupMapping(frame.namespace!, site.name);
    if (value !== null) return value;
  }
  return loadGlobal(frame.func, site);
}
export function storeName(frame: Frame, site: Site, value: W_Object): void {
  const namespace = frame.namespace!;
  if (namespace === frame.func.globals) storeGlobal(frame.func.globals, site, value);
  else setItem(namespace, site.name, value);
}
export function deleteName(frame: Frame, site: Site): void {
  const namespace = frame.namespace!;
  if (namespace instanceof W_Dict) {
    if (!namespace.delete(site.name)) throw undefinedName(site.name);
  } else namespace.delItem(site.name);
}
