// The toy language through translator and tracer: its traces compute what its graphs compute.

import { beforeAll, describe, expect, test } from "vitest";
import { printTrace } from "../ir/text.ts";
import { verifyTrace } from "../ir/verify.ts";
import { graphRunner } from "../translator/testing/run-graphs.ts";
import { type Translation, translate } from "../translator/translate.ts";
import { GraphHost } from "./graph-host.ts";
import { JitLog } from "./log.ts";
import type { Parameters } from "./policy.ts";
import { printResume } from "./resume.ts";

describe("the toy interpreter, traced", () => {
  let translation: Translation;
  let names: string[];
  beforeAll(async () => {
    translation = await translate({
      entryModules: ["tests/toy/interpreter.ts", "tests/toy/programs.ts", "src/rts/host.ts"],
      entryFunctions: ["runProgram", "raiseStackOverflow"],
    });
    names = translation.bundle.create()["tests/toy/programs.ts"]!.programNames as string[];
  });
  const run = (name: string, argument: number, parameters: Partial<Parameters>) => {
    const runner = graphRunner(translation);
    const lines: string[] = [];
    const host = new GraphHost(runner.machine, {
      parameters,
      log: new JitLog((line) => lines.push(line), process.env.SHOW === "long"),
    });
    const result = host.run(runner.machine.program.function("runProgram"), [names.indexOf(name), argument]);
    if (process.env.SHOW) console.log(lines.join("\n"));
    for (const { trace } of host.compiler.traces)
      expect({ problems: verifyTrace(trace), trace: printTrace(trace, printResume) }).toMatchObject({ problems: [] });
    return { result, counters: host.session.counters.values, host };
  };

  test.each([
    ["sum", 1000, 499500],
    ["fib", 13, 233],
    ["field", 100, 100],
    ["list", 50, 1225],
    ["catch", 60, 60],
    ["turn", 1000, 1500],
    ["raiser", 7, ~7],
    ["stairs", 1000, 3600],
    ["overflow", 1, 2n ** 63n - 2n],
  ])("computes %s(%i), eager or not, optimized or not", (name, argument, expected) => {
    for (const parameters of [
      { threshold: 10, trace_eagerness: 5 },
      { threshold: 2, trace_eagerness: 2 },
      { threshold: 10, trace_eagerness: 5, enable_opts: 0 },
      { threshold: 10, bridges: 0 },
      { threshold: 3, trace_eagerness: 3, inlining: 0 },
    ])
      expect(run(name, argument, parameters).result).toEqual({ value: expected });
  });
  test("gives a place fewer bridges the more it has, and at last leaves it to the interpreter", () => {
    const eager = { threshold: 10, trace_eagerness: 2, max_aborts: 4, max_blackholes: 1 };
    const free = run("stairs", 1000, eager);
    expect(free.counters).toMatchObject({ bridges: 8, retired: 0 });
    const { result, counters } = run("stairs", 1000, { ...eager, max_bridges: 1 });
    expect(result).toEqual({ value: 3600 });
    expect(counters).toMatchObject({ bridges: 4, retired: 1 });
    // the fifth guard fails 16 times in vain
    expect(counters.guard_failures).toBeLessThan(2 + 4 + 8 + 16 + 16 + 5);
  });
  test("removes every allocation from the loop of a sum", () => {
    const { host } = run("sum", 1000, { threshold: 10 });
    const { ops } = host.compiler.traces[0]!.trace;
    const body = ops.slice(ops.map((op) => op.op).lastIndexOf("label"));
    expect(body.filter((op) => /^(new|call|setfield|setitem)/.test(op.op))).toEqual([]);
  });
  test("raises the stack's end out of compiled recursion", () => {
    const { result, counters } = run("deep", 1, { threshold: 10 });
    expect(result).toEqual({ value: ~-1 });
    expect(counters.entries).toBeGreaterThan(0);
  });
});
