// Python's bytes. Its items are also a Latin-1 text: what str does with ASCII separators and prefixes it does for bytes, too, so those
// methods are str's, with arguments and results converted (`delegated`, at the end).

import type { int } from "../rts/index.ts";
import { arrayCopy, intAnd, intShr, newArray, U8Array } from "../rts/index.ts";
import { def, defClass, defStatic, type W_Builtin } from "./builtin.ts";
import { decodeText, encodeText } from "./codecs.ts";
import { raise0, raise1, raiseFull, raiseInts, w_IndexError, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { digitChar, orderHolds } from "./long.ts";
import { ADD, MUL, W_Object } from "./object.ts";
import { indexObject, repetitions, toIndex, toInt } from "./operations.ts";
import { resolveSlice, W_Slice } from "./slice.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { compareText, findText, quoted } from "./str.ts";
import "./strcase.ts";
import "./strmethods.ts";
import { charStr, intern, latinStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_str } from "./types.ts";

export const w_bytes = builtinType("bytes");
w_bytes.solidBase = w_bytes;

export class W_Bytes extends W_Object {
  readonly items: U8Array;
  constructor(items: U8Array) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_bytes;
  }
  override isTrue(): boolean {
    return this.items.length > 0;
  }
  override len(): int {
    return this.items.length;
  }
  /** The same items as characters; shares them. */
  latin(): W_Str {
    return latinStr(this.items);
  }
  override hash(): int {
    return this.latin().hash();
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.addChar(98);
    text.addStr(quoted(this.latin(), true));
    return text.build();
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Bytes)) return null;
    return newBool(orderHolds(op, compareText(this.latin(), other.latin())));
  }
  override getItem(key: W_Object): W_Object | null {
    const n = this.items.length;
    if (key instanceof W_Slice) {
      const range = resolveSlice(key, n);
      const result = new U8Array(range.count);
      for (let i = 0; i < range.count; i++) result[i] = this.items[range.start + i * range.step]!;
      return new W_Bytes(result);
    }
    if (!(key instanceof W_Int) && key.asIndex() === null)
      throw raise1(w_TypeError, "byte indices must be integers or slices, not %T", key);
    let index = toIndex(key);
    if (index < 0) index = index + n;
    if (index < 0 || index >= n) throw raise0(w_IndexError, "index out of range");
    return newInt(this.items[index]!);
  }
  override contains(item: W_Object): int {
    const plain = item.unwrap();
    if (plain instanceof W_Bytes) return findText(this.latin(), plain.latin(), 0, this.items.length) >= 0 ? 1 : 0;
    const value = byteOf(item);
    for (let i = 0; i < this.items.length; i++) if (this.items[i] === value) return 1;
    return 0;
  }
  override iter(): W_Object | null {
    return new BytesIterator(this.items);
  }
  override binary(op: int, other: W_Object): W_Object | null {
    if (op === ADD) {
      if (other instanceof W_Bytes) return joined(this, other);
      // an instance may know how to be added to bytes
      if (other instanceof W_Instance) return null;
      throw raise1(w_TypeError, "can't concat %T to bytes", other);
    }
    return op === MUL ? this.repeated(other) : null;
  }
  override rbinary(op: int, other: W_Object): W_Object | null {
    return op === MUL ? this.repeated(other) : null;
  }
  private repeated(count: W_Object): W_Object | null {
    const length = this.items.length;
    const n = repetitions(count, length, "repeated bytes are too long");
    if (n < 0) return null;
    const result = new U8Array(n * length);
    for (let i = 0; i < n; i++) arrayCopy(this.items, 0, result, i * length, length);
    return new W_Bytes(result);
  }
}

function joined(a: W_Bytes, b: W_Bytes): W_Bytes {
  const result = new U8Array(a.items.length + b.items.length);
  arrayCopy(a.items, 0, result, 0, a.items.length);
  arrayCopy(b.items, 0, result, a.items.length, b.items.length);
  return new W_Bytes(result);
}
/** An item: an int in range(256). */
function byteOf(object: W_Object): int {
  if (object.asIndex() === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  const value = indexObject(object);
  if (!(value instanceof W_Int) || value.value < 0 || value.value > 255)
    throw raise0(w_ValueError, "byte must be in range(0, 256)");
  return value.value;
}

const w_bytes_iterator = iteratorType("bytes_iterator");
class BytesIterator extends W_Iterator {
  readonly items: U8Array;
  index: int = 0;
  constructor(items: U8Array) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_bytes_iterator;
  }
  override next(): W_Object | null {
    const index = this.index;
    if (index >= this.items.length) return null;
    this.index = index + 1;
    return newInt(this.items[index]!);
  }
}

