// Standard output and error: bytes in UTF-8, buffered, written by requests to the host.

import { arrayCopy, type int, intAnd, intShr, U8Array } from "../rts/index.ts";
import { EPIPE, osError } from "./oserror.ts";
import { hostSystem } from "./requests.ts";
import { SYSTEM } from "./system-operations.ts";
import type { W_Str } from "./text.ts";

/**
 * Text on its way to a file descriptor. Flushed when it is full, at newlines of a terminal, and when the program ends or asks for it. Raises OSError;
 * what could not be written stays.
 */
export class Output {
  readonly fd: int;
  private buffer: U8Array = noBytes;
  private used: int = 0;
  /** Flush at the end of each write that has a newline; after every write. */
  lineBuffered: boolean = false;
  writeThrough: boolean = false;
  /** Whether this still is the way of the standard stream: false once the program has configured it otherwise. */
  active: boolean = true;
  /** Nobody reads it any more. */
  broken: boolean = false;
  constructor(fd: int) {
    this.fd = fd;
  }
  flush(): void {
    if (this.used === 0) return;
    const used = this.used;
    const done = writeBytes(this.fd, this.buffer, 0, used);
    if (done < used) {
      const rest = done < 0 ? 0 : done;
      arrayCopy(this.buffer, rest, this.buffer, 0, used - rest);
      this.used = used - rest;
      if (writeError.number === EPIPE) this.broken = true;
      throw osError(writeError.number, null, null);
    }
    this.used = 0;
  }
  /** Forgets what has not been written. */
  discard(): void {
    this.used = 0;
  }
  writeByte(byte: int): void {
    if (this.used === this.buffer.length) {
      if (this.used === 0) this.buffer = new U8Array(BUFFER_BYTES);
      else this.flush();
    }
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
    let i = 0;
    if (text.width === 1 && this.used + n <= this.buffer.length) {
      // most of what is printed is ASCII and fits
      const latin = text.latin;
      const buffer = this.buffer;
      const at = this.used;
      while (i < n) {
        const c: int = latin[i]!;
        if (c >= 128) break;
        buffer[at + i] = c;
        i++;
      }
      this.used = at + i;
    }
    for (; i < n; i++) this.writeChar(text.charAt(i));
    if (this.writeThrough) this.flush();
    else if (this.lineBuffered && hasNewline(text)) this.flush();
  }
  /** A constant of the program, of ASCII characters. */
  writeLiteral(text: string): void {
    for (let i = 0; i < text.length; i++) this.writeByte(text.charCodeAt(i));
  }
}
function hasNewline(text: W_Str): boolean {
  for (let i = text.length - 1; i >= 0; i--) {
    const c = text.charAt(i);
    if (c === 10 || c === 13) return true;
  }
  return false;
}
const noBytes = new U8Array(0);
const BUFFER_BYTES = 16384;

class WriteError {
  number: int = 0;
}
/** Why writeBytes wrote less than it should. */
const writeError = new WriteError();
/** Writes bytes to a file descriptor; how many could be written. */
export function writeBytes(fd: int, bytes: U8Array, from: int, count: int): int {
  let done = 0;
  while (done < count) {
    const written = hostSystem(SYSTEM.write, fd, from + done, count - done, bytes, null, null);
    if (written < 0) {
      writeError.number = -written;
      return done;
    }
    done = done + written;
  }
  return done;
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
