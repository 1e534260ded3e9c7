import { describe, expect, it } from "vitest";
import { parseOutput, runProcess } from "../bench/measure.ts";
import { geometricMean, laterHalf, meanOf } from "../bench/statistics.ts";

describe("the benchmark driver", () => {
  it("tells times from results when a program ran several times", () => {
    expect(parseOutput("# 0.5\n12 34\n# 1e-05\n12 34\n")).toEqual({
      results: ["12 34", "12 34"],
      iterations: [0.5, 1e-5],
    });
  });

  it("takes the mean of the later half, with its spread", () => {
    expect(laterHalf([9, 8, 1, 3])).toEqual([1, 3]);
    expect(laterHalf([9, 2, 2])).toEqual([2, 2]);
    expect(meanOf([1, 3])).toEqual({ mean: 2, spread: Math.SQRT2 / 2 });
    expect(geometricMean([2, 8])).toBeCloseTo(4);
  });

  it("answers results, peak memory and failures of a process", async () => {
    const node = (code: string) => runProcess([process.execPath, "-e", code], {}, ".");
    const good = await node("console.log('# 1'); console.log('x')");
    expect(good).toMatchObject({ results: ["x"], iterations: [1], failure: "" });
    expect(good.seconds).toBeGreaterThan(0);
    if (process.platform === "linux") expect(good.peakBytes).toBeGreaterThan(1 << 20);
    expect((await node("console.error('a'); console.error('why'); process.exit(3)")).failure).toBe("why");
    expect((await node("process.kill(process.pid, 'SIGKILL')")).failure).toBe("ended by SIGKILL");
    expect((await runProcess(["no-such-program"], {}, ".")).failure).toContain("ENOENT");
  });
});
