import { describe, expect, test } from "vitest";
import { ANSWER, RETURN_STATUS } from "../../src/ir/vm-layout.ts";
import { TraceVm } from "./native-traces.ts";
import { noNative } from "./native-vm.ts";

const suite = noNative ? describe.skip : describe;

const PROGRAM = `class Box {
  a i64
  f f64
  next ref Box
}
class JitCell {
  entry i64
  counter u32
  epoch u32
  number u32
}
external sqrt (f) -> f pure
func sum (i, i) -> i portal loop greens() {
b0(i0, i1):
  return -1
}
func twice (i) -> i {
b0(i0):
  i1 = int_add i0, i0
  return i1
}
func floats (f, i) -> f portal floats greens() {
b0(f0, i1):
  return 0.0
}
func boxes (i) -> i portal boxes greens() {
b0(i0):
  return 0
}
`;

const LOOP = `[i0, i1]
label L, i0, i1
i2 = int_lt i0, 1000000
guard_true i2 [i0, i1]
i3 = int_add_ovf i1, i0
guard_no_overflow [i0, i1]
i4 = int_add i0, 1
jump L, i4, i3
`;

suite("machine code of traces", () => {
  test("loops until a guard fails, whose values can be read and whose answer is returned", () => {
    const vm = new TraceVm(PROGRAM);
    const loop = vm.compile(LOOP, "sum");
    const stops: unknown[] = [];
    vm.onStop = ({ status, detail }) => {
      stops.push([status, detail, vm.liveValues(detail)]);
      vm.answer(4711);
    };
    expect(vm.run(loop, "sum", 0, 0)).toEqual({ value: 4711 });
    expect(stops).toEqual([[RETURN_STATUS.guardFailed, 0, [1000000, 499999500000]]]);
    expect(vm.run(loop, "sum", 5, 9223372036854775805n)).toEqual({ value: 4711 });
    expect(stops[1]).toEqual([RETURN_STATUS.guardFailed, 1, [5, 9223372036854775805n]]);
  });

  test("leaves the stack where it was after 100,000 guard failures, whatever the answer", () => {
    const vm = new TraceVm(PROGRAM);
    const loop = vm.compile(LOOP, "sum");
    let failures = 0;
    vm.onStop = () => {
      failures++;
      vm.set("answerKind", ANSWER.call);
      vm.set("callTarget", failures % 3 === 0 ? vm.functionAddress("twice") : loop.address);
      vm.set("callArgs", 1_000_000);
      if (failures % 3 === 1) vm.set("callArgs", 999_999);
    };
    while (failures < 100_000) vm.run(loop, "sum", 1_000_000, 1);
    expect(vm.get("stackPointer")).toBe(0);
  });

  test("goes on in a bridge that returns to the loop", () => {
    const vm = new TraceVm(PROGRAM);
    const loop = vm.compile(
      `[i0, i1]
label L, i0, i1
i2 = int_and i0, 3
i5 = int_ne i2, 0
guard_true i5 [i0, i1]
i3 = int_add i1, 1
i4 = int_sub i0, 1
jump L, i4, i3
`,
      "sum",
    );
    // i0 divisible by 4: add 1000 and go on, but end at 0.
    vm.compile(
      `[i0, i1]
i2 = int_is_zero i0
guard_false i2 [i1]
i3 = int_add i1, 1000
i4 = int_sub i0, 1
jump L, i4, i3
`,
      "sum",
      0,
    );
    vm.onStop = ({ detail }) => {
      expect(detail).toBe(1);
      vm.answer(vm.liveValues(detail)[0] as number);
    };
    expect(vm.run(loop, "sum", 10, 0)).toEqual({ value: 2008 });
    vm.compile("[i0]\ni1 = call twice, i0\nfinish i1\n", "sum", 1);
    expect(vm.run(loop, "sum", 10, 0)).toEqual({ value: 4016 });
  });

  test("keeps many values of both kinds across calls, and in bridges", () => {
    const vm = new TraceVm(PROGRAM);
    const lines = ["[f0, i1]"];
    for (let i = 0; i < 24; i++) {
      lines.push(`i${10 + i} = int_add i1, ${i}`, `f${50 + i} = float_add f0, ${i}.5`);
    }
    lines.push("i100 = call twice, i1", "f101 = call_external sqrt, f0");
    const live = Array.from({ length: 24 }, (_, i) => `i${10 + i}, f${50 + i}`).join(", ");
    lines.push("i102 = int_lt i100, 100", `guard_true i102 [${live}, f101]`, "finish f101");
    const trace = vm.compile(`${lines.join("\n")}\n`, "floats");
    vm.onStop = ({ detail }) => {
      const values = vm.liveValues(detail) as number[];
      expect(values).toEqual([...Array.from({ length: 24 }, (_, i) => [60 + i, 16.5 + i]).flat(), 4]);
      vm.set("answerKind", ANSWER.value);
      vm.setFloat("answer", 2.5);
    };
    expect(vm.run(trace, "floats", 16, 10)).toEqual({ value: 4 });
    expect(vm.run(trace, "floats", 16, 60)).toEqual({ value: 2.5 });
    const bridge = [`[${live}, f101]`, "f1 = call_external sqrt, f101"];
    let sum = "f1";
    for (let i = 0; i < 24; i++) {
      bridge.push(`f${200 + i} = int_to_float i${10 + i}`, `f${300 + i} = float_add ${sum}, f${200 + i}`);
      bridge.push(`f${400 + i} = float_add f${300 + i}, f${50 + i}`);
      sum = `f${400 + i}`;
    }
    bridge.push(`finish ${sum}`);
    vm.compile(`${bridge.join("\n")}\n`, "floats", 0);
    const expected = Array.from({ length: 24 }, (_, i) => 60 + i + 16.5 + i).reduce((a, b) => a + b, 2);
    expect(vm.run(trace, "floats", 16, 60)).toEqual({ value: expected });
  });

  test("allocates, and guards types and values", () => {
    const vm = new TraceVm(PROGRAM);
    const trace = vm.compile(
      `[i0]
r1 = new Box
setfield Box.a, r1, i0
r2 = new_array i64, i0
setitem i64, r2, 2, 77
i3 = getitem i64, r2, 2
guard_class Box, r1 []
guard_array_type i64, r2 []
guard_nonnull_class Box, r1 []
i4 = getfield Box.a, r1
guard_value_i i4, 5 [i4, r1]
r5 = getfield Box.next, r1
guard_isnull r5 []
guard_no_exception []
guard_not_invalidated []
i6 = int_add i3, i4
finish i6
`,
      "boxes",
    );
    vm.onStop = ({ detail }) => {
      vm.answer(1000 + detail);
    };
    expect(vm.run(trace, "boxes", 5)).toEqual({ value: 82 });
    expect(vm.run(trace, "boxes", 6)).toEqual({ value: 1003 });
    const invalid = trace.compiled.guards.find((g) => g.invalidateOffset >= 0)!;
    expect(invalid.number).toBe(6);
  });

  test("calls other traces", () => {
    const vm = new TraceVm(PROGRAM);
    const inner = vm.compile("[i0]\ni1 = int_mul i0, 7\nfinish i1\n", "boxes");
    vm.callTargets.set("T", { portal: vm.program.function("boxes"), entry: inner.address, cell: 0 });
    const outer = vm.compile(
      "[i0]\ni1 = int_add i0, 1\ni2 = call_assembler T, i1\nguard_no_exception []\ni3 = int_add i2, i0\nfinish i3\n",
      "boxes",
    );
    expect(vm.run(outer, "boxes", 5)).toEqual({ value: 47 });
  });
});
