// The toy language through the translator: its graphs compute what the untranslated program computes.

import { beforeAll, describe, expect, it } from "vitest";
import { parseProgram, printProgram } from "../ir/text.ts";
import { formatDiagnostic } from "./rules.ts";
import { type GraphRunner, graphRunner, verifyAll } from "./testing/run-graphs.ts";
import { type Translation, translate } from "./translate.ts";

const MODULE = "tests/toy/interpreter.ts";
const PROGRAMS = "tests/toy/programs.ts";

describe("the toy interpreter", () => {
  let translation: Translation;
  let untranslated: Record<string, Record<string, unknown>>;
  let graphs: GraphRunner;
  const printed: unknown[] = [];
  let names: string[];
  beforeAll(async () => {
    translation = await translate({
      entryModules: [MODULE, PROGRAMS, "src/rts/host.ts"],
      entryFunctions: ["runProgram", "raiseStackOverflow"],
    });
    untranslated = translation.bundle.create();
    const host = untranslated["src/rts/host.ts"]!.untranslatedHost as { handlers: Record<string, unknown> };
    host.handlers.print = (value: unknown) => printed.push(value);
    names = untranslated[PROGRAMS]!.programNames as string[];
    graphs = graphRunner(translation, (request, args) => {
      printed.push(request.name, ...args);
      return 0;
    });
  });
  const both = (name: string, argument: number): [unknown, unknown] => {
    const run = untranslated[MODULE]!.runProgram as (i: number, a: number) => number;
    return [run(names.indexOf(name), argument), graphs.call("runProgram", names.indexOf(name), argument)];
  };

  it("translates without a broken rule, to graphs that verify", () => {
    expect(translation.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(verifyAll(translation)).toEqual([]);
  });
  it("has a text form that parses back", () => {
    const text = printProgram(translation.program);
    expect(printProgram(parseProgram(text))).toBe(text);
    expect(text).toMatch(/^func \S*runProgram/m);
  });
  it.each([
    ["sum", 1000, 499500],
    ["fib", 12, 144],
    ["field", 100, 100],
    ["list", 50, 1225],
    ["catch", 20, 20],
    ["turn", 1000, 1500],
    ["raiser", 7, ~7],
  ])("computes %s(%i) in both lives", (name, argument, expected) => {
    expect(both(name, argument)).toEqual([expected, { value: expected }]);
  });
  it("overflows at the width of each life", () => {
    expect(both("overflow", 1)).toEqual([Number.MAX_SAFE_INTEGER - 1, { value: 2n ** 63n - 2n }]);
  });
  it("raises the program's own error when recursion has no end", () => {
    expect(both("deep", 1)).toEqual([~-1, { value: ~-1 }]);
  });
  it("asks the host to print", () => {
    printed.length = 0;
    both("print", 42);
    expect(printed).toEqual([42, "print", 42]);
  });
  it("makes instances that share nothing", () => {
    const other = translation.bundle.create();
    expect(other[PROGRAMS]!.programs).not.toBe(untranslated[PROGRAMS]!.programs);
  });
});
