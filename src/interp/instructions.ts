// What instructions of the bytecode loop do, where it takes more than a line.

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { W_BoundBuiltin, W_Builtin } from "./builtin.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { updateDict } from "./dictviews.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseInts,
  w_AssertionError,
  w_KeyError,
  w_NameError,
  w_NotImplementedError,
  w_RuntimeError,
  w_StopAsyncIteration,
  w_SystemError,
  w_TypeError,
  w_UnboundLocalError,
  w_ValueError,
} from "./errors.ts";
import { errorOf, type W_BaseException } from "./exceptions.ts";
import { format } from "./formatspec.ts";
import { W_Function, W_Method } from "./function.ts";
import { W_Int, w_False, w_True } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_keys, n_name } from "./names.ts";
import { findBuiltin } from "./namespaces.ts";
import type { W_Object } from "./object.ts";
import { checkedIterator, getItem, setItem } from "./operations.ts";
import { W_Set } from "./set.ts";
import { w_None } from "./singletons.ts";
import { state, tables } from "./state.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";
import { typeIntrinsic, typeIntrinsic2 } from "./typingmodule.ts";

export function isTrue(object: W_Object): boolean {
  if (object === w_True) return true;
  if (object === w_False) return false;
  return object.isTrue();
}

// --- names
export function unboundLocal(name: W_Str): OperationError {
  return raise1(w_UnboundLocalError, "cannot access local variable '%S' where it is not associated with a value", name);
}
/** The error for an empty cell in a register. */
export function emptyCell(code: W_Code, register: int): OperationError {
  const name = code.cellName(register);
  if (register < code.body().varnames.length + code.body().cellvars.length) return unboundLocal(name);
  return raise1(
    w_NameError,
    "cannot access free variable '%S' where it is not associated with a value in enclosing scope",
    name,
  );
}
/** @jit unroll */
export function copyClosure(func: W_Function, regs: W_Object[], to: int, count: int): void {
  for (let i = 0; i < count; i++) regs[to + i] = func.closure[i]!;
}
/** One of commonObjects, for code of a function. Raises NameError. */
export function commonObject(func: W_Function, which: int): W_Object {
  switch (which) {
    case 0:
      return w_AssertionError;
    case 1:
      return w_NotImplementedError;
    case 2:
      return buildClassOf(func);
    default:
      return w_StopAsyncIteration;
  }
}
function buildClassOf(func: W_Function): W_Object {
  const found = findBuiltin(func, n_buildClass);
  if (found === null) throw raise0(w_NameError, "__build_class__ not found");
  return found;
}
const n_buildClass = intern("__build_class__");

// --- items
export function loadItem(object: W_Object, key: W_Object): W_Object {
  if (key instanceof W_Int) {
    const index = key.value;
    if (object instanceof W_List) {
      const i = index < 0 ? index + object.length : index;
      if (i >= 0 && i < object.length) return object.get(i);
    } else if (object instanceof W_Tuple) {
      const items = object.items;
      const i = index < 0 ? index + items.length : index;
      if (i >= 0 && i < items.length) return items[i]!;
    }
  }
  return getItem(object, key);
}
export function storeItem(object: W_Object, key: W_Object, value: W_Object): void {
  if (object instanceof W_List && key instanceof W_Int) {
    const index = key.value;
    const i = index < 0 ? index + object.length : index;
    if (i >= 0 && i < object.length) {
      object.set(i, value);
      return;
    }
  }
  setItem(object, key, value);
}

