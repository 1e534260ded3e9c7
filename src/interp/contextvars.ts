// The module _contextvars: ContextVar, Context, Token. A context is a dict from variables to values; copying one copies the dict.

import { arrayCopy, type int, newArray } from "../rts/index.ts";
import { builtinFunction, def, defStatic, getter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raiseWith,
  w_KeyError,
  w_LookupError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { addAddress } from "./objecttype.ts";
import { getAttr } from "./operations.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_ContextVar = builtinType("_contextvars.ContextVar");
const w_Context = builtinType("_contextvars.Context");
w_Context.hasWeakref = true;
const w_Token = builtinType("_contextvars.Token");
for (const type of [w_ContextVar, w_Context, w_Token]) {
  type.isBaseType = false;
}
defGeneric(w_ContextVar);
defGeneric(w_Token);

class W_ContextVar extends W_Object {
  readonly name: W_Str;
  /** null: none */
  readonly fallback: W_Object | null;
  constructor(name: W_Str, fallback: W_Object | null) {
    super();
    this.name = name;
    this.fallback = fallback;
  }
  override getType(): W_Type {
    return w_ContextVar;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<ContextVar name=");
    text.addStr(this.name.repr());
    if (this.fallback !== null) {
      text.add(" default=");
      text.addStr(reprNested(this.fallback));
    }
    addAddress(text, this);
    return text.build();
  }
}
export class W_Context extends W_Object {
  readonly values: W_Dict = new W_Dict();
  /** Whether Context.run is going on. */
  entered: boolean = false;
  /** The context that was current when this one was entered. */
  outer: W_Context | null = null;
  override getType(): W_Type {
    return w_Context;
  }
  override len(): int {
    return this.values.len();
  }
  override iter(): W_Object | null {
    return this.values.iter();
  }
  override contains(key: W_Object): int {
    return this.values.get(variable(key)) === null ? 0 : 1;
  }
  override getItem(key: W_Object): W_Object | null {
    const value = this.values.get(variable(key));
    if (value === null) throw raiseWith(w_KeyError, key);
    return value;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    return other instanceof W_Context ? this.values.compare(op, other.values) : null;
  }
  /** A new one with the same values. */
  copy(): W_Context {
    const copy = new W_Context();
    copy.values.copyFrom(this.values);
    return copy;
  }
}
class W_Token extends W_Object {
  readonly variable: W_ContextVar;
  readonly context: W_Context;
  readonly old: W_Object | null;
  used: boolean = false;
  constructor(variable: W_ContextVar, context: W_Context, old: W_Object | null) {
    super();
    this.variable = variable;
    this.context = context;
    this.old = old;
  }
  override getType(): W_Type {
    return w_Token;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add(this.used ? "<Token used var=" : "<Token var=");
    text.addStr(this.variable.repr());
    addAddress(text, this);
    return text.build();
  }
}

class CurrentContext {
  /** null: nobody has asked for one yet. */
  context: W_Context | null = null;
}
const current = new CurrentContext();
/** Of the running thread. */
export function currentContext(): W_Context {
  let context = current.context;
  if (context === null) {
    context = new W_Context();
    current.context = context;
  }
  return context;
}
function variable(key: W_Object): W_ContextVar {
  if (key instanceof W_ContextVar) return key;
  throw raise1(w_TypeError, "a ContextVar key was expected, got %R", key);
}

function contextVar_new(_type: W_Object, name: W_Object, fallback: W_Object | null): W_Object {
  const text = name.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "context variable name must be a str");
  return new W_ContextVar(text, fallback);
}
/** A variable of the interpreter's own. */
export function newContextVar(name: W_Str): W_Object {
  return new W_ContextVar(name, null);
}
function contextVar_get(self: W_Object, fallback: W_Object | null): W_Object {
  const own = self as W_ContextVar;
  const value = currentContext().values.get(own);
  if (value !== null) return value;
  if (fallback !== null) return fallback;
  if (own.fallback !== null) return own.fallback;
  throw raiseWith(w_LookupError, own);
}
function contextVar_set(self: W_Object, value: W_Object): W_Object {
  const context = currentContext();
  const token = new W_Token(self as W_ContextVar, context, context.values.get(self));
  context.values.set(self, value);
  return token;
}
function reset(token: W_Token): void {
  if (token.used) throw raise1(w_RuntimeError, "%R has already been used once", token);
  if (token.context !== currentContext()) throw raise1(w_ValueError, "%R was created in a different Context", token);
  token.used = true;
  if (token.old === null) token.context.values.delete(token.variable);
  else token.context.values.set(token.variable, token.old);
}
function contextVar_reset(self: W_Object, token: W_Object): W_Object {
  if (!(token instanceof W_Token)) throw raise1(w_TypeError, "expected an instance of Token, got %R", token);
  if (token.variable !== self) throw raise1(w_ValueError, "%R was created by a different ContextVar", token);
  reset(token);
  return w_None;
}
function contextVar_name(self: W_Object): W_Object {
  return (self as W_ContextVar).name;
}
defStatic(w_ContextVar, "__new__(cls, name, /, *, default=None)", contextVar_new);
getter(w_ContextVar, "name", contextVar_name);
def(w_ContextVar, "get(self, default=None, /)", contextVar_get);
def(w_ContextVar, "set(self, value, /)", contextVar_set);
def(w_ContextVar, "reset(self, token, /)", contextVar_reset);
defSlots(w_ContextVar, "__repr__");

