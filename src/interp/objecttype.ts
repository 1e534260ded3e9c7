// The methods of `object` and `type`; making classes and instances.

import type { int } from "../rts/index.ts";
import { identityHash, newArray } from "../rts/index.ts";
import { def, defClass, defStatic, getter, getterSetter, W_GetSet } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import { W_ClassMethod, W_StaticMethod } from "./descriptors.ts";
import { W_Dict } from "./dict.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raise3,
  w_AttributeError,
  w_BaseException,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Function } from "./function.ts";
import { callSpecial2, W_Instance, W_Slot } from "./instance.ts";
import { InstanceDict } from "./instancedict.ts";
import { newBool, newInt } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { longFromInt, longText } from "./long.ts";
import { W_Module } from "./module.ts";
import {
  n_call,
  n_class_getitem,
  n_classcell,
  n_dict,
  n_doc,
  n_eq,
  n_hash,
  n_init,
  n_init_subclass,
  n_module,
  n_new,
  n_qualname,
  n_set_name,
  n_slots,
} from "./names.ts";
import { args1, EQ, hooks, prepend, W_Object } from "./object.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { sortList } from "./sort.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { computeMro, W_Type, w_object, w_type } from "./type.ts";

// --- instances

/** A call of a class: by its metaclass's __call__, which makes an instance by __new__ and __init__. type(x) is the type of x. */
function callType(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (type.metatype !== w_type) {
    const own = type.metatype.lookup(n_call)!;
    if (own !== typeCall) {
      return own.isMethodDescriptor()
        ? own.call(prepend(type, args), kwnames)
        : own.descrGet(type, type.metatype).call(args, kwnames);
    }
  }
  return makeInstance(type, args, kwnames);
}
/** type.__call__ */
function makeInstance(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (type === w_type && args.length === 1 && kwnames === null) return args[0]!.getType();
  const maker = type.lookup(n_new)!;
  let instance: W_Object;
  if (maker === objectNew) {
    instance = newPlainInstance(type, args, kwnames);
  } else instance = maker.descrGet(null, type).call(prepend(type, args), kwnames);
  const own = instance.getType();
  if (own !== type && !own.isSubtype(type)) return instance;
  const init = own.lookup(n_init)!;
  if (init === objectInit) return instance;
  const result = init.isMethodDescriptor()
    ? init.call(prepend(instance, args), kwnames)
    : init.descrGet(instance, own).call(args, kwnames);
  if (result !== w_None) throw raise1(w_TypeError, "__init__() should return None, not '%T'", result);
  return instance;
}
hooks.callType = callType;

function newPlainInstance(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (args.length > 0 && type.lookup(n_init) === objectInit) throw raise1(w_TypeError, "%N() takes no arguments", type);
  if (!type.isHeap && type !== w_object) throw raise1(w_TypeError, "cannot create '%N' instances", type);
  if (type === w_object) return new W_PlainObject();
  void kwnames;
  return new W_Instance(type, null);
}
/** object() */
class W_PlainObject extends W_Object {
  override getType(): W_Type {
    return w_object;
  }
}
function object_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const type = args[0];
  if (!(type instanceof W_Type)) throw raise0(w_TypeError, "object.__new__(X): X is not a type object");
  // arguments are for an __init__ or a __new__ that calls this one
  if (args.length > 1 && (type.lookup(n_new) !== objectNew || type.lookup(n_init) === objectInit)) {
    if (type.lookup(n_new) !== objectNew)
      throw raise0(w_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    throw raise1(w_TypeError, "%N() takes no arguments", type);
  }
  return newPlainInstance(type, noArguments, kwnames);
}
const noArguments: W_Object[] = newArray<W_Object>(0);
function object_init(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0]!.getType();
  if (args.length > 1 && (type.lookup(n_init) !== objectInit || type.lookup(n_new) === objectNew)) {
    if (type.lookup(n_init) !== objectInit)
      throw raise0(w_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    throw raise1(w_TypeError, "%N() takes no arguments", type);
  }
  return w_None;
}

