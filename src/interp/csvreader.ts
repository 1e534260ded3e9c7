// `csv.reader`: an iterator over the rows of an iterable of lines. A state machine takes one character after the other; the end of each
// line is told to it as the character END.

import type { int } from "../rts/index.ts";
import { member } from "./builtin.ts";
import {
  CR,
  csvState,
  dialectOf,
  LF,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  SPACE,
  type W_Dialect,
  w_Error,
} from "./csvdialect.ts";
import { raise0, raise1, raise2, raiseInts, w_TypeError } from "./errors.ts";
import { newFloat, parseFloat } from "./float.ts";
import { newInt } from "./int.ts";
import { W_Iterator } from "./iterator.ts";
import { W_List } from "./list.ts";
import { n_module } from "./names.ts";
import type { W_Object } from "./object.ts";
import { iter, next } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { charStr, intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

const END = -1;

const START_RECORD = 0;
const START_FIELD = 1;
const IN_FIELD = 2;
const IN_QUOTES = 3;
/** Behind the escape character. */
const ESCAPED = 4;
const ESCAPED_IN_QUOTES = 5;
/** Behind a line end that was escaped: the end of the line itself means nothing. */
const AFTER_ESCAPED_END = 6;
/** Behind a quote within quotes: the first of two, or the last of the field. */
const QUOTE_IN_QUOTES = 7;
/** Behind a line end: only another, or the end of the line, may follow. */
const AFTER_END = 8;

export const w_Reader = builtinType("_csv.reader");
w_Reader.isBaseType = false;
w_Reader.dict.set(n_module, intern("_csv"));

class W_Reader extends W_Iterator {
  readonly lines: W_Object;
  readonly dialect: W_Dialect;
  lineNumber: int = 0;
  private state: int = START_RECORD;
  private fields: W_List = new W_List();
  private field: StrBuilder = new StrBuilder();
  /** Whether the field began with a quote. */
  private quoted: boolean = false;

  constructor(lines: W_Object, dialect: W_Dialect) {
    super();
    this.lines = lines;
    this.dialect = dialect;
  }
  override getType(): W_Type {
    return w_Reader;
  }
  /** The fields of the next row. Raises Error for what the dialect does not allow. */
  override next(): W_Object | null {
    this.fields = new W_List();
    this.startField();
    this.state = START_RECORD;
    do {
      const line = next(this.lines);
      if (line === null) {
        if (this.field.length === 0 && this.state !== IN_QUOTES) return null;
        if (this.dialect.strict) throw raise0(w_Error, "unexpected end of data");
        this.saveField();
        break;
      }
      const text = line.unwrap();
      if (!(text instanceof W_Str))
        throw raise1(w_Error, "iterator should return strings, not %T (the file should be opened in text mode)", line);
      this.lineNumber++;
      for (let i = 0; i < text.length; i++) this.take(text.charAt(i));
      this.take(END);
    } while (this.state !== START_RECORD);
    return this.fields;
  }
  private startField(): void {
    this.field = new StrBuilder();
    this.quoted = false;
  }
  private saveField(): void {
    this.fields.append(this.fieldValue());
    this.startField();
  }
  private fieldValue(): W_Object {
    const text = this.field.build();
    const quoting = this.dialect.quoting;
    if (this.quoted) return text;
    if (text.length === 0 && (quoting === QUOTE_NOTNULL || quoting === QUOTE_STRINGS)) return w_None;
    if (text.length > 0 && (quoting === QUOTE_NONNUMERIC || quoting === QUOTE_STRINGS))
      return newFloat(parseFloat(text));
    return text;
  }
  private add(c: int): void {
    if (this.field.length >= csvState.limit)
      throw raiseInts(w_Error, "field larger than field limit (%d)", null, csvState.limit, 0);
    this.field.addChar(c);
  }
  private isEnd(c: int): boolean {
    return c === LF || c === CR || c === END;
  }
  private endRecord(c: int): void {
    this.saveField();
    this.state = c === END ? START_RECORD : AFTER_END;
  }
  private isQuote(c: int): boolean {
    return c === this.dialect.quotechar && c !== END && this.dialect.quoting !== QUOTE_NONE;
  }
  private isEscape(c: int): boolean {
    return c === this.dialect.escapechar && c !== END;
  }

  private take(c: int): void {
    switch (this.state) {
      case START_RECORD:
        // an empty line is a row without fields
        if (c === END) return;
        if (c === LF || c === CR) this.state = AFTER_END;
        else this.takeFirst(c);
        return;
      case START_FIELD:
        this.takeFirst(c);
        return;
      case ESCAPED:
        this.add(c === END ? LF : c);
        this.state = c === LF || c === CR ? AFTER_ESCAPED_END : IN_FIELD;
        return;
      case AFTER_ESCAPED_END:
        if (c !== END) this.takeInField(c);
        return;
      case IN_FIELD:
        this.takeInField(c);
        return;
      case IN_QUOTES:
        if (c === END) return;
        if (this.isEscape(c)) this.state = ESCAPED_IN_QUOTES;
        else if (this.isQuote(c)) this.state = this.dialect.doublequote ? QUOTE_IN_QUOTES : IN_FIELD;
        else this.add(c);
        return;
      case ESCAPED_IN_QUOTES:
        this.add(c === END ? LF : c);
        this.state = IN_QUOTES;
        return;
      case QUOTE_IN_QUOTES:
        this.takeAfterQuote(c);
        return;
      default:
        if (c === END) this.state = START_RECORD;
        else if (c !== LF && c !== CR)
          throw raise0(
            w_Error,
            "new-line character seen in unquoted field - do you need to open the file with newline=''?",
          );
    }
  }
  private takeFirst(c: int): void {
    if (this.isEnd(c)) this.endRecord(c);
    else if (this.isQuote(c)) {
      this.quoted = true;
      this.state = IN_QUOTES;
    } else if (this.isEscape(c)) this.state = ESCAPED;
    else if (c === SPACE && this.dialect.skipinitialspace) this.state = START_FIELD;
    else if (c === this.dialect.delimiter) this.endField();
    else {
      this.add(c);
      this.state = IN_FIELD;
    }
  }
  private endField(): void {
    this.saveField();
    this.state = START_FIELD;
  }
  private takeInField(c: int): void {
    if (this.isEnd(c)) this.endRecord(c);
    else if (this.isEscape(c)) this.state = ESCAPED;
    else if (c === this.dialect.delimiter) this.endField();
    else {
      this.add(c);
      this.state = IN_FIELD;
    }
  }
  private takeAfterQuote(c: int): void {
    const dialect = this.dialect;
    if (this.isQuote(c)) {
      this.add(c);
      this.state = IN_QUOTES;
    } else if (c === dialect.delimiter) this.endField();
    else if (this.isEnd(c)) this.endRecord(c);
    else if (dialect.strict)
      throw raise2(w_Error, "'%S' expected after '%S'", charStr(dialect.delimiter), charStr(dialect.quotechar));
    else {
      this.add(c);
      this.state = IN_FIELD;
    }
  }
}

/** `reader(iterable, dialect="excel", **settings)` */
export function newReader(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = args.length - (kwnames === null ? 0 : kwnames.length);
  if (given < 1) throw raiseInts(w_TypeError, "reader expected at least 1 argument, got %d", null, given, 0);
  if (given > 2) throw raiseInts(w_TypeError, "reader expected at most 2 arguments, got %d", null, given, 0);
  const lines = iter(args[0]!);
  return new W_Reader(lines, dialectOf(given > 1 ? args[1]! : null, args, given, given, kwnames));
}
function reader_dialect(self: W_Object): W_Object {
  return (self as W_Reader).dialect;
}
function reader_line_num(self: W_Object): W_Object {
  return newInt((self as W_Reader).lineNumber);
}
member(w_Reader, "dialect", reader_dialect);
member(w_Reader, "line_num", reader_line_num);
defSlots(w_Reader, "__iter__ __next__");
