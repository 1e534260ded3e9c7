// Python functions and bound methods; how a call's arguments become registers.

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, newArray, promote } from "../rts/index.ts";
import { getter, getterSetter } from "./builtin.ts";
import { wrongArguments } from "./callerrors.ts";
import type { W_Cell } from "./cell.ts";
import { CO_HAS_DOCSTRING, CO_VARARGS, CO_VARKEYWORDS, type W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { raise0, w_TypeError } from "./errors.ts";
import { callFunction } from "./interpret.ts";
import { n_name } from "./names.ts";
import { EQ, hooks, NE, noArgs, prepend, W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_function } from "./types.ts";

export class W_Function extends W_Object {
  readonly code: W_Code;
  readonly globals: W_Dict;
  closure: W_Cell[];
  /** Values of the last positional parameters. */
  defaults: W_Object[] = noArgs;
  kwdefaults: W_Dict | null = null;
  name: W_Str;
  qualname: W_Str;
  module: W_Object;
  doc: W_Object;
  annotations: W_Object | null = null;
  /** Attributes that the program has set. */
  dict: W_Dict | null = null;

  constructor(code: W_Code, globals: W_Dict, closure: W_Cell[]) {
    super();
    this.code = code;
    this.globals = globals;
    this.closure = closure;
    this.name = code.name;
    this.qualname = code.qualname;
    const module = globals.get(n_name);
    this.module = module === null ? w_None : module;
    this.doc = intAnd(code.flags, CO_HAS_DOCSTRING) !== 0 ? code.constants[0]! : w_None;
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
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override getAttr(name: W_Str): W_Object | null {
    if (this.dict !== null) {
      const own = this.dict.get(name);
      if (own !== null) return own;
    }
    return super.getAttr(name);
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const found = w_function.lookup(name);
    if (found !== null && found.descrSet(this, value)) return;
    if (this.dict === null) this.dict = new W_Dict();
    this.dict.set(name, value);
  }
  override delAttr(name: W_Str): void {
    if (this.dict === null || !this.dict.delete(name)) throw hooks.noInstanceDict(this, name);
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
    return callFunction(promote(this.code), this, bindArguments(this, args, kwnames));
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
      const value = func.kwdefaults === null ? null : func.kwdefaults.get(code.varnames[i]!);
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
  for (let i = code.posOnlyCount; i < count; i++) if (code.varnames[i] === name) return i;
  // a name that the program made is perhaps not interned
  for (let i = code.posOnlyCount; i < count; i++) if (code.varnames[i]!.equals(name as W_Str)) return i;
  return -1;
}

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
    const own = super.getAttr(name);
    if (own !== null && w_method.dict.get(name) !== null) return own;
    const ofFunction = this.func.getAttr(name);
    return ofFunction === null ? own : ofFunction;
  }
  override hash(): int {
    return this.func.hash();
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Method) || (op !== EQ && op !== NE)) return null;
    return hooks.boolObject((this.func === other.func && this.self === other.self) === (op === EQ));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<bound method ");
    const name = this.func instanceof W_Function ? this.func.qualname : this.func.repr();
    text.addStr(name);
    text.add(" of ");
    text.addStr(this.self.repr());
    text.addChar(62);
    return text.build();
  }
}

function function_name(self: W_Object): W_Object {
  return (self as W_Function).name;
}
function textOrError(value: W_Object | null): W_Str {
  if (value instanceof W_Str) return value;
  throw raise0(w_TypeError, "__name__ must be set to a string object");
}
function function_setName(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).name = textOrError(value);
  return w_None;
}
function function_qualname(self: W_Object): W_Object {
  return (self as W_Function).qualname;
}
function function_setQualname(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).qualname = textOrError(value);
  return w_None;
}
function function_module(self: W_Object): W_Object {
  return (self as W_Function).module;
}
function function_setModule(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).module = value === null ? w_None : value;
  return w_None;
}
function function_doc(self: W_Object): W_Object {
  return (self as W_Function).doc;
}
function function_setDoc(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).doc = value === null ? w_None : value;
  return w_None;
}
function function_defaults(self: W_Object): W_Object {
  const defaults = (self as W_Function).defaults;
  return defaults.length === 0 ? w_None : newTuple(defaults);
}
function function_setDefaults(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value === null || value === w_None) func.defaults = noArgs;
  else if (value instanceof W_Tuple) func.defaults = value.items;
  else throw raise0(w_TypeError, "__defaults__ must be set to a tuple object");
  return w_None;
}
function function_kwdefaults(self: W_Object): W_Object {
  const defaults = (self as W_Function).kwdefaults;
  return defaults === null ? w_None : defaults;
}
function function_setKwdefaults(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value === null || value === w_None) func.kwdefaults = null;
  else if (value instanceof W_Dict) func.kwdefaults = value;
  else throw raise0(w_TypeError, "__kwdefaults__ must be set to a dict object");
  return w_None;
}
function function_annotations(self: W_Object): W_Object {
  const func = self as W_Function;
  if (func.annotations === null) func.annotations = new W_Dict();
  // a function that computes them when they are asked for
  else if (func.annotations instanceof W_Function) func.annotations = func.annotations.call1(hooks.intObject(1));
  return func.annotations;
}
function function_setAnnotations(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).annotations = value;
  return w_None;
}
function function_code(self: W_Object): W_Object {
  return (self as W_Function).code;
}
function function_globals(self: W_Object): W_Object {
  return (self as W_Function).globals;
}
function function_closure(self: W_Object): W_Object {
  const cells = (self as W_Function).closure;
  if (cells.length === 0) return w_None;
  const items = newArray<W_Object>(cells.length);
  for (let i = 0; i < cells.length; i++) items[i] = cells[i]!;
  return newTuple(items);
}
function function_dict(self: W_Object): W_Object {
  const func = self as W_Function;
  if (func.dict === null) func.dict = new W_Dict();
  return func.dict;
}
function method_func(self: W_Object): W_Object {
  return (self as W_Method).func;
}
function method_self(self: W_Object): W_Object {
  return (self as W_Method).self;
}
getterSetter(w_function, "__name__", function_name, function_setName);
getterSetter(w_function, "__qualname__", function_qualname, function_setQualname);
getterSetter(w_function, "__module__", function_module, function_setModule);
getterSetter(w_function, "__doc__", function_doc, function_setDoc);
getterSetter(w_function, "__defaults__", function_defaults, function_setDefaults);
getterSetter(w_function, "__kwdefaults__", function_kwdefaults, function_setKwdefaults);
getterSetter(w_function, "__annotations__", function_annotations, function_setAnnotations);
getter(w_function, "__code__", function_code);
getter(w_function, "__globals__", function_globals);
getter(w_function, "__closure__", function_closure);
getter(w_function, "__dict__", function_dict);
defSlots(w_function, "__get__ __call__");
getter(w_method, "__func__", method_func);
getter(w_method, "__self__", method_self);
defSlots(w_method, "__call__ __eq__ __ne__ __hash__ __repr__");
