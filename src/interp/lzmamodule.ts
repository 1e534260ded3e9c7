// The module _lzma: xzdecode.ts and xzencode.ts as Python sees them; lzmafilters.ts has filters.

import type { int } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { type BufferView, bufferView } from "./buffers.ts";
import { builtinFunction, def, defStatic, member } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { defDecompressor, outputBytes, W_Decompressor } from "./decompressor.ts";
import { type OperationError, raise0, raise1, raiseInts, w_TypeError, w_ValueError } from "./errors.ts";
import { newBool, newInt } from "./int.ts";
import { bindArguments } from "./iobase.ts";
import { CHECK_CRC32, CHECK_CRC64, CHECK_NONE, CHECK_SHA256 } from "./lzmachecks.ts";
import {
  badOptions,
  decodeProperties,
  encodeProperties,
  internalError,
  lzma1Number,
  readFilters,
  setPreset,
  w_LZMAError,
  word32Of,
} from "./lzmafilters.ts";
import type { W_Module } from "./module.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { toCInt, toClamped } from "./operations.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";
import {
  BAD_FORMAT,
  BAD_OPTIONS,
  CHECK_UNKNOWN,
  FORMAT_ALONE,
  FORMAT_AUTO,
  FORMAT_RAW,
  FORMAT_XZ,
  GOOD,
  OVER_LIMIT,
  XzDecoder,
} from "./xzdecode.ts";
import { LzmaOptions, XzEncoder } from "./xzencode.ts";

const w_LZMACompressor = builtinType("_lzma.LZMACompressor");
const w_LZMADecompressor = builtinType("_lzma.LZMADecompressor");
for (const type of [w_LZMACompressor, w_LZMADecompressor]) type.isBaseType = false;

const PRESET_DEFAULT = 6;
/** Checks have numbers up to this; those that are not named are not computed. */
const CHECK_ID_MAX = 15;

function isGiven(object: W_Object | null): boolean {
  return object !== null && object !== w_None;
}
function isComputed(check: int): boolean {
  return check === CHECK_NONE || check === CHECK_CRC32 || check === CHECK_CRC64 || check === CHECK_SHA256;
}
function badFormat(format: int): OperationError {
  return raiseInts(w_ValueError, "Invalid container format: %d", null, format, 0);
}

// --- LZMADecompressor

class W_LZMADecompressor extends W_Decompressor {
  readonly decoder: XzDecoder;
  constructor(decoder: XzDecoder) {
    super("Already at end of stream");
    this.decoder = decoder;
  }
  override getType(): W_Type {
    return w_LZMADecompressor;
  }
  override feed(view: BufferView, output: OutputBlocks): int {
    const decoder = this.decoder;
    const left = decoder.run(view.items, view.from, view.from + view.count, output);
    if (decoder.failure !== GOOD) throw failureOf(decoder.failure);
    this.eof = decoder.isDone();
    return left;
  }
  override wantsInput(_left: int): boolean {
    return this.decoder.starved;
  }
}
function failureOf(failure: int): OperationError {
  if (failure === BAD_FORMAT) return raise0(w_LZMAError, "Input format not supported by decoder");
  if (failure === BAD_OPTIONS) return badOptions();
  if (failure === OVER_LIMIT) return raise0(w_LZMAError, "Memory usage limit exceeded");
  return raise0(w_LZMAError, "Corrupt input data");
}
function decompressor_new(
  _type: W_Object,
  formatObject: W_Object | null,
  memlimit: W_Object | null,
  filters: W_Object | null,
): W_Object {
  const format = formatObject === null ? FORMAT_AUTO : toCInt(formatObject);
  let limit = -1;
  if (isGiven(memlimit)) {
    if (format === FORMAT_RAW) throw raise0(w_ValueError, "Cannot specify memory limit with FORMAT_RAW");
    limit = toClamped(memlimit!);
    if (limit < 0) throw raise0(w_ValueError, "Cannot convert negative int");
  }
  if (format === FORMAT_RAW && !isGiven(filters)) throw raise0(w_ValueError, "Must specify filters for FORMAT_RAW");
  if (format !== FORMAT_RAW && isGiven(filters))
    throw raise0(w_ValueError, "Cannot specify filters except with FORMAT_RAW");
  if (format < FORMAT_AUTO || format > FORMAT_RAW) throw badFormat(format);
  const decoder = new XzDecoder(format, limit);
  if (format === FORMAT_RAW) {
    const options = readFilters(filters!);
    if (options.isLzma2) decoder.rawChunks(options.dictionarySize, options.delta);
    else decoder.rawSymbols(options.lc, options.lp, options.pb, options.dictionarySize, options.delta);
  }
  return new W_LZMADecompressor(decoder);
}
function decompressor_check(self: W_Object): W_Object {
  return newInt((self as W_LZMADecompressor).decoder.check);
}
defStatic(w_LZMADecompressor, "__new__(cls, format=FORMAT_AUTO, memlimit=None, filters=None)", decompressor_new);
defDecompressor(w_LZMADecompressor);
member(w_LZMADecompressor, "check", decompressor_check);

// --- LZMACompressor

