// The module _io, first part: the types of its objects, and what the abstract classes _IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase do.
//
// All objects of the module are instances with attributes of their own (W_Instance), so that classes may derive from any of them, and a method
// that calls another one of the same object finds what the class defines.

import { arrayCopy, type int, newArray, U8Array } from "../rts/index.ts";
import { bufferView, newBuffer, writableView } from "./buffers.ts";
import { def, defWhole, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseWith,
  w_OSError,
  w_StopIteration,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newBool, newInt, w_False } from "./int.ts";
import { W_List } from "./list.ts";
import type { W_Object } from "./object.ts";
import { getAttr, iter, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, computeMro, type W_Type } from "./type.ts";

function ioType(name: string, base: W_Type | null): W_Type {
  const type = base === null ? builtinType(`_io.${name}`) : builtinType(`_io.${name}`, base);
  type.hasInstanceDict = true;
  type.hasWeakref = true;
  return type;
}
function dataType(name: string, base: W_Type): W_Type {
  const type = ioType(name, base);
  type.solidBase = type;
  return type;
}
export const w_IOBase = ioType("_IOBase", null);
export const w_RawIOBase = ioType("_RawIOBase", w_IOBase);
export const w_BufferedIOBase = ioType("_BufferedIOBase", w_IOBase);
export const w_TextIOBase = ioType("_TextIOBase", w_IOBase);
export const w_FileIO = dataType("FileIO", w_RawIOBase);
/** What a memoryview of a BytesIO refers to. */
export const w_bytesIOBuffer = builtinType("_io._BytesIOBuffer");
w_bytesIOBuffer.isBaseType = false;
export const w_BytesIO = dataType("BytesIO", w_BufferedIOBase);
export const w_BufferedReader = dataType("BufferedReader", w_BufferedIOBase);
export const w_BufferedWriter = dataType("BufferedWriter", w_BufferedIOBase);
export const w_BufferedRandom = dataType("BufferedRandom", w_BufferedIOBase);
export const w_BufferedRWPair = dataType("BufferedRWPair", w_BufferedIOBase);
export const w_StringIO = dataType("StringIO", w_TextIOBase);
export const w_TextIOWrapper = dataType("TextIOWrapper", w_TextIOBase);
export const w_IncrementalNewlineDecoder = ioType("IncrementalNewlineDecoder", null);
w_IncrementalNewlineDecoder.solidBase = w_IncrementalNewlineDecoder;

/** io.UnsupportedOperation: an OSError and a ValueError. */
export const w_UnsupportedOperation = builtinType("io.UnsupportedOperation", w_OSError);
w_UnsupportedOperation.bases = [w_OSError, w_ValueError];
w_UnsupportedOperation.mro = computeMro(w_UnsupportedOperation, w_UnsupportedOperation.bases)!;
w_ValueError.addSubclass(w_UnsupportedOperation);

/** An object of the module whose state is not Python's. */
export class W_IOObject extends W_Instance {
  constructor(type: W_Type) {
    super(type, null);
  }
}

export const DEFAULT_BUFFER_SIZE = 131072;
/** How much a text file reads at a time. */
export const CHUNK_SIZE = 8192;

export const n_read = intern("read");
export const n_read1 = intern("read1");
export const n_readinto = intern("readinto");
export const n_readline = intern("readline");
export const n_readall = intern("readall");
export const n_write = intern("write");
export const n_flush = intern("flush");
export const n_close = intern("close");
export const n_closed = intern("closed");
export const n_seek = intern("seek");
export const n_tell = intern("tell");
export const n_truncate = intern("truncate");
export const n_fileno = intern("fileno");
export const n_isatty = intern("isatty");
export const n_readable = intern("readable");
export const n_writable = intern("writable");
export const n_seekable = intern("seekable");
export const n_peek = intern("peek");
export const n_detach = intern("detach");
export const n_mode = intern("mode");
export const n_ioName = intern("name");
export const n_raw = intern("raw");
export const n_buffer = intern("buffer");
const n_ownClosed = intern("__IOBase_closed");

