// A little interpreter in the IR's text form, for the tracer's tests: registers in a virtualizable frame, boxed integers, calls,
// exceptions. It has the shape of tests/toy, without needing the translator.

import { installTypes, Machine } from "../ir/machine.ts";
import { BufferMemory } from "../ir/memory.ts";
import { parseProgram } from "../ir/text.ts";
import type { ClassType } from "../ir/types.ts";
import { ARRAY_TYPES } from "../ir/types.ts";
import { verifyGraph } from "../ir/verify.ts";
import { HEAP_OFFSET, ROOT_TABLES } from "../ir/vm-layout.ts";

const INTERPRETER = `
class JitCell {
  entry i64
  counter u32
  epoch u32
  number u32
}
class Value {
  method add:0 (r, r) -> r = abstract
  method test:1 (r) -> i = Value_test
}
class Int extends Value {
  readonly value i64
  method add:0 (r, r) -> r = Int_add
  method test:1 (r) -> i = Int_test
}
class Cons extends Value {
  head ref Value
  method add:0 (r, r) -> r = Cons_add
}
class Error {
  readonly value ref Value
}
class Code {
  constant words ref [u16]
  constant cells ref [ref]
  readonly registers i64
  readonly handler i64
  readonly callee ref Code
}
class Frame virtualizable {
  readonly registers ref [ref]
}
request print (i) -> i = 1
func box (i) -> r effects(collect reads() writes()) {
b0(i0):
  r1 = new Int
  setfield Int.value, r1, i0
  return r1
}
func fail (r) -> v {
b0(r0):
  r1 = new Error
  setfield Error.value, r1, r0
  throw r1
}
func Value_test (r) -> i {
b0(r0):
  return 1
}
func Int_test (r) -> i {
b0(r0):
  i1 = getfield Int.value, r0
  i2 = int_is_true i1
  return i2
}
func Int_add (r, r) -> r {
b0(r0, r1):
  i2 = instanceof Int, r1
  branch i2 -> b1(), b2()
b1():
  i3 = getfield Int.value, r0
  i4 = getfield Int.value, r1
  i5 = int_add_ovf i3, i4
  i6 = overflowed
  branch i6 -> b2(), b3()
b2():
  call fail, r0
  unreachable
b3():
  r7 = call box, i5
  return r7
}
func Cons_add (r, r) -> r {
b0(r0, r1):
  setfield Cons.head, r0, r1
  return r1
}
func enterFunction (r, r) -> r {
b0(r0, r1):
  r2 = getfield Code.cells, r0
  r3 = getitem ref, r2, 0
  i4 = jit_tick r3, 1
  branch i4 -> b1(), b2()
b1():
  jit_enter callFunction, r3, r0, r1
b2():
  r5 = call callFunction, r0, r1
  return r5
}
func callFunction (r, r) -> r portal callFunction greens(0) {
b0(r0, r1):
  jit_merge_point callFunction, r0, r1
  i2 = getfield Code.registers, r0
  r3 = new_array ref, i2
  r4 = new Frame
  setfield Frame.registers, r4, r3
  setitem ref, r3, 0, r1
  r6 = call interpret, r0, 0, r4
  return r6
}
func interpret (r, i, r) -> r portal interpret greens(0, 1) virtualizable(2) {
b0(r0, i1, r2):
  goto b1(i1)
b1(i3):
  jit_merge_point interpret, r0, i3, r2
  r4 = getfield Code.words, r0
  goto b2(i3)
b2(i5):
  i6 = int_mul i5, 4
  i7 = int_add i6, 1
  i8 = getitem u16, r4, i7
  i9 = int_add i6, 2
  i10 = getitem u16, r4, i9
  i11 = int_add i6, 3
  i12 = getitem u16, r4, i11
  i13 = int_add i5, 1
  r14 = getfield Frame.registers, r2
  i15 = getitem u16, r4, i6
  switch i15 -> 0: b3(), 1: b4(), 2: b5(), 3: b6(), 4: b8(), 5: b10(), 6: b11(), 7: b12(), 8: b16(), 9: b17(), 10: b20(), else: b18()
b3():
  r20 = call box, i10
  setitem ref, r14, i8, r20
  goto b2(i13)
b4():
  r21 = getitem ref, r14, i10
  r22 = getitem ref, r14, i12
  r23 = call_virtual Value.add:0 (r, r) -> r, r21, r22
  catch b13()
  goto b21()
b5():
  r24 = getitem ref, r14, i10
  r25 = getitem ref, r14, i12
  i26 = getfield Int.value, r24
  i27 = getfield Int.value, r25
  i28 = int_lt i26, i27
  r29 = call box, i28
  setitem ref, r14, i8, r29
  goto b2(i13)
b6():
  r30 = getitem ref, r14, i8
  i31 = call_virtual Value.test:1 (r) -> i, r30
  catch b13()
  branch i31 -> b7(), b19()
b7():
  goto b2(i13)
b8():
  r32 = getfield Code.cells, r0
  r33 = getitem ref, r32, i10
  i34 = jit_tick r33, 0
  branch i34 -> b9(), b1(i8)
b9():
  jit_enter interpret, r33, r0, i8, r2
b10():
  r35 = getfield Code.callee, r0
  r36 = getitem ref, r14, i10
  r37 = call enterFunction, r35, r36
  catch b13()
  goto b22()
b11():
  r38 = getitem ref, r14, i8
  return r38
b12():
  r39 = getitem ref, r14, i8
  call fail, r39
  catch b13()
  unreachable
b13(r40):
  i41 = instanceof Error, r40
  i42 = getfield Code.handler, r0
  i43 = int_ge i42, 0
  i44 = int_and i41, i43
  branch i44 -> b14(), b15()
b14():
  r45 = getfield Error.value, r40
  r46 = getfield Frame.registers, r2
  setitem ref, r46, 1, r45
  goto b1(i42)
b15():
  throw r40
b16():
  r48 = new Cons
  r49 = getitem ref, r14, i10
  setfield Cons.head, r48, r49
  setitem ref, r14, i8, r48
  goto b2(i13)
b17():
  r50 = getitem ref, r14, i8
  i51 = getfield Int.value, r50
  i52 = request print, i51
  goto b2(i13)
b18():
  debug_trap "unknown opcode"
  unreachable
b19():
  goto b2(i10)
b20():
  r53 = call box, -1
  setitem ref, r14, i8, r53
  goto b2(i13)
b21():
  setitem ref, r14, i8, r23
  goto b2(i13)
b22():
  setitem ref, r14, i8, r37
  goto b2(i13)
}
func start (r, i) -> i {
b0(r0, i1):
  r2 = call box, i1
  r3 = call enterFunction, r0, r2
  catch b2()
  goto b4()
b1():
  i5 = getfield Int.value, r3
  return i5
b2(r6):
  r7 = getfield Error.value, r6
  i8 = getfield Int.value, r7
  i9 = int_invert i8
  return i9
b3():
  return 0
b4():
  i4 = instanceof Int, r3
  branch i4 -> b1(), b3()
}
`;

