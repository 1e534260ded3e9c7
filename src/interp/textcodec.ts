// Encodings that TextIOWrapper does not know itself: by the incremental encoder and decoder that the module codecs finds.

import type { int, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { raise0, raise1, w_LookupError, w_NotImplementedError, w_TypeError } from "./errors.ts";
import { importModule } from "./importing.ts";
import { newBool, newInt } from "./int.ts";
import { CHUNK_SIZE, callMethod, n_read, n_read1, n_tell, w_IncrementalNewlineDecoder } from "./iobase.ts";
import type { W_Object } from "./object.ts";
import { getAttr, toInt } from "./operations.ts";
import { translateNewlines, W_NewlineDecoder } from "./stringio.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { bufferOf, type W_TextIOWrapper } from "./textio.ts";

const n_lookup = intern("lookup");
const n_codecs = intern("codecs");
const n_incrementaldecoder = intern("incrementaldecoder");
const n_incrementalencoder = intern("incrementalencoder");
const n_decode = intern("decode");
const n_encode = intern("encode");
const n_reset = intern("reset");
const n_setstate = intern("setstate");
const n_isTextEncoding = intern("_is_text_encoding");

export class TextCodec {
  readonly info: W_Object;
  decoder: W_Object | null = null;
  encoder: W_Object | null = null;
  /** Decoded text that has not been taken, from `from` on. */
  text: W_Str = emptyStr;
  from: int = 0;
  ended: boolean = false;
  newlines: W_NewlineDecoder = new W_NewlineDecoder(w_IncrementalNewlineDecoder);
  constructor(info: W_Object) {
    this.info = info;
  }

  resetReading(): void {
    this.text = emptyStr;
    this.from = 0;
    this.ended = false;
    this.newlines.pendingCr = false;
    if (this.decoder !== null) getAttr(this.decoder, n_reset).call0();
  }
  encode(file: W_TextIOWrapper, text: W_Str): U8Array {
    let encoder = this.encoder;
    if (encoder === null) {
      encoder = getAttr(this.info, n_incrementalencoder).call1(file.errors);
      this.encoder = encoder;
      // no byte order mark in mid-file
      if (file.isSeekable && toInt(callMethod(bufferOf(file), n_tell)) !== 0)
        getAttr(encoder, n_setstate).call1(newInt(0));
    }
    const bytes = getAttr(encoder, n_encode).call1(text).unwrap();
    if (!(bytes instanceof W_Bytes)) throw raise1(w_TypeError, "encoder should return a bytes object, not '%T'", bytes);
    return bytes.items;
  }
  /** The next piece of text behind what there is; false at the end. */
  private more(file: W_TextIOWrapper, all: boolean): boolean {
    if (this.ended) return false;
    let decoder = this.decoder;
    if (decoder === null) {
      decoder = getAttr(this.info, n_incrementaldecoder).call1(file.errors);
      this.decoder = decoder;
    }
    const buffer = bufferOf(file);
    const once = buffer.getAttr(n_read1);
    const bytes = all
      ? callMethod(buffer, n_read)
      : once === null
        ? getAttr(buffer, n_read).call1(newInt(CHUNK_SIZE))
        : once.call1(newInt(CHUNK_SIZE));
    const last = bytes.len() <= 0;
    const piece = getAttr(decoder, n_decode).call2(bytes, newBool(last)).unwrap();
    if (!(piece instanceof W_Str)) throw raise1(w_TypeError, "decoder should return a string result, not '%T'", piece);
    let text = piece;
    if (file.universal) {
      this.newlines.translate = file.translates;
      text = translateNewlines(this.newlines, piece, last);
      file.seen = this.newlines.seen;
    }
    const out = new StrBuilder();
    out.addSlice(this.text, this.from, this.text.length);
    out.addStr(text);
    this.text = out.build();
    this.from = 0;
    if (last) this.ended = true;
    return !last;
  }
  private take(to: int): W_Str {
    const part = this.text.slice(this.from, to);
    this.from = to;
    if (this.from === this.text.length) this.ended = false;
    return part;
  }
  read(file: W_TextIOWrapper, count: int): W_Str {
    if (count < 0) while (this.more(file, true)) {}
    else while (this.text.length - this.from < count && this.more(file, false)) {}
    const left = this.text.length - this.from;
    return this.take(this.from + (count < 0 || count > left ? left : count));
  }
  readLine(file: W_TextIOWrapper, limit: int): W_Str {
    for (;;) {
      const to = this.lineEnd(file);
      const stop = limit >= 0 && (to < 0 ? this.text.length : to) - this.from >= limit ? this.from + limit : to;
      if (stop >= 0) return this.take(stop);
      if (!this.more(file, false)) {
        const last = this.lineEnd(file);
        return this.take(last < 0 ? this.text.length : last);
      }
    }
  }
  private lineEnd(file: W_TextIOWrapper): int {
    const text = this.text;
    const newline = file.newline;
    for (let i = this.from; i < text.length; i++) {
      const c = text.charAt(i);
      if (newline === null || (newline.length === 1 && newline.charAt(0) === 10)) {
        if (c === 10) return i + 1;
      } else if (newline.length === 0) {
        if (c === 10) return i + 1;
        if (c === 13) {
          if (i + 1 < text.length) return text.charAt(i + 1) === 10 ? i + 2 : i + 1;
          return this.ended ? i + 1 : -1;
        }
      } else if (newline.length === 1) {
        if (c === 13) return i + 1;
      } else if (c === 13 && i + 1 < text.length && text.charAt(i + 1) === 10) return i + 2;
    }
    return -1;
  }
  tell(file: W_TextIOWrapper): W_Object {
    if (this.from < this.text.length)
      throw raise0(w_NotImplementedError, "tell() of a text file in this encoding while text was read ahead");
    return callMethod(bufferOf(file), n_tell);
  }
}
/** The codec of that name; LookupError. */
export function lookUpCodec(encoding: W_Str): TextCodec {
  const info = getAttr(importModule(n_codecs), n_lookup).call1(encoding);
  const isText = info.getAttr(n_isTextEncoding);
  if (isText !== null && !isText.isTrue())
    throw raise1(w_LookupError, "%R is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding);
  return new TextCodec(info);
}
