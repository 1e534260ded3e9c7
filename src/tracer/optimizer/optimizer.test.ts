// The optimizer: a trace as text, and what becomes of it. Loops are peeled only in the cases that say so.

import { describe, expect, it } from "vitest";
import type { Value } from "../../ir/graph.ts";
import { MEANINGS } from "../../ir/meanings.ts";
import type { OpName } from "../../ir/ops.ts";
import { parseProgram, parseTrace, printTrace } from "../../ir/text.ts";
import { type Guard, type Token, Trace } from "../../ir/trace.ts";
import { optimizeTrace } from "./loop.ts";
import { InvalidTrace, Optimizer } from "./optimizer.ts";
import type { OptimizedResume } from "./resume-items.ts";

const PROGRAM = `class Box {
  readonly value i64
}
class Small {
  byte u8
}
class Obj {
  x ref Box
  count i64
}
func effect (i) -> i effects(raise collect force reads(any) writes(any))
func pure (i) -> i elidable effects(reads() writes())
func touch (r) -> i effects(reads() writes(Obj.count))
`;

const lines = (text: string): string =>
  text
    .split("\n")
    .map((l) => l.trim())
    .filter((l) => l)
    .join("\n");

/** Values are named anew in the order in which they appear, so that expectations do not depend on dead numbers. */
function normalize(text: string): string {
  const names = new Map<string, string>();
  return lines(text).replace(/\b([irf])(\d+)\b/g, (name, kind) => {
    if (!names.has(name)) names.set(name, `${kind}${names.size}`);
    return names.get(name)!;
  });
}
function optimized(text: string, unroll = false): string {
  return normalize(printTrace(optimizeTrace(parseTrace(`${lines(text)}\n`, parseProgram(PROGRAM)), { unroll }).trace));
}
const expectOptimized = (before: string, after: string, unroll = false): void =>
  expect(optimized(before, unroll)).toBe(normalize(after));

describe("pure operations", () => {
  it("fold when their operands are constants, also around them", () => {
    expectOptimized(
      `[i0]
       i1 = int_add 2, 3
       i2 = int_add i0, i1
       i3 = int_add i2, -5
       i4 = int_mul i3, 8
       finish i4`,
      `[i0]
       i4 = int_shl i0, 3
       finish i4`,
    );
  });
  it("are done once", () => {
    expectOptimized(
      `[f0, f1]
       f2 = float_mul f0, f1
       f3 = float_mul f0, f1
       f4 = float_add f2, f3
       finish f4`,
      `[f0, f1]
       f2 = float_mul f0, f1
       f4 = float_add f2, f2
       finish f4`,
    );
  });
  it("lose their overflow check when ranges say so", () => {
    expectOptimized(
      `[r0, r1]
       i2 = getfield Small.byte, r0
       i3 = getfield Small.byte, r1
       i4 = int_mul_ovf i2, i3
       guard_no_overflow []
       i5 = int_lt i4, 70000
       guard_true i5 []
       finish i4`,
      `[r0, r1]
       i2 = getfield Small.byte, r0
       i3 = getfield Small.byte, r1
       i4 = int_mul i2, i3
       finish i4`,
    );
  });
  it("keep the overflow check when the result may not fit, and do it once", () => {
    expectOptimized(
      `[i0, i1]
       i2 = int_add_ovf i0, i1
       guard_no_overflow [i0, i1]
       i3 = int_add_ovf i0, i1
       guard_no_overflow [i0, i1]
       i4 = int_xor i2, i3
       finish i4`,
      `[i0, i1]
       i2 = int_add_ovf i0, i1
       guard_no_overflow [i0, i1]
       finish 0`,
    );
  });
});

