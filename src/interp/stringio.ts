// io.StringIO: a text file in memory; and io.IncrementalNewlineDecoder, which translates line ends.
//
// While a StringIO is only written at its end, it is a StrBuilder; else an array of code points. `content` is an array, or null while the builder is used.

import { type int, intAnd, intOr, intShr, newArray, U32Array } from "../rts/index.ts";
import { def, defStatic, defWhole, getter } from "./builtin.ts";
import { positionOf, restoreAttributes } from "./bytesio.ts";
import { raise0, raise1, raiseInts, w_OSError, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt, w_False, w_True } from "./int.ts";
import { bindArguments, sizeArgument, W_IOObject, w_IncrementalNewlineDecoder, w_StringIO } from "./iobase.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";

/** Kinds of line ends seen: bits. */
export const SEEN_CR = 1;
export const SEEN_LF = 2;
export const SEEN_CRLF = 4;

const newlineNames: W_Str[] = ["\r", "\n", "\r\n"].map(intern);
/** The attribute `newlines`: None, a str, or a tuple. */
export function newlinesSeen(seen: int): W_Object {
  let count = 0;
  for (let bit = 0; bit < 3; bit++) if (hasBit(seen, bit)) count++;
  if (count === 0) return w_None;
  const items = newArray<W_Object>(count);
  count = 0;
  for (let bit = 0; bit < 3; bit++)
    if (hasBit(seen, bit)) {
      items[count] = newlineNames[bit]!;
      count++;
    }
  return count === 1 ? items[0]! : newTuple(items);
}
function hasBit(bits: int, bit: int): boolean {
  return intAnd(intShr(bits, bit), 1) === 1;
}

export class W_StringIO extends W_IOObject {
  builder: StrBuilder = new StrBuilder();
  content: U32Array | null = null;
  /** Of `content`. */
  length: int = 0;
  position: int = 0;
  closed: boolean = false;
  /** None, "", "\n", "\r", "\r\n". */
  newline: W_Str | null = newlineNames[1]!;
  seen: int = 0;
  pendingCr: boolean = false;

  size(): int {
    return this.content === null ? this.builder.length : this.length;
  }
  override isIterator(): boolean {
    return true;
  }
  override iter(): W_Object | null {
    if (this.getType() !== w_StringIO) return super.iter();
    return opened(this);
  }
  override next(): W_Object | null {
    if (this.getType() !== w_StringIO) return super.next();
    const line = nextLine(opened(this), -1);
    return line.length === 0 ? null : line;
  }
  /** The content as an array with room for `needed`. */
  asArray(needed: int): U32Array {
    const present = this.content;
    if (present !== null && present.length >= needed) return present;
    const n = this.size();
    let room = 64;
    while (room < needed || room < n) room = room * 2;
    const array = new U32Array(room);
    if (present === null) {
      const text = this.builder.build();
      for (let i = 0; i < n; i++) array[i] = text.charAt(i);
      this.builder = new StrBuilder();
      this.length = n;
    } else for (let i = 0; i < n; i++) array[i] = present[i]!;
    this.content = array;
    return array;
  }
}
function opened(self: W_Object): W_StringIO {
  const file = self as W_StringIO;
  if (file.closed) throw raise0(w_ValueError, "I/O operation on closed file");
  return file;
}
function textOf(file: W_StringIO, from: int, to: int): W_Str {
  const array = file.asArray(0);
  const text = new StrBuilder();
  for (let i = from; i < to; i++) text.addChar(array[i]!);
  return text.build();
}
/** Where the line that begins at `from` ends. */
function lineEnd(file: W_StringIO, array: U32Array, from: int, end: int): int {
  const newline = file.newline;
  let i = from;
  if (newline === null || newline === newlineNames[1]) {
    while (i < end && array[i] !== 10) i++;
    return i < end ? i + 1 : i;
  }
  if (newline.length === 0) {
    while (i < end && array[i] !== 10 && array[i] !== 13) i++;
    if (i === end) return i;
    return array[i] === 13 && i + 1 < end && array[i + 1] === 10 ? i + 2 : i + 1;
  }
  if (newline.length === 1) {
    while (i < end && array[i] !== 13) i++;
    return i < end ? i + 1 : i;
  }
  while (i + 1 < end && !(array[i] === 13 && array[i + 1] === 10)) i++;
  return i + 1 < end ? i + 2 : end;
}
function nextLine(file: W_StringIO, limit: int): W_Str {
  const array = file.asArray(0);
  const from = file.position;
  let end = file.length;
  if (from >= end) return emptyStr;
  if (limit >= 0 && from + limit < end) end = from + limit;
  const to = lineEnd(file, array, from, end);
  file.position = to;
  return textOf(file, from, to);
}

