import { describe, expect, test } from "vitest";
import type { Code, Value } from "./code.ts";
import { MAGIC, marshal, unmarshal, VERSION } from "./marshal.ts";
import { decodePositions, encodePositions, type Position } from "./positions.ts";
import { codeOf } from "./testing.ts";

function roundTrip(code: Code): Code {
  return unmarshal(marshal(code));
}

function constantsAfter(constants: Value[]): readonly Value[] {
  return roundTrip(codeOf([["RETURN_K", 0]], { constants })).constants;
}

const int = (value: bigint): Value => ({ type: "int", value });
const str = (value: string): Value => ({ type: "str", value });

describe("marshalling", () => {
  test("keeps every field", () => {
    const inner = codeOf(
      [
        ["COPY_FREE_VARS", 0, 1],
        ["RETURN_K", 0],
      ],
      {
        freevars: ["x"],
        closureFrom: [3],
        name: "inner",
      },
    );
    const code = codeOf([["NOP"], ["RETURN_K", 0]], {
      argcount: 3,
      posonlyargcount: 1,
      kwonlyargcount: 2,
      flags: 0x8000000,
      firstlineno: 70000,
      lineTable: Uint8Array.of(1, 2, 3),
      varnames: ["a", "b", "c", "d", "e"],
      cellvars: ["e"],
      names: ["n", "m"],
      sites: [1, 0, 1],
      exceptionTable: [{ start: 0, end: 1, handler: 1, register: 2 }],
      constants: [{ type: "code", code: inner }],
      registerCount: 65535,
      cellCount: 7,
    });
    expect(roundTrip(code)).toEqual(code);
  });

  test("keeps integers at the edges of 64 bits and of limbs", () => {
    const edges = [0n, 1n, -1n, 2n ** 31n, 2n ** 32n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, -(2n ** 63n) - 1n];
    const all = [...edges, 2n ** 64n, 2n ** 96n - 1n, -(2n ** 96n), 10n ** 100n].map(int);
    expect(constantsAfter(all)).toEqual(all);
  });

  test("keeps the bits of floats", () => {
    const floats = [0, -0, 1.5, Number.POSITIVE_INFINITY, Number.NaN, 5e-324].map(
      (value): Value => ({ type: "float", value }),
    );
    const after = constantsAfter(floats);
    expect(after).toEqual(floats);
    expect(Object.is((after[1] as { value: number }).value, -0)).toBe(true);
  });

  test("keeps strings of all widths, lone surrogates too", () => {
    const texts = ["", "a", "abcde", "é", "ÿxyz", "Ā", "\ud800", "a\ud800b", "😀", "😀\ud83d", "\0"].map(str);
    expect(constantsAfter(texts)).toEqual(texts);
  });

  test("keeps nested containers, bytes, slices, complex numbers and singletons", () => {
    const values: Value[] = [
      { type: "tuple", items: [int(1n), { type: "tuple", items: [] }, { type: "ellipsis" }] },
      { type: "frozenset", items: [str("x"), { type: "bool", value: true }, { type: "bool", value: false }] },
      { type: "bytes", value: Uint8Array.of(1, 2, 3, 4, 255) },
      { type: "slice", start: { type: "NoneType" }, stop: int(-1n), step: int(2n) },
      { type: "complex", real: -0, imag: 1.5 },
    ];
    expect(constantsAfter(values)).toEqual(values);
  });

  test("begins with magic number, version and count of distinct strings, in whole words", () => {
    const bytes = marshal(codeOf([["RETURN_K", 0]], { names: ["f", "g", "f"] }));
    const words = new Uint32Array(bytes.buffer);
    // Name and qualified name are one string, "f"; then the file's name and "g".
    expect([...words.subarray(0, 3)]).toEqual([MAGIC, VERSION, 3]);
    expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe("TPY\n");
    expect(bytes.length % 4).toBe(0);
  });

  test("refuses what is not its own", () => {
    const bytes = marshal(codeOf([["RETURN_K", 0]]));
    expect(() => unmarshal(Uint8Array.from([1, 2, 3, 4]))).toThrow("wrong magic number");
    expect(() => unmarshal(bytes.subarray(0, bytes.length - 8))).toThrow("unexpected end");
    const older = bytes.slice();
    older[4] = VERSION + 1;
    expect(() => unmarshal(older)).toThrow(`version ${VERSION + 1}`);
  });
});

describe("the line table", () => {
  const at = (lineno: number, endLineno: number, colOffset: number, endColOffset: number): Position => ({
    lineno,
    endLineno,
    colOffset,
    endColOffset,
  });

  test("keeps positions, also those that go back and those of many lines", () => {
    const positions = [at(3, 3, 0, 5), at(3, 3, 0, 5), at(2, 90, 300, 2), at(2, 90, 300, 2), at(70000, 70000, 1, 1)];
    expect(decodePositions(encodePositions(positions, 3), 3)).toEqual(positions);
  });

  test("needs five bytes for a run of equal positions", () => {
    expect(encodePositions(Array(100).fill(at(7, 7, 4, 9)), 5)).toEqual(Uint8Array.of(100, 4, 0, 4, 9));
  });

  test("that is cut off is refused", () => {
    expect(() => decodePositions(Uint8Array.of(1, 2, 200), 1)).toThrow("ends within a number");
  });
});
