// The module _ast: what programs see of the classes of syntax trees (astclasses.ts), and how nodes are made, replaced and pickled.

import { COMPILE, type Field, nodeClasses, nodeFamilies } from "../bytecode/asdl.ts";
import { type int, newArray, U8Array } from "../rts/index.ts";
import { astTypes, loadNode, w_AST, w_expr_context } from "./astclasses.ts";
import { ast_repr, attributeName, n_fields, nameOfType, namesOf } from "./astrepr.ts";
import { defStatic, defWhole, getterSetter } from "./builtin.ts";
import { W_Dict } from "./dict.ts";
import { expand, raise0, raise1, raise3, raiseFull, w_DeprecationWarning, w_TypeError } from "./errors.ts";
import { newGenericAlias, W_GenericAlias } from "./genericalias.ts";
import { W_Instance } from "./instance.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { n_dict, n_doc, n_module } from "./names.ts";
import type { W_Object } from "./object.ts";
import { instance_dict, instance_setDict } from "./objecttype.ts";
import { w_None } from "./singletons.ts";
import { sortList } from "./sort.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { newTuple, newTuple3, type W_Tuple } from "./tuple.ts";
import { type W_Type, w_object } from "./type.ts";
import { w_int, w_list, w_str } from "./types.ts";
import { makeUnion, W_Union } from "./union.ts";
import { issueWarning } from "./warningsmodule.ts";

// --- what the classes hold

const n_attributes = intern("_attributes");
const n_fieldTypes = intern("_field_types");
const n_matchArgs = intern("__match_args__");
const n_annotationsCache = intern("__annotations_cache__");

const names = (fields: readonly Field[]): W_Tuple => newTuple(fields.map(({ name }): W_Object => intern(name)));
const basicTypes: Record<string, W_Type> = { identifier: w_str, string: w_str, int: w_int, constant: w_object };
function typeOfField({ type, many, optional }: Field): W_Object {
  const found = basicTypes[type] ?? astTypes.get(type)!;
  if (many) return newGenericAlias(w_list, found);
  return optional ? makeUnion([found, w_None]) : found;
}
function describe(type: W_Type, doc: string, fields: readonly Field[], attributes: readonly Field[]): void {
  // programs may add to them, as to classes of Python
  type.isHeap = true;
  const fieldNames = names(fields);
  type.dict.set(n_fields, fieldNames);
  type.dict.set(n_matchArgs, fieldNames);
  type.dict.set(n_module, intern("ast"));
  type.dict.set(n_doc, doc === "" ? w_None : intern(doc));
  for (const { name, many, optional } of fields) if (optional && !many) type.dict.set(intern(name), w_None);
  type.dict.set(n_attributes, names(attributes));
  for (const { name, optional } of attributes) if (optional) type.dict.set(intern(name), w_None);
}
function typeFields(type: W_Type, fields: readonly Field[]): void {
  const types = new W_Dict();
  for (const field of fields) types.set(intern(field.name), typeOfField(field));
  type.dict.set(n_fieldTypes, types);
  type.dict.set(n_annotationsCache, types);
}
describe(w_AST, "", [], []);
const values: Record<string, W_Object> = { AST: w_AST };
for (const { name, members, attributes } of nodeFamilies) {
  const separator = members.some(({ fields }) => fields.length > 0) ? `\n${" ".repeat(name.length)} | ` : " | ";
  const doc = `${name} = ${members.map((member) => member.doc).join(separator)}`;
  describe(astTypes.get(name)!, doc, [], attributes);
}
for (const { name, doc, fields, attributes } of nodeClasses) {
  const type = astTypes.get(name)!;
  describe(type, doc, fields, attributes);
  typeFields(type, fields);
}
for (const [name, type] of astTypes) values[name] = type;

// --- constructors

/** The first that equals the name; -1: none does. */
function indexOfName(items: W_Object[], name: W_Str): int {
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!.unwrap();
    if (item instanceof W_Str && item.equals(name)) return i;
  }
  return -1;
}
function ast_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Instance(args[0] as W_Type, null);
}
/** The fields by position and by name. */
function ast_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0]!;
  const type = self.getType();
  const fields = namesOf(type, n_fields);
  const positional = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  if (positional > fields.length)
    throw raiseFull(
      w_TypeError,
      fields.length === 1
        ? "%S constructor takes at most %d positional argument"
        : "%S constructor takes at most %d positional arguments",
      type.name,
      null,
      fields.length,
      0,
    );
  const given = new U8Array(fields.length);
  for (let i = 0; i < positional; i++) {
    self.setAttr(attributeName(fields[i]!), args[i + 1]!);
    given[i] = 1;
  }
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      const name = internStr(kwnames[k] as W_Str);
      const at = indexOfName(fields, name);
      if (at >= 0) {
        if (given[at] !== 0)
          throw raise3(w_TypeError, "%S got multiple values for argument %R", nameOfType(type), name, name);
        given[at] = 1;
      } else if (indexOfName(namesOf(type, n_attributes), name) < 0)
        deprecated(
          "%S.__init__ got an unexpected keyword argument %R. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.",
          nameOfType(type),
          name,
        );
      self.setAttr(name, args[positional + 1 + k]!);
    }
  completeFields(self, type, fields, given);
  return w_None;
}
/** Fields that were not given: an empty list, Load(), or nothing where the class has None; the others are missed. */
function completeFields(self: W_Object, type: W_Type, fields: W_Object[], given: U8Array): void {
  let types: W_Object | null = null;
  for (let i = 0; i < fields.length; i++) {
    if (given[i] !== 0) continue;
    if (types === null) {
      types = attributeOrNull(type, n_fieldTypes);
      if (types === null) return;
    }
    const dict = types.unwrap();
    if (!(dict instanceof W_Dict)) throw raise1(w_TypeError, "_field_types must be a dict, not '%T'", types);
    const name = fields[i]!;
    const fieldType = dict.get(name);
    if (fieldType === null)
      deprecated(
        "Field %R is missing from %S._field_types. This will become an error in Python 3.15.",
        name,
        nameOfType(type),
      );
    else if (fieldType instanceof W_Union) continue;
    else if (fieldType instanceof W_GenericAlias) self.setAttr(attributeName(name), new W_List());
    else if (fieldType === w_expr_context) self.setAttr(attributeName(name), loadNode);
    else
      deprecated(
        "%S.__init__ missing 1 required positional argument: %R. This will become an error in Python 3.15.",
        nameOfType(type),
        name,
      );
  }
}
function deprecated(template: string, a: W_Object, b: W_Object): void {
  issueWarning(w_DeprecationWarning, expand(template, a, b, null, 0, 0));
}

