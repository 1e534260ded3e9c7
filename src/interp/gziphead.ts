// The head of a gzip stream (RFC 1952, 2.3), which may come in pieces: after the magic bytes come method, flags, time (4 bytes), two hints; then what the
// flags say: extra bytes with their length, a name and a comment that end with zero, a check of the head.

import { type int, intAnd, U8Array, type u32 } from "../rts/index.ts";
import { crc32 } from "./checksums.ts";

const FIXED = 0;
const EXTRA_LENGTH = 1;
const EXTRA = 2;
const NAME = 3;
const COMMENT = 4;
const CHECK = 5;
const DONE = 6;

const FLAG_CHECK = 2;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const KNOWN_FLAGS = 31;
const FIXED_BYTES = 8;

export const gzipMagic = new U8Array([31, 139]);

export class GzipHead {
  /** What is wrong with it. */
  message: string = "";
  private state: int = FIXED;
  private flags: int = 0;
  /** How many bytes of the state's field have come, and what they say. */
  private place: int = 0;
  private value: int = 0;
  private check: u32 = crc32(gzipMagic, 0, 2, 0);

  take(other: GzipHead): void {
    this.message = other.message;
    this.state = other.state;
    this.flags = other.flags;
    this.place = other.place;
    this.value = other.value;
    this.check = other.check;
  }
  isDone(): boolean {
    return this.state === DONE;
  }
  /** Reads input[at..end-1]; answers how far the head goes. It is done, or more is needed, or `message` says what is wrong. */
  read(input: U8Array, at: int, end: int): int {
    let place = at;
    while (this.skipAbsent() && place < end && this.message.length === 0) {
      const byte: int = input[place]!;
      // the flags tell whether the check is wanted, and come after the first byte
      if (this.state !== CHECK && (this.state === FIXED || intAnd(this.flags, FLAG_CHECK) !== 0))
        this.check = crc32(input, place, place + 1, this.check);
      place++;
      this.byte(byte);
    }
    return place;
  }
  /** Goes on to the next field that there is; false: there is none. */
  private skipAbsent(): boolean {
    if (this.state === EXTRA_LENGTH && intAnd(this.flags, FLAG_EXTRA) === 0) this.state = NAME;
    if (this.state === EXTRA && this.value === 0) this.go(NAME);
    if (this.state === NAME && intAnd(this.flags, FLAG_NAME) === 0) this.state = COMMENT;
    if (this.state === COMMENT && intAnd(this.flags, FLAG_COMMENT) === 0) this.state = CHECK;
    if (this.state === CHECK && intAnd(this.flags, FLAG_CHECK) === 0) this.state = DONE;
    return this.state !== DONE;
  }
  private go(state: int): void {
    this.state = state;
    this.place = 0;
    this.value = 0;
  }
  private byte(byte: int): void {
    const place = this.place;
    this.place = place + 1;
    switch (this.state) {
      case FIXED:
        if (place === 0 && byte !== 8) this.message = "unknown compression method";
        if (place === 1) {
          if (byte > KNOWN_FLAGS) this.message = "unknown header flags set";
          this.flags = byte;
        }
        if (this.place === FIXED_BYTES) this.go(EXTRA_LENGTH);
        return;
      case EXTRA_LENGTH:
        this.value = place === 0 ? byte : this.value + 256 * byte;
        if (place === 1) this.state = EXTRA;
        return;
      case EXTRA:
        this.value = this.value - 1;
        return;
      case NAME:
      case COMMENT:
        if (byte === 0) this.go(this.state + 1);
        return;
      default:
        this.value = place === 0 ? byte : this.value + 256 * byte;
        if (place === 0) return;
        if (this.value !== (this.check & 65535)) this.message = "header crc mismatch";
        else this.state = DONE;
    }
  }
}
