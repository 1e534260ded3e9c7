// W_Instance: an object of a user-defined class. Its map says of which type it is and where each attribute stands in `storage`.
//
// `__slots__` have fixed places at the beginning of the storage. Once a program has looked at `__dict__`, a DictHolder stands as
// payload, with the dict and the payload proper; instancedict.ts says how dict and instance stay one.
//
// Every operation looks for the class's special method. An instance of a user-defined subclass of a builtin type (class L(list))
// holds the builtin object as `payload`; operations that the class does not define are found as methods of the builtin
// type, which unwrap their self (builtin.ts). Exceptions derive from this class too.

import type { int } from "../rts/index.ts";
import { arrayCopy, identityHash, newArray, promote, type Throwable } from "../rts/index.ts";
import { W_Builtin, w_member_descriptor } from "./builtin.ts";
import type { W_Dict } from "./dict.ts";
import { OperationError, raise1, raise3, raiseWith, w_AttributeError, w_StopIteration, w_TypeError } from "./errors.ts";
import { IN_DICT, type InstanceMap, MAX_MAP_SIZE, PLAIN } from "./map.ts";
import {
  BINARY,
  COMPARE,
  n_bool,
  n_call,
  n_contains,
  n_delattr,
  n_delete,
  n_delitem,
  n_get,
  n_getattr,
  n_getattribute,
  n_getitem,
  n_hash,
  n_index,
  n_iter,
  n_len,
  n_next,
  n_repr,
  n_set,
  n_setattr,
  n_setitem,
  n_str,
  UNARY,
} from "./names.ts";
import { callSpecial0, callSpecial1, callSpecial2, EQ, hooks, NE, prepend, W_Object } from "./object.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import type { W_Str } from "./text.ts";
import { CUSTOM_DELATTR, CUSTOM_GETATTRIBUTE, CUSTOM_SETATTR, HAS_GETATTR, type W_Type, w_object } from "./type.ts";

const noStorage: W_Object[] = newArray<W_Object>(0);

/** Whether a caught throwable is a Python exception of that type. */
export function isErrorOf(error: Throwable, type: W_Type): boolean {
  return error instanceof OperationError && error.matches(type);
}

/** Whether it is one of object's own methods. */
function isOfObject(found: W_Object): boolean {
  return found instanceof W_Builtin && found.owner === w_object;
}
function orNull(result: W_Object): W_Object | null {
  return result === w_NotImplemented ? null : result;
}
hooks.orNull = orNull;
function isAttributeError(error: Throwable): boolean {
  return isErrorOf(error, w_AttributeError);
}
hooks.isAttributeError = isAttributeError;

/** What stands as an instance's payload once its attributes are seen as a dict. */
export class DictHolder extends W_Object {
  /** Where the attributes are. */
  dict: W_Dict;
  /** What `__dict__` answers: the dict, or an instance of a subclass of dict. */
  shown: W_Object;
  /** The instance's payload. */
  payload: W_Object | null;
  constructor(dict: W_Dict, shown: W_Object, payload: W_Object | null) {
    super();
    this.dict = dict;
    this.shown = shown;
    this.payload = payload;
  }
  override getType(): W_Type {
    return w_object;
  }
}

/** Filled by instancedict.ts. @jit immutable */
export class DictHooks {
  /** Moves the attributes of an instance of kind PLAIN into a dict of their own. */
  moveIntoDict: (instance: W_Instance) => DictHolder = unsetMove;
}
function unsetMove(_instance: W_Instance): DictHolder {
  throw new Error("interpreter hook not set");
}
export const dictHooks = new DictHooks();

export class W_Instance extends W_Object {
  map: InstanceMap;
  storage: W_Object[];
  /** The builtin object inside, or a DictHolder: use payloadObject(). */
  payload: W_Object | null;

  constructor(type: W_Type, payload: W_Object | null) {
    super();
    this.map = type.rootMap;
    this.storage = type.storageHint === 0 ? noStorage : newArray<W_Object>(type.storageHint);
    this.payload = payload;
    if (type.hasFinalizer) hooks.watchInstance(this);
  }
  override getType(): W_Type {
    return this.map.type;
  }
  override unwrap(): W_Object {
    const payload = this.payloadObject();
    return payload === null ? this : payload;
  }
  /** The builtin object inside, of an instance of a subclass of a builtin type; else null. */
  payloadObject(): W_Object | null {
    const payload = this.payload;
    return payload instanceof DictHolder ? payload.payload : payload;
  }

