// What graphs refer to outside of themselves. reach.ts answers, and so learns what the program consists of.

import type { Int } from "../ir/graph.ts";
import type { ClassType, External, Field, FunctionDecl, HostRequest, MethodSlot, Prebuilt } from "../ir/types.ts";
import type { ClassRType, FunctionRType, RType } from "./rtypes.ts";
import type { Expr, FieldRef, FunctionRef, GlobalRef } from "./tree.ts";

/** A live value as a constant of graphs and images. */
export type Constant =
  | { readonly k: "int"; readonly value: Int }
  | { readonly k: "float"; readonly value: number }
  | { readonly k: "ref"; readonly value: Prebuilt | null }
  | { readonly k: "function"; readonly value: FunctionDecl | null };

/** What a call of a live function value becomes. */
export type LiveCallee =
  | { readonly k: "function"; readonly decl: FunctionDecl }
  | { readonly k: "request"; readonly request: HostRequest }
  | { readonly k: "external"; readonly external: External };

/** What graphs refer to. Every answer makes its subject part of the program. */
export interface World {
  function(fn: FunctionRef): FunctionDecl;
  /** How a call of a method on an object of that class (or a subclass) goes. */
  dispatch(cls: ClassRType, name: string, exact: boolean, typeArgs: readonly RType[]): FunctionDecl | MethodSlot;
  /** The constructor to call for an object of that class, null when there is nothing to do. */
  constructorOf(cls: ClassRType): FunctionDecl | null;
  instantiated(cls: ClassRType): ClassType;
  classType(cls: ClassRType): ClassType;
  field(field: FieldRef): Field;
  /** The live value of a module-level constant. */
  live(global: GlobalRef): unknown;
  constant(value: unknown, type: RType, name: string): Constant;
  callee(value: unknown, type: FunctionRType, name: string): LiveCallee;
  /** A readonly field of primitive type of a live object: its value. Null: not to be folded. */
  foldField(object: unknown, field: FieldRef): Constant | null;
  position(node: Expr["node"]): number;
}
