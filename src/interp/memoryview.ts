// Python's memoryview: a window on the memory of another object, of one or more dimensions, by the buffer protocol (buffer.ts).

import type { int } from "../rts/index.ts";
import { I64Array, intDiv, newArray, U8Array } from "../rts/index.ts";
import { Buffer, BytesBuffer } from "./buffer.ts";
import { def, defClass, defStatic, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { hexSeparator, hexText } from "./bytesmethods.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raiseInts,
  w_BufferError,
  w_IndexError,
  w_NotImplementedError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newBool, newInt, W_Int, w_False, w_True } from "./int.ts";
import { formatSize, isFloatFormat, readNumber, writeFloat, writeInt } from "./itemformat.ts";
import { iteratorType, W_Iterator } from "./iterator.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { EQ, hooks, NE, W_Object } from "./object.ts";
import { indexObject, sameOrEqual, toCInt, toFloat, toIndex, toInt } from "./operations.ts";
import { w_Ellipsis, w_None } from "./singletons.ts";
import { resolveSlice, sliceStart, sliceStop, W_Slice } from "./slice.ts";
import { defSlots } from "./slots.ts";
import { charStr, StrBuilder, W_Str } from "./text.ts";
import { emptyTuple, newTuple, W_Tuple } from "./tuple.ts";
import type { W_Type } from "./type.ts";
import { w_bytearray, w_bytes, w_memoryview } from "./types.ts";

function one(value: int): I64Array {
  const array = new I64Array(1);
  array[0] = value;
  return array;
}

/** The export that views share: it ends when the last of them is released. */
class Managed {
  readonly buffer: Buffer;
  /** Whose memory it is, as the program sees it. */
  readonly exporter: W_Object;
  views: int = 0;
  constructor(buffer: Buffer, exporter: W_Object) {
    this.buffer = buffer;
    this.exporter = exporter;
  }
}

