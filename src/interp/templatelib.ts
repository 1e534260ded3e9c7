// Template strings (PEP 750): string.templatelib.Template and Interpolation.

import { type int, newArray } from "../rts/index.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { raise0, raise1, w_TypeError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { W_List } from "./list.ts";
import { n_module } from "./names.ts";
import { ADD, W_Object } from "./object.ts";
import { iter } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple, type W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_Template = builtinType("Template");
const w_Interpolation = builtinType("Interpolation");
for (const type of [w_Template, w_Interpolation]) {
  type.isBaseType = false;
  type.dict.set(n_module, intern("string.templatelib"));
  defGeneric(type);
}

export class W_Interpolation extends W_Object {
  readonly value: W_Object;
  readonly expression: W_Object;
  readonly conversion: W_Object;
  readonly formatSpec: W_Object;
  constructor(value: W_Object, expression: W_Object, conversion: W_Object, formatSpec: W_Object) {
    super();
    this.value = value;
    this.expression = expression;
    this.conversion = conversion;
    this.formatSpec = formatSpec;
  }
  override getType(): W_Type {
    return w_Interpolation;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("Interpolation(");
    text.addStr(this.value.repr());
    text.add(", ");
    text.addStr(this.expression.repr());
    text.add(", ");
    text.addStr(this.conversion.repr());
    text.add(", ");
    text.addStr(this.formatSpec.repr());
    text.addChar(41);
    return text.build();
  }
}
/** One string more than interpolations: what stands before, between and behind them. */
export class W_Template extends W_Object {
  readonly strings: W_Tuple;
  readonly interpolations: W_Tuple;
  constructor(strings: W_Tuple, interpolations: W_Tuple) {
    super();
    this.strings = strings;
    this.interpolations = interpolations;
  }
  override getType(): W_Type {
    return w_Template;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("Template(strings=");
    text.addStr(this.strings.repr());
    text.add(", interpolations=");
    text.addStr(this.interpolations.repr());
    text.addChar(41);
    return text.build();
  }
  /** Strings that are not empty and interpolations, in their order. */
  override iter(): W_Object | null {
    const parts = new W_List();
    for (let i = 0; i < this.strings.items.length; i++) {
      const string = this.strings.items[i] as W_Str;
      if (string.length > 0) parts.append(string);
      if (i < this.interpolations.items.length) parts.append(this.interpolations.items[i]!);
    }
    return iter(parts);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op !== ADD) return null;
    if (!(other instanceof W_Template))
      throw raise1(
        w_TypeError,
        'can only concatenate string.templatelib.Template (not "%T") to string.templatelib.Template',
        other,
      );
    const left = this.strings.items;
    const right = other.strings.items;
    const strings = newArray<W_Object>(left.length + right.length - 1);
    for (let i = 0; i < left.length; i++) strings[i] = left[i]!;
    for (let i = 0; i < right.length; i++) strings[left.length - 1 + i] = right[i]!;
    strings[left.length - 1] = joined(left[left.length - 1] as W_Str, right[0] as W_Str);
    return new W_Template(newTuple(strings), this.interpolations.binary(ADD, other.interpolations) as W_Tuple);
  }
}
function joined(a: W_Str, b: W_Str): W_Str {
  const text = new StrBuilder();
  text.addStr(a);
  text.addStr(b);
  return text.build();
}
/** Template(*args): strings that follow each other are joined. */
function template_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "Template.__new__ only accepts *args arguments");
  const strings = new W_List();
  const interpolations = new W_List();
  let last = emptyStr;
  for (let i = 1; i < args.length; i++) {
    const part = args[i]!.unwrap();
    if (part instanceof W_Str) last = joined(last, part);
    else if (part instanceof W_Interpolation) {
      strings.append(last);
      last = emptyStr;
      interpolations.append(part);
    } else
      throw raise1(w_TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", args[i]!);
  }
  strings.append(last);
  return new W_Template(newTuple(strings.toArray()), newTuple(interpolations.toArray()));
}
function template_strings(self: W_Object): W_Object {
  return (self as W_Template).strings;
}
function template_interpolations(self: W_Object): W_Object {
  return (self as W_Template).interpolations;
}
function template_values(self: W_Object): W_Object {
  const items = (self as W_Template).interpolations.items;
  const values = newArray<W_Object>(items.length);
  for (let i = 0; i < items.length; i++) values[i] = (items[i] as W_Interpolation).value;
  return newTuple(values);
}
defStatic(w_Template, "__new__(cls, *args)", template_new);
getter(w_Template, "strings", template_strings);
getter(w_Template, "interpolations", template_interpolations);
getter(w_Template, "values", template_values);
defSlots(w_Template, "__iter__ __add__ __repr__");

/** Interpolation(value, expression="", conversion=None, format_spec="") */
function interpolation_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = newArray<W_Object | null>(4);
  const positional = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  if (positional > 4) throw raise0(w_TypeError, "Interpolation() takes at most 4 arguments");
  for (let i = 0; i < positional; i++) given[i] = args[i + 1]!;
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      let at = 0;
      while (at < 4 && parameters[at] !== kwnames[k]) at++;
      if (at === 4) throw raise1(w_TypeError, "Interpolation() got an unexpected keyword argument '%S'", kwnames[k]!);
      given[at] = args[positional + 1 + k]!;
    }
  if (given[0] === null) throw raise0(w_TypeError, "Interpolation() missing required argument 'value' (pos 1)");
  return new W_Interpolation(
    given[0]!,
    given[1] === null ? emptyStr : given[1]!,
    given[2] === null ? w_None : given[2]!,
    given[3] === null ? emptyStr : given[3]!,
  );
}
const parameters: W_Str[] = ["value", "expression", "conversion", "format_spec"].map(intern);
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
defStatic(w_Interpolation, "__new__(cls, *args)", interpolation_new);
getter(w_Interpolation, "value", interpolation_value);
getter(w_Interpolation, "expression", interpolation_expression);
getter(w_Interpolation, "conversion", interpolation_conversion);
getter(w_Interpolation, "format_spec", interpolation_formatSpec);
defSlots(w_Interpolation, "__repr__");
def(w_Interpolation, "__reduce__(self, /)", interpolation_reduce);
function interpolation_reduce(self: W_Object): W_Object {
  const own = self as W_Interpolation;
  const items = newArray<W_Object>(4);
  items[0] = own.value;
  items[1] = own.expression;
  items[2] = own.conversion;
  items[3] = own.formatSpec;
  const pair = newArray<W_Object>(2);
  pair[0] = w_Interpolation;
  pair[1] = newTuple(items);
  return newTuple(pair);
}
