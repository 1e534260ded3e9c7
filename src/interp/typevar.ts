// Type parameters: TypeVar, ParamSpec, TypeVarTuple. Bounds, constraints and defaults of those that the syntax of PEP 695 makes are functions,
// called when somebody asks. What is about types rather than about the objects is done by typing.py.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { dictObject_dict } from "./attributesdict.ts";
import { def, defStatic, getter, getterSetter } from "./builtin.ts";
import { W_DictObject } from "./dictobject.ts";
import { raise0, raise1, raise2, raiseFull, w_TypeError, w_ValueError } from "./errors.ts";
import { callerModule } from "./frame.ts";
import { importLibrary } from "./importing.ts";
import { newBool, newInt } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { EQ, NE, OR, W_Object } from "./object.ts";
import { getAttr, getItem, sameOrEqual, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { makeUnion } from "./union.ts";

const typingName = intern("typing");
/** A type that says it is of the module typing. */
function typingType(name: string): W_Type {
  const type = builtinType(`typing.${name}`);
  type.isBaseType = false;
  return type;
}
export const w_typevar = typingType("TypeVar");
w_typevar.hasWeakref = true;
export const w_paramspec = typingType("ParamSpec");
w_paramspec.hasWeakref = true;
export const w_typevartuple = typingType("TypeVarTuple");
w_typevartuple.hasWeakref = true;
export const w_paramspec_args = typingType("ParamSpecArgs");
w_paramspec_args.hasWeakref = true;
export const w_paramspec_kwargs = typingType("ParamSpecKwargs");
w_paramspec_kwargs.hasWeakref = true;
const w_noDefaultType = typingType("NoDefaultType");
const w_constEvaluator = builtinType("_ConstEvaluator");

/** An attribute of the module typing. */
export function typingFunction(name: W_Str): W_Object {
  return getAttr(importLibrary(typingName, emptyTuple), name);
}

class W_NoDefaultObject extends W_Object {
  override getType(): W_Type {
    return w_noDefaultType;
  }
  override repr(): W_Str {
    return noDefaultText;
  }
}
const noDefaultText = intern("typing.NoDefault");
export const w_NoDefault: W_Object = new W_NoDefaultObject();
defSlots(w_noDefaultType, "__repr__");

/** What evaluate_bound and its kin give for a value that was there from the beginning. */
class W_ConstEvaluator extends W_Object {
  private readonly value: W_Object;
  constructor(value: W_Object) {
    super();
    this.value = value;
  }
  override getType(): W_Type {
    return w_constEvaluator;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
    if (args.length !== 1) throw raise0(w_TypeError, "_typing._ConstEvaluator expected 1 argument");
    // format STRING
    if (toInt(args[0]!) === 4) return typingFunction(n_type_repr).call1(this.value);
    return this.value;
  }
}
const n_type_repr = intern("_type_repr");
export function constEvaluator(value: W_Object): W_Object {
  return new W_ConstEvaluator(value);
}
defSlots(w_constEvaluator, "__call__");

/** A value that may have to be computed yet. */
export class LazyValue {
  value: W_Object | null;
  readonly compute: W_Object | null;
  constructor(value: W_Object | null, compute: W_Object | null) {
    this.value = value;
    this.compute = compute;
  }
  get(): W_Object {
    if (this.value === null) this.value = this.compute!.call1(newInt(1));
    return this.value;
  }
  evaluator(): W_Object {
    return this.compute !== null ? this.compute : constEvaluator(this.value!);
  }
}

abstract class W_TypeParameter extends W_DictObject {
  readonly name: W_Str;
  module: W_Object = w_None;
  defaultValue: LazyValue = new LazyValue(w_NoDefault, null);
  constructor(name: W_Str) {
    super();
    this.name = name;
  }
  /** It is of the module that calls the constructor. */
  setCaller(): void {
    const module = callerModule();
    if (module !== null) this.module = module;
  }
}
/** Has a variance, and unions: TypeVar, ParamSpec. */
abstract class W_VariantParameter extends W_TypeParameter {
  covariant: boolean = false;
  contravariant: boolean = false;
  inferVariance: boolean = false;
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR ? unionWith(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR ? unionWith(other, this) : null;
  }
  override repr(): W_Str {
    return varianceText(this.name, this.covariant, this.contravariant, this.inferVariance);
  }
}
export class W_TypeVar extends W_VariantParameter {
  bound: LazyValue = new LazyValue(w_None, null);
  constraints: LazyValue = new LazyValue(emptyTuple, null);
  override getType(): W_Type {
    return w_typevar;
  }
}
export class W_ParamSpec extends W_VariantParameter {
  bound: W_Object = w_None;
  override getType(): W_Type {
    return w_paramspec;
  }
}
export class W_TypeVarTuple extends W_TypeParameter {
  override getType(): W_Type {
    return w_typevartuple;
  }
  override iter(): W_Object | null {
    return new UnpackIterator(this);
  }
  override repr(): W_Str {
    return this.name;
  }
}
/** `*Ts`: one Unpack[Ts] */
export class UnpackIterator extends W_Iterator {
  private object: W_Object | null;
  constructor(object: W_Object) {
    super();
    this.object = object;
  }
  override getType(): W_Type {
    return w_unpack_iterator;
  }
  override next(): W_Object | null {
    const object = this.object;
    if (object === null) return null;
    this.object = null;
    return getItem(typingFunction(n_Unpack), object);
  }
}
const w_unpack_iterator = iteratorType("unpack_iterator");
defSlots(w_unpack_iterator, "__iter__ __next__");
const n_Unpack = intern("Unpack");

function varianceText(name: W_Str, covariant: boolean, contravariant: boolean, infer: boolean): W_Str {
  if (infer) return name;
  const text = new StrBuilder();
  text.addChar(covariant ? 43 : contravariant ? 45 : 126);
  text.addStr(name);
  return text.build();
}
/** Also strings may be part of a union with a type variable: typing makes forward references of them. */
function unionWith(left: W_Object, right: W_Object): W_Object | null {
  const check = typingFunction(n_type_check);
  const items = newArray<W_Object>(2);
  items[0] = left === w_None ? left : check.call2(left, unionMessage);
  items[1] = right === w_None ? right : check.call2(right, unionMessage);
  return makeUnion(items);
}
const n_type_check = intern("_type_check");
const unionMessage = intern("Union[arg, ...]: each arg must be a type.");
const boundMessage = intern("Bound must be a type.");

/** P.args and P.kwargs */
export class W_ParamSpecPart extends W_Object {
  readonly origin: W_Object;
  readonly isArgs: boolean;
  constructor(origin: W_Object, isArgs: boolean) {
    super();
    this.origin = origin;
    this.isArgs = isArgs;
  }
  override getType(): W_Type {
    return this.isArgs ? w_paramspec_args : w_paramspec_kwargs;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if ((op !== EQ && op !== NE) || !(other instanceof W_ParamSpecPart) || other.isArgs !== this.isArgs) return null;
    return newBool(sameOrEqual(this.origin, other.origin) === (op === EQ));
  }
  override hash(): int {
    return this.origin.hash();
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addStr(this.origin instanceof W_ParamSpec ? this.origin.name : this.origin.repr());
    text.add(this.isArgs ? ".args" : ".kwargs");
    return text.build();
  }
}

// --- constructors
const n_name = intern("name");
const n_bound = intern("bound");
const n_default = intern("default");
const n_covariant = intern("covariant");
const n_contravariant = intern("contravariant");
const n_infer_variance = intern("infer_variance");

/** Keywords and name of a constructor. */
class Given {
  name: W_Str = noDefaultText;
  positional: int = 0;
  bound: W_Object = w_None;
  defaultValue: W_Object = w_NoDefault;
  covariant: boolean = false;
  contravariant: boolean = false;
  inferVariance: boolean = false;
}
function readGiven(args: W_Object[], kwnames: W_Object[] | null, kind: W_Str, variance: boolean): Given {
  const given = new Given();
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  given.positional = args.length - keywordCount;
  let name: W_Object | null = given.positional > 1 ? args[1]! : null;
  for (let i = 0; i < keywordCount; i++) {
    const keyword = kwnames![i] as W_Str;
    const value = args[given.positional + i]!;
    if (keyword === n_name && name === null) name = value;
    else if (keyword === n_default) given.defaultValue = value;
    else if (keyword === n_bound && variance) given.bound = value;
    else if (keyword === n_covariant && variance) given.covariant = value.isTrue();
    else if (keyword === n_contravariant && variance) given.contravariant = value.isTrue();
    else if (keyword === n_infer_variance && variance) given.inferVariance = value.isTrue();
    else throw raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", kind, keyword);
  }
  if (name === null) throw raise1(w_TypeError, "%S() missing required argument 'name' (pos 1)", kind);
  if (!(name instanceof W_Str)) throw raise2(w_TypeError, "%S() argument 'name' must be str, not %T", kind, name);
  given.name = name;
  if (given.covariant && given.contravariant) throw raise0(w_ValueError, "Bivariant types are not supported.");
  if (given.inferVariance && (given.covariant || given.contravariant))
    throw raise0(w_ValueError, "Variance cannot be specified with infer_variance.");
  return given;
}
function typevar_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = readGiven(args, kwnames, w_typevar.name, true);
  const type = new W_TypeVar(given.name);
  type.setCaller();
  const check = typingFunction(n_type_check);
  if (given.bound !== w_None) type.bound = new LazyValue(check.call2(given.bound, boundMessage), null);
  const count = given.positional - 2;
  if (count === 1) throw raise0(w_TypeError, "A single constraint is not allowed");
  if (count > 1) {
    if (given.bound !== w_None) throw raise0(w_TypeError, "Constraints cannot be combined with bound=...");
    const items = newArray<W_Object>(count);
    for (let i = 0; i < count; i++) items[i] = check.call2(args[i + 2]!, constraintMessage);
    type.constraints = new LazyValue(newTuple(items), null);
  }
  type.covariant = given.covariant;
  type.contravariant = given.contravariant;
  type.inferVariance = given.inferVariance;
  type.defaultValue = new LazyValue(given.defaultValue, null);
  return type;
}
const constraintMessage = intern("TypeVar(name, constraint, ...): constraints must be types.");
function paramspec_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = readGiven(args, kwnames, w_paramspec.name, true);
  const type = new W_ParamSpec(given.name);
  type.setCaller();
  if (given.bound !== w_None) type.bound = typingFunction(n_type_check).call2(given.bound, boundMessage);
  type.covariant = given.covariant;
  type.contravariant = given.contravariant;
  type.inferVariance = given.inferVariance;
  type.defaultValue = new LazyValue(given.defaultValue, null);
  return type;
}
function typevartuple_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = readGiven(args, kwnames, w_typevartuple.name, false);
  const type = new W_TypeVarTuple(given.name);
  type.setCaller();
  type.defaultValue = new LazyValue(given.defaultValue, null);
  return type;
}
function paramspecArgs_new(_type: W_Object, origin: W_Object): W_Object {
  return new W_ParamSpecPart(origin, true);
}
function paramspecKwargs_new(_type: W_Object, origin: W_Object): W_Object {
  return new W_ParamSpecPart(origin, false);
}

