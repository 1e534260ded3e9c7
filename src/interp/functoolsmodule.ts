// The module `_functools`: reduce, cmp_to_key, and the types of partial.ts and lrucache.ts.

import type { int } from "../rts/index.ts";
import { builtinFunction, getterSetter } from "./builtin.ts";
import { OperationError, raise0, raise1, w_AttributeError, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { w_lru_cache_wrapper } from "./lrucache.ts";
import { defineModule } from "./modules.ts";
import { n_hash } from "./names.ts";
import { W_Object } from "./object.ts";
import { compare, iter } from "./operations.ts";
import { w_Placeholder, w_PlaceholderType, w_partial } from "./partial.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

function functools_reduce(fn: W_Object, iterable: W_Object, initial: W_Object | null): W_Object {
  const iterator = reducible(iterable);
  let result = initial;
  for (;;) {
    const item = iterator.next();
    if (item === null) {
      if (result === null) throw raise0(w_TypeError, "reduce() of empty iterable with no initial value");
      return result;
    }
    result = result === null ? item : fn.call2(result, item);
  }
}
function reducible(iterable: W_Object): W_Object {
  try {
    return iter(iterable);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
    throw raise0(w_TypeError, "reduce() arg 2 must support iteration");
  }
}

// --- cmp_to_key
const w_key_wrapper = builtinType("functools.KeyWrapper");
w_key_wrapper.isBaseType = false;
/** What cmp_to_key makes, without an object; called, it makes one with an object, which compares by the function. */
class W_KeyWrapper extends W_Object {
  readonly compareBy: W_Object;
  object: W_Object | null;
  constructor(compareBy: W_Object, object: W_Object | null) {
    super();
    this.compareBy = compareBy;
    this.object = object;
  }
  override getType(): W_Type {
    return w_key_wrapper;
  }
  override isCallable(): boolean {
    return true;
  }
  override call1(a: W_Object): W_Object {
    return new W_KeyWrapper(this.compareBy, a);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (args.length === 0) throw raise0(w_TypeError, "K() missing required argument 'obj' (pos 1)");
    if (args.length > 1) throw raise1(w_TypeError, "K() takes at most 1 argument (%S given)", newInt(args.length));
    if (kwnames !== null && kwnames.length > 0 && !(kwnames[0] as W_Str).equals(objName))
      throw raise1(w_TypeError, "K() got an unexpected keyword argument '%S'", kwnames[0]!);
    return new W_KeyWrapper(this.compareBy, args[0]!);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_KeyWrapper)) throw raise0(w_TypeError, "other argument must be K instance");
    if (this.object === null || other.object === null) throw raise0(w_AttributeError, "object");
    return compare(op, this.compareBy.call2(this.object, other.object), newInt(0));
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
}
const objName = intern("obj");
function key_obj(self: W_Object): W_Object {
  const object = (self as W_KeyWrapper).object;
  return object === null ? w_None : object;
}
function key_setObj(self: W_Object, value: W_Object | null): W_Object {
  (self as W_KeyWrapper).object = value;
  return w_None;
}
function functools_cmp_to_key(mycmp: W_Object): W_Object {
  return new W_KeyWrapper(mycmp, null);
}
getterSetter(w_key_wrapper, "obj", key_obj, key_setObj);
defSlots(w_key_wrapper, `__call__ ${COMPARISON_SLOTS}`);
w_key_wrapper.dict.set(n_hash, w_None);

defineModule(
  "_functools",
  [
    builtinFunction("reduce(function, iterable, /, initial=None)", functools_reduce),
    builtinFunction("cmp_to_key(mycmp)", functools_cmp_to_key),
  ],
  {
    partial: w_partial,
    Placeholder: w_Placeholder,
    _PlaceholderType: w_PlaceholderType,
    _lru_cache_wrapper: w_lru_cache_wrapper,
  },
);
