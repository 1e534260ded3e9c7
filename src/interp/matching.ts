// What the match statement asks.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import type { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseFull, w_TypeError } from "./errors.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { W_Range } from "./range.ts";
import { w_None } from "./singletons.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";
import { w_bool, w_dict, w_float, w_frozenset, w_int, w_list, w_set, w_str, w_tuple } from "./types.ts";

const n_match_args = intern("__match_args__");

export function isMatchSequence(object: W_Object): boolean {
  const plain = object.unwrap();
  return plain instanceof W_List || plain instanceof W_Tuple || plain instanceof W_Range;
}
/** The mapping's values at the keys, as a tuple; None when one is missing. */
export function matchKeys(mapping: W_Object, keys: W_Tuple): W_Object {
  const dict = mapping.unwrap() as W_Dict;
  const values = newArray<W_Object>(keys.items.length);
  for (let i = 0; i < values.length; i++) {
    const value = dict.get(keys.items[i]!);
    if (value === null) return w_None;
    values[i] = value;
  }
  return newTuple(values);
}
/** Types whose first positional pattern is the subject itself. */
function matchesItself(type: W_Type): boolean {
  for (const base of type.mro)
    if (
      base === w_bool ||
      base === w_int ||
      base === w_float ||
      base === w_str ||
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
  if (!subject.getType().isSubtype(type)) return w_None;
  const values = newArray<W_Object>(positional + names.items.length);
  let from = 0;
  if (positional > 0) {
    const declared = type.lookup(n_match_args);
    if (declared === null && matchesItself(type)) {
      if (positional > 1)
        throw raiseFull(w_TypeError, "%N() accepts 1 positional sub-pattern (%d given)", type, null, positional, 0);
      values[0] = subject;
      from = 1;
    } else {
      const known = declared instanceof W_Tuple ? declared.items.length : 0;
      if (declared !== null && !(declared instanceof W_Tuple))
        throw raise1(w_TypeError, "%N.__match_args__ must be a tuple", type);
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
      for (let i = 0; i < positional; i++) {
        const name = (declared as W_Tuple).items[i]!;
        if (!(name instanceof W_Str))
          throw raise1(w_TypeError, "__match_args__ elements must be strings (got %T)", name);
        const value = subject.getAttr(internStr(name));
        if (value === null) return w_None;
        values[i] = value;
      }
      from = positional;
    }
  }
  for (let i = 0; i < names.items.length; i++) {
    const value = subject.getAttr(names.items[i] as W_Str);
    if (value === null) return w_None;
    values[from + i] = value;
  }
  return newTuple(values);
}
