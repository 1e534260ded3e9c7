// The whole standard library: it parses, and the trees equal CPython's.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Module } from "./ast.ts";
import { type DumpOptions, dump } from "./dump.ts";
import { parse } from "./parse.ts";
import { dumpScript, loadPython314 } from "./testing/python314.ts";
import { stdlibSources } from "./testing/stdlib.ts";

const sources = stdlibSources();

function tree(name: string): Module {
  return parse(sources.get(name)!, { filename: name, mode: "exec" });
}

function pythonVersion(): string | null {
  try {
    return execFileSync("python3", ["--version"]).toString().trim();
  } catch {
    return null;
  }
}

test("every file of the standard library parses", () => {
  const refused = [...sources.keys()].filter((name) => {
    try {
      return tree(name).body === null;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
  expect(sources.size).toBeGreaterThan(500);
});

describe("the machine's python3", () => {
  const version = pythonVersion();
  const name = "builds the same trees, positions included, for the files that it accepts";
  test.skipIf(version === null)(version === null ? `${name} (skipped: there is no python3)` : name, () => {
    const folder = mkdtempSync(path.join(tmpdir(), "taipan-stdlib-"));
    try {
      for (const [file, bytes] of sources) {
        mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
        writeFileSync(path.join(folder, file), bytes);
      }
      const input = [...sources.keys()].join("\n");
      const output = execFileSync("python3", [dumpScript], { cwd: folder, input, maxBuffer: 1 << 24 }).toString();
      const [first, ...rows] = output.trim().split("\n");
      const [major, minor] = first!.split(" ").slice(1).map(Number);
      // Before 3.12 nodes within f-strings stood elsewhere, and there were no type parameters (dump_ast.py).
      const modern = major! > 3 || minor! >= 12;
      const options: DumpOptions = { positions: true, fstringPositions: modern, typeParams: modern };
      const accepted = rows.map((row) => row.split(" ")).filter(([, hash]) => hash !== "refused");
      const different = accepted.filter(
        ([file, hash]) =>
          createHash("sha256")
            .update(dump(tree(file!), options))
            .digest("hex") !== hash,
      );
      expect(different.map(([file]) => file)).toEqual([]);
      expect(accepted.length).toBeGreaterThan(500);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("CPython 3.14", async () => {
  const python = await loadPython314();

  test("builds the same tree, all positions included, for a text with all of the grammar", () => {
    const text = readFileSync(path.join(import.meta.dirname, "testing", "grammar.py.txt"));
    expect(dump(parse(text, { filename: "grammar.py", mode: "exec" }))).toBe(python.dump(text));
  });

  test("builds the same trees for the standard library's files with f-strings, patterns or type parameters", () => {
    const recent = [...sources.keys()].filter((name) => /\b(?:JoinedStr|Match|TypeVar)\(/.test(dump(tree(name))));
    const different = recent.filter((name) => python.dump(sources.get(name)!) !== dump(tree(name)));
    expect(different).toEqual([]);
    expect(recent.length).toBeGreaterThan(100);
  });
});