describe("guards", () => {
  it("ask at the start of a bridge whether an exception is pending, and once", () => {
    expectOptimized(
      `[i0]
       r1 = new Box
       setfield Box.value, r1, i0
       guard_no_exception []
       i2 = getfield Box.value, r1
       i3 = call touch, r1
       r4 = new Box
       guard_no_exception []
       finish i2`,
      `[i0]
       guard_no_exception []
       r1 = new Box
       setfield Box.value, r1, i0
       i3 = call touch, r1
       finish i0`,
    );
  });
  it("go away when an earlier one implies them", () => {
    expectOptimized(
      `[r0, i1]
       guard_class Box, r0 []
       guard_nonnull r0 []
       guard_class Box, r0 []
       i2 = instanceof Box, r0
       guard_true i2 []
       i3 = int_lt i1, 10
       guard_true i3 []
       i4 = int_lt i1, 20
       guard_true i4 []
       i5 = int_ge i1, 10
       guard_false i5 []
       finish i1`,
      `[r0, i1]
       guard_class Box, r0 []
       i3 = int_lt i1, 10
       guard_true i3 []
       finish i1`,
    );
  });
  it("make their value a constant", () => {
    expectOptimized(
      `[i0]
       guard_value_i i0, 5 []
       i1 = int_mul i0, i0
       finish i1`,
      `[i0]
       guard_value_i i0, 5 []
       finish 25`,
    );
  });
  it("reject a trace that contradicts itself", () => {
    expect(() => optimized("[i0]\nguard_value_i i0, 5 []\nguard_value_i i0, 6 []\nfinish i0")).toThrow(InvalidTrace);
  });
  it("describe virtual objects in their resume data", () => {
    const text = lines(`[i0]
       r1 = new Box
       setfield Box.value, r1, i0
       r2 = new Obj
       setfield Obj.x, r2, r1
       i3 = int_gt i0, 0
       guard_true i3 [r2, i0]
       finish i0`);
    const { trace } = optimizeTrace(parseTrace(`${text}\n`, parseProgram(PROGRAM)));
    const guard = trace.ops.find((op) => op.op === "guard_true") as Guard;
    const resume = guard.resume as OptimizedResume;
    expect(guard.live).toEqual([trace.inputs[0]]);
    expect(resume.items).toEqual([
      { kind: "virtual", index: 0 },
      { kind: "live", index: 0 },
    ]);
    expect(resume.virtuals.map((v) => [v.type.name, v.slots.map((s) => s.item)])).toEqual([
      ["Obj", [{ kind: "virtual", index: 1 }]],
      ["Box", [{ kind: "live", index: 0 }]],
    ]);
    expect(trace.ops.some((op) => op.op === "new")).toBe(false);
  });
});