// --- displays
export function buildSet(regs: W_Object[], first: int, count: int): W_Object {
  const set = new W_Set(false);
  for (let i = 0; i < count; i++) set.add(regs[first + i]!);
  return set;
}
export function buildMap(regs: W_Object[], first: int, pairs: int): W_Object {
  const dict = new W_Dict();
  for (let i = 0; i < pairs; i++) dict.set(regs[first + 2 * i]!, regs[first + 2 * i + 1]!);
  return dict;
}
export function joinRegisters(regs: W_Object[], first: int, count: int): W_Object {
  const text = new StrBuilder();
  for (let i = 0; i < count; i++) {
    const part = regs[first + i]!;
    text.addStr(part instanceof W_Str ? part : unusualPart(part, i));
  }
  return text.build();
}
/** A part that is no exact str: only trees that a program has made bring one. */
function unusualPart(part: W_Object, index: int): W_Str {
  const text = part.unwrap();
  if (text instanceof W_Str) return text;
  throw raiseFull(w_TypeError, "sequence item %d: expected str instance, %T found", part, null, index, 0);
}
/** `f"{value:spec}"` */
export function formatWithSpec(value: W_Object, spec: W_Object): W_Object {
  const text = spec.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_SystemError, "Format specifier must be a string, not %T", spec);
  return format(value, text);
}
/** `*x` in a display */
export function extendDisplay(list: W_List, iterable: W_Object): void {
  if (iterable instanceof W_List || iterable instanceof W_Tuple) {
    list.extend(iterable);
    return;
  }
  const iterator = iterable.iter();
  if (iterator === null) throw raise1(w_TypeError, "Value after * must be an iterable, not %T", iterable);
  list.extendFrom(iterable, checkedIterator(iterator));
}
/** `**x` in a display */
export function updateDisplay(dict: W_Dict, mapping: W_Object): void {
  if (!(mapping.unwrap() instanceof W_Dict) && mapping.getAttr(n_keys) === null)
    throw raise1(w_TypeError, "'%T' object is not a mapping", mapping);
  updateDict(dict, mapping);
}
/** f(**x): keys have to be new, and strings. */
export function mergeKeywords(dict: W_Dict, mapping: W_Object, callee: W_Object): void {
  if (!(mapping.unwrap() instanceof W_Dict) && mapping.getAttr(n_keys) === null)
    throw raise2(w_TypeError, "%S() argument after ** must be a mapping, not %T", calleeName(callee), mapping);
  const more = new W_Dict();
  try {
    updateDict(more, mapping);
  } catch (error) {
    // a KeyError of the mapping itself is taken for a name that is there twice, as in CPython
    if (!(error instanceof OperationError) || !error.matches(w_KeyError)) throw error;
    const items = (error.value() as W_BaseException).args.items;
    if (items.length !== 1) throw error;
    throw raise2(w_TypeError, "%S() got multiple values for keyword argument '%S'", calleeName(callee), items[0]!);
  }
  for (let i = more.nextEntry(0); i >= 0; i = more.nextEntry(i + 1)) {
    const key = more.keys[i]!;
    if (dict.get(key) !== null)
      throw raise2(w_TypeError, "%S() got multiple values for keyword argument '%S'", calleeName(callee), key);
    dict.set(key, more.valueAt(i)!);
  }
}
/** How messages name what is called. */
function calleeName(callee: W_Object): W_Str {
  const text = new StrBuilder();
  if (callee instanceof W_Function) {
    if (callee.module instanceof W_Str) {
      text.addStr(callee.module);
      text.addChar(46);
    }
    text.addStr(callee.qualname);
  } else if (callee instanceof W_Method) text.addStr(calleeName(callee.func));
  else if (callee instanceof W_Builtin) text.addStr(callee.name);
  else if (callee instanceof W_BoundBuiltin) text.addStr(callee.method.name);
  else if (callee instanceof W_Type) text.addStr(callee.name);
  else text.addStr(callee.repr());
  return text.build();
}
/**
 * The items of a value into `count` registers.
 * @jit unroll
 */
export function unpack(value: W_Object, regs: W_Object[], to: int, count: int): void {
  if (value instanceof W_Tuple) {
    if (value.items.length === count) {
      copyItems(value.items, regs, to, count);
      return;
    }
  } else if (value instanceof W_List) {
    if (value.length === count) {
      for (let i = 0; i < count; i++) regs[to + i] = value.get(i);
      return;
    }
  }
  unpackAny(value, regs, to, count);
}
/** @jit unroll */
function copyItems(items: W_Object[], regs: W_Object[], to: int, count: int): void {
  for (let i = 0; i < count; i++) regs[to + i] = items[i]!;
}
function unpackAny(value: W_Object, regs: W_Object[], to: int, count: int): void {
  const iterator = value.iter();
  if (iterator === null) throw raise1(w_TypeError, "cannot unpack non-iterable %T object", value);
  const items = newArray<W_Object>(count);
  for (let i = 0; i < count; i++) {
    const item = iterator.next();
    if (item === null)
      throw raiseInts(w_ValueError, "not enough values to unpack (expected %d, got %d)", null, count, i);
    items[i] = item;
  }
  if (iterator.next() !== null) {
    let length = -1;
    if (value instanceof W_Tuple) length = value.len();
    else if (value instanceof W_List) length = value.len();
    else if (value instanceof W_Dict) length = value.len();
    if (length >= 0)
      throw raiseInts(w_ValueError, "too many values to unpack (expected %d, got %d)", null, count, length);
    throw raiseInts(w_ValueError, "too many values to unpack (expected %d)", null, count, 0);
  }
  arrayCopy(items, 0, regs, to, count);
}
/** `before` items, a list of those between, `after` items. */
export function unpackStar(value: W_Object, regs: W_Object[], to: int, before: int, after: int): void {
  if (value.iter() === null) throw raise1(w_TypeError, "cannot unpack non-iterable %T object", value);
  const items = arrayOf(value);
  const between = items.length - before - after;
  if (between < 0)
    throw raiseInts(
      w_ValueError,
      "not enough values to unpack (expected at least %d, got %d)",
      null,
      before + after,
      items.length,
    );
  const list = new W_List();
  for (let i = 0; i < between; i++) list.append(items[before + i]!);
  arrayCopy(items, 0, regs, to, before);
  regs[to + before] = list;
  arrayCopy(items, before + between, regs, to + before + 1, after);
}

