// npm run test:random: random programs on every rung and on the machine's python3; all have to print the same.
//
//   node scripts/run.mjs tests/random/compare.ts [first seed] [how many] [rung]
//   node scripts/run.mjs tests/random/compare.ts record         writes recorded.txt, what the tests compare with
//
// What differs is shrunk and kept in .cache/random/SEED.py; its seed is printed.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rungs } from "../rungs/rungs.ts";
import { generate, programText, type Statement } from "./generate.ts";
import { askPython, askRung } from "./judge.ts";
import { digestOf, RECORDED_SEEDS, recordedFile } from "./recorded.ts";
import { shrink } from "./shrink.ts";

const SHRINK_STEPS = 400;
const root = path.join(import.meta.dirname, "..", "..");

async function compare(first: number, count: number, only: string | undefined): Promise<boolean> {
  const seeds = Array.from({ length: count }, (_, i) => first + i);
  const programs = seeds.map(generate);
  const expected = askPython(programs.map(programText));
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
