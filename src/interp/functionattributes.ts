// The attributes of functions, methods and cells, and their constructors: types.FunctionType, MethodType, CellType.

import { newArray } from "../rts/index.ts";
import { dictObject_dict, dictObject_setDict } from "./attributesdict.ts";
import { def, defStatic, getter, getterSetter, member } from "./builtin.ts";
import { W_Cell, w_cell } from "./cell.ts";
import { W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { type OperationError, raise0, raise1, raiseFull, raiseInts, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Function, W_Method, w_method } from "./function.ts";
import { InstanceGlobals } from "./instanceglobals.ts";
import { newInt } from "./int.ts";
import { builtinsOf } from "./namespaces.ts";
import { hooks, noArgs, type W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { builtin } from "./reducetypes.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import { w_function } from "./types.ts";

// --- functions
function function_name(self: W_Object): W_Object {
  return (self as W_Function).name;
}
function function_setName(self: W_Object, value: W_Object | null): W_Object {
  const text = value === null ? null : value.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "__name__ must be set to a string object");
  (self as W_Function).name = text;
  return w_None;
}
function function_qualname(self: W_Object): W_Object {
  return (self as W_Function).qualname;
}
function function_setQualname(self: W_Object, value: W_Object | null): W_Object {
  const text = value === null ? null : value.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "__qualname__ must be set to a string object");
  (self as W_Function).qualname = text;
  return w_None;
}
function function_module(self: W_Object): W_Object {
  return (self as W_Function).module;
}
function function_setModule(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).module = value === null ? w_None : value;
  return w_None;
}
function function_doc(self: W_Object): W_Object {
  return (self as W_Function).doc();
}
function function_setDoc(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Function).setDoc(value === null ? w_None : value);
  return w_None;
}
function function_defaults(self: W_Object): W_Object {
  const defaults = (self as W_Function).defaults;
  return defaults.length === 0 ? w_None : newTuple(defaults);
}
function function_setDefaults(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value === null || value === w_None) func.defaults = noArgs;
  else if (value instanceof W_Tuple) func.defaults = value.items;
  else throw raise0(w_TypeError, "__defaults__ must be set to a tuple object");
  return w_None;
}
function function_kwdefaults(self: W_Object): W_Object {
  const defaults = (self as W_Function).kwdefaults;
  return defaults === null ? w_None : defaults;
}
function function_setKwdefaults(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value === null || value === w_None) func.kwdefaults = null;
  else if (value instanceof W_Dict) func.kwdefaults = value;
  else throw raise0(w_TypeError, "__kwdefaults__ must be set to a dict object");
  return w_None;
}
/** Computed by __annotate__ when they are first asked for. */
function function_annotations(self: W_Object): W_Object {
  const func = self as W_Function;
  let annotations = func.annotations;
  if (annotations === null) {
    annotations = new W_Dict();
    if (func.annotate !== null && func.annotate !== w_None) {
      annotations = func.annotate.call1(newInt(1));
      if (!(annotations.unwrap() instanceof W_Dict))
        throw raise1(w_TypeError, "__annotate__() must return a dict, not %T", annotations);
    }
    func.annotations = annotations;
  }
  return annotations;
}
function function_setAnnotations(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value !== null && value !== w_None && !(value.unwrap() instanceof W_Dict))
    throw raise0(w_TypeError, "__annotations__ must be set to a dict object");
  func.annotations = value === w_None ? null : value;
  func.annotate = null;
  return w_None;
}
function function_annotate(self: W_Object): W_Object {
  const annotate = (self as W_Function).annotate;
  return annotate === null ? w_None : annotate;
}
function function_setAnnotate(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (value === null) throw raise0(w_TypeError, "__annotate__ cannot be deleted");
  if (value !== w_None && !value.isCallable()) throw raise0(w_TypeError, "__annotate__ must be callable or None");
  func.annotate = value;
  if (value !== w_None) func.annotations = null;
  return w_None;
}
function function_typeParams(self: W_Object): W_Object {
  return (self as W_Function).typeParams;
}
function function_setTypeParams(self: W_Object, value: W_Object | null): W_Object {
  if (!(value instanceof W_Tuple)) throw raise0(w_TypeError, "__type_params__ must be set to a tuple");
  (self as W_Function).typeParams = value;
  return w_None;
}
function function_code(self: W_Object): W_Object {
  return (self as W_Function).code;
}
function function_setCode(self: W_Object, value: W_Object | null): W_Object {
  const func = self as W_Function;
  if (!(value instanceof W_Code)) throw raise0(w_TypeError, "__code__ must be set to a code object");
  if (value.freevars.length !== func.closure.length) throw wrongFreeVariables(func, value);
  func.setCode(value);
  return w_None;
}
function wrongFreeVariables(func: W_Function, code: W_Code): OperationError {
  return raiseFull(
    w_ValueError,
    "%S() requires a code object with %d free vars, not %d",
    func.name,
    null,
    func.closure.length,
    code.freevars.length,
  );
}
function function_globals(self: W_Object): W_Object {
  return (self as W_Function).globals;
}
function function_builtins(self: W_Object): W_Object {
  return (self as W_Function).builtins;
}
function function_closure(self: W_Object): W_Object {
  const cells = (self as W_Function).closure;
  if (cells.length === 0) return w_None;
  const items = newArray<W_Object>(cells.length);
  for (let i = 0; i < cells.length; i++) items[i] = cells[i]!;
  return newTuple(items);
}
const parameterNames: W_Str[] = ["code", "globals", "name", "argdefs", "closure", "kwdefaults"].map(intern);
/** FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None) */
function function_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywordCount;
  if (positional > 7)
    throw raiseInts(w_TypeError, "function() takes at most 6 arguments (%d given)", null, positional - 1, 0);
  const given = newArray<W_Object>(6);
  for (let i = 1; i < positional; i++) given[i - 1] = args[i]!;
  for (let k = 0; k < keywordCount; k++) {
    let at = 0;
    while (at < 6 && parameterNames[at] !== kwnames![k]) at++;
    if (at === 6) throw raise1(w_TypeError, "function() got an unexpected keyword argument '%S'", kwnames![k]!);
    given[at] = args[positional + k]!;
  }
  for (let i = 0; i < 2; i++)
    if (given[i] === null)
      throw raiseFull(
        w_TypeError,
        "function() missing required argument '%S' (pos %d)",
        parameterNames[i]!,
        null,
        i + 1,
        0,
      );
  for (let i = 2; i < 6; i++) if (given[i] === null) given[i] = w_None;
  const code = given[0]!;
  const namespace = given[1]!.unwrap();
  if (!(code instanceof W_Code)) throw raise1(w_TypeError, "function() argument 'code' must be code, not %T", code);
  if (!(namespace instanceof W_Dict))
    throw raise1(w_TypeError, "function() argument 'globals' must be dict, not %T", given[1]!);
  // looking for a name in an instance of a class of the program's may do more than finding it
  const globals = namespace === given[1] ? namespace : new InstanceGlobals(given[1]!);
  if (given[2] !== w_None && !(given[2] instanceof W_Str))
    throw raise0(w_TypeError, "arg 3 (name) must be None or string");
  if (given[3] !== w_None && !(given[3] instanceof W_Tuple))
    throw raise0(w_TypeError, "arg 4 (defaults) must be None or tuple");
  if (!(given[4] instanceof W_Tuple)) {
    if (code.freevars.length > 0) throw raise0(w_TypeError, "arg 5 (closure) must be tuple");
    if (given[4] !== w_None) throw raise0(w_TypeError, "arg 5 (closure) must be None or tuple");
  }
  const cells = given[4] instanceof W_Tuple ? given[4].items : noArgs;
  if (cells.length !== code.freevars.length)
    throw raiseFull(
      w_ValueError,
      "%S requires closure of length %d, not %d",
      code.name,
      null,
      code.freevars.length,
      cells.length,
    );
  const closure = newArray<W_Cell>(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (!(cell instanceof W_Cell)) throw raise1(w_TypeError, "arg 5 (closure) expected cell, found %T", cell);
    closure[i] = cell;
  }
  const func = new W_Function(code, globals, builtinsOf(globals), closure);
  if (given[2] instanceof W_Str) func.name = given[2];
  if (given[3] instanceof W_Tuple) func.defaults = given[3].items;
  if (given[5] instanceof W_Dict) func.kwdefaults = given[5];
  return func;
}
defStatic(w_function, "__new__(cls, *args, **kwargs)", function_new);
getterSetter(w_function, "__name__", function_name, function_setName);
getterSetter(w_function, "__qualname__", function_qualname, function_setQualname);
getterSetter(w_function, "__module__", function_module, function_setModule);
getterSetter(w_function, "__doc__", function_doc, function_setDoc);
getterSetter(w_function, "__defaults__", function_defaults, function_setDefaults);
getterSetter(w_function, "__kwdefaults__", function_kwdefaults, function_setKwdefaults);
getterSetter(w_function, "__annotations__", function_annotations, function_setAnnotations);
getterSetter(w_function, "__annotate__", function_annotate, function_setAnnotate);
getterSetter(w_function, "__type_params__", function_typeParams, function_setTypeParams);
getterSetter(w_function, "__code__", function_code, function_setCode);
getterSetter(w_function, "__dict__", dictObject_dict, dictObject_setDict);
member(w_function, "__globals__", function_globals);
member(w_function, "__builtins__", function_builtins);
member(w_function, "__closure__", function_closure);
defSlots(w_function, "__get__ __call__ __repr__");

