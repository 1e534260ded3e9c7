import { defineConfig } from "vitest/config";

/** npm run test:long (scripts/test.mjs): what takes too long for npm test. */
const long = process.env.TAIPAN_TESTS === "long";

export default defineConfig({
  test: {
    include: long ? ["tests/long/**/*.test.ts"] : ["src/**/*.test.ts", "tests/**/*.test.ts"],
    exclude: long ? [] : ["tests/long/**"],
    testTimeout: 300_000,
    pool: "forks",
    // all cores: the two files that run programs on the rungs take most of the time, each in one process
    maxWorkers: "100%",
  },
});
