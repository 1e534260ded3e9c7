// io.BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair: a buffer in front of a raw stream.
//
// One class for the first three. What was read and not yet taken stands in items[from .. end); what was written and not yet passed on in
// pending[0 .. used). A BufferedRandom has only one of the two at a time. Where the raw stream is a FileIO, its descriptor is used directly.

import { arrayCopy, type int, newArray, U8Array } from "../rts/index.ts";
import { bufferView, newBuffer, writableView } from "./buffers.ts";
import { def, defStatic, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import {
  type OperationError,
  raise0,
  raise1,
  w_BlockingIOError,
  w_OSError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { rawRead, rawWrite, W_FileIO } from "./fileio.ts";
import { newBool, newInt } from "./int.ts";
import {
  bindArguments,
  bytesSlice,
  callMethod,
  DEFAULT_BUFFER_SIZE,
  isClosed,
  n_close,
  n_closed,
  n_fileno,
  n_flush,
  n_ioName,
  n_isatty,
  n_mode,
  n_peek,
  n_read,
  n_read1,
  n_readable,
  n_readall,
  n_readinto,
  n_seek,
  n_seekable,
  n_tell,
  n_truncate,
  n_writable,
  n_write,
  sizeArgument,
  unsupported,
  W_IOObject,
  w_BufferedRandom,
  w_BufferedReader,
  w_BufferedRWPair,
  w_BufferedWriter,
  w_FileIO,
  withAppended,
} from "./iobase.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

const noItems = new U8Array(0);
const emptyBytes = new W_Bytes(noItems);

/** Files with data that has not been passed on: it is when the program ends. */
class PendingFiles {
  count: int = 0;
  files: W_IOObject[] = newArray<W_IOObject>(8);
  add(file: W_IOObject): void {
    if (this.count === this.files.length) {
      const more = newArray<W_IOObject>(this.count * 2);
      arrayCopy(this.files, 0, more, 0, this.count);
      this.files = more;
    }
    this.files[this.count] = file;
    this.count = this.count + 1;
  }
  remove(file: W_IOObject): void {
    for (let i = this.count - 1; i >= 0; i--)
      if (this.files[i] === file) {
        this.count = this.count - 1;
        this.files[i] = this.files[this.count]!;
        return;
      }
  }
}
export const pendingFiles = new PendingFiles();

export class W_Buffered extends W_IOObject {
  /** null: not made yet, or detached. */
  raw: W_Object | null = null;
  detached: boolean = false;
  /** The raw stream, when it is a plain FileIO. */
  file: W_FileIO | null = null;
  items: U8Array = noItems;
  from: int = 0;
  end: int = 0;
  pending: U8Array = noItems;
  used: int = 0;
  size: int = DEFAULT_BUFFER_SIZE;

  override isIterator(): boolean {
    return true;
  }
  override iter(): W_Object | null {
    if (this.getType().isHeap) return super.iter();
    checkOpen(this, "I/O operation on closed file.");
    return this;
  }
  override next(): W_Object | null {
    if (this.getType().isHeap) return super.next();
    const line = nextLine(this, -1);
    return line.items.length === 0 ? null : line;
  }
}

function rawOf(self: W_Buffered): W_Object {
  const raw = self.raw;
  if (raw !== null) return raw;
  throw raise0(w_ValueError, self.detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
}
function checkOpen(self: W_Buffered, message: string): void {
  const file = self.file;
  if (file !== null ? file.fd < 0 : isClosed(rawOf(self))) throw raise0(w_ValueError, message);
}
/** One read of the raw stream into the array; -1: it would block. */
function readRaw(self: W_Buffered, into: U8Array, from: int, count: int): int {
  const file = self.file;
  if (file !== null) return rawRead(file, into, from, count);
  const target = newBuffer(count);
  const answer = getAttr(rawOf(self), n_readinto).call1(target);
  if (answer === w_None) return -1;
  const got = toInt(answer);
  if (got < 0 || got > count) throw raise0(w_OSError, "raw readinto() returned invalid length");
  arrayCopy(bufferView(target).items, 0, into, from, got);
  return got;
}
/** Reads once into the empty buffer; the number of bytes, 0 at the end, -1: it would block. */
function fill(self: W_Buffered): int {
  if (self.items.length === 0) self.items = new U8Array(self.size);
  flushPending(self);
  const got = readRaw(self, self.items, 0, self.items.length);
  self.from = 0;
  self.end = got < 0 ? 0 : got;
  return got;
}
/** Passes on what was written. */
export function flushPending(self: W_Buffered): void {
  if (self.used === 0) return;
  const used = self.used;
  let done = 0;
  try {
    while (done < used) {
      const n = writeRaw(self, self.pending, done, used - done);
      if (n < 0) throw raise0(w_BlockingIOError, "write could not complete without blocking");
      done = done + n;
    }
  } finally {
    arrayCopy(self.pending, done, self.pending, 0, used - done);
    self.used = used - done;
    if (self.used === 0) pendingFiles.remove(self);
  }
}
function writeRaw(self: W_Buffered, items: U8Array, from: int, count: int): int {
  const file = self.file;
  if (file !== null) return rawWrite(file, items, from, count);
  const answer = getAttr(rawOf(self), n_write).call1(bytesSlice(items, from, from + count));
  if (answer === w_None) return -1;
  const n = toInt(answer);
  if (n < 0 || n > count) throw raise0(w_OSError, "raw write() returned invalid length");
  return n;
}
/** Forgets what was read ahead, and puts the raw stream where the program is. */
function dropReadAhead(self: W_Buffered): void {
  const ahead = self.end - self.from;
  self.from = 0;
  self.end = 0;
  if (ahead > 0) getAttr(rawOf(self), n_seek).call2(newInt(-ahead), newInt(1));
}

// --- making

function buffered_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Buffered(args[0] as W_Type);
}
const initNames: W_Str[] = ["raw", "buffer_size"].map(intern);
function initialize(args: W_Object[], kwnames: W_Object[] | null, reads: boolean, writes: boolean): W_Object {
  const self = args[0] as W_Buffered;
  const type = self.getType();
  const given = bindArguments(type.name, args, 1, kwnames, initNames);
  const raw = given[0]!;
  if (raw === null) throw raise1(w_TypeError, "%S() missing required argument 'raw' (pos 1)", type.name);
  const size = given[1] === null ? DEFAULT_BUFFER_SIZE : toInt(given[1]!);
  if (reads && !callMethod(raw, n_readable).isTrue()) throw unsupported("File or stream is not readable.");
  if (writes && !callMethod(raw, n_writable).isTrue()) throw unsupported("File or stream is not writable.");
  if (reads && writes && !callMethod(raw, n_seekable).isTrue()) throw unsupported("File or stream is not seekable.");
  if (size <= 0) throw raise0(w_ValueError, "buffer size must be strictly positive");
  initializeBuffered(self, raw, size);
  return w_None;
}
export function initializeBuffered(self: W_Buffered, raw: W_Object, size: int): void {
  self.raw = raw;
  self.detached = false;
  self.file = raw instanceof W_FileIO && raw.getType() === w_FileIO ? raw : null;
  self.size = size;
  self.from = 0;
  self.end = 0;
  self.used = 0;
}
function reader_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return initialize(args, kwnames, true, false);
}
function writer_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return initialize(args, kwnames, false, true);
}
function random_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return initialize(args, kwnames, true, true);
}

