// Tracebacks and uncaught exceptions, printed as CPython prints them.

import { type int, U8Array } from "../rts/index.ts";
import { w_SyntaxError } from "./errors.ts";
import { F_END_OFFSET, F_LINENO, F_OFFSET, F_SYNTAX_FILE, F_TEXT, W_BaseException } from "./exceptions.ts";
import { newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { n_notes } from "./names.ts";
import { moduleOf } from "./objecttype.ts";
import { type Output, utf8Of } from "./output.ts";
import { hostFetch, hostReadFile } from "./requests.ts";
import { emptyStr, intern, W_Str } from "./text.ts";
import type { Traceback } from "./traceback.ts";
import { textOfUtf8 } from "./utf8.ts";

/** Source text of programs that are in no file (-c, standard input), by file name. */
export class SourceTexts {
  filename: W_Str = emptyStr;
  bytes: U8Array = new U8Array(0);
}
export const sourceTexts = new SourceTexts();

/** Line `number` (from 1) of a file, without white space around it; empty when it is not to be had. */
function sourceLine(filename: W_Str, number: int): W_Str {
  let bytes = sourceTexts.bytes;
  if (!filename.equals(sourceTexts.filename)) {
    if (filename.length === 0 || filename.charAt(0) === 60) return emptyStr;
    const length = hostReadFile(utf8Of(filename));
    if (length < 0) return emptyStr;
    bytes = new U8Array(length);
    hostFetch(bytes);
  }
  let line = 1;
  let from = 0;
  while (from < bytes.length && line < number) {
    if (bytes[from] === 10) line++;
    from++;
  }
  let to = from;
  while (to < bytes.length && bytes[to] !== 10) to++;
  while (from < to && bytes[from]! <= 32) from++;
  while (to > from && bytes[to - 1]! <= 32) to--;
  return textOfUtf8(bytes, from, to - from);
}

function writeEntry(out: Output, entry: Traceback): void {
  const line = entry.line();
  out.writeLiteral('  File "');
  out.write(entry.code().filename);
  out.writeLiteral('", line ');
  out.write(newInt(line).repr());
  out.writeLiteral(", in ");
  out.write(entry.code().name);
  out.writeByte(10);
  const text = sourceLine(entry.code().filename, line);
  if (text.length === 0) return;
  out.writeLiteral("    ");
  out.write(text);
  out.writeByte(10);
}
/** Entries; the same one more than three times in a row is counted. */
function writeTraceback(out: Output, first: Traceback): void {
  out.writeLiteral("Traceback (most recent call last):\n");
  let entry: Traceback | null = first;
  let last: Traceback | null = null;
  let repeated = 0;
  while (entry !== null) {
    if (last !== null && last.code() === entry.code() && last.line() === entry.line()) repeated++;
    else {
      writeRepeated(out, repeated);
      repeated = 0;
    }
    if (repeated < 3) writeEntry(out, entry);
    last = entry;
    entry = entry.tail;
  }
  writeRepeated(out, repeated);
}
function writeRepeated(out: Output, repeated: int): void {
  if (repeated < 3) return;
  out.writeLiteral("  [Previous line repeated ");
  out.write(newInt(repeated - 2).repr());
  out.writeLiteral(repeated - 2 === 1 ? " more time]\n" : " more times]\n");
}
/** `module.Type: message`, and notes. */
function writeException(out: Output, exception: W_BaseException): void {
  const type = exception.getType();
  const module = moduleOf(type);
  if (type.isSubtype(w_SyntaxError)) writeSyntaxLocation(out, exception);
  if (module !== null && module !== mainName) {
    out.write(module);
    out.writeByte(46);
  }
  out.write(type.qualname);
  const text = type.isSubtype(w_SyntaxError) ? syntaxMessage(exception) : exception.str();
  if (text.length > 0) {
    out.writeLiteral(": ");
    out.write(text);
  }
  out.writeByte(10);
  const notes = exception.getOwn(n_notes);
  if (notes !== null)
    for (const note of arrayOf(notes)) {
      out.write(note.str());
      out.writeByte(10);
    }
}
const mainName = intern("__main__");
/** The message alone: the location has been written. */
function syntaxMessage(exception: W_BaseException): W_Str {
  const items = exception.args.items;
  return items.length === 0 ? emptyStr : items[0]!.str();
}
function writeSyntaxLocation(out: Output, exception: W_BaseException): void {
  const file = exception.field(F_SYNTAX_FILE);
  const line = exception.field(F_LINENO);
  const text = exception.field(F_TEXT);
  if (!(file instanceof W_Str) || !(line instanceof W_Int)) return;
  out.writeLiteral('  File "');
  out.write(file);
  out.writeLiteral('", line ');
  out.write(line.repr());
  out.writeByte(10);
  if (!(text instanceof W_Str)) return;
  let start = 0;
  while (start < text.length && text.charAt(start) <= 32) start++;
  let end = text.length;
  while (end > start && text.charAt(end - 1) <= 32) end--;
  out.writeLiteral("    ");
  out.write(text.slice(start, end));
  out.writeByte(10);
  const column = exception.field(F_OFFSET);
  const endColumn = exception.field(F_END_OFFSET);
  if (!(column instanceof W_Int) || column.value < 1) return;
  const width = endColumn instanceof W_Int && endColumn.value > column.value ? endColumn.value - column.value : 1;
  out.writeLiteral("    ");
  for (let i = start; i < column.value - 1; i++) out.writeByte(32);
  for (let i = 0; i < width && column.value - 1 + i < end + 1; i++) out.writeByte(94);
  out.writeByte(10);
}

/** An exception with its traceback, after its cause or context. */
export function writeUncaught(out: Output, exception: W_BaseException, depth: int): void {
  if (depth < 100) {
    if (exception.cause instanceof W_BaseException) {
      writeUncaught(out, exception.cause, depth + 1);
      out.writeLiteral("\nThe above exception was the direct cause of the following exception:\n\n");
    } else if (exception.context instanceof W_BaseException && !exception.suppressContext) {
      writeUncaught(out, exception.context, depth + 1);
      out.writeLiteral("\nDuring handling of the above exception, another exception occurred:\n\n");
    }
  }
  if (exception.traceback !== null) writeTraceback(out, exception.traceback);
  writeException(out, exception);
}
