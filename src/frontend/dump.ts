// A canonical text of a tree, for comparing: with CPython's `ast` in tests, and by eye. testing/dump_ast.py writes the
// same text from CPython's tree.
//
//     BinOp(Name("a",Load)@1:0-1:1,Add,Constant(int 1,null)@1:4-1:5)@1:0-1:5
//
// Fields are in the tree's order without their names; lists are in brackets; strings are JSON in ASCII; floats are the
// bits of the double in hex, bytes are hex.

import type { ConstantValue, Node } from "./ast.ts";

export interface DumpOptions {
  /** Write positions at all. */
  positions: boolean;
  /** Write positions within f-strings, which differ between CPython 3.11 and later ones. */
  fstringPositions: boolean;
  /** Write the fields `typeParams`, which CPython has since 3.12. */
  typeParams: boolean;
}

const everything: DumpOptions = { positions: true, fstringPositions: true, typeParams: true };
const positionKeys = new Set(["kind", "lineno", "colOffset", "endLineno", "endColOffset"]);

export function dump(node: Node, options: DumpOptions = everything): string {
  const out: string[] = [];
  write(node, options, options.positions, out);
  return out.join("");
}

function write(value: unknown, options: DumpOptions, positions: boolean, out: string[]): void {
  if (value === null) {
    out.push("null");
  } else if (typeof value === "string") {
    out.push(quote(value));
  } else if (typeof value === "number" || typeof value === "boolean") {
    out.push(String(Number(value)));
  } else if (Array.isArray(value)) {
    out.push("[");
    value.forEach((item, i) => {
      if (i > 0) {
        out.push(",");
      }
      write(item, options, positions, out);
    });
    out.push("]");
  } else if ("kind" in (value as object)) {
    writeNode(value as Node, options, positions, out);
  } else {
    out.push(constantText(value as ConstantValue));
  }
}

function writeNode(node: Node, options: DumpOptions, positions: boolean, out: string[]): void {
  out.push(node.kind, "(");
  const inside = positions && (options.fstringPositions || (node.kind !== "JoinedStr" && node.kind !== "TemplateStr"));
  let comma = false;
  for (const [key, value] of Object.entries(node)) {
    if (positionKeys.has(key) || (key === "typeParams" && !options.typeParams && node.kind !== "TypeAlias")) {
      continue;
    }
    if (comma) {
      out.push(",");
    }
    comma = true;
    if (key === "op" || key === "ctx") {
      out.push(value as string);
    } else if (key === "ops") {
      out.push("[", (value as string[]).join(","), "]");
    } else {
      write(value, options, inside, out);
    }
  }
  out.push(")");
  if (positions && "colOffset" in node) {
    out.push(`@${node.lineno}:${node.colOffset}-${node.endLineno}:${node.endColOffset}`);
  }
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function doubleBits(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

function constantText(value: ConstantValue): string {
  switch (value.type) {
    case "int":
      return `int ${value.value.toString(16)}`;
    case "float":
      return `float ${doubleBits(value.value)}`;
    case "complex":
      return `complex ${doubleBits(value.real)} ${doubleBits(value.imag)}`;
    case "str":
      return `str ${quote(value.value)}`;
    case "bytes":
      return `bytes ${Buffer.from(value.value).toString("hex")}`;
    case "bool":
      return `bool ${value.value ? 1 : 0}`;
    case "NoneType":
    case "ellipsis":
      return value.type;
  }
}
