// The codec unicode_escape: text in ASCII with the escapes of Python's string literals.

import { type int, intAnd, intShr } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { encodeText } from "./codecs.ts";
import { bytesOf, hexDigit, replacement, textArgument } from "./codecsmodule.ts";
import { expand, raise0, w_DeprecationWarning, w_NotImplementedError, w_UnicodeDecodeError } from "./errors.ts";
import { unicodeError } from "./exceptiontypes.ts";
import { newInt } from "./int.ts";
import type { W_Object } from "./object.ts";
import { charStr, intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
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
const illegalCharacter = intern("illegal Unicode character");

export function codecs_unicode_escape_decode(
  data: W_Object,
  errors: W_Object | null,
  final: W_Object | null,
): W_Object {
  const text = data.unwrap();
  const bytes = text instanceof W_Str ? encodeText(text, null, null) : bytesOf(data);
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
      } else if (letter === 78)
        throw raise0(
          w_NotImplementedError,
          "\\N{...} in unicode_escape is not implemented: there are no names of characters",
        );
      else if (letter !== 10) {
        if (!warned) {
          warned = true;
          warnInvalid('"\\%S" is an invalid escape sequence. Such sequences will not work in the future. ', -letter);
        }
        out.addChar(BACKSLASH);
        out.addChar(letter);
      }
    }
    if (reason !== null) {
      const error = unicodeError(w_UnicodeDecodeError, codecName, new W_Bytes(bytes), from, i, reason);
      out.addStr(replacement(error, errors));
    }
  }
  return newTuple2(out.build(), newInt(i));
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
