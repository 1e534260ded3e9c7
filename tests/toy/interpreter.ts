// The toy language's interpreter: a dozen bytecodes, two portals. It goes through the translator, the backends and the
// tracer, which know no Python, as their fixture. Written in RTypeScript.

import {
  hostRequest,
  type int,
  intNot,
  type JitCell,
  jitEnter,
  jitMergePoint,
  jitTick,
  jitTickFunction,
  newArray,
} from "../../src/rts/index.ts";
import {
  one,
  stackOverflowValue,
  type ToyCode,
  ToyError,
  ToyFrame,
  ToyInt,
  ToyObject,
  type ToyValue,
  zero,
} from "./objects.ts";
import { programs } from "./programs.ts";

export const OP = {
  constant: 0, // a = constants[b]
  add: 1, // a = b + c
  less: 2, // a = b < c
  branch: 3, // if a is false go to b
  loop: 4, // go back to a; its cell is b
  call: 5, // a = callees[b](registers from c on, as many as the callee takes registers or we have)
  return: 6, // return a
  raise: 7, // raise a
  make: 8, // a = new object with field b
  load: 9, // a = b.field
  store: 10, // a.field = b
  print: 11, // print the integer a
} as const;

const hostPrint: (value: int) => int = hostRequest("print");

/** Called when the stack is used up. */
export function raiseStackOverflow(): never {
  throw new ToyError(stackOverflowValue);
}

/**
 * The entry of every call.
 * @jit portal greens(code)
 */
export function callFunction(code: ToyCode, args: (ToyValue | null)[]): ToyValue {
  jitMergePoint(code, args);
  const frame = new ToyFrame(code.registers);
  for (let i = 0; i < args.length; i++) frame.registers[i] = args[i]!;
  return interpret(code, 0, frame);
}

function enterFunction(code: ToyCode, args: (ToyValue | null)[]): ToyValue {
  const cell = code.cells[0]!;
  if (jitTickFunction(cell)) return jitEnter(callFunction, cell, code, args);
  return callFunction(code, args);
}

/** The arguments of a call: registers from `first` on. */
function takeArguments(frame: ToyFrame, first: int, count: int): (ToyValue | null)[] {
  const args = newArray<ToyValue | null>(count);
  for (let i = 0; i < count; i++) args[i] = frame.registers[first + i]!;
  return args;
}

/**
 * The bytecode loop.
 * @jit portal greens(code, pc) virtualizable(frame)
 */
export function interpret(code: ToyCode, pc: int, frame: ToyFrame): ToyValue {
  for (;;) {
    jitMergePoint(code, pc, frame);
    try {
      const words = code.words;
      for (;;) {
        const at = pc * 4;
        const a = words[at + 1]!;
        const b = words[at + 2]!;
        const c = words[at + 3]!;
        pc = pc + 1;
        switch (words[at]!) {
          case OP.constant:
            frame.registers[a] = code.constants[b]!;
            continue;
          case OP.add:
            frame.registers[a] = frame.registers[b]!.add(frame.registers[c]!);
            continue;
          case OP.less:
            frame.registers[a] = frame.registers[b]!.less(frame.registers[c]!) ? one : zero;
            continue;
          case OP.branch:
            if (!frame.registers[a]!.isTrue()) pc = b;
            continue;
          case OP.loop: {
            pc = a;
            const cell: JitCell = code.cells[b]!;
            if (jitTick(cell)) return jitEnter(interpret, cell, code, pc, frame);
            break;
          }
          case OP.call: {
            const args = takeArguments(frame, c + 1, (frame.registers[c] as ToyInt).value);
            frame.registers[a] = enterFunction(code.callees[b]!, args);
            continue;
          }
          case OP.return:
            return frame.registers[a]!;
          case OP.raise:
            throw new ToyError(frame.registers[a]!);
          case OP.make:
            frame.registers[a] = new ToyObject(frame.registers[b]!);
            continue;
          case OP.load:
            frame.registers[a] = (frame.registers[b] as ToyObject).field;
            continue;
          case OP.store:
            (frame.registers[a] as ToyObject).field = frame.registers[b]!;
            continue;
          case OP.print:
            hostPrint((frame.registers[a] as ToyInt).value);
            continue;
        }
        break;
      }
    } catch (e) {
      if (!(e instanceof ToyError) || code.handler < 0) throw e;
      frame.registers[code.handlerRegister] = e.value;
      pc = code.handler;
    }
  }
}

/** Runs program number `index` with one integer; answers an int result, or the bitwise complement of the raised int. */
export function runProgram(index: int, argument: int): int {
  const args = newArray<ToyValue | null>(1);
  args[0] = new ToyInt(argument);
  try {
    const result = enterFunction(programs[index]!, args);
    return result instanceof ToyInt ? result.value : 0;
  } catch (e) {
    if (!(e instanceof ToyError)) throw e;
    const value = e.value;
    return value instanceof ToyInt ? intNot(value.value) : intNot(0);
  }
}
