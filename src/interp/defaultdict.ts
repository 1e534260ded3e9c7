// collections.defaultdict: a dict that makes the values of missing keys.

import { type int, newArray } from "../rts/index.ts";
import { defStatic, defWhole, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { updateDict } from "./dictviews.ts";
import { raise0, raiseInts, raiseWith, w_KeyError, w_TypeError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { n_items } from "./names.ts";
import { args1, OR, type W_Object } from "./object.ts";
import { iter, setItem } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None, w_NotImplemented } from "./singletons.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { emptyTuple, newTuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

export const w_defaultdict = dataType("collections.defaultdict", w_dict);

export class W_DefaultDict extends W_Dict {
  factory: W_Object = w_None;
  /** It is not the data of an instance of a derived class, which asks its own __missing__. */
  readonly plain: boolean;
  constructor(plain: boolean) {
    super();
    this.plain = plain;
  }
  override getType(): W_Type {
    return w_defaultdict;
  }
  override getItem(key: W_Object): W_Object | null {
    const value = this.get(key);
    if (value !== null) return value;
    if (!this.plain) throw raiseWith(w_KeyError, key);
    return this.missing(this, key);
  }
  /** Makes the value and keeps it in `self`, which is this dict or the instance around it. */
  missing(self: W_Object, key: W_Object): W_Object {
    if (this.factory === w_None) throw raiseWith(w_KeyError, key);
    const value = this.factory.call0();
    setItem(self, key, value);
    return value;
  }
  override repr(): W_Str {
    return this.reprAs(w_defaultdict);
  }
  reprAs(type: W_Type): W_Str {
    const text = new StrBuilder();
    text.addStr(type.shortName());
    text.addChar(40);
    if (this.factory === w_None) text.add("None");
    else if (!enterRepr(this.factory)) text.add("...");
    else {
      try {
        text.addStr(this.factory.repr());
      } finally {
        leaveRepr();
      }
    }
    text.add(", ");
    text.addStr(super.repr());
    text.addChar(41);
    return text.build();
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op !== OR || !(other instanceof W_Dict)) return null;
    const result = new W_DefaultDict(true);
    result.factory = this.factory;
    result.copyFrom(this);
    result.copyFrom(other);
    return result;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    if (op !== OR || !(other instanceof W_Dict)) return null;
    const result = new W_DefaultDict(true);
    result.factory = this.factory;
    result.copyFrom(other);
    result.copyFrom(this);
    return result;
  }
}

function defaultdict_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_defaultdict, new W_DefaultDict(args[0] === w_defaultdict));
}
function defaultdict_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const dict = args[0]!.unwrap() as W_DefaultDict;
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional > 3) throw raiseInts(w_TypeError, "dict expected at most 1 argument, got %d", null, positional - 2, 0);
  let factory: W_Object = w_None;
  if (positional > 1) {
    factory = args[1]!;
    if (factory !== w_None && !factory.isCallable())
      throw raise0(w_TypeError, "first argument must be callable or None");
  }
  dict.factory = factory;
  if (positional === 3) updateDict(dict, args[2]!);
  if (kwnames !== null) for (let i = 0; i < kwnames.length; i++) dict.set(kwnames[i]!, args[positional + i]!);
  return w_None;
}
function defaultdict_missing(self: W_Object, key: W_Object): W_Object {
  return (self.unwrap() as W_DefaultDict).missing(self, key);
}
function defaultdict_repr(self: W_Object): W_Object {
  return (self.unwrap() as W_DefaultDict).reprAs(self.getType());
}
/** A copy of the same class: a class of the program's makes it itself. */
function defaultdict_copy(self: W_Object): W_Object {
  return self.getType().call2((self.unwrap() as W_DefaultDict).factory, self);
}
function defaultdict_or(self: W_Object, other: W_Object): W_Object {
  const right = other.unwrap();
  if (!(right instanceof W_Dict)) return w_NotImplemented;
  const result = defaultdict_copy(self);
  updateDict(result.unwrap() as W_Dict, right);
  return result;
}
function defaultdict_ror(self: W_Object, other: W_Object): W_Object {
  const left = other.unwrap();
  if (!(left instanceof W_Dict)) return w_NotImplemented;
  const result = self.getType().call2((self.unwrap() as W_DefaultDict).factory, left);
  updateDict(result.unwrap() as W_Dict, self.unwrap());
  return result;
}
function defaultdict_reduce(self: W_Object): W_Object {
  const factory = (self.unwrap() as W_DefaultDict).factory;
  const items = newArray<W_Object>(5);
  items[0] = self.getType();
  items[1] = factory === w_None ? emptyTuple : newTuple(args1(factory));
  items[2] = w_None;
  items[3] = w_None;
  items[4] = iter(self.getAttr(n_items)!.call0());
  return newTuple(items);
}
function defaultdict_factory(self: W_Object): W_Object {
  return (self as W_DefaultDict).factory;
}
function defaultdict_setFactory(self: W_Object, value: W_Object | null): W_Object {
  (self as W_DefaultDict).factory = value === null ? w_None : value;
  return w_None;
}
defStatic(w_defaultdict, "__new__(cls, *args, **kwargs)", defaultdict_new);
defWhole(w_defaultdict, "__init__(self, *args, **kwargs)", defaultdict_init);
defWhole(w_defaultdict, "__missing__(self, key, /)", defaultdict_missing);
defWhole(w_defaultdict, "__repr__(self, /)", defaultdict_repr);
defWhole(w_defaultdict, "copy(self, /)", defaultdict_copy);
defWhole(w_defaultdict, "__copy__(self, /)", defaultdict_copy);
defWhole(w_defaultdict, "__or__(self, value, /)", defaultdict_or);
defWhole(w_defaultdict, "__ror__(self, value, /)", defaultdict_ror);
defWhole(w_defaultdict, "__reduce__(self, /)", defaultdict_reduce);
getterSetter(w_defaultdict, "default_factory", defaultdict_factory, defaultdict_setFactory);
defGeneric(w_defaultdict);
