// Filters of LZMA streams as Python sees them: dicts {"id": ..., ...}, and their properties as the containers hold them.

import { type int, intDiv, U8Array, U32Array, wrapU32 } from "../rts/index.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raiseInts,
  w_Exception,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { littleWord } from "./hashes.ts";
import { newInt, W_Int } from "./int.ts";
import { newLong, type W_Long } from "./long.ts";
import { putWord } from "./lzmachecks.ts";
import { EQ, type W_Object } from "./object.ts";
import { compareHolds, getItem, indexObject, len } from "./operations.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType } from "./type.ts";
import { dictionaryOf, FILTER_DELTA, FILTER_LZMA2 } from "./xzdecode.ts";
import { applyPreset, dictionaryByte, LzmaOptions } from "./xzencode.ts";

export const w_LZMAError = builtinType("_lzma.LZMAError", w_Exception);

/** Ours for the number of LZMA1, 2**62 + 1, which is too large where ints have 53 bits. */
const FILTER_LZMA1 = -1;
const lzma1Limbs = new U32Array([1, 0x40000000]);
/** Its number: an int of another class where ints are longer, so that it is made anew each time. */
export function lzma1Number(): W_Object {
  return newLong(1, lzma1Limbs);
}
/** Converters of machine code, of x86 and others. Their properties are known; streams with them are not. */
const LAST_CONVERTER = 9;
const MAX_FILTERS = 4;
const PRESET_DEFAULT = 6;
/** 1.5 GiB. */
const MOST_DICTIONARY = 1610612736;

export function badOptions(): OperationError {
  return raise0(w_LZMAError, "Invalid or unsupported options");
}
export function internalError(): OperationError {
  return raise0(w_LZMAError, "Internal error");
}
/** An int below 2**32. */
export function word32Of(object: W_Object): int {
  const value = indexObject(object);
  if (value instanceof W_Int) {
    if (value.value < 0) throw raise0(w_ValueError, "Cannot convert negative int");
    if (value.value < 4294967296) return value.value;
  } else if ((value as W_Long).sign < 0) throw raise0(w_ValueError, "Cannot convert negative int");
  throw raise0(w_OverflowError, "Python int too large for C uint32_t");
}
/** A preset's level and flag, as options; the number as it was given, for the error. */
export function setPreset(options: LzmaOptions, preset: int): boolean {
  const extreme = preset >= 2147483648;
  const level = extreme ? preset - 2147483648 : preset;
  if (level > 9) return false;
  applyPreset(options, level, extreme);
  return true;
}

const n_id = intern("id");
const n_preset = intern("preset");
const n_dictSize = intern("dict_size");
const n_lc = intern("lc");
const n_lp = intern("lp");
const n_pb = intern("pb");
const n_mode = intern("mode");
const n_niceLen = intern("nice_len");
const n_mf = intern("mf");
const n_depth = intern("depth");
const n_dist = intern("dist");
const n_startOffset = intern("start_offset");
const lzmaNames: W_Str[] = [n_id, n_preset, n_dictSize, n_lc, n_lp, n_pb, n_mode, n_niceLen, n_mf, n_depth];
const deltaNames: W_Str[] = [n_id, n_dist];
const converterNames: W_Str[] = [n_id, n_startOffset];
const matchFinders = new U8Array([3, 4, 18, 19, 20]);

function specification(object: W_Object): W_Dict {
  const dict = object.unwrap();
  if (dict instanceof W_Dict) return dict;
  throw raise0(w_TypeError, "Filter specifier must be a dict or dict-like object");
}
/** The number of a filter; FILTER_LZMA1; anything else is an error. */
function filterId(dict: W_Dict): int {
  const id = dict.get(n_id);
  if (id === null) throw raise0(w_ValueError, 'Filter specifier must have an "id" entry');
  return knownId(id);
}
function knownId(object: W_Object): int {
  const id = indexObject(object);
  if (compareHolds(EQ, id, lzma1Number())) return FILTER_LZMA1;
  if (id instanceof W_Int && id.value === FILTER_LZMA2) return FILTER_LZMA2;
  if (id instanceof W_Int && id.value >= FILTER_DELTA && id.value <= LAST_CONVERTER) return id.value;
  throw raise1(w_ValueError, "Invalid filter ID: %S", id);
}
/** An entry of a specification; `standard` when there is none. */
function entry(dict: W_Dict, name: W_Str, standard: int, message: string): int {
  const value = dict.get(name);
  if (value === null) return standard;
  try {
    return word32Of(value);
  } catch (error) {
    if (error instanceof OperationError) throw raise0(w_ValueError, message);
    throw error;
  }
}
function checkNames(dict: W_Dict, names: W_Str[], message: string): void {
  let known = 0;
  for (let i = 0; i < names.length; i++) if (dict.get(names[i]!) !== null) known++;
  if (known !== dict.len()) throw raise0(w_ValueError, message);
}
const badLzma = "Invalid filter specifier for LZMA filter";
const badDelta = "Invalid filter specifier for delta filter";
const badConverter = "Invalid filter specifier for BCJ filter";

