// The module binascii: bytes as text of hexadecimal digits, of base 64, uuencoded, quoted-printable; checksums.

import { arrayCopy, type int, intAnd, intDiv, intShl, intShr, U8Array, type u32, wrapU32 } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { crc32 } from "./checksums.ts";
import { raise0, raise1, raiseInts, w_Exception, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt, W_Int } from "./int.ts";
import type { W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { indexObject, toInt } from "./operations.ts";
import { W_Str } from "./text.ts";
import { builtinType } from "./type.ts";

const w_error = builtinType("binascii.Error", w_ValueError);
const w_incomplete = builtinType("binascii.Incomplete", w_Exception);

/** Collects bytes. */
class ByteBuilder {
  bytes: U8Array;
  length: int = 0;
  constructor(capacity: int) {
    this.bytes = new U8Array(capacity < 16 ? 16 : capacity);
  }
  add(byte: int): void {
    if (this.length === this.bytes.length) {
      const more = new U8Array(this.length * 2);
      arrayCopy(this.bytes, 0, more, 0, this.length);
      this.bytes = more;
    }
    this.bytes[this.length] = byte;
    this.length = this.length + 1;
  }
  build(): W_Bytes {
    const result = new U8Array(this.length);
    arrayCopy(this.bytes, 0, result, 0, this.length);
    return new W_Bytes(result);
  }
}
function bytesOf(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", object);
  return bytes;
}
/** The text that is decoded may be a str of ASCII. */
function asciiOf(object: W_Object): U8Array {
  const plain = object.unwrap();
  if (!(plain instanceof W_Str)) {
    const bytes = bytesLike(plain);
    if (bytes === null) throw raise1(w_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", object);
    return bytes;
  }
  for (let i = 0; i < plain.length; i++)
    if (plain.charAt(i) > 127) throw raise0(w_ValueError, "string argument should contain only ASCII characters");
  return plain.latinBytes();
}

// --- hexadecimal

function hexDigit(value: int): int {
  return value < 10 ? 48 + value : 87 + value;
}
function hexValue(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function binascii_hexlify(data: W_Object, sep: W_Object | null, bytesPerSep: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  let separator = -1;
  if (sep !== null) {
    const plain = sep.unwrap();
    if (!(plain instanceof W_Str) && !(plain instanceof W_Bytes))
      throw raise0(w_TypeError, "sep must be str or bytes.");
    const text = plain instanceof W_Str ? plain : (plain as W_Bytes).latin();
    if (text.length !== 1) throw raise0(w_ValueError, "sep must be length 1.");
    separator = text.charAt(0);
    if (separator > 127) throw raise0(w_ValueError, "sep must be ASCII.");
  }
  const group = bytesPerSep === null ? 1 : toInt(bytesPerSep);
  const size = group < 0 ? -group : group;
  const n = bytes.length;
  const out = new ByteBuilder(2 * n);
  for (let i = 0; i < n; i++) {
    // groups are counted from the end, or for a negative size from the beginning
    if (separator >= 0 && size > 0 && i > 0 && (group > 0 ? (n - i) % size === 0 : i % size === 0)) out.add(separator);
    out.add(hexDigit(intDiv(bytes[i]!, 16)));
    out.add(hexDigit(bytes[i]! % 16));
  }
  return out.build();
}
function binascii_unhexlify(data: W_Object): W_Object {
  const text = asciiOf(data);
  if (text.length % 2 === 1) throw raise0(w_error, "Odd-length string");
  const result = new U8Array(intDiv(text.length, 2));
  for (let i = 0; i < result.length; i++) {
    const high = hexValue(text[2 * i]!);
    const low = hexValue(text[2 * i + 1]!);
    if (high < 0 || low < 0) throw raise0(w_error, "Non-hexadecimal digit found");
    result[i] = high * 16 + low;
  }
  return new W_Bytes(result);
}

// --- base 64

const letters = new U8Array(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((c) => c.charCodeAt(0)),
);
/** 255: not a digit. */
const digits = new U8Array(256).fill(255) as U8Array;
for (let i = 0; i < 64; i++) digits[letters[i]!] = i;

function binascii_b2a_base64(data: W_Object, newline: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  const n = bytes.length;
  const out = new ByteBuilder(intDiv(n, 3) * 4 + 8);
  for (let i = 0; i < n; i = i + 3) {
    const a: int = bytes[i]!;
    const b: int = i + 1 < n ? bytes[i + 1]! : 0;
    const c: int = i + 2 < n ? bytes[i + 2]! : 0;
    out.add(letters[intDiv(a, 4)]!);
    out.add(letters[(a % 4) * 16 + intDiv(b, 16)]!);
    out.add(i + 1 < n ? letters[(b % 16) * 4 + intDiv(c, 64)]! : 61);
    out.add(i + 2 < n ? letters[c % 64]! : 61);
  }
  if (newline === null || newline.isTrue()) out.add(10);
  return out.build();
}
function binascii_a2b_base64(data: W_Object, strictMode: W_Object | null): W_Object {
  const text = asciiOf(data);
  const strict = strictMode !== null && strictMode.isTrue();
  const n = text.length;
  const out = new ByteBuilder(intDiv(n, 4) * 3 + 3);
  if (strict && n > 0 && text[0] === 61) throw raise0(w_error, "Leading padding not allowed");
  let place = 0;
  let left = 0;
  let pads = 0;
  let padded = false;
  for (let i = 0; i < n; i++) {
    const c: int = text[i]!;
    if (c === 61) {
      padded = true;
      if (strict && place === 0) throw raise0(w_error, "Excess padding not allowed");
      pads++;
      if (place >= 2 && place + pads >= 4) {
        if (strict && i + 1 < n) throw raise0(w_error, "Excess data after padding");
        return out.build();
      }
      continue;
    }
    const value: int = digits[c]!;
    if (value === 255) {
      if (strict) throw raise0(w_error, "Only base64 data is allowed");
      continue;
    }
    if (strict && padded) throw raise0(w_error, "Discontinuous padding not allowed");
    pads = 0;
    if (place === 1) out.add(left * 4 + intDiv(value, 16));
    else if (place === 2) out.add(left * 16 + intDiv(value, 4));
    else if (place === 3) out.add(left * 64 + value);
    left = place === 0 ? value : place === 1 ? value % 16 : place === 2 ? value % 4 : 0;
    place = (place + 1) % 4;
  }
  if (place === 1)
    throw raiseInts(
      w_error,
      "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4",
      null,
      intDiv(out.length, 3) * 4 + 1,
      0,
    );
  if (place !== 0) throw raise0(w_error, "Incorrect padding");
  return out.build();
}

// --- uuencode

function binascii_b2a_uu(data: W_Object, backtick: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  const n = bytes.length;
  if (n > 45) throw raise0(w_error, "At most 45 bytes at once");
  const zero = backtick !== null && backtick.isTrue() ? 96 : 32;
  const out = new ByteBuilder(64);
  out.add(n === 0 ? zero : 32 + n);
  for (let i = 0; i < n; i = i + 3) {
    const word = bytes[i]! * 65536 + (i + 1 < n ? bytes[i + 1]! : 0) * 256 + (i + 2 < n ? bytes[i + 2]! : 0);
    for (let shift = 18; shift >= 0; shift = shift - 6) {
      const part = intAnd(intShr(word, shift), 63);
      out.add(part === 0 ? zero : 32 + part);
    }
  }
  out.add(10);
  return out.build();
}
function binascii_a2b_uu(data: W_Object): W_Object {
  const text = asciiOf(data);
  const n = text.length;
  const length = n === 0 ? 32 : intAnd(text[0]! + 32, 63);
  const result = new U8Array(length);
  let word = 0;
  let bits = 0;
  let used = 0;
  let at = 1;
  while (used < length) {
    const c: int = at < n ? text[at]! : 0;
    at++;
    let value = 0;
    // a line may be cut short where spaces stood
    if (c !== 10 && c !== 13 && at <= n) {
      if (c < 32 || c > 96) throw raise0(w_error, "Illegal char");
      value = intAnd(c - 32, 63);
    }
    word = word * 64 + value;
    bits = bits + 6;
    if (bits >= 8) {
      bits = bits - 8;
      result[used] = intAnd(intShr(word, bits), 255);
      used++;
      word = intAnd(word, intShl(1, bits) - 1);
    }
  }
  while (at < n) {
    const c: int = text[at]!;
    at++;
    if (c !== 32 && c !== 96 && c !== 10 && c !== 13) throw raise0(w_error, "Trailing garbage");
  }
  return new W_Bytes(result);
}

// --- quoted-printable

function binascii_a2b_qp(data: W_Object, header: W_Object | null): W_Object {
  const text = asciiOf(data);
  const underscores = header !== null && header.isTrue();
  const n = text.length;
  const out = new ByteBuilder(n);
  let at = 0;
  while (at < n) {
    const c: int = text[at]!;
    if (c === 61) {
      at++;
      if (at >= n) break;
      if (text[at] === 10 || text[at] === 13) {
        // a soft line break
        while (at < n && text[at] !== 10) at++;
        if (at < n) at++;
      } else if (text[at] === 61) {
        out.add(61);
        at++;
      } else if (at + 1 < n && hexValue(text[at]!) >= 0 && hexValue(text[at + 1]!) >= 0) {
        out.add(hexValue(text[at]!) * 16 + hexValue(text[at + 1]!));
        at = at + 2;
      } else out.add(61);
    } else {
      out.add(underscores && c === 95 ? 32 : c);
      at++;
    }
  }
  return out.build();
}
function addQuotedByte(out: ByteBuilder, byte: int): void {
  const digit = intDiv(byte, 16);
  out.add(61);
  out.add(digit < 10 ? 48 + digit : 55 + digit);
  const low = byte % 16;
  out.add(low < 10 ? 48 + low : 55 + low);
}
function binascii_b2a_qp(
  data: W_Object,
  quotetabs: W_Object | null,
  istext: W_Object | null,
  header: W_Object | null,
): W_Object {
  const bytes = bytesOf(data);
  const tabs = quotetabs !== null && quotetabs.isTrue();
  const text = istext === null || istext.isTrue();
  const underscores = header !== null && header.isTrue();
  const n = bytes.length;
  const out = new ByteBuilder(n + 16);
  // lines end as the first one in the data does
  let crlf = false;
  for (let i = 0; i < n; i++)
    if (bytes[i] === 10) {
      crlf = i > 0 && bytes[i - 1] === 13;
      break;
    }
  let column = 0;
  for (let i = 0; i < n; i++) {
    const c: int = bytes[i]!;
    const last = i + 1 === n;
    const endsLine = !last && (bytes[i + 1] === 10 || (bytes[i + 1] === 13 && i + 2 < n && bytes[i + 2] === 10));
    const newline = c === 10 || (c === 13 && !last && bytes[i + 1] === 10);
    if (text && newline) {
      if (crlf) out.add(13);
      out.add(10);
      if (c === 13) i++;
      column = 0;
      continue;
    }
    const quote =
      c > 126 ||
      c === 61 ||
      (underscores && c === 95) ||
      (c === 46 && column === 0 && (last || bytes[i + 1] === 10 || bytes[i + 1] === 13 || bytes[i + 1] === 0)) ||
      (!text && (c === 13 || c === 10)) ||
      ((c === 9 || c === 32) && last) ||
      ((c === 9 || (c === 32 && !underscores)) && text && endsLine) ||
      (c < 33 && c !== 13 && c !== 10 && c !== 9 && c !== 32) ||
      (c < 33 && c !== 13 && c !== 10 && tabs);
    const width = quote ? 3 : 1;
    if (column + width >= (last || (text && endsLine) ? 77 : 76)) {
      out.add(61);
      if (crlf) out.add(13);
      out.add(10);
      column = 0;
    }
    if (quote) addQuotedByte(out, c);
    else out.add(underscores && c === 32 ? 95 : c);
    column = column + width;
  }
  return out.build();
}

// --- checksums

/** An int argument modulo 2**32. */
export function word32(object: W_Object | null, standard: u32): u32 {
  if (object === null) return standard;
  const value = indexObject(object);
  if (value instanceof W_Int) return wrapU32(intAnd(value.value, 4294967295));
  const long = value as W_Long;
  return long.sign < 0 ? wrapU32(4294967296 - long.magnitude[0]!) : long.magnitude[0]!;
}
export function binascii_crc32(data: W_Object, crc: W_Object | null): W_Object {
  const bytes = bytesOf(data);
  return newInt(crc32(bytes, 0, bytes.length, word32(crc, 0)));
}
function binascii_crc_hqx(data: W_Object, start: W_Object): W_Object {
  const bytes = bytesOf(data);
  let crc = intAnd(word32(start, 0), 65535);
  for (let i = 0; i < bytes.length; i++) {
    let high = intAnd(intShr(crc, 8), 255);
    const byte: int = bytes[i]!;
    high = xor16(high, byte);
    let entry = high * 256;
    for (let k = 0; k < 8; k++) {
      entry = entry * 2;
      if (entry >= 65536) entry = xor16(entry - 65536, 0x1021);
    }
    crc = xor16(intAnd(crc, 255) * 256, entry);
  }
  return newInt(crc);
}
function xor16(a: int, b: int): int {
  return a + b - 2 * intAnd(a, b);
}

defineModule(
  "binascii",
  [
    builtinFunction("hexlify(data, sep=None, bytes_per_sep=1)", binascii_hexlify),
    builtinFunction("b2a_hex(data, sep=None, bytes_per_sep=1)", binascii_hexlify),
    builtinFunction("unhexlify(hexstr, /)", binascii_unhexlify),
    builtinFunction("a2b_hex(hexstr, /)", binascii_unhexlify),
    builtinFunction("b2a_base64(data, /, *, newline=True)", binascii_b2a_base64),
    builtinFunction("a2b_base64(data, /, *, strict_mode=False)", binascii_a2b_base64),
    builtinFunction("b2a_uu(data, /, *, backtick=False)", binascii_b2a_uu),
    builtinFunction("a2b_uu(data, /)", binascii_a2b_uu),
    builtinFunction("a2b_qp(data, header=False)", binascii_a2b_qp),
    builtinFunction("b2a_qp(data, quotetabs=False, istext=True, header=False)", binascii_b2a_qp),
    builtinFunction("crc32(data, crc=0, /)", binascii_crc32),
    builtinFunction("crc_hqx(data, crc, /)", binascii_crc_hqx),
  ],
  { Error: w_error, Incomplete: w_incomplete },
);
