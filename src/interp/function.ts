// Python functions and bound methods; how a call's arguments become registers.

import type { int } from "../rts/index.ts";
import { arrayCopy, identityHash, intAnd, newArray, promote } from "../rts/index.ts";
import { wrongArguments } from "./callerrors.ts";
import type { W_Cell } from "./cell.ts";
import { CO_VARARGS, CO_VARKEYWORDS, type W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { W_DictObject } from "./dictobject.ts";
import { callFunction, runBody } from "./interpret.ts";
import { n_name, n_qualname } from "./names.ts";
import { EQ, hooks, NE, noArgs, prepend, W_Object } from "./object.ts";
import { getAttr, hashNested, sameOrEqual } from "./operations.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple, type W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_function } from "./types.ts";

export class W_Function extends W_DictObject {
  /** Programs may assign __code__. @jit quasi-immutable */
  code: W_Code;
  readonly globals: W_Dict;
  /** Where names are looked for that are no globals: a dict, or what the globals' `__builtins__` was when the function was made. */
  readonly builtins: W_Object;
  closure: W_Cell[];
  /** Values of the last positional parameters. */
  defaults: W_Object[] = noArgs;
  kwdefaults: W_Dict | null = null;
  name: W_Str;
  qualname: W_Str;
  module: W_Object;
  /** null: what the code says. */
  private ownDoc: W_Object | null = null;
  /** __annotations__, once there are some. */
  annotations: W_Object | null = null;
  /** __annotate__: the function that computes them, or None. */
  annotate: W_Object | null = null;
  typeParams: W_Tuple = emptyTuple;

  constructor(code: W_Code, globals: W_Dict, builtins: W_Object, closure: W_Cell[]) {
    super();
    this.code = code;
    this.globals = globals;
    this.builtins = builtins;
    this.closure = closure;
    this.name = code.name;
    this.qualname = code.qualname;
    const module = globals.get(n_name);
    this.module = module === null ? w_None : module;
  }
  doc(): W_Object {
    return this.ownDoc === null ? this.code.doc() : this.ownDoc;
  }
  setDoc(value: W_Object): void {
    this.ownDoc = value;
  }
  /** The doc string does not change with it. */
  setCode(code: W_Code): void {
    this.setDoc(this.doc());
    this.code = code;
  }
  override getType(): W_Type {
    return w_function;
  }
  override isCallable(): boolean {
    return true;
  }
  override isMethodDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    return object === null ? this : new W_Method(this, object);
  }
  override repr(): W_Str {
    return addressed("<function ", this.qualname, this);
  }
  override call0(): W_Object {
    const code = promote(this.code);
    if (!code.isSimple || code.argCount !== 0) return this.call(noArgs, null);
    return callFunction(code, this, newArray<W_Object>(code.registerCount));
  }
  override call1(a: W_Object): W_Object {
    const code = promote(this.code);
    if (!code.isSimple || code.argCount !== 1) return super.call1(a);
    const regs = newArray<W_Object>(code.registerCount);
    regs[0] = a;
    return callFunction(code, this, regs);
  }
  override call2(a: W_Object, b: W_Object): W_Object {
    const code = promote(this.code);
    if (!code.isSimple || code.argCount !== 2) return super.call2(a, b);
    const regs = newArray<W_Object>(code.registerCount);
    regs[0] = a;
    regs[1] = b;
    return callFunction(code, this, regs);
  }
  override call3(a: W_Object, b: W_Object, c: W_Object): W_Object {
    const code = promote(this.code);
    if (!code.isSimple || code.argCount !== 3) return super.call3(a, b, c);
    const regs = newArray<W_Object>(code.registerCount);
    regs[0] = a;
    regs[1] = b;
    regs[2] = c;
    return callFunction(code, this, regs);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const code = promote(this.code);
    const regs = bindArguments(this, args, kwnames);
    // a module's code that a program has made a function
    return code.isFunction ? callFunction(code, this, regs) : runBody(this, this.globals);
  }
}

/** `<function f at 0x...>` */
function addressed(prefix: string, name: W_Str, object: W_Object): W_Str {
  const text = new StrBuilder();
  const whole = hooks.defaultRepr(object);
  // what stands behind `object` in the default repr: ` at 0x...>`
  let at = whole.length - 1;
  while (whole.charAt(at) !== 32) at--;
  text.add(prefix);
  text.addStr(name);
  text.add(" at");
  text.addSlice(whole, at, whole.length);
  return text.build();
}

