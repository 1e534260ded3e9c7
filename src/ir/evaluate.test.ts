import { describe, expect, test } from "vitest";
import { codeOf } from "./decode.ts";
import { Engine, evaluate } from "./evaluate.ts";
import { installTypes, Machine } from "./machine.ts";
import { BufferMemory } from "./memory.ts";
import { parseProgram } from "./text.ts";
import { HEAP_OFFSET, ROOT_TABLES } from "./vm-layout.ts";

function machineOf(text: string, heapBytes = 1 << 20): Machine {
  const program = parseProgram(text);
  const memory = new BufferMemory(ROOT_TABLES + 0x1_0000, heapBytes, HEAP_OFFSET);
  installTypes(program, memory, HEAP_OFFSET, heapBytes);
  return new Machine(program, memory, { externals: { half: (x: number) => x / 2 } });
}
const run = (machine: Machine, name: string, ...args: (number | bigint)[]) =>
  evaluate(machine, machine.program.function(name), args);

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
}`;

describe("the evaluator", () => {
  test("calls functions with frames of its own", () => {
    expect(run(machineOf(FACT), "fact", 10)).toEqual({ value: 3628800 });
    // wraps at 64 bits, as machine integers do
    expect(run(machineOf(FACT), "fact", 25)).toEqual({ value: 7034535277573963776n });
  });
  test("swaps loop variables at an edge all at once", () => {
    const machine = machineOf(`func swap (i) -> i {
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
}`);
    expect(run(machine, "swap", 0)).toEqual({ value: 12 });
    expect(run(machine, "swap", 3)).toEqual({ value: 21 });
  });
  const OBJECTS = `class Shape {
  side i32
  method area:0 (r) -> i = Shape_area
}
class Square extends Shape {
  name ref Shape
  method area:0 (r) -> i = Square_area
}
class Error
external half (f) -> f pure
func Shape_area (r) -> i {
b0(r0):
  r1 = new Error
  throw r1
}
func Square_area (r) -> i {
b0(r0):
  i1 = getfield Shape.side, r0
  i2 = int_mul i1, i1
  return i2
}
func area (i, i) -> i {
b0(i0, i1):
  branch i0 -> b1(), b2()
b1():
  r2 = new Square
  goto b3(r2)
b2():
  r3 = new Shape
  goto b3(r3)
b3(r4):
  setfield Shape.side, r4, i1
  i5 = call_virtual Shape.area:0 (r) -> i, r4
  catch b4(r4)
  return i5
b4(r6, r7):
  i8 = instanceof Error, r6
  i9 = getfield Shape.side, r7
  i10 = int_sub i9, i8
  return i10
}
func items (i) -> i {
b0(i0):
  r1 = new_array i64, i0
  i2 = array_len i64, r1
  array_fill i64, r1, 7, 1, 3
  array_copy i64, r1, 0, r1, 1, 3
  i3 = getitem i64, r1, 1
  i4 = getitem i64, r1, 2
  i5 = int_mul i3, 10
  i6 = int_add i5, i4
  i7 = int_mul i2, 100
  i8 = int_add i7, i6
  return i8
}
func quarter (f) -> f {
b0(f0):
  f1 = call_external half, f0
  f2 = call_external half, f1
  return f2
}
func pointer (i) -> i {
b0(i0):
  i1 = call_indirect (r) -> i, &Shape_area, null
  return i1
}`;
  test("dispatches virtual calls by the type table in memory, and catches", () => {
    const machine = machineOf(OBJECTS);
    expect(run(machine, "area", 1, -9)).toEqual({ value: 81 });
    expect(run(machine, "area", 0, 9)).toEqual({ value: 8 });
  });
  test("answers what is raised and caught by no one", () => {
    const machine = machineOf(OBJECTS);
    const result = run(machine, "pointer", 0) as { raised: number };
    expect(machine.classOf(result.raised).name).toBe("Error");
  });
  test("fills and copies items, also onto themselves", () => {
    expect(run(machineOf(OBJECTS), "items", 5)).toEqual({ value: 507 });
  });
  test("calls C functions", () => {
    expect(run(machineOf(OBJECTS), "quarter", 3)).toEqual({ value: 0.75 });
  });
  test("reports overflow of 64 bits", () => {
    const machine = machineOf(`func f (i, i) -> i {
b0(i0, i1):
  i2 = int_add_ovf i0, i1
  i3 = overflowed
  return i3
}`);
    expect(run(machine, "f", 2 ** 53 - 1, 2 ** 53 - 1)).toEqual({ value: 0 });
    expect(run(machine, "f", 2n ** 63n - 1n, 1)).toEqual({ value: 1 });
  });
});

describe("the references of frames", () => {
  const none = (): never => {
    throw new Error("not reached");
  };
  const policy = { inlines: () => true, mergePoint: none, tick: none, jitEnter: none, guardFailed: none } as never;
  const begin = (text: string) => {
    const machine = machineOf(text);
    const engine = new Engine(machine, policy);
    const start = machine.rootsEnd();
    const roots = (): number[] => {
      engine.spill();
      const found: number[] = [];
      for (let at = start; at < machine.rootsEnd(); at += 8) found.push(machine.memory.load64(at) as number);
      return found;
    };
    const code = (name: string) => codeOf(machine, machine.program.function(name));
    return { engine, roots, code };
  };

  test("are written anew when a frame has gone on since, and then calls", () => {
    const { engine, roots, code } = begin(`func two (r, r) -> r {
b0(r0, r1):
  r2 = cast [ref], r0
  return r1
}`);
    const caller = engine.push(code("two"), [11, 12]);
    expect(roots()).toEqual([11, 12]);
    caller.regs[code("two").params[0]!] = 13;
    engine.push(code("two"), [14, 15]);
    expect(roots()).toEqual([13, 12, 14, 15]);
    engine.pop();
    caller.regs[code("two").params[0]!] = 16;
    expect(roots()).toEqual([16, 12]);
  });

  test("are those that are still needed, in a function of many", () => {
    const count = 100;
    const reads = Array.from({ length: count }, (_, i) => `  r${i + 2} = getitem ref, r0, ${i}`);
    const { engine, roots, code } = begin(`func many (r, r) -> r {
b0(r0, r1):
${reads.join("\n")}
  return r1
}`);
    const frame = engine.push(code("many"), [11, 12]);
    frame.regs.fill(99, 2);
    expect(roots()).toEqual([11, 12]);
    frame.pc = count;
    expect(roots()).toEqual([12]);
  });
});