// --- methods
function method_new(_type: W_Object, func: W_Object, self: W_Object): W_Object {
  if (!func.isCallable()) throw raise0(w_TypeError, "first argument must be callable");
  if (self === w_None) throw raise0(w_TypeError, "instance must not be None");
  return new W_Method(func, self);
}
function method_func(self: W_Object): W_Object {
  return (self as W_Method).func;
}
function method_self(self: W_Object): W_Object {
  return (self as W_Method).self;
}
const n_doc = intern("__doc__");
const n_name = intern("__name__");
function method_doc(self: W_Object): W_Object {
  const doc = (self as W_Method).func.getAttr(n_doc);
  return doc === null ? w_None : doc;
}
const n_hash = intern("__hash__");
const n_getattr = intern("getattr");
function method_reduce(self: W_Object): W_Object {
  const method = self as W_Method;
  return newTuple2(builtin(n_getattr), newTuple2(method.self, getAttr(method.func, n_name)));
}
defStatic(w_method, "__new__(cls, function, instance, /)", method_new);
member(w_method, "__func__", method_func);
member(w_method, "__self__", method_self);
getter(w_method, "__doc__", method_doc);
def(w_method, "__reduce__(self, /)", method_reduce);
defSlots(w_method, "__get__ __call__ __eq__ __ne__ __hash__ __repr__");

