// Contexts: the rules of arithmetic with flags and traps, the current context of each contextvars.Context, and what a finished operation does with
// what it signalled (`settle`). Flags and traps are bits; a SignalDict is a view of them. Its class derives from MutableMapping, which is Python code,
// and so is made when the module is first imported, as is DecimalTuple.

import { type int, intAnd, intNot, intOr, newArray } from "../rts/index.ts";
import { def, defStatic, defWhole, getterSetter } from "./builtin.ts";
import { currentContext, newContextVar } from "./contextvars.ts";
import { MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_EVEN, ROUND_HALF_UP, Rules, w_context } from "./decimalrules.ts";
import {
  ANY_INVALID,
  bitsOfSignal,
  CLAMPED,
  DIVISION_BY_ZERO,
  OVERFLOW,
  signalError,
  signals,
  signalsByName,
  UNDERFLOW,
} from "./decimalsignals.ts";
import { W_Dict } from "./dict.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  w_AttributeError,
  w_KeyError,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { W_Long } from "./long.ts";
import { EQ, NE, W_Object } from "./object.ts";
import { iter } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_signalDictMixin = dataType("decimal.SignalDictMixin");
const w_contextManager = builtinType("decimal.ContextManager");
w_contextManager.isBaseType = false;

/** The names of the roundings, by their numbers (decimalnumber.ts). */
export const roundingNames: W_Str[] = newArray<W_Str>(8);
for (const [i, name] of ["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "05UP"].entries())
  roundingNames[i] = intern(`ROUND_${name}`);

export class W_DecimalContext extends W_Object {
  readonly rules: Rules;
  capitals: int = 1;
  flags: int = 0;
  traps: int;
  /** The objects that stand for flags and traps, once somebody asked for them. */
  flagsView: W_Object | null = null;
  trapsView: W_Object | null = null;
  constructor(rules: Rules, traps: int) {
    super();
    this.rules = rules;
    this.traps = traps;
  }
  override getType(): W_Type {
    return w_context;
  }
  /** A new one with the same settings and, if asked for, flags. */
  copy(withFlags: boolean): W_DecimalContext {
    const rules = this.rules;
    const copy = new W_DecimalContext(new Rules(rules.prec, rules.rounding, rules.emin, rules.emax), this.traps);
    copy.rules.clamp = rules.clamp;
    copy.capitals = this.capitals;
    if (withFlags) copy.flags = this.flags;
    return copy;
  }
  override setAttr(name: W_Str, value: W_Object): void {
    const found = w_context.lookup(name);
    if (found === null || !found.descrSet(this, value))
      throw raise2(w_AttributeError, "'%T' object has no attribute '%S'", this, name);
  }
  override delAttr(_name: W_Str): void {
    throw noDeletion();
  }
  override repr(): W_Str {
    const rules = this.rules;
    const text = new StrBuilder();
    text.add("Context(prec=");
    text.addInt(rules.prec);
    text.add(", rounding=");
    text.addStr(roundingNames[rules.rounding]!);
    text.add(", Emin=");
    text.addInt(rules.emin);
    text.add(", Emax=");
    text.addInt(rules.emax);
    text.add(", capitals=");
    text.addInt(this.capitals);
    text.add(", clamp=");
    text.addInt(rules.clamp ? 1 : 0);
    text.add(", flags=[");
    addSignalNames(text, this.flags);
    text.add("], traps=[");
    addSignalNames(text, this.traps);
    text.add("])");
    return text.build();
  }
}
function addSignalNames(text: StrBuilder, bits: int): void {
  let first = true;
  for (const signal of signalsByName) {
    if (intAnd(signal.bits, bits) === 0) continue;
    if (!first) text.add(", ");
    first = false;
    text.addStr(signal.type.qualname);
  }
}

// --- templates and the current context
const USUAL_TRAPS = ANY_INVALID + DIVISION_BY_ZERO + OVERFLOW;
export const defaultContext = new W_DecimalContext(new Rules(28, ROUND_HALF_EVEN, -999999, 999999), USUAL_TRAPS);
export const basicContext = new W_DecimalContext(
  new Rules(9, ROUND_HALF_UP, -999999, 999999),
  USUAL_TRAPS + UNDERFLOW + CLAMPED,
);
export const extendedContext = new W_DecimalContext(new Rules(9, ROUND_HALF_EVEN, -999999, 999999), 0);

const contextVar = newContextVar(intern("decimal_context"));
/** The current context of the contextvars.Context that was asked last. */
class Current {
  owner: W_Object | null = null;
  context: W_DecimalContext | null = null;
}
const current = new Current();

/** The current decimal context. */
export function getContext(): W_DecimalContext {
  const context = current.context;
  if (context !== null && current.owner === currentContext()) return context;
  return findContext();
}
/** @jit opaque */
function findContext(): W_DecimalContext {
  const owner = currentContext();
  const found = owner.values.get(contextVar);
  if (!(found instanceof W_DecimalContext) && found !== null) {
    const data = found.unwrap() as W_DecimalContext;
    current.owner = owner;
    current.context = data;
    return data;
  }
  const context = found === null ? defaultContext.copy(false) : found;
  if (found === null) owner.values.set(contextVar, context);
  current.owner = owner;
  current.context = context as W_DecimalContext;
  return context as W_DecimalContext;
}
/** The current context as a program sees it: of a class derived from Context, the object that was set. */
export function currentContextObject(): W_Object {
  const context = getContext();
  const found = currentContext().values.get(contextVar);
  return found === null ? context : found;
}
/** Raises TypeError when the object is no context. */
export function setContext(object: W_Object): void {
  let context = object;
  const data = object.unwrap();
  if (!(data instanceof W_DecimalContext)) throw raise0(w_TypeError, "argument must be a context");
  if (data === defaultContext || data === basicContext || data === extendedContext) context = data.copy(false);
  const owner = currentContext();
  owner.values.set(contextVar, context);
  current.owner = owner;
  current.context = context.unwrap() as W_DecimalContext;
}
/** The context that an optional argument gives; the current one without. Raises TypeError. */
export function contextArgument(object: W_Object | null): W_DecimalContext {
  if (object === null || object === w_None) return getContext();
  const data = object.unwrap();
  if (data instanceof W_DecimalContext) return data;
  throw raise0(w_TypeError, "optional argument must be a context");
}

/** Behind every operation: what it signalled becomes flags; what is trapped is raised. */
export function settle(context: W_DecimalContext): void {
  const status = context.rules.status;
  if (status !== 0) raiseTrapped(context, status);
}
function raiseTrapped(context: W_DecimalContext, status: int): void {
  context.rules.status = 0;
  context.flags = intOr(context.flags, status);
  if (intAnd(status, context.traps) !== 0) throw signalError(intAnd(status, context.traps));
}
/** Signals outside of arithmetic. */
export function signalIn(context: W_DecimalContext, bits: int): void {
  raiseTrapped(context, intOr(context.rules.status, bits));
}

// --- settings
function settingsRange(name: string): OperationError {
  return raise0(w_ValueError, name);
}
/** An int for a setting; the message of one that does not fit names C's type. */
function settingInt(value: W_Object): int {
  const data = value.unwrap();
  if (data instanceof W_Int) {
    if (data.value > 2147483647 || data.value < -2147483648) throw tooLarge();
    return data.value;
  }
  if (data instanceof W_Long) throw tooLarge();
  throw raise0(w_TypeError, "an integer is required");
}
function tooLarge(): OperationError {
  return raise0(w_OverflowError, "Python int too large to convert to C ssize_t");
}
/** The number of a rounding by its name. Raises TypeError. */
export function roundingOf(value: W_Object): int {
  const text = value.unwrap();
  if (text instanceof W_Str) for (let i = 0; i < 8; i++) if (roundingNames[i]!.equals(text)) return i;
  throw raise0(
    w_TypeError,
    "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
  );
}
function setPrec(context: W_DecimalContext, value: W_Object): void {
  const prec = settingInt(value);
  if (prec < 1 || prec > MAX_PREC) throw settingsRange("valid range for prec is [1, MAX_PREC]");
  context.rules.prec = prec;
}
function setRounding(context: W_DecimalContext, value: W_Object): void {
  context.rules.rounding = roundingOf(value);
}
function setEmin(context: W_DecimalContext, value: W_Object): void {
  const emin = settingInt(value);
  if (emin < MIN_EMIN || emin > 0) throw settingsRange("valid range for Emin is [MIN_EMIN, 0]");
  context.rules.emin = emin;
}
function setEmax(context: W_DecimalContext, value: W_Object): void {
  const emax = settingInt(value);
  if (emax < 0 || emax > MAX_EMAX) throw settingsRange("valid range for Emax is [0, MAX_EMAX]");
  context.rules.emax = emax;
}
function setCapitals(context: W_DecimalContext, value: W_Object): void {
  const capitals = settingInt(value);
  if (capitals !== 0 && capitals !== 1) throw settingsRange("valid values for capitals are 0 or 1");
  context.capitals = capitals;
}
function setClamp(context: W_DecimalContext, value: W_Object): void {
  const clamp = settingInt(value);
  if (clamp !== 0 && clamp !== 1) throw settingsRange("valid values for clamp are 0 or 1");
  context.rules.clamp = clamp === 1;
}
function setFlags(context: W_DecimalContext, value: W_Object): void {
  context.flags = bitsArgument(value);
}
function setTraps(context: W_DecimalContext, value: W_Object): void {
  context.traps = bitsArgument(value);
}
class Setting {
  readonly name: W_Str;
  readonly set: (context: W_DecimalContext, value: W_Object) => void;
  constructor(name: string, set: (context: W_DecimalContext, value: W_Object) => void) {
    this.name = intern(name);
    this.set = set;
  }
}
/** In the order of Context's parameters. */
const settings: Setting[] = newArray<Setting>(8);
settings[0] = new Setting("prec", setPrec);
settings[1] = new Setting("rounding", setRounding);
settings[2] = new Setting("Emin", setEmin);
settings[3] = new Setting("Emax", setEmax);
settings[4] = new Setting("capitals", setCapitals);
settings[5] = new Setting("clamp", setClamp);
settings[6] = new Setting("flags", setFlags);
settings[7] = new Setting("traps", setTraps);
/** Settings by keywords: kwnames names the last of args. A keyword of the name `other` is no setting, and left alone. */
function setByKeywords(context: W_DecimalContext, args: W_Object[], kwnames: W_Object[] | null, other: W_Str): void {
  if (kwnames === null) return;
  for (let k = 0; k < kwnames.length; k++) {
    const name = kwnames[k] as W_Str;
    if (name.equals(other)) continue;
    let setting: Setting | null = null;
    for (const each of settings) if (each.name.equals(name)) setting = each;
    if (setting === null) throw raise1(w_TypeError, "this function got an unexpected keyword argument '%S'", name);
    const value = args[args.length - kwnames.length + k]!;
    if (value !== w_None) setting.set(context, value);
  }
}
/** Flags or traps from a signal dict, a list of signals, or a dict. */
function bitsArgument(value: W_Object): int {
  const data = value.unwrap();
  if (data instanceof W_SignalDict) return data.bits();
  let bits = 0;
  if (data instanceof W_List) {
    for (const item of arrayOf(data)) bits = intOr(bits, signalBits(item));
    return bits;
  }
  if (data instanceof W_Dict) return bitsOfDict(data);
  throw noSignalDict();
}
function noSignalDict(): OperationError {
  return raise0(w_TypeError, "argument must be a signal dict");
}
function bitsOfDict(dict: W_Dict): int {
  if (dict.count !== signals.length) throw raise0(w_KeyError, "invalid signal dict");
  let bits = 0;
  for (const signal of signals) {
    const value = dict.get(signal.type);
    if (value === null) throw raise0(w_KeyError, "invalid signal dict");
    if (value.isTrue()) bits = intOr(bits, signal.bits);
  }
  return bits;
}
function signalBits(type: W_Object): int {
  const bits = bitsOfSignal(type);
  if (bits === 0)
    throw raise0(
      w_KeyError,
      "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
    );
  return bits;
}
function contextOf(self: W_Object): W_DecimalContext {
  return self as W_DecimalContext;
}
function context_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_context, defaultContext.copy(false));
}
function context_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const context = contextOf(args[0]!);
  const positional = args.length - 1 - (kwnames === null ? 0 : kwnames.length);
  if (positional > settings.length)
    throw raise1(w_TypeError, "function takes at most 8 arguments (%S given)", newInt(args.length - 1));
  for (let i = 0; i < positional; i++) if (args[i + 1] !== w_None) settings[i]!.set(context, args[i + 1]!);
  setByKeywords(context, args, kwnames, emptyStr);
  return w_None;
}
/** The setter of an attribute: what `settings` has under that name. */
function setAttribute(self: W_Object, value: W_Object | null, index: int): W_Object {
  if (value === null) throw noDeletion();
  settings[index]!.set(contextOf(self), value);
  return w_None;
}
function noDeletion(): OperationError {
  return raise0(w_AttributeError, "context attributes cannot be deleted");
}
function context_prec(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.prec);
}
function context_rounding(self: W_Object): W_Object {
  return roundingNames[contextOf(self).rules.rounding]!;
}
function context_Emin(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.emin);
}
function context_Emax(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.emax);
}
function context_capitals(self: W_Object): W_Object {
  return newInt(contextOf(self).capitals);
}
function context_clamp(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.clamp ? 1 : 0);
}
function context_flags(self: W_Object): W_Object {
  const context = contextOf(self);
  if (context.flagsView === null) context.flagsView = newSignalDict(context, false);
  return context.flagsView;
}
function context_traps(self: W_Object): W_Object {
  const context = contextOf(self);
  if (context.trapsView === null) context.trapsView = newSignalDict(context, true);
  return context.trapsView;
}
function context_setPrec(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 0);
}
function context_setRounding(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 1);
}
function context_setEmin(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 2);
}
function context_setEmax(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 3);
}
function context_setCapitals(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 4);
}
function context_setClamp(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, value, 5);
}
/** Only the constructor takes lists of signals. */
function noList(value: W_Object | null): W_Object | null {
  if (value !== null && value.unwrap() instanceof W_List) throw noSignalDict();
  return value;
}
function context_setFlags(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, noList(value), 6);
}
function context_setTraps(self: W_Object, value: W_Object | null): W_Object {
  return setAttribute(self, noList(value), 7);
}
function context_Etiny(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.etiny());
}
function context_Etop(self: W_Object): W_Object {
  return newInt(contextOf(self).rules.etop());
}
function context_clearFlags(self: W_Object): W_Object {
  contextOf(self).flags = 0;
  return w_None;
}
function context_clearTraps(self: W_Object): W_Object {
  contextOf(self).traps = 0;
  return w_None;
}
function context_copy(self: W_Object): W_Object {
  return contextOf(self).copy(true);
}
function signalList(bits: int): W_Object {
  const list = new W_List();
  for (const signal of signals) if (intAnd(signal.bits, bits) !== 0) list.append(signal.type);
  return list;
}
function context_reduce(self: W_Object): W_Object {
  const context = contextOf(self.unwrap());
  const rules = context.rules;
  const items = newArray<W_Object>(8);
  items[0] = newInt(rules.prec);
  items[1] = roundingNames[rules.rounding]!;
  items[2] = newInt(rules.emin);
  items[3] = newInt(rules.emax);
  items[4] = newInt(context.capitals);
  items[5] = newInt(rules.clamp ? 1 : 0);
  items[6] = signalList(context.flags);
  items[7] = signalList(context.traps);
  return newTuple2(self.getType(), newTuple(items));
}
defStatic(w_context, "__new__(cls, *args, **kwargs)", context_new);
def(w_context, "__init__(self, *args, **kwargs)", context_init);
defSlots(w_context, "__repr__");
getterSetter(w_context, "prec", context_prec, context_setPrec);
getterSetter(w_context, "rounding", context_rounding, context_setRounding);
getterSetter(w_context, "Emin", context_Emin, context_setEmin);
getterSetter(w_context, "Emax", context_Emax, context_setEmax);
getterSetter(w_context, "capitals", context_capitals, context_setCapitals);
getterSetter(w_context, "clamp", context_clamp, context_setClamp);
getterSetter(w_context, "flags", context_flags, context_setFlags);
getterSetter(w_context, "traps", context_traps, context_setTraps);
def(w_context, "Etiny(self, /)", context_Etiny);
def(w_context, "Etop(self, /)", context_Etop);
def(w_context, "clear_flags(self, /)", context_clearFlags);
def(w_context, "clear_traps(self, /)", context_clearTraps);
def(w_context, "copy(self, /)", context_copy);
def(w_context, "__copy__(self, /)", context_copy);
defWhole(w_context, "__reduce__(self, /)", context_reduce);

