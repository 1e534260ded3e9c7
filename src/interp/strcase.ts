// The methods of str that change case, and those that ask what the characters are.

import { type int, U8Array } from "../rts/index.ts";
import { def } from "./builtin.ts";
import { newBool } from "./int.ts";
import type { W_Object } from "./object.ts";
import { charStr, latinStr, StrBuilder, type W_Str } from "./text.ts";
import { w_str } from "./types.ts";
import {
  caseMapped,
  FOLD,
  isAlphabetic,
  isCased,
  isCaseIgnorable,
  isDecimal,
  isDigitCharacter,
  isIdentifierPart,
  isIdentifierStart,
  isLowercase,
  isNumeric,
  isPrintable,
  isTitlecase,
  isUppercase,
  isWhiteSpace,
  LOWER,
  TITLE,
  UPPER,
} from "./unicode.ts";

function addMapped(text: StrBuilder, c: int, kind: int): void {
  text.addChar(caseMapped(c, kind, 0));
  const second = caseMapped(c, kind, 1);
  if (second === 0) return;
  text.addChar(second);
  const third = caseMapped(c, kind, 2);
  if (third !== 0) text.addChar(third);
}
/** A capital sigma at the end of a word becomes the final one. */
function addLower(text: StrBuilder, s: W_Str, i: int): void {
  const c = s.charAt(i);
  if (c === 0x3a3) text.addChar(isFinal(s, i) ? 0x3c2 : 0x3c3);
  else addMapped(text, c, LOWER);
}
function isFinal(s: W_Str, at: int): boolean {
  let i = at - 1;
  while (i >= 0 && isCaseIgnorable(s.charAt(i))) i--;
  if (i < 0 || !isCased(s.charAt(i))) return false;
  i = at + 1;
  while (i < s.length && isCaseIgnorable(s.charAt(i))) i++;
  return i >= s.length || !isCased(s.charAt(i));
}
/** The text with the letters of ASCII from `first` on changed, the others being `by` away; null when it has other characters than ASCII. @jit opaque */
function asciiMapped(s: W_Str, first: int, by: int): W_Str | null {
  if (s.width !== 1) return null;
  const from = s.latin;
  const n = s.length;
  let changes = false;
  for (let i = 0; i < n; i++) {
    const c: int = from[i]!;
    if (c >= 128) return null;
    if (c >= first && c < first + 26) changes = true;
  }
  if (!changes) return s;
  if (n === 1) return charStr(from[0]! + by);
  const to = new U8Array(n);
  for (let i = 0; i < n; i++) {
    const c: int = from[i]!;
    to[i] = c >= first && c < first + 26 ? c + by : c;
  }
  return latinStr(to);
}
function str_upper(self: W_Object): W_Object {
  const s = self as W_Str;
  const ascii = asciiMapped(s, 97, -32);
  if (ascii !== null) return ascii;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) addMapped(text, s.charAt(i), UPPER);
  return text.build();
}
function str_lower(self: W_Object): W_Object {
  const s = self as W_Str;
  const ascii = asciiMapped(s, 65, 32);
  if (ascii !== null) return ascii;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) addLower(text, s, i);
  return text.build();
}
function str_casefold(self: W_Object): W_Object {
  const s = self as W_Str;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) addMapped(text, s.charAt(i), FOLD);
  return text.build();
}
function str_swapcase(self: W_Object): W_Object {
  const s = self as W_Str;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    if (isUppercase(c)) addLower(text, s, i);
    else if (isLowercase(c)) addMapped(text, c, UPPER);
    else text.addChar(c);
  }
  return text.build();
}
function str_capitalize(self: W_Object): W_Object {
  const s = self as W_Str;
  const text = new StrBuilder();
  for (let i = 0; i < s.length; i++) {
    if (i === 0) addMapped(text, s.charAt(i), TITLE);
    else addLower(text, s, i);
  }
  return text.build();
}
function str_title(self: W_Object): W_Object {
  const s = self as W_Str;
  const text = new StrBuilder();
  let inWord = false;
  for (let i = 0; i < s.length; i++) {
    if (inWord) addLower(text, s, i);
    else addMapped(text, s.charAt(i), TITLE);
    inWord = isCased(s.charAt(i));
  }
  return text.build();
}

