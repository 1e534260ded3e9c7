import { describe, expect, it } from "vitest";
import { CodeMemory } from "./code-memory.ts";
import { encodeFaultMap, LiveFaultMap, lookUpFaultMap, reportFaults } from "./fault-map.ts";
import { noNative, runChild, testShim } from "./testing/native.ts";
import { VmMemory } from "./vm-memory.ts";

/** What this test uses of the WebAssembly API: the project's tsconfig has no DOM types. */
interface WebAssemblyApi {
  Module: new (code: Uint8Array) => object;
  Instance: new (module: object) => { exports: object };
  RuntimeError: new () => Error;
}
const { Module, Instance, RuntimeError } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

const entry = (offset: number, name: string, line = 1) => ({ offset, function: name, file: "a.ts", line });

describe("a fault map", () => {
  it("names the last entry at or before an offset", () => {
    const map = encodeFaultMap([entry(40, "größe"), entry(8, "f"), entry(16, "f", 2)]);
    expect(lookUpFaultMap(map, 7)).toBeUndefined();
    expect(lookUpFaultMap(map, 8)).toEqual(entry(8, "f"));
    expect(lookUpFaultMap(map, 39)).toEqual(entry(16, "f", 2));
    expect(lookUpFaultMap(map, 1e6)).toEqual(entry(40, "größe"));
  });

  it("is refused when it is something else", () => {
    expect(() => lookUpFaultMap(new Uint8Array(16), 0)).toThrow("not a fault map");
  });
});

describe.skipIf(noNative)(`the fault reporter ${noNative ?? ""}`, () => {
  it("names function, line and callers when native code reads a field of null", () => {
    const run = runChild("null");
    expect(run.signal).toBe("SIGSEGV");
    expect(run.stdout).toBe("");
    const lines = run.stderr.split("\n");
    expect(lines[0]).toMatch(
      /^taipan: internal error: SIGSEGV in VM code: null reference, field at offset 24 \(address 0x/,
    );
    expect(lines[1]).toMatch(/^ {2}at code\+0x[0-9a-f]+ loadField \(src\/interp\/loader\.ts:42\)$/);
    expect(run.stderr).toMatch(/ r15 [0-9a-f]{16}/);
    expect(run.stderr).toMatch(/innermost first.*\n {2}code\+0x[0-9a-f]+ runLoader \(src\/interp\/loader\.ts:7\)\n/);
  });

  it.each([
    ["uncommitted", "SIGSEGV", "in VM code: uncommitted or protected heap memory, reference 0x40100003"],
    ["wild", "SIGSEGV", "in VM code: access outside the VM's memory (address 0x20)"],
    ["deep", "SIGSEGV", "in VM code: the VM's stack overflowed"],
    ["illegal", "SIGILL", "in VM code\n  at code+0x5d unreachable\n"],
    ["divide", "SIGFPE", "divide (src/interp/int.ts:9)"],
    ["script", "SIGSEGV", "JavaScript touched VM memory that it must not: uncommitted or protected heap memory"],
  ])("tells '%s' apart, and the process dies of %s", (scenario, signal, text) => {
    const run = runChild(scenario);
    expect(run.stderr).toContain(text);
    expect(run.signal).toBe(signal);
  });

  it("leaves WebAssembly's traps alone", () => {
    const memory = VmMemory.reserve(testShim(), { heapBytes: 64 << 20 });
    const forget = reportFaults(testShim(), memory);
    // (module (memory 1) (func (export "f") (param i32) (result i32) (i32.load (local.get 0))))
    const hex = "0061736d01000000010601 60017f017f03020100050301000107050101660000 0a0901070020002802000b".replaceAll(
      " ",
      "",
    );
    const module = new Module(Buffer.from(hex, "hex"));
    const { f } = new Instance(module).exports as { f: (at: number) => number };
    expect(f(0)).toBe(0);
    expect(() => f(-8)).toThrow(RuntimeError);
    expect(() => f(-8)).toThrow("out of bounds");
    forget();
    memory.dispose();
  });

  it("takes thousands of entries, in order and not", () => {
    const chunk = CodeMemory.open(testShim()).allocate(4096);
    const map = new LiveFaultMap(testShim(), chunk.address, chunk.bytes);
    for (let i = 0; i < 3000; i++) map.add([entry(16 * i, `trace ${i}`)]);
    map.add([entry(16, "again"), entry(24, "between")]);
    map.remove(32, 64);
    const bytes = map.bytes();
    const names = [16, 24, 32, 64, 16 * 2999].map((offset) => lookUpFaultMap(bytes, offset)?.function);
    expect(names).toEqual(["again", "between", "between", "trace 4", "trace 2999"]);
    map.dispose();
    chunk.free();
  });
});
