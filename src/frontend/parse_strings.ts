// The parser's layer for string literals: adjacent ones are concatenated, and f-strings and t-strings are put together
// from their tokens (see the tokenizer's head).

import { joinTexts } from "../bytecode/surrogates.ts";
import type { Constant, Expr, FormattedValue, Interpolation, JoinedStr, Located } from "./ast.ts";
import { ParserBase } from "./parser_base.ts";
import { decodeBytes, decodeStr, LiteralFault, literalParts, undoubleBraces } from "./string_literal.ts";
import { T } from "./tokens.ts";

/** The two kinds of formatted strings differ in their tokens and in what a replacement field becomes. */
interface FStringKind {
  readonly letter: "f" | "t";
  readonly middle: number;
  readonly end: number;
  /** Do fields become Interpolations? */
  readonly interpolates: boolean;
}

const fstringKind: FStringKind = { letter: "f", middle: T.FStringMiddle, end: T.FStringEnd, interpolates: false };
const tstringKind: FStringKind = { letter: "t", middle: T.TStringMiddle, end: T.TStringEnd, interpolates: true };

const conversions = ["s", "r", "a"];

/** One literal of a run of adjacent ones, as it will be joined: a constant, or the parts of an f- or t-string. */
type Piece = Constant | { kind: "parts"; isTemplate: boolean; values: Expr[]; first: number };

export abstract class StringParser extends ParserBase {
  /** One or more adjacent literals; the current token begins one. */
  protected strings(): Expr {
    const first = this.pos;
    const kind = this.kinds[first];
    // The usual case: one plain literal.
    if (kind === T.String) {
      const next = this.kinds[first + 1];
      if (next !== T.String && next !== T.FStringStart && next !== T.TStringStart) {
        this.pos++;
        return this.plainString(first);
      }
    }
    const pieces: Piece[] = [];
    for (;;) {
      const at = this.pos;
      const kind = this.peek();
      if (kind === T.String) {
        this.pos++;
        pieces.push(this.plainString(at));
      } else if (kind === T.FStringStart || kind === T.TStringStart) {
        const isTemplate = kind === T.TStringStart;
        pieces.push({ kind: "parts", isTemplate, values: this.formattedString(isTemplate), first: at });
      } else {
        break;
      }
    }
    return this.concatenate(pieces, first);
  }

  // ------------------------------------------------------------------------------------------------ concatenation

  private concatenate(pieces: Piece[], first: number): Expr {
    const where = this.located(first);
    const isBytes = pieces.map((piece) => piece.kind === "Constant" && piece.value.type === "bytes");
    const templates = pieces.filter((piece) => piece.kind === "parts" && piece.isTemplate).length;
    if (templates > 0 && templates < pieces.length) {
      this.complain("cannot mix t-string literals with string or bytes literals", first, this.pos - 1);
    }
    if (isBytes.includes(true)) {
      if (isBytes.includes(false)) {
        this.complainHere("cannot mix bytes and nonbytes literals");
      }
      const parts = pieces.map((piece) => (piece as Constant).value as { value: Uint8Array });
      return { kind: "Constant", value: { type: "bytes", value: joinBytes(parts) }, prefix: null, ...where };
    }
    const prefix = pieces[0]!.kind === "Constant" ? pieces[0].prefix : null;
    const formatted = pieces.some((piece) => piece.kind === "parts");
    if (!formatted) {
      const value = pieces.map(strOf).reduce(joinTexts, "");
      return { kind: "Constant", value: { type: "str", value }, prefix, ...where };
    }
    const values = mergeConstants(pieces.flatMap((piece) => (piece.kind === "Constant" ? [piece] : piece.values)));
    return { kind: templates > 0 ? "TemplateStr" : "JoinedStr", values, ...where };
  }

