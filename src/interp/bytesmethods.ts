// The methods of bytes and bytearray. Each works on the items as an array and makes its result of the type of self; a bytearray's items are
// copied first, so that nothing shares them. Letters, digits and white space are those of ASCII.

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, intDiv, intMod, intShr, newArray, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, defClass, defStatic } from "./builtin.ts";
import { newByteArray, W_ByteArray } from "./bytearray.ts";
import { byteOf, newBytes, W_Bytes } from "./bytes.ts";
import { encodeText } from "./codecs.ts";
import { decodeText } from "./decoding.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseInts,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newBool, newInt } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { digitChar } from "./long.ts";
import type { W_Object } from "./object.ts";
import { len, toCInt, toSsize } from "./operations.ts";
import { findBytes, findLastBytes } from "./search.ts";
import { w_None } from "./singletons.ts";
import { sliceStart, sliceStop } from "./slice.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple3, W_Tuple } from "./tuple.ts";
import { w_bytearray, w_bytes, w_str } from "./types.ts";

// --- items of self, of arguments, of results
function itemsOf(self: W_Object): U8Array {
  if (self instanceof W_Bytes) return self.items;
  return (self as W_ByteArray).snapshot();
}
function result(self: W_Object, items: U8Array): W_Object {
  return self instanceof W_Bytes ? new W_Bytes(items) : newByteArray(items);
}
export function part(items: U8Array, from: int, to: int): U8Array {
  const count = to > from ? to - from : 0;
  const copy = new U8Array(count);
  arrayCopy(items, from, copy, 0, count);
  return copy;
}
function piece(self: W_Object, items: U8Array, from: int, to: int): W_Object {
  return result(self, part(items, from, to));
}
/** An argument that has to be bytes-like. */
export function bytesArgument(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return bytes;
}
/** What is searched for: bytes, or an int for one item. */
function searched(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes !== null) return bytes;
  if (object.asIndex() === null)
    throw raise1(w_TypeError, "argument should be integer or bytes-like object, not '%T'", object);
  const one = new U8Array(1);
  one[0] = byteOf(object);
  return one;
}
function isSpace(c: int): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}
function isUpper(c: int): boolean {
  return c >= 65 && c <= 90;
}
function isLower(c: int): boolean {
  return c >= 97 && c <= 122;
}