/** bytes(count), bytes(iterable of ints), bytes(text, encoding) */
function itemsOf(source: W_Object | null, encoding: W_Object | null, errors: W_Object | null): U8Array {
  if (source === null) return new U8Array(0);
  const plain = source.unwrap();
  if (plain instanceof W_Bytes) return plain.items;
  if (plain instanceof W_Str) {
    if (encoding === null) throw raise0(w_TypeError, "string argument without an encoding");
    return encodeText(plain, encoding, errors);
  }
  if (plain.asIndex() !== null) {
    const count = toInt(indexObject(plain));
    if (count < 0) throw raise0(w_ValueError, "negative count");
    return new U8Array(count);
  }
  const values = arrayOf(source);
  const items = new U8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = indexObject(values[i]!);
    if (!(value instanceof W_Int) || value.value < 0 || value.value > 255)
      throw raise0(w_ValueError, "bytes must be in range(0, 256)");
    items[i] = value.value;
  }
  return items;
}
function bytes_new(
  type: W_Object,
  source: W_Object | null,
  encoding: W_Object | null,
  errors: W_Object | null,
): W_Object {
  const result = new W_Bytes(itemsOf(source, encoding, errors));
  return type === w_bytes ? result : new W_Instance(type as W_Type, result);
}
function bytes_decode(self: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return decodeText((self as W_Bytes).items, encoding, errors);
}
function str_encode(self: W_Object, encoding: W_Object | null, errors: W_Object | null): W_Object {
  return new W_Bytes(encodeText(self as W_Str, encoding, errors));
}
function bytes_hex(self: W_Object): W_Object {
  const items = (self as W_Bytes).items;
  const text = new StrBuilder();
  for (let i = 0; i < items.length; i++) {
    const item: int = items[i]!;
    text.addChar(digitChar(intShr(item, 4)));
    text.addChar(digitChar(intAnd(item, 15)));
  }
  return text.build();
}
function hexValue(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function bytes_fromhex(type: W_Object, string: W_Object): W_Object {
  const text = string.unwrap();
  if (!(text instanceof W_Str))
    throw raise1(w_TypeError, "fromhex() argument must be str or bytes-like, not %T", string);
  const items = new U8Array(text.length);
  let count = 0;
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (c === 32 || (c >= 9 && c <= 13)) {
      i++;
      continue;
    }
    const high = hexValue(c);
    const low = i + 1 < text.length ? hexValue(text.charAt(i + 1)) : -1;
    if (high < 0 || low < 0)
      throw raiseInts(
        w_ValueError,
        "non-hexadecimal number found in fromhex() arg at position %d",
        null,
        high < 0 ? i : i + 1,
        0,
      );
    items[count] = high * 16 + low;
    count++;
    i = i + 2;
  }
  const exact = new U8Array(count);
  arrayCopy(items, 0, exact, 0, count);
  const result = new W_Bytes(exact);
  return type === w_bytes ? result : new W_Instance(type as W_Type, result);
}
function bytes_join(self: W_Object, iterable: W_Object): W_Object {
  const separator = self as W_Bytes;
  const parts = arrayOf(iterable);
  const text = new StrBuilder();
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!.unwrap();
    if (!(part instanceof W_Bytes))
      throw raiseFull(w_TypeError, "sequence item %d: expected a bytes-like object, %T found", parts[i]!, null, i, 0);
    if (i > 0) text.addStr(separator.latin());
    text.addStr(part.latin());
  }
  return bytesOfLatin(text.build());
}

// --- white space and case, of ASCII only

function withCase(self: W_Object, upper: boolean): W_Object {
  const items = (self as W_Bytes).items;
  const result = new U8Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const c: int = items[i]!;
    if (upper) result[i] = c >= 97 && c <= 122 ? c - 32 : c;
    else result[i] = c >= 65 && c <= 90 ? c + 32 : c;
  }
  return new W_Bytes(result);
}
function bytes_upper(self: W_Object): W_Object {
  return withCase(self, true);
}
function bytes_lower(self: W_Object): W_Object {
  return withCase(self, false);
}
const whiteSpace = new W_Bytes(U8Array.from([32, 9, 10, 11, 12, 13]) as U8Array);

