import { describe, expect, test } from "vitest";
import { evaluate } from "../ir/evaluate.ts";
import { printTrace } from "../ir/text.ts";
import { verifyTrace } from "../ir/verify.ts";
import { GraphHost } from "./graph-host.ts";
import { JitLog } from "./log.ts";
import type { Parameters } from "./policy.ts";
import { printResume } from "./resume.ts";
import { PROGRAMS, Sample } from "./sample-interpreter.ts";

const hot: Partial<Parameters> = { threshold: 10, trace_eagerness: 5 };

function setUp(parameters: Partial<Parameters> = hot) {
  const sample = new Sample();
  const lines: string[] = [];
  const host = new GraphHost(sample.machine, { parameters, log: new JitLog((line) => lines.push(line), true) });
  const start = sample.machine.program.function("start");
  const run = (code: number, n: number): number => {
    const result = host.run(start, [code, n]);
    if ("raised" in result) throw new Error(`raised ${result.raised}`);
    return result.value as number;
  };
  const plain = (code: number, n: number): number => {
    const result = evaluate(sample.machine, start, [code, n]);
    if ("raised" in result) throw new Error(`raised ${result.raised}`);
    return result.value as number;
  };
  return { sample, host, lines, run, plain, counters: host.session.counters.values };
}

describe("the tracer, its traces run by the evaluator", () => {
  test("compiles a hot loop, whose traces are well-formed", () => {
    const { sample, host, run, counters, lines } = setUp();
    const code = sample.assemble(PROGRAMS.sum);
    const result = run(code, 100);
    if (process.env.SHOW) console.log(lines.join("\n"));
    expect(result).toBe(4950);
    expect(counters.loops).toBe(1);
    for (const { trace } of host.compiler.traces)
      expect({ problems: verifyTrace(trace), trace: printTrace(trace, printResume) }).toMatchObject({ problems: [] });
  });
});
