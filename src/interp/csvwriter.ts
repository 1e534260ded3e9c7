// `csv.writer`: puts rows into text, each with one call of the file's write().

import type { int } from "../rts/index.ts";
import { def, member } from "./builtin.ts";
import { isNumber, W_Complex } from "./complex.ts";
import {
  CR,
  dialectOf,
  LF,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  SPACE,
  type W_Dialect,
  w_Error,
} from "./csvdialect.ts";
import { raise0, raise1, raiseInts, w_TypeError } from "./errors.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { n_module, n_write } from "./names.ts";
import { W_Object } from "./object.ts";
import { iter, next } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_Writer = builtinType("_csv.writer");
w_Writer.isBaseType = false;
w_Writer.dict.set(n_module, intern("_csv"));

class W_Writer extends W_Object {
  readonly write: W_Object;
  readonly dialect: W_Dialect;
  constructor(write: W_Object, dialect: W_Dialect) {
    super();
    this.write = write;
    this.dialect = dialect;
  }
  override getType(): W_Type {
    return w_Writer;
  }
}
const emptyText = intern("");

/** What QUOTE_STRINGS and QUOTE_NOTNULL tell from an empty str by leaving it without quotes. */
function mustBeBare(field: W_Object, quoting: int): boolean {
  if (quoting === QUOTE_NONE) return true;
  return field === w_None && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL);
}
function wantsQuotes(field: W_Object, quoting: int): boolean {
  switch (quoting) {
    case QUOTE_ALL:
      return true;
    case QUOTE_NONNUMERIC:
      return !isNumber(field) && !(field.unwrap() instanceof W_Complex);
    case QUOTE_STRINGS:
      return field.unwrap() instanceof W_Str;
    case QUOTE_NOTNULL:
      return field !== w_None;
    default:
      return false;
  }
}
function textOf(field: W_Object): W_Str {
  if (field === w_None) return emptyText;
  const plain = field.unwrap();
  return plain instanceof W_Str ? plain : field.str();
}
/** Characters that mean something, so that they need quotes or the escape character. */
function isSpecial(dialect: W_Dialect, c: int): boolean {
  if (c === dialect.delimiter || c === dialect.escapechar || c === dialect.quotechar || c === LF || c === CR)
    return true;
  const ending = dialect.lineterminator;
  for (let i = 0; i < ending.length; i++) if (ending.charAt(i) === c) return true;
  return false;
}
function addField(row: StrBuilder, dialect: W_Dialect, text: W_Str, quotes: boolean): void {
  const field = new StrBuilder();
  let quoted = quotes;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (isSpecial(dialect, c)) {
      const isQuote = c === dialect.quotechar;
      let escape = dialect.quoting === QUOTE_NONE || c === dialect.escapechar;
      if (!escape && isQuote) {
        if (dialect.doublequote) field.addChar(c);
        else escape = true;
      }
      if (escape) {
        if (dialect.escapechar < 0) throw raise0(w_Error, "need to escape, but no escapechar set");
        field.addChar(dialect.escapechar);
      } else quoted = true;
    }
    field.addChar(c);
  }
  if (quoted) row.addChar(dialect.quotechar);
  row.addStr(field.build());
  if (quoted) row.addChar(dialect.quotechar);
}

function writer_writerow(self: W_Object, row: W_Object): W_Object {
  const writer = self as W_Writer;
  const dialect = writer.dialect;
  const fields = row.iter();
  if (fields === null) throw raise1(w_Error, "iterable expected, not %T", row);
  const text = new StrBuilder();
  let count = 0;
  let bare = false;
  for (;;) {
    const field = next(fields);
    if (field === null) break;
    if (count > 0) text.addChar(dialect.delimiter);
    const content = textOf(field);
    let quotes = wantsQuotes(field, dialect.quoting);
    bare = mustBeBare(field, dialect.quoting);
    if (content.length === 0 && dialect.delimiter === SPACE && dialect.skipinitialspace) {
      if (bare)
        throw raise0(w_Error, "empty field must be quoted if delimiter is a space and skipinitialspace is true");
      quotes = true;
    }
    addField(text, dialect, content, quotes);
    count++;
  }
  // else it would be an empty line, which is a row without fields
  if (count > 0 && text.length === 0) {
    if (bare) throw raise0(w_Error, "single empty field record must be quoted");
    addField(text, dialect, emptyText, true);
  }
  text.addStr(dialect.lineterminator);
  return writer.write.call1(text.build());
}
function writer_writerows(self: W_Object, rows: W_Object): W_Object {
  const all = iter(rows);
  for (;;) {
    const row = next(all);
    if (row === null) return w_None;
    writer_writerow(self, row);
  }
}

/** `writer(file, dialect="excel", **settings)` */
export function newWriter(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = args.length - (kwnames === null ? 0 : kwnames.length);
  if (given < 1) throw raiseInts(w_TypeError, "writer expected at least 1 argument, got %d", null, given, 0);
  if (given > 2) throw raiseInts(w_TypeError, "writer expected at most 2 arguments, got %d", null, given, 0);
  const dialect = dialectOf(given > 1 ? args[1]! : null, args, given, given, kwnames);
  const write = attributeOrNull(args[0]!, n_write);
  if (write === null) throw raise0(w_TypeError, 'argument 1 must have a "write" method');
  return new W_Writer(write, dialect);
}
function writer_dialect(self: W_Object): W_Object {
  return (self as W_Writer).dialect;
}
def(w_Writer, "writerow(self, row, /)", writer_writerow);
def(w_Writer, "writerows(self, rows, /)", writer_writerows);
member(w_Writer, "dialect", writer_dialect);
