// The module `_operator`: Python's operators as functions. (operatorgetters.ts has itemgetter, attrgetter and methodcaller.)

import { arrayCopy, newArray } from "../rts/index.ts";
import { add, floorDivide, modulo, multiply, subtract, trueDivide } from "./arith.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { raise0, raise1, raise2, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt, W_Bool } from "./int.ts";
import { lengthHintObject } from "./lengthhint.ts";
import { defineModule } from "./modules.ts";
import { n_getitem } from "./names.ts";
import {
  ABS,
  ADD,
  AND,
  EQ,
  FLOORDIV,
  GE,
  GT,
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
import {
  binary,
  compare,
  contains,
  delItem,
  getItem,
  indexObject,
  inplace,
  is,
  iter,
  sameOrEqual,
  setItem,
  toSsize,
  unary,
} from "./operations.ts";
import { w_attrgetter, w_itemgetter, w_methodcaller } from "./operatorgetters.ts";
import { w_None } from "./singletons.ts";
import { W_Str } from "./text.ts";

function operator_lt(a: W_Object, b: W_Object): W_Object {
  return compare(LT, a, b);
}
function operator_le(a: W_Object, b: W_Object): W_Object {
  return compare(LE, a, b);
}
function operator_eq(a: W_Object, b: W_Object): W_Object {
  return compare(EQ, a, b);
}
function operator_ne(a: W_Object, b: W_Object): W_Object {
  return compare(NE, a, b);
}
function operator_gt(a: W_Object, b: W_Object): W_Object {
  return compare(GT, a, b);
}
function operator_ge(a: W_Object, b: W_Object): W_Object {
  return compare(GE, a, b);
}
function operator_pow(a: W_Object, b: W_Object): W_Object {
  return binary(POW, a, b);
}
function operator_matmul(a: W_Object, b: W_Object): W_Object {
  return binary(MATMUL, a, b);
}
function operator_lshift(a: W_Object, b: W_Object): W_Object {
  return binary(LSHIFT, a, b);
}
function operator_rshift(a: W_Object, b: W_Object): W_Object {
  return binary(RSHIFT, a, b);
}
function operator_and(a: W_Object, b: W_Object): W_Object {
  return binary(AND, a, b);
}
function operator_or(a: W_Object, b: W_Object): W_Object {
  return binary(OR, a, b);
}
function operator_xor(a: W_Object, b: W_Object): W_Object {
  return binary(XOR, a, b);
}
function operator_iadd(a: W_Object, b: W_Object): W_Object {
  return inplace(ADD, a, b);
}
function operator_isub(a: W_Object, b: W_Object): W_Object {
  return inplace(SUB, a, b);
}
function operator_imul(a: W_Object, b: W_Object): W_Object {
  return inplace(MUL, a, b);
}
function operator_imatmul(a: W_Object, b: W_Object): W_Object {
  return inplace(MATMUL, a, b);
}
function operator_itruediv(a: W_Object, b: W_Object): W_Object {
  return inplace(TRUEDIV, a, b);
}
function operator_ifloordiv(a: W_Object, b: W_Object): W_Object {
  return inplace(FLOORDIV, a, b);
}
function operator_imod(a: W_Object, b: W_Object): W_Object {
  return inplace(MOD, a, b);
}
function operator_ipow(a: W_Object, b: W_Object): W_Object {
  return inplace(POW, a, b);
}
function operator_ilshift(a: W_Object, b: W_Object): W_Object {
  return inplace(LSHIFT, a, b);
}
function operator_irshift(a: W_Object, b: W_Object): W_Object {
  return inplace(RSHIFT, a, b);
}
function operator_iand(a: W_Object, b: W_Object): W_Object {
  return inplace(AND, a, b);
}
function operator_ior(a: W_Object, b: W_Object): W_Object {
  return inplace(OR, a, b);
}
function operator_ixor(a: W_Object, b: W_Object): W_Object {
  return inplace(XOR, a, b);
}
function operator_neg(a: W_Object): W_Object {
  return unary(NEG, a);
}
function operator_pos(a: W_Object): W_Object {
  return unary(POS, a);
}
function operator_invert(a: W_Object): W_Object {
  return unary(INVERT, a);
}
function operator_abs(a: W_Object): W_Object {
  return unary(ABS, a);
}
function operator_index(a: W_Object): W_Object {
  const value = indexObject(a);
  // an int itself also for a bool
  return value instanceof W_Bool ? newInt(value.value) : value;
}
function operator_not(a: W_Object): W_Object {
  return newBool(!a.isTrue());
}
function operator_truth(a: W_Object): W_Object {
  return newBool(a.isTrue());
}
function operator_is(a: W_Object, b: W_Object): W_Object {
  return newBool(is(a, b));
}
function operator_is_not(a: W_Object, b: W_Object): W_Object {
  return newBool(!is(a, b));
}
function operator_is_none(a: W_Object): W_Object {
  return newBool(a === w_None);
}
function operator_is_not_none(a: W_Object): W_Object {
  return newBool(a !== w_None);
}
function isSequence(object: W_Object): boolean {
  return object.getType().lookup(n_getitem) !== null;
}
function operator_concat(a: W_Object, b: W_Object): W_Object {
  if (!isSequence(a)) throw raise1(w_TypeError, "'%T' object can't be concatenated", a);
  return binary(ADD, a, b);
}
function operator_iconcat(a: W_Object, b: W_Object): W_Object {
  if (!isSequence(a)) throw raise1(w_TypeError, "'%T' object can't be concatenated", a);
  return inplace(ADD, a, b);
}
function operator_contains(container: W_Object, item: W_Object): W_Object {
  return newBool(contains(container, item));
}
function itemsOf(sequence: W_Object): W_Object {
  if (sequence.iter() === null) throw raise1(w_TypeError, "argument of type '%T' is not iterable", sequence);
  return iter(sequence);
}
function operator_countOf(sequence: W_Object, item: W_Object): W_Object {
  const iterator = itemsOf(sequence);
  let n = 0;
  for (;;) {
    const other = iterator.next();
    if (other === null) return newInt(n);
    if (sameOrEqual(other, item)) n++;
  }
}
function operator_indexOf(sequence: W_Object, item: W_Object): W_Object {
  const iterator = itemsOf(sequence);
  for (let i = 0; ; i++) {
    const other = iterator.next();
    if (other === null) throw raise0(w_ValueError, "sequence.index(x): x not in sequence");
    if (sameOrEqual(other, item)) return newInt(i);
  }
}
function operator_getitem(a: W_Object, b: W_Object): W_Object {
  return getItem(a, b);
}
function operator_setitem(a: W_Object, b: W_Object, c: W_Object): W_Object {
  setItem(a, b, c);
  return w_None;
}
function operator_delitem(a: W_Object, b: W_Object): W_Object {
  delItem(a, b);
  return w_None;
}
function operator_length_hint(object: W_Object, missing: W_Object | null): W_Object {
  return lengthHintObject(object, missing === null ? 0 : toSsize(missing));
}
function operator_call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named = kwnames === null ? 0 : kwnames.length;
  if (args.length - named < 1) throw raise0(w_TypeError, "call expected at least 1 argument, got 0");
  return args[0]!.call(withoutFirst(args), kwnames);
}
function withoutFirst(args: W_Object[]): W_Object[] {
  const rest = newArray<W_Object>(args.length - 1);
  arrayCopy(args, 1, rest, 0, rest.length);
  return rest;
}
/** Equality of ASCII text or bytes. (CPython's takes the same time wherever they differ; ours looks at all, too.) */
function operator_compare_digest(a: W_Object, b: W_Object): W_Object {
  const x = a.unwrap();
  const y = b.unwrap();
  if (x instanceof W_Str && y instanceof W_Str) {
    if (!isAscii(x) || !isAscii(y))
      throw raise0(w_TypeError, "comparing strings with non-ASCII characters is not supported");
    let different = x.length === y.length ? 0 : 1;
    for (let i = 0; i < x.length && i < y.length; i++) if (x.charAt(i) !== y.charAt(i)) different = 1;
    return newBool(different === 0);
  }
  if (x instanceof W_Bytes && y instanceof W_Bytes) return newBool(sameOrEqual(x, y));
  if (x instanceof W_Bytes || y instanceof W_Bytes)
    throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", x instanceof W_Bytes ? b : a);
  throw raise2(w_TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
}
function isAscii(text: W_Str): boolean {
  for (let i = 0; i < text.length; i++) if (text.charAt(i) > 127) return false;
  return true;
}

defineModule(
  "_operator",
  [
    builtinFunction("lt(a, b, /)", operator_lt),
    builtinFunction("le(a, b, /)", operator_le),
    builtinFunction("eq(a, b, /)", operator_eq),
    builtinFunction("ne(a, b, /)", operator_ne),
    builtinFunction("gt(a, b, /)", operator_gt),
    builtinFunction("ge(a, b, /)", operator_ge),
    builtinFunction("add(a, b, /)", add),
    builtinFunction("sub(a, b, /)", subtract),
    builtinFunction("mul(a, b, /)", multiply),
    builtinFunction("truediv(a, b, /)", trueDivide),
    builtinFunction("floordiv(a, b, /)", floorDivide),
    builtinFunction("mod(a, b, /)", modulo),
    builtinFunction("pow(a, b, /)", operator_pow),
    builtinFunction("matmul(a, b, /)", operator_matmul),
    builtinFunction("lshift(a, b, /)", operator_lshift),
    builtinFunction("rshift(a, b, /)", operator_rshift),
    builtinFunction("and_(a, b, /)", operator_and),
    builtinFunction("or_(a, b, /)", operator_or),
    builtinFunction("xor(a, b, /)", operator_xor),
    builtinFunction("iadd(a, b, /)", operator_iadd),
    builtinFunction("isub(a, b, /)", operator_isub),
    builtinFunction("imul(a, b, /)", operator_imul),
    builtinFunction("imatmul(a, b, /)", operator_imatmul),
    builtinFunction("itruediv(a, b, /)", operator_itruediv),
    builtinFunction("ifloordiv(a, b, /)", operator_ifloordiv),
    builtinFunction("imod(a, b, /)", operator_imod),
    builtinFunction("ipow(a, b, /)", operator_ipow),
    builtinFunction("ilshift(a, b, /)", operator_ilshift),
    builtinFunction("irshift(a, b, /)", operator_irshift),
    builtinFunction("iand(a, b, /)", operator_iand),
    builtinFunction("ior(a, b, /)", operator_ior),
    builtinFunction("ixor(a, b, /)", operator_ixor),
    builtinFunction("neg(a, /)", operator_neg),
    builtinFunction("pos(a, /)", operator_pos),
    builtinFunction("inv(a, /)", operator_invert),
    builtinFunction("invert(a, /)", operator_invert),
    builtinFunction("abs(a, /)", operator_abs),
    builtinFunction("index(a, /)", operator_index),
    builtinFunction("not_(a, /)", operator_not),
    builtinFunction("truth(a, /)", operator_truth),
    builtinFunction("is_(a, b, /)", operator_is),
    builtinFunction("is_not(a, b, /)", operator_is_not),
    builtinFunction("is_none(a, /)", operator_is_none),
    builtinFunction("is_not_none(a, /)", operator_is_not_none),
    builtinFunction("concat(a, b, /)", operator_concat),
    builtinFunction("iconcat(a, b, /)", operator_iconcat),
    builtinFunction("contains(a, b, /)", operator_contains),
    builtinFunction("countOf(a, b, /)", operator_countOf),
    builtinFunction("indexOf(a, b, /)", operator_indexOf),
    builtinFunction("getitem(a, b, /)", operator_getitem),
    builtinFunction("setitem(a, b, c, /)", operator_setitem),
    builtinFunction("delitem(a, b, /)", operator_delitem),
    builtinFunction("length_hint(obj, default=0, /)", operator_length_hint),
    builtinFunction("call(obj, /, *args, **kwargs)", operator_call),
    builtinFunction("_compare_digest(a, b, /)", operator_compare_digest),
  ],
  { itemgetter: w_itemgetter, attrgetter: w_attrgetter, methodcaller: w_methodcaller },
);