describe("memory", () => {
  it("of an array that nobody else refers to is registers", () => {
    expectOptimized(
      `[r0, r1]
       r2 = private_array ref, r0, 1, 3
       r3 = getitem ref, r2, 0
       setitem ref, r2, 1, r1
       setitem ref, r2, 0, r1
       r4 = getitem ref, r2, 1
       i5 = ref_eq r3, r4
       finish i5`,
      `[r0, r1]
       r2 = getitem ref, r0, 0
       i3 = ref_eq r2, r1
       finish i3`,
    );
  });
  it("is read once, and not at all after a store", () => {
    expectOptimized(
      `[r0, r1, i2]
       i3 = getfield Obj.count, r0
       i4 = getfield Obj.count, r0
       setfield Obj.count, r0, i2
       i5 = getfield Obj.count, r0
       i6 = int_add i4, i5
       i7 = int_sub i6, i3
       finish i7`,
      `[r0, r1, i2]
       i3 = getfield Obj.count, r0
       setfield Obj.count, r0, i2
       i6 = int_add i3, i2
       i7 = int_sub i6, i3
       finish i7`,
    );
  });
  it("is read again after a store that may go to the same object, or a call that may write", () => {
    expectOptimized(
      `[r0, r1, i2]
       i3 = getfield Obj.count, r0
       setfield Obj.count, r1, i2
       i4 = getfield Obj.count, r0
       i5 = call touch, r0
       i6 = getfield Obj.count, r0
       i7 = int_add i3, i4
       i8 = int_add i7, i6
       finish i8`,
      `[r0, r1, i2]
       i3 = getfield Obj.count, r0
       setfield Obj.count, r1, i2
       i4 = getfield Obj.count, r0
       i5 = call touch, r0
       i6 = getfield Obj.count, r0
       i7 = int_add i3, i4
       i8 = int_add i7, i6
       finish i8`,
    );
  });
  it("keeps other fields and immutable ones over a call", () => {
    expectOptimized(
      `[r0, r1]
       i2 = getfield Box.value, r1
       r3 = getfield Obj.x, r0
       i4 = call touch, r0
       r5 = getfield Obj.x, r0
       i6 = call effect, 1
       guard_no_exception []
       i7 = getfield Box.value, r1
       i8 = int_sub i2, i7
       i9 = ref_eq r3, r5
       i10 = int_add i8, i9
       finish i10`,
      `[r0, r1]
       i4 = call touch, r0
       i6 = call effect, 1
       guard_no_exception []
       finish 1`,
    );
  });
  it("of a virtual object is never touched, until it escapes", () => {
    expectOptimized(
      `[i0]
       r1 = new Box
       setfield Box.value, r1, i0
       i2 = getfield Box.value, r1
       i3 = int_add i2, 1
       r4 = new Box
       setfield Box.value, r4, i3
       finish r4`,
      `[i0]
       i1 = int_add i0, 1
       r2 = new Box
       setfield Box.value, r2, i1
       finish r2`,
    );
  });
});

describe("loops", () => {
  it("carry integers instead of boxes", () => {
    expectOptimized(
      `[r0, i1]
       label L, r0, i1
       guard_class Box, r0 [r0, i1]
       i2 = getfield Box.value, r0
       i3 = int_lt i2, i1
       guard_true i3 [r0, i1]
       i4 = int_add_ovf i2, 1
       guard_no_overflow [r0, i1]
       r5 = new Box
       setfield Box.value, r5, i4
       jump L, r5, i1`,
      `[r0, i1]
       label L, r0, i1
       guard_class Box, r0 [r0, i1]
       i4 = getfield Box.value, r0
       i5 = int_lt i4, i1
       guard_true i5 [r0, i1]
       i8 = int_add_ovf i4, 1
       guard_no_overflow [r0, i1]
       jump "L.body", i8, i1
       label "L.body", i12, i22
       i15 = int_lt i12, i22
       guard_true i15 [i12, i22]
       i17 = int_add_ovf i12, 1
       guard_no_overflow [i12, i22]
       jump "L.body", i17, i22`,
      true,
    );
  });
  it("keep fields of invariant objects in registers", () => {
    const text = optimized(
      `[r0, i1]
       label L, r0, i1
       guard_class Obj, r0 [r0, i1]
       i2 = getfield Obj.count, r0
       i3 = int_lt i2, i1
       guard_true i3 [r0, i1]
       i4 = int_add_ovf i2, 1
       guard_no_overflow [r0, i1]
       setfield Obj.count, r0, i4
       jump L, r0, i1`,
      true,
    );
    const body = text.slice(text.indexOf('label "L.body"'));
    expect(body).not.toContain("getfield");
    expect(body).not.toContain("guard_class");
    expect(body).toContain("setfield Obj.count");
  });
  it("read fields again that a call in them may write", () => {
    const text = optimized(
      `[r0, i1]
       label L, r0, i1
       r2 = getfield Obj.x, r0
       guard_class Box, r2 [r0, i1]
       i3 = getfield Box.value, r2
       i4 = call effect, i3
       guard_no_exception [r0, i1]
       i5 = int_sub i1, 1
       i6 = int_gt i5, 0
       guard_true i6 [r0, i5]
       jump L, r0, i5`,
      true,
    );
    const body = text.slice(text.indexOf('label "L.body"'));
    expect(body).toContain("getfield Obj.x");
    expect(body).toContain("guard_class Box");
  });
  it("do not believe in the next iteration what held in the first", () => {
    // the second argument is null at first and an object later: nothing about it may be assumed
    const text = optimized(
      `[r0, r1]
       label L, r0, r1
       guard_isnull r1 [r0, r1]
       guard_class Box, r0 [r0, r1]
       jump L, r1, r0`,
      true,
    );
    expect(text).not.toContain("L.body");
  });
  it("swap virtual objects without confusing them", () => {
    const text = optimized(
      `[r0, r1]
       label L, r0, r1
       guard_class Box, r0 [r0, r1]
       guard_class Box, r1 [r0, r1]
       i2 = getfield Box.value, r0
       i3 = getfield Box.value, r1
       i6 = call effect, i2
       guard_no_exception [r0, r1]
       r4 = new Box
       setfield Box.value, r4, i2
       r5 = new Box
       setfield Box.value, r5, i3
       jump L, r5, r4`,
      true,
    );
    const body = text.slice(text.indexOf('label "L.body"')).split("\n");
    const [, first, second] = /label "L.body", (\w+), (\w+)/.exec(body[0]!)!;
    expect(body[1]).toBe(`i${Number(second!.slice(1)) + 1} = call effect, ${first}`);
    expect(body[2]).toBe(`guard_no_exception [${first}, ${second}]`);
    expect(body[3]).toBe(`jump "L.body", ${second}, ${first}`);
  });
});

