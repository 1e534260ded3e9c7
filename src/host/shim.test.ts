import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadShimFrom, packageRoot, ShimUnavailable, shimExternal, shimExternalNames } from "./shim.ts";
import { noNative, testShim } from "./testing/native.ts";

const install = path.join(packageRoot(), "native-shim", "install.js");

function temporary(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(path.join(os.tmpdir(), "taipan-shim-"));
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}
/** Runs the installer's build with output to `directory` and these environment variables. */
function build(directory: string, env: NodeJS.ProcessEnv): { file?: string; built?: boolean; failure?: string } {
  const code = `import(${JSON.stringify(install)}).then((m) => console.log(JSON.stringify(m.buildShim({ output: ${JSON.stringify(directory)} }))))`;
  const run = spawnSync(process.execPath, ["-e", code], { encoding: "utf8", env: { ...process.env, ...env } });
  return JSON.parse(run.stdout);
}

describe("loading the shim", () => {
  it("says what to run when it was not built", () => {
    const { directory, remove } = temporary();
    const result = loadShimFrom(directory);
    expect(result).toBeInstanceOf(ShimUnavailable);
    expect(String(result)).toBe(
      "the native shim has not been built; run: node native-shim/install.js (it needs a C compiler)",
    );
    remove();
  });

  it("repeats the installer's reason when there was no compiler", () => {
    const { directory, remove } = temporary();
    const { failure } = build(directory, { CC: "no-such-compiler" });
    expect(failure).toMatch(/^no C compiler was found \(tried no-such-compiler\): install a C compiler \(/);
    expect(String(loadShimFrom(directory))).toContain("no C compiler was found (tried no-such-compiler)");
    remove();
  });

  it("says so when the library is none", () => {
    const { directory, remove } = temporary();
    const extension = process.platform === "darwin" ? ".dylib" : ".so";
    writeFileSync(
      path.join(directory, `taipan-shim-${process.platform}-${process.arch}${extension}`),
      "nonsense, not a library",
    );
    expect(String(loadShimFrom(directory))).toMatch(/cannot be loaded \(.*\); run: node native-shim\/install\.js$/);
    remove();
  });
});

describe.skipIf(noNative)(`the installer ${noNative ?? ""}`, () => {
  it("builds once, and again when the flags have changed", () => {
    const { directory, remove } = temporary();
    expect(build(directory, {}).built).toBe(true);
    expect(build(directory, {}).built).toBe(false);
    expect(build(directory, { CC: "cc -DCHANGED" }).built).toBe(true);
    remove();
  });
});

describe.skipIf(noNative)(`C functions for VM code ${noNative ?? ""}`, () => {
  it("have distinct addresses, by name", () => {
    const names = shimExternalNames(testShim());
    expect(names).toContain("sin");
    expect(names).toContain("clockMonotonicNs");
    const addresses = names.map((name) => shimExternal(testShim(), name));
    expect(new Set(addresses).size).toBe(names.length);
    expect(Math.min(...addresses)).toBeGreaterThan(0);
  });

  it("are refused by name when there is none", () => {
    expect(() => shimExternal(testShim(), "gets")).toThrow("no C function named 'gets'");
  });
});
