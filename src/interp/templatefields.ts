// How a template of str.format is read, for str.format itself (strformat.ts) and for string.Formatter (stringmodule.ts).
//
//   literal {name[key].attribute !conversion :spec} literal ...
//
// A TemplateReader stops behind each field and behind each doubled brace; a FieldPathReader goes through what follows the field's first name. Both hold
// positions in the template, so that nothing is copied that nobody asks for.

import type { int } from "../rts/index.ts";
import { raise0, w_ValueError } from "./errors.ts";
import type { W_Str } from "./text.ts";
import { decimalValue } from "./unicode.ts";

const OPEN = 123;
const CLOSE = 125;
const BANG = 33;
const COLON = 58;
const DOT = 46;
const LEFT = 91;
const RIGHT = 93;
/** Larger numbers of fields are refused. */
const MOST_DIGITS = 15;

export class TemplateReader {
  readonly text: W_Str;
  at: int;
  readonly end: int;
  /** The literal text in front of the field. */
  literalStart: int = 0;
  literalEnd: int = 0;
  /** Whether a field follows the literal; the rest describes it. */
  field: boolean = false;
  nameStart: int = 0;
  nameEnd: int = 0;
  /** 0: none. */
  conversion: int = 0;
  specStart: int = 0;
  specEnd: int = 0;
  /** The specification has fields of its own. */
  specHasFields: boolean = false;

  constructor(text: W_Str, from: int, to: int) {
    this.text = text;
    this.at = from;
    this.end = to;
  }
  /** Reads the next literal and field; false at the end. Raises ValueError where the template is broken. */
  next(): boolean {
    if (this.at >= this.end) return false;
    this.literalStart = this.at;
    this.field = false;
    while (this.at < this.end) {
      const c = this.text.charAt(this.at);
      this.at = this.at + 1;
      if (c === OPEN || c === CLOSE) return this.brace(c);
    }
    this.literalEnd = this.at;
    return true;
  }
  /** Behind a brace of the literal text. */
  private brace(c: int): boolean {
    this.literalEnd = this.at - 1;
    if (this.at < this.end && this.text.charAt(this.at) === c) {
      this.literalEnd = this.at;
      this.at = this.at + 1;
      return true;
    }
    if (c === CLOSE) throw raise0(w_ValueError, "Single '}' encountered in format string");
    if (this.at >= this.end) throw raise0(w_ValueError, "Single '{' encountered in format string");
    this.field = true;
    this.readField();
    return true;
  }
  private readField(): void {
    this.nameStart = this.at;
    const c = this.goBehindName();
    this.nameEnd = this.at - 1;
    this.conversion = 0;
    this.specStart = this.at;
    this.specEnd = this.at;
    this.specHasFields = false;
    if (c === CLOSE) return;
    if (c === BANG) {
      if (this.at >= this.end) throw raise0(w_ValueError, "end of string while looking for conversion specifier");
      this.conversion = this.text.charAt(this.at);
      this.at = this.at + 1;
      if (this.at < this.end) {
        const after = this.text.charAt(this.at);
        this.at = this.at + 1;
        if (after === CLOSE) return;
        if (after !== COLON) throw raise0(w_ValueError, "expected ':' after conversion specifier");
      }
    }
    this.readSpec();
  }
  /** Goes behind what ends the field's name, and answers it. */
  private goBehindName(): int {
    while (this.at < this.end) {
      const c = this.text.charAt(this.at);
      this.at = this.at + 1;
      if (c === CLOSE || c === BANG || c === COLON) return c;
      if (c === OPEN) throw raise0(w_ValueError, "unexpected '{' in field name");
      // a key may have any character in it
      if (c === LEFT) while (this.at < this.end && this.text.charAt(this.at) !== RIGHT) this.at = this.at + 1;
    }
    throw raise0(w_ValueError, "expected '}' before end of string");
  }
  private readSpec(): void {
    this.specStart = this.at;
    let depth = 1;
    while (this.at < this.end) {
      const c = this.text.charAt(this.at);
      this.at = this.at + 1;
      if (c === OPEN) {
        this.specHasFields = true;
        depth++;
      } else if (c === CLOSE) {
        depth--;
        if (depth === 0) {
          this.specEnd = this.at - 1;
          return;
        }
      }
    }
    throw raise0(w_ValueError, "unmatched '{' in format spec");
  }
}

/** The first name of a field, and the attributes and keys behind it. */
export class FieldPathReader {
  readonly text: W_Str;
  at: int;
  readonly end: int;
  firstEnd: int;
  /** What next() found: an attribute, else a key. */
  attribute: boolean = false;
  partStart: int = 0;
  partEnd: int = 0;

  constructor(text: W_Str, from: int, to: int) {
    this.text = text;
    this.end = to;
    let i = from;
    while (i < to && !startsPart(text.charAt(i))) i++;
    this.at = i;
    this.firstEnd = i;
  }
  next(): boolean {
    if (this.at >= this.end) return false;
    const c = this.text.charAt(this.at);
    if (!startsPart(c)) throw raise0(w_ValueError, "Only '.' or '[' may follow ']' in format field specifier");
    this.attribute = c === DOT;
    let i = this.at + 1;
    this.partStart = i;
    if (this.attribute) while (i < this.end && !startsPart(this.text.charAt(i))) i++;
    else {
      while (i < this.end && this.text.charAt(i) !== RIGHT) i++;
      if (i === this.end) throw raise0(w_ValueError, "Missing ']' in format string");
    }
    this.partEnd = i;
    this.at = this.attribute ? i : i + 1;
    if (i === this.partStart) throw raise0(w_ValueError, "Empty attribute in format string");
    return true;
  }
}
function startsPart(c: int): boolean {
  return c === DOT || c === LEFT;
}

/** The number that a part of the text is, if it is one; -1. */
export function fieldNumber(text: W_Str, from: int, to: int): int {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = decimalValue(text.charAt(i));
    if (digit < 0) return -1;
    if (i - from >= MOST_DIGITS) throw raise0(w_ValueError, "Too many decimal digits in format string");
    value = value * 10 + digit;
  }
  return from === to ? -1 : value;
}
