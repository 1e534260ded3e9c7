// repr of the nodes of syntax trees: `Name(id='x', ctx=Load())`. What is nested more than three deep, and what stands between the first and the
// last item of a list, is left out.

import { type int, newArray } from "../rts/index.ts";
import { isNode, w_AST } from "./astclasses.ts";
import { raise1, w_TypeError } from "./errors.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { getAttr, getItem, len } from "./operations.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";

export const n_fields = intern("_fields");
const DEEPEST = 3;

/** A class' `_fields` or `_attributes`, whatever a program has put there. */
export function namesOf(type: W_Type, name: W_Str): W_Object[] {
  const found = attributeOrNull(type, name);
  if (found === null) return emptyTuple.items;
  if (found instanceof W_Tuple) return found.items;
  const items = newArray<W_Object>(len(found));
  for (let i = 0; i < items.length; i++) items[i] = getItem(found, newInt(i));
  return items;
}

/** One of those names. Raises TypeError for what is no text. */
export function attributeName(name: W_Object): W_Str {
  const text = name.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
  return internStr(text);
}

/** What messages call a class. */
const astName = intern("ast.AST");
export function nameOfType(type: W_Type): W_Str {
  return type === w_AST ? astName : type.name;
}

export function ast_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  addNode(text, self, DEEPEST);
  return text.build();
}
function addNode(text: StrBuilder, node: W_Object, depth: int): void {
  const type = node.getType();
  text.addStr(nameOfType(type));
  if (depth <= 0 || !enterRepr(node)) {
    text.add("(...)");
    return;
  }
  try {
    const fields = namesOf(type, n_fields);
    text.add("(");
    for (let i = 0; i < fields.length; i++) {
      if (i > 0) text.add(", ");
      const name = attributeName(fields[i]!);
      text.addStr(name);
      text.add("=");
      const value = getAttr(node, name);
      if (value instanceof W_List) addItems(text, value, "[", "]", depth);
      else if (value instanceof W_Tuple) addItems(text, value, "(", ")", depth);
      else addValue(text, value, depth);
    }
    text.add(")");
  } finally {
    leaveRepr();
  }
}
function addItems(text: StrBuilder, items: W_Object, open: string, close: string, depth: int): void {
  const count = len(items);
  text.add(open);
  if (count > 0) addValue(text, getItem(items, newInt(0)), depth);
  if (count > 1) {
    text.add(count > 2 ? ", ..., " : ", ");
    addValue(text, getItem(items, newInt(count - 1)), depth);
  }
  text.add(close);
}
function addValue(text: StrBuilder, value: W_Object, depth: int): void {
  if (isNode(value)) addNode(text, value, depth - 1);
  else text.addStr(value.repr());
}