// --- reading

function take(self: W_Buffered, count: int): W_Bytes {
  const from = self.from;
  self.from = from + count;
  return bytesSlice(self.items, from, from + count);
}
/** All there is. */
function readAll(self: W_Buffered): W_Object {
  const ahead = take(self, self.end - self.from);
  const raw = rawOf(self);
  flushPending(self);
  const method = raw.getAttr(n_readall);
  if (method !== null) {
    const rest = method.call0();
    if (rest === w_None) return ahead.items.length === 0 ? w_None : ahead;
    const plain = rest.unwrap();
    if (!(plain instanceof W_Bytes)) throw raise0(w_TypeError, "readall() should return bytes");
    if (ahead.items.length === 0) return plain;
    const all = new U8Array(ahead.items.length + plain.items.length);
    arrayCopy(ahead.items, 0, all, 0, ahead.items.length);
    arrayCopy(plain.items, 0, all, ahead.items.length, plain.items.length);
    return new W_Bytes(all);
  }
  let all = withAppended(new U8Array(8192), 0, ahead.items);
  let n = ahead.items.length;
  for (;;) {
    const part = callMethod(raw, n_read);
    if (part === w_None) return n === 0 ? w_None : bytesSlice(all, 0, n);
    const plain = part.unwrap();
    if (!(plain instanceof W_Bytes)) throw raise0(w_TypeError, "read() should return bytes");
    if (plain.items.length === 0) return bytesSlice(all, 0, n);
    all = withAppended(all, n, plain.items);
    n = n + plain.items.length;
  }
}
export function readSize(self: W_Buffered, n: int): W_Object {
  checkOpen(self, "read of closed file");
  if (n < 0) return readAll(self);
  if (n <= self.end - self.from) return n === 0 ? emptyBytes : take(self, n);
  const all = new U8Array(n);
  let got = self.end - self.from;
  arrayCopy(self.items, self.from, all, 0, got);
  self.from = self.end;
  flushPending(self);
  while (got < n) {
    // what is larger than the buffer goes past it
    if (n - got >= self.size) {
      const more = readRaw(self, all, got, n - got);
      if (more <= 0) return got === 0 && more < 0 ? w_None : bytesSlice(all, 0, got);
      got = got + more;
      continue;
    }
    const more = fill(self);
    if (more <= 0) return got === 0 && more < 0 ? w_None : bytesSlice(all, 0, got);
    const count = more < n - got ? more : n - got;
    arrayCopy(self.items, 0, all, got, count);
    self.from = count;
    got = got + count;
  }
  return new W_Bytes(all);
}
function buffered_read(self: W_Object, size: W_Object | null): W_Object {
  const n = sizeArgument(size);
  if (size !== null && size !== w_None && toInt(size) < -1)
    throw raise0(w_ValueError, "read length must be non-negative or -1");
  return readSize(self as W_Buffered, n);
}
/** What there is, with one read of the raw stream at most. */
export function readOnce(self: W_Buffered, size: int): W_Bytes {
  checkOpen(self, "read of closed file");
  const n = size < 0 ? self.size : size;
  if (n === 0) return emptyBytes;
  if (self.from === self.end) fill(self);
  const ahead = self.end - self.from;
  return ahead === 0 ? emptyBytes : take(self, n < ahead ? n : ahead);
}
function buffered_read1(self: W_Object, size: W_Object | null): W_Object {
  return readOnce(self as W_Buffered, sizeArgument(size));
}
function readInto(self: W_Buffered, buffer: W_Object, once: boolean): W_Object {
  checkOpen(self, "readinto of closed file");
  const view = writableView(buffer);
  let got = 0;
  while (got < view.count) {
    if (self.from === self.end) {
      const more = fill(self);
      if (more < 0 && got === 0) return w_None;
      if (more <= 0) break;
    }
    const ahead = self.end - self.from;
    const count = ahead < view.count - got ? ahead : view.count - got;
    arrayCopy(self.items, self.from, view.items, view.from + got, count);
    self.from = self.from + count;
    got = got + count;
    if (once) break;
  }
  return newInt(got);
}
function buffered_readinto(self: W_Object, buffer: W_Object): W_Object {
  return readInto(self as W_Buffered, buffer, false);
}
function buffered_readinto1(self: W_Object, buffer: W_Object): W_Object {
  return readInto(self as W_Buffered, buffer, true);
}
function buffered_peek(self: W_Object, _size: W_Object | null): W_Object {
  const file = self as W_Buffered;
  checkOpen(file, "peek of closed file");
  if (file.from === file.end) fill(file);
  return bytesSlice(file.items, file.from, file.end);
}
/** @jit opaque */
function findNewline(items: U8Array, from: int, end: int): int {
  for (let i = from; i < end; i++) if (items[i] === 10) return i;
  return -1;
}
export function nextLine(self: W_Buffered, limit: int): W_Bytes {
  checkOpen(self, "readline of closed file");
  if (limit === 0) return emptyBytes;
  let head: U8Array = noItems;
  let n = 0;
  for (;;) {
    let end = self.end;
    const left = limit - n;
    if (limit >= 0 && end - self.from > left) end = self.from + left;
    const at = findNewline(self.items, self.from, end);
    const to = at < 0 ? end : at + 1;
    if (at >= 0 || (limit >= 0 && to - self.from === left)) {
      if (n === 0) return take(self, to - self.from);
      const tail = take(self, to - self.from);
      return bytesSlice(withAppended(head, n, tail.items), 0, n + tail.items.length);
    }
    if (to > self.from) {
      const part = take(self, to - self.from);
      if (n === 0) head = new U8Array(part.items.length * 2);
      head = withAppended(head, n, part.items);
      n = n + part.items.length;
    }
    if (fill(self) <= 0) return bytesSlice(head, 0, n);
  }
}
function buffered_readline(self: W_Object, size: W_Object | null): W_Object {
  return nextLine(self as W_Buffered, sizeArgument(size));
}

