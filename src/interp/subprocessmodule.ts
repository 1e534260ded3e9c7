// The module _posixsubprocess, which subprocess imports: starting processes is refused by name.

import { builtinFunction } from "./builtin.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";

function fork_exec(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "starting processes is not implemented");
}
defineModule("_posixsubprocess", [builtinFunction("fork_exec(*args)", fork_exec)], {});
