// Where a rung prints something else than CPython: runs programs of tests/python and shows the first line that differs.
//
//   node scripts/run.mjs tests/rungs/compare.ts [--limit=SECONDS] [rung, or all] [program...]
//
// A program has 30 seconds, or as many as --limit says. A few take far longer than all others on a slow rung: what does not end within half a minute
// is started again when all others are done.

import { allPrograms, formOf, Overdue, type PythonProgram, recordingOf } from "./recording.ts";
import { type Rung, rungNamed, rungs } from "./rungs.ts";

const SHORT_MS = 30_000;
const given = process.argv.slice(2);
const limit = given.find((argument) => argument.startsWith("--limit="));
const limitMs = limit ? Number(limit.slice("--limit=".length)) * 1000 : SHORT_MS;
const [wanted = "all", ...names] = given.filter((argument) => argument !== limit);
const programs = allPrograms().filter(({ name }) => names.length === 0 || names.includes(name));

/** Whether the program does on the rung what CPython does; null if it did not end in the short time, and may have more. */
async function compare(rung: Rung, program: PythonProgram, withinMs: number): Promise<boolean | null> {
  const started = performance.now();
  let text: string;
  try {
    text = formOf(await rung.run(program, withinMs));
  } catch (error) {
    if (error instanceof Overdue && withinMs < limitMs) return null;
    text = `fault: ${error instanceof Error ? error.message : error}`;
  }
  const took = Math.round(performance.now() - started);
  const expected = (recordingOf(program.name) ?? "not recorded").split("\n");
  const lines = text.split("\n");
  const at = lines.findIndex((line, i) => line !== expected[i]);
  if (at < 0 && lines.length === expected.length) return true;
  console.log(`${program.name} on ${rung.name}, line ${at + 1} (${took} ms)`);
  console.log(`  expected ${expected[at]}\n  got      ${lines[at]}`);
  return false;
}

const named = rungNamed(wanted);
if (!named && wanted !== "all") throw new Error(`no rung is named '${wanted}' (tests/rungs/rungs.ts)`);
for (const rung of named ? [named] : rungs.map((make) => make())) {
  const slow: PythonProgram[] = [];
  let good = 0;
  let bad = 0;
  const count = (same: boolean): void => {
    if (same) good++;
    else bad++;
  };
  for (const program of programs) {
    const same = await compare(rung, program, Math.min(limitMs, SHORT_MS));
    if (same !== null) {
      count(same);
      continue;
    }
    slow.push(program);
    console.log(`${program.name} is slow and comes later`);
  }
  for (const program of slow) count((await compare(rung, program, limitMs))!);
  await rung.close();
  console.log(`${rung.name}: ${good} programs as CPython, ${bad} not`);
}