// --- writing

export function writeItems(self: W_Buffered, items: U8Array, from: int, count: int): void {
  if (self.end > self.from) dropReadAhead(self);
  else {
    self.from = 0;
    self.end = 0;
  }
  if (self.used + count > self.size) flushPending(self);
  if (count > self.size) {
    let done = 0;
    while (done < count) {
      const n = writeRaw(self, items, from + done, count - done);
      if (n < 0) throw raise0(w_BlockingIOError, "write could not complete without blocking");
      done = done + n;
    }
    return;
  }
  if (count === 0) return;
  if (self.used + count > self.pending.length) {
    let room = self.pending.length < 1024 ? 1024 : self.pending.length * 2;
    while (room < self.used + count) room = room * 2;
    const pending = new U8Array(room > self.size ? self.size : room);
    arrayCopy(self.pending, 0, pending, 0, self.used);
    self.pending = pending;
  }
  if (self.used === 0) pendingFiles.add(self);
  arrayCopy(items, from, self.pending, self.used, count);
  self.used = self.used + count;
}
function buffered_write(self: W_Object, bytes: W_Object): W_Object {
  const file = self as W_Buffered;
  const view = bufferView(bytes);
  checkOpen(file, "write to closed file");
  writeItems(file, view.items, view.from, view.count);
  return newInt(view.count);
}
export function flushBuffered(self: W_Buffered): void {
  checkOpen(self, "flush of closed file");
  flushPending(self);
}
function writer_flush(self: W_Object): W_Object {
  flushBuffered(self as W_Buffered);
  return w_None;
}
function random_flush(self: W_Object): W_Object {
  const file = self as W_Buffered;
  flushBuffered(file);
  dropReadAhead(file);
  return w_None;
}
function reader_flush(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_flush);
}