// --- searching
function position(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null, last: boolean): int {
  const items = itemsOf(self);
  const wanted = searched(sub);
  const from = sliceStart(start, items.length);
  const to = sliceStop(stop, items.length);
  return last ? findLastBytes(items, wanted, from, to) : findBytes(items, wanted, from, to);
}
function bytes_find(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newInt(position(self, sub, start, stop, false));
}
function bytes_rfind(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return newInt(position(self, sub, start, stop, true));
}
function found(at: int): W_Object {
  if (at < 0) throw raise0(w_ValueError, "subsection not found");
  return newInt(at);
}
function bytes_index(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return found(position(self, sub, start, stop, false));
}
function bytes_rindex(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return found(position(self, sub, start, stop, true));
}
function bytes_count(self: W_Object, sub: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const items = itemsOf(self);
  const wanted = searched(sub);
  let from = sliceStart(start, items.length);
  const to = sliceStop(stop, items.length);
  if (wanted.length === 0) return newInt(to >= from ? to - from + 1 : 0);
  let n = 0;
  for (;;) {
    const at = findBytes(items, wanted, from, to);
    if (at < 0) return newInt(n);
    n++;
    from = at + wanted.length;
  }
}
function isAt(items: U8Array, wanted: U8Array, at: int): boolean {
  if (at < 0 || at + wanted.length > items.length) return false;
  for (let i = 0; i < wanted.length; i++) if (items[at + i]! !== wanted[i]!) return false;
  return true;
}
const startswithName = intern("startswith");
const endswithName = intern("endswith");
function hasAffix(
  self: W_Object,
  affix: W_Object,
  start: W_Object | null,
  stop: W_Object | null,
  end: boolean,
): W_Object {
  const items = itemsOf(self);
  const from = sliceStart(start, items.length);
  const to = sliceStop(stop, items.length);
  const plain = affix.unwrap();
  if (plain instanceof W_Tuple) {
    for (const item of plain.items) if (hasOne(items, bytesArgument(item), from, to, end)) return newBool(true);
    return newBool(false);
  }
  const bytes = bytesLike(affix);
  if (bytes === null)
    throw raise2(
      w_TypeError,
      "%S first arg must be bytes or a tuple of bytes, not %T",
      end ? endswithName : startswithName,
      affix,
    );
  return newBool(hasOne(items, bytes, from, to, end));
}
function hasOne(items: U8Array, wanted: U8Array, from: int, to: int, end: boolean): boolean {
  return to - from >= wanted.length && isAt(items, wanted, end ? to - wanted.length : from);
}
function bytes_startswith(self: W_Object, prefix: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return hasAffix(self, prefix, start, stop, false);
}
function bytes_endswith(self: W_Object, suffix: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  return hasAffix(self, suffix, start, stop, true);
}
function bytes_removeprefix(self: W_Object, prefix: W_Object): W_Object {
  const items = itemsOf(self);
  const wanted = bytesArgument(prefix);
  return piece(self, items, isAt(items, wanted, 0) ? wanted.length : 0, items.length);
}
function bytes_removesuffix(self: W_Object, suffix: W_Object): W_Object {
  const items = itemsOf(self);
  const wanted = bytesArgument(suffix);
  const at = items.length - wanted.length;
  return piece(self, items, 0, isAt(items, wanted, at) ? at : items.length);
}

