// Attributes and repr of builtin functions, methods and their descriptors.

import {
  def,
  getter,
  W_BoundBuiltin,
  type W_Builtin,
  type W_BuiltinClassMethod,
  type W_GetSet,
  w_builtin_function,
  w_classmethod_descriptor,
  w_getset_descriptor,
  w_member_descriptor,
  w_method_descriptor,
  w_method_wrapper,
  w_wrapper_descriptor,
} from "./builtin.ts";
import { W_Slot } from "./instance.ts";
import { hooks, type W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { tables } from "./state.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { W_Type } from "./type.ts";

function builtinOf(self: W_Object): W_Builtin {
  return self instanceof W_BoundBuiltin ? self.method : (self as W_Builtin);
}
function builtin_name(self: W_Object): W_Object {
  return builtinOf(self).name;
}
/** `list.append`, `dict.fromkeys`, `len` */
function builtin_qualname(self: W_Object): W_Object {
  const method = builtinOf(self);
  const declared = method.owner === null ? method.ofType : method.owner;
  const owner = self instanceof W_BoundBuiltin && self.self instanceof W_Type ? self.self : declared;
  if (owner === null) return method.name;
  const text = new StrBuilder();
  text.addStr(owner.qualname);
  text.addChar(46);
  text.addStr(method.name);
  return text.build();
}
function builtin_module(self: W_Object): W_Object {
  const module = builtinOf(self).module;
  return module === null ? w_None : module;
}
function builtin_self(self: W_Object): W_Object {
  if (self instanceof W_BoundBuiltin) return self.self;
  const builtin = self as W_Builtin;
  if (builtin.made !== null) return builtin.made;
  const module = builtin.module;
  if (module === null) return w_None;
  const found = tables.builtinModules.get(module);
  return found === null ? w_None : found;
}
function builtin_doc(self: W_Object): W_Object {
  const doc = builtinOf(self).doc;
  return doc === null ? w_None : doc;
}
function classmethod_doc(self: W_Object): W_Object {
  return builtin_doc((self as W_BuiltinClassMethod).fn);
}
function attribute_doc(_self: W_Object): W_Object {
  return w_None;
}
function builtin_signature(self: W_Object): W_Object {
  const signature = builtinOf(self).signature;
  return signature === null ? w_None : signature;
}
/** `<method 'append' of 'list' objects>`, `<slot wrapper '__add__' of 'int' objects>` */
function descriptor_repr(self: W_Object): W_Object {
  const method = self as W_Builtin;
  const text = new StrBuilder();
  text.add(method.isSlot ? "<slot wrapper " : "<method ");
  text.addStr(method.name.repr());
  text.add(" of ");
  text.addStr(method.owner!.name.repr());
  text.add(" objects>");
  return text.build();
}
/** `<built-in function len>`, `<built-in method append of list object at 0x...>` */
function function_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  if (self instanceof W_BoundBuiltin) {
    const special = self.method.isSlot;
    text.add(special ? "<method-wrapper " : "<built-in method ");
    text.addStr(special ? self.method.name.repr() : self.method.name);
    text.add(" of ");
    text.addStr(self.self.getType().name);
    const whole = hooks.defaultRepr(self.self);
    if (self.self instanceof W_Type) {
      text.add(" object>");
      return text.build();
    }
    // from ` object at` on
    let at = whole.length - 1;
    let spaces = 0;
    for (;;) {
      if (whole.charAt(at) === 32) spaces++;
      if (spaces === 3) break;
      at--;
    }
    text.addSlice(whole, at, whole.length);
    return text.build();
  }
  text.add("<built-in function ");
  text.addStr(builtinOf(self).name);
  text.addChar(62);
  return text.build();
}
function descriptor_class(self: W_Object): W_Object {
  return (self as W_Builtin).owner!;
}
function wrapper_class(self: W_Object): W_Object {
  return (self as W_BoundBuiltin).method.owner!;
}
function classmethod_name(self: W_Object): W_Object {
  return (self as W_BuiltinClassMethod).fn.name;
}
function getset_class(self: W_Object): W_Object {
  return (self as W_GetSet).owner;
}
function getset_name(self: W_Object): W_Object {
  return (self as W_GetSet).name;
}
function dotted(owner: W_Type, name: W_Str): W_Object {
  const text = new StrBuilder();
  text.addStr(owner.qualname);
  text.addChar(46);
  text.addStr(name);
  return text.build();
}
function getset_qualname(self: W_Object): W_Object {
  return dotted((self as W_GetSet).owner, (self as W_GetSet).name);
}
function member_name(self: W_Object): W_Object {
  return self instanceof W_Slot ? self.name : (self as W_GetSet).name;
}
function ownerOf(self: W_Object): W_Type {
  return self instanceof W_Slot ? self.owner : (self as W_GetSet).owner;
}
function member_qualname(self: W_Object): W_Object {
  return dotted(ownerOf(self), member_name(self) as W_Str);
}
function member_class(self: W_Object): W_Object {
  return ownerOf(self);
}
/** `<member 'x' of 'C' objects>` */
function member_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  text.add("<member ");
  text.addStr(member_name(self).repr());
  text.add(" of ");
  text.addStr(ownerOf(self).name.repr());
  text.add(" objects>");
  return text.build();
}
function getset_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  text.add("<attribute ");
  text.addStr((self as W_GetSet).name.repr());
  text.add(" of ");
  text.addStr((self as W_GetSet).owner.name.repr());
  text.add(" objects>");
  return text.build();
}

for (const type of [w_builtin_function, w_method_descriptor, w_wrapper_descriptor, w_method_wrapper]) {
  getter(type, "__name__", builtin_name);
  getter(type, "__qualname__", builtin_qualname);
  getter(type, "__doc__", builtin_doc);
  getter(type, "__text_signature__", builtin_signature);
  defSlots(type, "__call__");
}
getter(w_builtin_function, "__module__", builtin_module);
getter(w_builtin_function, "__self__", builtin_self);
getter(w_method_wrapper, "__self__", builtin_self);
getter(w_method_wrapper, "__objclass__", wrapper_class);
for (const type of [w_method_descriptor, w_wrapper_descriptor]) {
  def(type, "__repr__(self, /)", descriptor_repr);
  getter(type, "__objclass__", descriptor_class);
  defSlots(type, "__get__");
}
for (const type of [w_builtin_function, w_method_wrapper]) def(type, "__repr__(self, /)", function_repr);
getter(w_classmethod_descriptor, "__name__", classmethod_name);
getter(w_classmethod_descriptor, "__qualname__", classmethod_name);
getter(w_classmethod_descriptor, "__doc__", classmethod_doc);
defSlots(w_classmethod_descriptor, "__get__");
getter(w_getset_descriptor, "__name__", getset_name);
getter(w_getset_descriptor, "__qualname__", getset_qualname);
getter(w_getset_descriptor, "__objclass__", getset_class);
getter(w_getset_descriptor, "__doc__", attribute_doc);
getter(w_member_descriptor, "__name__", member_name);
getter(w_member_descriptor, "__qualname__", member_qualname);
getter(w_member_descriptor, "__objclass__", member_class);
getter(w_member_descriptor, "__doc__", attribute_doc);
def(w_member_descriptor, "__repr__(self, /)", member_repr);
defSlots(w_member_descriptor, "__get__ __set__ __delete__");
def(w_getset_descriptor, "__repr__(self, /)", getset_repr);
defSlots(w_getset_descriptor, "__get__ __set__ __delete__");
