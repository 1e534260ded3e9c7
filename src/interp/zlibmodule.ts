// The module zlib: inflate.ts and deflate.ts as Python sees them. docs/internals/compression.md is about them all.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import { binascii_crc32, word32 } from "./binascii.ts";
import { bytesLike } from "./buffer.ts";
import { type BufferView, bufferView } from "./buffers.ts";
import { builtinFunction, def, defStatic, member, shownAs } from "./builtin.ts";
import type { W_Bytes } from "./bytes.ts";
import { adler32 } from "./checksums.ts";
import {
  defDecompressor,
  END_MESSAGE,
  emptyBytes,
  firstBlock,
  joinedBytes,
  outputBytes,
  W_Decompressor,
} from "./decompressor.ts";
import { DEFAULT_STRATEGY, Deflater, FINISH, FIXED, NO_FLUSH } from "./deflate.ts";
import { type OperationError, raise0, raiseInts, w_Exception, w_TypeError, w_ValueError } from "./errors.ts";
import { INFLATE_DICTIONARY, INFLATE_END, INFLATE_WRONG, Inflater, WRAP_GZIP, WRAP_RAW, WRAP_ZLIB } from "./inflate.ts";
import { newBool, newInt } from "./int.ts";
import { bindArguments } from "./iobase.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { toCInt, toSsize } from "./operations.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_error = builtinType("zlib.error", w_Exception);
const w_Compress = builtinType("zlib.Compress");
const w_Decompress = builtinType("zlib.Decompress");
const w_ZlibDecompressor = builtinType("zlib._ZlibDecompressor");
for (const type of [w_Compress, w_Decompress, w_ZlibDecompressor]) type.isBaseType = false;

const MAX_WBITS = 15;
const DEF_MEM_LEVEL = 8;
const DEF_BUF_SIZE = 16384;
const DEFLATED = 8;
const MOST_GUESSED = 16777216;
const DEFAULT_LEVEL = 6;

// numbers of zlib's errors
const STREAM_ERROR = -2;
const DATA_ERROR = -3;
const BUFFER_ERROR = -5;

const inconsistent = "inconsistent stream state";
const truncated = "incomplete or truncated stream";

/** "Error -3 while decompressing data: incorrect header check" */
function failure(code: int, doing: string, message: string): OperationError {
  const text = new StrBuilder();
  text.add(doing);
  if (message.length > 0) {
    text.add(": ");
    text.add(message);
  }
  return raiseInts(w_error, "Error %d while %S", text.build(), code, 0);
}
function intOr(object: W_Object | null, standard: int): int {
  return object === null ? standard : toCInt(object);
}
// --- parameters

/** A compressor, of `most` bytes of text (-1: any number); null: the parameters are not valid. */
function newDeflater(level: int, wbits: int, memLevel: int, strategy: int, most: int): Deflater | null {
  const effort = level === -1 ? DEFAULT_LEVEL : level;
  let wrap = WRAP_ZLIB;
  let bits = wbits;
  if (bits < 0) {
    if (bits < -MAX_WBITS) return null;
    wrap = WRAP_RAW;
    bits = -bits;
  } else if (bits > MAX_WBITS) {
    wrap = WRAP_GZIP;
    bits = bits - 16;
  }
  if (effort < 0 || effort > 9 || bits < 8 || bits > MAX_WBITS || (bits === 8 && wrap !== WRAP_ZLIB)) return null;
  if (memLevel < 1 || memLevel > 9 || strategy < DEFAULT_STRATEGY || strategy > FIXED) return null;
  // the smallest window is never used, only announced
  return new Deflater(effort, wrap, bits === 8 ? 9 : bits, memLevel, strategy, most);
}
/** A decompressor; null: the parameter is not valid. */
function newInflater(wbits: int): Inflater | null {
  if (wbits < 0) return wbits >= -MAX_WBITS && wbits <= -8 ? new Inflater(WRAP_RAW, -wbits) : null;
  if (wbits >= 48) return null;
  const wrap = wbits < 16 ? WRAP_ZLIB : wbits < 32 ? WRAP_GZIP : WRAP_ZLIB + WRAP_GZIP;
  const bits = wbits % 16;
  return bits === 0 || bits >= 8 ? new Inflater(wrap, bits) : null;
}
function invalidOption(): OperationError {
  return raise0(w_ValueError, "Invalid initialization option");
}

// --- functions