const OPCODES = ["constant", "add", "less", "branch", "loop", "call", "return", "raise", "make", "print", "minus"];

/** A machine with the interpreter, and an assembler for its programs. */
export class Sample {
  readonly machine: Machine;
  constructor() {
    const program = parseProgram(INTERPRETER);
    for (const decl of program.functions) {
      const problems = decl?.graph ? verifyGraph(decl.graph) : [];
      if (problems.length > 0) throw new Error(`${decl!.name}: ${problems.join("\n")}`);
    }
    const heapBytes = 64 << 20;
    const memory = new BufferMemory(ROOT_TABLES + 0x8_0000, heapBytes, HEAP_OFFSET);
    installTypes(program, memory, HEAP_OFFSET, heapBytes);
    this.machine = new Machine(program, memory);
  }
  private make(cls: ClassType): number {
    return this.machine.tryAllocate(cls.typeId, cls.size, -1);
  }
  private array(type: (typeof ARRAY_TYPES)[keyof typeof ARRAY_TYPES], length: number): number {
    return this.machine.tryAllocate(type.typeId, type.byteSize(length), length);
  }
  field(ref: number, cls: string, name: string): number {
    return this.machine.base + 8 * ref + this.machine.program.classes.get(cls)!.field(name)!.offset;
  }
  /**
   * A code object: lines of `label:` or `opcode operands` (registers rN, labels, numbers). `handler label`: where exceptions go,
   * their value in r1. The argument comes in r0. Its callee is itself unless given.
   */
  assemble(text: string, callee = 0): number {
    const { memory, program } = this.machine;
    const labels = new Map<string, number>();
    const lines: string[][] = [];
    let handler = "";
    for (const line of text.split("\n")) {
      const words = line.trim().split(/[\s,]+/);
      if (words[0] === "") continue;
      if (words[0] === "handler") handler = words[1]!;
      else if (words[0]!.endsWith(":")) labels.set(words[0]!.slice(0, -1), lines.length);
      else lines.push(words);
    }
    let registers = 2;
    const words = this.array(ARRAY_TYPES.u16, 4 * lines.length);
    const cells = [this.make(program.classes.get("JitCell")!)];
    for (const [i, line] of lines.entries())
      for (const [j, operand] of line.entries()) {
        let value: number;
        if (j === 0) value = OPCODES.indexOf(operand);
        else if (/^r\d+$/.test(operand)) {
          value = Number(operand.slice(1));
          registers = Math.max(registers, value + 1);
        } else value = labels.get(operand) ?? Number(operand);
        memory.store16(this.machine.base + 8 * words + 8 + 2 * (4 * i + j), value);
        if (line[0] === "loop" && j === 1) {
          memory.store16(this.machine.base + 8 * words + 8 + 2 * (4 * i + 2), cells.length);
          cells.push(this.make(program.classes.get("JitCell")!));
        }
      }
    const cellArray = this.array(ARRAY_TYPES.ref, cells.length);
    for (const [i, cell] of cells.entries()) memory.store32(this.machine.base + 8 * cellArray + 8 + 4 * i, cell);
    const code = this.make(program.classes.get("Code")!);
    memory.store32(this.field(code, "Code", "words"), words);
    memory.store32(this.field(code, "Code", "cells"), cellArray);
    memory.store64(this.field(code, "Code", "registers"), registers);
    memory.store64(this.field(code, "Code", "handler"), handler ? labels.get(handler)! : -1);
    memory.store32(this.field(code, "Code", "callee"), callee || code);
    return code;
  }
}

