// The module _string: how a template of str.format is taken apart, for string.Formatter.

import { type int, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { iter } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";

function textArgument(object: W_Object): W_Str {
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "expected str, got %T", object);
  return text;
}
const OPEN = 123;
const CLOSE = 125;

/** An iterator of (literal text, field name, format spec, conversion); the last three are None behind the last field. */
function string_formatter_parser(template: W_Object): W_Object {
  const text = textArgument(template);
  const rows = new W_List();
  let literal = new StrBuilder();
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    i++;
    if (c !== OPEN && c !== CLOSE) {
      literal.addChar(c);
      continue;
    }
    if (i < text.length && text.charAt(i) === c) {
      // CPython ends a row behind a doubled brace
      literal.addChar(c);
      i++;
      rows.append(row(literal.build(), w_None, w_None, w_None));
      literal = new StrBuilder();
      continue;
    }
    if (c === CLOSE) throw raise0(w_ValueError, "Single '}' encountered in format string");
    if (i >= text.length) throw raise0(w_ValueError, "Single '{' encountered in format string");
    const end = fieldEnd(text, i);
    rows.append(field(literal.build(), text, i, end));
    literal = new StrBuilder();
    i = end + 1;
  }
  const rest = literal.build();
  if (rest.length > 0) rows.append(row(rest, w_None, w_None, w_None));
  return iter(rows);
}
function row(literal: W_Str, name: W_Object, spec: W_Object, conversion: W_Object): W_Object {
  const items = newArray<W_Object>(4);
  items[0] = literal;
  items[1] = name;
  items[2] = spec;
  items[3] = conversion;
  return newTuple(items);
}
/** Where the brace stands that closes the field. */
function fieldEnd(text: W_Str, from: int): int {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === OPEN) depth++;
    else if (c === CLOSE) {
      depth--;
      if (depth === 0) return i;
    }
  }
  throw raise0(w_ValueError, "expected '}' before end of string");
}
function field(literal: W_Str, text: W_Str, from: int, end: int): W_Object {
  let i = from;
  let inBrackets = false;
  while (i < end) {
    const c = text.charAt(i);
    if (c === 91) inBrackets = true;
    else if (c === 93) inBrackets = false;
    else if (!inBrackets && (c === 33 || c === 58)) break;
    i++;
  }
  const name = text.slice(from, i);
  let conversion: W_Object = w_None;
  if (i < end && text.charAt(i) === 33) {
    if (i + 1 >= end) throw raise0(w_ValueError, "end of string while looking for conversion specifier");
    conversion = text.slice(i + 1, i + 2);
    i = i + 2;
    if (i < end && text.charAt(i) !== 58) throw raise0(w_ValueError, "expected ':' after conversion specifier");
  }
  return row(literal, name, i < end ? text.slice(i + 1, end) : emptyStr, conversion);
}

/** `0.name[key]` as (first, iterator of (is an attribute, name or key)). */
function string_formatter_field_name_split(name: W_Object): W_Object {
  const text = textArgument(name);
  let i = 0;
  while (i < text.length && text.charAt(i) !== 46 && text.charAt(i) !== 91) i++;
  const first = numberOrText(text.slice(0, i));
  const parts = new W_List();
  while (i < text.length) {
    const attribute = text.charAt(i) === 46;
    const start = i + 1;
    i++;
    if (attribute) while (i < text.length && text.charAt(i) !== 46 && text.charAt(i) !== 91) i++;
    else {
      while (i < text.length && text.charAt(i) !== 93) i++;
      if (i === text.length) throw raise0(w_ValueError, "Missing ']' in format string");
    }
    const part = text.slice(start, i);
    if (part.length === 0) throw raise0(w_ValueError, "Empty attribute in format string");
    parts.append(attribute ? newTuple2(w_True, part) : newTuple2(w_False, numberOrText(part)));
    if (!attribute) {
      i++;
      if (i < text.length && text.charAt(i) !== 46 && text.charAt(i) !== 91)
        throw raise0(w_ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return newTuple2(first, iter(parts));
}
function numberOrText(text: W_Str): W_Object {
  if (text.length === 0 || text.length > 15) return text;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c < 48 || c > 57) return text;
    value = value * 10 + c - 48;
  }
  return newInt(value);
}
defineModule(
  "_string",
  [
    builtinFunction("formatter_parser(string, /)", string_formatter_parser),
    builtinFunction("formatter_field_name_split(string, /)", string_formatter_field_name_split),
  ],
  {},
);
