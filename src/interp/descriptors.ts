// staticmethod, classmethod and property.

import { newArray } from "../rts/index.ts";
import { dictObject_dict, dictObject_setDict } from "./attributesdict.ts";
import { def, defStatic, getter, getterSetter, member } from "./builtin.ts";
import { W_DictObject } from "./dictobject.ts";
import { type OperationError, raise1, raise2, raiseInts, w_AttributeError, w_TypeError } from "./errors.ts";
import { W_Function, W_Method } from "./function.ts";
import { defGeneric } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { newBool } from "./int.ts";
import { n_doc, n_module, n_name, n_qualname } from "./names.ts";
import { hooks, W_Object } from "./object.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_staticmethod = builtinType("staticmethod");
export const w_classmethod = builtinType("classmethod");
export const w_property = builtinType("property");
for (const type of [w_staticmethod, w_classmethod, w_property]) type.solidBase = type;

const n_isabstract = intern("__isabstractmethod__");
const n_annotations = intern("__annotations__");
const n_annotate = intern("__annotate__");

/** What wraps a function, and looks like it. */
abstract class W_MethodWrapper extends W_DictObject {
  func: W_Object = w_None;
  wrap(func: W_Object): void {
    this.func = func;
    copyAttribute(this, func, n_module);
    copyAttribute(this, func, n_name);
    copyAttribute(this, func, n_qualname);
    copyAttribute(this, func, n_doc);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addChar(60);
    text.addStr(this.getType().name);
    text.addChar(40);
    text.addStr(reprNested(this.func));
    text.add(")>");
    return text.build();
  }
}
function copyAttribute(to: W_MethodWrapper, from: W_Object, name: W_Str): void {
  const value = attributeOrNull(from, name);
  if (value !== null) to.ownDict().set(name, value);
}
export class W_StaticMethod extends W_MethodWrapper {
  constructor(func: W_Object | null) {
    super();
    if (func !== null) this.func = func;
  }
  override getType(): W_Type {
    return w_staticmethod;
  }
  override descrGet(_object: W_Object | null, _type: W_Type): W_Object {
    return this.func;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    return this.func.call(args, kwnames);
  }
}
export class W_ClassMethod extends W_MethodWrapper {
  constructor(func: W_Object | null) {
    super();
    if (func !== null) this.func = func;
  }
  override getType(): W_Type {
    return w_classmethod;
  }
  override descrGet(_object: W_Object | null, type: W_Type): W_Object {
    return new W_Method(this.func, type);
  }
}
function wrapper_func(self: W_Object): W_Object {
  return (self as W_MethodWrapper).func;
}
function wrapper_isAbstract(self: W_Object): W_Object {
  return newBool(isAbstract((self as W_MethodWrapper).func));
}
function isAbstract(func: W_Object): boolean {
  const flag = attributeOrNull(func, n_isabstract);
  return flag !== null && flag.isTrue();
}
/** Annotations are the function's until something else is assigned. */
function forwarded(self: W_Object, name: W_Str): W_Object {
  const wrapper = self as W_MethodWrapper;
  const own = wrapper.ownDict().get(name);
  if (own !== null) return own;
  const value = wrapper.func.getAttr(name);
  if (value === null) throw hooks.noAttribute(self, name);
  wrapper.ownDict().set(name, value);
  return value;
}
function setForwarded(self: W_Object, name: W_Str, value: W_Object | null): W_Object {
  const dict = (self as W_MethodWrapper).ownDict();
  if (value !== null) dict.set(name, value);
  else if (!dict.delete(name)) throw hooks.noAttribute(self, name);
  return w_None;
}
function wrapper_annotations(self: W_Object): W_Object {
  return forwarded(self, n_annotations);
}
function wrapper_setAnnotations(self: W_Object, value: W_Object | null): W_Object {
  return setForwarded(self, n_annotations, value);
}
function wrapper_annotate(self: W_Object): W_Object {
  return forwarded(self, n_annotate);
}
function wrapper_setAnnotate(self: W_Object, value: W_Object | null): W_Object {
  return setForwarded(self, n_annotate, value);
}
function staticmethod_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  const method = new W_StaticMethod(null);
  return type === w_staticmethod ? method : new W_Instance(type, method);
}
function classmethod_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  const method = new W_ClassMethod(null);
  return type === w_classmethod ? method : new W_Instance(type, method);
}
function wrapper_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const wrapper = args[0] as W_MethodWrapper;
  if (kwnames !== null) throw raise1(w_TypeError, "%T() takes no keyword arguments", wrapper);
  if (args.length !== 2) throw raiseInts(w_TypeError, "%T expected 1 argument, got %d", wrapper, args.length - 1, 0);
  wrapper.wrap(args[1]!);
  return w_None;
}
for (const type of [w_staticmethod, w_classmethod]) {
  def(type, "__init__(self, *args, **kwargs)", wrapper_init);
  member(type, "__func__", wrapper_func);
  member(type, "__wrapped__", wrapper_func);
  getter(type, "__isabstractmethod__", wrapper_isAbstract);
  getterSetter(type, "__dict__", dictObject_dict, dictObject_setDict);
  getterSetter(type, "__annotations__", wrapper_annotations, wrapper_setAnnotations);
  getterSetter(type, "__annotate__", wrapper_annotate, wrapper_setAnnotate);
  defSlots(type, "__get__ __repr__");
}
defStatic(w_staticmethod, "__new__(cls, *args, **kwargs)", staticmethod_new);
defStatic(w_classmethod, "__new__(cls, *args, **kwargs)", classmethod_new);
defSlots(w_staticmethod, "__call__");
defGeneric(w_staticmethod);
defGeneric(w_classmethod);

