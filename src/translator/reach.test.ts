// What a program consists of: functions, classes and objects that are reached, and what becomes of live values.

import { describe, expect, it } from "vitest";
import { printFunction } from "../ir/text.ts";
import type { ClassType, Prebuilt } from "../ir/types.ts";
import type { FrozenObject } from "./image.ts";
import { parseHints } from "./sources.ts";
import { type Translation, translate } from "./translate.ts";

const MODULE = "src/translator/fixtures/reach.ts";
const HEAD = `import { type int, INT_MAX, I64Array, Throwable, JitCell, jitMergePoint } from "../../rts/index.ts";
void [INT_MAX, I64Array, Throwable, JitCell, jitMergePoint];
`;

async function program(text: string, ...entries: string[]): Promise<Translation> {
  return translate({ entryModules: [MODULE], entryFunctions: entries, overlay: new Map([[MODULE, HEAD + text]]) });
}
const names = (t: Translation): string[] => t.program.functions.flatMap((f) => (f ? [f.name] : []));
const named = (t: Translation, name: string): FrozenObject => t.objects.find((o) => o.prebuilt.name === name)!;
const body = (t: Translation, name: string): string => printFunction(t.program.function(name));

describe("functions", () => {
  const CLOSURES = `type F = () => int;
function make(n: int): F { return () => n * 2; }
const one = make(1), two = make(2), again = make(2);
export function f(): int { return one() + two() + again(); }`;
  it("are made once for each set of captured values", async () => {
    const t = await program(CLOSURES, "f");
    expect(names(t)).toEqual(["f", "function4", "function4$2"]);
    expect(body(t, "function4$2")).toContain("return 4");
  });
  it("capture variables of blocks and loops at module level", async () => {
    const t = await program(
      `type F = () => int;
const fs: F[] = [];
for (const [name, value] of Object.entries({ a: 1, b: 2 })) { const double = value * 2 + name.length; fs.push(() => double); }
export function f(i: int): int { return fs[i]!(); }`,
      "f",
    );
    expect(names(t)).toEqual(["f", "function5", "function5$2"]);
    expect([body(t, "function5"), body(t, "function5$2")].map((b) => /return (\d)/.exec(b)![1])).toEqual(["3", "5"]);
  });
  it("are reached through tables of live objects, others are not", async () => {
    const t = await program(
      `class Row { readonly f: (a: int) => int; constructor(f: (a: int) => int) { this.f = f; } }
function held(a: int): int { return a; }
function lost(a: int): int { return a; }
void lost;
const rows: Row[] = [new Row(held)];
export function f(i: int): int { return rows[i]!.f(i); }`,
      "f",
    );
    expect(names(t)).toEqual(["f", "held"]);
    expect(named(t, "rows_0").values[0]).toBe(t.program.function("held"));
  });
  it("have portals and hints from their doc comments", async () => {
    const t = await program(
      `class Frame { n: int = 0; }
/** Loops.\n * @jit portal greens(pc, code) virtualizable(frame)\n */
export function run(code: I64Array, pc: int, frame: Frame): int { jitMergePoint(code, pc, frame); return slow(code[pc]! + frame.n); }
/** @jit opaque\n * @jit noinline */
function slow(a: int): int { return a; }`,
      "run",
    );
    expect(t.program.function("run").portal).toEqual({ name: "run", greens: [1, 0], virtualizable: 2 });
    expect(t.program.function("slow").hints).toEqual({ opaque: true, noinline: true });
  });
  it("may have several hints behind one @jit, and prose behind them", () => {
    expect(parseHints("/** @jit opaque noinline since it is slow */")).toEqual({ opaque: true, noinline: true });
  });
  it("refuse hints that do not exist", () => {
    expect(() => parseHints("/** @jit elidible */")).toThrow("unknown hint @jit elidible");
  });
});

