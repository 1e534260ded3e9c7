// Compression to what LZMA comes in (xzdecode.ts draws it): .xz files of one block, .lzma files, bare streams.

import {
  arrayCopy,
  INT_MAX,
  type int,
  intAnd,
  intDiv,
  intShl,
  intShr,
  U8Array,
  type u32,
  wrapU32,
} from "../rts/index.ts";
import { crc32 } from "./checksums.ts";
import { checkSizes, DeltaFilter, putNumber, putWord, StreamCheck } from "./lzmachecks.ts";
import { LOOK_AHEAD, LzmaEncoder } from "./lzmaencode.ts";
import { OutputBlocks } from "./outputblocks.ts";
import { dictionaryOf, FILTER_DELTA, FILTER_LZMA2, FORMAT_ALONE, FORMAT_XZ, xzMagic } from "./xzdecode.ts";

/** The most text of a chunk, but for its last match; of one that is stored; when its data are long enough. */
const CHUNK_TEXT = 2097152 - 273;
const CHUNK_DATA = 65400;

/** How a stream is to be compressed. */
export class LzmaOptions {
  isLzma2: boolean = true;
  dictionarySize: int = 8388608;
  lc: int = 3;
  lp: int = 0;
  pb: int = 2;
  /** Modes and match finders of liblzma: there is one of each here. */
  mode: int = 2;
  finder: int = 20;
  nice: int = 64;
  depth: int = 96;
  /** Of the delta filter; 0: there is none. */
  delta: int = 0;
}

const noOutput = new OutputBlocks(0, 0);

export class XzEncoder {
  private readonly format: int;
  private readonly checkKind: int;
  private readonly options: LzmaOptions;
  private readonly encoder: LzmaEncoder;
  private readonly delta: DeltaFilter | null;
  private readonly check: StreamCheck;
  private begun: boolean = false;
  private textSize: int = 0;
  // of the block and its chunk: bytes of data put out, text in the chunk; what the next chunk has to reset
  private headSize: int = 0;
  private dataSize: int = 0;
  private chunkText: int = 0;
  private isFirstChunk: boolean = true;
  private needsProperties: boolean = true;
  private needsReset: boolean = false;
  private output: OutputBlocks = noOutput;