export function unsupported(operation: string): OperationError {
  return raise0(w_UnsupportedOperation, operation);
}
export function closedFile(): OperationError {
  return raise0(w_ValueError, "I/O operation on closed file.");
}
export function callMethod(object: W_Object, name: W_Str): W_Object {
  return getAttr(object, name).call0();
}
export function isClosed(object: W_Object): boolean {
  return getAttr(object, n_closed).isTrue();
}
export function checkNotClosed(object: W_Object): void {
  if (isClosed(object)) throw closedFile();
}
/** A size argument: null, None and negative numbers mean all: -1. */
export function sizeArgument(size: W_Object | null): int {
  if (size === null || size === w_None) return -1;
  if (size.asIndex() === null) throw raise1(w_TypeError, "argument should be integer or None, not '%T'", size);
  const n = toSsize(size);
  return n < 0 ? -1 : n;
}
/** Bytes from `from` to `to`. */
export function bytesSlice(items: U8Array, from: int, to: int): W_Bytes {
  const part = new U8Array(to - from);
  arrayCopy(items, from, part, 0, to - from);
  return new W_Bytes(part);
}
/** Keyword and positional arguments in the order of `names`; what is not given is null. */
export function bindArguments(
  label: W_Str,
  args: W_Object[],
  from: int,
  kwnames: W_Object[] | null,
  names: W_Str[],
): (W_Object | null)[] {
  const bound = newArray<W_Object | null>(names.length);
  const positional = (kwnames === null ? args.length : args.length - kwnames.length) - from;
  if (positional > names.length)
    throw raiseFull(w_TypeError, "%S() takes at most %d arguments (%d given)", label, null, names.length, positional);
  for (let i = 0; i < positional; i++) bound[i] = args[from + i]!;
  if (kwnames === null) return bound;
  for (let k = 0; k < kwnames.length; k++) {
    const name = kwnames[k] as W_Str;
    let at = 0;
    while (at < names.length && !names[at]!.equals(name)) at++;
    if (at === names.length) throw raise2(w_TypeError, "%S() got an unexpected keyword argument '%S'", label, name);
    if (bound[at] !== null)
      throw raiseFull(w_TypeError, "argument for %S() given by name ('%S') and position (%d)", label, name, at + 1, 0);
    bound[at] = args[from + positional + k]!;
  }
  return bound;
}

// --- _IOBase

function ioBase_seek(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length === 0) throw unsupported("seek");
  throw unsupported("seek");
}
function ioBase_tell(self: W_Object): W_Object {
  return getAttr(self, n_seek).call2(newInt(0), newInt(1));
}
function ioBase_truncate(_self: W_Object, _size: W_Object | null): W_Object {
  throw unsupported("truncate");
}
function ioBase_fileno(_self: W_Object): W_Object {
  throw unsupported("fileno");
}
function ownClosed(self: W_Object): boolean {
  return self instanceof W_Instance && self.getOwn(n_ownClosed) !== null;
}
function ioBase_flush(self: W_Object): W_Object {
  if (ownClosed(self)) throw closedFile();
  return w_None;
}
/** Flushes and marks as closed, also when flushing fails. */
export function ioBase_close(self: W_Object): W_Object {
  if (ownClosed(self)) return w_None;
  try {
    callMethod(self, n_flush);
  } finally {
    if (self instanceof W_Instance) self.setOwn(n_ownClosed, newBool(true));
  }
  return w_None;
}
/** Closes what is open still. Nobody is there to be told what goes wrong. */
function ioBase_del(self: W_Object): W_Object {
  try {
    if (!isClosed(self)) callMethod(self, n_close);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
  }
  return w_None;
}
function ioBase_closed(self: W_Object): W_Object {
  return newBool(ownClosed(self));
}
function ioBase_no(_self: W_Object): W_Object {
  return w_False;
}
function ioBase_checkClosed(self: W_Object): W_Object {
  checkNotClosed(self);
  return w_None;
}
function ioBase_checkReadable(self: W_Object): W_Object {
  if (!callMethod(self, n_readable).isTrue()) throw unsupported("File or stream is not readable.");
  return w_None;
}
function ioBase_checkWritable(self: W_Object): W_Object {
  if (!callMethod(self, n_writable).isTrue()) throw unsupported("File or stream is not writable.");
  return w_None;
}
function ioBase_checkSeekable(self: W_Object): W_Object {
  if (!callMethod(self, n_seekable).isTrue()) throw unsupported("File or stream is not seekable.");
  return w_None;
}
function ioBase_isatty(self: W_Object): W_Object {
  checkNotClosed(self);
  return w_False;
}
function ioBase_enter(self: W_Object): W_Object {
  checkNotClosed(self);
  return self;
}
function ioBase_exit(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return callMethod(args[0]!, n_close);
}
export function ioBase_next(self: W_Object): W_Object {
  const line = callMethod(self, n_readline);
  if (line.len() <= 0) throw raiseWith(w_StopIteration, null);
  return line;
}
/** By single bytes, or by what peek shows. */
function ioBase_readline(self: W_Object, size: W_Object | null): W_Object {
  const limit = sizeArgument(size);
  const peek = self.getAttr(n_peek);
  let line = new U8Array(64);
  let n = 0;
  while (limit < 0 || n < limit) {
    let want = 1;
    if (peek !== null) {
      const ahead = peek.call1(newInt(1)).unwrap();
      if (!(ahead instanceof W_Bytes))
        throw raise1(w_OSError, "peek() should have returned a bytes object, not '%T'", ahead);
      const items = ahead.items;
      if (items.length > 0) {
        let k = 0;
        while (k < items.length && (limit < 0 || n + k < limit) && items[k] !== 10) k++;
        if (k < items.length && (limit < 0 || n + k < limit)) k++;
        want = k;
      }
    }
    const part = getAttr(self, n_read).call1(newInt(want)).unwrap();
    if (!(part instanceof W_Bytes))
      throw raise1(w_OSError, "read() should have returned a bytes object, not '%T'", part);
    const got = part.items;
    if (got.length === 0) break;
    while (n + got.length > line.length) {
      const longer = new U8Array(line.length * 2);
      arrayCopy(line, 0, longer, 0, n);
      line = longer;
    }
    arrayCopy(got, 0, line, n, got.length);
    n = n + got.length;
    if (line[n - 1] === 10) break;
  }
  return bytesSlice(line, 0, n);
}
export function ioBase_readlines(self: W_Object, hint: W_Object | null): W_Object {
  const limit = sizeArgument(hint);
  const lines = new W_List();
  const iterator = iter(self);
  let length = 0;
  for (;;) {
    const line = iterator.next();
    if (line === null) return lines;
    lines.append(line);
    if (limit > 0) {
      length = length + line.len();
      if (length > limit) return lines;
    }
  }
}
function ioBase_writelines(self: W_Object, lines: W_Object): W_Object {
  checkNotClosed(self);
  const iterator = iter(lines);
  for (;;) {
    const line = iterator.next();
    if (line === null) return w_None;
    getAttr(self, n_write).call1(line);
  }
}
function ioBase_iter(self: W_Object): W_Object {
  checkNotClosed(self);
  return self;
}

