// The methods of str: searching, splitting, joining, padding, translation. Case and character classes: strcase.ts.

import type { int } from "../rts/index.ts";
import { intDiv, intMod, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, defStatic } from "./builtin.ts";
import { decodeText } from "./decoding.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  w_LookupError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { getItem, toCInt, toSsize } from "./operations.ts";
import { findLast, findText } from "./search.ts";
import { w_None } from "./singletons.ts";
import { sliceStart, sliceStop } from "./slice.ts";
import { copyBytes, emptyStr, intern, latinStr, StrBuilder, strOf, W_Str } from "./text.ts";
import { newTuple3, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_str } from "./types.ts";
import { isLatinSpace, isWhiteSpace } from "./unicode.ts";

/** An argument that has to be a str. */
export function textArgument(object: W_Object, method: string): W_Str {
  const text = object.unwrap();
  if (text instanceof W_Str) return text;
  throw raise2(w_TypeError, "%S() argument must be str, not %T", strOf(method), object);
}
/** The same with CPython's words of the method. */
function separatorArgument(object: W_Object, problem: string): W_Str {
  const text = object.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, problem, object);
}
function numberedArgument(object: W_Object, method: string, number: int): W_Str {
  const text = object.unwrap();
  if (text instanceof W_Str) return text;
  throw raiseFull(w_TypeError, "%S() argument %d must be str, not %T", strOf(method), object, number, 0);
}

function str_new(
  type: W_Object,
  object: W_Object | null,
  encoding: W_Object | null,
  errors: W_Object | null,
): W_Object {
  let text: W_Str;
  if (encoding !== null && !(encoding.unwrap() instanceof W_Str))
    throw raise1(w_TypeError, "str() argument 'encoding' must be str, not %T", encoding);
  if (errors !== null && !(errors.unwrap() instanceof W_Str))
    throw raise1(w_TypeError, "str() argument 'errors' must be str, not %T", errors);
  if (object === null) text = emptyStr;
  else if (encoding === null && errors === null) text = object.str();
  else {
    if (object.unwrap() instanceof W_Str) throw raise0(w_TypeError, "decoding str is not supported");
    const bytes = bytesLike(object);
    if (bytes === null) throw raise1(w_TypeError, "decoding to str: need a bytes-like object, %T found", object);
    text = decodeText(bytes, encoding, errors);
  }
  return type === w_str ? text : new W_Instance(type as W_Type, text);
}
function str_join(self: W_Object, iterable: W_Object): W_Object {
  const separator = self as W_Str;
  if (iterable.iter() === null) throw raise0(w_TypeError, "can only join an iterable");
  const items = arrayOf(iterable);
  const n = items.length;
  if (n === 0) return emptyStr;
  let length = separator.length * (n - 1);
  let narrow = n === 1 || separator.width === 1;
  for (let i = 0; i < n; i++) {
    const item = items[i]!.unwrap();
    if (!(item instanceof W_Str))
      throw raiseFull(w_TypeError, "sequence item %d: expected str instance, %T found", items[i]!, null, i, 0);
    if (item.width !== 1) narrow = false;
    length = length + item.length;
  }
  if (n === 1) return items[0]!.unwrap();
  if (narrow && length > 1) return joinLatin(separator, items, length);
  const text = new StrBuilder();
  for (let i = 0; i < n; i++) {
    if (i > 0) text.addStr(separator);
    text.addStr(items[i]!.unwrap() as W_Str);
  }
  return text.build();
}
/** Latin-1 texts, of that length together. @jit opaque */
function joinLatin(separator: W_Str, items: W_Object[], length: int): W_Str {
  const bytes = new U8Array(length);
  const between = separator.length;
  let at = 0;
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && between > 0) {
      if (between === 1) bytes[at] = separator.latin[0]!;
      else copyBytes(separator.latin, 0, bytes, at, between);
      at = at + between;
    }
    const item = items[i]!.unwrap() as W_Str;
    copyBytes(item.latin, 0, bytes, at, item.length);
    at = at + item.length;
  }
  return latinStr(bytes);
}
// --- translation
/** str.maketrans: a dict from code points to code points, texts or None. */
function str_maketrans(first: W_Object, second: W_Object | null, third: W_Object | null): W_Object {
  const table = new W_Dict();
  if (second === null) {
    const given = first.unwrap();
    if (!(given instanceof W_Dict))
      throw raise0(w_TypeError, "if you give only one argument to maketrans it must be a dict");
    for (let i = given.nextEntry(0); i >= 0; i = given.nextEntry(i + 1)) {
      const key = given.keys[i]!.unwrap();
      if (key instanceof W_Str) {
        if (key.length !== 1) throw raise0(w_ValueError, "string keys in translate table must be of length 1");
        table.set(newInt(key.charAt(0)), given.valueAt(i)!);
      } else if (key instanceof W_Int) table.set(key, given.valueAt(i)!);
      else throw raise0(w_TypeError, "keys in translate table must be strings or integers");
    }
    return table;
  }
  const from = first.unwrap();
  const to = second.unwrap();
  if (!(from instanceof W_Str))
    throw raise0(w_TypeError, "first maketrans argument must be a string if there is a second argument");
  if (!(to instanceof W_Str)) throw raise1(w_TypeError, "maketrans() argument 2 must be str, not %T", second);
  if (from.length !== to.length) throw raise0(w_ValueError, "the first two maketrans arguments must have equal length");
  for (let i = 0; i < from.length; i++) table.set(newInt(from.charAt(i)), newInt(to.charAt(i)));
  if (third !== null) {
    const removed = third.unwrap();
    if (!(removed instanceof W_Str)) throw raise1(w_TypeError, "maketrans() argument 3 must be str, not %T", third);
    for (let i = 0; i < removed.length; i++) table.set(newInt(removed.charAt(i)), w_None);
  }
  return table;
}
/** What the table says of a character: null when it has no entry. */
function translation(table: W_Object, c: int): W_Object | null {
  if (table instanceof W_Dict) return table.get(newInt(c));
  try {
    return getItem(table, newInt(c));
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_LookupError)) throw error;
    return null;
  }
}
function str_translate(self: W_Object, table: W_Object): W_Object {
  const s = self as W_Str;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    const found = translation(table, c);
    if (found === null) {
      text.addChar(c);
      continue;
    }
    const value = found.unwrap();
    if (value === w_None) continue;
    if (value instanceof W_Str) text.addStr(value);
    else if (value instanceof W_Int) {
      if (value.value < 0 || value.value > 0x10ffff)
        throw raise0(w_ValueError, "character mapping must be in range(0x110000)");
      text.addChar(value.value);
    } else throw raise0(w_TypeError, "character mapping must return integer, None or str");
  }
  return text.build();
}

