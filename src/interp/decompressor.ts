// What the decompressors of zlib, _bz2 and _lzma have in common: they keep input that they were not allowed to decompress, and say whether they want
// more, whether the stream has ended, and what came behind it.

import { arrayCopy, type int, intDiv, U8Array } from "../rts/index.ts";
import { BufferView, bufferView } from "./buffers.ts";
import { def, member } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { raise0, w_EOFError } from "./errors.ts";
import { newBool } from "./int.ts";
import { W_Object } from "./object.ts";
import { toSsize } from "./operations.ts";
import { OutputBlocks } from "./outputblocks.ts";
import type { W_Type } from "./type.ts";

export const emptyBytes = new W_Bytes(new U8Array(0));

/** The output as a bytes object. */
export function outputBytes(output: OutputBlocks): W_Bytes {
  return output.length() === 0 ? emptyBytes : new W_Bytes(output.build());
}
/** The bytes, and `count` others behind them. */
export function joinedBytes(bytes: W_Bytes, more: U8Array, from: int, count: int): W_Bytes {
  if (count === 0) return bytes;
  const kept = bytes.items.length;
  const all = new U8Array(kept + count);
  arrayCopy(bytes.items, 0, all, 0, kept);
  arrayCopy(more, from, all, kept, count);
  return new W_Bytes(all);
}
/** How large the first block of output is that so much input may make. */
export function firstBlock(input: int): int {
  return input < 64 ? 256 : input < 4096 ? 4 * input : 16384;
}

export const END_MESSAGE = "End of stream already reached";

export abstract class W_Decompressor extends W_Object {
  /** What is said when there is nothing more. */
  private readonly endMessage: string;
  /** Input that waits: kept[keptFrom..keptTo-1]. */
  private kept: U8Array = emptyBytes.items;
  private keptFrom: int = 0;
  private keptTo: int = 0;
  unused: W_Bytes = emptyBytes;
  eof: boolean = false;
  needsInput: boolean = true;

  constructor(endMessage: string) {
    super();
    this.endMessage = endMessage;
  }
  /** Decompresses, sets `eof` at the stream's end, and answers how many bytes of the input are left; raises what is wrong with the data. */
  abstract feed(view: BufferView, output: OutputBlocks): int;
  /** Nothing more comes without more input; so many bytes were left. */
  abstract wantsInput(left: int): boolean;

  decompress(data: W_Object, most: int): W_Object {
    const view = bufferView(data);
    if (this.eof) throw raise0(w_EOFError, this.endMessage);
    const waiting = this.keptTo > this.keptFrom;
    if (waiting) this.keep(view.items, view.from, view.count);
    const all = waiting ? new BufferView(this.kept, this.keptFrom, this.keptTo - this.keptFrom) : view;
    const output = new OutputBlocks(firstBlock(all.count), most < 0 ? -1 : most);
    const left = this.feed(all, output);
    const end = all.from + all.count;
    this.needsInput = !this.eof && this.wantsInput(left);
    if (this.eof) {
      this.unused = joinedBytes(emptyBytes, all.items, end - left, left);
      this.kept = emptyBytes.items;
      this.keptTo = 0;
      this.keptFrom = 0;
    } else if (waiting) this.keptFrom = this.keptTo - left;
    else if (left > 0) this.keep(all.items, end - left, left);
    return outputBytes(output);
  }
  /** Appends input to what waits. */
  private keep(bytes: U8Array, from: int, count: int): void {
    const length = this.keptTo - this.keptFrom;
    if (this.keptTo + count > this.kept.length) {
      // room for as much again, so that small pieces are not moved each time
      const room = length + count <= intDiv(this.kept.length, 2) ? this.kept : new U8Array(2 * (length + count));
      arrayCopy(this.kept, this.keptFrom, room, 0, length);
      this.kept = room;
      this.keptFrom = 0;
    }
    arrayCopy(bytes, from, this.kept, this.keptFrom + length, count);
    this.keptTo = this.keptFrom + length + count;
  }
}
function decompressor_decompress(self: W_Object, data: W_Object, maxLength: W_Object | null): W_Object {
  return (self as W_Decompressor).decompress(data, maxLength === null ? -1 : toSsize(maxLength));
}
function decompressor_unused(self: W_Object): W_Object {
  return (self as W_Decompressor).unused;
}
function decompressor_eof(self: W_Object): W_Object {
  return newBool((self as W_Decompressor).eof);
}
function decompressor_needsInput(self: W_Object): W_Object {
  return newBool((self as W_Decompressor).needsInput);
}
/** Declares the method and the attributes of a type of decompressors. At module level only. */
export function defDecompressor(type: W_Type): void {
  def(type, "decompress(self, data, max_length=-1)", decompressor_decompress);
  member(type, "unused_data", decompressor_unused);
  member(type, "eof", decompressor_eof);
  member(type, "needs_input", decompressor_needsInput);
}
