// Tracebacks and uncaught exceptions as text, as CPython's traceback module writes them.

import { arrayCopy, type int, U8Array } from "../rts/index.ts";
import { W_Bytes } from "./bytes.ts";
import { Positions } from "./codeattributes.ts";
import { MODE } from "./compiling.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, w_SyntaxError } from "./errors.ts";
import { isGroup } from "./exceptiongroup.ts";
import {
  F_END_LINENO,
  F_END_OFFSET,
  F_EXCEPTIONS,
  F_LINENO,
  F_MSG,
  F_OFFSET,
  F_SYNTAX_FILE,
  F_TEXT,
  W_BaseException,
} from "./exceptions.ts";
import { W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_notes } from "./names.ts";
import type { W_Object } from "./object.ts";
import { moduleOf } from "./objecttype.ts";
import { utf8Of } from "./output.ts";
import { hostCompile, hostFetch, hostReadFile } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { addHint } from "./suggestions.ts";
import { emptyStr, intern, StrBuilder, strOf, W_Str } from "./text.ts";
import type { Traceback } from "./traceback.ts";
import { W_Tuple } from "./tuple.ts";
import { textOfUtf8 } from "./utf8.ts";

/** Source text of programs that are in no file (-c, standard input), by file name; and of files that have been read. */
export class SourceTexts {
  filename: W_Str = emptyStr;
  bytes: U8Array = noBytes;
  files: W_Dict | null = null;
}
const noBytes = new U8Array(0);
export const sourceTexts = new SourceTexts();

/** The bytes of a source file; empty when it is not to be had. */
function sourceOf(filename: W_Str): U8Array {
  if (filename.equals(sourceTexts.filename)) return sourceTexts.bytes;
  if (sourceTexts.files === null) sourceTexts.files = new W_Dict();
  const known = sourceTexts.files.get(filename);
  if (known instanceof W_Bytes) return known.items;
  if (filename.length === 0 || filename.charAt(0) === 60) return noBytes;
  const length = hostReadFile(utf8Of(filename));
  if (length < 0) return noBytes;
  const bytes = new U8Array(length);
  hostFetch(bytes);
  sourceTexts.files.set(filename, new W_Bytes(bytes));
  return bytes;
}
/** Lines `first` to `last` (from 1) of a file; empty when they are not to be had. */
function sourceLines(filename: W_Str, first: int, last: int): U8Array {
  const bytes = sourceOf(filename);
  let line = 1;
  let from = 0;
  while (from < bytes.length && line < first) {
    if (bytes[from] === 10) line++;
    from++;
  }
  let to = from;
  while (to < bytes.length) {
    if (bytes[to] === 10) {
      if (line === last) break;
      line++;
    }
    to++;
  }
  const part = new U8Array(to - from);
  arrayCopy(bytes, from, part, 0, to - from);
  return part;
}
/** A line of a source file without the space around it; empty when it is not to be had. */
export function sourceLineText(filename: W_Str, line: int): W_Str {
  const bytes = sourceLines(filename, line, line);
  let from = 0;
  let to = bytes.length;
  while (from < to && bytes[from]! <= 32) from++;
  while (to > from && bytes[to - 1]! <= 32) to--;
  return textOfUtf8(bytes, from, to - from);
}
function isBlank(bytes: U8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 32) return false;
  return true;
}

/** Collects the text; within groups each line begins with a margin. */
class Writer {
  readonly text: StrBuilder = new StrBuilder();
  /** How many groups deep. */
  depth: int = 0;
  /** The box of a group has to be closed after what is written now. */
  needClose: boolean = false;

  indent(): void {
    this.text.addRepeated(32, 2 * this.depth);
  }
  /** Text that ends with a newline. */
  emit(text: W_Str, margin: int): void {
    let from = 0;
    while (from < text.length) {
      let to = from;
      while (to < text.length && text.charAt(to) !== 10) to++;
      if (this.depth > 0) {
        this.indent();
        this.text.addChar(margin);
        this.text.addChar(32);
      }
      this.text.addSlice(text, from, to);
      this.text.addChar(10);
      from = to + 1;
    }
  }
  emitLiteral(text: string): void {
    this.emit(strOf(text), BAR);
  }
}
const BAR = 124;
const PLUS = 43;

