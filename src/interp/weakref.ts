// Weak references: the type `weakref.ReferenceType`, and which weak references there are of an object.
//
// A W_WeakRef's referent is a weak field: the collector sets it to null when nothing else refers to the object (src/rts/memory.ts). So a
// reference dies when the object is collected, not when the last name of it goes; gc.collect() makes sure. When the object has a finalizer,
// it lives on until that has run. A callback is called between two instructions (finalizers.ts).
//
// The references of one object are found in a hash table by its identity; the table refers to them weakly, too.

import { declareRoots, gcNotify, identityHash, type int, intMod, newArray } from "../rts/index.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { raise0, raise1, raiseInts, w_TypeError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { n_name } from "./names.ts";
import { EQ, hooks, NE, W_Object } from "./object.ts";
import { compare, hashNested } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType } from "./subclassing.ts";
import { StrBuilder, W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

export const w_ref = dataType("weakref.ReferenceType");

/** What refers weakly to a Python object: references and proxies. */
export class W_WeakRef extends W_Object {
  /** null: it is gone. @jit weak */
  weakReferent: W_Object | null;
  callback: W_Object | null;
  /** The instance of a user-defined subclass whose payload this is. */
  self: W_Object | null = null;
  /** Of the referent, once asked for; -1: never. */
  hashed: int = -1;
  constructor(referent: W_Object, callback: W_Object | null) {
    super();
    this.weakReferent = referent;
    this.callback = callback === w_None ? null : callback;
    if (this.callback !== null) gcNotify(this);
    weakRefs.add(referent, this);
  }
  override getType(): W_Type {
    return w_ref;
  }
  override isCallable(): boolean {
    return true;
  }
  override call0(): W_Object {
    const referent = this.weakReferent;
    return referent === null ? w_None : referent;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (kwnames !== null || args.length > 0)
      throw raiseInts(w_TypeError, "__call__() takes exactly 0 positional arguments (%d given)", null, args.length, 0);
    return this.call0();
  }
  override hash(): int {
    if (this.hashed === -1) {
      const referent = this.weakReferent;
      if (referent === null) throw raise0(w_TypeError, "weak object has gone away");
      this.hashed = hashNested(referent);
    }
    return this.hashed;
  }
  override compare(op: int, w_other: W_Object): W_Object | null {
    const other = w_other.unwrap();
    if ((op !== EQ && op !== NE) || !(other instanceof W_WeakRef) || !other.isReference()) return null;
    const mine = this.weakReferent;
    const others = other.weakReferent;
    if (mine === null || others === null) return hooks.boolObject((this === other) === (op === EQ));
    return compare(op, mine, others);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<weakref at ");
    addAddress(text, this.self === null ? this : this.self);
    const referent = this.weakReferent;
    if (referent === null) text.add("; dead>");
    else {
      text.add("; to '");
      text.addStr(referent.getType().qualname);
      text.add("' at ");
      addAddress(text, referent);
      const name = nameOf(referent);
      if (name !== null) {
        text.add(" (");
        text.addStr(name);
        text.add(")");
      }
      text.addChar(62);
    }
    return text.build();
  }
  /** No proxy. */
  isReference(): boolean {
    return true;
  }
}
/** The address as repr writes it, taken from object.__repr__'s text. */
export function addAddress(text: StrBuilder, object: W_Object): void {
  const whole = hooks.defaultRepr(object);
  let at = whole.length;
  while (whole.charAt(at - 1) !== 32) at--;
  text.addSlice(whole, at, whole.length - 1);
}
function nameOf(object: W_Object): W_Str | null {
  if (object instanceof W_Instance) return null;
  const name = object.getAttr(n_name);
  return name instanceof W_Str ? name : null;
}

// --- the references of an object

class WeakEntry {
  /** null: collected. @jit weak */
  weakReferent: W_WeakRef | null;
  readonly hash: int;
  next: WeakEntry | null;
  constructor(ref: W_WeakRef, hash: int, next: WeakEntry | null) {
    this.weakReferent = ref;
    this.hash = hash;
    this.next = next;
  }
}
class WeakTable {
  buckets: (WeakEntry | null)[] = newArray<WeakEntry | null>(64);
  count: int = 0;

  add(referent: W_Object, ref: W_WeakRef): void {
    if (this.count >= this.buckets.length) this.rebuild();
    const hash = identityHash(referent);
    const bucket = intMod(hash, this.buckets.length);
    this.buckets[bucket] = new WeakEntry(ref, hash, this.clean(bucket));
    this.count = this.count + 1;
  }
  /** The bucket without entries of what is gone. */
  private clean(bucket: int): WeakEntry | null {
    let first: WeakEntry | null = null;
    let last: WeakEntry | null = null;
    let entry = this.buckets[bucket]!;
    while (entry !== null) {
      const ref = entry.weakReferent;
      if (ref === null || ref.weakReferent === null) this.count = this.count - 1;
      else {
        if (last === null) first = entry;
        else last.next = entry;
        last = entry;
      }
      entry = entry.next as WeakEntry;
    }
    if (last !== null) last.next = null;
    this.buckets[bucket] = first;
    return first;
  }
  private rebuild(): void {
    const old = this.buckets;
    for (let i = 0; i < old.length; i++) this.clean(i);
    if (this.count * 2 < old.length) return;
    const buckets = newArray<WeakEntry | null>(old.length * 2);
    for (let i = 0; i < old.length; i++) {
      let entry = old[i]!;
      while (entry !== null) {
        const next = entry.next as WeakEntry;
        const bucket = intMod(entry.hash, buckets.length);
        entry.next = buckets[bucket]!;
        buckets[bucket] = entry;
        entry = next;
      }
    }
    this.buckets = buckets;
  }
  /** How many there are of an object; the newest first, from `into[0]` on, when an array is given. */
  find(referent: W_Object, into: W_Object[] | null): int {
    const hash = identityHash(referent);
    let entry = this.buckets[intMod(hash, this.buckets.length)]!;
    let found = 0;
    while (entry !== null) {
      const ref = entry.weakReferent;
      if (ref !== null && ref.weakReferent === referent) {
        if (into !== null) into[found] = ref.self === null ? ref : ref.self;
        found++;
      }
      entry = entry.next as WeakEntry;
    }
    return found;
  }
  /** What `__weakref__` shows: the shared reference, or else the oldest one; null: there is none. */
  first(referent: W_Object): W_Object | null {
    const common = this.shared(referent, w_ref);
    if (common !== null) return common;
    const count = this.find(referent, null);
    if (count === 0) return null;
    const all = newArray<W_Object>(count);
    this.find(referent, all);
    return all[count - 1]!;
  }
  /** The one without callback of that kind, which is shared. */
  shared(referent: W_Object, type: W_Type): W_WeakRef | null {
    const hash = identityHash(referent);
    let entry = this.buckets[intMod(hash, this.buckets.length)]!;
    while (entry !== null) {
      const ref = entry.weakReferent;
      if (
        ref !== null &&
        ref.weakReferent === referent &&
        ref.callback === null &&
        ref.self === null &&
        ref.getType() === type
      )
        return ref;
      entry = entry.next as WeakEntry;
    }
    return null;
  }
}
export const weakRefs = new WeakTable();
declareRoots(weakRefs);

/** Raises TypeError for objects that may not be referred to weakly. */
export function checkReferable(object: W_Object): void {
  if (!object.getType().hasWeakref) throw raise1(w_TypeError, "cannot create weak reference to '%T' object", object);
}

function ref_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const type = args[0] as W_Type;
  const given = kwnames === null ? args.length - 1 : args.length - 1 - kwnames.length;
  if (given < 1) throw raise0(w_TypeError, "__new__ expected at least 1 argument, got 0");
  if (given > 2) throw raiseInts(w_TypeError, "__new__ expected at most 2 arguments, got %d", null, given, 0);
  const object = args[1]!;
  const callback = given === 2 && args[2] !== w_None ? args[2]! : null;
  checkReferable(object);
  if (type === w_ref && callback === null) {
    const known = weakRefs.shared(object, w_ref);
    if (known !== null) return known;
  }
  const ref = new W_WeakRef(object, callback);
  if (type === w_ref) return ref;
  const instance = new W_Instance(type, ref);
  ref.self = instance;
  return instance;
}
function ref_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "ReferenceType() takes no keyword arguments");
  const given = args.length - 1;
  if (given < 1) throw raise0(w_TypeError, "__init__ expected at least 1 argument, got 0");
  if (given > 2) throw raiseInts(w_TypeError, "__init__ expected at most 2 arguments, got %d", null, given, 0);
  return w_None;
}
function ref_callback(self: W_Object): W_Object {
  const callback = (self as W_WeakRef).callback;
  return callback === null ? w_None : callback;
}
defStatic(w_ref, "__new__(*args, **kwargs)", ref_new);
def(w_ref, "__init__(self, *args, **kwargs)", ref_init);
getter(w_ref, "__callback__", ref_callback);
defGeneric(w_ref);
defSlots(w_ref, "__call__ __hash__ __eq__ __ne__ __repr__");
