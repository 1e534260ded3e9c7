// The methods of `object`; making instances.

import type { int } from "../rts/index.ts";
import { identityHash } from "../rts/index.ts";
import { def, defClass, defStatic, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { dictMaker } from "./dictobject.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raiseInts,
  w_AttributeError,
  w_BaseException,
  w_TypeError,
} from "./errors.ts";
import { W_Instance, W_Slot } from "./instance.ts";
import { dictHolder, replaceDict } from "./instancedict.ts";
import { newBool, newInt } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { longFromInt, longText } from "./long.ts";
import { W_Module } from "./module.ts";
import { n_call, n_class, n_dict, n_init, n_new } from "./names.ts";
import { EQ, hooks, prepend, W_Object } from "./object.ts";
import {
  w_Ellipsis,
  w_EllipsisType,
  w_None,
  w_NoneType,
  w_NotImplemented,
  w_NotImplementedType,
} from "./singletons.ts";
import { sortList } from "./sort.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { W_Type, w_object, w_type } from "./type.ts";
import { w_module } from "./types.ts";

// --- instances

/** A call of a class: by its metaclass's __call__, which makes an instance by __new__ and __init__. type(x) is the type of x. */
function callType(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (type.metatype !== w_type) {
    const own = type.metatype.lookup(n_call)!;
    if (own !== w_type.dict.get(n_call)) {
      return own.isMethodDescriptor()
        ? own.call(prepend(type, args), kwnames)
        : own.descrGet(type, type.metatype).call(args, kwnames);
    }
  }
  return makeInstance(type, args, kwnames);
}
/** type.__call__ */
export function makeInstance(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (type === w_type && args.length === 1 && kwnames === null) return args[0]!.getType();
  const maker = type.lookup(n_new)!;
  let instance: W_Object;
  if (maker === objectNew) {
    if (!type.isHeap && type !== w_object && type.solidBase === type)
      throw raise1(w_TypeError, "cannot create '%N' instances", type);
    if (args.length > 0 && type.lookup(n_init) === objectInit)
      throw raise1(w_TypeError, "%N() takes no arguments", type);
    instance = newPlainInstance(type);
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

/** object.__new__ for a class whose arguments have been looked at. */
function newPlainInstance(type: W_Type): W_Object {
  if (type.isAbstract) throw abstractInstance(type);
  if (type === w_object) return new W_PlainObject();
  if (type.isHeap && type.solidBase === null) return new W_Instance(type, null);
  // instances of builtin types, and of classes derived from them, are made by the type's own __new__
  const safe = type.isHeap ? type.solidBase! : type;
  if (type.lookup(n_new) === objectNew) throw raise1(w_TypeError, "cannot create '%N' instances", safe);
  throw raise2(w_TypeError, "object.__new__(%N) is not safe, use %N.__new__()", type, safe);
}
/** Can't instantiate abstract class C without an implementation for abstract methods 'a', 'b' */
function abstractInstance(type: W_Type): OperationError {
  const list = new W_List();
  const names = type.lookup(n_abstractmethods);
  if (names !== null) list.extend(names);
  sortList(list, null, false);
  const text = new StrBuilder();
  text.addStr(type.name);
  text.add(" without an implementation for abstract method");
  if (list.length > 1) text.addChar(115);
  for (let i = 0; i < list.length; i++) {
    text.add(i === 0 ? " '" : ", '");
    text.addStr(list.get(i).str());
    text.addChar(39);
  }
  return raise1(w_TypeError, "Can't instantiate abstract class %S", text.build());
}
const n_abstractmethods = intern("__abstractmethods__");
/** object() */
class W_PlainObject extends W_Object {
  override getType(): W_Type {
    return w_object;
  }
}
/** Too many arguments for object.__new__ or object.__init__; they are for an __init__ or a __new__ that calls this one. */
function object_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length === 0) throw raise0(w_TypeError, "object.__new__(): not enough arguments");
  const type = args[0];
  if (!(type instanceof W_Type)) throw raise1(w_TypeError, "object.__new__(X): X is not a type object (%T)", args[0]!);
  if (args.length > 1) {
    if (type.lookup(n_new) !== objectNew)
      throw raise0(w_TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (type.lookup(n_init) === objectInit) throw raise1(w_TypeError, "%N() takes no arguments", type);
  }
  return newPlainInstance(type);
}
function object_init(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0]!.getType();
  if (args.length > 1 && (type.lookup(n_init) !== objectInit || type.lookup(n_new) === objectNew)) {
    if (type.lookup(n_init) !== objectInit)
      throw raise0(w_TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    throw raise1(w_TypeError, "%N.__init__() takes exactly one argument (the instance to initialize)", type);
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
  const module = type.ownModule();
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
/** Ends a repr: ` at 0x...>` */
export function addAddress(text: StrBuilder, object: W_Object): void {
  text.add(" at ");
  addHex(text, identityHash(object));
  text.addChar(62);
}
export function defaultRepr(object: W_Object): W_Str {
  const text = new StrBuilder();
  if (object instanceof W_Type) {
    text.add("<class '");
    addTypeName(text, object);
    text.add("'>");
    return text.build();
  }
  text.addChar(60);
  addTypeName(text, object.getType());
  text.add(" object");
  addAddress(text, object);
  return text.build();
}
hooks.defaultRepr = defaultRepr;

export function noAttribute(object: W_Object, name: W_Str): OperationError {
  if (object instanceof W_Type) return raise2(w_AttributeError, "type object '%N' has no attribute '%S'", object, name);
  if (object instanceof W_Module) return hooks.noModuleAttribute(object, name) as OperationError;
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
  if (object.getType().hasInstanceDict)
    return raise2(w_AttributeError, "'%T' object has no attribute '%S'", object, name);
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
  const value =
    self instanceof W_Instance
      ? self.genericGetAttr(text)
      : self instanceof W_Type
        ? self.genericGetAttr(text)
        : self.getAttr(text);
  if (value === null) throw noAttribute(self, text);
  return value;
}
function object_setattr(self: W_Object, name: W_Object, value: W_Object): W_Object {
  const text = attributeName(name);
  if (self instanceof W_Type) throw raise1(w_TypeError, "can't apply this __setattr__ to %T object", self);
  if (self instanceof W_Instance) self.genericSetAttr(text, value);
  else self.setAttr(text, value);
  return w_None;
}
function object_delattr(self: W_Object, name: W_Object): W_Object {
  const text = attributeName(name);
  if (self instanceof W_Type) throw raise1(w_TypeError, "can't apply this __delattr__ to %T object", self);
  if (self instanceof W_Instance) self.genericDelAttr(text);
  else self.delAttr(text);
  return w_None;
}
function object_class(self: W_Object): W_Object {
  return self.getType();
}
/** Whether instances of the two classes have the same fields. */
function sameLayout(a: W_Type, b: W_Type): boolean {
  if (a.solidBase !== b.solidBase || a.hasInstanceDict !== b.hasInstanceDict || a.hasWeakref !== b.hasWeakref)
    return false;
  if (a.layout === b.layout) return true;
  if (a.layout === null || b.layout === null || a.slotCount !== b.slotCount) return false;
  // both have added slots of the same names to the same layout
  for (let i = 0; i < a.layout.dict.used; i++) {
    const slot = a.layout.dict.values[i]!;
    if (!(slot instanceof W_Slot)) continue;
    const other = b.layout.dict.get(a.layout.dict.names[i]!);
    if (!(other instanceof W_Slot) || other.index !== slot.index) return false;
  }
  return true;
}
function object_setClass(self: W_Object, value: W_Object | null): W_Object {
  if (value === null) throw raise0(w_TypeError, "can't delete __class__ attribute");
  if (!(value instanceof W_Type)) throw raise1(w_TypeError, "__class__ must be set to a class, not '%T' object", value);
  const mutable = self instanceof W_Module ? value.isSubtype(w_module) : value.isHeap && self.getType().isHeap;
  if (!(self instanceof W_Instance) || !mutable)
    throw raise0(w_TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
  if (!sameLayout(self.map.type, value))
    throw raise2(w_TypeError, "__class__ assignment: '%N' object layout differs from '%T'", value, self);
  self.map = self.map.forType(value);
  return w_None;
}
/** Dicts for objects of builtin types that take any attributes. */
function makeDict(): W_Dict {
  return new W_Dict();
}
dictMaker.make = makeDict;

function object_dir(self: W_Object): W_Object {
  const names = new W_Dict();
  const own = self.getAttr(n_dict);
  if (own !== null) {
    const dict = own.unwrap();
    if (dict instanceof W_Dict) for (const key of arrayOf(dict)) names.set(key, w_None);
  }
  const type = self.getAttr(n_class);
  if (type instanceof W_Type)
    for (const base of type.mro) for (let i = 0; i < base.dict.used; i++) names.set(base.dict.names[i]!, w_None);
  const list = new W_List();
  list.extend(names);
  return list;
}
function object_init_subclass(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  if (kwnames !== null) throw raise1(w_TypeError, "%S.__init_subclass__() takes no keyword arguments", type.qualname);
  if (args.length > 1)
    throw raiseInts(w_TypeError, "object.__init_subclass__() takes no arguments (%d given)", null, args.length - 1, 0);
  return w_None;
}
function object_subclasshook(_type: W_Object, _other: W_Object): W_Object {
  return w_NotImplemented;
}

defStatic(w_object, "__new__(cls, *args, **kwargs)", object_new);
// --- the types of None, NotImplemented and Ellipsis answer the one object that they have
function noArguments(args: W_Object[], message: string): void {
  if (args.length > 1) throw raise0(w_TypeError, message);
}
function none_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  noArguments(args, "NoneType takes no arguments");
  return w_None;
}
function notImplemented_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  noArguments(args, "NotImplementedType takes no arguments");
  return w_NotImplemented;
}
function ellipsis_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  noArguments(args, "EllipsisType takes no arguments");
  return w_Ellipsis;
}
defStatic(w_NoneType, "__new__(cls, *args, **kwargs)", none_new);
defStatic(w_NotImplementedType, "__new__(cls, *args, **kwargs)", notImplemented_new);
defStatic(w_EllipsisType, "__new__(cls, *args, **kwargs)", ellipsis_new);
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
defClass(w_object, "__subclasshook__(cls, other, /)", object_subclasshook);
defClass(w_object, "__init_subclass__(cls, /, *args, **kwargs)", object_init_subclass);
getterSetter(w_object, "__class__", object_class, object_setClass);
const objectNew: W_Object = w_object.dict.get(n_new)!;
const objectInit: W_Object = w_object.dict.get(n_init)!;

// --- __dict__ of instances
export function instance_dict(self: W_Object): W_Object {
  if (self instanceof W_Instance && self.map.type.hasInstanceDict) return dictHolder(self).shown;
  throw noAttribute(self, n_dict);
}
export function instance_setDict(self: W_Object, value: W_Object | null): W_Object {
  if (!(self instanceof W_Instance)) throw noAttribute(self, n_dict);
  const shown = value === null ? new W_Dict() : value;
  const dict = shown.unwrap();
  if (!(dict instanceof W_Dict)) throw raise1(w_TypeError, "__dict__ must be set to a dictionary, not a '%T'", shown);
  replaceDict(self, dict, shown);
  return w_None;
}
getterSetter(w_BaseException, "__dict__", instance_dict, instance_setDict);
