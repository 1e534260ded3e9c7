// The module _bz2: bzip2decode.ts and bzip2encode.ts as Python sees them.

import type { int } from "../rts/index.ts";
import { type BufferView, bufferView } from "./buffers.ts";
import { def, defStatic } from "./builtin.ts";
import { Bzip2Decoder } from "./bzip2decode.ts";
import { Bzip2Encoder } from "./bzip2encode.ts";
import { defDecompressor, END_MESSAGE, outputBytes, W_Decompressor } from "./decompressor.ts";
import { raise0, w_OSError, w_ValueError } from "./errors.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { toCInt } from "./operations.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_BZ2Compressor = builtinType("_bz2.BZ2Compressor");
const w_BZ2Decompressor = builtinType("_bz2.BZ2Decompressor");
for (const type of [w_BZ2Compressor, w_BZ2Decompressor]) type.isBaseType = false;

class W_BZ2Decompressor extends W_Decompressor {
  private readonly decoder: Bzip2Decoder = new Bzip2Decoder();
  constructor() {
    super(END_MESSAGE);
  }
  override getType(): W_Type {
    return w_BZ2Decompressor;
  }
  override feed(view: BufferView, output: OutputBlocks): int {
    const decoder = this.decoder;
    if (!decoder.decode(view.items, view.from, view.from + view.count, output))
      throw raise0(w_OSError, "Invalid data stream");
    this.eof = decoder.isDone();
    return decoder.rest;
  }
  override wantsInput(left: int): boolean {
    return left === 0 && !this.decoder.hasText();
  }
}
function decompressor_new(_type: W_Object): W_Object {
  return new W_BZ2Decompressor();
}
defStatic(w_BZ2Decompressor, "__new__(cls)", decompressor_new);
defDecompressor(w_BZ2Decompressor);

class W_BZ2Compressor extends W_Object {
  readonly encoder: Bzip2Encoder;
  flushed: boolean = false;
  constructor(level: int) {
    super();
    this.encoder = new Bzip2Encoder(level);
  }
  override getType(): W_Type {
    return w_BZ2Compressor;
  }
}
function compressor_new(_type: W_Object, compresslevel: W_Object | null): W_Object {
  const level = compresslevel === null ? 9 : toCInt(compresslevel);
  if (level < 1 || level > 9) throw raise0(w_ValueError, "compresslevel must be between 1 and 9");
  return new W_BZ2Compressor(level);
}
function compressor_compress(self: W_Object, data: W_Object): W_Object {
  const view = bufferView(data);
  const compressor = self as W_BZ2Compressor;
  if (compressor.flushed) throw raise0(w_ValueError, "Compressor has been flushed");
  const output = new OutputBlocks(0, -1);
  compressor.encoder.add(view.items, view.from, view.from + view.count, output);
  return outputBytes(output);
}
function compressor_flush(self: W_Object): W_Object {
  const compressor = self as W_BZ2Compressor;
  if (compressor.flushed) throw raise0(w_ValueError, "Repeated call to flush()");
  compressor.flushed = true;
  const output = new OutputBlocks(256, -1);
  compressor.encoder.finish(output);
  return outputBytes(output);
}
defStatic(w_BZ2Compressor, "__new__(cls, compresslevel=9, /)", compressor_new);
def(w_BZ2Compressor, "compress(self, data, /)", compressor_compress);
def(w_BZ2Compressor, "flush(self, /)", compressor_flush);

defineModule("_bz2", [], { BZ2Compressor: w_BZ2Compressor, BZ2Decompressor: w_BZ2Decompressor });
