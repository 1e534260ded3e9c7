// types.SimpleNamespace: an object that is nothing but its attributes.

import { def, defStatic, getterSetter } from "./builtin.ts";
import type { W_Dict } from "./dict.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool } from "./int.ts";
import { n_dict } from "./names.ts";
import { EQ, NE, type W_Object } from "./object.ts";
import { instance_dict, instance_setDict } from "./objecttype.ts";
import { compare, setItem } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { internStr, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple3 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

export const w_SimpleNamespace = builtinType("types.SimpleNamespace");
w_SimpleNamespace.hasInstanceDict = true;

export function newNamespace(): W_Instance {
  return new W_Instance(w_SimpleNamespace, null);
}
function attributesOf(object: W_Object): W_Dict {
  return object.getAttr(n_dict) as W_Dict;
}
function namespace_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Instance(args[0] as W_Type, null);
}
function namespace_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_Instance;
  const count = kwnames === null ? args.length : args.length - kwnames.length;
  if (count > 2) throw raise1(w_TypeError, "%T expected at most 1 argument", self);
  if (count === 2) {
    const given = w_dict.call1(args[1]!) as W_Dict;
    for (let i = given.nextEntry(0); i >= 0; i = given.nextEntry(i + 1)) {
      const key = given.keys[i]!.unwrap();
      if (!(key instanceof W_Str)) throw raise1(w_TypeError, "keywords must be strings", self);
      self.setOwn(internStr(key), given.valueAt(i)!);
    }
  }
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) self.setOwn(internStr(kwnames[i] as W_Str), args[count + i]!);
  return w_None;
}
function namespace_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  if (self.getType() === w_SimpleNamespace) text.add("namespace");
  else text.addStr(self.getType().name);
  if (!enterRepr(self)) {
    text.add("(...)");
    return text.build();
  }
  try {
    text.addChar(40);
    const dict = attributesOf(self);
    let first = true;
    for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) {
      const key = dict.keys[i]!;
      if (!(key instanceof W_Str) || key.length === 0) continue;
      if (!first) text.add(", ");
      first = false;
      text.addStr(key);
      text.addChar(61);
      text.addStr(dict.valueAt(i)!.repr());
    }
    text.addChar(41);
  } finally {
    leaveRepr();
  }
  return text.build();
}
function namespace_eq(self: W_Object, other: W_Object): W_Object {
  if (!other.getType().isSubtype(w_SimpleNamespace)) return w_NotImplemented;
  return compare(EQ, attributesOf(self), attributesOf(other));
}
function namespace_ne(self: W_Object, other: W_Object): W_Object {
  if (!other.getType().isSubtype(w_SimpleNamespace)) return w_NotImplemented;
  return newBool(compare(NE, attributesOf(self), attributesOf(other)).isTrue());
}
function namespace_reduce(self: W_Object): W_Object {
  return newTuple3(self.getType(), emptyTuple, attributesOf(self));
}
/** copy.replace() */
function namespace_replace(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0]!;
  const copy = self.getType().call0();
  const into = attributesOf(copy);
  const dict = attributesOf(self);
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) setItem(into, dict.keys[i]!, dict.valueAt(i)!);
  const count = kwnames === null ? 0 : kwnames.length;
  for (let i = 0; i < count; i++) setItem(into, kwnames![i]!, args[args.length - count + i]!);
  return copy;
}
getterSetter(w_SimpleNamespace, "__dict__", instance_dict, instance_setDict);
defStatic(w_SimpleNamespace, "__new__(cls, *args)", namespace_new);
def(w_SimpleNamespace, "__init__(self, *args)", namespace_init);
def(w_SimpleNamespace, "__repr__(self, /)", namespace_repr);
def(w_SimpleNamespace, "__eq__(self, value, /)", namespace_eq);
def(w_SimpleNamespace, "__ne__(self, value, /)", namespace_ne);
def(w_SimpleNamespace, "__reduce__(self, /)", namespace_reduce);
def(w_SimpleNamespace, "__replace__(self, *changes)", namespace_replace);