// --- splitting and joining
function separatorOf(object: W_Object): U8Array {
  const separator = bytesArgument(object);
  if (separator.length === 0) throw raise0(w_ValueError, "empty separator");
  return separator;
}
/** At most `most` cuts (-1: all), from the left or the right. */
function splitBytes(self: W_Object, sep: W_Object | null, maxsplit: W_Object | null, right: boolean): W_Object {
  const items = itemsOf(self);
  const limit = maxsplit === null ? -1 : toSsize(maxsplit);
  const most = limit < 0 ? items.length + 1 : limit;
  const parts = new W_List();
  const n = items.length;
  let cuts = 0;
  if (sep === null || sep === w_None) {
    if (right) {
      let to = n;
      for (;;) {
        while (to > 0 && isSpace(items[to - 1]!)) to--;
        if (to === 0) break;
        let from = to;
        if (cuts === most) from = 0;
        else while (from > 0 && !isSpace(items[from - 1]!)) from--;
        parts.append(piece(self, items, from, to));
        cuts++;
        to = from;
      }
      return reversedList(parts);
    }
    let from = 0;
    for (;;) {
      while (from < n && isSpace(items[from]!)) from++;
      if (from === n) return parts;
      let to = from;
      if (cuts === most) to = n;
      else while (to < n && !isSpace(items[to]!)) to++;
      parts.append(piece(self, items, from, to));
      cuts++;
      from = to;
    }
  }
  const separator = separatorOf(sep);
  if (right) {
    let to = n;
    for (;;) {
      const at = cuts === most ? -1 : findLastBytes(items, separator, 0, to);
      if (at < 0) {
        parts.append(piece(self, items, 0, to));
        return reversedList(parts);
      }
      parts.append(piece(self, items, at + separator.length, to));
      to = at;
      cuts++;
    }
  }
  let from = 0;
  for (;;) {
    const at = cuts === most ? -1 : findBytes(items, separator, from, n);
    if (at < 0) {
      parts.append(piece(self, items, from, n));
      return parts;
    }
    parts.append(piece(self, items, from, at));
    from = at + separator.length;
    cuts++;
  }
}
function reversedList(list: W_List): W_List {
  return list.select(list.length - 1, -1, list.length);
}
function bytes_split(self: W_Object, sep: W_Object | null, maxsplit: W_Object | null): W_Object {
  return splitBytes(self, sep, maxsplit, false);
}
function bytes_rsplit(self: W_Object, sep: W_Object | null, maxsplit: W_Object | null): W_Object {
  return splitBytes(self, sep, maxsplit, true);
}
function bytes_splitlines(self: W_Object, keepends: W_Object | null): W_Object {
  const keep = keepends !== null && keepends.isTrue();
  const items = itemsOf(self);
  const n = items.length;
  const lines = new W_List();
  let from = 0;
  while (from < n) {
    let to = from;
    while (to < n && items[to]! !== 10 && items[to]! !== 13) to++;
    let next = to;
    if (to < n) next = items[to]! === 13 && to + 1 < n && items[to + 1]! === 10 ? to + 2 : to + 1;
    lines.append(piece(self, items, from, keep ? next : to));
    from = next;
  }
  return lines;
}
function bytes_partition(self: W_Object, sep: W_Object): W_Object {
  const items = itemsOf(self);
  const separator = separatorOf(sep);
  const at = findBytes(items, separator, 0, items.length);
  if (at < 0) return newTuple3(result(self, items), piece(self, items, 0, 0), piece(self, items, 0, 0));
  return newTuple3(
    piece(self, items, 0, at),
    result(self, separator),
    piece(self, items, at + separator.length, items.length),
  );
}
function bytes_rpartition(self: W_Object, sep: W_Object): W_Object {
  const items = itemsOf(self);
  const separator = separatorOf(sep);
  const at = findLastBytes(items, separator, 0, items.length);
  if (at < 0) return newTuple3(piece(self, items, 0, 0), piece(self, items, 0, 0), result(self, items));
  return newTuple3(
    piece(self, items, 0, at),
    result(self, separator),
    piece(self, items, at + separator.length, items.length),
  );
}
function bytes_join(self: W_Object, iterable: W_Object): W_Object {
  const separator = itemsOf(self);
  if (iterable.iter() === null) throw raise0(w_TypeError, "can only join an iterable");
  const parts = arrayOf(iterable);
  let length = 0;
  const arrays = newArray<U8Array>(parts.length);
  for (let i = 0; i < parts.length; i++) {
    const bytes = bytesLike(parts[i]!);
    if (bytes === null)
      throw raiseFull(w_TypeError, "sequence item %d: expected a bytes-like object, %T found", parts[i]!, null, i, 0);
    arrays[i] = bytes;
    length = length + bytes.length + (i > 0 ? separator.length : 0);
  }
  const whole = newBytes(length);
  let at = 0;
  for (let i = 0; i < arrays.length; i++) {
    if (i > 0) {
      arrayCopy(separator, 0, whole, at, separator.length);
      at = at + separator.length;
    }
    const bytes = arrays[i]!;
    arrayCopy(bytes, 0, whole, at, bytes.length);
    at = at + bytes.length;
  }
  return result(self, whole);
}
function bytes_replace(self: W_Object, old: W_Object, by: W_Object, count: W_Object | null): W_Object {
  const items = itemsOf(self);
  const from = bytesArgument(old);
  const to = bytesArgument(by);
  const limit = count === null ? -1 : toSsize(count);
  const most = limit < 0 ? items.length + 1 : limit;
  // how often, then the bytes
  let times = 0;
  if (from.length === 0) times = most < items.length + 1 ? most : items.length + 1;
  else {
    let at = 0;
    while (times < most) {
      at = findBytes(items, from, at, items.length);
      if (at < 0) break;
      times++;
      at = at + from.length;
    }
  }
  if (times === 0) return result(self, items);
  const whole = newBytes(items.length + times * (to.length - from.length));
  let read = 0;
  let written = 0;
  for (let i = 0; i < times; i++) {
    const at = from.length === 0 ? i : findBytes(items, from, read, items.length);
    arrayCopy(items, read, whole, written, at - read);
    written = written + at - read;
    arrayCopy(to, 0, whole, written, to.length);
    written = written + to.length;
    read = at + from.length;
  }
  arrayCopy(items, read, whole, written, items.length - read);
  return result(self, whole);
}