  // --- own attributes, without descriptors
  getOwn(name: W_Str): W_Object | null {
    const map = promote(this.map);
    const index = map.find(name);
    if (index >= 0) return this.storage[index]!;
    return map.kind === IN_DICT ? (this.payload as DictHolder).dict.get(name) : null;
  }
  setOwn(name: W_Str, value: W_Object): void {
    const map = promote(this.map);
    const index = map.find(name);
    if (index >= 0) this.storage[index] = value;
    else if (map.kind === PLAIN && map.size < MAX_MAP_SIZE) this.addOwn(map.with(name), value);
    else this.addInDict(name, value);
  }
  private addInDict(name: W_Str, value: W_Object): void {
    const holder = this.map.kind === PLAIN ? dictHooks.moveIntoDict(this) : (this.payload as DictHolder);
    holder.dict.set(name, value);
  }
  /** Appends the attribute that `map`, of kind PLAIN, has behind the present ones. */
  addOwn(map: InstanceMap, value: W_Object): void {
    const index = map.size - 1;
    if (index >= this.storage.length) this.growStorage(map);
    this.storage[index] = value;
    this.map = map;
  }
  private growStorage(map: InstanceMap): void {
    const type = map.type;
    if (type.storageHint < map.size) type.storageHint = map.size;
    const storage = newArray<W_Object>(map.size > 8 ? map.size * 2 : type.storageHint);
    arrayCopy(this.storage, 0, storage, 0, this.storage.length);
    this.storage = storage;
  }
  /** false when it has no such attribute. */
  deleteOwn(name: W_Str): boolean {
    if (this.map.kind !== PLAIN) return (this.payload as DictHolder).dict.delete(name);
    const index = this.map.find(name);
    if (index < 0) return false;
    const last = this.map.size - 1;
    for (let i = index; i < last; i++) this.storage[i] = this.storage[i + 1]!;
    this.storage[last] = w_None;
    this.map = this.map.without(name);
    return true;
  }