export const PROGRAMS = {
  sum: `constant r2, 0
    constant r3, 0
    constant r4, 1
    head:
    less r5, r2, r0
    branch r5, done
    add r3, r3, r2
    add r2, r2, r4
    loop head
    done:
    return r3`,
  // sums i, but 2 * i from 500 on
  turn: `constant r2, 0
    constant r3, 0
    constant r4, 1
    constant r7, 500
    head:
    less r5, r2, r0
    branch r5, done
    less r6, r2, r7
    branch r6, high
    add r3, r3, r2
    add r2, r2, r4
    loop head
    high:
    add r3, r3, r2
    add r3, r3, r2
    add r2, r2, r4
    loop head
    done:
    return r3`,
  // 1 + 1 + ... by recursion in two branches: 2 ** n
  power: `constant r2, 1
    less r3, r0, r2
    branch r3, more
    return r2
    more:
    minus r6
    add r1, r0, r6
    call r4, r1
    call r5, r1
    add r4, r4, r5
    return r4`,
  // calls its callee n times, adding up what it returns or raises
  calls: `handler caught
    constant r2, 0
    constant r3, 0
    constant r4, 1
    head:
    less r5, r2, r0
    branch r5, done
    call r1, r2
    caught:
    add r3, r3, r1
    add r2, r2, r4
    loop head
    done:
    return r3`,
  raiser: "raise r0",
  identity: "return r0",
  // returns below 300, raises from there on
  mixed: `constant r2, 300
    less r3, r0, r2
    branch r3, high
    return r0
    high:
    raise r0`,
  // a loop within a loop
  nested: `constant r2, 0
    constant r3, 0
    constant r4, 1
    outer:
    less r5, r2, r0
    branch r5, done
    constant r6, 0
    inner:
    less r5, r6, r0
    branch r5, next
    add r3, r3, r4
    add r6, r6, r4
    loop inner
    next:
    add r2, r2, r4
    loop outer
    done:
    return r3`,
  // adds an object once i reaches 200: add stores, and fails for the rest
  storer: `constant r2, 0
    constant r3, 0
    constant r4, 1
    make r8, r4
    head:
    less r5, r2, r0
    branch r5, done
    add r6, r8, r2
    add r3, r3, r6
    add r2, r2, r4
    loop head
    done:
    return r3`,
} as const;
