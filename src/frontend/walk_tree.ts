// Walking over any tree along the table of the abstract grammar, for what looks at few kinds of nodes.

import { BASIC_TYPES, nodeClasses, nodeFamilies } from "../bytecode/asdl.ts";
import type { Node } from "./ast.ts";

/** The property that a field is in the front end's nodes: `type_params` is typeParams; Constant's `kind` is prefix. */
export function propertyOf(field: string): string {
  return field === "kind" ? "prefix" : field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Families without data are strings in the front end's trees: "Add", "Load". */
export const bareFamilies: ReadonlySet<string> = new Set(
  nodeFamilies
    .filter(({ attributes, members }) => attributes.length === 0 && members.every(({ fields }) => fields.length === 0))
    .map(({ name }) => name),
);

/** By kind, the properties that hold nodes or lists of them, in order. */
const children = new Map(
  nodeClasses.map(({ name, fields }) => [
    name,
    fields
      .filter(({ type }) => !(BASIC_TYPES as readonly string[]).includes(type) && !bareFamilies.has(type))
      .map((field) => propertyOf(field.name)),
  ]),
);

/** The children of a node. */
export function* childrenOf(node: Node): Generator<Node> {
  for (const property of children.get(node.kind)!) {
    const value = (node as unknown as Record<string, unknown>)[property] as Node | null | undefined | (Node | null)[];
    if (Array.isArray(value)) {
      for (const item of value) {
        if (item !== null) {
          yield item;
        }
      }
    } else if (value) {
      yield value;
    }
  }
}

/** Puts what `change` answers for them in the place of a node's children. */
export function changeChildren(node: Node, change: (child: Node) => Node): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const property of children.get(node.kind)!) {
    const value = fields[property] as Node | null | undefined | (Node | null)[];
    if (Array.isArray(value)) {
      fields[property] = value.map((item) => (item === null ? null : change(item)));
    } else if (value) {
      fields[property] = change(value);
    }
  }
}