// --- calls
/** f(*x) */
export function starArguments(callee: W_Object, iterable: W_Object): W_Object[] {
  if (iterable instanceof W_Tuple) return iterable.items;
  if (iterable.iter() === null)
    throw raise2(w_TypeError, "%S() argument after * must be an iterable, not %T", calleeName(callee), iterable);
  return arrayOf(iterable);
}
export function callWithKeywords(callee: W_Object, args: W_Object[], keywords: W_Dict): W_Object {
  if (keywords.count === 0) return callee.call(args, null);
  const all = newArray<W_Object>(args.length + keywords.count);
  const names = newArray<W_Object>(keywords.count);
  arrayCopy(args, 0, all, 0, args.length);
  let n = 0;
  for (let i = keywords.nextEntry(0); i >= 0; i = keywords.nextEntry(i + 1)) {
    const name = keywords.keys[i]!.unwrap();
    if (!(name instanceof W_Str)) throw raise0(w_TypeError, "keywords must be strings");
    names[n] = internStr(name);
    all[args.length + n] = keywords.valueAt(i)!;
    n++;
  }
  return callee.call(all, names);
}
export function makeFunction(code: W_Code, maker: W_Function, regs: W_Object[]): W_Object {
  const count = code.closureFrom.length;
  const closure = newArray<W_Cell>(count);
  for (let i = 0; i < count; i++) closure[i] = regs[code.closureFrom[i]!] as W_Cell;
  return new W_Function(code, maker.globals, maker.builtins, closure);
}
export function setFunctionAttribute(func: W_Function, which: int, value: W_Object): void {
  switch (which) {
    case 0:
      func.defaults = (value as W_Tuple).items;
      return;
    case 1:
      func.kwdefaults = value as W_Dict;
      return;
    case 2:
      func.annotations = value;
      return;
    default:
      func.annotate = value;
  }
}

// --- exceptions
/** `raise` alone */
export function currentError(): OperationError {
  if (state.handled === null) return raise0(w_RuntimeError, "No active exception to reraise");
  return errorOf(state.handled);
}
/** __exit__(type, exception, traceback) */
export function callExit(exit: W_Object, self: W_Object | null, exception: W_BaseException): W_Object {
  const traceback = exception.traceback === null ? w_None : exception.traceback;
  const n = self === null ? 0 : 1;
  const args = newArray<W_Object>(n + 3);
  if (self !== null) args[0] = self;
  args[n] = exception.getType();
  args[n + 1] = exception;
  args[n + 2] = traceback;
  return exit.call(args, null);
}

const n_annotations = intern("__annotations__");
export function setupAnnotations(namespace: W_Object): void {
  if (namespace instanceof W_Dict && namespace.get(n_annotations) === null) namespace.set(n_annotations, new W_Dict());
}
/** INTRINSIC_1 */
export function intrinsic(which: int, value: W_Object, globals: W_Dict): W_Object {
  return which === 0 ? displayValue(value) : typeIntrinsic(which, value, moduleName(globals));
}
/** The value of an expression statement typed at a prompt, shown as the program wants it. */
function displayValue(value: W_Object): W_Object {
  const hook = tables.sys.get(n_displayhook);
  if (hook === null) throw raise0(w_RuntimeError, "lost sys.displayhook");
  return hook.call1(value);
}
const n_displayhook = intern("displayhook");
/** INTRINSIC_2 */
export function intrinsic2(which: int, first: W_Object, second: W_Object, globals: W_Dict): W_Object {
  return typeIntrinsic2(which, first, second, moduleName(globals));
}
function moduleName(globals: W_Dict): W_Object {
  const name = globals.get(n_name);
  return name === null ? w_None : name;
}
