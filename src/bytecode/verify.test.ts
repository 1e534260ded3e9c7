import { describe, expect, test } from "vitest";
import type { Code } from "./code.ts";
import { codeOf, type Row } from "./testing.ts";
import { verify } from "./verify.ts";

const faultsOf = (rows: readonly Row[], fields: Partial<Code> = {}) => verify(codeOf(rows, fields));

describe("the verifier accepts", () => {
  test("straight code, branches that both write, and loops", () => {
    const rows: Row[] = [
      ["LOAD_CONST", 0],
      ["JUMP_IF_FALSE", 0, 0, 2],
      ["LOAD_CONST", 1],
      ["JUMP", 5],
      ["LOAD_CONST", 1],
      ["MOVE", 2, 1],
      ["JUMP_IF_TRUE", 2, 0, 1],
      ["LOOP", 5, 0, 1],
      ["RETURN", 2],
    ];
    expect(faultsOf(rows, { cellCount: 2 })).toEqual([]);
  });

  test("locals behind CHECK_BOUND", () => {
    expect(
      faultsOf(
        [
          ["CHECK_BOUND", 0, 0],
          ["RETURN", 0],
        ],
        { varnames: ["x"], names: ["x"] },
      ),
    ).toEqual([]);
  });

  test("code that nothing leads to, whatever it reads", () => {
    expect(
      faultsOf([
        ["RETURN_K", 0],
        ["RETURN", 3],
      ]),
    ).toEqual([]);
  });
});

describe("the verifier reports", () => {
  const cases: [string, readonly Row[], Partial<Code>, string][] = [
    ["a register that was never written", [["RETURN", 1]], {}, "f: 0 RETURN: reads register 1"],
    [
      "a register that one branch does not write",
      [
        ["LOAD_CONST", 0],
        ["JUMP_IF_FALSE", 0, 0, 1],
        ["LOAD_CONST", 1],
        ["RETURN", 1],
      ],
      {},
      "f: 3 RETURN: reads register 1",
    ],
    [
      "a register that is written after the instruction that raises",
      [
        ["LOAD_CONST", 0],
        ["NEGATIVE", 1, 0],
        ["RETURN_K", 0],
        ["RETURN", 1],
      ],
      { exceptionTable: [{ start: 0, end: 2, handler: 3, register: 2 }] },
      "f: 3 RETURN: reads register 1",
    ],
    [
      "arguments used after the call",
      [
        ["LOAD_CONST", 0],
        ["LOAD_CONST", 1],
        ["CALL", 2, 0, 1],
        ["RETURN", 1],
      ],
      {},
      "f: 3 RETURN: reads register 1",
    ],
    [
      "a local after CLEAR",
      [
        ["CLEAR", 0],
        ["RETURN", 0],
      ],
      { varnames: ["x"], argcount: 1 },
      "f: 1 RETURN: reads register 0",
    ],
    [
      "registers out of range",
      [
        ["LOAD_CONST", 4],
        ["RETURN_K", 0],
      ],
      {},
      "f: 0 LOAD_CONST: registers 4..4 of 4",
    ],
    ["constants out of range", [["RETURN_K", 1]], {}, "f: 0 RETURN_K: k 1 of 1"],
    [
      "jumps out of the code",
      [
        ["JUMP", 7],
        ["RETURN_K", 0],
      ],
      {},
      "f: 0 JUMP: jump to 7",
    ],
    ["a backward JUMP", [["NOP"], ["JUMP", 0]], {}, "f: 1 JUMP: jump in the wrong direction, to 0"],
    [
      "a forward LOOP",
      [
        ["LOOP", 1, 0, 0],
        ["RETURN_K", 0],
      ],
      {},
      "f: 0 LOOP: jump in the wrong direction, to 1",
    ],
    ["running off the end", [["NOP"]], {}, "f: 0 NOP: runs off the end"],
    [
      "overlapping exception ranges",
      [["NOP"], ["RETURN_K", 0]],
      {
        exceptionTable: [
          { start: 0, end: 2, handler: 1, register: 0 },
          { start: 1, end: 2, handler: 1, register: 0 },
        ],
      },
      "f: 1 : exception range 1..2 overlaps or lies outside",
    ],
    [
      "a generator's start in the middle",
      [["NOP"], ["RETURN_GENERATOR"], ["RETURN_K", 0]],
      {},
      "f: 1 RETURN_GENERATOR: not the first",
    ],
  ];
  for (const [what, rows, fields, fault] of cases) {
    test(what, () => {
      const faults = faultsOf(rows, fields);
      expect(faults.length).toBe(1);
      expect(faults[0]).toContain(fault);
    });
  }
});