  constructor(format: int, check: int, options: LzmaOptions) {
    this.format = format;
    this.checkKind = check;
    this.options = options;
    this.check = new StreamCheck(check);
    this.delta = options.delta > 0 ? new DeltaFilter(options.delta) : null;
    this.encoder = new LzmaEncoder(
      options.dictionarySize,
      options.lc,
      options.lp,
      options.pb,
      options.nice,
      options.depth,
    );
  }
  /** Takes text; what has been compressed is put out. @jit opaque */
  add(bytes: U8Array, from: int, to: int, output: OutputBlocks): void {
    this.output = output;
    this.begin();
    if (from < to && this.textSize === 0 && this.format === FORMAT_XZ) this.blockHead();
    this.check.update(bytes, from, to - from);
    this.textSize = this.textSize + to - from;
    let text = bytes;
    let at = from;
    let end = to;
    if (this.delta !== null) {
      text = new U8Array(to - from);
      this.delta.encode(bytes, from, text, to - from);
      end = to - from;
      at = 0;
    }
    while (at < end) {
      at = at + this.encoder.addText(text, at, end - at);
      this.encode(LOOK_AHEAD);
    }
    if (!this.options.isLzma2) this.takeBytes();
  }
  /** Ends the stream. @jit opaque */
  finish(output: OutputBlocks): void {
    this.output = output;
    this.begin();
    this.encode(0);
    if (!this.options.isLzma2) {
      this.encoder.endMark();
      this.encoder.endNumber();
      this.takeBytes();
    } else if (this.format !== FORMAT_XZ || this.textSize > 0) {
      if (this.chunkText > 0) this.endChunk();
      this.put(0);
      this.dataSize = this.dataSize + 1;
    }
    if (this.format === FORMAT_XZ) this.endFile();
  }
  private put(byte: int): void {
    this.output.add(byte);
  }
  private putWord(word: u32): void {
    for (let i = 0; i < 32; i = i + 8) this.put((word >>> i) & 255);
  }
  private encode(keep: int): void {
    if (!this.options.isLzma2) {
      this.encoder.encode(keep, INT_MAX, INT_MAX);
      return;
    }
    while (this.encoder.ahead() > keep) {
      this.chunkText = this.chunkText + this.encoder.encode(keep, CHUNK_DATA, CHUNK_TEXT - this.chunkText);
      if (this.encoder.size() >= CHUNK_DATA || this.chunkText >= CHUNK_TEXT) this.endChunk();
    }
  }
  /** Puts out what the encoder has, of a stream without chunks. */
  private takeBytes(): void {
    this.output.addAll(this.encoder.bytes, 0, this.encoder.used);
    this.encoder.used = 0;
  }
  private properties(): int {
    return (this.options.pb * 5 + this.options.lp) * 9 + this.options.lc;
  }
  /** What stands before everything else. */
  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    if (this.format === FORMAT_ALONE) {
      this.put(this.properties());
      this.putWord(wrapU32(this.options.dictionarySize));
      // a mark ends it
      this.putWord(0xffffffff);
      this.putWord(0xffffffff);
    } else if (this.format === FORMAT_XZ) {
      this.output.addAll(xzMagic, 0, 6);
      const flags = this.flags();
      this.output.addAll(flags, 0, 2);
      this.putWord(crc32(flags, 0, 2, 0));
    }
  }
  private flags(): U8Array {
    const flags = new U8Array(2);
    flags[1] = this.checkKind;
    return flags;
  }

  // --- chunks

  private endChunk(): void {
    const encoder = this.encoder;
    encoder.endNumber();
    const text = this.chunkText - 1;
    const data = encoder.used - 1;
    if (data >= text) {
      // no shorter than it was
      this.put(this.isFirstChunk ? 1 : 2);
      this.putPair(text);
      this.output.addAll(encoder.finder.text, encoder.place - this.chunkText, this.chunkText);
      this.dataSize = this.dataSize + 3 + this.chunkText;
      encoder.model.reset();
      this.needsReset = true;
    } else {
      const control = this.isFirstChunk ? 0xe0 : this.needsProperties ? 0xc0 : this.needsReset ? 0xa0 : 0x80;
      this.put(control + intShr(text, 16));
      this.putPair(intAnd(text, 65535));
      this.putPair(data);
      if (control >= 0xc0) this.put(this.properties());
      this.output.addAll(encoder.bytes, 0, encoder.used);
      this.dataSize = this.dataSize + (control >= 0xc0 ? 6 : 5) + encoder.used;
      this.needsProperties = false;
      this.needsReset = false;
    }
    this.isFirstChunk = false;
    this.chunkText = 0;
    encoder.used = 0;
  }
  private putPair(value: int): void {
    this.put(intShr(value, 8));
    this.put(intAnd(value, 255));
  }

  // --- .xz

  private blockHead(): void {
    const head = new U8Array(32);
    let at = 2;
    if (this.delta !== null) {
      at = putNumber(head, at, FILTER_DELTA);
      at = putNumber(head, at, 1);
      head[at] = this.options.delta - 1;
      at++;
      head[1] = 1;
    }
    at = putNumber(head, at, FILTER_LZMA2);
    at = putNumber(head, at, 1);
    head[at] = dictionaryByte(this.options.dictionarySize);
    at++;
    const length = intDiv(at + 3, 4) * 4;
    head[0] = intDiv(length, 4);
    putWord(head, length, crc32(head, 0, length, 0));
    this.headSize = length + 4;
    this.output.addAll(head, 0, this.headSize);
  }
  /** Padding and check of the block, index, footer. */
  private endFile(): void {
    const index = new U8Array(64);
    let at = 2;
    if (this.textSize > 0) {
      for (let i = this.dataSize; i % 4 !== 0; i++) this.put(0);
      const size: int = checkSizes[this.checkKind]!;
      const value = this.check.value();
      if (value !== null) this.output.addAll(value, 0, size);
      index[1] = 1;
      at = putNumber(index, at, this.headSize + this.dataSize + size);
      at = putNumber(index, at, this.textSize);
    }
    const length = intDiv(at + 3, 4) * 4;
    putWord(index, length, crc32(index, 0, length, 0));
    this.output.addAll(index, 0, length + 4);
    const foot = new U8Array(6);
    putWord(foot, 0, wrapU32(intDiv(length, 4)));
    arrayCopy(this.flags(), 0, foot, 4, 2);
    this.putWord(crc32(foot, 0, 6, 0));
    this.output.addAll(foot, 0, 6);
    this.put(89);
    this.put(90);
  }
}
/** The byte for a dictionary's size in LZMA2's properties, the least one that is enough. */
export function dictionaryByte(size: int): int {
  let byte = 0;
  while (byte < 40 && dictionaryOf(byte) < size) byte++;
  return byte;
}
/** Search effort of presets 0 to 9: dictionary (log2), nice length, depth. */
const presetDictionaries = new U8Array([18, 20, 21, 22, 22, 23, 23, 24, 25, 26]);
export function applyPreset(options: LzmaOptions, preset: int, extreme: boolean): void {
  options.dictionarySize = intShl(1, presetDictionaries[preset]!);
  options.lc = 3;
  options.lp = 0;
  options.pb = 2;
  options.nice = preset < 2 ? 128 : 273;
  options.depth = preset < 4 ? intShl(6, preset) : 96;
  if (extreme) options.depth = 512;
}
