// Passes on graphs: text in, text out.

import { describe, expect, it } from "vitest";
import type { Graph } from "../../ir/graph.ts";
import { parseProgram, printFunction } from "../../ir/text.ts";
import { verifyGraph } from "../../ir/verify.ts";
import { CallGraph } from "./call-graph.ts";
import { commonValues } from "./common-values.ts";
import { devirtualize } from "./devirtualize.ts";
import { analyzeEffects } from "./effects.ts";
import { dropHandlers } from "./handlers.ts";
import { inlineProgram } from "./inline.ts";
import { strayValues } from "./merge-points.ts";
import { simplify } from "./simplify.ts";
import { insertStackChecks } from "./stack-checks.ts";

const TYPES = `class Node {
  next ref Node
  readonly key i64
  small u8
}
class Leaf extends Node
`;

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((l) => l.trim())
    .filter((l) => l !== "");
/** The body of function f after a pass, without its head, with the ids that the pass left. */
function passed(text: string, pass: (graph: Graph, calls: CallGraph) => unknown): string[] {
  const program = parseProgram(TYPES + text);
  const calls = new CallGraph(program, []);
  const { graph } = program.function("f");
  pass(graph!, calls);
  expect(verifyGraph(graph!)).toEqual([]);
  return lines(printFunction(program.function("f"))).slice(1, -1);
}

describe("simplify", () => {
  it("folds constants and takes known branches when conditions are constant", () => {
    const text = `func f (i) -> i {
b0(i0):
  i1 = int_add 2, 3
  i2 = int_lt i1, 4
  branch i2 -> b1(), b2()
b1():
  return i0
b2():
  i3 = int_mul i0, i1
  return i3
}`;
    expect(passed(text, simplify)).toEqual(["b0(i0):", "i3 = int_mul i0, 5", "return i3"]);
  });
  it("drops conversions of numbers that fit, and the first of two", () => {
    const text = `func f (r, i) -> i {
b0(r0, i1):
  i2 = getfield Node.small, r0
  i3 = int_wrap u32, i2
  i4 = int_xor i3, i1
  i5 = int_wrap i32, i4
  i6 = int_wrap u32, i5
  i7 = int_shr i6, 15
  i8 = int_xor i6, i7
  i9 = int_wrap u32, i8
  i10 = int_wrap i32, i9
  i11 = int_add i10, 0
  return i11
}`;
    expect(passed(text, simplify)).toEqual([
      "b0(r0, i1):",
      "i2 = getfield Node.small, r0",
      "i4 = int_xor i2, i1",
      "i14 = int_wrap u32, i4",
      "i7 = int_shr i14, 15",
      "i8 = int_xor i14, i7",
      "i10 = int_wrap i32, i8",
      "return i10",
    ]);
  });
  it("drops stores of zero into new objects, until another value was there or something else has the object", () => {
    const text = `func f (r) -> r {
b0(r0):
  r1 = new Node
  setfield Node.next, r1, null
  setfield Node.small, r1, 3
  setfield Node.small, r1, 0
  setfield Node.next, r0, r1
  setfield Node.key, r1, 0
  return r1
}`;
    expect(passed(text, simplify)).toEqual([
      "b0(r0):",
      "r1 = new Node",
      "setfield Node.small, r1, 3",
      "setfield Node.small, r1, 0",
      "setfield Node.next, r0, r1",
      "setfield Node.key, r1, 0",
      "return r1",
    ]);
  });
  it("folds floor division at the least int without wrapping", () => {
    const text = `func f () -> i {
b0():
  i0 = int_floordiv -9223372036854775807, 3
  return i0
}`;
    expect(passed(text, simplify)).toEqual(["b0():", "return -3074457345618258603"]);
  });
  it("drops parameters that have one value, and empty blocks", () => {
    const text = `func f (i, i) -> i {
b0(i0, i1):
  goto b1(i0, 0)
b1(i2, i3):
  i4 = int_lt i3, i1
  branch i4 -> b2(), b4()
b2():
  i5 = int_add i3, i2
  goto b3(i5)
b3(i6):
  goto b1(i2, i6)
b4():
  return i3
}`;
    expect(passed(text, simplify)).toEqual([
      "b0(i0, i1):",
      "goto b1(0)",
      "b1(i3):",
      "i4 = int_lt i3, i1",
      "branch i4 -> b2(), b3()",
      "b2():",
      "i5 = int_add i3, i0",
      "goto b1(i5)",
      "b3():",
      "return i3",
    ]);
  });
  it("keeps an overflow question with its operation, and drops both when the answer is unused", () => {
    const used = `func f (i, i) -> i {
b0(i0, i1):
  i2 = int_add_ovf i0, i1
  i3 = overflowed
  return i3
}`;
    expect(passed(used, simplify)).toContain("i2 = int_add_ovf i0, i1");
    expect(passed(used.replace("return i3", "return i0"), simplify)).toEqual(["b0(i0, i1):", "return i0"]);
  });
  it("says that an overflow is unlikely, negated or not", () => {
    const text = (negate: string, cond: string): string => `func f (i) -> i {
b0(i0):
  i1 = int_add_ovf i0, 1
  i2 = overflowed${negate}
  branch ${cond} -> b1(), b2()
b1():
  return i1
b2():
  return 0
}`;
    expect(passed(text("", "i2"), simplify)).toContain("branch i2 -> b1(), b2() unlikely");
    expect(passed(text("\n  i3 = int_is_zero i2", "i3"), simplify)).toContain("branch i2 -> b2(), b1() unlikely");
  });
  it("turns a negated comparison into its inverse, but not on floats", () => {
    const text = (op: string, kind: string): string => `func f (${kind}, ${kind}) -> i {
b0(${kind}0, ${kind}1):
  i2 = ${op} ${kind}0, ${kind}1
  i3 = int_is_zero i2
  return i3
}`;
    expect(passed(text("int_lt", "i"), simplify)).toEqual(["b0(i0, i1):", "i4 = int_ge i0, i1", "return i4"]);
    expect(passed(text("float_lt", "f"), simplify)).toContain("i3 = int_is_zero i2");
  });
});

