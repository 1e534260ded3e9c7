// f_locals of a function (PEP 667): a mapping that reads and writes the variables themselves.

import type { int } from "../rts/index.ts";
import { def, defStatic } from "./builtin.ts";
import type { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { expand, raise0, raise1, raiseInts, raiseWith, w_KeyError, w_TypeError, w_ValueError } from "./errors.ts";
import { Frame } from "./frame.ts";
import { findVariable, matchingVariable, requireVariables, variable, variablesOf } from "./framevariables.ts";
import { W_List } from "./list.ts";
import { EQ, hooks, NE, OR, W_Object } from "./object.ts";
import { iter } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { builtinType, MAPPING, type W_Type } from "./type.ts";

export const w_locals_proxy = builtinType("FrameLocalsProxy");
w_locals_proxy.isBaseType = false;
w_locals_proxy.collection = MAPPING;

export class W_LocalsProxy extends W_Object {
  readonly frame: Frame;
  constructor(frame: Frame) {
    super();
    this.frame = frame;
  }
  override getType(): W_Type {
    return w_locals_proxy;
  }
  override len(): int {
    return variablesOf(this.frame).len();
  }
  /** The place of the variable that a key names; -1: none. A key that is no plain text is compared with the names. */
  private placeOf(key: W_Object): int {
    requireVariables(this.frame);
    return key instanceof W_Str ? findVariable(this.frame, key) : matchingVariable(this.frame, key);
  }
  override getItem(key: W_Object): W_Object | null {
    const value = this.find(key);
    if (value !== null) return value;
    throw raiseWith(w_KeyError, expand("local variable '%R' is not defined", key, null, null, 0, 0));
  }
  find(key: W_Object): W_Object | null {
    const at = this.placeOf(key);
    if (at >= 0) {
      const value = variable(this.frame, at);
      if (value !== null) return value;
    }
    return this.frame.extra === null ? null : this.frame.extra.get(key);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    const frame = this.frame;
    const at = this.placeOf(key);
    if (at < 0) {
      if (frame.extra === null) frame.extra = new W_Dict();
      frame.extra.set(key, value);
    } else if (at < frame.func.code.body().varnames.length) frame.regs[at] = value;
    else (frame.regs[at] as W_Cell).value = value;
    return true;
  }
  override delItem(key: W_Object): boolean {
    if (this.takeOut(key) === null) throw raiseWith(w_KeyError, key);
    return true;
  }
  /** Removes what is no variable; null: there is nothing of that name. */
  takeOut(key: W_Object): W_Object | null {
    if (this.placeOf(key) >= 0) throw raise0(w_ValueError, "cannot remove local variables from FrameLocalsProxy");
    const extra = this.frame.extra;
    const value = extra === null ? null : extra.get(key);
    if (value !== null) extra!.delete(key);
    return value;
  }
  override contains(key: W_Object): int {
    return this.find(key) === null ? 0 : 1;
  }
  override iter(): W_Object | null {
    return iter(keysOf(variablesOf(this.frame)));
  }
  override repr(): W_Str {
    if (!enterRepr(this)) return withinItself;
    try {
      return variablesOf(this.frame).repr();
    } finally {
      leaveRepr();
    }
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    if (other instanceof W_LocalsProxy) return hooks.boolObject((this.frame === other.frame) === (op === EQ));
    return other.unwrap() instanceof W_Dict ? variablesOf(this.frame).compare(op, other) : null;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR && isSource(other) ? union(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR && isSource(other) ? union(other, this) : null;
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    if (op !== OR || !isSource(other)) return null;
    this.update(other);
    return this;
  }
  update(other: W_Object): void {
    const more = entriesOf(other);
    for (let i = more.nextEntry(0); i >= 0; i = more.nextEntry(i + 1)) this.setItem(more.keys[i]!, more.valueAt(i)!);
  }
  override hash(): int {
    throw raise1(w_TypeError, "unhashable type: '%T'", this);
  }
}
const withinItself = intern("{...}");

function isSource(object: W_Object): boolean {
  return object instanceof W_LocalsProxy || object.unwrap() instanceof W_Dict;
}
/** A dict with what such an object has: a copy. */
function entriesOf(source: W_Object): W_Dict {
  if (source instanceof W_LocalsProxy) return variablesOf(source.frame);
  const copy = new W_Dict();
  copy.copyFrom(source.unwrap() as W_Dict);
  return copy;
}
function union(first: W_Object, second: W_Object): W_Dict {
  const all = entriesOf(first);
  all.copyFrom(entriesOf(second));
  return all;
}
function keysOf(dict: W_Dict): W_List {
  const list = new W_List();
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) list.append(dict.keys[i]!);
  return list;
}
function copyOf(self: W_Object): W_Dict {
  return variablesOf((self as W_LocalsProxy).frame);
}
function proxy_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = args.length - 1 - (kwnames === null ? 0 : kwnames.length);
  if (given !== 1) throw raiseInts(w_TypeError, "FrameLocalsProxy expected 1 argument, got %d", null, given, 0);
  if (kwnames !== null) throw raise0(w_TypeError, "FrameLocalsProxy takes no keyword arguments");
  const frame = args[1]!;
  if (!(frame instanceof Frame)) throw raise1(w_TypeError, "expect frame, not %T", frame);
  return new W_LocalsProxy(frame);
}
function proxy_get(self: W_Object, key: W_Object, fallback: W_Object | null): W_Object {
  const value = (self as W_LocalsProxy).find(key);
  return value !== null ? value : fallback === null ? w_None : fallback;
}
function proxy_keys(self: W_Object): W_Object {
  return keysOf(copyOf(self));
}
function proxy_values(self: W_Object): W_Object {
  const dict = copyOf(self);
  const list = new W_List();
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1)) list.append(dict.valueAt(i)!);
  return list;
}
function proxy_items(self: W_Object): W_Object {
  const dict = copyOf(self);
  const list = new W_List();
  for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1))
    list.append(newTuple2(dict.keys[i]!, dict.valueAt(i)!));
  return list;
}
function proxy_reversed(self: W_Object): W_Object {
  const keys = keysOf(copyOf(self));
  const list = new W_List();
  for (let i = keys.length - 1; i >= 0; i--) list.append(keys.get(i));
  return list;
}
function proxy_copy(self: W_Object): W_Object {
  return copyOf(self);
}
function proxy_update(self: W_Object, other: W_Object): W_Object {
  if (!isSource(other)) throw raise0(w_TypeError, "update() argument must be dict or another FrameLocalsProxy");
  (self as W_LocalsProxy).update(other);
  return w_None;
}
function proxy_setdefault(self: W_Object, key: W_Object, value: W_Object | null): W_Object {
  const found = (self as W_LocalsProxy).find(key);
  if (found !== null) return found;
  const wanted = value === null ? w_None : value;
  self.setItem(key, wanted);
  return wanted;
}
function proxy_pop(self: W_Object, key: W_Object, fallback: W_Object | null): W_Object {
  const value = (self as W_LocalsProxy).takeOut(key);
  if (value !== null) return value;
  if (fallback === null) throw raiseWith(w_KeyError, key);
  return fallback;
}
defSlots(
  w_locals_proxy,
  "__len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __repr__ __eq__ __ne__ __or__ __ror__ __ior__",
);
defStatic(w_locals_proxy, "__new__(cls, *args, **kwargs)", proxy_new);
def(w_locals_proxy, "get(self, key, default=None, /)", proxy_get);
def(w_locals_proxy, "keys(self, /)", proxy_keys);
def(w_locals_proxy, "values(self, /)", proxy_values);
def(w_locals_proxy, "items(self, /)", proxy_items);
def(w_locals_proxy, "copy(self, /)", proxy_copy);
def(w_locals_proxy, "update(self, other, /)", proxy_update);
def(w_locals_proxy, "setdefault(self, key, default=None, /)", proxy_setdefault);
def(w_locals_proxy, "pop(self, key, default=None, /)", proxy_pop);
def(w_locals_proxy, "__reversed__(self, /)", proxy_reversed);
