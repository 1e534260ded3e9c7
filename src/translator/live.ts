// The live program: its modules evaluated once, with instrumentation that leads from live values back to the source.

import type { Bundle, FactoryTools } from "./bundle.ts";
import { memo } from "./memo.ts";
import type { ClassSource, FunctionSource, Sources } from "./sources.ts";

/** What a live function value is. */
export type LiveFunction =
  | { readonly k: "function"; readonly source: FunctionSource; readonly captures: Readonly<Record<string, unknown>> }
  | { readonly k: "request"; readonly name: string }
  | { readonly k: "external"; readonly name: string; readonly impure: boolean };

export class LiveProgram {
  private readonly sources: Sources;
  private readonly functions = new WeakMap<object, { id: string; captures: (() => Record<string, unknown>) | null }>();
  private readonly classes = new WeakMap<object, string>();
  private readonly modules = new Map<string, () => Record<string, unknown>>();
  private readonly tables = new Map<string, Record<string, unknown>>();
  /** Exports of the entry modules. */
  readonly exports: Record<string, Record<string, unknown>>;

  constructor(sources: Sources, bundle: Bundle) {
    this.sources = sources;
    const tools: FactoryTools = {
      __fn: (id, f, captures) => {
        this.functions.set(f as object, { id, captures });
        return f;
      },
      __cls: (id, cls) => {
        this.classes.set(cls as object, id);
        this.registerMethods(id, cls as { prototype: object });
      },
      __mod: (file, values) => {
        this.modules.set(file, values);
      },
    };
    this.exports = bundle.create(tools);
  }

  /** Methods and static methods are functions too: `Class.method` held in a table. */
  private registerMethods(id: string, cls: { prototype: object }): void {
    const source = this.sources.classesById.get(id);
    if (!source) return;
    for (const [name, method] of source.statics) {
      const f = (cls as unknown as Record<string, unknown>)[name];
      if (typeof f === "function") this.functions.set(f, { id: method.id, captures: null });
    }
  }

  has(file: string, name: string): boolean {
    return name in (this.modules.get(file)?.() ?? {});
  }

  /** The value of a module-level name. */
  value(file: string, name: string): unknown {
    const table = memo(this.tables, file, () => {
      const values = this.modules.get(file);
      if (!values) throw new Error(`${file} is no module of the live program`);
      return values();
    });
    if (!(name in table)) throw new Error(`${file} has no module-level name ${name}`);
    return table[name];
  }

  functionOf(value: object): LiveFunction | null {
    const marked = value as { requestName?: string; externalName?: string; impure?: boolean };
    if (typeof marked.requestName === "string") return { k: "request", name: marked.requestName };
    if (typeof marked.externalName === "string")
      return { k: "external", name: marked.externalName, impure: marked.impure === true };
    const found = this.functions.get(value);
    const source = found && this.sources.functionsById.get(found.id);
    if (!source) return null;
    return { k: "function", source, captures: found.captures?.() ?? {} };
  }

  /** The class of an object made by a class of the program. */
  classOf(object: object): ClassSource | null {
    const id = this.classes.get(object.constructor);
    return (id !== undefined && this.sources.classesById.get(id)) || null;
  }
}
