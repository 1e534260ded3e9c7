// The toy language, untranslated: what the other rungs are compared with.

import { describe, expect, it } from "vitest";
import { untranslatedHost } from "../../src/rts/host.ts";
import { runProgram } from "./interpreter.ts";
import { programNames } from "./programs.ts";

const run = (name: string, argument: number): number => runProgram(programNames.indexOf(name), argument);

describe("the toy language, untranslated", () => {
  it("runs loops, recursion, objects and exceptions", () => {
    expect(run("sum", 1000)).toBe(499500);
    expect(run("fib", 15)).toBe(610);
    expect(run("field", 100)).toBe(100);
    expect(run("list", 50)).toBe(1225);
    expect(run("catch", 20)).toBe(20);
    expect(run("turn", 1000)).toBe(1500);
  });
  it("catches an overflow within the function", () => {
    expect(run("overflow", 1)).toBe(Number.MAX_SAFE_INTEGER - 1);
  });
  it("answers the complement of what is raised and not caught", () => {
    expect(run("raiser", 7)).toBe(~7);
  });
  it("asks the host to print", () => {
    const printed: unknown[] = [];
    untranslatedHost.handlers.print = (value) => printed.push(value);
    run("print", 42);
    expect(printed).toEqual([42]);
  });
});