// --- signal dicts
class W_SignalDict extends W_Object {
  readonly context: W_DecimalContext;
  /** Of the traps, not the flags. */
  readonly ofTraps: boolean;
  constructor(context: W_DecimalContext, ofTraps: boolean) {
    super();
    this.context = context;
    this.ofTraps = ofTraps;
  }
  override getType(): W_Type {
    return w_signalDictMixin;
  }
  bits(): int {
    return this.ofTraps ? this.context.traps : this.context.flags;
  }
  override len(): int {
    return signals.length;
  }
  override iter(): W_Object | null {
    return iter(signalTypes());
  }
  override contains(key: W_Object): int {
    return bitsOfSignal(key) !== 0 ? 1 : 0;
  }
  override getItem(key: W_Object): W_Object | null {
    return newBool(intAnd(signalBits(key), this.bits()) !== 0);
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    const bits = signalBits(key);
    const cleared = intAnd(this.bits(), intNot(bits));
    const changed = value.isTrue() ? intOr(cleared, bits) : cleared;
    if (this.ofTraps) this.context.traps = changed;
    else this.context.flags = changed;
    return true;
  }
  override delItem(_key: W_Object): boolean {
    throw raise0(w_ValueError, "signal keys cannot be deleted");
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    const data = other.unwrap();
    let bits = 0;
    if (data instanceof W_SignalDict) bits = data.bits();
    else if (data instanceof W_Dict) {
      // an empty dict is refused; what has not just the signals for keys is not equal
      if (data.count === 0) throw raise0(w_ValueError, "invalid signal dict");
      if (data.count !== signals.length) return null;
      for (const signal of signals) if (data.get(signal.type) === null) return null;
      bits = bitsOfDict(data);
    } else return null;
    let equal = true;
    for (const signal of signals)
      if ((intAnd(signal.bits, bits) !== 0) !== (intAnd(signal.bits, this.bits()) !== 0)) equal = false;
    return newBool(equal === (op === EQ));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addChar(123);
    let first = true;
    for (const signal of signals) {
      if (!first) text.add(", ");
      first = false;
      text.addStr(signal.type.repr());
      text.addChar(58);
      text.addStr(newBool(intAnd(signal.bits, this.bits()) !== 0).repr());
    }
    text.addChar(125);
    return text.build();
  }
}
function signalTypes(): W_Object {
  const types = newArray<W_Object>(signals.length);
  for (let i = 0; i < types.length; i++) types[i] = signals[i]!.type;
  return newTuple(types);
}
function signalDict_copy(self: W_Object): W_Object {
  const dict = new W_Dict();
  const bits = (self as W_SignalDict).bits();
  for (const signal of signals) dict.set(signal.type, newBool(intAnd(signal.bits, bits) !== 0));
  return dict;
}
defSlots(w_signalDictMixin, "__len__ __iter__ __contains__ __getitem__ __setitem__ __delitem__ __eq__ __ne__ __repr__");
def(w_signalDictMixin, "copy(self, /)", signalDict_copy);
/** What importing the module makes. */
class MadeByImport {
  /** A class of Python's: SignalDictMixin and MutableMapping. */
  signalDict: W_Type | null = null;
}
export const signalDictClass = new MadeByImport();
export const signalDictMixin: W_Object = w_signalDictMixin;
function newSignalDict(context: W_DecimalContext, ofTraps: boolean): W_Object {
  return new W_Instance(signalDictClass.signalDict!, new W_SignalDict(context, ofTraps));
}

