// The methods and attributes of `type`. (type.__new__ stands in newclass.ts.)

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { def, defClass, getter, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raise2, raiseInts, w_AttributeError, w_TypeError } from "./errors.ts";
import { newBool, newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { W_MappingProxy, W_TypeNamespace } from "./mappingproxy.ts";
import { n_doc, n_module } from "./names.ts";
import { bestBase, checkBases, checkTypeName, linearize } from "./newclass.ts";
import { hooks, type W_Object } from "./object.ts";
import { defaultRepr, makeInstance, noAttribute } from "./objecttype.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { MAPPING, SEQUENCE, W_Type, w_object, w_type } from "./type.ts";
import { w_dict, w_int, w_list, w_str, w_tuple } from "./types.ts";

const n_annotations = intern("__annotations__");
const n_annotations_cache = intern("__annotations_cache__");
const n_annotate = intern("__annotate__");
const n_annotate_func = intern("__annotate_func__");
const n_type_params = intern("__type_params__");
const n_abstractmethods = intern("__abstractmethods__");
const builtinsName = intern("builtins");

/** Only classes that a program made can be changed. */
function checkMutable(type: W_Type, name: W_Str): void {
  if (!type.isHeap) throw raise2(w_TypeError, "cannot set '%S' attribute of immutable type '%N'", name, type);
}
function checkGiven(type: W_Type, value: W_Object | null, name: W_Str): W_Object {
  checkMutable(type, name);
  if (value === null) throw raise2(w_TypeError, "cannot delete '%S' attribute of immutable type '%N'", name, type);
  return value;
}

// --- names
const n_name = intern("__name__");
const n_qualname = intern("__qualname__");
const n_firstlineno = intern("__firstlineno__");
function type_name(self: W_Object): W_Object {
  return (self as W_Type).shortName();
}
function type_setName(self: W_Object, value: W_Object | null): W_Object {
  const name = checkGiven(self as W_Type, value, n_name).unwrap();
  if (!(name instanceof W_Str))
    throw raise2(w_TypeError, "can only assign string to %N.__name__, not '%T'", self, name);
  checkTypeName(name);
  (self as W_Type).name = name;
  return w_None;
}
function type_qualname(self: W_Object): W_Object {
  return (self as W_Type).qualname;
}
function type_setQualname(self: W_Object, value: W_Object | null): W_Object {
  const name = checkGiven(self as W_Type, value, n_qualname).unwrap();
  if (!(name instanceof W_Str))
    throw raise2(w_TypeError, "can only assign string to %N.__qualname__, not '%T'", self, name);
  (self as W_Type).qualname = name;
  return w_None;
}
function type_module(self: W_Object): W_Object {
  const type = self as W_Type;
  const module = type.ownModule();
  if (module !== null) return module;
  if (type.isHeap) throw noAttribute(type, n_module);
  return builtinsName;
}
function type_setModule(self: W_Object, value: W_Object | null): W_Object {
  const type = self as W_Type;
  type.setOwn(n_module, checkGiven(type, value, n_module));
  // where it begins is known of the module only in which it was made
  type.deleteOwn(n_firstlineno);
  return w_None;
}
function type_doc(self: W_Object): W_Object {
  const type = self as W_Type;
  if (type.doc !== null) return type.doc;
  const doc = type.ownAttribute(n_doc);
  return doc === null ? w_None : doc.descrGet(null, type);
}
function type_setDoc(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Type).setOwn(n_doc, checkGiven(self as W_Type, value, n_doc));
  return w_None;
}
function type_signature(self: W_Object): W_Object {
  const signature = (self as W_Type).signature;
  return signature === null ? w_None : signature;
}

