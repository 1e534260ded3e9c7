// functools._lru_cache_wrapper: the function that lru_cache makes. Results stand in a dict by key; the entries also form a ring
// in the order of their use, behind `root` the one used longest ago.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { dictObject_dict, dictObject_setDict } from "./attributesdict.ts";
import { def, defStatic, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { W_DictObject } from "./dictobject.ts";
import { raise0, raise1, raiseFull, w_TypeError } from "./errors.ts";
import { W_Method } from "./function.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { n_qualname } from "./names.ts";
import { args1, W_Object } from "./object.ts";
import { getAttr, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_link = builtinType("functools._lru_list_elem");
w_link.isBaseType = false;
class W_Link extends W_Object {
  readonly key: W_Object;
  readonly hashOfKey: int;
  readonly result: W_Object;
  earlier: W_Link;
  later: W_Link;
  constructor(key: W_Object, hash: int, result: W_Object) {
    super();
    this.key = key;
    this.hashOfKey = hash;
    this.result = result;
    this.earlier = this;
    this.later = this;
  }
  override getType(): W_Type {
    return w_link;
  }
  unlink(): void {
    this.earlier.later = this.later;
    this.later.earlier = this.earlier;
  }
  insertBefore(other: W_Link): void {
    const last = other.earlier;
    last.later = this;
    this.earlier = last;
    this.later = other;
    other.earlier = this;
  }
}
/** Stands in a key between positional arguments and keywords. */
class W_KeywordMark extends W_Object {
  override getType(): W_Type {
    return w_link;
  }
}
const keywordMark = new W_KeywordMark();

export const w_lru_cache_wrapper = dataType("functools._lru_cache_wrapper");
w_lru_cache_wrapper.hasWeakref = true;
class W_LruCache extends W_DictObject {
  readonly fn: W_Object;
  /** -1: no bound. 0: nothing is kept. */
  readonly maxsize: int;
  readonly typed: boolean;
  readonly infoType: W_Object;
  readonly cache: W_Dict = new W_Dict();
  readonly root: W_Link = new W_Link(w_None, 0, w_None);
  hits: int = 0;
  misses: int = 0;
  constructor(fn: W_Object, maxsize: int, typed: boolean, infoType: W_Object) {
    super();
    this.fn = fn;
    this.maxsize = maxsize;
    this.typed = typed;
    this.infoType = infoType;
  }
  override getType(): W_Type {
    return w_lru_cache_wrapper;
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
    // one int or str is its own key
    if (this.typed || this.maxsize === 0 || !isPlainKey(a)) return this.call(args1(a), null);
    const hash = a.hash();
    const found = this.lookUp(a, hash);
    return found !== null ? found : this.keep(a, hash, this.fn.call1(a));
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (this.maxsize === 0) {
      this.misses = this.misses + 1;
      return this.fn.call(args, kwnames);
    }
    const key = this.keyOf(args, kwnames);
    const hash = key.hash();
    const found = this.lookUp(key, hash);
    return found !== null ? found : this.keep(key, hash, this.fn.call(args, kwnames));
  }
  /** The result that is kept, and becomes the one used last; null: none, which is counted. */
  private lookUp(key: W_Object, hash: int): W_Object | null {
    const entry = this.cache.find(key, hash);
    const found = entry < 0 ? null : this.cache.valueAt(entry);
    if (found === null) {
      this.misses = this.misses + 1;
      return null;
    }
    this.hits = this.hits + 1;
    if (this.maxsize < 0) return found;
    const link = found as W_Link;
    link.unlink();
    link.insertBefore(this.root);
    return link.result;
  }
  private keep(key: W_Object, hash: int, result: W_Object): W_Object {
    // the function may have computed it itself meanwhile
    if (this.cache.find(key, hash) >= 0) return result;
    if (this.maxsize < 0) {
      this.cache.addHashed(key, hash, result);
      return result;
    }
    if (this.cache.count >= this.maxsize && this.root.later !== this.root) {
      const oldest = this.root.later;
      oldest.unlink();
      const entry = this.cache.find(oldest.key, oldest.hashOfKey);
      if (entry >= 0) this.cache.deleteEntry(entry);
    }
    const link = new W_Link(key, hash, result);
    this.cache.addHashed(key, hash, link);
    link.insertBefore(this.root);
    return result;
  }
  /** @jit unroll */
  private keyOf(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (!this.typed && kwnames === null && args.length === 1 && isPlainKey(args[0]!)) return args[0]!;
    const named = kwnames === null ? 0 : kwnames.length;
    const positional = args.length - named;
    let size = positional + (named > 0 ? 1 + 2 * named : 0);
    if (this.typed) size = size + args.length;
    const key = newArray<W_Object>(size);
    let n = 0;
    for (let i = 0; i < positional; i++) {
      key[n] = args[i]!;
      n++;
    }
    if (kwnames !== null && named > 0) {
      key[n] = keywordMark;
      n++;
      for (let i = 0; i < named; i++) {
        key[n] = kwnames[i]!;
        key[n + 1] = args[positional + i]!;
        n = n + 2;
      }
    }
    if (this.typed)
      for (let i = 0; i < args.length; i++) {
        key[n] = args[i]!.getType();
        n++;
      }
    return newTuple(key);
  }
  clear(): void {
    this.cache.clear();
    this.root.later = this.root;
    this.root.earlier = this.root;
    this.hits = 0;
    this.misses = 0;
  }
}
function isPlainKey(object: W_Object): boolean {
  return object instanceof W_Str || (object instanceof W_Int && !(object instanceof W_Bool));
}
const parameterNames: W_Str[] = ["user_function", "maxsize", "typed", "cache_info_type"].map(intern);
function lru_cache_wrapper_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named - 1;
  const given = newArray<W_Object>(4);
  if (args.length > 5)
    throw raiseFull(w_TypeError, "lru_cache() takes at most 4 arguments (%d given)", null, null, args.length - 1, 0);
  for (let i = 0; i < positional; i++) given[i] = args[i + 1]!;
  for (let k = 0; k < named; k++) {
    let at = -1;
    for (let i = 0; i < 4; i++) if (parameterNames[i]!.equals(kwnames![k] as W_Str)) at = i;
    if (at < 0) throw raise1(w_TypeError, "lru_cache() got an unexpected keyword argument '%S'", kwnames![k]!);
    given[at] = args[positional + 1 + k]!;
  }
  for (let i = 0; i < 4; i++)
    if (given[i] === null)
      throw raiseFull(
        w_TypeError,
        "lru_cache() missing required argument '%S' (pos %d)",
        parameterNames[i]!,
        null,
        i + 1,
        0,
      );
  if (!given[0]!.isCallable()) throw raise0(w_TypeError, "the first argument must be callable");
  let maxsize = -1;
  if (given[1] !== w_None) {
    if (given[1]!.asIndex() === null) throw raise0(w_TypeError, "maxsize should be integer or None");
    maxsize = toSsize(given[1]!);
    if (maxsize < 0) maxsize = 0;
  }
  const cache = new W_LruCache(given[0]!, maxsize, given[2]!.isTrue(), given[3]!);
  return instanceWith(args[0]!, w_lru_cache_wrapper, cache);
}
function lru_cache_info(self: W_Object): W_Object {
  const cache = self as W_LruCache;
  const items = newArray<W_Object>(4);
  items[0] = newInt(cache.hits);
  items[1] = newInt(cache.misses);
  items[2] = cache.maxsize < 0 ? w_None : newInt(cache.maxsize);
  items[3] = newInt(cache.cache.count);
  return cache.infoType.call(items, null);
}
function lru_cache_clear(self: W_Object): W_Object {
  (self as W_LruCache).clear();
  return w_None;
}
function lru_cache_get(self: W_Object, instance: W_Object, _owner: W_Object | null): W_Object {
  return instance === w_None ? self : new W_Method(self, instance);
}
function lru_cache_copy(self: W_Object): W_Object {
  return self;
}
function lru_cache_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return self;
}
function lru_cache_reduce(self: W_Object): W_Object {
  return getAttr(self, n_qualname);
}
defStatic(w_lru_cache_wrapper, "__new__(cls, *args, **kwargs)", lru_cache_wrapper_new);
defSlots(w_lru_cache_wrapper, "__call__");
def(w_lru_cache_wrapper, "__get__(self, instance, owner=None, /)", lru_cache_get);
def(w_lru_cache_wrapper, "cache_info(self, /)", lru_cache_info);
def(w_lru_cache_wrapper, "cache_clear(self, /)", lru_cache_clear);
def(w_lru_cache_wrapper, "__copy__(self, /)", lru_cache_copy);
def(w_lru_cache_wrapper, "__deepcopy__(self, memo, /)", lru_cache_deepcopy);
def(w_lru_cache_wrapper, "__reduce__(self, /)", lru_cache_reduce);
getterSetter(w_lru_cache_wrapper, "__dict__", dictObject_dict, dictObject_setDict);
