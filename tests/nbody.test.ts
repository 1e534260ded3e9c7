// What the JIT makes of bench/nbody.py: the loop over pairs of bodies becomes machine code without allocation, and without a call but the power.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPS, type OpName } from "../src/ir/ops.ts";

const root = path.join(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(os.tmpdir(), "taipan-nbody-"));
let output = "";
/** The operations of each compiled trace's peeled body, by name, with what stands behind it. */
let bodies: { op: OpName; rest: string }[][] = [];

beforeAll(() => {
  const log = path.join(folder, "jit.log");
  const run = spawnSync(
    process.execPath,
    [path.join(root, "bin", "taipan.js"), `--jit-log=${log}`, path.join(root, "bench", "nbody.py")],
    { encoding: "utf8" },
  );
  expect(run.stderr).toBe("");
  output = run.stdout;
  const traces = readFileSync(log, "utf8").split(/^\[jit\].*\n/m);
  bodies = traces.flatMap((text) => {
    const lines = text.trimEnd().split("\n");
    const start = lines.findIndex((line) => /^label ".*\.body"/.test(line));
    if (start < 0) return [];
    return [
      lines.slice(start + 1, -1).map((line) => {
        const [, op, rest] = /^(?:[irf]\d+ = )?(\w+)(.*)$/.exec(line)!;
        return { op: op as OpName, rest: rest! };
      }),
    ];
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The loop over pairs: of all bodies the one with the most multiplications. */
function pairLoop(): { op: OpName; rest: string }[] {
  const multiplications = (body: { op: OpName }[]): number => body.filter(({ op }) => op === "float_mul").length;
  return bodies.reduce((a, b) => (multiplications(b) > multiplications(a) ? b : a));
}

describe("nbody", () => {
  it("prints the energies", () => {
    expect(output).toContain("-0.169075164 -0.169079859");
  });
  it("has a loop over pairs without allocation", () => {
    const loop = pairLoop();
    expect(loop.filter(({ op }) => op === "float_mul").length).toBeGreaterThanOrEqual(12);
    expect(loop.filter(({ op }) => OPS[op].effect === "alloc")).toEqual([]);
  });
  it("calls nothing in that loop but the power", () => {
    const calls = pairLoop().filter(({ op }) => OPS[op].effect === "call");
    expect(calls.map(({ op, rest }) => `${op}${rest.split(",")[0]}`)).toEqual(["call_external pow"]);
  });
  it("keeps the numbers of that loop in registers: none is boxed or unboxed but those that tuples hold", () => {
    const unboxed = pairLoop().filter(({ op, rest }) => op === "getfield" && rest.includes("W_Float.value"));
    // the two masses
    expect(unboxed.length).toBe(2);
    expect(pairLoop().length).toBeLessThan(200);
  });
});