// --- bases
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
const n_bases = intern("__bases__");
function type_bases(self: W_Object): W_Object {
  const type = self as W_Type;
  return type === w_object ? emptyTuple : tupleOfTypes(type.bases);
}
function type_setBases(self: W_Object, value: W_Object | null): W_Object {
  const type = self as W_Type;
  const bases = checkGiven(type, value, n_bases);
  if (!(bases instanceof W_Tuple))
    throw raise2(w_TypeError, "can only assign tuple to %N.__bases__, not %T", type, bases);
  if (bases.items.length === 0)
    throw raise1(w_TypeError, "can only assign non-empty tuple to %N.__bases__, not ()", type);
  for (const base of bases.items) {
    if (!(base instanceof W_Type))
      throw raise2(w_TypeError, "%N.__bases__ must be tuple of classes, not '%T'", type, base);
    if (base.isSubtype(type) || isBelow(base, type))
      throw raise0(w_TypeError, "a __bases__ item causes an inheritance cycle");
  }
  const types = checkBases(bases);
  const best = bestBase(types);
  const old = type.best === null ? type.bases[0]! : type.best;
  if (best.solidBase !== old.solidBase)
    throw raise2(w_TypeError, "__bases__ assignment: '%N' deallocator differs from '%N'", best, old);
  if (best.layout !== old.layout || best.hasInstanceDict !== old.hasInstanceDict)
    throw raise2(w_TypeError, "__bases__ assignment: '%N' object layout differs from '%N'", best, old);
  const oldBases = type.bases;
  const oldBest = type.best;
  // an mro() of the metaclass sees the new bases, and may assign others meanwhile: those stay
  type.bases = types;
  type.best = best;
  const orders = new OldOrders();
  try {
    linearizeAll(type, orders);
  } catch (error) {
    orders.restore();
    if (type.bases === types) {
      type.bases = oldBases;
      type.best = oldBest;
    }
    type.changed();
    throw error;
  }
  if (type.bases === types) {
    for (const base of oldBases) base.removeSubclass(type);
    for (const base of types) base.addSubclass(type);
  }
  type.changed();
  return w_None;
}
/** Whether the class derives from another by its bases, whatever its MRO says while it is being made. */
function isBelow(type: W_Type, other: W_Type): boolean {
  let below: W_Type | null = type;
  while (below !== null && below !== other)
    below = below.best !== null ? below.best : below.bases.length > 0 ? below.bases[0]! : null;
  return below === other;
}
/** A method resolution order that was replaced, and those before it. */
class Replaced {
  readonly type: W_Type;
  readonly before: W_Type[];
  readonly after: W_Type[];
  readonly next: Replaced | null;
  constructor(type: W_Type, before: W_Type[], next: Replaced | null) {
    this.type = type;
    this.before = before;
    this.after = type.mro;
    this.next = next;
  }
}
class OldOrders {
  private last: Replaced | null = null;
  note(type: W_Type, before: W_Type[]): void {
    this.last = new Replaced(type, before, this.last);
  }
  /** What somebody else has replaced meanwhile stays. */
  restore(): void {
    for (let one = this.last; one !== null; one = one.next) if (one.type.mro === one.after) one.type.mro = one.before;
  }
}
function linearizeAll(type: W_Type, orders: OldOrders): void {
  const before = type.mro;
  linearize(type);
  orders.note(type, before);
  for (let i = 0; i < type.subclassCount; i++) {
    const below = type.subclass(i);
    if (below !== null) linearizeAll(below, orders);
  }
}
function type_base(self: W_Object): W_Object {
  const type = self as W_Type;
  if (type === w_object) return w_None;
  return type.best !== null ? type.best : type.bases[0]!;
}
function type_subclasses(self: W_Object): W_Object {
  const type = self as W_Type;
  const list = new W_List();
  for (let i = 0; i < type.subclassCount; i++) {
    const below = type.subclass(i);
    if (below !== null) list.append(below);
  }
  return list;
}

// --- namespace
function type_dict(self: W_Object): W_Object {
  return new W_MappingProxy(new W_TypeNamespace(self as W_Type));
}
function type_dir(self: W_Object): W_Object {
  const names = new W_Dict();
  for (const base of (self as W_Type).mro)
    for (let i = 0; i < base.dict.used; i++) names.set(base.dict.names[i]!, w_None);
  const list = new W_List();
  list.extend(names);
  return list;
}
function attributeName(name: W_Object): W_Str {
  const text = name.unwrap();
  if (text instanceof W_Str) return internStr(text);
  throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
}
function type_getattribute(self: W_Object, name: W_Object): W_Object {
  const text = attributeName(name);
  const value = (self as W_Type).genericGetAttr(text);
  if (value === null) throw noAttribute(self, text);
  return value;
}
function type_setattr(self: W_Object, name: W_Object, value: W_Object): W_Object {
  (self as W_Type).genericSetAttr(attributeName(name), value);
  return w_None;
}
function type_delattr(self: W_Object, name: W_Object): W_Object {
  (self as W_Type).genericDelAttr(attributeName(name));
  return w_None;
}