def(w_IOBase, "seek(self, *args)", ioBase_seek);
def(w_IOBase, "tell(self, /)", ioBase_tell);
def(w_IOBase, "truncate(self, size=None, /)", ioBase_truncate);
def(w_IOBase, "fileno(self, /)", ioBase_fileno);
def(w_IOBase, "flush(self, /)", ioBase_flush);
def(w_IOBase, "close(self, /)", ioBase_close);
defWhole(w_IOBase, "__del__(self, /)", ioBase_del);
getter(w_IOBase, "closed", ioBase_closed);
def(w_IOBase, "readable(self, /)", ioBase_no);
def(w_IOBase, "writable(self, /)", ioBase_no);
def(w_IOBase, "seekable(self, /)", ioBase_no);
def(w_IOBase, "_checkClosed(self, /)", ioBase_checkClosed);
def(w_IOBase, "_checkReadable(self, /)", ioBase_checkReadable);
def(w_IOBase, "_checkWritable(self, /)", ioBase_checkWritable);
def(w_IOBase, "_checkSeekable(self, /)", ioBase_checkSeekable);
def(w_IOBase, "isatty(self, /)", ioBase_isatty);
def(w_IOBase, "__enter__(self, /)", ioBase_enter);
def(w_IOBase, "__exit__(self, *args)", ioBase_exit);
def(w_IOBase, "__iter__(self, /)", ioBase_iter);
def(w_IOBase, "__next__(self, /)", ioBase_next);
def(w_IOBase, "readline(self, size=-1, /)", ioBase_readline);
def(w_IOBase, "readlines(self, hint=-1, /)", ioBase_readlines);
def(w_IOBase, "writelines(self, lines, /)", ioBase_writelines);

// --- _RawIOBase

