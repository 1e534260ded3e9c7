// Builtin functions and methods, and how modules and types declare them:
//
//   def(w_list, "insert(self, index, object, /)", list_insert)          a method
//   defStatic / defClass                                               static and class methods
//   getter(w_range, "start", range_start)                              a read-only attribute
//   builtinFunction("len(object, /)", builtin_len)                     a function, for a module's table
//
// The description is Python's own signature text. It gives the names, which parameters are optional (`x=...`: the
// function gets null when it is not given), positional-only (before `/`) or keyword-only (behind `*`). A function takes 0 to 4
// objects; with `*args` in its description it is *general* and takes (args, kwnames) as W_Object.call does.
//
// A method's `self` is checked against the type that declares it and unwrapped (W_Instance.unwrap) before the function is called, so the
// function may say `const self = w_self as W_List`.

import type { int } from "../rts/index.ts";
import { arrayCopy, identityHash, newArray } from "../rts/index.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raise3,
  raiseFull,
  w_AttributeError,
  w_TypeError,
} from "./errors.ts";
import { n_init, n_new, n_repr } from "./names.ts";
import { EQ, hooks, NE, noArgs, W_Object } from "./object.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { builtinType, W_Type, w_object } from "./type.ts";

export type Fn0 = () => W_Object;
export type Fn1 = (a: W_Object) => W_Object;
export type Fn2 = (a: W_Object, b: W_Object) => W_Object;
export type Fn3 = (a: W_Object, b: W_Object, c: W_Object) => W_Object;
export type Fn4 = (a: W_Object, b: W_Object, c: W_Object, d: W_Object) => W_Object;
export type FnN = (args: W_Object[], kwnames: W_Object[] | null) => W_Object;
/** What a declaration may pass: parameters that are optional are typed `W_Object | null`. */
// biome-ignore lint/suspicious/noExplicitAny: the description tells which family the function is of
export type AnyFn = (...args: any[]) => W_Object;

function missing0(): W_Object {
  throw new Error("not of this family");
}
function missing1(_a: W_Object): W_Object {
  throw new Error("not of this family");
}
function missing2(_a: W_Object, _b: W_Object): W_Object {
  throw new Error("not of this family");
}
function missing3(_a: W_Object, _b: W_Object, _c: W_Object): W_Object {
  throw new Error("not of this family");
}
function missing4(_a: W_Object, _b: W_Object, _c: W_Object, _d: W_Object): W_Object {
  throw new Error("not of this family");
}
function missingN(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw new Error("not of this family");
}

export const w_builtin_function = builtinType("builtin_function_or_method");
export const w_method_descriptor = builtinType("method_descriptor");
export const w_getset_descriptor = builtinType("getset_descriptor");
/** Special methods that stand for a virtual method, and those bound to an object. */
export const w_wrapper_descriptor = builtinType("wrapper_descriptor");
export const w_method_wrapper = builtinType("method-wrapper");
export const w_classmethod_descriptor = builtinType("classmethod_descriptor");
/** Places of __slots__ (instance.ts), and attributes that CPython declares as members of a structure. */
export const w_member_descriptor = builtinType("member_descriptor");
for (const type of [
  w_builtin_function,
  w_method_descriptor,
  w_getset_descriptor,
  w_wrapper_descriptor,
  w_method_wrapper,
  w_classmethod_descriptor,
  w_member_descriptor,
])
  type.isBaseType = false;
/** The special methods that CPython keeps in a type's slots. */
const slotMethods = new Set(
  (
    "new init call repr str hash bool len getitem setitem delitem contains iter next get set delete getattribute getattr setattr delattr " +
    "lt le eq ne gt ge neg pos invert abs int float index await aiter anext del buffer release_buffer " +
    "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor divmod " +
    "radd rsub rmul rmatmul rtruediv rfloordiv rmod rpow rlshift rrshift rand ror rxor rdivmod " +
    "iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ior ixor"
  )
    .split(" ")
    .map((name) => `__${name}__`),
);

/** The family of general functions. */
const GENERAL = 5;
const builtinsName = intern("builtins");
const notGiven = null as unknown as W_Object;