function addEntry(out: StrBuilder, entry: Traceback): void {
  const code = entry.code();
  const line = entry.line();
  out.add('  File "');
  out.addStr(code.filename);
  out.add('", line ');
  out.addInt(line);
  out.add(", in ");
  out.addStr(code.name);
  out.addChar(10);
  const positions = new Positions(code);
  let at = 0;
  while (positions.advance()) {
    at = at + positions.count;
    if (entry.pc < at) break;
  }
  const exact = entry.givenLine <= 0 && positions.line === line;
  const lines = sourceLines(code.filename, line, exact ? positions.endLine : line);
  if (isBlank(lines)) return;
  if (!exact) {
    out.add("    ");
    let from = 0;
    let to = lines.length;
    while (lines[from]! <= 32) from++;
    while (lines[to - 1]! <= 32) to--;
    out.addStr(textOfUtf8(lines, from, to - from));
    out.addChar(10);
    return;
  }
  const columns = new StrBuilder();
  columns.addInt(positions.column);
  columns.addChar(32);
  columns.addInt(positions.endColumn);
  const length = hostCompile(lines, utf8Of(columns.build()), MODE.traceback, 0, 0, -1);
  if (length <= 0) return;
  const bytes = new U8Array(length);
  hostFetch(bytes);
  out.addStr(textOfUtf8(bytes, 0, length));
}
/** Entries; the same one more than three times in a row is counted. */
function addEntries(out: StrBuilder, first: Traceback): void {
  let entry: Traceback | null = first;
  let last: Traceback | null = null;
  let count = 0;
  while (entry !== null) {
    if (last === null || last.line() !== entry.line() || !sameFunction(last, entry)) {
      addRepeated(out, count);
      count = 0;
    }
    count++;
    if (count <= 3) addEntry(out, entry);
    last = entry;
    entry = entry.tail;
  }
  addRepeated(out, count);
}
function sameFunction(a: Traceback, b: Traceback): boolean {
  const x = a.code();
  const y = b.code();
  return x === y || (x.filename.equals(y.filename) && x.name.equals(y.name));
}
function addRepeated(out: StrBuilder, count: int): void {
  if (count <= 3) return;
  out.add("  [Previous line repeated ");
  out.addInt(count - 3);
  out.add(count - 3 > 1 ? " more times]\n" : " more time]\n");
}

// --- the line that names the exception
const mainName = intern("__main__");
function addTypeName(out: StrBuilder, exception: W_BaseException): void {
  const type = exception.getType();
  const module = moduleOf(type);
  if (module !== null && module !== mainName) {
    out.addStr(module);
    out.addChar(46);
  }
  out.addStr(type.qualname);
}
/** str(object), or what stands for it when that raises. */
function safeText(object: W_Object, failed: string): W_Str {
  try {
    return object.str();
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    return strOf(failed);
  }
}
/** `module.Type: message`, and notes. */
function addException(out: StrBuilder, exception: W_BaseException): void {
  if (exception.getType().isSubtype(w_SyntaxError)) addSyntaxError(out, exception);
  else {
    addTypeName(out, exception);
    const message = new StrBuilder();
    message.addStr(safeText(exception, "<exception str() failed>"));
    addHint(message, exception);
    if (message.length > 0) {
      out.add(": ");
      out.addStr(message.build());
    }
    out.addChar(10);
  }
  addNotes(out, exception);
}
function addNotes(out: StrBuilder, exception: W_BaseException): void {
  let notes: W_Object | null = null;
  try {
    notes = exception.getAttr(n_notes);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    out.add("Ignored error getting __notes__: ");
    out.addStr(error.value().repr());
    out.addChar(10);
  }
  if (notes === null || notes === w_None) return;
  const list = notes.unwrap();
  if (!(list instanceof W_List) && !(list instanceof W_Tuple)) {
    out.addStr(notes.repr());
    out.addChar(10);
    return;
  }
  for (const note of arrayOf(list)) {
    out.addStr(safeText(note, "<note str() failed>"));
    out.addChar(10);
  }
}
function intOf(value: W_Object | null): int {
  return value instanceof W_Int ? value.value : 0;
}
function addSyntaxError(out: StrBuilder, exception: W_BaseException): void {
  const file = exception.field(F_SYNTAX_FILE);
  const line = exception.field(F_LINENO);
  const hasLine = line !== null && line !== w_None;
  if (hasLine) {
    out.add('  File "');
    if (file instanceof W_Str) out.addStr(file);
    else out.add("<string>");
    out.add('", line ');
    out.addStr(line.str());
    out.addChar(10);
  }
  const text = exception.field(F_TEXT);
  if (text instanceof W_Str) addSyntaxText(out, exception, text, line);
  addTypeName(out, exception);
  out.add(": ");
  const message = exception.field(F_MSG);
  if (message === null || message === w_None) out.add("<no detail available>");
  else out.addStr(safeText(message, "<exception str() failed>"));
  if (!hasLine && file instanceof W_Str) {
    out.add(" (");
    out.addStr(file);
    out.addChar(41);
  }
  out.addChar(10);
}
/** The line, and carets from offset to end_offset, which count from 1. */
function addSyntaxText(out: StrBuilder, exception: W_BaseException, text: W_Str, line: W_Object | null): void {
  let length = text.length;
  while (length > 0 && text.charAt(length - 1) === 10) length--;
  let spaces = 0;
  while (spaces < length && (text.charAt(spaces) === 32 || text.charAt(spaces) === 12 || text.charAt(spaces) === 10))
    spaces++;
  out.add("    ");
  out.addSlice(text, spaces, length);
  out.addChar(10);
  const given = exception.field(F_OFFSET);
  if (!(given instanceof W_Int)) return;
  let offset: int = given.value;
  let end: int;
  if (intOf(line) === intOf(exception.field(F_END_LINENO))) {
    end = intOf(exception.field(F_END_OFFSET));
    if (end === 0) end = offset;
  } else end = length + 1;
  if (text.length > 0 && offset > text.length) offset = length + 1;
  if (text.length > 0 && end > text.length) end = length + 1;
  if (offset >= end || end < 0) end = offset + 1;
  const column = offset - 1 - spaces;
  if (column < 0) return;
  out.add("    ");
  for (let i = 0; i < column; i++) {
    // other white space is kept: tabs align
    const c = spaces + i < length ? text.charAt(spaces + i) : 32;
    out.addChar(c <= 32 ? c : 32);
  }
  out.addRepeated(94, end - offset);
  out.addChar(10);
}

