// A translated program: what the graphs of one VM refer to by name or number.

import type { ClassType, External, FunctionDecl, HostRequest } from "./types.ts";

/** Where an instruction came from; Value.pos indexes Program.positions. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

export class Program {
  readonly classes = new Map<string, ClassType>();
  /** By id; functions[0] is unused, so that 0 can mean "no function". */
  readonly functions: (FunctionDecl | null)[] = [null];
  private readonly byName = new Map<string, FunctionDecl>();
  readonly externals = new Map<string, External>();
  readonly requests = new Map<string, HostRequest>();
  /** positions[0] is "unknown". */
  readonly positions: Position[] = [{ file: "", line: 0 }];

  addClass(cls: ClassType): void {
    if (this.classes.has(cls.name)) throw new Error(`two classes named ${cls.name}`);
    this.classes.set(cls.name, cls);
  }
  /** Gives the function its id. Names are unique within a program. */
  addFunction(decl: FunctionDecl): FunctionDecl {
    if (this.byName.has(decl.name)) throw new Error(`two functions named ${decl.name}`);
    decl.id = this.functions.length;
    this.functions.push(decl);
    this.byName.set(decl.name, decl);
    return decl;
  }
  function(name: string): FunctionDecl {
    const found = this.byName.get(name);
    if (!found) throw new Error(`no function named ${name}`);
    return found;
  }
  hasFunction(name: string): boolean {
    return this.byName.has(name);
  }
}

/**
 * Numbers the types: preorder over the class trees, so that a class and its subclasses are one range of type ids.
 * `recordSize(type)` says how many 8-byte units a type's record takes; the first id is 1 (0 is no type).
 * Returns the number of units used.
 */
export function numberClasses(roots: Iterable<ClassType>, recordSize: (cls: ClassType) => number, first = 1): number {
  let next = first;
  const visit = (cls: ClassType): void => {
    cls.typeId = next;
    next += recordSize(cls);
    let last = cls.typeId;
    for (const sub of cls.subclasses) {
      visit(sub);
      last = sub.lastTypeId;
    }
    cls.lastTypeId = last;
  };
  for (const root of roots) visit(root);
  return next;
}
