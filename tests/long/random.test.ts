// More random programs than `npm test` has, on every rung, with the machine's python3 as the judge.

import { afterAll, describe, expect, it } from "vitest";
import { generate, programText } from "../random/generate.ts";
import { askPython, askRung, noPython } from "../random/judge.ts";
import { rungs } from "../rungs/rungs.ts";

const FIRST_SEED = 1000;
const SEEDS = 50;

const sources = Array.from({ length: SEEDS }, (_, i) => programText(generate(FIRST_SEED + i)));
const expected = noPython ? [] : askPython(sources);

for (const makeRung of rungs) {
  const rung = makeRung();
  describe(`random Python programs on the rung ${rung.name}${noPython ? `: skipped, ${noPython}` : ""}`, () => {
    afterAll(() => rung.close());
    sources.forEach((source, i) => {
      it.skipIf(noPython)(`print what python3 prints with seed ${FIRST_SEED + i}`, async () => {
        expect(await askRung(rung, source)).toBe(expected[i]);
      });
    });
  });
}
