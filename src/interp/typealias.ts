// typing.TypeAliasType: `type X = ...`. The value is computed when somebody asks for it.

import type { int } from "../rts/index.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { raise0, raise1, raise2, w_TypeError } from "./errors.ts";
import { callerModule } from "./frame.ts";
import { newGenericAlias, parametersOf } from "./genericalias.ts";
import { hooks, OR, W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, W_Str } from "./text.ts";
import { emptyTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { LazyValue, UnpackIterator } from "./typevar.ts";

export const w_typealias = builtinType("typing.TypeAliasType");
w_typealias.isBaseType = false;

export class W_TypeAlias extends W_Object {
  readonly name: W_Str;
  readonly typeParams: W_Tuple;
  readonly value: LazyValue;
  readonly module: W_Object;
  constructor(name: W_Str, typeParams: W_Tuple, value: LazyValue, module: W_Object) {
    super();
    this.name = name;
    this.typeParams = typeParams;
    this.value = value;
    this.module = module;
  }
  override getType(): W_Type {
    return w_typealias;
  }
  override getItem(key: W_Object): W_Object | null {
    if (this.typeParams.items.length === 0) throw raise0(w_TypeError, "Only generic type aliases are subscriptable");
    return newGenericAlias(this, key);
  }
  override iter(): W_Object | null {
    return new UnpackIterator(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === OR ? hooks.unionOf(this, other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === OR ? hooks.unionOf(other, this) : null;
  }
  override repr(): W_Str {
    return this.name;
  }
}
const n_name = intern("name");
const n_value = intern("value");
const n_type_params = intern("type_params");
function alias_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywordCount;
  let name: W_Object | null = positional > 1 ? args[1]! : null;
  let value: W_Object | null = positional > 2 ? args[2]! : null;
  let params: W_Object = emptyTuple;
  if (positional > 3) throw raise0(w_TypeError, "TypeAliasType() takes at most 2 positional arguments");
  for (let i = 0; i < keywordCount; i++) {
    const keyword = kwnames![i] as W_Str;
    const given = args[positional + i]!;
    if (keyword === n_name) name = given;
    else if (keyword === n_value) value = given;
    else if (keyword === n_type_params) params = given;
    else throw raise1(w_TypeError, "typealias() got an unexpected keyword argument '%S'", keyword);
  }
  if (name === null) throw raise0(w_TypeError, "typealias() missing required argument 'name' (pos 1)");
  if (value === null) throw raise0(w_TypeError, "typealias() missing required argument 'value' (pos 2)");
  if (!(name instanceof W_Str)) throw raise1(w_TypeError, "typealias() argument 'name' must be str, not %T", name);
  if (!(params instanceof W_Tuple)) throw raise0(w_TypeError, "type_params must be a tuple");
  const module = callerModule();
  return new W_TypeAlias(name, params, new LazyValue(value, null), module === null ? w_None : module);
}
function alias_name(self: W_Object): W_Object {
  return (self as W_TypeAlias).name;
}
function alias_value(self: W_Object): W_Object {
  return (self as W_TypeAlias).value.get();
}
function alias_evaluate(self: W_Object): W_Object {
  return (self as W_TypeAlias).value.evaluator();
}
function alias_typeParams(self: W_Object): W_Object {
  return (self as W_TypeAlias).typeParams;
}
function alias_parameters(self: W_Object): W_Object {
  return parametersOf((self as W_TypeAlias).typeParams.items);
}
function alias_module(self: W_Object): W_Object {
  return (self as W_TypeAlias).module;
}
function alias_mroEntries(self: W_Object, _bases: W_Object): W_Object {
  throw raise2(w_TypeError, "Cannot subclass an instance of %T", self, self);
}
function alias_reduce(self: W_Object): W_Object {
  return (self as W_TypeAlias).name;
}
defStatic(w_typealias, "__new__(cls, *args, **kwargs)", alias_new);
getter(w_typealias, "__name__", alias_name);
getter(w_typealias, "__value__", alias_value);
getter(w_typealias, "evaluate_value", alias_evaluate);
getter(w_typealias, "__type_params__", alias_typeParams);
getter(w_typealias, "__parameters__", alias_parameters);
getter(w_typealias, "__module__", alias_module);
def(w_typealias, "__mro_entries__(self, bases, /)", alias_mroEntries);
def(w_typealias, "__reduce__(self, /)", alias_reduce);
defSlots(w_typealias, "__getitem__ __iter__ __or__ __ror__ __repr__");
