import { describe, expect, it } from "vitest";
import * as requests from "./requests.ts";

describe("requests", () => {
  it("are these and no others: what the host has to serve stays short", () => {
    const names = Object.values(requests).map((request) => (request as unknown as { requestName: string }).requestName);
    expect(names.sort()).toEqual([
      "clock",
      "compile",
      "embed",
      "fetch",
      "findModule",
      "floatDigits",
      "library",
      "parseFloat",
      "readFile",
      "sleep",
      "stat",
      "system",
    ]);
  });
});