// --- object's methods
function addHex(text: StrBuilder, value: int): void {
  text.add("0x");
  const digits = longText(longFromInt(value), 16);
  text.addRepeated(48, 12 - digits.length);
  text.addStr(digits);
}
/** The module that a class says it is of, or null for builtins. */
export function moduleOf(type: W_Type): W_Str | null {
  const module = type.ownAttribute(n_module);
  if (!(module instanceof W_Str) || module === builtinsName) return null;
  return module;
}
const builtinsName = intern("builtins");
function addTypeName(text: StrBuilder, type: W_Type): void {
  const module = moduleOf(type);
  if (module !== null) {
    text.addStr(module);
    text.addChar(46);
  }
  text.addStr(type.qualname);
}
function defaultRepr(object: W_Object): W_Str {
  const text = new StrBuilder();
  if (object instanceof W_Type) {
    text.add("<class '");
    addTypeName(text, object);
    text.add("'>");
    return text.build();
  }
  text.addChar(60);
  addTypeName(text, object.getType());
  text.add(" object at ");
  addHex(text, identityHash(object));
  text.addChar(62);
  return text.build();
}
hooks.defaultRepr = defaultRepr;

function noAttribute(object: W_Object, name: W_Str): OperationError {
  if (object instanceof W_Type) return raise2(w_AttributeError, "type object '%N' has no attribute '%S'", object, name);
  if (object instanceof W_Module)
    return raise3(w_AttributeError, "module '%S' has no attribute '%S'", object.name(), name, object);
  return raise2(w_AttributeError, "'%T' object has no attribute '%S'", object, name);
}
hooks.noAttribute = noAttribute;
function noInstanceDict(object: W_Object, name: W_Str): OperationError {
  if (object instanceof W_Type) {
    if (object.isHeap) return noAttribute(object, name);
    return raise2(w_TypeError, "cannot set '%S' attribute of immutable type '%N'", name, object);
  }
  const found = object.getType().lookup(name);
  if (found !== null && !object.getType().hasInstanceDict)
    return raise2(w_AttributeError, "'%T' object attribute '%S' is read-only", object, name);
  if (object.getType().hasInstanceDict) return noAttribute(object, name);
  return raise2(
    w_AttributeError,
    "'%T' object has no attribute '%S' and no __dict__ for setting new attributes",
    object,
    name,
  );
}
hooks.noInstanceDict = noInstanceDict;
function notCallable(object: W_Object): OperationError {
  return raise1(w_TypeError, "'%T' object is not callable", object);
}
hooks.notCallable = notCallable;
function unhashable(object: W_Object): OperationError {
  return raise1(w_TypeError, "unhashable type: '%T'", object);
}
hooks.unhashable = unhashable;

