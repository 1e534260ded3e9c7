// The typed tree: what function bodies are between TypeScript's syntax tree and the two lives. Every expression has an RType;
// number kinds are inferred here, overloaded syntax is resolved (calls, property accesses, operators), sugar is gone
// (compound assignment, increments, optional arguments). emit-js.ts writes it as checked JavaScript, build-graph.ts as IR.

import type ts from "typescript";
import type { ClassRType, RType } from "./rtypes.ts";
import type { ClassSource, FunctionSource } from "./sources.ts";

export interface Local {
  readonly name: string;
  type: RType;
  /** Made by the translator for a value that is used twice; declared at the function's head in JavaScript. */
  readonly temp: boolean;
  /** A variable without annotation that began with a value of small storage: bit operators may be used, any int assigned. */
  readonly loose?: boolean;
}

/** A module-level const or a static readonly field, and a path of constant properties from it (`OP.add`). */
export interface GlobalRef {
  readonly file: string;
  /** The module's name for it, as __module registers it. */
  readonly name: string;
  readonly path: readonly string[];
}

/** A function of the source, with the type arguments of this use. */
export interface FunctionRef {
  readonly source: FunctionSource;
  /** For the type parameters of the function itself, then (methods, constructors) of its class. */
  readonly typeArgs: readonly RType[];
}

export interface FieldRef {
  readonly owner: ClassRType;
  readonly name: string;
}

interface Base {
  readonly type: RType;
  readonly node: ts.Node;
}

export type Place =
  | { readonly k: "local"; readonly local: Local }
  | { readonly k: "field"; readonly object: Expr; readonly field: FieldRef; readonly type: RType }
  | { readonly k: "item"; readonly array: Expr; readonly index: Expr; readonly type: RType };

export type Callee =
  | { readonly k: "function"; readonly fn: FunctionRef }
  /** A method, found by the object's class; `exact`: of exactly `cls` (super calls). Argument 0 is the object. */
  | {
      readonly k: "method";
      readonly cls: ClassRType;
      readonly name: string;
      readonly exact: boolean;
      readonly typeArgs: readonly RType[];
    }
  /** A function value. */
  | { readonly k: "indirect"; readonly fn: Expr }
  /** The constructor of the base class; argument 0 is the object. */
  | { readonly k: "super"; readonly cls: ClassRType };

/** `%` on ints only: it truncates, as intMod does. */
export type ArithOp = "+" | "-" | "*" | "/" | "%";
export type BitOp = "&" | "|" | "^" | "<<" | ">>" | ">>>";
export type CompareOp = "===" | "!==" | "<" | "<=" | ">" | ">=";

export type Expr = Base &
  (
    | { readonly k: "const"; readonly value: number | boolean | null; readonly literal?: boolean }
    | { readonly k: "str"; readonly value: string }
    | { readonly k: "local"; readonly local: Local }
    | { readonly k: "captured"; readonly name: string; readonly symbol: ts.Symbol }
    | { readonly k: "global"; readonly global: GlobalRef }
    | { readonly k: "function"; readonly fn: FunctionRef }
    | { readonly k: "field"; readonly object: Expr; readonly field: FieldRef }
    | { readonly k: "item"; readonly array: Expr; readonly index: Expr }
    | { readonly k: "length"; readonly array: Expr }
    | { readonly k: "charCode"; readonly text: Expr; readonly index: Expr }
    | { readonly k: "neg" | "not"; readonly a: Expr }
    | { readonly k: "arith"; readonly op: ArithOp; readonly a: Expr; readonly b: Expr }
    | { readonly k: "bits"; readonly op: BitOp; readonly a: Expr; readonly b: Expr }
    | { readonly k: "compare"; readonly op: CompareOp; readonly a: Expr; readonly b: Expr }
    | { readonly k: "logic"; readonly op: "&&" | "||"; readonly a: Expr; readonly b: Expr }
    | { readonly k: "cond"; readonly c: Expr; readonly a: Expr; readonly b: Expr }
    | { readonly k: "assign"; readonly place: Place; readonly value: Expr }
    /** All in order; the value is the last one's. */
    | { readonly k: "seq"; readonly exprs: readonly Expr[] }
    | { readonly k: "call"; readonly callee: Callee; readonly args: readonly Expr[] }
    | { readonly k: "new"; readonly cls: ClassRType; readonly args: readonly Expr[] }
    | { readonly k: "newArray"; readonly item: RType; readonly length: Expr }
    | { readonly k: "intrinsic"; readonly name: string; readonly args: readonly Expr[]; readonly jsName: string }
    | { readonly k: "instanceof"; readonly a: Expr; readonly cls: ClassRType }
    /** `checked`: the source says `as`, the untranslated run looks. */
    | { readonly k: "cast"; readonly a: Expr; readonly checked: boolean }
  );

export type ExprOf<K extends Expr["k"]> = Extract<Expr, { k: K }>;

export type Stmt = { readonly node: ts.Node } & (
  | { readonly k: "let"; readonly local: Local; readonly init: Expr | null; readonly isConst: boolean }
  | { readonly k: "expr"; readonly expr: Expr }
  | { readonly k: "if"; readonly cond: Expr; readonly yes: Stmt; readonly no: Stmt | null }
  /** for, while and do-while; `update` runs after the body and at continue. */
  | {
      readonly k: "loop";
      readonly init: readonly Stmt[];
      readonly cond: Expr | null;
      readonly update: Expr | null;
      readonly body: Stmt;
      readonly testFirst: boolean;
    }
  | { readonly k: "forOf"; readonly local: Local; readonly isConst: boolean; readonly array: Expr; readonly body: Stmt }
  | {
      readonly k: "switch";
      readonly value: Expr;
      readonly clauses: readonly {
        readonly tests: readonly Expr[];
        readonly isDefault: boolean;
        readonly body: readonly Stmt[];
      }[];
    }
  | { readonly k: "break" | "continue"; readonly label: string | null }
  | { readonly k: "labeled"; readonly label: string; readonly body: Stmt }
  | { readonly k: "return"; readonly value: Expr | null }
  | { readonly k: "throw"; readonly value: Expr }
  /** `throw new Error(...)`: a state that cannot be; no catch clause of the program sees it. */
  | { readonly k: "trap"; readonly message: string }
  | {
      readonly k: "try";
      readonly body: Stmt;
      readonly local: Local | null;
      readonly handler: Stmt | null;
      readonly finalizer: Stmt | null;
    }
  | { readonly k: "block"; readonly body: readonly Stmt[] }
);

export type StmtOf<K extends Stmt["k"]> = Extract<Stmt, { k: K }>;

/** A function's body as a typed tree. */
export interface FunctionTree {
  readonly source: FunctionSource;
  /** The object, for methods and constructors. */
  readonly self: Local | null;
  readonly params: readonly Local[];
  readonly result: RType;
  readonly body: readonly Stmt[];
  readonly temps: readonly Local[];
  /** Names of captured variables that the body reads. */
  readonly captures: readonly string[];
  /** An arrow function whose body is an expression. */
  readonly expressionBody: boolean;
}

export type { ClassSource };
