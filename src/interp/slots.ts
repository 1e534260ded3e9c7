// Slots: the special methods of builtin types as Python sees them (`int.__add__`, `list.__len__`), made from the virtual methods.
//
//   defSlots(w_list, "__len__ __getitem__ __add__ __eq__ ...")
//
// A slot's function works for every type, since it calls the virtual method of its (checked, unwrapped) self. A type lists
// the special methods that it has; those that W_Object answers for it by default stand on `object` (objecttype.ts).

import { arrayCopy, type int, newArray } from "../rts/index.ts";
import { type AnyFn, def, defWhole, W_Builtin } from "./builtin.ts";
import { raise1, raiseWith, w_StopIteration, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import {
  ABS,
  ADD,
  AND,
  DIVMOD,
  EQ,
  FLOORDIV,
  GE,
  GT,
  hooks,
  INVERT,
  LE,
  LSHIFT,
  LT,
  MATMUL,
  MOD,
  MUL,
  NE,
  NEG,
  OR,
  POS,
  POW,
  RSHIFT,
  SUB,
  TRUEDIV,
  type W_Object,
  XOR,
} from "./object.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { W_Type } from "./type.ts";

function orNotImplemented(result: W_Object | null): W_Object {
  return result === null ? w_NotImplemented : result;
}
/** `other op self`, where other's own class, if it is written in Python, is not asked. */
function reflected(op: int, self: W_Object, other: W_Object): W_Object {
  const plain = other.unwrap();
  const result = self.rbinary(op, plain);
  return orNotImplemented(result === null && !(plain instanceof W_Instance) ? plain.binary(op, self) : result);
}
function slot_add(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(ADD, other.unwrap()));
}
function slot_radd(self: W_Object, other: W_Object): W_Object {
  return reflected(ADD, self, other);
}
function slot_sub(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(SUB, other.unwrap()));
}
function slot_rsub(self: W_Object, other: W_Object): W_Object {
  return reflected(SUB, self, other);
}
function slot_mul(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(MUL, other.unwrap()));
}
function slot_rmul(self: W_Object, other: W_Object): W_Object {
  return reflected(MUL, self, other);
}
function slot_matmul(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(MATMUL, other.unwrap()));
}
function slot_rmatmul(self: W_Object, other: W_Object): W_Object {
  return reflected(MATMUL, self, other);
}
function slot_truediv(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(TRUEDIV, other.unwrap()));
}
function slot_rtruediv(self: W_Object, other: W_Object): W_Object {
  return reflected(TRUEDIV, self, other);
}
function slot_floordiv(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(FLOORDIV, other.unwrap()));
}
function slot_rfloordiv(self: W_Object, other: W_Object): W_Object {
  return reflected(FLOORDIV, self, other);
}
function slot_mod(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(MOD, other.unwrap()));
}
function slot_rmod(self: W_Object, other: W_Object): W_Object {
  return reflected(MOD, self, other);
}
function slot_pow(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(POW, other.unwrap()));
}
function slot_rpow(self: W_Object, other: W_Object): W_Object {
  return reflected(POW, self, other);
}
function slot_lshift(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(LSHIFT, other.unwrap()));
}
function slot_rlshift(self: W_Object, other: W_Object): W_Object {
  return reflected(LSHIFT, self, other);
}
function slot_rshift(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(RSHIFT, other.unwrap()));
}
function slot_rrshift(self: W_Object, other: W_Object): W_Object {
  return reflected(RSHIFT, self, other);
}
function slot_and(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(AND, other.unwrap()));
}
function slot_rand(self: W_Object, other: W_Object): W_Object {
  return reflected(AND, self, other);
}
function slot_or(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(OR, other.unwrap()));
}
function slot_ror(self: W_Object, other: W_Object): W_Object {
  return reflected(OR, self, other);
}
function slot_xor(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(XOR, other.unwrap()));
}
function slot_rxor(self: W_Object, other: W_Object): W_Object {
  return reflected(XOR, self, other);
}
function slot_divmod(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.binary(DIVMOD, other.unwrap()));
}
function slot_rdivmod(self: W_Object, other: W_Object): W_Object {
  return reflected(DIVMOD, self, other);
}
function slot_iadd(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(ADD, other.unwrap()));
}
function slot_isub(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(SUB, other.unwrap()));
}
function slot_imul(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(MUL, other.unwrap()));
}
function slot_imatmul(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(MATMUL, other.unwrap()));
}
function slot_itruediv(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(TRUEDIV, other.unwrap()));
}
function slot_ifloordiv(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(FLOORDIV, other.unwrap()));
}
function slot_imod(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(MOD, other.unwrap()));
}
function slot_ipow(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(POW, other.unwrap()));
}
function slot_ilshift(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(LSHIFT, other.unwrap()));
}
function slot_irshift(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(RSHIFT, other.unwrap()));
}
function slot_iand(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(AND, other.unwrap()));
}
function slot_ior(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(OR, other.unwrap()));
}
function slot_ixor(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.inplace(XOR, other.unwrap()));
}
function slot_lt(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(LT, other.unwrap()));
}
function slot_le(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(LE, other.unwrap()));
}
function slot_eq(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(EQ, other.unwrap()));
}
function slot_ne(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(NE, other.unwrap()));
}
function slot_gt(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(GT, other.unwrap()));
}
function slot_ge(self: W_Object, other: W_Object): W_Object {
  return orNotImplemented(self.compare(GE, other.unwrap()));
}
function slot_neg(self: W_Object): W_Object {
  return orNotImplemented(self.unary(NEG));
}
function slot_pos(self: W_Object): W_Object {
  return orNotImplemented(self.unary(POS));
}
function slot_invert(self: W_Object): W_Object {
  return orNotImplemented(self.unary(INVERT));
}
function slot_abs(self: W_Object): W_Object {
  return orNotImplemented(self.unary(ABS));
}
function slot_bool(self: W_Object): W_Object {
  return hooks.boolObject(self.isTrue());
}
function slot_repr(self: W_Object): W_Object {
  return self.repr();
}
function slot_str(self: W_Object): W_Object {
  return self.str();
}
function slot_hash(self: W_Object): W_Object {
  return hooks.intObject(self.hash());
}
/** What a virtual method answers for a type that declares the slot. An object without that operation may still come here (a class as self). */
function given(result: W_Object | null, self: W_Object): W_Object {
  if (result === null) throw raise1(w_TypeError, "'%T' object does not support this operation", self);
  return result;
}
function slot_index(self: W_Object): W_Object {
  return given(self.asIndex(), self);
}
function slot_len(self: W_Object): W_Object {
  const length = self.len();
  if (length < 0) throw raise1(w_TypeError, "object of type '%T' has no len()", self);
  return hooks.intObject(length);
}
function slot_getitem(self: W_Object, key: W_Object): W_Object {
  return given(self.getItem(key), self);
}
function slot_setitem(self: W_Object, key: W_Object, value: W_Object): W_Object {
  self.setItem(key, value);
  return w_None;
}
function slot_delitem(self: W_Object, key: W_Object): W_Object {
  self.delItem(key);
  return w_None;
}
function slot_contains(self: W_Object, item: W_Object): W_Object {
  return hooks.boolObject(self.contains(item) > 0);
}
/** An instance of a class derived from an iterator type is the iterator itself, not the one inside. */
function slot_iter(self: W_Object): W_Object {
  const data = self.unwrap();
  const iterator = given(data.iter(), data);
  return iterator === data ? self : iterator;
}
function slot_next(self: W_Object): W_Object {
  const value = self.next();
  if (value === null) throw raiseWith(w_StopIteration, null);
  return value;
}
function slot_get(self: W_Object, object: W_Object, type: W_Object | null): W_Object {
  const none = object === w_None;
  if (!none && self instanceof W_Builtin) self.checkOwner(object);
  if (none && (type === null || type === w_None)) throw raise1(w_TypeError, "__get__(None, None) is invalid", self);
  if (type === null || type === w_None) return self.descrGet(object, object.getType());
  if (!(type instanceof W_Type)) throw raise1(w_TypeError, "__get__() needs a type as second argument, not '%T'", type);
  return self.descrGet(none ? null : object, type);
}
function slot_set(self: W_Object, object: W_Object, value: W_Object): W_Object {
  self.descrSet(object, value);
  return w_None;
}
function slot_delete(self: W_Object, object: W_Object): W_Object {
  self.descrDelete(object);
  return w_None;
}
function slot_call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const rest = newArray<W_Object>(args.length - 1);
  arrayCopy(args, 1, rest, 0, rest.length);
  return args[0]!.call(rest, kwnames);
}