export class W_Builtin extends W_Object {
  readonly name: W_Str;
  /** The type that declares it as a method; null for functions. */
  readonly owner: W_Type | null;
  /** For __new__: the type, by whose name errors call it. */
  made: W_Type | null = null;
  /** Of a static method: the type that declares it. */
  ofType: W_Type | null = null;
  /** A class method: its first argument is the class. */
  ofClass: boolean = false;
  /** Takes an instance of a user-defined subclass as it is, instead of the builtin object inside. */
  wholeSelf: boolean = false;
  /** An __init__ that leaves keywords to a __new__ of the class's own, as leavesKeywords says. */
  forgiving: boolean = false;
  /** The module it says it is of. */
  module: W_Str | null = null;
  /** __doc__; null: None. */
  doc: W_Str | null = null;
  /** __text_signature__; null: it cannot be told. */
  signature: W_Str | null;
  /** Number of parameters, 0..4, or GENERAL. */
  readonly family: int;
  /** Positional arguments required and accepted. */
  readonly min: int;
  readonly max: int;
  /** All parameters' names; positional-only ones are null. */
  readonly names: (W_Str | null)[];
  /** A special method that CPython keeps in a type's slots. */
  readonly isSlot: boolean;
  readonly fn0: Fn0;
  readonly fn1: Fn1;
  readonly fn2: Fn2;
  readonly fn3: Fn3;
  readonly fn4: Fn4;
  readonly fnN: FnN;