// --- annotations (PEP 649)
/** The class's own annotations: computed, when they are first asked for, by the function that the class body made. */
function type_annotations(self: W_Object): W_Object {
  const type = self as W_Type;
  if (!type.isHeap) throw noAttribute(type, n_annotations);
  const plain = type.ownAttribute(n_annotations);
  if (plain !== null) return plain.descrGet(null, type);
  const cached = type.ownAttribute(n_annotations_cache);
  if (cached !== null) return cached;
  const compute = type_annotate(type);
  let result: W_Object = new W_Dict();
  if (compute.isCallable()) {
    result = compute.call1(newInt(1));
    if (!(result.unwrap() instanceof W_Dict))
      throw raise1(w_TypeError, "__annotate__ returned non-dict of type '%T'", result);
  }
  type.setOwn(n_annotations_cache, result);
  return result;
}
function type_setAnnotations(self: W_Object, value: W_Object | null): W_Object {
  const type = self as W_Type;
  checkMutable(type, n_annotations);
  const place = type.ownAttribute(n_annotations) !== null ? n_annotations : n_annotations_cache;
  if (value !== null) type.setOwn(place, value);
  else if (!type.deleteOwn(place)) throw raise1(w_AttributeError, "%S", n_annotations);
  type.deleteOwn(n_annotate_func);
  type.deleteOwn(n_annotate);
  return w_None;
}
function type_annotate(self: W_Object): W_Object {
  const type = self as W_Type;
  if (!type.isHeap) throw noAttribute(type, n_annotate);
  const own = type.ownAttribute(n_annotate_func);
  if (own !== null) return own.descrGet(null, type);
  const plain = type.ownAttribute(n_annotate);
  return plain === null ? w_None : plain;
}
function type_setAnnotate(self: W_Object, value: W_Object | null): W_Object {
  const type = self as W_Type;
  if (value === null) throw raise0(w_TypeError, "cannot delete __annotate__ attribute");
  checkMutable(type, n_annotate);
  if (value !== w_None && !value.isCallable()) throw raise0(w_TypeError, "__annotate__ must be callable or None");
  type.setOwn(n_annotate_func, value);
  if (value !== w_None) type.deleteOwn(n_annotations_cache);
  return w_None;
}
function type_typeParams(self: W_Object): W_Object {
  const own = self === w_type ? null : (self as W_Type).ownAttribute(n_type_params);
  return own === null ? emptyTuple : own;
}
function type_setTypeParams(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Type).setOwn(n_type_params, checkGiven(self as W_Type, value, n_type_params));
  return w_None;
}
function type_abstractMethods(self: W_Object): W_Object {
  const own = self === w_type ? null : (self as W_Type).ownAttribute(n_abstractmethods);
  if (own === null) throw noAttribute(self, n_abstractmethods);
  return own;
}
function type_setAbstractMethods(self: W_Object, value: W_Object | null): W_Object {
  const type = self as W_Type;
  if (value === null) {
    if (!type.deleteOwn(n_abstractmethods)) throw noAttribute(self, n_abstractmethods);
    type.isAbstract = false;
    return w_None;
  }
  const abstract = value.isTrue();
  checkMutable(type, n_abstractmethods);
  type.setOwn(n_abstractmethods, value);
  type.isAbstract = abstract;
  return w_None;
}

