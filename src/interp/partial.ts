// functools.partial: a function with arguments given in advance. A Placeholder among them leaves a position open for the call's arguments.

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { dataDict, dictObject_dict, dictObject_setDict } from "./attributesdict.ts";
import { def, defStatic, defWhole, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { W_DictObject } from "./dictobject.ts";
import { raise0, raiseInts, w_AttributeError, w_TypeError } from "./errors.ts";
import { W_Function, W_Method } from "./function.ts";
import { defGeneric } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { n_dict, n_module } from "./names.ts";
import { enterNested, leaveNested } from "./nesting.ts";
import { args1, noArgs, W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

// --- Placeholder
export const w_PlaceholderType = builtinType("functools._PlaceholderType");
w_PlaceholderType.isBaseType = false;
class W_Placeholder extends W_Object {
  override getType(): W_Type {
    return w_PlaceholderType;
  }
  override repr(): W_Str {
    return placeholderText;
  }
}
const placeholderText = intern("Placeholder");
export const w_Placeholder = new W_Placeholder();
function placeholder_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length > 1) throw raise0(w_TypeError, "_PlaceholderType takes no arguments");
  return w_Placeholder;
}
function placeholder_reduce(_self: W_Object): W_Object {
  return placeholderText;
}
defStatic(w_PlaceholderType, "__new__(cls, *args, **kwargs)", placeholder_new);
defSlots(w_PlaceholderType, "__repr__");
def(w_PlaceholderType, "__reduce__(self, /)", placeholder_reduce);

// --- partial
export const w_partial = dataType("functools.partial");
w_partial.hasWeakref = true;
export class W_Partial extends W_DictObject {
  fn: W_Object;
  args: W_Object[];
  /** The same as Python sees them, once somebody has asked: always the same tuple. */
  argsTuple: W_Tuple | null = null;
  /** How many of args are Placeholder. */
  open: int = 0;
  keywords: W_Dict;
  constructor(fn: W_Object, args: W_Object[], keywords: W_Dict) {
    super();
    this.fn = fn;
    this.args = args;
    this.keywords = keywords;
    this.open = countOpen(args);
  }
  override getType(): W_Type {
    return w_partial;
  }
  override isCallable(): boolean {
    return true;
  }
  override isMethodDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    return object === null || object === w_None ? this : new W_Method(this, object);
  }
  override call1(a: W_Object): W_Object {
    if (this.keywords.count === 0 && this.open === 0) {
      const n = this.args.length;
      if (n === 0) return this.fn.call1(a);
      if (n === 1) return this.fn.call2(this.args[0]!, a);
      if (n === 2) return this.fn.call3(this.args[0]!, this.args[1]!, a);
    }
    return this.call(args1(a), null);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const named = kwnames === null ? 0 : kwnames.length;
    const positional = args.length - named;
    if (positional < this.open)
      throw raiseInts(
        w_TypeError,
        "missing positional arguments in 'partial' call; expected at least %d, got %d",
        null,
        this.open,
        positional,
      );
    const first = this.args.length + positional - this.open;
    const own = this.keywords;
    // keywords of the call come in place of those given in advance
    let kept = 0;
    for (let i = own.nextEntry(0); i >= 0; i = own.nextEntry(i + 1)) if (!isAmong(own.keys[i]!, kwnames)) kept++;
    const all = newArray<W_Object>(first + kept + named);
    fill(this.args, args, positional, all);
    if (kept + named === 0) return callCounted(this.fn, all, null);
    const names = newArray<W_Object>(kept + named);
    let k = 0;
    for (let i = own.nextEntry(0); i >= 0; i = own.nextEntry(i + 1)) {
      const key = own.keys[i]!.unwrap();
      if (isAmong(key, kwnames)) continue;
      if (!(key instanceof W_Str)) throw raise0(w_TypeError, "keywords must be strings");
      names[k] = internStr(key);
      all[first + k] = own.valueAt(i)!;
      k++;
    }
    for (let i = 0; i < named; i++) {
      names[k] = kwnames![i]!;
      all[first + k] = args[positional + i]!;
      k++;
    }
    return callCounted(this.fn, all, names);
  }
  override repr(): W_Str {
    return partialRepr(this, this) as W_Str;
  }
}
/**
 * What is no function of Python has no frame that the recursion limit would count: `__setstate__` makes a partial that calls itself, with more arguments
 * at every level, so that memory would be used up before the stack is.
 */