  constructor(owner: W_Type | null, description: string, fn: AnyFn) {
    super();
    const d = parseDescription(description);
    this.owner = owner;
    this.name = intern(d.name);
    this.isSlot = owner !== null && slotMethods.has(d.name);
    this.signature = intern(signatureText(d.parameters, owner !== null));
    this.family = d.general ? GENERAL : d.names.length;
    this.min = d.min;
    this.max = d.max;
    this.names = d.names.map((name) => (name === null ? null : intern(name)));
    if (this.family !== GENERAL && fn.length !== this.family)
      throw new Error(`${description}: the function takes ${fn.length} parameters`);
    this.fn0 = this.family === 0 ? (fn as Fn0) : missing0;
    this.fn1 = this.family === 1 ? (fn as Fn1) : missing1;
    this.fn2 = this.family === 2 ? (fn as Fn2) : missing2;
    this.fn3 = this.family === 3 ? (fn as Fn3) : missing3;
    this.fn4 = this.family === 4 ? (fn as Fn4) : missing4;
    this.fnN = this.family === GENERAL ? (fn as FnN) : missingN;
  }
  override repr(): W_Str {
    return this.getType().lookup(n_repr)!.call1(this) as W_Str;
  }
  override getType(): W_Type {
    return this.owner === null ? w_builtin_function : this.isSlot ? w_wrapper_descriptor : w_method_descriptor;
  }
  override isCallable(): boolean {
    return true;
  }
  override isMethodDescriptor(): boolean {
    return this.owner !== null;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null || this.owner === null) return this;
    return new W_BoundBuiltin(this, object);
  }
  override call0(): W_Object {
    if (this.owner === null && this.min === 0 && this.made === null) {
      if (this.family === 0) return this.fn0();
      if (this.family === 1) return this.fn1(notGiven);
    }
    return this.call(noArgs, null);
  }
  override call1(a: W_Object): W_Object {
    if (this.max >= 1 && this.min <= 1 && this.made === null) {
      const self = this.owner === null ? a : this.checkSelf(a);
      switch (this.family) {
        case 1:
          return this.fn1(self);
        case 2:
          return this.fn2(self, notGiven);
        case 3:
          return this.fn3(self, notGiven, notGiven);
      }
    }
    const args = newArray<W_Object>(1);
    args[0] = a;
    return this.call(args, null);
  }
  override call2(a: W_Object, b: W_Object): W_Object {
    if (this.max >= 2 && this.min <= 2 && this.made === null) {
      const self = this.owner === null ? a : this.checkSelf(a);
      switch (this.family) {
        case 2:
          return this.fn2(self, b);
        case 3:
          return this.fn3(self, b, notGiven);
      }
    }
    const args = newArray<W_Object>(2);
    args[0] = a;
    args[1] = b;
    return this.call(args, null);
  }
  override call3(a: W_Object, b: W_Object, c: W_Object): W_Object {
    if (this.max >= 3 && this.min <= 3 && this.family === 3 && this.made === null)
      return this.fn3(this.owner === null ? a : this.checkSelf(a), b, c);
    const args = newArray<W_Object>(3);
    args[0] = a;
    args[1] = b;
    args[2] = c;
    return this.call(args, null);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (
      kwnames !== null &&
      kwnames.length > 0 &&
      this.family !== GENERAL &&
      !this.hasNames() &&
      leavesKeywords(this, args)
    ) {
      args = withoutLast(args, kwnames.length);
      kwnames = null;
    }
    if (this.owner !== null) {
      if (args.length === 0)
        throw this.isSlot
          ? raise2(w_TypeError, "descriptor '%S' of '%N' object needs an argument", this.name, this.owner)
          : raise2(w_TypeError, "unbound method %N.%S() needs an argument", this.owner, this.name);
      const self = this.checkSelf(args[0]!);
      if (self !== args[0]) {
        const copy = newArray<W_Object>(args.length);
        arrayCopy(args, 0, copy, 0, args.length);
        copy[0] = self;
        args = copy;
      }
    } else if (this.made !== null) this.checkMade(args, this.made);
    if (this.family === GENERAL) return this.fnN(args, kwnames);
    const given = kwnames === null ? this.checkCount(args) : this.placeKeywords(args, kwnames);
    switch (this.family) {
      case 0:
        return this.fn0();
      case 1:
        return this.fn1(given[0]!);
      case 2:
        return this.fn2(given[0]!, given[1]!);
      case 3:
        return this.fn3(given[0]!, given[1]!, given[2]!);
      default:
        return this.fn4(given[0]!, given[1]!, given[2]!, given[3]!);
    }
  }
  /** The first argument of __new__ has to be a class whose instances hold what this __new__ makes. */
  private checkMade(args: W_Object[], made: W_Type): void {
    if (args.length === 0) throw raise1(w_TypeError, "%N.__new__(): not enough arguments", made);
    const type = args[0]!;
    if (type === made) return;
    if (!(type instanceof W_Type)) throw raise2(w_TypeError, "%N.__new__(X): X is not a type object (%T)", made, type);
    if (!type.isSubtype(made)) {
      const text = new StrBuilder();
      text.addStr(made.name);
      text.add(".__new__(");
      text.addStr(type.name);
      text.add("): ");
      text.addStr(type.name);
      text.add(" is not a subtype of ");
      text.addStr(made.name);
      throw raise1(w_TypeError, "%S", text.build());
    }
    if (type.isHeap && type.solidBase === made.solidBase) return;
    // the class among its bases whose instances are made by a builtin __new__
    let at = 0;
    while (type.mro[at]!.isHeap && !(type.mro[at]!.lookup(n_new) instanceof W_BuiltinStatic)) at++;
    const base = type.mro[at]!;
    const maker = base.lookup(n_new);
    if (maker instanceof W_BuiltinStatic && maker.fn === this) return;
    throw raise3(w_TypeError, "%N.__new__(%N) is not safe, use %N.__new__()", made, type, base);
  }
  /** The object that the function works on: of the declaring type, taken out of a user-defined subclass's instance. */
  checkSelf(object: W_Object): W_Object {
    const type = object.getType();
    if (type === this.owner || this.owner === w_object) return object;
    if (this.isSlot && !type.isSubtype(this.owner!))
      throw raise3(
        w_TypeError,
        "descriptor '%S' requires a '%N' object but received a '%T'",
        this.name,
        this.owner!,
        object,
      );
    this.checkOwner(object);
    return type.isHeap && !this.wholeSelf ? object.unwrap() : object;
  }
  /** TypeError for an object that has no such method. */
  checkOwner(object: W_Object): void {
    const owner = this.owner;
    if (owner !== null && !object.getType().isSubtype(owner))
      throw raise3(
        w_TypeError,
        "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
        this.name,
        owner,
        object,
      );
  }
  /** Positional arguments, filled up with nulls. */
  private checkCount(args: W_Object[]): W_Object[] {
    const n = args.length;
    if (n < this.min || n > this.max) throw this.wrongCount(n);
    if (n === this.names.length) return args;
    const all = newArray<W_Object>(this.names.length);
    arrayCopy(args, 0, all, 0, n);
    return all;
  }
  /** `given` arguments by position are too few or too many. */
  private wrongCount(given: int): OperationError {
    const hidden = this.hidden();
    if (this.hasNames()) return this.wrongCountNamed(given - hidden, 0);
    const n = given - hidden;
    const min = this.min - hidden;
    const max = this.max - hidden;
    if (max === 0)
      return raiseFull(w_TypeError, "%S() takes no arguments (%d given)", this.qualifiedName(), null, n, 0);
    if (min === max && max === 1 && this.made === null)
      return raiseFull(w_TypeError, "%S() takes exactly one argument (%d given)", this.qualifiedName(), null, n, 0);
    const label = this.label();
    if (min === max)
      return raiseFull(
        w_TypeError,
        max === 1 ? "%S expected %d argument, got %d" : "%S expected %d arguments, got %d",
        label,
        null,
        max,
        n,
      );
    const bound = n < min ? min : max;
    const least =
      bound === 1 ? "%S expected at least %d argument, got %d" : "%S expected at least %d arguments, got %d";
    const most = bound === 1 ? "%S expected at most %d argument, got %d" : "%S expected at most %d arguments, got %d";
    return raiseFull(w_TypeError, n < min ? least : most, label, null, bound, n);
  }
  /** For functions whose parameters have names: `n` by position and `keywords` by name, without self. */
  private wrongCountNamed(n: int, keywords: int): OperationError {
    const hidden = this.hidden();
    const all = this.names.length - hidden;
    const max = this.max - hidden;
    let required = 0;
    for (let i = hidden; i < this.min; i++) if (this.names[i] === null) required++;
    const label = this.label();
    if (n + keywords > all) {
      const exact = this.min - hidden === all;
      if (n === 0)
        return raiseFull(
          w_TypeError,
          all === 1
            ? "%S() takes at most %d keyword argument (%d given)"
            : "%S() takes at most %d keyword arguments (%d given)",
          label,
          null,
          all,
          keywords,
        );
      return raiseFull(
        w_TypeError,
        exact
          ? all === 1
            ? "%S() takes exactly %d argument (%d given)"
            : "%S() takes exactly %d arguments (%d given)"
          : all === 1
            ? "%S() takes at most %d argument (%d given)"
            : "%S() takes at most %d arguments (%d given)",
        label,
        null,
        all,
        n + keywords,
      );
    }
    if (n > max) {
      if (max === 0) return raise1(w_TypeError, "%S() takes no positional arguments", label);
      const exact = this.min - hidden >= max;
      return raiseFull(
        w_TypeError,
        exact
          ? max === 1
            ? "%S() takes exactly %d positional argument (%d given)"
            : "%S() takes exactly %d positional arguments (%d given)"
          : max === 1
            ? "%S() takes at most %d positional argument (%d given)"
            : "%S() takes at most %d positional arguments (%d given)",
        label,
        null,
        max,
        n,
      );
    }
    if (n < required)
      return raiseFull(
        w_TypeError,
        required < max
          ? required === 1
            ? "%S() takes at least %d positional argument (%d given)"
            : "%S() takes at least %d positional arguments (%d given)"
          : required === 1
            ? "%S() takes exactly %d positional argument (%d given)"
            : "%S() takes exactly %d positional arguments (%d given)",
        label,
        null,
        required,
        n,
      );
    if (this.names[n + hidden] === null)
      return raiseFull(
        w_TypeError,
        required === 1
          ? "%S() takes at least %d positional argument (%d given)"
          : "%S() takes at least %d positional arguments (%d given)",
        label,
        null,
        required,
        n,
      );
    return raiseFull(
      w_TypeError,
      "%S() missing required argument '%S' (pos %d)",
      label,
      this.names[n + hidden]!,
      n + 1,
      0,
    );
  }
  /** Parameters that the caller does not write: self, or the class of __new__. */
  private hidden(): int {
    return this.owner === null && this.made === null && !this.ofClass ? 0 : 1;
  }
  private hasNames(): boolean {
    for (let i = this.hidden(); i < this.names.length; i++) if (this.names[i] !== null) return true;
    return false;
  }
  /** The name by which errors call it. */
  private label(): W_Str {
    if (this.owner !== null && this.name === n_init) return this.owner.qualname;
    return this.made === null ? this.name : this.made.qualname;
  }
  /** `list.append`; a function's plain name. */
  private qualifiedName(): W_Str {
    if (this.made !== null) return this.made.qualname;
    if (this.owner === null && (this.module === null || this.module.equals(builtinsName))) return this.name;
    const text = new StrBuilder();
    text.addStr(this.owner === null ? this.module! : this.owner.qualname);
    text.addChar(46);
    text.addStr(this.name);
    return text.build();
  }
  private placeKeywords(args: W_Object[], kwnames: W_Object[]): W_Object[] {
    const positional = args.length - kwnames.length;
    const hidden = this.hidden();
    if (!this.hasNames()) {
      if (kwnames.length === 0) return this.checkCount(args);
      throw raise1(
        w_TypeError,
        "%S() takes no keyword arguments",
        this.name === n_init ? this.label() : this.qualifiedName(),
      );
    }
    if (positional > this.max || args.length > this.names.length)
      throw this.wrongCountNamed(positional - hidden, kwnames.length);
    const all = newArray<W_Object>(this.names.length);
    arrayCopy(args, 0, all, 0, positional);
    let unexpected: W_Str | null = null;
    for (let k = 0; k < kwnames.length; k++) {
      const name = kwnames[k] as W_Str;
      let at = -1;
      for (let i = hidden; i < this.names.length; i++) {
        const own = this.names[i]!;
        if (own !== null && (own === name || own.equals(name))) at = i;
      }
      if (at < 0) {
        if (unexpected === null) unexpected = name;
        continue;
      }
      if (all[at] !== null)
        throw raiseFull(
          w_TypeError,
          "argument for %S() given by name ('%S') and position (%d)",
          this.label(),
          name,
          at + 1 - hidden,
          0,
        );
      all[at] = args[positional + k]!;
    }
    for (let i = 0; i < this.min; i++)
      if (all[i] === null) {
        const name = this.names[i]!;
        if (name === null) throw this.wrongCountNamed(positional - hidden, 0);
        throw raiseFull(
          w_TypeError,
          "%S() missing required argument '%S' (pos %d)",
          this.label(),
          name,
          i + 1 - hidden,
          0,
        );
      }
    // what is missing is told first
    if (unexpected !== null)
      throw raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", this.label(), unexpected);
    return all;
  }
}

