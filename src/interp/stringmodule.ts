// The module _string: how a template of str.format is taken apart, for string.Formatter.

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { FieldPathReader, fieldNumber, TemplateReader } from "./templatefields.ts";
import { charStr, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";

function textArgument(object: W_Object): W_Str {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "expected str, got %T", object);
  return text;
}

const w_formatteriterator = iteratorType("formatteriterator");
const w_fieldnameiterator = iteratorType("fieldnameiterator");

/** Tuples (literal text, field name, format spec, conversion); the last three are None where no field follows. */
class W_FormatterIterator extends W_Iterator {
  readonly reader: TemplateReader;
  constructor(text: W_Str) {
    super();
    this.reader = new TemplateReader(text, 0, text.length);
  }
  override getType(): W_Type {
    return w_formatteriterator;
  }
  override next(): W_Object | null {
    const reader = this.reader;
    if (!reader.next()) return null;
    const text = reader.text;
    const items = newArray<W_Object>(4);
    items[0] = text.slice(reader.literalStart, reader.literalEnd);
    items[1] = reader.field ? text.slice(reader.nameStart, reader.nameEnd) : w_None;
    items[2] = reader.field ? text.slice(reader.specStart, reader.specEnd) : w_None;
    items[3] = reader.field && reader.conversion !== 0 ? charStr(reader.conversion) : w_None;
    return newTuple(items);
  }
}
function string_formatter_parser(template: W_Object): W_Object {
  return new W_FormatterIterator(textArgument(template));
}

/** Tuples (is an attribute, name or key). */
class W_FieldNameIterator extends W_Iterator {
  readonly path: FieldPathReader;
  constructor(path: FieldPathReader) {
    super();
    this.path = path;
  }
  override getType(): W_Type {
    return w_fieldnameiterator;
  }
  override next(): W_Object | null {
    const path = this.path;
    if (!path.next()) return null;
    return path.attribute
      ? newTuple2(w_True, path.text.slice(path.partStart, path.partEnd))
      : newTuple2(w_False, numberOrText(path.text, path.partStart, path.partEnd));
  }
}
/** `0.name[key]` as (first, iterator of what follows). */
function string_formatter_field_name_split(name: W_Object): W_Object {
  const text = textArgument(name);
  const path = new FieldPathReader(text, 0, text.length);
  return newTuple2(numberOrText(text, 0, path.firstEnd), new W_FieldNameIterator(path));
}
function numberOrText(text: W_Str, from: int, to: int): W_Object {
  const number = fieldNumber(text, from, to);
  return number >= 0 ? newInt(number) : text.slice(from, to);
}
defineModule(
  "_string",
  [
    builtinFunction("formatter_parser(string, /)", string_formatter_parser),
    builtinFunction("formatter_field_name_split(string, /)", string_formatter_field_name_split),
  ],
  {},
);