// --- places

function buffered_seek(self: W_Object, position: W_Object, whence: W_Object | null): W_Object {
  const file = self as W_Buffered;
  const mode = whence === null ? 0 : toInt(whence);
  if (mode < 0 || mode > 2) throw raise1(w_ValueError, "whence value %S unsupported", whence!);
  const raw = rawOf(file);
  checkOpen(file, "seek of closed file");
  if (!callMethod(raw, n_seekable).isTrue()) throw unsupported("File or stream is not seekable.");
  flushPending(file);
  let offset = toInt(position);
  if (mode === 1) offset = offset - (file.end - file.from);
  file.from = 0;
  file.end = 0;
  return getAttr(raw, n_seek).call2(newInt(offset), newInt(mode));
}
export function positionOf(file: W_Buffered): int {
  const position = toInt(callMethod(rawOf(file), n_tell));
  return position - (file.end - file.from) + file.used;
}
function buffered_tell(self: W_Object): W_Object {
  return newInt(positionOf(self as W_Buffered));
}
function buffered_truncate(self: W_Object, size: W_Object | null): W_Object {
  const file = self as W_Buffered;
  const raw = rawOf(file);
  checkOpen(file, "truncate of closed file");
  if (!callMethod(raw, n_writable).isTrue()) throw unsupported("truncate");
  const wanted = size === null || size === w_None ? newInt(positionOf(file)) : size;
  flushPending(file);
  dropReadAhead(file);
  return getAttr(raw, n_truncate).call1(wanted);
}