/** Whether __new__ or __init__ leaves the keywords of a call to the other of the two, which the object's class has defined anew. */
function leavesKeywords(method: W_Builtin, args: W_Object[]): boolean {
  const owner = method.owner === null ? method.made : method.owner;
  if (owner === null || args.length === 0) return false;
  const first = args[0]!;
  if (method.forgiving) return first.getType().lookup(n_new) !== owner.lookup(n_new);
  return method.name === n_new && first instanceof W_Type && first.lookup(n_init) !== owner.lookup(n_init);
}

/** The arguments of a general __new__ that takes no keywords: without those that it leaves to the class's own __init__. */
export function onlyPositional(made: W_Type, args: W_Object[], kwnames: W_Object[] | null): W_Object[] {
  if (kwnames === null || kwnames.length === 0) return args;
  const type = args[0]!;
  if (!(type instanceof W_Type) || type.lookup(n_init) === made.lookup(n_init))
    throw raise1(w_TypeError, "%S() takes no keyword arguments", made.shortName());
  return withoutLast(args, kwnames.length);
}
function withoutLast(args: W_Object[], count: int): W_Object[] {
  const first = newArray<W_Object>(args.length - count);
  arrayCopy(args, 0, first, 0, first.length);
  return first;
}

/** A builtin function that looks at its caller's frame (currentFrame). */
export class W_FrameBuiltin extends W_Builtin {}

