// Running a Python program on a VM of any kind: what src/interp/entry.ts asks of its host.

import { ProgramExit } from "./services.ts";
import type { Vm } from "./vm.ts";

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

/** Runs a program as __main__; answers its exit status. Once a VM. */
export function runProgram(vm: Vm, program: Program): number {
  const { services } = vm;
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const call = (name: string, ...args: number[]): number => {
    const result = vm.call(name, ...args);
    if ("raised" in result) throw new Error(`${name} raised an exception that nobody catches`);
    return Number(result.value);
  };
  call("initialise");
  for (const setting of program.settings ?? []) call("addSetting", services.hand(utf8(setting)));
  for (const folder of program.searchPath) call("addSearchPath", services.hand(utf8(folder)));
  if (services.library) call("addLibrary", services.hand(utf8(services.library.sources)));
  for (const argument of program.args) call("addArgument", services.hand(utf8(argument)));
  try {
    return call("runMain", services.hand(utf8(program.filename)), services.hand(program.source));
  } catch (error) {
    if (error instanceof ProgramExit) return error.status;
    throw error;
  }
}