/** The register file of a call: parameters filled, the rest null. The last arguments are keywords when kwnames is given. @jit unroll */
export function bindArguments(func: W_Function, args: W_Object[], kwnames: W_Object[] | null): W_Object[] {
  const code = promote(func.code);
  const regs = newArray<W_Object>(code.registerCount);
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywordCount;
  const argCount = code.argCount;
  const named = argCount + code.kwOnlyCount;
  const taken = positional < argCount ? positional : argCount;
  for (let i = 0; i < taken; i++) regs[i] = args[i]!;
  let next = named;
  if (intAnd(code.flags, CO_VARARGS) !== 0) {
    regs[next] = positional > argCount ? restOf(args, argCount, positional) : emptyTuple;
    next++;
  } else if (positional > argCount) throw wrongArguments.tooMany(func, regs, positional, kwnames);
  let extra: W_Dict | null = null;
  if (intAnd(code.flags, CO_VARKEYWORDS) !== 0) {
    extra = new W_Dict();
    regs[next] = extra;
  }
  for (let k = 0; k < keywordCount; k++) {
    const name = kwnames![k]!;
    const value = args[positional + k]!;
    const at = parameterIndex(code, name, named);
    if (at >= 0) {
      if (regs[at] !== null) throw wrongArguments.duplicate(func, name);
      regs[at] = value;
    } else if (extra !== null) extra.set(name, value);
    else throw wrongArguments.unexpected(func, name, kwnames!);
  }
  if (positional < argCount) {
    const defaults = func.defaults;
    const firstDefault = argCount - defaults.length;
    for (let i = positional; i < argCount; i++)
      if (regs[i] === null) {
        if (i < firstDefault) throw wrongArguments.missingPositional(func, regs);
        regs[i] = defaults[i - firstDefault]!;
      }
  }
  for (let i = argCount; i < named; i++)
    if (regs[i] === null) {
      const value = func.kwdefaults === null ? null : func.kwdefaults.get(code.body().varnames[i]!);
      if (value === null) throw wrongArguments.missingKeywordOnly(func, regs);
      regs[i] = value;
    }
  return regs;
}
function restOf(args: W_Object[], from: int, to: int): W_Object {
  const rest = newArray<W_Object>(to - from);
  arrayCopy(args, from, rest, 0, to - from);
  return newTuple(rest);
}
/** The register of a parameter that may be given by name; -1. @jit unroll */
function parameterIndex(code: W_Code, name: W_Object, count: int): int {
  for (let i = code.posOnlyCount; i < count; i++) if (code.body().varnames[i] === name) return i;
  // a name that the program made is perhaps not interned
  for (let i = code.posOnlyCount; i < count; i++) if (code.body().varnames[i]!.equals(name as W_Str)) return i;
  return -1;
}

const questionMark = intern("?");
export const w_method = builtinType("method");
w_method.isBaseType = false;

/** A function bound to an object. */
export class W_Method extends W_Object {
  readonly func: W_Object;
  readonly self: W_Object;
  constructor(func: W_Object, self: W_Object) {
    super();
    this.func = func;
    this.self = self;
  }
  override getType(): W_Type {
    return w_method;
  }
  override isCallable(): boolean {
    return true;
  }
  override call0(): W_Object {
    return this.func.call1(this.self);
  }
  override call1(a: W_Object): W_Object {
    return this.func.call2(this.self, a);
  }
  override call2(a: W_Object, b: W_Object): W_Object {
    return this.func.call3(this.self, a, b);
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    return this.func.call(prepend(this.self, args), kwnames);
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override getAttr(name: W_Str): W_Object | null {
    return w_method.dict.get(name) !== null ? super.getAttr(name) : this.fallBack(name);
  }
  /** What a method itself does not have, the function has; `object` gives only __class__ and the like. */
  private fallBack(name: W_Str): W_Object | null {
    const own = w_method.lookup(name);
    return own !== null ? own.descrGet(this, w_method) : getAttr(this.func, name);
  }
  override hash(): int {
    return (identityHash(this.self) * 31 + hashNested(this.func)) % 2147483647;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Method) || (op !== EQ && op !== NE)) return null;
    const same = this.self === other.self && (this.func === other.func || sameOrEqual(this.func, other.func));
    return hooks.boolObject(same === (op === EQ));
  }
  private calledName(): W_Str {
    let name = this.func.getAttr(n_qualname);
    if (name === null) name = this.func.getAttr(n_name);
    return name instanceof W_Str ? name : questionMark;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<bound method ");
    text.addStr(this.calledName());
    text.add(" of ");
    text.addStr(reprNested(this.self));
    text.addChar(62);
    return text.build();
  }
}
