import { describe, expect, test } from "vitest";
import { Counters, defaultParameters, setParameters } from "./policy.ts";

describe("the JIT's parameters", () => {
  test("are set by name", () => {
    const parameters = defaultParameters();
    setParameters(parameters, "threshold=2,trace_eagerness=3");
    expect(parameters).toMatchObject({ threshold: 2, trace_eagerness: 3, trace_limit: 6000 });
  });
  test.each([
    ["treshold=2", "no JIT parameter is named treshold"],
    ["threshold=many", "the JIT parameter threshold takes a number, not 'many'"],
    ["fail_guards=1", "fail_guards is 0 or at least 2"],
    ["threshold", "the JIT parameter threshold takes a number, not ''"],
  ])("refuse %s by name", (text, message) => {
    expect(() => setParameters(defaultParameters(), text)).toThrow(message);
  });
});

test("aborts are counted by reason and in total", () => {
  const counters = new Counters();
  counters.abort("trap");
  counters.abort("trap");
  counters.abort("trace_too_long");
  expect(counters.values.aborts).toBe(3);
  expect(counters.aborts.trap).toBe(2);
});
