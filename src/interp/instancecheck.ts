// isinstance and issubclass.

import { W_GetSet } from "./builtin.ts";
import { OperationError, raise0, w_AttributeError, w_TypeError } from "./errors.ts";
import { n_bases, n_class, n_instancecheck, n_subclasscheck } from "./names.ts";
import { enterNested, leaveNested } from "./nesting.ts";
import { callSpecial1, hooks, type W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type, w_type } from "./type.ts";

/** The attribute, or null, also where AttributeError is raised. */
export function attributeOrNull(object: W_Object, name: W_Str): W_Object | null {
  try {
    return object.getAttr(name);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_AttributeError)) throw error;
    return null;
  }
}
/** What an object says its class is, where that may be something else than its type; else null. */
function claimedClass(object: W_Object): W_Object | null {
  const type = object.getType();
  const apparent = object.apparentType();
  if (apparent !== type) return apparent;
  if (type.attributeHooks() === 0 && type.lookup(n_class) instanceof W_GetSet) return null;
  const claimed = attributeOrNull(object, n_class);
  return claimed === type ? null : claimed;
}
/** type.__instancecheck__ */
function plainInstanceCheck(object: W_Object, type: W_Object): boolean {
  if (type instanceof W_Type) {
    if (object.getType().isSubtype(type)) return true;
    const claimed = claimedClass(object);
    return claimed instanceof W_Type && claimed.isSubtype(type);
  }
  if (basesOf(type) === null)
    throw raise0(w_TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  const own = attributeOrNull(object, n_class);
  return own !== null && derivesFrom(own, type);
}
hooks.plainInstanceCheck = plainInstanceCheck;
/** type.__subclasscheck__ */
function plainSubclassCheck(type: W_Object, other: W_Object): boolean {
  if (type instanceof W_Type && other instanceof W_Type) return type.isSubtype(other);
  if (basesOf(type) === null) throw raise0(w_TypeError, "issubclass() arg 1 must be a class");
  if (basesOf(other) === null)
    throw raise0(w_TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return derivesFrom(type, other);
}
hooks.plainSubclassCheck = plainSubclassCheck;
/** `__bases__`, of what behaves as a class; else null. */
function basesOf(type: W_Object): W_Tuple | null {
  const bases = attributeOrNull(type, n_bases);
  return bases instanceof W_Tuple ? bases : null;
}
function derivesFrom(type: W_Object, other: W_Object): boolean {
  let bases: W_Tuple | null;
  // a chain of single bases may be of any length
  for (let at = type; ; at = bases.items[0]!) {
    if (at === other) return true;
    bases = basesOf(at);
    if (bases === null || bases.items.length === 0) return false;
    if (bases.items.length > 1) break;
  }
  enterNested("maximum recursion depth exceeded in __issubclass__");
  try {
    for (const base of bases.items) if (derivesFrom(base, other)) return true;
    return false;
  } finally {
    leaveNested();
  }
}

export function isInstance(object: W_Object, type: W_Object): boolean {
  if (object.getType() === type) return true;
  if (type instanceof W_Type && type.metatype === w_type) return plainInstanceCheck(object, type);
  if (type instanceof W_Tuple) {
    enterNested("maximum recursion depth exceeded in __instancecheck__");
    try {
      for (const item of type.items) if (isInstance(object, item)) return true;
      return false;
    } finally {
      leaveNested();
    }
  }
  const own = type.getType();
  const found = own.lookup(n_instancecheck);
  if (found !== null) return callSpecial1(found, type, own, object).isTrue();
  return plainInstanceCheck(object, type);
}
export function isSubclass(type: W_Object, other: W_Object): boolean {
  if (other instanceof W_Type && other.metatype === w_type) return type === other || plainSubclassCheck(type, other);
  if (other instanceof W_Tuple) {
    enterNested("maximum recursion depth exceeded in __subclasscheck__");
    try {
      for (const item of other.items) if (isSubclass(type, item)) return true;
      return false;
    } finally {
      leaveNested();
    }
  }
  const own = other.getType();
  const found = own.lookup(n_subclasscheck);
  if (found !== null) return callSpecial1(found, other, own, type).isTrue();
  return plainSubclassCheck(type, other);
}