describe("devirtualize", () => {
  const text = (second: string): string => `class A {
  method m:0 (r) -> i = one
}
class B extends A {
  method m:0 (r) -> i = ${second}
}
func one (r) -> i {
b0(r0):
  return 1
}
func two (r) -> i {
b0(r0):
  return 2
}
func f (r) -> i {
b0(r0):
  i1 = call_virtual A.m:0 (r) -> i, r0
  return i1
}`;
  it("calls directly when only one implementation can be meant", () => {
    expect(passed(text("one"), devirtualize)).toContain("i2 = call one, r0");
    expect(passed(text("two"), devirtualize)).toContain("i1 = call_virtual A.m:0 (r) -> i, r0");
  });
});

describe("effects", () => {
  const program = parseProgram(`${TYPES}func leaf (r) -> i {
b0(r0):
  i1 = getfield Node.key, r0
  return i1
}
func writer (r) -> v {
b0(r0):
  i1 = call leaf, r0
  setfield Node.small, r0, i1
  return
}
func maker () -> r {
b0():
  r0 = new Node
  return r0
}
func catcher () -> i {
b0():
  r0 = call maker
  catch b2()
  goto b1()
b1():
  return 1
b2(r1):
  return 0
}`);
  analyzeEffects(new CallGraph(program, []));
  const of = (name: string) => program.function(name).effects;
  const fields = (places: ReturnType<typeof of>["reads"]): string[] =>
    places === "any" ? ["any"] : [...places].map(String);
  it("go up the call graph", () => {
    expect(of("leaf")).toMatchObject({ canRaise: false, canCollect: false, canForce: false });
    expect(fields(of("writer").reads)).toEqual(["Node.key"]);
    expect(fields(of("writer").writes)).toEqual(["Node.small"]);
    expect(of("maker")).toMatchObject({ canRaise: true, canCollect: true });
  });
  it("of calls through values include functions that never return", () => {
    const caller = parseProgram(`class Thing
func fail (r) -> v {
b0(r0):
  throw r0
}
func f (i, r) -> r {
b0(i0, r1):
  i2 = int_eq i0, &fail
  r3 = call_indirect (r) -> r, i0, r1
  return r3
}`);
    analyzeEffects(new CallGraph(caller, []));
    expect(caller.function("f").effects.canRaise).toBe(true);
  });
  it("end where an exception is caught", () => {
    expect(of("catcher")).toMatchObject({ canRaise: false, canCollect: true });
  });
  it("free calls of handlers that cannot be reached", () => {
    const text = `func quiet () -> i {
b0():
  return 7
}
func f () -> i {
b0():
  i0 = call quiet
  catch b2()
  goto b1()
b1():
  return i0
b2(r1):
  return 0
}`;
    const body = passed(text, (graph, calls) => {
      analyzeEffects(calls);
      dropHandlers(graph, calls);
      simplify(graph);
    });
    expect(body).toEqual(["b0():", "i0 = call quiet", "return i0"]);
  });
});

describe("stack checks", () => {
  it("stand in one function of each cycle", () => {
    const program = parseProgram(`func even (i) -> i {
b0(i0):
  i1 = call odd, i0
  return i1
}
func odd (i) -> i {
b0(i0):
  i1 = call even, i0
  return i1
}
func outer (i) -> i {
b0(i0):
  i1 = call even, i0
  return i1
}`);
    const checked = insertStackChecks(new CallGraph(program, []), () => false);
    expect(checked.size).toBe(1);
    const first = (name: string): string => program.function(name).graph!.entry.insts[0]!.op;
    expect([first("even"), first("odd")].sort()).toEqual(["call", "stack_check"]);
    expect(first("outer")).toBe("call");
  });
  it("leave exempt functions alone, and prefer portals", () => {
    const program = parseProgram(`func gate (i) -> i portal gate greens(0) {
b0(i0):
  i1 = call busy, i0
  i2 = call busy, i1
  return i2
}
func busy (i) -> i {
b0(i0):
  i1 = call gate, i0
  return i1
}
func raw (i) -> i {
b0(i0):
  i1 = call raw, i0
  return i1
}`);
    const checked = insertStackChecks(new CallGraph(program, []), (decl) => decl.name === "raw");
    expect([...checked].map((d) => d.name)).toEqual(["gate"]);
  });
});

