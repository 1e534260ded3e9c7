// The programs of the fuzz of builtins: hostile.py with a seed in front.

import { readFileSync } from "node:fs";
import path from "node:path";

const body = readFileSync(path.join(import.meta.dirname, "..", "..", "tests", "fuzz", "hostile.py"), "utf8");

export interface FuzzOptions {
  readonly seed: number;
  /** Calls that are made. */
  readonly count: number;
  /** Each call is written before it is made. */
  readonly tell?: boolean;
}

export function hostileProgram({ seed, count, tell }: FuzzOptions): string {
  const head = `SEED = ${seed}; COUNT = ${count}; TELL = ${tell ? "True" : "False"}; MODULES = True`;
  return `${head}\n${body}`;
}