/** Whether `chars` (null: white space) has the character. */
function isStripped(c: int, chars: W_Str | null): boolean {
  if (chars === null) return isWhiteSpace(c);
  for (let i = 0; i < chars.length; i++) if (chars.charAt(i) === c) return true;
  return false;
}
function stripSet(chars: W_Object, name: string): W_Str {
  const text = chars.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, "%S arg must be None or str", strOf(name));
}
/** @jit opaque */
function strippedStart(s: W_Str, to: int, set: W_Str | null): int {
  let from = 0;
  while (from < to && isStripped(s.charAt(from), set)) from++;
  return from;
}
/** @jit opaque */
function strippedEnd(s: W_Str, from: int, set: W_Str | null): int {
  let to = s.length;
  while (to > from && isStripped(s.charAt(to - 1), set)) to--;
  return to;
}
function strip(self: W_Object, chars: W_Object | null, left: boolean, right: boolean, name: string): W_Object {
  const s = self as W_Str;
  const set = chars === null || chars === w_None ? null : stripSet(chars, name);
  let from = 0;
  let to = s.length;
  if (left) from = strippedStart(s, to, set);
  if (right) to = strippedEnd(s, from, set);
  return s.slice(from, to);
}
function str_strip(self: W_Object, chars: W_Object | null): W_Object {
  return strip(self, chars, true, true, "strip");
}
function str_lstrip(self: W_Object, chars: W_Object | null): W_Object {
  return strip(self, chars, true, false, "lstrip");
}
function str_rstrip(self: W_Object, chars: W_Object | null): W_Object {
  return strip(self, chars, false, true, "rstrip");
}
/** The words of a Latin-1 text. */
function splitLatin(s: W_Str): W_List {
  const result = new W_List();
  const latin = s.latin;
  const n = s.length;
  let i = 0;
  for (;;) {
    while (i < n && isLatinSpace(latin[i]!)) i++;
    if (i >= n) return result;
    const from = i;
    while (i < n && !isLatinSpace(latin[i]!)) i++;
    result.append(s.slice(from, i));
  }
}
function str_split(self: W_Object, separator: W_Object | null, maxsplit: W_Object | null): W_Object {
  const s = self as W_Str;
  const limit = maxsplit === null ? -1 : toSsize(maxsplit);
  const result = new W_List();
  if (separator === null || separator === w_None) {
    if (s.width === 1 && limit < 0) return splitLatin(s);
    let i = 0;
    for (;;) {
      while (i < s.length && isWhiteSpace(s.charAt(i))) i++;
      if (i >= s.length) return result;
      if (limit >= 0 && result.length >= limit) {
        result.append(s.slice(i, s.length));
        return result;
      }
      const from = i;
      while (i < s.length && !isWhiteSpace(s.charAt(i))) i++;
      result.append(s.slice(from, i));
    }
  }
  const part = separatorArgument(separator, "must be str or None, not %T");
  if (part.length === 0) throw raise0(w_ValueError, "empty separator");
  let from = 0;
  for (;;) {
    const at = limit >= 0 && result.length >= limit ? -1 : findText(s, part, from, s.length);
    if (at < 0) {
      result.append(s.slice(from, s.length));
      return result;
    }
    result.append(s.slice(from, at));
    from = at + part.length;
  }
}
function str_rsplit(self: W_Object, separator: W_Object | null, maxsplit: W_Object | null): W_Object {
  const s = self as W_Str;
  let limit = maxsplit === null ? -1 : toSsize(maxsplit);
  if (limit < 0) limit = s.length + 1;
  const reversed = new W_List();
  let to = s.length;
  if (separator === null || separator === w_None) {
    for (;;) {
      while (to > 0 && isWhiteSpace(s.charAt(to - 1))) to--;
      if (to === 0) break;
      if (reversed.length >= limit) {
        reversed.append(s.slice(0, to));
        break;
      }
      const end = to;
      while (to > 0 && !isWhiteSpace(s.charAt(to - 1))) to--;
      reversed.append(s.slice(to, end));
    }
  } else {
    const part = separatorArgument(separator, "must be str or None, not %T");
    if (part.length === 0) throw raise0(w_ValueError, "empty separator");
    for (;;) {
      const at = reversed.length >= limit ? -1 : findLast(s, part, 0, to);
      if (at < 0) {
        reversed.append(s.slice(0, to));
        break;
      }
      reversed.append(s.slice(at + part.length, to));
      to = at;
    }
  }
  return reversed.select(reversed.length - 1, -1, reversed.length);
}
function str_splitlines(self: W_Object, keepends: W_Object | null): W_Object {
  const s = self as W_Str;
  const keep = keepends !== null && keepends.isTrue();
  const result = new W_List();
  let from = 0;
  while (from < s.length) {
    const end = lineEnd(s, from);
    let next = end + 1;
    if (next < s.length && s.charAt(end) === 13 && s.charAt(next) === 10) next++;
    if (next > s.length) next = s.length;
    result.append(s.slice(from, keep ? next : end));
    from = next;
  }
  return result;
}
/** Where the line that begins at `from` ends: at its end character, or at the text's end. @jit opaque */
function lineEnd(s: W_Str, from: int): int {
  const n = s.length;
  let i = from;
  if (s.width === 1) {
    const latin = s.latin;
    while (i < n && !isLineEnd(latin[i]!)) i++;
  } else while (i < n && !isLineEnd(s.charAt(i))) i++;
  return i;
}
function isLineEnd(c: int): boolean {
  if (c > 30) return c >= 133 && (c === 133 || c === 0x2028 || c === 0x2029);
  return c >= 10 && (c <= 13 || c >= 28);
}
function str_replace(self: W_Object, old: W_Object, replacement: W_Object, count: W_Object | null): W_Object {
  const s = self as W_Str;
  const part = numberedArgument(old, "replace", 1);
  const by = numberedArgument(replacement, "replace", 2);
  let left = count === null ? -1 : toSsize(count);
  const text = new StrBuilder();
  let from = 0;
  if (part.length === 0) {
    for (let i = 0; i <= s.length; i++) {
      if (left !== 0) {
        text.addStr(by);
        left--;
      }
      if (i < s.length) text.addChar(s.charAt(i));
    }
    return text.build();
  }
  for (;;) {
    const at = left === 0 ? -1 : findText(s, part, from, s.length);
    if (at < 0) break;
    text.addSlice(s, from, at);
    text.addStr(by);
    from = at + part.length;
    left--;
  }
  if (from === 0) return s;
  text.addSlice(s, from, s.length);
  return text.build();
}
function isAt(text: W_Str, part: W_Str, at: int): boolean {
  if (at < 0 || at + part.length > text.length) return false;
  for (let i = 0; i < part.length; i++) if (text.charAt(at + i) !== part.charAt(i)) return false;
  return true;
}
function hasAffix(
  self: W_Object,
  affix: W_Object,
  start: W_Object | null,
  stop: W_Object | null,
  suffix: boolean,
): boolean {
  const s = self as W_Str;
  const from = sliceStart(start, s.length);
  const to = sliceStop(stop, s.length);
  const plain = affix.unwrap();
  if (plain instanceof W_Tuple) {
    for (const item of plain.items) {
      if (!(item.unwrap() instanceof W_Str))
        throw raise2(
          w_TypeError,
          "tuple for %S must only contain str, not %T",
          suffix ? endswithName : startswithName,
          item,
        );
      if (hasAffix(self, item, start, stop, suffix)) return true;
    }
    return false;
  }
  if (!(plain instanceof W_Str))
    throw raise2(
      w_TypeError,
      "%S first arg must be str or a tuple of str, not %T",
      suffix ? endswithName : startswithName,
      affix,
    );
  if (plain.length > to - from) return false;
  return isAt(s, plain, suffix ? to - plain.length : from);
}
const startswithName = intern("startswith");
const endswithName = intern("endswith");
function str_startswith(self: W_Object, prefix: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newBool(hasAffix(self, prefix, start, stop, false));
}
function str_endswith(self: W_Object, suffix: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newBool(hasAffix(self, suffix, start, stop, true));
}
function str_removeprefix(self: W_Object, prefix: W_Object): W_Object {
  const s = self as W_Str;
  const part = textArgument(prefix, "removeprefix");
  return isAt(s, part, 0) ? s.slice(part.length, s.length) : s;
}
function str_removesuffix(self: W_Object, suffix: W_Object): W_Object {
  const s = self as W_Str;
  const part = textArgument(suffix, "removesuffix");
  return isAt(s, part, s.length - part.length) ? s.slice(0, s.length - part.length) : s;
}
function findIn(
  self: W_Object,
  part: W_Object,
  start: W_Object | null,
  stop: W_Object | null,
  last: boolean,
  method: string,
): int {
  const s = self as W_Str;
  const text = numberedArgument(part, method, 1);
  const from = sliceStart(start, s.length);
  const to = sliceStop(stop, s.length);
  return last ? findLast(s, text, from, to) : findText(s, text, from, to);
}
function str_find(self: W_Object, part: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newInt(findIn(self, part, start, stop, false, "find"));
}
function str_rfind(self: W_Object, part: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newInt(findIn(self, part, start, stop, true, "rfind"));
}
function str_index(self: W_Object, part: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const at = findIn(self, part, start, stop, false, "index");
  if (at < 0) throw raise0(w_ValueError, "substring not found");
  return newInt(at);
}
function str_rindex(self: W_Object, part: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const at = findIn(self, part, start, stop, true, "rindex");
  if (at < 0) throw raise0(w_ValueError, "substring not found");
  return newInt(at);
}
function str_count(self: W_Object, part: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const s = self as W_Str;
  const text = numberedArgument(part, "count", 1);
  let from = sliceStart(start, s.length);
  const to = sliceStop(stop, s.length);
  if (text.length === 0) return newInt(to >= from ? to - from + 1 : 0);
  let n = 0;
  for (;;) {
    const at = findText(s, text, from, to);
    if (at < 0) return newInt(n);
    n++;
    from = at + text.length;
  }
}
function str_partition(self: W_Object, separator: W_Object): W_Object {
  const s = self as W_Str;
  const part = separatorArgument(separator, "must be str, not %T");
  if (part.length === 0) throw raise0(w_ValueError, "empty separator");
  const at = findText(s, part, 0, s.length);
  if (at < 0) return newTuple3(s, emptyStr, emptyStr);
  return newTuple3(s.slice(0, at), part, s.slice(at + part.length, s.length));
}
function str_rpartition(self: W_Object, separator: W_Object): W_Object {
  const s = self as W_Str;
  const part = separatorArgument(separator, "must be str, not %T");
  if (part.length === 0) throw raise0(w_ValueError, "empty separator");
  const at = findLast(s, part, 0, s.length);
  if (at < 0) return newTuple3(emptyStr, emptyStr, s);
  return newTuple3(s.slice(0, at), part, s.slice(at + part.length, s.length));
}
/** Padded to a width: `left` characters of the padding before. */
function padded(s: W_Str, left: int, right: int, fill: int): W_Str {
  const text = new StrBuilder();
  text.addRepeated(fill, left);
  text.addStr(s);
  text.addRepeated(fill, right);
  return text.build();
}
function fillOf(fill: W_Object | null): int {
  if (fill === null) return 32;
  const text = separatorArgument(fill, "The fill character must be a unicode character, not %T");
  if (text.length !== 1) throw raise0(w_TypeError, "The fill character must be exactly one character long");
  return text.charAt(0);
}
function str_ljust(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const s = self as W_Str;
  const more = toSsize(width) - s.length;
  return more <= 0 ? s : padded(s, 0, more, fillOf(fill));
}
function str_rjust(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const s = self as W_Str;
  const more = toSsize(width) - s.length;
  return more <= 0 ? s : padded(s, more, 0, fillOf(fill));
}
function str_center(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const s = self as W_Str;
  const w = toSsize(width);
  const more = w - s.length;
  if (more <= 0) return s;
  // an odd place goes left when the width is odd
  const left = intDiv(more, 2) + (intMod(more, 2) === 1 && intMod(w, 2) === 1 ? 1 : 0);
  return padded(s, left, more - left, fillOf(fill));
}
function str_zfill(self: W_Object, width: W_Object): W_Object {
  const s = self as W_Str;
  const more = toSsize(width) - s.length;
  if (more <= 0) return s;
  const sign = s.length > 0 && (s.charAt(0) === 43 || s.charAt(0) === 45) ? 1 : 0;
  const text = new StrBuilder();
  text.addSlice(s, 0, sign);
  text.addRepeated(48, more);
  text.addSlice(s, sign, s.length);
  return text.build();
}
function str_expandtabs(self: W_Object, tabsize: W_Object | null): W_Object {
  const s = self as W_Str;
  const size = tabsize === null ? 8 : toCInt(tabsize);
  const text = new StrBuilder();
  let column = 0;
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    if (c === 9) {
      const n = size > 0 ? size - intMod(column, size) : 0;
      text.addRepeated(32, n);
      column = column + n;
    } else {
      text.addChar(c);
      column = c === 10 || c === 13 ? 0 : column + 1;
    }
  }
  return text.build();
}

