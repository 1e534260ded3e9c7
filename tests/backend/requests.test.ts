// Requests, nested runs, hot places, traps: all ways in which native code comes back to JavaScript.

import { describe, expect, test } from "vitest";
import { positionAt } from "../../src/backend/vm-code.ts";
import { parseProgram } from "../../src/ir/text.ts";
import { ANSWER, CONTEXT_FIELD, HEAP_OFFSET, RETURN_STATUS } from "../../src/ir/vm-layout.ts";
import { NativeVm, noNative } from "./native-vm.ts";

const suite = noNative ? describe.skip : describe;

const PROGRAM = `class JitCell {
  entry i64
  counter u32
  epoch u32
  number u32
}
class Box {
  a i64
  items ref [i64]
}
class Oops
request ask (i, f, r) -> i = 7
func asks (i, i) -> i {
b0(i0, i1):
  goto b1(i0, i1)
b1(i2, i3):
  i4 = int_gt i2, 0
  branch i4 -> b2(), b3()
b2():
  f5 = int_to_float i3
  i6 = request ask, i2, f5, null
  i7 = int_add i3, i6
  i8 = int_sub i2, 1
  goto b1(i8, i7)
b3():
  return i3
}
func depth (i) -> i effects(raise collect writes(any)) {
b0(i0):
  stack_check
  i1 = int_add i0, 1
  i2 = call depth, i1
  i3 = int_add i2, 1
  return i3
}
func catches (i) -> i effects(raise) {
b0(i0):
  i1 = call depth, i0
  catch b1()
  return i1
b1(r2):
  i3 = instanceof Oops, r2
  return i3
}
func raiseStackOverflow () -> v effects(raise) {
b0():
  r0 = new Oops
  throw r0
}
func portal (i, r, i) -> i portal loop greens(0) {
b0(i0, r1, i2):
  i3 = jit_tick r1, 0
  branch i3 -> b1(), b2()
b1():
  jit_enter portal, r1, i0, r1, i2
b2():
  i4 = int_mul i2, 10
  i5 = int_add i4, i0
  return i5
}
func compiled (i, r, i) -> i {
b0(i0, r1, i2):
  i3 = int_neg i2
  return i3
}
func newCell () -> r effects(raise collect) {
b0():
  r0 = new JitCell
  return r0
}
func field (r) -> i {
b0(r0):
  i1 = getfield Box.a, r0 !1
  return i1
}
func item (i) -> i effects(raise collect) {
b0(i0):
  r1 = new_array i64, 4
  i2 = getitem i64, r1, i0 !2
  return i2
}
func casts (i) -> i effects(raise collect) {
b0(i0):
  r1 = new Oops
  r2 = cast Box, r1 !1
  i3 = getfield Box.a, r2
  return i3
}
`;

suite("native code and JavaScript", () => {
  test("serves requests, with arguments in the context", () => {
    const vm = new NativeVm(PROGRAM);
    const asked: unknown[] = [];
    vm.onStop = ({ status, detail }) => {
      asked.push([status, detail, vm.get("requestArgs"), vm.getFloat("requestArgs", 8), vm.get("requestArgs", 16)]);
      vm.answer(100);
    };
    expect(vm.call("asks", 2, 5)).toEqual({ value: 205 });
    expect(asked).toEqual([
      [RETURN_STATUS.request, 7, 2, 5, 0],
      [RETURN_STATUS.request, 7, 1, 105, 0],
    ]);
  });

  test("nests runs 1,000 deep on one stack, and leaves it empty", () => {
    const vm = new NativeVm(PROGRAM);
    let depth = 0;
    vm.onStop = () => {
      if (++depth < 1000) vm.answer((vm.call("asks", 1, depth) as { value: number }).value);
      else vm.answer(1);
    };
    const sum = (999 * 1000) / 2;
    expect(vm.call("asks", 1, 0)).toEqual({ value: sum + 1 });
    expect(vm.get("stackPointer")).toBe(0);
  });

  test("raises through the program's hook when the stack is used up", () => {
    const vm = new NativeVm(PROGRAM);
    expect(vm.call("depth", 0)).toHaveProperty("raised");
    expect(vm.call("catches", 0)).toEqual({ value: 1 });
  });

  test("counts, comes back hot, then enters the cell's code", () => {
    const vm = new NativeVm(PROGRAM);
    const cell = (vm.call("newCell") as { value: number }).value;
    const field = (name: string): number =>
      vm.memory.addressOf(cell) + vm.program.classes.get("JitCell")!.field(name)!.offset;
    const stops: unknown[] = [];
    vm.onStop = ({ status, detail }) => {
      stops.push([status, detail, vm.get("cell"), ...[0, 8, 16].map((at) => vm.get("requestArgs", at))]);
      vm.set("answerKind", ANSWER.call);
      vm.set("callTarget", vm.functionAddress("compiled"));
      vm.setArguments(["i", "r", "i"], [1, cell, 5]);
    };
    // jitIncrement is 2**28: hot at the eighth visit.
    for (let visit = 1; visit < 8; visit++) expect(vm.call("portal", 3, cell, 4)).toEqual({ value: 43 });
    expect(stops).toEqual([]);
    expect(vm.call("portal", 3, cell, 4)).toEqual({ value: -5 });
    const { id } = vm.program.function("portal");
    expect(stops).toEqual([[RETURN_STATUS.hot, id, cell, 3, cell, 4]]);
    vm.memory.store64(field("entry"), vm.functionAddress("compiled"));
    expect(vm.call("portal", 3, cell, 4)).toEqual({ value: -4 });
    expect(stops.length).toBe(1);
    expect(vm.get("stackPointer")).toBe(0);
  });

  test.each([
    ["field", [0], 1],
    ["item", [4], 2],
    ["item", [-1], 2],
    ["casts", [0], 1],
  ] as const)("traps in the debug build: %s(%j)", (name, args, line) => {
    const program = parseProgram(PROGRAM);
    program.positions.push({ file: "a.ts", line: 1 }, { file: "a.ts", line: 2 });
    const vm = new NativeVm(program, { debug: true });
    let trapped = -1;
    class Over extends Error {}
    vm.onStop = ({ status, detail }) => {
      expect(status).toBe(RETURN_STATUS.trap);
      trapped = positionAt(vm.code.positions, detail - 1);
      throw new Over();
    };
    expect(() => vm.call(name, ...args)).toThrow(Over);
    expect(program.positions[trapped].line).toBe(line);
  });

  test("the debug build computes the same", () => {
    const vm = new NativeVm(PROGRAM, { debug: true });
    expect(vm.call("item", 3)).toEqual({ value: 0 });
    expect(vm.memory.load64(vm.memory.context + CONTEXT_FIELD.nurseryFree)).toBeGreaterThan(
      vm.memory.base + HEAP_OFFSET,
    );
  });
});
