// str.format

import type { int } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { raise0, raise1, raiseFull, raiseWith, w_IndexError, w_KeyError, w_ValueError } from "./errors.ts";
import { asciiRepr, format } from "./formatspec.ts";
import { newInt } from "./int.ts";
import { longFromInt, longText } from "./long.ts";
import { noArgs, type W_Object } from "./object.ts";
import { getAttr, getItem } from "./operations.ts";
import { FieldPathReader, fieldNumber, TemplateReader } from "./templatefields.ts";
import { charStr, emptyStr, internStr, StrBuilder, type W_Str } from "./text.ts";
import { w_str } from "./types.ts";

/** State of one str.format call: automatic numbering. */
class FormatArguments {
  /** -1: the template numbers its fields itself. */
  next: int = 0;
  readonly args: W_Object[];
  readonly kwnames: W_Object[] | null;
  readonly positional: int;
  /** format_map's. */
  mapping: W_Object | null = null;
  constructor(args: W_Object[], kwnames: W_Object[] | null) {
    this.args = args;
    this.kwnames = kwnames;
    this.positional = kwnames === null ? args.length : args.length - kwnames.length;
  }
  /** args[0] is the template. */
  byNumber(number: int): W_Object {
    if (this.mapping !== null) throw raise0(w_ValueError, "Format string contains positional fields");
    if (number + 1 >= this.positional)
      throw raiseFull(
        w_IndexError,
        "Replacement index %d out of range for positional args tuple",
        null,
        null,
        number,
        0,
      );
    return this.args[number + 1]!;
  }
  byName(name: W_Str): W_Object {
    if (this.mapping !== null) return getItem(this.mapping, name);
    if (this.kwnames !== null)
      for (let i = 0; i < this.kwnames.length; i++)
        if ((this.kwnames[i] as W_Str).equals(name)) return this.args[this.positional + i]!;
    throw raiseWith(w_KeyError, name);
  }
}
function str_format(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const template = args[0] as W_Str;
  const out = new StrBuilder();
  expandFields(out, template, 0, template.length, new FormatArguments(args, kwnames), 2);
  return out.build();
}
function expandFields(out: StrBuilder, template: W_Str, from: int, to: int, given: FormatArguments, depth: int): void {
  if (depth === 0) throw raise0(w_ValueError, "Max string recursion exceeded");
  const reader = new TemplateReader(template, from, to);
  while (reader.next()) {
    out.addSlice(template, reader.literalStart, reader.literalEnd);
    if (reader.field) addField(out, reader, given, depth);
  }
}
function addField(out: StrBuilder, reader: TemplateReader, given: FormatArguments, depth: int): void {
  const template = reader.text;
  let value = fieldValue(template, reader.nameStart, reader.nameEnd, given);
  if (reader.conversion !== 0) value = converted(value, reader.conversion);
  let spec = emptyStr;
  if (reader.specHasFields) {
    const text = new StrBuilder();
    expandFields(text, template, reader.specStart, reader.specEnd, given, depth - 1);
    spec = text.build();
  } else if (reader.specEnd > reader.specStart) spec = template.slice(reader.specStart, reader.specEnd);
  out.addStr(format(value, spec));
}
function fieldValue(template: W_Str, from: int, to: int, given: FormatArguments): W_Object {
  const path = new FieldPathReader(template, from, to);
  let value: W_Object;
  if (path.firstEnd === from) {
    if (given.next < 0)
      throw raise0(w_ValueError, "cannot switch from manual field specification to automatic field numbering");
    given.next = given.next + 1;
    value = given.byNumber(given.next - 1);
  } else {
    const number = fieldNumber(template, from, path.firstEnd);
    if (number >= 0) {
      if (given.next > 0)
        throw raise0(w_ValueError, "cannot switch from automatic field numbering to manual field specification");
      given.next = -1;
    }
    value = number >= 0 ? given.byNumber(number) : given.byName(template.slice(from, path.firstEnd));
  }
  while (path.next()) {
    const part = template.slice(path.partStart, path.partEnd);
    if (path.attribute) value = getAttr(value, internStr(part));
    else {
      const number = fieldNumber(template, path.partStart, path.partEnd);
      value = getItem(value, number >= 0 ? newInt(number) : part);
    }
  }
  return value;
}
function converted(value: W_Object, conversion: int): W_Object {
  if (conversion === 114) return value.repr();
  if (conversion === 115) return value.str();
  if (conversion === 97) return asciiRepr(value);
  if (conversion > 32 && conversion < 127)
    throw raise1(w_ValueError, "Unknown conversion specifier %S", charStr(conversion));
  throw raise1(w_ValueError, "Unknown conversion specifier \\x%S", longText(longFromInt(conversion), 16));
}
/** As format(**mapping), without making a dict of it. */
function str_format_map(self: W_Object, mapping: W_Object): W_Object {
  const template = self as W_Str;
  const out = new StrBuilder();
  const given = new FormatArguments(noArgs, null);
  given.mapping = mapping;
  expandFields(out, template, 0, template.length, given, 2);
  return out.build();
}
def(w_str, "format_map(self, mapping, /)", str_format_map);
def(w_str, "format(self, *args, **kwargs)", str_format);
