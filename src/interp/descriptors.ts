// property, staticmethod, classmethod and super.

import { def, defStatic, getter } from "./builtin.ts";
import type { W_Cell } from "./cell.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  w_AttributeError,
  w_RuntimeError,
  w_TypeError,
} from "./errors.ts";
import { W_Function, W_Method } from "./function.ts";
import { W_Instance } from "./instance.ts";
import { n_class, n_doc } from "./names.ts";
import { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { state } from "./state.ts";
import { emptyStr, intern, StrBuilder, type W_Str } from "./text.ts";
import { builtinType, W_Type } from "./type.ts";

export const w_staticmethod = builtinType("staticmethod");
export const w_classmethod = builtinType("classmethod");
export const w_property = builtinType("property");
w_property.solidBase = w_property;
export const w_super = builtinType("super");
w_super.isBaseType = false;

export class W_StaticMethod extends W_Object {
  readonly func: W_Object;
  constructor(func: W_Object) {
    super();
    this.func = func;
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
export class W_ClassMethod extends W_Object {
  readonly func: W_Object;
  constructor(func: W_Object) {
    super();
    this.func = func;
  }
  override getType(): W_Type {
    return w_classmethod;
  }
  override descrGet(_object: W_Object | null, type: W_Type): W_Object {
    return this.func instanceof W_Function ? new W_Method(this.func, type) : this.func.descrGet(type, type.metatype);
  }
}
function wrapped_func(self: W_Object): W_Object {
  return self instanceof W_StaticMethod ? self.func : (self as W_ClassMethod).func;
}
function staticmethod_new(_type: W_Object, func: W_Object): W_Object {
  return new W_StaticMethod(func);
}
function classmethod_new(_type: W_Object, func: W_Object): W_Object {
  return new W_ClassMethod(func);
}

export class W_Property extends W_Object {
  readonly getFunction: W_Object;
  readonly setFunction: W_Object;
  readonly deleteFunction: W_Object;
  doc: W_Object;
  name: W_Str = emptyStr;
  constructor(get: W_Object, set: W_Object, del: W_Object, doc: W_Object) {
    super();
    this.getFunction = get;
    this.setFunction = set;
    this.deleteFunction = del;
    this.doc = doc;
  }
  override getType(): W_Type {
    return w_property;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null) return this;
    if (this.getFunction === w_None) throw this.missing("property '%S' of '%T' object has no getter", object);
    return this.getFunction.call1(object);
  }
  override descrSet(object: W_Object, value: W_Object): boolean {
    if (this.setFunction === w_None) throw this.missing("property '%S' of '%T' object has no setter", object);
    this.setFunction.call2(object, value);
    return true;
  }
  override descrDelete(object: W_Object): boolean {
    if (this.deleteFunction === w_None) throw this.missing("property '%S' of '%T' object has no deleter", object);
    this.deleteFunction.call1(object);
    return true;
  }
  private missing(template: string, object: W_Object): OperationError {
    return raise2(w_AttributeError, template, this.functionName(), object);
  }
  private functionName(): W_Str {
    return this.getFunction instanceof W_Function ? this.getFunction.name : this.name;
  }
}
function property_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  let get = positional > 1 ? args[1]! : w_None;
  let set = positional > 2 ? args[2]! : w_None;
  let del = positional > 3 ? args[3]! : w_None;
  let doc = positional > 4 ? args[4]! : w_None;
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      const value = args[positional + i]!;
      if (name === n_fget) get = value;
      else if (name === n_fset) set = value;
      else if (name === n_fdel) del = value;
      else if (name === n_docParameter) doc = value;
      else throw raise1(w_TypeError, "property() got an unexpected keyword argument '%S'", name);
    }
  if (doc === w_None && get !== w_None) {
    const own = get.getAttr(n_doc);
    if (own !== null) doc = own;
  }
  const type = args[0] as W_Type;
  const property = new W_Property(get, set, del, doc);
  return type === w_property ? property : new W_Instance(type, property);
}
const n_fget = intern("fget");
const n_fset = intern("fset");
const n_fdel = intern("fdel");
const n_docParameter = intern("doc");
function property_getter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return new W_Property(func, p.setFunction, p.deleteFunction, p.doc);
}
function property_setter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return new W_Property(p.getFunction, func, p.deleteFunction, p.doc);
}
function property_deleter(self: W_Object, func: W_Object): W_Object {
  const p = self as W_Property;
  return new W_Property(p.getFunction, p.setFunction, func, p.doc);
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

/** super(type, object): attributes of what comes behind `type` in the MRO of the object's type. */
export class W_Super extends W_Object {
  readonly start: W_Type;
  /** null: unbound. */
  readonly object: W_Object | null;
  /** Whose MRO is looked through. */
  readonly type: W_Type;
  constructor(start: W_Type, object: W_Object | null, type: W_Type) {
    super();
    this.start = start;
    this.object = object;
    this.type = type;
  }
  override getType(): W_Type {
    return w_super;
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override getAttr(name: W_Str): W_Object | null {
    if (this.object === null || name === n_class) return super.getAttr(name);
    const found = this.type.lookupAfter(this.start, name);
    if (found === null) return super.getAttr(name);
    // for a class method, or where the object is the class itself, there is no instance to bind
    return found.descrGet(this.object === this.type ? null : this.object, this.type);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<super: <class '");
    text.addStr(this.start.name);
    text.add("'>, <");
    text.addStr(this.type.name);
    text.add(" object>>");
    return text.build();
  }
}
/** Whose MRO a super object looks through; TypeError when the object is not of the class. */
export function superType(start: W_Object, object: W_Object): W_Type {
  if (!(start instanceof W_Type)) throw raise1(w_TypeError, "super() argument 1 must be a type, not %T", start);
  if (object instanceof W_Type && object.isSubtype(start)) return object;
  const type = object.getType();
  if (type.isSubtype(start)) return type;
  throw raise2(
    w_TypeError,
    "super(type, obj): obj (instance of %T) is not an instance or subtype of type (%N).",
    object,
    start,
  );
}
/** super() without arguments, where the compiler could not help: the class and the first parameter are in the caller's frame. */
function implicitSuper(): W_Object {
  const frame = state.caller;
  if (frame === null || frame.func.code.argCount === 0) throw raise0(w_RuntimeError, "super(): no arguments");
  const code = frame.func.code;
  const first = code.varnames.length + code.cellvars.length;
  for (let i = 0; i < code.freevars.length; i++) {
    if (code.freevars[i] !== n_class) continue;
    const type = (frame.regs[first + i] as W_Cell).value;
    if (type === null) throw raise0(w_RuntimeError, "super(): empty __class__ cell");
    let self = frame.regs[0]!;
    // a parameter that inner functions use lives in a cell
    for (let k = 0; k < code.cellvars.length; k++)
      if (code.cellvars[k] === code.varnames[0]) self = (frame.regs[code.varnames.length + k] as W_Cell).value!;
    return new W_Super(type as W_Type, self, superType(type, self));
  }
  throw raise0(w_RuntimeError, "super(): __class__ cell not found");
}
function super_new(_cls: W_Object, start: W_Object | null, object: W_Object | null): W_Object {
  if (start === null) return implicitSuper();
  if (object === null || object === w_None) {
    if (!(start instanceof W_Type)) throw raise1(w_TypeError, "super() argument 1 must be a type, not %T", start);
    return new W_Super(start, null, start);
  }
  return new W_Super(start as W_Type, object, superType(start, object));
}

defStatic(w_staticmethod, "__new__(cls, function, /)", staticmethod_new);
defStatic(w_classmethod, "__new__(cls, function, /)", classmethod_new);
getter(w_staticmethod, "__func__", wrapped_func);
getter(w_classmethod, "__func__", wrapped_func);
getter(w_staticmethod, "__wrapped__", wrapped_func);
getter(w_classmethod, "__wrapped__", wrapped_func);
defSlots(w_staticmethod, "__get__ __call__");
defSlots(w_classmethod, "__get__");
defStatic(w_property, "__new__(cls, *args, **kwargs)", property_new);
defSlots(w_property, "__get__ __set__ __delete__");
def(w_property, "getter(self, function, /)", property_getter);
def(w_property, "setter(self, function, /)", property_setter);
def(w_property, "deleter(self, function, /)", property_deleter);
getter(w_property, "fget", property_fget);
getter(w_property, "fset", property_fset);
getter(w_property, "fdel", property_fdel);
getter(w_property, "__doc__", property_doc);
defStatic(w_super, "__new__(cls, type=None, object=None, /)", super_new);
