// File names: os.fspath, and between Python's str and the system's bytes. UTF-8; bytes that are none are lone surrogates U+DC80..U+DCFF in a str
// ("surrogateescape").

import { arrayCopy, type int, intAnd, intShr, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { raise0, raise1, raise2, w_TypeError, w_ValueError } from "./errors.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";

const n_fspath = intern("__fspath__");

/** os.fspath: a str or bytes. */
export function fsPath(path: W_Object): W_Object {
  const plain = path.unwrap();
  if (plain instanceof W_Str || plain instanceof W_Bytes) return plain;
  const type = path.getType();
  const method = type.lookup(n_fspath);
  if (method === null || method === w_None)
    throw raise1(w_TypeError, "expected str, bytes or os.PathLike object, not %T", path);
  const result = method.descrGet(path, type).call0();
  const text = result.unwrap();
  if (text instanceof W_Str || text instanceof W_Bytes) return text;
  throw raise2(w_TypeError, "expected %T.__fspath__() to return str or bytes, not %T", path, result);
}
/** What an OSError calls a path: what its __fspath__ answers; a str, bytes or file descriptor as it is. */
export function shownPath(path: W_Object | null): W_Object | null {
  return path === null || path.getType().lookup(n_fspath) === null ? path : fsPath(path);
}
/** The system's bytes of a path: str, bytes, or an object with __fspath__. */
export function pathBytes(path: W_Object): U8Array {
  const plain = fsPath(path);
  const bytes = plain instanceof W_Str ? fsEncode(plain) : (plain as W_Bytes).items;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) throw raise0(w_ValueError, "embedded null byte");
  return bytes;
}
/** os.fsencode of a str. */
export function fsEncode(text: W_Str): U8Array {
  const out = new U8Array(text.length * 4);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c < 128) {
      out[n] = c;
      n++;
      continue;
    }
    if (c >= 0xdc80 && c <= 0xdcff) {
      out[n] = c - 0xdc00;
      n++;
      continue;
    }
    const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[n] = (more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0) + intShr(c, 6 * more);
    for (let k = 1; k <= more; k++) out[n + k] = 0x80 + intAnd(intShr(c, 6 * (more - k)), 63);
    n = n + more + 1;
  }
  const bytes = new U8Array(n);
  arrayCopy(out, 0, bytes, 0, n);
  return bytes;
}
/** How many bytes from `at` on (before `end`) are one well-formed character of UTF-8; 0: none. */
export function utf8Length(bytes: U8Array, at: int, end: int): int {
  const first: int = bytes[at]!;
  if (first < 128) return 1;
  const needed = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (needed === 0 || at + needed > end) return 0;
  for (let k = 1; k < needed; k++) {
    const c: int = bytes[at + k]!;
    if (c < 0x80 || c > 0xbf) return 0;
  }
  const second: int = bytes[at + 1]!;
  // no overlong forms, no surrogates, nothing beyond U+10FFFF
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return needed;
}
/** The code point of a well-formed character of that many bytes. */
export function utf8Char(bytes: U8Array, at: int, count: int): int {
  const first: int = bytes[at]!;
  if (count === 1) return first;
  let c = intAnd(first, count === 2 ? 31 : count === 3 ? 15 : 7);
  for (let k = 1; k < count; k++) c = c * 64 + intAnd(bytes[at + k]!, 63);
  return c;
}
/** os.fsdecode of `count` bytes from `from` on. */
export function fsDecode(bytes: U8Array, from: int, count: int): W_Str {
  const text = new StrBuilder();
  const end = from + count;
  let i = from;
  while (i < end) {
    const length = utf8Length(bytes, i, end);
    if (length === 0) {
      text.addChar(0xdc00 + bytes[i]!);
      i++;
    } else {
      text.addChar(utf8Char(bytes, i, length));
      i = i + length;
    }
  }
  return text.build();
}
