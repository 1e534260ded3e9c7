// io.TextIOWrapper as Python sees it: its methods and attributes. What they do stands in textio.ts.

import { pendingFiles } from "./buffered.ts";
import { def, defStatic, getter, getterSetter } from "./builtin.ts";
import { raise0, raise1, raiseWith, w_StopIteration, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import {
  bindArguments,
  CHUNK_SIZE,
  callMethod,
  isClosed,
  n_close,
  n_closed,
  n_fileno,
  n_flush,
  n_ioName,
  n_isatty,
  n_mode,
  n_readable,
  n_readline,
  n_seek,
  n_seekable,
  n_truncate,
  n_writable,
  sizeArgument,
  unsupported,
  w_BufferedReader,
  w_BufferedWriter,
  w_TextIOWrapper,
} from "./iobase.ts";
import { LT, type W_Object } from "./object.ts";
import { compareHolds, getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { newlineArgument, newlinesSeen } from "./stringio.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { lookUpCodec } from "./textcodec.ts";
import {
  bufferOf,
  checkUsable,
  dropRead,
  encodingKind,
  flushAll,
  nextTextLine,
  OTHER,
  readText,
  setBuffer,
  setNewline,
  tellText,
  W_TextIOWrapper,
  writeText,
} from "./textio.ts";
import type { W_Type } from "./type.ts";

const localeEncoding = intern("UTF-8");
const localeName = intern("locale");
const strictName = intern("strict");
const initNames: W_Str[] = ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"].map(intern);
const reconfigureNames: W_Str[] = ["encoding", "errors", "newline", "line_buffering", "write_through"].map(intern);
const label = intern("TextIOWrapper");
const reconfigureLabel = intern("reconfigure");
const encodingWord = intern("encoding");
const errorsWord = intern("errors");

function textWrapper_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_TextIOWrapper(args[0] as W_Type);
}
/** A str, or null for None and what is not given. */
function optionalText(value: W_Object | null, what: W_Str): W_Str | null {
  if (value === null || value === w_None) return null;
  const text = value.unwrap();
  if (text instanceof W_Str) return text;
  throw raise1(w_TypeError, what === errorsWord ? ERRORS_TYPE : ENCODING_TYPE, value);
}
const ENCODING_TYPE = "TextIOWrapper() argument 'encoding' must be str or None, not %T";
const ERRORS_TYPE = "TextIOWrapper() argument 'errors' must be str or None, not %T";

export function setEncoding(self: W_TextIOWrapper, encoding: W_Str): void {
  self.encoding = encoding;
  self.kind = encodingKind(encoding);
  self.codec = self.kind === OTHER ? lookUpCodec(encoding) : null;
}
function textWrapper_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_TextIOWrapper;
  const given = bindArguments(label, args, 1, kwnames, initNames);
  if (given[0] === null) throw raise1(w_TypeError, "%S() missing required argument 'buffer' (pos 1)", label);
  const encoding = optionalText(given[1]!, encodingWord);
  const errors = optionalText(given[2]!, errorsWord);
  const newline = given[3] === null ? null : newlineArgument(given[3]!, "illegal newline value: %S");
  initializeText(self, given[0]!, encoding, errors, newline);
  self.lineBuffering = given[4] !== null && given[4]!.isTrue();
  self.writeThrough = given[5] !== null && given[5]!.isTrue();
  return w_None;
}
export function initializeText(
  self: W_TextIOWrapper,
  buffer: W_Object,
  encoding: W_Str | null,
  errors: W_Str | null,
  newline: W_Str | null,
): void {
  setEncoding(self, encoding === null || encoding.equals(localeName) ? localeEncoding : encoding);
  self.errors = errors === null ? strictName : errors;
  setNewline(self, newline);
  setBuffer(self, buffer);
  self.detached = false;
  self.isSeekable = callMethod(buffer, n_seekable).isTrue();
  self.telling = true;
  self.used = 0;
  dropRead(self);
}
/** Ends the short cut of standard output: from now on text goes through the binary stream. */
function leaveShortCut(self: W_TextIOWrapper): void {
  const output = self.output;
  if (output === null) return;
  output.flush();
  output.active = false;
  self.output = null;
}
function textWrapper_reconfigure(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_TextIOWrapper;
  if (args.length > 1 && kwnames === null) throw raise0(w_TypeError, "reconfigure() takes no positional arguments");
  const given = bindArguments(reconfigureLabel, args, 1, kwnames, reconfigureNames);
  const encoding = optionalText(given[0]!, encodingWord);
  const errors = optionalText(given[1]!, errorsWord);
  const lineBuffering = given[3] === null || given[3] === w_None ? self.lineBuffering : given[3]!.isTrue();
  const writeThrough = given[4] === null || given[4] === w_None ? self.writeThrough : given[4]!.isTrue();
  const newlineGiven = given[2] !== null;
  if ((encoding !== null || errors !== null || newlineGiven) && self.bytes.length > 0)
    throw unsupported("It is not possible to set the encoding or newline of stream after the first read");
  flushAll(self);
  if (encoding !== null || errors !== null || newlineGiven || self.output !== null) {
    const plain =
      self.output !== null &&
      !newlineGiven &&
      (encoding === null || encodingKind(encoding) === self.kind) &&
      errors === null;
    if (plain) {
      self.output!.lineBuffered = lineBuffering;
      self.output!.writeThrough = writeThrough;
    } else leaveShortCut(self);
    if (encoding !== null) {
      setEncoding(self, encoding.equals(localeName) ? localeEncoding : encoding);
      if (errors === null) self.errors = strictName;
    }
    if (errors !== null) self.errors = errors;
    if (newlineGiven) setNewline(self, newlineArgument(given[2]!, "illegal newline value: %S"));
  }
  self.lineBuffering = lineBuffering;
  self.writeThrough = writeThrough;
  return w_None;
}
function textWrapper_write(self: W_Object, text: W_Object): W_Object {
  const plain = text.unwrap();
  if (!(plain instanceof W_Str)) throw raise1(w_TypeError, "write() argument must be str, not %T", text);
  const file = self as W_TextIOWrapper;
  if (file.output === null) {
    checkUsable(file);
    const buffered = file.buffered;
    if (buffered === null ? !callMethod(bufferOf(file), n_writable).isTrue() : buffered.getType() === w_BufferedReader)
      throw unsupported("not writable");
  }
  writeText(file, plain);
  return newInt(plain.length);
}
function checkReadable(self: W_Object): W_TextIOWrapper {
  const file = self as W_TextIOWrapper;
  checkUsable(file);
  const buffered = file.buffered;
  if (buffered === null ? !callMethod(bufferOf(file), n_readable).isTrue() : buffered.getType() === w_BufferedWriter)
    throw unsupported("not readable");
  return file;
}
function textWrapper_read(self: W_Object, size: W_Object | null): W_Object {
  const file = checkReadable(self);
  return readText(file, sizeArgument(size));
}
function textWrapper_readline(self: W_Object, size: W_Object | null): W_Object {
  const file = checkReadable(self);
  return nextTextLine(file, sizeArgument(size));
}
function textWrapper_next(self: W_Object): W_Object {
  const file = self as W_TextIOWrapper;
  checkUsable(file);
  file.telling = false;
  if (file.buffered !== null) checkReadable(file);
  const line = file.getType() === w_TextIOWrapper ? nextTextLine(file, -1) : callMethod(self, n_readline);
  if (line.len() > 0) return line;
  file.telling = true;
  throw raiseWith(w_StopIteration, null);
}
function textWrapper_flush(self: W_Object): W_Object {
  const file = self as W_TextIOWrapper;
  checkUsable(file);
  file.telling = true;
  flushAll(file);
  return w_None;
}
function textWrapper_tell(self: W_Object): W_Object {
  return tellText(self as W_TextIOWrapper);
}
function textWrapper_seek(self: W_Object, cookie: W_Object, whence: W_Object | null): W_Object {
  const file = self as W_TextIOWrapper;
  const buffer = bufferOf(file);
  checkUsable(file);
  if (!file.isSeekable) throw unsupported("underlying stream is not seekable");
  const mode = whence === null ? 0 : toInt(whence);
  let target = cookie;
  if (mode === 1) {
    if (!isZero(cookie)) throw unsupported("can't do nonzero cur-relative seeks");
    file.telling = true;
    target = tellText(file);
  } else if (mode === 2) {
    if (!isZero(cookie)) throw unsupported("can't do nonzero end-relative seeks");
    flushAll(file);
    dropRead(file);
    return getAttr(buffer, n_seek).call2(newInt(0), newInt(2));
  } else if (mode !== 0) throw raise1(w_ValueError, "invalid whence (%S, should be 0, 1 or 2)", whence!);
  if (compareHolds(LT, target, newInt(0))) throw raise1(w_ValueError, "negative seek position %R", target);
  flushAll(file);
  dropRead(file);
  file.telling = true;
  getAttr(buffer, n_seek).call1(target);
  return target;
}
function isZero(value: W_Object): boolean {
  return value instanceof W_Int && value.value === 0;
}
function textWrapper_truncate(self: W_Object, size: W_Object | null): W_Object {
  const file = self as W_TextIOWrapper;
  flushAll(file);
  return getAttr(bufferOf(file), n_truncate).call1(size === null ? w_None : size);
}
function textWrapper_close(self: W_Object): W_Object {
  const file = self as W_TextIOWrapper;
  const buffer = bufferOf(file);
  if (isClosed(buffer)) return w_None;
  try {
    callMethod(self, n_flush);
  } finally {
    if (file.output !== null) {
      file.output.active = false;
      file.output = null;
    }
    if (file.used > 0) pendingFiles.remove(file);
    callMethod(buffer, n_close);
  }
  return w_None;
}
function textWrapper_detach(self: W_Object): W_Object {
  const file = self as W_TextIOWrapper;
  const buffer = bufferOf(file);
  callMethod(self, n_flush);
  leaveShortCut(file);
  file.stream = null;
  file.buffered = null;
  file.detached = true;
  return buffer;
}
function textWrapper_closed(self: W_Object): W_Object {
  return getAttr(bufferOf(self as W_TextIOWrapper), n_closed);
}
function textWrapper_name(self: W_Object): W_Object {
  return getAttr(bufferOf(self as W_TextIOWrapper), n_ioName);
}
function textWrapper_buffer(self: W_Object): W_Object {
  return bufferOf(self as W_TextIOWrapper);
}
function textWrapper_encoding(self: W_Object): W_Object {
  return (self as W_TextIOWrapper).encoding;
}
function textWrapper_errors(self: W_Object): W_Object {
  return (self as W_TextIOWrapper).errors;
}
function textWrapper_newlines(self: W_Object): W_Object {
  return newlinesSeen((self as W_TextIOWrapper).seen);
}
function textWrapper_lineBuffering(self: W_Object): W_Object {
  return newBool((self as W_TextIOWrapper).lineBuffering);
}
function textWrapper_writeThrough(self: W_Object): W_Object {
  return newBool((self as W_TextIOWrapper).writeThrough);
}
function textWrapper_chunkSize(_self: W_Object): W_Object {
  return newInt(CHUNK_SIZE);
}
function textWrapper_setChunkSize(_self: W_Object, value: W_Object | null): W_Object {
  if (value === null || toInt(value) <= 0) throw raise0(w_ValueError, "a strictly positive integer is required");
  return w_None;
}
function textWrapper_readable(self: W_Object): W_Object {
  return callMethod(bufferOf(self as W_TextIOWrapper), n_readable);
}
function textWrapper_writable(self: W_Object): W_Object {
  return callMethod(bufferOf(self as W_TextIOWrapper), n_writable);
}
function textWrapper_seekable(self: W_Object): W_Object {
  return callMethod(bufferOf(self as W_TextIOWrapper), n_seekable);
}
function textWrapper_fileno(self: W_Object): W_Object {
  return callMethod(bufferOf(self as W_TextIOWrapper), n_fileno);
}
function textWrapper_isatty(self: W_Object): W_Object {
  return callMethod(bufferOf(self as W_TextIOWrapper), n_isatty);
}
function textWrapper_repr(self: W_Object): W_Object {
  const file = self as W_TextIOWrapper;
  const text = new StrBuilder();
  text.add("<_io.TextIOWrapper");
  const name = file.stream === null ? null : file.stream.getAttr(n_ioName);
  if (name !== null) {
    text.add(" name=");
    text.addStr(name.repr());
  }
  const mode = file.getOwn(n_mode);
  if (mode !== null) {
    text.add(" mode=");
    text.addStr(mode.repr());
  }
  text.add(" encoding=");
  text.addStr(file.encoding.repr());
  text.addChar(62);
  return text.build();
}
function textWrapper_getstate(self: W_Object): W_Object {
  throw raise1(w_TypeError, "cannot pickle '%T' instances", self);
}

