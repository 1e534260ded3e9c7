// The classes of syntax trees, made of the table of src/bytecode/asdl.ts: their type objects, and what the reader and writer of trees
// (treeread.ts, treewrite.ts) have to know of them. What programs see of the classes is in astmodule.ts.

import { type Field, nodeClasses, nodeFamilies } from "../bytecode/asdl.ts";
import type { int } from "../rts/index.ts";
import { W_Instance } from "./instance.ts";
import type { W_Object } from "./object.ts";
import { intern, type W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_AST = builtinType("AST");
w_AST.hasInstanceDict = true;
w_AST.hasWeakref = true;

/** What a field holds. */
export const IDENTIFIER = 0;
export const STRING = 1;
export const INT = 2;
export const CONSTANT = 3;
export const NODE = 4;
const BASIC: Record<string, int> = { identifier: IDENTIFIER, string: STRING, int: INT, constant: CONSTANT };

export class FieldShape {
  readonly name: W_Str;
  readonly kind: int;
  readonly many: boolean;
  readonly optional: boolean;
  /** Of NODE: the class, or the base of the family. */
  group: NodeGroup | null = null;
  constructor(name: W_Str, kind: int, many: boolean, optional: boolean) {
    this.name = name;
    this.kind = kind;
    this.many = many;
    this.optional = optional;
  }
}

export class NodeShape {
  readonly type: W_Type;
  /** In the table of classes. */
  readonly number: int;
  /** @jit immutable-items */
  readonly fields: FieldShape[];
  /** @jit immutable-items */
  readonly attributes: FieldShape[];
  /** Of the classes of operators and contexts, the one node that all trees of the parser share; else null. */
  readonly only: W_Instance | null;
  constructor(type: W_Type, number: int, fields: FieldShape[], attributes: FieldShape[], only: W_Instance | null) {
    this.type = type;
    this.number = number;
    this.fields = fields;
    this.attributes = attributes;
    this.only = only;
  }
}

/** A family of classes, or one class that stands alone. */
export class NodeGroup {
  readonly type: W_Type;
  /** @jit immutable-items */
  readonly members: NodeShape[];
  /** A class that stands alone: what has its fields passes for it. */
  readonly alone: boolean;
  /** Its members are only told apart: operators and contexts. */
  readonly bare: boolean;
  constructor(type: W_Type, members: NodeShape[], alone: boolean, bare: boolean) {
    this.type = type;
    this.members = members;
    this.alone = alone;
    this.bare = bare;
  }
}

const fieldShape = ({ name, type, many, optional }: Field): FieldShape =>
  new FieldShape(intern(name), BASIC[type] ?? NODE, many, optional);

/** Type objects by name, families included; `AST` is not among them. */
export const astTypes = new Map<string, W_Type>();
const makeType = (name: string, base: W_Type): W_Type => {
  const type = builtinType(name, base);
  type.hasWeakref = true;
  astTypes.set(name, type);
  return type;
};
const familyType = (name: string): W_Type => (astTypes.has(name) ? astTypes.get(name)! : makeType(name, w_AST));
/** Families whose members neither have fields nor attributes. */
const bareFamilies = new Set(
  nodeFamilies
    .filter(({ attributes, members }) => attributes.length === 0 && members.every(({ fields }) => fields.length === 0))
    .map(({ name }) => name),
);

/** By number. */
export const shapes: NodeShape[] = nodeClasses.map(({ name, family, fields, attributes }, number) => {
  const type = makeType(name, family === null ? w_AST : familyType(family));
  const only = family !== null && bareFamilies.has(family) ? new W_Instance(type, null) : null;
  return new NodeShape(type, number, fields.map(fieldShape), attributes.map(fieldShape), only);
});
const shapeOf = (name: string): NodeShape => shapes[nodeClasses.findIndex((found) => found.name === name)]!;

const groups = new Map<string, NodeGroup>();
for (const { name, members } of nodeFamilies) {
  const found = members.map((member) => shapeOf(member.name));
  groups.set(name, new NodeGroup(astTypes.get(name)!, found, false, bareFamilies.has(name)));
}
for (const { name, family } of nodeClasses)
  if (family === null) groups.set(name, new NodeGroup(astTypes.get(name)!, [shapeOf(name)], true, false));
nodeClasses.forEach(({ fields }, number) => {
  fields.forEach(({ type }, i) => {
    shapes[number]!.fields[i]!.group = groups.get(type) ?? null;
  });
});

/** What a whole tree may be. */
export const modGroup: NodeGroup = groups.get("mod")!;
export const w_expr_context: W_Type = astTypes.get("expr_context")!;
/** The node Load(), which constructors give to fields that are left out. */
export const loadNode: W_Object = shapeOf("Load").only!;

/** Whether an object is a node of a syntax tree. */
export function isNode(object: W_Object): boolean {
  return object instanceof W_Instance && object.getType().isSubtype(w_AST);
}
