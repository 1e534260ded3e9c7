// Reading JSON: _json's make_scanner and scanstring. Mistakes in the text raise json.decoder.JSONDecodeError with the words that json/decoder.py uses, too;
// where a value should be and is none, StopIteration carries the position.

import { type int, U8Array } from "../rts/index.ts";
import { builtinFunction, defStatic, getter, type W_Builtin } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raiseObject,
  raiseWith,
  w_RecursionError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newFloat, parseFloat } from "./float.ts";
import { importModule } from "./importing.ts";
import { newInt, w_False, w_True } from "./int.ts";
import { W_List } from "./list.ts";
import { parseInteger } from "./long.ts";
import { hooks, W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { state } from "./state.ts";
import { intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_float, w_int } from "./types.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const n_decoder = intern("json.decoder");
const n_JSONDecodeError = intern("JSONDecodeError");
const n_strict = intern("strict");
const n_object_hook = intern("object_hook");
const n_object_pairs_hook = intern("object_pairs_hook");
const n_parse_float = intern("parse_float");
const n_parse_int = intern("parse_int");
const n_parse_constant = intern("parse_constant");
const nanText = strOf("NaN");
const infinityText = strOf("Infinity");
const minusInfinityText = strOf("-Infinity");

function decodeError(message: string, text: W_Str, at: int): OperationError {
  const type = getAttr(importModule(n_decoder), n_JSONDecodeError);
  return raiseObject(type.call3(strOf(message), text, newInt(at)));
}
/** There is no value at this position. */
function noValue(at: int): OperationError {
  return raiseWith(w_StopIteration, newInt(at));
}

function hexDigit(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function escaped(c: int): int {
  switch (c) {
    case QUOTE:
    case BACKSLASH:
    case 47:
      return c;
    case 98:
      return 8;
    case 102:
      return 12;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    default:
      return -1;
  }
}

/** 1 for the characters that stand for themselves in a string. */
const plain = new U8Array(256);
for (let c = 32; c < 256; c++) plain[c] = c === QUOTE || c === BACKSLASH ? 0 : 1;

class Reader {
  readonly text: W_Str;
  readonly latin: U8Array;
  readonly narrow: boolean;
  readonly length: int;
  /** Behind what was read last. */
  at: int = 0;
  constructor(text: W_Str) {
    this.text = text;
    this.latin = text.latin;
    this.narrow = text.width === 1;
    this.length = text.length;
  }
  /** The character at i; -1 behind the end. */
  charAt(i: int): int {
    if (i >= this.length) return -1;
    return this.narrow ? this.latin[i]! : this.text.charAt(i);
  }
  /** The first position from i on that holds no white space. */
  skipSpace(i: int): int {
    let at = i;
    for (;;) {
      const c = this.charAt(at);
      if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return at;
      at++;
    }
  }
  /** Reads a string whose first character stands at `start`, behind the quote; this.at is then behind the closing quote. */
  readString(start: int, strict: boolean): W_Str {
    const begin = start - 1;
    let from = start;
    let pieces: StrBuilder | null = null;
    for (;;) {
      const at = this.plainEnd(from, strict);
      const c = this.charAt(at);
      if (c < 0) throw decodeError("Unterminated string starting at", this.text, begin);
      if (c === QUOTE) {
        this.at = at + 1;
        if (pieces === null) return this.text.slice(from, at);
        pieces.addSlice(this.text, from, at);
        return pieces.build();
      }
      if (pieces === null) pieces = new StrBuilder();
      pieces.addSlice(this.text, from, at);
      const kind = this.charAt(at + 1);
      if (kind < 0) throw decodeError("Unterminated string starting at", this.text, begin);
      if (kind === 117) from = this.readUnicode(at + 2, pieces);
      else {
        const value = escaped(kind);
        if (value < 0) throw decodeError("Invalid \\escape", this.text, at);
        pieces.addChar(value);
        from = at + 2;
      }
    }
  }
  /** The next quote or backslash, or the end. */
  private plainEnd(from: int, strict: boolean): int {
    let at = from;
    if (this.narrow) {
      const latin = this.latin;
      const n = this.length;
      while (at < n && plain[latin[at]!] !== 0) at++;
    }
    for (;;) {
      const c = this.charAt(at);
      if (c === QUOTE || c === BACKSLASH || c < 0) return at;
      if (c < 32 && strict) throw decodeError("Invalid control character at", this.text, at);
      at++;
    }
  }
  /** Four digits at `at`, and the second half of a surrogate pair; answers the position behind. */
  private readUnicode(at: int, pieces: StrBuilder): int {
    if (at + 4 >= this.length) throw decodeError("Invalid \\uXXXX escape", this.text, at - 1);
    const first = this.fourDigits(at);
    if (first >= 0xd800 && first < 0xdc00 && at + 10 < this.length) {
      if (this.charAt(at + 4) === BACKSLASH && this.charAt(at + 5) === 117) {
        const second = this.fourDigits(at + 6);
        if (second >= 0xdc00 && second < 0xe000) {
          pieces.addChar(0x10000 + (first - 0xd800) * 1024 + (second - 0xdc00));
          return at + 10;
        }
      }
    }
    pieces.addChar(first);
    return at + 4;
  }
  private fourDigits(at: int): int {
    let value = 0;
    for (let i = at; i < at + 4; i++) {
      const digit = hexDigit(this.charAt(i));
      if (digit < 0) throw decodeError("Invalid \\uXXXX escape", this.text, at - 1);
      value = value * 16 + digit;
    }
    return value;
  }
  /** Whether the text goes on with these characters. */
  isNext(from: int, word: string): boolean {
    if (from + word.length > this.length) return false;
    for (let i = 0; i < word.length; i++) if (this.charAt(from + i) !== word.charCodeAt(i)) return false;
    return true;
  }
  private digitsEnd(from: int): int {
    let at = from;
    for (;;) {
      const c = this.charAt(at);
      if (c < 48 || c > 57) return at;
      at++;
    }
  }
  private isDigit(at: int): boolean {
    const c = this.charAt(at);
    return c >= 48 && c <= 57;
  }
  readNumber(start: int, scanner: W_JsonScanner): W_Object {
    let at = start;
    if (this.charAt(at) === 45) at++;
    const digits = at;
    const first = this.charAt(at);
    if (first === 48) at++;
    else if (first >= 49 && first <= 57) at = this.digitsEnd(at);
    else throw noValue(start);
    const whole = at;
    if (this.charAt(at) === 46 && this.isDigit(at + 1)) at = this.digitsEnd(at + 1);
    const c = this.charAt(at);
    if (c === 101 || c === 69) {
      const sign = this.charAt(at + 1);
      const exponent = sign === 43 || sign === 45 ? at + 2 : at + 1;
      if (this.isDigit(exponent)) at = this.digitsEnd(exponent);
    }
    this.at = at;
    if (at > whole) {
      const text = this.text.slice(start, at);
      return scanner.parseFloat === w_float ? newFloat(parseFloat(text)) : scanner.parseFloat.call1(text);
    }
    if (scanner.parseInt !== w_int) return scanner.parseInt.call1(this.text.slice(start, at));
    if (at - digits > 15) return parseInteger(this.text.slice(start, at), 10);
    let value = 0;
    for (let i = digits; i < at; i++) value = value * 10 + (this.charAt(i) - 48);
    return newInt(digits > start ? -value : value);
  }
}

export const w_json_scanner = builtinType("_json.Scanner");
w_json_scanner.isBaseType = false;

export class W_JsonScanner extends W_Object {
  readonly strict: boolean;
  readonly objectHook: W_Object;
  readonly pairsHook: W_Object;
  readonly parseFloat: W_Object;
  readonly parseInt: W_Object;
  readonly parseConstant: W_Object;
  /** Containers going on. */
  depth: int = 0;
  constructor(context: W_Object) {
    super();
    this.strict = getAttr(context, n_strict).isTrue();
    this.objectHook = getAttr(context, n_object_hook);
    this.pairsHook = getAttr(context, n_object_pairs_hook);
    this.parseFloat = getAttr(context, n_parse_float);
    this.parseInt = getAttr(context, n_parse_int);
    this.parseConstant = getAttr(context, n_parse_constant);
  }
  override getType(): W_Type {
    return w_json_scanner;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (args.length !== 2 || (kwnames !== null && kwnames.length > 0))
      throw raise0(w_TypeError, "scan_once() takes exactly 2 arguments");
    return this.scan(args[0]!, args[1]!);
  }
  override call2(string: W_Object, index: W_Object): W_Object {
    return this.scan(string, index);
  }
  /** @jit opaque */
  private scan(string: W_Object, index: W_Object): W_Object {
    const text = string.unwrap();
    if (!(text instanceof W_Str)) throw raise1(w_TypeError, "first argument must be a string, not %T", string);
    const start = toInt(index);
    if (start < 0) throw raise0(w_ValueError, "idx cannot be negative");
    const reader = new Reader(text);
    const depth = this.depth;
    try {
      const value = this.value(reader, start, new W_Dict());
      return newTuple2(value, newInt(reader.at));
    } finally {
      this.depth = depth;
    }
  }
  private value(reader: Reader, at: int, keys: W_Dict): W_Object {
    switch (reader.charAt(at)) {
      case QUOTE:
        return reader.readString(at + 1, this.strict);
      case 123:
        this.enter("maximum recursion depth exceeded while decoding a JSON object from a unicode string");
        return this.object(reader, at + 1, keys);
      case 91:
        this.enter("maximum recursion depth exceeded while decoding a JSON array from a unicode string");
        return this.array(reader, at + 1, keys);
      case 110:
        if (reader.isNext(at, "null")) return this.word(reader, at + 4, w_None);
        break;
      case 116:
        if (reader.isNext(at, "true")) return this.word(reader, at + 4, w_True);
        break;
      case 102:
        if (reader.isNext(at, "false")) return this.word(reader, at + 5, w_False);
        break;
      case 78:
        if (reader.isNext(at, "NaN")) return this.constant(reader, at + 3, nanText);
        break;
      case 73:
        if (reader.isNext(at, "Infinity")) return this.constant(reader, at + 8, infinityText);
        break;
      case 45:
        if (reader.isNext(at, "-Infinity")) return this.constant(reader, at + 9, minusInfinityText);
        break;
      case -1:
        throw noValue(at);
    }
    return reader.readNumber(at, this);
  }
  private enter(message: string): void {
    if (this.depth >= state.recursionLimit) throw raise0(w_RecursionError, message);
    this.depth = this.depth + 1;
  }
  private word(reader: Reader, behind: int, value: W_Object): W_Object {
    reader.at = behind;
    return value;
  }
  private constant(reader: Reader, behind: int, name: W_Str): W_Object {
    reader.at = behind;
    return this.parseConstant.call1(name);
  }
  private array(reader: Reader, start: int, keys: W_Dict): W_Object {
    const list = new W_List();
    let at = reader.skipSpace(start);
    if (reader.charAt(at) !== 93)
      for (;;) {
        list.append(this.value(reader, at, keys));
        at = reader.skipSpace(reader.at);
        const c = reader.charAt(at);
        if (c === 93) break;
        if (c !== 44) throw decodeError("Expecting ',' delimiter", reader.text, at);
        const comma = at;
        at = reader.skipSpace(at + 1);
        if (reader.charAt(at) === 93)
          throw decodeError("Illegal trailing comma before end of array", reader.text, comma);
      }
    reader.at = at + 1;
    this.depth = this.depth - 1;
    return list;
  }
  private object(reader: Reader, start: int, keys: W_Dict): W_Object {
    const ordered = this.pairsHook !== w_None;
    const dict = new W_Dict();
    const pairs: W_List | null = ordered ? new W_List() : null;
    let at = reader.skipSpace(start);
    if (reader.charAt(at) !== 125)
      for (;;) {
        if (reader.charAt(at) !== QUOTE)
          throw decodeError("Expecting property name enclosed in double quotes", reader.text, at);
        let key: W_Object = reader.readString(at + 1, this.strict);
        const known = keys.get(key);
        if (known === null) keys.set(key, key);
        else key = known;
        at = reader.skipSpace(reader.at);
        if (reader.charAt(at) !== 58) throw decodeError("Expecting ':' delimiter", reader.text, at);
        const value = this.value(reader, reader.skipSpace(at + 1), keys);
        if (pairs !== null) pairs.append(newTuple2(key, value));
        else dict.set(key, value);
        at = reader.skipSpace(reader.at);
        const c = reader.charAt(at);
        if (c === 125) break;
        if (c !== 44) throw decodeError("Expecting ',' delimiter", reader.text, at);
        const comma = at;
        at = reader.skipSpace(at + 1);
        if (reader.charAt(at) === 125)
          throw decodeError("Illegal trailing comma before end of object", reader.text, comma);
      }
    reader.at = at + 1;
    this.depth = this.depth - 1;
    const behind = at + 1;
    if (pairs === null && this.objectHook === w_None) return dict;
    const result = pairs !== null ? this.pairsHook.call1(pairs) : this.objectHook.call1(dict);
    reader.at = behind;
    return result;
  }
}
function scanner_new(_type: W_Object, context: W_Object): W_Object {
  return new W_JsonScanner(context);
}
function scanner_strict(self: W_Object): W_Object {
  return hooks.boolObject((self as W_JsonScanner).strict);
}
function scanner_object_hook(self: W_Object): W_Object {
  return (self as W_JsonScanner).objectHook;
}
function scanner_object_pairs_hook(self: W_Object): W_Object {
  return (self as W_JsonScanner).pairsHook;
}
function scanner_parse_float(self: W_Object): W_Object {
  return (self as W_JsonScanner).parseFloat;
}
function scanner_parse_int(self: W_Object): W_Object {
  return (self as W_JsonScanner).parseInt;
}
function scanner_parse_constant(self: W_Object): W_Object {
  return (self as W_JsonScanner).parseConstant;
}
defStatic(w_json_scanner, "__new__(cls, context)", scanner_new);
getter(w_json_scanner, "strict", scanner_strict);
getter(w_json_scanner, "object_hook", scanner_object_hook);
getter(w_json_scanner, "object_pairs_hook", scanner_object_pairs_hook);
getter(w_json_scanner, "parse_float", scanner_parse_float);
getter(w_json_scanner, "parse_int", scanner_parse_int);
getter(w_json_scanner, "parse_constant", scanner_parse_constant);

function json_scanstring(string: W_Object, end: W_Object, strict: W_Object | null): W_Object {
  const text = string.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "first argument must be a string, not %T", string);
  const start = toInt(end);
  if (start < 0 || start > text.length) throw raise0(w_ValueError, "end is out of bounds");
  const reader = new Reader(text);
  const result = reader.readString(start, strict === null || strict.isTrue());
  return newTuple2(result, newInt(reader.at));
}
export const scanFunctions: W_Builtin[] = [builtinFunction("scanstring(string, end, strict=True, /)", json_scanstring)];
