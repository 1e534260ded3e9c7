// BaseExceptionGroup and ExceptionGroup (PEP 654), and what `except*` does with them.

import { type int, newArray } from "../rts/index.ts";
import { def, defStatic, getter } from "./builtin.ts";
import {
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseInts,
  w_BaseException,
  w_BaseExceptionGroup,
  w_Exception,
  w_ExceptionGroup,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { checkStarPattern, exceptionMatches, F_EXCEPTIONS, F_MESSAGE, orNone, W_BaseException } from "./exceptions.ts";
import type { Frame } from "./frame.ts";
import { defGeneric } from "./genericalias.ts";
import { arrayOf } from "./iterators.ts";
import { W_List } from "./list.ts";
import { n_getitem, n_notes } from "./names.ts";
import { enterNested, leaveNested } from "./nesting.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { emptyStr, intern, StrBuilder, W_Str } from "./text.ts";
import { Traceback } from "./traceback.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import { W_Type } from "./type.ts";

export function isGroup(exception: W_Object): boolean {
  return exception.getType().isSubtype(w_BaseExceptionGroup);
}
function exceptionsOf(group: W_BaseException): W_Object[] {
  const items = group.field(F_EXCEPTIONS);
  return items instanceof W_Tuple ? items.items : noItems;
}
const noItems: W_Object[] = newArray<W_Object>(0);

// --- construction
function group_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  let type = args[0] as W_Type;
  const n = args.length - 1;
  if (kwnames !== null && kwnames.length > 0)
    throw raise0(w_TypeError, "BaseExceptionGroup.__new__() takes no keyword arguments");
  if (n !== 2)
    throw raiseInts(w_TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", null, n, 0);
  const message = args[1]!;
  if (!(message.unwrap() instanceof W_Str))
    throw raise1(w_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", message);
  const given = args[2]!;
  if (given.getType().lookup(n_getitem) === null || given.getType().lookup(n_keys) !== null)
    throw raise0(w_TypeError, "second argument (exceptions) must be a sequence");
  const items = arrayOf(given);
  if (items.length === 0) throw raise0(w_ValueError, "second argument (exceptions) must be a non-empty sequence");
  let base = false;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (!(item instanceof W_BaseException))
      throw raiseInts(w_ValueError, "Item %d of second argument (exceptions) is not an exception", null, i, 0);
    if (!item.getType().isSubtype(w_Exception)) base = true;
  }
  if (type === w_BaseExceptionGroup) {
    if (!base) type = w_ExceptionGroup;
  } else if (base) {
    if (type === w_ExceptionGroup) throw raise0(w_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    if (type.isSubtype(w_Exception)) throw raise1(w_TypeError, "Cannot nest BaseExceptions in '%N'", type);
  }
  const group = new W_BaseException(type);
  group.args = newTuple2(message, given);
  group.setField(F_EXCEPTIONS, newTuple(items));
  group.setField(F_MESSAGE, message);
  return group;
}
const n_keys = intern("keys");

function group_str(self: W_Object): W_Object {
  const group = self as W_BaseException;
  const count = exceptionsOf(group).length;
  const text = new StrBuilder();
  text.addStr(orNone(group.field(F_MESSAGE)).str());
  text.add(" (");
  text.addInt(count);
  text.add(count === 1 ? " sub-exception)" : " sub-exceptions)");
  return text.build();
}
function group_message(self: W_Object): W_Object {
  return orNone((self as W_BaseException).field(F_MESSAGE));
}
function group_exceptions(self: W_Object): W_Object {
  return orNone((self as W_BaseException).field(F_EXCEPTIONS));
}

// --- splitting
/** What divides a group: a pattern of types, a function, or a list of exceptions (by identity). */
class Condition {
  readonly types: W_Object | null;
  readonly test: W_Object | null;
  readonly members: W_List | null;
  constructor(types: W_Object | null, test: W_Object | null, members: W_List | null) {
    this.types = types;
    this.test = test;
    this.members = members;
  }
  holds(exception: W_Object): boolean {
    if (this.types !== null) return exceptionMatches(exception, this.types);
    if (this.test !== null) return this.test.call1(exception).isTrue();
    // a group is taken apart down to its leaves
    if (isGroup(exception)) return false;
    const members = this.members!;
    for (let i = 0; i < members.length; i++) if (members.get(i) === exception) return true;
    return false;
  }
}
function conditionOf(value: W_Object): Condition {
  if (value instanceof W_Type && value.isSubtype(w_BaseException)) return new Condition(value, null, null);
  const tuple = value.unwrap();
  let good = false;
  if (tuple instanceof W_Tuple) {
    good = true;
    for (const item of tuple.items) if (!(item instanceof W_Type) || !item.isSubtype(w_BaseException)) good = false;
    if (good) return new Condition(tuple, null, null);
  }
  if (!(value instanceof W_Type) && value.isCallable()) return new Condition(null, value, null);
  throw raise0(
    w_TypeError,
    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
  );
}
/** The two halves of an exception; null: empty. */
class Halves {
  readonly match: W_Object | null;
  readonly rest: W_Object | null;
  constructor(match: W_Object | null, rest: W_Object | null) {
    this.match = match;
    this.rest = rest;
  }
}
function split(exception: W_Object, condition: Condition, wantRest: boolean): Halves {
  if (condition.holds(exception)) return new Halves(exception, null);
  if (!isGroup(exception)) return new Halves(null, wantRest ? exception : null);
  const group = exception as W_BaseException;
  const matching = new W_List();
  const others = new W_List();
  enterNested("maximum recursion depth exceeded in exceptiongroup_split_recursive");
  try {
    for (const item of exceptionsOf(group)) {
      const halves = split(item, condition, wantRest);
      if (halves.match !== null) matching.append(halves.match);
      if (halves.rest !== null) others.append(halves.rest);
    }
  } finally {
    leaveNested();
  }
  return new Halves(subset(group, matching), wantRest ? subset(group, others) : null);
}
/** A group like this one, with some of its exceptions; null when there are none. */
function subset(group: W_BaseException, items: W_List): W_Object | null {
  if (items.length === 0) return null;
  const part = getAttr(group, n_derive).call1(items);
  if (!(part instanceof W_BaseException) || !isGroup(part))
    throw raise0(w_TypeError, "derive must return an instance of BaseExceptionGroup");
  part.traceback = group.traceback;
  part.context = group.context;
  part.cause = group.cause;
  part.suppressContext = group.suppressContext || part.suppressContext;
  const notes = group.getAttr(n_notes);
  if (notes !== null && notes.unwrap() instanceof W_List) {
    const copy = new W_List();
    copy.extend(notes);
    part.setAttr(n_notes, copy);
  }
  return part;
}
const n_derive = intern("derive");

function group_derive(self: W_Object, items: W_Object): W_Object {
  return w_BaseExceptionGroup.call2(group_message(self), items);
}
function group_split(self: W_Object, condition: W_Object): W_Object {
  const halves = split(self, conditionOf(condition), true);
  return newTuple2(orNone(halves.match), orNone(halves.rest));
}
function group_subgroup(self: W_Object, condition: W_Object): W_Object {
  return orNone(split(self, conditionOf(condition), false).match);
}
defStatic(w_BaseExceptionGroup, "__new__(cls, *args, **kwargs)", group_new);
def(w_BaseExceptionGroup, "__str__(self, /)", group_str);
def(w_BaseExceptionGroup, "derive(self, excs, /)", group_derive);
def(w_BaseExceptionGroup, "split(self, matcher_value, /)", group_split);
def(w_BaseExceptionGroup, "subgroup(self, matcher_value, /)", group_subgroup);
defGeneric(w_BaseExceptionGroup);
getter(w_BaseExceptionGroup, "message", group_message);
getter(w_BaseExceptionGroup, "exceptions", group_exceptions);

// --- except*
/** EXC_GROUP_MATCH: R[to] = what is left of the exception, R[to + 1] = the part that a clause takes; None for nothing. */
export function matchGroup(
  exception: W_Object,
  pattern: W_Object,
  regs: W_Object[],
  to: int,
  frame: Frame,
  pc: int,
): void {
  checkStarPattern(pattern);
  if (exception === w_None) {
    regs[to] = w_None;
    regs[to + 1] = w_None;
    return;
  }
  if (exceptionMatches(exception, pattern)) {
    regs[to] = w_None;
    regs[to + 1] = isGroup(exception) ? exception : wrapped(exception, new Traceback(frame, pc, null));
    return;
  }
  if (!isGroup(exception)) {
    regs[to] = exception;
    regs[to + 1] = w_None;
    return;
  }
  const pair = getAttr(exception, n_split).call1(pattern);
  if (!(pair instanceof W_Tuple)) throw raise2(w_TypeError, "%T.split must return a tuple, not %T", exception, pair);
  if (pair.items.length < 2)
    throw raiseFull(
      w_TypeError,
      "%T.split must return a 2-tuple, got tuple of size %d",
      exception,
      null,
      pair.items.length,
      0,
    );
  const rest = pair.items[1]!;
  regs[to + 1] = pair.items[0]!;
  regs[to] = rest;
}
const n_split = intern("split");
/** A lone exception, as the group that the clause sees. */
function wrapped(exception: W_Object, here: Traceback): W_Object {
  const items = new W_List();
  items.append(exception);
  const group = w_BaseExceptionGroup.call2(emptyStr, items) as W_BaseException;
  group.traceback = here;
  return group;
}
/** EXC_GROUP_RERAISE: what the statement raises in the end, or None. `results`: what clauses raised, and what nobody took. */
export function prepareReraise(original: W_Object, results: W_List): W_Object {
  const all = new W_List();
  for (let i = 0; i < results.length; i++) if (results.get(i) !== w_None) all.append(results.get(i));
  if (all.length === 0) return w_None;
  // a lone exception: at most one clause can have run
  if (!isGroup(original)) return all.get(0);
  const raised = new W_List();
  const kept = new W_List();
  for (let i = 0; i < all.length; i++) {
    const item = all.get(i);
    if (isPartOf(item, original)) addLeaves(item, kept);
    else raised.append(item);
  }
  const again = kept.length === 0 ? null : split(original, new Condition(null, null, kept), false).match;
  if (raised.length === 0) return orNone(again);
  if (again !== null) raised.append(again);
  return raised.length === 1 ? raised.get(0) : w_BaseExceptionGroup.call2(emptyStr, raised);
}
/** Whether it is a part of the group, raised as it was: not a new exception. */
function isPartOf(exception: W_Object, group: W_Object): boolean {
  const a = exception as W_BaseException;
  const b = group as W_BaseException;
  if (a.traceback !== b.traceback || a.cause !== b.cause || a.context !== b.context) return false;
  return a.getAttr(n_notes) === b.getAttr(n_notes);
}
function addLeaves(exception: W_Object, to: W_List): void {
  if (!isGroup(exception)) {
    to.append(exception);
    return;
  }
  for (const item of exceptionsOf(exception as W_BaseException)) addLeaves(item, to);
}
