// Symbol tables: for each scope of a program, what each name in it means. Built from the tree by symtable_builder.ts;
// here are the scopes and the resolution of names, which needs them all.
//
// Two notions are kept apart:
//   * a *scope* is a region of names, as the language reference has it: module, class, function, comprehension, annotations;
//   * a *frame* is what has registers and a code object. A list, set or dict comprehension in a function or module is
//     inlined (PEP 709): a scope of its own, in the frame of its surroundings.
// So a name that a comprehension takes from its function costs nothing, and only names that cross a frame's edge need cells.

import type * as ast from "./ast.ts";
import type { SourceText } from "./source.ts";

export type ScopeKind =
  | "module"
  | "class"
  | "function"
  /** Lambdas are functions with an expression for a body. */
  | "lambda"
  /** Its first iterable belongs to the surrounding scope. */
  | "comprehension"
  /** What computes annotations (PEP 649). */
  | "annotations"
  /** Type parameters of a generic function, class or alias (PEP 695), and the values that are computed on demand. */
  | "type parameters"
  | "type alias"
  | "type bound"
  | "type default";

/** Where a name lives, seen from a scope. */
export type Place =
  /** A register of the frame; in module and class scopes the namespace. */
  | "local"
  /** A register that holds a cell, made by this frame. */
  | "cell"
  /** A cell of an enclosing frame, or, within one frame, any place of an enclosing scope. */
  | "free"
  /** Declared `global`. */
  | "global"
  /** Not found anywhere: a global or builtin, if it exists at run time. */
  | "builtin";

/** What a scope does with a name; bits. */
export const USE = {
  BOUND: 1,
  PARAMETER: 2,
  GLOBAL: 4,
  NONLOCAL: 8,
  USED: 16,
  IMPORTED: 32,
  ANNOTATED: 64,
  ITERATION: 128,
  TYPE_PARAMETER: 256,
} as const;

export class SymbolEntry {
  /** Bits of `USE`. */
  uses = 0;
  /** A frame within needs it: then it lives in a cell. */
  captured = false;
  place: Place = "builtin";

  constructor(readonly name: string) {}
}

export class Scope {
  readonly symbols = new Map<string, SymbolEntry>();
  readonly children: Scope[] = [];
  /** Names of parameters, as code objects order them. */
  readonly parameters: string[] = [];
  /** Cells this frame gets from its surroundings. Frames only. */
  readonly frees = new Set<string>();
  /** Names that assignment expressions bind: reading them is not independent of what follows in an expression. */
  readonly walrusTargets = new Set<string>();
  /** Names that `del` or the end of an except clause unbinds. */
  readonly deletions = new Set<string>();
  isGenerator = false;
  /** May await; a comprehension: does. */
  isCoroutine = false;
  /** The first `return` with a value. */
  valueReturn: ast.Return | null = null;
  /** For classes: a function within uses `__class__` or `super`. */
  needsClassCell = false;
  /** For classes: annotations within look names up in the class's namespace. */
  needsClassDict = false;
  /** A comprehension that has no frame of its own. */
  inlined = false;
  /** For comprehensions: something within may look at its variables by name, as `locals()` does. */
  looksAtFrames = false;
  /** For modules and classes: the scope that computes their variables' annotations. */
  annotations: Scope | null = null;
  /** For modules and classes: the annotated variables, in order. */
  readonly annotated: ast.AnnAssign[] = [];
  /** Those within an `if`, loop or the like: they count only once they were executed. */
  readonly conditional = new Set<ast.AnnAssign>();

  constructor(
    readonly kind: ScopeKind,
    readonly name: string,
    readonly parent: Scope | null,
    readonly lineno: number,
    /** The innermost class around, for mangling names. */
    readonly className: string | null,
  ) {
    parent?.children.push(this);
  }

  /** In what a generic class says before its body, only the names of its type parameters are mangled; null: all names are. */
  mangled: Set<string> | null = null;

  /** The name as it is known here, if it is private to a class. */
  mangle(name: string): string {
    return this.mangled === null || this.mangled.has(name) ? mangle(this.className, name) : name;
  }

  /** Whether locals are registers: all but modules and classes. */
  get isFunctionLike(): boolean {
    return this.kind !== "module" && this.kind !== "class";
  }

  /** The scope whose frame this one runs in. */
  get frame(): Scope {
    let scope: Scope = this;
    while (scope.inlined) {
      scope = scope.parent!;
    }
    return scope;
  }

  use(name: string, bits: number): SymbolEntry {
    let entry = this.symbols.get(name);
    if (entry === undefined) {
      entry = new SymbolEntry(name);
      this.symbols.set(name, entry);
    }
    entry.uses |= bits;
    return entry;
  }

  has(name: string, bits: number): boolean {
    const entry = this.symbols.get(name);
    return entry !== undefined && (entry.uses & bits) !== 0;
  }

  /** Whether the name is a variable of this scope itself. */
  binds(name: string): boolean {
    const uses = this.symbols.get(name)?.uses ?? 0;
    return (uses & (USE.BOUND | USE.PARAMETER)) !== 0 && (uses & (USE.GLOBAL | USE.NONLOCAL)) === 0;
  }

