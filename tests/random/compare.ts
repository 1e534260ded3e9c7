// npm run test:random: random programs on every rung and on the machine's python3; all have to print the same.
//
//   node scripts/run.mjs tests/random/compare.ts [first seed] [how many] [rung]
//   node scripts/run.mjs tests/random/compare.ts record         writes recorded.txt, what the tests compare with
//
// What differs is shrunk and kept in .cache/random/SEED.py; its seed is printed.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { formOf, type Outcome } from "../rungs/recording.ts";
import { type Rung, rungs } from "../rungs/rungs.ts";
import { generate, programText, type Statement } from "./generate.ts";
import { digestOf, RECORDED_SEEDS, recordedFile } from "./recorded.ts";
import { shrink } from "./shrink.ts";

const LIMIT_MS = 20_000;
const SHRINK_STEPS = 400;
const PYTHON_BATCH = 100;
const root = path.join(import.meta.dirname, "..", "..");

/** What python3 prints for programs; the text of the first to fail instead, when it cannot be asked. */
function askPython(sources: readonly string[]): string[] {
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

/** Some programs print megabytes: python3 is asked for a few at a time. */
function askPythonInBatches(sources: readonly string[]): string[] {
  const answers: string[] = [];
  for (let from = 0; from < sources.length; from += PYTHON_BATCH)
    answers.push(...askPython(sources.slice(from, from + PYTHON_BATCH)));
  return answers;
}

/** A rung's answer in the same form; tracebacks are not compared here. */
async function askRung(rung: Rung, source: string): Promise<string> {
  try {
    const outcome: Outcome = await rung.run({ name: "random", filename: "random.py", source }, LIMIT_MS);
    return formOf({ ...outcome, stderr: outcome.stderr === "" ? "" : "raised\n" });
  } catch (error) {
    return `fault: ${error instanceof Error ? error.message : error}`;
  }
}

async function compare(first: number, count: number, only: string | undefined): Promise<boolean> {
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  const programs = seeds.map(generate);
  const expected = askPythonInBatches(programs.map(programText));
  let failures = 0;
  for (const makeRung of rungs) {
    const rung = makeRung();
    if (only !== undefined && rung.name !== only) continue;
    for (const [i, program] of programs.entries()) {
      if ((await askRung(rung, programText(program))) === expected[i]) continue;
      failures++;
      const differs = async (candidate: readonly Statement[]): Promise<boolean> => {
        const text = programText(candidate);
        const [python] = askPython([text]);
        // a candidate that is no program (a break outside of a loop) says nothing
        return !python!.startsWith("status 1") && (await askRung(rung, text)) !== python;
      };
      const text = programText(await shrink(program, differs, SHRINK_STEPS));
      const kept = path.join(root, ".cache", "random", `${seeds[i]}.py`);
      mkdirSync(path.dirname(kept), { recursive: true });
      writeFileSync(kept, text);
      console.log(`seed ${seeds[i]} on ${rung.name} differs from python3; shrunk to ${path.relative(root, kept)}`);
      console.log(`  python3:\n${askPython([text])[0]}  ${rung.name}:\n${await askRung(rung, text)}`);
    }
    await rung.close();
    console.log(`${rung.name}: ${count} programs from seed ${first} on, ${failures} differ`);
  }
  return failures === 0;
}

function record(): void {
  const seeds = Array.from({ length: RECORDED_SEEDS }, (_, i) => i + 1);
  const outcomes = askPython(seeds.map((seed) => programText(generate(seed))));
  writeFileSync(recordedFile, `${outcomes.map((text, i) => `${seeds[i]} ${digestOf(text)}`).join("\n")}\n`);
  console.log(`${RECORDED_SEEDS} seeds recorded`);
}

const [first = "1", count = "200", only] = process.argv.slice(2);
if (first === "record") record();
else process.exitCode = (await compare(Number(first), Number(count), only)) ? 0 : 1;
