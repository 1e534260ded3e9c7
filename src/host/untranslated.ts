// The untranslated rung: the interpreter's sources as ordinary JavaScript, with this process' services. Slow, and the first to look at when
// another rung prints something else. One program a process, since the interpreter's modules hold its state.

import { addArgument, addLibrary, addSearchPath, addSetting, initialise, runMain } from "../interp/entry.ts";
import { untranslatedHost } from "../rts/host.ts";
import { createServices, ProgramExit, type ServiceOptions } from "./services.ts";

export interface Program {
  /** As it stands in tracebacks. */
  readonly filename: string;
  readonly source: Uint8Array;
  /** sys.argv */
  readonly args: readonly string[];
  /** sys.path */
  readonly searchPath: readonly string[];
  /** Settings of the command line, `name=value`: see `addSetting` of src/interp/entry.ts. */
  readonly settings?: readonly string[];
}

/** Runs a program as __main__; its exit status. */
export function runUntranslated(program: Program, options: ServiceOptions): number {
  const services = createServices(options);
  // what the next fetches give, before the services' own answers
  const handed: Uint8Array[] = [];
  const { fetch } = services.table;
  Object.assign(untranslatedHost.handlers, services.table, {
    fetch(target: Uint8Array): number {
      const bytes = handed.shift();
      if (bytes === undefined) return fetch!(target as never);
      target.set(bytes);
      return 0;
    },
  });
  const hand = (bytes: Uint8Array): number => {
    handed.push(bytes);
    return bytes.length;
  };
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  initialise();
  for (const setting of program.settings ?? []) addSetting(hand(utf8(setting)));
  for (const folder of program.searchPath) addSearchPath(hand(utf8(folder)));
  if (services.library) addLibrary(hand(utf8(services.library.sources)));
  for (const argument of program.args) addArgument(hand(utf8(argument)));
  try {
    return runMain(hand(utf8(program.filename)), hand(program.source));
  } catch (error) {
    if (error instanceof ProgramExit) return error.status;
    throw error;
  }
}
