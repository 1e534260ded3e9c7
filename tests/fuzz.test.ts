// Builtins with unsuitable arguments end in Python exceptions only. More seeds: node scripts/run.mjs tests/fuzz/run.ts 1 100

import { afterAll, describe, expect, it } from "vitest";
import { noNative } from "../src/host/testing/native.ts";
import { hostileProgram } from "./fuzz/program.ts";
import { NativeRung } from "./rungs/native.ts";

const LIMIT_MS = 60_000;
/** The layers that a fault of a builtin would show in. */
const chosen = noNative
  ? []
  : [
      new NativeRung({ name: "native in the debug build", jit: "off", debug: true }),
      new NativeRung({ name: "native with GC stress", jit: "off", gcStress: 10_000 }),
    ];

for (const rung of chosen) {
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