// --- by str's methods

/** A text of narrow characters as bytes. */
function bytesOfLatin(text: W_Str): W_Bytes {
  return new W_Bytes(text.latin);
}
/** Bytes among arguments as texts. A text among them is refused. */
function asTexts(args: W_Object[], byteFirst: boolean): W_Object[] {
  const texts = newArray<W_Object>(args.length);
  for (let i = 0; i < args.length; i++) texts[i] = asText(args[i]!, byteFirst && i === 1);
  return texts;
}
function asText(object: W_Object, byte: boolean): W_Object {
  const plain = object.unwrap();
  if (plain instanceof W_Bytes) return plain.latin();
  if (plain instanceof W_Str)
    throw raise1(
      w_TypeError,
      byte ? "argument should be integer or bytes-like object, not '%T'" : "a bytes-like object is required, not '%T'",
      object,
    );
  if (plain instanceof W_Tuple) return newTuple(asTexts(plain.items, false));
  return byte && plain instanceof W_Int ? charStr(byteOf(plain)) : object;
}
/** Texts in a result as bytes. */
function asBytes(result: W_Object): W_Object {
  if (result instanceof W_Str) return bytesOfLatin(result);
  if (result instanceof W_List) {
    const list = new W_List();
    for (let i = 0; i < result.length; i++) list.append(asBytes(result.get(i)));
    return list;
  }
  if (result instanceof W_Tuple) {
    const items = newArray<W_Object>(result.items.length);
    for (let i = 0; i < items.length; i++) items[i] = asBytes(result.items[i]!);
    return newTuple(items);
  }
  return result;
}
/** Where `find` or `rfind` finds it; ValueError when it does not. */
function found(position: W_Object): W_Object {
  if ((position as W_Int).value < 0) throw raise0(w_ValueError, "subsection not found");
  return position;
}
const strMethod = (name: string): W_Builtin => w_str.dict.get(intern(name)) as W_Builtin;

defStatic(w_bytes, "__new__(cls, source=b'', encoding=None, errors=None)", bytes_new);
defSlots(
  w_bytes,
  `__len__ __getitem__ __contains__ __iter__ __repr__ __hash__ __add__ __mul__ __rmul__ ${COMPARISON_SLOTS}`,
);
def(w_bytes, "decode(self, encoding='utf-8', errors='strict')", bytes_decode);
def(w_str, "encode(self, encoding='utf-8', errors='strict')", str_encode);
def(w_bytes, "hex(self, /)", bytes_hex);
defClass(w_bytes, "fromhex(type, string, /)", bytes_fromhex);
def(w_bytes, "join(self, iterable, /)", bytes_join);
def(w_bytes, "upper(self, /)", bytes_upper);
def(w_bytes, "lower(self, /)", bytes_lower);
const delegated =
  "replace startswith endswith partition rpartition removeprefix removesuffix split rsplit center ljust rjust zfill expandtabs";
for (const name of delegated.split(" ")) {
  const method = strMethod(name);
  def(
    w_bytes,
    `${name}(self, *args)`,
    (args: W_Object[], kwnames: W_Object[] | null): W_Object => asBytes(method.call(asTexts(args, false), kwnames)),
  );
}
for (const name of ["find", "rfind", "count"]) {
  const method = strMethod(name);
  def(
    w_bytes,
    `${name}(self, *args)`,
    (args: W_Object[], kwnames: W_Object[] | null): W_Object => method.call(asTexts(args, true), kwnames),
  );
}
for (const name of ["index", "rindex"]) {
  const method = strMethod(name === "index" ? "find" : "rfind");
  def(
    w_bytes,
    `${name}(self, *args)`,
    (args: W_Object[], kwnames: W_Object[] | null): W_Object => found(method.call(asTexts(args, true), kwnames)),
  );
}
for (const name of ["strip", "lstrip", "rstrip"]) {
  const method = strMethod(name);
  def(
    w_bytes,
    `${name}(self, chars=None, /)`,
    (self: W_Object, chars: W_Object | null): W_Object =>
      asBytes(method.call2(asText(self, false), chars === null ? whiteSpace.latin() : asText(chars, false))),
  );
}
