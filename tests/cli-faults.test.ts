// What the user sees of a program that cannot be read or that takes all memory, and of warnings: one message in Python's form, and the status.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noNative } from "../src/host/testing/native.ts";

const command = path.join(import.meta.dirname, "..", "bin", "taipan.js");
let folder: string;
const environment = { ...process.env, PYTHONOPTIMIZE: "", PYTHONWARNINGS: "" };

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "taipan-faults-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, source: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), source);
  return name;
}
function taipan(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { cwd: folder, env: environment, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
  return { status, stdout, stderr };
}

describe("a script that is no text", () => {
  it("invalid UTF-8 is a SyntaxError that names the byte and the line", () => {
    const { status, stdout, stderr } = taipan(script("bad.py", Buffer.from('print(1)\nx = "\xff"\n', "latin1")));
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^ {2}File ".*bad\.py", line 2\n/);
    expect(stderr).toMatch(
      /\nSyntaxError: Non-UTF-8 code starting with '\\xff'.* on line 2, but no encoding declared; see /,
    );
    expect(status).toBe(1);
  });
  it("so is a null byte", () => {
    const { status, stdout, stderr } = taipan(script("null.py", "print(1)\0\n"));
    expect(stdout).toBe("");
    expect(stderr).toMatch(/\nSyntaxError: source code cannot contain null bytes\n$/);
    expect(status).toBe(1);
  });
});

describe("warnings", () => {
  const source =
    'import warnings\n\ndef f():\n    warnings.warn("old", DeprecationWarning, stacklevel=2)\n\nf()\nprint("end")\n';
  it("go to stderr with file, line and source line", () => {
    const { status, stdout, stderr } = taipan(script("warns.py", source));
    expect(stderr).toMatch(/^.*warns\.py:6: DeprecationWarning: old\n {2}f\(\)\n$/);
    expect(stdout).toBe("end\n");
    expect(status).toBe(0);
  });
  it("can be switched off or made errors", () => {
    expect(taipan("-W", "ignore", "warns.py")).toEqual({ status: 0, stdout: "end\n", stderr: "" });
    const { status, stdout, stderr } = taipan("-W", "error::DeprecationWarning", "warns.py");
    expect(stderr).toMatch(/^Traceback .*:\n[\s\S]*line 4, in f\n[\s\S]*\nDeprecationWarning: old\n$/);
    expect(stderr).not.toContain("_py_warnings");
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });
  it("about the source itself come before it runs", () => {
    script("escape.py", 'print("\\d")\n');
    const { status, stdout, stderr } = taipan("escape.py");
    expect(stderr).toMatch(
      /^.*escape\.py:1: SyntaxWarning: "\\d" is an invalid escape sequence\. .*\n {2}print\("\\d"\)\n$/,
    );
    expect(stdout).toBe("\\d\n");
    expect(status).toBe(0);
    const error = taipan("-W", "error", "escape.py");
    expect(error.stderr).toMatch(/\nSyntaxError: "\\d" is an invalid escape sequence\. .*\n$/);
    expect(error.status).toBe(1);
  });
});

describe.skipIf(noNative)("no memory", () => {
  it("is a MemoryError with its traceback", () => {
    const source = "def grow():\n    kept = []\n    while True:\n        kept.append(bytearray(50_000_000))\ngrow()\n";
    const shell = `ulimit -v 6000000; exec "${process.execPath}" "${command}" ${script("grow.py", source)}`;
    const { status, stderr } = spawnSync("bash", ["-c", shell], { cwd: folder, env: environment, encoding: "utf8" });
    expect(stderr).toMatch(/^Traceback [\s\S]*, in <module>\n[\s\S]*, in grow\n[\s\S]*\nMemoryError\n$/);
    expect(status).toBe(1);
  });
});
