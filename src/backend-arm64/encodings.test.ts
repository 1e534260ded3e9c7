import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { assembleWithGnu, collectCases, compareWithRecording, hasGnuAs, parseRecording } from "../backend/gnu-as.ts";
import { Assembler } from "./assembler.ts";
import { enumerate, GNU_AS } from "./enumerate.ts";
import { ALL_INSTRUCTIONS } from "./forms.ts";

describe("ARM64 encodings", () => {
  const recording = parseRecording(readFileSync(new URL("recording.txt", import.meta.url), "utf8"));
  const cases = collectCases(new Assembler(), enumerate);

  it("equal GNU as's recorded ones, in every row", () => {
    expect(cases.length).toBeGreaterThan(30_000);
    expect(compareWithRecording(cases, recording)).toEqual([]);
  });

  it("cover every row", () => {
    const keys = new Set(cases.map(({ key }) => key));
    const rows = ALL_INSTRUCTIONS.flatMap(({ name, forms }) => forms.map(({ shape }) => `${name}.${shape}`));
    expect(rows.filter((key) => !keys.has(key))).toEqual([]);
  });

  it.skipIf(!hasGnuAs(GNU_AS))("equal those of the GNU as on this machine (skipped when there is no ARM64 as)", () => {
    const bytes = assembleWithGnu(
      GNU_AS,
      cases.map(({ text }) => text),
    );
    const different = cases.filter((one, i) => one.bytes !== bytes[i]);
    expect(different.map((one) => `${one.key}: ${one.text}: ${one.bytes}`)).toEqual([]);
  });
});
