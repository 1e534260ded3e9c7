// One frame being compiled: its code builder, its scopes, and where each name of them lives.
//
// A frame has one scope, and on top of it those of the inlined comprehensions that are open just now. A comprehension's
// variables are temporaries: they have a register of their own, whatever the same name means around it.

import type { Code } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type { Position } from "../bytecode/positions.ts";
import type * as ast from "./ast.ts";
import { CodeBuilder, type Handler, type Label } from "./code_builder.ts";
import type { SourceText } from "./source.ts";
import { conditionalAnnotations, type Scope, type SymbolTable, seesClass } from "./symtable.ts";

/** What all units of one compilation share. */
export interface Compilation {
  readonly source: SourceText;
  readonly table: SymbolTable;
  /** `from __future__ import annotations`: annotations are strings. */
  readonly futureAnnotations: boolean;
  /** The line of the last import that turned on a feature of `__future__`; -1: there is none. */
  readonly futureLine: number;
  /** Expression statements show their values. */
  readonly interactive: boolean;
  /** Flags that every code object has. */
  readonly flags: number;
}

/** How a name is reached. */
export type Variable =
  /** `variable` is its number for the code builder's flow analysis. */
  | { readonly kind: "register"; readonly register: number; readonly variable: number }
  | { readonly kind: "cell"; readonly register: number }
  | { readonly kind: "global" }
  /** In the frame's namespace, then global, then builtin. */
  | { readonly kind: "namespace" }
  /** In a class body: in the namespace, then in the cell. */
  | { readonly kind: "namespace or cell"; readonly register: number }
  /** In a scope that sees a class from inside: in the class's namespace, then global or the cell. */
  | { readonly kind: "class or global" }
  | { readonly kind: "class or cell"; readonly register: number };

/** What surrounds the statement being compiled, for those that leave it. */
export type Block =
  | { readonly kind: "loop"; readonly header: Label; readonly exit: Label; readonly cell: number }
  | { readonly kind: "finally"; readonly body: readonly ast.Stmt[]; readonly outer: Handler | null }
  /** `pair`: registers of __exit__ and its self. */
  | {
      readonly kind: "with";
      readonly pair: number;
      readonly at: Position;
      readonly isAsync: boolean;
      readonly outer: Handler | null;
    }
  /** An exception is being handled; `name` is the `as` name to be unbound. */
  | {
      readonly kind: "handler";
      readonly saved: number;
      readonly name: string | null;
      readonly at: Position;
      readonly outer: Handler | null;
    }
  /** In an except* clause, which may not be left by a jump. */
  | { readonly kind: "except*" };

interface Overlay {
  readonly scope: Scope;
  readonly variables: Map<string, Variable>;
}

export class Unit {
  readonly b: CodeBuilder;
  blocks: Block[] = [];
  /** In a class body: attributes that its methods assign to `self`. */
  readonly staticAttributes = new Set<string>();
  /** The innermost scope: the frame's or an open comprehension's. */
  scope: Scope;
  private readonly overlays: Overlay[] = [];
  private readonly variables = new Map<string, Variable>();
  /** Registers of inlined comprehensions' variables that others see by name: by depth of nesting and name. */
  private readonly seenRegisters = new Map<string, number>();
  /** The next number for a comprehension's variable. */
  private nextVariable: number;
  readonly firstTemporary: number;