describe("inlining", () => {
  const inlined = (text: string): string[] => {
    const program = parseProgram(TYPES + text);
    const calls = new CallGraph(program, []);
    const decl = program.function("f");
    const graph = inlineProgram(
      calls,
      insertStackChecks(calls, () => false),
    ).get(decl)!;
    expect(verifyGraph(graph)).toEqual([]);
    decl.graph = graph;
    return lines(printFunction(decl)).slice(1, -1);
  };
  it("puts a constructor and a store it makes in place of calls, and forwards the store", () => {
    const text = `func init (r, i) -> v {
b0(r0, i1):
  setfield Node.key, r0, i1
  return
}
func f (i) -> i {
b0(i0):
  r1 = new Node
  call init, r1, i0
  i2 = getfield Node.key, r1
  return i2
}`;
    expect(inlined(text)).toEqual(["b0(i0):", "r1 = new Node", "setfield Node.key, r1, i0", "return i0"]);
  });
  it("gives the caller's handler to what raises in the callee", () => {
    const text = `func risky (r) -> r {
b0(r0):
  r1 = getfield Node.next, r0
  i2 = ref_is_null r1
  branch i2 -> b1(), b2()
b1():
  throw r0
b2():
  r3 = new Node
  return r3
}
func f (r) -> r {
b0(r0):
  r1 = call risky, r0
  catch b2()
  goto b1()
b1():
  return r1
b2(r2):
  return r2
}`;
    const body = inlined(text);
    expect(body.filter((l) => l.startsWith("throw"))).toEqual([]);
    expect(body.filter((l) => l.startsWith("catch"))).toHaveLength(1);
    expect(body.join("\n")).toMatch(/b\d\(r0\)/); // the throw, caught
  });
  it("leaves recursive functions and portals alone", () => {
    const text = `func again (i) -> i {
b0(i0):
  i1 = call again, i0
  return i1
}
func gate (i) -> i portal gate greens(0) {
b0(i0):
  jit_merge_point gate, i0
  return i0
}
func f (i) -> i {
b0(i0):
  i1 = call again, i0
  i2 = call gate, i1
  return i2
}`;
    expect(inlined(text)).toEqual(["b0(i0):", "i1 = call again, i0", "i2 = call gate, i1", "return i2"]);
  });
});

describe("common values", () => {
  it("are computed once, loads as long as nothing writes them", () => {
    const text = `func f (r, r) -> i {
b0(r0, r1):
  r2 = getfield Node.next, r0
  i3 = getfield Node.key, r0
  setfield Node.small, r1, 1
  r4 = getfield Node.next, r0
  i5 = getfield Node.small, r1
  setfield Node.next, r1, r4
  r6 = getfield Node.next, r0
  r7 = getfield Node.next, r1
  i8 = getfield Node.key, r0
  i9 = int_add i3, i8
  i10 = ref_eq r6, r7
  i11 = int_add i9, i10
  i12 = int_add i11, i5
  return i12
}`;
    expect(passed(text, commonValues)).toEqual([
      "b0(r0, r1):",
      "r2 = getfield Node.next, r0",
      "i3 = getfield Node.key, r0",
      "setfield Node.small, r1, 1",
      "i5 = getfield Node.small, r1", // a store into u8 wraps
      "setfield Node.next, r1, r2",
      "r6 = getfield Node.next, r0", // r1 may be r0
      "i9 = int_add i3, i3",
      "i10 = ref_eq r6, r2",
      "i11 = int_add i9, i10",
      "i12 = int_add i11, i5",
      "return i12",
    ]);
  });
  it("forget loads where ways join", () => {
    const text = `func f (r, i) -> r {
b0(r0, i1):
  r2 = getfield Node.next, r0
  branch i1 -> b1(), b2()
b1():
  setfield Node.next, r0, null
  goto b2()
b2():
  r3 = getfield Node.next, r0
  return r3
}`;
    expect(passed(text, commonValues)).toContain("r3 = getfield Node.next, r0");
  });
});

describe("merge points", () => {
  it("report what is live besides the portal's parameters", () => {
    const program = parseProgram(`func f (i, i) -> i portal f greens(0) {
b0(i0, i1):
  i2 = int_add i0, i1
  jit_merge_point f, i0, i1
  i3 = int_add i2, i1
  return i3
}`);
    expect(strayValues(program.function("f").graph!).map((s) => s.text)).toEqual(["i2 = int_add i0, i1"]);
  });
});