/** A builtin method taken from an object: `[].append`. */
export class W_BoundBuiltin extends W_Object {
  readonly method: W_Builtin;
  readonly self: W_Object;
  constructor(method: W_Builtin, self: W_Object) {
    super();
    this.method = method;
    this.self = self;
  }
  override repr(): W_Str {
    return this.getType().lookup(n_repr)!.call1(this) as W_Str;
  }
  override getType(): W_Type {
    return this.method.isSlot ? w_method_wrapper : w_builtin_function;
  }
  override isCallable(): boolean {
    return true;
  }
  override call0(): W_Object {
    return this.method.call1(this.self);
  }
  override call1(a: W_Object): W_Object {
    return this.method.call2(this.self, a);
  }
  override call2(a: W_Object, b: W_Object): W_Object {
    return this.method.call3(this.self, a, b);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const all = newArray<W_Object>(args.length + 1);
    all[0] = this.self;
    arrayCopy(args, 0, all, 1, args.length);
    return this.method.call(all, kwnames);
  }
  override hash(): int {
    return (identityHash(this.self) * 31 + identityHash(this.method)) % 2147483647;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_BoundBuiltin) || (op !== EQ && op !== NE)) return null;
    const same = this.self === other.self && this.method === other.method;
    return hooks.boolObject(same === (op === EQ));
  }
}

