// The toy language on every rung, through the build and the driver that the product uses.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { GraphVm } from "../src/host/graph-vm.ts";
import { defaultParameters, type Parameters } from "../src/host/jit-options.ts";
import { NativeVm, type NativeVmOptions } from "../src/host/native-vm.ts";
import { noNative } from "../src/host/testing/native.ts";
import { type OpenedTracing, openTracing } from "../src/host/tracing.ts";
import { UntranslatedVm } from "../src/host/untranslated-vm.ts";
import type { Vm } from "../src/host/vm.ts";
import { vmFiles } from "../src/host/vm-files.ts";
import type { RequestHandler } from "../src/rts/host.ts";
import { type BuiltVm, buildVm } from "../src/translator/build.ts";
import { programNames } from "./toy/programs.ts";

let folder: string;
let built: BuiltVm;
const open: { dispose(): void }[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "taipan-toy-"));
  built = await buildVm({
    entryModules: ["tests/toy/interpreter.ts", "tests/toy/programs.ts"],
    entryFunctions: ["runProgram", "raiseStackOverflow"],
    outDir: folder,
    debug: true,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const vm of open.splice(0)) vm.dispose();
});

const printed: unknown[] = [];
const compile = (): never => {
  throw new Error("toy programs are compiled already");
};
/** The toy's only request is its own. */
function withPrint<V extends Vm>(vm: V): V {
  open.push(vm);
  printed.length = 0;
  const print: RequestHandler = (value) => printed.push(value);
  Object.assign(vm.services.table, { print });
  return vm;
}
const native = (options: Partial<NativeVmOptions> = {}, debug = false): NativeVm =>
  withPrint(new NativeVm({ files: vmFiles(folder, debug), compile, ...options }));
const graphs = (gcStress = 0): GraphVm =>
  withPrint(new GraphVm({ files: vmFiles(folder), compile, externals: {}, gcStress, nurseryBlocks: 4 }));

function traced(vm: NativeVm, given: Partial<Parameters>): () => OpenedTracing {
  const parameters = { ...defaultParameters(), ...given };
  let tracing: OpenedTracing | null = null;
  vm.enableJit(parameters, () => {
    tracing = openTracing(vm, { graphs: readFileSync(vmFiles(folder).ir), parameters });
    open.unshift(tracing);
    return tracing;
  });
  return () => {
    if (!tracing) throw new Error("nothing was hot");
    return tracing;
  };
}

const run = (vm: Vm, name: string, argument: number): unknown => {
  const result = vm.call("runProgram", programNames.indexOf(name), argument);
  return "value" in result ? result.value : result;
};

/** Program, argument, result where ints have 64 bits. */
const CASES: readonly [string, number, number | bigint][] = [
  ["sum", 1000, 499500],
  ["fib", 12, 144],
  ["field", 100, 100],
  ["list", 50, 1225],
  ["catch", 20, 20],
  ["turn", 1000, 1500],
  ["raiser", 7, ~7],
  ["overflow", 1, 2n ** 63n - 2n],
  ["print", 42, 42],
];

function expectAll(vm: Vm, cases = CASES): void {
  for (const [name, argument, expected] of cases) expect([name, run(vm, name, argument)]).toEqual([name, expected]);
  expect(printed).toEqual([42]);
}

describe("the toy language", () => {
  it("runs untranslated, from the built script", async () => {
    const text = readFileSync(vmFiles(folder).untranslated, "utf8");
    const { create } = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
    const vm = withPrint(new UntranslatedVm(create(), { compile, output: () => {} }));
    const host = create()["src/rts/host.ts"];
    expect(host).toBeDefined();
    const cases = CASES.filter(([name]) => name !== "overflow" && name !== "print");
    for (const [name, argument, expected] of cases) expect(run(vm, name, argument)).toBe(expected);
  });
  it("runs as graphs, and with a collection at every allocation", () => {
    expectAll(graphs());
    const stressed = graphs(1);
    expect(run(stressed, "list", 20)).toBe(190);
    expect(run(stressed, "catch", 5)).toBe(5);
  });
  it("declares no request but its own and the collector's", () => {
    expect([...built.translation.program.requests.keys()].sort()).toEqual(["discardHeap", "growHeap", "print"]);
  });
});