function token_var(self: W_Object): W_Object {
  return (self as W_Token).variable;
}
function token_oldValue(self: W_Object): W_Object {
  const old = (self as W_Token).old;
  return old === null ? missing : old;
}
function token_enter(self: W_Object): W_Object {
  return self;
}
function token_exit(self: W_Object, _type: W_Object, _value: W_Object, _traceback: W_Object): W_Object {
  reset(self as W_Token);
  return w_None;
}
const w_Missing = builtinType("Token.MISSING");
class W_Missing extends W_Object {
  override getType(): W_Type {
    return w_Missing;
  }
  override repr(): W_Str {
    return missingText;
  }
}
const missingText = intern("<Token.MISSING>");
const missing = new W_Missing();
getter(w_Token, "var", token_var);
getter(w_Token, "old_value", token_oldValue);
def(w_Token, "__enter__(self, /)", token_enter);
def(w_Token, "__exit__(self, type, value, traceback, /)", token_exit);
w_Token.dict.set(intern("MISSING"), missing);
defSlots(w_Token, "__repr__");

function context_new(_type: W_Object): W_Object {
  return new W_Context();
}
/** run(callable, /, *args, **kwargs) */
function context_run(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_Context;
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional < 2) throw raise0(w_TypeError, "run() missing 1 required positional argument");
  if (self.entered) throw raise1(w_RuntimeError, "cannot enter context: %R is already entered", self);
  const rest = newArray<W_Object>(args.length - 2);
  arrayCopy(args, 2, rest, 0, rest.length);
  self.outer = currentContext();
  self.entered = true;
  current.context = self;
  try {
    return args[1]!.call(rest, kwnames);
  } finally {
    current.context = self.outer;
    self.outer = null;
    self.entered = false;
  }
}
function context_copy(self: W_Object): W_Object {
  return (self as W_Context).copy();
}
function context_get(self: W_Object, key: W_Object, fallback: W_Object | null): W_Object {
  const value = (self as W_Context).values.get(variable(key));
  return value !== null ? value : fallback === null ? w_None : fallback;
}
const n_keys = intern("keys");
const n_values = intern("values");
const n_items = intern("items");
function context_keys(self: W_Object): W_Object {
  return getAttr((self as W_Context).values, n_keys).call0();
}
function context_values(self: W_Object): W_Object {
  return getAttr((self as W_Context).values, n_values).call0();
}
function context_items(self: W_Object): W_Object {
  return getAttr((self as W_Context).values, n_items).call0();
}
defStatic(w_Context, "__new__(cls, /)", context_new);
def(w_Context, "run(self, *args, **kwargs)", context_run);
def(w_Context, "copy(self, /)", context_copy);
def(w_Context, "get(self, key, default=None, /)", context_get);
def(w_Context, "keys(self, /)", context_keys);
def(w_Context, "values(self, /)", context_values);
def(w_Context, "items(self, /)", context_items);
defSlots(w_Context, "__len__ __iter__ __contains__ __getitem__ __eq__ __ne__");

function contextvars_copy_context(): W_Object {
  return currentContext().copy();
}
defineModule("_contextvars", [builtinFunction("copy_context()", contextvars_copy_context)], {
  ContextVar: w_ContextVar,
  Context: w_Context,
  Token: w_Token,
});
