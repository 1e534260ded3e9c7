import { describe, expect, test } from "vitest";
import { interferes } from "./effects.ts";
import { parseProgram, parseTrace } from "./text.ts";
import { verifyGraph, verifyTrace } from "./verify.ts";

const problemsOf = (body: string, head = "func f (i) -> i"): string[] =>
  verifyGraph(parseProgram(`class A {\n x i64\n}\nfunc g () -> i\n${head} {\n${body}\n}`).function("f").graph!);

describe("the verifier", () => {
  test("accepts a loop with a handler", () => {
    expect(
      problemsOf(`b0(i0):
  goto b1(i0, 0)
b1(i1, i2):
  i3 = call g
  catch b3(i2)
  branch i3 -> b1(i1, i3), b2()
b2():
  i4 = int_add_ovf i2, i3
  i5 = overflowed
  return i4
b3(r6, i7):
  throw r6`),
    ).toEqual([]);
  });
  test.each([
    [
      "a value that one way does not define",
      "b0(i0):\n branch i0 -> b1(), b2()\nb1():\n i1 = int_add i0, 1\n goto b2()\nb2():\n return i1",
      "not defined on every way",
    ],
    [
      "a result used in its own handler",
      "b0(i0):\n i1 = call g\n catch b1(i1)\n return i1\nb1(r2, i3):\n return i3",
      "not defined on every way",
    ],
    [
      "a use before the definition",
      "b0(i0):\n i2 = int_add i1, 1\n i1 = int_add i0, 1\n return i2",
      "not defined on every way",
    ],
    ["operands of a wrong kind", "b0(i0):\n i1 = float_eq i0, 1.0\n return i1", "operand i0 is i, not f"],
    ["too few operands", "b0(i0):\n i1 = int_add i0\n return i1", "has 1 operands, not 2"],
    ["an edge with too few values", "b0(i0):\n goto b1()\nb1(i1):\n return i1", "passes () to b1(i)"],
    ["overflowed on its own", "b0(i0):\n i1 = overflowed\n return i1", "directly behind"],
    ["a return of another kind", "b0(i0):\n return null", "function that returns i"],
    [
      "a handler without anything that raises",
      "b0(i0):\n i1 = int_add i0, 1\n catch b1()\n return i1\nb1(r2):\n throw r2",
      "nothing at its end that raises",
    ],
  ])("refuses %s", (_, body, message) => {
    expect(problemsOf(body).join("\n")).toContain(message);
  });
  test("refuses a trace that uses a value across a label", () => {
    const trace = parseTrace("[i0, i1]\nlabel L, i0\ni2 = int_add i0, i1\njump L, i2", parseProgram(""));
    expect(verifyTrace(trace)).toEqual(["'i2 = int_add i0, i1' uses i1 before it is defined"]);
  });
});

describe("interferes", () => {
  const program = parseProgram(
    "class A {\n x i64\n y i64\n}\nfunc quiet () -> i effects(reads(A.x) writes())\nfunc loud () -> i",
  );
  const [getX, setX, setY, setItem, quiet, loud, guard] = parseTrace(
    `[r0, i1]
i2 = getfield A.x, r0
setfield A.x, r0, i1
setfield A.y, r0, i1
setitem i64, r0, i1, i1
i3 = call quiet
i4 = call loud
guard_true i1 []
finish`,
    program,
  ).ops as [never, never, never, never, never, never, never];
  test("is true of a read and a write of the same place, and of a call that may write it", () => {
    expect(interferes(getX, setX)).toBe(true);
    expect(interferes(quiet, setX)).toBe(true);
    expect(interferes(loud, getX)).toBe(true);
    expect(interferes(guard, setY)).toBe(true);
  });
  test("is false of different places and of two reads", () => {
    expect(interferes(getX, setY)).toBe(false);
    expect(interferes(getX, quiet)).toBe(false);
    expect(interferes(quiet, setItem)).toBe(false);
    expect(interferes(guard, getX)).toBe(false);
  });
});