export class W_MemoryView extends W_Object {
  /** null: released. */
  managed: Managed | null;
  readonly offset: int;
  readonly format: int;
  readonly itemSize: int;
  readonly shape: I64Array;
  /** In bytes. */
  readonly strides: I64Array;
  readonly readonly: boolean;
  /** Buffers of the view itself that exist. */
  exports: int = 0;
  private hashCache: int = 0;
  constructor(managed: Managed, offset: int, format: int, shape: I64Array, strides: I64Array, readonly: boolean) {
    super();
    this.managed = managed;
    managed.views = managed.views + 1;
    this.offset = offset;
    this.format = format;
    this.itemSize = formatSize(format);
    this.shape = shape;
    this.strides = strides;
    this.readonly = readonly;
  }
  override getType(): W_Type {
    return w_memoryview;
  }
  /** The memory. ValueError when it has been released. */
  memory(): Buffer {
    if (this.managed === null) throw raise0(w_ValueError, "operation forbidden on released memoryview object");
    return this.managed.buffer;
  }
  override len(): int {
    this.memory();
    return this.shape.length === 0 ? 1 : this.shape[0]!;
  }
  override isTrue(): boolean {
    return this.len() > 0;
  }
  itemCount(): int {
    let n = 1;
    for (let i = 0; i < this.shape.length; i++) n = n * this.shape[i]!;
    return n;
  }
  isContiguous(): boolean {
    let stride = this.itemSize;
    for (let i = this.shape.length - 1; i >= 0; i--) {
      if (this.shape[i]! > 1 && this.strides[i]! !== stride) return false;
      stride = stride * this.shape[i]!;
    }
    return true;
  }
  /** The item at a byte position. */
  read(at: int): W_Object {
    const memory = this.memory();
    if (this.format === 99) {
      const byte = new U8Array(1);
      byte[0] = memory.byteAt(at);
      return new W_Bytes(byte);
    }
    return readNumber(memory, at, this.format);
  }
  private invalidType(): OperationError {
    return raise1(w_TypeError, "memoryview: invalid type for format '%S'", charStr(this.format));
  }
  private invalidValue(): OperationError {
    return raise1(w_ValueError, "memoryview: invalid value for format '%S'", charStr(this.format));
  }
  /** The memory is asked for once the value is converted, since its methods may release the view. */
  write(at: int, value: W_Object): void {
    const format = this.format;
    if (format === 99) {
      const plain = value.unwrap();
      if (!(plain instanceof W_Bytes)) throw this.invalidType();
      if (plain.items.length !== 1) throw this.invalidValue();
      this.memory().setByteAt(at, plain.items[0]!);
    } else if (format === 63) {
      const truth = value.isTrue() ? 1 : 0;
      this.memory().setByteAt(at, truth);
    } else if (isFloatFormat(format)) {
      const plain = value.unwrap();
      if (plain instanceof W_Str || plain instanceof W_Bytes || plain instanceof W_List || plain === w_None)
        throw this.invalidType();
      const number = toFloat(value);
      writeFloat(this.memory(), at, format, number);
    } else {
      if (value.asIndex() === null) throw this.invalidType();
      const number = indexObject(value);
      if (writeInt(this.memory(), at, format, number) !== 0) throw this.invalidValue();
    }
  }
  /** All bytes in order of indices, in a fresh array. */
  toBytes(): U8Array {
    const memory = this.memory();
    const bytes = new U8Array(this.itemCount() * this.itemSize);
    if (this.isContiguous()) memory.copyTo(this.offset, bytes, 0, bytes.length);
    else this.copyDimension(memory, bytes, 0, this.offset, 0);
    return bytes;
  }
  private copyDimension(memory: Buffer, bytes: U8Array, to: int, at: int, dimension: int): int {
    if (dimension === this.shape.length) {
      memory.copyTo(at, bytes, to, this.itemSize);
      return to + this.itemSize;
    }
    let next = to;
    for (let i = 0; i < this.shape[dimension]!; i++)
      next = this.copyDimension(memory, bytes, next, at + i * this.strides[dimension]!, dimension + 1);
    return next;
  }
  listOf(at: int, dimension: int): W_Object {
    if (dimension === this.shape.length) return this.read(at);
    const list = new W_List();
    for (let i = 0; i < this.shape[dimension]!; i++)
      list.append(this.listOf(at + i * this.strides[dimension]!, dimension + 1));
    return list;
  }
  override buffer(): Buffer | null {
    const memory = this.memory();
    this.exports = this.exports + 1;
    return new ViewBuffer(this, memory);
  }
  override hash(): int {
    if (this.hashCache === 0) {
      this.memory();
      if (!this.readonly) throw raise0(w_ValueError, "cannot hash writable memoryview object");
      if (this.itemSize !== 1 || this.format === 63)
        throw raise0(w_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
      this.hashCache = new W_Bytes(this.toBytes()).hash();
    }
    return this.hashCache;
  }
  override repr(): W_Str {
    const plain = hooks.defaultRepr(this);
    const text = new StrBuilder();
    text.add(this.managed === null ? "<released memory at " : "<memory at ");
    let at = plain.length - 1;
    while (plain.charAt(at) !== 32) at--;
    text.addSlice(plain, at + 1, plain.length);
    return text.build();
  }
  /** Where in memory the item of an index, or of a tuple of them, stands. */
  private place(key: W_Object): int {
    const n = this.shape.length;
    if (key instanceof W_Tuple) {
      if (key.items.length !== n) {
        if (key.items.length > n)
          throw raiseInts(
            w_TypeError,
            "cannot index %d-dimension view with %d-element tuple",
            null,
            n,
            key.items.length,
          );
        throw raise0(w_NotImplementedError, "sub-views are not implemented");
      }
      let at = this.offset;
      for (let i = 0; i < n; i++) at = at + this.step(i, toIndex(key.items[i]!));
      return at;
    }
    return this.offset + this.step(0, toIndex(key));
  }
  private step(dimension: int, index: int): int {
    const n: int = this.shape[dimension]!;
    const i = index < 0 ? index + n : index;
    if (i < 0 || i >= n) throw raiseInts(w_IndexError, "index out of bounds on dimension %d", null, dimension + 1, 0);
    return i * this.strides[dimension]!;
  }
  slice(key: W_Slice): W_MemoryView {
    const range = resolveSlice(key, this.shape[0]!);
    // the bounds' __index__ may have released it
    this.memory();
    const shape = new I64Array(this.shape.length);
    const strides = new I64Array(this.shape.length);
    for (let i = 1; i < shape.length; i++) {
      shape[i] = this.shape[i]!;
      strides[i] = this.strides[i]!;
    }
    shape[0] = range.count;
    strides[0] = this.strides[0]! * range.step;
    const offset = this.offset + range.start * this.strides[0]!;
    return new W_MemoryView(this.managed!, offset, this.format, shape, strides, this.readonly);
  }
  private isIndexTuple(key: W_Object): boolean {
    if (!(key instanceof W_Tuple)) return false;
    for (const item of key.items) if (item.asIndex() === null) return false;
    return true;
  }
  override getItem(key: W_Object): W_Object | null {
    this.memory();
    if (this.shape.length === 0) {
      if (key === w_Ellipsis) return this;
      if (key instanceof W_Tuple && key.items.length === 0) return this.read(this.offset);
      throw raise0(w_TypeError, "invalid indexing of 0-dim memory");
    }
    if (key instanceof W_Slice) return this.slice(key);
    if (key.asIndex() !== null) {
      if (this.shape.length > 1) throw raise0(w_NotImplementedError, "multi-dimensional sub-views are not implemented");
      return this.read(this.place(key));
    }
    if (this.isIndexTuple(key)) return this.read(this.place(key));
    throw raise0(w_TypeError, "memoryview: invalid slice key");
  }
  override setItem(key: W_Object, value: W_Object): boolean {
    this.memory();
    if (this.readonly) throw raise0(w_TypeError, "cannot modify read-only memory");
    if (this.shape.length === 0) {
      if (key !== w_Ellipsis && !(key instanceof W_Tuple && key.items.length === 0))
        throw raise0(w_TypeError, "invalid indexing of 0-dim memory");
      this.write(this.offset, value);
    } else if (key instanceof W_Slice) {
      if (this.shape.length > 1)
        throw raise0(w_NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
      this.slice(key).assign(value);
    } else if (key.asIndex() !== null) {
      if (this.shape.length > 1) throw raise0(w_NotImplementedError, "sub-views are not implemented");
      this.write(this.place(key), value);
    } else if (this.isIndexTuple(key)) this.write(this.place(key), value);
    else throw raise0(w_TypeError, "memoryview: invalid slice key");
    return true;
  }
  /** Copies the items of a buffer of the same format and length. */
  private assign(value: W_Object): void {
    const source = asView(value);
    if (source === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", value);
    if (source.format !== this.format || source.shape.length !== 1 || source.shape[0]! !== this.shape[0]!)
      throw raise0(w_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    const bytes = source.toBytes();
    const memory = this.memory();
    for (let i = 0; i < this.shape[0]!; i++)
      for (let k = 0; k < this.itemSize; k++)
        memory.setByteAt(this.offset + i * this.strides[0]! + k, bytes[i * this.itemSize + k]!);
  }
  override delItem(_key: W_Object): boolean {
    throw raise0(w_TypeError, this.readonly ? "cannot modify read-only memory" : "cannot delete memory");
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (op !== EQ && op !== NE) return null;
    if (this.managed === null) return newBool((this === other) === (op === EQ));
    const view = asView(other);
    if (view === null) return null;
    return newBool(this.equals(view) === (op === EQ));
  }
  private equals(other: W_MemoryView): boolean {
    if (other.managed === null || this.shape.length !== other.shape.length) return false;
    for (let i = 0; i < this.shape.length; i++) if (this.shape[i]! !== other.shape[i]!) return false;
    return sameOrEqual(this.listOf(this.offset, 0), other.listOf(other.offset, 0));
  }
  override iter(): W_Object | null {
    this.memory();
    if (this.shape.length === 0) throw raise0(w_TypeError, "invalid indexing of 0-dim memory");
    if (this.shape.length > 1) throw raise0(w_NotImplementedError, "multi-dimensional sub-views are not implemented");
    return new MemoryIterator(this);
  }
  override contains(item: W_Object): int {
    const n = this.len();
    for (let i = 0; i < n; i++) if (sameOrEqual(this.read(this.offset + i * this.strides[0]!), item)) return 1;
    return 0;
  }
}
/** What a view exports: its bytes in order. */
class ViewBuffer extends Buffer {
  readonly memory: Buffer;
  constructor(view: W_MemoryView, memory: Buffer) {
    super(view, view.itemCount() * view.itemSize, view.readonly, view.itemSize, view.format);
    this.memory = memory;
  }
  /** The position in memory of byte number `index`. */
  private place(index: int): int {
    const view = this.owner as W_MemoryView;
    if (view.isContiguous()) return view.offset + index;
    const size = view.itemSize;
    let number = intDiv(index, size);
    let at = view.offset + (index % size);
    for (let d = view.shape.length - 1; d >= 0; d--) {
      const n: int = view.shape[d]!;
      at = at + (number % n) * view.strides[d]!;
      number = intDiv(number, n);
    }
    return at;
  }
  override inArray(): BytesBuffer | null {
    const view = this.owner as W_MemoryView;
    const memory = this.memory.inArray();
    if (memory === null || !view.isContiguous()) return null;
    return new BytesBuffer(view, memory.bytes, memory.start + view.offset, this.length, this.readonly);
  }
  override byteAt(index: int): int {
    return this.memory.byteAt(this.place(index));
  }
  override setByteAt(index: int, value: int): void {
    this.memory.setByteAt(this.place(index), value);
  }
  override copyTo(from: int, target: U8Array, to: int, count: int): void {
    const view = this.owner as W_MemoryView;
    if (view.isContiguous()) this.memory.copyTo(view.offset + from, target, to, count);
    else super.copyTo(from, target, to, count);
  }
  override release(): void {
    const view = this.owner as W_MemoryView;
    view.exports = view.exports - 1;
  }
}

const w_memory_iterator = iteratorType("memory_iterator");
class MemoryIterator extends W_Iterator {
  readonly view: W_MemoryView;
  index: int = 0;
  constructor(view: W_MemoryView) {
    super();
    this.view = view;
  }
  override getType(): W_Type {
    return w_memory_iterator;
  }
  override next(): W_Object | null {
    const view = this.view;
    const index = this.index;
    if (index >= view.len()) return null;
    this.index = index + 1;
    return view.read(view.offset + index * view.strides[0]!);
  }
}

/** A view of a bytes-like object; the object itself when it is one. null: it is not bytes-like. */
function asView(object: W_Object): W_MemoryView | null {
  const plain = object.unwrap();
  if (plain instanceof W_MemoryView) return plain;
  return viewOf(object);
}
/** The bytes of a contiguous view. */
export function bytesOfView(view: W_MemoryView): W_MemoryView {
  view.memory();
  const count = view.itemCount() * view.itemSize;
  return new W_MemoryView(view.managed!, view.offset, 66, one(count), one(1), view.readonly);
}
function viewOf(object: W_Object): W_MemoryView | null {
  const plain = object.unwrap();
  if (plain instanceof W_MemoryView) {
    plain.memory();
    return new W_MemoryView(plain.managed!, plain.offset, plain.format, plain.shape, plain.strides, plain.readonly);
  }
  const buffer = plain.buffer();
  if (buffer === null) return null;
  return new W_MemoryView(
    new Managed(buffer, exporterOf(buffer, object)),
    0,
    buffer.format,
    one(intDiv(buffer.length, buffer.itemSize)),
    one(buffer.itemSize),
    buffer.readonly,
  );
}
/** A PickleBuffer passes on what it has a view of. */
function exporterOf(buffer: Buffer, object: W_Object): W_Object {
  const owner = buffer.owner;
  return owner instanceof W_MemoryView && owner.managed !== null ? owner.managed.exporter : object;
}
/** A memoryview of what has a buffer; null: it has none. */
export function newMemoryView(exporter: W_Object): W_MemoryView | null {
  return viewOf(exporter);
}

// --- methods
function memoryview_new(_type: W_Object, object: W_Object): W_Object {
  const view = viewOf(object);
  if (view === null) throw raise1(w_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
  return view;
}
/** What bytes-like objects answer to a program that asks them for their buffer: flags do not matter, a view can always be had. */
function object_buffer(self: W_Object, flags: W_Object): W_Object {
  toCInt(flags);
  return viewOf(self)!;
}
export function defineBuffer(type: W_Type): void {
  def(type, "__buffer__(self, flags, /)", object_buffer);
}
for (const type of [w_bytes, w_bytearray, w_memoryview]) defineBuffer(type);
function memoryview_release(self: W_Object): W_Object {
  releaseView(self as W_MemoryView);
  return w_None;
}
/** Throws BufferError while somebody has a buffer of the view. */
export function releaseView(view: W_MemoryView): void {
  const managed = view.managed;
  if (managed === null) return;
  if (view.exports > 0)
    throw raiseInts(
      w_BufferError,
      view.exports === 1 ? "memoryview has %d exported buffer" : "memoryview has %d exported buffers",
      null,
      view.exports,
      0,
    );
  view.managed = null;
  managed.views = managed.views - 1;
  if (managed.views === 0) managed.buffer.release();
  return;
}
function memoryview_enter(self: W_Object): W_Object {
  (self as W_MemoryView).memory();
  return self;
}
function memoryview_exit(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return memoryview_release(args[0]!);
}
function memoryview_tobytes(self: W_Object, _order: W_Object | null): W_Object {
  return new W_Bytes((self as W_MemoryView).toBytes());
}
function memoryview_tolist(self: W_Object): W_Object {
  const view = self as W_MemoryView;
  view.memory();
  return view.listOf(view.offset, 0);
}
function memoryview_hex(self: W_Object, sep: W_Object | null, group: W_Object | null): W_Object {
  const bytes = (self as W_MemoryView).toBytes();
  if (sep === null) return hexText(bytes, 0, bytes.length, 0, 0);
  return hexText(bytes, 0, bytes.length, hexSeparator(sep), group === null ? 1 : toInt(group));
}
function memoryview_toreadonly(self: W_Object): W_Object {
  const view = self as W_MemoryView;
  view.memory();
  return new W_MemoryView(view.managed!, view.offset, view.format, view.shape, view.strides, true);
}
function memoryview_count(self: W_Object, value: W_Object): W_Object {
  const view = self as W_MemoryView;
  const n = view.len();
  let count = 0;
  for (let i = 0; i < n; i++) if (sameOrEqual(view.read(view.offset + i * view.strides[0]!), value)) count++;
  return newInt(count);
}
function memoryview_index(self: W_Object, value: W_Object, start: W_Object | null, stop: W_Object | null): W_Object {
  const view = self as W_MemoryView;
  const n = view.len();
  const from = sliceStart(start, n);
  const to = sliceStop(stop, n);
  for (let i = from; i < to; i++)
    if (sameOrEqual(view.read(view.offset + i * view.strides[0]!), value)) return newInt(i);
  throw raise0(w_ValueError, "memoryview.index(x): x not found");
}
function memoryview_cast(self: W_Object, format: W_Object, shape: W_Object | null): W_Object {
  const view = self as W_MemoryView;
  view.memory();
  const text = format.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "cast() argument 'format' must be str, not %T", format);
  const at = text.length === 2 && text.charAt(0) === 64 ? 1 : 0;
  const code = text.length === at + 1 ? text.charAt(at) : 0;
  const size = code === 117 || code === 119 ? 0 : formatSize(code);
  if (size === 0)
    throw raise0(
      w_ValueError,
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  if (!view.isContiguous()) throw raise0(w_TypeError, "memoryview: casts are restricted to C-contiguous views");
  if ((shape !== null || view.shape.length !== 1) && shape !== null && view.shape.length !== 1)
    throw raise0(w_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  const bytes = view.itemCount() * view.itemSize;
  if (!isByteFormat(view.format) && !isByteFormat(code))
    throw raise0(w_TypeError, "memoryview: cannot cast between two non-byte formats");
  if (bytes % size !== 0) throw raise0(w_TypeError, "memoryview: length is not a multiple of itemsize");
  if (shape === null)
    return new W_MemoryView(view.managed!, view.offset, code, one(intDiv(bytes, size)), one(size), view.readonly);
  const plain = shape.unwrap();
  if (!(plain instanceof W_List) && !(plain instanceof W_Tuple))
    throw raise0(w_TypeError, "shape must be a list or a tuple");
  const items = arrayOf(plain);
  if (items.length > 64) throw raise0(w_ValueError, "memoryview: number of dimensions must not exceed 64");
  const dimensions = new I64Array(items.length);
  const strides = new I64Array(items.length);
  let total = size;
  for (let i = items.length - 1; i >= 0; i--) {
    const value = items[i]!.unwrap();
    if (!(value instanceof W_Int)) throw raise0(w_TypeError, "memoryview.cast(): elements of shape must be integers");
    if (value.value <= 0) throw raise0(w_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
    dimensions[i] = value.value;
    strides[i] = total;
    if (value.value > bytes) total = bytes + 1;
    else total = total * value.value;
    if (total > bytes) break;
  }
  if (total !== bytes) throw raise0(w_TypeError, "memoryview: product(shape) * itemsize != buffer size");
  return new W_MemoryView(view.managed!, view.offset, code, dimensions, strides, view.readonly);
}
function isByteFormat(format: int): boolean {
  return format === 66 || format === 98 || format === 99;
}
function tupleOf(numbers: I64Array): W_Object {
  const items = newArray<W_Object>(numbers.length);
  for (let i = 0; i < items.length; i++) items[i] = newInt(numbers[i]!);
  return newTuple(items);
}
function checked(self: W_Object): W_MemoryView {
  const view = self as W_MemoryView;
  view.memory();
  return view;
}
function memoryview_format(self: W_Object): W_Object {
  return charStr(checked(self).format);
}
function memoryview_itemsize(self: W_Object): W_Object {
  return newInt(checked(self).itemSize);
}
function memoryview_nbytes(self: W_Object): W_Object {
  const view = checked(self);
  return newInt(view.itemCount() * view.itemSize);
}
function memoryview_ndim(self: W_Object): W_Object {
  return newInt(checked(self).shape.length);
}
function memoryview_shape(self: W_Object): W_Object {
  return tupleOf(checked(self).shape);
}
function memoryview_strides(self: W_Object): W_Object {
  return tupleOf(checked(self).strides);
}
function memoryview_suboffsets(self: W_Object): W_Object {
  checked(self);
  return emptyTuple;
}
function memoryview_readonly(self: W_Object): W_Object {
  return checked(self).readonly ? w_True : w_False;
}
function memoryview_obj(self: W_Object): W_Object {
  const view = checked(self);
  view.memory();
  return view.managed!.exporter;
}
function memoryview_contiguous(self: W_Object): W_Object {
  return newBool(checked(self).isContiguous());
}
function memoryview_f_contiguous(self: W_Object): W_Object {
  const view = checked(self);
  let stride = view.itemSize;
  for (let i = 0; i < view.shape.length; i++) {
    if (view.shape[i]! > 1 && view.strides[i]! !== stride) return w_False;
    stride = stride * view.shape[i]!;
  }
  return w_True;
}
function memoryview_any_contiguous(self: W_Object): W_Object {
  return newBool(checked(self).isContiguous() || memoryview_f_contiguous(self) === w_True);
}
function memoryview_from_flags(_type: W_Object, object: W_Object, _flags: W_Object): W_Object {
  return memoryview_new(w_memoryview, object);
}

defStatic(w_memoryview, "__new__(cls, object)", memoryview_new);
defSlots(
  w_memoryview,
  "__len__ __getitem__ __setitem__ __delitem__ __iter__ __repr__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__",
);
def(w_memoryview, "release(self, /)", memoryview_release);
def(w_memoryview, "__enter__(self, /)", memoryview_enter);
def(w_memoryview, "__exit__(self, *exc_info)", memoryview_exit);
def(w_memoryview, "tobytes(self, order='C')", memoryview_tobytes);
def(w_memoryview, "tolist(self, /)", memoryview_tolist);
def(w_memoryview, "hex(self, sep=None, bytes_per_sep=1)", memoryview_hex);
def(w_memoryview, "toreadonly(self, /)", memoryview_toreadonly);
def(w_memoryview, "cast(self, format, shape=None)", memoryview_cast);
def(w_memoryview, "count(self, value, /)", memoryview_count);
def(w_memoryview, "index(self, value, start=0, stop=None, /)", memoryview_index);
defClass(w_memoryview, "_from_flags(cls, object, flags)", memoryview_from_flags);
getter(w_memoryview, "format", memoryview_format);
getter(w_memoryview, "itemsize", memoryview_itemsize);
getter(w_memoryview, "nbytes", memoryview_nbytes);
getter(w_memoryview, "ndim", memoryview_ndim);
getter(w_memoryview, "shape", memoryview_shape);
getter(w_memoryview, "strides", memoryview_strides);
getter(w_memoryview, "suboffsets", memoryview_suboffsets);
getter(w_memoryview, "readonly", memoryview_readonly);
getter(w_memoryview, "obj", memoryview_obj);
getter(w_memoryview, "c_contiguous", memoryview_contiguous);
getter(w_memoryview, "f_contiguous", memoryview_f_contiguous);
getter(w_memoryview, "contiguous", memoryview_any_contiguous);
defSlots(w_memory_iterator, "__iter__ __next__");