// --- cells
function cell_new(_type: W_Object, contents: W_Object | null): W_Object {
  const cell = new W_Cell();
  cell.value = contents;
  return cell;
}
function cell_contents(self: W_Object): W_Object {
  const value = (self as W_Cell).value;
  if (value === null) throw raise0(w_ValueError, "Cell is empty");
  return value;
}
function cell_setContents(self: W_Object, value: W_Object | null): W_Object {
  (self as W_Cell).value = value;
  return w_None;
}
function cell_repr(self: W_Object): W_Object {
  const cell = self as W_Cell;
  const text = new StrBuilder();
  const whole = hooks.defaultRepr(self);
  text.add("<cell at ");
  // the address in `<cell object at 0x...>`
  text.addSlice(whole, 16, whole.length - 1);
  if (cell.value === null) text.add(": empty>");
  else {
    text.add(": ");
    const value = hooks.defaultRepr(cell.value);
    text.addStr(cell.value.getType().name);
    text.add(" object at ");
    let at = value.length - 1;
    while (at > 0 && value.charAt(at) !== 32) at--;
    text.addSlice(value, at + 1, value.length);
  }
  return text.build();
}
defStatic(w_cell, "__new__(cls, contents=None, /)", cell_new);
getterSetter(w_cell, "cell_contents", cell_contents, cell_setContents);
w_cell.dict.set(n_hash, w_None);
defSlots(w_cell, COMPARISON_SLOTS);
def(w_cell, "__repr__(self, /)", cell_repr);