// --- the rest

function buffered_close(self: W_Object): W_Object {
  const file = self as W_Buffered;
  const raw = rawOf(file);
  if (isClosed(raw)) return w_None;
  try {
    callMethod(self, n_flush);
  } finally {
    if (file.used > 0) pendingFiles.remove(file);
    callMethod(raw, n_close);
  }
  return w_None;
}
function buffered_detach(self: W_Object): W_Object {
  const file = self as W_Buffered;
  const raw = rawOf(file);
  callMethod(self, n_flush);
  file.raw = null;
  file.file = null;
  file.detached = true;
  return raw;
}
function buffered_closed(self: W_Object): W_Object {
  return getAttr(rawOf(self as W_Buffered), n_closed);
}
function buffered_name(self: W_Object): W_Object {
  return getAttr(rawOf(self as W_Buffered), n_ioName);
}
function buffered_mode(self: W_Object): W_Object {
  return getAttr(rawOf(self as W_Buffered), n_mode);
}
function buffered_raw(self: W_Object): W_Object {
  const raw = (self as W_Buffered).raw;
  return raw === null ? w_None : raw;
}
function buffered_seekable(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_seekable);
}
function buffered_readable(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_readable);
}
function buffered_writable(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_writable);
}
function buffered_fileno(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_fileno);
}
function buffered_isatty(self: W_Object): W_Object {
  return callMethod(rawOf(self as W_Buffered), n_isatty);
}
function buffered_repr(self: W_Object): W_Object {
  const text = new StrBuilder();
  text.add("<_io.");
  text.addStr(self.getType().name);
  const raw = (self as W_Buffered).raw;
  const name = raw === null ? null : raw.getAttr(n_ioName);
  if (name !== null) {
    text.add(" name=");
    text.addStr(name.repr());
  }
  text.addChar(62);
  return text.build();
}
function cannotPickle(self: W_Object): W_Object {
  throw raise1(w_TypeError, "cannot pickle '%T' instances", self);
}

for (const type of [w_BufferedReader, w_BufferedWriter, w_BufferedRandom]) {
  defStatic(type, "__new__(cls, *args, **kwargs)", buffered_new);
  def(type, "seek(self, target, whence=0, /)", buffered_seek);
  def(type, "tell(self, /)", buffered_tell);
  def(type, "truncate(self, pos=None, /)", buffered_truncate);
  def(type, "close(self, /)", buffered_close);
  def(type, "detach(self, /)", buffered_detach);
  def(type, "seekable(self, /)", buffered_seekable);
  def(type, "fileno(self, /)", buffered_fileno);
  def(type, "isatty(self, /)", buffered_isatty);
  def(type, "__repr__(self, /)", buffered_repr);
  def(type, "__getstate__(self, /)", cannotPickle);
  getter(type, "closed", buffered_closed);
  getter(type, "name", buffered_name);
  getter(type, "mode", buffered_mode);
  getter(type, "raw", buffered_raw);
}
for (const type of [w_BufferedReader, w_BufferedRandom]) {
  def(type, "read(self, size=-1, /)", buffered_read);
  def(type, "read1(self, size=-1, /)", buffered_read1);
  def(type, "readinto(self, buffer, /)", buffered_readinto);
  def(type, "readinto1(self, buffer, /)", buffered_readinto1);
  def(type, "peek(self, size=0, /)", buffered_peek);
  def(type, "readline(self, size=-1, /)", buffered_readline);
  def(type, "readable(self, /)", buffered_readable);
}
for (const type of [w_BufferedWriter, w_BufferedRandom]) {
  def(type, "write(self, buffer, /)", buffered_write);
  def(type, "writable(self, /)", buffered_writable);
}
def(w_BufferedReader, "__init__(self, *args, **kwargs)", reader_init);
def(w_BufferedWriter, "__init__(self, *args, **kwargs)", writer_init);
def(w_BufferedRandom, "__init__(self, *args, **kwargs)", random_init);
def(w_BufferedReader, "flush(self, /)", reader_flush);
def(w_BufferedWriter, "flush(self, /)", writer_flush);
def(w_BufferedRandom, "flush(self, /)", random_flush);

// --- BufferedRWPair: a reader and a writer that have nothing to do with each other

