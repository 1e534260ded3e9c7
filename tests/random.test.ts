// Random Python programs print the same on every rung as CPython has printed. More seeds: node scripts/run.mjs tests/random/compare.ts 1 1000

import { afterAll, describe, expect, it } from "vitest";
import { generate, programText, type Statement } from "./random/generate.ts";
import { digestOf, recordedDigests } from "./random/recorded.ts";
import { shrink } from "./random/shrink.ts";
import { formOf } from "./rungs/recording.ts";
import { rungsOf } from "./rungs/rungs.ts";

const LIMIT_MS = 20_000;

for (const { make } of rungsOf("plain", "stress")) {
  const rung = make();
  describe(`random Python programs on the rung ${rung.name}`, () => {
    afterAll(() => rung.close());
    for (const [seed, digest] of recordedDigests())
      it(`print what CPython prints with seed ${seed}`, async () => {
        const source = programText(generate(seed));
        const outcome = await rung.run({ name: "random", filename: "random.py", source }, LIMIT_MS);
        const form = formOf({ ...outcome, stderr: outcome.stderr === "" ? "" : "raised\n" });
        expect(digestOf(form), form).toBe(digest);
      });
  });
}

describe("the generator of random programs", () => {
  it("writes the same program for the same seed, and another for another", () => {
    expect(programText(generate(7))).toBe(programText(generate(7)));
    expect(programText(generate(7))).not.toBe(programText(generate(8)));
  });

  it("shrinks a program to the statement that matters", async () => {
    const program = generate(3);
    const holds = async (candidate: readonly Statement[]): Promise<boolean> => programText(candidate).includes("for n");
    expect(await holds(program)).toBe(true);
    const small = await shrink(program, holds, 2000);
    expect(programText(small).length).toBeLessThan(programText([]).length + 200);
    expect(await holds(small)).toBe(true);
  });
});