function object_repr(self: W_Object): W_Object {
  return defaultRepr(self);
}
function object_str(self: W_Object): W_Object {
  return self.repr();
}
function object_hash(self: W_Object): W_Object {
  return newInt(identityHash(self));
}
function object_eq(self: W_Object, other: W_Object): W_Object {
  return self === other ? newBool(true) : w_NotImplemented;
}
function object_ne(self: W_Object, other: W_Object): W_Object {
  const equal = self.compare(EQ, other);
  return equal === null ? (self === other ? newBool(false) : w_NotImplemented) : newBool(!equal.isTrue());
}
function object_order(_self: W_Object, _other: W_Object): W_Object {
  return w_NotImplemented;
}
function attributeName(name: W_Object): W_Str {
  const text = name.unwrap();
  if (text instanceof W_Str) return internStr(text);
  throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
}
function object_getattribute(self: W_Object, name: W_Object): W_Object {
  const text = attributeName(name);
  const value = self instanceof W_Instance ? self.genericGetAttr(text) : self.getAttr(text);
  if (value === null) throw noAttribute(self, text);
  return value;
}
function object_setattr(self: W_Object, name: W_Object, value: W_Object): W_Object {
  const text = attributeName(name);
  if (self instanceof W_Instance) self.genericSetAttr(text, value);
  else self.setAttr(text, value);
  return w_None;
}
function object_delattr(self: W_Object, name: W_Object): W_Object {
  const text = attributeName(name);
  if (self instanceof W_Instance) self.genericDelAttr(text);
  else self.delAttr(text);
  return w_None;
}
function object_class(self: W_Object): W_Object {
  return self.getType();
}
function object_setClass(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Type)) throw raise0(w_TypeError, "__class__ must be set to a class, not other object");
  if (!(self instanceof W_Instance) || !value.isHeap || value.solidBase !== self.map.type.solidBase)
    throw raise0(w_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  self.map = self.map.forType(value);
  return w_None;
}
function object_dir(self: W_Object): W_Object {
  const names = new W_Dict();
  if (self instanceof W_Instance) for (const name of self.map.names()) names.set(name, w_None);
  const type = self instanceof W_Type ? self : self.getType();
  for (const base of type.mro) for (let i = 0; i < base.dict.used; i++) names.set(base.dict.names[i]!, w_None);
  if (self instanceof W_Module) {
    names.clear();
    names.copyFrom(self.dict);
  }
  const list = new W_List();
  list.extend(names);
  sortList(list, null, false);
  return list;
}
function object_init_subclass(_type: W_Object): W_Object {
  return w_None;
}
function object_reduce(self: W_Object): W_Object {
  throw raise1(w_TypeError, "cannot pickle '%T' object", self);
}

defStatic(w_object, "__new__(cls, *args, **kwargs)", object_new);
def(w_object, "__init__(self, *args, **kwargs)", object_init);
def(w_object, "__repr__(self, /)", object_repr);
def(w_object, "__str__(self, /)", object_str);
def(w_object, "__hash__(self, /)", object_hash);
def(w_object, "__eq__(self, value, /)", object_eq);
def(w_object, "__ne__(self, value, /)", object_ne);
for (const name of ["__lt__", "__le__", "__gt__", "__ge__"]) def(w_object, `${name}(self, value, /)`, object_order);
def(w_object, "__getattribute__(self, name, /)", object_getattribute);
def(w_object, "__setattr__(self, name, value, /)", object_setattr);
def(w_object, "__delattr__(self, name, /)", object_delattr);
def(w_object, "__dir__(self, /)", object_dir);
def(w_object, "__reduce__(self, /)", object_reduce);
defClass(w_object, "__init_subclass__(cls, /)", object_init_subclass);
getterSetter(w_object, "__class__", object_class, object_setClass);
const objectNew: W_Object = w_object.dict.get(n_new)!;
const objectInit: W_Object = w_object.dict.get(n_init)!;

// --- __dict__ of instances
export function instance_dict(self: W_Object): W_Object {
  if (self instanceof W_Instance && self.map.type.hasInstanceDict) return new InstanceDict(self);
  throw noAttribute(self, n_dict);
}
export function instance_setDict(self: W_Object, value: W_Object | null): W_Object {
  if (!(self instanceof W_Instance) || !(value instanceof W_Dict))
    throw raise0(w_TypeError, "__dict__ must be set to a dictionary");
  const names = self.map.names();
  for (let i = names.length - 1; i >= 0; i--) self.deleteOwn(names[i]!);
  new InstanceDict(self).copyFrom(value);
  return w_None;
}
getterSetter(w_BaseException, "__dict__", instance_dict, instance_setDict);

// --- classes