// --- copies

/** The instance's attributes as a dict of their own. */
function attributesOf(self: W_Object): W_Dict {
  const copy = new W_Dict();
  const own = attributeOrNull(self, n_dict);
  if (own !== null) {
    const dict = own.unwrap();
    if (dict instanceof W_Dict) copy.copyFrom(dict);
  }
  return copy;
}
/** (class, Nones for the first fields, attributes): without the Nones, unpickling would warn of fields that are missing. */
function ast_reduce(self: W_Object): W_Object {
  const type = self.getType();
  const attributes = attributesOf(self);
  const fields = namesOf(type, n_fields);
  let count = 0;
  while (count < fields.length && attributes.get(fields[count]!) !== null) count++;
  const nones = newArray<W_Object>(count);
  for (let i = 0; i < count; i++) nones[i] = w_None;
  return newTuple3(type, newTuple(nones), attributes);
}
/** copy.replace: a new node with other values for some fields and attributes. */
function ast_replace(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0]!;
  const type = self.getType();
  const positional = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  if (positional > 0) throw raise0(w_TypeError, "__replace__() takes no positional arguments");
  const own = attributesOf(self);
  const attributes = new W_Dict();
  const fields = namesOf(type, n_fields);
  const others = namesOf(type, n_attributes);
  copyNamed(own, fields, attributes);
  copyNamed(own, others, attributes);
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      const name = internStr(kwnames[k] as W_Str);
      if (indexOfName(fields, name) < 0 && indexOfName(others, name) < 0)
        throw raiseFull(
          w_TypeError,
          "%S.__replace__ got an unexpected keyword argument %R.",
          nameOfType(type),
          name,
          0,
          0,
        );
      attributes.set(name, args[1 + k]!);
    }
  checkComplete(type, fields, attributes);
  const count = attributes.count;
  const words = newArray<W_Object>(count);
  const all = newArray<W_Object>(count);
  let at = 0;
  for (let i = attributes.nextEntry(0); i >= 0; i = attributes.nextEntry(i + 1)) {
    words[at] = attributeName(attributes.keys[i]!);
    all[at] = attributes.valueAt(i)!;
    at++;
  }
  return type.call(all, count === 0 ? null : words);
}
function copyNamed(from: W_Dict, names: W_Object[], to: W_Dict): void {
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
}
/** TypeError when fields would be missing that may not be. */
function checkComplete(type: W_Type, fields: W_Object[], attributes: W_Dict): void {
  const types = attributeOrNull(type, n_fieldTypes);
  const missing = new W_List();
  for (const field of fields) {
    if (attributes.get(field) !== null) continue;
    const fieldType = types instanceof W_Dict ? types.get(field) : null;
    if (!(fieldType instanceof W_Union)) missing.append(field.repr());
  }
  if (missing.length === 0) return;
  sortList(missing, null, false);
  const text = new StrBuilder();
  for (let i = 0; i < missing.length; i++) {
    if (i > 0) text.add(", ");
    text.addStr(missing.get(i) as W_Str);
  }
  throw raiseFull(
    w_TypeError,
    missing.length === 1
      ? "%S.__replace__ missing %d keyword argument: %S."
      : "%S.__replace__ missing %d keyword arguments: %S.",
    nameOfType(type),
    text.build(),
    missing.length,
    0,
  );
}

defStatic(w_AST, "__new__(cls, *args, **kwargs)", ast_new);
defWhole(w_AST, "__init__(self, *args, **kwargs)", ast_init);
defWhole(w_AST, "__repr__(self, /)", ast_repr);
defWhole(w_AST, "__reduce__(self, /)", ast_reduce);
defWhole(w_AST, "__replace__(self, /, *args, **kwargs)", ast_replace);
getterSetter(w_AST, "__dict__", instance_dict, instance_setDict);

// --- the module

for (const name of ["ALLOW_TOP_LEVEL_AWAIT", "ONLY_AST", "OPTIMIZED_AST", "TYPE_COMMENTS"] as const)
  values[`PyCF_${name}`] = newInt(COMPILE[name]);
defineModule("_ast", [], values);
