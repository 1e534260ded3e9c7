// What pickle and copy ask of any object: __reduce_ex__, __reduce__, __getstate__ of `object`.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { def, defWhole } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { type OperationError, raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import { importLibrary } from "./importing.ts";
import { W_Instance } from "./instance.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { ownAttributes } from "./instancedict.ts";
import { newInt } from "./int.ts";
import { arrayOf, listOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { W_Module } from "./module.ts";
import { n_dict } from "./names.ts";
import { args1, callSpecial0, type W_Object } from "./object.ts";
import { getAttr, iter, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple2, newTuple3, W_Tuple } from "./tuple.ts";
import { type W_Type, w_object } from "./type.ts";
import { w_float, w_frozenset, w_int, w_set, w_str, w_tuple } from "./types.ts";

const copyregName = intern("copyreg");
const n_reduce = intern("__reduce__");
const n_reduce_ex = intern("_reduce_ex");
const n_newobj = intern("__newobj__");
const n_newobj_ex = intern("__newobj_ex__");
const n_getnewargs = intern("__getnewargs__");
const n_getnewargs_ex = intern("__getnewargs_ex__");
const n_getstate = intern("__getstate__");
const n_slotnames = intern("_slotnames");
const n_items = intern("items");

function copyreg(name: W_Str): W_Object {
  return getAttr(importLibrary(copyregName, emptyTuple), name);
}

/** The instance's attributes: None, a dict, or a pair with the values of slots. `required`: there has to be a way to tell the state. */
function stateOf(self: W_Object, required: boolean): W_Object {
  const type = self.getType();
  let state: W_Object = w_None;
  if (self instanceof W_Module && required) throw cannotPickle(self);
  if (self instanceof W_Instance) {
    if (type.hasInstanceDict) state = ownAttributes(self);
  } else {
    if (required && type !== w_object) throw cannotPickle(self);
    const dict = attributeOrNull(self, n_dict);
    if (dict !== null && dict.len() !== 0) state = dict;
  }
  if (state !== w_None && state.len() === 0) state = w_None;
  if (!type.isHeap) return state;
  const names = copyreg(n_slotnames).call1(type);
  const slots = new W_Dict();
  for (const item of arrayOf(names)) {
    const plain = item.unwrap();
    if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "attribute name must be string, not '%T'", item);
    const name = internStr(plain);
    const value = attributeOrNull(self, name);
    if (value !== null) slots.set(name, value);
  }
  return slots.count === 0 ? state : newTuple2(state, slots);
}
function cannotPickle(self: W_Object): OperationError {
  return raise1(w_TypeError, "cannot pickle '%T' object", self);
}
function object_getstate(self: W_Object): W_Object {
  return stateOf(self, false);
}
function prepended(type: W_Type, args: W_Tuple): W_Object {
  const items = newArray<W_Object>(args.items.length + 1);
  items[0] = type;
  for (let i = 0; i < args.items.length; i++) items[i + 1] = args.items[i]!;
  return newTuple(items);
}
/** (copyreg.__newobj__, (cls, *args), state, list items, dict items) */
function reduceByNew(self: W_Object): W_Object {
  const type = self.getType();
  let maker = copyreg(n_newobj);
  let args: W_Object = prepended(type, emptyTuple);
  let hasArgs = true;
  const full = attributeOrNull(self, n_getnewargs_ex);
  const plain = full === null ? attributeOrNull(self, n_getnewargs) : null;
  if (full !== null) {
    const pair = full.call0();
    if (!(pair instanceof W_Tuple))
      throw raise1(w_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", pair);
    if (pair.items.length !== 2) throw raise0(w_ValueError, "__getnewargs_ex__ should return a tuple of length 2");
    const first = pair.items[0]!;
    const second = pair.items[1]!;
    if (!(first instanceof W_Tuple))
      throw raise1(
        w_TypeError,
        "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
        first,
      );
    if (!(second instanceof W_Dict))
      throw raise1(
        w_TypeError,
        "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
        second,
      );
    if (second.count > 0) {
      maker = copyreg(n_newobj_ex);
      args = newTuple3(type, first, second);
    } else args = prepended(type, first);
  } else if (plain !== null) {
    const given = plain.call0();
    if (!(given instanceof W_Tuple)) throw raise1(w_TypeError, "__getnewargs__ should return a tuple, not '%T'", given);
    args = prepended(type, given);
  } else hasArgs = false;
  const data = self.unwrap();
  const isList = data instanceof W_List;
  const isDict = data instanceof W_Dict;
  const state = stateByMethod(self, !hasArgs && !isList && !isDict);
  const result = newArray<W_Object>(5);
  result[0] = maker;
  result[1] = args;
  result[2] = state;
  result[3] = isList ? iter(self) : w_None;
  result[4] = isDict ? iter(getAttr(self, n_items).call0()) : w_None;
  return newTuple(result);
}
/** The state by the object's own __getstate__. */
export function stateByMethod(self: W_Object, required: boolean): W_Object {
  const type = self.getType();
  const method = type.lookup(n_getstate)!;
  if (method === defaultGetState) return stateOf(self, required);
  return callSpecial0(method, self, type);
}
function reduceBy(self: W_Object, protocol: int): W_Object {
  if (protocol >= 2) return reduceByNew(self);
  return copyreg(n_reduce_ex).call2(self, newInt(protocol));
}
function object_reduce(self: W_Object): W_Object {
  return reduceBy(self, 0);
}
function object_reduceEx(self: W_Object, protocol: W_Object): W_Object {
  const type = self.getType();
  const own = type.lookup(n_reduce)!;
  if (own !== defaultReduce) return callSpecial0(own, self, type);
  return reduceBy(self, toInt(protocol));
}
/** Of values: the value itself, without its subclass. */
function value_getnewargs(self: W_Object): W_Object {
  return newTuple(args1(self));
}
for (const type of [w_int, w_float, w_str, w_tuple]) def(type, "__getnewargs__(self, /)", value_getnewargs);
function set_reduce(self: W_Object): W_Object {
  return newTuple3(self.getType(), newTuple(args1(listOf(self))), stateByMethod(self, false));
}
for (const type of [w_set, w_frozenset]) defWhole(type, "__reduce__(self, /)", set_reduce);
def(w_object, "__reduce__(self, /)", object_reduce);
def(w_object, "__reduce_ex__(self, protocol, /)", object_reduceEx);
def(w_object, "__getstate__(self, /)", object_getstate);
const defaultReduce: W_Object = w_object.dict.get(n_reduce)!;
const defaultGetState: W_Object = w_object.dict.get(n_getstate)!;
