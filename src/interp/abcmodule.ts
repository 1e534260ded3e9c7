// The module `_abc`: what abc.ABCMeta is made of. A class's registry and its caches of what are subclasses refer to classes weakly.

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, raise1, w_AssertionError, w_RuntimeError, w_TypeError } from "./errors.ts";
import { attributeOrNull, isSubclass } from "./instancecheck.ts";
import { newBool, newInt, W_Int, w_False, w_True } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { defineModule } from "./modules.ts";
import { n_bases, n_class, n_subclasscheck } from "./names.ts";
import { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, MAPPING, SEQUENCE, W_Type } from "./type.ts";
import { WeakTypeSet } from "./weaktypes.ts";

const w_abc_data = builtinType("_abc._abc_data");
w_abc_data.isBaseType = false;
const n_abc_impl = intern("_abc_impl");
const n_isabstract = intern("__isabstractmethod__");
const n_abstractmethods = intern("__abstractmethods__");
const n_abc_tpflags = intern("__abc_tpflags__");
const n_subclasshook = intern("__subclasshook__");
const n_subclasses = intern("__subclasses__");

class W_AbcData extends W_Object {
  readonly registry: WeakTypeSet = new WeakTypeSet();
  readonly cache: WeakTypeSet = new WeakTypeSet();
  readonly negativeCache: WeakTypeSet = new WeakTypeSet();
  negativeVersion: int;
  constructor(version: int) {
    super();
    this.negativeVersion = version;
  }
  override getType(): W_Type {
    return w_abc_data;
  }
}
/** Rises with every registration: what was no subclass may be one now. */
class Invalidation {
  counter: int = 0;
}
const invalidation = new Invalidation();