class W_LZMACompressor extends W_Object {
  readonly encoder: XzEncoder;
  flushed: boolean = false;
  constructor(encoder: XzEncoder) {
    super();
    this.encoder = encoder;
  }
  override getType(): W_Type {
    return w_LZMACompressor;
  }
}
const compressorName = intern("LZMACompressor");
const compressorNames: W_Str[] = ["format", "check", "preset", "filters"].map(intern);

function compressor_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = bindArguments(compressorName, args, 1, kwnames, compressorNames);
  const format = given[0] === null ? FORMAT_XZ : toCInt(given[0]!);
  const wanted = given[1] === null ? -1 : toCInt(given[1]!);
  if (isGiven(given[2]!) && isGiven(given[3]!))
    throw raise0(w_ValueError, "Cannot specify both preset and filter chain");
  const preset = isGiven(given[2]!) ? word32Of(given[2]!) : PRESET_DEFAULT;
  if (format < FORMAT_XZ || format > FORMAT_RAW) throw badFormat(format);
  if (format !== FORMAT_XZ && wanted !== -1 && wanted !== CHECK_NONE)
    throw raise0(w_ValueError, "Integrity checks are only supported by FORMAT_XZ");
  let options = new LzmaOptions();
  if (format === FORMAT_RAW && !isGiven(given[3]!)) throw raise0(w_ValueError, "Must specify filters for FORMAT_RAW");
  if (isGiven(given[3]!)) options = readFilters(given[3]!);
  else {
    if (!setPreset(options, preset)) throw badOptions();
    options.isLzma2 = format !== FORMAT_ALONE;
  }
  if (format === FORMAT_ALONE && (options.isLzma2 || options.delta > 0))
    throw raise0(w_ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
  let check = CHECK_NONE;
  if (format === FORMAT_XZ) {
    check = wanted === -1 ? CHECK_CRC64 : wanted;
    if (!options.isLzma2 || check < 0 || check > CHECK_ID_MAX) throw internalError();
    if (!isComputed(check)) throw raise0(w_LZMAError, "Unsupported integrity check");
  }
  return new W_LZMACompressor(new XzEncoder(format, check, options));
}
function compressor_compress(self: W_Object, data: W_Object): W_Object {
  const view = bufferView(data);
  const compressor = self as W_LZMACompressor;
  if (compressor.flushed) throw raise0(w_ValueError, "Compressor has been flushed");
  const output = new OutputBlocks(256, -1);
  compressor.encoder.add(view.items, view.from, view.from + view.count, output);
  return outputBytes(output);
}
function compressor_flush(self: W_Object): W_Object {
  const compressor = self as W_LZMACompressor;
  if (compressor.flushed) throw raise0(w_ValueError, "Repeated call to flush()");
  compressor.flushed = true;
  const output = new OutputBlocks(256, -1);
  compressor.encoder.finish(output);
  return outputBytes(output);
}
defStatic(w_LZMACompressor, "__new__(cls, *args)", compressor_new);
def(w_LZMACompressor, "compress(self, data, /)", compressor_compress);
def(w_LZMACompressor, "flush(self, /)", compressor_flush);

// --- functions

function lzma_is_check_supported(checkId: W_Object): W_Object {
  return newBool(isComputed(toCInt(checkId)));
}
function lzma_encodeFilterProperties(filter: W_Object): W_Object {
  return new W_Bytes(encodeProperties(filter));
}
function lzma_decodeFilterProperties(filterId: W_Object, properties: W_Object): W_Object {
  const bytes = bytesLike(properties);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", properties);
  return decodeProperties(filterId, bytes);
}

const constants: Record<string, W_Object> = {};
for (const [name, value] of Object.entries({
  FORMAT_AUTO,
  FORMAT_XZ,
  FORMAT_ALONE,
  FORMAT_RAW,
  CHECK_NONE,
  CHECK_CRC32,
  CHECK_CRC64,
  CHECK_SHA256,
  CHECK_ID_MAX,
  CHECK_UNKNOWN,
  FILTER_LZMA2: 0x21,
  FILTER_DELTA: 3,
  FILTER_X86: 4,
  FILTER_POWERPC: 5,
  FILTER_IA64: 6,
  FILTER_ARM: 7,
  FILTER_ARMTHUMB: 8,
  FILTER_SPARC: 9,
  MF_HC3: 3,
  MF_HC4: 4,
  MF_BT2: 18,
  MF_BT3: 19,
  MF_BT4: 20,
  MODE_FAST: 1,
  MODE_NORMAL: 2,
  PRESET_DEFAULT,
  PRESET_EXTREME: 0x80000000,
}))
  constants[name] = newInt(value);
const lzmaModule = defineModule(
  "_lzma",
  [
    builtinFunction("is_check_supported(check_id, /)", lzma_is_check_supported),
    builtinFunction("_encode_filter_properties(filter, /)", lzma_encodeFilterProperties),
    builtinFunction("_decode_filter_properties(filter_id, encoded_props, /)", lzma_decodeFilterProperties),
  ],
  { ...constants, LZMAError: w_LZMAError, LZMACompressor: w_LZMACompressor, LZMADecompressor: w_LZMADecompressor },
);
const n_lzma1 = intern("FILTER_LZMA1");
function addLzma1(module: W_Module): void {
  module.dict.set(n_lzma1, lzma1Number());
}
lzmaModule.prepare = addLzma1;
