// The module `_decimal`, of which the library's decimal.py is made. What is Python code of the library's (the class of as_tuple's results, signal dicts as
// mappings, the abstract number classes) is asked for when it is imported.

import { intDiv, intMod } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import {
  basicContext,
  currentContextObject,
  defaultContext,
  extendedContext,
  localContext,
  roundingNames,
  setContext,
  signalDictClass,
  signalDictMixin,
  W_DecimalContext,
} from "./decimalcontext.ts";
import { decimalTuple } from "./decimalconvert.ts";
import { W_Dict } from "./dict.ts";
import "./decimalformat.ts";
import "./decimalmethods.ts";
import { numbers } from "./decimaloperators.ts";
import {
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  MIN_ETINY,
  ROUND_HALF_EVEN,
  Rules,
  w_context,
  w_decimal,
} from "./decimalrules.ts";
import { conditions, signals, w_DecimalException } from "./decimalsignals.ts";
import { raise0, w_ValueError } from "./errors.ts";
import { importLibrary } from "./importing.ts";
import { newInt, w_True } from "./int.ts";
import type { W_Module } from "./module.ts";
import { defineModule } from "./modules.ts";
import { n_module } from "./names.ts";
import { args1, type W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";

/** An attribute of a module of the library's. */
function imported(module: W_Str, attribute: W_Str): W_Object {
  return getAttr(importLibrary(module, newTuple(args1(attribute))), attribute);
}
const n_abc = intern("collections.abc");
const n_collections = intern("collections");
const n_numbers = intern("numbers");
const n_namedtuple = intern("namedtuple");
const n_MutableMapping = intern("MutableMapping");
const n_Number = intern("Number");
const n_Rational = intern("Rational");
const n_register = intern("register");
const n_abcmeta = intern("abc");
const n_SignalDict = intern("SignalDict");
const n_DecimalTuple = intern("DecimalTuple");
const decimalText = intern("decimal");
const fields = intern("sign digits exponent");

function prepare(module: W_Module): void {
  const mapping = imported(n_abc, n_MutableMapping);
  const namespace = new W_Dict();
  namespace.set(n_module, n_abcmeta);
  const made = mapping.getType().call3(n_SignalDict, newTuple2(signalDictMixin, mapping), namespace);
  signalDictClass.signalDict = made as W_Type;
  const tuple = imported(n_collections, n_namedtuple).call2(n_DecimalTuple, fields);
  tuple.setAttr(n_module, decimalText);
  decimalTuple.type = tuple;
  module.dict.set(n_DecimalTuple, tuple);
  getAttr(imported(n_numbers, n_Number), n_register).call1(w_decimal);
  numbers.rational = imported(n_numbers, n_Rational);
}

function decimal_getcontext(): W_Object {
  return currentContextObject();
}
function decimal_setcontext(context: W_Object): W_Object {
  setContext(context);
  return w_None;
}
/** The contexts of IEEE 754's interchange formats. */
function decimal_IEEEContext(bits: W_Object): W_Object {
  const n = toInt(bits);
  if (n <= 0 || n > IEEE_MAX_BITS || intMod(n, 32) !== 0)
    throw raise0(w_ValueError, "argument must be a multiple of 32, with a maximum of 256");
  const units = intDiv(n, 32);
  let emax = 3;
  for (let i = 0; i < 2 * units + 3; i++) emax = emax * 2;
  const rules = new Rules(9 * units - 2, ROUND_HALF_EVEN, 1 - emax, emax);
  rules.clamp = true;
  return new W_DecimalContext(rules, 0);
}
const IEEE_MAX_BITS = 256;

const values: Record<string, W_Object> = {
  Decimal: w_decimal,
  Context: w_context,
  DecimalException: w_DecimalException,
  DefaultContext: defaultContext,
  BasicContext: basicContext,
  ExtendedContext: extendedContext,
  MAX_PREC: newInt(MAX_PREC),
  MAX_EMAX: newInt(MAX_EMAX),
  MIN_EMIN: newInt(MIN_EMIN),
  MIN_ETINY: newInt(MIN_ETINY),
  IEEE_CONTEXT_MAX_BITS: newInt(IEEE_MAX_BITS),
  HAVE_THREADS: w_True,
  HAVE_CONTEXTVAR: w_True,
  __version__: intern("1.70"),
  __libmpdec_version__: intern("2.5.1"),
  __doc__: intern("C decimal arithmetic module"),
};
const module = defineModule(
  "_decimal",
  [
    builtinFunction("getcontext()", decimal_getcontext),
    builtinFunction("setcontext(context, /)", decimal_setcontext),
    builtinFunction("localcontext(*args)", localContext),
    builtinFunction("IEEEContext(bits, /)", decimal_IEEEContext),
  ],
  values,
);
for (const name of roundingNames) module.dict.set(name, name);
for (const signal of [...signals, ...conditions]) module.dict.set(signal.type.qualname, signal.type);
module.prepare = prepare;
