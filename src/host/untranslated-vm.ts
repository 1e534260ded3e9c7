// The untranslated rung: the program as checked JavaScript (dist/vm.js), one instance a VM.

import type { Word } from "../ir/meanings.ts";
import type { RequestHandler } from "../rts/host.ts";
import { createServices, type ServiceOptions, type Services } from "./services.ts";
import type { CallResult, Vm } from "./vm.ts";

/** What `create()` of a vm.js answers: the exports of the modules it was made of, by path; `runtime` is the checks' own state. */
export type UntranslatedProgram = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Callable = (...args: Word[]) => Word | undefined;

export class UntranslatedVm implements Vm {
  readonly services: Services;
  private readonly program: UntranslatedProgram;

  /** The limit: how many recursive functions may run at once, if the thread's stack allows more than usual. */
  constructor(program: UntranslatedProgram, options: ServiceOptions, limit?: number) {
    this.program = program;
    if (limit !== undefined) (program.runtime!.__stack as { limit: number }).limit = limit;
    this.services = createServices(options);
    const host = program["src/rts/host.ts"]!.untranslatedHost as { handlers: Record<string, RequestHandler> };
    Object.assign(host.handlers, this.services.table);
  }

  /** Exceptions that the function raises are JavaScript's here, and pass through. */
  call(name: string, ...args: Word[]): CallResult {
    for (const [module, exports] of Object.entries(this.program)) {
      const found = exports[name];
      if (module === "runtime" || typeof found !== "function") continue;
      (this.program.runtime!.__stack as { depth: number }).depth = 0;
      return { value: (found as Callable)(...args) ?? 0 };
    }
    throw new Error(`the VM has no entry function named ${name}`);
  }

  dispose(): void {}
}