function callCounted(fn: W_Object, args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (fn instanceof W_Function) return fn.call(args, kwnames);
  enterNested("maximum recursion depth exceeded");
  try {
    return fn.call(args, kwnames);
  } finally {
    leaveNested();
  }
}
function countOpen(args: W_Object[]): int {
  let open = 0;
  for (let i = 0; i < args.length; i++) if (args[i] === w_Placeholder) open++;
  return open;
}
/** Whether the name is one of the keywords. @jit unroll */
function isAmong(key: W_Object, kwnames: W_Object[] | null): boolean {
  if (kwnames === null || !(key instanceof W_Str)) return false;
  for (let i = 0; i < kwnames.length; i++) if (key.equals(kwnames[i] as W_Str)) return true;
  return false;
}
/** The arguments given in advance, their open places filled with the first `count` of args, and the rest of those behind. @jit unroll */
function fill(given: W_Object[], args: W_Object[], count: int, all: W_Object[]): void {
  let next = 0;
  for (let i = 0; i < given.length; i++) {
    let item = given[i]!;
    if (item === w_Placeholder && next < count) {
      item = args[next]!;
      next++;
    }
    all[i] = item;
  }
  arrayCopy(args, next, all, given.length, count - next);
}

function partial_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named;
  if (positional < 2) throw raise0(w_TypeError, "type 'partial' takes at least one argument");
  let fn = args[1]!;
  if (!fn.isCallable()) throw raise0(w_TypeError, "the first argument must be callable");
  let given = newArray<W_Object>(positional - 2);
  arrayCopy(args, 2, given, 0, given.length);
  if (given.length > 0 && given[given.length - 1] === w_Placeholder)
    throw raise0(w_TypeError, "trailing Placeholders are not allowed");
  const keywords = new W_Dict();
  // a partial of a partial is one
  const inner = fn.unwrap();
  if (inner instanceof W_Partial && inner.dict === null) {
    keywords.copyFrom(inner.keywords);
    const used = given.length < inner.open ? given.length : inner.open;
    const all = newArray<W_Object>(inner.args.length + given.length - used);
    fill(inner.args, given, given.length, all);
    given = all;
    fn = inner.fn;
  }
  for (let i = 0; i < named; i++) {
    const value = args[positional + i]!;
    if (value === w_Placeholder) throw raise0(w_TypeError, "Placeholder cannot be passed as a keyword argument");
    keywords.set(kwnames![i]!, value);
  }
  return instanceWith(args[0]!, w_partial, new W_Partial(fn, given, keywords));
}
function dataOf(self: W_Object): W_Partial {
  return self.unwrap() as W_Partial;
}
function partialRepr(self: W_Object, data: W_Partial): W_Object {
  const text = new StrBuilder();
  if (!enterRepr(self)) {
    text.add("...");
    return text.build();
  }
  try {
    const type = self.getType();
    const module = type.lookup(n_module);
    if (module instanceof W_Str) {
      text.addStr(module);
      text.addChar(46);
    }
    text.addStr(type.qualname);
    text.addChar(40);
    text.addStr(data.fn.repr());
    for (let i = 0; i < data.args.length; i++) {
      text.add(", ");
      text.addStr(data.args[i]!.repr());
    }
    const keywords = data.keywords;
    for (let i = keywords.nextEntry(0); i >= 0; i = keywords.nextEntry(i + 1)) {
      // str() of the key may change the dict
      const value = keywords.valueAt(i)!;
      text.add(", ");
      text.addStr(keywords.keys[i]!.str());
      text.addChar(61);
      text.addStr(value.repr());
    }
    text.addChar(41);
    return text.build();
  } finally {
    leaveRepr();
  }
}
function partial_repr(self: W_Object): W_Object {
  return partialRepr(self, dataOf(self));
}
function partial_func(self: W_Object): W_Object {
  return (self as W_Partial).fn;
}
function partial_args(self: W_Object): W_Object {
  return tupleOfArgs(self as W_Partial);
}
function tupleOfArgs(partial: W_Partial): W_Tuple {
  let tuple = partial.argsTuple;
  if (tuple === null) {
    tuple = newTuple(partial.args);
    partial.argsTuple = tuple;
  }
  return tuple;
}
function partial_keywords(self: W_Object): W_Object {
  return (self as W_Partial).keywords;
}
function partial_reduce(self: W_Object): W_Object {
  const data = dataOf(self);
  const attributes = self instanceof W_Instance ? getAttr(self, n_dict) : data.dict;
  const state = newArray<W_Object>(4);
  state[0] = data.fn;
  state[1] = tupleOfArgs(data);
  state[2] = data.keywords;
  state[3] = attributes === null || !attributes.isTrue() ? w_None : attributes;
  const items = newArray<W_Object>(3);
  items[0] = self.getType();
  items[1] = newTuple(args1(data.fn));
  items[2] = newTuple(state);
  return newTuple(items);
}
function partial_setstate(self: W_Object, state: W_Object): W_Object {
  const data = dataOf(self);
  const items = state.unwrap() instanceof W_Tuple ? (state.unwrap() as W_Tuple).items : noArgs;
  if (items.length !== 4) throw raise0(w_TypeError, "invalid partial state");
  const args = items[1]!.unwrap();
  const keywords = items[2]!.unwrap();
  if (
    !items[0]!.isCallable() ||
    !(args instanceof W_Tuple) ||
    !(keywords instanceof W_Dict || keywords === w_None) ||
    !(items[3]!.unwrap() instanceof W_Dict || items[3] === w_None)
  )
    throw raise0(w_TypeError, "invalid partial state");
  if (args.items.length > 0 && args.items[args.items.length - 1] === w_Placeholder)
    throw raise0(w_TypeError, "trailing Placeholders are not allowed");
  data.fn = items[0]!;
  data.args = args.items;
  data.argsTuple = items[1] === args ? args : null;
  data.open = countOpen(args.items);
  if (keywords instanceof W_Dict && keywords === items[2]) data.keywords = keywords;
  else {
    data.keywords = new W_Dict();
    if (keywords instanceof W_Dict) data.keywords.copyFrom(keywords);
  }
  if (self instanceof W_Instance) self.setAttr(n_dict, items[3] === w_None ? new W_Dict() : items[3]!);
  else if (items[3] === w_None) data.dict = null;
  else data.dict = items[3]!.unwrap() as W_Dict;
  return w_None;
}
defStatic(w_partial, "__new__(cls, *args, **kwargs)", partial_new);
defSlots(w_partial, "__call__");
defGeneric(w_partial);
def(w_partial, "__get__(self, instance, owner=None, /)", partial_get);
defWhole(w_partial, "__repr__(self, /)", partial_repr);
defWhole(w_partial, "__reduce__(self, /)", partial_reduce);
defWhole(w_partial, "__setstate__(self, state, /)", partial_setstate);
function readonlyMember(_self: W_Object, _value: W_Object | null): W_Object {
  throw raise0(w_AttributeError, "readonly attribute");
}
getterSetter(w_partial, "func", partial_func, readonlyMember);
getterSetter(w_partial, "args", partial_args, readonlyMember);
getterSetter(w_partial, "keywords", partial_keywords, readonlyMember);
dataDict(w_partial, dictObject_dict, dictObject_setDict);
function partial_get(self: W_Object, instance: W_Object, _owner: W_Object | null): W_Object {
  return instance === w_None ? self : new W_Method(self, instance);
}