  // --- attributes
  override getAttr(name: W_Str): W_Object | null {
    const map = promote(this.map);
    const type = map.type;
    const custom = type.attributeHooks();
    return custom === 0 ? this.genericGetAttr(name) : this.customGetAttr(name, custom);
  }
  /** object.__getattribute__ */
  genericGetAttr(name: W_Str): W_Object | null {
    const map = promote(this.map);
    const type = map.type;
    const found = type.lookup(name);
    if (found !== null && found.isReadFirst()) return found.descrGet(this, type);
    const index = map.find(name);
    if (index >= 0) return this.storage[index]!;
    if (map.kind === IN_DICT) {
      const own = (this.payload as DictHolder).dict.get(name);
      if (own !== null) return own;
    }
    if (found !== null) return found.descrGet(this, type);
    return null;
  }
  private customGetAttr(name: W_Str, custom: int): W_Object | null {
    const type = this.map.type;
    const hasGetAttribute = custom % 2 === CUSTOM_GETATTRIBUTE;
    const hasGetAttr = custom % 4 >= HAS_GETATTR;
    if (!hasGetAttr) {
      if (!hasGetAttribute) return this.genericGetAttr(name);
      return callSpecial1(type.lookup(n_getattribute)!, this, type, name);
    }
    // looked for first: what __getattribute__ does may take it away
    const fallback = type.lookup(n_getattr)!;
    try {
      const value = hasGetAttribute
        ? callSpecial1(type.lookup(n_getattribute)!, this, type, name)
        : this.genericGetAttr(name);
      if (value !== null) return value;
    } catch (error) {
      if (!isErrorOf(error as Throwable, w_AttributeError)) throw error;
    }
    return callSpecial1(fallback, this, type, name);
  }
  override lookupMethod(name: W_Str): W_Object | null {
    const map = promote(this.map);
    const type = map.type;
    if (type.attributeHooks() !== 0) return null;
    const found = type.lookup(name);
    if (found === null || !found.isMethodDescriptor() || map.find(name) >= 0) return null;
    if (map.kind === IN_DICT && this.getOwn(name) !== null) return null;
    return found;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const type = promote(this.map).type;
    if (type.attributeHooks() % 8 >= CUSTOM_SETATTR) callSpecial2(type.lookup(n_setattr)!, this, type, name, value);
    else this.genericSetAttr(name, value);
  }
  genericSetAttr(name: W_Str, value: W_Object): void {
    const type = promote(this.map).type;
    const found = type.lookup(name);
    if (found !== null && found.descrSet(this, value)) return;
    if (!type.hasInstanceDict) throw hooks.noInstanceDict(this, name);
    this.setOwn(name, value);
  }
  override delAttr(name: W_Str): void {
    const type = this.map.type;
    if (type.attributeHooks() >= CUSTOM_DELATTR) callSpecial1(type.lookup(n_delattr)!, this, type, name);
    else this.genericDelAttr(name);
  }
  genericDelAttr(name: W_Str): void {
    const found = this.map.type.lookup(name);
    if (found !== null && found.descrDelete(this)) return;
    if (!this.deleteOwn(name)) throw hooks.noInstanceDict(this, name);
  }
  override descrGet(object: W_Object | null, type: W_Type): W_Object {
    const own = this.map.type;
    const found = own.lookup(n_get);
    return found === null ? this : callSpecial2(found, this, own, object === null ? w_None : object, type);
  }
  override descrSet(object: W_Object, value: W_Object): boolean {
    const type = this.map.type;
    const found = type.lookup(n_set);
    if (found === null) {
      if (type.lookup(n_delete) === null) return false;
      throw raiseWith(w_AttributeError, n_set);
    }
    callSpecial2(found, this, type, object, value);
    return true;
  }
  override descrDelete(object: W_Object): boolean {
    const type = this.map.type;
    const found = type.lookup(n_delete);
    if (found === null) {
      if (type.lookup(n_set) === null) return false;
      throw raiseWith(w_AttributeError, n_delete);
    }
    callSpecial1(found, this, type, object);
    return true;
  }
  override isReadFirst(): boolean {
    return this.isDataDescriptor() && this.map.type.lookup(n_get) !== null;
  }
  override isDataDescriptor(): boolean {
    const type = this.map.type;
    return type.lookup(n_set) !== null || type.lookup(n_delete) !== null;
  }

  // --- operators
  override binary(op: int, other: W_Object): W_Object | null {
    return this.callBinary(BINARY[op]!.method, other);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return this.callBinary(BINARY[op]!.reflected, other);
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    return this.callBinary(BINARY[op]!.inplace, other);
  }
  private callBinary(name: W_Str, other: W_Object): W_Object | null {
    const type = promote(this.map).type;
    const found = type.lookup(name);
    return found === null ? null : orNull(callSpecial1(found, this, type, other));
  }
  override unary(op: int): W_Object | null {
    const type = this.map.type;
    const found = type.lookup(UNARY[op]!);
    return found === null ? null : callSpecial0(found, this, type);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    const type = promote(this.map).type;
    const found = type.lookup(COMPARE[op]!);
    if (found === null) return null;
    // object.__eq__ is identity, which operations.ts falls back to; object.__ne__ asks __eq__
    if (isOfObject(found)) {
      const eq = type.lookup(COMPARE[EQ]!)!;
      if (op !== NE || isOfObject(eq)) return null;
      const equal = orNull(callSpecial1(eq, this, type, other));
      return equal === null ? null : hooks.boolObject(!equal.isTrue());
    }
    return orNull(callSpecial1(found, this, type, other));
  }