defStatic(w_TextIOWrapper, "__new__(cls, *args, **kwargs)", textWrapper_new);
def(w_TextIOWrapper, "__init__(self, *args, **kwargs)", textWrapper_init);
def(w_TextIOWrapper, "reconfigure(self, *args, **kwargs)", textWrapper_reconfigure);
def(w_TextIOWrapper, "write(self, text, /)", textWrapper_write);
def(w_TextIOWrapper, "read(self, size=-1, /)", textWrapper_read);
def(w_TextIOWrapper, "readline(self, size=-1, /)", textWrapper_readline);
def(w_TextIOWrapper, "__next__(self, /)", textWrapper_next);
def(w_TextIOWrapper, "flush(self, /)", textWrapper_flush);
def(w_TextIOWrapper, "tell(self, /)", textWrapper_tell);
def(w_TextIOWrapper, "seek(self, cookie, whence=0, /)", textWrapper_seek);
def(w_TextIOWrapper, "truncate(self, pos=None, /)", textWrapper_truncate);
def(w_TextIOWrapper, "close(self, /)", textWrapper_close);
def(w_TextIOWrapper, "detach(self, /)", textWrapper_detach);
def(w_TextIOWrapper, "readable(self, /)", textWrapper_readable);
def(w_TextIOWrapper, "writable(self, /)", textWrapper_writable);
def(w_TextIOWrapper, "seekable(self, /)", textWrapper_seekable);
def(w_TextIOWrapper, "fileno(self, /)", textWrapper_fileno);
def(w_TextIOWrapper, "isatty(self, /)", textWrapper_isatty);
def(w_TextIOWrapper, "__repr__(self, /)", textWrapper_repr);
def(w_TextIOWrapper, "__getstate__(self, /)", textWrapper_getstate);
getter(w_TextIOWrapper, "closed", textWrapper_closed);
getter(w_TextIOWrapper, "name", textWrapper_name);
getter(w_TextIOWrapper, "buffer", textWrapper_buffer);
getter(w_TextIOWrapper, "encoding", textWrapper_encoding);
getter(w_TextIOWrapper, "errors", textWrapper_errors);
getter(w_TextIOWrapper, "newlines", textWrapper_newlines);
getter(w_TextIOWrapper, "line_buffering", textWrapper_lineBuffering);
getter(w_TextIOWrapper, "write_through", textWrapper_writeThrough);
getterSetter(w_TextIOWrapper, "_CHUNK_SIZE", textWrapper_chunkSize, textWrapper_setChunkSize);