// --- case, padding, stripping
const UPPER = 0;
const LOWER = 1;
const SWAP = 2;
const TITLE = 3;
const CAPITAL = 4;
function withCase(self: W_Object, kind: int): W_Object {
  const items = itemsOf(self);
  const changed = new U8Array(items.length);
  let inWord = false;
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    const letter = isUpper(c) || isLower(c);
    let up = kind === UPPER;
    if (kind === SWAP) up = isLower(c);
    else if (kind === TITLE) up = !inWord;
    else if (kind === CAPITAL) up = i === 0;
    changed[i] = !letter ? c : up ? intAnd(c, 223) : c >= 97 ? c : c + 32;
    inWord = letter;
  }
  return result(self, changed);
}
function bytes_upper(self: W_Object): W_Object {
  return withCase(self, UPPER);
}
function bytes_lower(self: W_Object): W_Object {
  return withCase(self, LOWER);
}
function bytes_swapcase(self: W_Object): W_Object {
  return withCase(self, SWAP);
}
function bytes_title(self: W_Object): W_Object {
  return withCase(self, TITLE);
}
function bytes_capitalize(self: W_Object): W_Object {
  return withCase(self, CAPITAL);
}
const ALPHA = 0;
const ALNUM = 1;
const DIGIT = 2;
const SPACE = 3;
const ASCII = 4;
function allAre(self: W_Object, kind: int): W_Object {
  const items = itemsOf(self);
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    const letter = isUpper(c) || isLower(c);
    const digit = c >= 48 && c <= 57;
    let ok = c < 128;
    if (kind === ALPHA) ok = letter;
    else if (kind === ALNUM) ok = letter || digit;
    else if (kind === DIGIT) ok = digit;
    else if (kind === SPACE) ok = isSpace(c);
    if (!ok) return newBool(false);
  }
  return newBool(items.length > 0 || kind === ASCII);
}
function bytes_isalpha(self: W_Object): W_Object {
  return allAre(self, ALPHA);
}
function bytes_isalnum(self: W_Object): W_Object {
  return allAre(self, ALNUM);
}
function bytes_isdigit(self: W_Object): W_Object {
  return allAre(self, DIGIT);
}
function bytes_isspace(self: W_Object): W_Object {
  return allAre(self, SPACE);
}
function bytes_isascii(self: W_Object): W_Object {
  return allAre(self, ASCII);
}
function cased(self: W_Object, upper: boolean): W_Object {
  const items = itemsOf(self);
  let any = false;
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    if (upper ? isLower(c) : isUpper(c)) return newBool(false);
    if (upper ? isUpper(c) : isLower(c)) any = true;
  }
  return newBool(any);
}
function bytes_isupper(self: W_Object): W_Object {
  return cased(self, true);
}
function bytes_islower(self: W_Object): W_Object {
  return cased(self, false);
}
function bytes_istitle(self: W_Object): W_Object {
  const items = itemsOf(self);
  let any = false;
  let inWord = false;
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    if (isUpper(c)) {
      if (inWord) return newBool(false);
      inWord = true;
      any = true;
    } else if (isLower(c)) {
      if (!inWord) return newBool(false);
      any = true;
    } else inWord = false;
  }
  return newBool(any);
}
function padded(self: W_Object, left: int, right: int, fill: int): W_Object {
  const items = itemsOf(self);
  const whole = newBytes(left + items.length + right);
  for (let i = 0; i < left; i++) whole[i] = fill;
  arrayCopy(items, 0, whole, left, items.length);
  for (let i = left + items.length; i < whole.length; i++) whole[i] = fill;
  return result(self, whole);
}
function fillOf(fill: W_Object | null, method: W_Str): int {
  if (fill === null) return 32;
  const plain = fill.unwrap();
  if (!(plain instanceof W_Bytes) && !(plain instanceof W_ByteArray))
    throw raise2(w_TypeError, "%S() argument 2 must be a byte string of length 1, not %T", method, fill);
  const bytes = itemsOf(plain);
  if (bytes.length !== 1)
    throw raiseFull(
      w_TypeError,
      "%S(): argument 2 must be a byte string of length 1, not a %T object of length %d",
      method,
      fill,
      bytes.length,
      0,
    );
  return bytes[0]!;
}
const centerName = intern("center");
const ljustName = intern("ljust");
const rjustName = intern("rjust");
function bytes_center(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const w = toSsize(width);
  const c = fillOf(fill, centerName);
  const more = w - self.len();
  if (more <= 0) return padded(self, 0, 0, c);
  const left = intDiv(more, 2) + (intMod(more, 2) === 1 && intMod(w, 2) === 1 ? 1 : 0);
  return padded(self, left, more - left, c);
}
function bytes_ljust(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const more = toSsize(width) - self.len();
  return padded(self, 0, more > 0 ? more : 0, fillOf(fill, ljustName));
}
function bytes_rjust(self: W_Object, width: W_Object, fill: W_Object | null): W_Object {
  const more = toSsize(width) - self.len();
  return padded(self, more > 0 ? more : 0, 0, fillOf(fill, rjustName));
}
function bytes_zfill(self: W_Object, width: W_Object): W_Object {
  const items = itemsOf(self);
  const more = toSsize(width) - items.length;
  if (more <= 0) return result(self, items);
  const whole = newBytes(more + items.length);
  const sign = items.length > 0 && (items[0]! === 43 || items[0]! === 45) ? 1 : 0;
  if (sign === 1) whole[0] = items[0]!;
  for (let i = 0; i < more; i++) whole[sign + i] = 48;
  arrayCopy(items, sign, whole, sign + more, items.length - sign);
  return result(self, whole);
}
function bytes_expandtabs(self: W_Object, tabsize: W_Object | null): W_Object {
  const items = itemsOf(self);
  const size = tabsize === null ? 8 : toCInt(tabsize);
  const text = new StrBuilder();
  let column = 0;
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    if (c === 9) {
      const n = size > 0 ? size - intMod(column, size) : 0;
      text.addRepeated(32, n);
      column = column + n;
    } else {
      text.addChar(c);
      column = c === 10 || c === 13 ? 0 : column + 1;
    }
  }
  return result(self, text.build().latinBytes());
}
function isIn(c: int, set: U8Array | null): boolean {
  if (set === null) return isSpace(c);
  for (let i = 0; i < set.length; i++) if (set[i]! === c) return true;
  return false;
}
function stripped(self: W_Object, chars: W_Object | null, left: boolean, right: boolean): W_Object {
  const items = itemsOf(self);
  const set = chars === null || chars === w_None ? null : bytesArgument(chars);
  let from = 0;
  let to = items.length;
  if (left) while (from < to && isIn(items[from]!, set)) from++;
  if (right) while (to > from && isIn(items[to - 1]!, set)) to--;
  return piece(self, items, from, to);
}
function bytes_strip(self: W_Object, chars: W_Object | null): W_Object {
  return stripped(self, chars, true, true);
}
function bytes_lstrip(self: W_Object, chars: W_Object | null): W_Object {
  return stripped(self, chars, true, false);
}
function bytes_rstrip(self: W_Object, chars: W_Object | null): W_Object {
  return stripped(self, chars, false, true);
}