function type_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 4) throw raise0(w_TypeError, "type() takes 1 or 3 arguments");
  const name = args[1]!.unwrap();
  const bases = args[2]!;
  const namespace = args[3]!.unwrap();
  if (!(name instanceof W_Str)) throw raise1(w_TypeError, "type.__new__() argument 1 must be str, not %T", args[1]!);
  if (!(bases instanceof W_Tuple)) throw raise1(w_TypeError, "type.__new__() argument 2 must be tuple, not %T", bases);
  if (!(namespace instanceof W_Dict))
    throw raise1(w_TypeError, "type.__new__() argument 3 must be dict, not %T", args[3]!);
  const metatype = bestMetatype(args[0] as W_Type, bases);
  if (metatype !== args[0] && metatype.lookup(n_new) !== typeNew)
    return metatype.lookup(n_new)!.descrGet(null, metatype).call(replaceFirst(args, metatype), kwnames);
  return newClass(metatype, name, bases, namespace, args, kwnames);
}
function replaceFirst(args: W_Object[], first: W_Object): W_Object[] {
  const result = newArray<W_Object>(args.length);
  for (let i = 0; i < args.length; i++) result[i] = i === 0 ? first : args[i]!;
  return result;
}
/** The most derived of a metaclass and the bases' ones. */
export function bestMetatype(metatype: W_Type, bases: W_Tuple): W_Type {
  let best = metatype;
  for (const base of bases.items) {
    const other = base.getType();
    if (best.isSubtype(other)) continue;
    if (!other.isSubtype(best))
      throw raise0(
        w_TypeError,
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    best = other;
  }
  return best;
}
function newClass(
  metatype: W_Type,
  name: W_Str,
  bases: W_Tuple,
  namespace: W_Dict,
  args: W_Object[],
  kwnames: W_Object[] | null,
): W_Object {
  const count = bases.items.length === 0 ? 1 : bases.items.length;
  const types = newArray<W_Type>(count);
  if (bases.items.length === 0) types[0] = w_object;
  for (let i = 0; i < bases.items.length; i++) {
    const base = bases.items[i]!;
    if (!(base instanceof W_Type)) throw raise0(w_TypeError, "bases must be types");
    if (!base.isBaseType) throw raise1(w_TypeError, "type '%N' is not an acceptable base type", base);
    for (let k = 0; k < i; k++) if (types[k] === base) throw raise1(w_TypeError, "duplicate base class %N", base);
    types[i] = base;
  }
  const type = new W_Type(metatype, internStr(name), types);
  const mro = computeMro(type, types);
  if (mro === null) throw mroConflict(types);
  type.mro = mro;
  type.isHeap = true;
  for (const base of types) {
    if (base.solidBase !== null && base.solidBase !== type.solidBase) {
      if (type.solidBase === null || base.solidBase.isSubtype(type.solidBase)) type.solidBase = base.solidBase;
      else if (!type.solidBase.isSubtype(base.solidBase))
        throw raise0(w_TypeError, "multiple bases have instance lay-out conflict");
    }
    if (base.hasInstanceDict) type.hasInstanceDict = true;
    if (base.storageHint > type.storageHint) type.storageHint = base.storageHint;
  }
  for (let i = namespace.nextEntry(0); i >= 0; i = namespace.nextEntry(i + 1)) {
    const key = namespace.keys[i]!.unwrap();
    if (key instanceof W_Str) setClassAttribute(type, internStr(key), namespace.valueAt(i)!);
  }
  const slots = type.dict.get(n_slots);
  if (slots === null) type.hasInstanceDict = true;
  else addSlots(type, slots);
  if (type.hasInstanceDict && type.lookup(n_dict) === null)
    type.dict.set(n_dict, new W_GetSet(type, "__dict__", instance_dict, instance_setDict, true));
  const hashed = type.dict.get(n_eq) !== null && type.dict.get(n_hash) === null;
  if (hashed) type.dict.set(n_hash, w_None);
  type.changed();
  for (const base of types) base.addSubclass(type);
  const cell = namespace.get(n_classcell);
  if (cell instanceof W_Cell) {
    cell.value = type;
    type.deleteOwn(n_classcell);
  }
  announce(type, args, kwnames);
  return type;
}
function setClassAttribute(type: W_Type, name: W_Str, value: W_Object): void {
  // these are called on the class without being declared so
  if (value instanceof W_Function) {
    if (name === n_new) {
      type.dict.set(name, new W_StaticMethod(value));
      return;
    }
    if (name === n_init_subclass || name === n_class_getitem) {
      type.dict.set(name, new W_ClassMethod(value));
      return;
    }
  }
  if (name === n_qualname && value instanceof W_Str) {
    type.qualname = value;
    return;
  }
  type.dict.set(name, value);
}
function addSlots(type: W_Type, slots: W_Object): void {
  let dict = false;
  const plain = slots.unwrap();
  const names = plain instanceof W_Str ? args1(plain) : arrayOf(slots);
  for (const item of names) {
    const name = item.unwrap();
    if (!(name instanceof W_Str)) throw raise1(w_TypeError, "__slots__ items must be strings, not '%T'", item);
    const slot = internStr(name);
    if (slot === n_dict) dict = true;
    else {
      if (type.dict.get(slot) !== null)
        throw raise1(w_ValueError, "%R in __slots__ conflicts with class variable", slot);
      type.dict.set(slot, new W_Slot(type, slot));
    }
  }
  if (dict) type.hasInstanceDict = true;
}
/** __set_name__ of the attributes, then __init_subclass__ of the parent, with the class's keywords. */
function announce(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): void {
  for (let i = 0; i < type.dict.used; i++) {
    const value = type.dict.values[i]!;
    const own = value.getType();
    const found = own.isHeap ? own.lookup(n_set_name) : null;
    if (found !== null) callSpecial2(found, value, own, type, type.dict.names[i]!);
  }
  const parent = type.lookupAfter(type, n_init_subclass)!;
  const count = kwnames === null ? 0 : kwnames.length;
  const values = newArray<W_Object>(count);
  for (let i = 0; i < count; i++) values[i] = args[args.length - count + i]!;
  parent.descrGet(null, type).call(values, count === 0 ? null : kwnames);
}
function mroConflict(bases: W_Type[]): OperationError {
  const text = new StrBuilder();
  for (let i = 0; i < bases.length; i++) {
    if (i > 0) text.add(", ");
    text.addStr(bases[i]!.name);
  }
  return raise1(w_TypeError, "Cannot create a consistent method resolution order (MRO) for bases %S", text.build());
}
function type_init(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return w_None;
}
function type_prepare(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Dict();
}
function type_repr(self: W_Object): W_Object {
  return defaultRepr(self);
}
function type_name(self: W_Object): W_Object {
  return (self as W_Type).shortName();
}
function type_setName(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Str)) throw raise1(w_TypeError, "can only assign string to %N.__name__", self);
  (self as W_Type).name = value;
  return w_None;
}
function type_qualname(self: W_Object): W_Object {
  return (self as W_Type).qualname;
}
function type_setQualname(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Str)) throw raise1(w_TypeError, "can only assign string to %N.__qualname__", self);
  (self as W_Type).qualname = value;
  return w_None;
}
function type_module(self: W_Object): W_Object {
  const module = (self as W_Type).lookup(n_module);
  return module instanceof W_Str ? module : builtinsName;
}
function type_setModule(self: W_Object, value: W_Object | null): W_Object {
  if (value !== null) (self as W_Type).setOwn(n_module, value);
  return w_None;
}
function tupleOfTypes(types: W_Type[]): W_Object {
  const items = newArray<W_Object>(types.length);
  for (let i = 0; i < types.length; i++) items[i] = types[i]!;
  return newTuple(items);
}
function type_mro(self: W_Object): W_Object {
  return tupleOfTypes((self as W_Type).mro);
}
function type_mroMethod(self: W_Object): W_Object {
  const list = new W_List();
  for (const type of (self as W_Type).mro) list.append(type);
  return list;
}
function type_bases(self: W_Object): W_Object {
  const type = self as W_Type;
  return type === w_object ? emptyTuple : tupleOfTypes(type.bases);
}
function type_base(self: W_Object): W_Object {
  const type = self as W_Type;
  return type === w_object ? w_None : type.bases[0]!;
}
/** A copy, in a dict: what stands for the mapping proxy of CPython. */
function type_dict(self: W_Object): W_Object {
  const type = self as W_Type;
  const dict = new W_Dict();
  for (let i = 0; i < type.dict.used; i++) dict.set(type.dict.names[i]!, type.ownAttribute(type.dict.names[i]!)!);
  return dict;
}
function type_doc(self: W_Object): W_Object {
  const doc = (self as W_Type).ownAttribute(n_doc);
  return doc === null ? w_None : doc;
}
function type_setDoc(self: W_Object, value: W_Object | null): W_Object {
  if (value !== null) (self as W_Type).setOwn(n_doc, value);
  return w_None;
}
const n_annotations = intern("__annotations__");
const n_annotate_func = intern("__annotate_func__");
const n_annotations_cache = intern("__annotations_cache__");
/** The class's own annotations: computed, when they are first asked for, by the function that the class body made. */
function type_annotations(self: W_Object): W_Object {
  const type = self as W_Type;
  const plain = type.ownAttribute(n_annotations);
  if (plain !== null) return plain;
  const cached = type.ownAttribute(n_annotations_cache);
  if (cached !== null) return cached;
  if (!type.isHeap) throw noAttribute(type, n_annotations);
  const compute = type.ownAttribute(n_annotate_func);
  const result = compute === null ? new W_Dict() : compute.call1(newInt(1));
  type.setOwn(n_annotations_cache, result);
  return result;
}
function type_setAnnotations(self: W_Object, value: W_Object | null): W_Object {
  if (value !== null) (self as W_Type).setOwn(n_annotations_cache, value);
  return w_None;
}
function type_subclasses(self: W_Object): W_Object {
  const type = self as W_Type;
  const list = new W_List();
  for (let i = 0; i < type.subclassCount; i++) list.append(type.subclasses[i]!);
  return list;
}
function type_call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const rest = newArray<W_Object>(args.length - 1);
  for (let i = 1; i < args.length; i++) rest[i - 1] = args[i]!;
  return makeInstance(args[0] as W_Type, rest, kwnames);
}
function type_instancecheck(self: W_Object, object: W_Object): W_Object {
  return newBool(object.getType().isSubtype(self as W_Type));
}
function type_subclasscheck(self: W_Object, type: W_Object): W_Object {
  return newBool(type instanceof W_Type && type.isSubtype(self as W_Type));
}

