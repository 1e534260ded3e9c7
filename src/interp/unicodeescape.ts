// The codec unicode_escape: text in ASCII with the escapes of Python's string literals; raw_unicode_escape: text in Latin-1, the rest as \\u and \\U; and
// the codec escape, of bytes literals.

import { type int, intAnd, intShr, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { ByteBuilder, decodeFault, encodeText, errorsName } from "./codecs.ts";
import { bytesOrText, textArgument } from "./codecsmodule.ts";
import { expand, raise0, raise1, raiseFull, w_DeprecationWarning, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { charStr, intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { characterNamed } from "./unicodenames.ts";
import { issueWarning } from "./warningsmodule.ts";

const BACKSLASH = 92;
/** Letters of escapes, and what they stand for. */
const LETTERS = intern("abfnrtv\\'\"");
const MEANINGS = intern("\x07\b\f\n\r\t\v\\'\"");

function addHex(out: StrBuilder, value: int, digits: int): void {
  for (let k = digits - 1; k >= 0; k--) {
    const digit = intAnd(intShr(value, 4 * k), 15);
    out.addChar(digit < 10 ? 48 + digit : 87 + digit);
  }
}
export function codecs_unicode_escape_encode(text: W_Object, _errors: W_Object | null): W_Object {
  const string = textArgument(text);
  const out = new StrBuilder();
  for (let i = 0; i < string.length; i++) {
    const c = string.charAt(i);
    if (c === BACKSLASH) out.add("\\\\");
    else if (c >= 32 && c < 127) out.addChar(c);
    else if (c === 10) out.add("\\n");
    else if (c === 13) out.add("\\r");
    else if (c === 9) out.add("\\t");
    else {
      out.add(c < 256 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
      addHex(out, c, c < 256 ? 2 : c < 0x10000 ? 4 : 8);
    }
  }
  return newTuple2(new W_Bytes(encodeText(out.build(), null, null)), newInt(string.length));
}

const codecName = intern("unicodeescape");
const atEnd = intern("\\ at end of string");
const truncatedByte = intern("truncated \\xXX escape");
const truncatedShort = intern("truncated \\uXXXX escape");
const truncatedLong = intern("truncated \\UXXXXXXXX escape");
const malformedName = intern("malformed \\N character escape");
const unknownName = intern("unknown Unicode character name");
const illegalCharacter = intern("illegal Unicode character");

export function codecs_unicode_escape_decode(
  data: W_Object,
  errors: W_Object | null,
  final: W_Object | null,
): W_Object {
  let bytes = bytesOrText(data);
  const isFinal = final === null || final.isTrue();
  const out = new StrBuilder();
  let warned = false;
  let i = 0;
  while (i < bytes.length) {
    const c: int = bytes[i]!;
    if (c !== BACKSLASH) {
      out.addChar(c);
      i++;
      continue;
    }
    const from = i;
    let reason: W_Str | null = null;
    if (i + 1 === bytes.length) {
      if (!isFinal) break;
      reason = atEnd;
      i++;
    } else {
      const letter: int = bytes[i + 1]!;
      i = i + 2;
      const digits = letter === 120 ? 2 : letter === 117 ? 4 : letter === 85 ? 8 : 0;
      const known = indexIn(LETTERS, letter);
      if (digits > 0) {
        let code = 0;
        let n = 0;
        while (n < digits && i < bytes.length && hexDigit(bytes[i]!) >= 0) {
          code = code * 16 + hexDigit(bytes[i]!);
          n++;
          i++;
        }
        if (n < digits && i === bytes.length && !isFinal) {
          i = from;
          break;
        }
        if (n < digits) reason = digits === 2 ? truncatedByte : digits === 4 ? truncatedShort : truncatedLong;
        else if (code > 0x10ffff) reason = illegalCharacter;
        else out.addChar(code);
      } else if (known >= 0) out.addChar(MEANINGS.charAt(known));
      else if (letter >= 48 && letter <= 55) {
        let code = letter - 48;
        for (let n = 1; n < 3 && i < bytes.length && bytes[i]! >= 48 && bytes[i]! <= 55; n++) {
          code = code * 8 + bytes[i]! - 48;
          i++;
        }
        if (code > 255 && !warned) {
          warned = true;
          warnInvalid('"\\%S" is an invalid octal escape sequence. Such sequences will not work in the future. ', code);
        }
        out.addChar(code);
      } else if (letter === 78) {
        let close = i;
        if (i < bytes.length && bytes[i] === 123) while (close < bytes.length && bytes[close] !== 125) close++;
        if (close === bytes.length && !isFinal) {
          i = from;
          break;
        }
        if (close - i <= 1 || close === bytes.length) {
          reason = malformedName;
          i = close;
        } else {
          const name = new StrBuilder();
          for (let k = i + 1; k < close; k++) name.addChar(bytes[k]!);
          i = close + 1;
          const found = characterNamed(name.build(), false);
          if (found === null) reason = unknownName;
          else out.addStr(found);
        }
      } else if (letter !== 10) {
        if (!warned) {
          warned = true;
          warnInvalid('"\\%S" is an invalid escape sequence. Such sequences will not work in the future. ', -letter);
        }
        out.addChar(BACKSLASH);
        out.addChar(letter);
      }
    }
    if (reason === null) continue;
    const next = decodeFault(out, codecName, bytes, from, i, reason, errors);
    bytes = next.bytes!;
    i = next.position;
  }
  return newTuple2(out.build(), newInt(i));
}
function hexDigit(c: int): int {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}
function indexIn(text: W_Str, c: int): int {
  for (let i = 0; i < text.length; i++) if (text.charAt(i) === c) return i;
  return -1;
}
/** `what`: the value of an octal escape, or a character, negated. */
function warnInvalid(template: string, what: int): void {
  const shown = new StrBuilder();
  if (what < 0) shown.addStr(charStr(-what));
  else for (let k = 2; k >= 0; k--) shown.addChar(48 + intAnd(intShr(what, 3 * k), 7));
  issueWarning(w_DeprecationWarning, expand(template, shown.build(), null, null, 0, 0));
}

// --- raw_unicode_escape

/** Latin-1, and the other characters as \\uXXXX and \\UXXXXXXXX. */
export function codecs_raw_unicode_escape_encode(text: W_Object, _errors: W_Object | null): W_Object {
  const string = textArgument(text);
  let length = 0;
  for (let i = 0; i < string.length; i++) {
    const c = string.charAt(i);
    length = length + (c < 256 ? 1 : c < 0x10000 ? 6 : 10);
  }
  const bytes = new U8Array(length);
  let to = 0;
  for (let i = 0; i < string.length; i++) {
    const c = string.charAt(i);
    if (c < 256) {
      bytes[to] = c;
      to++;
      continue;
    }
    const digits = c < 0x10000 ? 4 : 8;
    bytes[to] = 92;
    bytes[to + 1] = digits === 4 ? 117 : 85;
    to = to + 2;
    for (let k = digits - 1; k >= 0; k--) {
      const digit = intAnd(intShr(c, 4 * k), 15);
      bytes[to] = digit < 10 ? 48 + digit : 87 + digit;
      to++;
    }
  }
  return newTuple2(new W_Bytes(bytes), newInt(string.length));
}
const rawUnicodeName = intern("rawunicodeescape");
const outOfRange = intern("\\Uxxxxxxxx out of range");
export function codecs_raw_unicode_escape_decode(
  data: W_Object,
  errors: W_Object | null,
  final: W_Object | null,
): W_Object {
  let bytes = bytesOrText(data);
  const isFinal = final === null || final.isTrue();
  const text = new StrBuilder();
  let i = 0;
  while (i < bytes.length) {
    if (bytes[i] === 92 && i + 1 === bytes.length && !isFinal) break;
    const letter: int = bytes[i] === 92 && i + 1 < bytes.length ? bytes[i + 1]! : 0;
    if (letter !== 117 && letter !== 85) {
      text.addChar(bytes[i]!);
      i++;
      // a backslash escapes a backslash
      if (letter === 92) {
        text.addChar(92);
        i++;
      }
      continue;
    }
    const digits = letter === 117 ? 4 : 8;
    const from = i;
    i = i + 2;
    let code = 0;
    let n = 0;
    while (n < digits && i < bytes.length) {
      const digit = hexDigit(bytes[i]!);
      if (digit < 0) break;
      code = code * 16 + digit;
      n++;
      i++;
    }
    if (n < digits && i === bytes.length && !isFinal) {
      i = from;
      break;
    }
    if (n === digits && code <= 0x10ffff) text.addChar(code);
    else {
      const reason = n === digits ? outOfRange : digits === 4 ? truncatedShort : truncatedLong;
      const next = decodeFault(text, rawUnicodeName, bytes, from, i, reason, errors);
      bytes = next.bytes!;
      i = next.position;
    }
  }
  return newTuple2(text.build(), newInt(i));
}

// --- escape: bytes to bytes

export function codecs_escape_encode(data: W_Object, _errors: W_Object | null): W_Object {
  const bytes = data.unwrap();
  if (!(bytes instanceof W_Bytes)) throw raise1(w_TypeError, "escape_encode() argument 1 must be bytes, not %T", data);
  const out = new StrBuilder();
  for (let i = 0; i < bytes.items.length; i++) {
    const c: int = bytes.items[i]!;
    if (c === BACKSLASH || c === 39) out.addChar(BACKSLASH);
    if (c === 9 || c === 10 || c === 13) out.add(c === 9 ? "\\t" : c === 10 ? "\\n" : "\\r");
    else if (c >= 32 && c < 127) out.addChar(c);
    else {
      out.add("\\x");
      addHex(out, c, 2);
    }
  }
  return newTuple2(new W_Bytes(encodeText(out.build(), null, null)), newInt(bytes.items.length));
}
const strictName = intern("strict");
const replaceName = intern("replace");
const ignoreName = intern("ignore");
export function codecs_escape_decode(data: W_Object, errors: W_Object | null): W_Object {
  const bytes = bytesOrText(data);
  const handler = errorsName(errors);
  const out = new ByteBuilder(bytes.length);
  let warned = false;
  let i = 0;
  while (i < bytes.length) {
    const c: int = bytes[i]!;
    i++;
    if (c !== BACKSLASH) {
      out.add(c);
      continue;
    }
    if (i === bytes.length) throw raise0(w_ValueError, "Trailing \\ in string");
    const letter: int = bytes[i]!;
    i++;
    const known = indexIn(LETTERS, letter);
    if (known >= 0) out.add(MEANINGS.charAt(known));
    else if (letter >= 48 && letter <= 55) {
      let code = letter - 48;
      for (let n = 1; n < 3 && i < bytes.length && bytes[i]! >= 48 && bytes[i]! <= 55; n++) {
        code = code * 8 + bytes[i]! - 48;
        i++;
      }
      if (code > 255 && !warned) {
        warned = true;
        warnInvalid('b"\\%S" is an invalid octal escape sequence. Such sequences will not work in the future. ', code);
      }
      out.add(intAnd(code, 255));
    } else if (letter === 120) {
      const high = i < bytes.length ? hexDigit(bytes[i]!) : -1;
      const low = i + 1 < bytes.length ? hexDigit(bytes[i + 1]!) : -1;
      if (high >= 0 && low >= 0) {
        out.add(high * 16 + low);
        i = i + 2;
        continue;
      }
      if (handler.equals(strictName))
        throw raiseFull(w_ValueError, "invalid \\x escape at position %d", null, null, i - 2, 0);
      if (handler.equals(replaceName)) out.add(63);
      else if (!handler.equals(ignoreName))
        throw raise1(w_ValueError, "decoding error; unknown error handling code: %S", handler);
      if (high >= 0) i++;
    } else if (letter !== 10) {
      if (!warned) {
        warned = true;
        warnInvalid('b"\\%S" is an invalid escape sequence. Such sequences will not work in the future. ', -letter);
      }
      out.add(BACKSLASH);
      out.add(letter);
    }
  }
  return newTuple2(new W_Bytes(out.build()), newInt(bytes.length));
}
