import { describe, expect, test } from "vitest";
import { NativeVm, noNative } from "./native-vm.ts";

const suite = noNative ? describe.skip : describe;

const FACT = `func fact (i) -> i {
b0(i0):
  i1 = int_le i0, 1
  branch i1 -> b1(), b2()
b1():
  return 1
b2():
  i2 = int_sub i0, 1
  i3 = call fact, i2
  i4 = int_mul i0, i3
  return i4
}
func swap (i) -> i {
b0(i0):
  goto b1(i0, 1, 2)
b1(i1, i2, i3):
  branch i1 -> b2(), b3()
b2():
  i4 = int_sub i1, 1
  goto b1(i4, i3, i2)
b3():
  i5 = int_mul i2, 10
  i6 = int_add i5, i3
  return i6
}
`;

suite("machine code of functions", () => {
  test("calls itself", () => {
    const vm = new NativeVm(FACT);
    expect(vm.call("fact", 10)).toEqual({ value: 3628800 });
    expect(vm.call("fact", 25)).toEqual({ value: 7034535277573963776n });
    expect(vm.call("swap", 0)).toEqual({ value: 12 });
    expect(vm.call("swap", 3)).toEqual({ value: 21 });
  });

  test("goes past blocks that branch on a constant they are brought", () => {
    const vm = new NativeVm(`func both (i, i) -> i {
b0(i0, i1):
  i2 = int_gt i0, 0
  branch i2 -> b1(), b3(0, i1)
b1():
  i3 = int_gt i1, 0
  branch i3 -> b2(), b3(0, 7)
b2():
  goto b3(1, i0)
b3(i4, i5):
  i6 = int_is_zero i4
  branch i6 -> b4(i5), b5(i5)
b4(i7):
  i8 = int_neg i7
  return i8
b5(i9):
  return i9
}
`);
    expect(vm.call("both", 3, 4)).toEqual({ value: 3 });
    expect(vm.call("both", -3, 4)).toEqual({ value: -4 });
    expect(vm.call("both", 3, -4)).toEqual({ value: -7 });
  });
});
