// The types of RTypeScript's values, as the translator sees them.
//
// References do not say whether they may be null: `T | null` and T are one type, since machine code makes no difference.
// A type variable stays one while checked JavaScript is emitted; graphs are made with every variable substituted.

import { ARRAY_TYPES, type ArrayType, type Kind, STORAGE, type Storage } from "../ir/types.ts";
import { memo } from "./memo.ts";
import type { ClassSource } from "./sources.ts";

export type IntStorage = Exclude<Storage, "f64" | "ref" | "bool" | "fn">;

export type RType =
  | { readonly k: "int"; readonly storage: IntStorage }
  | { readonly k: "float" }
  | { readonly k: "bool" }
  | { readonly k: "void" }
  | { readonly k: "null" }
  | { readonly k: "never" }
  | { readonly k: "string" }
  /** Any reference: the type of type variables that stand for references and are not bounded. */
  | { readonly k: "object" }
  | { readonly k: "class"; readonly cls: ClassSource; readonly args: readonly RType[] }
  | { readonly k: "array"; readonly item: RType }
  | { readonly k: "fn"; readonly params: readonly RType[]; readonly result: RType }
  | { readonly k: "var"; readonly name: string; readonly symbol: object; readonly bound: RType };

export type ClassRType = Extract<RType, { k: "class" }>;
export type FunctionRType = Extract<RType, { k: "fn" }>;
export type ArrayRType = Extract<RType, { k: "array" }>;

export const INT: RType = { k: "int", storage: "i64" };
export const FLOAT: RType = { k: "float" };
export const BOOL: RType = { k: "bool" };
export const VOID: RType = { k: "void" };
export const NULL: RType = { k: "null" };
export const NEVER: RType = { k: "never" };
export const STRING: RType = { k: "string" };
export const OBJECT: RType = { k: "object" };
const INTS = new Map<IntStorage, RType>([["i64", INT]]);
export function intType(storage: IntStorage): RType {
  return memo(INTS, storage, () => ({ k: "int", storage }));
}

export const isRef = (t: RType): boolean =>
  t.k === "class" ||
  t.k === "array" ||
  t.k === "string" ||
  t.k === "null" ||
  t.k === "object" ||
  (t.k === "var" && isRef(t.bound));

/** What a field or item of that type occupies. */
export function storageOf(t: RType): Storage {
  switch (t.k) {
    case "int":
      return t.storage;
    case "float":
      return "f64";
    case "bool":
      return "bool";
    case "fn":
      return "fn";
    case "var":
      return storageOf(t.bound);
    default:
      return "ref";
  }
}

export const kindOf = (t: RType): Kind => (t.k === "void" || t.k === "never" ? "v" : STORAGE[storageOf(t)].kind);

/** The IR's array type with such items. */
export function arrayTypeOf(item: RType): ArrayType {
  const storage = storageOf(item);
  const name = storage === "bool" ? "u8" : storage;
  const found = (ARRAY_TYPES as Record<string, ArrayType>)[name];
  if (!found) throw new Error(`no array type with items ${storage}`);
  return found;
}

/** The declared type as the IR keeps it with reference fields. */
export type Substitution = ReadonlyMap<object, RType>;
export const NO_SUBSTITUTION: Substitution = new Map();

export function substitute(t: RType, by: Substitution): RType {
  if (by.size === 0) return t;
  switch (t.k) {
    case "var":
      return by.get(t.symbol) ?? t;
    case "class":
      return t.args.length === 0 ? t : { k: "class", cls: t.cls, args: t.args.map((a) => substitute(a, by)) };
    case "array":
      return { k: "array", item: substitute(t.item, by) };
    case "fn":
      return { k: "fn", params: t.params.map((p) => substitute(p, by)), result: substitute(t.result, by) };
    default:
      return t;
  }
}

/** What a type argument is for the choice of an instance: all references share one, bounded by the variable's bound. */
export function normalizeArgument(t: RType, bound: RType): RType {
  if (t.k === "fn") return t;
  if (isRef(t)) return bound.k === "var" ? OBJECT : bound;
  return t;
}

/** A short name, unique enough for names of instances and for messages. */
export function typeName(t: RType): string {
  switch (t.k) {
    case "int":
      return t.storage === "i64" ? "int" : t.storage;
    case "class":
      return t.args.length ? `${t.cls.name}<${t.args.map(typeName).join(", ")}>` : t.cls.name;
    case "array":
      return `${typeName(t.item)}[]`;
    case "fn":
      return `(${t.params.map(typeName).join(", ")}) => ${typeName(t.result)}`;
    case "var":
      return t.name;
    default:
      return t.k;
  }
}

export function sameType(a: RType, b: RType): boolean {
  return (
    a === b || (a.k === b.k && typeName(a) === typeName(b) && (a.k !== "class" || a.cls === (b as ClassRType).cls))
  );
}
