// The module _sre: re.Pattern and what re's Python files need. The engine is srematch.ts; a pattern keeps its program.

import { I32Array, I64Array, type int, intAnd, intDiv, newArray } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction, def, getter, member } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseFull, w_RuntimeError, w_TypeError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { importModule } from "./importing.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { arrayOf, CallableIterator } from "./iterators.ts";
import { W_List } from "./list.ts";
import { digitChar, W_Long } from "./long.ts";
import { W_MappingProxy } from "./mappingproxy.ts";
import { defineModule } from "./modules.ts";
import { EQ, NE, W_Object } from "./object.ts";
import { compareHolds, getAttr, indexObject, toInt, toSsize } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { COMPARISON_SLOTS, defSlots } from "./slots.ts";
import { asciiLower, unicodeLower } from "./srechars.ts";
import { isValidCode } from "./srecheck.ts";
import {
  SRE_CODESIZE,
  SRE_FLAG_ASCII,
  SRE_FLAG_LOCALE,
  SRE_FLAG_UNICODE,
  SRE_MAGIC,
  SRE_MAXGROUPS,
  SRE_MAXREPEAT,
} from "./srecodes.ts";
import { type Program, translatePattern } from "./srecompile.ts";
import { matcher } from "./srematch.ts";
import { pieceOf, templateOf, W_Match, W_Template } from "./srematchobject.ts";
import { intern, latinStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { caseMapped, UPPER } from "./unicode.ts";

const w_pattern = builtinType("re.Pattern");
w_pattern.hasWeakref = true;
const n_search = intern("search");
export const w_scanner = builtinType("_sre.SRE_Scanner");
for (const type of [w_pattern, w_scanner]) type.isBaseType = false;

const n_re = intern("re");
const n_compile_template = intern("_compile_template");

/** What a pattern is matched with: the object, and its characters or bytes. */
class Subject {
  readonly object: W_Object;
  readonly text: W_Str;
  readonly isBytes: boolean;
  readonly start: int;
  readonly end: int;
  constructor(object: W_Object, text: W_Str, isBytes: boolean, start: int, end: int) {
    this.object = object;
    this.text = text;
    this.isBytes = isBytes;
    this.start = start;
    this.end = end;
  }
}

const MATCH = 0;
const FULLMATCH = 1;
const SEARCH = 2;

export class W_Pattern extends W_Object {
  readonly source: W_Object;
  readonly flags: int;
  readonly groups: int;
  readonly groupIndex: W_Dict;
  readonly indexGroup: W_Object;
  readonly program: Program;
  readonly words: I64Array;
  /** Of bytes, of str; with neither it matches both. */
  readonly ofBytes: boolean;
  readonly ofText: boolean;
  constructor(
    source: W_Object,
    flags: int,
    groups: int,
    groupIndex: W_Dict,
    indexGroup: W_Object,
    program: Program,
    words: I64Array,
  ) {
    super();
    this.source = source;
    this.flags = flags;
    this.groups = groups;
    this.groupIndex = groupIndex;
    this.indexGroup = indexGroup;
    this.program = program;
    this.words = words;
    this.ofText = source.unwrap() instanceof W_Str;
    this.ofBytes = source !== w_None && !this.ofText;
  }
  override getType(): W_Type {
    return w_pattern;
  }
  override compare(op: int, other: W_Object): W_Object | null {
    if (!(other instanceof W_Pattern) || (op !== EQ && op !== NE)) return null;
    return newBool(this.equals(other) === (op === EQ));
  }
  private equals(other: W_Pattern): boolean {
    if (this === other) return true;
    if (this.flags !== other.flags || this.ofBytes !== other.ofBytes || this.words.length !== other.words.length)
      return false;
    for (let i = 0; i < this.words.length; i++) if (this.words[i] !== other.words[i]) return false;
    return compareHolds(EQ, this.source, other.source);
  }
  override hash(): int {
    return intAnd(this.source.hash() * 3 + this.flags * 7 + this.words.length, 0x7fffffff);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("re.compile(");
    const source = this.source.repr();
    text.addSlice(source, 0, source.length < 200 ? source.length : 200);
    let rest = this.flags;
    const types = intAnd(rest, SRE_FLAG_LOCALE + SRE_FLAG_UNICODE + SRE_FLAG_ASCII);
    if (this.ofText && types === SRE_FLAG_UNICODE) rest = rest - SRE_FLAG_UNICODE;
    let any = false;
    for (let i = 0; i < flagNames.length; i++) {
      if (intAnd(rest, flagValues[i]!) === 0) continue;
      text.add(any ? "|re." : ", re.");
      text.addStr(flagNames[i]!);
      any = true;
      rest = rest - flagValues[i]!;
    }
    if (rest !== 0) {
      text.add(any ? "|0x" : ", 0x");
      let shift = 1;
      while (shift * 16 <= rest) shift = shift * 16;
      for (; shift > 0; shift = intDiv(shift, 16)) text.addChar(digitChar(intAnd(intDiv(rest, shift), 15)));
    }
    text.addChar(41);
    return text.build();
  }

  subject(object: W_Object, pos: W_Object | null, endpos: W_Object | null): Subject {
    const plain = object.unwrap();
    let isBytes = false;
    let text: W_Str;
    if (plain instanceof W_Str) text = plain;
    else {
      const bytes = bytesLike(plain);
      if (bytes === null) throw raise1(w_TypeError, "expected string or bytes-like object, got '%T'", object);
      text = latinStr(bytes);
      isBytes = true;
    }
    if (isBytes && this.ofText) throw raise0(w_TypeError, "cannot use a string pattern on a bytes-like object");
    if (!isBytes && this.ofBytes) throw raise0(w_TypeError, "cannot use a bytes pattern on a string-like object");
    const length = text.length;
    const start = pos === null ? 0 : clamped(pos, length);
    return new Subject(object, text, isBytes, start, endpos === null ? length : clamped(endpos, length));
  }
  /** Looks for a match from `from` on; the answer is its end or -1, its start is matcher.matchStart. */
  find(subject: Subject, how: int, from: int, notEmpty: boolean): int {
    if (from > subject.end) return -1;
    const m = matcher;
    m.begin(this.program, subject.text, subject.end);
    if (notEmpty) m.notEmptyAt = from;
    m.whole = how === FULLMATCH;
    let end = -1;
    if (how === SEARCH) end = m.search(this.program, from);
    else {
      m.matchStart = from;
      end = m.matchAt(this.program, from);
    }
    m.finish();
    return end;
  }
  /** The match that was just found. */
  found(subject: Subject, end: int): W_Match {
    const registers = matcher.registers;
    const bounds = new I32Array(2 * this.groups + 2);
    bounds[0] = matcher.matchStart;
    bounds[1] = end;
    for (let i = 0; i < 2 * this.groups; i = i + 2)
      if (registers[i + 1]! >= 0) {
        bounds[i + 2] = registers[i]!;
        bounds[i + 3] = registers[i + 1]!;
      } else {
        bounds[i + 2] = -1;
        bounds[i + 3] = -1;
      }
    const last: int = registers[2 * this.groups]!;
    return new W_Match(this, subject.object, subject.text, subject.isBytes, bounds, last, subject.start, subject.end);
  }
  first(how: int, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
    const subject = this.subject(string, pos, endpos);
    const end = this.find(subject, how, subject.start, false);
    return end < 0 ? w_None : this.found(subject, end);
  }
  /** A group of the match that was just found; `missing` when it took no part. */
  piece(subject: Subject, group: int, missing: W_Object): W_Object {
    const registers = matcher.registers;
    const from: int = registers[2 * group - 2]!;
    const to: int = registers[2 * group - 1]!;
    return to < 0 ? missing : pieceOf(subject.text, from, to, subject.isBytes);
  }
  template(source: W_Object): W_Template {
    const result = getAttr(importModule(n_re), n_compile_template).call2(this, source);
    if (!(result instanceof W_Template)) throw raise0(w_TypeError, "invalid template");
    return result;
  }
}
const flagTable: Record<string, number> = {
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  UNICODE: 32,
  VERBOSE: 64,
  DEBUG: 128,
  ASCII: 256,
};
const flagNames: W_Str[] = Object.keys(flagTable).map((name) => intern(name));
const flagValues = new I64Array(Object.values(flagTable));

function clamped(object: W_Object, length: int): int {
  const value = indexObject(object);
  if (value instanceof W_Long) return value.sign < 0 ? 0 : length;
  const n = (value as W_Int).value;
  return n < 0 ? 0 : n > length ? length : n;
}

function pattern_match(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  return (self as W_Pattern).first(MATCH, string, pos, endpos);
}
function pattern_fullmatch(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  return (self as W_Pattern).first(FULLMATCH, string, pos, endpos);
}
function pattern_search(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  return (self as W_Pattern).first(SEARCH, string, pos, endpos);
}

/** @jit opaque */
function pattern_findall(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  const subject = pattern.subject(string, pos, endpos);
  const result = new W_List();
  const nothing = pieceOf(subject.text, 0, 0, subject.isBytes);
  let at = subject.start;
  let notEmpty = false;
  for (;;) {
    const end = pattern.find(subject, SEARCH, at, notEmpty);
    if (end < 0) return result;
    const start = matcher.matchStart;
    if (pattern.groups === 0) result.append(pieceOf(subject.text, start, end, subject.isBytes));
    else if (pattern.groups === 1) result.append(pattern.piece(subject, 1, nothing));
    else {
      const items = newArray<W_Object>(pattern.groups);
      for (let i = 0; i < items.length; i++) items[i] = pattern.piece(subject, i + 1, nothing);
      result.append(newTuple(items));
    }
    notEmpty = end === start;
    at = end;
  }
}
/** @jit opaque */
function pattern_split(self: W_Object, string: W_Object, maxsplit: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  const subject = pattern.subject(string, null, null);
  const limit = maxsplit === null ? 0 : toSsize(maxsplit);
  const result = new W_List();
  let last = 0;
  let at = 0;
  let notEmpty = false;
  let count = 0;
  while (limit === 0 || count < limit) {
    const end = pattern.find(subject, SEARCH, at, notEmpty);
    if (end < 0) break;
    const start = matcher.matchStart;
    result.append(pieceOf(subject.text, last, start, subject.isBytes));
    for (let i = 1; i <= pattern.groups; i++) result.append(pattern.piece(subject, i, w_None));
    count++;
    notEmpty = end === start;
    last = end;
    at = end;
  }
  result.append(pieceOf(subject.text, last, subject.end, subject.isBytes));
  return result;
}

/** What takes the place of a match. */
class Replacement {
  /** A constant text, */
  literal: W_Str | null = null;
  /** a template, */
  template: W_Template | null = null;
  /** or what this answers. */
  callable: W_Object | null = null;
}
function replacementOf(pattern: W_Pattern, repl: W_Object): Replacement {
  const result = new Replacement();
  if (repl.isCallable()) {
    result.callable = repl;
    return result;
  }
  const plain = repl.unwrap();
  const bytes = plain instanceof W_Str ? null : bytesLike(plain);
  const literal = plain instanceof W_Str ? plain : bytes !== null ? latinStr(bytes) : null;
  if (literal !== null && !hasBackslash(literal)) {
    checkKind(bytes !== null, pattern.ofBytes, 0, repl);
    result.literal = literal;
    return result;
  }
  const template = pattern.template(repl);
  if (template.groups.length === 0) result.literal = template.literals[0]!;
  else result.template = template;
  checkKind(template.isBytes, pattern.ofBytes, 0, repl);
  return result;
}
function hasBackslash(text: W_Str): boolean {
  for (let i = 0; i < text.length; i++) if (text.charAt(i) === 92) return true;
  return false;
}
/** A piece of the result has to be of the subject's kind. */
function checkKind(isBytes: boolean, wanted: boolean, index: int, object: W_Object): void {
  if (isBytes === wanted) return;
  throw raiseFull(
    w_TypeError,
    wanted
      ? "sequence item %d: expected a bytes-like object, %T found"
      : "sequence item %d: expected str instance, %T found",
    object,
    null,
    index,
    0,
  );
}
/** Replaces matches; answers the number of them, the text is in `text`. @jit opaque */
function substitute(pattern: W_Pattern, repl: W_Object, subject: Subject, limit: int, text: StrBuilder): int {
  const replacement = replacementOf(pattern, repl);
  let last = 0;
  let at = 0;
  let notEmpty = false;
  let count = 0;
  let pieces = 0;
  while (limit === 0 || count < limit) {
    const end = pattern.find(subject, SEARCH, at, notEmpty);
    if (end < 0) break;
    const start = matcher.matchStart;
    if (last < start) pieces++;
    text.addSlice(subject.text, last, start);
    if (replacement.literal !== null) text.addStr(replacement.literal);
    else {
      const match = pattern.found(subject, end);
      if (replacement.template !== null) replacement.template.addTo(text, match);
      else {
        const answer = replacement.callable!.call1(match);
        if (answer !== w_None) {
          const plain = answer.unwrap();
          const piece = plain instanceof W_Str ? plain : plain instanceof W_Bytes ? plain.latin() : null;
          if (piece === null) checkKind(!subject.isBytes, subject.isBytes, pieces, answer);
          else {
            checkKind(plain instanceof W_Bytes, subject.isBytes, pieces, answer);
            text.addStr(piece);
          }
          pieces++;
        }
      }
    }
    count++;
    notEmpty = end === start;
    last = end;
    at = end;
  }
  text.addSlice(subject.text, last, subject.end);
  return count;
}
function substituted(subject: Subject, count: int, text: StrBuilder): W_Object {
  if (count === 0 && subject.object instanceof W_Str) return subject.object;
  const result = text.build();
  return subject.isBytes ? new W_Bytes(result.latinBytes()) : result;
}
function pattern_sub(self: W_Object, repl: W_Object, string: W_Object, count: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  const subject = pattern.subject(string, null, null);
  const text = new StrBuilder();
  const n = substitute(pattern, repl, subject, count === null ? 0 : toSsize(count), text);
  return substituted(subject, n, text);
}
function pattern_subn(self: W_Object, repl: W_Object, string: W_Object, count: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  const subject = pattern.subject(string, null, null);
  const text = new StrBuilder();
  const n = substitute(pattern, repl, subject, count === null ? 0 : toSsize(count), text);
  return newTuple2(substituted(subject, n, text), newInt(n));
}

/** Where a series of matches in one text has come to. */
class Series {
  readonly pattern: W_Pattern;
  readonly subject: Subject;
  at: int;
  notEmpty: boolean = false;
  ended: boolean = false;
  constructor(pattern: W_Pattern, subject: Subject) {
    this.pattern = pattern;
    this.subject = subject;
    this.at = subject.start;
  }
  next(how: int): W_Match | null {
    if (this.ended) return null;
    const end = this.pattern.find(this.subject, how, this.at, this.notEmpty);
    if (end < 0) {
      this.ended = true;
      return null;
    }
    this.notEmpty = end === matcher.matchStart;
    this.at = end;
    return this.pattern.found(this.subject, end);
  }
}
export class W_Scanner extends W_Object {
  readonly series: Series;
  constructor(series: Series) {
    super();
    this.series = series;
  }
  override getType(): W_Type {
    return w_scanner;
  }
}
function pattern_finditer(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  // what CPython makes, too: a scanner that is asked until it finds nothing
  return new CallableIterator(
    getAttr(new W_Scanner(new Series(pattern, pattern.subject(string, pos, endpos))), n_search),
    w_None,
  );
}
function pattern_scanner(self: W_Object, string: W_Object, pos: W_Object | null, endpos: W_Object | null): W_Object {
  const pattern = self as W_Pattern;
  return new W_Scanner(new Series(pattern, pattern.subject(string, pos, endpos)));
}
function scanner_match(self: W_Object): W_Object {
  const match = (self as W_Scanner).series.next(MATCH);
  return match === null ? w_None : match;
}
function scanner_search(self: W_Object): W_Object {
  const match = (self as W_Scanner).series.next(SEARCH);
  return match === null ? w_None : match;
}
function scanner_pattern(self: W_Object): W_Object {
  return (self as W_Scanner).series.pattern;
}
def(w_scanner, "match(self, /)", scanner_match);
def(w_scanner, "search(self, /)", scanner_search);
member(w_scanner, "pattern", scanner_pattern);

function pattern_pattern(self: W_Object): W_Object {
  return (self as W_Pattern).source;
}
function pattern_flags(self: W_Object): W_Object {
  return newInt((self as W_Pattern).flags);
}
function pattern_groups(self: W_Object): W_Object {
  return newInt((self as W_Pattern).groups);
}
function pattern_groupindex(self: W_Object): W_Object {
  const groupIndex = (self as W_Pattern).groupIndex;
  return groupIndex.count === 0 ? new W_Dict() : new W_MappingProxy(groupIndex);
}
function pattern_copy(self: W_Object): W_Object {
  return self;
}
function pattern_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return self;
}
defSlots(w_pattern, `__repr__ __hash__ ${COMPARISON_SLOTS}`);
def(w_pattern, "match(self, /, string, pos=0, endpos=sys.maxsize)", pattern_match);
def(w_pattern, "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)", pattern_fullmatch);
def(w_pattern, "search(self, /, string, pos=0, endpos=sys.maxsize)", pattern_search);
def(w_pattern, "findall(self, /, string, pos=0, endpos=sys.maxsize)", pattern_findall);
def(w_pattern, "finditer(self, /, string, pos=0, endpos=sys.maxsize)", pattern_finditer);
def(w_pattern, "scanner(self, /, string, pos=0, endpos=sys.maxsize)", pattern_scanner);
def(w_pattern, "split(self, /, string, maxsplit=0)", pattern_split);
def(w_pattern, "sub(self, /, repl, string, count=0)", pattern_sub);
def(w_pattern, "subn(self, /, repl, string, count=0)", pattern_subn);
def(w_pattern, "__copy__(self, /)", pattern_copy);
def(w_pattern, "__deepcopy__(self, memo, /)", pattern_deepcopy);
defGeneric(w_pattern);
member(w_pattern, "pattern", pattern_pattern);
member(w_pattern, "flags", pattern_flags);
member(w_pattern, "groups", pattern_groups);
getter(w_pattern, "groupindex", pattern_groupindex);

