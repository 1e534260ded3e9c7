// operator.itemgetter, attrgetter and methodcaller: callables that take something of their argument.

import type { int } from "../rts/index.ts";
import { arrayCopy, newArray } from "../rts/index.ts";
import { defStatic, defWhole } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseFull, w_TypeError } from "./errors.ts";
import { args1, prepend, W_Object } from "./object.ts";
import { getAttr, getItem } from "./operations.ts";
import { W_Partial } from "./partial.ts";
import { enterRepr, leaveRepr } from "./repr.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { internStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple2 } from "./tuple.ts";
import type { W_Type } from "./type.ts";

abstract class W_Getter extends W_Object {
  override isCallable(): boolean {
    return true;
  }
  override call(args: W_Object[], kwnames: W_Object[] | null): W_Object {
    const name = this.getType().shortName();
    if (kwnames !== null && kwnames.length > 0) throw raise1(w_TypeError, "%S() takes no keyword arguments", name);
    if (args.length !== 1) throw raiseFull(w_TypeError, "%S expected 1 argument, got %d", name, null, args.length, 0);
    return this.call1(args[0]!);
  }
  override repr(): W_Str {
    return getterRepr(this, this);
  }
  /** What stands between the parentheses of the repr: positional, then named. */
  abstract arguments(): W_Object[];
  abstract names(): W_Object[] | null;
  abstract values(): W_Object[] | null;
}
function getterRepr(self: W_Object, getter: W_Getter): W_Str {
  const text = new StrBuilder();
  const type = self.getType();
  text.add(type.isHeap ? "" : "operator.");
  text.addStr(type.isHeap ? type.name : type.qualname);
  if (!enterRepr(self)) {
    text.add("(...)");
    return text.build();
  }
  try {
    text.addChar(40);
    const args = getter.arguments();
    for (let i = 0; i < args.length; i++) {
      if (i > 0) text.add(", ");
      text.addStr(args[i]!.repr());
    }
    const names = getter.names();
    const values = getter.values();
    if (names !== null && values !== null)
      for (let i = 0; i < names.length; i++) {
        text.add(", ");
        text.addStr(names[i] as W_Str);
        text.addChar(61);
        text.addStr(values[i]!.repr());
      }
    text.addChar(41);
    return text.build();
  } finally {
    leaveRepr();
  }
}
function getter_repr(self: W_Object): W_Object {
  return getterRepr(self, self.unwrap() as W_Getter);
}
function behindFirst(args: W_Object[], count: int): W_Object[] {
  const rest = newArray<W_Object>(count);
  arrayCopy(args, 1, rest, 0, count);
  return rest;
}

// --- itemgetter
export const w_itemgetter = dataType("operator.itemgetter");
class W_ItemGetter extends W_Getter {
  readonly items: W_Object[];
  constructor(items: W_Object[]) {
    super();
    this.items = items;
  }
  override getType(): W_Type {
    return w_itemgetter;
  }
  /** @jit unroll */
  override call1(object: W_Object): W_Object {
    const items = this.items;
    if (items.length === 1) return getItem(object, items[0]!);
    const result = newArray<W_Object>(items.length);
    for (let i = 0; i < items.length; i++) result[i] = getItem(object, items[i]!);
    return newTuple(result);
  }
  override arguments(): W_Object[] {
    return this.items;
  }
  override names(): W_Object[] | null {
    return null;
  }
  override values(): W_Object[] | null {
    return null;
  }
}
function itemgetter_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "itemgetter() takes no keyword arguments");
  if (args.length < 2) throw raise0(w_TypeError, "itemgetter expected 1 argument, got 0");
  return instanceWith(args[0]!, w_itemgetter, new W_ItemGetter(behindFirst(args, args.length - 1)));
}
function itemgetter_reduce(self: W_Object): W_Object {
  return newTuple2(self.getType(), newTuple((self.unwrap() as W_ItemGetter).items));
}
defStatic(w_itemgetter, "__new__(cls, *args)", itemgetter_new);
defWhole(w_itemgetter, "__reduce__(self, /)", itemgetter_reduce);

