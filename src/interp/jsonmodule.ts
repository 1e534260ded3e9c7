// Writing JSON, and the module _json.

import { arrayCopy, type int, intAnd, intShr, newArray, U8Array } from "../rts/index.ts";
import { builtinFunction, defStatic, getter, type W_Builtin } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, raise0, raise1, w_RecursionError, w_TypeError, w_ValueError } from "./errors.ts";
import { floatRepr, isInfinite, isNotANumber, W_Float } from "./float.ts";
import { W_Int, w_False, w_True } from "./int.ts";
import { listOf } from "./iterators.ts";
import { scanFunctions, w_json_scanner } from "./jsonscan.ts";
import { W_List } from "./list.ts";
import { digitChar, W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import { hooks, W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { sortList } from "./sort.ts";
import { state } from "./state.ts";
import { intern, StrBuilder, strOf, W_Str } from "./text.ts";
import { newTuple, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

// --- strings

/** 1: needs an escape in any case; 2: when the text has to be ASCII. */
const escapes = new U8Array(256);
for (let c = 0; c < 256; c++) escapes[c] = c < 32 || c === 34 || c === 92 ? 1 : c > 126 ? 2 : 0;

function needsEscape(c: int, ascii: boolean): boolean {
  if (c > 255) return ascii;
  const kind: int = escapes[c]!;
  return ascii ? kind !== 0 : kind === 1;
}
function addUnicode(out: StrBuilder, unit: int): void {
  out.add("\\u");
  for (let shift = 12; shift >= 0; shift = shift - 4) out.addChar(digitChar(intAnd(intShr(unit, shift), 15)));
}
function addEscaped(out: StrBuilder, c: int): void {
  switch (c) {
    case 34:
      out.add('\\"');
      break;
    case 92:
      out.add("\\\\");
      break;
    case 8:
      out.add("\\b");
      break;
    case 12:
      out.add("\\f");
      break;
    case 10:
      out.add("\\n");
      break;
    case 13:
      out.add("\\r");
      break;
    case 9:
      out.add("\\t");
      break;
    default:
      if (c > 0xffff) {
        addUnicode(out, 0xd800 + intShr(c - 0x10000, 10));
        addUnicode(out, 0xdc00 + intAnd(c, 1023));
      } else addUnicode(out, c);
  }
}
/** Adds the text in quotes. @jit opaque */
function addQuoted(out: StrBuilder, text: W_Str, ascii: boolean): void {
  out.addChar(34);
  let from = 0;
  const n = text.length;
  for (let i = 0; i < n; i++) {
    const c = text.charAt(i);
    if (!needsEscape(c, ascii)) continue;
    out.addSlice(text, from, i);
    addEscaped(out, c);
    from = i + 1;
  }
  out.addSlice(text, from, n);
  out.addChar(34);
}
function encoded(string: W_Object, ascii: boolean): W_Object {
  const text = string.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "first argument must be a string, not %T", string);
  const out = new StrBuilder();
  addQuoted(out, text, ascii);
  return out.build();
}
function json_encode_basestring(string: W_Object): W_Object {
  return encoded(string, false);
}
function json_encode_basestring_ascii(string: W_Object): W_Object {
  return encoded(string, true);
}
const encodeBasestring = builtinFunction("encode_basestring(string, /)", json_encode_basestring);
const encodeBasestringAscii = builtinFunction("encode_basestring_ascii(string, /)", json_encode_basestring_ascii);

// --- the encoder

const n_items = intern("items");
const n_add_note = intern("add_note");

/** Adds to an exception on its way through which container it came. */
function addNote(error: OperationError, container: W_Object, item: W_Str): void {
  const note = new StrBuilder();
  note.add("when serializing ");
  note.addStr(container.getType().name);
  note.addChar(32);
  note.addStr(item);
  getAttr(error.value(), n_add_note).call1(note.build());
}
function itemText(index: int): W_Str {
  const text = new StrBuilder();
  text.add("item ");
  text.addInt(index);
  return text.build();
}
function keyText(key: W_Object): W_Str {
  const text = new StrBuilder();
  text.add("item ");
  text.addStr(key.repr());
  return text.build();
}
const objectText = strOf("object");

export const w_encoder = builtinType("_json.Encoder");
w_encoder.isBaseType = false;

const PLAIN = 0;
const ASCII = 1;
const CALLED = 2;

export class W_Encoder extends W_Object {
  readonly markers: W_Object;
  readonly fallback: W_Object;
  readonly encoder: W_Object;
  /** How strings are encoded: PLAIN, ASCII, or by calling the encoder. */
  readonly kind: int;
  readonly indent: W_Object;
  readonly keySeparator: W_Str;
  readonly itemSeparator: W_Str;
  readonly sortKeys: boolean;
  readonly skipKeys: boolean;
  readonly allowNan: boolean;
  /** The containers and objects going on, outermost first. */
  private ancestors: W_Object[] = newArray<W_Object>(16);
  private depth: int = 0;

  constructor(args: W_Object[]) {
    super();
    this.markers = args[1]!;
    this.fallback = args[2]!;
    this.encoder = args[3]!;
    this.kind = args[3] === encodeBasestringAscii ? ASCII : args[3] === encodeBasestring ? PLAIN : CALLED;
    this.indent = args[4]!;
    this.keySeparator = separatorOf(args[5]!);
    this.itemSeparator = separatorOf(args[6]!);
    this.sortKeys = args[7]!.isTrue();
    this.skipKeys = args[8]!.isTrue();
    this.allowNan = args[9]!.isTrue();
  }
  override getType(): W_Type {
    return w_encoder;
  }
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    if (args.length !== 2 || (kwnames !== null && kwnames.length > 0))
      throw raise0(w_TypeError, "_iterencode() takes exactly 2 arguments");
    return this.encode(args[0]!, args[1]!);
  }
  /** @jit opaque */
  private encode(object: W_Object, level: W_Object): W_Object {
    const out = new StrBuilder();
    const depth = this.depth;
    try {
      this.add(out, object, toInt(level));
    } finally {
      this.depth = depth;
    }
    const items = newArray<W_Object>(1);
    items[0] = out.build();
    return newTuple(items);
  }
  private enter(object: W_Object): void {
    const depth = this.depth;
    if (depth >= state.recursionLimit)
      throw raise0(w_RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
    if (this.markers !== w_None)
      for (let i = 0; i < depth; i++)
        if (this.ancestors[i] === object) throw raise0(w_ValueError, "Circular reference detected");
    if (depth === this.ancestors.length) {
      const more = newArray<W_Object>(depth * 2);
      arrayCopy(this.ancestors, 0, more, 0, depth);
      this.ancestors = more;
    }
    this.ancestors[depth] = object;
    this.depth = depth + 1;
  }
  private leave(): void {
    this.depth = this.depth - 1;
  }
  private addString(out: StrBuilder, object: W_Object, text: W_Str): void {
    if (this.kind !== CALLED) {
      addQuoted(out, text, this.kind === ASCII);
      return;
    }
    const result = this.encoder.call1(object);
    const plain = result.unwrap();
    if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "encoder() must return a string, not %T", result);
    out.addStr(plain);
  }
  private addFloat(out: StrBuilder, value: W_Float): void {
    const x = value.value;
    if (!isNotANumber(x) && !isInfinite(x)) {
      out.addStr(floatRepr(x));
      return;
    }
    if (!this.allowNan) throw raise1(w_ValueError, "Out of range float values are not JSON compliant: %R", value);
    if (isNotANumber(x)) out.add("NaN");
    else out.add(x > 0.0 ? "Infinity" : "-Infinity");
  }
  private newline(out: StrBuilder, level: int): void {
    out.addChar(10);
    const indent = this.indent;
    if (indent instanceof W_Str) for (let i = 0; i < level; i++) out.addStr(indent);
  }
  /** Adds an object of a type that JSON has, except containers. False: it is none. */
  private addSimple(out: StrBuilder, object: W_Object): boolean {
    if (object === w_None) out.add("null");
    else if (object === w_True) out.add("true");
    else if (object === w_False) out.add("false");
    else {
      const plain = object.unwrap();
      if (plain instanceof W_Str) this.addString(out, object, plain);
      else if (plain instanceof W_Int) out.addInt(plain.value);
      else if (plain instanceof W_Long) out.addStr(plain.repr());
      else if (plain instanceof W_Float) this.addFloat(out, plain);
      else return false;
    }
    return true;
  }
  private add(out: StrBuilder, object: W_Object, level: int): void {
    if (this.addSimple(out, object)) return;
    const plain = object.unwrap();
    if (plain instanceof W_List || plain instanceof W_Tuple) this.addSequence(out, object, plain, level);
    else if (plain instanceof W_Dict) this.addDict(out, object, plain, level);
    else {
      this.enter(object);
      const replacement = this.fallback.call1(object);
      try {
        this.add(out, replacement, level);
      } catch (error) {
        if (error instanceof OperationError) addNote(error, object, objectText);
        throw error;
      }
      this.leave();
    }
  }
  private addSequence(out: StrBuilder, object: W_Object, plain: W_Object, outer: int): void {
    if (plain.len() === 0) {
      out.add("[]");
      return;
    }
    this.enter(object);
    const indented = this.indent !== w_None;
    const level = outer + 1;
    out.addChar(91);
    if (indented) this.newline(out, level);
    let index = 0;
    try {
      while (index < plain.len()) {
        if (index > 0) {
          out.addStr(this.itemSeparator);
          if (indented) this.newline(out, level);
        }
        const item = plain instanceof W_List ? plain.get(index) : (plain as W_Tuple).items[index]!;
        this.add(out, item, level);
        index++;
      }
    } catch (error) {
      if (error instanceof OperationError) addNote(error, object, itemText(index));
      throw error;
    }
    if (indented) this.newline(out, outer);
    out.addChar(93);
    this.leave();
  }
  private addDict(out: StrBuilder, object: W_Object, dict: W_Dict, outer: int): void {
    if (object.len() === 0) {
      out.add("{}");
      return;
    }
    this.enter(object);
    const level = outer + 1;
    out.addChar(123);
    let count = 0;
    if (this.sortKeys || object !== dict) {
      const items = listOf(getAttr(object, n_items).call0());
      if (this.sortKeys) sortList(items, null, false);
      for (let i = 0; i < items.length; i++) {
        const pair = items.get(i).unwrap();
        if (!(pair instanceof W_Tuple) || pair.items.length !== 2)
          throw raise0(w_ValueError, "items must return 2-tuples");
        count = count + this.addPair(out, object, pair.items[0]!, pair.items[1]!, level, count === 0);
      }
    } else {
      for (let i = dict.nextEntry(0); i >= 0; i = dict.nextEntry(i + 1))
        count = count + this.addPair(out, object, dict.keys[i]!, dict.valueAt(i)!, level, count === 0);
    }
    if (this.indent !== w_None && count > 0) this.newline(out, outer);
    out.addChar(125);
    this.leave();
  }
  /** 1; 0 when the key is skipped. */
  private addPair(out: StrBuilder, object: W_Object, key: W_Object, value: W_Object, level: int, first: boolean): int {
    const plain = key.unwrap();
    let text: W_Str;
    if (plain instanceof W_Str) text = plain;
    else {
      const name = new StrBuilder();
      if (!this.addSimple(name, key)) {
        if (this.skipKeys) return 0;
        throw raise1(w_TypeError, "keys must be str, int, float, bool or None, not %T", key);
      }
      text = name.build();
    }
    if (!first) out.addStr(this.itemSeparator);
    if (this.indent !== w_None) this.newline(out, level);
    this.addString(out, plain instanceof W_Str ? key : text, text);
    out.addStr(this.keySeparator);
    try {
      this.add(out, value, level);
    } catch (error) {
      if (error instanceof OperationError) addNote(error, object, keyText(key));
      throw error;
    }
    return 1;
  }
}
function separatorOf(object: W_Object): W_Str {
  const text = object.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, "make_encoder() argument must be str, not %T", object);
}
function encoder_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null && kwnames.length > 0) return encoder_new(placed(args, kwnames), null);
  if (args.length !== 10) throw raise0(w_TypeError, "make_encoder() takes exactly 9 arguments");
  const markers = args[1]!;
  if (markers !== w_None && !(markers.unwrap() instanceof W_Dict))
    throw raise1(w_TypeError, "make_encoder() argument 1 must be dict or None, not %T", markers);
  return new W_Encoder(args);
}
const parameterNames: W_Str[] =
  "markers default encoder indent key_separator item_separator sort_keys skipkeys allow_nan"
    .split(" ")
    .map((name) => intern(name));