// --- functions of the module

function sre_compile(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  if (args.length !== 6)
    throw raiseFull(w_TypeError, "compile() takes exactly 6 arguments (%d given)", null, null, args.length, 0);
  const code = args[2]!.unwrap();
  const names = args[4]!.unwrap();
  if (!(code instanceof W_List)) throw raise1(w_TypeError, "compile() argument 'code' must be list, not %T", args[2]!);
  if (!(names instanceof W_Dict))
    throw raise1(w_TypeError, "compile() argument 'groupindex' must be dict, not %T", args[4]!);
  const words = new I64Array(code.length);
  for (let i = 0; i < words.length; i++) {
    const word = indexObject(code.get(i));
    words[i] = word instanceof W_Int && word.value >= 0 && word.value <= SRE_MAXREPEAT ? word.value : SRE_MAXREPEAT;
  }
  const groups = toInt(args[3]!);
  if (groups < 0 || groups > 100000 || !isValidCode(words, groups)) throw raise0(w_RuntimeError, "invalid SRE code");
  return new W_Pattern(args[0]!, toInt(args[1]!), groups, names, args[5]!, translatePattern(words, groups), words);
}
function sre_template(pattern: W_Object, template: W_Object): W_Object {
  if (!(pattern instanceof W_Pattern))
    throw raise1(w_TypeError, "template() argument 1 must be re.Pattern, not %T", pattern);
  return templateOf(pattern.groups, arrayOf(template));
}
function sre_getcodesize(): W_Object {
  return newInt(SRE_CODESIZE);
}
function sre_ascii_iscased(character: W_Object): W_Object {
  const c = toInt(character);
  return newBool((c >= 65 && c <= 90) || (c >= 97 && c <= 122));
}
function sre_unicode_iscased(character: W_Object): W_Object {
  const c = toInt(character);
  // of a capital that is several letters the first one counts: ligatures are cased
  return newBool(unicodeLower(c) !== c || caseMapped(c, UPPER, 0) !== c);
}
function sre_ascii_tolower(character: W_Object): W_Object {
  return newInt(asciiLower(toInt(character)));
}
function sre_unicode_tolower(character: W_Object): W_Object {
  return newInt(unicodeLower(toInt(character)));
}
defineModule(
  "_sre",
  [
    builtinFunction("compile(*args)", sre_compile),
    builtinFunction("template(pattern, template, /)", sre_template),
    builtinFunction("getcodesize()", sre_getcodesize),
    builtinFunction("ascii_iscased(character, /)", sre_ascii_iscased),
    builtinFunction("unicode_iscased(character, /)", sre_unicode_iscased),
    builtinFunction("ascii_tolower(character, /)", sre_ascii_tolower),
    builtinFunction("unicode_tolower(character, /)", sre_unicode_tolower),
  ],
  {
    MAGIC: newInt(SRE_MAGIC),
    CODESIZE: newInt(SRE_CODESIZE),
    MAXREPEAT: newInt(SRE_MAXREPEAT),
    MAXGROUPS: newInt(SRE_MAXGROUPS),
  },
);
