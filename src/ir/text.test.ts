import { describe, expect, test } from "vitest";
import { SAMPLE_PROGRAM as PROGRAM } from "./sample-program.ts";
import { parseProgram, parseTrace, printProgram, printTrace, TextError } from "./text.ts";

describe("the text form", () => {
  test("of a program parses back to the same text", () => {
    expect(printProgram(parseProgram(PROGRAM))).toBe(PROGRAM);
  });
  test("of a trace parses back to the same text", () => {
    const program = parseProgram(PROGRAM);
    const text = `[i0, r1]
label L0, i0, r1
i2 = int_lt i0, 10
guard_true i2 [i0, r1]
guard_class Node, r1 []
i3 = getfield Base.key, r1
guard_value_i i3, 7 [i0]
jump L0, i3, r1`;
    const trace = parseTrace(text, program);
    expect(printTrace(trace)).toBe(text);
    expect(trace.ops[0]!.aux).toBe(trace.ops.at(-1)!.aux);
  });
  test("of a peeled loop has labels with arguments of their own", () => {
    const text = `[i0]
jump "L body", i0, 1
label "L body", i1, i2
i3 = int_add i1, i2
jump "L body", i3, i2`;
    expect(printTrace(parseTrace(text, parseProgram("")))).toBe(text);
  });
  test("gives values of two kinds with the same number different ids", () => {
    const trace = parseTrace("[i0, r0]\nfinish i0", parseProgram(""));
    expect(new Set(trace.inputs.map((v) => v.id)).size).toBe(2);
  });
  test("resolves a value that is defined in a later block", () => {
    const program = parseProgram(`func f () -> i {
b0():
  goto b2()
b1():
  return i0
b2():
  i0 = int_add 1, 2
  goto b1()
}`);
    const graph = program.function("f").graph!;
    expect(graph.blocks[1]!.exit).toEqual({ kind: "return", value: graph.blocks[2]!.insts[0] });
  });
  test.each([
    ["func f () -> i {\nb0():\n  return i9\n}", "line 3: expected a value defined before, and i9 is none"],
    ["func f () -> i {\nb0():\n  i1 = int_frob 1\n}", "line 3: expected an operation, and int_frob is none"],
    ["func f () -> i {\nb0():\n  goto b7()\n}", "line 3: expected a block that exists"],
    ["klass A", "line 1: expected class, external, request or func"],
  ])("names the line and what was expected in %j", (text, message) => {
    expect(() => parseProgram(text)).toThrow(TextError);
    expect(() => parseProgram(text)).toThrow(message);
  });
});
