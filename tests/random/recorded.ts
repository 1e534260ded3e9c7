// Digests of what CPython prints for the first random programs, so that the tests need no Python: recorded.txt, a line a seed, written by
// `node scripts/run.mjs tests/random/compare.ts record`, again whenever the generator changes.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

export const RECORDED_SEEDS = 32;
export const recordedFile = path.join(import.meta.dirname, "..", "..", "tests", "random", "recorded.txt");

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Seed -> digest. */
export const recordedDigests = (): Map<number, string> =>
  new Map(
    readFileSync(recordedFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" "))
      .map(([seed, digest]) => [Number(seed), digest!]),
  );
