// sys.displayhook: what becomes of the value of an expression statement that was compiled as typed at a prompt (mode "single").

import { builtinFunction } from "./builtin.ts";
import { builtin_print } from "./builtins.ts";
import { args1, type W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { sysModule } from "./sysmodule.ts";
import { intern } from "./text.ts";

const n_last = intern("_");
const n_displayhook = intern("displayhook");

/** Prints the value's repr and keeps it as `_`. */
function sys_displayhook(value: W_Object): W_Object {
  if (value === w_None) return w_None;
  tables.builtins.set(n_last, w_None);
  builtin_print(args1(value.repr()), null);
  tables.builtins.set(n_last, value);
  return w_None;
}
const displayhook = builtinFunction("displayhook(object, /)", sys_displayhook);
displayhook.module = intern("sys");
sysModule.dict.set(n_displayhook, displayhook);
sysModule.dict.set(intern("__displayhook__"), displayhook);