// --- attrgetter
export const w_attrgetter = dataType("operator.attrgetter");
class W_AttrGetter extends W_Getter {
  readonly attributes: W_Object[];
  /** The attributes' names, split at dots, interned. */
  readonly paths: W_Str[][];
  constructor(attributes: W_Object[], paths: W_Str[][]) {
    super();
    this.attributes = attributes;
    this.paths = paths;
  }
  override getType(): W_Type {
    return w_attrgetter;
  }
  /** @jit unroll */
  override call1(object: W_Object): W_Object {
    const paths = this.paths;
    if (paths.length === 1) return follow(object, paths[0]!);
    const result = newArray<W_Object>(paths.length);
    for (let i = 0; i < paths.length; i++) result[i] = follow(object, paths[i]!);
    return newTuple(result);
  }
  override arguments(): W_Object[] {
    return this.attributes;
  }
  override names(): W_Object[] | null {
    return null;
  }
  override values(): W_Object[] | null {
    return null;
  }
}
/** @jit unroll */
function follow(object: W_Object, path: W_Str[]): W_Object {
  let result = object;
  for (let i = 0; i < path.length; i++) result = getAttr(result, path[i]!);
  return result;
}
function splitAtDots(text: W_Str): W_Str[] {
  let count = 1;
  for (let i = 0; i < text.length; i++) if (text.charAt(i) === 46) count++;
  const parts = newArray<W_Str>(count);
  let from = 0;
  for (let k = 0; k < count; k++) {
    let to = from;
    while (to < text.length && text.charAt(to) !== 46) to++;
    parts[k] = internStr(text.slice(from, to));
    from = to + 1;
  }
  return parts;
}
function attrgetter_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  if (kwnames !== null) throw raise0(w_TypeError, "attrgetter() takes no keyword arguments");
  if (args.length < 2) throw raise0(w_TypeError, "attrgetter expected 1 argument, got 0");
  const attributes = behindFirst(args, args.length - 1);
  const paths = newArray<W_Str[]>(attributes.length);
  for (let i = 0; i < attributes.length; i++) {
    const text = attributes[i]!.unwrap();
    if (!(text instanceof W_Str)) throw raise0(w_TypeError, "attribute name must be a string");
    paths[i] = splitAtDots(text);
  }
  return instanceWith(args[0]!, w_attrgetter, new W_AttrGetter(attributes, paths));
}
function attrgetter_reduce(self: W_Object): W_Object {
  return newTuple2(self.getType(), newTuple((self.unwrap() as W_AttrGetter).attributes));
}
defStatic(w_attrgetter, "__new__(cls, *args)", attrgetter_new);
defWhole(w_attrgetter, "__reduce__(self, /)", attrgetter_reduce);

// --- methodcaller
export const w_methodcaller = dataType("operator.methodcaller");
class W_MethodCaller extends W_Getter {
  readonly name: W_Str;
  readonly args: W_Object[];
  readonly kwnames: W_Object[] | null;
  constructor(name: W_Str, args: W_Object[], kwnames: W_Object[] | null) {
    super();
    this.name = name;
    this.args = args;
    this.kwnames = kwnames;
  }
  override getType(): W_Type {
    return w_methodcaller;
  }
  override call1(object: W_Object): W_Object {
    const method = object.lookupMethod(this.name);
    if (method !== null) return method.call(prepend(object, this.args), this.kwnames);
    return getAttr(object, this.name).call(copyOf(this.args), this.kwnames);
  }
  private positional(): int {
    return this.kwnames === null ? this.args.length : this.args.length - this.kwnames.length;
  }
  override arguments(): W_Object[] {
    const result = newArray<W_Object>(this.positional() + 1);
    result[0] = this.name;
    arrayCopy(this.args, 0, result, 1, this.positional());
    return result;
  }
  override names(): W_Object[] | null {
    return this.kwnames;
  }
  override values(): W_Object[] | null {
    if (this.kwnames === null) return null;
    const result = newArray<W_Object>(this.kwnames.length);
    arrayCopy(this.args, this.positional(), result, 0, result.length);
    return result;
  }
}
/** A copy: the callee may keep its arguments. */
function copyOf(args: W_Object[]): W_Object[] {
  const copy = newArray<W_Object>(args.length);
  arrayCopy(args, 0, copy, 0, args.length);
  return copy;
}
function methodcaller_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const named = kwnames === null ? 0 : kwnames.length;
  if (args.length - named < 2) throw raise0(w_TypeError, "methodcaller needs at least one argument, the method name");
  const name = args[1]!.unwrap();
  if (!(name instanceof W_Str)) throw raise0(w_TypeError, "method name must be a string");
  const rest = newArray<W_Object>(args.length - 2);
  arrayCopy(args, 2, rest, 0, rest.length);
  const caller = new W_MethodCaller(internStr(name), rest, named === 0 ? null : kwnames);
  return instanceWith(args[0]!, w_methodcaller, caller);
}
function methodcaller_reduce(self: W_Object): W_Object {
  const caller = self.unwrap() as W_MethodCaller;
  const all = caller.arguments();
  const names = caller.names();
  const values = caller.values();
  if (names === null || values === null) return newTuple2(self.getType(), newTuple(all));
  const keywords = new W_Dict();
  for (let i = 0; i < names.length; i++) keywords.set(names[i]!, values[i]!);
  return newTuple2(
    new W_Partial(self.getType(), args1(caller.name), keywords),
    newTuple(behindFirst(all, all.length - 1)),
  );
}
defStatic(w_methodcaller, "__new__(cls, *args, **kwargs)", methodcaller_new);
defWhole(w_methodcaller, "__reduce__(self, /)", methodcaller_reduce);

for (const type of [w_itemgetter, w_attrgetter, w_methodcaller]) {
  defSlots(type, "__call__");
  defWhole(type, "__repr__(self, /)", getter_repr);
}
