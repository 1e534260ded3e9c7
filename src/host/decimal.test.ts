import { describe, expect, it } from "vitest";
import { DIGITS_KIND, floatDigits, parseFloatText } from "./decimal.ts";

const { shortest, significant, fixed } = DIGITS_KIND;

describe("floatDigits", () => {
  it.each([
    [0.1, shortest, 0, "1", 0],
    [0, shortest, 0, "0", 1],
    [1234.5, shortest, 0, "12345", 4],
    [5e-324, shortest, 0, "5", -323],
    [1.7976931348623157e308, shortest, 0, "17976931348623157", 309],
    // ties of the exact value go to the even digit
    [0.5, fixed, 0, "0", 1],
    [1.5, fixed, 0, "2", 1],
    [2.5, fixed, 0, "2", 1],
    [2.675, fixed, 2, "267", 1],
    [0.05, fixed, 1, "1", 0],
    [0.04, fixed, 1, "0", 0],
    [1e22, fixed, 0, "10000000000000000000000", 23],
    [9.99, significant, 2, "10", 2],
    [0.1, significant, 20, "10000000000000000555", 0],
    [0, significant, 3, "000", 1],
    [12345, significant, 2, "12", 5],
    // less than the power of ten that its shortest digits are
    [1e23, significant, 17, "99999999999999992", 23],
  ])("%d in form %i with precision %i is 0.%s * 10**%i", (value, kind, precision, digits, exponent) => {
    const found = floatDigits(value, kind, precision);
    expect(found).toEqual({ digits, exponent });
  });
});

describe("parseFloatText", () => {
  it.each([
    ["1.5", 1.5],
    [" 1_000.0_1e1_0 ", 1000.01e10],
    [".5", 0.5],
    ["5.", 5],
    ["-Infinity", -Infinity],
    ["+nan", Number.NaN],
  ])("reads %j", (text, value) => {
    expect(parseFloatText(text)).toBe(value);
  });
  it.each(["", ".", "1__0", "_1", "1_", "0x10", "1e", "1 2", "--1"])("refuses %j", (text) => {
    expect(parseFloatText(text)).toBeNull();
  });
});
