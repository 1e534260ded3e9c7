import { describe, expect, it } from "vitest";
import { MEANINGS } from "../../ir/meanings.ts";
import type { OpName } from "../../ir/ops.ts";
import { Facts } from "./facts.ts";
import { resultRange } from "./ranges.ts";

const factsOf = (low: number, high: number): Facts => Object.assign(new Facts(), { low, high });

describe("ranges of results", () => {
  const bounds = [
    -(2 ** 53) + 1,
    -(2 ** 31),
    -7,
    -1,
    0,
    1,
    2,
    5,
    8,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 49,
    2 ** 52,
    2 ** 53 - 1,
  ];
  const binary: OpName[] = [
    "int_add",
    "int_sub",
    "int_mul",
    "int_and",
    "int_or",
    "int_xor",
    "int_floormod",
    "int_mod",
    "int_div",
    "int_floordiv",
  ];
  const ranges = bounds.flatMap((low) => bounds.filter((high) => high >= low).map((high) => [low, high] as const));

  it("hold what the operation gives at the ends of its operands' ranges, and between", () => {
    for (const op of binary)
      for (const [a, b] of ranges)
        for (const [c, d] of ranges) {
          const [low, high] = resultRange(op, factsOf(a, b), factsOf(c, d), null);
          for (const x of [a, b, Math.floor(a / 2 + b / 2)])
            for (const y of [c, d, Math.floor(c / 2 + d / 2)]) {
              if (y === 0 && /div|mod/.test(op)) continue;
              const result = MEANINGS[op]!(undefined as never, x, y, undefined, null) as number | bigint;
              if (result < low || result > high)
                expect.fail(
                  `${op} of ${x} in [${a}, ${b}] and ${y} in [${c}, ${d}]: ${result} is not in [${low}, ${high}]`,
                );
            }
        }
  });
});