/** Asks readinto; null means that it would block. */
function rawIOBase_read(self: W_Object, size: W_Object | null): W_Object {
  const n = sizeArgument(size);
  if (n < 0) return callMethod(self, n_readall);
  const target = newBuffer(n);
  const count = getAttr(self, n_readinto).call1(target);
  if (count === w_None) return w_None;
  const got = toSsize(count);
  if (got < 0 || got > n) throw raise0(w_ValueError, "readinto() returned a value outside of the buffer's length");
  return bytesSlice(bufferView(target).items, 0, got);
}
function rawIOBase_readall(self: W_Object): W_Object {
  let all = new U8Array(256);
  let n = 0;
  for (;;) {
    const part = getAttr(self, n_read).call1(newInt(DEFAULT_BUFFER_SIZE));
    if (part === w_None) return n === 0 ? w_None : bytesSlice(all, 0, n);
    const got = part.unwrap();
    if (!(got instanceof W_Bytes)) throw raise0(w_TypeError, "read() should return bytes");
    if (got.items.length === 0) return bytesSlice(all, 0, n);
    all = withAppended(all, n, got.items);
    n = n + got.items.length;
  }
}
/** The array with more behind its first n items; a longer one when it does not fit. */
export function withAppended(all: U8Array, n: int, more: U8Array): U8Array {
  let target = all;
  if (n + more.length > all.length) {
    let length = all.length * 2;
    while (length < n + more.length) length = length * 2;
    target = new U8Array(length);
    arrayCopy(all, 0, target, 0, n);
  }
  arrayCopy(more, 0, target, n, more.length);
  return target;
}
function bufferedIOBase_write(_self: W_Object, _buffer: W_Object): W_Object {
  throw unsupported("write");
}
def(w_RawIOBase, "read(self, size=-1, /)", rawIOBase_read);
def(w_RawIOBase, "readall(self, /)", rawIOBase_readall);

// --- _BufferedIOBase

function bufferedIOBase_readinto(self: W_Object, buffer: W_Object): W_Object {
  return readIntoBy(self, n_read, buffer);
}
function bufferedIOBase_readinto1(self: W_Object, buffer: W_Object): W_Object {
  return readIntoBy(self, n_read1, buffer);
}
function readIntoBy(self: W_Object, method: W_Str, buffer: W_Object): W_Object {
  const view = writableView(buffer);
  const result = getAttr(self, method).call1(newInt(view.count)).unwrap();
  if (!(result instanceof W_Bytes)) throw raise0(w_TypeError, "read() should return bytes");
  if (result.items.length > view.count) throw raise0(w_ValueError, "read() returned too much data");
  arrayCopy(result.items, 0, view.items, view.from, result.items.length);
  return newInt(result.items.length);
}
function bufferedIOBase_detach(_self: W_Object): W_Object {
  throw unsupported("detach");
}
function bufferedIOBase_read(_self: W_Object, _size: W_Object | null): W_Object {
  throw unsupported("read");
}
function bufferedIOBase_read1(_self: W_Object, _size: W_Object | null): W_Object {
  throw unsupported("read1");
}
def(w_BufferedIOBase, "readinto(self, buffer, /)", bufferedIOBase_readinto);
def(w_BufferedIOBase, "readinto1(self, buffer, /)", bufferedIOBase_readinto1);
def(w_BufferedIOBase, "detach(self, /)", bufferedIOBase_detach);
def(w_BufferedIOBase, "read(self, size=-1, /)", bufferedIOBase_read);
def(w_BufferedIOBase, "read1(self, size=-1, /)", bufferedIOBase_read1);
def(w_BufferedIOBase, "write(self, b, /)", bufferedIOBase_write);

// --- _TextIOBase

function textIOBase_detach(_self: W_Object): W_Object {
  throw unsupported("detach");
}
function textIOBase_read(_self: W_Object, _size: W_Object | null): W_Object {
  throw unsupported("read");
}
function textIOBase_readline(_self: W_Object, _size: W_Object | null): W_Object {
  throw unsupported("readline");
}
function textIOBase_write(_self: W_Object, _text: W_Object): W_Object {
  throw unsupported("write");
}
function textIOBase_none(_self: W_Object): W_Object {
  return w_None;
}
def(w_TextIOBase, "detach(self, /)", textIOBase_detach);
def(w_TextIOBase, "read(self, size=-1, /)", textIOBase_read);
def(w_TextIOBase, "readline(self, size=-1, /)", textIOBase_readline);
def(w_TextIOBase, "write(self, s, /)", textIOBase_write);
getter(w_TextIOBase, "encoding", textIOBase_none);
getter(w_TextIOBase, "newlines", textIOBase_none);
getter(w_TextIOBase, "errors", textIOBase_none);
