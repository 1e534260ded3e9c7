// W_Object: what every Python object can be asked.
//
// An operation of Python is a virtual method here; a builtin type overrides what it has. A method answers null (or -1, or
// false) for 'this type has no such operation'; the functions of operations.ts ask, try the reflected method or the
// fallback, and raise CPython's TypeError. So `hasattr`, `iter(x)`'s fallback to __getitem__ and `in` cost no exception,
// and a type says only what it can do. User-defined classes answer through their special methods (instance.ts).
//
// This file imports nothing but rts: it is the first of the foundation modules (docs/internals/objects.md).

import type { float, int } from "../rts/index.ts";
import { arrayCopy, identityHash, newArray, type Throwable } from "../rts/index.ts";
import type { Buffer } from "./buffer.ts";
import type { W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

// --- operator numbers: index into the name tables of names.ts; the order of src/bytecode's families
export const ADD = 0;
export const SUB = 1;
export const MUL = 2;
export const MATMUL = 3;
export const TRUEDIV = 4;
export const FLOORDIV = 5;
export const MOD = 6;
export const POW = 7;
export const LSHIFT = 8;
export const RSHIFT = 9;
export const AND = 10;
export const OR = 11;
export const XOR = 12;
export const DIVMOD = 13;

export const LT = 0;
export const LE = 1;
export const EQ = 2;
export const NE = 3;
export const GT = 4;
export const GE = 5;

export const NEG = 0;
export const POS = 1;
export const INVERT = 2;
export const ABS = 3;

/** The comparison that holds for (b, a) when `op` holds for (a, b). */
export function swappedComparison(op: int): int {
  switch (op) {
    case LT:
      return GT;
    case LE:
      return GE;
    case GT:
      return LT;
    case GE:
      return LE;
    default:
      return op;
  }
}

/** What foundation modules need of later ones; filled at module level by those. @jit immutable */
export class Hooks {
  notCallable: (object: W_Object) => Throwable = unsetThrowable;
  noInstanceDict: (object: W_Object, name: W_Str) => Throwable = unsetNamed;
  noAttribute: (object: W_Object, name: W_Str) => Throwable = unsetNamed;
  floatOf: (object: W_Object) => float = unsetFloat;
  noModuleAttribute: (module: W_Object, name: W_Str) => Throwable = unsetNamed;
  /** `<C object at 0x...>` */
  defaultRepr: (object: W_Object) => W_Str = unsetText;
  /** The exception object for one argument, or none; `object` and `name` are for attributes of the same names. */
  makeException: (type: W_Type, argument: W_Object | null, object: W_Object | null, name: W_Object | null) => W_Object =
    unsetException;
  /** What __bool__, __len__, __hash__, __repr__ answered, checked and converted. */
  boolResult: (result: W_Object) => boolean = unsetBool;
  /** __index__ has answered an instance of a class derived from int. */
  warnOfIndex: (result: W_Object) => void = unsetVoid;
  lengthResult: (result: W_Object) => int = unsetInt;
  hashResult: (result: W_Object) => int = unsetInt;
  textResult: (result: W_Object, method: W_Str) => W_Str = unsetTextOf;
  boolObject: (value: boolean) => W_Object = unsetBoolObject;
  intObject: (value: int) => W_Object = unsetIntObject;
  tupleObject: (items: W_Object[]) => W_Object = unsetTuple;
  unhashable: (object: W_Object) => Throwable = unsetThrowable;
  /** For a new instance of a class with __del__. */
  watchInstance: (object: W_Object) => void = unsetVoid;
  callType: (type: W_Type, args: W_Object[], kwnames: W_Object[] | null) => W_Object = unsetCall;
  /** isinstance and issubclass without special methods. */
  plainInstanceCheck: (object: W_Object, type: W_Object) => boolean = unsetCheck;
  plainSubclassCheck: (type: W_Object, other: W_Object) => boolean = unsetCheck;
  isAttributeError: (error: Throwable) => boolean = unsetTest;
  /** null for NotImplemented. */
  orNull: (result: W_Object) => W_Object | null = unsetOrNull;
  /** `type | other`, or null. */
  unionOf: (left: W_Object, right: W_Object) => W_Object | null = unsetUnion;
  /** The iterator for objects with __getitem__ only. */
  sequenceIterator: (object: W_Object) => W_Object = unsetObject;
  /** A DeprecationWarning. */
  warnDeprecated: (message: W_Object) => void = unsetVoid;
}
const unset = "interpreter hook not set";
function unsetThrowable(_object: W_Object): Throwable {
  throw new Error(unset);
}
function unsetNamed(_object: W_Object, _name: W_Str): Throwable {
  throw new Error(unset);
}
function unsetText(_object: W_Object): W_Str {
  throw new Error(unset);
}
function unsetTextOf(_object: W_Object, _method: W_Str): W_Str {
  throw new Error(unset);
}
function unsetException(
  _type: W_Type,
  _argument: W_Object | null,
  _object: W_Object | null,
  _name: W_Object | null,
): W_Object {
  throw new Error(unset);
}
function unsetBool(_object: W_Object): boolean {
  throw new Error(unset);
}
function unsetFloat(_object: W_Object): float {
  throw new Error(unset);
}
function unsetInt(_object: W_Object): int {
  throw new Error(unset);
}
function unsetTuple(_items: W_Object[]): W_Object {
  throw new Error(unset);
}
function unsetIntObject(_value: int): W_Object {
  throw new Error(unset);
}
function unsetBoolObject(_value: boolean): W_Object {
  throw new Error(unset);
}
function unsetVoid(_object: W_Object): void {
  throw new Error(unset);
}
function unsetObject(_object: W_Object): W_Object {
  throw new Error(unset);
}
function unsetCheck(_object: W_Object, _type: W_Object): boolean {
  throw new Error(unset);
}
function unsetTest(_error: Throwable): boolean {
  throw new Error(unset);
}
function unsetOrNull(_result: W_Object): W_Object | null {
  throw new Error(unset);
}
function unsetUnion(_left: W_Object, _right: W_Object): W_Object | null {
  throw new Error(unset);
}
function unsetCall(_type: W_Type, _args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw new Error(unset);
}
export const hooks = new Hooks();

export abstract class W_Object {
  abstract getType(): W_Type;
  /** What `__class__` says, where that is another class: proxies pass for their referents. */
  apparentType(): W_Type {
    return this.getType();
  }

  // --- operators: null when not implemented for these operands
  /** `this op other`; op is ADD..DIVMOD. */
  binary(_op: int, _other: W_Object): W_Object | null {
    return null;
  }
  /** `other op this`: the reflected operator. */
  rbinary(_op: int, _other: W_Object): W_Object | null {
    return null;
  }
  /** `pow(base, exponent, this)`, where neither base nor exponent has it. */
  powerModulo(_base: W_Object, _exponent: W_Object): W_Object | null {
    return null;
  }
  /** `this op= other`; null: use binary. */
  inplace(_op: int, _other: W_Object): W_Object | null {
    return null;
  }
  /** NEG, POS, INVERT, ABS. */
  unary(_op: int): W_Object | null {
    return null;
  }
  /** LT..GE. Identity is what == falls back to, in operations.ts. */
  compare(_op: int, _other: W_Object): W_Object | null {
    return null;
  }

  // --- conversions
  /** What has a length is true when it is not 0. */
  isTrue(): boolean {
    return this.len() !== 0;
  }
  repr(): W_Str {
    return hooks.defaultRepr(this);
  }
  str(): W_Str {
    return this.repr();
  }
  /** 32 bits with sign, never -1. Raises TypeError for unhashable types. */
  hash(): int {
    return identityHash(this);
  }
  /** The object as an int by __index__, as a W_Int or W_Long; null when it is none. */
  asIndex(): W_Object | null {
    return null;
  }

  // --- containers
  /** Number of items; -1: no length. */
  len(): int {
    return -1;
  }
  /** null: not subscriptable. A missing key or index raises. */
  getItem(_key: W_Object): W_Object | null {
    return null;
  }
  /** false: does not support item assignment. */
  setItem(_key: W_Object, _value: W_Object): boolean {
    return false;
  }
  delItem(_key: W_Object): boolean {
    return false;
  }
  /** 1, 0, or -1: no containment test of its own (iterate). */
  contains(_item: W_Object): int {
    return -1;
  }
  /** null: not iterable by itself. */
  iter(): W_Object | null {
    return null;
  }
  isIterator(): boolean {
    return false;
  }
  /** The next item; null at the end. Ask isIterator first where the object is not known to be one. */
  next(): W_Object | null {
    return null;
  }

  /** The memory of a bytes-like object (buffer.ts); null: it is none. */
  buffer(): Buffer | null {
    return null;
  }

  // --- attributes
  /** object.__getattribute__: null when there is none of that name. `name` is interned. */
  getAttr(name: W_Str): W_Object | null {
    const type = this.getType();
    const found = type.lookup(name);
    if (found === null) return null;
    return found.descrGet(this, type);
  }
  /**
   * For a call `object.name(...)`: the function found on the type that takes the object as first argument, when that is what
   * the attribute amounts to; else null, and getAttr has to be asked.
   */
  lookupMethod(name: W_Str): W_Object | null {
    const found = this.getType().lookup(name);
    return found !== null && found.isMethodDescriptor() ? found : null;
  }
  setAttr(name: W_Str, value: W_Object): void {
    const found = this.getType().lookup(name);
    if (found !== null && found.descrSet(this, value)) return;
    throw hooks.noInstanceDict(this, name);
  }
  delAttr(name: W_Str): void {
    const found = this.getType().lookup(name);
    if (found !== null && found.descrDelete(this)) return;
    throw hooks.noInstanceDict(this, name);
  }
  /** __get__; object is null for access through the class. The default: not a descriptor. */
  descrGet(_object: W_Object | null, _type: W_Type): W_Object {
    return this;
  }
  /** __set__; false: not a data descriptor. */
  descrSet(_object: W_Object, _value: W_Object): boolean {
    return false;
  }
  descrDelete(_object: W_Object): boolean {
    return false;
  }
  /** A data descriptor with a __get__: what reads an attribute asks it before the instance's own. */
  isReadFirst(): boolean {
    return this.isDataDescriptor();
  }
  /** Has __set__ or __delete__. */
  isDataDescriptor(): boolean {
    return false;
  }
  /** Access through an instance makes a bound method of it, so that a call may pass the instance as first argument instead. */
  isMethodDescriptor(): boolean {
    return false;
  }

  // --- calls
  /** The general call: kwnames names the last arguments; null: all are positional. The callee may keep `args`. */
  call(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
    throw hooks.notCallable(this);
  }
  call0(): W_Object {
    return this.call(noArgs, null);
  }
  call1(a: W_Object): W_Object {
    return this.call(args1(a), null);
  }
  call2(a: W_Object, b: W_Object): W_Object {
    return this.call(args2(a, b), null);
  }
  call3(a: W_Object, b: W_Object, c: W_Object): W_Object {
    return this.call(args3(a, b, c), null);
  }
  isCallable(): boolean {
    return false;
  }

  /** For instances of user-defined subclasses of a builtin type: the builtin object inside. Else the object itself. */
  unwrap(): W_Object {
    return this;
  }
}

/** Calls what was found on the type of `self`, as Python calls a special method. */
export function callSpecial0(found: W_Object, self: W_Object, type: W_Type): W_Object {
  return found.isMethodDescriptor() ? found.call1(self) : found.descrGet(self, type).call0();
}
export function callSpecial1(found: W_Object, self: W_Object, type: W_Type, a: W_Object): W_Object {
  return found.isMethodDescriptor() ? found.call2(self, a) : found.descrGet(self, type).call1(a);
}
export function callSpecial2(found: W_Object, self: W_Object, type: W_Type, a: W_Object, b: W_Object): W_Object {
  return found.isMethodDescriptor() ? found.call3(self, a, b) : found.descrGet(self, type).call2(a, b);
}

/** A call's empty argument list. Never written. */
export const noArgs: W_Object[] = newArray<W_Object>(0);

export function args1(a: W_Object): W_Object[] {
  const args = newArray<W_Object>(1);
  args[0] = a;
  return args;
}
export function args2(a: W_Object, b: W_Object): W_Object[] {
  const args = newArray<W_Object>(2);
  args[0] = a;
  args[1] = b;
  return args;
}
export function args3(a: W_Object, b: W_Object, c: W_Object): W_Object[] {
  const args = newArray<W_Object>(3);
  args[0] = a;
  args[1] = b;
  args[2] = c;
  return args;
}
/** A new list with `first` before the others. */
export function prepend(first: W_Object, rest: W_Object[]): W_Object[] {
  const args = newArray<W_Object>(rest.length + 1);
  args[0] = first;
  arrayCopy(rest, 0, args, 1, rest.length);
  return args;
}
