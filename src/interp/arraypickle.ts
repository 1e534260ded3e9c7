// How array.array and its iterator are taken apart by copy and pickle. From protocol 3 on the items are bytes in a machine format that the reader
// converts, if its own differs.

import { type int, newArray, U8Array } from "../rts/index.ts";
import { type ArrayIterator, arrayModule, type W_Array, w_array, w_arrayiterator } from "./arraymodule.ts";
import { BytesBuffer } from "./buffer.ts";
import { builtinFunction, def, defWhole } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { decodeText } from "./decoding.ts";
import { raise0, raise1, raise2, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import { isIntFormat, readNumber } from "./itemformat.ts";
import { W_List } from "./list.ts";
import { W_Long } from "./long.ts";
import { addFunction } from "./modules.ts";
import { n_dict } from "./names.ts";
import type { W_Object } from "./object.ts";
import { toInt, toSsize } from "./operations.ts";
import { iterEmpty, iterOf } from "./reducetypes.ts";
import { w_None } from "./singletons.ts";
import { charStr, intern, W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple2, newTuple3 } from "./tuple.ts";
import { W_Type } from "./type.ts";

/** The machine formats by number: the typecode that has the items on this machine, their size, whether the largest byte comes first; for text its encoding. */
const FORMATS: readonly (readonly [code: string, size: int, big: boolean, encoding: string])[] = [
  ["B", 1, false, ""],
  ["b", 1, false, ""],
  ["H", 2, false, ""],
  ["H", 2, true, ""],
  ["h", 2, false, ""],
  ["h", 2, true, ""],
  ["I", 4, false, ""],
  ["I", 4, true, ""],
  ["i", 4, false, ""],
  ["i", 4, true, ""],
  ["Q", 8, false, ""],
  ["Q", 8, true, ""],
  ["q", 8, false, ""],
  ["q", 8, true, ""],
  ["f", 4, false, ""],
  ["f", 4, true, ""],
  ["d", 8, false, ""],
  ["d", 8, true, ""],
  ["w", 2, false, "utf-16-le"],
  ["w", 2, true, "utf-16-be"],
  ["w", 4, false, "utf-32-le"],
  ["w", 4, true, "utf-32-be"],
];
class Format {
  readonly code: int;
  readonly size: int;
  readonly big: boolean;
  /** null: numbers. */
  readonly encoding: W_Str | null;
  constructor(code: int, size: int, big: boolean, encoding: W_Str | null) {
    this.code = code;
    this.size = size;
    this.big = big;
    this.encoding = encoding;
  }
}
const formats = FORMATS.map(
  ([code, size, big, encoding]) => new Format(code.charCodeAt(0), size, big, encoding === "" ? null : intern(encoding)),
);
/** The format of a typecode's items on this machine, by place in CODES of arraymodule.ts. */
const ownFormats = new U8Array(128);
for (const [code, format] of Object.entries({
  b: 1,
  B: 0,
  u: 20,
  w: 20,
  h: 4,
  H: 2,
  i: 8,
  I: 6,
  l: 12,
  L: 10,
  q: 12,
  Q: 10,
  f: 14,
  d: 16,
}))
  ownFormats[code.charCodeAt(0)] = format;

function array_reduce_ex(self: W_Object, protocol: W_Object): W_Object {
  const array = self.unwrap() as W_Array;
  const own = self === array ? null : self.getAttr(n_dict);
  const attributes = own === null ? w_None : own;
  const type = self.getType();
  if (toInt(protocol) < 3) return newTuple3(type, newTuple2(charStr(array.code), array.toList()), attributes);
  const parts = newArray<W_Object>(4);
  parts[0] = type;
  parts[1] = charStr(array.code);
  parts[2] = newInt(ownFormats[array.code]!);
  parts[3] = new W_Bytes(array.part(0, 1, array.length));
  return newTuple3(arrayReconstructor, newTuple(parts), attributes);
}

function array_reconstructor(type: W_Object, code: W_Object, format: W_Object, items: W_Object): W_Object {
  if (!(type instanceof W_Type)) throw raise1(w_TypeError, "first argument must be a type object, not %T", type);
  if (!type.isSubtype(w_array)) throw raise2(w_TypeError, "%N is not a subtype of %N", type, w_array);
  const text = code.unwrap();
  if (!(text instanceof W_Str) || text.length !== 1)
    throw raise1(w_TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %T", code);
  const typecode = text.charAt(0);
  const number = toInt(format);
  if (typecode > 127 || (ownFormats[typecode] === 0 && typecode !== 66))
    throw raise0(w_ValueError, "second argument must be a valid type code");
  if (number < 0 || number >= formats.length)
    throw raise0(w_ValueError, "third argument must be a valid machine format code.");
  const given = items.unwrap();
  if (!(given instanceof W_Bytes)) throw raise1(w_TypeError, "fourth argument should be bytes, not %T", items);
  if (number === ownFormats[typecode]) return type.call2(code, items);
  const machine = formats[number]!;
  if (machine.encoding !== null) return type.call2(code, decodeText(given.items, machine.encoding, null));
  if (given.items.length % machine.size !== 0) throw raise0(w_ValueError, "bytes length not a multiple of item size");
  const bytes = machine.big ? swapped(given.items, machine.size) : given.items;
  // ints find the typecode that has just their size
  if (isIntFormat(machine.code)) return type.call2(charStr(machine.code), new W_Bytes(bytes));
  const numbers = new W_List();
  const buffer = new BytesBuffer(items, bytes, 0, bytes.length, true);
  for (let at = 0; at < bytes.length; at = at + machine.size) numbers.append(readNumber(buffer, at, machine.code));
  return type.call2(code, numbers);
}
function swapped(bytes: U8Array, size: int): U8Array {
  const result = new U8Array(bytes.length);
  for (let at = 0; at < bytes.length; at = at + size)
    for (let k = 0; k < size; k++) result[at + k] = bytes[at + size - 1 - k]!;
  return result;
}
const arrayReconstructor = builtinFunction(
  "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
  array_reconstructor,
);
addFunction(arrayModule, "array", arrayReconstructor);

function iterator_reduce(self: W_Object): W_Object {
  const it = self as ArrayIterator;
  return it.array === null ? iterEmpty(emptyTuple) : iterOf(it.array, it.index);
}
function iterator_setstate(self: W_Object, position: W_Object): W_Object {
  const plain = position.unwrap();
  if (!(plain instanceof W_Int) && !(plain instanceof W_Long)) throw raise0(w_TypeError, "an integer is required");
  const it = self as ArrayIterator;
  const array = it.array;
  if (array === null) return w_None;
  const at = toSsize(position);
  it.index = at < 0 ? 0 : at > array.length ? array.length : at;
  return w_None;
}
defWhole(w_array, "__reduce_ex__(self, value, /)", array_reduce_ex);
def(w_arrayiterator, "__reduce__(self, /)", iterator_reduce);
def(w_arrayiterator, "__setstate__(self, state, /)", iterator_setstate);
