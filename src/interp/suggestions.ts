// "Did you mean: 'x'?": the name that is nearest to a wrong one, by edit distance, and which names come into question.

import { I64Array, type int, intDiv } from "../rts/index.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, w_AttributeError, w_ImportError, w_NameError } from "./errors.ts";
import { F_ATTRIBUTE, F_MODULE, F_NAME, F_NAME_FROM, F_OBJ, type W_BaseException } from "./exceptions.ts";
import { variablesOf } from "./framevariables.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_dir } from "./names.ts";
import type { W_Object } from "./object.ts";
import { callSpecial } from "./operations.ts";
import { sortList } from "./sort.ts";
import { tables } from "./state.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import type { Traceback } from "./traceback.ts";

const MOVE = 2;
const CASE = 1;
/** More names, or longer ones, are not looked through. */
const MOST_NAMES = 750;
const LONGEST = 40;

function substitution(a: int, b: int): int {
  if (a === b) return 0;
  return lower(a) === lower(b) ? CASE : MOVE;
}
function lower(c: int): int {
  return c >= 65 && c <= 90 ? c + 32 : c;
}
/** The edit distance; something above `most` when it is more than that. */
function distance(a: W_Str, b: W_Str, most: int): int {
  let from = 0;
  while (from < a.length && from < b.length && a.charAt(from) === b.charAt(from)) from++;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a.charAt(endA - 1) === b.charAt(endB - 1)) {
    endA--;
    endB--;
  }
  const m = endA - from;
  const n = endB - from;
  if (m === 0 || n === 0) return MOVE * (m + n);
  if (m > LONGEST || n > LONGEST) return most + 1;
  // the shorter one goes across
  const across = n < m ? b : a;
  const down = n < m ? a : b;
  const width = n < m ? n : m;
  const height = n < m ? m : n;
  if ((height - width) * MOVE > most) return most + 1;
  const row = new I64Array(width);
  for (let i = 0; i < width; i++) row[i] = MOVE * (i + 1);
  let result = 0;
  for (let k = 0; k < height; k++) {
    let diagonal: int = k * MOVE;
    result = diagonal;
    let least = most + 1;
    for (let i = 0; i < width; i++) {
      const substitute = diagonal + substitution(down.charAt(from + k), across.charAt(from + i));
      diagonal = row[i]!;
      const other = (result < diagonal ? result : diagonal) + MOVE;
      result = other < substitute ? other : substitute;
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > most) return most + 1;
  }
  return result;
}
/** The nearest of some names; null when none is near. */
export function nearest(names: W_List, wrong: W_Str): W_Str | null {
  if (names.length > MOST_NAMES || wrong.length > LONGEST) return null;
  let best: W_Str | null = null;
  let bestDistance: int = wrong.length;
  for (let i = 0; i < names.length; i++) {
    const name = names.get(i).unwrap();
    if (!(name instanceof W_Str) || name.equals(wrong)) continue;
    // no more than a third of the characters may change
    let most: int = intDiv((name.length + wrong.length + 3) * MOVE, 6);
    if (most > bestDistance - 1) most = bestDistance - 1;
    const d = distance(wrong, name, most);
    if (d > most) continue;
    if (best === null || d < bestDistance) {
      best = name;
      bestDistance = d;
    }
  }
  return best;
}

function isHidden(name: W_Str): boolean {
  return name.length > 0 && name.charAt(0) === 95;
}
/** dir(object), sorted; without names that begin with an underscore if so wanted. */
function namesOf(object: W_Object, hide: boolean): W_List {
  const all = new W_List();
  for (const item of arrayOf(callSpecial(object, n_dir)!)) {
    const name = item.unwrap();
    if (name instanceof W_Str && !(hide && isHidden(name))) all.append(name);
  }
  sortList(all, null, false);
  return all;
}
function innermost(exception: W_BaseException): Traceback | null {
  let entry = exception.traceback;
  while (entry !== null && entry.tail !== null) entry = entry.tail;
  return entry;
}
/** The variables of the frame that raised; null when they cannot be had. */
function variablesAt(entry: Traceback | null): W_Object | null {
  if (entry === null || entry.frame.phantom) return null;
  const namespace = entry.frame.namespace;
  return namespace !== null ? namespace : variablesOf(entry.frame);
}
const n_self = intern("self");
function selfOf(variables: W_Object | null): W_Object | null {
  return variables instanceof W_Dict ? variables.get(n_self) : null;
}
function suggestion(exception: W_BaseException, wrong: W_Str): W_Str | null {
  const type = exception.getType();
  const entry = innermost(exception);
  if (type.isSubtype(w_AttributeError)) {
    const object = exception.field(F_OBJ);
    if (object === null) return null;
    const hide = !isHidden(wrong) && selfOf(variablesAt(entry)) !== object;
    return nearest(namesOf(object, hide), wrong);
  }
  if (type.isSubtype(w_ImportError)) {
    const name = exception.field(F_MODULE);
    const module = name === null ? null : tables.modules.get(name);
    return module === null ? null : nearest(namesOf(module, !isHidden(wrong)), wrong);
  }
  const variables = variablesAt(entry);
  if (entry === null || variables === null) return null;
  const all = new W_List();
  all.extend(variables);
  all.extend(entry.frame.func.globals);
  all.extend(entry.frame.func.builtins);
  const self = selfOf(variables);
  if (self !== null && self.getAttr(internStr(wrong)) !== null) {
    const text = new StrBuilder();
    text.add("self.");
    text.addStr(wrong);
    return text.build();
  }
  return nearest(all, wrong);
}
const n_stdlib_names = intern("stdlib_module_names");

/** What is added to the message of a NameError, AttributeError or ImportError; empty: nothing. */
export function addHint(out: StrBuilder, exception: W_BaseException): void {
  const type = exception.getType();
  let wrong: W_Object | null = null;
  if (type.isSubtype(w_ImportError)) wrong = exception.field(F_NAME_FROM);
  else if (type.isSubtype(w_NameError)) wrong = exception.field(F_NAME);
  else if (type.isSubtype(w_AttributeError)) wrong = exception.field(F_ATTRIBUTE);
  if (!(wrong instanceof W_Str)) return;
  let found: W_Str | null = null;
  try {
    found = suggestion(exception, wrong);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
  }
  if (found !== null) {
    out.add(". Did you mean: '");
    out.addStr(found);
    out.add("'?");
  }
  if (!type.isSubtype(w_NameError)) return;
  const modules = sysModule.dict.get(n_stdlib_names);
  if (modules === null || modules.contains(wrong) !== 1) return;
  out.add(found === null ? ". Did you forget to import '" : " Or did you forget to import '");
  out.addStr(wrong);
  out.add("'?");
}
