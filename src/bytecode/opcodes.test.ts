import { expect, test } from "vitest";
import { binaryOperators, comparisons, OP, type OpName, opInfo } from "./opcodes.ts";

test("each opcode stands at its number", () => {
  expect(opInfo.map(({ code }) => code)).toEqual(opInfo.map((_, i) => i));
  expect(new Set(opInfo.map(({ name }) => name)).size).toBe(opInfo.length);
  expect(opInfo[OP.INTRINSIC_2]!.name).toBe("INTRINSIC_2");
});

test("each operand is of a known kind", () => {
  const kinds = ["none", "dst", "src", "mod", "run", "out", "io", "k", "name", "site", "n", "delta", "lo", "hi"];
  const known = new Set([...kinds, "klo", "khi", "cell"]);
  for (const { name, operands } of opInfo) {
    expect(operands.filter((kind) => !known.has(kind)).map((kind) => `${name}: ${kind}`)).toEqual([]);
    expect(operands.length).toBe(3);
  }
});

test("families of binary operators have the operators' order", () => {
  const families: [OpName, string, string][] = [
    ["ADD", "", ""],
    ["ADD_K", "", "_K"],
    ["INPLACE_ADD", "INPLACE_", ""],
    ["INPLACE_ADD_K", "INPLACE_", "_K"],
  ];
  for (const [first, prefix, suffix] of families) {
    for (const [i, operator] of binaryOperators.entries()) {
      const { name, meaning } = opInfo[OP[first] + i]!;
      expect(name).toBe(`${prefix}${opInfo[OP.ADD + i]!.name}${suffix}`);
      expect(meaning).toContain(` ${operator}${prefix === "" ? "" : "="} `);
    }
  }
});

test("families of comparisons have the comparisons' order", () => {
  const families: [OpName, string, string][] = [
    ["LT", "", ""],
    ["LT_K", "", "_K"],
    ["JUMP_IF_LT", "JUMP_IF_", ""],
    ["JUMP_IF_NOT_LT", "JUMP_IF_NOT_", ""],
    ["JUMP_IF_LT_K", "JUMP_IF_", "_K"],
    ["JUMP_IF_NOT_LT_K", "JUMP_IF_NOT_", "_K"],
  ];
  for (const [first, prefix, suffix] of families) {
    for (const [i, comparison] of comparisons.entries()) {
      const { name, meaning } = opInfo[OP[first] + i]!;
      expect(name).toBe(`${prefix}${opInfo[OP.LT + i]!.name}${suffix}`);
      expect(meaning).toContain(` ${comparison} `);
    }
  }
});
