// class Python: an interpreter in this process.

import { EMBED } from "../../interp/embed-operations.ts";
import { Core, Lifetime } from "./core.ts";
import { NOTHING } from "./messages.ts";
import { handleOfProxy } from "./proxies.ts";
import type { Globals, PythonOptions, RunOptions } from "./types.ts";

export class Python {
  readonly #core: Core;
  readonly #lifetime: Lifetime;
  /** The names of the module __main__. */
  readonly globals: Globals;

  private constructor(core: Core, lifetime: Lifetime) {
    this.#core = core;
    this.#lifetime = lifetime;
    const ask = (operation: number, ...args: unknown[]): unknown => this.#core.call(operation, this.#core.main, args);
    this.globals = {
      get(name) {
        const value = ask(EMBED.getItem, name);
        return value === NOTHING ? undefined : value;
      },
      set: (name, value) => void ask(EMBED.setItem, name, value),
      has: (name) => ask(EMBED.contains, name) as boolean,
      delete: (name) => ask(EMBED.delItem, name) as boolean,
      keys: () => ask(EMBED.keys) as string[],
    };
  }

  /** Makes an interpreter. Several live in one process, apart from one another. */
  static async create(options: PythonOptions = {}): Promise<Python> {
    const lifetime = new Lifetime();
    return new Python(new Core(options, lifetime), lifetime);
  }

  /**
   * Runs source text. The value of a last statement that is an expression, with no semicolon behind, is answered: None as undefined, numbers, strings
   * and bytes as JavaScript's, others as proxies. Throws PythonError.
   */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  run(source: string, options: RunOptions = {}): any {
    const { globals, filename = "<exec>" } = options;
    const value = this.#core.run(source, filename, globals, globals !== undefined && !handleOfProxy(globals));
    return this.#lifetime && value;
  }

  /** Gives the memory back. Its proxies cannot be used any more. */
  dispose(): void {
    this.#core.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}