// --- chains and groups
const MOST_IN_GROUP = 15;
const DEEPEST_GROUP = 10;
const causeText = "\nThe above exception was the direct cause of the following exception:\n\n";
const contextText = "\nDuring handling of the above exception, another exception occurred:\n\n";

function isIn(list: W_List, object: W_Object): boolean {
  for (let i = 0; i < list.length; i++) if (list.get(i) === object) return true;
  return false;
}
/** What comes before an exception in its chain: its cause or context; null: nothing, or what has been written. */
function before(exception: W_BaseException, seen: W_List): W_BaseException | null {
  const cause = exception.cause;
  if (cause instanceof W_BaseException && !isIn(seen, cause)) return cause;
  if (cause !== null || exception.suppressContext) return null;
  const context = exception.context;
  return context instanceof W_BaseException && !isIn(seen, context) ? context : null;
}
function addChain(out: Writer, exception: W_BaseException, seen: W_List): void {
  const chain = new W_List();
  let link: W_BaseException | null = exception;
  while (link !== null) {
    chain.append(link);
    seen.append(link);
    link = before(link, seen);
  }
  for (let i = chain.length - 1; i >= 0; i--) {
    const item = chain.get(i) as W_BaseException;
    addOne(out, item, seen);
    if (i > 0) {
      const next = chain.get(i - 1) as W_BaseException;
      out.emitLiteral(next.cause === item ? causeText : contextText);
    }
  }
}
function addOne(out: Writer, exception: W_BaseException, seen: W_List): void {
  const group = isGroup(exception);
  if (group && out.depth > DEEPEST_GROUP) {
    out.emitLiteral("... (max_group_depth is 10)\n");
    return;
  }
  const top = group && out.depth === 0;
  if (top) out.depth = 1;
  if (exception.traceback !== null) {
    if (group) out.emit(strOf("Exception Group Traceback (most recent call last):\n"), top ? PLUS : BAR);
    else out.emitLiteral("Traceback (most recent call last):\n");
    const entries = new StrBuilder();
    addEntries(entries, exception.traceback);
    out.emit(entries.build(), BAR);
  }
  const last = new StrBuilder();
  addException(last, exception);
  out.emit(last.build(), BAR);
  if (group) addMembers(out, exception, seen);
  if (top) out.depth = 0;
}
function addMembers(out: Writer, group: W_BaseException, seen: W_List): void {
  const members = group.field(F_EXCEPTIONS);
  if (!(members instanceof W_Tuple)) return;
  const count = members.items.length;
  const shown = count <= MOST_IN_GROUP ? count : MOST_IN_GROUP + 1;
  out.needClose = false;
  for (let i = 0; i < shown; i++) {
    const isLast = i === shown - 1;
    // what is within may close the box already
    if (isLast) out.needClose = true;
    const truncated = i >= MOST_IN_GROUP;
    out.indent();
    out.text.add(i === 0 ? "+-+---------------- " : "  +---------------- ");
    if (truncated) out.text.add("...");
    else out.text.addInt(i + 1);
    out.text.add(" ----------------\n");
    out.depth = out.depth + 1;
    if (truncated) {
      const more = new StrBuilder();
      more.add("and ");
      more.addInt(count - MOST_IN_GROUP);
      more.add(count - MOST_IN_GROUP > 1 ? " more exceptions\n" : " more exception\n");
      out.emit(more.build(), BAR);
    } else addChain(out, members.items[i] as W_BaseException, seen);
    if (isLast && out.needClose) {
      out.indent();
      out.text.add("+------------------------------------\n");
      out.needClose = false;
    }
    out.depth = out.depth - 1;
  }
}

/** An exception with its traceback, after those that led to it. */
export function tracebackText(exception: W_BaseException): W_Str {
  const out = new Writer();
  addChain(out, exception, new W_List());
  return out.text.build();
}
