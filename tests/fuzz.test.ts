// Builtins with unsuitable arguments end in Python exceptions only. More seeds: node scripts/run.mjs tests/fuzz/run.ts 1 100

import { afterAll, describe, expect, it } from "vitest";
import { hostileProgram } from "./fuzz/program.ts";
import { rungs } from "./rungs/rungs.ts";

const LIMIT_MS = 60_000;
/** Those whose layer a fault of a builtin would show in; traces as graphs are too slow for it. */
const CHOSEN = new Set(["native in the debug build", "native with JIT at lowest thresholds", "native with GC stress"]);

for (const makeRung of rungs) {
  const rung = makeRung();
  if (!CHOSEN.has(rung.name)) continue;
  describe(`builtins with unsuitable arguments on the rung ${rung.name}`, () => {
    afterAll(() => rung.close());
    for (const seed of [11, 12])
      it(
        `end in Python exceptions with seed ${seed}`,
        async () => {
          const source = hostileProgram({ seed, count: 1500 });
          const outcome = await rung.run({ name: "fuzz", filename: "fuzz.py", source }, LIMIT_MS);
          expect(outcome.stdout.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`^done ${seed} \\d+ True$`));
          expect(outcome.status).toBe(0);
        },
        LIMIT_MS + 5000,
      );
  });
}
