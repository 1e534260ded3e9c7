// tests/python/FEATURES.md, the table from features to programs, is whole: every program stands in it, every program that it names exists,
// and every function and type of `builtins` has a row.

import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { allPrograms } from "./rungs/recording.ts";
import { UntranslatedRung } from "./rungs/untranslated.ts";

const page = readFileSync(path.join(import.meta.dirname, "python", "FEATURES.md"), "utf8");
/** The rows of all tables: what stands in the first column, and the names in the second. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .map((line) => line.slice(2, -2).split(" | "))
  .filter(([, programs]) => programs !== "programs")
  .map(([feature, programs]) => ({
    feature: feature!,
    programs: programs === "-" ? [] : programs!.split(", "),
  }));
const programs = allPrograms().map(({ name }) => name);

describe("FEATURES.md", () => {
  const rung = new UntranslatedRung();
  afterAll(() => rung.close());

  it("names every program", () => {
    const named = new Set(rows.flatMap((row) => row.programs));
    expect(programs.filter((name) => !named.has(name))).toEqual([]);
  });
  it("names no program that does not exist", () => {
    const wrong = rows.flatMap((row) => row.programs).filter((name) => !programs.includes(name));
    expect(wrong).toEqual([]);
  });
  it("has a row for every function and type of builtins", async () => {
    const source =
      "import builtins\nfor name in dir(builtins):\n    if callable(getattr(builtins, name)) and name[0] != '_': print(name)\n";
    const { stdout } = await rung.run({ name: "builtins", filename: "builtins.py", source }, 60_000);
    const names = stdout.trim().split("\n");
    expect(names.length).toBeGreaterThan(100);
    const features = new Set(rows.map((row) => row.feature));
    expect(names.filter((name) => !features.has(`\`${name}\``))).toEqual([]);
  });
});
