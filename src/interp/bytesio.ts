// io.BytesIO: a binary file in memory.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import { type Buffer, BytesBuffer } from "./buffer.ts";
import { bufferView, writableView } from "./buffers.ts";
import { def, defStatic, defWhole, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseInts, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt, w_False, w_True } from "./int.ts";
import {
  bindArguments,
  bytesSlice,
  closedFile,
  sizeArgument,
  W_IOObject,
  w_BytesIO,
  w_bytesIOBuffer,
} from "./iobase.ts";
import { W_List } from "./list.ts";
import { newMemoryView } from "./memoryview.ts";
import { W_Object } from "./object.ts";
import { getAttr, iter, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { newTuple3, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";

export class W_BytesIO extends W_IOObject {
  items: U8Array = new U8Array(0);
  /** How many of the items are the file's. */
  size: int = 0;
  position: int = 0;
  /** The array is that of a bytes object: to be copied before it is written. */
  shared: boolean = false;
  closed: boolean = false;

  override isIterator(): boolean {
    return true;
  }
  override next(): W_Object | null {
    if (this.getType() !== w_BytesIO) return super.next();
    const line = nextLine(opened(this), -1);
    return line.items.length === 0 ? null : line;
  }
  override iter(): W_Object | null {
    if (this.getType() !== w_BytesIO) return super.iter();
    return opened(this);
  }
  /** Makes room for `needed` items in an array of its own. */
  reserve(needed: int): void {
    if (!this.shared && needed <= this.items.length) return;
    let length = this.items.length < 64 ? 64 : this.items.length;
    while (length < needed) length = length * 2;
    const items = new U8Array(length);
    arrayCopy(this.items, 0, items, 0, this.size);
    this.items = items;
    this.shared = false;
  }
}
function opened(self: W_Object): W_BytesIO {
  const file = self as W_BytesIO;
  if (file.closed) throw closedFile();
  return file;
}

/**
 * What memoryviews of a BytesIO are made from. CPython refuses to write to the file while one exists; here nobody knows when the last name of a
 * view goes, so writing is allowed, and a view may then show what was there before.
 */
class W_BytesIOBuffer extends W_Object {
  readonly file: W_BytesIO;
  constructor(file: W_BytesIO) {
    super();
    this.file = file;
  }
  override getType(): W_Type {
    return w_bytesIOBuffer;
  }
  override buffer(): Buffer | null {
    const file = this.file;
    file.reserve(file.size);
    return new BytesBuffer(this, file.items, 0, file.size, false);
  }
}
function nextLine(file: W_BytesIO, limit: int): W_Bytes {
  const from = file.position;
  const items = file.items;
  let end = file.size;
  if (limit >= 0 && from + limit < end) end = from + limit;
  if (from >= end) return emptyBytes;
  let to = from;
  while (to < end && items[to] !== 10) to++;
  if (to < end) to++;
  file.position = to;
  return bytesSlice(items, from, to);
}
const noItems = new U8Array(0);
const emptyBytes = new W_Bytes(noItems);

function bytesIO_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_BytesIO(args[0] as W_Type);
}
const label = intern("BytesIO");
const initNames: W_Str[] = ["initial_bytes"].map(intern);
function bytesIO_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_BytesIO;
  const initial = bindArguments(label, args, 1, kwnames, initNames)[0]!;
  self.position = 0;
  self.size = 0;
  self.shared = false;
  self.items = noItems;
  if (initial !== null && initial !== w_None) {
    const view = bufferView(initial);
    if (initial instanceof W_Bytes) {
      self.items = view.items;
      self.shared = true;
      self.size = view.count;
    } else {
      writeItems(self, view.items, view.from, view.count);
      self.position = 0;
    }
  }
  return w_None;
}
function writeItems(file: W_BytesIO, items: U8Array, from: int, count: int): void {
  if (count === 0) return;
  const end = file.position + count;
  file.reserve(end);
  // a gap is filled with zeros
  for (let i = file.size; i < file.position; i++) file.items[i] = 0;
  arrayCopy(items, from, file.items, file.position, count);
  file.position = end;
  if (end > file.size) file.size = end;
}
function bytesIO_write(self: W_Object, bytes: W_Object): W_Object {
  const file = opened(self);
  const view = bufferView(bytes);
  writeItems(file, view.items, view.from, view.count);
  return newInt(view.count);
}
function bytesIO_writelines(self: W_Object, lines: W_Object): W_Object {
  opened(self);
  const iterator = iter(lines);
  for (;;) {
    const line = iterator.next();
    if (line === null) return w_None;
    bytesIO_write(self, line);
  }
}
function bytesIO_read(self: W_Object, size: W_Object | null): W_Object {
  const file = opened(self);
  const n = sizeArgument(size);
  const left = file.size - file.position;
  const count = n < 0 || n > left ? left : n;
  if (count <= 0) return emptyBytes;
  const from = file.position;
  file.position = from + count;
  return bytesSlice(file.items, from, from + count);
}
function bytesIO_readinto(self: W_Object, buffer: W_Object): W_Object {
  const file = opened(self);
  const view = writableView(buffer);
  const left = file.size - file.position;
  let count = view.count > left ? left : view.count;
  if (count < 0) count = 0;
  arrayCopy(file.items, file.position, view.items, view.from, count);
  file.position = file.position + count;
  return newInt(count);
}
function bytesIO_readline(self: W_Object, size: W_Object | null): W_Object {
  return nextLine(opened(self), sizeArgument(size));
}
function bytesIO_readlines(self: W_Object, hint: W_Object | null): W_Object {
  const file = opened(self);
  const limit = sizeArgument(hint);
  const lines = new W_List();
  let length = 0;
  for (;;) {
    const line = nextLine(file, -1);
    if (line.items.length === 0) return lines;
    lines.append(line);
    length = length + line.items.length;
    if (limit > 0 && length >= limit) return lines;
  }
}
function bytesIO_getvalue(self: W_Object): W_Object {
  const file = opened(self);
  return file.shared && file.size === file.items.length
    ? new W_Bytes(file.items)
    : bytesSlice(file.items, 0, file.size);
}
function bytesIO_getbuffer(self: W_Object): W_Object {
  return newMemoryView(new W_BytesIOBuffer(opened(self)))!;
}
function bytesIO_seek(self: W_Object, position: W_Object, whence: W_Object | null): W_Object {
  const file = opened(self);
  const offset = toInt(position);
  const mode = whence === null ? 0 : toInt(whence);
  if (mode < 0 || mode > 2) throw raiseInts(w_ValueError, "invalid whence (%d, should be 0, 1 or 2)", null, mode, 0);
  if (mode === 0 && offset < 0) throw raiseInts(w_ValueError, "negative seek value %d", null, offset, 0);
  const base = mode === 0 ? 0 : mode === 1 ? file.position : file.size;
  file.position = base + offset < 0 ? 0 : base + offset;
  return newInt(file.position);
}
function bytesIO_tell(self: W_Object): W_Object {
  return newInt(opened(self).position);
}
function bytesIO_truncate(self: W_Object, size: W_Object | null): W_Object {
  const file = opened(self);
  const wanted = size === null || size === w_None ? file.position : toInt(size);
  if (wanted < 0) throw raiseInts(w_ValueError, "negative size value %d", null, wanted, 0);
  if (wanted < file.size) {
    file.reserve(file.size);
    file.size = wanted;
  }
  return newInt(wanted);
}
function bytesIO_close(self: W_Object): W_Object {
  const file = self as W_BytesIO;
  file.closed = true;
  file.items = noItems;
  file.size = 0;
  return w_None;
}
function bytesIO_closed(self: W_Object): W_Object {
  return newBool((self as W_BytesIO).closed);
}
function bytesIO_yes(self: W_Object): W_Object {
  opened(self);
  return w_True;
}
function bytesIO_isatty(self: W_Object): W_Object {
  opened(self);
  return w_False;
}
function bytesIO_flush(self: W_Object): W_Object {
  opened(self);
  return w_None;
}
const n_dictAttribute = intern("__dict__");
function bytesIO_getstate(self: W_Object): W_Object {
  const file = opened(self.unwrap());
  const dict = self.getAttr(n_dictAttribute);
  return newTuple3(bytesIO_getvalue(file), newInt(file.position), dict === null ? w_None : dict);
}
function bytesIO_setstate(self: W_Object, state: W_Object): W_Object {
  const file = opened(self.unwrap());
  if (!(state instanceof W_Tuple) || state.items.length < 3)
    throw raise1(w_TypeError, "_io.BytesIO.__setstate__ argument should be 3-tuple, got %T", state);
  const view = bufferView(state.items[0]!);
  file.position = 0;
  file.size = 0;
  writeItems(file, view.items, view.from, view.count);
  if (state.items[1]!.asIndex() === null)
    throw raise1(w_TypeError, "second item of state must be an integer, not %T", state.items[1]!);
  file.position = positionOf(state.items[1]!);
  restoreAttributes(self, state.items[2]!, "third item of state should be a dict, got a %T");
  return w_None;
}
/** The position of a state. */
export function positionOf(object: W_Object): int {
  const position = toInt(object);
  if (position < 0) throw raise0(w_ValueError, "position value cannot be negative");
  return position;
}
/** Gives back what __dict__ held when the state was taken; `refusal` is for what is no dict. */
export function restoreAttributes(self: W_Object, attributes: W_Object, refusal: string): void {
  if (attributes === w_None) return;
  if (!(attributes.unwrap() instanceof W_Dict)) throw raise1(w_TypeError, refusal, attributes);
  getAttr(getAttr(self, n_dictAttribute), n_update).call1(attributes);
}
const n_update = intern("update");
function bytesIO_iter(self: W_Object): W_Object {
  return opened(self);
}

