// Every program of tests/python on a list of rungs prints what CPython 3.14 prints (tests/python/expected, see scripts/record.mjs): standard
// output, standard error and the exit status.

import { afterAll, describe, expect, it } from "vitest";
import { allPrograms, formOf, recordingOf } from "./recording.ts";
import type { Row } from "./rungs.ts";

const LIMIT_MS = 240_000;

/** Programs that need what is not written yet, and what that is. They have to fail: whoever writes it removes the row. */
const missing: Readonly<Record<string, string>> = {};

export function testPrograms(rungs: readonly Row[]): void {
  for (const { make, programs } of rungs) {
    const rung = make();
    describe(`Python programs on the rung ${rung.name}`, () => {
      afterAll(() => rung.close());
      for (const program of allPrograms().filter(({ name }) => programs.test(name))) {
        const test = program.name in missing ? it.fails : it;
        test(program.name, async () => {
          const recorded = recordingOf(program.name);
          if (recorded === null) throw new Error(`no recording: npm run record ${program.name}`);
          expect(formOf(await rung.run(program, LIMIT_MS))).toBe(recorded);
        });
      }
    });
  }
}