/** Slot -> description and function. */
const slots: Record<string, readonly [parameters: string, fn: AnyFn]> = {
  __add__: ["self, value, /", slot_add],
  __radd__: ["self, value, /", slot_radd],
  __sub__: ["self, value, /", slot_sub],
  __rsub__: ["self, value, /", slot_rsub],
  __mul__: ["self, value, /", slot_mul],
  __rmul__: ["self, value, /", slot_rmul],
  __matmul__: ["self, value, /", slot_matmul],
  __rmatmul__: ["self, value, /", slot_rmatmul],
  __truediv__: ["self, value, /", slot_truediv],
  __rtruediv__: ["self, value, /", slot_rtruediv],
  __floordiv__: ["self, value, /", slot_floordiv],
  __rfloordiv__: ["self, value, /", slot_rfloordiv],
  __mod__: ["self, value, /", slot_mod],
  __rmod__: ["self, value, /", slot_rmod],
  __pow__: ["self, value, /", slot_pow],
  __rpow__: ["self, value, /", slot_rpow],
  __lshift__: ["self, value, /", slot_lshift],
  __rlshift__: ["self, value, /", slot_rlshift],
  __rshift__: ["self, value, /", slot_rshift],
  __rrshift__: ["self, value, /", slot_rrshift],
  __and__: ["self, value, /", slot_and],
  __rand__: ["self, value, /", slot_rand],
  __or__: ["self, value, /", slot_or],
  __ror__: ["self, value, /", slot_ror],
  __xor__: ["self, value, /", slot_xor],
  __rxor__: ["self, value, /", slot_rxor],
  __divmod__: ["self, value, /", slot_divmod],
  __rdivmod__: ["self, value, /", slot_rdivmod],
  __iadd__: ["self, value, /", slot_iadd],
  __isub__: ["self, value, /", slot_isub],
  __imul__: ["self, value, /", slot_imul],
  __imatmul__: ["self, value, /", slot_imatmul],
  __itruediv__: ["self, value, /", slot_itruediv],
  __ifloordiv__: ["self, value, /", slot_ifloordiv],
  __imod__: ["self, value, /", slot_imod],
  __ipow__: ["self, value, /", slot_ipow],
  __ilshift__: ["self, value, /", slot_ilshift],
  __irshift__: ["self, value, /", slot_irshift],
  __iand__: ["self, value, /", slot_iand],
  __ior__: ["self, value, /", slot_ior],
  __ixor__: ["self, value, /", slot_ixor],
  __lt__: ["self, value, /", slot_lt],
  __le__: ["self, value, /", slot_le],
  __eq__: ["self, value, /", slot_eq],
  __ne__: ["self, value, /", slot_ne],
  __gt__: ["self, value, /", slot_gt],
  __ge__: ["self, value, /", slot_ge],
  __neg__: ["self, /", slot_neg],
  __pos__: ["self, /", slot_pos],
  __invert__: ["self, /", slot_invert],
  __abs__: ["self, /", slot_abs],
  __bool__: ["self, /", slot_bool],
  __repr__: ["self, /", slot_repr],
  __str__: ["self, /", slot_str],
  __hash__: ["self, /", slot_hash],
  __index__: ["self, /", slot_index],
  __len__: ["self, /", slot_len],
  __getitem__: ["self, key, /", slot_getitem],
  __setitem__: ["self, key, value, /", slot_setitem],
  __delitem__: ["self, key, /", slot_delitem],
  __contains__: ["self, key, /", slot_contains],
  __iter__: ["self, /", slot_iter],
  __next__: ["self, /", slot_next],
  __get__: ["self, instance, owner=None, /", slot_get],
  __set__: ["self, instance, value, /", slot_set],
  __delete__: ["self, instance, /", slot_delete],
  __call__: ["self, /, *args, **kwargs", slot_call],
};

/** Declares the special methods of a builtin type by their names, separated by spaces. */
export function defSlots(type: W_Type, names: string): void {
  for (const name of names.split(" ")) {
    const slot = slots[name];
    if (!slot) throw new Error(`no slot named ${name}`);
    if (name === "__iter__") defWhole(type, `${name}(${slot[0]})`, slot[1]);
    else def(type, `${name}(${slot[0]})`, slot[1]);
  }
}

export const COMPARISON_SLOTS = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__";
