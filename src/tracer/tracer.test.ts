import { describe, expect, test } from "vitest";
import { evaluate } from "../ir/evaluate.ts";
import { parseTrace, printTrace } from "../ir/text.ts";
import { verifyTrace } from "../ir/verify.ts";
import { GraphHost } from "./graph-host.ts";
import { JitLog } from "./log.ts";
import type { Parameters } from "./policy.ts";
import { printResume } from "./resume.ts";
import { PROGRAMS, Sample } from "./sample-interpreter.ts";

function setUp(parameters: Partial<Parameters>) {
  const sample = new Sample();
  const lines: string[] = [];
  const host = new GraphHost(sample.machine, {
    parameters: { threshold: 10, trace_eagerness: 5, ...parameters },
    log: new JitLog((line) => lines.push(line), process.env.SHOW === "long"),
  });
  const start = sample.machine.program.function("start");
  const check = (result: { value: unknown } | { raised: number }): unknown => {
    if ("raised" in result) throw new Error(`raised ${result.raised}`);
    return result.value;
  };
  return {
    sample,
    host,
    lines,
    /** With the tracer; the result equals the plain evaluation's. */
    run(code: number, n: number): unknown {
      const value = check(host.run(start, [code, n]));
      if (process.env.SHOW) console.log(lines.splice(0).join("\n"));
      expect(value).toBe(check(evaluate(sample.machine, start, [code, n])));
      for (const { trace } of host.compiler.traces)
        expect({ problems: verifyTrace(trace), trace: printTrace(trace, printResume) }).toMatchObject({ problems: [] });
      return value;
    },
    counters: host.session.counters.values,
    aborts: host.session.counters.aborts,
  };
}