function stringIO_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_StringIO(args[0] as W_Type);
}
const label = intern("StringIO");
const initNames: W_Str[] = ["initial_value", "newline"].map(intern);
const ILLEGAL = "illegal newline value: %R";
/** A newline argument: null for None. */
export function newlineArgument(newline: W_Object, template: string): W_Str | null {
  if (newline === w_None) return null;
  const text = newline.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "newline must be str or None, not %T", newline);
  if (text.length === 0) return emptyStr;
  for (const known of newlineNames) if (known.equals(text)) return known;
  throw raise1(w_ValueError, template, text);
}
function stringIO_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_StringIO;
  const given = bindArguments(label, args, 1, kwnames, initNames);
  self.newline = given[1] === null ? newlineNames[1]! : newlineArgument(given[1]!, ILLEGAL);
  self.builder = new StrBuilder();
  self.content = null;
  self.length = 0;
  self.position = 0;
  self.closed = false;
  const initial = given[0]!;
  if (initial !== null && initial !== w_None) {
    const text = initial.unwrap();
    if (!(text instanceof W_Str)) throw raise1(w_TypeError, "initial_value must be str or None, not %T", initial);
    writeText(self, text);
    self.position = 0;
  }
  return w_None;
}
/** The text as it is stored: line ends translated as the newline argument says. */
function translated(file: W_StringIO, text: W_Str): W_Str {
  const newline = file.newline;
  if (newline === newlineNames[1]) return text;
  const out = new StrBuilder();
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (newline === null) {
      // universal: every line end becomes \n
      if (c === 13) {
        const pair = i + 1 < text.length && text.charAt(i + 1) === 10;
        file.seen = intOr(file.seen, pair ? SEEN_CRLF : SEEN_CR);
        if (pair) i++;
        out.addChar(10);
        continue;
      }
      if (c === 10) file.seen = intOr(file.seen, SEEN_LF);
    } else if (newline.length === 0) {
      if (c === 13 && i + 1 < text.length && text.charAt(i + 1) === 10) {
        file.seen = intOr(file.seen, SEEN_CRLF);
        out.addChar(c);
        i++;
      } else if (c === 13) file.seen = intOr(file.seen, SEEN_CR);
      else if (c === 10) file.seen = intOr(file.seen, SEEN_LF);
      out.addChar(text.charAt(i));
      continue;
    } else if (c === 10) {
      out.addStr(newline);
      continue;
    }
    out.addChar(c);
  }
  return out.build();
}
function writeText(file: W_StringIO, given: W_Str): void {
  const text = translated(file, given);
  const n = text.length;
  if (file.content === null && file.position === file.builder.length) {
    file.builder.addStr(text);
    file.position = file.position + n;
    return;
  }
  const end = file.position + n;
  const array = file.asArray(end);
  for (let i = file.length; i < file.position; i++) array[i] = 0;
  for (let i = 0; i < n; i++) array[file.position + i] = text.charAt(i);
  file.position = end;
  if (end > file.length) file.length = end;
}
function stringIO_write(self: W_Object, text: W_Object): W_Object {
  const plain = text.unwrap();
  if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "string argument expected, got '%T'", text);
  const file = opened(self);
  if (plain.length > 0) writeText(file, plain);
  return newInt(plain.length);
}
function stringIO_read(self: W_Object, size: W_Object | null): W_Object {
  const file = opened(self);
  const n = sizeArgument(size);
  const left = file.size() - file.position;
  const count = n < 0 || n > left ? left : n;
  if (count <= 0) return emptyStr;
  const from = file.position;
  file.position = from + count;
  return textOf(file, from, from + count);
}
function stringIO_readline(self: W_Object, size: W_Object | null): W_Object {
  return nextLine(opened(self), sizeArgument(size));
}
export function stringIO_getvalue(self: W_Object): W_Object {
  const file = opened(self);
  return file.content === null ? file.builder.build() : textOf(file, 0, file.length);
}
function stringIO_seek(self: W_Object, position: W_Object, whence: W_Object | null): W_Object {
  const file = opened(self);
  const offset = toInt(position);
  const mode = whence === null ? 0 : toInt(whence);
  if (mode < 0 || mode > 2) throw raiseInts(w_ValueError, "Invalid whence (%d, should be 0, 1 or 2)", null, mode, 0);
  if (mode === 0 && offset < 0) throw raiseInts(w_ValueError, "Negative seek position %d", null, offset, 0);
  if (mode !== 0 && offset !== 0) throw raise0(w_OSError, "Can't do nonzero cur-relative seeks");
  file.position = mode === 0 ? offset : mode === 1 ? file.position : file.size();
  return newInt(file.position);
}
function stringIO_tell(self: W_Object): W_Object {
  return newInt(opened(self).position);
}
function stringIO_truncate(self: W_Object, size: W_Object | null): W_Object {
  const file = opened(self);
  const wanted = size === null || size === w_None ? file.position : toInt(size);
  if (wanted < 0) throw raiseInts(w_ValueError, "Negative size value %d", null, wanted, 0);
  if (wanted < file.size()) {
    file.asArray(0);
    file.length = wanted;
  }
  return newInt(wanted);
}
function stringIO_close(self: W_Object): W_Object {
  const file = self as W_StringIO;
  file.closed = true;
  file.builder = new StrBuilder();
  file.content = null;
  return w_None;
}
function stringIO_closed(self: W_Object): W_Object {
  return newBool((self as W_StringIO).closed);
}
function stringIO_yes(self: W_Object): W_Object {
  opened(self);
  return w_True;
}
function stringIO_lineBuffering(self: W_Object): W_Object {
  opened(self);
  return w_False;
}
function stringIO_newlines(self: W_Object): W_Object {
  return newlinesSeen(opened(self).seen);
}
const n_dictAttribute = intern("__dict__");
function stringIO_getstate(self: W_Object): W_Object {
  const file = opened(self.unwrap());
  const items = newArray<W_Object>(4);
  items[0] = stringIO_getvalue(file);
  items[1] = file.newline === null ? w_None : file.newline;
  items[2] = newInt(file.position);
  const dict = self.getAttr(n_dictAttribute);
  items[3] = dict === null ? w_None : dict;
  return newTuple(items);
}
function stringIO_setstate(self: W_Object, state: W_Object): W_Object {
  const file = opened(self.unwrap());
  if (!(state instanceof W_Tuple) || state.items.length < 4)
    throw raise1(w_TypeError, "_io.StringIO.__setstate__ argument should be 4-tuple, got %T", state);
  const value = state.items[0]!.unwrap();
  if (!(value instanceof W_Str)) throw raise1(w_TypeError, "initial_value must be str or None, not %T", value);
  const newline = newlineArgument(state.items[1]!, ILLEGAL);
  if (state.items[2]!.asIndex() === null)
    throw raise1(w_TypeError, "third item of state must be an integer, got %T", state.items[2]!);
  const position = positionOf(state.items[2]!);
  file.newline = newlineNames[1]!;
  file.builder = new StrBuilder();
  file.content = null;
  file.position = 0;
  writeText(file, value);
  file.newline = newline;
  file.position = position;
  restoreAttributes(self, state.items[3]!, "fourth item of state should be a dict, got a %T");
  return w_None;
}