function zlib_compress(data: W_Object, level: W_Object | null, wbits: W_Object | null): W_Object {
  const view = bufferView(data);
  const effort = intOr(level, -1);
  const deflater = newDeflater(effort, intOr(wbits, MAX_WBITS), DEF_MEM_LEVEL, DEFAULT_STRATEGY, view.count);
  if (deflater === null) throw raise0(w_error, "Bad compression level");
  const output = new OutputBlocks(firstBlock(view.count), -1);
  deflater.run(view.items, view.from, view.from + view.count, FINISH, output);
  return outputBytes(output);
}
function zlib_decompress(data: W_Object, wbits: W_Object | null, bufsize: W_Object | null): W_Object {
  const view = bufferView(data);
  const bits = intOr(wbits, MAX_WBITS);
  const size = bufsize === null ? DEF_BUF_SIZE : toSsize(bufsize);
  if (size < 0) throw raise0(w_ValueError, "bufsize must be non-negative");
  const inflater = newInflater(bits);
  if (inflater === null) throw failure(STREAM_ERROR, "preparing to decompress data", inconsistent);
  // a guess of the caller's, which is not to take all memory
  const output = new OutputBlocks(size < MOST_GUESSED ? size : MOST_GUESSED, -1);
  const status = inflater.run(view.items, view.from, view.from + view.count, output);
  checkStatus(inflater, status);
  if (status !== INFLATE_END) throw failure(BUFFER_ERROR, "decompressing data", truncated);
  return outputBytes(output);
}
function zlib_adler32(data: W_Object, value: W_Object | null): W_Object {
  const view = bufferView(data);
  return newInt(adler32(view.items, view.from, view.from + view.count, word32(value, 1)));
}

// --- Compress

class W_Compress extends W_Object {
  /** Null when the stream has ended. */
  deflater: Deflater | null;
  constructor(deflater: Deflater) {
    super();
    this.deflater = deflater;
  }
  override getType(): W_Type {
    return w_Compress;
  }
}
const compressNames: W_Str[] = ["level", "method", "wbits", "memLevel", "strategy", "zdict"].map(intern);
const n_compressobj = intern("compressobj");

function zlib_compressobj(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(n_compressobj, args, 0, kwnames, compressNames);
  const level = intOr(given[0]!, -1);
  const method = intOr(given[1]!, DEFLATED);
  const wbits = intOr(given[2]!, MAX_WBITS);
  const memLevel = intOr(given[3]!, DEF_MEM_LEVEL);
  const strategy = intOr(given[4]!, DEFAULT_STRATEGY);
  const dictionary = given[5] === null ? null : bufferView(given[5]!);
  const deflater = newDeflater(level, wbits, memLevel, strategy, -1);
  if (deflater === null || method !== DEFLATED) throw invalidOption();
  if (dictionary !== null && !deflater.setDictionary(viewBytes(dictionary)))
    throw raise0(w_ValueError, "Invalid dictionary");
  return new W_Compress(deflater);
}
function viewBytes(view: BufferView): U8Array {
  const bytes = new U8Array(view.count);
  arrayCopy(view.items, view.from, bytes, 0, view.count);
  return bytes;
}
function compress_compress(self: W_Object, data: W_Object): W_Object {
  const view = bufferView(data);
  const deflater = (self as W_Compress).deflater;
  if (deflater === null) throw failure(STREAM_ERROR, "compressing data", inconsistent);
  const output = new OutputBlocks(firstBlock(0), -1);
  deflater.run(view.items, view.from, view.from + view.count, NO_FLUSH, output);
  return outputBytes(output);
}
function compress_flush(self: W_Object, mode: W_Object | null): W_Object {
  const flush = intOr(mode, FINISH);
  if (flush === NO_FLUSH) return emptyBytes;
  const compress = self as W_Compress;
  const deflater = compress.deflater;
  if (deflater === null || flush < 0 || flush > 5) throw failure(STREAM_ERROR, "flushing", inconsistent);
  const output = new OutputBlocks(firstBlock(64), -1);
  deflater.run(emptyBytes.items, 0, 0, flush, output);
  if (flush === FINISH) compress.deflater = null;
  return outputBytes(output);
}
function compress_copy(self: W_Object): W_Object {
  const deflater = (self as W_Compress).deflater;
  if (deflater === null) throw raise0(w_ValueError, "Inconsistent stream state");
  return new W_Compress(deflater.copy());
}
function compress_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return compress_copy(self);
}
def(w_Compress, "compress(self, data, /)", compress_compress);
def(w_Compress, "flush(self, mode=zlib.Z_FINISH, /)", compress_flush);
def(w_Compress, "copy(self, /)", compress_copy);
def(w_Compress, "__copy__(self, /)", compress_copy);
def(w_Compress, "__deepcopy__(self, memo, /)", compress_deepcopy);