function dataOf(type: W_Object): W_AbcData {
  const data = getAttr(type, n_abc_impl);
  if (!(data instanceof W_AbcData)) throw raise0(w_TypeError, "_abc_impl is set to a wrong type");
  return data;
}
function isAbstract(object: W_Object): boolean {
  const flag = attributeOrNull(object, n_isabstract);
  return flag !== null && flag.isTrue();
}
function abc_init(self: W_Object): W_Object {
  if (!(self instanceof W_Type)) throw raise1(w_TypeError, "_abc_init() argument must be a class, not %T", self);
  const type = self;
  const abstract = new W_Set(true);
  for (let i = 0; i < type.dict.used; i++) {
    const name = type.dict.names[i]!;
    if (isAbstract(type.ownAttribute(name)!)) abstract.add(name);
  }
  const bases = getAttr(type, n_bases);
  if (bases instanceof W_Tuple)
    for (const base of bases.items) {
      const inherited = attributeOrNull(base, n_abstractmethods);
      if (inherited === null) continue;
      for (const name of arrayOf(inherited)) {
        const text = name.unwrap();
        const value = text instanceof W_Str ? attributeOrNull(type, internStr(text)) : null;
        if (value !== null && isAbstract(value)) abstract.add(name);
      }
    }
  type.setAttr(n_abstractmethods, abstract);
  type.setOwn(n_abc_impl, new W_AbcData(invalidation.counter));
  const flags = type.ownAttribute(n_abc_tpflags);
  if (flags instanceof W_Int) {
    // Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING: `match` takes instances for one
    if (flags.value === 96)
      throw raise0(w_TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    type.collection = flags.value === 32 ? SEQUENCE : flags.value === 64 ? MAPPING : type.collection;
    type.deleteOwn(n_abc_tpflags);
  }
  return w_None;
}
/** Builtin types stay what they are: str is registered as a Sequence, and `match` takes it for none. */
function setCollection(type: W_Type, kind: int): void {
  if (!type.isHeap || type.collection === kind) return;
  type.collection = kind;
  for (const below of arrayOf(getAttr(type, n_subclasses).call0())) {
    if (below instanceof W_Type) setCollection(below, kind);
  }
}
function abc_register(self: W_Object, subclass: W_Object): W_Object {
  if (!(subclass instanceof W_Type)) throw raise0(w_TypeError, "Can only register classes");
  if (isSubclass(subclass, self)) return subclass;
  if (isSubclass(self, subclass)) throw raise0(w_RuntimeError, "Refusing to create an inheritance cycle");
  dataOf(self).registry.add(subclass);
  invalidation.counter = invalidation.counter + 1;
  const kind = self instanceof W_Type ? self.collection : 0;
  if (kind !== 0) setCollection(subclass, kind);
  return subclass;
}
function checkBySubclass(self: W_Object, type: W_Object): W_Object {
  return getAttr(self, n_subclasscheck).call1(type);
}
function abc_instancecheck(self: W_Object, instance: W_Object): W_Object {
  const data = dataOf(self);
  const claimed = getAttr(instance, n_class);
  if (claimed instanceof W_Type && data.cache.has(claimed)) return w_True;
  const type = instance.getType();
  if (type === claimed) {
    if (data.negativeVersion === invalidation.counter && data.negativeCache.has(type)) return w_False;
    return checkBySubclass(self, type);
  }
  const answer = checkBySubclass(self, claimed);
  return answer.isTrue() ? answer : checkBySubclass(self, type);
}
function abc_subclasscheck(self: W_Object, subclass: W_Object): W_Object {
  if (!(subclass instanceof W_Type)) throw raise0(w_TypeError, "issubclass() arg 1 must be a class");
  const data = dataOf(self);
  if (data.cache.has(subclass)) return w_True;
  if (data.negativeVersion < invalidation.counter) {
    data.negativeCache.clear();
    data.negativeVersion = invalidation.counter;
  } else if (data.negativeCache.has(subclass)) return w_False;
  const answer = getAttr(self, n_subclasshook).call1(subclass);
  if (answer !== w_NotImplemented) {
    if (answer !== w_True && answer !== w_False)
      throw raise0(w_AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
    (answer === w_True ? data.cache : data.negativeCache).add(subclass);
    return answer;
  }
  const holds = subclass.isSubtype(self as W_Type) || ofRegistered(data, subclass) || ofSubclasses(self, subclass);
  (holds ? data.cache : data.negativeCache).add(subclass);
  return newBool(holds);
}
function ofRegistered(data: W_AbcData, subclass: W_Type): boolean {
  if (data.registry.has(subclass)) return true;
  const registered = data.registry.list();
  for (let i = 0; i < registered.length; i++) if (isSubclass(subclass, registered.get(i))) return true;
  return false;
}
function ofSubclasses(self: W_Object, subclass: W_Type): boolean {
  for (const below of arrayOf(getAttr(self, n_subclasses).call0())) if (isSubclass(subclass, below)) return true;
  return false;
}
function abc_resetRegistry(self: W_Object): W_Object {
  dataOf(self).registry.clear();
  return w_None;
}
function abc_resetCaches(self: W_Object): W_Object {
  const data = dataOf(self);
  data.cache.clear();
  data.negativeCache.clear();
  return w_None;
}
function setOf(types: WeakTypeSet): W_Object {
  const set = new W_Set(false);
  set.addAll(types.list());
  return set;
}
/** Registry, cache, negative cache and its version. */
function abc_getDump(self: W_Object): W_Object {
  const data = dataOf(self);
  const items = newArray<W_Object>(4);
  items[0] = setOf(data.registry);
  items[1] = setOf(data.cache);
  items[2] = setOf(data.negativeCache);
  items[3] = newInt(data.negativeVersion);
  return newTuple(items);
}
function abc_cacheToken(): W_Object {
  return newInt(invalidation.counter);
}
defineModule(
  "_abc",
  [
    builtinFunction("_abc_init(self, /)", abc_init),
    builtinFunction("_abc_register(self, subclass, /)", abc_register),
    builtinFunction("_abc_instancecheck(self, instance, /)", abc_instancecheck),
    builtinFunction("_abc_subclasscheck(self, subclass, /)", abc_subclasscheck),
    builtinFunction("_reset_registry(self, /)", abc_resetRegistry),
    builtinFunction("_reset_caches(self, /)", abc_resetCaches),
    builtinFunction("_get_dump(self, /)", abc_getDump),
    builtinFunction("get_cache_token()", abc_cacheToken),
  ],
  {},
);
