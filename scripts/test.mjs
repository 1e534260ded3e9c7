// npm test, and npm run test:long (--long): sets everything up, then runs vitest and closes with one line that counts all tests.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root, setUp } from "./setup.mjs";

setUp();
const folder = mkdtempSync(path.join(os.tmpdir(), "taipan-test-"));
const report = path.join(folder, "report.json");
const vitest = path.join(root, "node_modules", "vitest", "vitest.mjs");
const args = [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2).filter((argument) => argument !== "--long"),
];
if (process.argv.includes("--long")) process.env.TAIPAN_TESTS = "long";
const result = spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio: "inherit" });
const counts = JSON.parse(readFileSync(report, "utf8"));
rmSync(folder, { recursive: true });
// once more, near the end of a long log, what failed
for (const file of counts.testResults)
  for (const test of file.assertionResults.filter(({ status }) => status === "failed"))
    console.log(`FAILED ${path.relative(root, file.name)}: ${test.fullName}\n${test.failureMessages.join("\n")}`);
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${skipped} skipped`);
process.exit(result.status ?? 1);
