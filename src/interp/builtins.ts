// The module `builtins`: functions, types and constants that every program sees.

import { type float, floatAbs, identityHash, type int, intToFloat } from "../rts/index.ts";
import { W_BigRange } from "./bigrange.ts";
import { buildClass } from "./buildclass.ts";
import { builtinFunction, frameFunction, shownAs, W_Builtin } from "./builtin.ts";
import { W_ByteArray } from "./bytearray.ts";
import { W_Bytes } from "./bytes.ts";
import "./bytesmethods.ts";
import "./intbytes.ts";
import "./memoryview.ts";
import { compileFunction, evalFunction, execFunction } from "./compilefunctions.ts";
import { W_Complex } from "./complex.ts";
import { builtin_aiter, builtin_anext } from "./coroutine.ts";
import { w_classmethod, w_property, w_staticmethod } from "./descriptors.ts";
import {
  allExceptionTypes,
  OperationError,
  raise0,
  raise1,
  raise2,
  raise3,
  raiseInts,
  raiseWith,
  w_AttributeError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { isInfinite, isNotANumber, newFloat, W_Float } from "./float.ts";
import { asciiRepr, format } from "./formatspec.ts";
import { currentFrame } from "./frame.ts";
import { callerLocals } from "./framevariables.ts";
import { importFunction } from "./importing.ts";
import { W_Instance } from "./instance.ts";
import { isInstance, isSubclass } from "./instancecheck.ts";
import { intBinary, newBool, newInt, powerModulo, W_Bool, W_Int, w_False, w_True } from "./int.ts";
import { CallableIterator, listOf, w_enumerate, w_filter, w_map, w_reversed, w_zip } from "./iterators.ts";
import { longFromInt, longText, W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import { n_dict, n_dir, n_keys, n_next, n_round, n_write } from "./names.ts";
import { ABS, ADD, DIVMOD, GT, LT, POW, type W_Object } from "./object.ts";
import {
  attributeError,
  binary,
  callSpecial,
  compareHolds,
  getAttr,
  getItem,
  indexObject,
  iter,
  len,
  next,
  unary,
} from "./operations.ts";
import { standardOutput } from "./output.ts";
import { W_Resumable } from "./resumable.ts";
import { w_Ellipsis, w_None, w_NotImplemented } from "./singletons.ts";
import { sortList } from "./sort.ts";
import { tables } from "./state.ts";
import { w_super } from "./super.ts";
import { charStr, emptyStr, intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { w_object, w_type } from "./type.ts";
import {
  w_bool,
  w_bytearray,
  w_bytes,
  w_complex,
  w_dict,
  w_float,
  w_frozenset,
  w_int,
  w_list,
  w_memoryview,
  w_range,
  w_set,
  w_slice,
  w_str,
  w_tuple,
} from "./types.ts";

// --- printing
const n_sep = intern("sep");
const n_end = intern("end");
const n_file = intern("file");
const n_flush = intern("flush");
const spaceText = intern(" ");
const newlineText = intern("\n");

function separatorOf(value: W_Object, name: W_Str, normal: W_Str): W_Str {
  if (value === w_None) return normal;
  const text = value.unwrap();
  if (text instanceof W_Str) return text;
  throw raise2(w_TypeError, "%S must be None or a string, not %T", name, value);
}
export function builtin_print(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const count = kwnames === null ? args.length : args.length - kwnames.length;
  let separator = spaceText;
  let end = newlineText;
  let file: W_Object = w_None;
  let flush = false;
  // the program may have put another object there
  const current = tables.stdoutCell.value;
  const original = standardOutput.active ? tables.stdoutStream : null;
  if (current !== original) {
    // without a standard output nothing is printed
    if (current === null || current === w_None) {
      if (kwnames === null) return w_None;
    } else file = current;
  }
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      const value = args[count + i]!;
      if (name.equals(n_sep)) separator = separatorOf(value, n_sep, spaceText);
      else if (name.equals(n_end)) end = separatorOf(value, n_end, newlineText);
      else if (name.equals(n_file)) {
        if (value !== w_None) file = value === original ? w_None : value;
      } else if (name.equals(n_flush)) flush = value.isTrue();
      else throw raise1(w_TypeError, "print() got an unexpected keyword argument '%S'", name);
    }
  if (file !== w_None) {
    const write = getAttr(file, n_write);
    for (let i = 0; i < count; i++) {
      if (i > 0) write.call1(separator);
      write.call1(args[i]!.str());
    }
    write.call1(end);
    if (flush) getAttr(file, n_flush).call0();
    return w_None;
  }
  for (let i = 0; i < count; i++) {
    if (i > 0) standardOutput.write(separator);
    standardOutput.write(args[i]!.str());
  }
  standardOutput.write(end);
  if (flush) standardOutput.flush();
  return w_None;
}
// --- objects
function builtin_len(object: W_Object): W_Object {
  if (object instanceof W_BigRange) return object.exactLength();
  return newInt(len(object));
}
function builtin_repr(object: W_Object): W_Object {
  return object.repr();
}
function builtin_ascii(object: W_Object): W_Object {
  return asciiRepr(object);
}
function builtin_hash(object: W_Object): W_Object {
  return newInt(object.hash());
}
function builtin_id(object: W_Object): W_Object {
  // small numbers without identity: by value
  if (object instanceof W_Int && !(object instanceof W_Bool)) return newInt(object.value * 2 + 1);
  return newInt(identityHash(object) * 16);
}
function builtin_callable(object: W_Object): W_Object {
  return newBool(object.isCallable());
}
function attributeName(name: W_Object, _function: string): W_Str {
  const text = name.unwrap();
  if (text instanceof W_Str) return internStr(text);
  throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
}
function builtin_getattr(object: W_Object, name: W_Object, missing: W_Object | null): W_Object {
  const text = attributeName(name, "getattr");
  if (missing === null) {
    const value = object.getAttr(text);
    if (value === null) throw attributeError(object, text);
    return value;
  }
  try {
    const value = object.getAttr(text);
    return value === null ? missing : value;
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_AttributeError)) throw error;
    return missing;
  }
}
function builtin_hasattr(object: W_Object, name: W_Object): W_Object {
  const text = attributeName(name, "hasattr");
  try {
    return newBool(object.getAttr(text) !== null);
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_AttributeError)) throw error;
    return w_False;
  }
}
function builtin_setattr(object: W_Object, name: W_Object, value: W_Object): W_Object {
  object.setAttr(attributeName(name, "setattr"), value);
  return w_None;
}
function builtin_delattr(object: W_Object, name: W_Object): W_Object {
  object.delAttr(attributeName(name, "delattr"));
  return w_None;
}
function builtin_isinstance(object: W_Object, type: W_Object): W_Object {
  return newBool(isInstance(object, type));
}
function builtin_issubclass(type: W_Object, other: W_Object): W_Object {
  return newBool(isSubclass(type, other));
}
function builtin_locals(): W_Object {
  return callerLocals();
}
function builtin_globals(): W_Object {
  return currentFrame()!.func.globals;
}
function builtin_dir(object: W_Object | null): W_Object {
  if (object === null) {
    const own = listOf(getAttr(callerLocals(), n_keys).call0());
    sortList(own, null, false);
    return own;
  }
  const names = callSpecial(object, n_dir)!;
  const list = listOf(names);
  sortList(list, null, false);
  return list;
}
function builtin_vars(object: W_Object | null): W_Object {
  if (object === null) return callerLocals();
  const dict = object.getAttr(n_dict);
  if (dict === null) throw raise0(w_TypeError, "vars() argument must have __dict__ attribute");
  return dict;
}
function builtin_format(object: W_Object, spec: W_Object | null): W_Object {
  if (spec === null) return format(object, emptyStr);
  const text = spec.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "format() argument 2 must be str, not %T", spec);
  return format(object, text);
}