describe("a bridge of a peeled loop", () => {
  /** Counts up in a Box to a limit that an object holds. */
  const LOOP = `[r0, r1]
    label L, r0, r1
    guard_class Obj, r0 [r0, r1]
    guard_class Box, r1 [r0, r1]
    i2 = getfield Box.value, r1
    i3 = int_and i2, 3
    i4 = int_eq i3, 0
    guard_false i4 [r0, r1]
    i5 = getfield Obj.count, r0
    i6 = int_lt i2, i5
    guard_true i6 [r0, r1]
    i7 = int_add_ovf i2, 1
    guard_no_overflow [r0, r1]
    r8 = new Box
    setfield Box.value, r8, i7
    jump L, r0, r8`;
  const program = parseProgram(PROGRAM);
  const recorded = parseTrace(`${lines(LOOP)}\n`, program);
  const label = recorded.ops.at(-1)!.aux as Token;
  const { trace: loop, body } = optimizeTrace(recorded);
  const guard = loop.ops.filter((op): op is Guard => op.op === "guard_false").at(-1)!;
  /** What `make` records in the bridge, given the object and the number in the box; it answers what the loop's label gets. */
  const bridge = (
    make: (bridge: Trace, object: Value, count: Value) => Value[],
  ): { text: string; body: Token | null } => {
    const trace = new Trace();
    const inputs = guard.live.map((value) => trace.addInput(value.kind));
    const object = inputs.find((value) => value.kind === "r")!;
    const count = inputs[guard.live.findIndex((value) => value.kind === "i")]!;
    trace.append("jump", "v", make(trace, object, count), label);
    const result = optimizeTrace(trace, { guard });
    return { text: printTrace(result.trace), body: result.body };
  };
  const box = (trace: Trace, count: Value): Value => {
    const made = trace.append("new", "r", [], program.classes.get("Box")!);
    trace.append("setfield", "v", [made, count], program.classes.get("Box")!.field("value")!);
    return made;
  };

  it("enters the body with what the guard kept, and neither allocates nor loads", () => {
    const entered = bridge((trace, object, count) => [
      object,
      box(trace, trace.append("int_xor", "i", [count, trace.constInt(1)])),
    ]);
    expect(entered.body).toBe(body);
    expect(entered.text).toMatch(/^\[.*\]\ni\d+ = int_xor .*\njump "L.body".*$/);
  });
  it("loads again what it has stored elsewhere, where the body knows nothing of it", () => {
    const count = program.classes.get("Obj")!.field("count")!;
    const entered = bridge((trace, object, value) => {
      trace.append("call", "i", [object], program.function("touch"));
      return [object, box(trace, value)];
    });
    expect(entered.body).toBe(body);
    expect(entered.text).toContain(`getfield Obj.${count.name}`);
  });
  it("goes through the preamble with another object, or with a box that exists", () => {
    const other = bridge((trace, _object, count) => [
      trace.append("new", "r", [], program.classes.get("Obj")!),
      box(trace, count),
    ]);
    expect(other.body).toBe(null);
    expect(other.text).toMatch(/jump L, /);
    const existing = bridge((_trace, object) => [object, object]);
    expect(existing.body).toBe(null);
  });
  it("does not take two objects for one that the body has at two places", () => {
    const twice = parseTrace(
      `${lines(`[r0, r1]
        label L, r0, r1
        guard_class Box, r0 [r0, r1]
        guard_class Box, r1 [r0, r1]
        i2 = getfield Box.value, r0
        i3 = int_and i2, 3
        i4 = int_eq i3, 0
        guard_false i4 [r0, r1]
        i5 = getfield Box.value, r1
        i6 = int_xor i5, i2
        i7 = int_add i6, 1
        r8 = new Box
        setfield Box.value, r8, i7
        jump L, r8, r8`)}\n`,
      program,
    );
    const { trace, body } = optimizeTrace(twice);
    const failing = trace.ops.filter((op): op is Guard => op.op === "guard_false").at(-1)!;
    const comeBack = (boxes: number): Token | null => {
      const back = new Trace();
      const count = failing.live.map((value) => back.addInput(value.kind)).find((value) => value.kind === "i")!;
      const made = Array.from({ length: boxes }, () => box(back, count));
      back.append("jump", "v", [made[0]!, made.at(-1)!], twice.ops.at(-1)!.aux);
      return optimizeTrace(back, { guard: failing }).body;
    };
    expect(body).not.toBe(null);
    expect(comeBack(1)).toBe(body);
    expect(comeBack(2)).toBe(null);
  });
  it("begins with what is known of the guard's values", () => {
    const known = bridge((trace, object, count) => {
      trace.append("guard_class", "v", [object], program.classes.get("Obj")!);
      return [object, box(trace, count)];
    });
    expect(known.text).not.toContain("guard_class");
  });
});