// --- Decompress

class W_Decompress extends W_Object {
  /** Null when `flush` has found the stream's end. */
  inflater: Inflater | null;
  readonly dictionary: U8Array | null;
  unused: W_Bytes = emptyBytes;
  unconsumed: W_Bytes = emptyBytes;
  eof: boolean = false;
  constructor(inflater: Inflater, dictionary: U8Array | null) {
    super();
    this.inflater = inflater;
    this.dictionary = dictionary;
  }
  override getType(): W_Type {
    return w_Decompress;
  }
  /** Decompresses; what is left of the input goes to `unused` or `unconsumed`. */
  feed(inflater: Inflater, view: BufferView, output: OutputBlocks): int {
    const status = inflateWith(inflater, view, output, this.dictionary);
    const from = view.from + view.count - inflater.rest;
    const ended = status === INFLATE_END;
    // at the end, a tail is left as zlib's module leaves it: one that there was becomes what is unused
    if (!ended || this.unconsumed.items.length > 0)
      this.unconsumed = joinedBytes(emptyBytes, view.items, from, inflater.rest);
    if (ended) {
      this.unused = joinedBytes(this.unused, view.items, from, inflater.rest);
      this.eof = true;
    }
    return status;
  }
}
/** Raises what a status of `inflateWith` says, if that is an error. */
function checkStatus(inflater: Inflater, status: int): void {
  if (status === INFLATE_WRONG) throw failure(status, "decompressing data", inflater.message);
  if (status === INFLATE_DICTIONARY) throw failure(status, "decompressing data", "");
}
/** `inflater.run`, with the dictionary when it is asked for. */
function inflateWith(inflater: Inflater, view: BufferView, output: OutputBlocks, dictionary: U8Array | null): int {
  const end = view.from + view.count;
  const status = inflater.run(view.items, view.from, end, output);
  if (status !== INFLATE_DICTIONARY || dictionary === null) return status;
  if (!inflater.setDictionary(dictionary)) throw failure(DATA_ERROR, "setting zdict", "invalid input data");
  return inflater.run(view.items, end - inflater.rest, end, output);
}
/** The inflater of a decompressor's parameters, which has a bare stream's dictionary. */
function preparedInflater(wbits: W_Object | null, dictionary: U8Array | null): Inflater {
  const bits = intOr(wbits, MAX_WBITS);
  const inflater = newInflater(bits);
  if (inflater === null) throw invalidOption();
  if (bits < 0 && dictionary !== null) inflater.setDictionary(dictionary);
  return inflater;
}
/** A dictionary: what it is when the decompressor is made. */
function dictionaryOf(object: W_Object | null): U8Array | null {
  if (object === null) return null;
  const bytes = bytesLike(object);
  if (bytes === null) throw raise0(w_TypeError, "zdict argument must support the buffer protocol");
  return bytes;
}
function zlib_decompressobj(wbits: W_Object | null, zdict: W_Object | null): W_Object {
  const dictionary = dictionaryOf(zdict);
  return new W_Decompress(preparedInflater(wbits, dictionary), dictionary);
}
function decompress_decompress(self: W_Object, data: W_Object, maxLength: W_Object | null): W_Object {
  const view = bufferView(data);
  const most = maxLength === null ? 0 : toSsize(maxLength);
  if (most < 0) throw raise0(w_ValueError, "max_length must be non-negative");
  const decompress = self as W_Decompress;
  const inflater = decompress.inflater;
  if (inflater === null) throw failure(STREAM_ERROR, "decompressing data", inconsistent);
  const output = new OutputBlocks(firstBlock(view.count), most === 0 ? -1 : most);
  checkStatus(inflater, decompress.feed(inflater, view, output));
  return outputBytes(output);
}
function decompress_flush(self: W_Object, length: W_Object | null): W_Object {
  const size = length === null ? DEF_BUF_SIZE : toSsize(length);
  if (size <= 0) throw raise0(w_ValueError, "length must be greater than zero");
  const decompress = self as W_Decompress;
  const inflater = decompress.inflater;
  if (inflater === null) return emptyBytes;
  const output = new OutputBlocks(size < DEF_BUF_SIZE ? size : DEF_BUF_SIZE, -1);
  // wrong data are no error here
  decompress.feed(inflater, bufferView(decompress.unconsumed), output);
  if (decompress.eof) decompress.inflater = null;
  return outputBytes(output);
}
function decompress_copy(self: W_Object): W_Object {
  const decompress = self as W_Decompress;
  if (decompress.inflater === null) throw raise0(w_ValueError, "Inconsistent stream state");
  const other = new W_Decompress(decompress.inflater.copy(), decompress.dictionary);
  other.unused = decompress.unused;
  other.unconsumed = decompress.unconsumed;
  other.eof = decompress.eof;
  return other;
}
function decompress_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return decompress_copy(self);
}
function decompress_unused(self: W_Object): W_Object {
  return (self as W_Decompress).unused;
}
function decompress_unconsumed(self: W_Object): W_Object {
  return (self as W_Decompress).unconsumed;
}
function decompress_eof(self: W_Object): W_Object {
  return newBool((self as W_Decompress).eof);
}
def(w_Decompress, "decompress(self, data, /, max_length=0)", decompress_decompress);
def(w_Decompress, "flush(self, length=zlib.DEF_BUF_SIZE, /)", decompress_flush);
def(w_Decompress, "copy(self, /)", decompress_copy);
def(w_Decompress, "__copy__(self, /)", decompress_copy);
def(w_Decompress, "__deepcopy__(self, memo, /)", decompress_deepcopy);
member(w_Decompress, "unused_data", decompress_unused);
member(w_Decompress, "unconsumed_tail", decompress_unconsumed);
member(w_Decompress, "eof", decompress_eof);

