import { describe, expect, it } from "vitest";
import { bitLength, exactLog2 } from "./bits.ts";

describe("powers of two", () => {
  it("tells each power from its neighbours", () => {
    for (let k = 0; k < 53; k++) {
      const n = 2 ** k;
      expect(exactLog2(n)).toBe(k);
      expect(bitLength(n)).toBe(k + 1);
      expect(bitLength(n - 1)).toBe(k);
      if (k > 1) expect([exactLog2(n - 1), exactLog2(n + 1)]).toEqual([-1, -1]);
    }
    expect(exactLog2(Number.MAX_SAFE_INTEGER)).toBe(-1);
    expect(bitLength(Number.MAX_SAFE_INTEGER)).toBe(53);
    expect([exactLog2(0), exactLog2(-4), exactLog2(1.5)]).toEqual([-1, -1, -1]);
  });
});
