// The ways to run a Python program that the tests compare: one row a rung of the debugging ladder.

import type { Outcome, PythonProgram } from "./recording.ts";
import { UntranslatedRung } from "./untranslated.ts";

export interface Rung {
  readonly name: string;
  /** Runs a program as __main__. Rejects when the interpreter itself fails, or the program does not end in time. */
  run(program: PythonProgram, limitMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

export const rungs: readonly (() => Rung)[] = [() => new UntranslatedRung()];