// --- _ZlibDecompressor

class W_ZlibDecompressor extends W_Decompressor {
  private readonly inflater: Inflater;
  private readonly dictionary: U8Array | null;
  constructor(inflater: Inflater, dictionary: U8Array | null) {
    super(END_MESSAGE);
    this.inflater = inflater;
    this.dictionary = dictionary;
  }
  override getType(): W_Type {
    return w_ZlibDecompressor;
  }
  override feed(view: BufferView, output: OutputBlocks): int {
    const status = inflateWith(this.inflater, view, output, this.dictionary);
    checkStatus(this.inflater, status);
    this.eof = status === INFLATE_END;
    return this.inflater.rest;
  }
  /** What is not put out yet comes with the next call, whatever its input. */
  override wantsInput(left: int): boolean {
    return left === 0;
  }
}
function decompressor_new(_type: W_Object, wbits: W_Object | null, zdict: W_Object | null): W_Object {
  const dictionary = dictionaryOf(zdict);
  return new W_ZlibDecompressor(preparedInflater(wbits, dictionary), dictionary);
}
defStatic(w_ZlibDecompressor, "__new__(cls, wbits=15, zdict=b'')", decompressor_new);
defDecompressor(w_ZlibDecompressor);

const constants: Record<string, W_Object> = {};
for (const [name, value] of Object.entries({
  MAX_WBITS,
  DEFLATED,
  DEF_MEM_LEVEL,
  DEF_BUF_SIZE,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: 9,
  Z_DEFAULT_COMPRESSION: -1,
  Z_FILTERED: 1,
  Z_HUFFMAN_ONLY: 2,
  Z_RLE: 3,
  Z_FIXED: 4,
  Z_DEFAULT_STRATEGY: 0,
  Z_NO_FLUSH: 0,
  Z_PARTIAL_FLUSH: 1,
  Z_SYNC_FLUSH: 2,
  Z_FULL_FLUSH: 3,
  Z_FINISH: 4,
  Z_BLOCK: 5,
  Z_TREES: 6,
}))
  constants[name] = newInt(value);
/** The zlib that does the same. */
const version = intern("1.3.1");
defineModule(
  "zlib",
  [
    builtinFunction("adler32(data, value=1, /)", zlib_adler32),
    builtinFunction("compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)", zlib_compress),
    shownAs(
      builtinFunction("compressobj(*args, **kwargs)", zlib_compressobj),
      "level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None",
    ),
    builtinFunction("crc32(data, value=0, /)", binascii_crc32),
    builtinFunction("decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)", zlib_decompress),
    builtinFunction("decompressobj(wbits=MAX_WBITS, zdict=b'')", zlib_decompressobj),
  ],
  {
    error: w_error,
    _ZlibDecompressor: w_ZlibDecompressor,
    ...constants,
    ZLIB_VERSION: version,
    ZLIB_RUNTIME_VERSION: version,
  },
);