// --- attributes
function parameter_name(self: W_Object): W_Object {
  return (self as W_TypeParameter).name;
}
function parameter_module(self: W_Object): W_Object {
  return (self as W_TypeParameter).module;
}
function parameter_setModule(self: W_Object, value: W_Object | null): W_Object {
  (self as W_TypeParameter).module = value === null ? w_None : value;
  return w_None;
}
function parameter_default(self: W_Object): W_Object {
  return (self as W_TypeParameter).defaultValue.get();
}
function parameter_evaluateDefault(self: W_Object): W_Object {
  const value = (self as W_TypeParameter).defaultValue;
  return value.value === w_NoDefault && value.compute === null ? w_None : value.evaluator();
}
function parameter_hasDefault(self: W_Object): W_Object {
  const value = (self as W_TypeParameter).defaultValue;
  return newBool(value.compute !== null || value.value !== w_NoDefault);
}
function parameter_reduce(self: W_Object): W_Object {
  return (self as W_TypeParameter).name;
}
function parameter_mroEntries(self: W_Object, _bases: W_Object): W_Object {
  throw raise1(w_TypeError, "Cannot subclass an instance of %T", self);
}
function typevar_bound(self: W_Object): W_Object {
  return (self as W_TypeVar).bound.get();
}
function typevar_evaluateBound(self: W_Object): W_Object {
  const value = (self as W_TypeVar).bound;
  return value.value === w_None && value.compute === null ? w_None : value.evaluator();
}
function typevar_constraints(self: W_Object): W_Object {
  return (self as W_TypeVar).constraints.get();
}
function typevar_evaluateConstraints(self: W_Object): W_Object {
  const value = (self as W_TypeVar).constraints;
  return value.value === emptyTuple && value.compute === null ? w_None : value.evaluator();
}
function parameter_covariant(self: W_Object): W_Object {
  return newBool(self instanceof W_TypeVar ? self.covariant : (self as W_ParamSpec).covariant);
}
function parameter_contravariant(self: W_Object): W_Object {
  return newBool(self instanceof W_TypeVar ? self.contravariant : (self as W_ParamSpec).contravariant);
}
function parameter_inferVariance(self: W_Object): W_Object {
  return newBool(self instanceof W_TypeVar ? self.inferVariance : (self as W_ParamSpec).inferVariance);
}
function paramspec_bound(self: W_Object): W_Object {
  return (self as W_ParamSpec).bound;
}
function paramspec_args(self: W_Object): W_Object {
  return new W_ParamSpecPart(self, true);
}
function paramspec_kwargs(self: W_Object): W_Object {
  return new W_ParamSpecPart(self, false);
}
function part_origin(self: W_Object): W_Object {
  return (self as W_ParamSpecPart).origin;
}
// --- substitution
const n_typevar_subst = intern("_typevar_subst");
const n_paramspec_subst = intern("_paramspec_subst");
const n_paramspec_prepare = intern("_paramspec_prepare_subst");
const n_typevartuple_prepare = intern("_typevartuple_prepare_subst");
const n_parameters = intern("__parameters__");
function typevar_subst(self: W_Object, arg: W_Object): W_Object {
  return typingFunction(n_typevar_subst).call2(self, arg);
}
function typevar_prepareSubst(self: W_Object, alias: W_Object, args: W_Object): W_Object {
  const parameters = getAttr(alias, n_parameters);
  if (!(parameters instanceof W_Tuple) || !(args instanceof W_Tuple)) return args;
  let index = 0;
  while (index < parameters.items.length && parameters.items[index] !== self) index++;
  if (index < args.items.length) return args;
  const value = (self as W_TypeVar).defaultValue.get();
  if (index > args.items.length || value === w_NoDefault) {
    const least = parameters.items.length;
    throw raiseFull(
      w_TypeError,
      "Too few arguments for %S; actual %d, expected at least %d",
      alias,
      null,
      args.items.length,
      least,
    );
  }
  const items = newArray<W_Object>(args.items.length + 1);
  for (let i = 0; i < args.items.length; i++) items[i] = args.items[i]!;
  items[args.items.length] = value;
  return newTuple(items);
}
function paramspec_subst(self: W_Object, arg: W_Object): W_Object {
  return typingFunction(n_paramspec_subst).call2(self, arg);
}
function paramspec_prepareSubst(self: W_Object, alias: W_Object, args: W_Object): W_Object {
  return typingFunction(n_paramspec_prepare).call3(self, alias, args);
}
function typevartuple_subst(_self: W_Object, _arg: W_Object): W_Object {
  throw raise0(w_TypeError, "Substitution of bare TypeVarTuple is not supported");
}
function typevartuple_prepareSubst(self: W_Object, alias: W_Object, args: W_Object): W_Object {
  return typingFunction(n_typevartuple_prepare).call3(self, alias, args);
}