  private plainString(token: number): Constant {
    const parts = literalParts(this.tokens.textOf(token));
    const offset = this.tokens.starts[token] + parts.bodyStart;
    const { body, raw } = parts;
    let value: Constant["value"];
    try {
      if (parts.bytes) {
        value = { type: "bytes", value: decodeBytes(body, raw, this.warnFrom(offset)) };
      } else {
        value = { type: "str", value: raw ? body : decodeStr(body, this.warnFrom(offset)) };
      }
    } catch (e) {
      throw this.literalError(e, token);
    }
    return {
      kind: "Constant",
      value,
      prefix: parts.unicode ? "u" : null,
      lineno: this.lines[token],
      colOffset: this.cols[token],
      endLineno: this.endLines[token],
      endColOffset: this.endCols[token],
    };
  }

  /** A bad literal is an error whatever the grammar says: nothing that could be tried instead would make it good. */
  private literalError(e: unknown, token: number): unknown {
    return e instanceof LiteralFault ? this.source.error(e.message, this.tokens.rangeOf(token)) : e;
  }

  private warnFrom(offset: number): (message: string, index: number, length: number) => void {
    return (message, index, length) => {
      const { line, column } = this.source.positionOf(offset + index);
      this.tokens.warnings.push({ message, line, column, endLine: line, endColumn: column + length });
    };
  }

  // -------------------------------------------------------------------------------------- f-strings and t-strings

