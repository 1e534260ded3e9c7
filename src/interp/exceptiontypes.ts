// The exception types that have attributes of their own: how these are set by a call's arguments, and how the exceptions are shown.

import type { int } from "../rts/index.ts";
import { newArray, type U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { def, memberSetter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import {
  raise0,
  raise1,
  raise2,
  raiseInts,
  w_AttributeError,
  w_ImportError,
  w_KeyError,
  w_NameError,
  w_StopIteration,
  w_SyntaxError,
  w_SystemExit,
  w_TypeError,
  w_UnicodeDecodeError,
  w_UnicodeEncodeError,
  w_UnicodeTranslateError,
} from "./errors.ts";
import {
  baseException_str,
  F_ATTRIBUTE,
  F_CODE,
  F_ENCODING,
  F_END,
  F_END_LINENO,
  F_END_OFFSET,
  F_LINENO,
  F_METADATA,
  F_MODULE,
  F_MSG,
  F_NAME,
  F_NAME_FROM,
  F_OBJ,
  F_OBJECT,
  F_OFFSET,
  F_PATH,
  F_PRINT_FILE,
  F_REASON,
  F_START,
  F_SYNTAX_FILE,
  F_TEXT,
  F_VALUE,
  fieldInitializers,
  orNone,
  ownDict,
  reduced,
  W_BaseException,
} from "./exceptions.ts";
import { newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { longFromInt, longText } from "./long.ts";
import type { W_Object } from "./object.ts";
import { toIndex, toSsize } from "./operations.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_int } from "./types.ts";

// --- attributes. One getter and setter for each place: functions hold no state, so these close over the index at module level.
function field(type: W_Type, name: string, index: int): void {
  memberSetter(
    type,
    name,
    (self: W_Object): W_Object => orNone((self as W_BaseException).field(index)),
    (self: W_Object, value: W_Object | null): W_Object => {
      (self as W_BaseException).setField(index, value);
      return w_None;
    },
  );
}
/** One that holds an int, 0 before it is set. */
function intFieldOf(type: W_Type, name: string, index: int): void {
  memberSetter(
    type,
    name,
    (self: W_Object): W_Object => newInt(intField(self as W_BaseException, index)),
    (self: W_Object, value: W_Object | null): W_Object => {
      if (value === null) throw raise0(w_TypeError, "can't delete numeric/char attribute");
      if (!value.getType().isSubtype(w_int)) throw raise0(w_TypeError, "an integer is required");
      (self as W_BaseException).setField(index, newInt(toSsize(value)));
      return w_None;
    },
  );
}
field(w_StopIteration, "value", F_VALUE);
field(w_SystemExit, "code", F_CODE);
field(w_NameError, "name", F_NAME);
field(w_AttributeError, "obj", F_OBJ);
field(w_AttributeError, "name", F_ATTRIBUTE);
field(w_ImportError, "msg", F_MSG);
field(w_ImportError, "name", F_MODULE);
field(w_ImportError, "path", F_PATH);
field(w_ImportError, "name_from", F_NAME_FROM);
field(w_SyntaxError, "msg", F_MSG);
field(w_SyntaxError, "filename", F_SYNTAX_FILE);
field(w_SyntaxError, "lineno", F_LINENO);
field(w_SyntaxError, "offset", F_OFFSET);
field(w_SyntaxError, "text", F_TEXT);
field(w_SyntaxError, "end_lineno", F_END_LINENO);
field(w_SyntaxError, "end_offset", F_END_OFFSET);
field(w_SyntaxError, "print_file_and_line", F_PRINT_FILE);
field(w_SyntaxError, "_metadata", F_METADATA);
for (const type of [w_UnicodeEncodeError, w_UnicodeDecodeError, w_UnicodeTranslateError]) {
  field(type, "encoding", F_ENCODING);
  field(type, "object", F_OBJECT);
  intFieldOf(type, "start", F_START);
  intFieldOf(type, "end", F_END);
  field(type, "reason", F_REASON);
}

// --- keywords: ImportError, NameError, AttributeError
const n_name = intern("name");
const n_obj = intern("obj");
const n_path = intern("path");
const n_name_from = intern("name_from");

/** Sets the fields that a call's keywords name; names[i] is field first + i. */
function keywordFields(
  e: W_BaseException,
  type: W_Type,
  names: W_Str[],
  first: int,
  kwnames: W_Object[],
  all: W_Object[],
): void {
  const from = all.length - kwnames.length;
  for (let k = 0; k < kwnames.length; k++) {
    let at = -1;
    for (let i = 0; i < names.length; i++) if (names[i]!.equals(kwnames[k] as W_Str)) at = i;
    if (at < 0) throw raise2(w_TypeError, "%N() got an unexpected keyword argument '%S'", type, kwnames[k]!);
    e.setField(first + at, all[from + k]!);
  }
}
const importNames: W_Str[] = [n_name, n_path, n_name_from];
const nameNames: W_Str[] = [n_name];
const attributeNames: W_Str[] = [n_obj, n_name];
/** What an earlier `__init__` has set is gone. */
function resetFields(e: W_BaseException, first: int, count: int): void {
  for (let i = first; i < first + count; i++) if (e.field(i) !== null) e.setField(i, null);
}
function importFields(e: W_BaseException, items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]): void {
  resetFields(e, F_MSG, 1);
  resetFields(e, F_MODULE, importNames.length);
  if (items.length === 1) e.setField(F_MSG, items[0]!);
  if (kwnames !== null) keywordFields(e, w_ImportError, importNames, F_MODULE, kwnames, all);
}
function nameFields(e: W_BaseException, _items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]): void {
  resetFields(e, F_NAME, nameNames.length);
  if (kwnames !== null) keywordFields(e, w_NameError, nameNames, F_NAME, kwnames, all);
}
function attributeFields(e: W_BaseException, _items: W_Object[], kwnames: W_Object[] | null, all: W_Object[]): void {
  resetFields(e, F_OBJ, attributeNames.length);
  if (kwnames !== null) keywordFields(e, w_AttributeError, attributeNames, F_OBJ, kwnames, all);
}
fieldInitializers.imports = importFields;
fieldInitializers.names = nameFields;
fieldInitializers.attributes = attributeFields;

function importError_str(self: W_Object): W_Object {
  const message = (self as W_BaseException).field(F_MSG);
  return message instanceof W_Str ? message : baseException_str(self);
}
/** The state of an exception: a copy of its dictionary, with more entries; null when there are none. */
function stateWith(e: W_BaseException, names: W_Str[], first: int): W_Dict | null {
  let state: W_Dict | null = null;
  const own = ownDict(e);
  if (own instanceof W_Dict) {
    state = new W_Dict();
    state.copyFrom(own);
  }
  for (let i = 0; i < names.length; i++) {
    const value = e.field(first + i);
    if (value === null) continue;
    if (state === null) state = new W_Dict();
    state.set(names[i]!, value);
  }
  return state;
}
function importError_reduce(self: W_Object): W_Object {
  const e = self as W_BaseException;
  return reduced(e, e.args, stateWith(e, importNames, F_MODULE));
}
const n_args = intern("args");
/** The object is left out: often it cannot be pickled. */
function attributeError_getstate(self: W_Object): W_Object {
  const e = self as W_BaseException;
  let state = stateWith(e, nameNames, F_ATTRIBUTE);
  if (state === null) state = new W_Dict();
  state.set(n_args, e.args);
  return state;
}
function attributeError_reduce(self: W_Object): W_Object {
  const e = self as W_BaseException;
  return reduced(e, e.args, attributeError_getstate(self));
}
def(w_ImportError, "__str__(self, /)", importError_str);
def(w_ImportError, "__reduce__(self, /)", importError_reduce);
def(w_AttributeError, "__getstate__(self, /)", attributeError_getstate);
def(w_AttributeError, "__reduce__(self, /)", attributeError_reduce);

/** KeyError: a lone argument is shown as repr, so that an empty key is seen. */
function keyError_str(self: W_Object): W_Object {
  const items = (self as W_BaseException).args.items;
  return items.length === 1 ? reprNested(items[0]!) : baseException_str(self);
}
def(w_KeyError, "__str__(self, /)", keyError_str);

// --- SyntaxError
function syntaxFields(e: W_BaseException, items: W_Object[]): void {
  if (items.length > 0) e.setField(F_MSG, items[0]!);
  if (items.length !== 2) return;
  const parts = arrayOf(items[1]!);
  const n = parts.length;
  if (n < 4 || n > 7)
    throw raiseInts(
      w_TypeError,
      n < 4 ? "function takes at least 4 arguments (%d given)" : "function takes at most 7 arguments (%d given)",
      null,
      n,
      0,
    );
  for (let i = 0; i < n; i++) e.setField(i === 6 ? F_METADATA : F_SYNTAX_FILE + i, parts[i]!);
  if (n === 5) throw raise0(w_TypeError, "end_offset must be provided when end_lineno is provided");
}
fieldInitializers.syntax = syntaxFields;

function syntaxError_str(self: W_Object): W_Object {
  const e = self as W_BaseException;
  const file = e.field(F_SYNTAX_FILE);
  const line = e.field(F_LINENO);
  const message = orNone(e.field(F_MSG)).str();
  const hasLine = line instanceof W_Int;
  if (!(file instanceof W_Str) && !hasLine) return message;
  const text = new StrBuilder();
  text.addStr(message);
  text.add(" (");
  if (file instanceof W_Str) {
    let from = file.length;
    while (from > 0 && file.charAt(from - 1) !== 47) from--;
    text.addSlice(file, from, file.length);
    if (hasLine) text.add(", ");
  }
  if (hasLine) {
    text.add("line ");
    text.addStr(line.repr());
  }
  text.addChar(41);
  return text.build();
}
def(w_SyntaxError, "__str__(self, /)", syntaxError_str);

// --- UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError
function checkCount(items: W_Object[], count: int): void {
  if (items.length !== count)
    throw raiseInts(w_TypeError, "function takes exactly %d arguments (%d given)", null, count, items.length);
}
function checkText(item: W_Object, position: int): void {
  if (!(item.unwrap() instanceof W_Str))
    throw raiseInts(w_TypeError, "argument %d must be str, not %T", item, position, 0);
}
/** Sets `object`, and start, end and reason, which stand behind the item `at`. */
function setPlace(e: W_BaseException, object: W_Object, items: W_Object[], at: int): void {
  const start = toIndex(items[at + 1]!);
  const end = toIndex(items[at + 2]!);
  checkText(items[at + 3]!, at + 4);
  e.setField(F_OBJECT, object);
  e.setField(F_START, newInt(start));
  e.setField(F_END, newInt(end));
  e.setField(F_REASON, items[at + 3]!);
}
function encodeFields(e: W_BaseException, items: W_Object[]): void {
  checkCount(items, 5);
  checkText(items[0]!, 1);
  checkText(items[1]!, 2);
  e.setField(F_ENCODING, items[0]!);
  setPlace(e, items[1]!, items, 1);
}
function decodeFields(e: W_BaseException, items: W_Object[]): void {
  checkCount(items, 5);
  checkText(items[0]!, 1);
  const object = items[1]!;
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  e.setField(F_ENCODING, items[0]!);
  setPlace(e, object.unwrap() instanceof W_Bytes ? object : new W_Bytes(bytes), items, 1);
}
function translateFields(e: W_BaseException, items: W_Object[]): void {
  checkCount(items, 4);
  checkText(items[0]!, 1);
  setPlace(e, items[0]!, items, 0);
}
fieldInitializers.encode = encodeFields;
fieldInitializers.decode = decodeFields;
fieldInitializers.translate = translateFields;

function intField(e: W_BaseException, index: int): int {
  const value = e.field(index);
  return value instanceof W_Int ? value.value : 0;
}
function addHex(text: StrBuilder, value: int, width: int): void {
  const digits = longText(longFromInt(value), 16);
  text.addRepeated(48, width - digits.length);
  text.addStr(digits);
}
function addShown(text: StrBuilder, field: W_Object | null): void {
  if (field === null) text.add("<NULL>");
  else text.addStr(field.str());
}
function addPlaceStart(text: StrBuilder, e: W_BaseException, what: string): void {
  const encoding = e.field(F_ENCODING);
  if (!e.getType().isSubtype(w_UnicodeTranslateError)) {
    text.addChar(39);
    addShown(text, encoding);
    text.add("' codec ");
  }
  text.add(what);
}
/** Whether start and end name one item of so many. */
function isSingle(e: W_BaseException, length: int): boolean {
  const start = intField(e, F_START);
  return start >= 0 && start < length && intField(e, F_END) === start + 1;
}
/** " in position 3: reason", or "s in position 3-5: reason". */
function addPlace(text: StrBuilder, e: W_BaseException, single: boolean): W_Str {
  text.add(single ? " in position " : "s in position ");
  text.addInt(intField(e, F_START));
  if (!single) {
    text.addChar(45);
    text.addInt(intField(e, F_END) - 1);
  }
  text.add(": ");
  addShown(text, e.field(F_REASON));
  return text.build();
}
function addEscaped(text: StrBuilder, c: int): void {
  text.add(c < 0x100 ? " '\\x" : c < 0x10000 ? " '\\u" : " '\\U");
  addHex(text, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
  text.addChar(39);
}
function unicodeText_str(self: W_Object): W_Object {
  const e = self as W_BaseException;
  const object = e.field(F_OBJECT);
  if (object === null) return emptyStr;
  const source = object.unwrap();
  if (!(source instanceof W_Str)) throw raise0(w_TypeError, "UnicodeError 'object' attribute must be a string");
  const text = new StrBuilder();
  const translate = e.getType().isSubtype(w_UnicodeTranslateError);
  addPlaceStart(text, e, translate ? "can't translate character" : "can't encode character");
  const single = isSingle(e, source.length);
  if (single) addEscaped(text, source.charAt(intField(e, F_START)));
  return addPlace(text, e, single);
}
/** The text that a UnicodeEncodeError or UnicodeTranslateError is about. Throws TypeError when it is none. */
export function faultyText(e: W_BaseException): W_Str {
  const object = e.field(F_OBJECT);
  if (object === null) throw raise0(w_TypeError, "UnicodeError 'object' attribute is not set");
  const text = object.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_TypeError, "UnicodeError 'object' attribute must be a string");
  return text;
}
/** Where the fault begins and ends in an object of that length: a program may have set anything. */
export function faultStart(e: W_BaseException, length: int): int {
  const start = intField(e, F_START);
  if (start < 0 || length === 0) return 0;
  return start < length ? start : length - 1;
}
export function faultEnd(e: W_BaseException, length: int): int {
  const end = intField(e, F_END);
  return end > length ? length : end < 1 ? (length < 1 ? length : 1) : end;
}
/** The bytes that a UnicodeDecodeError is about, as its `object` says. Throws TypeError when they are none. */
export function decodedBytes(e: W_BaseException): U8Array {
  const object = e.field(F_OBJECT);
  if (object === null) throw raise0(w_TypeError, "UnicodeError 'object' attribute is not set");
  const bytes = object.unwrap();
  if (!(bytes instanceof W_Bytes)) throw raise0(w_TypeError, "UnicodeError 'object' attribute must be a bytes");
  return bytes.items;
}
function unicodeDecode_str(self: W_Object): W_Object {
  const e = self as W_BaseException;
  if (e.field(F_OBJECT) === null) return emptyStr;
  const source = decodedBytes(e);
  const text = new StrBuilder();
  addPlaceStart(text, e, "can't decode byte");
  const single = isSingle(e, source.length);
  if (single) {
    text.add(" 0x");
    addHex(text, source[intField(e, F_START)]!, 2);
  }
  return addPlace(text, e, single);
}
def(w_UnicodeEncodeError, "__str__(self, /)", unicodeText_str);
def(w_UnicodeTranslateError, "__str__(self, /)", unicodeText_str);
def(w_UnicodeDecodeError, "__str__(self, /)", unicodeDecode_str);

/** A UnicodeEncodeError or UnicodeDecodeError for object[start:end]. */
export function unicodeError(
  type: W_Type,
  encoding: W_Str,
  object: W_Object,
  start: int,
  end: int,
  reason: W_Str,
): W_BaseException {
  const e = new W_BaseException(type);
  const items = newArray<W_Object>(5);
  items[0] = encoding;
  items[1] = object;
  items[2] = newInt(start);
  items[3] = newInt(end);
  items[4] = reason;
  e.args = newTuple(items);
  for (let i = 0; i < 5; i++) e.setField(i, items[i]!);
  return e;
}