// --- localcontext
class W_ContextManager extends W_Object {
  readonly local: W_Object;
  readonly outer: W_Object;
  constructor(local: W_Object, outer: W_Object) {
    super();
    this.local = local;
    this.outer = outer;
  }
  override getType(): W_Type {
    return w_contextManager;
  }
}
function manager_enter(self: W_Object): W_Object {
  const local = (self as W_ContextManager).local;
  setContext(local);
  return local;
}
function manager_exit(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  setContext((args[0] as W_ContextManager).outer);
  return newBool(false);
}
def(w_contextManager, "__enter__(self, /)", manager_enter);
def(w_contextManager, "__exit__(self, *args)", manager_exit);

/** localcontext(ctx=None, **settings) */
export function localContext(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named;
  if (positional > 1) throw raise1(w_TypeError, "function takes at most 9 arguments (%S given)", newInt(args.length));
  let context: W_Object | null = positional === 1 ? args[0]! : null;
  for (let k = 0; k < named; k++) {
    if (!n_ctx.equals(kwnames![k] as W_Str)) continue;
    if (context !== null)
      throw raise1(w_TypeError, "argument for function given by name ('%S') and position (1)", n_ctx);
    context = args[positional + k]!;
  }
  const local = contextArgument(context).copy(true);
  setByKeywords(local, args, kwnames, n_ctx);
  return new W_ContextManager(local, currentContextObject());
}
const n_ctx = intern("ctx");
