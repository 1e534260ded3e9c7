// weakref.proxy: an object that does all that its referent does, and raises ReferenceError when that is gone.

import type { int } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { raise0, raise1, w_ReferenceError, w_TypeError } from "./errors.ts";
import { w_reversed } from "./iterators.ts";
import { n_hash } from "./names.ts";
import { hooks, noArgs, type W_Object } from "./object.ts";
import { binary, compare, delItem, getAttr, getItem, inplace, iter, len, setItem, unary } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import { addAddress, checkReferable, W_WeakRef, weakRefs } from "./weakref.ts";

const n_bytes = intern("__bytes__");
export const w_proxy = builtinType("weakref.ProxyType");
export const w_callableProxy = builtinType("weakref.CallableProxyType");
for (const type of [w_proxy, w_callableProxy]) type.isBaseType = false;

export class W_WeakProxy extends W_WeakRef {
  readonly type: W_Type;
  constructor(referent: W_Object, callback: W_Object | null, type: W_Type) {
    super(referent, callback);
    this.type = type;
  }
  override getType(): W_Type {
    return this.type;
  }
  override apparentType(): W_Type {
    return this.target().apparentType();
  }
  override isReference(): boolean {
    return false;
  }
  target(): W_Object {
    const referent = this.weakReferent;
    if (referent === null) throw raise0(w_ReferenceError, "weakly-referenced object no longer exists");
    return referent;
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return binary(op, this.target(), throughProxy(other));
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return binary(op, throughProxy(other), this.target());
  }
  override inplace(op: int, other: W_Object): W_Object | null {
    return inplace(op, this.target(), throughProxy(other));
  }
  override unary(op: int): W_Object | null {
    return unary(op, this.target());
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return compare(op, this.target(), throughProxy(other));
  }
  override isTrue(): boolean {
    return this.target().isTrue();
  }
  override str(): W_Str {
    return this.target().str();
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<weakproxy at ");
    addAddress(text, this);
    const referent = this.weakReferent;
    if (referent === null) text.add("; dead>");
    else {
      text.add("; to '");
      text.addStr(referent.getType().qualname);
      text.add("' at ");
      addAddress(text, referent);
      text.addChar(62);
    }
    return text.build();
  }
  override hash(): int {
    throw hooks.unhashable(this);
  }
  override asIndex(): W_Object | null {
    return this.target().asIndex();
  }
  override len(): int {
    return len(this.target());
  }
  override getItem(key: W_Object): W_Object | null {
    return getItem(this.target(), key);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    setItem(this.target(), key, value);
    return true;
  }
  override delItem(key: W_Object): boolean {
    delItem(this.target(), key);
    return true;
  }
  override contains(item: W_Object): int {
    return this.target().contains(item);
  }
  override iter(): W_Object | null {
    return iter(this.target());
  }
  override isIterator(): boolean {
    return true;
  }
  override next(): W_Object | null {
    const target = this.target();
    if (!target.isIterator()) throw raise1(w_TypeError, "Weakref proxy referenced a non-iterator '%T' object", target);
    return target.next();
  }
  override getAttr(name: W_Str): W_Object | null {
    return this.target().getAttr(name);
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    this.target().setAttr(name, value);
  }
  override delAttr(name: W_Str): void {
    this.target().delAttr(name);
  }
  override isCallable(): boolean {
    return this.type === w_callableProxy;
  }
  override call0(): W_Object {
    return this.call(noArgs, null);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (this.type !== w_callableProxy) throw hooks.notCallable(this);
    return this.target().call(args, kwnames);
  }
}
function throughProxy(object: W_Object): W_Object {
  return object instanceof W_WeakProxy ? object.target() : object;
}

/** proxy(object, callback=None, /) */
export function weakref_proxy(object: W_Object, callback: W_Object | null): W_Object {
  checkReferable(object);
  const type = object.isCallable() ? w_callableProxy : w_proxy;
  if (callback === null || callback === w_None) {
    const known = weakRefs.shared(object, type);
    if (known !== null) return known;
  }
  return new W_WeakProxy(object, callback, type);
}
function proxy_bytes(self: W_Object): W_Object {
  return getAttr((self as W_WeakProxy).target(), n_bytes).call0();
}
function proxy_reversed(self: W_Object): W_Object {
  return w_reversed.call1((self as W_WeakProxy).target());
}
for (const type of [w_proxy, w_callableProxy]) {
  def(type, "__bytes__(self, /)", proxy_bytes);
  def(type, "__reversed__(self, /)", proxy_reversed);
  defSlots(
    type,
    `__str__ __repr__ __bool__ __len__ __getitem__ __setitem__ __delitem__ __contains__ __iter__ __next__ ${COMPARISON_SLOTS}`,
  );
  type.dict.set(n_hash, w_None);
}
defSlots(w_callableProxy, "__call__");
