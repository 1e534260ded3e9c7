// typing.Union: int | str.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { def, defClass, getter } from "./builtin.ts";
import { raise0, raise1, w_TypeError } from "./errors.ts";
import { addTypeText, parametersOf, substitute, W_GenericAlias } from "./genericalias.ts";
import { importLibrary } from "./importing.ts";
import { isInstance, isSubclass } from "./instancecheck.ts";
import { newBool } from "./int.ts";
import { W_List } from "./list.ts";
import { EQ, hooks, NE, OR, W_Object } from "./object.ts";
import { binary, getAttr, hashNested, sameOrEqual } from "./operations.ts";
import { w_None, w_NoneType } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, W_Type } from "./type.ts";
import { W_TypeAlias } from "./typealias.ts";

export const w_union = builtinType("typing.Union");
w_union.hasWeakref = true;
w_union.isBaseType = false;

export class W_Union extends W_Object {
  readonly args: W_Tuple;
  private parameters: W_Tuple | null = null;
  constructor(args: W_Tuple) {
    super();
    this.args = args;
  }
  override getType(): W_Type {
    return w_union;
  }
  getParameters(): W_Tuple {
    if (this.parameters === null) this.parameters = parametersOf(this.args.items);
    return this.parameters;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR ? unionOf(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR ? unionOf(other, this) : null;
  }
  override getItem(key: W_Object): W_Object | null {
    const items = substitute(this, this.args.items, this.getParameters(), key);
    let result = items[0]!;
    for (let i = 1; i < items.length; i++) result = binary(OR, result, items[i]!);
    return result;
  }
  override hash(): int {
    let hash = 0;
    for (const item of this.args.items) hash = (hash + hashNested(item)) % 2147483647;
    return hash;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if ((op !== EQ && op !== NE) || !(other instanceof W_Union)) return null;
    const same = this.args.items.length === other.args.items.length && allIn(this.args.items, other.args.items);
    return newBool(same === (op === EQ));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    for (let i = 0; i < this.args.items.length; i++) {
      if (i > 0) text.add(" | ");
      const item = this.args.items[i]!;
      if (item === w_NoneType) text.add("None");
      else addTypeText(text, item);
    }
    return text.build();
  }
}
function allIn(items: W_Object[], others: W_Object[]): boolean {
  for (const item of items) {
    let found = false;
    for (const other of others) if (sameOrEqual(item, other)) found = true;
    if (!found) return false;
  }
  return true;
}

function isUnionable(object: W_Object): boolean {
  return (
    object === w_None ||
    object instanceof W_Type ||
    object.unwrap() instanceof W_GenericAlias ||
    object instanceof W_TypeAlias ||
    object instanceof W_Union
  );
}
/** `left | right`; null when one of them cannot be part of a union. */
function unionOf(left: W_Object, right: W_Object): W_Object | null {
  if (!isUnionable(left) || !isUnionable(right)) return null;
  const items = newArray<W_Object>(2);
  items[0] = left;
  items[1] = right;
  return makeUnion(items);
}
hooks.unionOf = unionOf;

/** The union of any types: nested ones flattened, None as its type, each once. */
export function makeUnion(items: W_Object[]): W_Object {
  const list = new W_List();
  for (const item of items) {
    if (item instanceof W_Union) for (const inner of item.args.items) addType(list, inner);
    else addType(list, item === w_None ? w_NoneType : item);
  }
  return list.length === 1 ? list.get(0) : new W_Union(newTuple(list.toArray()));
}
function addType(list: W_List, item: W_Object): void {
  for (let i = 0; i < list.length; i++) if (sameOrEqual(list.get(i), item)) return;
  list.append(item);
}

/** Union[int, "str"]: what is no type for sure is checked by typing. */
function union_classItem(_type: W_Object, item: W_Object): W_Object {
  const items = item instanceof W_Tuple ? item.items : newArray<W_Object>(1);
  if (!(item instanceof W_Tuple)) items[0] = item;
  if (items.length === 0) throw raise0(w_TypeError, "Cannot take a Union of no types.");
  const checked = newArray<W_Object>(items.length);
  for (let i = 0; i < items.length; i++)
    checked[i] = isUnionable(items[i]!) ? items[i]! : typeCheck(items[i]!, "Union[arg, ...]: each arg must be a type.");
  return makeUnion(checked);
}
const n_type_check = intern("_type_check");
const typingName = intern("typing");
/** typing._type_check: the type that an object stands for, or TypeError. */
export function typeCheck(item: W_Object, message: string): W_Object {
  const typing = importLibrary(typingName, emptyTuple);
  return getAttr(typing, n_type_check).call2(item, intern2(message));
}
function intern2(message: string): W_Str {
  const text = new StrBuilder();
  text.add(message);
  return text.build();
}
function union_args(self: W_Object): W_Object {
  return (self as W_Union).args;
}
function union_parameters(self: W_Object): W_Object {
  return (self as W_Union).getParameters();
}
function union_origin(_self: W_Object): W_Object {
  return w_union;
}
function union_name(_self: W_Object): W_Object {
  return w_union.name;
}
function union_mroEntries(self: W_Object, _bases: W_Object): W_Object {
  throw raise1(w_TypeError, "Cannot subclass %R", self);
}
function union_instancecheck(self: W_Object, object: W_Object): W_Object {
  for (const item of (self as W_Union).args.items) {
    if (item.unwrap() instanceof W_GenericAlias)
      throw raise0(w_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
    if (isInstance(object, item)) return newBool(true);
  }
  return newBool(false);
}
function union_subclasscheck(self: W_Object, type: W_Object): W_Object {
  if (!(type instanceof W_Type)) throw raise0(w_TypeError, "issubclass() arg 1 must be a class");
  for (const item of (self as W_Union).args.items) {
    if (item.unwrap() instanceof W_GenericAlias)
      throw raise0(w_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
    if (isSubclass(type, item)) return newBool(true);
  }
  return newBool(false);
}
getter(w_union, "__args__", union_args);
getter(w_union, "__parameters__", union_parameters);
getter(w_union, "__origin__", union_origin);
getter(w_union, "__name__", union_name);
getter(w_union, "__qualname__", union_name);
def(w_union, "__mro_entries__(self, bases, /)", union_mroEntries);
def(w_union, "__instancecheck__(self, instance, /)", union_instancecheck);
def(w_union, "__subclasscheck__(self, subclass, /)", union_subclasscheck);
defClass(w_union, "__class_getitem__(cls, args, /)", union_classItem);
defSlots(w_union, "__or__ __ror__ __getitem__ __hash__ __eq__ __ne__ __repr__");