describe.skipIf(noNative)("the toy language, native", () => {
  it("runs", () => expectAll(native()));
  it("runs in the debug build", () => expectAll(native({}, true)));
  it("runs with a collection at every allocation", () => {
    const vm = native({ gcStress: 1 });
    expectAll(vm);
    expect(vm.gcState("minorCount")).toBeGreaterThan(1000);
    expect(vm.gcState("promotedObjects")).toBeGreaterThan(0);
    expect(vm.gcState("pinnedObjects")).toBeGreaterThan(0);
  });
  it("raises the program's own error when the stack ends, again and again", () => {
    const vm = native({ memory: { stackBytes: 2 << 20 } });
    for (let i = 0; i < 3; i++) expect(run(vm, "deep", 1)).toBe(~-1);
    expect(run(vm, "sum", 10)).toBe(45);
  });
  it("raises it out of compiled code, too", () => {
    const vm = native({ memory: { stackBytes: 2 << 20 } });
    const tracing = traced(vm, { first_trace: 1, threshold: 2, trace_eagerness: 2 });
    for (let i = 0; i < 3; i++) expect(run(vm, "deep", 1)).toBe(~-1);
    expect(run(vm, "sum", 10)).toBe(45);
    expect(tracing().counters.values.entries).toBeGreaterThan(0);
  });
  it("grows its heap", () => {
    const vm = native();
    const before = vm.memory.heapCommitted;
    // a list of 600,000 times two objects of 8 bytes and an int: more than is committed at first
    expect(run(vm, "list", 600_000)).toBe((600_000 * 599_999) / 2);
    expect(vm.memory.heapCommitted).toBeGreaterThan(before);
    expect(vm.gcState("majorCount") + vm.gcState("minorCount")).toBeGreaterThan(0);
  });
  it("runs with its loops and functions traced at once", () => {
    const vm = native();
    const tracing = traced(vm, { first_trace: 1, threshold: 2, trace_eagerness: 2 });
    expectAll(vm);
    expectAll(withPrint(vm));
    open.pop();
    expect(tracing().counters.values).toMatchObject({ loops: expect.any(Number), bridges: expect.any(Number) });
    expect(tracing().counters.values.loops).toBeGreaterThanOrEqual(4);
    expect(tracing().counters.values.bridges).toBeGreaterThanOrEqual(1);
  });
  it("runs traced, with a collection at every allocation", () => {
    const vm = native({ gcStress: 1 });
    traced(vm, { first_trace: 1, threshold: 2, trace_eagerness: 2 });
    expectAll(vm);
  });
  it("leaves the stack where it was after 100,000 failed guards", () => {
    const vm = native();
    const tracing = traced(vm, { first_trace: 1, threshold: 10, trace_eagerness: 1_000_000 });
    const stackPointer = () => vm.memory.load64(vm.memory.context + 40);
    expect(run(vm, "turn", 100_000)).toBe(500 + 2 * 99_500);
    expect(tracing().counters.values.guard_failures).toBeGreaterThan(90_000);
    expect(stackPointer()).toBe(0);
  });
  it("runs what a service calls below the suspended run", () => {
    const vm = native();
    const nested: unknown[] = [];
    Object.assign(vm.services.table, {
      print: () => {
        nested.push(run(vm, "fib", 10));
        return 0;
      },
    });
    expect(run(vm, "print", 5)).toBe(5);
    expect(nested.length).toBeGreaterThan(0);
    expect(new Set(nested)).toEqual(new Set([55]));
    expect(run(vm, "fib", 10)).toBe(55);
  });
  it("passes a service's error to the caller and stays usable", () => {
    const vm = native();
    Object.assign(vm.services.table, {
      print: () => {
        throw new RangeError("no paper");
      },
    });
    expect(() => run(vm, "print", 1)).toThrow(new RangeError("no paper"));
    expect(run(vm, "fib", 10)).toBe(55);
  });
  it("gives everything back on dispose", () => {
    const vm = native();
    vm.dispose();
    expect(() => run(vm, "sum", 1)).toThrow();
  });
});

/** A program with a fault in it: `fetchValue` loads from null at line 9. */
const FAULTY = `import type { int } from "../../src/rts/index.ts";
class Box {
  value: int = 7;
}
class Shelf {
  box: Box | null = null;
}
const shelf = new Shelf();
function fetchValue(from: Shelf): int { return from.box!.value; }
export function raiseStackOverflow(): never { throw new Broken(); }
import { Throwable } from "../../src/rts/index.ts";
class Broken extends Throwable {}
export function fault(full: int): int {
  if (full === 1) shelf.box = new Box();
  return fetchValue(shelf);
}
`;

describe.skipIf(noNative)("a null access in the debug build", () => {
  it("is reported with the function's file and line", async () => {
    const file = "tests/toy/faulty.ts";
    const outDir = path.join(folder, "faulty");
    await buildVm({
      entryModules: [file],
      entryFunctions: ["fault", "raiseStackOverflow"],
      overlay: new Map([[file, FAULTY]]),
      outDir,
      debug: "only",
    });
    const vm = withPrint(new NativeVm({ files: vmFiles(outDir, true), compile }));
    expect(vm.call("fault", 1)).toEqual({ value: 7 });
    vm.dispose();
    const empty = withPrint(new NativeVm({ files: vmFiles(outDir, true), compile }));
    expect(() => empty.call("fault", 0)).toThrow(
      /a check of the VM failed at tests\/toy\/faulty\.ts:9 in (fetchValue|fault)/,
    );
  });
});
