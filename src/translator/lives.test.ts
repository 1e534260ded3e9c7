// Both lives of every form of the language: checked JavaScript and graphs answer the same.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyGraph } from "../ir/verify.ts";
import { formatDiagnostic } from "./rules.ts";
import { type GraphRunner, graphRunner, verifyAll } from "./testing/run-graphs.ts";
import { type Translation, translate } from "./translate.ts";

const MODULE = "src/translator/fixtures/language.ts";
const FUNCTIONS = [...readFileSync(MODULE, "utf8").matchAll(/^export function (\w+)\(([^)]*)\)/gm)].map((m) => ({
  name: m[1]!,
  arity: m[2]!.split(",").length,
}));

describe("a program's two lives", () => {
  let translation: Translation;
  let graphs: GraphRunner;
  let inlined: GraphRunner;
  let exports: Record<string, unknown>;
  beforeAll(async () => {
    translation = await translate({ entryModules: [MODULE], entryFunctions: FUNCTIONS.map((f) => f.name) });
    exports = translation.bundle.create()[MODULE]!;
    const externals = { hypot: Math.hypot };
    graphs = graphRunner(translation, undefined, { externals });
    const forMachineCode = translation.forMachineCode();
    inlined = graphRunner(translation, undefined, { externals }, (decl) => forMachineCode.get(decl) ?? null);
  });

  it("follow the rules and are well-formed", () => {
    expect(translation.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(verifyAll(translation)).toEqual([]);
    expect([...translation.forMachineCode().values()].flatMap((g) => verifyGraph(g))).toEqual([]);
  });
  it.each(FUNCTIONS)("answer the same for $name", ({ name, arity }) => {
    const run = exports[name] as (...args: number[]) => number;
    for (let a = -3; a <= 9; a++) {
      for (const b of arity === 1 ? [0] : [-5, -1, 0, 1, 2, 3, 1000]) {
        const args = arity === 1 ? [a] : [a, b];
        const expected = { args, value: run(...args) };
        expect({ args, ...graphs.call(name, ...args) }).toEqual(expected);
        expect({ args, ...inlined.call(name, ...args) }).toEqual(expected);
      }
    }
  });
  it("differ only in the width of ints", () => {
    const run = exports.overflow as (a: number, b: number) => number;
    expect(run(Number.MAX_SAFE_INTEGER, 1)).toBe(1);
    expect(graphs.call("overflow", Number.MAX_SAFE_INTEGER, 1)).toEqual({ value: 3n * 2n ** 53n - (2n ** 53n - 1n) });
    expect(graphs.call("overflow", 2n ** 63n - 1n, 1)).toEqual({ value: 1 });
  });
});

describe("checked JavaScript", () => {
  const run = async (body: string, ...args: number[]): Promise<number> => {
    const module = "src/translator/fixtures/checked.ts";
    const text = `import { type int, type u8, I64Array, U8Array, newArray } from "../../rts/index.ts";
class Box { n: int = 0; byte: u8 = 0; next: Box | null = null; }
class Wide extends Box { extra: int = 1; }
void [I64Array, U8Array, newArray, Wide];
export function f(a: int, b: int): int { ${body} }`;
    const t = await translate({ entryModules: [module], entryFunctions: ["f"], overlay: new Map([[module, text]]) });
    expect(t.diagnostics).toEqual([]);
    return (t.bundle.create()[module]!.f as (...args: number[]) => number)(...args);
  };
  it.each([
    ["int overflow", "return a * a;", 2 ** 40, "int overflow"],
    ["an index out of bounds", "const x = new I64Array(3); return x[a]!;", 3, "index 3 of 3 items"],
    ["a negative index", "const x = new U8Array(3); x[a] = 1; return 0;", -1, "index -1 of 3 items"],
    ["a value too large for its storage", "const x = new Box(); x.byte = a; return 0;", 256, "256 is no u8"],
    ["a wrong downcast", "const x = new Box(); return (x as Wide).extra + a + b;", 0, "a Box is no Wide"],
    ["a remainder by zero", "return 5 % a;", 0, "division by zero"],
  ])("reports %s", async (_what, body, a, message) => {
    await expect(run(body, a, 0)).rejects.toThrow(message);
  });
  it("has no -0", async () => {
    expect(Object.is(await run("return a * b;", -1, 0), 0)).toBe(true);
    expect(Object.is(await run("return -a;", 0, 0), 0)).toBe(true);
  });
  it("begins fields with null and zero", async () => {
    expect(await run("const x = new Box(); return x.next === null ? x.n : 1;", 0, 0)).toBe(0);
  });
});
