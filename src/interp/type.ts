// W_Type: Python's classes, builtin and user-defined; the method resolution order; attribute lookup with its cache.
//
// A type's *version* is a number that changes whenever a lookup through the type could answer something else: compiled code
// and the caches depend on it (it is quasi-immutable; a change also reaches all subclasses). A class attribute that is
// assigned a second time moves into a MutableCell, so that a counter kept on a class does not change the version each time.

import type { int } from "../rts/index.ts";
import { I64Array, intAnd, newArray, promote } from "../rts/index.ts";
import { InstanceMap } from "./map.ts";
import {
  n_class_getitem,
  n_contains,
  n_delattr,
  n_getattr,
  n_getattribute,
  n_getitem,
  n_iter,
  n_len,
  n_module,
  n_repr,
  n_setattr,
} from "./names.ts";
import { NameTable } from "./nametable.ts";
import { hooks, W_Object } from "./object.ts";
import { intern, type W_Str } from "./text.ts";

/** The value of a class attribute that has been assigned more than once. Lives only in type dictionaries. */
export class MutableCell extends W_Object {
  value: W_Object;
  constructor(value: W_Object) {
    super();
    this.value = value;
  }
  override getType(): W_Type {
    return this.value.getType();
  }
}

/** Global lookup cache: (version, name) -> raw value in the MRO, or null. Versions are never used twice, so entries need no clearing. */
class LookupCache {
  nextVersion: int = 1;
  readonly versions: I64Array = new I64Array(2048);
  readonly names: (W_Str | null)[] = newArray<W_Str | null>(2048);
  readonly values: (W_Object | null)[] = newArray<W_Object | null>(2048);
}
const lookupCache = new LookupCache();

export class W_Type extends W_Object {
  /** type(this). */
  metatype: W_Type;
  name: W_Str;
  qualname: W_Str;
  bases: W_Type[];
  /** The method resolution order, this type first. */
  mro: W_Type[];
  readonly dict: NameTable = new NameTable();
  /** @jit quasi-immutable */
  version: int = 0;
  subclasses: W_Type[] = newArray<W_Type>(4);
  subclassCount: int = 0;
  /** Made by a class statement (or a call of type). */
  isHeap: boolean = false;
  /** Cache of attributeHooks, for hooksVersion. */
  hooks: int = 0;
  hooksVersion: int = 0;
  /** May be a base of user-defined classes. */
  isBaseType: boolean = true;
  /** The builtin type whose object an instance wraps as payload, when that is not `object`: see instance.ts. */
  solidBase: W_Type | null = null;
  /** Instances have attributes of their own. */
  hasInstanceDict: boolean = false;
  /** Where the map of a fresh instance starts. */
  readonly rootMap: InstanceMap;
  /** How many attributes instances have had so far: the size of a new instance's storage. */
  storageHint: int = 0;

  constructor(metatype: W_Type | null, name: W_Str, bases: W_Type[]) {
    super();
    this.metatype = metatype === null ? this : metatype;
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.mro = newArray<W_Type>(0);
    this.rootMap = new InstanceMap(this, null, null, 0);
    this.version = newVersion();
  }
  override getType(): W_Type {
    return this.metatype;
  }
  /** The last part of the name: `deque` of `collections.deque`. */
  shortName(): W_Str {
    return this.isHeap ? this.name : this.qualname;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    return hooks.callType(this, args, kwnames);
  }
  override getAttr(name: W_Str): W_Object | null {
    const meta = this.metatype;
    const special = meta.lookup(name);
    if (special !== null && special.isDataDescriptor()) return special.descrGet(this, meta);
    const found = this.lookup(name);
    if (found !== null) return found.descrGet(null, this);
    if (special !== null) return special.descrGet(this, meta);
    if (meta === w_type) return null;
    const fallback = meta.lookup(n_getattr);
    return fallback === null ? null : fallback.call2(this, name);
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const special = this.metatype.lookup(name);
    if (special !== null && special.descrSet(this, value)) return;
    if (!this.isHeap) throw hooks.noInstanceDict(this, name);
    this.setOwn(name, value);
  }
  override delAttr(name: W_Str): void {
    const special = this.metatype.lookup(name);
    if (special !== null && special.descrDelete(this)) return;
    if (!this.isHeap || !this.deleteOwn(name)) throw hooks.noInstanceDict(this, name);
  }
  // special methods that a metaclass may define
  override len(): int {
    const found = this.metaMethod(n_len);
    return found === null ? -1 : hooks.lengthResult(found.call1(this));
  }
  override iter(): W_Object | null {
    const found = this.metaMethod(n_iter);
    return found === null ? null : found.call1(this);
  }
  override contains(item: W_Object): int {
    const found = this.metaMethod(n_contains);
    if (found === null) return -1;
    return found.call2(this, item).isTrue() ? 1 : 0;
  }
  override getItem(key: W_Object): W_Object | null {
    const found = this.metaMethod(n_getitem);
    if (found !== null) return found.call2(this, key);
    const generic = this.lookup(n_class_getitem);
    return generic === null ? null : generic.descrGet(null, this).call1(key);
  }
  private metaMethod(name: W_Str): W_Object | null {
    return this.metatype === w_type ? null : this.metatype.lookup(name);
  }
  override repr(): W_Str {
    const found = this.metaMethod(n_repr);
    if (found !== null && this.metatype.whereDefined(n_repr)!.isHeap)
      return hooks.textResult(found.call1(this), n_repr);
    return hooks.defaultRepr(this);
  }
  /** Which of the attribute methods are user-defined: ATTRIBUTE_HOOKS bits. */
  attributeHooks(): int {
    const type = promote(this as W_Type);
    return attributeHooksAtVersion(type, type.version);
  }