  // --- conversions
  override isTrue(): boolean {
    const type = promote(this.map).type;
    const found = type.lookup(n_bool);
    if (found !== null) return hooks.boolResult(callSpecial0(found, this, type));
    const length = this.len();
    return length !== 0;
  }
  override repr(): W_Str {
    const type = this.map.type;
    return hooks.textResult(callSpecial0(type.lookup(n_repr)!, this, type), n_repr);
  }
  override str(): W_Str {
    const type = this.map.type;
    return hooks.textResult(callSpecial0(type.lookup(n_str)!, this, type), n_str);
  }
  override hash(): int {
    const type = promote(this.map).type;
    const found = type.lookup(n_hash)!;
    if (isOfObject(found) && this.payloadObject() === null) return identityHash(this);
    if (found === w_None) throw hooks.unhashable(this);
    return hooks.hashResult(callSpecial0(found, this, type));
  }
  override asIndex(): W_Object | null {
    const type = this.map.type;
    const found = type.lookup(n_index);
    return found === null ? null : callSpecial0(found, this, type);
  }

  // --- containers
  override len(): int {
    const type = promote(this.map).type;
    const found = type.lookup(n_len);
    return found === null ? -1 : hooks.lengthResult(callSpecial0(found, this, type));
  }
  override getItem(key: W_Object): W_Object | null {
    const type = promote(this.map).type;
    const found = type.lookup(n_getitem);
    if (found === null) return null;
    return callSpecial1(found, this, type, key);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    const type = promote(this.map).type;
    const found = type.lookup(n_setitem);
    if (found === null) return false;
    callSpecial2(found, this, type, key, value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    const type = this.map.type;
    const found = type.lookup(n_delitem);
    if (found === null) return false;
    callSpecial1(found, this, type, key);
    return true;
  }
  override contains(item: W_Object): int {
    const type = this.map.type;
    const found = type.lookup(n_contains);
    if (found === null) return -1;
    if (found === w_None) throw raise1(w_TypeError, "'%T' object is not a container", this);
    return callSpecial1(found, this, type, item).isTrue() ? 1 : 0;
  }
  override iter(): W_Object | null {
    const type = this.map.type;
    const found = type.lookup(n_iter);
    if (found === w_None) return null;
    if (found !== null) return callSpecial0(found, this, type);
    return type.lookup(n_getitem) === null ? null : hooks.sequenceIterator(this);
  }
  override isIterator(): boolean {
    return this.map.type.lookup(n_next) !== null;
  }
  override next(): W_Object | null {
    const type = promote(this.map).type;
    const found = type.lookup(n_next);
    if (found === null) throw raise1(w_TypeError, "'%T' object is not iterable", this);
    try {
      return callSpecial0(found, this, type);
    } catch (error) {
      if (!isErrorOf(error as Throwable, w_StopIteration)) throw error;
      return null;
    }
  }

  // --- calls
  override isCallable(): boolean {
    return this.map.type.lookup(n_call) !== null;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const type = promote(this.map).type;
    const found = type.lookup(n_call);
    if (found === null) throw hooks.notCallable(this);
    if (found.isMethodDescriptor()) return found.call(prepend(this, args), kwnames);
    return found.descrGet(this, type).call(args, kwnames);
  }
}

/** The place of a name of __slots__: a data descriptor for one place of the storage. null: not set. */
export class W_Slot extends W_Object {
  readonly owner: W_Type;
  readonly name: W_Str;
  readonly index: int;
  constructor(owner: W_Type, name: W_Str, index: int) {
    super();
    this.owner = owner;
    this.name = name;
    this.index = index;
  }
  override getType(): W_Type {
    return w_member_descriptor;
  }
  override repr(): W_Str {
    return w_member_descriptor.lookup(n_repr)!.call1(this) as W_Str;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  private instanceOf(object: W_Object): W_Instance {
    if (object instanceof W_Instance && promote(object.map).type.isSubtype(this.owner)) return object;
    throw raise3(
      w_TypeError,
      "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
      this.name,
      this.owner,
      object,
    );
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null) return this;
    const value = this.instanceOf(object).storage[this.index]!;
    if (value === null) throw hooks.noAttribute(object, this.name);
    return value;
  }
  override descrSet(object: W_Object, value: W_Object): boolean {
    this.instanceOf(object).storage[this.index] = value;
    return true;
  }
  override descrDelete(object: W_Object): boolean {
    const instance = this.instanceOf(object);
    if (instance.storage[this.index] === null) throw raiseWith(w_AttributeError, this.name);
    instance.storage[this.index] = null as unknown as W_Object;
    return true;
  }
}