/** A computed attribute of a builtin type. `set` is noSetter when it is read-only. */
export class W_GetSet extends W_Object {
  readonly owner: W_Type;
  readonly name: W_Str;
  readonly get: Fn1;
  readonly set: (self: W_Object, value: W_Object | null) => W_Object;
  readonly writable: boolean;
  /** The `__dict__` of a type whose derived classes give their instances another one. */
  ofData: boolean = false;
  /** Declared by member(). */
  isMember: boolean = false;
  constructor(
    owner: W_Type,
    name: string,
    get: Fn1,
    set: (self: W_Object, value: W_Object | null) => W_Object,
    writable: boolean,
  ) {
    super();
    this.owner = owner;
    this.name = intern(name);
    this.get = get;
    this.set = set;
    this.writable = writable;
  }
  override repr(): W_Str {
    return this.getType().lookup(n_repr)!.call1(this) as W_Str;
  }
  override getType(): W_Type {
    return this.isMember ? w_member_descriptor : w_getset_descriptor;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null) return this;
    return this.get(this.selfOf(object));
  }
  override descrSet(object: W_Object, value: W_Object): boolean {
    if (!this.writable) throw readOnly(this, object);
    this.set(this.selfOf(object), value);
    return true;
  }
  override descrDelete(object: W_Object): boolean {
    if (!this.writable) throw readOnly(this, object);
    this.set(this.selfOf(object), null);
    return true;
  }
  private selfOf(object: W_Object): W_Object {
    const type = object.getType();
    if (!type.isSubtype(this.owner))
      throw raise3(
        w_TypeError,
        "descriptor '%S' for '%N' objects doesn't apply to a '%T' object",
        this.name,
        this.owner,
        object,
      );
    return type.isHeap && !this.owner.isHeap && this.owner !== w_object ? object.unwrap() : object;
  }
}

function noSetter(_self: W_Object, _value: W_Object | null): W_Object {
  throw new Error("no setter");
}
function readOnly(descriptor: W_GetSet, object: W_Object): OperationError {
  if (descriptor.isMember) return raise0(w_AttributeError, "readonly attribute");
  return raise2(w_AttributeError, "attribute '%S' of '%T' objects is not writable", descriptor.name, object);
}

/** A builtin static method: found through the class or an instance, it stays itself. */
export class W_BuiltinStatic extends W_Object {
  readonly fn: W_Builtin;
  constructor(fn: W_Builtin) {
    super();
    this.fn = fn;
  }
  override getType(): W_Type {
    return w_builtin_function;
  }
  override descrGet(_object: W_Object | null, _type: W_Type): W_Object {
    return this.fn;
  }
}
/** A builtin class method: bound to the class it was found through. */
export class W_BuiltinClassMethod extends W_Object {
  readonly fn: W_Builtin;
  constructor(fn: W_Builtin) {
    super();
    this.fn = fn;
  }
  override getType(): W_Type {
    return w_classmethod_descriptor;
  }
  override descrGet(_object: W_Object | null, type: W_Type): W_Object {
    return new W_BoundBuiltin(this.fn, type);
  }
}

// --- declarations, for module level

interface Description {
  name: string;
  parameters: string;
  general: boolean;
  names: (string | null)[];
  min: number;
  max: number;
}