  /** Where the name lives, seen from here. */
  place(name: string): Place {
    return this.symbols.get(name)?.place ?? "builtin";
  }
}

export interface SymbolTable {
  readonly root: Scope;
  /**
   * Scopes by the node they belong to: Module, FunctionDef, ClassDef, Lambda, comprehensions; Arguments for a function's
   * annotations; the list of type parameters.
   */
  readonly scopes: ReadonlyMap<object, Scope>;
  /** The scopes of bounds and defaults of type parameters and of type aliases, by the expression. */
  readonly valueScopes: ReadonlyMap<object, Scope>;
}

/** The cell of a module or class that holds the set of the conditional annotations executed so far, by index. */
export const conditionalAnnotations = "__conditional_annotations__";

/** PEP 8's "class-private names": `__x` in class C is `_C__x`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) {
    return name;
  }
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** A `nonlocal` or `global` statement's name, remembered for errors that only resolution finds. */
export interface Declaration {
  readonly scope: Scope;
  readonly name: string;
  readonly node: ast.Located;
}

/** Gives every symbol its place, and every frame its free variables. Throws for a nonlocal without a binding. */
export function resolveScopes(root: Scope, nonlocals: readonly Declaration[], source: SourceText): void {
  for (const { scope, name, node } of nonlocals) {
    const definer = definerOf(scope.parent, name);
    if (definer === null || definer === "global") {
      throw source.errorAt(`no binding for nonlocal '${name}' found`, node);
    }
    if (definer.has(name, USE.TYPE_PARAMETER)) {
      throw source.errorAt(`nonlocal binding not allowed for type parameter '${name}'`, node);
    }
  }
  resolve(root);
  settle(root);
}

/** Finds the definers of all names that a scope takes from outside. */
function resolve(scope: Scope): void {
  for (const entry of scope.symbols.values()) {
    const { name, uses } = entry;
    if ((uses & USE.GLOBAL) !== 0) {
      entry.place = "global";
    } else if (scope.binds(name)) {
      entry.place = "local";
    } else {
      const definer = ofClass(scope, name) ?? definerOf(scope.parent, name);
      if (definer === null || definer === "namespace") {
        entry.place = "builtin";
      } else if (definer === "global") {
        entry.place = "global";
      } else {
        entry.place = "free";
        capture(scope, definer, name);
      }
      if (scope.kind !== "class" && seesClass(scope)) {
        capture(scope, classAround(scope)!, "__classdict__");
      }
    }
  }
  for (const child of scope.children) {
    resolve(child);
  }
}

/** How the class around has a name that is seen from its annotation scopes: where it has it for itself, no function around is asked. */
function ofClass(scope: Scope, name: string): "namespace" | "global" | null {
  const around = scope.kind === "class" ? null : classAround(scope);
  if (around === null) {
    return null;
  }
  return around.has(name, USE.GLOBAL) ? "global" : around.binds(name) ? "namespace" : null;
}

/** Whether names of the class around are seen from this scope, though it is not the class's own. */
export function seesClass(scope: Scope): boolean {
  return classAround(scope) !== null;
}

/** The class whose namespace an annotation scope looks names up in. */
function classAround(scope: Scope): Scope | null {
  let around: Scope | null = scope;
  while (around !== null && looksIntoClass.has(around.kind)) {
    around = around.parent;
  }
  return around !== scope && around?.kind === "class" ? around : null;
}

const looksIntoClass: ReadonlySet<ScopeKind> = new Set([
  "annotations",
  "type parameters",
  "type alias",
  "type bound",
  "type default",
]);

/** The scope whose variable `name` is, from `scope` outwards; null when there is none, "global" when one declares it so. */
function definerOf(scope: Scope | null, name: string): Scope | "global" | null {
  for (; scope !== null; scope = scope.parent) {
    if (scope.kind === "class") {
      if (name === "__class__") {
        return scope;
      }
    } else if (scope.isFunctionLike) {
      if (scope.binds(name)) {
        return scope;
      }
      if (scope.has(name, USE.GLOBAL)) {
        return "global";
      }
    }
  }
  return null;
}

/** Lets the frames from `user` up to the definer's pass the variable's cell on. */
function capture(user: Scope, definer: Scope, name: string): void {
  let frame = user.frame;
  if (frame === definer.frame) {
    return;
  }
  if (definer.kind === "class") {
    definer.needsClassCell ||= name === "__class__";
    definer.needsClassDict ||= name === "__classdict__";
  } else {
    definer.symbols.get(name)!.captured = true;
  }
  while (frame !== definer.frame) {
    frame.frees.add(name);
    frame = frame.parent!.frame;
  }
}

/** Locals that were captured are cells. */
function settle(scope: Scope): void {
  for (const entry of scope.symbols.values()) {
    if (entry.captured) {
      entry.place = "cell";
    }
  }
  for (const child of scope.children) {
    settle(child);
  }
}
