// str's type object and operators; the class stands in text.ts, the methods in strmethods.ts.

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, intDiv, intShr, U8Array, U16Array, U32Array } from "../rts/index.ts";
import { raise0, raise1, w_IndexError, w_TypeError } from "./errors.ts";
import { newBool, W_Int } from "./int.ts";
import { StrIterator } from "./iterators.ts";
import { digitChar, orderHolds } from "./long.ts";
import { ADD, EQ, MOD, MUL, NE, type W_Object } from "./object.ts";
import { repetitions, toIndex } from "./operations.ts";
import { formatPercent } from "./percent.ts";
import { findText } from "./search.ts";
import { resolveSlice, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import {
  charStr,
  copyBytes,
  emptyStr,
  fullStr,
  latinStr,
  StrBuilder,
  StrExtra,
  strHooks,
  W_Str,
  wideStr,
} from "./text.ts";
import { w_str } from "./types.ts";
import { isPrintable } from "./unicode.ts";

export function concat(a: W_Str, b: W_Str): W_Str {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  if (a.length >= LONG && a.width >= b.width) return appended(a, b);
  if (a.width === 1 && b.width === 1) {
    const bytes = new U8Array(a.length + b.length);
    copyBytes(a.latin, 0, bytes, 0, a.length);
    copyBytes(b.latin, 0, bytes, a.length, b.length);
    return latinStr(bytes);
  }
  const text = new StrBuilder();
  text.addStr(a);
  text.addStr(b);
  return text.build();
}
/** Texts from this length on may share their array with what they are a beginning of. */
const LONG = 64;
/**
 * A program that says `text += piece` again and again must not copy the text each time. The array of a text that was made by addition has room
 * behind it from the second addition on, and belongs to all texts that begin with it: the first that is added to a text fills what lies behind that text. @jit opaque
 */
function appended(a: W_Str, b: W_Str): W_Str {
  const length = a.length + b.length;
  const before = a.extra;
  const shared = before !== null && before.used > 0;
  if (shared && before.used === a.length && length <= capacityOf(a)) {
    before.used = length;
    const longer = new W_Str(length, a.width, a.latin, before);
    place(b, longer, a.length);
    return longer;
  }
  const result = unfilled(length, a.width, shared ? length + intDiv(length, 2) : length);
  place(a, result, 0);
  place(b, result, a.length);
  result.extra!.used = length;
  return result;
}
function capacityOf(text: W_Str): int {
  if (text.width === 1) return text.latin.length;
  return text.width === 2 ? text.extra!.wide!.length : text.extra!.full!.length;
}
/** A text of that length whose code points are still to be written, in an array with room for more. */
function unfilled(length: int, width: int, capacity: int): W_Str {
  if (width === 1) return new W_Str(length, 1, new U8Array(capacity), new StrExtra(null, null));
  if (width === 2) return wideStr(length, new U16Array(capacity));
  return fullStr(length, new U32Array(capacity));
}
/** Writes a text into the array of another, which is not narrower. */
function place(text: W_Str, into: W_Str, at: int): void {
  const n = text.length;
  if (into.width === 1) copyBytes(text.latin, 0, into.latin, at, n);
  else if (into.width === 2) {
    const items = into.extra!.wide!;
    if (text.width === 2) arrayCopy(text.extra!.wide!, 0, items, at, n);
    else for (let i = 0; i < n; i++) items[at + i] = text.latin[i]!;
  } else if (text.width === 4) arrayCopy(text.extra!.full!, 0, into.extra!.full!, at, n);
  else {
    const items = into.extra!.full!;
    for (let i = 0; i < n; i++) items[at + i] = text.charAt(i);
  }
}
function str_binary(self: W_Str, op: int, other: W_Object): W_Object | null {
  switch (op) {
    case ADD:
      return other instanceof W_Str ? concat(self, other) : null;
    case MUL:
      return repeat(self, other);
    case MOD:
      return formatPercent(self, other, false);
    default:
      return null;
  }
}
function str_rbinary(self: W_Str, op: int, other: W_Object): W_Object | null {
  return op === MUL ? repeat(self, other) : null;
}
function repeat(self: W_Str, count: W_Object): W_Object | null {
  const n = repetitions(count, self.length, "repeated string is too long");
  if (n < 0) return null;
  if (n === 0) return emptyStr;
  if (n === 1) return self;
  const text = new StrBuilder();
  for (let i = 0; i < n; i++) text.addStr(self);
  return text.build();
}
/** -1, 0, 1: by code points. */
export function compareText(a: W_Str, b: W_Str): int {
  const n = a.length < b.length ? a.length : b.length;
  if (a.width === 1 && b.width === 1) {
    const p = a.latin;
    const q = b.latin;
    for (let i = 0; i < n; i++) {
      const x: int = p[i]!;
      const y: int = q[i]!;
      if (x !== y) return x < y ? -1 : 1;
    }
  } else
    for (let i = 0; i < n; i++) {
      const x = a.charAt(i);
      const y = b.charAt(i);
      if (x !== y) return x < y ? -1 : 1;
    }
  return a.length < b.length ? -1 : a.length > b.length ? 1 : 0;
}
function str_compare(self: W_Str, op: int, other: W_Object): W_Object | null {
  if (!(other instanceof W_Str)) return null;
  if (op === EQ) return newBool(self.equals(other));
  if (op === NE) return newBool(!self.equals(other));
  return newBool(orderHolds(op, compareText(self, other)));
}
function str_getItem(self: W_Str, key: W_Object): W_Object {
  if (key instanceof W_Slice) {
    const range = resolveSlice(key, self.length);
    if (range.step === 1) return self.slice(range.start, range.start + range.count);
    const text = new StrBuilder();
    for (let i = 0; i < range.count; i++) text.addChar(self.charAt(range.start + i * range.step));
    return text.build();
  }
  if (!(key instanceof W_Int) && key.asIndex() === null)
    throw raise1(w_TypeError, "string indices must be integers, not '%T'", key);
  let index = toIndex(key);
  if (index < 0) index = index + self.length;
  if (index < 0 || index >= self.length) throw raise0(w_IndexError, "string index out of range");
  return charStr(self.charAt(index));
}
function str_contains(self: W_Str, item: W_Object): int {
  const part = item.unwrap();
  if (!(part instanceof W_Str))
    throw raise1(w_TypeError, "'in <string>' requires string as left operand, not %T", item);
  return findText(self, part, 0, self.length) >= 0 ? 1 : 0;
}
function str_iter(self: W_Str): W_Object {
  return new StrIterator(self);
}
/** In quotes, with escapes; ' unless the text has ' and no ". `ascii`: everything beyond ASCII is escaped, too. */
export function quoted(self: W_Str, ascii: boolean): W_Str {
  let single = false;
  let double = false;
  for (let i = 0; i < self.length; i++) {
    const c = self.charAt(i);
    if (c === 39) single = true;
    if (c === 34) double = true;
  }
  const quote = single && !double ? 34 : 39;
  const text = new StrBuilder();
  text.addChar(quote);
  for (let i = 0; i < self.length; i++) {
    const c = self.charAt(i);
    if (c === quote || c === 92) {
      text.addChar(92);
      text.addChar(c);
    } else if (c === 10) text.add("\\n");
    else if (c === 13) text.add("\\r");
    else if (c === 9) text.add("\\t");
    else if (c >= 32 && c < 127) text.addChar(c);
    else if (ascii || !isPrintable(c)) addEscape(text, c);
    else text.addChar(c);
  }
  text.addChar(quote);
  return text.build();
}
function addEscape(text: StrBuilder, c: int): void {
  text.addChar(92);
  const digits = c < 256 ? 2 : c < 65536 ? 4 : 8;
  text.addChar(digits === 2 ? 120 : digits === 4 ? 117 : 85);
  for (let i = digits - 1; i >= 0; i--) text.addChar(digitChar(intAnd(intShr(c, i * 4), 15)));
}
function str_repr(self: W_Str): W_Str {
  return quoted(self, false);
}

strHooks.type = w_str;
strHooks.binary = str_binary;
strHooks.rbinary = str_rbinary;
strHooks.compare = str_compare;
strHooks.getItem = str_getItem;
strHooks.contains = str_contains;
strHooks.iter = str_iter;
strHooks.repr = str_repr;

defSlots(
  w_str,
  `__len__ __getitem__ __contains__ __iter__ __repr__ __str__ __hash__ __add__ __mul__ __rmul__ __mod__ ${COMPARISON_SLOTS}`,
);
