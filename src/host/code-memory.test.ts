import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import { type CodeChunk, CodeMemory } from "./code-memory.ts";
import { BLOB, enterOnce, prepare, routineOffset } from "./testing/blob.ts";
import { noNative, runChild, testShim } from "./testing/native.ts";
import { VmMemory } from "./vm-memory.ts";

/** mov eax, imm32; ret */
const answer = (value: number): Uint8Array => Uint8Array.of(0xb8, value, 0, 0, 0, 0xc3);
const run = (chunk: CodeChunk, position = 0): number => testShim().enter(chunk.executableAddress(position), 0);

describe.skipIf(noNative)(`code memory ${noNative ?? ""}`, () => {
  it("runs what was written, and what was patched, when entered", () => {
    const chunk = CodeMemory.open(testShim()).allocate(4096);
    chunk.write(16, answer(42));
    expect(run(chunk, 16)).toBe(42);
    chunk.patch32(17, -7);
    expect(run(chunk, 16)).toBe(-7);
    expect([...chunk.read(16, 2)]).toEqual([0xb8, 0xf9]);
    chunk.free();
  });

  it("is one reservation of 128 MiB when opened twice", () => {
    const [one, two] = [CodeMemory.open(testShim()), CodeMemory.open(testShim())];
    expect(one.executable).toBe(two.executable);
    expect(one.bytes).toBe(128 * 1024 * 1024);
    expect(one.dual).toBe(true);
  });

  it("gives out chunks that do not overlap, and again what was freed, zeroed", () => {
    const code = CodeMemory.open(testShim());
    const [a, b, c] = [code.allocate(100_000), code.allocate(8), code.allocate(65_536)];
    expect(b.offset).toBeGreaterThanOrEqual(a.offset + 100_000);
    expect(c.offset).toBeGreaterThanOrEqual(b.offset + 65_536);
    b.write(0, answer(1));
    b.free();
    const again = code.allocate(65_536);
    expect(again.offset).toBe(b.offset);
    expect([...again.read(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
    for (const chunk of [a, c, again]) chunk.free();
  });

  it("refuses by name when a chunk is left, freed, or none is to be had", () => {
    const code = CodeMemory.open(testShim());
    const chunk = code.allocate(100);
    expect(() => chunk.write(98, answer(1))).toThrow("outside the chunk of 100 bytes");
    expect(() => chunk.patch32(-1, 0)).toThrow(RangeError);
    chunk.free();
    expect(() => chunk.write(0, answer(1))).toThrow("after it was freed");
    expect(() => code.allocate(256 * 1024 * 1024)).toThrow(/ENOMEM; all of the process' 128 MiB/);
  });

  it("runs code from a mapped file without copying it", () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), "taipan-code-"));
    const file = path.join(directory, "code.bin");
    const content = new Uint8Array(8192);
    content.set(answer(33), 4096);
    writeFileSync(file, content);
    const chunk = CodeMemory.open(testShim()).allocate(16384);
    expect(chunk.mapFile(4096, file, 4096, 4096)).toBe(true);
    expect(run(chunk, 4096)).toBe(33);
    expect(() => chunk.mapFile(0, file, 0, 12288)).toThrow(/EINVAL/);
    chunk.free();
    rmSync(directory, { recursive: true });
  });

  it("enters and resumes a coroutine on the VM's stack 100,000 times", () => {
    const shim = testShim();
    const memory = VmMemory.reserve(shim);
    const chunk = CodeMemory.open(shim).allocate(BLOB.length);
    chunk.write(0, BLOB);
    prepare(memory, chunk, "counter");
    const statuses = new Set<number>();
    for (let i = 0; i < 100_000; i++) statuses.add(enterOnce(shim, memory, chunk));
    expect([...statuses]).toEqual([1]);
    expect(memory.load64(memory.context + CONTEXT_FIELD.callTarget)).toBe(100_000);
    // The stack is where it was: one return address below the coroutine's start.
    expect(memory.load64(memory.context + CONTEXT_FIELD.stackPointer)).toBe(memory.stackTop - 64);
    expect(memory.load64(memory.stackTop - 64)).toBe(chunk.executableAddress(routineOffset("counter") + 12));
    chunk.free();
    memory.dispose();
  });

  it("flips pages when memory cannot be mapped twice", () => {
    const child = runChild("flip");
    expect(child.stderr).toBe("");
    expect(JSON.parse(child.stdout)).toEqual({ dual: false, count: 7 });
  });
});
