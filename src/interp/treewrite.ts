// Syntax trees of a program as bytes for the front end (the format is drawn in src/bytecode/asdl.ts). A program may have made them by hand: what
// cannot be written is a TypeError or ValueError here; what no source could have meant is found by the front end (its validate.ts).

import { I64Array, type int, type U8Array } from "../rts/index.ts";
import {
  CONSTANT,
  type FieldShape,
  IDENTIFIER,
  INT,
  modGroup,
  NODE,
  type NodeGroup,
  type NodeShape,
  STRING,
} from "./astclasses.ts";
import { W_Bytes } from "./bytes.ts";
import { MODE } from "./compiling.ts";
import {
  raise0,
  raise1,
  raise2,
  raise3,
  w_OverflowError,
  w_RuntimeError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { W_Long } from "./long.ts";
import { MarshalWriter } from "./marshalwrite.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { latinStr, W_Str } from "./text.ts";

/** The members of `mod` in their order, by mode. */
const ofMode: NodeShape[] = [];
ofMode[MODE.exec] = modGroup.members[0]!;
ofMode[MODE.single] = modGroup.members[1]!;
ofMode[MODE.eval] = modGroup.members[2]!;

/** The bytes of a tree that is to be compiled in a mode. */
export function writeTree(tree: W_Object, mode: int): U8Array {
  // in CPython a slip, which programs get to see
  if (mode === MODE.func_type)
    throw raise0(w_TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  const expected = ofMode[mode]!;
  if (!tree.getType().isSubtype(expected.type))
    throw raise2(w_TypeError, "expected %N node, got %T", expected.type, tree);
  const out = new MarshalWriter();
  writeNode(out, tree, modGroup);
  return out.finish();
}

/** false: it is None, which no member of a family is. */
function writeNode(out: MarshalWriter, node: W_Object, group: NodeGroup): boolean {
  if (group.alone) {
    // whatever has the fields passes for it
    const shape = group.members[0]!;
    out.word(shape.number + 1);
    writeFields(out, node, shape);
    writeNumbers(out, attributesOf(node, shape.attributes, group.type.name));
    return true;
  }
  if (group.bare) {
    out.word(memberOf(group, node).number + 1);
    return true;
  }
  if (node === w_None) {
    out.word(0);
    return false;
  }
  const attributes = attributesOf(node, group.members[0]!.attributes, group.type.name);
  const shape = memberOf(group, node);
  out.word(shape.number + 1);
  writeFields(out, node, shape);
  writeNumbers(out, attributes);
  return true;
}
function memberOf(group: NodeGroup, node: W_Object): NodeShape {
  const type = node.getType();
  for (const shape of group.members) if (shape.type === type) return shape;
  for (const shape of group.members) if (type.isSubtype(shape.type)) return shape;
  throw raise2(w_TypeError, "expected some sort of %N, but got %R", group.type, node);
}
/** Positions as ints. An end that is missing is where the node begins. */
function attributesOf(node: W_Object, attributes: FieldShape[], owner: W_Str): I64Array {
  const numbers = new I64Array(attributes.length);
  for (let i = 0; i < attributes.length; i++) {
    const attribute = attributes[i]!;
    const optional = attribute.optional;
    const value = attributeOrNull(node, attribute.name);
    if (value !== null && !(optional && value === w_None)) numbers[i] = numberOf(value);
    else if (optional) numbers[i] = numbers[i - 2]!;
    else throw raise2(w_TypeError, 'required field "%S" missing from %S', attribute.name, owner);
  }
  return numbers;
}
function writeNumbers(out: MarshalWriter, numbers: I64Array): void {
  for (let i = 0; i < numbers.length; i++) out.word(numbers[i]!);
}
function numberOf(value: W_Object): int {
  const plain = value.unwrap();
  if (plain instanceof W_Int && plain.value >= -2147483648 && plain.value <= 2147483647) return plain.value;
  if (plain instanceof W_Int || plain instanceof W_Long)
    throw raise0(w_OverflowError, "Python int too large to convert to C int");
  throw raise1(w_ValueError, "invalid integer value: %R", value);
}

function writeFields(out: MarshalWriter, node: W_Object, shape: NodeShape): void {
  let missing: FieldShape | null = null;
  for (const field of shape.fields) {
    const value = attributeOrNull(node, field.name);
    if (field.many) writeList(out, value, field, shape);
    else if (field.optional && (value === null || value === w_None)) out.word(0);
    else if (value === null) throw raise2(w_TypeError, 'required field "%S" missing from %N', field.name, shape.type);
    else if (!writeField(out, value, field) && missing === null) missing = field;
  }
  if (missing !== null) throw raise2(w_ValueError, "field '%S' is required for %N", missing.name, shape.type);
}
function writeList(out: MarshalWriter, value: W_Object | null, field: FieldShape, shape: NodeShape): void {
  if (value === null) {
    out.word(0);
    return;
  }
  const list = value.unwrap();
  if (!(list instanceof W_List))
    throw raise3(w_TypeError, '%N field "%S" must be a list, not a %T', shape.type, field.name, value);
  const items = list.toArray();
  const count = list.length;
  out.word(count);
  for (let i = 0; i < count; i++) {
    const written = writeField(out, items[i]!, field);
    if (!written && field.kind === IDENTIFIER) throw raise0(w_TypeError, "AST identifier must be of type str");
    if (list.length !== count)
      throw raise2(w_RuntimeError, '%N field "%S" changed size during iteration', shape.type, field.name);
  }
}
/** false: None where a node or name is needed. */
function writeField(out: MarshalWriter, value: W_Object, field: FieldShape): boolean {
  switch (field.kind) {
    case NODE:
      return writeNode(out, value, field.group!);
    case IDENTIFIER:
      if (value === w_None) {
        out.word(0);
        return false;
      }
      if (!(value instanceof W_Str)) throw raise0(w_TypeError, "AST identifier must be of type str");
      out.word(out.indexOf(value) + 1);
      return true;
    case STRING:
      if (!(value instanceof W_Str) && !(value instanceof W_Bytes))
        throw raise0(w_TypeError, "AST string must be of type str");
      out.word(out.indexOf(value instanceof W_Str ? value : latinStr((value as W_Bytes).items)) + 1);
      return true;
    case INT:
      out.word(numberOf(value));
      return true;
    case CONSTANT: {
      const refused = out.value(value);
      if (refused !== null) throw raise1(w_TypeError, "got an invalid type in Constant: %T", refused);
      return true;
    }
    default:
      throw new Error("a field of no kind");
  }
}