export class W_BufferedRWPair extends W_IOObject {
  reader: W_Object | null = null;
  writer: W_Object | null = null;
}
function uninitialized(): OperationError {
  return raise0(w_ValueError, "I/O operation on uninitialized object");
}
function readerOf(self: W_Object): W_Object {
  const reader = (self as W_BufferedRWPair).reader;
  if (reader === null) throw uninitialized();
  return reader;
}
function writerOf(self: W_Object): W_Object {
  const writer = (self as W_BufferedRWPair).writer;
  if (writer === null) throw uninitialized();
  return writer;
}
function pair_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_BufferedRWPair(args[0] as W_Type);
}
function pair_init(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_BufferedRWPair;
  if (args.length < 3 || args.length > 4) throw raise1(w_TypeError, "%T expected at least 2 arguments", self);
  if (!callMethod(args[1]!, n_readable).isTrue()) throw unsupported("File or stream is not readable.");
  if (!callMethod(args[2]!, n_writable).isTrue()) throw unsupported("File or stream is not writable.");
  const size = args.length === 4 ? toInt(args[3]!) : DEFAULT_BUFFER_SIZE;
  if (size <= 0) throw raise0(w_ValueError, "buffer size must be strictly positive");
  const reader = new W_Buffered(w_BufferedReader);
  initializeBuffered(reader, args[1]!, size);
  const writer = new W_Buffered(w_BufferedWriter);
  initializeBuffered(writer, args[2]!, size);
  self.reader = reader;
  self.writer = writer;
  return w_None;
}
function pair_read(self: W_Object, size: W_Object | null): W_Object {
  return getAttr(readerOf(self), n_read).call1(newInt(sizeArgument(size)));
}
function pair_read1(self: W_Object, size: W_Object | null): W_Object {
  return getAttr(readerOf(self), n_read1).call1(newInt(sizeArgument(size)));
}
function pair_peek(self: W_Object, _size: W_Object | null): W_Object {
  return getAttr(readerOf(self), n_peek).call0();
}
function pair_readinto(self: W_Object, buffer: W_Object): W_Object {
  return getAttr(readerOf(self), n_readinto).call1(buffer);
}
function pair_write(self: W_Object, bytes: W_Object): W_Object {
  return getAttr(writerOf(self), n_write).call1(bytes);
}
function pair_flush(self: W_Object): W_Object {
  return callMethod(writerOf(self), n_flush);
}
function pair_readable(self: W_Object): W_Object {
  return callMethod(readerOf(self), n_readable);
}
function pair_writable(self: W_Object): W_Object {
  return callMethod(writerOf(self), n_writable);
}
function pair_close(self: W_Object): W_Object {
  try {
    callMethod(writerOf(self), n_close);
  } finally {
    callMethod(readerOf(self), n_close);
  }
  return w_None;
}
function pair_isatty(self: W_Object): W_Object {
  return newBool(callMethod(writerOf(self), n_isatty).isTrue() || callMethod(readerOf(self), n_isatty).isTrue());
}
function pair_closed(self: W_Object): W_Object {
  return getAttr(writerOf(self), n_closed);
}
defStatic(w_BufferedRWPair, "__new__(cls, *args, **kwargs)", pair_new);
def(w_BufferedRWPair, "__init__(self, *args, **kwargs)", pair_init);
def(w_BufferedRWPair, "read(self, size=-1, /)", pair_read);
def(w_BufferedRWPair, "read1(self, size=-1, /)", pair_read1);
def(w_BufferedRWPair, "peek(self, size=0, /)", pair_peek);
def(w_BufferedRWPair, "readinto(self, buffer, /)", pair_readinto);
def(w_BufferedRWPair, "write(self, buffer, /)", pair_write);
def(w_BufferedRWPair, "flush(self, /)", pair_flush);
def(w_BufferedRWPair, "readable(self, /)", pair_readable);
def(w_BufferedRWPair, "writable(self, /)", pair_writable);
def(w_BufferedRWPair, "close(self, /)", pair_close);
def(w_BufferedRWPair, "isatty(self, /)", pair_isatty);
getter(w_BufferedRWPair, "closed", pair_closed);