defStatic(w_BytesIO, "__new__(cls, *args, **kwargs)", bytesIO_new);
def(w_BytesIO, "__init__(self, *args, **kwargs)", bytesIO_init);
def(w_BytesIO, "write(self, b, /)", bytesIO_write);
def(w_BytesIO, "writelines(self, lines, /)", bytesIO_writelines);
def(w_BytesIO, "read(self, size=-1, /)", bytesIO_read);
def(w_BytesIO, "read1(self, size=-1, /)", bytesIO_read);
def(w_BytesIO, "readinto(self, buffer, /)", bytesIO_readinto);
def(w_BytesIO, "readline(self, size=-1, /)", bytesIO_readline);
def(w_BytesIO, "readlines(self, size=None, /)", bytesIO_readlines);
def(w_BytesIO, "getvalue(self, /)", bytesIO_getvalue);
def(w_BytesIO, "getbuffer(self, /)", bytesIO_getbuffer);
def(w_BytesIO, "seek(self, pos, whence=0, /)", bytesIO_seek);
def(w_BytesIO, "tell(self, /)", bytesIO_tell);
def(w_BytesIO, "truncate(self, size=None, /)", bytesIO_truncate);
def(w_BytesIO, "close(self, /)", bytesIO_close);
getter(w_BytesIO, "closed", bytesIO_closed);
def(w_BytesIO, "readable(self, /)", bytesIO_yes);
def(w_BytesIO, "writable(self, /)", bytesIO_yes);
def(w_BytesIO, "seekable(self, /)", bytesIO_yes);
def(w_BytesIO, "isatty(self, /)", bytesIO_isatty);
def(w_BytesIO, "flush(self, /)", bytesIO_flush);
def(w_BytesIO, "__iter__(self, /)", bytesIO_iter);
defWhole(w_BytesIO, "__getstate__(self, /)", bytesIO_getstate);
defWhole(w_BytesIO, "__setstate__(self, state, /)", bytesIO_setstate);
