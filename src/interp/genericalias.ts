// types.GenericAlias: list[int]. And what it shares with unions and type aliases: parameters, their substitution, how arguments look.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { def, defClass, defStatic, getter, member } from "./builtin.ts";
import { OperationError, raise0, raise1, raise2, raiseFull, w_AttributeError, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { newBool } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_module, n_qualname } from "./names.ts";
import { enterNested, leaveNested } from "./nesting.ts";
import { EQ, hooks, NE, OR, W_Object } from "./object.ts";
import { getAttr, getItem, sameOrEqual } from "./operations.ts";
import { REPR_TOO_DEEP, reprNested } from "./repr.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, W_Type } from "./type.ts";
import { w_dict, w_frozenset, w_generator, w_list, w_memoryview, w_set, w_tuple } from "./types.ts";

export const w_genericalias = builtinType("types.GenericAlias");
w_genericalias.hasWeakref = true;
w_genericalias.solidBase = w_genericalias;

const n_origin = intern("__origin__");
const n_args = intern("__args__");
const n_parameters = intern("__parameters__");
const n_typing_subst = intern("__typing_subst__");
const n_prepare_subst = intern("__typing_prepare_subst__");
const n_is_unpacked = intern("__typing_is_unpacked_typevartuple__");
const n_unpacked_args = intern("__typing_unpacked_tuple_args__");
const n_orig_class = intern("__orig_class__");

/** Attributes that are the alias's own; all others are the origin's. */
const ownAttributes: W_Str[] = [
  "__class__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
  "__copy__",
  "__deepcopy__",
  "__bases__",
].map(intern);
function isOwnAttribute(name: W_Str): boolean {
  for (const own of ownAttributes) if (own === name) return true;
  return false;
}