defStatic(w_type, "__new__(cls, *args, **kwargs)", type_new);
def(w_type, "__init__(self, *args, **kwargs)", type_init);
def(w_type, "__call__(self, *args, **kwargs)", type_call);
def(w_type, "__repr__(self, /)", type_repr);
def(w_type, "mro(self, /)", type_mroMethod);
def(w_type, "__subclasses__(self, /)", type_subclasses);
def(w_type, "__instancecheck__(self, instance, /)", type_instancecheck);
def(w_type, "__subclasscheck__(self, subclass, /)", type_subclasscheck);
defClass(w_type, "__prepare__(*args, **kwargs)", type_prepare);
getterSetter(w_type, "__name__", type_name, type_setName);
getterSetter(w_type, "__qualname__", type_qualname, type_setQualname);
getterSetter(w_type, "__module__", type_module, type_setModule);
getterSetter(w_type, "__doc__", type_doc, type_setDoc);
getterSetter(w_type, "__annotations__", type_annotations, type_setAnnotations);
getter(w_type, "__mro__", type_mro);
getter(w_type, "__bases__", type_bases);
getter(w_type, "__base__", type_base);
getter(w_type, "__dict__", type_dict);
const typeCall: W_Object = w_type.dict.get(n_call)!;
const typeNew: W_Object = w_type.dict.get(n_new)!;
