// The programs of the fuzz of builtins: a seed, the arguments (objects.py, sly.py) and the calls (hostile.py).

import { readFileSync } from "node:fs";
import path from "node:path";

const folder = path.join(import.meta.dirname, "..", "..", "tests", "fuzz");
const body = ["objects.py", "sly.py", "hostile.py"]
  .map((name) => readFileSync(path.join(folder, name), "utf8"))
  .join("\n\n");

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
