// The module _imp: what importlib's Python code needs of the interpreter. There are no frozen modules and none written in C.

import { builtinFunction } from "./builtin.ts";
import { raise0, raise1, w_ImportError, w_NotImplementedError, w_TypeError } from "./errors.ts";
import { newInt, w_False } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { n_ownName } from "./modulespec.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toCInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { tables } from "./state.ts";
import { intern, W_Str } from "./text.ts";

/** One thread imports at a time: there is no lock. */
function imp_noLock(): W_Object {
  return w_None;
}
function imp_lock_held(): W_Object {
  return w_False;
}
function textArgument(argument: W_Object): W_Str {
  const text = argument.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "argument must be str, not %T", argument);
  return text;
}
function imp_is_builtin(name: W_Object): W_Object {
  return newInt(tables.builtinModules.get(textArgument(name)) === null ? 0 : 1);
}
function imp_is_frozen(_name: W_Object): W_Object {
  return w_False;
}
function imp_find_frozen(_name: W_Object, _withdata: W_Object | null): W_Object {
  return w_None;
}
function imp_noFrozen(name: W_Object): W_Object {
  throw raise1(w_ImportError, "No such frozen object named %S", textArgument(name));
}
/** Whether modules come frozen or as files: there is nothing to choose. */
function imp_override_frozen_modules(override: W_Object): W_Object {
  toCInt(override);
  return w_None;
}
function imp_create_builtin(spec: W_Object): W_Object {
  const module = tables.builtinModules.get(textArgument(getAttr(spec, n_ownName)));
  return module === null ? w_None : module;
}
function imp_exec(_module: W_Object): W_Object {
  return newInt(0);
}
function imp_create_dynamic(_spec: W_Object, _file: W_Object | null): W_Object {
  throw raise0(w_ImportError, "modules written in C are not supported");
}
function imp_extension_suffixes(): W_Object {
  return new W_List();
}
function imp_fix_co_filename(_code: W_Object, _path: W_Object): W_Object {
  return w_None;
}
function imp_source_hash(_key: W_Object, _source: W_Object): W_Object {
  throw raise0(w_NotImplementedError, "_imp.source_hash is not implemented: there are no .pyc files");
}

defineModule(
  "_imp",
  [
    builtinFunction("lock_held()", imp_lock_held),
    builtinFunction("acquire_lock()", imp_noLock),
    builtinFunction("release_lock()", imp_noLock),
    builtinFunction("is_builtin(name, /)", imp_is_builtin),
    builtinFunction("is_frozen(name, /)", imp_is_frozen),
    builtinFunction("is_frozen_package(name, /)", imp_noFrozen),
    builtinFunction("find_frozen(name, /, *, withdata=False)", imp_find_frozen),
    builtinFunction("get_frozen_object(name, /)", imp_noFrozen),
    builtinFunction("init_frozen(name, /)", imp_noFrozen),
    builtinFunction("_override_frozen_modules_for_tests(override, /)", imp_override_frozen_modules),
    builtinFunction("create_builtin(spec, /)", imp_create_builtin),
    builtinFunction("exec_builtin(mod, /)", imp_exec),
    builtinFunction("create_dynamic(spec, file=None, /)", imp_create_dynamic),
    builtinFunction("exec_dynamic(mod, /)", imp_exec),
    builtinFunction("extension_suffixes()", imp_extension_suffixes),
    builtinFunction("_fix_co_filename(code, path, /)", imp_fix_co_filename),
    builtinFunction("source_hash(key, source)", imp_source_hash),
  ],
  { check_hash_based_pycs: intern("default"), pyc_magic_number_token: newInt(0x0a0d0e54) },
);