describe.each([
  ["as recorded", 0],
  ["optimized", 1],
])("the tracer, its traces %s and run by the evaluator", (_, enable_opts) => {
  const begin = (parameters: Partial<Parameters> = {}) => setUp({ enable_opts, ...parameters });

  test("compiles a hot loop and leaves it by the blackhole", () => {
    const { sample, run, counters } = begin();
    expect(run(sample.assemble(PROGRAMS.sum), 100)).toBe(4950);
    expect(counters).toMatchObject({ loops: 1, bridges: 0, aborts: 0, guard_failures: 1, blackholes: 1 });
  });
  test("grows a bridge from a guard that fails often, which goes back to the loop", () => {
    const { sample, run, counters } = begin();
    const expected = 499500 + (499500 - 124750);
    expect(run(sample.assemble(PROGRAMS.turn), 1000)).toBe(expected);
    expect(counters).toMatchObject({ loops: 1, bridges: 1, aborts: 0 });
    expect(counters.guard_failures).toBeLessThan(10);
  });
  test("compiles a hot recursive function, which calls its own code", () => {
    const { sample, run, counters } = begin();
    expect(run(sample.assemble(PROGRAMS.power), 10)).toBe(1024);
    expect(counters.entries).toBeGreaterThan(0);
    expect(counters.assembler_calls).toBeGreaterThan(0);
  });
  test("traces into a call", () => {
    const { sample, run, counters } = begin();
    const code = sample.assemble(PROGRAMS.calls, sample.assemble(PROGRAMS.identity));
    expect(run(code, 200)).toBe(19900);
    expect(counters).toMatchObject({ loops: 1, residual_calls: 0, aborts: 0 });
  });
  test("calls the code of a function that has much, in place of recording it again", () => {
    for (const [inline_limit, calls] of [
      [0, 1],
      [100, 0],
    ]) {
      const { sample, run, counters } = begin({ function_threshold: 5, inline_limit });
      const code = sample.assemble(PROGRAMS.calls, sample.assemble(PROGRAMS.mixed));
      expect(run(code, 200)).toBe(19900);
      expect(counters).toMatchObject({ entries: 1, loops: 1, assembler_calls: calls, aborts: 0 });
    }
  });
  test("raises and catches within the trace without a call", () => {
    const { sample, run, counters } = begin();
    const code = sample.assemble(PROGRAMS.calls, sample.assemble(PROGRAMS.raiser));
    expect(run(code, 200)).toBe(19900);
    expect(counters).toMatchObject({ loops: 1, residual_calls: 0, aborts: 0 });
  });
  test("follows a callee that returns first and raises later", () => {
    const { sample, run, counters } = begin();
    const code = sample.assemble(PROGRAMS.calls, sample.assemble(PROGRAMS.mixed));
    expect(run(code, 600)).toBe(179700);
    expect(counters).toMatchObject({ loops: 1, bridges: 1, aborts: 0 });
  });
  test("records a call as a call when it may not inline, and sees it raise", () => {
    const { sample, run, counters } = begin({ inlining: 0 });
    const code = sample.assemble(PROGRAMS.calls, sample.assemble(PROGRAMS.mixed));
    expect(run(code, 600)).toBe(179700);
    expect(counters.residual_calls).toBeGreaterThan(0);
  });
  test("compiles nested loops, the outer one around the inner one's code", () => {
    const { sample, run, counters } = begin();
    expect(run(sample.assemble(PROGRAMS.nested), 60)).toBe(3600);
    expect(counters.loops + counters.bridges).toBeGreaterThan(1);
    expect(counters.guard_failures).toBeLessThan(60);
  });
  test("writes stores into objects that outlive the loop", () => {
    const { sample, run } = begin();
    expect(run(sample.assemble(PROGRAMS.storer), 300)).toBe(44850);
  });
  test("gives up a trace that is too long, and leaves the place alone after some attempts", () => {
    const { sample, run, counters, aborts } = begin({ trace_limit: 12, max_aborts: 2 });
    expect(run(sample.assemble(PROGRAMS.sum), 300)).toBe(44850);
    expect(counters.loops).toBe(0);
    expect(aborts.trace_too_long).toBeGreaterThan(0);
    expect(counters.recordings).toBeLessThan(10);
  });
  test("leaves a place to the interpreter when a guard's bridge cannot be had and it fails on", () => {
    const { sample, host, run, counters } = begin({ max_aborts: 1, max_blackholes: 50 });
    const code = sample.assemble(PROGRAMS.turn);
    run(code, 400);
    host.session.parameters.trace_limit = 5;
    expect(run(code, 3000)).toBe(4498500 + 4498500 - 124750);
    expect(counters).toMatchObject({ loops: 1, bridges: 0, retired: 1 });
    expect(counters.blackholes).toBeLessThan(60);
  });
  test("computes the same with every guard's first failures blackholed and no bridges", () => {
    const { sample, host, run, counters } = begin({ bridges: 0 });
    const before = sample.machine.rootsEnd();
    expect(run(sample.assemble(PROGRAMS.turn), 3000)).toBe(4498500 + 4498500 - 124750);
    expect(counters.bridges).toBe(0);
    expect(counters.blackholes).toBeGreaterThan(2000);
    // nothing is left of them
    expect(sample.machine.rootsEnd()).toBe(before);
    expect(host.session.counters.values.aborts).toBe(0);
  });
  test("logs a line a trace, and traces in a form that parses back", () => {
    const { sample, host, lines, run } = begin();
    run(sample.assemble(PROGRAMS.turn), 1000);
    expect(lines[0]).toMatch(/^\[jit\] loop 0 interpret\(.*\): \d+ -> \d+ ops, \d+ guards -> itself$/);
    expect(lines[1]).toMatch(/^\[jit\] bridge 1 of guard \d+ in interpret\(.*\): .* -> interpret\(/);
    for (const { trace } of host.compiler.traces) {
      const text = printTrace(trace, printResume);
      expect(printTrace(parseTrace(text, sample.machine.program))).toBe(printTrace(trace));
    }
  });
  test("says why it gave a place up", () => {
    const { sample, lines, run } = begin({ trace_limit: 12 });
    run(sample.assemble(PROGRAMS.sum), 100);
    expect(lines[0]).toMatch(/^\[jit\] abort interpret\(.*\): trace_too_long after \d+ ops: /);
  });
  test.each(Object.keys(PROGRAMS))("computes %s as plain evaluation does, all eager", (name) => {
    const { sample, run } = begin({ threshold: 2, trace_eagerness: 2 });
    const callee = sample.assemble(PROGRAMS.mixed);
    const code = sample.assemble(PROGRAMS[name as keyof typeof PROGRAMS], name === "power" ? 0 : callee);
    for (const n of [0, 1, 2, 3, 7, 12]) run(code, n);
    if (name !== "power") run(code, 350);
  });
});