// --- translation and text
function bytes_maketrans(from: W_Object, to: W_Object): W_Object {
  const a = bytesArgument(from);
  const b = bytesArgument(to);
  if (a.length !== b.length) throw raise0(w_ValueError, "maketrans arguments must have same length");
  const table = new U8Array(256);
  for (let i = 0; i < 256; i++) table[i] = i;
  for (let i = 0; i < a.length; i++) table[a[i]!] = b[i]!;
  return new W_Bytes(table);
}
function bytes_translate(self: W_Object, table: W_Object, deleted: W_Object | null): W_Object {
  const items = itemsOf(self);
  const map = table === w_None ? null : bytesArgument(table);
  if (map !== null && map.length !== 256) throw raise0(w_ValueError, "translation table must be 256 characters long");
  const dropped = new U8Array(256);
  if (deleted !== null) {
    const gone = bytesArgument(deleted);
    for (let i = 0; i < gone.length; i++) dropped[gone[i]!] = 1;
  }
  const whole = new U8Array(items.length);
  let n = 0;
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    if (dropped[c]! !== 0) continue;
    whole[n] = map === null ? c : map[c]!;
    n++;
  }
  return result(self, part(whole, 0, n));
}
/** Digits of bytes, with a separator after every `group` of them, counted from the right (negative: from the left). */
export function hexText(items: U8Array, from: int, to: int, separator: int, group: int): W_Str {
  const text = new StrBuilder();
  const n = to - from;
  for (let i = 0; i < n; i++) {
    const item: int = items[from + i]!;
    if (i > 0 && group !== 0 && intMod(group > 0 ? n - i : i, group > 0 ? group : -group) === 0)
      text.addChar(separator);
    text.addChar(digitChar(intShr(item, 4)));
    text.addChar(digitChar(intAnd(item, 15)));
  }
  return text.build();
}
/** The separator that hex() is given: one ASCII character. */
export function hexSeparator(sep: W_Object): int {
  if (len(sep) !== 1) throw raise0(w_ValueError, "sep must be length 1.");
  const plain = sep.unwrap();
  let c = 0;
  if (plain instanceof W_Str) c = plain.charAt(0);
  else {
    const bytes = bytesLike(sep);
    if (bytes === null) throw raise0(w_TypeError, "sep must be str or bytes.");
    c = bytes[0]!;
  }
  if (c > 127) throw raise0(w_ValueError, "sep must be ASCII.");
  return c;
}
function bytes_hex(self: W_Object, sep: W_Object | null, bytesPerSep: W_Object | null): W_Object {
  const items = itemsOf(self);
  if (sep === null) return hexText(items, 0, items.length, 0, 0);
  return hexText(items, 0, items.length, hexSeparator(sep), bytesPerSep === null ? 1 : toSsize(bytesPerSep));
}
function hexValue(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function notHex(at: int): OperationError {
  return raiseInts(w_ValueError, "non-hexadecimal number found in fromhex() arg at position %d", null, at, 0);
}
function bytes_fromhex(type: W_Object, string: W_Object): W_Object {
  const plain = string.unwrap();
  let text: W_Str;
  if (plain instanceof W_Str) text = plain;
  else {
    const bytes = bytesLike(string);
    if (bytes === null) throw raise1(w_TypeError, "fromhex() argument must be str or bytes-like, not %T", string);
    text = new W_Bytes(bytes).latin();
  }
  const items = new U8Array(intDiv(text.length, 2));
  let count = 0;
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (isSpace(c)) {
      i++;
      continue;
    }
    const high = hexValue(c);
    if (high < 0) throw notHex(i);
    if (i + 1 >= text.length)
      throw raise0(w_ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
    const low = hexValue(text.charAt(i + 1));
    if (low < 0) throw notHex(i + 1);
    items[count] = high * 16 + low;
    count++;
    i = i + 2;
  }
  const made = new W_Bytes(part(items, 0, count));
  return type === w_bytes ? made : type.call1(made);
}
function bytes_decode(self: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return decodeText(itemsOf(self), encoding, errors);
}
function str_encode(self: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return new W_Bytes(encodeText(self as W_Str, encoding, errors));
}
function bytes_self(self: W_Object): W_Object {
  return self;
}
function bytes_getnewargs(self: W_Object): W_Object {
  const args = newArray<W_Object>(1);
  args[0] = self;
  return newTuple(args);
}

def(w_str, "encode(self, encoding='utf-8', errors='strict')", str_encode);
def(w_bytes, "__bytes__(self, /)", bytes_self);
def(w_bytes, "__getnewargs__(self, /)", bytes_getnewargs);
for (const type of [w_bytes, w_bytearray]) {
  def(type, "capitalize(self, /)", bytes_capitalize);
  def(type, "center(self, width, fillchar=b' ', /)", bytes_center);
  def(type, "count(self, sub, start=None, end=None, /)", bytes_count);
  def(type, "decode(self, encoding='utf-8', errors='strict')", bytes_decode);
  def(type, "endswith(self, suffix, start=None, end=None, /)", bytes_endswith);
  def(type, "expandtabs(self, tabsize=8)", bytes_expandtabs);
  def(type, "find(self, sub, start=None, end=None, /)", bytes_find);
  defClass(type, "fromhex(type, string, /)", bytes_fromhex);
  def(type, "hex(self, sep=None, bytes_per_sep=1)", bytes_hex);
  def(type, "index(self, sub, start=None, end=None, /)", bytes_index);
  def(type, "isalnum(self, /)", bytes_isalnum);
  def(type, "isalpha(self, /)", bytes_isalpha);
  def(type, "isascii(self, /)", bytes_isascii);
  def(type, "isdigit(self, /)", bytes_isdigit);
  def(type, "islower(self, /)", bytes_islower);
  def(type, "isspace(self, /)", bytes_isspace);
  def(type, "istitle(self, /)", bytes_istitle);
  def(type, "isupper(self, /)", bytes_isupper);
  def(type, "join(self, iterable_of_bytes, /)", bytes_join);
  def(type, "ljust(self, width, fillchar=b' ', /)", bytes_ljust);
  def(type, "lower(self, /)", bytes_lower);
  def(type, "lstrip(self, bytes=None, /)", bytes_lstrip);
  defStatic(type, "maketrans(frm, to, /)", bytes_maketrans);
  def(type, "partition(self, sep, /)", bytes_partition);
  def(type, "removeprefix(self, prefix, /)", bytes_removeprefix);
  def(type, "removesuffix(self, suffix, /)", bytes_removesuffix);
  def(type, "replace(self, old, new, count=-1, /)", bytes_replace);
  def(type, "rfind(self, sub, start=None, end=None, /)", bytes_rfind);
  def(type, "rindex(self, sub, start=None, end=None, /)", bytes_rindex);
  def(type, "rjust(self, width, fillchar=b' ', /)", bytes_rjust);
  def(type, "rpartition(self, sep, /)", bytes_rpartition);
  def(type, "rsplit(self, sep=None, maxsplit=-1)", bytes_rsplit);
  def(type, "rstrip(self, bytes=None, /)", bytes_rstrip);
  def(type, "split(self, sep=None, maxsplit=-1)", bytes_split);
  def(type, "splitlines(self, keepends=False)", bytes_splitlines);
  def(type, "startswith(self, prefix, start=None, end=None, /)", bytes_startswith);
  def(type, "strip(self, bytes=None, /)", bytes_strip);
  def(type, "swapcase(self, /)", bytes_swapcase);
  def(type, "title(self, /)", bytes_title);
  def(type, "translate(self, table, /, delete=b'')", bytes_translate);
  def(type, "upper(self, /)", bytes_upper);
  def(type, "zfill(self, width, /)", bytes_zfill);
}
