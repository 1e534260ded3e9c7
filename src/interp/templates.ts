// string.templatelib.Template and Interpolation: what a template string t"..." makes. A template keeps its literal texts and, between each two of
// them, an interpolation: so there is always one text more than interpolations.

import type { int } from "../rts/index.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { W_List } from "./list.ts";
import { ADD, W_Object } from "./object.ts";
import { reprNested } from "./repr.ts";
import { defSlots } from "./slots.ts";
import { StrBuilder, type W_Str } from "./text.ts";
import { newTuple, type W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_template = builtinType("string.templatelib.Template");
export const w_interpolation = builtinType("string.templatelib.Interpolation");
w_template.isBaseType = false;
w_interpolation.isBaseType = false;

/** One field of a template string: {value!conversion:formatSpec}, and the source of the value. */
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
    return w_interpolation;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("Interpolation(");
    text.addStr(reprNested(this.value));
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

export class W_Template extends W_Object {
  readonly strings: W_Tuple;
  readonly interpolations: W_Tuple;
  constructor(strings: W_Tuple, interpolations: W_Tuple) {
    super();
    this.strings = strings;
    this.interpolations = interpolations;
  }
  override getType(): W_Type {
    return w_template;
  }
  override iter(): W_Object | null {
    return new TemplateIterator(this);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    return op === ADD && other instanceof W_Template ? concatenate(this, other) : null;
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
}
/** The last text of the one and the first of the other become one. */
function concatenate(a: W_Template, b: W_Template): W_Template {
  const strings = new W_List();
  const last = a.strings.items.length - 1;
  for (let i = 0; i < last; i++) strings.append(a.strings.items[i]!);
  const text = new StrBuilder();
  text.addStr(a.strings.items[last]! as W_Str);
  text.addStr(b.strings.items[0]! as W_Str);
  strings.append(text.build());
  for (let i = 1; i < b.strings.items.length; i++) strings.append(b.strings.items[i]!);
  return new W_Template(newTuple(strings.toArray()), a.interpolations.binary(ADD, b.interpolations) as W_Tuple);
}

/** The parts in their order; empty texts are left out. */
const w_template_iterator = iteratorType("string.templatelib.TemplateIter");
class TemplateIterator extends W_Iterator {
  readonly template: W_Template;
  index: int = 0;
  /** Is an interpolation the next part? */
  between: boolean = false;
  constructor(template: W_Template) {
    super();
    this.template = template;
  }
  override getType(): W_Type {
    return w_template_iterator;
  }
  override next(): W_Object | null {
    const strings = this.template.strings.items;
    if (!this.between) {
      if (this.index >= strings.length) return null;
      this.between = true;
      const text = strings[this.index]! as W_Str;
      if (text.length > 0) return text;
    }
    const interpolations = this.template.interpolations.items;
    const index = this.index;
    this.index = index + 1;
    if (index >= interpolations.length) return null;
    this.between = false;
    return interpolations[index]!;
  }
}

defSlots(w_template, "__iter__ __add__ __repr__");
defSlots(w_interpolation, "__repr__");
defSlots(w_template_iterator, "__iter__ __next__");