function readLzma(dict: W_Dict, options: LzmaOptions): void {
  const given = dict.get(n_preset);
  const preset = given === null ? PRESET_DEFAULT : word32Of(given);
  if (!setPreset(options, preset)) throw raiseInts(w_LZMAError, "Invalid compression preset: %d", null, preset, 0);
  checkNames(dict, lzmaNames, badLzma);
  options.dictionarySize = entry(dict, n_dictSize, options.dictionarySize, badLzma);
  options.lc = entry(dict, n_lc, options.lc, badLzma);
  options.lp = entry(dict, n_lp, options.lp, badLzma);
  options.pb = entry(dict, n_pb, options.pb, badLzma);
  options.mode = entry(dict, n_mode, options.mode, badLzma);
  options.nice = entry(dict, n_niceLen, options.nice, badLzma);
  options.finder = entry(dict, n_mf, options.finder, badLzma);
  const depth = entry(dict, n_depth, 0, badLzma);
  if (depth > 0) options.depth = depth;
}
/** Whether an encoder can work with them. */
function areValid(options: LzmaOptions): boolean {
  let known = false;
  for (let i = 0; i < matchFinders.length; i++) if (matchFinders[i] === options.finder) known = true;
  return (
    known &&
    options.dictionarySize >= 4096 &&
    options.dictionarySize <= MOST_DICTIONARY &&
    options.lc + options.lp <= 4 &&
    options.pb <= 4 &&
    (options.mode === 1 || options.mode === 2) &&
    options.nice >= 2 &&
    options.nice <= 273
  );
}
function readDelta(dict: W_Dict): int {
  checkNames(dict, deltaNames, badDelta);
  return entry(dict, n_dist, 1, badDelta);
}

/** The options that a list of filters means. LZMAError for chains that there are not, or that are not implemented (converters of machine code). */
export function readFilters(filters: W_Object): LzmaOptions {
  if (filters.unwrap() instanceof W_Dict) throw raise1(w_TypeError, "%T is not a sequence", filters);
  const options = new LzmaOptions();
  const count = len(filters);
  if (count > MAX_FILTERS)
    throw raiseInts(w_ValueError, "Too many filters - liblzma supports a maximum of %d", null, MAX_FILTERS, 0);
  let fits = count > 0;
  for (let i = 0; i < count; i++) {
    const dict = specification(getItem(filters, newInt(i)));
    const id = filterId(dict);
    const isLast = i === count - 1;
    if (id === FILTER_LZMA1 || id === FILTER_LZMA2) {
      readLzma(dict, options);
      options.isLzma2 = id === FILTER_LZMA2;
      fits = fits && isLast && areValid(options);
    } else if (id === FILTER_DELTA) {
      const distance = readDelta(dict);
      fits = fits && !isLast && options.delta === 0 && distance >= 1 && distance <= 256;
      options.delta = distance;
    } else {
      checkNames(dict, converterNames, badConverter);
      fits = false;
    }
  }
  if (count === 0) throw internalError();
  if (!fits) throw badOptions();
  return options;
}

// --- properties

/** As the containers hold them. */
export function encodeProperties(object: W_Object): U8Array {
  const dict = specification(object);
  const id = filterId(dict);
  if (id === FILTER_DELTA) {
    const distance = readDelta(dict);
    if (distance < 1 || distance > 256) throw badOptions();
    const bytes = new U8Array(1);
    bytes[0] = distance - 1;
    return bytes;
  }
  if (id === FILTER_LZMA1 || id === FILTER_LZMA2) {
    const options = new LzmaOptions();
    readLzma(dict, options);
    if (!areValid(options)) throw badOptions();
    const bytes = new U8Array(id === FILTER_LZMA2 ? 1 : 5);
    bytes[0] =
      id === FILTER_LZMA2 ? dictionaryByte(options.dictionarySize) : (options.pb * 5 + options.lp) * 9 + options.lc;
    if (id === FILTER_LZMA1) putWord(bytes, 1, wrapU32(options.dictionarySize));
    return bytes;
  }
  checkNames(dict, converterNames, badConverter);
  const offset = entry(dict, n_startOffset, 0, badConverter);
  const bytes = new U8Array(offset === 0 ? 0 : 4);
  if (offset !== 0) putWord(bytes, 0, wrapU32(offset));
  return bytes;
}
export function decodeProperties(idObject: W_Object, bytes: U8Array): W_Object {
  const plain = indexObject(idObject);
  const isKnown =
    compareHolds(EQ, plain, lzma1Number()) ||
    (plain instanceof W_Int &&
      (plain.value === FILTER_LZMA2 || (plain.value >= FILTER_DELTA && plain.value <= LAST_CONVERTER)));
  if (!isKnown) throw badOptions();
  const id = knownId(plain);
  const dict = new W_Dict();
  dict.set(n_id, plain);
  const length = bytes.length;
  if (id === FILTER_LZMA1) {
    if (length !== 5 || bytes[0]! >= 225) throw badOptions();
    const rest = intDiv(bytes[0]!, 9);
    if ((bytes[0]! % 9) + (rest % 5) > 4) throw badOptions();
    dict.set(n_lc, newInt(bytes[0]! % 9));
    dict.set(n_lp, newInt(rest % 5));
    dict.set(n_pb, newInt(intDiv(rest, 5)));
    dict.set(n_dictSize, newInt(littleWord(bytes, 1)));
  } else if (id === FILTER_LZMA2) {
    if (length !== 1 || bytes[0]! > 40) throw badOptions();
    dict.set(n_dictSize, newInt(dictionaryOf(bytes[0]!)));
  } else if (id === FILTER_DELTA) {
    if (length !== 1) throw badOptions();
    dict.set(n_dist, newInt(bytes[0]! + 1));
  } else if (length === 4) {
    if (littleWord(bytes, 0) !== 0) dict.set(n_startOffset, newInt(littleWord(bytes, 0)));
  } else if (length !== 0) throw badOptions();
  return dict;
}