  /** From the Start token to the End token; the parts are not merged yet. */
  private formattedString(isTemplate: boolean): Expr[] {
    const kind = isTemplate ? tstringKind : fstringKind;
    const raw = /r/i.test(this.tokens.textOf(this.pos).replace(/['"]/g, ""));
    this.pos++;
    const values: Expr[] = [];
    while (!this.accept(kind.end)) {
      if (this.at(kind.middle)) {
        values.push(this.middle(raw, false));
      } else if (this.at(T.LBrace)) {
        this.replacementField(kind, raw, values);
      } else {
        this.fail();
      }
    }
    return values;
  }

  private middle(raw: boolean, inSpec: boolean): Constant {
    const token = this.pos++;
    // A format spec has no doubled braces: there, `{` always opens a field.
    const text = inSpec ? this.tokens.textOf(token) : undoubleBraces(this.tokens.textOf(token), raw);
    let value: string;
    try {
      value = raw ? text : decodeStr(text, this.warnFrom(this.tokens.starts[token]));
    } catch (e) {
      throw this.literalError(e, token);
    }
    return { kind: "Constant", value: { type: "str", value }, prefix: null, ...this.located(token) };
  }

  /** `{expression = !conversion : spec}`; adds the field and, for `=`, the text before it. */
  private replacementField(kind: FStringKind, raw: boolean, values: Expr[]): void {
    const open = this.pos++;
    this.enter();
    const value = this.fieldExpression(kind, open);
    const valueEnd = this.tokens.ends[this.pos - 1];
    const debug = this.accept(T.Equal);
    let debugText: Constant | null = null;
    if (debug) {
      if (!this.at(T.Exclamation) && !this.at(T.Colon) && !this.at(T.RBrace)) {
        this.complainHere(`${kind.letter}-string: expecting '!', or ':', or '}'`);
      }
      debugText = this.debugConstant(open);
    } else if (!this.at(T.Exclamation) && !this.at(T.Colon) && !this.at(T.RBrace)) {
      this.complainHere(`${kind.letter}-string: expecting '=', or '!', or ':', or '}'`);
    }
    let conversion = this.at(T.Exclamation) ? this.conversion(kind) : -1;
    const formatSpec = this.at(T.Colon) ? this.formatSpec(kind, raw) : null;
    if (!this.at(T.RBrace)) {
      this.complainHere(`${kind.letter}-string: expecting '}'`);
    }
    this.pos++;
    this.depth--;
    if (debugText !== null) {
      values.push(debugText);
      if (conversion < 0 && formatSpec === null) {
        conversion = 114;
      }
    }
    const where = this.located(open);
    const field: FormattedValue | Interpolation = kind.interpolates
      ? {
          kind: "Interpolation",
          value,
          str: this.fieldText(this.tokens.ends[open], valueEnd),
          conversion,
          formatSpec,
          ...where,
        }
      : { kind: "FormattedValue", value, conversion, formatSpec, ...where };
    values.push(field);
  }

  /** The expression of a field. The diagnosing parser explains what else stands there. */
  protected fieldExpression(_kind: FStringKind, _open: number): Expr {
    return this.at(T.Yield) ? this.yieldExpression() : this.starExpressions();
  }

  private conversion(kind: FStringKind): number {
    const mark = this.pos++;
    const at = this.pos;
    if (this.at(T.Colon) || this.at(T.RBrace)) {
      this.complainHere(`${kind.letter}-string: missing conversion character`);
    }
    if (!this.at(T.Name)) {
      this.complainHere(`${kind.letter}-string: invalid conversion character`);
    }
    if (this.tokens.starts[at] !== this.tokens.ends[mark]) {
      const message = `${kind.letter}-string: conversion type must come right after the exclamation mark`;
      this.complain(message, mark, at);
    }
    const name = this.nameOf(this.pos++);
    if (!conversions.includes(name)) {
      const message = `${kind.letter}-string: invalid conversion character '${name}': expected 's', 'r', or 'a'`;
      this.complain(message, at);
    }
    if (!this.at(T.Colon) && !this.at(T.RBrace)) {
      this.complainHere(`${kind.letter}-string: expecting ':' or '}'`);
    }
    return name.charCodeAt(0);
  }

  private formatSpec(kind: FStringKind, raw: boolean): JoinedStr {
    const colon = this.pos++;
    const values: Expr[] = [];
    // A spec is formatted at once, even a t-string's: its fields are those of an f-string.
    const inner: FStringKind = { ...kind, interpolates: false };
    while (!this.at(T.RBrace)) {
      if (this.at(kind.middle)) {
        values.push(this.middle(raw, true));
      } else if (this.at(T.LBrace)) {
        this.replacementField(inner, raw, values);
      } else {
        this.complainHere(`${kind.letter}-string: expecting '}', or format specs`);
      }
    }
    return { kind: "JoinedStr", values: mergeConstants(values), ...this.located(colon) };
  }

  /** The text of `x = ` in `{x = }`: everything up to the next token, without comments. */
  private debugConstant(open: number): Constant {
    const next = this.pos;
    const value = this.fieldText(this.tokens.ends[open], this.tokens.starts[next]);
    return {
      kind: "Constant",
      value: { type: "str", value },
      prefix: null,
      lineno: this.endLines[open],
      colOffset: this.endCols[open],
      endLineno: this.lines[next],
      endColOffset: this.cols[next],
    };
  }

  /** Source text within a replacement field, comments left out. */
  private fieldText(start: number, end: number): string {
    const { fieldComments } = this.tokens;
    const { text } = this.source;
    let out = "";
    let from = start;
    for (let i = 0; i < fieldComments.length; i += 2) {
      if (fieldComments[i]! >= from && fieldComments[i + 1]! <= end) {
        out += text.slice(from, fieldComments[i]!);
        from = fieldComments[i + 1]!;
      }
    }
    return out + text.slice(from, end);
  }
}

function strOf(piece: Piece): string {
  return piece.kind === "Constant" && piece.value.type === "str" ? piece.value.value : "";
}

function joinBytes(parts: { value: Uint8Array }[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.value.length, 0));
  let at = 0;
  for (const { value } of parts) {
    out.set(value, at);
    at += value.length;
  }
  return out;
}

/** Joins constants that stand side by side, and drops empty ones. */
function mergeConstants(values: Expr[]): Expr[] {
  const out: Expr[] = [];
  for (const value of values) {
    if (value.kind !== "Constant" || value.value.type !== "str") {
      out.push(value);
      continue;
    }
    const last = out.at(-1);
    if (last?.kind === "Constant" && last.value.type === "str") {
      out[out.length - 1] = {
        ...last,
        value: { type: "str", value: joinTexts(last.value.value, value.value.value) },
        ...endOf(value),
      };
    } else {
      out.push(value);
    }
  }
  return out.filter((value) => !(value.kind === "Constant" && value.value.type === "str" && value.value.value === ""));
}

function endOf(node: Located): Pick<Located, "endLineno" | "endColOffset"> {
  return { endLineno: node.endLineno, endColOffset: node.endColOffset };
}
