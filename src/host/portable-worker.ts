// Portable mode: the untranslated VM in a thread of its own, which can have a deeper stack than Node's main thread (Python's recursion
// limit needs it). Its answer is the exit status.

import { parentPort, workerData } from "node:worker_threads";
import { distFolder, loadChunk } from "./chunks.ts";
import { Library } from "./library.ts";
import { PORTABLE_CALLS } from "./portable-stack.ts";
import { type Program, runProgram } from "./program.ts";
import type { CompileService } from "./services.ts";
import { type UntranslatedProgram, UntranslatedVm } from "./untranslated-vm.ts";

/** What the thread is given. */
export interface PortableJob {
  readonly program: Program;
  /** The file vm.js. */
  readonly untranslated: string;
}

async function main({ program, untranslated }: PortableJob): Promise<number> {
  const compile: CompileService = (...request) => loadChunk("frontend").compileSource(...request);
  const { create } = (await import(untranslated)) as { create(): UntranslatedProgram };
  const vm = new UntranslatedVm(create(), { compile, library: new Library(distFolder) }, PORTABLE_CALLS);
  return runProgram(vm, program);
}

if (parentPort && workerData) void main(workerData as PortableJob).then((status) => parentPort!.postMessage(status));