describe("rules", () => {
  const large = [2 ** 31, 2 ** 31 - 1, 2 ** 49 + 1, 2 ** 52, 2 ** 53 - 1, 1 - 2 ** 53];
  const values = [-9, -8, -5, -2, -1, 0, 1, 2, 3, 4, 7, 8, 9, 64, ...large];
  const binary: OpName[] = [
    "int_add",
    "int_sub",
    "int_mul",
    "int_floordiv",
    "int_floormod",
    "int_div",
    "int_mod",
    "int_and",
    "int_or",
    "int_xor",
    "int_eq",
    "int_ne",
    "int_lt",
    "int_le",
    "int_gt",
    "int_ge",
    "uint_lt",
  ];
  it("mean the same as the operation, for small numbers and near powers of two", () => {
    let checked = 0;
    for (const op of binary)
      for (const y of values) {
        if (/div|mod/.test(op) && y === 0) continue;
        const optimizer = new Optimizer();
        const input = optimizer.out.addInput("i");
        const result = optimizer.op(op, input, optimizer.int(y));
        for (const x of values) {
          const evaluate = (v: typeof result): number | bigint =>
            v === input
              ? x
              : v.isConstant()
                ? (v.aux as number)
                : (MEANINGS[v.op]!(
                    undefined as never,
                    ...(v.args.map(evaluate) as [number, number, number]),
                    v.aux,
                  ) as number);
          expect([op, x, y, evaluate(result)]).toEqual([
            op,
            x,
            y,
            MEANINGS[op]!(undefined as never, x, y, undefined, null),
          ]);
          checked++;
        }
      }
    expect(checked).toBeGreaterThan(2000);
  });
});
