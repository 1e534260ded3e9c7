import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CONTEXT, FIRST_REFERENCE, HEAP_OFFSET, LOW_AREA, LOW_AREA_END } from "../ir/vm-layout.ts";
import { noNative, runChild, testShim } from "./testing/native.ts";
import { MAX_HEAP_BYTES, VmMemory } from "./vm-memory.ts";

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const made: VmMemory[] = [];
function reserve(heapBytes?: number): VmMemory {
  const memory = VmMemory.reserve(testShim(), heapBytes ? { heapBytes } : {});
  made.push(memory);
  return memory;
}
afterEach(() => {
  for (const memory of made.splice(0)) memory.dispose();
});

describe.skipIf(noNative)(`VM memory ${noNative ?? ""}`, () => {
  it("has room for 24 GiB of heap 8 GiB above base when address space is not limited", () => {
    const memory = reserve();
    expect(memory.heapReserved).toBe(MAX_HEAP_BYTES);
    expect(memory.heapStart).toBe(memory.base + HEAP_OFFSET);
    expect(memory.addressOf(FIRST_REFERENCE)).toBe(memory.heapStart);
    expect(memory.context).toBe(memory.base + CONTEXT);
    expect(memory.base % 0x10000).toBe(0);
  });

  it("answers what was stored, of each size, in the low area, the heap and the stack", () => {
    const memory = reserve();
    memory.commitHeap(MIB);
    for (const at of [memory.context + 64, memory.heapStart + 8, memory.stackTop - 4096, memory.stackLow + 65536]) {
      memory.store8(at, 0x1ff);
      expect(memory.load8(at)).toBe(0xff);
      memory.store16(at, 0x1_8001);
      expect(memory.load16(at)).toBe(0x8001);
      memory.store32(at, -2);
      expect(memory.load32(at)).toBe(0xffff_fffe);
      memory.storeFloat(at, -0.1);
      expect(memory.loadFloat(at)).toBe(-0.1);
      memory.store32(at + 1, 0x0403_0201); // unaligned
      expect(memory.load32(at + 1)).toBe(0x0403_0201);
    }
  });

  it("reads 64-bit integers as numbers when safe and as bigints otherwise", () => {
    const memory = reserve();
    memory.commitHeap(MIB);
    const at = memory.heapStart;
    const safe = Number.MAX_SAFE_INTEGER;
    for (const value of [0, 1, -1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1, -(2 ** 31), safe, -safe, 0x1234_5678_9abc]) {
      memory.store64(at, value);
      expect(memory.load64(at)).toBe(value);
    }
    for (const value of [2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n]) {
      memory.store64(at, value);
      expect(memory.load64(at)).toBe(value);
    }
    memory.store64(at, 2n ** 64n - 1n);
    expect(memory.load64(at)).toBe(-1);
    expect(Object.is(memory.load64(at + 8), 0)).toBe(true);
  });

  it("refuses accesses outside what is committed, when they would fault", () => {
    const memory = reserve();
    expect(() => memory.load32(memory.heapStart)).toThrow(
      "access of 4 bytes at base+0x200000000, outside the VM's committed",
    );
    memory.commitHeap(MIB);
    expect(memory.load32(memory.heapStart + MIB - 4)).toBe(0);
    const outside = [
      memory.heapStart + MIB,
      memory.heapStart + MIB - 3,
      memory.heapStart - 4,
      memory.base,
      memory.base + LOW_AREA - 4,
      memory.base + LOW_AREA_END - 2,
      memory.stackTop - 2,
      memory.stackLow + 1024,
    ];
    for (const address of outside) {
      expect(() => memory.load32(address)).toThrow(RangeError);
      expect(() => memory.store32(address, 0)).toThrow(RangeError);
    }
    expect(() => memory.bytes(memory.heapStart, MIB + 1)).toThrow(RangeError);
  });

  it("keeps contents when the heap grows past its view", () => {
    const memory = reserve();
    memory.commitHeap(MIB);
    memory.store32(memory.heapStart + 4, 7);
    memory.commitHeap(100 * MIB);
    memory.store32(memory.heapStart + 99 * MIB, 9);
    expect(memory.load32(memory.heapStart + 4)).toBe(7);
    expect(memory.load32(memory.heapStart + 99 * MIB)).toBe(9);
    expect(memory.heapCommitted).toBe(100 * MIB);
  });

  it("reaches beyond 4 GiB, and across that edge", () => {
    const memory = reserve();
    memory.commitHeap(5 * GIB);
    const edge = memory.heapStart + 4 * GIB;
    memory.store64(edge + 8 * MIB, 1234);
    expect(memory.load64(edge + 8 * MIB)).toBe(1234);
    memory.copyIn(edge - 2, Uint8Array.of(1, 2, 3, 4));
    expect(memory.load16(edge - 2)).toBe(0x0201);
    expect(memory.load16(edge)).toBe(0x0403);
    expect([...memory.copyOut(edge - 3, 6)]).toEqual([0, 1, 2, 3, 4, 0]);
  });

  it("copies overlapping ranges and fills", () => {
    const memory = reserve();
    memory.commitHeap(MIB);
    const at = memory.heapStart;
    memory.copyIn(at, Uint8Array.of(1, 2, 3, 4, 5, 6));
    memory.copy(at + 2, at, 6);
    expect([...memory.copyOut(at, 8)]).toEqual([1, 2, 1, 2, 3, 4, 5, 6]);
    memory.fill(at + 1, 9, 3);
    expect([...memory.bytes(at, 5)]).toEqual([1, 9, 9, 9, 3]);
  });

  it("reads zero again when pages were discarded, and when the heap was trimmed and grown", () => {
    const memory = reserve();
    memory.commitHeap(4 * MIB);
    memory.store32(memory.heapStart + MIB, 1);
    memory.store32(memory.heapStart + 3 * MIB, 1);
    memory.discard(memory.heapStart + MIB, MIB);
    expect(memory.load32(memory.heapStart + MIB)).toBe(0);
    memory.trimHeap(2 * MIB);
    expect(() => memory.load32(memory.heapStart + 3 * MIB)).toThrow(RangeError);
    memory.commitHeap(4 * MIB);
    expect(memory.load32(memory.heapStart + 3 * MIB)).toBe(0);
  });

  it("says so when the reservation is used up", () => {
    const memory = reserve(64 * MIB);
    expect(() => memory.commitHeap(65 * MIB)).toThrow(/ENOMEM; 67108864 are reserved/);
  });

  it("maps a file copy-on-write over the low area and as the heap's start", () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), "taipan-image-"));
    const file = path.join(directory, "image");
    const image = new Uint8Array(3 * 4096).map((_, i) => i >> 12);
    writeFileSync(file, image);
    const [one, two] = [reserve(), reserve()];
    for (const memory of [one, two]) {
      memory.mapImage(file, 4096, 4096, memory.lowStart + 8192);
      memory.mapImage(file, 4096, 8192, memory.heapStart);
      memory.commitHeap(MIB);
    }
    expect(one.load8(one.lowStart + 8192)).toBe(1);
    expect(one.load8(one.heapStart + 4096)).toBe(2);
    one.store8(one.heapStart + 4096, 77);
    expect(two.load8(two.heapStart + 4096)).toBe(2);
    expect(one.load8(one.heapStart + MIB - 1)).toBe(0);
    const third = reserve();
    expect(() => third.mapImage(file, 0, 4 * 4096, third.heapStart)).toThrow(/EINVAL; the file may be damaged/);
    expect(() => third.mapImage(file, 0, 4096, third.heapStart + 8192)).toThrow("not the end of the committed heap");
    rmSync(directory, { recursive: true });
  });

  it("leaves no way to its memory when disposed", () => {
    const memory = reserve();
    memory.commitHeap(MIB);
    memory.dispose();
    memory.dispose();
    for (const address of [memory.heapStart, memory.context, memory.stackTop - 8]) {
      expect(() => memory.load64(address)).toThrow("after the VM was disposed");
    }
  });

  it("gives memory back to the system when 50 instances are disposed", () => {
    const one = (): void => {
      const memory = VmMemory.reserve(testShim());
      memory.commitHeap(16 * MIB);
      memory.fill(memory.heapStart, 1, 16 * MIB);
      memory.fill(memory.stackTop - MIB, 1, MIB);
      memory.dispose();
    };
    one();
    const before = process.memoryUsage.rss();
    for (let i = 0; i < 50; i++) one();
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * MIB);
  });

  it("makes do with a smaller heap when address space is limited", () => {
    const run = runChild("limited", "ulimit -v 6000000");
    expect(run.stderr).toBe("");
    const result = JSON.parse(run.stdout);
    expect(result).toMatchObject({ status: 1, value: 42 });
    expect(result.heap).toBeGreaterThanOrEqual(64 * MIB);
    expect(result.heap).toBeLessThan(6 * GIB);
  });
});