// --- numbers
const exceptionName = intern("BaseException");
const bytesName = intern("bytes");
function type_flags(self: W_Object): W_Object {
  const type = self as W_Type;
  let flags: int = 4096 + 262144;
  if (type.isHeap) flags = flags + 512;
  else flags = flags + 256;
  if (type.isBaseType) flags = flags + 1024;
  if (type.isAbstract) flags = flags + 1048576;
  if (type.collection === SEQUENCE) flags = flags + 32;
  if (type.collection === MAPPING) flags = flags + 64;
  for (const base of type.mro) {
    if (base === w_int) flags = flags + 16777216;
    else if (base === w_list) flags = flags + 33554432;
    else if (base === w_tuple) flags = flags + 67108864;
    else if (base.name === bytesName && !base.isHeap) flags = flags + 134217728;
    else if (base === w_str) flags = flags + 268435456;
    else if (base === w_dict) flags = flags + 536870912;
    else if (base.name === exceptionName && !base.isHeap) flags = flags + 1073741824;
    else if (base === w_type) flags = flags + 2147483648;
  }
  return newInt(flags);
}
function type_basicsize(self: W_Object): W_Object {
  return newInt(16 + 8 * (self as W_Type).slotCount);
}
function type_zero(_self: W_Object): W_Object {
  return newInt(0);
}
function type_dictoffset(self: W_Object): W_Object {
  return newInt((self as W_Type).hasInstanceDict ? -1 : 0);
}
function type_weakrefoffset(self: W_Object): W_Object {
  return newInt((self as W_Type).hasWeakref ? -1 : 0);
}

// --- calls and checks
function type_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional === 2 && kwnames !== null) throw raise0(w_TypeError, "type.__init__() takes no keyword arguments");
  if (positional !== 2 && positional !== 4)
    throw raiseInts(w_TypeError, "type.__init__() takes 1 or 3 arguments", null, 0, 0);
  return w_None;
}
function type_prepare(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Dict();
}
function type_repr(self: W_Object): W_Object {
  return defaultRepr(self);
}
function type_call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const rest = newArray<W_Object>(args.length - 1);
  for (let i = 1; i < args.length; i++) rest[i - 1] = args[i]!;
  return makeInstance(args[0] as W_Type, rest, kwnames);
}
function type_instancecheck(self: W_Object, object: W_Object): W_Object {
  return newBool(hooks.plainInstanceCheck(object, self));
}
function type_subclasscheck(self: W_Object, type: W_Object): W_Object {
  return newBool(hooks.plainSubclassCheck(type, self));
}

def(w_type, "__init__(self, *args, **kwargs)", type_init);
def(w_type, "__call__(self, *args, **kwargs)", type_call);
def(w_type, "__repr__(self, /)", type_repr);
def(w_type, "mro(self, /)", type_mroMethod);
def(w_type, "__subclasses__(self, /)", type_subclasses);
def(w_type, "__instancecheck__(self, instance, /)", type_instancecheck);
def(w_type, "__subclasscheck__(self, subclass, /)", type_subclasscheck);
def(w_type, "__dir__(self, /)", type_dir);
def(w_type, "__getattribute__(self, name, /)", type_getattribute);
def(w_type, "__setattr__(self, name, value, /)", type_setattr);
def(w_type, "__delattr__(self, name, /)", type_delattr);
defSlots(w_type, "__or__ __ror__");
defClass(w_type, "__prepare__(*args, **kwargs)", type_prepare);
getterSetter(w_type, "__name__", type_name, type_setName);
getterSetter(w_type, "__qualname__", type_qualname, type_setQualname);
getterSetter(w_type, "__module__", type_module, type_setModule);
getterSetter(w_type, "__doc__", type_doc, type_setDoc);
getterSetter(w_type, "__annotations__", type_annotations, type_setAnnotations);
getterSetter(w_type, "__annotate__", type_annotate, type_setAnnotate);
getterSetter(w_type, "__type_params__", type_typeParams, type_setTypeParams);
getterSetter(w_type, "__abstractmethods__", type_abstractMethods, type_setAbstractMethods);
getterSetter(w_type, "__bases__", type_bases, type_setBases);
getter(w_type, "__mro__", type_mro);
getter(w_type, "__base__", type_base);
getter(w_type, "__text_signature__", type_signature);
getter(w_type, "__flags__", type_flags);
getter(w_type, "__basicsize__", type_basicsize);
getter(w_type, "__itemsize__", type_zero);
getter(w_type, "__dictoffset__", type_dictoffset);
getter(w_type, "__weakrefoffset__", type_weakrefoffset);
getter(w_type, "__dict__", type_dict);