  constructor(
    readonly shared: Compilation,
    readonly frame: Scope,
    readonly parent: Unit | null,
    readonly qualname: string,
    name: string,
    firstlineno: number,
    args: { argcount: number; posonlyargcount: number; kwonlyargcount: number },
  ) {
    this.scope = frame;
    const varnames = frame.isFunctionLike ? [...frame.parameters] : [];
    const cellvars: string[] = [];
    for (const { name, place } of frame.symbols.values()) {
      if (place === "cell") {
        cellvars.push(name);
      } else if (frame.isFunctionLike && place === "local" && !frame.parameters.includes(name)) {
        varnames.push(name);
      }
    }
    if (frame.needsClassCell) {
      cellvars.push("__class__");
    }
    if (frame.needsClassDict) {
      cellvars.push("__classdict__");
    }
    if (frame.conditional.size > 0 && !shared.futureAnnotations) {
      cellvars.push(conditionalAnnotations);
    }
    cellvars.sort(byCodePoints);
    const freevars = [...frame.frees].sort(byCodePoints);
    for (const [register, name] of varnames.entries()) {
      if (frame.place(name) !== "cell") {
        this.variables.set(name, { kind: "register", register, variable: register });
      }
    }
    seenVariables(frame, 0, this.seenRegisters);
    for (const key of this.seenRegisters.keys()) {
      this.seenRegisters.set(key, varnames.length);
      varnames.push(key.slice(key.indexOf(" ") + 1));
    }
    for (const [i, name] of cellvars.entries()) {
      if (frame.isFunctionLike) {
        this.variables.set(name, { kind: "cell", register: varnames.length + i });
      }
    }
    this.nextVariable = varnames.length;
    if (frame.kind === "annotations") {
      varnames[0] = "format";
    }
    const deletions: number[] = [];
    for (const name of frame.deletions) {
      const variable = this.variables.get(name);
      if (variable?.kind === "register") {
        deletions.push(variable.register);
      }
    }
    this.b = new CodeBuilder(
      {
        name,
        qualname,
        filename: shared.source.filename,
        firstlineno,
        ...args,
        varnames,
        cellvars,
        freevars,
        closureFrom: freevars.map((name) => parent!.cellRegister(name)),
      },
      varnames.length + countHidden(frame),
      frame.parameters.length,
      deletions,
    );
    this.b.flags = shared.flags;
    this.firstTemporary = this.b.top;
  }

  // ------------------------------------------------------------------------------------------------------------ names

  mangle(name: string): string {
    return this.scope.mangle(name);
  }

