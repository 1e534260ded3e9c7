// str.format

import type { int } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { raise0, raise1, raiseFull, raiseWith, w_IndexError, w_KeyError, w_ValueError } from "./errors.ts";
import { asciiRepr, format } from "./formatspec.ts";
import { newInt } from "./int.ts";
import { noArgs, type W_Object } from "./object.ts";
import { getAttr, getItem } from "./operations.ts";
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
  if (depth < 0) throw raise0(w_ValueError, "Max string recursion exceeded");
  let i = from;
  while (i < to) {
    const c = template.charAt(i);
    i++;
    if (c !== 123 && c !== 125) {
      out.addChar(c);
      continue;
    }
    if (i < to && template.charAt(i) === c) {
      out.addChar(c);
      i++;
      continue;
    }
    if (c === 125) throw raise0(w_ValueError, "Single '}' encountered in format string");
    // the field reaches to the matching brace
    let nesting = 1;
    let end = i;
    while (end < to) {
      if (template.charAt(end) === 123) nesting++;
      else if (template.charAt(end) === 125) {
        nesting--;
        if (nesting === 0) break;
      }
      end++;
    }
    if (nesting > 0)
      throw raise0(
        w_ValueError,
        i >= to ? "Single '{' encountered in format string" : "expected '}' before end of string",
      );
    addField(out, template, i, end, given, depth);
    i = end + 1;
  }
}
/** name [.attribute | [key]]* [!conversion] [:spec] */
function addField(out: StrBuilder, template: W_Str, from: int, to: int, given: FormatArguments, depth: int): void {
  let i = from;
  while (
    i < to &&
    template.charAt(i) !== 46 &&
    template.charAt(i) !== 91 &&
    template.charAt(i) !== 33 &&
    template.charAt(i) !== 58
  )
    i++;
  const name = template.slice(from, i);
  let value: W_Object;
  if (name.length === 0) {
    if (given.next < 0)
      throw raise0(w_ValueError, "cannot switch from manual field specification to automatic field numbering");
    value = given.byNumber(given.next);
    given.next = given.next + 1;
  } else {
    const number = numberOf(name);
    if (number >= 0) {
      if (given.next > 0)
        throw raise0(w_ValueError, "cannot switch from automatic field numbering to manual field specification");
      given.next = -1;
    }
    value = number >= 0 ? given.byNumber(number) : given.byName(name);
  }
  while (i < to && (template.charAt(i) === 46 || template.charAt(i) === 91)) {
    const bracket = template.charAt(i) === 91;
    const start = i + 1;
    i++;
    if (bracket) {
      while (i < to && template.charAt(i) !== 93) i++;
      const key = template.slice(start, i);
      const number = numberOf(key);
      value = getItem(value, number >= 0 ? newInt(number) : key);
      i++;
    } else {
      while (
        i < to &&
        template.charAt(i) !== 46 &&
        template.charAt(i) !== 91 &&
        template.charAt(i) !== 33 &&
        template.charAt(i) !== 58
      )
        i++;
      value = getAttr(value, internStr(template.slice(start, i)));
    }
  }
  if (i < to && template.charAt(i) === 33) {
    const conversion = template.charAt(i + 1);
    if (conversion === 114) value = value.repr();
    else if (conversion === 115) value = value.str();
    else if (conversion === 97) value = asciiRepr(value);
    else throw raise1(w_ValueError, "Unknown conversion specifier %S", charStr(conversion));
    i = i + 2;
  }
  let spec = emptyStr;
  if (i < to && template.charAt(i) === 58) {
    const text = new StrBuilder();
    expandFields(text, template, i + 1, to, given, depth - 1);
    spec = text.build();
  }
  out.addStr(format(value, spec));
}
/** The number that a text of digits is; -1. */
function numberOf(text: W_Str): int {
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c < 48 || c > 57) return -1;
    value = value * 10 + c - 48;
  }
  return text.length === 0 ? -1 : value;
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
