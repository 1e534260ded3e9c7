// Syntax trees from the front end's bytes: objects of the classes of the module _ast. The format is drawn in src/bytecode/asdl.ts.

import { type int, newArray, type U8Array, wrapI32 } from "../rts/index.ts";
import { CONSTANT, type FieldShape, IDENTIFIER, INT, NODE, STRING, shapes } from "./astclasses.ts";
import { W_Instance } from "./instance.ts";
import { newInt } from "./int.ts";
import { newList } from "./list.ts";
import type { W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { type Reader, readerOf } from "./unmarshal.ts";

export function readTree(bytes: U8Array): W_Object {
  return readNode(readerOf(bytes, null));
}
function readNode(reader: Reader): W_Object {
  const number = reader.word() - 1;
  if (number < 0) return w_None;
  const shape = shapes[number]!;
  if (shape.only !== null) return shape.only;
  const node = new W_Instance(shape.type, null);
  for (const field of shape.fields)
    node.setOwn(field.name, field.many ? readList(reader, field) : readField(reader, field));
  for (const attribute of shape.attributes) node.setOwn(attribute.name, readField(reader, attribute));
  return node;
}
function readList(reader: Reader, field: FieldShape): W_Object {
  const count: int = reader.word();
  const items = newArray<W_Object>(count);
  for (let i = 0; i < count; i++) items[i] = readField(reader, field);
  return newList(items, count);
}
function readField(reader: Reader, field: FieldShape): W_Object {
  switch (field.kind) {
    case NODE:
      return readNode(reader);
    case IDENTIFIER:
    case STRING: {
      const index = reader.word();
      return index === 0 ? w_None : reader.string(index - 1);
    }
    case INT:
      return newInt(wrapI32(reader.word()));
    case CONSTANT:
      return reader.value();
    default:
      throw new Error("a field of no kind");
  }
}
