// Who is asked what a random program prints: python3, and the rungs.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { formOf, type Outcome } from "../rungs/recording.ts";
import type { Rung } from "../rungs/rungs.ts";

const LIMIT_MS = 20_000;
const PYTHON_BATCH = 100;
const root = path.join(import.meta.dirname, "..", "..");

/** Why python3 cannot be asked; undefined where it can. */
export const noPython: string | undefined =
  spawnSync("python3", ["--version"]).status === 0 ? undefined : "there is no python3 on this machine";

/** Some programs print megabytes: python3 is asked for a few at a time. */
export function askPython(sources: readonly string[]): string[] {
  const answers: string[] = [];
  for (let from = 0; from < sources.length; from += PYTHON_BATCH)
    answers.push(...askBatch(sources.slice(from, from + PYTHON_BATCH)));
  return answers;
}

/** What python3 prints for programs; the text of the first to fail instead, when it cannot be asked. */
function askBatch(sources: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), "taipan-random-"));
  try {
    const files = sources.map((source, i) => {
      writeFileSync(path.join(folder, `${i}.py`), source);
      return `${i}.py`;
    });
    const answer = spawnSync("python3", [path.join(root, "tests", "python", "recorder.py"), ...files], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (answer.status !== 0)
      throw new Error(`python3 ended with ${answer.signal ?? answer.status}: ${answer.error ?? answer.stderr}`);
    const outcomes = answer.stdout.trim().split("\n");
    return outcomes.map((text) => {
      const [stdout, stderr, status] = JSON.parse(text) as [string, string, number];
      return formOf({ stdout, stderr: stderr === "" ? "" : "raised\n", status });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A rung's answer in the same form; tracebacks are not compared here. */
export async function askRung(rung: Rung, source: string): Promise<string> {
  try {
    const outcome: Outcome = await rung.run({ name: "random", filename: "random.py", source }, LIMIT_MS);
    return formOf({ ...outcome, stderr: outcome.stderr === "" ? "" : "raised\n" });
  } catch (error) {
    return `fault: ${error instanceof Error ? error.message : error}`;
  }
}
