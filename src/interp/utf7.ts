// UTF-7 (RFC 2152): ASCII as it is, everything else as UTF-16 in base64 between a plus sign and whatever is not base64; a minus sign that ends a
// sequence is swallowed. The optional direct characters are written directly.

import { type int, intAnd, intShl, intShr, type U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { ByteBuilder, decodeFault } from "./codecs.ts";
import { bytesOf, textArgument } from "./codecsmodule.ts";
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";

const PLUS = 43;
const MINUS = 45;
const DIGITS = intern("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

function isBase64(c: int): boolean {
  return digitValue(c) >= 0;
}
function digitValue(c: int): int {
  if (c >= 65 && c <= 90) return c - 65;
  if (c >= 97 && c <= 122) return c - 71;
  if (c >= 48 && c <= 57) return c + 4;
  return c === PLUS ? 62 : c === 47 ? 63 : -1;
}
/** What is written as it is: printable ASCII without + \ ~, and the four kinds of white space. */
function isDirect(c: int): boolean {
  if (c < 32) return c === 9 || c === 10 || c === 13;
  return c < 126 && c !== PLUS && c !== 92;
}

class Encoder {
  readonly out: ByteBuilder;
  private bits: int = 0;
  private count: int = 0;
  constructor(room: int) {
    this.out = new ByteBuilder(room);
  }
  addUnit(unit: int): void {
    this.bits = intShl(this.bits, 16) + unit;
    this.count = this.count + 16;
    while (this.count >= 6) {
      this.count = this.count - 6;
      this.out.add(DIGITS.charAt(intAnd(intShr(this.bits, this.count), 63)));
    }
    this.bits = intAnd(this.bits, 63);
  }
  /** The bits that are left, filled with zeros. */
  flush(): void {
    if (this.count > 0) this.out.add(DIGITS.charAt(intAnd(intShl(this.bits, 6 - this.count), 63)));
    this.bits = 0;
    this.count = 0;
  }
}
export function codecs_utf_7_encode(object: W_Object, _errors: W_Object | null): W_Object {
  const text = textArgument(object);
  const encoder = new Encoder(text.length + 8);
  const out = encoder.out;
  let shifted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (isDirect(c) || (c === PLUS && !shifted)) {
      if (shifted) {
        encoder.flush();
        shifted = false;
        // other characters end the sequence by themselves
        if (isBase64(c) || c === MINUS) out.add(MINUS);
      }
      out.add(c);
      if (c === PLUS) out.add(MINUS);
      continue;
    }
    if (!shifted) out.add(PLUS);
    shifted = true;
    if (c >= 0x10000) {
      encoder.addUnit(0xd800 + intShr(c - 0x10000, 10));
      encoder.addUnit(0xdc00 + intAnd(c - 0x10000, 1023));
    } else encoder.addUnit(c);
  }
  encoder.flush();
  if (shifted) out.add(MINUS);
  return newTuple2(new W_Bytes(out.build()), newInt(text.length));
}

const codecName = intern("utf7");
const partialReason = intern("partial character in shift sequence");
const paddingReason = intern("non-zero padding bits in base64 sequence");
const illFormedReason = intern("ill-formed sequence");
const specialReason = intern("unexpected special character");
const unterminatedReason = intern("unterminated shift sequence");

class Decoder {
  readonly text: StrBuilder = new StrBuilder();
  private bytes: U8Array;
  private readonly errors: W_Object | null;
  at: int = 0;
  private shifted: boolean = false;
  /** Where the plus sign of the sequence stands, and how long the text was before it. */
  private start: int = 0;
  private before: int = 0;
  private bits: int = 0;
  private count: int = 0;
  /** A high surrogate that waits for its low one; 0: none. */
  private surrogate: int = 0;
  constructor(bytes: U8Array, errors: W_Object | null) {
    this.bytes = bytes;
    this.errors = errors;
  }
  /** The text; `at` is then where the next piece has to begin. */
  run(final: boolean): W_Str {
    while (this.at < this.bytes.length) {
      while (this.at < this.bytes.length)
        if (this.shifted) this.inside(this.bytes[this.at]!);
        else this.outside(this.bytes[this.at]!);
      if (!this.shifted || !final) break;
      this.shifted = false;
      if (this.surrogate !== 0 || this.count >= 6 || (this.count > 0 && this.bits !== 0))
        this.fault(unterminatedReason);
    }
    const text = this.text.build();
    if (!this.shifted) return text;
    this.at = this.start;
    return text.slice(0, this.before);
  }
  private fault(reason: W_Str): void {
    const next = decodeFault(this.text, codecName, this.bytes, this.start, this.at, reason, this.errors);
    this.bytes = next.bytes!;
    this.at = next.position;
  }
  private outside(c: int): void {
    const bytes = this.bytes;
    this.start = this.at;
    this.at = this.at + 1;
    if (c > 127) {
      this.fault(specialReason);
      return;
    }
    if (c !== PLUS) {
      this.text.addChar(c);
      return;
    }
    if (this.at < bytes.length && bytes[this.at] === MINUS) {
      this.text.addChar(PLUS);
      this.at = this.at + 1;
    } else if (this.at < bytes.length && !isBase64(bytes[this.at]!)) {
      this.at = this.at + 1;
      this.fault(illFormedReason);
    } else {
      this.shifted = true;
      this.before = this.text.length;
      this.surrogate = 0;
      this.bits = 0;
      this.count = 0;
    }
  }
  private inside(c: int): void {
    const digit = digitValue(c);
    if (digit >= 0) {
      this.bits = intShl(this.bits, 6) + digit;
      this.count = this.count + 6;
      this.at = this.at + 1;
      if (this.count >= 16) {
        this.count = this.count - 16;
        const unit = intShr(this.bits, this.count);
        this.bits = this.bits - intShl(unit, this.count);
        this.addUnit(unit);
      }
      return;
    }
    this.shifted = false;
    if (this.count > 0) {
      if (this.count >= 6 || this.bits !== 0) {
        this.at = this.at + 1;
        this.fault(this.count >= 6 ? partialReason : paddingReason);
        return;
      }
    }
    if (this.surrogate !== 0 && c <= 127) this.text.addChar(this.surrogate);
    this.surrogate = 0;
    if (c === MINUS) this.at = this.at + 1;
  }
  private addUnit(unit: int): void {
    const high = this.surrogate;
    this.surrogate = 0;
    if (high !== 0) {
      if (unit >= 0xdc00 && unit <= 0xdfff) {
        this.text.addChar(0x10000 + (high - 0xd800) * 1024 + unit - 0xdc00);
        return;
      }
      this.text.addChar(high);
    }
    if (unit >= 0xd800 && unit < 0xdc00) this.surrogate = unit;
    else this.text.addChar(unit);
  }
}
export function codecs_utf_7_decode(data: W_Object, errors: W_Object | null, final: W_Object | null): W_Object {
  const decoder = new Decoder(bytesOf(data), errors);
  const text = decoder.run(final !== null && final.isTrue());
  return newTuple2(text, newInt(decoder.at));
}
