// Tuples with named fields, as the system's modules answer them: sys.version_info, os.stat_result, time.struct_time. Module level declares one by
//
//   const versionInfo = structSeqType("sys", "version_info", "major minor micro releaselevel serial");
//
// Fields behind `/` are attributes only: they are no items of the tuple. newStructSeq takes all values, in this order.

import { arrayCopy, type int, newArray } from "../rts/index.ts";
import { def, defStatic } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { raise2, raiseInts, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import { n_module } from "./names.ts";
import { W_Object } from "./object.ts";
import { reprNested } from "./repr.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple, newTuple2, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_tuple } from "./types.ts";

/** What a type of this kind has beside its W_Type. */
export class StructSeqLayout extends W_Object {
  readonly type: W_Type;
  /** `sys.version_info`, for repr */
  readonly fullName: W_Str;
  /** @jit immutable-items */
  readonly names: W_Str[];
  /** How many of the fields are items. */
  readonly visible: int;
  constructor(type: W_Type, fullName: W_Str, names: W_Str[], visible: int) {
    super();
    this.type = type;
    this.fullName = fullName;
    this.names = names;
    this.visible = visible;
  }
  override getType(): W_Type {
    return this.type;
  }
}

export class W_StructSeq extends W_Tuple {
  readonly layout: StructSeqLayout;
  /** The fields behind the items. */
  readonly hidden: W_Object[];
  constructor(layout: StructSeqLayout, items: W_Object[], hidden: W_Object[]) {
    super(items);
    this.layout = layout;
    this.hidden = hidden;
  }
  override getType(): W_Type {
    return this.layout.type;
  }
  field(index: int): W_Object {
    const visible = this.layout.visible;
    return index < visible ? this.items[index]! : this.hidden[index - visible]!;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    const names = this.layout.names;
    text.addStr(this.layout.fullName);
    text.addChar(40);
    for (let i = 0; i < this.items.length; i++) {
      if (i > 0) text.add(", ");
      text.addStr(names[i]!);
      text.addChar(61);
      text.addStr(reprNested(this.items[i]!));
    }
    text.addChar(41);
    return text.build();
  }
}

const w_member = builtinType("member_descriptor");
w_member.isBaseType = false;
class StructField extends W_Object {
  readonly layout: StructSeqLayout;
  readonly index: int;
  constructor(layout: StructSeqLayout, index: int) {
    super();
    this.layout = layout;
    this.index = index;
  }
  override getType(): W_Type {
    return w_member;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    const plain = object === null ? null : object.unwrap();
    return plain instanceof W_StructSeq ? plain.field(this.index) : this;
  }
}

/** A new value: takes all fields. */
export function newStructSeq(layout: StructSeqLayout, fields: W_Object[]): W_StructSeq {
  const visible = layout.visible;
  const items = newArray<W_Object>(visible);
  const hidden = newArray<W_Object>(fields.length - visible);
  arrayCopy(fields, 0, items, 0, visible);
  arrayCopy(fields, visible, hidden, 0, hidden.length);
  return new W_StructSeq(layout, items, hidden);
}

/** `type(sequence, dict={})`: as many items as are visible, or more; hidden fields may come from the dict, else they are None. */
function structSeq_new(type: W_Object, sequence: W_Object, more: W_Object | null): W_Object {
  const layout = layoutOf(type as W_Type);
  const given = arrayOf(sequence);
  const total = layout.names.length;
  if (given.length < layout.visible || given.length > total) {
    const wording =
      given.length < layout.visible
        ? total === layout.visible
          ? "%S() takes a %d-sequence (%d-sequence given)"
          : "%S() takes an at least %d-sequence (%d-sequence given)"
        : total === layout.visible
          ? "%S() takes a %d-sequence (%d-sequence given)"
          : "%S() takes an at most %d-sequence (%d-sequence given)";
    throw raiseInts(
      w_TypeError,
      wording,
      layout.fullName,
      given.length < layout.visible ? layout.visible : total,
      given.length,
    );
  }
  const fields = newArray<W_Object>(total);
  for (let i = 0; i < total; i++) {
    let value: W_Object | null = i < given.length ? given[i]! : null;
    if (value === null && more instanceof W_Dict) value = more.get(layout.names[i]!);
    fields[i] = value === null ? w_None : value;
  }
  return newStructSeq(layout, fields);
}
const n_layout = intern("<layout>");
function layoutOf(type: W_Type): StructSeqLayout {
  return type.lookup(n_layout) as StructSeqLayout;
}
function structSeq_reduce(self: W_Object): W_Object {
  const value = self as W_StructSeq;
  const names = value.layout.names;
  const visible = value.layout.visible;
  const dict = new W_Dict();
  for (let i = 0; i < value.hidden.length; i++) dict.set(names[visible + i]!, value.hidden[i]!);
  return newTuple2(value.layout.type, newTuple2(newTuple(value.items), dict));
}
/** copy.replace() */
function structSeq_replace(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const value = args[0] as W_StructSeq;
  const names = value.layout.names;
  const fields = newArray<W_Object>(names.length);
  for (let i = 0; i < names.length; i++) fields[i] = value.field(i);
  const count = kwnames === null ? 0 : kwnames.length;
  for (let k = 0; k < count; k++) {
    let at = 0;
    while (at < names.length && names[at] !== kwnames![k]) at++;
    if (at === names.length)
      throw raise2(w_TypeError, "Got unexpected field name(s): [%R]", kwnames![k]!, value.layout.type);
    fields[at] = args[args.length - count + k]!;
  }
  return newStructSeq(value.layout, fields);
}

/** Declares a type of named tuples. At module level only. */
export function structSeqType(
  module: string,
  name: string,
  fields: string,
  fullName = `${module}.${name}`,
): StructSeqLayout {
  const type = builtinType(name, w_tuple);
  type.isBaseType = false;
  const [visible, hidden] = fields.split(" / ").map((part) => part.split(" "));
  const names = [...visible!, ...(hidden ?? [])];
  const interned = newArray<W_Str>(names.length);
  names.forEach((field, i) => {
    interned[i] = intern(field);
  });
  const layout = new StructSeqLayout(type, intern(fullName), interned, visible!.length);
  type.dict.set(n_module, intern(module));
  type.dict.set(n_layout, layout);
  names.forEach((field, i) => {
    type.dict.set(intern(field), new StructField(layout, i));
  });
  defStatic(type, "__new__(cls, sequence, dict=None)", structSeq_new);
  def(type, "__reduce__(self, /)", structSeq_reduce);
  def(type, "__replace__(self, *changes)", structSeq_replace);
  type.dict.set(intern("n_fields"), newInt(names.length));
  type.dict.set(intern("n_sequence_fields"), newInt(visible!.length));
  type.dict.set(intern("n_unnamed_fields"), newInt(0));
  const match = newArray<W_Object>(visible!.length);
  for (let i = 0; i < match.length; i++) match[i] = interned[i]!;
  type.dict.set(intern("__match_args__"), newTuple(match));
  return layout;
}