export class W_GenericAlias extends W_Object {
  readonly origin: W_Object;
  readonly args: W_Tuple;
  /** Made by `*alias`. */
  readonly starred: boolean;
  private parameters: W_Tuple | null = null;
  constructor(origin: W_Object, args: W_Tuple, starred: boolean) {
    super();
    this.origin = origin;
    this.args = args;
    this.starred = starred;
  }
  override getType(): W_Type {
    return w_genericalias;
  }
  getParameters(): W_Tuple {
    if (this.parameters === null) this.parameters = parametersOf(this.args.items);
    return this.parameters;
  }
  override getAttr(name: W_Str): W_Object | null {
    return isOwnAttribute(name) ? super.getAttr(name) : getAttr(this.origin, name);
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const object = this.origin.call(args, kwnames);
    try {
      object.setAttr(n_orig_class, this);
    } catch (error) {
      if (!(error instanceof OperationError) || !(error.matches(w_AttributeError) || error.matches(w_TypeError)))
        throw error;
    }
    return object;
  }
  override getItem(key: W_Object): W_Object | null {
    return new W_GenericAlias(
      this.origin,
      newTuple(substitute(this, this.args.items, this.getParameters(), key)),
      this.starred,
    );
  }
  override iter(): W_Object | null {
    return new AliasIterator(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR ? hooks.unionOf(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR ? hooks.unionOf(other, this) : null;
  }
  override hash(): int {
    return (this.origin.hash() * 31 + this.args.hash()) % 2147483647;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    const right = other.unwrap();
    if (!(right instanceof W_GenericAlias)) return null;
    const same =
      this.starred === right.starred && sameOrEqual(this.origin, right.origin) && sameOrEqual(this.args, right.args);
    return newBool(same === (op === EQ));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    if (this.starred) text.addChar(42);
    addTypeText(text, this.origin);
    text.addChar(91);
    addTypeTexts(text, this.args.items);
    if (this.args.items.length === 0) text.add("()");
    text.addChar(93);
    return text.build();
  }
}
/** `*alias` is an iterator of one alias. */
export class AliasIterator extends W_Iterator {
  private alias: W_GenericAlias | null;
  constructor(alias: W_GenericAlias) {
    super();
    this.alias = alias;
  }
  override getType(): W_Type {
    return w_alias_iterator;
  }
  override next(): W_Object | null {
    const alias = this.alias;
    if (alias === null) return null;
    this.alias = null;
    return new W_GenericAlias(alias.origin, alias.args, true);
  }
  /** What iter() makes such an iterator of; an empty tuple: it has ended. */
  source(): W_Object {
    const alias = this.alias;
    return alias === null ? emptyTuple : new W_GenericAlias(alias.origin, alias.args, false);
  }
}
export const w_alias_iterator = iteratorType("generic_alias_iterator");
defSlots(w_alias_iterator, "__iter__ __next__");

export function newGenericAlias(origin: W_Object, item: W_Object): W_Object {
  if (item instanceof W_Tuple) return new W_GenericAlias(origin, item, false);
  const items = newArray<W_Object>(1);
  items[0] = item;
  return new W_GenericAlias(origin, newTuple(items), false);
}

// --- how types look as arguments

function addTypeTexts(text: StrBuilder, items: W_Object[]): void {
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text.add(", ");
    addTypeText(text, items[i]!);
  }
}
/** `int`, `collections.deque`, `...`, `[int, str]`; else the repr. */
export function addTypeText(text: StrBuilder, item: W_Object): void {
  if (item === w_Ellipsis) {
    text.add("...");
    return;
  }
  if (item === w_None.getType()) {
    text.add("None");
    return;
  }
  if (item instanceof W_List) {
    text.addChar(91);
    enterNested(REPR_TOO_DEEP);
    try {
      addTypeTexts(text, item.toArray());
    } finally {
      leaveNested();
    }
    text.addChar(93);
    return;
  }
  if (attributeOrNull(item, n_origin) !== null && attributeOrNull(item, n_args) !== null) {
    text.addStr(reprNested(item));
    return;
  }
  const name = attributeOrNull(item, n_qualname);
  const module = name === null ? null : attributeOrNull(item, n_module);
  if (name === null || module === null || module === w_None) {
    text.addStr(reprNested(item));
    return;
  }
  const moduleText = module.str();
  if (!moduleText.equals(builtinsText)) {
    text.addStr(moduleText);
    text.addChar(46);
  }
  text.addStr(name.str());
}
const builtinsText = intern("builtins");

// --- parameters

/** Type variables among the arguments, each once. */
export function parametersOf(items: W_Object[]): W_Tuple {
  const list = new W_List();
  collectParameters(items, list);
  return list.length === 0 ? emptyTuple : newTuple(list.toArray());
}
function collectParameters(items: W_Object[], list: W_List): void {
  for (const item of items) {
    if (item instanceof W_Type) continue;
    if (item instanceof W_List || item instanceof W_Tuple) {
      collectParameters(arrayOf(item), list);
      continue;
    }
    if (attributeOrNull(item, n_typing_subst) !== null) {
      addOnce(list, item);
      continue;
    }
    const inner = attributeOrNull(item, n_parameters);
    if (inner instanceof W_Tuple) for (const parameter of inner.items) addOnce(list, parameter);
  }
}
function addOnce(list: W_List, item: W_Object): void {
  for (let i = 0; i < list.length; i++) if (list.get(i) === item) return;
  list.append(item);
}
function indexIn(parameters: W_Tuple, parameter: W_Object): int {
  for (let i = 0; i < parameters.items.length; i++) if (parameters.items[i] === parameter) return i;
  return -1;
}
/** The given arguments, with `*tuple[int, str]` spread. */
function unpackArguments(item: W_Object): W_Tuple {
  const list = new W_List();
  const items = item instanceof W_Tuple ? item.items : newTuple(oneItem(item)).items;
  for (const given of items) {
    if (!(given instanceof W_Type)) {
      const inner = attributeOrNull(given, n_unpacked_args);
      if (inner instanceof W_Tuple) {
        const n = inner.items.length;
        if (n === 0 || inner.items[n - 1] !== w_Ellipsis) {
          for (const one of inner.items) list.append(one);
          continue;
        }
      }
    }
    list.append(given);
  }
  return newTuple(list.toArray());
}
function oneItem(item: W_Object): W_Object[] {
  const items = newArray<W_Object>(1);
  items[0] = item;
  return items;
}
/** The arguments of `alias[key]`: its own, with parameters replaced. */
export function substitute(alias: W_Object, args: W_Object[], parameters: W_Tuple, key: W_Object): W_Object[] {
  const count = parameters.items.length;
  if (count === 0) throw raise1(w_TypeError, "%R is not a generic class", alias);
  let given: W_Object = unpackArguments(key);
  for (const parameter of parameters.items) {
    const prepare = attributeOrNull(parameter, n_prepare_subst);
    if (prepare !== null && prepare !== w_None) given = prepare.call2(alias, given);
  }
  const values = given instanceof W_Tuple ? given.items : oneItem(given);
  if (values.length !== count)
    throw raiseFull(
      w_TypeError,
      values.length > count
        ? "Too many arguments for %R; actual %d, expected %d"
        : "Too few arguments for %R; actual %d, expected %d",
      alias,
      null,
      values.length,
      count,
    );
  return substituteItems(args, parameters, values);
}
function substituteItems(args: W_Object[], parameters: W_Tuple, values: W_Object[]): W_Object[] {
  const list = new W_List();
  for (const arg of args) {
    if (arg instanceof W_Type) {
      list.append(arg);
      continue;
    }
    if (arg instanceof W_Tuple) {
      list.append(newTuple(substituteItems(arg.items, parameters, values)));
      continue;
    }
    if (arg instanceof W_List) {
      const inner = new W_List();
      for (const item of substituteItems(arg.toArray(), parameters, values)) inner.append(item);
      list.append(inner);
      continue;
    }
    const unpack = attributeOrNull(arg, n_is_unpacked);
    const subst = attributeOrNull(arg, n_typing_subst);
    const at = subst === null ? -1 : indexIn(parameters, arg);
    const value = at >= 0 ? subst!.call1(values[at]!) : substituteInside(arg, parameters, values);
    if (unpack !== null && unpack.isTrue()) {
      if (!(value instanceof W_Tuple))
        throw raise2(w_TypeError, "expected __typing_subst__ of %T objects to return a tuple, not %T", arg, value);
      for (const item of value.items) list.append(item);
    } else list.append(value);
  }
  return list.toArray();
}
/** An argument that is generic itself. */
function substituteInside(arg: W_Object, parameters: W_Tuple, values: W_Object[]): W_Object {
  const inner = attributeOrNull(arg, n_parameters);
  if (!(inner instanceof W_Tuple) || inner.items.length === 0) return arg;
  const list = new W_List();
  for (const parameter of inner.items) {
    const at = indexIn(parameters, parameter);
    const value = at < 0 ? parameter : values[at]!;
    if (at >= 0 && value instanceof W_Tuple) for (const item of value.items) list.append(item);
    else list.append(value);
  }
  return getItem(arg, newTuple(list.toArray()));
}

// --- methods
function alias_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "GenericAlias() takes no keyword arguments");
  if (args.length !== 3)
    throw raiseFull(w_TypeError, "GenericAlias expected 2 arguments, got %d", null, null, args.length - 1, 0);
  const alias = newGenericAlias(args[1]!, args[2]!);
  const type = args[0] as W_Type;
  return type === w_genericalias ? alias : new W_Instance(type, alias);
}
function alias_origin(self: W_Object): W_Object {
  return (self as W_GenericAlias).origin;
}
function alias_args(self: W_Object): W_Object {
  return (self as W_GenericAlias).args;
}
function alias_parameters(self: W_Object): W_Object {
  return (self as W_GenericAlias).getParameters();
}
function alias_unpacked(self: W_Object): W_Object {
  return newBool((self as W_GenericAlias).starred);
}
function alias_unpackedArgs(self: W_Object): W_Object {
  const alias = self as W_GenericAlias;
  return alias.starred && alias.origin === w_tuple ? alias.args : w_None;
}
function alias_mroEntries(self: W_Object, _bases: W_Object): W_Object {
  return newTuple(oneItem((self as W_GenericAlias).origin));
}
function alias_instancecheck(_self: W_Object, _object: W_Object): W_Object {
  throw raise0(w_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
function alias_subclasscheck(_self: W_Object, _type: W_Object): W_Object {
  throw raise0(w_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
defStatic(w_genericalias, "__new__(cls, *args, **kwargs)", alias_new);
member(w_genericalias, "__origin__", alias_origin);
member(w_genericalias, "__args__", alias_args);
getter(w_genericalias, "__parameters__", alias_parameters);
member(w_genericalias, "__unpacked__", alias_unpacked);
getter(w_genericalias, "__typing_unpacked_tuple_args__", alias_unpackedArgs);
def(w_genericalias, "__mro_entries__(self, bases, /)", alias_mroEntries);
def(w_genericalias, "__instancecheck__(self, instance, /)", alias_instancecheck);
def(w_genericalias, "__subclasscheck__(self, subclass, /)", alias_subclasscheck);
defSlots(w_genericalias, "__call__ __getitem__ __iter__ __or__ __ror__ __hash__ __eq__ __ne__ __repr__");

/** `type[X]`, and the `__class_getitem__` of builtin classes. */
function class_getitem(type: W_Object, item: W_Object): W_Object {
  return newGenericAlias(type, item);
}
/** Declares that a builtin class can be subscripted. */
export function defGeneric(type: W_Type): void {
  defClass(type, "__class_getitem__(cls, object, /)", class_getitem);
}
for (const type of [w_list, w_tuple, w_dict, w_set, w_frozenset, w_memoryview, w_generator]) defGeneric(type);
