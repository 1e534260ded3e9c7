// Damaged sources: whatever is done to a program, only a PythonSyntaxError comes out, and soon.

import { expect, test } from "vitest";
import { parse } from "./parse.ts";
import { PythonSyntaxError } from "./syntax_error.ts";
import { stdlibSources } from "./testing/stdlib.ts";

const seed = Number(process.env.TAIPAN_SEED ?? Date.now() % 1_000_000);
const rounds = 1500;

/** A linear congruential generator: small, and the same everywhere. */
function randomizer(state: number): (below: number) => number {
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const snippets =
  "( ) [ ] { } : , = == := not if else for in lambda yield await async def class import from as return 1 0x 1_ 's' \" ''' f'{ f'{x!r:>{w}}' t'{ * ** . ... \\ \n \n\t match case type ! -> @ + - except try ; and is é € \u{1d518} \ud800 # \f \r print".split(
    " ",
  );

const random = randomizer(seed);
const pick = <V>(list: readonly V[]): V => list[random(list.length)]!;

/** A few lines of some file, with one or two faults put in. */
function damaged(texts: readonly string[]): string {
  const lines = pick(texts).split("\n");
  const first = random(lines.length);
  let source = lines.slice(first, first + 1 + random(30)).join("\n");
  for (let faults = 1 + random(2); faults > 0; faults--) {
    const at = random(source.length + 1);
    const end = at + random(6);
    const insert = random(3) === 0 ? "" : ` ${pick(snippets)} `.slice(random(2));
    source = random(8) === 0 ? source.slice(0, at) : source.slice(0, at) + insert + source.slice(random(2) ? at : end);
  }
  return source;
}

test(`throws nothing but PythonSyntaxError when sources are damaged (TAIPAN_SEED=${seed})`, () => {
  const texts = [...stdlibSources().values()].map((bytes) => Buffer.from(bytes).toString("utf8"));
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const source = damaged(texts);
    for (const mode of ["exec", "eval", "single"] as const) {
      try {
        parse(source, { filename: "damaged.py", mode });
      } catch (e) {
        if (!(e instanceof PythonSyntaxError)) {
          throw new Error(`seed ${seed}, ${mode}: ${e} in ${JSON.stringify(source)}`, { cause: e });
        }
        // The report can be printed, and points into the source.
        expect(e.format()).toContain(e.message);
        expect(e.line).toBeLessThanOrEqual(source.split(/\r\n?|\n/).length + 1);
        refused++;
      }
    }
  }
  expect(refused).toBeGreaterThan(rounds);
});

test("comes to an end when brackets nest around the mistake", () => {
  // Each level is looked at several times. Were the ones within it looked at anew each time, this would take for ever.
  for (const [open, close] of [
    "()",
    "[]",
    "{}",
    ["f(a, ", ")"],
    ["{1: ", "}"],
    ["(lambda: ", ")"],
    ["[x for x in (", ")]"],
  ]) {
    const source = `${open!.repeat(60)}a b = c d${close!.repeat(60)}`;
    expect(() => parse(source, { filename: "nested.py", mode: "exec" })).toThrow(PythonSyntaxError);
  }
});
