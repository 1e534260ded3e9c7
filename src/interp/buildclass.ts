// __build_class__: what a class statement calls.

import { newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raise2, raise3, w_RuntimeError, w_TypeError } from "./errors.ts";
import { W_Function } from "./function.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { runBody } from "./interpret.ts";
import { W_List } from "./list.ts";
import { n_getitem, n_metaclass, n_prepare } from "./names.ts";
import { bestMetatype } from "./newclass.ts";
import type { W_Object } from "./object.ts";
import { setItem } from "./operations.ts";
import { intern, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { W_Type, w_type } from "./type.ts";

const n_mro_entries = intern("__mro_entries__");
const n_orig_bases = intern("__orig_bases__");

/** __build_class__(body, name, *bases, metaclass=type, **keywords) */
function build(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  if (args.length - keywordCount < 2) throw raise0(w_TypeError, "__build_class__: not enough arguments");
  const body = args[0]!;
  const name = args[1]!;
  if (!(body instanceof W_Function)) throw raise0(w_TypeError, "__build_class__: func must be a function");
  if (!(name instanceof W_Str)) throw raise0(w_TypeError, "__build_class__: name is not a string");
  const baseCount = args.length - 2 - keywordCount;
  const given = newArray<W_Object>(baseCount);
  for (let i = 0; i < baseCount; i++) given[i] = args[i + 2]!;
  const original = newTuple(given);
  const bases = resolveBases(original);
  // keywords but metaclass go on to __prepare__, __new__, __init__
  let metaclass: W_Object | null = null;
  let others = keywordCount;
  for (let i = 0; i < keywordCount; i++)
    if (kwnames![i] === n_metaclass) {
      metaclass = args[2 + baseCount + i]!;
      others = others - 1;
    }
  const names = newArray<W_Object>(others);
  const values = newArray<W_Object>(others);
  let n = 0;
  for (let i = 0; i < keywordCount; i++)
    if (kwnames![i] !== n_metaclass) {
      names[n] = kwnames![i]!;
      values[n] = args[2 + baseCount + i]!;
      n++;
    }
  let maker: W_Object = metaclass === null ? (bases.items.length > 0 ? bases.items[0]!.getType() : w_type) : metaclass;
  if (maker instanceof W_Type) maker = bestMetatype(maker, bases);
  let namespace: W_Object;
  const prepare = maker === w_type ? null : attributeOrNull(maker, n_prepare);
  if (prepare === null) namespace = new W_Dict();
  else namespace = prepare.call(classArguments(name, bases, null, values), others === 0 ? null : names);
  if (!(namespace.unwrap() instanceof W_Dict) && namespace.getType().lookup(n_getitem) === null)
    throw maker instanceof W_Type
      ? raise2(w_TypeError, "%N.__prepare__() must return a mapping, not %T", maker, namespace)
      : raise1(w_TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", namespace);
  if (bases !== original) setItem(namespace, n_orig_bases, original);
  const cell = runBody(body, namespace);
  const type = maker.call(classArguments(name, bases, namespace, values), others === 0 ? null : names);
  if (type instanceof W_Type && cell instanceof W_Cell && cell.value !== type) {
    if (cell.value === null)
      throw raise2(
        w_RuntimeError,
        "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
        name,
        type,
      );
    throw raise3(w_TypeError, "__class__ set to %R defining %R as %R", cell.value, name, type);
  }
  return type;
}
function classArguments(name: W_Object, bases: W_Tuple, namespace: W_Object | null, values: W_Object[]): W_Object[] {
  const fixed = namespace === null ? 2 : 3;
  const args = newArray<W_Object>(fixed + values.length);
  args[0] = name;
  args[1] = bases;
  if (namespace !== null) args[2] = namespace;
  for (let i = 0; i < values.length; i++) args[fixed + i] = values[i]!;
  return args;
}
/** Bases that are no classes are replaced by what their __mro_entries__ says. */
function resolveBases(bases: W_Tuple): W_Tuple {
  let list: W_List | null = null;
  for (let i = 0; i < bases.items.length; i++) {
    const base = bases.items[i]!;
    const method = base instanceof W_Type ? null : attributeOrNull(base, n_mro_entries);
    if (method === null) {
      if (list !== null) list.append(base);
      continue;
    }
    const entries = method.call1(bases);
    if (!(entries instanceof W_Tuple)) throw raise0(w_TypeError, "__mro_entries__ must return a tuple");
    if (list === null) {
      list = new W_List();
      for (let k = 0; k < i; k++) list.append(bases.items[k]!);
    }
    for (const entry of entries.items) list.append(entry);
  }
  return list === null ? bases : newTuple(list.toArray());
}
export const buildClass: W_Object = builtinFunction("__build_class__(func, name, *bases, **kwds)", build);
