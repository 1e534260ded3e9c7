// Builtin modules: how they are declared.

import type { W_Builtin } from "./builtin.ts";
import { newModule, type W_Module } from "./module.ts";
import type { W_Object } from "./object.ts";
import { tables } from "./state.ts";
import { intern } from "./text.ts";

/** The names of all builtin modules. At module level only. */
export const builtinModuleNames: string[] = [];

/** Adds a function of another file's to a builtin module. At module level only. */
export function addFunction(module: W_Module, name: string, fn: W_Builtin): void {
  fn.module = intern(name);
  module.dict.set(fn.name, fn);
}
/** Declares a builtin module. At module level only. */
export function defineModule(name: string, functions: W_Builtin[], values: Record<string, W_Object>): W_Module {
  const module = newModule(intern(name));
  for (const fn of functions) addFunction(module, name, fn);
  for (const [key, value] of Object.entries(values)) module.dict.set(intern(key), value);
  tables.builtinModules.set(intern(name), module);
  builtinModuleNames.push(name);
  return module;
}