describe("classes", () => {
  const SHAPES = `abstract class Shape { abstract area(): int; name(): int { return 1; } }
class Square extends Shape { area(): int { return 2; } }
class Circle extends Shape { area(): int { return 3; } override name(): int { return 4; } }
const square: Shape = new Square();
export function f(s: Shape): int { return s.area() + s.name() + square.area(); }`;
  it("have methods in their tables only when they are instantiated", async () => {
    const t = await program(SHAPES, "f");
    expect(names(t)).toEqual(["f", "Square_area", "Shape_name"]);
    const shape = t.program.classes.get("Shape") as ClassType;
    expect(shape.vtable).toHaveLength(2);
    expect(t.program.classes.has("Circle")).toBe(false);
    expect(body(t, "f")).toContain("call Square_area"); // one implementation: a direct call
  });
  it("number their subclasses in one range", async () => {
    const t = await program(
      `${SHAPES.replace("void", "")} const circle: Shape = new Circle(); export function g(): int { return circle.name(); }`,
      "f",
      "g",
    );
    const [shape, square, circle] = ["Shape", "Square", "Circle"].map((n) => t.program.classes.get(n)!);
    expect(square!.typeId).toBeGreaterThan(shape!.typeId);
    expect(shape!.lastTypeId).toBe(Math.max(square!.typeId, circle!.typeId));
    expect(body(t, "f")).toContain("call_virtual Shape.area:0");
  });
});

describe("live values", () => {
  it("fold when they are primitive and cannot change", async () => {
    const t = await program(
      `class Limits { readonly most: int = 9; now: int = 5; }
const limits = new Limits(); const table = { a: { b: 3 } } as const; const SHIFT = 4; const MASK = (1 << SHIFT) - 1;
export function f(): int { return limits.most + table.a.b + MASK; }
export function g(): int { return limits.now; }`,
      "f",
      "g",
    );
    expect(body(t, "f")).toContain("return 27");
    expect(body(t, "g")).toContain("getfield Limits.now, @limits");
  });
  it("are the machine's when they are the greatest int", async () => {
    const t = await program(
      `class Box { v: int; constructor(v: int) { this.v = v; } }
const most = new Box(INT_MAX); const array = new I64Array(2); array[1] = -INT_MAX;
export function f(): Box { return array.length > 0 ? most : most; }
export function g(): int { return array[0]!; }`,
      "f",
      "g",
    );
    expect(named(t, "most").values).toEqual([2n ** 63n - 1n]);
    expect(named(t, "array").values).toEqual([0, -(2n ** 63n)]);
  });
  it("are replaced by what freeze() answers", async () => {
    const t = await program(
      `class Num { v: int = 0; freeze(): Num { return this; } }
class Big extends Num { override freeze(): Num { return small; } }
const small = new Num(); const big: Num = new Big();
export function f(): Num { return big; }`,
      "f",
    );
    expect(t.objects.map((o) => (o.type as ClassType).name)).toEqual(["Num"]);
  });
  it("lead by declared types to further objects, each once", async () => {
    const t = await program(
      `class Node { next: Node | null = null; readonly name: string; constructor(name: string) { this.name = name; } }
const a = new Node("x"), b = new Node("x"); a.next = b; b.next = a;
export function f(): Node { return a; }`,
      "f",
    );
    expect(t.objects).toHaveLength(3);
    const [next, name] = named(t, "a").values as unknown as [Prebuilt, Prebuilt];
    expect(next.name).toBe("a_next");
    expect(name.object).toBe("x");
  });
  it("that have no layout are reported with their path", async () => {
    const t = await program(
      `class Holder { readonly table: Holder; constructor(t: unknown) { this.table = t as Holder; } }
const holder = new Holder(new Map());
export function f(): Holder { return holder.table; }`,
      "f",
    );
    expect(t.diagnostics.map((d) => d.rule)).toEqual(["no-host-object"]);
    expect(t.diagnostics[0]!.message).toContain("holder_table = a Map, declared Holder");
  });
  it("call requests and C functions by what they were declared as", async () => {
    const t = await program(
      `import { external, hostRequest, type float } from "../../rts/index.ts";
const hypot: (a: float, b: float) => float = external("hypot", Math.hypot);
const exit: (status: int) => int = hostRequest("exit");
export function f(a: float): float { if (a < 0) exit(1); return hypot(a, 2); }`,
      "f",
    );
    expect(t.program.externals.get("hypot")).toEqual({
      name: "hypot",
      signature: { params: ["f", "f"], result: "f" },
      pure: true,
    });
    expect(body(t, "f")).toMatch(/request exit, 1[\s\S]*call_external hypot, f\d+, 2\.0/);
  });
});
