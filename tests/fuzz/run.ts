// Calls builtins with unsuitable arguments, many seeds, on the command line's rungs. A run has to end with its last line; what does not
// is told with the call that was going on.
//
//   node scripts/run.mjs tests/fuzz/run.ts FROM COUNT [CALLS [RUNG...]]        seeds FROM to FROM+COUNT-1, CALLS functions each (3000)
//
// A row of seeds calls all functions in turn. The untranslated rung is slow, and runs only when it is named.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hostileProgram } from "./program.ts";

const LIMIT_MS = 240_000;
const LOWEST = "--jit=threshold=2,first_trace=1,trace_eagerness=2";
const RUNGS: Readonly<Record<string, readonly string[]>> = {
  native: ["--jit=off"],
  debug: ["--vm=debug", "--jit=off"],
  jit: [LOWEST],
  stress: ["--jit=off", "--gc-stress=100"],
  "jit-stress": [LOWEST, "--gc-stress=1000"],
  untranslated: ["--vm=untranslated"],
};

const root = path.join(import.meta.dirname, "..", "..");
const folder = path.join(root, ".cache", "fuzz");
mkdirSync(folder, { recursive: true });
const [from = 1, count = 10, calls = 3000] = process.argv.slice(2, 5).map(Number);
const named = process.argv.slice(5);
for (const name of named)
  if (!(name in RUNGS)) throw new Error(`no rung ${name}: there are ${Object.keys(RUNGS).join(", ")}`);
const chosen = named.length > 0 ? named : Object.keys(RUNGS).filter((rung) => rung !== "untranslated");
let faults = 0;
for (let seed = from; seed < from + count; seed++) {
  const file = path.join(folder, `${seed}.py`);
  writeFileSync(file, hostileProgram({ seed, count: calls, tell: true }));
  for (const rung of chosen) {
    const options = RUNGS[rung]!;
    const run = spawnSync(process.execPath, [path.join(root, "bin", "taipan.js"), ...options, file], {
      encoding: "utf8",
      input: "",
      timeout: LIMIT_MS,
      killSignal: "SIGKILL",
      maxBuffer: 1 << 28,
    });
    const lines = run.stdout.trimEnd().split("\n");
    if (run.status === 0 && lines.at(-1)?.startsWith("done ")) continue;
    faults++;
    const how = run.signal ?? `status ${run.status}`;
    const why = run.stderr.split("\n").find((line) => /taipan: |Error|at code/.test(line)) ?? "";
    console.log(`seed ${seed} on ${rung}: ${how} in call ${lines.at(-1)?.slice(0, 200)}\n    ${why.slice(0, 200)}`);
  }
}
console.log(`${count} seeds, ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