defStatic(w_StringIO, "__new__(cls, *args, **kwargs)", stringIO_new);
def(w_StringIO, "__init__(self, *args, **kwargs)", stringIO_init);
def(w_StringIO, "write(self, s, /)", stringIO_write);
def(w_StringIO, "read(self, size=-1, /)", stringIO_read);
def(w_StringIO, "readline(self, size=-1, /)", stringIO_readline);
def(w_StringIO, "getvalue(self, /)", stringIO_getvalue);
def(w_StringIO, "seek(self, pos, whence=0, /)", stringIO_seek);
def(w_StringIO, "tell(self, /)", stringIO_tell);
def(w_StringIO, "truncate(self, pos=None, /)", stringIO_truncate);
def(w_StringIO, "close(self, /)", stringIO_close);
getter(w_StringIO, "closed", stringIO_closed);
getter(w_StringIO, "line_buffering", stringIO_lineBuffering);
getter(w_StringIO, "newlines", stringIO_newlines);
def(w_StringIO, "readable(self, /)", stringIO_yes);
def(w_StringIO, "writable(self, /)", stringIO_yes);
def(w_StringIO, "seekable(self, /)", stringIO_yes);
defWhole(w_StringIO, "__getstate__(self, /)", stringIO_getstate);
defWhole(w_StringIO, "__setstate__(self, state, /)", stringIO_setstate);

// --- IncrementalNewlineDecoder

