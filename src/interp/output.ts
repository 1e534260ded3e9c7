// Standard output and error: bytes in UTF-8, buffered, written by requests to the host.

import { arrayCopy, type int, intAnd, intShr, U8Array } from "../rts/index.ts";
import { hostWrite } from "./requests.ts";
import type { W_Str } from "./text.ts";

/** An output channel; the buffer is flushed when it is full, when the program ends, and before the other channel writes. */
export class Output {
  readonly fd: int;
  private readonly buffer: U8Array = new U8Array(8192);
  private used: int = 0;
  constructor(fd: int) {
    this.fd = fd;
  }
  flush(): void {
    if (this.used > 0) hostWrite(this.fd, this.buffer, 0, this.used);
    this.used = 0;
  }
  writeByte(byte: int): void {
    if (this.used === this.buffer.length) this.flush();
    this.buffer[this.used] = byte;
    this.used = this.used + 1;
  }
  /** A code point in UTF-8. Lone surrogates, which UTF-8 has not, become '?'. */
  writeChar(c: int): void {
    if (c < 128) this.writeByte(c);
    else if (c < 2048) {
      this.writeByte(192 + intShr(c, 6));
      this.writeByte(128 + intAnd(c, 63));
    } else if (c >= 0xd800 && c < 0xe000) this.writeByte(63);
    else if (c < 65536) {
      this.writeByte(224 + intShr(c, 12));
      this.writeByte(128 + intAnd(intShr(c, 6), 63));
      this.writeByte(128 + intAnd(c, 63));
    } else {
      this.writeByte(240 + intShr(c, 18));
      this.writeByte(128 + intAnd(intShr(c, 12), 63));
      this.writeByte(128 + intAnd(intShr(c, 6), 63));
      this.writeByte(128 + intAnd(c, 63));
    }
  }
  /** @jit opaque */
  write(text: W_Str): void {
    const n = text.length;
    for (let i = 0; i < n; i++) this.writeChar(text.charAt(i));
  }
  /** A constant of the program, of ASCII characters. */
  writeLiteral(text: string): void {
    for (let i = 0; i < text.length; i++) this.writeByte(text.charCodeAt(i));
  }
}
export const standardOutput = new Output(1);
export const standardError = new Output(2);

/** The text as UTF-8 bytes. */
export function utf8Of(text: W_Str): U8Array {
  const out = new U8Array(text.length * 4);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c < 128) {
      out[n] = c;
      n = n + 1;
    } else if (c < 2048) {
      out[n] = 192 + intShr(c, 6);
      out[n + 1] = 128 + intAnd(c, 63);
      n = n + 2;
    } else if (c < 65536) {
      out[n] = 224 + intShr(c, 12);
      out[n + 1] = 128 + intAnd(intShr(c, 6), 63);
      out[n + 2] = 128 + intAnd(c, 63);
      n = n + 3;
    } else {
      out[n] = 240 + intShr(c, 18);
      out[n + 1] = 128 + intAnd(intShr(c, 12), 63);
      out[n + 2] = 128 + intAnd(intShr(c, 6), 63);
      out[n + 3] = 128 + intAnd(c, 63);
      n = n + 4;
    }
  }
  const bytes = new U8Array(n);
  arrayCopy(out, 0, bytes, 0, n);
  return bytes;
}
