import { describe, expect, test } from "vitest";
import { parseProgram, parseTrace, printProgram, printTrace, TextError } from "./text.ts";

const PROGRAM = `class Base {
  readonly key i64
  method visit:0 (r, i) -> i = Base_visit
}
class Node extends Base virtualizable {
  next ref Node
  quasi version u32
  items ref [i64]
  method visit:0 (r, i) -> i = Node_visit
}
class "Box<int>"
external sin (f) -> f pure
request write (r, i) -> i = 3
func Base_visit (r, i) -> i elidable noinline
func Node_visit (r, i) -> i portal loop greens(1) virtualizable(0) effects(raise reads(Base.key, [i64]) writes(any)) {
b0(r0, i1):
  i2 = getfield Base.key, r0 !4
  i3 = int_add_ovf i2, -9007199254740993
  i4 = overflowed
  branch i4 -> b1(), b2(i3) unlikely
b1():
  i5 = call_virtual Base.visit:0 (r, i) -> i, r0, i1
  catch b3(i1)
  goto b2(i5)
b2(i6):
  switch i6 -> 1: b4(), -2: b5(), else: b6()
b3(r7, i8):
  throw r7
b4():
  f9 = call_external sin, -0.0
  i10 = float_lt f9, 1e+300
  setfield Node.next, r0, null
  r11 = new_array i64, 4
  r12 = cast [i64], r11
  i13 = call_indirect (i) -> i, &Base_visit, nan
  return i13
b5():
  i14 = request write, @hello, #1073741824
  debug_trap "never \\"here\\""
  unreachable
b6():
  jit_enter Node_visit, r0, r0, 1
}
`;

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
