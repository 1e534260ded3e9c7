// Trees as bytes, in both directions: to the VM, where they become objects of the module _ast, and from there. The format is drawn in
// src/bytecode/asdl.ts, and both functions walk along its table; so what they need to know of the nodes is only how ast.ts names things.

import { type Field, type NodeClass, nodeClasses } from "../bytecode/asdl.ts";
import {
  indexOf,
  readString,
  readValue,
  type StringIndex,
  WordBuffer,
  WordReader,
  withStrings,
  writeValue,
} from "../bytecode/marshal.ts";
import type { Mod, Node } from "./ast.ts";
import { bareFamilies, propertyOf } from "./walk_tree.ts";

const classNumbers = new Map(nodeClasses.map((found, i) => [found.name, i]));
/** Ints that are booleans in the front end's trees. */
const booleans: ReadonlySet<string> = new Set(["simple", "is_async"]);

interface Property {
  readonly field: Field;
  readonly name: string;
}
const properties = (fields: readonly Field[]): Property[] =>
  fields.map((field) => ({ field, name: propertyOf(field.name) }));
const shapes = nodeClasses.map(({ fields, attributes }) => ({
  attributes: properties(attributes),
  fields: properties(fields),
}));

type AnyNode = Record<string, unknown>;

// ------------------------------------------------------------------------------------------------------------ to the VM

/** Throws RangeError ("call stack") for trees that are too deep. */
export function encodeTree(tree: Node): Uint8Array {
  const body = new WordBuffer();
  const strings: StringIndex = new Map();
  writeNode(body, strings, tree as unknown as AnyNode);
  return withStrings(strings, body);
}

function writeNode(out: WordBuffer, strings: StringIndex, node: AnyNode | string | null): void {
  if (node === null) {
    out.word(0);
    return;
  }
  const number = classNumbers.get(typeof node === "string" ? node : (node.kind as string))!;
  out.word(number + 1);
  if (typeof node === "string") {
    return;
  }
  const { attributes, fields } = shapes[number]!;
  for (const { field, name } of fields) {
    // type comments are left out of most trees
    const value = node[name] ?? null;
    if (field.many) {
      const items = (value ?? []) as unknown[];
      out.word(items.length);
      for (const item of items) {
        writeField(out, strings, field, item);
      }
    } else {
      writeField(out, strings, field, value);
    }
  }
  for (const { name } of attributes) {
    out.word(node[name] as number);
  }
}

function writeField(out: WordBuffer, strings: StringIndex, field: Field, value: unknown): void {
  switch (field.type) {
    case "identifier":
    case "string":
      out.word(value === null ? 0 : indexOf(strings, value as string) + 1);
      return;
    case "int":
      out.word(Number(value));
      return;
    case "constant":
      // Interpolation.str is a plain string in the front end
      writeValue(out, strings, typeof value === "string" ? { type: "str", value } : (value as never));
      return;
    default:
      writeNode(out, strings, value as AnyNode | string | null);
  }
}

// ---------------------------------------------------------------------------------------------------------- from the VM

/** The inverse. Throws RangeError ("call stack") for trees that are too deep. */
export function decodeTree(bytes: Uint8Array): Mod {
  const reader = new WordReader(bytes);
  const strings = reader.many(() => readString(reader));
  return readNode(reader, strings) as unknown as Mod;
}

function readNode(reader: WordReader, strings: readonly string[]): AnyNode | string | null {
  const number = reader.word() - 1;
  if (number < 0) {
    return null;
  }
  const { name, family }: NodeClass = nodeClasses[number]!;
  if (family !== null && bareFamilies.has(family)) {
    return name;
  }
  const node: AnyNode = { kind: name };
  const { attributes, fields } = shapes[number]!;
  for (const { field, name: property } of fields) {
    node[property] = field.many
      ? reader.many(() => readField(reader, strings, field))
      : readField(reader, strings, field);
  }
  for (const property of attributes) {
    node[property.name] = reader.word() | 0;
  }
  return node;
}

function readField(reader: WordReader, strings: readonly string[], field: Field): unknown {
  switch (field.type) {
    case "identifier":
    case "string": {
      const index = reader.word() - 1;
      return index < 0 ? null : strings[index]!;
    }
    case "int": {
      const value = reader.word() | 0;
      return booleans.has(field.name) ? value !== 0 : value;
    }
    case "constant": {
      const value = readValue(reader, strings);
      return field.name === "str" && value.type === "str" ? value.value : value;
    }
    default:
      return readNode(reader, strings);
  }
}
