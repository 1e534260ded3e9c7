// Trees as bytes, in both directions: to the VM, where they become objects of the module _ast, and from there. The format is drawn in
// src/bytecode/asdl.ts, and both functions walk along its table; so what they need to know of the nodes is only how ast.ts names things.

import { BASIC_TYPES, type Field, type NodeClass, nodeClasses } from "../bytecode/asdl.ts";
import type { Value } from "../bytecode/code.ts";
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
  properties: [...properties(fields), ...properties(attributes)],
}));

type AnyNode = Record<string, unknown>;

// ------------------------------------------------------------------------------------------------------------ to the VM

/** The message of a tree. Trees may be deep (`a + a + a ...`), so what is still to be written waits on a stack, not in calls. */
export function encodeTree(tree: Node): Uint8Array {
  const body = new WordBuffer();
  const strings: StringIndex = new Map();
  const waiting: [field: Field, value: unknown][] = [[wholeTree, tree]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [field, value] = next;
    if (field.many) {
      const items = (value ?? []) as unknown[];
      body.word(items.length);
      const item = { ...field, many: false };
      for (let i = items.length - 1; i >= 0; i--) {
        waiting.push([item, items[i]]);
      }
      continue;
    }
    if (basicTypes.has(field.type)) {
      writeBasic(body, strings, field, value);
      continue;
    }
    if (value === null) {
      body.word(0);
      continue;
    }
    const node = value as AnyNode | string;
    const number = classNumbers.get(typeof node === "string" ? node : (node.kind as string))!;
    body.word(number + 1);
    if (typeof node !== "string") {
      const { properties } = shapes[number]!;
      for (let i = properties.length - 1; i >= 0; i--) {
        const { field, name } = properties[i]!;
        // type comments are left out of most trees
        waiting.push([field, node[name] ?? null]);
      }
    }
  }
  return withStrings(strings, body);
}
const wholeTree: Field = { name: "", type: "mod", many: false, optional: false };
const basicTypes: ReadonlySet<string> = new Set(BASIC_TYPES);

function writeBasic(out: WordBuffer, strings: StringIndex, { type }: Field, value: unknown): void {
  switch (type) {
    case "identifier":
    case "string":
      out.word(value === null ? 0 : indexOf(strings, value as string) + 1);
      return;
    case "int":
      out.word(Number(value));
      return;
    case "constant":
      // Interpolation.str is a plain string in the front end
      writeValue(out, strings, typeof value === "string" ? { type: "str", value } : (value as Value));
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
  for (const { field, name: property } of shapes[number]!.properties) {
    node[property] = field.many
      ? reader.many(() => readField(reader, strings, field))
      : readField(reader, strings, field);
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
