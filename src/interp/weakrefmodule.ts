// The module `_weakref`.

import { newArray } from "../rts/index.ts";
import { builtinFunction, w_builtin_function } from "./builtin.ts";
import { w_code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { w_method } from "./function.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { w_type } from "./type.ts";
import { w_frozenset, w_function, w_generator, w_memoryview, w_module, w_set } from "./types.ts";
import { w_callableProxy, w_proxy, weakref_proxy } from "./weakproxy.ts";
import { W_WeakRef, w_ref, weakRefs } from "./weakref.ts";

function weakref_getweakrefcount(object: W_Object): W_Object {
  return newInt(weakRefs.find(object, null));
}
function weakref_getweakrefs(object: W_Object): W_Object {
  const found = newArray<W_Object>(weakRefs.find(object, null));
  weakRefs.find(object, found);
  const list = new W_List();
  // the shared ones, which are made first, stand in front
  for (let i = found.length - 1; i >= 0; i--) list.append(found[i]!);
  return list;
}
/** Deletes the key unless its value is a reference to something that lives. */
function weakref_remove_dead(w_dict: W_Object, key: W_Object): W_Object {
  const dict = w_dict.unwrap();
  if (!(dict instanceof W_Dict))
    throw raise1(w_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", w_dict);
  const found = dict.get(key);
  if (found === null) return w_None;
  const ref = found.unwrap();
  if (!(ref instanceof W_WeakRef)) throw raise1(w_TypeError, "not a weakref: %T", found);
  if (ref.weakReferent === null) dict.delete(key);
  return w_None;
}

// beside instances of user-defined classes, and of types that say so themselves
for (const type of [
  w_type,
  w_function,
  w_method,
  w_builtin_function,
  w_code,
  w_module,
  w_generator,
  w_set,
  w_frozenset,
  w_memoryview,
])
  type.hasWeakref = true;

defineModule(
  "_weakref",
  [
    builtinFunction("getweakrefcount(object, /)", weakref_getweakrefcount),
    builtinFunction("getweakrefs(object, /)", weakref_getweakrefs),
    builtinFunction("proxy(object, callback=None, /)", weakref_proxy),
    builtinFunction("_remove_dead_weakref(dct, key, /)", weakref_remove_dead),
  ],
  { ref: w_ref, ReferenceType: w_ref, ProxyType: w_proxy, CallableProxyType: w_callableProxy },
);
