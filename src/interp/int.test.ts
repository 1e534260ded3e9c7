import { describe, expect, it } from "vitest";
import { type OperationError, w_OverflowError, w_ValueError, w_ZeroDivisionError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { intBinary, W_Int } from "./int.ts";
import { parseInteger, W_Long } from "./long.ts";
import { ADD, AND, FLOORDIV, LSHIFT, MOD, MUL, OR, POW, RSHIFT, SUB, TRUEDIV, type W_Object, XOR } from "./object.ts";
import { fromPyInt, fromPyStr, pyInt, pyStr, random } from "./testing/values.ts";

const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);
const operators: Record<number, (a: bigint, b: bigint) => bigint> = {
  [ADD]: (a, b) => a + b,
  [SUB]: (a, b) => a - b,
  [MUL]: (a, b) => a * b,
  [FLOORDIV]: floorDiv,
  [MOD]: (a, b) => a - floorDiv(a, b) * b,
  [AND]: (a, b) => a & b,
  [OR]: (a, b) => a | b,
  [XOR]: (a, b) => a ^ b,
};
const seed = 20260714;
/** Sizes around limbs and the machine's ints are what matters. */
function randomInt(next: () => number): bigint {
  const bits = Math.floor(next() * next() * 200);
  let value = 0n;
  for (let i = 0; i < bits; i += 16) value = (value << 16n) | BigInt(Math.floor(next() * 65536));
  if (next() < 0.2) value = (1n << BigInt(Math.floor(next() * 130))) - BigInt(Math.floor(next() * 3));
  return next() < 0.5 ? -value : value;
}
const errorType = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return (error as OperationError).type;
  }
  return null;
};

describe("int", () => {
  it(`answers as BigInt does when operands have any size (seed ${seed})`, () => {
    const next = random(seed);
    for (let i = 0; i < 3000; i++) {
      const a = randomInt(next);
      const b = randomInt(next);
      for (const [op, expected] of Object.entries(operators)) {
        if (b === 0n && (Number(op) === FLOORDIV || Number(op) === MOD)) continue;
        const result = fromPyInt(pyInt(a).binary(Number(op), pyInt(b)));
        if (result !== expected(a, b)) throw new Error(`${a} ${op} ${b}: ${result}, not ${expected(a, b)}`);
      }
      const count = BigInt(Math.floor(next() * 100));
      expect(fromPyInt(pyInt(a).binary(LSHIFT, pyInt(count)))).toBe(a << count);
      expect(fromPyInt(pyInt(a).binary(RSHIFT, pyInt(count)))).toBe(a >> count);
    }
  });
  it("becomes a machine int whenever the result fits", () => {
    const big = pyInt(2n ** 80n);
    expect(big).toBeInstanceOf(W_Long);
    expect(big.binary(SUB, pyInt(2n ** 80n - 5n))).toBeInstanceOf(W_Int);
    expect(intBinary(MUL, 2 ** 40, 2 ** 40)).toBeInstanceOf(W_Long);
  });
  it("prints and parses any size in any base", () => {
    const next = random(seed + 1);
    for (let i = 0; i < 300; i++) {
      const value = randomInt(next);
      expect(fromPyStr(pyInt(value).repr())).toBe(String(value));
      const base = 2 + Math.floor(next() * 35);
      expect(fromPyInt(parseInteger(pyStr(value.toString(base)), base))).toBe(value);
    }
  });
  it("refuses what is no number", () => {
    for (const text of ["", "1_", "_1", "0x1", "1 2", "--1"])
      expect(
        errorType(() => parseInteger(pyStr(text), 10)),
        text,
      ).toBe(w_ValueError);
    expect(fromPyInt(parseInteger(pyStr(" -1_000 "), 10))).toBe(-1000n);
    expect(fromPyInt(parseInteger(pyStr("0x_ff"), 0))).toBe(255n);
  });
  it("divides to the nearest double when operands are larger than one", () => {
    const quotient = (a: bigint, b: bigint): number => (pyInt(a).binary(TRUEDIV, pyInt(b)) as W_Float).value;
    expect(quotient(10n ** 40n, 3n * 10n ** 39n)).toBe(10 / 3);
    expect(quotient(2n ** 60n + 1n, 2n ** 60n)).toBe(1);
    expect(quotient(-(10n ** 400n), 10n ** 390n)).toBe(-1e10);
    expect(quotient(1n, 10n ** 320n)).toBe(1e-320);
    expect(errorType(() => quotient(10n ** 400n, 1n))).toBe(w_OverflowError);
    expect(errorType(() => quotient(1n, 0n))).toBe(w_ZeroDivisionError);
  });
  it("has the hash of its remainder modulo 2**31-1, with its sign, but never -1", () => {
    for (const value of [0n, 1n, -2n, -5n, 2n ** 31n - 1n, -(2n ** 31n - 1n), 2n ** 31n, 10n ** 30n, -(10n ** 30n)])
      expect(pyInt(value).hash()).toBe(Number(value % (2n ** 31n - 1n)) + 0);
    for (const value of [-1n, 1n - 2n ** 31n - 1n, -1n - (2n ** 31n - 1n) * 10n ** 20n])
      expect(pyInt(value).hash()).toBe(-2);
  });
  it("takes powers that go beyond the machine", () => {
    expect(fromPyInt(pyInt(-3n).binary(POW, pyInt(101n)))).toBe((-3n) ** 101n);
    expect((pyInt(2n).binary(POW, pyInt(-2n)) as W_Float).value).toBe(0.25);
  });
});

describe("hash", () => {
  it("is equal for equal numbers of different types", () => {
    const pairs: [W_Object, W_Object][] = [
      [pyInt(3n), new W_Float(3)],
      [pyInt(2n ** 100n), new W_Float(2 ** 100)],
      [pyInt(-7n), new W_Float(-7)],
    ];
    for (const [a, b] of pairs) expect(a.hash()).toBe(b.hash());
  });
});