  /** The attribute in the MRO's dictionaries; null when there is none. `name` is interned. Not bound. */
  lookup(name: W_Str): W_Object | null {
    const type = promote(this as W_Type);
    const found = lookupAtVersion(type, name, type.version);
    if (found instanceof MutableCell) return found.value;
    return found;
  }
  /** The attribute in this type's own dictionary. */
  ownAttribute(name: W_Str): W_Object | null {
    const found = this.dict.get(name);
    if (found instanceof MutableCell) return found.value;
    return found;
  }
  /** As lookup, but starts behind `start` in the MRO: for super(). */
  lookupAfter(start: W_Type, name: W_Str): W_Object | null {
    const mro = this.mro;
    let i = 0;
    while (i < mro.length && mro[i] !== start) i++;
    for (i = i + 1; i < mro.length; i++) {
      const found = mro[i]!.ownAttribute(name);
      if (found !== null) return found;
    }
    return null;
  }
  /** The class of the MRO that holds the attribute; null when none does. */
  whereDefined(name: W_Str): W_Type | null {
    for (const type of this.mro) if (type.dict.get(name) !== null) return type;
    return null;
  }
  /** Sets a class attribute. */
  setOwn(name: W_Str, value: W_Object): void {
    const old = this.dict.get(name);
    if (old === null) {
      this.dict.set(name, value);
      this.changed();
    } else if (old instanceof MutableCell) old.value = value;
    else {
      this.dict.set(name, new MutableCell(value));
      this.changed();
    }
  }
  /** Deletes a class attribute; false when there is none. */
  deleteOwn(name: W_Str): boolean {
    if (!this.dict.delete(name)) return false;
    this.changed();
    return true;
  }
  /** New versions for this type and all below it. */
  changed(): void {
    this.version = newVersion();
    for (let i = 0; i < this.subclassCount; i++) this.subclasses[i]!.changed();
  }
  isSubtype(other: W_Type): boolean {
    if (this === other) return true;
    const type = promote(this as W_Type);
    return isInMro(type, other, type.version);
  }
  addSubclass(type: W_Type): void {
    if (this.subclassCount === this.subclasses.length) {
      const more = newArray<W_Type>(this.subclassCount * 2);
      for (let i = 0; i < this.subclassCount; i++) more[i] = this.subclasses[i]!;
      this.subclasses = more;
    }
    this.subclasses[this.subclassCount] = type;
    this.subclassCount = this.subclassCount + 1;
  }
}

function newVersion(): int {
  const version = lookupCache.nextVersion;
  lookupCache.nextVersion = version + 1;
  return version;
}

/** The raw entry (perhaps a MutableCell) at that version of the type. @jit elidable */
function lookupAtVersion(type: W_Type, name: W_Str, version: int): W_Object | null {
  const slot = intAnd(version * 31 + name.hash(), 2047);
  if (lookupCache.versions[slot] === version && lookupCache.names[slot] === name) return lookupCache.values[slot]!;
  let found: W_Object | null = null;
  const mro = type.mro;
  for (let i = 0; i < mro.length; i++) {
    found = mro[i]!.dict.get(name);
    if (found !== null) break;
  }
  lookupCache.versions[slot] = version;
  lookupCache.names[slot] = name;
  lookupCache.values[slot] = found;
  return found;
}

