// re.Match, and templates of replacement texts.

import { I32Array, type int, intDiv, newArray } from "../rts/index.ts";
import { def, getter, member } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import { raise0, w_IndexError, w_TypeError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { newInt, W_Int } from "./int.ts";
import { W_Long } from "./long.ts";
import { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import type { W_Pattern } from "./sre.ts";
import { StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_match = builtinType("re.Match");
export const w_template = builtinType("re._Template");
for (const type of [w_match, w_template]) type.isBaseType = false;

/** The subject of a match as a text: of bytes, their items as characters. Made by sre.ts, which checks. */
export function pieceOf(text: W_Str, from: int, to: int, isBytes: boolean): W_Object {
  const piece = text.slice(from, to);
  return isBytes ? new W_Bytes(piece.latinBytes()) : piece;
}

export class W_Match extends W_Object {
  readonly pattern: W_Pattern;
  readonly string: W_Object;
  readonly text: W_Str;
  readonly isBytes: boolean;
  /** Start and end of each group, group 0 first; -1 when it took no part. */
  readonly bounds: I32Array;
  readonly lastIndex: int;
  readonly pos: int;
  readonly endpos: int;
  constructor(
    pattern: W_Pattern,
    string: W_Object,
    text: W_Str,
    isBytes: boolean,
    bounds: I32Array,
    lastIndex: int,
    pos: int,
    endpos: int,
  ) {
    super();
    this.pattern = pattern;
    this.string = string;
    this.text = text;
    this.isBytes = isBytes;
    this.bounds = bounds;
    this.lastIndex = lastIndex;
    this.pos = pos;
    this.endpos = endpos;
  }
  override getType(): W_Type {
    return w_match;
  }
  override getItem(key: W_Object): W_Object | null {
    return this.group(this.groupNumber(key), w_None);
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<re.Match object; span=(");
    text.addInt(this.bounds[0]!);
    text.add(", ");
    text.addInt(this.bounds[1]!);
    text.add("), match=");
    text.addStr(this.group(0, w_None).repr());
    text.addChar(62);
    return text.build();
  }
  group(number: int, missing: W_Object): W_Object {
    const from: int = this.bounds[2 * number]!;
    if (from < 0) return missing;
    return pieceOf(this.text, from, this.bounds[2 * number + 1]!, this.isBytes);
  }
  groupCount(): int {
    return intDiv(this.bounds.length, 2) - 1;
  }
  /** By number or name. Raises IndexError. */
  groupNumber(key: W_Object): int {
    let number = -1;
    if (key instanceof W_Int) number = key.value;
    else {
      const index = key.asIndex();
      if (index !== null) {
        const plain = index.unwrap();
        if (plain instanceof W_Int) number = plain.value;
      } else {
        const named = this.pattern.groupIndex.get(key);
        if (named instanceof W_Int) number = named.value;
      }
    }
    if (number < 0 || number > this.groupCount()) throw raise0(w_IndexError, "no such group");
    return number;
  }
  span(number: int): W_Object {
    return newTuple2(newInt(this.bounds[2 * number]!), newInt(this.bounds[2 * number + 1]!));
  }
}

function match_group(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null && kwnames.length > 0) throw raise0(w_TypeError, "Match.group() takes no keyword arguments");
  const self = args[0] as W_Match;
  if (args.length === 1) return self.group(0, w_None);
  if (args.length === 2) return self.group(self.groupNumber(args[1]!), w_None);
  const items = newArray<W_Object>(args.length - 1);
  for (let i = 0; i < items.length; i++) items[i] = self.group(self.groupNumber(args[i + 1]!), w_None);
  return newTuple(items);
}
function match_groups(self: W_Object, missing: W_Object | null): W_Object {
  const match = self as W_Match;
  const items = newArray<W_Object>(match.groupCount());
  for (let i = 0; i < items.length; i++) items[i] = match.group(i + 1, missing === null ? w_None : missing);
  return newTuple(items);
}
function match_groupdict(self: W_Object, missing: W_Object | null): W_Object {
  const match = self as W_Match;
  const names = match.pattern.groupIndex;
  const result = new W_Dict();
  for (let i = names.nextEntry(0); i >= 0; i = names.nextEntry(i + 1)) {
    const number = names.valueAt(i)!;
    if (number instanceof W_Int && number.value >= 0 && number.value <= match.groupCount())
      result.set(names.keys[i]!, match.group(number.value, missing === null ? w_None : missing));
  }
  return result;
}
function numberOf(match: W_Match, group: W_Object | null): int {
  return group === null ? 0 : match.groupNumber(group);
}
function match_start(self: W_Object, group: W_Object | null): W_Object {
  const match = self as W_Match;
  return newInt(match.bounds[2 * numberOf(match, group)]!);
}
function match_end(self: W_Object, group: W_Object | null): W_Object {
  const match = self as W_Match;
  return newInt(match.bounds[2 * numberOf(match, group) + 1]!);
}
function match_span(self: W_Object, group: W_Object | null): W_Object {
  const match = self as W_Match;
  return match.span(numberOf(match, group));
}
function match_regs(self: W_Object): W_Object {
  const match = self as W_Match;
  const items = newArray<W_Object>(match.groupCount() + 1);
  for (let i = 0; i < items.length; i++) items[i] = match.span(i);
  return newTuple(items);
}
function match_pos(self: W_Object): W_Object {
  return newInt((self as W_Match).pos);
}
function match_endpos(self: W_Object): W_Object {
  return newInt((self as W_Match).endpos);
}
function match_string(self: W_Object): W_Object {
  return (self as W_Match).string;
}
function match_re(self: W_Object): W_Object {
  return (self as W_Match).pattern;
}
function match_lastindex(self: W_Object): W_Object {
  const last = (self as W_Match).lastIndex;
  return last < 0 ? w_None : newInt(last);
}
function match_lastgroup(self: W_Object): W_Object {
  const match = self as W_Match;
  const names = match.pattern.indexGroup;
  if (match.lastIndex < 0 || !(names instanceof W_Tuple) || match.lastIndex >= names.items.length) return w_None;
  return names.items[match.lastIndex]!;
}
function match_expand(self: W_Object, template: W_Object): W_Object {
  const match = self as W_Match;
  return match.pattern.template(template).expand(match);
}
function match_copy(self: W_Object): W_Object {
  return self;
}
function match_deepcopy(self: W_Object, _memo: W_Object): W_Object {
  return self;
}
defSlots(w_match, "__getitem__ __repr__");
def(w_match, "group(self, *args)", match_group);
def(w_match, "groups(self, default=None)", match_groups);
def(w_match, "groupdict(self, default=None)", match_groupdict);
def(w_match, "start(self, group=0, /)", match_start);
def(w_match, "end(self, group=0, /)", match_end);
def(w_match, "span(self, group=0, /)", match_span);
def(w_match, "expand(self, template)", match_expand);
def(w_match, "__copy__(self, /)", match_copy);
def(w_match, "__deepcopy__(self, memo, /)", match_deepcopy);
getter(w_match, "regs", match_regs);
member(w_match, "pos", match_pos);
member(w_match, "endpos", match_endpos);
member(w_match, "string", match_string);
member(w_match, "re", match_re);
getter(w_match, "lastindex", match_lastindex);
getter(w_match, "lastgroup", match_lastgroup);

/** A replacement: texts with groups between them. */
export class W_Template extends W_Object {
  readonly literals: W_Str[];
  /** One less than the literals. */
  readonly groups: I32Array;
  readonly isBytes: boolean;
  constructor(literals: W_Str[], groups: I32Array, isBytes: boolean) {
    super();
    this.literals = literals;
    this.groups = groups;
    this.isBytes = isBytes;
  }
  override getType(): W_Type {
    return w_template;
  }
  addTo(text: StrBuilder, match: W_Match): void {
    text.addStr(this.literals[0]!);
    for (let i = 0; i < this.groups.length; i++) {
      const group: int = this.groups[i]!;
      const from: int = match.bounds[2 * group]!;
      if (from >= 0) text.addSlice(match.text, from, match.bounds[2 * group + 1]!);
      text.addStr(this.literals[i + 1]!);
    }
  }
  expand(match: W_Match): W_Object {
    const text = new StrBuilder();
    this.addTo(text, match);
    const result = text.build();
    return match.isBytes ? new W_Bytes(result.latinBytes()) : result;
  }
}
/** The list that re._parser makes: a text, then pairs of group number and text. */
export function templateOf(groups: int, parts: W_Object[]): W_Template {
  const count = intDiv(parts.length - 1, 2);
  if (parts.length === 0 || parts.length !== 2 * count + 1) throw raise0(w_TypeError, "invalid template");
  const literals = newArray<W_Str>(count + 1);
  const numbers = new I32Array(count);
  let isBytes = false;
  for (let i = 0; i <= count; i++) {
    const literal = parts[2 * i]!.unwrap();
    if (literal instanceof W_Str) literals[i] = literal;
    else if (literal instanceof W_Bytes) {
      literals[i] = literal.latin();
      isBytes = true;
    } else throw raise0(w_TypeError, "invalid template");
    if (i === count) break;
    const number = parts[2 * i + 1]!.unwrap();
    if (number instanceof W_Long) throw raise0(w_IndexError, "invalid template");
    if (!(number instanceof W_Int)) throw raise0(w_TypeError, "an integer is required");
    if (number.value < 0 || number.value > groups) throw raise0(w_IndexError, "invalid group reference");
    numbers[i] = number.value;
  }
  return new W_Template(literals, numbers, isBytes);
}
defGeneric(w_match);
