// mappingproxy: a mapping that cannot be changed through it. What it stands for may be any mapping; a class's `__dict__` is a proxy of
// its namespace, which is not a dict (nametable.ts) but answers as one.

import type { int } from "../rts/index.ts";
import { def, defClass, defStatic } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise1, raiseWith, w_KeyError, w_TypeError } from "./errors.ts";
import { newGenericAlias } from "./genericalias.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { EQ, NE, OR, W_Object } from "./object.ts";
import { binary, compareNested, contains, getAttr, getItem, hashNested, iter, len } from "./operations.ts";
import { reprNested, strNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { builtinType, MAPPING, type W_Type } from "./type.ts";

export const w_mappingproxy = builtinType("mappingproxy");
w_mappingproxy.isBaseType = false;
w_mappingproxy.collection = MAPPING;
/** Programs never see an object of this type. */
const w_type_namespace = builtinType("type_namespace");

const n_get = intern("get");
const n_keys = intern("keys");
const n_values = intern("values");
const n_items = intern("items");
const n_copy = intern("copy");

/** The attributes of a class, as a mapping. */
export class W_TypeNamespace extends W_Object {
  readonly type: W_Type;
  constructor(type: W_Type) {
    super();
    this.type = type;
  }
  override getType(): W_Type {
    return w_type_namespace;
  }
  find(key: W_Object): W_Object | null {
    const name = key.unwrap();
    return name instanceof W_Str ? this.type.ownAttribute(internStr(name)) : null;
  }
  override len(): int {
    return this.type.dict.used;
  }
  override getItem(key: W_Object): W_Object | null {
    const value = this.find(key);
    if (value === null) throw raiseWith(w_KeyError, key);
    return value;
  }
  override contains(key: W_Object): int {
    return this.find(key) === null ? 0 : 1;
  }
  override iter(): W_Object | null {
    return iter(this.copy());
  }
  override repr(): W_Str {
    return this.copy().repr();
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return this.copy().compare(op, other);
  }
  copy(): W_Dict {
    const type = this.type;
    const dict = new W_Dict();
    for (let i = 0; i < type.dict.used; i++) dict.set(type.dict.names[i]!, type.ownAttribute(type.dict.names[i]!)!);
    return dict;
  }
}

export class W_MappingProxy extends W_Object {
  readonly mapping: W_Object;
  constructor(mapping: W_Object) {
    super();
    this.mapping = mapping;
  }
  override getType(): W_Type {
    return w_mappingproxy;
  }
  /** Something with a dict's methods. */
  asMapping(): W_Object {
    return this.mapping instanceof W_TypeNamespace ? this.mapping.copy() : this.mapping;
  }
  override len(): int {
    return len(this.mapping);
  }
  override getItem(key: W_Object): W_Object | null {
    return getItem(this.mapping, key);
  }
  override contains(key: W_Object): int {
    return contains(this.mapping, key) ? 1 : 0;
  }
  override iter(): W_Object | null {
    return iter(this.mapping);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("mappingproxy(");
    text.addStr(reprNested(this.mapping));
    text.addChar(41);
    return text.build();
  }
  override str(): W_Str {
    return strNested(this.mapping);
  }
  override hash(): int {
    return hashNested(this.mapping);
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    const right = other instanceof W_MappingProxy ? other.asMapping() : other;
    return compareNested(op, this.asMapping(), right);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op !== OR) return null;
    const right = other instanceof W_MappingProxy ? other.asMapping() : other;
    return binary(OR, this.asMapping(), right);
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR ? binary(OR, other, this.asMapping()) : null;
  }
}

function proxy_new(_type: W_Object, mapping: W_Object): W_Object {
  const plain = mapping.unwrap();
  if (plain instanceof W_List || plain instanceof W_Tuple || mapping.getType().lookup(n_getitem) === null)
    throw raise1(w_TypeError, "mappingproxy() argument must be a mapping, not %T", mapping);
  return new W_MappingProxy(mapping);
}
const n_getitem = intern("__getitem__");
function proxy_get(self: W_Object, key: W_Object, missing: W_Object | null): W_Object {
  const mapping = (self as W_MappingProxy).mapping;
  const none = missing === null ? w_None : missing;
  if (mapping instanceof W_TypeNamespace) {
    const value = mapping.find(key);
    return value === null ? none : value;
  }
  return getAttr(mapping, n_get).call2(key, none);
}
function proxy_keys(self: W_Object): W_Object {
  return getAttr((self as W_MappingProxy).asMapping(), n_keys).call0();
}
function proxy_values(self: W_Object): W_Object {
  return getAttr((self as W_MappingProxy).asMapping(), n_values).call0();
}
function proxy_items(self: W_Object): W_Object {
  return getAttr((self as W_MappingProxy).asMapping(), n_items).call0();
}
function proxy_copy(self: W_Object): W_Object {
  const proxy = self as W_MappingProxy;
  if (proxy.mapping instanceof W_TypeNamespace) return proxy.mapping.copy();
  return getAttr(proxy.mapping, n_copy).call0();
}
function proxy_reversed(self: W_Object): W_Object {
  const keys = arrayOf((self as W_MappingProxy).mapping);
  const list = new W_List();
  for (let i = keys.length - 1; i >= 0; i--) list.append(keys[i]!);
  return list.iter()!;
}
function proxy_ior(self: W_Object, _other: W_Object): W_Object {
  throw raise1(w_TypeError, "'|=' is not supported by %T; use '|' instead", self);
}
function proxy_classItem(type: W_Object, item: W_Object): W_Object {
  return newGenericAlias(type, item);
}

defStatic(w_mappingproxy, "__new__(cls, mapping)", proxy_new);
defSlots(
  w_mappingproxy,
  "__len__ __getitem__ __contains__ __iter__ __repr__ __str__ __hash__ __eq__ __ne__ __or__ __ror__",
);
def(w_mappingproxy, "get(self, key, default=None, /)", proxy_get);
def(w_mappingproxy, "keys(self, /)", proxy_keys);
def(w_mappingproxy, "values(self, /)", proxy_values);
def(w_mappingproxy, "items(self, /)", proxy_items);
def(w_mappingproxy, "copy(self, /)", proxy_copy);
def(w_mappingproxy, "__reversed__(self, /)", proxy_reversed);
def(w_mappingproxy, "__ior__(self, value, /)", proxy_ior);
defClass(w_mappingproxy, "__class_getitem__(cls, object, /)", proxy_classItem);
