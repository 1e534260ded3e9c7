// W_Type: Python's classes, builtin and user-defined; the method resolution order; attribute lookup with its cache.
//
// A type's *version* is a number that changes whenever a lookup through the type could answer something else: compiled code
// and the caches depend on it (it is quasi-immutable; a change also reaches all subclasses). A class attribute that is
// assigned a second time moves into a MutableCell, so that a counter kept on a class does not change the version each time.

import type { int } from "../rts/index.ts";
import { I64Array, identityHash, intAnd, newArray, promote, type Throwable } from "../rts/index.ts";
import { InstanceMap, PLAIN, SHARED } from "./map.ts";
import {
  BINARY,
  COMPARE,
  n_bool,
  n_class_getitem,
  n_contains,
  n_del,
  n_delattr,
  n_delitem,
  n_getattr,
  n_getattribute,
  n_getitem,
  n_hash,
  n_index,
  n_iter,
  n_len,
  n_module,
  n_repr,
  n_setattr,
  n_setitem,
  n_str,
  UNARY,
} from "./names.ts";
import { NameTable } from "./nametable.ts";
import { callSpecial0, callSpecial1, callSpecial2, EQ, hooks, NE, OR, W_Object } from "./object.ts";
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
/** A class refers to those below it weakly: they go when nobody else needs them. */
class TypeLink {
  /** null: collected. @jit weak */
  weakReferent: W_Type | null;
  constructor(type: W_Type) {
    this.weakReferent = type;
  }
}
const noLinks = newArray<TypeLink>(0);
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
  /** __doc__ of a builtin type (docs.ts); null: what `dict` has. */
  doc: W_Str | null = null;
  /** __text_signature__ of a builtin type (signatures.ts). */
  signature: W_Str | null = null;
  /** The module of a builtin type whose `dict` may have a descriptor of that name, for its instances. */
  module: W_Str | null = null;
  /** @jit quasi-immutable */
  version: int = 0;
  /** In the order in which they were made; some may be gone. */
  subclasses: TypeLink[] = noLinks;
  subclassCount: int = 0;
  /** What `lookupMethod` answers depends on the type and its version alone. */
  methodsByType: boolean = false;
  /** Made by a class statement (or a call of type). @jit immutable */
  isHeap: boolean;
  /** Abstract methods are not implemented: instances are refused. */
  isAbstract: boolean = false;
  /** The class that made the instances' layout what it is, by __slots__; null: solidBase. */
  layout: W_Type | null = null;
  /** Of the bases, the one whose layout instances have; null: the first. */
  best: W_Type | null = null;
  /** What `match` takes instances for: 0, SEQUENCE, MAPPING. */
  collection: int = 0;
  /** Instances may be referred to weakly. */
  /** A builtin type whose `__getattribute__` is that of derived classes, too. @jit immutable */
  looksElsewhere: boolean = false;
  hasWeakref: boolean = false;
  /** Instances have a __del__. @jit quasi-immutable */
  hasFinalizer: boolean = false;
  /** Cache of attributeHooks, for hooksVersion. */
  hooks: int = 0;
  hooksVersion: int = 0;
  /** May be a base of user-defined classes. */
  isBaseType: boolean = true;
  /** The builtin type whose object an instance wraps as payload, when that is not `object`: see instance.ts. @jit immutable */
  solidBase: W_Type | null;
  /** Instances have attributes of their own. @jit immutable */
  hasInstanceDict: boolean;
  /** Where the map of a fresh instance starts. */
  readonly rootMap: InstanceMap;
  /** The roots of the other kinds of maps, once there are instances that need them. */
  private sharedRoot: InstanceMap | null = null;
  private dictRoot: InstanceMap | null = null;
  /** Places for __slots__ in an instance's storage, those of the bases first. */
  readonly slotCount: int;
  /** How much storage instances have needed so far: the size of a new instance's. */
  storageHint: int;

  /** The last three are for classes of programs. */
  constructor(
    metatype: W_Type | null,
    name: W_Str,
    bases: W_Type[],
    slotCount: int = 0,
    isHeap: boolean = false,
    hasInstanceDict: boolean = false,
    solidBase: W_Type | null = null,
  ) {
    super();
    this.isHeap = isHeap;
    this.hasInstanceDict = hasInstanceDict;
    this.solidBase = solidBase;
    this.metatype = metatype === null ? this : metatype;
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.mro = newArray<W_Type>(0);
    this.rootMap = new InstanceMap(this, PLAIN, null, null, slotCount);
    this.slotCount = slotCount;
    this.storageHint = slotCount;
    this.version = newVersion();
  }
  override getType(): W_Type {
    return this.metatype;
  }
  /** The module that it says it is of; null: none, `builtins` when it is a builtin type. */
  ownModule(): W_Object | null {
    const own = this.ownAttribute(n_module);
    return own === null || (!this.isHeap && own.isDataDescriptor()) ? this.module : own;
  }
  /** The last part of the name: `deque` of `collections.deque`. */
  shortName(): W_Str {
    return this.isHeap ? this.name : this.qualname;
  }
  /** The map without attributes of a kind (map.ts). */
  mapRoot(kind: int): InstanceMap {
    if (kind === PLAIN) return this.rootMap;
    const known = kind === SHARED ? this.sharedRoot : this.dictRoot;
    if (known !== null) return known;
    const map = new InstanceMap(this, kind, null, null, this.slotCount);
    if (kind === SHARED) this.sharedRoot = map;
    else this.dictRoot = map;
    return map;
  }
  /** Whether an operand of this type may have to be asked before one of a type that it derives from. */
  mayReflectFirst(): boolean {
    return this.isHeap || (this.bases.length > 0 && this.bases[0] !== w_object);
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    return hooks.callType(this, args, kwnames);
  }
  // --- attributes
  override getAttr(name: W_Str): W_Object | null {
    const meta = this.metatype;
    if (meta === w_type) return this.genericGetAttr(name);
    const custom = meta.attributeHooks();
    const hasGetAttribute = custom % 2 === CUSTOM_GETATTRIBUTE;
    if (custom % 4 < HAS_GETATTR) {
      if (!hasGetAttribute) return this.genericGetAttr(name);
      return callSpecial1(meta.lookup(n_getattribute)!, this, meta, name);
    }
    try {
      const value = hasGetAttribute
        ? callSpecial1(meta.lookup(n_getattribute)!, this, meta, name)
        : this.genericGetAttr(name);
      if (value !== null) return value;
    } catch (error) {
      if (!hooks.isAttributeError(error as Throwable)) throw error;
    }
    return callSpecial1(meta.lookup(n_getattr)!, this, meta, name);
  }
  /** type.__getattribute__ */
  genericGetAttr(name: W_Str): W_Object | null {
    const meta = this.metatype;
    const special = meta.lookup(name);
    if (special !== null && special.isReadFirst()) return special.descrGet(this, meta);
    const found = this.lookup(name);
    if (found !== null) return found.descrGet(null, this);
    if (special !== null) return special.descrGet(this, meta);
    return null;
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const meta = this.metatype;
    if (meta !== w_type && meta.attributeHooks() % 8 >= CUSTOM_SETATTR)
      callSpecial2(meta.lookup(n_setattr)!, this, meta, name, value);
    else this.genericSetAttr(name, value);
  }
  genericSetAttr(name: W_Str, value: W_Object): void {
    if (!this.isHeap) throw hooks.noInstanceDict(this, name);
    const special = this.metatype.lookup(name);
    if (special !== null && special.descrSet(this, value)) return;
    this.setOwn(name, value);
  }
  override delAttr(name: W_Str): void {
    const meta = this.metatype;
    if (meta !== w_type && meta.attributeHooks() >= CUSTOM_DELATTR)
      callSpecial1(meta.lookup(n_delattr)!, this, meta, name);
    else this.genericDelAttr(name);
  }
  genericDelAttr(name: W_Str): void {
    if (!this.isHeap) throw hooks.noInstanceDict(this, name);
    const special = this.metatype.lookup(name);
    if (special !== null && special.descrDelete(this)) return;
    if (!this.deleteOwn(name)) throw hooks.noInstanceDict(this, name);
  }

  // --- special methods that a metaclass may define
  /** The special method, when the metaclass is the program's. */
  private metaMethod(name: W_Str): W_Object | null {
    return this.metatype === w_type ? null : this.metatype.lookup(name);
  }
  /** The same, unless it is one that `object` or `type` have. */
  private ownMetaMethod(name: W_Str): W_Object | null {
    const meta = this.metatype;
    if (meta === w_type) return null;
    const where = meta.whereDefined(name);
    return where === null || !where.isHeap ? null : meta.lookup(name);
  }
  override asIndex(): W_Object | null {
    const found = this.metaMethod(n_index);
    return found === null ? null : callSpecial0(found, this, this.metatype);
  }
  override len(): int {
    const found = this.metaMethod(n_len);
    return found === null ? -1 : hooks.lengthResult(callSpecial0(found, this, this.metatype));
  }
  override iter(): W_Object | null {
    const found = this.metaMethod(n_iter);
    if (found !== null) return callSpecial0(found, this, this.metatype);
    return this.metaMethod(n_getitem) === null ? null : hooks.sequenceIterator(this);
  }
  override contains(item: W_Object): int {
    const found = this.metaMethod(n_contains);
    if (found === null) return -1;
    return callSpecial1(found, this, this.metatype, item).isTrue() ? 1 : 0;
  }
  override getItem(key: W_Object): W_Object | null {
    const found = this.metaMethod(n_getitem);
    if (found !== null) return callSpecial1(found, this, this.metatype, key);
    const generic = this.lookup(n_class_getitem);
    return generic === null ? null : generic.descrGet(null, this).call1(key);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    const found = this.metaMethod(n_setitem);
    if (found === null) return false;
    callSpecial2(found, this, this.metatype, key, value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    const found = this.metaMethod(n_delitem);
    if (found === null) return false;
    callSpecial1(found, this, this.metatype, key);
    return true;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    const found = this.ownMetaMethod(BINARY[op]!.method);
    if (found !== null) return hooks.orNull(callSpecial1(found, this, this.metatype, other));
    return op === OR ? hooks.unionOf(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    const found = this.ownMetaMethod(BINARY[op]!.reflected);
    if (found !== null) return hooks.orNull(callSpecial1(found, this, this.metatype, other));
    return op === OR ? hooks.unionOf(other, this) : null;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    const found = this.ownMetaMethod(BINARY[op]!.inplace);
    return found === null ? null : hooks.orNull(callSpecial1(found, this, this.metatype, other));
  }
  override unary(op: int): W_Object | null {
    const found = this.ownMetaMethod(UNARY[op]!);
    return found === null ? null : callSpecial0(found, this, this.metatype);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    const found = this.ownMetaMethod(COMPARE[op]!);
    if (found !== null) return hooks.orNull(callSpecial1(found, this, this.metatype, other));
    if (op !== NE) return null;
    const eq = this.ownMetaMethod(COMPARE[EQ]!);
    if (eq === null) return null;
    const equal = hooks.orNull(callSpecial1(eq, this, this.metatype, other));
    return equal === null ? null : hooks.boolObject(!equal.isTrue());
  }
  override hash(): int {
    if (this.metatype !== w_type) {
      const found = this.metatype.lookup(n_hash)!;
      if (!found.isCallable()) throw hooks.unhashable(this);
      const own = this.ownMetaMethod(n_hash);
      if (own !== null) return hooks.hashResult(callSpecial0(own, this, this.metatype));
    }
    return identityHash(this);
  }
  override isTrue(): boolean {
    if (this.metatype === w_type) return true;
    const found = this.ownMetaMethod(n_bool);
    if (found !== null) return hooks.boolResult(callSpecial0(found, this, this.metatype));
    return this.len() !== 0;
  }
  override repr(): W_Str {
    const found = this.ownMetaMethod(n_repr);
    return found === null
      ? hooks.defaultRepr(this)
      : hooks.textResult(callSpecial0(found, this, this.metatype), n_repr);
  }
  override str(): W_Str {
    const found = this.ownMetaMethod(n_str);
    return found === null ? this.repr() : hooks.textResult(callSpecial0(found, this, this.metatype), n_str);
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
    const hasFinalizer = this.isHeap && this.lookup(n_del) !== null;
    if (hasFinalizer !== this.hasFinalizer) this.hasFinalizer = hasFinalizer;
    for (let i = 0; i < this.subclassCount; i++) {
      const below = this.subclass(i);
      if (below !== null) below.changed();
    }
  }
  isSubtype(other: W_Type): boolean {
    if (this === other) return true;
    const type = promote(this as W_Type);
    return isInMro(type, other, type.version);
  }
  /** Class number `i` of those that have this one among their bases; null: it is gone. */
  subclass(i: int): W_Type | null {
    return this.subclasses[i]!.weakReferent;
  }
  removeSubclass(type: W_Type): void {
    this.keepSubclasses(type);
  }
  addSubclass(type: W_Type): void {
    const full = this.subclassCount === this.subclasses.length;
    if (full) this.keepSubclasses(null);
    if (full && this.subclassCount * 2 >= this.subclasses.length) {
      const more = newArray<TypeLink>(this.subclassCount * 2 + 2);
      for (let i = 0; i < this.subclassCount; i++) more[i] = this.subclasses[i]!;
      this.subclasses = more;
    }
    this.subclasses[this.subclassCount] = new TypeLink(type);
    this.subclassCount = this.subclassCount + 1;
  }
  /** Drops the links to what is gone, and to one class. */
  private keepSubclasses(but: W_Type | null): void {
    let count = 0;
    for (let i = 0; i < this.subclassCount; i++) {
      const below = this.subclass(i);
      if (below === null || below === but) continue;
      this.subclasses[count] = this.subclasses[i]!;
      count++;
    }
    for (let i = count; i < this.subclassCount; i++) this.subclasses[i] = null as unknown as TypeLink;
    this.subclassCount = count;
  }
}

function newVersion(): int {
  const version = lookupCache.nextVersion;
  lookupCache.nextVersion = version + 1;
  return version;
}

/** Found attributes are forgotten: they keep classes alive. */
export function forgetLookups(): void {
  for (let i = 0; i < lookupCache.values.length; i++) {
    lookupCache.versions[i] = 0;
    lookupCache.values[i] = null;
  }
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
    const where = type.whereDefined(n_getattribute);
    if (where !== null && (where.isHeap || where.looksElsewhere)) bits = bits + CUSTOM_GETATTRIBUTE;
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

export const SEQUENCE = 1;
export const MAPPING = 2;

/** Why there is no order: the classes that none of could come next. */
export class MroFailure {
  heads: W_Type[] = newArray<W_Type>(0);
  count: int = 0;
  note(lists: W_Type[][], heads: I64Array): void {
    this.heads = newArray<W_Type>(lists.length);
    this.count = 0;
    for (let i = 0; i < lists.length; i++) {
      const head: int = heads[i]!;
      if (head >= lists[i]!.length) continue;
      const type = lists[i]![head]!;
      let known = false;
      for (let k = 0; k < this.count; k++) if (this.heads[k] === type) known = true;
      if (known) continue;
      this.heads[this.count] = type;
      this.count = this.count + 1;
    }
  }
}
export const mroFailure = new MroFailure();

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
      if (open) {
        mroFailure.note(lists, heads);
        return null;
      }
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
    type.module = intern(name.slice(0, dot));
    type.dict.set(n_module, type.module);
  }
  type.mro = newArray<W_Type>(base.mro.length + 1);
  type.mro[0] = type;
  for (let i = 0; i < base.mro.length; i++) type.mro[i + 1] = base.mro[i]!;
  base.addSubclass(type);
  type.hasInstanceDict = base.hasInstanceDict;
  type.solidBase = base.solidBase;
  type.collection = base.collection;
  return type;
}