// --- numbers
function builtin_abs(object: W_Object): W_Object {
  return unary(ABS, object);
}
function builtin_divmod(a: W_Object, b: W_Object): W_Object {
  return binary(DIVMOD, a, b);
}
function builtin_pow(base: W_Object, exponent: W_Object, modulus: W_Object | null): W_Object {
  if (modulus === null || modulus === w_None) return binary(POW, base, exponent);
  const result = powerBySpecial(base, n_pow, exponent, modulus);
  if (result !== w_NotImplemented) return result;
  const reflected = powerBySpecial(exponent, n_rpow, base, modulus);
  if (reflected !== w_NotImplemented) return reflected;
  const asked = modulus.unwrap().powerModulo(base, exponent);
  if (asked !== null) return asked;
  if (!isInteger(base) || !isInteger(exponent) || !isInteger(modulus)) {
    if (isComplex(base) || isComplex(exponent) || isComplex(modulus)) throw raise0(w_ValueError, "complex modulo");
    if (isFloat(base) || isFloat(exponent) || isFloat(modulus))
      throw raise0(w_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    throw raise3(w_TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base, exponent, modulus);
  }
  return powerModulo(base.unwrap(), exponent.unwrap(), modulus.unwrap());
}
function isComplex(object: W_Object): boolean {
  return object.unwrap() instanceof W_Complex;
}
const n_pow = intern("__pow__");
const n_rpow = intern("__rpow__");
/** By a method of the program's own, or of a builtin type that takes the modulus; NotImplemented where there is none. */
function powerBySpecial(self: W_Object, name: W_Str, other: W_Object, modulus: W_Object): W_Object {
  const type = self.getType();
  const found = type.lookup(name);
  if (found === null || (found instanceof W_Builtin && found.max < 3)) return w_NotImplemented;
  return found.descrGet(self, type).call2(other, modulus);
}
function isInteger(object: W_Object): boolean {
  const plain = object.unwrap();
  return plain instanceof W_Int || plain instanceof W_Long;
}
function isFloat(object: W_Object): boolean {
  return object.unwrap() instanceof W_Float;
}
function builtin_round(number: W_Object, digits: W_Object | null): W_Object {
  const type = number.getType();
  const found = type.lookup(n_round);
  if (found === null) throw raise1(w_TypeError, "type %T doesn't define __round__ method", number);
  const method = found.descrGet(number, type);
  return digits === null ? method.call0() : method.call1(digits);
}
/** `0b101`, `-0x1f` */
function prefixed(object: W_Object, base: int, letter: int): W_Object {
  const value = indexObject(object);
  const text = new StrBuilder();
  const digits = longText(value instanceof W_Long ? value : longFromInt((value as W_Int).value), base);
  const negative = digits.charAt(0) === 45;
  if (negative) text.addChar(45);
  text.addChar(48);
  text.addChar(letter);
  text.addSlice(digits, negative ? 1 : 0, digits.length);
  return text.build();
}
function builtin_bin(object: W_Object): W_Object {
  return prefixed(object, 2, 98);
}
function builtin_oct(object: W_Object): W_Object {
  return prefixed(object, 8, 111);
}
function builtin_hex(object: W_Object): W_Object {
  return prefixed(object, 16, 120);
}
function builtin_chr(code: W_Object): W_Object {
  const value = indexObject(code);
  const c = value instanceof W_Int ? value.value : -1;
  if (c < 0 || c > 0x10ffff) throw raise0(w_ValueError, "chr() arg not in range(0x110000)");
  return charStr(c);
}
function builtin_ord(text: W_Object): W_Object {
  const s = text.unwrap();
  if (s instanceof W_Bytes || s instanceof W_ByteArray) {
    const length = len(text);
    if (length !== 1)
      throw raiseInts(w_TypeError, "ord() expected a character, but string of length %d found", null, length, 0);
    return getItem(text, newInt(0));
  }
  if (!(s instanceof W_Str)) throw raise1(w_TypeError, "ord() expected string of length 1, but %T found", text);
  if (s.length !== 1)
    throw raiseInts(w_TypeError, "ord() expected a character, but string of length %d found", null, s.length, 0);
  return newInt(s.charAt(0));
}

// --- iteration
function builtin_iter(object: W_Object, sentinel: W_Object | null): W_Object {
  if (sentinel === null) return iter(object);
  if (!object.isCallable()) throw raise0(w_TypeError, "iter(v, w): v must be callable");
  return new CallableIterator(object, sentinel);
}
function builtin_next(iterator: W_Object, missing: W_Object | null): W_Object {
  if (missing === null && iterator instanceof W_Instance) {
    // keep the StopIteration of the program's own __next__
    const type = iterator.getType();
    const found = type.lookup(n_next);
    if (found !== null) return found.descrGet(iterator, type).call0();
  }
  const value = next(iterator);
  if (value !== null) return value;
  if (missing !== null) return missing;
  if (iterator instanceof W_Resumable) {
    const result = iterator.takeResult();
    throw raiseWith(w_StopIteration, result === w_None ? null : result);
  }
  throw raiseWith(w_StopIteration, null);
}
function builtin_sum(iterable: W_Object, start: W_Object | null): W_Object {
  let total: W_Object = start === null ? newInt(0) : start;
  if (total.unwrap() instanceof W_Str) throw raise0(w_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (total.unwrap() instanceof W_Bytes) throw raise0(w_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (total.unwrap() instanceof W_ByteArray)
    throw raise0(w_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  const iterator = iter(iterable);
  // floats are added with the error of each step kept apart (Neumaier), as CPython does since 3.12
  let sum: float = 0.0;
  let correction: float = 0.0;
  let inFloats = false;
  for (;;) {
    const item = iterator.next();
    if (item === null) break;
    if (!inFloats && total instanceof W_Float && (item instanceof W_Float || item instanceof W_Int)) {
      inFloats = true;
      sum = total.value;
    }
    if (inFloats) {
      if (item instanceof W_Float || item instanceof W_Int) {
        const x: float = item instanceof W_Float ? item.value : intToFloat((item as W_Int).value);
        const t: float = sum + x;
        correction = correction + (floatAbs(sum) >= floatAbs(x) ? sum - t + x : x - t + sum);
        sum = t;
        continue;
      }
      total = newFloat(corrected(sum, correction));
      inFloats = false;
      correction = 0.0;
    }
    total =
      total instanceof W_Int && item instanceof W_Int
        ? intBinary(ADD, total.value, item.value)!
        : binary(ADD, total, item);
  }
  return inFloats ? newFloat(corrected(sum, correction)) : total;
}
function corrected(sum: float, correction: float): float {
  return correction !== 0.0 && !isInfinite(correction) && !isNotANumber(correction) ? sum + correction : sum;
}
function builtin_any(iterable: W_Object): W_Object {
  const iterator = iter(iterable);
  for (;;) {
    const item = iterator.next();
    if (item === null) return w_False;
    if (item.isTrue()) return w_True;
  }
}
function builtin_all(iterable: W_Object): W_Object {
  const iterator = iter(iterable);
  for (;;) {
    const item = iterator.next();
    if (item === null) return w_True;
    if (!item.isTrue()) return w_False;
  }
}
function builtin_sorted(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional !== 1) throw raiseInts(w_TypeError, "sorted expected 1 argument, got %d", null, positional, 0);
  let key: W_Object | null = null;
  let reverse = false;
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      const name = kwnames[i] as W_Str;
      const value = args[positional + i]!;
      if (name.equals(n_key)) key = value === w_None ? null : value;
      else if (name.equals(n_reverse)) reverse = value.isTrue();
      else throw raise1(w_TypeError, "sort() got an unexpected keyword argument '%S'", name);
    }
  const list = listOf(args[0]!);
  sortList(list, key, reverse);
  return list;
}
const n_key = intern("key");
const n_reverse = intern("reverse");
const n_default = intern("default");
/** min and max: op is the comparison that makes a later item win. */
function extreme(args: W_Object[], kwnames: W_Object[] | null, op: int, name: W_Str): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  let key: W_Object | null = null;
  let missing: W_Object | null = null;
  if (kwnames !== null)
    for (let i = 0; i < kwnames.length; i++) {
      const keyword = kwnames[i] as W_Str;
      const value = args[positional + i]!;
      if (keyword.equals(n_key)) key = value === w_None ? null : value;
      else if (keyword.equals(n_default)) missing = value;
      else throw raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", name, keyword);
    }
  if (positional === 0) throw raise1(w_TypeError, "%S expected at least 1 argument, got 0", name);
  if (positional > 1 && missing !== null)
    throw raise1(w_TypeError, "Cannot specify a default for %S() with multiple positional arguments", name);
  let best: W_Object | null = null;
  let bestKey: W_Object | null = null;
  const iterator = positional === 1 ? iter(args[0]!) : null;
  for (let i = 0; ; i++) {
    const item = iterator !== null ? iterator.next() : i < positional ? args[i]! : null;
    if (item === null) break;
    const itemKey = key === null ? item : key.call1(item);
    if (bestKey === null || compareHolds(op, itemKey, bestKey)) {
      best = item;
      bestKey = itemKey;
    }
  }
  if (best !== null) return best;
  if (missing !== null) return missing;
  throw raise1(w_ValueError, "%S() iterable argument is empty", name);
}
const minName = intern("min");
const maxName = intern("max");
function builtin_min(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return extreme(args, kwnames, LT, minName);
}
function builtin_max(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return extreme(args, kwnames, GT, maxName);
}

const functions: W_Builtin[] = [
  builtinFunction("print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print),
  builtinFunction("len(obj, /)", builtin_len),
  builtinFunction("repr(obj, /)", builtin_repr),
  builtinFunction("ascii(obj, /)", builtin_ascii),
  builtinFunction("hash(obj, /)", builtin_hash),
  builtinFunction("id(obj, /)", builtin_id),
  builtinFunction("callable(obj, /)", builtin_callable),
  builtinFunction("getattr(object, name, default=None, /)", builtin_getattr),
  builtinFunction("hasattr(obj, name, /)", builtin_hasattr),
  builtinFunction("setattr(obj, name, value, /)", builtin_setattr),
  builtinFunction("delattr(obj, name, /)", builtin_delattr),
  builtinFunction("isinstance(obj, class_or_tuple, /)", builtin_isinstance),
  builtinFunction("issubclass(cls, class_or_tuple, /)", builtin_issubclass),
  frameFunction("dir(object=None, /)", builtin_dir),
  frameFunction("vars(object=None, /)", builtin_vars),
  builtinFunction("format(value, format_spec='', /)", builtin_format),
  builtinFunction("abs(x, /)", builtin_abs),
  builtinFunction("divmod(x, y, /)", builtin_divmod),
  builtinFunction("pow(base, exp, mod=None)", builtin_pow),
  builtinFunction("round(number, ndigits=None)", builtin_round),
  builtinFunction("bin(number, /)", builtin_bin),
  builtinFunction("oct(number, /)", builtin_oct),
  builtinFunction("hex(number, /)", builtin_hex),
  builtinFunction("chr(i, /)", builtin_chr),
  builtinFunction("ord(c, /)", builtin_ord),
  builtinFunction("iter(object, sentinel=None, /)", builtin_iter),
  builtinFunction("next(iterator, default=None, /)", builtin_next),
  builtinFunction("aiter(async_iterable, /)", builtin_aiter),
  builtinFunction("anext(aiterator, default=None, /)", builtin_anext),
  builtinFunction("sum(iterable, /, start=0)", builtin_sum),
  builtinFunction("any(iterable, /)", builtin_any),
  builtinFunction("all(iterable, /)", builtin_all),
  shownAs(
    builtinFunction("sorted(*args, key=None, reverse=False)", builtin_sorted),
    "iterable, /, *, key=None, reverse=False",
  ),
  builtinFunction("min(*args, key=None)", builtin_min),
  builtinFunction("max(*args, key=None)", builtin_max),
  importFunction,
  compileFunction,
  frameFunction("globals()", builtin_globals),
  frameFunction("locals()", builtin_locals),
  execFunction,
  evalFunction,
  buildClass as W_Builtin,
];

export const builtinsModule = defineModule("builtins", functions, {
  None: w_None,
  True: w_True,
  False: w_False,
  NotImplemented: w_NotImplemented,
  Ellipsis: w_Ellipsis,
  __debug__: w_True,
  object: w_object,
  type: w_type,
  int: w_int,
  bool: w_bool,
  float: w_float,
  complex: w_complex,
  str: w_str,
  list: w_list,
  tuple: w_tuple,
  dict: w_dict,
  set: w_set,
  bytes: w_bytes,
  bytearray: w_bytearray,
  memoryview: w_memoryview,
  frozenset: w_frozenset,
  slice: w_slice,
  range: w_range,
  enumerate: w_enumerate,
  zip: w_zip,
  map: w_map,
  filter: w_filter,
  reversed: w_reversed,
  property: w_property,
  staticmethod: w_staticmethod,
  classmethod: w_classmethod,
  super: w_super,
  ...allExceptionTypes,
});

const writable = tables as { -readonly [K in keyof typeof tables]: (typeof tables)[K] };
writable.builtins = builtinsModule.dict;