defStatic(w_str, "__new__(cls, object='', encoding='utf-8', errors='strict')", str_new);
def(w_str, "join(self, iterable, /)", str_join);
def(w_str, "strip(self, chars=None, /)", str_strip);
def(w_str, "lstrip(self, chars=None, /)", str_lstrip);
def(w_str, "rstrip(self, chars=None, /)", str_rstrip);
def(w_str, "split(self, sep=None, maxsplit=-1)", str_split);
def(w_str, "rsplit(self, sep=None, maxsplit=-1)", str_rsplit);
def(w_str, "splitlines(self, keepends=False)", str_splitlines);
def(w_str, "replace(self, old, new, /, count=-1)", str_replace);
def(w_str, "startswith(self, prefix, start=None, end=None, /)", str_startswith);
def(w_str, "endswith(self, suffix, start=None, end=None, /)", str_endswith);
def(w_str, "removeprefix(self, prefix, /)", str_removeprefix);
def(w_str, "removesuffix(self, suffix, /)", str_removesuffix);
def(w_str, "find(self, sub, start=None, end=None, /)", str_find);
def(w_str, "rfind(self, sub, start=None, end=None, /)", str_rfind);
def(w_str, "index(self, sub, start=None, end=None, /)", str_index);
def(w_str, "rindex(self, sub, start=None, end=None, /)", str_rindex);
def(w_str, "count(self, sub, start=None, end=None, /)", str_count);
def(w_str, "partition(self, sep, /)", str_partition);
def(w_str, "rpartition(self, sep, /)", str_rpartition);
def(w_str, "ljust(self, width, fillchar=' ', /)", str_ljust);
def(w_str, "rjust(self, width, fillchar=' ', /)", str_rjust);
def(w_str, "center(self, width, fillchar=' ', /)", str_center);
def(w_str, "zfill(self, width, /)", str_zfill);
def(w_str, "expandtabs(self, tabsize=8)", str_expandtabs);
defStatic(w_str, "maketrans(x, y=None, z=None, /)", str_maketrans);
def(w_str, "translate(self, table, /)", str_translate);