export const CUSTOM_GETATTRIBUTE = 1;
export const HAS_GETATTR = 2;
export const CUSTOM_SETATTR = 4;
export const CUSTOM_DELATTR = 8;

/** @jit elidable */
function attributeHooksAtVersion(type: W_Type, version: int): int {
  if (type.hooksVersion !== version) {
    let bits = 0;
    if (isUserDefined(type, n_getattribute)) bits = bits + CUSTOM_GETATTRIBUTE;
    if (type.lookup(n_getattr) !== null) bits = bits + HAS_GETATTR;
    if (isUserDefined(type, n_setattr)) bits = bits + CUSTOM_SETATTR;
    if (isUserDefined(type, n_delattr)) bits = bits + CUSTOM_DELATTR;
    type.hooks = bits;
    type.hooksVersion = version;
  }
  return type.hooks;
}
function isUserDefined(type: W_Type, name: W_Str): boolean {
  const where = type.whereDefined(name);
  return where !== null && where.isHeap;
}

/** @jit elidable */
function isInMro(type: W_Type, other: W_Type, _version: int): boolean {
  const mro = type.mro;
  for (let i = 0; i < mro.length; i++) if (mro[i] === other) return true;
  return false;
}

/**
 * The C3 linearization of `type` with its bases; null when there is none. Merges the bases' orders and the list of
 * bases: always takes the first head that stands in no other list's tail.
 */
export function computeMro(type: W_Type, bases: W_Type[]): W_Type[] | null {
  const lists = newArray<W_Type[]>(bases.length + 1);
  let total = 1;
  for (let i = 0; i < bases.length; i++) {
    lists[i] = bases[i]!.mro;
    total = total + bases[i]!.mro.length;
  }
  lists[bases.length] = bases;
  const heads = new I64Array(lists.length);
  const result = newArray<W_Type>(total);
  result[0] = type;
  let count = 1;
  for (;;) {
    let candidate: W_Type | null = null;
    let open = false;
    for (let i = 0; i < lists.length && candidate === null; i++) {
      const list = lists[i]!;
      const head: int = heads[i]!;
      if (head >= list.length) continue;
      open = true;
      if (!inSomeTail(lists, heads, list[head]!)) candidate = list[head]!;
    }
    if (candidate === null) {
      if (open) return null;
      const mro = newArray<W_Type>(count);
      for (let i = 0; i < count; i++) mro[i] = result[i]!;
      return mro;
    }
    result[count] = candidate;
    count = count + 1;
    for (let i = 0; i < lists.length; i++) {
      const head: int = heads[i]!;
      if (head < lists[i]!.length && lists[i]![head] === candidate) heads[i] = head + 1;
    }
  }
}
function inSomeTail(lists: W_Type[][], heads: I64Array, type: W_Type): boolean {
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i]!;
    for (let k = heads[i]! + 1; k < list.length; k++) if (list[k] === type) return true;
  }
  return false;
}

// --- the two types that everything begins with
function rootType(name: string, metatype: W_Type | null): W_Type {
  const type = new W_Type(metatype, intern(name), []);
  type.mro = [type];
  return type;
}
export const w_type: W_Type = rootType("type", null);
export const w_object: W_Type = rootType("object", w_type);
w_type.bases = [w_object];
w_type.mro = [w_type, w_object];
w_object.addSubclass(w_type);

/**
 * Declares a builtin type. At module level only. `collections.deque` is the type deque of the module collections: messages give the whole
 * name, `__name__` the last part.
 */
export function builtinType(name: string, base: W_Type = w_object): W_Type {
  const bases = newArray<W_Type>(1);
  bases[0] = base;
  const type = new W_Type(w_type, intern(name), bases);
  const dot = name.lastIndexOf(".");
  if (dot >= 0) {
    type.qualname = intern(name.slice(dot + 1));
    type.dict.set(n_module, intern(name.slice(0, dot)));
  }
  type.mro = newArray<W_Type>(base.mro.length + 1);
  type.mro[0] = type;
  for (let i = 0; i < base.mro.length; i++) type.mro[i + 1] = base.mro[i]!;
  base.addSubclass(type);
  type.hasInstanceDict = base.hasInstanceDict;
  type.solidBase = base.solidBase;
  return type;
}
