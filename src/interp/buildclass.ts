// __build_class__: what a class statement calls.

import { newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { raise0, w_RuntimeError } from "./errors.ts";
import type { W_Function } from "./function.ts";
import { runBody } from "./interpret.ts";
import { n_metaclass, n_prepare } from "./names.ts";
import { bestMetatype } from "./newclass.ts";
import type { W_Object } from "./object.ts";
import { setItem } from "./operations.ts";
import { intern } from "./text.ts";
import { newTuple, type W_Tuple } from "./tuple.ts";
import { W_Type, w_type } from "./type.ts";

const n_mro_entries = intern("__mro_entries__");
const n_orig_bases = intern("__orig_bases__");

/** __build_class__(body, name, *bases, metaclass=type, **keywords) */
function build(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const body = args[0] as W_Function;
  const name = args[1]!;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
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
  const prepare = maker === w_type ? null : maker.getAttr(n_prepare);
  if (prepare === null) namespace = new W_Dict();
  else namespace = prepare.call(classArguments(name, bases, null, values), others === 0 ? null : names);
  if (bases !== original) setItem(namespace, n_orig_bases, original);
  const cell = runBody(body, namespace);
  const type = maker.call(classArguments(name, bases, namespace, values), others === 0 ? null : names);
  if (cell instanceof W_Cell && cell.value === null)
    throw raise0(w_RuntimeError, "__class__ not set defining class; was __classcell__ propagated to type.__new__?");
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
  let result = bases;
  for (const base of bases.items) {
    if (base instanceof W_Type) continue;
    const method = base.getAttr(n_mro_entries);
    if (method === null) continue;
    result = method.call1(bases) as W_Tuple;
  }
  return result;
}
export const buildClass: W_Object = builtinFunction("__build_class__(func, name, *bases, **kwds)", build);
