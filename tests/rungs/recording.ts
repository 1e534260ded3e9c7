// Programs under tests/python and what CPython prints for them. A recording (tests/python/expected/NAME.out, written by
// scripts/record.mjs):
//
//   status 1
//   --- stdout
//   ...
//   --- stderr
//   ...

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that did not end in time. */
export class Overdue extends Error {}

export interface PythonProgram {
  readonly name: string;
  /** As tracebacks name it: relative to the repository. */
  readonly filename: string;
  readonly source: string;
}

const root = path.join(import.meta.dirname, "..", "..");
const folder = path.join(root, "tests", "python");

export const readProgram = (name: string): PythonProgram => {
  const filename = `tests/python/${name}.py`;
  return { name, filename, source: readFileSync(path.join(root, filename), "utf8") };
};

/** All programs of tests/python, by name. */
export const allPrograms = (): PythonProgram[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".py") && file !== "recorder.py")
    .map((file) => readProgram(file.slice(0, -3)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The text of a recording. */
export const formOf = ({ status, stdout, stderr }: Outcome): string =>
  `status ${status}\n--- stdout\n${stdout}--- stderr\n${stderr}`;

/** What CPython prints for the program; null when it has not been recorded. */
export function recordingOf(name: string): string | null {
  const file = path.join(folder, "expected", `${name}.out`);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