export class W_NewlineDecoder extends W_IOObject {
  decoder: W_Object = w_None;
  translate: boolean = false;
  pendingCr: boolean = false;
  seen: int = 0;
}
/** Translates line ends (when asked to) and remembers which there were. A \r at the end waits for what follows. */
export function translateNewlines(state: W_NewlineDecoder, text: W_Str, final: boolean): W_Str {
  const n = text.length;
  if (n === 0 && !(state.pendingCr && final)) return emptyStr;
  const out = new StrBuilder();
  let i = 0;
  if (state.pendingCr) {
    state.pendingCr = false;
    if (n > 0 && text.charAt(0) === 10) {
      state.seen = intOr(state.seen, SEEN_CRLF);
      if (!state.translate) out.addChar(13);
      out.addChar(10);
      i = 1;
    } else {
      state.seen = intOr(state.seen, SEEN_CR);
      out.addChar(state.translate ? 10 : 13);
    }
  }
  while (i < n) {
    const c = text.charAt(i);
    i++;
    if (c === 10) state.seen = intOr(state.seen, SEEN_LF);
    if (c !== 13) {
      out.addChar(c);
      continue;
    }
    if (i === n && !final) {
      state.pendingCr = true;
      break;
    }
    if (i < n && text.charAt(i) === 10) {
      i++;
      state.seen = intOr(state.seen, SEEN_CRLF);
      if (!state.translate) out.addChar(13);
      out.addChar(10);
    } else {
      state.seen = intOr(state.seen, SEEN_CR);
      out.addChar(state.translate ? 10 : 13);
    }
  }
  return out.build();
}
function newlineDecoder_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_NewlineDecoder(args[0] as W_Type);
}
const decoderLabel = intern("IncrementalNewlineDecoder");
const decoderNames: W_Str[] = ["decoder", "translate", "errors"].map(intern);
function newlineDecoder_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_NewlineDecoder;
  const given = bindArguments(decoderLabel, args, 1, kwnames, decoderNames);
  if (given[0] === null || given[1] === null) throw raise1(w_TypeError, "%S() missing required argument", decoderLabel);
  self.decoder = given[0]!;
  self.translate = given[1]!.isTrue();
  self.pendingCr = false;
  self.seen = 0;
  return w_None;
}
const n_decode = intern("decode");
const n_getstate = intern("getstate");
const n_setstate = intern("setstate");
const n_reset = intern("reset");
function newlineDecoder_decode(self: W_Object, input: W_Object, final: W_Object | null): W_Object {
  const state = self as W_NewlineDecoder;
  const last = final !== null && final.isTrue();
  const text = state.decoder === w_None ? input : getAttr(state.decoder, n_decode).call2(input, newBool(last));
  const plain = text.unwrap();
  if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "decoder should return a string result, not '%T'", text);
  return translateNewlines(state, plain, last);
}
function newlineDecoder_getstate(self: W_Object): W_Object {
  const state = self as W_NewlineDecoder;
  let buffer: W_Object = emptyInput;
  let flag = 0;
  if (state.decoder !== w_None) {
    const inner = callGetstate(state.decoder);
    buffer = inner.items[0]!;
    flag = toInt(inner.items[1]!);
  }
  return newTuple2(buffer, newInt(flag * 2 + (state.pendingCr ? 1 : 0)));
}
function callGetstate(decoder: W_Object): W_Tuple {
  const inner = getAttr(decoder, n_getstate).call0();
  if (!(inner instanceof W_Tuple) || inner.items.length !== 2) throw raise0(w_TypeError, "illegal decoder state");
  return inner;
}
const emptyInput: W_Object = emptyStr;
function newlineDecoder_setstate(self: W_Object, value: W_Object): W_Object {
  const state = self as W_NewlineDecoder;
  if (!(value instanceof W_Tuple) || value.items.length !== 2)
    throw raise0(w_TypeError, "state argument must be a tuple");
  const flag = toInt(value.items[1]!);
  state.pendingCr = intAnd(flag, 1) === 1;
  if (state.decoder !== w_None)
    getAttr(state.decoder, n_setstate).call1(newTuple2(value.items[0]!, newInt(intShr(flag, 1))));
  return w_None;
}
function newlineDecoder_reset(self: W_Object): W_Object {
  const state = self as W_NewlineDecoder;
  state.seen = 0;
  state.pendingCr = false;
  if (state.decoder !== w_None) getAttr(state.decoder, n_reset).call0();
  return w_None;
}
function newlineDecoder_newlines(self: W_Object): W_Object {
  return newlinesSeen((self as W_NewlineDecoder).seen);
}
defStatic(w_IncrementalNewlineDecoder, "__new__(cls, *args, **kwargs)", newlineDecoder_new);
def(w_IncrementalNewlineDecoder, "__init__(self, *args, **kwargs)", newlineDecoder_init);
def(w_IncrementalNewlineDecoder, "decode(self, input, final=False)", newlineDecoder_decode);
def(w_IncrementalNewlineDecoder, "getstate(self, /)", newlineDecoder_getstate);
def(w_IncrementalNewlineDecoder, "setstate(self, state, /)", newlineDecoder_setstate);
def(w_IncrementalNewlineDecoder, "reset(self, /)", newlineDecoder_reset);
getter(w_IncrementalNewlineDecoder, "newlines", newlineDecoder_newlines);
