// Where a rung prints something else than CPython: runs programs of tests/python and shows the first line that differs.
//
//   node scripts/run.mjs tests/rungs/compare.ts [rung, or all] [program...]

import { allPrograms, formOf, recordingOf } from "./recording.ts";
import { rungs } from "./rungs.ts";

const LIMIT_MS = 30_000;
const [wanted = "all", ...names] = process.argv.slice(2);

for (const makeRung of rungs) {
  const rung = makeRung();
  if (wanted !== "all" && rung.name !== wanted) continue;
  let good = 0;
  let bad = 0;
  for (const program of allPrograms()) {
    if (names.length > 0 && !names.includes(program.name)) continue;
    const started = performance.now();
    let text: string;
    try {
      text = formOf(await rung.run(program, LIMIT_MS));
    } catch (error) {
      text = `fault: ${error instanceof Error ? error.message : error}`;
    }
    const expected = (recordingOf(program.name) ?? "not recorded").split("\n");
    const lines = text.split("\n");
    const at = lines.findIndex((line, i) => line !== expected[i]);
    if (at < 0 && lines.length === expected.length) good++;
    else {
      bad++;
      console.log(`${program.name} on ${rung.name}, line ${at + 1} (${Math.round(performance.now() - started)} ms)`);
      console.log(`  expected ${expected[at]}\n  got      ${lines[at]}`);
    }
  }
  await rung.close();
  console.log(`${rung.name}: ${good} programs as CPython, ${bad} not`);
}
