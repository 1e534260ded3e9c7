// What Python sees of templates and interpolations (templates.ts): their classes as functions, their attributes.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import { def, defStatic, getter, member } from "./builtin.ts";
import { raise0, raise1, raiseFull, w_TypeError, w_ValueError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { importLibrary } from "./importing.ts";
import { W_List } from "./list.ts";
import { ADD, type W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { W_Interpolation, W_Template, w_interpolation, w_template } from "./templates.ts";
import { emptyStr, intern, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";

// --- the classes called by a program
function template_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null && kwnames.length > 0)
    throw raise0(w_TypeError, "Template.__new__ only accepts *args arguments");
  const strings = new W_List();
  const interpolations = new W_List();
  let text: W_Str = emptyStr;
  for (let i = 1; i < args.length; i++) {
    const part = args[i]!;
    const unwrapped = part.unwrap();
    if (unwrapped instanceof W_Str) {
      text = text.length === 0 ? unwrapped : (text.binary(ADD, unwrapped) as W_Str);
    } else if (part instanceof W_Interpolation) {
      strings.append(text);
      text = emptyStr;
      interpolations.append(part);
    } else
      throw raise1(w_TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", part);
  }
  strings.append(text);
  return new W_Template(newTuple(strings.toArray()), newTuple(interpolations.toArray()));
}

const fieldNames: W_Str[] = ["value", "expression", "conversion", "format_spec"].map(intern);
function interpolation_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - 1 - keywordCount;
  if (args.length - 1 > 4)
    throw raiseFull(
      w_TypeError,
      "Interpolation() takes at most 4 arguments (%d given)",
      null,
      null,
      args.length - 1,
      0,
    );
  const fields = newArray<W_Object>(4);
  for (let i = 0; i < positional; i++) fields[i] = args[i + 1]!;
  for (let i = 0; i < keywordCount; i++) {
    const at = fieldIndex(kwnames![i]!);
    if (at < 0) throw raise1(w_TypeError, "Interpolation() got an unexpected keyword argument '%S'", kwnames![i]!);
    if (at < positional)
      throw raiseFull(
        w_TypeError,
        "argument for Interpolation() given by name ('%S') and position (%d)",
        kwnames![i]!,
        null,
        at + 1,
        0,
      );
    fields[at] = args[positional + 1 + i]!;
  }
  if (fields[0] === null) throw raise0(w_TypeError, "Interpolation() missing required argument 'value' (pos 1)");
  const expression = fields[1] === null ? emptyStr : textArgument(fields[1]!, 1);
  const conversion = fields[2] === null || fields[2] === w_None ? w_None : textArgument(fields[2]!, 2);
  if (conversion !== w_None && !isConversion(conversion.unwrap() as W_Str))
    throw raise0(w_ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  const formatSpec = fields[3] === null ? emptyStr : textArgument(fields[3]!, 3);
  return new W_Interpolation(fields[0]!, expression, conversion, formatSpec);
}
function fieldIndex(name: W_Object): int {
  for (let i = 0; i < 4; i++) if (fieldNames[i] === name) return i;
  return -1;
}
function textArgument(value: W_Object, index: int): W_Object {
  if (!(value.unwrap() instanceof W_Str))
    throw raiseFull(w_TypeError, "Interpolation() argument '%S' must be str, not %T", fieldNames[index]!, value, 0, 0);
  return value;
}
function isConversion(text: W_Str): boolean {
  if (text.length !== 1) return false;
  const c = text.charAt(0);
  return c === 97 || c === 114 || c === 115;
}

// --- attributes
function template_strings(self: W_Object): W_Object {
  return (self as W_Template).strings;
}
function template_interpolations(self: W_Object): W_Object {
  return (self as W_Template).interpolations;
}
function template_values(self: W_Object): W_Object {
  const interpolations = (self as W_Template).interpolations.items;
  const values = newArray<W_Object>(interpolations.length);
  for (let i = 0; i < values.length; i++) values[i] = (interpolations[i]! as W_Interpolation).value;
  return newTuple(values);
}
const n_templatelib = intern("string.templatelib");
const n_unpickle = intern("_template_unpickle");
const fromlist = newTuple2(n_unpickle, n_unpickle);
function template_reduce(self: W_Object): W_Object {
  const template = self as W_Template;
  const module = importLibrary(n_templatelib, fromlist);
  return newTuple2(getAttr(module, n_unpickle), newTuple2(template.strings, template.interpolations));
}
function interpolation_value(self: W_Object): W_Object {
  return (self as W_Interpolation).value;
}
function interpolation_expression(self: W_Object): W_Object {
  return (self as W_Interpolation).expression;
}
function interpolation_conversion(self: W_Object): W_Object {
  return (self as W_Interpolation).conversion;
}
function interpolation_formatSpec(self: W_Object): W_Object {
  return (self as W_Interpolation).formatSpec;
}
function interpolation_reduce(self: W_Object): W_Object {
  const interpolation = self as W_Interpolation;
  const fields = newArray<W_Object>(4);
  fields[0] = interpolation.value;
  fields[1] = interpolation.expression;
  fields[2] = interpolation.conversion;
  fields[3] = interpolation.formatSpec;
  return newTuple2(w_interpolation, newTuple(fields));
}

defStatic(w_template, "__new__(cls, *args)", template_new);
member(w_template, "strings", template_strings);
member(w_template, "interpolations", template_interpolations);
getter(w_template, "values", template_values);
def(w_template, "__reduce__(self, /)", template_reduce);
defGeneric(w_template);

defStatic(w_interpolation, "__new__(cls, *args, **kwargs)", interpolation_new);
w_interpolation.dict.set(intern("__match_args__"), newTuple(fieldNames.slice()));
member(w_interpolation, "value", interpolation_value);
member(w_interpolation, "expression", interpolation_expression);
member(w_interpolation, "conversion", interpolation_conversion);
member(w_interpolation, "format_spec", interpolation_formatSpec);
def(w_interpolation, "__reduce__(self, /)", interpolation_reduce);
defGeneric(w_interpolation);
