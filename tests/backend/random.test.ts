// Random graphs: the evaluator and machine code must agree.

import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/ir/evaluate.ts";
import type { Int } from "../../src/ir/graph.ts";
import { Machine } from "../../src/ir/machine.ts";
import { CONTEXT_FIELD, HEAP_OFFSET } from "../../src/ir/vm-layout.ts";
import { NativeVm, noNative } from "./native-vm.ts";
import { randomProgram } from "./random-graphs.ts";

const suite = noNative ? describe.skip : describe;
const first = Number(process.env.SEED ?? 1);
const count = Number(process.env.COUNT ?? 40);

const INPUTS: [Int, Int, number][] = [
  [0, 0, 0],
  [5, -3, 1.25],
  [9223372036854775807n, 123456789, -1e10],
  [-7, 1, Number.NaN],
];

function compareSeed(seed: number, debug = false): void {
  const vm = new NativeVm(randomProgram(seed), { heapBytes: 1 << 20, debug });
  const machine = new Machine(vm.program, vm.memory, { externals: { floor: Math.floor } });
  const reset = () => vm.memory.store64(vm.memory.context + CONTEXT_FIELD.nurseryFree, vm.memory.base + HEAP_OFFSET);
  const clear = () => vm.memory.fill(vm.memory.base + HEAP_OFFSET, 0, 1 << 18);
  for (const input of INPUTS) {
    reset();
    clear();
    const expected = evaluate(machine, vm.program.function("f"), input);
    vm.memory.store32(vm.memory.context + CONTEXT_FIELD.exception, 0);
    reset();
    clear();
    expect(vm.call("f", ...input), `seed ${seed}, input ${input}`).toEqual(expected);
  }
  vm.chunk.free();
  vm.memory.dispose();
}

suite("random graphs", () => {
  test(`agree with the evaluator, seeds ${first} to ${first + count - 1}`, () => {
    for (let seed = first; seed < first + count; seed++) compareSeed(seed);
  });
});