/** Arguments by name in their places. */
function placed(args: W_Object[], kwnames: W_Object[]): W_Object[] {
  const all = newArray<W_Object>(10);
  const positional = args.length - kwnames.length;
  if (args.length !== 10) throw raise0(w_TypeError, "make_encoder() takes exactly 9 arguments");
  arrayCopy(args, 0, all, 0, positional);
  for (let k = 0; k < kwnames.length; k++) {
    let at = 0;
    for (let i = 0; i < 9; i++) if (parameterNames[i]!.equals(kwnames[k] as W_Str)) at = i + 1;
    if (at < positional || at === 0 || all[at] !== null)
      throw raise1(w_TypeError, "make_encoder() got an unexpected keyword argument '%S'", kwnames[k]!);
    all[at] = args[positional + k]!;
  }
  return all;
}
function encoder_markers(self: W_Object): W_Object {
  return (self as W_Encoder).markers;
}
function encoder_default(self: W_Object): W_Object {
  return (self as W_Encoder).fallback;
}
function encoder_encoder(self: W_Object): W_Object {
  return (self as W_Encoder).encoder;
}
function encoder_indent(self: W_Object): W_Object {
  return (self as W_Encoder).indent;
}
function encoder_key_separator(self: W_Object): W_Object {
  return (self as W_Encoder).keySeparator;
}
function encoder_item_separator(self: W_Object): W_Object {
  return (self as W_Encoder).itemSeparator;
}
function encoder_sort_keys(self: W_Object): W_Object {
  return hooks.boolObject((self as W_Encoder).sortKeys);
}
function encoder_skipkeys(self: W_Object): W_Object {
  return hooks.boolObject((self as W_Encoder).skipKeys);
}
defStatic(w_encoder, "__new__(cls, *args)", encoder_new);
getter(w_encoder, "markers", encoder_markers);
getter(w_encoder, "default", encoder_default);
getter(w_encoder, "encoder", encoder_encoder);
getter(w_encoder, "indent", encoder_indent);
getter(w_encoder, "key_separator", encoder_key_separator);
getter(w_encoder, "item_separator", encoder_item_separator);
getter(w_encoder, "sort_keys", encoder_sort_keys);
getter(w_encoder, "skipkeys", encoder_skipkeys);

const functions: W_Builtin[] = [encodeBasestring, encodeBasestringAscii];
defineModule("_json", functions.concat(scanFunctions), { make_scanner: w_json_scanner, make_encoder: w_encoder });