  /** Where a name (mangled already) lives. */
  lookup(name: string): Variable {
    for (let i = this.overlays.length - 1; i >= 0; i--) {
      const { scope, variables } = this.overlays[i]!;
      const variable = variables.get(name);
      if (variable !== undefined) {
        return variable;
      }
      if (scope.place(name) === "global") {
        return globalVariable;
      }
    }
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = this.lookupInFrame(name);
      this.variables.set(name, variable);
    }
    return variable;
  }

  private lookupInFrame(name: string): Variable {
    const { frame } = this;
    const place = frame.place(name);
    if (place === "global") {
      return globalVariable;
    }
    if (frame.kind === "class") {
      return place === "free" ? { kind: "namespace or cell", register: this.freeRegister(name) } : namespaceVariable;
    }
    if (frame.kind === "module") {
      return namespaceVariable;
    }
    const inClass = seesClass(frame);
    // a name of the class itself may pass by here for a function within
    if (frame.frees.has(name) && frame.symbols.get(name)?.place !== "builtin") {
      const register = this.cellRegister(name);
      return inClass && name !== "__classdict__" ? { kind: "class or cell", register } : { kind: "cell", register };
    }
    return inClass ? { kind: "class or global" } : globalVariable;
  }

  /** The register that holds the cell of a variable that an inner frame needs. */
  cellRegister(name: string): number {
    for (let i = this.overlays.length - 1; i >= 0; i--) {
      const variable = this.overlays[i]!.variables.get(name);
      if (variable?.kind === "cell") {
        return variable.register;
      }
    }
    const { varnames, cellvars } = this.b.head;
    const index = cellvars.indexOf(name);
    return index >= 0 ? varnames.length + index : this.freeRegister(name);
  }

  /** That of a cell from outside: in a class's own body, `__class__` is the class around. */
  private freeRegister(name: string): number {
    const { varnames, cellvars, freevars } = this.b.head;
    const free = freevars.indexOf(name);
    if (free < 0) {
      throw new Error(`no cell for ${name} in ${this.qualname}`);
    }
    return varnames.length + cellvars.length + free;
  }

  /** Opens an inlined comprehension: gives its variables registers, and cells where inner functions need them. */
  openComprehension(scope: Scope, at: ast.ListComp | ast.SetComp | ast.DictComp): void {
    const first = boundFirst(at.generators[0]!.target);
    const variables = new Map<string, Variable>();
    for (const { name, place } of scope.symbols.values()) {
      const seen = this.seenRegisters.get(`${this.overlays.length} ${name}`);
      if (place === "local" && scope.looksAtFrames && seen !== undefined) {
        variables.set(name, { kind: "register", register: seen, variable: seen });
      } else if (place === "local") {
        const register = this.b.temp();
        if (!first.has(name)) {
          // it may be read before it is bound, and temporaries hold what was there before
          this.b.emit(at, OP.CLEAR, register);
        }
        variables.set(name, { kind: "register", register, variable: this.nextVariable++ });
      } else if (place === "cell") {
        const register = this.b.temp();
        this.b.emit(at, OP.NEW_CELL, register);
        variables.set(name, { kind: "cell", register });
      }
    }
    this.overlays.push({ scope, variables });
    this.scope = scope;
  }

  /** Closes it. Its variables are unassigned when it runs again, as in a loop or a copy of a finally body. */
  closeComprehension(at: Position): void {
    const { scope, variables } = this.overlays.pop()!;
    for (const variable of variables.values()) {
      if (variable.kind !== "register") {
        continue;
      }
      this.b.setUnassigned(variable.variable);
      if (variable.register < this.b.head.varnames.length) {
        this.b.emit(at, OP.CLEAR, variable.register);
      } else {
        this.nextVariable--;
      }
    }
    this.scope = scope.parent!;
  }

  // ------------------------------------------------------------------------------------------------------------ errors

  error(message: string, at: Position): Error {
    return this.shared.source.errorAt(message, at);
  }

  notSupported(what: string, at: Position): Error {
    return this.error(`not supported yet: ${what}`, at);
  }

  // --------------------------------------------------------------------------------------------------------- finishing

  finish(): Code {
    return this.b.finish();
  }
}

const globalVariable: Variable = { kind: "global" };
const namespaceVariable: Variable = { kind: "namespace" };

/** The names that a comprehension's first target binds before anything reads them. */
function boundFirst(target: ast.Expr): Set<string> {
  const targets = target.kind === "Tuple" || target.kind === "List" ? target.elts : [target];
  const names = targets.flatMap((item) => (item.kind === "Name" ? [item.id] : []));
  return new Set(names.length === targets.length ? names : []);
}

/** The variables of inlined comprehensions that have to be found by name: those of one name at one depth of nesting share a register. */
function seenVariables(scope: Scope, depth: number, into: Map<string, number>): void {
  for (const child of scope.children) {
    if (child.inlined) {
      for (const { name, place } of child.looksAtFrames ? child.symbols.values() : []) {
        if (place === "local") {
          into.set(`${depth} ${name}`, -1);
        }
      }
      seenVariables(child, depth + 1, into);
    }
  }
}

/** How many variables of inlined comprehensions a frame has at once, at most. */
function countHidden(scope: Scope): number {
  let deepest = 0;
  for (const child of scope.children) {
    if (child.inlined) {
      deepest = Math.max(deepest, child.symbols.size + countHidden(child));
    }
  }
  return deepest;
}

/** Python's order of strings, which differs from JavaScript's for characters beyond the basic plane; names rarely have any. */
function byCodePoints(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The qualified name of a function or class that is defined in the unit. Type parameters' functions do not count. */
export function innerQualname(u: Unit, name: string): string {
  switch (u.frame.kind) {
    case "module":
      return name;
    case "function":
    case "lambda":
      return `${u.qualname}.<locals>.${name}`;
    case "type parameters":
      return innerQualname(u.parent!, name);
    default:
      return `${u.qualname}.${name}`;
  }
}