function parseDescription(text: string): Description {
  const match = /^(\w+)\((.*)\)$/.exec(text);
  if (!match) throw new Error(`not a description of a builtin: ${text}`);
  const parameters = match[2]!;
  const result: Description = { name: match[1]!, parameters, general: false, names: [], min: 0, max: 0 };
  let keywordOnly = false;
  for (const part of parameters === "" ? [] : parameters.split(",").map((p) => p.trim())) {
    if (part === "/") result.names = result.names.map(() => null);
    else if (part === "*") keywordOnly = true;
    else if (part.startsWith("*")) result.general = true;
    else {
      result.names.push(part.split("=")[0]!);
      if (!keywordOnly) result.max++;
      if (!part.includes("=")) result.min++;
    }
  }
  if (result.general) {
    result.max = 1 << 30;
    result.names = [];
  } else if (result.names.length > 4) throw new Error(`${text}: more than four parameters: make it general (*args)`);
  return result;
}

/** A description's parameters as __text_signature__ has them: what a call through the module, object or class supplies is marked by `$`. */
export function signatureText(parameters: string, hasSelf: boolean): string {
  const parts = parameters === "" ? [] : parameters.split(",").map((part) => part.trim());
  if (!hasSelf) parts.unshift("module");
  if (parts.length > 0) parts[0] = `$${parts[0]}`;
  if (!parts.includes("/") && parts.length > 0) parts.splice(1, 0, "/");
  return `(${parts.join(", ")})`;
}
/** Of every `__new__`: the type has the parameters. */
const newSignature = intern("($type, *args, **kwargs)");
/** Declares a method of a builtin type. */
export function def(type: W_Type, description: string, fn: AnyFn): void {
  const method = new W_Builtin(type, description, fn);
  type.dict.set(method.name, method);
}
/** Declares a method whose function gets `self` as it is: for those that make another object of the same class, or name it. */
export function defWhole(type: W_Type, description: string, fn: AnyFn): void {
  const method = new W_Builtin(type, description, fn);
  method.wholeSelf = true;
  type.dict.set(method.name, method);
}
/** Declares a static method; `__new__` is one: its first argument is the class. */
export function defStatic(type: W_Type, description: string, fn: AnyFn): void {
  const method = new W_Builtin(null, description, fn);
  method.ofType = type;
  if (method.name === n_new) {
    method.made = type;
    method.signature = newSignature;
  }
  type.dict.set(method.name, new W_BuiltinStatic(method));
}
/** Declares a class method: the function's first argument is the class. */
export function defClass(type: W_Type, description: string, fn: AnyFn): void {
  const method = new W_Builtin(null, description, fn);
  method.ofClass = true;
  method.signature = intern(signatureText(parseDescription(description).parameters, true));
  type.dict.set(method.name, new W_BuiltinClassMethod(method));
}
/** Declares a computed attribute. */
export function getter(type: W_Type, name: string, get: Fn1): void {
  type.dict.set(intern(name), new W_GetSet(type, name, get, noSetter, false));
}
/** The same, where CPython has a member of a structure: it says "readonly attribute". */
export function member(type: W_Type, name: string, get: Fn1): void {
  const descriptor = new W_GetSet(type, name, get, noSetter, false);
  descriptor.isMember = true;
  type.dict.set(intern(name), descriptor);
}
/** Declares a computed attribute that can be assigned; `set` gets null for deletion. */
export function getterSetter(
  type: W_Type,
  name: string,
  get: Fn1,
  set: (self: W_Object, value: W_Object | null) => W_Object,
): void {
  type.dict.set(intern(name), new W_GetSet(type, name, get, set, true));
}
/** The same, where CPython has a member of a structure. */
export function memberSetter(
  type: W_Type,
  name: string,
  get: Fn1,
  set: (self: W_Object, value: W_Object | null) => W_Object,
): void {
  const descriptor = new W_GetSet(type, name, get, set, true);
  descriptor.isMember = true;
  type.dict.set(intern(name), descriptor);
}
/** A function that looks at its caller's frame: calls of it make that frame real (frame.ts). */
export function frameFunction(description: string, fn: AnyFn): W_Builtin {
  return new W_FrameBuiltin(null, description, fn);
}
/** A function for a module's table. */
export function builtinFunction(description: string, fn: AnyFn): W_Builtin {
  return new W_Builtin(null, description, fn);
}
/** The same for a general function whose __text_signature__ has other parameters than its description. */
export function shownAs(builtin: W_Builtin, parameters: string): W_Builtin {
  builtin.signature = intern(signatureText(parameters, builtin.owner !== null));
  return builtin;
}
