// Attribute access of the bytecode loop. The interpreter keeps what it found in the instruction's site; traces promote the
// instance's map instead, which makes the lookups constant (the site is not looked at: it may hold another class's answer).

import { type int, promote, weAreJitted } from "../rts/index.ts";
import type { Site } from "./caches.ts";

import { type OperationError, raise1, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { IN_DICT, type InstanceMap, PLAIN } from "./map.ts";
import { hooks, type W_Object } from "./object.ts";
import { superType, W_Super, w_super } from "./super.ts";
import { intern, type W_Str } from "./text.ts";
import { MutableCell, W_Type } from "./type.ts";
import { w_bytearray, w_bytes, w_dict, w_float, w_int, w_list, w_set, w_str, w_tuple } from "./types.ts";

function missing(object: W_Object, name: W_Str): OperationError {
  return hooks.noAttribute(object, name) as OperationError;
}
/** R.name */
export function loadAttr(object: W_Object, site: Site): W_Object {
  if (object instanceof W_Instance && !weAreJitted()) {
    const map = object.map;
    if (map === site.map && map.type.version === site.version) {
      if (site.index >= 0) return object.storage[site.index]!;
      return site.found!.descrGet(object, map.type);
    }
    return loadUncached(object, map, site);
  }
  const value = object.getAttr(site.name);
  if (value === null) throw missing(object, site.name);
  return value;
}
/** Looks an attribute up and fills the site. */
function loadUncached(object: W_Instance, map: InstanceMap, site: Site): W_Object {
  const type = map.type;
  if (type.attributeHooks() === 0 && map.kind !== IN_DICT) {
    const found = type.lookup(site.name);
    const isData = found !== null && found.isReadFirst();
    const index = isData ? -1 : map.find(site.name);
    // what stands in a MutableCell changes without a new version
    if (index >= 0 || (found !== null && !isInCell(type, site.name))) {
      site.map = map;
      site.version = type.version;
      site.index = index;
      site.found = found;
    }
    if (index >= 0) return object.storage[index]!;
    if (found !== null) return found.descrGet(object, type);
    throw missing(object, site.name);
  }
  const value = object.getAttr(site.name);
  if (value === null) throw missing(object, site.name);
  return value;
}
function isInCell(type: W_Type, name: W_Str): boolean {
  const where = type.whereDefined(name);
  return where !== null && where.dict.get(name) instanceof MutableCell;
}

/** For a call R.name(...): the function that takes R as first argument; null: ask loadAttr. */
export function loadMethod(object: W_Object, site: Site): W_Object | null {
  if (object instanceof W_Instance && !weAreJitted()) {
    const map = object.map;
    if (map === site.map && map.type.version === site.version) {
      const found = site.found;
      if (site.index >= 0 || found === null || !found.isMethodDescriptor()) return null;
      return found;
    }
    const method = object.lookupMethod(site.name);
    if (method !== null && map.kind !== IN_DICT && !isInCell(map.type, site.name)) {
      site.map = map;
      site.version = map.type.version;
      site.index = -1;
      site.found = method;
    }
    return method;
  }
  if (weAreJitted()) return object.lookupMethod(site.name);
  // versions are no two types': the site needs no map for others than instances
  const type = object.getType();
  if (type.version === site.version && site.map === null) return site.found;
  return builtinMethod(object, type, site);
}
/** Looks a method up and fills the site. @jit noinline */
function builtinMethod(object: W_Object, type: W_Type, site: Site): W_Object | null {
  const method = object.lookupMethod(site.name);
  if (method !== null && type.methodsByType && !isInCell(type, site.name)) {
    site.map = null;
    site.version = type.version;
    site.found = method;
  }
  return method;
}
for (const type of [w_str, w_list, w_dict, w_set, w_tuple, w_int, w_float, w_bytes, w_bytearray])
  type.methodsByType = true;

/** R.name = value */
export function storeAttr(object: W_Object, site: Site, value: W_Object): void {
  if (!(object instanceof W_Instance) || weAreJitted()) {
    object.setAttr(site.name, value);
    return;
  }
  const map = object.map;
  if (map === site.map && map.type.version === site.version) {
    if (site.index >= 0) {
      object.storage[site.index] = value;
      return;
    }
    if (site.nextMap !== null) {
      object.addOwn(site.nextMap, value);
      return;
    }
  }
  const type = map.type;
  object.setAttr(site.name, value);
  if (type.attributeHooks() !== 0 || !type.hasInstanceDict) return;
  const found = type.lookup(site.name);
  if (found !== null && found.isDataDescriptor()) return;
  const index = map.find(site.name);
  if (index < 0 && object.map.kind !== PLAIN) return;
  site.map = map;
  site.version = type.version;
  site.index = index;
  site.found = null;
  site.nextMap = index >= 0 ? null : object.map;
}

/** super().name: R[b] is what the global `super` is, then the class and the first parameter. */
export function loadSuper(superValue: W_Object, start: W_Object, self: W_Object, name: W_Str): W_Object {
  const object =
    superValue === w_super ? new W_Super(start as W_Type, self, superType(start, self)) : superValue.call0();
  const value = object.getAttr(name);
  if (value === null) throw missing(object, name);
  return value;
}
/** For a call super().name(...): the function that takes self; null: ask loadSuper. */
export function superMethod(superValue: W_Object, start: W_Object, self: W_Object, name: W_Str): W_Object | null {
  if (superValue !== w_super || self instanceof W_Type) return null;
  const found = promote(superType(start, self)).lookupAfter(promote(start as W_Type), name);
  return found !== null && found.isMethodDescriptor() ? found : null;
}

/** The method of a `with` statement's context manager, looked up on the type. */
export function loadSpecial(object: W_Object, which: int): W_Object {
  const type = object.getType();
  const found = type.lookup(specialNames[which]!);
  if (found !== null) return found;
  // the other kind of context manager?
  const other = which < 2 ? 2 : 0;
  const hasOther = type.lookup(specialNames[other]!) !== null && type.lookup(specialNames[other + 1]!) !== null;
  throw raise1(w_TypeError, hasOther ? wrongKind[which]! : missingMethod[which]!, object);
}
const specialNames: W_Str[] = ["__enter__", "__exit__", "__aenter__", "__aexit__"].map(intern);
const missingMethod: string[] = [
  "'%T' object does not support the context manager protocol (missed __enter__ method)",
  "'%T' object does not support the context manager protocol (missed __exit__ method)",
  "'%T' object does not support the asynchronous context manager protocol (missed __aenter__ method)",
  "'%T' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
];
const wrongKind: string[] = [
  "'%T' object does not support the context manager protocol (missed __enter__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?",
  "'%T' object does not support the context manager protocol (missed __exit__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?",
  "'%T' object does not support the asynchronous context manager protocol (missed __aenter__ method) but it supports the context manager protocol. Did you mean to use 'with'?",
  "'%T' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?",
];
