/** A program with one of everything, for the tests of the text form and of vm.ir. */
export const SAMPLE_PROGRAM = `class Base {
  readonly key i64
  method visit:0 (r, i) -> i = Base_visit
}
class Node extends Base virtualizable {
  next ref Node
  quasi version u32
  items ref [i64]
  method visit:0 (r, i) -> i = Node_visit
}
class "Box<int>"
external sin (f) -> f pure
request write (r, i) -> i = 3
func Base_visit (r, i) -> i elidable noinline
func Node_visit (r, i) -> i portal loop greens(1) virtualizable(0) effects(raise reads(Base.key, [i64]) writes(any)) {
b0(r0, i1):
  i2 = getfield Base.key, r0 !4
  i3 = int_add_ovf i2, -9007199254740993
  i4 = overflowed
  branch i4 -> b1(), b2(i3) unlikely
b1():
  i5 = call_virtual Base.visit:0 (r, i) -> i, r0, i1
  catch b3(i1)
  goto b2(i5)
b2(i6):
  switch i6 -> 1: b4(), -2: b5(), else: b6()
b3(r7, i8):
  throw r7
b4():
  f9 = call_external sin, -0.0
  i10 = float_lt f9, 1e+300
  setfield Node.next, r0, null
  r11 = new_array i64, 4
  r12 = cast [i64], r11
  i13 = call_indirect (i) -> i, &Base_visit, nan
  return i13
b5():
  i14 = request write, @hello, #1073741824
  debug_trap "never \\"here\\""
  unreachable
b6():
  jit_enter Node_visit, r0, r0, 1
}
`;
