// The module marshal. Importing it works, since importlib does; CPython's format is not written or read yet.

import { builtinFunction } from "./builtin.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";

function marshal_dumps(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "marshal.dumps is not implemented");
}
function marshal_loads(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "marshal.loads is not implemented");
}
defineModule(
  "marshal",
  [
    builtinFunction("dumps(*args)", marshal_dumps),
    builtinFunction("dump(*args)", marshal_dumps),
    builtinFunction("loads(*args)", marshal_loads),
    builtinFunction("load(*args)", marshal_loads),
  ],
  { version: newInt(5) },
);
