// sys.getsizeof and __sizeof__: what objects take on a 64-bit CPython, so that programs which compare or print sizes see the figures they know. What the
// collector really gives an object differs: it keeps no header for each, and shares maps and texts.
//
//   object.__sizeof__     header, and a word for each attribute's place
//   sys.getsizeof         asks the type's __sizeof__; what CPython's collector tracks has 16 bytes more in front

import { type int, intDiv } from "../rts/index.ts";
import { W_BigRange } from "./bigrange.ts";
import { builtinFunction, def } from "./builtin.ts";
import { W_ByteArray } from "./bytearray.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Complex } from "./complex.ts";
import { OperationError, raise0, raise1, w_TypeError, w_ValueError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { W_Function } from "./function.ts";
import { W_Instance } from "./instance.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { magBitLength, magnitudeOfInt } from "./magnitude.ts";
import type { W_Object } from "./object.ts";
import { W_Range } from "./range.ts";
import { w_Ellipsis, w_None, w_NotImplemented } from "./singletons.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { W_Type, w_object } from "./type.ts";
import { w_bytearray, w_bytes, w_dict, w_frozenset, w_int, w_list, w_set, w_str, w_tuple } from "./types.ts";

const WORD = 8;
const HEADER = 2 * WORD;
const COLLECTED = 2 * WORD;
const n_sizeof = intern("__sizeof__");

/** Whether CPython's collector would look at the object: it may hold others. */
export function isTracked(object: W_Object): boolean {
  if (object instanceof W_Tuple) return object.items.length > 0;
  if (object instanceof W_Type) return object.isHeap;
  if (object.getType() === w_object) return false;
  return !(
    object instanceof W_Int ||
    object instanceof W_Long ||
    object instanceof W_Float ||
    object instanceof W_Complex ||
    object instanceof W_Str ||
    object instanceof W_Bytes ||
    object instanceof W_ByteArray ||
    object instanceof W_Range ||
    object instanceof W_BigRange ||
    object === w_None ||
    object === w_NotImplemented ||
    object === w_Ellipsis
  );
}
/** The power of two that a table for so many entries has. */
function tableSize(entries: int, least: int): int {
  let size = least;
  while (2 * size < 3 * entries) size = size * 2;
  return size;
}
function object_sizeof(self: W_Object): W_Object {
  if (self instanceof W_Instance) return newInt(HEADER + WORD * (2 + self.storage.length));
  if (self instanceof W_Float) return newInt(HEADER + WORD);
  if (self instanceof W_Complex) return newInt(HEADER + 2 * WORD);
  if (self instanceof W_Type) return newInt(self.isHeap ? 1048 : 408);
  if (self instanceof W_Function) return newInt(144);
  return newInt(HEADER);
}
/** A header with the count of digits, which have 30 bits in four bytes. */
function int_sizeof(self: W_Object): W_Object {
  const magnitude = self instanceof W_Long ? self.magnitude : magnitudeOfInt((self as W_Int).value);
  const bits = magBitLength(magnitude);
  return newInt(24 + 4 * (bits === 0 ? 1 : intDiv(bits + 29, 30)));
}
/** ASCII has the smallest header; other texts are of 1, 2 or 4 bytes a character. */
function str_sizeof(self: W_Object): W_Object {
  const text = self as W_Str;
  if (text.width > 1) return newInt(56 + text.width * (text.length + 1));
  let ascii = true;
  for (let i = 0; i < text.length; i++) if (text.charAt(i) > 127) ascii = false;
  return newInt((ascii ? 40 : 56) + text.length + 1);
}
function bytes_sizeof(self: W_Object): W_Object {
  return newInt(33 + self.len());
}
function bytearray_sizeof(self: W_Object): W_Object {
  return newInt(56 + (self.len() === 0 ? 0 : self.len() + 1));
}
function list_sizeof(self: W_Object): W_Object {
  return newInt(40 + WORD * self.len());
}
function tuple_sizeof(self: W_Object): W_Object {
  return newInt(24 + 8 + WORD * self.len());
}
function dict_sizeof(self: W_Object): W_Object {
  const count = self.len();
  if (count === 0) return newInt(48);
  const size = tableSize(count, 8);
  // a byte, two or four a slot; 24 bytes an entry
  const slot = size <= 256 ? 1 : size <= 65536 ? 2 : 4;
  return newInt(48 + 32 + slot * size + 24 * intDiv(2 * size, 3));
}
function set_sizeof(self: W_Object): W_Object {
  const size = tableSize(self.len() + 1, 8);
  return newInt(200 + (size <= 8 ? 0 : HEADER * size));
}

/** Raises what __sizeof__ raises, TypeError and ValueError for what is no size; with a default, that takes the place of TypeErrors. */
function sys_getsizeof(object: W_Object, otherwise: W_Object | null): W_Object {
  let size: W_Object;
  try {
    const method = object.getType().lookup(n_sizeof);
    if (method === null) throw raise1(w_TypeError, "Type %T doesn't define __sizeof__", object);
    const answered = method.descrGet(object, object.getType()).call0();
    const plain = answered.unwrap();
    if (!(plain instanceof W_Int)) throw raise0(w_TypeError, "an integer is required");
    if (plain.value < 0) throw raise0(w_ValueError, "__sizeof__() should return >= 0");
    size = newInt(plain.value + (isTracked(object) || object instanceof W_Tuple ? COLLECTED : 0));
  } catch (error) {
    if (otherwise === null || !(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
    size = otherwise;
  }
  return size;
}

def(w_object, "__sizeof__(self, /)", object_sizeof);
def(w_int, "__sizeof__(self, /)", int_sizeof);
def(w_str, "__sizeof__(self, /)", str_sizeof);
def(w_bytes, "__sizeof__(self, /)", bytes_sizeof);
def(w_bytearray, "__sizeof__(self, /)", bytearray_sizeof);
def(w_list, "__sizeof__(self, /)", list_sizeof);
def(w_tuple, "__sizeof__(self, /)", tuple_sizeof);
def(w_dict, "__sizeof__(self, /)", dict_sizeof);
for (const type of [w_set, w_frozenset]) def(type, "__sizeof__(self, /)", set_sizeof);
const getsizeof = builtinFunction("getsizeof(object, default=None)", sys_getsizeof);
getsizeof.module = intern("sys");
sysModule.dict.set(getsizeof.name, getsizeof);
