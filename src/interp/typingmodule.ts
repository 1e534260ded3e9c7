// The module `_typing`, with the class Generic; and what the bytecode of PEP 695 calls.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { W_AsyncYield } from "./asyncgenerator.ts";
import { builtinFunction, defClass } from "./builtin.ts";
import { raiseInts, w_SystemError } from "./errors.ts";
import type { W_Function } from "./function.ts";
import { defineModule } from "./modules.ts";
import { n_module } from "./names.ts";
import type { W_Object } from "./object.ts";
import { getItem } from "./operations.ts";
import { intern, type W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import { builtinType } from "./type.ts";
import { W_TypeAlias, w_typealias } from "./typealias.ts";
import {
  LazyValue,
  typingFunction,
  W_ParamSpec,
  W_TypeVar,
  W_TypeVarTuple,
  w_NoDefault,
  w_paramspec,
  w_paramspec_args,
  w_paramspec_kwargs,
  w_typevar,
  w_typevartuple,
} from "./typevar.ts";
import { w_union } from "./union.ts";

export const w_generic = builtinType("Generic");
w_generic.isHeap = true;
w_generic.dict.set(n_module, intern("typing"));

function prependAll(first: W_Object, args: W_Object[]): W_Object[] {
  const all = newArray<W_Object>(args.length);
  all[0] = first;
  for (let i = 1; i < args.length; i++) all[i] = args[i]!;
  return all;
}
const n_class_getitem_function = intern("_generic_class_getitem");
const n_init_subclass_function = intern("_generic_init_subclass");
function generic_classItem(type: W_Object, item: W_Object): W_Object {
  return typingFunction(n_class_getitem_function).call2(type, item);
}
function generic_initSubclass(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return typingFunction(n_init_subclass_function).call(prependAll(args[0]!, args), kwnames);
}
defClass(w_generic, "__class_getitem__(cls, args, /)", generic_classItem);
defClass(w_generic, "__init_subclass__(*args, **kwargs)", generic_initSubclass);

function typing_idfunc(x: W_Object): W_Object {
  return x;
}
defineModule("_typing", [builtinFunction("_idfunc(x, /)", typing_idfunc)], {
  TypeVar: w_typevar,
  ParamSpec: w_paramspec,
  TypeVarTuple: w_typevartuple,
  ParamSpecArgs: w_paramspec_args,
  ParamSpecKwargs: w_paramspec_kwargs,
  TypeAliasType: w_typealias,
  Generic: w_generic,
  Union: w_union,
  NoDefault: w_NoDefault,
});

// --- INTRINSIC_1 and INTRINSIC_2 (src/bytecode/opcodes.ts)

/** Of one argument: a type parameter of that name, Generic[...], a type alias. `module` is `__name__` of the globals. */
export function typeIntrinsic(which: int, value: W_Object, module: W_Object): W_Object {
  switch (which) {
    case 1:
      return new W_AsyncYield(value);
    case 2: {
      const typevar = new W_TypeVar(value as W_Str);
      typevar.inferVariance = true;
      typevar.module = module;
      return typevar;
    }
    case 3: {
      const spec = new W_ParamSpec(value as W_Str);
      spec.inferVariance = true;
      spec.module = module;
      return spec;
    }
    case 4: {
      const tuple = new W_TypeVarTuple(value as W_Str);
      tuple.module = module;
      return tuple;
    }
    case 5:
      return getItem(w_generic, unpackedTuples(value as W_Tuple));
    case 6: {
      const parts = (value as W_Tuple).items;
      const params = parts[1]!;
      return new W_TypeAlias(
        parts[0] as W_Str,
        params instanceof W_Tuple ? params : emptyTuple,
        new LazyValue(null, parts[2]!),
        module,
      );
    }
    default:
      throw raiseInts(w_SystemError, "intrinsic %d is not implemented", null, which, 0);
  }
}
/** A TypeVarTuple stands as Unpack[Ts] among the parameters of Generic. */
function unpackedTuples(params: W_Tuple): W_Tuple {
  const items = newArray<W_Object>(params.items.length);
  for (let i = 0; i < items.length; i++) {
    const item = params.items[i]!;
    items[i] = item instanceof W_TypeVarTuple ? item.iter()!.next()! : item;
  }
  return newTuple(items);
}
/** Of two arguments. */
export function typeIntrinsic2(which: int, first: W_Object, second: W_Object, module: W_Object): W_Object {
  switch (which) {
    case 7: {
      const typevar = typeIntrinsic(2, first, module) as W_TypeVar;
      typevar.bound = new LazyValue(null, second);
      return typevar;
    }
    case 8: {
      const typevar = typeIntrinsic(2, first, module) as W_TypeVar;
      typevar.constraints = new LazyValue(null, second);
      return typevar;
    }
    case 9:
      (first as W_Function).typeParams = second as W_Tuple;
      return first;
    case 10: {
      const value = new LazyValue(null, second);
      if (first instanceof W_TypeVar) first.defaultValue = value;
      else if (first instanceof W_ParamSpec) first.defaultValue = value;
      else (first as W_TypeVarTuple).defaultValue = value;
      return first;
    }
    default:
      throw raiseInts(w_SystemError, "intrinsic %d is not implemented", null, which, 0);
  }
}