// --- tests of all characters
const DECIMAL = 0;
const DIGIT = 1;
const NUMERIC = 2;
const ALPHA = 3;
const ALNUM = 4;
const SPACE = 5;
const ASCII = 6;
function isOfClass(c: int, kind: int): boolean {
  switch (kind) {
    case DECIMAL:
      return isDecimal(c);
    case DIGIT:
      return isDigitCharacter(c);
    case NUMERIC:
      return isNumeric(c);
    case ALPHA:
      return isAlphabetic(c);
    case ALNUM:
      return isAlphabetic(c) || isNumeric(c);
    case SPACE:
      return isWhiteSpace(c);
    default:
      return c < 128;
  }
}
function allOf(self: W_Object, kind: int): W_Object {
  const s = self as W_Str;
  for (let i = 0; i < s.length; i++) if (!isOfClass(s.charAt(i), kind)) return newBool(false);
  return newBool(s.length > 0 || kind === ASCII);
}
function str_isdecimal(self: W_Object): W_Object {
  return allOf(self, DECIMAL);
}
function str_isdigit(self: W_Object): W_Object {
  return allOf(self, DIGIT);
}
function str_isnumeric(self: W_Object): W_Object {
  return allOf(self, NUMERIC);
}
function str_isalpha(self: W_Object): W_Object {
  return allOf(self, ALPHA);
}
function str_isalnum(self: W_Object): W_Object {
  return allOf(self, ALNUM);
}
function str_isspace(self: W_Object): W_Object {
  return allOf(self, SPACE);
}
function str_isascii(self: W_Object): W_Object {
  return allOf(self, ASCII);
}
/** All cased characters are of one case, and there is one. */
function inCase(self: W_Object, upper: boolean): W_Object {
  const s = self as W_Str;
  let any = false;
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    if (isTitlecase(c) || (upper ? isLowercase(c) : isUppercase(c))) return newBool(false);
    if (upper ? isUppercase(c) : isLowercase(c)) any = true;
  }
  return newBool(any);
}
function str_isupper(self: W_Object): W_Object {
  return inCase(self, true);
}
function str_islower(self: W_Object): W_Object {
  return inCase(self, false);
}
function str_istitle(self: W_Object): W_Object {
  const s = self as W_Str;
  let inWord = false;
  let any = false;
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    const upper = isUppercase(c) || isTitlecase(c);
    const lower = isLowercase(c);
    if (upper ? inWord : lower && !inWord) return newBool(false);
    inWord = upper || lower;
    if (inWord) any = true;
  }
  return newBool(any);
}
/** Whether the text could be a name of the source of a program; keywords are. */
export function isIdentifier(s: W_Str): boolean {
  for (let i = 0; i < s.length; i++) {
    const c = s.charAt(i);
    if (i === 0 ? !isIdentifierStart(c) : !isIdentifierPart(c)) return false;
  }
  return s.length > 0;
}
function str_isidentifier(self: W_Object): W_Object {
  return newBool(isIdentifier(self as W_Str));
}
function str_isprintable(self: W_Object): W_Object {
  const s = self as W_Str;
  for (let i = 0; i < s.length; i++) if (!isPrintable(s.charAt(i))) return newBool(false);
  return newBool(true);
}

def(w_str, "upper(self, /)", str_upper);
def(w_str, "lower(self, /)", str_lower);
def(w_str, "casefold(self, /)", str_casefold);
def(w_str, "swapcase(self, /)", str_swapcase);
def(w_str, "capitalize(self, /)", str_capitalize);
def(w_str, "title(self, /)", str_title);
def(w_str, "isdigit(self, /)", str_isdigit);
def(w_str, "isdecimal(self, /)", str_isdecimal);
def(w_str, "isnumeric(self, /)", str_isnumeric);
def(w_str, "isalpha(self, /)", str_isalpha);
def(w_str, "isalnum(self, /)", str_isalnum);
def(w_str, "isspace(self, /)", str_isspace);
def(w_str, "isascii(self, /)", str_isascii);
def(w_str, "isupper(self, /)", str_isupper);
def(w_str, "islower(self, /)", str_islower);
def(w_str, "istitle(self, /)", str_istitle);
def(w_str, "isidentifier(self, /)", str_isidentifier);
def(w_str, "isprintable(self, /)", str_isprintable);
