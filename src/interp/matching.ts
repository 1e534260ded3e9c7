// What the match statement asks.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { W_Dict } from "./dict.ts";
import { type OperationError, raise0, raise1, raise2, raiseFull, w_TypeError, w_ValueError } from "./errors.ts";
import { attributeOrNull, isInstance } from "./instancecheck.ts";
import type { W_Object } from "./object.ts";
import { getAttr, sameOrEqual } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, internStr, strOf, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { MAPPING, SEQUENCE, W_Type } from "./type.ts";
import {
  w_bool,
  w_bytearray,
  w_bytes,
  w_dict,
  w_float,
  w_frozenset,
  w_int,
  w_list,
  w_memoryview,
  w_range,
  w_set,
  w_str,
  w_tuple,
} from "./types.ts";

const n_match_args = intern("__match_args__");

export function isMatchSequence(object: W_Object): boolean {
  return object.getType().collection === SEQUENCE;
}
export function isMatchMapping(object: W_Object): boolean {
  return object.getType().collection === MAPPING;
}
for (const type of [w_list, w_tuple, w_range, w_memoryview]) type.collection = SEQUENCE;
w_dict.collection = MAPPING;

const n_get = intern("get");
/** The mapping's values at the keys, as a tuple; None when one is missing. */
export function matchKeys(mapping: W_Object, keys: W_Tuple): W_Object {
  const values = newArray<W_Object>(keys.items.length);
  for (let i = 0; i < values.length; i++)
    for (let k = 0; k < i; k++)
      if (sameOrEqual(keys.items[i]!, keys.items[k]!))
        throw raise1(w_ValueError, "mapping pattern checks duplicate key (%R)", keys.items[i]!);
  const plain = mapping.unwrap();
  if (plain instanceof W_Dict && mapping.getType().lookup(n_get) === w_dict.lookup(n_get)) {
    for (let i = 0; i < values.length; i++) {
      const value = plain.get(keys.items[i]!);
      if (value === null) return w_None;
      values[i] = value;
    }
    return newTuple(values);
  }
  // no item is made for a missing key, as defaultdict would
  const get = getAttr(mapping, n_get);
  for (let i = 0; i < values.length; i++) {
    const value = get.call2(keys.items[i]!, missingMark);
    if (value === missingMark) return w_None;
    values[i] = value;
  }
  return newTuple(values);
}
const missingMark: W_Object = strOf("missing");
/** Types whose first positional pattern is the subject itself. */
function matchesItself(type: W_Type): boolean {
  for (const base of type.mro)
    if (
      base === w_bool ||
      base === w_int ||
      base === w_float ||
      base === w_str ||
      base === w_bytes ||
      base === w_bytearray ||
      base === w_list ||
      base === w_tuple ||
      base === w_dict ||
      base === w_set ||
      base === w_frozenset
    )
      return true;
  return false;
}
/** The attributes that a class pattern names, `positional` of them by __match_args__; None when it does not match. */
export function matchClass(subject: W_Object, type: W_Object, names: W_Tuple, positional: int): W_Object {
  if (!(type instanceof W_Type)) throw raise0(w_TypeError, "called match pattern must be a class");
  if (!isInstance(subject, type)) return w_None;
  const values = newArray<W_Object>(positional + names.items.length);
  let from = 0;
  if (positional > 0) {
    const declared = attributeOrNull(type, n_match_args);
    if (declared !== null && !(declared instanceof W_Tuple))
      throw raise2(w_TypeError, "%N.__match_args__ must be a tuple (got %T)", type, declared);
    const itself = declared === null && matchesItself(type);
    const known = declared instanceof W_Tuple ? declared.items.length : itself ? 1 : 0;
    if (positional > known)
      throw raiseFull(
        w_TypeError,
        known === 1
          ? "%N() accepts %d positional sub-pattern (%d given)"
          : "%N() accepts %d positional sub-patterns (%d given)",
        type,
        null,
        known,
        positional,
      );
    if (itself) values[0] = subject;
    else
      for (let i = 0; i < positional; i++) {
        const name = (declared as W_Tuple).items[i]!;
        if (!(name instanceof W_Str))
          throw raise1(w_TypeError, "__match_args__ elements must be strings (got %T)", name);
        const own = internStr(name);
        for (let k = 0; k < i; k++) if ((declared as W_Tuple).items[k] === own) throw repeated(type, own);
        const value = attributeOrNull(subject, own);
        if (value === null) return w_None;
        values[i] = value;
      }
    if (!itself)
      for (const keyword of names.items)
        for (let i = 0; i < positional; i++)
          if ((keyword as W_Str).equals((declared as W_Tuple).items[i] as W_Str))
            throw repeated(type, keyword as W_Str);
    from = positional;
  }
  for (let i = 0; i < names.items.length; i++) {
    const value = attributeOrNull(subject, names.items[i] as W_Str);
    if (value === null) return w_None;
    values[from + i] = value;
  }
  return newTuple(values);
}
function repeated(type: W_Type, name: W_Str): OperationError {
  return raise2(w_TypeError, "%N() got multiple sub-patterns for attribute %R", type, name);
}