// --- property
export class W_Property extends W_Object {
  getFunction: W_Object = w_None;
  setFunction: W_Object = w_None;
  deleteFunction: W_Object = w_None;
  doc: W_Object = w_None;
  /** The doc is the getter's. */
  docOfGetter: boolean = false;
  name: W_Object | null = null;
  /** The instance of a subclass that this is the payload of. */
  outer: W_Instance | null = null;
  override getType(): W_Type {
    return w_property;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null) return this.outer === null ? this : this.outer;
    if (this.getFunction === w_None)
      throw this.missing(object, "property %R of '%S' object has no getter", "property of '%S' object has no getter");
    return this.getFunction.call1(object);
  }
  override descrSet(object: W_Object, value: W_Object): boolean {
    if (this.setFunction === w_None)
      throw this.missing(object, "property %R of '%S' object has no setter", "property of '%S' object has no setter");
    this.setFunction.call2(object, value);
    return true;
  }
  override descrDelete(object: W_Object): boolean {
    if (this.deleteFunction === w_None)
      throw this.missing(object, "property %R of '%S' object has no deleter", "property of '%S' object has no deleter");
    this.deleteFunction.call1(object);
    return true;
  }
  private missing(object: W_Object, named: string, nameless: string): OperationError {
    const name = this.ownName();
    const qualname = object.getType().qualname;
    return name === null
      ? raise1(w_AttributeError, nameless, qualname)
      : raise2(w_AttributeError, named, name, qualname);
  }
  ownName(): W_Object | null {
    if (this.name !== null) return this.name;
    if (this.getFunction === w_None) return null;
    return this.getFunction instanceof W_Function ? this.getFunction.name : attributeOrNull(this.getFunction, n_name);
  }
  fill(get: W_Object, set: W_Object, del: W_Object, doc: W_Object): void {
    this.getFunction = get;
    this.setFunction = set;
    this.deleteFunction = del;
    this.doc = doc;
    this.docOfGetter = false;
    if (doc === w_None && get !== w_None) {
      const own = attributeOrNull(get, n_doc);
      if (own !== null && own !== w_None) {
        this.doc = own;
        this.docOfGetter = true;
      }
    }
    if (this.outer !== null && this.doc !== w_None) this.outer.setAttr(n_doc, this.doc);
  }
  /** A copy with other functions; of the subclass's type, where there is one. */
  copy(get: W_Object, set: W_Object, del: W_Object): W_Object {
    const type = this.outer === null ? w_property : this.outer.getType();
    const args: W_Object[] = newArguments(get, set, del, this.docOfGetter && get !== w_None ? w_None : this.doc);
    const made = type.call(args, null);
    const plain = made.unwrap();
    if (plain instanceof W_Property) plain.name = this.name;
    return made;
  }
}
function newArguments(a: W_Object, b: W_Object, c: W_Object, d: W_Object): W_Object[] {
  const args = newArray<W_Object>(4);
  args[0] = a;
  args[1] = b;
  args[2] = c;
  args[3] = d;
  return args;
}
function property_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  const property = new W_Property();
  if (type === w_property) return property;
  const instance = new W_Instance(type, property);
  property.outer = instance;
  return instance;
}
const parameters: W_Str[] = ["fget", "fset", "fdel", "doc"].map(intern);
function property_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const property = args[0] as W_Property;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywordCount;
  if (args.length > 5)
    throw raiseInts(w_TypeError, "property() takes at most 4 arguments (%d given)", null, args.length - 1, 0);
  const given = newArguments(w_None, w_None, w_None, w_None);
  for (let i = 1; i < positional; i++) given[i - 1] = args[i]!;
  for (let k = 0; k < keywordCount; k++) {
    let at = 0;
    while (at < 4 && parameters[at] !== kwnames![k]) at++;
    if (at === 4) throw raise1(w_TypeError, "property() got an unexpected keyword argument '%S'", kwnames![k]!);
    given[at] = args[positional + k]!;
  }
  property.fill(given[0]!, given[1]!, given[2]!, given[3]!);
  return w_None;
}
function property_getter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return p.copy(func, p.setFunction, p.deleteFunction);
}
function property_setter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return p.copy(p.getFunction, func, p.deleteFunction);
}
function property_deleter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return p.copy(p.getFunction, p.setFunction, func);
}
function property_setNameHook(self: W_Object, _owner: W_Object, name: W_Object): W_Object {
  (self as W_Property).name = name;
  return w_None;
}
function property_fget(self: W_Object): W_Object {
  return (self as W_Property).getFunction;
}
function property_fset(self: W_Object): W_Object {
  return (self as W_Property).setFunction;
}
function property_fdel(self: W_Object): W_Object {
  return (self as W_Property).deleteFunction;
}
function property_doc(self: W_Object): W_Object {
  return (self as W_Property).doc;
}
function property_setDoc(self: W_Object, value: W_Object | null): W_Object {
  const property = self as W_Property;
  property.doc = value === null ? w_None : value;
  property.docOfGetter = false;
  return w_None;
}
function property_name(self: W_Object): W_Object {
  const name = (self as W_Property).ownName();
  if (name === null) throw hooks.noAttribute(self, n_name);
  return name;
}
function property_setName(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Property).name = value;
  return w_None;
}
function property_isAbstract(self: W_Object): W_Object {
  const p = self as W_Property;
  return newBool(isAbstract(p.getFunction) || isAbstract(p.setFunction) || isAbstract(p.deleteFunction));
}
defStatic(w_property, "__new__(cls, *args, **kwargs)", property_new);
def(w_property, "__init__(self, *args, **kwargs)", property_init);
defSlots(w_property, "__get__ __set__ __delete__");
def(w_property, "getter(self, function, /)", property_getter);
def(w_property, "setter(self, function, /)", property_setter);
def(w_property, "deleter(self, function, /)", property_deleter);
def(w_property, "__set_name__(self, owner, name, /)", property_setNameHook);
member(w_property, "fget", property_fget);
member(w_property, "fset", property_fset);
member(w_property, "fdel", property_fdel);
getterSetter(w_property, "__doc__", property_doc, property_setDoc);
getterSetter(w_property, "__name__", property_name, property_setName);
getter(w_property, "__isabstractmethod__", property_isAbstract);