for (const type of [w_typevar, w_paramspec, w_typevartuple]) {
  getter(type, "__name__", parameter_name);
  getterSetter(type, "__module__", parameter_module, parameter_setModule);
  getter(type, "__dict__", dictObject_dict);
  getter(type, "__default__", parameter_default);
  getter(type, "evaluate_default", parameter_evaluateDefault);
  def(type, "has_default(self, /)", parameter_hasDefault);
  def(type, "__reduce__(self, /)", parameter_reduce);
  def(type, "__mro_entries__(self, bases, /)", parameter_mroEntries);
  defSlots(type, "__repr__");
}
for (const type of [w_typevar, w_paramspec]) {
  getter(type, "__covariant__", parameter_covariant);
  getter(type, "__contravariant__", parameter_contravariant);
  getter(type, "__infer_variance__", parameter_inferVariance);
  defSlots(type, "__or__ __ror__");
}
defStatic(w_typevar, "__new__(cls, *args, **kwargs)", typevar_new);
getter(w_typevar, "__bound__", typevar_bound);
getter(w_typevar, "evaluate_bound", typevar_evaluateBound);
getter(w_typevar, "__constraints__", typevar_constraints);
getter(w_typevar, "evaluate_constraints", typevar_evaluateConstraints);
def(w_typevar, "__typing_subst__(self, arg, /)", typevar_subst);
def(w_typevar, "__typing_prepare_subst__(self, alias, args, /)", typevar_prepareSubst);
defStatic(w_paramspec, "__new__(cls, *args, **kwargs)", paramspec_new);
getter(w_paramspec, "__bound__", paramspec_bound);
getter(w_paramspec, "args", paramspec_args);
getter(w_paramspec, "kwargs", paramspec_kwargs);
def(w_paramspec, "__typing_subst__(self, arg, /)", paramspec_subst);
def(w_paramspec, "__typing_prepare_subst__(self, alias, args, /)", paramspec_prepareSubst);
defStatic(w_typevartuple, "__new__(cls, *args, **kwargs)", typevartuple_new);
defSlots(w_typevartuple, "__iter__");
def(w_typevartuple, "__typing_subst__(self, arg, /)", typevartuple_subst);
def(w_typevartuple, "__typing_prepare_subst__(self, alias, args, /)", typevartuple_prepareSubst);
defStatic(w_paramspec_args, "__new__(cls, origin, /)", paramspecArgs_new);
defStatic(w_paramspec_kwargs, "__new__(cls, origin, /)", paramspecKwargs_new);
for (const type of [w_paramspec_args, w_paramspec_kwargs]) {
  getter(type, "__origin__", part_origin);
  def(type, "__mro_entries__(self, bases, /)", parameter_mroEntries);
  defSlots(type, "__repr__ __eq__ __ne__ __hash__");
}
