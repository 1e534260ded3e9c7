// Toy programs, assembled from text at module level (full TypeScript), and so part of the heap image.

import { JitCell, U16Array } from "../../src/rts/index.ts";
import { greatest, ToyCode, ToyInt, type ToyValue } from "./objects.ts";

const OPCODES = [
  "constant",
  "add",
  "less",
  "branch",
  "loop",
  "call",
  "return",
  "raise",
  "make",
  "load",
  "store",
  "print",
];

/**
 * Assembles one function. A line is `label:` or `opcode operands`; operands are registers `r0`, constants `#5` (or `#greatest`),
 * labels, callees by name. `handler label rN` names the function's exception handler.
 */
function assemble(name: string, text: string, known: Map<string, ToyCode>): ToyCode {
  const labels = new Map<string, number>();
  const lines: string[][] = [];
  let handler = ["", ""];
  for (const line of text.split("\n")) {
    const words = line.trim().split(/[\s,]+/);
    if (words[0] === "") continue;
    if (words[0] === "handler") handler = [words[1]!, words[2]!];
    else if (words[0]!.endsWith(":")) labels.set(words[0]!.slice(0, -1), lines.length);
    else lines.push(words);
  }
  const constants: ToyValue[] = [];
  const callees: ToyCode[] = [];
  const self = lines.some((w) => w[0] === "call" && w[2] === name);
  const cells = [new JitCell()];
  let registers = 0;
  const words = new U16Array(lines.length * 4);
  lines.forEach((line, i) => {
    const opcode = OPCODES.indexOf(line[0]!);
    if (opcode < 0) throw new Error(`${name}: no opcode ${line[0]}`);
    words[i * 4] = opcode;
    line.slice(1).forEach((operand, j) => {
      let value: number;
      if (/^r\d+$/.test(operand)) {
        value = Number(operand.slice(1));
        registers = Math.max(registers, value + 1);
      } else if (operand.startsWith("#")) {
        value = constants.length;
        constants.push(operand === "#greatest" ? greatest : new ToyInt(Number(operand.slice(1))));
      } else if (labels.has(operand)) {
        value = labels.get(operand)!;
        if (line[0] === "loop") {
          words[i * 4 + 2] = cells.length;
          cells.push(new JitCell());
        }
      } else {
        value = callees.length;
        const callee = known.get(operand);
        if (!callee && operand !== name) throw new Error(`${name}: no label or function ${operand}`);
        callees.push(callee!);
      }
      words[i * 4 + 1 + j] = value;
    });
  });
  const handlerAt = handler[0] ? labels.get(handler[0])! : -1;
  const code = new ToyCode(
    name,
    words,
    constants,
    callees,
    registers,
    handlerAt,
    handler[1] ? Number(handler[1].slice(1)) : 0,
    cells,
  );
  if (self) for (let i = 0; i < callees.length; i++) callees[i] = callees[i] ?? code;
  known.set(name, code);
  return code;
}

const known = new Map<string, ToyCode>();

/** Name -> source. `call rD, name, rN`: rN holds the number of arguments, which stand in the registers after it. */
const SOURCES: [string, string][] = [
  // sum of 0..n-1
  [
    "sum",
    "constant r1, #0\nconstant r2, #0\nconstant r3, #1\nhead:\nless r4, r1, r0\nbranch r4, done\nadd r2, r2, r1\nadd r1, r1, r3\nloop head\ndone:\nreturn r2",
  ],
  [
    "fib",
    "constant r1, #2\nless r1, r0, r1\nbranch r1, more\nreturn r0\nmore:\nconstant r2, #1\nconstant r1, #-1\nadd r3, r0, r1\ncall r4, fib, r2\nadd r3, r3, r1\ncall r5, fib, r2\nadd r4, r4, r5\nreturn r4",
  ],
  // counts in an object's field
  [
    "field",
    "constant r1, #0\nmake r2, r1\nconstant r3, #1\nhead:\nload r4, r2\nless r5, r4, r0\nbranch r5, done\nadd r4, r4, r3\nstore r2, r4\nloop head\ndone:\nload r4, r2\nreturn r4",
  ],
  // adds until the integers end; the handler returns what was raised
  [
    "overflow",
    "handler caught r5\nconstant r1, #greatest\nadd r2, r1, r0\nreturn r2\ncaught:\nconstant r2, #-1\nadd r5, r5, r2\nreturn r5",
  ],
  ["raiser", "raise r0"],
  // raises through a call, n times, catching each
  [
    "catch",
    "handler caught r6\nconstant r1, #0\nconstant r2, #1\nconstant r4, #1\nhead:\nless r3, r1, r0\nbranch r3, done\nadd r5, r1, r2\ncall r3, raiser, r4\ncaught:\nadd r1, r6, r2\nconstant r7, #-1\nadd r1, r1, r7\nloop head\ndone:\nreturn r1",
  ],
  // n deep, without end: the stack's overflow
  ["deep", "constant r1, #1\nconstant r2, #1\nadd r2, r0, r2\ncall r3, deep, r1\nadd r3, r3, r0\nreturn r3"],
  // a linked list of n objects, then its sum
  [
    "list",
    "constant r1, #0\nconstant r2, #0\nmake r3, r1\nconstant r4, #1\nhead:\nless r5, r2, r0\nbranch r5, walk\nmake r6, r2\nmake r7, r3\nstore r6, r7\nmake r3, r6\nadd r2, r2, r4\nloop head\nwalk:\nconstant r8, #0\nconstant r2, #0\nnext:\nless r5, r2, r0\nbranch r5, done\nload r3, r3\nload r3, r3\nload r3, r3\nadd r8, r8, r2\nadd r2, r2, r4\nloop next\ndone:\nload r1, r3\nadd r8, r8, r1\nreturn r8",
  ],
  ["print", "print r0\nreturn r0"],
  // a loop with a branch whose side changes half way: a bridge
  [
    "turn",
    "constant r1, #0\nconstant r2, #0\nconstant r3, #1\nconstant r6, #500\nconstant r7, #2\nhead:\nless r4, r1, r0\nbranch r4, done\nless r5, r1, r6\nbranch r5, high\nadd r2, r2, r3\nconstant r8, #0\nless r8, r8, r3\nadd r1, r1, r3\nloop head\nhigh:\nadd r2, r2, r7\nadd r1, r1, r3\nloop head\ndone:\nreturn r2",
  ],
  // a loop that takes one way more after every hundred rounds: a bridge each
  [
    "stairs",
    `constant r1, #0\nconstant r2, #0\nconstant r3, #1\nhead:\nless r4, r1, r0\nbranch r4, done\n${[
      1, 2, 3, 4, 5, 6, 7, 8,
    ]
      .map((k) => `constant r6, #${100 * k}\nless r5, r1, r6\nbranch r5, over${k}\nadd r2, r2, r3\nover${k}:`)
      .join("\n")}\nadd r1, r1, r3\nloop head\ndone:\nreturn r2`,
  ],
];

/** Names in the order of runProgram's index. */
export const programNames: string[] = SOURCES.map(([name]) => name);
export const programs: ToyCode[] = SOURCES.map(([name, text]) => assemble(name, text, known));
